/** Days are plain dates in Asia/Ho_Chi_Minh (UTC+7, no daylight saving since 1975); instants are UTC. Nothing here reads the clock. */

/** `YYYY-MM-DD`, a day in Viet Nam. Sorts and compares as text. */
export type PlainDate = string
/** ISO 8601 instant in UTC, e.g. `2026-11-24T09:00:00.000Z`. Compares as text when produced by `toISOString`. */
export type Instant = string

const vietnamOffsetMs = 7 * 3_600_000

export const isPlainDate = (text: string): boolean => {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!m) return false
  const d = new Date(Date.UTC(+m[1]!, +m[2]! - 1, +m[3]!))
  return d.getUTCFullYear() === +m[1]! && d.getUTCMonth() === +m[2]! - 1 && d.getUTCDate() === +m[3]!
}

/** The day in Viet Nam on which an instant falls. */
export const dayOf = (at: Instant): PlainDate => new Date(Date.parse(at) + vietnamOffsetMs).toISOString().slice(0, 10)
/** The instant at which `HH:MM` strikes in Viet Nam on that day. */
export const instantOf = (day: PlainDate, time = '00:00'): Instant => new Date(Date.parse(`${day}T${time}:00.000Z`) - vietnamOffsetMs).toISOString()
/** Local time `HH:MM` in Viet Nam of an instant. */
export const timeOf = (at: Instant): string => new Date(Date.parse(at) + vietnamOffsetMs).toISOString().slice(11, 16)

export const addDays = (day: PlainDate, days: number): PlainDate => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
/** 1 = Monday … 7 = Sunday (ISO 8601). */
export const weekdayOf = (day: PlainDate): number => ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
export const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** `24/11/2026`: the order Vietnamese documents use. `Intl` in vi-VN prints day-month with a hyphen, so it is done here. */
export const formatDay = (day: PlainDate): string => `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`
/** `16:00 24/11/2026`, Viet Nam time. */
export const formatInstant = (at: Instant): string => `${timeOf(at)} ${formatDay(dayOf(at))}`
