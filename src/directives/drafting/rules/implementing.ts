import { addDays, type PlainDate } from '../../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../../platform/refusal.ts'
import { fold, nfc, searchable } from '../../../platform/text.ts'
import type { DraftingRefusal } from '../refusals.ts'
import { layoutFor } from './choose.ts'
import { assigneesOf, deadlinesOf, type Clause, type ClauseReporting } from './clauses.ts'
import { addressedTo, type AddressedUnit } from './coverage.ts'
import type { DraftDocument, DraftItem, DraftSigner, Urgency } from './draft.ts'
import { citation, shortDate, symbolFor } from './forms.ts'
import { normalised } from './statements.ts'
import { findType, type IssuingSystem, type OrganKind } from './types.ts'

/** Văn bản cấp trên được triển khai. */
export type UpperForDrafting = {
  readonly type: string
  readonly number: string | null
  readonly date: PlainDate | null
  readonly issuer: string | null
  readonly subject: string | null
  readonly urgency: Urgency | null
  readonly clauses: readonly Clause[]
  readonly reporting: readonly ClauseReporting[]
}

/** Cơ quan nhận, which now issues below. */
export type ReceivingOrgan = {
  readonly system: IssuingSystem
  readonly organKind?: OrganKind
  readonly name: string
  readonly parent: string | null
  /** In symbols: `UBND`, `SYT`, `ĐU`. */
  readonly abbreviation: string
  /** Drafting unit in the symbol of a State công văn: `VX`. */
  readonly unit: string | null
  readonly place: string
  /** Who orders, in the sentence before the tasks: `Ủy ban nhân dân xã`, `Ban Thường vụ Đảng ủy`. */
  readonly orderedBy: string
  /** Units of the next level, to whom it goes. */
  readonly addressees: readonly string[]
  /** The office that gathers reports: `Văn phòng`, `Trạm Y tế xã`. */
  readonly gatheredBy: string | null
  readonly filing: string
  readonly signer: DraftSigner
  /** Names and groups by which upper papers address this organ. */
  readonly addressedAs: AddressedUnit
}

/** What a person must look at before the proposal is a paper. */
export type ProposalNote =
  | { readonly kind: 'rewrite'; readonly item: string; readonly clause: string }
  | { readonly kind: 'deadline'; readonly clause: string; readonly upper: string; readonly suggested: PlainDate | null }
  | { readonly kind: 'no_deadline'; readonly clause: string }
  | { readonly kind: 'reporting'; readonly upper: string | null; readonly suggested: PlainDate | null }
  | { readonly kind: 'attach_upper' }

export type Proposal = {
  readonly draft: DraftDocument
  /** Which upper clause each item carries out, in the order of the items. */
  readonly origins: readonly { readonly label: string; readonly clause: string }[]
  /** Upper clauses that bind others only. */
  readonly leftOut: readonly string[]
  readonly notes: readonly ProposalNote[]
}

/** Left where a person must name the unit of the next level; `checkDraft` refuses a paper that still has it. */
export const unitBlank = '[tên đơn vị]'

const mayImplement: readonly string[] = ['công văn', 'công điện', 'chỉ thị', 'kế hoạch', 'thông báo', 'hướng dẫn', 'chương trình']

/** Verbs that open the order once its actor is cut off. */
const orders = /(?<!\p{L})(chủ trì|phối hợp|chỉ đạo|tổ chức|triển khai|thực hiện|tăng cường|tiếp tục|chủ động|khẩn trương|xây dựng|rà soát|kiểm tra|kiểm soát|hướng dẫn|phát huy|tập trung|bảo đảm|đảm bảo|căn cứ|cung ứng|tuyên truyền|truy vết|kiện toàn|lập|bố trí|báo cáo|cử|phân luồng|có trách nhiệm|chịu trách nhiệm|quán triệt|đẩy mạnh|nâng cao|huy động|theo dõi|đôn đốc|ban hành|hoàn thành|hoàn thiện|chuẩn bị|yêu cầu|vận động|phân công|giám sát|xử lý|rút kinh nghiệm|thường xuyên|kịp thời|nghiêm túc)(?!\p{L})/u

const lowerFirst = (text: string): string => (/^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))

/** The order without the actor it opens with; the actor is only cut where it is one the reader named, so that no content is lost. */
function withoutActor(text: string, actors: readonly string[]): string {
  const verb = orders.exec(text)
  if (!verb || verb.index === 0 || verb.index > 260) return text
  const head = searchable(normalised(text.slice(0, verb.index)))
  const named = actors.some((a) => head.includes(searchable(normalised(a))))
  return named ? text.slice(verb.index) : text
}

/**
 * The opening of an implementing paper: `Thực hiện Công điện số 05/CĐ-UBND ngày 05/3/2026 của … về việc …; Ủy ban nhân dân xã yêu cầu các
 * đơn vị thực hiện các nội dung sau:`. What the upper paper does not say is left out, never guessed.
 */
export function openingOf(upper: UpperForDrafting, organ: ReceivingOrgan, on: PlainDate, type = 'công văn'): Decision<string, DraftingRefusal> {
  const layout = layoutFor(organ.system, on)
  if (!layout.ok) return layout
  const head = `Thực hiện ${citation(upper, layout.value)}; ${nfc(organ.orderedBy)}`
  return accept(type === 'kế hoạch' || type === 'chương trình' ? `${head} xây dựng ${type === 'kế hoạch' ? 'Kế hoạch' : 'Chương trình'} như sau:` : `${head} yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:`)
}

/**
 * Bản thảo văn bản triển khai from the upper paper: opening, the items that bind this organ, the reporting line, Nơi nhận. The items are
 * the upper words with the actor left blank: they have to be rewritten for the units of the next level, and the paper is refused until they are.
 */
