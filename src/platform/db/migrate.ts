import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { Logger, runMigrations as migrateJobs } from 'graphile-worker'
import { Refused } from '../refusal.ts'

/** Numbered plain SQL, forward only. Two starters at once are fine: the second waits at the lock and finds nothing to do. */
export type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly checksum: string }

export function readMigrations(folder: string): { numbered: Migration[]; repeatable: Migration[] } {
  const read = (at: string): Migration[] =>
    readdirSync(at).filter((f) => /^\d+_.*\.sql$/.test(f)).map((f) => {
      const sql = readFileSync(path.join(at, f), 'utf8')
      return { number: Number.parseInt(f, 10), name: f.replace(/\.sql$/, ''), sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }).sort((a, b) => a.number - b.number)
  return { numbered: read(folder), repeatable: read(path.join(folder, 'repeatable')) }
}

const quietLogger = (): Logger => new Logger(() => () => undefined)
const lockKey = 7_241_889

/** Brings a database to this program's shape, as its owner. Answers how many steps were applied. */
export async function migrate(owner: pg.PoolConfig, folder: string, options: { upTo?: number } = {}): Promise<number> {
  const client = new pg.Client(owner)
  client.on('error', () => undefined)
  await client.connect()
  try { return await migrateOn(client, owner, folder, options.upTo) } finally { await client.end() }
}

async function migrateOn(client: pg.Client, owner: pg.PoolConfig, folder: string, upTo: number | undefined): Promise<number> {
  const { rows: [server] } = await client.query<{ n: number; v: string }>(`select current_setting('server_version_num')::int as n, current_setting('server_version') as v`)
  if (server!.n < 150_000) throw new Refused({ code: 'database.server_too_old', found: server!.v, expected: 15 } as never)
  const { numbered, repeatable } = readMigrations(folder)
  await client.query('select pg_advisory_lock($1)', [lockKey])
  try {
    await client.query(`create table if not exists schema_migration (number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
    const { rows: done } = await client.query<{ number: number; name: string; checksum: string }>('select number, name, checksum from schema_migration order by number')
    const newest = numbered.at(-1)?.number ?? 0
    const found = done.filter((d) => d.number > 0).at(-1)?.number ?? 0
    if (found > newest) throw new Refused({ code: 'database.schema_newer', found, expected: newest } as never)
    for (const d of done) {
      const ours = numbered.find((m) => m.number === d.number)
      if (d.number > 0 && ours && ours.checksum !== d.checksum) throw new Refused({ code: 'database.migration_changed', number: d.number, name: d.name } as never)
    }
    const todo = numbered.filter((m) => (upTo === undefined || m.number <= upTo) && !done.some((d) => d.number === m.number))
    const together = createHash('sha256').update(repeatable.map((r) => r.checksum).join()).digest('hex')
    const repeatableDone = done.find((d) => d.number === 0)?.checksum === together
    if (todo.length === 0 && repeatableDone) return 0
    await makeRoles(client)
    if (todo.length > 0) await migrateJobQueue(owner)
    for (const m of todo) {
      await client.query('begin')
      try {
        await client.query(m.sql)
        await client.query('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [m.number, m.name, m.checksum])
        await client.query('commit')
      } catch (e) { await client.query('rollback'); throw new Error(`migration ${m.name}: ${(e as Error).message}`, { cause: e }) }
    }
    // A restore stops at the step of its backup; functions and policies belong to the newest shape.
    if (upTo !== undefined && upTo < newest) return todo.length
    await client.query('begin')
    try {
      for (const r of repeatable) {
        try { await client.query(r.sql) } catch (e) { throw new Error(`${r.name}: ${(e as Error).message}`, { cause: e }) }
      }
      await client.query(`insert into schema_migration (number, name, checksum) values (0, 'repeatable', $1) on conflict (number) do update set checksum = excluded.checksum, applied_at = now()`, [together])
      await client.query('commit')
    } catch (e) { await client.query('rollback'); throw e }
    return todo.length
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey])
  }
}

async function migrateJobQueue(owner: pg.PoolConfig): Promise<void> {
  const pool = new pg.Pool({ ...owner, max: 2 })
  const ignore = (): void => undefined
  pool.on('error', ignore)
  pool.on('connect', (c) => c.on('error', ignore))
  try { await migrateJobs({ pgPool: pool, logger: quietLogger() }) } finally { await pool.end() }
}

/** Requests, jobs and sign-in each have a role of their own; none of them owns a table or passes by row-level security. */
async function makeRoles(client: pg.Client): Promise<void> {
  for (const role of ['taicho_app', 'taicho_system', 'taicho_auth']) {
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login nosuperuser nocreatedb nocreaterole; end if;
    exception when duplicate_object or unique_violation then null; end $$`)
    const { rows } = await client.query<{ member: boolean }>(`select pg_has_role(current_user, '${role}', 'MEMBER') as member`)
    if (!rows[0]!.member) await client.query(`grant ${role} to current_user`)
  }
}
