import { z } from 'zod'
import { route } from '../platform/http/route.ts'

/** The wire of the room. Masked by default; the full record is asked for with a purpose, and every look is on record. */
const read = { permission: 'person.read' } as const
const write = { permission: 'person.write' } as const
const reveal = { permission: 'person.reveal' } as const
const merge = { permission: 'person.merge' } as const

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const uuid = z.object({ id: z.uuid() })
const short = z.string().trim().max(300)
const Purpose = z.string().trim().max(300)
const Reason = z.string().trim().max(1_000)

export const SexShape = z.enum(['male', 'female'])
export const BirthShape = z.object({ date: Day, precision: z.enum(['day', 'month', 'year']) })
export const KindShape = z.enum(['citizen', 'cmnd', 'insurance', 'passport', 'other'])
const Named = z.object({ id: z.string(), name: z.string() })

/** A person as lists show them: initials, year of birth, last digits. */
export const MaskedPerson = z.object({
  id: z.uuid(), name: z.string(), sex: SexShape.nullable(), birthYear: z.int().nullable(), number: z.string().nullable(), phone: z.string().nullable(), unit: Named.nullable(), erased: z.boolean(),
})
export type MaskedPerson = z.infer<typeof MaskedPerson>

/** A POST that only reads: names and numbers do not belong in addresses, which servers and browsers keep. */
export const findPersons = route({
  method: 'POST', path: '/persons/find', summary: { vi: 'Tìm người: tên không dấu, số giấy tờ, số điện thoại', en: 'Find people by name, number or phone' }, access: read,
  body: z.object({ q: z.string().trim().max(400).default(''), limit: z.int().min(1).max(100).default(50) }), ok: z.object({ people: z.array(MaskedPerson), more: z.boolean() }), errors: ['person.search_too_short'],
})

const Evidence = z.object({ field: z.string(), level: z.string(), bits: z.number() })
export type EvidenceShape = z.infer<typeof Evidence>
export const PersonBody = z.object({
  name: short, sex: SexShape.nullable().default(null), birth: z.string().trim().max(40).default(''), numbers: z.array(z.object({ kind: KindShape.nullable().default(null), value: z.string().trim().max(40) })).max(10).default([]),
  phones: z.array(z.string().trim().max(40)).max(10).default([]), unitId: z.string().max(40).nullable().default(null), address: short.default(''), nationality: short.default(''), ethnicity: short.default(''), occupation: short.default(''),
})
export const createPerson = route({
  method: 'POST', path: '/persons', summary: { vi: 'Lập hồ sơ một người; nhận ra người đã có', en: 'Write down a person; recognises one already there' }, access: write, body: PersonBody,
  ok: z.object({ personId: z.uuid(), created: z.boolean(), match: z.object({ answer: z.enum(['same', 'review', 'different']), bits: z.number(), evidence: z.array(Evidence) }) }),
  errors: ['person.name_empty', 'person.birth_unreadable', 'person.birth_in_future', 'person.phone_unreadable', 'person.unit_unknown'],
})

const StoryLine = z.object({ id: z.string(), at: z.iso.datetime(), vi: z.string(), en: z.string(), who: z.string().nullable(), href: z.string().nullable(), room: z.string() })
export type PersonStoryLine = z.infer<typeof StoryLine>
const MergeLine = z.object({ id: z.uuid(), at: z.iso.datetime(), goneId: z.uuid(), gone: z.string(), reason: z.string(), undone: z.boolean() })
export const PersonView = z.object({
  person: MaskedPerson, version: z.int(), household: z.array(MaskedPerson), numbers: z.int(), phones: z.int(), story: z.array(StoryLine), merges: z.array(MergeLine), alike: z.int(), retainUntil: Day,
  /** The id asked for stands for another record now. */
  mergedFrom: z.uuid().nullable(), may: z.object({ reveal: z.boolean(), change: z.boolean(), merge: z.boolean() }),
})
export type PersonView = z.infer<typeof PersonView>
export const getPerson = route({ method: 'GET', path: '/persons/{id}', summary: { vi: 'Một người, che bớt: diễn biến theo thời gian', en: 'One person, masked: the story in time' }, access: read, params: uuid, ok: PersonView, errors: ['person.unknown'] })

