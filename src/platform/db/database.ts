import { createHash } from 'node:crypto'
import { Kysely, PostgresAdapter, PostgresDialect, PostgresIntrospector, PostgresQueryCompiler, sql, type RawBuilder, type Transaction } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.ts'
import { Refused } from '../refusal.ts'

/** Days and instants as text, counts as numbers. For our own pools only: the sign-in library compares instants as dates, and with text a session would never expire. */
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, (text) => text)
types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))
types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text))
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())

/** Where the database is: a Unix socket of the embedded server, or any PostgreSQL from 15 on. */
export type Where = { readonly host: string; readonly port: number; readonly database: string; readonly user: string } | { readonly connectionString: string }

/** Who acts: an account for a post in an organisation. Every statement of a request runs under it. */
export type StaffSession = {
  readonly provinceId: string
  readonly accountId: string
  readonly postId: string
  readonly organisationId: string
  readonly name: string
  readonly postTitle: string
  readonly organisationName: string
  readonly permissions: ReadonlySet<string>
  /** Địa bàn: ids of the units whose people the organisation answers for; ['*'] is the whole province, empty is nobody but those handed over. */
  readonly area: readonly string[]
  readonly language: 'vi' | 'en'
  readonly requestId: string
  /** Id made by the sender; a command that carries one is applied once. */
  readonly commandId?: string
  /** How many commands of this request ran before: a request may hold several. */
  readonly step?: { value: number }
}

/** A query that needs only this cannot write. */
export type Reads = Pick<Kysely<DB>, 'selectFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor' | 'selectNoFrom'>
/** Inside one transaction that writes. */
export type Writes = Transaction<DB> & { readonly who: StaffSession }

export type Database = {
  readonly where: Where
  readonly app: Kysely<DB>
  readonly system: Kysely<DB>
  readonly appPool: pg.Pool
  readonly systemPool: pg.Pool
  readonly authPool: pg.Pool
  readonly ownerClient: () => Promise<pg.Client>
  readonly close: () => Promise<void>
}

const settingsOf = (where: Where): pg.PoolConfig => ('connectionString' in where ? { connectionString: where.connectionString } : { ...where })

export function connect(where: Where, sizes: { app?: number; system?: number; auth?: number } = {}): Database {
  const pool = (role: string, max: number, extra = ''): pg.Pool => {
    const p = new pg.Pool({ ...settingsOf(where), ...(role === 'taicho_auth' ? {} : { types }), max, ...(role === 'taicho_app' ? { pipeline: true } : {}), options: `-c role=${role}${extra}`, application_name: `taicho ${role}`, idleTimeoutMillis: 30_000 })
    // A connection lost while idle (the server was killed) is replaced at the next use; the request that held one sees its own error.
    p.on('error', () => undefined)
    // A connection lost while it is lent out tells its borrower by the failed statement; without a listener it would end the whole program.
    p.on('connect', (c) => { c.on('error', () => undefined) })
    return p
  }
  const appPool = pool('taicho_app', sizes.app ?? 16)
  const systemPool = pool('taicho_system', sizes.system ?? 6)
  const authPool = pool('taicho_auth', sizes.auth ?? 6, ' -c search_path=auth')
  const kysely = (p: pg.Pool) => new Kysely<DB>({ dialect: new PostgresDialect({ pool: p }) })
  return {
    where, appPool, systemPool, authPool, app: kysely(appPool), system: kysely(systemPool),
    ownerClient: async () => { const c = new pg.Client({ ...settingsOf(where), types }); c.on('error', () => undefined); await c.connect(); return c },
    close: async () => { await Promise.allSettled([appPool.end(), systemPool.end(), authPool.end()]) },
  }
}

let current: Database | undefined
/** The one database of this process, set by the entry point (or by a test for its own). */
export const useDatabase = (db: Database | undefined): void => { current = db }
export function database(): Database {
  if (!current) throw new Refused({ code: 'database.unavailable' } as never)
  return current
}

/** The connection behind a transaction, for statements that go out together or are prepared once. */
const held = new WeakMap<object, { readonly client: pg.PoolClient; readonly after: (() => void)[] }>()
const heldOf = (db: object): { readonly client: pg.PoolClient; readonly after: (() => void)[] } => {
  const found = held.get(db)
  if (!found) throw new Error('not inside a transaction of this module')
  return found
}

