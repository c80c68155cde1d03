import type { PlainDate } from '../../platform/dates.ts'

/** Văn bản viện dẫn: a cited document. Unknown parts are null; `name` is kept for a document cited without a number. */
export type Reference = { type: string | null; number: string | null; date: PlainDate | null; issuer: string | null; name?: string }

/** Normal form of one deadline phrase; dates are `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM` when an hour is printed. */
export type DeadlineNorm =
  | { by: string } | { on: string } | { until: string }
  | { every: 'day' | 'week' | 'month' | 'quarter' | 'year'; weekday?: number; day?: number; time?: string }
  | { within_month: string } | { within_quarter: string } | { within_year: string }
  | { within_hours: number | string; after?: string } | { within_days: number; after?: string }
  | { by_event: string }

/** Việc nhỏ: an item one level below a task. */
export type Subtask = {
  label: string | null; text: string; assignees: string[]; coordinators: string[]
  deadlines: string[]; deadlines_norm: DeadlineNorm[]; directed_units: string[]
}
/** Nhiệm vụ: one order of the directive. An actor or a deadline stands at the level where it is written. */
export type Task = Subtask & { subtasks: Subtask[] }

/** Chế độ báo cáo: a duty to report upward. */
export type Reporting = { from: string | null; to: string[]; when: string | null; what: string | null }

/** Nội dung đọc được: the reading contract, the shape `read --json` prints. Scalars are null and lists empty when the document does not say. */
export type DirectiveContract = {
  type: string | null; number: string | null; number_symbol: string | null; issuer: string | null; parent_issuer: string | null
  place: string | null; date: PlainDate | null; date_partial: string | null; title: string | null; urgency: string | null
  recipients: string[]; recipients_expanded: string[]; default_assignees: string[]
  references: Reference[]; tasks: Task[]; reporting: Reporting[]; distribution: string[]
  signer: string | null; signer_title: string | null
}

/** Căn cứ đọc: where one value stands. Offsets count UTF-16 units of `ReadDirective.text`; lines count from 1, both ends included. */
export type Evidence = {
  path: string; start: number; end: number; lines: [number, number]; rule: string; confidence: number; alternatives?: string[]
}

/** Cảnh báo: what a person must look at, as a code with its facts. */
export type ReaderWarning =
  | { code: 'issuer.differs_from_authority'; issuer: string; authority: string }
  | { code: 'number.blank'; symbol: string | null }
  | { code: 'number.unreadable'; printed: string }
  | { code: 'number.type_mismatch'; type: string; symbol: string }
  | { code: 'date.partial'; printed: string }
  | { code: 'date.in_future'; date: PlainDate }
  | { code: 'reference.after_document'; number: string; date: PlainDate }
  | { code: 'deadline.before_document'; task: number; deadline: string }
  | { code: 'label.gap'; after: string; found: string }
  | { code: 'task.no_verb'; task: number }
  | { code: 'unit.abolished'; unit: string; since: PlainDate }
  | { code: 'text.legacy_decoded'; encoding: 'tcvn3' | 'vni' }
  | { code: 'text.damaged'; share: number }
  | { code: 'type.guessed'; type: string }

/** Dấu ĐẾN: the receiver's stamp; never part of the document's own number or date. */
export type IncomingStamp = { organ: string | null; number: string | null; date: PlainDate | null; time: string | null; forwarded_to: string | null }

/** Vùng: a part of the document, by line numbers from 1. */
export type ZoneName = 'esign' | 'header' | 'stamp' | 'addressees' | 'preamble' | 'tasks' | 'closing' | 'distribution' | 'signoff' | 'after'
export type Zone = { name: ZoneName; lines: [number, number] }

/** Offsets in the text at which pages begin, when the caller knows them (scans). */
export type PageBreaks = readonly number[]

export type ReadDirective = {
  contract: DirectiveContract
  evidence: Evidence[]
  warnings: ReaderWarning[]
  zones: Zone[]
  stamp: IncomingStamp | null
  /** The document this one carries out: the first reference of the opening sentence ("Thực hiện Công văn số …"). */
  implements: Reference | null
  /** The NFC text (decoded from TCVN3 or VNI when it was one) that all offsets refer to. */
  text: string
}
