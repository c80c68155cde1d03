import { sql } from 'kysely'
import { readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import { deadlineState, type Due } from '../obligations/rules.ts'
import { getObligationSettings } from '../obligations/index.ts'
import type { DocumentView, DutyMark } from './contract.ts'
import { givenClauseId } from './rules.ts'
import { namesOf, notFound, nowInstant, run } from './store.ts'

/** How many units stand beside a clause before somebody asks for all of them. */
export const shownPerClause = 4

type MarkRow = { id: string; clauseId: string; owner: string; work: DutyMark['work']; dueKind: Due['kind']; dueAt: string | null; dueDay: string | null; reportedAt: string | null; finishedAt: string | null; lastEventAt: string; key: string }
const markColumns = sql`o.id, o.clause_id as "clauseId", o.owner_org as owner, o.work, o.due_kind as "dueKind", o.due_at as "dueAt", (o.due_at at time zone 'Asia/Ho_Chi_Minh')::date as "dueDay", o.reported_at as "reportedAt", o.finished_at as "finishedAt", o.last_event_at as "lastEventAt"`
/** Late first, then those that owe, then what is done; within that a fixed order, so that pages do not overlap. */
const rank = sql`case when o.work in ('assigned', 'doing', 'redo') and o.due_at < now() then 0 when o.work in ('assigned', 'doing', 'redo', 'returned') then 1 when o.work = 'reported' then 2 else 3 end`
/** By the clauses of the document, which are few, and from each to its duties: there may be ten thousand units under one clause. */
const under = (id: string) => sql`o.province_id = current_province() and o.directive_id = ${id}::uuid and o.parent_id is null
  and o.clause_id = any(array(select c.id from obligation_clause c where c.province_id = current_province() and c.directive_id = ${id}::uuid))`

const clockOf = (r: MarkRow): Parameters<typeof deadlineState>[1] => {
  switch (r.work) {
    case 'assigned': case 'doing': case 'redo': return { kind: 'running' }
    case 'reported': return { kind: 'finished', at: r.reportedAt ?? r.lastEventAt }
    case 'accepted': return { kind: 'finished', at: r.finishedAt ?? r.lastEventAt }
    case 'closed': return r.finishedAt === null ? { kind: 'stopped' } : { kind: 'finished', at: r.finishedAt }
    case 'returned': case 'suspended': case 'waived': return { kind: 'stopped' }
  }
}

async function marksOf(db: Reads, provinceId: string, rows: readonly MarkRow[], clauseOf: (id: string) => string): Promise<DutyMark[]> {
  const now = nowInstant()
  const { soonDays } = await getObligationSettings(db, provinceId)
  const names = await namesOf(db, rows.map((r) => r.owner))
  return rows.map((r) => {
    const due: Due = r.dueKind === 'none' || r.dueAt === null ? { kind: 'none' } : r.dueKind === 'day' ? { kind: 'day', day: r.dueDay! } : { kind: 'moment', at: r.dueAt }
    return { obligationId: r.id, clauseId: clauseOf(r.clauseId), owner: { id: r.owner, name: names.get(r.owner) ?? '' }, work: r.work, deadline: deadlineState(due, clockOf(r), now, soonDays) }
  })
}

/** A receiver's own orders hang on ids of their own; on the page they stand beside the clause they came from. */
async function clauseIds(db: Reads, id: string, owner: string): Promise<{ clauseOf: (given: string) => string; givenOf: (clause: string) => string[] }> {
  const givers = await run<{ id: string }>(db, sql`select distinct giver_org as id from obligation_clause where province_id = current_province() and directive_id = ${id}::uuid`)
  const clauses = await run<{ id: string }>(db, sql`select id from clause where province_id = current_province() and document_id = ${id}::uuid`)
  const back = new Map(clauses.flatMap((c) => givers.map((g) => [givenClauseId(c.id, g.id, owner), c.id] as const)))
  return { clauseOf: (given) => back.get(given) ?? given, givenOf: (clause) => [...new Set([clause, ...givers.map((g) => givenClauseId(clause, g.id, owner))])] }
}

/** What was given under a document: every duty counted, the first few of each clause with their marks. Two questions, however many units there are. */
export async function dutiesOf(db: Reads, who: StaffSession, id: string, owner: string): Promise<{ given: DutyMark[]; duties: DocumentView['duties'] }> {
  const counts = await run<{ clauseId: string | null; total: number; units: number; done: number; late: number }>(db, sql`select o.clause_id as "clauseId", count(*)::int as total, count(distinct o.owner_org)::int as units, count(*) filter (where o.work = 'accepted')::int as done,
      count(*) filter (where o.work in ('assigned', 'doing', 'redo') and o.due_at < now())::int as late from obligation o where ${under(id)} group by grouping sets ((o.clause_id), ())`)
  const whole = counts.find((c) => c.clauseId === null)
  if (!whole || whole.total === 0) return { given: [], duties: { total: 0, units: 0, done: 0, late: 0, clauses: [] } }
  const { clauseOf } = await clauseIds(db, id, owner)
  const rows = await run<MarkRow>(db, sql`select * from (select ${markColumns}, '' as key, row_number() over (partition by o.clause_id order by ${rank}, o.id) as n from obligation o where ${under(id)}) as o where n <= ${shownPerClause} order by "clauseId", n`)
  const byClause = new Map<string, { clauseId: string; total: number; done: number; late: number }>()
  for (const c of counts) {
    if (c.clauseId === null) continue
    const clauseId = clauseOf(c.clauseId)
    const was = byClause.get(clauseId) ?? { clauseId, total: 0, done: 0, late: 0 }
    byClause.set(clauseId, { clauseId, total: was.total + c.total, done: was.done + c.done, late: was.late + c.late })
  }
  return { given: await marksOf(db, who.provinceId, rows, clauseOf), duties: { total: whole.total, units: whole.units, done: whole.done, late: whole.late, clauses: [...byClause.values()] } }
}

/** All units under one clause, late ones first, page by page. */
export const listDuties = (who: StaffSession, id: string, q: { clauseId: string; after?: string | undefined; limit: number }): Promise<{ lines: DutyMark[]; next: string | null }> => readAs(who, async (db) => {
  const [d] = await run<{ owner: string }>(db, sql`select organisation_id as owner from document where province_id = current_province() and id = ${id}::uuid`)
  if (!d) return notFound(id)
  const { clauseOf, givenOf } = await clauseIds(db, id, d.owner)
  const after = /^([0-3])\|([0-9a-f-]{36})$/.exec(q.after ?? '')
  const rows = await run<MarkRow>(db, sql`select ${markColumns}, ${rank} as key from obligation o where o.province_id = current_province() and o.directive_id = ${id}::uuid and o.parent_id is null and o.clause_id = any(${givenOf(q.clauseId)}::uuid[])
    and (${after === null} or (${rank}, o.id) > (${Number(after?.[1] ?? 0)}::int, ${after?.[2] ?? null}::uuid)) order by ${rank}, o.id limit ${q.limit + 1}`)
  const shown = rows.slice(0, q.limit)
  const last = shown.at(-1)
  return { lines: await marksOf(db, who.provinceId, shown, clauseOf), next: rows.length > q.limit && last ? `${last.key}|${last.id}` : null }
})
