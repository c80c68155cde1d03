import { sql, type Reads, type StaffSession } from '../platform/db/index.ts'
import { Refused } from '../platform/refusal.ts'
import type { FullPerson, Look, MaskedPerson, PairLine, PersonStoryLine, PersonView } from './contract.ts'
import type { PeopleRefusal } from './refusals.ts'
import { readBirth } from './rules/birth.ts'
import { readCard } from './rules/card.ts'
import { readIdentifier, type IdentifierKind } from './rules/identifiers.ts'
import { nameKeys } from './rules/names.ts'
import { readPhone } from './rules/phones.ts'
import { numberKey, phoneKey, wordsKey } from './rules/person.ts'
import { eventWords } from './words.ts'

type Db = Pick<Reads, 'getExecutor'>
const refuse = (refusal: PeopleRefusal): never => { throw new Refused(refusal) }

const masked = sql.raw(`p.id, p.name_masked as name, p.sex, extract(year from p.birth_date)::int as "birthYear", p.number_masked as number, p.phone_masked as phone,
  (select jsonb_build_object('id', u.id, 'name', u.full_name) from unit u where u.id = p.unit_id) as unit, p.erased_at is not null as erased`)

/** People as lists show them, in the order asked; those the session may not see are left out. A merged id answers as the kept record. */
export async function getPersonsMasked(db: Db, ids: readonly string[]): Promise<MaskedPerson[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<MaskedPerson & { asked: string }>`select q.id as asked, ${masked} from unnest(${[...ids]}::uuid[]) with ordinality as q (id, n)
    join person f on f.province_id = current_province() and f.id = q.id join person p on p.province_id = current_province() and p.id = coalesce(f.merged_into, f.id) order by q.n`.execute(db as Reads)
  const seen = new Set<string>()
  return rows.filter((r) => !seen.has(r.id) && seen.add(r.id))
}

/** What was typed into the search: a card, numbers, or words of a name with perhaps a year. */
export function readSearch(text: string): { keys: number[]; words: string[]; year: number | undefined; date: string | undefined } {
  const card = readCard(text)
  if (card?.citizen) return { keys: [card.citizen, card.cmnd].flatMap((n) => (n ? [numberKey(n)] : [])), words: [], year: undefined, date: undefined }
  const digits = text.replace(/[\s.\-()+/]/g, '')
  if (/^[A-Za-z]{0,2}\d{7,15}$/.test(digits) && !readBirth(text.trim())) {
    const keys = new Set<number>()
    const id = readIdentifier(text)
    if (id) keys.add(numberKey(id.value))
    const phone = readPhone(text)
    if (phone) keys.add(phoneKey(phone.number))
    return { keys: [...keys], words: [], year: undefined, date: undefined }
  }
  let year: number | undefined; let date: string | undefined
  const rest = text.replace(/\S*\d\S*/g, (token) => {
    const birth = readBirth(token)
    if (birth) { year = +birth.date.slice(0, 4); if (birth.precision === 'day') date = birth.date }
    return ' '
  })
  return { keys: [], words: [...nameKeys(rest).plain], year, date }
}

/** Finds people without accents, by number, phone or card. Only those the session may see. */
export async function findPersons(db: Db, text: string, limit: number): Promise<{ people: MaskedPerson[]; more: boolean }> {
  const { keys, words, year, date } = readSearch(text)
  if (keys.length === 0 && words.join('').length < 2) return refuse({ code: 'person.search_too_short' })
  const born = sql`(${year ?? null}::int is null or extract(year from p.birth_date) = ${year ?? null}::int) and (${date ?? null}::date is null or p.birth_date = ${date ?? null}::date)`
  if (keys.length > 0) {
    const { rows } = await sql<MaskedPerson>`select ${masked} from person p where p.province_id = current_province() and p.merged_into is null and p.id in (select person_found(k, 200) from unnest(${keys}::bigint[]) k) order by p.name_plain limit ${limit + 1}`.execute(db as Reads)
    return { people: rows.slice(0, limit), more: rows.length > limit }
  }
  const exact = nameKeys(text).exact
  const all = sql`${words}::text[] <@ string_to_array(p.name_plain, ' ')`
  const order = sql`order by (p.given_plain = ${words.at(-1)!}) desc, p.changed_at desc`
  // Two neighbouring words find by their key; words that are not neighbours (family and given name) by the given name.
  if (words.length >= 2) {
    const { rows } = await sql<MaskedPerson & { written: string }>`select ${masked}, p.name as written from person p where p.province_id = current_province() and p.merged_into is null and p.id in (select person_found(${wordsKey(words)}, 2000)) and ${all} and ${born} ${order} limit ${limit + 1}`.execute(db as Reads)
    if (rows.length > 0) return { people: marksFirst(rows, exact).slice(0, limit), more: rows.length > limit }
  }
  const { rows } = await sql<MaskedPerson & { written: string }>`select ${masked}, p.name as written from person p where p.province_id = current_province() and p.merged_into is null and p.given_plain = ${words.at(-1)!} and ${all} and ${born} ${order} limit ${limit + 1}`.execute(db as Reads)
  return { people: marksFirst(rows, exact).slice(0, limit), more: rows.length > limit }
}

