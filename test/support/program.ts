import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const bundle = path.join(root, 'dist/taicho.mjs')

/** The built program on a data folder of its own, started as a user starts it. */
export type Program = {
  /** http://localhost:port */
  readonly base: string
  readonly folder: string
  /** What it has said so far, on both outputs. */
  readonly output: () => string
  readonly start: () => Promise<void>
  readonly ready: () => Promise<void>
  /** Without warning: the program, or its database. */
  readonly kill: (what: 'program' | 'database') => void
  /** Politely; answers its exit code. */
  readonly stop: () => Promise<number | null>
  /** Another command on the same data, while the program runs or not. */
  readonly run: (...args: string[]) => Ran
  /** Stops it and removes its data. */
  readonly remove: () => Promise<void>
}
export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

export async function programOf(mode: 'empty' | 'demo', options: { port?: number; env?: Record<string, string> } = {}): Promise<Program> {
  if (!existsSync(bundle)) throw new Error('dist/taicho.mjs is missing: build the program first (npm run build)')
  const port = options.port ?? await freePort()
  const base = `http://localhost:${port}`
  const folder = mkdtempSync(path.join(tmpdir(), 'taicho-program-'))
  if (mode === 'demo') await furnishDemo(folder)
  // Passkeys are bound to the origin; a DATABASE_URL of the person who tests is not theirs to be filled.
  const env = { ...process.env, TAICHO_ORIGIN: base, DATABASE_URL: '', ...options.env }
  const said: string[] = []
  let child: ChildProcess | undefined
  const running = (): boolean => child !== undefined && child.exitCode === null && child.signalCode === null
  const ready = async (): Promise<void> => {
    for (const until = Date.now() + 120_000; Date.now() < until; await sleep(25)) {
      if (child && !running()) throw new Error(`the program ended with ${child.exitCode}: ${said.join('').slice(-8000)}`)
      if (await fetch(`${base}/ready`).then((r) => r.ok, () => false)) return
    }
    throw new Error(`the program did not become ready in 120 s: ${said.join('').slice(-2000)}`)
  }
  const stop = async (): Promise<number | null> => {
    if (!child || !running()) return child?.exitCode ?? null
    const ended = new Promise<void>((done) => { child!.once('exit', () => done()) })
    child.kill('SIGTERM')
    await Promise.race([ended, sleep(15_000)])
    if (running()) { child.kill('SIGKILL'); await ended }
    return child.exitCode
  }
  return {
    base, folder, ready, stop,
    output: () => said.join(''),
    start: async () => {
      child = spawn(process.execPath, [bundle, 'start', `--${mode}`, '--data', folder, '--port', String(port)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env })
      child.stdout!.on('data', (piece) => said.push(String(piece)))
      child.stderr!.on('data', (piece) => said.push(String(piece)))
      await ready()
    },
    kill: (what) => {
      if (what === 'program') child!.kill('SIGKILL')
      else process.kill(Number(readFileSync(path.join(folder, 'pgdata', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
    },
    run: (...args) => {
      const r = spawnSync(process.execPath, [bundle, ...args, '--data', folder], { cwd: root, encoding: 'utf8', env, maxBuffer: 64 * 1024 * 1024 })
      return { code: r.status, out: r.stdout, err: r.stderr }
    },
    remove: async () => {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The demonstration is built once in a run; every test file gets a copy of its data, with everything on the clerk's desk read. */
async function furnishDemo(folder: string): Promise<void> {
  const shelf = inject('demoShelf')
  const made = path.join(shelf, 'data')
  const done = path.join(shelf, 'done')
  let first = true
  try { mkdirSync(made) } catch (e) { if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e; first = false }
  if (first) {
    try { await buildDemo(made); writeFileSync(done, '') } catch (e) { writeFileSync(done, String((e as Error).stack)); throw e }
  }
  for (let i = 0; i < 3600 && !existsSync(done); i++) await sleep(100)
  const failed = existsSync(done) ? readFileSync(done, 'utf8') : 'it was not built in six minutes'
  if (failed) throw new Error(`the demonstration: ${failed}`)
  // cp keeps the owner: as root the database belongs to another user.
  const copied = spawnSync('cp', ['-a', `${made}/.`, folder], { encoding: 'utf8' })
  if (copied.status !== 0) throw new Error(`cp: ${copied.stderr}`)
}

async function buildDemo(folder: string): Promise<void> {
  const base = `http://localhost:${await freePort()}`
  const said: string[] = []
  const child = spawn(process.execPath, [bundle, 'start', '--demo', '--data', folder, '--port', new URL(base).port], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TAICHO_ORIGIN: base, DATABASE_URL: '' } })
  child.stdout.on('data', (piece) => said.push(String(piece)))
  child.stderr.on('data', (piece) => said.push(String(piece)))
  const ended = new Promise<void>((done) => { child.once('exit', () => done()) })
  try {
    for (const until = Date.now() + 240_000; !(await fetch(`${base}/ready`).then((r) => r.ok, () => false)); await sleep(50))
      if (Date.now() > until || child.exitCode !== null) throw new Error(`it did not become ready: ${said.join('').slice(-2000)}`)
    const accounts = (await (await fetch(`${base}/api/demo/accounts`)).json()) as { email: string; password: string }[]
    const clerk = await signIn(base, 'vanthu@demo.taicho.vn', accounts.find((a) => a.email === 'vanthu@demo.taicho.vn')!.password)
    const reading = async (): Promise<boolean> => ((await (await clerk('GET', '/api/directives/desk')).json()) as { lines: { state: string }[] }).lines.some((l) => l.state === 'reading')
    for (const until = Date.now() + 120_000; await reading(); await sleep(250)) if (Date.now() > until) throw new Error(`a scan is still being read: ${said.join('').slice(-2000)}`)
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** Requests to a running program, as a person with or without a session. */
export type Client = (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>
export const client = (base: string, cookie = ''): Client => (method, url, body, headers = {}) =>
  fetch(base + url, { method, redirect: 'manual', headers: { ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }), 'x-taicho-csrf': '1', origin: base, ...(cookie ? { cookie } : {}), ...headers }, ...(method === 'GET' ? {} : { body: body instanceof FormData ? body : JSON.stringify(body ?? {}) }) })

export const cookieOf = (answer: Response): string => answer.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ')
export async function signIn(base: string, email: string, password: string): Promise<Client> {
  const answer = await client(base)('POST', '/api/auth/sign-in/email', { email, password })
  if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${answer.status} ${await answer.text()}`)
  return client(base, cookieOf(answer))
}

export const firstAdministrator = { name: 'Nông Văn Quản', email: 'quan-tri@example.vn', password: 'mat-khau-quan-tri-2026' }
/** The first administrator of an empty program, by the code that stands in its data folder. */
export async function setUp(program: Program): Promise<Client> {
  const code = readFileSync(path.join(program.folder, 'setup-code'), 'utf8').trim()
  const answer = await client(program.base)('POST', '/api/setup', { code, ...firstAdministrator, provinceCode: '08', organisation: 'Văn phòng UBND tỉnh' })
  if (answer.status !== 200) throw new Error(`set-up: ${answer.status} ${await answer.text()}`)
  return signIn(program.base, firstAdministrator.email, firstAdministrator.password)
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', () => done()) })
  const { port } = server.address() as AddressInfo
  await new Promise((done) => { server.close(done) })
  return port
}
