import { classify, factsOf, infectiousWindow, inForceOf, type Catalogue, type Facts } from '../protocols/rules.ts'
import type { PlainDate } from '../platform/dates.ts'

/** Phân loại ca bệnh: suspect (nghi ngờ), probable (có thể), confirmed (xác định), discarded (loại trừ: it was none). */
export type Classification = 'suspect' | 'probable' | 'confirmed' | 'discarded'
/** rule: the definition in force decided · person: somebody did, with a reason · open: the definition leaves it open and nobody has decided yet. */
export type ClassifiedBy = 'rule' | 'person' | 'open'

export type Words = { readonly vi: string; readonly en: string }
/** What one definition says of the facts, in the words of its document; kept with the case. */
export type ClassLine = {
  readonly class: 'F0' | 'probable' | 'suspect'
  /** yes, no, unknown; off: the definition of that day is switched off or more than one stands, so the machine does not decide. */
  readonly answer: 'yes' | 'no' | 'unknown' | 'off'
  readonly ruleId: string | null
  readonly text: Words | null
  readonly document: string | null
  readonly verified: boolean
  /** Facts whose answer would settle it. */
  readonly missing: string[]
}
export type Decided = { readonly classification: Exclude<Classification, 'discarded'>; readonly by: 'rule' | 'open'; readonly ruleId: string | null; readonly explanation: readonly ClassLine[] }

const classOf = { F0: 'confirmed', probable: 'probable', suspect: 'suspect' } as const
type CaseClass = keyof typeof classOf

/**
 * The class by the definitions in force on `on`. A stronger definition that is neither met nor surely missed leaves the case open: it is never
 * confirmed in silence, and never thrown out in silence either (somebody who meets none stays a suspect until a person says otherwise).
 */
export function decide(catalogue: Catalogue, facts: Facts, on: PlainDate): Decided {
  const all = classify(catalogue, facts, on).all.filter((c): c is typeof c & { class: CaseClass } => c.class in classOf)
  const explanation = all.map((c): ClassLine => {
    const row = c.definition.outcome === 'chosen' ? c.definition.row : null
    const shown = row ?? inForceOf(catalogue, 'definition', on).find((r) => r.class === c.class) ?? catalogue.rows.find((r) => r.kind === 'definition' && r.class === c.class && (r.validFrom === null || r.validFrom <= on) && (r.validTo === null || on <= r.validTo)) ?? null
    return { class: c.class, answer: row === null ? 'off' : c.truth, ruleId: shown?.id ?? null, text: shown?.text ?? null, document: shown?.legal.number ?? null, verified: shown?.verified ?? false, missing: [...c.missing] }
  })
  const at = all.findIndex((c) => c.truth === 'yes')
  const unsure = (at < 0 ? all : all.slice(0, at)).some((c) => c.truth === 'unknown')
  const met = all[at]
  return met && !unsure
    ? { classification: classOf[met.class], by: 'rule', ruleId: explanation[at]!.ruleId, explanation }
    : { classification: met ? classOf[met.class] : 'suspect', by: 'open', ruleId: null, explanation }
}

/** Facts the definitions of a day ask for, in the order in which they come up: the questions of the form. Facts about a contact are not asked of a case. */
export const questionsOf = (catalogue: Catalogue, on: PlainDate): string[] =>
  [...new Set(catalogue.rows.filter((r) => r.kind === 'definition' && r.class in classOf && (r.validFrom === null || r.validFrom <= on) && (r.validTo === null || on <= r.validTo)).flatMap((r) => factsOf(r.when)))].filter((f) => !f.startsWith('contact.'))

/** Ca đang hoạt động: whoever counts as F0 for tracing. A suspect is traced once confirmed; a refuted case never was one. */
export const isActive = (c: { readonly classification: Classification }): boolean => c.classification === 'confirmed'

/** One line of the counts of days. */
export type DayCount = { readonly disease: string; readonly unit_id: string; readonly day: PlainDate; readonly classification: Classification; readonly setting: string; readonly n: number }
export type Counted = { readonly disease: string; readonly unitId: string | null; readonly reportedOn: PlainDate; readonly classification: Classification; readonly setting: string | null }
const lineOf = (c: Counted, n: number): DayCount => ({ disease: c.disease, unit_id: c.unitId ?? '', day: c.reportedOn, classification: c.classification, setting: c.setting ?? '', n })
/** What the counts gain and lose by one change; nothing when the case counts as before. */
export function countChange(before: Counted | null, after: Counted | null): DayCount[] {
  const lost = before ? lineOf(before, -1) : null, won = after ? lineOf(after, 1) : null
  if (lost && won && JSON.stringify({ ...lost, n: 0 }) === JSON.stringify({ ...won, n: 0 })) return []
  return [lost, won].filter((l): l is DayCount => l !== null)
}

export type CaseDates = { readonly symptomatic: boolean | null; readonly onsetOn: PlainDate | null; readonly firstPositiveOn: PlainDate | null; readonly probableExposureOn: PlainDate | null; readonly isolatedOn: PlainDate | null }
/** Thời kỳ lây truyền of one case as its page shows it; null where the rules in force do not say. */
export const windowOf = (catalogue: Catalogue, c: CaseDates, on: PlainDate) => infectiousWindow(catalogue, {
  symptoms: c.symptomatic, anchors: { onset: c.onsetOn, rash_onset: c.onsetOn, first_positive_sample: c.firstPositiveOn, probable_exposure: c.probableExposureOn, isolated: c.isolatedOn },
}, on)

/** Dates that cannot be together; the first found. */
export function wrongDates(c: { readonly onsetOn: PlainDate | null; readonly firstPositiveOn: PlainDate | null; readonly probableExposureOn: PlainDate | null; readonly reportedOn: PlainDate; readonly outcomeOn: PlainDate | null }, today: PlainDate): { readonly code: 'case.in_future'; readonly day: PlainDate } | { readonly code: 'case.dates_cross'; readonly earlier: PlainDate; readonly later: PlainDate } | null {
  for (const day of [c.onsetOn, c.firstPositiveOn, c.probableExposureOn, c.reportedOn, c.outcomeOn]) if (day !== null && day > today) return { code: 'case.in_future', day }
  if (c.probableExposureOn && c.onsetOn && c.probableExposureOn > c.onsetOn) return { code: 'case.dates_cross', earlier: c.onsetOn, later: c.probableExposureOn }
  if (c.outcomeOn && c.onsetOn && c.outcomeOn < c.onsetOn) return { code: 'case.dates_cross', earlier: c.outcomeOn, later: c.onsetOn }
  return null
}
