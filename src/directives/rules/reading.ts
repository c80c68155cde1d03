import { isPlainDate, type PlainDate } from '../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import { nfc, searchable } from '../../platform/text.ts'
import type { Evidence, ReadingValue, ReadSubtask, WorkingCopy } from '../contract/reading.ts'
import type { DirectivesRefusal } from '../refusals.ts'

/** Below this the reader is not sure enough to stand unlooked at. */
export const sureFrom = 0.8

/** Chỗ cần xem lại: paths the reader is unsure of or warns about, and that nobody has looked at yet. In the order of the paper. */
export function doubtsOf(working: WorkingCopy, warnings: readonly { readonly path: string | null }[]): readonly string[] {
  const checked = new Set([...working.checked, ...working.evidence.filter((e) => e.byHand).map((e) => e.path)])
  const placed = working.evidence.filter((e) => e.confidence < sureFrom && !checked.has(e.path)).sort((a, b) => a.start - b.start).map((e) => e.path)
  const warned = warnings.flatMap((w) => (w.path !== null && !checked.has(w.path) ? [w.path] : []))
  return [...new Set([...placed, ...warned])]
}

/** A reading must name what it is before it enters the register: type, issuer, and a title or a task. A number may be missing (many are blank). */
export function checkReading(value: ReadingValue, today: PlainDate): Decision<ReadingValue, DirectivesRefusal> {
  const missing: ('type' | 'issuer' | 'content')[] = []
  if (!value.type?.trim()) missing.push('type')
  if (!value.issuer?.trim()) missing.push('issuer')
  if (!value.title?.trim() && value.tasks.length === 0) missing.push('content')
  if (missing.length > 0) return refuse({ code: 'document.incomplete', missing })
  if (value.date !== null && (!isPlainDate(value.date) || value.date > today)) return refuse({ code: 'document.bad_date', date: value.date, today })
  if (value.implements.some((i) => i >= value.references.length)) return refuse({ code: 'document.incomplete', missing: ['reference'] })
  return accept(tidy(value))
}

const clean = (text: string): string => nfc(text).replace(/[ \t\u00a0]+/gu, ' ').trim()
const cleanOrNull = (text: string | null): string | null => (text === null || clean(text) === '' ? null : clean(text))
const cleanAll = (texts: readonly string[]): string[] => texts.map(clean).filter((t) => t !== '')

/** NFC, spaces squeezed, empty entries out. Nothing else is touched: the words stay as they stand on the paper. */
export function tidy(value: ReadingValue): ReadingValue {
  const item = <T extends ReadSubtask>(t: T): T => ({ ...t, label: cleanOrNull(t.label), text: clean(t.text), assignees: cleanAll(t.assignees), coordinators: cleanAll(t.coordinators), deadlines: t.deadlines.map(clean) })
  return {
    ...value, type: cleanOrNull(value.type)?.toLowerCase() ?? null, number: cleanOrNull(value.number)?.replace(/\s+/gu, '') ?? null, issuer: cleanOrNull(value.issuer), parent_issuer: cleanOrNull(value.parent_issuer), place: cleanOrNull(value.place),
    title: cleanOrNull(value.title), recipients: cleanAll(value.recipients), distribution: cleanAll(value.distribution), signer: cleanOrNull(value.signer), signer_title: cleanOrNull(value.signer_title), default_assignees: cleanAll(value.default_assignees),
    references: value.references.map((r) => ({ ...r, type: cleanOrNull(r.type), number: cleanOrNull(r.number)?.replace(/\s+/gu, '') ?? null, issuer: cleanOrNull(r.issuer) })),
    tasks: value.tasks.map((t) => ({ ...item(t), subtasks: t.subtasks.map(item) })),
  }
}

/** A clause as it is kept: one row per item and sub-item. */
export type ClauseRow = {
  readonly id: string; readonly parentId: string | null; readonly seq: number; readonly label: string | null; readonly text: string; readonly assignees: readonly string[]; readonly coordinators: readonly string[]
  readonly deadlines: readonly { readonly text: string; readonly norm: Record<string, unknown> | null }[]; readonly start: number | null; readonly end: number | null
}

const deadlinesOf = (t: ReadSubtask): ClauseRow['deadlines'] => t.deadlines.map((text, i) => ({ text, norm: (t.deadlines_norm?.[i] as Record<string, unknown> | null | undefined) ?? null }))

