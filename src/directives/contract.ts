import { z } from 'zod'
import { route } from '../platform/http/route.ts'
import { DueShape, Line, RhythmShape, WorkShape } from '../obligations/contract.ts'
import { CoverageCell, DraftContent, RowVerdict, Verdict } from './contract/draft.ts'
import { Day, Evidence, IssuingSystem, PaperStamp, ReadingValue, ReadingWarning, Urgency, WorkingCopy } from './contract/reading.ts'

export * from './contract/draft.ts'
export * from './contract/reading.ts'

/** The wire of the room of documents. Topics of live updates: `directives` and `directives:<id>`. */
const read = { permission: 'document.read' } as const
const register = { permission: 'document.register' } as const
const assign = { permission: 'document.assign' } as const
const draft = { permission: 'document.draft' } as const
const sign = { permission: 'document.sign' } as const
const ById = z.object({ id: z.uuid() })
const Named = z.object({ id: z.uuid(), name: z.string() })
const Both = z.object({ vi: z.string(), en: z.string() })
const Refusal = z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()), sentence: Both })
const reason = z.string().trim().min(3).max(2_000)

/** reading đang đọc · unreadable không đọc được · to_confirm chờ xác nhận · registered đã vào sổ · draft dự thảo · issued đã ban hành · cancelled đã hủy · recalled đã thu hồi · replaced đã được thay thế */
export const DocumentState = z.enum(['reading', 'unreadable', 'to_confirm', 'registered', 'draft', 'issued', 'cancelled', 'recalled', 'replaced'])
export type DocumentState = z.infer<typeof DocumentState>
export const DeliveryState = z.enum(['01', '02', '03', '04', '05', '06'])
export const RegisterName = z.enum(['in', 'out', 'handling'])
export type RegisterName = z.infer<typeof RegisterName>

/** A document in one line, as another record names it. */
export const DocumentRef = z.object({
  id: z.uuid(), state: DocumentState, type: z.string().nullable(), number: z.string().nullable(), issuer: z.string().nullable(), date: Day.nullable(), title: z.string().nullable(), organisation: Named,
  /** Số đến in my own register, when it is in it. */
  arrival: z.object({ number: z.int(), series: z.string(), at: z.string() }).nullable(),
})
export type DocumentRef = z.infer<typeof DocumentRef>
/** Trùng: the same file, or the same số, ký hiệu and issuer (and date, where both have one). */
export const Duplicate = DocumentRef.extend({ why: z.enum(['file', 'number']) })
export type Duplicate = z.infer<typeof Duplicate>

/** Dòng trong sổ. `paperNumber`, `paperArrivedOn`: those of a stamp that was on the paper already, kept apart from our own. */
export const RegisterEntry = z.object({
  id: z.uuid(), direction: z.enum(['in', 'out']), series: z.string(), number: z.int(), at: z.string(), arrivedAt: z.string().nullable(), paperNumber: z.string().nullable(), paperArrivedOn: Day.nullable(),
  forwardedTo: z.string().nullable(), forwardedAt: z.string().nullable(), handleBy: z.string().nullable(), copies: z.int().nullable(), note: z.string().nullable(), voided: z.object({ at: z.string(), reason: z.string() }).nullable(),
})
export type RegisterEntry = z.infer<typeof RegisterEntry>

export const Clause = z.object({
  id: z.uuid(), parentId: z.uuid().nullable(), seq: z.int(), label: z.string().nullable(), text: z.string(), assignees: z.array(z.string()), coordinators: z.array(z.string()),
  deadlines: z.array(z.object({ text: z.string(), norm: z.record(z.string(), z.unknown()).nullable() })), place: z.object({ start: z.int(), end: z.int() }).nullable(),
})
export type Clause = z.infer<typeof Clause>

const Page = z.object({ number: z.int(), width: z.number(), height: z.number(), source: z.enum(['text', 'ocr']), /** Whether a picture of the page can be had; else show the text as paper. */ image: z.boolean(), start: z.int(), end: z.int() })
const Delivery = z.object({ organisation: Named, sentAt: z.string(), state: DeliveryState, stateAt: z.string(), reason: z.string().nullable() })
const Instruction = z.object({ seq: z.int(), at: z.string(), by: z.object({ person: z.string().nullable(), post: z.string().nullable() }), text: z.string(), lead: Named.nullable(), coordinators: z.array(Named), dueOn: Day.nullable() })
const May = z.object({
  edit: z.boolean(), confirm: z.boolean(), correct: z.boolean(), cancel: z.boolean(), assign: z.boolean(), implement: z.boolean(), send: z.boolean(), receive: z.boolean(), refuse: z.boolean(),
  draft: z.boolean(), issue: z.boolean(), exportEdxml: z.boolean(), attach: z.boolean(), end: z.boolean(), acknowledgeAct: z.boolean(), copy: z.boolean(),
})
/** Độ mật. */
export const Secrecy = z.enum(['mật', 'tối mật', 'tuyệt mật'])
/** Phụ lục, tệp kèm theo. */
export const Attachment = z.object({ seq: z.int(), sha256: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number(), addedAt: z.string() })
export type Attachment = z.infer<typeof Attachment>
export const ActKind = z.enum(['recalled', 'replaced', 'corrected'])
/** Thu hồi, thay thế, đính chính. `told`, `acknowledged`: organisations that had received the paper, and those that answered. */
export const DocumentAct = z.object({
  seq: z.int(), kind: ActKind, at: z.string(), by: z.object({ person: z.string().nullable(), post: z.string().nullable() }), reason: z.string(), notice: z.string().nullable(), byDocument: DocumentRef.nullable(), duties: z.enum(['close', 'keep', 'carry']), ended: z.int(), told: z.int(), acknowledged: z.int(),
})
export type DocumentAct = z.infer<typeof DocumentAct>
/** Bản sao đã cấp (NĐ 30/2020, Điều 25): sao y, trích sao, sao lục. */
export const CopyForm = z.enum(['sao_y', 'trich_sao', 'sao_luc'])
export type CopyForm = z.infer<typeof CopyForm>
export const DocumentCopy = z.object({ id: z.uuid(), form: CopyForm, number: z.int(), symbol: z.string(), madeOn: Day, pages: z.array(z.int()), recipients: z.array(z.string()), copies: z.int().nullable(), sha256: z.string() })
export type DocumentCopy = z.infer<typeof DocumentCopy>