const Warning = z.object({ code: z.string() }).catchall(z.unknown())
export const FullPerson = z.object({
  id: z.uuid(), version: z.int(), name: z.string(), sex: SexShape.nullable(), birth: BirthShape.nullable(), unit: Named.nullable(), address: z.string().nullable(), nationality: z.string().nullable(), ethnicity: z.string().nullable(), occupation: z.string().nullable(),
  numbers: z.array(z.object({ id: z.uuid(), kind: KindShape, value: z.string(), warnings: z.array(Warning), former: z.boolean(), why: z.string().nullable() })), phones: z.array(z.object({ id: z.uuid(), number: z.string(), former: z.boolean() })),
})
export type FullPerson = z.infer<typeof FullPerson>
export const revealPerson = route({ method: 'POST', path: '/persons/{id}/reveal', summary: { vi: 'Xem đầy đủ, nêu mục đích', en: 'See everything, saying the purpose' }, access: reveal, params: uuid, body: z.object({ purpose: Purpose }), ok: FullPerson, errors: ['person.unknown', 'person.purpose_missing', 'person.erased'] })

const Look = z.object({ at: z.iso.datetime(), organisation: z.string().nullable(), post: z.string().nullable(), purpose: z.string().nullable() })
export type Look = z.infer<typeof Look>
export const listLooks = route({ method: 'GET', path: '/persons/{id}/looks', summary: { vi: 'Ai đã xem hồ sơ này', en: 'Who has looked at this person' }, access: reveal, params: uuid, ok: z.object({ looks: z.array(Look) }), errors: ['person.unknown'] })
export const issueReceipt = route({ method: 'POST', path: '/persons/{id}/receipts', summary: { vi: 'Cấp mã để người dân hỏi ai đã xem hồ sơ mình', en: 'A code with which the person asks who has looked' }, access: write, params: uuid, body: z.object({}), ok: z.object({ code: z.string(), until: z.iso.datetime() }), errors: ['person.unknown'] })
export const looksByReceipt = route({ method: 'POST', path: '/looks', summary: { vi: 'Người dân hỏi ai đã xem hồ sơ mình', en: 'A resident asks who has looked' }, access: 'public', body: z.object({ code: z.string().trim().max(60) }), ok: z.object({ looks: z.array(Look) }), errors: ['receipt.unknown'] })

export const PersonChange = z.object({
  version: z.int(), name: short.optional(), sex: SexShape.nullable().optional(), birth: z.string().trim().max(40).optional(), address: short.optional(), nationality: short.optional(), ethnicity: short.optional(), occupation: short.optional(), unitId: z.string().max(40).nullable().optional(),
})
const changed = z.object({ version: z.int() })
export const changePerson = route({ method: 'POST', path: '/persons/{id}/changes', summary: { vi: 'Sửa hồ sơ', en: 'Change the record' }, access: write, params: uuid, body: PersonChange, ok: changed, errors: ['person.unknown', 'person.changed_meanwhile', 'person.nothing_changed', 'person.name_empty', 'person.birth_unreadable', 'person.birth_in_future', 'person.unit_unknown', 'person.merged', 'person.erased'] })
export const addNumber = route({ method: 'POST', path: '/persons/{id}/numbers', summary: { vi: 'Thêm số giấy tờ', en: 'Add a number' }, access: write, params: uuid, body: z.object({ kind: KindShape.nullable().default(null), value: z.string().trim().max(40) }), ok: changed, errors: ['person.unknown', 'person.number_empty', 'person.number_there'] })
export const endNumber = route({ method: 'POST', path: '/persons/{id}/numbers/end', summary: { vi: 'Chuyển thành số cũ', en: 'Make a number a former one' }, access: write, params: uuid, body: z.object({ numberId: z.uuid(), reason: Reason.min(2) }), ok: changed, errors: ['person.unknown', 'person.number_unknown'] })
export const addPhone = route({ method: 'POST', path: '/persons/{id}/phones', summary: { vi: 'Thêm số điện thoại', en: 'Add a phone' }, access: write, params: uuid, body: z.object({ number: z.string().trim().max(40) }), ok: changed, errors: ['person.unknown', 'person.phone_unreadable', 'person.number_there'] })
export const endPhone = route({ method: 'POST', path: '/persons/{id}/phones/end', summary: { vi: 'Số điện thoại không còn dùng', en: 'A phone is no longer used' }, access: write, params: uuid, body: z.object({ phoneId: z.uuid() }), ok: changed, errors: ['person.unknown', 'person.number_unknown'] })

