import { z } from 'zod'
import { route } from '../platform/http/route.ts'
import { MaskedPerson } from '../people/contract.ts'

/** The wire of the room. Persons are masked; the investigation form names people and places and is opened with a look on record. */
const read = { permission: 'person.read' } as const
const write = { permission: 'case.write' } as const

const Day = z.iso.date()
const Moment = z.iso.datetime()
const uuid = z.object({ id: z.uuid() })
const Words = z.object({ vi: z.string(), en: z.string() })
const Disease = z.string().trim().regex(/^[a-z0-9-]{2,40}$/)
const short = z.string().trim().max(300)
export const ClassificationShape = z.enum(['suspect', 'probable', 'confirmed', 'discarded'])
export const ClassifiedByShape = z.enum(['rule', 'person', 'open'])
export const OutcomeShape = z.enum(['recovered', 'died', 'moved'])
const FactValue = z.union([z.boolean(), z.number(), z.string().max(60)])
export const FactsShape = z.record(z.string().max(80), FactValue.nullable())

const ClassLine = z.object({
  class: z.enum(['F0', 'probable', 'suspect']), answer: z.enum(['yes', 'no', 'unknown', 'off']), ruleId: z.string().nullable(), text: Words.nullable(), document: z.string().nullable(), verified: z.boolean(), missing: z.array(z.string()),
})
export type ClassLineShape = z.infer<typeof ClassLine>

const CaseLine = z.object({
  id: z.uuid(), disease: z.string(), code: z.string().nullable(), person: MaskedPerson, unit: z.object({ id: z.string(), name: z.string() }).nullable(), classification: ClassificationShape, classifiedBy: ClassifiedByShape,
  reportedOn: Day, onsetOn: Day.nullable(), setting: z.string().nullable(), cluster: z.string().nullable(), outcome: OutcomeShape.nullable(),
})
export type CaseLine = z.infer<typeof CaseLine>
export const CaseFilters = z.object({
  disease: Disease.default('covid-19'), q: z.string().trim().max(200).default(''), classification: ClassificationShape.nullable().default(null), open: z.boolean().default(false), setting: z.string().max(60).nullable().default(null),
  unitId: z.string().max(40).nullable().default(null), from: Day.nullable().default(null), to: Day.nullable().default(null), cursor: z.string().max(80).nullable().default(null), limit: z.int().min(1).max(200).default(50),
})
export type CaseFilters = z.output<typeof CaseFilters>
/** Counts by day of report, read from the prepared counts of the units named in the filters. */
const Figures = z.object({ today: z.int(), week: z.int(), all: z.int(), suspects: z.int() })
/** A POST that only reads: names do not belong in addresses. */
export const findCases = route({
  method: 'POST', path: '/cases/find', summary: { vi: 'Danh sách ca bệnh: lọc, tìm tên không dấu hoặc mã', en: 'Cases by filter, name or code' }, access: read, body: CaseFilters,
  ok: z.object({ cases: z.array(CaseLine), next: z.string().nullable(), figures: Figures, may: z.object({ write: z.boolean() }) }), errors: [],
})
export const exportCases = route({
  method: 'GET', path: '/cases.xlsx', kind: 'download', summary: { vi: 'Tải danh sách ca bệnh (XLSX), che danh tính', en: 'Download the cases (XLSX), masked' }, access: read,
  query: z.object({ disease: Disease.default('covid-19'), classification: ClassificationShape.optional(), open: z.literal('1').optional(), language: z.enum(['vi', 'en']).default('vi') }), ok: z.null(), errors: [],
})

const Question = z.object({ fact: z.string(), words: Words, type: z.enum(['yes_no', 'number', 'choice', 'day', 'moment', 'list']), choices: z.array(z.object({ code: z.string(), words: Words })), unit: Words.nullable() })
export type Question = z.infer<typeof Question>
export const CaseForm = z.object({
  disease: z.string(), name: Words, on: Day, questions: z.array(Question), settings: z.array(z.object({ code: z.string(), vi: z.string(), en: z.string() })), facts: z.record(z.string(), Words),
})
export type CaseForm = z.infer<typeof CaseForm>
export const getCaseForm = route({
  method: 'GET', path: '/case-forms/{disease}', summary: { vi: 'Phiếu điều tra của bệnh theo định nghĩa đang áp dụng trong ngày', en: 'What the definitions of a day ask of a case' }, access: read, params: z.object({ disease: Disease }), query: z.object({ on: Day.optional() }), ok: CaseForm, errors: ['case.disease_unknown'],
})

