import type { Line } from './clean.ts'
import { cut, isCapitals, isLetter, isUpper, join, letterCount, type Text } from './text.ts'

/** Nhãn: the mark an item opens with. `value` counts from 1 (a = 1, d = 4, đ = 5, e = 6). A weak one lost its dot in a scan: it counts only as the very next of its list. */
export type LabelKind = 'roman' | 'article' | 'arabic' | 'closed' | 'paren' | 'two' | 'three' | 'letter' | 'small' | 'dash' | 'plus'
export type Label = { kind: LabelKind; value: number; printed: string; length: number; group: string; weak?: true }
export const labelRank: Record<LabelKind, number> = {
  roman: 1,
  article: 2,
  arabic: 3,
  closed: 4,
  paren: 4,
  two: 4,
  three: 5,
  letter: 6,
  small: 7,
  dash: 8,
  plus: 9,
}

const letters = ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y']
const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV']
const smalls = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x']

/** The label a text opens with, or null. A bare number inside a wrapped sentence ("16 Nghị định số …") is none. */
export function readLabel(t: Text): Label | null {
  const s = t.text
  let m = /^(?:Điều|ĐIỀU|Diều|Điêu)\s+(\d{1,3})\s*[.:]\s*/u.exec(s)
  if (m) return { kind: 'article', value: +m[1]!, printed: `Điều ${m[1]}`, length: m[0].length, group: '' }
  m = /^(?:(?:Phần|PHẦN|Mục|MỤC)\s+)?([IVX]{1,5}|HI|IH|II1|1II)\s*[.)/-]+\s*(?=["“(]?\p{Lu})/u.exec(s)
  if (m) {
    const v = romans.indexOf(m[1]!.replace('H', 'II').replace('1', 'I')) + 1
    if (v > 0) return { kind: 'roman', value: v, printed: romans[v - 1]!, length: m[0].length, group: '' }
  }
  m = /^(\d{1,2})\.(\d{1,2})\.(\d{1,2})\s*[.)/-]?\s+(?=["“(]?\p{L})/u.exec(s)
  if (m) return { kind: 'three', value: +m[3]!, printed: `${m[1]}.${m[2]}.${m[3]}`, length: m[0].length, group: `${m[1]}.${m[2]}` }
  m = /^(\d{1,2})\.(\d{1,2})\s*[.)/-]?\s+(?=["“(]?\p{L})/u.exec(s)
  if (m) return { kind: 'two', value: +m[2]!, printed: `${m[1]}.${m[2]}`, length: m[0].length, group: m[1]! }
  m = /^(\d{1,2})\s*([./-]|\.\s?-)(?:\s+(?=["“”'(]?[\p{L}\d])|(?=["“(]?\p{Lu}[\p{Ll}\s])|(?<=\.)(?=\p{Lu}{2}))/u.exec(s)
  if (m)
    return {
      kind: 'arabic',
      value: +m[1]!,
      printed: m[1]! + m[2]!.replace(/\s/gu, '').replace(/^\.$/u, ''),
      length: m[0].length,
      group: '',
    }
  // a scan prints 1 as l or |
  m = /^[l|]\s*[./-]\s+(?=["“(]?\p{Lu})/u.exec(s)
  if (m) return { kind: 'arabic', value: 1, printed: '1', length: m[0].length, group: '' }
  m = /^(\d{1,2})\s*\)\s*(?=["“(]?\p{L})/u.exec(s)
  if (m) return { kind: 'closed', value: +m[1]!, printed: `${m[1]})`, length: m[0].length, group: '' }
  m = /^\((\d{1,2})\)\s*/u.exec(s)
  if (m) return { kind: 'paren', value: +m[1]!, printed: `(${m[1]})`, length: m[0].length, group: '' }
  m = /^\((i{1,3}|iv|vi{0,3}|ix|x)\)\s*/u.exec(s)
  if (m) return { kind: 'small', value: smalls.indexOf(m[1]!) + 1, printed: `(${m[1]})`, length: m[0].length, group: '' }
  m = /^([\p{Ll}©])\s?(?:[)]|\/(?=\s))\s*(?=["“(]?[\p{L}\d])/u.exec(s) ?? /^([a-hđ])\s?\.\s+(?=\p{Lu})/u.exec(s)
  if (m) {
    const v = letters.indexOf(m[1] === '©' ? 'c' : m[1]!) + 1
    if (v > 0) return { kind: 'letter', value: v, printed: letters[v - 1]!, length: m[0].length, group: '' }
  }
  m =
    /^(Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Bẩy|Tám|Chín|Mười) là\s*[,:]\s*/u.exec(s) ??
    /^Thứ (nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)\s*[,:]\s*/u.exec(s)
  if (m) {
    const n =
      ['một nhất', 'hai', 'ba', 'bốn tư', 'năm', 'sáu', 'bảy bẩy', 'tám', 'chín', 'mười'].findIndex((w) =>
        w.split(' ').includes(m![1]!.toLowerCase()),
      ) + 1
    return { kind: 'small', value: n, printed: m[0].replace(/[\s,:]+$/u, ''), length: m[0].length, group: 'word' }
  }
  m = /^[-~•·]+\s*(?=["“(]?[\p{L}\d])/u.exec(s)
  if (m) return { kind: 'dash', value: 1, printed: '-', length: m[0].length, group: '' }
  m = /^(\d{1,2})\s*[,:;]?\s+(?=\p{Lu}[\p{L}]+\s)/u.exec(s)
  if (m) return { kind: 'arabic', value: +m[1]!, printed: m[1]!, length: m[0].length, group: '', weak: true }
  m = /^\+\s*(?=["“(]?[\p{L}\d])/u.exec(s)
  if (m) return { kind: 'plus', value: 1, printed: '+', length: m[0].length, group: '' }
  return null
}

/** Đoạn: one paragraph of the body, its wrapped lines joined. `line` is the index of its first line. */
export type Paragraph = { t: Text; full: Text; label: Label | null; gap: boolean; line: number; last: number }

/** Openings of paragraphs that end a list instead of going on with its last item. */
export const closingOpeners = new RegExp(
  String.raw`^(${[
    String.raw`can cu (noi dung|van ban|cong dien|chi thi|ke hoach|thong bao|chuc nang|tinh hinh|ket luan)`,
    String.raw`yeu cau (cac|thu truong|giam doc|chu tich|dong chi|uy ban|ubnd|bhxh|so|lanh dao|nguoi dung dau|cap)`,
    String.raw`de nghi (quy |cac|thu truong|giam doc|chu tich|dong chi|uy ban|ubnd|so|ban|thuong truc|lanh dao)|tren day la|(trong )?qua trinh`,
    String.raw`nhan duoc`,
    String.raw`(cong dien|chi thi|thong bao|ket luan|ke hoach|cong van|nghi quyet|quyet dinh|van ban|huong dan|chuong trinh) nay\b`,
    String.raw`giao (van phong|chanh van phong|so |thanh tra|ban |uy ban|ubnd|dong chi|cac dong chi|pho |bo |to |cong an)`,
    String.raw`noi dung (nay|chi dao)|tren tinh than|van phong [^.]{0,120}(theo doi|don doc|giup|tham muu)`,
    String.raw`(uy ban nhan dan|ubnd|thu tuong chinh phu|chu tich|ban thuong vu|thuong truc|ban chi dao|ban chi huy|bo [a-z]+|tong cuc|so [a-z]+)[^.:;]{0,70}(yeu cau|de nghi|thong bao)\b`,
  ].join('|')})`,
  'u',
)

const ended = (s: string): boolean => /(?:[.;:!?…]|[.;:!?]["”’)]|\.\/\.?.{0,8}|["”])\s*$/u.test(s)

/** Joins wrapped lines into paragraphs; across a gap only when the sentence plainly goes on. */
export function readParagraphs(lines: readonly Line[], from: number, to: number, skip: ReadonlySet<number>): Paragraph[] {
  const body: { line: Line; i: number }[] = []
  for (let i = from; i < to; i++) if (!skip.has(i)) body.push({ line: lines[i]!, i })
  const widths = body.map((b) => b.line.text.text.length).sort((a, b) => a - b)
  const full = widths[Math.floor(widths.length * 0.85)] ?? 0
  const wrapped = full <= 150 && widths.filter((w) => w > full * 0.75).length >= Math.min(5, widths.length * 0.3)
  const out: Paragraph[] = []
  let parts: Text[] = []
  let current: Paragraph | null = null
  const finish = (): void => {
    if (current) {
      const t = join(parts)
      out.push({ ...current, full: t, t: current.label ? cut(t, current.label.length) : t })
    }
    current = null
    parts = []
  }
  body.forEach(({ line, i }, k) => {
    const t = line.text
    if (letterCount(t.text) < 2 && !/^\d/u.test(t.text)) {
      if (current && parts.length && letterCount(t.text) > 0) parts.push(t)
      return
    }
    const prev = k > 0 ? body[k - 1]!.line : null
    const last = parts.at(-1)?.text ?? ''
    const found = readLabel(t)
    const done = ended(last)
    // a note's mark ("… (1) và …") that a line happens to begin with opens no item
    const label = (found?.weak && !line.gap) || (found?.kind === 'paren' && !line.gap && !done && last !== '') ? null : found
    const wide = wrapped && prev !== null && prev.text.text.length >= full * 0.85
    let fresh: boolean
    const lower = isLetter(t.text[0]) && !isUpper(t.text[0])
    if (!current) fresh = true
    else if (label && (line.gap || done || !wide || label.kind === 'article'))
      fresh = !(label.kind === 'dash' && !line.gap && !done && /-\s*$/u.test(last))
    else if (line.gap)
      fresh = done
        ? !(lower && !/[.:]\s*$/u.test(last))
        : !(lower || (line.page && wide && !isCapitals(t.text)) || /^[(,;)]/u.test(t.text) || (line.page && !wide && /,\s*$/u.test(last)))
    else if (
      isCapitals(t.text) !== isCapitals(last) &&
      letterCount(t.text) > 8 &&
      letterCount(last) > 8 &&
      (isCapitals(t.text) || isCapitals(last))
    )
      fresh = true
    else if (wrapped)
      fresh =
        (done && (!wide || closingOpeners.test(t.fold))) ||
        /[.]\/\.?/u.test(last) ||
        (!lower && parts.length === 1 && prev !== null && prev.text.text.length < full * 0.55)
    else fresh = done || !lower
    if (fresh) {
      finish()
      current = { t, full: t, label, gap: line.gap, line: i, last: i }
      parts = [t]
    } else {
      parts.push(t)
      current!.last = i
    }
  })
  finish()
  return out
}
