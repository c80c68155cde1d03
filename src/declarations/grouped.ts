import { database, type Database } from '../platform/db/index.ts'
import { Refused } from '../platform/refusal.ts'

/**
 * Hàng đợi công bằng: what arrives together is written in one transaction and answered once it is durable. Turns go round by sender, so that a flood
 * from one address only makes that address wait: a dormitory behind one address is served later, never refused. One group at a time: two writings
 * of one person meet in one order and are recognised. See docs/decisions/0006-public-declarations.md.
 */
export type Outcome<A> = { readonly ok: true; readonly answer: A } | { readonly ok: false; readonly refused: Refused }
type Waiting<I, A> = { readonly input: I; readonly done: (a: A) => void; readonly fail: (e: unknown) => void }

const mostWaiting = 20_000

/** `work` answers one outcome an input, in order; what it throws takes the group back, and its inputs are carried out one by one. */
export function fairGroups<I, A>(work: (inputs: readonly I[]) => Promise<readonly Outcome<A>[]>, max = 64): (sender: string, input: I) => Promise<A> {
  // One queue for each database, so that a test that opens another is not answered from the last one.
  const queues = new WeakMap<Database, { lines: Map<string, Waiting<I, A>[]>; size: number; running: boolean }>()
  return (sender, input) => new Promise<A>((done, fail) => {
    const db = database()
    const q = queues.get(db) ?? { lines: new Map<string, Waiting<I, A>[]>(), size: 0, running: false }
    queues.set(db, q)
    if (q.size >= mostWaiting) { fail(new Refused({ code: 'request.too_many', retryAfterSeconds: 5 } as never)); return }
    const line = q.lines.get(sender)
    if (line) line.push({ input, done, fail }); else q.lines.set(sender, [{ input, done, fail }])
    q.size++
    if (!q.running) { q.running = true; setImmediate(() => void run()) }

    async function run(): Promise<void> {
      while (q.size > 0) await carryOut(take())
      q.running = false
    }
    /** One of each sender in turn, round and round, until the group is full. Who was served goes to the end. */
    function take(): Waiting<I, A>[] {
      const group: Waiting<I, A>[] = []
      while (group.length < max && q.size > 0) {
        const [next, waiting] = q.lines.entries().next().value!
        q.lines.delete(next)
        group.push(waiting.shift()!)
        q.size--
        if (waiting.length > 0) q.lines.set(next, waiting)
      }
      return group
    }
  })

  async function carryOut(group: readonly Waiting<I, A>[]): Promise<void> {
    try {
      const outcomes = await work(group.map((w) => w.input))
      for (const [i, w] of group.entries()) { const o = outcomes[i]!; if (o.ok) w.done(o.answer); else w.fail(o.refused) }
    } catch (e) {
      // The database went away: whether the group is durable is not known. Each sender repeats with its key and gets the one answer.
      if (group.length === 1 || e instanceof Refused && e.refusal.code === 'database.unavailable') { for (const w of group) w.fail(e); return }
      for (const w of group) await carryOut([w])
    }
  }
}
