import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import type { Instant } from '../../platform/dates.ts'
import type { ObligationsRefusal } from '../refusals.ts'
import { compareDue, isLaterDue, lastInstant, type Due } from './due.ts'
import { bodyNow, correctableTypes, foldEvents, isFinal } from './fold.ts'
import { relationOf, maySee, type Who } from './may.ts'
import { findPeriod, firstPeriodDay } from './rhythm.ts'
import { hoursAfter, type ObligationSettings } from './settings.ts'
import type { Correctable, EventBody, InspectionResult, ObligationEvent, ObligationFacts, ObligationState, ReportedFigure, ReturnReason, WorkState } from './types.ts'
import { dayOfDue } from './due.ts'

/** What somebody asks to be done. Split has its own rule (`split.ts`), which needs the clause; here it arrives proven. */
export type Command =
  | { readonly type: 'acknowledge'; readonly note?: string | undefined }
  | { readonly type: 'query'; readonly question: string }
  | { readonly type: 'answer'; readonly query: number; readonly answer: string }
  | { readonly type: 'return'; readonly reason: ReturnReason; readonly note: string; readonly suggestedOwner?: string | undefined }
  | { readonly type: 'reassign'; readonly owner: string; readonly ownerPost: string | null; readonly note?: string | undefined }
  | { readonly type: 'split'; readonly parts: readonly { readonly obligation: string; readonly owner: string }[]; readonly note?: string | undefined }
  | { readonly type: 'report'; readonly period?: string | undefined; readonly note: string; readonly figures: readonly ReportedFigure[]; readonly evidence: readonly string[] }
  | { readonly type: 'accept'; readonly period?: string | undefined; readonly note?: string | undefined; readonly document?: string | undefined }
  | { readonly type: 'send_back'; readonly period?: string | undefined; readonly reason: string }
  | { readonly type: 'request_extension'; readonly due: Due; readonly reason: string }
  | { readonly type: 'extend'; readonly due: Due; readonly reason: string }
  | { readonly type: 'refuse_extension'; readonly reason: string }
  | { readonly type: 'raise_obstacle'; readonly obstacle: string; readonly need: string }
  | { readonly type: 'answer_obstacle'; readonly obstacle: number; readonly answer: string }
  | { readonly type: 'remind'; readonly note?: string | undefined }
  | { readonly type: 'inspect'; readonly result: InspectionResult; readonly finding: string }
  | { readonly type: 'commend'; readonly note: string; readonly document?: string | undefined }
  | { readonly type: 'sanction'; readonly note: string; readonly document?: string | undefined }
  | { readonly type: 'hand_over'; readonly post: string; readonly fromAccount: string | null; readonly toAccount: string; readonly note?: string | undefined }
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly reason: string }
  | { readonly type: 'waive'; readonly period?: string | undefined; readonly reason: string; readonly document?: string | undefined }
  | { readonly type: 'close'; readonly reason: string }
  | { readonly type: 'correct'; readonly of: number; readonly reason: string; readonly replacement: Correctable | null }
export type CommandType = Command['type']

export type Context = { readonly who: Who; readonly now: Instant; readonly settings: ObligationSettings; /** Parts given to lower units that are not finished. */ readonly openParts: number }

type Decided = Decision<EventBody, ObligationsRefusal>
type TextField = Extract<ObligationsRefusal, { code: 'obligation.text_missing' }>['what']

const said = (text: string | undefined): boolean => (text ?? '').trim().length >= 3
const orNull = (text: string | undefined): string | null => (text === undefined || text.trim() === '' ? null : text.trim())
const textOf = (due: Due): string => (due.kind === 'none' ? '' : due.kind === 'day' ? due.day : due.at)
const missing = (what: TextField): Decided => refuse({ code: 'obligation.text_missing', what })

/** Who may give this kind of command, whatever the state. */
function mayCommand(f: ObligationFacts, o: ObligationState, c: Command, who: Who): ObligationsRefusal | null {
  const r = relationOf(f, o, who)
  if (!maySee(f, o, who)) return { code: 'obligation.not_yours_to_see' }
  switch (c.type) {
    case 'acknowledge': case 'query': case 'return': case 'split': case 'report': case 'request_extension': case 'raise_obstacle': case 'hand_over':
      return r.owner ? null : { code: 'obligation.not_owner' }
    case 'answer': case 'reassign': case 'accept': case 'send_back': case 'extend': case 'refuse_extension': case 'suspend': case 'resume': case 'waive': case 'close':
      return r.giver ? null : { code: 'obligation.not_giver' }
    case 'answer_obstacle': case 'remind': case 'inspect': case 'commend': case 'sanction':
      return r.giver || r.upper ? null : { code: 'obligation.not_giver' }
    case 'correct':
      return null
  }
}

