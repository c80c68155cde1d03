import { linesOf, type PlacedWord, type ReadBand, type ReadPage } from './assemble.ts'
import { bandsOf, type InkRow } from './layout.ts'
import type { PaperLimits } from './limits.ts'
import { Unreadable } from './package.ts'
import { pdfEngine, type RawPdfium } from './pdf-engine.ts'
import { cleanText } from './plain.ts'

/** An opened PDF. Close it: its bytes live in the engine's memory. */
export type OpenPdf = { readonly raw: RawPdfium; readonly document: number; readonly pages: number; close(): void }

const passwordNeeded = 4, unsupportedSecurity = 5

export async function openPdf(bytes: Uint8Array, name: string, limits: PaperLimits): Promise<OpenPdf> {
  const raw = await pdfEngine()
  const data = raw.wasmExports.malloc(bytes.length)
  if (data === 0) throw new Unreadable({ code: 'paper.too_heavy', name })
  raw.HEAPU8.set(bytes, data)
  const document = raw._FPDF_LoadMemDocument(data, bytes.length, 0)
  if (document === 0) {
    const error = raw._FPDF_GetLastError()
    raw.wasmExports.free(data)
    if (error === passwordNeeded || error === unsupportedSecurity) throw new Unreadable({ code: 'paper.encrypted', name })
    throw new Unreadable({ code: 'paper.damaged', name, kind: 'pdf' })
  }
  const close = (): void => { raw._FPDF_CloseDocument(document); raw.wasmExports.free(data) }
  const pages = raw._FPDF_GetPageCount(document)
  if (pages <= 0) { close(); throw new Unreadable({ code: 'paper.damaged', name, kind: 'pdf' }) }
  if (pages > limits.maxPages) { close(); throw new Unreadable({ code: 'paper.too_many_pages', name, pages, maxPages: limits.maxPages }) }
  return { raw, document, pages, close }
}

export type PdfPageText = {
  readonly width: number; readonly height: number; readonly words: readonly PlacedWord[]
  /** Characters whose code the font does not translate to Unicode. */
  readonly unmapped: number; readonly characters: number
}

/** The words of a page with boxes in points, origin top left, as the page is shown (its rotation applied). Undefined: the page cannot be loaded. */
export function pageText(pdf: OpenPdf, index: number, limits: PaperLimits, name: string): PdfPageText | undefined {
  const { raw } = pdf
  const page = raw._FPDF_LoadPage(pdf.document, index)
  if (page === 0) return undefined
  const width = raw._FPDF_GetPageWidthF(page), height = raw._FPDF_GetPageHeightF(page)
  const textPage = raw._FPDFText_LoadPage(page)
  if (textPage === 0) { raw._FPDF_ClosePage(page); return { width, height, words: [], unmapped: 0, characters: 0 } }
  const scratch = raw.wasmExports.malloc(64)
  try {
    const count = raw._FPDFText_CountChars(textPage)
    if (count > limits.maxCharacters) throw new Unreadable({ code: 'paper.too_long', name, maxCharacters: limits.maxCharacters })
    const place = placer(raw, page, scratch, width, height)
    const words: PlacedWord[] = []
    let text = '', box: [number, number, number, number] | undefined, unmapped = 0, characters = 0
    const flush = (): void => {
      const clean = cleanText(text, [])
      if (clean.trim() !== '' && box !== undefined) words.push({ text: clean.trim(), x0: box[0], y0: box[1], x1: box[2], y1: box[3], confidence: 1 })
      text = ''; box = undefined
    }
    for (let i = 0; i < count; i++) {
      const code = raw._FPDFText_GetUnicode(textPage, i)
      const ch = String.fromCharCode(code)
      if (code === 0 || /\s/u.test(ch)) { flush(); continue }
      // The engine marks a hyphen at a line's end as U+0002.
      text += code === 2 ? '-' : ch
      characters++
      if (raw._FPDFText_HasUnicodeMapError(textPage, i) === 1 || (code >= 0xe000 && code <= 0xf8ff) || code === 0xfffd) unmapped++
      const glyph = charBox(raw, textPage, i, scratch)
      if (glyph === undefined) continue
      const placed = place(glyph)
      // A jump to another line or far to the right inside a "word" means that the space is missing in the file.
      if (box !== undefined && text.length > 1 && apart(box, placed)) { const last = text.slice(-1); text = text.slice(0, -1); flush(); text = last }
      box = box === undefined ? placed : [Math.min(box[0], placed[0]), Math.min(box[1], placed[1]), Math.max(box[2], placed[2]), Math.max(box[3], placed[3])]
    }
    flush()
    return { width, height, words, unmapped, characters }
  } finally {
    raw.wasmExports.free(scratch)
    raw._FPDFText_ClosePage(textPage)
    raw._FPDF_ClosePage(page)
  }
}

/** The glyph's cell (font ascent to descent), else its ink: left, bottom, right, top in page units. */
function charBox(raw: RawPdfium, textPage: number, i: number, scratch: number): [number, number, number, number] | undefined {
  if (raw._FPDFText_GetLooseCharBox(textPage, i, scratch) === 0) return undefined
  const view = new DataView(raw.HEAPU8.buffer, scratch, 16)
  const [left, top, right, bottom] = [view.getFloat32(0, true), view.getFloat32(4, true), view.getFloat32(8, true), view.getFloat32(12, true)]
  return [left, top, right, bottom].every(Number.isFinite) ? [left, bottom, right, top] : undefined
}