/** A duty given under a clause, with its two marks. */
export const DutyMark = z.object({ obligationId: z.uuid(), clauseId: z.uuid(), owner: Named, work: WorkShape, deadline: Line.shape.deadline })
export type DutyMark = z.infer<typeof DutyMark>

/** Văn bản: everything the reading screen and the document's page show. `working` is null once confirmed. */
export const DocumentView = z.object({
  id: z.uuid(), origin: z.enum(['received', 'drafted', 'exchanged']), state: DocumentState, organisation: Named, mine: z.boolean(), createdAt: z.string(), confirmedAt: z.string().nullable(),
  file: z.object({ name: z.string(), kind: z.enum(['txt', 'docx', 'pdf', 'image', 'edxml']).nullable(), bytes: z.number(), mediaType: z.string() }).nullable(),
  pages: z.array(Page), text: z.string(), refusal: Refusal.nullable(), warnings: z.array(ReadingWarning),
  /** What opening the file found odd: `turned`, `low_confidence`, `legacy_encoding_converted` … */
  paperWarnings: z.array(z.object({ code: z.string(), sentence: Both })),
  working: WorkingCopy.nullable(), workingVersion: z.int(),
  /** As confirmed, in the same shape; null before. */
  confirmed: ReadingValue.nullable(), evidence: z.array(Evidence), clauses: z.array(Clause),
  /** Beside each reference (by its index in the value): the document in the register, or null. */
  references: z.array(z.object({ index: z.int(), implemented: z.boolean(), document: DocumentRef.nullable() })),
  implementedBy: z.array(DocumentRef), duplicates: z.array(Duplicate),
  registered: z.array(RegisterEntry), /** What confirming would give: the series and its next number. */ next: z.object({ series: z.string(), number: z.int() }).nullable(),
  handleBy: z.string().nullable(), delivery: Delivery.nullable(), deliveries: z.array(Delivery), instructions: z.array(Instruction),
  corrections: z.array(z.object({ seq: z.int(), at: z.string(), by: z.object({ person: z.string().nullable(), post: z.string().nullable() }), reason: z.string(), before: z.record(z.string(), z.unknown()), after: z.record(z.string(), z.unknown()) })),
  /** Of each clause the first units, late ones first; `listDuties` gives the rest. */
  given: z.array(DutyMark), /** Every duty given under it, counted. */ duties: z.object({ total: z.int(), units: z.int(), done: z.int(), late: z.int(), clauses: z.array(z.object({ clauseId: z.uuid(), total: z.int(), done: z.int(), late: z.int() })) }),
  secrecy: Secrecy.nullable(), attachments: z.array(Attachment), acts: z.array(DocumentAct), copies: z.array(DocumentCopy), may: May,
})
export type DocumentView = z.infer<typeof DocumentView>

