import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { programOf, setUp, signIn, type Client, type Program } from '../support/program.ts'

/**
 * The program as a user starts it, killed without warning in the middle of real work, alternately itself and its database:
 * a letter is uploaded, registered and assigned by the office; the commune acknowledges it and reports with evidence; the office accepts.
 */
const rounds = 20
let program: Program
beforeAll(async () => { program = await programOf('empty'); await program.start() }, 150_000)
afterAll(() => program?.remove())

/** The answer did not come: whether the work was stored is not known, so the same command is sent again under its id. */
class NoAnswer extends Error {}
async function ask<T>(client: Client, method: 'GET' | 'POST', url: string, body?: unknown, key?: string): Promise<T> {
  let answer: Response
  let text: string
  try {
    answer = await client(method, `/api${url}`, body, key ? { 'idempotency-key': key } : {})
    text = await answer.text()
  } catch (e) { throw new NoAnswer(String(e)) }
  if (answer.status === 503) throw new NoAnswer(text)
  if (answer.status !== 200) throw new Error(`${method} ${url}: ${answer.status} ${text.slice(0, 500)} ${program.output().slice(-1500)}`)
  return JSON.parse(text) as T
}

type Office = { clerk: Client; chief: Client; head: Client; communeId: string }
async function furnish(): Promise<Office> {
  const admin = await setUp(program)
  const password = 'mat-khau-thu-nghiem-2026'
  const from = '2026-01-01'
  const { posts: [{ organisation: { id: officeId } }] } = await ask<{ posts: [{ organisation: { id: string } }] }>(admin, 'GET', '/me')
  const { id: communeId } = await ask<{ id: string }>(admin, 'POST', '/organisations', { name: 'Ủy ban nhân dân xã Bình Ca', kind: 'ubnd_xa', parentId: null, unitId: null, from })
  const person = async (organisation: string, kind: string, title: string, name: string): Promise<Client> => {
    const { id: postId } = await ask<{ id: string }>(admin, 'POST', `/organisations/${organisation}/posts`, { kind, title, from })
    await ask(admin, 'POST', '/accounts', { name, email: `${kind}.${organisation}@example.vn`, password, postId })
    return signIn(program.base, `${kind}.${organisation}@example.vn`, password)
  }
  return {
    communeId, clerk: await person(officeId, 'clerk', 'Văn thư', 'Ma Thị Hương'), chief: await person(officeId, 'office', 'Chánh Văn phòng', 'Nguyễn Đức Khánh'), head: await person(communeId, 'head', 'Chủ tịch UBND xã', 'Lò Văn Tiến'),
  }
}

const letter = (n: number): string => [
  'TỈNH ỦY TUYÊN QUANG', '*', `Số ${n}-CV/TU`, 'V/v rà soát người về địa phương', '', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'Tuyên Quang, ngày 24 tháng 8 năm 2026', '', 'Kính gửi: Ủy ban nhân dân các xã, phường.', '',
  'Thường trực Tỉnh ủy yêu cầu:', `1. Ủy ban nhân dân xã Bình Ca rà soát, lập danh sách người về địa phương đợt ${n}, báo cáo Thường trực Tỉnh ủy.`, '', 'Nơi nhận:', '- Như trên,', '- Lưu Văn phòng Tỉnh ủy.', '', 'T/M BAN THƯỜNG VỤ', 'PHÓ BÍ THƯ', '', 'Lý Hồng Thái',
].join('\n')
const formOf = (name: string, text: string): FormData => { const form = new FormData(); form.append('file', new Blob([text], { type: 'text/plain' }), name); return form }

/** One letter on its way. What stands here was acknowledged to its sender. */
type Letter = { readonly n: number; readonly keys: string[]; step: number; id?: string; entry?: number; obligation?: string; evidence?: string }
const listText = (l: Letter): string => `Danh sách ${l.n}: ${'Nông Văn A; '.repeat(1 + (l.n % 7))}`

