import { beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { givenOrganisation, ownDatabase, refused } from '../../test/support/given.ts'
import { newCommand } from '../../test/support/commands.ts'
import { asStaff, asSystem, readAs, sql } from '../platform/db/index.ts'
import { addDays, dayOf } from '../platform/dates.ts'
import { Refused } from '../platform/refusal.ts'
import { newId } from '../platform/ids.ts'
import { verifyAudit } from '../platform/audit/index.ts'
import { actOnObligation, dropFilter, keepEvidence, markNoticesRead, remindSilent, saveFilter, splitObligation } from './commands.ts'
import type { CommandBody } from './contract.ts'
import { findDrift } from './doctor.ts'
import { givenDuties, givenScene, type Scene } from './given.ts'
import { getBoard, getMyWork, getObligation, getScorecard, listByDeadline, listCalendar, listConflicts, listFilters, listNotices } from './queries.ts'
import { compareRanked, dueDay, permissionFor } from './rules.ts'
import { compactTallies } from './tasks.ts'
import { extendCalendars } from './calendar.ts'
import { ringClocks } from './notices.ts'
import { sendPendingMail, type Mail } from './mail.ts'

const db = ownDatabase()
const today = dayOf(new Date().toISOString())
const inDays = (n: number) => dueDay(addDays(today, n))
let s: Scene
beforeAll(async () => { s = await givenScene() })
const report: CommandBody = { type: 'report', note: 'Đã rà soát 12 bản', figures: [], evidence: [] }

/** Moves a duty's whole history into the past, as if the days had gone by. Only a test may: no request can change an event. */
const age = (id: string, days: number): Promise<void> => asSystem('08', async (t) => {
  await sql`update obligation_event set at = at - make_interval(days => ${days}), body = case when body ? 'acknowledgeBy' then jsonb_set(body, '{acknowledgeBy}', to_jsonb(to_char(((body ->> 'acknowledgeBy')::timestamptz - make_interval(days => ${days})) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))) else body end where obligation_id = ${id}::uuid`.execute(t)
  await sql`insert into obligation_tally (province_id, giver_org, id, directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting, n)
    select province_id, giver_org, gen_random_uuid(), directive_id, clause_id, work, finish, finish_baseline, coalesce(due_at, 'infinity'), case when moved then acknowledge_by - make_interval(days => ${days}) else acknowledge_by end, waits <> '{}', case when moved then 1 else -1 end
    from obligation, (values (true), (false)) v(moved) where id = ${id}::uuid and work = 'assigned'`.execute(t)
  await sql`update obligation set assigned_at = assigned_at - make_interval(days => ${days}), acknowledge_by = acknowledge_by - make_interval(days => ${days}), last_event_at = last_event_at - make_interval(days => ${days}), reminded_at = reminded_at - make_interval(days => ${days}) where id = ${id}::uuid`.execute(t)
  await sql`update obligation_board_row b set earliest_ack_by = coalesce((select min(acknowledge_by) from obligation o where o.giver_org = b.giver_org and o.owner_org = b.owner_org and o.work = 'assigned' and (b.directive_id = '00000000-0000-0000-0000-000000000000' or o.directive_id = b.directive_id)), 'infinity')`.execute(t)
})

describe('from giving to acceptance', () => {
  test('a duty is given, acknowledged, reported, accepted, and each is in its story under the name of who did it', async () => {
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang], due: inDays(3) })
    await actOnObligation(s.chair, id!, { type: 'acknowledge' })
    await actOnObligation(s.chair, id!, report)
    await actOnObligation(s.chief, id!, { type: 'accept', note: 'tốt' })
    const view = await getObligation(s.chair, id!, undefined)
    expect(view.work).toBe('accepted')
    expect(view.deadline).toEqual({ kind: 'on_time', daysEarly: 3 })
    expect(view.story.map((e) => [e.type, e.by.person])).toEqual([['assigned', 'Lò Văn Chiến'], ['acknowledged', 'Quàng Thị Hoa'], ['reported', 'Quàng Thị Hoa'], ['accepted', 'Lò Văn Chiến']])
    expect(view.ownerHead).toMatchObject({ person: 'Quàng Thị Hoa' })
  })
  test('giving the same clause to the same unit twice makes one duty', async () => {
    const clause = { id: newId() }
    const first = await givenDuties(s.chief, { owners: [s.muongPhang], clause })
    const second = await givenDuties(s.chief, { owners: [s.muongPhang, s.thanhNua], clause, directiveId: first.directiveId })
    expect([first.ids.length, second.ids.length]).toEqual([1, 1])
  })
  test('a unit that is not in the directory is refused and nothing is given', async () => {
    const ghost = { ...s.muongPhang, id: newId() }
    await refused(givenDuties(s.chief, { owners: [s.muongPhang, ghost] }), 'obligation.owner_unknown')
  })
  test('a duty goes to the head of the unit; a unit without a head owes all the same', async () => {
    const empty = await givenOrganisation('Trạm Y tế xã Nà Tấu')
    const { ids } = await givenDuties(s.chief, { owners: [s.muongPhang, empty] })
    const { rows } = await db().systemPool.query('select owner_post from obligation where id = any($1) order by owner_post nulls last', [ids])
    expect(rows.map((r) => r.owner_post)).toEqual([s.chair.postId, null])
  })
  test('as of this morning the duty was not reported', async () => {
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang] })
    const before = new Date().toISOString()
    await new Promise((r) => setTimeout(r, 5))
    await actOnObligation(s.chair, id!, report)
    const then = await getObligation(s.chair, id!, before)
    expect(then.work).toBe('assigned')
    expect(Object.values(then.may).some(Boolean)).toBe(false)
    await refused(getObligation(s.chair, id!, '2020-01-01T00:00:00.000Z'), 'record.not_found')
  })
  test('a command sent twice is applied once and answered alike', async () => {
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang] })
    const once = newCommand(s.chair)
    const a = await actOnObligation(once, id!, report)
    const b = await actOnObligation({ ...once, step: { value: 0 } }, id!, report)
    expect(b).toEqual(a)
    expect((await getObligation(s.chair, id!, undefined)).story).toHaveLength(2)
  })
  test('two people of the giver decide at the same moment: one decision stands, the other is refused', async () => {
    const office = await s.tinhUy.post('office', 'Vàng A Páo')
    for (let i = 0; i < 5; i++) {
      const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang] })
      await actOnObligation(s.chair, id!, report)
      const outcomes = await Promise.allSettled([actOnObligation(s.chief, id!, { type: 'accept' }), actOnObligation(office, id!, { type: 'send_back', reason: 'thiếu danh sách' })])
      expect(outcomes.filter((o) => o.status === 'fulfilled')).toHaveLength(1)
      const lost = outcomes.find((o) => o.status === 'rejected')
      expect(['obligation.finished', 'obligation.wrong_state']).toContain((lost!.reason as Refused).refusal.code)
    }
  })
})

