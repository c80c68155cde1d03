import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { givenOrganisation, ownDatabase } from '../../test/support/given.ts'
import { openOffice, password, type Office } from '../../test/support/office.ts'
import { database } from '../platform/db/index.ts'

ownDatabase()
let office: Office
beforeAll(async () => { office = await openOffice() })
afterAll(() => office.close())

const code = (r: { body: never }): string | undefined => (r.body as { refusal?: { code: string } } | undefined)?.refusal?.code

test('who is not signed in is told so, in both languages', async () => {
  const r = await office.anonymous.get('/api/accounts')
  expect(r.status).toBe(401)
  expect(r.body).toMatchObject({ refusal: { code: 'session.missing' }, sentence: { vi: expect.stringContaining('đăng nhập'), en: expect.stringContaining('signed in') } })
})

test('an account that holds no post may sign in and is told to ask for one', async () => {
  const someone = await (await givenOrganisation('Sở Tài chính')).post('staff', 'Lò Thị Mây')
  const caller = await office.signIn(someone)
  await database().systemPool.query('update post_holding set until_at = now() where account_id = $1', [someone.accountId])
  const r = await caller.get('/api/accounts')
  expect([r.status, code(r)]).toEqual([403, 'session.no_post'])
})

test('a wrong password and an unknown address get the same answer', async () => {
  const clerk = await office.signIn(await (await givenOrganisation('Sở Công Thương')).post('clerk'))
  const wrong = await office.anonymous.send('POST', '/api/auth/sign-in/email', { email: clerk.email, password: 'khong-phai-mat-khau' })
  const unknown = await office.anonymous.send('POST', '/api/auth/sign-in/email', { email: 'khong-co@example.vn', password: 'khong-phai-mat-khau' })
  expect([wrong.status, unknown.status]).toEqual([401, 401])
  expect(wrong.body).toEqual(unknown.body)
})

test('guessing passwords is stopped after thirty tries a minute', async () => {
  const tries: number[] = []
  for (let i = 0; i < 32; i++) {
    const r = await office.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: 'ai-do@example.vn', password: `doan-mo-lan-thu-${i}` }, headers: { host: 'localhost:8021', origin: 'http://localhost:8021' }, remoteAddress: '10.9.9.9' })
    tries.push(r.statusCode)
  }
  expect(tries.slice(0, 30).every((s) => s === 401)).toBe(true)
  expect(tries.slice(30)).toEqual([429, 429])
})

test('nobody can make an account for themselves', async () => {
  const r = await office.anonymous.send('POST', '/api/auth/sign-up/email', { name: 'Kẻ Lạ', email: 'la@example.vn', password })
  expect(r.status).toBeGreaterThanOrEqual(400)
  expect((await database().authPool.query(`select 1 from "user" where email = 'la@example.vn'`)).rowCount).toBe(0)
})

test('a form sent from another page is refused', async () => {
  const head = await office.signIn(await (await givenOrganisation('Sở Xây dựng')).post('admin'))
  const r = await office.app.inject({ method: 'POST', url: '/api/accounts', payload: {}, headers: { host: 'localhost:8021', cookie: head.cookie } })
  expect([r.statusCode, (r.json() as { refusal: { code: string } }).refusal.code]).toEqual([403, 'request.not_ours'])
})

test('a person who holds two posts switches between them, and only between them', async () => {
  const org = await givenOrganisation('UBND xã Tân Trào')
  const clerk = await org.post('clerk')
  const second = await org.post('head')
  await database().systemPool.query('update post_holding set account_id = $1 where account_id = $2', [clerk.accountId, second.accountId])
  const caller = await office.signIn(clerk)
  const stranger = await (await givenOrganisation('UBND xã Minh Thanh')).post('head')
  expect(((await caller.get('/api/me')).body as { posts: unknown[] }).posts).toHaveLength(2)
  expect((await caller.send('POST', '/api/me/acting', { postId: second.postId })).body).toEqual({ acting: second.postId })
  expect(((await caller.get('/api/me')).body as { acting: string; permissions: string[] })).toMatchObject({ acting: second.postId, permissions: expect.arrayContaining(['document.sign']) })
  const refusedSwitch = await caller.send('POST', '/api/me/acting', { postId: stranger.postId })
  expect([refusedSwitch.status, code(refusedSwitch)]).toEqual([422, 'post.not_held'])
})

test('a session that was ended by the administrator is refused at the very next request', async () => {
  const org = await givenOrganisation('Sở Tư pháp')
  const admin = await office.signIn(await org.post('admin'))
  const staff = await office.signIn(await org.post('staff'))
  expect((await staff.get('/api/me')).body).not.toBeNull()
  expect((await admin.send('POST', `/api/accounts/${staff.who.accountId}/disable`, { disabled: true })).status).toBe(200)
  expect((await staff.get('/api/me')).body).toBeNull()
})

