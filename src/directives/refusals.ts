import { formatDay, type PlainDate } from '../platform/dates.ts'
import type { Sentences } from '../platform/refusal.ts'

type Missing = 'type' | 'issuer' | 'content' | 'reference'

/** Refusals of the room of documents. Those of reading files, drawing papers and exchange are in their own sub-rooms. */
export type DirectivesRefusal =
  | { code: 'document.no_files' }
  | { code: 'document.too_many_files'; files: number; most: number }
  | { code: 'document.changed'; version: number }
  | { code: 'document.not_open'; state: string }
  | { code: 'document.not_registered'; state: string }
  | { code: 'document.not_draft'; state: string }
  | { code: 'document.cancelled' }
  | { code: 'document.reading_failed' }
  | { code: 'document.incomplete'; missing: readonly Missing[] }
  | { code: 'document.bad_date'; date: PlainDate; today: PlainDate }
  | { code: 'document.date_before_last'; date: PlainDate; last: PlainDate; number: number }
  | { code: 'document.duplicate'; number: string | null; issuer: string | null; why: 'file' | 'number'; documentId: string; arrival: number | null }
  | { code: 'document.nothing_changed' }
  | { code: 'document.clause_given'; label: string | null; obligations: number }
  | { code: 'document.has_obligations'; obligations: number }
  | { code: 'document.findings_open'; uncovered: number; findings: number }
  | { code: 'delivery.not_to_me' }
  | { code: 'delivery.settled'; state: string }
  | { code: 'delivery.not_received'; state: string }
  | { code: 'delivery.backwards'; from: string; to: string }
  | { code: 'organisation.unknown'; id: string }
  | { code: 'assignment.empty' }
  | { code: 'assignment.clause_unknown'; id: string }
  | { code: 'assignment.past_due'; label: string | null; day: PlainDate }
  | { code: 'coverage.no_upper' }
  | { code: 'coverage.clause_unknown'; id: string }
  | { code: 'document.secret'; mark: string; law: string }
  | { code: 'document.not_issued'; state: string }
  | { code: 'act.no_replacement' }
  | { code: 'act.replacement_unfit' }
  | { code: 'act.no_letter' }
  | { code: 'act.nothing_to_carry_to' }
  | { code: 'act.correction_keeps_duties' }
  | { code: 'act.none_waiting' }
  | { code: 'attachment.too_many'; most: number }
  | { code: 'attachment.not_removable' }
  | { code: 'copy.no_pages' }
  | { code: 'copy.page_unknown'; page: number; pages: number }
  | { code: 'copy.too_many_pages'; pages: number; most: number }
  | { code: 'register.keeper_unknown' }
  | { code: 'register.terms_unclear'; name: string; from: string }
  | { code: 'register.too_long'; most: number }
  | { code: 'exchange.no_code'; organisation: string }
  | { code: 'exchange.document_unknown'; number: string | null; issuer: string | null }

const missingVi: Readonly<Record<Missing, string>> = { type: 'loại văn bản', issuer: 'cơ quan ban hành', content: 'trích yếu hoặc nội dung', reference: 'văn bản được triển khai' }
const missingEn: Readonly<Record<Missing, string>> = { type: 'type', issuer: 'issuing organ', content: 'title or content', reference: 'document carried out' }
const stateVi: Readonly<Record<string, string>> = { reading: 'đang đọc', unreadable: 'không đọc được', to_confirm: 'chờ xác nhận', registered: 'đã vào sổ', draft: 'dự thảo', issued: 'đã ban hành', cancelled: 'đã hủy', recalled: 'đã bị thu hồi', replaced: 'đã được thay thế' }
const stateEn: Readonly<Record<string, string>> = { reading: 'being read', unreadable: 'unreadable', to_confirm: 'to be confirmed', registered: 'registered', draft: 'a draft', issued: 'issued', cancelled: 'cancelled', recalled: 'recalled', replaced: 'replaced' }
const deliveryVi: Readonly<Record<string, string>> = { '01': 'đã đến', '02': 'từ chối tiếp nhận', '03': 'đã tiếp nhận', '04': 'đã phân công', '05': 'đang xử lý', '06': 'hoàn thành' }
const deliveryEn: Readonly<Record<string, string>> = { '01': 'arrived', '02': 'refused', '03': 'received', '04': 'assigned', '05': 'being handled', '06': 'done' }
const say = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key

