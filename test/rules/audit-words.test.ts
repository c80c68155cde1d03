import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { actName } from '../../src/sign-in/screens/audit-words.ts'

const src = path.join(import.meta.dirname, '../../src')

/** Acts as they stand in the calls that record them: `action: 'person.merged'`, also as the two ends of a choice. */
function recordedActs(): string[] {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts') && !/\.test\.ts$|test-support/.test(f) && !f.includes('screens/'))
  const acts = files.flatMap((f) => [...readFileSync(path.join(src, f), 'utf8').matchAll(/action: ([^,}]*)/g)].flatMap((m) => [...m[1]!.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map((a) => a[1]!)))
  return [...new Set(acts)].sort()
}

test('every act that the audit trail records has a name in Vietnamese and in English', () => {
  const acts = recordedActs()
  expect(acts.length).toBeGreaterThan(60)
  expect(acts.filter((a) => actName(a, 'vi') === a || actName(a, 'en') === a)).toEqual([])
})
