import { findFuzzy, fold, isCapitals, isLetter, isUpper, join, letterCount, cut, distance, type Text } from './text.ts'
import { foldedFields } from './fields.ts'
import { mendOrgan, mendWords, findProvince, organHeads } from './organs.ts'
import { readNumber } from './numbers.ts'
import type { Line } from './clean.ts'

/** Ô: one piece of a header line. Flattened columns are cut apart so that each piece says one thing. */
export type Piece = { line: number; t: Text; gap: boolean }

const marks = [
  { key: 'cong hoa xa hoi chu nghia viet nam', most: 7, system: 'state' },
  { key: 'dang cong san viet nam', most: 4, system: 'party' },
  { key: 'doc lap - tu do - hanh phuc', most: 6, system: 'state' },
] as const
const markWords = /\b(cong|hoa|xa|hoi|chu|nghia|viet|nam|doc|lap|tu|do|hanh|phuc|dang|san|vietnam)\b/gu
export type System = 'state' | 'party'

/** Quốc hiệu, tiêu ngữ, tên Đảng: where the system mark stands in a line, damage allowed. */
export function findSystemMark(t: Text): { start: number; end: number; system: System } | null {
  // most lines share hardly a word with a mark: spare them the approximate search
  if ((t.fold.match(markWords)?.length ?? 0) < 2) return null
  for (const m of marks) {
    if (t.fold.length < m.key.length - m.most) continue
    const hit = findFuzzy(t.fold, m.key, m.most)
    if (!hit) continue
    if (m.key !== 'doc lap - tu do - hanh phuc' && !isCapitals(t.text.slice(hit.start, hit.end))) continue
    let start = hit.start
    while (start > 0 && isLetter(t.text[start - 1])) start--
    return { start, end: hit.end, system: m.system }
  }
  return null
}

/** `ngày D tháng M năm Y` with blanks or unreadable parts allowed, or all digits whole and a letter of each word misread; offsets in the folded piece. */
export const dateLine =
  /\bngay(?![a-z])\s*(.{0,8}?)\s*\bthang\b\s*(.{0,6}?)\s*\bnam\b\s*(\S{0,6})|\bngay([a-z0-9]{1,3})\s+thang\s*(.{0,6}?)\s*\bnam\b\s*(\S{0,6})|\b(?:[a-z]gay|n[a-z]ay|ng[a-z]y|nga[a-z])\s+(\d{1,2})\s+(?:[a-z]hang|t[a-z]ang|th[a-z]ng|tha[a-z]g|than[a-z])\s+(\d{1,2})\s+(?:[a-z]am|n[a-z]m|na[a-z])\s+(\d{4})/u

/** Where the hour of issue begins that a công điện prints before its date ("Đà Nẵng, 18 giờ 30, ngày …"); `before` when there is none. */
export function hourStart(t: Text, before: number): number {
  const m = /(?:(?:luc|hoi)\s+)?\d{1,2}\s*(?:gio|h|g|:)\s*\d{0,2}(?:\s*phut)?\s*,?\s*$/u.exec(t.fold.slice(0, before))
  return m ? m.index : before
}

