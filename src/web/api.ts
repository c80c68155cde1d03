import type { Answer, Call, Route } from '../platform/http/route.ts'
import { currentLanguage } from './language.ts'

/**
 * The typed client over the contracts: `await api(listUnits, { query: { q } })`.
 * A refusal of the server, a dead network and a failed server all throw `ApiRefusal`, which carries a sentence that can be shown as it is.
 */
export class ApiRefusal extends Error {
  readonly refusal: { readonly code: string } & Record<string, unknown>
  readonly sentences: { readonly vi: string; readonly en: string }
  /** HTTP status; 0 when the server was not reached. */
  readonly status: number
  constructor(refusal: { readonly code: string } & Record<string, unknown>, sentences: { vi: string; en: string }, status: number) {
    super(refusal.code)
    this.name = 'ApiRefusal'
    this.refusal = refusal
    this.sentences = sentences
    this.status = status
  }
  /** In the language of the screen. */
  get sentence(): string { return this.sentences[currentLanguage()] }
}

const unreachable = {
  vi: 'Không kết nối được với máy chủ. Những gì đã nhập vẫn còn; hãy kiểm tra mạng rồi thử lại.',
  en: 'The server cannot be reached. What you typed is still here; check the network and try again.',
}
const failed = (requestId: string | null) => ({
  vi: `Máy chủ gặp lỗi, việc này chưa được ghi nhận. Hãy thử lại; nếu vẫn lỗi, báo quản trị viên${requestId ? ` mã ${requestId}` : ''}.`,
  en: `The server failed and this was not recorded. Try again; if it fails again, tell the administrator${requestId ? ` code ${requestId}` : ''}.`,
})

/** Called when the server says that nobody is signed in any more: the shell then asks for sign-in over the page, which keeps what was typed. */
let whenSignedOut: () => void = () => {}
export const onSignedOut = (listener: () => void): void => { whenSignedOut = listener }

type Parts = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }
export type CallOptions = {
  readonly signal?: AbortSignal
  /** The id of the command, made once per intent: a retry with the same id is applied once. A new one is made when absent. */
  readonly idempotencyKey?: string
}

/** `/api/obligations/7/reports?page=2` of a route and its parts. Absent and null query values are left out; lists repeat the name. */
export function urlOf<R extends Route>(route: R, call: Call<R>): string {
  const { params, query } = call as Parts
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params?.[name]
    if (value === undefined || value === null) throw new Error(`${route.method} ${route.path}: parameter ${name} is missing`)
    return encodeURIComponent(String(value))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
  }
  const text = search.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

type NeedsNothing<R extends Route> = Record<never, never> extends Call<R> ? true : false
type Rest<R extends Route> = NeedsNothing<R> extends true ? [call?: Call<R>, options?: CallOptions] : [call: Call<R>, options?: CallOptions]

export async function api<R extends Route>(route: R, ...[call, options]: Rest<R>): Promise<Answer<R>> {
  const parts = (call ?? {}) as Parts
  return (await request(route.method, urlOf(route, parts as Call<R>), parts.body, options)) as Answer<R>
}

/** One request by hand, for addresses that have no contract (the sign-in library). Same headers, same refusals. */
export async function request(method: string, url: string, body?: unknown, options: CallOptions = {}): Promise<unknown> {
  const headers = headersOf(method, options)
  if (body !== undefined) headers['content-type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(url, {
      method, headers, credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiRefusal({ code: 'network.unreachable' }, unreachable, 0)
  }
  if (response.ok) return response.status === 204 ? undefined : await answerOf(response)
  throw refusalOf(response.status, await response.text(), response.headers.get('x-request-id'))
}

function headersOf(method: string, options: CallOptions): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': currentLanguage() }
  if (method !== 'GET') headers['x-taicho-csrf'] = '1'
  if (method !== 'GET') headers['idempotency-key'] = options.idempotencyKey ?? newId()
  return headers
}

async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    // A proxy or a captive portal answered in our server's place.
    throw new ApiRefusal({ code: 'network.not_our_server' }, unreachable, response.status)
  }
}

function refusalOf(status: number, text: string, requestId: string | null): ApiRefusal {
  const said = parsedRefusal(text)
  if (status === 401 && said?.refusal.code !== 'sign-in.wrong') whenSignedOut()
  if (said) return new ApiRefusal(said.refusal, said.sentence, status)
  return new ApiRefusal({ code: status >= 500 ? 'server.failed' : 'server.unexplained', status, requestId }, failed(requestId), status)
}

function parsedRefusal(text: string): { refusal: { code: string } & Record<string, unknown>; sentence: { vi: string; en: string } } | null {
  try {
    const body = JSON.parse(text) as { refusal?: { code?: unknown }; sentence?: { vi?: unknown; en?: unknown } }
    if (typeof body.refusal?.code !== 'string' || typeof body.sentence?.vi !== 'string') return null
    const vi = body.sentence.vi
    return { refusal: body.refusal as { code: string } & Record<string, unknown>, sentence: { vi, en: typeof body.sentence.en === 'string' ? body.sentence.en : vi } }
  } catch {
    return null
  }
}

/** Sends files (multipart) to a route of kind `upload`; tells how far the sending is, 0 to 1. */
export function upload<R extends Route>(route: R, call: Call<R>, files: readonly File[], options: CallOptions & { onProgress?: (sent: number) => void } = {}): Promise<Answer<R>> {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    for (const file of files) form.append('file', file, file.name)
    const sender = new XMLHttpRequest()
    sender.open(route.method, urlOf(route, call))
    for (const [name, value] of Object.entries(headersOf(route.method, options))) sender.setRequestHeader(name, value)
    sender.upload.onprogress = (event) => { if (event.lengthComputable) options.onProgress?.(event.loaded / event.total) }
    sender.onerror = () => reject(new ApiRefusal({ code: 'network.unreachable' }, unreachable, 0))
    sender.onabort = () => reject(new DOMException('aborted', 'AbortError'))
    sender.onload = () => {
      if (sender.status < 200 || sender.status > 299) return reject(refusalOf(sender.status, sender.responseText, sender.getResponseHeader('x-request-id')))
      try {
        resolve((sender.responseText === '' ? undefined : JSON.parse(sender.responseText)) as Answer<R>)
      } catch {
        reject(new ApiRefusal({ code: 'network.not_our_server' }, unreachable, sender.status))
      }
    }
    options.signal?.addEventListener('abort', () => sender.abort())
    sender.send(form)
  })
}

/** A fresh id for a command. `crypto.randomUUID` exists only on HTTPS and localhost; an office may run on plain HTTP in its own network. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The sentence of anything caught: refusals speak for themselves, everything else is a fault of ours. */
export function sentenceOf(error: unknown): { vi: string; en: string } {
  if (error instanceof ApiRefusal) return error.sentences
  return {
    vi: 'Màn hình gặp lỗi. Hãy tải lại trang; nếu vẫn lỗi, báo quản trị viên.',
    en: 'This screen failed. Reload the page; if it fails again, tell the administrator.',
  }
}
