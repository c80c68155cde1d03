/** Đọc bảng kê: rows of text and a mapping become typed records and problems by row. Two passes: the first decides date orders by column, the second reads. */
import type { PlainDate } from '../../platform/dates.ts'
import { isMissing, plain, readAge, readCitizenNumber, readList, readNumber, readPhone, readSex, readText, readYesNo, type Age } from './cells.ts'
import type { TextRow } from './csv.ts'
import { decideOrder, inOrder, noEvidence, readDate, readDateCell, weigh, type OrderDecision, type OrderEvidence } from './dates.ts'
import { fieldNamed, required, type Entity, type Field } from './fields.ts'
import { isGroupDate, readGroups, type SampleRow } from './groups.ts'
import { rowKeys, type RowKey } from './keys.ts'
import type { Applied } from './mapping.ts'
import { problem, type Problem } from './problems.ts'
import { codeOf, codes, isCoded } from './values.ts'

/** Ngày hoặc năm sinh: the day where it is known, always the year. */
export type Birth = { readonly on: PlainDate | null; readonly year: number }
export type Value = string | number | boolean | Age | Birth | readonly string[]

export type LineRecord = {
  readonly line: number
  readonly key: RowKey
  readonly entity: Entity
  /** Fields by name; a field that is empty or unknown is not there. */
  readonly values: Readonly<Record<string, Value>>
  /** Columns without a field, as they stand, by header. */
  readonly extra: Readonly<Record<string, string>>
  readonly samples: readonly SampleRow[]
  readonly vaccinations: readonly Readonly<Record<string, string>>[]
  readonly problems: readonly Problem[]
}

const isDated = (f: Field): boolean => f.kind === 'date' || f.kind === 'birth'
const yearOf = (today: PlainDate): number => Number(today.slice(0, 4))
/** Two-digit years may mean next year for plans, this year at most for births. */
const latest = (f: Pick<Field, 'kind'>, today: PlainDate): number => (f.kind === 'birth' ? yearOf(today) : yearOf(today) + 1)
/** Plans and ends of orders may lie ahead. */
const mayLieAhead = new Set(['isolatedUntil', 'followUpFrom', 'followUpUntil', 'heldOn', 'heldUntil'])

export type OrderPass = { readonly see: (row: TextRow) => void; readonly decide: () => Map<number, OrderDecision> }
/** The first pass: every date column weighs all its cells. */
export function orderPass(applied: Applied, today: PlainDate): OrderPass {
  const columns = applied.columns.filter((c) => (c.field && isDated(c.field)) || isGroupDate(c.column))
    .map((c) => ({ ...c, latest: c.field ? latest(c.field, today) : yearOf(today) + 1, evidence: noEvidence() as OrderEvidence }))
  return {
    see: (row) => { for (const c of columns) { const cell = row.cells[c.column.index]; if (cell) weigh(c.evidence, readDateCell(cell, c.latest), today) } },
    decide: () => {
      // A list is written by one hand: what the cells of one column prove holds for columns whose own cells leave it open.
      const sum = noEvidence()
      for (const c of columns) { sum.dayFirst += c.evidence.dayFirst; sum.monthFirst += c.evidence.monthFirst }
      const proven = sum.dayFirst > 0 && sum.monthFirst === 0 ? 'dmy' : sum.monthFirst > 0 && sum.dayFirst === 0 ? 'mdy' : null
      return new Map(columns.map((c) => {
        const own = decideOrder(c.evidence, c.mapped.order ?? null)
        return [c.column.index, own.because !== 'cells' && own.because !== 'person' && proven && c.evidence.open > 0 ? { ...own, order: proven, because: 'cells' as const, ask: false } : own]
      }))
    },
  }
}

export type ReadOptions = { readonly today: PlainDate; /** Who gave the list: part of the key of every row. */ readonly scope: string }

