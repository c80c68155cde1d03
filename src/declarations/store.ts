import { nowInstant } from '../platform/clock.ts'
import { asSystem, sql, type DB, type StaffSession } from '../platform/db/index.ts'
import { dayOf, type PlainDate } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { Refused } from '../platform/refusal.ts'
import { fold } from '../platform/text.ts'
import { findOrCreatePersons, giveReach, readBirth, readIdentifier, type NewPerson, type PeopleWriter } from '../people/index.ts'
import { getCatalogue, listDiseases } from '../protocols/index.ts'
import { parentChain, type UnitIndex } from '../units/index.ts'
import { decisionsAt, standing, stateOf, type ZoneDecision } from '../zones/index.ts'
import type { Transaction } from 'kysely'
import { directory } from './directory.ts'
import { fairGroups, type Outcome } from './grouped.ts'
import { hashOf, referenceOf, whoKey } from './receipt.ts'
import type { DeclarationsRefusal } from './refusals.ts'
import { isWhole, sameAnswers, strictest, triagePerson, type Draft, type PersonDraft, type Triage, type Whole, type Zones } from './rules.ts'
import { draftOf, findByHashes, type Kept } from './read.ts'

/** A declaration to be written: whose words, and the officer who writes them down, if any. */
export type Submission = { readonly draft: Draft; readonly by?: StaffSession }
export type Submitted = { readonly reference: string; readonly key: string; readonly version: number }
type Db = Transaction<DB>

/** Declarations of one person in a day; beyond it somebody plays, or an officer should be asked. */
export const mostPerDay = 6
const no = (refusal: DeclarationsRefusal): { ok: false; refused: Refused } => ({ ok: false, refused: new Refused(refusal) })
const rows = <T>(db: Db, query: ReturnType<typeof sql<T>>): Promise<T[]> => query.execute(db).then((r) => r.rows)
const json = (list: readonly unknown[]) => sql`${JSON.stringify(list)}::jsonb`

/** Records a declaration, or the change of one: validated, matched, triaged, audited and durable when it answers. `sender`: whose turn it takes. */
export const submit = fairGroups<Submission, Submitted>(writeGroup) as (sender: string, submission: Submission) => Promise<Submitted>

/** The same for a group. Exported for tests and the bench. */
export async function writeGroup(list: readonly Submission[]): Promise<readonly Outcome<Submitted>[]> {
  const { destinations, index } = await directory()
  const outcomes: (Outcome<Submitted> | undefined)[] = list.map(({ draft }) => (!isWhole(draft) ? no({ code: 'declaration.incomplete' }) : !destinations.has(draft.unit) ? no({ code: 'declaration.commune_unknown' }) : undefined))
  const byProvince = new Map<string, number[]>()
  list.forEach(({ draft }, i) => { if (!outcomes[i]) { const p = destinations.get(draft.unit!)!; byProvince.set(p, [...(byProvince.get(p) ?? []), i]) } })
  for (const [provinceId, at] of byProvince) {
    const answers = await asSystem(provinceId, (db) => writeOf(db, provinceId, index, at.map((i) => list[i]! as Submission & { draft: Whole & Draft })))
    at.forEach((i, n) => { outcomes[i] = answers[n]! })
  }
  return outcomes.map((o) => o!)
}

export const personOf = (p: PersonDraft, d: Pick<Draft, 'unit' | 'address' | 'phone'>): NewPerson => {
  const number = p.number ? readIdentifier(p.number) : undefined
  return {
    name: p.name ?? '', sex: p.sex === 'male' || p.sex === 'female' ? p.sex : undefined, birth: p.birth ? readBirth(p.birth) : undefined, identifiers: number ? [number] : [],
    phones: d.phone ? [d.phone] : [], unitId: d.unit, address: d.address,
  }
}
const keyOfPerson = (p: PersonDraft, d: Draft): string => {
  const number = p.number ? readIdentifier(p.number) : undefined
  return whoKey(number ? ['n', number.value] : ['p', fold(p.name ?? ''), p.birth ?? '', d.phone ?? ''])
}

