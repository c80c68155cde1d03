import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { genericOAuth, twoFactor } from 'better-auth/plugins'
import type { Config } from '../platform/config.ts'
import type { Database } from '../platform/db/index.ts'

/**
 * Đăng nhập: passwords, one-time codes (TOTP), passkeys, OIDC and sessions by better-auth, on tables the application role cannot read.
 * Loaded by `auth.ts` when somebody signs in or has a session: a third of the program's code is here.
 * Nobody signs up: accounts are made by an administrator. Nothing is reported to anybody outside.
 */
export function openLibrary(config: Config, db: Database) {
  const origin = new URL(config.origin)
  return betterAuth({
    appName: 'Tại Chỗ',
    secret: config.secret,
    baseURL: config.origin,
    basePath: '/api/auth',
    database: db.authPool,
    telemetry: { enabled: false },
    // Who comes back from the identity provider without an account sees the sign-in page again, with ?error=.
    onAPIError: { errorURL: `${config.origin}/` },
    // The program is also reached by the machine's own address; a request is trusted for the host it was sent to.
    trustedOrigins: (request) => {
      const host = request?.headers.get('host')
      return host ? [config.origin, `http://${host}`, `https://${host}`] : [config.origin]
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128, autoSignIn: false },
    session: { expiresIn: 12 * 3600, updateAge: 1800, cookieCache: { enabled: false } },
    // Thirty a minute: an office behind one address signs in together at half past seven.
    rateLimit: { enabled: true, storage: 'memory', window: 60, max: 120, customRules: { '/sign-in/email': { window: 60, max: 30 }, '/sign-in/social': { window: 60, max: 30 }, '/callback/*': { window: 60, max: 60 }, '/two-factor/*': { window: 60, max: 10 } } },
    // Said outright: left unsaid, the library drops both checks wherever NODE_ENV is "test".
    advanced: { disableOriginCheck: false, disableCSRFCheck: false, cookiePrefix: 'taicho', useSecureCookies: origin.protocol === 'https:', database: { generateId: () => crypto.randomUUID() }, ipAddress: { ipAddressHeaders: ['x-taicho-ip'] } },
    plugins: [
      twoFactor({ issuer: 'Tại Chỗ' }),
      passkey({ rpID: origin.hostname, rpName: 'Tại Chỗ', origin: config.origin }),
      ...(config.oidc ? [genericOAuth({ config: [{ providerId: 'oidc', clientId: config.oidc.clientId, clientSecret: config.oidc.clientSecret, discoveryUrl: `${config.oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, scopes: ['openid', 'email', 'profile'], disableImplicitSignUp: true, disableSignUp: true, pkce: true }] })] : []),
    ],
  })
}
export type Library = ReturnType<typeof openLibrary>
