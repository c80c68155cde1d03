import type { PlainDate } from '../../../platform/dates.ts'

/** Bản sao (Nghị định 30/2020/NĐ-CP, Điều 25 đến 27; Phụ lục I, mục III): sao y the whole, trích sao a part, sao lục of a sao y. */
export type CopyForm = 'sao_y' | 'trich_sao' | 'sao_luc'

/** Hình thức sao, as it stands on the copy, and its abbreviation (Phụ lục III). */
export const copyForms: Readonly<Record<CopyForm, { readonly heading: string; readonly code: string }>> = {
  sao_y: { heading: 'SAO Y', code: 'SY' }, trich_sao: { heading: 'TRÍCH SAO', code: 'TrS' }, sao_luc: { heading: 'SAO LỤC', code: 'SL' },
}

export type CopyBlock = {
  readonly form: CopyForm; readonly organ: string; readonly parent: string | null; readonly number: number; readonly abbreviation: string; readonly place: string; readonly date: PlainDate
  readonly signer: { readonly onBehalfOf: string | null; readonly position: string; readonly name: string | null }; readonly recipients: readonly string[]
}

const two = (n: number): string => String(n).padStart(2, '0')
/** `03/SY-UBND`: one run of numbers a year for all three forms, the form's code and the organ's letters. */
export const copySymbol = (form: CopyForm, number: number, abbreviation: string): string => `${two(number)}/${copyForms[form].code}-${abbreviation}`
/** Sổ bản sao begins anew each year. */
export const copySeries = (on: PlainDate): string => `sao|${on.slice(0, 4)}`

/** The lines of the copy block in their places: left the organ and the number, right the place and day; below, who gets it and who signs. */
export function copyLines(b: CopyBlock): { heading: string; parent: string | null; organ: string; number: string; day: string; recipients: string[]; onBehalfOf: string | null; position: string; name: string } {
  const [year, month, day] = [b.date.slice(0, 4), Number(b.date.slice(5, 7)), Number(b.date.slice(8, 10))]
  return {
    heading: copyForms[b.form].heading, parent: b.parent?.toUpperCase() ?? null, organ: b.organ.toUpperCase(), number: `Số: ${copySymbol(b.form, b.number, b.abbreviation)}`,
    day: `${b.place}, ngày ${two(day)} tháng ${month <= 2 ? two(month) : month} năm ${year}`,
    recipients: [...b.recipients.map((r) => `- ${r};`), '- Lưu: VT.'], onBehalfOf: b.signer.onBehalfOf?.toUpperCase() ?? null, position: b.signer.position.toUpperCase(), name: b.signer.name ?? '',
  }
}
