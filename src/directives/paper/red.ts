import { fold } from '../../platform/text.ts'
import type { PlacedLine } from './assemble.ts'
import { cropOf, cutOut, inkOf, resize, type Grey, type Ink } from './picture.ts'

/**
 * Chữ đỏ: the ĐẾN stamp and the marks of urgency and secrecy are printed in red, over black print or beside it. They are read from a
 * picture of the red ink alone, so that neither disturbs the other; seals and other red things are left out of the text.
 */

/** Dots per inch at which a page picture of this height was taken, if it is A4. */
const dpiOf = (page: Grey): number => Math.max(page.width, page.height) / 11.69

export type RedLines = { readonly y: number; readonly lines: readonly PlacedLine[] }

/** The red marks of a straight page, from top to bottom. `recognise` reads one block of lines. */
export async function redMarks(red: Grey, recognise: (pgm: Uint8Array) => Promise<readonly PlacedLine[]>): Promise<RedLines[]> {
  const ink = inkOf(red)
  const em = dpiOf(red) * 0.16
  const out: RedLines[] = []
  for (const box of clusters(ink, em)) {
    const width = box.x1 - box.x0, height = box.y1 - box.y0
    // A mark is a few words wide at least and no taller than a stamp of four lines; what is taller or fills the page is a seal or a picture.
    if (width < em * 2 || height < em * 0.5 || width > red.width * 0.7 || height > red.height * 0.22 || box.y0 > red.height * 0.6) continue
    const cut = cropOf(red, box.x0 - em * 0.5, box.y0 - em * 0.5, box.x1 + em * 0.5, box.y1 + em * 0.5)
    wipeFrame(cut.grey, em)
    const factor = dpiOf(red) < 190 ? 2 : dpiOf(red) < 260 ? 1.5 : 1
    const large = factor === 1 ? cut.grey : await resize(cut.grey, factor)
    const lines = (await recognise(cutOut(large, 0, 0, large.width, large.height).pgm))
      .map((line) => line.map((w) => ({ ...w, x0: w.x0 / factor + cut.x, y0: w.y0 / factor + cut.y, x1: w.x1 / factor + cut.x, y1: w.y1 / factor + cut.y })))
      .filter((line) => line.some((w) => /[\p{L}\p{N}]{2}/u.test(w.text)))
    if (isMark(lines)) out.push({ y: (box.y0 + box.y1) / 2, lines })
  }
  return out.sort((a, b) => a.y - b.y)
}

const marks = /^\W*(hoa toc(?: hen gio)?|thuong khan|khan|toi mat|tuyet mat|mat)\W*$/u
/** The stamp says ĐẾN with a number or a day; a mark is nothing but its word. */
function isMark(lines: readonly PlacedLine[]): boolean {
  const said = lines.map((line) => fold(line.map((w) => w.text).join(' ').normalize('NFC')))
  if (said.length <= 2 && said.some((s) => marks.test(s))) return true
  const all = said.join('\n')
  const parts = [/\bden\b/u, /\bs[o0óe]\s*[:.]?\s*\S/u, /\bngay\b/u, /\bchuyen\b/u].filter((p) => p.test(all)).length
  return parts >= 2 && /\d/u.test(all)
}

type Box = { x0: number; y0: number; x1: number; y1: number }
/** Red ink that lies together, gaps of about a line allowed, as boxes in pixels of the page. */
function clusters(ink: Ink, em: number): Box[] {
  const { cells, width, height, step } = ink
  const reach = Math.max(2, Math.round((em / step) * 1.1))
  // Coarse cells of half a reach: neighbours among them are near enough.
  const size = Math.max(1, Math.floor(reach / 2))
  const across = Math.ceil(width / size), down = Math.ceil(height / size)
  const count = new Uint16Array(across * down)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (cells[y * width + x] === 1) count[Math.floor(y / size) * across + Math.floor(x / size)]!++
  const seen = new Uint8Array(across * down)
  const out: Box[] = []
  for (let start = 0; start < count.length; start++) {
    if (seen[start] === 1 || (count[start] ?? 0) < 2) continue
    const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
    let dots = 0
    const queue = [start]
    seen[start] = 1
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      const x = at % across, y = Math.floor(at / across)
      dots += count[at] ?? 0
      box.x0 = Math.min(box.x0, x); box.x1 = Math.max(box.x1, x + 1); box.y0 = Math.min(box.y0, y); box.y1 = Math.max(box.y1, y + 1)
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) {
        const nx = x + dx, ny = y + dy
        if (nx < 0 || ny < 0 || nx >= across || ny >= down) continue
        const to = ny * across + nx
        if (seen[to] === 1 || (count[to] ?? 0) < 2) continue
        seen[to] = 1
        queue.push(to)
      }
    }
    if (dots >= 40) out.push({ x0: box.x0 * size * step, y0: box.y0 * size * step, x1: box.x1 * size * step, y1: box.y1 * size * step })
  }
  return out
}

/** Whitens the frame of a stamp: runs of ink far longer than a letter, along or down. */
function wipeFrame(grey: Grey, em: number): void {
  const { data, width, height } = grey
  const dark = 150, thick = Math.max(2, Math.round(em * 0.14))
  const wipe = (length: number, lanes: number, at: (along: number, lane: number) => number): void => {
    const least = Math.min(length * 0.6, em * 3)
    for (let lane = 0; lane < lanes; lane++) {
      let start = -1, hole = 0
      for (let k = 0; k <= length; k++) {
        const inked = k < length && (data[at(k, lane)] ?? 255) < dark
        if (inked) { if (start < 0) start = k; hole = 0; continue }
        if (start >= 0 && k < length && ++hole <= 2) continue
        if (start >= 0 && k - hole - start >= least)
          for (let n = Math.max(0, start - 2); n < Math.min(length, k); n++) for (let o = -thick; o <= thick; o++) { const to = lane + o; if (to >= 0 && to < lanes && Math.abs(o) <= thick) data[at(n, to)] = 255 }
        start = -1
        hole = 0
      }
    }
  }
  wipe(width, height, (x, y) => y * width + x)
  wipe(height, width, (y, x) => y * width + x)
}
