import { Refused, accept, refuse, type Decision } from '../../platform/refusal.ts'
import { nameDiffers, sniff } from './kind.ts'
import { paperLimits, type PaperLimits } from './limits.ts'
import { endRecognisers } from './ocr.ts'
import { Unreadable } from './package.ts'
import { readPlain } from './plain-paper.ts'
import type { PaperRefusal } from './refusals.ts'
import { endThreads, inThread } from './threads.ts'
import type { Paper, PaperProgress, PaperWarning } from './types.ts'

export { paperLimits, type PaperLimits } from './limits.ts'
export { paperSentences, type PaperRefusal } from './refusals.ts'
export type { Paper, PaperKind, PaperPage, PaperProgress, PaperWarning, PaperWord } from './types.ts'

export type OpenOptions = {
  readonly onProgress?: (progress: PaperProgress) => void
  readonly signal?: AbortSignal
  /** Lower (or, for a trusted batch, higher) limits than `paperLimits`. */
  readonly limits?: Partial<PaperLimits>
}

/** Texts up to this size are decoded at once; longer ones go to a reading thread like everything else. */
const smallText = 1_048_576

/**
 * Mở văn bản: the bytes of a paper → its text with positions. The kind is taken from the content; the name only serves
 * in sentences. A file that cannot be read is refused, whatever it holds; an exception is a fault of the program.
 */
export async function openPaper(bytes: Uint8Array, name: string, options: OpenOptions = {}): Promise<Decision<Paper, PaperRefusal>> {
  const limits = { ...paperLimits, ...options.limits }
  if (bytes.length === 0) return refuse({ code: 'paper.empty', name })
  if (bytes.length > limits.maxBytes) return refuse({ code: 'paper.too_large', name, bytes: bytes.length, maxBytes: limits.maxBytes })
  if (options.signal?.aborted === true) return refuse({ code: 'paper.cancelled', name })
  options.onProgress?.({ stage: 'opening', page: 0, pages: 0 })
  const found = sniff(bytes)
  switch (found.is) {
    case 'two_kinds': return refuse({ code: 'paper.two_kinds', name })
    case 'encrypted': return refuse({ code: 'paper.encrypted', name })
    case 'other': return refuse({ code: 'paper.unknown_kind', name, kind: found.kind })
    case 'maybe_text': {
      if (bytes.length > limits.maxCharacters * 4) return refuse({ code: 'paper.too_long', name, maxCharacters: limits.maxCharacters })
      if (bytes.length > smallText) return named(await thread('txt'), 'txt')
      try { return named(accept(readPlain(bytes, name, limits)), 'txt') } catch (error) {
        if (error instanceof Unreadable) return refuse(error.refusal)
        throw error
      }
    }
    case 'zip': return named(await thread('zip'), 'docx')
    case 'pdf': return named(await thread('pdf'), 'pdf')
    case 'image': return named(await thread('image'), found.format)
  }

  async function thread(kind: 'txt' | 'zip' | 'pdf' | 'image'): Promise<Decision<Paper, PaperRefusal>> {
    const answer = await inThread({ do: 'open', bytes, name, kind, limits }, { onProgress: options.onProgress, signal: options.signal })
    if (!answer.ok) return answer
    if (answer.value.kind !== 'paper') throw new Error('the reading thread answered another question')
    return accept(answer.value.paper)
  }
  function named(decision: Decision<Paper, PaperRefusal>, format: string): Decision<Paper, PaperRefusal> {
    if (!decision.ok || !nameDiffers(name, format)) return decision
    const warnings: PaperWarning[] = ['name_differs', ...decision.value.warnings]
    return accept({ ...decision.value, warnings })
  }
}

/**
 * Ảnh trang: one page as PNG for the reading screen. `width` in pixels wins over `dpi` (default 150). Throws `Refused`
 * (paper.no_page_image for texts, paper.no_such_page, and what `openPaper` refuses).
 */
export async function renderPage(bytes: Uint8Array, name: string, pageNumber: number, size: { dpi?: number; width?: number } = {}, options: OpenOptions = {}): Promise<Uint8Array> {
  const limits = { ...paperLimits, ...options.limits }
  if (bytes.length === 0) throw new Refused({ code: 'paper.empty', name } as PaperRefusal)
  const found = sniff(bytes)
  if (found.is !== 'pdf' && found.is !== 'image') throw new Refused({ code: 'paper.no_page_image', name } as PaperRefusal)
  const answer = await inThread({ do: 'draw', bytes, name, kind: found.is, page: pageNumber, width: size.width, dpi: size.dpi, limits }, { signal: options.signal })
  if (!answer.ok) throw new Refused(answer.refusal)
  if (answer.value.kind !== 'png') throw new Error('the reading thread answered another question')
  return answer.value.png
}

/** Ends idle reading and recognition threads at once (a graceful stop; they end by themselves when idle). */
export async function stopPaper(): Promise<void> {
  endThreads()
  await endRecognisers()
}
