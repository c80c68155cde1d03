import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { pdf as handmadePdf, stream } from '../../../test/hostile/pdf.ts'
import { openPaper, renderPage, stopPaper, type Paper, type PaperProgress } from './index.ts'
import { capMemory } from './pdf-engine.ts'
import { degrade, lightDamage, scannedPdf } from './testing/degrade.ts'
import { sampleDirective } from './testing/sample.ts'
import { partsOf, typeset } from './testing/typeset.ts'

const folded = (text: string): string => text.replace(/\s+/gu, ' ').trim()
/** Share of the words of the sample that the reading has. */
const found = (paper: Paper): number => {
  const have = new Set(folded(paper.text).split(' '))
  const want = folded(sampleDirective).split(' ')
  return want.filter((w) => have.has(w)).length / want.length
}
const read = async (bytes: Uint8Array, name: string): Promise<Paper> => {
  const result = await openPaper(bytes, name)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

// A busy machine starts threads and engines slowly.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let pdf: Uint8Array, page: Uint8Array
beforeAll(async () => { pdf = typeset(partsOf(sampleDirective)); page = await renderPage(pdf, 'mẫu.pdf', 1, { dpi: 200 }) })
afterAll(stopPaper)

describe('a PDF with text', () => {
  test('is read letter by letter, head and foot left column then right', async () => {
    const paper = await read(pdf, 'mẫu.pdf')
    expect(found(paper)).toBe(1)
    const lines = paper.text.split(/\n+/u)
    expect(lines.slice(0, 8)).toEqual(['ỦY BAN NHÂN DÂN', 'HUYỆN ĐỒNG XANH', 'Số: 417/UBND-VX', 'V/v chuẩn bị khu cách ly tập trung', 'trước mùa mưa bão', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Đồng Xanh, ngày 12 tháng 8 năm 2021'])
    expect(lines.slice(-8)).toEqual(['Nơi nhận:', '- Như trên;', '- Thường trực Huyện ủy (để báo cáo);', '- Lưu: VT, VX.', 'TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'Lò Thị Hạnh'])
  })
  test('gives every word its place on the page', async () => {
    const paper = await read(pdf, 'mẫu.pdf')
    const words = paper.pages[0]?.words ?? []
    expect(words.length).toBeGreaterThan(150)
    for (const w of words) expect(paper.text.slice(w.start, w.end)).toBe(w.text)
    const number = words.find((w) => w.text === '417/UBND-VX')
    expect(number && number.x0 > 0.1 && number.x1 < 0.5 && number.y0 > 0.05 && number.y1 < 0.2).toBe(true)
    const name = words.findLast((w) => w.text === 'Hạnh')
    expect(name && name.x0 > 0.5 && name.y0 > 0.4).toBe(true)
  })
  test('is drawn at the asked width; a page that is not there is refused', async () => {
    expect((await sharp(await renderPage(pdf, 'mẫu.pdf', 1, { width: 800 })).metadata()).width).toBe(800)
    await expect(renderPage(pdf, 'mẫu.pdf', 9)).rejects.toMatchObject({ refusal: { code: 'paper.no_such_page', pages: 1 } })
    await expect(renderPage(Buffer.from(sampleDirective), 'mẫu.txt', 1)).rejects.toMatchObject({ refusal: { code: 'paper.no_page_image' } })
  })
})

describe('scans', () => {
  test('a page askew, noisy and sealed is read nearly without loss, and the boxes fit', async () => {
    const paper = await read(await degrade(page, lightDamage), 'quét.png')
    expect(found(paper)).toBeGreaterThan(0.96)
    expect(paper.text).toContain('Số: 417/UBND-VX')
    expect(paper.text.indexOf('trước mùa mưa bão')).toBeLessThan(paper.text.indexOf('CỘNG HÒA'))
    expect(paper.pages[0]?.source).toBe('ocr')
    expect(paper.pages[0]?.turnedDegrees).toBeCloseTo(-1, 0)
    for (const w of paper.pages[0]?.words ?? []) expect(paper.text.slice(w.start, w.end)).toBe(w.text)
  }, 120_000)
  test('a red ĐẾN stamp is read apart, the print under it survives, and the boxes lie on the crooked page', async () => {
    const scan = await degrade(page, { ...lightDamage, skew: 2, stamp: true, signature: true })
    const paper = await read(scan, 'có dấu đến.png')
    expect(found(paper)).toBeGreaterThan(0.94)
    expect(paper.text).toMatch(/Đ[ẾỀEÊ]N\s+S[ốoỐÓÔ][:.]?\s*2417\s+Ngày:?\s*15\/9\/2025/u)
    expect(paper.text.indexOf('2417')).toBeLessThan(paper.text.indexOf('Kính gửi'))
    const { data, info } = await sharp(scan).extractChannel(0).raw().toBuffer({ resolveWithObject: true })
    const inked = (w: { x0: number; y0: number; x1: number; y1: number }): boolean => {
      let dark = 0, all = 0
      for (let y = Math.floor(w.y0 * info.height); y < w.y1 * info.height; y++) for (let x = Math.floor(w.x0 * info.width); x < w.x1 * info.width; x++) { all++; if ((data[y * info.width + x] ?? 255) < 120) dark++ }
      return dark > all * 0.06
    }
    const black = (paper.pages[0]?.words ?? []).filter((w) => /\p{L}{3}/u.test(w.text))
    expect(black.filter(inked).length / black.length).toBeGreaterThan(0.93)
  }, 180_000)
  test('a photo on its side in a shadow is turned and read', async () => {
    const paper = await read(await sharp(await degrade(page, { ...lightDamage, quarters: 1, shadow: 0.45, skew: 2, noise: 8 })).jpeg({ quality: 85 }).toBuffer(), 'ảnh.jpg')
    expect(found(paper)).toBeGreaterThan(0.93)
    expect(paper.warnings).toContain('turned')
  }, 180_000)
  test('a scanned PDF is read page by page with progress', async () => {
    const steps: PaperProgress[] = []
    const result = await openPaper(await scannedPdf([await degrade(page, lightDamage)], 200), 'quét.pdf', { onProgress: (p) => steps.push(p) })
    expect(result.ok && found(result.value)).toBeGreaterThan(0.95)
    expect(steps.map((s) => s.stage)).toEqual(['opening', 'text', 'ocr'])
  }, 120_000)
  test('a hidden text layer of nonsense under a good picture is not believed', async () => {
    const jpeg = await sharp(page).jpeg({ quality: 80 }).toBuffer({ resolveWithObject: true })
    const nonsense = Array.from({ length: 40 }, (_, i) => `Wkxf klhq qjklhp fdf elhq skds skrqj fkrqj glfk ${i}`)
    const hidden = `q 595 0 0 842 0 0 cm /P Do Q BT 3 Tr /F1 8 Tf 12 TL 40 800 Td ${nonsense.map((l) => `(${l}) Tj T*`).join(' ')} ET`
    const bytes = handmadePdf([
      '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> /XObject << /P 6 0 R >> >> /Contents 4 0 R >>',
      stream(hidden), '<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>',
      stream(jpeg.data, `/Type /XObject /Subtype /Image /Width ${jpeg.info.width} /Height ${jpeg.info.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`),
    ])
    const paper = await read(bytes, 'lớp chữ hỏng.pdf')
    expect(found(paper)).toBeGreaterThan(0.95)
    expect(paper.text).not.toContain('Wkxf')
    expect(paper.warnings).toContain('text_layer_unreadable')
  }, 120_000)
})

describe('stopping', () => {
  test('a reading that is no longer wanted stops, and the next one works', async () => {
    const stop = new AbortController()
    const reading = openPaper(await degrade(page, lightDamage), 'quét.png', { signal: stop.signal, onProgress: (p) => { if (p.stage === 'ocr') stop.abort() } })
    expect(await reading).toMatchObject({ ok: false, refusal: { code: 'paper.cancelled' } })
    expect(found(await read(pdf, 'mẫu.pdf'))).toBe(1)
  }, 120_000)
  test('the memory of the PDF engine has a ceiling written into its code', () => {
    // A module with one memory of at least one page and no limit.
    const open = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 1])
    const capped = new WebAssemblyModule(capMemory(open, 3))
    expect(() => capped.grow(2)).not.toThrow()
    expect(() => capped.grow(1)).toThrow(RangeError)
  })
})

/** The memory of a module made from bytes: the types of WebAssembly belong to the browser's library. */
class WebAssemblyModule {
  private readonly pages: { grow(by: number): number }
  constructor(bytes: Uint8Array) {
    const wasm = (globalThis as unknown as { WebAssembly: { Module: new (b: Uint8Array) => object; Instance: new (m: object) => { exports: Record<string, { grow(by: number): number }> } } }).WebAssembly
    // The memory is not exported by the shortest module: append an export section.
    const exported = Uint8Array.from([...bytes, 7, 5, 1, 1, 109, 2, 0])
    const { m } = new wasm.Instance(new wasm.Module(exported)).exports
    if (m === undefined) throw new Error('no memory')
    this.pages = m
  }
  grow(by: number): number { return this.pages.grow(by) }
}
