import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyMapping, csvReader, decideOrder, entitiesOf, headOf, isMissing, likeness, mappingOf, nameId, nameKey, noEvidence, orderPass, problemSentences, readAge, readCitizenNumber, readCsv, readDate, readDateCell, readList, readNumber, readPhone, readSex, readYesNo, rowKeys, rowReader, sayProblem, separatorOf, sha1, suggest, weigh, withoutComments, withValue } from './index.ts'
import type { DateOrder, Entity, LineRecord, Mapping } from './index.ts'

const today = '2021-08-20'
const on = (cell: string, order: DateOrder = 'dmy'): string => { const r = readDate(cell, order, 2022); return r.ok ? r.day : r.why }
const order = (cells: string[], said: DateOrder | null = null) => { const e = noEvidence(); for (const c of cells) weigh(e, readDateCell(c, 2022), today); return decideOrder(e, said) }

/** A whole file, as a room reads it. */
function readFile(text: string, entity?: Entity, mapping?: Mapping, scope = 'BV tỉnh'): { records: LineRecord[]; mapping: Mapping; entity: Entity; dialect: string; ask: boolean; missing: string[] } {
  const rows = withoutComments(readCsv(text))
  const head = headOf(rows)!
  const kind = entity ?? entitiesOf(head)[0]!.entity
  const used = mapping ?? mappingOf(kind, suggest(head, kind))
  const applied = applyMapping(used, head)
  const pass = orderPass(applied, today)
  const data = rows.slice(head.dataFrom)
  for (const r of data) pass.see(r)
  const orders = pass.decide()
  const read = rowReader(applied, orders, { today, scope })
  return { records: data.map(read), mapping: used, entity: kind, dialect: head.dialect, ask: [...orders.values()].some((o) => o.ask), missing: applied.missing.map((m) => m.header) }
}
const codesOf = (r: LineRecord): string[] => r.problems.map((p) => p.code)

