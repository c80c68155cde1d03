import type { Instant } from '../../platform/dates.ts'
import { deadlineState, noDue, type Clock, type DeadlineState, type Due } from './due.ts'
import { nextOpenPeriod } from './rhythm.ts'
import type { Correctable, EventBody, ObligationEvent, ObligationState, PeriodState, WorkState } from './types.ts'

/** Before the first event. A folded log begins with `assigned`, which fills it. */
const unassigned: ObligationState = {
  owner: '', ownerPost: null, work: 'assigned', baseline: noDue, due: noDue, extensions: 0, rhythm: null, assignedAt: '', acknowledgeBy: '',
  acknowledgedAt: null, reportedAt: null, reportSeq: null, finishedAt: null, periods: {}, openQueries: [], pendingExtension: null, openObstacles: [], parts: [],
  reminders: 0, lastRemindedAt: null, sentBack: 0, returnReason: null, before: 'assigned', seq: 0, lastEventAt: '',
}

const withPeriod = (o: ObligationState, key: string, state: PeriodState['state'], reportedAt?: Instant): ObligationState =>
  ({ ...o, periods: { ...o.periods, [key]: { key, state, reportedAt: reportedAt ?? o.periods[key]?.reportedAt ?? null } } })

/** Whoever reports or asks for more time has plainly received the duty. */
const received = (o: ObligationState, at: Instant): ObligationState =>
  o.acknowledgedAt === null ? { ...o, acknowledgedAt: at, work: o.work === 'assigned' ? 'doing' : o.work } : o

/** Total: every event has a meaning in every state. Whether it may happen is asked in `decide`, not here. */
function applyBody(o: ObligationState, e: ObligationEvent, body: EventBody): ObligationState {
  switch (body.type) {
    case 'assigned':
      // The baseline is what was given first; an `assigned` that appears twice cannot move it.
      return o.seq > 0 ? o : { ...o, owner: body.owner, ownerPost: body.ownerPost, baseline: body.due, due: body.due, rhythm: body.rhythm, assignedAt: e.at, acknowledgeBy: body.acknowledgeBy }
    case 'acknowledged':
      return { ...received(o, e.at), returnReason: null }
    case 'queried':
      return { ...o, openQueries: [...o.openQueries, e.seq] }
    case 'answered':
      return { ...o, openQueries: o.openQueries.filter((q) => q !== body.query) }
    case 'returned':
      return { ...o, work: 'returned', returnReason: body.reason, pendingExtension: null }
    case 'reassigned':
      return { ...o, work: 'assigned', owner: body.owner, ownerPost: body.ownerPost, acknowledgeBy: body.acknowledgeBy, acknowledgedAt: null, returnReason: null, openQueries: [], pendingExtension: null,
        reportedAt: null, reportSeq: null, finishedAt: null }
    case 'split':
      return { ...received(o, e.at), parts: [...o.parts, ...body.parts.map((p) => p.obligation).filter((p) => !o.parts.includes(p))] }
    case 'reported':
      return body.period === null
        ? { ...received(o, e.at), work: 'reported', reportedAt: e.at, reportSeq: e.seq, finishedAt: null }
        : withPeriod(received(o, e.at), body.period, 'reported', e.at)
    case 'accepted':
      // Finished when the unit reported, not when the giver found time to agree.
      return body.period === null ? { ...o, work: 'accepted', finishedAt: o.reportedAt ?? e.at, pendingExtension: null } : withPeriod(o, body.period, 'accepted')
    case 'sent_back':
      return body.period === null
        ? { ...o, work: 'redo', reportedAt: null, reportSeq: null, finishedAt: null, sentBack: o.sentBack + 1 }
        : { ...withPeriod(o, body.period, 'redo'), sentBack: o.sentBack + 1 }
    case 'extension_requested':
      return { ...received(o, e.at), pendingExtension: { seq: e.seq, due: body.due } }
    case 'extended':
      return { ...o, due: body.due, extensions: o.extensions + 1, pendingExtension: null }
    case 'extension_refused':
      return { ...o, pendingExtension: o.pendingExtension?.seq === body.request ? null : o.pendingExtension }
    case 'obstacle_raised':
      return { ...received(o, e.at), openObstacles: [...o.openObstacles, { seq: e.seq, raisedAt: e.at, answerBy: body.answerBy }] }
    case 'obstacle_answered':
      return { ...o, openObstacles: o.openObstacles.filter((x) => x.seq !== body.obstacle) }
    case 'reminded':
      return { ...o, reminders: o.reminders + 1, lastRemindedAt: e.at }
    case 'inspected': case 'commended': case 'sanctioned': case 'handed_over':
      return o
    case 'suspended':
      return o.work === 'suspended' ? o : { ...o, before: o.work, work: 'suspended' }
    case 'resumed':
      return o.work === 'suspended' ? { ...o, work: o.before } : o
    case 'waived':
      return body.period === null ? { ...o, work: 'waived', pendingExtension: null } : withPeriod(o, body.period, 'waived')
    case 'closed':
      return { ...o, work: 'closed', pendingExtension: null }
    case 'corrected':
      return o
  }
}

