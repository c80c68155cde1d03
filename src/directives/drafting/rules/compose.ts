import { accept, type Decision } from '../../../platform/refusal.ts'
import { nfc } from '../../../platform/text.ts'
import type { DraftingRefusal } from '../refusals.ts'
import { layoutFor, withSettings } from './choose.ts'
import type { DraftDocument, DraftItem, Urgency } from './draft.ts'
import { dateLine, numberLine, signOff, type SignOff } from './forms.ts'
import type { LayoutRules, LayoutSettings, Part, TextStyle } from './layout.ts'
import { breakHeading, widthOf } from './measure.ts'
import { toMillimetres, toPoints, type CellContent, type PagePlan, type Paragraph, type RuleMark, type Run, type UrgencyMark } from './plan.ts'

/** Width of the left column of the header, as implementers of the forms set it: 3,900 twips. */
const headerLeft = (3900 / 1440) * 25.4
/** A Quốc hiệu of 13 points (5,424 twips) needs a wider right column. */
const headerLeftLarge = (3780 / 1440) * 25.4
const footLeft = 82
/** About four lines of room for the signature. */
const signatureRoom = 66
/** Boxes of the urgency mark in millimetres (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 10b). */
const urgencyBoxes: { readonly [U in Urgency]: readonly [number, number] } = { 'khẩn': [20, 8], 'thượng khẩn': [40, 8], 'hỏa tốc': [30, 8] }

type Set = Partial<Omit<Paragraph, 'kind' | 'part' | 'runs' | 'size'>>

const textIn = (text: string, style: TextStyle): string => {
  const clean = nfc(text).replace(/\u00a0|\t|\s*\r?\n\s*/gu, ' ').trim()
  return style.capitals ? clean.toUpperCase() : clean
}
const run = (text: string, style: Pick<TextStyle, 'bold' | 'italic' | 'underlined'>): Run => ({ text, bold: style.bold, italic: style.italic, underlined: style.underlined })
const paragraph = (part: Part, size: number, runs: readonly Run[], set: Set = {}): Paragraph => ({
  kind: 'paragraph', part, runs, size, align: set.align ?? 'center', firstLine: set.firstLine ?? 0, left: set.left ?? 0, right: set.right ?? 0,
  before: set.before ?? 0, pitch: set.pitch ?? null, keepWithNext: set.keepWithNext ?? false,
})

/** Characters XML cannot carry, lone surrogates, and the invisible ones that come from Word and PDF (soft hyphen, zero width, direction). */
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Every text in NFC and free of invisible signs, the names of types and marks too: `công điện` typed on a Mac is the same type. */
export const composed = (draft: DraftDocument): DraftDocument => deep(draft) as DraftDocument
const deep = (value: unknown): unknown =>
  typeof value === 'string' ? nfc(value.replace(invisible, ''))
    : Array.isArray(value) ? value.map(deep)
      : value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, deep(v)]))
        : value

/**
 * Every text, size and length of the paper. The rule-set is that of the issuing system on the paper's date (the day it is drawn,
 * while it has none). What is wrong with the draft itself is `checkDraft`'s to say.
 */
export function composePage(given: DraftDocument, settings: LayoutSettings = {}): Decision<PagePlan, DraftingRefusal> {
  const draft = composed(given)
  const chosen = layoutFor(draft.system, draft.date ?? draft.drawnOn)
  if (!chosen.ok) return chosen
  const set = withSettings(chosen.value, settings)
  if (!set.ok) return set
  const signed = signOff(draft.signer, draft.system)
  if (!signed.ok) return signed
  const layout = set.value
  const { page } = layout
  const textWidth = page.width.value - page.left.value - page.right.value
  const markWidth = toMillimetres(widthOf(layout.words.systemMark, layout.parts.systemMark.value.size, layout.parts.systemMark.value))
  // The system mark stays on one line whatever the margins: the left column gives way.
  const leftColumn = Math.min(layout.parts.systemMark.value.size > 12 && layout.system === 'state' ? headerLeftLarge : headerLeft, textWidth - markWidth - 1)
  return accept({
    layout: layout.id,
    title: nfc(`${draft.type.charAt(0).toUpperCase()}${draft.type.slice(1)}: ${draft.subject}`),
    page: { width: page.width.value, height: page.height.value, top: page.top.value, bottom: page.bottom.value, left: page.left.value, right: page.right.value, font: page.font.value },
    pageNumber: { size: layout.parts.pageNumber.value.size, fromTop: page.pageNumberFromTop.value },
    header: { columns: [leftColumn, textWidth - leftColumn], rows: headerRows(draft, layout, leftColumn) },
    body: [...title(draft, layout, textWidth), ...addressees(draft, layout, textWidth), ...body(draft, layout)],
    foot: { columns: [footLeft, textWidth - footLeft], left: distribution(draft, layout), right: signature(signed.value, layout, textWidth - footLeft) },
  })
}

