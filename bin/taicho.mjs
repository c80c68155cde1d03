// The program behind bin/taicho: builds what is older than its sources, then runs it.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { buildIfStale } from '../scripts/build.mjs'
import { findNode } from '../scripts/node.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const [major, minor] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 18)) {
  const wantsWeb = process.argv[2] === 'start' || process.argv[2] === undefined || process.argv[2].startsWith('--')
  await buildIfStale(root, { web: wantsWeb })
  const bundle = path.join(root, 'dist', 'taicho.mjs')
  if (!existsSync(bundle)) { console.error('dist/taicho.mjs is missing: run npm run build'); process.exit(1) }
  // Compiled code is kept beside the bundle: the second start does not compile it again.
  module.enableCompileCache?.(path.join(root, 'dist', '.compiled'))
  await import(pathToFileURL(bundle).href)
} else if (findNode(root) !== process.execPath) {
  // Called with an older Node by hand; bin/taicho does not come this way.
  const child = spawn(findNode(root), [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 : 1)))
} else {
  console.error(`Node ${process.versions.node} quá cũ và bản Node đi kèm chưa được cài: chạy “npm ci” (không thêm --omit=optional).`)
  console.error(`Node ${process.versions.node} is too old and the one that comes with the install is missing: run "npm ci" (without --omit=optional).`)
  process.exit(1)
}
