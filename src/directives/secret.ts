import { unlink } from 'node:fs/promises'
import { sql } from 'kysely'
import { dayOf, type PlainDate } from '../platform/dates.ts'
import { streamOf } from '../platform/files/index.ts'
import type { DirectivesRefusal } from './refusals.ts'
import { secrecyLaw, type Secrecy } from './rules.ts'
import { nowInstant, run } from './store.ts'

/** What is said to whoever puts a secret paper before the program. */
export const secretRefusal = (mark: Secrecy, on: PlainDate): DirectivesRefusal => ({ code: 'document.secret', mark, law: secrecyLaw(on) })

/**
 * A mark that was found only when the paper was read: what was stored of it is taken out of the database in the transaction of the job. Answers the
 * hash whose bytes may go from the disk after it, or null where another record holds the same file.
 */
export async function clearSecret(db: Parameters<typeof run>[0], provinceId: string, id: string, mark: Secrecy): Promise<string | null> {
  const [d] = await run<{ sha256: string | null }>(db, sql`select file_sha256 as sha256 from document where province_id = ${provinceId} and id = ${id}::uuid`)
  await run(db, sql`update document set state = 'unreadable', refusal = ${JSON.stringify(secretRefusal(mark, dayOf(nowInstant())))}::jsonb, file_sha256 = null, file_name = null, file_kind = null, text = null, reading = null, working = null, exchange = null, title = null, search = '', version = version + 1
    where province_id = ${provinceId} and id = ${id}::uuid`)
  await run(db, sql`delete from document_page where province_id = ${provinceId} and document_id = ${id}::uuid`)
  if (!d || d.sha256 === null) return null
  await run(db, sql`delete from file_access where province_id = ${provinceId} and sha256 = ${d.sha256} and record_id = ${id}`)
  const others = await run(db, sql`select 1 from file_access where sha256 = ${d.sha256} limit 1`)
  if (others.length > 0) return null
  await run(db, sql`delete from stored_file where province_id = ${provinceId} and sha256 = ${d.sha256}`)
  return d.sha256
}

/** Takes the bytes from the disk. The file store knows only to keep; its place is asked of the stream it opens. */
export async function forgetBytes(sha256: string): Promise<void> {
  const stream = streamOf(sha256)
  stream.on('error', () => undefined)
  const place = String(stream.path)
  stream.destroy()
  await unlink(place).catch((e: NodeJS.ErrnoException) => { if (e.code !== 'ENOENT') throw e })
}
