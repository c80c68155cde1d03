/** Thời điểm truy vết: minutes since 1970-01-01 UTC, so that a bus of two hours and a case of three weeks are compared as whole numbers. */
import { dayOf, instantOf, type Instant, type PlainDate } from '../../platform/dates.ts'

/** Whole minutes since 1970-01-01T00:00Z. Fits 32 bits until the year 6053. */
export type Minute = number

/** "No end known": isolated nowhere yet, still infectious, never reached. Greater than every minute. */
export const never: Minute = 0x7fffffff
/** "Since always": less than every minute. */
export const always: Minute = -0x7fffffff

/** Khoảng thời gian: both ends belong to it. */
export type Span = { readonly from: Minute; readonly to: Minute }

export const minuteOf = (at: Instant): Minute => Math.floor(Date.parse(at) / 60_000)
export const instantOfMinute = (at: Minute): Instant => new Date(at * 60_000).toISOString()

/** The civil day in Viet Nam, 00:00 to 23:59. A contact known only by its day may have been at any minute of it. */
export const spanOfDay = (day: PlainDate): Span => spanOfDays(day, day)
export function spanOfDays(first: PlainDate, last: PlainDate): Span {
  const from = minuteOf(instantOf(first))
  return { from, to: minuteOf(instantOf(last)) + 1439 }
}

/** The civil day in Viet Nam of a minute. */
export const dayOfMinute = (at: Minute): PlainDate => dayOf(instantOfMinute(at))
