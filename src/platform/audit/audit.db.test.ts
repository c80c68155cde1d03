import { expect, test } from 'vitest'
import { givenOrganisation, ownDatabase } from '../../../test/support/given.ts'
import { asStaff, newCommand } from '../../../test/support/commands.ts'
import { audit, verifyAudit } from './index.ts'

const db = ownDatabase()

test('every line is sealed over the one before it, and the whole chain verifies', async () => {
  const office = await givenOrganisation('Văn phòng UBND tỉnh')
  const clerk = await office.post('clerk')
  for (let i = 0; i < 5; i++) await asStaff(clerk, (tx) => audit(tx, { action: 'test.done', kind: 'test', id: String(i) }))
  const verdict = await verifyAudit(db().system)
  expect(verdict.broken).toEqual([])
  expect(verdict.heads.find((h) => h.chainId === office.id)?.seq).toBe(5)
})

test('a line changed behind the program\'s back is named', async () => {
  const office = await givenOrganisation('Sở Y tế')
  const head = await office.post('head')
  for (let i = 0; i < 3; i++) await asStaff(head, (tx) => audit(tx, { action: 'test.done', kind: 'test', id: String(i) }))
  const owner = await db().ownerClient()
  await owner.query(`update audit_event set detail = '{"forged": true}' where chain_id = $1 and seq = 2`, [office.id])
  await owner.end()
  const verdict = await verifyAudit(db().system)
  expect(verdict.broken).toEqual([{ chainId: office.id, seq: 2, why: 'hash' }])
})

test('a line cut off the end is named by the head of the chain', async () => {
  const office = await givenOrganisation('Sở Nội vụ')
  const head = await office.post('head')
  for (let i = 0; i < 3; i++) await asStaff(head, (tx) => audit(tx, { action: 'test.done', kind: 'test', id: String(i) }))
  const owner = await db().ownerClient()
  await owner.query('delete from audit_event where chain_id = $1 and seq = 3', [office.id])
  await owner.end()
  expect((await verifyAudit(db().system)).broken.filter((b) => b.chainId === office.id)).toEqual([{ chainId: office.id, seq: 3, why: 'head' }])
})

test('the application cannot write, change or remove a line by itself', async () => {
  const office = await givenOrganisation('UBND xã Hồng Thái')
  const head = await office.post('head')
  await asStaff(head, (tx) => audit(tx, { action: 'test.done', kind: 'test', id: 'x' }))
  for (const statement of ['update audit_event set detail = null', 'delete from audit_event', 'insert into audit_chain values (null, null, 1, null)'])
    await expect(db().appPool.query(statement)).rejects.toThrow(/permission denied/)
})

test('a command sent twice is applied once and answered the same', async () => {
  const office = await givenOrganisation('UBND xã Sơn Dương')
  const clerk = newCommand(await office.post('clerk'))
  let runs = 0
  const work = () => asStaff({ ...clerk, step: { value: 0 } }, async (tx) => { runs++; await audit(tx, { action: 'test.done', kind: 'test', id: 'once' }); return { run: runs } })
  const answers = await Promise.all([work(), work(), work()])
  expect(runs).toBe(1)
  expect(new Set(answers.map((a) => a.run))).toEqual(new Set([1]))
})