describe('who sees and does what', () => {
  test('a neighbouring commune sees neither the duty, its story, its order nor its evidence, and cannot act', async () => {
    const { ids: [id], clauseId } = await givenDuties(s.chief, { owners: [s.muongPhang] })
    await refused(getObligation(s.neighbour, id!, undefined), 'record.not_found')
    await refused(actOnObligation(s.neighbour, id!, { type: 'acknowledge' }), 'record.not_found')
    await readAs(s.neighbour, async (t) => {
      for (const table of ['obligation', 'obligation_event', 'obligation_evidence', 'obligation_part', 'obligation_period', 'obligation_board_row', 'obligation_tally', 'obligation_notice'])
        expect([table, (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} x where to_jsonb(x)::text like ${`%${id}%`} or to_jsonb(x)::text like ${`%${s.muongPhang.id}%`}`.execute(t as never)).rows[0]!.n]).toEqual([table, 0])
      expect((await sql`select 1 from obligation_clause where id = ${clauseId}::uuid`.execute(t as never)).rows).toEqual([])
    })
  })
  test('the database itself refuses an event on a foreign duty and an event in another name', async () => {
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang] })
    const put = (who: typeof s.chair, by: typeof s.chair) => asStaff(who, (t) => sql`insert into obligation_event (province_id, obligation_id, seq, at, by_org, by_post, by_account, command_id, type, body)
      values ('08', ${id}::uuid, 2, now(), ${by.organisationId}, ${by.postId}, ${by.accountId}, ${newId()}, 'acknowledged', '{"type":"acknowledged","note":null}')`.execute(t))
    await expect(put(s.neighbour, s.neighbour)).rejects.toThrow(/row-level security/)
    await expect(put(s.chair, s.chief)).rejects.toThrow(/row-level security/)
    await expect(asStaff(s.chair, (t) => sql`update obligation_event set body = '{}' where obligation_id = ${id}::uuid`.execute(t))).rejects.toThrow(/permission denied/)
    await expect(asStaff(s.chair, (t) => sql`delete from obligation where id = ${id}::uuid`.execute(t))).rejects.toThrow(/permission denied/)
  })
  test('a clerk may read the duties of the unit but not report on them', async () => {
    const clerk = await s.muongPhang.post('clerk', 'Giàng Thị Mai')
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang] })
    expect((await getObligation(clerk, id!, undefined)).may['report']).toBe(false)
    await refused(actOnObligation(clerk, id!, report), 'permission.missing')
  })
  test('an office of another province sees nothing, even with the id in hand', async () => {
    const dienBien = await givenOrganisation('Tỉnh ủy Điện Biên', { provinceId: '11' })
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang] })
    await refused(getObligation(await dienBien.post('head'), id!, undefined), 'record.not_found')
  })
  test('a coordinator looks, and cannot act', async () => {
    const cdc = await givenOrganisation('Trung tâm Kiểm soát bệnh tật', { line: 'health' })
    const doctor = await cdc.post('head', 'Sùng A Dơ')
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang], coordinators: [cdc] })
    expect((await getObligation(doctor, id!, undefined)).coordinators).toMatchObject([{ id: cdc.id }])
    await refused(actOnObligation(doctor, id!, report), 'record.not_found')
  })
})

describe('handing down', () => {
  const scene = async () => {
    const ban = await Promise.all(['Bản Co Muông', 'Bản Bua'].map((n) => givenOrganisation(n, { line: 'field', kind: 'to_covid' })))
    const heads = await Promise.all(ban.map((b) => b.post('head', `Trưởng ${b.name}`)))
    const { ids: [id], directiveId } = await givenDuties(s.chief, { owners: [s.muongPhang], due: inDays(5), text: 'Rà soát người về từ vùng dịch; lấy mẫu xét nghiệm 1.200 người.' })
    return { ban, heads, id: id!, directiveId }
  }
  test('parts that leave out an order or fall short of the figure are refused with what is missing', async () => {
    const { ban, id } = await scene()
    await refused(splitObligation(s.chair, id, { elements: [], parts: [{ owner: ban[0]!.id, takes: ['t1'], shares: [], due: inDays(3) }] }), 'split.uncovered')
    const view = await getObligation(s.chair, id, undefined)
    await refused(splitObligation(s.chair, id, { elements: view.elements, parts: ban.map((b) => ({ owner: b.id, takes: 'whole' as const, shares: [{ element: 'f1', amount: 500 }], due: inDays(3) })) }), 'split.sum_short')
    await refused(splitObligation(s.chair, id, { elements: view.elements, parts: [{ owner: ban[0]!.id, takes: 'whole', shares: [{ element: 'f1', amount: 1200 }], due: inDays(9) }] }), 'split.part_later')
    expect((await getObligation(s.chair, id, undefined)).parts).toEqual([])
  })
  test('the parts become duties of the hamlets; the whole is reported only when they are accepted; the committee above may look', async () => {
    const { ban, heads, id, directiveId } = await scene()
    const view = await getObligation(s.chair, id, undefined)
    await splitObligation(s.chair, id, { elements: view.elements, parts: ban.map((b) => ({ owner: b.id, takes: 'whole' as const, shares: [{ element: 'f1', amount: 600 }], due: inDays(3) })) })
    const parts = (await getObligation(s.chair, id, undefined)).parts
    expect(parts.map((p) => p.owner.name).sort()).toEqual(['Bản Bua', 'Bản Co Muông'])
    await refused(actOnObligation(s.chair, id, report), 'report.parts_open')
    for (const [i, head] of heads.entries()) {
      const part = parts.find((p) => p.owner.id === ban[i]!.id)!
      await actOnObligation(head, part.id, report)
      await refused(actOnObligation(s.chief, part.id, { type: 'accept' }), 'obligation.not_giver')
      await actOnObligation(s.chair, part.id, { type: 'accept' })
      expect((await getObligation(s.chief, part.id, undefined)).work).toBe('accepted')
    }
    await actOnObligation(s.chair, id, report)
    expect((await getBoard(s.chair, { directiveId, only: 'all', sort: 'late', limit: 50 })).rows.map((r) => r.accepted)).toEqual([1, 1])
  })
})

describe('handing down in two steps', () => {
  test('a hamlet forgotten at first is added later; what was given before counts towards the whole', async () => {
    const ban = await Promise.all(['Bản Xôm', 'Bản Hả'].map((n) => givenOrganisation(n, { line: 'field', kind: 'to_covid' })))
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang], text: 'Lấy mẫu xét nghiệm 1.200 người.' })
    const figure = { id: 'f1', kind: 'figure' as const, amount: 1200, measure: 'người', text: '1.200 người', spread: 'sum' as const }
    const part = (at: number, amount: number) => ({ owner: ban[at]!.id, takes: 'whole' as const, shares: [{ element: 'f1', amount }], due: { kind: 'none' as const } })
    await refused(splitObligation(s.chair, id!, { elements: [figure], parts: [part(0, 700)] }), 'split.sum_short')
    await splitObligation(s.chair, id!, { elements: [figure], parts: [part(0, 1200)] })
    await refused(splitObligation(s.chair, id!, { elements: [figure], parts: [part(0, 100)] }), 'split.same_owner_twice')
    await splitObligation(s.chair, id!, { elements: [figure], parts: [part(1, 100)] })
    expect((await getObligation(s.chair, id!, undefined)).parts).toHaveLength(2)
  })
})

describe('evidence', () => {
  test('a file goes with the report to the giver, and to nobody else', async () => {
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang] })
    await refused(keepEvidence(s.chief, id!, [{ name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('x'), field: 'file' }]), 'obligation.not_owner')
    const [file] = await keepEvidence(s.chair, id!, [{ name: 'biên bản.pdf', mediaType: 'application/pdf', bytes: Buffer.from('%PDF-1.4 biên bản'), field: 'file' }])
    await refused(actOnObligation(s.chair, id!, { ...report, evidence: ['0'.repeat(64)] } as CommandBody), 'evidence.unknown')
    await actOnObligation(s.chair, id!, { ...report, evidence: [file!.sha256] } as CommandBody)
    expect((await getObligation(s.chief, id!, undefined)).story.at(-1)!.evidence).toMatchObject([{ name: 'biên bản.pdf' }])
    const sees = (who: typeof s.chief) => readAs(who, async (t) => (await sql`select 1 from stored_file where sha256 = ${file!.sha256}`.execute(t as never)).rows.length)
    expect([await sees(s.chief), await sees(s.neighbour)]).toEqual([1, 0])
  })
})

describe('lists', () => {
  test('my work is ranked as the rule ranks it, in pages that neither lose nor repeat', async () => {
    const xa = await givenOrganisation('UBND xã Nà Tấu')
    const chair = await xa.post('head')
    for (const [urgency, due] of [['none', 2], ['immediate', 2], ['none', -1], ['urgent', 30], ['none', null], ['none', 0], ['very_urgent', 2]] as const)
      await givenDuties(s.chief, { owners: [xa], urgency, ...(due === null ? {} : { due: inDays(due) }) })
    const seen: string[] = []
    const all = await getMyWork(chair, { view: 'todo', limit: 100 })
    for (let after: string | undefined; ;) {
      const page = await getMyWork(chair, { view: 'todo', limit: 2, after })
      seen.push(...page.lines.map((l) => l.id))
      if (page.next === null) break
      after = page.next
    }
    expect(seen).toEqual(all.lines.map((l) => l.id))
    expect(seen).toEqual(all.lines.toSorted(compareRanked(all.asOf)).map((l) => l.id))
    expect(all.lines[0]!.group).toBe('overdue')
    expect(all.counts).toMatchObject({ overdue: 1, today: 1, undated: 1, unacknowledged: 7 })
    expect(all.lines[0]!.may['report']).toBe(true)
    for (const line of all.lines) expect((await getObligation(chair, line.id, undefined)).may).toEqual(line.may)
  })
  test('the board counts what it shows: the first line, the rows and the cells agree', async () => {
    const boss = await givenOrganisation('UBND tỉnh')
    const chief = await boss.post('head')
    const units = await Promise.all(Array.from({ length: 5 }, (_, i) => givenOrganisation(`Xã số ${i}`)))
    const heads = await Promise.all(units.map((u) => u.post('head')))
    const a = await givenDuties(chief, { owners: units, due: inDays(-2) })
    const b = await givenDuties(chief, { owners: units, due: inDays(4), directiveId: a.directiveId, clause: { seq: 2, label: '2', id: newId() } })
    await actOnObligation(heads[0]!, a.ids[0]!, report)
    await actOnObligation(heads[1]!, b.ids[1]!, report)
    await actOnObligation(chief, b.ids[1]!, { type: 'accept' })
    await actOnObligation(heads[2]!, b.ids[2]!, { type: 'return', reason: 'not_our_competence', note: 'việc của Sở Y tế' })
    const board = await getBoard(chief, { directiveId: a.directiveId, only: 'all', sort: 'late', limit: 3 })
    expect(board.summary).toMatchObject({ total: 10, overdue: 4, unacknowledged: 7, reported: 1, accepted: 1, returned: 1 })
    expect(board.awaiting).toBe(2)
    expect(board.columns.map((c) => [c.label, c.tally.total])).toEqual([['1', 5], ['2', 5]])
    expect(board.rows).toHaveLength(3)
    const rest = await getBoard(chief, { directiveId: a.directiveId, only: 'all', sort: 'late', limit: 3, after: board.next! })
    expect([...board.rows, ...rest.rows].reduce((n, r) => n + r.overdue, 0)).toBe(4)
    expect(new Set([...board.rows, ...rest.rows].map((r) => r.owner.id)).size).toBe(5)
    expect((await getBoard(chief, { directiveId: a.directiveId, only: 'late', sort: 'late', limit: 50 })).rows).toHaveLength(4)
    expect((await getBoard(chief, { directiveId: a.directiveId, only: 'all', q: 'xa so 3', sort: 'late', limit: 50 })).rows.map((r) => r.owner.name)).toEqual(['Xã số 3'])
    const over = await getBoard(chief, { only: 'all', sort: 'late', limit: 50 })
    expect([over.by, over.rows.length, over.summary.total]).toEqual(['directive', 5, 10])
    const byDeadline = await listByDeadline(chief, { directiveId: a.directiveId, only: 'late', limit: 50 })
    expect(byDeadline.lines).toHaveLength(4)
    const before = board.summary
    await asSystem('08', (t) => compactTallies(t, '08', boss.id))
    expect((await getBoard(chief, { directiveId: a.directiveId, only: 'all', sort: 'late', limit: 3 })).summary).toEqual(before)
    const card = await getScorecard(chief, units[1]!.id, undefined)
    expect(card.current).toMatchObject({ doneOnTime: 1, openOverdue: 1 })
  })
  test('two deadlines for one content across directives are found for the unit', async () => {
    const xa = await givenOrganisation('UBND xã Pá Khoang')
    await givenDuties(s.chief, { owners: [xa], due: inDays(2), text: 'Lập danh sách người về từ vùng dịch gửi Trung tâm Y tế khu vực' })
    await givenDuties(s.chief, { owners: [xa], due: inDays(6), text: 'Khẩn trương lập danh sách người về từ vùng dịch gửi Trung tâm Y tế khu vực' })
    expect((await listConflicts(await xa.post('head'), undefined)).conflicts).toMatchObject([{ kind: 'two_deadlines', owner: { name: 'UBND xã Pá Khoang' } }])
  })
  test('a saved filter is one\'s own', async () => {
    await saveFilter(s.chief, { name: 'Trễ của công điện 07', filter: { only: 'late' } })
    await refused(saveFilter(s.chief, { name: 'Trễ của công điện 07', filter: {} }), 'filter.name_taken')
    expect(await listFilters(s.chair)).toEqual([])
    await dropFilter(s.chief, 'Trễ của công điện 07')
    expect(await listFilters(s.chief)).toEqual([])
  })
})

describe('clocks, reminders, notices', () => {
  test('one press reminds every unit that is silent, once within the hour', async () => {
    const boss = await givenOrganisation('Ban Chỉ đạo tỉnh')
    const chief = await boss.post('head')
    const units = await Promise.all(Array.from({ length: 4 }, (_, i) => givenOrganisation(`Xã im lặng ${i}`)))
    const heads = await Promise.all(units.map((u) => u.post('head')))
    const { ids, directiveId } = await givenDuties(chief, { owners: units })
    await actOnObligation(heads[0]!, ids[0]!, { type: 'acknowledge' })
    expect(await remindSilent(chief, { directiveId, onlyLate: true })).toMatchObject({ reminded: 0 })
    for (const id of ids.slice(1)) await age(id, 2)
    expect(await remindSilent(chief, { directiveId, onlyLate: true, note: 'Đề nghị tiếp nhận ngay' })).toEqual({ reminded: 3, organisations: 3, skipped: 0 })
    expect(await remindSilent(chief, { directiveId, onlyLate: true })).toEqual({ reminded: 0, organisations: 0, skipped: 3 })
    expect((await getObligation(heads[1]!, ids[1]!, undefined)).story.at(-1)).toMatchObject({ type: 'reminded', body: { note: 'Đề nghị tiếp nhận ngay' } })
    const notices = await listNotices(heads[1]!, undefined)
    expect(notices.notices[0]!.text.vi).toMatch(/Đôn đốc/)
    expect(notices.unread).toBe(2)
    await markNoticesRead(heads[1]!, new Date().toISOString())
    expect((await listNotices(heads[1]!, undefined)).unread).toBe(0)
    expect((await getBoard(chief, { directiveId, only: 'all', sort: 'unacknowledged', limit: 9 })).summary.unacknowledgedLate).toBe(3)
  })
  test('the clocks tell once, and an obstacle left unanswered goes to the giver above', async () => {
    const { ids: [id] } = await givenDuties(s.chair, { owners: [s.thanhNua], due: inDays(1), upperGivers: [s.tinhUy.id] })
    await actOnObligation(s.neighbour, id!, { type: 'raise_obstacle', obstacle: 'Thiếu 500 bộ kit', need: 'cấp kit' })
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString()
    expect(await asSystem('08', (t) => ringClocks(t, '08', later, 3))).toBeGreaterThan(0)
    expect(await asSystem('08', (t) => ringClocks(t, '08', later, 3))).toBe(0)
    expect((await listNotices(s.chief, undefined)).notices.some((n) => n.kind === 'obstacle_late')).toBe(true)
  })
  test('each notice is mailed once, to the people who hold the posts now', async () => {
    const mails: Mail[] = []
    await sendPendingMail('08', async (m) => { mails.push(m) }, 'http://localhost', new Date().toISOString())
    const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang] })
    mails.length = 0
    await sendPendingMail('08', async (m) => { mails.push(m) }, 'http://localhost', new Date().toISOString())
    expect(mails.every((m) => m.text.includes('UBND xã Mường Phăng') && m.text.includes(`/nhiem-vu/${id}`))).toBe(true)
    expect(mails.length).toBeGreaterThan(0)
    expect(await sendPendingMail('08', async () => undefined, '', new Date().toISOString())).toEqual({ sent: 0, nobody: 0 })
  })
  test('a daily report fills the unit\'s calendar; writing it again adds nothing; a report settles its day', async () => {
    const xa = await givenOrganisation('UBND xã Mường Ảng')
    const chair = await xa.post('head')
    const { ids: [id] } = await givenDuties(s.chief, { owners: [xa], rhythm: { every: 'day', times: ['23:59'], from: today, until: null } })
    const calendar = await listCalendar(chair, today, addDays(today, 30))
    expect(calendar.periods).toHaveLength(15)
    expect(await asSystem('08', (t) => extendCalendars(t, '08', new Date().toISOString()))).toBe(0)
    expect(await asSystem('08', (t) => extendCalendars(t, '08', new Date(Date.now() + 2 * 86_400_000).toISOString()))).toBe(2)
    await refused(actOnObligation(chair, id!, report), 'report.period_needed')
    await actOnObligation(chair, id!, { ...report, period: `${today}T23:59` } as CommandBody)
    expect((await listCalendar(chair, today, today)).periods[0]!.state).toBe('reported')
    const line = (await getMyWork(chair, { view: 'todo', limit: 10 })).lines[0]!
    expect(line.period).toBe(`${addDays(today, 1)}T23:59`)
  })
})

test('whatever people do, what is prepared equals what the events say', async () => {
  const boss = await givenOrganisation('Thường trực Tỉnh ủy')
  const chief = await boss.post('head')
  const units = [s.muongPhang, s.thanhNua]
  const step = fc.record({
    stranger: fc.integer({ min: 0, max: 9 }), at: fc.nat(3),
    command: fc.constantFrom<CommandBody>({ type: 'acknowledge' }, report, { type: 'accept' }, { type: 'send_back', reason: 'làm lại giúp' }, { type: 'extend', due: inDays(9), reason: 'mưa lũ' }, { type: 'request_extension', due: inDays(8), reason: 'mưa lũ' }, { type: 'refuse_extension', reason: 'phải kịp' },
      { type: 'return', reason: 'unclear', note: 'không rõ' }, { type: 'reassign', owner: s.thanhNua.id }, { type: 'reassign', owner: s.muongPhang.id }, { type: 'raise_obstacle', obstacle: 'thiếu người', need: '' }, { type: 'query', question: 'làm ở đâu' }, { type: 'suspend', reason: 'chờ lệnh' },
      { type: 'resume', reason: 'tiếp tục' }, { type: 'waive', reason: 'đã có đơn vị khác' }, { type: 'close', reason: 'hết dịch' }, { type: 'commend', note: 'làm tốt' }, { type: 'correct', of: 2, reason: 'rút lại', replacement: null }, { ...report, period: `${today}T23:59` } as CommandBody, { type: 'accept', period: `${today}T23:59` }, { type: 'remind' }),
  })
  let done = 0
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
    const dated = await givenDuties(chief, { owners: units, due: inDays(2) })
    const daily = await givenDuties(chief, { owners: units, rhythm: { every: 'day', times: ['23:59'], from: today, until: null } })
    const ids = [...dated.ids, ...daily.ids]
    for (const x of steps) {
      // Mostly whoever the step belongs to; now and then somebody else, who is refused.
      const rightful = permissionFor(x.command.type) === 'obligation.act' ? (x.at % 2 === 0 ? s.chair : s.neighbour) : chief
      const who = x.stranger === 0 ? chief : x.stranger === 1 ? s.neighbour : rightful
      await actOnObligation(who, ids[x.at]!, x.command).then(() => { done++ }, (e: unknown) => { if (!(e instanceof Refused)) throw e })
    }
  }), { numRuns: 12 })
  expect(done).toBeGreaterThan(20)
  const { looked, drift } = await asSystem('08', (t) => findDrift(t, '08'))
  expect(drift).toEqual([])
  expect(looked).toBeGreaterThan(40)
  expect((await asSystem('08', (t) => verifyAudit(t, '08'))).broken).toEqual([])
})

test('the doctor notices a column that was changed behind the events, and a tally that lost a row', async () => {
  const { ids: [id] } = await givenDuties(s.chief, { owners: [s.muongPhang], due: inDays(2) })
  await asSystem('08', async (t) => { await sql`update obligation set work = 'accepted', seq = 9 where id = ${id}::uuid`.execute(t) })
  const { drift } = await asSystem('08', (t) => findDrift(t, '08'))
  expect(drift.filter((d) => d.obligation === id).map((d) => d.column).sort()).toEqual(['seq', 'work'])
  expect(drift.some((d) => d.column === 'tally')).toBe(true)
  await asSystem('08', async (t) => { await sql`update obligation set work = 'assigned', seq = 1 where id = ${id}::uuid`.execute(t) })
  expect((await asSystem('08', (t) => findDrift(t, '08'))).drift).toEqual([])
})
