import { readUnits, splitUnits, type Unit } from './actors.ts'
import type { Line } from './clean.ts'
import { findDeadlines, normOfCell, type Deadline } from './deadlines.ts'
import { join, letterCount, type Text } from './text.ts'

/** Hàng của bảng giao việc: one row of a table that gives work out, with its cells by what their column says. */
export type TableRow = { label: string | null; text: Text; line: number; lead: Unit[]; support: Unit[]; due: Deadline[] }

type Role = 'label' | 'work' | 'lead' | 'support' | 'due' | 'other'
/** What a column holds, by its heading. */
function roleOf(heading: string): Role {
  if (/^(stt|tt|so tt|so thu tu|muc)\b/u.test(heading)) return 'label'
  if (/phoi hop/u.test(heading)) return 'support'
  if (/(thoi gian|thoi han|thoi diem|han hoan thanh|han thuc hien|tien do|hoan thanh)/u.test(heading)) return 'due'
  if (/(chu tri|don vi|co quan|phu trach|trach nhiem|nguoi thuc hien|bo phan|thuc hien)/u.test(heading) && !/(noi dung|nhiem vu|cong viec)/u.test(heading)) return 'lead'
  if (/(noi dung|nhiem vu|cong viec|hoat dong|giai phap|ten viec)/u.test(heading)) return 'work'
  return 'other'
}
const cellsOf = (l: Line): readonly Text[] => l.cells ?? l.columns

/**
 * Bảng phân công trong thân văn bản: a table whose head names the work and who does it. Rows are orders like numbered items;
 * the lines they stand on are handed back so that nobody reads them twice. A table without those two columns is none of ours.
 */
export function readTables(lines: readonly Line[], from: number, to: number, damaged: boolean, year: string | null): { rows: TableRow[]; lines: Set<number> } {
  const rows: TableRow[] = []
  const used = new Set<number>()
  for (let i = from; i < to; i++) {
    const head = cellsOf(lines[i]!)
    if (head.length < 3) continue
    const roles = head.map((c) => roleOf(c.fold.trim()))
    if (!roles.includes('work') || !(roles.includes('lead') || roles.includes('due'))) continue
    const strict = lines[i]!.cells !== undefined
    let k = i + 1
    const found: TableRow[] = []
    for (; k < to; k++) {
      const cells = cellsOf(lines[k]!)
      if (strict ? !lines[k]!.cells : cells.length < 3) {
        // a row across the table ("I. PHÒNG BỆNH") heads those below it
        if (!strict || k + 1 >= to || !lines[k + 1]!.cells || letterCount(lines[k]!.text.text) > 80) break
        used.add(k)
        continue
      }
      used.add(k)
      const part = (role: Role): Text[] => cells.filter((c, n) => roles[n] === role && c.text !== '')
      const work = join(part('work'))
      if (letterCount(work.text) < 4) continue
      const who = join(part('lead'))
      const with_ = join(part('support'))
      const when = join(part('due'))
      if (!who.text && !when.text && cells.filter((c) => c.text !== '').length <= 2) continue
      const label = part('label')[0]?.text.replace(/[.)/\s-]+$/u, '') ?? null
      found.push({ label: label === '' ? null : label, text: work, line: k, lead: unitsOf(who, damaged), support: unitsOf(with_, damaged), due: deadlinesOf(when, year) })
    }
    if (!found.length) continue
    used.add(i)
    rows.push(...found)
    i = k - 1
  }
  return { rows, lines: used }
}

function unitsOf(cell: Text, damaged: boolean): Unit[] {
  if (!cell.text) return []
  const list = readUnits(cell, 0, damaged, true)
  return list && list.end >= cell.text.trimEnd().length - 1 ? list.units : splitUnits(cell)
}
/** A cell of time is a deadline as it stands, unless it only says "Thường xuyên" or "Ngay". */
function deadlinesOf(cell: Text, year: string | null): Deadline[] {
  if (!/\d|(?:hang|dinh ky|truoc|quy|thang|tuan)\b/u.test(cell.fold)) return []
  const found = findDeadlines(cell, year)
  if (found.length && found.reduce((n, d) => n + d.at.text.length, 0) > cell.text.length * 0.6) return found
  return [{ at: cell, norm: normOfCell(cell.fold, year), periodic: /hang|dinh ky/u.test(cell.fold) }]
}
