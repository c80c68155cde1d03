import pg from 'pg'
import { Refused } from '../refusal.ts'
import { commandKey, database, onLoan, settingsStatement, type Database, type StaffSession, type Statement } from './database.ts'

/**
 * Ghi theo nhóm (group commit): commands of a hot path that arrive together share one transaction, one flush to disk and a few round trips,
 * and are written by set-based statements. Nobody is answered before the group is durable; each is refused for itself alone.
 */
export type GroupItem<I> = {
  readonly who: StaffSession
  readonly input: I
  /** Key of the command in `applied_command`; the item's own statements read it and write the answer there. Undefined: the sender gave no id. */
  readonly key: readonly [string, string, string, number] | undefined
}
export type Row = Record<string, unknown>

/**
 * Inside the transaction of a group. It belongs to nobody: the settings that row-level security reads are empty, so that no table shows or takes
 * a row. Statements call functions that hold every item to the rule of its own person, or follow `as` where all items are one person's.
 */
export type GroupDb = {
  /** Sends the statements in one round trip. Answers the rows of each. */
  readonly run: (statements: readonly Statement[]) => Promise<Row[][]>
  /** Statements after which nothing more follows: they travel together with the commit. Resolves when it is durable. */
  readonly finish: (statements: readonly Statement[]) => Promise<void>
  /** Called once the group is durable; never when it was rolled back. */
  readonly afterCommit: (work: () => void) => void
  /** The settings of a person, for the statements after it: row-level security judges them as that person's. */
  readonly as: (who: StaffSession) => Statement
}

export type Outcome<A> = { readonly ok: true; readonly answer: A } | { readonly ok: false; readonly refused: Refused }

export type GroupOptions<I, A> = {
  readonly name: string
  /** Items of one key never share a group: the later is decided from what the earlier left. Give what both would lock. */
  readonly keyOf: (input: I, who: StaffSession) => string
  /**
   * Carries out a group inside one open transaction. A refusal is an outcome and must have written nothing. Anything thrown rolls the whole group
   * back; its items are then carried out each in a transaction of its own, so that only the one at fault meets the error.
   */
  readonly work: (db: GroupDb, items: readonly GroupItem<I>[]) => Promise<readonly Outcome<A>[]>
  /** Largest group. */
  readonly max?: number
  /** Groups under way at once: while one waits for the disk the next is worked on. */
  readonly lanes?: number
}

type Waiting<I, A> = { readonly item: GroupItem<I>; readonly keys: readonly string[]; readonly done: (a: A) => void; readonly fail: (e: unknown) => void }

/** More than this waiting means that the database does not keep up: the sender is told to come again instead of being kept. */
const mostWaiting = 20_000
const retries = 3
/** Deadlock, serialisation failure: of two that crossed one may simply be repeated. Unique violation: the same command came over another process and was first. */
const mayRepeat = (e: unknown): boolean => ['40P01', '40001', '23505'].includes((e as { code?: string }).code ?? '')

/** A command that is carried out in groups. Answered when its group is durable, refused for itself alone. */
export function inGroups<I, A>(options: GroupOptions<I, A>): (who: StaffSession, input: I) => Promise<A> {
  const max = options.max ?? 64
  const lanes = options.lanes ?? 2
  // One queue for each database, so that a test that opens another is not answered from the last one.
  const queues = new WeakMap<Database, { waiting: Waiting<I, A>[]; held: Set<string>; running: number; soon: boolean }>()

  return (who, input) => new Promise<A>((done, fail) => {
    const db = database()
    const q = queues.get(db) ?? { waiting: [], held: new Set<string>(), running: 0, soon: false }
    queues.set(db, q)
    if (q.waiting.length >= mostWaiting) { fail(new Refused({ code: 'request.too_many', retryAfterSeconds: 5 } as never)); return }
    const key = commandKey(who)
    // A command sent twice at once is two items of one key: the second finds the answer of the first.
    const keys = [`k|${who.provinceId}|${options.keyOf(input, who)}`, ...(key ? [`c|${key.join('|')}`] : [])]
    q.waiting.push({ item: { who, input, key }, keys, done, fail })
    // Whatever else arrives in this turn of the loop joins the same group.
    if (!q.soon) { q.soon = true; setImmediate(() => { q.soon = false; start() }) }

    function start(): void {
      while (q.running < lanes && q.waiting.length > 0) {
        const group = take()
        if (group.length === 0) return
        q.running++
        void carryOut(db, group).finally(() => {
          for (const w of group) for (const k of w.keys) q.held.delete(k)
          q.running--
          start()
        })
      }
    }

    /** First come first served; whoever shares a key with one before him waits for the next group. */
    function take(): Waiting<I, A>[] {
      const group: Waiting<I, A>[] = []
      const passed = new Set<string>()
      const left: Waiting<I, A>[] = []
      for (const [i, w] of q.waiting.entries()) {
        if (group.length === max) { left.push(...q.waiting.slice(i)); break }
        const free = w.keys.every((k) => !q.held.has(k) && !passed.has(k))
        if (free) { group.push(w); for (const k of w.keys) q.held.add(k) } else { left.push(w); for (const k of w.keys) passed.add(k) }
      }
      q.waiting = left
      return group
    }
  })

  async function carryOut(db: Database, group: readonly Waiting<I, A>[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const outcomes = await oneTransaction(db, group.map((w) => w.item))
        for (const [i, w] of group.entries()) {
          const o = outcomes[i]!
          if (o.ok) w.done(o.answer)
          else w.fail(o.refused)
        }
        return
      } catch (e) {
        // The database went away: whether the group is durable is not known. Each sender repeats with its id and gets the one answer.
        const gone = e instanceof Refused
        if (!gone && group.length > 1) { for (const w of group) await carryOut(db, [w]); return }
        if (gone || !mayRepeat(e) || attempt >= retries) { for (const w of group) w.fail(e); return }
      }
    }
  }

  async function oneTransaction(db: Database, items: readonly GroupItem<I>[]): Promise<readonly Outcome<A>[]> {
    const after: (() => void)[] = []
    const outcomes = await onLoan(db.appPool, async (client) => {
      // Statements of a group are prepared lookups by key: planning them anew for each person would cost more than running them.
      const begun = client.query(`begin; set local plan_cache_mode = force_generic_plan`)
      begun.catch(() => undefined)
      let committed: Promise<unknown> | undefined
      const send = (statements: readonly Statement[]): Promise<pg.QueryResult[]> => Promise.all(statements.map((s) => client.query({ name: s.name, text: s.text, values: [...s.values] })))
      const open = (): void => { if (committed) throw new Error(`${options.name}: a statement after the last`) }
      const value = await options.work({
        run: async (statements) => { open(); return (await send(statements)).map((r) => r.rows as Row[]) },
        finish: async (statements) => {
          open()
          const sent = send(statements)
          // PostgreSQL turns the commit of a failed transaction into a rollback, and says so by the command it reports.
          committed = client.query('commit').then((r) => { if (r.command !== 'COMMIT') throw new Error(`${options.name}: rolled back`) })
          committed.catch(() => undefined)
          await sent
          await committed
        },
        afterCommit: (work) => { after.push(work) }, as: settingsStatement,
      }, items)
      if (value.length !== items.length) throw new Error(`${options.name}: ${value.length} outcomes for ${items.length} items`)
      await begun
      if (!committed) await client.query('commit')
      return value
    })
    for (const then of after) then()
    return outcomes
  }
}
