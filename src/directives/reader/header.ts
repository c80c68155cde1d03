import type { Line } from './clean.ts'
import { takeDate } from './date-line.ts'
import type { Notes } from './evidence.ts'
import { bodyOpeners, emptyHeader, type Header } from './header-fields.ts'
import { afterDien, afterKinhGui, findSystemMark, isESign, piecesOf, properCase, readOrgans, readTypeLine, readUrgency, type Piece } from './letterhead.ts'
import { readNumberLine } from './number-line.ts'
import { mendOrgan, typeOfSymbol } from './organs.ts'
import { findStamp } from './stamp.ts'
import { cut, isCapitals, isUpper, letterCount } from './text.ts'
import { afterSubjectMark, readSubject, readTypeBlock } from './title.ts'

/** Reads the fields above the body from the header lines. `lines` are all lines of the document. */
export function readHeader(lines: readonly Line[], notes: Notes): Header {
  const h = emptyHeader()
  const all = piecesOf(lines, 70)
  let pieces = all
  // a paper may have passed several desks: the first stamp is told, the others are left out as well
  for (let n = 0; n < 4; n++) {
    const stamp = findStamp(pieces.slice(0, 60))
    if (!stamp) break
    h.stamp ??= stamp.stamp
    h.stampLines.push(...pieces.slice(stamp.from, stamp.to + 1).map((p) => p.line))
    const after = pieces[stamp.to + 1]
    pieces = pieces.filter((_, i) => i < stamp.from || i > stamp.to).map((p) => (p === after ? { ...p, gap: true } : p))
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
      h.number = no.number === null ? null : no.number.replace(/Ð/gu, 'Đ').replace(/(?<=[/-])(C|Q|N)(?:ĐĐ|ĐD|DĐ)(?=[/-])/gu, '$1Đ')
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
        // "BAN TUYÊN GIÁO VÀ DÂN / VẬN": the rest of a name may be one short word on the line below
        (letterCount(t.text) >= 4 || (organParts.at(-1) !== undefined && p.line - organParts.at(-1)!.line <= 2 && /\s(?:dan|van|va|so|bo|bien|quan)$/u.test(organParts.at(-1)!.t.fold))) &&
        !/^[^a-z0-9]{0,3}so\s*:/u.test(t.fold) &&
        !/^(mat|toi mat|tuyet mat|du thao.*)$/u.test(t.fold.replace(/[^a-z ]/gu, '').trim())
      ) {
        organParts.push(p)
        continue
      }
      // no letterhead at all: the text begins with prose
      const bare = h.symbol === null && h.partial === null && h.date === null && h.system === null && organParts.length === 0 && !subject
      if (isUpper(t.text[0]) && (t.text.length > 120 || (bare && t.text.length > 45 && /[.,;:](?:\s|$)/u.test(t.text)))) break
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

