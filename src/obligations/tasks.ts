import type { Transaction } from 'kysely'
import type { Config } from '../platform/config.ts'
import { asSystem, database, sql, type DB } from '../platform/db/index.ts'
import type { Tasks } from '../platform/jobs/index.ts'
import { extendCalendars } from './calendar.ts'
import { postOf, sendPendingMail } from './mail.ts'
import { ringClocks } from './notices.ts'
import { getSettings } from './settings.ts'
import { nowInstant } from './store.ts'

const provinces = async (): Promise<string[]> => (await database().systemPool.query<{ id: string }>('select id from province order by id')).rows.map((r) => r.id)

/** Sums the giver's tally rows of one class into one row. A reader sees the rows before or the row after, never neither. */
export async function compactTallies(db: Transaction<DB>, provinceId: string, giver: string): Promise<{ before: number; after: number }> {
  const { rows } = await sql<{ before: number; after: number }>`
    with gone as (delete from obligation_tally where province_id = ${provinceId} and giver_org = ${giver}::uuid returning *),
    summed as (select directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting, sum(n)::int as n from gone group by 1, 2, 3, 4, 5, 6, 7, 8 having sum(n) <> 0),
    put as (insert into obligation_tally (province_id, giver_org, id, directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting, n)
      select ${provinceId}, ${giver}::uuid, gen_random_uuid(), directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting, n from summed returning 1)
    select (select count(*)::int from gone) as before, (select count(*)::int from put) as after`.execute(db)
  return rows[0]!
}

/** Givers whose tallies hold clearly more lines than classes. Those that hold one line for each class are left alone. */
async function crowdedGivers(provinceId: string): Promise<string[]> {
  const { rows } = await database().systemPool.query<{ giver_org: string }>(`select giver_org from obligation_tally where province_id = $1 group by giver_org
    having count(*) > 20 + 1.5 * count(distinct (directive_id, clause_id, work, finish, finish_baseline, due_at, acknowledge_by, waiting))`, [provinceId])
  return rows.map((r) => r.giver_org)
}

/** Jobs of the room. Names are what `enqueue` and the clock call. */
export const obligationTasks = (config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataFolder' | 'origin'>): Tasks => ({
  'obligations:clocks': async () => {
    for (const province of await provinces()) {
      await asSystem(province, async (db) => ringClocks(db, province, nowInstant(), (await getSettings(db, province)).soonDays))
    }
  },
  'obligations:calendar': async () => {
    for (const province of await provinces()) await asSystem(province, (db) => extendCalendars(db, province, nowInstant()))
  },
  'obligations:compact': async () => {
    for (const province of await provinces())
      for (const giver of await crowdedGivers(province)) await asSystem(province, (db) => compactTallies(db, province, giver))
  },
  'obligations:mail': async () => {
    for (const province of await provinces()) await sendPendingMail(province, postOf(config), config.origin, nowInstant())
  },
})

/**
 * By the clock, in UTC: deadlines every ten minutes, calendars just after midnight in Viet Nam. Mail and compaction every minute: were they asked
 * for by the commands, all commands of a giver would wait for each other at the one row of the job.
 */
export const obligationCrontab = ['*/10 * * * * obligations:clocks', '* * * * * obligations:compact', '* * * * * obligations:mail', '5 17 * * * obligations:calendar'].join('\n')
