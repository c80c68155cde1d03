import { openerLength, readUnits, type Unit, type UnitList } from './actors.ts'
import { findDeadlines, type Deadline } from './deadlines.ts'
import { headAt } from './heads.ts'
import { cut, isUpper, type Text } from './text.ts'
import { verbAt } from './words.ts'

/** What one piece of an item says about who, with whom, for whom and by when. */
export type Duties = { assignees: Unit[]; head: boolean; coordinators: Unit[]; directed: Unit[]; deadlines: Deadline[] }

const narrative = /^\s*(da|dang|duoc bo|bi|vua|chua)(?![a-z])/u
/** What an issuer says of itself, and organs too high to be given a task by the documents read here. */
const saying = /^\s*(thong nhat|thong bao|ket luan|ghi nhan|bieu duong|danh gia cao|hoan nghenh|xin )/u
const tooHigh = /^(chính phủ|quốc hội|bộ chính trị|ban bí thư|trung ương|đảng|nhà nước)$/iu
/** Verbs by which an issuer orders others: the unit before them is not the one responsible. */
const ordering =
  /^\s*(yeu cau|de nghi|giao (?!trach nhiem cua)|chi dao:|thong nhat|thong bao|ket luan|ghi nhan|bieu duong|danh gia cao|xin )/u

/** "Về kinh phí: Bộ Tài chính …": the colon after a topic opens the order itself. */
const topical = (t: Text, at: number): boolean => at < 180 && /^(ve|doi voi|lien quan den) [^.;:]+:\s*$/u.test(t.fold.slice(0, at))

