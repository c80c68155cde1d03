import type { Sentences } from '../platform/refusal.ts'

/** Refusals of people, households, matching and merging. Saving a person is never refused because of a likeness. */
export type PeopleRefusal =
  | { code: 'person.unknown' }
  | { code: 'person.name_empty' }
  | { code: 'person.erased' }
  | { code: 'person.merged'; into: string }
  | { code: 'person.changed_meanwhile'; version: number }
  | { code: 'person.nothing_changed' }
  | { code: 'person.birth_unreadable'; text: string }
  | { code: 'person.birth_in_future'; date: string }
  | { code: 'person.number_empty' }
  | { code: 'person.number_there' }
  | { code: 'person.number_unknown' }
  | { code: 'person.phone_unreadable'; text: string }
  | { code: 'person.unit_unknown'; unitId: string }
  | { code: 'person.purpose_missing' }
  | { code: 'person.search_too_short' }
  | { code: 'person.card_unreadable' }
  | { code: 'merge.same_record' }
  | { code: 'merge.marked_not_same' }
  | { code: 'merge.reason_missing' }
  | { code: 'merge.unknown' }
  | { code: 'merge.undone_already' }
  | { code: 'merge.not_last' }
  | { code: 'pair.unknown' }
  | { code: 'pair.decided_already' }
  | { code: 'receipt.unknown' }

export const peopleSentences: Sentences<PeopleRefusal> = {
  vi: {
    'person.unknown': () => 'Không có hồ sơ người này trong phạm vi anh/chị được xem. Tìm lại theo tên, số giấy tờ hoặc số điện thoại.',
    'person.name_empty': () => 'Chưa có họ tên. Ghi họ tên như trên giấy tờ; nếu chưa biết, ghi cách gọi ở địa phương.',
    'person.erased': () => 'Hồ sơ này đã hết thời hạn lưu và đã xóa thông tin định danh. Lập hồ sơ mới nếu còn cần.',
    'person.merged': () => 'Hồ sơ này đã được gộp vào hồ sơ khác của cùng người. Mở hồ sơ được giữ lại để làm tiếp.',
    'person.changed_meanwhile': (r) => `Hồ sơ vừa được người khác sửa (bản ${r.version}). Xem lại rồi ghi; điều anh/chị đã gõ vẫn còn.`,
    'person.nothing_changed': () => 'Chưa có gì khác so với hồ sơ hiện có.',
    'person.birth_unreadable': (r) => `Không hiểu ngày sinh “${r.text}”. Ghi ngày/tháng/năm, tháng/năm hoặc chỉ năm.`,
    'person.birth_in_future': (r) => `Ngày sinh ${r.date} ở sau hôm nay. Kiểm tra lại năm sinh.`,
    'person.number_empty': () => 'Chưa có số giấy tờ.',
    'person.number_there': () => 'Hồ sơ đã có số giấy tờ này.',
    'person.number_unknown': () => 'Hồ sơ không có số giấy tờ này, hoặc số đã là số cũ.',
    'person.phone_unreadable': (r) => `Không hiểu số điện thoại “${r.text}”. Ghi đủ các chữ số.`,
    'person.unit_unknown': () => 'Không có xã, phường này. Chọn lại trong danh sách.',
    'person.purpose_missing': () => 'Ghi mục đích trước khi xem đầy đủ: mỗi lần xem được lưu lại và người dân có quyền hỏi.',
    'person.search_too_short': () => 'Gõ thêm: ít nhất hai chữ cái của tên, hoặc đủ số giấy tờ, số điện thoại.',
    'person.card_unreadable': () => 'Đây không phải mã QR của thẻ căn cước. Quét lại hoặc gõ tay.',
    'merge.same_record': () => 'Hai hồ sơ này đã là một.',
    'merge.marked_not_same': () => 'Hai hồ sơ này đã được xác nhận là hai người khác nhau. Mở lại cặp nghi trùng trước khi gộp.',
    'merge.reason_missing': () => 'Ghi lý do gộp hoặc tách, vì người sau cần hiểu.',
    'merge.unknown': () => 'Không có lần gộp này trong phạm vi anh/chị được xem.',
    'merge.undone_already': () => 'Lần gộp này đã được tách lại.',
    'merge.not_last': () => 'Hồ sơ được giữ lại sau đó đã gộp tiếp vào hồ sơ khác. Tách lần gộp sau trước.',
    'pair.unknown': () => 'Không có cặp nghi trùng này, hoặc một trong hai hồ sơ ở ngoài phạm vi anh/chị được xem.',
    'pair.decided_already': () => 'Cặp này vừa được người khác xử lý. Tải lại danh sách.',
    'receipt.unknown': () => 'Mã tra cứu không đúng hoặc đã hết hạn. Kiểm tra lại mã trên phiếu.',
  },
  en: {
    'person.unknown': () => 'There is no such person among those you may see. Search by name, number or phone.',
    'person.name_empty': () => 'The name is missing. Enter it as on the papers; if unknown, as people call them.',
    'person.erased': () => 'The time for keeping this record has passed and it names nobody any more. Make a new record if one is needed.',
    'person.merged': () => 'This record was merged into another one of the same person. Go on in the one that was kept.',
    'person.changed_meanwhile': (r) => `Somebody has just changed this record (version ${r.version}). Look again, then save; what you typed is still here.`,
    'person.nothing_changed': () => 'Nothing differs from the record as it is.',
    'person.birth_unreadable': (r) => `The birth date “${r.text}” cannot be understood. Enter day/month/year, month/year or the year alone.`,
    'person.birth_in_future': (r) => `The birth date ${r.date} lies in the future. Check the year.`,
    'person.number_empty': () => 'The number is missing.',
    'person.number_there': () => 'The record already has this number.',
    'person.number_unknown': () => 'The record has no such number, or it is a former one already.',
    'person.phone_unreadable': (r) => `The phone number “${r.text}” cannot be understood. Enter all digits.`,
    'person.unit_unknown': () => 'There is no such commune or ward. Choose from the list.',
    'person.purpose_missing': () => 'Say the purpose before seeing everything: each look is recorded and the person may ask for it.',
    'person.search_too_short': () => 'Type more: at least two letters of the name, or the whole number or phone.',
    'person.card_unreadable': () => 'This is not the QR code of a citizen card. Scan again or type by hand.',
    'merge.same_record': () => 'These two records are one already.',
    'merge.marked_not_same': () => 'These two records were confirmed to be two people. Open the pair again before merging.',
    'merge.reason_missing': () => 'Give a reason for merging or separating; whoever comes later needs it.',
    'merge.unknown': () => 'There is no such merge among what you may see.',
    'merge.undone_already': () => 'This merge has been undone already.',
    'merge.not_last': () => 'The kept record was later merged into another one. Undo that merge first.',
    'pair.unknown': () => 'There is no such pair, or one of the two is outside what you may see.',
    'pair.decided_already': () => 'Somebody has just decided this pair. Load the list again.',
    'receipt.unknown': () => 'The code is wrong or has expired. Check the code on the slip.',
  },
}
