import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockKeys, findPairs, keyNumber } from './rules/blocks.ts'
import { swappedDay } from './rules/birth.ts'
import { matchPersons, personFeatures, searchKeys, storedKeys, vietnam, type PersonFacts } from './rules/person.ts'
import { birthOf, readBirth } from './rules.ts'
import { chance, givenPeople, readFebrl, sharedFolder } from './test-support.ts'

const born = (text: string) => readBirth(text)!
const citizen = (value: string) => [{ kind: 'citizen' as const, value }]
const answer = (a: PersonFacts, b: PersonFacts) => matchPersons(a, b).answer
const people = givenPeople(400, 11)
const anyPerson = fc.constantFrom(...people)
const plain = (t: string): string => t.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')

describe('two records of one person', () => {
  test('“Văn An Nguyễn” and “Van An Nguyen” with one birth date are found (T29)', () => {
    const a = { name: 'Văn An Nguyễn', birth: born('3/2/1990') }; const b = { name: 'Van An Nguyen', birth: born('3/2/1990') }
    expect(answer(a, b)).toBe('review')
    expect(findPairs(vietnam, [a, b].map(personFeatures))).toHaveLength(1)
  })
  test('“Văn An Nguyễn” and “Văn Anh Nguyễn” without a birth date are not flagged: a name alone never is (T30)', () => {
    expect(answer({ name: 'Văn An Nguyễn' }, { name: 'Văn Anh Nguyễn' })).toBe('different')
    expect(answer({ name: 'Nguyễn Văn An' }, { name: 'Nguyễn Văn An' })).toBe('different')
    fc.assert(fc.property(anyPerson, (p) => { expect(answer({ name: p.name, sex: p.sex, unitId: p.unitId }, { name: p.name, sex: p.sex, unitId: p.unitId })).toBe('different') }))
  })
  test('number and birth date together are certain; either alone is for a person to look at, or nothing', () => {
    const a = { name: 'Trần Thị Hòa', birth: born('3/2/1990'), identifiers: citizen('008190000123') }
    expect(answer(a, { ...a, name: 'TRAN THI HOA' })).toBe('same')
    expect(answer(a, { ...a, birth: born('4/9/1971') })).toBe('review')
    expect(answer(a, { ...a, birth: undefined })).toBe('review')
    expect(answer(a, { ...a, name: 'Lò Văn Pành' })).toBe('review')
    expect(answer(a, { name: 'Lò Văn Pành', birth: a.birth })).toBe('different')
  })
  test('a digit lost on purpose goes to review with the name, not to “different”', () => {
    const a = { name: 'Trần Thị Hòa', birth: born('3/2/1990'), identifiers: citizen('008190000123') }
    expect(answer(a, { ...a, identifiers: citizen('00819000123') })).toBe('review')
    expect(answer(a, { ...a, identifiers: citizen('008190000132') })).toBe('review')
  })
  test('day and month exchanged, same name and phone: for a person to look at', () => {
    const a = { name: 'Hoàng Thị Mai', birth: born('3/2/1990'), phones: ['+84912345678'] }
    expect(answer(a, { ...a, birth: born('2/3/1990') })).toBe('review')
  })
  test('the old nine digits find the person who has twelve now', () => {
    const a = { name: 'Hoàng Thị Mai', birth: born('3/2/1990'), identifiers: [...citizen('008190000123'), { kind: 'cmnd' as const, value: '070123456' }] }
    expect(answer(a, { name: 'Hoàng Thị Mai', birth: born('3/2/1990'), identifiers: [{ kind: 'cmnd', value: '070123456' }] })).toBe('same')
  })
  test('a number that agrees beside a number for life that does not is laid before a person', () => {
    const a = { name: 'Hoàng Thị Mai', birth: born('3/2/1990'), identifiers: [...citizen('008190000123'), { kind: 'cmnd' as const, value: '070123456' }] }
    expect(answer(a, { ...a, identifiers: [...citizen('008190999888'), { kind: 'cmnd', value: '070123456' }] })).toBe('review')
  })
  test('the reasoning adds up to the bits, line by line', () => {
    const m = matchPersons({ name: 'Trần Thị Hòa', birth: born('3/2/1990'), phones: ['+84912345678'] }, { name: 'Tran Thi Hoa', birth: born('3/2/1990'), phones: ['+84912345678'] })
    expect(m.evidence.map((e) => `${e.field}:${e.level}`)).toEqual(['name:no_marks', 'birth:same_day', 'phone:same'])
    expect(Math.abs(m.bits - m.evidence.reduce((n, e) => n + e.bits, 0))).toBeLessThan(0.2)
  })
})

