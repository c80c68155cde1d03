import { sql } from 'kysely'
import type { Transaction } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, asSystem, type DB, type StaffSession, type Writes } from '../platform/db/index.ts'
import { bytesOf, keepBytes, recordFile } from '../platform/files/index.ts'
import type { Upload } from '../platform/http/index.ts'
import { newId } from '../platform/ids.ts'
import { enqueue, type Task } from '../platform/jobs/index.ts'
import { refuse } from '../platform/refusal.ts'
import type { DirectivesRefusal } from './refusals.ts'
import type { DocumentState, Duplicate } from './contract.ts'
import { openPaperKind, pageStarts, readPaper, type PaperRead } from './read-paper.ts'
import { clearSecret, forgetBytes, secretRefusal } from './secret.ts'
import { doubtsOf, numberKey, placesOf, searchOf, secrecyMark, withMessage, type FromMessage } from './rules.ts'
import { dayOf } from '../platform/dates.ts'
import { announceDirective, asRefusal, duplicatesOf, notFound, nowInstant, refuseWith, run, type SaidRefusal } from './store.ts'

const mostFiles = 100
/** Texts up to this size are read in the request, in some milliseconds; everything else is a job. */
const readAtOnce = 200_000

export type UploadedFile = { name: string; id: string | null; state: DocumentState | null; refusal: SaidRefusal | null; duplicates: Duplicate[] }

/** Tải văn bản lên: each file is its own document and its own transaction, so that one bad file keeps none of the others out. */
export async function uploadDirectives(who: StaffSession, files: readonly Upload[]): Promise<{ files: UploadedFile[] }> {
  if (files.length === 0) refuseWith({ code: 'document.no_files' })
  if (files.length > mostFiles) refuseWith({ code: 'document.too_many_files', files: files.length, most: mostFiles })
  const out: UploadedFile[] = []
  for (const file of files) out.push(await takeIn(who, { name: file.name, mediaType: file.mediaType, bytes: file.bytes, origin: 'received' }))
  return { files: out }
}

export type Incoming = { readonly name: string; readonly mediaType: string; readonly bytes: Buffer; readonly origin: 'received' | 'exchanged'; /** The sender's message, beside the paper. */ readonly message?: FromMessage; readonly also?: (db: Writes, id: string) => Promise<void> }

export async function takeIn(who: StaffSession, file: Incoming): Promise<UploadedFile> {
  const kind = openPaperKind(file.bytes, file.name)
  // What is not a paper at all is refused before anything is stored: nothing to look at, nothing to keep.
  if (!kind.ok) return { name: file.name, id: null, state: null, refusal: asRefusal(kind.refusal), duplicates: [] }
  const now = nowInstant()
  const read = kind.value === 'txt' && file.bytes.length <= readAtOnce ? await readPaper(file.bytes, file.name, now) : null
  if (read !== null && !read.ok) return { name: file.name, id: null, state: null, refusal: asRefusal(read.refusal), duplicates: [] }
  // A state secret is refused before anything of it is stored.
  const mark = read === null ? null : secrecyMark(read.value.text)
  if (mark !== null) return { name: file.name, id: null, state: null, refusal: asRefusal(secretRefusal(mark, dayOf(now))), duplicates: [] }
  const sha256 = await keepBytes(file.bytes)
  return asStaff(who, async (db) => {
    const id = newId()
    const duplicates = await duplicatesOf(db, { id: null, sha256, value: read?.ok ? read.value.working.value : null })
    await recordFile(db, { sha256, bytes: file.bytes.length, mediaType: mediaTypes[kind.value] ?? file.mediaType, name: file.name, recordKind: 'document', recordId: id })
    await db.insertInto('document').values({
      province_id: who.provinceId, id, organisation_id: who.organisationId, origin: file.origin, state: 'reading', exchange: file.message === undefined ? null : JSON.stringify(file.message), file_sha256: sha256, file_name: file.name, file_kind: kind.value,
      created_by: who.accountId, created_by_post: who.postId, created_at: now, search: '',
    }).execute()
    if (read?.ok) await keepReading(db, who.provinceId, id, read.value, file.message ?? null)
    else await enqueue(db, 'directives.read', { provinceId: who.provinceId, documentId: id }, { key: `directives.read:${who.provinceId}:${id}` })
    await file.also?.(db, id)
    await announceDirective(db, id, [who.organisationId])
    await audit(db, { action: 'document.uploaded', kind: 'document', id, detail: { name: file.name, sha256, bytes: file.bytes.length, duplicates: duplicates.map((d) => d.id) } })
    return { name: file.name, id, state: read?.ok ? 'to_confirm' : 'reading', refusal: null, duplicates } satisfies UploadedFile
  })
}

