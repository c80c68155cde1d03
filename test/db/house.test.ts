import path from 'node:path'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { verifyAudit, audit } from '../../src/platform/audit/index.ts'
import { backUp, restore } from '../../src/platform/backup/index.ts'
import { asStaff, connect, migrate, readAs } from '../../src/platform/db/index.ts'
import { bytesOf, keepBytes, recordFile, getFile, useFileFolder } from '../../src/platform/files/index.ts'
import { newId } from '../../src/platform/ids.ts'
import { givenOrganisation, ownDatabase, refused } from '../support/given.ts'

const db = ownDatabase()
const migrations = path.join(import.meta.dirname, '../../migrations')
const { host, user } = inject('database')

async function emptyDatabase(): Promise<{ host: string; user: string; database: string }> {
  const name = `e_${newId().replaceAll('-', '').slice(-12)}`
  const admin = new pg.Client({ host, user, database: 'postgres' })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  return { host, user, database: name }
}

test('a function that reads past row-level security is open to named roles only, and looks nowhere but in its own schema', async () => {
  const { rows } = await db().systemPool.query<{ name: string; open: boolean; path: string | null }>(`
    select p.proname as name, has_function_privilege('public', p.oid, 'execute') as open, (select c from unnest(p.proconfig) c where c like 'search_path=%') as path
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.prosecdef`)
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.filter((r) => r.open || r.path !== 'search_path=public, pg_temp')).toEqual([])
})

test('every table that holds work of a province has the province first in its primary key and in every unique index and foreign key', async () => {
  const reference = new Set(['province', 'unit', 'unit_succession', 'schema_migration'])
  const { rows } = await db().systemPool.query<{ table: string; name: string; kind: string; first: string }>(`
    select c.relname as table, i.relname as name, case when x.indisprimary then 'primary key' else 'unique index' end as kind, a.attname as first
    from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0] where n.nspname = 'public' and x.indisunique
    union all
    select c.relname, k.conname, 'foreign key', a.attname from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class t on t.oid = k.confrelid left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
    where n.nspname = 'public' and k.contype = 'f' and t.relname not in ('unit')`)
  const operational = rows.filter((r) => !reference.has(r.table))
  expect(operational.length).toBeGreaterThan(30)
  expect(operational.filter((r) => r.first !== 'province_id')).toEqual([])
})

test('every table of the public schema is under row-level security, and every operational one carries a primary key', async () => {
  const { rows } = await db().systemPool.query<{ table: string; secured: boolean; keyed: boolean }>(`
    select c.relname as table, c.relrowsecurity as secured, exists (select 1 from pg_index x where x.indrelid = c.oid and x.indisprimary) as keyed
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and c.relname <> 'schema_migration'`)
  expect(rows.filter((r) => !r.secured || !r.keyed)).toEqual([])
})

test('no operational table has a trigger, so that it can be spread over servers', async () => {
  const { rows } = await db().systemPool.query(`select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and not t.tgisinternal`)
  expect(rows).toEqual([])
})

test('a request without a session sees no row of any table', async () => {
  const { rows: tables } = await db().systemPool.query<{ name: string }>(`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege('taicho_app', c.oid, 'select')`)
  expect(tables.length).toBeGreaterThan(15)
  for (const { name } of tables.filter((t) => !['unit', 'unit_succession'].includes(t.name)))
    expect([name, (await db().appPool.query(`select count(*)::int as n from ${name}`)).rows[0].n]).toEqual([name, 0])
})

test('passwords and sessions cannot be read by the role that serves requests', async () => {
  await expect(db().appPool.query('select * from auth.account')).rejects.toThrow(/permission denied/)
  await expect(db().appPool.query('select * from auth.session')).rejects.toThrow(/permission denied/)
})

test('two programs may start on one new database at once', async () => {
  const where = await emptyDatabase()
  const applied = await Promise.all([migrate(where, migrations), migrate(where, migrations)])
  expect(applied.toSorted((a, b) => a - b)[0]).toBe(0)
  expect(Math.max(...applied)).toBeGreaterThan(3)
})

