import type { PdfTemplate } from '../../platform/print/pdf.ts'

/**
 * A certified copy: the pages as pictures, and below a rule across the text the block of the copying organ: form of the copy, organ, number, place and
 * day, receivers, signer. It stands on the last page where that has room under its text, else on a page of its own.
 */
export const copyTemplate: PdfTemplate = {
  name: 'certified copy',
  source: String.raw`
#let data = json(bytes(sys.inputs.data))
#let b = data.block
#set document(title: data.title)
#set text(font: "Tinos", lang: "vi", region: "vn", size: 13pt)
#set page(paper: "a4", margin: 0pt)
#set par(spacing: 0.45em, leading: 0.4em)
#let block-of = box(width: 165mm)[
  #line(length: 100%, stroke: 0.75pt)
  #v(2mm)
  #grid(columns: (2fr, 3fr), column-gutter: 4mm,
    align(center)[
      #if b.parent != none [#text(size: 12pt, b.parent)\ ]
      #text(size: 12pt, weight: "bold", b.organ)
      #v(-1mm)
      #line(length: 35%, stroke: 0.5pt)
      #b.number
    ],
    align(center)[
      #text(size: 14pt, weight: "bold", b.heading)
      #v(1mm)
      #text(style: "italic", b.day)
    ])
  #v(3mm)
  #grid(columns: (2fr, 3fr), column-gutter: 4mm,
    [#text(size: 12pt, weight: "bold", style: "italic")[Nơi nhận:]\ #for r in b.recipients [#text(size: 11pt, r)\ ]],
    align(center)[
      #if b.onBehalfOf != none [#text(weight: "bold", b.onBehalfOf)\ ]
      #text(weight: "bold", b.position)
      #v(22mm)
      #text(weight: "bold", b.name)
    ])
]
#for (i, p) in data.pages.enumerate() [
  #if i > 0 { pagebreak() }
  #place(top + left, image(bytes(p.picture), width: 210mm, height: 297mm, fit: "contain", alt: p.alt))
  #if i == data.pages.len() - 1 and data.below != none { place(top + left, dx: 27mm, dy: data.below * 1mm, block-of) }
]
#if data.below == none [
  #pagebreak()
  #place(top + left, dx: 27mm, dy: 20mm, block-of)
]
`,
}
