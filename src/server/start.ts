import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import fastifyStatic from '@fastify/static'
import compress from '@fastify/compress'
import { programRoot, type Config } from '../platform/config.ts'
import { connect, database, useDatabase, type Database } from '../platform/db/index.ts'
import { useFileFolder } from '../platform/files/index.ts'
import { makeServer, openApi, openApiPage } from '../platform/http/index.ts'
import { startJobs } from '../platform/jobs/index.ts'
import { startLive, type LiveHub } from '../platform/live/index.ts'
import { Refused } from '../platform/refusal.ts'
import { findStaffSession, makeAuth, mountAuth, sessionOfRequest, type Auth } from '../sign-in/index.ts'
import { declarationPages } from '../declarations/index.ts'
import { sentenceOf } from '../words/refusals.ts'
import { takePlace, type Place } from './place.ts'
import { allRooms, allTasks, crontab, firstStart } from './rooms.ts'
import { prepare, whereIs } from './where.ts'

export type Running = { readonly app: FastifyInstance; readonly auth: Auth; readonly db: Database; readonly config: Config; readonly address: string; readonly stop: () => Promise<void> }

/** The whole program on a configuration: lock, database, migrations, jobs, live updates, HTTP. What needs no database is made while it comes up. */
export async function start(config: Config, taken?: Place): Promise<Running> {
  const place = taken ?? await takePlace(config)
  const opened: (() => Promise<unknown>)[] = []
  try {
    const where = whereIs(config)
    const db = connect(where)
    useDatabase(db)
    const files = path.join(config.dataFolder, 'files')
    mkdirSync(files, { recursive: true })
    useFileFolder(files)
    const auth = makeAuth(config, db)
    const app = await makeApp(config, auth)
    opened.push(() => app.close())
    let live: LiveHub | undefined
    mountLive(app, () => live, auth)
    await app.ready()
    await place.server
    await prepare(where)
    await firstStart(config, auth)
    const hub = live = await startLive(db, app.log)
    opened.push(() => hub.close())
    const address = await app.listen({ port: config.port, host: config.host })
    // After the first answer is possible: jobs and the sign-in library are not needed to serve a page.
    if (!config.databaseUrl) await freeJobs(db)
    const jobs = await startJobs(where, allTasks(config), app.log, crontab)
    const warm = setTimeout(() => void auth.library().catch((err) => app.log.error({ err }, 'sign-in does not open')), 1500)
    return {
      app, auth, db, config, address,
      stop: async () => {
        clearTimeout(warm)
        await hub.close()
        await app.close()
        await jobs.stop()
        await db.close()
        await place.leave()
      },
    }
  } catch (e) {
    for (const close of opened.toReversed()) await close().catch(() => undefined)
    await closeDatabase()
    await place.leave()
    throw e
  }
}

/** A program that was killed leaves its jobs locked for hours; in the embedded database nobody else can be working on them. */
async function freeJobs(db: Database): Promise<void> {
  const owner = await db.ownerClient()
  try { await owner.query(`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`) } finally { await owner.end() }
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
  // The pages lie compressed on the disk; what is compressed on the way are the answers of the routes below.
  const web = path.join(programRoot(), 'dist', 'web')
  await app.register(fastifyStatic, { root: web, index: ['index.html'], preCompressed: true, setHeaders: (reply, at) => { reply.header('cache-control', at.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache') } })
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] })
  mountAuth(app, auth)
  declarationPages(app, sentenceOf)
  let described: Record<string, unknown> | undefined
  app.get('/api/openapi.json', (_q, reply) => reply.send(described ??= openApi(rooms, '0.1.0')))
  app.get('/api/docs', (_q, reply) => reply.type('text/html; charset=utf-8').send(openApiPage(rooms)))
  app.get('/health', (_q, reply) => reply.send({ ok: true }))
  app.get('/ready', async (_q, reply) => {
    try { await database().appPool.query('select 1'); return await reply.send({ ok: true }) } catch { return reply.code(503).send({ ok: false }) }
  })
  return app
}

export function mountLive(app: FastifyInstance, live: () => LiveHub | undefined, auth: Auth): void {
  app.get('/api/live', async (request, reply) => {
    const s = await sessionOfRequest(auth, request)
    const who = s ? (await findStaffSession(s, request.id)).staff : undefined
    if (!who) throw new Refused({ code: 'session.missing' } as never)
    const hub = live()
    if (!hub) throw new Refused({ code: 'database.unavailable' } as never)
    reply.hijack()
    hub.add(who.organisationId, reply.raw)
  })
}
