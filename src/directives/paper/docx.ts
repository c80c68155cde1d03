import { readNumbering, type Numbering } from './docx-numbering.ts'
import { decodeLegacy, detectLegacy, encodingOfFont, fromTcvn3, fromVni, type LegacyEncoding } from './legacy.ts'
import type { PaperLimits } from './limits.ts'
import { openPackage, Unreadable, type OfficePackage } from './package.ts'
import { packageKind } from './kind.ts'
import { cleanText } from './plain.ts'
import type { Paper, PaperWarning } from './types.ts'
import { child, childrenOf, elements, isOn, readXml, valueOf, type XmlNode } from './xml.ts'

/** Passed over with all they hold: deleted and moved-away text, old-format twins of text boxes, drawings' own data. */
const skipped = new Set(['del', 'moveFrom', 'Fallback', 'delText', 'instrText', 'oMath', 'rPrChange', 'pPrChange', 'sectPrChange', 'tblPrChange'])

type Reading = {
  styles: Styles; numbering: Numbering; warnings: Set<PaperWarning>; legacy: LegacyEncoding | null
  /** Text boxes wait here until the paragraph that anchors them is finished. */
  boxes: XmlNode[]
}
type Line = { text: string; kind: 'centred' | 'listed' | 'body' | 'blank' }

/** DOCX → text: paragraphs as lines, automatic numbers as text, two-column heads and feet left then right. */
export async function readDocx(bytes: Uint8Array, name: string, limits: PaperLimits): Promise<Paper> {
  const pack = await openPackage(bytes, name, limits)
  const kind = packageKind(pack.names)
  if (kind !== 'docx') throw new Unreadable({ code: 'paper.unknown_kind', name, kind })
  const damaged = new Unreadable({ code: 'paper.damaged', name, kind: 'docx' })

  const main = await mainPart(pack, name, limits)
  const documentBytes = await pack.read(main)
  if (documentBytes === undefined) throw damaged
  const document = readXml(documentBytes, name, limits, skipped)
  const body = child(child(document, 'document'), 'body')
  if (body === undefined) throw damaged
  const part = async (file: string): Promise<XmlNode | undefined> => {
    const found = await pack.read(main.replace(/[^/]+$/u, file))
    return found === undefined ? undefined : readXml(found, name, limits, skipped)
  }
  const reading: Reading = {
    styles: readStyles(await part('styles.xml')), numbering: readNumbering(await part('numbering.xml')), warnings: new Set(), legacy: null, boxes: [],
  }
  if (documentBytes.length < 20_000_000 && /<w:(del|ins|moveFrom|moveTo) /u.test(Buffer.from(documentBytes).toString('latin1'))) reading.warnings.add('tracked_changes')

  const lines = blocks(body, reading)
  const notes = footnotes(await part('footnotes.xml'), reading)
  if (notes.length > 0) lines.push({ text: '', kind: 'blank' }, ...notes)

  const warnings: PaperWarning[] = [...reading.warnings]
  let text = cleanText(joinLines(lines), warnings).replace(/[ \t]+\n/gu, '\n').replace(/\n{3,}/gu, '\n\n').trim()
  let legacy = reading.legacy
  const guessed = legacy === null ? detectLegacy(text) : null
  if (guessed !== null) { text = decodeLegacy(text, guessed); legacy = guessed }
  if (legacy !== null) warnings.push('legacy_encoding_converted')
  if (text === '') throw new Unreadable({ code: 'paper.no_text', name })
  const size = pageSize(body)
  return { kind: 'docx', text, pages: [{ number: 1, ...size, text, source: 'text' }], legacyEncoding: legacy, warnings }
}

