import { beforeAll, describe, expect, test } from 'vitest'
import { givenOrganisation, ownDatabase, refused } from '../../test/support/given.ts'
import { asSystem, readAs, sql, type StaffSession } from '../platform/db/index.ts'
import { instantOf } from '../platform/dates.ts'
import { verifyAudit } from '../platform/audit/index.ts'
import { switchProtocol, whatWouldChange } from './commands.ts'
import { SwitchBody } from './contract.ts'
import { registerProtocolCounter } from './counters.ts'
import { getCatalogue, getCatalogues, getProtocols, listProtocols } from './queries.ts'
import { freeze, meetsDefinition, planOf, quarantinePlan, type RowOf } from './rules.ts'
import { listDiseases } from './shipped.ts'

const db = ownDatabase()
let head: StaffSession
let clerk: StaffSession
let elsewhere: StaffSession
const body = (part: Partial<SwitchBody> & Pick<SwitchBody, 'target' | 'effect'>): SwitchBody => SwitchBody.parse({ targetKind: 'row', effectiveFrom: instantOf('2026-12-01'), reason: 'Theo quyết định của tỉnh', ...part })
const catalogue = (at: string, who = head) => readAs(who, (t) => getCatalogue(t, who.provinceId, 'covid-19', at))

beforeAll(async () => {
  const health = await givenOrganisation('Sở Y tế tỉnh', { kind: 'so_nganh', line: 'health' })
  const other = await givenOrganisation('Sở Y tế tỉnh Điện Biên', { kind: 'so_nganh', line: 'health', provinceId: '11' })
  head = { ...(await health.post('head', 'Bàn Thị Liên')), permissions: new Set(['protocol.read', 'protocol.switch', 'audit.own']) }
  clerk = { ...(await health.post('clerk')), permissions: new Set(['protocol.read']) }
  elsewhere = { ...(await other.post('head')), permissions: new Set(['protocol.read', 'protocol.switch']) }
})

