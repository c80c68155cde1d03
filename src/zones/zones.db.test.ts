import { beforeAll, describe, expect, it } from 'vitest'
import { atMoment } from '../platform/clock.ts'
import { asSystem, database, type StaffSession } from '../platform/db/index.ts'
import { givenOrganisation, ownDatabase, refused } from '../../test/support/given.ts'
import { decideZones, previewZoneDecision } from './commands.ts'
import { ZoneDecisionBody } from './contract.ts'
import { registerZoneDependent } from './dependents.ts'
import { getZone, listZones } from './queries.ts'

ownDatabase()

const at = (day: string, time = '03:00'): string => `2026-11-${day}T${time}:00.000Z`
const body = (b: Partial<ZoneDecisionBody> & { unitIds: string[]; validFrom: string }) => ZoneDecisionBody.parse({ basis: 'Quyết định số 12/QĐ-BCĐ', ...b })
let province: StaffSession, commune: StaffSession, party: StaffSession

beforeAll(async () => {
  const unit = (id: string, level: string, name: string, parent: string | null, population: number | null = null) => ({ id, code: id.split(':')[1]!, level, type: level, name, full_name: level === 'commune' ? `Xã ${name}` : name, parent_id: parent, province_unit_id: level === 'commune' ? 't:08' : null, population, valid_from: '2025-07-01', search: name.toLowerCase() })
  await asSystem('08', (db) => db.insertInto('unit').values([unit('t:08', 'province', 'Tuyên Quang', null), unit('t:00691', 'commune', 'Lũng Cú', 't:08', 24_000), unit('t:00700', 'commune', 'Mèo Vạc', 't:08', 18_000)]).execute())
  province = await (await givenOrganisation('UBND tỉnh', { kind: 'ubnd_tinh', unitId: 't:08' })).post('head')
  commune = await (await givenOrganisation('UBND xã Lũng Cú', { kind: 'ubnd_xa', unitId: 't:00691' })).post('head')
  party = await (await givenOrganisation('Đảng ủy xã Lũng Cú', { line: 'party', kind: 'dang_uy_xa', unitId: 't:00691' })).post('head')
})

const levelOf = async (who: StaffSession, unitId: string, asOf?: string) => { const list = await listZones(who, { disease: 'covid-19', asOf }); const u = list.units.find((x) => x.unit.id === unitId)!; return { level: u.level, distancing: u.distancing, from: u.levelFrom?.id ?? null } }

