import { formatDay } from '../../platform/dates.ts'
import { defineWords } from '../../words/words.ts'
import { findKind, kinds, type Line } from './kinds.ts'
import type { RowIssue, RowNote } from './import.ts'
import type { Why } from './matching.ts'

/** Words that server and screens share: types of unit, lines, kinds, reasons of a match, issues of an import. */
export const typeWords = defineWords({
  vi: { country: 'nước', province: 'tỉnh', municipality: 'thành phố trực thuộc trung ương', urban_district: 'quận', rural_district: 'huyện', town: 'thị xã', city: 'thành phố', ward: 'phường', commune: 'xã', township: 'thị trấn', special_zone: 'đặc khu' },
  en: { country: 'country', province: 'province', municipality: 'centrally run city', urban_district: 'urban district', rural_district: 'rural district', town: 'town', city: 'city', ward: 'ward', commune: 'commune', township: 'township', special_zone: 'special zone' },
})
/** What stands before the name: “Xã”, “Phường”. */
export const typePrefix: Readonly<Record<string, string>> = { province: 'Tỉnh', municipality: 'Thành phố', urban_district: 'Quận', rural_district: 'Huyện', town: 'Thị xã', city: 'Thành phố', ward: 'Phường', commune: 'Xã', township: 'Thị trấn', special_zone: 'Đặc khu' }

export const lineWords = defineWords({
  vi: { party: 'Đảng', government: 'Chính quyền', council: 'Hội đồng nhân dân', front: 'Mặt trận', mass: 'Đoàn thể', armed: 'Lực lượng vũ trang', health: 'Y tế', education: 'Giáo dục', enterprise: 'Doanh nghiệp', media: 'Báo chí', field: 'Lực lượng thực địa', other: 'Khác' },
  en: { party: 'Party', government: 'Government', council: 'People\'s council', front: 'Fatherland Front', mass: 'Mass organisations', armed: 'Armed forces', health: 'Health', education: 'Education', enterprise: 'Enterprises', media: 'Media', field: 'Field forces', other: 'Other' },
}) satisfies { vi: Record<Line, string>; en: Record<Line, string> }

/** The Vietnamese and English name of a kind; the word itself for one that the catalogue does not have. */
export const kindWord = (kind: string, language: 'vi' | 'en'): string => findKind(kind)?.[language] ?? kind.replaceAll('_', ' ')
export const kindChoices = kinds.map((k) => ({ kind: k.kind, line: k.line, vi: k.vi, en: k.en }))

type SentencesOf<T extends { code: string }> = { readonly [C in T['code']]: (r: Extract<T, { code: C }>) => string }
type Both<T extends { code: string }> = { readonly vi: SentencesOf<T>; readonly en: SentencesOf<T> }
const say = <T extends { code: string }>(sentences: Both<T>, one: T): { vi: string; en: string } => {
  const code = one.code as T['code']
  return { vi: (sentences.vi[code] as (r: T) => string)(one), en: (sentences.en[code] as (r: T) => string)(one) }
}

const whySentences: Both<Why> = {
  vi: {
    name: () => 'đúng tên', short_name: () => 'đúng tên viết tắt', former_name: (r) => `tên trước đây: ${r.formerly}`, successor: (r) => `kế tục ${r.formerly}`, merged_into: (r) => `tiếp nhận từ ${formatDay(r.from)} theo ${r.basis}`, group: (r) => `thuộc nhóm “${r.term}”`,
    district_ended: () => 'cấp huyện kết thúc ngày 30/6/2025; xã, phường tiếp nhận', unit_successor: (r) => `địa bàn ${r.part === 'full' ? '' : 'một phần '}${r.unit} cũ`, each: () => 'mọi cơ quan cùng tên; văn bản không nêu địa bàn', range: (r) => `tỉnh nằm trong khoảng từ ${r.from} đến ${r.to}`, nearly: (r) => `gần giống tên ${r.name}`,
  },
  en: {
    name: () => 'same name', short_name: () => 'same short name', former_name: (r) => `formerly ${r.formerly}`, successor: (r) => `successor of ${r.formerly}`, merged_into: (r) => `took over on ${formatDay(r.from)} under ${r.basis}`, group: (r) => `of the group “${r.term}”`,
    district_ended: () => 'districts ended on 30/6/2025; communes took over', unit_successor: (r) => `${r.part === 'full' ? 'area' : 'part of the area'} of the former ${r.unit}`, each: () => 'every body of this name; the text names no area', range: (r) => `the province lies between ${r.from} and ${r.to}`, nearly: (r) => `resembles ${r.name}`,
  },
}
export const sayWhy = (why: Why): { vi: string; en: string } => say(whySentences, why)

