import type { StaffSession } from '../platform/db/index.ts'
import { dayOf, formatDay, formatInstant } from '../platform/dates.ts'
import type { Download } from '../platform/http/index.ts'
import { writeTable, writeTablePdf, type Column, type TableSpec, type Value } from '../platform/print/index.ts'
import type { Line } from './contract.ts'
import { getMyWork, listByDeadline, type BoardFilter } from './queries.ts'
import { workWords, type DeadlineState, type Due } from './rules.ts'
import { tableTexts } from './words.ts'

/** A table longer than this is not for paper; the filter narrows it. Stated on the screen. */
export const exportLimit = 20_000

const sayDue = (due: Due, none: string): string => (due.kind === 'none' ? none : due.kind === 'day' ? formatDay(due.day) : formatInstant(due.at))

export function sayDeadline(d: DeadlineState, language: 'vi' | 'en'): string {
  const t = tableTexts[language]
  switch (d.kind) {
    case 'none': return t.none
    case 'left': return t.left(d.days)
    case 'today': return t.today
    case 'overdue': return d.days > 0 ? t.overdue(d.days) : t.overdueHours(Math.max(1, d.hours))
    case 'on_time': return t.onTime
    case 'late': return d.days > 0 ? t.late(d.days) : t.lateHours(Math.max(1, d.hours))
    case 'stopped': return t.stopped
  }
}

function tableOf(who: StaffSession, title: string, lines: readonly Line[], asOf: string, counterpart: 'owner' | 'giver'): TableSpec {
  const t = tableTexts[who.language]
  const columns: Column[] = [
    { header: t.no, width: 10, kind: 'integer', align: 'center' }, { header: counterpart === 'owner' ? t.unit : t.giver, width: 42, kind: 'text' }, { header: t.duty, width: 84, kind: 'text' }, { header: t.directive, width: 28, kind: 'text' },
    { header: t.clause, width: 12, kind: 'text', align: 'center' }, { header: t.given, width: 20, kind: 'day' }, { header: t.due, width: 24, kind: 'text', align: 'center' }, { header: t.work, width: 26, kind: 'text' }, { header: t.deadline, width: 21, kind: 'text' },
  ]
  const rows = lines.map((l, i): Value[] => [i + 1, l[counterpart].name, l.text, l.directive.number ?? l.directive.title, l.directive.clause, dayOf(l.assignedAt), sayDue(l.due, t.none), workWords[who.language][l.work], sayDeadline(l.deadline, who.language)])
  return { title, organisation: { parent: null, name: who.organisationName }, cutoff: asOf, columns, rows, language: who.language }
}

async function allPages<T extends { lines: Line[]; next: string | null; asOf: string }>(page: (after: string | undefined) => Promise<T>): Promise<{ lines: Line[]; asOf: string }> {
  const first = await page(undefined)
  const lines = [...first.lines]
  for (let next = first.next; next !== null && lines.length < exportLimit;) {
    const more = await page(next)
    lines.push(...more.lines)
    next = more.next
  }
  return { lines: lines.slice(0, exportLimit), asOf: first.asOf }
}

const download = async (spec: TableSpec, form: 'xlsx' | 'pdf', name: string): Promise<Download> => form === 'xlsx'
  ? { bytes: await writeTable(spec), mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', name: `${name}.xlsx` }
  : { bytes: writeTablePdf(spec), mediaType: 'application/pdf', name: `${name}.pdf`, inline: true }

/** The giver's duties in the filter, as the screen shows them by deadline. */
export async function exportBoard(who: StaffSession, filter: BoardFilter, form: 'xlsx' | 'pdf'): Promise<Download> {
  const { lines, asOf } = await allPages((after) => listByDeadline(who, { ...filter, after, limit: 2000 }))
  const t = tableTexts[who.language]
  return download(tableOf(who, t.board, lines, asOf, 'owner'), form, `${t.file}-${dayOf(asOf)}`)
}

export async function exportMyWork(who: StaffSession, form: 'xlsx' | 'pdf'): Promise<Download> {
  const { lines, asOf } = await allPages((after) => getMyWork(who, { view: 'todo', after, limit: 2000 }))
  const t = tableTexts[who.language]
  return download(tableOf(who, t.myWork, lines, asOf, 'giver'), form, `${t.fileMine}-${dayOf(asOf)}`)
}
