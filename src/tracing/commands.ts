import { audit } from '../platform/audit/index.ts'
import { nowInstant, today } from '../platform/clock.ts'
import { asStaff, requirePermission, sql, type StaffSession, type Writes } from '../platform/db/index.ts'
import { addDays, instantOf, type Instant } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { Refused } from '../platform/refusal.ts'
import { nfc } from '../platform/text.ts'
import { findOrCreatePersons, readBirth, readIdentifier } from '../people/index.ts'
import type { AddedContact, ContactLine } from './contract.ts'
import type { LevelChange } from './changed.ts'
import { recomputeLevels } from './recompute.ts'
import type { TracingRefusal } from './refusals.ts'

const refuse = (refusal: TracingRefusal): never => { throw new Refused(refusal) }
const orNull = (t: string | null | undefined): string | null => { const s = nfc(t ?? '').replace(/\s+/g, ' ').trim(); return s === '' ? null : s }

/** Lần tiếp xúc: a meeting of two (`sourceId`) or one person at a place (`placeId`). A contact known by its day is the whole day. */
export type NewExposure = {
  readonly disease: string; readonly sourceId?: string | null; readonly placeId?: string | null; readonly targetId: string; readonly fromAt: Instant; readonly toAt: Instant
  readonly relation?: string | null; readonly certainty?: 'sure' | 'likely' | 'doubtful'; readonly note?: string | null
}

/** Writes contacts and brings the levels up to date, in the caller's transaction. Answers the ids in order, and who changed. */
export async function addExposures(db: Writes, rows: readonly NewExposure[]): Promise<{ ids: string[]; changes: LevelChange[] }> {
  if (rows.length === 0) return { ids: [], changes: [] }
  const made = rows.map((r, i) => {
    if ((r.sourceId ?? null) === null && (r.placeId ?? null) === null) refuse({ code: 'trace.no_source' })
    if (r.sourceId === r.targetId) refuse({ code: 'trace.with_self', line: i + 1 })
    if (r.toAt < r.fromAt) refuse({ code: 'trace.ends_before_it_begins', line: i + 1 })
    if (r.fromAt > nowInstant()) refuse({ code: 'trace.in_future', line: i + 1 })
    return { id: newId(), disease: r.disease, source_id: r.sourceId ?? null, place_id: r.sourceId ? null : r.placeId ?? null, target_id: r.targetId, from_at: r.fromAt, to_at: r.toAt, relation: orNull(r.relation), certainty: r.certainty ?? 'sure', note: orNull(r.note) }
  })
  await sql`insert into exposure (province_id, id, disease, source_id, place_id, target_id, from_at, to_at, relation, certainty, note, organisation_id, account_id, created_at)
    select current_province(), r.id, r.disease, r.source_id, r.place_id, r.target_id, r.from_at, r.to_at, r.relation, r.certainty, r.note, current_organisation(), current_account(), ${nowInstant()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as r(id uuid, disease text, source_id uuid, place_id uuid, target_id uuid, from_at timestamptz, to_at timestamptz, relation text, certainty text, note text)`.execute(db)
  const changes: LevelChange[] = []
  for (const disease of [...new Set(made.map((m) => m.disease))].sort()) {
    const mine = made.filter((m) => m.disease === disease)
    changes.push(...await recomputeLevels(db, disease, mine.flatMap((m) => (m.source_id ? [m.source_id, m.target_id] : [m.target_id])), mine.flatMap((m) => m.place_id ?? [])))
  }
  return { ids: made.map((m) => m.id), changes }
}

