import { randomUUID } from 'node:crypto'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import multipart from '@fastify/multipart'
import { z } from 'zod'
import { isConnectionLoss, type StaffSession } from '../db/index.ts'
import { Refused, type AnyRefusal } from '../refusal.ts'
import type { Answer, Parsed, Route } from './route.ts'

/** A file as it came in, read whole and bounded. */
export type Upload = { readonly name: string; readonly mediaType: string; readonly bytes: Buffer; readonly field: string }
export type Download = { readonly bytes: Uint8Array | NodeJS.ReadableStream; readonly mediaType: string; readonly name: string; readonly inline?: boolean; readonly maxAgeSeconds?: number }
export type Input<R extends Route> = Parsed<R> & { readonly who: StaffSession; readonly request: FastifyRequest; readonly reply: FastifyReply; readonly files: () => Promise<Upload[]> }
export type PublicInput<R extends Route> = Omit<Input<R>, 'who'>

export type Served = { readonly route: Route; readonly handle: (input: never) => Promise<unknown> }
/** Ties a contract to what carries it out for a person signed in. */
export const serve = <R extends Route>(route: R, handle: (input: Input<R>) => Promise<Answer<R> | Download>): Served => ({ route, handle: handle as never })
/** The same for a route that anybody may call. */
export const servePublic = <R extends Route>(route: R, handle: (input: PublicInput<R>) => Promise<Answer<R> | Download>): Served => {
  if (route.access !== 'public') throw new Error(`${route.path} is not a public route`)
  return { route, handle: handle as never }
}

export const maxUploadBytes = 50 * 1_048_576

export type Sentence = (refusal: AnyRefusal) => { vi: string; en: string }
export type HttpParts = {
  readonly rooms: readonly Served[]
  readonly sessionOf: (request: FastifyRequest) => Promise<StaffSession | undefined>
  /** True for a signed-in account that holds no post: it is told so, instead of being asked to sign in. */
  readonly hasAccount: (request: FastifyRequest) => Promise<boolean>
  readonly sentenceOf: Sentence
  readonly logLevel?: string
  /** Tests check every answer against the contract, values and all. A running program filters and writes it in one pass (a board of 94 kB: 0.2 ms instead of 1.4). */
  readonly checkAnswers?: boolean
  /** Answers an address that no route knows with a page (screens route by themselves), or leaves it to the refusal. */
  readonly page?: (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined
}

const statusByCode: Readonly<Record<string, number>> = {
  'session.missing': 401, 'session.no_post': 403, 'permission.missing': 403, 'request.not_ours': 403, 'record.not_found': 404, 'request.not_found': 404,
  'record.changed': 409, 'document.changed': 409, 'request.too_large': 413, 'request.too_many': 429, 'database.unavailable': 503, 'program.failed': 500,
}
/** A refusal of the rules is 422: understood, well-formed, and not allowed. */
const statusOf = (code: string): number => statusByCode[code] ?? 422

const isDownload = (v: unknown): v is Download => typeof v === 'object' && v !== null && 'bytes' in v && 'mediaType' in v

export async function makeServer(parts: HttpParts): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: parts.logLevel ?? process.env['LOG_LEVEL'] ?? 'warn', redact: ['req.headers.cookie', 'req.headers.authorization'] },
    genReqId: () => randomUUID(), bodyLimit: 2 * 1_048_576, trustProxy: process.env['TRUST_PROXY'] === '1', routerOptions: { maxParamLength: 200 },
  })
  await app.register(multipart, { limits: { fileSize: maxUploadBytes, files: 100, fields: 40, fieldSize: 200_000 } })
  // An empty body with a JSON content type is an empty object, as every client in the field sends it.
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_q, body, done) => {
    try { done(null, body === '' ? {} : JSON.parse(body as string)) } catch { done(new Refused({ code: 'request.invalid', issues: [{ path: '', message: 'JSON' }] } as never), undefined) }
  })

  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    reply.header('x-frame-options', 'SAMEORIGIN')
    reply.header('permissions-policy', 'geolocation=(), microphone=(), camera=(self)')
    reply.header('content-security-policy', "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; worker-src 'self' blob:")
  })

  // Stopping: what is being answered gets three seconds; a browser that merely keeps its line open does not hold the program.
  app.addHook('preClose', async () => { setTimeout(() => app.server.closeAllConnections(), 3000).unref() })

  const answerRefusal = (reply: FastifyReply, refusal: AnyRefusal): FastifyReply =>
    reply.code(statusOf(refusal.code)).type('application/json').send({ refusal, sentence: parts.sentenceOf(refusal) })

  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (error instanceof Refused) return answerRefusal(reply, error.refusal)
    if (error.code === 'FST_REQ_FILE_TOO_LARGE' || error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return answerRefusal(reply, { code: 'request.too_large', maxBytes: error.code === 'FST_REQ_FILE_TOO_LARGE' ? maxUploadBytes : 2 * 1_048_576 } as never)
    if (error.statusCode && error.statusCode < 500) return answerRefusal(reply, { code: 'request.invalid', issues: [{ path: '', message: error.message }] } as never)
    if (isConnectionLoss(error)) return answerRefusal(reply, { code: 'database.unavailable' } as never)
    request.log.error({ err: error }, 'request failed')
    return answerRefusal(reply, { code: 'program.failed', requestId: request.id } as never)
  })
  app.setNotFoundHandler((request, reply) => parts.page?.(request, reply) ?? answerRefusal(reply, { code: 'request.not_found', path: request.url.split('?')[0] } as never))

  for (const { route, handle } of parts.rooms) {
    const fastifyPath = `/api${route.path.replace(/\{(\w+)\}/g, ':$1')}`
    const writes = route.method !== 'GET'
    app.route({
      method: route.method, url: fastifyPath,
      handler: async (request, reply) => {
        // A page of another origin can send a form, not this header (it would need a pre-flight that is not answered).
        if (writes && request.headers['x-taicho-csrf'] !== '1') throw new Refused({ code: 'request.not_ours' } as never)
        let who: StaffSession | undefined
        if (route.access !== 'public') {
          who = await parts.sessionOf(request)
          if (!who) throw new Refused({ code: (await parts.hasAccount(request)) ? 'session.no_post' : 'session.missing' } as never)
          if (route.access !== 'signed-in' && !who.permissions.has(route.access.permission)) throw new Refused({ code: 'permission.missing', permission: route.access.permission } as never)
          const key = request.headers['idempotency-key']
          if (writes && typeof key === 'string' && /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(key)) who = { ...who, commandId: key, step: { value: 0 } }
        }
        const input = {
          who, request, reply,
          params: checked(route.params, request.params, 'params'),
          query: checked(route.query, request.query, 'query'),
          body: route.kind === 'upload' ? undefined : checked(route.body, request.body ?? {}, 'body'),
          files: () => readUploads(request),
        }
        const value = await handle(input as never)
        if (reply.sent) return reply
        if (isDownload(value)) {
          reply.type(value.mediaType)
          reply.header('content-disposition', `${value.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(value.name)}`)
          reply.header('cache-control', value.maxAgeSeconds ? `private, max-age=${value.maxAgeSeconds}, immutable` : 'private, no-store')
          return reply.send(value.bytes instanceof Uint8Array ? Buffer.from(value.bytes.buffer, value.bytes.byteOffset, value.bytes.byteLength) : value.bytes)
        }
        reply.header('cache-control', 'no-store')
        return reply.type('application/json; charset=utf-8').send(answerOf(route, value ?? null, reply, parts.checkAnswers ?? process.env['VITEST'] !== undefined))
      },
    })
  }
  return app
}

