import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordDifferences } from './word-differences.ts'

const words = fc.array(fc.constantFrom('tăng', 'cường', 'kiểm', 'tra', 'trước', 'ngày', '31/8', ',', '  ', '.', 'xã'), { maxLength: 40 }).map((parts) => parts.join(' '))

test('the two texts can be read back from their differences, whatever they are', () => {
  fc.assert(fc.property(fc.oneof(words, fc.string()), fc.oneof(words, fc.string()), (left, right) => {
    const pieces = wordDifferences(left, right)
    expect(pieces.filter((p) => p.kind !== 'added').map((p) => p.text).join('')).toBe(left.normalize('NFC'))
    expect(pieces.filter((p) => p.kind !== 'removed').map((p) => p.text).join('')).toBe(right.normalize('NFC'))
  }))
})
test('a text has no difference from itself, nor from its decomposed spelling', () => {
  fc.assert(fc.property(words, (text) => { expect(wordDifferences(text, text.normalize('NFD')).every((p) => p.kind === 'same')).toBe(true) }))
})
test('a later deadline is the only difference shown', () => {
  const pieces = wordDifferences('Báo cáo trước ngày 05/9 về Văn phòng', 'Báo cáo trước ngày 10/9 về Văn phòng')
  expect(pieces.filter((p) => p.kind !== 'same')).toEqual([{ kind: 'removed', text: '05' }, { kind: 'added', text: '10' }])
})
