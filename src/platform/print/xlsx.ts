import type ExcelJS from 'exceljs'
import { formatInstant } from '../dates.ts'
import { nfc } from '../text.ts'
import { tableWords, type Column, type TableSpec, type Value } from './table.ts'

/** Excel refuses longer cells; a longer text ends with an ellipsis here and is whole in the program. */
const longestCell = 32_767
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu

const clean = (text: string): string => {
  const plain = nfc(text).replace(unprintable, '')
  return plain.length > longestCell ? `${plain.slice(0, longestCell - 1)}…` : plain
}

/** Excel has no time zones: a day is its own midnight, an instant the wall clock of Viet Nam. */
function cellValue(value: Value, kind: Column['kind']): ExcelJS.CellValue {
  if (value === null || value === '') return null
  switch (kind) {
    case 'text': return clean(String(value))
    case 'ordinal': case 'integer': case 'number': {
      const n = typeof value === 'number' ? value : Number(value)
      return Number.isFinite(n) ? n : clean(String(value))
    }
    case 'day': {
      const at = Date.parse(`${value}T00:00:00Z`)
      return Number.isNaN(at) ? clean(String(value)) : new Date(at)
    }
    case 'instant': {
      const at = Date.parse(String(value))
      return Number.isNaN(at) ? clean(String(value)) : new Date(at + 7 * 3_600_000)
    }
  }
}

const formats: { readonly [K in Column['kind']]: string } = { text: '@', ordinal: '0', integer: '#,##0', number: '#,##0.##', day: 'dd/mm/yyyy', instant: 'hh:mm dd/mm/yyyy' }
const sideOf = (column: Column): 'left' | 'center' | 'right' => column.align ?? (column.kind === 'text' ? 'left' : column.kind === 'integer' || column.kind === 'number' ? 'right' : 'center')

/** Excel's unit is about one digit of the default font: 1.9 mm. */
const excelWidth = (millimetres: number): number => Math.max(4, Math.round((millimetres / 1.9) * 10) / 10)

const thin = { style: 'thin', color: { argb: 'FF808080' } } as const
const frame = { top: thin, bottom: thin, left: thin, right: thin }

/**
 * A workbook of one sheet: organisation, title and cut-off above the table; real numbers and dates; the header frozen on the
 * screen and repeated on every printed page; A4 landscape, as wide as the page.
 */
export async function writeTable(spec: TableSpec): Promise<Uint8Array> {
  const words = tableWords[spec.language ?? 'vi']
  const book = new (await import('exceljs')).default.Workbook()
  book.creator = clean(spec.organisation.name)
  book.created = book.modified = new Date(spec.cutoff)
  const sheet = book.addWorksheet(clean(spec.title).replace(/[[\]:*?/\\]/gu, ' ').slice(0, 31).trim() || 'Bảng')
  const last = spec.columns.length
  const across = (text: string, font: Partial<ExcelJS.Font>, alignment: Partial<ExcelJS.Alignment>): void => {
    const row = sheet.addRow([clean(text)])
    sheet.mergeCells(row.number, 1, row.number, last)
    Object.assign(row.getCell(1), { font: { name: 'Times New Roman', size: 12, ...font }, alignment: { vertical: 'middle', wrapText: true, ...alignment } })
  }
  if (spec.organisation.parent) across(spec.organisation.parent.toUpperCase(), {}, { horizontal: 'left' })
  across(spec.organisation.name.toUpperCase(), { bold: true }, { horizontal: 'left' })
  across(spec.title, { bold: true, size: 14 }, { horizontal: 'center' })
  if (spec.subtitle) across(spec.subtitle, { italic: true }, { horizontal: 'center' })
  across(`${words.cutoff(formatInstant(spec.cutoff))} · ${words.rows(spec.rows.length.toLocaleString('de-DE'))}`, { italic: true, size: 11 }, { horizontal: 'center' })

  const header = sheet.addRow(spec.columns.map((c) => clean(c.header)))
  header.eachCell((cell) => Object.assign(cell, { font: { name: 'Times New Roman', size: 11, bold: true }, alignment: { horizontal: 'center', vertical: 'middle', wrapText: true }, border: frame, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEDEDED' } } }))
  let headerEnd = header.number
  if (spec.numbered) {
    const numbers = sheet.addRow(spec.columns.map((_, i) => `(${i + 1})`))
    numbers.eachCell((cell) => Object.assign(cell, { font: { name: 'Times New Roman', size: 10, italic: true }, alignment: { horizontal: 'center' }, border: frame }))
    headerEnd = numbers.number
  }
  spec.columns.forEach((column, i) => { sheet.getColumn(i + 1).width = excelWidth(column.width) })
  for (const values of spec.rows) {
    const row = sheet.addRow(spec.columns.map((column, i) => cellValue(values[i] ?? null, column.kind)))
    spec.columns.forEach((column, i) => {
      const cell = row.getCell(i + 1)
      Object.assign(cell, { numFmt: formats[column.kind], font: { name: 'Times New Roman', size: 11 }, alignment: { horizontal: sideOf(column), vertical: 'top', wrapText: true }, border: frame })
    })
  }
  sheet.views = [{ state: 'frozen', xSplit: 0, ySplit: headerEnd }]
  if (spec.rows.length > 0) sheet.autoFilter = { from: { row: headerEnd, column: 1 }, to: { row: headerEnd, column: last } }
  sheet.pageSetup = {
    paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `${header.number}:${headerEnd}`,
    margins: { left: 0.59, right: 0.59, top: 0.59, bottom: 0.71, header: 0.3, footer: 0.3 }, horizontalCentered: true,
  }
  sheet.headerFooter.oddFooter = `&C&"Times New Roman"&10${words.page} &P/&N`
  return new Uint8Array(await book.xlsx.writeBuffer())
}
