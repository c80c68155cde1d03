import type { PlainDate } from '../../platform/dates.ts'
import { readParagraphs } from './body.ts'
import { readLines, type Line } from './clean.ts'
import { takeNotes, type Notes } from './evidence.ts'
import { readHeader } from './header.ts'
import type { Header } from './header-fields.ts'
import { decodeLegacy } from './legacy.ts'
import { mendOrgan } from './organs.ts'
import { buildOutline } from './outline.ts'
import { readRecipients } from './recipients.ts'
import { collectReferences } from './references.ts'
import { entryText, readTail, type Tail } from './tail.ts'
import { readTables } from './tables.ts'
import { expandRecipients, readWork, type Work } from './tasks.ts'
import { fold, isLetter, type Text } from './text.ts'
import type { DirectiveContract, PageBreaks, ReadDirective, Reference, Zone } from './types.ts'

export type {
  DeadlineNorm,
  DirectiveContract,
  Evidence,
  IncomingStamp,
  PageBreaks,
  ReadDirective,
  ReaderWarning,
  Reference,
  Reporting,
  Subtask,
  Task,
  Zone,
  ZoneName,
} from './types.ts'
export { decodeLegacy, legacyEncoding } from './legacy.ts'

/**
 * Đọc văn bản chỉ đạo: reads the text of one directive into its structure, with the place of every value and what a person should check.
 * Pure: the same text gives the same answer; it never fails, an unreadable document gives nulls and empty lists.
 * @param options.pages offsets at which pages begin, when known
 * @param options.today a date after it is reported, never corrected
 */
