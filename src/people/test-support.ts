import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { birthOf } from './rules/birth.ts'
import type { Features, Profile, Rarity } from './rules/match.ts'
import { nameKeys } from './rules/names.ts'
import type { PersonFacts } from './rules/person.ts'
import { familyNames, givenNames, middleNames } from './rules/vietnamese-names.ts'

/** The folder of public test data beside the repository; undefined where it is absent. */
export function sharedFolder(): string | undefined {
  const folder = process.env['TAICHO_SHARED'] ?? path.join(import.meta.dirname, '../../../shared')
  return existsSync(path.join(folder, 'data/person-matching/febrl1.csv')) ? folder : undefined
}

/** Shares counted over the records themselves: for data about whose names and places nothing is known beforehand. */
function counted(values: readonly (string | undefined)[]): Rarity {
  const count = new Map<string, number>()
  let n = 0
  for (const v of values) if (v) { count.set(v, (count.get(v) ?? 0) + 1); n++ }
  return { shareOf: (v) => { const c = count.get(v); return c === undefined ? undefined : c / n }, floor: 1 / Math.max(1, n) }
}

/** FEBRL: invented Australian people with typing errors, the field's usual test. Same engine, these fields as data. */
export function readFebrl(file: string): { records: Features[]; profile: Profile; truth: Set<string> } {
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n').map((l) => l.split(',').map((c) => c.trim()))
  const at = (row: string[], column: string): string => row[head!.indexOf(column)] ?? ''
  const texts = ['street_number', 'address_1', 'address_2', 'suburb', 'postcode', 'state'] as const
  const records = lines.map((row): Features => {
    const d = at(row, 'date_of_birth')
    return {
      name: nameKeys(`${at(row, 'given_name')} ${at(row, 'surname')}`), birth: birthOf(+d.slice(0, 4), +d.slice(4, 6), +d.slice(6, 8)),
      numbers: at(row, 'soc_sec_id') === '' ? [] : [{ kind: 'ssn', value: at(row, 'soc_sec_id') }], sets: {},
      texts: { ...Object.fromEntries(texts.map((t) => [t, at(row, t) || undefined])), dob: d || undefined },
    }
  })
  const words = counted(records.flatMap((r) => r.name.plain))
  const profile: Profile = {
    fields: [
      { kind: 'name', exact: words, plain: words, discount: 0.9, loose: true, lost: { same: 0.2, reordered: 1, no_marks: 0.5, typo: 1, part: 2, middle_differs: 4, different: 7 } },
      { kind: 'birth', bits: { same_day: 13, swapped: 8, near: 4, same_month: 9, same_year: 6, differs: -5 }, newYear: 12 },
      { kind: 'numbers', bits: { ssn: { same: 18, near: 12, oneOff: 8, differs: -6 } } },
      ...texts.map((key) => ({ kind: 'text' as const, key, same: counted(records.map((r) => r.texts[key])), close: 0.6, differs: -2 })),
    ],
    blocks: [
      ['number'], ['birth', 'word'], ['text:postcode', 'word'], ['text:suburb', 'word'], ['text:address_1', 'word'], ['bag'],
      ['text:postcode', 'text:address_1'], ['text:street_number', 'text:suburb'], ['text:dob'], ['text:street_number', 'word'],
    ],
    review: 16, needsOneOf: [], veto: [], always: [], same: [],
  }
  const people = new Map<string, number[]>()
  lines.forEach((row, i) => { const key = /^rec-(\d+)-/.exec(row[0]!)![1]!; people.set(key, [...(people.get(key) ?? []), i]) })
  const truth = new Set<string>()
  for (const list of people.values()) for (const a of list) for (const b of list) if (a < b) truth.add(`${a}-${b}`)
  return { records, profile, truth }
}

/** A source of chance that gives the same run again. */
export function chance(seed: number): () => number {
  let s = seed >>> 0
  return () => { s = (s + 0x6d2b79f5) >>> 0; let t = Math.imul(s ^ (s >>> 15), s | 1); t ^= t + Math.imul(t ^ (t >>> 7), t | 61); return ((t ^ (t >>> 14)) >>> 0) / 4294967296 }
}

const table = (text: string): { words: string[]; upTo: number[] } => {
  const words: string[] = []; const upTo: number[] = []; let n = 0
  for (const e of text.trim().split(/\s+/)) { const [w, c] = e.split(':') as [string, string]; n += Number(c); words.push(w.replaceAll('_', ' ')); upTo.push(n) }
  return { words, upTo }
}
const tables = { family: table(familyNames), middle: table(middleNames), given: table(givenNames) }
const draw = (t: { words: string[]; upTo: number[] }, r: number): string => {
  const x = r * t.upTo.at(-1)!
  let lo = 0; let hi = t.upTo.length - 1
  while (lo < hi) { const mid = (lo + hi) >> 1; if (t.upTo[mid]! < x) lo = mid + 1; else hi = mid }
  return t.words[lo]!
}

/**
 * Distinct people of an imagined province: names by their real frequencies, ages as a young population has them, 1 % born on "1 January",
 * 8 % known by year alone, 85 % with a citizen number, households of one to five that share a phone and an address, twins one birth in eighty.
 */
export function givenPeople(n: number, seed: number, units = 124): PersonFacts[] {
  const r = chance(seed)
  const out: PersonFacts[] = []
  const given = new Set<string>()
  while (out.length < n) {
    const phone = `+84${[3, 5, 7, 8, 9][Math.floor(r() * 5)]}${String(Math.floor(r() * 1e8)).padStart(8, '0')}`
    const unitId = `2025:${String(Math.floor(r() * units)).padStart(5, '0')}`
    const address = `Số ${1 + Math.floor(r() * 300)} thôn ${draw(tables.given, r())}`
    const family = draw(tables.family, r())
    const size = 1 + Math.floor(r() * 5)
    let twinOf: PersonFacts | undefined
    for (let k = 0; k < size && out.length < n; k++) {
      const sex = r() < 0.5 ? 'male' as const : 'female' as const
      const middle = draw(tables.middle, r())
      let called = draw(tables.given, r())
      if (twinOf) while (called === twinOf.name.split(' ').at(-1)) called = draw(tables.given, r())
      const year = 1936 + Math.floor(88 * Math.sqrt(r()) * 0.999)
      const month = 1 + Math.floor(r() * 12); const day = 1 + Math.floor(r() * 28)
      const known = r()
      const birth = twinOf?.birth ?? (known < 0.08 ? birthOf(year) : known < 0.09 ? birthOf(year, 1, 1) : birthOf(year, month, day))!
      const y = +birth.date.slice(0, 4)
      let citizen: string
      do citizen = `008${(y >= 2000 ? 2 : 0) + (sex === 'male' ? 0 : 1)}${String(y % 100).padStart(2, '0')}${String(Math.floor(r() * 1e6)).padStart(6, '0')}`; while (given.has(citizen))
      given.add(citizen)
      const p: PersonFacts = {
        name: `${r() < 0.6 ? family : draw(tables.family, r())} ${twinOf ? twinOf.name.split(' ').slice(1, -1).join(' ') : middle} ${called}`.replace(/\s+/g, ' '), sex, birth, unitId, address,
        ...(r() < 0.85 ? { identifiers: [{ kind: 'citizen' as const, value: citizen }] } : {}), ...(r() < 0.8 ? { phones: [phone] } : {}),
      }
      out.push(p)
      twinOf = !twinOf && r() < 1 / 80 ? p : undefined
    }
  }
  return out
}