export function proposeImplementing(upper: UpperForDrafting, organ: ReceivingOrgan, on: PlainDate, type: string = 'công văn', only?: readonly string[]): Decision<Proposal, DraftingRefusal> {
  const kind = findType(organ.system, type)
  if (!kind || !mayImplement.includes(type)) return refuse({ code: 'drafting.type_unknown', type, system: organ.system })
  const leadIn = openingOf(upper, organ, on, type)
  if (!leadIn.ok) return leadIn
  const chosen = upper.clauses.filter((c) => (only ? only.includes(c.id) : addressedTo(c, organ.addressedAs) !== 'no'))
  const notes: ProposalNote[] = [{ kind: 'attach_upper' }]
  const origins: { label: string; clause: string }[] = []
  const items = chosen.map((clause, i): DraftItem => {
    const label = `${i + 1}.`
    origins.push({ label, clause: clause.id })
    notes.push({ kind: 'rewrite', item: label, clause: clause.id }, ...deadlineNotes(clause, on))
    return itemOf(clause, label)
  })
  const reporting = reportingLine(upper, organ, on)
  notes.push(reporting.note)
  const telegram = organ.system === 'state' && type === 'công điện'
  const subject = upper.subject ? nfc(upper.subject).replace(/^(v\/v|về việc|về)\s+/iu, '') : `triển khai thực hiện ${upper.type}${upper.number ? ` số ${upper.number}` : ''}`
  const draft: DraftDocument = {
    system: organ.system, type, ...(organ.organKind ? { organKind: organ.organKind } : {}), parent: organ.parent, issuer: organ.name, number: null, registerEntry: null,
    symbol: symbolFor(organ.system, kind.code, organ.abbreviation, organ.unit), place: organ.place, date: null, drawnOn: on, subject, urgency: upper.urgency,
    addressees: type === 'công văn' || telegram ? organ.addressees : [], ...(telegram ? { telegraphedBy: organ.orderedBy } : {}), grounds: [], preamble: [], leadIn: leadIn.value,
    items: type === 'kế hoạch' ? planSections(items, reporting.text) : items, closing: type === 'kế hoạch' ? [] : [reporting.text],
    recipients: [...(type === 'công văn' || telegram ? ['Như trên'] : organ.addressees), ...(upper.issuer ? [`${upper.issuer} (để báo cáo)`] : [])], filing: organ.filing, signer: organ.signer,
  }
  return accept({ draft, origins, leftOut: upper.clauses.filter((c) => !chosen.includes(c)).map((c) => c.id), notes })
}

function itemOf(clause: Clause, label: string): DraftItem {
  const actors = assigneesOf(clause)
  const first = clause.subtasks[0]
  // The reader's text holds the sub-items too: the head is what stands before the first of them.
  const at = first ? nfc(clause.text).indexOf(nfc(first.text).slice(0, 40)) : -1
  const head = (at > 0 ? nfc(clause.text).slice(0, at).replace(/(?:\(?[\p{L}\d]{1,3}[.)]|[-+•])\s*$/u, '') : nfc(clause.text)).trim()
  const text = `${unitBlank} ${lowerFirst(withoutActor(head, actors))}`
  return at > 0 ? { label, text, items: clause.subtasks.map((s) => ({ label: s.label, text: s.text })) } : { label, text }
}

/** A lower deadline leaves a day to gather and report: the day before, unless that is already past. */
function deadlineNotes(clause: Clause, on: PlainDate): ProposalNote[] {
  const dated = deadlinesOf(clause)
  if (dated.length === 0) return [{ kind: 'no_deadline', clause: clause.id }]
  return dated.map((d) => {
    const before = d.by ? addDays(d.by.slice(0, 10), -1) : null
    return { kind: 'deadline', clause: clause.id, upper: d.text, suggested: before && before >= on ? before : null }
  })
}

/** `Báo cáo kết quả về … (qua …) trước ngày … để tổng hợp, báo cáo …`: a day before the upper limit, or a blank to fill. */
function reportingLine(upper: UpperForDrafting, organ: ReceivingOrgan, on: PlainDate): { text: string; note: ProposalNote } {
  const dated = upper.reporting.find((r) => r.by)
  const rhythm = upper.reporting.find((r) => r.when && /hằng|hàng|định kỳ/iu.test(r.when))
  const before = dated?.by ? addDays(dated.by.slice(0, 10), -1) : null
  const suggested = before && before >= on ? before : null
  const when = suggested ? `trước ngày ${shortDate(suggested)}` : rhythm?.when && fold(rhythm.when).includes('hang ngay') ? 'trước [giờ] hằng ngày' : 'trước ngày [ngày báo cáo]'
  const to = upper.issuer ? ` để tổng hợp, báo cáo ${upper.issuer}` : ''
  return {
    text: `Các cơ quan, đơn vị báo cáo kết quả thực hiện về ${organ.orderedBy}${organ.gatheredBy ? ` (qua ${organ.gatheredBy})` : ''} ${when}${to}.`,
    note: { kind: 'reporting', upper: dated?.by ?? rhythm?.when ?? null, suggested },
  }
}

/** The sections of a kế hoạch: purpose and means are the writer's, the duties stand in section III. */
const planSections = (items: readonly DraftItem[], reporting: string): DraftItem[] => [
  { label: 'I.', text: 'MỤC ĐÍCH, YÊU CẦU', heading: true, items: [{ label: null, text: '[nội dung mục đích, yêu cầu]' }] },
  { label: 'II.', text: 'NỘI DUNG', heading: true, items: [...items] },
  { label: 'III.', text: 'TỔ CHỨC THỰC HIỆN', heading: true, items: [{ label: null, text: reporting }] },
]
