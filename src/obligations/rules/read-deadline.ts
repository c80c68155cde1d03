import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import { addDays, daysInMonth, instantOf, isPlainDate, type Instant, type PlainDate } from '../../platform/dates.ts'
import type { ObligationsRefusal } from '../refusals.ts'
import { dueDay, dueMoment, noDue, type Due } from './due.ts'
import type { Rhythm } from './rhythm.ts'
import { hoursAfter, type ObligationSettings } from './settings.ts'

/**
 * Hạn như bộ đọc ghi lại: the normal forms of the reading contract (`deadlines_norm`).
 * `within_hours` may count from an event that has no moment yet; then a person sets the deadline.
 */
export type DeadlineNorm =
  | { readonly by: string }
  | { readonly on: string }
  | { readonly until: string }
  | { readonly every: 'day' | 'week' | 'month' | 'quarter'; readonly weekday?: number | undefined; readonly day?: number | undefined; readonly time?: string | undefined }
  | { readonly within_month: string | number }
  | { readonly within_year: string | number }
  | { readonly within_hours: number; readonly after?: string | undefined }
  | { readonly by_event: string }

/** What the text leaves open and a person must confirm: an assumed value is marked, never passed off as read. */
export type Assumed = 'time' | 'weekday' | 'day' | 'year' | 'start'
export type ReadDue = { readonly due: Due; readonly rhythm: Rhythm | null; readonly assumed: readonly Assumed[]; /** An event the deadline hangs on; no date is invented for it. */ readonly event: string | null }

const nothing: ReadDue = { due: noDue, rhythm: null, assumed: [], event: null }

/** `2021-09-05` or `2021-09-05T16:00` (time in Viet Nam). */
function dueOf(text: string, beforeMeans: ObligationSettings['beforeMeans'], strict: boolean): Due | null {
  const [day, time] = text.split('T') as [string, string | undefined]
  if (!isPlainDate(day)) return null
  if (time !== undefined) return /^([01]\d|2[0-3]):[0-5]\d$/.test(time.slice(0, 5)) ? dueMoment(instantOf(day, time.slice(0, 5))) : null
  return dueDay(strict && beforeMeans === 'before' ? addDays(day, -1) : day)
}

const endOfMonth = (year: number, month: number): PlainDate => `${year}-${String(month).padStart(2, '0')}-${String(daysInMonth(year, month)).padStart(2, '0')}`

/** One normal form into a deadline or a rhythm, for a duty given at `givenAt` by a document of `documentDate`. */
export function readDeadline(norm: DeadlineNorm, givenAt: Instant, documentDate: PlainDate | null, settings: ObligationSettings): ReadDue {
  const from = documentDate ?? dayGiven(givenAt)
  if ('by' in norm) return ofDue(dueOf(norm.by, settings.beforeMeans, true))
  if ('on' in norm) return ofDue(dueOf(norm.on, settings.beforeMeans, false))
  if ('until' in norm) return ofDue(dueOf(norm.until, settings.beforeMeans, false))
  if ('every' in norm) return everyOf(norm, from, settings)
  if ('within_month' in norm) {
    const text = String(norm.within_month)
    const full = /^(\d{4})-(\d{1,2})$/.exec(text)
    if (full && Number(full[2]) >= 1 && Number(full[2]) <= 12) return ofDue(dueDay(endOfMonth(Number(full[1]), Number(full[2]))))
    const month = Number(text)
    if (!Number.isInteger(month) || month < 1 || month > 12) return nothing
    // A month without a year is the next such month from the document's date on.
    const year = Number(from.slice(0, 4)) + (month < Number(from.slice(5, 7)) ? 1 : 0)
    return { ...ofDue(dueDay(endOfMonth(year, month))), assumed: ['year'] }
  }
  if ('within_year' in norm) {
    const year = Number(norm.within_year)
    return Number.isInteger(year) && year > 1900 && year < 2200 ? ofDue(dueDay(`${year}-12-31`)) : nothing
  }
  if ('within_hours' in norm) {
    if (!(norm.within_hours > 0)) return nothing
    // "trong 24 giờ kể từ khi nhận được công điện": the clock starts with the giving; from any other event no moment is known.
    return norm.after === undefined || startsWithReceipt(norm.after)
      ? { ...ofDue(dueMoment(hoursAfter(givenAt, norm.within_hours))), assumed: norm.after === undefined ? ['start'] : [] }
      : { ...nothing, event: norm.after }
  }
  return { ...nothing, event: norm.by_event }
}

