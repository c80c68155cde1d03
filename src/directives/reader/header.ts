import type { Line } from './clean.ts'
import type { Notes } from './evidence.ts'
import {
  afterDien,
  afterKinhGui,
  dateLine,
  findSystemMark,
  hourStart,
  isBareNumber,
  isESign,
  piecesOf,
  placeStart,
  properCase,
  readOrgans,
  readTypeLine,
  readUrgency,
  type Piece,
  type System,
} from './letterhead.ts'
import { readNumber, readSymbol, toDate } from './numbers.ts'
import { findProvince, mendOrgan, mendWords, typeOfSymbol } from './organs.ts'
import { bareEnd, capitalShare, cut, isCapitals, isUpper, join, letterCount, type Text } from './text.ts'
import type { IncomingStamp } from './types.ts'

export type Header = {
  system: System | null
  type: string | null
  typeGuessed: boolean
  number: string | null
  symbol: string | null
  issuer: string | null
  parent: string | null
  typeIssuer: string | null
  place: string | null
  date: string | null
  partial: string | null
  title: string | null
  urgency: string | null
  stamp: IncomingStamp | null
  stampLines: number[]
  esignLines: number[]
  /** Index of the line of Kính gửi or `điện:`; -1 when there is none. */
  addressees: number
  addresseesFrom: number
  dienIssuer: string | null
  /** Index of the first line after the header (Kính gửi itself when there is one). */
  end: number
}

/** Words that open the body: the header cannot go past them. */
export const bodyOpeners = new RegExp(
  String.raw`^[^a-z0-9]{0,3}(${[
    String.raw`can cu|thuc hien|hien nay|thoi gian (qua|vua|gan|toi)|trong (may|nhung|thoi|cac|tuan|thang|nam|boi)|ngay \d|xet |de |nham `,
    String.raw`theo |trien khai|tiep theo|tiep tuc|truoc (tinh|dien|nguy)|tinh den|du bao|hom nay|(sang|chieu|toi) ngay|sau khi|vua qua`,
    String.raw`nhan |qua |do |mac du|phuc dap|uy ban nhan dan|ubnd|bo |so |ban |(i|1)\s*[.\-/]|phan (i|thu)|dieu 1|tren co so|nhung`,
    String.raw`dich benh|benh |bao so|tinh hinh|cong tac|o nuoc ta|tai |hoi `,
  ].join('|')})`,
  'u',
)

const numberLead = /^[^a-z0-9]{0,3}(?:s[oe0-9ao]|8o|so hieu|§o|5o)\s*[:.;]?\s*/u

type NumberLine = { number: string | null; symbol: string; unreadable: string | null; end: number }
function readNumberLine(t: Text): NumberLine | null {
  const lead = numberLead.exec(t.fold)
  if (!lead) {
    if (isBareNumber(t)) {
      const n = readNumber(t, 0)!
      return { number: n.value, symbol: n.symbol, unreadable: null, end: n.end }
    }
    return null
  }
  let at = lead[0].length
  const n = readNumber(t, at)
  if (n) return { number: n.value, symbol: n.symbol, unreadable: null, end: n.end }
  // the stroke may be lost in a scan: "58UBND-VX"
  const joined = /^(\d{1,5})\s?(\p{Lu}{2,}[\p{L}&]*-\p{Lu}[\p{L}\d&]*)\s*$/u.exec(t.text.slice(at))
  if (joined) return { number: `${joined[1]}/${joined[2]}`, symbol: joined[2]!, unreadable: null, end: t.text.length }
  const blank = /^[\s.…_:-]*(?=[/-]\s*\p{Lu})/u.exec(t.text.slice(at))
  if (blank) {
    at += blank[0].length
    const s = readSymbol(t, at, true)
    if (s) return { number: null, symbol: s.symbol, unreadable: null, end: s.end }
  }
  const dirty = /^([^\s/]{1,7})\s*(?=\/)/u.exec(t.text.slice(at)) ?? /^([^\s/-]{1,6})\s*(?=-\s*\p{Lu}{2,}\/)/u.exec(t.text.slice(at))
  if (dirty) {
    const s = readSymbol(t, at + dirty[0].length, true)
    if (s) return { number: null, symbol: s.symbol, unreadable: dirty[1]!, end: s.end }
  }
  return null
}

