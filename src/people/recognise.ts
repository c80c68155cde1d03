import type { Transaction } from 'kysely'
import { sql, type DB, type StaffSession } from '../platform/db/index.ts'
import { today } from '../platform/clock.ts'
import { addDays } from '../platform/dates.ts'
import { Refused } from '../platform/refusal.ts'
import { identifiersOf, numbersOf, rowsOf, tidy, type NewPerson } from './facts.ts'
import type { PeopleRefusal } from './refusals.ts'
import type { Birth } from './rules/birth.ts'
import { findPairs } from './rules/blocks.ts'
import { identifierWarnings } from './rules/identifiers.ts'
import { matchPrepared, prepare, type Evidence, type Match } from './rules/match.ts'
import { personFeatures, searchKeys, vietnam, type PersonFacts } from './rules/person.ts'
import { newId } from '../platform/ids.ts'
import { candidateCap, mostPairs, retentionDays } from './settings.ts'

/** A writing transaction of a person (`asStaff`) or of the program itself (`asSystem`). */
export type PeopleWriter = Transaction<DB> & { readonly who?: StaffSession }

/**
 * What became of one person handed in. `same`: an existing record was used. `review`: a new record, and the likeness is on the review list.
 * `different`: a new record, nobody like it.
 */
export type Recognised = { readonly personId: string; readonly created: boolean; readonly match: { readonly answer: Match['answer']; readonly bits: number; readonly evidence: readonly Evidence[] } }

export type Candidate = { at: number; id: string; name: string; sex: 'male' | 'female' | null; birthDate: string | null; birthPrecision: Birth['precision'] | null; unitId: string | null; address: string | null; numbers: string[]; phones: string[] }

export const factsOf = (c: Omit<Candidate, 'at' | 'id'>): PersonFacts => ({
  name: c.name, sex: c.sex ?? undefined, birth: c.birthDate && c.birthPrecision ? { date: c.birthDate, precision: c.birthPrecision } : undefined,
  identifiers: identifiersOf(c.numbers), phones: c.phones, unitId: c.unitId ?? undefined, address: c.address ?? undefined,
})

/** Records that share a key with any of the searches, over the whole province; `at` says with which. One statement, whatever the number of searches. */
export async function findCandidates(db: PeopleWriter, searches: readonly PersonFacts[], cap = candidateCap): Promise<Candidate[]> {
  const at: number[] = []; const keys: number[] = []
  searches.forEach((s, i) => { for (const key of searchKeys(s)) { at.push(i); keys.push(key) } })
  if (keys.length === 0) return []
  const { rows } = await sql<Candidate>`select at, id, name, sex, birth_date as "birthDate", birth_precision as "birthPrecision", unit_id as "unitId", address, numbers, phones
    from person_candidates(${at}::int[], ${keys}::bigint[], ${cap})`.execute(db)
  return rows
}

const nothing: Recognised['match'] = { answer: 'different', bits: 0, evidence: [] }
const refuse = (refusal: PeopleRefusal): never => { throw new Refused(refusal) }

/** One person: used when the number and the birth date say it is them, otherwise written down anew. Never refused for a likeness. */
export async function findOrCreatePerson(db: PeopleWriter, person: NewPerson, options: { organisationId?: string } = {}): Promise<Recognised> {
  return (await findOrCreatePersons(db, [person], options))[0]!
}

/**
 * Many people at once (an import, a seat list): a handful of statements however many they are. People who are the same within the list become one.
 * `organisationId`: who wrote them down, where the program itself acts (a declaration of a resident).
 */