describe('people who are two', () => {
  test('twins share day, address, phone and family name and are two', () => {
    const a = { name: 'Lò Thị Xuân', sex: 'female' as const, birth: born('3/2/2015'), phones: ['+84912345678'], address: 'Bản Nà Tấu', unitId: '2025:03127' }
    expect(answer(a, { ...a, name: 'Lò Thị Thu' })).toBe('different')
    expect(answer({ ...a, identifiers: citizen('011315000123') }, { ...a, name: 'Lò Thị Thu', identifiers: citizen('011315000124') })).toBe('different')
  })
  test('a family that shares one phone is not one person', () => {
    const a = { name: 'Nguyễn Văn Nam', birth: born('3/2/1960'), phones: ['+84912345678'], address: 'Số 5 thôn Đông' }
    expect(answer(a, { ...a, name: 'Nguyễn Văn Bình', birth: born('9/11/1988') })).toBe('different')
  })
  test('Dung and Dũng, Hùng and Hưng on one birth date are two people where both names carry marks', () => {
    expect(answer({ name: 'Nguyễn Văn Dung', birth: born('3/2/1990') }, { name: 'Nguyễn Văn Dũng', birth: born('3/2/1990') })).toBe('different')
    expect(answer({ name: 'Nguyễn Văn Hùng', birth: born('3/2/1990') }, { name: 'Nguyễn Văn Hưng', birth: born('3/2/1990') })).toBe('different')
    expect(answer({ name: 'Nguyen Van Hung', birth: born('3/2/1990') }, { name: 'Nguyễn Văn Hưng', birth: born('3/2/1990') })).toBe('review')
  })
  test('one name and one birth date but two numbers for life are two people', () => {
    const a = { name: 'Nguyễn Văn Nam', birth: born('3/2/1990') }
    expect(answer({ ...a, identifiers: citizen('008090000123') }, { ...a, identifiers: citizen('008090765432') })).toBe('different')
  })
})

describe('whatever the records', () => {
  test('the order of the two changes neither the answer nor the bits', () => {
    fc.assert(fc.property(anyPerson, anyPerson, (a, b) => {
      const [x, y] = [matchPersons(a, b), matchPersons(b, a)]
      expect([x.answer, x.bits]).toEqual([y.answer, y.bits])
      for (const [p, q] of [[a, { ...b, birth: a.birth }], [a, { ...b, name: plain(a.name), birth: a.birth }]] as const) expect(matchPersons(p, q).bits).toBe(matchPersons(q, p).bits)
    }))
  })
  test('the Unicode form changes nothing', () => {
    fc.assert(fc.property(anyPerson, anyPerson, (a, b) => { expect(matchPersons({ ...a, name: a.name.normalize('NFD') }, b)).toEqual(matchPersons(a, b)) }))
  })
  test('words of a name in another field or order are found and answered the same', () => {
    fc.assert(fc.property(anyPerson, (p) => {
      const swapped = { ...p, name: p.name.split(' ').reverse().join(' ') }
      expect(matchPersons(p, swapped).answer).toBe(matchPersons(p, p).answer)
      expect(p.birth ? findPairs(vietnam, [p, swapped].map(personFeatures)).length : 1).toBe(1)
    }))
  })
  test('a record always finds its own keys, and a slip in date or number is still asked for', () => {
    fc.assert(fc.property(anyPerson, fc.nat(11), (p, at) => {
      const stored = new Set(storedKeys(p))
      for (const k of blockKeys(vietnam, personFeatures(p))) expect(stored.has(k)).toBe(true)
      const id = p.identifiers?.[0]
      if (id) expect(searchKeys({ ...p, identifiers: [{ kind: 'citizen', value: id.value.slice(0, at) + id.value.slice(at + 1) }] }).some((k) => stored.has(k))).toBe(true)
      const other = p.birth?.precision === 'day' ? swappedDay(p.birth.date) : undefined
      if (other) expect(searchKeys({ name: p.name, birth: { date: other, precision: 'day' } }).filter((k) => stored.has(k)).length).toBeGreaterThan(0)
    }))
  })
  test('keys are whole numbers a database can keep', () => {
    fc.assert(fc.property(fc.string(), (t) => { const k = keyNumber(t); expect(Number.isSafeInteger(k) && k >= 0).toBe(true) }))
  })
})

