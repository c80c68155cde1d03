import { addDays, dayOf, daysBetween, daysInMonth, instantOf, weekdayOf, type Instant, type PlainDate } from '../../platform/dates.ts'
import { compareDue, dueDay, dueMoment, lastInstant, type Due } from './due.ts'

/**
 * Nhịp báo cáo: a duty that comes again. Days are counted through weekends and holidays: an epidemic does not rest, and no
 * document of the four provinces moves a daily report because of a holiday.
 */
export type Rhythm =
  | { readonly every: 'day'; readonly times: readonly string[]; readonly from: PlainDate; readonly until: PlainDate | null }
  | { readonly every: 'week'; readonly weekday: number; readonly time: string | null; readonly from: PlainDate; readonly until: PlainDate | null }
  | { readonly every: 'month'; readonly day: number; readonly time: string | null; readonly from: PlainDate; readonly until: PlainDate | null }
  | { readonly every: 'quarter'; readonly day: number; readonly time: string | null; readonly from: PlainDate; readonly until: PlainDate | null }

/** Kỳ: one occurrence. `key` names it for ever (`2026-11-24T16:00`, `2026-W48`, `2026-12`, `2026-Q4`). */
export type Period = { readonly key: string; readonly due: Due }

const dueAt = (day: PlainDate, time: string | null): Due => (time === null ? dueDay(day) : dueMoment(instantOf(day, time)))

/** Week number by ISO 8601: the week of the year's first Thursday is week 1. */
export function weekKey(day: PlainDate): string {
  const thursday = addDays(day, 4 - weekdayOf(day))
  const year = thursday.slice(0, 4)
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** A day that a month does not have (31 in a month of 30) is its last day. */
const dayInMonth = (year: number, month: number, day: number): PlainDate =>
  `${year}-${String(month).padStart(2, '0')}-${String(Math.min(day, daysInMonth(year, month))).padStart(2, '0')}`

const atMost = 4000

/** Periods whose deadline falls on a day in [from, to], in order. The same rhythm and days always give the same periods. */
export function periodsBetween(rhythm: Rhythm, from: PlainDate, to: PlainDate): readonly Period[] {
  const start = from > rhythm.from ? from : rhythm.from
  const end = rhythm.until !== null && rhythm.until < to ? rhythm.until : to
  const out: Period[] = []
  if (start > end) return out
  switch (rhythm.every) {
    case 'day': {
      const times = [...new Set(rhythm.times)].sort()
      for (let day = start; day <= end && out.length < atMost; day = addDays(day, 1))
        if (times.length === 0) out.push({ key: day, due: dueDay(day) })
        else for (const time of times) out.push({ key: `${day}T${time}`, due: dueMoment(instantOf(day, time)) })
      return out
    }
    case 'week': {
      for (let day = addDays(start, (rhythm.weekday - weekdayOf(start) + 7) % 7); day <= end && out.length < atMost; day = addDays(day, 7))
        out.push({ key: weekKey(day), due: dueAt(day, rhythm.time) })
      return out
    }
    case 'month': case 'quarter': {
      const step = rhythm.every === 'month' ? 1 : 3
      let year = Number(start.slice(0, 4))
      let month = Number(start.slice(5, 7))
      // A quarter's report is owed in the last month of the quarter.
      if (step === 3) month = Math.ceil(month / 3) * 3
      for (; out.length < atMost;) {
        const day = dayInMonth(year, month, rhythm.day)
        if (day > end) return out
        if (day >= start) out.push({ key: step === 1 ? day.slice(0, 7) : `${year}-Q${month / 3}`, due: dueAt(day, rhythm.time) })
        month += step
        if (month > 12) { month -= 12; year += 1 }
      }
      return out
    }
  }
}

/** How many days ahead the unit's calendar is written. */
export const horizonDays = (rhythm: Rhythm): number => {
  switch (rhythm.every) {
    case 'day': return 14
    case 'week': return 42
    case 'month': return 100
    case 'quarter': return 200
  }
}

const searchDays = (rhythm: Rhythm): number => horizonDays(rhythm) * 4

/** The first period of a duty assigned at `assignedAt`: the first whose deadline is still ahead then. */
export function firstPeriodDay(rhythm: Rhythm, assignedAt: Instant): PlainDate {
  const assigned = dayOf(assignedAt)
  return rhythm.from > assigned ? rhythm.from : assigned
}

/** Periods owed up to and including the first whose deadline is still ahead at `now`, oldest first. */
export function periodsOwed(rhythm: Rhythm, assignedAt: Instant, now: Instant): readonly Period[] {
  const all = periodsBetween(rhythm, firstPeriodDay(rhythm, assignedAt), addDays(dayOf(now), searchDays(rhythm)))
  const out: Period[] = []
  for (const p of all) {
    const last = lastInstant(p.due)!
    if (last < assignedAt) continue
    out.push(p)
    if (last >= now) break
  }
  return out
}

/** The earliest period not yet settled; `undefined` when the rhythm has ended and nothing is owed. */
export function nextOpenPeriod(rhythm: Rhythm, assignedAt: Instant, settled: ReadonlySet<string>): Period | undefined {
  // Counted from the assignment, not from today: a missed day stays owed until it is reported or waived.
  let from = firstPeriodDay(rhythm, assignedAt)
  const span = searchDays(rhythm)
  for (let i = 0; i < 400; i++) {
    const to = addDays(from, span)
    for (const p of periodsBetween(rhythm, from, to)) if (lastInstant(p.due)! >= assignedAt && !settled.has(p.key)) return p
    if (rhythm.until !== null && to >= rhythm.until) return undefined
    from = addDays(to, 1)
  }
  return undefined
}

export const findPeriod = (rhythm: Rhythm, key: string): Period | undefined => {
  const day = periodDay(key)
  return day === undefined ? undefined : periodsBetween(rhythm, addDays(day, -8), addDays(day, 100)).find((p) => p.key === key)
}

/** A day near the deadline of a period, from its key. */
function periodDay(key: string): PlainDate | undefined {
  const week = /^(\d{4})-W(\d{2})$/.exec(key)
  if (week) return addDays(`${week[1]}-01-01`, (Number(week[2]) - 1) * 7)
  const quarter = /^(\d{4})-Q([1-4])$/.exec(key)
  if (quarter) return `${quarter[1]}-${String(Number(quarter[2]) * 3).padStart(2, '0')}-01`
  if (/^\d{4}-\d{2}$/.test(key)) return `${key}-01`
  return /^\d{4}-\d{2}-\d{2}/.test(key) ? key.slice(0, 10) : undefined
}

export const byDeadline = (a: Period, b: Period): number => compareDue(a.due, b.due)
