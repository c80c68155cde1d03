import type { PlainDate } from '../../platform/dates.ts'
import { nfc } from '../../platform/text.ts'
import type { Clause as WireClause, DraftContent, DraftItem, DraftLeaf, DraftSubitem, ReadingValue } from '../contract.ts'
import type { Clause, SubClause } from '../drafting/rules/clauses.ts'
import type { ReceivingOrgan } from '../drafting/rules/implementing.ts'
import type { DraftDocument, DraftItem as PaperItem, DraftSigner } from '../drafting/rules/draft.ts'

/** What is known of the organ that issues: its place in the directory and its head. */
export type Organ = {
  readonly name: string; readonly shortName: string | null; readonly kind: string; readonly line: string; readonly parent: string | null; readonly unitName: string | null; readonly unitLevel: string | null; readonly provinceName: string
  readonly headTitle: string | null; readonly headName: string | null; readonly below: readonly string[]; readonly names: readonly string[]; readonly groups: readonly string[]
}

const initials = (name: string): string => nfc(name).split(/\s+/u).filter((w) => /^\p{L}/u.test(w) && !/^(và|của|tỉnh|huyện|xã|phường|thị|trấn|thành|phố|đặc|khu)$/iu.test(w)).map((w) => w.charAt(0).toUpperCase()).join('')

/** Chữ viết tắt tên cơ quan in symbols: UBND, HĐND, SYT; in the Party TU, HU, ĐU. A proposal; the office's own list decides. */
export function abbreviationOf(organ: Pick<Organ, 'name' | 'line'>): string {
  const name = nfc(organ.name).toLowerCase()
  if (/^(ubnd|(ủy|uỷ) ban nhân dân)/u.test(name)) return 'UBND'
  if (/^(hđnd|hội đồng nhân dân)/u.test(name)) return 'HĐND'
  if (/^(tỉnh|thành) (ủy|uỷ)/u.test(name)) return 'TU'
  if (/^huyện (ủy|uỷ)/u.test(name)) return 'HU'
  if (/^đảng (ủy|uỷ)/u.test(name)) return 'ĐU'
  if (name.startsWith('đảng bộ')) return 'ĐB'
  if (name.startsWith('văn phòng')) return 'VP'
  return initials(organ.name.replace(/\s+(tỉnh|huyện|xã|phường|thành phố|đặc khu)\s.*$/iu, ''))
}

const isCommittee = (name: string): boolean => /^(ubnd|(ủy|uỷ) ban nhân dân)/iu.test(nfc(name))

function signerOf(organ: Organ): DraftSigner {
  const name = organ.headName
  if (organ.line === 'party' && /(ủy|uỷ|đảng bộ)/iu.test(nfc(organ.name))) return { capacity: 'collective', onBehalfOf: 'Ban Thường vụ', position: organ.headTitle ?? 'Bí thư', name }
  if (isCommittee(organ.name)) return { capacity: 'collective', onBehalfOf: 'Ủy ban nhân dân', position: organ.headTitle ?? 'Chủ tịch', name }
  return { capacity: 'head', onBehalfOf: null, position: organ.headTitle ?? 'Thủ trưởng', name }
}

/** Who issues, as the drafting room needs it. Everything is a proposal that a person may change in the draft. */
export function receivingOrganOf(organ: Organ): ReceivingOrgan {
  const party = organ.line === 'party'
  const commune = organ.unitLevel === 'commune'
  const level = /\b(tỉnh|xã|phường|đặc khu|huyện|thành phố)\b/iu.exec(nfc(organ.name))?.[1]?.toLowerCase()
  const orderedBy = party && /(ủy|uỷ)/iu.test(nfc(organ.name)) ? `Ban Thường vụ ${nfc(organ.name)}` : isCommittee(organ.name) ? `Ủy ban nhân dân${level ? ` ${level}` : ''}` : nfc(organ.name)
  const place = nfc(organ.unitName ?? organ.provinceName).replace(/^(tỉnh|thành phố|xã|phường|đặc khu|thị trấn|huyện|thị xã|quận)\s+/iu, '')
  return {
    system: party ? 'party' : 'state', organKind: party && commune ? 'commune_committee' : 'any', name: nfc(organ.name), parent: isCommittee(organ.name) ? null : organ.parent, abbreviation: abbreviationOf(organ), unit: null, place,
    orderedBy, addressees: organ.below.length > 0 && organ.below.length <= 12 ? organ.below : [`Các cơ quan, đơn vị trực thuộc ${nfc(organ.name)}`], gatheredBy: isCommittee(organ.name) ? 'Văn phòng' : null, filing: party ? `Văn phòng ${nfc(organ.name)}` : 'VT', signer: signerOf(organ),
    addressedAs: { names: [...organ.names, organ.name, ...(organ.shortName ? [organ.shortName] : [])], groups: organ.groups },
  }
}

