import type { Line } from './clean.ts'
import type { Notes } from './evidence.ts'
import { findSystemMark } from './letterhead.ts'
import { foldedPositions, isFamilyName, mendFamilyName, mendWords, organHeads } from './organs.ts'
import { bareEnd, cut, distance, isCapitals, isUpper, join, letterCount, type Text } from './text.ts'

export type Tail = {
  /** First line of Nơi nhận or of the sign-off, whichever comes first; lines.length when there is neither. */
  start: number
  /** First line after the directive (copy block, appendix, attached form). */
  end: number
  distribution: Text[]
  distributionLines: [number, number] | null
  signer: string | null
  signerTitle: string | null
  signLines: [number, number] | null
}

const noiNhan = /^[^a-z]{0,4}n[a-z0-9]i\s*nh[a-z0-9]n\s*(?:[:;}.,]|$)[^a-z]{0,3}/u
/** Nơi nhận with a letter misread, or the entry every list opens with when the heading itself is lost. */
function opensDistribution(t: Text): boolean {
  if (noiNhan.test(t.fold)) return true
  const m = /^[^a-z]{0,3}([a-z0-9]{2,4} ?[a-z0-9]{3,5})\s*[:;]/u.exec(t.fold)
  return m !== null && isUpper(/\p{L}/u.exec(t.text)?.[0]) && distance(m[1]!.replace(/ /gu, ''), 'noinhan', 2) <= 2
}
const authority =
  /^[^\p{L}]{0,3}(T\s?\/\s?M|TM(?:\s?[.,]|(?=\s))|K\s?\/\s?T|KT(?:\s?[.,]|(?=\s))|T\s?\/\s?L|TL(?:\s?[.,]|(?=\s))|T\s?\/?\s?UQ\s?[.,]?|TUQ\s?[.,]?|Q\s?\.)\s*(?=\p{Lu}{2})/u

/** Start of a sign-off part inside a line ("- Như trên; PHÓ TỔNG GIÁM ĐỐC"), or -1. */
function signoffAt(t: Text): number {
  if (authority.test(t.text)) return -1
  const mark = /(?<=[\s;,.:}-])(?:T\/M|TM\.|K\/T|KT\.|T\/L|TL\.|TUQ\.|Q\.)\s*\p{Lu}{2}/u.exec(t.text)
  if (mark && isCapitals(t.text.slice(mark.index))) return mark.index
  const run = /(?:\p{Lu}[\p{Lu}.,]*\s+)*\p{Lu}[\p{Lu}.]*\s*$/u.exec(t.text)
  if (!run) return -1
  let at = run.index
  while (at < t.text.length) {
    const f = t.fold.slice(at)
    if (foldedPositions.some((p) => f.startsWith(p.fold) && !/[a-z]/u.test(f[p.fold.length] ?? ''))) return at
    const next = /\s+/u.exec(t.text.slice(at))
    if (!next) return -1
    at += next.index + next[0].length
  }
  return -1
}

/** The position a capital piece opens with, marks mended; null when it opens with none. */
function readPosition(t: Text): string | null {
  const lead = /^[^\p{L}]+/u.exec(t.text)?.[0].length ?? 0
  const f = t.fold.slice(lead).replace(/[^a-z]+$/u, '')
  for (const p of foldedPositions) {
    if (f === p.fold) return p.name
    if (f.startsWith(`${p.fold} `) || f.startsWith(`${p.fold},`)) return t.text.slice(lead).replace(/[^\p{L})]+$/u, '')
  }
  for (const p of foldedPositions) if (p.fold.length >= 8 && distance(f, p.fold, 1) <= 1) return p.name
  return null
}

const ranks =
  /^(?:(?:Thượng tướng|Trung tướng|Thiếu tướng|Đại tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|GS|PGS|TS|ThS|Ths|BS|Bs|CKI{1,2}|BSCKI{1,2}|KS|CN|Ông|Bà|Đồng chí|Đ\/c)[.,]?\s*)+/u