/** Does something once the transaction is durable, and never when it was rolled back. It must not fail: the work is done and answered. */
export const afterCommit = (db: object, work: () => void): void => { heldOf(db).after.push(work) }

/** Câu lệnh chuẩn bị sẵn: SQL that each connection parses and plans once. The name stands for the text: another text takes another name. */
export type Statement = { readonly name: string; readonly text: string; readonly values: readonly unknown[] }

/** Sends prepared statements of one transaction in one round trip and answers their rows in order. */
export async function runStatements(db: object, statements: readonly Statement[]): Promise<Record<string, unknown>[][]> {
  const { client } = heldOf(db)
  return (await Promise.all(statements.map((s) => client.query({ name: s.name, text: s.text, values: [...s.values] })))).map((r) => r.rows as Record<string, unknown>[])
}
const names = new Map<string, string>()
/** A composed query as a prepared statement: the same text is parsed and planned once on each connection. For texts that come in few variants, whose parameters do not change the best plan. */
export async function runPrepared<R>(db: object, query: RawBuilder<R>): Promise<R[]> {
  const { sql: text, parameters } = query.compile(db as Kysely<DB>)
  let name = names.get(text)
  if (name === undefined) { name = `q${createHash('sha1').update(text).digest('hex').slice(0, 20)}`; names.set(text, name) }
  return (await heldOf(db).client.query({ name, text, values: [...parameters] })).rows as R[]
}
/** One prepared statement. */
export const runStatement = async <R>(db: object, name: string, text: string, values: readonly unknown[]): Promise<R[]> =>
  (await heldOf(db).client.query({ name, text, values: [...values] })).rows as R[]

/** Kysely on one connection that we hold. */
function onConnection(client: pg.PoolClient, after: (() => void)[]): Kysely<DB> {
  const db = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (k) => new PostgresIntrospector(k),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => new HeldDriver(client),
    },
  })
  held.set(db, { client, after })
  return db
}

class HeldDriver {
  readonly #client: pg.PoolClient
  constructor(client: pg.PoolClient) { this.#client = client }
  async init() { /* the connection is open already */ }
  async acquireConnection() {
    const client = this.#client
    return {
      executeQuery: async <R>(q: { sql: string; parameters: readonly unknown[] }) => {
        const r = await client.query(q.sql, [...q.parameters])
        return { rows: (r.rows ?? []) as R[], ...(r.command === 'SELECT' ? {} : { numAffectedRows: BigInt(r.rowCount ?? 0) }) }
      },
      streamQuery: () => { throw new Error('not used') },
    } as never
  }
  async beginTransaction() { throw new Error('already in a transaction') }
  async commitTransaction() { throw new Error('committed by the command') }
  async rollbackTransaction() { throw new Error('rolled back by the command') }
  async releaseConnection() { /* released by the command */ }
  async destroy() { /* the pool owns it */ }
}

const literal = (text: string): string => pg.escapeLiteral(text)

/** The settings that row-level security reads. The only place that writes them, so that it can change for a sharded database. */
export const settingsFor = (who: StaffSession): string =>
  `set local taicho.province = ${literal(who.provinceId)}; set local taicho.organisation = ${literal(who.organisationId)}; set local taicho.post = ${literal(who.postId)}; ` +
  `set local taicho.account = ${literal(who.accountId)}; set local taicho.permissions = ${literal(`,${[...who.permissions].join(',')},`)}; set local taicho.area = ${literal(who.area.join(','))}`
/** The same as one prepared statement, for transactions in which several people act one after another. */
export const settingsStatement = (who: StaffSession): Statement & { values: unknown[] } => ({
  name: 'settings', text: `select set_config('taicho.province', $1, true), set_config('taicho.organisation', $2, true), set_config('taicho.post', $3, true), set_config('taicho.account', $4, true), set_config('taicho.permissions', $5, true), set_config('taicho.area', $6, true)`,
  values: [who.provinceId, who.organisationId, who.postId, who.accountId, `,${[...who.permissions].join(',')},`, who.area.join(',')],
})

/** The database went away under a statement: the caller may simply try again. */
export const isConnectionLoss = (e: unknown): boolean => {
  const code = (e as { code?: string }).code ?? ''
  return /^(08|57P0[123])/.test(code) || ['ECONNRESET', 'ECONNREFUSED', 'ENOENT', 'EPIPE'].includes(code) || /Connection terminated|connection timeout|Client has encountered a connection error/i.test((e as Error).message ?? '') || ((e as Error).cause !== undefined && isConnectionLoss((e as Error).cause))
}

/** A connection lent to one transaction: returned whole, or thrown away when the database went away under it. */
export async function onLoan<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient
  try { client = await pool.connect() } catch (e) {
    if (isConnectionLoss(e)) throw new Refused({ code: 'database.unavailable' } as never)
    throw e
  }
  let broken: Error | undefined
  const onError = (e: Error): void => { broken = e }
  client.on('error', onError)
  try {
    return await work(client)
  } catch (e) {
    if (isConnectionLoss(e)) broken = e as Error
    if (!broken) await client.query('rollback').catch((x: Error) => { broken = x })
    if (broken && !(e instanceof Refused)) throw new Refused({ code: 'database.unavailable' } as never)
    throw e
  } finally {
    client.removeListener('error', onError)
    client.release(broken)
  }
}

