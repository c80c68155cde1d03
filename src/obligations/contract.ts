import { z } from 'zod'
import { route } from '../platform/http/route.ts'

/** The wire of the room. `read`: the post may look at duties; what it may do with one travels as `may`. */
const read = { permission: 'obligation.read' } as const
const give = { permission: 'obligation.give' } as const

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const Moment = z.iso.datetime()
export const DueShape = z.discriminatedUnion('kind', [z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('day'), day: Day }), z.object({ kind: z.literal('moment'), at: Moment })])
const time = z.string().regex(/^\d{2}:\d{2}$/)
export const RhythmShape = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day'), times: z.array(time).max(24), from: Day, until: Day.nullable() }),
  z.object({ every: z.literal('week'), weekday: z.int().min(1).max(7), time: time.nullable(), from: Day, until: Day.nullable() }),
  z.object({ every: z.literal('month'), day: z.int().min(1).max(31), time: time.nullable(), from: Day, until: Day.nullable() }),
  z.object({ every: z.literal('quarter'), day: z.int().min(1).max(31), time: time.nullable(), from: Day, until: Day.nullable() }),
])
export const WorkShape = z.enum(['assigned', 'doing', 'reported', 'accepted', 'returned', 'redo', 'suspended', 'waived', 'closed'])
const UrgencyShape = z.enum(['none', 'urgent', 'very_urgent', 'immediate'])
const DeadlineShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('left'), days: z.int(), soon: z.boolean() }), z.object({ kind: z.literal('today'), until: z.string().nullable() }),
  z.object({ kind: z.literal('overdue'), days: z.int(), hours: z.int() }), z.object({ kind: z.literal('on_time'), daysEarly: z.int() }), z.object({ kind: z.literal('late'), days: z.int(), hours: z.int() }), z.object({ kind: z.literal('stopped') }),
])
const Named = z.object({ id: z.string(), name: z.string() })
const MayShape = z.record(z.string(), z.boolean())
const text = z.string().trim().max(20_000)
const id = z.object({ id: z.uuid() })

/** One line of a list: the duty in the unit's own words, from which clause, two marks, who waits for it. */
export const Line = z.object({
  id: z.uuid(), text: z.string(), owner: Named, giver: Named, urgency: UrgencyShape, work: WorkShape, due: DueShape, deadline: DeadlineShape, baseline: DeadlineShape,
  directive: z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string().nullable(), clause: z.string().nullable() }),
  period: z.string().nullable(), assignedAt: z.string(), acknowledgeBy: z.string(), acknowledgeLate: z.boolean(), reportedAt: z.string().nullable(), lastEventAt: z.string(),
  waits: z.array(z.enum(['report', 'query', 'extension', 'obstacle', 'returned', 'period'])), seq: z.int(),
})
export type Line = z.infer<typeof Line>

export const Group = z.enum(['overdue', 'today', 'week', 'later', 'undated'])
export const MyWork = z.object({
  asOf: z.string(),
  counts: z.object({ overdue: z.int(), today: z.int(), week: z.int(), later: z.int(), undated: z.int(), unacknowledged: z.int(), waiting: z.int(), toConfirm: z.int() }),
  lines: z.array(Line.extend({ group: Group, may: MayShape, figures: z.array(z.object({ indicator: z.string(), name: z.string(), unit: z.string(), target: z.number().nullable(), measured: z.number().nullable() })) })),
  next: z.string().nullable(),
})
export type MyWork = z.infer<typeof MyWork>
export type WorkLine = MyWork['lines'][number]

export const getMyWork = route({
  method: 'GET', path: '/my-work', summary: { vi: 'Việc của tôi: một danh sách xếp theo hạn', en: 'My work: one ranked list' }, access: read,
  query: z.object({ asOf: Moment.optional(), view: z.enum(['todo', 'waiting', 'confirm', 'done']).default('todo'), after: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }), ok: MyWork, errors: [],
})

