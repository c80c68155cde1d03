/**
 * Health declarations end to end (validated, matched with the people already there, triaged by zones and rules, audited, durable) by many senders at once,
 * as a ratio to `pgbench` single-row inserts on the same database with the same durability, in one run.
 *
 *   node bench/declarations.bench.ts [--clients 64] [--count 2000]
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { today } from '../src/platform/clock.ts'
import { connect, migrate, startEmbedded, superuser, useDatabase } from '../src/platform/db/index.ts'
import { submit } from '../src/declarations/index.ts'
import { newReceiptKey } from '../src/declarations/receipt.ts'
import type { Draft } from '../src/declarations/rules.ts'

const { values } = parseArgs({ options: { clients: { type: 'string', default: '64' }, count: { type: 'string', default: '2000' } } })
const clients = Number(values.clients); const total = Number(values.count)
const folder = mkdtempSync(path.join(tmpdir(), 'taicho-bench-'))
const server = await startEmbedded(folder, () => undefined)
const owner = { host: server.socketFolder, port: server.port, user: superuser, database: 'postgres' }
await migrate(owner, path.join(import.meta.dirname, '../migrations'))
const db = connect(owner)
useDatabase(db)
await db.systemPool.query(`insert into province (id, name) values ('08', 'Tỉnh mẫu')`)
await db.systemPool.query(`insert into unit (id, code, level, type, name, full_name, parent_id, province_unit_id, valid_from, search) values
  ('t:08', '08', 'province', 'province', 'Mẫu', 'Tỉnh Mẫu', null, null, '2025-07-01', 'mau'), ('t:1', '00691', 'commune', 'commune', 'Một', 'Xã Một', 't:08', 't:08', '2025-07-01', 'mot'), ('t:2', '00692', 'commune', 'commune', 'Hai', 'Xã Hai', 't:08', 't:08', '2025-07-01', 'hai')`)

const families = ['Nguyễn', 'Trần', 'Lê', 'Hoàng', 'Giàng', 'Vừ', 'Lầu', 'Sùng', 'Nông', 'Ma']; const middles = ['Văn', 'Thị', 'Mí', 'Đức', 'Ngọc', 'Minh']; const given = ['An', 'Bình', 'Chứ', 'Dính', 'Hà', 'Lan', 'Páo', 'Sính', 'Tuấn', 'Yến']
let n = 0
/** One in ten is somebody who was declared before. */
const draft = (): Draft => {
  const i = n % 10 === 9 ? n - 7 : n; n++
  return {
    v: 1, key: newReceiptKey(), lang: 'vi', unit: i % 2 === 0 ? 't:1' : 't:2', address: `Thôn ${i % 40}`, origin: 'viet_nam', originProvince: 't:08', originUnit: 't:2', leftOn: today(), leftAt: '', arrivedOn: today(), vehicle: 'motorbike', vehicleNumber: '', seat: '', route: '', transit: 'no', phone: `+8491${String(2_000_000 + i)}`,
    people: [{ name: `${families[i % 10]!} ${middles[i % 6]!} ${given[(i * 7) % 10]!}`, birth: `${1950 + (i % 60)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}`, sex: i % 2 === 0 ? 'male' : 'female', number: `0080${String(10_000_000 + i)}`, symptoms: [], contact: 'no', doses: 2, lastDose: 'unknown', recovered: 'no' }],
  }
}
for (let i = 0; i < 50; i++) await submit(`warm ${i}`, { draft: draft() })
// What the autovacuum of a running server would have done by now.
const owning = await db.ownerClient()
await owning.query('vacuum analyze')
await owning.end()
const took: number[] = []
let left = total; let failed = 0
const began = performance.now()
await Promise.all(Array.from({ length: clients }, async (_, c) => {
  while (left-- > 0) {
    const at = performance.now()
    await submit(`sender ${c}`, { draft: draft() }).catch(() => { failed++ })
    took.push(performance.now() - at)
  }
}))
const ours = total / ((performance.now() - began) / 1000)
took.sort((a, b) => a - b)

const client = new pg.Client(owner)
await client.connect()
await client.query('create table yardstick (id bigserial primary key, at timestamptz not null default now(), payload text not null)')
await client.end()
const script = path.join(folder, 'insert.sql')
writeFileSync(script, `insert into yardstick (payload) values ('một dòng');\n`)
const pgbench = ['/usr/lib/postgresql'].flatMap((root) => (existsSync(root) ? readdirSync(root).map((v) => path.join(root, v, 'bin', 'pgbench')) : [])).findLast(existsSync)
let yardstick: number; let name: string
if (pgbench) {
  const run = spawnSync(pgbench, ['-n', '-h', owner.host, '-U', superuser, '-f', script, '-c', '16', '-j', '2', '-T', '5', 'postgres'], { encoding: 'utf8' })
  yardstick = Number(/tps = ([\d.]+)/.exec(run.stdout)?.[1] ?? Number.NaN)
  name = 'pgbench single-row insert'
} else {
  const pool = new pg.Pool({ ...owner, max: 16 })
  const until = performance.now() + 5000
  let rows = 0
  await Promise.all(Array.from({ length: 16 }, async () => { while (performance.now() < until) { await pool.query(`insert into yardstick (payload) values ('một dòng')`); rows++ } }))
  await pool.end()
  yardstick = rows / 5
  name = 'single-row insert through the driver (pgbench is not installed)'
}
console.log(`declarations: ${ours.toFixed(0)} a second, p50 ${took[Math.floor(took.length / 2)]!.toFixed(1)} ms, p99 ${took[Math.floor(took.length * 0.99)]!.toFixed(1)} ms, ${failed} refused, ${clients} senders`)
console.log(`${name}: ${yardstick.toFixed(0)} a second`)
console.log(`ratio: ${(ours / yardstick).toFixed(3)}`)
await db.close()
await server.stop()
rmSync(folder, { recursive: true, force: true })
