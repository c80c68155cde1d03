import type { RawBuilder } from 'kysely'
import { runPrepared, sql, type Reads, type StaffSession } from '../../platform/db/index.ts'
import type { Instant } from '../../platform/dates.ts'
import { foldEvents, prepare, type EventBody } from '../rules.ts'
import { allDirectives, eventOf } from '../store.ts'

/** Whose duties a question is about. */
export type Scope = { readonly giver: string; readonly directive?: string | undefined } | { readonly owner: string } | { readonly mine: string }

type ChangedRow = { id: string; log: { obligation_id: string; seq: number; at: string; by_org: string; by_post: string | null; by_account: string | null; command_id: string; body: EventBody }[] }

/**
 * Tính đến: the tables of the room as they stood at a moment, under their own names, to be put before a question that is asked of the present. The
 * same question then answers of the past, so that the two cannot part ways. A duty that was not touched since stands as it is; one that was is
 * folded from its events up to the moment; one that was given later was not there. Empty for the present.
 *
 * Row-level security stays that of today: a unit from which a duty was taken does not see it in the past either.
 */
export async function pastOf(db: Reads, who: StaffSession, asOf: Instant | undefined, scope: Scope): Promise<RawBuilder<unknown>> {
  if (asOf === undefined) return sql``
  const hadOwner = (owner: string) => sql`(o.owner_org = ${owner}::uuid or exists (select 1 from obligation_event e where e.province_id = o.province_id and e.obligation_id = o.id and e.type in ('assigned', 'reassigned') and e.body ->> 'owner' = ${owner}))`
  const now = 'giver' in scope ? sql`o.giver_org = ${scope.giver}::uuid ${scope.directive === undefined ? sql`` : sql`and o.directive_id = ${scope.directive}::uuid`}`
    : 'owner' in scope ? sql`o.owner_org = ${scope.owner}::uuid` : sql`(o.owner_org = ${scope.mine}::uuid or o.giver_org = ${scope.mine}::uuid)`
  const then = 'giver' in scope ? now : 'owner' in scope ? hadOwner(scope.owner) : sql`(o.giver_org = ${scope.mine}::uuid or ${hadOwner(scope.mine)})`
  const changed = await runPrepared(db, sql<ChangedRow>`
    select o.id, (select json_agg(json_build_object('obligation_id', e.obligation_id, 'seq', e.seq, 'at', e.at, 'by_org', e.by_org, 'by_post', e.by_post, 'by_account', e.by_account, 'command_id', e.command_id, 'body', e.body) order by e.seq)
      from obligation_event e where e.province_id = o.province_id and e.obligation_id = o.id and e.at <= ${asOf}::timestamptz) as log
    from obligation o where o.province_id = ${who.provinceId} and ${then} and o.assigned_at <= ${asOf}::timestamptz and o.last_event_at > ${asOf}::timestamptz`)
  const rows = changed.map((r) => {
    const p = prepare(foldEvents(r.log.map((e) => eventOf({ ...e, at: new Date(e.at).toISOString() }))))
    return { id: r.id, was: {
      owner_org: p.owner, owner_post: p.ownerPost, work: p.work, due_kind: p.due.kind, due_at: p.dueAt, acknowledge_by: p.acknowledgeBy, acknowledged_at: p.acknowledgedAt, reported_at: p.reportedAt, finished_at: p.finishedAt, finish: p.finish,
      finish_baseline: p.finishBaseline, extensions: p.extensions, waits: p.waits, open_obstacles: p.openObstacles, obstacle_by: p.obstacleBy, sent_back: p.sentBack, reminded_at: p.remindedAt, last_event_at: p.lastEventAt, seq: p.seq,
    } }
  })
  return sql`
    with obligation as materialized (
      select o.* from public.obligation o where o.province_id = ${who.provinceId} and ${now} and o.assigned_at <= ${asOf}::timestamptz and o.last_event_at <= ${asOf}::timestamptz
      union all
      select (jsonb_populate_record(o, r.was)).* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, was jsonb) join public.obligation o on o.province_id = ${who.provinceId} and o.id = r.id),
    obligation_event as (select e.* from public.obligation_event e join obligation o on o.province_id = e.province_id and o.id = e.obligation_id where e.at <= ${asOf}::timestamptz),
    obligation_tally as (
      select province_id, giver_org, directive_id, clause_id, work, finish, finish_baseline, case when work in ('assigned', 'doing', 'redo') then coalesce(due_at, 'infinity') else 'infinity' end as due_at,
        case when work = 'assigned' then acknowledge_by else 'infinity' end as acknowledge_by, waits <> '{}' as waiting, count(*)::int as n from obligation group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
    obligation_board_row as (
      select province_id, giver_org, case grouping(directive_id) when 1 then ${allDirectives}::uuid else directive_id end as directive_id, owner_org, count(*)::int as total, (count(*) filter (where work = 'assigned'))::int as unacknowledged,
        (count(*) filter (where work in ('assigned', 'doing', 'redo')))::int as owed, (count(*) filter (where work = 'reported'))::int as reported, (count(*) filter (where work = 'accepted'))::int as accepted,
        (count(*) filter (where work = 'returned'))::int as returned, (count(*) filter (where work in ('suspended', 'waived', 'closed')))::int as aside,
        coalesce(min(due_at) filter (where work in ('assigned', 'doing', 'redo')), 'infinity') as earliest_due, coalesce(min(acknowledge_by) filter (where work = 'assigned'), 'infinity') as earliest_ack_by
      from obligation group by grouping sets ((province_id, giver_org, directive_id, owner_org), (province_id, giver_org, owner_org)))`
}
