import { createServer } from 'node:net'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import fastifyStatic from '@fastify/static'
import compress from '@fastify/compress'
import pg from 'pg'
import { programRoot, type Config } from '../platform/config.ts'
import { connect, database, lockFolder, migrate, startEmbedded, superuser, useDatabase, type Database, type EmbeddedServer, type Where } from '../platform/db/index.ts'
import { useFileFolder } from '../platform/files/index.ts'
import { makeServer, openApi, openApiPage } from '../platform/http/index.ts'
import { startJobs } from '../platform/jobs/index.ts'
import { startLive, type LiveHub } from '../platform/live/index.ts'
import { Refused } from '../platform/refusal.ts'
import { findStaffSession, makeAuth, mountAuth, sessionOfRequest, type Auth } from '../sign-in/index.ts'
import { sentenceOf } from '../words/refusals.ts'
import { allRooms, allTasks, crontab, firstStart } from './rooms.ts'

export type Running = { readonly app: FastifyInstance; readonly auth: Auth; readonly db: Database; readonly config: Config; readonly address: string; readonly stop: () => Promise<void> }

const portIsFree = (port: number, host: string): Promise<boolean> => new Promise((done) => {
  const s = createServer()
  s.once('error', () => done(false))
  s.listen(port, host, () => s.close(() => done(true)))
})

/** Opens the database of a configuration: the embedded server in the data folder, or the one of DATABASE_URL. */
export async function openDatabase(config: Config, onLost: () => void): Promise<{ where: Where; server: EmbeddedServer | undefined }> {
  if (config.databaseUrl) return { where: { connectionString: config.databaseUrl }, server: undefined }
  const server = await startEmbedded(config.dataFolder, onLost)
  const where = { host: server.socketFolder, port: server.port, database: 'taicho', user: superuser }
  const client = new pg.Client({ ...where, database: 'postgres' })
  await client.connect()
  try {
    if (!(await client.query(`select 1 from pg_database where datname = 'taicho'`)).rowCount) await client.query('create database taicho')
  } finally { await client.end() }
  return { where, server }
}

/** The whole program on a configuration: lock, database, migrations, jobs, live updates, HTTP. */
export async function start(config: Config): Promise<Running> {
  if (config.port !== 0 && !(await portIsFree(config.port, config.host))) throw new Refused({ code: 'start.port_taken', port: config.port } as never)
  const unlock = lockFolder(config.dataFolder)
  let server: EmbeddedServer | undefined
  let stopping = false
  const opened: (() => Promise<unknown>)[] = []
  try {
    // A database server that ends by itself (killed, out of memory) is started again; requests meanwhile get "database.unavailable".
    const restart = (): void => {
      if (stopping) return
      void startEmbedded(config.dataFolder, restart).then((s) => { server = s }, () => { if (!stopping) setTimeout(restart, 1000).unref() })
    }
    const { where, server: embedded } = await openDatabase(config, restart)
    server = embedded
    await migrate({ ...where }, path.join(programRoot(), 'migrations'))
    const db = connect(where)
    useDatabase(db)
    const files = path.join(config.dataFolder, 'files')
    mkdirSync(files, { recursive: true })
    useFileFolder(files)
    const auth = makeAuth(config, db)
    await firstStart(config, auth)
    const app = await makeApp(config, auth)
    opened.push(() => app.close())
    const live = await startLive(db, app.log)
    opened.push(() => live.close())
    mountLive(app, live, auth)
    const address = await app.listen({ port: config.port, host: config.host })
    // After the first answer is possible: jobs are not needed to serve a page.
    const jobs = await startJobs(where, allTasks(config), app.log, crontab)
    return {
      app, auth, db, config, address,
      stop: async () => {
        stopping = true
        await live.close()
        await app.close()
        await jobs.stop()
        await db.close()
        await server?.stop()
        unlock()
      },
    }
  } catch (e) {
    stopping = true
    for (const close of opened.toReversed()) await close().catch(() => undefined)
    await closeDatabase()
    await server?.stop()
    unlock()
    throw e
  }
}

async function closeDatabase(): Promise<void> {
  try { await database().close() } catch { /* it was never opened */ }
  useDatabase(undefined)
}

export async function makeApp(config: Config, auth: Auth): Promise<FastifyInstance> {
  const rooms = allRooms(config, auth)
  const app = await makeServer({
    rooms, sentenceOf,
    // Every address without a dot that is not the API's is a screen: the page decides by its own routes.
    page: (request, reply) => (request.method === 'GET' && !/^\/api\/|\./.test(request.url.split('?')[0]!) ? reply.code(200).header('cache-control', 'no-cache').sendFile('index.html') : undefined),
    sessionOf: async (request) => {
      const s = await sessionOfRequest(auth, request)
      return s ? (await findStaffSession(s, request.id)).staff : undefined
    },
    hasAccount: async (request) => {
      const s = await sessionOfRequest(auth, request)
      return s ? (await findStaffSession(s, request.id)).account : false
    },
  })
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  mountAuth(app, auth)
  const described = openApi(rooms, '0.1.0')
  app.get('/api/openapi.json', (_q, reply) => reply.send(described))
  app.get('/api/docs', (_q, reply) => reply.type('text/html; charset=utf-8').send(openApiPage(rooms)))
  app.get('/health', (_q, reply) => reply.send({ ok: true }))
  app.get('/ready', async (_q, reply) => {
    try { await database().appPool.query('select 1'); return await reply.send({ ok: true }) } catch { return reply.code(503).send({ ok: false }) }
  })
  const web = path.join(programRoot(), 'dist', 'web')
  await app.register(fastifyStatic, { root: web, index: ['index.html'], setHeaders: (reply, at) => { reply.header('cache-control', at.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache') } })
  return app
}

export function mountLive(app: FastifyInstance, live: LiveHub, auth: Auth): void {
  app.get('/api/live', async (request, reply) => {
    const s = await sessionOfRequest(auth, request)
    const who = s ? (await findStaffSession(s, request.id)).staff : undefined
    if (!who) throw new Refused({ code: 'session.missing' } as never)
    reply.hijack()
    live.add(who.organisationId, reply.raw)
  })
}
