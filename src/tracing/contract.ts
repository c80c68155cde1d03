import { z } from 'zod'
import { route } from '../platform/http/route.ts'
import { MaskedPerson } from '../people/contract.ts'

/** The wire of the room. Levels are derived; what is entered is who met whom, when and where. */
const read = { permission: 'person.read' } as const
const write = { permission: 'trace.write' } as const
const Day = z.iso.date()
const Moment = z.iso.datetime()
const uuid = z.object({ id: z.uuid() })
const Disease = z.string().trim().regex(/^[a-z0-9-]{2,40}$/)
const Level = z.int().min(0).max(3)
const Certainty = z.enum(['sure', 'likely', 'doubtful'])

/** One line of the fast entry: whoever can be told by name, year, phone or number is recognised. */
export const ContactLine = z.object({
  name: z.string().trim().min(1).max(200), birth: z.string().trim().max(40).default(''), phone: z.string().trim().max(40).default(''), number: z.string().trim().max(40).default(''), sex: z.enum(['male', 'female']).nullable().default(null),
  unitId: z.string().max(40).nullable().default(null), address: z.string().trim().max(300).default(''), relation: z.string().trim().max(100).default(''), firstOn: Day, lastOn: Day, certainty: Certainty.default('sure'), note: z.string().trim().max(300).default(''),
})
export type ContactLine = z.output<typeof ContactLine>
const Evidence = z.object({ field: z.string(), level: z.string(), bits: z.number() })
const Added = z.object({ exposureId: z.uuid(), personId: z.uuid(), created: z.boolean(), match: z.object({ answer: z.enum(['same', 'review', 'different']), evidence: z.array(Evidence) }), level: Level.nullable() })
export type AddedContact = z.infer<typeof Added>
export const addContacts = route({
  method: 'POST', path: '/cases/{id}/contacts', summary: { vi: 'Thêm người tiếp xúc của một ca bệnh', en: 'Add contacts of a case' }, access: write, params: uuid, body: z.object({ lines: z.array(ContactLine).min(1).max(500) }),
  ok: z.object({ added: z.array(Added) }), errors: ['case.unknown', 'trace.ends_before_it_begins', 'trace.in_future', 'trace.with_self', 'trace.birth_unreadable', 'person.name_empty', 'person.unit_unknown'],
})
export const voidExposure = route({ method: 'POST', path: '/exposures/{id}/void', summary: { vi: 'Bỏ lần tiếp xúc ghi nhầm', en: 'Void a contact entered wrongly' }, access: write, params: uuid, body: z.object({ reason: z.string().trim().max(1_000) }), ok: z.object({ changed: z.int() }), errors: ['trace.exposure_unknown', 'trace.reason_missing'] })

const Contact = z.object({
  exposureId: z.uuid(), person: MaskedPerson, fromAt: Moment, toAt: Moment, relation: z.string().nullable(), certainty: Certainty, note: z.string().nullable(), level: Level.nullable(), lastExposureOn: Day.nullable(), followTo: Day.nullable(), reachedAt: Moment.nullable(),
})
export type Contact = z.infer<typeof Contact>
export const listContacts = route({ method: 'GET', path: '/cases/{id}/contacts', summary: { vi: 'Người tiếp xúc của một ca bệnh', en: 'Contacts of a case' }, access: read, params: uuid, ok: z.object({ contacts: z.array(Contact), hidden: z.int(), may: z.object({ write: z.boolean() }) }), errors: ['case.unknown'] })

const Clock = z.object({ dueAt: Moment, state: z.enum(['running', 'met', 'late', 'met_late']), minutes: z.int() })
const WorkLine = z.object({ person: MaskedPerson, level: Level, since: Moment, lastExposureOn: Day.nullable(), followTo: Day.nullable(), reachedAt: Moment.nullable(), exposures: z.int(), clock: Clock })
export type WorkLine = z.infer<typeof WorkLine>
export const listWork = route({
  method: 'GET', path: '/contacts', summary: { vi: 'Người tiếp xúc cần liên hệ, đang theo dõi trong địa bàn', en: 'Contacts of the area to be reached, and those watched' }, access: read,
  query: z.object({ disease: Disease.default('covid-19'), view: z.enum(['unreached', 'watched', 'all']).default('unreached'), level: z.coerce.number().int().min(1).max(3).optional(), cursor: z.string().max(80).optional() }),
  ok: z.object({ contacts: z.array(WorkLine), next: z.string().nullable(), hours: z.number(), may: z.object({ write: z.boolean() }) }), errors: [],
})
export const reachContact = route({ method: 'POST', path: '/contacts/{id}/reached', summary: { vi: 'Đã liên hệ được người tiếp xúc', en: 'The contact was reached' }, access: write, params: uuid, body: z.object({ disease: Disease, note: z.string().trim().max(500).default('') }), ok: z.object({ reachedAt: Moment }), errors: ['trace.contact_unknown'] })

const Step = z.object({ personId: z.uuid(), person: z.string(), unit: z.string().nullable(), level: Level.nullable(), place: z.string().nullable(), fromAt: Moment.nullable(), toAt: Moment.nullable() })
export type PathStep = z.infer<typeof Step>
const History = z.object({ id: z.uuid(), at: Moment, kind: z.enum(['level', 'exposed_again', 'reached']), from: Level.nullable(), to: Level.nullable(), note: z.string().nullable(), lastExposureOn: Day.nullable() })
export const WhyView = z.object({ level: Level.nullable(), lastExposureOn: Day.nullable(), followTo: Day.nullable(), followRule: z.string().nullable(), exposures: z.int(), path: z.array(Step), history: z.array(History) })
export type WhyView = z.infer<typeof WhyView>
/** Vì sao là F1: the way back to the case and how the level came to be. */
export const whyLevel = route({ method: 'GET', path: '/contacts/{id}/why', summary: { vi: 'Vì sao là F1, F2: đường lây và diễn biến cấp', en: 'Why this level: the way back to the case' }, access: write, params: uuid, query: z.object({ disease: Disease.default('covid-19') }), ok: WhyView, errors: ['trace.contact_unknown'] })
