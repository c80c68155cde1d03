import { readAs, runPrepared, sql, type StaffSession } from '../../platform/db/index.ts'
import { addDays, dayOf, instantOf, weekdayOf, type Instant } from '../../platform/dates.ts'
import type { MyWork } from '../contract.ts'
import { groupOf, may, type FigureSlot, type ObligationFacts, type ObligationState } from '../rules.ts'
import { getSettings } from '../settings.ts'
import { nowInstant } from '../store.ts'
import { pastOf } from './past.ts'
import { cursorOf, lineColumns, lineTables, linesOf, readCursor, type LineRow } from './lines.ts'

type Row = LineRow & { u: number; w: number; giver_outside: boolean; upper_givers: string[]; coordinators: string[]; parent_id: string | null; extensions: number; open_obstacles: number; figures: FigureSlot[]; parts: number }

/** Enough of a state for `may`: what the lists offer is asked of the rule, and the command asks again with the whole log. */
const stateOfRow = (r: Row): ObligationState => ({
  owner: r.owner_org, ownerPost: null, work: r.work, baseline: { kind: 'none' }, due: r.due_at === null ? { kind: 'none' } : { kind: 'moment', at: r.due_at }, extensions: r.extensions, rhythm: r.rhythm, assignedAt: r.assigned_at, acknowledgeBy: r.acknowledge_by,
  acknowledgedAt: null, reportedAt: r.reported_at, reportSeq: null, finishedAt: r.finished_at, periods: r.waits.includes('period') ? { one: { key: 'one', state: 'reported', reportedAt: null } } : {}, openQueries: r.waits.includes('query') ? [0] : [],
  pendingExtension: r.waits.includes('extension') ? { seq: 0, due: { kind: 'none' } } : null, openObstacles: r.waits.includes('obstacle') ? [{ seq: 0, raisedAt: '', answerBy: '' }] : [], parts: r.parts > 0 ? ['part'] : [],
  reminders: 0, lastRemindedAt: null, sentBack: 0, returnReason: null, before: r.work, seq: r.seq, lastEventAt: r.last_event_at,
})
const factsOfRow = (r: Row): ObligationFacts => ({ id: r.id, giver: r.giver_org, giverOutside: r.giver_outside, upperGivers: r.upper_givers, coordinators: r.coordinators, urgency: r.urgency, parent: r.parent_id, figures: r.figures })

/** The order of `compareRanked`, in SQL: deadline, urgency, what is waited for, age, id. */
const urgencyRank = sql.raw(`(case o.urgency when 'immediate' then 0 when 'very_urgent' then 1 when 'urgent' then 2 else 3 end)`)
const workRank = sql.raw(`(case o.work when 'redo' then 0 when 'assigned' then 1 when 'doing' then 2 else 3 end)`)

const viewOf = (view: string) => {
  switch (view) {
    case 'waiting': return sql.raw(`o.work in ('reported', 'returned', 'suspended')`)
    case 'done': return sql.raw(`o.work in ('accepted', 'waived', 'closed')`)
    default: return sql.raw(`o.work in ('assigned', 'doing', 'redo')`)
  }
}

