import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../platform/audit/index.ts'
import { asSystem, database, type StaffSession } from '../platform/db/index.ts'
import { eraseDue, findOrCreatePerson, readBirth } from '../people/index.ts'
import { sql } from '../platform/db/index.ts'
import { decideZones } from '../zones/commands.ts'
import { givenOrganisation, ownDatabase, refused } from '../../test/support/given.ts'
import { openOffice, type Office } from '../../test/support/office.ts'
import { addDays } from '../platform/dates.ts'
import { today } from '../platform/clock.ts'
import { getDeclaration, listDeclarations, markVisited } from './queries.ts'
import { newReceiptKey, referenceOf, showKey } from './receipt.ts'
import { openReceipt, withdraw } from './receipts.ts'
import type { Draft, PersonDraft } from './rules.ts'
import { mostPerDay, submit, writeGroup } from './store.ts'
import './index.ts'

const db = ownDatabase()
let province: StaffSession, commune: StaffSession, neighbour: StaffSession, office: Office
const all = { state: 'all', limit: 100 } as const

beforeAll(async () => {
  const unit = (id: string, level: string, code: string, name: string, parent: string | null) => ({ id, code, level, type: level, name, full_name: level === 'commune' ? `Xã ${name}` : name, parent_id: parent, province_unit_id: level === 'commune' ? parent : null, population: null, valid_from: '2025-07-01', search: name.toLowerCase() })
  await asSystem('08', (x) => x.insertInto('unit').values([unit('t:08', 'province', '08', 'Tuyên Quang', null), unit('t:1', 'commune', '00691', 'Lũng Cú', 't:08'), unit('t:2', 'commune', '00700', 'Mèo Vạc', 't:08'), unit('t:24', 'province', '24', 'Bắc Ninh', null), unit('t:241', 'commune', '07000', 'Việt Yên', 't:24')]).execute())
  province = await (await givenOrganisation('UBND tỉnh', { kind: 'ubnd_tinh', unitId: 't:08' })).post('head')
  commune = await (await givenOrganisation('UBND xã Lũng Cú', { kind: 'ubnd_xa', unitId: 't:1' })).post('staff')
  neighbour = await (await givenOrganisation('UBND xã Mèo Vạc', { kind: 'ubnd_xa', unitId: 't:2' })).post('staff')
  await decideZones(province, { disease: 'covid-19', unitIds: ['t:241'], partName: null, level: 4, distancing: 'ct16', lockdown: false, validFrom: '2026-01-01T00:00:00.000Z', validTo: null, basis: 'Thông báo của tỉnh Bắc Ninh', reason: '', documentId: null, correctsId: null })
  office = await openOffice()
})
afterAll(() => office.close())

let n = 0
const person = (p: Partial<PersonDraft> = {}): PersonDraft => ({ name: 'Vừ Mí Sính', birth: '1988-04-12', sex: 'male', number: `00808800${String(1000 + n++)}`, symptoms: [], contact: 'no', doses: 0, recovered: 'no', ...p })
const draft = (d: Partial<Draft> = {}): Draft => ({ v: 1, key: newReceiptKey(), lang: 'vi', unit: 't:1', address: 'Thôn Lô Lô Chải', origin: 'viet_nam', originProvince: 't:24', originUnit: 't:241', leftOn: today(), leftAt: '', arrivedOn: today(), vehicle: 'coach', vehicleNumber: '', seat: '', route: '', transit: 'no', phone: '', people: [person()], ...d })
const count = async (table: string): Promise<number> => (await db().systemPool.query(`select count(*)::int as n from ${table}`)).rows[0].n

