import { z } from 'zod'
import { route } from '../platform/http/route.ts'

/** The wire of the room. Everybody signed in reads the directory; changing it needs `units.manage`. */
const read = { permission: 'units.read' } as const
const manage = { permission: 'units.manage' } as const

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
/** A day, or an instant (its day in Viet Nam counts). */
const AsOf = z.union([Day, z.iso.datetime()]).optional()
const short = z.string().trim().max(300)
const text = z.string().trim().max(2_000)
const uuid = z.object({ id: z.uuid() })
const unitId = z.object({ id: z.string().max(40) })

export const LineShape = z.enum(['party', 'government', 'council', 'front', 'mass', 'armed', 'health', 'education', 'enterprise', 'media', 'field', 'other'])
export const UnitLevelShape = z.enum(['country', 'province', 'district', 'commune'])
const Named = z.object({ id: z.string(), name: z.string() })

// --- administrative units ------------------------------------------------------------------------------------------
export const UnitLine = z.object({
  id: z.string(), code: z.string(), level: UnitLevelShape, type: z.string(), name: z.string(), fullName: z.string(), fullNameEn: z.string().nullable(), path: z.array(Named),
  validFrom: Day, validTo: Day.nullable(), inForce: z.boolean(), population: z.number().nullable(), populationSuspect: z.boolean(), areaKm2: z.number().nullable(), children: z.int(), organisations: z.int(),
})
export type UnitLine = z.infer<typeof UnitLine>
const UnitList = z.object({ day: Day, moved: z.boolean(), total: z.int(), units: z.array(UnitLine), counts: z.object({ province: z.int(), district: z.int(), commune: z.int() }) })
export type UnitList = z.infer<typeof UnitList>

export const listUnits = route({
  method: 'GET', path: '/units', summary: { vi: 'Tìm đơn vị hành chính, có dấu hay không dấu, tại một ngày', en: 'Search administrative units as of a day' }, access: read,
  query: z.object({ q: short.optional(), asOf: AsOf, level: UnitLevelShape.optional(), within: z.string().max(40).optional(), offset: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  ok: UnitList, errors: [],
})
export const listUnitChildren = route({
  method: 'GET', path: '/units/{id}/children', summary: { vi: 'Đơn vị cấp dưới tại một ngày', en: 'Units below, as of a day' }, access: read,
  params: unitId, query: z.object({ asOf: AsOf }), ok: UnitList, errors: ['unit.unknown'],
})

const Part = z.enum(['full', 'partial'])
const Kin = z.object({ unit: UnitLine, part: Part, on: Day, exact: z.boolean(), legalBasis: z.string().nullable() })
export type Kin = z.infer<typeof Kin>
export const UnitView = z.object({
  day: Day, moved: z.boolean(), unit: UnitLine, fromExact: z.boolean(), toExact: z.boolean(), decree: z.string().nullable(), lon: z.number().nullable(), lat: z.number().nullable(),
  before: z.array(Kin), after: z.array(Kin),
  /** Where its territory is on the day asked for, when it is not in force then. */
  now: z.object({ units: z.array(z.object({ unit: UnitLine, part: Part })), unknown: z.boolean() }),
  /** When it had not begun on that day: the unit that carried its code then. */
  onDay: Named.nullable(),
  organisations: z.array(z.object({ id: z.uuid(), name: z.string(), line: LineShape })), may: z.object({ change: z.boolean() }),
})
export type UnitView = z.infer<typeof UnitView>
export const getUnit = route({ method: 'GET', path: '/units/{id}', summary: { vi: 'Một đơn vị: tiền thân, kế tục, tổ chức', en: 'One unit: predecessors, successors, organisations' }, access: read, params: unitId, query: z.object({ asOf: AsOf }), ok: UnitView, errors: ['unit.unknown'] })
export const getUnitMap = route({
  method: 'GET', path: '/unit-maps/{name}', kind: 'download', summary: { vi: 'Bản đồ ranh giới (TopoJSON)', en: 'Outlines (TopoJSON)' }, access: read,
  params: z.object({ name: z.string().regex(/^(?:provinces|provinces-2021|\d{2})$/) }), ok: z.null(), errors: ['record.not_found'],
})

const NewUnit = z.object({ code: z.string().trim().regex(/^\d{2,5}$/), type: z.enum(['province', 'municipality', 'urban_district', 'rural_district', 'town', 'city', 'ward', 'commune', 'township', 'special_zone']), name: short.min(1), areaKm2: z.number().positive().nullable().default(null), population: z.int().positive().nullable().default(null) })
export const UnitChangeBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merge'), on: Day, decree: text.min(3), from: z.array(z.string().max(40)).min(1).max(30), into: NewUnit }),
  z.object({ kind: z.literal('split'), on: Day, decree: text.min(3), from: z.string().max(40), into: z.array(NewUnit).min(1).max(30) }),
  z.object({ kind: z.literal('revise'), on: Day, decree: text.min(3), from: z.string().max(40), into: NewUnit }),
])
const UnitChangeView = z.object({ on: Day, ends: z.array(z.object({ id: z.string(), fullName: z.string(), lastDay: Day })), begins: z.array(z.object({ id: z.string(), code: z.string(), fullName: z.string() })), organisations: z.array(Named), organisationCount: z.int() })
export type UnitChangeView = z.infer<typeof UnitChangeView>
const unitChangeErrors = ['unit.unknown', 'unit.not_in_force', 'unit.ends_already', 'unit.not_neighbours', 'unit.code_twice', 'unit.code_taken', 'unit.name_empty', 'unit.merge_needs_two', 'unit.split_needs_two', 'unit.nothing_changed']
export const previewUnitChange = route({ method: 'POST', path: '/unit-changes/preview', summary: { vi: 'Xem trước sáp nhập, chia tách, đổi tên', en: 'Preview a merger, split or renaming' }, access: manage, body: UnitChangeBody, ok: UnitChangeView, errors: unitChangeErrors })
export const changeUnits = route({ method: 'POST', path: '/unit-changes', summary: { vi: 'Ghi sáp nhập, chia tách, đổi tên từ một ngày', en: 'Record a merger, split or renaming from a day on' }, access: manage, body: UnitChangeBody, ok: UnitChangeView, errors: unitChangeErrors })

