import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, type StaffSession, type Writes } from '../platform/db/index.ts'
import { dayOf, type Instant } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { orRefuse } from '../platform/refusal.ts'
import { ReadingValue, WorkingCopy, type Duplicate, type RegisterEntry } from './contract.ts'
import { lockOpen } from './commands-intake.ts'
import { joinLater, rejoin, writeReferences } from './joining.ts'
import { changesBetween, checkReading, clausesOf, doubtsOf, handleBy, incomingSeries, numberKey, registerWords, searchOf, type ClauseRow, type RegisterWords } from './rules.ts'
import { announceDirective, asEntry, byNumbers, dutiesUnder, duplicatesOf, entryColumns, holdersOf, nextNumber, notFound, nowInstant, refuseWith, registerSettings, run, type EntryRow } from './store.ts'
import { matchReferences, type JoinedReference } from './queries.ts'

/** Tự động lưu: what the clerk has typed so far. A lost update is refused with the version that stands, and what was typed stays with the sender. */
export const saveWorking = (who: StaffSession, id: string, version: number, working: WorkingCopy): Promise<{ version: number; references: JoinedReference[]; duplicates: Duplicate[] }> => asStaff(who, async (db) => {
  const open = await lockOpen(db, id)
  if (open.version !== version) refuseWith({ code: 'document.changed', version: open.version })
  await writeWorking(db, id, working)
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'document.working_saved', kind: 'document', id, detail: { version: version + 1 } })
  return { version: version + 1, references: matchReferences(working.value, await byNumbers(db, working.value.references.map((r) => r.number)), id), duplicates: await duplicatesOf(db, { id, sha256: open.sha256, value: working.value }) }
})

/** The working copy and, beside it, the few fields that lists show. A document that could not be read becomes one to confirm once it is typed in. */
async function writeWorking(db: Writes, id: string, working: WorkingCopy): Promise<void> {
  const v = working.value
  const [read] = await run<{ warnings: { path: string | null }[] | null }>(db, sql`select reading -> 'warnings' as warnings from document where province_id = ${db.who.provinceId} and id = ${id}::uuid`)
  await run(db, sql`update document set state = 'to_confirm', working = ${JSON.stringify(working)}::jsonb, version = version + 1, doubts = ${doubtsOf(working, read?.warnings ?? []).length}, task_count = ${v.tasks.length}, system = ${v.system}, type = ${v.type}, number = ${v.number}, number_key = ${numberKey(v.number)}, issuer = ${v.issuer},
    issued_on = ${v.date}::date, title = ${v.title}, urgency = ${v.urgency}, search = ${searchOf(v)} where province_id = ${db.who.provinceId} and id = ${id}::uuid`)
}

export type Confirming = { version: number; working?: WorkingCopy | undefined; arrivedAt?: string | undefined; forwardedTo: string | null; note: string | null; evenIfDuplicate: boolean }

/** Xác nhận và vào sổ: fields, clauses, references and the arrival number in one transaction. */
export const confirmDirective = (who: StaffSession, id: string, c: Confirming): Promise<{ id: string; entry: RegisterEntry; joinedFrom: number }> => asStaff(who, async (db) => {
  const now = nowInstant()
  const today = dayOf(now)
  const open = await lockOpen(db, id)
  if (open.version !== c.version) refuseWith({ code: 'document.changed', version: open.version })
  const working = c.working ?? await storedWorking(db, id)
  const value = orRefuse(checkReading(working.value, today))
  if (c.arrivedAt !== undefined && c.arrivedAt > now) refuseWith({ code: 'document.bad_date', date: dayOf(c.arrivedAt), today })
  // The counter is taken first: whoever registers in this organisation at the same time waits here, and then sees this document as a duplicate.
  const series = incomingSeries(today)
  const number = await nextNumber(db, 'in', series)
  const twin = (await duplicatesOf(db, { id, sha256: open.sha256, value })).find((d) => d.state === 'registered' || d.state === 'issued')
  if (twin && !c.evenIfDuplicate) refuseWith({ code: 'document.duplicate', number: twin.number, issuer: twin.issuer, why: twin.why, documentId: twin.id, arrival: twin.arrival?.number ?? null })
  await writeConfirmed(db, id, value, { ...working, value }, now)
  await writeClauses(db, id, clausesOf(value, working.evidence, newId))
  await writeReferences(db, id, value)
  const joinedFrom = await joinLater(db, id, value)
  const entry = await enterRegister(db, { documentId: id, words: value, series, number, now, arrivedAt: c.arrivedAt ?? now, urgency: value.urgency, stamp: value.stamp, forwardedTo: c.forwardedTo, note: c.note })
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'document.registered', kind: 'document', id, detail: { number, series, documentNumber: value.number, issuer: value.issuer, duplicateOf: twin?.id ?? null, joinedFrom } })
  return { id, entry, joinedFrom }
})

async function storedWorking(db: Writes, id: string): Promise<WorkingCopy> {
  const [row] = await run<{ working: unknown }>(db, sql`select working from document where province_id = ${db.who.provinceId} and id = ${id}::uuid`)
  if (!row?.working) return refuseWith({ code: 'document.incomplete', missing: ['type', 'issuer', 'content'] })
  return WorkingCopy.parse(row.working)
}

