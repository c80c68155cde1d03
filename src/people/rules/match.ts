import { compareBirth, type Birth } from './birth.ts'
import { compareNumbers } from './identifiers.ts'
import { alignWords, nameKeys, oneEditApart, type NameKeys, type NameLevel } from './names.ts'

/**
 * Đối chiếu (matching): how likely two records are one person. Weights are logarithms of likelihood ratios to base 2 (Fellegi and Sunter): each
 * field adds bits when it agrees, by how rare the shared value is, and takes bits away when it does not. What the fields are, how they are compared,
 * by which keys candidates are found and where the lines lie is a *profile*: data, not code.
 */
export type Features = {
  readonly name: NameKeys
  readonly birth?: Birth | undefined
  /** Numbers by kind, present and former. */
  readonly numbers: readonly { readonly kind: string; readonly value: string }[]
  /** Fields with several values of which one shared value counts: phones, households. */
  readonly sets: Readonly<Record<string, readonly string[]>>
  /** Fields with one value. */
  readonly texts: Readonly<Record<string, string | undefined>>
}

/** Share of people who carry a value; undefined: never seen. */
export type Rarity = { readonly shareOf: (value: string) => number | undefined; readonly floor: number }

type NumberBits = { readonly same: number; readonly near: number; readonly oneOff: number; readonly differs: number }
export type Field =
  | { readonly kind: 'name'; readonly exact: Rarity; readonly plain: Rarity; readonly discount: number; readonly lost: Readonly<Record<NameLevel, number>>
      /** Words may be more than one edit apart and there is no list of real names. */ readonly loose?: boolean }
  | { readonly kind: 'birth'; readonly bits: Readonly<Record<ReturnType<typeof compareBirth>, number>>
      /** Bits a 1 January is worth: it often stands for "not known". */ readonly newYear: number }
  | { readonly kind: 'numbers'; readonly bits: Readonly<Record<string, NumberBits>> }
  | { readonly kind: 'set'; readonly key: string; readonly same: number; readonly differs: number }
  | { readonly kind: 'text'; readonly key: string; readonly same: number | Rarity; readonly close?: number; readonly differs: number }

export type Profile = {
  readonly fields: readonly Field[]
  /** Keys by which candidates are found; each a list of parts that must all be shared. */
  readonly blocks: readonly (readonly Part[])[]
  /** Bits from which a pair is worth a person's look. */
  readonly review: number
  /** A pair is looked at only if one of these holds beside the name: `birth:same_day`. Empty: bits alone decide. */
  readonly needsOneOf: readonly string[]
  /** Levels that rule a pair out, unless one of `unless` holds. */
  readonly veto: readonly { readonly when: string; readonly unless: readonly string[] }[]
  /** Looked at whatever the bits say. */
  readonly always: readonly string[]
  /** One person for certain only when each of these groups holds. */
  readonly same: readonly (readonly string[])[]
}
export type Part = 'number' | 'birth' | 'year' | 'given' | 'word' | 'bag' | `set:${string}` | `text:${string}`

export type Answer = 'same' | 'review' | 'different'
/** One line of the reasoning: field, level, bits. */
export type Evidence = { readonly field: string; readonly level: string; readonly bits: number }
export type Match = { readonly answer: Answer; readonly bits: number; readonly evidence: readonly Evidence[] }

type Prepared = Features & { readonly wordBits: readonly number[]; readonly plainBits: readonly number[]; readonly exactTotal: number; readonly plainTotal: number }

const bitsOf = (r: Rarity, value: string): number => -Math.log2(Math.max(r.shareOf(value) ?? r.floor, r.floor))
const sum = (list: readonly number[]): number => { let n = 0; for (const x of list) n += x; return n }
const rounded = (n: number): number => Math.round(n * 10) / 10

