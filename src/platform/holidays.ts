import { addDays, weekdayOf, type PlainDate } from './dates.ts'

/**
 * Ngày nghỉ lễ, tết: days on which offices are closed though it is Monday to Friday, and Saturdays worked in exchange. Tết and the Hùng Kings' day
 * follow the moon, the days in lieu and the exchanges are announced each year; so they are rows, not a rule. Source of the right: Bộ luật Lao động
 * 2019, Điều 112 (eleven days) and Điều 111 khoản 3 (a holiday on a weekly day of rest is made up for on the next working day); before 1/1/2021
 * Bộ luật Lao động 2012, Điều 115 (ten days, one for the National Day). Tết days and exchanges of civil servants: the yearly notice of the
 * Ministry of Labour (since 2025 of Home Affairs). `announced: false`: worked out from the law, the notice of that year was not seen.
 */
export type Holiday = { readonly day: PlainDate; readonly name: HolidayName; readonly announced: boolean }
export type HolidayName = 'new_year' | 'tet' | 'hung_kings' | 'reunification' | 'labour' | 'national' | 'exchanged'

const rows = (name: HolidayName, announced: boolean, ...days: PlainDate[]): Holiday[] => days.map((day) => ({ day, name, announced }))
const span = (from: PlainDate, days: number): PlainDate[] => Array.from({ length: days }, (_, i) => addDays(from, i))

export const holidays: readonly Holiday[] = [
  // 2020: 1 Tết fell on Saturday 25/1.
  ...rows('new_year', true, '2020-01-01'), ...rows('tet', true, ...span('2020-01-23', 7)), ...rows('hung_kings', true, '2020-04-02'), ...rows('reunification', true, '2020-04-30'), ...rows('labour', true, '2020-05-01'), ...rows('national', true, '2020-09-02'),
  // 2021: 1 Tết on Friday 12/2; 1/5 made up for on 3/5.
  ...rows('new_year', true, '2021-01-01'), ...rows('tet', true, ...span('2021-02-10', 7)), ...rows('hung_kings', true, '2021-04-21'), ...rows('reunification', true, '2021-04-30'), ...rows('labour', true, '2021-05-01', '2021-05-03'), ...rows('national', true, '2021-09-02', '2021-09-03'),
  // 2022: 1 Tết on Tuesday 1/2; New Year, the Hùng Kings' day, 30/4 and 1/5 on days of rest.
  ...rows('new_year', true, '2022-01-01', '2022-01-03'), ...rows('tet', true, ...span('2022-01-31', 5)), ...rows('hung_kings', true, '2022-04-10', '2022-04-11'), ...rows('reunification', true, '2022-04-30', '2022-05-03'), ...rows('labour', true, '2022-05-01', '2022-05-02'), ...rows('national', true, '2022-09-01', '2022-09-02'),
  // 2023: 1 Tết on Sunday 22/1.
  ...rows('new_year', true, '2023-01-01', '2023-01-02'), ...rows('tet', true, ...span('2023-01-20', 7)), ...rows('hung_kings', true, '2023-04-29', '2023-05-02'), ...rows('reunification', true, '2023-04-30', '2023-05-03'), ...rows('labour', true, '2023-05-01'), ...rows('national', true, '2023-09-01', '2023-09-02', '2023-09-04'),
  // 2024: 1 Tết on Saturday 10/2; Monday 29/4 exchanged for Saturday 4/5.
  ...rows('new_year', true, '2024-01-01'), ...rows('tet', true, ...span('2024-02-08', 7)), ...rows('hung_kings', true, '2024-04-18'), ...rows('exchanged', true, '2024-04-29'), ...rows('reunification', true, '2024-04-30'), ...rows('labour', true, '2024-05-01'), ...rows('national', true, '2024-09-02', '2024-09-03'),
  // 2025: 1 Tết on Wednesday 29/1; Friday 2/5 exchanged for Saturday 26/4.
  ...rows('new_year', true, '2025-01-01'), ...rows('tet', true, ...span('2025-01-27', 5)), ...rows('hung_kings', true, '2025-04-07'), ...rows('reunification', true, '2025-04-30'), ...rows('labour', true, '2025-05-01'), ...rows('exchanged', true, '2025-05-02'), ...rows('national', true, '2025-09-01', '2025-09-02'),
  // 2026: 1 Tết on Tuesday 17/2; Friday 2/1 exchanged for Saturday 10/1, Monday 31/8 for Saturday 22/8.
  ...rows('new_year', true, '2026-01-01'), ...rows('exchanged', true, '2026-01-02'), ...rows('tet', true, ...span('2026-02-16', 5)), ...rows('hung_kings', true, '2026-04-26', '2026-04-27'), ...rows('reunification', true, '2026-04-30'), ...rows('labour', true, '2026-05-01'),
  ...rows('exchanged', true, '2026-08-31'), ...rows('national', true, '2026-09-01', '2026-09-02'),
  // 2027: 1 Tết on Saturday 6/2. Worked out: one day before and four from it on, Saturday and Sunday made up for; the day beside 2/9 as in most years.
  ...rows('new_year', true, '2027-01-01'), ...rows('tet', false, ...span('2027-02-05', 7)), ...rows('hung_kings', false, '2027-04-16'), ...rows('reunification', true, '2027-04-30'), ...rows('labour', true, '2027-05-01', '2027-05-03'), ...rows('national', false, '2027-09-02', '2027-09-03'),
]

/** Saturdays on which offices work in exchange for a weekday. */
export const workedSaturdays: readonly PlainDate[] = ['2024-05-04', '2025-04-26', '2026-01-10', '2026-08-22']

/** Years whose holidays are in the table; outside them only the fixed days are known. */
export const holidayYears = { first: 2020, last: 2027 } as const

const closed = new Map(holidays.map((h) => [h.day, h]))
const worked = new Set(workedSaturdays)
/** Days that are the same every year, for years outside the table. */
const fixed = new Set(['01-01', '04-30', '05-01', '09-02'])

export const findHoliday = (day: PlainDate): Holiday | undefined => closed.get(day)

/** Ngày làm việc: Monday to Friday without the holidays, and Saturdays worked in exchange. */
export function isWorkingDay(day: PlainDate): boolean {
  if (worked.has(day)) return true
  if (weekdayOf(day) > 5) return false
  const year = Number(day.slice(0, 4))
  return year < holidayYears.first || year > holidayYears.last ? !fixed.has(day.slice(5)) : !closed.has(day)
}

/** The first working day after a day. */
export function nextWorkingDay(day: PlainDate): PlainDate {
  let next = addDays(day, 1)
  while (!isWorkingDay(next)) next = addDays(next, 1)
  return next
}

/** `n` working days after a day, the day itself not counted (Bộ luật Dân sự 2015, Điều 147): “trong 03 ngày làm việc kể từ ngày …”. */
export function addWorkingDays(day: PlainDate, n: number): PlainDate {
  let out = day
  for (let i = 0; i < n; i++) out = nextWorkingDay(out)
  return out
}

/** Whether a stretch of days rests on a holiday that was worked out and not announced: then a person should look. */
export const restsOnGuess = (from: PlainDate, to: PlainDate): boolean => Number(to.slice(0, 4)) > holidayYears.last || holidays.some((h) => !h.announced && h.day > from && h.day <= to)
