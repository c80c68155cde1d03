import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { readConfig, type Config } from '../../src/platform/config.ts'
import { asSystem, database, type StaffSession } from '../../src/platform/db/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { startLive } from '../../src/platform/live/index.ts'
import { makeApp, mountLive } from '../../src/server/start.ts'
import { createAuthUser, makeAuth, type Auth } from '../../src/sign-in/index.ts'

export const password = 'mat-khau-thu-nghiem-2026'

export type Caller = {
  readonly who: StaffSession
  readonly email: string
  readonly cookie: string
  readonly get: (url: string) => Promise<Answered>
  readonly send: (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>
  readonly upload: (url: string, files: readonly { name: string; bytes: Buffer; mediaType?: string }[]) => Promise<Answered>
}
export type Answered = { readonly status: number; readonly body: never; readonly raw: Buffer; readonly headers: Record<string, string | string[] | number | undefined> }
export type Office = { readonly app: FastifyInstance; readonly auth: Auth; readonly config: Config; readonly signIn: (who: StaffSession) => Promise<Caller>; readonly anonymous: Omit<Caller, 'who' | 'email' | 'cookie'>; readonly close: () => Promise<void> }

/** The real program on the test's database: same routes, same sign-in, same row-level security; only the socket is left out. */
export async function openOffice(mode: 'demo' | 'office' = 'office'): Promise<Office> {
  const config = readConfig({ data: mkdtempSync(path.join(tmpdir(), 'taicho-office-')), empty: mode === 'office', demo: mode === 'demo', port: 8021 }, {})
  const auth = makeAuth(config, database())
  const app = await makeApp(config, auth)
  const live = await startLive(database(), app.log)
  mountLive(app, () => live, auth)
  await app.ready()

  const caller = (cookie: string | undefined): Omit<Caller, 'who' | 'email' | 'cookie'> => {
    const call = async (method: string, url: string, payload?: string | Buffer, headers: Record<string, string> = {}): Promise<Answered> => {
      const r = await app.inject({ method: method as 'GET', url, ...(payload === undefined ? {} : { payload }), headers: { host: 'localhost:8021', ...(cookie ? { cookie } : {}), ...(method === 'GET' ? {} : { 'x-taicho-csrf': '1', origin: 'http://localhost:8021' }), ...headers } })
      let body: unknown
      try { body = r.json() } catch { body = undefined }
      return { status: r.statusCode, body: body as never, raw: r.rawPayload, headers: r.headers as Answered['headers'] }
    }
    return {
      get: (url) => call('GET', url),
      send: (method, url, body, headers) => call(method, url, JSON.stringify(body ?? {}), { 'content-type': 'application/json', ...headers }),
      upload: (url, files) => {
        const boundary = `----taicho${newId()}`
        const parts = files.flatMap((f) => [Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${f.name}"\r\ncontent-type: ${f.mediaType ?? 'application/octet-stream'}\r\n\r\n`), f.bytes, Buffer.from('\r\n')])
        return call('POST', url, Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]), { 'content-type': `multipart/form-data; boundary=${boundary}` })
      },
    }
  }

  return {
    app, auth, config, anonymous: caller(undefined),
    close: async () => { await live.close(); await app.close(); rmSync(config.dataFolder, { recursive: true, force: true }) },
    signIn: async (who) => {
      const email = `${who.accountId}@example.vn`
      const userId = await createAuthUser(auth, { name: who.name, email, password })
      await asSystem(who.provinceId, async (db) => { await db.updateTable('account').set({ auth_user_id: userId }).where('province_id', '=', who.provinceId).where('id', '=', who.accountId).execute() })
      const r = await app.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password }, headers: { host: 'localhost:8021', origin: 'http://localhost:8021' }, remoteAddress: `10.1.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}` })
      if (r.statusCode !== 200) throw new Error(`sign-in: ${r.statusCode} ${r.body}`)
      const cookie = r.cookies.map((c) => `${c.name}=${encodeURIComponent(c.value)}`).join('; ')
      return { who, email, cookie, ...caller(cookie) }
    },
  }
}
