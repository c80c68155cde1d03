import { z } from 'zod'
import { isPlainDate, type PlainDate } from '../../platform/dates.ts'

/** Bản khai: the answers so far. They travel with the form, page by page; nothing is kept on the server before the person sends it. */
export const symptomCodes = ['fever', 'cough', 'dyspnoea', 'sore_throat', 'fatigue', 'vomiting', 'diarrhoea', 'bleeding', 'rash'] as const
export type Symptom = (typeof symptomCodes)[number]
export const vehicleCodes = ['motorbike', 'car', 'coach', 'train', 'plane', 'boat', 'walk', 'other', 'unknown'] as const
export const mostPeople = 20

const Day = z.string().refine(isPlainDate)
const Known = z.enum(['yes', 'no', 'unknown'])
const text = (most: number) => z.string().max(most)

export const PersonDraft = z.object({
  name: text(120).optional(), birth: text(20).optional(), sex: z.enum(['male', 'female', 'unknown']).optional(),
  /** Empty: has no paper, or does not know the number. */
  number: text(40).optional(), symptoms: z.union([z.array(z.enum(symptomCodes)).max(9), z.literal('unknown')]).optional(), contact: Known.optional(),
  doses: z.union([z.int().min(0).max(6), z.literal('unknown')]).optional(), lastDose: z.union([Day, z.literal('unknown')]).optional(),
  recovered: Known.optional(), recoveredOn: z.union([Day, z.literal('unknown')]).optional(),
})
export type PersonDraft = z.infer<typeof PersonDraft>

/** Khoá của biên nhận: 26 letters of Crockford's alphabet, 130 bits; whoever holds it may read, change and withdraw the declaration. */
export const receiptKey = /^[0-9a-hjkmnp-tv-z]{26}$/

export const Draft = z.object({
  v: z.literal(1), key: z.string().regex(receiptKey), lang: z.enum(['vi', 'en']),
  /** Set while a declaration that was sent is being changed: the version that was read. */
  version: z.int().positive().optional(),
  /** All questions were answered once: a changed answer goes back to the summary. */
  review: z.boolean().optional(),
  unit: text(40).optional(), address: text(300).optional(), origin: z.enum(['viet_nam', 'abroad', 'unknown']).optional(), originProvince: text(40).optional(), originUnit: z.union([text(40), z.literal('unknown')]).optional(), originText: text(200).optional(),
  leftOn: z.union([Day, z.literal('unknown')]).optional(), leftAt: z.union([z.string().regex(/^\d{2}:\d{2}$/), z.literal('')]).optional(), arrivedOn: Day.optional(),
  vehicle: z.enum(vehicleCodes).optional(), vehicleNumber: text(60).optional(), seat: text(40).optional(), route: text(1_000).optional(), transit: Known.optional(), phone: text(40).optional(),
  people: z.array(PersonDraft).min(1).max(mostPeople),
})
export type Draft = z.infer<typeof Draft>

export const emptyDraft = (key: string, lang: 'vi' | 'en'): Draft => ({ v: 1, key, lang, people: [{}] })

/** One page, one question. */
export const journeySteps = ['commune', 'address', 'origin', 'origin_unit', 'left', 'arrived', 'vehicle', 'route', 'phone'] as const
export const personSteps = ['name', 'birth', 'sex', 'number', 'symptoms', 'contact', 'vaccination', 'recovered', 'more'] as const
export type Step = (typeof journeySteps)[number] | (typeof personSteps)[number] | 'check'
export type Place = { readonly step: Step; readonly at: number }

/** The pages of this draft in their order. A page that an earlier answer makes senseless is left out. */
export function placesOf(d: Draft): Place[] {
  const journey = journeySteps.filter((s) => s !== 'origin_unit' || (d.origin === 'viet_nam' && d.originProvince !== undefined))
  return [...journey.map((step) => ({ step, at: 0 })), ...d.people.flatMap((_, at) => personSteps.filter((s) => s !== 'more' || at === d.people.length - 1).map((step) => ({ step, at }))), { step: 'check', at: 0 }]
}
export const samePlace = (a: Place, b: Place): boolean => a.step === b.step && a.at === b.at
const beside = (d: Draft, here: Place, by: 1 | -1): Place | undefined => { const all = placesOf(d); const i = all.findIndex((p) => samePlace(p, here)); return i < 0 ? all[0] : all[i + by] }
export const nextPlace = (d: Draft, here: Place): Place => beside(d, here, 1) ?? { step: 'check', at: 0 }
export const placeBefore = (d: Draft, here: Place): Place | undefined => beside(d, here, -1)

const missing = (d: Draft, p: Place): boolean => {
  const who = d.people[p.at]
  switch (p.step) {
    case 'commune': return d.unit === undefined
    case 'address': return d.address === undefined
    case 'origin': return d.origin === undefined || (d.origin === 'viet_nam' && d.originProvince === undefined) || (d.origin === 'abroad' && d.originText === undefined)
    case 'origin_unit': return d.originUnit === undefined
    case 'left': return d.leftOn === undefined
    case 'arrived': return d.arrivedOn === undefined
    case 'vehicle': return d.vehicle === undefined
    case 'route': return d.route === undefined || d.transit === undefined
    case 'phone': return d.phone === undefined
    case 'name': return !who?.name
    case 'birth': return who?.birth === undefined
    case 'sex': return who?.sex === undefined
    case 'number': return who?.number === undefined
    case 'symptoms': return who?.symptoms === undefined
    case 'contact': return who?.contact === undefined
    case 'vaccination': return who?.doses === undefined || (typeof who.doses === 'number' && who.doses > 0 && who.lastDose === undefined)
    case 'recovered': return who?.recovered === undefined || (who.recovered === 'yes' && who.recoveredOn === undefined)
    case 'more': case 'check': return false
  }
}
/** The first page that still lacks its answer; undefined when the declaration may be sent. */
export const firstMissing = (d: Draft): Place | undefined => placesOf(d).find((p) => missing(d, p))

/** A declaration in which every question has its answer, "không biết" included. */
export type Whole = Draft & { readonly unit: string; readonly origin: NonNullable<Draft['origin']>; readonly arrivedOn: PlainDate; readonly people: readonly (PersonDraft & { readonly name: string })[] }
export const isWhole = (d: Draft): d is Whole & Draft => firstMissing(d) === undefined

/** What was said, without what only the form needs: equal for two sendings of one declaration. */
export function sameAnswers(a: Draft, b: Draft): boolean {
  const bare = ({ version: _v, review: _r, lang: _l, ...rest }: Draft): unknown => rest
  return stable(bare(a)) === stable(bare(b))
}
function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`
  if (value !== null && typeof value === 'object') return `{${Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => `${JSON.stringify(k)}:${stable(v)}`).join(',')}}`
  return JSON.stringify(value) ?? 'null'
}
