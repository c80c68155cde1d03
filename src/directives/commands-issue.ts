import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, type StaffSession, type Writes } from '../platform/db/index.ts'
import { dayOf, type PlainDate } from '../platform/dates.ts'
import { keepBytes, recordFile } from '../platform/files/index.ts'
import { newId } from '../platform/ids.ts'
import { enqueue } from '../platform/jobs/index.ts'
import { orRefuse, Refused } from '../platform/refusal.ts'
import { give, giversAbove } from './commands-assign.ts'
import { writeClauses } from './commands-confirm.ts'
import { advanceOwnDelivery, deliver } from './commands-delivery.ts'
import { lockDraft } from './commands-draft.ts'
import { DraftContent, type AssignmentPlan, type RegisterEntry } from './contract.ts'
import { checkDraft, layoutFor, numberAndSymbol, writePdf } from './drafting/index.ts'
import { joinLater } from './joining.ts'
import { coverageOf, uppersOf } from './queries-coverage.ts'
import { clausesOfDraft, numberKey, outgoingSeries, paperOf, registerWords, searchOf, valueOfDraft } from './rules.ts'
import { announceDirective, asEntry, entryColumns, nextNumber, nowInstant, refsOf, refuseWith, registerSettings, run, type EntryRow } from './store.ts'

export type Issuing = { version: number; date: PlainDate; sendTo: readonly string[]; rows: AssignmentPlan['rows']; copies: number | null; acceptFindings: boolean }
export type Issued = { id: string; entry: RegisterEntry; number: string; obligations: number; sent: number }

/**
 * Ký, cấp số, ban hành: number from the register of outgoing documents, clauses and references, the paper as it goes out, the sending
 * and the duties, in one transaction. A refusal on the way gives the number back.
 */
