import type { Instant, PlainDate } from '../../platform/dates.ts'
import { instantOf } from '../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import type { ProtocolsRefusal } from '../refusals.ts'
import { Row, type Disease, type Kind, type RowOf } from './shape.ts'

/**
 * Bật, tắt, sửa một quy định: a decision of the province, with effect from an instant. The newest in force wins; nothing is overwritten, so that
 * the rules of any past moment can be read again.
 */
export type Switch = {
  readonly id: string
  readonly disease: string
  /** One row, all rows of a set, or a row the province wrote itself (`new`). */
  readonly targetKind: 'row' | 'set' | 'new'
  readonly target: string
  /** default: back to how it ships. values: fields of the row replaced. row: the province's own row. */
  readonly effect: 'on' | 'off' | 'values' | 'row' | 'default'
  readonly values: Readonly<Record<string, unknown>> | null
  readonly effectiveFrom: Instant
  readonly decidedAt: Instant
  /** The decider compared the wording with the document itself. */
  readonly checked: boolean
}

/** A row as it stands in a province at a moment. */
export type StandingRow<R extends Row = Row> = R & State
export type State = {
  readonly on: boolean
  /** The switches that made it stand so; empty: as it ships. */
  readonly by: readonly string[]
  /** Compared with the document by the province. */
  readonly checked: boolean
  /** Fields whose value is the province's own. */
  readonly changed: readonly string[]
}

/** Danh mục quy định: the rules of one disease in one province as of an instant. Everything is decided over this, nothing over files. */
export type Catalogue = { readonly disease: Disease; readonly provinceId: string; readonly at: Instant; readonly rows: readonly StandingRow[] }

/** Fields that say who a row is. A province that wants another of these writes a row of its own. */
const fixed = new Set(['id', 'kind', 'set', 'nature', 'province', 'ships', 'source', 'verified'])

/** What a row says itself, without how it stands in a province. */
export const plainRow = (row: Row | StandingRow): Row => {
  const { on: _on, by: _by, checked: _checked, changed: _changed, ...own } = row as StandingRow
  return own as unknown as Row
}

/** A row with fields replaced, checked against the shape of its kind. */
export function withValues(standing: Row | StandingRow, values: Readonly<Record<string, unknown>>): Decision<Row, ProtocolsRefusal> {
  const row = plainRow(standing)
  const names = Object.keys(values)
  const barred = names.find((n) => fixed.has(n))
  if (barred !== undefined) return refuse({ code: 'protocol.field_fixed', id: row.id, field: barred })
  const unknown = names.find((n) => !(n in row) && !Row.safeParse({ ...row, [n]: values[n] }).success)
  if (unknown !== undefined) return refuse({ code: 'protocol.field_unknown', id: row.id, field: unknown })
  const made = Row.safeParse({ ...row, ...values })
  if (!made.success) return refuse({ code: 'protocol.values_wrong', id: row.id, field: made.error.issues[0]?.path.join('.') ?? '', detail: made.error.issues[0]?.message ?? '' })
  return accept(made.data)
}

/** The end of a day in Viet Nam: what is switched in the course of a day counts for that day. */
export const endOfDay = (day: PlainDate): Instant => new Date(Date.parse(instantOf(day)) + 86_399_999).toISOString()

/**
 * The rules of a province at a moment. `at`: the moment decided about (the day of an order or a dossier, not today). `knownAt`: only decisions
 * already taken then, for looking back; by default all.
 */
export function catalogueAt(disease: Disease, switches: readonly Switch[], provinceId: string, at: Instant | PlainDate, knownAt?: Instant): Catalogue {
  const moment = at.length === 10 ? endOfDay(at) : at
  const inForce = switches
    .filter((s) => s.disease === disease.disease && s.effectiveFrom <= moment && (knownAt === undefined || s.decidedAt <= knownAt))
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : a.effectiveFrom > b.effectiveFrom ? 1 : a.decidedAt < b.decidedAt ? -1 : a.decidedAt > b.decidedAt ? 1 : a.id < b.id ? -1 : 1))
  const own = new Map<string, Row>()
  for (const s of inForce) {
    if (s.targetKind !== 'new' || s.effect !== 'row') continue
    const made = Row.safeParse(s.values)
    // Checked when it was decided; a later release that no longer understands it leaves it out rather than half-understood.
    if (made.success) own.set(s.target, made.data)
  }
  const shipped = disease.rows.filter((r) => !own.has(r.id))
  const rows = [...shipped, ...own.values()].map((row): StandingRow => {
    const asShipped: State = { on: row.ships === 'on' || own.has(row.id), by: [], checked: false, changed: [] }
    let standing = row
    let state = asShipped
    for (const s of inForce) {
      if (s.targetKind === 'set' ? s.target !== row.set : s.target !== row.id) continue
      state = { ...state, by: [...state.by, s.id], checked: state.checked || s.checked }
      switch (s.effect) {
        case 'on': case 'row': state = { ...state, on: true }; break
        case 'off': state = { ...state, on: false }; break
        case 'default': standing = row; state = { ...asShipped, by: state.by }; break
        case 'values': {
          const made = withValues(row, s.values ?? {})
          if (made.ok) { standing = made.value; state = { ...state, changed: Object.keys(s.values ?? {}).sort() } }
          break
        }
      }
    }
    return { ...standing, ...state } as StandingRow
  })
  return { disease, provinceId, at: moment, rows }
}

export const rowsOf = <K extends Kind>(catalogue: Catalogue, kind: K): StandingRow<RowOf<K>>[] => catalogue.rows.filter((r) => r.kind === kind) as unknown as StandingRow<RowOf<K>>[]
export const findRow = (catalogue: Catalogue, id: string): StandingRow | undefined => catalogue.rows.find((r) => r.id === id)

/** Whether the days of a row cover a day; an open end covers everything after. */
export const covers = (row: Pick<Row, 'validFrom' | 'validTo'>, on: PlainDate): boolean => (row.validFrom === null || row.validFrom <= on) && (row.validTo === null || on <= row.validTo)

/** How sure one may be of a row: seen whole, seen but for some fields, not seen; or compared with the document by the province. */
export type Standing = 'verified' | 'partly' | 'unverified' | 'checked'
export const standingOf = (row: Pick<StandingRow, 'verified' | 'checked' | 'unverifiedFields'>): Standing =>
  row.checked ? 'checked' : !row.verified ? 'unverified' : (row.unverifiedFields?.length ?? 0) > 0 ? 'partly' : 'verified'
