import { readAs, sql, type StaffSession } from '../../platform/db/index.ts'
import { dayOf, instantOf, type Instant, type PlainDate } from '../../platform/dates.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ScorecardView } from '../contract.ts'
import { findHead, organisationNames } from '../names.ts'
import { countLines, onTimeRate, type CountLine } from '../rules.ts'
import { getSettings } from '../settings.ts'
import { nowInstant } from '../store.ts'
import { pastOf } from './past.ts'
import { lineColumns, lineTables, linesOf, type LineRow } from './lines.ts'

type CountRow = CountLine & { directive_id: string; base: CountLine['deadline']; sent_back: number; obstacles: number; silent: number }

/**
 * Phiếu kết quả of a unit and its head. The unit itself sees all it owes; a giver sees what it and the givers below it gave to the unit.
 * Row-level security decides which; nobody sees a card of another office's duties.
 */
export const getScorecard = (who: StaffSession, organisation: string, from: PlainDate | undefined, asOf?: Instant): Promise<ScorecardView> => readAs(who, async (db) => {
  const { provinceId } = who
  const now = asOf ?? nowInstant()
  const past = await pastOf(db, who, asOf, { owner: organisation })
  const settings = await getSettings(db, provinceId)
  const since = from === undefined ? '-infinity' : instantOf(from)
  const names = await organisationNames(db, provinceId, [organisation], dayOf(now))
  const name = names.get(organisation)
  if (name === undefined) throw new Refused({ code: 'record.not_found', kind: 'organisation', id: organisation } as never)
  const { rows } = await sql<CountRow>`
    ${past} select directive_id, case when work in ('waived', 'closed', 'returned', 'suspended') then 'aside' when work = 'accepted' then 'done' else 'open' end as owned,
      ${deadlineClass('finish', 'due_at', now)} as deadline, ${deadlineClass('finish_baseline', 'baseline_at', now)} as base, count(*)::int as n,
      sum(sent_back)::int as sent_back, sum(open_obstacles)::int as obstacles, (count(*) filter (where work = 'assigned' and acknowledge_by < ${now}::timestamptz))::int as silent
    from obligation where province_id = ${provinceId} and owner_org = ${organisation}::uuid and assigned_at >= ${since}::timestamptz group by 1, 2, 3, 4`.execute(db as never)
  const judged = await sql<{ type: string; n: number }>`
    ${past} select e.type, count(*)::int as n from obligation_event e join obligation o on o.province_id = e.province_id and o.id = e.obligation_id
    where o.province_id = ${provinceId} and o.owner_org = ${organisation}::uuid and o.assigned_at >= ${since}::timestamptz and e.type in ('commended', 'sanctioned')
      and not exists (select 1 from obligation_event c where c.province_id = e.province_id and c.obligation_id = e.obligation_id and c.type = 'corrected' and (c.body ->> 'of')::int = e.seq and c.body -> 'replacement' = 'null'::jsonb) group by 1`.execute(db as never)
  const of = (type: string): number => judged.rows.find((r) => r.type === type)?.n ?? 0
  const late = await sql<LineRow>`${past} select ${lineColumns} from ${lineTables} where o.province_id = ${provinceId} and o.owner_org = ${organisation}::uuid and o.work in ('assigned', 'doing', 'redo') and o.due_at < ${now}::timestamptz
    and o.assigned_at >= ${since}::timestamptz order by o.due_at, o.id limit 50`.execute(db as never)
  const directives = await sql<{ id: string; number: string | null; title: string | null }>`
    select distinct on (directive_id) directive_id as id, directive_number as number, directive_title as title from obligation_clause where province_id = ${provinceId} and directive_id = any(${[...new Set(rows.map((r) => r.directive_id))]}::uuid[]) order by directive_id, seq`.execute(db as never)
  const current = countLines(rows)
  const baseline = countLines(rows.map((r) => ({ owned: r.owned, deadline: r.base, n: r.n })))
  const sum = (key: 'sent_back' | 'obstacles' | 'silent'): number => rows.reduce((n, r) => n + r[key], 0)
  return {
    asOf: now, organisation: { id: organisation, name }, head: await findHead(db, provinceId, organisation, now), from: from ?? null, current, baseline, onTime: onTimeRate(current), onTimeBaseline: onTimeRate(baseline),
    unacknowledgedLate: sum('silent'), sentBack: sum('sent_back'), openObstacles: sum('obstacles'), commended: of('commended'), sanctioned: of('sanctioned'),
    byDirective: directives.rows.map((d) => ({ ...d, counts: countLines(rows.filter((r) => r.directive_id === d.id)) })), late: await linesOf(db, provinceId, late.rows, now, settings.soonDays),
  }
})

/** On time, late, in term, overdue or undated, from prepared columns and the clock. A report that waits is measured at its moment. */
const deadlineClass = (finish: string, due: string, now: string) => sql`
  case when work in ('waived', 'closed', 'returned', 'suspended') then 'none' when work = 'accepted' then (case ${sql.raw(finish)} when 'late' then 'late' when 'on_time' then 'on_time' else 'none' end)
    when ${sql.raw(due)} is null then 'none' when (case when work = 'reported' then reported_at else ${now}::timestamptz end) > ${sql.raw(due)} then 'overdue' else 'in_term' end`
