import type { PaperLimits } from './limits.ts'
import { Unreadable } from './package.ts'
import { decodePlain } from './plain.ts'
import type { Paper } from './types.ts'

/** A text file as a paper: one page, no boxes. */
export function readPlain(bytes: Uint8Array, name: string, limits: PaperLimits): Paper {
  const found = decodePlain(bytes)
  if (found === undefined) throw new Unreadable({ code: 'paper.unknown_kind', name, kind: 'binary' })
  if (found.text.length > limits.maxCharacters) throw new Unreadable({ code: 'paper.too_long', name, maxCharacters: limits.maxCharacters })
  if (found.text.trim() === '') throw new Unreadable({ code: 'paper.no_text', name })
  const { text } = found
  return { kind: 'txt', text, pages: [{ number: 1, width: 0, height: 0, text, source: 'text' }], legacyEncoding: found.legacy, warnings: found.warnings }
}
