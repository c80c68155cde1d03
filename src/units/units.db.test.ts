import { beforeAll, describe, expect, test } from 'vitest'
import { asStaff, newCommand, readAs } from '../../test/support/commands.ts'
import { givenOrganisation, ownDatabase, refused, type GivenOrganisation } from '../../test/support/given.ts'
import { verifyAudit } from '../platform/audit/index.ts'
import type { StaffSession } from '../platform/db/index.ts'
import * as commands from './commands.ts'
import * as imports from './imports.ts'
import { loadUnits } from './load.ts'
import * as queries from './queries.ts'
import { writeSheet } from './sheets.ts'

const db = ownDatabase()
let office: GivenOrganisation, admin: StaffSession, clerk: StaffSession
beforeAll(async () => {
  const owner = await db().ownerClient()
  await loadUnits(owner)
  await owner.query(`update province set unit_id = '2025:08' where id = '08'; update province set unit_id = '2021:11' where id = '11'`)
  await owner.end()
  office = await givenOrganisation('Ủy ban nhân dân tỉnh Tuyên Quang', { kind: 'ubnd_tinh', unitId: '2025:08' })
  admin = await office.post('admin')
  clerk = await office.post('clerk')
})
const list = (ask: Partial<Parameters<typeof queries.listUnits>[2]>) => readAs(clerk, (r) => queries.listUnits(r, clerk, { offset: 0, limit: 20, ...ask }))
const organisations = (ask: Partial<Parameters<typeof queries.listOrganisations>[2]>, who = clerk) => readAs(who, (r) => queries.listOrganisations(r, who, { ended: 'without', offset: 0, limit: 50, ...ask }))
const view = (id: string, asOf?: string) => readAs(clerk, (r) => queries.getOrganisation(r, clerk, id, asOf))
const create = (name: string, more: object = {}) => commands.createOrganisation(newCommand(admin), { name, shortName: null, kind: 'so_nganh', code: null, parentId: office.id, unitId: '2025:08', email: null, phone: null, from: '2025-03-01', headTitle: null, ...more })

describe('the shipped units in the database', () => {
  test('are loaded once; a second start finds them and does nothing', async () => {
    const owner = await db().ownerClient()
    expect(await loadUnits(owner)).toMatchObject({ loaded: false, units: 15327 })
    const { rows } = await owner.query(`select level, count(*)::int as n from unit where valid_from <= '2025-07-01' and (valid_to is null or valid_to >= '2025-07-01') group by 1 order by 1`)
    expect(rows).toEqual([{ level: 'commune', n: 3321 }, { level: 'country', n: 1 }, { level: 'province', n: 34 }])
    await owner.end()
  })
  test('two starters at once load them once', async () => {
    const [a, b] = await Promise.all([db().ownerClient(), db().ownerClient()])
    await a.query(`comment on table unit_succession is null`)
    const answers = await Promise.all([loadUnits(a), loadUnits(b)])
    expect(answers.map((x) => x.units)).toEqual([15327, 15327])
    const { rows } = await a.query('select count(*)::int as n from unit_succession')
    expect(rows[0].n).toBe(14939)
    await Promise.all([a.end(), b.end()])
  })
})

