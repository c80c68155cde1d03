import { beforeAll, expect, test } from 'vitest'
import { givenOrganisation, ownDatabase } from '../../test/support/given.ts'
import type { StaffSession } from '../platform/db/index.ts'
import { addDays, dayOf } from '../platform/dates.ts'
import { actOnObligation, remindSilent, splitObligation } from './commands.ts'
import type { CommandBody } from './contract.ts'
import { givenDuties, givenScene, type Scene } from './given.ts'
import { getBoard, getMyWork, getScorecard, listByDeadline, listDirectivesGiven } from './queries.ts'
import { dueDay } from './rules.ts'

ownDatabase()
const today = dayOf(new Date().toISOString())
const inDays = (n: number) => dueDay(addDays(today, n))
const report: CommandBody = { type: 'report', note: 'Đã rà soát 12 bản', figures: [], evidence: [] }
let s: Scene
beforeAll(async () => { s = await givenScene() })

/** Everything that lists answer to giver and unit, at the moment `asOf`, or now. The moment itself is cut off: two questions are never asked in the same millisecond. */
async function all(chief: StaffSession, chair: StaffSession, directiveId: string, asOf?: string) {
  const filters = ['all', 'late', 'unacknowledged', 'reported', 'returned', 'open'] as const
  const boards = []
  for (const only of filters) for (const d of [directiveId, undefined]) for (const sort of ['late', 'unacknowledged'] as const) boards.push(await getBoard(chief, { directiveId: d, only, sort, limit: 50, asOf }))
  const lists = []
  for (const only of filters) lists.push(await listByDeadline(chief, { only, limit: 50, asOf, finished: 'with' }), await listByDeadline(chief, { directiveId, only, limit: 50, asOf, finished: 'without' }))
  const work = []
  for (const view of ['todo', 'waiting', 'done', 'confirm'] as const) for (const who of [chair, chief]) {
    const w = await getMyWork(who, { view, limit: 50, asOf })
    work.push({ ...w, lines: w.lines.map(({ may: _may, ...line }) => line) })
  }
  const cards = [await getScorecard(chief, s.muongPhang.id, undefined, asOf), await getScorecard(chair, s.muongPhang.id, undefined, asOf), await getScorecard(chief, s.thanhNua.id, undefined, asOf)]
  const directives = await listDirectivesGiven(chief, asOf)
  return JSON.parse(JSON.stringify({ boards, lists, work, cards, directives }, (key, v: unknown) => (key === 'asOf' ? undefined : v))) as Record<string, unknown>
}
const pause = (): Promise<void> => new Promise((r) => { setTimeout(r, 5) })

test('the board, the lists, the work and the scorecards of a moment are asked again later and answer what they answered then', async () => {
  const given = await givenDuties(s.chief, { owners: [s.muongPhang, s.thanhNua], due: inDays(3), text: 'Rà soát người về từ vùng dịch.' })
  const late = await givenDuties(s.chief, { owners: [s.muongPhang, s.thanhNua], due: inDays(-2), directiveId: given.directiveId, text: 'Lập danh sách hộ gia đình.' })
  const other = await givenDuties(s.chief, { owners: [s.thanhNua], rhythm: { every: 'day', times: ['16:00'], from: today, until: null } })
  await actOnObligation(s.chair, given.ids[0]!, { type: 'acknowledge' })
  await actOnObligation(s.chair, late.ids[0]!, report)
  await actOnObligation(s.neighbour, given.ids[1]!, { type: 'return', reason: 'unclear', note: 'không rõ địa bàn' })
  await actOnObligation(s.chief, late.ids[0]!, { type: 'commend', note: 'làm tốt' })
  await pause()
  const moments: { at: string; answer: Record<string, unknown> }[] = []
  const look = async (): Promise<void> => {
    await pause()
    moments.push({ at: new Date().toISOString(), answer: await all(s.chief, s.chair, given.directiveId) })
    await pause()
  }
  await look()
  await actOnObligation(s.chair, given.ids[0]!, report)
  await actOnObligation(s.chief, late.ids[0]!, { type: 'accept' })
  await actOnObligation(s.chief, given.ids[0]!, { type: 'extend', due: inDays(9), reason: 'mưa lũ' })
  await actOnObligation(s.neighbour, other.ids[0]!, { type: 'raise_obstacle', obstacle: 'thiếu máy xét nghiệm', need: '' })
  await look()
  // A duty changes hands, others are given, split, reminded of and closed: none of it was so before.
  await actOnObligation(s.chief, given.ids[1]!, { type: 'reassign', owner: s.muongPhang.id })
  await givenDuties(s.chief, { owners: [s.muongPhang, s.thanhNua], due: inDays(1) })
  const ban = await givenOrganisation('Bản Co Muông', { line: 'field', kind: 'to_covid' })
  await actOnObligation(s.chief, given.ids[0]!, { type: 'send_back', reason: 'thiếu danh sách' })
  await splitObligation(s.chair, given.ids[0]!, { elements: [], parts: [{ owner: ban.id, takes: 'whole', shares: [], due: inDays(2) }] })
  await remindSilent(s.chief, { onlyLate: false })
  await actOnObligation(s.chief, other.ids[0]!, { type: 'close', reason: 'hết dịch' })
  await look()
  await actOnObligation(s.chair, given.ids[1]!, { type: 'acknowledge' })
  for (const m of moments) expect(await all(s.chief, s.chair, given.directiveId, m.at)).toEqual(m.answer)
  // And the moments differ, so that the comparison says something.
  expect(new Set(moments.map((m) => JSON.stringify(m.answer))).size).toBe(3)
})

test('before anything was given the board is empty, and nothing may be done in the past', async () => {
  const before = await getBoard(s.chief, { only: 'all', sort: 'late', limit: 50, asOf: '2020-01-01T00:00:00.000Z' })
  expect([before.summary.total, before.rows]).toEqual([0, []])
  const work = await getMyWork(s.chair, { view: 'todo', limit: 50, asOf: new Date().toISOString() })
  expect(work.lines.length).toBeGreaterThan(0)
  expect(work.lines.flatMap((l) => Object.values(l.may)).some(Boolean)).toBe(false)
})
