import { openerLength, readUnits, splitUnits, type Unit } from './actors.ts'
import { readDuties, type Duties } from './duties.ts'
import type { Notes } from './evidence.ts'
import { paragraphsOf, type Node } from './outline.ts'
import { findReporting, type ReportFound } from './reporting.ts'
import { fold, join, type Text } from './text.ts'
import type { TableRow } from './tables.ts'
import type { Reporting, Subtask, Task } from './types.ts'
import { verbAt } from './words.ts'
import { apart, choose, nodeText, ownText, type Setting } from './selection.ts'

export type Work = {
  tasks: Task[]
  reporting: Reporting[]
  defaults: string[]
  firstTaskLine: number
  closingLine: number
  preamble: Text[]
}

/** Finds the tasks: items after the lead-in, units' own paragraphs, sections of a plan, articles of a decision. */
export function readWork(roots: readonly Node[], set: Setting, notes: Notes, table: readonly TableRow[] = []): Work {
  const work: Work = { tasks: [], reporting: [], defaults: [], firstTaskLine: -1, closingLine: -1, preamble: [] }
  // a report, a request or an invitation gives nobody below an order
  if (set.type !== null && /^(báo cáo|tờ trình|giấy mời|biên bản|thông cáo|thư kêu gọi|lời kêu gọi|tuyên bố)$/u.test(set.type)) {
    work.preamble = roots.flatMap(paragraphsOf).map((p) => p.full)
    return work
  }
  const picked = choose(roots, set)
  work.preamble = picked.preamble.map((p) => p.full)
  if (picked.lead) work.defaults = defaultUnits(picked.lead, set)
  const rows = [...table]
  for (const { node, label } of picked.items) {
    while (rows[0] && rows[0].line < node.own.line) addRow(rows.shift()!, work, notes)
    addTask(node, label, set, work, notes)
  }
  for (const row of rows) addRow(row, work, notes)
  for (const p of picked.closing) {
    if (work.closingLine < 0) work.closingLine = p.line
    addReports(findReporting(p.t, closingReporter(p.t, set) ?? (work.defaults.join('; ') || null), set.damaged, set.year), work, notes)
  }
  const begins = [picked.items[0]?.node.own.line, table[0]?.line].filter((x) => x !== undefined)
  if (begins.length) work.firstTaskLine = Math.min(...begins)
  return work
}

/** A row of a table of work: its columns say who, with whom and by when. */
function addRow(row: TableRow, work: Work, notes: Notes): void {
  const index = work.tasks.length
  const duties: Duties = { assignees: row.lead, head: false, coordinators: row.support, directed: [], deadlines: row.due }
  notes.note(`tasks.${index}`, row.text, 'task.table_row', 0.85)
  noteDuties(`tasks.${index}`, duties, notes)
  work.tasks.push({ ...plain(row.label, row.text, duties), subtasks: [] })
}

const attribute =
  /^(co quan|don vi|thoi gian|tien do|nguoi|lanh dao|san pham|kinh phi|dia diem|ket qua)\s*(chu tri|phoi hop|thuc hien|hoan thanh|chiu trach nhiem|dau ra|phu trach|theo doi)?\s*:/u

function addTask(n: Node, label: string | null, set: Setting, work: Work, notes: Notes): void {
  const index = work.tasks.length
  const whole = nodeText(n)
  const subNodes: Node[] = []
  const attributes: Node[] = []
  const kids = n.children.filter((c) => c.label !== null)
  for (const c of kids) (attribute.test(c.own.t.fold) ? attributes : subNodes).push(c)
  const looseKids = n.children.filter((c) => c.label === null)
  const own = join([ownText(n), ...looseKids.map(apart), ...attributes.map(apart)], '\n')
  const duties = readDuties(own, set.damaged, set.issuers, set.year)
  const task: Task = { ...plain(label, whole, duties), subtasks: [] }
  notes.note(`tasks.${index}`, whole, label ? 'task.label' : 'task.unit', label ? 0.95 : 0.8)
  noteDuties(`tasks.${index}`, duties, notes)
  const reporter = task.assignees.join('; ') || work.defaults.join('; ') || null
  addReports(findReporting(own, reporter, set.damaged, set.year), work, notes)
  subNodes.forEach((c, k) => {
    const t = nodeText(c)
    const d = readDuties(apart(c), set.damaged, set.issuers, set.year)
    if (c.children.length) mergeBelow(c, d, set)
    const sub: Subtask = plain(c.label!.printed.replace(/[.)/]+$/u, '').replace(/^\(|\)$/gu, ''), t, d)
    task.subtasks.push(sub)
    notes.note(`tasks.${index}.subtasks.${k}`, t, 'task.sub_label', 0.9)
    noteDuties(`tasks.${index}.subtasks.${k}`, d, notes)
    addReports(findReporting(apart(c), sub.assignees.join('; ') || reporter, set.damaged, set.year), work, notes)
  })
  if (!orderlyTask(whole, task)) notes.warn({ code: 'task.no_verb', task: index })
  work.tasks.push(task)
}

