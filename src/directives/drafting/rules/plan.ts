import type { LayoutId, LinePitch, Part } from './layout.ts'

/** A stretch of text in one style. A line feed inside breaks the line. */
export type Run = { readonly text: string; readonly bold: boolean; readonly italic: boolean; readonly underlined: boolean }

/** Lengths in millimetres, type and gaps in points. A hanging first line has a negative `firstLine`. */
export type Paragraph = {
  readonly kind: 'paragraph'
  readonly part: Part
  readonly runs: readonly Run[]
  readonly size: number
  readonly align: 'left' | 'center' | 'justify'
  readonly firstLine: number
  readonly left: number
  readonly right: number
  readonly before: number
  /** Null: single line spacing of the font. */
  readonly pitch: LinePitch | null
  readonly keepWithNext: boolean
}
/** A solid line below the text above, centred; `width` in points. */
export type RuleMark = { readonly kind: 'rule'; readonly width: number; readonly before: number }
/** Dấu chỉ mức độ khẩn. */
export type UrgencyMark = { readonly kind: 'urgency'; readonly text: string; readonly size: number; readonly boxed: boolean; readonly width: number; readonly height: number; readonly before: number }
/** Room for the signature, in points. */
export type Gap = { readonly kind: 'gap'; readonly height: number }

export type CellContent = readonly (Paragraph | RuleMark | UrgencyMark | Gap)[]

/** Bản dựng trang: the paper with every text and length decided, the same for DOCX and PDF. */
export type PagePlan = {
  readonly layout: LayoutId
  readonly title: string
  readonly page: { readonly width: number; readonly height: number; readonly top: number; readonly bottom: number; readonly left: number; readonly right: number; readonly font: string }
  readonly pageNumber: { readonly size: number; readonly fromTop: number }
  /** Widths of the two columns in millimetres and two rows of cells. */
  readonly header: { readonly columns: readonly [number, number]; readonly rows: readonly (readonly [CellContent, CellContent])[] }
  readonly body: readonly (Paragraph | RuleMark)[]
  readonly foot: { readonly columns: readonly [number, number]; readonly left: CellContent; readonly right: CellContent }
}

export const pointsPerMillimetre = 72 / 25.4
export const toPoints = (millimetres: number): number => millimetres * pointsPerMillimetre
export const toMillimetres = (points: number): number => points / pointsPerMillimetre