/**
 * Điều khoản, in reading order. A clause that says the same as one kept before keeps that one's id, so that duties given under it
 * still hang on it after a correction.
 */
export function clausesOf(value: ReadingValue, evidence: readonly Evidence[], newId: () => string, before: readonly { readonly id: string; readonly text: string; readonly label: string | null }[] = []): readonly ClauseRow[] {
  const places = new Map(evidence.map((e) => [e.path, e]))
  const left = [...before]
  const idOf = (t: ReadSubtask): string => {
    const same = (b: (typeof before)[number]): boolean => searchable(b.text) === searchable(t.text)
    const at = left.findIndex((b) => same(b) && b.label === t.label)
    const found = at >= 0 ? at : left.findIndex(same)
    const byLabel = found >= 0 ? found : left.findIndex((b) => b.label !== null && b.label === t.label && opening(b.text) === opening(t.text))
    return byLabel >= 0 ? left.splice(byLabel, 1)[0]!.id : newId()
  }
  const rows: ClauseRow[] = []
  const add = (t: ReadSubtask, path: string, parentId: string | null): string => {
    const id = idOf(t)
    const place = places.get(`${path}.text`) ?? places.get(path)
    rows.push({ id, parentId, seq: rows.length + 1, label: t.label, text: t.text, assignees: t.assignees, coordinators: t.coordinators, deadlines: deadlinesOf(t), start: place?.start ?? null, end: place?.end ?? null })
    return id
  }
  value.tasks.forEach((task, i) => {
    const parent = add(task, `tasks.${i}`, null)
    task.subtasks.forEach((sub, k) => add(sub, `tasks.${i}.subtasks.${k}`, parent))
  })
  return rows
}

const opening = (text: string): string => searchable(text).split(' ').slice(0, 6).join(' ')

/** What search compares: number with and without its marks, issuer, type, title, signer, and the clauses. */
export const searchOf = (v: ReadingValue): string =>
  searchable([v.number, v.number?.replace(/[^\p{L}\p{N}]/gu, ''), v.type, v.issuer, v.title, v.signer, v.place, ...v.tasks.map((t) => t.text)].filter((t) => t).join(' ')).slice(0, 20_000)

/** What differs between two values, top-level field by field: for the record of a correction. */
export function changesBetween(before: ReadingValue, after: ReadingValue): { readonly before: Record<string, unknown>; readonly after: Record<string, unknown> } | null {
  const keys = Object.keys({ ...before, ...after }) as (keyof ReadingValue)[]
  const changed = keys.filter((k) => JSON.stringify(before[k]) !== JSON.stringify(after[k]))
  if (changed.length === 0) return null
  return { before: Object.fromEntries(changed.map((k) => [k, before[k] ?? null])), after: Object.fromEntries(changed.map((k) => [k, after[k] ?? null])) }
}

/**
 * Where each clause of a paper we wrote stands in the text read back from it: by its first and last words, across line and page ends.
 * A clause that is not found is left without a place.
 */
export function placesOf(text: string, clauses: readonly { readonly id: string; readonly text: string }[]): { id: string; start: number; end: number }[] {
  const words = [...nfc(text).matchAll(/[\p{L}\p{N}]+/gu)].map((m) => ({ word: m[0].toLowerCase(), start: m.index, end: m.index + m[0].length }))
  const keys = (t: string): string[] => [...nfc(t).matchAll(/[\p{L}\p{N}]+/gu)].map((m) => m[0].toLowerCase())
  const findRun = (wanted: readonly string[], from: number): number => {
    for (let i = from; i + wanted.length <= words.length; i++) if (wanted.every((w, k) => words[i + k]!.word === w)) return i
    return -1
  }
  const out: { id: string; start: number; end: number }[] = []
  for (const clause of clauses) {
    const all = keys(clause.text)
    if (all.length === 0) continue
    const at = findRun(all.slice(0, 6), 0)
    if (at < 0) continue
    const tail = all.slice(-4)
    const near = findRun(tail, Math.max(at, at + all.length - tail.length - 2))
    // Page numbers may stand between: a few words more are allowed.
    const last = near >= 0 && near <= at + all.length + 12 ? near + tail.length - 1 : Math.min(words.length - 1, at + all.length - 1)
    out.push({ id: clause.id, start: words[at]!.start, end: words[last]!.end })
  }
  return out
}
