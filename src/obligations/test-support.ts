import fc from 'fast-check'
import { instantOf } from '../platform/dates.ts'
import { decide, handle, type Command, type Context } from './rules/decide.ts'
import { dueDay, dueMoment, noDue, type Due } from './rules/due.ts'
import type { ObligationPermission, Who } from './rules/may.ts'
import type { Rhythm } from './rules/rhythm.ts'
import { defaultSettings, hoursAfter } from './rules/settings.ts'
import { inspectionResults, returnReasons, type EventBody, type ObligationEvent, type ObligationFacts } from './rules/types.ts'

/** Builders for the tests of this room: the province committee gives, a commune owns. */
export const tinhUy = 'org-tinh-uy'
export const muongPhang = 'org-muong-phang'
export const neighbour = 'org-thanh-nua'
export const ministry = 'org-bo-y-te'

const all: readonly ObligationPermission[] = ['obligation.read', 'obligation.act', 'obligation.give', 'obligation.inspect', 'obligation.reward']
export const person = (organisation: string, holds: readonly ObligationPermission[] = all): Who => ({ organisation, post: `${organisation}-head`, account: `${organisation}-person`, holds: (p) => holds.includes(p) })

export const facts = (over: Partial<ObligationFacts> = {}): ObligationFacts =>
  ({ id: 'o1', giver: tinhUy, giverOutside: false, upperGivers: [], coordinators: [], urgency: 'none', parent: null, figures: [], ...over })

export const start = instantOf('2026-11-24', '08:00')
export const later = (hours: number): string => hoursAfter(start, hours)

let made = 0
export const log = (due: Due = noDue, rhythm: Rhythm | null = null, owner = muongPhang): ObligationEvent[] => [{
  seq: 1, at: start, by: { organisation: tinhUy, post: null, account: null }, commandId: `assign-${++made}`,
  body: { type: 'assigned', owner, ownerPost: `${owner}-head`, due, rhythm, acknowledgeBy: hoursAfter(start, 24) },
}]

export const context = (organisation: string, hours = 1, over: Partial<Context> = {}): Context => ({ who: person(organisation), now: later(hours), settings: defaultSettings, openParts: 0, ...over })

/** Carries out commands one after another; a refusal throws, so that a test cannot pass over one. */
export function after(events: readonly ObligationEvent[], ...steps: readonly (readonly [string, Command, number?, Partial<Context>?])[]): ObligationEvent[] {
  let out = [...events]
  for (const [organisation, command, hours, over] of steps) {
    const done = handle(facts(), out, command, `c${++made}`, context(organisation, hours, over))
    if (!done.ok) throw new Error(`${command.type}: ${done.refusal.code}`)
    if (done.value) out = [...out, done.value]
  }
  return out
}

export const codeOf = (d: ReturnType<typeof decide>): string => (d.ok ? 'accepted' : d.refusal.code)

const day = fc.integer({ min: 0, max: 120 }).map((n) => new Date(Date.UTC(2026, 10, 1) + n * 86_400_000).toISOString().slice(0, 10))
export const anyDue: fc.Arbitrary<Due> = fc.oneof(fc.constant(noDue), day.map(dueDay), fc.tuple(day, fc.constantFrom('00:00', '10:30', '16:00', '23:59')).map(([d, t]) => dueMoment(instantOf(d, t))))
export const anyDay = day
export const anyRhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  day.map((from) => ({ every: 'day' as const, times: ['16:00'], from, until: null })),
  fc.tuple(day, fc.integer({ min: 1, max: 7 })).map(([from, weekday]) => ({ every: 'week' as const, weekday, time: null, from, until: null })),
  fc.tuple(day, fc.integer({ min: 1, max: 31 })).map(([from, d]) => ({ every: 'month' as const, day: d, time: null, from, until: null })),
  fc.tuple(day, fc.integer({ min: 1, max: 31 })).map(([from, d]) => ({ every: 'quarter' as const, day: d, time: '10:00', from, until: null })))
