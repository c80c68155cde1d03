import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, cpSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

/** A rule that no violation can break is no rule: each planted one must be found, and the clean tree must hold modules at all. */
const root = path.join(import.meta.dirname, '../..')
const place = mkdtempSync(path.join(tmpdir(), 'taicho-lanes-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

function plant(files: Record<string, string>): string {
  const at = mkdtempSync(path.join(place, 'tree-'))
  for (const f of ['tsconfig.base.json', 'tsconfig.pure.json', 'tsconfig.server.json', 'tsconfig.web.json', '.dependency-cruiser.cjs', 'package.json']) cpSync(path.join(root, f), path.join(at, f))
  symlinkSync(path.join(root, 'node_modules'), path.join(at, 'node_modules'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(at, name)), { recursive: true })
    writeFileSync(path.join(at, name), text)
  }
  return at
}
const cruise = (at: string, type: string) => spawnSync(process.execPath, [path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'), 'src', '--config', '.dependency-cruiser.cjs', '--output-type', type], { cwd: at, encoding: 'utf8' })
const compile = (at: string, lane: string) => spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', `tsconfig.${lane}.json`], { cwd: at, encoding: 'utf8' })

describe('arrows between rooms', () => {
  const planted: [string, Record<string, string>][] = [
    ['platform-imports-no-room', { 'src/platform/x.ts': `import '../units/index.ts'`, 'src/units/index.ts': 'export const a = 1' }],
    ['rules-are-pure', { 'src/units/rules.ts': `import './queries.ts'`, 'src/units/queries.ts': 'export const a = 1' }],
    ['rules-need-no-machine', { 'src/units/rules.ts': `import 'node:fs'` }],
    ['room-by-its-index', { 'src/directives/commands.ts': `import '../units/queries.ts'`, 'src/units/queries.ts': 'export const a = 1' }],
    ['screens-ask-the-wire', { 'src/units/screens/Units.tsx': `import '../queries.ts'`, 'src/units/queries.ts': 'export const a = 1' }],
    ['server-imports-no-screen', { 'src/units/queries.ts': `import './screens/Units.tsx'`, 'src/units/screens/Units.tsx': 'export const a = 1' }],
    ['no-circles', { 'src/units/a.ts': `import './b.ts'`, 'src/units/b.ts': `import './a.ts'` }],
  ]
  test.each(planted)('%s is found when somebody breaks it', (rule, files) => {
    const run = cruise(plant(files), 'err')
    expect(run.status).not.toBe(0)
    expect(run.stdout).toContain(rule)
  })

  test('a tree that keeps them passes, and its modules were really read', () => {
    const run = cruise(plant({ 'src/units/rules.ts': 'export const a = 1', 'src/units/queries.ts': `import { a } from './rules.ts'\nexport const b = a` }), 'json')
    expect(run.status).toBe(0)
    expect(JSON.parse(run.stdout).summary.totalCruised).toBe(2)
  })
})

describe('lanes of the compiler', () => {
  test.each([
    ['a rule that asks for the process', 'pure', 'src/units/rules.ts', 'export const a = process.pid', 'TS2591'],
    ['a rule that asks for the page', 'pure', 'src/units/rules.ts', 'export const a = document.title', 'TS2584'],
    ['a query that asks for the page', 'server', 'src/units/queries.ts', 'export const a = window.name', 'TS2304'],
    ['a screen that asks for the machine', 'web', 'src/units/screens/Units.tsx', `import { readFileSync } from 'node:fs'\nexport const a = readFileSync`, 'TS2591'],
  ])('%s does not compile', (_what, lane, file, text, code) => {
    const run = compile(plant({ [file]: text }), lane)
    expect(run.status).not.toBe(0)
    expect(run.stdout).toContain(code)
  })
})
