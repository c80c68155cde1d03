import type { Sentences } from '../../platform/refusal.ts'

/** Why an exchange message is not taken. */
export type ExchangeRefusal =
  | { code: 'exchange.too_large'; bytes: number; maxBytes: number }
  | { code: 'exchange.empty' }
  | { code: 'exchange.encoding'; encoding: string }
  | { code: 'exchange.not_xml'; line: number; detail: string }
  | { code: 'exchange.document_type_declared' }
  | { code: 'exchange.too_complex'; what: 'depth' | 'elements' | 'attachments' | 'attachment_bytes'; limit: number }
  | { code: 'exchange.not_edxml'; root: string }
  | { code: 'exchange.field_missing'; field: string }
  | { code: 'exchange.field_wrong'; field: string; value: string }
  | { code: 'exchange.attachment_missing'; name: string }
  | { code: 'exchange.attachment_damaged'; name: string; detail: 'base64' | 'zip' }
  | { code: 'exchange.status_unknown'; status: string }

const limitVi = { depth: 'số tầng lồng nhau', elements: 'số phần tử', attachments: 'số tệp đính kèm', attachment_bytes: 'dung lượng tệp đính kèm (byte)' } as const
const limitEn = { depth: 'levels of nesting', elements: 'elements', attachments: 'attachments', attachment_bytes: 'bytes of attachments' } as const

export const exchangeSentences: Sentences<ExchangeRefusal> = {
  vi: {
    'exchange.too_large': (r) => `Gói tin ${Math.ceil(r.bytes / 1_048_576)} MB, vượt mức ${Math.floor(r.maxBytes / 1_048_576)} MB. Đề nghị bên gửi chia nhỏ tệp đính kèm.`,
    'exchange.empty': () => 'Gói tin rỗng. Đề nghị bên gửi gửi lại.',
    'exchange.encoding': (r) => `Gói tin dùng bảng mã “${r.encoding}”, hoặc không đúng bảng mã đã ghi. Đề nghị gửi lại bằng UTF-8.`,
    'exchange.not_xml': (r) => `Gói tin không đúng XML ở dòng ${r.line}: ${r.detail}. Đề nghị bên gửi gửi lại.`,
    'exchange.document_type_declared': () => 'Gói tin có khai báo DTD; không nhận vì lý do an toàn. Đề nghị gửi lại không có khai báo này.',
    'exchange.too_complex': (r) => `Gói tin vượt giới hạn ${r.limit} ${limitVi[r.what]}. Không nhận vì lý do an toàn.`,
    'exchange.not_edxml': (r) => `Tệp là “${r.root}”, không phải gói tin edXML. Kiểm tra lại tệp.`,
    'exchange.field_missing': (r) => `Gói tin thiếu ${r.field}. Trả lại bên gửi để bổ sung.`,
    'exchange.field_wrong': (r) => `Giá trị “${r.value}” của ${r.field} không đúng quy chuẩn. Trả lại bên gửi để sửa.`,
    'exchange.attachment_missing': (r) => `Gói tin nhắc đến tệp “${r.name}” nhưng không kèm theo. Đề nghị bên gửi gửi lại.`,
    'exchange.attachment_damaged': (r) => `Tệp đính kèm “${r.name}” bị hỏng (${r.detail}). Đề nghị bên gửi gửi lại.`,
    'exchange.status_unknown': (r) => `Mã trạng thái “${r.status}” không có trong quy chuẩn. Liên hệ bên gửi.`,
  },
  en: {
    'exchange.too_large': (r) => `The message has ${Math.ceil(r.bytes / 1_048_576)} MB, more than ${Math.floor(r.maxBytes / 1_048_576)} MB. Ask the sender to split the attachments.`,
    'exchange.empty': () => 'The message is empty. Ask the sender to send it again.',
    'exchange.encoding': (r) => `The message uses the encoding "${r.encoding}", or not the one it declares. Ask for it in UTF-8.`,
    'exchange.not_xml': (r) => `The message is not well-formed XML at line ${r.line}: ${r.detail}. Ask the sender to send it again.`,
    'exchange.document_type_declared': () => 'The message declares a DTD and is not taken, for safety. Ask for it without one.',
    'exchange.too_complex': (r) => `The message passes the limit of ${r.limit} ${limitEn[r.what]} and is not taken, for safety.`,
    'exchange.not_edxml': (r) => `The file is "${r.root}", not an edXML message. Check the file.`,
    'exchange.field_missing': (r) => `The message lacks ${r.field}. Return it to the sender.`,
    'exchange.field_wrong': (r) => `The value "${r.value}" of ${r.field} breaks the standard. Return it to the sender.`,
    'exchange.attachment_missing': (r) => `The message refers to the file "${r.name}" but does not carry it. Ask the sender to send it again.`,
    'exchange.attachment_damaged': (r) => `The attachment "${r.name}" is damaged (${r.detail}). Ask the sender to send it again.`,
    'exchange.status_unknown': (r) => `The status code "${r.status}" is not in the standard. Contact the sender.`,
  },
}
