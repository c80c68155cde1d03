/**
 * How fast papers are read, as ratios within one run:
 *   text and DOCX in milliseconds a document (target: text ≤ 20 ms from bytes to structure), and a scanned page against bare
 *   tesseract.js on the same picture (target ≤ 1.2 ×). The page is judged by processor time of all threads, which a busy machine does
 *   not distort; the wall clock is printed beside it.
 *
 *   node bench/reading.bench.ts [--pages 3] [--json]
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { createWorker, OEM } from 'tesseract.js'
import { openPaper, renderPage, stopPaper, type Paper } from '../src/directives/paper/index.ts'
import { degrade, lightDamage } from '../src/directives/paper/testing/degrade.ts'
import { sampleDirective } from '../src/directives/paper/testing/sample.ts'
import { partsOf, typeset } from '../src/directives/paper/testing/typeset.ts'
import { readDirective } from '../src/directives/reader/index.ts'
import { documentXml, docx, paragraph } from '../test/hostile/zip.ts'

const { values } = parseArgs({ options: { pages: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } } })
const pages = Math.max(1, Number(values.pages) || 3)

const read = async (bytes: Uint8Array, name: string): Promise<Paper> => {
  const result = await openPaper(bytes, name)
  if (!result.ok) throw new Error(`${name}: ${result.refusal.code}`)
  return result.value
}
/** The middle of several runs, in milliseconds, after one to warm up. */
async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  await work()
  const taken: number[] = []
  for (let i = 0; i < times; i++) { const begun = performance.now(); await work(); taken.push(performance.now() - begun) }
  return taken.sort((a, b) => a - b)[taken.length >> 1] ?? 0
}

// A directive of about seven thousand characters, the size of a real one.
const paragraphs = sampleDirective.split('\n\n')
const tasks = paragraphs.filter((p) => /^\d\./u.test(p))
const long = [...paragraphs.slice(0, -4), ...Array.from({ length: 45 }, (_, i) => (tasks[i % tasks.length] ?? '').replace(/^\d+/u, String(i + 4))), ...paragraphs.slice(-4)].join('\n\n')

const textBytes = Buffer.from(long)
const text = await median(41, async () => readDirective((await read(textBytes, 'a.txt')).text))
const textOnly = await median(41, () => read(textBytes, 'a.txt'))
const docxBytes = docx(documentXml(long.split(/\n+/u).map((p) => paragraph(p)).join('')))
const word = await median(21, async () => readDirective((await read(docxBytes, 'a.docx')).text))
const pdfBytes = typeset(partsOf(long))
const pdf = await median(11, async () => readDirective((await read(pdfBytes, 'a.pdf')).text))

const pdfPages = (await read(pdfBytes, 'a.pdf')).pages.length
const scans: Buffer[] = []
for (let i = 0; i < pages; i++) scans.push(await degrade(await renderPage(pdfBytes, 'a.pdf', (i % pdfPages) + 1, { dpi: 200 }), { ...lightDamage, seed: i + 1, seal: false }))

const language = join(dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/vie/package.json')), '4.0.0_best_int')
const bare = await createWorker('vie', OEM.LSTM_ONLY, { langPath: language, cacheMethod: 'none', gzip: true })
await bare.setParameters({ debug_file: '/dev/null' })
const first = scans[0]
if (first === undefined) throw new Error('no scan was made')
// Both sides have their engine started before the clock runs; pages are read in turn so that a busy machine hurts both alike.
await read(first, 'a.png')
await bare.recognize(first, {}, { text: true, blocks: true })
let ours = 0, theirs = 0, oursCpu = 0, theirsCpu = 0
const cpu = (): number => { const used = process.cpuUsage(); return (used.user + used.system) / 1000 }
for (const scan of scans) {
  const a = performance.now(), aCpu = cpu()
  await read(scan, 'a.png')
  const b = performance.now(), bCpu = cpu()
  await bare.recognize(scan, {}, { text: true, blocks: true })
  ours += b - a
  theirs += performance.now() - b
  oursCpu += bCpu - aCpu
  theirsCpu += cpu() - bCpu
}
await bare.terminate()
await stopPaper()

const ratio = oursCpu / theirsCpu
const results = { characters: long.length, text_ms: text, decode_ms: textOnly, docx_ms: word, pdf_ms: pdf, pdf_pages: pdfPages, ocr_ms_per_page: ours / scans.length, bare_ocr_ms_per_page: theirs / scans.length, ocr_cpu_ratio: ratio, ocr_wall_ratio: ours / theirs }
if (values.json) console.log(JSON.stringify(results))
else {
  const line = (what: string, value: string, target: string, met: boolean | undefined): void => console.log(`${what.padEnd(46)} ${value.padStart(12)}   ${target}${met === undefined ? '' : met ? '  met' : '  NOT MET'}`)
  console.log(`reading a directive of ${long.length} characters (${pdfPages} pages)`)
  line('text → structure', `${text.toFixed(1)} ms`, '≤ 20 ms', text <= 20)
  line('  of which bytes → text', `${textOnly.toFixed(2)} ms`, '', undefined)
  line('DOCX → structure', `${word.toFixed(1)} ms`, `${(word / text).toFixed(1)} × text`, undefined)
  line('PDF with text → structure', `${pdf.toFixed(1)} ms`, `${(pdf / text).toFixed(1)} × text`, undefined)
  line('scanned page', `${(ours / scans.length / 1000).toFixed(2)} s`, `bare tesseract.js ${(theirs / scans.length / 1000).toFixed(2)} s`, undefined)
  line('scanned page / bare tesseract.js, wall clock', `${(ours / theirs).toFixed(2)} ×`, '', undefined)
  line('scanned page / bare tesseract.js, processor', `${ratio.toFixed(2)} ×`, '≤ 1.2 ×', ratio <= 1.2)
}
