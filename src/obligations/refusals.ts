import type { Sentences } from '../platform/refusal.ts'
import { formatDay, formatInstant, type Instant, type PlainDate } from '../platform/dates.ts'
import { workWords } from './rules/words.ts'
import type { WorkState } from './rules/types.ts'

/** Why something about an obligation cannot be done. Facts only; the sentences are below. */
export type ObligationsRefusal =
  | { code: 'obligation.not_owner' }
  | { code: 'obligation.not_giver' }
  | { code: 'obligation.not_yours_to_see' }
  | { code: 'obligation.finished'; work: WorkState }
  | { code: 'obligation.wrong_state'; work: WorkState; needs: readonly WorkState[] }
  | { code: 'obligation.already_acknowledged'; at: Instant }
  | { code: 'obligation.suspended' }
  | { code: 'obligation.reminded_just_now'; at: Instant }
  | { code: 'obligation.same_owner' }
  | { code: 'obligation.text_missing'; what: 'note' | 'reason' | 'question' | 'answer' | 'obstacle' | 'finding' }
  | { code: 'obligation.record_document_needed' }
  | { code: 'report.period_needed' }
  | { code: 'report.period_unknown'; period: string }
  | { code: 'report.period_settled'; period: string }
  | { code: 'report.period_not_reported'; period: string }
  | { code: 'report.not_periodic' }
  | { code: 'report.figure_unknown'; indicator: string }
  | { code: 'report.parts_open'; open: number }
  | { code: 'extension.not_later'; due: string }
  | { code: 'extension.past'; due: string }
  | { code: 'extension.none_left'; max: number }
  | { code: 'extension.no_deadline' }
  | { code: 'extension.periodic' }
  | { code: 'extension.pending'; due: string }
  | { code: 'extension.no_request' }
  | { code: 'query.not_open'; query: number }
  | { code: 'obstacle.not_open'; obstacle: number }
  | { code: 'split.no_parts' }
  | { code: 'split.uncovered'; missing: readonly string[] }
  | { code: 'split.units_missing'; units: readonly string[] }
  | { code: 'split.sum_short'; figure: string; whole: number; parts: number }
  | { code: 'split.ratio_low'; figure: string; whole: number; owner: string; part: number }
  | { code: 'split.part_later'; owner: string; due: string; whole: string }
  | { code: 'split.part_undated'; owner: string; whole: string }
  | { code: 'split.same_owner_twice'; owner: string }
  | { code: 'split.to_self' }
  | { code: 'correction.not_author' }
  | { code: 'correction.no_such_event'; seq: number }
  | { code: 'correction.not_correctable'; type: string }
  | { code: 'correction.other_kind' }
  | { code: 'correction.already_decided' }
  | { code: 'obligation.owner_unknown'; organisation: string }
  | { code: 'obligation.clause_unknown'; clause: string }
  | { code: 'obligation.nothing_to_give' }
  | { code: 'obligation.rhythm_invalid'; detail: 'time' | 'weekday' | 'day' | 'dates' }
  | { code: 'filter.name_taken'; name: string }
  | { code: 'evidence.unknown'; sha256: string }

const list = (items: readonly string[]): string => items.slice(0, 5).map((i) => `“${i}”`).join(', ') + (items.length > 5 ? ' …' : '')
const whatVi = { note: 'nội dung', reason: 'lý do', question: 'câu hỏi', answer: 'nội dung trả lời', obstacle: 'vướng mắc', finding: 'kết quả kiểm tra' }
const whatEn = { note: 'text', reason: 'reason', question: 'question', answer: 'answer', obstacle: 'obstacle', finding: 'finding' }
const states = (s: readonly WorkState[], language: 'vi' | 'en'): string => s.map((x) => workWords[language][x]).join(language === 'vi' ? ' hoặc ' : ' or ')

/** A deadline as facts carry it: a day or an instant, as text. */
export const sayDue = (due: string): string => (due.length === 10 ? formatDay(due as PlainDate) : due === '' ? '–' : formatInstant(due))

