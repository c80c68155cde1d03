import sharp, { type Metadata } from 'sharp'
import type { InkRow } from './layout.ts'
import type { PaperLimits } from './limits.ts'
import { Unreadable } from './package.ts'

/** One byte per pixel, 255 = white. */
export type Grey = { readonly data: Uint8Array; readonly width: number; readonly height: number }

sharp.cache(false)
sharp.concurrency(1)

/** Width, height and number of frames from the header, before anything is decoded. */
export async function pictureSize(bytes: Uint8Array, name: string, limits: PaperLimits): Promise<{ width: number; height: number; frames: number }> {
  let found: Metadata
  try { found = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata() } catch { throw new Unreadable({ code: 'paper.damaged', name, kind: 'image' }) }
  const { width, height } = found
  const frameHeight = found.pageHeight ?? height
  if (width * frameHeight > limits.maxPixels) throw new Unreadable({ code: 'paper.picture_too_large', name, width, height: frameHeight, maxPixels: limits.maxPixels })
  return { width, height: frameHeight, frames: found.format === 'tiff' ? found.pages ?? 1 : 1 }
}

/** Ảnh trang: the black print, and the red ink by itself (dark where red) when the page has any. */
export type PagePicture = { readonly grey: Grey; readonly red?: Grey }

/** Pages with more pixels than this are read without their red ink: three channels of them would take too much memory. */
const mostForRed = 24_000_000

/**
 * A photo or scan → grey. Only the red channel is kept: red seals vanish in it, while black print and blue ink
 * (the handwritten number and day) stay dark. Red ink is what is brighter in that channel than in the other two.
 */
export async function pictureOf(bytes: Uint8Array, frame: number, name: string, limits: PaperLimits): Promise<PagePicture> {
  try {
    const opened = sharp(bytes, { page: frame, limitInputPixels: limits.maxPixels, failOn: 'error', sequentialRead: true })
      .timeout({ seconds: limits.maxSeconds }).autoOrient().flatten({ background: '#ffffff' }).toColourspace('srgb')
    const { width = 0, height = 0, channels = 1 } = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata()
    if (channels < 3 || width * height > mostForRed) {
      const { data, info } = await opened.extractChannel(0).raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
      return { grey: { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width: info.width, height: info.height } }
    }
    const { data, info } = await opened.removeAlpha().raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
    return parted(data, info.width, info.height, info.channels, 0, 1, 2)
  } catch (error) {
    if (error instanceof Error && /timeout/iu.test(error.message)) throw new Unreadable({ code: 'paper.too_slow', name, maxSeconds: limits.maxSeconds })
    throw new Unreadable({ code: 'paper.damaged', name, kind: 'image' })
  }
}

/** BGRX pixels → black print and red ink. */
export const pictureOfBgrx = (drawn: { data: Buffer; width: number; height: number }): PagePicture => parted(drawn.data, drawn.width, drawn.height, 4, 2, 1, 0)

function parted(data: Uint8Array, width: number, height: number, channels: number, r: number, g: number, b: number): PagePicture {
  const size = width * height
  const grey = new Uint8Array(size)
  const red = new Uint8Array(size)
  let inked = 0
  for (let i = 0, at = 0; i < size; i++, at += channels) {
    const value = data[at + r] ?? 255
    grey[i] = value
    // Brown shadows and yellowed paper are a little red everywhere; ink is very red.
    const redness = value - ((data[at + g] ?? 255) + (data[at + b] ?? 255)) / 2
    if (redness > 45) { inked++; red[i] = redness > 120 ? 0 : Math.round(255 - ((redness - 45) / 75) * 255) } else red[i] = 255
  }
  const page = { data: grey, width, height }
  // A stamp covers at least a thousandth of the page; a page that is red all over is a coloured photo.
  return inked > size * 0.0004 && inked < size * 0.12 ? { grey: page, red: { data: red, width, height } } : { grey: page }
}