function headerRows(draft: DraftDocument, layout: LayoutRules, leftColumn: number): [CellContent, CellContent][] {
  const style = (part: Part): TextStyle => layout.parts[part].value
  /** A heading broken by meaning, so that no name of a place is parted. */
  const heading = (part: Part, text: string, before = 0): Paragraph => {
    const s = style(part)
    return paragraph(part, s.size, [run(breakHeading(textIn(text, s), toPoints(leftColumn) - 4, s.size, s).join('\n'), s)], { before })
  }
  const organ = heading('organ', draft.issuer)
  const widest = Math.max(...organ.runs[0]!.text.split('\n').slice(-1).map((line) => widthOf(line, organ.size, organ.runs[0]!)))
  const fraction = layout.marks.ruleUnderOrgan.value
  const topLeft: CellContent = [
    ...(draft.parent ? [heading('parent', draft.parent)] : []),
    organ,
    fraction === null ? paragraph('organ', organ.size, [run('*', { bold: false, italic: false, underlined: false })]) : { kind: 'rule', width: widest * fraction, before: 2 },
  ]
  const systemMark = style('systemMark')
  const motto = style('motto')
  const last = layout.words.motto ? widthOf(layout.words.motto, motto.size, motto) : widthOf(layout.words.systemMark, systemMark.size, systemMark)
  const topRight: CellContent = [
    paragraph('systemMark', systemMark.size, [run(layout.words.systemMark, systemMark)]),
    ...(layout.words.motto ? [paragraph('motto', motto.size, [run(layout.words.motto, motto)])] : []),
    ...(layout.marks.ruleUnderSystemMark.value ? [{ kind: 'rule', width: last, before: 2 } as const] : []),
  ]
  const bottomLeft: CellContent = [
    paragraph('number', style('number').size, [run(numberLine(draft.number, draft.symbol, layout), style('number'))], { before: 6 }),
    ...(draft.type === 'công văn' ? [letterSubject(draft, layout, leftColumn)] : []),
    ...(draft.urgency ? [urgency(draft.urgency, layout)] : []),
  ]
  const bottomRight: CellContent = [paragraph('date', style('date').size, [run(dateLine(draft.place, draft.date, draft.drawnOn), style('date'))], { before: 6 })]
  return [[topLeft, topRight], [bottomLeft, bottomRight]]
}

/** Trích yếu of a công văn below its number: V/v … (State), Về … or về việc … (Party). */
function letterSubject(draft: DraftDocument, layout: LayoutRules, leftColumn: number): Paragraph {
  const style = layout.parts.letterSubject.value
  const text = layout.words.letterSubject.value + textIn(draft.subject, style)
  return paragraph('letterSubject', style.size, [run(breakHeading(text, toPoints(leftColumn) - 8, style.size, style).join('\n'), style)], { before: layout.system === 'state' ? 6 : 2 })
}

function urgency(mark: Urgency, layout: LayoutRules): UrgencyMark {
  const [width, height] = urgencyBoxes[mark]
  return { kind: 'urgency', text: mark.toUpperCase(), size: layout.parts.urgency.value.size, boxed: layout.marks.urgencyBox.value, width, height, before: 6 }
}

