import { opensWithUnit, openerLength, readUnits } from './actors.ts'
import type { Paragraph } from './body.ts'
import { readDuties } from './duties.ts'
import { headingLike, paragraphsOf, type Node } from './outline.ts'
import { cut, fold, isCapitals, join, type Text } from './text.ts'
import { verbAt } from './words.ts'

/** What the choice of tasks depends on besides the outline: damage of the text, names of the issuer, year and type of the document. */
export type Setting = { damaged: boolean; issuers: readonly string[]; year: string | null; type: string | null; title: string | null }

const orderWords =
  /(yeu cau|de nghi|giao|chi dao|ket luan|nhu sau|sau day|sau|thuc hien|tap trung|nhiem vu|quyet dinh|quyet nghi|chi thi|noi dung|trien khai|giai phap|thong nhat|y kien)/u
const quotedOrder = /(trong do|theo do)[^.]{0,80}(yeu cau|chi dao|giao|neu)[^.]{0,60}:\s*["“]?\s*$/u
/** Sections and headings that state aims, findings or means, not orders. */
const stateHeading = new RegExp(
  String.raw`^[^a-z]*(${[
    String.raw`muc dich|yeu cau|muc tieu|quan diem|danh gia|tinh hinh|ket qua|nhung ket qua|can cu|dac diem|nhan dinh|nguyen nhan`,
    String.raw`thuc trang|pham vi|doi tuong|kinh phi|nguon kinh phi|nguon luc|thoi gian(?! toi)|dia diem|thanh phan|boi canh|su can thiet|chi tieu`,
    String.raw`co so|du bao|han che|ton tai|uu diem|phuong cham|nguyen tac|dinh nghia|giai thich|du toan|tien do thuc hien$|nhu cau`,
    String.raw`hieu luc`,
  ].join('|')})`,
  'u',
)

export const nodeText = (n: Node): Text => {
  const parts = paragraphsOf(n)
  return join(parts.map((p, i) => (i === 0 ? p.t : p.full)))
}
/** The same with paragraphs kept apart, for reading who and when. */
export const apart = (n: Node): Text =>
  join(
    paragraphsOf(n).map((p, i) => (i === 0 ? p.t : p.full)),
    '\n',
  )
export const ownText = (n: Node): Text => join([n.own.t, ...n.more.map((p) => p.full)], '\n')

export type Picked = { items: { node: Node; label: string | null }[]; lead: Text | null; preamble: Paragraph[]; closing: Paragraph[] }

export function choose(roots: readonly Node[], set: Setting): Picked {
  const out: Picked = { items: [], lead: null, preamble: [], closing: [] }
  const articles = roots.filter((n) => n.label?.kind === 'article')
  if (articles.length) return fromArticles(roots, set, out)
  const sections = roots.filter((n) => n.label?.kind === 'roman' || (n.caps && n.own.t.text.length > 6))
  if ((roots.some((n) => n.label?.kind === 'roman') && sections.length >= 1) || roots.filter(isSection).length >= 2)
    return fromSections(roots, set, out)
  const lists = roots
    .map((n, i) => ({ n, i }))
    .filter(
      ({ n, i }) =>
        n.label !== null &&
        (roots[i - 1]?.label?.kind !== n.label.kind || (n.label.value === 1 && n.label.kind !== 'dash' && n.label.kind !== 'plus')),
    )
  let start = -1
  const leadOf = (i: number): Paragraph | null => {
    const p = roots[i - 1]
    return p && p.label === null ? p.own : null
  }
  const good = lists.filter(({ i }) => {
    const p = leadOf(i)
    return p !== null && /:\s*["“]?\s*$|:\s*\S{0,3}$/u.test(p.t.text) && orderWords.test(p.t.fold.slice(-260))
  })
  const own = good.filter(({ i }) => !quotedOrder.test(leadOf(i)!.t.fold))
  if (own.length) start = own[0]!.i
  else if (good.length) start = good[0]!.i
  else {
    const any = lists.find(({ n, i }) => n.label!.kind !== 'dash' && (leadOf(i) === null || orderWords.test(leadOf(i)!.t.fold.slice(-200))))
    if (any && !(any.n.label!.kind === 'dash')) start = any.i
  }
  if (start < 0) return fromParagraphs(roots, set, out)
  const before = roots.slice(0, start)
  out.preamble = before.flatMap(paragraphsOf)
  out.lead = leadOf(start)?.full ?? null
  const kind = roots[start]!.label!.kind
  const rest = roots.slice(start)
  let lastItem = 0
  rest.forEach((n, i) => {
    if (n.label?.kind === kind) lastItem = i
  })
  rest.forEach((n, i) => {
    if (n.label) {
      if (kind !== 'dash' && n.label.kind === 'dash' && i > lastItem && !opensWithUnit(n.own.t, set.damaged)) {
        out.closing.push(...paragraphsOf(n))
        return
      }
      if (finding(n) || (isPlan(set) && n.own.t.text.length < 90 && stateHeading.test(n.own.t.fold))) {
        out.preamble.push(...paragraphsOf(n))
        return
      }
      out.items.push({ node: n, label: n.label.kind === 'dash' || n.label.kind === 'plus' ? null : n.label.printed })
    } else loosePart(n, i < lastItem, set, out)
  })
  return out
}

/** A section: a Roman number, or a number before a heading in capitals. */
const isSection = (n: Node): boolean =>
  n.label?.kind === 'roman' || (n.label?.kind === 'arabic' && isCapitals(n.own.t.text) && n.own.t.text.length > 6 && n.children.length > 0)
const isPlan = (set: Setting): boolean => set.type !== null && /^(kế hoạch|phương án|chương trình|đề án|hướng dẫn)/u.test(set.type)

/** An unlabelled paragraph of the list: a task of its own unit, a continuation, or part of the close. */
function loosePart(n: Node, between: boolean, set: Setting, out: Picked): void {
  if (isOwnOrder(n.own.t, set)) {
    out.items.push({ node: n, label: null })
    return
  }
  const last = out.items.at(-1)
  if (between && last && !n.caps) {
    last.node.more.push(n.own, ...n.more)
    last.node.children.push(...n.children)
    return
  }
  out.closing.push(...paragraphsOf(n))
}

/** Numbered findings ("1. Về kết quả đạt được: …", "1. Thời gian qua, …") order nothing. */
const finding = (n: Node): boolean =>
  /^(ve (ket qua|tinh hinh|danh gia|uu diem|han che|ton tai)|danh gia (chung|ket qua|tinh hinh)|ket qua|tinh hinh|uu diem|han che|ton tai|nguyen nhan|thoi gian (qua|vua qua)|trong thoi gian qua|nhin chung|ve co ban)\b/u.test(
    n.own.t.fold,
  ) && !/\b(yeu cau|giao|de nghi|phai|can)\b/u.test(nodeText(n).fold)

const report = /(bao cao|theo doi|don doc|kiem tra|tham muu|tong hop|giam sat|phan cong|bo tri|cap kinh phi|chu tri|xay dung|ban hanh)/u
const generic =
  /(thuc hien|trien khai|quan triet|chap hanh)[^.;]{0,90}(cong dien|cong van|chi thi|ke hoach|van ban|thong bao|ket luan|nghi quyet|quyet dinh|noi dung|chuong trinh|huong dan)[^.;]{0,14}(nay|tren|neu tren)|(nghiem tuc|khan truong|nghiem|to chuc|tap trung)[^.;]{0,40}(trien khai|thuc hien)[^.;]{0,30}(\.\/?|$)|^\s*(to chuc )?(trien khai|thuc hien)( thuc hien)?\s*(\.|$)|(biet|tri khai|de biet)[^.;]{0,30}(thuc hien|trien khai)/u

/** A paragraph without label that opens with its own unit and orders something particular. */
export function isOwnOrder(t: Text, set: Setting): boolean {
  const f = t.fold
  if (
    /^(cong dien|chi thi|thong bao|ket luan|ke hoach|cong van|nghi quyet|quyet dinh|van ban|huong dan|chuong trinh) nay\b/u.test(f) ||
    /^(tren day la|(trong )?qua trinh|noi dung)/u.test(f)
  )
    return false
  const body = withoutTroubles(t)
  let at = openerLength(body)
  let list = readUnits(body, at, set.damaged)
  if (!list) {
    const m = /^(?:can cu|nhan duoc|tren co so)[^,;]{0,110}[,;]\s*(?:de nghi|yeu cau)\s+/u.exec(f)
    if (!m) return false
    at = m[0].length
    list = readUnits(body, at, set.damaged)
    if (!list) return false
  }
  // the issuer orders: what counts is whom and what
  const order = /^\s*(yeu cau|de nghi|giao(?: nhiem vu)?(?: cho)?)\s+/u.exec(body.fold.slice(list.end))
  if (order && at === 0) {
    const under = readUnits(body, list.end + order[0].length, set.damaged)
    if (under) list = under
  }
  if (
    list.stop !== 'verb' &&
    list.stop !== 'colon' &&
    !(list.stop === 'word' && /^\s*(co trach|theo chuc|can cu|trong pham)/u.test(body.fold.slice(list.end)))
  )
    return false
  const duty = body.fold.slice(list.end)
  if (/^\s*(da|dang|duoc|bi|ghi nhan|bieu duong|danh gia cao|hoan nghenh)\b/u.test(duty)) return false
  if (/^\s*chiu trach nhiem (thi hanh|to chuc thi hanh)/u.test(duty)) return false
  const dated = readDuties(body, set.damaged, set.issuers, set.year).deadlines.length > 0
  if (generic.test(duty))
    return (
      dated ||
      (/(theo doi|don doc|kiem tra|tham muu|tong hop)/u.test(duty) &&
        /(bao cao|theo doi|don doc)/u.test(duty) &&
        !list.units.every((u) => u.group)) ||
      (report.test(duty) && list.units.some((u) => !u.group) && duty.length > 230)
    )
  if (list.units.every((u) => u.group) && at > 0) return dated || (report.test(duty) && duty.length > 60)
  return duty.trim().length > 12
}

/** Without the sentences on difficulties met on the way, which only ask for a report. */
function withoutTroubles(t: Text): Text {
  const parts: Text[] = []
  let from = 0
  const edge = /[.!?]\s+(?=\p{Lu})/gu
  const push = (a: number, b: number): void => {
    const p = cut(t, a, b)
    if (!/^(trong )?qua trinh|(neu|co) [^.]{0,30}(vuong mac|kho khan|phat sinh)/u.test(p.fold)) parts.push(p)
  }
  for (let m = edge.exec(t.text); m; m = edge.exec(t.text)) {
    push(from, m.index + 1)
    from = m.index + m[0].length
  }
  push(from, t.text.length)
  return join(parts)
}

/** Kế hoạch, chỉ thị, kết luận with Roman sections: items under the sections that give work. */
function fromSections(roots: readonly Node[], set: Setting, out: Picked): Picked {
  let section: Node | null = null
  let seen = false
  const giveFrom = (holder: Node, name: string | null): void => {
    const heading = holder.own.t
    if (stateHeading.test(heading.fold) && !/(nhiem vu|giai phap|to chuc thuc hien|trach nhiem|phan cong)/u.test(heading.fold)) {
      out.preamble.push(...paragraphsOf(holder))
      return
    }
    const kids = holder.children
    const numbered = kids.some((c) => c.label && c.label.kind !== 'dash' && c.label.kind !== 'plus')
    let any = false
    for (const c of kids) {
      if (c.label && c.label.kind !== 'dash' && c.label.kind !== 'plus') {
        if ((stateHeading.test(c.own.t.fold) && c.own.t.text.length < 90 && !opensWithUnit(c.own.t, set.damaged)) || finding(c)) {
          out.preamble.push(...paragraphsOf(c))
          continue
        }
        out.items.push({
          node: c,
          label: name && c.label.group === '' ? `${name}.${c.label.printed.replace(/[./)-]+$/u, '')}` : c.label.printed,
        })
        any = true
      } else if (c.label && !numbered) {
        if (opensWithUnit(c.own.t, set.damaged) || orderly(c.own.t)) {
          out.items.push({ node: c, label: null })
          any = true
        }
      } else if (!c.label) {
        if (isOwnOrder(c.own.t, set)) {
          out.items.push({ node: c, label: null })
          any = true
        } else if (any && c !== kids.at(-1)) out.items.at(-1)!.node.more.push(c.own, ...c.more)
        else out.closing.push(...paragraphsOf(c))
      }
    }
    for (const p of holder.more) {
      if (isOwnOrder(p.t, set)) {
        out.items.push({ node: { label: null, own: p, more: [], children: [], caps: false, loose: true }, label: null })
        any = true
      } else (any ? out.closing : out.preamble).push(p)
    }
    if (!any && !numbered && isOwnOrder(heading, set) && !isCapitals(heading.text)) out.items.push({ node: holder, label: name })
  }
  for (const n of roots) {
    if (n.label && isSection(n)) {
      section = n
      seen = true
      giveFrom(n, n.label.printed.replace(/[./)-]+$/u, ''))
      continue
    }
    if (n.caps) {
      section = n
      if (n.children.length) giveFrom(n, null)
      continue
    }
    if (n.label && !seen) {
      out.preamble.push(...paragraphsOf(n))
      continue
    }
    if (n.label) {
      if (!section || !stateHeading.test(section.own.t.fold))
        out.items.push({ node: n, label: n.label.kind === 'dash' ? null : n.label.printed })
      continue
    }
    if (!seen) {
      out.preamble.push(...paragraphsOf(n))
      continue
    }
    if (isOwnOrder(n.own.t, set)) out.items.push({ node: n, label: null })
    else out.closing.push(...paragraphsOf(n))
  }
  return out
}
/** An item that orders: it opens with a verb of duty. */
const orderly = (t: Text): boolean => verbAt(t.text, t.fold, /^["“(\s]*/u.exec(t.text)![0].length) >= 0

/** Quyết định, nghị quyết: articles that order named units. Effect, replacement and "chịu trách nhiệm thi hành" are no tasks. */
function fromArticles(roots: readonly Node[], set: Setting, out: Picked): Picked {
  for (const n of roots) {
    if (n.label?.kind !== 'article') {
      out.preamble.push(...paragraphsOf(n))
      continue
    }
    const f = n.own.t.fold
    if (
      /(chiu trach nhiem|can cu quyet dinh)[^.]{0,40}(thi hanh|thuc hien) (quyet dinh|nghi quyet|chi thi|ke hoach) nay|co hieu luc|thi hanh quyet dinh nay|het hieu luc/u.test(
        f,
      ) &&
      !n.children.length
    ) {
      out.closing.push(...paragraphsOf(n))
      continue
    }
    const gives = /^(giao|yeu cau|de nghi|phan cong|trach nhiem|to chuc thuc hien)\b/u.test(f)
    const kids = n.children.filter((c) => c.label !== null)
    if (/^to chuc thuc hien|^trach nhiem/u.test(f) && kids.length && headingLike(n)) {
      for (const c of kids) {
        if (/co hieu luc|chiu trach nhiem thi hanh/u.test(c.own.t.fold)) {
          out.closing.push(...paragraphsOf(c))
          continue
        }
        out.items.push({ node: c, label: `${n.label.printed}.${c.label!.printed.replace(/[./)-]+$/u, '')}` })
      }
      continue
    }
    const unit = opensWithUnit(n.own.t, set.damaged)
    if (
      gives ||
      (unit && (unit.stop === 'verb' || unit.stop === 'colon')) ||
      (kids.length > 0 &&
        kids.every((c) => {
          const u = opensWithUnit(c.own.t, set.damaged)
          return u !== null && u.stop !== 'end'
        }))
    )
      out.items.push({ node: n, label: n.label.printed })
    else out.preamble.push(...paragraphsOf(n))
  }
  return out
}

/** No list: paragraphs that open with a unit and an order; in a single order, the sentence that names unit and duty. */
function fromParagraphs(roots: readonly Node[], set: Setting, out: Picked): Picked {
  const flat = roots
  const leadAt = flat.findIndex(
    (n) =>
      n.label === null &&
      /:\s*$/u.test(n.own.t.text) &&
      /(yeu cau|giao|chi dao|y kien|de nghi|nhu sau|nhiem vu)/u.test(n.own.t.fold.slice(-220)),
  )
  flat.forEach((n, i) => {
    if (i === leadAt) {
      out.lead = n.own.full
      out.preamble.push(n.own)
      return
    }
    if (
      n.label ? opensWithUnit(n.own.t, set.damaged) && isOwnOrder(n.own.t, set) : isOwnOrder(n.own.t, set) && !issuerSpeaks(n.own.t, set)
    ) {
      out.items.push({ node: n, label: n.label && n.label.kind !== 'dash' ? n.label.printed : null })
      return
    }
    ;(out.items.length || (leadAt >= 0 && i > leadAt) ? out.closing : out.preamble).push(...paragraphsOf(n))
  })
  if (!out.items.length) {
    const i = flat.findIndex((n) => n.label === null && singleOrder(n.own.t, set))
    if (i >= 0) {
      const n = flat[i]!
      out.preamble = out.preamble.filter((p) => p !== n.own)
      out.closing = out.closing.filter((p) => p !== n.own)
      out.items.push({ node: n, label: null })
    }
  }
  return out
}
const issuerSpeaks = (t: Text, set: Setting): boolean => {
  const list = readUnits(t, openerLength(t), set.damaged)
  return (
    list !== null &&
    list.units.length === 1 &&
    set.issuers.some((x) => fold(x) === fold(list.units[0]!.value)) &&
    !/^\s*(yeu cau|giao|de nghi)\b/u.test(t.fold.slice(list.end))
  )
}

/** One sentence that holds the whole order: "…, UBND tỉnh giao Sở Y tế chủ trì …, báo cáo … trước ngày …". */
function singleOrder(t: Text, set: Setting): boolean {
  const m = /\b(giao|yeu cau|de nghi)\s+/gu
  for (let x = m.exec(t.fold); x; x = m.exec(t.fold)) {
    const list = readUnits(t, x.index + x[0].length, set.damaged)
    if (!list || list.stop !== 'verb') continue
    const d = readDuties(cut(t, x.index), set.damaged, set.issuers, set.year)
    if (d.deadlines.length || (x[1] === 'giao' && report.test(t.fold.slice(list.end)) && list.units.some((u) => !u.group))) return true
  }
  return false
}
