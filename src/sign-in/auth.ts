import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../platform/config.ts'
import type { Database } from '../platform/db/index.ts'
import { Refused } from '../platform/refusal.ts'
import type { Library } from './library.ts'

/** The sign-in library, opened at its first use: a page and a health check are answered without it. */
export type Auth = { readonly library: () => Promise<Library> }

export function makeAuth(config: Config, db: Database): Auth {
  let opened: Promise<Library> | undefined
  return { library: () => (opened ??= import('./library.ts').then(({ openLibrary }) => openLibrary(config, db))) }
}

const headersOf = (request: FastifyRequest): Headers => {
  const headers = new Headers()
  for (const [k, v] of Object.entries(request.headers)) {
    if (typeof v === 'string') headers.set(k, v)
    else if (Array.isArray(v)) for (const x of v) headers.append(k, x)
  }
  // The address that rate limits count by is the one the socket (or the trusted proxy) gives, never one the client writes.
  headers.set('x-taicho-ip', request.ip)
  return headers
}

/** The signed-in session of a request: its id and the user's id. Asked at every request, so that a revoked session ends at once. */
export async function sessionOfRequest(auth: Auth, request: FastifyRequest): Promise<{ sessionId: string; userId: string } | undefined> {
  if (!request.headers.cookie?.includes('session_token')) return undefined
  const library = await auth.library()
  const found = await library.api.getSession({ headers: headersOf(request) }).catch((e: Error & { statusCode?: number }) => {
    // The library hides what went wrong below it; all it does here is ask the database.
    if ((e.statusCode ?? 500) < 500) throw e
    request.log.warn({ err: e }, 'the session could not be asked for')
    throw new Refused({ code: 'database.unavailable' } as never)
  })
  return found ? { sessionId: found.session.id, userId: found.user.id } : undefined
}

/** Mounts the library below /api/auth. */
export function mountAuth(app: FastifyInstance, auth: Auth): void {
  app.route({
    method: ['GET', 'POST'], url: '/api/auth/*',
    handler: async (request, reply) => {
      const url = new URL(request.url, `${request.protocol}://${request.headers.host ?? 'localhost'}`)
      const library = await auth.library()
      const answer = await library.handler(new Request(url, { method: request.method, headers: headersOf(request), ...(request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}) }))
      reply.code(answer.status)
      answer.headers.forEach((value, key) => { if (key !== 'set-cookie') reply.header(key, value) })
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      return reply.send(answer.body ? Buffer.from(await answer.arrayBuffer()) : null)
    },
  })
}

/** A user of the sign-in library with a password. Only `commands.ts` calls it, next to the account it belongs to. */
export async function createAuthUser(auth: Auth, user: { name: string; email: string; password: string }): Promise<string> {
  const context = await (await auth.library()).$context
  const made = await context.internalAdapter.createUser({ name: user.name, email: user.email.toLowerCase(), emailVerified: true }, { method: 'admin' })
  await context.internalAdapter.linkAccount({ userId: made.id, providerId: 'credential', accountId: made.id, password: await context.password.hash(user.password) })
  return made.id
}
export async function setAuthPassword(auth: Auth, userId: string, password: string): Promise<void> {
  const context = await (await auth.library()).$context
  await context.internalAdapter.updatePassword(userId, await context.password.hash(password))
  await context.internalAdapter.deleteUserSessions(userId)
}
export async function endAuthSessions(auth: Auth, userId: string): Promise<void> {
  await (await (await auth.library()).$context).internalAdapter.deleteUserSessions(userId)
}