describe('searching units', () => {
  test('accents and capitals do not matter; the own province comes first among equals', async () => {
    for (const q of ['xã Tân Trào', 'tan trao', 'TÂN TRÀO', 'X. Tân Trào']) {
      const { units } = await list({ q })
      expect(units[0], q).toMatchObject({ fullName: 'Xã Tân Trào', path: [{ name: 'Tỉnh Tuyên Quang' }] })
    }
  })
  test('as of 2021 the same words find the commune of then, in its district', async () => {
    const { day, units } = await list({ q: 'tan trao', asOf: '2021-08-31', within: '2021:08' })
    expect(day).toBe('2021-08-31')
    expect(units[0]).toMatchObject({ id: '2021:02545', path: [{ name: 'Huyện Sơn Dương' }, { name: 'Tỉnh Tuyên Quang' }] })
  })
  test('a code finds the unit that carries it on that day', async () => {
    expect((await list({ q: '00004', asOf: '2025-06-30' })).units.map((u) => u.fullName)).toEqual(['Phường Trúc Bạch'])
    expect((await list({ q: '00004', asOf: '2025-07-01' })).units.map((u) => u.fullName)).toEqual(['Phường Ba Đình'])
  })
  test('an unknown unit is refused', async () => { await refused(readAs(clerk, (r) => queries.getUnit(r, clerk, 'x:1', undefined)), 'unit.unknown') })
  test('a unit of 2021 opened today says where its territory is now', async () => {
    const v = await readAs(clerk, (r) => queries.getUnit(r, clerk, '2021:076', undefined))
    expect(v.unit).toMatchObject({ fullName: 'Huyện Sơn Dương', inForce: false })
    expect(v.now.units.map((u) => u.unit.fullName)).toContain('Xã Tân Trào')
    expect(v.now.unknown).toBe(false)
  })
  test('an ended province lists the districts of its last day; today\'s province seen in 2021 is the one of then', async () => {
    const old = await readAs(clerk, (r) => queries.listUnitChildren(r, '2021:08', undefined))
    expect(old.counts).toEqual({ province: 0, district: 7, commune: 0 })
    expect((await readAs(clerk, (r) => queries.listUnitChildren(r, '2025:08', '2021-08-31'))).counts.district).toBe(7)
    expect((await readAs(clerk, (r) => queries.getUnit(r, clerk, '2025:08', '2021-08-31'))).onDay).toEqual({ id: '2021:08', name: 'Tỉnh Tuyên Quang' })
  })
})

