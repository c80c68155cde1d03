// npm test: brings what the tests need, checks the lanes, runs rules, database and browser tests, ends in "N passed, N failed".
// Arguments after -- go to the test runner (and then only it runs): npm test -- --project rules src/units
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
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
async function bringPrograms() {
  const missing = [['chromium', 'chromium'], ['soffice', 'libreoffice-writer'], ['pdftotext', 'poppler-utils']].filter(([program]) => !has(program))
  if (missing.length === 0) return
  const packages = missing.map(([, p]) => p)
  const sudo = process.getuid() === 0 ? [] : has('sudo') ? ['sudo', '-n'] : undefined
  if (!sudo || !has('apt-get')) { console.error(`Missing for the tests: ${packages.join(', ')}. Install them with your package manager.`); return }
  console.log(`Installing ${packages.join(', ')} …`)
  const apt = (...args) => run([...sudo, 'apt-get'][0], [...sudo, 'apt-get', ...args].slice(1), { ...process.env, DEBIAN_FRONTEND: 'noninteractive' })
  const updated = await apt('update', '-qq')
  const installed = await apt('install', '-y', '-qq', '--no-install-recommends', ...packages)
  if (installed.code !== 0) console.error(`${updated.output}${installed.output}`)
}

const run = (file, args, environment = env) => new Promise((done) => {
  const pieces = []
  const child = spawn(file, args, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => pieces.push(piece))
  child.on('error', (e) => done({ code: 1, output: String(e) }))
  child.on('close', (code) => done({ code, output: Buffer.concat(pieces).toString() }))
})

async function check([name, file, ...args]) {
  const began = Date.now()
  const { code, output } = await run(node, [path.join(root, file), ...args])
  if (code === 0) passed++
  else { failed++; console.log(output) }
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
}

const tsc = 'node_modules/typescript/bin/tsc'
/** The longest first, so that none is left over at the end. */
const checks = [
  ['tests, benchmarks and scripts compile', tsc, '-p', 'tsconfig.tests.json'],
  ['server lane compiles', tsc, '-p', 'tsconfig.server.json'],
  ['web lane compiles', tsc, '-p', 'tsconfig.web.json'],
  ['the program builds', 'scripts/build.mjs'],
  ['rules lane compiles without Node or a browser', tsc, '-p', 'tsconfig.pure.json'],
  ['types of the database are those the migrations make', 'scripts/generate-types.ts', '--check'],
  ['no file and no package lies unused, none is used undeclared', 'node_modules/knip/bin/knip.js', '--no-progress', '--include', 'files,dependencies,unlisted,unresolved,binaries'],
  ['arrows between rooms', 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ['lint', 'node_modules/oxlint/bin/oxlint', '--quiet'],
]

// Packages are fetched while the checks compute.
const bringing = bringPrograms()
if (only.length === 0) {
  const waiting = [...checks]
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, async () => { for (let c = waiting.shift(); c; c = waiting.shift()) await check(c) }))
}
await bringing

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
