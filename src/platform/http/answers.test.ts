import { expect, test } from 'vitest'
import { z } from 'zod'
import { makeServer, servePublic, type Served } from './index.ts'
import { route } from './route.ts'

const Deadline = z.discriminatedUnion('kind', [z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('overdue'), days: z.int(), hours: z.int() })])
const Shape = z.object({
  id: z.uuid(), name: z.string().regex(/^\p{L}/u), note: z.string().nullable(), at: z.iso.datetime().optional(), share: z.number().nullable(), lines: z.array(z.object({ deadline: Deadline, takes: z.union([z.literal('whole'), z.array(z.string())]), may: z.record(z.string(), z.boolean()), body: z.record(z.string(), z.unknown()).nullable() })),
})
const answer = {
  id: '01a20eec-dbd6-725e-a3da-1d58e4bf020e', name: 'Điện Biên "Đông"', note: null, share: 0.25, secret: 'mật',
  lines: [{ deadline: { kind: 'overdue', days: 2, hours: 25, secret: 1 }, takes: ['t1', 't2'], may: { accept: true }, body: { type: 'reported', figures: [{ a: null }] }, passwordHash: 'x' }, { deadline: { kind: 'none', days: 9 }, takes: 'whole', may: {}, body: null }],
}
const servers = (ok: z.ZodType, value: unknown) => Promise.all([true, false].map((checkAnswers) => makeServer({
  rooms: [servePublic(route({ method: 'GET', path: '/sample', summary: { vi: 'mẫu', en: 'sample' }, access: 'public', ok, errors: [] }), async () => value as never) as Served],
  sessionOf: async () => undefined, hasAccount: async () => false, sentenceOf: (r) => ({ vi: r.code, en: r.code }), logLevel: 'silent', checkAnswers,
})))

test('what the contract does not name never leaves, whichever way the answer is written', async () => {
  const [checked, fast] = await servers(Shape, answer)
  const [a, b] = await Promise.all([checked!, fast!].map((s) => s.inject({ url: '/api/sample' })))
  expect(a!.statusCode).toBe(200)
  expect(b!.json()).toEqual(a!.json())
  expect(b!.body).not.toMatch(/secret|passwordHash|mật/)
  expect(b!.headers['content-type']).toBe(a!.headers['content-type'])
})
test('an answer that lacks what the contract promises is a failure of the program, whichever way it is written', async () => {
  for (const s of await servers(Shape, { ...answer, lines: undefined })) expect((await s.inject({ url: '/api/sample' })).statusCode).toBe(500)
})
test('lists, words and nothing at all are answered as they are', async () => {
  for (const [ok, value] of [[z.array(z.object({ n: z.int() })), [{ n: 1 }, { n: 2 }]], [z.null(), undefined], [z.string(), 'ổn']] as const)
    for (const s of await servers(ok, value)) expect((await s.inject({ url: '/api/sample' })).json()).toEqual(value ?? null)
})
