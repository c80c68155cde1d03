import { expect, test } from 'vitest'
import { sayShortDue } from './time.ts'

test('beside a word that says how far it is, a deadline needs no year', () => {
  expect(sayShortDue({ kind: 'day', day: '2026-11-26' })).toBe('26/11')
  expect(sayShortDue({ kind: 'moment', at: '2026-11-24T09:00:00.000Z' })).toBe('16:00 24/11')
  expect(sayShortDue({ kind: 'none' })).toBe('')
})
