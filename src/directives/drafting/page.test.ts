import { beforeAll, describe, expect, test, vi } from 'vitest'
import { layoutFor, writeDocx, writePdf, type DraftDocument, type LayoutRules } from './index.ts'
import { orRefuse } from '../../platform/refusal.ts'
import type { Part } from './rules/layout.ts'
import { samples } from './testing/samples.ts'
import { convertByLibreOffice, findSoffice, measurePdf, type Box, type MeasuredPdf } from './testing/page-boxes.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 })

const soffice = findSoffice()
if (!soffice) console.warn('BỎ QUA: máy không có LibreOffice, không đo được trang DOCX (cài libreoffice-writer rồi chạy lại)')

/** Drawn by the two writers: Word files through LibreOffice, PDF by Typst. */
const drawn: { docx: Map<string, MeasuredPdf>; pdf: Map<string, MeasuredPdf> } = { docx: new Map(), pdf: new Map() }
/** The same text as macOS and some PDFs give it: every mark apart from its letter. */
const decomposed = (draft: DraftDocument): DraftDocument => JSON.parse(JSON.stringify(draft).normalize('NFD')) as DraftDocument

beforeAll(async () => {
  const drafts = Object.entries(samples)
  for (const [name, draft] of drafts) drawn.pdf.set(name, await measurePdf(writePdf(draft)))
  drawn.pdf.set('decomposed', await measurePdf(writePdf(decomposed(samples.stateTelegram!))))
  if (!soffice) return
  const files = new Map<string, Uint8Array>()
  for (const [name, draft] of drafts) files.set(name, await writeDocx(draft))
  files.set('decomposed', await writeDocx(decomposed(samples.stateTelegram!)))
  for (const [name, bytes] of convertByLibreOffice(soffice, files)) drawn.docx.set(name, await measurePdf(bytes))
}, 300_000)

const rulesOf = (draft: DraftDocument): LayoutRules => orRefuse(layoutFor(draft.system, draft.date ?? draft.drawnOn))
const squeezed = (text: string): string => text.replace(/\s+/gu, ' ').trim()
function findBox(m: MeasuredPdf, start: string): Box {
  const box = m.boxes.find((b) => squeezed(b.text).startsWith(start))
  expect(box, `“${start}” không có trên trang`).toBeDefined()
  return box!
}
const middle = (b: Box): number => (b.left + b.right) / 2
/** One tenth of a millimetre is what the two writers differ by; the eye sees half a millimetre. */
const near = (value: number, wanted: number, tolerance = 0.5): void => expect(Math.abs(value - wanted), `${value.toFixed(2)} cách ${wanted.toFixed(2)}`).toBeLessThanOrEqual(tolerance)
const shows = (box: Box, rules: LayoutRules, part: Part): void => {
  const style = rules.parts[part].value
  expect({ size: box.size, bold: box.bold, italic: box.italic }, `${part}: ${box.text}`).toEqual({ size: style.size, bold: style.bold, italic: style.italic })
  expect(box.size).toBeGreaterThanOrEqual(style.sizes[0])
  expect(box.size).toBeLessThanOrEqual(style.sizes[1])
  if (style.capitals) expect(box.text).toBe(box.text.toUpperCase())
}

