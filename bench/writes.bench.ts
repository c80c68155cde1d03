/**
 * HTTP write rate: acknowledging an obligation end to end (session, permission, rule, event, prepared columns, notice, audit line, durable) by
 * concurrent clients over loopback, as a ratio to `pgbench` single-row inserts on the same database with the same durability, in one run.
 *
 *   node bench/writes.bench.ts [--clients 16] [--units 400] [--clauses 10]
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { asStaff, asSystem, connect, migrate, sql, startEmbedded, superuser, useDatabase, type StaffSession } from '../src/platform/db/index.ts'
import { makeServer } from '../src/platform/http/index.ts'
import { newId } from '../src/platform/ids.ts'
import { createObligations, noDue, obligationRoutes } from '../src/obligations/index.ts'
import { permissionsOf } from '../src/sign-in/rules.ts'

const { values } = parseArgs({ options: { clients: { type: 'string', default: '16' }, units: { type: 'string', default: '400' }, clauses: { type: 'string', default: '10' } } })
const clients = Number(values.clients)
const folder = mkdtempSync(path.join(tmpdir(), 'taicho-bench-'))
const server = await startEmbedded(folder, () => undefined)
const owner = { host: server.socketFolder, port: server.port, user: superuser, database: 'postgres' }
await migrate(owner, path.join(import.meta.dirname, '../migrations'))
const db = connect(owner, { app: clients })
useDatabase(db)
const provinceId = '08'
await db.systemPool.query(`insert into province (id, name) values ($1, 'Tỉnh mẫu')`, [provinceId])
const giver = newId()
const units = Array.from({ length: Number(values.units) }, () => newId())
const session = (organisationId: string): StaffSession => ({ provinceId, organisationId, postId: newId(), accountId: newId(), name: 'A', postTitle: 'Người đứng đầu', organisationName: 'Đơn vị', permissions: new Set(permissionsOf.head), area: [], language: 'vi', requestId: 'bench' })
await asSystem(provinceId, async (t) => {
  await sql`insert into organisation (province_id, id, line, kind, valid_from) select ${provinceId}, id, 'government', 'ubnd_xa', '2020-01-01' from unnest(${[giver, ...units]}::uuid[]) as u(id)`.execute(t)
  await sql`insert into organisation_version (province_id, organisation_id, valid_from, name, search) select ${provinceId}, id, '2020-01-01', 'Đơn vị ' || id, id::text from unnest(${[giver, ...units]}::uuid[]) as u(id)`.execute(t)
})
const clauses = Array.from({ length: Number(values.clauses) }, (_, i) => ({ id: newId(), seq: i + 1, label: String(i + 1), text: `Nhiệm vụ ${i + 1}: rà soát phương án.`, due: noDue, rhythm: null, owners: units, coordinators: [] }))
const made = await asStaff(session(giver), (t) => createObligations(t, { id: newId(), number: '1', title: 'x', issuer: 'Tỉnh ủy', date: '2026-11-24', urgency: 'none', giver, giverOutside: false, upperGivers: [] }, clauses))

// What the autovacuum of a running server would have done by now.
const owning = await db.ownerClient()
await owning.query('vacuum analyze')
await owning.end()

/** Processor time of the database so far, in ms, of all its processes that still run. A share of a busy machine says less than what a command costs. */
const databaseCpu = (): number => {
  const postmaster = String(server.pid())
  let ticks = 0
  for (const pid of readdirSync('/proc').filter((p) => /^\d+$/.test(p))) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')
      if (pid === postmaster || fields[1] === postmaster) ticks += Number(fields[11]) + Number(fields[12])
    } catch { /* it ended while we looked */ }
  }
  return ticks * 10
}

