import { z } from 'zod'
import type { Served } from './serve.ts'

/** OpenAPI 3.1 of every contract served. Its schemas are JSON Schema 2020-12, as the contracts give them. */
export function openApi(rooms: readonly Served[], version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {}
  const schemaOf = (s: z.ZodType, io: 'input' | 'output'): unknown => {
    const { $schema: _, ...rest } = z.toJSONSchema(s, { io, unrepresentable: 'any' }) as Record<string, unknown>
    return rest
  }
  const parametersOf = (s: z.ZodType | undefined, where: 'path' | 'query'): unknown[] => {
    if (!s) return []
    const schema = schemaOf(s, 'input') as { properties?: Record<string, unknown>; required?: string[] }
    return Object.entries(schema.properties ?? {}).map(([name, sub]) => ({ name, in: where, required: where === 'path' || (schema.required ?? []).includes(name), schema: sub }))
  }
  for (const { route } of rooms) {
    const answer = route.kind === 'download' ? { content: { 'application/octet-stream': {} } } : { content: { 'application/json': { schema: schemaOf(route.ok, 'output') } } }
    paths[`/api${route.path}`] = {
      ...paths[`/api${route.path}`],
      [route.method.toLowerCase()]: {
        summary: route.summary.vi, description: route.summary.en, tags: [route.path.split('/')[1] ?? ''],
        'x-access': route.access === 'public' || route.access === 'signed-in' ? route.access : route.access.permission,
        parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
        ...(route.kind === 'upload' ? { requestBody: { content: { 'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } } } } } }
          : route.body ? { requestBody: { content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } } : {}),
        responses: {
          200: { description: 'OK', ...answer },
          default: { description: `Refusal: ${['session.missing', 'permission.missing', 'request.invalid', ...route.errors].join(', ')}`, content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } },
        },
        ...(route.access === 'public' ? { security: [] } : {}),
      },
    }
  }
  return {
    openapi: '3.1.0', info: { title: 'Tại Chỗ', version, description: 'Writes need the header `x-taicho-csrf: 1`; a POST may carry `idempotency-key` (UUID) and is then applied once.' },
    paths, security: [{ session: [] }],
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'taicho.session_token' } },
      schemas: { Refusal: { type: 'object', required: ['refusal', 'sentence'], properties: { refusal: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } }, sentence: { type: 'object', properties: { vi: { type: 'string' }, en: { type: 'string' } } } } } },
    },
  }
}

const escape = (s: string): string => s.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)

/** A page people can read, made from the same contracts; no script. */
export function openApiPage(rooms: readonly Served[]): string {
  const groups = Map.groupBy(rooms, (r) => r.route.path.split('/')[1] ?? '')
  const rows = [...groups].map(([name, routes]) => `<h2>${escape(name)}</h2><table><thead><tr><th>Method<th>Path<th>Nội dung<th>Content<th>Access<th>Refusals</thead><tbody>${routes.map(({ route: r }) =>
    `<tr><td>${r.method}<td><code>/api${escape(r.path)}</code><td>${escape(r.summary.vi)}<td>${escape(r.summary.en)}<td>${escape(typeof r.access === 'string' ? r.access : r.access.permission)}<td>${escape(r.errors.join(', '))}`).join('')}</tbody></table>`)
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tại Chỗ: API</title><style>body{font:15px/1.5 system-ui;margin:2rem auto;max-width:78rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border-top:1px solid #ccc;padding:.35rem .6rem .35rem 0;text-align:left;vertical-align:top}code{font-size:.95em}</style><h1>Tại Chỗ: API</h1><p><a href="/api/openapi.json">openapi.json</a></p>${rows.join('')}</html>`
}