/** Evens out shadows: every pixel is divided by the brightness of the paper around it. */
export function evenLight(grey: Grey): Grey {
  const { width, height, data } = grey
  const block = Math.max(8, Math.round(Math.max(width, height) / 90))
  const across = Math.ceil(width / block), down = Math.ceil(height / block)
  const paper = new Float32Array(across * down)
  const histogram = new Uint16Array(256)
  for (let by = 0; by < down; by++) for (let bx = 0; bx < across; bx++) {
    histogram.fill(0)
    let n = 0
    for (let y = by * block; y < Math.min(height, (by + 1) * block); y += 2) for (let x = bx * block; x < Math.min(width, (bx + 1) * block); x += 2) { histogram[data[y * width + x] ?? 255]!++; n++ }
    let left = n * 0.2, value = 255
    while (value > 0 && (left -= histogram[value] ?? 0) > 0) value--
    paper[by * across + bx] = value
  }
  const lit = smooth(widen(paper, across, down), across, down)
  const out = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) {
    const fy = Math.min(down - 1, Math.max(0, y / block - 0.5)), y0 = Math.floor(fy), y1 = Math.min(down - 1, y0 + 1), ty = fy - y0
    for (let x = 0; x < width; x++) {
      const fx = Math.min(across - 1, Math.max(0, x / block - 0.5)), x0 = Math.floor(fx), x1 = Math.min(across - 1, x0 + 1), tx = fx - x0
      const upper = (lit[y0 * across + x0] ?? 255) * (1 - tx) + (lit[y0 * across + x1] ?? 255) * tx
      const lower = (lit[y1 * across + x0] ?? 255) * (1 - tx) + (lit[y1 * across + x1] ?? 255) * tx
      const bg = Math.max(60, upper * (1 - ty) + lower * ty)
      const at = y * width + x
      const v = ((data[at] ?? 255) * 252) / bg
      out[at] = v > 255 ? 255 : v
    }
  }
  return { data: out, width, height }
}

/** Brightest of the neighbourhood: a block full of bold print takes the paper's brightness from next to it. */
function widen(values: Float32Array, across: number, down: number): Float32Array {
  const out = new Float32Array(values.length)
  for (let y = 0; y < down; y++) for (let x = 0; x < across; x++) {
    let best = 0
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) {
      const yy = y + dy, xx = x + dx
      if (yy >= 0 && yy < down && xx >= 0 && xx < across) best = Math.max(best, values[yy * across + xx] ?? 0)
    }
    out[y * across + x] = best
  }
  return out
}
function smooth(values: Float32Array, across: number, down: number): Float32Array {
  const out = new Float32Array(values.length)
  for (let y = 0; y < down; y++) for (let x = 0; x < across; x++) {
    let sum = 0, n = 0
    for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) {
      const yy = y + dy, xx = x + dx
      if (yy >= 0 && yy < down && xx >= 0 && xx < across) { sum += values[yy * across + xx] ?? 0; n++ }
    }
    out[y * across + x] = sum / n
  }
  return out
}

/** Ink or not, on a grid of about 100 dots per inch: enough to see lines and lanes, too coarse for dust. */
export type Ink = { readonly cells: Uint8Array; readonly width: number; readonly height: number; readonly step: number }

export function inkOf(grey: Grey): Ink {
  const step = Math.max(1, Math.round(Math.max(grey.width, grey.height) / 1170))
  const width = Math.floor(grey.width / step), height = Math.floor(grey.height / step)
  const cells = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    let sum = 0
    for (let dy = 0; dy < step; dy++) { const at = (y * step + dy) * grey.width + x * step; for (let dx = 0; dx < step; dx++) sum += grey.data[at + dx] ?? 255 }
    if (sum < 178 * step * step) cells[y * width + x] = 1
  }
  clearEdges(cells, width, height)
  return { cells, width, height, step }
}

/** Black that hangs together with the picture's edge is the scanner's lid or the table, not print. */
function clearEdges(cells: Uint8Array, width: number, height: number): void {
  const queue: number[] = []
  const take = (at: number): void => { if (cells[at] === 1) { cells[at] = 0; queue.push(at) } }
  for (let x = 0; x < width; x++) { take(x); take((height - 1) * width + x) }
  for (let y = 0; y < height; y++) { take(y * width); take(y * width + width - 1) }
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const x = at % width
    if (x > 0) take(at - 1)
    if (x < width - 1) take(at + 1)
    if (at >= width) take(at - width)
    if (at < width * (height - 1)) take(at + width)
  }
}