/** Tên loại và trích yếu; a công văn has none. */
function title(draft: DraftDocument, layout: LayoutRules, textWidth: number): (Paragraph | RuleMark)[] {
  if (draft.type === 'công văn') return []
  const name = layout.parts.typeName.value
  const subject = layout.parts.subject.value
  const limit = toPoints(textWidth) * 0.86
  // A công điện of the State opens its subject with “Về”; elsewhere the subject stands as it is written.
  const wanted = draft.type === 'công điện' && !/^(về|v\/v)\s/iu.test(draft.subject) ? `về việc ${draft.subject}` : draft.subject
  const lines = breakHeading(textIn(wanted, subject), limit, subject.size, subject)
  const under = layout.marks.underSubject.value
  const first = lines.join('\n')
  const spoken = layout.system === 'state' ? first.charAt(0).toUpperCase() + first.slice(1) : first
  return [
    paragraph('typeName', name.size, [run(textIn(draft.type, name), name)], { before: 14, keepWithNext: true }),
    ...(draft.byline ? [paragraph('typeName', subject.size, [run(breakHeading(nfc(draft.byline).toUpperCase(), limit, subject.size, subject).join('\n'), subject)], { keepWithNext: true })] : []),
    paragraph('subject', subject.size, [run(spoken, subject)], { keepWithNext: true }),
    under.kind === 'rule'
      ? { kind: 'rule', width: widthOf(lines.at(-1)!, subject.size, subject) * under.fraction, before: 2 }
      : paragraph('subject', subject.size, [run(under.text, { bold: false, italic: false, underlined: false })], { keepWithNext: true }),
    ...(draft.enacting ? [paragraph('section', layout.parts.section.value.size, [run(nfc(draft.enacting.authority).toUpperCase(), layout.parts.section.value)], { before: 12, keepWithNext: true })] : []),
  ]
}

/** Kính gửi, or “… điện:” of a State công điện. One addressee beside the keyword, several on lines of their own with their dashes aligned. */
function addressees(draft: DraftDocument, layout: LayoutRules, textWidth: number): Paragraph[] {
  if (draft.addressees.length === 0) return []
  const keywordStyle = layout.parts.addressees.value
  const plain = { ...keywordStyle, italic: false }
  const telegram = draft.type === 'công điện' && draft.telegraphedBy !== undefined
  const keyword = telegram ? `${nfc(draft.telegraphedBy!).toUpperCase()} điện:` : layout.words.addressee.value
  const size = keywordStyle.size
  const names = draft.addressees.map((a) => textIn(a, plain).replace(/[.;,]+$/u, ''))
  if (names.length === 1 && !telegram) {
    return [paragraph('addressees', size, [run(`${keyword} `, keywordStyle), run(names[0]!, plain)], { before: 16, keepWithNext: true })]
  }
  const end = layout.words.addresseeEnd.value
  const items = names.map((name, i) => `- ${name}${i === names.length - 1 ? '.' : end}`)
  const dash = toMillimetres(widthOf('- ', size, plain))
  const beside = layout.words.firstAddresseeBesideKeyword.value && !telegram
  const keywordWidth = toMillimetres(widthOf(`${keyword} `, size, keywordStyle))
  const step = telegram ? 10 : keywordWidth
  const longest = Math.max(...items.map((item) => toMillimetres(widthOf(item, size, plain))))
  const block = Math.max(step + longest, telegram ? keywordWidth : 0)
  // The block stands in the middle of the line; very long names fall back to a fixed indent and wrap.
  const left = Math.min(45, Math.max(telegram ? 10 : 15, (textWidth - block) / 2))
  const pitch = layout.body.pitch.value
  const item = (text: string, set: Set): Paragraph => paragraph('addressees', size, [run(text, plain)], { align: 'left', left: left + step + dash, firstLine: -dash, pitch, keepWithNext: true, ...set })
  if (!beside) {
    return [
      paragraph('addressees', size, [run(keyword, keywordStyle)], { align: 'left', left, before: 14, pitch, keepWithNext: true }),
      ...items.map((text) => item(text, { before: 2 })),
    ]
  }
  return items.map((text, i) => i === 0
    ? paragraph('addressees', size, [run(`${keyword} `, keywordStyle), run(text, plain)], { align: 'left', left: left + step + dash, firstLine: -(step + dash), before: 14, pitch, keepWithNext: true })
    : item(text, {}))
}