describe('a declaration', () => {
  it('from an outbreak area lies at once before the commune of arrival, with what the rule asks and why', async () => {
    const d = draft()
    const { reference } = await submit('a', { draft: d })
    const { declarations } = await listDeclarations(commune, { state: 'new', reference, limit: 10 })
    expect(declarations).toMatchObject([{ reference, unit: { id: 't:1' }, priority: 2, actions: ['quarantine'], endsOn: addDays(today(), 13), originName: 'Xã Việt Yên, Bắc Ninh' }])
    const seen = await getDeclaration(commune, declarations[0]!.id)
    expect(seen.persons[0]).toMatchObject({ name: 'V. M. S.', action: 'quarantine', ruleId: 'q-2021-10-area-novax', disease: 'covid-19', recognised: 'different' })
    expect(seen.persons[0]!.why.vi).toContain('Đến từ nơi có dịch cấp 4')
    expect(JSON.stringify(seen)).not.toContain('Sính')
  })
  it('is not seen by the neighbouring commune, and by nobody without an account', async () => {
    const { reference } = await submit('a', { draft: draft() })
    const [line] = (await listDeclarations(commune, { ...all, reference })).declarations
    expect((await listDeclarations(neighbour, { ...all, reference })).declarations).toEqual([])
    await refused(getDeclaration(neighbour, line!.id), 'declaration.unknown')
    await refused(markVisited(neighbour, line!.id, { version: 1, note: '' }), 'declaration.unknown')
    expect((await listDeclarations(province, { ...all, reference })).declarations).toHaveLength(1)
  })
  it('sent twice, or by many at once, is one declaration', async () => {
    const d = draft(); const before = await count('declaration')
    const answers = await Promise.all([submit('a', { draft: d }), submit('b', { draft: d }), submit('c', { draft: { ...d, lang: 'en' } })])
    expect(new Set(answers.map((a) => a.reference)).size).toBe(1)
    expect(await submit('a', { draft: d })).toEqual(answers[0])
    expect(await count('declaration')).toBe(before + 1)
    await refused(submit('a', { draft: { ...d, seat: '7' } }), 'declaration.sent_already')
  })
  it('of somebody already known is put to the one record, and the commune of arrival may work with that person', async () => {
    const number = '008190009999'
    const { personId } = await asSystem('08', (x) => findOrCreatePerson(x, { name: 'Lầu Thị Mỷ', birth: readBirth('01/02/1990'), identifiers: [{ kind: 'citizen', value: number }], unitId: 't:2' }))
    const { reference } = await submit('a', { draft: draft({ people: [person({ name: 'LẦU THỊ MỶ', birth: '1990-02-01', number })] }) })
    const [line] = (await listDeclarations(commune, { ...all, reference })).declarations
    expect((await getDeclaration(commune, line!.id)).persons[0]).toMatchObject({ personId, recognised: 'same', name: 'L. T. M.' })
  })
  it('of a family names everybody, and the most urgent of them decides its place', async () => {
    const { reference } = await submit('a', { draft: draft({ people: [person(), person({ name: 'Vừ Thị Dính', birth: '1992', symptoms: ['fever', 'dyspnoea'] }), person({ name: 'Vừ Mí Pó', birth: '2019', doses: 'unknown' })] }) })
    const [line] = (await listDeclarations(commune, { ...all, reference })).declarations
    expect(line).toMatchObject({ people: 3, priority: 3, actions: ['quarantine', 'emergency', 'look'] })
    expect((await listDeclarations(commune, { state: 'new', limit: 100 })).declarations[0]!.reference).toBe(reference)
  })
  it('that lacks an answer, or names a commune that is not served, is refused and leaves nothing behind', async () => {
    const before = await count('person')
    await refused(submit('a', { draft: draft({ unit: 't:241' }) }), 'declaration.commune_unknown')
    await refused(submit('a', { draft: draft({ people: [{ name: 'Chưa đủ' }] }) }), 'declaration.incomplete')
    expect(await count('person')).toBe(before)
  })
  it('one person is declared at most some times a day; others of the same house are not touched by it', async () => {
    const p = person()
    for (let i = 0; i < mostPerDay; i++) await submit('house', { draft: draft({ people: [p] }) })
    await refused(submit('house', { draft: draft({ people: [p] }) }), 'declaration.too_many_today')
    await submit('house', { draft: draft({ people: [person()] }) })
  })
  it('a whole group is one transaction; a refusal in it is only that one\'s', async () => {
    const group = await writeGroup([{ draft: draft() }, { draft: draft({ version: 4 }) }, { draft: draft() }])
    expect(group.map((o) => o.ok)).toEqual([true, false, true])
    expect((await asSystem('08', (x) => verifyAudit(x, '08'))).broken).toEqual([])
  })
})