describe('a decision about a rule', () => {
  test('only a post that may decide for the province switches a rule; everybody on the staff reads', async () => {
    await refused(switchProtocol(clerk, 'covid-19', body({ target: 'q-2022-04', effect: 'off' })), 'permission.missing')
    // The database is the last guard: without the permission no line is written, whoever asks.
    await expect(db().appPool.connect().then(async (c) => {
      try {
        await c.query(`begin; set local taicho.province = '08'; set local taicho.organisation = '${clerk.organisationId}'; set local taicho.post = '${clerk.postId}'; set local taicho.account = '${clerk.accountId}'; set local taicho.permissions = ',protocol.read,'`)
        await c.query(`insert into protocol_switch (province_id, id, disease, target_kind, target, effect, effective_from, decided_at, decided_by, decided_post, decided_org, reason) values ('08', gen_random_uuid(), 'covid-19', 'row', 'q-2022-04', 'off', now(), now(), $1, $2, $3, 'lén')`, [clerk.accountId, clerk.postId, clerk.organisationId])
      } finally { await c.query('rollback'); c.release() }
    })).rejects.toThrow(/row-level security/)
    expect((await readAs(clerk, (t) => getProtocols(t, clerk, 'covid-19'))).may).toEqual({ switch: false })
    expect(listProtocols(head)).toMatchObject({ may: { switch: true }, diseases: [{ disease: 'covid-19', rows: 187 }, { disease: 'measles', rows: 19 }] })
  })
  test('a switch is in force from its moment on, in its own province alone, and is told with name, post and reason', async () => {
    await switchProtocol(head, 'covid-19', body({ target: 'q-2022-04', effect: 'off', effectiveFrom: instantOf('2026-12-01', '09:00'), reason: 'Dịch diễn biến phức tạp', decision: '12/QĐ-UBND' }))
    const on = async (at: string, who = head) => (await catalogue(at, who)).rows.find((r) => r.id === 'q-2022-04')!.on
    expect([await on(instantOf('2026-12-01', '08:59')), await on(instantOf('2026-12-01', '09:00')), await on(instantOf('2026-12-01', '09:00'), elsewhere)]).toEqual([true, false, true])
    const view = await readAs(clerk, (t) => getProtocols(t, clerk, 'covid-19'))
    expect(view.switches).toMatchObject([{ target: 'q-2022-04', effect: 'off', reason: 'Dịch diễn biến phức tạp', decision: '12/QĐ-UBND', by: { person: 'Bàn Thị Liên', post: 'Người đứng đầu', organisation: 'Sở Y tế tỉnh' }, document: null }])
    expect((await readAs(elsewhere, (t) => getProtocols(t, elsewhere, 'covid-19'))).switches).toEqual([])
    await switchProtocol(head, 'covid-19', body({ target: 'q-2022-04', effect: 'default', effectiveFrom: instantOf('2026-12-02') }))
    expect([await on(instantOf('2026-12-01', '23:59')), await on(instantOf('2026-12-02'))]).toEqual([false, true])
  })
  test('it is on record, sealed, in the same transaction', async () => {
    const lines = await db().systemPool.query<{ action: string; detail: { rows: string[] } }>(`select action, detail from audit_event where action = 'protocol.switched' order by seq`)
    expect(lines.rows[0]).toMatchObject({ detail: { rows: ['off q-2022-04'], decision: '12/QĐ-UBND' } })
    const before = lines.rowCount
    await refused(switchProtocol(head, 'covid-19', body({ target: 'q-2022-04', effect: 'default', effectiveFrom: instantOf('2026-12-03') })), 'protocol.already_so')
    expect((await db().systemPool.query(`select 1 from audit_event where action = 'protocol.switched'`)).rowCount).toBe(before)
    expect((await asSystem('08', (t) => verifyAudit(t, '08'))).broken).toEqual([])
  })
  test('a rule of the past that was checked against the document decides from its own first day', async () => {
    const facts = { 'contact.in_infectious_period': true, 'contact.distance_m': 1 }
    expect(meetsDefinition(await catalogue('2021-08-01'), 'F1', facts, '2021-08-01').truth).toBe('unknown')
    await switchProtocol(head, 'covid-19', body({ targetKind: 'set', target: 'def-2021-07', effect: 'on', effectiveFrom: instantOf('2021-07-30'), checked: true, reason: 'Đã đối chiếu với bản gốc 3638/QĐ-BYT' }))
    const after = await catalogue('2021-08-01')
    expect(meetsDefinition(after, 'F1', facts, '2021-08-01')).toMatchObject({ truth: 'yes', warnings: [] })
    expect(after.rows.find((r) => r.id === 'def-2021-07-f1')).toMatchObject({ on: true, checked: true })
  })
  test('values of the province replace those of the rule; a running order keeps what it was made under', async () => {
    const made = quarantinePlan(await catalogue('2021-07-20'), { subjects: ['F1'], facts: {}, starts: { ISOLATION_START: '2021-07-20' } }, '2021-07-20')
    if (made.outcome !== 'chosen') throw new Error(made.outcome)
    const kept = JSON.parse(JSON.stringify(freeze(await catalogue('2021-07-20'), made.row, '2021-07-20'))) as { row: RowOf<'order'> }
    await switchProtocol(head, 'covid-19', body({ target: 'q-2021-07', effect: 'values', values: { days: 21, testDays: [1, 7, 14, 20] }, effectiveFrom: instantOf('2021-07-25') }))
    const days = async (on: string) => { const p = quarantinePlan(await catalogue(on), { subjects: ['F1'], facts: {}, starts: { ISOLATION_START: on } }, on); return p.outcome === 'chosen' ? [p.row.days, p.plan!.endsOn] : p.outcome }
    expect([await days('2021-07-24'), await days('2021-07-25')]).toEqual([[14, '2021-08-06'], [21, '2021-08-14']])
    expect(planOf(kept.row, { ISOLATION_START: '2021-07-20' }, '2021-07-30').endsOn).toBe('2021-08-02')
    const many = await readAs(head, (t) => getCatalogues(t, '08', 'covid-19'))
    expect(['2021-07-24', '2021-07-25'].map((on) => (many(on).rows.find((r) => r.id === 'q-2021-07') as RowOf<'order'>).days)).toEqual([14, 21])
  })
  test('a rule of the province itself is kept, belongs to it whatever it was copied from, and goes first', async () => {
    const national = listDiseases()[0]!.rows.find((r) => r.id === 'q-2022-04')!
    await switchProtocol(head, 'covid-19', body({ targetKind: 'new', target: 'p-08-f1', effect: 'row', values: { ...national, set: 'p-08', days: 3, province: '11', validFrom: '2026-12-10' }, effectiveFrom: instantOf('2026-12-10') }))
    const p = quarantinePlan(await catalogue('2026-12-10'), { subjects: ['F1'], facts: {}, starts: {} }, '2026-12-10')
    expect(p).toMatchObject({ outcome: 'chosen', row: { id: 'p-08-f1', province: '08', days: 3 } })
    expect(quarantinePlan(await catalogue('2026-12-10', elsewhere), { subjects: ['F1'], facts: {}, starts: {} }, '2026-12-10')).toMatchObject({ row: { id: 'q-2022-04' } })
  })
})

