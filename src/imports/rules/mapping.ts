/** Ghép cột (mapping): proposed by the similarity of names, changed by a person, saved and applied again to the next file of the same giver. */
import { plain } from './cells.ts'
import type { DateOrder } from './dates.ts'
import { fieldNamed, fieldsOf, type Entity, type Field } from './fields.ts'
import { nameKey, type Column, type Head } from './head.ts'

export type MappedColumn = {
  readonly header: string
  readonly occurrence: number
  /** Field of the record; null = kept beside it as it stands. */
  readonly field: string | null
  /** Words of this list for coded values, folded word → value; added by a person where the list has words of its own. */
  readonly values?: Readonly<Record<string, string>>
  /** Said by a person; null = decided from the cells. */
  readonly order?: DateOrder | null
}
/** Saved with a name and used again; columns are found by name, wherever they stand. */
export type Mapping = { readonly entity: Entity; readonly columns: readonly MappedColumn[] }

export type Suggestion = { readonly column: Column; readonly field: string | null; /** 1 = the very name. */ readonly score: number }

const pairCache = new Map<string, Map<string, number>>()
function pairsOf(s: string): Map<string, number> {
  let map = pairCache.get(s)
  if (map) return map
  map = new Map<string, number>()
  for (let i = 0; i < s.length - 1; i++) { const p = s.slice(i, i + 2); map.set(p, (map.get(p) ?? 0) + 1) }
  if (pairCache.size > 5000) pairCache.clear()
  pairCache.set(s, map)
  return map
}

/** Likeness of two names by pairs of letters (Dice), 0 to 1. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  // More different in length than the threshold of any use allows: not worth counting.
  if (a.length > 3 * b.length + 3 || b.length > 3 * a.length + 3) return 0
  const x = pairsOf(a), y = pairsOf(b)
  let both = 0
  for (const [p, n] of x) both += Math.min(n, y.get(p) ?? 0)
  const all = Math.max(0, a.length - 1) + Math.max(0, b.length - 1)
  return all === 0 ? 0 : (2 * both) / all
}

/** Words that make a column somebody else's: the mother's name is not the patient's, however alike the headers. */
const others = /\b(?:me|cha|bo|vo|chong|nguoi than|giam ho|nguoi bao cao|nguoi lap|mother|mothers|father|fathers|guardian|guardians|contact person|reporter)\b/

/** Likeness of a header to a known name; a header that begins with the whole name and says more is likely it. */
export function nameLikeness(header: string, name: string): number {
  if (header === name) return 1
  if (others.test(header) && !others.test(name)) return 0
  return Math.max(likeness(header, name), name.includes(' ') && header.startsWith(`${name} `) ? 0.8 : 0)
}

/** Below this two names have nothing to do with each other: "ngày sinh" and "ngày nhập viện" are 0.45. */
const enough = 0.75

const nameCache = new Map<Entity, { field: Field; keys: string[] }[]>()
function namesOf(entity: Entity): { field: Field; keys: string[] }[] {
  const had = nameCache.get(entity)
  if (had) return had
  const names = fieldsOf(entity).map((field) => ({ field, keys: [...new Set([field.vi, field.en, field.name, ...field.names].map(nameKey))] }))
  nameCache.set(entity, names)
  return names
}

/**
 * One suggestion per column. The best pairs are taken first and every field once, so that "Họ và tên" beats "Họ và tên mẹ"; columns of repeated
 * groups (samples, tests, vaccinations) are left to their group.
 */
export function suggest(head: Head, entity: Entity): Suggestion[] {
  const names = namesOf(entity)
  const pairs: { column: Column; field: Field; score: number }[] = []
  for (const column of head.columns) {
    if (column.group !== '') continue
    const key = nameKey(column.header)
    for (const { field, keys } of names) {
      const score = keys.reduce((m, k) => Math.max(m, nameLikeness(key, k)), 0)
      if (score >= enough) pairs.push({ column, field, score: column.occurrence > 1 ? score - 0.01 : score })
    }
  }
  const order = new Map(names.map((n, i) => [n.field.name, i]))
  // Of the same score the name that is spelled alike with its accents, then the order of the fields.
  const exact = (p: { column: Column; field: Field }): number => ([p.field.vi, p.field.en, p.field.name, ...p.field.names].some((n) => n.toLowerCase() === p.column.header.toLowerCase()) ? 0 : 1)
  pairs.sort((a, b) => b.score - a.score || exact(a) - exact(b) || order.get(a.field.name)! - order.get(b.field.name)! || a.column.index - b.column.index)
  const taken = new Set<string>(), done = new Map<number, { field: string; score: number }>()
  for (const p of pairs) {
    if (taken.has(p.field.name) || done.has(p.column.index)) continue
    taken.add(p.field.name)
    done.set(p.column.index, { field: p.field.name, score: p.score })
  }
  return head.columns.map((column) => ({ column, field: done.get(column.index)?.field ?? null, score: done.get(column.index)?.score ?? 0 }))
}

export const mappingOf = (entity: Entity, suggestions: readonly Suggestion[]): Mapping =>
  ({ entity, columns: suggestions.map((s) => ({ header: s.column.header, occurrence: s.column.occurrence, field: s.field })) })

export type Applied = {
  readonly entity: Entity
  readonly columns: readonly { readonly column: Column; readonly mapped: MappedColumn; readonly field: Field | null }[]
  /** Columns the mapping expects and the file has not; columns of the file the mapping does not know (kept as they stand). */
  readonly missing: readonly MappedColumn[]
  readonly added: readonly Column[]
}

/** A saved mapping on the head of a file: by name as it is compared, and occurrence. */
export function applyMapping(mapping: Mapping, head: Head): Applied {
  const key = (header: string, occurrence: number): string => `${nameKey(header)}\u0000${occurrence}`
  const saved = new Map(mapping.columns.map((m) => [key(m.header, m.occurrence), m]))
  const here = new Set(head.columns.map((c) => key(c.header, c.occurrence)))
  return {
    entity: mapping.entity,
    columns: head.columns.map((column) => {
      const mapped = saved.get(key(column.header, column.occurrence)) ?? { header: column.header, occurrence: column.occurrence, field: null }
      return { column, mapped, field: mapped.field === null ? null : fieldNamed(mapping.entity, mapped.field) ?? null }
    }),
    missing: mapping.columns.filter((m) => m.field !== null && !here.has(key(m.header, m.occurrence))),
    added: head.columns.filter((c) => !saved.has(key(c.header, c.occurrence))),
  }
}

/** The same mapping with a word of the list's own given a meaning. */
export const withValue = (mapping: Mapping, header: string, occurrence: number, word: string, value: string): Mapping => ({
  ...mapping,
  columns: mapping.columns.map((m) => (m.header === header && m.occurrence === occurrence ? { ...m, values: { ...m.values, [plain(word)]: value } } : m)),
})
