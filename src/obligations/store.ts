import { nowInstant } from '../platform/clock.ts'
import { runStatements, sql, type Reads, type Statement, type Writes } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import {
  dueDay, dueMoment, foldEvents, isOwed, noDue, prepare, sameClass, tallyClassOf,
  type Due, type EventBody, type FigureSlot, type ObligationEvent, type ObligationFacts, type ObligationSettings, type ObligationState, type Prepared, type TallyClass, type Urgency, type WorkState,
} from './rules.ts'
import { settingsOf } from './settings.ts'

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

export const notFound = (id: string): Refused => new Refused({ code: 'record.not_found', kind: 'obligation', id } as never)

/** What one look brings of a held obligation: facts, log, parts still open, settings, and the answer this command had before. */
type HeldRow = FactRow & { seq: number; log: { seq: number; at: string; o: string; p: string | null; a: string | null; c: string; b: EventBody }[] | null; open_parts: number; settings: unknown; answer: unknown; answered: boolean }
export type Held = { readonly kind: 'held'; readonly loaded: Loaded; readonly openParts: number; readonly settings: ObligationSettings } | { readonly kind: 'answered'; readonly answer: unknown } | { readonly kind: 'missing' } | { readonly kind: 'behind' }

/** The log is read with the statement's own snapshot: where the row had to be waited for it may lack the event that was waited for, which the row's own count of events shows. */
export function readHeld(row: Record<string, unknown> | undefined): Held {
  const r = row as HeldRow | undefined
  if (r?.answered) return { kind: 'answered', answer: r.answer }
  if (!r || r.id === null || r.text === null) return { kind: 'missing' }
  const log = (r.log ?? []).map((e): ObligationEvent => ({ seq: e.seq, at: new Date(e.at).toISOString(), by: { organisation: e.o, post: e.p, account: e.a }, commandId: e.c, body: e.b }))
  if (log.at(-1)?.seq !== r.seq) return { kind: 'behind' }
  return {
    kind: 'held', openParts: r.open_parts, settings: settingsOf(r.settings),
    loaded: { facts: factsOf(r), events: log, state: foldEvents(log), clauseId: r.clause_id, directiveId: r.directive_id, text: r.text, elements: r.elements ?? [] },
  }
}

/** Holds the row of an obligation until the end of the transaction, so that two steps are never decided from the same state, and reads all that the rules need in the same breath. */
const holdStatement = (provinceId: string, id: string): Statement => ({
  name: 'obligation.hold', text: `
    with o as materialized (
      select id, giver_org, giver_outside, upper_givers, coordinators, urgency, parent_id, clause_id, directive_id, own_text, seq from obligation where province_id = $1 and id = $2::uuid for update)
    select o.*, c.figures, coalesce(o.own_text, c.text) as text, c.elements,
      (select json_agg(json_build_object('seq', e.seq, 'at', e.at, 'o', e.by_org, 'p', e.by_post, 'a', e.by_account, 'c', e.command_id, 'b', e.body) order by e.seq) from obligation_event e where e.province_id = $1 and e.obligation_id = $2::uuid) as log,
      (select count(*)::int from obligation p where p.province_id = $1 and p.parent_id = $2::uuid and p.work not in ('accepted', 'waived', 'closed')) as open_parts,
      (select s.value from setting s where s.province_id = $1 and s.key = 'obligations') as settings
    from o join obligation_clause c on c.province_id = $1 and c.id = o.clause_id`,
  values: [provinceId, id],
})

/** One obligation held for a step, or a refusal. */
export async function getHeld(db: Writes, id: string): Promise<Extract<Held, { kind: 'held' }>> {
  // The second look finds the row held already, and everything that was committed before it was.
  for (let i = 0; i < 2; i++) {
    const [rows] = await runStatements(db, [holdStatement(db.who.provinceId, id)])
    const held = readHeld(rows![0])
    if (held.kind === 'held') return held
    if (held.kind === 'missing') throw notFound(id)
  }
  throw new Error(`obligation ${id}: its row and its events do not agree`)
}

/** One obligation with its whole log, as the acting organisation may see it. */
export async function getLoaded(db: Reads, provinceId: string, id: string): Promise<Loaded> {
  const { rows } = await sql<FactRow>`
    select o.id, o.giver_org, o.giver_outside, o.upper_givers, o.coordinators, o.urgency, o.parent_id, o.clause_id, o.directive_id, c.figures, coalesce(o.own_text, c.text) as text, c.elements
    from obligation o join obligation_clause c on c.province_id = o.province_id and c.id = o.clause_id where o.province_id = ${provinceId} and o.id = ${id}::uuid`.execute(db as never)
  const row = rows[0]
  if (!row) throw notFound(id)
  const events = await sql<EventRow>`select obligation_id, seq, at, by_org, by_post, by_account, command_id, body from obligation_event where province_id = ${provinceId} and obligation_id = ${id}::uuid order by seq`.execute(db as never)
  const log = events.rows.map(eventOf)
  return { facts: factsOf(row), events: log, state: foldEvents(log), clauseId: row.clause_id, directiveId: row.directive_id, text: row.text, elements: row.elements }
}

