import { audit } from '../platform/audit/index.ts'
import { nowInstant } from '../platform/clock.ts'
import { asSystem, database, sql } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import { listLooks } from '../people/index.ts'
import { findByHashes, type Kept } from './read.ts'
import { hashOf, readKey } from './receipt.ts'
import type { DeclarationsRefusal } from './refusals.ts'
import { receiptKey } from './rules.ts'

const refuse = (r: DeclarationsRefusal): never => { throw new Refused(r) }
export type Look = { readonly at: string; readonly organisation: string | null; readonly post: string | null; readonly purpose: string | null }
export type Receipt = { readonly key: string; readonly kept: Kept; readonly looks: readonly Look[] }

/** The province in which a receipt lies. The hash is unique by chance (130 bits), so the first that has it is the one. */
async function provinceOf(text: string): Promise<{ key: string; provinceId: string }> {
  const key = readKey(text)
  if (!receiptKey.test(key)) return refuse({ code: 'declaration.receipt_unknown' })
  const { rows } = await database().systemPool.query<{ province_id: string }>('select d.province_id from province p join declaration d on d.province_id = p.id where d.receipt_hash = $1 limit 1', [hashOf(key)])
  return rows[0] ? { key, provinceId: rows[0].province_id } : refuse({ code: 'declaration.receipt_unknown' })
}

/** A declaration by its receipt, with who has looked at its people: organisation, post, purpose and moment, no names. */
export async function openReceipt(text: string): Promise<Receipt> {
  const { key, provinceId } = await provinceOf(text)
  return asSystem(provinceId, async (db) => {
    const kept = (await findByHashes(db, [hashOf(key)]))[0] ?? refuse({ code: 'declaration.receipt_unknown' })
    const looks: Look[] = []
    for (const id of new Set(kept.people.map((p) => p.personId))) looks.push(...await listLooks(db, id))
    return { key, kept, looks: looks.sort((a, b) => (a.at < b.at ? 1 : -1)) }
  })
}

/** Rút tờ khai: the lines stay as history; the commune no longer sees it as work. */
export async function withdraw(text: string): Promise<void> {
  const { key, provinceId } = await provinceOf(text)
  await asSystem(provinceId, async (db) => {
    const now = nowInstant()
    const kept = (await findByHashes(db, [hashOf(key)], true))[0] ?? refuse({ code: 'declaration.receipt_unknown' })
    if (kept.state === 'withdrawn') return
    await sql`update declaration set state = 'withdrawn', changed_at = ${now}::timestamptz, version = version + 1 where province_id = current_province() and id = ${kept.id}::uuid`.execute(db)
    await sql`update declaration_person set ended_at = ${now}::timestamptz where province_id = current_province() and declaration_id = ${kept.id}::uuid and ended_at is null`.execute(db)
    await sql`insert into declaration_event (province_id, id, declaration_id, kind, at) values (current_province(), ${newId()}::uuid, ${kept.id}::uuid, 'withdrawn', ${now}::timestamptz)`.execute(db)
    await audit(db, { action: 'declaration.withdrawn', kind: 'declaration', id: kept.id })
  })
}
