import { openerLength, readUnits, type Unit, type UnitList } from './actors.ts'
import { findDeadlines, type Deadline } from './deadlines.ts'
import { headAt } from './heads.ts'
import { cut, fold, isUpper, type Text } from './text.ts'
import { verbAt } from './words.ts'

/** What one piece of an item says about who, with whom, for whom and by when. */
export type Duties = { assignees: Unit[]; head: boolean; coordinators: Unit[]; directed: Unit[]; deadlines: Deadline[] }

/** What a unit has done or is doing, not what it is told to do. The marks count: "đang" tells, "đăng ký" orders. */
const tells = (t: Text, at: number): boolean => {
  const said = t.text.slice(at, at + 12).toLowerCase()
  if (/^\s*(đã|đang|được bổ|bị|vừa|chưa)(?!\p{L})/u.test(said)) return true
  return said === fold(said) && /^\s*(da|dang|duoc bo|bi|vua|chua)(?![a-z])/u.test(said)
}
/** What an issuer says of itself, and organs too high to be given a task by the documents read here. */
const saying = /^\s*(thong nhat|thong bao|ket luan|ghi nhan|bieu duong|danh gia cao|hoan nghenh|xin )/u
const tooHigh = /^(chính phủ|quốc hội|bộ chính trị|ban bí thư|trung ương|đảng|nhà nước)$/iu
/** "Phân công từng đồng chí phụ trách …" shares work out inside the unit that is ordered: nobody new is named. */
const unnamed = /^(?:từng (?:đồng chí|thành viên|cán bộ|đảng viên|cấp ủy viên|người)(?!\p{L}).*|(?:mỗi|các) (?:đồng chí|thành viên|cán bộ|đảng viên|cấp ủy viên))$/iu
/** Verbs by which an issuer orders others: the unit before them is not the one responsible. */
const ordering =
  /^\s*(yeu cau|de nghi|giao (?!trach nhiem cua)|chi dao:|thong nhat|thong bao|ket luan|ghi nhan|bieu duong|danh gia cao|xin )/u

/** "Về kinh phí: Bộ Tài chính …", "Chế độ báo cáo: Các đơn vị …": the colon after a topic opens the order itself. */
const topical = (t: Text, at: number): boolean =>
  at < 180 &&
  (/^(ve|doi voi|lien quan den) [^.;:]+:\s*$/u.test(t.fold.slice(0, at)) ||
    /^(che do|cong tac|thong tin|to chuc|kinh phi|nguon luc|tien do|thoi gian) [^.;:]{0,60}:\s*$/u.test(t.fold.slice(0, at)))

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
    if (m[1] === '.' && /(?:\b\p{Lu}|\bTP|\bTp|\bTT|\bThs|\bTS|\bđ\/c)$/u.test(t.text.slice(0, m.index)) && !/(?:cấp|quý|khóa|khoá|loại|mức|nhóm|hạng|đợt|phần|kỳ) [IVX]$/iu.test(t.text.slice(0, m.index)))
      continue
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
      list.units.filter((u) => !isIssuer(u) && !mereTopic(u) && !tooHigh.test(u.value) && !unnamed.test(u.value)),
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

  // "Sau khi nước rút, các huyện ủy chỉ đạo …": a clause of time or condition before the actor
  if (!first) {
    const after = afterCondition(t, damaged)
    if (after) {
      take(after)
      d.head = d.assignees.length > 0
      readDirected(t, after, d, damaged)
    }
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
    const person = list.stop === 'verb' && /^(dong chi |d\/c |cac dong chi )?(bi thu|chu tich|nguoi dung dau|thu truong|giam doc|truong)/u.test(t.fold.slice(at))
    if (mark !== '.' && !(mark === ';' && person) && mark !== '!' && mark !== '…' && ((list.units[0]!.group && lead === 0 && !(mark === ':' && topical(t, at))) || (mark === ':' && lead === 0 && !topical(t, at)))) continue
    if (!responsible(t, list, lead > 0)) continue
    // "…; đồng thời đề nghị Bệnh viện X bố trí": the actor of the item asks, not the issuer
    if (d.head && mark === ';' && /^dong thoi,?\s+(?:de nghi|kien nghi)/u.test(t.fold.slice(at))) continue
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
    if (plain && ((list.units[0]!.group && !/[.;]\s*$/u.test(before)) || (!isUpper(t.text[list.start]) && !list.units[0]!.group && !/^(dong chi|d\/c) /u.test(t.fold.slice(at))))) continue
    if (word === 'do' && !/^\s*(chu tri|lam|thuc hien|chiu trach nhiem)/u.test(t.fold.slice(list.end))) continue
    // "Sở Y tế …; đồng thời đề nghị Bệnh viện X bố trí": the actor of the item asks, not the issuer
    if (d.head && word === 'de nghi' && /dong thoi\s$/u.test(before)) continue
    if ((word === 'yeu cau' || word === 'de nghi') && !/(?:[.;,:]|\bva|^)\s*$/u.test(before)) continue
    take(list)
  }
  const named = /\b(?:co quan|don vi)\s+(?:chu tri|thuc hien|chiu trach nhiem)(?:\s+thuc hien)?\s*:\s*/gu
  for (let m = named.exec(t.fold); m; m = named.exec(t.fold)) {
    const list = readUnits(t, m.index + m[0].length, damaged)
    if (list) take(list)
  }

  const partner =
    /(?:\bphoi hop|\bphoi, ket hop|\bphoi ket hop)(?:\s+(?:chat che|dong bo|thuong xuyen|kip thoi|tot|nhip nhang|hieu qua|,)){0,3}\s*(voi\s+|cung\s+(?:voi\s+)?|\s)|\bchu tri,?\s+(cung\s+(?:voi\s+)?)|\b(?:co quan|don vi)\s+phoi hop(?: thuc hien)?\s*:\s*/gu
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

/** The units after an opening clause of time, condition or ground, when an order follows them. */
function afterCondition(t: Text, damaged: boolean): UnitList | null {
  const m = /^(?:sau khi|khi|truoc khi|trong (?:qua trinh|thoi gian|truong hop|khi)|tren co so|can cu|neu|truoc mat|tu nay den|de |nham )[^.;:]{2,150}?,\s*/u.exec(t.fold)
  if (!m) return null
  const end = t.text.search(/[.;:]/u)
  const limit = end < 0 ? t.text.length : end
  for (let at = t.text.indexOf(', '); at > 0 && at < Math.min(limit, 180); at = t.text.indexOf(', ', at + 1)) {
    const list = readUnits(t, at + 2, damaged)
    if (list && list.stop === 'verb' && !tells(t, list.end)) return list
  }
  return null
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
  if (tells(t, list.end) && !/^\s*(duoc giao)/u.test(rest)) return false
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
