import { defineWords } from '../words/words.ts'

/** Words of cases, for screens, tables and the person's story. */
export const caseWords = defineWords({
  vi: {
    classification: { suspect: 'Nghi ngờ', probable: 'Có thể', confirmed: 'Xác định', discarded: 'Loại trừ' }, by: { rule: 'theo định nghĩa', person: 'do người quyết định', open: 'chờ người quyết định' },
    outcome: { recovered: 'Khỏi', died: 'Tử vong', moved: 'Chuyển đi' }, tableTitle: 'Danh sách ca bệnh', file: 'ca-benh', code: 'Mã ca bệnh', person: 'Người bệnh', birthYear: 'Năm sinh', sex: 'Giới', male: 'Nam', female: 'Nữ', unit: 'Xã, phường', className: 'Phân loại', reportedOn: 'Ngày báo cáo', onsetOn: 'Khởi phát', setting: 'Nơi phát hiện', outcomeName: 'Kết quả', cluster: 'Ổ dịch',
    opened: (c: string) => `Lập hồ sơ ca bệnh: ${c.toLowerCase()}`, classified: (c: string) => `Phân loại: ${c.toLowerCase()}`, refuted: 'Loại trừ ca bệnh', changed: 'Sửa phiếu điều tra', coded: 'Ghi mã ca bệnh', outcomeSet: 'Ghi kết quả điều trị', milestone_added: 'Thêm mốc dịch tễ', milestone_voided: 'Bỏ mốc dịch tễ',
  },
  en: {
    classification: { suspect: 'Suspect', probable: 'Probable', confirmed: 'Confirmed', discarded: 'Refuted' }, by: { rule: 'by the definition', person: 'decided by a person', open: 'waiting for a person to decide' },
    outcome: { recovered: 'Recovered', died: 'Died', moved: 'Moved away' }, tableTitle: 'Cases', file: 'cases', code: 'Case code', person: 'Person', birthYear: 'Born', sex: 'Sex', male: 'Male', female: 'Female', unit: 'Commune', className: 'Class', reportedOn: 'Reported', onsetOn: 'Onset', setting: 'Found', outcomeName: 'Outcome', cluster: 'Cluster',
    opened: (c: string) => `Case opened: ${c.toLowerCase()}`, classified: (c: string) => `Classified: ${c.toLowerCase()}`, refuted: 'Case refuted', changed: 'Investigation changed', coded: 'Case code recorded', outcomeSet: 'Outcome recorded', milestone_added: 'Stay added', milestone_voided: 'Stay voided',
  },
})