const Tally = z.object({ total: z.int(), onTime: z.int(), overdue: z.int(), unacknowledged: z.int(), unacknowledgedLate: z.int(), reported: z.int(), accepted: z.int(), acceptedLate: z.int(), returned: z.int(), undated: z.int(), aside: z.int() })
export type Tally = z.infer<typeof Tally>
/** The moment to look at; now when absent. */
const asOf = { asOf: Moment.optional() }
const BoardFilter = { ...asOf, directiveId: z.uuid().optional(), q: z.string().max(100).optional(), only: z.enum(['all', 'late', 'unacknowledged', 'reported', 'returned', 'open']).default('all') }
/** A cell: the duty of this unit under this clause (or directive, then a count). */
const Cell = z.object({ column: z.uuid(), id: z.uuid().nullable(), work: WorkShape, deadline: DeadlineShape, late: z.int(), n: z.int() })
const Column = z.object({ id: z.uuid(), label: z.string().nullable(), text: z.string(), tally: Tally })
export const Board = z.object({
  asOf: z.string(), by: z.enum(['clause', 'directive']), directive: z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string().nullable(), date: z.string().nullable() }).nullable(),
  summary: Tally, awaiting: z.int(), columns: z.array(Column),
  rows: z.array(z.object({ owner: Named, total: z.int(), unacknowledged: z.int(), owed: z.int(), reported: z.int(), accepted: z.int(), overdue: z.int(), cells: z.array(Cell) })), next: z.string().nullable(),
})
export type Board = z.infer<typeof Board>
export const getBoard = route({
  method: 'GET', path: '/obligation-board', summary: { vi: 'Bảng theo dõi: đơn vị × nhiệm vụ', en: 'Board: units × clauses' }, access: read,
  query: z.object({ ...BoardFilter, sort: z.enum(['late', 'unacknowledged']).default('late'), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }), ok: Board, errors: [],
})
export const Lines = z.object({ asOf: z.string(), lines: z.array(Line), next: z.string().nullable() })
export const listByDeadline = route({
  method: 'GET', path: '/obligation-board/by-deadline', summary: { vi: 'Bảng theo dõi xếp theo hạn', en: 'Board by deadline' }, access: read,
  query: z.object({ ...BoardFilter, ownerId: z.uuid().optional(), clauseId: z.uuid().optional(), /** The page of a directive also shows what is finished. */ finished: z.enum(['without', 'with']).default('without'), after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), ok: Lines, errors: [],
})
export const listDirectivesGiven = route({
  method: 'GET', path: '/obligation-board/directives', summary: { vi: 'Văn bản đã giao việc', en: 'Directives under which duties were given' }, access: read, query: z.object(asOf),
  ok: z.array(z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string().nullable(), date: z.string().nullable(), total: z.int(), owed: z.int() })), errors: [],
})

const StoryLine = z.object({
  seq: z.int(), at: z.string(), by: z.object({ organisation: Named, post: z.string().nullable(), person: z.string().nullable() }), type: z.string(), body: z.record(z.string(), z.unknown()).nullable(),
  corrected: z.object({ at: z.string(), reason: z.string(), before: z.record(z.string(), z.unknown()) }).nullable(), evidence: z.array(z.object({ sha256: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number() })),
})
export type StoryLine = z.infer<typeof StoryLine>
const FigureShape = z.object({
  slot: z.object({ indicator: z.string(), name: z.string(), unit: z.string(), target: z.number().nullable(), wanted: z.enum(['at_least', 'at_most', 'none']) }),
  reported: z.object({ kind: z.enum(['given', 'missing', 'not_due', 'no_source']), value: z.number().optional(), cutOff: z.string().nullable().optional() }),
  measured: z.object({ kind: z.enum(['given', 'missing', 'not_due', 'no_source']), value: z.number().optional(), cutOff: z.string().nullable().optional() }),
  difference: z.number().nullable(), verdict: z.enum(['not_due', 'not_reported', 'not_measured', 'agree', 'differ']), metByReport: z.boolean().nullable(), metByMeasure: z.boolean().nullable(),
})
const ElementShape = z.discriminatedUnion('kind', [
  z.object({ id: z.string(), kind: z.literal('text'), start: z.int(), end: z.int(), text: z.string() }),
  z.object({ id: z.string(), kind: z.literal('unit'), organisation: z.uuid(), text: z.string() }),
  z.object({ id: z.string(), kind: z.literal('figure'), amount: z.number(), measure: z.string(), text: z.string(), spread: z.enum(['sum', 'each']) }),
])
export const ObligationView = Line.extend({
  asOf: z.string(), clauseText: z.string(), directiveDate: z.string().nullable(), directiveIssuer: z.string().nullable(), ownerHead: z.object({ post: z.string(), person: z.string().nullable() }).nullable(),
  coordinators: z.array(Named), upperGivers: z.array(Named), giverOutside: z.boolean(), baselineDue: DueShape, extensions: z.int(), maxExtensions: z.int(), rhythm: RhythmShape.nullable(),
  parent: z.uuid().nullable(), parts: z.array(Line.extend({ takes: z.union([z.literal('whole'), z.array(z.string())]), shares: z.array(z.object({ element: z.string(), amount: z.number() })) })), elements: z.array(ElementShape),
  periods: z.array(z.object({ key: z.string(), due: DueShape, state: z.enum(['due', 'reported', 'accepted', 'redo', 'waived']), reportedAt: z.string().nullable(), late: z.boolean() })),
  openQueries: z.array(z.int()), pendingExtension: z.object({ seq: z.int(), due: DueShape }).nullable(), openObstacles: z.array(z.object({ seq: z.int(), raisedAt: z.string(), answerBy: z.string(), late: z.boolean() })),
  figures: z.array(FigureShape), story: z.array(StoryLine), may: MayShape,
})
export type ObligationView = z.infer<typeof ObligationView>
export const getObligation = route({ method: 'GET', path: '/obligations/{id}', summary: { vi: 'Một nhiệm vụ và diễn biến', en: 'One obligation and its story' }, access: read, params: id, query: z.object({ asOf: Moment.optional() }), ok: ObligationView, errors: ['record.not_found'] })

const CorrectableShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('queried'), question: text }), z.object({ type: z.literal('reported'), period: z.string().nullable(), note: text, figures: z.array(z.object({ indicator: z.string(), value: z.number().nullable() })), evidence: z.array(z.string()) }),
  z.object({ type: z.literal('obstacle_raised'), obstacle: text, need: text, answerBy: Moment }), z.object({ type: z.literal('inspected'), result: z.enum(['good', 'shortcomings', 'violation']), finding: text }),
  z.object({ type: z.literal('commended'), note: text, document: z.string().nullable() }), z.object({ type: z.literal('sanctioned'), note: text, document: z.string().nullable() }), z.object({ type: z.literal('extension_requested'), due: DueShape, reason: text }),
])
export const CommandShape = z.discriminatedUnion('type', [
  z.object({ type: z.literal('acknowledge'), note: text.optional() }),
  z.object({ type: z.literal('query'), question: text }),
  z.object({ type: z.literal('answer'), query: z.int(), answer: text }),
  z.object({ type: z.literal('return'), reason: z.enum(['not_our_competence', 'not_our_area', 'unclear', 'already_done_by_other', 'other']), note: text, suggestedOwner: z.uuid().optional() }),
  z.object({ type: z.literal('reassign'), owner: z.uuid(), note: text.optional() }),
  z.object({ type: z.literal('report'), period: z.string().max(40).optional(), note: text, figures: z.array(z.object({ indicator: z.string().max(100), value: z.number().nullable() })).max(50).default([]), evidence: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(50).default([]) }),
  z.object({ type: z.literal('accept'), period: z.string().max(40).optional(), note: text.optional(), document: text.optional() }),
  z.object({ type: z.literal('send_back'), period: z.string().max(40).optional(), reason: text }),
  z.object({ type: z.literal('request_extension'), due: DueShape, reason: text }),
  z.object({ type: z.literal('extend'), due: DueShape, reason: text }),
  z.object({ type: z.literal('refuse_extension'), reason: text }),
  z.object({ type: z.literal('raise_obstacle'), obstacle: text, need: text.default('') }),
  z.object({ type: z.literal('answer_obstacle'), obstacle: z.int(), answer: text }),
  z.object({ type: z.literal('remind'), note: text.optional() }),
  z.object({ type: z.literal('inspect'), result: z.enum(['good', 'shortcomings', 'violation']), finding: text }),
  z.object({ type: z.literal('commend'), note: text, document: text.optional() }),
  z.object({ type: z.literal('sanction'), note: text, document: text.optional() }),
  z.object({ type: z.literal('suspend'), reason: text }),
  z.object({ type: z.literal('resume'), reason: text }),
  z.object({ type: z.literal('waive'), period: z.string().max(40).optional(), reason: text, document: text.optional() }),
  z.object({ type: z.literal('close'), reason: text }),
  z.object({ type: z.literal('correct'), of: z.int(), reason: text, replacement: CorrectableShape.nullable() }),
])
export type CommandBody = z.infer<typeof CommandShape>
const stepErrors = ['obligation.not_owner', 'obligation.not_giver', 'obligation.finished', 'obligation.wrong_state', 'obligation.suspended', 'obligation.text_missing', 'obligation.already_acknowledged', 'obligation.reminded_just_now', 'obligation.same_owner',
  'obligation.owner_unknown', 'obligation.record_document_needed', 'report.period_needed', 'report.period_unknown', 'report.period_settled', 'report.period_not_reported', 'report.not_periodic', 'report.figure_unknown', 'report.parts_open',
  'extension.not_later', 'extension.past', 'extension.none_left', 'extension.no_deadline', 'extension.periodic', 'extension.pending', 'extension.no_request', 'query.not_open', 'obstacle.not_open', 'correction.not_author',
  'correction.no_such_event', 'correction.not_correctable', 'correction.other_kind', 'correction.already_decided', 'evidence.unknown', 'record.not_found', 'permission.missing']