/** Ink as points along and across the lines of print; every n-th is enough. */
function pointsOf(ink: Ink, sideways: boolean): { along: Float32Array; across: Float32Array; length: number; bins: number } {
  const total = ink.cells.reduce((n, c) => n + c, 0), every = Math.max(1, Math.floor(total / 40_000))
  const along = new Float32Array(Math.ceil(total / every)), across = new Float32Array(along.length)
  let seen = 0, n = 0
  for (let y = 0; y < ink.height; y++) for (let x = 0; x < ink.width; x++) {
    if (ink.cells[y * ink.width + x] !== 1 || seen++ % every !== 0) continue
    along[n] = sideways ? y : x
    across[n] = sideways ? ink.width - 1 - x : y
    n++
  }
  return { along, across, length: sideways ? ink.height : ink.width, bins: sideways ? ink.width : ink.height }
}

/** The angle (degrees, −7..7) at which ink gathers most into lines, and how much more than if it were spread evenly. */
function sharpestAngle(points: ReturnType<typeof pointsOf>): { degrees: number; sharpness: number } {
  const { along, across, length } = points
  const bins = new Int32Array(points.bins + length)
  const sharpness = (degrees: number): number => {
    bins.fill(0)
    const slope = Math.tan((degrees * Math.PI) / 180), offset = length >> 1
    for (let i = 0; i < along.length; i++) { const at = Math.round((across[i] ?? 0) + ((along[i] ?? 0) - length / 2) * slope) + offset; if (at >= 0 && at < bins.length) bins[at]!++ }
    let sum = 0
    for (const n of bins) sum += n * n
    return (sum / Math.max(1, along.length) ** 2) * points.bins
  }
  let best = { degrees: 0, sharpness: sharpness(0) }
  const search = (from: number, to: number, step: number): void => {
    for (let d = from; d <= to + 1e-9; d += step) { const s = sharpness(d); if (s > best.sharpness) best = { degrees: d, sharpness: s } }
  }
  search(-7, 7, 0.25)
  search(best.degrees - 0.2, best.degrees + 0.2, 0.05)
  return best
}

/**
 * How the picture must be turned clockwise so that the lines of print lie level: −7..7 for an upright page, 83..97 for one
 * on its side (which of the two sides shows only in the reading).
 */
export function levelling(ink: Ink): number {
  const upright = pointsOf(ink, false)
  if (upright.along.length < 200) return 0
  const level = sharpestAngle(upright), side = sharpestAngle(pointsOf(ink, true))
  return side.sharpness > level.sharpness * 1.1 ? 90 + side.degrees : level.degrees
}

/** Turns a grey picture clockwise by any angle on white. */
export async function turn(grey: Grey, degrees: number): Promise<Grey> {
  if (Math.abs(degrees) < 0.08) return grey
  const { data, info } = await sharp(grey.data, { raw: { width: grey.width, height: grey.height, channels: 1 } })
    .rotate(degrees, { background: '#ffffff' }).toColourspace('b-w').extractChannel(0).raw().toBuffer({ resolveWithObject: true })
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width: info.width, height: info.height }
}

export async function resize(grey: Grey, factor: number): Promise<Grey> {
  const { data, info } = await sharp(grey.data, { raw: { width: grey.width, height: grey.height, channels: 1 } })
    .resize(Math.round(grey.width * factor), Math.round(grey.height * factor), { kernel: 'cubic' }).toColourspace('b-w').extractChannel(0).raw().toBuffer({ resolveWithObject: true })
  return { data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), width: info.width, height: info.height }
}