const writeConfirmed = (db: Writes, id: string, v: ReadingValue, working: WorkingCopy, now: Instant): Promise<unknown> => run(db, sql`update document set state = 'registered', working = ${JSON.stringify(working)}::jsonb, confirmed = ${JSON.stringify(v)}::jsonb, version = version + 1,
    system = ${v.system}, type = ${v.type}, number = ${v.number}, number_key = ${numberKey(v.number)}, issuer = ${v.issuer}, parent_issuer = ${v.parent_issuer}, place = ${v.place}, issued_on = ${v.date}::date, title = ${v.title}, urgency = ${v.urgency},
    signer = ${v.signer}, signer_title = ${v.signer_title}, search = ${searchOf(v)}, confirmed_by = coalesce(confirmed_by, ${db.who.accountId}::uuid), confirmed_at = coalesce(confirmed_at, ${now}::timestamptz)
  where province_id = ${db.who.provinceId} and id = ${id}::uuid`)

/** The clauses as they stand now: kept ones are changed in place, new ones added, dropped ones removed. */
export async function writeClauses(db: Writes, id: string, rows: readonly ClauseRow[]): Promise<void> {
  const { provinceId } = db.who
  await run(db, sql`delete from clause where province_id = ${provinceId} and document_id = ${id}::uuid and not (id = any(${rows.map((r) => r.id)}::uuid[]))`)
  if (rows.length === 0) return
  await run(db, sql`insert into clause (province_id, document_id, id, parent_id, seq, label, text, deadlines, assignees, coordinators, text_start, text_end)
    select ${provinceId}, ${id}::uuid, id, "parentId", seq, label, text, deadlines, assignees, coordinators, start, "end" from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, "parentId" uuid, seq int, label text, text text, deadlines jsonb, assignees jsonb, coordinators jsonb, start int, "end" int)
    on conflict (province_id, document_id, id) do update set parent_id = excluded.parent_id, seq = excluded.seq, label = excluded.label, text = excluded.text, deadlines = excluded.deadlines, assignees = excluded.assignees,
      coordinators = excluded.coordinators, text_start = excluded.text_start, text_end = excluded.text_end`)
}

export type Entering = { documentId: string; words: RegisterWords; series: string; number: number; now: Instant; arrivedAt: Instant; urgency: ReadingValue['urgency']; stamp: ReadingValue['stamp']; forwardedTo: string | null; note: string | null }
/** One line of the register of incoming documents. A stamp that was on the paper stays what it is: another office's number and day. */
export async function enterRegister(db: Writes, e: Entering): Promise<RegisterEntry> {
  const by = handleBy(e.arrivedAt, e.urgency, await registerSettings(db))
  const forwarded = e.forwardedTo === null ? null : e.now
  const [row] = await run<EntryRow>(db, sql`insert into register_entry as e (province_id, organisation_id, direction, series, number, id, document_id, at, arrived_at, paper_number, paper_arrived_on, forwarded_to, forwarded_at, handled_at, handle_by, urgency, note, words, by_account, by_post)
    values (${db.who.provinceId}, ${db.who.organisationId}, 'in', ${e.series}, ${e.number}, ${newId()}, ${e.documentId}, ${e.now}::timestamptz, ${e.arrivedAt}::timestamptz, ${e.stamp?.number ?? null}, ${e.stamp?.date ?? null}::date, ${e.forwardedTo},
      ${forwarded}::timestamptz, ${forwarded}::timestamptz, ${by}::timestamptz, ${e.urgency}, ${e.note}, ${registerWords(db.who.organisationId, e.number, e.words)}::tsvector, ${db.who.accountId}, ${db.who.postId}) returning ${entryColumns}`)
  return asEntry(row!)
}

