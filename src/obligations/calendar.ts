import type { Transaction } from 'kysely'
import { addDays, dayOf, type Instant } from '../platform/dates.ts'
import { sql, type DB } from '../platform/db/index.ts'
import { firstPeriodDay, horizonDays, lastInstant, periodsBetween, type Period, type Rhythm } from './rules.ts'

type Entry = { readonly obligation: string; readonly owner: string; readonly giver: string; readonly period: Period }

/** Enters occurrences in the units' calendars. Their keys come from the rhythm alone: entering them again changes nothing. */
export async function writePeriods(db: Pick<Transaction<DB>, 'getExecutor'>, provinceId: string, entries: readonly Entry[]): Promise<number> {
  let n = 0
  for (let i = 0; i < entries.length; i += 5000) {
    const rows = entries.slice(i, i + 5000).map((e) => ({ o: e.obligation, key: e.period.key, owner: e.owner, giver: e.giver, kind: e.period.due.kind, at: lastInstant(e.period.due) }))
    const done = await sql`insert into obligation_period (province_id, obligation_id, key, owner_org, giver_org, due_kind, due_at)
      select ${provinceId}, o, key, owner, giver, kind, at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(o uuid, key text, owner uuid, giver uuid, kind text, at timestamptz) on conflict do nothing`.execute(db as never)
    n += Number(done.numAffectedRows ?? 0)
  }
  return n
}

/** Brings every running periodic duty's calendar up to its horizon. A job of the program; may run at any time and as often as it likes. */
export async function extendCalendars(db: Transaction<DB>, provinceId: string, now: Instant): Promise<number> {
  const { rows } = await sql<{ id: string; owner_org: string; giver_org: string; rhythm: Rhythm; assigned_at: string }>`
    select id, owner_org, giver_org, rhythm, assigned_at from obligation where province_id = ${provinceId} and rhythm is not null and work not in ('accepted', 'waived', 'closed')`.execute(db)
  const today = dayOf(now)
  return writePeriods(db, provinceId, rows.flatMap((o) => {
    const first = firstPeriodDay(o.rhythm, o.assigned_at)
    return periodsBetween(o.rhythm, first > today ? first : today, addDays(today, horizonDays(o.rhythm))).filter((p) => lastInstant(p.due)! >= o.assigned_at)
      .map((period) => ({ obligation: o.id, owner: o.owner_org, giver: o.giver_org, period }))
  }))
}
