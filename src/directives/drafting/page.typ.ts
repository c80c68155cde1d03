import type { PdfTemplate } from '../../platform/print/pdf.ts'

/**
 * The paper in Typst. Line boxes are the font's own ascent and descent (0.891 and 0.216 em), so that `leading` is the line pitch
 * less 1.107 em; single spacing in Word adds the font's line gap, 1.149 em in all.
 */
export const pageTemplate: PdfTemplate = {
  name: 'directive page',
  source: String.raw`
#let plan = json(bytes(sys.inputs.data))
#set document(title: plan.title)
#set text(font: "Tinos", lang: "vi", region: "vn", size: 14pt, top-edge: 0.891em, bottom-edge: -0.216em, hyphenate: false, overhang: false, costs: (widow: 100%, orphan: 100%))
#set page(
  width: plan.page.width * 1mm, height: plan.page.height * 1mm,
  margin: (top: plan.page.top * 1mm, bottom: plan.page.bottom * 1mm, left: plan.page.left * 1mm, right: plan.page.right * 1mm),
  header-ascent: 0pt,
  header: context {
    let here-page = counter(page).get().first()
    if here-page > 1 {
      place(top + center, dy: plan.pageNumber.fromTop * 1mm, text(size: plan.pageNumber.size * 1pt, str(here-page)))
    }
  },
)
#set block(spacing: 0pt, above: 0pt, below: 0pt)
#set par(spacing: 0pt)

#let run(r) = {
  let pieces = r.text.split("\n")
  let shown = for (i, piece) in pieces.enumerate() {
    if i > 0 { linebreak() }
    // Runs of spaces are blanks to be written in: keep every one.
    let parts = piece.split("  ")
    for (j, part) in parts.enumerate() {
      if j > 0 { [\u{00a0}\u{00a0}] }
      [#part]
    }
  }
  let styled = text(weight: if r.bold { "bold" } else { "regular" }, style: if r.italic { "italic" } else { "normal" }, shown)
  if r.underlined { underline(offset: 0.12em, stroke: 0.05em, styled) } else { styled }
}

#let para(p, in-cell: true) = {
  let pitch = if p.pitch == none { 1.149 * p.size } else { calc.max(p.pitch.points, if p.pitch.kind == "exactly" { 0 } else { 1.149 * p.size }) }
  let leading = (pitch - 1.107 * p.size) * 1pt
  let alignment = if p.align == "center" { center } else { left }
  // Half of the leading stands above the first line and half below the last, as Word sets it.
  // The gap before a paragraph is dropped at the top of a page, but not at the top of a cell.
  block(width: 100%, above: if in-cell { 0pt } else { p.before * 1pt }, below: 0pt, sticky: p.keepWithNext, inset: (
    left: (p.left + calc.min(p.firstLine, 0)) * 1mm, right: p.right * 1mm, top: if in-cell { p.before * 1pt } else { 0pt } + leading * 0.8, bottom: leading * 0.2,
  ), {
    set text(size: p.size * 1pt)
    set par(leading: leading, justify: p.align == "justify", linebreaks: "optimized",
      first-line-indent: (amount: calc.max(p.firstLine, 0) * 1mm, all: true),
      hanging-indent: calc.max(-p.firstLine, 0) * 1mm)
    set align(alignment)
    par(for r in p.runs { run(r) })
  })
}

#let rule-line(r) = block(width: 100%, above: 0pt, below: 0pt, inset: (top: r.before * 1pt, bottom: 3.4pt), sticky: true, align(center, line(length: r.width * 1pt, stroke: 0.75pt)))

#let urgency(u) = block(width: 100%, above: 0pt, below: 0pt, inset: (top: u.before * 1pt), align(center,
  if u.boxed {
    box(width: u.width * 1mm, height: u.height * 1mm, stroke: 1pt + rgb("#C00000"), align(center + horizon, text(size: u.size * 1pt, weight: "bold", fill: rgb("#C00000"), u.text)))
  } else { text(size: u.size * 1pt, weight: "bold", u.text) }))

#let content(items, in-cell: true) = for c in items {
  if c.kind == "paragraph" { para(c, in-cell: in-cell) } else if c.kind == "rule" { rule-line(c) } else if c.kind == "urgency" { urgency(c) } else { block(height: c.height * 1pt) }
}


#grid(columns: plan.header.columns.map((c) => c * 1mm), ..plan.header.rows.map(((l, r)) => (content(l), content(r))).flatten())
#content(plan.body, in-cell: false)
#block(breakable: false, above: 0pt, below: 0pt, width: 100%, inset: (top: 10pt),
  grid(columns: plan.foot.columns.map((c) => c * 1mm), content(plan.foot.left), content(plan.foot.right)))
`,
}
