import { audit } from '../platform/audit/index.ts'
import { nowInstant, today } from '../platform/clock.ts'
import { asStaff, requirePermission, sql, type StaffSession, type Writes } from '../platform/db/index.ts'
import { dayOf, type Instant } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { nfc, searchable } from '../platform/text.ts'
import { tellCasesChanged } from './changed.ts'
import { InvestigationForm, type CaseChange, type FormView, type MilestoneBody, type OpenBody } from './contract.ts'
import { addEvents, caseColumns, catalogueOf, classified, count, countedOf, openCase, reclassify, refuse, refuseTaken, update, type CaseRow, type Opened } from './open.ts'
import { countChange, wrongDates, type Classification } from './rules.ts'

const told = (db: Writes, ids: readonly string[]): Promise<void> => announce(db, ['cases', ...ids.map((id) => `cases:${id}`)], [db.who.organisationId])
const clean = (t: string | null): string | null => { const s = t === null ? '' : nfc(t).replace(/\s+/g, ' ').trim(); return s === '' ? null : s }
/** An answer that shows a person is not kept as the answer of a command. */
const unkept = (who: StaffSession): StaffSession => { const { commandId: _, ...rest } = who; return rest }

async function locked(db: Writes, id: string): Promise<CaseRow> {
  const { rows } = await sql<CaseRow>`select ${caseColumns} from outbreak_case c where c.province_id = current_province() and c.id = ${id}::uuid for update`.execute(db)
  return rows[0] ?? refuse({ code: 'case.unknown' })
}

export const openOne = (who: StaffSession, body: OpenBody): Promise<Opened> => asStaff(who, async (db) => {
  requirePermission(who, 'case.write')
  const { facts, ...rest } = body
  const made = await openCase(db, { ...rest, facts: Object.fromEntries(Object.entries(facts).filter(([, v]) => v !== null)) as Record<string, boolean | number | string>, code: clean(body.code) })
  await told(db, [made.id])
  await audit(db, { action: made.created ? 'case.opened' : 'case.added_to', kind: 'case', id: made.id, detail: { disease: body.disease, person: body.personId, classification: made.classification, by: made.by } })
  return made
})

/** What decides whom a case may have met: a change of any of these is told to tracing. */
const traced = ['classification', 'symptomatic', 'onsetOn', 'firstPositiveOn', 'probableExposureOn', 'reportedOn', 'isolatedAt', 'outcome', 'outcomeOn'] as const

