import { sql } from 'kysely'
import { database, readAs, type StaffSession } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import { areaOf } from './area.ts'
import { permissionsFor, type Permission, type PostKind } from './rules.ts'
import type { Me } from './contract.ts'
import type { SignInRefusal } from './refusals.ts'

type SessionRow = {
  province_id: string; account_id: string; name: string; email: string; language: 'vi' | 'en'; acting_post_id: string | null; post_id: string | null; post_kind: PostKind | null
  post_title: string | null; post_rank: number | null; organisation_id: string | null; organisation_name: string | null; organisation_line: string | null; organisation_kind: string | null; province_name: string
}

const rowsOf = async (s: { sessionId: string; userId: string }): Promise<SessionRow[]> =>
  (await database().appPool.query<SessionRow>({ name: 'session_of', text: 'select * from session_of($1, $2)', values: [s.sessionId, s.userId] })).rows

/** The post acted for: the one chosen in this session if it is still held, else the highest in rank. */
const actingOf = (rows: readonly SessionRow[]): SessionRow | undefined => {
  const held = rows.filter((r) => r.post_id !== null)
  return held.find((r) => r.post_id === r.acting_post_id) ?? held[0]
}

const fieldOrganisation = (r: SessionRow, area: readonly string[]) => ({ line: r.organisation_line ?? 'other', kind: r.organisation_kind ?? 'khac', wholeProvince: area[0] === '*' })

export async function findStaffSession(s: { sessionId: string; userId: string }, requestId: string): Promise<{ account: boolean; staff?: StaffSession }> {
  const rows = await rowsOf(s)
  const acting = actingOf(rows)
  if (!acting) return { account: rows.length > 0 }
  const area = await areaOf(acting.province_id, acting.organisation_id!)
  return {
    account: true,
    staff: {
      provinceId: acting.province_id, accountId: acting.account_id, postId: acting.post_id!, organisationId: acting.organisation_id!, name: acting.name, postTitle: acting.post_title!,
      organisationName: acting.organisation_name ?? '', area, language: acting.language, requestId,
      permissions: permissionsFor(acting.post_kind!, fieldOrganisation(acting, area)),
    },
  }
}

/** Who may do something: one post for each account, the highest in rank that has the permission. */
async function listHolders(permission: Permission, email?: string): Promise<{ email: string; staff: StaffSession }[]> {
  const { rows } = await database().systemPool.query<SessionRow>(`
    select a.province_id, a.id as account_id, a.name, a.email, a.language, p.id as post_id, p.kind as post_kind, p.title as post_title, o.id as organisation_id, v.name as organisation_name, o.line as organisation_line, o.kind as organisation_kind
    from account a join post_holding h on h.province_id = a.province_id and h.account_id = a.id and h.until_at is null
    join post p on p.province_id = h.province_id and p.id = h.post_id and p.valid_to is null join organisation o on o.province_id = p.province_id and o.id = p.organisation_id
    left join lateral (select name from organisation_version v where v.province_id = o.province_id and v.organisation_id = o.id order by v.valid_from desc limit 1) v on true
    where a.disabled_at is null and ($1::text is null or a.email = lower($1)) order by a.email, p.rank`, [email ?? null])
  const holders: { email: string; staff: StaffSession }[] = []
  for (const r of rows) {
    if (holders.at(-1)?.email === r.email) continue
    const area = await areaOf(r.province_id, r.organisation_id!)
    const permissions = permissionsFor(r.post_kind!, fieldOrganisation(r, area))
    if (!permissions.has(permission)) continue
    holders.push({ email: r.email, staff: {
      provinceId: r.province_id, accountId: r.account_id, postId: r.post_id!, organisationId: r.organisation_id!, name: r.name, postTitle: r.post_title!, organisationName: r.organisation_name ?? '',
      area, permissions, language: r.language, requestId: newId(),
    } })
  }
  return holders
}

/**
 * The person a command given at the machine itself is done as: the one named, or the only one who may. It works under that person's row-level
 * security, and the audit trail names them.
 */