const lanes: readonly ('docx' | 'pdf')[] = soffice ? ['docx', 'pdf'] : ['pdf']
describe.each(lanes)('văn bản vẽ ra (%s)', (lane) => {
  const page = (name: string): MeasuredPdf => drawn[lane].get(name)!

  test.each(Object.keys(samples))('%s is A4, in one font, inside the margins of its rule-set', (name) => {
    const m = page(name)
    const rules = rulesOf(samples[name]!)
    const { width, height, left, right, top, bottom } = rules.page
    for (const p of m.pages) { near(p.width, width.value, 0.1); near(p.height, height.value, 0.1) }
    const body = m.boxes.filter((b) => !(b.page > 1 && b.baseline < top.value))
    near(Math.min(...body.map((b) => b.left)), left.value, 0.3)
    // The longest justified line reaches the right margin and nothing passes it.
    near(Math.max(...body.map((b) => b.right)), width.value - right.value, 0.5)
    for (const b of body) {
      expect(b.baseline).toBeGreaterThan(top.value)
      expect(b.baseline).toBeLessThan(height.value - bottom.value)
    }
    expect(new Set(m.boxes.map((b) => b.font.replace(/^[A-Z]{6}\+/u, '').split('-')[0]))).toEqual(new Set(['Tinos']))
  })

  test.each(Object.keys(samples))('%s has its head in the right boxes, sizes and styles', (name) => {
    const m = page(name)
    const draft = samples[name]!
    const rules = rulesOf(draft)
    const centre = rules.page.left.value + (rules.page.width.value - rules.page.left.value - rules.page.right.value) / 2
    const mark = findBox(m, rules.words.systemMark)
    shows(mark, rules, 'systemMark')
    expect(mark.left).toBeGreaterThan(90)
    near(mark.baseline, 24, 1)
    if (rules.words.motto) {
      const motto = findBox(m, rules.words.motto)
      shows(motto, rules, 'motto')
      near(middle(motto), middle(mark), 0.3)
      // Single spacing between the two lines of box 1.
      near(motto.baseline - mark.baseline, 13 * 1.15 * 0.3528, 0.5)
    }
    const organ = findBox(m, draft.issuer.toUpperCase().split(' TỈNH ')[0]!.split(' XÃ ')[0]!)
    shows(organ, rules, draft.issuer.startsWith('Sở') ? 'organ' : organ.bold ? 'organ' : 'parent')
    expect(organ.right).toBeLessThan(mark.left)
    if (draft.parent) {
      const parent = findBox(m, draft.parent.toUpperCase().split(' TỈNH ')[0]!)
      shows(parent, rules, 'parent')
      near(parent.baseline, mark.baseline, 0.5)
    }
    const number = findBox(m, draft.number === null ? rules.words.number.value.trim() : `${rules.words.number.value}${String(draft.number).padStart(2, '0')}${rules.words.numberJoin.value}${draft.symbol}`)
    shows(number, rules, 'number')
    near(middle(number), rules.page.left.value + 34.4, 0.6)
    const date = findBox(m, `${draft.place}, ngày`)
    shows(date, rules, 'date')
    near(date.baseline, number.baseline, 0.3)
    near(middle(date), middle(mark), 0.6)
    if (draft.type === 'công văn') {
      const subject = findBox(m, rules.words.letterSubject.value.trim())
      shows(subject, rules, 'letterSubject')
      near(middle(subject), middle(number), 0.6)
      expect(subject.baseline).toBeGreaterThan(number.baseline)
      expect(m.boxes.some((b) => b.text === 'CÔNG VĂN')).toBe(false)
    } else {
      const type = findBox(m, draft.type.toUpperCase())
      shows(type, rules, 'typeName')
      near(middle(type), centre, 0.5)
      expect(type.baseline).toBeGreaterThan(number.baseline)
      shows(findBox(m, draft.system === 'party' ? 'về việc' : draft.subject.startsWith('Ứng') ? 'Ứng phó' : 'Về việc'), rules, 'subject')
    }
  })

  test.each(Object.keys(samples))('%s has its body indented, spaced and ended as its rule-set says', (name) => {
    const m = page(name)
    const draft = samples[name]!
    const rules = rulesOf(draft)
    const first = findBox(m, (draft.preamble[0] ?? draft.leadIn!).slice(0, 20))
    shows(first, rules, 'body')
    near(first.left, rules.page.left.value + rules.body.firstLine.value, 0.3)
    const next = m.boxes[m.boxes.indexOf(first) + 1]!
    near(next.left, rules.page.left.value, 0.3)
    const pitch = rules.body.pitch.value
    near(next.baseline - first.baseline, pitch.points * 0.3528, pitch.kind === 'exactly' ? 0.15 : 0.3)
    const closing = draft.closing.at(-1)!
    const heading = findBox(m, 'Nơi nhận')
    const lastLine = m.boxes[m.boxes.indexOf(heading) - 1]!
    expect(squeezed(closing).includes(squeezed(lastLine.text).replace(/(\.\/\.|\.)$/u, '').slice(-12))).toBe(true)
    expect(lastLine.text.endsWith('./.')).toBe(rules.body.end.value === './.')
    expect(lastLine.text.endsWith('.')).toBe(true)
  })

  test.each(Object.keys(samples))('%s has Nơi nhận bottom left and the sign-off bottom right, together on one page with the last words', (name) => {
    const m = page(name)
    const draft = samples[name]!
    const rules = rulesOf(draft)
    const heading = findBox(m, 'Nơi nhận')
    shows(heading, rules, 'distributionHeading')
    near(heading.left, rules.page.left.value, 0.3)
    const items = m.boxes.slice(m.boxes.indexOf(heading) + 1).filter((b) => b.text.startsWith('- '))
    expect(items).toHaveLength(draft.recipients.length + 1)
    for (const item of items) shows(item, rules, 'distribution')
    for (const item of items.slice(0, -1)) expect(item.text.endsWith(rules.words.distributionEnd.value)).toBe(true)
    expect(items.at(-1)!.text).toBe(draft.system === 'state' ? `- Lưu: ${draft.filing}.` : `- Lưu ${draft.filing}.`)
    const name_ = findBox(m, draft.signer.name!)
    shows(name_, rules, 'name')
    expect(name_.left).toBeGreaterThan(110)
    const signing = m.boxes.filter((b) => b.page === heading.page && b.left > 110 && b.baseline >= heading.baseline - 1 && b.baseline < name_.baseline)
    near(signing[0]!.baseline, heading.baseline, 1.5)
    for (const line of signing) near(middle(line), middle(name_), 0.5)
    // Room to sign and stamp: at least 20 mm between the position and the name.
    expect(name_.baseline - signing.at(-1)!.baseline).toBeGreaterThan(20)
    expect(name_.page).toBe(heading.page)
    expect(m.boxes[m.boxes.indexOf(heading) - 1]!.page).toBe(heading.page)
  })

  test('the page number stands in the middle of the top margin, from the second page on', () => {
    const m = page('statePlan')
    expect(m.pages).toHaveLength(2)
    const numbers = m.boxes.filter((b) => /^\d$/u.test(b.text))
    expect(numbers.map((b) => [b.page, b.text])).toEqual([[2, '2']])
    near(middle(numbers[0]!), 112.5, 0.5)
    expect(numbers[0]!.baseline).toBeGreaterThan(10)
    expect(numbers[0]!.baseline).toBeLessThan(20)
    shows(numbers[0]!, rulesOf(samples.statePlan!), 'pageNumber')
  })

  test('HỎA TỐC is red and stands under the number; a Party mark is black', () => {
    const state = findBox(page('stateTelegram'), 'HỎA TỐC')
    expect(state.colour).toBe('c00000')
    near(middle(state), middle(findBox(page('stateTelegram'), 'Số: 05')), 0.6)
    const party = findBox(page('partyTelegram'), 'KHẨN')
    expect(party.colour).toBe('000000')
    expect(party.size).toBe(14)
  })

  test('addressees of a công văn stand under one another with their dashes aligned', () => {
    for (const name of ['stateLetter', 'partyLetter2018']) {
      const m = page(name)
      const draft = samples[name]!
      const dashes = draft.addressees.map((a) => m.boxes.find((b) => squeezed(b.text).startsWith(`- ${a.slice(0, 12)}`))!)
      for (const d of dashes) near(d.left, dashes[0]!.left, 0.2)
      const keyword = findBox(m, 'Kính gửi:')
      expect(keyword.italic).toBe(draft.system === 'party')
      // Beside the keyword in Party papers, below it in State papers.
      if (draft.system === 'party') near(dashes[0]!.baseline, keyword.baseline, 0.2)
      else expect(dashes[0]!.baseline).toBeGreaterThan(keyword.baseline + 4)
    }
  })

  test('text that comes decomposed is drawn exactly as composed text', () => {
    const places = (m: MeasuredPdf) => m.boxes.map((b) => [b.text, b.page, Math.round(b.left * 10), Math.round(b.baseline * 10), b.size])
    expect(places(page('decomposed'))).toEqual(places(page('stateTelegram')))
  })

  test('a draft leaves number and day blank', () => {
    const m = page('stateLetter')
    expect(squeezed(findBox(m, 'Số:').text)).toBe('Số: /SYT-NVY')
    const blank = findBox(m, 'Sơn Hà, ngày')
    expect(squeezed(blank.text)).toBe('Sơn Hà, ngày tháng 9 năm 2026')
    // Wide enough to write two digits in.
    expect(blank.right - blank.left).toBeGreaterThan(63)
  })
})

