import type { PaperPage, PaperWord } from './types.ts'

/** A word with its box in the page's own units, y downwards. */
export type PlacedWord = { readonly text: string; readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number; readonly confidence: number }
export type PlacedLine = readonly PlacedWord[]
/** What was read of a band: over the whole width, or two columns. */
export type ReadBand = { readonly kind: 'whole'; readonly lines: readonly PlacedLine[]; /** Lines that belong together however far apart: a stamp. */ readonly tight?: true } | { readonly kind: 'columns'; readonly left: readonly PlacedLine[]; readonly right: readonly PlacedLine[] }
export type ReadPage = {
  readonly number: number; readonly width: number; readonly height: number; readonly source: 'text' | 'ocr'
  readonly bands: readonly ReadBand[]
  readonly turnedDegrees?: number
  /** Units of the words' boxes per page side when they differ from width and height (a drawn page). */
  readonly boxWidth?: number; readonly boxHeight?: number
  /** How a scan was turned before it was read, and its size before: boxes are given on the page as it was handed in, crooked as it is. */
  readonly original?: { readonly degrees: number; readonly width: number; readonly height: number }
}

const top = (line: PlacedLine): number => Math.min(...line.map((w) => w.y0))
const bottom = (line: PlacedLine): number => Math.max(...line.map((w) => w.y1))
const textOf = (line: PlacedLine): string => line.map((w) => w.text).join(' ')

/** Words → lines: those whose middles lie within each other's height. */
export function linesOf(words: readonly PlacedWord[]): PlacedLine[] {
  const lines: { words: PlacedWord[]; y0: number; y1: number }[] = []
  for (const word of [...words].sort((a, b) => (a.y0 + a.y1) - (b.y0 + b.y1))) {
    const middle = (word.y0 + word.y1) / 2
    const home = lines.slice(-4).find((l) => middle > l.y0 + 0.15 * (l.y1 - l.y0) && middle < l.y1 - 0.15 * (l.y1 - l.y0))
    if (home === undefined) lines.push({ words: [word], y0: word.y0, y1: word.y1 })
    else {
      home.words.push(word)
      // The line keeps the height of its tallest ordinary word; a comma or dash does not shrink it.
      if (word.y1 - word.y0 > (home.y1 - home.y0) * 1.3 && home.words.length < 4) { home.y0 = word.y0; home.y1 = word.y1 }
    }
  }
  return lines.sort((a, b) => a.y0 - b.y0).map((l) => l.words.sort((a, b) => a.x0 - b.x0))
}

/** "Kính gửi" stands below the head although its first word may lie in the left column: the band is parted above it. */
const opensAddressees = (line: PlacedLine): boolean => /^\W*k[ií]nh\s*g[uưửứừ][iỉ]/iu.test(textOf(line).normalize('NFC'))

function partColumns(band: ReadBand): ReadBand[] {
  if (band.kind === 'whole') return [band]
  const at = band.left.find(opensAddressees)
  if (at === undefined) return [band]
  const y = top(at) - 0.3 * (bottom(at) - top(at))
  const upper: ReadBand = { kind: 'columns', left: band.left.filter((l) => top(l) < y), right: band.right.filter((l) => top(l) < y) }
  const lower: ReadBand = { kind: 'whole', lines: linesOf([...band.left, ...band.right].filter((l) => top(l) >= y).flat()) }
  return [upper, lower]
}

/** A page number alone at the head or foot of a page belongs to the paper, not to the text. */
const isPageNumber = (line: PlacedLine | undefined): boolean => line !== undefined && line.length <= 3 && /^[-–—\s]*\d{1,3}[-–—\s]*$/u.test(textOf(line))

