import type { PlainDate } from '../../../platform/dates.ts'
import type { IssuingSystem, OrganKind } from './types.ts'

export type Urgency = 'khẩn' | 'thượng khẩn' | 'hỏa tốc'

/** Một mục của nội dung. `label` as printed (`1.`, `a)`, `-`, `I.`), null for a paragraph without one. */
export type DraftItem = {
  readonly label: string | null
  readonly text: string
  /** A heading is set bold and stays with what follows it. */
  readonly heading?: boolean
  readonly items?: readonly DraftItem[]
}

/**
 * Thẩm quyền ký. `collective`: for the body (TM., T/M), its head or, in the Party, its deputy secretary signs; `collective_deputy`:
 * a deputy for the head of the body; `head`; `deputy` (KT., K/T); `acting` (Q.); `by_order` (TL., T/L); `by_authorisation` (TUQ.).
 */
export type SigningCapacity = 'collective' | 'collective_deputy' | 'head' | 'deputy' | 'acting' | 'by_order' | 'by_authorisation'

export type DraftSigner = {
  readonly capacity: SigningCapacity
  /** Whom one signs for: the body (Ủy ban nhân dân, Ban Thường vụ) or the head (Chủ tịch); not used by `head` and `acting`. */
  readonly onBehalfOf: string | null
  /** The head's position, for `collective_deputy`: Chủ tịch. */
  readonly headPosition?: string
  /** The signer's own position. */
  readonly position: string
  /** Full name without academic title; null until known. */
  readonly name: string | null
}

/** Bản thảo: everything a drawn paper needs. Text is as a person typed it; composing brings it to NFC and sets the punctuation of lists. */
export type DraftDocument = {
  readonly system: IssuingSystem
  /** Tên loại in lower case: `công văn`, `công điện`, `kế hoạch` … */
  readonly type: string
  readonly organKind?: OrganKind
  /** Cơ quan chủ quản; null when there is none. */
  readonly parent: string | null
  readonly issuer: string
  /** Under the type name of a Party paper: `của Ban Thường vụ Tỉnh ủy`. */
  readonly byline?: string
  /** Null until the register gives one. */
  readonly number: number | null
  /** The register entry the number comes from. A number without one is refused. */
  readonly registerEntry: string | null
  /** After the number: `CĐ-UBND`, `BNV-VP` (State), `CV/TU` (Party). */
  readonly symbol: string
  readonly place: string
  /** Null: the day is left blank and month and year are those of `drawnOn`. */
  readonly date: PlainDate | null
  /** The day the paper is drawn: chooses the rule-set while `date` is blank. */
  readonly drawnOn: PlainDate
  /** Trích yếu without V/v. */
  readonly subject: string
  readonly urgency: Urgency | null
  readonly addressees: readonly string[]
  /** Who telegraphs, in a State công điện: `Chủ tịch Ủy ban nhân dân tỉnh`. */
  readonly telegraphedBy?: string
  readonly grounds: readonly string[]
  /** Of a quyết định or nghị quyết: who decides (above the grounds) and the word that opens the articles (`Quyết định:`). */
  readonly enacting?: { readonly authority: string; readonly words: string }
  /** Paragraphs before the lead-in. */
  readonly preamble: readonly string[]
  /** The sentence before the tasks, ends with a colon. */
  readonly leadIn: string | null
  readonly items: readonly DraftItem[]
  readonly closing: readonly string[]
  /** Nơi nhận, without dashes and end punctuation, without the filing line. */
  readonly recipients: readonly string[]
  /** Lưu: `VT, VX` (State) or `Văn phòng Huyện ủy` (Party). */
  readonly filing: string
  readonly signer: DraftSigner
  /** A legal normative text (văn bản quy phạm pháp luật) follows other decrees and is not drawn here. */
  readonly normative?: boolean
}