const withdrawn = Symbol('withdrawn')

/** Kinds of event that a later correction may mend or take back. */
export const correctableTypes: ReadonlySet<EventBody['type']> = new Set<Correctable['type']>(['queried', 'reported', 'obstacle_raised', 'inspected', 'commended', 'sanctioned', 'extension_requested'])

/** What each event says now: later corrections put in place of what they correct. */
function corrections(events: readonly ObligationEvent[]): ReadonlyMap<number, EventBody | typeof withdrawn> {
  const out = new Map<number, EventBody | typeof withdrawn>()
  const types = new Map(events.map((e) => [e.seq, e.body.type]))
  for (const e of events) {
    if (e.body.type !== 'corrected') continue
    const { of, replacement } = e.body
    const type = types.get(of)
    // A correction reaches only what may be corrected, and only by its own kind: no decision of the giver can be undone this way.
    if (type === undefined || of >= e.seq || !correctableTypes.has(type) || (replacement !== null && replacement.type !== type)) continue
    out.set(of, replacement ?? withdrawn)
  }
  return out
}

/** Events in order of `seq`, each command once: a command sent twice is one act. */
function once(events: readonly ObligationEvent[]): readonly ObligationEvent[] {
  const seen = new Set<string>()
  const out: ObligationEvent[] = []
  for (const e of [...events].sort((a, b) => a.seq - b.seq)) {
    if (seen.has(e.commandId)) continue
    seen.add(e.commandId)
    out.push(e)
  }
  return out
}

/** The state after a log. "As of yesterday 16:00" is the fold of the events up to then. */
export function foldEvents(events: readonly ObligationEvent[]): ObligationState {
  const ordered = once(events)
  const now = corrections(ordered)
  let o = unassigned
  for (const e of ordered) {
    const body = now.get(e.seq) ?? e.body
    o = { ...(body === withdrawn ? o : applyBody(o, e, body)), seq: e.seq, lastEventAt: e.at }
  }
  return o
}

export const eventsUntil = (events: readonly ObligationEvent[], asOf: Instant): readonly ObligationEvent[] => events.filter((e) => e.at <= asOf)

/** What an event says after corrections; `null` when it was withdrawn. */
export function bodyNow(events: readonly ObligationEvent[], seq: number): EventBody | null {
  const e = events.find((x) => x.seq === seq)
  const c = corrections(once(events)).get(seq)
  return c === withdrawn ? null : (c ?? e?.body ?? null)
}

/** Finished for good: nothing more is owed. */
export const isFinal = (work: WorkState): boolean => {
  switch (work) {
    case 'accepted': case 'waived': case 'closed': return true
    case 'assigned': case 'doing': case 'reported': case 'returned': case 'redo': case 'suspended': return false
  }
}

/** The unit still owes work (and its clock runs). */
export const isOwed = (work: WorkState): boolean => {
  switch (work) {
    case 'assigned': case 'doing': case 'redo': return true
    case 'reported': case 'accepted': case 'returned': case 'suspended': case 'waived': case 'closed': return false
  }
}

export function clockOf(o: ObligationState): Clock {
  switch (o.work) {
    case 'assigned': case 'doing': case 'redo': return { kind: 'running' }
    case 'reported': return { kind: 'finished', at: o.reportedAt ?? o.lastEventAt }
    case 'accepted': return { kind: 'finished', at: o.finishedAt ?? o.lastEventAt }
    case 'closed': return o.finishedAt === null ? { kind: 'stopped' } : { kind: 'finished', at: o.finishedAt }
    case 'returned': case 'suspended': case 'waived': return { kind: 'stopped' }
  }
}

const settledPeriods = (o: ObligationState): ReadonlySet<string> => new Set(Object.values(o.periods).filter((p) => p.state !== 'redo').map((p) => p.key))

/** The deadline in force: for a periodic duty that of the earliest period not yet reported. */
export function dueNow(o: ObligationState): Due {
  if (o.rhythm === null) return o.due
  return nextOpenPeriod(o.rhythm, o.assignedAt, settledPeriods(o))?.due ?? noDue
}

export const openPeriodOf = (o: ObligationState) => (o.rhythm === null ? undefined : nextOpenPeriod(o.rhythm, o.assignedAt, settledPeriods(o)))

/** Both clocks: against the deadline in force and against the one first given. */
export function deadlineStates(o: ObligationState, now: Instant, soonDays: number): { readonly current: DeadlineState; readonly baseline: DeadlineState } {
  const clock = clockOf(o)
  const current = deadlineState(dueNow(o), clock, now, soonDays)
  return { current, baseline: o.rhythm === null ? deadlineState(o.baseline, clock, now, soonDays) : current }
}

/** Chưa tiếp nhận quá giờ. */
export const isUnacknowledgedLate = (o: ObligationState, now: Instant): boolean => o.work === 'assigned' && now > o.acknowledgeBy