/** Contracts as JSON Schema, made at the first answer; `null` where one cannot be said in it. */
const schemas = new WeakMap<Route, Record<string, unknown> | null>()
function schemaOf(route: Route): Record<string, unknown> | null {
  let found = schemas.get(route)
  if (found === undefined) {
    try {
      found = z.toJSONSchema(route.ok, {
        io: 'output', unrepresentable: 'throw',
        // Unknown fields are left out, not refused; forms of text were judged when the value was made.
        override: ({ jsonSchema: j }) => { if (j.additionalProperties === false) delete j.additionalProperties; delete j.format; delete j.pattern },
      }) as Record<string, unknown>
    } catch { found = null }
    schemas.set(route, found)
  }
  return found
}

/** The answer as text, with nothing in it that the contract does not name. */
function answerOf(route: Route, value: unknown, reply: FastifyReply, check: boolean): string {
  const schema = check ? null : schemaOf(route)
  return schema === null ? JSON.stringify(route.ok.parse(value) ?? null) : reply.compileSerializationSchema(schema)(value as Record<string, unknown>)
}

function checked(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new Refused({ code: 'request.invalid', issues: parsed.error.issues.slice(0, 20).map((i) => ({ path: [where === 'body' ? '' : where, ...i.path].filter((p) => p !== '').join('.'), message: i.message })) } as never)
}

async function readUploads(request: FastifyRequest): Promise<Upload[]> {
  const uploads: Upload[] = []
  let total = 0
  if (!request.isMultipart()) return uploads
  for await (const part of request.files()) {
    const bytes = await part.toBuffer()
    total += bytes.length
    if (total > 4 * maxUploadBytes) throw new Refused({ code: 'request.too_large', maxBytes: 4 * maxUploadBytes } as never)
    uploads.push({ name: part.filename.normalize('NFC'), mediaType: part.mimetype, bytes, field: part.fieldname })
  }
  return uploads
}