/** Họ tên: the person a line names, or null. `loose` allows an unknown family name. */
export function readName(text: string, loose: boolean): string | null {
  const s = text
    .replace(/[★☆✶*✩]/gu, '')
    .replace(/\(?\s*đã ký\s*\)?/iu, '')
    .replace(/^[^\p{L}]+/u, '')
    .replace(ranks, '')
    .replace(/[!.,;:|_~'"]+(?=\s|$)/gu, '')
    .trim()
  const words = s.split(/\s+/u)
  if (words.length === 1 && /^[HKY]['’]\p{Lu}?\p{L}+$/u.test(s)) return s
  if (words.length < 2 || words.length > 6 || s.length > 42) return null
  if (!words.every((w) => /^\p{Lu}[\p{L}'’.]*$/u.test(w))) return null
  if (words.some((w) => w.length > 8 && !/['’]/u.test(w)) || words.filter((w) => w.length === 1).length > 1) return null
  const f = s.toLowerCase()
  if (!isFamilyName(words[0]!) && !(loose && !organHeads.some((h) => words[0] && f.startsWith(h)))) return null
  if (
    /^(tm|kt|tl|tuq|số|ngày|lưu(?:[:.,]| vt| văn phòng)|nơi|như|mật|phụ)/iu.test(f) ||
    /(chủ tịch|giám đốc|trưởng|bí thư|ủy ban|tỉnh ủy|huyện ủy|ban thường|quốc gia|nhân dân|chính phủ)/iu.test(f)
  )
    return null
  const name = [mendFamilyName(words[0]!), ...words.slice(1)].join(' ')
  return name
}

const afterStart = /^[^a-z]{0,3}(phu luc|phu bieu|bieu mau|mau so|mau (i|ii|1|2|0)|danh sach kem|sao y|sao luc|trich sao|so sao)\b/u

/** Reads Nơi nhận and the sign-off; `from` is the first line of the body. */
export function readTail(lines: readonly Line[], from: number, notes: Notes): Tail {
  const tail: Tail = {
    start: lines.length,
    end: lines.length,
    distribution: [],
    distributionLines: null,
    signer: null,
    signerTitle: null,
    signLines: null,
  }
  let heading = -1
  let signoff = -1
  for (let i = from; i < lines.length && (heading < 0 || signoff < 0); i++) {
    const t = lines[i]!.text
    if (heading < 0 && opensDistribution(t)) heading = i
    const mayEnd = heading < 0 ? lines.length : heading
    if (signoff < 0 && i > from && i < mayEnd && t.text.length < 90 && isCapitals(t.text)) {
      if (authority.test(t.text)) signoff = i
      else if (
        readPosition(t) &&
        lines.slice(i + 1, i + 8).some((l, k) => readName(l.text.text, false) !== null || (k < 6 && noiNhan.test(l.text.fold)))
      )
        signoff = i
    }
    if (heading >= 0 && i > heading) break
  }
  tail.start = Math.min(heading < 0 ? lines.length : heading, signoff < 0 ? lines.length : signoff)
  if (tail.start === lines.length) {
    // no list and no authority block: a name alone may close the document
    for (let i = lines.length - 1; i > Math.max(from, lines.length - 4); i--) {
      const name = readName(lines[i]!.text.text, false)
      if (name) {
        tail.start = i
        break
      }
    }
    if (tail.start === lines.length) return tail
  }

  const dashes =
    heading >= 0 &&
    lines.slice(heading, heading + 4).some((l) => /(?:^|[:}]\s*)[-~+•·]\s*\p{L}/u.test(l.text.text.slice(l === lines[heading] ? 8 : 0)))
  const titles: { t: Text; value: string }[] = []
  let item: Text[] | null = null
  let closed = heading < 0
  type Name = { value: string; t: Text; i: number }
  let name: Name | null = null
  let loose: Name | null = null
  const finish = (): void => {
    if (item) {
      const t = join(item)
      if (letterCount(t.text) > 1) tail.distribution.push(t)
    }
    item = null
  }
  for (let i = tail.start; i < lines.length; i++) {
    const line = lines[i]!
    if (
      i > tail.start &&
      ((afterStart.test(line.text.fold) &&
        (isCapitals(line.text.text.slice(0, 10)) || line.page || line.gap) &&
        !/^sao/u.test(line.text.fold.trim())) ||
        (/^[^a-z]{0,3}(sao y|sao luc|trich sao)\b/u.test(line.text.fold) && isCapitals(line.text.text)) ||
        findSystemMark(line.text))
    ) {
      tail.end = i
      break
    }
    const parts: Text[] = []
    for (const c of line.columns) {
      const at = signoffAt(c)
      if (at > 0) parts.push(cut(c, 0, at), cut(c, at))
      else parts.push(...splitName(c))
    }
    let lead = true
    for (let part of parts) {
      const left = lead
      lead = false
      if (!part.text) continue
      if (i === heading && left) {
        const m = noiNhan.exec(part.fold) ?? /^[^:;]*[:;]/u.exec(part.fold)
        if (m) {
          closed = false
          part = cut(part, m[0].length)
          if (letterCount(part.text) < 2) continue
        }
      }
      const mark = authority.exec(part.text)
      if (mark && isCapitals(part.text)) {
        const rest = cut(part, mark[0].length)
        const sign = mark[1]!
          .replace(/\s/gu, '')
          .replace(/^(TM|KT|TL|TUQ)[.,]?$/u, '$1.')
          .replace(/^T\/?UQ[.,]?$/u, 'TUQ.')
        titles.push({ t: part, value: `${sign} ${readPosition(rest) ?? rest.text.replace(/[^\p{L})]+$/u, '')}` })
        tail.signLines = [Math.min(tail.signLines?.[0] ?? i, i), i]
        continue
      }
      const capital = isCapitals(part.text) && !/^[-~+•]/u.test(part.text)
      const position = capital && name === null ? readPosition(part) : null
      if (position) {
        titles.push({ t: part, value: position })
        tail.signLines = [Math.min(tail.signLines?.[0] ?? i, i), i]
        continue
      }
      const last = titles[titles.length - 1]
      if (
        capital &&
        last &&
        name === null &&
        !line.gap &&
        /^(T\/M|TM\.)/u.test(last.value) &&
        letterCount(part.text) > 5 &&
        !/[;:]/u.test(part.text) &&
        readName(part.text, false) === null
      ) {
        titles[titles.length - 1] = { t: join([last.t, part]), value: `${last.value} ${part.text}` }
        continue
      }
      if (!/^[-~+•]/u.test(part.text)) {
        const sure = readName(part.text, false)
        if (sure && (closed || item === null || titles.length > 0 || line.gap || /[.;,]$/u.test((item as Text[]).at(-1)?.text ?? ''))) {
          if (!name) name = { value: sure, t: part, i }
          continue
        }
        const maybe = titles.length > 0 ? readName(part.text, true) : null
        if (maybe && !sure && (closed || line.gap)) {
          loose ??= { value: maybe, t: part, i }
          continue
        }
      }
      if (heading < 0 || i < heading || closed || (!left && !/^[-~+•]/u.test(part.text))) continue
      const dash = /^[-~+•·]\s*/u.exec(part.text)
      const open: Text | undefined = (item as Text[] | null)?.at(-1)
      const inParen = open ? /\([^)]*$/u.test((item as Text[]).map((x) => x.text).join(' ')) : false
      if (dash) {
        finish()
        item = splitInline(cut(part, dash[0].length), tail)
      } else if (!item) {
        if (!dashes || i === heading) item = splitInline(part, tail)
      } else if (!dashes && /[;,.]$/u.test(open!.text)) {
        finish()
        item = [part]
      } else if (
        /^luu\b/u.test((item as Text[])[0]!.fold) &&
        (/\.$/u.test(open!.text) || line.gap || (capital && letterCount(part.text) > 12))
      ) {
        finish()
        closed = true
      } else if (line.gap && !inParen && isUpper(part.text[0]) && /[.;]$/u.test(open!.text)) {
        finish()
        closed = true
      } else if (letterCount(part.text) > 1) item.push(part)
      if (item || closed) tail.distributionLines = [heading, i]
    }
    if (
      name &&
      (closed ||
        (heading >= 0 && tail.distribution.some((d) => /^luu\b/u.test(d.fold))) ||
        /^luu\b/u.test((item as Text[] | null)?.[0]?.fold ?? ''))
    ) {
      tail.end = i + 1
      break
    }
  }
  finish()
  const who = name ?? loose
  if (who) {
    tail.signer = who.value
    notes.note('signer', who.t, 'signoff.name', name ? 0.93 : 0.7)
  }
  if (titles.length) {
    tail.signerTitle = titles.map((x) => mendWords(x.value.replace(/\s+/gu, ' ').trim())).join(' / ')
    for (const x of titles) notes.note('signer_title', x.t, 'signoff.position', 0.92)
  }
  return tail
}

/** "- Lưu: VT. Nguyễn Văn An", "- Như trên; (đã ký)": the signature column woven into an entry is cut off. */
function splitName(t: Text): Text[] {
  const signed = /(?<=[;.,)])\s+\(?\s*đã ký\s*\)?\s*$/iu.exec(t.text)
  if (signed) return [cut(t, 0, signed.index), cut(t, signed.index)]
  const m = /(?<=[;.)])\s+((?:\p{Lu}[\p{L}'’]*\s+){1,4}\p{Lu}[\p{L}'’]*)\s*$/u.exec(t.text)
  if (!m || m.index === 0 || readName(m[1]!, false) === null) return [t]
  const store = /^[-~+•·\s]*luu\b/u.test(t.fold)
  if (!store && !(/^[-~+•·]/u.test(t.text) && m[1]!.split(/\s+/u).length >= 3)) return [t]
  return [cut(t, 0, m.index), cut(t, m.index)]
}

/** `- Như trên; - Lưu: VT.` on one line: all but the last entry are closed at once. */
function splitInline(t: Text, tail: Tail): Text[] {
  let from = 0
  const edge = /[;,.]\s+-\s+(?=\p{Lu})/gu
  for (let m = edge.exec(t.text); m; m = edge.exec(t.text)) {
    tail.distribution.push(cut(t, from, m.index + 1))
    from = m.index + m[0].length
  }
  return [cut(t, from)]
}

/** Entries as printed, final punctuation dropped. */
export function entryText(t: Text): string {
  let s = t.text.replace(/^[-~+•·\s]+/u, '')
  // dust of the seal or of the other column after the entry has ended
  if (!/^l[ưu]u/iu.test(s))
    s = s.replace(/[;]\s+[^\p{Ll}]{1,24}$/u, (m) => (/[=`´~^<>«»|]|TRƯỞNG|TRUONG|GIÁM|CHỦ|PHÓ|^;\s*.$/u.test(m) ? '' : m))
  // "(đế b/c)": the one word that stands there, whatever a scan made of its mark
  s = s.replace(/\((?:đế|đê|đề|dế|đẻ|dé|đé|đễ|đẽ)(?=\s+(?:b\/c|báo cáo|biết|thực hiện|phối hợp|p\/h|chỉ đạo|theo dõi))/giu, '(để')
  return bareEnd(s.replace(/\.\s*\d{1,2}$/u, '')).replace(/[:;]+$/u, '')
}
