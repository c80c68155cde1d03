import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atMoment } from '../platform/clock.ts'
import { asStaff, asSystem, database, type StaffSession } from '../platform/db/index.ts'
import { findOrCreatePerson, mergePersons } from '../people/index.ts'
import { findOrCreatePlace, openCase, refuteCase } from '../cases/index.ts'
import { connectRooms } from '../server/connect.ts'
import '../server/rooms.ts'
import { givenOrganisation, ownDatabase, refused } from '../../test/support/given.ts'
import { addContacts, addExposures, reachContact, voidExposure } from './commands.ts'
import { ContactLine } from './contract.ts'
import { onLevelsChanged, type LevelChange } from './changed.ts'
import { listContacts, listWork, whyLevel } from './queries.ts'
import { recomputeLevels } from './recompute.ts'
import { buildGraph, levels, minuteOf } from './rules.ts'

ownDatabase()
connectRooms()
connectRooms()
let province: StaffSession, a: StaffSession, b: StaffSession
let told: LevelChange[] = []
onLevelsChanged(async (_db, changes) => { told.push(...changes) })

beforeAll(async () => {
  const unit = (id: string, level: string, name: string, parent: string | null) => ({ id, code: id.split(':')[1]!, level, type: level, name, full_name: level === 'commune' ? `Xã ${name}` : name, parent_id: parent, province_unit_id: level === 'commune' ? 't:08' : null, population: null, valid_from: '2025-07-01', search: name.toLowerCase() })
  await asSystem('08', (db) => db.insertInto('unit').values([unit('t:08', 'province', 'Tuyên Quang', null), unit('t:00691', 'commune', 'Lũng Cú', 't:08'), unit('t:00700', 'commune', 'Mèo Vạc', 't:08')]).execute())
  province = await (await givenOrganisation('Trung tâm Kiểm soát bệnh tật', { line: 'health', kind: 'cdc' })).post('staff')
  a = await (await givenOrganisation('Trạm Y tế xã Lũng Cú', { line: 'health', kind: 'tram_y_te', unitId: 't:00691' })).post('staff')
  b = await (await givenOrganisation('Trạm Y tế xã Mèo Vạc', { line: 'health', kind: 'tram_y_te', unitId: 't:00700' })).post('staff')
})
beforeEach(() => { told = [] })

let n = 0
const person = async (who: StaffSession, unitId: string, name = `Sùng Mí ${['Già', 'Chá', 'Páo', 'Sính', 'Dình'][n % 5]} ${n}`): Promise<string> => (await asStaff(who, (db) => findOrCreatePerson(db, { name, unitId, identifiers: [{ kind: 'citizen', value: `0080${String(++n).padStart(8, '0')}` }] }))).personId
// Days in which F2 are followed (their definition of 2021 is in force) and, in 2026, in which they are not.
const day = (d: string, time = '00:00') => new Date(Date.parse(`2021-08-${d}T${time}:00Z`) - 7 * 3_600_000).toISOString()
const now = day('20', '12:00')
const then = <T>(work: () => Promise<T>): Promise<T> => atMoment(now, work)
const confirm = (who: StaffSession, personId: string, onset: string) => then(() => asStaff(who, (db) => openCase(db, { disease: 'covid-19', personId, onsetOn: `2021-08-${onset}`, decision: { classification: 'confirmed', reason: 'PCR dương tính' } })))
const meet = (who: StaffSession, sourceId: string, targetId: string, d: string) => then(() => asStaff(who, (db) => addExposures(db, [{ disease: 'covid-19', sourceId, targetId, fromAt: day(d), toAt: day(d, '23:59') }])))
const levelOf = async (id: string, disease = 'covid-19'): Promise<number | null> => (await database().systemPool.query<{ level: number | null }>('select level from contact_state where disease = $1 and person_id = $2', [disease, id])).rows[0]?.level ?? null

