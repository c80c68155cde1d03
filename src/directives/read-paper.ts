import { dayOf, type Instant } from '../platform/dates.ts'
import { accept, refuse, type Decision } from '../platform/refusal.ts'
import { ReadingValue, type Evidence, type WorkingCopy } from './contract.ts'
import { sniff } from './paper/kind.ts'
import { openPaper, paperLimits, type Paper, type PaperProgress, type PaperRefusal } from './paper/index.ts'
import { readDirective } from './reader/index.ts'
import type { ReadDirective, ReaderWarning } from './reader/types.ts'
import { isSameDocument, systemOf } from './rules.ts'
import { pathOfWarning } from './words.ts'

export type StoredWarning = { readonly code: string; readonly path: string | null; readonly facts: Record<string, unknown> }
/** What reading one paper gave: its text with positions, and the structure found in it. */
export type PaperRead = { readonly paper: Paper; readonly text: string; readonly working: WorkingCopy; readonly warnings: readonly StoredWarning[] }

/** The reader's answer in the shape that is shown, corrected and confirmed. */
export function workingOf(read: ReadDirective): { working: WorkingCopy; warnings: StoredWarning[] } {
  const c = read.contract
  const implemented = read.implements === null ? -1 : c.references.findIndex((r) => r === read.implements || isSameDocument(r, read.implements!))
  const value = ReadingValue.parse({
    ...c, urgency: c.urgency, stamp: read.stamp, system: systemOf(c.number ?? c.number_symbol, c.issuer), implements: implemented < 0 ? [] : [implemented],
  })
  const evidence = read.evidence.map((e): Evidence => ({ path: e.path, start: e.start, end: e.end, confidence: Math.min(1, Math.max(0, e.confidence)), rule: e.rule, alternatives: e.alternatives ?? [], byHand: false }))
  const warnings = read.warnings.map((w: ReaderWarning): StoredWarning => { const { code, ...facts } = w; return { code, path: pathOfWarning(w, c.references), facts } })
  return { working: { value, evidence, checked: [] }, warnings }
}

/** Opens and reads one paper. A file that cannot be read is refused; what cannot be found in it is null. */
export async function readPaper(bytes: Uint8Array, name: string, now: Instant, onProgress?: (p: PaperProgress) => void): Promise<Decision<PaperRead, PaperRefusal>> {
  const opened = await openPaper(bytes, name, onProgress ? { onProgress } : {})
  if (!opened.ok) return refuse(opened.refusal)
  const paper = opened.value
  const starts = pageStarts(paper)
  const read = readDirective(paper.text, { today: dayOf(now), pages: starts })
  // The reader answers offsets in its own text: the paper's, unless it decoded an old encoding once more.
  const { working, warnings } = workingOf(read)
  // A word the recognition was unsure of makes the value that holds it unsure.
  const unsure = paper.pages.flatMap((p) => p.words ?? []).filter((w) => w.confidence < 0.6)
  const evidence = unsure.length === 0 || read.text !== paper.text ? working.evidence : working.evidence.map((e) => {
    if (e.path.endsWith('.text') || /^tasks\.\d+(\.subtasks\.\d+)?$/u.test(e.path)) return e
    const worst = Math.min(1, ...unsure.filter((w) => w.start < e.end && w.end > e.start).map((w) => w.confidence))
    return worst < e.confidence ? { ...e, confidence: worst } : e
  })
  return accept({ paper, text: read.text, working: { ...working, evidence }, warnings })
}

/** Where each page begins in the whole text. Pages are separated by a blank line; the text of a page stands in it as it is. */
export function pageStarts(paper: Pick<Paper, 'text' | 'pages'>): number[] {
  const starts: number[] = []
  let at = 0
  for (const page of paper.pages) {
    const found = page.text === '' ? at : paper.text.indexOf(page.text, at)
    const start = found < 0 ? at : found
    starts.push(start)
    at = start + page.text.length
  }
  return starts
}

/** What kind of paper the bytes are, before anything is stored: what is no paper at all is refused at the door. */
export function openPaperKind(bytes: Uint8Array, name: string): Decision<'txt' | 'docx' | 'pdf' | 'image', PaperRefusal> {
  if (bytes.length === 0) return refuse({ code: 'paper.empty', name })
  if (bytes.length > paperLimits.maxBytes) return refuse({ code: 'paper.too_large', name, bytes: bytes.length, maxBytes: paperLimits.maxBytes })
  const found = sniff(bytes)
  switch (found.is) {
    case 'two_kinds': return refuse({ code: 'paper.two_kinds', name })
    case 'encrypted': return refuse({ code: 'paper.encrypted', name })
    case 'other': return refuse({ code: 'paper.unknown_kind', name, kind: found.kind })
    case 'maybe_text': return accept('txt')
    case 'zip': return accept('docx')
    case 'pdf': return accept('pdf')
    case 'image': return accept('image')
  }
}
