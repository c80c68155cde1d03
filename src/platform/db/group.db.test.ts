import { beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { givenOrganisation, ownDatabase, refused } from '../../../test/support/given.ts'
import { auditGroupStatement, verifyAudit } from '../audit/index.ts'
import { newId } from '../ids.ts'
import { Refused } from '../refusal.ts'
import { asSystem, database, inGroups, type Outcome, type StaffSession } from './index.ts'

const db = ownDatabase()
type Put = { readonly key: string; readonly value: number }
let muongPhang: StaffSession
let tuaChua: StaffSession
/** Groups carried out, by the keys of their items: what the tests look at beside the table. */
let groups: string[][] = []

/** A command as small as one can be: a value under a key; below zero is refused, 13 is something the database itself does not take. */
const put = inGroups<Put, number>({
  name: 'put', keyOf: (x) => x.key, max: 16,
  work: async (g, items) => {
    groups.push(items.map((i) => i.input.key))
    const [before] = await g.run([{ name: 't.before', text: `select a.i, c.answer from jsonb_to_recordset($1::jsonb) as a(i int, p text, a uuid, c uuid, s int) join applied_command c on c.province_id = a.p and c.account_id = a.a and c.command_id = a.c and c.step = a.s`,
      values: [JSON.stringify(items.map((x, i) => ({ i, p: x.key?.[0], a: x.key?.[1], c: x.key?.[2], s: x.key?.[3] })))] }])
    const answered = new Map(before!.map((r) => [r['i'] as number, r['answer'] as number]))
    const fresh = items.map((x, i) => ({ ...x, i })).filter((x) => !answered.has(x.i) && x.input.value >= 0)
    if (fresh.length > 0) await g.finish([
      { name: 't.put', text: 'insert into put_line (key, value, account) select key, value, account from jsonb_to_recordset($1::jsonb) as x(key text, value int, account uuid)', values: [JSON.stringify(fresh.map((x) => ({ ...x.input, account: x.who.accountId })))] },
      { name: 't.applied', text: 'insert into put_applied select p, a, c, s, v from jsonb_to_recordset($1::jsonb) as x(p text, a uuid, c uuid, s int, v jsonb)', values: [JSON.stringify(fresh.filter((x) => x.key).map((x) => ({ p: x.key![0], a: x.key![1], c: x.key![2], s: x.key![3], v: x.input.value })))] },
      auditGroupStatement(fresh.map((x) => ({ who: x.who, line: { action: 'test.put', kind: 'test', id: x.input.key } }))),
    ])
    return items.map((x, i): Outcome<number> => (answered.has(i) ? { ok: true, answer: answered.get(i)! } : x.input.value < 0 ? { ok: false, refused: new Refused({ code: 'test.negative' }) } : { ok: true, answer: x.input.value }))
  },
})
const linesOf = async (key: string): Promise<number[]> => (await db().systemPool.query<{ value: number }>('select value from put_line where key like $1 order by id', [key])).rows.map((r) => r.value)

beforeAll(async () => {
  const owner = await db().ownerClient()
  // A view through which the group writes its answers, as the functions of a room do: as owner, to the same table that `asStaff` uses.
  await owner.query(`create table put_line (id bigserial primary key, key text not null, value int not null check (value <> 13), account uuid not null); grant insert on put_line to taicho_app; grant select on put_line to taicho_system, taicho_app; grant usage on sequence put_line_id_seq to taicho_app;
    create view put_applied as select province_id, account_id, command_id, step, answer from applied_command; grant insert, select on put_applied to taicho_app;
    create policy test_reads_answers on applied_command for select to taicho_app using (true)`)
  await owner.end()
  muongPhang = await (await givenOrganisation('UBND xã Mường Phăng')).post('head')
  tuaChua = await (await givenOrganisation('UBND xã Tủa Chùa')).post('head')
})
const command = (who: StaffSession, id = newId()): StaffSession => ({ ...who, commandId: id, step: { value: 0 } })

describe('commands that arrive together', () => {
  test('share transactions, and each gets its own answer', async () => {
    groups = []
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => put(i % 2 === 0 ? muongPhang : tuaChua, { key: `shared-${i}`, value: i + 100 })))
    expect(answers).toEqual(Array.from({ length: 40 }, (_, i) => i + 100))
    expect(groups.length).toBeLessThan(8)
    expect(await linesOf('shared-%')).toHaveLength(40)
  })
  test('a refused one is refused for itself alone; the others stand', async () => {
    const outcomes = await Promise.allSettled([1, -1, 2, -1, 3].map((value, i) => put(muongPhang, { key: `refused-${i}`, value })))
    expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled'])
    await refused(put(muongPhang, { key: 'refused-alone', value: -1 }), 'test.negative')
    expect(await linesOf('refused-%')).toEqual([1, 2, 3])
  })
  test('one that the database does not take takes nobody along', async () => {
    const outcomes = await Promise.allSettled([5, 13, 6].map((value, i) => put(muongPhang, { key: `broken-${i}`, value })))
    expect(outcomes.map((o) => o.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect((outcomes[1] as PromiseRejectedResult).reason).toMatchObject({ code: '23514' })
    expect(await linesOf('broken-%')).toEqual([5, 6])
  })
  test('a command sent twice at once, or again later, is applied once and answered alike', async () => {
    const id = newId()
    const [a, b, c] = await Promise.all([put(command(muongPhang, id), { key: 'twice', value: 7 }), put(command(muongPhang, id), { key: 'twice-too', value: 8 }), put(command(tuaChua, id), { key: 'another-person', value: 9 })])
    expect([a, b, c]).toEqual([7, 7, 9])
    expect(await put(command(muongPhang, id), { key: 'twice', value: 10 })).toBe(7)
    expect(await linesOf('twice%')).toEqual([7])
  })
  test('those that would touch the same thing are carried out one after another, in the order they came', async () => {
    groups = []
    await Promise.all(Array.from({ length: 20 }, (_, i) => put(muongPhang, { key: 'same', value: i + 20 })))
    expect(await linesOf('same')).toEqual(Array.from({ length: 20 }, (_, i) => i + 20))
    expect(groups.filter((g) => g.filter((k) => k === 'same').length > 1)).toEqual([])
  })
  test('the audit lines of a group are sealed into the chain of each organisation, and all chains verify', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, i) => put(i % 3 === 0 ? tuaChua : muongPhang, { key: `sealed-${i}`, value: i })))
    const verdict = await asSystem('08', (t) => verifyAudit(t, '08'))
    expect(verdict.broken).toEqual([])
    const { rows } = await db().systemPool.query<{ organisation_id: string; n: number }>(`select organisation_id, count(*)::int as n from audit_event where subject_id like 'sealed-%' group by 1`)
    expect(Object.fromEntries(rows.map((r) => [r.organisation_id, r.n]))).toEqual({ [muongPhang.organisationId]: 6, [tuaChua.organisationId]: 4 })
  })
  test('a connection lost in the middle answers nobody as done, leaves nothing half, and the next command is served', async () => {
    const owner = await db().ownerClient()
    await owner.query('begin; lock table put_line in exclusive mode')
    const lost = Promise.allSettled([1, 2, 3].map((value) => put(command(muongPhang), { key: `lost-${value}`, value })))
    for (let i = 0; i < 200; i++) {
      const { rows } = await owner.query<{ pid: number }>(`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%put_line%' and pid <> pg_backend_pid()`)
      if (rows.length > 0) { await owner.query('select pg_terminate_backend($1)', [rows[0]!.pid]); break }
      await new Promise((r) => { setTimeout(r, 20) })
    }
    await owner.query('commit')
    await owner.end()
    for (const o of await lost) expect((o as PromiseRejectedResult).reason).toMatchObject({ refusal: { code: 'database.unavailable' } })
    expect(await linesOf('lost-%')).toEqual([])
    expect(await put(muongPhang, { key: 'after', value: 1 })).toBe(1)
  })
  test('whatever comes together: what is answered is written once, what is refused is not, and nothing else is', async () => {
    let round = 0
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 12 }) }, { weight: 1, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.constant(13) }), id: fc.option(fc.integer({ min: 0, max: 3 })) }), { maxLength: 30 }), async (items) => {
      const prefix = `p${++round}-`
      const ids = [newId(), newId(), newId(), newId()]
      const outcomes = await Promise.allSettled(items.map((x) => put(x.id === null ? muongPhang : command(muongPhang, ids[x.id]), { key: prefix + x.key, value: x.value })))
      const seen = new Set<number>()
      const expected: string[] = []
      const first = new Map<number, number>()
      items.forEach((x, i) => {
        const o = outcomes[i]!
        if (x.id !== null && first.has(x.id)) { expect(o).toEqual({ status: 'fulfilled', value: first.get(x.id) }); return }
        if (x.value < 0 || x.value === 13) { expect(o.status).toBe('rejected'); return }
        expect(o).toEqual({ status: 'fulfilled', value: x.value })
        if (x.id !== null) first.set(x.id, x.value)
        expected.push(`${x.key}${x.value}`)
        seen.add(i)
      })
      const { rows } = await database().systemPool.query<{ key: string; value: number }>('select key, value from put_line where key like $1 order by id', [`${prefix}%`])
      expect(rows.map((r) => `${r.key.slice(prefix.length)}${r.value}`).sort()).toEqual(expected.sort())
    }), { numRuns: 25 })
  }, 60_000)
})