export const ClassifyBody = z.object({ disease: Disease, on: Day, facts: FactsShape })
export const ClassifyAnswer = z.object({ classification: ClassificationShape, by: ClassifiedByShape, explanation: z.array(ClassLine) })
export const classifyCase = route({ method: 'POST', path: '/cases/classify', summary: { vi: 'Thử phân loại theo định nghĩa đang áp dụng', en: 'What the definition in force would say' }, access: write, body: ClassifyBody, ok: ClassifyAnswer, errors: ['case.disease_unknown'] })

const Dates = {
  symptomatic: z.boolean().nullable(), onsetOn: Day.nullable(), firstPositiveOn: Day.nullable(), probableExposureOn: Day.nullable(), isolatedAt: Moment.nullable(), isolatedWhere: short.nullable(), setting: z.string().max(60).nullable(), cluster: short.nullable(), severity: z.string().max(40).nullable(),
}
export const OpenBody = z.object({
  disease: Disease, personId: z.uuid(), reportedOn: Day, code: z.string().trim().max(60).nullable().default(null), facts: FactsShape.default({}),
  symptomatic: Dates.symptomatic.default(null), onsetOn: Dates.onsetOn.default(null), firstPositiveOn: Dates.firstPositiveOn.default(null), setting: Dates.setting.default(null),
  /** What a person decides where the definition leaves it open, or otherwise than it. */
  decision: z.object({ classification: ClassificationShape.exclude(['discarded']), reason: z.string().trim().max(1_000) }).nullable().default(null),
})
export type OpenBody = z.output<typeof OpenBody>
export const openCaseRoute = route({ method: 'POST', path: '/cases', summary: { vi: 'Lập hồ sơ ca bệnh', en: 'Open a case' }, access: write, body: OpenBody, ok: z.object({ id: z.uuid(), created: z.boolean(), classification: ClassificationShape, by: ClassifiedByShape }), errors: ['case.disease_unknown', 'person.unknown', 'case.reason_missing', 'case.in_future', 'case.dates_cross', 'case.code_taken'] })

const Milestone = z.object({ id: z.uuid(), place: z.object({ id: z.uuid(), kind: z.enum(['place', 'vehicle', 'gathering']), name: z.string(), unit: z.string().nullable() }), fromAt: Moment, toAt: Moment, risk: z.enum(['low', 'medium', 'high']).nullable(), note: z.string().nullable(), cases: z.int() })
export type MilestoneLine = z.infer<typeof Milestone>
const Event = z.object({ id: z.uuid(), kind: z.enum(['opened', 'classified', 'refuted', 'changed', 'coded', 'outcome', 'milestone_added', 'milestone_voided']), at: Moment, who: z.string().nullable(), detail: z.record(z.string(), z.unknown()) })
export type CaseEventLine = z.infer<typeof Event>
export const CaseView = z.object({
  ...CaseLine.shape, version: z.int(), symptomatic: z.boolean().nullable(), firstPositiveOn: Day.nullable(), probableExposureOn: Day.nullable(), isolatedAt: Moment.nullable(), isolatedWhere: z.string().nullable(), severity: z.string().nullable(), outcomeOn: Day.nullable(),
  explanation: z.array(ClassLine), facts: FactsShape, classifiedOn: Day, milestones: z.array(Milestone), events: z.array(Event),
  window: z.object({ from: Day.nullable(), until: Day.nullable(), open: z.boolean(), missing: z.array(z.string()), text: Words, document: z.string().nullable(), verified: z.boolean() }).nullable(),
  may: z.object({ write: z.boolean() }),
})
export type CaseView = z.infer<typeof CaseView>
export const getCase = route({ method: 'GET', path: '/cases/{id}', summary: { vi: 'Một ca bệnh: phân loại, mốc dịch tễ, diễn biến', en: 'One case: class, stays, story' }, access: read, params: uuid, ok: CaseView, errors: ['case.unknown'] })

