/** Runs every benchmark, one after another: `npm run bench [-- name …]`. They print ratios and judge nothing. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'

const folder = path.join(import.meta.dirname, '..', 'bench')
const wanted = process.argv.slice(2)
for (const file of readdirSync(folder).filter((f) => f.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((w) => f.startsWith(w))))) {
  console.log(`\n— ${file.replace('.bench.ts', '')} —`)
  const run = spawnSync(process.execPath, [path.join(folder, file)], { stdio: 'inherit' })
  if (run.status !== 0) process.exitCode = 1
}
