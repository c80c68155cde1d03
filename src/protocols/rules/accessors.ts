import { addDays, type PlainDate } from '../../platform/dates.ts'
import { rowsOf, type Catalogue, type StandingRow } from './catalogue.ts'
import { choose, warningsOf, type Choice, type Warning } from './choose.ts'
import { firedLeaves, missingFacts, pathsThatHold, weigh, type Facts, type Reason, type Truth } from './conditions.ts'
import type { Kind, RowOf } from './shape.ts'

/** What the other rooms ask. Every answer carries its row and its reason; `null` where the rules leave it to a person. */

const without = <R extends { when: unknown }>(rows: readonly R[]): R[] => rows.map((r) => ({ ...r, when: null }))
/** The row in force, whatever its condition says of a person: who is F1 on that day, in the words of which document. */
function inForce<K extends Kind>(catalogue: Catalogue, rows: readonly StandingRow<RowOf<K>>[], on: PlainDate): Choice<RowOf<K>> {
  const choice = choose(catalogue, without(rows), {}, on)
  // The row is handed on as it is, with its condition.
  return choice.outcome === 'chosen' ? { ...choice, row: rows.find((r) => r.id === choice.row.id)! } : choice
}

// --- who is what -------------------------------------------------------------------------------------------------------
export type CaseClass = RowOf<'definition'>['class']
/** Định nghĩa ca bệnh đang áp dụng: the definition of a class on a day. */
export const caseDefinition = (catalogue: Catalogue, cls: CaseClass, on: PlainDate): Choice<RowOf<'definition'>> =>
  inForce<'definition'>(catalogue, rowsOf(catalogue, 'definition').filter((r) => r.class === cls), on)

export type Classified = {
  readonly class: CaseClass
  /** unknown: a fact is missing, the definition is switched off, or its wording is not known. */
  readonly truth: Truth
  readonly definition: Choice<RowOf<'definition'>>
  readonly reason: Reason | null
  /** Which branches (a), (b), (c)… of the definition hold. */
  readonly paths: readonly number[]
  readonly missing: readonly string[]
  readonly warnings: readonly Warning[]
}
/** Whether somebody meets the definition of a class on a day. */
export function meetsDefinition(catalogue: Catalogue, cls: CaseClass, facts: Facts, on: PlainDate): Classified {
  const definition = caseDefinition(catalogue, cls, on)
  const base = { class: cls, definition, reason: null, paths: [], missing: [], warnings: definition.because.warnings }
  if (definition.outcome !== 'chosen') return { ...base, truth: 'unknown' }
  const { row } = definition
  if (!row.inUse) return { ...base, truth: 'no' }
  if (row.when === null) return { ...base, truth: 'unknown' }
  const reason = weigh(row.when, facts)
  return { ...base, truth: reason.truth, reason, paths: pathsThatHold(reason), missing: missingFacts(reason, facts) }
}
/** Every class of the disease, strongest first. The first `yes` before any `unknown` is the class; an `unknown` before it goes to a person. */
export function classify(catalogue: Catalogue, facts: Facts, on: PlainDate): { readonly class: CaseClass | null; readonly certain: boolean; readonly all: readonly Classified[] } {
  // A class that no document speaks of on that day is not in use; one whose definition is only switched off stays an open question.
  const known = new Set(rowsOf(catalogue, 'definition').filter((r) => inForceHere(catalogue, r, on)).map((r) => r.class))
  const all = (['F0', 'probable', 'suspect', 'F1', 'F2', 'F3'] as const).filter((c) => known.has(c)).map((c) => meetsDefinition(catalogue, c, facts, on))
  const at = all.findIndex((c) => c.truth === 'yes')
  return { class: at < 0 ? null : all[at]!.class, certain: !all.slice(0, at < 0 ? all.length : at).some((c) => c.truth === 'unknown'), all }
}