/** Pages → one text with offsets. Pages are parted by a blank line; a paragraph's end shows as a blank line. */
export function assemble(pages: readonly ReadPage[]): { text: string; pages: PaperPage[] } {
  let text = ''
  const out: PaperPage[] = []
  for (const page of pages) {
    if (text !== '') text += '\n\n'
    const pageStart = text.length
    const words: PaperWord[] = []
    const across = page.boxWidth ?? page.width, down = page.boxHeight ?? page.height
    const fraction = (value: number, whole: number): number => Math.min(1, Math.max(0, Math.round((value / whole) * 1e5) / 1e5))
    const blocks = page.bands.flatMap(partColumns).flatMap((band) => (band.kind === 'whole' ? [{ lines: band.lines, loose: band.tight === true ? Infinity : 1.22 }] : [{ lines: band.left, loose: 1.9 }, { lines: band.right, loose: 1.9 }]))
    const kept = blocks.map((b) => ({ ...b, lines: b.lines.filter((l) => l.length > 0) })).filter((b) => b.lines.length > 0)
    const everyLine = kept.flatMap((b) => b.lines)
    const highest = everyLine.reduce<PlacedLine | undefined>((best, l) => (best === undefined || top(l) < top(best) ? l : best), undefined)
    const lowest = everyLine.reduce<PlacedLine | undefined>((best, l) => (best === undefined || bottom(l) > bottom(best) ? l : best), undefined)
    for (const block of kept) {
      const pitch = ordinaryPitch(block.lines)
      let before: PlacedLine | undefined
      for (const line of block.lines) {
        if ((line === highest || line === lowest) && isPageNumber(line)) continue
        if (text.length > pageStart) text += before !== undefined && (block.loose === Infinity || top(line) - top(before) < pitch * block.loose) ? '\n' : '\n\n'
        line.forEach((word, i) => {
          if (i > 0) text += ' '
          const start = text.length
          text += word.text
          const box = page.original === undefined ? word : turnedBack(word, across, down, page.original)
          const [wide, high] = page.original === undefined ? [across, down] : [page.original.width, page.original.height]
          words.push({
            text: word.text, start, end: text.length, confidence: word.confidence,
            x0: fraction(box.x0, wide), y0: fraction(box.y0, high), x1: fraction(box.x1, wide), y1: fraction(box.y1, high),
          })
        })
        before = line
      }
    }
    out.push({
      number: page.number, width: page.width, height: page.height, source: page.source, text: text.slice(pageStart), words,
      ...(page.source === 'ocr' ? { ocrConfidence: meanConfidence(words) } : {}),
      ...(page.turnedDegrees === undefined ? {} : { turnedDegrees: page.turnedDegrees }),
    })
  }
  return { text, pages: out }
}

/** The box on the straightened page → the box around the same ink on the page as it was scanned. Both were turned about their middles. */
function turnedBack(word: PlacedWord, width: number, height: number, original: { degrees: number; width: number; height: number }): { x0: number; y0: number; x1: number; y1: number } {
  const angle = (original.degrees * Math.PI) / 180
  const cos = Math.cos(angle), sin = Math.sin(angle)
  const corners = [[word.x0, word.y0], [word.x1, word.y0], [word.x0, word.y1], [word.x1, word.y1]].map(([x = 0, y = 0]) => {
    const u = x - width / 2, v = y - height / 2
    return [u * cos + v * sin + original.width / 2, v * cos - u * sin + original.height / 2] as const
  })
  const xs = corners.map((c) => c[0]), ys = corners.map((c) => c[1])
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) }
}

/** The distance from line to line inside a paragraph: a low quartile, because paragraph gaps are larger. */
function ordinaryPitch(lines: readonly PlacedLine[]): number {
  const steps = lines.slice(1).map((line, i) => top(line) - top(lines[i] ?? line)).filter((s) => s > 0).sort((a, b) => a - b)
  return steps[Math.floor(steps.length * 0.3)] ?? Infinity
}

export function meanConfidence(words: readonly { text: string; confidence: number }[]): number {
  let sum = 0, weight = 0
  for (const w of words) { sum += w.confidence * w.text.length; weight += w.text.length }
  return weight === 0 ? 0 : Math.round((sum / weight) * 1000) / 1000
}
