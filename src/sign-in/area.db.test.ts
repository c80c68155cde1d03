import { describe, expect, it } from 'vitest'
import { asStaff, asSystem, readAs, sql } from '../platform/db/index.ts'
import { givenOrganisation, ownDatabase } from '../../test/support/given.ts'
import { fieldWorkOf } from './rules.ts'

ownDatabase()

const givenUnits = () => asSystem('08', async (db) => {
  const unit = (id: string, level: string, name: string, parent: string | null, from: string, to: string | null = null) => ({
    id, code: id.split(':')[1]!, level, type: level, name, full_name: name, parent_id: parent, province_unit_id: null, valid_from: from, valid_to: to, search: name })
  await db.insertInto('unit').values([
    unit('t25:08', 'province', 'Tuyên Quang', null, '2025-07-01'),
    unit('t25:1', 'commune', 'Xã Mới', 't25:08', '2025-07-01'), unit('t25:2', 'commune', 'Xã Bên', 't25:08', '2025-07-01'),
    unit('t21:d', 'district', 'Huyện Cũ', null, '2004-01-01', '2025-06-30'),
    unit('t21:1', 'commune', 'Xã Cũ', 't21:d', '2004-01-01', '2025-06-30'), unit('t21:2', 'commune', 'Xã Bị Chia', 't21:d', '2004-01-01', '2025-06-30'),
  ]).execute()
  await db.insertInto('unit_succession').values([
    { from_id: 't21:1', to_id: 't25:1', effective_on: '2025-07-01', part: 'full' },
    { from_id: 't21:2', to_id: 't25:1', effective_on: '2025-07-01', part: 'partial' }, { from_id: 't21:2', to_id: 't25:2', effective_on: '2025-07-01', part: 'partial' },
  ]).execute()
})

describe('the area an organisation answers for', () => {
  it('a commune: itself and the communes that passed into it whole, never one that was split', async () => {
    await givenUnits()
    const station = await givenOrganisation('Trạm Y tế Xã Mới', { line: 'health', kind: 'tram_y_te', unitId: 't25:1' })
    expect([...(await station.post('staff')).area].sort()).toEqual(['t21:1', 't25:1'])
    const team = await givenOrganisation('Tổ Covid thôn 3', { line: 'field', kind: 'to_covid', parentId: station.id })
    expect([...(await team.post('field')).area].sort()).toEqual(['t21:1', 't25:1'])
  })
  it('a provincial office: the whole province; a station without a place: nobody', async () => {
    const cdc = await (await givenOrganisation('Trung tâm Kiểm soát bệnh tật', { line: 'health', kind: 'cdc' })).post('staff')
    expect(cdc.area).toEqual(['*'])
    const lost = await (await givenOrganisation('Trạm Y tế chưa rõ nơi', { line: 'health', kind: 'tram_y_te' })).post('staff')
    expect(lost.area).toEqual([])
    const hospital = await (await givenOrganisation('Bệnh viện', { line: 'health', kind: 'benh_vien', unitId: 't25:1' })).post('staff')
    expect(hospital.area).toEqual([])
  })
  it('the database answers the same: inside, outside, unknown', async () => {
    const who = await (await givenOrganisation('Trạm Y tế', { line: 'health', kind: 'tram_y_te', unitId: 't25:2' })).post('staff')
    const ask = sql<{ own: boolean; other: boolean; unknown: boolean }>`select in_area('t25:2') as own, in_area('t25:1') as other, in_area(null) as unknown`
    expect((await readAs(who, (db) => ask.execute(db as never))).rows[0]).toEqual({ own: true, other: false, unknown: false })
    const all = await (await givenOrganisation('CDC', { line: 'health', kind: 'cdc' })).post('staff')
    expect((await asStaff(all, (db) => ask.execute(db))).rows[0]).toEqual({ own: true, other: true, unknown: true })
  })
})

describe('who works with persons', () => {
  it('a Party office and a company read rules and levels, no names; a health station works with them; only the province switches a rule', () => {
    expect(fieldWorkOf('head', { line: 'party', kind: 'tinh_uy', wholeProvince: false })).toEqual(['zone.read', 'protocol.read'])
    expect(fieldWorkOf('staff', { line: 'enterprise', kind: 'doanh_nghiep', wholeProvince: false })).not.toContain('person.read')
    expect(fieldWorkOf('staff', { line: 'health', kind: 'tram_y_te', wholeProvince: false })).toContain('trace.write')
    expect(fieldWorkOf('head', { line: 'health', kind: 'tram_y_te', wholeProvince: false })).not.toContain('protocol.switch')
    expect(fieldWorkOf('head', { line: 'health', kind: 'so_nganh', wholeProvince: true })).toContain('protocol.switch')
    expect(fieldWorkOf('head', { line: 'health', kind: 'so_nganh', wholeProvince: true })).not.toContain('zone.decide')
    expect(fieldWorkOf('head', { line: 'government', kind: 'ubnd_xa', wholeProvince: false })).toContain('zone.decide')
  })
})
