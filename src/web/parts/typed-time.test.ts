import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseTypedTime } from './typed-time.ts'

test.each([['16:00', '16:00'], ['16h', '16:00'], ['16h30', '16:30'], ['7g5', '07:05'], ['1600', '16:00'], ['7', '07:00'], [' 0:05 ', '00:05'], ['16h30\'', '16:30']])('an officer who types “%s” means %s', (typed, time) => { expect(parseTypedTime(typed)).toBe(time) })
test.each(['', '24:00', '16:60', '160', 'trưa', '16:00:00'])('“%s” is not a time of day', (typed) => { expect(parseTypedTime(typed)).toBeNull() })
test('every minute of the day as we write it is understood when it is typed back', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => { const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`; expect(parseTypedTime(time)).toBe(time) }))
})
