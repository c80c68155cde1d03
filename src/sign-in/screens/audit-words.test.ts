import { expect, test } from 'vitest'
import { sayDetail } from './audit-words.ts'

test('a line of the trail is said in words: empty facts are left out, sizes, days and yes or no as everywhere, ids by their ends', () => {
  expect(sayDetail({ name: 'Công văn 318.pdf', bytes: 940_726, sha256: 'ab'.repeat(32), duplicates: [], duplicateOf: null }, 'vi')).toBe('tên Công văn 318.pdf · 919 kB · SHA-256 abababab…')
  expect(sayDetail({ on: '2026-11-25', onlyLate: true, organisationId: '01a20eb7-c125-73c8-82ce-10327c459160', joinedFrom: 0 }, 'vi')).toBe('ngày 25/11/2026 · chỉ việc quá giờ có · đơn vị …459160')
  expect(sayDetail({ obligations: 12_480 }, 'en')).toBe('obligations 12,480')
})
test('the year of a register and a number are not written with thousands', () => { expect(sayDetail({ number: 1172, series: 2026 }, 'vi')).toBe('số 1172 · sổ 2026') })
test('a fact without a name of its own is shown under its code, never dropped', () => { expect(sayDetail({ somethingNew: 'x', seq: 3 }, 'vi')).toBe('somethingNew x · diễn biến thứ 3') })
