import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import type { Worker as NodeWorker } from 'node:worker_threads'
import { createWorker, OEM, PSM, type Worker as Tesseract } from 'tesseract.js'
import type { OcrLines, OcrWord } from './messages.ts'

/**
 * Nhận dạng chữ: at most two recognition threads for the whole program, started when first needed and ended when idle
 * (each holds about 100 MB). Language data come from the installed package; nothing is fetched, nothing is cached on disk.
 */
const most = Math.max(1, Math.min(2, availableParallelism()))
const idleMs = 20_000

type Reader = { tesseract: Tesseract; thread: NodeWorker | undefined; busy: boolean; idle: NodeJS.Timeout | undefined }
const readers: Reader[] = []
let starting = 0
const queue: ((reader: Reader) => void)[] = []

const languageFolder = (): string => join(dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json')), '4.0.0_best_int')

async function start(): Promise<Reader> {
  let thread: NodeWorker | undefined
  const tesseract = await createWorker('vie', OEM.LSTM_ONLY, {
    langPath: languageFolder(), cacheMethod: 'none', gzip: true, errorHandler: () => { /* the failed call itself rejects */ },
  }, { load_freq_dawg: '1', load_system_dawg: '1' })
  const { worker } = tesseract as unknown as { worker?: NodeWorker }
  thread = worker
  await tesseract.setParameters({ preserve_interword_spaces: '0', user_defined_dpi: '300', debug_file: '/dev/null' })
  return { tesseract, thread, busy: false, idle: undefined }
}

async function take(): Promise<Reader> {
  const free = readers.find((r) => !r.busy)
  if (free !== undefined) { hold(free); return free }
  if (readers.length + starting < most) {
    starting++
    try {
      const reader = await start()
      readers.push(reader)
      hold(reader)
      return reader
    } finally { starting-- }
  }
  return new Promise((resolve) => queue.push(resolve))
}

function hold(reader: Reader): void {
  reader.busy = true
  if (reader.idle !== undefined) clearTimeout(reader.idle)
  reader.idle = undefined
  reader.thread?.ref()
}

function release(reader: Reader): void {
  const next = queue.shift()
  if (next !== undefined) { next(reader); return }
  reader.busy = false
  // An idle reader keeps no command from ending.
  reader.thread?.unref()
  reader.idle = setTimeout(() => { void retire(reader) }, idleMs)
  reader.idle.unref()
}

async function retire(reader: Reader): Promise<void> {
  const at = readers.indexOf(reader)
  if (at >= 0) readers.splice(at, 1)
  if (reader.idle !== undefined) clearTimeout(reader.idle)
  await reader.tesseract.terminate()
}

export type Recognition = { readonly ok: true; readonly lines: OcrLines } | { readonly ok: false; readonly why: 'slow' | 'failed' }

/** Recognises one column of lines, or one line. A reader that exceeds the time is ended, not waited for. */
export async function recognise(picture: Uint8Array, line: boolean, maxSeconds: number): Promise<Recognition> {
  const reader = await take()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => { timer = setTimeout(() => resolve('late'), maxSeconds * 1000) })
  try {
    const work = reader.tesseract.recognize(Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength), { tessedit_pageseg_mode: line ? PSM.SINGLE_LINE : PSM.SINGLE_BLOCK } as never, { text: false, blocks: true })
    work.catch(() => { /* told below, or too late to matter */ })
    const result = await Promise.race([work, late])
    if (result === 'late') { await retire(reader); void serveQueue(); return { ok: false, why: 'slow' } }
    release(reader)
    return { ok: true, lines: linesFrom(result.data.blocks) }
  } catch {
    await retire(reader)
    void serveQueue()
    return { ok: false, why: 'failed' }
  } finally { clearTimeout(timer) }
}

/** After a reader was ended somebody may still be waiting for it: start another for him. */
async function serveQueue(): Promise<void> {
  const next = queue.shift()
  if (next !== undefined) next(await take())
}

type Blocks = Awaited<ReturnType<Tesseract['recognize']>>['data']['blocks']

function linesFrom(blocks: Blocks): OcrLines {
  return (blocks ?? []).flatMap((b) => b.paragraphs).flatMap((p) => p.lines).map((line) =>
    line.words.map((w): OcrWord => ({ text: w.text, x0: w.bbox.x0, y0: w.bbox.y0, x1: w.bbox.x1, y1: w.bbox.y1, confidence: Math.min(1, Math.max(0, w.confidence / 100)) })))
}

export const recognisers = (): number => readers.length
export async function endRecognisers(): Promise<void> { await Promise.all([...readers].map(retire)) }
