import { today } from '../platform/clock.ts'
import type { PlainDate } from '../platform/dates.ts'
import { audit } from '../platform/audit/index.ts'
import { asSystem, database, sql } from '../platform/db/index.ts'
import type { Tasks } from '../platform/jobs/index.ts'
import { addEvent, type PeopleWriter } from './recognise.ts'

/**
 * Thời hạn lưu (retention). After the day of a record its name, numbers, phones and address are erased; sex, year of birth and commune stay, so that
 * figures of the past do not change. A room that still needs a person holds them; a room that kept personal text of its own erases it with the person.
 */
export type RetentionHook = {
  readonly room: string
  /** Of these people, those the room still needs (an open case, an order that runs). */
  readonly holds?: (db: PeopleWriter, personIds: readonly string[]) => Promise<readonly string[]>
  readonly erase?: (db: PeopleWriter, personIds: readonly string[]) => Promise<void>
}
const hooks: RetentionHook[] = []
export const registerRetention = (hook: RetentionHook): void => { if (!hooks.some((h) => h.room === hook.room)) hooks.push(hook) }

const batch = 500

/** Erases what is over, in batches of their own transactions. Answers how many records. Records merged into one still needed stay with it. */
export async function eraseDue(provinceId: string, day: PlainDate): Promise<{ erased: number; held: number }> {
  let erased = 0; let held = 0; let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const step = await asSystem(provinceId, async (tx) => {
      const db = tx as PeopleWriter
      const { rows } = await sql<{ id: string }>`select id from person where province_id = current_province() and retain_until < ${day}::date and erased_at is null and merged_into is null and id > ${after}::uuid order by id limit ${batch} for update`.execute(db)
      const due = rows.map((r) => r.id)
      if (due.length === 0) return undefined
      const kept = new Set<string>()
      for (const h of hooks) for (const id of (await h.holds?.(db, due)) ?? []) kept.add(id)
      const go = due.filter((id) => !kept.has(id))
      if (go.length > 0) await erase(db, go)
      return { last: due.at(-1)!, erased: go.length, held: kept.size }
    })
    if (!step) return { erased, held }
    erased += step.erased; held += step.held; after = step.last
  }
}

async function erase(db: PeopleWriter, ids: readonly string[]): Promise<void> {
  for (const h of hooks) await h.erase?.(db, ids)
  const all = (await sql<{ id: string }>`select id from person where province_id = current_province() and (id = any(${[...ids]}::uuid[]) or merged_into = any(${[...ids]}::uuid[]))`.execute(db)).rows.map((r) => r.id)
  for (const table of ['person_identifier', 'person_phone', 'person_block', 'person_receipt']) await sql`delete from ${sql.table(table)} where province_id = current_province() and person_id = any(${all}::uuid[])`.execute(db)
  // A date of birth is kept as its year: ages can still be counted.
  await sql`update person set name = '', name_plain = '', name_masked = '', given_plain = '', address = null, nationality = null, ethnicity = null, occupation = null, numbers = '{}', phones = '{}', number_masked = null, phone_masked = null, household_id = null,
      birth_date = date_trunc('year', birth_date)::date, birth_precision = case when birth_date is null then null else 'year' end, erased_at = now(), changed_at = now(), version = version + 1 where province_id = current_province() and id = any(${all}::uuid[])`.execute(db)
  await sql`update person_event set detail = '{}' where province_id = current_province() and person_id = any(${all}::uuid[])`.execute(db)
  await sql`update person_merge set kept_before = '{}', kept_after = '{}' where province_id = current_province() and kept_id = any(${all}::uuid[])`.execute(db)
  await sql`update person_pair set evidence = '[]' where province_id = current_province() and (a_id = any(${all}::uuid[]) or b_id = any(${all}::uuid[]))`.execute(db)
  for (const id of ids) await addEvent(db, id, 'erased')
  await audit(db, { action: 'person.erased', kind: 'person', id: ids[0]!, detail: { records: all.length } })
}

export const peopleTasks: Tasks = {
  people_erase_due: async (_payload, { log }) => {
    const { rows } = await database().systemPool.query<{ id: string }>('select id from province')
    for (const { id } of rows) {
      const done = await eraseDue(id, today())
      if (done.erased + done.held > 0) log(`people: ${done.erased} erased, ${done.held} still needed`)
    }
  },
}
/** Every night at 02:30 in Viet Nam. */
export const peopleCrontab = '30 19 * * * people_erase_due'
