import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { givenNames, middleNames } from './rules/vietnamese-names.ts'
import { birthOf, citizenParts, compareBirth, compareNumbers, identifierWarnings, maskedName, maskedNumber, nameKeys, nearNumbers, readBirth, readCard, readIdentifier, readPhone, showPhone, swappedDay } from './rules.ts'

const word = fc.constantFrom(...[...givenNames.trim().split(/\s+/), ...middleNames.trim().split(/\s+/)].map((e) => e.split(':')[0]!.replaceAll('_', ' ')))
const anyName = fc.array(word, { minLength: 1, maxLength: 5 }).map((w) => w.join(' '))

describe('names', () => {
  test('“Nguyễn” typed as one letter or as letter and marks is one name (T26)', () => {
    expect(nameKeys('Nguyễn'.normalize('NFD'))).toEqual({ ...nameKeys('Nguyễn'.normalize('NFC')), written: 'Nguyễn' })
    fc.assert(fc.property(anyName, fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'), (name, form) => { expect(nameKeys(name.normalize(form))).toEqual(nameKeys(name)) }))
  })
  test('marks typed in any order after the letter make the same name', () => {
    expect(nameKeys('Nguye\u0303\u0302n').exact).toEqual(nameKeys('Nguyễn').exact)
  })
  test('with marks Văn and Vân, Hùng and Hung, Hồ and Ho are kept apart; without marks each pair is one (T27)', () => {
    for (const [a, b] of [['Văn', 'Vân'], ['Hùng', 'Hung'], ['Hồ', 'Ho'], ['Trần', 'Tran'], ['Nguyên'.normalize('NFD'), 'Nguyễn'.normalize('NFD')]] as const) {
      expect([a, b, nameKeys(a).bagExact === nameKeys(b).bagExact]).toEqual([a, b, false])
      expect(nameKeys(a).bag).toBe(nameKeys(b).bag)
    }
  })
  test('where the tone stands in a syllable makes no difference: Hoà is Hòa, Thuý is Thúy', () => {
    expect(nameKeys('Hoà').exact).toEqual(nameKeys('Hòa').exact)
    expect(nameKeys('Thuý').exact).toEqual(nameKeys('Thúy').exact)
  })
  test('the plain key of any name has no mark and no capital', () => {
    fc.assert(fc.property(anyName, (name) => { expect(nameKeys(name.toUpperCase()).plain.join('')).toMatch(/^[a-z]+$/) }))
    expect(nameKeys('ĐẶNG Đình Ưng').plain).toEqual(['dang', 'dinh', 'ung'])
  })
  test('names of other peoples are words too: H’Hen Niê, Giàng A Páo, Y Bhiu', () => {
    expect(nameKeys("H'Hen Niê").joined).toBe(nameKeys('HHen Niê').joined)
    expect(nameKeys('Giàng A Páo').plain).toEqual(['giang', 'a', 'pao'])
    expect(nameKeys('  ').plain).toEqual([])
  })
  test('a masked name shows initials and nothing else', () => {
    expect(maskedName('Nguyễn  Thị Ánh')).toBe('N. T. Á.')
    fc.assert(fc.property(anyName, (name) => { for (const part of maskedName(name).split(' ')) expect([...part.normalize('NFC')].length).toBe(2) }))
  })
})

describe('numbers', () => {
  test('twelve digits say province, sex and year of birth', () => {
    expect(citizenParts('035199000123')).toEqual({ province: '035', sex: 'female', birthYear: 1999 })
    expect(citizenParts('008205004567')).toEqual({ province: '008', sex: 'male', birthYear: 2005 })
    expect(citizenParts('35199000123')).toBeUndefined()
  })
  test('a number that contradicts the record warns and is kept; an old province code is no warning', () => {
    const id = { kind: 'citizen' as const, value: '034199000123' }
    expect(identifierWarnings(id, { sex: 'female', birth: birthOf(1999, 1, 1) })).toEqual([])
    expect(identifierWarnings(id, { sex: 'male', birth: birthOf(1998) }).map((w) => w.code)).toEqual(['sex', 'year'])
    expect(identifierWarnings({ kind: 'citizen', value: '03419900012' }, {})).toEqual([{ code: 'length', kind: 'citizen', digits: 11, expected: 12 }])
    expect(identifierWarnings({ kind: 'citizen', value: '034199000123' }, { birth: birthOf(2099) }).map((w) => w.code)).toEqual(['century'])
  })
  test('numbers are read with spaces, dots and dashes; a health insurance card gives its ten digits', () => {
    expect(readIdentifier('035 199.000-123')).toEqual({ kind: 'citizen', value: '035199000123' })
    expect(readIdentifier('012345678')).toEqual({ kind: 'cmnd', value: '012345678' })
    expect(readIdentifier('DN4340123456789')).toEqual({ kind: 'insurance', value: '0123456789' })
    expect(readIdentifier('b1234567')).toEqual({ kind: 'passport', value: 'B1234567' })
    expect(readIdentifier(' - ')).toBeUndefined()
  })
  test('a digit missing and two digits swapped are near, not different, whichever of the two is asked', () => {
    expect(compareNumbers('035199000123', '03519900123')).toBe('near')
    expect(compareNumbers('035199000123', '035199000132')).toBe('near')
    expect(compareNumbers('035199000123', '035199000124')).toBe('one_off')
    expect(compareNumbers('035199000123', '035199999999')).toBe('differs')
    const digits = fc.stringMatching(/^\d{12}$/)
    fc.assert(fc.property(digits, digits, (a, b) => { expect(compareNumbers(a, b)).toBe(compareNumbers(b, a)) }))
    fc.assert(fc.property(digits, (a) => { for (const n of nearNumbers({ kind: 'citizen', value: a })) expect(compareNumbers(a, n)).toBe('near') }))
  })
  test('every slip of one missing digit is found from either side', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{12}$/), fc.nat(11), (a, at) => {
      const short = a.slice(0, at) + a.slice(at + 1)
      expect(nearNumbers({ kind: 'citizen', value: a })).toContain(short)
      expect(nearNumbers({ kind: 'citizen', value: short })).toContain(a)
    }))
  })
  test('a masked number shows its last three digits', () => {
    expect(maskedNumber('035199000123')).toBe('•••123')
  })
})