function findStamp(p: readonly Piece[]): { from: number; to: number; stamp: IncomingStamp } | null {
  const bareNo = /^[^a-z0-9]{0,3}so\s*(?:den)?\s*[:.]?\s*(\d{1,6})\s*$/u
  const bareDay = /^[^a-z0-9]{0,3}ngay\s*(?:den)?\s*[:.]?\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/u
  for (let i = 0; i < p.length; i++) {
    const t = p[i]!.t
    const den = /^[^a-z0-9]{0,3}(?:(?:cong van|van ban)\s+)?den\b\s*[:.]?\s*/u.exec(t.fold)
    const marked =
      den !== null && capitalShare(t.text.slice(0, den[0].length)) > 0.7 && /^(|(so|gio|ngay)\b.*)$/u.test(t.fold.slice(den[0].length))
    const bare = bareNo.test(t.fold) && p[i + 1] !== undefined && bareDay.test(p[i + 1]!.t.fold)
    if (!marked && !bare) continue
    let from = i
    const before = p[i - 1]
    let organ: string | null = null
    if (
      before &&
      !t.text.startsWith('Số') &&
      isCapitals(before.t.text) &&
      !p[i]!.gap &&
      !readTypeLine(before.t) &&
      !findSystemMark(before.t)
    ) {
      from = i - 1
      organ = properCase(bareEnd(before.t.text))
    }
    let to = i
    const stamp: IncomingStamp = { organ, number: null, date: null, time: null, forwarded_to: null }
    for (let j = i; j < Math.min(p.length, i + 8); j++) {
      const f = p[j]!.t.fold
      const part = j === i && den ? f.slice(den[0].length) : f
      if (
        j > i &&
        !/^[^a-z0-9]{0,3}(so\s*(den)?\s*[:.]?\s*\d{1,6}\s*$|so va ky hieu|ngay\s*(den)?\s*[:.]?\s*\d{1,2}\s*[/.-]|gio|chuyen|luu ho so|ho so|hs|kinh chuyen|den\b)/u.test(
          part,
        )
      )
        break
      to = j
      const no = /\bso\s*(?:den)?\s*[:.]?\s*(\d{1,6})\b/u.exec(part)
      if (no && !stamp.number) stamp.number = no[1]!
      const day = /ngay\s*(?:den)?\s*[:.]?\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/u.exec(part)
      if (day) stamp.date = toDate(day[1], day[2], day[3])
      const time = /gio\s*[:.]?\s*(\d{1,2})\s*(?:[:hg]|gio)\s*(\d{2})?/u.exec(part)
      if (time) stamp.time = `${time[1]!.padStart(2, '0')}:${time[2] ?? '00'}`
      const to1 = /chuyen\s*[:.]?\s*(.+)$/u.exec(part)
      if (to1) stamp.forwarded_to = bareEnd(p[j]!.t.text.slice(p[j]!.t.text.length - to1[1]!.length)) || null
    }
    if (stamp.number || stamp.date || marked) return { from, to, stamp }
  }
  return null
}

/** Where V/v, Về or về việc ends when a piece opens a subject; -1 otherwise. `bare` allows a plain "Về". */
function afterSubjectMark(t: Text): number {
  const m = /^[^a-z0-9]{0,3}v\s*[/1il.]\s*v\b\s*[:.]?\s*/u.exec(t.fold)
  if (m) return m[0].length
  if (/^[^a-z]{0,2}ve(?: viec)?\s/u.test(t.fold) && !isCapitals(t.text)) return 0
  return -1
}

