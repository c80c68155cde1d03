import { formatDay, formatInstant } from '../../platform/dates.ts'
import type { EventBody, ObligationFacts, ObligationState } from './types.ts'

/** Thông báo: who is told of an event, and the sentence. Kinds beyond events come from the clocks. */
export type NoticeKind = EventBody['type'] | 'taken_away' | 'due_soon' | 'overdue' | 'silent' | 'silent_units' | 'obstacle_late'
export type NoticeTo = { readonly organisation: string; readonly kind: NoticeKind }

export function noticesFor(f: ObligationFacts, before: ObligationState, body: EventBody, by: string): readonly NoticeTo[] {
  const to = (...organisations: readonly string[]): readonly NoticeTo[] => [...new Set(organisations)].filter((o) => o !== by).map((organisation) => ({ organisation, kind: body.type }))
  switch (body.type) {
    case 'queried': case 'returned': case 'reported': case 'extension_requested': case 'obstacle_raised': return to(f.giver)
    case 'answered': case 'accepted': case 'sent_back': case 'extended': case 'extension_refused': case 'obstacle_answered': case 'reminded': case 'inspected': case 'commended': case 'sanctioned':
    case 'suspended': case 'resumed': case 'waived': case 'closed': return to(before.owner)
    case 'reassigned': return [...to(body.owner), ...(before.owner === body.owner ? [] : [{ organisation: before.owner, kind: 'taken_away' as const }])]
    case 'corrected': return to(before.owner, f.giver)
    // The board shows an acknowledgement; a message about it would only be noise. The others are told of by the act that holds them.
    case 'assigned': case 'acknowledged': case 'split': case 'handed_over': return []
  }
}

/** What a notice says needs: kept as facts, so that a sentence can be mended later. */
export type NoticeFacts = { readonly number?: string | null; readonly title?: string | null; readonly clause?: string | null; readonly text?: string | null; readonly n?: number; readonly due?: string | null; readonly says?: string | null; readonly owner?: string | null; readonly urgency?: string; readonly period?: string | null }

const short = (text: string | null | undefined, at = 90): string => (text === null || text === undefined ? '' : text.length > at ? `${text.slice(0, at).trimEnd()}…` : text)
const due = (f: NoticeFacts): string => (f.due ? (f.due.length === 10 ? formatDay(f.due) : formatInstant(f.due)) : '')

