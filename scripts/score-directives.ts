/**
 * Measures the directive reader against the annotated public documents: writes one prediction per text and prints the scorer's table.
 *
 *   node scripts/score-directives.ts [--explain]
 *
 * The documents and the scorer lie outside this repository (../shared/directives, or TAICHO_SHARED); without them nothing is measured, and it says so.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readDirective } from '../src/directives/reader/index.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const shared = join(process.env['TAICHO_SHARED'] ?? join(root, '../shared'), 'directives')
const samples = join(root, 'src/directives/reader/samples')
if (!existsSync(join(shared, 'score.mjs'))) {
  console.warn(`score-directives: ${shared} is not here, nothing was measured`)
  process.exit(0)
}

function measure(title: string, sets: readonly { texts: string; golds: string }[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'score-directives-'))
  const gold = join(folder, 'gold')
  const pred = join(folder, 'pred')
  mkdirSync(gold)
  mkdirSync(pred)
  let slowest = 0
  let total = 0
  let count = 0
  for (const { texts, golds } of sets) {
    if (!existsSync(texts)) continue
    for (const file of readdirSync(texts).filter((f) => f.endsWith('.txt'))) {
      const name = file.slice(0, -4)
      if (!existsSync(join(golds, `${name}.json`))) continue
      const text = readFileSync(join(texts, file), 'utf8')
      readDirective(text)
      const from = performance.now()
      const read = readDirective(text)
      const ms = performance.now() - from
      slowest = Math.max(slowest, ms)
      total += ms
      count++
      writeFileSync(join(pred, `${name}.json`), JSON.stringify(read.contract))
      copyFileSync(join(golds, `${name}.json`), join(gold, `${name}.json`))
    }
  }
  console.log(`\n# ${title}: ${count} documents, ${(total / Math.max(1, count)).toFixed(1)} ms on average, ${slowest.toFixed(1)} ms at most\n`)
  const run = spawnSync(process.execPath, [join(shared, 'score.mjs'), '--gold', gold, '--pred', pred, ...process.argv.slice(2)], { stdio: 'inherit' })
  rmSync(folder, { recursive: true, force: true })
  if (run.status !== 0) process.exit(run.status ?? 1)
}

measure('public documents (source, dev)', [
  { texts: join(shared, 'source'), golds: join(shared, 'gold') },
  { texts: join(shared, 'dev'), golds: join(shared, 'dev') },
])
measure('own documents of other kinds', [{ texts: samples, golds: samples }])