// --- organisations -----------------------------------------------------------------------------------------------------
export const OrganisationLine = z.object({
  id: z.uuid(), name: z.string(), shortName: z.string().nullable(), line: LineShape, kind: z.string(), parent: Named.nullable(), unit: Named.nullable(), children: z.int(), posts: z.int(),
  /** Who holds the head's post on the day; null when nobody does, [] when there is no such post. */
  head: z.object({ title: z.string(), names: z.array(z.string()) }).nullable(), validFrom: Day, validTo: Day.nullable(),
})
export type OrganisationLine = z.infer<typeof OrganisationLine>
const OrganisationList = z.object({ day: Day, total: z.int(), organisations: z.array(OrganisationLine), counts: z.record(LineShape, z.int()), may: z.object({ manage: z.boolean() }) })
export type OrganisationList = z.infer<typeof OrganisationList>
export const listOrganisations = route({
  method: 'GET', path: '/organisations', summary: { vi: 'Tìm cơ quan, đơn vị; hoặc các đơn vị trực thuộc của một cơ quan', en: 'Search organisations, or those below one' }, access: read,
  query: z.object({ q: short.optional(), parent: z.union([z.uuid(), z.literal('none')]).optional(), line: LineShape.optional(), unit: z.string().max(40).optional(), ended: z.enum(['without', 'with']).default('without'), asOf: AsOf, offset: z.coerce.number().int().min(0).default(0), limit: z.coerce.number().int().min(1).max(200).default(50) }),
  ok: OrganisationList, errors: [],
})

