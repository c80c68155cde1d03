/** Types of the database, generated from a freshly migrated one: `npm run types`. With --check it only compares. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbedded, superuser } from '../src/platform/db/embedded.ts'
import { migrate } from '../src/platform/db/migrate.ts'

const root = path.join(import.meta.dirname, '..')
const folder = mkdtempSync(path.join(tmpdir(), 'taicho-types-'))
const server = await startEmbedded(folder, () => undefined)
try {
  await migrate({ host: server.socketFolder, user: superuser, database: 'postgres' }, path.join(root, 'migrations'))
  const out = path.join(folder, 'schema.ts')
  execFileSync(process.execPath, [path.join(root, 'node_modules/kysely-codegen/dist/cli/bin.js'), '--dialect', 'postgres', '--url', `postgres://${superuser}@/postgres?host=${server.socketFolder}`, '--out-file', out, '--include-pattern', 'public.*', '--numeric-parser', 'number', '--date-parser', 'string'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const text = readFileSync(out, 'utf8')
    // The driver is told to give instants as ISO text and bigints as numbers (database.ts).
    .replace(/export type Timestamp = .*/, 'export type Timestamp = ColumnType<string, Date | string, Date | string>;')
    .replace(/export type Int8 = .*/, 'export type Int8 = ColumnType<number, bigint | number | string, bigint | number | string>;')
  const file = path.join(root, 'src/platform/db/schema.ts')
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') !== text) { console.error('src/platform/db/schema.ts is not what the migrations make. Run: npm run types'); process.exitCode = 1 }
  } else writeFileSync(file, text)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