/** The second pass: one row after another. Keys of rows without id depend on the rows before, so one reader reads one file from its start. */
export function rowReader(applied: Applied, orders: ReadonlyMap<number, OrderDecision>, options: ReadOptions): (row: TextRow) => LineRecord {
  const { entity } = applied
  const keyOf = rowKeys(entity, options.scope)
  const width = Math.max(0, ...applied.columns.map((c) => c.column.index + 1))
  return (row) => {
    const problems: Problem[] = []
    const values: Record<string, Value> = {}
    const extra: Record<string, string> = {}
    const headers: Record<string, string> = {}
    const tooLong = row.cells.length > width && row.cells.slice(width).some((c) => c.trim() !== '')
    if (tooLong) problems.push(problem({ code: 'row.longer', line: row.line, cells: row.cells.length, columns: width }))
    for (const { column, field, mapped } of applied.columns) {
      const cell = row.cells[column.index] ?? ''
      if (column.group !== '') continue
      if (!field) { if (cell.trim() !== '') extra[column.occurrence === 1 ? column.header : `${column.header} (${column.occurrence})`] = readText(cell); continue }
      if (isMissing(cell) && !(isCoded(field.kind) && codeOf(field.kind, cell, mapped.values) !== undefined)) continue
      headers[field.name] = column.header
      const value = readCell(field, cell, orders.get(column.index) ?? null, options.today, mapped.values ?? {}, { line: row.line, header: column.header, field: field.name }, problems)
      if (value !== null) values[field.name] = value
    }
    composeBirth(values, headers, row, problems)
    for (const anyOf of required[entity]) if (!anyOf.some((name) => values[name] !== undefined)) problems.push(problem({ code: 'row.required', line: row.line, fields: [...new Set(anyOf.map((n) => fieldNamed(entity, n)?.vi ?? n))] }))
    datesInOrder(entity, values, row.line, problems)
    const groups = readGroups(applied, row, orders, options.today)
    problems.push(...groups.problems)
    const id = ['systemId', 'externalId', 'nationalCode', 'sampleId'].map((n) => values[n]).find((v) => typeof v === 'string') as string | undefined
    return { line: row.line, key: keyOf({ ...values, ...extra }, id ?? null), entity, values, extra, samples: groups.samples, vaccinations: groups.vaccinations, problems }
  }
}

type Where = { readonly line: number; readonly header: string; readonly field: string }
/** One cell that is not missing. Null when it cannot be read (the problem is noted) or says "unknown". */
export function readCell(field: Pick<Field, 'kind' | 'name'>, cell: string, order: OrderDecision | null, today: PlainDate, own: Readonly<Record<string, string>>, at: Where, problems: Problem[]): Value | null {
  const where = (): Where & { readonly text: string } => ({ ...at, text: readText(cell) })
  const wrong = (p: Problem): null => { problems.push(p); return null }
  switch (field.kind) {
    case 'text': return readText(cell)
    case 'list': return readList(cell)
    case 'date': case 'birth': {
      const birthMark = field.name === 'birthIfMale' || field.name === 'birthIfFemale'
      if (birthMark && plain(cell) === 'x') return true
      const open = readDateCell(cell, latest(field, today))
      if (field.kind === 'birth' && (open.kind === 'year' || open.kind === 'month')) return open.year > yearOf(today) ? wrong(problem({ code: 'cell.date_future', on: `${open.year}-01-01`, ...where() })) : { on: null, year: open.year }
      const read = open.kind === 'pair' && order === null ? { ok: true as const, day: inOrder(open, 'dmy') ?? inOrder(open, 'mdy')! } : readDate(cell, order?.order ?? 'dmy', latest(field, today))
      if (!read.ok) return wrong(read.why === 'order' ? problem({ code: 'cell.date_order', order: order?.order ?? 'dmy', ...where() }) : problem({ code: `cell.date_${read.why}`, ...where() }))
      if (read.day > today && !mayLieAhead.has(field.name)) return wrong(problem({ code: 'cell.date_future', on: read.day, ...where() }))
      return field.kind === 'birth' ? { on: read.day, year: Number(read.day.slice(0, 4)) } : read.day
    }
    case 'yesno': { const r = readYesNo(cell); return r.ok ? r.value : wrong(problem({ code: 'cell.yesno_unknown', ...where() })) }
    case 'sex': { const r = readSex(cell); return r.ok ? r.value : wrong(problem({ code: 'cell.sex_unknown', ...where() })) }
    case 'age': { const r = readAge(cell); return r.ok ? r.value : wrong(problem({ code: 'cell.age_unreadable', ...where() })) }
    case 'number': case 'whole': { const r = readNumber(cell); return r.ok && (field.kind === 'number' || Number.isInteger(r.value)) ? r.value : wrong(problem({ code: 'cell.number_unreadable', ...where() })) }
    case 'phone': { const r = readPhone(cell); if (r.ok) return r.value; problems.push(problem({ code: 'cell.phone_unreadable', ...where() })); return readText(cell) }
    case 'citizen': {
      const r = readCitizenNumber(cell)
      if (!r.ok) { if (/e\+/i.test(cell)) return wrong(problem({ code: 'cell.citizen_lost', ...where() })); problems.push(problem({ code: 'cell.citizen_length', ...where() })); return readText(cell) }
      if (r.value.doubt) problems.push(problem({ code: r.value.doubt === 'length' ? 'cell.citizen_length' : 'cell.citizen_zero', ...where() }))
      return r.value.number
    }
    case 'classification': case 'outcome': case 'follow_up': case 'visit_result': case 'test_result': case 'age_unit': {
      const code = codeOf(field.kind, cell, own)
      return code ?? wrong(problem({ code: 'cell.value_unknown', known: Object.keys(codes[field.kind]), ...where() }))
    }
  }
}

