import { atMoment } from '../platform/clock.ts'
import { addDays, instantOf, type PlainDate } from '../platform/dates.ts'
import { asStaff, database, type StaffSession } from '../platform/db/index.ts'
import { OpenBody, openOne } from '../cases/index.ts'
import { Draft, newReceiptKey, submit } from '../declarations/index.ts'
import { findOrCreatePerson, readBirth, readIdentifier } from '../people/index.ts'
import { areaOf, permissionsFor, type PostKind } from '../sign-in/index.ts'
import { addContacts, ContactLine } from '../tracing/index.ts'
import { decideZones, ZoneDecisionBody } from '../zones/index.ts'

const disease = 'covid-19'

/** The session of a head as sign-in would make it: with the area of the organisation and its work with persons. */
async function atWork(head: StaffSession, kind: PostKind): Promise<StaffSession> {
  const { rows: [o] } = await database().systemPool.query<{ line: string; kind: string }>('select line, kind from organisation where province_id = $1 and id = $2', [head.provinceId, head.organisationId])
  const area = await areaOf(head.provinceId, head.organisationId)
  return { ...head, area, permissions: permissionsFor(kind, { line: o!.line, kind: o!.kind, wholeProvince: area[0] === '*' }) }
}

const unitOf = async (name: string, province: string): Promise<string> =>
  (await database().systemPool.query<{ id: string }>(`select id from unit where full_name = $1 and level = 'commune' and province_unit_id = $2 and valid_to is null`, [name, province])).rows[0]!.id

/**
 * Thực địa: levels of a few communes, a traveller and a family who declare, one case and the people met. All invented; numbers of citizens
 * are of no real series (a province code with a year of birth, then zeros).
 */
export async function tellTheField(heads: { chair: StaffSession; meovac: StaffSession }, today: PlainDate, now: string): Promise<void> {
  const at = (day: PlainDate, time: string): string => { const i = instantOf(day, time); return i < now ? i : now }
  const chair = await atWork(heads.chair, 'head')
  const commune = await atWork(heads.meovac, 'head')
  const meovac = await unitOf('Xã Mèo Vạc', '2025:08')
  const away = await unitOf('Phường Việt Yên', '2025:24')

  const decide = (who: StaffSession, day: PlainDate, body: Partial<ZoneDecisionBody> & { unitIds: string[]; basis: string }) =>
    atMoment(at(day, '08:00'), () => decideZones(who, ZoneDecisionBody.parse({ disease, validFrom: at(day, '08:00'), ...body })))
  await decide(chair, addDays(today, -12), { unitIds: ['2025:08'], level: 1, basis: 'Quyết định số 41/QĐ-UBND' })
  await decide(chair, addDays(today, -9), { unitIds: [away], level: 4, distancing: 'ct16', basis: 'Thông báo của tỉnh Bắc Ninh', reason: 'Nhiều người về từ nơi này' })
  await decide(chair, addDays(today, -3), { unitIds: [await unitOf('Xã Sơn Vĩ', '2025:08'), await unitOf('Xã Khâu Vai', '2025:08')], level: 2, basis: 'Quyết định số 44/QĐ-UBND' })
  await decide(commune, addDays(today, -2), { unitIds: [meovac], level: 3, distancing: 'ct15', basis: 'Quyết định số 7/QĐ-UBND của UBND xã' })
  await decide(commune, addDays(today, -1), { unitIds: [meovac], partName: 'Tổ dân phố 4', level: 4, lockdown: true, validTo: instantOf(addDays(today, 13)), basis: 'Quyết định số 8/QĐ-UBND của UBND xã' })

  const person = (name: string, birth: string, sex: 'male' | 'female', number: string) => ({ name, birth, sex, number, symptoms: [], contact: 'no' as const, doses: 2, lastDose: addDays(today, -60), recovered: 'no' as const })
  const arrival = (unit: string, day: PlainDate, phone: string, address: string, people: ReturnType<typeof person>[]) => atMoment(at(day, '19:20'), () => submit('demo', { draft: Draft.parse({
    v: 1, key: newReceiptKey(), lang: 'vi', unit, address, origin: 'viet_nam', originProvince: '2025:24', originUnit: away, leftOn: day, leftAt: '', arrivedOn: day, vehicle: 'coach', vehicleNumber: '', seat: '', route: '', transit: 'no', phone, people,
  }) }))
  await arrival(meovac, addDays(today, -1), '0912000001', 'Tổ dân phố 2', [person('Vừ Mí Chơ', '1991-03-14', 'male', '008091000001'), person('Sùng Thị Mỷ', '1993-08-02', 'female', '008193000002')])
  await arrival(await unitOf('Xã Sơn Dương', '2025:08'), addDays(today, -1), '0912000003', 'Thôn Quyết Thắng', [person('Trần Văn Lộc', '1979-11-20', 'male', '008079000003')])

  await atMoment(at(addDays(today, -1), '21:00'), async () => {
    const { personId } = await asStaff(commune, (db) => findOrCreatePerson(db, { name: 'Giàng A Páo', birth: readBirth('1988-04-12')!, sex: 'male', identifiers: [readIdentifier('008088000010')!], phones: ['0912000010'], unitId: meovac, address: 'Tổ dân phố 4' }))
    const opened = await openOne(commune, OpenBody.parse({ disease, personId, reportedOn: addDays(today, -1), onsetOn: addDays(today, -3), firstPositiveOn: addDays(today, -1), symptomatic: true, facts: { 'test.pcr': 'POS' } }))
    const met = (name: string, birth: string, relation: string, day: number) => ContactLine.parse({ name, birth, relation, unitId: meovac, firstOn: addDays(today, day), lastOn: addDays(today, day) })
    await addContacts(commune, opened.id, [met('Lầu Thị Say', '1990', 'vợ', -1), met('Giàng Thị Dợ', '2014', 'con', -1), met('Thào Mí Pó', '1985', 'làm cùng xưởng', -2), met('Vàng Thị Máy', '1996', 'bán hàng ở chợ', -3)])
  })
}