// --- times ---------------------------------------------------------------------------------------------------------------
/** Whether the first day of a count is day 1 (as here by default) or day 0. No document seen says which. */
export type StartDay = 0 | 1
/** The date of day `n` of a count. */
export const dateOfDay = (start: PlainDate, n: number, startDayIs: StartDay = 1): PlainDate => addDays(start, n - startDayIs)
/** Which day of a count a date is. */
export const dayNumber = (start: PlainDate, on: PlainDate, startDayIs: StartDay = 1): number => Math.round((Date.parse(on) - Date.parse(start)) / 86_400_000) + startDayIs

/** Milestones of a case by name: onset, rash_onset, first_positive_sample, probable_exposure, isolated. */
export type Anchors = { readonly [anchor: string]: PlainDate | null | undefined }
export type InfectiousWindow = {
  readonly from: PlainDate | null
  /** Last infectious day; null while it is not over (not isolated yet) or not known. */
  readonly until: PlainDate | null
  readonly open: boolean
  /** Milestones without which an end of the window is not known. */
  readonly missing: readonly string[]
  readonly row: StandingRow<RowOf<'infectious_window'>>
  readonly warnings: readonly Warning[]
}
/**
 * Thời kỳ lây truyền: in which days a contact of the case counts. `symptoms` null: not known, which matters only where the rules differ.
 * Null when no rule is in force, or when it is not known which one.
 */
export function infectiousWindow(catalogue: Catalogue, at: { readonly symptoms: boolean | null; readonly anchors: Anchors }, on: PlainDate): InfectiousWindow | null {
  // An onset is a symptom.
  const symptoms = at.symptoms ?? (at.anchors['onset'] ? true : null)
  const rows = rowsOf(catalogue, 'infectious_window').filter((r) => r.symptoms === 'any' || symptoms === null || r.symptoms === (symptoms ? 'with' : 'without'))
  const choice = choose(catalogue, rows, {}, on)
  if (choice.outcome !== 'chosen') return null
  const { row } = choice
  const place = (end: RowOf<'infectious_window'>['from']): { day: PlainDate | null; lacks: string | null } => {
    const first = at.anchors[end.anchor]
    if (first) return { day: addDays(first, end.days), lacks: null }
    const second = end.otherwise ? at.anchors[end.otherwise.anchor] : undefined
    return second && end.otherwise ? { day: addDays(second, end.otherwise.days), lacks: null } : { day: null, lacks: end.otherwise?.anchor ?? end.anchor }
  }
  const from = place(row.from)
  const until = place(row.until)
  return { from: from.day, until: until.day, open: until.day === null, missing: [from.lacks, until.lacks].filter((m): m is string => m !== null), row, warnings: choice.because.warnings }
}

/** Thời gian ủ bệnh, days. */
export const incubation = (catalogue: Catalogue, on: PlainDate): Choice<RowOf<'incubation'>> => choose(catalogue, rowsOf(catalogue, 'incubation'), {}, on)