/** Levels of everybody computed anew from all rows, to compare with what stands in the database. */
async function anew(): Promise<Record<string, number>> {
  const { rows: cases } = await database().systemPool.query(`select person_id as id, onset_on from outbreak_case where disease = 'covid-19' and classification = 'confirmed'`)
  const { rows: meetings } = await database().systemPool.query(`select source_id as a, target_id as b, from_at, to_at from exposure where disease = 'covid-19' and voided_at is null and source_id is not null`)
  const { rows: stays } = await database().systemPool.query(`select target_id as person, place_id as place, from_at, to_at from exposure where disease = 'covid-19' and voided_at is null and place_id is not null union all select c.person_id, m.place_id, m.from_at, m.to_at from case_milestone m join outbreak_case c on c.id = m.case_id where m.voided_at is null and c.disease = 'covid-19'`)
  const span = (r: { from_at: string; to_at: string }) => ({ from: minuteOf(r.from_at), to: minuteOf(r.to_at) })
  const graph = buildGraph(cases.map((c) => ({ id: c.id, window: { from: minuteOf(new Date(Date.parse(`${c.onset_on}T00:00:00Z`) - 3 * 86_400_000 - 7 * 3_600_000).toISOString()), to: 0x7fffffff } })), meetings.map((m) => ({ a: m.a, b: m.b, ...span(m) })), stays.map((s) => ({ person: s.person, place: s.place, ...span(s) })))
  const state = levels(graph, { maxLevel: 2, releaseOnNegative: true })
  return Object.fromEntries(graph.ids.flatMap((id, i) => (state.level[i]! >= 0 ? [[id, state.level[i]!]] : [])))
}
const stands = async (): Promise<Record<string, number>> => Object.fromEntries((await database().systemPool.query(`select person_id as id, level from contact_state where disease = 'covid-19' and level is not null`)).rows.map((r) => [r.id, r.level]))

