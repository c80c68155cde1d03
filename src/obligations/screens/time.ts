import { formatDay, formatInstant } from '../../platform/dates.ts'
import type { Due, Rhythm } from '../rules.ts'
import type { dutyWords } from './words.ts'

type Words = (typeof dutyWords)['vi']

/** A deadline in words: `26/11/2026`, `16:00 24/11/2026`, "không hạn". */
export const sayDue = (due: Due, t: Words): string => (due.kind === 'none' ? t.noDue : due.kind === 'day' ? formatDay(due.day) : formatInstant(due.at))

/** Beside a word that already says how far it is: `26/11`, `16:00 24/11`. The full date is on the page of the duty. */
export const sayShortDue = (due: Due): string => {
  if (due.kind === 'none') return ''
  const words = due.kind === 'day' ? formatDay(due.day) : formatInstant(due.at)
  return words.replace(/\/\d{4}$/, '')
}

export function sayRhythm(r: Rhythm, t: Words): string {
  const time = 'time' in r && r.time !== null ? r.time : ''
  const words = r.every === 'day' ? t.rhythmDay(r.times.join(', ')) : r.every === 'week' ? t.rhythmWeek(t.weekdays[r.weekday - 1] ?? '', time) : r.every === 'month' ? t.rhythmMonth(r.day, time) : t.rhythmQuarter(r.day, time)
  return `${words.trim()}${r.until === null ? '' : `, ${t.until(formatDay(r.until))}`}`
}

/** A period as people say it: `16:00 24/11`, `tuần 48/2026`, `tháng 12/2026`, `quý 4/2026`. */
export function sayPeriod(key: string, t: Words): string {
  const day = /^\d{4}-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?$/.exec(key)
  if (day) return `${day[3] ? `${day[3]} ` : ''}${day[2]}/${day[1]}`
  const week = /^(\d{4})-W(\d{2})$/.exec(key)
  if (week) return t.periodWeek(Number(week[2]), week[1]!)
  const quarter = /^(\d{4})-Q(\d)$/.exec(key)
  if (quarter) return t.periodQuarter(Number(quarter[2]), quarter[1]!)
  const month = /^(\d{4})-(\d{2})$/.exec(key)
  return month ? t.periodMonth(Number(month[2]), month[1]!) : key
}
