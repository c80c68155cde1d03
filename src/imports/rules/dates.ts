/**
 * Ngày trong bảng kê: dates in all the writings officers and other systems use. Whether 3/8/2021 is 3 August or 8 March is decided once for the
 * whole column from cells that can be only one of them, never for a cell by itself; where no cell decides, a person is asked and the Vietnamese
 * order (day first) stands meanwhile.
 */
import { dayOf, daysInMonth, type PlainDate } from '../../platform/dates.ts'
import { fold } from '../../platform/text.ts'

export type DateOrder = 'dmy' | 'mdy'

/** What one cell says before the order of the column is known. */
export type DateCell =
  | { readonly kind: 'day'; readonly day: PlainDate }
  /** Two small numbers and a year as written (`digits` = how many): order open. */
  | { readonly kind: 'pair'; readonly a: number; readonly b: number; readonly year: number; readonly short: boolean }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'no_year' }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unreadable' }

const pad = (n: number, length = 2): string => String(n).padStart(length, '0')
const day = (year: number, month: number, dayOfMonth: number): DateCell =>
  (year < 1000 || year > 9999 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month) ? { kind: 'impossible' } : { kind: 'day', day: `${pad(year, 4)}-${pad(month)}-${pad(dayOfMonth)}` })

const englishMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const vietnameseMonths = ['gieng', 'hai', 'ba', 'tu', 'nam', 'sau', 'bay', 'tam', 'chin', 'muoi', 'muoi mot', 'muoi hai', 'chap']
const monthNumber = (word: string): number => {
  const english = englishMonths.findIndex((m) => word.startsWith(m))
  if (english !== -1) return english + 1
  const vietnamese = vietnameseMonths.indexOf(word)
  return vietnamese === -1 ? 0 : Math.min(vietnamese + 1, 12)
}

/** Two-digit years: this century up to `latest`, else the last one. */
const fullYear = (year: number, latest: number): number => (year >= 100 ? year : 2000 + year <= latest ? 2000 + year : 1900 + year)