/** Prepares a record once for many comparisons. */
export function prepare(profile: Profile, f: Features): Prepared {
  const field = profile.fields.find((x) => x.kind === 'name')
  const wordBits = field ? f.name.exact.map((w) => bitsOf(field.exact, w)) : []
  const plainBits = field ? f.name.plain.map((w) => bitsOf(field.plain, w)) : []
  return { ...f, wordBits, plainBits, exactTotal: sum(wordBits), plainTotal: sum(plainBits) }
}

type NameField = Extract<Field, { kind: 'name' }>
const isName = (r: Rarity, word: string): boolean => r.shareOf(word) !== undefined
const bitsShared = (words: readonly string[], r: Rarity): number => { let n = 0; for (const w of words) n += bitsOf(r, w); return n }
/** Close in writing: one edit, or for longer words two; used where no list of real names says better. */
const closeWords = (a: string, b: string): boolean => oneEditApart(a, b) || (Math.min(a.length, b.length) >= 4 && editDistance(a, b) <= 2) || (Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a)))

function editDistance(a: string, b: string): number {
  let before: number[] = []; let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      let n = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) n = Math.min(n, before[j - 2]! + 1)
      next.push(n)
    }
    before = row; row = next
  }
  return row[b.length]!
}

function compareNames(field: NameField, a: Prepared, b: Prepared): { level: NameLevel; bits: number } {
  const said = (level: NameLevel, shared: number) => ({ level, bits: shared * field.discount - field.lost[level] })
  const [x, y] = [a.name, b.name]
  if (x.bagExact === y.bagExact) {
    const level = x.exact.join(' ') === y.exact.join(' ') ? 'same' : 'reordered'
    return said(level, Math.min(a.exactTotal, b.exactTotal))
  }
  if (x.bag === y.bag || x.joined === y.joined) {
    if (x.bag !== y.bag) return said(x.marked === y.marked && x.exact.join('') !== y.exact.join('') ? 'typo' : 'reordered', Math.min(a.plainTotal, b.plainTotal))
    if (!x.marked || !y.marked) return said('no_marks', Math.min(a.plainTotal, b.plainTotal))
    const { both, onlyA, onlyB } = alignWords(x.exact, y.exact)
    const shared = bitsShared(both, field.exact)
    // Both are written with marks and differ in them: two real names are two people's, a word that is no name is a slip of the hand.
    if (!onlyA.every((w) => isName(field.exact, w)) || !onlyB.every((w) => isName(field.exact, w))) return said('typo', shared)
    return said(onlyA.includes(x.exact.at(-1)!) || onlyB.includes(y.exact.at(-1)!) ? 'different' : 'middle_differs', shared)
  }
  const { both, onlyA, onlyB } = alignWords(x.plain, y.plain)
  const shared = bitsShared(both, field.plain)
  if (field.loose) {
    if (onlyA.length === 0 || onlyB.length === 0) return said('part', shared)
    const close = onlyA.filter((w) => onlyB.some((v) => closeWords(w, v)))
    if (close.length === Math.min(onlyA.length, onlyB.length)) return said('typo', shared + 0.6 * bitsShared(close, field.plain))
    if (both.length + close.length > 0) return said('middle_differs', shared + 0.6 * bitsShared(close, field.plain))
    return said('different', 0)
  }
  if (both.length >= 2 && (onlyA.length === 0 || onlyB.length === 0)) return said('part', shared)
  if (both.length >= 1 && onlyA.length === 1 && onlyB.length === 1 && oneEditApart(onlyA[0]!, onlyB[0]!) && !(isName(field.plain, onlyA[0]!) && isName(field.plain, onlyB[0]!))) return said('typo', shared)
  if (both.length >= 2 && both.includes(x.given) && both.includes(y.given)) return said('middle_differs', shared)
  return said('different', shared)
}

const joinsSet = (a: readonly string[], b: readonly string[]): boolean => a.some((v) => b.includes(v))

