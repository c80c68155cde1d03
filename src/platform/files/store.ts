import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import path from 'node:path'
import { Refused } from '../refusal.ts'
import type { Reads, Writes } from '../db/index.ts'

/** Kho tệp: bytes on disk by content hash; who may open them is a row per organisation and record. */
let folder: string | undefined
export const useFileFolder = (at: string): void => { folder = at }
const root = (): string => { if (!folder) throw new Error('no file folder'); return folder }
const placeOf = (sha256: string): string => path.join(root(), sha256.slice(0, 2), sha256.slice(2, 4), sha256)

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Writes the bytes durably (flushed, then renamed) unless they are there already. Answers their hash. */
export async function keepBytes(bytes: Uint8Array): Promise<string> {
  const sha256 = hashOf(bytes)
  const target = placeOf(sha256)
  if (await stat(target).then(() => true, () => false)) return sha256
  await mkdir(path.dirname(target), { recursive: true })
  const temporary = `${target}.${randomUUID()}`
  const handle = await open(temporary, 'wx', 0o640)
  try { await handle.writeFile(bytes); await handle.sync() } finally { await handle.close() }
  await rename(temporary, target).catch(async (e) => { await unlink(temporary).catch(() => undefined); throw e })
  return sha256
}

export const bytesOf = (sha256: string): Promise<Buffer> => readFile(placeOf(sha256))
export const streamOf = (sha256: string): ReadStream => createReadStream(placeOf(sha256))

/** Records kept bytes and lets the acting organisation open them through a record. */
export async function recordFile(db: Writes, file: { sha256: string; bytes: number; mediaType: string; name: string; recordKind: string; recordId: string }): Promise<void> {
  const province_id = db.who.provinceId
  await db.insertInto('stored_file').values({ province_id, sha256: file.sha256, bytes: file.bytes, media_type: file.mediaType }).onConflict((c) => c.doNothing()).execute()
  await grantFile(db, { ...file, organisationId: db.who.organisationId })
}

/** Lets another organisation open a file that the acting one may open: part of sending it a record. */
export async function grantFile(db: Writes, grant: { sha256: string; organisationId: string; recordKind: string; recordId: string; name: string }): Promise<void> {
  await db.insertInto('file_access')
    .values({ province_id: db.who.provinceId, sha256: grant.sha256, organisation_id: grant.organisationId, record_kind: grant.recordKind, record_id: grant.recordId, name: grant.name })
    .onConflict((c) => c.doNothing()).execute()
}

/** The file as the acting organisation may see it, or a refusal. Row-level security decides. */
export async function getFile(db: Reads, sha256: string): Promise<{ sha256: string; mediaType: string; bytes: number; name: string }> {
  const row = await db.selectFrom('stored_file as f').innerJoin('file_access as a', (j) => j.onRef('a.province_id', '=', 'f.province_id').onRef('a.sha256', '=', 'f.sha256'))
    .select(['f.sha256', 'f.media_type as mediaType', 'f.bytes', 'a.name']).where('f.sha256', '=', sha256).orderBy('a.granted_at').limit(1).executeTakeFirst()
  if (!row) throw new Refused({ code: 'record.not_found', kind: 'file', id: sha256 } as never)
  return row
}