/** Names with the very marks that were typed stand first. */
function marksFirst(rows: (MaskedPerson & { written: string })[], typed: readonly string[]): MaskedPerson[] {
  const hits = (r: { written: string }): number => { const has = new Set(nameKeys(r.written).exact); return typed.filter((w) => has.has(w)).length }
  return rows.map((r) => ({ r, n: hits(r) })).sort((a, b) => b.n - a.n).map(({ r: { written: _, ...r } }) => r)
}

/** Diễn biến: what other rooms add to a person's story. */
export type StorySource = { readonly room: string; readonly read: (db: Db, personIds: readonly string[]) => Promise<Omit<PersonStoryLine, 'room'>[]> }
const sources: StorySource[] = []
export const registerPersonStory = (source: StorySource): void => { if (!sources.some((s) => s.room === source.room)) sources.push(source) }

/** All records that stand for a person: the kept one first. */
export async function recordsOf(db: Db, id: string): Promise<{ keptId: string; ids: string[] }> {
  const { rows } = await sql<{ keptId: string; ids: string[] }>`select k.id as "keptId", array(select m.id from person m where m.province_id = current_province() and m.merged_into = k.id) as ids
    from person f join person k on k.province_id = current_province() and k.id = coalesce(f.merged_into, f.id) where f.province_id = current_province() and f.id = ${id}::uuid`.execute(db as Reads)
  const r = rows[0] ?? refuse({ code: 'person.unknown' })
  return { keptId: r.keptId, ids: [r.keptId, ...r.ids] }
}

export async function getPerson(db: Db, who: StaffSession, id: string): Promise<PersonView> {
  const { keptId, ids } = await recordsOf(db, id)
  const { rows } = await sql<MaskedPerson & { version: number; householdId: string | null; numbers: number; phones: number; retainUntil: string; mergeCount: number }>`select ${masked}, p.version, p.household_id as "householdId", p.retain_until as "retainUntil",
      (select count(*)::int from person_identifier i where i.province_id = p.province_id and i.person_id = p.id) as numbers, (select count(*)::int from person_phone f where f.province_id = p.province_id and f.person_id = p.id) as phones
    from person p where p.province_id = current_province() and p.id = ${keptId}::uuid`.execute(db as Reads)
  const { version, householdId, numbers, phones, retainUntil, ...person } = rows[0] ?? refuse({ code: 'person.unknown' })
  const household = householdId === null ? [] : (await sql<MaskedPerson>`select ${masked} from person p where p.province_id = current_province() and p.household_id = ${householdId}::uuid and p.id <> ${keptId}::uuid and p.merged_into is null order by p.birth_date nulls last limit 30`.execute(db as Reads)).rows
  const events = await sql<{ id: string; at: string; type: keyof typeof eventWords.vi; who: string | null }>`select e.id, e.at, e.type, v.name as who from person_event e
    left join lateral (select v.name from organisation_version v where v.province_id = e.province_id and v.organisation_id = e.organisation_id order by v.valid_from desc limit 1) v on true
    where e.province_id = current_province() and e.person_id = any(${ids}::uuid[]) order by e.id desc limit 200`.execute(db as Reads)
  const merges = await sql<PersonView['merges'][number]>`select m.id, m.at, m.gone_id as "goneId", g.name_masked as gone, m.reason, m.undone_at is not null as undone from person_merge m join person g on g.province_id = m.province_id and g.id = m.gone_id
    where m.province_id = current_province() and m.kept_id = ${keptId}::uuid order by m.at desc`.execute(db as Reads)
  const { rows: [pairs] } = await sql<{ n: number }>`select count(*)::int as n from person_pair where province_id = current_province() and (a_id = ${keptId}::uuid or b_id = ${keptId}::uuid) and state in ('open', 'later')`.execute(db as Reads)
  const own: PersonStoryLine[] = events.rows.map((e) => ({ id: e.id, at: e.at, vi: eventWords.vi[e.type], en: eventWords.en[e.type], who: e.who, href: null, room: 'people' }))
  const others = (await Promise.all(sources.map(async (s) => (await s.read(db, ids)).map((l) => ({ ...l, room: s.room }))))).flat()
  return {
    person, version, household, numbers, phones, retainUntil, merges: merges.rows, alike: pairs!.n, mergedFrom: keptId === id ? null : id, story: [...own, ...others].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    may: { reveal: who.permissions.has('person.reveal') && !person.erased, change: who.permissions.has('person.write') && !person.erased, merge: who.permissions.has('person.merge') && !person.erased },
  }
}

