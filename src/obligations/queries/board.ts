import { readAs, runPrepared, sql, type Reads, type StaffSession } from '../../platform/db/index.ts'
import type { RawBuilder } from 'kysely'
import { dayOf, type Instant } from '../../platform/dates.ts'
import { searchable } from '../../platform/text.ts'
import type { Board, Line, Tally } from '../contract.ts'
import { deadlineState, type WorkState } from '../rules.ts'
import { getSettings } from '../settings.ts'
import { allDirectives, dueOfRow, nowInstant } from '../store.ts'
import { pastOf } from './past.ts'
import { clockOfRow, cursorOf, lineColumns, lineTables, linesOf, readCursor, type LineRow } from './lines.ts'

export type BoardFilter = { /** The moment to look at; now when absent. */ asOf?: Instant | undefined; directiveId?: string | undefined; q?: string | undefined; only: 'all' | 'late' | 'unacknowledged' | 'reported' | 'returned' | 'open' }

/** Sums of the giver's tallies. `owed and due_at < now` is overdue: the only thing the clock decides. */
const tallySums = (now: Instant) => sql`
  sum(n)::int as total, coalesce(sum(n) filter (where finish = 'on_time' or work = 'reported' or (work in ('assigned', 'doing', 'redo') and due_at >= ${now}::timestamptz and due_at < 'infinity')), 0)::int as "onTime",
  coalesce(sum(n) filter (where work in ('assigned', 'doing', 'redo') and due_at < ${now}::timestamptz), 0)::int as overdue, coalesce(sum(n) filter (where work = 'assigned'), 0)::int as unacknowledged,
  coalesce(sum(n) filter (where work = 'assigned' and acknowledge_by < ${now}::timestamptz), 0)::int as "unacknowledgedLate", coalesce(sum(n) filter (where work = 'reported'), 0)::int as reported,
  coalesce(sum(n) filter (where work = 'accepted'), 0)::int as accepted, coalesce(sum(n) filter (where finish = 'late'), 0)::int as "acceptedLate", coalesce(sum(n) filter (where work = 'returned'), 0)::int as returned,
  coalesce(sum(n) filter (where work in ('assigned', 'doing', 'redo') and due_at = 'infinity'), 0)::int as undated, coalesce(sum(n) filter (where work in ('suspended', 'waived', 'closed')), 0)::int as aside, coalesce(sum(n) filter (where waiting), 0)::int as awaiting`
const noTally: Tally = { total: 0, onTime: 0, overdue: 0, unacknowledged: 0, unacknowledgedLate: 0, reported: 0, accepted: 0, acceptedLate: 0, returned: 0, undated: 0, aside: 0 }
const tallyOf = (r: (Tally & { total: number | null }) | undefined): Tally => (r && r.total !== null ? { ...noTally, ...Object.fromEntries(Object.keys(noTally).map((k) => [k, r[k as keyof Tally] ?? 0])) } as Tally : noTally)

type BoardRow = { owner_org: string; name: string | null; total: number; unacknowledged: number; owed: number; reported: number; accepted: number; key: string }

const onlyOf = (only: BoardFilter['only'], now: Instant) => {
  switch (only) {
    case 'late': return sql`b.earliest_due < ${now}::timestamptz`
    case 'unacknowledged': return sql`b.unacknowledged > 0`
    case 'reported': return sql`b.reported > 0`
    case 'returned': return sql`b.returned > 0`
    case 'open': return sql`b.owed > 0`
    case 'all': return sql`true`
  }
}

