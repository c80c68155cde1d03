import { expect, test } from 'vitest'
import { pagesOf } from '../document/pages.ts'
import { arrivalOf, noArrival } from './arrival-note.ts'

const now = '2026-11-24T03:20:00.000Z'
test('a line without a day arrived now; that is for the server to say', () => {
  expect(arrivalOf(noArrival, now)).toEqual({ forwardedTo: null, note: null })
})
test('an hour alone is of today, a day alone of its morning, today alone of this very hour', () => {
  expect(arrivalOf({ ...noArrival, time: '07:30' }, now).arrivedAt).toBe('2026-11-24T00:30:00.000Z')
  expect(arrivalOf({ ...noArrival, day: '2026-11-20' }, now).arrivedAt).toBe('2026-11-20T01:00:00.000Z')
  expect(arrivalOf({ ...noArrival, day: '2026-11-24' }, now).arrivedAt).toBe('2026-11-24T03:20:00.000Z')
})
test('pages of an extract are read as a person types them, and what is no page is not guessed', () => {
  expect(pagesOf('2, 4-6; 2')).toEqual([2, 4, 5, 6])
  expect([pagesOf('trang hai'), pagesOf('6-4'), pagesOf('0')]).toEqual([null, null, null])
})