/** Which commands an open, closed or suspended duty still hears. */
function stateHears(o: ObligationState, c: Command): ObligationsRefusal | null {
  switch (c.type) {
    // Looking back at finished work stays possible: it is judged after the fact.
    case 'inspect': case 'commend': case 'sanction': case 'correct':
      return null
    case 'hand_over': case 'waive': case 'close': case 'resume':
      return isFinal(o.work) ? { code: 'obligation.finished', work: o.work } : null
    case 'acknowledge': case 'query': case 'answer': case 'return': case 'reassign': case 'split': case 'report': case 'accept': case 'send_back': case 'request_extension':
    case 'extend': case 'refuse_extension': case 'raise_obstacle': case 'answer_obstacle': case 'remind': case 'suspend':
      if (isFinal(o.work)) return { code: 'obligation.finished', work: o.work }
      return o.work === 'suspended' ? { code: 'obligation.suspended' } : null
  }
}

const inState = (o: ObligationState, needs: readonly WorkState[]): ObligationsRefusal | null =>
  needs.includes(o.work) ? null : { code: 'obligation.wrong_state', work: o.work, needs }
const atWork: readonly WorkState[] = ['assigned', 'doing', 'redo']

const reminderPauseMs = 3_600_000

/** The rule of every step: what the command becomes, or why not. Total over commands; adding one does not compile until it is met here. */
export function decide(f: ObligationFacts, events: readonly ObligationEvent[], c: Command, x: Context): Decided {
  const o = foldEvents(events)
  const stopped = mayCommand(f, o, c, x.who) ?? stateHears(o, c)
  if (stopped) return refuse(stopped)
  switch (c.type) {
    case 'acknowledge':
      if (o.work !== 'assigned') return refuse(o.acknowledgedAt === null ? inState(o, ['assigned'])! : { code: 'obligation.already_acknowledged', at: o.acknowledgedAt })
      return accept({ type: 'acknowledged', note: orNull(c.note) })
    case 'query':
      if (!said(c.question)) return missing('question')
      return guarded(inState(o, [...atWork, 'reported']), { type: 'queried', question: c.question.trim() })
    case 'answer':
      if (!said(c.answer)) return missing('answer')
      if (!o.openQueries.includes(c.query)) return refuse({ code: 'query.not_open', query: c.query })
      return accept({ type: 'answered', query: c.query, answer: c.answer.trim() })
    case 'return':
      if (!said(c.note)) return missing('reason')
      if (x.openParts > 0) return refuse({ code: 'report.parts_open', open: x.openParts })
      return guarded(inState(o, atWork), { type: 'returned', reason: c.reason, note: c.note.trim(), suggestedOwner: c.suggestedOwner ?? null })
    case 'reassign':
      if (c.owner === o.owner && o.work !== 'returned') return refuse({ code: 'obligation.same_owner' })
      if (x.openParts > 0) return refuse({ code: 'report.parts_open', open: x.openParts })
      return guarded(inState(o, [...atWork, 'returned']), { type: 'reassigned', owner: c.owner, ownerPost: c.ownerPost, acknowledgeBy: hoursAfter(x.now, x.settings.acknowledgeHours[f.urgency]), note: orNull(c.note) })
    case 'split':
      if (c.parts.length === 0) return refuse({ code: 'split.no_parts' })
      return guarded(inState(o, atWork), { type: 'split', parts: c.parts, note: orNull(c.note) })
    case 'report': return decideReport(f, o, c, x)
    case 'accept': case 'send_back': return decideAnswerToReport(f, o, c)
    case 'request_extension': case 'extend': return decideExtension(o, c, x)
    case 'refuse_extension':
      if (!said(c.reason)) return missing('reason')
      return o.pendingExtension === null ? refuse({ code: 'extension.no_request' }) : accept({ type: 'extension_refused', request: o.pendingExtension.seq, reason: c.reason.trim() })
    case 'raise_obstacle':
      if (!said(c.obstacle)) return missing('obstacle')
      return guarded(inState(o, [...atWork, 'reported']), { type: 'obstacle_raised', obstacle: c.obstacle.trim(), need: c.need.trim(), answerBy: hoursAfter(x.now, x.settings.obstacleHours[f.urgency]) })
    case 'answer_obstacle':
      if (!said(c.answer)) return missing('answer')
      if (!o.openObstacles.some((b) => b.seq === c.obstacle)) return refuse({ code: 'obstacle.not_open', obstacle: c.obstacle })
      return accept({ type: 'obstacle_answered', obstacle: c.obstacle, answer: c.answer.trim() })
    case 'remind': {
      const wrong = inState(o, atWork)
      if (wrong) return refuse(wrong)
      if (o.lastRemindedAt !== null && Date.parse(x.now) - Date.parse(o.lastRemindedAt) < reminderPauseMs) return refuse({ code: 'obligation.reminded_just_now', at: o.lastRemindedAt })
      return accept({ type: 'reminded', note: orNull(c.note) })
    }
    case 'inspect':
      return said(c.finding) ? accept({ type: 'inspected', result: c.result, finding: c.finding.trim() }) : missing('finding')
    case 'commend':
      return said(c.note) ? accept({ type: 'commended', note: c.note.trim(), document: orNull(c.document) }) : missing('note')
    case 'sanction':
      return said(c.note) ? accept({ type: 'sanctioned', note: c.note.trim(), document: orNull(c.document) }) : missing('note')
    case 'hand_over':
      return accept({ type: 'handed_over', post: c.post, fromAccount: c.fromAccount, toAccount: c.toAccount, note: orNull(c.note) })
    case 'suspend':
      return said(c.reason) ? accept({ type: 'suspended', reason: c.reason.trim() }) : missing('reason')
    case 'resume':
      return said(c.reason) ? guarded(inState(o, ['suspended']), { type: 'resumed', reason: c.reason.trim() }) : missing('reason')
    case 'waive': {
      if (!said(c.reason)) return missing('reason')
      if (f.giverOutside && !said(c.document)) return refuse({ code: 'obligation.record_document_needed' })
      const wrong = c.period === undefined ? null : periodRefusal(o, c.period, 'open')
      return guarded(wrong, { type: 'waived', period: c.period ?? null, reason: c.reason.trim(), document: orNull(c.document) })
    }
    case 'close':
      return said(c.reason) ? accept({ type: 'closed', reason: c.reason.trim() }) : missing('reason')
    case 'correct': return decideCorrection(o, events, c, x)
  }
}

