import { parentPort } from 'node:worker_threads'
import sharp from 'sharp'
import { assemble, type ReadPage } from './assemble.ts'
import { readDocx } from './docx.ts'
import { decodeLegacy, detectLegacy, type LegacyEncoding } from './legacy.ts'
import type { FromThread, Job, OcrLines, ToThread } from './messages.ts'
import { Unreadable } from './package.ts'
import { drawPage, layOut, openPdf, pageText, type OpenPdf } from './pdf.ts'
import { pictureOf, pictureOfBgrx, pictureSize, pngOf } from './picture.ts'
import { readPlain } from './plain-paper.ts'
import { recognisePage, type Recognise } from './recognise-page.ts'
import { syllableShare } from './syllables.ts'
import type { Paper, PaperWarning } from './types.ts'

/**
 * Luồng đọc: the thread in which the bytes of strangers are taken apart. It holds no secrets and no connections; the
 * server ends it when it is slow or heavy. Recognition itself runs in other threads, on pictures made here.
 */
if (parentPort === null) throw new Error('the reading thread is started by the paper room only')
const port = parentPort
const say = (message: FromThread, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer)

let asks = 0
const waiting = new Map<number, { done: (lines: OcrLines) => void; failed: (why: 'slow' | 'failed') => void }>()

port.on('message', (message: ToThread) => {
  switch (message.say) {
    case 'job': void carryOut(message.job); break
    case 'recognised': waiting.get(message.ask)?.done(message.lines); waiting.delete(message.ask); break
    case 'not_recognised': waiting.get(message.ask)?.failed(message.why); waiting.delete(message.ask); break
  }
})