/** Bảng theo dõi: rows are units, columns the clauses of one directive (or, over all directives, the directives). Reads prepared lines only. */
export const getBoard = (who: StaffSession, q: BoardFilter & { sort: 'late' | 'unacknowledged'; after?: string | undefined; limit: number }): Promise<Board> => readAs(who, async (db) => {
  const now = q.asOf ?? nowInstant()
  const { provinceId, organisationId: giver } = who
  const directive = q.directiveId ?? null
  const key = q.sort === 'late' ? sql.raw('b.earliest_due') : sql.raw('b.earliest_ack_by')
  const at = readCursor(q.after, 2)
  const words = q.q ? searchable(q.q) : ''
  const past = await pastOf(db, who, q.asOf, { giver, directive: q.directiveId })
  // Two round trips: what stands by itself, then what the first page and its columns name. One pass over the tallies gives the first line and every column's figure.
  const column = directive === null ? sql.raw('directive_id') : sql.raw('clause_id')
  const [settings, tallies, rows] = await Promise.all([
    getSettings(db, provinceId),
    runPrepared(db, sql<Tally & { column: string | null; awaiting: number | null }>`
      ${past} select ${column} as column, ${tallySums(now)} from obligation_tally
      where province_id = ${provinceId} and giver_org = ${giver}::uuid ${directive === null ? sql`` : sql`and directive_id = ${directive}::uuid`} group by grouping sets ((${column}), ())`),
    runPrepared(db, sql<BoardRow>`
      ${past} select b.owner_org, b.total, b.unacknowledged, b.owed, b.reported, b.accepted, ${key}::text as key,
        (select v.name from organisation_version v where v.province_id = b.province_id and v.organisation_id = b.owner_org and v.valid_from <= ${dayOf(now)}::date order by v.valid_from desc limit 1) as name
      from obligation_board_row b
      where b.province_id = ${provinceId} and b.giver_org = ${giver}::uuid and b.directive_id = ${directive ?? allDirectives}::uuid and b.total > 0 and ${onlyOf(q.only, now)}
        and ${words === '' ? sql`true` : sql`exists (select 1 from organisation_version v where v.province_id = b.province_id and v.organisation_id = b.owner_org and v.search like ${`%${words.replace(/[%_\\]/g, '')}%`})`}
        and ${at === null ? sql`true` : sql`(${key}, b.owner_org) > (${at[0]}::timestamptz, ${at[1]}::uuid)`}
      order by ${key}, b.owner_org limit ${q.limit + 1}`),
  ])
  const whole = tallies.find((t) => t.column === null)
  const byColumn = new Map(tallies.filter((t) => t.column !== null && t.total > 0).map((t) => [t.column!, tallyOf(t)]))
  const page = rows.slice(0, q.limit)
  const owners = page.map((r) => r.owner_org)
  const [columns, cells] = await Promise.all([
    columnsOf(db, provinceId, directive, [...byColumn.keys()]),
    directive === null ? directiveCells(db, past, provinceId, giver, owners, now) : clauseCells(db, past, provinceId, giver, directive, owners, now, settings.soonDays),
  ])
  const last = page.at(-1)
  return {
    asOf: now, by: directive === null ? 'directive' : 'clause', directive: directive === null ? null : { id: directive, number: columns[0]?.number ?? null, title: columns[0]?.title ?? null, date: columns[0]?.date ?? null },
    summary: tallyOf(whole), awaiting: whole?.awaiting ?? 0,
    columns: columns.map((c) => ({ id: c.id, label: c.label, text: c.text, tally: byColumn.get(c.id) ?? noTally })),
    rows: page.map((r) => {
      const mine = cells.get(r.owner_org) ?? []
      return { owner: { id: r.owner_org, name: r.name ?? '' }, total: r.total, unacknowledged: r.unacknowledged, owed: r.owed, reported: r.reported, accepted: r.accepted, overdue: mine.reduce((n, c) => n + c.late, 0), cells: mine }
    }),
    next: rows.length > q.limit && last ? cursorOf([last.key, last.owner_org]) : null,
  }
})

type Cell = Board['rows'][number]['cells'][number]