function body(draft: DraftDocument, layout: LayoutRules): Paragraph[] {
  const style = layout.parts.body.value
  const { grounds, section } = layout.parts
  const base: Set = { align: 'justify', firstLine: layout.body.firstLine.value, before: layout.body.gap.value, pitch: layout.body.pitch.value }
  const plain = (text: string): Paragraph => paragraph('body', style.size, [run(textIn(text, style), style)], base)
  const out: Paragraph[] = draft.grounds.map((ground, i) => {
    const end = i === draft.grounds.length - 1 ? layout.words.groundsLastEnd.value : ';'
    const text = textIn(ground, style).replace(/[.;,]+$/u, '').replace(/^[-–]\s*/u, '')
    return paragraph('grounds', grounds.value.size, [run(`${layout.words.groundsDash ? '- ' : ''}${text}${end}`, grounds.value)], base)
  })
  if (draft.enacting) out.push(paragraph('section', section.value.size, [run(nfc(draft.enacting.words).toUpperCase(), section.value)], { before: 12, keepWithNext: true }))
  out.push(...draft.preamble.map(plain))
  if (draft.leadIn) out.push({ ...plain(draft.leadIn), keepWithNext: true })
  const walk = (item: DraftItem): void => {
    const label = item.label === null ? '' : `${nfc(item.label).trim()} `
    const bold = { ...style, bold: true }
    const article = /^Điều\s/u.test(label)
    out.push(paragraph(item.heading ? 'section' : 'body', style.size,
      item.heading ? [run(label + textIn(item.text, style), bold)]
        : article ? [run(label, bold), run(textIn(item.text, style), style)]
          : [run(label + textIn(item.text, style), style)],
      { ...base, keepWithNext: item.heading ?? false }))
    item.items?.forEach(walk)
  }
  draft.items.forEach(walk)
  out.push(...draft.closing.map(plain))
  return endWith(out, layout.body.end.value)
}

/** Dấu kết thúc: set once, after the last words of the body, whatever was typed there. The last paragraph stays with the sign-off. */
function endWith(paragraphs: Paragraph[], mark: string): Paragraph[] {
  const last = paragraphs.at(-1)
  if (!last) return paragraphs
  const runs = last.runs.map((r, i) => (i === last.runs.length - 1 ? { ...r, text: r.text.replace(/(?:\.\/\.|[.;,])\s*$/u, '') + mark } : r))
  return [...paragraphs.slice(0, -1), { ...last, runs, keepWithNext: true }]
}

/** Nơi nhận, dashes hanging, the filing line last. */
function distribution(draft: DraftDocument, layout: LayoutRules): CellContent {
  const heading = layout.parts.distributionHeading.value
  const style = layout.parts.distribution.value
  const end = layout.words.distributionEnd.value
  const dash = toMillimetres(widthOf('- ', style.size, style))
  const items = [
    ...draft.recipients.map((r) => `- ${textIn(r, style).replace(/^[-–]\s*/u, '').replace(/[.;,]+$/u, '')}${end}`),
    `- Lưu${draft.system === 'state' ? ':' : ''} ${textIn(draft.filing, style).replace(/[.;,]+$/u, '')}.`,
  ]
  return [
    paragraph('distributionHeading', heading.size, heading.underlined ? [run('Nơi nhận', heading), run(':', { ...heading, underlined: false })] : [run('Nơi nhận:', heading)], { align: 'left', keepWithNext: true }),
    ...items.map((text) => paragraph('distribution', style.size, [run(text, style)], { align: 'left', left: dash, firstLine: -dash, right: 2, keepWithNext: true })),
  ]
}

function signature(signed: SignOff, layout: LayoutRules, column: number): CellContent {
  const { authority, position, name } = layout.parts
  const line = (part: Part, style: TextStyle, text: string): Paragraph =>
    paragraph(part, style.size, [run(breakHeading(text, toPoints(column) - 4, style.size, style).join('\n'), style)], { keepWithNext: true })
  return [
    ...signed.authority.map((text) => line('authority', authority.value, text)),
    ...(signed.position ? [line('position', position.value, signed.position)] : []),
    { kind: 'gap', height: signatureRoom },
    ...(signed.name ? [line('name', name.value, signed.name)] : []),
  ]
}