const anyPeriod = fc.constantFrom('2026-11-24T16:00', '2026-11-25T16:00', '2026-W48', '2026-12', '2026-Q4')
const text = fc.constantFrom('', 'ok', 'đã làm xong', 'thiếu máy xét nghiệm')
const seq = fc.integer({ min: 1, max: 12 })
const org = fc.constantFrom(muongPhang, neighbour)

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.constant<Command>({ type: 'acknowledge' }), text.map((question) => ({ type: 'query', question }) as const), fc.tuple(seq, text).map(([query, answer]) => ({ type: 'answer', query, answer }) as const),
  fc.tuple(fc.constantFrom(...returnReasons), text).map(([reason, note]) => ({ type: 'return', reason, note }) as const),
  org.map((owner) => ({ type: 'reassign', owner, ownerPost: null }) as const), fc.constant<Command>({ type: 'split', parts: [{ obligation: 'o2', owner: neighbour }] }),
  fc.tuple(fc.option(anyPeriod, { nil: undefined }), text).map(([period, note]) => ({ type: 'report', period, note, figures: [], evidence: [] }) as const),
  fc.option(anyPeriod, { nil: undefined }).map((period) => ({ type: 'accept', period }) as const),
  fc.tuple(fc.option(anyPeriod, { nil: undefined }), text).map(([period, reason]) => ({ type: 'send_back', period, reason }) as const),
  fc.tuple(anyDue, text).map(([due, reason]) => ({ type: 'request_extension', due, reason }) as const), fc.tuple(anyDue, text).map(([due, reason]) => ({ type: 'extend', due, reason }) as const),
  text.map((reason) => ({ type: 'refuse_extension', reason }) as const), text.map((obstacle) => ({ type: 'raise_obstacle', obstacle, need: '' }) as const),
  fc.tuple(seq, text).map(([obstacle, answer]) => ({ type: 'answer_obstacle', obstacle, answer }) as const), fc.constant<Command>({ type: 'remind' }),
  text.map((finding) => ({ type: 'inspect', result: 'good', finding }) as const), text.map((note) => ({ type: 'commend', note }) as const), text.map((note) => ({ type: 'sanction', note }) as const),
  fc.constant<Command>({ type: 'hand_over', post: 'p', fromAccount: null, toAccount: 'a' }), text.map((reason) => ({ type: 'suspend', reason }) as const),
  text.map((reason) => ({ type: 'resume', reason }) as const), fc.tuple(fc.option(anyPeriod, { nil: undefined }), text).map(([period, reason]) => ({ type: 'waive', period, reason }) as const),
  text.map((reason) => ({ type: 'close', reason }) as const),
  fc.tuple(seq, text, text).map(([of, reason, note]) => ({ type: 'correct', of, reason, replacement: { type: 'reported', period: null, note, figures: [], evidence: [] } }) as const),
  fc.tuple(seq, text).map(([of, reason]) => ({ type: 'correct', of, reason, replacement: null }) as const))

/** A command, by whom and how many hours after the one before. */
export type Step = { readonly command: Command; readonly by: string; readonly hours: number }
export const anyStep: fc.Arbitrary<Step> = fc.record({ command: anyCommand, by: fc.constantFrom(tinhUy, muongPhang, neighbour), hours: fc.integer({ min: 0, max: 200 }) })

/** Runs steps through the rules; refused ones leave no event. */
export function run(first: readonly ObligationEvent[], steps: readonly Step[]): { events: ObligationEvent[]; now: string } {
  let events = [...first]
  let hours = 0
  steps.forEach((s, i) => {
    hours += s.hours
    const done = handle(facts(), events, s.command, `s${i}`, context(s.by, hours))
    if (done.ok && done.value) events = [...events, done.value]
  })
  return { events, now: later(hours) }
}

/** Any event at all, lawful or not: the fold must stay total. */
export const anyBody: fc.Arbitrary<EventBody> = fc.oneof(
  fc.tuple(anyDue, fc.option(anyRhythm)).map(([due, rhythm]) => ({ type: 'assigned', owner: muongPhang, ownerPost: null, due, rhythm, acknowledgeBy: start }) as const),
  fc.constant<EventBody>({ type: 'acknowledged', note: null }), fc.constant<EventBody>({ type: 'queried', question: '?' }), seq.map((query) => ({ type: 'answered', query, answer: 'a' }) as const),
  fc.constantFrom(...returnReasons).map((reason) => ({ type: 'returned', reason, note: 'n', suggestedOwner: null }) as const),
  org.map((owner) => ({ type: 'reassigned', owner, ownerPost: null, acknowledgeBy: start, note: null }) as const), fc.constant<EventBody>({ type: 'split', parts: [{ obligation: 'p1', owner: neighbour }], note: null }),
  fc.option(anyPeriod).map((period) => ({ type: 'reported', period, note: 'n', figures: [], evidence: [] }) as const), fc.option(anyPeriod).map((period) => ({ type: 'accepted', period, note: null }) as const),
  fc.option(anyPeriod).map((period) => ({ type: 'sent_back', period, reason: 'r' }) as const), anyDue.map((due) => ({ type: 'extension_requested', due, reason: 'r' }) as const),
  anyDue.map((due) => ({ type: 'extended', due, reason: 'r', request: null }) as const), seq.map((request) => ({ type: 'extension_refused', request, reason: 'r' }) as const),
  fc.constant<EventBody>({ type: 'obstacle_raised', obstacle: 'o', need: '', answerBy: start }), seq.map((obstacle) => ({ type: 'obstacle_answered', obstacle, answer: 'a' }) as const),
  fc.constant<EventBody>({ type: 'reminded', note: null }), fc.constantFrom(...inspectionResults).map((result) => ({ type: 'inspected', result, finding: 'f' }) as const),
  fc.constant<EventBody>({ type: 'commended', note: 'n', document: null }), fc.constant<EventBody>({ type: 'sanctioned', note: 'n', document: null }),
  fc.constant<EventBody>({ type: 'handed_over', post: 'p', toAccount: 'a', fromAccount: null, note: null }), fc.constant<EventBody>({ type: 'suspended', reason: 'r' }), fc.constant<EventBody>({ type: 'resumed', reason: 'r' }),
  fc.option(anyPeriod).map((period) => ({ type: 'waived', period, reason: 'r', document: null }) as const), fc.constant<EventBody>({ type: 'closed', reason: 'r' }),
  seq.map((of) => ({ type: 'corrected', of, reason: 'r', replacement: null }) as const))
