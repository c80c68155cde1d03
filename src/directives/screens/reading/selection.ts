import type { Spot } from './working.ts'

/** The place in the text that is selected inside the paper; null when nothing is, or the selection lies elsewhere. */
export function selectedSpot(paper: HTMLElement): Spot | null {
  const selection = getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!paper.contains(range.startContainer) || !paper.contains(range.endContainer)) return null
  const start = offsetOf(range.startContainer, range.startOffset)
  const end = offsetOf(range.endContainer, range.endOffset)
  return start === null || end === null || end <= start ? null : { start, end }
}

/** Pieces of the paper carry the offset of their first character as `data-start`. */
function offsetOf(node: Node, offset: number): number | null {
  if (node.nodeType === Node.TEXT_NODE) {
    const piece = node.parentElement?.closest<HTMLElement>('[data-start]')
    return piece ? Number(piece.dataset['start']) + offset : null
  }
  // A boundary between elements: the start of the one that follows, or the end of the one before.
  const next = node.childNodes[offset]
  const piece = (next instanceof HTMLElement ? (next.matches('[data-start]') ? next : next.querySelector<HTMLElement>('[data-start]')) : null)
  if (piece) return Number(piece.dataset['start'])
  const own = (node as HTMLElement).closest<HTMLElement>('[data-start]')
  return own ? Number(own.dataset['start']) + (offset > 0 ? (own.textContent?.length ?? 0) : 0) : null
}
