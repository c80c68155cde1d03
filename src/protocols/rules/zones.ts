import type { PlainDate } from '../../platform/dates.ts'
import { highest, inForceHere, inForceOf, type Leveled } from './accessors.ts'
import { rowsOf, type Catalogue, type StandingRow } from './catalogue.ts'
import { warningsOf, type Warning } from './choose.ts'
import type { Facts, Truth } from './conditions.ts'
import type { RowOf } from './shape.ts'

/** Cấp độ dịch của một địa bàn, as the criteria in force on a day give it. The decision is a post's; this is what the criteria say and why. */
export type ZoneLevel = {
  readonly scheme: string
  readonly level: string | null
  readonly score: number | null
  readonly colour: string | null
  readonly certain: boolean
  /** Levels that unknown facts or unverified tables leave possible. */
  readonly possible: readonly { readonly level: string; readonly score: number; readonly colour: string | null }[]
  readonly missing: readonly string[]
  /** Steps of the way: which criterion said what. */
  readonly steps: readonly ZoneStep[]
  readonly warnings: readonly Warning[]
}
export type ZoneStep =
  | { readonly step: 'criterion'; readonly id: string; readonly truth: Truth }
  | { readonly step: 'rate'; readonly id: string; readonly rate: number; readonly at: number }
  | { readonly step: 'coverage'; readonly id: string; readonly met: boolean | null }
  | { readonly step: 'matrix'; readonly id: string; readonly levels: readonly string[]; readonly on: boolean }
  | { readonly step: 'raised'; readonly id: string; readonly from: number; readonly to: number }
  | { readonly step: 'kept'; readonly id: string; readonly at: number }

/** Schemes in force for a kind of area on a day, the newest first. */
export function schemesOn(catalogue: Catalogue, unitLevel: string, on: PlainDate): string[] {
  const found = new Map<string, string>()
  const note = (scheme: string, from: string | null): void => { if ((found.get(scheme) ?? '') <= (from ?? '')) found.set(scheme, from ?? '') }
  for (const r of inForceOf(catalogue, 'area_criterion', on)) if (r.unitLevels.includes(unitLevel)) note(r.scheme, r.validFrom)
  // Steps and thresholds speak of every level of area from the commune up.
  if (unitLevel !== 'RESIDENTIAL_GROUP') for (const r of [...inForceOf(catalogue, 'area_step', on), ...inForceOf(catalogue, 'area_threshold', on)]) note(r.scheme, r.validFrom)
  return [...found].sort((a, b) => (a[1] < b[1] ? 1 : a[1] > b[1] ? -1 : a[0] < b[0] ? -1 : 1)).map(([scheme]) => scheme)
}

/** What the criteria say of an area. Null when no scheme is in force for it. */
export function zoneLevel(catalogue: Catalogue, unitLevel: string, facts: Facts, on: PlainDate, scheme = schemesOn(catalogue, unitLevel, on)[0]): ZoneLevel | null {
  if (scheme === undefined) return null
  const criteria = rowsOf(catalogue, 'area_criterion').filter((r) => r.on && r.scheme === scheme && r.unitLevels.includes(unitLevel) && inForceHere(catalogue, r, on))
  if (criteria.length > 0) return byCriteria(scheme, highest(criteria, facts, (r) => r.score, (r) => r.otherwise))
  return bySteps(catalogue, scheme, facts, on)
}

function byCriteria(scheme: string, said: Leveled<StandingRow<RowOf<'area_criterion'>>>): ZoneLevel {
  const { row } = said
  return {
    scheme, level: row?.level ?? null, score: row?.score ?? null, colour: row?.colour ?? null, certain: said.certain && row !== null, missing: said.missing, warnings: said.warnings,
    possible: said.possible.map((r) => ({ level: r.level, score: r.score, colour: r.colour })), steps: said.reasons.map((r) => ({ step: 'criterion', id: r.id, truth: r.truth })),
  }
}

const number = (facts: Facts, path: string): number | null => { const v = facts[path]; return typeof v === 'number' ? v : null }
const truth = (facts: Facts, path: string): boolean | null => { const v = facts[path]; return typeof v === 'boolean' ? v : null }
const meets = (value: number, t: { gte?: number | undefined; gt?: number | undefined }): boolean => (t.gte === undefined || value >= t.gte) && (t.gt === undefined || value > t.gt)

