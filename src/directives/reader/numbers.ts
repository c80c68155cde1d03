import type { Text } from './text.ts'

/** Số và ký hiệu: one number read at a place. `end` is the offset after it. */
export type NumberRead = { digits: string; symbol: string; value: string; end: number }

const group = /^(?:\d{4}(?=\s*[/-])|\p{Lu}[\p{L}\d&.]*)/u
const plainCode = (g: string): boolean => {
  const letters = [...g].filter((c) => /\p{L}/u.test(c))
  const capitals = letters.filter((c) => c !== c.toLowerCase()).length
  return letters.length > 0 && g.length <= 16 && (capitals * 2 >= letters.length || /^(TTg|CTr|TTr|QyĐ|QyD|TrS)$/u.test(g))
}

/**
 * Reads `632 - CV/HU`, `860 /BHXH-BT`, `86/2019/QH14`, `327/KH-BCA-BNN&MT`, `889/CD- -TTg` at `from`.
 * A year group is kept; spaces are dropped; the symbol must hold a group of capitals.
 */
export function readNumber(t: Text, from: number): NumberRead | null {
  const s = t.text
  const d = /^\d(?:\d{0,4}(?:[a-zI|](?=\s*[/-]))?(?!\p{L})|[\dlIO|]{0,4}(?=\s*[/-]))/u.exec(s.slice(from, from + 8))
  if (!d) return null
  // a scan prints 1 as l, I or |, 0 as O
  const digits = d[0].replace(/[lI|]/gu, '1').replace(/O/gu, '0')
  const rest = readSymbol(t, from + d[0].length, true)
  if (!rest) return null
  return { digits, symbol: rest.symbol, value: `${digits}${rest.lead}${rest.symbol}`, end: rest.end }
}

/** Reads `/UBND-VX`, `-CV/BCSD` at `from`: a separator and groups of capitals. */
export function readSymbol(t: Text, from: number, spaced: boolean): { lead: string; symbol: string; end: number } | null {
  const s = t.text
  let at = from
  let out = ''
  let lead = ''
  let end = -1
  for (let n = 0; n < 6; n++) {
    const sep = (
      n === 0 && spaced ? /^\s*([/-])(?:\s*[/-])?\s*/u : /^(?:([/-])\s?(?:[/-])?\s?|\s([/-])(?=\p{Lu})|\s-\s(?=\p{Lu}{2,8}(?![\p{L}])))/u
    ).exec(s.slice(at, at + 12))
    if (!sep) break
    const g = group.exec(s.slice(at + sep[0].length, at + sep[0].length + 18))
    if (!g) break
    const g0 = g[0].replace(/[.]+$/u, '')
    if (!/^\d{4}$/u.test(g0) && !plainCode(g0)) break
    const mark = sep[1] ?? sep[2] ?? '-'
    if (out) out += mark + g0
    else {
      lead = mark
      out = g0
    }
    at += sep[0].length + g0.length
    if (!/^\d{4}$/u.test(g0)) end = at
    else if (end < 0 && n > 0) break
  }
  if (end < 0) return null
  return { lead, symbol: out, end }
}

/** Đ is often read D: type codes and known organs get it back. */
export const mendSymbol = (value: string): string =>
  value
    .replace(/Ð/gu, 'Đ')
    .replace(/(?<=[/-])(C|Q|N)(?:ĐĐ|ĐD|DĐ)(?=[/-])/gu, '$1Đ')
    .replace(/(?<=[/-])(QD|CD|ND)(?=[/-])/gu, (c) => `${c[0]}Đ`)
    .replace(/(?<=-)(LD|BLD)TBXH\b/gu, (c) => c.replace('LD', 'LĐ'))
    .replace(/\bBGDDT\b/gu, 'BGDĐT')
    .replace(/\bHDND\b/gu, 'HĐND')
    .replace(/-DU$/u, '-ĐU')

const two = (n: number): string => String(n).padStart(2, '0')
/** `YYYY-MM-DD` when the three numbers are a day of the calendar; null otherwise. */
export function toDate(day: string | undefined, month: string | undefined, year: string | undefined): string | null {
  if (!day || !month || !year || !/^\d{1,2}$/u.test(day) || !/^\d{1,2}$/u.test(month) || !/^\d{4}$/u.test(year)) return null
  const d = new Date(Date.UTC(+year, +month - 1, +day))
  if (d.getUTCMonth() !== +month - 1 || d.getUTCDate() !== +day || +year < 1945 || +year > 2100) return null
  return `${year}-${two(+month)}-${two(+day)}`
}

/** A date at the start of a folded string: `04/3/2020`, `15 thang 5 nam 2020`. */
export const foldedDate = /^(\d{1,2})\s*(?:[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})|thang\s*(\d{1,2})\s*(?:nam|,)\s*(\d{4}))/u
export function readDate(folded: string, from: number): { date: string; end: number } | null {
  const m = foldedDate.exec(folded.slice(from, from + 40))
  if (!m) return null
  const date = toDate(m[1], m[2] ?? m[4], m[3] ?? m[5])
  return date ? { date, end: from + m[0].length } : null
}
