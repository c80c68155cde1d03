import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, type StaffSession, type Writes } from '../platform/db/index.ts'
import { keepBytes, recordFile } from '../platform/files/index.ts'
import type { Upload } from '../platform/http/index.ts'
import type { Attachment } from './contract.ts'
import { attachmentsOf } from './queries-parts.ts'
import { openPaperKind } from './read-paper.ts'
import { announceDirective, asRefusal, holdersOf, notFound, nowInstant, refuseWith, run, type SaidRefusal } from './store.ts'

/** One document and what is pinned to it: more than this is a parcel, not a paper. */
const mostFiles = 40

async function lockForFiles(db: Writes, id: string): Promise<{ state: string }> {
  const [d] = await run<{ state: string; secrecy: string | null }>(db, sql`select state, secrecy from document where province_id = current_province() and id = ${id}::uuid and organisation_id = current_organisation() for update`)
  if (!d) return notFound(id)
  if (d.secrecy !== null || !['to_confirm', 'unreadable', 'registered', 'draft'].includes(d.state)) refuseWith({ code: 'document.not_open', state: d.state })
  return d
}

/** Whoever may open the paper may open what is pinned to it. */
const openToHolders = (db: Writes, id: string, file: { sha256: string; name: string }): Promise<unknown> => run(db, sql`insert into file_access (province_id, sha256, organisation_id, record_kind, record_id, name)
  select ${db.who.provinceId}, ${file.sha256}, v.organisation_id, 'document.attachment', ${id}, ${file.name} from delivery v where v.province_id = ${db.who.provinceId} and v.document_id = ${id}::uuid on conflict do nothing`)

type Kept = { readonly sha256: string; readonly name: string; readonly mediaType: string; readonly bytes: number }
/** The lines of files that are stored and granted already. */
export async function keepAttachments(db: Writes, id: string, files: readonly Kept[]): Promise<void> {
  if (files.length === 0) return
  await run(db, sql`insert into document_attachment (province_id, document_id, seq, sha256, name, media_type, bytes, added_at, added_by)
    select ${db.who.provinceId}, ${id}::uuid, (select coalesce(max(seq), 0) from document_attachment where province_id = ${db.who.provinceId} and document_id = ${id}::uuid) + r.n, r.sha256, r.name, r.media, r.bytes, ${nowInstant()}::timestamptz, ${db.who.accountId}::uuid
    from jsonb_to_recordset(${JSON.stringify(files.map((f, i) => ({ n: i + 1, sha256: f.sha256, name: f.name.normalize('NFC'), media: f.mediaType, bytes: f.bytes })))}::jsonb) as r(n int, sha256 text, name text, media text, bytes bigint)`)
}

/** Thêm tệp kèm theo: each file stands for itself, one bad file keeps none of the others out. */
export async function attachFiles(who: StaffSession, id: string, files: readonly Upload[]): Promise<{ attachments: Attachment[]; refused: { name: string; refusal: SaidRefusal }[] }> {
  if (files.length === 0) refuseWith({ code: 'document.no_files' })
  const refused: { name: string; refusal: SaidRefusal }[] = []
  const kept: { name: string; mediaType: string; bytes: number; sha256: string }[] = []
  for (const file of files) {
    const kind = openPaperKind(file.bytes, file.name)
    if (!kind.ok) refused.push({ name: file.name, refusal: asRefusal(kind.refusal) })
    else kept.push({ name: file.name, mediaType: file.mediaType, bytes: file.bytes.length, sha256: await keepBytes(file.bytes) })
  }
  return asStaff(who, async (db) => {
    await lockForFiles(db, id)
    const before = await attachmentsOf(db, id)
    if (before.length + kept.length > mostFiles) refuseWith({ code: 'attachment.too_many', most: mostFiles })
    const fresh = kept.filter((k, i) => !before.some((b) => b.sha256 === k.sha256) && kept.findIndex((o) => o.sha256 === k.sha256) === i)
    for (const f of fresh) {
      await recordFile(db, { ...f, recordKind: 'document.attachment', recordId: id })
      await openToHolders(db, id, f)
    }
    await keepAttachments(db, id, fresh)
    if (fresh.length > 0) {
      await announceDirective(db, id, await holdersOf(db, id))
      await audit(db, { action: 'document.files_attached', kind: 'document', id, detail: { files: fresh.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })) } })
    }
    return { attachments: await attachmentsOf(db, id), refused }
  })
}

export const removeAttachment = (who: StaffSession, id: string, seq: number): Promise<{ attachments: Attachment[] }> => asStaff(who, async (db) => {
  const d = await lockForFiles(db, id)
  if (d.state === 'registered') refuseWith({ code: 'attachment.not_removable' })
  const gone = await run<{ name: string; sha256: string }>(db, sql`update document_attachment set removed_at = ${nowInstant()}::timestamptz, removed_by = ${who.accountId}::uuid where province_id = ${who.provinceId} and document_id = ${id}::uuid and seq = ${seq} and removed_at is null returning name, sha256`)
  if (gone.length === 0) return notFound(id)
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'document.file_removed', kind: 'document', id, detail: { seq, ...gone[0] } })
  return { attachments: await attachmentsOf(db, id) }
})