export const actOnObligation = route({
  method: 'POST', path: '/obligations/{id}/steps', summary: { vi: 'Một bước: tiếp nhận, báo cáo, xác nhận, gia hạn, vướng mắc, đôn đốc …', en: 'One step: acknowledge, report, accept, extend, obstacle, remind …' }, access: read,
  params: id, body: CommandShape, ok: z.object({ id: z.uuid(), seq: z.int(), work: WorkShape }), errors: stepErrors,
})
export const splitObligation = route({
  method: 'POST', path: '/obligations/{id}/parts', summary: { vi: 'Chia việc xuống đơn vị cấp dưới, có kiểm tra phủ hết', en: 'Split to lower units, with proof that the parts cover the whole' }, access: { permission: 'obligation.act' },
  params: id, body: z.object({
    note: text.optional(), elements: z.array(ElementShape).max(200),
    parts: z.array(z.object({ owner: z.uuid(), takes: z.union([z.literal('whole'), z.array(z.string()).max(200)]), shares: z.array(z.object({ element: z.string(), amount: z.number() })).max(50).default([]), due: DueShape, text: text.optional() })).min(1).max(500),
  }), ok: z.object({ id: z.uuid(), parts: z.int() }),
  errors: ['split.no_parts', 'split.uncovered', 'split.units_missing', 'split.sum_short', 'split.ratio_low', 'split.part_later', 'split.part_undated', 'split.same_owner_twice', 'split.to_self', ...stepErrors],
})
export const uploadEvidence = route({
  method: 'POST', path: '/obligations/{id}/evidence', kind: 'upload', summary: { vi: 'Tải tệp minh chứng trước khi báo cáo', en: 'Upload evidence before reporting' }, access: { permission: 'obligation.act' },
  params: id, ok: z.array(z.object({ sha256: z.string(), name: z.string(), bytes: z.number() })), errors: ['record.not_found', 'obligation.not_owner', 'request.too_large'],
})
export const openEvidence = route({ method: 'GET', path: '/obligations/{id}/evidence/{sha256}', kind: 'download', summary: { vi: 'Mở tệp minh chứng', en: 'Open a file of evidence' }, access: read, params: id.extend({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }), ok: z.null(), errors: ['record.not_found'] })
export const remindSilent = route({
  method: 'POST', path: '/obligation-board/remind', summary: { vi: 'Đôn đốc mọi đơn vị chưa tiếp nhận', en: 'Remind every unit that has not acknowledged' }, access: give,
  body: z.object({ directiveId: z.uuid().optional(), onlyLate: z.boolean().default(true), note: text.optional() }), ok: z.object({ reminded: z.int(), organisations: z.int(), skipped: z.int() }), errors: [],
})

