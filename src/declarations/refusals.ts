import type { Sentences } from '../platform/refusal.ts'

export type DeclarationsRefusal =
  | { code: 'declaration.unknown' }
  | { code: 'declaration.receipt_unknown' }
  | { code: 'declaration.incomplete' }
  | { code: 'declaration.commune_unknown' }
  | { code: 'declaration.sent_already'; reference: string }
  | { code: 'declaration.changed_meanwhile' }
  | { code: 'declaration.withdrawn' }
  | { code: 'declaration.too_many_today'; most: number }
  | { code: 'declaration.visited_already' }

export const declarationsSentences: Sentences<DeclarationsRefusal> = {
  vi: {
    'declaration.unknown': () => 'Không có tờ khai này trong địa bàn của cơ quan đang làm việc. Kiểm tra lại số biên nhận.',
    'declaration.receipt_unknown': () => 'Không tìm thấy biên nhận. Kiểm tra lại mã trên biên nhận, hoặc quét lại mã QR.',
    'declaration.incomplete': () => 'Tờ khai còn câu chưa trả lời. Mở lại tờ khai và trả lời câu còn thiếu; không biết thì chọn “Không biết”.',
    'declaration.commune_unknown': () => 'Chưa rõ xã, phường nơi đến. Chọn lại xã, phường trong danh sách.',
    'declaration.sent_already': (r) => `Tờ khai này đã gửi, số ${r.reference}. Muốn sửa thì mở biên nhận và chọn “Sửa tờ khai”.`,
    'declaration.changed_meanwhile': () => 'Tờ khai vừa được sửa ở nơi khác. Mở lại biên nhận rồi sửa trên bản mới nhất.',
    'declaration.withdrawn': () => 'Tờ khai này đã rút. Nếu cần, hãy khai tờ mới.',
    'declaration.too_many_today': (r) => `Người này đã được khai ${r.most} lần trong hôm nay. Mở biên nhận đã có để sửa, hoặc gọi trạm y tế xã.`,
    'declaration.visited_already': () => 'Tờ khai này đã được ghi là đã thăm.',
  },
  en: {
    'declaration.unknown': () => 'There is no such declaration in the area of the organisation acted for. Check the reference.',
    'declaration.receipt_unknown': () => 'Receipt not found. Check the code on the receipt, or scan its QR code again.',
    'declaration.incomplete': () => 'A question has not been answered. Open the declaration again and answer it; if you do not know, choose “I don’t know”.',
    'declaration.commune_unknown': () => 'The commune of arrival is not known. Choose it from the list.',
    'declaration.sent_already': (r) => `This declaration was sent as ${r.reference}. To change it, open the receipt and choose “Change”.`,
    'declaration.changed_meanwhile': () => 'The declaration was changed elsewhere. Open the receipt again and change the newest version.',
    'declaration.withdrawn': () => 'This declaration was withdrawn. Make a new one if needed.',
    'declaration.too_many_today': (r) => `This person has been declared ${r.most} times today. Change an existing receipt, or call the commune health station.`,
    'declaration.visited_already': () => 'This declaration is marked as visited already.',
  },
}
