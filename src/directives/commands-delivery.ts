import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, type StaffSession, type Writes } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { enterRegister } from './commands-confirm.ts'
import { ReadingValue, type RegisterEntry } from './contract.ts'
import { joinLater } from './joining.ts'
import { incomingSeries, isForward, secrecyLaw } from './rules.ts'
import { announceDirective, holdersOf, nextNumber, notFound, nowInstant, refuseWith, requireOrganisations, run } from './store.ts'

type Mine = { state: string; documentState: string; confirmed: unknown; sentBy: string; owner: string }
async function lockDelivery(db: Writes, id: string): Promise<Mine> {
  const [row] = await run<Mine>(db, sql`select v.state, d.state as "documentState", d.confirmed, v.sent_by as "sentBy", d.organisation_id as owner from delivery v join document d on d.province_id = v.province_id and d.id = v.document_id
    where v.province_id = current_province() and v.document_id = ${id}::uuid and v.organisation_id = current_organisation() for update of v`)
  return row ?? refuseWith({ code: 'delivery.not_to_me' })
}
const setState = (db: Writes, id: string, state: string, reason: string | null = null): Promise<unknown> => run(db, sql`update delivery set state = ${state}, state_at = ${nowInstant()}::timestamptz, reason = ${reason}
  where province_id = ${db.who.provinceId} and document_id = ${id}::uuid and organisation_id = ${db.who.organisationId}`)

/** Tiếp nhận, vào sổ (03): the document enters our own register, and what we hold that cites it is joined to it. */
export const receiveDelivery = (who: StaffSession, id: string, r: { forwardedTo: string | null; note: string | null }): Promise<{ id: string; entry: RegisterEntry }> => asStaff(who, async (db) => {
  const now = nowInstant()
  const d = await lockDelivery(db, id)
  if (d.documentState === 'cancelled') refuseWith({ code: 'document.cancelled' })
  if (d.documentState !== 'registered' && d.documentState !== 'issued') refuseWith({ code: 'document.not_registered', state: d.documentState })
  if (d.state !== '01') refuseWith({ code: 'delivery.settled', state: d.state })
  const value = ReadingValue.parse(d.confirmed)
  const series = incomingSeries(dayOf(now))
  const number = await nextNumber(db, 'in', series)
  const entry = await enterRegister(db, { documentId: id, words: value, series, number, now, arrivedAt: now, urgency: value.urgency, stamp: null, forwardedTo: r.forwardedTo, note: r.note })
  await setState(db, id, '03')
  const joined = await joinLater(db, id, value)
  await announceDirective(db, id, [who.organisationId, d.sentBy, d.owner])
  await audit(db, { action: 'delivery.received', kind: 'document', id, detail: { number, series, joined } })
  return { id, entry }
})

/** Từ chối tiếp nhận (02), with the reason the sender reads. */
export const refuseDelivery = (who: StaffSession, id: string, reason: string): Promise<{ id: string }> => asStaff(who, async (db) => {
  const d = await lockDelivery(db, id)
  if (d.state !== '01') refuseWith({ code: 'delivery.settled', state: d.state })
  await setState(db, id, '02', reason.normalize('NFC'))
  await announceDirective(db, id, [who.organisationId, d.sentBy, d.owner])
  await audit(db, { action: 'delivery.refused', kind: 'document', id, detail: { reason } })
  return { id }
})

export const setDeliveryState = (who: StaffSession, id: string, state: '04' | '05' | '06'): Promise<{ state: '04' | '05' | '06' }> => asStaff(who, async (db) => {
  const d = await lockDelivery(db, id)
  if (d.state === '01' || d.state === '02') refuseWith({ code: 'delivery.not_received', state: d.state })
  if (!isForward(d.state, state)) refuseWith({ code: 'delivery.backwards', from: d.state, to: state })
  await setState(db, id, state)
  await announceDirective(db, id, [who.organisationId, d.sentBy, d.owner])
  await audit(db, { action: 'delivery.state', kind: 'document', id, detail: { from: d.state, to: state } })
  return { state }
})

/** When work is given under a document that was sent to us, its sender sees 04 without anybody typing it. */
export const advanceOwnDelivery = (db: Writes, id: string, state: '04' | '05'): Promise<unknown> => run(db, sql`update delivery set state = ${state}, state_at = ${nowInstant()}::timestamptz
  where province_id = ${db.who.provinceId} and document_id = ${id}::uuid and organisation_id = ${db.who.organisationId} and state in ('03', '04') and state < ${state}`)