async function carryOut(job: Job): Promise<void> {
  try {
    if (job.do === 'open') say({ say: 'paper', id: job.id, paper: await open(job) })
    else { const png = await draw(job); const own = new Uint8Array(png); say({ say: 'png', id: job.id, png: own }, [own.buffer]) }
  } catch (error) {
    if (error instanceof Unreadable) say({ say: 'refused', id: job.id, refusal: error.refusal, clean: error.refusal.code !== 'paper.too_heavy' && error.refusal.code !== 'paper.too_slow' })
    else if (error instanceof RangeError && /memory|grow|allocation|array length/iu.test(error.message)) say({ say: 'refused', id: job.id, refusal: { code: 'paper.too_heavy', name: job.name }, clean: false })
    // The PDF engine aborts when a page asks for more memory than it may have, or traps on a damaged structure.
    else if (error instanceof Error && (error.name === 'RuntimeError' || /Aborted\(|unreachable|out of bounds/u.test(error.message))) say({ say: 'refused', id: job.id, refusal: { code: 'paper.damaged', name: job.name, kind: 'pdf' }, clean: false })
    else say({ say: 'failed', id: job.id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}

type OpenJob = Extract<Job, { do: 'open' }>

async function open(job: OpenJob): Promise<Paper> {
  switch (job.kind) {
    case 'txt': return readPlain(job.bytes, job.name, job.limits)
    case 'zip': return readDocx(job.bytes, job.name, job.limits)
    case 'pdf': return readPdf(job)
    case 'image': return readPicture(job)
  }
}

function recogniser(job: OpenJob): Recognise {
  return (pgm, line) => new Promise((resolve, reject) => {
    const ask = ++asks
    waiting.set(ask, {
      done: resolve,
      failed: (why) => reject(why === 'slow' ? new Unreadable({ code: 'paper.too_slow', name: job.name, maxSeconds: job.limits.maxSeconds }) : new Error('recognition failed')),
    })
    say({ say: 'recognise', id: job.id, ask, pgm, line }, pgm.buffer instanceof ArrayBuffer ? [pgm.buffer] : [])
  })
}

/** Dots per inch at which a scanned page of a PDF is drawn for recognition. */
const scanDpi = 250

async function readPdf(job: OpenJob): Promise<Paper> {
  const warnings = new Set<PaperWarning>()
  const offset = Buffer.from(job.bytes.buffer, job.bytes.byteOffset, Math.min(1024, job.bytes.byteLength)).indexOf('%PDF-')
  if (offset > 0) warnings.add('bytes_before_header')
  const pdf = await openPdf(job.bytes, job.name, job.limits)
  try {
    const typed: { page: ReadPage; words: number; text: string }[] = []
    let characters = 0, missing = 0
    for (let i = 0; i < pdf.pages; i++) {
      say({ say: 'progress', id: job.id, progress: { stage: 'text', page: i + 1, pages: pdf.pages } })
      const found = pageText(pdf, i, job.limits, job.name)
      if (found === undefined) { missing++; warnings.add('page_unreadable'); typed.push({ page: { number: i + 1, width: 0, height: 0, source: 'text', bands: [] }, words: 0, text: '' }); continue }
      characters += found.characters
      if (characters > job.limits.maxCharacters) throw new Unreadable({ code: 'paper.too_long', name: job.name, maxCharacters: job.limits.maxCharacters })
      const scrambled = found.unmapped > found.characters * 0.1
      typed.push({ page: layOut(found, i + 1), words: scrambled ? 0 : found.words.length, text: found.words.map((w) => w.text).join(' ') })
    }
    if (missing === pdf.pages) throw new Unreadable({ code: 'paper.damaged', name: job.name, kind: 'pdf' })
    const all = typed.map((t) => t.text).join('\n')
    const legacy = detectLegacy(all)
    const pages = await inPairs(typed, async (one, i) => {
      const text = legacy === null ? one.text : decodeLegacy(one.text, legacy)
      const syllables = syllableShare(text)
      const readable = one.words >= 8 && (syllables.words < 8 || syllables.share >= 0.6)
      if (readable || one.page.width === 0) return one.page
      const scanned = await scan(pdf, i, job, typed.length)
      if (scanned === undefined) return one.page
      if (one.words >= 8) {
        const seen = syllableShare(assemble([scanned]).text)
        // A text in another language, or a page that recognises no better: what was typed stays.
        if (seen.words < 8 || seen.share <= syllables.share + 0.1) return one.page
        warnings.add('text_layer_unreadable')
      }
      return scanned.bands.length === 0 && one.words > 0 ? one.page : scanned
    })
    return finish('pdf', job, pages, warnings, legacy)
  } finally { pdf.close() }
}

async function scan(pdf: OpenPdf, index: number, job: OpenJob, pages: number): Promise<ReadPage | undefined> {
  const drawn = drawPage(pdf, index, scanDpi / 72, Math.min(job.limits.maxPixels, 16_000_000))
  if (drawn === undefined) return undefined
  say({ say: 'progress', id: job.id, progress: { stage: 'ocr', page: index + 1, pages } })
  return recognisePage(pictureOfBgrx(drawn), index + 1, { width: (drawn.width * 72) / scanDpi, height: (drawn.height * 72) / scanDpi }, recogniser(job))
}

async function readPicture(job: OpenJob): Promise<Paper> {
  const size = await pictureSize(job.bytes, job.name, job.limits)
  if (size.frames > job.limits.maxPages) throw new Unreadable({ code: 'paper.too_many_pages', name: job.name, pages: size.frames, maxPages: job.limits.maxPages })
  const frames = Array.from({ length: size.frames }, (_, i) => i)
  const pages = await inPairs(frames, async (frame) => {
    const picture = await pictureOf(job.bytes, frame, job.name, job.limits)
    say({ say: 'progress', id: job.id, progress: { stage: 'ocr', page: frame + 1, pages: size.frames } })
    return recognisePage(picture, frame + 1, undefined, recogniser(job))
  })
  return finish('image', job, pages, new Set(), null)
}

function finish(kind: 'pdf' | 'image', job: OpenJob, pages: readonly ReadPage[], warnings: Set<PaperWarning>, legacy: LegacyEncoding | null): Paper {
  const decoded = legacy === null ? pages : pages.map((p) => (p.source === 'text' ? mapText(p, (t) => decodeLegacy(t, legacy)) : p))
  const out = assemble(decoded)
  if (out.text.trim() === '') throw new Unreadable({ code: 'paper.no_text', name: job.name })
  if (legacy !== null) warnings.add('legacy_encoding_converted')
  if (out.pages.some((p) => p.ocrConfidence !== undefined && p.ocrConfidence < 0.75)) warnings.add('low_confidence')
  if (out.pages.some((p) => Math.abs(p.turnedDegrees ?? 0) > 45)) warnings.add('turned')
  return { kind, text: out.text, pages: out.pages, legacyEncoding: legacy, warnings: [...warnings] }
}

const mapText = (page: ReadPage, change: (text: string) => string): ReadPage => {
  const lines = (all: readonly (readonly { text: string; x0: number; y0: number; x1: number; y1: number; confidence: number }[])[]): typeof all => all.map((line) => line.map((w) => ({ ...w, text: change(w.text) })))
  return { ...page, bands: page.bands.map((b) => (b.kind === 'whole' ? { kind: 'whole', lines: lines(b.lines) } : { kind: 'columns', left: lines(b.left), right: lines(b.right) })) }
}

/** Two pages at a time: while one is being recognised the next is drawn and straightened. Results keep their order. */
async function inPairs<A, B>(items: readonly A[], work: (item: A, index: number) => Promise<B>): Promise<B[]> {
  const out = Array.from<B>({ length: items.length })
  let next = 0
  const lane = async (): Promise<void> => { while (next < items.length) { const i = next++; const item = items[i]; if (item !== undefined) out[i] = await work(item, i) } }
  await Promise.all([lane(), lane()])
  return out
}

async function draw(job: Extract<Job, { do: 'draw' }>): Promise<Uint8Array> {
  const { limits, name } = job
  if (job.kind === 'pdf') {
    const pdf = await openPdf(job.bytes, name, limits)
    try {
      if (job.page < 1 || job.page > pdf.pages) throw new Unreadable({ code: 'paper.no_such_page', name, page: job.page, pages: pdf.pages })
      const size = pageText(pdf, job.page - 1, limits, name)
      const scale = job.width === undefined ? (job.dpi ?? 150) / 72 : job.width / Math.max(1, size?.width ?? 595)
      const drawn = drawPage(pdf, job.page - 1, scale, Math.min(limits.maxPixels, 20_000_000))
      if (drawn === undefined) throw new Unreadable({ code: 'paper.damaged', name, kind: 'pdf' })
      return await pngOf(drawn)
    } finally { pdf.close() }
  }
  const size = await pictureSize(job.bytes, name, limits)
  if (job.page < 1 || job.page > size.frames) throw new Unreadable({ code: 'paper.no_such_page', name, page: job.page, pages: size.frames })
  try {
    const width = Math.min(job.width ?? Math.round(((job.dpi ?? 150) / 150) * 1240), size.width, 5000)
    return await sharp(job.bytes, { page: job.page - 1, limitInputPixels: limits.maxPixels }).timeout({ seconds: limits.maxSeconds }).autoOrient().resize({ width, withoutEnlargement: true }).png().toBuffer()
  } catch { throw new Unreadable({ code: 'paper.damaged', name, kind: 'image' }) }
}
