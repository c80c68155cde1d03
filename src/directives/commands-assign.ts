import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, type StaffSession, type Writes } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { createObligations, urgencyOf, type GivenClause } from '../obligations/index.ts'
import { advanceOwnDelivery, deliver, requireHeld } from './commands-delivery.ts'
import type { AssignmentPlan } from './contract.ts'
import { checkPlan } from './queries-assign.ts'
import { givenClauseId } from './rules.ts'
import { announceDirective, holdersOf, nowInstant, refuseWith, requireOrganisations, run } from './store.ts'

/** Giao việc: the instruction, the duties, the deliveries and the right to open the file, in one transaction: all or none. */
export const assignDirective = (who: StaffSession, id: string, plan: AssignmentPlan) => asStaff(who, async (db) => {
  await requireHeld(db, id)
  if (plan.instruction === null && plan.sendTo.length === 0 && plan.rows.every((r) => r.ownerIds.length === 0)) refuseWith({ code: 'assignment.empty' })
  const seq = plan.instruction === null ? null : await writeInstruction(db, id, plan.instruction)
  const { obligations, owners } = await give(db, who, id, plan)
  const sent = await deliver(db, id, [...owners, ...plan.rows.flatMap((r) => (r.ownerIds.length > 0 ? r.coordinatorIds : [])), ...plan.sendTo, ...instructed(plan)])
  if (seq !== null || obligations > 0) await markHandled(db, id)
  await advanceOwnDelivery(db, id, '04')
  await announceDirective(db, id, [...await holdersOf(db, id), ...sent])
  await audit(db, { action: 'document.assigned', kind: 'document', id, detail: { obligations, organisations: owners.length, sent: sent.length, instruction: seq } })
  return { obligations, organisations: owners.length, sent: sent.length, instruction: seq }
})

/** The line of our register is put before somebody by this act: its clock stops. */
const markHandled = (db: Writes, id: string): Promise<unknown> => run(db, sql`update register_entry set handled_at = coalesce(handled_at, ${nowInstant()}::timestamptz) where province_id = ${db.who.provinceId} and organisation_id = ${db.who.organisationId} and document_id = ${id}::uuid and direction = 'in'`)

const instructed = (plan: AssignmentPlan): string[] => (plan.instruction === null ? [] : [...(plan.instruction.leadId === null ? [] : [plan.instruction.leadId]), ...plan.instruction.coordinatorIds])

/** Duties under clauses of a document, given by the acting organisation. A part of the act that calls it. */
export async function give(db: Writes, who: StaffSession, id: string, plan: AssignmentPlan): Promise<{ obligations: number; owners: string[] }> {
  const { clauses, value, owner } = await checkPlan(db, who, id, plan)
  const known = new Map(clauses.map((c) => [c.id, c]))
  const rows = plan.rows.filter((r) => r.ownerIds.length > 0)
  if (rows.length === 0) return { obligations: 0, owners: [] }
  const uppers = await giversAbove(db, id)
  const given = rows.map((r): GivenClause => {
    const clause = known.get(r.clauseId)!
    return { id: givenClauseId(r.clauseId, who.organisationId, owner), seq: clause.seq, label: clause.label, text: clause.text, figures: r.figures, due: r.due, rhythm: r.rhythm, owners: r.ownerIds, coordinators: r.coordinatorIds.filter((c) => !r.ownerIds.includes(c)) }
  })
  const directive = { id, number: value.number, title: value.title, issuer: value.issuer, date: value.date, urgency: urgencyOf(value.urgency) }
  // Work that the paper lays on our own organisation: its giver is outside the program (or above), and our office records its decisions.
  const mine = given.flatMap((g) => (g.owners.includes(who.organisationId) ? [{ ...g, owners: [who.organisationId] }] : []))
  const others = given.flatMap((g) => { const rest = g.owners.filter((o) => o !== who.organisationId); return rest.length > 0 ? [{ ...g, owners: rest }] : [] })
  const made = [
    ...(others.length > 0 ? await createObligations(db, { ...directive, giver: who.organisationId, giverOutside: false, upperGivers: uppers }, others) : []),
    ...(mine.length > 0 ? await createObligations(db, { ...directive, giver: who.organisationId, giverOutside: true, upperGivers: uppers }, mine) : []),
  ]
  return { obligations: made.length, owners: [...new Set(rows.flatMap((r) => r.ownerIds))] }
}

/** Who gave what this document carries out, nearest first: they may look at the duties below. */
export async function giversAbove(db: Writes, id: string): Promise<string[]> {
  const found: string[] = []
  let level = [id]
  const seen = new Set(level)
  // Level by level, so that it also works where the documents of a province are spread over machines.
  for (let depth = 0; depth < 8 && level.length > 0; depth++) {
    const rows = await run<{ id: string; owner: string; sentBy: string | null }>(db, sql`select d.id, d.organisation_id as owner, v.sent_by as "sentBy" from document d left join delivery v on v.province_id = d.province_id and v.document_id = d.id and v.organisation_id = current_organisation()
      where d.province_id = current_province() and d.id = any(${level}::uuid[])`)
    for (const r of rows) for (const o of [r.sentBy, r.owner]) if (o !== null && o !== db.who.organisationId && !found.includes(o)) found.push(o)
    const next = await run<{ id: string }>(db, sql`select distinct upper_id as id from document_upper where province_id = current_province() and document_id = any(${level}::uuid[])`)
    level = next.map((n) => n.id).filter((n) => !seen.has(n))
    for (const n of level) seen.add(n)
  }
  return found
}

async function writeInstruction(db: Writes, id: string, i: NonNullable<AssignmentPlan['instruction']>): Promise<number> {
  const now = nowInstant()
  await requireOrganisations(db, [...(i.leadId === null ? [] : [i.leadId]), ...i.coordinatorIds], dayOf(now))
  const [row] = await run<{ seq: number }>(db, sql`insert into instruction (province_id, document_id, organisation_id, seq, at, by_account, by_post, text, lead_id, coordinator_ids, due_on)
    select ${db.who.provinceId}, ${id}::uuid, ${db.who.organisationId}::uuid, coalesce(max(seq), 0) + 1, ${now}::timestamptz, ${db.who.accountId}::uuid, ${db.who.postId}::uuid, ${i.text.normalize('NFC')}, ${i.leadId}::uuid, ${i.coordinatorIds}::uuid[], ${i.dueOn}::date
    from instruction where province_id = ${db.who.provinceId} and document_id = ${id}::uuid and organisation_id = ${db.who.organisationId}::uuid returning seq`)
  return row!.seq
}
