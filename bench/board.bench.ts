/**
 * Bảng theo dõi under load: 100,000 obligations of 10,000 units. Prints the p95 of the board, its deadline view and My work over HTTP as a
 * ratio to a static JSON file of the same size from the same server, in one run. Not a test: it judges nothing.
 *
 *   node bench/board.bench.ts [--units 10000] [--clauses 10] [--requests 200]
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import fastifyStatic from '@fastify/static'
import { asStaff, asSystem, connect, migrate, sql, startEmbedded, superuser, useDatabase, type StaffSession } from '../src/platform/db/index.ts'
import { addDays, dayOf } from '../src/platform/dates.ts'
import { makeServer } from '../src/platform/http/index.ts'
import { newId } from '../src/platform/ids.ts'
import { createObligations, dueDay, noDue, obligationRoutes } from '../src/obligations/index.ts'
import { permissionsOf } from '../src/sign-in/rules.ts'

const { values } = parseArgs({ options: { units: { type: 'string', default: '10000' }, clauses: { type: 'string', default: '10' }, requests: { type: 'string', default: '200' }, json: { type: 'boolean', default: false } } })
const units = Number(values.units)
const clauses = Number(values.clauses)
const requests = Number(values.requests)

const folder = mkdtempSync(path.join(tmpdir(), 'taicho-bench-'))
const server = await startEmbedded(folder, () => undefined)
const owner = { host: server.socketFolder, port: server.port, user: superuser, database: 'postgres' }
await migrate(owner, path.join(import.meta.dirname, '../migrations'))
const db = connect(owner)
useDatabase(db)

const provinceId = '08'
await db.systemPool.query(`insert into province (id, name) values ($1, 'Tỉnh mẫu')`, [provinceId])
const session = (organisationId: string, postId: string, accountId: string): StaffSession => ({ provinceId, organisationId, postId, accountId, name: 'Người đo', postTitle: 'Người đứng đầu', organisationName: 'Tỉnh ủy', permissions: new Set(permissionsOf.head), area: [], language: 'vi', requestId: newId() })
const giver = newId(); const unitIds = Array.from({ length: units }, () => newId()); const post = newId(); const account = newId()
await asSystem(provinceId, async (t) => {
  const rows = [{ id: giver, name: 'Tỉnh ủy' }, ...unitIds.map((id, i) => ({ id, name: `Đơn vị số ${i + 1}` }))]
  await sql`insert into organisation (province_id, id, line, kind, valid_from) select ${provinceId}, id, 'government', 'ubnd_xa', '2020-01-01' from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid)`.execute(t)
  await sql`insert into organisation_version (province_id, organisation_id, valid_from, name, search) select ${provinceId}, id, '2020-01-01', name, lower(name) from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, name text)`.execute(t)
})
const chief = session(giver, post, account)
const today = dayOf(new Date().toISOString())
const directiveId = newId()

let at = performance.now()
const list = Array.from({ length: clauses }, (_, i) => ({ id: newId(), seq: i + 1, label: String(i + 1), text: `Nhiệm vụ ${i + 1}: rà soát, lập danh sách, tổ chức lấy mẫu và báo cáo kết quả theo mẫu số ${i + 1}.`, due: i % 5 === 4 ? noDue : dueDay(addDays(today, i - 4)), rhythm: null, owners: unitIds, coordinators: [] }))
await asStaff(chief, (t) => createObligations(t, { id: directiveId, number: '07-CĐ/TU', title: 'phòng, chống dịch', issuer: 'Tỉnh ủy', date: today, urgency: 'urgent', giver, giverOutside: false, upperGivers: [] }, list))
const giving = (performance.now() - at) / 1000

// States as a week of work leaves them; prepared lines recounted, as the commands would have kept them.
await asSystem(provinceId, async (t) => {
  await sql`update obligation set work = case when h < 15 then 'assigned' when h < 45 then 'doing' when h < 60 then 'reported' when h < 95 then 'accepted' when h < 97 then 'returned' else 'redo' end,
      reported_at = case when h between 45 and 94 then assigned_at end, finished_at = case when h between 60 and 94 then assigned_at end, finish = case when h between 60 and 94 then case when due_at is null then 'undated' when due_at < assigned_at then 'late' else 'on_time' end when h between 95 and 96 then 'aside' else 'open' end,
      waits = case when h between 45 and 59 then '{report}'::text[] when h between 95 and 96 then '{returned}'::text[] else '{}'::text[] end
    from (select id as i, abs(hashtext(id::text)) % 100 as h from obligation) x where x.i = id`.execute(t)
  await sql`delete from obligation_tally`.execute(t)
  await sql`insert into obligation_tally select province_id, giver_org, gen_random_uuid(), directive_id, clause_id, work, finish, finish_baseline, case when work in ('assigned', 'doing', 'redo') then coalesce(due_at, 'infinity') else 'infinity' end,
      case when work = 'assigned' then acknowledge_by else 'infinity' end, waits <> '{}', count(*)::int from obligation group by 1, 2, 4, 5, 6, 7, 8, 9, 10, 11`.execute(t)
  await sql`update obligation_board_row b set unacknowledged = x.u, owed = x.o, reported = x.r, accepted = x.a, earliest_due = x.due from (
      select owner_org, (count(*) filter (where work = 'assigned'))::int as u, (count(*) filter (where work in ('assigned', 'doing', 'redo')))::int as o, (count(*) filter (where work = 'reported'))::int as r, (count(*) filter (where work = 'accepted'))::int as a,
        coalesce(min(due_at) filter (where work in ('assigned', 'doing', 'redo')), 'infinity') as due from obligation group by 1) x where b.owner_org = x.owner_org`.execute(t)
})
const owning = await db.ownerClient()
await owning.query('vacuum analyze')
await owning.end()

let acting = chief
const app = await makeServer({ rooms: obligationRoutes(), sessionOf: async () => acting, hasAccount: async () => true, sentenceOf: (r) => ({ vi: r.code, en: r.code }), logLevel: 'silent' })
const statics = path.join(folder, 'static')
mkdirSync(statics)
await app.register(fastifyStatic, { root: statics })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const agent = new http.Agent({ keepAlive: true, maxSockets: 4 })
const get = (url: string): Promise<string> => new Promise((done, fail) => {
  http.get(`${address}${url}`, { agent }, (r) => { const parts: Buffer[] = []; r.on('data', (c: Buffer) => parts.push(c)); r.on('end', () => (r.statusCode === 200 ? done(Buffer.concat(parts).toString()) : fail(new Error(`${url}: ${r.statusCode} ${Buffer.concat(parts).toString().slice(0, 300)}`)))) }).on('error', fail)
})
const quantile = (times: number[], q: number): number => times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))]!

/** The question and the yardstick in turn, so that whatever else the machine does falls on both. */
async function measure(name: string, urls: readonly string[], who: () => StaffSession): Promise<{ name: string; p50: number; p95: number; static95: number; ratio: number; bytes: number }> {
  acting = who()
  const sample = await get(urls[0]!)
  const file = `${name.replaceAll(' ', '-')}.json`
  writeFileSync(path.join(statics, file), sample)
  for (let i = 0; i < 20; i++) { acting = who(); await get(urls[i % urls.length]!); await get(`/${file}`) }
  const asked: number[] = []; const still: number[] = []
  for (let i = 0; i < requests; i++) {
    acting = who()
    let t = performance.now(); await get(urls[i % urls.length]!); asked.push(performance.now() - t)
    t = performance.now(); await get(`/${file}`); still.push(performance.now() - t)
  }
  const p95 = quantile(asked, 0.95); const static95 = quantile(still, 0.95)
  return { name, p50: quantile(asked, 0.5), p95, static95, ratio: p95 / static95, bytes: sample.length }
}

