import { ApiRefusal } from '../../web/api.ts'
import { currentLanguage } from '../../web/language.ts'
import { signInWords } from './words.ts'

type RefusalName = Exclude<keyof typeof signInWords.vi.refusals, 'other'>
/** Codes of the sign-in library → our sentences. What is not here says its code, so that an administrator can find it. */
const known: Record<string, RefusalName> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong', INVALID_EMAIL: 'wrong', INVALID_PASSWORD: 'currentPassword', CREDENTIAL_ACCOUNT_NOT_FOUND: 'wrong', USER_NOT_FOUND: 'wrong',
  INVALID_CODE: 'code', INVALID_TOTP_CODE: 'code', OTP_HAS_EXPIRED: 'code', INVALID_BACKUP_CODE: 'backup', INVALID_TWO_FACTOR_COOKIE: 'expired', TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'many', ACCOUNT_TEMPORARILY_LOCKED: 'locked',
  PASSWORD_TOO_SHORT: 'weak', SESSION_NOT_FRESH: 'fresh', SESSION_EXPIRED: 'expired', AUTH_CANCELLED: 'passkey', PASSKEY_NOT_FOUND: 'passkey', AUTHENTICATION_FAILED: 'passkey',
}

export function refusedBy(code: string, status: number): ApiRefusal {
  const name = status === 429 ? 'many' : known[code]
  const say = (t: (typeof signInWords)['vi']): string => (name ? t.refusals[name] : t.refusals.other(code))
  return new ApiRefusal({ code: name ? `sign-in.${name}` : 'sign-in.other', said: code }, { vi: say(signInWords.vi), en: say(signInWords.en) }, status)
}
export const refusedAs = (name: RefusalName): ApiRefusal => new ApiRefusal({ code: `sign-in.${name}` }, { vi: signInWords.vi.refusals[name], en: signInWords.en.refusals[name] }, 0)

/** Reasons in the address of a return from the provider of the office (better-auth, `/callback/oidc`). */
const returns: Record<string, RefusalName> = { signup_disabled: 'oidcNoAccount', account_not_linked: 'oidcNotLinked' }
/** The refusal behind `?error=` on the sign-in page; null without one. */
export const returnedWith = (code: string | null): ApiRefusal | null => (code === null || code === '' ? null : refusedAs(returns[code] ?? 'oidcRefused'))

/** One call to the sign-in library below `/api/auth`, whose answers are its own and not our contracts. */
export async function auth<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/auth${path}`, {
      method, credentials: 'same-origin',
      headers: { accept: 'application/json', 'accept-language': currentLanguage(), ...(method === 'POST' ? { 'content-type': 'application/json', 'x-taicho-csrf': '1' } : {}) },
      ...(method === 'POST' ? { body: JSON.stringify(body ?? {}) } : {}),
    })
  } catch {
    throw new ApiRefusal({ code: 'network.unreachable' }, { vi: 'Không kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại.', en: 'The server cannot be reached. Check the network and try again.' }, 0)
  }
  const text = await response.text()
  let answer: unknown = null
  try {
    answer = text === '' ? null : JSON.parse(text)
  } catch {
    throw refusedBy(`HTTP ${response.status}`, response.status)
  }
  if (response.ok) return answer as T
  throw refusedBy((answer as { code?: string } | null)?.code ?? `HTTP ${response.status}`, response.status)
}

/** Passkeys need the library's own browser half; it is fetched when it is wanted. */
async function passkeys() {
  if (!('credentials' in navigator) || !window.isSecureContext || typeof PublicKeyCredential === 'undefined') throw refusedAs('passkeyUnsupported')
  const [{ createAuthClient }, { passkeyClient }] = await Promise.all([import('better-auth/client'), import('@better-auth/passkey/client')])
  return createAuthClient({ basePath: '/api/auth', plugins: [passkeyClient()], fetchOptions: { headers: { 'x-taicho-csrf': '1' } } })
}
const checked = (answer: { error?: { code?: string; status?: number; message?: string } | null } | undefined | null): void => {
  if (answer?.error) throw answer.error.code ? refusedBy(answer.error.code, answer.error.status ?? 0) : refusedAs('passkey')
}
export const signInByPasskey = async (): Promise<void> => checked(await (await passkeys()).signIn.passkey() as never)
export const addPasskey = async (name: string): Promise<void> => checked(await (await passkeys()).passkey.addPasskey({ name }) as never)
