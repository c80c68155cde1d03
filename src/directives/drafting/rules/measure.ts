import { nfc } from '../../../platform/text.ts'

/** The face a run of text is set in, as far as widths care. */
export type Face = { readonly bold: boolean; readonly italic: boolean }

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZĐƠƯabcdefghijklmnopqrstuvwxyzđơư0123456789 -.,:;/()&']
const table = (widths: string): ReadonlyMap<string, number> => new Map(widths.split(' ').map((w, i) => [letters[i]!, Number(w)]))

/** Advance widths in 1/2048 em of Tinos, whose widths are those of Times New Roman. Vietnamese marks do not change a letter's width. */
const upright = table('1479 1366 1366 1479 1251 1139 1479 1479 682 797 1479 1251 1821 1479 1479 1139 1479 1366 1139 1251 1479 1479 1933 1479 1479 1251 1479 1479 1589 909 1024 909 1024 909 682 1024 1024 569 569 1024 569 1593 1024 1024 1024 1024 682 797 569 1024 1024 1479 1024 1024 909 1024 1083 1110 1024 1024 1024 1024 1024 1024 1024 1024 1024 1024 512 682 512 512 569 569 569 682 682 1593')
const bold = table('1479 1366 1479 1479 1366 1251 1593 1593 797 1024 1593 1366 1933 1479 1593 1251 1593 1479 1139 1366 1479 1479 2048 1479 1479 1366 1479 1593 1630 1024 1139 909 1139 909 682 1024 1139 569 682 1139 569 1706 1139 1024 1139 1139 909 797 682 1139 1024 1479 1024 1024 909 1139 1134 1229 1024 1024 1024 1024 1024 1024 1024 1024 1024 1024 512 682 512 512 682 682 569 682 682 1706')
const italic = table('1251 1251 1366 1479 1251 1251 1479 1479 682 909 1366 1139 1706 1366 1479 1251 1479 1251 1024 1139 1479 1251 1706 1251 1139 1139 1479 1479 1544 1024 1024 909 1024 909 569 1024 1024 569 569 909 569 1479 1024 1024 1024 1024 797 797 569 1024 909 1366 909 909 797 1024 1093 1117 1024 1024 1024 1024 1024 1024 1024 1024 1024 1024 512 682 512 512 682 682 569 682 682 1593')

/** Ấ → A, Ờ → Ơ, Đ → Đ: the letter whose width the marked letter has. */
function bare(letter: string): string {
  const parts = letter.normalize('NFD')
  const horned = parts.includes('\u031b')
  const base = parts[0]!
  return horned ? ({ O: 'Ơ', o: 'ơ', U: 'Ư', u: 'ư' })[base] ?? base : base
}

/** Width of a line of text in points at a type size in points. A sign outside the table counts half an em. */
export function widthOf(text: string, size: number, face: Face): number {
  const widths = face.bold ? bold : face.italic ? italic : upright
  let sum = 0
  for (const letter of nfc(text)) sum += widths.get(letter) ?? widths.get(bare(letter)) ?? 1024
  return (sum / 2048) * size
}

/** Words that begin the second line of a committee's name: ỦY BAN NHÂN DÂN / TỈNH LAI CHÂU. */
const opensPlace = /^(TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)$/u
/** Set pairs that a line break must not part: THÀNH PHỐ, ỦY BAN, “phòng, chống”. */
const pairs = /^(THÀNH PHỐ|ĐẶC KHU|THỊ TRẤN|PHÒNG,? CHỐNG|[ỦU][YỶ] BAN|NHÂN DÂN|VĂN PHÒNG|CHỈ ĐẠO)$/u
const parted = (before: string, after: string): boolean => pairs.test(`${before} ${after}`.toUpperCase())

/** A line had better begin with one of these than in the middle of a phrase. */
const opensPhrase = /^(trong|tại|của|trên|theo|và|với|cho|từ|để|do|đối|nhằm|bằng|ở|sau|trước|khi|thuộc|giữa|phục|đến)$/iu

/**
 * Lines of a centred heading no wider than `limit` points: as few as possible, broken before the name of the place where one
 * stands, otherwise as even as possible with breaks between phrases.
 */
export function breakHeading(text: string, limit: number, size: number, face: Face): string[] {
  const words = nfc(text).trim().split(/\s+/u)
  const width = (from: number, to: number): number => widthOf(words.slice(from, to).join(' '), size, face)
  if (words.length < 2 || width(0, words.length) <= limit) return [words.join(' ')]
  const place = words.findIndex((w, i) => i > 0 && opensPlace.test(w.toUpperCase()))
  if (place > 0 && width(0, place) <= limit && width(place, words.length) <= limit) return [words.slice(0, place).join(' '), words.slice(place).join(' ')]
  // Least sum of squared slack over the fewest lines, by dynamic programming from the end.
  type Best = { lines: number; cost: number; next: number }
  const best: Best[] = Array.from({ length: words.length + 1 }, () => ({ lines: Infinity, cost: Infinity, next: words.length }))
  best[words.length] = { lines: 0, cost: 0, next: words.length }
  for (let i = words.length - 1; i >= 0; i--) {
    for (let j = i + 1; j <= words.length; j++) {
      const w = width(i, j)
      if (w > limit && j > i + 1) break
      if (j < words.length && parted(words[j - 1]!, words[j]!)) continue
      const rest = best[j]!
      const goodBreak = j === words.length || /[,;:]$/u.test(words[j - 1]!) || opensPhrase.test(words[j]!)
      const cost = (Math.max(0, limit - w)) ** 2 + (goodBreak ? 0 : (limit * 0.45) ** 2) + rest.cost
      if (rest.lines + 1 < best[i]!.lines || (rest.lines + 1 === best[i]!.lines && cost < best[i]!.cost)) best[i] = { lines: rest.lines + 1, cost, next: j }
    }
  }
  const lines: string[] = []
  for (let i = 0; i < words.length; i = best[i]!.next) lines.push(words.slice(i, best[i]!.next).join(' '))
  return lines
}