const PairLine = z.object({ a: MaskedPerson, b: MaskedPerson, bits: z.number(), evidence: z.array(Evidence), state: z.enum(['open', 'later', 'same', 'not_same']), foundAt: z.iso.datetime() })
export type PairLine = z.infer<typeof PairLine>
export const listPairs = route({
  method: 'GET', path: '/person-pairs', summary: { vi: 'Cặp hồ sơ nghi trùng', en: 'Pairs that may be one person' }, access: merge,
  query: z.object({ state: z.enum(['open', 'later']).default('open'), limit: z.coerce.number().int().min(1).max(200).default(50) }), ok: z.object({ pairs: z.array(PairLine), open: z.int(), later: z.int(), atMost: z.boolean() }), errors: [],
})
const Two = z.object({ aId: z.uuid(), bId: z.uuid() })
const Count = z.object({ vi: z.string(), en: z.string(), kept: z.int(), gone: z.int() })
export const PairView = z.object({ a: FullPerson, b: FullPerson, bits: z.number(), evidence: z.array(Evidence), answer: z.enum(['same', 'review', 'different']), state: z.enum(['open', 'later', 'same', 'not_same']).nullable(), counts: z.array(Count) })
export type PairView = z.infer<typeof PairView>
/** A POST because it is a look at two named persons, which is written down. */
export const comparePersons = route({ method: 'POST', path: '/person-pairs/compare', summary: { vi: 'So hai hồ sơ cạnh nhau, xem trước việc gộp', en: 'Two records side by side, with a preview of the merge' }, access: merge, body: Two.extend({ purpose: Purpose }), ok: PairView, errors: ['person.unknown', 'person.purpose_missing', 'merge.same_record'] })
export const decidePair = route({ method: 'POST', path: '/person-pairs/decide', summary: { vi: 'Hai người khác nhau, hoặc để sau', en: 'Two people, or later' }, access: merge, body: Two.extend({ answer: z.enum(['not_same', 'later', 'open']), reason: Reason.default('') }), ok: z.object({ state: z.string() }), errors: ['pair.unknown', 'pair.decided_already'] })
export const mergeTwo = route({ method: 'POST', path: '/person-merges', summary: { vi: 'Gộp hai hồ sơ của một người', en: 'Merge two records of one person' }, access: merge, body: z.object({ keptId: z.uuid(), goneId: z.uuid(), reason: Reason }), ok: z.object({ mergeId: z.uuid(), moved: z.int() }), errors: ['person.unknown', 'person.merged', 'person.erased', 'merge.same_record', 'merge.marked_not_same', 'merge.reason_missing'] })
export const undoMerge = route({ method: 'POST', path: '/person-merges/{id}/undo', summary: { vi: 'Tách lại hai hồ sơ đã gộp', en: 'Separate two merged records' }, access: merge, params: uuid, body: z.object({ reason: Reason }), ok: z.object({ keptId: z.uuid(), goneId: z.uuid(), moved: z.int(), stayed: z.int() }), errors: ['merge.unknown', 'merge.undone_already', 'merge.not_last', 'merge.reason_missing'] })
export const listRepairs = route({ method: 'GET', path: '/person-repairs', summary: { vi: 'Người chưa rõ nơi ở', en: 'People whose commune is not known' }, access: write, query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }), ok: z.object({ people: z.array(MaskedPerson), total: z.int() }), errors: [] })
