import { fold } from '../../../platform/text.ts'
import type { DraftingRefusal } from '../refusals.ts'
import { layoutFor } from './choose.ts'
import { composed } from './compose.ts'
import type { DraftDocument, DraftItem } from './draft.ts'
import { signOff } from './forms.ts'
import type { LayoutRules } from './layout.ts'
import { findType, mayIssue } from './types.ts'

/** Điều cần sửa: `refuse` keeps the paper from being made, `warn` asks a person to look. */
export type DraftFinding = { readonly severity: 'refuse' | 'warn'; readonly refusal: DraftingRefusal }

/** The day on which the district level ended. */
export const districtsEnded = '2025-07-01'

/** Districts, towns of district level, and organs that stood there. */
const districtOrgan = /(?:UBND|HĐND|UBMTTQ|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Công an|Trung tâm Y tế)\s+(?:các\s+)?(?:huyện|quận|thị xã)(?:\s+\p{Lu}[\p{L}-]*)*|Phòng\s+(?:Giáo dục và Đào tạo|GD&ĐT|GDĐT)/gu
const huyenUy = /(?<!\p{L})(?:các\s+)?(?:huyện|quận|thị)\s+(?:ủy|uỷ)(?!\p{L})/giu

/** Blanks somebody meant to fill. Three dots at the end of a list are ordinary writing and are left alone. */
const placeholder = /\{\{[^}]*\}\}|_{3,}|\.{5,}|…{2,}|\[\s*(?:\.{2,}|…|điền|ghi|tên|ngày|giờ|số|cơ quan|nội dung)[^\]]*\]|<\s*(?:điền|ghi|tên|ngày|số|cơ quan|nội dung)[^>]*>|(?<!\p{L})(?:XXX+|xxx+|TODO)(?!\p{L})/u

const academicTitle = /^(?:GS|PGS|TS|ThS|BS|BSCK|BSCKI|BSCKII|DS|KS|CN|CKI|CKII|Tiến sĩ|Thạc sĩ|Bác sĩ|Giáo sư|Phó Giáo sư)[\s.]/u

type Part = { readonly where: string; readonly text: string }

function* allText(items: readonly DraftItem[], path = 'nội dung'): Generator<Part> {
  for (const item of items) {
    const where = item.label ? `${path}, mục ${item.label.replace(/[.)\-/]+$/u, '')}` : path
    yield { where, text: item.text }
    if (item.items) yield* allText(item.items, where)
  }
}

/** What is wrong or doubtful in a draft, in the order a reader meets it. */
export function checkDraft(given: DraftDocument): DraftFinding[] {
  const draft = composed(given)
  const on = draft.date ?? draft.drawnOn
  const found: DraftFinding[] = []
  const stop = (refusal: DraftingRefusal): void => { found.push({ severity: 'refuse', refusal }) }
  const warn = (refusal: DraftingRefusal): void => { found.push({ severity: 'warn', refusal }) }

  if (draft.normative) stop({ code: 'drafting.normative' })
  const layout = layoutFor(draft.system, on)
  if (!layout.ok) stop(layout.refusal)
  const may = mayIssue(draft.system, draft.organKind ?? 'any', draft.type, on)
  if (!may.ok) stop(may.refusal)
  for (const field of missing(draft)) stop({ code: 'drafting.field_missing', field })

  if (draft.number !== null && draft.registerEntry === null) stop({ code: 'drafting.number_invented', number: draft.number })
  if (draft.number !== null && draft.date === null) stop({ code: 'drafting.number_without_date', number: draft.number })
  const expected = expectedSymbol(draft)
  if (expected) warn({ code: 'drafting.symbol_wrong', symbol: draft.symbol, expected })
  const signed = signOff(draft.signer, draft.system)
  if (!signed.ok) stop(signed.refusal)
  if (draft.signer.name && academicTitle.test(draft.signer.name)) warn({ code: 'drafting.name_with_title', name: draft.signer.name })

  // A công điện and a Party paper may open its subject with "về việc"; V/v is set by the form, and only in a công văn.
  if (/^v\/v(\s|$)/iu.test(draft.subject) || (draft.type === 'công văn' && /^về( việc)?\s/iu.test(draft.subject))) stop({ code: 'drafting.subject_mark', subject: draft.subject })
  if (draft.leadIn && draft.items.length > 0 && !draft.leadIn.trim().endsWith(':')) warn({ code: 'drafting.lead_in_colon', text: draft.leadIn })

  const parts: Part[] = [
    { where: 'cơ quan', text: draft.issuer }, { where: 'địa danh', text: draft.place }, { where: 'trích yếu', text: draft.subject },
    ...draft.addressees.map((text) => ({ where: 'Kính gửi', text })), ...draft.grounds.map((text) => ({ where: 'căn cứ', text })),
    ...draft.preamble.map((text) => ({ where: 'phần mở đầu', text })), ...(draft.leadIn ? [{ where: 'câu dẫn', text: draft.leadIn }] : []),
    ...allText(draft.items), ...draft.closing.map((text) => ({ where: 'phần kết', text })), ...draft.recipients.map((text) => ({ where: 'Nơi nhận', text })),
    { where: 'nơi lưu', text: draft.filing }, ...(draft.signer.name ? [{ where: 'họ tên', text: draft.signer.name }] : []),
  ]
  for (const { where, text } of parts) {
    const blank = placeholder.exec(text)
    if (blank) stop({ code: 'drafting.placeholder', where, text: blank[0] })
    if (on >= districtsEnded) for (const unit of abolishedUnits(text)) warn({ code: 'drafting.abolished_unit', text: unit, since: districtsEnded })
    if (layout.ok && layout.value.id === 'party@2026-05-27') for (const old of text.match(/[ĐđD]ẢNG UỶ|Đảng uỷ/gu) ?? []) warn({ code: 'drafting.old_tone', text: old, expected: old.replace('UỶ', 'ỦY').replace('uỷ', 'ủy') })
  }
  for (const { where, text } of [...draft.addressees.map((text) => ({ where: 'Kính gửi', text })), ...draft.recipients.map((text) => ({ where: 'Nơi nhận', text }))]) {
    if (/[;,.]\s*$/u.test(text) || /^\s*[-–]/u.test(text)) warn({ code: 'drafting.list_punctuation', where, text })
  }
  if (layout.ok) found.push(...endMark(draft, layout.value))
  found.push(...labels(draft.items))
  return found
}

