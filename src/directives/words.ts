import { formatDay } from '../platform/dates.ts'
import type { PaperWarning } from './paper/index.ts'
import type { ReaderWarning } from './reader/types.ts'

export type Both = { readonly vi: string; readonly en: string }
type Words<W extends { code: string }> = { readonly [C in W['code']]: (w: Extract<W, { code: C }>) => Both }

/** What the reader warns about, in words. A new code does not compile until it has its sentence. */
const readerWords: Words<ReaderWarning> = {
  'issuer.differs_from_authority': (w) => ({ vi: `Cơ quan ban hành “${w.issuer}” khác với cơ quan ở phần ký “${w.authority}”.`, en: `The issuer "${w.issuer}" differs from the organ that signs, "${w.authority}".` }),
  'number.blank': (w) => ({ vi: `Văn bản chưa ghi số${w.symbol ? ` (ký hiệu ${w.symbol})` : ''}.`, en: `The number is blank${w.symbol ? ` (symbol ${w.symbol})` : ''}.` }),
  'number.unreadable': (w) => ({ vi: `Không đọc chắc được số: “${w.printed}”.`, en: `The number cannot be read for sure: "${w.printed}".` }),
  'number.type_mismatch': (w) => ({ vi: `Ký hiệu ${w.symbol} không hợp với loại ${w.type}.`, en: `The symbol ${w.symbol} does not fit the type ${w.type}.` }),
  'date.partial': (w) => ({ vi: `Ngày ghi thiếu: “${w.printed}”.`, en: `The date is incomplete: "${w.printed}".` }),
  'date.in_future': (w) => ({ vi: `Ngày văn bản ${formatDay(w.date)} sau hôm nay.`, en: `The date ${formatDay(w.date)} is after today.` }),
  'reference.after_document': (w) => ({ vi: `Văn bản viện dẫn ${w.number} ghi ngày ${formatDay(w.date)}, sau ngày của văn bản này.`, en: `The cited document ${w.number} is dated ${formatDay(w.date)}, after this one.` }),
  'deadline.before_document': (w) => ({ vi: `Thời hạn “${w.deadline}” trước ngày văn bản.`, en: `The deadline "${w.deadline}" is before the document's date.` }),
  'label.gap': (w) => ({ vi: `Sau mục ${w.after} là mục ${w.found}: có thể sót một mục.`, en: `Item ${w.found} follows item ${w.after}: one may be missing.` }),
  'task.no_verb': (w) => ({ vi: `Nhiệm vụ thứ ${w.task + 1} không thấy yêu cầu làm gì.`, en: `Task ${w.task + 1} does not say what to do.` }),
  'unit.abolished': (w) => ({ vi: `“${w.unit}” không còn từ ${formatDay(w.since)}.`, en: `"${w.unit}" has not existed since ${formatDay(w.since)}.` }),
  'text.legacy_decoded': (w) => ({ vi: `Chữ đã chuyển từ bảng mã ${w.encoding === 'vni' ? 'VNI' : 'TCVN3 (ABC)'}.`, en: `The text was converted from ${w.encoding === 'vni' ? 'VNI' : 'TCVN3 (ABC)'}.` }),
  'text.damaged': (w) => ({ vi: `Chữ bị hỏng nhiều (khoảng ${Math.round(w.share * 100)} %). Đối chiếu kỹ với bản giấy.`, en: `Much of the text is damaged (about ${Math.round(w.share * 100)} %). Compare with the paper.` }),
  'type.guessed': (w) => ({ vi: `Loại “${w.type}” do chương trình đoán, văn bản không ghi.`, en: `The type "${w.type}" is a guess; the document does not say it.` }),
}

