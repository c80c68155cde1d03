import path from 'node:path'
import pg from 'pg'
import { programRoot, type Config } from '../platform/config.ts'
import { migrate, socketFolderOf, superuser, type Where } from '../platform/db/index.ts'

/** How to reach the database of a configuration; of an embedded one it is known before its server answers. */
export const whereIs = (config: Config): Where => (config.databaseUrl ? { connectionString: config.databaseUrl } : { host: socketFolderOf(config.dataFolder), port: 5432, database: 'taicho', user: superuser })

/** A new cluster is given its database. */
export async function ensureDatabase(where: Where): Promise<void> {
  if ('connectionString' in where) return
  const client = new pg.Client({ ...where, database: 'postgres' })
  await client.connect()
  try {
    if (!(await client.query('select 1 from pg_database where datname = $1', [where.database])).rowCount) await client.query(`create database ${pg.escapeIdentifier(where.database)}`)
  } finally { await client.end() }
}

/** Brings the database to the program's shape. A restart finds it there and does not ask first whether it is. */
export async function prepare(where: Where): Promise<void> {
  const folder = path.join(programRoot(), 'migrations')
  try { await migrate({ ...where }, folder) } catch (e) {
    // 3D000: this database does not exist.
    if ((e as { code?: string }).code !== '3D000' || 'connectionString' in where) throw e
    await ensureDatabase(where)
    await migrate({ ...where }, folder)
  }
}