const steps: ((o: Office, l: Letter) => Promise<void>)[] = [
  async (o, l) => { l.id = (await ask<{ files: { id: string }[] }>(o.clerk, 'POST', '/directives', formOf(`cong-van-${l.n}.txt`, letter(l.n)), l.keys[0])).files[0]!.id },
  async (o, l) => {
    const { workingVersion } = await ask<{ workingVersion: number }>(o.clerk, 'GET', `/directives/${l.id}`)
    // A repetition carries the same body; the version it saw may have moved on by its own first try.
    l.entry = (await ask<{ entry: { number: number } }>(o.clerk, 'POST', `/directives/${l.id}/confirm`, { version: workingVersion }, l.keys[1])).entry.number
  },
  async (o, l) => {
    const { clauses: [clause] } = await ask<Assignment>(o.chief, 'GET', `/directives/${l.id}/assignment`)
    await ask(o.chief, 'POST', `/directives/${l.id}/assignment`, { instruction: null, rows: [{ clauseId: clause!.clause.id, ownerIds: [o.communeId], due: { kind: 'none' } }] }, l.keys[2])
  },
  async (o, l) => {
    l.obligation = (await ask<Assignment>(o.chief, 'GET', `/directives/${l.id}/assignment`)).clauses[0]!.given[0]!.obligationId
    await ask(o.head, 'POST', `/obligations/${l.obligation}/steps`, { type: 'acknowledge' }, l.keys[3])
  },
  async (o, l) => { l.evidence = (await ask<{ sha256: string }[]>(o.head, 'POST', `/obligations/${l.obligation}/evidence`, formOf(`danh-sach-${l.n}.txt`, listText(l)), l.keys[4]))[0]!.sha256 },
  async (o, l) => { await ask(o.head, 'POST', `/obligations/${l.obligation}/steps`, { type: 'report', note: `Đã rà soát đợt ${l.n}.`, evidence: [l.evidence] }, l.keys[5]) },
  async (o, l) => { await ask(o.chief, 'POST', `/obligations/${l.obligation}/steps`, { type: 'accept' }, l.keys[6]) },
]
type Assignment = { clauses: { clause: { id: string }; given: { obligationId: string }[] }[] }

let count = 0
const newLetter = (): Letter => ({ n: ++count, step: 0, keys: steps.map(() => newId()) })
const auditLines = (): number => {
  const { code, out, err } = program.run('audit', 'verify', '--json')
  expect([code, err]).toEqual([0, ''])
  return (JSON.parse(out) as { events: number }).events
}

test('nothing acknowledged is lost in 20 rounds of kill -9 in the middle of real work, a repeated command is applied once, and the audit trail verifies', async () => {
  const office = await furnish()
  // What one letter leaves in the audit trail when nobody disturbs it.
  const before = auditLines()
  const first = newLetter()
  for (const step of steps) await step(office, first)
  const perLetter = auditLines() - before
  expect(perLetter).toBeGreaterThanOrEqual(6)

  const done: Letter[] = [first]
  const waiting: Letter[] = []
  let acknowledged = 0
  let repeated = 0
  const oneStep = async (): Promise<void> => {
    const l = waiting.shift() ?? newLetter()
    try {
      await steps[l.step]!(office, l)
      l.step++
      acknowledged++
    } catch (e) {
      if (!(e instanceof NoAnswer)) throw e
      repeated++
      await sleep(20)
    }
    if (l.step === steps.length) done.push(l)
    else waiting.push(l)
  }

  for (let round = 0; round < rounds; round++) {
    let stop = false
    const workers = Array.from({ length: 4 }, async () => { while (!stop) await oneStep() })
    const work = Promise.all(workers)
    const target = acknowledged + 5
    for (let i = 0; i < 1500 && acknowledged < target; i++) await Promise.race([sleep(10), work])
    expect(acknowledged, program.output().slice(-1500)).toBeGreaterThanOrEqual(target)
    await sleep((round * 37) % 80)
    program.kill(round % 2 === 0 ? 'program' : 'database')
    await sleep(round % 2 === 0 ? 0 : 100)
    stop = true
    await work
    if (round % 2 === 0) await program.start()
    else await program.ready()
  }
  for (let i = 0; i < 5000 && waiting.length > 0; i++) await oneStep()
  expect(waiting).toEqual([])
  // It was killed in the middle of work, not between: some answers did not come.
  expect(repeated).toBeGreaterThanOrEqual(rounds / 2)
  expect(acknowledged).toBeGreaterThan(rounds * 5)

  type Story = { work: string; story: { type: string; evidence: { sha256: string }[] }[] }
  const register = await ask<{ total: number }>(office.clerk, 'GET', '/directives/registers/in?year=2026')
  expect(register.total).toBe(done.length)
  // The register has every acknowledged number, each once, without a gap.
  expect(done.map((l) => l.entry!).toSorted((a, b) => a - b)).toEqual(done.map((_, i) => i + 1))
  for (const l of done) {
    const o = await ask<Story>(office.chief, 'GET', `/obligations/${l.obligation}`)
    expect([l.n, o.work, o.story.map((s) => s.type).toSorted()]).toEqual([l.n, 'accepted', ['accepted', 'acknowledged', 'assigned', 'reported']])
    expect(o.story.find((s) => s.type === 'reported')!.evidence.map((e) => e.sha256)).toEqual([l.evidence])
    const bytes = Buffer.from(await (await office.chief('GET', `/api/obligations/${l.obligation}/evidence/${l.evidence}`)).arrayBuffer())
    expect([l.n, createHash('sha256').update(bytes).digest('hex'), bytes.toString()]).toEqual([l.n, l.evidence, listText(l)])
  }

  expect(await program.stop()).toBe(0)
  // As many audit lines as the letters leave undisturbed: a command that was sent again was applied once. Opening evidence is a line too.
  expect(auditLines()).toBe(before + perLetter * done.length)
}, 300_000)