/** What the exchange message says beside the paper. */
const messageField: Readonly<Record<string, Both>> = {
  number: { vi: 'số, ký hiệu', en: 'number' }, date: { vi: 'ngày', en: 'date' }, issuer: { vi: 'cơ quan ban hành', en: 'issuer' }, type: { vi: 'loại văn bản', en: 'type' }, title: { vi: 'trích yếu', en: 'title' }, urgency: { vi: 'độ khẩn', en: 'urgency' }, place: { vi: 'địa danh', en: 'place' }, signer: { vi: 'người ký', en: 'signer' },
}
type Stored = { readonly code: string; readonly facts: Record<string, unknown> }
/** A stored warning in words: the reader's own, or a difference between the message and the paper. */
export function warningSentence(w: Stored): Both {
  const say = readerWords[w.code as ReaderWarning['code']] as ((w: ReaderWarning) => Both) | undefined
  if (say) return say({ code: w.code, ...w.facts } as ReaderWarning)
  const field = messageField[String(w.facts['field'])] ?? { vi: String(w.facts['field']), en: String(w.facts['field']) }
  if (w.code === 'exchange.differs') return { vi: `Gói tin ghi ${field.vi} “${String(w.facts['message'])}”, văn bản ghi “${String(w.facts['paper'])}”. Đã lấy theo văn bản.`, en: `The message gives the ${field.en} as "${String(w.facts['message'])}", the paper as "${String(w.facts['paper'])}". The paper was followed.` }
  if (w.code === 'exchange.filled') return { vi: `Văn bản không ghi rõ ${field.vi}; lấy theo gói tin: “${String(w.facts['message'])}”.`, en: `The paper does not give the ${field.en}; the message does: "${String(w.facts['message'])}".` }
  return { vi: w.code, en: w.code }
}

/** Where a warning belongs in the reading; null when it is about the whole paper. */
export function pathOfWarning(w: ReaderWarning, references: readonly { number: string | null }[]): string | null {
  switch (w.code) {
    case 'issuer.differs_from_authority': return 'issuer'
    case 'number.blank': case 'number.unreadable': case 'number.type_mismatch': return 'number'
    case 'date.partial': case 'date.in_future': return 'date'
    case 'reference.after_document': { const i = references.findIndex((r) => r.number === w.number); return i < 0 ? null : `references.${i}` }
    case 'deadline.before_document': return `tasks.${w.task}`
    case 'task.no_verb': return `tasks.${w.task}`
    case 'type.guessed': return 'type'
    case 'label.gap': case 'unit.abolished': case 'text.legacy_decoded': case 'text.damaged': return null
  }
}

const paperWords: { readonly [W in PaperWarning]: Both } = {
  name_differs: { vi: 'Đuôi tệp không đúng loại; đã đọc theo nội dung.', en: 'The file name does not fit its kind; it was read by its content.' },
  bytes_before_header: { vi: 'Có dữ liệu lạ trước phần đầu tệp; đã bỏ qua.', en: 'Stray data before the beginning of the file was skipped.' },
  bytes_after_end: { vi: 'Có dữ liệu lạ sau phần cuối tệp; đã bỏ qua.', en: 'Stray data after the end of the file was skipped.' },
  invalid_bytes_replaced: { vi: 'Có ký tự hỏng, đã thay bằng dấu hỏi.', en: 'Damaged characters were replaced by question marks.' },
  control_characters_removed: { vi: 'Đã bỏ ký tự điều khiển trong chữ.', en: 'Control characters were removed from the text.' },
  legacy_encoding_converted: { vi: 'Chữ đã chuyển từ bảng mã cũ sang Unicode.', en: 'The text was converted from an old encoding to Unicode.' },
  tracked_changes: { vi: 'Tệp Word còn theo dõi thay đổi; đã đọc bản sau khi chấp nhận.', en: 'The Word file holds tracked changes; the accepted text was read.' },
  text_layer_unreadable: { vi: 'Lớp chữ của PDF không dùng được; đã nhận dạng từ ảnh.', en: 'The text layer of the PDF is unusable; the picture was read.' },
  page_unreadable: { vi: 'Có trang không đọc được chữ.', en: 'A page holds no readable text.' },
  low_confidence: { vi: 'Bản quét mờ; nhiều chữ chưa chắc.', en: 'The scan is poor; many words are not sure.' },
  turned: { vi: 'Trang bị xoay hoặc nghiêng; đã chỉnh thẳng.', en: 'A page was turned or skewed and has been set straight.' },
  only_first_frame: { vi: 'Ảnh nhiều trang; chỉ đọc trang đầu.', en: 'The picture has several frames; only the first was read.' },
  file_repaired: { vi: 'Tệp hỏng nhẹ, đã sửa khi đọc.', en: 'The file was slightly damaged and was mended while reading.' },
}
export const paperSentenceOf = (code: string): Both => (paperWords as Readonly<Record<string, Both>>)[code] ?? { vi: code, en: code }