describe('levels follow from cases and contacts', () => {
  it('a confirmed case makes its contacts F1 and theirs F2, over the border of the commune, in the same transaction', async () => {
    const [f0, f1, f2] = [await person(a, 't:00691'), await person(a, 't:00691'), await person(b, 't:00700')]
    await meet(a, f0, f1, '15')
    await meet(province, f1, f2, '17')
    expect([await levelOf(f1), await levelOf(f2)]).toEqual([null, null])
    told = []
    await confirm(a, f0, '16')
    expect([await levelOf(f0), await levelOf(f1), await levelOf(f2)]).toEqual([0, 1, 2])
    expect(told.map((c) => [c.personId, c.from, c.to])).toEqual(expect.arrayContaining([[f0, null, 0], [f1, null, 1], [f2, null, 2]]))
    expect(told.find((c) => c.personId === f1)!.lastExposureOn).toBe('2021-08-15')
    const why = await then(() => whyLevel(b, f2, 'covid-19'))
    expect(why.path.map((s) => [s.personId, s.level])).toEqual([[f2, 2], [f1, 1], [f0, 0]])
    await refused(then(() => whyLevel(a, f2, 'covid-19')), 'trace.contact_unknown')
  })
  it('who met the case before its window, or met the F1 before the F1 met the case, is no contact', async () => {
    const [f0, early, f1, before] = [await person(a, 't:00691'), await person(a, 't:00691'), await person(a, 't:00691'), await person(a, 't:00691')]
    await meet(a, f0, early, '10'); await meet(a, f0, f1, '15'); await meet(a, f1, before, '12')
    await confirm(a, f0, '16')
    expect([await levelOf(early), await levelOf(f1), await levelOf(before)]).toEqual([null, 1, null])
  })
  it('a refuted case lets go of those reached through it alone, and keeps those with another way; the line and its history stay', async () => {
    const [one, two, only, both] = [await person(a, 't:00691'), await person(a, 't:00691'), await person(a, 't:00691'), await person(a, 't:00691')]
    await meet(a, one, only, '15'); await meet(a, one, both, '15'); await meet(a, two, both, '16')
    await confirm(a, one, '16'); await confirm(a, two, '16')
    told = []
    await then(() => asStaff(a, (db) => refuteCase(db, { disease: 'covid-19', personId: one, reason: 'Đính chính kết quả' })))
    expect([await levelOf(one), await levelOf(only), await levelOf(both)]).toEqual([null, null, 1])
    const { rows } = await database().systemPool.query(`select from_level, to_level from contact_history where person_id = $1 order by id`, [only])
    expect(rows).toEqual([{ from_level: null, to_level: 1 }, { from_level: 1, to_level: null }])
    expect(told.find((c) => c.personId === both)).toMatchObject({ from: 1, to: 1, lastExposureOn: '2021-08-16' })
  })
  it('a contact who turns positive becomes F0, and the own contacts move up', async () => {
    const [f0, f1, f2] = [await person(a, 't:00691'), await person(a, 't:00691'), await person(a, 't:00691')]
    await meet(a, f0, f1, '15'); await meet(a, f1, f2, '17')
    await confirm(a, f0, '16')
    await confirm(a, f1, '18')
    expect([await levelOf(f0), await levelOf(f1), await levelOf(f2)]).toEqual([0, 0, 1])
  })
  it('everybody at the same place at the same hours as the case is F1 without a line for every pair; who came after it left is not', async () => {
    const [f0, there, later] = [await person(a, 't:00691'), await person(a, 't:00691'), await person(b, 't:00700')]
    const bus = await asStaff(a, (db) => findOrCreatePlace(db, { kind: 'vehicle', name: 'Xe khách 23B-001.45', unitId: null, address: null }))
    const at = (who: StaffSession, targetId: string, from: string, to: string) => then(() => asStaff(who, (db) => addExposures(db, [{ disease: 'covid-19', placeId: bus, targetId, fromAt: day('15', from), toAt: day('15', to) }])))
    await at(a, f0, '08:00', '10:00'); await at(a, there, '09:30', '12:00'); await at(b, later, '10:30', '12:00')
    await confirm(a, f0, '16')
    // The one who came later met a contact at that place: F2, not F1.
    expect([await levelOf(there), await levelOf(later)]).toEqual([1, 2])
    expect((await then(() => whyLevel(a, there, 'covid-19'))).path[0]).toMatchObject({ place: 'Xe khách 23B-001.45' })
  })
  it('since F2 is not used any more, only F1 are followed', async () => {
    const [f0, f1, f2] = [await person(a, 't:00691'), await person(a, 't:00691'), await person(a, 't:00691')]
    const at = '2026-11-20T05:00:00.000Z'
    await atMoment(at, () => asStaff(a, async (db) => {
      for (const [s, t] of [[f0, f1], [f1, f2]] as const) await addExposures(db, [{ disease: 'measles', sourceId: s, targetId: t, fromAt: '2026-11-15T00:00:00.000Z', toAt: '2026-11-16T00:00:00.000Z' }])
      await openCase(db, { disease: 'measles', personId: f0, onsetOn: '2026-11-16', facts: { 'test.measles_pcr': 'POS' } })
    }))
    expect([await levelOf(f0, 'measles'), await levelOf(f1, 'measles'), await levelOf(f2, 'measles')]).toEqual([0, 1, null])
    const why = await atMoment(at, () => whyLevel(a, f1, 'measles'))
    expect(why).toMatchObject({ followTo: '2026-12-07', followRule: 'measles-follow-up' })
  })
  it('two changes of one outbreak at the same moment leave the same as one after the other, and all of it equals the rules computed anew', async () => {
    const [f0, f1, x, y] = [await person(a, 't:00691'), await person(a, 't:00691'), await person(a, 't:00691'), await person(b, 't:00700')]
    await Promise.all([confirm(a, f0, '16'), meet(a, f0, f1, '15'), meet(a, f1, x, '16'), meet(province, f1, y, '17')])
    expect([await levelOf(f1), await levelOf(x), await levelOf(y)]).toEqual([1, 2, 2])
    expect(await stands()).toEqual(await anew())
    expect(Object.keys(await stands()).length).toBeGreaterThan(15)
  })
})

