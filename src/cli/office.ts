import { mkdirSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { programRoot, type Config } from '../platform/config.ts'
import { connect, lockFolder, startEmbedded, useDatabase, type Database, type EmbeddedServer, type Where } from '../platform/db/index.ts'
import { useFileFolder } from '../platform/files/index.ts'
import { Refused } from '../platform/refusal.ts'
import { ensureDatabase, prepare, whereIs } from '../server/where.ts'

export const migrationsFolder = (): string => path.join(programRoot(), 'migrations')
export const fileFolder = (config: Config): string => path.join(config.dataFolder, 'files')

/** Where the database of a configuration can be reached now; a program that runs on the folder is joined, else the server is started for the time of the work. */
export async function reach(config: Config): Promise<{ where: Where; release: () => Promise<void> }> {
  const where = whereIs(config)
  if (config.databaseUrl) return { where, release: async () => undefined }
  let unlock: () => void
  try { unlock = lockFolder(config.dataFolder) } catch (e) {
    if (!(e instanceof Refused) || e.refusal.code !== 'start.folder_taken') throw e
    return { where, release: async () => undefined }
  }
  let server: EmbeddedServer | undefined
  try {
    server = await startEmbedded(config.dataFolder, () => undefined)
    await ensureDatabase(where)
  } catch (e) { await server?.stop(); unlock(); throw e }
  const running = server
  return { where, release: async () => { await running.stop(); unlock() } }
}

/** Work of the command line on the database of a configuration. */
export async function withDatabase<T>(config: Config, work: (db: Database) => Promise<T>): Promise<T> {
  const { where, release } = await reach(config)
  const db = connect(where, { app: 2, system: 2, auth: 2 })
  try {
    await prepare(where)
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