export const changeCase = (who: StaffSession, id: string, change: CaseChange): Promise<{ version: number; classification: Classification; by: CaseRow['classifiedBy'] }> => asStaff(who, async (db) => {
  requirePermission(who, 'case.write')
  const before = await locked(db, id)
  if (before.version !== change.version) refuse({ code: 'case.changed_meanwhile', version: before.version })
  if (before.classification === 'discarded') refuse({ code: 'case.refuted' })
  if ((change.outcome === null) !== (change.outcomeOn === null)) refuse({ code: 'case.outcome_undated' })
  const at = await catalogueOf(db, who.provinceId, before.disease)
  const { version: _, correctsId, facts, form, ...columns } = change
  const edited: CaseRow = {
    ...before, ...columns, code: clean(change.code), isolatedWhere: clean(change.isolatedWhere), cluster: clean(change.cluster), facts: Object.fromEntries(Object.entries(facts).filter(([, v]) => v !== null)) as CaseRow['facts'], form: form as unknown as Record<string, unknown>,
  }
  const wrong = wrongDates(edited, today()) ?? (edited.isolatedAt && dayOf(edited.isolatedAt) > today() ? { code: 'case.in_future' as const, day: dayOf(edited.isolatedAt) } : null)
  if (wrong) refuse(wrong)
  const now = classified(edited, at, today())
  const wasForm = InvestigationForm.parse(before.form)
  const keys = ([...Object.keys(columns), 'facts'] as (keyof CaseRow)[]).filter((k) => JSON.stringify(sorted(before[k])) !== JSON.stringify(sorted(edited[k])))
  const formKeys = (Object.keys(form) as (keyof InvestigationForm)[]).filter((k) => JSON.stringify(wasForm[k]) !== JSON.stringify(form[k]))
  if (keys.length === 0 && formKeys.length === 0) refuse({ code: 'case.nothing_changed' })
  await refuseTaken(db, before.disease, [now])
  await update(db, [now])
  const moved = now.classification !== before.classification || now.classifiedBy !== before.classifiedBy
  await addEvents(db, [
    { caseId: id, kind: keys.includes('outcome') ? 'outcome' : keys.length === 1 && keys[0] === 'code' && formKeys.length === 0 ? 'coded' : 'changed', correctsId, detail: { fields: [...keys, ...formKeys.map((k) => `form.${k}`)], before: Object.fromEntries([...keys.map((k) => [k, before[k]]), ...formKeys.map((k) => [`form.${k}`, wasForm[k]])]) } },
    ...(moved ? [{ caseId: id, kind: 'classified', detail: { before: { classification: before.classification, by: before.classifiedBy }, classification: now.classification, by: now.classifiedBy, ruleId: now.ruleId, explanation: now.explanation } }] : []),
  ])
  await count(db, countChange(countedOf(before), countedOf(now)))
  await sql`delete from case_draft where province_id = current_province() and case_id = ${id}::uuid and account_id = current_account()`.execute(db)
  if (traced.some((k) => before[k] !== now[k])) await tellCasesChanged(db, { disease: before.disease, personIds: [before.personId] })
  await told(db, [id])
  await audit(db, { action: 'case.changed', kind: 'case', id, detail: { fields: [...keys, ...formKeys.map((k) => `form.${k}`)], classification: now.classification, by: now.classifiedBy } })
  return { version: before.version + 1, classification: now.classification, by: now.classifiedBy }
})
const sorted = (v: unknown): unknown => (v !== null && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v)

export const decideCase = (who: StaffSession, id: string, body: { version: number; classification: Classification; reason: string }): Promise<{ version: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'case.write')
  if (body.reason.trim().length < 3) refuse({ code: 'case.reason_missing' })
  const c = await locked(db, id)
  if (c.version !== body.version) refuse({ code: 'case.changed_meanwhile', version: c.version })
  if (c.classifiedBy === 'person' && c.classification === body.classification) refuse({ code: 'case.nothing_changed' })
  await reclassify(db, c, body.classification, body.reason)
  if (c.classification !== body.classification) await tellCasesChanged(db, { disease: c.disease, personIds: [c.personId] })
  await told(db, [id])
  await audit(db, { action: body.classification === 'discarded' ? 'case.refuted' : 'case.classified', kind: 'case', id, detail: { before: c.classification, classification: body.classification, reason: nfc(body.reason).trim() } })
  return { version: c.version + 1 }
})

/** The investigation form with the name: a look at the person, on record. */
export const openForm = (who: StaffSession, id: string): Promise<FormView> => asStaff(unkept(who), async (db) => {
  requirePermission(who, 'case.write')
  const c = await locked(db, id)
  const { rows: [person] } = await sql<{ name: string; id: string }>`select p.id, p.name from person p where p.province_id = current_province() and p.id = ${c.personId}::uuid`.execute(db)
  const { rows: [draft] } = await sql<{ at: Instant; body: Record<string, unknown> }>`select at, body from case_draft where province_id = current_province() and case_id = ${id}::uuid and account_id = current_account()`.execute(db)
  await audit(db, { action: 'person.looked', kind: 'person', id: person!.id, purpose: 'Điều tra ca bệnh' })
  return { version: c.version, name: person!.name, form: InvestigationForm.parse(c.form), draft: draft ?? null }
})

