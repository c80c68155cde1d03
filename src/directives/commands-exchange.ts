import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import { bytesOf, getFile, keepBytes, recordFile } from '../platform/files/index.ts'
import type { Download, Upload } from '../platform/http/index.ts'
import { keepAttachments } from './commands-attachments.ts'
import { takeIn, type UploadedFile } from './commands-intake.ts'
import { ReadingValue, type DocumentRef } from './contract.ts'
import { documentIdOf, priorityOf, readEdxml, readStatus, writeEdxml, writeStatus, type EdxmlAttachment, type EdxmlMessage, type EdxmlOrgan, type StatusCode } from './exchange/index.ts'
import { uppersOf } from './queries-coverage.ts'
import { openPaperKind } from './read-paper.ts'
import { isForward, isSameDocument, joinedNumber, saysOf, splitNumber, type FromMessage } from './rules.ts'
import { announceDirective, asRefusal, byNumbers, notFound, nowInstant, refsOf, refuseWith, run, type SaidRefusal } from './store.ts'
import { seen } from './queries.ts'

const mostFiles = 50
const requireFiles = (files: readonly Upload[]): void => {
  if (files.length === 0) refuseWith({ code: 'document.no_files' })
  if (files.length > mostFiles) refuseWith({ code: 'document.too_many_files', files: files.length, most: mostFiles })
}

/** The attachment that is the document itself: the first that can be read; the others stay beside it. */
function mainOf(message: EdxmlMessage): EdxmlAttachment | undefined {
  const readable = message.attachments.filter((a) => openPaperKind(a.bytes, a.name).ok)
  return readable.find((a) => /\.(pdf|docx)$/iu.test(a.name)) ?? readable[0]
}

/** Nhận gói edXML: its document is read like any other paper; the header of the message is compared with it, never trusted over it. */
export async function importEdxml(who: StaffSession, files: readonly Upload[]): Promise<{ files: UploadedFile[] }> {
  requireFiles(files)
  const out: UploadedFile[] = []
  for (const file of files) {
    const read = readEdxml(file.bytes)
    if (!read.ok) { out.push({ name: file.name, id: null, state: null, refusal: asRefusal(read.refusal), duplicates: [] }); continue }
    const m = read.value
    const main = mainOf(m)
    if (!main) { out.push({ name: file.name, id: null, state: null, refusal: asRefusal({ code: 'exchange.attachment_missing', name: m.attachments[0]?.name ?? m.subject } as never), duplicates: [] }); continue }
    const message: FromMessage = { from: m.from, code: m.code, date: m.date, documentId: documentIdOf(m), business: m.business.kind, says: saysOf(m) }
    const others = await Promise.all(m.attachments.filter((a) => a !== main).map(async (a) => ({ a, sha256: await keepBytes(a.bytes) })))
    const package256 = await keepBytes(file.bytes)
    out.push(await takeIn(who, {
      name: main.name, mediaType: main.contentType ?? 'application/octet-stream', bytes: Buffer.from(main.bytes), origin: 'exchanged', message,
      // The message as it came is evidence; it stays with the document, and so do the other attachments.
      also: async (db, id) => {
        await recordFile(db, { sha256: package256, bytes: file.bytes.length, mediaType: 'application/xml', name: file.name, recordKind: 'document.message', recordId: id })
        for (const { a, sha256 } of others) await recordFile(db, { sha256, bytes: a.bytes.length, mediaType: a.contentType ?? 'application/octet-stream', name: a.name, recordKind: 'document.attachment', recordId: id })
        await keepAttachments(db, id, others.map(({ a, sha256 }) => ({ sha256, name: a.name, mediaType: a.contentType ?? 'application/octet-stream', bytes: a.bytes.length })))
      },
    }))
  }
  return { files: out }
}

