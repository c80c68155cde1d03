import { formatDay, type PlainDate } from '../platform/dates.ts'
import type { Sentences } from '../platform/refusal.ts'

export type CasesRefusal =
  | { code: 'case.unknown' }
  | { code: 'case.disease_unknown'; disease: string }
  | { code: 'case.changed_meanwhile'; version: number }
  | { code: 'case.nothing_changed' }
  | { code: 'case.reason_missing' }
  | { code: 'case.refuted' }
  | { code: 'case.in_future'; day: PlainDate }
  | { code: 'case.dates_cross'; earlier: PlainDate; later: PlainDate }
  | { code: 'case.code_taken'; number: string }
  | { code: 'case.outcome_undated' }
  | { code: 'milestone.unknown' }
  | { code: 'milestone.ends_before_it_begins' }
  | { code: 'milestone.in_future' }
  | { code: 'place.unknown' }

export const casesSentences: Sentences<CasesRefusal> = {
  vi: {
    'case.unknown': () => 'Không có ca bệnh này trong phạm vi anh/chị được xem.',
    'case.disease_unknown': (r) => `Chương trình chưa có quy định cho bệnh “${r.disease}”. Chọn bệnh trong danh sách.`,
    'case.changed_meanwhile': (r) => `Hồ sơ ca bệnh vừa được người khác sửa (bản ${r.version}). Xem lại rồi ghi; điều anh/chị đã gõ vẫn còn.`,
    'case.nothing_changed': () => 'Chưa có gì khác so với hồ sơ hiện có.',
    'case.reason_missing': () => 'Ghi lý do: quyết định phân loại và loại trừ phải nói vì sao.',
    'case.refuted': () => 'Ca này đã được loại trừ. Phân loại lại trước khi ghi thêm.',
    'case.in_future': (r) => `Ngày ${formatDay(r.day)} ở sau hôm nay. Kiểm tra lại ngày.`,
    'case.dates_cross': (r) => `Ngày ${formatDay(r.later)} không thể sau ngày ${formatDay(r.earlier)}: phơi nhiễm trước khởi phát, khởi phát trước kết quả điều trị.`,
    'case.code_taken': (r) => `Mã ca bệnh ${r.number} đã dùng cho ca khác. Kiểm tra lại mã do Bộ Y tế cấp.`,
    'case.outcome_undated': () => 'Kết quả điều trị cần có ngày.',
    'milestone.unknown': () => 'Không có mốc dịch tễ này, hoặc mốc đã được bỏ.',
    'milestone.ends_before_it_begins': () => 'Lúc rời đi phải sau lúc đến.',
    'milestone.in_future': () => 'Mốc dịch tễ ở sau hiện tại. Kiểm tra lại ngày, giờ.',
    'place.unknown': () => 'Không có địa điểm này. Chọn lại hoặc ghi địa điểm mới.',
  },
  en: {
    'case.unknown': () => 'There is no such case within what you may see.',
    'case.disease_unknown': (r) => `The program has no rules for the disease “${r.disease}”. Choose one of the list.`,
    'case.changed_meanwhile': (r) => `Somebody has just changed this case (version ${r.version}). Look again, then record; what you typed is kept.`,
    'case.nothing_changed': () => 'Nothing differs from the record as it stands.',
    'case.reason_missing': () => 'Give the reason: a classification by a person and a refutation say why.',
    'case.refuted': () => 'This case has been refuted. Classify it anew before adding to it.',
    'case.in_future': (r) => `${formatDay(r.day)} is after today. Check the date.`,
    'case.dates_cross': (r) => `${formatDay(r.later)} cannot be after ${formatDay(r.earlier)}: exposure comes before onset, onset before the outcome.`,
    'case.code_taken': (r) => `The case code ${r.number} belongs to another case. Check the code given by the ministry.`,
    'case.outcome_undated': () => 'An outcome needs its date.',
    'milestone.unknown': () => 'There is no such stay, or it was voided.',
    'milestone.ends_before_it_begins': () => 'Leaving comes after arriving.',
    'milestone.in_future': () => 'The stay lies in the future. Check day and time.',
    'place.unknown': () => 'There is no such place. Choose another or write down a new one.',
  },
}
