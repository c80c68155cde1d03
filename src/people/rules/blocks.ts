import { matchPrepared, prepare, type Features, type Match, type Part, type Profile } from './match.ts'

/** Khóa tìm ứng viên (blocking keys): two records are compared only when they share one. Never all with all. */

/** A whole number below 2^53 from a text: short to store, quick to compare. Two texts that fall together only add a candidate. */
export function keyNumber(text: string): number {
  let a = 0x811c9dc5; let b = 0x01000193
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    a = Math.imul(a ^ c, 0x85ebca6b); a ^= a >>> 13
    b = Math.imul(b ^ c, 0xc2b2ae35); b ^= b >>> 15
  }
  a = Math.imul(a ^ (b >>> 7), 0x27d4eb2f); a ^= a >>> 15
  b = Math.imul(b ^ (a >>> 9), 0x165667b1); b ^= b >>> 16
  return (b & 0x1fffff) * 4294967296 + (a >>> 0)
}

function valuesOf(part: Part, f: Features): readonly string[] {
  switch (part) {
    case 'number': return f.numbers.map((n) => n.value)
    case 'birth': return f.birth?.precision === 'day' ? [f.birth.date] : []
    case 'year': return f.birth ? [f.birth.date.slice(0, 4)] : []
    case 'given': return f.name.given === '' ? [] : [f.name.given]
    case 'word': return f.name.plain
    case 'bag': return f.name.bag === '' ? [] : [f.name.bag]
  }
  if (part.startsWith('set:')) return f.sets[part.slice(4)] ?? []
  const text = f.texts[part.slice(5)]
  return text ? [text] : []
}

/** All keys of a record under a profile. */
export function blockKeys(profile: Profile, f: Features): number[] {
  const keys: number[] = []
  profile.blocks.forEach((parts, at) => {
    let texts = [String.fromCharCode(97 + at)]
    for (const part of parts) {
      const values = valuesOf(part, f)
      if (values.length === 0) return
      texts = values.length === 1 ? texts.map((t) => `${t}|${values[0]!}`) : texts.flatMap((t) => values.map((v) => `${t}|${v}`))
    }
    for (const t of texts) keys.push(keyNumber(t))
  })
  return keys
}

export type Pair = { readonly a: number; readonly b: number; readonly match: Match }

/**
 * All pairs of a list worth a look, by position. Within one key each record meets at most `cap` neighbours, so that a key that many share
 * (everybody born on 1 January) costs no square.
 */
export function findPairs(profile: Profile, records: readonly Features[], cap = 24): Pair[] {
  const n = records.length
  const prepared = records.map((r) => prepare(profile, r))
  // Key and position in one number, so that one sort of plain numbers puts records of one key side by side.
  const width = 2 ** Math.max(1, Math.ceil(Math.log2(Math.max(2, n))))
  const room = Math.floor(Number.MAX_SAFE_INTEGER / width)
  let list = new Float64Array(n * 8); let used = 0
  for (let i = 0; i < n; i++) for (const key of blockKeys(profile, records[i]!)) {
    if (used === list.length) { const more = new Float64Array(list.length * 2); more.set(list); list = more }
    list[used++] = (key % room) * width + i
  }
  const sorted = list.subarray(0, used).sort()
  const met = new Set<number>(); const out: Pair[] = []
  for (let i = 0; i < used; i++) {
    const key = Math.floor(sorted[i]! / width); const a = sorted[i]! % width
    for (let j = i + 1; j < used && j <= i + cap && Math.floor(sorted[j]! / width) === key; j++) {
      const b = sorted[j]! % width
      if (a === b) continue
      const pair = a < b ? a * width + b : b * width + a
      if (met.has(pair)) continue
      met.add(pair)
      const m = matchPrepared(profile, prepared[a]!, prepared[b]!)
      if (m.answer !== 'different') out.push({ a: Math.min(a, b), b: Math.max(a, b), match: m })
    }
  }
  return out
}
