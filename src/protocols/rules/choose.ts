import { dayOf, type Instant, type PlainDate } from '../../platform/dates.ts'
import { covers, plainRow, standingOf, type Catalogue, type StandingRow } from './catalogue.ts'
import { missingFacts, weigh, type Facts, type Reason, type Truth } from './conditions.ts'
import type { Row } from './shape.ts'

/** Why a row was taken or passed over. */
export type Verdict = 'chosen' | 'candidate' | 'outranked' | 'condition_fails' | 'not_in_force' | 'switched_off' | 'other_province'
export type Considered = {
  readonly id: string
  readonly verdict: Verdict
  /** The condition as weighed; null: the row has none, or it was not reached. */
  readonly reason: Reason | null
  readonly truth: Truth | null
  readonly missing: readonly string[]
  readonly outrankedBy: string | null
}
export type Warning =
  | { readonly code: 'unverified' } | { readonly code: 'partly'; readonly fields: readonly string[] }
  /** The document's end has not been seen: it may be over. */
  | { readonly code: 'end_unknown'; readonly since: PlainDate | null }
  /** A row that would go first is switched off. */
  | { readonly code: 'newer_switched_off'; readonly id: string }
  /** The document does not say from when the days count. */
  | { readonly code: 'clock_not_known' }

export type Because = { readonly on: PlainDate; readonly considered: readonly Considered[]; readonly warnings: readonly Warning[]; readonly assumed: Facts }
/** The answer of the rules. Everything but `chosen` goes to a person, with what is missing. */
export type Choice<R extends Row = Row> =
  | { readonly outcome: 'chosen'; readonly row: StandingRow<R>; readonly because: Because }
  | { readonly outcome: 'uncertain'; readonly candidates: readonly StandingRow<R>[]; readonly missing: readonly string[]; readonly because: Because }
  | { readonly outcome: 'tie'; readonly candidates: readonly StandingRow<R>[]; readonly because: Because }
  | { readonly outcome: 'none'; readonly because: Because }

/** Province before national, with a condition before without, the later before the earlier (a row without first day is the earliest). */
const rankOf = (row: Row): readonly [number, number, string] => [row.province === null ? 0 : 1, row.when === null ? 0 : 1, row.validFrom ?? '']
function outranks(a: Row, b: Row): boolean {
  const [x, y] = [rankOf(a), rankOf(b)]
  for (const at of [0, 1, 2] as const) if (x[at] !== y[at]) return x[at] > y[at]
  return a.over?.includes(b.id) ?? false
}

const byId = <T extends { id: string }>(a: T, b: T): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * Chọn quy định: (1) rows whose days cover the day of the decision, of this province or national, switched on; (2) those whose condition holds or
 * may hold; (3) province before national, condition before none, later before earlier. The order in which rows are given does not matter.
 * An unknown fact that could change the answer makes it `uncertain`.
 */
export function choose<R extends Row>(catalogue: Pick<Catalogue, 'provinceId'>, rows: readonly StandingRow<R>[], facts: Facts, at: PlainDate | Instant, assumed: Facts = {}): Choice<R> {
  const on = at.length === 10 ? at : dayOf(at)
  const known: Facts = { ...assumed, ...dropUnknown(facts) }
  const weighed = rows.toSorted(byId).map((row) => {
    const inForce = covers(row, on)
    const ours = row.province === null || row.province === catalogue.provinceId
    const reason = row.when === null || !inForce || !ours ? null : weigh(row.when, known)
    return { row, inForce, ours, reason, truth: reason?.truth ?? ('yes' as Truth), missing: reason ? missingFacts(reason, known) : [] }
  })
  type Weighed = (typeof weighed)[number]
  const possible = (w: Weighed): boolean => w.inForce && w.ours && w.truth !== 'no'
  const field = weighed.filter((w) => w.row.on && possible(w))
  const sure = field.filter((w) => w.truth === 'yes')
  const top = sure.filter((w) => !sure.some((o) => outranks(o.row, w.row)))
  const open = field.filter((w) => w.truth === 'unknown' && !sure.some((o) => outranks(o.row, w.row)))

  const considered = weighed.map((w): Considered => {
    const verdict: Verdict = !w.inForce ? 'not_in_force' : !w.ours ? 'other_province' : w.truth === 'no' ? 'condition_fails' : !w.row.on ? 'switched_off'
      : open.includes(w) || (top.includes(w) && (open.length > 0 || top.length > 1)) ? 'candidate' : top.includes(w) ? 'chosen' : 'outranked'
    const by = verdict === 'outranked' ? sure.find((o) => outranks(o.row, w.row))?.row.id ?? null : null
    return { id: w.row.id, verdict, reason: w.reason, truth: w.inForce && w.ours ? w.truth : null, missing: w.missing, outrankedBy: by }
  })
  const off = weighed.filter((w) => possible(w) && !w.row.on)
  const usedAssumed = Object.fromEntries(Object.entries(assumed).filter(([path]) => facts[path] === null || facts[path] === undefined))
  const because = (warnings: readonly Warning[]): Because => ({ on, considered, warnings, assumed: usedAssumed })
  const waiting = (above: Weighed[]): Warning[] => off.filter((w) => above.every((o) => outranks(w.row, o.row))).map((w): Warning => ({ code: 'newer_switched_off', id: w.row.id }))

  if (open.length > 0) {
    const candidates = [...open, ...top].map((w) => w.row).sort(byId)
    return { outcome: 'uncertain', candidates, missing: [...new Set(open.flatMap((w) => w.missing))].sort(), because: because(waiting([...open, ...top])) }
  }
  if (top.length > 1) return { outcome: 'tie', candidates: top.map((w) => w.row).sort(byId), because: because(waiting(top)) }
  const one = top[0]
  if (!one) return { outcome: 'none', because: because(waiting([])) }
  return { outcome: 'chosen', row: one.row, because: because([...warningsOf(one.row), ...waiting([one])]) }
}

export function warningsOf(row: StandingRow): Warning[] {
  const standing = standingOf(row)
  return [
    ...(standing === 'unverified' ? [{ code: 'unverified' } as const] : []),
    ...(standing === 'partly' ? [{ code: 'partly', fields: row.unverifiedFields ?? [] } as const] : []),
    ...(row.validTo === null && row.validToBasis === 'unknown' && row.nature === 'law' ? [{ code: 'end_unknown', since: row.validFrom } as const] : []),
  ]
}
const dropUnknown = (facts: Facts): Facts => Object.fromEntries(Object.entries(facts).filter(([, v]) => v !== null && v !== undefined))

/** Quy định đã đóng băng: what an order, a dossier or a classification keeps. The copy, not the id alone, decides from then on. */
export type Frozen<R extends Row = Row> = { readonly ruleId: string; readonly row: R; readonly chosenOn: PlainDate; readonly release: PlainDate; readonly by: readonly string[] }
/** Freezes a row on a record. A later rule changes the record only by an explicit decision. */
export function freeze<R extends Row>(catalogue: Pick<Catalogue, 'disease'>, row: StandingRow<R>, on: PlainDate): Frozen<R> {
  return { ruleId: row.id, row: plainRow(row) as R, chosenOn: on, release: catalogue.disease.release, by: row.by }
}