type OrganRow = { id: string; code: string | null; name: string; parent: string | null; email: string | null; phone: string | null }
const organsOf = (db: Reads, ids: readonly string[]): Promise<OrganRow[]> => run(db, sql`select o.id, o.code, v.name, (select p.name from organisation_version p where p.province_id = v.province_id and p.organisation_id = v.parent_id order by p.valid_from desc limit 1) as parent, v.email, v.phone
  from organisation o join lateral (select * from organisation_version x where x.province_id = o.province_id and x.organisation_id = o.id order by x.valid_from desc limit 1) v on true where o.province_id = current_province() and o.id = any(${[...ids]}::uuid[])`)
const asOrgan = (o: OrganRow): EdxmlOrgan => ({ organId: o.code ?? refuseWith({ code: 'exchange.no_code', organisation: o.name }), inCharge: o.parent, name: o.name, address: null, email: o.email, telephone: o.phone, fax: null, website: null })
const noStaff = { department: null, name: null, mobile: null, email: null } as const

/** Gói edXML of a document of ours: to one receiver, or to all that have an identification code. */
export const getEdxml = (who: StaffSession, id: string, to: string | undefined): Promise<Download> => readAs(who, async (db) => {
  const d = await seen(db, id)
  const [row] = await run<{ confirmed: unknown; pages: number; copies: number | null; owner: string }>(db, sql`select d.confirmed, d.page_count as pages, d.organisation_id as owner, (select e.copies from register_entry e where e.province_id = d.province_id and e.document_id = d.id and e.direction = 'out' limit 1) as copies from document d where d.province_id = current_province() and d.id = ${id}::uuid`)
  if (!row || row.owner !== who.organisationId) return notFound(id)
  if ((d.state !== 'issued' && d.state !== 'registered') || row.confirmed === null || d.sha256 === null) return refuseWith({ code: 'document.not_registered', state: d.state })
  const value = ReadingValue.parse(row.confirmed)
  const receivers = to === undefined ? (await run<{ id: string }>(db, sql`select organisation_id as id from delivery where province_id = current_province() and document_id = ${id}::uuid and state <> '02'`)).map((r) => r.id) : [to]
  const organs = await organsOf(db, [who.organisationId, ...receivers])
  const me = organs.find((o) => o.id === who.organisationId)!
  const from = asOrgan(me)
  const file = await getFile(db, d.sha256)
  const uppers = [...(await refsOf(db, (await uppersOf(db, id)).map((u) => u.id))).values()]
  const code = codeOf(value.number)
  const message: EdxmlMessage = {
    from, to: organs.filter((o) => o.id !== me.id && (o.code !== null || to !== undefined)).map(asOrgan), code, place: value.place, date: value.date, type: { number: null, name: value.type ?? 'văn bản', detail: null }, subject: value.title ?? value.type ?? '', content: null,
    signer: { competence: null, position: value.signer_title, fullName: value.signer }, due: null, toPlaces: value.distribution, priority: priorityOf(value.urgency), sphere: null, typist: null, copies: row.copies, pages: row.pages > 0 ? row.pages : null, appendixes: [],
    responseFor: uppers.map((u) => ({ organId: null, code: codeOf(u.number), date: u.date, documentId: null })), steering: value.tasks.length > 0 ? 2 : 1, traces: [{ organId: from.organId, at: nowInstant() }],
    business: { kind: 'new', reason: null, staff: { ...noStaff, name: who.name, department: who.postTitle }, onPaper: null, replaces: [] }, attachments: [{ name: file.name, contentType: file.mediaType, description: value.title, bytes: await bytesOf(file.sha256) }], doubtful: [],
  }
  return { bytes: writeEdxml(message), mediaType: 'application/xml', name: `${(value.number ?? 'van-ban').replace(/[^\p{L}\p{N}]+/gu, '-')}.edxml` }
})

const codeOf = (number: string | null): { number: string | null; notation: string | null } => { const s = splitNumber(number); return s ? { number: String(s.ordinal), notation: s.symbol } : { number, notation: null } }

