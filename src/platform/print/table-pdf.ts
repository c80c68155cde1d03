import { formatDay, formatInstant } from '../dates.ts'
import { compilePdf, type PdfTemplate } from './pdf.ts'
import { tableWords, type Column, type TableSpec, type Value } from './table.ts'

const template: PdfTemplate = {
  name: 'table',
  source: String.raw`
#let t = json(bytes(sys.inputs.data))
#set document(title: t.title)
#set text(font: "Tinos", size: 10.5pt, lang: t.language, hyphenate: false)
#set page(
  width: 297mm, height: 210mm, margin: (top: 15mm, bottom: 18mm, left: 15mm, right: 15mm),
  footer: context { set text(size: 9.5pt); grid(columns: (1fr, auto), t.cutoff, [#t.pageWord #counter(page).display("1/1", both: true)]) },
)
#grid(columns: (110mm, 1fr),
  align(center)[#if t.parent != none { t.parent; linebreak() }#strong(t.organisation)#v(-0.7em)#line(length: 26mm, stroke: 0.6pt)],
  [])
#v(2mm)
#align(center)[#text(size: 14pt, weight: "bold", t.title)#if t.subtitle != none { linebreak(); emph(t.subtitle) }]
#v(2mm)
#let sides = t.columns.map((c) => if c.align == "right" { right } else if c.align == "center" { center } else { left })
#table(
  columns: t.columns.map((c) => c.width * 1fr), stroke: 0.5pt + rgb("#606060"), inset: (x: 1.2mm, y: 1.1mm), align: (x, y) => sides.at(x) + top,
  table.header(
    ..t.columns.map((c) => table.cell(fill: rgb("#EDEDED"), align: center + horizon, strong(c.header))),
    ..if t.numbered { range(t.columns.len()).map((i) => table.cell(align: center, emph("(" + str(i + 1) + ")"))) } else { () },
  ),
  ..if t.rows.len() == 0 { (table.cell(colspan: t.columns.len(), align: center, emph(t.emptyWord)),) } else { t.rows.flatten() },
)
#align(right, text(size: 9.5pt, t.count))
`,
}

function shown(value: Value, kind: Column['kind']): string {
  if (value === null || value === '') return ''
  switch (kind) {
    case 'text': case 'ordinal': return String(value)
    case 'integer': case 'number': return typeof value === 'number' ? value.toLocaleString('de-DE') : value
    case 'day': return /^\d{4}-\d{2}-\d{2}$/u.test(String(value)) ? formatDay(String(value)) : String(value)
    case 'instant': return Number.isNaN(Date.parse(String(value))) ? String(value) : formatInstant(String(value))
  }
}

/** Longer tables are printed without tags for screen readers: 1,000 rows would weigh 2.7 MB instead of 0.17. */
const longestTagged = 300

/** The table on A4 landscape: organisation, title, header repeated on every page, cut-off and page number below. */
export function writeTablePdf(spec: TableSpec): Uint8Array {
  const language = spec.language ?? 'vi'
  const words = tableWords[language]
  return compilePdf(template, {
    language, title: spec.title, subtitle: spec.subtitle ?? null, parent: spec.organisation.parent?.toUpperCase() ?? null, organisation: spec.organisation.name.toUpperCase(),
    cutoff: words.cutoff(formatInstant(spec.cutoff)), pageWord: words.page, emptyWord: words.empty, count: words.rows(spec.rows.length.toLocaleString('de-DE')), numbered: spec.numbered ?? false,
    columns: spec.columns.map((c) => ({ header: c.header, width: c.width, align: c.align ?? (c.kind === 'text' ? 'left' : c.kind === 'integer' || c.kind === 'number' ? 'right' : 'center') })),
    rows: spec.rows.map((row) => spec.columns.map((c, i) => shown(row[i] ?? null, c.kind))),
  }, { tagged: spec.rows.length <= longestTagged })
}
