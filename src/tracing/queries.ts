import { nowInstant, today } from '../platform/clock.ts'
import { readAs, sql, type Reads, type StaffSession } from '../platform/db/index.ts'
import { Refused } from '../platform/refusal.ts'
import { getPersonsMasked, type MaskedPerson } from '../people/index.ts'
import { getCatalogue, inForceOf } from '../protocols/index.ts'
import type { Contact, PathStep, WhyView, WorkLine } from './contract.ts'
import { clockOf, usualClocks } from './rules.ts'

type Db = Pick<Reads, 'getExecutor'>
const peopleOf = async (db: Db, ids: readonly string[]): Promise<Map<string, MaskedPerson>> => new Map((await getPersonsMasked(db, [...new Set(ids)])).map((p) => [p.id, p]))

/** Contacts of one case. `hidden`: of another area, seen there and not here. */
export const listContacts = (who: StaffSession, caseId: string): Promise<{ contacts: Contact[]; hidden: number; may: { write: boolean } }> => readAs(who, async (db) => {
  const { rows: [c] } = await sql<{ personId: string; disease: string }>`select person_id as "personId", disease from outbreak_case where province_id = current_province() and id = ${caseId}::uuid`.execute(db as never)
  if (!c) throw new Refused({ code: 'case.unknown' })
  const { rows } = await sql<Omit<Contact, 'person'> & { personId: string }>`select e.id as "exposureId", case when e.source_id = ${c.personId}::uuid then e.target_id else e.source_id end as "personId", e.from_at as "fromAt", e.to_at as "toAt", e.relation, e.certainty, e.note, s.level, s.last_exposure_on as "lastExposureOn", s.follow_to as "followTo", s.reached_at as "reachedAt"
    from exposure e left join contact_state s on s.province_id = e.province_id and s.disease = e.disease and s.person_id = case when e.source_id = ${c.personId}::uuid then e.target_id else e.source_id end
    where e.province_id = current_province() and e.disease = ${c.disease} and e.voided_at is null and (e.source_id = ${c.personId}::uuid or (e.target_id = ${c.personId}::uuid and e.source_id is not null)) order by e.id limit 2000`.execute(db as never)
  const people = await peopleOf(db, rows.map((r) => r.personId))
  const contacts = rows.flatMap(({ personId, ...r }) => { const person = people.get(personId); return person ? [{ ...r, person }] : [] })
  return { contacts, hidden: rows.length - contacts.length, may: { write: who.permissions.has('trace.write') } }
})

const page = 100
/** The worklist of an area: nearest to a case first, then the longest waiting. The clock is the province's rule for finding F1. */
export const listWork = (who: StaffSession, q: { disease: string; view: 'unreached' | 'watched' | 'all'; level?: number | undefined; cursor?: string | undefined }): Promise<{ contacts: WorkLine[]; next: string | null; hours: number; may: { write: boolean } }> => readAs(who, async (db) => {
  const target = inForceOf(await getCatalogue(db, who.provinceId, q.disease, today()), 'tracing_target', today()).find((r) => r.what === 'f1')
  const hours = target?.hoursMax ?? usualClocks.f1Hours
  const [level, since, id] = q.cursor?.split('_') ?? []
  const after = id && /^[1-3]$/.test(level ?? '') && !Number.isNaN(Date.parse(since ?? '')) && /^[0-9a-f-]{36}$/.test(id) ? sql`(s.level, s.level_since, s.person_id) > (${Number(level)}::int, ${since}::timestamptz, ${id}::uuid)` : sql`true`
  const view = q.view === 'unreached' ? sql`s.reached_at is null and (s.follow_to is null or s.follow_to >= ${today()}::date)` : q.view === 'watched' ? sql`s.reached_at is not null and (s.follow_to is null or s.follow_to >= ${today()}::date)` : sql`true`
  const { rows } = await sql<Omit<WorkLine, 'person' | 'clock'> & { personId: string }>`select s.person_id as "personId", s.level, s.level_since as since, s.last_exposure_on as "lastExposureOn", s.follow_to as "followTo", s.reached_at as "reachedAt", s.exposures
    from contact_state s where s.province_id = current_province() and s.disease = ${q.disease} and s.level in (1, 2, 3) and (${q.level ?? null}::int is null or s.level = ${q.level ?? null}) and ${view} and ${after} order by s.level, s.level_since, s.person_id limit ${page + 1}`.execute(db as never)
  const shown = rows.slice(0, page)
  const people = await peopleOf(db, shown.map((r) => r.personId))
  const now = nowInstant()
  const last = shown.at(-1)
  return {
    contacts: shown.flatMap(({ personId, ...r }) => { const person = people.get(personId); return person ? [{ ...r, person, clock: clockOf(r.since, r.reachedAt, hours, now) }] : [] }),
    next: rows.length > page && last ? `${last.level}_${last.since}_${last.personId}` : null, hours, may: { write: who.permissions.has('trace.write') },
  }
})

export const whyLevel = (who: StaffSession, personId: string, disease: string): Promise<WhyView> => readAs(who, async (db) => {
  const { rows: [s] } = await sql<Omit<WhyView, 'path' | 'history'>>`select level, last_exposure_on as "lastExposureOn", follow_to as "followTo", follow_rule as "followRule", exposures from contact_state where province_id = current_province() and disease = ${disease} and person_id = ${personId}::uuid`.execute(db as never)
  if (!s) throw new Refused({ code: 'trace.contact_unknown' })
  const path = (await sql<PathStep>`select person_id as "personId", person, unit, level, place, from_at as "fromAt", to_at as "toAt" from trace_path(${disease}, ${personId}::uuid)`.execute(db as never)).rows
  const history = (await sql<WhyView['history'][number]>`select id, at, kind, from_level as from, to_level as to, detail ->> 'note' as note, (detail ->> 'lastExposureOn') as "lastExposureOn" from contact_history where province_id = current_province() and disease = ${disease} and person_id = ${personId}::uuid order by id desc limit 100`.execute(db as never)).rows
  return { ...s, path, history }
})

/** Levels of persons the session may see. */
export async function levelsOf(db: Db, disease: string, personIds: readonly string[]): Promise<Map<string, number | null>> {
  const { rows } = await sql<{ id: string; level: number | null }>`select person_id as id, level from contact_state where province_id = current_province() and disease = ${disease} and person_id = any(${[...personIds]}::uuid[])`.execute(db as never)
  return new Map(rows.map((r) => [r.id, r.level]))
}
