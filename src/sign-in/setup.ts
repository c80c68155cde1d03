import { randomInt, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { audit } from '../platform/audit/index.ts'
import type { Config } from '../platform/config.ts'
import { nowInstant, today } from '../platform/clock.ts'
import { asSystem, database } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import { searchable } from '../platform/text.ts'
import { findKind, kindOfName } from '../units/index.ts'
import { createAuthUser, type Auth } from './auth.ts'
import { isGoodPassword } from './rules.ts'

const codeFile = (config: Config): string => path.join(config.dataFolder, 'setup-code')

/**
 * The first administrator proves to stand at the machine: the code is printed where the program was started and kept
 * in the data folder, readable by the program's user only. Whoever merely finds the open port cannot take the office.
 */
export function setupCode(config: Config): string {
  const file = codeFile(config)
  if (!existsSync(file)) writeFileSync(file, Array.from({ length: 12 }, () => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[randomInt(32)]).join(''), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

const same = (a: string, b: string): boolean => { const x = Buffer.from(a.padEnd(32).slice(0, 32)); const y = Buffer.from(b.padEnd(32).slice(0, 32)); return timingSafeEqual(x, y) && a.length === b.length }

export type FirstOffice = { code: string; name: string; email: string; password: string; provinceCode: string; organisation: string }

export async function setUpFirst(config: Config, auth: Auth, form: FirstOffice): Promise<{ email: string }> {
  if (!same(form.code.trim().toUpperCase(), setupCode(config))) throw new Refused({ code: 'setup.code_wrong' } as never)
  if (!isGoodPassword(form.password)) throw new Refused({ code: 'account.password_weak', minimum: 12 } as never)
  const client = await database().ownerClient()
  try {
    // Two browsers may press at once: the lock lets one be first.
    await client.query('select pg_advisory_lock(7241890)')
    if ((await client.query('select 1 from account limit 1')).rowCount) throw new Refused({ code: 'setup.done' } as never)
    const email = form.email.toLowerCase()
    const unit = (await client.query<{ id: string; full_name: string }>(`select id, full_name from unit where level = 'province' and code = $1 and valid_to is null`, [form.provinceCode])).rows[0]
    await client.query('insert into province (id, name, unit_id) values ($1, $2, $3) on conflict do nothing', [form.provinceCode, unit?.full_name ?? form.organisation, unit?.id ?? null])
    const authUserId = await createAuthUser(auth, { name: form.name, email, password: form.password })
    await asSystem(form.provinceCode, async (db) => {
      const province_id = form.provinceCode
      const kind = findKind(kindOfName(form.organisation) ?? 'khac') ?? { kind: 'khac', line: 'other' }
      const organisation_id = newId(); const post_id = newId(); const account_id = newId()
      await db.insertInto('organisation').values({ province_id, id: organisation_id, line: kind.line, kind: kind.kind, valid_from: '2025-07-01' }).execute()
      await db.insertInto('organisation_version').values({ province_id, organisation_id, valid_from: '2025-07-01', name: form.organisation.normalize('NFC'), unit_id: unit?.id ?? null, search: searchable(form.organisation) }).execute()
      await db.insertInto('post').values({ province_id, id: post_id, organisation_id, kind: 'admin', title: 'Quản trị hệ thống', rank: 900, valid_from: today() }).execute()
      await db.insertInto('account').values({ province_id, id: account_id, auth_user_id: authUserId, name: form.name.normalize('NFC'), email }).execute()
      await db.insertInto('post_holding').values({ province_id, id: newId(), post_id, account_id, from_at: nowInstant() }).execute()
      await audit(db, { action: 'office.set_up', kind: 'account', id: account_id, detail: { email } })
    })
    rmSync(codeFile(config), { force: true })
    return { email }
  } finally { await client.end() }
}