/** Reads the fields above the body from the header lines. `lines` are all lines of the document. */
export function readHeader(lines: readonly Line[], notes: Notes): Header {
  const h: Header = {
    system: null,
    type: null,
    typeGuessed: false,
    number: null,
    symbol: null,
    issuer: null,
    parent: null,
    typeIssuer: null,
    place: null,
    date: null,
    partial: null,
    title: null,
    urgency: null,
    stamp: null,
    stampLines: [],
    esignLines: [],
    addressees: -1,
    addresseesFrom: 0,
    dienIssuer: null,
    end: 0,
  }
  const all = piecesOf(lines, 70)
  const stamp = findStamp(all.slice(0, 60))
  let pieces = all
  if (stamp) {
    h.stamp = stamp.stamp
    h.stampLines = all.slice(stamp.from, stamp.to + 1).map((p) => p.line)
    pieces = all.filter((_, i) => i < stamp.from || i > stamp.to)
    if (all[stamp.to + 1]) pieces = pieces.map((p) => (p === all[stamp.to + 1] ? { ...p, gap: true } : p))
  }
  pieces = pieces.filter((p) => {
    if (isESign(p.t.fold)) {
      h.esignLines.push(p.line)
      return false
    }
    return true
  })

  const organParts: Piece[] = []
  let typeAt = -1
  let subject: { from: number; at: number } | null = null
  let i = 0
  for (; i < pieces.length; i++) {
    const p = pieces[i]!
    const t = p.t
    const to = afterKinhGui(t.fold)
    if (to >= 0) {
      h.addressees = p.line
      h.addresseesFrom = t.at[Math.min(to, t.at.length - 1)]! + (to >= t.at.length ? 1 : 0)
      break
    }
    const dien = afterDien(t)
    if (dien >= 0 && !(typeAt < 0 && readTypeLine(t) && !/dien\s*:/u.test(t.fold))) {
      h.addressees = p.line
      h.addresseesFrom = t.at[Math.min(dien, t.at.length - 1)]! + (dien >= t.at.length ? 1 : 0)
      const who = cut(t, 0, t.fold.search(/\bdien\s*[:;]/u))
      h.dienIssuer = who.text ? (mendOrgan(who.text) ?? properCase(who.text)) : null
      break
    }
    const mark = findSystemMark(t)
    if (mark) {
      h.system ??= mark.system
      continue
    }
    const no = h.symbol === null ? readNumberLine(t) : null
    if (
      no &&
      (t.text.length - no.end < 4 || /^\s*(v\s*[/.]\s*v\b|ve viec)/u.test(t.fold.slice(no.end)) || (t.text.length < 50 && typeAt < 0))
    ) {
      h.number = no.number
      h.symbol = no.symbol
      if (no.number) notes.note('number', cut(t, 0, no.end), 'header.number', /^so\b/u.test(t.fold) ? 0.97 : 0.8)
      else if (no.unreadable) notes.warn({ code: 'number.unreadable', printed: no.unreadable })
      else notes.warn({ code: 'number.blank', symbol: no.symbol })
      const rest = cut(t, no.end)
      if (afterSubjectMark(rest) >= 0) subject = { from: i, at: no.end + (t.text.slice(no.end).length - rest.text.length) }
      continue
    }
    if (takeDate(t, pieces[i + 1]?.t, h, notes)) continue
    const mainType = typeAt < 0 ? readTypeLine(t) : null
    if (mainType) {
      typeAt = i
      h.type = mainType.type
      notes.note('type', cut(t, 0, mainType.rest), 'header.type', mainType.exact ? 0.98 : 0.8)
      i = readTypeBlock(pieces, i, mainType.rest, h, notes)
      continue
    }
    const urgency = isCapitals(t.text) || /^\(/u.test(t.text) ? readUrgency(t.fold) : null
    if (urgency) {
      h.urgency = urgency
      notes.note('urgency', t, 'header.mark', 0.95)
      continue
    }
    if (typeAt < 0) {
      const after = afterSubjectMark(t)
      if (after >= 0 && !subject) {
        subject = { from: i, at: after }
        i = readSubject(pieces, i, after, h, notes)
        continue
      }
      if (
        isCapitals(t.text) &&
        letterCount(t.text) >= 4 &&
        !/^[^a-z0-9]{0,3}so\s*:/u.test(t.fold) &&
        !/^(mat|toi mat|tuyet mat|du thao.*)$/u.test(t.fold.replace(/[^a-z ]/gu, '').trim())
      ) {
        organParts.push(p)
        continue
      }
      if (
        bodyOpeners.test(t.fold) &&
        (t.text.length > 45 || /^[^a-z]*(i|1)\s*[./-]/u.test(t.fold)) &&
        (p.gap || t.text.length > 60) &&
        isUpper(t.text[0])
      )
        break
      continue
    }
    if (h.title === null) {
      const after = afterSubjectMark(t)
      if (after > 0) {
        i = readSubject(pieces, i, after, h, notes)
        continue
      }
    }
    // after the type block: a mark, a number or a date may still follow; anything else is the body
    if (!isCapitals(t.text) || /^(phan|chuong|[ivx]+\s*[.\-/]|\d{1,2}\s*[.\-/]\s|can cu|quyet dinh|quyet nghi)/u.test(t.fold)) {
      // addressees may stand a few lines on (Party công điện, tờ trình)
      const ahead = pieces.slice(i, i + 4).findIndex((q) => afterKinhGui(q.t.fold) >= 0 || afterDien(q.t) >= 0)
      if (ahead > 0 && pieces.slice(i, i + ahead).every((q) => q.t.text.length < 90)) {
        i += ahead - 1
        continue
      }
      break
    }
  }
  h.end = pieces[i]?.line ?? lines.length
  if (subject && h.title === null) readSubject(pieces, subject.from, subject.at, h, notes)

  const { organs } = readOrgans(organParts.map((p) => p.t))
  const own = organs[organs.length - 1]
  if (own) {
    h.issuer = own.name
    notes.note('issuer', own.at, 'header.letterhead', 0.95)
    const up = organs[organs.length - 2]
    if (up) {
      h.parent = up.name
      notes.note('parent_issuer', up.at, 'header.letterhead', 0.9)
    }
  }
  if (h.type === null) {
    const bySymbol = h.symbol ? typeOfSymbol(h.symbol) : null
    if (bySymbol && bySymbol !== 'công văn' && !(subject && h.addressees >= 0)) {
      h.type = bySymbol
      h.typeGuessed = true
    } else if (
      h.addressees >= 0 &&
      /\bdien\s*[:;]/u.test(lines[h.addressees]!.text.fold) &&
      afterKinhGui(lines[h.addressees]!.text.fold) < 0
    ) {
      h.type = 'công điện'
      h.typeGuessed = true
    } else if (h.addressees >= 0 || subject || bySymbol) {
      h.type = 'công văn'
      h.typeGuessed = bySymbol === null
    }
  } else if (h.symbol) {
    const bySymbol = typeOfSymbol(h.symbol)
    if (bySymbol && bySymbol !== h.type && bySymbol !== 'công văn' && !(bySymbol === 'quyết định' && h.type === 'quy định'))
      notes.warn({ code: 'number.type_mismatch', type: h.type, symbol: h.symbol })
  }
  return h
}

/** Place and date of the document, once; whether the piece is that line. */
function takeDate(t: Text, next: Text | undefined, h: Header, notes: Notes): boolean {
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

function readDateLine(
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

/** Type line, then "CỦA …", then the subject; returns the index of the last piece used. */
function readTypeBlock(pieces: readonly Piece[], at: number, rest: number, h: Header, notes: Notes): number {
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
    if (titleParts.length && p.gap && !(!isUpper(p.t.text[0]) && /\p{L}/u.test(p.t.text[0] ?? ''))) break
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
function readSubject(pieces: readonly Piece[], from: number, after: number, h: Header, notes: Notes): number {
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
