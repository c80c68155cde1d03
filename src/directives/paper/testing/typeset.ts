import { compilePdf, type PdfTemplate } from '../../../platform/print/pdf.ts'

/**
 * Sets the flat text of a directive as a page again: head and foot in two columns, title centred, body justified at 14 pt,
 * as such papers look. Used to make scans for tests, the benchmark and `scripts/make-scans.ts`.
 */
export type TypesetDirective = {
  left: string[]; right: string[]; stamp: string[]; title: string[]; addressees: string[]; body: string[]; recipientsHead: string; recipients: string[]
  authority: string[]; signer: string
}

const system = /^(ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh phúc)$/u
const dateLine = /^\p{Lu}[\p{L}\s.]*,\s*ngày\b.*\btháng\b.*\bnăm\b/u
const typeLine = /^(NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|QUY CHẾ|QUY ĐỊNH|THÔNG BÁO|HƯỚNG DẪN|CHƯƠNG TRÌNH|KẾ HOẠCH|PHƯƠNG ÁN|ĐỀ ÁN|BÁO CÁO|TỜ TRÌNH|CÔNG ĐIỆN|KẾT LUẬN)(\s|$)/u
const plain = (line: string): string => line.replace(/\*+/gu, '').trim()

/** Splits the flat text into the parts of the page. Continuations after a page break join the paragraph before. */
export function partsOf(text: string): TypesetDirective {
  // columns that a flat text prints on one line are set apart again
  const lines = text.split('\n').flatMap((l) => { const parts = l.trim().split(/\s{3,}/u); return parts.length === 2 && (parts[0] ?? '').length < 90 ? parts : [l.trim()] })
  const out: TypesetDirective = { left: [], right: [], stamp: [], title: [], addressees: [], body: [], recipientsHead: '', recipients: [], authority: [], signer: '' }
  const startsBody = (line: string): boolean => line.length > 120 || /^(Căn cứ|Thực hiện|Hiện nay|Thời gian|Để |Xét |Ngày \d)/u.test(line)
  let i = 0
  let block: 'head' | 'stamp' | 'title' | 'subject' = 'head'
  for (; i < lines.length; i++) {
    const line = plain(lines[i] ?? '')
    if (line === '') { if (block === 'stamp' || block === 'subject') block = 'head'; continue }
    if (/^\W*Kính gửi/u.test(line) || (block !== 'stamp' && startsBody(line))) break
    if (typeLine.test(line)) { block = 'title'; out.title.push(line); continue }
    if (block === 'title') { out.title.push(line); continue }
    const next = plain(lines[i + 1] ?? '')
    if (/^ĐẾN\b/u.test(line) || /^ĐẾN\b/u.test(next) || block === 'stamp') { block = 'stamp'; out.stamp.push(line); continue }
    if (system.test(line) || dateLine.test(line)) { out.right.push(line); continue }
    if (/^(V\/v|Về )/u.test(line)) block = 'subject'
    out.left.push(line)
  }
  if (/^\W*Kính gửi/u.test(plain(lines[i] ?? ''))) {
    for (; i < lines.length; i++) {
      const line = plain(lines[i] ?? '')
      if (line === '') continue
      if (out.addressees.length > 0 && !/^[-+]/u.test(line) && startsBody(line)) break
      out.addressees.push(line)
    }
  }
  for (; i < lines.length && !plain(lines[i] ?? '').startsWith('Nơi nhận'); i++) {
    const line = (lines[i] ?? '').trim()
    if (line === '') continue
    const before = out.body.at(-1)
    if (before !== undefined && /^\p{Ll}/u.test(line) && !/^\p{Ll}\)/u.test(line)) out.body[out.body.length - 1] = `${before} ${line}`
    else out.body.push(line)
  }
  if (i < lines.length) out.recipientsHead = plain(lines[i++] ?? '')
  const rest = lines.slice(i).map(plain).filter((l) => l !== '')
  for (const line of rest) {
    if (/^[-+]/u.test(line)) out.recipients.push(line)
    else if (out.recipients.length > 0 && out.authority.length === 0 && /^\p{Ll}/u.test(line)) out.recipients[out.recipients.length - 1] += ` ${line}`
    else if (line === line.toUpperCase() && line.length > 3) out.authority.push(line)
    else out.signer = line.replace(/^★\s*/u, '')
  }
  return out
}