describe('phones', () => {
  test('a phone is one number however it is written', () => {
    for (const t of ['0912 345 678', '0912.345.678', '+84 912 345 678', '84912345678', '912345678', '0084912345678', '(091) 2345678', '+84 0912345678']) expect([t, readPhone(t)]).toEqual([t, { number: '+84912345678', kind: 'mobile' }])
  })
  test('mobile numbers of eleven digits are carried over to ten', () => {
    expect(readPhone('0169 123 4567')?.number).toBe('+84391234567')
    expect(readPhone('01201234567')?.number).toBe('+84701234567')
    expect(readPhone('+841991234567')?.number).toBe('+84591234567')
    expect(readPhone('01861234567')?.number).toBe('+84561234567')
  })
  test('landlines, foreign and odd numbers are kept and named for what they are', () => {
    expect(readPhone('0207 3822 123')).toEqual({ number: '+842073822123', kind: 'landline' })
    expect(readPhone('+856 20 5551 2345')).toEqual({ number: '+8562055512345', kind: 'foreign' })
    expect(readPhone('12345')).toEqual({ number: '12345', kind: 'odd' })
    expect(readPhone('không có')).toBeUndefined()
    expect(showPhone('+84912345678')).toBe('0912 345 678')
  })
})

describe('birth dates', () => {
  test('the day stands before the month, and a year alone is a year alone', () => {
    expect(readBirth('3/2/1990')).toEqual({ date: '1990-02-03', precision: 'day' })
    expect(readBirth('2/1990')).toEqual({ date: '1990-02-01', precision: 'month' })
    expect(readBirth('1990')).toEqual({ date: '1990-01-01', precision: 'year' })
    expect(readBirth('31/2/1990')).toBeUndefined()
    expect(readBirth('1/1/1890')).toBeUndefined()
  })
  test('dates are compared no finer than the coarser of the two', () => {
    expect(compareBirth(birthOf(1990)!, birthOf(1990, 5, 6)!)).toBe('same_year')
    expect(compareBirth(birthOf(1990, 5)!, birthOf(1990, 5, 6)!)).toBe('same_month')
    expect(compareBirth(birthOf(1990, 5, 6)!, birthOf(1990, 6, 5)!)).toBe('swapped')
    expect(compareBirth(birthOf(1990, 5, 6)!, birthOf(1991, 5, 6)!)).toBe('near')
    expect(swappedDay('1990-05-06')).toBe('1990-06-05')
    expect(swappedDay('1990-05-05')).toBeUndefined()
    expect(swappedDay('1990-05-13')).toBeUndefined()
  })
})

describe('the QR code of a citizen card', () => {
  test('all fields are read', () => {
    expect(readCard('035199000123|012345678|NGUYỄN THỊ A|01021999|Nữ|Xã A, Huyện B, Hà Nam|10052021')).toEqual({
      citizen: '035199000123', cmnd: '012345678', name: 'NGUYỄN THỊ A', birth: { date: '1999-02-01', precision: 'day' }, sex: 'female', address: 'Xã A, Huyện B, Hà Nam', issuedOn: '2021-05-10', odd: [],
    })
  })
  test('no old number, decomposed letters, further fields and a line break do no harm', () => {
    const card = readCard('035199000123||NGUYỄN THỊ A|01011999|Nữ|Xã A|10052021||NGUYỄN VĂN B|TRẦN THỊ C\r\n'.normalize('NFD'))
    expect(card).toMatchObject({ citizen: '035199000123', name: 'NGUYỄN THỊ A', sex: 'female' })
    expect(card?.cmnd).toBeUndefined()
  })
  test('a date that is none is named and not taken', () => {
    expect(readCard('035199000123||A B|31021999|?|')).toMatchObject({ odd: ['31021999', '?'] })
  })
  test('other codes and hostile text are no card', () => {
    expect(readCard('NGUYỄN THỊ A|01011999')).toBeUndefined()
    expect(readCard('https://example.vn/?a=1')).toBeUndefined()
    fc.assert(fc.property(fc.string({ maxLength: 300 }), (t) => { readCard(t) }))
  })
})