/** One event and the columns prepared beside it. */
const appendStatement = (l: Loaded, event: ObligationEvent, p: Prepared, provinceId: string): Statement => ({
  name: 'obligation.append', text: `
    with told as (
      insert into obligation_event (province_id, obligation_id, seq, at, by_org, by_post, by_account, command_id, type, body) values ($1, $2::uuid, $3, $4::timestamptz, $5::uuid, $6::uuid, $7::uuid, $8::uuid, $9, $10::jsonb))
    update obligation set owner_org = $11::uuid, owner_post = $12::uuid, work = $13, due_kind = $14, due_at = $15::timestamptz, acknowledge_by = $16::timestamptz, acknowledged_at = $17::timestamptz, reported_at = $18::timestamptz,
      finished_at = $19::timestamptz, finish = $20, finish_baseline = $21, extensions = $22, waits = $23::text[], open_obstacles = $24, obstacle_by = $25::timestamptz, sent_back = $26, reminded_at = $27::timestamptz, last_event_at = $4::timestamptz, seq = $3
    where province_id = $1 and id = $2::uuid and seq = $3 - 1`,
  values: [provinceId, l.facts.id, event.seq, event.at, event.by.organisation, event.by.post, event.by.account, event.commandId, event.body.type, JSON.stringify(event.body),
    p.owner, p.ownerPost, p.work, p.due.kind, p.dueAt, p.acknowledgeBy, p.acknowledgedAt, p.reportedAt, p.finishedAt, p.finish, p.finishBaseline, p.extensions, p.waits, p.openObstacles, p.obstacleBy, p.sentBack, p.remindedAt],
})

/** What an event moves beside the obligation itself. */
export type Moved = { readonly now: Prepared; readonly tallies: readonly TallyLine[]; readonly board: BoardMove | null; readonly periods: readonly PeriodMove[] }
export function moved(l: Loaded, event: ObligationEvent): Moved {
  const was = prepare(l.state)
  const after = foldEvents([...l.events, event])
  const now = prepare(after)
  const from = tallyClassOf(was)
  const to = tallyClassOf(now)
  // Only a change of hands moves two units' lines; it is counted afresh.
  const onBoard = was.owner === now.owner && (from.work !== to.work || from.dueAt !== to.dueAt || from.acknowledgeBy !== to.acknowledgeBy)
  return { now, tallies: sameClass(from, to) ? [] : [line(l, from, -1), line(l, to, 1)], board: onBoard ? boardMove({ giver: l.facts.giver, directive: l.directiveId, owner: now.owner }, from, to) : null, periods: periodMoves(l.state, after) }
}

/** Appends one event and brings what is prepared beside the facts along with it. All in the caller's transaction. */
export async function append(db: Writes, loaded: Loaded, event: ObligationEvent): Promise<Prepared> {
  const { provinceId } = db.who
  const m = moved(loaded, event)
  const { id } = loaded.facts
  await runStatements(db, [
    ...(m.board ? [holdBoardStatement(provinceId, [m.board])] : []), appendStatement(loaded, event, m.now, provinceId), ...(m.board ? [boardStatement(provinceId, m.board)] : []),
    ...m.periods.map((p): Statement => ({ name: 'period.state', text: 'update obligation_period set state = $4, reported_at = $5::timestamptz where province_id = $1 and obligation_id = $2::uuid and key = $3', values: [provinceId, id, p.key, p.state, p.reportedAt] })),
    ...(event.body.type === 'reassigned' ? [{ name: 'period.owner', text: `update obligation_period set owner_org = $3::uuid where province_id = $1 and obligation_id = $2::uuid and state in ('due', 'redo')`, values: [provinceId, id, event.body.owner] }] : []),
  ])
  await addTallies(db, provinceId, m.tallies)
  if (m.now.owner !== loaded.state.owner) await refreshBoardRows(db, provinceId, loaded.facts.giver, loaded.directiveId, [loaded.state.owner, m.now.owner])
  return m.now
}

