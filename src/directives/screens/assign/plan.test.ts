import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plannedNow, planOf, toggled, untouched, wireOf, type Suggestions } from './plan.ts'

const org = (n: number): { id: string; name: string } => ({ id: `00000000-0000-7000-8000-00000000000${n}`, name: `Đơn vị ${n}` })
const both = { vi: '', en: '' }
const match = (n: number, ticked = true): Suggestions['clauses'][number]['phrases'][number]['matches'][number] => ({ organisation: org(n), confidence: 1, ticked, why: 'name', sentence: both })
const phrase = (role: 'assignee' | 'coordinator', matches: ReturnType<typeof match>[], fromLeadIn = false): Suggestions['clauses'][number]['phrases'][number] =>
  ({ text: '', role, fromLeadIn, group: false, unknown: false, outside: false, head: false, matches, candidates: [], rest: [] })
const clause = (id: string, phrases: ReturnType<typeof phrase>[], parentId: string | null = null, given: number[] = []): Suggestions['clauses'][number] => ({
  clause: { id, parentId, seq: 1, label: null, text: '', assignees: [], coordinators: [], deadlines: [], place: null }, phrases, due: { kind: 'none' }, rhythm: null, assumed: [], event: null,
  given: given.map((n) => ({ obligationId: id, organisation: org(n) })),
})
const suggestions = (clauses: Suggestions['clauses'], sendTo: ReturnType<typeof match>[] = []): Suggestions => ({
  document: { id: 'd', state: 'registered', type: null, number: null, issuer: null, date: null, title: null, organisation: org(9), arrival: null }, urgency: null, clauses, acknowledgeHours: 24, instructions: [], sendTo,
})

describe('the first plan of assigning', () => {
  test('what the text names is ticked, what has been given already is not given again', () => {
    const plan = planOf(suggestions([clause('a', [phrase('assignee', [match(1), match(2), match(3, false)])], null, [2])]))
    expect(plan.rows[0]!.owners).toEqual([org(1).id])
  })
  test('a clause whose sub-items name their own units is given through them', () => {
    const plan = planOf(suggestions([clause('a', [phrase('assignee', [match(1)], true)]), clause('a1', [phrase('assignee', [match(2)])], 'a'), clause('a2', [phrase('assignee', [match(1)], true)], 'a')]))
    expect(plan.rows.map((row) => row.owners)).toEqual([[], [org(2).id], []])
  })
  test('a unit that owes the clause is not asked to coordinate it too', () => {
    const plan = planOf(suggestions([clause('a', [phrase('assignee', [match(1)]), phrase('coordinator', [match(1), match(2)])])]))
    expect(plan.rows[0]).toMatchObject({ owners: [org(1).id], coordinators: [org(2).id] })
  })
})

describe('what is sent', () => {
  test('a clause that nobody owes is not sent, and whoever owes is not sent the paper for information besides', () => {
    const plan = planOf(suggestions([clause('a', [phrase('assignee', [match(1)])]), clause('b', [])], [match(1), match(2)]))
    const wire = wireOf(plan)
    expect(wire.rows.map((row) => row.clauseId)).toEqual(['a'])
    expect(wire.sendTo).toEqual([org(2).id])
    expect(wire.instruction).toBeNull()
  })
  test('a deadline alone is an instruction worth recording', () => {
    expect(wireOf({ ...planOf(suggestions([])), dueOn: '2026-12-01' }).instruction).toEqual({ text: '', leadId: null, coordinatorIds: [], dueOn: '2026-12-01' })
  })
  test('however one ticks, a unit never owes and coordinates the same clause', () => {
    const row = planOf(suggestions([clause('a', [])])).rows[0]!
    const step = fc.tuple(fc.constantFrom('assignee' as const, 'coordinator' as const), fc.integer({ min: 1, max: 4 }), fc.boolean())
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const end = steps.reduce((now, [role, n, on]) => toggled(now, role, [org(n).id], on), row)
      expect(end.owners.filter((id) => end.coordinators.includes(id))).toEqual([])
    }))
  })
})

describe('a plan for a paper that is still being written', () => {
  const before = suggestions([clause('a', [phrase('assignee', [match(1)])]), clause('b', [phrase('assignee', [match(2)])])], [match(3)])
  test('what was not touched follows the text, what was touched stays as it was left', () => {
    const row = { ...planOf(before).rows[0]!, owners: [org(4).id] }
    const after = suggestions([clause('a', [phrase('assignee', [match(1)])]), clause('b', [phrase('assignee', [match(5)])])])
    expect(plannedNow(after, { ...untouched, rows: { a: row } }).rows.map((one) => one.owners)).toEqual([[org(4).id], [org(5).id]])
  })
  test('an item taken out of the draft gives no duty, whatever was ticked for it', () => {
    const row = { ...planOf(before).rows[1]!, owners: [org(4).id] }
    expect(wireOf(plannedNow(suggestions([clause('a', [phrase('assignee', [match(1)])])]), { ...untouched, rows: { b: row } })).rows.map((one) => one.clauseId)).toEqual(['a'])
  })
  test('a signer who gives no duties with the paper still sends it', () => {
    const wire = wireOf(plannedNow(before, { ...untouched, give: false }))
    expect(wire.rows).toEqual([])
    expect(wire.sendTo).toEqual([org(3).id])
  })
})
