import { Kysely, PostgresAdapter, PostgresDialect, PostgresIntrospector, PostgresQueryCompiler, sql, type Transaction } from 'kysely'
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
    const p = new pg.Pool({ ...settingsOf(where), ...(role === 'taicho_auth' ? {} : { types }), max, options: `-c role=${role}${extra}`, application_name: `taicho ${role}`, idleTimeoutMillis: 30_000 })
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

/** Kysely on one connection that we hold: begin with the settings in one round trip, then the work. */
const onConnection = (client: pg.PoolClient): Kysely<DB> =>
  new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => new HeldDriver(client),
    },
  })

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
const settingsFor = (who: StaffSession): string =>
  `set local taicho.province = ${literal(who.provinceId)}; set local taicho.organisation = ${literal(who.organisationId)}; set local taicho.post = ${literal(who.postId)}; ` +
  `set local taicho.account = ${literal(who.accountId)}; set local taicho.permissions = ${literal(`,${[...who.permissions].join(',')},`)}; set local taicho.area = ${literal(who.area.join(','))}`

/** The database went away under a statement: the caller may simply try again. */
export const isConnectionLoss = (e: unknown): boolean => {
  const code = (e as { code?: string }).code ?? ''
  return /^(08|57P0[123])/.test(code) || ['ECONNRESET', 'ECONNREFUSED', 'ENOENT', 'EPIPE'].includes(code) || /Connection terminated|connection timeout|Client has encountered a connection error/i.test((e as Error).message ?? '') || ((e as Error).cause !== undefined && isConnectionLoss((e as Error).cause))
}

async function inTransaction<T>(pool: pg.Pool, begin: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient
  try { client = await pool.connect() } catch (e) {
    if (isConnectionLoss(e)) throw new Refused({ code: 'database.unavailable' } as never)
    throw e
  }
  let broken: Error | undefined
  const onError = (e: Error): void => { broken = e }
  client.on('error', onError)
  try {
    await client.query(begin)
    const value = await work(client)
    await client.query('commit')
    return value
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

/**
 * One writing transaction of a person acting for a post: permission, decision, event and audit line, all or none.
 * When the request carries a command id it is applied once; a repetition gets the first answer.
 */
export const asStaff = <T>(who: StaffSession, work: (db: Writes) => Promise<T>): Promise<T> =>
  inTransaction(database().appPool, `begin; ${settingsFor(who)}`, async (client) => {
    const db = Object.assign(onConnection(client), { who }) as unknown as Writes
    if (!who.commandId) return work(db)
    const step = who.step ? who.step.value++ : 0
    const key = [who.provinceId, who.accountId, who.commandId, step]
    const first = await client.query('insert into applied_command (province_id, account_id, command_id, step) values ($1, $2, $3, $4) on conflict do nothing', key)
    if (first.rowCount === 0) {
      const { rows } = await client.query<{ answer: T }>('select answer from applied_command where province_id = $1 and account_id = $2 and command_id = $3 and step = $4', key)
      return rows[0]!.answer
    }
    const value = await work(db)
    await client.query('update applied_command set answer = $5 where province_id = $1 and account_id = $2 and command_id = $3 and step = $4', [...key, JSON.stringify(value ?? null)])
    return value
  })

/** One read-only transaction of a person: a consistent view under row-level security. */
export const readAs = <T>(who: StaffSession, work: (db: Reads) => Promise<T>): Promise<T> =>
  inTransaction(database().appPool, `begin read only; ${settingsFor(who)}`, (client) => work(onConnection(client)))

/** Work of the program itself (jobs, first start): the system role, for one province. */
export const asSystem = <T>(provinceId: string, work: (db: Transaction<DB>) => Promise<T>): Promise<T> =>
  inTransaction(database().systemPool, `begin; set local taicho.province = ${literal(provinceId)}`, (client) => work(onConnection(client) as unknown as Transaction<DB>))

/** Refuses unless the post acted for holds the permission. */
export function requirePermission(who: StaffSession, permission: string): void {
  if (!who.permissions.has(permission)) throw new Refused({ code: 'permission.missing', permission } as never)
}

export { sql }
