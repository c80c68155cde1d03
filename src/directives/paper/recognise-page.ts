import { meanConfidence, type PlacedLine, type PlacedWord, type ReadBand, type ReadPage } from './assemble.ts'
import { bandsOf } from './layout.ts'
import { mendLine } from './mend.ts'
import type { OcrLines } from './messages.ts'
import { cropOf, cutOut, evenLight, inkOf, levelling, resize, rowsOfInk, turn, wipeRules, type Grey, type PagePicture } from './picture.ts'
import { cleanText } from './plain.ts'
import { redMarks, type RedLines } from './red.ts'
import { syllableShare } from './syllables.ts'

/** Recognises one cut-out: a column of lines, or (`line`) a single line. */
export type Recognise = (pgm: Uint8Array, line: boolean) => Promise<OcrLines>

/** A picture of a page → its words: upright, straight, evenly lit, each column read by itself. */
export async function recognisePage({ grey: source, red }: PagePicture, number: number, size: { width: number; height: number } | undefined, recognise: Recognise): Promise<ReadPage> {
  const scaled = await readableSize(source)
  const lit = evenLight(scaled)
  const level = levelling(inkOf(lit))
  const straight = await turn(lit, level)
  let best = await readStraight(straight, number === 1, recognise)
  let turned = level
  // Upside down shows only in what comes out: a page of nonsense is tried the other way round.
  if (best.doubtful) {
    const other = await readStraight(await turn(straight, 180), number === 1, recognise)
    if (other.worth > best.worth * 1.15) { best = other; turned += 180 }
  }
  // Red ink stands on the first page only: the receiver's stamp, the mark of urgency.
  const marks = number === 1 && red !== undefined ? await readRed(red, scaled, turned, recognise) : []
  return {
    number, source: 'ocr', bands: withMarks(best.bands, marks), boxWidth: best.width, boxHeight: best.height,
    width: size === undefined ? source.width : size.width, height: size === undefined ? source.height : size.height,
    original: { degrees: turned, width: scaled.width, height: scaled.height },
    ...(Math.abs(turned) < 0.08 ? {} : { turnedDegrees: Math.round(turned * 100) / 100 }),
  }
}

/** The red ink, sized and turned like the page it was taken from. */
async function readRed(red: Grey, scaled: Grey, turned: number, recognise: Recognise): Promise<RedLines[]> {
  const sized = red.width === scaled.width ? red : await resize(red, scaled.width / red.width)
  const straight = await turn(sized, turned)
  return redMarks(straight, async (pgm) => (await recognise(pgm, false)).map((line) => line.map((w) => ({ ...w, text: tidy(w.text) })).filter((w) => w.text.trim() !== '')))
}

/** Marks are told between the head and what follows it: inside neither a column of the letterhead nor the addressees. */
function withMarks(bands: readonly ReadBand[], marks: readonly RedLines[]): ReadBand[] {
  const out = [...bands]
  const endOf = (b: ReadBand): number => Math.max(-Infinity, ...(b.kind === 'whole' ? b.lines : [...b.left, ...b.right]).flat().map((w) => w.y1))
  for (const mark of marks) {
    const found = out.findIndex((b) => endOf(b) >= mark.y)
    const at = found < 0 ? out.length : out[found]?.kind === 'columns' ? found + 1 : Math.max(found, out.findIndex((b) => b.kind === 'columns') + 1)
    out.splice(at, 0, { kind: 'whole', lines: mark.lines, tight: true })
  }
  return out
}

/** Small scans are enlarged (recognition wants letters of about 20 pixels), huge photos reduced. */
async function readableSize(grey: Grey): Promise<Grey> {
  const long = Math.max(grey.width, grey.height)
  if (long < 2000) return resize(grey, Math.min(3, 2600 / long))
  if (long > 4200) return resize(grey, 3600 / long)
  return grey
}