const next = JSON.parse(await get(`/api/obligation-board?directiveId=${directiveId}&limit=50`)) as { next: string; summary: { total: number } }
if (next.summary.total !== units * clauses) throw new Error(`the board counts ${next.summary.total} of ${units * clauses}`)
const results = [
  await measure('board of one directive', [`/api/obligation-board?directiveId=${directiveId}&limit=50`, `/api/obligation-board?directiveId=${directiveId}&limit=50&after=${next.next}`], () => chief),
  await measure('board late first only late', [`/api/obligation-board?directiveId=${directiveId}&limit=50&only=late`], () => chief),
  await measure('board over all directives', ['/api/obligation-board?limit=50'], () => chief),
  await measure('by deadline', [`/api/obligation-board/by-deadline?limit=50`, `/api/obligation-board/by-deadline?limit=50&only=late`], () => chief),
  await measure('my work', ['/api/my-work'], () => session(unitIds[Math.floor(Math.random() * units)]!, post, account)),
  await measure('what waits for the giver', ['/api/my-work?view=confirm&limit=50'], () => chief),
]
at = performance.now()
acting = chief
console.log(`${(units * clauses).toLocaleString('en')} obligations × ${units.toLocaleString('en')} units; given in ${giving.toFixed(1)} s`)
for (const r of results) console.log(`${r.name.padEnd(30)} p50 ${r.p50.toFixed(1).padStart(6)} ms   p95 ${r.p95.toFixed(1).padStart(6)} ms   static p95 ${r.static95.toFixed(1).padStart(5)} ms   ratio ${r.ratio.toFixed(1).padStart(5)}   ${(r.bytes / 1024).toFixed(0)} kB`)
if (values.json) console.log(JSON.stringify({ giving, results }))

await app.close()
await db.close()
await server.stop()
rmSync(folder, { recursive: true, force: true })
process.exit(0)
