import { createHash, randomInt } from 'node:crypto'
import { audit } from '../platform/audit/index.ts'
import { nowInstant, today } from '../platform/clock.ts'
import { formatDay } from '../platform/dates.ts'
import { asStaff, asSystem, database, requirePermission, sql, type StaffSession, type Writes } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { Refused } from '../platform/refusal.ts'
import { nfc } from '../platform/text.ts'
import type { z } from 'zod'
import type { FullPerson, Look, PairView, PersonBody, PersonChange } from './contract.ts'
import { countChildren, decide, mergePersons, unmergePersons } from './merge.ts'
import { fullPerson, listLooks, recordsOf } from './queries.ts'
import { addEvent, factsOf, findOrCreatePerson, propose, findCandidates, refreshPrepared, type Candidate, type PeopleWriter, type Recognised } from './recognise.ts'
import type { PeopleRefusal } from './refusals.ts'
import { readBirth, type Birth } from './rules/birth.ts'
import { identifierWarnings, readIdentifier, type IdentifierKind } from './rules/identifiers.ts'
import { matchPersons, type PersonFacts } from './rules/person.ts'
import { readPhone } from './rules/phones.ts'
import { mostPairs } from './settings.ts'

const refuse = (refusal: PeopleRefusal): never => { throw new Refused(refusal) }
/** An answer that shows a person is not kept as the answer of a command: it would outlive the record. */
const unkept = (who: StaffSession): StaffSession => { const { commandId: _, ...rest } = who; return rest }
const told = async (db: Writes, id: string): Promise<void> => { await announce(db, [`people:${id}`, 'people'], [db.who.organisationId]) }

function birthFrom(text: string): Birth | undefined {
  if (text.trim() === '') return undefined
  const birth = readBirth(text) ?? refuse({ code: 'person.birth_unreadable', text })
  if (birth.date > today()) return refuse({ code: 'person.birth_in_future', date: formatDay(birth.date) })
  return birth
}

export const createPerson = (who: StaffSession, body: z.output<typeof PersonBody>): Promise<Recognised> => asStaff(who, async (db) => {
  requirePermission(who, 'person.write')
  const birth = birthFrom(body.birth)
  for (const p of body.phones) if (p !== '' && !readPhone(p)) refuse({ code: 'person.phone_unreadable', text: p })
  const made = await findOrCreatePerson(db, {
    name: body.name, sex: body.sex ?? undefined, birth, phones: body.phones, unitId: body.unitId ?? undefined, address: body.address, nationality: body.nationality, ethnicity: body.ethnicity, occupation: body.occupation,
    identifiers: body.numbers.flatMap((n) => { const id = readIdentifier(n.value, n.kind ?? undefined); return id ? [id] : [] }),
  })
  await told(db, made.personId)
  await audit(db, { action: made.created ? 'person.created' : 'person.recognised', kind: 'person', id: made.personId, detail: { answer: made.match.answer, bits: made.match.bits } })
  return made
})

/** The full record, with its purpose on record in the same transaction. */
export const revealPerson = (who: StaffSession, id: string, purpose: string): Promise<FullPerson> => asStaff(unkept(who), async (db) => {
  requirePermission(who, 'person.reveal')
  if (nfc(purpose).trim().length < 3) refuse({ code: 'person.purpose_missing' })
  const { keptId } = await recordsOf(db, id)
  const full = await fullPerson(db, keptId)
  await audit(db, { action: 'person.looked', kind: 'person', id: keptId, purpose: nfc(purpose).trim() })
  return full
})

async function locked(db: Writes, id: string): Promise<Candidate & { version: number }> {
  const { rows } = await sql<Candidate & { version: number; mergedInto: string | null; erasedAt: string | null }>`select p.id, p.name, p.sex, p.birth_date as "birthDate", p.birth_precision as "birthPrecision", p.unit_id as "unitId", p.address, p.numbers, p.phones, p.version, p.merged_into as "mergedInto", p.erased_at as "erasedAt"
    from person p where p.province_id = current_province() and p.id = ${id}::uuid for update`.execute(db)
  const p = rows[0] ?? refuse({ code: 'person.unknown' })
  if (p.mergedInto !== null) refuse({ code: 'person.merged', into: p.mergedInto })
  if (p.erasedAt !== null) refuse({ code: 'person.erased' })
  return p
}
const versionOf = async (db: Writes, id: string): Promise<{ version: number }> => (await sql<{ version: number }>`select version from person where province_id = current_province() and id = ${id}::uuid`.execute(db)).rows[0] ?? refuse({ code: 'person.unknown' })

