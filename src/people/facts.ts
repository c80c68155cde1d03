import { newId } from '../platform/ids.ts'
import { nfc } from '../platform/text.ts'
import { identifierWarnings, readIdentifier, maskedNumber, type Identifier } from './rules/identifiers.ts'
import { maskedName, nameKeys } from './rules/names.ts'
import { readPhone } from './rules/phones.ts'
import { storedKeys, type PersonFacts } from './rules/person.ts'

/** What a room hands over when it writes somebody down. Only the name is needed. */
export type NewPerson = PersonFacts & { readonly nationality?: string | undefined; readonly ethnicity?: string | undefined; readonly occupation?: string | undefined; readonly householdId?: string | undefined }

const squeezed = (text: string): string => nfc(text).replace(/\s+/g, ' ').trim()
const orNothing = (text: string | undefined): string | undefined => { const t = text === undefined ? '' : squeezed(text); return t === '' ? undefined : t }

/** The same facts in one writing: NFC, numbers bare, phones as +84…, nothing empty, nothing twice. */
export function tidy(p: NewPerson): NewPerson {
  const identifiers = new Map<string, Identifier>()
  for (const i of p.identifiers ?? []) { const id = readIdentifier(i.value, i.kind); if (id) identifiers.set(`${id.kind}:${id.value}`, id) }
  const phones = new Set<string>()
  for (const t of p.phones ?? []) { const phone = readPhone(t); if (phone) phones.add(phone.number) }
  return {
    name: squeezed(p.name), sex: p.sex, birth: p.birth, identifiers: [...identifiers.values()], phones: [...phones], unitId: orNothing(p.unitId), address: orNothing(p.address),
    nationality: orNothing(p.nationality), ethnicity: orNothing(p.ethnicity), occupation: orNothing(p.occupation), householdId: p.householdId,
  }
}

const order: readonly string[] = ['citizen', 'cmnd', 'insurance', 'passport', 'other']
/** The number shown masked: the citizen number before any other. */
export const chiefNumber = (numbers: readonly string[]): string | undefined => order.map((k) => numbers.find((n) => n.startsWith(`${k}:`))).find((n) => n !== undefined)?.split(':')[1]
export const numbersOf = (list: readonly Identifier[]): string[] => [...new Set(list.map((i) => `${i.kind}:${i.value}`))].sort()
export const identifiersOf = (numbers: readonly string[]): Identifier[] => numbers.map((n) => { const at = n.indexOf(':'); return { kind: n.slice(0, at) as Identifier['kind'], value: n.slice(at + 1) } })

/** The rows of a new record, ready for one set-based insert. Expects tidy facts. */
export function rowsOf(p: NewPerson, retainUntil: string) {
  const id = newId()
  const keys = nameKeys(p.name)
  const numbers = numbersOf(p.identifiers ?? [])
  const chief = chiefNumber(numbers)
  return {
    person: {
      id, name: p.name, name_plain: keys.plain.join(' '), name_masked: maskedName(p.name), given_plain: keys.given, sex: p.sex ?? null, birth_date: p.birth?.date ?? null, birth_precision: p.birth?.precision ?? null,
      unit_id: p.unitId ?? null, address: p.address ?? null, household_id: p.householdId ?? null, nationality: p.nationality ?? null, ethnicity: p.ethnicity ?? null, occupation: p.occupation ?? null,
      numbers, phones: [...(p.phones ?? [])].sort(), number_masked: chief === undefined ? null : maskedNumber(chief), phone_masked: p.phones?.[0] === undefined ? null : maskedNumber(p.phones[0]), retain_until: retainUntil,
    },
    identifiers: (p.identifiers ?? []).map((i) => ({ id: newId(), person_id: id, kind: i.kind, value: i.value, warnings: identifierWarnings(i, p) })),
    phones: (p.phones ?? []).map((number) => ({ id: newId(), person_id: id, number })),
    keys: storedKeys(p),
    event: { id: newId(), person_id: id },
  }
}