const CountsShape = z.object({ doneOnTime: z.int(), doneLate: z.int(), openInTerm: z.int(), openOverdue: z.int(), doneUndated: z.int(), openUndated: z.int(), setAside: z.int() })
export const ScorecardView = z.object({
  asOf: z.string(), organisation: Named, head: z.object({ post: z.string(), person: z.string().nullable(), since: z.string().nullable() }).nullable(), from: z.string().nullable(),
  current: CountsShape, baseline: CountsShape, onTime: z.number().nullable(), onTimeBaseline: z.number().nullable(), unacknowledgedLate: z.int(), sentBack: z.int(), openObstacles: z.int(), commended: z.int(), sanctioned: z.int(),
  byDirective: z.array(z.object({ id: z.uuid(), number: z.string().nullable(), title: z.string().nullable(), counts: CountsShape })), late: z.array(Line),
})
export type ScorecardView = z.infer<typeof ScorecardView>
export const getScorecard = route({
  method: 'GET', path: '/scorecards/{id}', summary: { vi: 'Phiếu kết quả của đơn vị và người đứng đầu', en: 'Scorecard of a unit and its head' }, access: read, params: id, query: z.object({ from: Day.optional(), ...asOf }), ok: ScorecardView, errors: ['record.not_found'],
})
export const listConflicts = route({
  method: 'GET', path: '/obligation-conflicts', summary: { vi: 'Chồng chéo, mâu thuẫn, quá tải giữa các văn bản', en: 'Overlaps, contradictions and overload across directives' }, access: read, query: z.object({ organisationId: z.uuid().optional() }),
  ok: z.object({ asOf: z.string(), looked: z.int(), conflicts: z.array(z.object({
    kind: z.enum(['two_deadlines', 'contradiction', 'same_report', 'overload']), owner: Named, day: z.string().nullable(), limit: z.int().nullable(), words: z.array(z.string()),
    duties: z.array(z.object({ id: z.uuid(), text: z.string(), due: DueShape, directive: z.string().nullable(), clause: z.string().nullable() })) })) }), errors: [],
})
export const listCalendar = route({
  method: 'GET', path: '/duty-calendar', summary: { vi: 'Lịch báo cáo định kỳ của đơn vị', en: 'The unit\'s calendar of periodic duties' }, access: read, query: z.object({ from: Day, to: Day }),
  ok: z.object({ asOf: z.string(), periods: z.array(z.object({ obligationId: z.uuid(), key: z.string(), due: DueShape, state: z.enum(['due', 'reported', 'accepted', 'redo', 'waived']), late: z.boolean(), text: z.string(), giver: Named })) }), errors: [],
})

const Filter = z.object({ name: z.string().trim().min(1).max(60), filter: z.object({ directiveId: z.uuid().optional(), q: z.string().max(100).optional(), only: z.string().max(20).optional(), view: z.enum(['table', 'columns', 'deadline']).optional(), sort: z.string().max(20).optional() }) })
export type SavedFilter = z.infer<typeof Filter>
export const listFilters = route({ method: 'GET', path: '/obligation-filters', summary: { vi: 'Bộ lọc đã lưu', en: 'Saved filters' }, access: read, ok: z.array(Filter), errors: [] })
export const saveFilter = route({ method: 'POST', path: '/obligation-filters', summary: { vi: 'Lưu bộ lọc', en: 'Save a filter' }, access: read, body: Filter, ok: Filter, errors: ['filter.name_taken'] })
export const dropFilter = route({ method: 'DELETE', path: '/obligation-filters/{name}', summary: { vi: 'Bỏ bộ lọc', en: 'Remove a filter' }, access: read, params: z.object({ name: z.string().max(60) }), ok: z.object({ name: z.string() }), errors: [] })

export const Notice = z.object({ id: z.uuid(), kind: z.string(), at: z.string(), unread: z.boolean(), text: z.object({ vi: z.string(), en: z.string() }), href: z.string().nullable() })
export const listNotices = route({ method: 'GET', path: '/notifications', summary: { vi: 'Thông báo', en: 'Notices' }, access: 'signed-in', query: z.object({ before: Moment.optional() }), ok: z.object({ unread: z.int(), notices: z.array(Notice) }), errors: [] })
export const markNoticesRead = route({ method: 'POST', path: '/notifications/read', summary: { vi: 'Đã đọc thông báo', en: 'Mark notices read' }, access: 'signed-in', body: z.object({ until: Moment }), ok: z.object({ until: z.string() }), errors: [] })

export const exportBoard = route({ method: 'GET', path: '/obligation-board/export', kind: 'download', summary: { vi: 'Xuất bảng theo dõi ra XLSX', en: 'Export the board as XLSX' }, access: read, query: z.object({ ...BoardFilter, form: z.enum(['xlsx', 'pdf']).default('xlsx') }), ok: z.null(), errors: [] })
export const exportMyWork = route({ method: 'GET', path: '/my-work/export', kind: 'download', summary: { vi: 'Xuất việc của tôi', en: 'Export my work' }, access: read, query: z.object({ form: z.enum(['xlsx', 'pdf']).default('xlsx') }), ok: z.null(), errors: [] })
