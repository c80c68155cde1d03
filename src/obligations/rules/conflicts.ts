import type { PlainDate } from '../../platform/dates.ts'
import { nfc, searchable } from '../../platform/text.ts'
import { compareDue, dayOfDue, type Due } from './due.ts'
import type { Rhythm } from './rhythm.ts'

/**
 * Chồng chéo: what different directives ask of one unit that does not go together. The program points, with both texts; a person
 * decides which holds.
 */
export type Duty = { readonly id: string; readonly owner: string; readonly directive: string; readonly text: string; readonly due: Due; readonly rhythm: Rhythm | null }

export type Conflict =
  | { readonly kind: 'two_deadlines'; readonly owner: string; readonly a: string; readonly b: string; readonly likeness: number }
  | { readonly kind: 'contradiction'; readonly owner: string; readonly a: string; readonly b: string; readonly words: readonly [string, string]; readonly likeness: number }
  | { readonly kind: 'same_report'; readonly owner: string; readonly a: string; readonly b: string; readonly likeness: number }
  | { readonly kind: 'overload'; readonly owner: string; readonly day: PlainDate; readonly duties: readonly string[]; readonly limit: number }

/** Grammar and office words that every clause has; they say nothing about what is ordered. */
const empty = new Set(('va cac cua cho trong tren voi theo duoc de la co khi den tu tai ve cung nhu nhung mot moi bang hoac thi ma do nay phai can tiep tuc thuc hien to chuc trien khai day manh tang cuong '
  + 'cong tac kip thoi nghiem tuc quy dinh phong chong dich benh covid 19 dia ban tinh huyen xa phuong don vi co quan dia phuong chi dao phoi hop lien quan dam bao bao dam yeu cau').split(' '))
const content = (text: string): readonly string[] => searchable(text).split(' ').filter((w) => w.length > 1 && !empty.has(w))

/**
 * Pairs of orders that undo each other. With their marks: folded, "dừng" would be read in "sử dụng". The longer phrase is looked for
 * first, so that "không tổ chức" is not read as "tổ chức".
 */
const opposites: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['không tổ chức', 'tạm dừng', 'dừng', 'đình chỉ', 'cấm', 'nghiêm cấm', 'không cho phép', 'không được'], ['tổ chức', 'cho phép', 'khôi phục', 'hoạt động trở lại', 'mở lại', 'được phép']],
  [['đóng cửa', 'phong tỏa'], ['mở cửa', 'dỡ bỏ phong tỏa', 'gỡ bỏ phong tỏa']],
  [['thắt chặt', 'siết chặt'], ['nới lỏng']],
  [['thu hồi'], ['cấp phát']],
]

const has = (text: string, phrase: string): boolean => ` ${text} `.includes(` ${phrase} `)
/** Lower case, one spelling of the tone mark, words parted by single spaces. */
const spoken = (text: string): string => nfc(text).toLowerCase().replaceAll('toả', 'tỏa').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

function orderOf(text: string, pair: readonly [readonly string[], readonly string[]]): { side: 0 | 1; word: string } | null {
  const all = [...pair[0].map((word) => ({ side: 0 as const, word })), ...pair[1].map((word) => ({ side: 1 as const, word }))].sort((a, b) => b.word.length - a.word.length)
  return all.find((x) => has(text, x.word)) ?? null
}

function contradiction(a: string, b: string): readonly [string, string] | null {
  for (const pair of opposites) {
    const x = orderOf(a, pair)
    const y = orderOf(b, pair)
    if (x && y && x.side !== y.side) return [x.word, y.word]
  }
  return null
}

/** Share of content words in common (Jaccard): 1 the same words, 0 none. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const w of a) if (b.has(w)) both++
  const all = a.size + b.size - both
  return all === 0 ? 0 : both / all
}

const asksReport = (text: string): boolean => has(text, 'báo cáo') || has(text, 'tổng hợp gửi')
const rhythmKey = (r: Rhythm | null): string => (r === null ? '' : r.every === 'day' ? `day ${r.times.join(',')}` : r.every === 'week' ? `week ${r.weekday} ${r.time ?? ''}` : `${r.every} ${r.day} ${r.time ?? ''}`)

/** Share of the shorter text's words found in the longer: a ban is often said in fewer words than the permission it meets. */
function contained(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let both = 0
  for (const w of small) if (large.has(w)) both++
  return both < 3 ? 0 : both / small.size
}

const alike = 0.5
const alikeForContradiction = 0.6

/** Every pair of duties of the same unit under different directives is looked at once; days are counted across all of them. */
export function findConflicts(duties: readonly Duty[], dailyLoad: number): readonly Conflict[] {
  const out: Conflict[] = []
  const byOwner = Map.groupBy(duties, (d) => d.owner)
  for (const [owner, mine] of byOwner) {
    const read = mine.map((d) => { const said = spoken(d.text); return { d, said, words: new Set(content(d.text)), report: asksReport(said) } })
    for (let i = 0; i < read.length; i++)
      for (let j = i + 1; j < read.length; j++) {
        const a = read[i]!
        const b = read[j]!
        if (a.d.directive === b.d.directive) continue
        const like = likeness(a.words, b.words)
        const against = contained(a.words, b.words) >= alikeForContradiction ? contradiction(a.said, b.said) : null
        if (against) { out.push({ kind: 'contradiction', owner, a: a.d.id, b: b.d.id, words: against, likeness: like }); continue }
        if (like < alike) continue
        if (a.report && b.report) { out.push({ kind: 'same_report', owner, a: a.d.id, b: b.d.id, likeness: like }); continue }
        const differ = a.d.due.kind !== 'none' && b.d.due.kind !== 'none' && compareDue(a.d.due, b.d.due) !== 0
        if (differ || (a.d.rhythm !== null && b.d.rhythm !== null && rhythmKey(a.d.rhythm) !== rhythmKey(b.d.rhythm)))
          out.push({ kind: 'two_deadlines', owner, a: a.d.id, b: b.d.id, likeness: like })
      }
    const byDay = Map.groupBy(mine.filter((d) => d.due.kind !== 'none'), (d) => dayOfDue(d.due)!)
    for (const [day, due] of [...byDay].sort(([x], [y]) => (x < y ? -1 : 1)))
      if (due.length > dailyLoad) out.push({ kind: 'overload', owner, day, duties: due.map((d) => d.id), limit: dailyLoad })
  }
  return out
}
