/**
 * Thời kỳ lây truyền của F0 (the infectious window of a case) and what the protocol in force makes of the graph. The numbers come from the
 * protocol (5053/QĐ-BYT of 3/12/2020: from 3 days before onset until isolated); nothing here knows a disease.
 */
import { addDays, instantOf, type Instant, type PlainDate } from '../../platform/dates.ts'
import { minuteOf, never, type Span } from './time.ts'

/** What the protocol in force says about windows; days are civil days. */
export type WindowRule = {
  /** From how many days before onset a case with symptoms counts as infectious. */
  readonly daysBeforeOnset: number
  /** Without symptoms and without a known exposure: how many days before the first positive sample. */
  readonly daysBeforePositive: number
  /** Without isolation: how many days after onset (or the first positive sample) the window closes; null = it stays open until isolation. */
  readonly daysAfter: number | null
}

export type CaseFacts = {
  readonly onsetOn: PlainDate | null
  /** Ngày lấy mẫu dương tính đầu tiên. */
  readonly firstPositiveOn: PlainDate | null
  /** Ngày phơi nhiễm có khả năng: what the investigation found; counts only for a case without symptoms. */
  readonly probableExposureOn: PlainDate | null
  readonly reportedOn: PlainDate
  /** Instant from which the case meets nobody any more: isolated, in hospital, or dead. */
  readonly isolatedAt: Instant | null
}

export type InfectiousWindow = Span & {
  readonly because: 'onset' | 'exposure' | 'positive' | 'report'
}

/**
 * The window in which contacts of this case count. A case without symptoms whose exposure is not known is looked back on from its first positive
 * sample; one without any date but its report, from the report: nobody falls out of tracing because a date is missing.
 */
export function infectiousWindow(c: CaseFacts, rule: WindowRule): InfectiousWindow {
  const anchor = c.onsetOn ?? c.firstPositiveOn ?? c.reportedOn
  const [day, because]: [PlainDate, InfectiousWindow['because']] = c.onsetOn ? [addDays(c.onsetOn, -rule.daysBeforeOnset), 'onset']
    : c.probableExposureOn && c.probableExposureOn <= anchor ? [c.probableExposureOn, 'exposure']
      : [addDays(anchor, -rule.daysBeforePositive), c.firstPositiveOn ? 'positive' : 'report']
  const from = minuteOf(instantOf(day))
  const closes = rule.daysAfter === null ? never : minuteOf(instantOf(addDays(anchor, rule.daysAfter))) + 1439
  const isolated = c.isolatedAt === null ? never : minuteOf(c.isolatedAt)
  // Isolated before the window even began (in quarantine since the exposure): an empty window, not a negative one.
  return { from, to: Math.max(from - 1, Math.min(closes, isolated)), because }
}

/** What the protocol in force makes of distance and of a negative source. */
export type LevelRule = {
  /** 3 where the province follows F3, 2 by 3638/QĐ-BYT, 1 since 11042/BYT-DP (29/12/2021) when F2 was given up. */
  readonly maxLevel: 1 | 2 | 3
  /** A negative first test ends what a contact passes on: F2 whose F1 are all negative are released (case definitions of 2020-08 and 2021-07). */
  readonly releaseOnNegative: boolean
}