describe('organisations', () => {
  test('a rename from a day on leaves yesterday as it was', async () => {
    const { id } = await create('Sở Y tế thử')
    await commands.changeOrganisation(newCommand(admin), id, { on: '2026-01-01', name: 'Sở Y tế và Dân số thử' })
    expect((await view(id, '2025-12-31')).organisation.name).toBe('Sở Y tế thử')
    expect((await view(id, '2026-01-01')).organisation.name).toBe('Sở Y tế và Dân số thử')
    expect((await view(id)).versions.map((v) => [v.validFrom, v.validTo])).toEqual([['2026-01-01', null], ['2025-03-01', '2025-12-31']])
    await refused(commands.changeOrganisation(newCommand(admin), id, { on: '2025-06-01', name: 'X Y' }), 'organisation.change_in_past')
    await refused(commands.changeOrganisation(newCommand(admin), id, { on: '2026-02-01', name: 'Sở Y tế và Dân số thử' }), 'organisation.nothing_changed')
  })
  test('an organisation cannot stand below its own child', async () => {
    const a = await create('Cơ quan A'), b = await create('Phòng B của A', { kind: 'phong', parentId: a.id }), c = await create('Tổ C của B', { kind: 'phong', parentId: b.id })
    await refused(commands.changeOrganisation(newCommand(admin), a.id, { on: '2026-01-01', parentId: c.id }), 'organisation.would_loop')
    expect((await view(c.id)).path.map((p) => p.name)).toEqual(['Ủy ban nhân dân tỉnh Tuyên Quang', 'Cơ quan A', 'Phòng B của A'])
  })
  test('merging into another moves what stands below and records the succession', async () => {
    const gtvt = await create('Sở Giao thông vận tải', { from: '2020-01-01' }), xd = await create('Sở Xây dựng'), tram = await create('Trạm kiểm tra tải trọng', { kind: 'don_vi_su_nghiep', parentId: gtvt.id, from: '2020-01-01' })
    await refused(commands.closeOrganisation(newCommand(admin), gtvt.id, { lastDay: '2025-12-31', heirs: [xd.id], moveChildren: false }), 'organisation.has_children')
    expect(await commands.closeOrganisation(newCommand(admin), gtvt.id, { lastDay: '2025-12-31', heirs: [xd.id], moveChildren: true, note: 'NĐ 45/2025/NĐ-CP' })).toMatchObject({ movedChildren: 1 })
    expect((await view(tram.id, '2025-12-31')).organisation.parent?.id).toBe(gtvt.id)
    expect((await view(tram.id, '2026-01-01')).organisation.parent?.id).toBe(xd.id)
    expect(await view(gtvt.id)).toMatchObject({ inForce: false, after: [{ id: xd.id, on: '2026-01-01', note: 'NĐ 45/2025/NĐ-CP' }] })
    const found = await readAs(clerk, (r) => queries.matchPhrasesNamed(r, ['Sở Giao thông vận tải', 'các sở, ban, ngành tỉnh'], {}))
    expect(found.phrases[0]!.matches).toMatchObject([{ organisation: { id: xd.id }, why: { code: 'successor', formerly: 'Sở Giao thông vận tải' } }])
    expect(found.phrases[1]!.matches.map((m) => m.organisation.id)).not.toContain(gtvt.id)
    await refused(commands.changeOrganisation(newCommand(admin), gtvt.id, { on: '2026-05-01', name: 'Khác đi' }), 'organisation.closed')
  })
  test('the same name under the same parent is refused', async () => {
    await create('Sở Nội vụ')
    await refused(create('SỞ NỘI VỤ'), 'organisation.same_name')
  })
  test('every organisation begins with a head’s post, and its last head’s post cannot end', async () => {
    const { id } = await create('Sở Tài chính')
    const { posts } = await view(id)
    expect(posts).toMatchObject([{ kind: 'head', title: 'Giám đốc', holders: [] }])
    await refused(commands.closePost(newCommand(admin), posts[0]!.id, '2026-06-01'), 'post.last_head')
    await commands.createPost(newCommand(admin), id, { kind: 'head', title: 'Quyền Giám đốc', rank: 11, from: '2026-01-01' })
    await commands.closePost(newCommand(admin), posts[0]!.id, '2026-06-01')
    expect((await view(id, '2026-06-02')).organisation.head?.title).toBe('Quyền Giám đốc')
  })
  test('a search without accents and with short forms finds it, and children are counted', async () => {
    const { organisations: found } = await organisations({ q: 'ubnd tinh' })
    expect(found[0]).toMatchObject({ id: office.id, unit: { id: '2025:08', name: 'Tỉnh Tuyên Quang' } })
    expect(found[0]!.children).toBeGreaterThan(3)
    expect((await organisations({ parent: office.id, q: 'so tai' })).organisations.map((o) => o.name)).toEqual(['Sở Tài chính'])
    expect((await organisations({ q: '100%_' })).total).toBe(0)
  })
  test('a name entered short is found by its long form', async () => {
    const { id } = await create('UBND xã Ví Dụ', { kind: 'ubnd_xa' })
    expect((await organisations({ q: 'Ủy ban nhân dân xã Ví Dụ' })).organisations[0]?.id).toBe(id)
    expect((await organisations({ q: 'ubnd xa vi du' })).organisations[0]?.id).toBe(id)
  })
  test('a clerk reads and changes nothing; another province sees nothing', async () => {
    await refused(commands.createOrganisation(newCommand(clerk), { name: 'X Y', shortName: null, kind: 'so_nganh', code: null, parentId: null, unitId: null, email: null, phone: null, from: '2026-01-01', headTitle: null }), 'permission.missing')
    const other = await (await givenOrganisation('UBND tỉnh Điện Biên', { provinceId: '11' })).post('admin')
    expect((await organisations({}, other)).organisations.map((o) => o.name)).toEqual(['UBND tỉnh Điện Biên'])
    await refused(readAs(other, (r) => queries.getOrganisation(r, other, office.id, undefined)), 'organisation.unknown')
    await refused(commands.changeOrganisation(newCommand(other), office.id, { on: '2026-01-01', name: 'Chiếm' }), 'organisation.unknown')
    await expect(asStaff(clerk, (w) => w.insertInto('organisation').values({ province_id: '08', id: admin.accountId, line: 'other', kind: 'khac', valid_from: '2026-01-01' }).execute())).rejects.toThrow(/row-level security/)
  })
})

