import { z } from 'zod'
import { route } from '../platform/http/route.ts'

/** The wire of the room. Levels are public orders: every post reads them; deciding needs `zone.decide` and the area. */
const read = { permission: 'zone.read' } as const
const decide = { permission: 'zone.decide' } as const

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const At = z.union([Day, z.iso.datetime()]).optional()
const Moment = z.iso.datetime()
const Level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
const Distancing = z.enum(['ct15', 'ct16', 'ct19'])
const Disease = z.string().trim().regex(/^[a-z0-9-]{2,40}$/)
const UnitId = z.string().max(40)
const Named = z.object({ id: z.string(), name: z.string() })

export const ZoneDecisionView = z.object({
  id: z.uuid(), unit: Named, partName: z.string().nullable(), level: Level.nullable(), distancing: Distancing.nullable(), lockdown: z.boolean(), validFrom: Moment, validTo: Moment.nullable(),
  basis: z.string(), reason: z.string(), documentId: z.uuid().nullable(), correctsId: z.uuid().nullable(), correctedById: z.uuid().nullable(), decidedAt: Moment, decidedBy: z.object({ post: z.string(), organisation: z.string() }), inForce: z.boolean(),
})
export type ZoneDecisionView = z.infer<typeof ZoneDecisionView>

const Part = z.object({ name: z.string(), level: Level.nullable(), distancing: Distancing.nullable(), lockdown: z.boolean(), since: Moment, until: Moment.nullable() })
export const ZoneLine = z.object({
  unit: z.object({ id: z.string(), code: z.string(), name: z.string(), population: z.number().nullable() }), level: Level.nullable(), distancing: Distancing.nullable(), lockdown: z.boolean(),
  /** From when the level holds, until when it is ordered, and whether it was given to a unit above. */
  since: Moment.nullable(), until: Moment.nullable(), levelFrom: Named.nullable(), distancingFrom: Named.nullable(), parts: z.array(Part),
})
export type ZoneLine = z.infer<typeof ZoneLine>
export const ZoneList = z.object({
  at: Moment, disease: z.string(), province: ZoneLine, units: z.array(ZoneLine),
  counts: z.object({ 1: z.int(), 2: z.int(), 3: z.int(), 4: z.int(), none: z.int(), distancing: z.int(), lockdown: z.int() }),
  /** Moments at which something changed, oldest first: the marks of the history slider. */
  changes: z.array(Moment), may: z.object({ decide: z.boolean() }),
})
export type ZoneList = z.infer<typeof ZoneList>

export const listZones = route({
  method: 'GET', path: '/zones', summary: { vi: 'Cấp độ dịch, giãn cách của mọi xã, phường tại một thời điểm', en: 'Level and distancing of every commune at a moment' }, access: read,
  query: z.object({ disease: Disease.default('covid-19'), asOf: At }), ok: ZoneList, errors: [],
})
export const exportZones = route({
  method: 'GET', path: '/zones.xlsx', kind: 'download', summary: { vi: 'Tải bảng cấp độ dịch (XLSX)', en: 'Download the levels (XLSX)' }, access: read,
  query: z.object({ disease: Disease.default('covid-19'), asOf: At, language: z.enum(['vi', 'en']).default('vi') }), ok: z.null(), errors: [],
})

export const ZoneView = z.object({ at: Moment, zone: ZoneLine, history: z.array(ZoneDecisionView), may: z.object({ decide: z.boolean() }) })
export type ZoneView = z.infer<typeof ZoneView>
export const getZone = route({
  method: 'GET', path: '/zones/{unitId}', summary: { vi: 'Một địa bàn: đang áp dụng gì, các quyết định', en: 'One area: what holds, its decisions' }, access: read,
  params: z.object({ unitId: UnitId }), query: z.object({ disease: Disease.default('covid-19'), asOf: At }), ok: ZoneView, errors: ['unit.unknown'],
})

export const ZoneDecisionBody = z.object({
  disease: Disease.default('covid-19'), unitIds: z.array(UnitId).min(1).max(200), partName: z.string().trim().min(1).max(200).nullable().default(null),
  level: Level.nullable().default(null), distancing: Distancing.nullable().default(null), lockdown: z.boolean().default(false), validFrom: Moment, validTo: Moment.nullable().default(null),
  basis: z.string().trim().min(3).max(500), reason: z.string().trim().max(2_000).default(''), documentId: z.uuid().nullable().default(null), correctsId: z.uuid().nullable().default(null),
})
export type ZoneDecisionBody = z.output<typeof ZoneDecisionBody>

const Words = z.object({ vi: z.string(), en: z.string() })
export const ZonePreview = z.object({
  units: z.array(z.object({ unit: Named, before: ZoneLine, after: ZoneLine, direction: z.enum(['tighter', 'looser', 'mixed', 'same']) })),
  /** What hangs on the level in these areas, counted by the rooms that hold it. */
  dependents: z.array(z.object({ what: Words, count: z.int() })),
})
export type ZonePreview = z.infer<typeof ZonePreview>
const errors = ['unit.unknown', 'zone.outside_area', 'zone.not_in_force', 'zone.nothing_changed', 'zone.ends_before_it_begins', 'zone.corrected_already', 'zone.corrects_another_area', 'record.not_found']
export const previewZoneDecision = route({ method: 'POST', path: '/zone-decisions/preview', summary: { vi: 'Xem trước: quyết định sẽ thay đổi gì', en: 'Preview what a decision would change' }, access: decide, body: ZoneDecisionBody, ok: ZonePreview, errors })
export const decideZones = route({ method: 'POST', path: '/zone-decisions', summary: { vi: 'Ghi quyết định về cấp độ dịch, giãn cách', en: 'Record a decision on level and distancing' }, access: decide, body: ZoneDecisionBody, ok: z.object({ decisions: z.array(z.object({ id: z.uuid(), unitId: z.string() })) }), errors })