const guarded = (wrong: ObligationsRefusal | null, body: EventBody): Decided => (wrong ? refuse(wrong) : accept(body))

function periodRefusal(o: ObligationState, key: string, needs: 'open' | 'reported'): ObligationsRefusal | null {
  if (o.rhythm === null) return { code: 'report.not_periodic' }
  const period = findPeriod(o.rhythm, key)
  if (!period || dayOfDue(period.due)! < firstPeriodDay(o.rhythm, o.assignedAt) || lastInstant(period.due)! < o.assignedAt) return { code: 'report.period_unknown', period: key }
  const state = o.periods[key]?.state
  if (needs === 'reported') return state === 'reported' ? null : { code: 'report.period_not_reported', period: key }
  return state === undefined || state === 'redo' ? null : { code: 'report.period_settled', period: key }
}

function decideReport(f: ObligationFacts, o: ObligationState, c: Extract<Command, { type: 'report' }>, x: Context): Decided {
  if (!said(c.note)) return missing('note')
  const strange = c.figures.find((v) => !f.figures.some((s) => s.indicator === v.indicator))
  if (strange) return refuse({ code: 'report.figure_unknown', indicator: strange.indicator })
  const wrong = inState(o, atWork)
  if (wrong) return refuse(wrong)
  if (o.rhythm !== null) {
    if (c.period === undefined) return refuse({ code: 'report.period_needed' })
    const unfit = periodRefusal(o, c.period, 'open')
    if (unfit) return refuse(unfit)
  } else {
    if (c.period !== undefined) return refuse({ code: 'report.not_periodic' })
    if (x.openParts > 0) return refuse({ code: 'report.parts_open', open: x.openParts })
  }
  return accept({ type: 'reported', period: c.period ?? null, note: c.note.trim(), figures: c.figures, evidence: [...new Set(c.evidence)] })
}

function decideAnswerToReport(f: ObligationFacts, o: ObligationState, c: Extract<Command, { type: 'accept' | 'send_back' }>): Decided {
  if (c.type === 'send_back' && !said(c.reason)) return missing('reason')
  if (o.rhythm !== null && c.period === undefined) return refuse({ code: 'report.period_needed' })
  const wrong = c.period === undefined ? inState(o, ['reported']) : periodRefusal(o, c.period, 'reported')
  if (wrong) return refuse(wrong)
  if (c.type === 'send_back') return accept({ type: 'sent_back', period: c.period ?? null, reason: c.reason.trim() })
  if (f.giverOutside && !said(c.document)) return refuse({ code: 'obligation.record_document_needed' })
  const note = [orNull(c.note), orNull(c.document)].filter((t) => t !== null).join(' · ')
  return accept({ type: 'accepted', period: c.period ?? null, note: note === '' ? null : note })
}

