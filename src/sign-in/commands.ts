import { sql } from 'kysely'
import { recordHandover } from '../obligations/index.ts'
import { audit } from '../platform/audit/index.ts'
import { asStaff, database, type StaffSession, type Writes } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import { createAuthUser, endAuthSessions, setAuthPassword, type Auth } from './auth.ts'
import { isGoodPassword } from './rules.ts'

const strong = (password: string): void => { if (!isGoodPassword(password)) throw new Refused({ code: 'account.password_weak', minimum: 12 } as never) }

/** Makes the sign-in user first (other tables, other role), then the account; a failed account takes its user away again. */
export async function createAccount(auth: Auth, who: StaffSession, account: { name: string; email: string; phone?: string | undefined; password: string; postId?: string | undefined }): Promise<{ id: string }> {
  strong(account.password)
  const email = account.email.toLowerCase()
  const taken = await database().authPool.query('select 1 from "user" where email = $1', [email])
  if (taken.rowCount) throw new Refused({ code: 'account.email_taken', email } as never)
  const authUserId = await createAuthUser(auth, { name: account.name, email, password: account.password })
  try {
    return await asStaff(who, async (db) => {
      const id = newId()
      await db.insertInto('account').values({ province_id: who.provinceId, id, auth_user_id: authUserId, name: account.name.normalize('NFC'), email, phone: account.phone ?? null }).execute()
      if (account.postId) await hold(db, account.postId, id)
      await audit(db, { action: 'account.created', kind: 'account', id, detail: { email, postId: account.postId ?? null } })
      return { id }
    })
  } catch (e) {
    await database().authPool.query('delete from "user" where id = $1', [authUserId])
    throw e
  }
}

async function hold(db: Writes, postId: string, accountId: string, handoverId: string | null = null): Promise<void> {
  const post = await db.selectFrom('post').select('id').where('province_id', '=', db.who.provinceId).where('id', '=', postId).where('valid_to', 'is', null).executeTakeFirst()
  if (!post) throw new Refused({ code: 'post.not_found', id: postId } as never)
  await db.insertInto('post_holding').values({ province_id: db.who.provinceId, id: newId(), post_id: postId, account_id: accountId, from_at: sql`now()`, handover_id: handoverId }).onConflict((c) => c.doNothing()).execute()
}

const getAccount = async (db: Writes, id: string): Promise<{ auth_user_id: string; disabled_at: string | null }> => {
  const row = await db.selectFrom('account').select(['auth_user_id', 'disabled_at']).where('province_id', '=', db.who.provinceId).where('id', '=', id).executeTakeFirst()
  if (!row) throw new Refused({ code: 'account.not_found', id } as never)
  return row
}

export const givePost = (who: StaffSession, postId: string, accountId: string): Promise<{ id: string }> => asStaff(who, async (db) => {
  await getAccount(db, accountId)
  await hold(db, postId, accountId)
  await audit(db, { action: 'post.given', kind: 'post', id: postId, detail: { accountId } })
  return { id: postId }
})

/** Bàn giao: one holding ends, the next begins, and the open obligations of the post's organisation are counted into the record. */
export const handOverPost = (who: StaffSession, postId: string, h: { fromAccountId: string | null; toAccountId: string; note?: string | undefined }): Promise<{ id: string; openObligations: number }> => asStaff(who, async (db) => {
  if (h.fromAccountId === h.toAccountId) throw new Refused({ code: 'handover.same_person' } as never)
  await getAccount(db, h.toAccountId)
  const id = newId()
  if (h.fromAccountId) {
    const ended = await db.updateTable('post_holding').set({ until_at: sql`now()`, handover_id: id }).where('province_id', '=', who.provinceId).where('post_id', '=', postId).where('account_id', '=', h.fromAccountId).where('until_at', 'is', null).executeTakeFirst()
    if (!ended.numUpdatedRows) throw new Refused({ code: 'handover.not_holder' } as never)
  }
  await hold(db, postId, h.toAccountId, id)
  const { rows: [open] } = await sql<{ n: number }>`select open_obligations_of_post(${who.provinceId}, ${postId}::uuid) as n`.execute(db)
  await recordHandover(db, { post: postId, fromAccount: h.fromAccountId, toAccount: h.toAccountId, note: h.note })
  await db.insertInto('handover').values({ province_id: who.provinceId, id, post_id: postId, from_account_id: h.fromAccountId, to_account_id: h.toAccountId, at: sql`now()`, by_account_id: who.accountId, open_obligations: open!.n, note: h.note ?? null }).execute()
  await audit(db, { action: 'post.handed_over', kind: 'post', id: postId, detail: { from: h.fromAccountId, to: h.toAccountId, openObligations: open!.n } })
  return { id, openObligations: open!.n }
})

export async function resetPassword(auth: Auth, who: StaffSession, id: string, password: string): Promise<{ id: string }> {
  strong(password)
  const account = await asStaff(who, async (db) => {
    const found = await getAccount(db, id)
    await audit(db, { action: 'account.password_reset', kind: 'account', id })
    return found
  })
  await setAuthPassword(auth, account.auth_user_id, password)
  return { id }
}

export async function disableAccount(auth: Auth, who: StaffSession, id: string, disabled: boolean): Promise<{ id: string }> {
  const account = await asStaff(who, async (db) => {
    const found = await getAccount(db, id)
    if (disabled) {
      const { rows: [left] } = await sql<{ n: number }>`
        select count(distinct a.id)::int as n from account a join post_holding h on h.province_id = a.province_id and h.account_id = a.id and h.until_at is null
        join post p on p.province_id = h.province_id and p.id = h.post_id and p.kind = 'admin' where a.province_id = ${who.provinceId} and a.disabled_at is null and a.id <> ${id}`.execute(db)
      if (!left!.n) throw new Refused({ code: 'account.last_admin' } as never)
    }
    await db.updateTable('account').set({ disabled_at: disabled ? sql<string>`now()` : null }).where('province_id', '=', who.provinceId).where('id', '=', id).execute()
    await audit(db, { action: disabled ? 'account.disabled' : 'account.enabled', kind: 'account', id })
    return found
  })
  if (disabled) await endAuthSessions(auth, account.auth_user_id)
  return { id }
}