async function writeOf(db: Db, provinceId: string, index: UnitIndex, list: readonly (Submission & { draft: Whole & Draft })[]): Promise<Outcome<Submitted>[]> {
  const now = nowInstant(); const day = dayOf(now)
  const hashes = list.map((s) => hashOf(s.draft.key))
  const there = new Map((await findByHashes(db, hashes, true)).map((k) => [k.receiptHash, k]))
  const outcomes: (Outcome<Submitted> | undefined)[] = []
  const accepted: { at: number; s: Submission & { draft: Whole & Draft }; before: Kept | undefined }[] = []
  const first = new Map<string, number>()
  const twins: { at: number; of: number }[] = []
  for (const [at, s] of list.entries()) {
    const { draft } = s; const before = there.get(hashes[at]!)
    const twin = first.get(hashes[at]!)
    // Sent twice within one group: the second is answered from what the first leaves.
    if (twin !== undefined) { if (sameAnswers(list[twin]!.draft, draft)) twins.push({ at, of: twin }); else outcomes[at] = no({ code: 'declaration.sent_already', reference: referenceOf(draft.key) }); continue }
    first.set(hashes[at]!, at)
    if (before?.state === 'withdrawn') { outcomes[at] = no({ code: 'declaration.withdrawn' }); continue }
    if (before && sameAnswers(draftOf(before, draft.key), draft)) { outcomes[at] = { ok: true, answer: { reference: before.reference, key: draft.key, version: before.version } }; continue }
    if (before && draft.version === undefined) { outcomes[at] = no({ code: 'declaration.sent_already', reference: before.reference }); continue }
    if (before ? before.version !== draft.version : draft.version !== undefined) { outcomes[at] = no({ code: before ? 'declaration.changed_meanwhile' : 'declaration.receipt_unknown' }); continue }
    accepted.push({ at, s, before })
  }

  // How often somebody is declared in a day; a change of the same declaration does not count.
  const keys = accepted.map(({ s }) => s.draft.people.map((p) => keyOfPerson(p, s.draft)))
  const counted = new Map((await rows<{ key: string; n: number }>(db, sql`select p.who_key as key, count(distinct p.declaration_id)::int as n from declaration_person p
    where p.province_id = current_province() and p.who_key = any(${[...new Set(keys.flat())]}::text[]) and p.said_on = ${day}::date group by p.who_key`)).map((r) => [r.key, r.n]))
  const go = accepted.filter(({ at, s, before }, n) => {
    if (before || s.by) return true
    const mine = [...new Set(keys[n]!)]
    if (mine.some((k) => (counted.get(k) ?? 0) >= mostPerDay)) { outcomes[at] = no({ code: 'declaration.too_many_today', most: mostPerDay }); return false }
    for (const k of mine) counted.set(k, (counted.get(k) ?? 0) + 1)
    return true
  })

  if (go.length > 0) {
    const triage = await triageWith(db, provinceId, index, now, day)
    const spots = go.flatMap((g) => g.s.draft.people.map((p, ord) => ({ g, p, ord })))
    const known = await findOrCreatePersons(db as PeopleWriter, spots.map(({ g, p }) => personOf(p, g.s.draft)))
    const lines = spots.map(({ g, p, ord }, i) => ({ g, p, ord, known: known[i]!, triage: triage(g.s.draft, p) }))
    const written = go.map((g) => {
      const own = lines.filter((l) => l.g === g)
      return { g, id: g.before?.id ?? newId(), version: (g.before?.version ?? 0) + 1, priority: Math.max(...own.map((l) => l.triage.priority)), own }
    })
    await insertDeclarations(db, written, now)
    await insertPeople(db, written, day, now)
    await reach(db, written.map((w) => ({ unitId: w.g.s.draft.unit, personIds: w.own.map((l) => l.known.personId) })))
    await rows(db, sql`insert into declaration_event (province_id, id, declaration_id, kind, at, organisation_id, account_id, detail) select current_province(), r.id, r.declaration_id, r.kind, ${now}::timestamptz, r.organisation_id, r.account_id, r.detail
      from jsonb_to_recordset(${json(written.map((w) => ({ id: newId(), declaration_id: w.id, kind: w.g.before ? 'changed' : 'submitted', organisation_id: w.g.s.by?.organisationId ?? null, account_id: w.g.s.by?.accountId ?? null, detail: { version: w.version, people: w.own.length } })))}) as r(id uuid, declaration_id uuid, kind text, organisation_id uuid, account_id uuid, detail jsonb)`)
    const units = [...new Set(written.map((w) => w.g.s.draft.unit))]
    await announce(db as never, ['declarations'], (await rows<{ id: string }>(db, sql`select distinct organisation_id as id from organisation_version where province_id = current_province() and unit_id = any(${units}::text[]) and valid_to is null`)).map((o) => o.id))
    for (const w of written) outcomes[w.g.at] = { ok: true, answer: { reference: referenceOf(w.g.s.draft.key), key: w.g.s.draft.key, version: w.version } }
    // Last: writers of the trail wait for each other from here to the commit.
    await rows(db, sql`select audit_append(r.action, 'declaration', r.id, null, r.detail, null) from jsonb_to_recordset(${json(written.map((w) => ({ action: w.g.before ? 'declaration.changed' : 'declaration.submitted', id: w.id, detail: { version: w.version, unit: w.g.s.draft.unit, people: w.own.length, priority: w.priority, channel: w.g.s.by ? 'officer' : 'resident', ...(w.g.s.by ? { account: w.g.s.by.accountId, post: w.g.s.by.postId } : {}) } })))}) as r(action text, id text, detail jsonb)`)
  }
  for (const t of twins) outcomes[t.at] = outcomes[t.of]!
  return outcomes.map((o) => o!)
}