test.skipIf(!soffice)('the Word file and the PDF put every line of the head in the same place', () => {
  for (const name of Object.keys(samples)) {
    const docx = drawn.docx.get(name)!.boxes.filter((b) => b.page === 1 && b.baseline < 60)
    const pdf = drawn.pdf.get(name)!.boxes.filter((b) => b.page === 1)
    for (const box of docx) {
      const twin = pdf.find((b) => squeezed(b.text) === squeezed(box.text))
      expect(twin, `${name}: ${box.text}`).toBeDefined()
      near(twin!.left, box.left, 0.6)
      near(twin!.baseline, box.baseline, 2)
    }
  }
})

test('the larger header, wider margins and another body size keep the Quốc hiệu on one line and the text between the margins', async () => {
  const m = await measurePdf(writePdf(samples.stateTelegram!, { headerSizes: 'large', margins: { left: 35, right: 20 }, bodySize: 13, linePitch: 20 }))
  const mark = findBox(m, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  expect(mark.size).toBe(13)
  expect(findBox(m, 'Độc lập').size).toBe(14)
  const body = m.boxes.filter((b) => b.page === 1)
  near(Math.min(...body.map((b) => b.left)), 35, 0.3)
  near(Math.max(...body.map((b) => b.right)), 190, 0.5)
  expect(findBox(m, 'ỦY BAN NHÂN DÂN').right).toBeLessThan(mark.left)
  const first = findBox(m, 'Từ ngày 01')
  expect(first.size).toBe(13)
  near(m.boxes[m.boxes.indexOf(first) + 1]!.baseline - first.baseline, 20 * 0.3528, 0.15)
})

/** Papers whose last lines fall everywhere around the end of the first page. */
const ofItems = (count: number): DraftDocument => ({ ...samples.stateLetter!, items: Array.from({ length: count }, (_, i) => ({ label: `${i + 1}.`, text: 'Trạm y tế các xã, phường lập danh sách người tiếp xúc gần, đo thân nhiệt hai lần mỗi ngày trong 14 ngày, cập nhật đầy đủ.' })) })
test('however long the paper is, the sign-off stands on one page with Nơi nhận and the last words of the body', async () => {
  let pages = 0
  for (const count of [6, 7, 8, 9, 10, 12, 14, 16]) {
    const m = await measurePdf(writePdf(ofItems(count)))
    pages = Math.max(pages, m.pages.length)
    const heading = findBox(m, 'Nơi nhận')
    expect([m.boxes[m.boxes.indexOf(heading) - 1]!.page, findBox(m, 'Vàng A Páo').page]).toEqual([heading.page, heading.page])
  }
  expect(pages).toBe(2)
})