export const addContacts = (who: StaffSession, caseId: string, lines: readonly ContactLine[]): Promise<{ added: AddedContact[] }> => asStaff(who, async (db) => {
  requirePermission(who, 'trace.write')
  const { rows: [c] } = await sql<{ personId: string; disease: string }>`select person_id as "personId", disease from outbreak_case where province_id = current_province() and id = ${caseId}::uuid`.execute(db)
  if (!c) throw new Refused({ code: 'case.unknown' })
  const people = lines.map((l, i) => {
    const birth = l.birth === '' ? undefined : readBirth(l.birth) ?? refuse({ code: 'trace.birth_unreadable', line: i + 1, text: l.birth })
    if (l.lastOn < l.firstOn) refuse({ code: 'trace.ends_before_it_begins', line: i + 1 })
    if (l.firstOn > today()) refuse({ code: 'trace.in_future', line: i + 1 })
    const id = l.number === '' ? undefined : readIdentifier(l.number)
    return { name: l.name, sex: l.sex ?? undefined, birth, phones: l.phone === '' ? [] : [l.phone], identifiers: id ? [id] : [], unitId: l.unitId ?? undefined, address: l.address }
  })
  const found = await findOrCreatePersons(db, people)
  const self = found.findIndex((f) => f.personId === c.personId)
  if (self >= 0) refuse({ code: 'trace.with_self', line: self + 1 })
  const { ids } = await addExposures(db, found.map((f, i) => ({ disease: c.disease, sourceId: c.personId, targetId: f.personId, fromAt: instantOf(lines[i]!.firstOn), toAt: new Date(Date.parse(instantOf(addDays(lines[i]!.lastOn, 1))) - 60_000).toISOString(), relation: lines[i]!.relation, certainty: lines[i]!.certainty, note: lines[i]!.note })))
  const { rows: levels } = await sql<{ id: string; level: number | null }>`select person_id as id, level from contact_state where province_id = current_province() and disease = ${c.disease} and person_id = any(${found.map((f) => f.personId)}::uuid[])`.execute(db)
  const levelOf = new Map(levels.map((l) => [l.id, l.level]))
  await announce(db, ['contacts', `contacts:${caseId}`], [who.organisationId])
  await audit(db, { action: 'case.contacts_added', kind: 'case', id: caseId, detail: { contacts: found.length, created: found.filter((f) => f.created).length } })
  return { added: found.map((f, i) => ({ exposureId: ids[i]!, personId: f.personId, created: f.created, match: { answer: f.match.answer, evidence: f.match.evidence.map((e) => ({ field: e.field, level: e.level, bits: e.bits })) }, level: levelOf.get(f.personId) ?? null })) }
})

export const voidExposure = (who: StaffSession, id: string, reason: string): Promise<{ changed: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'trace.write')
  if (reason.trim().length < 3) refuse({ code: 'trace.reason_missing' })
  const { rows: [e] } = await sql<{ disease: string; sourceId: string | null; targetId: string; placeId: string | null }>`update exposure set voided_at = ${nowInstant()}::timestamptz, void_reason = ${nfc(reason).trim()} where province_id = current_province() and id = ${id}::uuid and voided_at is null
    returning disease, source_id as "sourceId", target_id as "targetId", place_id as "placeId"`.execute(db)
  if (!e) return refuse({ code: 'trace.exposure_unknown' })
  const changes = await recomputeLevels(db, e.disease, e.sourceId ? [e.sourceId, e.targetId] : [e.targetId], e.placeId ? [e.placeId] : [])
  await announce(db, ['contacts'], [who.organisationId])
  await audit(db, { action: 'exposure.voided', kind: 'exposure', id, detail: { reason: nfc(reason).trim(), changed: changes.length } })
  return { changed: changes.length }
})

export const reachContact = (who: StaffSession, personId: string, body: { disease: string; note: string }): Promise<{ reachedAt: Instant }> => asStaff(who, async (db) => {
  requirePermission(who, 'trace.write')
  const at = nowInstant()
  const { rows: [r] } = await sql<{ ok: boolean }>`select trace_reached(${body.disease}, ${personId}::uuid, ${newId()}::uuid, ${at}::timestamptz, ${orNull(body.note)}) as ok`.execute(db)
  if (!r!.ok) refuse({ code: 'trace.contact_unknown' })
  await announce(db, ['contacts'], [who.organisationId])
  await audit(db, { action: 'contact.reached', kind: 'person', id: personId, detail: { disease: body.disease } })
  return { reachedAt: at }
})
