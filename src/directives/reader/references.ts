import { readOrganName } from './names.ts'
import type { Notes } from './evidence.ts'
import { mendSymbol, readDate, readNumber } from './numbers.ts'
import { issuerOfSymbol, typeOfSymbol } from './organs.ts'
import { cut, isUpper, type Text } from './text.ts'
import type { Reference } from './types.ts'

const typeWords = [
  'bộ luật',
  'luật',
  'pháp lệnh',
  'nghị quyết liên tịch',
  'nghị quyết',
  'nghị định',
  'quyết định',
  'chỉ thị',
  'thông tư liên tịch',
  'thông tư',
  'thông báo',
  'kết luận',
  'công văn',
  'công điện',
  'kế hoạch',
  'hướng dẫn',
  'quy định',
  'quy chế',
  'chương trình hành động',
  'chương trình',
  'báo cáo',
  'tờ trình',
  'văn bản hợp nhất',
  'văn bản',
  'điện',
  'thông tri',
  'đề án',
  'phương án',
  'giấy mời',
  'lệnh',
  'biên bản',
  'phiếu chuyển',
]
  .map((name) => ({ name, fold: name.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd') }))
  .sort((a, b) => b.fold.length - a.fold.length)

/** The type word that ends just before `at` ("Công văn số ", "các Công điện số "), or null. */
function typeBefore(t: Text, at: number): string | null {
  let head = t.fold.slice(Math.max(0, at - 70), at).replace(/\s+$/u, '')
  head = head.replace(/(?:\bso\s*(?:hieu)?|\bs[oe0]|so ky hieu)\s*[:.]?$/u, '').replace(/\s+$/u, '')
  head = head
    .replace(/\s*\((?:hoa toc|khan|mat)\)$/u, '')
    .replace(/\s+(hoa toc|khan|thuong khan|mat|ket luan|dac biet)$/u, (m) =>
      /(thong bao|van ban) ket luan$/u.test(head) || !/ket luan/u.test(m) ? '' : m,
    )
  for (const w of typeWords) if (head.endsWith(w.fold) && !/[a-z]/u.test(head[head.length - w.fold.length - 1] ?? '')) return w.name
  return null
}

type Found = { ref: Reference; at: number; end: number; listed: boolean }

/** Văn bản viện dẫn: every document cited by number in a text, plus laws cited by name and year. */
export function findReferences(t: Text): { ref: Reference; at: Text }[] {
  const found: Found[] = []
  const start = /\d[\dlio|]{0,4}[a-z]?(?=\s*[/-])/gu
  for (let m = start.exec(t.fold); m; m = start.exec(t.fold)) {
    const at = m.index
    if (/[\d/.,-]/u.test(t.fold[at - 1] ?? '') || /[a-z]/u.test(t.fold[at - 1] ?? '')) continue
    const n = readNumber(t, at)
    if (!n) continue
    const value = mendSymbol(n.value)
    let type = typeBefore(t, at)
    const prev = found.at(-1)
    let listed = false
    if (
      !type &&
      prev &&
      /^(?:\s*(?:,|;|va|va so|so|\s|\(|\)|ngay \d{1,2}[/.]\d{1,2}[/.]\d{4}|nam \d{4}))*$/u.test(t.fold.slice(prev.end, at))
    ) {
      type = prev.ref.type
      listed = true
    }
    const coded = typeOfSymbol(n.symbol)
    if (!type) {
      if (!coded && !/so\s*:?\s*$/u.test(t.fold.slice(Math.max(0, at - 6), at))) continue
      type = coded
      if (!type && !/^\p{Lu}/u.test(n.symbol)) continue
    }
    if (type === 'điện' && coded) type = coded
    const ref: Reference = { type, number: value, date: null, issuer: null }
    let end = n.end
    // date and issuer follow in either order
    for (let k = 0; k < 3; k++) {
      const tail = t.fold.slice(end)
      const day = /^\s*,?\s*(?:\(\s*)?(?:ban hanh\s+)?(?:ky\s+)?ngay\s+/u.exec(tail)
      if (!ref.date && day) {
        const d = readDate(t.fold, end + day[0].length)
        if (d) {
          ref.date = d.date
          end = d.end
          continue
        }
      }
      const of = /^\s*,?\s*(?:va\s+)?cua\s+/u.exec(tail)
      if (!ref.issuer && of) {
        const who = readOrganName(t, end + of[0].length)
        if (who) {
          ref.issuer = who.name
          end = who.end
          continue
        }
      }
      break
    }
    found.push({ ref, at, end, listed })
  }
  shareParts(t, found)
  const out: { ref: Reference; at: Text; pos: number }[] = found.map((f) => ({ ref: f.ref, at: cut(t, f.at, f.end), pos: f.at }))
  const law = /\b(bo luat|luat|phap lenh)\s+[^.,;:()\d]{3,70}?\s(?:so\s)?(?:sua doi[^.,;]{0,30}\s)?nam\s+(\d{4})/gu
  for (let m = law.exec(t.fold); m; m = law.exec(t.fold))
    if (isUpper(t.text[m.index])) {
      const name = t.text.slice(m.index, m.index + m[0].length)
      out.push({
        ref: {
          type: m[1] === 'bo luat' ? 'bộ luật' : m[1] === 'luat' ? 'luật' : 'pháp lệnh',
          number: null,
          date: null,
          issuer: null,
          name,
        },
        at: cut(t, m.index, m.index + m[0].length),
        pos: m.index,
      })
    }
  const dispatch = /\bdien\s+cua\s+/gu
  for (let m = dispatch.exec(t.fold); m; m = dispatch.exec(t.fold)) {
    if (!isUpper(t.text[m.index])) continue
    const who = readOrganName(t, m.index + m[0].length)
    if (who)
      out.push({
        ref: { type: 'điện', number: null, date: null, issuer: who.name, name: t.text.slice(m.index, who.end) },
        at: cut(t, m.index, who.end),
        pos: m.index,
      })
  }
  return out.sort((a, b) => a.pos - b.pos).map(({ ref, at }) => ({ ref, at }))
}

/** What a list or a sentence says once for several documents: the issuer of the last, "Ngày …, X ban hành A; B". */
function shareParts(t: Text, found: Found[]): void {
  for (let i = found.length - 2; i >= 0; i--) {
    const next = found[i + 1]!
    if (next.listed && !found[i]!.ref.issuer && next.ref.issuer) found[i]!.ref.issuer = next.ref.issuer
  }
  const issued = /(?:^|[.;:]\s+|,\s+)(?:(?:Vào\s+)?[Nn]gày\s+|ngày\s+)/gu
  for (let m = issued.exec(t.text); m; m = issued.exec(t.text)) {
    const d = readDate(t.fold, m.index + m[0].length)
    if (!d) continue
    const gap = /^\s*,?\s*/u.exec(t.text.slice(d.end))![0].length
    const who = readOrganName(t, d.end + gap)
    if (!who) continue
    if (!/^\s*(?:da\s+|cung\s+)?(?:ban hanh|co|ky)\b/u.test(t.fold.slice(who.end))) continue
    const stop = sentenceEnd(t.text, who.end)
    for (const f of found)
      if (f.at > who.end && f.at < stop) {
        f.ref.date ??= d.date
        f.ref.issuer ??= issuerOfSymbol(f.ref.number!) ?? who.name
      }
  }
  const without = /(?:^|[.;,]\s+)(?=\p{Lu})/gu
  for (const f of found) {
    if (f.ref.issuer) continue
    f.ref.issuer = issuerOfSymbol(f.ref.number!)
    if (f.ref.issuer) continue
    // "theo đề nghị của Sở Y tế tại Tờ trình số 45/TTr-SYT"
    const asked = /\b(?:cua|tai cong van cua)\s+/gu
    const near = Math.max(0, f.at - 130)
    const span = t.fold.slice(near, f.at)
    for (let m = asked.exec(span); m && !f.ref.issuer; m = asked.exec(span)) {
      const who = readOrganName(t, near + m.index + m[0].length)
      if (who && /^\s*(?:tai\s+|\()(?:cac\s+)?[a-z ]{4,30}(?:so\s*:?\s*)?$/u.test(t.fold.slice(who.end, f.at))) f.ref.issuer = who.name
    }
    if (f.ref.issuer) continue
    // "Tỉnh ủy đã ban hành Chỉ thị số 12-CT/TU"
    const head = t.fold.slice(Math.max(0, f.at - 110), f.at)
    const said = /\b(?:da\s+)?ban hanh\s+(?:cac\s+)?[a-z ]{4,30}(?:so\s*)?$/u.exec(head)
    if (!said) continue
    const base = Math.max(0, f.at - 110)
    without.lastIndex = 0
    let best: string | null = null
    for (let m = without.exec(t.text.slice(base, base + said.index)); m; m = without.exec(t.text.slice(base, base + said.index))) {
      const who = readOrganName(t, base + m.index + m[0].length)
      if (who && Math.abs(who.end - (base + said.index)) < 4) best = who.name
      if (m[0].length === 0) without.lastIndex++
    }
    f.ref.issuer = best
  }
}
const sentenceEnd = (s: string, from: number): number => {
  const m = /[.]\s+(?=\p{Lu})/u.exec(s.slice(from))
  return m ? from + m.index : s.length
}

/** All references of the document, each number once, later mentions filling what the first left out. */
export function collectReferences(texts: readonly Text[], own: string | null, notes: Notes): Reference[] {
  const out: Reference[] = []
  const key = (n: string): string => n.toUpperCase().replace(/Đ/gu, 'D')
  for (const t of texts)
    for (const { ref, at } of findReferences(t)) {
      if (ref.number !== null && own !== null && key(ref.number) === key(own)) continue
      const same = out.find((r) =>
        ref.number !== null ? r.number !== null && key(r.number) === key(ref.number) : r.number === null && r.name === ref.name,
      )
      if (same) {
        same.date ??= ref.date
        same.issuer ??= ref.issuer
        if (same.type === null || same.type === 'văn bản') same.type = ref.type ?? same.type
        continue
      }
      notes.note(`references.${out.length}`, at, ref.number ? 'reference.number' : 'reference.name', ref.type ? 0.95 : 0.75)
      out.push({ ...ref })
    }
  return out
}
