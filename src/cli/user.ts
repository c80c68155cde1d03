import { randomBytes } from 'node:crypto'
import { audit } from '../platform/audit/index.ts'
import type { Config } from '../platform/config.ts'
import { asSystem, type Database } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import { createAuthUser, makeAuth } from '../sign-in/index.ts'

export type ListedUser = { email: string; name: string; province: string; posts: string[]; disabled: boolean }

export async function listUsers(db: Database): Promise<ListedUser[]> {
  const { rows } = await db.systemPool.query<ListedUser>(`
    select a.email, a.name, a.province_id as province, a.disabled_at is not null as disabled,
      coalesce(array_agg(p.title || ' · ' || coalesce(v.name, '') order by p.rank) filter (where p.id is not null), '{}') as posts
    from account a left join post_holding h on h.province_id = a.province_id and h.account_id = a.id and h.until_at is null
    left join post p on p.province_id = h.province_id and p.id = h.post_id
    left join lateral (select name from organisation_version v where v.province_id = p.province_id and v.organisation_id = p.organisation_id order by v.valid_from desc limit 1) v on true
    group by a.province_id, a.id order by a.email`)
  return rows
}

/** A new password for an account from the machine itself: the way back in when the last administrator forgot theirs. */
export async function resetUserPassword(config: Config, db: Database, email: string): Promise<{ email: string; password: string }> {
  const { rows: [account] } = await db.systemPool.query<{ id: string; province_id: string; auth_user_id: string }>('select id, province_id, auth_user_id from account where email = $1', [email.toLowerCase()])
  if (!account) throw new Refused({ code: 'account.not_found', id: email } as never)
  const password = randomBytes(12).toString('base64url')
  const context = await (await makeAuth(config, db).library()).$context
  await asSystem(account.province_id, (tx) => audit(tx, { action: 'account.password_reset', kind: 'account', id: account.id, detail: { from: 'command line' } }))
  await context.internalAdapter.updatePassword(account.auth_user_id, await context.password.hash(password))
  await context.internalAdapter.deleteUserSessions(account.auth_user_id)
  return { email, password }
}

/** Makes an account that holds an existing post, found by its organisation's name and the post's title. */
export async function addUser(config: Config, db: Database, user: { email: string; name: string; postId: string }): Promise<{ email: string; password: string }> {
  const { rows: [post] } = await db.systemPool.query<{ province_id: string }>('select province_id from post where id = $1 and valid_to is null', [user.postId])
  if (!post) throw new Refused({ code: 'post.not_found', id: user.postId } as never)
  if ((await db.authPool.query('select 1 from "user" where email = $1', [user.email.toLowerCase()])).rowCount) throw new Refused({ code: 'account.email_taken', email: user.email } as never)
  const password = randomBytes(12).toString('base64url')
  const authUserId = await createAuthUser(makeAuth(config, db), { name: user.name, email: user.email, password })
  await asSystem(post.province_id, async (tx) => {
    const id = newId()
    await tx.insertInto('account').values({ province_id: post.province_id, id, auth_user_id: authUserId, name: user.name.normalize('NFC'), email: user.email.toLowerCase() }).execute()
    await tx.insertInto('post_holding').values({ province_id: post.province_id, id: newId(), post_id: user.postId, account_id: id, from_at: new Date().toISOString() }).execute()
    await audit(tx, { action: 'account.created', kind: 'account', id, detail: { email: user.email, postId: user.postId, from: 'command line' } })
  })
  return { email: user.email, password }
}