type ColumnRow = { id: string; label: string | null; text: string; number: string | null; title: string | null; date: string | null }
async function columnsOf(db: Reads, provinceId: string, directive: string | null, ids: readonly string[]): Promise<ColumnRow[]> {
  if (ids.length === 0) return []
  return directive === null
    ? runPrepared(db, sql<ColumnRow>`
        select * from (select distinct on (directive_id) directive_id as id, directive_number as label, coalesce(directive_title, '') as text, directive_number as number, directive_title as title, directive_date as date
          from obligation_clause where province_id = ${provinceId} and directive_id = any(${ids as string[]}::uuid[]) order by directive_id, seq) d order by date desc nulls last, id`)
    : runPrepared(db, sql<ColumnRow>`select id, label, text, directive_number as number, directive_title as title, directive_date as date from obligation_clause where province_id = ${provinceId} and id = any(${ids as string[]}::uuid[]) order by seq, id`)
}

/** Worst first: a cell with several duties (parts of one clause) shows the one that needs most. */
const worst = (a: Cell, b: Cell): Cell => {
  const rank = (c: Cell): number => (c.late > 0 ? 0 : c.work === 'returned' ? 1 : c.work === 'assigned' ? 2 : c.work === 'redo' ? 3 : c.work === 'doing' ? 4 : c.work === 'reported' ? 5 : 6)
  const first = rank(b) < rank(a) ? b : a
  return { ...first, n: a.n + b.n, late: a.late + b.late }
}

async function clauseCells(db: Reads, past: RawBuilder<unknown>, provinceId: string, giver: string, directive: string, owners: readonly string[], now: Instant, soonDays: number): Promise<Map<string, Cell[]>> {
  const rows = await runPrepared(db, sql<{ id: string; owner_org: string; clause_id: string; work: WorkState; due_kind: string; due_at: string | null; reported_at: string | null; finished_at: string | null; last_event_at: string }>`
    ${past} select id, owner_org, clause_id, work, due_kind, due_at, reported_at, finished_at, last_event_at from obligation
    where province_id = ${provinceId} and giver_org = ${giver}::uuid and directive_id = ${directive}::uuid and owner_org = any(${owners as string[]}::uuid[]) order by clause_id, id`)
  const out = new Map<string, Map<string, Cell>>()
  for (const r of rows) {
    const deadline = deadlineState(dueOfRow(r.due_kind, r.due_at), clockOfRow(r), now, soonDays)
    const cell: Cell = { column: r.clause_id, id: r.id, work: r.work, deadline, late: deadline.kind === 'overdue' ? 1 : 0, n: 1 }
    const mine = out.get(r.owner_org) ?? new Map<string, Cell>()
    const there = mine.get(r.clause_id)
    mine.set(r.clause_id, there ? worst(there, cell) : cell)
    out.set(r.owner_org, mine)
  }
  return new Map([...out].map(([owner, mine]) => [owner, [...mine.values()]]))
}

async function directiveCells(db: Reads, past: RawBuilder<unknown>, provinceId: string, giver: string, owners: readonly string[], now: Instant): Promise<Map<string, Cell[]>> {
  const rows = await runPrepared(db, sql<{ owner_org: string; directive_id: string; n: number; late: number; work: WorkState }>`
    ${past} select owner_org, directive_id, count(*)::int as n, (count(*) filter (where work in ('assigned', 'doing', 'redo') and due_at < ${now}::timestamptz))::int as late,
      (array_agg(work order by case work when 'returned' then 0 when 'assigned' then 1 when 'redo' then 2 when 'doing' then 3 when 'reported' then 4 when 'suspended' then 5 else 6 end))[1] as work
    from obligation where province_id = ${provinceId} and giver_org = ${giver}::uuid and owner_org = any(${owners as string[]}::uuid[]) group by 1, 2 order by 2`)
  const out = new Map<string, Cell[]>()
  for (const r of rows) out.set(r.owner_org, [...(out.get(r.owner_org) ?? []), { column: r.directive_id, id: null, work: r.work, deadline: r.late > 0 ? { kind: 'overdue', days: 0, hours: 0 } : { kind: 'none' }, late: r.late, n: r.n }])
  return out
}