const text = z.string().trim().max(4_000).default('')
const line = short.default('')
/** Phiếu điều tra: the parts of the form that are not columns. Parts by the annex of 3638/QĐ-BYT. */
export const InvestigationForm = z.object({
  reporterName: line, reporterUnit: line, reporterPhone: line, reporterEmail: line,
  pregnantWeeks: line, workAddress: line, permanentAddress: line,
  onsetAddress: line, symptoms: text, firstHealthContactOn: Day.nullable().default(null),
  facility: line, admittedOn: Day.nullable().default(null), condition: text, complications: text,
  history: text, contactsKnown: text, vaccinations: text,
  tests: z.array(z.object({ sample: line, takenOn: Day.nullable().default(null), laboratory: line, method: line, result: line, ct: line })).max(40).default([]),
  sourceKnown: z.boolean().nullable().default(null), source: text, conclusion: text,
})
export type InvestigationForm = z.output<typeof InvestigationForm>
export const CaseChange = z.object({
  version: z.int(), ...Dates, code: z.string().trim().max(60).nullable(), reportedOn: Day, outcome: OutcomeShape.nullable(), outcomeOn: Day.nullable(), facts: FactsShape, form: InvestigationForm, correctsId: z.uuid().nullable().default(null),
})
export type CaseChange = z.output<typeof CaseChange>
export const FormView = z.object({ version: z.int(), name: z.string(), form: InvestigationForm, draft: z.object({ at: Moment, body: z.record(z.string(), z.unknown()) }).nullable() })
export type FormView = z.infer<typeof FormView>
/** A POST because it is a look at a named person, which is written down. */
export const openForm = route({ method: 'POST', path: '/cases/{id}/form', summary: { vi: 'Mở phiếu điều tra (ghi lại lượt xem)', en: 'Open the investigation form (the look is recorded)' }, access: write, params: uuid, body: z.object({}), ok: FormView, errors: ['case.unknown'] })
export const keepDraft = route({ method: 'PUT', path: '/cases/{id}/draft', summary: { vi: 'Giữ bản đang viết', en: 'Keep what is being typed' }, access: write, params: uuid, body: z.object({ body: z.record(z.string().max(60), z.unknown()) }), ok: z.object({ at: Moment }), errors: ['case.unknown'] })
export const changeCase = route({ method: 'POST', path: '/cases/{id}/changes', summary: { vi: 'Ghi phiếu điều tra', en: 'Record the investigation' }, access: write, params: uuid, body: CaseChange, ok: z.object({ version: z.int(), classification: ClassificationShape, by: ClassifiedByShape }), errors: ['case.unknown', 'case.changed_meanwhile', 'case.nothing_changed', 'case.refuted', 'case.in_future', 'case.dates_cross', 'case.code_taken', 'case.outcome_undated'] })
export const DecideBody = z.object({ version: z.int(), classification: ClassificationShape, reason: z.string().trim().max(1_000) })
export const decideCase = route({ method: 'POST', path: '/cases/{id}/classification', summary: { vi: 'Người có thẩm quyền phân loại hoặc loại trừ ca bệnh', en: 'A person classifies or refutes the case' }, access: write, params: uuid, body: DecideBody, ok: z.object({ version: z.int() }), errors: ['case.unknown', 'case.changed_meanwhile', 'case.nothing_changed', 'case.reason_missing'] })

const Place = z.object({ id: z.uuid(), kind: z.enum(['place', 'vehicle', 'gathering']), name: z.string(), unit: z.string().nullable(), address: z.string().nullable() })
export type PlaceLine = z.infer<typeof Place>
export const listPlaces = route({ method: 'GET', path: '/places', summary: { vi: 'Tìm địa điểm, phương tiện đã có', en: 'Find places and vehicles' }, access: read, query: z.object({ q: z.string().trim().max(100).default('') }), ok: z.object({ places: z.array(Place) }), errors: [] })
export const NewPlace = z.object({ kind: z.enum(['place', 'vehicle', 'gathering']).default('place'), name: z.string().trim().min(2).max(200), unitId: z.string().max(40).nullable().default(null), address: short.nullable().default(null) })
export const MilestoneBody = z.object({ place: z.union([z.object({ id: z.uuid() }), NewPlace]), fromAt: Moment, toAt: Moment, risk: z.enum(['low', 'medium', 'high']).nullable().default(null), note: short.nullable().default(null) })
export type MilestoneBody = z.output<typeof MilestoneBody>
export const addMilestone = route({ method: 'POST', path: '/cases/{id}/milestones', summary: { vi: 'Thêm mốc dịch tễ', en: 'Add a stay' }, access: write, params: uuid, body: MilestoneBody, ok: z.object({ id: z.uuid() }), errors: ['case.unknown', 'place.unknown', 'milestone.ends_before_it_begins', 'milestone.in_future'] })
export const voidMilestone = route({ method: 'POST', path: '/cases/{id}/milestones/{milestoneId}/void', summary: { vi: 'Bỏ mốc ghi nhầm', en: 'Void a stay entered wrongly' }, access: write, params: z.object({ id: z.uuid(), milestoneId: z.uuid() }), body: z.object({ reason: z.string().trim().max(1_000) }), ok: z.object({ id: z.uuid() }), errors: ['case.unknown', 'milestone.unknown', 'case.reason_missing'] })