/** A changed record is compared anew: a number or a birth date learnt later may show a likeness. */
async function proposeLikeness(db: PeopleWriter, id: string, p: PersonFacts): Promise<void> {
  const alike = (await findCandidates(db, [p])).filter((c) => c.id !== id).map((c) => ({ a: id, b: c.id, match: matchPersons(p, factsOf(c)) })).filter((x) => x.match.answer !== 'different')
  await propose(db, alike.sort((x, y) => y.match.bits - x.match.bits).slice(0, mostPairs))
}

export const changePerson = (who: StaffSession, id: string, change: z.output<typeof PersonChange>): Promise<{ version: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'person.write')
  const p = await locked(db, id)
  if (p.version !== change.version) refuse({ code: 'person.changed_meanwhile', version: p.version })
  const text = (t: string | undefined): string | null | undefined => (t === undefined ? undefined : nfc(t).replace(/\s+/g, ' ').trim() || null)
  const birth = change.birth === undefined ? undefined : birthFrom(change.birth) ?? null
  if (change.name !== undefined && text(change.name) === null) refuse({ code: 'person.name_empty' })
  const set = Object.fromEntries(Object.entries({
    name: text(change.name), sex: change.sex, birth_date: birth === undefined ? undefined : birth?.date ?? null, birth_precision: birth === undefined ? undefined : birth?.precision ?? null,
    address: text(change.address), nationality: text(change.nationality), ethnicity: text(change.ethnicity), occupation: text(change.occupation),
  }).filter(([, v]) => v !== undefined)) as Record<string, string | null>
  const { rows: [before] } = await sql<{ row: Record<string, string | null> }>`select to_jsonb(p) as row from person p where province_id = current_province() and id = ${id}::uuid`.execute(db)
  const fields = Object.keys(set).filter((k) => before!.row[k] !== set[k])
  const moves = change.unitId !== undefined && change.unitId !== p.unitId
  if (fields.length === 0 && !moves) refuse({ code: 'person.nothing_changed' })
  for (const f of fields) await sql`update person set ${sql.ref(f)} = ${f === 'birth_date' ? sql`${set[f]}::date` : set[f]} ${f === 'birth_date' ? sql`, birth_precision = ${set['birth_precision']}` : sql``} where province_id = current_province() and id = ${id}::uuid`.execute(db)
  if (fields.length > 0) {
    await addEvent(db, id, 'changed', { fields, before: Object.fromEntries(fields.map((f) => [f, before!.row[f] ?? null])) })
    await sql`update person_identifier i set warnings = w.warnings from jsonb_to_recordset(${JSON.stringify(await warningsNow(db, id))}::jsonb) as w(id uuid, warnings jsonb) where i.province_id = current_province() and i.id = w.id`.execute(db)
  }
  if (moves) await setUnit(db, id, change.unitId ?? null)
  if (fields.length > 0) await refreshPrepared(db, id)
  const after = await locked(db, id)
  await proposeLikeness(db, id, factsOf(after))
  await told(db, id)
  await audit(db, { action: 'person.changed', kind: 'person', id, detail: { fields: moves ? [...fields, 'unit_id'] : fields } })
  return { version: after.version }
})

async function warningsNow(db: Writes, id: string): Promise<{ id: string; warnings: unknown[] }[]> {
  const { rows } = await sql<{ id: string; kind: IdentifierKind; value: string; sex: 'male' | 'female' | null; date: string | null; precision: Birth['precision'] | null }>`select i.id, i.kind, i.value, p.sex, p.birth_date as date, p.birth_precision as precision
    from person_identifier i join person p on p.province_id = i.province_id and p.id = i.person_id where i.province_id = current_province() and i.person_id = ${id}::uuid`.execute(db)
  return rows.map((r) => ({ id: r.id, warnings: identifierWarnings(r, { sex: r.sex ?? undefined, birth: r.date && r.precision ? { date: r.date, precision: r.precision } : undefined }) }))
}

