import { mkdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { programRoot, type Config } from '../platform/config.ts'
import { connect, lockFolder, migrate, socketFolderOf, superuser, useDatabase, type Database, type EmbeddedServer, type Where } from '../platform/db/index.ts'
import { useFileFolder } from '../platform/files/index.ts'
import { Refused } from '../platform/refusal.ts'
import { openDatabase } from '../server/start.ts'

export const migrationsFolder = (): string => path.join(programRoot(), 'migrations')
export const fileFolder = (config: Config): string => path.join(config.dataFolder, 'files')

/** Where the database of a configuration can be reached now; a program that runs on the folder is joined, else the server is started for the time of the work. */
export async function reach(config: Config): Promise<{ where: Where; release: () => Promise<void> }> {
  if (config.databaseUrl) return { where: { connectionString: config.databaseUrl }, release: async () => undefined }
  let unlock: (() => void) | undefined
  try { unlock = lockFolder(config.dataFolder) } catch (e) {
    if (!(e instanceof Refused) || e.refusal.code !== 'start.folder_taken') throw e
    return { where: { host: socketFolderOf(config.dataFolder), port: 5432, database: 'taicho', user: superuser }, release: async () => undefined }
  }
  let server: EmbeddedServer | undefined
  try {
    const opened = await openDatabase(config, () => undefined)
    server = opened.server
    return { where: opened.where, release: async () => { await server?.stop(); unlock() } }
  } catch (e) { await server?.stop(); unlock(); throw e }
}

/** Work of the command line on the database of a configuration. */
export async function withDatabase<T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> {
  const { where, release } = await reach(config)
  const db = connect(where, { app: 2, system: 2, auth: 2 })
  try {
    await migrate({ ...where }, migrationsFolder())
    mkdirSync(fileFolder(config), { recursive: true })
    useFileFolder(fileFolder(config))
    useDatabase(db)
    return await work(db)
  } finally {
    useDatabase(undefined)
    await db.close()
    await release()
  }
}

export const ownerOf = (where: Where): pg.ClientConfig => ({ ...where })
