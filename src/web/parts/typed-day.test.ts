import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, formatDay } from '../../platform/dates.ts'
import { parseTypedDay } from './typed-day.ts'

const today = '2026-11-24'
test.each([
  ['5/9/2026', '2026-09-05'], ['05-09-26', '2026-09-05'], ['5.9', '2026-09-05'], ['05092026', '2026-09-05'], ['050926', '2026-09-05'], ['2026-09-05', '2026-09-05'],
  ['hn', today], ['hôm nay', today], ['mai', '2026-11-25'], ['+3', '2026-11-27'], ['-1', '2026-11-23'], [' 29/2/2028 ', '2028-02-29'],
])('an officer who types “%s” means %s', (typed, day) => { expect(parseTypedDay(typed, today)).toBe(day) })
test.each(['', '31/2/2026', '29/2/2027', '13/13/2026', '9/2026', 'abc', '32/1'])('“%s” is not a day', (typed) => { expect(parseTypedDay(typed, today)).toBeNull() })
test('every day as we write it is understood when it is typed back', () => {
  fc.assert(fc.property(fc.integer({ min: -20_000, max: 20_000 }), (days) => { const day = addDays(today, days); expect(parseTypedDay(formatDay(day), today)).toBe(day) }))
})