// --- quarantine -----------------------------------------------------------------------------------------------------------
export type Plan = {
  readonly row: RowOf<'order'>
  /** The day the count starts and from what; null when none of the rule's starts is known. */
  readonly start: { readonly anchor: string; readonly on: PlainDate } | null
  /** Last day of quarantine. Null: no fixed length, no start, or no quarantine. */
  readonly endsOn: PlainDate | null
  readonly tests: readonly { readonly day: number; readonly on: PlainDate }[]
  /** Monitoring after it: first and last day, and tests. */
  readonly after: { readonly from: PlainDate; readonly until: PlainDate; readonly tests: readonly { readonly day: number; readonly on: PlainDate }[] } | null
  readonly warnings: readonly Warning[]
}
/** Dates of an order under a row: also for a running order, from its frozen row, when a later exposure moves the start. Of several starts the latest counts, so that nobody leaves early. */
export function planOf(row: RowOf<'order'>, starts: Anchors, on: PlainDate, startDayIs: StartDay = 1): Plan {
  const named = (row.clockStart ?? []).flatMap((anchor) => (starts[anchor] ? [{ anchor, on: starts[anchor] }] : []))
  const guessed = row.clockStart === null && (row.days ?? 0) > 0 ? ['ISOLATION_START', 'PLACE_ENTRY', 'LAST_CONTACT'].flatMap((anchor) => (starts[anchor] ? [{ anchor, on: starts[anchor] }] : [])).slice(0, 1) : []
  const start = [...named].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))[0] ?? guessed[0] ?? null
  const quarantined = row.days !== null && row.days > 0
  const endsOn = quarantined && start ? dateOfDay(start.on, row.days!, startDayIs) : null
  const tests = start ? (row.testDays ?? []).map((day) => ({ day, on: dateOfDay(start.on, day, startDayIs) })) : []
  const afterDays = row.after?.days ?? null
  // Without quarantine the monitoring itself begins the count: on the last contact where it is known, else on the day of the decision.
  const afterFrom = quarantined ? (endsOn ? addDays(endsOn, 1) : null) : row.days === 0 ? (starts['LAST_CONTACT'] ?? on) : null
  const after = afterDays !== null && afterFrom ? {
    from: afterFrom, until: addDays(afterFrom, quarantined ? afterDays - 1 : afterDays - startDayIs),
    tests: (row.after?.testDays ?? []).map((day) => ({ day, on: addDays(afterFrom, day - 1) })),
  } : null
  return { row, start, endsOn, tests, after, warnings: guessed.length > 0 && named.length === 0 ? [{ code: 'clock_not_known' }] : [] }
}

/** Facts that hold for every order that is only being made. */
const newOrder = (subjects: readonly string[]): Facts => ({ 'quarantine.centralised_days_done': 0, ...(subjects.length > 0 ? { 'person.class': subjects } : {}) })
/**
 * Kế hoạch cách ly: the rule for somebody on the day of the order, with its dates. `subjects`: everything the person is for this purpose
 * (F1, ENTRANT, FROM_OUTBREAK_AREA …). `starts`: days by clock (ISOLATION_START, PLACE_ENTRY, LAST_CONTACT, ARRIVAL, ENTRY, HOME_ARRIVAL).
 */
export function quarantinePlan(catalogue: Catalogue, asked: { readonly subjects: readonly string[]; readonly facts: Facts; readonly starts: Anchors; readonly startDayIs?: StartDay }, on: PlainDate): Choice<RowOf<'order'>> & { readonly plan: Plan | null } {
  const rows = rowsOf(catalogue, 'order').filter((r) => r.subjects.some((s) => asked.subjects.includes(s)))
  const choice = choose(catalogue, rows, asked.facts, on, newOrder(asked.subjects))
  return { ...choice, plan: choice.outcome === 'chosen' ? planOf(choice.row, asked.starts, on, asked.startDayIs) : null }
}
/** Ngày lấy mẫu: dates of the tests of a plan, the monitoring after it included. */
export const testDays = (plan: Plan): readonly { readonly day: number; readonly on: PlainDate; readonly phase: 'quarantine' | 'after' }[] =>
  [...plan.tests.map((t) => ({ ...t, phase: 'quarantine' as const })), ...(plan.after?.tests ?? []).map((t) => ({ ...t, phase: 'after' as const }))]

