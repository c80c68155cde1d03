import { nowInstant } from '../platform/clock.ts'
import type { Transaction } from 'kysely'
import { sql, type DB, type Reads, type Writes } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import {
  dueDay, dueMoment, foldEvents, noDue, prepare, sameClass, tallyClassOf,
  type Due, type EventBody, type FigureSlot, type ObligationEvent, type ObligationFacts, type ObligationState, type Prepared, type TallyClass, type Urgency,
} from './rules.ts'

/** An obligation with its log: all that the rules need. */
export type Loaded = { readonly facts: ObligationFacts; readonly events: readonly ObligationEvent[]; readonly state: ObligationState; readonly clauseId: string; readonly directiveId: string; readonly text: string; readonly elements: unknown }

type FactRow = {
  id: string; giver_org: string; giver_outside: boolean; upper_givers: string[]; coordinators: string[]; urgency: Urgency; parent_id: string | null; clause_id: string; directive_id: string
  figures: FigureSlot[]; text: string; elements: unknown
}
type EventRow = { obligation_id: string; seq: number; at: string; by_org: string; by_post: string | null; by_account: string | null; command_id: string; body: EventBody }

export const eventOf = (r: EventRow): ObligationEvent => ({ seq: r.seq, at: r.at, by: { organisation: r.by_org, post: r.by_post, account: r.by_account }, commandId: r.command_id, body: r.body })
const factsOf = (r: FactRow): ObligationFacts => ({ id: r.id, giver: r.giver_org, giverOutside: r.giver_outside, upperGivers: r.upper_givers, coordinators: r.coordinators, urgency: r.urgency, parent: r.parent_id, figures: r.figures })

export const dueOfRow = (kind: string, at: string | null): Due => (at === null || kind === 'none' ? noDue : kind === 'day' ? dueDay(dayOf(at)) : dueMoment(at))

const notFound = (id: string): Refused => new Refused({ code: 'record.not_found', kind: 'obligation', id } as never)

/** One obligation with its whole log, as the acting organisation may see it. `lock` holds its row until the end of the transaction, so that two steps are never decided from the same state. */
export async function getLoaded(db: Reads, provinceId: string, id: string, lock: boolean): Promise<Loaded> {
  if (lock) {
    const held = await sql`select 1 from obligation where province_id = ${provinceId} and id = ${id}::uuid for update`.execute(db as never)
    if (held.rows.length === 0) throw notFound(id)
  }
  const { rows } = await sql<FactRow>`
    select o.id, o.giver_org, o.giver_outside, o.upper_givers, o.coordinators, o.urgency, o.parent_id, o.clause_id, o.directive_id, c.figures, coalesce(o.own_text, c.text) as text, c.elements
    from obligation o join obligation_clause c on c.province_id = o.province_id and c.id = o.clause_id where o.province_id = ${provinceId} and o.id = ${id}::uuid`.execute(db as never)
  const row = rows[0]
  if (!row) throw notFound(id)
  const events = await sql<EventRow>`select obligation_id, seq, at, by_org, by_post, by_account, command_id, body from obligation_event where province_id = ${provinceId} and obligation_id = ${id}::uuid order by seq`.execute(db as never)
  const log = events.rows.map(eventOf)
  return { facts: factsOf(row), events: log, state: foldEvents(log), clauseId: row.clause_id, directiveId: row.directive_id, text: row.text, elements: row.elements }
}

