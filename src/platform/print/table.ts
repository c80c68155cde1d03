import { defineWords, type Language } from '../../words/words.ts'

/** One column of a printed or exported table. `width` in millimetres on A4 landscape (267 mm between margins of 15 mm). */
export type Column = {
  readonly header: string
  readonly width: number
  /**
   * `day`: a plain date; `instant`: UTC, shown in Viet Nam time; `ordinal` is the number of an entry, printed
   * without thousands separators; `text` is never read as a number or a formula.
   */
  readonly kind: 'text' | 'ordinal' | 'integer' | 'number' | 'day' | 'instant'
  readonly align?: 'left' | 'center' | 'right'
}
export type Value = string | number | null

/** Bảng in: what XLSX and PDF both draw. */
export type TableSpec = {
  readonly title: string
  /** Below the title: the period, the filter. */
  readonly subtitle?: string
  readonly organisation: { readonly parent: string | null; readonly name: string }
  /** The moment the figures were taken (UTC). */
  readonly cutoff: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  /** A line of column numbers (1) (2) … under the header, as the registers have it. */
  readonly numbered?: boolean
  readonly language?: Language
}

export const tableWords = defineWords({
  vi: { cutoff: (at: string) => `Số liệu đến ${at}`, page: 'Trang', rows: (n: string) => `Tổng số: ${n} dòng`, empty: 'Không có dòng nào' },
  en: { cutoff: (at: string) => `As of ${at}`, page: 'Page', rows: (n: string) => `${n} rows`, empty: 'No rows' },
})
