import { dayOf, isPlainDate } from '../../platform/dates.ts'
import type { Condition, Leaf } from './shape.ts'

/** Sự kiện: what is known of a person, a contact or an area, by path (`contact.distance_m`). What is not named is unknown, and so is null. */
export type FactValue = boolean | number | string | readonly (boolean | number | string)[]
export type Facts = { readonly [path: string]: FactValue | null | undefined }

/** An unknown fact makes its clause unknown, never false: who knows nothing decides nothing. */
export type Truth = 'yes' | 'no' | 'unknown'

/** Why a condition came out as it did: the tree again, with what was known at each leaf. */
export type Reason =
  | { readonly truth: Truth; readonly leaf: Leaf; readonly actual: FactValue | null; readonly expected: FactValue | null }
  | { readonly truth: Truth; readonly by: 'all' | 'any' | 'not'; readonly parts: readonly Reason[] }

const not = (t: Truth): Truth => (t === 'yes' ? 'no' : t === 'no' ? 'yes' : 'unknown')
const allOf = (ts: readonly Truth[]): Truth => (ts.includes('no') ? 'no' : ts.includes('unknown') ? 'unknown' : 'yes')
const anyOf = (ts: readonly Truth[]): Truth => (ts.includes('yes') ? 'yes' : ts.includes('unknown') ? 'unknown' : 'no')
const truthOf = (b: boolean): Truth => (b ? 'yes' : 'no')

/** A value with a dot names another fact, unless it is a number, a day or a time of day in writing. */
const namesFact = (value: unknown): value is string => typeof value === 'string' && /^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+(?::[A-Za-z0-9_-]+)?$/.test(value)
const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text))

/** -1, 0, 1; undefined when the two cannot be compared (a number with a word), which is as good as not knowing. */
function compare(a: FactValue, b: FactValue): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return Number.isNaN(a) || Number.isNaN(b) ? undefined : Math.sign(a - b)
  if (typeof a !== 'string' || typeof b !== 'string') return undefined
  const day = (t: string): string | undefined => (isPlainDate(t) ? t : isInstant(t) ? dayOf(t) : undefined)
  // Two moments compare as moments; a moment with a day compares by its day in Viet Nam.
  if (isInstant(a) && isInstant(b)) return Math.sign(Date.parse(a) - Date.parse(b))
  const [x, y] = [day(a), day(b)]
  return x === undefined || y === undefined ? undefined : x < y ? -1 : x > y ? 1 : 0
}
function equal(a: FactValue, b: FactValue): Truth {
  if (Array.isArray(a)) return anyOf(a.map((one: boolean | number | string) => equal(one, b)))
  if (typeof a !== typeof b) return 'unknown'
  if (typeof a === 'string' && (isPlainDate(a) || isInstant(a))) { const c = compare(a, b); return c === undefined ? truthOf(a === b) : truthOf(c === 0) }
  return truthOf(a === b)
}

function judge(leaf: Leaf, actual: FactValue | null, expected: (FactValue | null)[]): Truth {
  if (actual === null) return 'unknown'
  const [first, second] = expected
  const against = (bound: FactValue | null | undefined, holds: (c: number) => boolean): Truth => {
    if (bound === null || bound === undefined) return 'unknown'
    const c = compare(actual, bound)
    return c === undefined ? 'unknown' : truthOf(holds(c))
  }
  switch (leaf.op) {
    case 'eq': return first === null || first === undefined ? 'unknown' : equal(actual, first)
    case 'lt': return against(first, (c) => c < 0)
    case 'lte': return against(first, (c) => c <= 0)
    case 'gt': return against(first, (c) => c > 0)
    case 'gte': return against(first, (c) => c >= 0)
    case 'in': return anyOf(expected.map((e) => (e === null ? 'unknown' : equal(actual, e))))
    case 'between': return allOf([against(first, (c) => c >= 0), against(second, (c) => c <= 0)])
    case 'within': {
      // The whole span of the fact (or its one moment) lies inside both ends.
      const [start, end] = Array.isArray(actual) ? [actual[0], actual[actual.length - 1]] as (FactValue | undefined)[] : [actual, actual]
      const bounded = (value: FactValue | undefined, bound: FactValue | null | undefined, holds: (c: number) => boolean): Truth => {
        if (value === undefined || bound === null || bound === undefined) return 'unknown'
        const c = compare(value, bound)
        return c === undefined ? 'unknown' : truthOf(holds(c))
      }
      return allOf([bounded(start, first, (c) => c >= 0), bounded(end, second, (c) => c <= 0)])
    }
  }
}

const factOf = (facts: Facts, path: string): FactValue | null => facts[path] ?? null

/** Xét điều kiện: walks the whole tree, so that the reason can be told in full, and answers in three values. */
export function weigh(condition: Condition, facts: Facts): Reason {
  if ('all' in condition) { const parts = condition.all.map((c) => weigh(c, facts)); return { truth: allOf(parts.map((p) => p.truth)), by: 'all', parts } }
  if ('any' in condition) { const parts = condition.any.map((c) => weigh(c, facts)); return { truth: anyOf(parts.map((p) => p.truth)), by: 'any', parts } }
  if ('not' in condition) { const part = weigh(condition.not, facts); return { truth: not(part.truth), by: 'not', parts: [part] } }
  const actual = factOf(facts, condition.fact)
  const named = Array.isArray(condition.value) ? condition.value : [condition.value]
  const expected = named.map((v): FactValue | null => (namesFact(v) ? factOf(facts, v) : v))
  return { truth: judge(condition, actual, expected), leaf: condition, actual, expected: expected.length === 1 ? expected[0]! : expected.some((e) => e === null) ? null : (expected as (string | number | boolean)[]) }
}

/** Every fact a condition asks for, those named on the right side too. */
export function factsOf(condition: Condition | null): string[] {
  if (condition === null) return []
  if ('all' in condition) return [...new Set(condition.all.flatMap(factsOf))]
  if ('any' in condition) return [...new Set(condition.any.flatMap(factsOf))]
  if ('not' in condition) return factsOf(condition.not)
  const named = (Array.isArray(condition.value) ? condition.value : [condition.value]).filter(namesFact)
  return [...new Set([condition.fact, ...named])]
}

/** The unknown facts that keep the answer open: only those in parts that are themselves unknown. */
export function missingFacts(reason: Reason, facts: Facts): string[] {
  if (reason.truth !== 'unknown') return []
  if ('leaf' in reason) { const asked = factsOf(reason.leaf).filter((f) => factOf(facts, f) === null); return asked.length > 0 ? asked : [reason.leaf.fact] }
  return [...new Set(reason.parts.flatMap((p) => missingFacts(p, facts)))]
}

/** The leaves that carried the answer: of an `any` that holds, the branches that hold; of an `all` that fails, those that fail. */
export function firedLeaves(reason: Reason): Extract<Reason, { leaf: Leaf }>[] {
  if ('leaf' in reason) return [reason]
  return reason.parts.filter((p) => reason.by === 'not' || p.truth === reason.truth).flatMap(firedLeaves)
}

/** Of a definition with named branches, which of them hold: (a), (b), (c)… of the document. */
export function pathsThatHold(reason: Reason): number[] {
  if ('leaf' in reason) return reason.truth === 'yes' ? [0] : []
  if (reason.by === 'any') return reason.parts.flatMap((p, at) => (p.truth === 'yes' ? [at] : []))
  const inner = reason.by === 'all' ? reason.parts.find((p) => 'by' in p && p.by === 'any') : undefined
  return inner && reason.truth === 'yes' ? pathsThatHold(inner) : reason.truth === 'yes' ? [0] : []
}