const byOf = (norm: Record<string, unknown> | null | undefined): string | null => { const by = norm?.['by'] ?? norm?.['on'] ?? norm?.['until']; return typeof by === 'string' ? by : null }
type WireDeadline = WireClause['deadlines'][number]
const deadline = (d: WireDeadline): { text: string; by: string | null } => ({ text: d.text, by: byOf(d.norm) })

/** Clauses of a document in force, items with their sub-items, as the coverage check compares them. */
export function comparable(clauses: readonly WireClause[]): Clause[] {
  const children = Map.groupBy(clauses.filter((c) => c.parentId !== null), (c) => c.parentId!)
  return clauses.filter((c) => c.parentId === null).map((c): Clause => ({
    id: c.id, label: c.label, text: c.text, assignees: c.assignees, coordinators: c.coordinators, deadlines: c.deadlines.map(deadline),
    subtasks: (children.get(c.id) ?? []).map((s): SubClause => ({ label: s.label, text: s.text, assignees: s.assignees, coordinators: s.coordinators, deadlines: s.deadlines.map(deadline) })),
  }))
}

const leafDeadlines = (l: DraftLeaf): WireDeadline[] => l.deadlines.map((text, i) => ({ text, norm: (l.deadlines_norm[i] as Record<string, unknown> | null | undefined) ?? null }))

/** Clauses of a draft: the items that order something. Headings of sections are not orders; what stands in them is. */
export function clausesOfDraft(draft: Pick<DraftContent, 'items'>): WireClause[] {
  const rows: WireClause[] = []
  const add = (l: DraftLeaf, parentId: string | null, text: string): void => { rows.push({ id: l.id, parentId, seq: rows.length + 1, label: l.label, text, assignees: l.assignees, coordinators: l.coordinators, deadlines: leafDeadlines(l), place: null }) }
  const whole = (l: DraftLeaf & { items?: readonly DraftLeaf[] }): string => [l.text, ...(l.items ?? []).map((s) => [s.label, s.text].filter((t) => t !== null).join(' '))].join(' ').trim()
  const item = (i: DraftSubitem): void => { add(i, null, whole(i)); for (const s of i.items) add(s, i.id, s.text) }
  for (const top of draft.items) {
    if (top.heading) for (const i of top.items) item(i)
    else { add(top, null, whole(top)); for (const s of top.items) add(s, top.id, whole(s)) }
  }
  return rows
}

/** The paper to draw. The number and the register entry come only from the register. */
export function paperOf(draft: DraftContent, drawnOn: PlainDate, number: number | null, registerEntry: string | null): DraftDocument {
  const leaf = (l: DraftLeaf & { items?: readonly DraftLeaf[] }): PaperItem => ({ label: l.label, text: l.text, ...(l.items && l.items.length > 0 ? { items: l.items.map(leaf) } : {}) })
  const { headPosition, ...signer } = draft.signer
  return {
    system: draft.system, type: draft.type, organKind: draft.organKind, parent: draft.parent, issuer: draft.issuer, ...(draft.byline === null ? {} : { byline: draft.byline }), number, registerEntry, symbol: draft.symbol, place: draft.place, date: draft.date, drawnOn,
    subject: draft.subject, urgency: draft.urgency, addressees: draft.addressees, ...(draft.telegraphedBy === null ? {} : { telegraphedBy: draft.telegraphedBy }), grounds: draft.grounds, ...(draft.enacting === null ? {} : { enacting: draft.enacting }), preamble: draft.preamble, leadIn: draft.leadIn,
    items: draft.items.map((i) => ({ ...leaf(i), ...(i.heading ? { heading: true } : {}) })), closing: draft.closing, recipients: draft.recipients, filing: draft.filing, signer: { ...signer, ...(headPosition === null ? {} : { headPosition }) },
  }
}

