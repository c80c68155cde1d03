import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assemble, type PlacedLine, type ReadPage } from './assemble.ts'
import { bandsOf, type InkRow } from './layout.ts'

const page = { width: 600, height: 850, em: 12, first: true }
const row = (y: number, ...inks: [number, number][]): InkRow => ({ y0: y, y1: y + 12, inks })
/** A full line of body text: words with ordinary gaps. */
const body = (y: number): InkRow => row(y, ...Array.from({ length: 11 }, (_, i): [number, number] => [85 + i * 42, 85 + i * 42 + 38]))

describe('columns', () => {
  test('head and foot are columns, the body between them is not', () => {
    const rows = [
      row(50, [110, 220], [300, 530]), row(66, [100, 230], [340, 490]), row(90, [120, 210], [350, 520]), row(106, [90, 240]),
      body(150), body(168), body(186), row(204, [85, 240]), body(222),
      row(300, [85, 150], [360, 520]), row(314, [85, 220], [390, 500]), row(328, [85, 240]), row(342, [85, 200]), row(400, [400, 490]),
    ]
    const bands = bandsOf(rows, page)
    expect(bands.map((b) => b.gutter !== undefined)).toEqual([true, false, true])
    expect(bands[0]).toMatchObject({ y0: 50, y1: 118 })
    expect(bands[2]).toMatchObject({ y0: 300, y1: 412 })
  })
  test('a subject line that reaches nearly to the date stays in the left column', () => {
    const rows = [row(50, [110, 250], [285, 530]), row(66, [120, 240], [310, 500]), row(90, [95, 268]), row(104, [140, 220]), row(140, [220, 300], [310, 420]), body(180), body(198)]
    const bands = bandsOf(rows, page)
    expect(bands[0]).toMatchObject({ y0: 50, y1: 116 })
    expect(bands[0]?.gutter).toBeGreaterThan(268)
  })
  test('a table of four columns is not torn into columns', () => {
    const rows = Array.from({ length: 8 }, (_, i) => row(100 + i * 16, [85, 110], [150, 260], [320, 400], [450, 500]))
    expect(bandsOf(rows, page)).toEqual([{ y0: 100, y1: 224 }])
  })
  test('every row falls into exactly one band, whatever the page looks like', () => fc.assert(fc.property(
    fc.array(fc.array(fc.tuple(fc.integer({ min: 0, max: 590 }), fc.integer({ min: 1, max: 200 })), { minLength: 1, maxLength: 6 }), { maxLength: 25 }),
    (drawn) => {
      const rows = drawn.map((inks, i) => row(20 + i * 18, ...inks.map(([x, w]): [number, number] => [x, Math.min(600, x + w)]).sort((a, b) => a[0] - b[0])))
      const bands = bandsOf(rows, page)
      for (const r of rows) expect(bands.filter((b) => r.y0 >= b.y0 && r.y1 <= b.y1)).toHaveLength(1)
      bands.forEach((b, i) => { const next = bands[i + 1]; if (next) expect(next.y0).toBeGreaterThanOrEqual(b.y1) })
    })))
})

describe('assembling', () => {
  const line = (y: number, text: string, x = 80): PlacedLine => text.split(' ').map((t, i) => ({ text: t, x0: x + i * 30, y0: y, x1: x + i * 30 + 28, y1: y + 12, confidence: 1 }))
  const pageOf = (bands: ReadPage['bands'], number = 1): ReadPage => ({ number, width: 600, height: 850, source: 'text', bands })

  test('every word is found at its offsets and inside its page', () => fc.assert(fc.property(
    fc.array(fc.array(fc.stringMatching(/^[a-zà-ỹ]{1,8}$/u), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 3 }),
    (lines, pages) => {
      const made = Array.from({ length: pages }, (_, p) => pageOf([{ kind: 'whole', lines: lines.map((l, i) => line(40 + i * 16, l.join(' '))) }], p + 1))
      const { text, pages: out } = assemble(made)
      for (const p of out) {
        expect(text).toContain(p.text)
        for (const w of p.words ?? []) {
          expect(text.slice(w.start, w.end)).toBe(w.text)
          expect(w.x0 <= w.x1 && w.y0 <= w.y1 && w.x1 <= 1 && w.y1 <= 1).toBe(true)
        }
      }
    })))
  test('Kính gửi ends the head even where its first word lies in the left column', () => {
    const { text } = assemble([pageOf([{ kind: 'columns', left: [line(40, 'HUYỆN ỦY'), line(60, 'Số 12-CV/HU'), line(110, 'Kính gửi:')], right: [line(40, 'ĐẢNG CỘNG SẢN', 350), line(60, 'ngày 02', 350), line(110, '- Các chi bộ,', 350)] }])])
    expect(text.split(/\n+/u)).toEqual(['HUYỆN ỦY', 'Số 12-CV/HU', 'ĐẢNG CỘNG SẢN', 'ngày 02', 'Kính gửi: - Các chi bộ,'])
  })
  test('a page number alone is left out, a numbered clause is not', () => {
    const { text } = assemble([pageOf([{ kind: 'whole', lines: [line(20, '2', 300), line(50, '3. Công an'), line(66, 'tỉnh lập chốt')] }], 2)])
    expect(text).toBe('3. Công an\ntỉnh lập chốt')
  })
})
