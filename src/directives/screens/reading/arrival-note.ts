import { dayOf, instantOf, timeOf } from '../../../platform/dates.ts'

/** What the clerk writes of the line itself: when the paper came, to whom it goes, a remark. Empty: now, nobody yet, none. */
export type ArrivalNote = { readonly day: string | null; readonly time: string | null; readonly forwardedTo: string; readonly note: string }
export const noArrival: ArrivalNote = { day: null, time: null, forwardedTo: '', note: '' }
const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

/** As it is sent. A day without an hour counts from the morning, an hour without a day is of today. */
export function arrivalOf(a: ArrivalNote, now: string): { arrivedAt?: string; forwardedTo: string | null; note: string | null } {
  const at = a.day === null && a.time === null ? null : instantOf(a.day ?? dayOf(now), a.time ?? (a.day === null || a.day === dayOf(now) ? timeOf(now) : '08:00'))
  return { ...(at === null ? {} : { arrivedAt: at }), forwardedTo: orNull(a.forwardedTo), note: orNull(a.note) }
}