/** Excel counts days from 30/12/1899 (its 29/2/1900 never was; nobody has a date before March 1900 here). */
const excelEpoch = Date.UTC(1899, 11, 30)
const excelDay = (serial: number): PlainDate => new Date(excelEpoch + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})[t ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(z|[+-]\d{2}:?\d{2})?$/
const numbers = /^(\d{1,4})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,4})$/
const clock = '\\d{1,2}\\s*(?::|h|g|gio)\\s*(?:\\d{1,2})?(?:\\s*(?:\'|p|phut))?(?:\\s*:\\s*\\d{1,2}(?:[.,]\\d+)?)?(?:\\s*(?:am|pm|sa|ch))?'
const clockFirst = new RegExp(`^(?:luc\\s+)?${clock}[\\s,;]+(?=\\S)`), clockLast = new RegExp(`[\\s,;]+(?:luc\\s+)?${clock}$`)
const words = /^(?:ngay\s+|mung\s+|mong\s+|hom\s+)?(\d{1,2})\s*(?:thang|thg\.?|th\.?|\/|-|\.)\s*(\d{1,2}|[a-z]+(?: mot| hai)?)\s*(?:,|nam|-|\/|\.|\s)\s*(?:nam\s+)?(\d{2,4})$/
const wordsNoYear = /^(?:ngay\s+)?(\d{1,2})\s*(?:thang|thg\.?|\/|-|\.)\s*(\d{1,2})$/
const wordsMonth = /^(?:(?:dau|giua|cuoi)\s+)?(?:thang|thg\.?)\s*(\d{1,2})\s*(?:nam|\/|-|,|\.|\s)\s*(\d{4})$/
const dayMonthName = /^(\d{1,2})(?:st|nd|rd|th)?[\s\-./]*([a-z]{3,9})\.?[\s\-./,]*(\d{2,4})$/
const monthNameDay = /^([a-z]{3,9})\.?[\s\-./]*(\d{1,2})(?:st|nd|rd|th)?[\s\-./,]+(\d{2,4})$/
const weekday = /^(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|cn|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?[\s,]+/

/**
 * One cell. `latestYear` is the last year a two-digit year may mean (next year for plans, this year for births).
 * An instant with its zone falls on its day in Viet Nam; a time without zone is local and only its day counts.
 */
export function readDateCell(cell: string, latestYear: number): DateCell {
  const known = read.get(latestYear)?.get(cell)
  if (known) return known
  const fresh = readAfresh(cell, latestYear)
  // The days of a list repeat; what was read once is kept, within bounds.
  let ofYear = read.get(latestYear)
  if (!ofYear) { if (read.size > 8) read.clear(); ofYear = new Map(); read.set(latestYear, ofYear) }
  if (ofYear.size > 20_000) ofYear.clear()
  ofYear.set(cell, fresh)
  return fresh
}
const read = new Map<number, Map<string, DateCell>>()

function readAfresh(cell: string, latestYear: number): DateCell {
  let text = fold(cell).trim().replace(/^'/, '').replace(/\s+/g, ' ')
  const stamped = iso.exec(text)
  if (stamped) {
    if (!stamped[4]) return day(+stamped[1]!, +stamped[2]!, +stamped[3]!)
    const at = Date.parse(text.toUpperCase().replace(' ', 'T').replace(',', '.').replace(/\s+(?=[Z+-])/, ''))
    return Number.isNaN(at) ? { kind: 'impossible' } : { kind: 'day', day: dayOf(new Date(at).toISOString()) }
  }
  text = text.replace(clockFirst, '').replace(clockLast, '').replace(weekday, '').replace(/^(?:ngay|sinh ngay|luc)\s+(?=\d)/, '')
  if (/^\d{8}$/.test(text)) {
    const year = +text.slice(0, 4)
    return year >= 1900 && year <= 2100 ? day(year, +text.slice(4, 6), +text.slice(6)) : pair(+text.slice(0, 2), +text.slice(2, 4), +text.slice(4), false)
  }
  // Whole serial numbers of Excel from 1927 to 2119; shorter numbers could be years or ages.
  if (/^\d{5}(?:[.,]\d+)?$/.test(text)) { const serial = Number(text.replace(',', '.')); return serial >= 10_000 && serial < 80_000 ? { kind: 'day', day: excelDay(serial) } : { kind: 'unreadable' } }
  if (/^\d{4}$/.test(text)) return +text >= 1850 && +text <= 2200 ? { kind: 'year', year: +text } : { kind: 'unreadable' }
  let m = numbers.exec(text)
  if (m) {
    const [a, b, c] = [m[1]!, m[2]!, m[3]!]
    if (a.length === 4) return c.length > 2 ? { kind: 'unreadable' } : day(+a, +b, +c)
    if (a.length === 3 || c.length === 3 || c.length === 1) return { kind: 'unreadable' }
    return pair(+a, +b, fullYear(+c, latestYear), c.length === 2)
  }
  m = words.exec(text)
  if (m) {
    const named = /^\d/.test(m[2]!) ? +m[2]! : monthNumber(m[2]!)
    // Written out with "tháng", the first number is the day: nothing is open.
    if (named > 0 && /(?:thang|thg|th)/.test(text)) return day(fullYear(+m[3]!, latestYear), named, +m[1]!)
    if (named > 0 && !/^\d/.test(m[2]!)) return day(fullYear(+m[3]!, latestYear), named, +m[1]!)
  }
  m = dayMonthName.exec(text)
  if (m && monthNumber(m[2]!) > 0) return day(fullYear(+m[3]!, latestYear), monthNumber(m[2]!), +m[1]!)
  m = monthNameDay.exec(text)
  if (m && monthNumber(m[1]!) > 0) return day(fullYear(+m[3]!, latestYear), monthNumber(m[1]!), +m[2]!)
  m = wordsMonth.exec(text) ?? /^(\d{1,2})[/.-](\d{4})$/.exec(text)
  if (m) return +m[1]! >= 1 && +m[1]! <= 12 ? { kind: 'month', year: +m[2]!, month: +m[1]! } : { kind: 'impossible' }
  if (wordsNoYear.test(text)) return { kind: 'no_year' }
  return { kind: 'unreadable' }
}

function pair(a: number, b: number, year: number, short: boolean): DateCell {
  const fits = (d: number, m: number): boolean => day(year, m, d).kind === 'day'
  return fits(a, b) || fits(b, a) ? { kind: 'pair', a, b, year, short } : { kind: 'impossible' }
}

/** A pair read in one order; null when that order gives no day. */
export function inOrder(cell: Extract<DateCell, { kind: 'pair' }>, order: DateOrder): PlainDate | null {
  const d = order === 'dmy' ? day(cell.year, cell.b, cell.a) : day(cell.year, cell.a, cell.b)
  return d.kind === 'day' ? d.day : null
}

/** What the cells of one column say about its order. Counted in one pass, row by row, however long the file. */
export type OrderEvidence = {
  /** Cells that are a day only with the day first, only with the month first, in both orders (not counting 5/5/2021). */
  dayFirst: number; monthFirst: number; open: number
  /** Open cells that would lie in the future, by order: a line list tells of what has been. */
  futureDayFirst: number; futureMonthFirst: number
}
export const noEvidence = (): OrderEvidence => ({ dayFirst: 0, monthFirst: 0, open: 0, futureDayFirst: 0, futureMonthFirst: 0 })

export function weigh(evidence: OrderEvidence, cell: DateCell, today: PlainDate): void {
  if (cell.kind !== 'pair') return
  const dmy = inOrder(cell, 'dmy'), mdy = inOrder(cell, 'mdy')
  if (dmy !== null && mdy === null) evidence.dayFirst++
  else if (mdy !== null && dmy === null) evidence.monthFirst++
  else if (dmy !== mdy) {
    evidence.open++
    if (dmy! > today) evidence.futureDayFirst++
    if (mdy! > today) evidence.futureMonthFirst++
  }
}

export type OrderDecision = {
  readonly order: DateOrder
  /** Why: cells that can be only one, cells that would lie in the future, nothing (usual order), or a person said so. */
  readonly because: 'cells' | 'future' | 'usual' | 'person'
  /** A person should confirm it before anything is written. */
  readonly ask: boolean
  /** Cells contradict each other: those of the minority become errors. */
  readonly mixed: boolean
}

/** The order of a column. Equal numbers on both sides are for a person to decide; until then the day stands first. */
export function decideOrder(e: OrderEvidence, said: DateOrder | null = null): OrderDecision {
  const mixed = e.dayFirst > 0 && e.monthFirst > 0
  if (said) return { order: said, because: 'person', ask: false, mixed }
  if (e.dayFirst !== e.monthFirst) return { order: e.dayFirst > e.monthFirst ? 'dmy' : 'mdy', because: 'cells', ask: mixed, mixed }
  if (!mixed && e.futureDayFirst > 0 && e.futureMonthFirst === 0) return { order: 'mdy', because: 'future', ask: true, mixed }
  return { order: 'dmy', because: 'usual', ask: mixed || e.open > 0, mixed }
}

export type DateReading = { readonly ok: true; readonly day: PlainDate } | { readonly ok: false; readonly why: 'unreadable' | 'impossible' | 'no_year' | 'no_day' | 'order' }

/** A cell with the order of its column. A cell that fits only the other order is an error, not silently turned round. */
export function readDate(cell: string, order: DateOrder, latestYear: number): DateReading {
  const c = readDateCell(cell, latestYear)
  switch (c.kind) {
    case 'day': return { ok: true, day: c.day }
    case 'pair': { const d = inOrder(c, order); return d === null ? { ok: false, why: 'order' } : { ok: true, day: d } }
    case 'year': case 'month': return { ok: false, why: 'no_day' }
    case 'no_year': return { ok: false, why: 'no_year' }
    case 'impossible': return { ok: false, why: 'impossible' }
    case 'unreadable': return { ok: false, why: 'unreadable' }
  }
}
