import { makeText, cut, type Text } from './text.ts'

/** Dòng: one printed line after cleaning. `no` counts from 1 in the source; `gap` tells that a blank line or a page edge stands before it. */
export type Line = { no: number; text: Text; gap: boolean; page: boolean; width: number; columns: Text[]; /** Ô của bảng: parts between tabs or strokes, empty ones kept; absent when the line has neither. */ cells?: Text[] }

const removed = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060\uFEFF\uE000-\uF8FF*\\`]/u
const spaces = /[\t\u00A0\u2000-\u200A\u202F\u3000|]/u
const dashes = /[\u2010-\u2015\u2212\uFE58\uFF0D]/u

function cleanLine(source: string, start: number, end: number): { text: Text; columns: Text[]; cells?: Text[] } {
  let out = ''
  const at: number[] = []
  const edges: number[] = []
  const bars: number[] = []
  let run = 0
  for (let i = start; i < end; i++) {
    let c = source[i]!
    const code = c.charCodeAt(0)
    if (code > 126 || code < 32 || c === '*' || c === '|' || c === '\\' || c === '`') {
      if (removed.test(c)) continue
      if (spaces.test(c)) { if (c === '\t') run += 3; if (c === '\t' || c === '|') bars.push(out.length); c = ' ' } else if (dashes.test(c)) c = '-'
      else if (c === '⁄') c = '/'
      else if (code < 32) continue
    }
    if (c === '_' && (source[i + 1] === '_' || source[i - 1] === '_')) continue
    if (c === ' ') { run++; continue }
    if (run > 0 && out) { if (run >= 3) edges.push(out.length); out += ' '; at.push(i - 1) }
    run = 0
    out += c
    at.push(i)
  }
  const whole = makeText(out, at)
  const columns: Text[] = []
  let from = 0
  for (const e of [...edges, out.length]) { const part = cut(whole, from, e); if (part.text) columns.push(part); from = e }
  if (bars.length < 2) return { text: whole, columns }
  const cells: Text[] = []
  from = 0
  for (const e of [...bars, out.length]) { cells.push(cut(whole, from, e)); from = e }
  // a stroke at the edge of the table encloses nothing
  if (bars[0] === 0) cells.shift()
  if (bars.at(-1) === out.length) cells.pop()
  return { text: whole, columns, cells }
}

const pageEdge = /^[-=_~[\]\s]*(?:-{3,}|={3,}|_{3,}|page break|page \d+( of \d+)?|trang \d+(\s*\/\s*\d+)?)[-=_~[\]\s]*$/u
const pageNumber = /^-?\s*\d{1,3}\s*-?$/u

/** Cuts the source into cleaned lines: blank lines, page edges, lone page numbers and rules are dropped and remembered as `gap` and `page`. */
export function readLines(source: string, pages: readonly number[] = []): Line[] {
  const raw: { no: number; start: number; end: number; text: Text; columns: Text[]; cells?: Text[] }[] = []
  let no = 1
  let start = 0
  for (let i = 0; i <= source.length; i++) {
    const c = source[i]
    if (i < source.length && c !== '\n' && c !== '\f' && c !== '\u2028') continue
    raw.push({ no, start, end: i, ...cleanLine(source, start, i) })
    if (c === '\f') raw.push({ no, start: i, end: i + 1, text: makeText('---', [i, i, i]), columns: [] })
    if (c === '\n') no++
    start = i + 1
  }
  const out: Line[] = []
  let gap = true
  let page = false
  let nextPage = 0
  raw.forEach((r, i) => {
    while (nextPage < pages.length && r.start >= pages[nextPage]!) { page = true; gap = true; nextPage++ }
    if (!r.text.text || /^[-_=.~•·'"\s]{1,}$/u.test(r.text.text) && !/[-=_]{3}/u.test(r.text.text)) { gap = true; return }
    if (pageEdge.test(r.text.fold)) { gap = true; if (!/^-{4,10}$/u.test(r.text.text)) page = true; return }
    if (pageNumber.test(r.text.text) && (gap || page) && !(raw[i + 1]?.text.text)) { gap = true; page = true; return }
    const heading = /^#{1,4} /u.exec(r.text.text)
    const text = heading ? cut(r.text, heading[0].length) : r.text
    out.push({ no: r.no, text, gap, page, width: r.end - r.start, columns: r.columns.length ? r.columns : [text], ...(r.cells ? { cells: r.cells } : {}) })
    gap = false
    page = false
  })
  return out
}
