import { formatDay, type PlainDate } from '../../platform/dates.ts'
import type { Sentences } from '../../platform/refusal.ts'

/** Why a paper cannot be drawn, or what to look at before it is signed. */
export type DraftingRefusal =
  | { code: 'drafting.no_layout'; system: 'state' | 'party'; on: PlainDate }
  | { code: 'drafting.setting_outside'; setting: string; value: number; allowed: readonly [number, number] }
  | { code: 'drafting.setting_fixed'; setting: string; basis: string }
  | { code: 'drafting.type_unknown'; type: string; system: 'state' | 'party' }
  | { code: 'drafting.type_not_for_organ'; type: string; organ: string; basis: string }
  | { code: 'drafting.normative' }
  | { code: 'drafting.field_missing'; field: 'issuer' | 'place' | 'symbol' | 'subject' | 'body' | 'addressees' | 'telegraphedBy' | 'signer' | 'recipients' | 'filing' }
  | { code: 'drafting.number_invented'; number: number }
  | { code: 'drafting.number_without_date'; number: number }
  | { code: 'drafting.symbol_wrong'; symbol: string; expected: string }
  | { code: 'drafting.signing_unknown'; capacity: string; system: 'state' | 'party' }
  | { code: 'drafting.deputy_for_committee'; body: string }
  | { code: 'drafting.placeholder'; where: string; text: string }
  | { code: 'drafting.subject_mark'; subject: string }
  | { code: 'drafting.end_mark'; text: string; expected: string }
  | { code: 'drafting.abolished_unit'; text: string; since: PlainDate }
  | { code: 'drafting.list_punctuation'; where: string; text: string }
  | { code: 'drafting.lead_in_colon'; text: string }
  | { code: 'drafting.label_order'; label: string; expected: string }
  | { code: 'drafting.name_with_title'; name: string }
  | { code: 'drafting.old_tone'; text: string; expected: string }

const systemVi = { state: 'nhà nước', party: 'của Đảng' } as const
const systemEn = { state: 'State', party: 'Party' } as const
const fieldVi = { issuer: 'cơ quan ban hành', place: 'địa danh', symbol: 'ký hiệu', subject: 'trích yếu', body: 'nội dung', addressees: 'nơi được gửi (Kính gửi)', telegraphedBy: 'người gửi điện', signer: 'chức vụ người ký', recipients: 'nơi nhận', filing: 'nơi lưu' } as const
const fieldEn = { issuer: 'issuing organ', place: 'place', symbol: 'symbol', subject: 'subject', body: 'body', addressees: 'addressees', telegraphedBy: 'who telegraphs', signer: 'position of the signer', recipients: 'distribution list', filing: 'filing unit' } as const