describe('merging units', () => {
  test('the preview and the act agree; yesterday is unchanged, and both are in the audit trail', async () => {
    const near = (await list({ level: 'commune', within: '2025:08', limit: 200 })).units
    const [a, b] = [near.find((u) => u.name === 'Tân Trào')!, near.find((u) => u.name === 'Sơn Dương')!]
    const org = await givenOrganisation('UBND xã Tân Trào', { unitId: a.id })
    const body = { kind: 'merge' as const, on: '2027-01-01', decree: '01/NQ-UBTVQH16', from: [a.id, b.id], into: { code: b.code, type: 'commune' as const, name: 'Tân Trào Sơn Dương', areaKm2: null, population: null } }
    const preview = await readAs(admin, (r) => commands.previewUnitChange(r, admin, body))
    expect(preview).toMatchObject({ ends: [{ lastDay: '2026-12-31' }, { lastDay: '2026-12-31' }], begins: [{ fullName: 'Xã Tân Trào Sơn Dương' }], organisations: [{ id: org.id }], organisationCount: 1 })
    expect(await commands.changeUnits(newCommand(admin), body)).toEqual(preview)
    await refused(commands.changeUnits(newCommand(admin), body), 'unit.ends_already')
    expect((await list({ q: 'xã Tân Trào', asOf: '2026-12-31', within: '2025:08' })).units[0]?.id).toBe(a.id)
    const after = await list({ q: 'Tân Trào', asOf: '2027-01-01', within: '2025:08', level: 'commune' })
    expect(after.units.map((u) => u.fullName)).toEqual(['Xã Tân Trào Sơn Dương'])
    const v = await readAs(clerk, (r) => queries.getUnit(r, clerk, '2021:02545', '2027-06-01'))
    expect(v.now).toMatchObject({ units: [{ unit: { fullName: 'Xã Tân Trào Sơn Dương' }, part: 'full' }], unknown: false })
    // A new version of the shipped list does not open what the province has closed.
    const owner = await db().ownerClient()
    await owner.query('comment on table unit_succession is null')
    await loadUnits(owner)
    expect((await owner.query('select valid_to from unit where id = $1', [a.id])).rows[0].valid_to).toBe('2026-12-31')
    await owner.end()
  })
})