describe('in numbers', () => {
  test('of a thousand distinct people fewer than one in a hundred are flagged, of twenty thousand fewer than one in a thousand (T28)', () => {
    for (const [n, most] of [[1_000, 10], [20_000, 20]] as const) {
      const flagged = new Set(findPairs(vietnam, givenPeople(n, 5).map(personFeatures)).flatMap((p) => [p.a, p.b]))
      expect(flagged.size).toBeLessThan(most)
    }
  })
  test('planted second records (marks lost, decomposed, words reordered, digit lost, day and month exchanged) are found', () => {
    const base = givenPeople(5_000, 3).filter((p) => p.birth?.precision === 'day' && p.identifiers !== undefined)
    const r = chance(9)
    const kinds: Record<string, (p: PersonFacts) => PersonFacts> = {
      'marks lost': (p) => ({ ...p, name: plain(p.name), identifiers: [] }), decomposed: (p) => ({ ...p, name: p.name.normalize('NFD') }), reordered: (p) => ({ ...p, name: [...p.name.split(' ').slice(1), p.name.split(' ')[0]!].join(' ') }),
      'digit lost': (p) => ({ ...p, identifiers: citizen(p.identifiers![0]!.value.slice(0, 7) + p.identifiers![0]!.value.slice(8)) }),
      'day and month exchanged': (p) => ({ ...p, birth: { date: swappedDay(p.birth!.date) ?? p.birth!.date, precision: 'day' } }), 'year alone': (p) => ({ ...p, birth: birthOf(+p.birth!.date.slice(0, 4)) }),
    }
    for (const [kind, change] of Object.entries(kinds)) {
      const originals = base.filter(() => r() < 0.05)
      const all = [...base, ...originals.map(change)]
      const found = new Set(findPairs(vietnam, all.map(personFeatures)).map((p) => `${p.a}-${p.b}`))
      const hit = originals.filter((o, i) => found.has(`${base.indexOf(o)}-${base.length + i}`)).length
      expect([kind, hit / originals.length >= 0.98]).toEqual([kind, true])
    }
  }, 60_000)
  const shared = sharedFolder()
  if (!shared) console.warn('matching: the folder with the FEBRL sets is absent; recall and precision on them were NOT tested')
  test.skipIf(!shared)('FEBRL 1 and 2: recall and precision at least 0.98', () => {
    for (const file of ['febrl1', 'febrl2']) {
      const { records, profile, truth } = readFebrl(`${shared!}/data/person-matching/${file}.csv`)
      const found = findPairs(profile, records).map((p) => `${p.a}-${p.b}`)
      const right = found.filter((p) => truth.has(p)).length
      expect([file, right / truth.size >= 0.98, right / found.length >= 0.98]).toEqual([file, true, true])
    }
  }, 60_000)
})