/** Birth out of three columns, out of the columns for men and women, and age with its unit. */
function composeBirth(values: Record<string, Value>, headers: Record<string, string>, row: TextRow, problems: Problem[]): void {
  const male = values['birthIfMale'], female = values['birthIfFemale']
  if (male !== undefined && female !== undefined) problems.push(problem({ code: 'row.sex_twice', line: row.line }))
  else if (male !== undefined || female !== undefined) {
    const said = (male ?? female)!
    values['sex'] ??= male !== undefined ? 'male' : 'female'
    if (said !== true) values['birth'] ??= said
  }
  const { birthYear: year, birthMonth: month, birthDay: day } = values
  if (typeof year === 'number') {
    const cell = `${day ?? ''}/${month ?? ''}/${year}`
    const where = { line: row.line, header: headers['birthYear'] ?? '', field: 'birth', text: cell }
    if (typeof day === 'number' && typeof month === 'number') {
      const read = readDate(`${String(year).padStart(4, '0')}-${month}-${day}`, 'dmy', 9999)
      if (read.ok) values['birth'] ??= { on: read.day, year }
      else problems.push(problem({ code: 'cell.date_impossible', ...where }))
    } else values['birth'] ??= { on: null, year }
  }
  const age = values['age'] as Age | undefined
  const unit = values['ageUnit']
  if (age && typeof unit === 'string') values['age'] = { value: age.value, unit: unit as Age['unit'] }
  for (const part of ['birthIfMale', 'birthIfFemale', 'birthDay', 'birthMonth', 'birthYear', 'ageUnit']) delete values[part]
}

/** Dates that cannot stand in this order; the row is taken and the pair shown. */
const inTime: Partial<Record<Entity, readonly (readonly [string, string])[]>> = {
  case: [['infectedOn', 'onsetOn'], ['onsetOn', 'outcomeOn'], ['onsetOn', 'reportedOn'], ['hospitalisedOn', 'dischargedOn'], ['isolatedOn', 'isolatedUntil'], ['infectedOn', 'outcomeOn']],
  contact: [['firstContactOn', 'lastContactOn'], ['followUpFrom', 'followUpUntil'], ['lastContactOn', 'followUpUntil']],
  link: [['firstContactOn', 'lastContactOn']], result: [['sampledOn', 'resultedOn'], ['sampledOn', 'receivedOn']], event: [['heldOn', 'heldUntil']],
}
function datesInOrder(entity: Entity, values: Record<string, Value>, line: number, problems: Problem[]): void {
  const label = (name: string): string => fieldNamed(entity, name)?.vi ?? name
  const check = (a: string, aOn: string, b: string, bOn: string): void => { if (bOn < aOn) problems.push(problem({ code: 'row.dates_order', line, earlier: label(a), earlierOn: aOn, later: label(b), laterOn: bOn })) }
  for (const [a, b] of inTime[entity] ?? []) if (typeof values[a] === 'string' && typeof values[b] === 'string') check(a, values[a], b, values[b])
  const birth = values['birth'] as Birth | undefined
  if (birth?.on) for (const name of ['onsetOn', 'reportedOn', 'lastContactOn']) if (typeof values[name] === 'string') check('birth', birth.on, name, values[name])
}