export const obligationsSentences: Sentences<ObligationsRefusal> = {
  vi: {
    'obligation.not_owner': () => 'Việc này giao cho đơn vị khác. Chỉ đơn vị được giao mới làm được bước này; nếu anh/chị giữ chức vụ ở đơn vị đó, hãy chuyển chức vụ.',
    'obligation.not_giver': () => 'Chỉ cơ quan giao việc mới làm được bước này. Nếu cần, gửi câu hỏi hoặc báo cáo vướng mắc lên cơ quan giao việc.',
    'obligation.not_yours_to_see': () => 'Không tìm thấy nhiệm vụ, hoặc nhiệm vụ không thuộc phạm vi của anh/chị.',
    'obligation.finished': (r) => `Nhiệm vụ ${workWords.vi[r.work]}, không thay đổi được nữa. Nếu còn việc phải làm, hãy giao nhiệm vụ mới.`,
    'obligation.wrong_state': (r) => `Nhiệm vụ đang ở trạng thái “${workWords.vi[r.work]}”. Bước này chỉ làm được khi nhiệm vụ ${states(r.needs, 'vi')}.`,
    'obligation.already_acknowledged': (r) => `Đơn vị đã tiếp nhận lúc ${formatInstant(r.at)}. Không cần tiếp nhận lại.`,
    'obligation.suspended': () => 'Nhiệm vụ đang tạm dừng. Cơ quan giao việc cho tiếp tục thì mới làm được bước này.',
    'obligation.reminded_just_now': (r) => `Đã đôn đốc lúc ${formatInstant(r.at)}. Chờ ít nhất một giờ trước khi đôn đốc lại.`,
    'obligation.same_owner': () => 'Đơn vị mới trùng với đơn vị đang được giao. Chọn đơn vị khác.',
    'obligation.text_missing': (r) => `Chưa ghi ${whatVi[r.what]}. Ghi ít nhất ba chữ để người nhận hiểu.`,
    'obligation.record_document_needed': () => 'Cơ quan giao việc ở ngoài hệ thống: cần ghi số, ngày văn bản thể hiện ý kiến của cơ quan đó.',
    'report.period_needed': () => 'Nhiệm vụ báo cáo định kỳ: chọn kỳ báo cáo trước khi gửi.',
    'report.period_unknown': (r) => `Nhiệm vụ không có kỳ ${r.period}. Chọn một kỳ trong lịch của đơn vị.`,
    'report.period_settled': (r) => `Kỳ ${r.period} đã báo cáo. Muốn sửa số liệu, dùng “Đính chính” ở báo cáo đã gửi.`,
    'report.period_not_reported': (r) => `Kỳ ${r.period} chưa có báo cáo để xác nhận.`,
    'report.not_periodic': () => 'Nhiệm vụ này không báo cáo theo kỳ. Bỏ chọn kỳ rồi gửi lại.',
    'report.figure_unknown': (r) => `Nhiệm vụ không gắn với chỉ tiêu “${r.indicator}”. Chỉ nhập số liệu của các chỉ tiêu được giao.`,
    'report.parts_open': (r) => `Còn ${r.open} phần việc giao xuống dưới chưa được xác nhận. Xác nhận các phần đó trước, hoặc báo cáo tiến độ bằng “Vướng mắc”.`,
    'extension.not_later': (r) => `Hạn mới phải sau hạn hiện hành (${sayDue(r.due)}).`,
    'extension.past': (r) => `Hạn mới (${sayDue(r.due)}) đã qua. Chọn một ngày sau hôm nay.`,
    'extension.none_left': (r) => `Mỗi nhiệm vụ được gia hạn nhiều nhất ${r.max} lần và đã hết lượt. Báo cáo vướng mắc, hoặc để cơ quan giao việc quyết định.`,
    'extension.no_deadline': () => 'Nhiệm vụ không có hạn nên không cần gia hạn.',
    'extension.periodic': () => 'Báo cáo định kỳ không gia hạn. Cơ quan giao việc có thể miễn từng kỳ.',
    'extension.pending': (r) => `Đã có đề nghị gia hạn đến ${sayDue(r.due)} đang chờ trả lời.`,
    'extension.no_request': () => 'Không có đề nghị gia hạn nào đang chờ.',
    'query.not_open': () => 'Câu hỏi này đã được trả lời.',
    'obstacle.not_open': () => 'Vướng mắc này đã được trả lời hoặc đã rút.',
    'split.no_parts': () => 'Chưa có phần việc nào. Thêm ít nhất một đơn vị nhận việc.',
    'split.uncovered': (r) => `Các phần giao xuống chưa phủ hết nhiệm vụ. Còn thiếu: ${list(r.missing)}. Đưa những ý này vào một phần, hoặc chọn “giao nguyên văn”.`,
    'split.units_missing': (r) => `Nhiệm vụ giao cho nhiều đơn vị, còn thiếu: ${list(r.units)}.`,
    'split.sum_short': (r) => `Chỉ tiêu ${r.figure}: tổng các phần là ${r.parts}, chưa đủ ${r.whole}. Chia lại cho đủ.`,
    'split.ratio_low': (r) => `Chỉ tiêu ${r.figure}: ${r.owner} được giao ${r.part}, thấp hơn mức chung ${r.whole}.`,
    'split.part_later': (r) => `Hạn giao cho ${r.owner} (${sayDue(r.due)}) sau hạn của nhiệm vụ (${sayDue(r.whole)}). Đặt hạn sớm hơn để kịp tổng hợp.`,
    'split.part_undated': (r) => `Nhiệm vụ có hạn ${sayDue(r.whole)} nhưng phần giao cho ${r.owner} chưa có hạn. Đặt hạn cho phần này.`,
    'split.same_owner_twice': (r) => `${r.owner} có hai phần giống nhau. Gộp lại thành một phần.`,
    'split.to_self': () => 'Không giao phần việc cho chính đơn vị mình. Phần tự làm thì để lại trong nhiệm vụ gốc.',
    'correction.not_author': () => 'Chỉ đơn vị đã ghi nội dung này mới được đính chính.',
    'correction.no_such_event': () => 'Không có nội dung cần đính chính, hoặc nội dung đã rút.',
    'correction.not_correctable': () => 'Quyết định không đính chính được; hãy ra quyết định mới (ví dụ: yêu cầu làm lại).',
    'correction.other_kind': () => 'Nội dung thay thế phải cùng loại với nội dung được đính chính.',
    'correction.already_decided': () => 'Nội dung này đã được cơ quan giao việc giải quyết nên không rút được; chỉ đính chính được lời và số liệu.',
    'obligation.owner_unknown': () => 'Có đơn vị nhận việc không còn trong danh bạ. Chọn lại đơn vị.',
    'obligation.clause_unknown': () => 'Mục giao việc không thuộc văn bản này. Tải lại văn bản rồi giao lại.',
    'obligation.nothing_to_give': () => 'Chưa chọn đơn vị nào để giao. Văn bản không giao việc thì chọn “Không có nhiệm vụ”.',
    'obligation.rhythm_invalid': (r) => ({ time: 'Giờ báo cáo phải viết dạng 16:00.', weekday: 'Thứ trong tuần phải từ thứ Hai đến Chủ nhật.', day: 'Ngày trong tháng phải từ 1 đến 31.', dates: 'Ngày kết thúc phải sau ngày bắt đầu.' })[r.detail],
    'filter.name_taken': (r) => `Đã có bộ lọc tên “${r.name}”. Đặt tên khác.`,
    'evidence.unknown': () => 'Có tệp minh chứng chưa tải lên xong. Tải lại tệp rồi gửi.',
  },
  en: {
    'obligation.not_owner': () => 'This duty was given to another unit. Only that unit can take this step; if you hold a post there, switch posts.',
    'obligation.not_giver': () => 'Only the office that gave the duty can take this step. If needed, send it a question or raise an obstacle.',
    'obligation.not_yours_to_see': () => 'There is no such obligation, or it is not within your area.',
    'obligation.finished': (r) => `The obligation is ${workWords.en[r.work]} and cannot be changed. If work remains, give a new obligation.`,
    'obligation.wrong_state': (r) => `The obligation is "${workWords.en[r.work]}". This step needs it to be ${states(r.needs, 'en')}.`,
    'obligation.already_acknowledged': (r) => `The unit acknowledged at ${formatInstant(r.at)}. There is no need to do it again.`,
    'obligation.suspended': () => 'The obligation is suspended. The giver must resume it first.',
    'obligation.reminded_just_now': (r) => `A reminder was sent at ${formatInstant(r.at)}. Wait at least an hour before the next.`,
    'obligation.same_owner': () => 'The new unit is the one that holds the duty. Choose another.',
    'obligation.text_missing': (r) => `The ${whatEn[r.what]} is missing. Write at least three letters so that the receiver understands.`,
    'obligation.record_document_needed': () => 'The giver is outside the system: state the number and date of the document that holds its decision.',
    'report.period_needed': () => 'This is a periodic report: choose the period before sending.',
    'report.period_unknown': (r) => `The obligation has no period ${r.period}. Choose one from the unit's calendar.`,
    'report.period_settled': (r) => `Period ${r.period} has been reported. To change figures, correct the report that was sent.`,
    'report.period_not_reported': (r) => `Period ${r.period} has no report to accept.`,
    'report.not_periodic': () => 'This obligation is not reported by period. Remove the period and send again.',
    'report.figure_unknown': (r) => `The obligation is not bound to the indicator "${r.indicator}". Enter figures of its own indicators only.`,
    'report.parts_open': (r) => `${r.open} part(s) given to lower units are not accepted yet. Accept them first, or raise an obstacle to report progress.`,
    'extension.not_later': (r) => `The new deadline must be after the present one (${sayDue(r.due)}).`,
    'extension.past': (r) => `The new deadline (${sayDue(r.due)}) has passed. Choose a later day.`,
    'extension.none_left': (r) => `An obligation may be extended ${r.max} time(s) at most, and that is used up. Raise an obstacle, or let the giver decide.`,
    'extension.no_deadline': () => 'The obligation has no deadline, so there is nothing to extend.',
    'extension.periodic': () => 'Periodic reports are not extended. The giver may waive a single period.',
    'extension.pending': (r) => `A request to extend to ${sayDue(r.due)} is waiting for an answer.`,
    'extension.no_request': () => 'No request for extension is waiting.',
    'query.not_open': () => 'This question has been answered.',
    'obstacle.not_open': () => 'This obstacle has been answered or withdrawn.',
    'split.no_parts': () => 'There is no part yet. Add at least one receiving unit.',
    'split.uncovered': (r) => `The parts do not cover the whole duty. Missing: ${list(r.missing)}. Put these into a part, or hand the text down whole.`,
    'split.units_missing': (r) => `The duty is for several units; missing: ${list(r.units)}.`,
    'split.sum_short': (r) => `Figure ${r.figure}: the parts add up to ${r.parts}, short of ${r.whole}. Divide it again.`,
    'split.ratio_low': (r) => `Figure ${r.figure}: ${r.owner} was given ${r.part}, below the common level of ${r.whole}.`,
    'split.part_later': (r) => `The deadline for ${r.owner} (${sayDue(r.due)}) is after that of the duty (${sayDue(r.whole)}). Set an earlier one.`,
    'split.part_undated': (r) => `The duty is due ${sayDue(r.whole)} but the part of ${r.owner} has no deadline. Set one.`,
    'split.same_owner_twice': (r) => `${r.owner} has two equal parts. Join them.`,
    'split.to_self': () => 'Do not give a part to your own unit. What you do yourselves stays in the whole duty.',
    'correction.not_author': () => 'Only the unit that wrote this may correct it.',
    'correction.no_such_event': () => 'There is nothing to correct, or it has been withdrawn.',
    'correction.not_correctable': () => 'A decision is not corrected; take a new one (for example: ask for the work to be redone).',
    'correction.other_kind': () => 'The replacement must be of the same kind as what it corrects.',
    'correction.already_decided': () => 'The giver has already dealt with this, so it cannot be withdrawn; words and figures can still be corrected.',
    'obligation.owner_unknown': () => 'A receiving unit is no longer in the directory. Choose it again.',
    'obligation.clause_unknown': () => 'The clause does not belong to this document. Reload the document and assign again.',
    'obligation.nothing_to_give': () => 'No unit has been chosen. For a document without tasks choose "No task".',
    'obligation.rhythm_invalid': (r) => ({ time: 'The time must be written like 16:00.', weekday: 'The weekday must be Monday to Sunday.', day: 'The day of the month must be 1 to 31.', dates: 'The last day must be after the first.' })[r.detail],
    'filter.name_taken': (r) => `There is already a filter named "${r.name}". Choose another name.`,
    'evidence.unknown': () => 'A file of evidence has not been uploaded. Upload it and send again.',
  },
}