function mergeBelow(c: Node, d: Duties, set: Setting): void {
  for (const k of c.children) {
    if (!k.label) continue
    const below = readDuties(nodeText(k), set.damaged, set.issuers, set.year)
    for (const u of below.head ? below.assignees : []) if (!d.assignees.some((x) => x.value === u.value)) d.assignees.push(u)
  }
}

const orderlyTask = (t: Text, task: Task): boolean => {
  for (let i = 0; i < t.text.length; i++) if ((i === 0 || /[\s(,;.:]/u.test(t.text[i - 1]!)) && verbAt(t.text, t.fold, i) >= 0) return true
  return task.subtasks.length > 0
}
const plain = (label: string | null, t: Text, d: Duties): Subtask => ({
  label,
  text: t.text,
  assignees: d.assignees.map((u) => u.value),
  coordinators: d.coordinators.map((u) => u.value),
  deadlines: d.deadlines.map((x) => x.at.text.replace(/\s+/gu, ' ')),
  deadlines_norm: d.deadlines.flatMap((x) => (x.norm ? [x.norm] : [])),
  directed_units: d.directed.map((u) => u.value),
})
function noteDuties(path: string, d: Duties, notes: Notes): void {
  d.assignees.forEach((u, i) => notes.note(`${path}.assignees.${i}`, u.at, d.head ? 'actor.head' : 'actor.inner', d.head ? 0.92 : 0.75))
  d.coordinators.forEach((u, i) => notes.note(`${path}.coordinators.${i}`, u.at, 'actor.with', 0.88))
  d.directed.forEach((u, i) => notes.note(`${path}.directed_units.${i}`, u.at, 'actor.directed', 0.8))
  d.deadlines.forEach((x, i) => notes.note(`${path}.deadlines.${i}`, x.at, 'deadline.phrase', x.norm ? 0.92 : 0.75))
}
function addReports(found: readonly ReportFound[], work: Work, notes: Notes): void {
  for (const { entry, at } of found) {
    if (
      work.reporting.some(
        (r) => r.from === entry.from && r.to.join() === entry.to.join() && r.when === entry.when && (r.what === entry.what || !r.when),
      )
    )
      continue
    notes.note(`reporting.${work.reporting.length}`, at, 'reporting.verb', entry.to.length ? 0.85 : 0.6)
    work.reporting.push(entry)
  }
}

/** Who reports in a closing paragraph: the unit it opens with or orders. */
function closingReporter(t: Text, set: Setting): string | null {
  const open = openerLength(t)
  let list = readUnits(t, open, set.damaged)
  if (!list) {
    // "Nhận được Công văn này, Giám đốc Sở yêu cầu các đơn vị …"
    const told = /[,;]\s*[^,;.]{3,60}?\s(?:yeu cau|de nghi)\s+/u.exec(t.fold.slice(0, 220))
    list = told ? readUnits(t, told.index + told[0].length, set.damaged) : null
  }
  if (!list) return null
  const order = /^\s*(yeu cau|de nghi|giao)\s+/u.exec(t.fold.slice(list.end))
  const under = order ? readUnits(t, list.end + order[0].length, set.damaged) : null
  const units: Unit[] = (under ?? list).units.filter((u) => !set.issuers.some((x) => fold(x) === fold(u.value)))
  return units.length ? units.map((u) => u.value).join('; ') : null
}

/** Đơn vị của câu dẫn: whom the lead-in orders, for items without an actor of their own. */
function defaultUnits(lead: Text, set: Setting): string[] {
  const verb = /\b(yeu cau|de nghi|giao nhiem vu(?: cho)?|giao|chi dao|quyet dinh giao|chi thi)(?:\s+|\s*:\s*$)/gu
  let best: Unit[] = []
  const from = Math.max(0, lead.text.lastIndexOf('. ') + 1)
  for (let m = verb.exec(lead.fold); m; m = verb.exec(lead.fold)) {
    if (m.index < from && lead.text.length - m.index > 400) continue
    const list = readUnits(lead, m.index + m[0].length, set.damaged)
    if (list && list.stop !== 'end') best = list.units
    else if (lead.text.length - m.index - m[0].length < 4) best = []
  }
  return best.map((u) => u.value)
}

/** Recipients one by one: "Các ban Đảng, Văn phòng Huyện ủy" → two; "Bộ trưởng các Bộ: A, B" → "Bộ trưởng Bộ A", "Bộ trưởng Bộ B". */
export const expandRecipients = (items: readonly { at: Text; text: string }[]): string[] =>
  items.flatMap((x) => {
    const units = splitUnits(rebuild(x))
    return units.length ? units.map((u) => u.value) : [x.text]
  })
const rebuild = (x: { at: Text; text: string }): Text => ({
  text: x.text,
  fold: fold(x.text),
  at: [...x.text].map((_, i) => x.at.at[Math.min(i, x.at.at.length - 1)]!),
})