/** An accepted extension always moves the deadline later; the baseline stays where it was. */
function decideExtension(o: ObligationState, c: Extract<Command, { type: 'request_extension' | 'extend' }>, x: Context): Decided {
  if (!said(c.reason)) return missing('reason')
  if (o.rhythm !== null) return refuse({ code: 'extension.periodic' })
  if (o.due.kind === 'none') return refuse({ code: 'extension.no_deadline' })
  const wrong = inState(o, c.type === 'extend' ? [...atWork, 'reported'] : atWork)
  if (wrong) return refuse(wrong)
  if (o.extensions >= x.settings.maxExtensions) return refuse({ code: 'extension.none_left', max: x.settings.maxExtensions })
  if (c.due.kind === 'none' || !isLaterDue(c.due, o.due)) return refuse({ code: 'extension.not_later', due: textOf(o.due) })
  if (lastInstant(c.due)! < x.now) return refuse({ code: 'extension.past', due: textOf(c.due) })
  if (c.type === 'extend') return accept({ type: 'extended', due: c.due, reason: c.reason.trim(), request: o.pendingExtension?.seq ?? null })
  if (o.pendingExtension !== null) return refuse({ code: 'extension.pending', due: textOf(o.pendingExtension.due) })
  return accept({ type: 'extension_requested', due: c.due, reason: c.reason.trim() })
}

function decideCorrection(o: ObligationState, events: readonly ObligationEvent[], c: Extract<Command, { type: 'correct' }>, x: Context): Decided {
  if (!said(c.reason)) return missing('reason')
  const target = events.find((e) => e.seq === c.of)
  const says = bodyNow(events, c.of)
  if (!target || says === null) return refuse({ code: 'correction.no_such_event', seq: c.of })
  if (!correctableTypes.has(target.body.type)) return refuse({ code: 'correction.not_correctable', type: target.body.type })
  if (target.by.organisation !== x.who.organisation) return refuse({ code: 'correction.not_author' })
  if (c.replacement !== null && c.replacement.type !== target.body.type) return refuse({ code: 'correction.other_kind' })
  const fixed = holdsStill(says, c.replacement)
  // Words and figures may be mended at any time; taking back, and moving what a decision rests on, only while nobody has decided.
  if ((c.replacement === null || !fixed) && !isUndecided(o, target)) return refuse({ code: 'correction.already_decided' })
  return accept({ type: 'corrected', of: c.of, reason: c.reason.trim(), replacement: c.replacement })
}

/** The replacement leaves alone what others act on: the period reported, the deadline asked for, the clock of an obstacle. */
function holdsStill(was: EventBody, becomes: Correctable | null): boolean {
  if (becomes === null) return false
  switch (becomes.type) {
    case 'reported': return was.type === 'reported' && was.period === becomes.period
    case 'extension_requested': return was.type === 'extension_requested' && compareDue(was.due, becomes.due) === 0
    case 'obstacle_raised': return was.type === 'obstacle_raised' && was.answerBy === becomes.answerBy
    case 'queried': case 'inspected': case 'commended': case 'sanctioned': return true
  }
}

function isUndecided(o: ObligationState, e: ObligationEvent): boolean {
  switch (e.body.type) {
    case 'reported': return e.body.period === null ? o.work === 'reported' && o.reportSeq === e.seq : o.periods[e.body.period]?.state === 'reported'
    case 'queried': return o.openQueries.includes(e.seq)
    case 'obstacle_raised': return o.openObstacles.some((b) => b.seq === e.seq)
    case 'extension_requested': return o.pendingExtension?.seq === e.seq
    case 'inspected': case 'commended': case 'sanctioned': return true
    case 'assigned': case 'acknowledged': case 'answered': case 'returned': case 'reassigned': case 'split': case 'accepted': case 'sent_back': case 'extended':
    case 'extension_refused': case 'obstacle_answered': case 'reminded': case 'handed_over': case 'suspended': case 'resumed': case 'waived': case 'closed': case 'corrected':
      return false
  }
}

/**
 * One command, applied once: a command whose id is already in the log changes nothing and is answered with `null`.
 * Otherwise the event that follows.
 */
export function handle(f: ObligationFacts, events: readonly ObligationEvent[], c: Command, commandId: string, x: Context): Decision<ObligationEvent | null, ObligationsRefusal> {
  if (events.some((e) => e.commandId === commandId)) return accept(null)
  const decided = decide(f, events, c, x)
  if (!decided.ok) return decided
  const seq = events.reduce((max, e) => Math.max(max, e.seq), 0) + 1
  return accept({ seq, at: x.now, by: { organisation: x.who.organisation, post: x.who.post, account: x.who.account }, commandId, body: decided.value })
}