const ofDue = (due: Due | null): ReadDue => (due === null ? nothing : { ...nothing, due })
const dayGiven = (at: Instant): PlainDate => new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, 10)
const startsWithReceipt = (event: string): boolean => /nhận|ban hành|ký|receipt|document/iu.test(event) && !/ca |f0|dương tính|mẫu/iu.test(event)

function everyOf(norm: Extract<DeadlineNorm, { every: string }>, from: PlainDate, s: ObligationSettings): ReadDue {
  const assumed: Assumed[] = []
  switch (norm.every) {
    case 'day':
      if (norm.time === undefined) assumed.push('time')
      return { ...nothing, rhythm: { every: 'day', times: [norm.time ?? s.reportTime], from, until: null }, assumed }
    case 'week':
      if (norm.weekday === undefined) assumed.push('weekday')
      return { ...nothing, rhythm: { every: 'week', weekday: norm.weekday ?? s.reportWeekday, time: norm.time ?? null, from, until: null }, assumed }
    case 'month': case 'quarter': {
      if (norm.day === undefined) assumed.push('day')
      const day = norm.day === undefined ? s.reportMonthDay : s.beforeMeans === 'before' ? Math.max(1, norm.day - 1) : norm.day
      return { ...nothing, rhythm: { every: norm.every, day, time: norm.time ?? null, from, until: null }, assumed }
    }
  }
}

/** Several phrases on one task: the earliest date, and the rhythm if one is named. A rhythm with an "until" ends there. */
export function readDeadlines(norms: readonly DeadlineNorm[], givenAt: Instant, documentDate: PlainDate | null, settings: ObligationSettings): ReadDue {
  let out: ReadDue = nothing
  for (const norm of norms) {
    const one = readDeadline(norm, givenAt, documentDate, settings)
    const assumed = [...new Set([...out.assumed, ...one.assumed])]
    if (one.rhythm !== null) { out = { ...out, rhythm: out.rhythm ?? one.rhythm, assumed }; continue }
    if ('until' in norm && one.due.kind === 'day' && out.rhythm !== null) { out = { ...out, rhythm: { ...out.rhythm, until: one.due.day } }; continue }
    const earlier = one.due.kind !== 'none' && (out.due.kind === 'none' || keyOf(one.due) < keyOf(out.due))
    out = { due: earlier ? one.due : out.due, rhythm: out.rhythm, assumed, event: out.event ?? one.event }
  }
  return out
}
const keyOf = (due: Due): string => (due.kind === 'none' ? '9999' : due.kind === 'day' ? `${due.day}T99` : due.at)

/** A rhythm typed by a person. */
export function checkRhythm(r: Rhythm): Decision<Rhythm, ObligationsRefusal> {
  const timeOk = (t: string | null): boolean => t === null || /^([01]\d|2[0-3]):[0-5]\d$/.test(t)
  const bad = (detail: 'time' | 'weekday' | 'day' | 'dates') => refuse({ code: 'obligation.rhythm_invalid' as const, detail })
  if (!isPlainDate(r.from) || (r.until !== null && (!isPlainDate(r.until) || r.until < r.from))) return bad('dates')
  switch (r.every) {
    case 'day': return r.times.every(timeOk) ? accept({ ...r, times: [...new Set(r.times)].sort() }) : bad('time')
    case 'week': return !timeOk(r.time) ? bad('time') : Number.isInteger(r.weekday) && r.weekday >= 1 && r.weekday <= 7 ? accept(r) : bad('weekday')
    case 'month': case 'quarter': return !timeOk(r.time) ? bad('time') : Number.isInteger(r.day) && r.day >= 1 && r.day <= 31 ? accept(r) : bad('day')
  }
}
