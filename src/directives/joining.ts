import { sql } from 'kysely'
import type { Writes } from '../platform/db/index.ts'
import type { ReadingValue } from './contract.ts'
import { bestMatch, isSameDocument, numberKey } from './rules.ts'
import { byNumbers, run } from './store.ts'

/**
 * Writes what a document cites, joined to the documents already in the register. Those that come later are joined by
 * `joinLater` when they do.
 */
export async function writeReferences(db: Writes, documentId: string, value: ReadingValue): Promise<void> {
  await run(db, sql`delete from document_reference where province_id = ${db.who.provinceId} and document_id = ${documentId}::uuid`)
  await run(db, sql`delete from document_upper where province_id = ${db.who.provinceId} and document_id = ${documentId}::uuid`)
  if (value.references.length === 0) return
  const known = (await byNumbers(db, value.references.map((r) => r.number))).filter((d) => d.id !== documentId)
  const rows = value.references.map((r, i) => ({ seq: i, type: r.type, number: r.number, number_key: numberKey(r.number), date: r.date, issuer: r.issuer, implemented: value.implements.includes(i), target: bestMatch(r, known)?.id ?? null }))
  await run(db, sql`insert into document_reference (province_id, document_id, seq, type, number, number_key, date, issuer, is_implemented, target_id)
    select ${db.who.provinceId}, ${documentId}::uuid, seq, type, number, number_key, date, issuer, implemented, target from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(seq int, type text, number text, number_key text, date date, issuer text, implemented boolean, target uuid)`)
  await writeUppers(db, documentId)
}

const writeUppers = (db: Writes, documentId: string): Promise<unknown> => run(db, sql`insert into document_upper (province_id, document_id, upper_id, seq)
  select province_id, document_id, target_id, min(seq) from document_reference where province_id = ${db.who.provinceId} and document_id = ${documentId}::uuid and is_implemented and target_id is not null group by 1, 2, 3 on conflict do nothing`)

/**
 * Nối lại: a document that arrives after those that cite it. Their references find it now; what they carry out hangs under it.
 * Answers how many documents were joined.
 */
export async function joinLater(db: Writes, documentId: string, value: Pick<ReadingValue, 'number' | 'date' | 'issuer'>): Promise<number> {
  const key = numberKey(value.number)
  if (key === null) return 0
  const waiting = await run<{ documentId: string; seq: number; number: string | null; date: string | null; issuer: string | null }>(db, sql`select r.document_id as "documentId", r.seq, r.number, r.date, r.issuer from document_reference r
    join document d on d.province_id = r.province_id and d.id = r.document_id and d.organisation_id = current_organisation() and d.state in ('registered', 'issued')
    where r.province_id = current_province() and r.number_key = ${key} and r.target_id is null and r.document_id <> ${documentId}::uuid`)
  const mine = waiting.filter((r) => isSameDocument(r, value))
  if (mine.length === 0) return 0
  await run(db, sql`update document_reference r set target_id = ${documentId}::uuid from jsonb_to_recordset(${JSON.stringify(mine)}::jsonb) as w("documentId" uuid, seq int)
    where r.province_id = current_province() and r.document_id = w."documentId" and r.seq = w.seq`)
  for (const id of new Set(mine.map((m) => m.documentId))) await writeUppers(db, id)
  return new Set(mine.map((m) => m.documentId)).size
}

/** A correction of number, date or issuer: what hung here by the wrong number lets go, and the right ones are found. */
export async function rejoin(db: Writes, documentId: string, value: ReadingValue): Promise<number> {
  const joined = await run<{ documentId: string; seq: number; number: string | null; date: string | null; issuer: string | null }>(db, sql`select r.document_id as "documentId", r.seq, r.number, r.date, r.issuer from document_reference r
    join document d on d.province_id = r.province_id and d.id = r.document_id and d.organisation_id = current_organisation() where r.province_id = current_province() and r.target_id = ${documentId}::uuid`)
  const wrong = joined.filter((r) => !isSameDocument(r, value))
  if (wrong.length > 0) {
    await run(db, sql`update document_reference r set target_id = null from jsonb_to_recordset(${JSON.stringify(wrong)}::jsonb) as w("documentId" uuid, seq int) where r.province_id = current_province() and r.document_id = w."documentId" and r.seq = w.seq`)
    await run(db, sql`delete from document_upper where province_id = current_province() and upper_id = ${documentId}::uuid and document_id = any(${wrong.map((w) => w.documentId)}::uuid[])`)
  }
  return joinLater(db, documentId, value)
}