describe('entering contacts and reaching them', () => {
  const line = (name: string, more: Partial<ContactLine> = {}) => ContactLine.parse({ name, firstOn: '2021-08-15', lastOn: '2021-08-15', ...more })
  it('twelve lines are twelve contacts; somebody already known is recognised, with the evidence; levels stand at once', async () => {
    const known = await asStaff(a, (db) => findOrCreatePerson(db, { name: 'Hoàng Thị Mai', birth: { date: '1990-05-01', precision: 'day' }, unitId: 't:00691', phones: ['0987654321'], identifiers: [{ kind: 'citizen', value: '008190001234' }] }))
    const f0 = await person(a, 't:00691')
    const { id } = await confirm(a, f0, '16')
    const names = ['Lý Văn Cường', 'Thào Mí Sử', 'Vừ Thị Xay', 'Lầu A Tếnh', 'Mua Thị Dính', 'Cứ Mí Lềnh', 'Ly Thị Vá', 'Hạng A Chống', 'Ma Thị Hương', 'Nông Văn Tuấn', 'Chảo Láo Tả']
    const { added } = await then(() => addContacts(a, id, [line('HOANG THI MAI', { birth: '1/5/1990', number: '008190001234', phone: '0987 654 321', unitId: 't:00691' }), ...names.map((name, i) => line(name, { birth: String(1980 + i), unitId: 't:00691', relation: 'cùng bản' }))]))
    expect(added).toHaveLength(12)
    expect(added[0]).toMatchObject({ personId: known.personId, created: false, match: { answer: 'same' }, level: 1 })
    expect(added[0]!.match.evidence.length).toBeGreaterThan(0)
    expect(added.every((c) => c.level === 1)).toBe(true)
    expect((await then(() => listContacts(a, id))).contacts).toHaveLength(12)
    await refused(then(() => addContacts(a, id, [line('Ai đó', { firstOn: '2021-08-16', lastOn: '2021-08-14' })])), 'trace.ends_before_it_begins')
    await refused(then(() => addContacts(a, id, [line('Ai đó', { birth: 'không nhớ' })])), 'trace.birth_unreadable')
    await refused(then(() => addContacts(b, id, [line('Ai đó')])), 'case.unknown')
    const first = (await then(() => listContacts(a, id))).contacts.find((c) => c.person.id === known.personId)!
    await refused(then(() => voidExposure(a, first.exposureId, '')), 'trace.reason_missing')
    await then(() => voidExposure(a, first.exposureId, 'Nhầm người'))
    expect(await levelOf(known.personId)).toBeNull()
    await refused(then(() => voidExposure(a, first.exposureId, 'Nhầm người')), 'trace.exposure_unknown')
  })
  it('the worklist holds the contacts of the own area nobody has spoken to; a second exposure after release puts them back', async () => {
    const [f0, mine, other] = [await person(a, 't:00691'), await person(a, 't:00691'), await person(b, 't:00700')]
    await meet(a, f0, mine, '15'); await meet(province, f0, other, '15')
    await confirm(a, f0, '16')
    const listed = async (who: StaffSession) => (await then(() => listWork(who, { disease: 'covid-19', view: 'unreached' }))).contacts.map((c) => c.person.id)
    expect(await listed(a)).toContain(mine)
    expect(await listed(a)).not.toContain(other)
    expect(await listed(b)).toContain(other)
    const late = (await atMoment(day('22', '13:00'), () => listWork(a, { disease: 'covid-19', view: 'all' }))).contacts.find((c) => c.person.id === mine)!
    expect(late.clock).toMatchObject({ state: 'late' })
    await refused(then(() => reachContact(b, mine, { disease: 'covid-19', note: '' })), 'trace.contact_unknown')
    await then(() => reachContact(a, mine, { disease: 'covid-19', note: 'Đã gọi, ở nhà' }))
    expect(await listed(a)).not.toContain(mine)
    await then(() => asStaff(a, (db) => refuteCase(db, { disease: 'covid-19', personId: f0, reason: 'Đính chính' })))
    const again = await person(a, 't:00691')
    await confirm(a, again, '19'); await meet(a, again, mine, '19')
    expect(await listed(a)).toContain(mine)
  })
  it('merging a contact into another record loses no contact', async () => {
    const [f0, kept, gone] = [await person(province, 't:00691'), await person(province, 't:00691', 'Giàng Mí Pó'), await person(province, 't:00691', 'Giàng Mí Po')]
    await meet(province, f0, gone, '15')
    await confirm(province, f0, '16')
    await then(() => asStaff(province, async (db) => { await mergePersons(db, { keptId: kept, goneId: gone, reason: 'Cùng một người' }); await recomputeLevels(db, 'covid-19', [kept, gone]) }))
    expect([await levelOf(kept), await levelOf(gone)]).toEqual([1, null])
  })
})

describe('the database itself', () => {
  it('keeps everybody from typing a level', async () => {
    const client = await database().appPool.connect()
    try {
      const as = async (text: string): Promise<unknown> => { await client.query(`begin; set local taicho.province = '08'; set local taicho.organisation = '${a.organisationId}'; set local taicho.account = '${a.accountId}'; set local taicho.permissions = ',person.read,trace.write,'; set local taicho.area = '*'`); try { return await client.query(text).catch((e: Error) => e.message) } finally { await client.query('rollback') } }
      expect(await as('update contact_state set level = 3')).toMatch(/permission denied/)
      expect(await as('delete from exposure')).toMatch(/permission denied/)
      expect(await as('delete from contact_history')).toMatch(/permission denied/)
    } finally { client.release() }
  })
})
