import { dayOf, daysBetween, formatDay, formatInstant, timeOf, type Instant, type PlainDate } from '../platform/dates.ts'
import type { Language } from '../words/words.ts'
import { currentLanguage } from './language.ts'

/** The one place where screens write numbers and times. Days and hours are always those of Viet Nam, whatever the machine's clock says. */

const grouping = { vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 }), en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 }) }
/** `12.480` in Vietnamese, `12,480` in English. Missing is a dash, never 0. */
export const formatNumber = (value: number | null | undefined, language: Language = currentLanguage()): string =>
  value === null || value === undefined ? '–' : grouping[language].format(value)

const percents = { vi: new Intl.NumberFormat('vi-VN', { style: 'percent', maximumFractionDigits: 1 }), en: new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 }) }
export const formatShare = (share: number | null | undefined, language: Language = currentLanguage()): string =>
  share === null || share === undefined ? '–' : percents[language].format(share)

export function formatBytes(bytes: number, language: Language = currentLanguage()): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${formatNumber(Math.round(bytes / 1024), language)} kB`
  return `${formatNumber(Math.round((bytes / 1024 / 1024) * 10) / 10, language)} MB`
}

export const now = (): Instant => new Date().toISOString()
export const today = (): PlainDate => dayOf(now())

/** `16:00 hôm nay`, `08:05 hôm qua`, `16:00 24/11/2026`. */
export function formatMoment(at: Instant, language: Language = currentLanguage(), asSeenFrom: Instant = now()): string {
  const away = daysBetween(dayOf(asSeenFrom), dayOf(at))
  const names = language === 'vi' ? { 0: 'hôm nay', '-1': 'hôm qua', 1: 'ngày mai' } : { 0: 'today', '-1': 'yesterday', 1: 'tomorrow' }
  const name = (names as Record<string, string>)[String(away)]
  return name === undefined ? formatInstant(at) : `${timeOf(at)} ${name}`
}

/** `hôm nay`, `mai`, `thứ Sáu 27/11`, `24/11/2027`: as short as it can be without doubt. */
export function formatNearDay(day: PlainDate, language: Language = currentLanguage(), seenFrom: PlainDate = today()): string {
  const away = daysBetween(seenFrom, day)
  const near: Record<string, readonly [string, string]> = { '-1': ['hôm qua', 'yesterday'], 0: ['hôm nay', 'today'], 1: ['ngày mai', 'tomorrow'] }
  const name = near[String(away)]
  if (name) return name[language === 'vi' ? 0 : 1]
  return day.slice(0, 4) === seenFrom.slice(0, 4) ? formatDay(day).slice(0, 5) : formatDay(day)
}

export { formatDay, formatInstant }
