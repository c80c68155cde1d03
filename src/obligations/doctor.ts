import type { Transaction } from 'kysely'
import { sql, type DB } from '../platform/db/index.ts'
import { foldEvents, prepare, type EventBody } from './rules.ts'
import { eventOf } from './store.ts'

export type Drift = { readonly obligation: string; readonly column: string; readonly kept: unknown; readonly derived: unknown }

type Kept = { id: string; owner_org: string; owner_post: string | null; work: string; due_kind: string; due_at: string | null; acknowledge_by: string; acknowledged_at: string | null; reported_at: string | null; finished_at: string | null; finish: string; finish_baseline: string
  extensions: number; waits: string[]; open_obstacles: number; obstacle_by: string | null; sent_back: number; reminded_at: string | null; last_event_at: string; seq: number }

/**
 * `taicho doctor`: derives every obligation from its events again and compares with what is prepared beside it; and the giver's tallies with a
 * recount. Answers the differences; nothing is mended here.
 */
export async function findDrift(db: Transaction<DB>, provinceId: string): Promise<{ looked: number; drift: Drift[] }> {
  const drift: Drift[] = []
  let looked = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await sql<Kept>`select id, owner_org, owner_post, work, due_kind, due_at, acknowledge_by, acknowledged_at, reported_at, finished_at, finish, finish_baseline, extensions, waits, open_obstacles, obstacle_by, sent_back, reminded_at, last_event_at, seq
      from obligation where province_id = ${provinceId} and id > ${after}::uuid order by id limit 1000`.execute(db)
    if (rows.length === 0) break
    const events = await sql<{ obligation_id: string; seq: number; at: string; by_org: string; by_post: string | null; by_account: string | null; command_id: string; body: EventBody }>`
      select obligation_id, seq, at, by_org, by_post, by_account, command_id, body from obligation_event where province_id = ${provinceId} and obligation_id = any(${rows.map((r) => r.id)}::uuid[]) order by obligation_id, seq`.execute(db)
    const logs = Map.groupBy(events.rows, (e) => e.obligation_id)
    for (const r of rows) {
      const p = prepare(foldEvents((logs.get(r.id) ?? []).map(eventOf)))
      const derived: Omit<Kept, 'id'> = {
        owner_org: p.owner, owner_post: p.ownerPost, work: p.work, due_kind: p.due.kind, due_at: p.dueAt, acknowledge_by: p.acknowledgeBy, acknowledged_at: p.acknowledgedAt, reported_at: p.reportedAt, finished_at: p.finishedAt, finish: p.finish, finish_baseline: p.finishBaseline,
        extensions: p.extensions, waits: [...p.waits], open_obstacles: p.openObstacles, obstacle_by: p.obstacleBy, sent_back: p.sentBack, reminded_at: p.remindedAt, last_event_at: p.lastEventAt, seq: p.seq,
      }
      for (const column of Object.keys(derived) as (keyof typeof derived)[]) if (JSON.stringify(r[column]) !== JSON.stringify(derived[column])) drift.push({ obligation: r.id, column, kept: r[column], derived: derived[column] })
    }
    looked += rows.length
    after = rows.at(-1)!.id
  }
  const tallies = await sql<{ key: string; kept: number; derived: number }>`
    with recount as (select giver_org, directive_id, clause_id, work, finish, finish_baseline, case when work in ('assigned', 'doing', 'redo') then coalesce(due_at, 'infinity') else 'infinity' end as due_at,
        case when work = 'assigned' then acknowledge_by else 'infinity' end as acknowledge_by, waits <> '{}' as waiting, count(*)::int as n from obligation where province_id = ${provinceId} group by 1, 2, 3, 4, 5, 6, 7, 8, 9),
    kept as (select giver_org, directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting, sum(n)::int as n from obligation_tally where province_id = ${provinceId} group by 1, 2, 3, 4, 5, 6, 7, 8, 9 having sum(n) <> 0)
    select concat_ws(' ', coalesce(k.giver_org, r.giver_org), coalesce(k.directive_id, r.directive_id), coalesce(k.work, r.work)) as key, coalesce(k.n, 0) as kept, coalesce(r.n, 0) as derived
    from kept k full join recount r using (giver_org, directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting) where k.n is distinct from r.n`.execute(db)
  for (const t of tallies.rows) drift.push({ obligation: t.key, column: 'tally', kept: t.kept, derived: t.derived })
  const lines = await sql<{ key: string; kept: number; derived: number }>`
    with recount as (select giver_org, directive_id, owner_org, count(*)::int as total, (count(*) filter (where work = 'assigned'))::int as unack, coalesce(min(due_at) filter (where work in ('assigned', 'doing', 'redo')), 'infinity') as due
      from obligation where province_id = ${provinceId} group by 1, 2, 3),
    kept as (select giver_org, directive_id, owner_org, total, unacknowledged as unack, earliest_due as due from obligation_board_row where province_id = ${provinceId} and total > 0 and directive_id <> '00000000-0000-0000-0000-000000000000')
    select concat_ws(' ', coalesce(k.giver_org, r.giver_org), coalesce(k.owner_org, r.owner_org)) as key, coalesce(k.total, 0) as kept, coalesce(r.total, 0) as derived
    from kept k full join recount r using (giver_org, directive_id, owner_org) where (k.total, k.unack, k.due) is distinct from (r.total, r.unack, r.due)`.execute(db)
  for (const t of lines.rows) drift.push({ obligation: t.key, column: 'board row', kept: t.kept, derived: t.derived })
  return { looked, drift }
}
