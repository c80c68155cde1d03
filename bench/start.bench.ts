/**
 * How soon the program answers after it is started again, and what it weighs when it does nothing:
 *   from the press of Enter to the first answered `GET /` and to `/ready`, the middle of several restarts on a data folder that exists
 *   (target ≤ 1.5 s); memory as PSS (pages shared by several processes are counted once) of the program with its database, half a minute
 *   after the last start (target < 400 MB). Beside them stand what the machine itself takes: an empty Node, and bare PostgreSQL on the same folder.
 *
 *   node bench/start.bench.ts [--rounds 5] [--mode empty|demo] [--by direct|npm] [--idle 30] [--json]
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../src/platform/db/index.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, mode: { type: 'string', default: 'empty' }, by: { type: 'string', default: 'direct' }, idle: { type: 'string', default: '30' }, json: { type: 'boolean', default: false } } })
const root = path.join(import.meta.dirname, '..')
const rounds = Math.max(1, Number(values.rounds) || 5)
const folder = mkdtempSync(path.join(tmpdir(), 'taicho-start-'))
const port = await freePort()
const base = `http://127.0.0.1:${port}`
// The PATH of a person who cloned: without the programs that `npm run` and `with-node` put in front.
const env = { ...process.env, DATABASE_URL: '', PATH: (process.env['PATH'] ?? '').split(':').filter((p) => !p.includes('node_modules')).join(':') }
const flags = [`--${values.mode}`, '--data', folder, '--port', String(port)]
const [file, args] = values.by === 'npm' ? ['npm', ['start', '--silent', '--', ...flags]] : [path.join(root, 'bin/taicho'), ['start', ...flags]]

/** `cpu`: processor time of the program until it was ready, which a busy machine distorts little. */
type Start = { readonly program: ChildProcess; readonly first: number; readonly ready: number; readonly cpu: number }

async function begin(patienceMs: number): Promise<Start> {
  const output: string[] = []
  const began = performance.now()
  const program = spawn(file!, args as string[], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  program.stdout!.on('data', (d) => output.push(String(d)))
  program.stderr!.on('data', (d) => output.push(String(d)))
  let first = 0
  while (performance.now() - began < patienceMs) {
    if (program.exitCode !== null) throw new Error(`the program ended with ${program.exitCode}: ${output.join('')}`)
    if (first === 0 && (await answers('/'))) first = performance.now() - began
    if (first > 0 && (await answers('/ready'))) return { program, first, ready: performance.now() - began, cpu: processorTime(program.pid!) }
    await sleep(4)
  }
  process.kill(-program.pid!, 'SIGKILL')
  throw new Error(`no answer in ${patienceMs} ms: ${output.join('')}`)
}
/** Through npm there is a shell in between, which does not hand signals down: the whole group is told. */
async function end({ program }: Start): Promise<void> {
  const gone = new Promise((done) => { program.once('exit', done) })
  process.kill(-program.pid!, 'SIGTERM')
  await gone
  for (let i = 0; i < 400 && await answers('/health'); i++) await sleep(25)
  for (let i = 0; i < 400 && readdirSync(folder).includes('taicho.lock'); i++) await sleep(25)
}

const answers = (url: string): Promise<boolean> => new Promise((done) => {
  const request = http.get(base + url, { agent: false }, (r) => { r.resume(); r.on('end', () => done(r.statusCode === 200)) })
  request.on('error', () => done(false))
})
async function freePort(): Promise<number> {
  const s = createServer()
  await new Promise<void>((done) => { s.listen(0, '127.0.0.1', () => done()) })
  const { port: free } = s.address() as AddressInfo
  await new Promise((done) => { s.close(done) })
  return free
}
const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[list.length >> 1]!

/** Milliseconds of processor time of a process; the kernel counts in hundredths of a second. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Proportional set size of a process and all below it, in megabytes, by what they run. */
function pssOf(pid: number): Map<string, number> {
  const below = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1])
      below.set(parent, [...below.get(parent) ?? [], Number(name)])
    } catch { /* it ended while we looked */ }
  }
  const sums = new Map<string, number>()
  const walk = (at: number): void => {
    try {
      const command = readFileSync(`/proc/${at}/cmdline`, 'utf8')
      const kind = command.includes('postgres') ? 'database' : /npm/.test(command.slice(0, 40)) ? 'npm' : /taicho\.mjs/.test(command) ? 'program' : command.split('\0')[0]!
      sums.set(kind, (sums.get(kind) ?? 0) + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${at}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024)
    } catch { /* it ended while we looked */ }
    for (const child of below.get(at) ?? []) walk(child)
  }
  walk(pid)
  return sums
}

try {
  const firstEver = await begin(180_000)
  await end(firstEver)
  const starts: { first: number; ready: number; cpu: number; node: number; postgres: number }[] = []
  let memory = new Map<string, number>()
  // What the machine itself takes is measured in turn with the program, so that whatever else it does falls on both.
  for (let i = 0; i < rounds; i++) {
    let t = performance.now(); spawnSync(process.execPath, ['-e', '0']); const node = performance.now() - t
    t = performance.now(); const server = await startEmbedded(folder, () => undefined); const postgres = performance.now() - t
    await server.stop()
    const s = await begin(60_000)
    starts.push({ first: s.first, ready: s.ready, cpu: s.cpu, node, postgres })
    if (i === rounds - 1) { await sleep(Number(values.idle) * 1000); memory = pssOf(s.program.pid!) }
    await end(s)
  }
  const total = [...memory.values()].reduce((a, b) => a + b, 0)
  const of = (key: 'first' | 'ready' | 'cpu' | 'node' | 'postgres'): number => Math.round(median(starts.map((s) => s[key])))
  console.log(`first start ever (${values.mode})     ${(firstEver.ready / 1000).toFixed(1)} s`)
  console.log(`restart → first GET /          ${of('first')} ms   (${starts.map((s) => Math.round(s.first)).join(', ')})   target 1,500 ms`)
  console.log(`restart → /ready               ${of('ready')} ms   processor time of the program ${values.by === 'npm' ? '(npm)' : `${of('cpu')} ms`}`)
  console.log(`beside it: an empty Node       ${of('node')} ms, bare PostgreSQL ${of('postgres')} ms`)
  console.log(`memory when idle (PSS)         ${Math.round(total)} MB = ${[...memory].map(([k, v]) => `${k} ${Math.round(v)}`).join(' + ')}   target 400 MB`)
  if (values.json) console.log(JSON.stringify({ firstEver: firstEver.ready, starts, memory: Object.fromEntries(memory) }))
} finally { rmSync(folder, { recursive: true, force: true }) }
process.exit(0)