const Post = z.object({
  id: z.uuid(), kind: z.string(), title: z.string(), rank: z.int(), validFrom: Day, validTo: Day.nullable(),
  holders: z.array(z.object({ accountId: z.uuid(), name: z.string(), fromAt: z.string(), untilAt: z.string().nullable() })),
})
export type Post = z.infer<typeof Post>
const Version = z.object({ validFrom: Day, validTo: Day.nullable(), name: z.string(), shortName: z.string().nullable(), parent: Named.nullable(), unit: Named.nullable(), email: z.string().nullable(), phone: z.string().nullable() })
export const OrganisationView = z.object({
  day: Day, organisation: OrganisationLine, code: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable(), path: z.array(Named), inForce: z.boolean(),
  children: z.array(OrganisationLine), posts: z.array(Post), versions: z.array(Version),
  before: z.array(Named.extend({ on: Day, note: z.string().nullable() })), after: z.array(Named.extend({ on: Day, note: z.string().nullable() })),
  may: z.object({ change: z.boolean(), close: z.boolean(), posts: z.boolean(), holders: z.boolean() }),
})
export type OrganisationView = z.infer<typeof OrganisationView>
export const getOrganisation = route({ method: 'GET', path: '/organisations/{id}', summary: { vi: 'Một cơ quan: chức vụ, người giữ, trực thuộc, lịch sử', en: 'One organisation: posts, holders, place in the tree, history' }, access: read, params: uuid, query: z.object({ asOf: AsOf }), ok: OrganisationView, errors: ['organisation.unknown'] })

const optionalText = short.transform((s) => (s === '' ? null : s)).nullable()
const NewOrganisation = z.object({ name: short.min(2), shortName: optionalText.default(null), kind: z.string().max(60), line: LineShape.optional(), code: optionalText.default(null), parentId: z.uuid().nullable(), unitId: z.string().max(40).nullable(), email: z.union([z.email(), z.literal('')]).nullable().default(null), phone: optionalText.default(null), from: Day, headTitle: optionalText.default(null) })
export const createOrganisation = route({ method: 'POST', path: '/organisations', summary: { vi: 'Lập cơ quan, đơn vị', en: 'Create an organisation' }, access: manage, body: NewOrganisation, ok: z.object({ id: z.uuid() }), errors: ['organisation.unknown', 'organisation.closed', 'organisation.not_yet', 'organisation.same_name', 'organisation.kind_unknown', 'unit.unknown'] })
export const changeOrganisation = route({
  method: 'POST', path: '/organisations/{id}/changes', summary: { vi: 'Đổi tên, chuyển trực thuộc, sửa liên hệ từ một ngày', en: 'Rename, move or correct from a day on' }, access: manage, params: uuid,
  body: z.object({ on: Day, name: short.min(2).optional(), shortName: optionalText.optional(), parentId: z.uuid().nullable().optional(), unitId: z.string().max(40).nullable().optional(), email: z.union([z.email(), z.literal('')]).nullable().optional(), phone: optionalText.optional() }),
  ok: z.object({ id: z.uuid() }), errors: ['organisation.unknown', 'organisation.closed', 'organisation.not_yet', 'organisation.same_name', 'organisation.would_loop', 'organisation.change_in_past', 'organisation.nothing_changed', 'unit.unknown'],
})
export const closeOrganisation = route({
  method: 'POST', path: '/organisations/{id}/close', summary: { vi: 'Kết thúc hoạt động, sáp nhập vào cơ quan khác', en: 'End an organisation, or merge it into others' }, access: manage, params: uuid,
  body: z.object({ lastDay: Day, heirs: z.array(z.uuid()).max(20).default([]), moveChildren: z.boolean().default(false), note: text.optional() }),
  ok: z.object({ id: z.uuid(), movedChildren: z.int() }), errors: ['organisation.unknown', 'organisation.closed', 'organisation.not_yet', 'organisation.has_children', 'organisation.heir_closed', 'organisation.change_in_past'],
})
const postKind = z.enum(['head', 'deputy', 'office', 'clerk', 'staff', 'inspector', 'field', 'admin'])
export const createPost = route({ method: 'POST', path: '/organisations/{id}/posts', summary: { vi: 'Lập chức vụ', en: 'Create a post' }, access: manage, params: uuid, body: z.object({ kind: postKind, title: short.min(2), rank: z.int().min(1).max(999).default(100), from: Day }), ok: z.object({ id: z.uuid() }), errors: ['organisation.unknown', 'organisation.closed'] })
export const closePost = route({ method: 'POST', path: '/posts/{id}/close', summary: { vi: 'Kết thúc chức vụ', en: 'End a post' }, access: manage, params: uuid, body: z.object({ lastDay: Day }), ok: z.object({ id: z.uuid() }), errors: ['post.unknown', 'post.closed', 'post.last_head'] })