const adminPlace = /^(?:huyện|xã|phường|tỉnh|quận)$/
/** Start of the place name before `, ngày`: the run of capitalised words that ends there. */
export function placeStart(t: Text, before: number): number {
  before = hourStart(t, before)
  const head = t.text.slice(0, before).replace(/\s*[,.;]?\s*$/u, '')
  // the words before the comma, from the last one back, as long as they are parts of a name
  const tokens: { at: number; word: string }[] = []
  for (let at = 0; at < head.length; ) {
    const word = /^\S+/.exec(head.slice(at))?.[0]
    if (word) tokens.push({ at, word })
    at += word?.length ?? 1
  }
  let k = tokens.length
  while (k > 0) {
    const { word } = tokens[k - 1]!
    const small = adminPlace.test(word) && tokens[k] !== undefined
    const kind = /^(?:phố|xã|trấn)$/.test(word) && /^(?:Thành|Thị)$/.test(tokens[k - 2]?.word ?? '')
    if (!(isUpper(word[0]) || small || kind || (word === '-' && k < tokens.length && k > 1) || (/^\d{1,2}$/.test(word) && k === tokens.length))) break
    if (/[,;:]$/.test(word)) break
    k--
  }
  if (k === tokens.length) return before
  const found = { index: tokens[k]!.at, text: t.text.slice(tokens[k]!.at, before) }
  // a symbol in capitals is not a place: "/UBND-VX Hà Nội" starts after the symbol
  let start = found.index
  const words = found.text.split(/(\s+)/)
  for (const w of words) {
    if (/^\s*$/u.test(w)) {
      start += w.length
      continue
    }
    if ((/^\p{Lu}{2,}/u.test(w) && !/^(TP|TX|TT)\b/u.test(w)) || /^-+$/u.test(w)) {
      start += w.length
      continue
    }
    break
  }
  while (t.text[start] === ' ') start++
  return start
}

/** Cuts header lines into pieces: printed columns, system mark beside an organ, place and date beside a number. */
export function piecesOf(lines: readonly Line[], count: number): Piece[] {
  const out: Piece[] = []
  const push = (line: number, whole: Text, gap: boolean): void => {
    // a rule or dust before a line of capitals is read as one letter: "Ể CÔNG ĐIỆN"
    const dust = /^[^\p{L}\d]*\p{L}[^\p{L}\d]*\s+(?=\p{Lu}{2})/u.exec(whole.text)
    const two = dust ? null : /^[^\p{L}\d]*\p{L}{2}[^\p{L}\d]*\s+(?=\p{Lu}{2})/u.exec(whole.text)
    if (two && readTypeLine(cut(whole, two[0].length))?.exact) return push(line, cut(whole, two[0].length), gap)
    const t = dust && !/^[^\p{L}]*[IVX]\s*[.\-/)]/u.test(whole.text) && isCapitals(whole.text.split(/(?<=\p{Ll})/u)[0]!) ? cut(whole, dust[0].length) : whole
    if (t.text) out.push({ line, t, gap })
  }
  for (let i = 0; i < Math.min(count, lines.length); i++) {
    const line = lines[i]!
    let first = true
    const columns = [...line.columns]
    // "Số:        /UBND-VX": the blank for the number is no column edge
    const blank = columns.findIndex(
      (c, k) => /^[^a-z]{0,3}s[oó0]\s*[:.]?[\s.…]*$/u.test(c.fold) && /^[\s.…]*[/-]\s*\p{Lu}/u.test(columns[k + 1]?.text ?? ''),
    )
    if (blank >= 0) columns.splice(blank, 2, join([columns[blank]!, columns[blank + 1]!]))
    // "ngày     tháng 9 năm 2021": nor is the blank for the day
    for (let k = columns.length - 2; k >= 0; k--)
      if (/\b(ngay|thang|nam)[\s.…]*$/u.test(columns[k]!.fold) && /^(thang|nam|[\d.…])/u.test(columns[k + 1]!.fold))
        columns.splice(k, 2, join([columns[k]!, columns[k + 1]!]))
    for (const c of columns) {
      const gap = line.gap && first
      first = false
      const m = c.text.length < 140 ? findSystemMark(c) : null
      if (m) {
        push(i, cut(c, 0, m.start), gap)
        push(i, cut(c, m.start, m.end), false)
        push(i, cut(c, m.end), false)
        continue
      }
      const d = dateLine.exec(c.fold)
      if (d && d.index > 0 && c.text.length < 140) {
        const at = placeStart(c, d.index)
        if (at > 0 && at < d.index) {
          push(i, cut(c, 0, at), gap)
          push(i, cut(c, at, d.index + d[0].length), false)
          push(i, cut(c, d.index + d[0].length), false)
          continue
        }
      }
      push(i, c, gap)
    }
  }
  return out
}