describe('dates', () => {
  test.each([
    ['03/8/2021'], ['3-8-21'], ['3.8.2021'], ['03 / 08 / 2021'], ['03-08-2021'], ['ngày 03 tháng 8 năm 2021'], ['Ngày 3 tháng 8 năm 2021'], ['03 tháng 8, 2021'], ['3 thg 8, 2021'], ['03 tháng tám năm 2021'],
    ['2021-08-03'], ['2021/8/3'], ['2021/08/03 00:00:00'], ['2021-08-03T00:00:00.000Z'], ['2021-08-02T17:30:00Z'], ['2021-08-03T23:30:00+07:00'], ['2021-08-03 14:05'], ['20210803'], ['03082021'],
    ['44411'], ['44411.72'], ['15:30 03/8/2021'], ['15h30 ngày 03/8/2021'], ['03/8/2021 15:30:00'], ['Thứ Ba, 03/8/2021'], ['3 Aug 2021'], ['Aug 3, 2021'], ['03-Aug-21'], ['3 August 2021'], ["'03/8/2021"],
  ])('“%s” is 3 August 2021', (cell) => { expect(on(cell)).toBe('2021-08-03') })
  test('a decomposed accent reads like a composed one', () => { expect(on('ngày 03 tháng 8 năm 2021'.normalize('NFD'))).toBe('2021-08-03') })
  test.each([['31/4/2021', 'impossible'], ['30/2/2021', 'impossible'], ['13/13/2021', 'impossible'], ['3/8', 'no_year'], ['ngày 3 tháng 8', 'no_year'], ['8/2021', 'no_day'], ['đầu tháng 8/2021', 'no_day'], ['2021', 'no_day'], ['hôm qua', 'unreadable'], ['1/2/3', 'unreadable'], ['abc', 'unreadable'], ['0/8/2021', 'impossible']])('“%s” is no day: %s', (cell, why) => { expect(on(cell)).toBe(why) })
  test('29 February exists only in leap years', () => { expect([on('29/2/2020'), on('29/2/2021')]).toEqual(['2020-02-29', 'impossible']) })
  test('two-digit years: this century as far as the list can reach, else the last one', () => {
    expect([on('3/8/22'), on('3/8/23')]).toEqual(['2022-08-03', '1923-08-03'])
    expect(readDateCell('3/8/85', 2021)).toMatchObject({ year: 1985 })
  })
  test('the order is decided by the column: one cell with 14 on the second place makes 3/8 the 8th of March', () => {
    expect(order(['03/08/2021', '03/14/2021'])).toMatchObject({ order: 'mdy', because: 'cells', ask: false })
    expect(order(['03/08/2021', '14/03/2021'])).toMatchObject({ order: 'dmy', because: 'cells', ask: false })
  })
  test('when no cell decides, the day stands first and a person is asked; equal numbers need no asking', () => {
    expect(order(['03/08/2021'])).toMatchObject({ order: 'dmy', because: 'usual', ask: true })
    expect(order(['05/05/2021', '2021-08-03'])).toMatchObject({ order: 'dmy', ask: false })
  })
  test('a column that would lie in the future with the day first is proposed with the month first, and asked', () => {
    expect(order(['08/10/2021', '08/11/2021'])).toMatchObject({ order: 'mdy', because: 'future', ask: true })
  })
  test('contradicting cells: the majority decides, a person is asked, and the others are errors', () => {
    expect(order(['14/03/2021', '15/03/2021', '03/16/2021'])).toMatchObject({ order: 'dmy', mixed: true, ask: true })
    expect(on('03/16/2021', 'dmy')).toBe('order')
  })
  test('what a person has said stands', () => { expect(order(['14/03/2021'], 'mdy')).toMatchObject({ order: 'mdy', because: 'person', ask: false }) })
  test('any column written in one order with one day above 12 is read back exactly', () => {
    const writers: ((y: number, m: number, d: number, o: DateOrder) => string)[] = [
      (y, m, d, o) => (o === 'dmy' ? [d, m, y] : [m, d, y]).join('/'), (y, m, d, o) => (o === 'dmy' ? [d, m, y] : [m, d, y]).map((x) => String(x).padStart(2, '0')).join('-'),
      (y, m, d, o) => (o === 'dmy' ? [d, m, y % 100] : [m, d, y % 100]).map((x) => String(x).padStart(2, '0')).join('.'), (y, m, d) => `ngày ${d} tháng ${m} năm ${y}`, (y, m, d) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
    ]
    const day = fc.record({ y: fc.integer({ min: 2019, max: 2021 }), m: fc.integer({ min: 1, max: 12 }), d: fc.integer({ min: 1, max: 28 }), w: fc.nat({ max: writers.length - 1 }) })
    fc.assert(fc.property(fc.array(day, { minLength: 1, maxLength: 20 }), fc.constantFrom<DateOrder>('dmy', 'mdy'), fc.integer({ min: 13, max: 28 }), (days, o, big) => {
      const all = [...days, { y: 2020, m: 5, d: big, w: 0 }]
      const cells = all.map((x) => writers[x.w]!(x.y, x.m, x.d, o))
      const decided = order(cells)
      expect(decided.order).toBe(o)
      all.forEach((x, i) => expect(on(cells[i]!, decided.order)).toBe(`${x.y}-${String(x.m).padStart(2, '0')}-${String(x.d).padStart(2, '0')}`))
    }))
  })
  test('no text at all makes the reader fail, and what it answers is a day of the calendar', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[0-9/.\- :]{0,14}$/)), (cell) => {
      const r = readDate(cell, 'dmy', 2022)
      if (r.ok) expect(new Date(`${r.day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(r.day)
    }), { numRuns: 2000 })
  })
})

describe('cells', () => {
  test('T49: “Có” is yes, “Không” is no, and an unknown word is an error, never no', () => {
    for (const cell of ['Có', 'có', 'CÓ', 'Có'.normalize('NFD'), 'x', 'X', 'Yes', 'TRUE', '1', 'rồi', 'đã']) expect(readYesNo(cell)).toEqual({ ok: true, value: true })
    for (const cell of ['Không', 'ko', 'No', 'FALSE', '0', 'chưa']) expect(readYesNo(cell)).toEqual({ ok: true, value: false })
    for (const cell of ['có thể', 'maybe', '2', 'Cò quay']) expect(readYesNo(cell)).toEqual({ ok: false })
  })
  test('“không rõ” and its like are missing, not no', () => {
    for (const cell of ['', '  ', 'NA', 'N/A', '-', '—', '...', 'Không rõ', 'chưa rõ', 'KXĐ', 'không biết', 'Unknown']) expect(isMissing(cell)).toBe(true)
    for (const cell of ['Không', '0', 'Nam']) expect(isMissing(cell)).toBe(false)
  })
  test('sex in the usual writings', () => {
    expect(['Nam', 'nữ', 'M', 'F', 'MALE', 'w', 'LNG_REFERENCE_DATA_CATEGORY_GENDER_FEMALE', 'Khác'].map((c) => { const r = readSex(c); return r.ok ? r.value : null })).toEqual(['male', 'female', 'male', 'female', 'male', 'female', 'female', 'other'])
    expect(readSex('ERROR')).toEqual({ ok: false })
  })
  test('ages in years, months and days; −1 is unknown; 150 years is none', () => {
    const age = (c: string) => { const r = readAge(c); return r.ok ? r.value : 'no' }
    expect([age('34'), age('34 tuổi'), age('34T'), age('8 tháng'), age('2 ngày tuổi'), age('-1'), age('150'), age('trẻ em')]).toEqual([{ value: 34, unit: 'years' }, { value: 34, unit: 'years' }, { value: 34, unit: 'years' }, { value: 8, unit: 'months' }, { value: 2, unit: 'days' }, null, 'no', 'no'])
  })
  test('phones: the lost zero comes back, +84 becomes 0, two numbers give the first', () => {
    const phone = (c: string) => { const r = readPhone(c); return r.ok ? r.value : null }
    expect([phone('0912 345 678'), phone('912345678'), phone('+84912345678'), phone("'+84 912.345.678"), phone('0912345678/0987654321'), phone('02073822222'), phone('12345'), phone('+8562055512345')]).toEqual(['0912345678', '0912345678', '0912345678', '0912345678', '0912345678', '02073822222', null, '+8562055512345'])
  })
  test('citizen numbers: lost zeros come back with a doubt, lost digits cannot', () => {
    expect(readCitizenNumber('008085001234')).toEqual({ ok: true, value: { number: '008085001234', doubt: null } })
    expect(readCitizenNumber('8085001234')).toEqual({ ok: true, value: { number: '008085001234', doubt: 'zero_restored' } })
    expect(readCitizenNumber('071234567')).toMatchObject({ value: { doubt: null } })
    expect(readCitizenNumber('8.0850E+10')).toEqual({ ok: false })
  })
  test('numbers with comma or point', () => {
    const n = (c: string) => { const r = readNumber(c); return r.ok ? r.value : null }
    expect([n('37,5'), n('37.5'), n('1.234,5'), n('1,234.5'), n('-13.217990646098'), n('12 345'), n('ba')]).toEqual([37.5, 37.5, 1234.5, 1234.5, -13.217990646098, 12345, null])
  })
  test('several cases in one cell', () => { expect([readList('2,3'), readList('BN91; BN124'), readList('BN1 và BN5'), readList('NA')]).toEqual([['2', '3'], ['BN91', 'BN124'], ['BN1', 'BN5'], []]) })
})

describe('tables of text', () => {
  test('quotes, line ends inside quotes, byte order mark, semicolons and tabs', () => {
    expect(readCsv('\ufeffa;b\r\n"1;2";"x ""y""\nz"\r\n\r\n3;4').map((r) => [r.line, r.cells])).toEqual([[1, ['a', 'b']], [2, ['1;2', 'x "y"\nz']], [5, ['3', '4']]])
    expect([separatorOf('a,b;c,d'), separatorOf('a\tb\tc'), separatorOf('## x, y, z\na;b;c'), separatorOf('"a,b,c";d;e')]).toEqual([',', '\t', ';', ';'])
  })
  test('a file read in pieces is the file read at once, wherever it is cut', () => {
    const cell = fc.oneof(fc.string({ maxLength: 5 }), fc.stringMatching(/^[",\n\r ab]{0,6}$/))
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), fc.array(fc.nat({ max: 60 }), { maxLength: 6 }), (table, cuts) => {
      const text = table.map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\r\n')
      const whole = readCsv(text, ',')
      expect(whole.map((r) => r.cells)).toEqual(table)
      const reader = csvReader(',')
      const at = [0, ...[...new Set(cuts.map((c) => Math.min(c, text.length)))].sort((a, b) => a - b), text.length]
      const pieces = at.slice(1).flatMap((end, i) => reader.push(text.slice(at[i], end)))
      expect([...pieces, ...reader.end()]).toEqual(whole)
    }))
  })
})

describe('keys', () => {
  test('the hash is SHA-1', () => {
    const hex = (b: Uint8Array) => Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('')
    expect(hex(sha1(new TextEncoder().encode('abc')))).toBe('a9993e364706816aba3e25717850c26c9cd0d89d')
    expect(hex(sha1(new TextEncoder().encode('a'.repeat(200))))).toBe('e61cfffe0d9195a525fc6cf06ca2d77119c24a40')
    expect(nameId('BN1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
  test('T34: the same file read twice gives the same ids, in any order of rows; two givers with the same number are two persons', () => {
    const text = 'Mã bệnh nhân,Họ và tên,Tuổi\nBN1,Hoàng Thị Lan,34\n,Nguyễn Văn Bình,40\n,Nguyễn Văn Bình,40\nBN2,Trần Cúc,22\n'
    const ids = (t: string, scope?: string) => readFile(t, 'case', undefined, scope).records.map((r) => r.key.id)
    expect(ids(text)).toEqual(ids(text))
    expect(new Set(ids(text)).size).toBe(4)
    const [head, ...rows] = text.trimEnd().split('\n')
    expect(new Set(ids([head, ...rows.reverse()].join('\n')))).toEqual(new Set(ids(text)))
    expect(ids(text, 'BV huyện')).not.toContain(ids(text)[0])
    expect(readFile(text, 'case').records.map((r) => [r.key.by, r.key.nth])).toEqual([['id', 1], ['content', 1], ['content', 2], ['id', 1]])
  })
  test('an id written with other capitals, spaces or a decomposed accent is the same id', () => {
    const key = rowKeys('case', 'BV tỉnh')
    expect(new Set(['BN-Đắk 1', ' bn-đắk 1 ', 'BN-Đắk 1'.normalize('NFD')].map((id) => key({}, id).id)).size).toBe(1)
  })
  test('different rows have different keys', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 30, selector: (x) => x.trim().normalize('NFC').toUpperCase() }), (ids) => {
      const key = rowKeys('case', '')
      const real = ids.filter((i) => i.trim() !== '')
      expect(new Set(real.map((i) => key({}, i).id)).size).toBe(real.length)
    }))
  })
})

describe('heads and mappings', () => {
  test('names are compared folded, with camel case and dots apart', () => {
    expect([nameKey('person.firstName'), nameKey('Họ và tên'), nameKey('Addresses Location [1]'), nameKey('date_of_onset')]).toEqual(['first name', 'ho va ten', 'addresses location', 'date of onset'])
    expect(likeness('ho va ten', 'ho ten')).toBeGreaterThan(0.5)
  })
  test('a Vietnamese sheet: title above, a second head row under “Năm sinh”, a row of column numbers', () => {
    const text = ['DANH SÁCH NGƯỜI TIẾP XÚC GẦN (F1),,,,,,,', ',,,,,,,', 'TT,Họ và tên,Năm sinh,,Số điện thoại,Địa chỉ,Ngày tiếp xúc cuối,Quan hệ với F0', ',,Nam,Nữ,,,,', '1,2,3,4,5,6,7,8',
      '1,Nguyễn Văn Bình,1985,,912345678,"Tổ 5, phường Minh Xuân",15/8/2021,đồng nghiệp', '2,Trần Thị Cúc,,03/4/1990,0987 654 321,Tổ 7,3/8/2021,chị gái'].join('\n')
    const { records, entity, dialect } = readFile(text)
    expect([entity, dialect]).toEqual(['contact', 'free'])
    expect(records.map((r) => r.values)).toEqual([
      { fullName: 'Nguyễn Văn Bình', sex: 'male', birth: { on: null, year: 1985 }, phone: '0912345678', address: 'Tổ 5, phường Minh Xuân', lastContactOn: '2021-08-15', relation: 'đồng nghiệp' },
      { fullName: 'Trần Thị Cúc', sex: 'female', birth: { on: '1990-04-03', year: 1990 }, phone: '0987654321', address: 'Tổ 7', lastContactOn: '2021-08-03', relation: 'chị gái' },
    ])
    expect(records.flatMap(codesOf)).toEqual([])
    expect(records[0]!.extra).toEqual({ TT: '1' })
  })
  test('similar names are proposed, unlike ones are left to the person', () => {
    const head = headOf(readCsv('Mã BN,Họ tên bệnh nhân,Ngày khởi phát triệu chứng,Ngày nhập viện,Màu áo,Họ tên mẹ\n1,A,1/8/2021,2/8/2021,đỏ,B'))!
    expect(suggest(head, 'case').map((s) => s.field)).toEqual(['externalId', 'fullName', 'onsetOn', 'hospitalisedOn', null, null])
  })
  test('a saved mapping finds its columns by name wherever they stand, and says what is missing and new', () => {
    const saved = readFile('Mã BN,Họ tên,Phân loại\nBN1,A,F0\n', 'case').mapping
    const again = readFile('Ghi chú thêm nữa,phân loại,MÃ BN\nx,nghi ngờ,BN1\n', 'case', saved)
    expect(again.records[0]!.values).toEqual({ externalId: 'BN1', classification: 'suspect' })
    expect(again.records[0]!.extra).toEqual({ 'Ghi chú thêm nữa': 'x' })
    expect(again.missing).toEqual(['Họ tên'])
  })
  test('a word of the list gets its meaning once for the whole list', () => {
    const text = 'Mã BN,Phân loại\nBN1,ca vàng\nBN2,Ca Vàng\n'
    const first = readFile(text, 'case')
    expect(first.records.map(codesOf)).toEqual([['cell.value_unknown'], ['cell.value_unknown']])
    expect(readFile(text, 'case', withValue(first.mapping, 'Phân loại', 1, 'ca vàng', 'probable')).records.map((r) => r.values['classification'])).toEqual(['probable', 'probable'])
  })
})

describe('rows', () => {
  test('every problem says line, column and what to do, in Vietnamese and English', () => {
    const text = 'Mã BN,Họ tên,Giới tính,Ngày khởi phát,Ngày ra viện,Mang thai,CCCD,Tuổi\nBN1,A,ERROR,31/4/2021,,có lẽ,1.23E+11,x\n,,Nam,15/8/2021,1/8/2021,,,\nBN3,B,Nam,3/9/2021,,,,,thừa\n'
    const { records } = readFile(text, 'case')
    expect(records.map(codesOf)).toEqual([['cell.sex_unknown', 'cell.date_impossible', 'cell.yesno_unknown', 'cell.citizen_lost', 'cell.age_unreadable'], ['row.required'], ['row.longer', 'cell.date_future']])
    for (const p of records.flatMap((r) => r.problems)) {
      expect(sayProblem(p, 'vi')).toContain(`Dòng ${p.line}`)
      expect(sayProblem(p, 'en')).toContain(`Line ${p.line}`)
    }
    expect(sayProblem(records[0]!.problems[0]!, 'vi')).toBe('Dòng 2, cột “Giới tính”: “ERROR” không phải giới tính. Ghi Nam, Nữ, Khác hoặc để trống.')
    expect(Object.keys(problemSentences.vi).sort()).toEqual(Object.keys(problemSentences.en).sort())
  })
  test('a column without a name is kept under its number', () => {
    const { records } = readFile('"","from","to"\n"1",19,"66"\n', 'link')
    expect([records[0]!.values, records[0]!.extra]).toEqual([{ source: '19', target: '66' }, { '#1': '1' }])
  })
  test('an outcome before the onset is taken and shown', () => {
    const { records } = readFile('Mã BN,Ngày khởi phát,Ngày kết quả\nBN1,15/8/2021,1/8/2021\n', 'case')
    expect(records[0]!.problems.map((p) => [p.code, p.severity])).toEqual([['row.dates_order', 'warning']])
    expect(records[0]!.values).toMatchObject({ onsetOn: '2021-08-15', outcomeOn: '2021-08-01' })
  })
  test('columns whose own cells leave the order open follow the columns of the same list that prove it', () => {
    const { records, ask } = readFile('Mã BN,Ngày khởi phát,Ngày báo cáo\nBN1,03/08/2021,03/14/2021\nBN2,03/09/2021,03/15/2021\n', 'case')
    expect(records.map((r) => r.values['onsetOn'])).toEqual(['2021-03-08', '2021-03-09'])
    expect(ask).toBe(false)
  })
  test('any table at all is read without failing, every row gives one record with a key', () => {
    const cell = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('Có', 'Nam', '3/8/2021', '44411', 'F0', '', 'NA', '1990'))
    const heads = fc.shuffledSubarray(['Mã BN', 'Họ tên', 'Giới tính', 'Ngày sinh', 'Ngày khởi phát', 'Phân loại', 'Mang thai', 'Tuổi', 'SĐT', 'CCCD', 'Nguồn lây'], { minLength: 3 })
    fc.assert(fc.property(heads, fc.array(fc.array(cell, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 }), (head, table) => {
      const text = [head, ...table].map((r) => r.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n')
      const rows = readCsv(text, ',')
      const applied = applyMapping(mappingOf('case', suggest(headOf(rows.slice(0, 1))!, 'case')), headOf(rows.slice(0, 1))!)
      const pass = orderPass(applied, today)
      for (const r of rows.slice(1)) pass.see(r)
      const read = rowReader(applied, pass.decide(), { today, scope: '' })
      const records = rows.slice(1).map(read)
      expect(new Set(records.filter((r) => r.key.by === 'content').map((r) => r.key.id)).size).toBe(records.filter((r) => r.key.by === 'content').length)
    }))
  })
})

const data = path.join(process.env['TAICHO_SHARED'] ?? path.join(import.meta.dirname, '../../../../shared'), 'data')
const here = existsSync(data)
if (!here) console.warn(`SKIPPED: the line lists and templates are not here (${data})`)
const file = (name: string): string => readFileSync(path.join(data, name), 'utf8')

describe.skipIf(!here)('files of others', () => {
  test('Viet Nam BN1–288: 288 cases without one problem, ages and sexes as they stand', () => {
    const { records, entity } = readFile(file('line-lists/vietnam-2020/vietnam_2020_linelist_BN1-288.csv'))
    expect([entity, records.length, records.flatMap((r) => r.problems).length]).toEqual(['case', 288, 0])
    expect(records[0]!.values).toMatchObject({ externalId: 'BN1', reportedOn: '2020-01-23', sex: 'male', age: { value: 66, unit: 'years' }, dischargedOn: '2020-02-12', imported: true, nationality: 'Trung Quốc' })
    expect(records.filter((r) => r.values['imported'] === true)).toHaveLength(185)
  })
  test('links of Viet Nam, Korea and the simulated Ebola are links from a source to a case', () => {
    for (const [name, n] of [['vietnam-2020/vietnam_2020_links_BN1-288.csv', 85], ['mers-korea-2015/mers_korea_2015_contacts.csv', 98], ['ebola-simulated/ebola_sim_clean_contacts.csv', 3800]] as const) {
      const { records, entity } = readFile(file(`line-lists/${name}`))
      expect([entity, records.length, records.filter((r) => r.values['source'] && r.values['target']).length]).toEqual(['link', n, n])
    }
  })
  test('Tianjin writes day/month/year and says so by its cells; Singapore writes NA', () => {
    const tianjin = readFile(file('line-lists/tianjin-2020/tianjin_linelist.csv'), 'case')
    expect(tianjin.records).toHaveLength(135)
    expect(tianjin.records[0]!.values).toMatchObject({ externalId: 'TJ1', onsetOn: '2020-01-14', firstPositiveOn: '2020-01-21', sex: 'female' })
    const singapore = readFile(file('line-lists/singapore-2020/singapore_linelist.csv'), 'case')
    expect(singapore.records).toHaveLength(93)
    expect(singapore.records[0]!.values).toMatchObject({ externalId: '1', sources: ['2', '3'], onsetOn: '2020-01-20', dischargedOn: '2020-02-19' })
  })
  test('Go.Data exports of R: cases, contacts, relations and follow-ups are recognised by their names', () => {
    const folder = 'import-templates/godata-demo-trainingland'
    const cases = readFile(file(`${folder}/cases_clean.csv`))
    expect([cases.dialect, cases.entity, cases.records.length]).toEqual(['godata', 'case', 56])
    expect(cases.records[0]!.values).toMatchObject({ externalId: 'CASE-2020-0029', classification: 'confirmed', onsetOn: '2020-08-09', reportedOn: '2020-08-09', outcomeOn: '2020-06-10', sex: 'male', wasContact: false })
    // 34 of its cases have an outcome before their onset: taken, and shown.
    expect(cases.records.filter((r) => r.problems.some((p) => p.code === 'row.dates_order' && p.earlier === 'Ngày khởi phát' && p.later === 'Ngày kết quả'))).toHaveLength(34)
    expect(cases.records.filter((r) => r.problems.some((p) => p.severity === 'error'))).toHaveLength(0)
    const relations = readFile(file(`${folder}/relationships_clean.csv`))
    expect([relations.entity, relations.records.filter((r) => r.values['source'] && r.values['target']).length]).toEqual(['link', 100])
    const visits = readFile(file(`${folder}/followups_clean.csv`))
    expect([visits.entity, visits.records.filter((r) => r.values['visitResult'] === 'well').length, visits.records.filter((r) => r.values['visitResult'] === 'ill').length]).toEqual(['visit', 90, 6])
    const contacts = readFile(file(`${folder}/contacts_clean.csv`))
    expect([contacts.entity, contacts.records.length]).toEqual(['contact', 66])
    expect(['under', 'completed', 'lost', 'converted', 'died'].map((s) => contacts.records.filter((r) => r.values['followUpStatus'] === s).length)).toEqual([31, 21, 6, 6, 2])
    const results = readFile(file(`${folder}/lab_results_clean.csv`))
    expect([results.entity, results.records.length]).toEqual(['result', 40])
    expect(results.records[0]!.values).toMatchObject({ result: 'positive', sampledOn: '2020-06-28', sampleId: 'LAB-COVID-2020-0015' })
  })
  test('SORMAS templates: comments, class row, month first in some files and refused cell by cell in none', () => {
    const folder = 'import-templates/sormas-import-tests'
    const success = readFile(file(`${folder}/sormas_import_test_success.csv`))
    expect([success.dialect, success.entity, success.records.length]).toEqual(['sormas', 'case', 5])
    expect(success.records.map((r) => r.values['reportedOn'])).toEqual(['2018-11-20', '2018-11-21', '2018-11-22', '2018-11-23', '2018-11-24'])
    expect(success.records[0]!.values).toMatchObject({ nationalCode: 'ABC-DEF-GHI-19-1', givenName: 'Import Test', familyName: 'One', sex: 'male', age: { value: 18, unit: 'years' } })
    const comments = readFile(file(`${folder}/sormas_import_test_comment_success.csv`))
    expect([comments.records.length, comments.records[4]!.values['reportedOn']]).toEqual([5, '2020-09-19'])
    const lines = readFile(file(`${folder}/sormas_import_test_line_listing.csv`))
    expect(lines.records.map((r) => [r.values['birth'], r.values['onsetOn']])[0]).toEqual([{ on: '1982-07-23', year: 1982 }, '2019-11-18'])
    const contacts = readFile(file(`${folder}/sormas_contact_import_test.csv`))
    expect([contacts.entity, contacts.records.map((r) => r.values['caseId'])]).toEqual(['contact', ['ABCDEF-GHIJKL-MNOPQR', 'ABCDEF-GHIJKL-MNOPQR', undefined]])
    expect(contacts.records.map((r) => r.values['reportedOn'])).toEqual(['2020-03-14', '2020-03-15', '2020-03-16'])
  })
  test('SORMAS samples: a group begins again when its first column recurs, tests belong to the sample before them, an empty group is none', () => {
    const { records } = readFile(file('import-templates/sormas-import-tests/sormas_case_import_test_pathogen_tests.csv'))
    expect(records.map((r) => r.samples.map((s) => [s.sampledOn, s.tests.map((t) => t.result)]))).toEqual([
      [[null, ['positive']]], [['2018-11-20', ['positive']]], [['2018-11-19', ['positive']], ['2018-11-20', ['pending', 'negative']]],
    ].slice(0, records.length))
    const samples = readFile(file('import-templates/sormas-import-tests/sormas_case_import_test_samples.csv'))
    expect(samples.records.map((r) => r.samples.length)).toEqual([0, 1, 2])
  })
  test('every template file of SORMAS is read to its end without failing', () => {
    const names = ['DEA_TestImport', 'DetailedImport_Case_Vaccination', 'ImportContactPrio', 'ImportTestData_Events_INT', 'Import_Contact_Vaccinations', 'Import_EventParticipants_Vaccinations', 'Import_specimen_condition', 'PreExistingCondition_DetailedImport_Test', 'TestCase_ImportPrio_template', 'TestContact_ImportPrio_template', 'sormas_cases_sordev_10361', 'sormas_contacts_sordev_10361', 'sormas_self_report_import_test', 'sormas_travelentry_import_test_tab']
    for (const name of names) {
      const { records } = readFile(file(`import-templates/sormas-import-tests/${name}.csv`))
      for (const r of records) expect(r.key.id).toMatch(/^[0-9a-f-]{36}$/)
    }
  })
  test('the synthetic epidemic: 12,867 persons of whom 1,377 are cases', () => {
    const { records } = readFile(file('import-templates/sormas-synthetic-epidemic/persons_df.csv'), 'case')
    expect([records.length, records.filter((r) => r.extra['is_case'] === 'TRUE').length, new Set(records.map((r) => r.key.id)).size]).toEqual([12_867, 1377, 12_867])
    expect(records.filter((r) => r.problems.some((p) => p.severity === 'error'))).toHaveLength(0)
  })
})
