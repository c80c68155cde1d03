import { addDays, dayOf, instantOf, type Instant } from '../../platform/dates.ts'
import { nextWorkingDay } from '../../platform/holidays.ts'
import type { RegisterSettings } from './series.ts'

/**
 * Hạn trình: an incoming document is put before the leader the same day, at latest the next working day; an urgent one at once
 * (NĐ 30/2020, Điều 23). “At once” is given as hours by the settings.
 */
export function handleBy(arrivedAt: Instant, urgency: 'khẩn' | 'thượng khẩn' | 'hỏa tốc' | null, settings: RegisterSettings): Instant {
  if (urgency !== null) return new Date(Date.parse(arrivedAt) + settings.presentHours[urgency] * 3_600_000).toISOString()
  return new Date(Date.parse(instantOf(addDays(nextWorkingDay(dayOf(arrivedAt)), 1))) - 1).toISOString()
}

export type Clock = 'none' | 'running' | 'soon' | 'late' | 'done'
/** Where the clock of an entry stands. Handled: an instruction was written, work was given, or it was passed on. */
export function clockOf(by: Instant | null, handled: boolean, now: Instant): Clock {
  if (by === null) return 'none'
  if (handled) return 'done'
  if (now > by) return 'late'
  return Date.parse(by) - Date.parse(now) <= 2 * 3_600_000 ? 'soon' : 'running'
}
