import { createServer, type AddressInfo } from 'node:net'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { givenOrganisation, ownDatabase } from '../../test/support/given.ts'
import { openIdentityProvider, type IdentityProvider, type Person } from '../../test/support/identity.ts'
import { readConfig } from '../platform/config.ts'
import { asSystem, database, type StaffSession } from '../platform/db/index.ts'
import { makeApp } from '../server/start.ts'
import { createAuthUser, makeAuth, type Auth } from './index.ts'

/** Signing in by the province's identity provider (OIDC), against a real provider over real HTTP. */
const db = ownDatabase()
// A dozen requests between two servers for each sign-in.
vi.setConfig({ testTimeout: 90_000 })
const folder = mkdtempSync(path.join(tmpdir(), 'taicho-oidc-'))
let provider: IdentityProvider
let auth: Auth
let app: FastifyInstance
let base = ''

beforeAll(async () => {
  const port = await new Promise<number>((done) => { const s = createServer().listen(0, '127.0.0.1', () => { const { port: free } = s.address() as AddressInfo; s.close(() => done(free)) }) })
  base = `http://localhost:${port}`
  provider = await openIdentityProvider({ id: 'taicho', secret: 'bi-mat-cua-phep-thu', redirect: `${base}/api/auth/callback/oidc` })
  const config = readConfig({ data: folder, empty: true, port }, { OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: 'taicho', OIDC_CLIENT_SECRET: 'bi-mat-cua-phep-thu', OIDC_NAME: 'Cổng tỉnh' })
  auth = makeAuth(config, database())
  await auth.library()
  app = await makeApp(config, auth)
  await app.listen({ port, host: '127.0.0.1' })
})
afterAll(async () => { await app?.close(); await provider?.close(); rmSync(folder, { recursive: true, force: true }) })

/** A browser's walk: follows every redirect with the cookies of each place, and says where it ends. */
type Visitor = { readonly walk: (url: string, init?: RequestInit) => Promise<{ at: URL; answer: Response }> }
function visitor(): Visitor {
  const jars = new Map<string, Map<string, string>>()
  const visit = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { origin } = new URL(url)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    const answer = await fetch(url, { redirect: 'manual', ...init, headers: { ...init.headers, cookie: [...jar].map(([k, v]) => `${k}=${v}`).join('; ') } })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
  return {
    walk: async (url, init) => {
      let at = new URL(url)
      let answer = await visit(url, init)
      for (let hops = 0; answer.status >= 300 && answer.status < 400; hops++) {
        if (hops > 12) throw new Error(`redirected for ever, last to ${at.href}`)
        at = new URL(answer.headers.get('location')!, at)
        // The page itself belongs to the browser.
        if (at.origin === base && !at.pathname.startsWith('/api/')) break
        answer = await visit(at.href)
      }
      return { at, answer }
    },
  }
}

/** Presses the button of the sign-in page and lets the provider sign this person in. */
async function signInAs(person: Person, callbackURL = '/viec-cua-toi'): Promise<{ at: URL; me: { account: { email: string } } | null; visitor: Visitor }> {
  provider.be(person)
  const v = visitor()
  const { answer } = await v.walk(`${base}/api/auth/sign-in/social`, { method: 'POST', headers: { 'content-type': 'application/json', origin: base }, body: JSON.stringify({ provider: 'oidc', callbackURL }) })
  expect(answer.status, await answer.clone().text()).toBe(200)
  const { url } = await answer.json() as { url: string }
  expect(url.startsWith(provider.issuer)).toBe(true)
  const { at, answer: last } = await v.walk(url)
  expect(last.status, `${at.href} ${last.status >= 400 ? await last.clone().text() : ''}`).toBeLessThan(400)
  const { answer: me } = await v.walk(`${base}/api/me`)
  return { at, me: await me.json() as { account: { email: string } } | null, visitor: v }
}