export async function getHolder(permission: Permission, email?: string): Promise<StaffSession> {
  const holders = await listHolders(permission, email)
  if (holders.length === 1) return holders[0]!.staff
  const refusal: SignInRefusal = email ? { code: 'account.may_not', email, permission } : { code: 'account.name_one', emails: holders.map((h) => h.email) }
  throw new Refused(refusal)
}

export async function findMe(s: { sessionId: string; userId: string }, demo: boolean): Promise<Me | null> {
  const rows = await rowsOf(s)
  const first = rows[0]
  if (!first) return null
  const acting = actingOf(rows)
  const permissions = acting ? permissionsFor(acting.post_kind!, fieldOrganisation(acting, await areaOf(acting.province_id, acting.organisation_id!))) : []
  return {
    account: { id: first.account_id, name: first.name, email: first.email, language: first.language },
    posts: rows.filter((r) => r.post_id).map((r) => ({ id: r.post_id!, title: r.post_title!, kind: r.post_kind!, organisation: { id: r.organisation_id!, name: r.organisation_name ?? '', line: r.organisation_line ?? '' } })),
    acting: acting?.post_id ?? null, permissions: [...permissions], demo, province: { id: first.province_id, name: first.province_name },
  }
}

export const listAccounts = (who: StaffSession, q: { q?: string | undefined; after?: string | undefined; limit: number }) => readAs(who, async (db) => {
  const like = q.q ? `%${q.q.toLowerCase()}%` : null
  const { rows } = await sql<{ id: string; name: string; email: string; phone: string | null; disabledAt: string | null; posts: { id: string; title: string; organisation: string }[] }>`
    select a.id, a.name, a.email, a.phone, a.disabled_at as "disabledAt",
      coalesce((select json_agg(json_build_object('id', p.id, 'title', p.title, 'organisation', coalesce(v.name, '')) order by p.rank)
        from post_holding h join post p on p.province_id = h.province_id and p.id = h.post_id
        left join lateral (select name from organisation_version v where v.province_id = p.province_id and v.organisation_id = p.organisation_id order by v.valid_from desc limit 1) v on true
        where h.province_id = a.province_id and h.account_id = a.id and h.until_at is null), '[]') as posts
    from account a where a.province_id = ${who.provinceId} and (${like}::text is null or lower(a.name) like ${like} or a.email like ${like}) and (${q.after ?? null}::text is null or a.email > ${q.after ?? null})
    order by a.email limit ${q.limit + 1}`.execute(db as never)
  return { accounts: rows.slice(0, q.limit), next: rows.length > q.limit ? rows[q.limit - 1]!.email : null }
})

export const listAudit = (who: StaffSession, q: { before?: string | undefined; kind?: string | undefined; id?: string | undefined; limit: number }) => readAs(who, async (db) => {
  const { rows } = await sql<{ chainId: string; seq: number; at: string; account: string | null; post: string | null; organisation: string | null; action: string; kind: string; id: string; detail: Record<string, unknown> }>`
    select e.chain_id as "chainId", e.seq, e.at, a.name as account, p.title as post, v.name as organisation, e.action, e.subject_kind as kind, e.subject_id as id, e.detail
    from audit_event e left join account a on a.province_id = e.province_id and a.id = e.account_id left join post p on p.province_id = e.province_id and p.id = e.post_id
    left join lateral (select name from organisation_version v where v.province_id = e.province_id and v.organisation_id = e.organisation_id order by v.valid_from desc limit 1) v on true
    where e.province_id = ${who.provinceId} and (${q.before ?? null}::timestamptz is null or e.at < ${q.before ?? null}::timestamptz)
      and (${q.kind ?? null}::text is null or e.subject_kind = ${q.kind ?? null}) and (${q.id ?? null}::text is null or e.subject_id = ${q.id ?? null})
    order by e.at desc limit ${q.limit + 1}`.execute(db as never)
  return { events: rows.slice(0, q.limit), next: rows.length > q.limit ? rows[q.limit - 1]!.at : null }
})
