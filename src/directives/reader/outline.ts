import { opensWithUnit } from './actors.ts'
import { closingOpeners, labelRank, type Label, type LabelKind, type Paragraph } from './body.ts'
import type { Notes } from './evidence.ts'
import { isCapitals, letterCount } from './text.ts'

/** Mục: a labelled item or an unlabelled paragraph with what stands below it. */
export type Node = { label: Label | null; own: Paragraph; more: Paragraph[]; children: Node[]; caps: boolean; loose: boolean }

const make = (p: Paragraph, label: Label | null): Node => ({ label, own: p, more: [], children: [], caps: false, loose: false })

/**
 * Builds the outline: a label is believed when it is the next of its list (one may be skipped), or the first of a new one.
 * An unlabelled paragraph goes on with the item above it, unless it opens with its own unit and an order, or closes the list.
 */
export function buildOutline(paragraphs: readonly Paragraph[], damaged: boolean, notes: Notes): Node[] {
  const roots: Node[] = []
  let stack: Node[] = []
  const lastValue = new Map<LabelKind, number>()
  const addTo = (node: Node): void => {
    const top = stack.at(-1)
    ;(top ? top.children : roots).push(node)
    stack.push(node)
  }
  const asText = (p: Paragraph): void => {
    const top = stack.at(-1)
    if (top) top.more.push(p)
    else roots.push(make(p, null))
  }
  paragraphs.forEach((p, i) => {
    const label = p.label
    if (!label) {
      const capsHeading = isCapitals(p.t.text) && letterCount(p.t.text) > 5 && p.t.text.length < 160
      if (capsHeading) {
        stack = []
        const n = make(p, null)
        n.caps = true
        roots.push(n)
        return
      }
      if (!stack.length) {
        roots.push(make(p, null))
        return
      }
      const first = stack[0]!.label && stack[0]!.label.kind === 'roman' && stack[1] ? stack[1] : stack[0]!
      const opens = opensWithUnit(p.t, damaged)
      const closing = closingOpeners.test(p.t.fold) || (i >= paragraphs.length - 2 && (exhortation.test(p.t.fold) || wayOfReporting.test(p.t.fold)))
      const unit =
        opens !== null &&
        (opens.stop === 'verb' || opens.stop === 'colon') &&
        (!opens.units[0]!.group || (opens.units.length > 1 && !opens.units.every((u) => u.group)))
      // "Các cơ quan, đơn vị báo cáo kết quả về …": everybody's report belongs to no single item
      const everybody = opens !== null && opens.stop === 'verb' && /^\s*(?:dinh ky |tong hop, )?bao cao/u.test(p.t.fold.slice(opens.end))
      const prev = paragraphs[i - 1]
      const done = !prev || /[.;:…]["”]?\s*$|\.\/\.?/u.test(prev.t.text)
      if ((closing || unit || everybody) && done && !(headingLike(first) && !closing && first.children.length + first.more.length < 6)) {
        const n = make(p, null)
        n.loose = true
        const depth = stack.indexOf(first)
        stack = stack.slice(0, depth)
        ;(stack.at(-1)?.children ?? roots).push(n)
        return
      }
      asText(p)
      return
    }
    // the level of this kind that is open, from the inside out
    for (let d = stack.length - 1; d >= 0; d--) {
      const open = stack[d]!.label!
      if (open.kind !== label.kind) continue
      const free = label.kind === 'dash' || label.kind === 'plus'
      const next = label.value - open.value
      const sameGroup = label.group === open.group
      if (label.weak && next !== 1) break
      if (free || (sameGroup && (next === 1 || next === 2 || (next === 3 && label.kind !== 'letter')))) {
        if (!free && next > 1 && !(label.kind === 'letter')) notes.warn({ code: 'label.gap', after: open.printed, found: label.printed })
        stack = stack.slice(0, d)
        addTo(make(p, label))
        lastValue.set(label.kind, label.value)
        return
      }
      if (label.value === 1 && (label.kind === 'two' || label.kind === 'three')) break
      if (label.value === 1 && (d === stack.length - 1) === false) break
      if (label.value === 1 && label.kind === 'arabic' && d === 0) {
        // a second list: allowed when a heading or a lead-in stands before it
        const before = paragraphs[i - 1]
        if (before && /:\s*$/u.test(before.t.text) && !before.label) {
          moveLast(stack, roots, before)
          stack = []
          addTo(make(p, label))
          lastValue.set(label.kind, 1)
          return
        }
      }
      if (!sameGroup && label.value === 1) break
      asText({ ...p, t: p.full, label: null })
      return
    }
    const last = lastValue.get(label.kind) ?? 0
    if (label.weak && (last === 0 || label.value !== last + 1)) {
      asText({ ...p, t: p.full, label: null })
      return
    }
    const starts =
      label.value === 1 ||
      label.kind === 'dash' ||
      label.kind === 'plus' ||
      (label.value - last >= 1 && label.value - last <= 2 && last > 0) ||
      (label.kind === 'arabic' && stack.at(-1)?.label?.kind === 'roman' && label.value <= 30) ||
      (label.kind === 'two' && label.group !== '' && Number(label.group) >= 1) ||
      (label.kind === 'roman' && label.value <= 2) ||
      label.kind === 'article' ||
      (label.kind === 'letter' && label.value <= 2)
    if (!starts) {
      asText({ ...p, t: p.full, label: null })
      return
    }
    let d = stack.length
    while (d > 0 && labelRank[stack[d - 1]!.label!.kind] >= labelRank[label.kind]) d--
    stack = stack.slice(0, d)
    addTo(make(p, label))
    lastValue.set(label.kind, label.value)
    if (label.kind === 'roman') {
      lastValue.set('letter', 0)
      if (paragraphs.slice(i + 1).find((q) => q.label?.kind === 'arabic')?.label?.value === 1) lastValue.set('arabic', 0)
    }
  })
  return roots
}

/** The last paragraph that asks everybody to carry the document out. */
const wayOfReporting =
  /^(?:(?:moi )?(?:ket qua|bao cao|thong tin|van ban)(?: ket qua| tinh hinh| trien khai| thuc hien| bao cao| phan hoi| lien he| ve| cua)*[^.;:]{0,60}\b(?:gui|bao cao|ve)\b|dinh ky [^.;]{0,40}(?:gui|bao cao)|moi (?:vuong mac|thong tin|chi tiet))/u
const exhortation =
  /^(?:cac |de nghi|yeu cau|thu truong|tat ca)[^.;]{0,200}(?:nghiem tuc|khan truong|chu dong|to chuc|phoi hop|trien khai|quan tam)[^.;]{0,60}(?:cong dien|cong van|chi thi|ke hoach|van ban|thong bao|ket luan|nghi quyet|quyet dinh|noi dung|huong dan)[^.;]{0,14}(?:nay|tren|neu tren)[^.;]{0,12}\.?\/?\.?\s*$/u

/** An item that is a heading: short, or opening with "Về …", its duties inside. */
export const headingLike = (n: Node): boolean => {
  const t = n.own.t
  return (
    (t.text.length < 130 && !/[.;]\s*$/u.test(t.text)) ||
    (/^ve (?!viec)/u.test(t.fold) && t.text.length < 160) ||
    (/:\s*$/u.test(t.text) && t.text.length < 200)
  )
}

function moveLast(stack: readonly Node[], roots: Node[], p: Paragraph): void {
  for (const n of stack) {
    const at = n.more.indexOf(p)
    if (at >= 0) {
      n.more.splice(at, 1)
      roots.push(make(p, null))
      return
    }
  }
}

/** All paragraphs of an item in print order. */
export function paragraphsOf(n: Node): Paragraph[] {
  const all = [n.own, ...n.more, ...n.children.flatMap(paragraphsOf)]
  return all.sort((a, b) => a.line - b.line)
}