export type PeriodMove = { readonly key: string; readonly state: string; readonly reportedAt: string | null }
/** The unit's calendar follows what happened to a period; a withdrawn report leaves its period open again. */
function periodMoves(before: ObligationState, after: ObligationState): PeriodMove[] {
  if (before.rhythm === null) return []
  const changed = Object.values(after.periods).filter((p) => { const was = before.periods[p.key]; return !was || was.state !== p.state || was.reportedAt !== p.reportedAt })
  return [...changed.map((p) => ({ key: p.key, state: p.state, reportedAt: p.reportedAt })), ...Object.keys(before.periods).filter((key) => !(key in after.periods)).map((key) => ({ key, state: 'due', reportedAt: null }))]
}

export type TallyLine = TallyClass & { readonly giver: string; readonly directive: string; readonly clause: string; readonly n: number }
const line = (l: Loaded, c: TallyClass, n: number): TallyLine => ({ ...c, giver: l.facts.giver, directive: l.directiveId, clause: l.clauseId, n })

const tallyKey = (l: TallyLine): string => [l.giver, l.directive, l.clause, l.work, l.finish, l.finishBaseline, l.dueAt, l.acknowledgeBy, l.waiting].join('|')

/** Lines of one class added up; what adds up to nothing needs no line. */
export function sumTallies(lines: readonly TallyLine[]): TallyLine[] {
  const out = new Map<string, TallyLine>()
  for (const l of lines) { const k = tallyKey(l); const there = out.get(k); out.set(k, there ? { ...there, n: there.n + l.n } : l) }
  return [...out.values()].filter((l) => l.n !== 0)
}

/** A line as the statements that add one read it. */
export const tallyRow = (l: TallyLine) => ({ id: newId(), giver: l.giver, directive: l.directive, clause: l.clause, work: l.work, finish: l.finish, base: l.finishBaseline, due: l.dueAt ?? 'infinity', ack: l.acknowledgeBy ?? 'infinity', waiting: l.waiting, n: l.n })

/** Adds lines to the giver's counts. Additions only: nobody waits for a shared row. */
export async function addTallies(db: Writes, provinceId: string, lines: readonly TallyLine[]): Promise<void> {
  const sums = sumTallies(lines)
  if (sums.length === 0) return
  await sql`insert into obligation_tally (province_id, giver_org, id, directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting, n)
    select ${provinceId}, giver, id, directive, clause, work, finish, base, due, ack, waiting, n
    from jsonb_to_recordset(${JSON.stringify(sums.map(tallyRow))}::jsonb) as r(id uuid, giver uuid, directive uuid, clause uuid, work text, finish text, base text, due timestamptz, ack timestamptz, waiting boolean, n int)`.execute(db)
}

const nil = '00000000-0000-0000-0000-000000000000'

/** A line of the board: a unit under a directive of a giver. Its twin over all directives goes with it everywhere. */
export type BoardKey = { readonly giver: string; readonly directive: string; readonly owner: string }

/**
 * Holds lines of the board until the end of the transaction, in one order for every writer, so that two of them never wait for each other
 * crosswise. A statement of its own: whatever counts after it sees all that those waited for have left.
 */
const holdBoardStatement = (provinceId: string, keys: readonly BoardKey[]): Statement => {
  const rows = keys.flatMap((k) => [k, { ...k, directive: nil }])
  return { name: 'board.hold', text: 'select hold_board_rows($1, $2::uuid[], $3::uuid[], $4::uuid[])', values: [provinceId, rows.map((k) => k.giver), rows.map((k) => k.directive), rows.map((k) => k.owner)] }
}

const stands = (work: WorkState) => ({
  unack: work === 'assigned' ? 1 : 0, owed: isOwed(work) ? 1 : 0, reported: work === 'reported' ? 1 : 0, accepted: work === 'accepted' ? 1 : 0, returned: work === 'returned' ? 1 : 0, aside: work === 'suspended' || work === 'waived' || work === 'closed' ? 1 : 0,
})