/** Page units → points from the top left of the page as shown. The engine's own mapping knows crop boxes and rotation; three points give it. */
function placer(raw: RawPdfium, page: number, scratch: number, width: number, height: number): (box: [number, number, number, number]) => [number, number, number, number] {
  const fine = 1_000_000
  const map = (x: number, y: number): [number, number] => {
    raw._FPDF_PageToDevice(page, 0, 0, fine, fine, 0, x, y, scratch + 32, scratch + 36)
    const view = new DataView(raw.HEAPU8.buffer, scratch + 32, 8)
    return [(view.getInt32(0, true) / fine) * width, (view.getInt32(4, true) / fine) * height]
  }
  const [ox, oy] = map(0, 0), [ax, ay] = map(100, 0), [bx, by] = map(0, 100)
  const at = (x: number, y: number): [number, number] => [ox + ((ax - ox) * x + (bx - ox) * y) / 100, oy + ((ay - oy) * x + (by - oy) * y) / 100]
  return ([left, bottom, right, top]) => {
    const [x0, y0] = at(left, bottom), [x1, y1] = at(right, top)
    return [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)]
  }
}

function apart(word: readonly [number, number, number, number], glyph: readonly [number, number, number, number]): boolean {
  const height = Math.max(1, word[3] - word[1])
  return glyph[0] - word[2] > height * 0.8 || word[0] - glyph[2] > height * 0.8 || (glyph[1] + glyph[3]) / 2 > word[3] || (glyph[1] + glyph[3]) / 2 < word[1]
}

/** Words of a page → its bands, columns apart. */
export function layOut(page: PdfPageText, number: number): ReadPage {
  const words = page.words.filter((w) => w.y1 > w.y0)
  const heights = words.map((w) => w.y1 - w.y0).sort((a, b) => a - b)
  const em = heights[Math.floor(heights.length / 2)] ?? 12
  const bands = bandsOf(rowsOf(words, em), { width: page.width, height: page.height, em: em * 0.9, first: number === 1 })
  const read: ReadBand[] = bands.map((band) => {
    const inside = words.filter((w) => (w.y0 + w.y1) / 2 >= band.y0 && (w.y0 + w.y1) / 2 <= band.y1)
    const { gutter } = band
    if (gutter === undefined) return { kind: 'whole', lines: linesOf(inside) }
    return { kind: 'columns', left: linesOf(inside.filter((w) => (w.x0 + w.x1) / 2 < gutter)), right: linesOf(inside.filter((w) => (w.x0 + w.x1) / 2 >= gutter)) }
  })
  return { number, width: page.width, height: page.height, source: 'text', bands: read }
}

function rowsOf(words: readonly PlacedWord[], em: number): InkRow[] {
  const rows: { y0: number; y1: number; words: PlacedWord[] }[] = []
  for (const word of [...words].sort((a, b) => a.y0 - b.y0)) {
    // The cell is taller than the ink: shrink it so that tight lines stay apart.
    const pad = (word.y1 - word.y0) * 0.18
    const y0 = word.y0 + pad, y1 = word.y1 - pad
    const last = rows.at(-1)
    if (last !== undefined && y0 < last.y1) { last.words.push(word); last.y1 = Math.max(last.y1, y1) } else rows.push({ y0, y1, words: [word] })
  }
  return rows.map((row) => {
    const inks: [number, number][] = []
    for (const word of row.words.sort((a, b) => a.x0 - b.x0)) {
      const last = inks.at(-1)
      if (last !== undefined && word.x0 - last[1] < em * 0.12) last[1] = Math.max(last[1], word.x1)
      else inks.push([word.x0, word.x1])
    }
    return { y0: row.y0, y1: row.y1, inks }
  })
}

const annotations = 0x01, printing = 0x800

/** A page drawn as BGRX pixels. `scale` is pixels per point; it is lowered when the drawing would exceed `maxPixels`. */
export function drawPage(pdf: OpenPdf, index: number, scale: number, maxPixels: number): { data: Buffer; width: number; height: number } | undefined {
  const { raw } = pdf
  const page = raw._FPDF_LoadPage(pdf.document, index)
  if (page === 0) return undefined
  try {
    const w = Math.max(1, raw._FPDF_GetPageWidthF(page)), h = Math.max(1, raw._FPDF_GetPageHeightF(page))
    const fit = Math.min(scale, Math.sqrt(maxPixels / (w * h)))
    const width = Math.max(1, Math.round(w * fit)), height = Math.max(1, Math.round(h * fit))
    const bitmap = raw._FPDFBitmap_Create(width, height, 0)
    if (bitmap === 0) return undefined
    try {
      raw._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xffffffff)
      raw._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, annotations | printing)
      const start = raw._FPDFBitmap_GetBuffer(bitmap), stride = raw._FPDFBitmap_GetStride(bitmap)
      const data = Buffer.from(raw.HEAPU8.subarray(start, start + stride * height))
      return { data, width, height }
    } finally { raw._FPDFBitmap_Destroy(bitmap) }
  } finally { raw._FPDF_ClosePage(page) }
}
