import type { Transaction } from 'kysely'
import type { Instant } from '../platform/dates.ts'
import { announce } from '../platform/live/index.ts'
import { sql, type DB, type Writes } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import type { NoticeFacts, NoticeKind } from './rules.ts'

export type NewNotice = { readonly organisation: string; readonly post: string | null; readonly kind: NoticeKind; readonly obligation: string | null; readonly directive: string | null; readonly dedupe: string; readonly facts: NoticeFacts & Record<string, unknown> }

/** A notice as the statements that write one read it. */
export const noticeRow = (x: NewNotice) => ({ id: newId(), org: x.organisation, post: x.post, kind: x.kind, ob: x.obligation, dir: x.directive, dedupe: x.dedupe, facts: x.facts })

type Runs = Pick<Transaction<DB>, 'getExecutor'>

/** Adds notices, each occasion once for an organisation. The mail of them is sent by the clock, every minute. */
export async function addNotices(db: Writes, notices: readonly NewNotice[], at: Instant): Promise<void> {
  await insertNotices(db, db.who.provinceId, notices, at)
}

export async function insertNotices(db: Runs, provinceId: string, notices: readonly NewNotice[], at: Instant): Promise<number> {
  let n = 0
  for (let i = 0; i < notices.length; i += 5000) {
    const rows = notices.slice(i, i + 5000).map(noticeRow)
    const done = await sql`insert into obligation_notice (province_id, id, organisation_id, post_id, kind, obligation_id, directive_id, facts, dedupe, at)
      select ${provinceId}, id, org, post, kind, ob, dir, facts, dedupe, ${at}::timestamptz from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, org uuid, post uuid, kind text, ob uuid, dir uuid, dedupe text, facts jsonb)
      on conflict do nothing`.execute(db as never)
    n += Number(done.numAffectedRows ?? 0)
  }
  return n
}

/**
 * What the clocks say, to whom: near deadlines and overdue work to the unit, silence to unit and giver, obstacles that waited too long to the
 * giver and the giver above. One notice per organisation and deadline, however many duties share it; a second run adds nothing.
 */
export async function ringClocks(db: Transaction<DB>, provinceId: string, now: Instant, soonDays: number): Promise<number> {
  const { rows } = await sql<{ org: string; kind: NoticeKind; due: string | null; n: number; id: string | null; directive: string | null }>`
    with open as (select * from obligation where province_id = ${provinceId} and work in ('assigned', 'doing', 'redo'))
    select owner_org as org, 'due_soon' as kind, due_at as due, count(*)::int as n, (min(id::text))::uuid as id, (min(directive_id::text))::uuid as directive from open
      where due_at > ${now}::timestamptz and due_at <= ${now}::timestamptz + make_interval(days => ${soonDays}) group by 1, 3
    union all select owner_org, 'overdue', due_at, count(*)::int, (min(id::text))::uuid, (min(directive_id::text))::uuid from open where due_at < ${now}::timestamptz and due_at > ${now}::timestamptz - interval '30 days' group by 1, 3
    union all select owner_org, 'silent', acknowledge_by, count(*)::int, (min(id::text))::uuid, (min(directive_id::text))::uuid from open where work = 'assigned' and acknowledge_by < ${now}::timestamptz group by 1, 3
    union all select giver_org, 'silent_units', acknowledge_by, count(*)::int, null, (min(directive_id::text))::uuid from open where work = 'assigned' and acknowledge_by < ${now}::timestamptz group by 1, 3
    union all select u.org, 'obstacle_late', date_trunc('hour', o.obstacle_by), count(*)::int, (min(o.id::text))::uuid, (min(o.directive_id::text))::uuid
      from obligation o cross join lateral (select o.giver_org as org union select o.upper_givers[1] where o.upper_givers[1] is not null) u
      where o.province_id = ${provinceId} and o.obstacle_by < ${now}::timestamptz group by 1, 3`.execute(db)
  const added = await insertNotices(db, provinceId, rows.map((r) => ({
    organisation: r.org, post: null, kind: r.kind, obligation: r.n === 1 ? r.id : null, directive: r.directive, dedupe: `${r.kind}:${r.due}`, facts: { n: r.n, due: r.due },
  })), now)
  if (added > 0) await announce(db as unknown as Writes, ['notifications', 'my-work'], [...new Set(rows.map((r) => r.org))])
  return added
}