// The sign-in library is measured by its own makers; here the session is one the server already knows, named by a header.
const whoOf = new Map(units.map((u) => [u, session(u)]))
const app = await makeServer({ rooms: obligationRoutes(), sentenceOf: (r) => ({ vi: r.code, en: r.code }), hasAccount: async () => true, sessionOf: async (q) => whoOf.get(String(q.headers['x-unit'])) })
await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = app.server.address() as { port: number }
const agent = new http.Agent({ keepAlive: true, maxSockets: clients })
const acknowledge = (o: { id: string; owner: string }): Promise<number> => new Promise((done, fail) => {
  const body = '{"type":"acknowledge"}'
  const q = http.request({ agent, port, host: '127.0.0.1', method: 'POST', path: `/api/obligations/${o.id}/steps`, headers: { 'content-type': 'application/json', 'content-length': body.length, 'x-taicho-csrf': '1', 'x-unit': o.owner, 'idempotency-key': newId() } }, (r) => { r.resume(); r.on('end', () => done(r.statusCode ?? 0)) })
  q.on('error', fail)
  q.end(body)
})

// Orders of different units one after another, as they come in.
const work = made.toSorted((a, b) => (a.clauseId === b.clauseId ? 0 : a.clauseId < b.clauseId ? -1 : 1))
for (const o of work.splice(0, 100)) await acknowledge(o)
const took: number[] = []
let failed = 0
const total = work.length
const cpuBefore = { node: process.cpuUsage(), database: databaseCpu() }
const began = performance.now()
await Promise.all(Array.from({ length: clients }, async () => {
  for (let o = work.pop(); o; o = work.pop()) {
    const at = performance.now()
    if ((await acknowledge(o)) !== 200) failed++
    took.push(performance.now() - at)
  }
}))
const ours = total / ((performance.now() - began) / 1000)
const cpuNode = process.cpuUsage(cpuBefore.node)
const cpu = { node: (cpuNode.user + cpuNode.system) / 1000 / total, database: (databaseCpu() - cpuBefore.database) / total }
took.sort((a, b) => a - b)

const client = new pg.Client(owner)
await client.connect()
await client.query('create table yardstick (id bigserial primary key, at timestamptz not null default now(), payload text not null)')
await client.end()
const script = path.join(folder, 'insert.sql')
writeFileSync(script, `insert into yardstick (payload) values ('một dòng');\n`)
const pgbench = ['/usr/lib/postgresql'].flatMap((root) => (existsSync(root) ? readdirSync(root).map((v) => path.join(root, v, 'bin', 'pgbench')) : [])).findLast(existsSync)
let yardstick: number
let name: string
if (pgbench) {
  const run = spawnSync(pgbench, ['-n', '-h', owner.host, '-U', superuser, '-f', script, '-c', String(clients), '-j', '2', '-T', '5', 'postgres'], { encoding: 'utf8' })
  yardstick = Number(/tps = ([\d.]+)/.exec(run.stdout)?.[1] ?? Number.NaN)
  name = 'pgbench single-row insert'
} else {
  const pool = new pg.Pool({ ...owner, max: clients })
  const until = performance.now() + 5000
  let n = 0
  await Promise.all(Array.from({ length: clients }, async () => { while (performance.now() < until) { await pool.query(`insert into yardstick (payload) values ('một dòng')`); n++ } }))
  await pool.end()
  yardstick = n / 5
  name = 'single-row insert through the driver (pgbench is not installed)'
}
console.log(`acknowledge over HTTP: ${ours.toFixed(0)} a second, p50 ${took[Math.floor(took.length / 2)]!.toFixed(1)} ms, p99 ${took[Math.floor(took.length * 0.99)]!.toFixed(1)} ms, ${failed} refused, ${clients} clients`)
console.log(`${name}: ${yardstick.toFixed(0)} a second`)
console.log(`processor time of one acknowledgement: ${cpu.node.toFixed(2)} ms in the program (server and clients), ${cpu.database.toFixed(2)} ms in the database`)
console.log(`ratio: ${(ours / yardstick).toFixed(3)}`)
await app.close()
await db.close()
await server.stop()
rmSync(folder, { recursive: true, force: true })
