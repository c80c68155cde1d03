import { defineWords } from '../../words/words.ts'

/** Words that several screens of the room share. Each larger screen has its own catalogue beside it. */
export const directivesWords = defineWords({
  vi: {
    documents: 'Văn bản',
    originalFile: 'Tệp gốc', readAgain: 'Đọc lại', corrected: 'Đã ghi đính chính.', correct: 'Đính chính', correctAct: 'Ghi đính chính', reason: 'Lý do', correctHint: 'Bản cũ vẫn được giữ trong lịch sử của văn bản.',
    confirmWithDoubts: 'Những chỗ này chưa có người xem lại. Nếu đã đối chiếu với tờ giấy và thấy đúng thì xác nhận.', evenIfDuplicate: 'Vẫn vào sổ',
    arrival: (n: number) => `số đến ${n}`, willBe: (n: number) => `sẽ lấy số đến ${n}`,
    states: { reading: 'đang đọc', unreadable: 'không đọc được', to_confirm: 'chờ xác nhận', registered: 'đã vào sổ', draft: 'dự thảo', issued: 'đã ban hành', cancelled: 'đã hủy', recalled: 'đã thu hồi', replaced: 'đã thay thế' },
    delivery: { '01': 'đã đến', '02': 'từ chối', '03': 'đã tiếp nhận', '04': 'đã phân công', '05': 'đang xử lý', '06': 'hoàn thành' },
    urgency: { khẩn: 'Khẩn', 'thượng khẩn': 'Thượng khẩn', 'hỏa tốc': 'Hỏa tốc' },
    verdict: { carried: 'thực hiện đủ', weakened: 'yếu đi', contradicted: 'trái', not_this: 'không phải', none: 'chưa có', aside: 'không giao cho ta' },
    unnumbered: 'không số', untitled: 'không trích yếu', ofDay: (day: string) => `ngày ${day}`, dated: (day: string) => day,
    item: (label: string) => (label === '' ? 'mục không số' : `mục ${label}`),
    print: 'In', close: 'Đóng', cancel: 'Thôi',
  },
  en: {
    documents: 'Documents',
    originalFile: 'Original file', readAgain: 'Read again', corrected: 'The correction is recorded.', correct: 'Correct', correctAct: 'Record the correction', reason: 'Reason', correctHint: 'The former version stays in the history of the document.',
    confirmWithDoubts: 'Nobody has looked at these places yet. Confirm if you have compared them with the paper and they are right.', evenIfDuplicate: 'Register all the same',
    arrival: (n: number) => `arrival no. ${n}`, willBe: (n: number) => `will be arrival no. ${n}`,
    states: { reading: 'being read', unreadable: 'unreadable', to_confirm: 'to confirm', registered: 'registered', draft: 'draft', issued: 'issued', cancelled: 'cancelled', recalled: 'recalled', replaced: 'replaced' },
    delivery: { '01': 'arrived', '02': 'refused', '03': 'received', '04': 'assigned', '05': 'in progress', '06': 'done' },
    urgency: { khẩn: 'Urgent', 'thượng khẩn': 'Very urgent', 'hỏa tốc': 'Express' },
    verdict: { carried: 'carried out', weakened: 'weakened', contradicted: 'contradicted', not_this: 'not this one', none: 'not covered', aside: 'not addressed to us' },
    unnumbered: 'no number', untitled: 'no subject', ofDay: (day: string) => `of ${day}`, dated: (day: string) => day,
    item: (label: string) => (label === '' ? 'unnumbered item' : `item ${label}`),
    print: 'Print', close: 'Close', cancel: 'Cancel',
  },
})
