import { dayOf, instantOf, isPlainDate, timeOf, addDays, type Instant, type PlainDate } from '../../platform/dates.ts'

/** QCVN 102:2016/BTTTT. */
export const edxmlNamespace = 'http://www.mic.gov.vn/TBT/QCVN_102_2016'

/** Cơ quan trong gói tin. */
export type EdxmlOrgan = {
  readonly organId: string
  readonly inCharge: string | null
  readonly name: string
  readonly address: string | null
  readonly email: string | null
  readonly telephone: string | null
  readonly fax: string | null
  readonly website: string | null
}

export type EdxmlCode = { readonly number: string | null; readonly notation: string | null }
/** Văn bản được trả lời, thay thế hoặc thu hồi. */
export type EdxmlReference = { readonly organId: string | null; readonly code: EdxmlCode; readonly date: PlainDate | null; readonly documentId: string | null }
export type EdxmlStaff = { readonly department: string | null; readonly name: string | null; readonly mobile: string | null; readonly email: string | null }
export type EdxmlAttachment = { readonly name: string; readonly contentType: string | null; readonly description: string | null; readonly bytes: Uint8Array }

/** Mức độ khẩn: 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ. */
export type Priority = 0 | 1 | 2 | 3 | 4
const urgencies = [null, 'khẩn', 'thượng khẩn', 'hỏa tốc', 'hỏa tốc'] as const
/** The mark a paper carries for a priority; a fixed hour (4) is hỏa tốc hẹn giờ. */
export const urgencyOf = (priority: Priority): (typeof urgencies)[number] => urgencies[priority]
export const priorityOf = (urgency: (typeof urgencies)[number]): Priority => urgencies.indexOf(urgency) as Priority

/** Văn bản chỉ đạo: 1 not steering, 2 steering, 3 report on steering. */
export type Steering = 1 | 2 | 3
export const businessKinds = ['new', 'recall', 'update', 'replace'] as const
export type BusinessKind = (typeof businessKinds)[number]

/** Gói tin văn bản điện tử. What a message does not say is null; fillers are read as null and never written. */
export type EdxmlMessage = {
  readonly from: EdxmlOrgan
  readonly to: readonly EdxmlOrgan[]
  readonly code: EdxmlCode
  readonly place: string | null
  readonly date: PlainDate | null
  /** The name decides; the number differs from one implementer to the next and is only carried along. */
  readonly type: { readonly number: string | null; readonly name: string; readonly detail: string | null }
  readonly subject: string
  readonly content: string | null
  readonly signer: { readonly competence: string | null; readonly position: string | null; readonly fullName: string | null }
  readonly due: PlainDate | null
  readonly toPlaces: readonly string[]
  readonly priority: Priority
  readonly sphere: string | null
  readonly typist: string | null
  readonly copies: number | null
  readonly pages: number | null
  readonly appendixes: readonly string[]
  readonly responseFor: readonly EdxmlReference[]
  readonly steering: Steering | null
  readonly traces: readonly { readonly organId: string; readonly at: Instant }[]
  readonly business: { readonly kind: BusinessKind; readonly reason: string | null; readonly staff: EdxmlStaff; readonly onPaper: boolean | null; readonly replaces: readonly EdxmlReference[] }
  readonly attachments: readonly EdxmlAttachment[]
  /** Values that look like a builder's filler and were read as absent, for a person to see. */
  readonly doubtful: readonly { readonly field: string; readonly value: string }[]
}

/** Groups of 0–9 A–Z separated by dots, at most 35 characters: `H37.02.02` (Quyết định 20/2020/QĐ-TTg) or the older `000.01.12.H28`. Both are stored as they came. */
export const isOrganCode = (text: string): boolean => text.length <= 35 && /^[0-9A-Z]+(\.[0-9A-Z]+)*$/u.test(text)