export const directivesSentences: Sentences<DirectivesRefusal> = {
  vi: {
    'document.no_files': () => 'Chưa có tệp nào. Chọn hoặc kéo thả ít nhất một tệp.',
    'document.too_many_files': (r) => `Gửi ${r.files} tệp một lần, quá mức ${r.most}. Chia thành nhiều lần.`,
    'document.changed': () => 'Người khác vừa sửa văn bản này. Tải lại để xem bản mới; nội dung anh/chị nhập vẫn còn trên máy này.',
    'document.not_open': (r) => `Văn bản ${say(stateVi, r.state)}, không sửa theo cách này được. Nếu đã vào sổ, dùng “Sửa có lý do”.`,
    'document.not_registered': (r) => `Văn bản ${say(stateVi, r.state)}. Xác nhận và vào sổ trước.`,
    'document.not_draft': (r) => `Văn bản ${say(stateVi, r.state)}, không còn là dự thảo. Mở văn bản để xem bản hiện hành.`,
    'document.cancelled': () => 'Văn bản đã bị cơ quan gửi hủy đăng ký. Liên hệ cơ quan gửi.',
    'document.reading_failed': () => 'Chương trình gặp lỗi khi đọc tệp này và đã ghi lại. Nhập nội dung bằng tay, hoặc bấm “Đọc lại” sau.',
    'document.incomplete': (r) => `Thiếu ${r.missing.map((m) => missingVi[m]).join(', ')}. Bổ sung rồi xác nhận lại.`,
    'document.bad_date': (r) => `Ngày ${formatDay(r.date)} sau ngày hôm nay (${formatDay(r.today)}) hoặc không có trong lịch. Kiểm tra lại ngày trên văn bản.`,
    'document.date_before_last': (r) => `Số ${r.number} đã cấp cho văn bản ngày ${formatDay(r.last)}. Số tiếp theo không thể mang ngày ${formatDay(r.date)}; chọn ngày từ ${formatDay(r.last)} trở đi.`,
    'document.duplicate': (r) => `${r.why === 'file' ? 'Tệp này' : `Văn bản ${r.number ?? ''} của ${r.issuer ?? ''}`} đã có${r.arrival === null ? '' : `, số đến ${r.arrival}`}. Mở bản đã có; nếu đúng là hai văn bản, chọn “Vẫn vào sổ”.`,
    'document.nothing_changed': () => 'Chưa có gì thay đổi. Sửa nội dung trước khi ghi lý do.',
    'document.clause_given': (r) => `Mục ${r.label ?? '—'} đã giao ${r.obligations} nhiệm vụ nên không bỏ được. Rút nhiệm vụ trước, hoặc chỉ sửa câu chữ.`,
    'document.has_obligations': (r) => `Đã giao ${r.obligations} nhiệm vụ theo văn bản này. Rút các nhiệm vụ trước khi hủy đăng ký.`,
    'document.findings_open': (r) => `Còn ${r.uncovered} nhiệm vụ của cấp trên chưa được phủ và ${r.findings} chỗ cần xem. Xem lại, hoặc đồng ý ký với các chỗ đó.`,
    'delivery.not_to_me': () => 'Văn bản này không gửi cho đơn vị của anh/chị.',
    'delivery.settled': (r) => `Văn bản đã ở trạng thái “${say(deliveryVi, r.state)}”. Không tiếp nhận hoặc từ chối lần nữa.`,
    'delivery.not_received': (r) => `Văn bản còn ở trạng thái “${say(deliveryVi, r.state)}”. Tiếp nhận, vào sổ trước.`,
    'delivery.backwards': (r) => `Trạng thái không đi lùi: từ “${say(deliveryVi, r.from)}” về “${say(deliveryVi, r.to)}”.`,
    'organisation.unknown': () => 'Có đơn vị không thuộc danh bạ hiện hành. Chọn lại từ danh sách.',
    'assignment.empty': () => 'Chưa giao việc nào, chưa có bút phê và chưa chọn nơi gửi. Chọn ít nhất một.',
    'assignment.clause_unknown': () => 'Có nhiệm vụ không thuộc văn bản này (văn bản có thể vừa được sửa). Tải lại rồi giao lại.',
    'assignment.past_due': (r) => `Hạn ${formatDay(r.day)} của mục ${r.label ?? '—'} đã qua. Chọn hạn từ hôm nay, hoặc để không hạn.`,
    'coverage.no_upper': () => 'Văn bản này chưa gắn với văn bản cấp trên nào. Chọn văn bản được triển khai.',
    'coverage.clause_unknown': () => 'Không còn mục này trong văn bản. Tải lại rồi thử lại.',
    'document.secret': (r) => `Văn bản có độ mật “${r.mark}”. Hệ thống này nối mạng nên không được lưu giữ bí mật nhà nước (${r.law}). Tệp không được giữ lại. Chuyển văn bản cho người được giao bảo vệ bí mật nhà nước; ở đây chỉ ghi dòng sổ không có nội dung: mở “Vào sổ văn bản mật”.`,
    'document.not_issued': (r) => `Văn bản ${say(stateVi, r.state)}. Chỉ cơ quan ban hành thu hồi, thay thế hoặc đính chính văn bản đang có hiệu lực của mình.`,
    'act.no_replacement': () => 'Chưa chọn văn bản thay thế. Ban hành văn bản mới trước, rồi chọn ở đây.',
    'act.replacement_unfit': () => 'Văn bản được chọn phải do cơ quan anh/chị ban hành, còn hiệu lực và không sớm hơn văn bản này. Chọn văn bản khác.',
    'act.no_letter': () => 'Đính chính phải bằng công văn. Chọn công văn đính chính đã ban hành, hoặc ghi số, ngày của công văn đó.',
    'act.nothing_to_carry_to': () => 'Chỉ chuyển nhiệm vụ khi có văn bản thay thế. Chọn đóng hoặc giữ nguyên nhiệm vụ.',
    'act.correction_keeps_duties': () => 'Đính chính thể thức không làm thay đổi nhiệm vụ. Nếu nội dung sai, chọn “Thay thế”.',
    'act.none_waiting': () => 'Không có thông báo thu hồi, thay thế hoặc đính chính nào chờ đơn vị anh/chị xác nhận.',
    'attachment.too_many': (r) => `Một văn bản kèm nhiều nhất ${r.most} tệp. Gộp bớt tệp rồi tải lại.`,
    'attachment.not_removable': () => 'Văn bản đã vào sổ hoặc đã ban hành; tệp kèm theo không bỏ được nữa. Ghi chú trong sổ nếu tệp bị nhầm.',
    'copy.no_pages': () => 'Văn bản này không có bản ảnh trang để sao. Tải lên bản PDF hoặc bản chụp rồi thử lại.',
    'copy.page_unknown': (r) => `Văn bản có ${r.pages} trang, không có trang ${r.page}. Sửa lại số trang trích sao.`,
    'copy.too_many_pages': (r) => `Văn bản có ${r.pages} trang, quá mức ${r.most} trang cho một lần sao. Trích sao từng phần.`,
    'register.keeper_unknown': () => 'Người giữ sổ phải là một chức vụ đang có của cơ quan. Chọn lại trong danh sách.',
    'register.terms_unclear': (r) => `Nhiệm kỳ “${r.name}” (từ ${r.from}) trùng tên, trùng ngày bắt đầu với nhiệm kỳ khác, hoặc ngày không có trong lịch. Sửa rồi lưu lại.`,
    'register.too_long': (r) => `Sổ có hơn ${r.most} dòng, quá nhiều cho một lần in. Chọn theo tháng.`,
    'exchange.no_code': (r) => `${r.organisation} chưa có mã định danh điện tử. Bổ sung mã trong mục Đơn vị rồi thử lại.`,
    'exchange.document_unknown': (r) => `Không có văn bản ${r.number ?? '(không số)'} của ${r.issuer ?? '(không rõ cơ quan)'} trong sổ. Thông điệp không được áp dụng.`,
  },
  en: {
    'document.no_files': () => 'There is no file. Choose or drop at least one.',
    'document.too_many_files': (r) => `${r.files} files were sent at once; at most ${r.most}. Send them in parts.`,
    'document.changed': () => 'Somebody else has just changed this document. Reload to see it; what you typed is kept on this device.',
    'document.not_open': (r) => `The document is ${say(stateEn, r.state)} and cannot be changed in this way. If it is registered, use "Correct with a reason".`,
    'document.not_registered': (r) => `The document is ${say(stateEn, r.state)}. Confirm and register it first.`,
    'document.not_draft': (r) => `The document is ${say(stateEn, r.state)}, no longer a draft. Open the document to see it as it stands.`,
    'document.cancelled': () => 'The sender has voided this document. Ask the sender.',
    'document.reading_failed': () => 'The program failed while reading this file and noted it. Type the content in, or press "Read again" later.',
    'document.incomplete': (r) => `Missing: ${r.missing.map((m) => missingEn[m]).join(', ')}. Fill in and confirm again.`,
    'document.bad_date': (r) => `The date ${formatDay(r.date)} is after today (${formatDay(r.today)}) or not in the calendar. Check the date on the paper.`,
    'document.date_before_last': (r) => `Number ${r.number} was given to a document of ${formatDay(r.last)}. The next number cannot be dated ${formatDay(r.date)}; choose ${formatDay(r.last)} or later.`,
    'document.duplicate': (r) => `${r.why === 'file' ? 'This file' : `Document ${r.number ?? ''} of ${r.issuer ?? ''}`} is here already${r.arrival === null ? '' : `, arrival number ${r.arrival}`}. Open that one; if they really are two documents choose "Register all the same".`,
    'document.nothing_changed': () => 'Nothing has changed. Correct something before giving a reason.',
    'document.clause_given': (r) => `${r.obligations} duty(ies) were given under item ${r.label ?? '—'}, so it cannot be removed. Withdraw them first, or only correct the wording.`,
    'document.has_obligations': (r) => `${r.obligations} duty(ies) were given under this document. Withdraw them before voiding the registration.`,
    'document.findings_open': (r) => `${r.uncovered} upper item(s) are not covered and ${r.findings} place(s) should be looked at. Review them, or agree to sign all the same.`,
    'delivery.not_to_me': () => 'This document was not sent to your organisation.',
    'delivery.settled': (r) => `The document is "${say(deliveryEn, r.state)}" already. It is not received or refused twice.`,
    'delivery.not_received': (r) => `The document is still "${say(deliveryEn, r.state)}". Receive and register it first.`,
    'delivery.backwards': (r) => `The state does not go back, from "${say(deliveryEn, r.from)}" to "${say(deliveryEn, r.to)}".`,
    'organisation.unknown': () => 'An organisation is not in the directory in force. Choose again from the list.',
    'assignment.empty': () => 'No duty, no instruction and no receiver has been chosen. Choose at least one.',
    'assignment.clause_unknown': () => 'A duty is not of this document (it may just have been corrected). Reload and assign again.',
    'assignment.past_due': (r) => `The deadline ${formatDay(r.day)} of item ${r.label ?? '—'} has passed. Choose a day from today on, or none.`,
    'coverage.no_upper': () => 'This document is not tied to any upper document. Choose the one it carries out.',
    'coverage.clause_unknown': () => 'This item is no longer in the document. Reload and try again.',
    'document.secret': (r) => `The paper carries the secrecy mark "${r.mark}". This system is on a network and may not keep state secrets (${r.law}). The file was not kept. Hand the paper to the person charged with state secrets; here only a line without content may be entered: open "Register a secret paper".`,
    'document.not_issued': (r) => `The document is ${say(stateEn, r.state)}. Only the issuer recalls, replaces or corrects its own document in force.`,
    'act.no_replacement': () => 'No replacing document is chosen. Issue the new one first, then choose it here.',
    'act.replacement_unfit': () => 'The chosen document must be issued by your organisation, be in force and not be older than this one. Choose another.',
    'act.no_letter': () => 'A correction is made by an official letter. Choose the letter issued, or give its number and date.',
    'act.nothing_to_carry_to': () => 'Duties are carried over only to a replacing document. Choose to close or keep them.',
    'act.correction_keeps_duties': () => 'Correcting the form does not change the duties. If the content is wrong choose "Replace".',
    'act.none_waiting': () => 'No recall, replacement or correction waits for your organisation to acknowledge.',
    'attachment.too_many': (r) => `A document has at most ${r.most} files beside it. Join some and upload again.`,
    'attachment.not_removable': () => 'The document is registered or issued; its files can no longer be taken away. Put a remark in the register if a file is wrong.',
    'copy.no_pages': () => 'This document has no page pictures to copy. Upload a PDF or a photograph and try again.',
    'copy.page_unknown': (r) => `The document has ${r.pages} pages; there is no page ${r.page}. Correct the pages of the extract.`,
    'copy.too_many_pages': (r) => `The document has ${r.pages} pages, more than ${r.most} for one copy. Make extracts.`,
    'register.keeper_unknown': () => 'The keeper must be a post of this organisation in force today. Choose again from the list.',
    'register.terms_unclear': (r) => `The term "${r.name}" (from ${r.from}) shares its name or first day with another, or the day is not in the calendar. Correct it and save again.`,
    'register.too_long': (r) => `The register has more than ${r.most} lines, too many for one print. Choose a month.`,
    'exchange.no_code': (r) => `${r.organisation} has no electronic identification code. Add it under Units and try again.`,
    'exchange.document_unknown': (r) => `No document ${r.number ?? '(no number)'} of ${r.issuer ?? '(issuer not known)'} is in the register. The message was not applied.`,
  },
}