export async function findOrCreatePersons(db: PeopleWriter, list: readonly NewPerson[], options: { organisationId?: string } = {}): Promise<Recognised[]> {
  if (list.length === 0) return []
  const people = list.map(tidy)
  for (const p of people) if (p.name === '') refuse({ code: 'person.name_empty' })
  await refuseUnknownUnits(db, people)
  const prepared = people.map((p) => prepare(vietnam, personFeatures(p)))

  // Who is who within the list: the first of several that are certainly one stands for them.
  const standsFor = people.map((_, i) => i)
  const within = people.length > 1 ? findPairs(vietnam, prepared) : []
  const rootOf = (i: number): number => (standsFor[i] === i ? i : rootOf(standsFor[i]!))
  for (const pair of within) if (pair.match.answer === 'same') standsFor[Math.max(rootOf(pair.a), rootOf(pair.b))] = Math.min(rootOf(pair.a), rootOf(pair.b))
  const groups = new Map<number, NewPerson[]>()
  people.forEach((p, i) => { const root = rootOf(i); const group = groups.get(root); if (group) group.push(p); else groups.set(root, [p]) })
  const roots = [...groups.keys()]

  const found = new Map<number, { candidate: Candidate; match: Match }>()
  const alike = new Map<number, { id: string; match: Match }[]>()
  // What any of the group says is asked for: the second writing of a person may carry the number the first one lacks.
  const searched = people.map((_, i) => i)
  for (const c of await findCandidates(db, searched.map((i) => people[i]!))) {
    const m = matchPrepared(vietnam, prepared[searched[c.at]!]!, prepare(vietnam, personFeatures(factsOf(c))))
    if (m.answer === 'different') continue
    const root = rootOf(searched[c.at]!)
    if (m.answer === 'same') {
      const before = found.get(root)
      if (!before || m.bits > before.match.bits || (m.bits === before.match.bits && c.id < before.candidate.id)) found.set(root, { candidate: c, match: m })
    } else alike.set(root, [...(alike.get(root) ?? []), { id: c.id, match: m }])
  }

  const retainUntil = addDays(today(), await retentionOf(db))
  const fresh = roots.filter((i) => !found.has(i))
  const made = new Map(fresh.map((i) => [i, rowsOf(combined(groups.get(i)!), retainUntil)]))
  await insertPersons(db, [...made.values()], options.organisationId)
  const idOf = (i: number): string => found.get(rootOf(i))?.candidate.id ?? made.get(rootOf(i))!.person.id
  const known = roots.filter((i) => found.has(i))
  for (const i of known) await learn(db, found.get(i)!.candidate, combined(groups.get(i)!))
  if (known.length > 0) await sql`update person set retain_until = greatest(retain_until, ${retainUntil}::date) where province_id = current_province() and id = any(${known.map(idOf)}::uuid[]) and retain_until < ${retainUntil}::date`.execute(db)

  const proposals = fresh.flatMap((i) => (alike.get(i) ?? []).sort((x, y) => y.match.bits - x.match.bits).filter((x, n, all) => all.findIndex((y) => y.id === x.id) === n).slice(0, mostPairs).map((x) => ({ a: idOf(i), b: x.id, match: x.match })))
  for (const pair of within) if (pair.match.answer === 'review' && idOf(pair.a) !== idOf(pair.b)) proposals.push({ a: idOf(pair.a), b: idOf(pair.b), match: pair.match })
  await propose(db, proposals)

  const sameWithin = new Map<number, Match>()
  for (const p of within) if (p.match.answer === 'same') { sameWithin.set(p.a, p.match); sameWithin.set(p.b, p.match) }
  return people.map((_, i) => {
    const root = rootOf(i)
    const same = found.get(root)
    if (same) return { personId: same.candidate.id, created: false, match: same.match }
    const best = (alike.get(root) ?? []).sort((x, y) => y.match.bits - x.match.bits)[0]?.match
    if (root !== i) return { personId: idOf(i), created: false, match: sameWithin.get(i) ?? nothing }
    return { personId: idOf(i), created: true, match: best ?? nothing }
  })
}

/** Several writings of one person as one: the first says what it says, the others fill in. */
function combined(list: readonly NewPerson[]): NewPerson {
  const [first, ...rest] = list as [NewPerson, ...NewPerson[]]
  return rest.reduce<NewPerson>((p, q) => ({
    ...p, sex: p.sex ?? q.sex, birth: p.birth ?? q.birth, unitId: p.unitId ?? q.unitId, address: p.address ?? q.address, nationality: p.nationality ?? q.nationality, ethnicity: p.ethnicity ?? q.ethnicity, occupation: p.occupation ?? q.occupation, householdId: p.householdId ?? q.householdId,
    identifiers: identifiersOf(numbersOf([...(p.identifiers ?? []), ...(q.identifiers ?? [])])), phones: [...new Set([...(p.phones ?? []), ...(q.phones ?? [])])],
  }), first)
}

async function refuseUnknownUnits(db: PeopleWriter, people: readonly NewPerson[]): Promise<void> {
  const ids = [...new Set(people.flatMap((p) => (p.unitId ? [p.unitId] : [])))]
  if (ids.length === 0) return
  const { rows } = await sql<{ id: string }>`select id from unit where id = any(${ids}::text[])`.execute(db)
  const there = new Set(rows.map((r) => r.id))
  const missing = ids.find((id) => !there.has(id))
  if (missing !== undefined) refuse({ code: 'person.unit_unknown', unitId: missing })
}