const addUnits = (into: Unit[], more: readonly Unit[]): void => {
  for (const u of more) if (!into.some((x) => same(x.value, u.value))) into.push(u)
}
const key = (s: string): string =>
  s
    .toLowerCase()
    .replace(/uỷ/gu, 'ủy')
    .replace(/^(các|đồng chí)\s+/u, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const same = (a: string, b: string): boolean => key(a) === key(b)

/** Starts of the clauses of a text: 0, and after each sentence or semicolon. */
function clauseStarts(t: Text): { at: number; mark: string }[] {
  const out: { at: number; mark: string }[] = []
  const edge = /([.;!?…:]|\.\.\.)\s+(?=["“(]?\p{L})|\n(?=["“(]?\p{L})/gu
  for (let m = edge.exec(t.text); m; m = edge.exec(t.text)) {
    if (m[1] === '.' && /(?:\b\p{Lu}|\bTP|\bTp|\bTT|\bThs|\bTS|\bđ\/c)$/u.test(t.text.slice(0, m.index))) continue
    out.push({ at: m.index + m[0].length, mark: m[1] === undefined || m[0].includes('\n') ? '.' : m[1] })
  }
  return out
}

/** Reads the duties written in `t`. `issuers` are the names of the issuing organ, which orders but is not assigned. */
export function readDuties(t: Text, damaged: boolean, issuers: readonly string[], year: string | null): Duties {
  const d: Duties = { assignees: [], head: false, coordinators: [], directed: [], deadlines: findDeadlines(t, year) }
  const isIssuer = (u: Unit): boolean => issuers.some((x) => same(x, u.value))
  const take = (list: UnitList): void =>
    addUnits(
      d.assignees,
      list.units.filter((u) => !isIssuer(u) && !mereTopic(u) && !tooHigh.test(u.value)),
    )

  const open = openerLength(t)
  const first = readUnits(t, open, damaged)
  if (first && responsible(t, first, open > 0)) {
    if (
      !(ordering.test(t.fold.slice(first.end)) && first.units.every(isIssuer)) &&
      !(
        open === 0 &&
        ordering.test(t.fold.slice(first.end)) &&
        !first.units[0]!.group &&
        first.units.length === 1 &&
        followedByUnit(t, first.end, damaged)
      )
    ) {
      take(first)
      d.head = d.assignees.length > 0
    }
    readDirected(t, first, d, damaged)
  }

  for (const { at, mark } of clauseStarts(t)) {
    if (first && at <= first.end) continue
    const lead = openerLength(cut(t, at))
    const list = readUnits(t, at + lead, damaged)
    if (
      !list ||
      (list.stop !== 'verb' &&
        list.stop !== 'colon' &&
        !(list.stop === 'word' && /^(co trach|duoc giao|theo chuc)/u.test(t.fold.slice(list.end))))
    )
      continue
    if (mark !== '.' && mark !== '!' && mark !== '…' && ((list.units[0]!.group && lead === 0) || (mark === ':' && lead === 0 && !topical(t, at)))) continue
    if (!responsible(t, list, lead > 0)) continue
    if (lead === 0 && saying.test(t.fold.slice(list.end)) && !list.units[0]!.group) continue
    if (ordering.test(t.fold.slice(list.end)) && lead === 0 && followedByUnit(t, list.end, damaged)) continue
    if (list.stop === 'colon' && mark !== '.') continue
    take(list)
    readDirected(t, list, d, damaged)
  }

  // "giao trách nhiệm cho X", "gắn trách nhiệm … cho Y", "giao X chủ trì", "do X chủ trì"
  const given =
    /(giao trach nhiem(?: cu the)?(?: cho)?|(?:gan|quy) trach nhiem[^.;:]{0,50}?\bcho|giao nhiem vu(?: cu the)? cho|\bgiao(?: cho)?|\byeu cau|\bde nghi|\bdo)\s+/gu
  for (let m = given.exec(t.fold); m; m = given.exec(t.fold)) {
    const before = t.fold.slice(Math.max(0, m.index - 14), m.index)
    const word = m[1]!
    if (
      m.index === 0 ||
      (/(duoc|ban|chuyen|phan|tam|ky|dang|da|thi|theo)\s$/u.test(before) && !/thi\s$/u.test(before)) ||
      /[a-z]$/u.test(before)
    )
      continue
    const at = m.index + m[0].length
    const plain = word === 'giao' || word === 'giao cho' || word === 'yeu cau' || word === 'de nghi' || word === 'do'
    const list = readUnits(t, at, damaged)
    if (!list || (first && list.start < first.end && list.start >= first.start)) continue
    if (plain && list.stop !== 'verb') continue
    if (plain && ((list.units[0]!.group && !/[.;]\s*$/u.test(before)) || (!isUpper(t.text[list.start]) && !list.units[0]!.group))) continue
    if (word === 'do' && !/^\s*(chu tri|lam|thuc hien|chiu trach nhiem)/u.test(t.fold.slice(list.end))) continue
    if ((word === 'yeu cau' || word === 'de nghi') && !/(?:[.;,:]|\bva|^)\s*$/u.test(before)) continue
    take(list)
  }
  const named = /\b(?:co quan|don vi)\s+(?:chu tri|thuc hien|chiu trach nhiem)(?:\s+thuc hien)?\s*:\s*/gu
  for (let m = named.exec(t.fold); m; m = named.exec(t.fold)) {
    const list = readUnits(t, m.index + m[0].length, damaged)
    if (list) take(list)
  }

  const partner =
    /(?:\bphoi hop|\bphoi, ket hop|\bphoi ket hop)(?:\s+(?:chat che|dong bo|thuong xuyen|kip thoi|tot|nhip nhang|hieu qua|,)){0,3}\s*(voi\s+|cung\s+(?:voi\s+)?|\s)|\b(?:co quan|don vi)\s+phoi hop(?: thuc hien)?\s*:\s*/gu
  for (let m = partner.exec(t.fold); m; m = partner.exec(t.fold)) {
    const before = t.fold.slice(Math.max(0, m.index - 24), m.index)
    if (/\b(viec|su|cong tac|quy che|trach nhiem|co che|chuong trinh)\s+$/u.test(before)) continue
    const joined = m[1] === undefined || m[1].trim() !== ''
    const list = readUnits(t, m.index + m[0].length, damaged, joined)
    if (list && !joined && (list.units[0]!.group || !isUpper(t.text[list.start]))) continue
    if (list)
      addUnits(
        d.coordinators,
        list.units.filter((u) => !mereTopic(u)),
      )
  }
  d.coordinators = d.coordinators.filter((c) => !d.assignees.some((a) => same(a.value, c.value)))
  return d
}

/** "các đơn vị có liên quan" is a unit; "Các cấp độ dịch" read as one by mistake is not. */
const mereTopic = (u: Unit): boolean => u.value.split(' ').length > 34

const followedByUnit = (t: Text, at: number, damaged: boolean): boolean => {
  const m = /^\s*(?:yeu cau|de nghi|giao(?: nhiem vu)?(?: cho)?|chi dao)\s+/u.exec(t.fold.slice(at))
  return m !== null && readUnits(t, at + m[0].length, damaged) !== null
}

/** Whether the units that open a clause are ordered to do something there (and not told about, nor only a topic). */
function responsible(t: Text, list: UnitList, opener: boolean): boolean {
  const rest = t.fold.slice(list.end)
  if (narrative.test(rest) && !/^\s*(duoc giao)/u.test(rest)) return false
  if (list.stop === 'verb' || list.stop === 'colon') return true
  if (list.stop === 'end') return (list.end >= t.text.replace(/[\s.;:]+$/u, '').length || t.text[list.end] === '\n') && list.start < 40
  return (
    opener ||
    /^\s*(co (trach|cac|phuong|ke|bien|giai)|theo|trong pham vi|tren co so|khi|can|trong (qua trinh|thoi gian)|duoc giao|lam|la (don vi|co quan|dau moi)|ra )/u.test(
      rest,
    )
  )
}

/** "X chỉ đạo Y", "X hướng dẫn Y": the units told to be directed. */
function readDirected(t: Text, list: UnitList, d: Duties, damaged: boolean): void {
  const from = list.end
  const end = Math.min(t.text.length, from + 160)
  const clause = t.fold.slice(from, end).split(/[.]\s/u)[0]!
  const verb = /\b(chi dao|lanh dao|huong dan|don doc|yeu cau)\s+(?=\S)/gu
  for (let m = verb.exec(clause); m; m = verb.exec(clause)) {
    const at = from + m.index + m[0].length
    if (verbAt(t.text, t.fold, at) >= 0 && !headAt(t, at)) continue
    const under = readUnits(t, at, damaged)
    if (!under) continue
    addUnits(d.directed, under.units)
    if (m[1] !== 'lanh dao' && m[1] !== 'chi dao') break
  }
}