test('a session whose time is over is refused, and the sessions of a person can be listed', async () => {
  const staff = await office.signIn(await (await givenOrganisation('Sở Ngoại vụ')).post('staff'))
  expect((await staff.get('/api/auth/list-sessions')).body).toHaveLength(1)
  await database().authPool.query(`update session set "expiresAt" = now() - interval '1 hour' where "userId" = (select id from "user" where email = $1)`, [staff.email])
  expect((await staff.get('/api/me')).body).toBeNull()
  expect((await staff.get('/api/organisations')).status).toBe(401)
})

test('a post is handed over as a recorded act, and the former holder acts for it no more', async () => {
  const org = await givenOrganisation('UBND xã Kim Bình')
  const admin = await office.signIn(await org.post('admin'))
  const old = await office.signIn(await org.post('head', 'Hoàng Văn Cũ'))
  const next = await office.signIn(await org.post('staff', 'Ma Thị Mới'))
  const r = await admin.send('POST', `/api/posts/${old.who.postId}/handovers`, { fromAccountId: old.who.accountId, toAccountId: next.who.accountId, note: 'Nghỉ hưu' })
  expect([r.status, r.body]).toMatchObject([200, { openObligations: 0 }])
  expect(((await old.get('/api/me')).body as { posts: unknown[] }).posts).toEqual([])
  expect(((await next.get('/api/me')).body as { posts: { title: string }[] }).posts.map((p) => p.title)).toContain('Người đứng đầu')
  expect((await database().systemPool.query(`select detail from audit_event where action = 'post.handed_over' and subject_id = $1`, [old.who.postId])).rows[0].detail).toMatchObject({ from: old.who.accountId, to: next.who.accountId })
})

/** RFC 6238 with the defaults every authenticator app uses: SHA-1, 30 seconds, six digits. */
function totp(secret: string, at: number): string {
  const bits = [...secret.replace(/=+$/, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g)!.map((b) => Number.parseInt(b, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const h = createHmac('sha1', key).update(counter).digest()
  const o = h.at(-1)! & 15
  return String((h.readUInt32BE(o) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

test('with a one-time code set up, the password alone no longer opens the door', async () => {
  const head = await office.signIn(await (await givenOrganisation('Công an tỉnh')).post('head'))
  const enabled = (await head.send('POST', '/api/auth/two-factor/enable', { password })).body as { totpURI: string; backupCodes: string[] }
  expect(enabled.backupCodes.length).toBeGreaterThan(5)
  const secret = new URL(enabled.totpURI).searchParams.get('secret')!
  const verified = await head.send('POST', '/api/auth/two-factor/verify-totp', { code: totp(secret, Date.now()) })
  expect(verified.status).toBe(200)

  const first = await office.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email: head.email, password }, headers: { host: 'localhost:8021', origin: 'http://localhost:8021' }, remoteAddress: '10.8.8.8' })
  expect(first.json()).toMatchObject({ twoFactorRedirect: true })
  const pending = first.cookies.filter((c) => c.value).map((c) => `${c.name}=${encodeURIComponent(c.value)}`).join('; ')
  const inside = async (cookie: string) => (await office.app.inject({ method: 'GET', url: '/api/me', headers: { host: 'localhost:8021', cookie } })).json()
  expect(await inside(pending)).toBeNull()
  const bad = await office.app.inject({ method: 'POST', url: '/api/auth/two-factor/verify-totp', payload: { code: '000000' }, headers: { host: 'localhost:8021', origin: 'http://localhost:8021', cookie: pending }, remoteAddress: '10.8.8.8' })
  expect(bad.statusCode).toBe(401)
  const good = await office.app.inject({ method: 'POST', url: '/api/auth/two-factor/verify-totp', payload: { code: totp(secret, Date.now()) }, headers: { host: 'localhost:8021', origin: 'http://localhost:8021', cookie: pending }, remoteAddress: '10.8.8.8' })
  expect(good.statusCode).toBe(200)
  expect(await inside(good.cookies.map((c) => `${c.name}=${encodeURIComponent(c.value)}`).join('; '))).toMatchObject({ acting: head.who.postId })
})

test('the tables of the sign-in library are those it would make itself', async () => {
  const { getMigrations } = await import('better-auth/db/migration')
  const { toBeCreated, toBeAdded } = await getMigrations((await office.auth.library()).options)
  expect([toBeCreated, toBeAdded]).toEqual([[], []])
})
