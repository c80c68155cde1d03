import { describe, expect, test } from 'vitest'
import type { DraftContent } from '../../contract.ts'
import { labelAfter, listed, moved, withItem, withNewItem, withNewSub, withoutItem } from './edits.ts'

const empty: DraftContent = {
  system: 'state', type: 'công văn', organKind: 'any', parent: null, issuer: 'UBND xã Mường Phăng', byline: null, symbol: 'UBND-VX', place: 'Mường Phăng', date: null, subject: '', urgency: null,
  addressees: [], telegraphedBy: null, grounds: [], enacting: null, preamble: [], leadIn: null, items: [], closing: [], recipients: [], filing: 'VT', signer: { capacity: 'head', onBehalfOf: null, headPosition: null, position: 'Chủ tịch', name: null },
}
const two = withNewItem(withNewItem(empty, 'i1'), 'i2')

describe('writing a draft', () => {
  test('items are numbered on from the last one, in its manner', () => {
    expect(two.items.map((item) => item.label)).toEqual(['1.', '2.'])
    expect(labelAfter('3-')).toBe('4-')
    expect(labelAfter('d)')).toBe('đ)')
    expect(labelAfter(null)).toBeNull()
  })
  test('moving an item moves its words and leaves the numbers in order', () => {
    const written = withItem(withItem(two, 'i1', { text: 'Lập danh sách' }), 'i2', { text: 'Tuần tra' })
    const next = moved(written, 'i2', -1)
    expect(next.items.map((item) => [item.label, item.text])).toEqual([['1.', 'Tuần tra'], ['2.', 'Lập danh sách']])
    expect(moved(written, 'i1', -1).items).toEqual(written.items)
  })
  test('a deadline whose words change loses the date that was read from the old words', () => {
    const dated = withItem(two, 'i1', { deadlines: ['trước 05/9/2026'], deadlines_norm: [{ by: '2026-09-05' }] })
    expect(withItem({ ...dated, items: dated.items.map((item) => ({ ...item, deadlines_norm: [{ by: '2026-09-05' }] })) }, 'i1', { deadlines: ['trước 10/9/2026'] }).items[0]!.deadlines_norm).toEqual([])
  })
  test('a sub-item is found, changed and taken out wherever it stands', () => {
    const deep = withNewSub(two, 'i2', 's1')
    expect(withItem(deep, 's1', { text: 'Trực đêm' }).items[1]!.items[0]!.text).toBe('Trực đêm')
    expect(withoutItem(deep, 's1').items[1]!.items).toEqual([])
  })
  test('units are typed with semicolons, for names hold commas', () => {
    expect(listed(' Sở Văn hóa, Thể thao và Du lịch ; Công an tỉnh;; ')).toEqual(['Sở Văn hóa, Thể thao và Du lịch', 'Công an tỉnh'])
  })
})
