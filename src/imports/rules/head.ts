/**
 * Đầu bảng (head of a table): which row names the columns. Vietnamese lists have titles above it, a second row under merged cells and a row of
 * column numbers; SORMAS has a class row, comments and captions. Columns are known by name and occurrence, never by position.
 */
import { searchable } from '../../platform/text.ts'
import type { TextRow } from './csv.ts'
import { fields, fieldsOf, type Entity } from './fields.ts'

export type Dialect = 'sormas' | 'godata' | 'free'
export type Column = {
  readonly index: number
  readonly header: string
  /** 1 for the first column of this name, 2 for the second: groups of samples and vaccinations repeat their names. */
  readonly occurrence: number
  /** The class above the column (Sample, PathogenTest, Vaccination) in files of SORMAS that have a class row; else empty. */
  readonly group: string
}
export type Head = {
  readonly dialect: Dialect
  readonly columns: readonly Column[]
  /** Rows before this one (index into the rows given) are head. */
  readonly dataFrom: number
  readonly line: number
}

/** A header as it is compared: camel case and dots apart, array suffixes gone, folded. */
export function nameKey(header: string): string {
  const apart = header.replace(/\[\d+\]/g, ' ').replace(/([a-z\d])([A-Z])/g, '$1 $2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
  return searchable(apart).replace(/^(?:person|symptoms|hospitalization) (?=\S)/, '')
}

const classRow = /^(?:CaseData|Case|Contact|Event|EventParticipant|Person|Location|Symptoms|EpiData|Hospitalization|Sample|PathogenTest|Vaccination|Environment|SelfReport|TravelEntry|HealthConditions|MaternalHistory|PortHealthInfo|ClinicalCourse|Exposure|ActivityAsCase|[A-Z][A-Za-z]+(?:Dto)?)$/
const isComment = (row: TextRow): boolean => (row.cells[0] ?? '').replace(/^\ufeff/, '').trimStart().startsWith('##')
const filled = (row: TextRow): string[] => row.cells.filter((c) => c.trim() !== '')

const everyName = new Map<string, Set<Entity>>()
for (const field of fields) for (const name of [field.vi, field.en, field.name, ...field.names]) {
  const key = nameKey(name)
  const set = everyName.get(key) ?? new Set<Entity>()
  for (const e of field.entities) set.add(e)
  everyName.set(key, set)
}

/** Comment lines of SORMAS stand anywhere and may be longer than the head. */
export const withoutComments = (rows: readonly TextRow[]): TextRow[] => rows.filter((r) => !isComment(r))

/** Finds the head among the first rows. Null when there is no row with text. Comments must be out already. */
export function headOf(rows: readonly TextRow[]): Head | null {
  const first = rows.slice(0, 20)
  const known = (row: TextRow): number => filled(row).filter((c) => everyName.has(nameKey(c))).length
  let at = -1, best = 0
  first.forEach((row, i) => { const k = known(row); if (k > best && k >= 2) { best = k; at = i } })
  // No name we know: the first row with the most cells, as somebody looking at the sheet would say.
  if (at === -1) { const most = first.reduce((m, r) => Math.max(m, filled(r).length), 0); at = most === 0 ? -1 : first.findIndex((r) => filled(r).length === most) }
  if (at === -1) return null
  const above = at > 0 ? first[at - 1]! : undefined
  const classes = above && filled(above).length >= 2 && new Set(filled(above)).size <= 12 && filled(above).every((c) => classRow.test(c.trim())) && filled(above).length >= filled(first[at]!).length - 1 ? above : null

  let names = first[at]!.cells.map((c) => c.replace(/^\ufeff/, '').replace(/\s+/g, ' ').trim())
  let dataFrom = at + 1
  const below = first[dataFrom]
  if (below && isSecondHead(names, below)) { names = joined(names, below); dataFrom++ }
  const numbered = first[dataFrom]
  if (numbered && isNumberRow(numbered)) dataFrom++

  const seen = new Map<string, number>()
  // A column without a name in the middle (row numbers of an export) is kept under its number; after the last name there is no column.
  const columns = names.slice(0, names.findLastIndex((n) => n !== '') + 1).map((name, index): Column => {
    const header = name === '' ? `#${index + 1}` : name
    const n = (seen.get(header) ?? 0) + 1
    seen.set(header, n)
    const group = classes?.cells[index]?.trim() ?? ''
    return { index, header, occurrence: n, group: /^(?:Sample|PathogenTest|Vaccination)$/.test(group) ? group : '' }
  })
  const paths = names.filter((n) => /^[a-z]+(?:[A-Z][a-zA-Z]*)?\.[a-z]/.test(n)).length
  const snake = names.filter((n) => /^[a-z]+(?:_[a-z0-9]+)+$/.test(n)).length
  const dialect: Dialect = classes || paths >= 2 || names.some((n) => /^person\.(?:firstName|lastName)$/.test(n)) || names.includes('responsibleRegion') ? 'sormas'
    : names.some((n) => /\[\d+\]$/.test(n)) || names.includes('visualId') || (names.includes('uuid') && snake >= 3) || (snake >= 4 && names.some((n) => /^date_of_/.test(n))) ? 'godata' : 'free'
  return { dialect, columns, dataFrom, line: first[at]!.line }
}

/** "Năm sinh" over "Nam | Nữ", "Địa chỉ" over "Thôn | Xã | Tỉnh": a row whose cells stand only under merged cells or their first column. */
function isSecondHead(names: readonly string[], row: TextRow): boolean {
  const cells = row.cells.flatMap((c, i) => (c.trim() === '' ? [] : [{ text: c.trim(), i }]))
  if (cells.length === 0 || cells.length > names.length / 1.5 || cells.some((c) => /\d/.test(c.text))) return false
  const gap = cells.some((c) => (names[c.i] ?? '') === '')
  return gap && cells.every((c) => (names[c.i] ?? '') === '' || (names[c.i + 1] ?? '') === '')
}
function joined(names: readonly string[], row: TextRow): string[] {
  let over = ''
  return Array.from({ length: Math.max(names.length, row.cells.length) }, (_, i) => {
    const name = names[i] ?? '', below = (row.cells[i] ?? '').replace(/\s+/g, ' ').trim()
    if (name !== '') over = name
    return below === '' ? name : /^(?:nam|nữ|nữ giới|nam giới)$/iu.test(below) || !everyName.has(nameKey(below)) ? `${over} ${below}`.trim() : below
  })
}
const isNumberRow = (row: TextRow): boolean => {
  const cells = filled(row)
  return cells.length >= 3 && cells.every((c, i) => i === 0 || /^\(?[0-9A-Z]{1,2}\)?$/.test(c.trim())) && cells.slice(1).every((c, i) => Number(c.replace(/\D/g, '')) === Number(cells[0]!.replace(/\D/g, '') || 1) + i + 1)
}

/** Which kind of list it is, by the names of its columns; most likely first. */
export function entitiesOf(head: Head): { entity: Entity; known: number }[] {
  const list: Entity[] = ['case', 'contact', 'link', 'visit', 'result', 'event']
  const of = (entity: Entity): number => {
    const names = new Set(fieldsOf(entity).flatMap((x) => [x.vi, x.en, x.name, ...x.names]).map(nameKey))
    const keys = head.columns.filter((c) => c.group === '').map((c) => nameKey(c.header))
    return keys.filter((k) => names.has(k)).length + marks[entity].reduce((n, mark) => n + (keys.some((k) => mark.test(k)) ? 10 : 0), 0)
  }
  return list.map((entity) => ({ entity, known: of(entity) })).sort((a, b) => b.known - a.known || list.indexOf(a.entity) - list.indexOf(b.entity))
}
/** Columns that only one kind of list has. */
const marks: Readonly<Record<Entity, readonly RegExp[]>> = {
  case: [/onset|khoi phat|classification$|case def|epid number|duong tinh/], contact: [/^contact (?:id|status|category)|last contact|tiep xuc cuoi|tiep xuc voi|contact proximity/],
  link: [/^(?:source|target) (?:uuid|visualid|person)|^(?:from|to)(?: case)?$|^infector$|^id index$/], visit: [/^followup (?:status|number)$/, /^date of followup$/],
  result: [/sample identifier|ma mau|ma benh pham|lab sample|barcode/, /^date sample taken$|^ngay tra ket qua$/, /^date testing$|^ct$|gia tri ct/], event: [/event (?:name|title|status)|date of event|su kien/],
}