export function readDirective(source: string, options: { pages?: PageBreaks; today?: PlainDate } = {}): ReadDirective {
  const { text, encoding } = decodeLegacy(source)
  const notes = takeNotes(text)
  if (encoding) notes.warn({ code: 'text.legacy_decoded', encoding })
  const lines = readLines(text, options.pages)
  const share = damageShare(lines)
  const damaged = share > 0.012
  if (damaged) notes.warn({ code: 'text.damaged', share: Math.round(share * 1000) / 1000 })

  const header = readHeader(lines, notes)
  const recipients = readRecipients(lines, header)
  const bodyFrom = header.addressees >= 0 ? recipients.end : header.end
  const tail = readTail(lines, bodyFrom, notes)
  const skip = new Set([...header.stampLines, ...header.esignLines])
  const year = (header.date ?? header.partial)?.slice(0, 4) ?? null
  const table = readTables(lines, bodyFrom, tail.start, damaged, year)
  for (const i of table.lines) skip.add(i)
  const paragraphs = readParagraphs(lines, bodyFrom, tail.start, skip)
  const firstItem = paragraphs.findIndex((p) => p.label !== null && p.label.kind !== 'dash')
  const ordering = orderingIssuer(paragraphs.slice(0, firstItem < 0 ? 4 : firstItem).map((p) => p.t))
  const issuer = header.issuer ?? header.typeIssuer ?? header.dienIssuer ?? ordering
  if (issuer && !header.issuer && !header.typeIssuer && header.dienIssuer === null)
    notes.warn({ code: 'type.guessed', type: header.type ?? '' })
  const issuers = [issuer, header.typeIssuer, header.dienIssuer, ordering].filter((x): x is string => x !== null)
  const outline = buildOutline(paragraphs, damaged, notes)
  const work = readWork(outline, { damaged, issuers, year, type: header.type, title: header.title }, notes, table.rows)
  const footnotes = lines
    .slice(tail.end)
    .map((l) => l.text)
    .filter((t) => /^[^\p{L}]{0,4}(?:\d|['*])/u.test(t.text) && t.text.length > 40)
  const references = collectReferences([...paragraphs.map((p) => p.full), ...footnotes], header.number, notes)
  recipients.items.forEach((x, i) => notes.note(`recipients.${i}`, x.at, 'addressees.line', 0.93))
  tail.distribution.forEach((x, i) => notes.note(`distribution.${i}`, x, 'distribution.line', 0.93))

  const contract: DirectiveContract = {
    type: header.type,
    number: header.number,
    number_symbol: header.symbol,
    issuer,
    parent_issuer: header.parent,
    place: header.place,
    date: header.date,
    date_partial: header.date ? null : header.partial || null,
    title: header.title,
    urgency: header.urgency,
    recipients: recipients.items.map((x) => x.text),
    recipients_expanded: expandRecipients(recipients.items),
    default_assignees: work.defaults,
    references,
    tasks: work.tasks,
    reporting: work.reporting,
    distribution: tail.distribution.map(entryText).filter((x) => x !== ''),
    signer: tail.signer,
    signer_title: tail.signerTitle,
  }
  check(contract, header, options.today ?? null, notes)
  return {
    contract,
    evidence: notes.evidence,
    warnings: notes.warnings,
    zones: zonesOf(lines, header, bodyFrom, tail, work),
    stamp: header.stamp,
    implements: implemented(work.preamble.length ? work.preamble : paragraphs.slice(0, 2).map((p) => p.t), references),
    text,
  }
}

/** Words of every directive that lose their marks in a damaged scan; "quy", "khai" and "so" are words without marks too. */
const frequent =
  'và các của phòng chống thực hiện việc nhiệm được người triển khai đảm nghiêm hướng quy định nghị số tỉnh huyện những không'.split(' ')
const whole = new Set(frequent)
const bare = new Set(frequent.map((w) => fold(w)).filter((w) => !['quy', 'khai', 'so'].includes(w)))
/** Share of frequent words that lost their marks, and of signs no text has: above one in a hundred the text is a damaged scan. */
function damageShare(lines: readonly Line[]): number {
  let lost = 0
  let kept = 0
  for (const l of lines) {
    const low = l.text.text.toLowerCase()
    let from = -1
    for (let i = 0; i <= low.length; i++) {
      if (i < low.length && isLetter(low[i])) {
        if (from < 0) from = i
        continue
      }
      if (from >= 0) {
        const word = low.slice(from, i)
        if (whole.has(word)) kept++
        else if (bare.has(word)) lost++
        from = -1
        // a digit inside a word
        if (i + 1 < low.length && low[i]! >= '0' && low[i]! <= '9' && isLetter(low[i + 1])) lost++
      }
      if (i < low.length && '¥©®§«»~'.includes(low[i]!)) lost++
    }
  }
  return lost + kept < 20 ? 0 : lost / (lost + kept)
}

/** Without letterhead the organ that gives the order is the issuer: "…; Ban Thường vụ Tỉnh ủy yêu cầu …". */
function orderingIssuer(texts: readonly Text[]): string | null {
  const verb = /\b(?:yeu cau|giao nhiem vu|de nghi|co y kien (?:chi dao )?nhu sau|chi dao|ket luan|chi thi|quyet dinh)\b/u
  for (const t of texts) {
    const all = [...t.fold.matchAll(new RegExp(verb.source, 'gu'))]
    for (const m of all) {
      const before = t.text.slice(0, m.index)
      const clause =
        /(?:^|[.;,]\s*)((?:Thường trực|Ban|Ủy ban|Uỷ ban|UBND|Thủ tướng|Chính phủ|Bộ|Sở|Tỉnh ủy|Huyện ủy|Thành ủy|Đảng ủy|Chủ tịch|Tổng cục|Cục)[^.;,]{0,90}?)\s*$/u.exec(
          before,
        )
      if (clause) return mendOrgan(clause[1]!) ?? clause[1]!.trim()
    }
  }
  return null
}

/** Văn bản được thực hiện: the first reference of the opening sentence ("Thực hiện Công văn số …"). */
function implemented(preamble: readonly Text[], references: readonly Reference[]): Reference | null {
  for (const t of preamble) {
    for (const s of t.text.split(/(?<=[.])\s+(?=\p{Lu})/u)) {
      if (!/^(?:\s|["“-])*(thuc hien|trien khai|tiep theo|can cu|theo|phuc dap|xet)\b|\bnhan duoc\b/u.test(fold(s))) continue
      const r = references
        .filter((x) => x.number !== null)
        .map((x) => ({ x, at: s.replace(/\s+/gu, '').replace(/Đ/gu, 'D').indexOf(x.number!.replace(/Đ/gu, 'D')) }))
        .filter((y) => y.at >= 0)
        .sort((a, b) => a.at - b.at)[0]
      if (r) return r.x
    }
  }
  return null
}

const districtUnit =
  /\b(?:UBND|[ỦU]y ban nhân dân|HĐND|Công an|Trung tâm [Yy] tế|Phòng [\p{L} ]{2,30})?\s*(?:các )?(?:huyện|quận|thị xã)\b|\b(?:Huyện|Quận|Thị) ủy\b/u
function check(c: DirectiveContract, h: Header, today: PlainDate | null, notes: Notes): void {
  if (c.date && today && c.date > today) notes.warn({ code: 'date.in_future', date: c.date })
  const authority = /^(?:T\/M|TM\.)\s+([^/]+)/u.exec(c.signer_title ?? '')?.[1]?.trim()
  if (c.issuer && authority) {
    const a = fold(authority)
      .replace(/[^a-z]/gu, '')
      .replace(/^ubnd/u, 'uybannhandan')
    const i = fold(c.issuer)
      .replace(/[^a-z]/gu, '')
      .replace(/^ubnd/u, 'uybannhandan')
    if (!i.startsWith(a) && !a.startsWith(i)) notes.warn({ code: 'issuer.differs_from_authority', issuer: c.issuer, authority })
  }
  for (const r of c.references)
    if (r.number && r.date && c.date && r.date > c.date) notes.warn({ code: 'reference.after_document', number: r.number, date: r.date })
  c.tasks.forEach((t, i) => {
    for (const x of [t, ...t.subtasks])
      x.deadlines_norm.forEach((n, k) => {
        const due = 'by' in n ? n.by : 'on' in n ? n.on : 'until' in n ? n.until : null
        if (due && c.date && due.slice(0, 10) < c.date.slice(0, due.length))
          notes.warn({ code: 'deadline.before_document', task: i, deadline: x.deadlines[k] ?? due })
      })
  })
  if (c.date && c.date >= '2025-07-01') {
    const seen = new Set<string>()
    for (const u of [
      ...c.recipients,
      ...c.default_assignees,
      ...c.tasks.flatMap((t) => [t, ...t.subtasks].flatMap((x) => [...x.assignees, ...x.coordinators])),
    ]) {
      if (districtUnit.test(u) && !seen.has(u)) {
        seen.add(u)
        notes.warn({ code: 'unit.abolished', unit: u, since: '2025-07-01' })
      }
    }
  }
  if (h.typeGuessed && h.type) notes.warn({ code: 'type.guessed', type: h.type })
}

function zonesOf(lines: readonly Line[], h: Header, bodyFrom: number, tail: Tail, work: Work): Zone[] {
  const zones: Zone[] = []
  const add = (name: Zone['name'], from: number, to: number): void => {
    if (to > from && lines[from] && lines[to - 1]) zones.push({ name, lines: [lines[from]!.no, lines[to - 1]!.no] })
  }
  if (h.esignLines.length) add('esign', Math.min(...h.esignLines), Math.max(...h.esignLines) + 1)
  add('header', 0, h.end)
  if (h.stampLines.length) add('stamp', Math.min(...h.stampLines), Math.max(...h.stampLines) + 1)
  if (h.addressees >= 0) add('addressees', h.addressees, bodyFrom)
  const tasksFrom = work.firstTaskLine >= 0 ? work.firstTaskLine : tail.start
  const closing = work.closingLine >= 0 && work.closingLine > tasksFrom ? work.closingLine : tail.start
  add('preamble', bodyFrom, tasksFrom)
  add('tasks', tasksFrom, closing)
  add('closing', closing, tail.start)
  if (tail.distributionLines) add('distribution', tail.distributionLines[0], tail.distributionLines[1] + 1)
  if (tail.signLines) add('signoff', tail.signLines[0], tail.signLines[1] + 1)
  add('after', tail.end, lines.length)
  return zones
}