async function mainPart(pack: OfficePackage, name: string, limits: PaperLimits): Promise<string> {
  const rels = await pack.read('_rels/.rels')
  if (rels === undefined) return 'word/document.xml'
  const targets = childrenOf(child(readXml(rels, name, limits), 'Relationships'), 'Relationship')
  const target = targets.find((r) => r.attributes['Type']?.endsWith('/officeDocument') === true)?.attributes['Target']?.replace(/^\//u, '')
  return target !== undefined && pack.names.includes(target) ? target : 'word/document.xml'
}

/** A4 when the section does not say: Nghị định 30/2020 knows no other size. Points. */
function pageSize(body: XmlNode): { width: number; height: number } {
  const size = child(child(body, 'sectPr'), 'pgSz')?.attributes
  const points = (twips: string | undefined, otherwise: number): number => { const n = Number(twips); return Number.isFinite(n) && n > 0 ? n / 20 : otherwise }
  return { width: points(size?.['w'], 595.3), height: points(size?.['h'], 841.9) }
}

function blocks(container: XmlNode, reading: Reading, inCell = false): Line[] {
  const out: Line[] = []
  for (const node of elements(container)) {
    switch (node.tag) {
      case 'p': out.push(...paragraph(node, reading, inCell)); break
      case 'tbl': out.push({ text: '', kind: 'blank' }, ...table(node, reading), { text: '', kind: 'blank' }); break
      case 'sdt': out.push(...blocks(child(node, 'sdtContent') ?? node, reading, inCell)); break
      case 'ins': case 'moveTo': case 'customXml': case 'smartTag': out.push(...blocks(node, reading, inCell)); break
      default: break
    }
  }
  return out
}

function paragraph(node: XmlNode, reading: Reading, inCell: boolean): Line[] {
  const properties = child(node, 'pPr')
  const style = reading.styles.get(valueOf(properties, 'pStyle') ?? reading.styles.defaultParagraph)
  const text = runs(node, reading, style.font, style.caps).replace(/\t/gu, ' ').replace(/ {2,}/gu, ' ').trim()
  const numPr = child(properties, 'numPr')
  const numId = valueOf(numPr, 'numId') ?? style.numId
  const level = Number(valueOf(numPr, 'ilvl') ?? style.level ?? '0')
  const hidden = isOn(child(properties, 'rPr'), 'vanish') === true && text === ''
  const label = numId !== undefined && numId !== '0' && !hidden ? reading.numbering.label(numId, level) : ''
  const lines: Line[] = []
  const full = label === '' ? text : `${label} ${text}`
  const centred = (valueOf(properties, 'jc') ?? style.align) === 'center'
  if (text === '') lines.push({ text: '', kind: 'blank' })
  else for (const piece of full.split('\n')) lines.push({ text: piece.trim(), kind: centred ? 'centred' : inCell || /^[-+–•]/u.test(piece) ? 'listed' : 'body' })
  const boxes = reading.boxes.splice(0)
  for (const box of boxes) lines.push({ text: '', kind: 'blank' }, ...blocks(box, reading, true), { text: '', kind: 'blank' })
  return lines
}

function runs(node: XmlNode, reading: Reading, font: string | undefined, caps: boolean): string {
  let out = ''
  for (const item of elements(node)) {
    switch (item.tag) {
      case 'r': out += run(item, reading, font, caps); break
      case 'hyperlink': case 'ins': case 'moveTo': case 'smartTag': case 'customXml': case 'fldSimple': case 'bdo': case 'dir': out += runs(item, reading, font, caps); break
      case 'sdt': out += runs(child(item, 'sdtContent') ?? item, reading, font, caps); break
      default: break
    }
  }
  return out
}

function run(node: XmlNode, reading: Reading, paragraphFont: string | undefined, paragraphCaps: boolean): string {
  const properties = child(node, 'rPr')
  if (isOn(properties, 'vanish') === true) return ''
  const style = reading.styles.get(valueOf(properties, 'rStyle'))
  const fonts = child(properties, 'rFonts')?.attributes
  const font = fonts?.['ascii'] ?? fonts?.['hAnsi'] ?? style.font ?? paragraphFont ?? reading.styles.defaultFont
  const stored = font === undefined ? undefined : encodingOfFont(font)
  const upper = isOn(properties, 'caps') ?? (style.caps || paragraphCaps)
  let out = ''
  for (const item of elements(node)) {
    switch (item.tag) {
      case 't': {
        const text = item.children.filter((c) => typeof c === 'string').join('')
        if (stored === undefined || !/[^\u0000-\u007f]/u.test(text)) { out += stored?.upper === true ? text.toUpperCase() : text; break }
        reading.legacy = stored.encoding
        out += stored.encoding === 'tcvn3' ? fromTcvn3(text, stored.upper) : fromVni(text)
        break
      }
      case 'tab': case 'ptab': out += '\t'; break
      case 'br': case 'cr': out += '\n'; break
      case 'noBreakHyphen': out += '-'; break
      case 'sym': out += symbol(item.attributes['char']); break
      case 'drawing': case 'pict': case 'object': case 'AlternateContent': collectBoxes(item, reading); break
      default: break
    }
  }
  return upper ? out.toUpperCase() : out
}

/** Symbol-font characters that occur in directives: dashes and bullets before items. */
const symbol = (hex: string | undefined): string => { const code = Number.parseInt(hex ?? '', 16) & 0xff; return code === 0x2d || code === 0xb7 || code === 0xa7 ? '- ' : '' }

function collectBoxes(node: XmlNode, reading: Reading): void {
  for (const item of elements(node)) {
    if (item.tag === 'txbxContent') reading.boxes.push(item)
    else collectBoxes(item, reading)
  }
}

/**
 * Two columns are a letterhead or a foot: left column, then right, as a reader takes them. More columns are a real table:
 * row by row, cells parted by a tab, so that a unit and its deadline stay together.
 */
function table(node: XmlNode, reading: Reading): Line[] {
  const rows = childrenOf(node, 'tr').concat(childrenOf(node, 'sdt').flatMap((s) => childrenOf(child(s, 'sdtContent'), 'tr')))
  const cells = rows.map((row) => childrenOf(row, 'tc').map((cell) => ({ lines: blocks(cell, reading, true), span: Number(valueOf(child(cell, 'tcPr'), 'gridSpan') ?? '1') })))
  const widest = Math.max(0, ...cells.map((row) => row.filter((c) => c.lines.some((l) => l.text !== '')).length))
  const out: Line[] = []
  if (widest <= 1) {
    for (const row of cells) for (const cell of row) out.push(...cell.lines)
    return out
  }
  if (widest === 2 && (rows.length <= 4 || !isRuled(node))) {
    const across = (row: typeof cells[number]): boolean => row.filter((c) => c.lines.some((l) => l.text !== '')).length === 1 && row.length === 1
    let left: Line[] = [], right: Line[] = []
    const flush = (): void => { out.push(...left, { text: '', kind: 'blank' }, ...right, { text: '', kind: 'blank' }); left = []; right = [] }
    for (const row of cells) {
      if (across(row)) { flush(); out.push(...(row[0]?.lines ?? [])); continue }
      // Spacer columns stand empty between the two: the first filled half is left, the rest right.
      const middle = row.reduce((sum, c) => sum + c.span, 0) / 2
      let at = 0
      row.forEach((cell, i) => { (at + cell.span / 2 < middle || (i === 0 && row.length > 1) ? left : right).push(...cell.lines); at += cell.span })
    }
    flush()
    return out
  }
  for (const row of cells) {
    const text = row.map((cell) => cell.lines.map((l) => l.text).filter((t) => t !== '').join(' ')).join('\t').trim()
    out.push({ text, kind: 'listed' })
  }
  return out
}

function isRuled(node: XmlNode): boolean {
  const borders = child(child(node, 'tblPr'), 'tblBorders')
  return elements(borders).some((b) => b.tag === 'insideH' && !/^(nil|none)$/u.test(b.attributes['val'] ?? 'none'))
}

function footnotes(root: XmlNode | undefined, reading: Reading): Line[] {
  const notes = childrenOf(child(root, 'footnotes'), 'footnote').filter((n) => n.attributes['type'] === undefined)
  return notes.flatMap((note, i) => blocks(note, reading, true).filter((l) => l.text !== '').map((line, k): Line => (k === 0 ? { text: `${superscript(i + 1)} ${line.text}`, kind: 'body' } : line)))
}
const superscript = (n: number): string => [...String(n)].map((d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)] ?? d).join('')