/** Sửa sau khi vào sổ: what stood before is kept with the reason; a clause with duties cannot be taken out. */
export const correctDirective = (who: StaffSession, id: string, c: { version: number; reason: string; value: ReadingValue }): Promise<{ id: string; version: number }> => asStaff(who, async (db) => {
  const now = nowInstant()
  const d = await lockRegistered(db, id)
  if (d.version !== c.version) refuseWith({ code: 'document.changed', version: d.version })
  const before = ReadingValue.parse(d.confirmed)
  const value = orRefuse(checkReading(c.value, dayOf(now)))
  const changes = changesBetween(before, value)
  if (changes === null) return refuseWith({ code: 'document.nothing_changed' })
  const working = WorkingCopy.parse(d.working)
  const old = await run<{ id: string; text: string; label: string | null }>(db, sql`select id, text, label from clause where province_id = ${who.provinceId} and document_id = ${id}::uuid order by seq`)
  const clauses = clausesOf(value, working.evidence, newId, old)
  const kept = new Set(clauses.map((k) => k.id))
  const dropped = old.filter((o) => !kept.has(o.id))
  if (dropped.length > 0) {
    const duties = await dutiesUnder(db, [id])
    for (const o of dropped) {
      const n = duties.filter((x) => x.clauseId === o.id).length
      if (n > 0) refuseWith({ code: 'document.clause_given', label: o.label, obligations: n })
    }
  }
  await writeConfirmed(db, id, value, { ...working, value }, now)
  await writeClauses(db, id, clauses)
  await writeReferences(db, id, value)
  await rejoin(db, id, value)
  const [last] = await run<{ seq: number }>(db, sql`select coalesce(max(seq), 0)::int as seq from document_correction where province_id = ${who.provinceId} and document_id = ${id}::uuid`)
  await run(db, sql`insert into document_correction (province_id, document_id, seq, at, by_account, by_post, reason, before, after)
    values (${who.provinceId}, ${id}, ${last!.seq + 1}, ${now}::timestamptz, ${who.accountId}, ${who.postId}, ${c.reason.normalize('NFC')}, ${JSON.stringify(changes.before)}::jsonb, ${JSON.stringify(changes.after)}::jsonb)`)
  const [line] = await run<{ number: number }>(db, sql`select number from register_entry where province_id = ${who.provinceId} and organisation_id = ${who.organisationId} and document_id = ${id}::uuid and direction = 'in' order by at desc limit 1`)
  await run(db, sql`update register_entry set words = ${registerWords(who.organisationId, line?.number ?? 0, value)}::tsvector, paper_number = ${value.stamp?.number ?? null}, paper_arrived_on = ${value.stamp?.date ?? null}::date, urgency = ${value.urgency} where province_id = ${who.provinceId} and organisation_id = ${who.organisationId} and document_id = ${id}::uuid and direction = 'in'`)
  await announceDirective(db, id, await holdersOf(db, id))
  await audit(db, { action: 'document.corrected', kind: 'document', id, detail: { reason: c.reason, fields: Object.keys(changes.after) } })
  return { id, version: d.version + 1 }
})

type Registered = { state: string; version: number; confirmed: unknown; working: unknown }
async function lockRegistered(db: Writes, id: string): Promise<Registered> {
  const [row] = await run<Registered>(db, sql`select state, version, confirmed, working from document where province_id = current_province() and id = ${id}::uuid and organisation_id = current_organisation() for update`)
  if (!row) return notFound(id)
  if (row.state !== 'registered') refuseWith({ code: 'document.not_registered', state: row.state })
  return row
}

/** Hủy đăng ký: the line stays in the register, struck out with its reason; its number is not used again. */
export const cancelRegistration = (who: StaffSession, id: string, reason: string): Promise<{ id: string }> => asStaff(who, async (db) => {
  const now = nowInstant()
  await lockRegistered(db, id)
  const duties = await dutiesUnder(db, [id])
  const open = duties.filter((x) => x.work !== 'waived' && x.work !== 'closed').length
  if (open > 0) refuseWith({ code: 'document.has_obligations', obligations: open })
  const holders = await holdersOf(db, id)
  await run(db, sql`update register_entry set voided_at = ${now}::timestamptz, void_reason = ${reason.normalize('NFC')} where province_id = ${who.provinceId} and organisation_id = ${who.organisationId} and document_id = ${id}::uuid and voided_at is null`)
  await run(db, sql`update document set state = 'cancelled', version = version + 1 where province_id = ${who.provinceId} and id = ${id}::uuid`)
  await announceDirective(db, id, holders)
  await audit(db, { action: 'document.registration_voided', kind: 'document', id, detail: { reason } })
  return { id }
})

export const updateEntry = (who: StaffSession, entryId: string, e: { forwardedTo: string | null; note: string | null; copies: number | null }): Promise<RegisterEntry> => asStaff(who, async (db) => {
  const now = nowInstant()
  const [row] = await run<EntryRow & { documentId: string }>(db, sql`update register_entry e set forwarded_at = case when ${e.forwardedTo}::text is null then null when e.forwarded_to is distinct from ${e.forwardedTo}::text then ${now}::timestamptz else e.forwarded_at end,
      handled_at = case when ${e.forwardedTo}::text is not null then coalesce(e.handled_at, ${now}::timestamptz)
        when e.forwarded_to is null then e.handled_at else least((select min(i.at) from instruction i where i.province_id = e.province_id and i.document_id = e.document_id and i.organisation_id = e.organisation_id),
          (select min(o.assigned_at) from obligation o where o.province_id = e.province_id and o.directive_id = e.document_id and o.giver_org = e.organisation_id)) end,
      forwarded_to = ${e.forwardedTo}, note = ${e.note}, copies = ${e.copies} where e.province_id = ${who.provinceId} and e.organisation_id = ${who.organisationId} and e.id = ${entryId}::uuid and e.voided_at is null returning ${entryColumns}, e.document_id as "documentId"`)
  if (!row) return notFound(entryId)
  await announceDirective(db, row.documentId, [who.organisationId])
  await audit(db, { action: 'register.noted', kind: 'register_entry', id: entryId, detail: e })
  const { documentId: _documentId, ...entry } = row
  return asEntry(entry)
})
