import { sql } from 'kysely'
import { readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import { getFile, streamOf } from '../platform/files/index.ts'
import type { Download } from '../platform/http/index.ts'
import type { Attachment, DocumentAct, DocumentCopy } from './contract.ts'
import { notFound, refsOf, run } from './store.ts'

/** Tệp kèm theo of a document, those taken away left out. */
export const attachmentsOf = (db: Reads, id: string): Promise<Attachment[]> => run<Attachment>(db, sql`select seq, sha256, name, media_type as "mediaType", bytes, added_at as "addedAt" from document_attachment
  where province_id = current_province() and document_id = ${id}::uuid and removed_at is null order by seq`)

/** What ended or corrected a document, and who of those that had received it has answered. */
export async function actsOf(db: Reads, id: string): Promise<DocumentAct[]> {
  const rows = await run<Omit<DocumentAct, 'byDocument' | 'ended'> & { byDocumentId: string | null; ended: string[] }>(db, sql`select x.seq, x.kind, x.at, jsonb_build_object('person', a.name, 'post', p.title) as by, x.reason, x.notice, x.by_document_id as "byDocumentId", x.duties, x.ended,
      (select count(*)::int from delivery v where v.province_id = x.province_id and v.document_id = x.document_id and v.act_seq >= x.seq) as told,
      (select count(*)::int from delivery v where v.province_id = x.province_id and v.document_id = x.document_id and v.act_seq >= x.seq and v.act_seen_at >= x.at) as acknowledged
    from document_act x left join account a on a.province_id = x.province_id and a.id = x.by_account left join post p on p.province_id = x.province_id and p.id = x.by_post
    where x.province_id = current_province() and x.document_id = ${id}::uuid order by x.seq`)
  const refs = await refsOf(db, rows.flatMap((r) => (r.byDocumentId === null ? [] : [r.byDocumentId])))
  return rows.map(({ byDocumentId, ended, ...r }) => ({ ...r, byDocument: byDocumentId === null ? null : refs.get(byDocumentId) ?? null, ended: ended.length }))
}

export const copiesOf = (db: Reads, id: string): Promise<DocumentCopy[]> => run<DocumentCopy>(db, sql`select id, form, number, symbol, made_on as "madeOn", pages, recipients, copies, sha256 from document_copy
  where province_id = current_province() and organisation_id = current_organisation() and document_id = ${id}::uuid order by at`)

export const getAttachment = (who: StaffSession, id: string, seq: number): Promise<Download> => readAs(who, async (db) => {
  const [a] = await run<{ sha256: string; name: string }>(db, sql`select sha256, name from document_attachment where province_id = current_province() and document_id = ${id}::uuid and seq = ${seq} and removed_at is null`)
  if (!a) return notFound(id)
  const file = await getFile(db, a.sha256)
  return { bytes: streamOf(a.sha256), mediaType: file.mediaType, name: a.name, inline: file.mediaType === 'application/pdf' || file.mediaType.startsWith('image/') }
})

export const getCopy = (who: StaffSession, id: string, copyId: string): Promise<Download> => readAs(who, async (db) => {
  const [c] = await run<{ sha256: string; number: number; symbol: string }>(db, sql`select sha256, number, symbol from document_copy where province_id = current_province() and organisation_id = current_organisation() and document_id = ${id}::uuid and id = ${copyId}::uuid`)
  if (!c) return notFound(copyId)
  await getFile(db, c.sha256)
  return { bytes: streamOf(c.sha256), mediaType: 'application/pdf', name: `ban-sao-${c.symbol.replace(/[^\p{L}\p{N}]+/gu, '-')}.pdf`, inline: true }
})