type Written = { readonly g: { readonly s: Submission & { draft: Whole & Draft }; readonly before: Kept | undefined }; readonly id: string; readonly version: number; readonly priority: number; readonly own: readonly { readonly p: PersonDraft; readonly ord: number; readonly known: { personId: string; match: { answer: string } }; readonly triage: Triage; readonly g: { readonly s: Submission & { draft: Whole & Draft } } }[] }

async function insertDeclarations(db: Db, written: readonly Written[], now: string): Promise<void> {
  const list = written.map(({ g, id, version, priority, own }) => {
    const d = g.s.draft
    return {
      id, reference: referenceOf(d.key), receipt_hash: hashOf(d.key), unit_id: d.unit, language: d.lang, channel: g.s.by ? 'officer' : 'resident', address: d.address || null, phone: d.phone || null, origin: d.origin,
      origin_unit_id: d.origin === 'viet_nam' ? (d.originUnit !== undefined && d.originUnit !== 'unknown' ? d.originUnit : d.originProvince ?? null) : null, origin_text: d.origin === 'abroad' ? d.originText ?? null : null,
      left_on: d.leftOn === 'unknown' ? null : d.leftOn ?? null, left_at: d.leftAt || null, arrived_on: d.arrivedOn, vehicle: d.vehicle ?? null, vehicle_number: d.vehicleNumber || null, seat: d.seat || null, route: d.route || null,
      transit: d.transit === 'yes' ? true : d.transit === 'no' ? false : null, people: own.length, priority, version, organisation_id: g.s.by?.organisationId ?? null, account_id: g.s.by?.accountId ?? null,
    }
  })
  // A changed declaration is to be looked at again.
  await rows(db, sql`insert into declaration (province_id, id, reference, receipt_hash, unit_id, language, channel, address, phone, origin, origin_unit_id, origin_text, left_on, left_at, arrived_on, vehicle, vehicle_number, seat, route, transit, people, priority, state, submitted_at, changed_at, version, organisation_id, account_id)
    select current_province(), r.id, r.reference, r.receipt_hash, r.unit_id, r.language, r.channel, r.address, r.phone, r.origin, r.origin_unit_id, r.origin_text, r.left_on, r.left_at, r.arrived_on, r.vehicle, r.vehicle_number, r.seat, r.route, r.transit, r.people, r.priority, 'new', ${now}::timestamptz, ${now}::timestamptz, r.version, r.organisation_id, r.account_id
    from jsonb_to_recordset(${json(list)}) as r(id uuid, reference text, receipt_hash text, unit_id text, language text, channel text, address text, phone text, origin text, origin_unit_id text, origin_text text, left_on date, left_at text, arrived_on date, vehicle text, vehicle_number text, seat text, route text, transit boolean, people int, priority int, version int, organisation_id uuid, account_id uuid)
    on conflict (province_id, id) do update set unit_id = excluded.unit_id, language = excluded.language, address = excluded.address, phone = excluded.phone, origin = excluded.origin, origin_unit_id = excluded.origin_unit_id, origin_text = excluded.origin_text, left_on = excluded.left_on, left_at = excluded.left_at,
      arrived_on = excluded.arrived_on, vehicle = excluded.vehicle, vehicle_number = excluded.vehicle_number, seat = excluded.seat, route = excluded.route, transit = excluded.transit, people = excluded.people, priority = excluded.priority, state = 'new', changed_at = excluded.changed_at, version = excluded.version`)
}