function missing(draft: DraftDocument): (Extract<DraftingRefusal, { code: 'drafting.field_missing' }>['field'])[] {
  const empty = (text: string): boolean => text.trim() === ''
  const telegram = draft.system === 'state' && draft.type === 'công điện'
  return [
    ...(empty(draft.issuer) ? ['issuer' as const] : []),
    ...(empty(draft.place) ? ['place' as const] : []),
    ...(empty(draft.symbol) ? ['symbol' as const] : []),
    ...(empty(draft.subject) ? ['subject' as const] : []),
    ...(draft.items.length + draft.preamble.length + draft.closing.length === 0 && !draft.leadIn ? ['body' as const] : []),
    ...((draft.type === 'công văn' || draft.type === 'tờ trình' || telegram) && draft.addressees.length === 0 ? ['addressees' as const] : []),
    ...(telegram && empty(draft.telegraphedBy ?? '') ? ['telegraphedBy' as const] : []),
    ...(empty(draft.signer.position) ? ['signer' as const] : []),
    ...(draft.recipients.length === 0 ? ['recipients' as const] : []),
    ...(empty(draft.filing) ? ['filing' as const] : []),
  ]
}

/** What the symbol should begin with, when it does not; undefined when it fits or the type is unknown. */
function expectedSymbol(draft: DraftDocument): string | undefined {
  const type = findType(draft.system, draft.type)
  if (!type || draft.symbol.trim() === '') return undefined
  const [head = '', tail] = draft.system === 'state' ? draft.symbol.split(/-(.*)/su) : draft.symbol.split(/\/(.*)/su)
  if (type.code === null) return draft.system === 'state' && draft.symbol.includes('/') ? draft.symbol.replace('/', '-') : undefined
  return head === type.code && tail ? undefined : `${type.code}${draft.system === 'state' ? '-' : '/'}${tail ?? '…'}`
}

/** Organs of the district level named in a text: none of them has existed since 1/7/2025. */
export function abolishedUnits(text: string): string[] {
  const named = [...(text.match(districtOrgan) ?? []), ...(text.match(huyenUy) ?? [])]
  return [...new Set(named.map((n) => n.trim()))].filter((n, i, all) => all.findIndex((m) => fold(m) === fold(n)) === i)
}

/** The mark that ends the body is set by the form: typed inside the body, or typed in the other system's way, it is pointed at. */
function endMark(draft: DraftDocument, layout: LayoutRules): DraftFinding[] {
  const body = [...draft.preamble, ...[...allText(draft.items)].map((p) => p.text), ...draft.closing]
  const expected = layout.body.end.value
  const choices = layout.body.end.choices ?? [expected]
  return body.flatMap((text, i): DraftFinding[] => {
    if (!/\.\/\.\s*$/u.test(text)) return []
    if (i === body.length - 1 && choices.includes('./.')) return []
    return [{ severity: 'warn', refusal: { code: 'drafting.end_mark', text: text.slice(-40), expected: i === body.length - 1 ? expected : '.' } }]
  })
}

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV']
/** Điểm are lettered in the Vietnamese order: a b c d đ e g. */
const letters = [...'abcdđeghiklmnopqrstuvxy']

/** Labels of one level count up by one; levels are counted apart. Dashes and blank labels do not count. */
function labels(items: readonly DraftItem[]): DraftFinding[] {
  const out: DraftFinding[] = []
  let before: { kind: 'number' | 'letter' | 'roman'; at: number } | undefined
  for (const item of items) {
    const bare = item.label?.trim().replace(/[.)\-/]+$/u, '') ?? ''
    const last = bare.split('.').at(-1)!.replace(/^[(]/u, '')
    const kind = /^\d+$/u.test(last) ? 'number' : roman.includes(last) ? 'roman' : letters.includes(last) ? 'letter' : undefined
    if (kind) {
      const at = kind === 'number' ? Number(last) : kind === 'roman' ? roman.indexOf(last) + 1 : letters.indexOf(last) + 1
      const wanted = before?.kind === kind ? before.at + 1 : undefined
      if (wanted !== undefined && at !== wanted) {
        const expected = kind === 'number' ? String(wanted) : kind === 'roman' ? roman[wanted - 1] : letters[wanted - 1]
        out.push({ severity: 'warn', refusal: { code: 'drafting.label_order', label: bare, expected: bare.slice(0, bare.length - last.length) + (expected ?? String(wanted)) } })
      }
      before = { kind, at }
    }
    if (item.items) out.push(...labels(item.items))
  }
  return out
}
