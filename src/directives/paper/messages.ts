import type { PaperLimits } from './limits.ts'
import type { PaperRefusal } from './refusals.ts'
import type { Paper, PaperProgress } from './types.ts'

/** What the server and the reading thread say to each other. */
export type Job =
  | { readonly id: number; readonly do: 'open'; readonly bytes: Uint8Array; readonly name: string; readonly kind: 'txt' | 'zip' | 'pdf' | 'image'; readonly limits: PaperLimits }
  | { readonly id: number; readonly do: 'draw'; readonly bytes: Uint8Array; readonly name: string; readonly kind: 'pdf' | 'image'; readonly page: number; readonly width: number | undefined; readonly dpi: number | undefined; readonly limits: PaperLimits }

export type OcrWord = { readonly text: string; readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number; readonly confidence: number }
/** Recognised lines of one cut-out, boxes in its pixels. */
export type OcrLines = readonly (readonly OcrWord[])[]

export type ToThread = { readonly say: 'job'; readonly job: Job } | { readonly say: 'recognised'; readonly ask: number; readonly lines: OcrLines } | { readonly say: 'not_recognised'; readonly ask: number; readonly why: 'slow' | 'failed' }

export type FromThread =
  | { readonly say: 'progress'; readonly id: number; readonly progress: PaperProgress }
  | { readonly say: 'recognise'; readonly id: number; readonly ask: number; readonly pgm: Uint8Array; readonly line: boolean }
  | { readonly say: 'paper'; readonly id: number; readonly paper: Paper }
  | { readonly say: 'png'; readonly id: number; readonly png: Uint8Array }
  /** `clean`: the thread is in order and may be used again; otherwise an engine was stopped half-way. */
  | { readonly say: 'refused'; readonly id: number; readonly refusal: PaperRefusal; readonly clean: boolean }
  | { readonly say: 'failed'; readonly id: number; readonly message: string }