export function noticeText(kind: NoticeKind, f: NoticeFacts): { vi: string; en: string } {
  const doc = f.number ?? short(f.title, 60)
  const duty = f.text ? `“${short(f.text)}”` : ''
  const says = f.says ? ` ${short(f.says, 140)}` : ''
  const unit = f.owner ?? ''
  const n = f.n ?? 1
  switch (kind) {
    case 'assigned': return { vi: `Giao ${n} nhiệm vụ theo ${doc || 'văn bản mới'}. Mời tiếp nhận.`, en: `${n} obligation(s) given under ${doc || 'a new document'}. Please acknowledge.` }
    case 'reassigned': return { vi: `Giao lại cho đơn vị: ${duty}. Mời tiếp nhận.`, en: `Given to your unit: ${duty}. Please acknowledge.` }
    case 'taken_away': return { vi: `Nhiệm vụ ${duty} đã chuyển cho đơn vị khác.`, en: `The obligation ${duty} was given to another unit.` }
    case 'queried': return { vi: `${unit} hỏi về ${duty}:${says}`, en: `${unit} asks about ${duty}:${says}` }
    case 'answered': return { vi: `Trả lời câu hỏi về ${duty}:${says}`, en: `Answer about ${duty}:${says}` }
    case 'returned': return { vi: `${unit} trả lại ${duty}:${says}`, en: `${unit} returned ${duty}:${says}` }
    case 'reported': return { vi: `${unit} đã báo cáo ${duty}${f.period ? ` (kỳ ${f.period})` : ''}, chờ xác nhận.`, en: `${unit} reported ${duty}${f.period ? ` (period ${f.period})` : ''}; it awaits acceptance.` }
    case 'accepted': return { vi: `Đã xác nhận hoàn thành ${duty}${f.period ? ` (kỳ ${f.period})` : ''}.`, en: `Accepted: ${duty}${f.period ? ` (period ${f.period})` : ''}.` }
    case 'sent_back': return { vi: `Yêu cầu làm lại ${duty}:${says}`, en: `To be redone: ${duty}:${says}` }
    case 'extension_requested': return { vi: `${unit} đề nghị gia hạn ${duty} đến ${due(f)}:${says}`, en: `${unit} asks to extend ${duty} to ${due(f)}:${says}` }
    case 'extended': return { vi: `Gia hạn ${duty} đến ${due(f)}.`, en: `${duty} extended to ${due(f)}.` }
    case 'extension_refused': return { vi: `Không gia hạn ${duty}:${says}`, en: `No extension for ${duty}:${says}` }
    case 'obstacle_raised': return { vi: `${unit} báo vướng mắc ở ${duty}:${says}`, en: `${unit} met an obstacle in ${duty}:${says}` }
    case 'obstacle_answered': return { vi: `Trả lời vướng mắc ở ${duty}:${says}`, en: `Answer to the obstacle in ${duty}:${says}` }
    case 'obstacle_late': return { vi: `${n} vướng mắc của đơn vị dưới đã quá giờ trả lời.`, en: `${n} obstacle(s) of lower units have waited past their time.` }
    case 'reminded': return { vi: n > 1 ? `Đôn đốc tiếp nhận ${n} nhiệm vụ${doc ? ` theo ${doc}` : ''}.${says}` : `Đôn đốc ${duty}.${says}`, en: n > 1 ? `Reminder to acknowledge ${n} obligations${doc ? ` under ${doc}` : ''}.${says}` : `Reminder: ${duty}.${says}` }
    case 'inspected': return { vi: `Kết quả kiểm tra ${duty}:${says}`, en: `Inspection of ${duty}:${says}` }
    case 'commended': return { vi: `Biểu dương về ${duty}:${says}`, en: `Commended for ${duty}:${says}` }
    case 'sanctioned': return { vi: `Phê bình, xử lý trách nhiệm về ${duty}:${says}`, en: `Held to account for ${duty}:${says}` }
    case 'suspended': return { vi: `Tạm dừng ${duty}:${says}`, en: `Suspended: ${duty}:${says}` }
    case 'resumed': return { vi: `Tiếp tục ${duty}:${says}`, en: `Resumed: ${duty}:${says}` }
    case 'waived': return { vi: `Miễn ${duty}${f.period ? ` (kỳ ${f.period})` : ''}:${says}`, en: `Waived: ${duty}${f.period ? ` (period ${f.period})` : ''}:${says}` }
    case 'closed': return { vi: `Đóng ${duty}:${says}`, en: `Closed: ${duty}:${says}` }
    case 'corrected': return { vi: `Đính chính ở ${duty}:${says}`, en: `Correction in ${duty}:${says}` }
    case 'due_soon': return { vi: `${n} nhiệm vụ đến hạn ${due(f)}.`, en: `${n} obligation(s) due ${due(f)}.` }
    case 'overdue': return { vi: `${n} nhiệm vụ đã quá hạn ${due(f)}.`, en: `${n} obligation(s) overdue since ${due(f)}.` }
    case 'silent': return { vi: `Còn ${n} nhiệm vụ chưa tiếp nhận, đã quá giờ (${due(f)}).`, en: `${n} obligation(s) not acknowledged in time (${due(f)}).` }
    case 'silent_units': return { vi: `${n} nhiệm vụ đã giao chưa được tiếp nhận đúng giờ.`, en: `${n} obligation(s) you gave were not acknowledged in time.` }
    case 'acknowledged': case 'split': case 'handed_over': return { vi: duty, en: duty }
  }
}

/** The words a person wrote in an event, for the message about it. */
export function wordsOf(body: EventBody): string | null {
  switch (body.type) {
    case 'acknowledged': case 'reminded': case 'split': case 'reassigned': case 'accepted': case 'handed_over': return body.note
    case 'queried': return body.question
    case 'answered': case 'obstacle_answered': return body.answer
    case 'returned': case 'reported': case 'commended': case 'sanctioned': return body.note
    case 'sent_back': case 'extension_requested': case 'extended': case 'extension_refused': case 'suspended': case 'resumed': case 'waived': case 'closed': case 'corrected': return body.reason
    case 'obstacle_raised': return body.obstacle
    case 'inspected': return body.finding
    case 'assigned': return null
  }
}