describe('with the receipt', () => {
  it('its holder reads, changes and withdraws; what was said before stays as history', async () => {
    const d = draft(); const { reference } = await submit('a', { draft: d })
    const r = await openReceipt(showKey(d.key).toLowerCase())
    expect(r).toMatchObject({ key: d.key, looks: [], kept: { reference, version: 1 } })
    const [line] = (await listDeclarations(commune, { ...all, reference })).declarations
    await markVisited(commune, line!.id, { version: 1, note: 'Đã gọi' })
    await refused(markVisited(commune, line!.id, { version: 1, note: '' }), 'declaration.visited_already')
    expect(await submit('a', { draft: { ...d, version: 1, unit: 't:2', people: [{ ...d.people[0]!, contact: 'yes' }] } })).toMatchObject({ version: 2, reference })
    // It went to another commune and is new there.
    expect((await listDeclarations(commune, { ...all, reference })).declarations).toEqual([])
    expect((await listDeclarations(neighbour, { state: 'new', reference, limit: 5 })).declarations).toMatchObject([{ actions: ['call'], people: 1 }])
    await refused(submit('a', { draft: { ...d, version: 1, seat: '9' } }), 'declaration.changed_meanwhile')
    await withdraw(d.key); await withdraw(d.key)
    expect((await listDeclarations(neighbour, { state: 'new', reference, limit: 5 })).declarations).toEqual([])
    await refused(submit('a', { draft: { ...d, version: 2, seat: '9' } }), 'declaration.withdrawn')
    expect((await getDeclaration(neighbour, line!.id)).events.map((e) => e.kind)).toEqual(['withdrawn', 'changed', 'visited', 'submitted'])
    expect((await db().systemPool.query('select count(*)::int as n from declaration_person where declaration_id = $1', [line!.id])).rows[0].n).toBe(2)
  })
  it('a wrong key opens nothing, and the key itself is nowhere in the database', async () => {
    const d = draft(); await submit('a', { draft: d })
    await refused(openReceipt(newReceiptKey()), 'declaration.receipt_unknown')
    await refused(openReceipt('x'), 'declaration.receipt_unknown')
    const { rows } = await db().systemPool.query('select receipt_hash, reference from declaration where reference = $1', [referenceOf(d.key)])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(d.key)
  })
  it('when a record is erased after its day, the declaration names nobody any more', async () => {
    const d = draft({ people: [person({ name: 'Sùng Mí Lử' })], phone: '+84912000111' }); const { reference } = await submit('a', { draft: d })
    await db().systemPool.query(`update person set retain_until = '2020-01-01' where id in (select person_id from declaration_person p join declaration d on d.id = p.declaration_id where d.reference = $1)`, [reference])
    await eraseDue('08', today())
    const { rows } = await sql<{ said: object; phone: string | null; address: string | null }>`select p.said, d.phone, d.address from declaration_person p join declaration d on d.id = p.declaration_id where d.reference = ${reference}`.execute(database().system)
    expect(rows).toMatchObject([{ phone: null, address: null }])
    expect(Object.keys(rows[0]!.said)).not.toContain('name')
  })
})