describe('before a switch', () => {
  test('the preview tells rows, answers by day and what runs under them, and changes nothing', async () => {
    registerProtocolCounter({ name: 'test.orders', label: { vi: 'quyết định thử', en: 'test orders' }, count: async (t, asked) => Number((await sql<{ n: number }>`select ${asked.ruleIds.length}::int as n`.execute(t as never)).rows[0]!.n) })
    const draft = body({ target: 'home-2022', effect: 'off', effectiveFrom: instantOf('2026-12-20') })
    const before = (await db().systemPool.query('select 1 from protocol_switch')).rowCount
    const preview = await readAs(head, (t) => whatWouldChange(t, head, 'covid-19', draft))
    expect(preview.rows).toEqual([{ id: 'home-2022', what: 'off', fields: [], validFrom: '2022-01-31', validTo: null, inForceToday: true }])
    expect(preview.answers).toEqual([{ on: '2026-12-20', question: 'discharge:HOME', before: { outcome: 'chosen', rows: ['home-2022'] }, after: { outcome: 'none', rows: [] } }])
    expect(preview.counts).toEqual([{ name: 'test.orders', label: { vi: 'quyết định thử', en: 'test orders' }, n: 1 }])
    expect((await db().systemPool.query('select 1 from protocol_switch')).rowCount).toBe(before)
  })
  test('of a rule in the past it tells the day from which answers differ', async () => {
    const preview = await readAs(head, (t) => whatWouldChange(t, head, 'covid-19', body({ targetKind: 'set', target: 'al4800-matrix', effect: 'on', effectiveFrom: instantOf('2021-01-01') })))
    expect(preview.rows.map((r) => r.what)).toEqual(Array.from({ length: 8 }, () => 'on'))
    expect(preview.answers.map((a) => [a.on, a.question])).toEqual(['COMMUNE', 'DISTRICT', 'PROVINCE'].map((level) => ['2021-10-12', `area:${level}`]))
  })
})

describe('what cannot be decided is refused with its reason', () => {
  test.each([
    ['an unknown disease', 'cum-la', body({ target: 'q-2022-04', effect: 'off' }), 'protocol.disease_unknown'], ['an unknown rule', 'covid-19', body({ target: 'q-2099', effect: 'off' }), 'protocol.target_unknown'],
    ['changing who a rule is', 'covid-19', body({ target: 'q-2022-04', effect: 'values', values: { province: '08' } }), 'protocol.field_fixed'], ['a field the rule has not', 'covid-19', body({ target: 'q-2022-04', effect: 'values', values: { ngay: 3 } }), 'protocol.field_unknown'],
    ['days in words', 'covid-19', body({ target: 'q-2022-04', effect: 'values', values: { days: 'ba' } }), 'protocol.values_wrong'], ['a rule whose content nobody has seen', 'covid-19', body({ target: 'dis-2021-04', effect: 'on' }), 'protocol.empty_rule'],
    ['an own rule under a name that is taken', 'covid-19', body({ targetKind: 'new', target: 'q-2022-04', effect: 'row', values: {} }), 'protocol.own_row_taken'], ['an own rule that is none', 'covid-19', body({ targetKind: 'new', target: 'p-08-x', effect: 'row', values: { kind: 'order' } }), 'protocol.own_row_wrong'],
    ['what is so already', 'covid-19', body({ target: 'home-2022', effect: 'on' }), 'protocol.already_so'],
  ])('%s', (_what, disease, draft, code) => refused(switchProtocol(head, disease, draft), code))
  test('a decision once taken cannot be changed or removed by anybody who works', async () => {
    for (const pool of [db().appPool, db().systemPool]) await expect(pool.query('delete from protocol_switch')).rejects.toThrow(/permission denied/)
    await expect(db().systemPool.query(`update protocol_switch set reason = 'khác'`)).rejects.toThrow(/permission denied/)
  })
})
