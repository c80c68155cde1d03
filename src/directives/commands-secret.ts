import { audit } from '../platform/audit/index.ts'
import { asStaff, type StaffSession } from '../platform/db/index.ts'
import { dayOf, type PlainDate } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { enterRegister } from './commands-confirm.ts'
import { ReadingValue, type RegisterEntry } from './contract.ts'
import { numberKey, secretSeries, type Secrecy } from './rules.ts'
import { announceDirective, nextNumber, nowInstant, refuseWith } from './store.ts'

export type SecretLine = { secrecy: Secrecy; number: string | null; issuer: string; date: PlainDate | null; arrivedAt?: string | undefined; forwardedTo: string | null }
const empty = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text.normalize('NFC').trim())

/** Vào sổ văn bản mật: number, issuer, day and mark in a register of their own. Title, text and file stay out; the table itself refuses them. */
export const enterSecretLine = (who: StaffSession, l: SecretLine): Promise<{ id: string; entry: RegisterEntry }> => asStaff(who, async (db) => {
  const now = nowInstant()
  const today = dayOf(now)
  const arrivedAt = l.arrivedAt ?? now
  if (arrivedAt > now) refuseWith({ code: 'document.bad_date', date: dayOf(arrivedAt), today })
  if (l.date !== null && l.date > today) refuseWith({ code: 'document.bad_date', date: l.date, today })
  const id = newId()
  const number = empty(l.number)
  const issuer = l.issuer.normalize('NFC').trim()
  const value = ReadingValue.parse({ type: null, number, issuer, place: null, date: l.date, title: null, urgency: null, recipients: [], references: [], tasks: [], reporting: [], distribution: [], signer: null, signer_title: null })
  await db.insertInto('document').values({
    province_id: who.provinceId, id, organisation_id: who.organisationId, origin: 'received', state: 'registered', secrecy: l.secrecy, number, number_key: numberKey(number), issuer, issued_on: l.date, confirmed: JSON.stringify(value),
    created_by: who.accountId, created_by_post: who.postId, created_at: now, confirmed_by: who.accountId, confirmed_at: now, search: '',
  }).execute()
  const series = secretSeries(dayOf(arrivedAt))
  const entry = await enterRegister(db, { documentId: id, words: { number, issuer, type: null, title: null, signer: null }, series, number: await nextNumber(db, 'in', series), now, arrivedAt, urgency: null, stamp: null, forwardedTo: empty(l.forwardedTo), note: null })
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'document.secret_line', kind: 'document', id, detail: { series, number: entry.number, secrecy: l.secrecy } })
  return { id, entry }
})
