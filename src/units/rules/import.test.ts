import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readShippedUnits } from '../data.ts'
import { kindOfName, planImport, readDay, readMapping, type Existing, type ImportContext, type RowPlan } from './import.ts'
import { unitIndex } from './units.ts'

const { units, successions } = readShippedUnits()
const index = unitIndex(units, successions)
const context = (existing: readonly Existing[] = []): ImportContext => ({ on: '2026-11-24', existing, units: index, provinceUnitId: '2025:08' })
const sheet = (...rows: string[][]) => ({ name: 'Tổ chức', rows })
const existing = (id: string, name: string, more: Partial<Existing> = {}): Existing => ({ id, name, line: 'government', kind: kindOfName(name), shortName: null, parentId: null, unitId: null, validFrom: '2025-07-01', validTo: null, code: null, email: null, phone: null, ...more })
const plan = (rows: string[][], has: readonly Existing[] = []) => { const p = planImport(sheet(...rows), context(has)); if (!p.ok) throw new Error(p.refusal.code); return p.value }
const issues = (r: RowPlan | undefined) => (r?.action === 'error' ? r.issues.map((i) => i.code) : [])

describe('the headers of the sheet', () => {
  test('are found below a title, in any order, with or without accents', () => {
    const m = readMapping(sheet(['DANH SÁCH CƠ QUAN, ĐƠN VỊ'], ['tính đến 01/11/2026'], ['STT', 'Trực thuộc', 'Tên cơ quan, đơn vị', 'Loại hình', 'Địa bàn', 'Điện thoại', 'Ghi chú'], ['1', '', 'Sở Y tế', '', '', '', '']))
    expect(m).toMatchObject({ ok: true, value: { headerRow: 3, columns: { parent: 1, name: 2, kind: 3, unit: 4, phone: 5 }, unused: ['Ghi chú'] } })
    expect(readMapping(sheet(['ten don vi', 'ma dinh danh', 'email']))).toMatchObject({ ok: true, value: { columns: { name: 0, code: 1, email: 2 } } })
  })
  test('“Tên cơ quan” is the name and “Cơ quan chủ quản” the parent', () => { expect(readMapping(sheet(['Cơ quan chủ quản', 'Tên cơ quan']))).toMatchObject({ value: { columns: { parent: 0, name: 1 } } }) })
  test('without a column of names the refusal lists what there is', () => {
    expect(readMapping(sheet(['Họ và tên', 'Năm sinh'], ['A', '1980']))).toMatchObject({ ok: false, refusal: { code: 'import.no_name_column', headers: ['Họ và tên', 'Năm sinh'] } })
    expect(readMapping(sheet())).toMatchObject({ ok: false, refusal: { code: 'import.no_header' } })
  })
})

describe('what will change', () => {
  const head = ['Tên cơ quan, đơn vị', 'Trực thuộc', 'Địa bàn', 'Điện thoại', 'Ngày kết thúc']
  test('new, changed, closed and unchanged are told apart, and those not named are listed', () => {
    const has = [existing('yt', 'Sở Y tế', { phone: '111' }), existing('nv', 'Sở Nội vụ', { phone: '222' }), existing('dt', 'Ban Dân tộc', { unitId: '2025:08' }), existing('xd', 'Sở Xây dựng')]
    const p = plan([head, ['Sở Y tế', '', '08', '333', ''], ['Sở  Nội vụ', '', '', '222', ''], ['Ban Dân tộc', '', '08', '', '28/02/2027'], ['Trung tâm Kiểm soát bệnh tật tỉnh', 'Sở Y tế', '08', '', '']], has.map((e) => (e.id === 'yt' ? { ...e, unitId: '2025:08' } : e.id === 'nv' ? { ...e, unitId: '2025:08' } : e)))
    expect(p.rows.map((r) => [r.action, 'id' in r ? r.id : null])).toEqual([['changed', 'yt'], ['unchanged', 'nv'], ['closed', 'dt'], ['new', null]])
    expect(p.rows[0]).toMatchObject({ changes: [{ field: 'phone', before: '111', after: '333' }] })
    expect(p.rows[3]).toMatchObject({ planned: { kind: 'cdc', line: 'health', parent: { id: 'yt' } } })
    expect(p.absent).toEqual([{ id: 'xd', name: 'Sở Xây dựng' }])
  })
  test('a parent may be a row further down', () => {
    const p = plan([head, ['Trạm Y tế xã Tân Trào', 'UBND xã Tân Trào', '', '', ''], ['UBND xã Tân Trào', '', '', '', '']])
    expect(p.rows[0]).toMatchObject({ action: 'new', planned: { kind: 'tram_y_te', parent: { row: 3 } } })
    expect(p.rows[1]).toMatchObject({ planned: { kind: 'ubnd_xa', line: 'government' } })
  })
  test('the area is read from the name when no column gives it', () => {
    const p = plan([['Tên đơn vị'], ['UBND xã Tân Trào'], ['Sở Y tế']])
    const unit = p.rows[0]?.action === 'new' ? index.byId.get(p.rows[0].planned.unitId ?? '') : undefined
    expect(unit?.fullName).toBe('Xã Tân Trào')
    expect(p.rows[1]).toMatchObject({ planned: { unitId: '2025:08' } })
  })
  test('a column that is not in the sheet changes nothing; an empty cell of one that is, empties the value', () => {
    const has = [existing('yt', 'Sở Y tế', { phone: '111', email: 'a@b.vn' })]
    expect(plan([['Tên đơn vị'], ['Sở Y tế']], has).rows[0]?.action).toBe('unchanged')
    expect(plan([['Tên đơn vị', 'Điện thoại'], ['Sở Y tế', '']], has).rows[0]).toMatchObject({ action: 'changed', changes: [{ field: 'phone', before: '111', after: null }] })
  })
  test('an identification code finds an organisation that was renamed', () => {
    expect(plan([['Mã định danh', 'Tên đơn vị'], ['H60.5', 'Sở Y tế và Dân số']], [existing('yt', 'Sở Y tế', { code: 'H60.5' })]).rows[0]).toMatchObject({ action: 'changed', id: 'yt', changes: [{ field: 'name', before: 'Sở Y tế', after: 'Sở Y tế và Dân số' }] })
  })
})

