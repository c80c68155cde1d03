import { z } from 'zod'
import { route } from '../platform/http/route.ts'
import { Bi, FactWords, Row } from './rules.ts'

/** The wire of the room. Everybody on the staff reads which rules apply; a switch needs `protocol.switch`, held for the whole province. */
const read = { permission: 'protocol.read' } as const
const decide = { permission: 'protocol.switch' } as const
const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/).max(60)
const params = z.object({ disease: slug })

export const DiseaseLine = z.object({ disease: z.string(), name: Bi, pathogen: Bi, release: z.string(), rows: z.int() })
export type DiseaseLine = z.infer<typeof DiseaseLine>
export const listProtocols = route({
  method: 'GET', path: '/protocols', summary: { vi: 'Các bệnh có quy định trong chương trình', en: 'Diseases the program has rules for' }, access: read,
  ok: z.object({ diseases: z.array(DiseaseLine), may: z.object({ switch: z.boolean() }) }), errors: [],
})

export const SwitchView = z.object({
  id: z.uuid(), disease: z.string(), targetKind: z.enum(['row', 'set', 'new']), target: z.string(), effect: z.enum(['on', 'off', 'values', 'row', 'default']), values: z.record(z.string(), z.unknown()).nullable(),
  effectiveFrom: z.string(), decidedAt: z.string(), checked: z.boolean(), reason: z.string(), decision: z.string().nullable(),
  by: z.object({ person: z.string(), post: z.string(), organisation: z.string() }), document: z.object({ id: z.uuid(), number: z.string().nullable() }).nullable(),
})
export type SwitchView = z.infer<typeof SwitchView>
export const ProtocolsView = z.object({
  disease: z.object({ disease: z.string(), name: Bi, pathogen: Bi, release: z.string(), order: z.int(), about: Bi, facts: z.record(z.string(), FactWords), codes: z.record(z.string(), Bi) }),
  provinceId: z.string(), rows: z.array(Row), switches: z.array(SwitchView), may: z.object({ switch: z.boolean() }),
})
export type ProtocolsView = z.infer<typeof ProtocolsView>
/** All rows as they ship and all decisions of the province: the same pure rules make of them what applies on a day, on the server and on the screen. */
export const getProtocols = route({
  method: 'GET', path: '/protocols/{disease}', summary: { vi: 'Quy định của một bệnh và các quyết định của tỉnh', en: 'The rules of a disease and the decisions of the province' }, access: read, params, ok: ProtocolsView, errors: ['protocol.disease_unknown'],
})

export const SwitchBody = z.object({
  targetKind: z.enum(['row', 'set', 'new']), target: slug, effect: z.enum(['on', 'off', 'values', 'row', 'default']),
  values: z.record(z.string().max(60), z.unknown()).nullable().default(null),
  /** From which moment of the matter (order, dossier) it counts. A rule of the past may be switched from its own first day. */
  effectiveFrom: z.iso.datetime(), reason: z.string().trim().min(3).max(2_000), checked: z.boolean().default(false),
  decision: z.string().trim().max(300).transform((t) => (t === '' ? null : t)).nullable().default(null), documentId: z.uuid().nullable().default(null),
})
export type SwitchBody = z.output<typeof SwitchBody>

const Answer = z.object({ outcome: z.enum(['chosen', 'uncertain', 'tie', 'none']), rows: z.array(z.string()) })
export const SwitchPreview = z.object({
  /** Rows that would stand differently from that moment on. */
  rows: z.array(z.object({ id: z.string(), what: z.enum(['begins', 'ends', 'on', 'off', 'values', 'checked']), fields: z.array(z.string()), validFrom: z.string().nullable(), validTo: z.string().nullable(), inForceToday: z.boolean() })),
  /** Questions that the machine would answer differently, by the first day of each span. */
  answers: z.array(z.object({ on: z.string(), question: z.string(), before: Answer, after: Answer })),
  /** What other rooms have running under these rules. Orders keep the rule they were made under. */
  counts: z.array(z.object({ name: z.string(), label: Bi, n: z.int() })),
})
export type SwitchPreview = z.infer<typeof SwitchPreview>
const errors = ['protocol.disease_unknown', 'protocol.target_unknown', 'protocol.field_fixed', 'protocol.field_unknown', 'protocol.values_wrong', 'protocol.own_row_wrong', 'protocol.own_row_taken', 'protocol.nothing_to_switch', 'protocol.already_so', 'protocol.empty_rule']
export const previewSwitch = route({ method: 'POST', path: '/protocols/{disease}/switches/preview', summary: { vi: 'Xem trước khi bật, tắt, sửa quy định', en: 'What would change before a switch' }, access: decide, params, body: SwitchBody, ok: SwitchPreview, errors })
export const switchProtocol = route({ method: 'POST', path: '/protocols/{disease}/switches', summary: { vi: 'Bật, tắt, sửa quy định từ một thời điểm', en: 'Switch or change a rule from a moment on' }, access: decide, params, body: SwitchBody, ok: z.object({ id: z.uuid() }), errors })