export type FollowUp = {
  /** Days watched, the first being the day after the last contact. */
  readonly days: number
  readonly checksPerDay: number
  readonly from: 'follow_up' | 'order'
  readonly ruleId: string
  /** Closed due days in a row unseen that make somebody lost; share of due days that must be seen. Null: not in force. */
  readonly lostAfterDays: number | null
  readonly coverage: number | null
  readonly warnings: readonly Warning[]
}
/** Theo dõi người tiếp xúc: how long a contact is watched. Where the disease has no row of its own, the length of the order for an F1 (without the monitoring after it). */
export function contactFollowUp(catalogue: Catalogue, facts: Facts, on: PlainDate): FollowUp | null {
  const limits = choose(catalogue, rowsOf(catalogue, 'follow_up_limits'), facts, on)
  const rest = limits.outcome === 'chosen' ? { lostAfterDays: limits.row.lostAfterDays, coverage: limits.row.coverage } : { lostAfterDays: null, coverage: null }
  const own = choose(catalogue, rowsOf(catalogue, 'follow_up'), facts, on)
  if (own.outcome === 'chosen') return { days: own.row.days, checksPerDay: own.row.checksPerDay, from: 'follow_up', ruleId: own.row.id, ...rest, warnings: own.because.warnings }
  const order = quarantinePlan(catalogue, { subjects: ['F1'], facts, starts: {} }, on)
  if (order.outcome !== 'chosen') return null
  const days = order.row.days !== null && order.row.days > 0 ? order.row.days : (order.row.after?.days ?? 0)
  return days > 0 ? { days, checksPerDay: 1, from: 'order', ruleId: order.row.id, ...rest, warnings: order.because.warnings } : null
}

// --- treatment --------------------------------------------------------------------------------------------------------------
/** Ra viện (FACILITY, COMMUNITY_FOUND) or the end of isolation at home (HOME). */
export const dischargeRule = (catalogue: Catalogue, setting: RowOf<'discharge'>['setting'], facts: Facts, on: PlainDate): Choice<RowOf<'discharge'> | RowOf<'home_end'>> =>
  choose<RowOf<'discharge'> | RowOf<'home_end'>>(catalogue, [...rowsOf(catalogue, 'discharge'), ...rowsOf(catalogue, 'home_end')].filter((r) => r.setting === setting), facts, on)
/** Đủ điều kiện điều trị tại nhà. */
export function homeCare(catalogue: Catalogue, facts: Facts, on: PlainDate): { readonly truth: Truth; readonly row: StandingRow<RowOf<'home_eligibility'>> | null; readonly reason: Reason | null; readonly missing: readonly string[] } {
  const choice = inForce<'home_eligibility'>(catalogue, rowsOf(catalogue, 'home_eligibility'), on)
  if (choice.outcome !== 'chosen' || choice.row.when === null) return { truth: 'unknown', row: choice.outcome === 'chosen' ? choice.row : null, reason: null, missing: [] }
  const reason = weigh(choice.row.when, facts)
  return { truth: reason.truth, row: choice.row, reason, missing: missingFacts(reason, facts) }
}

export type Leveled<R> = {
  /** The highest level that surely holds; null when none does. */
  readonly row: R | null
  /** No higher level can hold. */
  readonly certain: boolean
  /** Higher levels that an unknown fact keeps possible. */
  readonly possible: readonly R[]
  readonly missing: readonly string[]
  readonly reasons: readonly { readonly id: string; readonly truth: Truth; readonly reason: Reason | null; readonly fired: readonly Extract<Reason, { leaf: unknown }>[] }[]
  readonly warnings: readonly Warning[]
}
/** The highest level whose criterion holds wins; one that may hold above it keeps the answer open. */
export function highest<R extends StandingRow>(rows: readonly R[], facts: Facts, scoreOf: (row: R) => number, isOtherwise: (row: R) => boolean): Leveled<R> {
  const weighed = rows.filter((r) => !isOtherwise(r)).toSorted((a, b) => scoreOf(b) - scoreOf(a) || (a.id < b.id ? -1 : 1)).map((row) => {
    const reason = row.when === null ? null : weigh(row.when, facts)
    return { row, reason, truth: reason?.truth ?? ('unknown' as Truth), missing: reason ? missingFacts(reason, facts) : [] }
  })
  const sure = weighed.find((w) => w.truth === 'yes')
  const open = weighed.filter((w) => w.truth === 'unknown' && (!sure || scoreOf(w.row) > scoreOf(sure.row)))
  const row = sure?.row ?? rows.find(isOtherwise) ?? null
  return {
    row, certain: open.length === 0, possible: open.map((w) => w.row), missing: [...new Set(open.flatMap((w) => w.missing))].sort(),
    reasons: weighed.map((w) => ({ id: w.row.id, truth: w.truth, reason: w.reason, fired: w.reason ? firedLeaves(w.reason) : [] })), warnings: row ? warningsOf(row) : [],
  }
}
const riskScore = { LOW: 1, MEDIUM: 2, HIGH: 3, VERY_HIGH: 4 } as const
/** Phân loại nguy cơ người nhiễm. `comorbidities`: codes of the disease list; the facts that count them are made here. */
export function patientRisk(catalogue: Catalogue, facts: Facts, comorbidities: readonly string[] | null, on: PlainDate): Leveled<StandingRow<RowOf<'risk'>>> {
  const counted: Record<string, number | boolean> = {}
  if (comorbidities) {
    counted['comorbidity.any'] = comorbidities.length > 0
    for (const list of rowsOf(catalogue, 'disease_list')) counted[`comorbidity.count_in:${list.id}`] = comorbidities.filter((c) => list.values.some((v) => v.code === c)).length
  }
  const rows = rowsOf(catalogue, 'risk').filter((r) => r.on && inForceHere(catalogue, r, on))
  return highest(rows, { ...counted, ...facts }, (r) => riskScore[r.level], () => false)
}
export const inForceHere = (catalogue: Catalogue, row: StandingRow, on: PlainDate): boolean =>
  (row.province === null || row.province === catalogue.provinceId) && (row.validFrom === null || row.validFrom <= on) && (row.validTo === null || on <= row.validTo)