/**
 * Gửi: the paper is put before organisations and they may open its file. Those that hold it already are passed over; one that
 * refused it is sent it again. Answers how many were sent it now.
 */
export async function deliver(db: Writes, id: string, organisationIds: readonly string[]): Promise<string[]> {
  const now = nowInstant()
  const [d] = await run<{ owner: string; sha256: string | null; name: string | null }>(db, sql`select organisation_id as owner, file_sha256 as sha256, file_name as name from document where province_id = current_province() and id = ${id}::uuid`)
  const to = [...new Set(organisationIds)].filter((o) => o !== db.who.organisationId && o !== d?.owner)
  if (!d || to.length === 0) return []
  await requireOrganisations(db, to, dayOf(now))
  if (d.sha256 !== null) await run(db, sql`insert into file_access (province_id, sha256, organisation_id, record_kind, record_id, name)
    select ${db.who.provinceId}, ${d.sha256}, o, 'document', ${id}, ${d.name ?? 'văn bản'} from unnest(${to}::uuid[]) as o on conflict do nothing`)
  await run(db, sql`insert into file_access (province_id, sha256, organisation_id, record_kind, record_id, name)
    select a.province_id, a.sha256, o, 'document.attachment', ${id}, a.name from document_attachment a, unnest(${to}::uuid[]) as o where a.province_id = ${db.who.provinceId} and a.document_id = ${id}::uuid and a.removed_at is null on conflict do nothing`)
  const sent = await run<{ id: string }>(db, sql`insert into delivery (province_id, document_id, organisation_id, sent_by, sent_at, state, state_at)
    select ${db.who.provinceId}, ${id}::uuid, o, ${db.who.organisationId}, ${now}::timestamptz, '01', ${now}::timestamptz from unnest(${to}::uuid[]) as o on conflict do nothing returning organisation_id as id`)
  const fresh = new Set(sent.map((s) => s.id))
  const again = to.filter((o) => !fresh.has(o))
  const resent = again.length === 0 ? [] : await run<{ id: string }>(db, sql`update delivery set state = '01', state_at = ${now}::timestamptz, sent_at = ${now}::timestamptz, reason = null where province_id = ${db.who.provinceId} and document_id = ${id}::uuid and organisation_id = any(${again}::uuid[]) and state = '02' returning organisation_id as id`)
  return [...fresh, ...resent.map((r) => r.id)]
}

export const sendDirective = (who: StaffSession, id: string, organisationIds: readonly string[]): Promise<{ sent: number }> => asStaff(who, async (db) => {
  await requireHeld(db, id)
  const sent = await deliver(db, id, organisationIds)
  await announceDirective(db, id, [...await holdersOf(db, id), ...sent])
  await audit(db, { action: 'document.sent', kind: 'document', id, detail: { to: sent } })
  return { sent: sent.length }
})

/** A document that stands and that the organisation holds: its own, or received and registered. */
export async function requireHeld(db: Writes, id: string): Promise<{ state: string; owner: string; confirmed: ReadingValue; uppers: string[] }> {
  const [d] = await run<{ state: string; owner: string; confirmed: unknown; uppers: string[]; held: boolean; secrecy: string | null }>(db, sql`select d.state, d.organisation_id as owner, d.confirmed, d.upper_organisations as uppers, d.secrecy,
      (d.organisation_id = current_organisation() or exists (select 1 from delivery v where v.province_id = d.province_id and v.document_id = d.id and v.organisation_id = current_organisation() and v.state not in ('01', '02'))) as held
    from document d where d.province_id = current_province() and d.id = ${id}::uuid`)
  if (!d) return notFound(id)
  if (d.secrecy !== null) return refuseWith({ code: 'document.secret', mark: d.secrecy, law: secrecyLaw(dayOf(nowInstant())) })
  if ((d.state !== 'registered' && d.state !== 'issued') || !d.held || d.confirmed === null) return refuseWith({ code: 'document.not_registered', state: d.state })
  return { state: d.state, owner: d.owner, confirmed: ReadingValue.parse(d.confirmed), uppers: d.uppers }
}
