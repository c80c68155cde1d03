/**
 * Makes page scans of directives from their plain texts, reads them with the product and scores the result.
 *
 *   node scripts/make-scans.ts [TEXT…] [--dpi 200] [--skew 1] [--noise 12] [--blur 0.6] [--shadow 0] [--seed 1] [--no-seal] [--stamp]
 *                              [--pdf] [--out FOLDER] [--score SCORE.MJS] [--gold FOLDER]
 *
 * A negative number is written with an equals sign (`--skew=-1.5`). Without texts the source documents of `../shared/directives` (or $TAICHO_SHARED/directives) are used. `--stamp` puts a red ĐẾN stamp of the receiver on
 * the first page of texts that have none, over the print where there is no room. `--pdf` reads the pages as
 * one scanned PDF instead of picture by picture. Pages, read texts and predictions are kept in FOLDER.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { openPaper, renderPage, stopPaper } from '../src/directives/paper/index.ts'
import { degrade, lightDamage, scannedPdf, type Damage } from '../src/directives/paper/testing/degrade.ts'
import { partsOf, typeset } from '../src/directives/paper/testing/typeset.ts'
import { readDirective } from '../src/directives/reader/index.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dpi: { type: 'string', default: '200' }, skew: { type: 'string', default: String(lightDamage.skew) }, noise: { type: 'string', default: String(lightDamage.noise) },
    blur: { type: 'string', default: String(lightDamage.blur) }, shadow: { type: 'string', default: '0' }, seed: { type: 'string', default: '1' },
    'no-seal': { type: 'boolean', default: false }, pdf: { type: 'boolean', default: false }, out: { type: 'string' }, score: { type: 'string' }, gold: { type: 'string' }, explain: { type: 'boolean', default: false }, stamp: { type: 'boolean', default: false },
  },
})
const number = (name: 'dpi' | 'skew' | 'noise' | 'blur' | 'shadow' | 'seed'): number => {
  const value = Number(values[name])
  if (!Number.isFinite(value)) { console.error(`--${name} needs a number, not “${values[name]}”`); process.exit(2) }
  return value
}
const shared = process.env['TAICHO_SHARED'] ?? fileURLToPath(new URL('../../shared', import.meta.url))
const source = join(shared, 'directives', 'source')
const texts = positionals.length > 0 ? positionals : existsSync(source) ? readdirSync(source).filter((f) => f.endsWith('.txt')).sort().map((f) => join(source, f)) : []
if (texts.length === 0) { console.warn(`SKIPPED: no texts were given and ${source} does not exist.`); process.exit(0) }

const out = values.out ?? mkdtempSync(join(tmpdir(), 'scans-'))
for (const folder of ['pages', 'text', 'prediction']) mkdirSync(join(out, folder), { recursive: true })
const dpi = number('dpi')

for (const [i, file] of texts.entries()) {
  const name = basename(file).replace(/\.txt$/u, '')
  const original = typeset(partsOf(readFileSync(file, 'utf8')))
  const typed = await openPaper(original, `${name}.pdf`)
  if (!typed.ok) throw new Error(`the typeset page of ${name} cannot be read: ${typed.refusal.code}`)
  const count = typed.value.pages.length
  const pages: Buffer[] = []
  for (let page = 1; page <= count; page++) {
    // The seal stands over the signature, on the last page.
    const damage: Damage = { ...lightDamage, stamp: values.stamp && page === 1, signature: page === count, skew: number('skew'), noise: number('noise'), blur: number('blur'), shadow: number('shadow'), seal: !values['no-seal'] && page === count, seed: number('seed') * 1000 + i * 50 + page }
    pages.push(await degrade(await renderPage(original, name, page, { dpi }), damage))
    writeFileSync(join(out, 'pages', `${name}.${page}.png`), pages.at(-1) ?? Buffer.alloc(0))
  }
  const begun = performance.now()
  const pdf = await scannedPdf(pages, dpi)
  writeFileSync(join(out, 'pages', `${name}.pdf`), pdf)
  const read: string[] = []
  let confidence = 0
  const papers: [Uint8Array, string][] = values.pdf ? [[pdf, `${name}.pdf`]] : pages.map((p, k) => [p, `${name}.${k + 1}.png`])
  for (const [bytes, paperName] of papers) {
    const paper = await openPaper(bytes, paperName, { limits: { maxSeconds: 300 } })
    // a page that cannot be read counts as read empty: the score tells
    if (!paper.ok) { console.error(`${paperName}: ${paper.refusal.code}`); continue }
    read.push(paper.value.text)
    confidence += paper.value.pages.reduce((sum, p) => sum + (p.ocrConfidence ?? 0), 0)
  }
  const text = read.join('\n\n')
  writeFileSync(join(out, 'text', `${name}.txt`), text)
  writeFileSync(join(out, 'prediction', `${name}.json`), `${JSON.stringify(readDirective(text).contract, null, 1)}\n`)
  console.log(`${name}: ${count} pages, confidence ${(confidence / count).toFixed(3)}, ${((performance.now() - begun) / 1000 / count).toFixed(1)} s a page`)
}
await stopPaper()
console.log(`pages, texts and predictions: ${out}`)

const score = values.score ?? join(shared, 'directives', 'score.mjs'), gold = values.gold ?? join(shared, 'directives', 'gold')
if (positionals.length > 0 && values.gold === undefined) console.warn('SKIPPED scoring: texts were given without --gold.')
else if (!existsSync(score) || !existsSync(gold)) console.warn(`SKIPPED scoring: ${score} or ${gold} does not exist.`)
else {
  // only what was read is scored
  const wanted = join(out, 'gold')
  mkdirSync(wanted, { recursive: true })
  for (const file of texts) { const name = `${basename(file).replace(/\.txt$/u, '')}.json`; if (existsSync(join(gold, name))) writeFileSync(join(wanted, name), readFileSync(join(gold, name))) }
  const scored = spawnSync(process.execPath, [score, '--gold', wanted, '--pred', join(out, 'prediction'), ...(values.explain ? ['--explain'] : [])], { stdio: 'inherit' })
  process.exitCode = scored.status ?? 1
}