const template: PdfTemplate = {
  name: 'a directive for scanning',
  source: String.raw`
#let d = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm),
  header: context { if counter(page).get().first() > 1 { align(center, text(size: 13pt, str(counter(page).get().first()))) } })
#set text(font: "Tinos", size: 14pt, lang: "vi", hyphenate: false)
#set par(justify: true, leading: 0.62em, spacing: 0.95em)
#let marked(s) = {
  let parts = s.split("*")
  for (i, p) in parts.enumerate() { if calc.odd(i) { emph(p) } else { p } }
}
#let organ(l, last) = align(center, text(size: 13pt, weight: if last { "bold" } else { "regular" }, l))
#let isSubject(l) = l.starts-with("V/v") or l.starts-with("Về ")
#if d.left.len() + d.right.len() > 0 {
  let organs = d.left.filter(l => upper(l) == l and not l.starts-with("Số") and l != "*")
  let rest = d.left.filter(l => not (upper(l) == l and not l.starts-with("Số") and l != "*"))
  let mark = d.right.filter(l => not l.contains("ngày"))
  let date = d.right.filter(l => l.contains("ngày"))
  grid(columns: (42%, 58%), row-gutter: 8pt,
    { set par(leading: 0.45em, spacing: 0.45em, justify: false)
      for (i, l) in organs.enumerate() { organ(l, i == organs.len() - 1); if i == organs.len() - 1 { align(center, box(line(length: 2.2cm, stroke: 0.5pt))) } } },
    { set par(leading: 0.45em, spacing: 0.45em, justify: false)
      for l in mark { align(center, text(size: if upper(l) == l { 13pt } else { 14pt }, weight: "bold", l)) }
      if mark.len() > 0 { align(center, box(line(length: 5cm, stroke: 0.5pt))) } },
    { set par(leading: 0.45em, spacing: 0.45em, justify: false)
      for l in rest { align(center, text(size: if l.starts-with("Số") or l == "*" { 13pt } else { 12pt }, l)) }
      if d.stamp.len() > 0 { v(4pt); align(center, rect(stroke: 1pt + rgb("#c81e1e"), inset: 5pt, { set text(size: 9pt, fill: rgb("#c81e1e")); for l in d.stamp { align(center, l) } })) } },
    { for l in date { align(center, text(size: 14pt, style: "italic", l)) } })
  v(10pt)
}
#if d.title.len() > 0 {
  v(4pt)
  set par(justify: false, leading: 0.5em, spacing: 0.5em)
  for (i, l) in d.title.enumerate() { align(center, text(size: 14pt, weight: "bold", l)) }
  align(center, box(line(length: 4cm, stroke: 0.5pt)))
  v(8pt)
}
#if d.addressees.len() > 0 {
  set par(justify: false, leading: 0.5em, spacing: 0.55em)
  if d.addressees.len() == 1 { align(center, d.addressees.first()) } else {
    for (i, l) in d.addressees.enumerate() { pad(left: if i == 0 { 3cm } else { 4.6cm }, l) }
  }
  v(8pt)
}
#for p in d.body { par(first-line-indent: (amount: 1cm, all: true), marked(p.replace("**", ""))) }
#v(10pt)
#block(breakable: false, grid(columns: (52%, 48%),
  { set par(justify: false, leading: 0.4em, spacing: 0.4em)
    if d.recipientsHead != "" { text(size: 12pt, weight: "bold", style: "italic", d.recipientsHead) }
    set text(size: 11pt)
    for l in d.recipients { par(hanging-indent: 0.4em, l) } },
  { set par(justify: false, leading: 0.5em, spacing: 0.5em)
    set align(center)
    for l in d.authority { text(weight: "bold", l); linebreak() }
    v(2.4cm)
    text(weight: "bold", d.signer) }))
`,
}

/** The typeset paper as a PDF with text. */
export const typeset = (parts: TypesetDirective): Uint8Array => compilePdf(template, parts)