/** How one duty of a unit moves its lines: the counts by differences, the earliest deadlines only when they may have moved. */
export type BoardMove = BoardKey & { readonly unack: number; readonly owed: number; readonly reported: number; readonly accepted: number; readonly returned: number; readonly aside: number; readonly due_moved: boolean; readonly ack_moved: boolean }
function boardMove(k: BoardKey, from: TallyClass, to: TallyClass): BoardMove {
  const [a, b] = [stands(from.work), stands(to.work)]
  return { ...k, unack: b.unack - a.unack, owed: b.owed - a.owed, reported: b.reported - a.reported, accepted: b.accepted - a.accepted, returned: b.returned - a.returned, aside: b.aside - a.aside, due_moved: from.dueAt !== to.dueAt, ack_moved: from.acknowledgeBy !== to.acknowledgeBy }
}
/** Costs the same however much was done before. `offset 0`: first the unit's open duties by their own index, then the earliest of them; a walk through the whole province by deadline would find it too. */
const boardStatement = (provinceId: string, m: BoardMove): Statement => ({
  name: 'board.move', text: `
    update obligation_board_row b set unacknowledged = unacknowledged + $6, owed = owed + $7, reported = reported + $8, accepted = accepted + $9, returned = returned + $10, aside = aside + $11,
      earliest_due = case when not $12 then earliest_due else coalesce((select min(o.due_at) from (select due_at, work, directive_id from obligation where province_id = $1 and giver_org = $2::uuid and owner_org = $3::uuid and work not in ('accepted', 'waived', 'closed') offset 0) o
        where (b.directive_id = $5::uuid or o.directive_id = $4::uuid) and o.work in ('assigned', 'doing', 'redo')), 'infinity') end,
      earliest_ack_by = case when not $13 then earliest_ack_by else coalesce((select min(o.acknowledge_by) from (select acknowledge_by, work, directive_id from obligation where province_id = $1 and giver_org = $2::uuid and owner_org = $3::uuid and work not in ('accepted', 'waived', 'closed') offset 0) o
        where (b.directive_id = $5::uuid or o.directive_id = $4::uuid) and o.work = 'assigned'), 'infinity') end
    where b.province_id = $1 and b.giver_org = $2::uuid and b.owner_org = $3::uuid and b.directive_id in ($4::uuid, $5::uuid)`,
  values: [provinceId, m.giver, m.owner, m.directive, nil, m.unack, m.owed, m.reported, m.accepted, m.returned, m.aside, m.due_moved, m.ack_moved],
})

/** Counts the lines of the board afresh for some units: under one directive, and over all of the giver's. For giving and for a change of hands. */
export async function refreshBoardRows(db: Writes, provinceId: string, giver: string, directive: string, owners: readonly string[]): Promise<void> {
  const list = owners as string[]
  // The lines exist, then they are held, then they are counted: each step sees what those before it waited for.
  await sql`insert into obligation_board_row (province_id, giver_org, directive_id, owner_org, total, unacknowledged, owed, reported, accepted, returned, aside, earliest_due, earliest_ack_by)
    select ${provinceId}, ${giver}::uuid, d, o, 0, 0, 0, 0, 0, 0, 0, 'infinity', 'infinity' from unnest(${list}::uuid[]) o, unnest(${[directive, nil]}::uuid[]) d order by o, d on conflict do nothing`.execute(db)
  await runStatements(db, [holdBoardStatement(provinceId, list.map((owner) => ({ giver, directive, owner })))])
  await sql`
    with counted as (
      select case grouping(o.directive_id) when 1 then ${nil}::uuid else o.directive_id end as directive_id, o.owner_org, count(*)::int as total, (count(*) filter (where work = 'assigned'))::int as unack,
        (count(*) filter (where work in ('assigned', 'doing', 'redo')))::int as owed, (count(*) filter (where work = 'reported'))::int as reported, (count(*) filter (where work = 'accepted'))::int as accepted,
        (count(*) filter (where work = 'returned'))::int as returned, (count(*) filter (where work in ('suspended', 'waived', 'closed')))::int as aside,
        min(due_at) filter (where work in ('assigned', 'doing', 'redo')) as due, min(acknowledge_by) filter (where work = 'assigned') as ack
      from obligation o where o.province_id = ${provinceId} and o.giver_org = ${giver}::uuid and o.owner_org = any(${list}::uuid[]) group by grouping sets ((o.directive_id, o.owner_org), (o.owner_org)))
    update obligation_board_row b set total = coalesce(c.total, 0), unacknowledged = coalesce(c.unack, 0), owed = coalesce(c.owed, 0), reported = coalesce(c.reported, 0), accepted = coalesce(c.accepted, 0),
      returned = coalesce(c.returned, 0), aside = coalesce(c.aside, 0), earliest_due = coalesce(c.due, 'infinity'), earliest_ack_by = coalesce(c.ack, 'infinity')
    from (select o as owner_org, d as directive_id from unnest(${list}::uuid[]) o, unnest(${[directive, nil]}::uuid[]) d) k left join counted c on c.owner_org = k.owner_org and c.directive_id = k.directive_id
    where b.province_id = ${provinceId} and b.giver_org = ${giver}::uuid and b.owner_org = k.owner_org and b.directive_id = k.directive_id`.execute(db)
}
export const allDirectives = nil

/** Who hears of a change of this obligation. */
export const listeners = (l: Loaded, now: Prepared): string[] => [...new Set([l.state.owner, now.owner, l.facts.giver, ...l.facts.upperGivers, ...l.facts.coordinators])]

export { nowInstant }