let n = 0
async function givenAccount(email: string): Promise<StaffSession> {
  const who = await (await givenOrganisation(`UBND xã Bình Ca ${++n}`)).post('head', 'Lò Văn Tiến')
  const userId = await createAuthUser(auth, { name: who.name, email, password: 'mat-khau-thu-nghiem-2026' })
  await asSystem(who.provinceId, async (tx) => { await tx.updateTable('account').set({ auth_user_id: userId, email }).where('province_id', '=', who.provinceId).where('id', '=', who.accountId).execute() })
  return who
}
const counted = async (): Promise<unknown> => (await db().authPool.query('select (select count(*)::int from "user") as users, (select count(*)::int from session) as sessions, (select count(*)::int from account) as accounts')).rows[0]

test('the sign-in page offers the provider by its name', async () => {
  const { answer } = await visitor().walk(`${base}/api/welcome`)
  expect(await answer.json()).toMatchObject({ oidc: 'Cổng tỉnh' })
})

test('a person whose account has the e-mail that the provider vouches for is signed in and returns to the page they came from', async () => {
  await givenAccount('tien.lv@example.vn')
  const { at, me, visitor: v } = await signInAs({ sub: 'cccd-1', email: 'Tien.LV@example.vn', emailVerified: true, name: 'Tên ở cổng tỉnh' })
  expect([at.pathname, at.search]).toEqual(['/viec-cua-toi', ''])
  // The name is the one of the office's account; the provider only says who it is.
  expect(me).toMatchObject({ account: { email: 'tien.lv@example.vn', name: 'Lò Văn Tiến' } })
  expect((await v.walk(`${base}/api/my-work`)).answer.status).toBe(200)
  // The second time the account is known by the provider's own number.
  expect((await signInAs({ sub: 'cccd-1', email: 'tien.lv@example.vn', emailVerified: true, name: 'Lò Văn Tiến' })).me).toMatchObject({ account: { email: 'tien.lv@example.vn' } })
})

test('somebody without an account is not given one, and is told on the sign-in page', async () => {
  const before = await counted()
  const { at, me } = await signInAs({ sub: 'cccd-2', email: 'nguoi-la@example.vn', emailVerified: true, name: 'Người Lạ' })
  expect(me).toBeNull()
  expect([at.origin, at.pathname]).toEqual([base, '/'])
  expect(at.searchParams.get('error')).toBe('signup_disabled')
  expect(await counted()).toEqual(before)
})

test('an e-mail that the provider does not vouch for opens nobody’s account', async () => {
  await givenAccount('huong.mt@example.vn')
  const before = await counted()
  const { at, me } = await signInAs({ sub: 'cccd-3', email: 'huong.mt@example.vn', emailVerified: false, name: 'Ai Đó' })
  expect(me).toBeNull()
  expect(at.searchParams.get('error')).toBeTruthy()
  expect(await counted()).toEqual(before)
})

test('a disabled account stays closed to the provider as well', async () => {
  const who = await givenAccount('khoa@example.vn')
  await asSystem(who.provinceId, async (tx) => { await tx.updateTable('account').set({ disabled_at: new Date().toISOString() }).where('province_id', '=', who.provinceId).where('id', '=', who.accountId).execute() })
  const { me, visitor: v } = await signInAs({ sub: 'cccd-4', email: 'khoa@example.vn', emailVerified: true, name: 'Đã Khóa' })
  expect(me).toBeNull()
  expect((await v.walk(`${base}/api/my-work`)).answer.status).toBe(401)
})

test('a return that this browser never set out on signs nobody in', async () => {
  const v = visitor()
  const { at, answer } = await v.walk(`${base}/api/auth/callback/oidc?code=gia-mao&state=gia-mao`)
  expect(answer.status < 400 ? at.searchParams.get('error') : 'refused').toBeTruthy()
  expect(await (await v.walk(`${base}/api/me`)).answer.json()).toBeNull()
})

test('where the program sends people afterwards cannot be bent to another site', async () => {
  const { answer } = await visitor().walk(`${base}/api/auth/sign-in/social`, { method: 'POST', headers: { 'content-type': 'application/json', origin: base }, body: JSON.stringify({ provider: 'oidc', callbackURL: 'https://ke-gian.example/' }) })
  expect(answer.status).toBe(403)
})
