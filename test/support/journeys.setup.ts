import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' { interface ProvidedContext { demoShelf: string } }

/** Where the demonstration is kept for the run; the first test that needs it builds it. */
export default function setup(project: TestProject): () => void {
  const shelf = mkdtempSync(path.join(tmpdir(), 'taicho-demo-'))
  project.provide('demoShelf', shelf)
  return () => rmSync(shelf, { recursive: true, force: true })
}