/** Thông điệp trạng thái of ours, for the sender: what we did with a document that came to us. */
export const getStatusMessage = (who: StaffSession, id: string, wanted: StatusCode | undefined): Promise<Download> => readAs(who, async (db) => {
  await seen(db, id)
  const [row] = await run<{ number: string | null; date: string | null; state: string; owner: string; exchange: FromMessage | null; delivery: StatusCode | null; reason: string | null; duties: number }>(db, sql`select d.number, d.issued_on as date, d.state, d.organisation_id as owner, d.exchange, v.state as delivery, v.reason,
      (select count(*)::int from obligation o where o.province_id = d.province_id and o.directive_id = d.id and o.giver_org = current_organisation()) as duties
    from document d left join delivery v on v.province_id = d.province_id and v.document_id = d.id and v.organisation_id = current_organisation() where d.province_id = current_province() and d.id = ${id}::uuid`)
  if (!row) return notFound(id)
  if (row.delivery === null && row.exchange === null) return refuseWith({ code: 'delivery.not_to_me' })
  const reached: StatusCode = row.delivery ?? (row.state === 'cancelled' ? '02' : row.state !== 'registered' ? '01' : row.duties > 0 ? '04' : '03')
  const [me] = await organsOf(db, [who.organisationId])
  const sender = row.exchange === null ? (await organsOf(db, [row.owner]))[0] : undefined
  const code = row.exchange?.code ?? codeOf(row.number)
  const message = { responseFor: { organId: row.exchange?.from.organId ?? sender?.code ?? null, code, date: row.exchange?.date ?? row.date, documentId: row.exchange?.documentId ?? null }, from: asOrgan(me!), status: wanted ?? reached, description: row.reason, at: nowInstant(), staff: { ...noStaff, name: who.name, department: who.postTitle } }
  return { bytes: writeStatus(message), mediaType: 'application/xml', name: `trang-thai-${message.status}.xml` }
})

/** Nhận thông điệp trạng thái: what a receiver did with a document of ours. It moves that receiver's delivery forward, never back. */
export async function importStatus(who: StaffSession, files: readonly Upload[]): Promise<{ files: { name: string; document: DocumentRef | null; state: string | null; refusal: SaidRefusal | null }[] }> {
  requireFiles(files)
  const out: { name: string; document: DocumentRef | null; state: string | null; refusal: SaidRefusal | null }[] = []
  for (const file of files) {
    const read = readStatus(file.bytes)
    if (!read.ok) { out.push({ name: file.name, document: null, state: null, refusal: asRefusal(read.refusal) }); continue }
    out.push(await asStaff(who, async (db) => {
      const s = read.value
      const number = joinedNumber(s.responseFor.code)
      const no = (refusal: Parameters<typeof asRefusal>[0]): (typeof out)[number] => ({ name: file.name, document: null, state: null, refusal: asRefusal(refusal) })
      const document = (await byNumbers(db, [number])).find((d) => d.organisation.id === who.organisationId && isSameDocument({ number, date: s.responseFor.date, issuer: null }, d))
      if (!document) return no({ code: 'exchange.document_unknown', number, issuer: who.organisationName } as never)
      const [from] = await run<{ id: string; state: string | null }>(db, sql`select o.id, v.state from organisation o left join delivery v on v.province_id = o.province_id and v.document_id = ${document.id}::uuid and v.organisation_id = o.id where o.province_id = current_province() and o.code = ${s.from.organId}`)
      if (!from || from.state === null) return no({ code: 'organisation.unknown', id: s.from.organId } as never)
      if (from.state !== s.status) {
        if (!isForward(from.state, s.status) || Number(s.status) > 6) return no({ code: 'delivery.backwards', from: from.state, to: s.status } as never)
        await run(db, sql`update delivery set state = ${s.status}, state_at = ${s.at}::timestamptz, reason = ${s.description} where province_id = ${who.provinceId} and document_id = ${document.id}::uuid and organisation_id = ${from.id}::uuid`)
        await announceDirective(db, document.id, [who.organisationId, from.id])
      }
      await audit(db, { action: 'delivery.status_taken_in', kind: 'document', id: document.id, detail: { from: s.from.organId, status: s.status } })
      return { name: file.name, document, state: s.status, refusal: null }
    }))
  }
  return { files: out }
}
