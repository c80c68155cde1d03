import type { Instant } from '../../platform/dates.ts'
import type { Due } from './due.ts'
import type { Rhythm } from './rhythm.ts'
import type { Urgency } from './settings.ts'

/**
 * Trạng thái công việc, the first axis. The second, the deadline, is `DeadlineState`: the two are never multiplied.
 * assigned chưa nhận · doing đang làm · reported đã báo cáo, chờ xác nhận · accepted đã xác nhận · returned trả lại (không đúng
 * thẩm quyền) · redo làm lại · suspended tạm dừng · waived miễn · closed đóng
 */
export type WorkState = 'assigned' | 'doing' | 'reported' | 'accepted' | 'returned' | 'redo' | 'suspended' | 'waived' | 'closed'
export const workStates: readonly WorkState[] = ['assigned', 'doing', 'reported', 'accepted', 'returned', 'redo', 'suspended', 'waived', 'closed']

/** Số liệu báo cáo: what the unit says. `null` = the unit gave none, which is not zero. */
export type ReportedFigure = { readonly indicator: string; readonly value: number | null }
export type ReturnReason = 'not_our_competence' | 'not_our_area' | 'unclear' | 'already_done_by_other' | 'other'
export const returnReasons: readonly ReturnReason[] = ['not_our_competence', 'not_our_area', 'unclear', 'already_done_by_other', 'other']
export type InspectionResult = 'good' | 'shortcomings' | 'violation'
export const inspectionResults: readonly InspectionResult[] = ['good', 'shortcomings', 'violation']

/** What happened, as said by whoever did it. `period` names the occurrence of a periodic duty. */
export type EventBody =
  | { readonly type: 'assigned'; readonly owner: string; readonly ownerPost: string | null; readonly due: Due; readonly rhythm: Rhythm | null; readonly acknowledgeBy: Instant }
  | { readonly type: 'acknowledged'; readonly note: string | null }
  | { readonly type: 'queried'; readonly question: string }
  | { readonly type: 'answered'; readonly query: number; readonly answer: string }
  | { readonly type: 'returned'; readonly reason: ReturnReason; readonly note: string; readonly suggestedOwner: string | null }
  | { readonly type: 'reassigned'; readonly owner: string; readonly ownerPost: string | null; readonly acknowledgeBy: Instant; readonly note: string | null }
  | { readonly type: 'split'; readonly parts: readonly { readonly obligation: string; readonly owner: string }[]; readonly note: string | null }
  | { readonly type: 'reported'; readonly period: string | null; readonly note: string; readonly figures: readonly ReportedFigure[]; readonly evidence: readonly string[] }
  | { readonly type: 'accepted'; readonly period: string | null; readonly note: string | null }
  | { readonly type: 'sent_back'; readonly period: string | null; readonly reason: string }
  | { readonly type: 'extension_requested'; readonly due: Due; readonly reason: string }
  | { readonly type: 'extended'; readonly due: Due; readonly reason: string; readonly request: number | null }
  | { readonly type: 'extension_refused'; readonly request: number; readonly reason: string }
  | { readonly type: 'obstacle_raised'; readonly obstacle: string; readonly need: string; readonly answerBy: Instant }
  | { readonly type: 'obstacle_answered'; readonly obstacle: number; readonly answer: string }
  | { readonly type: 'reminded'; readonly note: string | null }
  | { readonly type: 'inspected'; readonly result: InspectionResult; readonly finding: string }
  | { readonly type: 'commended'; readonly note: string; readonly document: string | null }
  | { readonly type: 'sanctioned'; readonly note: string; readonly document: string | null }
  | { readonly type: 'handed_over'; readonly post: string; readonly toAccount: string; readonly fromAccount: string | null; readonly note: string | null }
  | { readonly type: 'suspended'; readonly reason: string }
  | { readonly type: 'resumed'; readonly reason: string }
  | { readonly type: 'waived'; readonly period: string | null; readonly reason: string; readonly document: string | null }
  | { readonly type: 'closed'; readonly reason: string }
  | { readonly type: 'corrected'; readonly of: number; readonly reason: string; readonly replacement: Correctable | null }

/** What a later correction may replace; decisions of the giver are undone by a new decision, not by a correction. */
export type Correctable = Extract<EventBody, { type: 'queried' | 'reported' | 'obstacle_raised' | 'inspected' | 'commended' | 'sanctioned' | 'extension_requested' }>
export type EventType = EventBody['type']
export const eventTypes: readonly EventType[] = ['assigned', 'acknowledged', 'queried', 'answered', 'returned', 'reassigned', 'split', 'reported', 'accepted', 'sent_back',
  'extension_requested', 'extended', 'extension_refused', 'obstacle_raised', 'obstacle_answered', 'reminded', 'inspected', 'commended', 'sanctioned', 'handed_over',
  'suspended', 'resumed', 'waived', 'closed', 'corrected']

/** Who acted: the organisation, the post held there, the person, and the sender's own id of the command. */
export type Actor = { readonly organisation: string; readonly post: string | null; readonly account: string | null }
export type ObligationEvent = { readonly seq: number; readonly at: Instant; readonly by: Actor; readonly commandId: string; readonly body: EventBody }

/** What never changes about an obligation after it was given. */
export type ObligationFacts = {
  readonly id: string
  readonly giver: string
  /** A giver outside the province's program (a ministry): its decisions are recorded by the owner's office, with the document. */
  readonly giverOutside: boolean
  /** Givers above the giver, nearest first: they may look, inspect and remind. */
  readonly upperGivers: readonly string[]
  readonly coordinators: readonly string[]
  readonly urgency: Urgency
  readonly parent: string | null
  readonly figures: readonly FigureSlot[]
}

/** Chỉ tiêu gắn với nhiệm vụ: which figure shows the truth of this duty. */
export type FigureSlot = { readonly indicator: string; readonly name: string; readonly unit: string; readonly target: number | null; readonly wanted: 'at_least' | 'at_most' | 'none' }

export type PeriodState = { readonly key: string; readonly state: 'reported' | 'accepted' | 'redo' | 'waived'; readonly reportedAt: Instant | null }
export type OpenObstacle = { readonly seq: number; readonly raisedAt: Instant; readonly answerBy: Instant }

/** Nghĩa vụ: what one unit owes under one clause, as derived from its events. Nothing here is stored as truth. */
export type ObligationState = {
  readonly owner: string
  readonly ownerPost: string | null
  readonly work: WorkState
  /** Hạn gốc: the first deadline given; no later event moves it. */
  readonly baseline: Due
  /** Hạn hiện hành: after extensions. */
  readonly due: Due
  readonly extensions: number
  readonly rhythm: Rhythm | null
  readonly assignedAt: Instant
  readonly acknowledgeBy: Instant
  readonly acknowledgedAt: Instant | null
  readonly reportedAt: Instant | null
  readonly reportSeq: number | null
  readonly finishedAt: Instant | null
  readonly periods: Readonly<Record<string, PeriodState>>
  readonly openQueries: readonly number[]
  readonly pendingExtension: { readonly seq: number; readonly due: Due } | null
  readonly openObstacles: readonly OpenObstacle[]
  readonly parts: readonly string[]
  readonly reminders: number
  readonly lastRemindedAt: Instant | null
  readonly sentBack: number
  readonly returnReason: ReturnReason | null
  /** The state to come back to when a suspension ends. */
  readonly before: WorkState
  readonly seq: number
  readonly lastEventAt: Instant
}