/** Việc của tôi: what the organisation acted for owes, ranked; or what waits for its word as giver. */
export const getMyWork = (who: StaffSession, q: { view: 'todo' | 'waiting' | 'confirm' | 'done'; after?: string | undefined; limit: number; asOf?: Instant | undefined }): Promise<MyWork> => readAs(who, async (db) => {
  const now = q.asOf ?? nowInstant()
  const then = await pastOf(db, who, q.asOf, { mine: who.organisationId })
  const today = dayOf(now)
  const endToday = instantOf(addDays(today, 1))
  const endWeek = instantOf(addDays(today, 8 - weekdayOf(today)))
  const counting = runPrepared(db, sql<{ overdue: number; today: number; week: number; later: number; undated: number; unack: number; waiting: number; confirm: number }>`
    ${then} select (count(*) filter (where owed and due_at < ${now}::timestamptz))::int as overdue, (count(*) filter (where owed and due_at >= ${now}::timestamptz and due_at < ${endToday}::timestamptz))::int as today,
      (count(*) filter (where owed and due_at >= greatest(${endToday}::timestamptz, ${now}::timestamptz) and due_at < ${endWeek}::timestamptz))::int as week, (count(*) filter (where owed and due_at >= ${endWeek}::timestamptz))::int as later,
      (count(*) filter (where owed and due_at is null))::int as undated, (count(*) filter (where work = 'assigned'))::int as unack, (count(*) filter (where not owed))::int as waiting,
      (select coalesce(sum(n), 0)::int from obligation_tally g where g.province_id = ${who.provinceId} and g.giver_org = ${who.organisationId}::uuid and g.waiting) as confirm
    from (select due_at, work, work in ('assigned', 'doing', 'redo') as owed from obligation where province_id = ${who.provinceId} and owner_org = ${who.organisationId}::uuid and work not in ('accepted', 'waived', 'closed')) x`)

  const gives = q.view === 'confirm'
  const byTime = q.view === 'done' || gives
  const at = readCursor(q.after, byTime ? 2 : 5)
  const whose = gives ? sql`o.giver_org = ${who.organisationId}::uuid and o.waits <> '{}'` : sql`o.owner_org = ${who.organisationId}::uuid and ${viewOf(q.view)}`
  const past = at === null ? sql`true` : byTime
    ? (gives ? sql`(o.last_event_at, o.id) > (${at[0]}::timestamptz, ${at[1]}::uuid)` : sql`(o.last_event_at, o.id) < (${at[0]}::timestamptz, ${at[1]}::uuid)`)
    : sql`(coalesce(o.due_at, 'infinity'), ${urgencyRank}, ${workRank}, o.assigned_at, o.id) > (${at[0]}::timestamptz, ${at[1]}::int, ${at[2]}::int, ${at[3]}::timestamptz, ${at[4]}::uuid)`
  const order = byTime ? (gives ? sql`o.last_event_at, o.id` : sql`o.last_event_at desc, o.id desc`) : sql`coalesce(o.due_at, 'infinity'), ${urgencyRank}, ${workRank}, o.assigned_at, o.id`
  const [settings, counts, rows] = await Promise.all([getSettings(db, who.provinceId), counting, runPrepared(db, sql<Row>`
    ${then} select ${lineColumns}, ${urgencyRank} as u, ${workRank} as w, o.giver_outside, o.upper_givers, o.coordinators, o.parent_id, o.extensions, o.open_obstacles, c.figures,
      (select count(*)::int from obligation_part p where p.province_id = o.province_id and p.parent_id = o.id) as parts
    from ${lineTables} where o.province_id = ${who.provinceId} and ${whose} and ${past} order by ${order} limit ${q.limit + 1}`)])
  const c = counts[0]!
  const page = rows.slice(0, q.limit)
  const last = page.at(-1)
  const lines = await linesOf(db, who.provinceId, page, now, settings.soonDays)
  // The past is for reading: nothing can be done in it.
  const allowed = (m: Readonly<Record<string, boolean>>): Record<string, boolean> => (q.asOf === undefined ? { ...m } : Object.fromEntries(Object.keys(m).map((k) => [k, false])))
  const asker = { organisation: who.organisationId, post: who.postId, account: who.accountId, holds: (p: string) => who.permissions.has(p) }
  return {
    asOf: now, counts: { overdue: c.overdue, today: c.today, week: c.week, later: c.later, undated: c.undated, unacknowledged: c.unack, waiting: c.waiting, toConfirm: c.confirm },
    lines: lines.map((line, i) => {
      const r = page[i]!
      return { ...line, group: groupOf(line.due, now), may: allowed(may(factsOfRow(r), stateOfRow(r), asker, settings.maxExtensions)), figures: r.figures.map((f) => ({ indicator: f.indicator, name: f.name, unit: f.unit, target: f.target, measured: null })) }
    }),
    next: rows.length > q.limit && last ? cursorOf(byTime ? [last.last_event_at, last.id] : [last.due_at ?? 'infinity', last.u, last.w, last.assigned_at, last.id]) : null,
  }
})