/** `2026/11/24`. */
export const edxmlDate = (date: PlainDate): string => date.replace(/-/gu, '/')
/** `2026/11/24 16:00:00`, Viet Nam time. */
export const edxmlTime = (at: Instant): string => `${edxmlDate(dayOf(at))} ${timeOf(at)}:${at.slice(17, 19)}`

/** Reads yyyy/MM/dd and dd/MM/yyyy, also with hyphens, and a time behind. Null when it is neither; the years 1 and 1900 are fillers. */
export function readDay(text: string): PlainDate | null {
  const t = text.trim()
  const year = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)/u.exec(t)
  const day = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)/u.exec(t)
  const [y, m, d] = year ? [year[1]!, year[2]!, year[3]!] : day ? [day[3]!, day[2]!, day[1]!] : []
  if (!y || !m || !d) return null
  const date = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  return isPlainDate(date) && Number(y) > 1900 ? date : null
}

/** A moment in Viet Nam time, in either order of the date. */
export function readTime(text: string): Instant | null {
  const day = readDay(text)
  if (!day) return null
  const time = /[ T](\d{1,2}):(\d{2})(?::(\d{2}))?/u.exec(text)
  if (!time) return instantOf(day)
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return null
  return new Date(Date.parse(instantOf(day)) + ((hour * 60 + minute) * 60 + second) * 1000).toISOString()
}

/** Builders that know nothing write these. */
export const isFiller = (text: string): boolean => /^(n\s*\/\s*a|null|undefined|none|không có|không|-+|\.+)?$/iu.test(text.trim())

/** A time limit of two days after the message was built is what builders write when they know none. */
export const isFillerDue = (due: PlainDate, builtOn: PlainDate): boolean => due === addDays(builtOn, 2) || due === builtOn

/** Định danh văn bản: organ, date, number and symbol. Party numbers restart per term and State numbers per year, so the date belongs to it. */
export const documentIdOf = (m: Pick<EdxmlMessage, 'from' | 'date' | 'code'>): string | null =>
  m.date && m.code.number && m.code.notation ? `${m.from.organId},${edxmlDate(m.date)},${m.code.number}/${m.code.notation}` : null

export const statusCodes = ['01', '02', '03', '04', '05', '06', '13', '15', '16'] as const
export type StatusCode = (typeof statusCodes)[number]

/** Trạng thái xử lý at the receiver. `done` awaits confirmation by the giver: it is the receiver's word, not a fact. */
export type ExchangeState = 'sent' | 'returned' | 'acknowledged' | 'assigned' | 'in_progress' | 'done' | 'recall_requested' | 'recall_agreed' | 'recall_refused'

/**
 * What a status code means. The codes 02 and 03 answer a recall or an update when that is what they respond to.
 */
export function stateOf(status: StatusCode, answers: 'document' | 'recall' = 'document'): ExchangeState {
  switch (status) {
    case '01': return 'sent'
    case '02': return answers === 'recall' ? 'recall_refused' : 'returned'
    case '03': return answers === 'recall' ? 'recall_agreed' : 'acknowledged'
    case '04': return 'assigned'
    case '05': return 'in_progress'
    case '06': return 'done'
    case '13': return 'recall_requested'
    case '15': return 'recall_agreed'
    case '16': return 'recall_refused'
  }
}

/** The code by which this office tells a state. Agreeing to and refusing a recall have codes of their own. */
export function statusOf(state: ExchangeState): StatusCode {
  switch (state) {
    case 'sent': return '01'
    case 'returned': return '02'
    case 'acknowledged': return '03'
    case 'assigned': return '04'
    case 'in_progress': return '05'
    case 'done': return '06'
    case 'recall_requested': return '13'
    case 'recall_agreed': return '15'
    case 'recall_refused': return '16'
  }
}

/** Thông báo trạng thái. */
export type StatusMessage = {
  readonly responseFor: EdxmlReference
  readonly from: EdxmlOrgan
  readonly status: StatusCode
  readonly description: string | null
  readonly at: Instant
  readonly staff: EdxmlStaff
}