async function readStraight(page: Grey, first: boolean, recognise: Recognise): Promise<{ bands: ReadBand[]; width: number; height: number; doubtful: boolean; worth: number }> {
  const ink = inkOf(page)
  const { rows, em } = rowsOfInk(ink)
  wipeRules(page, ink, em)
  const bands = bandsOf(rows, { width: page.width, height: page.height, em, first })
  const padX = em * 0.8, padY = em * 0.45
  const extent = (y0: number, y1: number, from: number, to: number): [number, number] => {
    let x0 = Infinity, x1 = -Infinity
    for (const row of rows) if (row.y0 >= y0 - 1 && row.y1 <= y1 + 1) for (const [a, b] of row.inks) if (b > from && a < to) { x0 = Math.min(x0, a); x1 = Math.max(x1, b) }
    return [Math.max(from, x0 - padX), Math.min(to, x1 + padX)]
  }
  const read = async (y0: number, y1: number, from: number, to: number): Promise<PlacedLine[]> => {
    const [x0, x1] = extent(y0, y1, from, to)
    if (!(x1 > x0)) return []
    const cut = cutOut(page, x0, y0 - padY, x1, y1 + padY)
    const lines = await recognise(cut.pgm, false)
    const placed = lines.map((line) => line.map((w) => ({ text: tidy(w.text), x0: w.x0 + cut.x, y0: w.y0 + cut.y, x1: w.x1 + cut.x, y1: w.y1 + cut.y, confidence: w.confidence })).filter((w) => keeps(w, em))).filter(isPrint)
    const sure: PlacedLine[] = []
    for (const line of placed) sure.push(again > 0 && isDoubtful(line) ? (again--, await readAgain(page, line, em, recognise)) : line)
    return sure.map(mendLine)
  }
  let again = mostAgain
  const out: ReadBand[] = []
  for (const band of bands) {
    if (band.gutter === undefined) out.push({ kind: 'whole', lines: await read(band.y0, band.y1, 0, page.width) })
    else out.push({ kind: 'columns', left: await read(band.y0, band.y1, 0, band.gutter), right: await read(band.y0, band.y1, band.gutter, page.width) })
  }
  const words = out.flatMap((b) => (b.kind === 'whole' ? b.lines : [...b.left, ...b.right])).flat()
  const confidence = meanConfidence(words), share = syllableShare(words.map((w) => w.text).join(' ')).share
  return { bands: out, width: page.width, height: page.height, doubtful: words.length > 0 && (confidence < 0.6 || share < 0.45), worth: confidence * share * Math.sqrt(words.length) }
}

/** Lines of one page that are read a second time at most: a page of nothing but doubt is a bad scan, not a hard line. */
const mostAgain = 10
const isDoubtful = (line: PlacedLine): boolean => line.some((w) => w.confidence < 0.62 && /[\p{L}\p{N}]/u.test(w.text))

/** A line with an unsure word is enlarged and read by itself; word for word the surer of the two readings is taken. */
async function readAgain(page: Grey, line: PlacedLine, em: number, recognise: Recognise): Promise<PlacedLine> {
  const x0 = Math.min(...line.map((w) => w.x0)) - em * 0.6, x1 = Math.max(...line.map((w) => w.x1)) + em * 0.6
  const y0 = Math.min(...line.map((w) => w.y0)) - em * 0.2, y1 = Math.max(...line.map((w) => w.y1)) + em * 0.2
  const cut = cropOf(page, x0, y0, x1, y1)
  const factor = 1.5
  const large = await resize(cut.grey, factor)
  const [second] = await recognise(cutOut(large, 0, 0, large.width, large.height).pgm, true)
  if (second === undefined) return line
  const other = second.map((w) => ({ text: tidy(w.text), x0: w.x0 / factor + cut.x, y0: w.y0 / factor + cut.y, x1: w.x1 / factor + cut.x, y1: w.y1 / factor + cut.y, confidence: w.confidence })).filter((w) => keeps(w, em))
  if (other.length === line.length) return line.map((w, i) => { const o = other[i]; return o !== undefined && o.confidence > w.confidence ? { ...w, text: o.text, confidence: o.confidence } : w })
  return meanConfidence(other) > meanConfidence(line) + 0.03 ? other : line
}

/** Signs that recognition makes of dust and rules beside a letter. */
const tidy = (text: string): string => cleanText(text, []).replace(/^[„¦|`ˆ~_¬«»]+(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])[„¦|`ˆ~_¬]+$/gu, '')

/** Dust comes out as signs of little confidence. A word of letters is kept even when unsure: a lost word is worse than a doubtful one. */
const keeps = (w: PlacedWord, em: number): boolean =>
  w.text.trim() !== '' && (w.confidence >= 0.45 || /[\p{L}\p{N}]/u.test(w.text)) && w.y1 - w.y0 < em * 4

/** A seal's edge or a drawn rule comes out as a line of nonsense: unsure as a whole and hardly a Vietnamese syllable in it. */
function isPrint(line: PlacedLine): boolean {
  if (line.length === 0) return false
  const confidence = meanConfidence(line)
  if (confidence >= 0.4) return true
  const { words, share } = syllableShare(line.map((w) => w.text).join(' '))
  return confidence >= 0.2 && words > 0 && share >= 0.6
}
