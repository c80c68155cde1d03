import { readDateLine, takeDate } from './date-line.ts'
import type { Notes } from './evidence.ts'
import { bodyOpeners, type Header } from './header-fields.ts'
import { afterDien, afterKinhGui, dateLine, findSystemMark, opensOrgan, properCase, readUrgency, type Piece } from './letterhead.ts'
import { readNumberLine } from './number-line.ts'
import { mendOrgan, mendWords } from './organs.ts'
import { bareEnd, cut, isCapitals, isUpper, join, letterCount, type Text } from './text.ts'

/** Where V/v, Về or về việc ends when a piece opens a subject; -1 otherwise. `bare` allows a plain "Về". */
export function afterSubjectMark(t: Text): number {
  const m = /^[^a-z0-9]{0,3}v\s*[/1il.]\s*v\b\s*[:.]?\s*/u.exec(t.fold)
  if (m) return m[0].length
  if (/^[^a-z]{0,2}ve(?: viec)?\s/u.test(t.fold) && !isCapitals(t.text)) return 0
  return -1
}

/** Type line, then "CỦA …", then the subject; returns the index of the last piece used. */
export function readTypeBlock(pieces: readonly Piece[], at: number, rest: number, h: Header, notes: Notes): number {
  const t = pieces[at]!.t
  let tail = cut(t, rest)
  const urgency = readUrgency(tail.fold)
  if (urgency) {
    h.urgency = urgency
    notes.note('urgency', tail, 'header.type_line', 0.95)
    const m = /(?:khan(?: cap)?|hoa toc|thuong khan)[^a-z]*/u.exec(tail.fold)
    tail = m ? cut(tail, m.index + m[0].length) : tail
  }
  let i = at
  const own = /^cua\s/u.exec(tail.fold)
  const titleParts: Text[] = []
  if (own && isCapitals(tail.text)) readTypeIssuer(tail, h, notes)
  else if (tail.text && letterCount(tail.text) > 2) titleParts.push(tail)
  for (let j = at + 1; j < pieces.length; j++) {
    const p = pieces[j]!
    const f = p.t.fold
    if (
      findSystemMark(p.t) ||
      (readDateLine(p.t, undefined) && dateLine.test(f) && p.t.text.length < 60) ||
      (readNumberLine(p.t) && h.symbol === null)
    ) {
      if (titleParts.length && p.gap) break
      break
    }
    if (afterKinhGui(f) >= 0 || afterDien(p.t) >= 0) break
    const mark = isCapitals(p.t.text) || /^\(/u.test(p.t.text) ? readUrgency(f) : null
    if (mark && !titleParts.length) {
      h.urgency = mark
      notes.note('urgency', p.t, 'header.mark', 0.95)
      i = j
      continue
    }
    if (/^cua\s/u.test(f) && isCapitals(p.t.text) && !titleParts.length) {
      const more: Text[] = [p.t]
      while (pieces[j + 1] && !pieces[j + 1]!.gap && isCapitals(pieces[j + 1]!.t.text) && !/^ve\b/u.test(pieces[j + 1]!.t.fold)) {
        j++
        more.push(pieces[j]!.t)
      }
      readTypeIssuer(join(more), h, notes)
      i = j
      continue
    }
    if (/^\((kem theo|ban hanh kem|du thao)/u.test(f)) {
      i = j
      continue
    }
    const starts = /^(cua|ve|v\s*\/\s*v)\b/u.test(f) || !isUpper(p.t.text[0])
    // a subject in capitals goes on in capitals over a gap that a stamp or a scan tore into it
    const torn =
      titleParts.length > 0 && p.gap && isCapitals(p.t.text) && isCapitals(titleParts.at(-1)!.text) && p.t.text.length < 70 && !/[.:;]$/u.test(titleParts.at(-1)!.text) && !opensOrgan(f) && !/^(quyet|nghi quyet|chu tich|bo truong|thu tuong|[ivx]+\b)/u.test(f) && h.type !== 'quyết định'
    if (titleParts.length && p.gap && !torn && !(!isUpper(p.t.text[0]) && /\p{L}/u.test(p.t.text[0] ?? ''))) break
    if (
      titleParts.length &&
      bodyOpeners.test(f) &&
      isUpper(p.t.text[0]) &&
      !starts &&
      (p.t.text.length > 45 || /^(can cu|theo de nghi|xet )/u.test(f))
    )
      break
    if (titleParts.length && isCapitals(p.t.text) && letterCount(p.t.text) > 5 && !isCapitals(titleParts.at(-1)!.text)) break
    if (!titleParts.length && p.t.text.length > 150 && !starts) break
    if (
      !titleParts.length &&
      p.gap &&
      /^(can cu|thuc hien|hien nay|thoi gian qua|trong (may|nhung)|ngay \d|de |xet )/u.test(f) &&
      p.t.text.length > 100
    )
      break
    if (/^([ivx]+|\d{1,2})\s*[./-]\s/u.test(f) || /^phan (i|thu)/u.test(f)) break
    if (titleParts.length >= 7) break
    titleParts.push(p.t)
    i = j
    if (/[.:;]$/u.test(p.t.text)) break
  }
  if (titleParts.length) {
    const all = join(titleParts)
    const from = Math.max(0, afterSubjectMark(all))
    const title = cut(all, from)
    h.title = bareEnd(title.text) || null
    notes.note('title', title, 'header.subject', 0.93)
  }
  return i
}

function readTypeIssuer(t: Text, h: Header, notes: Notes): void {
  const name = cut(t, 4)
  const m = /\bve\s/u.exec(name.fold)
  const organ = m && m.index > 8 ? cut(name, 0, m.index) : name
  h.typeIssuer = mendOrgan(organ.text) ?? mendWords(properCase(bareEnd(organ.text)))
  notes.note('issuer', organ, 'header.type_heading', 0.9)
}

/** Trích yếu of a công văn, from V/v or Về to the next gap; skips a date or number that a flattened column put in between. */
export function readSubject(pieces: readonly Piece[], from: number, after: number, h: Header, notes: Notes): number {
  const parts: Text[] = [cut(pieces[from]!.t, after)]
  let last = from
  for (let j = from + 1; j < pieces.length && parts.length < 8; j++) {
    const p = pieces[j]!
    const f = p.t.fold
    if (afterKinhGui(f) >= 0 || afterDien(p.t) >= 0) break
    if (readDateLine(p.t, undefined) || findSystemMark(p.t)) {
      if (p.gap || pieces[j + 1]?.gap !== false) break
      takeDate(p.t, undefined, h, notes)
      last = j
      continue
    }
    const mark = isCapitals(p.t.text) ? readUrgency(f) : null
    if (mark) {
      h.urgency = mark
      notes.note('urgency', p.t, 'header.mark', 0.95)
      last = j
      continue
    }
    if (p.gap && !(!isUpper(p.t.text[0]) && /\p{L}/u.test(p.t.text[0] ?? ''))) break
    if ((isCapitals(p.t.text) && letterCount(p.t.text) > 10) || readNumberLine(p.t)) break
    if (bodyOpeners.test(f) && p.t.text.length > 60 && isUpper(p.t.text[0])) break
    parts.push(p.t)
    last = j
  }
  const title = join(parts)
  h.title = bareEnd(title.text) || null
  notes.note('title', title, 'header.subject', 0.93)
  return last
}
