import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ReadingValue, type AssignmentPlan } from './contract.ts'
import { bestMatch, cascadeBelow, changesBetween, checkReading, clausesOf, clausesOfDraft, clockOf, doubtsOf, givenClauseId, handleBy, incomingSeries, isForward, isSameDocument, joinedNumber, mayBeSameIssuer, mayDocument, numberKey, outgoingSeries,
  placesOf, previewOf, silentUnits, splitNumber, systemOf, tidy, withMessage, abbreviationOf, defaultRegisterSettings, type MessageSays } from './rules.ts'
import { dayOf, weekdayOf } from '../platform/dates.ts'

const value = (part: Partial<ReadingValue>): ReadingValue => ReadingValue.parse({ type: 'công văn', number: null, issuer: 'Tỉnh ủy Tuyên Quang', place: null, date: null, title: 'Phòng, chống dịch', urgency: null, recipients: [], references: [], tasks: [], reporting: [], distribution: [], signer: null, signer_title: null, ...part })
const task = (label: string | null, text: string, subtasks: ReadingValue['tasks'][number]['subtasks'] = []): ReadingValue['tasks'][number] => ({ label, text, assignees: [], coordinators: [], deadlines: [], directed_units: [], subtasks })
const counter = (): (() => string) => { let n = 0; return () => `id-${++n}` }

describe('số và ký hiệu', () => {
  test('spaces, kinds of hyphen, Đ and leading zeros do not make another number', () => {
    expect(numberKey('632 – CV/HU')).toBe('632-CV/HU')
    expect(numberKey('05/QĐ-UBND')).toBe(numberKey('5/QD-UBND'))
    expect(numberKey(' ')).toBeNull()
  })
  test('the form of the number tells the Party from the State', () => {
    expect(systemOf('632-CV/HU', null)).toBe('party')
    expect(systemOf('15/CĐ-UBND', null)).toBe('state')
    expect(systemOf('1234/UBND-VX', null)).toBe('state')
    expect(systemOf(null, 'BAN THƯỜNG VỤ TỈNH ỦY')).toBe('party')
    expect(systemOf(null, 'Sở Y tế')).toBe('state')
    expect(systemOf(null, 'Hợp tác xã Bình Minh')).toBeNull()
  })
  test('an organ and its standing board send the same letters; two districts do not', () => {
    expect(mayBeSameIssuer('Tỉnh ủy', 'BAN THƯỜNG VỤ TỈNH ỦY TUYÊN QUANG')).toBe(true)
    expect(mayBeSameIssuer('UBND tỉnh Điện Biên', 'ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN')).toBe(true)
    expect(mayBeSameIssuer('Huyện ủy Sơn Dương', 'Huyện ủy Yên Sơn')).toBe(false)
    expect(mayBeSameIssuer('Sở Y tế', 'Sở Nội vụ')).toBe(false)
  })
  test('the same number of another year is another document', () => {
    expect(isSameDocument({ number: '15/CĐ-UBND', date: '2021-05-10', issuer: null }, { number: '15/CĐ-UBND', date: '2022-05-10', issuer: null })).toBe(false)
    expect(isSameDocument({ number: null, date: '2021-05-10', issuer: 'A' }, { number: null, date: '2021-05-10', issuer: 'A' })).toBe(false)
    expect(bestMatch({ number: '1-CV/TU', date: '2021-01-02', issuer: null }, [{ id: 'a', number: '1-CV/TU', date: null, issuer: null }, { id: 'b', number: '1-CV/TU', date: '2021-01-02', issuer: null }])).toMatchObject({ id: 'b' })
  })
  test('being the same document does not depend on who is asked first', () => {
    const cited = fc.record({ number: fc.option(fc.constantFrom('1-CV/TU', '01 -CV/TU', '2/QĐ-UBND'), { nil: null }), date: fc.option(fc.constantFrom('2021-01-01', '2021-01-02'), { nil: null }), issuer: fc.option(fc.constantFrom('Tỉnh ủy', 'Tỉnh ủy Tuyên Quang', 'Sở Y tế'), { nil: null }) })
    fc.assert(fc.property(cited, cited, (a, b) => isSameDocument(a, b) === isSameDocument(b, a)))
  })
  test('a number comes apart and together again', () => {
    expect(splitNumber('632-CV/HU')).toEqual({ ordinal: 632, symbol: 'CV/HU' })
    expect(joinedNumber({ number: '632', notation: 'CV/HU' })).toBe('632-CV/HU')
    expect(joinedNumber({ number: '15', notation: 'CĐ-UBND' })).toBe('15/CĐ-UBND')
    expect(abbreviationOf({ name: 'Sở Giáo dục và Đào tạo', line: 'government' })).toBe('SGDĐT')
    expect(abbreviationOf({ name: 'Ủy ban nhân dân xã Hồng Thái', line: 'government' })).toBe('UBND')
  })
})

