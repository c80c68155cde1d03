import type { Sentences } from '../platform/refusal.ts'

export type TracingRefusal =
  | { code: 'trace.no_source' }
  | { code: 'trace.ends_before_it_begins'; line: number }
  | { code: 'trace.in_future'; line: number }
  | { code: 'trace.with_self'; line: number }
  | { code: 'trace.exposure_unknown' }
  | { code: 'trace.reason_missing' }
  | { code: 'trace.contact_unknown' }
  | { code: 'trace.birth_unreadable'; line: number; text: string }

export const tracingSentences: Sentences<TracingRefusal> = {
  vi: {
    'trace.no_source': () => 'Chưa rõ tiếp xúc với ai hoặc ở đâu. Mở ca bệnh rồi nhập từ đó.',
    'trace.ends_before_it_begins': (r) => `Dòng ${r.line}: ngày cuối phải sau ngày đầu của lần tiếp xúc.`,
    'trace.in_future': (r) => `Dòng ${r.line}: lần tiếp xúc ở sau hiện tại. Kiểm tra lại ngày.`,
    'trace.with_self': (r) => `Dòng ${r.line}: đây chính là người bệnh, không phải người tiếp xúc.`,
    'trace.exposure_unknown': () => 'Không có lần tiếp xúc này, hoặc đã được bỏ.',
    'trace.reason_missing': () => 'Ghi lý do bỏ: lần tiếp xúc ghi nhầm vẫn được lưu trong diễn biến.',
    'trace.contact_unknown': () => 'Người này không nằm trong danh sách tiếp xúc của địa bàn, hoặc đã được liên hệ.',
    'trace.birth_unreadable': (r) => `Dòng ${r.line}: không hiểu ngày sinh “${r.text}”. Ghi năm sinh hoặc ngày/tháng/năm.`,
  },
  en: {
    'trace.no_source': () => 'It is not said with whom or where. Open a case and enter from there.',
    'trace.ends_before_it_begins': (r) => `Line ${r.line}: the last day comes after the first.`,
    'trace.in_future': (r) => `Line ${r.line}: the contact lies in the future. Check the day.`,
    'trace.with_self': (r) => `Line ${r.line}: this is the case itself, not a contact.`,
    'trace.exposure_unknown': () => 'There is no such contact, or it was voided.',
    'trace.reason_missing': () => 'Give the reason: a contact entered wrongly stays in the story.',
    'trace.contact_unknown': () => 'This person is not a contact of the area, or was reached already.',
    'trace.birth_unreadable': (r) => `Line ${r.line}: the birth date “${r.text}” is not understood. Write the year or day/month/year.`,
  },
}