const typeNames = [
  'nghị quyết',
  'quyết định',
  'chỉ thị',
  'quy chế',
  'quy định',
  'thông cáo',
  'thông báo',
  'hướng dẫn',
  'chương trình hành động',
  'chương trình',
  'kế hoạch',
  'phương án',
  'đề án',
  'báo cáo',
  'biên bản',
  'tờ trình',
  'công văn',
  'công điện',
  'kết luận',
  'thông tri',
  'giấy mời',
  'lời kêu gọi',
  'thư kêu gọi',
  'quy trình',
  'thông tư',
  'nghị định',
  'tuyên bố',
  'điện mật',
  'công điện khẩn',
]
  .map((name) => ({ name, key: fold(name).replace(/[^a-z]/gu, '') }))
  .sort((a, b) => b.key.length - a.key.length)

/** Tên loại: the type a heading line opens with; `rest` is where the remainder starts. */
export function readTypeLine(t: Text): { type: string; rest: number; exact: boolean } | null {
  if (t.text.length > 160) return null
  const places: number[] = []
  let letters = ''
  for (let i = 0; i < t.fold.length && letters.length < 24; i++)
    if (/[a-z0-9]/u.test(t.fold[i]!)) {
      letters += t.fold[i]
      places.push(i)
    }
  let best: { type: string; rest: number; d: number } | null = null
  for (const { name, key } of typeNames) {
    for (const len of [key.length, key.length - 1, key.length + 1]) {
      if (letters.length < len) continue
      const d = distance(letters.slice(0, len), key, key.length >= 8 ? 2 : 1)
      if (d > (key.length >= 8 ? 2 : 1) || (d > 0 && len === key.length + 1 && d > 1)) continue
      const rest = places[len - 1]! + 1
      if (rest < t.fold.length && isLetter(t.text[rest])) continue
      if (!best || d < best.d)
        best = { type: name === 'công điện khẩn' ? 'công điện' : name, rest: name === 'công điện khẩn' ? places[7]! + 1 : rest, d }
    }
  }
  if (!best) return null
  if (!isCapitals(t.text.slice(0, best.rest))) return null
  const rest = t.fold.slice(best.rest).trim()
  if (/^(va|,|&)\b/u.test(rest)) return null
  if (best.d > 0 && rest && !/^(cua|khan|hoa toc|thuong khan|ve|v\/v)\b/u.test(rest)) return null
  return { type: best.type, rest: best.rest, exact: best.d === 0 }
}

