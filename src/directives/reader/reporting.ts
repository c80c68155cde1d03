import { readUnits, type Unit } from './actors.ts'
import { findDeadlines } from './deadlines.ts'
import { readOrganNames } from './names.ts'
import { cut, type Text } from './text.ts'
import { mendOrgan } from './organs.ts'
import type { Reporting } from './types.ts'

export type ReportFound = { entry: Reporting; at: Text }

/**
 * Chế độ báo cáo: the duties to report upward in a piece of text. "để báo cáo", "(b/c)" and reports somebody else owes are none.
 * @param from who reports, when the text itself does not say
 */
export function findReporting(t: Text, from: string | null, damaged: boolean, year: string | null): ReportFound[] {
  const out: ReportFound[] = []
  const sentences = t.text.split(/(?<=[.!?])\s+(?=["“(]?\p{Lu})|(?<=;)\s+|\n/u)
  let base = 0
  for (const s of sentences) {
    const at = t.text.indexOf(s, base)
    const piece = cut(t, at, at + s.length)
    base = at + s.length
    const found = inSentence(piece, from, damaged, year)
    if (found) out.push(found)
  }
  return out
}

function inSentence(t: Text, from: string | null, damaged: boolean, year: string | null): ReportFound | null {
  const verb = /\b(bao cao|phan anh|gui (?:bao cao|ket qua|ve|ke hoach|danh sach|so lieu|van ban)?|thong tin, bao cao|kien nghi)(?![a-z])/gu
  const to: Unit[] = []
  let first: { index: number; end: number } | null = null
  let via = false
  for (let m = verb.exec(t.fold); m; m = verb.exec(t.fold)) {
    const before = t.fold.slice(Math.max(0, m.index - 22), m.index)
    if (
      /\b(de|duoc|mau|cac|so|viec|noi dung|trong|che do|tai|theo|cua|quyet toan|cong tac|xay dung|du thao)\s+$/u.test(before) &&
      !/(quyet dinh|xem xet)\s+$/u.test(before) &&
      !/(tong hop|va)\s+$/u.test(before) &&
      !/(?<!\p{L})Sở\s+$/u.test(t.text.slice(0, m.index))
    )
      continue
    // "ký báo cáo" signs one, "định kỳ báo cáo" owes one
    if (/(?<!\p{L})ký\s+$/iu.test(t.text.slice(0, m.index))) continue
    const rest = t.fold.slice(m.index + m[0].length)
    const receiver = findReceiver(t, m.index + m[0].length, rest, damaged)
    if (!receiver) {
      if (!first && m[1] === 'bao cao' && /^(?: [a-z,]+){0,8}\s*(?:truoc|cham nhat|dinh ky|hang|theo quy dinh|$|[.;])/u.test(rest))
        first = { index: m.index, end: m.index + m[0].length }
      continue
    }
    if (m[1] === 'kien nghi' && !/vuong mac|phat sinh/u.test(t.fold)) continue
    if (to.length === 0) {
      first = { index: m.index, end: receiver.at }
      to.push(...receiver.units)
    }
    via = true
    break
  }
  if (!first) return null
  const deadlines = findDeadlines(t, year)
  const clause = clauseAround(t, first.index)
  const inClause = deadlines.filter((d) => d.at.at[0]! >= clause.from && d.at.at[0]! <= clause.to)
  const when =
    (inClause[0] ?? deadlines[0])?.at.text ??
    (/\bkip thoi\b/u.test(t.fold.slice(Math.max(0, first.index - 40), first.end + 60)) ? 'kịp thời' : null)
  if (!via && deadlines.length === 0) return null
  const span = cut(t, first.index, Math.max(first.end, first.index))
  const lead = /^(?:bao cao|phan anh|gui|kien nghi|thong tin, bao cao)\s*/u.exec(span.fold)?.[0].length ?? 0
  const link = /\s*(?:bang van ban\s*)?(?:ve|cho|gui|voi|len|den|toi)?[\s,;.(]*$/u.exec(span.fold)!.index
  const what = span.text.slice(lead, Math.max(lead, link)).trim()
  const trouble = /(vuong mac|kho khan|van de phat sinh|phat sinh)/u.exec(t.fold)
  return {
    entry: {
      from,
      to: to.map((u) => u.value),
      when,
      what: what || (trouble ? t.text.slice(trouble.index, trouble.index + trouble[0].length) : null),
    },
    at: t,
  }
}

function clauseAround(t: Text, index: number): { from: number; to: number } {
  let a = index
  while (a > 0 && t.text[a] !== ';') a--
  let b = index
  while (b < t.text.length - 1 && t.text[b] !== ';') b++
  return { from: t.at[a] ?? 0, to: t.at[Math.min(b, t.at.length - 1)] ?? Infinity }
}

/** The organ reported to: at once ("báo cáo UBND tỉnh"), or after "về", "gửi", "cho" within the clause. */
function findReceiver(t: Text, from: number, rest: string, damaged: boolean): { units: Unit[]; at: number } | null {
  const named = readOrganNames(t, from)
  if (named) return { units: toUnits(t, named.names, damaged), at: named.names[0]!.start }
  const direct = readUnits(t, from, damaged)
  if (direct && /^\s*\S/u.test(rest) && !/^\s*(cac (nganh|cap)|cua)/u.test(rest))
    return { units: onlyReceivers(direct.units), at: direct.start }
  const link = /(?:^|\s)(?:ve|gui(?: ve)?|cho|voi|len|den|toi|qua|bang van ban(?: ve| gui)?|tham muu)\s+(?=\S)/gu
  const clause = rest.split(/[;]|[.]\s/u)[0]!.slice(0, 170)
  for (let m = link.exec(clause); m; m = link.exec(clause)) {
    const at = from + m.index + m[0].length
    const organs = readOrganNames(t, at)
    if (organs) return { units: toUnits(t, organs.names, damaged), at: organs.names[0]!.start }
    const list = readUnits(t, at, damaged)
    if (list && (!list.units[0]!.group || /gui|len/u.test(m[0]))) return { units: onlyReceivers(list.units), at: list.start }
    link.lastIndex = m.index + m[0].length - 1
  }
  return null
}
/** "báo cáo UBND tỉnh, Bộ Y tế theo quy định": receivers are organs, not what follows them. */
const onlyReceivers = (units: readonly Unit[]): Unit[] =>
  units.map((u) => ({ ...u, value: u.value.replace(/\s*\((?:qua|thông qua|để).*$/u, '') })).slice(0, 6)
const toUnits = (t: Text, names: readonly { name: string; start: number; end: number }[], damaged: boolean): Unit[] =>
  names.map((n) => ({ value: (damaged ? mendOrgan(n.name) : undefined) ?? n.name, at: cut(t, n.start, n.end), group: false }))