test('a database newer than the program is refused and left as it is', async () => {
  const where = await emptyDatabase()
  await migrate(where, migrations)
  const client = new pg.Client(where)
  await client.connect()
  await client.query(`insert into schema_migration (number, name, checksum) values (9999, 'from the future', 'x')`)
  await client.end()
  await refused(migrate(where, migrations), 'database.schema_newer')
})

test('a step that differs from the one applied is refused', async () => {
  const where = await emptyDatabase()
  await migrate(where, migrations)
  const client = new pg.Client(where)
  await client.connect()
  await client.query(`update schema_migration set checksum = 'other' where number = 2`)
  await client.end()
  await refused(migrate(where, migrations), 'database.migration_changed')
})

test('a backup made while people work is restored into an empty place with every row, every file and an intact audit trail', async () => {
  const office = await givenOrganisation('Sở Y tế tỉnh')
  const clerk = await office.post('clerk')
  const bytes = Buffer.from('Kế hoạch phòng, chống dịch')
  const sha256 = await keepBytes(bytes)
  await asStaff(clerk, async (tx) => {
    await recordFile(tx, { sha256, bytes: bytes.length, mediaType: 'text/plain', name: 'kế hoạch.txt', recordKind: 'document', recordId: newId() })
    await audit(tx, { action: 'test.kept', kind: 'file', id: sha256 })
  })
  const folder = mkdtempSync(path.join(tmpdir(), 'taicho-backup-'))
  const files = mkdtempSync(path.join(tmpdir(), 'taicho-restored-'))
  const source = mkdtempSync(path.join(tmpdir(), 'taicho-source-'))
  useFileFolder(source)
  await keepBytes(bytes)
  const where = { host, user, database: (await db().systemPool.query('select current_database() as d')).rows[0].d as string }
  const manifest = await backUp(where, source, path.join(folder, 'b'), '2026-11-24T09:00:00.000Z')
  expect(manifest.files.count).toBe(1)

  const empty = await emptyDatabase()
  await restore(path.join(folder, 'b'), empty, files, migrations)
  const restored = connect({ ...empty, port: 5432 }, { app: 1, system: 2, auth: 1 })
  try {
    for (const t of manifest.tables) expect([t.name, (await restored.systemPool.query(`select count(*)::int as n from ${t.name.startsWith('auth.') ? '(select 1 where false) x' : t.name}`)).rows[0].n]).toEqual([t.name, t.name.startsWith('auth.') ? 0 : t.rows])
    expect((await verifyAudit(restored.system)).broken).toEqual([])
    useFileFolder(files)
    expect(await bytesOf(sha256)).toEqual(bytes)
    await refused(restore(path.join(folder, 'b'), empty, mkdtempSync(path.join(tmpdir(), 'taicho-x-')), migrations), 'restore.not_empty')
    const part = path.join(folder, 'b', 'db', readdirSync(path.join(folder, 'b', 'db'))[3]!)
    writeFileSync(part, 'damaged')
    await refused(restore(path.join(folder, 'b'), await emptyDatabase(), mkdtempSync(path.join(tmpdir(), 'taicho-x-')), migrations), 'backup.damaged')
  } finally {
    await restored.close()
    for (const f of [folder, files, source]) rmSync(f, { recursive: true, force: true })
  }
})

test('a file is opened only by an organisation it was given to', async () => {
  useFileFolder(mkdtempSync(path.join(tmpdir(), 'taicho-files-')))
  const a = await (await givenOrganisation('UBND xã A')).post('clerk')
  const b = await (await givenOrganisation('UBND xã B')).post('clerk')
  const bytes = Buffer.from('chỉ của A')
  const sha256 = await keepBytes(bytes)
  await asStaff(a, (tx) => recordFile(tx, { sha256, bytes: bytes.length, mediaType: 'text/plain', name: 'a.txt', recordKind: 'document', recordId: newId() }))
  expect((await readAs(a, (tx) => getFile(tx, sha256))).name).toBe('a.txt')
  await refused(readAs(b, (tx) => getFile(tx, sha256)), 'record.not_found')
})
