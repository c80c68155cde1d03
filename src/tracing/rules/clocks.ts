/** Đồng hồ truy vết: F1 within 24 hours, the whole chain within 48 hours of a case being known. The hours are parameters of the province. */
import { minuteOf } from './time.ts'
import type { Instant } from '../../platform/dates.ts'

export type ClockRule = { readonly f1Hours: number; readonly chainHours: number }
export const usualClocks: ClockRule = { f1Hours: 24, chainHours: 48 }

export type Clock = {
  readonly dueAt: Instant
  readonly state: 'running' | 'met' | 'late' | 'met_late'
  /** Minutes until due while running, after due when late; minutes taken when done. */
  readonly minutes: number
}

/** One clock: known at, done at (null = not yet), now. Done on the due minute is in time. */
export function clockOf(knownAt: Instant, doneAt: Instant | null, hours: number, now: Instant): Clock {
  const due = minuteOf(knownAt) + hours * 60
  const dueAt = new Date(due * 60_000).toISOString()
  if (doneAt !== null) return { dueAt, state: minuteOf(doneAt) <= due ? 'met' : 'met_late', minutes: minuteOf(doneAt) - minuteOf(knownAt) }
  const left = due - minuteOf(now)
  return left >= 0 ? { dueAt, state: 'running', minutes: left } : { dueAt, state: 'late', minutes: -left }
}

/** Both clocks of a case: the list of F1 complete, and everybody up to the last level followed. */
export const clocksOf = (knownAt: Instant, f1DoneAt: Instant | null, chainDoneAt: Instant | null, rule: ClockRule, now: Instant): { f1: Clock; chain: Clock } =>
  ({ f1: clockOf(knownAt, f1DoneAt, rule.f1Hours, now), chain: clockOf(knownAt, chainDoneAt, rule.chainHours, now) })