describe('levels of areas', () => {
  it('the province gives a level to all; a commune decides its own, and only its own', async () => {
    await atMoment(at('02'), () => decideZones(province, body({ unitIds: ['t:08'], level: 2, distancing: 'ct15', validFrom: at('02') })))
    await atMoment(at('03'), () => decideZones(commune, body({ unitIds: ['t:00691'], level: 4, validFrom: at('03', '17:00') })))
    expect(await levelOf(party, 't:00691')).toEqual({ level: 4, distancing: 'ct15', from: null })
    expect(await levelOf(party, 't:00700')).toEqual({ level: 2, distancing: 'ct15', from: 't:08' })
    await refused(decideZones(commune, body({ unitIds: ['t:00700'], level: 4, validFrom: at('03') })), 'zone.outside_area')
    await refused(decideZones(commune, body({ unitIds: ['t:08'], level: 4, validFrom: at('03') })), 'zone.outside_area')
    await refused(decideZones(party, body({ unitIds: ['t:00691'], level: 4, validFrom: at('03') })), 'permission.missing')
  })
  it('yesterday is asked again and answers as it did then, although a decision was corrected since', async () => {
    const asked = at('03', '18:00')
    const before = await atMoment(asked, () => levelOf(province, 't:00691'))
    const { decisions } = { decisions: (await getZone(commune, 't:00691', { disease: 'covid-19' })).history.filter((d) => d.unit.id === 't:00691') }
    await atMoment(at('04'), () => decideZones(commune, body({ unitIds: ['t:00691'], level: 3, validFrom: at('03', '17:00'), correctsId: decisions[0]!.id, reason: 'Ghi nhầm cấp' })))
    expect((await levelOf(province, 't:00691')).level).toBe(3)
    expect(await levelOf(province, 't:00691', asked)).toEqual(before)
    await refused(decideZones(commune, body({ unitIds: ['t:00691'], level: 2, validFrom: at('03', '17:00'), correctsId: decisions[0]!.id })), 'zone.corrected_already')
    const history = (await getZone(party, 't:00691', { disease: 'covid-19' })).history
    expect(history.find((d) => d.id === decisions[0]!.id)?.correctedById).toBeTruthy()
  })
  it('before deciding one sees what changes, and what hangs on it', async () => {
    registerZoneDependent({ what: { vi: 'người đang cách ly tại nhà', en: 'people in home quarantine' }, count: async (_db, change) => change.unitIds.length })
    const preview = await previewZoneDecision(commune, body({ unitIds: ['t:00691'], level: 4, distancing: 'ct16', validFrom: at('09') }))
    expect(preview.units[0]).toMatchObject({ direction: 'tighter', before: { level: 3, distancing: 'ct15' }, after: { level: 4, distancing: 'ct16' } })
    expect(preview.dependents).toEqual([{ what: { vi: 'người đang cách ly tại nhà', en: 'people in home quarantine' }, count: 1 }])
  })
  it('a hamlet is locked down without its commune; lifting it is a decision too', async () => {
    await atMoment(at('10'), () => decideZones(commune, body({ unitIds: ['t:00691'], partName: 'Thôn Lô Lô Chải', lockdown: true, level: 4, validFrom: at('10') })))
    const locked = (await getZone(party, 't:00691', { disease: 'covid-19' })).zone
    expect(locked).toMatchObject({ level: 3, lockdown: false, parts: [{ name: 'Thôn Lô Lô Chải', lockdown: true }] })
    await refused(atMoment(at('11'), () => decideZones(commune, body({ unitIds: ['t:00691'], partName: 'Thôn Lô Lô Chải', lockdown: true, level: 4, validFrom: at('11') }))), 'zone.nothing_changed')
    await atMoment(at('20'), () => decideZones(commune, body({ unitIds: ['t:00691'], partName: 'Thôn Lô Lô Chải', validFrom: at('20') })))
    expect((await getZone(party, 't:00691', { disease: 'covid-19' })).zone.parts).toEqual([])
  })
  it('what begins tomorrow does not hold today; a decision ends after it begins; another disease has levels of its own', async () => {
    await decideZones(province, body({ unitIds: ['t:00700'], level: 4, validFrom: '2099-01-01T00:00:00.000Z' }))
    expect((await levelOf(party, 't:00700')).level).toBe(2)
    await refused(decideZones(province, body({ unitIds: ['t:00700'], level: 4, validFrom: at('12'), validTo: at('11') })), 'zone.ends_before_it_begins')
    expect((await listZones(party, { disease: 'measles' })).counts.none).toBe(2)
  })
  it('the database itself keeps a commune from writing a level for another, and everybody from changing one', async () => {
    const client = await database().appPool.connect()
    try {
      const as = async (sql: string): Promise<unknown> => { await client.query(`begin; set local taicho.province = '08'; set local taicho.organisation = '${commune.organisationId}'; set local taicho.post = '${commune.postId}'; set local taicho.account = '${commune.accountId}'; set local taicho.permissions = ',zone.read,zone.decide,'; set local taicho.area = 't:00691'`); try { return await client.query(sql).catch((e: Error) => e.message) } finally { await client.query('rollback') } }
      const insert = (unit: string) => `insert into zone_decision (province_id, id, disease, unit_id, level, valid_from, basis, organisation_id, post_id, account_id, decided_at) values ('08', gen_random_uuid(), 'covid-19', '${unit}', 4, now(), 'x', '${commune.organisationId}', '${commune.postId}', '${commune.accountId}', now())`
      expect(await as(insert('t:00700'))).toMatch(/row-level security/)
      expect(await as(insert('t:00691'))).toMatchObject({ rowCount: 1 })
      expect(await as(`update zone_decision set level = 1`)).toMatch(/permission denied/)
      expect(await as(`delete from zone_decision`)).toMatch(/permission denied/)
    } finally { client.release() }
  })
})
