import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'

/** The program as a user starts it, killed without warning in the middle of work, alternately itself and its database. */
const root = path.join(import.meta.dirname, '../..')
const folder = mkdtempSync(path.join(tmpdir(), 'taicho-kill-'))
const port = 8600 + Math.floor(Math.random() * 300)
const base = `http://localhost:${port}`
let program: ChildProcess | undefined
const output: string[] = []
afterAll(() => { program?.kill('SIGKILL'); rmSync(folder, { recursive: true, force: true }) })

async function startProgram(): Promise<void> {
  program = spawn(process.execPath, ['dist/taicho.mjs', 'start', '--empty', '--data', folder, '--port', String(port)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  program.stdout!.on('data', (d) => output.push(String(d)))
  program.stderr!.on('data', (d) => output.push(String(d)))
  await ready()
}
async function ready(): Promise<void> {
  for (let i = 0; i < 400; i++) {
    if (await fetch(`${base}/ready`).then((r) => r.ok, () => false)) return
    await sleep(50)
  }
  throw new Error(`the program did not become ready: ${output.join('').slice(-2000)}`)
}
const call = (method: string, url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(base + url, { method, headers: { 'content-type': 'application/json', 'x-taicho-csrf': '1', origin: base, ...headers }, ...(method === 'GET' ? {} : { body: JSON.stringify(body) }) })

test('nothing acknowledged is lost in 20 rounds of kill -9, a repeated command is applied once, and the audit trail verifies', async () => {
  await startProgram()
  const code = readFileSync(path.join(folder, 'setup-code'), 'utf8').trim()
  const email = 'quan-tri@example.vn'; const password = 'mat-khau-quan-tri-2026'
  expect((await call('POST', '/api/setup', { code, name: 'Nông Văn Quản', email, password, provinceCode: '08', organisation: 'Văn phòng UBND tỉnh' })).status).toBe(200)
  const signedIn = await call('POST', '/api/auth/sign-in/email', { email, password })
  const cookie = signedIn.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')

  // The office's own organisation gets a post for every member of its teams: a small write with its rule, its row and its audit line.
  const me = (await (await call('GET', '/api/me', undefined, { cookie })).json()) as { posts: { organisation: { id: string } }[] }
  const organisation = me.posts[0]!.organisation.id
  const write = (work: { key: string; name: string }): Promise<Response> => call('POST', `/api/organisations/${organisation}/posts`, { kind: 'field', title: work.name, from: '2026-01-01' }, { cookie, 'idempotency-key': work.key })

  const acknowledged = new Map<string, string>()
  const pending: { key: string; name: string }[] = []
  let n = 0
  for (let round = 0; round < 20; round++) {
    let stop = false
    const writer = async (): Promise<void> => {
      while (!stop) {
        const work = pending.shift() ?? { key: newId(), name: `Tổ viên tổ Covid cộng đồng số ${++n}` }
        try {
          const r = await write(work)
          if (r.status === 200) acknowledged.set(work.name, ((await r.json()) as { id: string }).id)
          else if (r.status === 503) { pending.push(work); await sleep(20) }
          else throw new Error(`${r.status} ${await r.text()} ${output.join('').slice(-1500)}`)
        } catch (e) {
          // The connection broke: whether it was stored is not known, so the same command is sent again.
          if ((e as Error).message.startsWith('fetch failed') || (e as Error).name === 'TypeError') { pending.push(work); await sleep(20); if (stop) return } else throw e
        }
      }
    }
    const writers = Array.from({ length: 6 }, writer)
    const before = acknowledged.size
    for (let i = 0; i < 400 && acknowledged.size < before + 4; i++) await sleep(10)
    await sleep(Math.floor(Math.random() * 80))
    if (round % 2 === 0) {
      program!.kill('SIGKILL')
      stop = true
      await Promise.all(writers)
      await startProgram()
    } else {
      const pid = Number(readFileSync(path.join(folder, 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0])
      process.kill(pid, 'SIGKILL')
      await sleep(100)
      stop = true
      await Promise.all(writers)
      await ready()
    }
  }
  while (pending.length) {
    const work = pending.shift()!
    const r = await write(work)
    expect(r.status).toBe(200)
    acknowledged.set(work.name, ((await r.json()) as { id: string }).id)
  }
  expect(acknowledged.size).toBeGreaterThan(60)
  const stored = ((await (await call('GET', `/api/organisations/${organisation}`, undefined, { cookie })).json()) as { posts: { id: string; title: string }[] }).posts
  const byTitle = Map.groupBy(stored, (p) => p.title)
  for (const [name, id] of acknowledged) expect([name, byTitle.get(name)?.map((p) => p.id)]).toEqual([name, [id]])
  program!.kill('SIGTERM')
  await new Promise((done) => program!.once('exit', done))
  const verified = spawnSync(process.execPath, ['dist/taicho.mjs', 'audit', 'verify', '--data', folder, '--json'], { cwd: root, encoding: 'utf8' })
  const verdict = JSON.parse(verified.stdout) as { broken: unknown[]; events: number }
  expect(verdict.broken).toEqual([])
  // One line for each post and one for the set-up, and no more: a command that was sent again was applied once.
  expect(verdict.events).toBe(acknowledged.size + 1)
}, 240_000)
