import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, weekdayOf } from './dates.ts'
import { addWorkingDays, findHoliday, holidays, isWorkingDay, nextWorkingDay, restsOnGuess, workedSaturdays } from './holidays.ts'

const anyDay = fc.integer({ min: 0, max: 2900 }).map((n) => addDays('2020-01-02', n))

describe('working days', () => {
  test('offices are closed over Tết, so three working days from the eve of it end after it', () => {
    expect(isWorkingDay('2021-02-12')).toBe(false)
    expect(addWorkingDays('2021-02-09', 3)).toBe('2021-02-19')
  })
  test('a holiday on a day of rest is made up for on the next working day', () => {
    expect(weekdayOf('2026-04-26')).toBe(7)
    expect([isWorkingDay('2026-04-27'), nextWorkingDay('2026-04-24')]).toEqual([false, '2026-04-28'])
  })
  test('a Saturday worked in exchange counts, the Monday it was exchanged for does not', () => {
    expect([isWorkingDay('2026-08-22'), isWorkingDay('2026-08-31'), nextWorkingDay('2026-08-28')]).toEqual([true, false, '2026-09-03'])
  })
  test('no day stands twice in the table, and every Saturday worked is a Saturday', () => {
    expect(new Set(holidays.map((h) => h.day)).size).toBe(holidays.length)
    expect(workedSaturdays.map(weekdayOf)).toEqual(workedSaturdays.map(() => 6))
  })
  test('each year gives at least the days of the law: ten in 2020, eleven from 2021 on', () => {
    for (let year = 2020; year <= 2027; year++) {
      const named = holidays.filter((h) => h.day.startsWith(String(year)) && h.name !== 'exchanged')
      expect([year, named.length >= (year === 2020 ? 10 : 11)]).toEqual([year, true])
      for (const name of ['new_year', 'tet', 'hung_kings', 'reunification', 'labour', 'national'] as const) expect([year, name, named.some((h) => h.name === name)]).toEqual([year, name, true])
    }
  })
  test('what was worked out and not announced is marked, and a deadline over it says so', () => {
    expect(findHoliday('2027-02-08')?.announced).toBe(false)
    expect([restsOnGuess('2027-02-03', '2027-02-16'), restsOnGuess('2026-11-24', '2026-12-01')]).toEqual([true, false])
  })
  test('n working days later is a working day, never earlier than n days later, and one more is later still', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (day, n) => {
      const end = addWorkingDays(day, n)
      expect(isWorkingDay(end)).toBe(true)
      expect(daysBetween(day, end)).toBeGreaterThanOrEqual(n)
      expect(addWorkingDays(day, n + 1) > end).toBe(true)
    }))
  })
})
