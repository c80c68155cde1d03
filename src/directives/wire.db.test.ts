import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { givenOrganisation, ownDatabase } from '../../test/support/given.ts'
import type { StaffSession } from '../platform/db/index.ts'
import { makeServer } from '../platform/http/index.ts'
import { newId } from '../platform/ids.ts'
import { sentenceOf } from '../words/refusals.ts'
import { directivesRoutes } from './routes.ts'
import { partyLetter } from './test-support.ts'

ownDatabase()

// The days named below are days of this week.
beforeAll(() => { vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T03:00:00Z') }) })
afterAll(() => { vi.useRealTimers() })

const people = new Map<string, StaffSession>()
let app: FastifyInstance
beforeAll(async () => {
  app = await makeServer({ rooms: directivesRoutes(), sentenceOf, hasAccount: async () => false, sessionOf: async (request) => people.get(String(request.headers['x-test-person'])), logLevel: 'silent' })
})
afterAll(() => app.close())

const person = (who: StaffSession): string => { people.set(who.postId, who); return who.postId }
type Answer<T> = { status: number; body: T }
async function ask<T = Record<string, never>>(who: string, method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown, key?: string): Promise<Answer<T>> {
  const r = await app.inject({ method, url: `/api${url}`, headers: { 'x-test-person': who, 'x-taicho-csrf': '1', ...(key ? { 'idempotency-key': key } : {}) }, ...(body === undefined ? {} : { payload: body as object }) })
  return { status: r.statusCode, body: (r.headers['content-type'] ?? '').includes('json') ? r.json<T>() : (r.rawPayload as unknown as T) }
}
async function upload<T>(who: string, url: string, files: { name: string; bytes: Buffer }[], key?: string): Promise<Answer<T>> {
  const edge = 'xxxxtaichoxxxx'
  const payload = Buffer.concat([...files.flatMap((f) => [Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="files"; filename="${f.name}"\r\ncontent-type: text/plain\r\n\r\n`), f.bytes, Buffer.from('\r\n')]), Buffer.from(`--${edge}--\r\n`)])
  const r = await app.inject({ method: 'POST', url: `/api${url}`, headers: { 'x-test-person': who, 'x-taicho-csrf': '1', 'content-type': `multipart/form-data; boundary=${edge}`, ...(key ? { 'idempotency-key': key } : {}) }, payload })
  return { status: r.statusCode, body: r.json<T>() }
}
type Files = { files: { id: string; state: string; duplicates: { why: string }[] }[] }
type View = { workingVersion: number; working: { value: Record<string, unknown> }; registered: { number: number; paperNumber: string | null; paperArrivedOn: string | null }[]; references: { implemented: boolean; document: { number: string } | null }[]; clauses: { id: string; label: string | null }[]; state: string }

test('every answer of the room fits its contract, from upload to issue', async () => {
  const office = await givenOrganisation('Ủy ban nhân dân xã Bình Ca', { kind: 'ubnd_xa' })
  const [clerk, chief] = [person(await office.post('clerk')), person(await office.post('head', 'Lò Văn Tiến'))]
  const { body: { files: [f] } } = await upload<Files>(clerk, '/directives', [{ name: 'công văn.txt', bytes: Buffer.from(partyLetter({ number: '12-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG' })) }])
  const id = f!.id
  const ok = async (who: string, method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown): Promise<Record<string, unknown>> => {
    const r = await ask<Record<string, unknown>>(who, method, url, body)
    expect(r.status, `${method} ${url}: ${JSON.stringify(r.body).slice(0, 300)}`).toBe(200)
    return r.body
  }
  const view = (await ok(clerk, 'GET', `/directives/${id}`)) as unknown as View
  await ok(clerk, 'PUT', `/directives/${id}/working`, { version: view.workingVersion, working: view.working })
  await ok(clerk, 'GET', '/directives/desk')
  await ok(clerk, 'POST', `/directives/${id}/confirm`, { version: view.workingVersion + 1 })
  await ok(clerk, 'GET', '/directives/match?number=12-CV%2FTU')
  await ok(clerk, 'GET', '/directives/inbox?only=all')
  for (const register of ['in', 'out', 'handling']) await ok(clerk, 'GET', `/directives/registers/${register}?year=2026&q=tinh%20uy`)
  expect((await ask<Buffer>(clerk, 'GET', '/directives/registers/in/export?form=pdf')).status).toBe(200)
  expect((await ask<Buffer>(clerk, 'GET', `/directives/${id}/stamp`)).status).toBe(200)
  expect((await ask<Buffer>(clerk, 'GET', `/directives/${id}/file`)).status).toBe(200)
  await ok(clerk, 'GET', `/directives/${id}/pages/1/words`)
  const suggestion = await ok(chief, 'GET', `/directives/${id}/assignment`)
  const rows = (suggestion['clauses'] as { clause: { id: string } }[]).map((c) => ({ clauseId: c.clause.id, ownerIds: [office.id], due: { kind: 'none' } }))
  await ok(chief, 'POST', `/directives/${id}/assignment/preview`, { instruction: null, rows })
  await ok(chief, 'POST', `/directives/${id}/assignment`, { instruction: { text: 'Giao Văn phòng tham mưu.', leadId: null, coordinatorIds: [], dueOn: null }, rows })
  const { id: draftId } = await ok(chief, 'POST', '/directives/drafts', { upperId: id }) as { id: string }
  const draft = await ok(chief, 'GET', `/directives/${draftId}/draft`) as { version: number; draft: { items: { text: string }[]; closing: string[] } }
  await ok(chief, 'GET', `/directives/${draftId}/coverage`)
  expect((await ask<Buffer>(chief, 'GET', `/directives/${draftId}/paper?form=pdf&inline=yes`)).status).toBe(200)
  const filled = { ...draft.draft, closing: [], items: draft.draft.items.map((i) => ({ ...i, text: i.text.replace('[tên đơn vị]', 'Công chức Văn hóa') })) }
  const { version } = await ok(chief, 'PUT', `/directives/${draftId}/draft`, { version: draft.version, draft: filled }) as { version: number }
  await ok(chief, 'POST', `/directives/${draftId}/issue`, { version, date: '2026-11-24', sendTo: [], acceptFindings: true })
  await ok(chief, 'GET', `/directives/${id}/cascade`)
  await ok(chief, 'GET', `/directives/${id}/coverage-by-unit`)
  await ok(chief, 'GET', `/directives/${draftId}`)
})

test('an upload and a confirmation sent twice under one id are applied once and answered the same', async () => {
  const clerk = person(await (await givenOrganisation('Sở Y tế')).post('clerk'))
  const [key, again] = [newId(), newId()]
  const file = { name: 'a.txt', bytes: Buffer.from(partyLetter({ number: '88-CV/HU' })) }
  const first = await upload<Files>(clerk, '/directives', [file], key)
  expect((await upload<Files>(clerk, '/directives', [file], key)).body).toEqual(first.body)
  const id = first.body.files[0]!.id
  const version = (await ask<View>(clerk, 'GET', `/directives/${id}`)).body.workingVersion
  const one = await ask(clerk, 'POST', `/directives/${id}/confirm`, { version }, again)
  expect(one.status).toBe(200)
  expect((await ask(clerk, 'POST', `/directives/${id}/confirm`, { version }, again)).body).toEqual(one.body)
  expect((await ask<{ total: number }>(clerk, 'GET', '/directives/registers/in')).body.total).toBe(1)
})

test('a post without the permission is told so, and a refusal carries its sentence', async () => {
  const office = await givenOrganisation('Sở Nội vụ')
  const inspector = person(await office.post('inspector'))
  const denied = await upload<{ refusal: { code: string }; sentence: { vi: string } }>(inspector, '/directives', [])
  expect([denied.status, denied.body.refusal.code]).toEqual([403, 'permission.missing'])
  const clerk = person(await office.post('clerk'))
  const none = await upload<{ refusal: { code: string }; sentence: { vi: string } }>(clerk, '/directives', [])
  expect(none.body).toMatchObject({ refusal: { code: 'document.no_files' }, sentence: { vi: expect.stringContaining('Chưa có tệp') } })
})

const shared = process.env['TAICHO_SHARED'] ?? path.join(import.meta.dirname, '../../../shared')
const sources = path.join(shared, 'directives/source')
if (!existsSync(sources)) console.warn(`SKIPPED: the four real directives are not at ${sources}`)
test.skipIf(!existsSync(sources))('the four real directives are read and registered; 632-CV/HU answers 635-CV/TU, its stamp 1172 of 6/9/2021 apart', async () => {
  const clerk = person(await (await givenOrganisation('Văn phòng Tỉnh ủy Tuyên Quang', { line: 'party' })).post('clerk'))
  const names = readdirSync(sources).filter((n) => n.endsWith('.txt')).sort()
  const { body: { files } } = await upload<Files>(clerk, '/directives', names.map((name) => ({ name, bytes: readFileSync(path.join(sources, name)) })))
  expect(files.map((f) => f.state)).toEqual(names.map(() => 'to_confirm'))
  for (const f of files) {
    const { body } = await ask<View>(clerk, 'GET', `/directives/${f.id}`)
    const r = await ask(clerk, 'POST', `/directives/${f.id}/confirm`, { version: body.workingVersion })
    expect(r.status, JSON.stringify(r.body)).toBe(200)
  }
  const letter = files[names.findIndex((n) => n.includes('632'))]!.id
  const before = (await ask<View>(clerk, 'GET', `/directives/${letter}`)).body
  expect(before.registered[0]).toMatchObject({ number: 3, paperNumber: '1172', paperArrivedOn: '2021-09-06' })
  expect(before.references.find((r) => r.implemented)?.document).toBeNull()
  const { body: { files: [upper] } } = await upload<Files>(clerk, '/directives', [{ name: '635.txt', bytes: Buffer.from(partyLetter({ number: '635-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG', day: '2021-08-24' })) }])
  const { body } = await ask<View>(clerk, 'GET', `/directives/${upper!.id}`)
  const joined = await ask<{ joinedFrom: number }>(clerk, 'POST', `/directives/${upper!.id}/confirm`, { version: body.workingVersion })
  expect(joined.body.joinedFrom).toBe(1)
  expect((await ask<View>(clerk, 'GET', `/directives/${letter}`)).body.references.find((r) => r.implemented)?.document?.number).toBe('635-CV/TU')
})