/** Parts given to lower units that are neither accepted, waived nor closed. */
export async function countOpenParts(db: Reads, provinceId: string, id: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from obligation where province_id = ${provinceId} and parent_id = ${id}::uuid and work not in ('accepted', 'waived', 'closed')`.execute(db as never)
  return rows[0]!.n
}

/** Appends one event and brings what is prepared beside the facts along with it. All in the caller's transaction. */
export async function append(db: Writes, loaded: Loaded, event: ObligationEvent): Promise<Prepared> {
  const provinceId = db.who.provinceId
  const { id } = loaded.facts
  await sql`insert into obligation_event (province_id, obligation_id, seq, at, by_org, by_post, by_account, command_id, type, body)
    values (${provinceId}, ${id}, ${event.seq}, ${event.at}, ${event.by.organisation}, ${event.by.post}, ${event.by.account}, ${event.commandId}, ${event.body.type}, ${JSON.stringify(event.body)}::jsonb)`.execute(db)
  const was = prepare(loaded.state)
  const now = prepare(foldEvents([...loaded.events, event]))
  await writePrepared(db, provinceId, id, now)
  await movePeriods(db, loaded, event)
  const from = tallyClassOf(was)
  const to = tallyClassOf(now)
  if (!sameClass(from, to)) await addTallies(db, provinceId, [line(loaded, from, -1), line(loaded, to, 1)])
  const owners = [...new Set([was.owner, now.owner])]
  if (owners.length > 1 || !sameClass(from, to)) await refreshBoardRows(db, provinceId, loaded.facts.giver, loaded.directiveId, owners)
  return now
}

async function writePrepared(db: Pick<Transaction<DB>, 'getExecutor'>, provinceId: string, id: string, p: Prepared): Promise<void> {
  await sql`update obligation set owner_org = ${p.owner}, owner_post = ${p.ownerPost}, work = ${p.work}, due_kind = ${p.due.kind}, due_at = ${p.dueAt}, acknowledge_by = ${p.acknowledgeBy},
      acknowledged_at = ${p.acknowledgedAt}, reported_at = ${p.reportedAt}, finished_at = ${p.finishedAt}, finish = ${p.finish}, finish_baseline = ${p.finishBaseline}, extensions = ${p.extensions},
      waits = ${p.waits as string[]}, open_obstacles = ${p.openObstacles}, obstacle_by = ${p.obstacleBy}, sent_back = ${p.sentBack}, reminded_at = ${p.remindedAt}, last_event_at = ${p.lastEventAt}, seq = ${p.seq}
    where province_id = ${provinceId} and id = ${id}::uuid`.execute(db as never)
}

/** The unit's calendar follows what happened to a period. A period reported before the calendar reached it is entered by the report itself. */
async function movePeriods(db: Writes, loaded: Loaded, event: ObligationEvent): Promise<void> {
  const body = event.body
  if (body.type === 'reassigned') {
    await sql`update obligation_period set owner_org = ${body.owner} where province_id = ${db.who.provinceId} and obligation_id = ${loaded.facts.id}::uuid and state in ('due', 'redo')`.execute(db)
    return
  }
  if (loaded.state.rhythm === null) return
  const after = foldEvents([...loaded.events, event]).periods
  for (const p of Object.values(after)) {
    const before = loaded.state.periods[p.key]
    if (before && before.state === p.state && before.reportedAt === p.reportedAt) continue
    await sql`update obligation_period set state = ${p.state}, reported_at = ${p.reportedAt} where province_id = ${db.who.provinceId} and obligation_id = ${loaded.facts.id}::uuid and key = ${p.key}`.execute(db)
  }
  // A withdrawn report leaves its period open again.
  for (const key of Object.keys(loaded.state.periods)) if (!(key in after))
    await sql`update obligation_period set state = 'due', reported_at = null where province_id = ${db.who.provinceId} and obligation_id = ${loaded.facts.id}::uuid and key = ${key}`.execute(db)
}

export type TallyLine = TallyClass & { readonly giver: string; readonly directive: string; readonly clause: string; readonly n: number }
const line = (l: Loaded, c: TallyClass, n: number): TallyLine => ({ ...c, giver: l.facts.giver, directive: l.directiveId, clause: l.clauseId, n })

/** Adds lines to the giver's counts. Additions only: nobody waits for a shared row. */
export async function addTallies(db: Writes, provinceId: string, lines: readonly TallyLine[]): Promise<void> {
  const rows = lines.map((l) => ({ id: newId(), giver: l.giver, directive: l.directive, clause: l.clause, work: l.work, finish: l.finish, base: l.finishBaseline, due: l.dueAt ?? 'infinity', ack: l.acknowledgeBy ?? 'infinity', waiting: l.waiting, n: l.n }))
  await sql`insert into obligation_tally (province_id, giver_org, id, directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting, n)
    select ${provinceId}, giver, id, directive, clause, work, finish, base, due, ack, waiting, n
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, giver uuid, directive uuid, clause uuid, work text, finish text, base text, due timestamptz, ack timestamptz, waiting boolean, n int)`.execute(db)
  await requestCompaction(db, provinceId, lines[0]?.giver)
}

/** One compaction a minute per giver at most: the job key puts later requests into the one that waits. */
async function requestCompaction(db: Writes, provinceId: string, giver: string | undefined): Promise<void> {
  if (giver === undefined) return
  await sql`select enqueue('obligations:compact', ${JSON.stringify({ provinceId, giver })}::jsonb, ${`obligations:compact:${provinceId}:${giver}`}, now() + interval '1 minute')`.execute(db)
}

const nil = '00000000-0000-0000-0000-000000000000'

/** Counts the lines of the board again for some units: under one directive, and over all of the giver's. */
export async function refreshBoardRows(db: Pick<Transaction<DB>, 'getExecutor'>, provinceId: string, giver: string, directive: string, owners: readonly string[]): Promise<void> {
  // In one order for every writer, so that two of them never wait for each other crosswise.
  await sql`
    with counted as (
      select grouping(o.directive_id) as over_all, o.directive_id, o.owner_org, count(*)::int as total, (count(*) filter (where work = 'assigned'))::int as unack,
        (count(*) filter (where work in ('assigned', 'doing', 'redo')))::int as owed, (count(*) filter (where work = 'reported'))::int as reported, (count(*) filter (where work = 'accepted'))::int as accepted,
        (count(*) filter (where work = 'returned'))::int as returned, (count(*) filter (where work in ('suspended', 'waived', 'closed')))::int as aside,
        coalesce(min(due_at) filter (where work in ('assigned', 'doing', 'redo')), 'infinity') as due, coalesce(min(acknowledge_by) filter (where work = 'assigned'), 'infinity') as ack
      from obligation o where o.province_id = ${provinceId} and o.giver_org = ${giver}::uuid and o.owner_org = any(${owners as string[]}::uuid[])
      group by grouping sets ((o.directive_id, o.owner_org), (o.owner_org)))
    insert into obligation_board_row as b (province_id, giver_org, directive_id, owner_org, total, unacknowledged, owed, reported, accepted, returned, aside, earliest_due, earliest_ack_by)
    select ${provinceId}, ${giver}::uuid, case over_all when 1 then ${nil}::uuid else directive_id end, owner_org, total, unack, owed, reported, accepted, returned, aside, due, ack
    from counted where over_all = 1 or directive_id = ${directive}::uuid order by owner_org, over_all
    on conflict (province_id, giver_org, directive_id, owner_org) do update set total = excluded.total, unacknowledged = excluded.unacknowledged, owed = excluded.owed, reported = excluded.reported,
      accepted = excluded.accepted, returned = excluded.returned, aside = excluded.aside, earliest_due = excluded.earliest_due, earliest_ack_by = excluded.earliest_ack_by`.execute(db as never)
  // A unit from which the last duty was taken keeps an empty line, which the board leaves out.
  await sql`update obligation_board_row b set total = 0, unacknowledged = 0, owed = 0, reported = 0, accepted = 0, returned = 0, aside = 0, earliest_due = 'infinity', earliest_ack_by = 'infinity'
    where b.province_id = ${provinceId} and b.giver_org = ${giver}::uuid and b.directive_id in (${directive}::uuid, ${nil}::uuid) and b.owner_org = any(${owners as string[]}::uuid[]) and b.total > 0
      and not exists (select 1 from obligation o where o.province_id = b.province_id and o.giver_org = b.giver_org and o.owner_org = b.owner_org and (b.directive_id = ${nil}::uuid or o.directive_id = b.directive_id))`.execute(db as never)
}
export const allDirectives = nil

/** Who hears of a change of this obligation. */
export const listeners = (l: Loaded, now: Prepared): string[] => [...new Set([l.state.owner, now.owner, l.facts.giver, ...l.facts.upperGivers, ...l.facts.coordinators])]

export { nowInstant }
