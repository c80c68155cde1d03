import { afterAll, describe, expect, test, vi } from 'vitest'
import { hostileFiles } from '../../../test/hostile/make.ts'
import { stopPaper, openPaper, paperSentences } from './index.ts'
import type { PaperRefusal } from './refusals.ts'

// A busy machine starts threads slowly; what must be quick is asserted below.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** One step may take this long here; the product allows more. */
const maxSeconds = 8
/** No single file may hold the program longer, whatever it is. */
const mostMs = 30_000
/** What reading one file may add to the program's memory (heap of the thread, PDF engine, pictures). */
const mostMegabytes = 900

const sentence = <C extends PaperRefusal['code']>(refusal: Extract<PaperRefusal, { code: C }>, language: 'vi' | 'en'): string =>
  (paperSentences[language] as unknown as Record<string, (r: PaperRefusal) => string>)[refusal.code]?.(refusal) ?? ''

describe('hostile and broken files', () => {
  afterAll(stopPaper)

  test('there are at least forty of them, each under its own name', () => {
    expect(hostileFiles.length).toBeGreaterThanOrEqual(40)
    expect(new Set(hostileFiles.map((f) => f.name)).size).toBe(hostileFiles.length)
  })

  test.each(hostileFiles)('$name ($why) is refused clearly or read safely', async (file) => {
    const bytes = file.make()
    const before = process.memoryUsage().rss
    const begun = performance.now()
    const result = await openPaper(bytes, file.name, { limits: { maxSeconds } })
    expect(performance.now() - begun).toBeLessThan(mostMs)
    expect((process.memoryUsage().rss - before) / 1_048_576).toBeLessThan(mostMegabytes)
    if (result.ok) {
      expect(file.reads, `read as ${JSON.stringify(result.value.text.slice(0, 200))}`).toBeDefined()
      expect(result.value.text).toContain(file.reads)
      if (file.never !== undefined) expect(result.value.text).not.toContain(file.never)
    } else {
      expect(file.refused ?? [], JSON.stringify(result.refusal)).toContain(result.refusal.code)
      for (const language of ['vi', 'en'] as const) {
        const said = sentence(result.refusal, language)
        expect(said).toContain(file.name)
        if (file.never !== undefined) expect(said).not.toContain(file.never)
      }
    }
  }, mostMs * 2)

  test('after all of them an ordinary paper is read as if nothing had happened', async () => {
    const docx = hostileFiles.find((f) => f.name === 'that-ra-docx.pdf'), pdf = hostileFiles.find((f) => f.name === 'that-ra-pdf.txt')
    for (const file of [docx, pdf]) {
      if (file === undefined) throw new Error('the ordinary papers are missing')
      const result = await openPaper(file.make(), file.name)
      expect(result.ok && result.value.text).toContain(file.reads)
    }
  })
})
