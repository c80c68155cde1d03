import {
  AlignmentType, BorderStyle, Document, Header, HeightRule, LineRuleType, Packer, PageNumber, Paragraph, Table, TableCell, TableLayoutType,
  TableRow, TextRun, UnderlineType, VerticalAlignTable, WidthType, type IParagraphOptions,
} from 'docx'
import { type PagePlan, type Paragraph as PlanParagraph, type CellContent, type RuleMark, type Run, type UrgencyMark, toPoints } from './rules/plan.ts'

/** Twentieths of a point, the unit of DOCX. */
const twips = (millimetres: number): number => Math.round(toPoints(millimetres) * 20)
const points = (pt: number): number => Math.round(pt * 20)

const font = (name: string) => ({ ascii: name, hAnsi: name, cs: name, eastAsia: name })
const red = 'C00000'
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
const noCellBorders = { top: none, bottom: none, left: none, right: none }

function textRuns(run: Run, size: number, name: string): TextRun[] {
  return run.text.split('\n').map((text, i) => new TextRun({
    text, bold: run.bold, italics: run.italic, size: Math.round(size * 2), font: font(name), language: { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' },
    ...(run.underlined ? { underline: { type: UnderlineType.SINGLE } } : {}),
    ...(i > 0 ? { break: 1 } : {}),
  }))
}

const alignment = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, justify: AlignmentType.JUSTIFIED } as const

function paragraphOf(p: PlanParagraph, name: string): Paragraph {
  const spacing: IParagraphOptions['spacing'] = p.pitch
    ? { before: points(p.before), after: 0, line: points(p.pitch.points), lineRule: p.pitch.kind === 'exactly' ? LineRuleType.EXACT : LineRuleType.AT_LEAST }
    : { before: points(p.before), after: 0, line: 240, lineRule: LineRuleType.AUTO }
  return new Paragraph({
    alignment: alignment[p.align], keepNext: p.keepWithNext, widowControl: true, spacing,
    indent: { left: twips(p.left), right: twips(p.right), ...(p.firstLine < 0 ? { hanging: twips(-p.firstLine) } : { firstLine: twips(p.firstLine) }) },
    children: p.runs.flatMap((r) => textRuns(r, p.size, name)),
  })
}

/** A rule is the top border of an empty paragraph, indented so that it stands in the middle: it keeps its place when the text is edited. */
function ruleOf(rule: RuleMark, column: number): Paragraph {
  const side = Math.max(0, points((toPoints(column) - rule.width) / 2))
  return new Paragraph({
    indent: { left: side, right: side }, spacing: { before: points(rule.before), after: 0, line: points(4), lineRule: LineRuleType.EXACT },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 0 } }, children: [new TextRun({ text: '', size: 4 })],
  })
}

/** The boxed mark is a table of one cell, because its size is prescribed; the Party's is a line of text. */
function urgencyOf(mark: UrgencyMark, name: string): (Paragraph | Table)[] {
  const run = new TextRun({ text: mark.text, bold: true, size: mark.size * 2, font: font(name), language: { value: 'vi-VN' }, ...(mark.boxed ? { color: red } : {}) })
  if (!mark.boxed) return [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: points(mark.before) }, children: [run] })]
  const border = { style: BorderStyle.SINGLE, size: 8, color: red } as const
  const empty = (height: number) => new Paragraph({ spacing: { before: 0, after: 0, line: points(height), lineRule: LineRuleType.EXACT }, children: [] })
  return [
    empty(mark.before),
    new Table({
      layout: TableLayoutType.FIXED, alignment: AlignmentType.CENTER, width: { size: twips(mark.width), type: WidthType.DXA }, columnWidths: [twips(mark.width)],
      rows: [new TableRow({ height: { value: twips(mark.height), rule: HeightRule.EXACT }, children: [new TableCell({
        width: { size: twips(mark.width), type: WidthType.DXA }, verticalAlign: VerticalAlignTable.CENTER, margins: { left: 0, right: 0, top: 0, bottom: 0 },
        borders: { top: border, bottom: border, left: border, right: border },
        children: [new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: 0, after: 0 }, children: [run] })],
      })] })],
    }),
    // A cell may not end with a table.
    empty(1),
  ]
}

function cell(content: CellContent, width: number, name: string): TableCell {
  const children = content.flatMap((c): (Paragraph | Table)[] => {
    switch (c.kind) {
      case 'paragraph': return [paragraphOf(c, name)]
      case 'rule': return [ruleOf(c, width)]
      case 'urgency': return urgencyOf(c, name)
      // Four lines one may sign on, kept together with what follows.
      case 'gap': return Array.from({ length: 4 }, () => new Paragraph({ keepNext: true, spacing: { before: 0, after: 0, line: points(c.height / 4), lineRule: LineRuleType.EXACT }, children: [] }))
    }
  })
  return new TableCell({ width: { size: twips(width), type: WidthType.DXA }, margins: { left: 0, right: 0, top: 0, bottom: 0 }, borders: noCellBorders, children: children.length ? children : [new Paragraph({})] })
}

const table = (columns: readonly [number, number], rows: readonly (readonly [CellContent, CellContent])[], name: string): Table => new Table({
  layout: TableLayoutType.FIXED, width: { size: twips(columns[0] + columns[1]), type: WidthType.DXA }, columnWidths: columns.map(twips), borders: noBorders,
  indent: { size: 0, type: WidthType.DXA }, margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
  rows: rows.map(([left, right]) => new TableRow({ cantSplit: true, children: [cell(left, columns[0], name), cell(right, columns[1], name)] })),
})

/**
 * The paper as a Word document: A4, the prescribed margins, one font, borderless tables for head and foot, the page number in the
 * middle of the top margin from the second page on. Line and rule lengths are those of the plan.
 */
export async function docxOf(plan: PagePlan, creator: string): Promise<Uint8Array> {
  const { page } = plan
  const name = page.font
  const width = page.width - page.left - page.right
  const number = new Paragraph({
    alignment: AlignmentType.CENTER, spacing: { before: 0, after: 0 },
    children: [new TextRun({ children: [PageNumber.CURRENT], size: plan.pageNumber.size * 2, font: font(name), language: { value: 'vi-VN' } })],
  })
  const document = new Document({
    title: plan.title, creator, lastModifiedBy: creator, description: plan.layout,
    styles: { default: { document: {
      run: { font: font(name), size: 28, language: { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' } },
      paragraph: { spacing: { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO } },
    } } },
    sections: [{
      properties: {
        titlePage: true,
        page: {
          size: { width: 11906, height: 16838 },
          margin: { top: twips(page.top), bottom: twips(page.bottom), left: twips(page.left), right: twips(page.right), header: twips(plan.pageNumber.fromTop), footer: twips(10), gutter: 0 },
        },
      },
      headers: { default: new Header({ children: [number] }), first: new Header({ children: [new Paragraph({})] }) },
      children: [
        table(plan.header.columns, plan.header.rows, name),
        ...plan.body.map((b) => (b.kind === 'rule' ? ruleOf(b, width) : paragraphOf(b, name))),
        new Paragraph({ keepNext: true, spacing: { before: 0, after: 0, line: points(10), lineRule: LineRuleType.EXACT }, children: [] }),
        table(plan.foot.columns, [[plan.foot.left, plan.foot.right]], name),
        // Word wants a paragraph after a table; it takes no room.
        new Paragraph({ spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT }, children: [new TextRun({ text: '', size: 2 })] }),
      ],
    }],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}