describe('errors by row', () => {
  test('each says what is wrong, and a good row beside it stays good', () => {
    const p = plan([['Tên đơn vị', 'Trực thuộc', 'Địa bàn', 'Thư điện tử', 'Từ ngày', 'Đến ngày', 'Loại'], ['', '', '', '', '', '', 'Sở'], ['Sở A', 'Không có', '', '', '', '', ''], ['Sở B', '', 'xã Không Có Thật', '', '', '', ''], ['Sở C', '', '', 'không phải thư', '31/02/2026', '', ''], ['Sở D', '', '', '', '01/02/2026', '01/01/2026', ''], ['Sở E', '', '', '', '', '', 'xyz'], ['Sở Y tế', '', '', '', '', '', ''], ['SỞ Y TẾ', '', '', '', '', '', '']])
    expect(p.rows.map((r) => [r.row, ...issues(r)])).toEqual([[2, 'row.name_missing'], [3, 'row.parent_unknown'], [4, 'row.unit_unknown'], [5, 'row.date_unreadable', 'row.email_wrong'], [6, 'row.dates_reversed'], [7, 'row.kind_unknown'], [8], [9, 'row.duplicate']])
    expect(p.counts).toMatchObject({ error: 7, new: 1 })
  })
  test('two rows that stand under each other, and what hangs below an error', () => {
    const p = plan([['Tên đơn vị', 'Trực thuộc'], ['Phòng A', 'Phòng B'], ['Phòng B', 'Phòng A'], ['Phòng C', 'Phòng A']])
    expect(p.rows.map(issues)).toEqual([['row.parent_loop'], ['row.parent_loop'], ['row.parent_has_error']])
  })
  test('moving an organisation below its own child is refused', () => {
    const has = [existing('a', 'Sở A'), existing('b', 'Phòng B', { parentId: 'a' })]
    expect(issues(plan([['Tên đơn vị', 'Trực thuộc'], ['Sở A', 'Phòng B']], has).rows[0])).toEqual(['row.parent_loop'])
  })
})

test('days are read as people and spreadsheets write them', () => {
  expect(['31/12/2025', '1.7.2025', '2025-07-01', '45839', '31/02/2025', 'tháng 7', ''].map(readDay)).toEqual(['2025-12-31', '2025-07-01', '2025-07-01', '2025-07-01', undefined, undefined, undefined])
})
test.each([['Tỉnh ủy Tuyên Quang', 'tinh_uy'], ['Đảng ủy xã Tân Trào', 'dang_uy_xa'], ['Đảng ủy UBND tỉnh', 'dang_uy_truc_thuoc'], ['Ban Tổ chức Tỉnh ủy', 'ban_dang'], ['Sở Y tế', 'so_nganh'], ['Công an xã Tân Trào', 'cong_an_xa'], ['Bộ Chỉ huy Quân sự tỉnh', 'quan_su_tinh'], ['Bệnh viện Đa khoa tỉnh', 'benh_vien'], ['Trạm Y tế phường Minh Xuân', 'tram_y_te'], ['Trường THPT Tân Trào', 'truong_hoc'], ['Công ty cổ phần Chè Mỹ Lâm', 'doanh_nghiep'], ['Chốt kiểm soát Km 62', 'chot_kiem_soat'], ['Tổ Covid cộng đồng thôn Cây Đa', 'to_covid'], ['Hội Nông dân tỉnh', 'doan_the'], ['Ủy ban MTTQ Việt Nam xã Tân Trào', 'mttq_xa'], ['Kho bạc Nhà nước', 'nganh_doc'], ['Thôn Cây Đa', 'thon']])('“%s” is of kind %s', (name, kind) => { expect(kindOfName(name)).toBe(kind) })
test('importing what an import made changes nothing', () => {
  const names = fc.uniqueArray(fc.constantFrom('Sở Y tế', 'Sở Nội vụ', 'UBND xã Tân Trào', 'Trạm Y tế xã Tân Trào', 'Công an tỉnh', 'Báo tỉnh', 'Hội Nông dân tỉnh', 'Bệnh viện A'), { minLength: 1 })
  fc.assert(fc.property(names, fc.infiniteStream(fc.nat(7)), (list, picks) => {
    const rows = list.map((n, i) => { const up = picks.next().value % (i + 1); return [n, i === 0 || up === i ? '' : list[up]!] })
    const first = plan([['Tên đơn vị', 'Trực thuộc'], ...rows])
    const made = first.rows.map((r): Existing => {
      if (r.action !== 'new') throw new Error(r.action)
      const { parent, name, kind, line, unitId, from } = r.planned
      return { id: `r${r.row}`, name, kind, line, unitId, shortName: null, validFrom: from, validTo: null, code: null, email: null, phone: null, parentId: parent === null ? null : 'row' in parent ? `r${parent.row}` : parent.id }
    })
    expect(plan([['Tên đơn vị', 'Trực thuộc'], ...rows], made).counts).toMatchObject({ unchanged: list.length, new: 0, changed: 0, error: 0, absent: 0 })
  }))
})
