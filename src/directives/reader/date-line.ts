import type { Notes } from './evidence.ts'
import type { Header } from './header-fields.ts'
import { dateLine, hourStart, placeStart } from './letterhead.ts'
import { readNumber, toDate } from './numbers.ts'
import { findProvince } from './organs.ts'
import { cut, isUpper, type Text } from './text.ts'

/** Place and date of the document, once; whether the piece is that line. */
export function takeDate(t: Text, next: Text | undefined, h: Header, notes: Notes): boolean {
  const d = h.partial === null && h.date === null ? readDateLine(t, next) : null
  if (!d) return false
  h.place = d.place
  h.date = d.date
  h.partial = d.partial
  if (d.date) notes.note('date', d.at, 'header.date', 0.97)
  else if (d.partial !== null) notes.warn({ code: 'date.partial', printed: d.at.text })
  if (d.place) notes.note('place', d.placeAt, 'header.place', 0.95)
  return true
}

/** The line of place and date: whole, or with blanks and unreadable parts. */
export function readDateLine(
  t: Text,
  next: Text | undefined,
): { place: string | null; placeAt: Text; date: string | null; partial: string | null; at: Text } | null {
  let m = dateLine.exec(t.fold)
  let folded = t.fold
  if (!m && next && /\bngay\b.*\bthang\b/u.test(t.fold) && /^nam \d{4}/u.test(next.fold)) {
    folded = `${t.fold} ${next.fold}`
    m = dateLine.exec(folded)
  }
  const short = m ? null : /^(.{2,30}),\s*(?:ngay\s*)?(\d{1,2})\s*\/\s*(\d{1,2})\s*\/\s*(\d{4})\s*\.?$/u.exec(t.fold)
  if (short && isUpper(t.text[0]))
    return {
      place: mendPlace(cut(t, 0, short[1]!.length).text),
      placeAt: cut(t, 0, short[1]!.length),
      date: toDate(short[2], short[3], short[4]),
      partial: null,
      at: cut(t, short[1]!.length + 1),
    }
  if (!m) return null
  if (folded.length - (m.index + m[0].length) > 12) return null
  const start = placeStart(t, m.index)
  if (start > 3 && !readNumber(t, Math.max(0, t.fold.search(/\d/u)))) {
    if (start < m.index || m.index > 12) return null
  }
  const placeAt = cut(t, start, hourStart(t, m.index))
  const name = placeAt.text.replace(/[\s,.;]+$/u, '')
  const [day, month, year] = [(m[1] ?? m[4] ?? m[7] ?? '').trim(), (m[2] ?? m[5] ?? m[8] ?? '').trim(), (m[3] ?? m[6] ?? m[9] ?? '').replace(/[.,;]+$/u, '')]
  const date = toDate(day, month, year)
  const partial = date
    ? null
    : /^\d{4}$/u.test(year)
      ? /^\d{1,2}$/u.test(month) && +month >= 1 && +month <= 12
        ? `${year}-${month.padStart(2, '0')}`
        : year
      : ''
  return { place: name ? mendPlace(name) : null, placeAt, date, partial, at: cut(t, m.index) }
}
const mendPlace = (name: string): string => findProvince(name) ?? name