// --- tests ------------------------------------------------------------------------------------------------------------------
/** Tần suất xét nghiệm sàng lọc of a group in a zone. `zones`: the level of the area; a row for ANY zone holds everywhere. */
export const screeningRule = (catalogue: Catalogue, at: { readonly zone: string; readonly group: string }, on: PlainDate): Choice<RowOf<'screening'>> =>
  choose(catalogue, rowsOf(catalogue, 'screening').filter((r) => (r.zones.includes(at.zone) || r.zones.includes('ANY')) && r.group === at.group), {}, on)
/** Hiệu lực của kết quả âm tính: hours, and from when they may count. */
export function resultValidity(catalogue: Catalogue, on: PlainDate): { readonly hours: number; readonly clockOptions: readonly string[]; readonly ruleId: string; readonly warnings: readonly Warning[] } | null {
  const choice = choose(catalogue, rowsOf(catalogue, 'method').filter((r) => r.topic === 'paper_validity' && r.hours !== null), {}, on)
  return choice.outcome === 'chosen' ? { hours: choice.row.hours!, clockOptions: choice.row.clockOptions ?? [], ruleId: choice.row.id, warnings: choice.because.warnings } : null
}
/** Sizes of pools by method (`PCR`, `AG`); null when no rule is in force. */
export function poolSizes(catalogue: Catalogue, on: PlainDate): Readonly<Record<string, readonly number[]>> | null {
  const choice = choose(catalogue, rowsOf(catalogue, 'method').filter((r) => r.topic === 'pool_size'), {}, on)
  return choice.outcome === 'chosen' ? choice.row.sizes : null
}
/** Values of a list (`case_setting`, `test_subject`, `sample_types`, `result_codes` …) as named by the disease. */
export function listOf(catalogue: Catalogue, list: string, on: PlainDate): readonly { readonly code: string; readonly vi: string; readonly en: string; readonly hex?: string | undefined }[] {
  const lists = choose(catalogue, rowsOf(catalogue, 'list').filter((r) => r.list === list), {}, on)
  if (lists.outcome === 'chosen') return lists.row.values
  const methods = choose(catalogue, rowsOf(catalogue, 'method').filter((r) => r.topic === list && r.values !== null), {}, on)
  return methods.outcome === 'chosen' ? methods.row.values! : []
}
/** Everything in force of one kind, in the order of the file. */
export const inForceOf = <K extends Kind>(catalogue: Catalogue, kind: K, on: PlainDate): StandingRow<RowOf<K>>[] => rowsOf(catalogue, kind).filter((r) => r.on && inForceHere(catalogue, r, on))