/** The weight of one field for a pair, or undefined where either side says nothing. */
function compareField(field: Field, a: Prepared, b: Prepared): Evidence | undefined {
  switch (field.kind) {
    case 'name': {
      if (a.name.plain.length === 0 || b.name.plain.length === 0) return undefined
      const n = compareNames(field, a, b)
      return { field: 'name', ...n }
    }
    case 'birth': {
      if (!a.birth || !b.birth) return undefined
      const level = compareBirth(a.birth, b.birth)
      return { field: 'birth', level, bits: level === 'same_day' && a.birth.date.endsWith('-01-01') ? field.newYear : field.bits[level] }
    }
    case 'numbers': {
      if (a.numbers.length === 0 || b.numbers.length === 0) return undefined
      let best: number | undefined; let worst: number | undefined; let level = ''
      const rank = { same: 3, near: 2, one_off: 1, differs: 0 } as const
      for (const kind of Object.keys(field.bits)) {
        let here: keyof typeof rank | undefined
        for (const p of a.numbers) if (p.kind === kind) for (const q of b.numbers) if (q.kind === kind) {
          const l = compareNumbers(p.value, q.value)
          if (here === undefined || rank[l] > rank[here]) here = l
        }
        if (here === undefined) continue
        const w = field.bits[kind]!
        const bits = here === 'same' ? w.same : here === 'near' ? w.near : here === 'one_off' ? w.oneOff : w.differs
        if (best === undefined || bits > best) { best = bits; level = here }
        if (worst === undefined || bits < worst) worst = bits
      }
      if (best === undefined || worst === undefined) return undefined
      // One kind agrees and another that a person keeps for life does not: somebody has to look.
      if (level === 'same' && worst <= -8) return { field: 'numbers', level: 'mixed', bits: best + worst }
      return { field: 'numbers', level, bits: best }
    }
    case 'set': {
      const [x, y] = [a.sets[field.key], b.sets[field.key]]
      if (!x || !y || x.length === 0 || y.length === 0) return undefined
      return joinsSet(x, y) ? { field: field.key, level: 'same', bits: field.same } : { field: field.key, level: 'differs', bits: field.differs }
    }
    case 'text': {
      const [x, y] = [a.texts[field.key], b.texts[field.key]]
      if (!x || !y) return undefined
      const same = (v: string): number => (typeof field.same === 'number' ? field.same : bitsOf(field.same, v))
      if (x === y) return { field: field.key, level: 'same', bits: same(x) }
      if (field.close !== undefined && closeWords(x, y)) return { field: field.key, level: 'close', bits: Math.min(same(x), same(y)) * field.close }
      return { field: field.key, level: 'differs', bits: field.differs }
    }
  }
}

/** Compares two prepared records. Symmetric: the order of the two changes nothing. */
export function matchPrepared(profile: Profile, a: Prepared, b: Prepared): Match {
  const evidence: Evidence[] = []
  let bits = 0
  for (const field of profile.fields) {
    const e = compareField(field, a, b)
    if (e) { evidence.push(e); bits += e.bits }
  }
  const holds = (what: string): boolean => evidence.some((e) => what.startsWith(e.field) && what === `${e.field}:${e.level}`)
  const known = evidence.map((e) => ({ ...e, bits: rounded(e.bits) }))
  const answered = (answer: Answer): Match => ({ answer, bits: rounded(bits), evidence: known })
  if (profile.same.length > 0 && profile.same.every((group) => group.some(holds))) return answered('same')
  if (profile.always.some(holds)) return answered('review')
  if (bits < profile.review) return answered('different')
  if (profile.veto.some((v) => holds(v.when) && !v.unless.some(holds))) return answered('different')
  return answered(profile.needsOneOf.length === 0 || profile.needsOneOf.some(holds) ? 'review' : 'different')
}
/** Compares two records. */
export const match = (profile: Profile, a: Features, b: Features): Match => matchPrepared(profile, prepare(profile, a), prepare(profile, b))

/** Features of nobody in particular, for building by hand. */
export const featuresOf = (name: string, rest: Partial<Omit<Features, 'name'>> = {}): Features => ({ name: nameKeys(name), numbers: [], sets: {}, texts: {}, ...rest })