// --- names of a directive → organisations ------------------------------------------------------------------------------
export const WhyShape = z.discriminatedUnion('code', [
  z.object({ code: z.literal('name') }), z.object({ code: z.literal('short_name') }), z.object({ code: z.literal('former_name'), formerly: z.string() }), z.object({ code: z.literal('successor'), formerly: z.string() }),
  z.object({ code: z.literal('merged_into'), basis: z.string(), from: z.string() }), z.object({ code: z.literal('group'), term: z.string() }), z.object({ code: z.literal('district_ended') }),
  z.object({ code: z.literal('unit_successor'), unit: z.string(), part: Part }), z.object({ code: z.literal('each') }), z.object({ code: z.literal('range'), from: z.string(), to: z.string() }), z.object({ code: z.literal('nearly'), name: z.string() }),
])
export const PhraseMatchShape = z.object({
  phrase: z.string(), matches: z.array(z.object({ organisation: Named, confidence: z.number(), why: WhyShape })), candidates: z.array(Named), group: z.boolean(), unknown: z.boolean(), head: z.boolean(), outside: z.boolean(), rest: z.array(z.string()),
})
export type NamedMatch = z.infer<typeof PhraseMatchShape>
export const matchPhrases = route({
  method: 'POST', path: '/organisations/match', summary: { vi: 'Cụm từ trong văn bản chỉ những cơ quan nào của tỉnh', en: 'Which organisations a phrase of a directive means' }, access: read,
  body: z.object({ phrases: z.array(z.string().max(1_000)).min(1).max(300), asOf: AsOf, issuerId: z.uuid().optional() }), ok: z.object({ day: Day, phrases: z.array(PhraseMatchShape) }), errors: [],
})

// --- import ---------------------------------------------------------------------------------------------------------------
const Issue = z.object({ code: z.string(), sentence: z.object({ vi: z.string(), en: z.string() }) })
export const ImportRow = z.object({
  row: z.int(), action: z.enum(['new', 'changed', 'closed', 'unchanged', 'error']), name: z.string(), kind: z.string().nullable(), line: LineShape.nullable(), parent: z.string().nullable(), unit: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })), issues: z.array(Issue), notes: z.array(Issue),
})
export type ImportRow = z.infer<typeof ImportRow>
const ImportCounts = z.object({ new: z.int(), changed: z.int(), closed: z.int(), unchanged: z.int(), error: z.int(), absent: z.int() })
export const ImportPreview = z.object({
  file: z.string(), name: z.string(), sheet: z.string(), on: Day, fingerprint: z.string(), columns: z.array(z.object({ field: z.string(), header: z.string() })), unused: z.array(z.string()),
  counts: ImportCounts, rows: z.array(ImportRow), absent: z.array(Named),
})
export type ImportPreview = z.infer<typeof ImportPreview>
export const previewImport = route({
  method: 'POST', path: '/organisation-imports', kind: 'upload', summary: { vi: 'Xem trước khi nhập tổ chức từ bảng tính', en: 'Preview an import of organisations' }, access: manage,
  query: z.object({ on: Day }), ok: ImportPreview, errors: ['import.unreadable', 'import.too_large', 'import.no_header', 'import.no_name_column', 'request.invalid'],
})
export const applyImport = route({
  method: 'POST', path: '/organisation-imports/{file}/apply', summary: { vi: 'Ghi bảng đã xem trước, tất cả hoặc không gì cả', en: 'Write a previewed sheet, all or nothing' }, access: manage, params: z.object({ file: z.string().regex(/^[0-9a-f]{64}$/) }),
  body: z.object({ on: Day, fingerprint: z.string().max(80), closeAbsent: z.array(z.uuid()).max(20_000).default([]) }), ok: ImportCounts.omit({ absent: true }), errors: ['import.has_errors', 'import.changed_since_preview', 'import.nothing_to_do', 'import.unreadable', 'record.not_found'],
})
export const importTemplate = route({ method: 'GET', path: '/organisation-imports/template', kind: 'download', summary: { vi: 'Mẫu bảng tính', en: 'A sheet to fill in' }, access: manage, ok: z.null(), errors: [] })
export const exportOrganisations = route({ method: 'GET', path: '/organisations/export', kind: 'download', summary: { vi: 'Xuất danh sách cơ quan ra XLSX', en: 'Export the organisations as XLSX' }, access: read, query: z.object({ asOf: AsOf }), ok: z.null(), errors: [] })
