import { afterAll, describe, expect, test, vi } from 'vitest'
import { documentXml, docx, paragraph, wordNamespaces, type Entry } from '../../../test/hostile/zip.ts'
import { formatNumber } from './docx-numbering.ts'
import { openPaper, stopPaper, type Paper } from './index.ts'

// A busy machine starts threads and engines slowly.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
afterAll(stopPaper)

async function read(body: string, more: Entry[] = []): Promise<Paper> {
  const result = await openPaper(docx(documentXml(body), more), 'công văn.docx')
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const part = (name: string, xml: string): Entry => ({ name: `word/${name}`, data: Buffer.from(`<?xml version="1.0"?>${xml}`) })
const level = (at: number, format: string, text: string): string => `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
const numbering = part('numbering.xml', `<w:numbering ${wordNamespaces}>
  <w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%2)')}${level(2, 'decimal', '%1.%3.')}</w:abstractNum>
  <w:abstractNum w:abstractNumId="1">${level(0, 'upperRoman', '%1.')}</w:abstractNum>
  <w:abstractNum w:abstractNumId="2">${level(0, 'bullet', '\uf0b7')}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>`)
const item = (text: string, list: number, at = 0): string => paragraph(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`)
const cell = (...texts: string[]): string => `<w:tc>${texts.map((t) => paragraph(t)).join('')}</w:tc>`

describe('automatic lists', () => {
  test('numbers that Word counts by itself stand in the text as on paper', async () => {
    const paper = await read([item('Sở Y tế', 1), item('lập đội lấy mẫu', 1, 1), item('báo cáo hằng ngày', 1, 1), item('Công an tỉnh', 1), item('lập chốt', 1, 1), item('chi tiết', 1, 2)].join(''), [numbering])
    expect(paper.text.split('\n\n')).toEqual(['1. Sở Y tế', 'a) lập đội lấy mẫu', 'b) báo cáo hằng ngày', '2. Công an tỉnh', 'a) lập chốt', '2.1. chi tiết'])
  })
  test('a list that starts anew starts at one, Roman sections and dashes are kept', async () => {
    const paper = await read([item('MỤC ĐÍCH', 2), item('một', 1), item('hai', 1), item('TỔ CHỨC', 2), item('ba', 4), item('gạch', 3)].join(''), [numbering])
    expect(paper.text.split(/\n+/u)).toEqual(['I. MỤC ĐÍCH', '1. một', '2. hai', 'II. TỔ CHỨC', '1. ba', '- gạch'])
  })
  test('a list number may come from the style of the paragraph', async () => {
    const styles = part('styles.xml', `<w:styles ${wordNamespaces}><w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="Goc"/></w:style><w:style w:type="paragraph" w:styleId="Goc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>`)
    expect((await read(paragraph('Sở Y tế', '<w:pStyle w:val="Muc"/>'), [numbering, styles])).text).toBe('1. Sở Y tế')
  })
  test('numbers are written as Word writes them', () => {
    expect([formatNumber(4, 'upperRoman'), formatNumber(1999, 'lowerRoman'), formatNumber(28, 'lowerLetter'), formatNumber(7, 'decimalZero'), formatNumber(3, 'none')]).toEqual(['IV', 'mcmxcix', 'bb', '07', ''])
  })
})

describe('tables, boxes, changes', () => {
  test('a two-column head is read left column, then right', async () => {
    const paper = await read(`<w:tbl><w:tr>${cell('TỈNH ỦY LÂM HÀ', 'VĂN PHÒNG')}${cell('ĐẢNG CỘNG SẢN VIỆT NAM')}</w:tr><w:tr>${cell('Số 12-CV/VPTU')}${cell('Lâm Hà, ngày 02 tháng 9 năm 2021')}</w:tr></w:tbl>${paragraph('Kính gửi: Sở Y tế')}`)
    expect(paper.text.split(/\n+/u)).toEqual(['TỈNH ỦY LÂM HÀ', 'VĂN PHÒNG', 'Số 12-CV/VPTU', 'ĐẢNG CỘNG SẢN VIỆT NAM', 'Lâm Hà, ngày 02 tháng 9 năm 2021', 'Kính gửi: Sở Y tế'])
  })
  test('a real table is read row by row, so that a unit keeps its deadline', async () => {
    const row = (...c: string[]): string => `<w:tr>${c.map((x) => cell(x)).join('')}</w:tr>`
    const paper = await read(`<w:tbl>${row('TT', 'Nội dung', 'Đơn vị', 'Hạn')}${row('1', 'Lấy mẫu', 'Sở Y tế', '20/8')}</w:tbl>`)
    expect(paper.text).toBe('TT\tNội dung\tĐơn vị\tHạn\n1\tLấy mẫu\tSở Y tế\t20/8')
  })
  test('a text box is read once, deleted text not at all, an insertion is, and it is said that changes were open', async () => {
    const box = `<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>${paragraph('HỎA TỐC')}</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${paragraph('HỎA TỐC')}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>trước ngày </w:t></w:r><w:del w:id="1"><w:r><w:delText>10/8</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>15/8</w:t></w:r></w:ins></w:p>`
    const paper = await read(box)
    expect(paper.text.split(/\n+/u)).toEqual(['trước ngày 15/8', 'HỎA TỐC'])
    expect(paper.warnings).toContain('tracked_changes')
  })
  test('footnotes follow the text, because some hold the only citation', async () => {
    const notes = part('footnotes.xml', `<w:footnotes ${wordNamespaces}><w:footnote w:type="separator" w:id="-1">${paragraph('')}</w:footnote><w:footnote w:id="1">${paragraph('Công văn số 9/UBND ngày 01/8/2021')}</w:footnote></w:footnotes>`)
    expect((await read(paragraph('Theo báo cáo của huyện.'), [notes])).text).toBe('Theo báo cáo của huyện.\n\n¹ Công văn số 9/UBND ngày 01/8/2021')
  })
})

describe('old fonts', () => {
  const run = (text: string, font: string): string => `<w:p><w:r><w:rPr><w:rFonts w:ascii="${font}"/></w:rPr><w:t>${text}</w:t></w:r></w:p>`
  test('.VnTime and .VnTimeH are TCVN3; the H fonts print capitals', async () => {
    const paper = await read(run('ñy ban nh©n d©n', '.VnTimeH') + run('Uû ban nh©n d©n tØnh', '.VnTime'))
    expect(paper.text.split('\n\n')).toEqual(['ỦY BAN NHÂN DÂN', 'Uỷ ban nhân dân tỉnh'])
    expect(paper.legacyEncoding).toBe('tcvn3')
  })
  test('VNI fonts are converted, Unicode fonts beside them are left alone', async () => {
    const paper = await read(run('nhaân daân', 'VNI-Times') + run('nhân dân', 'Times New Roman'))
    expect(paper.text.split('\n\n')).toEqual(['nhân dân', 'nhân dân'])
    expect(paper.legacyEncoding).toBe('vni')
  })
})
