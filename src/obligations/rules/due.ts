import { addDays, dayOf, daysBetween, instantOf, timeOf, type Instant, type PlainDate } from '../../platform/dates.ts'

/** Hạn: a day, a moment, or none. "Không hạn" is lawful and common; a date is never invented. */
export type Due =
  | { readonly kind: 'none' }
  | { readonly kind: 'day'; readonly day: PlainDate }
  | { readonly kind: 'moment'; readonly at: Instant }

export const noDue: Due = { kind: 'none' }
export const dueDay = (day: PlainDate): Due => ({ kind: 'day', day })
export const dueMoment = (at: Instant): Due => ({ kind: 'moment', at: new Date(at).toISOString() })

/** The last instant that is still on time; overdue starts after it. A report sent on the due day is on time. */
export function lastInstant(due: Due): Instant | null {
  switch (due.kind) {
    case 'none': return null
    case 'day': return new Date(Date.parse(instantOf(addDays(due.day, 1))) - 1).toISOString()
    case 'moment': return due.at
  }
}

/** The day in Viet Nam on which the deadline falls. */
export function dayOfDue(due: Due): PlainDate | null {
  switch (due.kind) {
    case 'none': return null
    case 'day': return due.day
    case 'moment': return dayOf(due.at)
  }
}

/** Earlier deadline first; no deadline last. */
export function compareDue(a: Due, b: Due): number {
  const x = lastInstant(a)
  const y = lastInstant(b)
  if (x === y) return 0
  if (x === null) return 1
  if (y === null) return -1
  return x < y ? -1 : 1
}

export const isLaterDue = (later: Due, than: Due): boolean => compareDue(later, than) > 0

/**
 * Where a deadline stands. The clock runs while the unit owes something; it stands still while the giver must answer a report
 * (measured at the moment of reporting), and is stopped while the duty is returned, suspended, waived or closed.
 */
export type DeadlineState =
  | { readonly kind: 'none' }
  | { readonly kind: 'left'; readonly days: number; readonly soon: boolean }
  | { readonly kind: 'today'; readonly until: string | null }
  | { readonly kind: 'overdue'; readonly days: number; readonly hours: number }
  | { readonly kind: 'on_time'; readonly daysEarly: number }
  | { readonly kind: 'late'; readonly days: number; readonly hours: number }
  | { readonly kind: 'stopped' }

export const isOverdue = (due: Due, now: Instant): boolean => {
  const last = lastInstant(due)
  return last !== null && now > last
}

const lateness = (due: Due, last: Instant, at: Instant): { days: number; hours: number } => ({
  days: daysBetween(dayOfDue(due)!, dayOf(at)),
  hours: Math.floor((Date.parse(at) - Date.parse(last)) / 3_600_000),
})

export type Clock =
  | { readonly kind: 'running' }
  | { readonly kind: 'finished'; readonly at: Instant }
  | { readonly kind: 'stopped' }

export function deadlineState(due: Due, clock: Clock, now: Instant, soonDays: number): DeadlineState {
  if (clock.kind === 'stopped') return { kind: 'stopped' }
  const last = lastInstant(due)
  const day = dayOfDue(due)
  if (last === null || day === null) return { kind: 'none' }
  if (clock.kind === 'finished')
    return clock.at > last ? { kind: 'late', ...lateness(due, last, clock.at) } : { kind: 'on_time', daysEarly: daysBetween(dayOf(clock.at), day) }
  if (now > last) return { kind: 'overdue', ...lateness(due, last, now) }
  const days = daysBetween(dayOf(now), day)
  if (days <= 0) return { kind: 'today', until: due.kind === 'moment' ? timeOf(due.at) : null }
  return { kind: 'left', days, soon: days <= soonDays }
}
