import { readAs, sql, type StaffSession } from '../../platform/db/index.ts'
import { addDays, instantOf, type PlainDate } from '../../platform/dates.ts'
import type { SavedFilter } from '../contract.ts'
import { organisationNames } from '../names.ts'
import { findConflicts, isOverdue, noticeText, type Conflict, type Due, type NoticeFacts, type NoticeKind, type Rhythm } from '../rules.ts'
import { getSettings } from '../settings.ts'
import { dueOfRow, nowInstant } from '../store.ts'

type DutyRow = { id: string; owner_org: string; directive_id: string; text: string; due_kind: string; due_at: string | null; rhythm: Rhythm | null; directive_number: string | null; label: string | null }

/** At most this many open duties are compared at once; more would be pairs by the million, and nobody could read the answer. */
const compared = 5000

/** Chồng chéo giữa các văn bản: of one unit, or of all units the acting organisation gave to and its own. */
export const listConflicts = (who: StaffSession, organisation: string | undefined) => readAs(who, async (db) => {
  const now = nowInstant()
  const settings = await getSettings(db, who.provinceId)
  const { rows } = await sql<DutyRow>`
    select o.id, o.owner_org, o.directive_id, coalesce(o.own_text, c.text) as text, o.due_kind, o.due_at, o.rhythm, c.directive_number, c.label
    from obligation o join obligation_clause c on c.province_id = o.province_id and c.id = o.clause_id
    where o.province_id = ${who.provinceId} and o.work not in ('accepted', 'waived', 'closed')
      and ${organisation === undefined ? sql`(o.owner_org = ${who.organisationId}::uuid or o.giver_org = ${who.organisationId}::uuid)` : sql`o.owner_org = ${organisation}::uuid`}
    order by o.owner_org, o.assigned_at desc limit ${compared}`.execute(db as never)
  const duties = rows.map((r) => ({ id: r.id, owner: r.owner_org, directive: r.directive_id, text: r.text, due: dueOfRow(r.due_kind, r.due_at), rhythm: r.rhythm, number: r.directive_number, clause: r.label }))
  const byId = new Map(duties.map((d) => [d.id, d]))
  const found = findConflicts(duties, settings.dailyLoad)
  const names = await organisationNames(db, who.provinceId, found.map((f) => f.owner))
  const idsOf = (f: Conflict): readonly string[] => (f.kind === 'overload' ? f.duties : [f.a, f.b])
  return {
    asOf: now, looked: duties.length,
    conflicts: found.slice(0, 500).map((f) => ({
      kind: f.kind, owner: { id: f.owner, name: names.get(f.owner) ?? '' }, day: f.kind === 'overload' ? f.day : null, limit: f.kind === 'overload' ? f.limit : null, words: f.kind === 'contradiction' ? [...f.words] : [],
      duties: idsOf(f).map((id) => { const d = byId.get(id)!; return { id, text: d.text, due: d.due, directive: d.number, clause: d.clause } }),
    })),
  }
})

/** Lịch của đơn vị: occurrences of periodic duties between two days. */
export const listCalendar = (who: StaffSession, from: PlainDate, to: PlainDate) => readAs(who, async (db) => {
  const now = nowInstant()
  const { rows } = await sql<{ obligation_id: string; key: string; due_kind: string; due_at: string; state: 'due' | 'reported' | 'accepted' | 'redo' | 'waived'; reported_at: string | null; text: string; giver_org: string }>`
    select p.obligation_id, p.key, p.due_kind, p.due_at, p.state, p.reported_at, coalesce(o.own_text, c.text) as text, p.giver_org
    from obligation_period p join obligation o on o.province_id = p.province_id and o.id = p.obligation_id join obligation_clause c on c.province_id = o.province_id and c.id = o.clause_id
    where p.province_id = ${who.provinceId} and p.owner_org = ${who.organisationId}::uuid and p.due_at >= ${instantOf(from)}::timestamptz and p.due_at < ${instantOf(addDays(to, 1))}::timestamptz order by p.due_at, p.obligation_id limit 2000`.execute(db as never)
  const names = await organisationNames(db, who.provinceId, rows.map((r) => r.giver_org))
  return {
    asOf: now, periods: rows.map((r) => {
      const due: Due = dueOfRow(r.due_kind, r.due_at)
      return { obligationId: r.obligation_id, key: r.key, due, state: r.state, late: r.state !== 'waived' && isOverdue(due, r.reported_at ?? now), text: r.text, giver: { id: r.giver_org, name: names.get(r.giver_org) ?? '' } }
    }),
  }
})

export const listFilters = (who: StaffSession): Promise<SavedFilter[]> => readAs(who, async (db) =>
  (await sql<SavedFilter>`select name, filter from obligation_filter where province_id = ${who.provinceId} and account_id = ${who.accountId} and post_id = ${who.postId} order by created_at, name`.execute(db as never)).rows)

type NoticeRow = { id: string; kind: NoticeKind; at: string; unread: boolean; facts: NoticeFacts; obligation_id: string | null; directive_id: string | null; total: number }

/** Where a notice leads: the duty itself, the board, or the list of work. */
const placeOf = (r: NoticeRow): string | null => {
  if (r.obligation_id !== null) return `/nhiem-vu/${r.obligation_id}`
  return r.kind === 'silent_units' || r.kind === 'obstacle_late' ? '/nhiem-vu' : '/viec-cua-toi'
}

export const listNotices = (who: StaffSession, before: string | undefined) => readAs(who, async (db) => {
  const { rows } = await sql<NoticeRow>`
    with seen as (select coalesce((select read_until from obligation_notice_read where province_id = ${who.provinceId} and account_id = ${who.accountId} and post_id = ${who.postId}), '-infinity') as until)
    select n.id, n.kind, n.at, n.at > seen.until as unread, n.facts, n.obligation_id, n.directive_id, (select count(*)::int from obligation_notice u, seen s where u.province_id = ${who.provinceId} and u.organisation_id = ${who.organisationId}::uuid and u.at > s.until) as total
    from obligation_notice n, seen where n.province_id = ${who.provinceId} and n.organisation_id = ${who.organisationId}::uuid and (${before ?? null}::timestamptz is null or n.at < ${before ?? null}::timestamptz)
    order by n.at desc, n.id limit 50`.execute(db as never)
  return { unread: rows[0]?.total ?? 0, notices: rows.map((r) => ({ id: r.id, kind: r.kind, at: r.at, unread: r.unread, text: noticeText(r.kind, r.facts), href: placeOf(r) })) }
})

/** Obligations under a directive as the acting organisation sees them: for the document's own page. */
export const listForDirective = (who: StaffSession, directiveId: string) => readAs(who, async (db) => {
  const { rows } = await sql<{ id: string; clauseId: string; owner: string; giver: string; work: string; dueAt: string | null }>`
    select id, clause_id as "clauseId", owner_org as owner, giver_org as giver, work, due_at as "dueAt" from obligation where province_id = ${who.provinceId} and directive_id = ${directiveId}::uuid order by clause_id, id limit 20000`.execute(db as never)
  return rows
})
