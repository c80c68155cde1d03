import type { Coverage, ItemCoverage, Weakness } from '../drafting/rules/coverage.ts'
import type { CoverageCell, Verdict } from '../contract.ts'

type Both = { readonly vi: string; readonly en: string }
export type Decided = { readonly upperClauseId: string; readonly lowerClauseId: string; readonly verdict: Verdict; readonly by: string | null; readonly at: string }
export type RowState = 'carried' | 'weakened' | 'contradicted' | 'none' | 'aside'
export type Matrix = { readonly cells: readonly CoverageCell[]; readonly rows: ReadonlyMap<string, RowState> }

/** Why a cell is not full, in words, with what to set side by side. */
export function weaknessOf(w: Weakness, upperText: string, lowerText: string): { code: string; upper: string | null; lower: string | null; sentence: Both } {
  switch (w.kind) {
    case 'later_deadline': return { code: w.kind, upper: w.upper, lower: w.lower, sentence: { vi: `Hạn muộn hơn cấp trên: ${w.lower} so với ${w.upper}.`, en: `Later than above: ${w.lower} against ${w.upper}.` } }
    case 'deadline_dropped': return { code: w.kind, upper: w.upper, lower: null, sentence: { vi: `Bỏ thời hạn “${w.upper}”.`, en: `The deadline "${w.upper}" is gone.` } }
    case 'rarer': return { code: w.kind, upper: w.upper, lower: w.lower, sentence: { vi: `Báo cáo thưa hơn: ${w.lower} so với ${w.upper}.`, en: `Reported more seldom: ${w.lower} against ${w.upper}.` } }
    case 'fewer_units': return { code: w.kind, upper: w.missing.join('; '), lower: null, sentence: { vi: `Thiếu đơn vị: ${w.missing.join('; ')}.`, en: `Units left out: ${w.missing.join('; ')}.` } }
    case 'softer_verb': return { code: w.kind, upper: upperText.slice(w.upper.start, w.upper.end), lower: lowerText.slice(w.lower.start, w.lower.end), sentence: { vi: 'Yêu cầu nhẹ hơn cấp trên.', en: 'A softer order than above.' } }
    case 'figure_changed': return { code: w.kind, upper: w.upper, lower: w.lower, sentence: { vi: `Số liệu khác: ${w.lower} thay vì ${w.upper}.`, en: `Another figure: ${w.lower} instead of ${w.upper}.` } }
    case 'figure_missing': return { code: w.kind, upper: w.upper, lower: null, sentence: { vi: `Thiếu chỉ tiêu ${w.upper}.`, en: `The figure ${w.upper} is missing.` } }
    case 'named_missing': return { code: w.kind, upper: w.name, lower: null, sentence: { vi: `Không nhắc đến “${w.name}”.`, en: `"${w.name}" is not mentioned.` } }
    case 'part_missing': return { code: w.kind, upper: w.parts.map((p) => upperText.slice(p.start, p.end)).join(' … '), lower: null, sentence: { vi: 'Còn phần chưa có trong văn bản của ta.', en: 'A part is not in our document.' } }
  }
}

type Texts = { readonly upper: ReadonlyMap<string, string>; readonly lower: ReadonlyMap<string, string> }

/**
 * The matrix: what the program proposes, and over it what people decided. A person's word on a pair replaces the proposal for that pair;
 * a row is as good as its best cell, unless something below contradicts it.
 */
export function matrixOf(coverage: Coverage, decided: readonly Decided[], texts: Texts): Matrix {
  const cells: CoverageCell[] = []
  const rows = new Map<string, RowState>()
  for (const item of coverage.items) {
    const proposals = item.state === 'out_of_scope' ? [] : proposed(item, texts)
    const mine = decided.filter((d) => d.upperClauseId === item.id && texts.lower.has(d.lowerClauseId))
    const over = new Set(mine.map((d) => d.lowerClauseId))
    const kept = proposals.filter((p) => !over.has(p.lowerClauseId))
    const byHand = mine.map((d): CoverageCell => {
      const was = proposals.find((p) => p.lowerClauseId === d.lowerClauseId)
      return { upperClauseId: item.id, lowerClauseId: d.lowerClauseId, verdict: d.verdict, score: was?.score ?? null, reasons: d.verdict === 'carried' || d.verdict === 'not_this' ? [] : was?.reasons ?? [], decided: { by: d.by, at: d.at } }
    })
    const all = [...byHand, ...kept]
    cells.push(...all)
    rows.set(item.id, rowOf(item, all.filter((c) => c.verdict !== 'not_this')))
  }
  return { cells, rows }
}

function rowOf(item: ItemCoverage, standing: readonly CoverageCell[]): RowState {
  if (standing.length === 0) return item.state === 'out_of_scope' ? 'aside' : 'none'
  if (standing.some((c) => c.verdict === 'contradicted')) return 'contradicted'
  return standing.some((c) => c.verdict === 'carried') ? 'carried' : 'weakened'
}

function proposed(item: ItemCoverage, texts: Texts): CoverageCell[] {
  if (item.state === 'not_found') return []
  const byClause = Map.groupBy(item.evidence, (e) => e.clause)
  const upperText = texts.upper.get(item.id) ?? ''
  return [...byClause].map(([lowerClauseId, evidence]): CoverageCell => {
    const contradicts = evidence.some((e) => e.contradicts)
    const verdict: Verdict = contradicts ? 'contradicted' : item.state === 'carried' ? 'carried' : 'weakened'
    const lowerText = texts.lower.get(lowerClauseId) ?? ''
    const reasons = verdict === 'carried' ? [] : item.weaknesses.map((w) => weaknessOf(w, upperText, lowerText))
    const against = contradicts ? evidence.filter((e) => e.contradicts).map((e) => ({ code: 'contradicts', upper: upperText.slice(e.upper.start, e.upper.end), lower: lowerText.slice(e.lower.start, e.lower.end), sentence: { vi: 'Trái với yêu cầu của cấp trên.', en: 'Contrary to the order above.' } })) : []
    return { upperClauseId: item.id, lowerClauseId, verdict, score: Math.min(1, Math.max(...evidence.map((e) => e.score))), reasons: [...against, ...reasons], decided: null }
  })
}

export type MatrixSummary = { bound: number; carried: number; weakened: number; contradicted: number; uncovered: number; sentence: Both }
export function summaryOf(rows: readonly RowState[]): MatrixSummary {
  const n = (s: RowState): number => rows.filter((r) => r === s).length
  const bound = rows.length - n('aside')
  const uncovered = n('none')
  const vi = [`${n('carried')} trong ${bound} nhiệm vụ của cấp trên đã thực hiện đủ`, ...(n('weakened') > 0 ? [`${n('weakened')} yếu hơn`] : []), ...(n('contradicted') > 0 ? [`${n('contradicted')} trái`] : []), ...(uncovered > 0 ? [`${uncovered} chưa có`] : [])]
  const en = [`${n('carried')} of ${bound} upper items are carried out`, ...(n('weakened') > 0 ? [`${n('weakened')} weakened`] : []), ...(n('contradicted') > 0 ? [`${n('contradicted')} contradicted`] : []), ...(uncovered > 0 ? [`${uncovered} uncovered`] : [])]
  return { bound, carried: n('carried'), weakened: n('weakened'), contradicted: n('contradicted'), uncovered, sentence: { vi: `${vi.join('; ')}.`, en: `${en.join('; ')}.` } }
}