/** A proposed paper as a draft to edit; every item gets an id of its own. */
export function draftOf(paper: DraftDocument, newId: () => string): DraftContent {
  const leaf = (i: PaperItem): DraftLeaf => ({ id: newId(), label: i.label, text: i.text, assignees: [], coordinators: [], deadlines: [], deadlines_norm: [] })
  const sub = (i: PaperItem): DraftSubitem => ({ ...leaf(i), items: (i.items ?? []).map(leaf) })
  return {
    system: paper.system, type: paper.type, organKind: paper.organKind ?? 'any', parent: paper.parent, issuer: paper.issuer, byline: paper.byline ?? null, symbol: paper.symbol, place: paper.place, date: paper.date, subject: paper.subject, urgency: paper.urgency, addressees: [...paper.addressees],
    telegraphedBy: paper.telegraphedBy ?? null, grounds: [...paper.grounds], enacting: paper.enacting ? { ...paper.enacting } : null, preamble: [...paper.preamble], leadIn: paper.leadIn,
    items: paper.items.map((i): DraftItem => ({ ...leaf(i), heading: i.heading ?? false, items: (i.items ?? []).map(sub) })), closing: [...paper.closing], recipients: [...paper.recipients], filing: paper.filing,
    signer: { capacity: paper.signer.capacity, onBehalfOf: paper.signer.onBehalfOf, headPosition: paper.signer.headPosition ?? null, position: paper.signer.position, name: paper.signer.name },
  }
}

type Cited = { readonly type: string | null; readonly number: string | null; readonly date: PlainDate | null; readonly issuer: string | null }
/** The issued paper in the shape of a confirmed reading: what it is, what it carries out, what it orders. */
export function valueOfDraft(draft: DraftContent, number: string, date: PlainDate, uppers: readonly Cited[]): ReadingValue {
  const tasks = (): ReadingValue['tasks'] => {
    const rows = clausesOfDraft(draft)
    const norms = (c: WireClause): Pick<ReadingValue['tasks'][number], 'deadlines' | 'deadlines_norm'> => ({ deadlines: c.deadlines.map((d) => d.text), deadlines_norm: c.deadlines.map((d) => d.norm as NonNullable<ReadingValue['tasks'][number]['deadlines_norm']>[number]) })
    const one = (c: WireClause): ReadingValue['tasks'][number]['subtasks'][number] => ({ label: c.label, text: c.text, assignees: [...c.assignees], coordinators: [...c.coordinators], directed_units: [], ...norms(c) })
    return rows.filter((c) => c.parentId === null).map((c) => ({ ...one(c), subtasks: rows.filter((s) => s.parentId === c.id).map(one) }))
  }
  return {
    type: draft.type, number, issuer: draft.issuer, parent_issuer: draft.parent, place: draft.place, date, title: draft.subject, urgency: draft.urgency, recipients: draft.addressees, references: uppers.map((u) => ({ type: u.type, number: u.number, date: u.date, issuer: u.issuer })), tasks: tasks(),
    reporting: draft.closing.filter((t) => /báo cáo/iu.test(t)).map((what) => ({ from: null, to: [draft.issuer], when: null, what })), distribution: [...draft.recipients, `Lưu: ${draft.filing}`], signer: draft.signer.name, signer_title: draft.signer.position, default_assignees: [], stamp: null,
    number_symbol: draft.symbol, date_partial: null, recipients_expanded: [], system: draft.system, implements: uppers.map((_, i) => i),
  }
}
