import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { describe, expect, test, vi } from 'vitest'
import { composePage, writeDocx, writePdf, type DraftDocument } from './index.ts'
import { samples } from './testing/samples.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 })

const base = samples.stateLetter!
const typed = fc.string({ unit: 'binary', maxLength: 40 }).map((s) => s || 'x')
const anyDraft: fc.Arbitrary<DraftDocument> = fc.record({
  subject: typed, addressees: fc.array(typed, { minLength: 1, maxLength: 4 }), leadIn: typed, text: typed, closing: typed, recipients: fc.array(typed, { minLength: 1, maxLength: 4 }), issuer: typed, place: typed, name: typed, sample: fc.constantFrom(...Object.values(samples)),
}).map((r) => ({ ...r.sample, subject: r.subject, addressees: r.addressees, leadIn: r.leadIn, items: [{ label: '1.', text: r.text, items: [{ label: 'a)', text: r.text }] }], closing: [r.closing], recipients: r.recipients, issuer: r.issuer, place: r.place, signer: { ...r.sample.signer, name: r.name } }))

describe('chữ nào cũng vẽ được', () => {
  test('whatever is typed, the Word file holds well-formed XML', async () => {
    await fc.assert(fc.asyncProperty(anyDraft, async (draft) => {
      const parts = unzipSync(await writeDocx(draft))
      for (const name of ['word/document.xml', 'docProps/core.xml', 'word/styles.xml']) {
        const parser = new SaxesParser({ xmlns: true })
        parser.on('error', (error) => { throw error })
        parser.write(new TextDecoder('utf-8', { fatal: true }).decode(parts[name]!)).close()
      }
    }), { numRuns: 12 })
  })
  test('whatever is typed, the PDF is made, and nothing typed is run', () => {
    fc.assert(fc.property(anyDraft, (draft) => { expect(writePdf(draft).length).toBeGreaterThan(2000) }), { numRuns: 12 })
    expect(writePdf({ ...base, subject: '#read("/etc/passwd")', closing: ['#panic("x") $a$ *b* @c <d>'] }).length).toBeGreaterThan(2000)
  })
  test('line feeds, tabs, zero-width signs and non-breaking spaces from a paste become plain text', () => {
    const plan = composePage({ ...base, closing: ['Đề\u00adnghị\u200b các\u00a0đơn vị\n  khẩn\ttrương'] })
    expect(plan.ok && plan.value.body.at(-1)).toMatchObject({ runs: [{ text: 'Đềnghị các đơn vị khẩn trương./.' }] })
  })
})
