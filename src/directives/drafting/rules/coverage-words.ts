import { formatDay, formatInstant } from '../../../platform/dates.ts'
import { defineWords } from '../../../words/words.ts'
import type { DocumentFinding, Weakness } from './coverage.ts'

const dayOrTime = (by: string): string => (by.length <= 10 ? formatDay(by) : by.endsWith('Z') ? formatInstant(by) : `${by.slice(11, 16)} ${formatDay(by.slice(0, 10))}`)
const rhythms = { vi: { 'hang ngay': 'hằng ngày', 'hang tuan': 'hằng tuần', 'hang thang': 'hằng tháng', 'hang quy': 'hằng quý' }, en: { 'hang ngay': 'daily', 'hang tuan': 'weekly', 'hang thang': 'monthly', 'hang quy': 'quarterly' } } as const
const rhythm = (language: 'vi' | 'en', key: string): string => rhythms[language][key as keyof (typeof rhythms)['vi']] ?? key

/** Từ ngữ của bảng độ phủ. */
export const coverageWords = defineWords({
  vi: {
    title: 'Bảng đối chiếu với văn bản cấp trên',
    state: { carried: 'Đã triển khai', weakened: 'Nhẹ hơn cấp trên', contradicted: 'Trái với cấp trên', not_found: 'Chưa triển khai', out_of_scope: 'Không thuộc đơn vị' },
    addressed: { named: 'Nêu đích danh', group: 'Thuộc nhóm được nêu', lead_in: 'Theo câu dẫn', no: 'Giao cơ quan khác' },
    weakness: {
      later_deadline: 'Hạn muộn hơn', deadline_dropped: 'Bỏ thời hạn', rarer: 'Báo cáo thưa hơn', fewer_units: 'Thiếu đơn vị', softer_verb: 'Yêu cầu nhẹ hơn', figure_changed: 'Khác số liệu', figure_missing: 'Thiếu số liệu',
      named_missing: 'Thiếu nội dung có tên', part_missing: 'Thiếu một phần',
    },
    added: 'Thêm ở cấp dưới', undated: 'Không hạn ở cả hai cấp', noMargin: 'Hạn trùng cấp trên, không còn ngày để tổng hợp', unnamed: 'Chưa nêu đơn vị chịu trách nhiệm',
    days: (n: string) => `${n} ngày sau văn bản cấp trên`,
  },
  en: {
    title: 'Comparison with the upper document',
    state: { carried: 'Carried', weakened: 'Weaker than above', contradicted: 'Contradicts the upper document', not_found: 'Not carried', out_of_scope: 'Not for this unit' },
    addressed: { named: 'Named', group: 'In a named group', lead_in: 'By the lead-in', no: 'For others' },
    weakness: {
      later_deadline: 'Later deadline', deadline_dropped: 'Deadline dropped', rarer: 'Less frequent', fewer_units: 'Fewer units', softer_verb: 'Softer wording', figure_changed: 'Different figure', figure_missing: 'Figure missing',
      named_missing: 'Named content missing', part_missing: 'Part missing',
    },
    added: 'Added below', undated: 'No date above or below', noMargin: 'Same day as above: none left to gather', unnamed: 'No responsible unit named',
    days: (n) => `${n} days after the upper document`,
  },
})

/** One weakness in a sentence; spans are for the screen to show. */
export function weaknessSentence(language: 'vi' | 'en', w: Weakness): string {
  const vi = language === 'vi'
  switch (w.kind) {
    case 'later_deadline': return vi ? `Cấp trên yêu cầu trước ${dayOrTime(w.upper)}, ở đây ghi ${dayOrTime(w.lower)}.` : `Above: by ${dayOrTime(w.upper)}; here: by ${dayOrTime(w.lower)}.`
    case 'deadline_dropped': return vi ? `Thời hạn “${w.upper}” của cấp trên không có ở đây.` : `The upper deadline "${w.upper}" is not here.`
    case 'rarer': return vi ? `Cấp trên yêu cầu ${rhythm('vi', w.upper)}, ở đây ${rhythm('vi', w.lower)}.` : `Above: ${rhythm('en', w.upper)}; here: ${rhythm('en', w.lower)}.`
    case 'fewer_units': return vi ? `Không thấy ${w.missing.join(', ')}.` : `Not named here: ${w.missing.join(', ')}.`
    case 'softer_verb': return vi ? 'Lời văn ở đây nhẹ hơn yêu cầu của cấp trên.' : 'The wording here is softer than above.'
    case 'figure_changed': return vi ? `Cấp trên ghi “${w.upper}”, ở đây “${w.lower}”.` : `Above: "${w.upper}"; here: "${w.lower}".`
    case 'figure_missing': return vi ? `Số liệu “${w.upper}” của cấp trên không có ở đây.` : `The figure "${w.upper}" is not here.`
    case 'named_missing': return vi ? `Nội dung “${w.name}” của cấp trên không có ở đây.` : `"${w.name}" is not here.`
    case 'part_missing': return vi ? `Còn ${w.parts.length} ý của cấp trên chưa có ở đây.` : `${w.parts.length} statement(s) of the upper item are not here.`
  }
}

/** A finding about the papers as a whole, in a sentence that says what to do. */
export function findingSentence(language: 'vi' | 'en', f: DocumentFinding): string {
  const vi = language === 'vi'
  switch (f.kind) {
    case 'nothing_issued': return vi ? 'Đơn vị chưa ban hành văn bản triển khai nào.' : 'The unit has issued nothing.'
    case 'not_cited': return vi ? 'Văn bản không viện dẫn văn bản cấp trên. Bổ sung số, ngày và cơ quan ban hành.' : 'The upper document is not cited. Add its number, date and issuer.'
    case 'number_differs': return vi ? `Số viện dẫn “${f.cited}” khác sổ đăng ký. Kiểm tra lại.` : `The cited number "${f.cited}" differs from the register. Check it.`
    case 'date_differs': return vi ? `Ngày viện dẫn ${formatDay(f.cited)} khác sổ đăng ký. Kiểm tra lại.` : `The cited date ${formatDay(f.cited)} differs from the register. Check it.`
    case 'issuer_differs': return vi ? `Cơ quan viện dẫn “${f.cited}” khác sổ đăng ký. Kiểm tra lại.` : `The cited issuer "${f.cited}" differs from the register. Check it.`
    case 'reporting_missing': return vi ? 'Cấp trên yêu cầu báo cáo nhưng văn bản không yêu cầu đơn vị dưới báo cáo. Bổ sung chế độ báo cáo.' : 'A report is due upward but none is asked from below. Add a reporting line.'
    case 'reporting_later': return vi ? `Đơn vị dưới báo cáo ${dayOrTime(f.lower)}, không kịp để báo cáo cấp trên ${dayOrTime(f.upper)}.` : `Reports from below are due ${dayOrTime(f.lower)}, too late for the report upward on ${dayOrTime(f.upper)}.`
    case 'unit_abolished': return vi ? `“${f.unit}” không còn từ 01/07/2025. Thay bằng cơ quan kế thừa.` : `"${f.unit}" has not existed since 01/07/2025. Name its successor.`
    case 'before_upper': return vi ? 'Ngày văn bản trước ngày văn bản cấp trên. Kiểm tra lại.' : 'The document is dated before the upper one. Check it.'
  }
}