export const draftingSentences: Sentences<DraftingRefusal> = {
  vi: {
    'drafting.no_layout': (r) => `Chưa có bộ quy tắc trình bày văn bản ${systemVi[r.system]} cho ngày ${formatDay(r.on)}. Kiểm tra lại ngày văn bản.`,
    'drafting.setting_outside': (r) => `Giá trị ${r.value} của “${r.setting}” nằm ngoài khoảng cho phép (${r.allowed[0]}–${r.allowed[1]}). Chọn giá trị trong khoảng đó.`,
    'drafting.setting_fixed': (r) => `“${r.setting}” đã được quy định (${r.basis}), không chọn khác được. Bỏ thiết lập này.`,
    'drafting.type_unknown': (r) => `“${r.type}” không phải tên loại văn bản ${systemVi[r.system]}. Chọn tên loại trong danh mục.`,
    'drafting.type_not_for_organ': (r) => `Cơ quan này không có thẩm quyền ban hành ${r.type} (${r.basis}). Chọn tên loại khác hoặc trình cấp có thẩm quyền.`,
    'drafting.normative': () => 'Đây là văn bản quy phạm pháp luật, trình bày theo Nghị định 78/2025/NĐ-CP và 187/2025/NĐ-CP. Soạn bằng mẫu riêng của loại đó.',
    'drafting.field_missing': (r) => `Thiếu ${fieldVi[r.field]}. Bổ sung trước khi xuất văn bản.`,
    'drafting.number_invented': (r) => `Số ${r.number} không lấy từ sổ đăng ký văn bản đi. Để trống số; văn thư cấp số khi đã ký.`,
    'drafting.number_without_date': (r) => `Văn bản đã có số ${r.number} nhưng chưa có ngày. Ghi ngày ban hành.`,
    'drafting.symbol_wrong': (r) => `Ký hiệu “${r.symbol}” không hợp với tên loại; thường là “${r.expected}”. Kiểm tra lại ký hiệu.`,
    'drafting.signing_unknown': (r) => `Chưa có thể thức ký “${r.capacity}” trong văn bản ${systemVi[r.system]}. Chọn hình thức ký khác.`,
    'drafting.deputy_for_committee': (r) => `Cấp ủy không dùng K/T: phó bí thư ký thay mặt (T/M) ${r.body}. Sửa quyền hạn ký.`,
    'drafting.placeholder': (r) => `Còn chỗ chưa điền ở ${r.where}: “${r.text}”. Điền hoặc xóa.`,
    'drafting.subject_mark': (r) => `Trích yếu “${r.subject}” đã có “V/v” hoặc “Về việc”; chương trình tự ghi theo thể thức. Bỏ phần đó.`,
    'drafting.end_mark': (r) => `Kết thúc nội dung bằng “${r.expected}”, không phải như ở “${r.text}”. Chương trình tự đặt dấu kết thúc; bỏ dấu đã gõ.`,
    'drafting.abolished_unit': (r) => `“${r.text}” không còn từ ${formatDay(r.since)} (bỏ cấp huyện). Thay bằng xã, phường, đặc khu hoặc cơ quan kế thừa.`,
    'drafting.list_punctuation': (r) => `“${r.text}” ở ${r.where} đã có dấu cuối dòng; chương trình tự đặt dấu theo thể thức. Bỏ dấu đã gõ.`,
    'drafting.lead_in_colon': (r) => `Câu dẫn “${r.text}” phải kết thúc bằng dấu hai chấm.`,
    'drafting.label_order': (r) => `Mục “${r.label}” không đúng thứ tự; đáng lẽ là “${r.expected}”. Đánh số lại.`,
    'drafting.name_with_title': (r) => `Trước họ tên người ký không ghi học hàm, học vị: “${r.name}”. Bỏ phần đó.`,
    'drafting.old_tone': (r) => `Viết “${r.expected}”, không viết “${r.text}”.`,
  },
  en: {
    'drafting.no_layout': (r) => `There are no layout rules for ${systemEn[r.system]} papers of ${formatDay(r.on)}. Check the date of the paper.`,
    'drafting.setting_outside': (r) => `The value ${r.value} of "${r.setting}" is outside what the rules allow (${r.allowed[0]}–${r.allowed[1]}). Choose a value inside.`,
    'drafting.setting_fixed': (r) => `"${r.setting}" is fixed by the rules (${r.basis}). Remove the setting.`,
    'drafting.type_unknown': (r) => `"${r.type}" is not a type of ${systemEn[r.system]} paper. Choose one from the list.`,
    'drafting.type_not_for_organ': (r) => `This organ may not issue a "${r.type}" (${r.basis}). Choose another type or submit it to the organ that may.`,
    'drafting.normative': () => 'This is a legal normative text, laid out by Decrees 78/2025/NĐ-CP and 187/2025/NĐ-CP. Draw it with the form of that kind.',
    'drafting.field_missing': (r) => `The ${fieldEn[r.field]} is missing. Fill it in before the paper is made.`,
    'drafting.number_invented': (r) => `Number ${r.number} does not come from the register of outgoing papers. Leave it blank; the clerk numbers the paper once it is signed.`,
    'drafting.number_without_date': (r) => `The paper has number ${r.number} but no date. Enter the date of issue.`,
    'drafting.symbol_wrong': (r) => `The symbol "${r.symbol}" does not fit the type; "${r.expected}" is usual. Check the symbol.`,
    'drafting.signing_unknown': (r) => `There is no form for signing "${r.capacity}" in ${systemEn[r.system]} papers. Choose another form.`,
    'drafting.deputy_for_committee': (r) => `A Party committee does not use K/T: the deputy secretary signs for (T/M) ${r.body}. Correct the signing form.`,
    'drafting.placeholder': (r) => `A blank is left in ${r.where}: "${r.text}". Fill it in or remove it.`,
    'drafting.subject_mark': (r) => `The subject "${r.subject}" already begins with "V/v" or "Về việc", which is set by the form. Remove it.`,
    'drafting.end_mark': (r) => `The body ends with "${r.expected}", unlike "${r.text}". The end mark is set by the form; remove what was typed.`,
    'drafting.abolished_unit': (r) => `"${r.text}" has not existed since ${formatDay(r.since)} (the district level ended). Name the commune, ward, special zone or the successor organ.`,
    'drafting.list_punctuation': (r) => `"${r.text}" in ${r.where} already carries end punctuation, which is set by the form. Remove it.`,
    'drafting.lead_in_colon': (r) => `The lead-in "${r.text}" must end with a colon.`,
    'drafting.label_order': (r) => `Item "${r.label}" is out of order; "${r.expected}" was expected. Number the items again.`,
    'drafting.name_with_title': (r) => `No academic title stands before the signer's name: "${r.name}". Remove it.`,
    'drafting.old_tone': (r) => `Write "${r.expected}", not "${r.text}".`,
  },
}