const issueSentences: Both<RowIssue> = {
  vi: {
    'row.name_missing': () => 'Thiếu tên cơ quan, đơn vị.', 'row.kind_unknown': (r) => `Không nhận ra loại “${r.written}”. Ghi theo danh mục, hoặc để trống để chương trình nhận theo tên.`, 'row.parent_unknown': (r) => `Không có cơ quan cấp trên “${r.written}” trong tệp và trong tỉnh. Kiểm tra tên, hoặc thêm một dòng cho cơ quan đó.`,
    'row.parent_ambiguous': (r) => `Có ${r.count} cơ quan tên “${r.written}”. Ghi mã định danh thay cho tên.`, 'row.parent_loop': (r) => `Cơ quan này lại là cấp trên của “${r.written}”. Sửa cột trực thuộc.`, 'row.parent_has_error': (r) => `Cơ quan cấp trên “${r.written}” ở dòng ${r.parentRow} có lỗi. Sửa dòng đó trước.`,
    'row.unit_unknown': (r) => `Không có đơn vị hành chính “${r.written}” trong tỉnh vào ngày này. Kiểm tra tên xã, phường hoặc mã.`, 'row.unit_ambiguous': (r) => `“${r.written}” có thể là ${r.meant.join(', ')}. Ghi mã đơn vị hành chính.`, 'row.date_unreadable': (r) => `Không đọc được ngày “${r.written}”. Ghi như 01/07/2025.`,
    'row.dates_reversed': (r) => `Ngày kết thúc ${formatDay(r.to)} trước ngày bắt đầu ${formatDay(r.from)}.`, 'row.duplicate': (r) => `Trùng với dòng ${r.otherRow}. Bỏ một dòng, hoặc ghi địa bàn, mã để phân biệt.`, 'row.email_wrong': (r) => `“${r.written}” không phải địa chỉ thư.`, 'row.changed_before': (r) => `Đã có thay đổi từ ngày ${formatDay(r.last)}, sau ngày ${formatDay(r.on)}. Chọn ngày hiệu lực muộn hơn.`,
  },
  en: {
    'row.name_missing': () => 'The name is missing.', 'row.kind_unknown': (r) => `The kind “${r.written}” is not known. Use the catalogue, or leave it empty to go by the name.`, 'row.parent_unknown': (r) => `There is no parent “${r.written}” in the file or the province. Check the name, or add a row for it.`,
    'row.parent_ambiguous': (r) => `There are ${r.count} organisations called “${r.written}”. Give the identification code instead.`, 'row.parent_loop': (r) => `This organisation is itself above “${r.written}”. Mend the parent.`, 'row.parent_has_error': (r) => `The parent “${r.written}” in row ${r.parentRow} has an error. Mend that row first.`,
    'row.unit_unknown': (r) => `There is no administrative unit “${r.written}” in the province on that day. Check the name or the code.`, 'row.unit_ambiguous': (r) => `“${r.written}” can be ${r.meant.join(', ')}. Give the unit's code.`, 'row.date_unreadable': (r) => `“${r.written}” is not a date. Write 01/07/2025.`,
    'row.dates_reversed': (r) => `The end ${formatDay(r.to)} comes before the beginning ${formatDay(r.from)}.`, 'row.duplicate': (r) => `The same as row ${r.otherRow}. Remove one, or tell them apart by area or code.`, 'row.email_wrong': (r) => `“${r.written}” is not an e-mail address.`, 'row.changed_before': (r) => `Already changed on ${formatDay(r.last)}, after ${formatDay(r.on)}. Choose a later day.`,
  },
}
export const sayIssue = (issue: RowIssue): { vi: string; en: string } => say(issueSentences, issue)

const noteSentences: Both<RowNote> = {
  vi: { 'note.kind_guessed': (r) => `loại nhận theo tên: ${kindWord(r.kind, 'vi')}`, 'note.unit_guessed': (r) => `địa bàn nhận theo tên: ${r.unit}`, 'note.kind_kept': (r) => `giữ loại đã có: ${kindWord(r.kind, 'vi')}` },
  en: { 'note.kind_guessed': (r) => `kind taken from the name: ${kindWord(r.kind, 'en')}`, 'note.unit_guessed': (r) => `area taken from the name: ${r.unit}`, 'note.kind_kept': (r) => `kind kept: ${kindWord(r.kind, 'en')}` },
}
export const sayNote = (note: RowNote): { vi: string; en: string } => say(noteSentences, note)
