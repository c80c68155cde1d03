import { beforeAll, expect, test } from 'vitest'
import { givenOrganisation, ownDatabase, refused, type GivenOrganisation } from '../../test/support/given.ts'
import type { StaffSession } from '../platform/db/index.ts'
import { assignDirective } from './commands-assign.ts'
import { receiveDelivery } from './commands-delivery.ts'
import { listDuties, shownPerClause } from './queries-duties.ts'
import { getDirective } from './queries.ts'
import { partyLetter, registered } from './test-support.ts'

ownDatabase()

const many = 230
let province: GivenOrganisation, communes: GivenOrganisation[], team: GivenOrganisation
let clerk: StaffSession, chief: StaffSession, stranger: StaffSession
let id: string

beforeAll(async () => {
  province = await givenOrganisation('Ủy ban nhân dân tỉnh Tuyên Quang', { kind: 'ubnd_tinh' })
  communes = []
  for (let n = 1; n <= many; n++) communes.push(await givenOrganisation(`Ủy ban nhân dân xã Số ${n}`, { kind: 'ubnd_xa', parentId: province.id }))
  team = await givenOrganisation('Tổ Covid cộng đồng thôn Nà Lùng', { kind: 'to_cong_dong', parentId: communes[0]!.id });
  [clerk, chief, stranger] = await Promise.all([province.post('clerk'), province.post('head'), (await givenOrganisation('Ủy ban nhân dân xã Ngoài Cuộc')).post('clerk')])
  id = await registered(clerk, partyLetter({ number: '901-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG', day: '2021-08-20' }))
  const [first, second] = (await getDirective(chief, id)).clauses
  const row = (clauseId: string, ownerIds: string[]) => ({ clauseId, ownerIds, coordinatorIds: [], due: { kind: 'none' as const }, rhythm: null, figures: [] })
  await assignDirective(chief, id, { instruction: null, rows: [row(first!.id, communes.map((c) => c.id)), row(second!.id, [communes[0]!.id])], sendTo: [] })
})

test('a directive given to 230 communes is counted whole, though its page shows a few of each clause', async () => {
  const view = await getDirective(chief, id)
  expect(view.duties).toMatchObject({ total: many + 1, units: many, done: 0, late: 0 })
  expect(view.duties.clauses.map((c) => c.total).sort((a, b) => b - a)).toEqual([many, 1])
  expect(view.given).toHaveLength(shownPerClause + 1)
  expect(view.given[0]).toMatchObject({ work: 'assigned', deadline: { kind: 'none' } })
})

test('every unit of a clause is found page by page, none twice and none left out', async () => {
  const clauseId = (await getDirective(chief, id)).clauses[0]!.id
  const seen: string[] = []
  let after: string | undefined
  for (let page = 0; page < 10; page++) {
    const { lines, next } = await listDuties(chief, id, { clauseId, limit: 100, ...(after === undefined ? {} : { after }) })
    seen.push(...lines.map((l) => l.owner.id))
    if (next === null) break
    after = next
  }
  expect(seen).toHaveLength(many)
  expect(new Set(seen)).toEqual(new Set(communes.map((c) => c.id)))
})

test('what a commune gives further under the same paper stands beside the clause on its own page', async () => {
  const [communeClerk, chairman] = await Promise.all([communes[0]!.post('clerk'), communes[0]!.post('head')])
  await receiveDelivery(communeClerk, id, { forwardedTo: null, note: null })
  const clauseId = (await getDirective(chairman, id)).clauses[0]!.id
  await assignDirective(chairman, id, { instruction: null, rows: [{ clauseId, ownerIds: [team.id], coordinatorIds: [], due: { kind: 'none' }, rhythm: null, figures: [] }], sendTo: [] })
  const view = await getDirective(chairman, id)
  expect(view.given.filter((g) => g.clauseId === clauseId).map((g) => g.owner.name).sort()).toEqual([team.name, communes[0]!.name].sort())
  expect((await listDuties(chairman, id, { clauseId, limit: 10 })).lines).toHaveLength(2)
})

test('a commune that was not sent the paper is not told who owes what under it', async () => {
  await refused(listDuties(stranger, id, { clauseId: (await getDirective(chief, id)).clauses[0]!.id, limit: 10 }), 'record.not_found')
})
