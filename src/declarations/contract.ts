import { z } from 'zod'
import { route } from '../platform/http/route.ts'

/** The wire for officers. Residents use pages of their own (`/khai-bao`), which need no account. People are masked here; the record is opened with its purpose in the people room. */
const handle = { permission: 'declaration.handle' } as const
const Named = z.object({ id: z.string(), name: z.string() })
const Day = z.string()
const Action = z.enum(['emergency', 'call', 'quarantine', 'monitor', 'look', 'none'])
const State = z.enum(['new', 'visited', 'withdrawn'])
const Words = z.object({ vi: z.string(), en: z.string() })

export const DeclarationLine = z.object({
  id: z.uuid(), reference: z.string(), unit: Named, origin: z.enum(['viet_nam', 'abroad', 'unknown']), originName: z.string().nullable(), arrivedOn: Day, submittedAt: z.iso.datetime(), state: State, priority: z.int(), people: z.int(),
  first: z.string().nullable(), actions: z.array(Action), endsOn: Day.nullable(),
})
export type DeclarationLine = z.infer<typeof DeclarationLine>
export const listDeclarations = route({
  method: 'GET', path: '/declarations', summary: { vi: 'Tờ khai y tế của người đến địa bàn', en: 'Declarations of people arriving in the area' }, access: handle,
  query: z.object({ state: z.enum(['new', 'visited', 'withdrawn', 'all']).default('new'), unitId: z.string().max(40).optional(), action: Action.optional(), reference: z.string().trim().max(40).optional(), limit: z.coerce.number().int().min(1).max(200).default(100) }),
  ok: z.object({ declarations: z.array(DeclarationLine), more: z.boolean() }), errors: [],
})

const Person = z.object({
  personId: z.uuid(), name: z.string().nullable(), sex: z.enum(['male', 'female']).nullable(), birthYear: z.int().nullable(), number: z.string().nullable(), phone: z.string().nullable(), recognised: z.enum(['same', 'review', 'different']),
  symptoms: z.array(z.string()).nullable(), contact: z.enum(['yes', 'no', 'unknown']), doses: z.int().nullable(), lastDose: Day.nullable(), recovered: z.enum(['yes', 'no', 'unknown']),
  action: Action, why: Words, must: z.object({ vi: z.array(z.string()), en: z.array(z.string()) }), ruleId: z.string().nullable(), disease: z.string().nullable(), endsOn: Day.nullable(),
})
const Event = z.object({ id: z.uuid(), kind: z.enum(['submitted', 'changed', 'withdrawn', 'visited']), at: z.iso.datetime(), organisation: z.string().nullable(), note: z.string().nullable() })
export const DeclarationView = DeclarationLine.extend({
  version: z.int(), channel: z.enum(['resident', 'officer']), address: z.string().nullable(), originText: z.string().nullable(), leftOn: Day.nullable(), leftAt: z.string().nullable(), vehicle: z.string().nullable(), vehicleNumber: z.string().nullable(), seat: z.string().nullable(), route: z.string().nullable(), transit: z.boolean().nullable(),
  persons: z.array(Person), events: z.array(Event), may: z.object({ visit: z.boolean() }),
})
export type DeclarationView = z.infer<typeof DeclarationView>
const params = z.object({ id: z.uuid() })
export const getDeclaration = route({ method: 'GET', path: '/declarations/{id}', summary: { vi: 'Một tờ khai: hành trình, từng người, phải làm gì', en: 'One declaration: journey, people, what is asked' }, access: handle, params, ok: DeclarationView, errors: ['declaration.unknown'] })
export const markVisited = route({
  method: 'POST', path: '/declarations/{id}/visits', summary: { vi: 'Ghi đã thăm, đã gọi', en: 'Mark as visited' }, access: handle, params, body: z.object({ version: z.int(), note: z.string().trim().max(500).default('') }), ok: z.object({ version: z.int() }), errors: ['declaration.unknown', 'declaration.visited_already', 'declaration.withdrawn', 'declaration.changed_meanwhile'],
})
