import type { Birth } from './birth.ts'
import { swappedDay } from './birth.ts'
import { blockKeys, keyNumber } from './blocks.ts'
import { nearNumbers, type Identifier, type Sex } from './identifiers.ts'
import { match, type Features, type Match, type Profile, type Rarity } from './match.ts'
import { nameKeys } from './names.ts'
import { familyNames, givenNames, middleNames } from './vietnamese-names.ts'

/** Share of people with a word in their name, in whichever place it stands most often: conservative, and blind to the order of words. */
function rarities(): { exact: Rarity; plain: Rarity } {
  const exact = new Map<string, number>(); const plain = new Map<string, number>()
  for (const list of [familyNames, middleNames, givenNames]) {
    // A middle name of two words counts for each of them; marks of one plain word add up within one place of the name.
    const here = { exact: new Map<string, number>(), plain: new Map<string, number>() }
    for (const entry of list.trim().split(/\s+/)) {
      const [words, count] = entry.split(':') as [string, string]
      const keys = nameKeys(words.replaceAll('_', ' '))
      for (const w of keys.exact) here.exact.set(w, (here.exact.get(w) ?? 0) + Number(count) / 1e5)
      for (const w of keys.plain) here.plain.set(w, (here.plain.get(w) ?? 0) + Number(count) / 1e5)
    }
    for (const [w, s] of here.exact) exact.set(w, Math.max(exact.get(w) ?? 0, s))
    for (const [w, s] of here.plain) plain.set(w, Math.max(plain.get(w) ?? 0, s))
  }
  return { exact: { shareOf: (w) => exact.get(w), floor: 2e-4 }, plain: { shareOf: (w) => plain.get(w), floor: 3e-4 } }
}
const names = rarities()

/**
 * The profile for people in Viet Nam. Names weigh little (one in five shares the full name with somebody), a birth date about 14 bits
 * (25,000 days), a number for life decides. A phone is weak: families and village heads share one.
 */
export const vietnam: Profile = {
  fields: [
    { kind: 'name', ...names, discount: 0.85, lost: { same: 0.2, reordered: 1, no_marks: 0.4, typo: 3, part: 3, middle_differs: 5, different: 8 } },
    { kind: 'birth', bits: { same_day: 14.5, swapped: 9, near: 2.8, same_month: 9.5, same_year: 6, differs: -6 }, newYear: 9 },
    {
      kind: 'numbers', bits: {
        citizen: { same: 22, near: 13, oneOff: -2, differs: -12 }, cmnd: { same: 19, near: 9, oneOff: 0, differs: -4 },
        insurance: { same: 20, near: 11, oneOff: -1, differs: -5 }, passport: { same: 19, near: 8, oneOff: 0, differs: -1 }, other: { same: 10, near: 3, oneOff: 0, differs: 0 },
      },
    },
    { kind: 'set', key: 'phone', same: 8, differs: -0.5 },
    { kind: 'text', key: 'address', same: 5, differs: -0.5 },
    { kind: 'text', key: 'unit', same: 1, differs: -0.5 },
    { kind: 'text', key: 'sex', same: 0.9, differs: -6 },
  ],
  blocks: [['number'], ['set:phone'], ['birth', 'given'], ['year', 'bag'], ['text:unit', 'text:address', 'given']],
  review: 20,
  needsOneOf: ['birth:same_day', 'birth:swapped', 'birth:near', 'birth:same_month', 'birth:same_year', 'numbers:same', 'numbers:near', 'numbers:mixed', 'phone:same', 'address:same'],
  // Twins and sisters: another given name is another person, whatever else they share, unless the number itself says otherwise.
  veto: [
    { when: 'name:different', unless: ['numbers:same', 'numbers:near', 'numbers:mixed'] },
    { when: 'name:middle_differs', unless: ['numbers:same', 'numbers:near', 'numbers:mixed'] },
  ],
  always: ['numbers:same', 'numbers:mixed'],
  same: [['numbers:same'], ['birth:same_day', 'birth:same_month', 'birth:same_year'], ['name:same', 'name:reordered', 'name:no_marks', 'name:typo', 'name:part']],
}

/** What is known of a person when somebody types them in. */
export type PersonFacts = {
  readonly name: string
  readonly sex?: Sex | undefined
  readonly birth?: Birth | undefined
  readonly identifiers?: readonly Identifier[] | undefined
  /** As `+84…`. */
  readonly phones?: readonly string[] | undefined
  readonly unitId?: string | undefined
  readonly address?: string | undefined
}

/** An address for comparing: words without marks; the words that only say what kind of place it is are left out. */
export const addressKey = (address: string): string => nameKeys(address).plain.filter((w) => !['so', 'nha', 'thon', 'xom', 'ban', 'to', 'ap', 'khu', 'pho', 'duong', 'xa', 'phuong', 'tinh', 'huyen', 'tdp', 'dan', 'sn'].includes(w)).join(' ')

/** What matching sees of a person. `formerNames`: a person found under an earlier writing is still found. */
export function personFeatures(p: PersonFacts): Features {
  const address = p.address ? addressKey(p.address) : ''
  return {
    name: nameKeys(p.name), birth: p.birth, numbers: p.identifiers ?? [], sets: { phone: p.phones ?? [] },
    texts: { address: address === '' ? undefined : address, unit: p.unitId, sex: p.sex },
  }
}

const matchKeys = (p: PersonFacts): number[] => blockKeys(vietnam, personFeatures(p))

/** The key of two neighbouring words of a name (of the only word, where there is one): how a name typed without marks is found. */
export const wordsKey = (words: readonly string[]): number => keyNumber(`n|${words.slice(-2).join(' ')}`)
const nameSearchKeys = (name: string): number[] => { const w = nameKeys(name).plain; return w.length < 2 ? (w.length === 0 ? [] : [wordsKey(w)]) : w.slice(1).map((_, i) => wordsKey(w.slice(i, i + 2))) }
/** The keys of a number and of a phone, as they are stored. */
export const numberKey = (value: string): number => keyNumber(`a|${value}`)
export const phoneKey = (number: string): number => keyNumber(`b|${number}`)

/** Keys a record is stored under: those of matching and those of searching by name. */
export const storedKeys = (p: PersonFacts): number[] => [...new Set([...matchKeys(p), ...nameSearchKeys(p.name)])]

const byBirth: Profile = { ...vietnam, blocks: vietnam.blocks.map((b) => (b[0] === 'birth' ? b : ['text:nothing'])) }
/** Keys a search for the same person asks for: those of the record, the birth date with day and month exchanged, and numbers one slip away. */
export function searchKeys(p: PersonFacts): number[] {
  const keys = new Set(matchKeys(p))
  const swapped = p.birth?.precision === 'day' ? swappedDay(p.birth.date) : undefined
  if (swapped) for (const k of blockKeys(byBirth, personFeatures({ name: p.name, birth: { date: swapped, precision: 'day' } }))) keys.add(k)
  for (const id of p.identifiers ?? []) if (id.kind !== 'other') for (const near of nearNumbers(id)) keys.add(numberKey(near))
  return [...keys]
}

/** Compares two people by the Vietnamese profile. */
export const matchPersons = (a: PersonFacts, b: PersonFacts): Match => match(vietnam, personFeatures(a), personFeatures(b))
