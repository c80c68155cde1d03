import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, asSystem, type StaffSession, type Writes } from '../platform/db/index.ts'
import { enqueue, type Task } from '../platform/jobs/index.ts'
import { orRefuse, Refused } from '../platform/refusal.ts'
import { actOnObligation, createObligations, urgencyOf, type Due, type GivenClause, type Rhythm } from '../obligations/index.ts'
import { permissionsFor, type PostKind } from '../sign-in/index.ts'
import { giversAbove } from './commands-assign.ts'
import { deliver } from './commands-delivery.ts'
import { ReadingValue } from './contract.ts'
import { clausesIn } from './queries.ts'
import { carryOver, decideAct, givenClauseId, type Act } from './rules.ts'
import { announceDirective, holdersOf, notFound, nowInstant, refuseWith, run } from './store.ts'

type Paper = { id: string; state: string; mine: boolean; date: string | null; number: string | null; confirmed: unknown }
const paperOf = async (db: Writes, id: string, lock: boolean): Promise<Paper | null> => (await run<Paper>(db, sql`select id, state, organisation_id = current_organisation() as mine, issued_on as date, number, confirmed from document where province_id = current_province() and id = ${id}::uuid ${lock ? sql`for update` : sql``}`))[0] ?? null

type Open = { id: string; clauseId: string; owner: string; coordinators: string[]; dueKind: Due['kind']; dueAt: string | null; dueDay: string | null; rhythm: Rhythm | null }
/** Duties given by us under the paper that are not finished. */
const openUnder = (db: Writes, id: string): Promise<Open[]> => run<Open>(db, sql`select o.id, o.clause_id as "clauseId", o.owner_org as owner, o.coordinators, o.due_kind as "dueKind", o.due_at as "dueAt", (o.due_at at time zone 'Asia/Ho_Chi_Minh')::date as "dueDay", o.rhythm
  from obligation o where o.province_id = current_province() and o.directive_id = ${id}::uuid and o.giver_org = current_organisation() and o.parent_id is null and o.work not in ('accepted', 'waived', 'closed') order by o.id`)
const dueOf = (o: Open): Due => (o.rhythm !== null || o.dueKind === 'none' || o.dueAt === null ? { kind: 'none' } : o.dueKind === 'day' ? { kind: 'day', day: o.dueDay! } : { kind: 'moment', at: o.dueAt })

/**
 * Thu hồi, thay thế, đính chính: the act with its reason, what becomes of the duties, and the word to everybody who received the paper, in one
 * transaction. The duties that end with it are closed by a job that may be run again: each is a step of its own on the duty's own record.
 */
export const endDirective = (who: StaffSession, id: string, asked: Act): Promise<{ id: string; seq: number; told: number; closed: number; carried: number; left: number }> => asStaff(who, async (db) => {
  const now = nowInstant()
  const looked = await paperOf(db, id, false)
  if (!looked) return notFound(id)
  if (!looked.mine) refuseWith({ code: 'document.not_issued', state: looked.state })
  const paper = await paperOf(db, id, true) ?? looked
  const by = asked.byDocumentId === null ? null : await paperOf(db, asked.byDocumentId, false)
  const act = orRefuse(decideAct({ ...asked, reason: asked.reason.normalize('NFC'), notice: asked.notice?.normalize('NFC') || null }, paper, by))
  const open = act.duties === 'keep' ? [] : await openUnder(db, id)
  const { moved, receivers } = act.duties === 'carry' ? await carry(db, who, id, by!, open) : { moved: new Set<string>(), receivers: [] }
  const ended = act.duties === 'close' ? open.map((o) => o.id) : [...moved]
  const [last] = await run<{ seq: number }>(db, sql`select coalesce(max(seq), 0)::int as seq from document_act where province_id = ${who.provinceId} and document_id = ${id}::uuid`)
  const seq = last!.seq + 1
  await run(db, sql`insert into document_act (province_id, document_id, seq, kind, at, by_account, by_post, reason, notice, by_document_id, duties, ended)
    values (${who.provinceId}, ${id}, ${seq}, ${act.kind}, ${now}::timestamptz, ${who.accountId}, ${who.postId}, ${act.reason}, ${act.notice}, ${act.byDocumentId}::uuid, ${act.duties}, ${JSON.stringify(ended)}::jsonb)`)
  if (act.kind !== 'corrected') await run(db, sql`update document set state = ${act.kind}, version = version + 1 where province_id = ${who.provinceId} and id = ${id}::uuid`)
  const told = await run<{ id: string }>(db, sql`update delivery set act_seq = ${seq}, act_seen_at = null, act_seen_by = null where province_id = ${who.provinceId} and document_id = ${id}::uuid and state <> '02' returning organisation_id as id`)
  // Whoever had the paper gets the one that takes its place or corrects it.
  const sent = act.byDocumentId === null ? [] : await deliver(db, act.byDocumentId, [...told.map((t) => t.id), ...receivers])
  if (ended.length > 0) await enqueue(db, 'directives.end-duties', { provinceId: who.provinceId, documentId: id, seq }, { key: `directives.end-duties:${who.provinceId}:${id}:${seq}` })
  await announceDirective(db, id, [...await holdersOf(db, id), ...sent])
  if (act.byDocumentId !== null) await announceDirective(db, act.byDocumentId, [who.organisationId, ...sent])
  await audit(db, { action: `document.${act.kind}`, kind: 'document', id, detail: { seq, reason: act.reason, notice: act.notice, by: act.byDocumentId, duties: act.duties, told: told.length, ended: ended.length, carried: moved.size } })
  return { id, seq, told: told.length, closed: act.duties === 'close' ? ended.length : 0, carried: moved.size, left: act.duties === 'carry' ? open.length - moved.size : 0 }
})