/** What the giver's duties look like by deadline, across units; also the duties behind a cell, a clause or a unit. */
export const listByDeadline = (who: StaffSession, q: BoardFilter & { ownerId?: string | undefined; clauseId?: string | undefined; finished?: 'with' | 'without' | undefined; after?: string | undefined; limit: number }): Promise<{ asOf: string; lines: Line[]; next: string | null }> => readAs(who, async (db) => {
  const now = q.asOf ?? nowInstant()
  const at = readCursor(q.after, 2)
  const past = await pastOf(db, who, q.asOf, { giver: who.organisationId, directive: q.directiveId })
  const only = q.only === 'late' ? sql`o.work in ('assigned', 'doing', 'redo') and o.due_at < ${now}::timestamptz` : q.only === 'unacknowledged' ? sql`o.work = 'assigned'` : q.only === 'reported' ? sql`o.work = 'reported'` : q.only === 'returned' ? sql`o.work = 'returned'` : sql`true`
  const words = q.q ? searchable(q.q) : ''
  // Finished work is listed only where somebody asks for one unit or clause: the deadline view is about what is open.
  const open = q.only === 'all' && (q.finished === 'with' || q.ownerId !== undefined || q.clauseId !== undefined) ? sql`true` : sql`o.work not in ('accepted', 'waived', 'closed')`
  const [settings, rows] = await Promise.all([getSettings(db, who.provinceId), runPrepared(db, sql<LineRow & { key: string }>`
    ${past} select ${lineColumns}, coalesce(o.due_at, 'infinity')::text as key from ${lineTables}
    where o.province_id = ${who.provinceId} and o.giver_org = ${who.organisationId}::uuid and ${open} and ${only}
      and ${q.directiveId === undefined ? sql`true` : sql`o.directive_id = ${q.directiveId}::uuid`} and ${q.ownerId === undefined ? sql`true` : sql`o.owner_org = ${q.ownerId}::uuid`} and ${q.clauseId === undefined ? sql`true` : sql`o.clause_id = ${q.clauseId}::uuid`}
      and ${words === '' ? sql`true` : sql`exists (select 1 from organisation_version v where v.province_id = o.province_id and v.organisation_id = o.owner_org and v.search like ${`%${words.replace(/[%_\\]/g, '')}%`})`}
      and ${at === null ? sql`true` : sql`(coalesce(o.due_at, 'infinity'), o.id) > (${at[0]}::timestamptz, ${at[1]}::uuid)`}
    order by coalesce(o.due_at, 'infinity'), o.id limit ${q.limit + 1}`)])
  const page = rows.slice(0, q.limit)
  const last = page.at(-1)
  return { asOf: now, lines: await linesOf(db, who.provinceId, page, now, settings.soonDays), next: rows.length > q.limit && last ? cursorOf([last.key, last.id]) : null }
})

export const listDirectivesGiven = (who: StaffSession, asOf?: Instant) => readAs(who, async (db) => {
  const past = await pastOf(db, who, asOf, { giver: who.organisationId })
  const { rows } = await sql<{ id: string; number: string | null; title: string | null; date: string | null; total: number; owed: number }>`
    ${past} ${asOf === undefined ? sql`with` : sql`,`} given as (select directive_id as id, sum(n)::int as total, coalesce(sum(n) filter (where work in ('assigned', 'doing', 'redo')), 0)::int as owed from obligation_tally
      where province_id = ${who.provinceId} and giver_org = ${who.organisationId}::uuid group by 1 having sum(n) > 0)
    select g.*, c.number, c.title, c.date from given g cross join lateral (select directive_number as number, directive_title as title, directive_date as date from obligation_clause c where c.province_id = ${who.provinceId} and c.directive_id = g.id order by seq limit 1) c
    order by (owed > 0) desc, c.date desc nulls last, g.id`.execute(db as never)
  return rows.map(({ id, number, title, date, total, owed }) => ({ id, number, title, date, total, owed }))
})