/** Nơi ở: where a person lives, in the caller's transaction. An organisation that moves a person out of its area goes on working with them. */
export async function setUnit(db: PeopleWriter, personId: string, unitId: string | null): Promise<void> {
  if (unitId !== null && (await sql`select 1 from unit where id = ${unitId}`.execute(db)).rows.length === 0) refuse({ code: 'person.unit_unknown', unitId })
  const who = db.who
  if (who && who.area[0] !== '*' && !(unitId !== null && who.area.includes(unitId)))
    await sql`insert into person_reach (province_id, id, organisation_id, person_id, why) select current_province(), ${newId()}::uuid, current_organisation(), ${personId}::uuid, 'moved'
      where not exists (select 1 from person_reach where province_id = current_province() and organisation_id = current_organisation() and person_id = ${personId}::uuid and (until_at is null or until_at > now()))`.execute(db)
  const { numAffectedRows } = await sql`update person set unit_id = ${unitId} where province_id = current_province() and id = ${personId}::uuid and unit_id is distinct from ${unitId}`.execute(db)
  if (Number(numAffectedRows ?? 0) === 0) return
  await refreshPrepared(db, personId)
  await addEvent(db, personId, 'unit_set', { unitId })
}

/** Được tiếp cận: another organisation works with the person from now on, in the caller's transaction (a hand-over, a bed, a shift). */
export async function giveReach(db: PeopleWriter, reach: { personId: string; organisationId: string; why: 'handed_over' | 'placed' | 'work'; untilAt?: string }): Promise<void> {
  await sql`insert into person_reach (province_id, id, organisation_id, person_id, why, until_at) select current_province(), ${newId()}::uuid, ${reach.organisationId}::uuid, ${reach.personId}::uuid, ${reach.why}, ${reach.untilAt ?? null}::timestamptz`.execute(db)
}
/** Ends the reach an organisation was given for one reason. */
export async function endReach(db: PeopleWriter, reach: { personId: string; organisationId: string; why: 'handed_over' | 'placed' | 'work' }): Promise<void> {
  await sql`update person_reach set until_at = now() where province_id = current_province() and organisation_id = ${reach.organisationId}::uuid and person_id = ${reach.personId}::uuid and why = ${reach.why} and (until_at is null or until_at > now())`.execute(db)
}
/** Hộ: people who live together, in the caller's transaction. */
export async function createHousehold(db: PeopleWriter, household: { unitId?: string | undefined; address?: string | undefined; personIds: readonly string[] }): Promise<string> {
  const id = newId()
  await sql`insert into household (province_id, id, unit_id, address, created_by_org) values (current_province(), ${id}::uuid, ${household.unitId ?? null}, ${household.address ?? null}, current_organisation())`.execute(db)
  for (const p of household.personIds) {
    await sql`update person set household_id = ${id}::uuid, changed_at = now(), version = version + 1 where province_id = current_province() and id = ${p}::uuid`.execute(db)
    await addEvent(db, p, 'household_set', { householdId: id })
  }
  return id
}

const changing = (who: StaffSession, id: string, action: string, work: (db: Writes, p: Candidate) => Promise<Record<string, unknown>>): Promise<{ version: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'person.write')
  const detail = await work(db, await locked(db, id))
  await refreshPrepared(db, id)
  await proposeLikeness(db, id, factsOf(await locked(db, id)))
  await told(db, id)
  await audit(db, { action, kind: 'person', id, detail })
  return versionOf(db, id)
})

