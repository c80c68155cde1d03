import type { Spot } from './working.ts'

/** The text of a paper set line by line, and the marks that lie on it. */
export type PaperLine = Spot & { readonly look: 'centre' | 'head' | 'body' | 'blank' }
export type Mark = Spot & { readonly id: string; readonly doubt: boolean; readonly lit: boolean; readonly clause: boolean }
export type Piece = Spot & { readonly ids: readonly string[]; readonly doubt: boolean; readonly lit: boolean; readonly clause: boolean }

const capitals = (text: string): boolean => /\p{Lu}/u.test(text) && text === text.toUpperCase()

/**
 * Lines with their offsets. The look is only how they are set: lines in capitals stand in the middle and bold as on paper (letterhead, name of
 * the type, authority of the signer), short lines before the first long one belong to the head. It is never used to read the document.
 */
export function linesOf(text: string): readonly PaperLine[] {
  const lines: PaperLine[] = []
  let start = 0
  let inHead = true
  for (const raw of text.split('\n')) {
    const end = start + raw.length
    const words = raw.trim()
    if (inHead && (words.length > 90 || /^[-*•]?\s*kính gửi/iu.test(words))) inHead = false
    const look = words === '' ? 'blank' : capitals(words) && words.length < 80 ? 'centre' : inHead ? 'head' : 'body'
    lines.push({ start, end, look })
    start = end + 1
  }
  return lines
}

/** A line cut where marks begin and end; every piece knows which marks lie on it, the innermost last. */
export function piecesOf(line: Spot, marks: readonly Mark[]): readonly Piece[] {
  const on = marks.filter((mark) => mark.start < line.end && mark.end > line.start)
  if (on.length === 0) return line.end > line.start ? [{ start: line.start, end: line.end, ids: [], doubt: false, lit: false, clause: false }] : []
  const cuts = [...new Set([line.start, line.end, ...on.flatMap((mark) => [Math.max(mark.start, line.start), Math.min(mark.end, line.end)])])].sort((a, b) => a - b)
  return cuts.slice(0, -1).map((start, at) => {
    const end = cuts[at + 1]!
    const over = on.filter((mark) => mark.start <= start && mark.end >= end).sort((a, b) => (b.end - b.start) - (a.end - a.start))
    return { start, end, ids: over.map((mark) => mark.id), doubt: over.some((mark) => mark.doubt), lit: over.some((mark) => mark.lit), clause: over.some((mark) => mark.clause) }
  })
}

export type Box = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }
export type PlacedWord = Box & Spot & { readonly text: string }

/** The boxes of a place on the picture of a page: the words in it, run together line by line, with a little air around. */
export function boxesOf(words: readonly PlacedWord[], spot: Spot): readonly Box[] {
  const boxes: Box[] = []
  for (const word of words) {
    if (word.start >= spot.end || word.end <= spot.start) continue
    const last = boxes.at(-1)
    const middle = (word.y0 + word.y1) / 2
    if (last && middle > last.y0 && middle < last.y1 && word.x0 >= last.x0) {
      boxes[boxes.length - 1] = { x0: last.x0, y0: Math.min(last.y0, word.y0), x1: Math.max(last.x1, word.x1), y1: Math.max(last.y1, word.y1) }
    } else {
      boxes.push({ x0: word.x0, y0: word.y0, x1: word.x1, y1: word.y1 })
    }
  }
  return boxes
}