/** Chuyển nhiệm vụ: open duties are given anew under the clause of the replacing paper that says the same, with owner, deadline and rhythm as they stand. */
async function carry(db: Writes, who: StaffSession, id: string, by: Paper, open: readonly Open[]): Promise<{ moved: Set<string>; receivers: string[] }> {
  const clauses = await clausesIn(db, [id, by.id])
  const after = clauses.get(by.id) ?? []
  const to = carryOver(clauses.get(id) ?? [], after)
  const known = new Map(after.map((c) => [c.id, c]))
  const moved = open.flatMap((o) => { const target = to.get(o.clauseId); return target === undefined ? [] : [{ o, clause: known.get(target)! }] })
  if (moved.length === 0) return { moved: new Set(), receivers: [] }
  const given = moved.map(({ o, clause }): GivenClause => ({ id: clause.id, seq: clause.seq, label: clause.label, text: clause.text, due: dueOf(o), rhythm: o.rhythm, owners: [o.owner], coordinators: o.coordinators }))
  const value = ReadingValue.parse(by.confirmed)
  const directive = { id: by.id, number: value.number, title: value.title, issuer: value.issuer, date: value.date, urgency: urgencyOf(value.urgency), giver: who.organisationId, upperGivers: await giversAbove(db, by.id) }
  const outside = given.filter((g) => g.owners[0] === who.organisationId)
  const others = given.filter((g) => g.owners[0] !== who.organisationId)
  if (others.length > 0) await createObligations(db, { ...directive, giverOutside: false }, others)
  if (outside.length > 0) await createObligations(db, { ...directive, giverOutside: true }, outside)
  return { moved: new Set(moved.map(({ o }) => o.id)), receivers: [...new Set(moved.map(({ o }) => o.owner))] }
}

/** Bên nhận xác nhận: the copy received is put aside and the sender sees it (NĐ 30/2020, Điều 18). */
export const acknowledgeAct = (who: StaffSession, id: string): Promise<{ id: string }> => asStaff(who, async (db) => {
  const [v] = await run<{ owner: string; waits: boolean }>(db, sql`select d.organisation_id as owner, v.act_seq is not null and v.act_seen_at is null as waits from delivery v join document d on d.province_id = v.province_id and d.id = v.document_id
    where v.province_id = current_province() and v.document_id = ${id}::uuid and v.organisation_id = current_organisation() for update of v`)
  if (!v) return refuseWith({ code: 'delivery.not_to_me' })
  if (!v.waits) return refuseWith({ code: 'act.none_waiting' })
  await run(db, sql`update delivery set act_seen_at = ${nowInstant()}::timestamptz, act_seen_by = ${who.accountId}::uuid where province_id = ${who.provinceId} and document_id = ${id}::uuid and organisation_id = ${who.organisationId}::uuid`)
  await announceDirective(db, id, [who.organisationId, v.owner])
  await audit(db, { action: 'document.act_acknowledged', kind: 'document', id })
  return { id }
})

type EndPayload = { provinceId: string; documentId: string; seq: number }
type Actor = { accountId: string; postId: string; organisationId: string; name: string; postTitle: string; organisationName: string; kind: PostKind; line: string; organisationKind: string; reason: string; number: string | null; what: 'recalled' | 'replaced'; byNumber: string | null; ended: string[] }

/** Closes the duties that end with an act, as the person who did it and under an id of its own each, so that a second run changes nothing. */
export const endDuties: Task = async (payload, job) => {
  const { provinceId, documentId, seq } = payload as EndPayload
  const [a] = await asSystem(provinceId, (db) => run<Actor>(db, sql`select x.by_account as "accountId", x.by_post as "postId", p.organisation_id as "organisationId", acc.name, p.title as "postTitle", n.name as "organisationName", p.kind, o.line, o.kind as "organisationKind", x.reason, d.number, x.kind as what, r.number as "byNumber", x.ended
    from document_act x join document d on d.province_id = x.province_id and d.id = x.document_id join post p on p.province_id = x.province_id and p.id = x.by_post join account acc on acc.province_id = x.province_id and acc.id = x.by_account
      join organisation o on o.province_id = p.province_id and o.id = p.organisation_id join lateral (select v.name from organisation_version v where v.province_id = o.province_id and v.organisation_id = o.id order by v.valid_from desc limit 1) n on true
      left join document r on r.province_id = x.province_id and r.id = x.by_document_id
    where x.province_id = ${provinceId} and x.document_id = ${documentId}::uuid and x.seq = ${seq}`))
  if (!a) return
  // The post did this act lawfully when it was done; its permissions are those of its kind, whoever holds it by now.
  const session: StaffSession = {
    provinceId, accountId: a.accountId, postId: a.postId, organisationId: a.organisationId, name: a.name, postTitle: a.postTitle, organisationName: a.organisationName,
    permissions: permissionsFor(a.kind, { line: a.line, kind: a.organisationKind, wholeProvince: false }), area: [], language: 'vi', requestId: `job:${documentId}`,
  }
  const reason = a.what === 'replaced' ? `Văn bản ${a.number ?? ''} được thay thế${a.byNumber ? ` bằng ${a.byNumber}` : ''}: ${a.reason}` : `Văn bản ${a.number ?? ''} bị thu hồi: ${a.reason}`
  let closed = 0
  for (const id of a.ended) {
    try {
      await actOnObligation({ ...session, commandId: givenClauseId(id, documentId, '') }, id, { type: 'close', reason })
      closed++
    } catch (e) {
      // Finished in the meantime: nothing is left to close.
      if (!(e instanceof Refused) || e.refusal.code !== ('obligation.finished' as never)) throw e
    }
  }
  job.log(`${closed} of ${a.ended.length} duties closed with the act ${seq} on ${documentId}`)
}