const mediaTypes: Readonly<Record<string, string>> = { txt: 'text/plain; charset=utf-8', pdf: 'application/pdf', docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' }

/** Stores what was read: text, pages with word boxes, the reading as found, and the working copy for the clerk. */
export async function keepReading(db: Writes | Transaction<DB>, provinceId: string, id: string, found: PaperRead, message: FromMessage | null): Promise<void> {
  const read = message === null ? found : { ...found, ...withMessage(found.working, found.warnings, message.says) }
  const v = read.working.value
  await run(db, sql`update document set state = 'to_confirm', text = ${read.text}, page_count = ${read.paper.pages.length}, file_kind = ${read.paper.kind}, paper_warnings = ${JSON.stringify(read.paper.warnings)}::jsonb,
      reading = ${JSON.stringify({ value: v, evidence: read.working.evidence, warnings: read.warnings })}::jsonb, working = ${JSON.stringify(read.working)}::jsonb, version = version + 1, refusal = null, doubts = ${doubtsOf(read.working, read.warnings).length}, task_count = ${v.tasks.length},
      system = ${v.system}, type = ${v.type}, number = ${v.number}, number_key = ${numberKey(v.number)}, issuer = ${v.issuer}, parent_issuer = ${v.parent_issuer}, place = ${v.place}, issued_on = ${v.date}::date, title = ${v.title}, urgency = ${v.urgency},
      signer = ${v.signer}, signer_title = ${v.signer_title}, search = ${searchOf(v)}
    where province_id = ${provinceId} and id = ${id}::uuid`)
  await keepPages(db, provinceId, id, read.paper)
}

export async function keepPages(db: Writes | Transaction<DB>, provinceId: string, id: string, paper: PaperRead['paper']): Promise<void> {
  const starts = pageStarts(paper)
  await run(db, sql`delete from document_page where province_id = ${provinceId} and document_id = ${id}::uuid`)
  const pages = paper.pages.map((p, i) => ({ number: p.number, width: p.width, height: p.height, source: p.source, start: starts[i]!, end: starts[i]! + p.text.length, words: p.words && p.words.length > 0 ? p.words : null }))
  if (pages.length > 0) await run(db, sql`insert into document_page (province_id, document_id, number, width, height, source, text_start, text_end, words)
    select ${provinceId}, ${id}::uuid, number, width, height, source, start, "end", nullif(words, 'null'::jsonb) from jsonb_to_recordset(${JSON.stringify(pages)}::jsonb) as r(number int, width float8, height float8, source text, start int, "end" int, words jsonb)`)
}

/** Đọc văn bản, as a job: reading is repeated safely until its outcome is stored. */
export async function readDocument(provinceId: string, documentId: string, job: Parameters<Task>[1]): Promise<void> {
  const [document] = await asSystem(provinceId, (db) => run<{ sha256: string | null; name: string | null; organisationId: string; state: string; exchange: FromMessage | null }>(db, sql`select file_sha256 as sha256, file_name as name, organisation_id as "organisationId", state, exchange from document where province_id = ${provinceId} and id = ${documentId}::uuid`))
  if (!document || document.state !== 'reading' || document.sha256 === null) return
  const bytes = await bytesOf(document.sha256)
  const read = await readPaper(bytes, document.name ?? 'văn bản', nowInstant()).catch((e: unknown) => {
    // A fault of the program: tried again, and after the third time said to the clerk instead of leaving the paper “being read” for days.
    if (job.attempt < 3 && !job.lastAttempt) throw e
    job.log(`reading ${documentId} failed: ${(e as Error).stack ?? String(e)}`)
    return refuse({ code: 'document.reading_failed' } satisfies DirectivesRefusal)
  })
  // What only reading shows: nothing of it stays, neither in the database nor on the disk.
  const mark = read.ok ? secrecyMark(read.value.text) : null
  const forget = await asSystem(provinceId, async (db) => {
    const [still] = await run<{ state: string }>(db, sql`select state from document where province_id = ${provinceId} and id = ${documentId}::uuid for update`)
    if (still?.state !== 'reading') return null
    if (mark !== null) {
      const gone = await clearSecret(db, provinceId, documentId, mark)
      await announceDirective(db, documentId, [document.organisationId])
      await audit(db, { action: 'document.secret_refused', kind: 'document', id: documentId, detail: { secrecy: mark } })
      return gone
    }
    if (read.ok) await keepReading(db, provinceId, documentId, read.value, document.exchange)
    else await run(db, sql`update document set state = 'unreadable', refusal = ${JSON.stringify(read.refusal)}::jsonb, version = version + 1 where province_id = ${provinceId} and id = ${documentId}::uuid`)
    await announceDirective(db, documentId, [document.organisationId])
    await audit(db, { action: read.ok ? 'document.read' : 'document.unreadable', kind: 'document', id: documentId, detail: read.ok ? { pages: read.value.paper.pages.length, tasks: read.value.working.value.tasks.length } : { code: read.refusal.code } })
    return null
  })
  if (forget !== null) await forgetBytes(forget)
}

/** Word boxes of a paper we issued ourselves, so that its clauses light up on the page at the receiver's. */
export async function readIssuedPages(provinceId: string, documentId: string): Promise<void> {
  const [document] = await asSystem(provinceId, (db) => run<{ sha256: string | null; name: string | null; organisationId: string }>(db, sql`select file_sha256 as sha256, file_name as name, organisation_id as "organisationId" from document where province_id = ${provinceId} and id = ${documentId}::uuid and state = 'issued'`))
  if (!document || document.sha256 === null) return
  const read = await readPaper(await bytesOf(document.sha256), document.name ?? 'văn bản.pdf', nowInstant())
  if (!read.ok) throw new Error(`a paper of our own cannot be read: ${read.refusal.code}`)
  await asSystem(provinceId, async (db) => {
    await run(db, sql`update document set text = ${read.value.text}, page_count = ${read.value.paper.pages.length} where province_id = ${provinceId} and id = ${documentId}::uuid`)
    await keepPages(db, provinceId, documentId, read.value.paper)
    const clauses = await run<{ id: string; text: string }>(db, sql`select id, text from clause where province_id = ${provinceId} and document_id = ${documentId}::uuid order by seq`)
    const placed = placesOf(read.value.text, clauses)
    await run(db, sql`update clause c set text_start = p.start, text_end = p."end" from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as p(id uuid, start int, "end" int) where c.province_id = ${provinceId} and c.document_id = ${documentId}::uuid and c.id = p.id`)
    await announceDirective(db, documentId, [document.organisationId])
  })
}

type Open = { state: DocumentState; version: number; sha256: string | null; organisationId: string }
/** Locks a document of the acting organisation that is not yet registered. */
export async function lockOpen(db: Writes, id: string, states: readonly DocumentState[] = ['to_confirm', 'unreadable']): Promise<Open> {
  const [row] = await run<Open>(db, sql`select state, version, file_sha256 as sha256, organisation_id as "organisationId" from document where province_id = current_province() and id = ${id}::uuid and organisation_id = current_organisation() for update`)
  if (!row) return notFound(id)
  if (!states.includes(row.state)) refuseWith({ code: 'document.not_open', state: row.state })
  return row
}

export const rereadDirective = (who: StaffSession, id: string): Promise<{ state: DocumentState }> => asStaff(who, async (db) => {
  await lockOpen(db, id)
  await run(db, sql`update document set state = 'reading', refusal = null where province_id = current_province() and id = ${id}::uuid`)
  await enqueue(db, 'directives.read', { provinceId: who.provinceId, documentId: id }, { key: `directives.read:${who.provinceId}:${id}` })
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'document.reread', kind: 'document', id })
  return { state: 'reading' as const }
})

export const discardDirective = (who: StaffSession, id: string, reason: string): Promise<{ id: string }> => asStaff(who, async (db) => {
  await lockOpen(db, id, ['to_confirm', 'unreadable', 'reading', 'draft'])
  await run(db, sql`update document set state = 'cancelled', version = version + 1 where province_id = current_province() and id = ${id}::uuid`)
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'document.discarded', kind: 'document', id, detail: { reason } })
  return { id }
})