/** Rows of ink with their stretches, in pixels of the grey picture, and the height of an ordinary line. */
export function rowsOfInk(ink: Ink): { rows: InkRow[]; em: number } {
  const { width, height, step, cells } = ink
  const least = Math.max(2, Math.round(width * 0.003))
  const runs: { y0: number; y1: number }[] = []
  for (let y = 0; y < height; y++) {
    let n = 0
    for (let x = 0; x < width; x++) n += cells[y * width + x] ?? 0
    const last = runs.at(-1)
    if (n < least) continue
    if (last !== undefined && y - last.y1 <= 1) last.y1 = y + 1
    else runs.push({ y0: y, y1: y + 1 })
  }
  const tall = runs.map((r) => r.y1 - r.y0).filter((h) => h >= 6).sort((a, b) => a - b)
  const em = tall[Math.floor(tall.length / 2)] ?? 14
  // Marks over capitals stand apart from their letters: give them back to the line below.
  const joined: { y0: number; y1: number }[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    if (last !== undefined && run.y0 - last.y1 <= 0.22 * em && (last.y1 - last.y0 < 0.4 * em || run.y1 - run.y0 < 0.3 * em)) last.y1 = run.y1
    else joined.push({ ...run })
  }
  const rows: InkRow[] = []
  for (const run of joined) {
    if (run.y1 - run.y0 < 0.3 * em) continue
    const inks: [number, number][] = []
    for (let x = 0; x < width; x++) {
      let any = 0
      for (let y = run.y0; y < run.y1 && any < 1; y++) any += cells[y * width + x] ?? 0
      if (any === 0) continue
      const last = inks.at(-1)
      if (last !== undefined && x - last[1] <= 0.25 * em) last[1] = x + 1
      else inks.push([x, x + 1])
    }
    rows.push({ y0: run.y0 * step, y1: run.y1 * step, inks: inks.filter(([a, b]) => b - a >= 2).map(([a, b]) => [a * step, b * step] as const) })
  }
  return { rows: rows.filter((r) => r.inks.length > 0), em: em * step }
}

/** Whitens drawn rules (under organ and title, table lines): they are not text and recognition makes nonsense of them. */
export function wipeRules(grey: Grey, ink: Ink, em: number): void {
  const { width, height, cells, step } = ink
  const least = Math.round((em / step) * 2.2), thick = Math.max(1, Math.round((em / step) * 0.18))
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    if (cells[y * width + x] !== 1) continue
    let end = x
    while (end < width && cells[y * width + end] === 1) end++
    if (end - x >= least) {
      // Thin all along: nothing above or below it but paper.
      let open = 0
      for (let k = x; k < end; k++) if ((cells[(y - thick - 1) * width + k] ?? 0) === 0 && (cells[(y + thick + 1) * width + k] ?? 0) === 0) open++
      if (open > (end - x) * 0.8) {
        const y0 = Math.max(0, (y - 1) * step), y1 = Math.min(grey.height, (y + 2) * step), x0 = Math.max(0, (x - 1) * step), x1 = Math.min(grey.width, (end + 1) * step)
        for (let yy = y0; yy < y1; yy++) grey.data.fill(255, yy * grey.width + x0, yy * grey.width + x1)
      }
    }
    x = end
  }
}

/** A part of the picture, clipped to it, and where it lies. */
export function cropOf(grey: Grey, x0: number, y0: number, x1: number, y1: number): { grey: Grey; x: number; y: number } {
  const x = Math.max(0, Math.floor(x0)), y = Math.max(0, Math.floor(y0))
  const width = Math.max(1, Math.min(grey.width, Math.ceil(x1)) - x), height = Math.max(1, Math.min(grey.height, Math.ceil(y1)) - y)
  const data = new Uint8Array(width * height)
  for (let row = 0; row < height; row++) data.set(grey.data.subarray((y + row) * grey.width + x, (y + row) * grey.width + x + width), row * width)
  return { grey: { data, width, height }, x, y }
}

/** A cut-out as PGM, the plainest picture there is: nothing to compress, nothing to decode. */
export function cutOut(grey: Grey, x0: number, y0: number, x1: number, y1: number): { pgm: Uint8Array; x: number; y: number } {
  const cut = cropOf(grey, x0, y0, x1, y1)
  const head = Buffer.from(`P5\n${cut.grey.width} ${cut.grey.height}\n255\n`, 'latin1')
  const pgm = new Uint8Array(head.length + cut.grey.data.length)
  pgm.set(head, 0)
  pgm.set(cut.grey.data, head.length)
  return { pgm, x: cut.x, y: cut.y }
}

export const pngOf = async (drawn: { data: Buffer; width: number; height: number }): Promise<Uint8Array> => {
  // BGRX → RGB
  const rgb = Buffer.alloc(drawn.width * drawn.height * 3)
  for (let i = 0, from = 0, to = 0; i < drawn.width * drawn.height; i++, from += 4, to += 3) { rgb[to] = drawn.data[from + 2] ?? 255; rgb[to + 1] = drawn.data[from + 1] ?? 255; rgb[to + 2] = drawn.data[from] ?? 255 }
  return sharp(rgb, { raw: { width: drawn.width, height: drawn.height, channels: 3 } }).png({ compressionLevel: 6 }).toBuffer()
}