export const addNumber = (who: StaffSession, id: string, n: { kind: IdentifierKind | null; value: string }): Promise<{ version: number }> => changing(who, id, 'person.number_added', async (db, p) => {
  const number = readIdentifier(n.value, n.kind ?? undefined) ?? refuse({ code: 'person.number_empty' })
  const there = await sql`select 1 from person_identifier where province_id = current_province() and person_id = ${id}::uuid and kind = ${number.kind} and value = ${number.value} and ended_at is null`.execute(db)
  if (there.rows.length > 0) refuse({ code: 'person.number_there' })
  const warnings = identifierWarnings(number, factsOf(p))
  await sql`insert into person_identifier (province_id, id, person_id, kind, value, warnings, added_by) values (current_province(), ${newId()}::uuid, ${id}::uuid, ${number.kind}, ${number.value}, ${JSON.stringify(warnings)}::jsonb, current_account())`.execute(db)
  await addEvent(db, id, 'number_added', { kind: number.kind })
  return { kind: number.kind, warnings: warnings.map((w) => w.code) }
})
export const endNumber = (who: StaffSession, id: string, numberId: string, reason: string): Promise<{ version: number }> => changing(who, id, 'person.number_ended', async (db) => {
  const { rows } = await sql<{ kind: string }>`update person_identifier set ended_at = now(), end_reason = ${nfc(reason)} where province_id = current_province() and id = ${numberId}::uuid and person_id = ${id}::uuid and ended_at is null returning kind`.execute(db)
  const ended = rows[0] ?? refuse({ code: 'person.number_unknown' })
  await addEvent(db, id, 'number_ended', { kind: ended.kind })
  return { kind: ended.kind }
})
export const addPhone = (who: StaffSession, id: string, text: string): Promise<{ version: number }> => changing(who, id, 'person.phone_added', async (db) => {
  const phone = readPhone(text) ?? refuse({ code: 'person.phone_unreadable', text })
  const there = await sql`select 1 from person_phone where province_id = current_province() and person_id = ${id}::uuid and number = ${phone.number} and ended_at is null`.execute(db)
  if (there.rows.length > 0) refuse({ code: 'person.number_there' })
  await sql`insert into person_phone (province_id, id, person_id, number, added_by) values (current_province(), ${newId()}::uuid, ${id}::uuid, ${phone.number}, current_account())`.execute(db)
  await addEvent(db, id, 'phone_added')
  return { form: phone.kind }
})
export const endPhone = (who: StaffSession, id: string, phoneId: string): Promise<{ version: number }> => changing(who, id, 'person.phone_ended', async (db) => {
  const { numAffectedRows } = await sql`update person_phone set ended_at = now() where province_id = current_province() and id = ${phoneId}::uuid and person_id = ${id}::uuid and ended_at is null`.execute(db)
  if (Number(numAffectedRows ?? 0) === 0) refuse({ code: 'person.number_unknown' })
  await addEvent(db, id, 'phone_ended')
  return {}
})

/** Two records side by side: a look at both, with its purpose. */
export const comparePersons = (who: StaffSession, two: { aId: string; bId: string; purpose: string }): Promise<PairView> => asStaff(unkept(who), async (db) => {
  requirePermission(who, 'person.merge')
  if (nfc(two.purpose).trim().length < 3) refuse({ code: 'person.purpose_missing' })
  const [ra, rb] = [await recordsOf(db, two.aId), await recordsOf(db, two.bId)]
  if (ra.keptId === rb.keptId) refuse({ code: 'merge.same_record' })
  const [a, b] = [await fullPerson(db, ra.keptId), await fullPerson(db, rb.keptId)]
  const facts = (p: FullPerson): PersonFacts => ({ name: p.name, sex: p.sex ?? undefined, birth: p.birth ?? undefined, identifiers: p.numbers, phones: p.phones.map((f) => f.number), unitId: p.unit?.id, address: p.address ?? undefined })
  const m = matchPersons(facts(a), facts(b))
  const { rows: [pair] } = await sql<{ state: 'open' | 'later' | 'same' | 'not_same' }>`select state from person_pair where province_id = current_province() and a_id = least(${a.id}::uuid, ${b.id}::uuid) and b_id = greatest(${a.id}::uuid, ${b.id}::uuid)`.execute(db)
  const counts = await countChildren(db, a.id, b.id)
  for (const p of [a, b]) await audit(db, { action: 'person.looked', kind: 'person', id: p.id, purpose: nfc(two.purpose).trim() })
  return { a, b, bits: m.bits, evidence: [...m.evidence], answer: m.answer, state: pair?.state ?? null, counts: counts.map((c) => ({ ...c.label, kept: c.kept, gone: c.gone })) }
})

