import { beforeAll, describe, expect, test } from 'vitest'
import { givenOrganisation, ownDatabase } from '../../test/support/given.ts'
import { asStaff, asSystem, database, sql, type StaffSession } from '../platform/db/index.ts'
import { verifyAudit } from '../platform/audit/index.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import { permissionsOf, type PostKind } from '../sign-in/index.ts'
import { actOnObligation } from './commands.ts'
import { findDrift } from './doctor.ts'
import { givenDuties, givenScene, type Scene } from './given.ts'

const db = ownDatabase()
let s: Scene
beforeAll(async () => { s = await givenScene() })

describe('steps in groups', () => {
  test('two hundred units acknowledge at once: every answer is true, every line of the board and of the audit trail is there', async () => {
    const units = await Promise.all(Array.from({ length: 40 }, (_, i) => givenOrganisation(`Xã số ${i}`)))
    const heads = await Promise.all(units.map((u) => u.post('head')))
    const given = await Promise.all([1, 2, 3, 4, 5].map((n) => givenDuties(s.chief, { owners: units, text: `Nhiệm vụ số ${n} của cả tỉnh.` })))
    const { rows } = await db().systemPool.query<{ id: string; owner_org: string }>('select id, owner_org from obligation where id = any($1)', [given.flatMap((g) => g.ids)])
    const headOf = new Map(units.map((u, i) => [u.id, heads[i]!]))
    const answers = await Promise.all(rows.map((r) => actOnObligation({ ...headOf.get(r.owner_org)!, commandId: newId(), step: { value: 0 } }, r.id, { type: 'acknowledge' })))
    expect(answers.map((a) => [a.seq, a.work])).toEqual(rows.map(() => [2, 'doing']))
    expect((await asSystem('08', (t) => findDrift(t, '08'))).drift).toEqual([])
    expect((await asSystem('08', (t) => verifyAudit(t, '08'))).broken).toEqual([])
    const counted = await db().systemPool.query<{ n: number }>(`select count(*)::int as n from audit_event where action = 'obligation.acknowledged' and subject_id = any($1::text[])`, [rows.map((r) => r.id)])
    expect(counted.rows[0]!.n).toBe(200)
  })
  test('unit and giver act on duties of the same unit at once, in groups and alone: the lines of the board stay true', async () => {
    const given = await Promise.all(Array.from({ length: 12 }, () => givenDuties(s.chief, { owners: [s.muongPhang] })))
    const ids = given.map((g) => g.ids[0]!)
    await Promise.all(ids.flatMap((id, i) => [actOnObligation(s.chair, id, { type: 'report', note: 'Đã xong việc', figures: [], evidence: [] }), ...(i % 3 === 0 ? [givenDuties(s.chief, { owners: [s.muongPhang, s.thanhNua] })] : [])]))
    const outcomes = await Promise.allSettled(ids.flatMap((id, i) => [actOnObligation(s.chief, id, { type: 'accept' }), i % 2 === 0 ? actOnObligation(s.chief, id, { type: 'reassign', owner: s.thanhNua.id }) : actOnObligation(s.chief, id, { type: 'send_back', reason: 'thiếu danh sách' })]))
    for (const o of outcomes) if (o.status === 'rejected' && !(o.reason instanceof Refused)) throw o.reason
    expect((await asSystem('08', (t) => findDrift(t, '08'))).drift).toEqual([])
  })
  test('one that is refused does not hold back those who came with it', async () => {
    const given = await Promise.all([1, 2, 3].map(() => givenDuties(s.chief, { owners: [s.muongPhang] })))
    const outcomes = await Promise.allSettled([actOnObligation(s.chair, given[0]!.ids[0]!, { type: 'acknowledge' }), actOnObligation(s.neighbour, given[1]!.ids[0]!, { type: 'acknowledge' }), actOnObligation(s.chair, newId(), { type: 'acknowledge' }), actOnObligation(s.chair, given[2]!.ids[0]!, { type: 'acknowledge' })])
    expect(outcomes.map((o) => (o.status === 'fulfilled' ? o.value.work : (o.reason as Refused).refusal.code))).toEqual(['doing', 'record.not_found', 'record.not_found', 'doing'])
  })
})

test('what the functions of a group hold to is what row-level security holds to, for every relation and every kind of post', async () => {
  const upper = await givenOrganisation('Trung ương'); const coordinator = await givenOrganisation('Sở Y tế'); const abroad = await givenOrganisation('UBND xã tỉnh khác', { provinceId: '11' })
  const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang], coordinators: [coordinator], upperGivers: [upper.id] })
  let allowed = 0
  for (const organisation of [s.muongPhang, s.tinhUy, upper, coordinator, s.thanhNua, abroad]) for (const kind of Object.keys(permissionsOf) as PostKind[]) {
    const who: StaffSession = await organisation.post(kind)
    // What the policies let this person do: hold the duty and add an event to it, rolled back.
    const byPolicy = await asStaff(who, async (t) => {
      const held = await sql`select 1 from obligation where province_id = ${who.provinceId} and id = ${id!}::uuid for update`.execute(t)
      const event = await sql`insert into obligation_event (province_id, obligation_id, seq, at, by_org, by_post, by_account, command_id, type, body)
        values (${who.provinceId}, ${id!}::uuid, 2, now(), ${who.organisationId}::uuid, ${who.postId}::uuid, ${who.accountId}::uuid, ${newId()}::uuid, 'reminded', '{"type":"reminded"}')`.execute(t)
      throw new Refused({ code: held.rows.length > 0 && event.numAffectedRows === 1n ? 'test.may' : 'test.may_not' })
    }).catch((e: unknown) => e instanceof Refused && e.refusal.code === 'test.may')
    const permissions = `,${[...who.permissions].join(',')},`
    const item = { i: 0, province: who.provinceId, organisation: who.organisationId, permissions, account: who.accountId, id }
    const client = await database().appPool.connect()
    await client.query('begin')
    const held = (await client.query('select id from hold_obligations($1::jsonb)', [JSON.stringify([item])])).rows[0].id === id
    const step = { ...item, seq: 2, at: new Date().toISOString(), post: who.postId, event_command: newId(), type: 'reminded', body: { type: 'reminded' }, work: 'assigned', due_kind: 'none', acknowledge_by: new Date().toISOString(), finish: 'open', finish_baseline: 'open', extensions: 0, waits: [], open_obstacles: 0, sent_back: 0 }
    const written = await client.query(`select step_obligations($1::jsonb, '[]', '[]', '[]', '[]')`, [JSON.stringify([step])]).then(() => true, () => false)
    await client.query('rollback')
    client.release()
    expect([organisation.name, kind, held, written]).toEqual([organisation.name, kind, byPolicy, byPolicy])
    if (byPolicy) allowed++
  }
  expect(allowed).toBeGreaterThan(6)
})
