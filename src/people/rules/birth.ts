import { daysInMonth, type PlainDate } from '../../platform/dates.ts'

/** Ngày sinh (birth date) and how much of it is known. `date` is the first day of what is known: year 1970 is 1970-01-01 with precision `year`. */
export type Precision = 'day' | 'month' | 'year'
export type Birth = { readonly date: PlainDate; readonly precision: Precision }

/** The first and the last year a living person can be born in. Outside it a date is a typing error. */
export const firstBirthYear = 1900

const pad = (n: number): string => String(n).padStart(2, '0')

/** A day of birth, or undefined when the parts make none. */
export function birthOf(year: number, month?: number, day?: number): Birth | undefined {
  if (!Number.isInteger(year) || year < firstBirthYear || year > 2199) return undefined
  if (month === undefined || month === 0) return { date: `${year}-01-01`, precision: 'year' }
  if (month < 1 || month > 12) return undefined
  if (day === undefined || day === 0) return { date: `${year}-${pad(month)}-01`, precision: 'month' }
  if (day < 1 || day > daysInMonth(year, month)) return undefined
  return { date: `${year}-${pad(month)}-${pad(day)}`, precision: 'day' }
}

/** Reads `1/2/1990`, `01-02-1990`, `01021990`, `1990-02-01`, `2/1990`, `1990`: day before month, as written in Viet Nam. */
export function readBirth(text: string): Birth | undefined {
  const t = text.trim()
  let m = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(t)
  if (m) return birthOf(+m[1]!, +m[2]!, +m[3]!)
  m = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(t) ?? /^(\d{2})(\d{2})(\d{4})$/.exec(t)
  if (m) return birthOf(+m[3]!, +m[2]!, +m[1]!)
  m = /^(\d{1,2})[/.-](\d{4})$/.exec(t)
  if (m) return birthOf(+m[2]!, +m[1]!)
  m = /^(\d{4})$/.exec(t)
  return m ? birthOf(+m[1]!) : undefined
}

/** The same digits with day and month exchanged, when that is a day too and another one. */
export function swappedDay(date: PlainDate): PlainDate | undefined {
  const m = date.slice(5, 7); const d = date.slice(8, 10)
  return m !== d && d <= '12' ? `${date.slice(0, 4)}-${d}-${m}` : undefined
}

export type BirthLevel =
  | 'same_day' | 'swapped'
  /** two of year, month, day agree */ | 'near'
  | 'same_month' | 'same_year' | 'differs'

/** How two birth dates compare, no finer than the coarser of them. */
export function compareBirth(a: Birth, b: Birth): BirthLevel {
  const [ya, yb] = [a.date.slice(0, 4), b.date.slice(0, 4)]
  if (a.precision === 'year' || b.precision === 'year') return ya === yb ? 'same_year' : 'differs'
  const [ma, mb] = [a.date.slice(5, 7), b.date.slice(5, 7)]
  if (a.precision === 'month' || b.precision === 'month') return ya === yb && ma === mb ? 'same_month' : 'differs'
  if (a.date === b.date) return 'same_day'
  const [da, db] = [a.date.slice(8, 10), b.date.slice(8, 10)]
  if (ya === yb && ma === db && da === mb) return 'swapped'
  return (ya === yb ? 1 : 0) + (ma === mb ? 1 : 0) + (da === db ? 1 : 0) === 2 ? 'near' : 'differs'
}
