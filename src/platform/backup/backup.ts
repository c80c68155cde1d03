import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { migrate } from '../db/migrate.ts'
import { readMigrations } from '../db/migrate.ts'
import { Refused } from '../refusal.ts'

/**
 * Sao lưu: one consistent moment of every table, and every file of the store, as a folder with a manifest of hashes.
 * It is made while the program works, and can be restored into any PostgreSQL, embedded or not.
 * Jobs are not part of it: they are made again by the acts that ask for them.
 */
export type Manifest = {
  readonly format: 'taicho-backup/1'
  readonly at: string
  readonly migration: number
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[]; readonly rows: number; readonly file: string; readonly sha256: string }[]
  readonly files: { readonly count: number; readonly bytes: number }
}

const quote = (name: string): string => name.split('.').map((n) => `"${n}"`).join('.')

/** Tables of ours, each after those it refers to, so that they can be filled in this order. */
async function tablesInOrder(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname in ('public', 'auth') and c.relname <> 'schema_migration' group by 1 order by 1`)
  const { rows: arrows } = await client.query<{ from: string; to: string }>(`
    select fn.nspname || '.' || f.relname as "from", tn.nspname || '.' || t.relname as "to" from pg_constraint k
    join pg_class f on f.oid = k.conrelid join pg_namespace fn on fn.oid = f.relnamespace join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
    where k.contype = 'f' and k.conrelid <> k.confrelid`)
  const order: typeof tables = []
  const placed = new Set<string>()
  while (order.length < tables.length) {
    const ready = tables.filter((t) => !placed.has(t.name) && arrows.every((a) => a.from !== t.name || placed.has(a.to)))
    if (ready.length === 0) throw new Error('tables refer to each other in a circle')
    for (const t of ready) { placed.add(t.name); order.push(t) }
  }
  return order
}

const filesOf = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((e) => e.isFile() && /^[0-9a-f]{64}$/.test(e.name)).map((e) => path.join(e.parentPath, e.name)) : [])

export async function backUp(owner: pg.ClientConfig, fileFolder: string, target: string, at: string): Promise<Manifest> {
  if (existsSync(target) && readdirSync(target).length > 0) throw new Refused({ code: 'restore.not_empty', folder: target } as never)
  mkdirSync(path.join(target, 'db'), { recursive: true })
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows: [step] } = await client.query<{ n: number }>('select coalesce(max(number), 0)::int as n from schema_migration')
    const tables: Manifest['tables'][number][] = []
    for (const { name, columns } of await tablesInOrder(client)) {
      const file = `db/${name}.copy.gz`
      const hash = createHash('sha256')
      const stream = client.query(copyTo(`copy ${quote(name)} (${columns.map((c) => `"${c}"`).join(', ')}) to stdout`))
      await pipeline(stream, createGzip({ level: 4 }), new Transform({ transform(chunk: Buffer, _e, done) { hash.update(chunk); done(null, chunk) } }), createWriteStream(path.join(target, file)))
      tables.push({ name, columns, rows: stream.rowCount ?? 0, file, sha256: hash.digest('hex') })
    }
    await client.query('commit')
    // Files only come, and never change: those copied after the tables are a superset of what the tables name.
    let bytes = 0
    const files = filesOf(fileFolder)
    for (const f of files) {
      const to = path.join(target, 'files', path.relative(fileFolder, f))
      await mkdir(path.dirname(to), { recursive: true })
      await copyFile(f, to)
      bytes += statSync(f).size
    }
    const manifest: Manifest = { format: 'taicho-backup/1', at, migration: step!.n, tables, files: { count: files.length, bytes } }
    writeFileSync(path.join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
    return manifest
  } finally { await client.end() }
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

/** Restores into an empty database and an empty file folder. Everything is checked before the first row is written. */
export async function restore(source: string, owner: pg.ClientConfig, fileFolder: string, migrations: string): Promise<Manifest> {
  const manifestFile = path.join(source, 'manifest.json')
  if (!existsSync(manifestFile)) throw new Refused({ code: 'backup.damaged', file: manifestFile, detail: 'manifest.json' } as never)
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest
  const newest = readMigrations(migrations).numbered.at(-1)?.number ?? 0
  if (manifest.migration > newest) throw new Refused({ code: 'database.schema_newer', found: manifest.migration, expected: newest } as never)
  for (const t of manifest.tables) {
    const file = path.join(source, t.file)
    if (!existsSync(file) || (await hashOfFile(file)) !== t.sha256) throw new Refused({ code: 'backup.damaged', file, detail: 'sha256' } as never)
  }
  const stored = filesOf(path.join(source, 'files'))
  for (const f of stored) if ((await hashOfFile(f)) !== path.basename(f)) throw new Refused({ code: 'backup.damaged', file: f, detail: 'sha256' } as never)
  if (stored.length < manifest.files.count) throw new Refused({ code: 'backup.damaged', file: path.join(source, 'files'), detail: `${stored.length} < ${manifest.files.count}` } as never)
  if (filesOf(fileFolder).length > 0) throw new Refused({ code: 'restore.not_empty', folder: fileFolder } as never)

  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows: [found] } = await client.query<{ n: number }>(`select count(*)::int as n from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`)
    if (found!.n > 0) throw new Refused({ code: 'restore.not_empty', folder: 'database' } as never)
    await migrate(owner, migrations, { upTo: manifest.migration })
    await client.query('begin')
    for (const t of manifest.tables) {
      const stream = client.query(copyFrom(`copy ${quote(t.name)} (${t.columns.map((c) => `"${c}"`).join(', ')}) from stdin`))
      await pipeline(createReadStream(path.join(source, t.file)), createGunzip(), stream)
    }
    await client.query('commit')
    await migrate(owner, migrations)
    await client.query('analyze')
  } finally { await client.end() }
  for (const f of stored) {
    const to = path.join(fileFolder, path.relative(path.join(source, 'files'), f))
    await mkdir(path.dirname(to), { recursive: true })
    await copyFile(f, to)
  }
  return manifest
}