export const keepDraft = (who: StaffSession, id: string, body: Record<string, unknown>): Promise<{ at: Instant }> => asStaff(unkept(who), async (db) => {
  requirePermission(who, 'case.write')
  const at = nowInstant()
  const { rows } = await sql`select 1 from outbreak_case where province_id = current_province() and id = ${id}::uuid`.execute(db)
  if (rows.length === 0) refuse({ code: 'case.unknown' })
  await sql`insert into case_draft (province_id, case_id, account_id, body, at) values (current_province(), ${id}::uuid, current_account(), ${JSON.stringify(body)}::jsonb, ${at}::timestamptz)
    on conflict (province_id, case_id, account_id) do update set body = excluded.body, at = excluded.at`.execute(db)
  return { at }
})

/** A place that is there, or a new one, in the caller's transaction. */
export async function findOrCreatePlace(db: Writes, place: MilestoneBody['place']): Promise<string> {
  if ('id' in place) {
    const { rows } = await sql`select 1 from place where province_id = current_province() and id = ${place.id}::uuid`.execute(db)
    return rows.length === 1 ? place.id : refuse({ code: 'place.unknown' })
  }
  const name = clean(place.name)!
  const plain = searchable(name)
  // The same words in the same commune are the same place: two investigators on one evening write one record.
  await sql`select pg_advisory_xact_lock(hashtextextended('place ' || current_province() || ${plain}, 0))`.execute(db)
  const { rows } = await sql<{ id: string }>`select id from place where province_id = current_province() and name_plain = ${plain} and kind = ${place.kind} and unit_id is not distinct from ${place.unitId} and coalesce(address, '') = ${clean(place.address) ?? ''} limit 1`.execute(db)
  if (rows[0]) return rows[0].id
  const id = newId()
  await sql`insert into place (province_id, id, kind, name, name_plain, unit_id, address, created_by_org) values (current_province(), ${id}::uuid, ${place.kind}, ${name}, ${plain}, ${place.unitId}, ${clean(place.address)}, current_organisation())`.execute(db)
  return id
}

export const addMilestone = (who: StaffSession, id: string, body: MilestoneBody): Promise<{ id: string }> => asStaff(who, async (db) => {
  requirePermission(who, 'case.write')
  const c = await locked(db, id)
  if (body.toAt < body.fromAt) refuse({ code: 'milestone.ends_before_it_begins' })
  if (body.fromAt > nowInstant()) refuse({ code: 'milestone.in_future' })
  const placeId = await findOrCreatePlace(db, body.place)
  const milestone = newId()
  await sql`insert into case_milestone (province_id, id, case_id, place_id, from_at, to_at, risk, note) values (current_province(), ${milestone}::uuid, ${id}::uuid, ${placeId}::uuid, ${body.fromAt}::timestamptz, ${body.toAt}::timestamptz, ${body.risk}, ${clean(body.note)})`.execute(db)
  await addEvents(db, [{ caseId: id, kind: 'milestone_added', detail: { milestoneId: milestone, placeId, fromAt: body.fromAt, toAt: body.toAt } }])
  await tellCasesChanged(db, { disease: c.disease, personIds: [c.personId] })
  await told(db, [id])
  await audit(db, { action: 'case.milestone_added', kind: 'case', id, detail: { milestone } })
  return { id: milestone }
})

export const voidMilestone = (who: StaffSession, id: string, milestoneId: string, reason: string): Promise<{ id: string }> => asStaff(who, async (db) => {
  requirePermission(who, 'case.write')
  if (reason.trim().length < 3) refuse({ code: 'case.reason_missing' })
  const c = await locked(db, id)
  const { numAffectedRows } = await sql`update case_milestone set voided_at = ${nowInstant()}::timestamptz where province_id = current_province() and id = ${milestoneId}::uuid and case_id = ${id}::uuid and voided_at is null`.execute(db)
  if (Number(numAffectedRows ?? 0) === 0) refuse({ code: 'milestone.unknown' })
  await addEvents(db, [{ caseId: id, kind: 'milestone_voided', detail: { milestoneId, reason: nfc(reason).trim() } }])
  await tellCasesChanged(db, { disease: c.disease, personIds: [c.personId] })
  await told(db, [id])
  await audit(db, { action: 'case.milestone_voided', kind: 'case', id, detail: { milestone: milestoneId, reason: nfc(reason).trim() } })
  return { id: milestoneId }
})