async function insertPeople(db: Db, written: readonly Written[], day: PlainDate, now: string): Promise<void> {
  const changed = written.filter((w) => w.g.before).map((w) => w.id)
  if (changed.length > 0) await rows(db, sql`update declaration_person set ended_at = ${now}::timestamptz where province_id = current_province() and declaration_id = any(${changed}::uuid[]) and ended_at is null`)
  const list = written.flatMap((w) => w.own.map((l) => ({
    id: newId(), declaration_id: w.id, person_id: l.known.personId, ord: l.ord, said: l.p, who_key: keyOfPerson(l.p, w.g.s.draft), recognised: l.known.match.answer, action: l.triage.action, disease: l.triage.disease, rule_id: l.triage.rule?.ruleId ?? null, rule: l.triage.rule, ends_on: l.triage.endsOn,
    triage: { why: l.triage.why, priority: l.triage.priority, from: l.triage.from, days: l.triage.days, tests: l.triage.tests },
  })))
  await rows(db, sql`insert into declaration_person (province_id, id, declaration_id, person_id, ord, said, who_key, said_on, recognised, action, disease, rule_id, rule, triage, ends_on)
    select current_province(), r.id, r.declaration_id, r.person_id, r.ord, r.said, r.who_key, ${day}::date, r.recognised, r.action, r.disease, r.rule_id, r.rule, r.triage, r.ends_on
    from jsonb_to_recordset(${json(list)}) as r(id uuid, declaration_id uuid, person_id uuid, ord int, said jsonb, who_key text, recognised text, action text, disease text, rule_id text, rule jsonb, triage jsonb, ends_on date)`)
}

/** Somebody known who lives elsewhere: committee and health station of the commune of arrival work with them from now on. */
async function reach(db: Db, list: readonly { unitId: string; personIds: readonly string[] }[]): Promise<void> {
  const pairs = list.flatMap((l) => l.personIds.map((personId) => ({ personId, unitId: l.unitId })))
  const away = await rows<{ personId: string; organisationId: string }>(db, sql`select distinct p.id as "personId", v.organisation_id as "organisationId" from unnest(${pairs.map((p) => p.personId)}::uuid[], ${pairs.map((p) => p.unitId)}::text[]) as x(person_id, unit_id)
    join person p on p.province_id = current_province() and p.id = x.person_id and p.unit_id is distinct from x.unit_id
    join organisation_version v on v.province_id = p.province_id and v.unit_id = x.unit_id and v.valid_to is null join organisation o on o.province_id = v.province_id and o.id = v.organisation_id and (o.kind = 'ubnd_xa' or o.line = 'health')
    where not exists (select 1 from person_reach r where r.province_id = p.province_id and r.person_id = p.id and r.organisation_id = v.organisation_id and (r.until_at is null or r.until_at > now()))`)
  for (const a of away) await giveReach(db as PeopleWriter, { ...a, why: 'handed_over' })
}

/** The rules and zones of the moment, read once for a group. */
async function triageWith(db: Db, provinceId: string, index: UnitIndex, now: string, day: PlainDate): Promise<(d: Whole & Draft, p: PersonDraft) => Triage> {
  const diseases = await Promise.all(listDiseases().map(async ({ disease }) => ({ catalogue: await getCatalogue(db, provinceId, disease, now), inForce: standing(await decisionsAt(db, disease, now, now), now) })))
  const zoneOf = (unitId: string | undefined, inForce: readonly ZoneDecision[]): Zones['origin'] => {
    const unit = unitId === undefined || unitId === 'unknown' ? undefined : index.byId.get(unitId)
    return unit ? stateOf([unit.id, ...parentChain(index, unit, day).map((u) => u.id)], inForce) : null
  }
  return (d, p) => strictest(diseases.map(({ catalogue, inForce }) => {
    // Of a commune that is not known the province it lies in is asked.
    const origin = d.origin === 'viet_nam' ? zoneOf(d.originUnit === 'unknown' ? d.originProvince : d.originUnit, inForce) : null
    return triagePerson(catalogue, d, p, { origin, destination: zoneOf(d.unit, inForce) }, day)
  }))
}