/** Rate to step, step and coverage to level by the matrix, raised where a target is missed, not lowered without capacity (4800/QĐ-BYT). */
function bySteps(catalogue: Catalogue, scheme: string, facts: Facts, on: PlainDate): ZoneLevel {
  const of = <R extends { scheme: string } & StandingRow>(rows: R[]): R[] => rows.filter((r) => r.scheme === scheme && inForceHere(catalogue, r, on))
  const steps: ZoneStep[] = []
  const missing = new Set<string>()
  const warnings: Warning[] = []
  const levels = of(rowsOf(catalogue, 'area_level'))
  const named = (score: number): { level: string; score: number; colour: string | null } => { const l = levels.find((r) => r.score === score); return { level: l?.level ?? String(score), score, colour: l?.colour ?? null } }
  const answer = (scores: readonly number[]): ZoneLevel => {
    const unique = [...new Set(scores)].sort((a, b) => a - b)
    const one = unique.length === 1 && missing.size === 0 ? named(unique[0]!) : null
    return { scheme, level: one?.level ?? null, score: one?.score ?? null, colour: one?.colour ?? null, certain: one !== null, possible: one ? [] : unique.map(named), missing: [...missing].sort(), steps, warnings }
  }
  const every = levels.map((l) => l.score)

  const rateRows = of(rowsOf(catalogue, 'area_step')).filter((r) => r.on)
  const metric = rateRows[0]?.metric
  const rate = metric === undefined ? null : number(facts, metric)
  if (metric !== undefined && rate === null) missing.add(metric)
  const rateRow = rate === null ? undefined : rateRows.find((r) => rate >= r.min && (r.max === null || rate < r.max))
  if (rate !== null && rateRow) steps.push({ step: 'rate', id: rateRow.id, rate, at: rateRow.step })
  if (!rateRow) return answer(every)

  const thresholds = of(rowsOf(catalogue, 'area_threshold')).filter((r) => r.on)
  const met = (row: StandingRow<RowOf<'area_threshold'>>): boolean | null => {
    const values = row.thresholds.map((t) => { const v = number(facts, t.metric); if (v === null) missing.add(t.metric); return v === null ? null : meets(v, t) })
    return values.includes(false) ? false : values.includes(null) ? null : true
  }
  const matrix = of(rowsOf(catalogue, 'area_matrix')).filter((r) => r.step === rateRow.step)
  let scores: number[]
  const coverageRow = thresholds.find((r) => r.notMet === 'MATRIX')
  if (matrix.length > 0 && coverageRow) {
    const covered = met(coverageRow)
    steps.push({ step: 'coverage', id: coverageRow.id, met: covered })
    const cells = matrix.filter((r) => covered === null || (r.coverage === 'gte') === covered)
    for (const cell of cells) steps.push({ step: 'matrix', id: cell.id, levels: cell.levels, on: cell.on })
    scores = cells.flatMap((c) => c.levels.map(Number))
    if (cells.some((c) => !c.on)) { missing.add('protocol.matrix_verified'); warnings.push({ code: 'unverified' }) } else for (const cell of cells) warnings.push(...warningsOf(cell))
  } else scores = every

  for (const row of thresholds.filter((r) => r.notMet === 'RAISE')) {
    const reached = met(row)
    steps.push({ step: 'coverage', id: row.id, met: reached })
    const raise = of(rowsOf(catalogue, 'area_raise')).find((r) => r.on)
    if (!raise || reached === true) continue
    const raised = scores.map((s) => (rate === 0 && raise.exceptWhen.includes('NO_CASES') ? s : Math.min(raise.most, s + raise.raiseBy)))
    if (reached === null) scores = [...scores, ...raised]
    else { if (scores[0] !== raised[0]) steps.push({ step: 'raised', id: raise.id, from: scores[0]!, to: raised[0]! }); scores = raised }
  }
  const capacity = thresholds.find((r) => r.notMet === 'NOT_LOWERED')
  const before = number(facts, 'area.previous_level')
  if (capacity && before !== null && scores.some((s) => s < before)) {
    const ready = truth(facts, 'area.treatment_capacity_ready')
    if (ready === null) { missing.add('area.treatment_capacity_ready'); scores = [...scores, before] }
    else if (!ready) { steps.push({ step: 'kept', id: capacity.id, at: before }); scores = scores.map((s) => Math.max(s, before)) }
  }
  return answer(scores)
}

/** Biện pháp của một cấp độ: cumulative schemes add those of the lower levels, lowest first. */
export function areaMeasures(catalogue: Catalogue, scheme: string, score: number, on: PlainDate): StandingRow<RowOf<'area_measure'>>[] {
  const rows = inForceOf(catalogue, 'area_measure', on).filter((r) => r.scheme === scheme && (r.score === score || (r.cumulative && r.score < score)))
  return rows.sort((a, b) => a.score - b.score)
}
/** What each activity may do at a level (128/NQ-CP). */
export const activityMeasures = (catalogue: Catalogue, scheme: string, score: number, on: PlainDate): { readonly row: StandingRow<RowOf<'activity_measure'>>; readonly code: string }[] =>
  inForceOf(catalogue, 'activity_measure', on).filter((r) => r.scheme === scheme).flatMap((row) => { const code = row.byScore[String(score)]; return code === undefined ? [] : [{ row, code }] })
/** Chỉ thị giãn cách (CT15, CT16, CT19) as parameters; which one an area has is an order of the province, kept by the zones room. */
export const distancingRule = (catalogue: Catalogue, code: string, on: PlainDate): StandingRow<RowOf<'distancing'>> | undefined => inForceOf(catalogue, 'distancing', on).find((r) => r.code === code)
