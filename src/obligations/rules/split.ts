import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import { nfc } from '../../platform/text.ts'
import type { ObligationsRefusal } from '../refusals.ts'
import { compareDue, type Due } from './due.ts'

/**
 * Chia việc: a duty handed down in parts, with proof that the parts cover the whole. The whole is a list of elements: every stretch
 * of the clause's text, every unit it names as a doer below, every figure it sets. Each element must be in a part.
 */
export type Element =
  | { readonly id: string; readonly kind: 'text'; readonly start: number; readonly end: number; readonly text: string }
  | { readonly id: string; readonly kind: 'unit'; readonly organisation: string; readonly text: string }
  | { readonly id: string; readonly kind: 'figure'; readonly amount: number; readonly measure: string; readonly text: string; /** `sum`: parts add up to it (doses, kits). `each`: every part reaches it (a rate, a ceiling). */ readonly spread: 'sum' | 'each' }

export type Part = {
  readonly owner: string
  readonly ownerName: string
  /** `whole`: the text as it stands, in the owner's area. Otherwise the ids of the text elements it takes. */
  readonly takes: 'whole' | readonly string[]
  readonly shares: readonly { readonly element: string; readonly amount: number }[]
  readonly due: Due
}

/** Which parts carry an element; the proof, kept with the event and shown beside the clause. */
export type Proof = readonly { readonly element: string; readonly parts: readonly number[] }[]

const number = String.raw`\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?`
const figurePattern = new RegExp(String.raw`(${number})\s*(%|phần trăm|liều|mũi|bộ kit|kit|mẫu|giường|người|hộ|ca|tấn|kg|lít|suất|triệu đồng|tỷ đồng|đồng|khu|điểm|chốt|tổ|máy|bộ|chiếc|xã|thôn|bản)(?![\p{L}\p{N}])`, 'giu')

/** Elements of a clause, read from its text: sentences and their semicolon parts, then figures with a measure. A person may add or drop some. */
export function readElements(clause: string): readonly Element[] {
  const text = nfc(clause)
  const out: Element[] = []
  for (const m of text.matchAll(/[^;.!?\n]+(?:[.](?=\d)[^;.!?\n]*)*[;.!?]?/gu)) {
    const raw = m[0]
    const start = m.index + (raw.length - raw.trimStart().length)
    const words = raw.trim()
    // A scrap such as a stray "…" is no order of its own.
    if (!/\p{L}{2}.*\p{L}/u.test(words)) continue
    out.push({ id: `t${out.length + 1}`, kind: 'text', start, end: start + words.length, text: words })
  }
  let figures = 0
  for (const m of text.matchAll(figurePattern)) {
    const amount = Number(m[1]!.replace(/\./g, '').replace(',', '.'))
    const measure = m[2]!.toLowerCase()
    out.push({ id: `f${++figures}`, kind: 'figure', amount, measure, text: m[0], spread: measure === '%' || measure === 'phần trăm' ? 'each' : 'sum' })
  }
  return out
}

/** Sums are compared to a millionth: shares are typed by people in decimals, and 0.1 + 0.2 is 0.3 for them. */
const tolerance = 1e-6

const takesText = (p: Part, id: string): boolean => p.takes === 'whole' || p.takes.includes(id)

/** The whole covered by its parts, or the first thing that is not. A part that gives more than its share is allowed. */
export function proveSplit(elements: readonly Element[], parts: readonly Part[], whole: { readonly owner: string; readonly due: Due }): Decision<Proof, ObligationsRefusal> {
  if (parts.length === 0) return refuse({ code: 'split.no_parts' })
  if (parts.some((p) => p.owner === whole.owner)) return refuse({ code: 'split.to_self' })
  const seen = new Set<string>()
  for (const p of parts) {
    const key = `${p.owner}|${p.takes === 'whole' ? 'whole' : [...p.takes].sort().join(',')}`
    if (seen.has(key)) return refuse({ code: 'split.same_owner_twice', owner: p.ownerName })
    seen.add(key)
  }
  const proof = elements.map((e) => ({ element: e.id, parts: parts.flatMap((p, i) => (carries(p, e) ? [i] : [])) }))

  const uncovered = elements.filter((e, i) => e.kind === 'text' && proof[i]!.parts.length === 0)
  if (uncovered.length > 0) return refuse({ code: 'split.uncovered', missing: uncovered.map((e) => e.text) })
  const units = elements.filter((e, i) => e.kind === 'unit' && proof[i]!.parts.length === 0)
  if (units.length > 0) return refuse({ code: 'split.units_missing', units: units.map((e) => e.text) })

  for (const e of elements) {
    if (e.kind !== 'figure') continue
    const shares = parts.flatMap((p) => p.shares.filter((s) => s.element === e.id).map((s) => ({ owner: p.ownerName, amount: s.amount })))
    if (e.spread === 'sum') {
      const sum = shares.reduce((a, s) => a + s.amount, 0)
      if (sum + tolerance < e.amount) return refuse({ code: 'split.sum_short', figure: e.text, whole: e.amount, parts: Math.round(sum / tolerance) * tolerance })
    } else {
      // A rate binds every part that carries the text around it; one without a share of its own keeps the common level.
      const low = shares.find((s) => s.amount + tolerance < e.amount)
      if (low) return refuse({ code: 'split.ratio_low', figure: e.text, whole: e.amount, owner: low.owner, part: low.amount })
    }
  }

  if (whole.due.kind !== 'none')
    for (const p of parts) {
      if (p.due.kind === 'none') return refuse({ code: 'split.part_undated', owner: p.ownerName, whole: textOf(whole.due) })
      if (compareDue(p.due, whole.due) > 0) return refuse({ code: 'split.part_later', owner: p.ownerName, due: textOf(p.due), whole: textOf(whole.due) })
    }
  return accept(proof)
}

const textOf = (due: Due): string => (due.kind === 'none' ? '' : due.kind === 'day' ? due.day : due.at)

function carries(p: Part, e: Element): boolean {
  switch (e.kind) {
    case 'text': return takesText(p, e.id)
    case 'unit': return p.owner === e.organisation
    case 'figure': return p.shares.some((s) => s.element === e.id) || (e.spread === 'each' && p.takes === 'whole')
  }
}