/** Everything on a person. Called only by commands that write the look down in the same transaction. */
export async function fullPerson(db: Db, id: string): Promise<FullPerson> {
  const { rows } = await sql<Omit<FullPerson, 'numbers' | 'phones' | 'birth'> & { birthDate: string | null; birthPrecision: 'day' | 'month' | 'year' | null }>`select p.id, p.version, p.name, p.sex, p.birth_date as "birthDate", p.birth_precision as "birthPrecision", p.address, p.nationality, p.ethnicity, p.occupation,
      (select jsonb_build_object('id', u.id, 'name', u.full_name) from unit u where u.id = p.unit_id) as unit from person p where p.province_id = current_province() and p.id = ${id}::uuid`.execute(db as Reads)
  const { birthDate, birthPrecision, ...p } = rows[0] ?? refuse({ code: 'person.unknown' })
  const numbers = await sql<FullPerson['numbers'][number] & { kind: IdentifierKind }>`select id, kind, value, warnings, ended_at is not null as former, end_reason as why from person_identifier where province_id = current_province() and person_id = ${id}::uuid order by ended_at nulls first, added_at`.execute(db as Reads)
  const phones = await sql<FullPerson['phones'][number]>`select id, number, ended_at is not null as former from person_phone where province_id = current_province() and person_id = ${id}::uuid order by ended_at nulls first, added_at desc`.execute(db as Reads)
  return { ...p, birth: birthDate && birthPrecision ? { date: birthDate, precision: birthPrecision } : null, numbers: numbers.rows, phones: phones.rows }
}

/** Who has looked at the person, under every record that stands for them. */
export async function listLooks(db: Db, personId: string): Promise<Look[]> {
  return (await sql<Look>`select at, organisation, post, purpose from person_looks(${personId}::uuid)`.execute(db as Reads)).rows
}

const mostCounted = 1000
export async function listPairs(db: Db, state: 'open' | 'later', limit: number): Promise<{ pairs: PairLine[]; open: number; later: number; atMost: boolean }> {
  const alive = sql`exists (select 1 from person p where p.province_id = x.province_id and p.id = x.a_id and p.merged_into is null and p.erased_at is null) and exists (select 1 from person p where p.province_id = x.province_id and p.id = x.b_id and p.merged_into is null and p.erased_at is null)`
  const { rows } = await sql<{ aId: string; bId: string; bits: number; evidence: PairLine['evidence']; state: PairLine['state']; foundAt: string }>`select x.a_id as "aId", x.b_id as "bId", x.bits, x.evidence, x.state, x.found_at as "foundAt" from person_pair x
    where x.province_id = current_province() and x.state = ${state} and ${alive} order by x.bits desc, x.a_id limit ${limit}`.execute(db as Reads)
  const people = new Map((await getPersonsMasked(db, rows.flatMap((r) => [r.aId, r.bId]))).map((p) => [p.id, p]))
  const count = async (s: 'open' | 'later'): Promise<number> => (await sql<{ n: number }>`select count(*)::int as n from (select 1 from person_pair x where x.province_id = current_province() and x.state = ${s} and ${alive} limit ${mostCounted}) c`.execute(db as Reads)).rows[0]!.n
  const open = await count('open'); const later = await count('later')
  return { pairs: rows.flatMap(({ aId, bId, ...r }) => { const a = people.get(aId); const b = people.get(bId); return a && b ? [{ a, b, ...r }] : [] }), open, later, atMost: Math.max(open, later) >= mostCounted }
}

/** People whose commune nobody knows: written down by the own organisation, or all of them for the province. */
export async function listRepairs(db: Db, limit: number): Promise<{ people: MaskedPerson[]; total: number }> {
  const { rows } = await sql<MaskedPerson & { total: number }>`select ${masked}, count(*) over ()::int as total from person p where p.province_id = current_province() and p.unit_id is null and p.merged_into is null and p.erased_at is null order by p.created_at desc limit ${limit}`.execute(db as Reads)
  return { people: rows.map(({ total: _, ...p }) => p), total: rows[0]?.total ?? 0 }
}
