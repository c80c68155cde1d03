import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { compilePdf, TemplateFailed, writeTable, writeTablePdf, type TableSpec } from './index.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 })

const spec: TableSpec = {
  title: 'Sổ thử: [đến]/đi', subtitle: 'Tháng 11', organisation: { parent: 'Ủy ban nhân dân tỉnh Sơn Hà', name: 'Sở Y tế' }, cutoff: '2026-11-24T09:00:00.000Z', numbered: true,
  columns: [{ header: 'Số', width: 15, kind: 'ordinal' }, { header: 'Ngày', width: 22, kind: 'day' }, { header: 'Lúc', width: 30, kind: 'instant' }, { header: 'Trích yếu', width: 120, kind: 'text' }, { header: 'Liều', width: 20, kind: 'integer' }],
  rows: [[1172, '2026-11-06', '2026-11-06T18:30:00.000Z', '=HYPERLINK("x")', 12_500], [2, null, null, 'Ủy ban'.normalize('NFD'), 0]],
}
async function reopened(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.buffer as ArrayBuffer)
  return book.worksheets[0]!
}
const headerRow = 6

describe('bảng XLSX', () => {
  test('numbers are numbers, days are dates, an instant is Viet Nam time and a formula stays text', async () => {
    const sheet = await reopened(await writeTable(spec))
    const row = sheet.getRow(headerRow + 2)
    expect(row.getCell(1).value).toBe(1172)
    expect(row.getCell(2).value).toEqual(new Date('2026-11-06T00:00:00Z'))
    expect(row.getCell(2).numFmt).toBe('dd/mm/yyyy')
    expect(row.getCell(3).value).toEqual(new Date('2026-11-07T01:30:00Z'))
    expect(row.getCell(4).value).toBe('=HYPERLINK("x")')
    expect(row.getCell(4).type).toBe(ExcelJS.ValueType.String)
    expect(row.getCell(5).value).toBe(12_500)
  })
  test('an empty cell is empty, zero is zero, and text is composed', async () => {
    const row = (await reopened(await writeTable(spec))).getRow(headerRow + 3)
    expect(row.getCell(2).value).toBeNull()
    expect(row.getCell(5).value).toBe(0)
    expect(row.getCell(4).value).toBe('Ủy ban'.normalize('NFC'))
  })
  test('the header is frozen on the screen, repeated on paper, A4 landscape as wide as the page', async () => {
    const sheet = await reopened(await writeTable(spec))
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: headerRow + 1 })
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0, printTitlesRow: '6:7' })
    expect(sheet.getRow(headerRow).getCell(4).value).toBe('Trích yếu')
    expect(sheet.getRow(5).getCell(1).value).toBe('Số liệu đến 16:00 24/11/2026 · Tổng số: 2 dòng')
    expect(sheet.name).toBe('Sổ thử   đến  đi')
  })
  test('any text a person can paste gives a workbook that opens with that text', async () => {
    const anyText = fc.string({ unit: 'binary', maxLength: 60 })
    await fc.assert(fc.asyncProperty(fc.array(anyText, { minLength: 40, maxLength: 80 }), async (texts) => {
      const sheet = await reopened(await writeTable({ ...spec, numbered: false, rows: texts.map((text) => [1, null, null, text, 1]) }))
      const plain = (text: string): string => text.replace(/\r\n?/gu, '\n').trim()
      for (const [i, text] of texts.entries()) {
        const kept = text.normalize('NFC').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '')
        expect(plain(String(sheet.getRow(headerRow + 1 + i).getCell(4).value ?? ''))).toBe(plain(kept))
      }
    }), { numRuns: 3 })
  })
})

describe('PDF', () => {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
  test('a table becomes a tagged PDF, and the same data give the same bytes', () => {
    const a = writeTablePdf(spec)
    expect(text(a)).toContain('/StructTreeRoot')
    expect(Buffer.from(writeTablePdf(spec)).equals(Buffer.from(a))).toBe(true)
  })
  test('an empty register is a page that says so', () => {
    expect(text(writeTablePdf({ ...spec, rows: [] })).startsWith('%PDF-')).toBe(true)
  })
  test('data are never run as Typst: markup, code and paths stay text', () => {
    fc.assert(fc.property(fc.oneof(fc.constantFrom('#read("/etc/passwd")', '#panic()', '*bold*', '$x$', '@ref', '\\u{0}', '//x'), fc.string({ maxLength: 40 })), (value) => {
      expect(writeTablePdf({ ...spec, title: `t ${value}`, rows: [[1, null, null, value, 2]] }).length).toBeGreaterThan(1000)
    }), { numRuns: 30 })
  })
  test('a template that reads a file fails loudly', () => {
    expect(() => compilePdf({ name: 'x', source: '#read("/etc/passwd")' }, {})).toThrow(TemplateFailed)
  })
})
