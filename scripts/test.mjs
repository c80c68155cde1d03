// npm test: brings what the tests need, checks the lanes, runs rules, database and browser tests, ends in "N passed, N failed".
// Arguments after -- go to the test runner (and then only it runs): npm test -- --project rules src/units
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findNode } from './node.mjs'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const node = findNode(root)
const env = { ...process.env, PATH: `${path.dirname(node)}:${process.env.PATH}` }
const only = process.argv.slice(2)
let passed = 0
let failed = 0

const has = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
/** Debian packages the tests use as a person would: a browser to click in, a word processor to open what we write, a PDF reader to measure it. */
function bringPrograms() {
  const missing = [['chromium', 'chromium'], ['soffice', 'libreoffice-writer'], ['pdftotext', 'poppler-utils']].filter(([program]) => !has(program))
  if (missing.length === 0) return
  const packages = missing.map(([, p]) => p)
  const sudo = process.getuid() === 0 ? [] : has('sudo') ? ['sudo', '-n'] : undefined
  if (!sudo || !has('apt-get')) { console.error(`Missing for the tests: ${packages.join(', ')}. Install them with your package manager.`); return }
  console.log(`Installing ${packages.join(', ')} …`)
  const apt = (...args) => spawnSync([...sudo, 'apt-get'][0], [...sudo, 'apt-get', ...args].slice(1), { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  apt('update', '-qq')
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
}

function check(name, file, args) {
  const began = Date.now()
  const run = spawnSync(node, [path.join(root, file), ...args], { cwd: root, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  const good = run.status === 0
  if (good) passed++
  else { failed++; console.log(`${run.stdout}${run.stderr}`) }
  console.log(`${good ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
}

bringPrograms()
if (only.length === 0) {
  check('rules lane compiles without Node or a browser', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.pure.json'])
  check('server lane compiles', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.server.json'])
  check('web lane compiles', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.web.json'])
  check('lint', 'node_modules/oxlint/bin/oxlint', ['--quiet'])
  check('arrows between rooms', 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'])
  check('types of the database are those the migrations make', 'scripts/generate-types.ts', ['--check'])
  check('the program builds', 'scripts/build.mjs', [])
}

const out = path.join(mkdtempSync(path.join(tmpdir(), 'taicho-tests-')), 'result.json')
spawnSync(node, [path.join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${out}`, ...only], { cwd: root, env, stdio: 'inherit' })
if (existsSync(out)) {
  const result = JSON.parse(readFileSync(out, 'utf8'))
  passed += result.numPassedTests
  failed += result.numFailedTests
  // A file that does not load has no test to fail: it counts as one.
  failed += result.testResults.filter((f) => f.status === 'failed' && f.assertionResults.length === 0).length
  if (result.numPassedTests === 0) failed++
} else failed++
rmSync(path.dirname(out), { recursive: true, force: true })

console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