// — Upload, read, confirm —
export const Uploaded = z.object({
  files: z.array(z.object({ name: z.string(), id: z.uuid().nullable(), state: DocumentState.nullable(), refusal: Refusal.nullable(), duplicates: z.array(Duplicate) })),
})
export const uploadDirectives = route({
  method: 'POST', path: '/directives', kind: 'upload', summary: { vi: 'Tải văn bản đến lên (nhiều tệp một lần)', en: 'Upload incoming documents, many files at once' }, access: register, ok: Uploaded, errors: ['document.no_files', 'document.too_many_files'],
})
export const getDirective = route({ method: 'GET', path: '/directives/{id}', summary: { vi: 'Một văn bản', en: 'One document' }, access: read, params: ById, ok: DocumentView, errors: ['record.not_found'] })
export const listDuties = route({
  method: 'GET', path: '/directives/{id}/duties', summary: { vi: 'Các đơn vị được giao theo một mục', en: 'Units given a clause' }, access: read, params: ById, query: z.object({ clauseId: z.uuid(), after: z.string().max(100).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
  ok: z.object({ lines: z.array(DutyMark), next: z.string().nullable() }), errors: ['record.not_found'],
})
/** Words of a page: boxes as fractions 0..1 of the page, offsets in the document's text. */
export const getPageWords = route({
  method: 'GET', path: '/directives/{id}/pages/{page}/words', summary: { vi: 'Vị trí các từ trên một trang', en: 'Where the words of a page stand' }, access: read, params: ById.extend({ page: z.coerce.number().int().min(1).max(2000) }),
  ok: z.object({ words: z.array(z.object({ text: z.string(), x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number(), start: z.int(), end: z.int(), confidence: z.number() })) }), errors: ['record.not_found'],
})
export const getPageImage = route({
  method: 'GET', path: '/directives/{id}/pages/{page}/image', kind: 'download', summary: { vi: 'Ảnh một trang (PNG)', en: 'Picture of a page (PNG)' }, access: read, params: ById.extend({ page: z.coerce.number().int().min(1).max(2000) }), ok: z.null(), errors: ['record.not_found', 'paper.no_such_page', 'paper.no_page_image'],
})
export const getDirectiveFile = route({ method: 'GET', path: '/directives/{id}/file', kind: 'download', summary: { vi: 'Tệp gốc', en: 'The file as it came' }, access: read, params: ById, ok: z.null(), errors: ['record.not_found'] })
/** Autosave. `version` is the one the client last saw; a lost update is refused with the version that stands. */
export const saveWorking = route({
  method: 'PUT', path: '/directives/{id}/working', summary: { vi: 'Lưu bản đang sửa', en: 'Save the working copy' }, access: register, params: ById, body: z.object({ version: z.int().min(0), working: WorkingCopy }),
  ok: z.object({ version: z.int(), references: DocumentView.shape.references, duplicates: z.array(Duplicate) }), errors: ['document.changed', 'document.not_open'],
})
export const confirmDirective = route({
  method: 'POST', path: '/directives/{id}/confirm', summary: { vi: 'Xác nhận và vào sổ', en: 'Confirm and register' }, access: register, params: ById,
  body: z.object({
    version: z.int().min(0), /** With the last edits, so that nothing waits for the autosave. */ working: WorkingCopy.optional(), arrivedAt: z.iso.datetime().optional(), forwardedTo: z.string().max(300).nullable().default(null), note: z.string().max(1_000).nullable().default(null),
    /** The clerk has seen the duplicate and registers all the same. */ evenIfDuplicate: z.boolean().default(false),
  }),
  ok: z.object({ id: z.uuid(), entry: RegisterEntry, joinedFrom: z.int() }), errors: ['document.changed', 'document.not_open', 'document.incomplete', 'document.duplicate', 'document.bad_date'],
})
export const rereadDirective = route({ method: 'POST', path: '/directives/{id}/reread', summary: { vi: 'Đọc lại tệp', en: 'Read the file again' }, access: register, params: ById, body: z.object({}), ok: z.object({ state: DocumentState }), errors: ['document.not_open'] })
/** Bỏ tệp chưa vào sổ: an upload that was a mistake. */
export const discardDirective = route({ method: 'POST', path: '/directives/{id}/discard', summary: { vi: 'Bỏ tệp chưa vào sổ', en: 'Discard an upload not yet registered' }, access: register, params: ById, body: z.object({ reason }), ok: z.object({ id: z.uuid() }), errors: ['document.not_open'] })
export const correctDirective = route({
  method: 'POST', path: '/directives/{id}/corrections', summary: { vi: 'Sửa văn bản đã xác nhận, có lý do', en: 'Correct a confirmed document, with a reason' }, access: register, params: ById, body: z.object({ version: z.int().min(0), reason, value: ReadingValue }),
  ok: z.object({ id: z.uuid(), version: z.int() }), errors: ['document.changed', 'document.not_registered', 'document.incomplete', 'document.nothing_changed', 'document.clause_given'],
})
export const cancelRegistration = route({ method: 'POST', path: '/directives/{id}/cancel', summary: { vi: 'Hủy đăng ký, có lý do; số không dùng lại', en: 'Void the registration, with a reason; the number is not used again' }, access: register, params: ById, body: z.object({ reason }), ok: z.object({ id: z.uuid() }), errors: ['document.not_registered', 'document.has_obligations'] })
export const findRegistered = route({
  method: 'GET', path: '/directives/match', summary: { vi: 'Tìm văn bản theo số, ngày, cơ quan', en: 'Find documents by number, date and issuer' }, access: read, query: z.object({ number: z.string().min(1).max(200), date: Day.optional(), issuer: z.string().max(300).optional() }), ok: z.array(DocumentRef), errors: [],
})

/** Tệp kèm theo: several files of one document. */
export const attachFiles = route({ method: 'POST', path: '/directives/{id}/attachments', kind: 'upload', summary: { vi: 'Thêm phụ lục, tệp kèm theo', en: 'Add appendices, files beside the paper' }, access: { permission: 'document.draft' }, params: ById, ok: z.object({ attachments: z.array(Attachment), refused: z.array(z.object({ name: z.string(), refusal: Refusal })) }), errors: ['record.not_found', 'document.no_files', 'document.not_open', 'attachment.too_many', 'document.secret'] })
export const removeAttachment = route({ method: 'DELETE', path: '/directives/{id}/attachments/{seq}', summary: { vi: 'Bỏ tệp kèm theo (trước khi vào sổ)', en: 'Take a file away (before registering)' }, access: { permission: 'document.draft' }, params: ById.extend({ seq: z.coerce.number().int().min(1) }), ok: z.object({ attachments: z.array(Attachment) }), errors: ['record.not_found', 'attachment.not_removable'] })
export const getAttachment = route({ method: 'GET', path: '/directives/{id}/attachments/{seq}', kind: 'download', summary: { vi: 'Một tệp kèm theo', en: 'A file beside the paper' }, access: read, params: ById.extend({ seq: z.coerce.number().int().min(1) }), ok: z.null(), errors: ['record.not_found'] })

// — Secret papers: the line alone —
export const enterSecretLine = route({
  method: 'POST', path: '/directives/secret-lines', summary: { vi: 'Vào sổ văn bản mật: chỉ dòng sổ, không nội dung', en: 'Register a secret paper: the line alone, no content' }, access: register,
  body: z.object({ secrecy: Secrecy, number: z.string().trim().max(100).nullable(), issuer: z.string().trim().min(2).max(300), date: Day.nullable(), arrivedAt: z.iso.datetime().optional(), forwardedTo: z.string().trim().max(300).nullable().default(null) }),
  ok: z.object({ id: z.uuid(), entry: RegisterEntry }), errors: ['document.bad_date'],
})

// — Recall, replace, correct —
export const endDirective = route({
  method: 'POST', path: '/directives/{id}/acts', summary: { vi: 'Thu hồi, thay thế hoặc đính chính văn bản đã ban hành', en: 'Recall, replace or correct an issued document' }, access: sign, params: ById,
  body: z.object({ kind: ActKind, reason, /** Số, ngày văn bản thông báo, where it is not in the program. */ notice: z.string().trim().max(300).nullable().default(null), byDocumentId: z.uuid().nullable().default(null), duties: z.enum(['close', 'keep', 'carry']) }),
  ok: z.object({ id: z.uuid(), seq: z.int(), told: z.int(), /** Duties closed with it, given anew, and left running. */ closed: z.int(), carried: z.int(), left: z.int() }),
  errors: ['record.not_found', 'document.not_issued', 'act.no_replacement', 'act.replacement_unfit', 'act.no_letter', 'act.nothing_to_carry_to', 'act.correction_keeps_duties'],
})
export const acknowledgeAct = route({ method: 'POST', path: '/directives/{id}/acts/acknowledge', summary: { vi: 'Xác nhận đã biết thu hồi, thay thế, đính chính', en: 'Answer that a recall, replacement or correction is known' }, access: register, params: ById, body: z.object({}), ok: z.object({ id: z.uuid() }), errors: ['delivery.not_to_me', 'act.none_waiting'] })

// — Certified copies —
export const makeCopy = route({
  method: 'POST', path: '/directives/{id}/copies', summary: { vi: 'Lập bản sao: sao y, trích sao, sao lục', en: 'Make a certified copy' }, access: register, params: ById,
  body: z.object({ form: CopyForm, /** Trang được trích, for an extract only. */ pages: z.array(z.int().min(1).max(2_000)).max(200).default([]), recipients: z.array(z.string().trim().min(1).max(300)).max(60).default([]), copies: z.int().min(1).max(10_000).nullable().default(null) }),
  ok: DocumentCopy, errors: ['record.not_found', 'document.not_registered', 'copy.no_pages', 'copy.page_unknown', 'copy.too_many_pages'],
})
export const getCopy = route({ method: 'GET', path: '/directives/{id}/copies/{copyId}', kind: 'download', summary: { vi: 'Bản sao (PDF)', en: 'A certified copy (PDF)' }, access: read, params: ById.extend({ copyId: z.uuid() }), ok: z.null(), errors: ['record.not_found'] })

// — Lists and registers —
/** Sổ của một cơ quan. `numbering` is of the outgoing register; null follows the province. */
export const RegisterBook = z.object({ direction: z.enum(['in', 'out']), name: z.string(), numbering: z.enum(['one', 'by_type']).nullable(), keeper: z.object({ postId: z.uuid(), title: z.string(), person: z.string().nullable() }).nullable() })
export type RegisterBook = z.infer<typeof RegisterBook>
/** What holds for every office of the province that has not set its own. `presentHours`: within how many hours an urgent paper is put before the leader. */
export const ProvinceRegisters = z.object({
  terms: z.array(z.object({ name: z.string().trim().min(1).max(60), from: Day })).max(40), stateSeries: z.enum(['one', 'by_type']),
  presentHours: z.object({ khẩn: z.number().positive().max(240), 'thượng khẩn': z.number().positive().max(240), 'hỏa tốc': z.number().positive().max(240) }),
})
export type ProvinceRegisters = z.infer<typeof ProvinceRegisters>
export const RegisterSettingsView = z.object({
  books: z.array(RegisterBook), keepers: z.array(z.object({ postId: z.uuid(), title: z.string(), person: z.string().nullable() })), /** Counters: the last number given in each run. */ series: z.array(z.object({ direction: z.enum(['in', 'out']), series: z.string(), last: z.int() })),
  province: ProvinceRegisters, may: z.object({ books: z.boolean(), province: z.boolean() }),
})
export type RegisterSettingsView = z.infer<typeof RegisterSettingsView>
export const getRegisterSettings = route({ method: 'GET', path: '/directives/register-settings', summary: { vi: 'Thiết lập sổ văn bản', en: 'Settings of the registers' }, access: 'signed-in', ok: RegisterSettingsView, errors: [] })
export const setRegisterBook = route({
  method: 'PUT', path: '/directives/register-settings/books/{direction}', summary: { vi: 'Đặt tên sổ, cách đánh số, người giữ sổ', en: 'Name a register, how it is numbered, who keeps it' }, access: register, params: z.object({ direction: z.enum(['in', 'out']) }),
  body: z.object({ name: z.string().trim().min(2).max(200), numbering: z.enum(['one', 'by_type']).nullable().default(null), keeperPostId: z.uuid().nullable().default(null) }), ok: RegisterBook, errors: ['register.keeper_unknown'],
})
export const setProvinceRegisters = route({ method: 'PUT', path: '/directives/register-settings/province', summary: { vi: 'Thiết lập sổ chung của tỉnh', en: 'Settings of the registers for the province' }, access: { permission: 'settings.manage' }, body: ProvinceRegisters, ok: ProvinceRegisters, errors: ['register.terms_unclear'] })
const Clock = z.enum(['none', 'running', 'soon', 'late', 'done'])
/** One line of a register; fields of the other registers are null. */
export const RegisterLine = z.object({
  document: DocumentRef, entry: RegisterEntry, signer: z.string().nullable(), urgency: Urgency.nullable(), /** Of a secret paper: its mark; there is no subject. */ secrecy: Secrecy.nullable(), recipients: z.string().nullable(), clock: Clock, delivery: DeliveryState.nullable(),
  /** Tiến độ: obligations given under it by us: all, accepted, late. */
  progress: z.object({ total: z.int(), done: z.int(), late: z.int() }).nullable(), answeredBy: z.string().nullable(), lead: z.string().nullable(), /** Thời hạn giải quyết: what the instruction says, else the earliest deadline given under it. */ dueOn: Day.nullable(),
})
export type RegisterLine = z.infer<typeof RegisterLine>
const RegisterFilter = { year: z.coerce.number().int().min(1945).max(2200).optional(), month: z.coerce.number().int().min(1).max(12).optional(), q: z.string().max(200).optional(), urgency: Urgency.optional(), issuer: z.string().max(300).optional() }
export const listRegister = route({
  method: 'GET', path: '/directives/registers/{register}', summary: { vi: 'Sổ văn bản đến, đi, theo dõi giải quyết', en: 'Registers: incoming, outgoing, handling' }, access: read, params: z.object({ register: RegisterName }),
  query: z.object({ ...RegisterFilter, after: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  ok: z.object({
    lines: z.array(RegisterLine), next: z.string().nullable(), total: z.int(), /** There are more than `total`; they were not counted further. */ isMore: z.boolean(), /** For the first line: figures of the whole register of the year, not of the filter. */
    summary: z.object({ registered: z.int(), today: z.int(), urgent: z.int(), overdue: z.int(), toConfirm: z.int(), toReceive: z.int(), drafts: z.int() }), years: z.array(z.int()), book: RegisterBook.nullable(),
  }), errors: [],
})
export const exportRegister = route({
  method: 'GET', path: '/directives/registers/{register}/export', kind: 'download', summary: { vi: 'In sổ (PDF) hoặc xuất XLSX', en: 'Print a register (PDF) or export XLSX' }, access: read, params: z.object({ register: RegisterName }),
  query: z.object({ ...RegisterFilter, form: z.enum(['xlsx', 'pdf']).default('xlsx') }), ok: z.null(), errors: ['register.too_long'],
})
export const updateEntry = route({
  method: 'POST', path: '/directives/entries/{entryId}', summary: { vi: 'Ghi chuyển cho ai, ghi chú, số bản', en: 'Note whom it went to, copies, remarks' }, access: register, params: z.object({ entryId: z.uuid() }),
  body: z.object({ forwardedTo: z.string().max(300).nullable(), note: z.string().max(1_000).nullable(), copies: z.int().min(0).max(100_000).nullable() }), ok: RegisterEntry, errors: ['record.not_found'],
})
/** Dấu ĐẾN 35 × 50 mm of our own entry, as SVG. */
export const getStamp = route({ method: 'GET', path: '/directives/{id}/stamp', kind: 'download', summary: { vi: 'Dấu ĐẾN (SVG)', en: 'The arrival stamp (SVG)' }, access: read, params: ById, ok: z.null(), errors: ['document.not_registered', 'record.not_found'] })
/** What is on the desk: being read, unreadable, to confirm, drafts. */
export const DeskLine = z.object({
  id: z.uuid(), state: DocumentState, name: z.string().nullable(), type: z.string().nullable(), number: z.string().nullable(), issuer: z.string().nullable(), date: Day.nullable(), title: z.string().nullable(), urgency: Urgency.nullable(),
  doubts: z.int(), tasks: z.int(), refusal: Refusal.nullable(), createdAt: z.string(), by: z.string().nullable(), implements: z.string().nullable(), duplicate: z.boolean(),
})
export type DeskLine = z.infer<typeof DeskLine>
export const listDesk = route({
  method: 'GET', path: '/directives/desk', summary: { vi: 'Trên bàn: đang đọc, chờ xác nhận, dự thảo', en: 'On the desk: being read, to confirm, drafts' }, access: read,
  query: z.object({ view: z.enum(['incoming', 'drafts']).default('incoming'), after: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), ok: z.object({ lines: z.array(DeskLine), next: z.string().nullable() }), errors: [],
})
export const InboxLine = z.object({ document: DocumentRef, from: Named, sentAt: z.string(), state: DeliveryState, stateAt: z.string(), urgency: Urgency.nullable(), reason: z.string().nullable(), obligations: z.int(), /** Thu hồi, thay thế, đính chính that we have not answered yet. */ act: z.object({ kind: ActKind, reason: z.string(), at: z.string() }).nullable() })
export type InboxLine = z.infer<typeof InboxLine>
export const listInbox = route({
  method: 'GET', path: '/directives/inbox', summary: { vi: 'Văn bản gửi đến đơn vị tôi', en: 'Documents sent to my organisation' }, access: read,
  query: z.object({ only: z.enum(['waiting', 'all']).default('waiting'), after: z.string().max(300).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }), ok: z.object({ lines: z.array(InboxLine), next: z.string().nullable() }), errors: [],
})
export const receiveDelivery = route({ method: 'POST', path: '/directives/{id}/receive', summary: { vi: 'Tiếp nhận, vào sổ (03)', en: 'Receive and register (03)' }, access: register, params: ById, body: z.object({ forwardedTo: z.string().max(300).nullable().default(null), note: z.string().max(1_000).nullable().default(null) }), ok: z.object({ id: z.uuid(), entry: RegisterEntry }), errors: ['delivery.not_to_me', 'delivery.settled', 'document.cancelled'] })
export const refuseDelivery = route({ method: 'POST', path: '/directives/{id}/refuse', summary: { vi: 'Từ chối tiếp nhận, có lý do (02)', en: 'Refuse, with a reason (02)' }, access: register, params: ById, body: z.object({ reason }), ok: z.object({ id: z.uuid() }), errors: ['delivery.not_to_me', 'delivery.settled'] })
export const setDeliveryState = route({ method: 'POST', path: '/directives/{id}/delivery-state', summary: { vi: 'Cập nhật trạng thái xử lý (04, 05, 06)', en: 'Say how far the handling is (04, 05, 06)' }, access: read, params: ById, body: z.object({ state: z.enum(['04', '05', '06']) }), ok: z.object({ state: DeliveryState }), errors: ['delivery.not_to_me', 'delivery.not_received', 'delivery.backwards'] })
export const sendDirective = route({ method: 'POST', path: '/directives/{id}/send', summary: { vi: 'Gửi văn bản cho đơn vị', en: 'Send a document to organisations' }, access: register, params: ById, body: z.object({ organisationIds: z.array(z.uuid()).min(1).max(2_000) }), ok: z.object({ sent: z.int() }), errors: ['document.not_registered', 'organisation.unknown'] })

// — Assign —
const Candidate = z.object({ organisation: Named, /** 0..1 */ confidence: z.number(), /** Ticked beforehand. */ ticked: z.boolean(), why: z.string(), sentence: Both })
/** One phrase of a clause and the real organisations it means. */
export const PhraseSuggestion = z.object({
  text: z.string(), role: z.enum(['assignee', 'coordinator']), /** From the lead-in, not from the clause itself. */ fromLeadIn: z.boolean(), group: z.boolean(), /** Nothing sure was found: ask a person. */ unknown: z.boolean(), outside: z.boolean(), head: z.boolean(),
  matches: z.array(Candidate), candidates: z.array(Named), rest: z.array(z.string()),
})
export const ClauseSuggestion = z.object({
  clause: Clause, phrases: z.array(PhraseSuggestion), due: DueShape, rhythm: RhythmShape.nullable(), /** What the text leaves open and a person must confirm: time, weekday, day, year, start. */ assumed: z.array(z.string()), event: z.string().nullable(),
  given: z.array(z.object({ obligationId: z.uuid(), organisation: Named })),
})
export type ClauseSuggestion = z.infer<typeof ClauseSuggestion>
export const getAssignment = route({
  method: 'GET', path: '/directives/{id}/assignment', summary: { vi: 'Gợi ý giao việc theo từng nhiệm vụ (cả với dự thảo, trước khi ký)', en: 'Suggestions: who owes what by when (for a draft too, before it is signed)' }, access: assign, params: ById,
  ok: z.object({ document: DocumentRef, urgency: Urgency.nullable(), clauses: z.array(ClauseSuggestion), acknowledgeHours: z.number(), instructions: z.array(Instruction), /** Addressees of the document as organisations: proposed to be sent the paper. */ sendTo: z.array(Candidate) }), errors: ['record.not_found', 'document.not_registered'],
})
export const AssignmentRow = z.object({
  clauseId: z.uuid(), /** Lead: each owes the whole clause. */ ownerIds: z.array(z.uuid()).max(5_000), coordinatorIds: z.array(z.uuid()).max(5_000).default([]), due: DueShape, rhythm: RhythmShape.nullable().default(null),
  figures: z.array(z.object({ indicator: z.string().max(100), name: z.string().max(200), unit: z.string().max(60), target: z.number().nullable(), wanted: z.enum(['at_least', 'at_most', 'none']) })).max(20).default([]),
})
export const AssignmentPlan = z.object({
  /** Bút phê. */
  instruction: z.object({ text: z.string().trim().max(4_000), leadId: z.uuid().nullable(), coordinatorIds: z.array(z.uuid()).max(200), dueOn: Day.nullable() }).nullable(),
  rows: z.array(AssignmentRow).max(2_000), /** Sent the paper for information, without a duty. */ sendTo: z.array(z.uuid()).max(5_000).default([]),
})
export type AssignmentPlan = z.infer<typeof AssignmentPlan>
export const AssignmentPreview = z.object({
  organisations: z.int(), obligations: z.int(), already: z.int(), dated: z.int(), undated: z.int(), rhythms: z.array(z.object({ sentence: Both, n: z.int() })), informed: z.int(), /** "Giao 14 đơn vị, 31 nhiệm vụ; 3 có hạn; 2 báo cáo hằng ngày 16:00." */ sentence: Both,
  warnings: z.array(z.object({ code: z.string(), clauseId: z.uuid().nullable(), sentence: Both })),
})
const assignErrors = ['record.not_found', 'document.not_registered', 'assignment.empty', 'assignment.clause_unknown', 'assignment.past_due', 'organisation.unknown', 'obligation.owner_unknown']
export const previewAssignment = route({ method: 'POST', path: '/directives/{id}/assignment/preview', summary: { vi: 'Xem trước sẽ giao những gì', en: 'Preview what would be given' }, access: assign, params: ById, body: AssignmentPlan, ok: AssignmentPreview, errors: assignErrors })
export const assignDirective = route({ method: 'POST', path: '/directives/{id}/assignment', summary: { vi: 'Giao việc', en: 'Assign' }, access: assign, params: ById, body: AssignmentPlan, ok: z.object({ obligations: z.int(), organisations: z.int(), sent: z.int(), instruction: z.int().nullable() }), errors: assignErrors })

// — Draft, coverage, cascade —
const Finding = z.object({ code: z.string(), level: z.enum(['must', 'look']), itemId: z.uuid().nullable(), sentence: Both })
const UpperView = z.object({ document: DocumentRef, clauses: z.array(Clause.extend({ verdict: RowVerdict, /** Why the clause binds us, or does not. */ addressed: z.enum(['named', 'group', 'lead_in', 'other', 'all']) })) })
export const CoverageView = z.object({
  uppers: z.array(UpperView), lower: z.object({ document: DocumentRef, clauses: z.array(Clause) }), cells: z.array(CoverageCell), addedBelow: z.array(z.uuid()),
  /** dated, reporting, cited, in time: what else the check found. */ findings: z.array(z.object({ code: z.string(), upperClauseId: z.uuid().nullable(), lowerClauseId: z.uuid().nullable(), sentence: Both })),
  summary: z.object({ bound: z.int(), carried: z.int(), weakened: z.int(), contradicted: z.int(), uncovered: z.int(), sentence: Both }),
})
export type CoverageView = z.infer<typeof CoverageView>
export const createDraft = route({
  method: 'POST', path: '/directives/drafts', summary: { vi: 'Soạn văn bản triển khai', en: 'Draft an implementing document' }, access: draft,
  body: z.object({ upperId: z.uuid().nullable(), system: IssuingSystem.optional(), type: z.string().max(100).optional() }), ok: z.object({ id: z.uuid() }), errors: ['record.not_found', 'document.not_registered'],
})
export const DraftView = z.object({
  id: z.uuid(), state: DocumentState, version: z.int(), draft: DraftContent, uppers: z.array(DocumentRef), findings: z.array(Finding), /** Types this organ may issue, by system, with their codes. */ types: z.array(z.object({ system: IssuingSystem, name: z.string(), code: z.string().nullable() })),
  next: z.object({ series: z.string(), number: z.int(), text: z.string() }), may: May,
})
export type DraftView = z.infer<typeof DraftView>
export const getDraft = route({ method: 'GET', path: '/directives/{id}/draft', summary: { vi: 'Dự thảo', en: 'A draft' }, access: draft, params: ById, ok: DraftView, errors: ['record.not_found', 'document.not_draft'] })
export const saveDraft = route({ method: 'PUT', path: '/directives/{id}/draft', summary: { vi: 'Lưu dự thảo', en: 'Save the draft' }, access: draft, params: ById, body: z.object({ version: z.int().min(0), draft: DraftContent }), ok: z.object({ version: z.int(), findings: z.array(Finding) }), errors: ['document.changed', 'document.not_draft'] })
/** Thêm vào dự thảo: carries an uncovered upper clause over as a new item. */
export const addClauseToDraft = route({ method: 'POST', path: '/directives/{id}/draft/items', summary: { vi: 'Thêm nhiệm vụ của cấp trên vào dự thảo', en: 'Add an upper clause to the draft' }, access: draft, params: ById, body: z.object({ version: z.int().min(0), upperClauseId: z.uuid() }), ok: z.object({ version: z.int(), itemId: z.uuid(), draft: DraftContent }), errors: ['document.changed', 'document.not_draft', 'coverage.clause_unknown'] })
/** The uppers a draft carries out; several are lawful. */
export const setUppers = route({ method: 'PUT', path: '/directives/{id}/uppers', summary: { vi: 'Văn bản cấp trên được triển khai', en: 'Which upper documents are carried out' }, access: draft, params: ById, body: z.object({ upperIds: z.array(z.uuid()).max(20) }), ok: z.object({ uppers: z.array(DocumentRef) }), errors: ['record.not_found', 'document.not_draft'] })
export const getCoverage = route({ method: 'GET', path: '/directives/{id}/coverage', summary: { vi: 'Ma trận: nhiệm vụ của trên × của ta', en: 'Coverage matrix: upper clauses × ours' }, access: read, params: ById, ok: CoverageView, errors: ['record.not_found', 'coverage.no_upper'] })
export const decideCoverage = route({
  method: 'POST', path: '/directives/{id}/coverage', summary: { vi: 'Kết luận về một ô của ma trận', en: 'Decide a cell of the matrix' }, access: draft, params: ById, body: z.object({ upperClauseId: z.uuid(), lowerClauseId: z.uuid(), /** Null takes the decision back; the proposal shows again. */ verdict: Verdict.nullable() }), ok: CoverageView, errors: ['record.not_found', 'coverage.clause_unknown', 'coverage.no_upper'],
})
export const issueDirective = route({
  method: 'POST', path: '/directives/{id}/issue', summary: { vi: 'Ký, cấp số, ban hành và gửi', en: 'Sign, number, issue and send' }, access: sign, params: ById,
  body: z.object({ version: z.int().min(0), date: Day, sendTo: z.array(z.uuid()).max(5_000), rows: z.array(AssignmentRow).max(2_000).default([]), copies: z.int().min(1).max(100_000).nullable().default(null), /** Signed although something is uncovered or doubtful. */ acceptFindings: z.boolean().default(false) }),
  ok: z.object({ id: z.uuid(), entry: RegisterEntry, number: z.string(), obligations: z.int(), sent: z.int() }), errors: ['document.changed', 'document.not_draft', 'document.findings_open', 'document.bad_date', 'drafting.field_missing', 'drafting.no_layout', 'organisation.unknown', 'assignment.clause_unknown', 'assignment.past_due'],
})
export const getPaper = route({ method: 'GET', path: '/directives/{id}/paper', kind: 'download', summary: { vi: 'Văn bản DOCX hoặc PDF', en: 'The paper as DOCX or PDF' }, access: read, params: ById, query: z.object({ form: z.enum(['docx', 'pdf']), inline: z.enum(['yes', 'no']).default('no') }), ok: z.null(), errors: ['record.not_found', 'document.not_draft', 'drafting.field_missing', 'drafting.no_layout'] })
/** A node of the cascade. `unit`: the addressed organisation; `document` null: it issued nothing. */
export type CascadeNode = { unit: { id: string; name: string } | null; document: DocumentRef | null; days: number | null; verdicts: { carried: number; weakened: number; contradicted: number; none: number } | null; below: CascadeNode[] }
export const CascadeNode: z.ZodType<CascadeNode> = z.lazy(() => z.object({ unit: Named.nullable(), document: DocumentRef.nullable(), /** Days from the upper date to this one. */ days: z.int().nullable(), verdicts: z.object({ carried: z.int(), weakened: z.int(), contradicted: z.int(), none: z.int() }).nullable(), below: z.array(CascadeNode) }))
export const getCascade = route({ method: 'GET', path: '/directives/{id}/cascade', summary: { vi: 'Cây triển khai và đơn vị chưa ban hành', en: 'The cascade, and units that issued nothing' }, access: read, params: ById, ok: z.object({ above: z.array(DocumentRef), root: CascadeNode, silent: z.array(Named), issued: z.int(), addressed: z.int() }), errors: ['record.not_found'] })
/** Rows: clauses of this document; columns: units it binds; cells: what came of it there. */
export const getUnitCoverage = route({
  method: 'GET', path: '/directives/{id}/coverage-by-unit', summary: { vi: 'Ma trận: nhiệm vụ × đơn vị', en: 'Coverage matrix: clauses × units' }, access: read, params: ById,
  ok: z.object({ document: DocumentRef, clauses: z.array(Clause), units: z.array(Named.extend({ document: DocumentRef.nullable() })), cells: z.array(z.object({ clauseId: z.uuid(), unitId: z.uuid(), verdict: RowVerdict, lowerClauseId: z.uuid().nullable() })) }), errors: ['record.not_found'],
})

// — Exchange —
export const getEdxml = route({ method: 'GET', path: '/directives/{id}/edxml', kind: 'download', summary: { vi: 'Gói edXML', en: 'edXML package' }, access: read, params: ById, query: z.object({ to: z.uuid().optional() }), ok: z.null(), errors: ['record.not_found', 'document.not_registered', 'exchange.no_code'] })
export const importEdxml = route({ method: 'POST', path: '/directives/exchange', kind: 'upload', summary: { vi: 'Nhận gói edXML', en: 'Take in edXML packages' }, access: register, ok: Uploaded, errors: ['document.no_files', 'document.too_many_files'] })
export const getStatusMessage = route({ method: 'GET', path: '/directives/{id}/status-message', kind: 'download', summary: { vi: 'Thông điệp trạng thái của ta', en: 'Our status message' }, access: read, params: ById, query: z.object({ state: DeliveryState.optional() }), ok: z.null(), errors: ['record.not_found', 'delivery.not_to_me'] })
export const importStatus = route({ method: 'POST', path: '/directives/exchange/status', kind: 'upload', summary: { vi: 'Nhận thông điệp trạng thái', en: 'Take in status messages' }, access: register, ok: z.object({ files: z.array(z.object({ name: z.string(), document: DocumentRef.nullable(), state: z.string().nullable(), refusal: Refusal.nullable() })) }), errors: ['document.no_files', 'document.too_many_files'] })

/** Who else to show beside a stamp: the stamp on the paper as read. */
export type PaperStampShape = z.infer<typeof PaperStamp>
