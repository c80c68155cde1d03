import { sql, type Kysely } from 'kysely'
import { Logger, run, type Runner } from 'graphile-worker'
import pg from 'pg'
import type { DB } from '../db/schema.ts'
import type { Where } from '../db/index.ts'

/** What may happen a little later: a job row in the same database, written with the act that causes it. */
export type Task = (payload: unknown, helpers: { attempt: number; lastAttempt: boolean; log: (message: string) => void }) => Promise<void>
export type Tasks = Readonly<Record<string, Task>>

export async function enqueue(db: Pick<Kysely<DB>, 'getExecutor'>, task: string, payload: Record<string, unknown>, options: { key?: string; runAt?: string } = {}): Promise<void> {
  await sql`select enqueue(${task}, ${JSON.stringify(payload)}::jsonb, ${options.key ?? null}, ${options.runAt ?? null}::timestamptz)`.execute(db as Kysely<DB>)
}

export async function startJobs(where: Where, tasks: Tasks, log: { error: (o: object, m: string) => void; info: (o: object, m: string) => void }, crontab = ''): Promise<{ stop: () => Promise<void> }> {
  const pool = new pg.Pool({ ...where, max: 4, application_name: 'taicho jobs' })
  pool.on('error', () => undefined)
  pool.on('connect', (c) => c.on('error', () => undefined))
  const logger = new Logger(() => (level, message, meta) => { if (level === 'error') log.error({ ...meta }, message) })
  let stopping = false
  let runner: Runner | undefined
  const begin = async (): Promise<void> => {
    runner = await run({
      pgPool: pool, concurrency: 2, noHandleSignals: true, pollInterval: 2000, logger, crontab,
      taskList: Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, async (payload: unknown, h: { job: { attempts: number; max_attempts: number } }) =>
        task(payload, { attempt: h.job.attempts, lastAttempt: h.job.attempts >= h.job.max_attempts, log: (m) => log.info({ task: name }, m) })])),
    })
    // The runner ends when it loses the database for good; it is begun again.
    runner.promise.then(() => again(), () => again())
  }
  const again = (): void => { if (!stopping) setTimeout(() => void begin().catch((e) => { log.error({ err: e }, 'jobs wait for the database'); again() }), 1000).unref() }
  await begin()
  return { stop: async () => { stopping = true; await runner?.stop().catch(() => undefined); await pool.end().catch(() => undefined) } }
}