/** Độ khẩn: the mark a piece consists of, or that its start names. */
export function readUrgency(folded: string): string | null {
  const f = folded
    .replace(/[^a-z ]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
  if (/^hoa toc( hen gio)?\b/u.test(f)) return 'hỏa tốc'
  if (/^thuong khan\b/u.test(f)) return 'thượng khẩn'
  if (/^khan( cap)?$/u.test(f) || /^khan (cua|ve|v v)\b/u.test(f)) return 'khẩn'
  return null
}

/** Kính gửi: offset after the keyword when the piece opens with it (damage allowed), else -1. */
export function afterKinhGui(folded: string): number {
  const m = /^[^a-z]{0,4}([a-z0-9]{3,5}\s*[a-z0-9]{2,5})\s*[:;]/u.exec(folded)
  if (m) {
    const key = m[1]!.replace(/[^a-z]/gu, '')
    if (
      (distance(key, 'kinhgui', 2) <= 2 && key[0] === 'k') ||
      distance(key, 'kinhtrinh', 1) <= 1 ||
      key === 'donggui' ||
      key === 'dongkinhgui'
    )
      return m[0].length
  }
  const bare = /^[^a-z]{0,3}(?:(?:dong )?kinh (gui|trinh)\b|gui\s*:)\s*/u.exec(folded)
  return bare ? bare[0].length : -1
}

/** `THỦ TƯỚNG CHÍNH PHỦ điện:`: offset after the colon, else -1. */
export function afterDien(t: Text): number {
  const m = /^(.{4,110}?)\bdien\s*[:;]/u.exec(t.fold)
  // "THỦ TƯỚNG CHÍNH PHỦ đvện:": one letter misread at the end of a line of capitals
  const misread = m ? null : /^(.{8,110}?)\b(?:d[a-z]en|di[a-z]n|die[a-z]|[a-z]ien)\s*[:;]\s*$/u.exec(t.fold)
  if (misread && isCapitals(t.text.slice(0, misread[1]!.length)) && !/\bcong\s*$/u.test(misread[1]!)) return misread[0].length
  if (!m) return /^[^a-z]{0,3}dien\s*:/u.test(t.fold) ? t.fold.indexOf(':') + 1 : -1
  const who = t.text.slice(0, m[1]!.length)
  if (/\bcong\s*$/u.test(m[1]!)) return -1
  return isCapitals(who) ||
    (/^\s*(thu tuong|chu tich|uy ban|ubnd|ban chi|bo |truong ban|giam doc|bch|ban thuong|thuong truc|van phong)/u.test(m[1]!) &&
      !/[,;.]/u.test(who))
    ? m[0].length
    : -1
}

export const isESign = (folded: string): boolean =>
  /^[^a-z]{0,3}(ky boi|nguoi ky|dia chi|thoi gian ky|ngay ky|co quan:|email:|signature|signed by|date:|ky ngay|chuc vu:)/u.test(folded)

const letterheadHeads = organHeads.filter(
  (h) => !['bao', 'to', 'don vi', 'khoi', 'to chuc', 'quy', 'doi', 'hoi', 'thanh tra', 'bo doi bien phong'].includes(h),
)
export const opensOrgan = (folded: string): boolean => {
  const f = folded.replace(/^[^a-z]+/u, '')
  if (/^phong,? chong\b/u.test(f) || (/^(van phong|phong)$/u.test(f) && f !== 'van phong')) return false
  if (
    /^(chu tich (?:uy ban|ubnd|hoi dong|nuoc)|bo truong bo|giam doc so|truong ban chi|hoi |lien doan|doan |tinh doan|dang bo|dang uy|nguoi|bao hiem|bao [a-z]+ hiem|tong c[a-z]c|thanh tra (tinh|chinh phu|so|huyen|bo))/u.test(
      f,
    )
  )
    return true
  return letterheadHeads.some((h) => f.startsWith(h) && !isLetter(f[h.length]))
}

const acronym = /^(ubnd|hdnd|mttq|ubmttq|bcd|pctt|tkcn|bhxh|vp|hu|tu|dbqh|cn)$/u
const adminWords = /^(tinh|huyen|xa|phuong|quan|tran|khu)$/u
/** Viết hoa đúng: an organ set in capitals in the case it has in a sentence. */
export function properCase(capitals: string): string {
  const s = capitals.replace(/\s+/gu, ' ').trim()
  const words = s.split(' ')
  const f = words.map((w) => fold(w).replace(/[^a-z]/gu, ''))
  const out = words.map((w, i) => {
    if (/[-&/]/u.test(w) && w.split(/[-&/]/u).every((x) => acronym.test(fold(x)))) return w
    if (/\d/u.test(w) || /^(ubnd|hdnd|mttq|bcd|pctt|tkcn|bhxh|tncs|tp|thpt|thcs|tnhh|mtv)$/u.test(f[i]!)) return w
    return w.toLocaleLowerCase('vi')
  })
  const capital = (i: number): void => {
    if (out[i]) out[i] = out[i]!.replace(/\p{L}/u, (c) => c.toLocaleUpperCase('vi'))
  }
  capital(0)
  for (let i = 0; i < f.length; i++) {
    const one = f[i]!
    if (one === 'dang' && f[i + 1] !== 'uy' && f[i + 1] !== 'bo' && f[i - 1] === 'su') continue
    if (one === 'viet' && f[i + 1] === 'nam') {
      capital(i)
      capital(i + 1)
    }
    if ((one === 'quoc' && f[i + 1] === 'gia') || (one === 'trung' && f[i + 1] === 'uong')) capital(i)
    const place =
      (adminWords.test(one) && !(one === 'quan' && /^(su|doi|khu)$/u.test(f[i + 1] ?? '')) && f[i + 1] !== 'uy') ||
      one === 'tp' ||
      (one === 'pho' && f[i - 1] === 'thanh') ||
      (one === 'xa' && f[i - 1] === 'thi')
    if (place || (one === 'uy' && i > 0 && /^(tinh|huyen|thanh|quan|thi)$/u.test(f[i - 1]!)))
      for (let j = i + 1; j < f.length && !(adminWords.test(f[j]!) && (j > i + 1 || one === 'bo')); j++) capital(j)
    if (
      (/^(so|bo|cuc|vu|vien|dai|bao)$/u.test(one) && i === 0) ||
      (one === 'tam' && i === 1) ||
      (one === 'truong' && i === 0) ||
      (one === 'vien' && f[i - 1] === 'benh') ||
      (/^(phong|khoa|cuc|so|bo)$/u.test(one) && i === 1) ||
      (one === 'ban' && i === 0 && !/^(thuong|chap|bi)$/u.test(f[1] ?? ''))
    )
      capital(i + 1)
    if (one === 'ban' && /^(thuong|chap)$/u.test(f[i + 1] ?? '')) capital(i + 1)
  }
  let text = out.join(' ')
  for (const { name, fold: key } of foldedFields) {
    const at = fold(text).indexOf(` ${key}`)
    if (at >= 0 && !isLetter(text[at + 1 + key.length]) && /\b(so|bo|ban|phong|cuc|tong cuc|chi cuc|truong)$/u.test(fold(text.slice(0, at)))) {
      text = text.slice(0, at + 1) + name + text.slice(at + 1 + key.length)
      break
    }
  }
  return text
}

/** Cơ quan ban hành và cơ quan chủ quản from the capital lines of the left column, in print order. */
export function readOrgans(parts: readonly Text[]): { organs: { name: string; at: Text }[] } {
  const groups: Text[][] = []
  for (const p of parts) {
    if (letterCount(p.text) < 3) continue
    if (opensOrgan(p.fold) || !groups.length) groups.push([p])
    else groups[groups.length - 1]!.push(p)
  }
  const organs: { name: string; at: Text }[] = []
  for (const g of groups) {
    // a lone consonant at the end of a line is dust of the scan
    const printed = g.map((p) => p.text.replace(/^[^\p{L}]+|[^\p{L}\d)]+$/gu, '').replace(/\s[BCDFGHJKLMNPQRSTWZ]$/u, '')).join(' ')
    if (!opensOrgan(fold(printed)) && !mendOrgan(printed)) continue
    const mended = mendOrgan(printed)
    const name = mended ?? mendPlaces(mendWords(properCase(printed)))
    organs.push({ name, at: g.length === 1 ? g[0]! : { text: printed, fold: fold(printed), at: g.flatMap((p) => [...p.at]) } })
  }
  return { organs }
}

function mendPlaces(name: string): string {
  const m = /(?:tỉnh|thành phố|ủy|uỷ)\s+(\p{Lu}[\p{L}]*(?:\s+-\s+|\s+)?(?:\p{Lu}[\p{L}]*\s*)*)$/u.exec(name)
  const found = m ? findProvince(m[1]!.trim()) : undefined
  return m && found ? name.slice(0, name.length - m[1]!.length) + found : name
}

/** Whether a piece is just a number ("860/BHXH-BT") standing alone. */
export const isBareNumber = (t: Text): boolean => {
  const n = readNumber(t, 0)
  return n !== null && n.end >= t.text.length - 1
}
export const capitalStart = (t: Text): boolean => isUpper([...t.text].find((c) => isLetter(c)))
