import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, startEmbedded, superuser } from '../../src/platform/db/index.ts'

declare module 'vitest' { interface ProvidedContext { database: { host: string; user: string; template: string } } }

/** One PostgreSQL for the run, one migrated template; each worker copies it. DATABASE_URL of the caller is not used: tests must not touch it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'taicho-test-'))
  const server = await startEmbedded(folder, () => undefined)
  const owner = { host: server.socketFolder, user: superuser, database: 'postgres' }
  const client = new pg.Client(owner)
  await client.connect()
  await client.query('create database template_taicho')
  await client.end()
  await migrate({ ...owner, database: 'template_taicho' }, path.join(import.meta.dirname, '../../migrations'))
  project.provide('database', { host: server.socketFolder, user: superuser, template: 'template_taicho' })
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
