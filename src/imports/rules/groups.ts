/** Nhóm lặp (repeated groups) of SORMAS: samples with their tests, side by side in one row. A group begins again when its first column recurs. */
import type { PlainDate } from '../../platform/dates.ts'
import { isMissing, readText } from './cells.ts'
import type { TextRow } from './csv.ts'
import { readDate, type DateOrder, type OrderDecision } from './dates.ts'
import type { Applied } from './mapping.ts'
import { problem, type Problem } from './problems.ts'
import { codeOf, codes } from './values.ts'

export type TestRow = { readonly testedOn: PlainDate | null; readonly method: string | null; readonly result: string | null; readonly laboratory: string | null; readonly extra: Readonly<Record<string, string>> }
export type SampleRow = { readonly sampleId: string | null; readonly sampledOn: PlainDate | null; readonly material: string | null; readonly laboratory: string | null; readonly extra: Readonly<Record<string, string>>; readonly tests: readonly TestRow[] }

type Group = { kind: 'Sample' | 'PathogenTest' | 'Vaccination'; columns: { header: string; index: number }[] }
const cache = new WeakMap<Applied, Group[]>()

/** The groups of a head, in the order of the columns. */
function groupsOf(applied: Applied): Group[] {
  const had = cache.get(applied)
  if (had) return had
  const out: Group[] = []
  for (const { column } of applied.columns) {
    if (column.group === '') continue
    const open = out.at(-1)
    if (!open || open.kind !== column.group || open.columns[0]!.header === column.header) out.push({ kind: column.group as Group['kind'], columns: [{ header: column.header, index: column.index }] })
    else open.columns.push({ header: column.header, index: column.index })
  }
  cache.set(applied, out)
  return out
}

/** Columns of groups that hold dates; their order is decided with that of all other date columns of the file. */
export const isGroupDate = (column: { readonly group: string; readonly header: string }): boolean => column.group !== '' && /date/i.test(column.header)

export type Groups = { readonly samples: readonly SampleRow[]; readonly vaccinations: readonly Readonly<Record<string, string>>[]; readonly problems: readonly Problem[] }

/**
 * The samples of one row. A test belongs to the sample before it; an empty group is none; a test without a sample before it stands under an
 * empty sample, so that no result is lost. Vaccinations are kept as they stand.
 */
export function readGroups(applied: Applied, row: TextRow, orders: ReadonlyMap<number, OrderDecision>, today: PlainDate): Groups {
  const problems: Problem[] = []
  const vaccinations: Record<string, string>[] = []
  const groups = groupsOf(applied)
  if (groups.length === 0) return { samples: [], vaccinations, problems }
  const latest = Number(today.slice(0, 4)) + 1

  const samples: { sample: Omit<SampleRow, 'tests'>; tests: TestRow[] }[] = []
  const none = (): Omit<SampleRow, 'tests'> => ({ sampleId: null, sampledOn: null, material: null, laboratory: null, extra: {} })
  for (const g of groups) {
    const cells = new Map(g.columns.flatMap((c) => { const text = row.cells[c.index] ?? ''; return isMissing(text) ? [] : [[c.header, text] as const] }))
    if (cells.size === 0) continue
    if (g.kind === 'Vaccination') { vaccinations.push(Object.fromEntries([...cells].map(([n, t]) => [n, readText(t)]))); continue }
    const used = new Set<string>()
    const take = (...names: string[]): string | null => {
      for (const n of names) { const text = cells.get(n); if (text !== undefined) { used.add(n); return readText(text) } }
      return null
    }
    const takeDate = (header: string, field: string): PlainDate | null => {
      const text = take(header)
      if (text === null) return null
      const order: DateOrder = orders.get(g.columns.find((c) => c.header === header)!.index)?.order ?? 'dmy'
      const read = readDate(text, order, latest)
      if (read.ok) return read.day
      problems.push(read.why === 'order' ? problem({ code: 'cell.date_order', order, line: row.line, header, field, text }) : problem({ code: `cell.date_${read.why}`, line: row.line, header, field, text }))
      return null
    }
    const rest = (): Record<string, string> => Object.fromEntries([...cells].filter(([n]) => !used.has(n)).map(([n, t]) => [n, readText(t)]))
    if (g.kind === 'Sample') {
      const sample = { sampleId: take('labSampleID', 'fieldSampleID'), sampledOn: takeDate('sampleDateTime', 'sampledOn'), material: take('sampleMaterial'), laboratory: take('lab') }
      samples.push({ sample: { ...sample, extra: rest() }, tests: [] })
    } else {
      const word = take('testResult')
      const result = word === null ? null : codeOf('test_result', word) ?? null
      if (word !== null && result === null) problems.push(problem({ code: 'cell.value_unknown', known: Object.keys(codes.test_result), line: row.line, header: 'testResult', field: 'result', text: word }))
      const test = { testedOn: takeDate('testDateTime', 'testedOn'), method: take('testType'), result, laboratory: take('lab') }
      if (samples.length === 0) samples.push({ sample: none(), tests: [] })
      samples.at(-1)!.tests.push({ ...test, extra: rest() })
    }
  }
  return { samples: samples.map(({ sample, tests }) => ({ ...sample, tests })), vaccinations, problems }
}