describe('sổ đăng ký', () => {
  test('the State numbers by year, the Party by type and congress term', () => {
    expect(incomingSeries('2026-11-24')).toBe('2026')
    expect(outgoingSeries('state', 'công văn', '2026-01-01', defaultRegisterSettings)).toBe('2026')
    expect(outgoingSeries('state', 'công văn', '2026-01-01', { ...defaultRegisterSettings, stateSeries: 'by_type' })).toBe('công văn|2026')
    expect(outgoingSeries('party', 'công văn', '2021-08-31', defaultRegisterSettings)).toBe('công văn|2020-2025')
    expect(outgoingSeries('party', 'công văn', '2026-01-01', defaultRegisterSettings)).toBe('công văn|2025-2030')
  })
  test('an ordinary letter is put before the leader by the end of the next working day, an urgent one within hours', () => {
    expect(handleBy('2026-11-27T02:00:00.000Z', null, defaultRegisterSettings)).toBe('2026-11-30T16:59:59.999Z')
    expect(handleBy('2026-11-27T02:00:00.000Z', 'hỏa tốc', defaultRegisterSettings)).toBe('2026-11-27T03:00:00.000Z')
  })
  test('the clock never ends on a weekend and never before the letter arrived', () => {
    fc.assert(fc.property(fc.date({ min: new Date('2016-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true }), (d) => {
      const by = handleBy(d.toISOString(), null, defaultRegisterSettings)
      return weekdayOf(dayOf(by)) <= 5 && by > d.toISOString()
    }))
  })
  test('a clock that was answered is done, one that ran out is late', () => {
    expect(clockOf('2026-11-24T10:00:00.000Z', true, '2026-11-25T00:00:00.000Z')).toBe('done')
    expect(clockOf('2026-11-24T10:00:00.000Z', false, '2026-11-24T10:00:00.001Z')).toBe('late')
    expect(clockOf('2026-11-24T10:00:00.000Z', false, '2026-11-24T09:00:00.000Z')).toBe('soon')
    expect(clockOf(null, false, '2026-11-24T09:00:00.000Z')).toBe('none')
  })
  test('a delivery goes forward only, and a refusal ends it', () => {
    expect(isForward('03', '04')).toBe(true)
    expect(isForward('05', '04')).toBe(false)
    expect(isForward('02', '05')).toBe(false)
  })
})

describe('xác nhận', () => {
  test('a paper without type, issuer or content does not enter the register; one without a number does', () => {
    expect(checkReading(value({ number: null }), '2026-11-24').ok).toBe(true)
    const none = checkReading(value({ type: null, issuer: ' ', title: null }), '2026-11-24')
    expect(none).toEqual({ ok: false, refusal: { code: 'document.incomplete', missing: ['type', 'issuer', 'content'] } })
    expect(checkReading(value({ date: '2026-11-25' }), '2026-11-24')).toMatchObject({ ok: false, refusal: { code: 'document.bad_date' } })
  })
  test('tidying twice is tidying once, and keeps every word', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ế', ' ', '\u00a0', 'đ', '.') })
    fc.assert(fc.property(text, fc.array(text), (t, many) => {
      const once = tidy(value({ title: t, recipients: many, tasks: [task('1', t)] }))
      expect(tidy(once)).toEqual(once)
      expect(once.tasks[0]!.text.replace(/\s/gu, '')).toBe(t.normalize('NFC').replace(/\s/gu, ''))
    }))
  })
  test('what a person looked at is no doubt any more', () => {
    const e = (path: string, confidence: number, start: number, byHand = false) => ({ path, confidence, start, end: start + 1, rule: '', alternatives: [], byHand })
    const working = { value: value({}), evidence: [e('date', 0.5, 9), e('number', 0.4, 2), e('issuer', 0.99, 0), e('place', 0.1, 3, true)], checked: ['date'] }
    expect(doubtsOf(working, [{ path: 'title' }, { path: null }, { path: 'date' }])).toEqual(['number', 'title'])
  })
  test('after a correction a clause keeps its id by its words, else by its label and opening; a new one gets a new id', () => {
    const before = clausesOf(value({ tasks: [task('1', 'Rà soát người về từ vùng dịch.'), task('2', 'Lấy mẫu xét nghiệm.', [{ label: 'a', text: 'Mẫu gộp.', assignees: [], coordinators: [], deadlines: [], directed_units: [] }])] }), [], counter())
    expect(before.map((c) => c.parentId)).toEqual([null, null, 'id-2'])
    const after = clausesOf(value({ tasks: [task('1', 'Mục mới hoàn toàn khác.'), task('2', 'Rà soát người về từ vùng dịch.'), task('3', 'Lấy mẫu xét nghiệm.', [{ label: 'a', text: 'Mẫu gộp.', assignees: [], coordinators: [], deadlines: [], directed_units: [] }])] }), [], () => 'new', before)
    expect(after.map((c) => c.id)).toEqual(['new', 'id-1', 'id-2', 'id-3'])
  })
  test('no two clauses ever share an id, whatever was there before', () => {
    const texts = fc.array(fc.constantFrom('Rà soát.', 'Xét nghiệm.', 'Báo cáo.'), { maxLength: 6 })
    fc.assert(fc.property(texts, texts, (was, is) => {
      const before = clausesOf(value({ tasks: was.map((t) => task('1', t)) }), [], counter())
      let n = 100
      const ids = clausesOf(value({ tasks: is.map((t) => task('1', t)) }), [], () => `id-${++n}`, before).map((c) => c.id)
      return new Set(ids).size === ids.length
    }))
  })
  test('a correction names only what changed', () => {
    expect(changesBetween(value({ number: '1' }), value({ number: '2' }))).toEqual({ before: { number: '1' }, after: { number: '2' } })
    expect(changesBetween(value({}), value({}))).toBeNull()
  })
})

describe('giao việc', () => {
  const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  test('the order of a receiver who gives further is its own, the issuer\'s is the clause itself', () => {
    expect(givenClauseId(id(1), id(2), id(2))).toBe(id(1))
    const other = givenClauseId(id(1), id(3), id(2))
    expect(other).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(givenClauseId(id(1), id(3), id(2))).toBe(other)
    expect(new Set([1, 2, 3, 4, 5].map((n) => givenClauseId(id(n), id(9), id(8)))).size).toBe(5)
  })
  test('the preview counts every duty once, however often a unit is ticked', () => {
    const row = fc.record({ clauseId: fc.constantFrom(id(1), id(2)), ownerIds: fc.array(fc.constantFrom(id(7), id(8), id(9))), due: fc.constantFrom({ kind: 'none' as const }, { kind: 'day' as const, day: '2026-12-01' }) })
    fc.assert(fc.property(fc.uniqueArray(row, { selector: (r) => r.clauseId }), (rows) => {
      const plan: AssignmentPlan = { instruction: null, rows: rows.map((r) => ({ ...r, coordinatorIds: [], rhythm: null, figures: [] })), sendTo: [] }
      const p = previewOf(plan, new Set())
      expect(p.obligations).toBe(new Set(rows.flatMap((r) => r.ownerIds.map((o) => `${r.clauseId}${o}`))).size)
      expect(p.dated + p.undated).toBe(p.obligations)
    }))
  })
  test('what a post may do follows the state and who holds the document', () => {
    const clerk = (p: string): boolean => p === 'document.register'
    expect(mayDocument({ state: 'to_confirm', mine: true, delivery: null, inMyRegister: false }, clerk)).toMatchObject({ confirm: true, assign: false, correct: false })
    expect(mayDocument({ state: 'issued', mine: false, delivery: '01', inMyRegister: false }, clerk)).toMatchObject({ receive: true, refuse: true, send: false })
    expect(mayDocument({ state: 'cancelled', mine: true, delivery: null, inMyRegister: true }, () => true)).toMatchObject({ assign: false, confirm: false, issue: false })
  })
})

describe('triển khai', () => {
  test('a paper that stands above itself is shown once and does not hang the tree', () => {
    const row = (doc: string, upperId: string) => ({ id: doc, upperId, organisationId: `org-${doc}`, date: '2026-01-05' })
    const tree = cascadeBelow({ id: 'a', organisationId: 'org-a', date: '2026-01-01' }, [row('b', 'a'), row('c', 'b'), row('a', 'c'), row('b', 'c')])
    expect(tree.below.map((b) => [b.id, b.days, b.below.map((c) => [c.id, c.below.length])])).toEqual([['b', 4, [['c', 0]]]])
    expect(silentUnits(['org-b', 'org-x', 'org-x'], tree)).toEqual(['org-x'])
  })
  test('the sections of a plan are no orders; what stands in them is, with its sub-items', () => {
    const leaf = (n: number, text: string) => ({ id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, label: `${n}.`, text, assignees: [], coordinators: [], deadlines: [], deadlines_norm: [] })
    const rows = clausesOfDraft({ items: [{ ...leaf(1, 'NHIỆM VỤ'), heading: true, items: [{ ...leaf(2, 'Xét nghiệm:'), items: [leaf(3, 'mẫu gộp')] }] }, { ...leaf(4, 'Báo cáo.'), heading: false, items: [] }] })
    expect(rows.map((r) => [r.text, r.parentId === null])).toEqual([['Xét nghiệm: 3. mẫu gộp', true], ['mẫu gộp', false], ['Báo cáo.', true]])
  })
  test('a clause is found in the text read back, across the end of a line', () => {
    const text = 'UBND XÃ\n1. Trạm Y tế xã tổ chức lấy mẫu xét nghiệm\ncho người có nguy cơ cao.\n2. Công an xã kiểm soát ra, vào.'
    const [one, two] = placesOf(text, [{ id: 'x', text: 'Trạm Y tế xã tổ chức lấy mẫu xét nghiệm cho người có nguy cơ cao.' }, { id: 'y', text: 'Công an xã kiểm soát ra, vào.' }])
    expect(text.slice(one!.start, one!.end)).toBe('Trạm Y tế xã tổ chức lấy mẫu xét nghiệm\ncho người có nguy cơ cao')
    expect(text.slice(two!.start, two!.end)).toBe('Công an xã kiểm soát ra, vào')
    expect(placesOf(text, [{ id: 'z', text: 'Không có trong văn bản này đâu nhé' }])).toEqual([])
  })
})

test('a message fills what the paper leaves out and never overrules what it says', () => {
  const says: MessageSays = { type: 'công điện', number: '15/CĐ-UBND', issuer: 'UBND tỉnh', place: 'Tuyên Quang', date: '2026-11-20', title: 'Khác hẳn', urgency: null, signer: null, references: [{ type: null, number: '1-CV/TU', date: null, issuer: null }] }
  const r = withMessage({ value: value({ number: '15/CĐ-UBND', type: 'công điện', issuer: 'ỦY BAN NHÂN DÂN TỈNH', title: 'Ứng phó bão' }), evidence: [], checked: [] }, [], says)
  expect(r.working.value).toMatchObject({ title: 'Ứng phó bão', place: 'Tuyên Quang', date: '2026-11-20' })
  expect(r.working.value.references).toHaveLength(1)
  expect(r.warnings.map((w) => [w.code, w.path])).toEqual([['exchange.filled', 'place'], ['exchange.filled', 'date'], ['exchange.differs', 'title']])
})