async function inTransaction<T>(pool: pg.Pool, begin: string, work: (client: pg.PoolClient, db: Kysely<DB>) => Promise<T>): Promise<T> {
  const after: (() => void)[] = []
  const value = await onLoan(pool, async (client) => {
    // On a pipelined connection (requests) the first statement of the work travels with the settings and runs after them. Jobs keep the plain one: COPY needs it.
    const begun = client.query(begin)
    begun.catch(() => undefined)
    if (pool !== database().appPool) await begun
    const done = await work(client, onConnection(client, after))
    await begun
    await client.query('commit')
    return done
  })
  for (const then of after) then()
  return value
}

/** The command of a session that is carried out once: its key in `applied_command`. Undefined when the sender gave no id. */
export const commandKey = (who: StaffSession): readonly [string, string, string, number] | undefined =>
  who.commandId === undefined ? undefined : [who.provinceId, who.accountId, who.commandId, who.step ? who.step.value++ : 0]

/**
 * One writing transaction of a person acting for a post: permission, decision, event and audit line, all or none.
 * When the request carries a command id it is applied once; a repetition gets the first answer.
 */
export const asStaff = <T>(who: StaffSession, work: (db: Writes) => Promise<T>): Promise<T> =>
  inTransaction(database().appPool, `begin; ${settingsFor(who)}`, async (client, k) => {
    const db = Object.assign(k, { who }) as unknown as Writes
    const key = commandKey(who)
    if (!key) return work(db)
    const first = await client.query({ name: 'command.claim', text: 'insert into applied_command (province_id, account_id, command_id, step) values ($1, $2, $3, $4) on conflict do nothing', values: [...key] })
    if (first.rowCount === 0) {
      const { rows } = await client.query<{ answer: T }>('select answer from applied_command where province_id = $1 and account_id = $2 and command_id = $3 and step = $4', [...key])
      return rows[0]!.answer
    }
    const value = await work(db)
    await client.query({ name: 'command.answer', text: 'update applied_command set answer = $5 where province_id = $1 and account_id = $2 and command_id = $3 and step = $4', values: [...key, JSON.stringify(value ?? null)] })
    return value
  })

/** One read-only transaction of a person: a consistent view under row-level security. Nothing waits for its end: there is nothing to make durable. */
export async function readAs<T>(who: StaffSession, work: (db: Reads) => Promise<T>): Promise<T> {
  return onLoan(database().appPool, async (client) => {
    const begun = client.query(`begin isolation level repeatable read read only; ${settingsFor(who)}`)
    begun.catch(() => undefined)
    const value = await work(onConnection(client, []))
    await begun
    // Sent before the connection goes back; whoever gets it next is served after it. Should it fail, so does the connection, and the next to use it is told.
    client.query('commit').catch(() => undefined)
    return value
  })
}

/** Work of the program itself (jobs, first start): the system role, for one province. */
export const asSystem = <T>(provinceId: string, work: (db: Transaction<DB>) => Promise<T>): Promise<T> =>
  inTransaction(database().systemPool, `begin; set local taicho.province = ${literal(provinceId)}`, (_client, db) => work(db as unknown as Transaction<DB>))

/** Refuses unless the post acted for holds the permission. */
export function requirePermission(who: StaffSession, permission: string): void {
  if (!who.permissions.has(permission)) throw new Refused({ code: 'permission.missing', permission } as never)
}

export { sql }