describe('import', () => {
  const upload = (bytes: Buffer, name = 'to-chuc.xlsx') => [{ name, mediaType: 'application/octet-stream', bytes, field: 'file' }]
  const csv = (...lines: string[]) => Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf8')
  test('preview, apply, and the same file again: nothing to do', async () => {
    const bytes = csv('TT;Tên cơ quan, đơn vị;Trực thuộc;Điện thoại', '1;Sở Dân tộc và Tôn giáo;Ủy ban nhân dân tỉnh Tuyên Quang;0207 111', '2;Trạm Y tế xã Minh Thanh;Ủy ban nhân dân xã Minh Thanh;', '3;Ủy ban nhân dân xã Minh Thanh;Ủy ban nhân dân tỉnh Tuyên Quang;')
    const preview = await imports.previewImport(admin, '2026-11-24', upload(bytes, 'a.csv'))
    expect(preview.counts).toMatchObject({ new: 3, error: 0 })
    expect(preview.rows[1]).toMatchObject({ kind: 'tram_y_te', parent: 'Ủy ban nhân dân xã Minh Thanh', unit: 'Xã Minh Thanh' })
    const apply = { on: '2026-11-24', fingerprint: preview.fingerprint, closeAbsent: [] }
    expect(await imports.applyImport(newCommand(admin), preview.file, apply)).toMatchObject({ new: 3 })
    await refused(imports.applyImport(newCommand(admin), preview.file, apply), 'import.changed_since_preview')
    const again = await imports.previewImport(admin, '2026-11-25', upload(bytes, 'a.csv'))
    expect(again.counts).toMatchObject({ new: 0, unchanged: 3 })
    await refused(imports.applyImport(newCommand(admin), again.file, { ...apply, on: '2026-11-25', fingerprint: again.fingerprint }), 'import.nothing_to_do')
    const [station] = (await organisations({ q: 'tram y te xa minh thanh' })).organisations
    expect((await view(station!.id)).path.map((p) => p.name)).toEqual(['Ủy ban nhân dân tỉnh Tuyên Quang', 'Ủy ban nhân dân xã Minh Thanh'])
  })
  test('a row with an error keeps the whole file out', async () => {
    const preview = await imports.previewImport(admin, '2026-11-24', upload(csv('Tên đơn vị,Trực thuộc', 'Sở Mới,Không có', 'Sở Khác,'), 'b.csv'))
    expect(preview.rows.map((r) => r.issues[0]?.sentence.vi ?? null)).toEqual(['Không có cơ quan cấp trên “Không có” trong tệp và trong tỉnh. Kiểm tra tên, hoặc thêm một dòng cho cơ quan đó.', null])
    await refused(imports.applyImport(newCommand(admin), preview.file, { on: '2026-11-24', fingerprint: preview.fingerprint, closeAbsent: [] }), 'import.has_errors')
    expect((await organisations({ q: 'so khac' })).total).toBe(0)
  })
  test('an export comes back as an import that changes nothing', async () => {
    const file = await imports.exportOrganisations(admin, '2026-11-26')
    const preview = await imports.previewImport(admin, '2026-11-26', upload(Buffer.from(file.bytes as Uint8Array)))
    expect(preview.rows.filter((r) => r.action !== 'unchanged')).toEqual([])
  })
  test('organisations that the sheet leaves out are ended only when the officer says so', async () => {
    const { id } = await create('Sở Sắp Giải Thể', { from: '2026-01-01' })
    const preview = await imports.previewImport(admin, '2026-12-01', upload(csv('Tên đơn vị', 'Ủy ban nhân dân tỉnh Tuyên Quang'), 'c.csv'))
    expect(preview.absent.map((a) => a.id)).toContain(id)
    await imports.applyImport(newCommand(admin), preview.file, { on: '2026-12-01', fingerprint: preview.fingerprint, closeAbsent: [id] })
    expect((await view(id, '2026-12-01')).inForce).toBe(false)
    expect((await view(id, '2026-11-30')).inForce).toBe(true)
  })
  test('what is no sheet is refused in words and keeps nobody waiting', async () => {
    await refused(imports.previewImport(admin, '2026-11-24', upload(Buffer.alloc(0))), 'import.unreadable')
    await refused(imports.previewImport(admin, '2026-11-24', upload(Buffer.from('PK\u0003\u0004 not a zip'))), 'import.unreadable')
    await refused(imports.previewImport(admin, '2026-11-24', upload(Buffer.from([0xff, 0x41, 0x80, 0x0a]), 'x.csv')), 'import.unreadable')
    await refused(imports.previewImport(admin, '2026-11-24', upload(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'x.xls')), 'import.unreadable')
    await refused(imports.previewImport(admin, '2026-11-24', upload(csv('Họ tên,Tuổi', 'A,1'), 'y.csv')), 'import.no_name_column')
    await refused(imports.previewImport(clerk, '2026-11-24', upload(csv('Tên đơn vị', 'A'), 'z.csv')), 'permission.missing')
  })
  test('a sheet of 10,000 organisations is previewed and written', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({ name: `Cơ sở sản xuất số ${i + 1}`, shortName: null, kind: 'Doanh nghiệp, hợp tác xã', parent: i === 0 ? null : 'Cơ sở sản xuất số 1', unit: '08', code: null, email: null, phone: null, head: null, from: '2026-01-01', to: null }))
    const preview = await imports.previewImport(admin, '2026-12-02', upload(await writeSheet(rows, ['Doanh nghiệp, hợp tác xã'])))
    expect(preview.counts).toMatchObject({ new: 10_000, error: 0 })
    expect(await imports.applyImport(newCommand(admin), preview.file, { on: '2026-12-02', fingerprint: preview.fingerprint, closeAbsent: [] })).toMatchObject({ new: 10_000 })
    const found = await organisations({ q: 'so 9999', line: 'enterprise' })
    expect(found.organisations.map((o) => o.name)).toEqual(['Cơ sở sản xuất số 9999'])
  }, 180_000)
})

test('the audit trail of all this verifies', async () => { expect((await verifyAudit(db().system)).broken).toEqual([]) })
