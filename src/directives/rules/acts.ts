import type { PlainDate } from '../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import { searchable } from '../../platform/text.ts'
import type { DirectivesRefusal } from '../refusals.ts'

/**
 * Thu hồi · thay thế · đính chính văn bản đã ban hành (Nghị định 30/2020/NĐ-CP, Điều 18): a wrong content is replaced by a paper of the same form,
 * a wrong form or procedure is corrected by an official letter, a paper that should not have gone out is called back.
 */
export type ActKind = 'recalled' | 'replaced' | 'corrected'
/** What becomes of the duties given under it: closed, left running, or given anew under the paper that takes its place. */
export type DutiesChoice = 'close' | 'keep' | 'carry'
export type Act = { readonly kind: ActKind; readonly reason: string; readonly notice: string | null; readonly byDocumentId: string | null; readonly duties: DutiesChoice }
type Paper = { readonly id: string; readonly state: string; readonly mine: boolean; readonly date: PlainDate | null }

/** May this act be done to this paper, with that other one? */
export function decideAct(act: Act, paper: Paper, by: Paper | null): Decision<Act, DirectivesRefusal> {
  if (!paper.mine || paper.state !== 'issued') return refuse({ code: 'document.not_issued', state: paper.state })
  if (act.duties === 'carry' && act.kind !== 'replaced') return refuse({ code: 'act.nothing_to_carry_to' })
  if (act.kind === 'corrected' && act.duties !== 'keep') return refuse({ code: 'act.correction_keeps_duties' })
  if (act.kind === 'recalled') return accept({ ...act, byDocumentId: null })
  if (act.kind === 'replaced' && act.byDocumentId === null) return refuse({ code: 'act.no_replacement' })
  if (act.kind === 'corrected' && act.byDocumentId === null && act.notice === null) return refuse({ code: 'act.no_letter' })
  if (act.byDocumentId !== null && (by === null || !by.mine || by.state !== 'issued' || by.id === paper.id || (paper.date !== null && by.date !== null && by.date < paper.date))) return refuse({ code: 'act.replacement_unfit' })
  return accept(act)
}

type Clause = { readonly id: string; readonly label: string | null; readonly text: string }
const wordsOf = (text: string): ReadonlySet<string> => new Set(searchable(text).split(' ').filter((w) => w.length > 1))

/** How much of the shorter text stands in the other, 0..1. */
function likeness(a: string, b: string): number {
  const [x, y] = [wordsOf(a), wordsOf(b)]
  const [small, large] = x.size <= y.size ? [x, y] : [y, x]
  if (small.size === 0) return 0
  return [...small].filter((w) => large.has(w)).length / small.size * Math.min(1, (small.size / Math.max(1, large.size)) * 1.5)
}

/** From here on two clauses say the same order in other words. */
const sameOrder = 0.72

/**
 * Which clause of the new paper takes over each of the old one: the same words first, then the closest that is near enough, each new clause once.
 * An order that is not found again has no place to go and is left out.
 */
export function carryOver(before: readonly Clause[], after: readonly Clause[]): ReadonlyMap<string, string> {
  const out = new Map<string, string>()
  const free = new Map(after.map((c) => [c.id, c]))
  const take = (old: Clause, found: Clause | undefined): void => { if (found) { out.set(old.id, found.id); free.delete(found.id) } }
  for (const old of before) take(old, [...free.values()].find((c) => searchable(c.text) === searchable(old.text)))
  const scored = before.filter((old) => !out.has(old.id)).flatMap((old) => [...free.values()].map((c) => ({ old, c, score: likeness(old.text, c.text) }))).filter((s) => s.score >= sameOrder).sort((a, b) => b.score - a.score)
  for (const { old, c } of scored) if (!out.has(old.id) && free.has(c.id)) take(old, c)
  return out
}