/** Body paragraphs are parted by a blank line; lines of a heading, a cell or a dash list follow each other. */
function joinLines(lines: readonly Line[]): string {
  let out = ''
  let before: Line | undefined
  for (const line of lines) {
    if (line.kind === 'blank') { if (before !== undefined && before.kind !== 'blank') { out += '\n'; before = line }; continue }
    const together = before !== undefined && before.kind === line.kind && line.kind !== 'body'
    out += before === undefined ? '' : together || before.kind === 'blank' ? '\n' : '\n\n'
    out += line.text
    before = line
  }
  return out
}

type Style = { font: string | undefined; caps: boolean; align: string | undefined; numId: string | undefined; level: string | undefined }
type Styles = { get(id: string | undefined): Style; defaultFont: string | undefined; defaultParagraph: string | undefined }

function readStyles(root: XmlNode | undefined): Styles {
  const styles = child(root, 'styles')
  const nodes = new Map(childrenOf(styles, 'style').map((s) => [s.attributes['styleId'] ?? '', s]))
  const known = new Map<string, Style>()
  const none: Style = { font: undefined, caps: false, align: undefined, numId: undefined, level: undefined }
  const get = (id: string | undefined, seen = 0): Style => {
    const node = id === undefined ? undefined : nodes.get(id)
    if (id === undefined || node === undefined || seen > 20) return none
    const done = known.get(id)
    if (done !== undefined) return done
    const base = get(valueOf(node, 'basedOn'), seen + 1)
    const rPr = child(node, 'rPr'), pPr = child(node, 'pPr')
    const fonts = child(rPr, 'rFonts')?.attributes
    const style: Style = {
      font: fonts?.['ascii'] ?? fonts?.['hAnsi'] ?? base.font, caps: isOn(rPr, 'caps') ?? base.caps, align: valueOf(pPr, 'jc') ?? base.align,
      numId: valueOf(child(pPr, 'numPr'), 'numId') ?? base.numId, level: valueOf(child(pPr, 'numPr'), 'ilvl') ?? base.level,
    }
    known.set(id, style)
    return style
  }
  const defaults = child(child(child(styles, 'docDefaults'), 'rPrDefault'), 'rPr')
  const fonts = child(defaults, 'rFonts')?.attributes
  const defaultParagraph = [...nodes].find(([, s]) => s.attributes['type'] === 'paragraph' && s.attributes['default'] === '1')?.[0]
  return { get: (id) => get(id), defaultFont: fonts?.['ascii'], defaultParagraph }
}