describe('the public pages, without a script and without an account', () => {
  const field = (page: string, name: string): string => /value="([^"]*)"/.exec(new RegExp(`<input type="hidden" name="${name}" value="[^"]*"`).exec(page)?.[0] ?? '')?.[1]?.replace(/&#(\d+);/g, (_, c: string) => String.fromCharCode(Number(c))) ?? ''
  const post = async (url: string, fields: Record<string, string | string[]>) => {
    const body = new URLSearchParams(Object.entries(fields).flatMap(([k, v]) => (Array.isArray(v) ? v.map((x) => [k, x]) : [[k, v]])) as [string, string][]).toString()
    return office.app.inject({ method: 'POST', url, payload: body, headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost:8021' } })
  }
  const answers: Record<string, Record<string, string>> = {
    commune: { unit: 't:1' }, address: { address: '<b>Thôn</b> "3" & 4' }, origin: { origin: 'viet_nam', province: 't:24' }, origin_unit: { unit: 't:241' }, left: { unknown: '1' }, arrived: { day: today() }, vehicle: { vehicle: 'motorbike' }, route: { transit: 'no' }, phone: { phone: '' },
    name: { name: 'Hầu Mí Già' }, birth: { year: '1975' }, sex: { sex: 'male' }, number: { number: '' }, symptoms: { symptom: 'none' }, contact: { contact: 'no' }, vaccination: { doses: '0' }, recovered: { recovered: 'no' }, more: { more: 'no' },
  }
  it('from the first page to the receipt, question by question; then changed and withdrawn', async () => {
    let html = (await office.app.inject({ method: 'GET', url: '/khai-bao' })).body
    expect(html).not.toContain('<script')
    html = (await post('/khai-bao', { draft: field(html, 'draft'), act: 'begin' })).body
    for (let i = 0; i < 30 && field(html, 'step') !== 'check'; i++) {
      const step = field(html, 'step')
      expect(html).toContain(`lang="vi"`)
      const r = await post('/khai-bao', { draft: field(html, 'draft'), step, at: field(html, 'at'), act: 'next', ...answers[step] })
      expect([step, r.statusCode]).toEqual([step, 200])
      html = r.body
    }
    expect(html).toContain('&#60;b&#62;Thôn')
    expect(html).not.toContain('<b>Thôn')
    const sent = await post('/khai-bao', { draft: field(html, 'draft'), step: 'check', at: '0', act: 'send' })
    expect(sent.statusCode).toBe(303)
    const receipt = await office.app.inject({ method: 'GET', url: sent.headers.location as string })
    expect(receipt.headers['cache-control']).toBe('no-store')
    expect(receipt.body).toContain('<svg')
    expect(receipt.body).toContain('Cách ly tại nhà')
    const key = /\/phieu\/([0-9a-z]{26})/.exec(sent.headers.location as string)![1]!
    const summary = (await post('/khai-bao/phieu/sua', { key, lang: 'vi' })).body
    const again = await post('/khai-bao', { draft: field(summary, 'draft'), step: 'check', at: '0', go: 'symptoms.0' })
    const changed = await post('/khai-bao', { draft: field(again.body, 'draft'), step: 'symptoms', at: '0', act: 'next', symptom: ['fever', 'cough'] })
    expect(changed.body).toContain('Sốt, Ho')
    expect((await post('/khai-bao', { draft: field(changed.body, 'draft'), step: 'check', at: '0', act: 'send' })).statusCode).toBe(303)
    expect((await openReceipt(key)).kept).toMatchObject({ version: 2, people: [{ action: 'call' }] })
    expect((await post('/khai-bao/phieu/rut', { key, lang: 'vi' })).body).toContain('Rút tờ khai này?')
    expect((await post('/khai-bao/phieu/rut', { key, lang: 'vi', sure: '1' })).statusCode).toBe(303)
    expect((await openReceipt(key)).kept.state).toBe('withdrawn')
  })
  it('a wrong answer comes back with what was typed and what is wrong', async () => {
    const r = await post('/khai-bao', { draft: JSON.stringify({ v: 1, key: newReceiptKey(), lang: 'vi', people: [{}] }), step: 'phone', at: '0', act: 'next', phone: '12<3' })
    expect(r.statusCode).toBe(422)
    expect(r.body).toContain('aria-invalid="true"')
    expect(r.body).toContain('value="12&#60;3"')
    expect(r.body).toContain('role="alert"')
  })
  it('a draft made of nonsense begins anew; an unknown receipt says so', async () => {
    expect((await post('/khai-bao', { draft: '{"v":1}' })).statusCode).toBe(422)
    expect((await post('/khai-bao', { draft: 'x' })).body).toContain('Bắt đầu khai')
    expect((await office.app.inject({ method: 'GET', url: `/khai-bao/phieu/${newReceiptKey()}` })).statusCode).toBe(422)
    expect((await post('/khai-bao/phieu', { key: 'abc', lang: 'en' })).body).toContain('Receipt not found')
    expect((await office.app.inject({ method: 'GET', url: '/khai-bao/giay?lang=en' })).body).toContain('☐ Fever')
  })
})
