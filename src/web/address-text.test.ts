import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddress, writeAddress } from './address-text.ts'

test('a number searched for stays the text that was typed', () => {
  expect(parseAddress('?q=632&line=party')).toEqual({ q: '632', line: 'party' })
  expect(writeAddress({ q: '632' })).toBe('?q=632')
})
test('what is empty leaves no trace in the address', () => { expect(writeAddress({ q: '', a: undefined, b: null, c: [] })).toBe('') })
test('whatever a screen keeps in its address is there again after a reload', () => {
  const text = fc.string({ minLength: 1 })
  fc.assert(fc.property(fc.dictionary(text, fc.oneof(text, fc.array(text, { minLength: 2, maxLength: 4 }))), (state) => {
    expect(Object.entries(parseAddress(writeAddress(state)))).toEqual(Object.entries(state).map(([name, value]) => [name.toWellFormed(), Array.isArray(value) ? value.map((one) => one.toWellFormed()) : value.toWellFormed()]))
  }))
})
