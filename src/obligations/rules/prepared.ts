import type { Instant } from '../../platform/dates.ts'
import { deadlineState, lastInstant, type Due } from './due.ts'
import { clockOf, dueNow, isFinal, isOwed } from './fold.ts'
import type { ObligationState, WorkState } from './types.ts'

/**
 * What the table `obligation` keeps beside the facts so that lists need not fold events. Derived from the state alone and never from the
 * clock: it stays right while nothing happens. `finish` says how the work ended against the deadline, `finishBaseline` against the first one.
 */
export type Finish = 'open' | 'on_time' | 'late' | 'undated' | 'aside'
export type Prepared = {
  readonly owner: string; readonly ownerPost: string | null; readonly work: WorkState; readonly due: Due; readonly dueAt: Instant | null
  readonly acknowledgeBy: Instant; readonly acknowledgedAt: Instant | null; readonly reportedAt: Instant | null; readonly finishedAt: Instant | null
  readonly finish: Finish; readonly finishBaseline: Finish; readonly extensions: number; readonly waits: readonly Wait[]; readonly openObstacles: number; readonly obstacleBy: Instant | null
  readonly sentBack: number; readonly remindedAt: Instant | null; readonly lastEventAt: Instant; readonly seq: number
}

function finishOf(o: ObligationState, due: Due): Finish {
  switch (o.work) {
    case 'assigned': case 'doing': case 'redo': case 'reported': return 'open'
    case 'returned': case 'suspended': case 'waived': case 'closed': return 'aside'
    case 'accepted': {
      const kind = deadlineState(due, clockOf(o), o.lastEventAt, 0).kind
      return kind === 'late' ? 'late' : kind === 'on_time' ? 'on_time' : 'undated'
    }
  }
}

/** What waits for the giver's word. */
export type Wait = 'report' | 'period' | 'query' | 'extension' | 'obstacle' | 'returned'
function waitsOf(o: ObligationState): readonly Wait[] {
  if (isFinal(o.work)) return []
  const out: Wait[] = []
  if (o.work === 'reported') out.push('report')
  if (o.work === 'returned') out.push('returned')
  if (Object.values(o.periods).some((p) => p.state === 'reported')) out.push('period')
  if (o.openQueries.length > 0) out.push('query')
  if (o.pendingExtension !== null) out.push('extension')
  if (o.openObstacles.length > 0) out.push('obstacle')
  return out
}

export function prepare(o: ObligationState): Prepared {
  const due = dueNow(o)
  const answers = o.openObstacles.map((b) => b.answerBy).sort()
  return {
    owner: o.owner, ownerPost: o.ownerPost, work: o.work, due, dueAt: lastInstant(due), acknowledgeBy: o.acknowledgeBy, acknowledgedAt: o.acknowledgedAt,
    reportedAt: o.reportedAt, finishedAt: o.finishedAt, finish: finishOf(o, due), finishBaseline: finishOf(o, o.rhythm === null ? o.baseline : due), extensions: o.extensions,
    waits: waitsOf(o),
    openObstacles: isFinal(o.work) ? 0 : o.openObstacles.length, obstacleBy: isFinal(o.work) ? null : (answers[0] ?? null), sentBack: o.sentBack, remindedAt: o.lastRemindedAt, lastEventAt: o.lastEventAt, seq: o.seq,
  }
}

/** The class a tally counts by: two obligations of one class are the same to the first line of the board. */
export type TallyClass = { readonly work: WorkState; readonly finish: Finish; readonly finishBaseline: Finish; readonly dueAt: Instant | null; readonly acknowledgeBy: Instant | null; /** Something of it waits for the giver. */ readonly waiting: boolean }
export const tallyClassOf = (p: Prepared): TallyClass => ({
  work: p.work, finish: p.finish, finishBaseline: p.finishBaseline, dueAt: isOwed(p.work) ? p.dueAt : null, acknowledgeBy: p.work === 'assigned' ? p.acknowledgeBy : null, waiting: p.waits.length > 0,
})
export const sameClass = (a: TallyClass, b: TallyClass): boolean =>
  a.work === b.work && a.finish === b.finish && a.finishBaseline === b.finishBaseline && a.dueAt === b.dueAt && a.acknowledgeBy === b.acknowledgeBy && a.waiting === b.waiting