export async function retentionOf(db: Pick<PeopleWriter, 'getExecutor'>): Promise<number> {
  const { rows } = await sql<{ value: unknown }>`select value from setting where province_id = current_province() and key = 'people.retention_days'`.execute(db as PeopleWriter)
  const days = Number(rows[0]?.value)
  return Number.isInteger(days) && days >= 30 && days <= 3650 ? days : retentionDays
}

/** Pairs for the review list, with their reasoning. */
export async function propose(db: PeopleWriter, pairs: readonly { a: string; b: string; match: Match }[]): Promise<void> {
  if (pairs.length === 0) return
  await sql`select person_propose(${pairs.map((p) => p.a)}::uuid[], ${pairs.map((p) => p.b)}::uuid[], ${pairs.map((p) => p.match.bits)}::numeric[], ${JSON.stringify(pairs.map((p) => p.match.evidence))}::jsonb)`.execute(db)
}

async function insertPersons(db: PeopleWriter, made: readonly ReturnType<typeof rowsOf>[], organisationId: string | undefined): Promise<void> {
  if (made.length === 0) return
  const json = (rows: readonly unknown[]) => sql`${JSON.stringify(rows)}::jsonb`
  await sql`insert into person (province_id, id, name, name_plain, name_masked, given_plain, sex, birth_date, birth_precision, unit_id, address, household_id, nationality, ethnicity, occupation, numbers, phones, number_masked, phone_masked, created_by_org, created_by_account, retain_until)
    select current_province(), r.id, r.name, r.name_plain, r.name_masked, r.given_plain, r.sex, r.birth_date, r.birth_precision, r.unit_id, r.address, r.household_id, r.nationality, r.ethnicity, r.occupation, r.numbers, r.phones, r.number_masked, r.phone_masked,
      coalesce(current_organisation(), ${organisationId ?? null}::uuid), current_account(), r.retain_until
    from jsonb_to_recordset(${json(made.map((m) => m.person))}) as r(id uuid, name text, name_plain text, name_masked text, given_plain text, sex text, birth_date date, birth_precision text, unit_id text, address text, household_id uuid, nationality text, ethnicity text, occupation text, numbers text[], phones text[], number_masked text, phone_masked text, retain_until date)`.execute(db)
  // Written down for another area: the organisation that did works with the person from now on.
  const away = db.who ? made.filter((m) => m.person.unit_id !== null && db.who!.area[0] !== '*' && !db.who!.area.includes(m.person.unit_id)) : []
  if (away.length > 0) await sql`insert into person_reach (province_id, id, organisation_id, person_id, why) select current_province(), r.id, current_organisation(), r.person_id, 'created' from unnest(${away.map(() => newId())}::uuid[], ${away.map((m) => m.person.id)}::uuid[]) as r(id, person_id)`.execute(db)
  const identifiers = made.flatMap((m) => m.identifiers)
  if (identifiers.length > 0) await sql`insert into person_identifier (province_id, id, person_id, kind, value, warnings, added_by) select current_province(), r.id, r.person_id, r.kind, r.value, r.warnings, current_account() from jsonb_to_recordset(${json(identifiers)}) as r(id uuid, person_id uuid, kind text, value text, warnings jsonb)`.execute(db)
  const phones = made.flatMap((m) => m.phones)
  if (phones.length > 0) await sql`insert into person_phone (province_id, id, person_id, number, added_by) select current_province(), r.id, r.person_id, r.number, current_account() from jsonb_to_recordset(${json(phones)}) as r(id uuid, person_id uuid, number text)`.execute(db)
  await sql`insert into person_event (province_id, id, person_id, type, account_id, organisation_id) select current_province(), r.id, r.person_id, 'created', current_account(), coalesce(current_organisation(), ${organisationId ?? null}::uuid) from jsonb_to_recordset(${json(made.map((m) => m.event))}) as r(id uuid, person_id uuid)`.execute(db)
  await addKeys(db, made.map((m) => ({ personId: m.person.id, keys: m.keys })))
}

/** Keys of a record's present writing; those of earlier writings stay, so that old papers still find the person. */
export async function addKeys(db: PeopleWriter, list: readonly { personId: string; keys: readonly number[] }[]): Promise<void> {
  const ids = list.flatMap((l) => l.keys.map(() => l.personId)); const keys = list.flatMap((l) => l.keys)
  if (keys.length > 0) await sql`select person_add_keys(${ids}::uuid[], ${keys}::bigint[])`.execute(db)
}

