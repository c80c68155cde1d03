import type ExcelJS from 'exceljs'
import { Unzip, UnzipInflate } from 'fflate'
import { nfc } from '../platform/text.ts'
import { refusal } from './directory.ts'
import { mostRows, type Sheet } from './rules.ts'

/** A spreadsheet opens to at most this; a small file that grows beyond it is not a list of organisations. */
const mostUnpacked = 80 * 1_048_576
const mostColumns = 60

/** First sheet with content, every cell as text: days as ISO, numbers without thousands marks, formulas as their result. */
export async function readSheet(file: { name: string; bytes: Buffer }): Promise<Sheet> {
  if (file.bytes.length === 0) throw refusal({ code: 'import.unreadable', detail: '0 byte' })
  if (file.bytes.subarray(0, 2).toString('latin1') === 'PK') return readXlsx(file.bytes)
  if (file.bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') throw refusal({ code: 'import.unreadable', detail: 'XLS' })
  return { name: file.name, rows: readCsv(file.bytes) }
}

async function readXlsx(bytes: Buffer): Promise<Sheet> {
  try { unpackedSize(bytes) } catch (e) {
    if (e instanceof TooLarge) throw refusal({ code: 'import.unreadable', detail: `> ${mostUnpacked / 1_048_576} MB` })
    throw refusal({ code: 'import.unreadable', detail: (e as Error).message })
  }
  const book = new (await import('exceljs')).default.Workbook()
  try { await book.xlsx.load(bytes as unknown as ArrayBuffer) } catch (e) { throw refusal({ code: 'import.unreadable', detail: (e as Error).message.slice(0, 200) }) }
  const sheet = book.worksheets.find((w) => w.state === 'visible' && w.actualRowCount > 0) ?? book.worksheets[0]
  if (!sheet) throw refusal({ code: 'import.unreadable', detail: 'no sheet' })
  if (sheet.actualRowCount > mostRows + 100) throw refusal({ code: 'import.too_large', rows: sheet.actualRowCount, most: mostRows })
  const rows: string[][] = []
  const last = Math.min(sheet.rowCount, mostRows * 2)
  // Asked once: the library counts it over all rows each time.
  const width = Math.min(sheet.columnCount, mostColumns)
  for (let r = 1; r <= last; r++) {
    const row = sheet.getRow(r)
    const cells: string[] = []
    for (let c = 1; c <= width; c++) cells.push(cellText(row.getCell(c)))
    rows.push(cells)
  }
  return { name: sheet.name, rows }
}

function cellText(cell: ExcelJS.Cell): string {
  // A merged cell says its text once, at its upper left.
  if (cell.isMerged && cell.master !== cell) return ''
  const value = cell.value
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return nfc(String(value)).trim()
  if ('richText' in value) return nfc(value.richText.map((t) => t.text).join('')).trim()
  if ('formula' in value || 'sharedFormula' in value) { const { result } = value as { result?: unknown }; return result instanceof Date ? result.toISOString().slice(0, 10) : result === undefined || result === null || typeof result === 'object' ? '' : nfc(String(result)).trim() }
  if ('text' in value) return nfc(typeof value.text === 'string' ? value.text : cell.text).trim()
  return ''
}

class TooLarge extends Error {}
/** Unpacks without keeping, to find a bomb before the reader of workbooks does. */
function unpackedSize(bytes: Buffer): number {
  let total = 0
  const unzip = new Unzip((file) => {
    file.ondata = (error, data) => {
      if (error) throw error
      total += data.length
      if (total > mostUnpacked) throw new TooLarge()
    }
    file.start()
  })
  unzip.register(UnzipInflate)
  for (let at = 0; at < bytes.length; at += 65_536) unzip.push(bytes.subarray(at, at + 65_536), at + 65_536 >= bytes.length)
  return total
}

function readCsv(bytes: Buffer): string[][] {
  let text: string
  try { text = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes) } catch { throw refusal({ code: 'import.unreadable', detail: 'UTF-8' }) }
  if (text.includes('\u0000')) throw refusal({ code: 'import.unreadable', detail: 'CSV' })
  text = nfc(text)
  const line = text.slice(0, 20_000).split('\n').find((l) => l.trim() !== '') ?? ''
  const mark = ([';', '\t', ','] as const).map((m) => [m, line.split(m).length] as const).sort((a, b) => b[1] - a[1])[0]![0]
  const rows: string[][] = []
  let row: string[] = [], cell = '', quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quoted) { if (c !== '"') cell += c; else if (text[i + 1] === '"') { cell += '"'; i++ } else quoted = false } else if (c === '"' && cell.trim() === '') { quoted = true; cell = '' } else if (c === mark) { row.push(cell.trim()); cell = '' } else if (c === '\n') {
      row.push(cell.trim()); rows.push(row.slice(0, mostColumns)); row = []; cell = ''
      if (rows.length > mostRows * 2) throw refusal({ code: 'import.too_large', rows: rows.length, most: mostRows })
    } else if (c !== '\r') cell += c
  }
  row.push(cell.trim())
  rows.push(row.slice(0, mostColumns))
  return rows
}

const headers = ['Tên cơ quan, đơn vị', 'Tên viết tắt', 'Loại', 'Trực thuộc', 'Địa bàn', 'Mã định danh', 'Thư điện tử', 'Điện thoại', 'Chức danh người đứng đầu', 'Từ ngày', 'Đến ngày'] as const
export type ExportRow = { name: string; shortName: string | null; kind: string; parent: string | null; unit: string | null; code: string | null; email: string | null; phone: string | null; head: string | null; from: string; to: string | null }

/** The sheet to fill in, and the export: the same columns, so that an export comes back in as an import. */
export async function writeSheet(rows: readonly ExportRow[], kindNames: readonly string[]): Promise<Buffer> {
  const book = new (await import('exceljs')).default.Workbook()
  const sheet = book.addWorksheet('Tổ chức', { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 } })
  sheet.columns = headers.map((header, i) => ({ header, width: [44, 16, 30, 40, 26, 16, 26, 16, 24, 12, 12][i]!, style: { numFmt: '@', font: { name: 'Times New Roman', size: 12 } } }))
  sheet.getRow(1).font = { name: 'Times New Roman', size: 12, bold: true }
  for (const r of rows) sheet.addRow([r.name, r.shortName, r.kind, r.parent, r.unit, r.code, r.email, r.phone, r.head, dayCell(r.from), dayCell(r.to)])
  const list = book.addWorksheet('Danh mục loại')
  list.getColumn(1).width = 60
  for (const name of kindNames) list.addRow([name])
  // As one range, so that the file stays small.
  ;(sheet as unknown as { dataValidations: { add: (range: string, rule: ExcelJS.DataValidation) => void } }).dataValidations.add(`C2:C${Math.max(rows.length + 1, 300)}`, { type: 'list', allowBlank: true, formulae: [`'Danh mục loại'!$A$1:$A$${kindNames.length}`] })
  return Buffer.from(await book.xlsx.writeBuffer())
}
const dayCell = (day: string | null): string | null => (day === null ? null : `${day.slice(8, 10)}/${day.slice(5, 7)}/${day.slice(0, 4)}`)
