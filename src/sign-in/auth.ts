import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../platform/config.ts'
import type { Database } from '../platform/db/index.ts'
import { Refused } from '../platform/refusal.ts'

/**
 * Đăng nhập: passwords, one-time codes (TOTP), passkeys, OIDC and sessions by better-auth, on tables the application role cannot read.
 * Nobody signs up: accounts are made by an administrator. Nothing is reported to anybody outside.
 */
export function makeAuth(config: Config, db: Database) {
  const origin = new URL(config.origin)
  return betterAuth({
    appName: 'Tại Chỗ',
    secret: config.secret,
    baseURL: config.origin,
    basePath: '/api/auth',
    database: db.authPool,
    telemetry: { enabled: false },
    // The program is also reached by the machine's own address; a request is trusted for the host it was sent to.
    trustedOrigins: (request) => {
      const host = request?.headers.get('host')
      return host ? [config.origin, `http://${host}`, `https://${host}`] : [config.origin]
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128, autoSignIn: false },
    session: { expiresIn: 12 * 3600, updateAge: 1800, cookieCache: { enabled: false } },
    // Thirty a minute: an office behind one address signs in together at half past seven.
    rateLimit: { enabled: true, storage: 'memory', window: 60, max: 120, customRules: { '/sign-in/email': { window: 60, max: 30 }, '/two-factor/*': { window: 60, max: 10 } } },
    advanced: { cookiePrefix: 'taicho', useSecureCookies: origin.protocol === 'https:', database: { generateId: () => crypto.randomUUID() }, ipAddress: { ipAddressHeaders: ['x-taicho-ip'] } },
    plugins: [
      twoFactor({ issuer: 'Tại Chỗ' }),
      passkey({ rpID: origin.hostname, rpName: 'Tại Chỗ', origin: config.origin }),
      ...(config.oidc ? [genericOAuth({ config: [{ providerId: 'oidc', clientId: config.oidc.clientId, clientSecret: config.oidc.clientSecret, discoveryUrl: `${config.oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, scopes: ['openid', 'email', 'profile'], disableImplicitSignUp: true, disableSignUp: true }] })] : []),
    ],
  })
}
export type Auth = ReturnType<typeof makeAuth>

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
  const found = await auth.api.getSession({ headers: headersOf(request) }).catch((e: Error & { statusCode?: number }) => {
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
      const answer = await auth.handler(new Request(url, { method: request.method, headers: headersOf(request), ...(request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}) }))
      reply.code(answer.status)
      answer.headers.forEach((value, key) => { if (key !== 'set-cookie') reply.header(key, value) })
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      return reply.send(answer.body ? Buffer.from(await answer.arrayBuffer()) : null)
    },
  })
}

/** A user of the sign-in library with a password. Only `commands.ts` calls it, next to the account it belongs to. */
export async function createAuthUser(auth: Auth, user: { name: string; email: string; password: string }): Promise<string> {
  const context = await auth.$context
  const made = await context.internalAdapter.createUser({ name: user.name, email: user.email.toLowerCase(), emailVerified: true }, { method: 'admin' })
  await context.internalAdapter.linkAccount({ userId: made.id, providerId: 'credential', accountId: made.id, password: await context.password.hash(user.password) })
  return made.id
}
export async function setAuthPassword(auth: Auth, userId: string, password: string): Promise<void> {
  const context = await auth.$context
  await context.internalAdapter.updatePassword(userId, await context.password.hash(password))
  await context.internalAdapter.deleteUserSessions(userId)
}
export async function endAuthSessions(auth: Auth, userId: string): Promise<void> {
  await (await auth.$context).internalAdapter.deleteUserSessions(userId)
}