/** A person was recognised: what the new writing knows and the record does not is filled in; nothing is overwritten. */
async function learn(db: PeopleWriter, c: Candidate, p: NewPerson): Promise<void> {
  if (db.who) {
    const shared = numbersOf(p.identifiers ?? []).find((n) => c.numbers.includes(n))
    if (shared !== undefined) await sql`select person_recognise(${c.id}::uuid, ${shared}, ${p.birth?.date ?? null}::date, ${newId()}::uuid)`.execute(db)
  }
  const had = new Set(c.numbers)
  const numbers = (p.identifiers ?? []).filter((i) => !had.has(`${i.kind}:${i.value}`))
  const phones = (p.phones ?? []).filter((n) => !c.phones.includes(n))
  const finer = p.birth && (c.birthPrecision === null || (c.birthPrecision !== 'day' && p.birth.precision === 'day')) ? p.birth : undefined
  const blanks = (c.sex === null && p.sex) || finer || (c.unitId === null && p.unitId) || (c.address === null && p.address)
  if (numbers.length === 0 && phones.length === 0 && !blanks) return
  for (const i of numbers) await sql`insert into person_identifier (province_id, id, person_id, kind, value, warnings, added_by) values (current_province(), ${newId()}::uuid, ${c.id}::uuid, ${i.kind}, ${i.value}, ${JSON.stringify(identifierWarnings(i, p))}::jsonb, current_account())`.execute(db)
  for (const n of phones) await sql`insert into person_phone (province_id, id, person_id, number, added_by) values (current_province(), ${newId()}::uuid, ${c.id}::uuid, ${n}, current_account())`.execute(db)
  await sql`update person set sex = coalesce(sex, ${p.sex ?? null}), birth_date = coalesce(${finer?.date ?? null}::date, birth_date), birth_precision = coalesce(${finer?.precision ?? null}, birth_precision), unit_id = coalesce(unit_id, ${p.unitId ?? null}), address = coalesce(address, ${p.address ?? null})
    where province_id = current_province() and id = ${c.id}::uuid`.execute(db)
  await refreshPrepared(db, c.id)
  await addEvent(db, c.id, 'changed', { learnt: true, numbers: numbers.length, phones: phones.length })
}

export type EventType = 'created' | 'changed' | 'unit_set' | 'number_added' | 'number_ended' | 'phone_added' | 'phone_ended' | 'household_set' | 'merged' | 'unmerged' | 'retained' | 'erased'
export async function addEvent(db: PeopleWriter, personId: string, type: EventType, detail: Record<string, unknown> = {}): Promise<void> {
  await sql`insert into person_event (province_id, id, person_id, type, account_id, organisation_id, detail) values (current_province(), ${newId()}::uuid, ${personId}::uuid, ${type}, current_account(), current_organisation(), ${JSON.stringify(detail)}::jsonb)`.execute(db)
}

/** Writes the prepared columns of a record from its lines and its name, and adds the keys of what it now says. Call after every change. */
export async function refreshPrepared(db: PeopleWriter, personId: string): Promise<void> {
  const { rows } = await sql<Candidate & { live: string[]; livePhones: string[] }>`select p.id, p.name, p.sex, p.birth_date as "birthDate", p.birth_precision as "birthPrecision", p.unit_id as "unitId", p.address,
      coalesce((select array_agg(distinct i.kind || ':' || i.value order by i.kind || ':' || i.value) from person_identifier i where i.province_id = p.province_id and i.person_id = p.id), '{}') as numbers,
      coalesce((select array_agg(distinct f.number order by f.number) from person_phone f where f.province_id = p.province_id and f.person_id = p.id), '{}') as phones,
      coalesce((select array_agg(i.kind || ':' || i.value order by i.added_at) from person_identifier i where i.province_id = p.province_id and i.person_id = p.id and i.ended_at is null), '{}') as live,
      coalesce((select array_agg(f.number order by f.added_at desc) from person_phone f where f.province_id = p.province_id and f.person_id = p.id and f.ended_at is null), '{}') as "livePhones"
    from person p where p.province_id = current_province() and p.id = ${personId}::uuid`.execute(db)
  const p = rows[0]
  if (!p) return refuse({ code: 'person.unknown' })
  const made = rowsOf({ ...factsOf(p), identifiers: identifiersOf(p.live), phones: p.livePhones }, today()).person
  await sql`update person set name_plain = ${made.name_plain}, name_masked = ${made.name_masked}, given_plain = ${made.given_plain}, numbers = ${p.numbers}::text[], phones = ${p.phones}::text[], number_masked = ${made.number_masked}, phone_masked = ${made.phone_masked},
      changed_at = now(), version = version + 1 where province_id = current_province() and id = ${personId}::uuid`.execute(db)
  await addKeys(db, [{ personId, keys: rowsOf(factsOf(p), today()).keys }])
}