export const issueDirective = (who: StaffSession, id: string, i: Issuing): Promise<Issued> => asStaff(who, async (db) => {
  const now = nowInstant()
  const today = dayOf(now)
  const locked = await lockDraft(db, id, i.version)
  const draft = { ...DraftContent.parse(locked.draft), date: i.date }
  if (i.date > today) refuseWith({ code: 'document.bad_date', date: i.date, today })
  const upperIds = (await uppersOf(db, id)).map((u) => u.id)
  await requireReady(db, id, draft, today, upperIds.length > 0, i.acceptFindings)

  const series = outgoingSeries(draft.system, draft.type, i.date, await registerSettings(db))
  const ordinal = await nextNumber(db, 'out', series)
  await requireInOrder(db, series, i.date)
  const number = numberAndSymbol(ordinal, draft.symbol, orRefuse(layoutFor(draft.system, i.date)))
  const entryId = newId()
  const pdf = Buffer.from(writePdf(paperOf(draft, today, ordinal, entryId)))
  const sha256 = await keepBytes(pdf)
  const name = `${number.replace(/[^\p{L}\p{N}]+/gu, '-')}.pdf`
  await recordFile(db, { sha256, bytes: pdf.length, mediaType: 'application/pdf', name, recordKind: 'document', recordId: id })

  const refs = await refsOf(db, upperIds)
  const uppers = upperIds.flatMap((u) => refs.get(u) ?? [])
  const value = valueOfDraft(draft, number, i.date, uppers)
  const above = await giversAbove(db, id)
  await run(db, sql`update document set state = 'issued', draft = ${JSON.stringify(draft)}::jsonb, confirmed = ${JSON.stringify(value)}::jsonb, version = version + 1, system = ${value.system}, type = ${value.type}, number = ${number}, number_key = ${numberKey(number)}, issuer = ${value.issuer},
      issuer_id = ${who.organisationId}, parent_issuer = ${value.parent_issuer}, place = ${value.place}, issued_on = ${i.date}::date, title = ${value.title}, urgency = ${value.urgency}, signer = ${value.signer}, signer_title = ${value.signer_title}, search = ${searchOf(value)},
      file_sha256 = ${sha256}, file_name = ${name}, file_kind = 'pdf', upper_organisations = ${above}::uuid[], confirmed_by = ${who.accountId}, confirmed_at = ${now}::timestamptz where province_id = ${who.provinceId} and id = ${id}::uuid`)
  await writeClauses(db, id, clausesOfDraft(draft).map(({ place: _place, ...c }) => ({ ...c, start: null, end: null })))
  const cited = uppers.map((u, seq) => ({ seq, type: u.type, number: u.number, number_key: numberKey(u.number), date: u.date, issuer: u.issuer, target: u.id }))
  await run(db, sql`insert into document_reference (province_id, document_id, seq, type, number, number_key, date, issuer, is_implemented, target_id)
    select ${who.provinceId}, ${id}::uuid, seq, type, number, number_key, date, issuer, true, target from jsonb_to_recordset(${JSON.stringify(cited)}::jsonb) as r(seq int, type text, number text, number_key text, date date, issuer text, target uuid)`)
  await joinLater(db, id, value)

  const [entry] = await run<EntryRow>(db, sql`insert into register_entry as e (province_id, organisation_id, direction, series, number, id, document_id, at, copies, urgency, words, by_account, by_post)
    values (${who.provinceId}, ${who.organisationId}, 'out', ${series}, ${ordinal}, ${entryId}, ${id}, ${now}::timestamptz, ${i.copies}, ${value.urgency}, ${registerWords(who.organisationId, ordinal, value)}::tsvector, ${who.accountId}, ${who.postId}) returning ${entryColumns}`)
  const plan: AssignmentPlan = { instruction: null, rows: i.rows, sendTo: [...i.sendTo] }
  const given = await give(db, who, id, plan)
  const sent = await deliver(db, id, [...given.owners, ...i.rows.flatMap((r) => (r.ownerIds.length > 0 ? r.coordinatorIds : [])), ...i.sendTo])
  // Those whose document this carries out may open it: what came of their order is theirs to see.
  if (above.length > 0) await run(db, sql`insert into file_access (province_id, sha256, organisation_id, record_kind, record_id, name) select ${who.provinceId}, ${sha256}, o, 'document', ${id}, ${name} from unnest(${above}::uuid[]) as o on conflict do nothing`)
  for (const upperId of upperIds) await advanceOwnDelivery(db, upperId, '05')
  await enqueue(db, 'directives.pages', { provinceId: who.provinceId, documentId: id }, { key: `directives.pages:${who.provinceId}:${id}` })
  await announceDirective(db, id, [who.organisationId, ...sent, ...above])
  await audit(db, { action: 'document.issued', kind: 'document', id, detail: { number, series, sha256, uppers: upperIds, obligations: given.obligations, sent: sent.length, findingsAccepted: i.acceptFindings } })
  return { id, entry: asEntry(entry!), number, obligations: given.obligations, sent: sent.length }
})

/** What keeps a paper from being issued, first; then what a signer must have seen. */
async function requireReady(db: Writes, id: string, draft: DraftContent, today: PlainDate, hasUppers: boolean, accepted: boolean): Promise<void> {
  const findings = checkDraft(paperOf(draft, today, null, null))
  const stop = findings.find((f) => f.severity === 'refuse')
  if (stop) throw new Refused(stop.refusal)
  if (accepted) return
  const { summary } = hasUppers ? await coverageOf(db, id) : { summary: { uncovered: 0, contradicted: 0 } }
  const look = findings.filter((f) => f.severity === 'warn').length
  if (summary.uncovered + summary.contradicted + look > 0) refuseWith({ code: 'document.findings_open', uncovered: summary.uncovered + summary.contradicted, findings: look })
}

/** Numbers and dates run together (NĐ 30/2020, Điều 15): the next number cannot carry an earlier day. Asked while the counter is held. */
async function requireInOrder(db: Writes, series: string, date: PlainDate): Promise<void> {
  const [last] = await run<{ date: PlainDate; number: number }>(db, sql`select d.issued_on as date, e.number from register_entry e join document d on d.province_id = e.province_id and d.id = e.document_id
    where e.province_id = current_province() and e.organisation_id = current_organisation() and e.direction = 'out' and e.series = ${series} order by e.number desc limit 1`)
  if (last && last.date !== null && date < last.date) refuseWith({ code: 'document.date_before_last', date, last: last.date, number: last.number })
}
