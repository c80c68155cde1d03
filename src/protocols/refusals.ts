import type { Sentences } from '../platform/refusal.ts'

/** Refusals of the room of protocols. */
export type ProtocolsRefusal =
  | { code: 'protocol.disease_unknown'; disease: string }
  | { code: 'protocol.target_unknown'; target: string }
  | { code: 'protocol.field_fixed'; id: string; field: string }
  | { code: 'protocol.field_unknown'; id: string; field: string }
  | { code: 'protocol.values_wrong'; id: string; field: string; detail: string }
  | { code: 'protocol.own_row_wrong'; field: string; detail: string }
  | { code: 'protocol.own_row_taken'; id: string }
  | { code: 'protocol.nothing_to_switch'; target: string }
  | { code: 'protocol.already_so'; target: string }
  | { code: 'protocol.empty_rule'; id: string }

export const protocolsSentences: Sentences<ProtocolsRefusal> = {
  vi: {
    'protocol.disease_unknown': (r) => `Chương trình chưa có quy định cho bệnh “${r.disease}”. Hãy chọn một bệnh trong danh sách.`,
    'protocol.target_unknown': (r) => `Không có quy định “${r.target}”. Hãy chọn lại trong danh sách.`,
    'protocol.field_fixed': (r) => `Không đổi được mục “${r.field}” của quy định ${r.id}. Nếu tỉnh có quy định riêng, hãy thêm một quy định mới của tỉnh.`,
    'protocol.field_unknown': (r) => `Quy định ${r.id} không có mục “${r.field}”. Hãy kiểm tra lại tên mục.`,
    'protocol.values_wrong': (r) => `Giá trị của mục “${r.field}” không hợp lệ đối với quy định ${r.id}. Hãy sửa lại giá trị. (${r.detail})`,
    'protocol.own_row_wrong': (r) => `Quy định của tỉnh chưa đúng ở mục “${r.field}”. Hãy sửa mục này rồi lưu lại. (${r.detail})`,
    'protocol.own_row_taken': (r) => `Đã có quy định mang mã “${r.id}”. Hãy đặt mã khác.`,
    'protocol.nothing_to_switch': (r) => `“${r.target}” không có quy định nào để thay đổi. Hãy chọn lại.`,
    'protocol.already_so': (r) => `Từ thời điểm đó “${r.target}” vốn đã như vậy, không có gì thay đổi. Hãy kiểm tra lại lựa chọn và thời điểm.`,
    'protocol.empty_rule': (r) => `Quy định ${r.id} chưa có nội dung để áp dụng. Hãy nhập giá trị từ văn bản gốc trước khi bật.`,
  },
  en: {
    'protocol.disease_unknown': (r) => `The program has no rules for the disease “${r.disease}”. Choose one from the list.`,
    'protocol.target_unknown': (r) => `There is no rule “${r.target}”. Choose again from the list.`,
    'protocol.field_fixed': (r) => `The field “${r.field}” of rule ${r.id} cannot be changed. If the province has a rule of its own, add it as a new rule.`,
    'protocol.field_unknown': (r) => `Rule ${r.id} has no field “${r.field}”. Check the name of the field.`,
    'protocol.values_wrong': (r) => `The value of “${r.field}” does not fit rule ${r.id}. Correct the value. (${r.detail})`,
    'protocol.own_row_wrong': (r) => `The rule of the province is not right at “${r.field}”. Correct it and save again. (${r.detail})`,
    'protocol.own_row_taken': (r) => `There is a rule with the id “${r.id}” already. Choose another id.`,
    'protocol.nothing_to_switch': (r) => `“${r.target}” holds no rule that could be changed. Choose again.`,
    'protocol.already_so': (r) => `From that moment “${r.target}” is so already; nothing changes. Check what you chose and the moment.`,
    'protocol.empty_rule': (r) => `Rule ${r.id} has no content to apply yet. Enter its values from the document before you switch it on.`,
  },
}