export const decidePair = (who: StaffSession, pair: { aId: string; bId: string; answer: 'not_same' | 'later' | 'open'; reason: string }): Promise<{ state: string }> => asStaff(who, async (db) => {
  requirePermission(who, 'person.merge')
  const [a, b] = pair.aId < pair.bId ? [pair.aId, pair.bId] : [pair.bId, pair.aId]
  const { rows: [there] } = await sql<{ state: string }>`select state from person_pair where province_id = current_province() and a_id = ${a}::uuid and b_id = ${b}::uuid for update`.execute(db)
  if (!there) return refuse({ code: 'pair.unknown' })
  if (there.state === 'same' || (pair.answer !== 'open' && there.state === 'not_same')) refuse({ code: 'pair.decided_already' })
  if (pair.answer === 'open') await sql`update person_pair set state = 'open', decided_at = null, decided_by = null, decided_org = null, reason = null where province_id = current_province() and a_id = ${a}::uuid and b_id = ${b}::uuid`.execute(db)
  else await decide(db, a, b, pair.answer, pair.reason.trim() || null)
  await announce(db, ['people'], [who.organisationId])
  await audit(db, { action: 'person.pair_decided', kind: 'person', id: a, detail: { other: b, answer: pair.answer } })
  return { state: pair.answer }
})

export const mergeTwo = (who: StaffSession, body: { keptId: string; goneId: string; reason: string }): Promise<{ mergeId: string; moved: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'person.merge')
  const { mergeId, moved, counts } = await mergePersons(db, { ...body, reason: nfc(body.reason) })
  await told(db, body.keptId)
  await audit(db, { action: 'person.merged', kind: 'person', id: body.keptId, detail: { gone: body.goneId, mergeId, moved, counts: counts.map(({ label: _, ...c }) => c) } })
  return { mergeId, moved }
})
export const undoMerge = (who: StaffSession, mergeId: string, reason: string): Promise<{ keptId: string; goneId: string; moved: number; stayed: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'person.merge')
  const undone = await unmergePersons(db, { mergeId, reason: nfc(reason) })
  await told(db, undone.keptId)
  await audit(db, { action: 'person.unmerged', kind: 'person', id: undone.keptId, detail: { gone: undone.goneId, mergeId, moved: undone.moved, stayed: undone.stayed } })
  return undone
})

// --- the resident -------------------------------------------------------------------------------------------------
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
const hashOf = (code: string): string => createHash('sha256').update(code.toUpperCase().replace(/[^A-Z0-9]/g, '')).digest('hex')
const receiptDays = 365

/** A code of about 98 bits, shown once; in the caller's transaction. With it a resident asks who has looked. */
export async function issueReceipt(db: PeopleWriter, personId: string): Promise<{ code: string; until: string }> {
  const code = Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')).join('-')
  const until = new Date(Date.parse(nowInstant()) + receiptDays * 86_400_000).toISOString()
  await sql`insert into person_receipt (province_id, code_hash, person_id, until_at) values (current_province(), ${hashOf(code)}, ${personId}::uuid, ${until}::timestamptz)`.execute(db)
  return { code, until }
}
export const giveReceipt = (who: StaffSession, personId: string): Promise<{ code: string; until: string }> => asStaff(unkept(who), async (db) => {
  requirePermission(who, 'person.write')
  const p = await locked(db, personId)
  const receipt = await issueReceipt(db, p.id)
  await audit(db, { action: 'person.receipt_given', kind: 'person', id: p.id })
  return receipt
})

/** Who has looked at the person whose receipt this is: organisation, post, purpose and moment, no names. */
export async function looksByReceipt(code: string): Promise<Look[]> {
  const { rows } = await database().systemPool.query<{ province_id: string; person_id: string }>('select province_id, person_id from person_of_receipt($1)', [hashOf(code)])
  const r = rows[0] ?? refuse({ code: 'receipt.unknown' })
  return asSystem(r.province_id, (db) => listLooks(db, r.person_id))
}

/** The day until which a record may name the person, moved forward by a room that still needs it; never back. */
export async function keepUntil(db: PeopleWriter, personIds: readonly string[], day: string): Promise<void> {
  await sql`update person set retain_until = greatest(retain_until, ${day}::date) where province_id = current_province() and id = any(${[...personIds]}::uuid[])`.execute(db)
}
