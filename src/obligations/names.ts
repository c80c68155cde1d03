import { today } from '../platform/clock.ts'
import { dayOf, type Instant, type PlainDate } from '../platform/dates.ts'
import { runPrepared, sql, type Reads } from '../platform/db/index.ts'

/** Names of organisations today, or on another day. The directory of the province is open to its staff. */
export async function organisationNames(db: Reads, provinceId: string, ids: readonly string[], day: PlainDate = today()): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await runPrepared(db, sql<{ id: string; name: string }>`
    select distinct on (organisation_id) organisation_id as id, name from organisation_version where province_id = ${provinceId} and organisation_id = any(${wanted}::uuid[])
      and valid_from <= ${day}::date order by organisation_id, valid_from desc`)
  return new Map(rows.map((r) => [r.id, r.name]))
}

export async function postTitles(db: Reads, provinceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; title: string }>`select id, title from post where province_id = ${provinceId} and id = any(${wanted}::uuid[])`.execute(db as never)
  return new Map(rows.map((r) => [r.id, r.title]))
}

export async function accountNames(db: Reads, provinceId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string }>`select id, name from account where province_id = ${provinceId} and id = any(${wanted}::uuid[])`.execute(db as never)
  return new Map(rows.map((r) => [r.id, r.name]))
}

/** The head of an organisation at a moment: post and the person who held it. */
export async function findHead(db: Reads, provinceId: string, organisation: string, at: Instant): Promise<{ post: string; person: string | null; since: string | null } | null> {
  const { rows } = await sql<{ post: string; person: string | null; since: string | null }>`
    select p.title as post, a.name as person, h.from_at as since from post p
    left join post_holding h on h.province_id = p.province_id and h.post_id = p.id and h.from_at <= ${at}::timestamptz and (h.until_at is null or h.until_at > ${at}::timestamptz)
    left join account a on a.province_id = h.province_id and a.id = h.account_id
    where p.province_id = ${provinceId} and p.organisation_id = ${organisation}::uuid and p.kind = 'head' and p.valid_from <= ${dayOf(at)}::date and (p.valid_to is null or p.valid_to >= ${dayOf(at)}::date) order by p.rank, p.id, h.from_at desc limit 1`.execute(db as never)
  return rows[0] ?? null
}
