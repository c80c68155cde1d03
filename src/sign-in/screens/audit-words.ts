import { formatDay, formatInstant } from '../../platform/dates.ts'
import type { Language } from '../../words/words.ts'
import { formatBytes, formatNumber } from '../../web/format.ts'

/** What each recorded act is called, Vietnamese and English. The trail keeps the code; an act that has no name here yet is shown by its code. */
const acts: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'account.created': ['mở tài khoản', 'account opened'], 'account.password_reset': ['đặt lại mật khẩu', 'password reset'], 'account.disabled': ['khóa tài khoản', 'account disabled'], 'account.enabled': ['mở khóa tài khoản', 'account enabled'],
  'office.set_up': ['thiết lập lần đầu', 'first set-up'], 'demo.built': ['dựng bản trình diễn', 'demonstration built'],
  'post.created': ['lập chức vụ', 'post created'], 'post.closed': ['kết thúc chức vụ', 'post ended'], 'post.given': ['giao chức vụ', 'post given'], 'post.handed_over': ['bàn giao chức vụ', 'post handed over'],
  'organisation.created': ['lập đơn vị', 'organisation created'], 'organisation.changed': ['thay đổi đơn vị', 'organisation changed'], 'organisation.closed': ['kết thúc đơn vị', 'organisation ended'], 'organisation.imported': ['nhập danh sách đơn vị', 'organisations imported'],
  'unit.merge': ['sáp nhập địa bàn', 'areas merged'], 'unit.split': ['chia tách địa bàn', 'area split'], 'unit.revise': ['đổi tên, điều chỉnh địa bàn', 'area revised'],
  'document.uploaded': ['nhận tệp văn bản', 'document taken in'], 'document.unreadable': ['không đọc được tệp', 'file could not be read'], 'document.read': ['đọc văn bản bằng máy', 'document read by the program'], 'document.reread': ['đọc lại văn bản', 'document read again'], 'document.working_saved': ['lưu bản đang xem', 'working copy saved'],
  'document.registered': ['xác nhận, vào sổ', 'confirmed and registered'], 'document.registration_voided': ['hủy đăng ký', 'registration voided'], 'document.discarded': ['bỏ tệp chưa vào sổ', 'upload discarded'], 'document.corrected': ['sửa văn bản, có lý do', 'document corrected, with a reason'],
  'document.recalled': ['thu hồi văn bản', 'document recalled'], 'document.replaced': ['thay thế văn bản', 'document replaced'], 'document.act_acknowledged': ['xác nhận đã nhận việc thu hồi, thay thế, đính chính', 'recall, replacement or correction acknowledged'],
  'document.files_attached': ['kèm phụ lục', 'appendices attached'], 'document.file_removed': ['gỡ phụ lục', 'appendix removed'], 'document.secret_line': ['vào sổ văn bản mật, không có nội dung', 'line of a secret paper registered without content'], 'document.secret_refused': ['không nhận văn bản mật', 'secret paper refused'],
  'document.copied': ['sao văn bản', 'copy made'], 'register.book_set': ['đặt sổ của cơ quan', 'register book set'], 'register.province_set': ['đặt sổ của tỉnh', 'registers of the province set'],
  'person.looked': ['xem người', 'person looked at'], 'person.changed': ['sửa thông tin người', 'person changed'], 'person.merged': ['gộp hai hồ sơ người', 'two records of a person merged'], 'person.unmerged': ['tách hồ sơ đã gộp', 'merge undone'], 'person.pair_decided': ['quyết định hai hồ sơ có phải một người', 'decided whether two records are one person'],
  'person.erased': ['xóa thông tin cá nhân', 'personal data erased'], 'person.receipt_given': ['cấp biên nhận', 'receipt given'], 'protocol.switched': ['đổi quy định áp dụng', 'rule switched'], 'zone.decided': ['quyết định cấp độ dịch', 'level of an area decided'],
  'person.created': ['lập hồ sơ người', 'person written down'], 'person.recognised': ['nhận ra người đã có hồ sơ', 'person recognised'],
  'case.opened': ['lập hồ sơ ca bệnh', 'case opened'], 'case.added_to': ['bổ sung vào ca bệnh', 'added to a case'], 'case.changed': ['sửa phiếu điều tra', 'investigation changed'], 'case.classified': ['quyết định phân loại ca bệnh', 'class of a case decided'], 'case.refuted': ['loại trừ ca bệnh', 'case refuted'],
  'case.milestone_added': ['thêm mốc dịch tễ', 'stay added'], 'case.milestone_voided': ['bỏ mốc dịch tễ ghi nhầm', 'stay voided'], 'case.contacts_added': ['thêm người tiếp xúc', 'contacts added'], 'exposure.voided': ['bỏ lần tiếp xúc ghi nhầm', 'contact voided'], 'contact.reached': ['đã liên hệ người tiếp xúc', 'contact reached'],
  'declaration.submitted': ['nhận tờ khai y tế', 'declaration received'], 'declaration.changed': ['sửa tờ khai y tế', 'declaration changed'], 'declaration.withdrawn': ['rút tờ khai y tế', 'declaration withdrawn'], 'declaration.visited': ['đã thăm người khai', 'declarer visited'],
  'document.assigned': ['giao việc', 'duties assigned'], 'document.sent': ['gửi văn bản', 'document sent'], 'document.issued': ['ký, cấp số, ban hành', 'signed, numbered, issued'], 'register.noted': ['ghi sổ', 'register noted'],
  'draft.created': ['lập dự thảo', 'draft created'], 'draft.saved': ['lưu dự thảo', 'draft saved'], 'draft.clause_added': ['thêm mục vào dự thảo', 'clause added to a draft'], 'draft.uppers_set': ['chọn văn bản cấp trên của dự thảo', 'upper documents of a draft chosen'], 'coverage.decided': ['kết luận một ô triển khai', 'cell of the coverage decided'],
  'delivery.received': ['tiếp nhận văn bản gửi đến', 'delivery received'], 'delivery.refused': ['từ chối văn bản gửi đến', 'delivery refused'], 'delivery.state': ['cập nhật trạng thái xử lý', 'handling state updated'], 'delivery.status_taken_in': ['nhận trạng thái xử lý', 'handling state taken in'],
  'obligation.given': ['giao nhiệm vụ', 'obligations given'], 'obligation.assigned': ['giao nhiệm vụ', 'obligation assigned'], 'obligation.acknowledged': ['tiếp nhận nhiệm vụ', 'obligation acknowledged'], 'obligation.queried': ['hỏi lại', 'queried'], 'obligation.answered': ['trả lời câu hỏi', 'query answered'],
  'obligation.returned': ['trả lại nhiệm vụ', 'obligation returned'], 'obligation.reassigned': ['chuyển đơn vị khác', 'reassigned'], 'obligation.split': ['chia việc xuống cấp dưới', 'split to lower units'], 'obligation.reported': ['báo cáo', 'reported'], 'obligation.accepted': ['xác nhận kết quả', 'result accepted'],
  'obligation.sent_back': ['yêu cầu làm lại', 'sent back'], 'obligation.extension_requested': ['xin gia hạn', 'extension requested'], 'obligation.extended': ['gia hạn', 'extended'], 'obligation.extension_refused': ['không cho gia hạn', 'extension refused'],
  'obligation.obstacle_raised': ['nêu vướng mắc', 'obstacle raised'], 'obligation.obstacle_answered': ['giải quyết vướng mắc', 'obstacle answered'], 'obligation.reminded': ['đôn đốc', 'reminded'], 'obligation.reminded_all': ['đôn đốc mọi đơn vị chưa tiếp nhận', 'all who had not acknowledged reminded'],
  'obligation.inspected': ['kiểm tra', 'inspected'], 'obligation.commended': ['biểu dương', 'commended'], 'obligation.sanctioned': ['phê bình, xử lý', 'sanctioned'], 'obligation.handed_over': ['bàn giao nhiệm vụ', 'obligation handed over'], 'obligation.suspended': ['tạm dừng', 'suspended'], 'obligation.resumed': ['tiếp tục', 'resumed'],
  'obligation.waived': ['miễn thực hiện', 'waived'], 'obligation.closed': ['đóng nhiệm vụ', 'closed'], 'obligation.corrected': ['đính chính', 'corrected'], 'obligation.evidence_kept': ['lưu tệp minh chứng', 'evidence kept'],
}
const subjects: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  account: ['tài khoản', 'account'], post: ['chức vụ', 'post'], organisation: ['đơn vị', 'organisation'], organisation_import: ['danh sách đơn vị', 'list of organisations'], unit: ['địa bàn', 'area'], province: ['tỉnh', 'province'],
  document: ['văn bản', 'document'], register_entry: ['dòng sổ', 'register entry'], obligation: ['nhiệm vụ', 'obligation'], file: ['tệp', 'file'],
  person: ['người', 'person'], case: ['ca bệnh', 'case'], exposure: ['lần tiếp xúc', 'contact'], declaration: ['tờ khai y tế', 'declaration'], household: ['hộ', 'household'], protocol: ['quy định', 'rule'], zone_decision: ['quyết định cấp độ dịch', 'decision on a level'],
}
/** Names of the facts in a line of the trail. A fact without a name here is shown under its own. */
const facts: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  name: ['tên', 'name'], title: ['tên', 'title'], issuer: ['cơ quan ban hành', 'issuer'], number: ['số', 'number'], series: ['sổ', 'register'], documentNumber: ['số, ký hiệu', 'number and symbol'], system: ['hệ thống', 'system'], pages: ['số trang', 'pages'], tasks: ['số nhiệm vụ', 'tasks'],
  joinedFrom: ['ghép từ', 'joined from'], joined: ['ghép', 'joined'], duplicates: ['trùng với', 'same as'], duplicateOf: ['trùng với', 'same as'], file: ['tệp', 'file'], files: ['số tệp', 'files'], reason: ['lý do', 'reason'], note: ['ghi chú', 'note'], instruction: ['bút phê', 'instruction'],
  from: ['từ', 'from'], to: ['đến', 'to'], on: ['ngày', 'day'], day: ['ngày', 'day'], begins: ['từ ngày', 'from'], ends: ['đến ngày', 'until'], lastDay: ['ngày cuối', 'last day'], before: ['trước', 'before'], after: ['sau', 'after'], old: ['cũ', 'old'], new: ['mới', 'new'],
  organisations: ['số đơn vị', 'organisations'], organisationId: ['đơn vị', 'organisation'], obligations: ['số nhiệm vụ', 'obligations'], openObligations: ['nhiệm vụ đang mở', 'open obligations'], parts: ['số phần', 'parts'], sent: ['đã gửi', 'sent'], reminded: ['đã đôn đốc', 'reminded'], onlyLate: ['chỉ việc quá giờ', 'late only'],
  email: ['thư điện tử', 'e-mail'], accountId: ['tài khoản', 'account'], postId: ['chức vụ', 'post'], directiveId: ['văn bản', 'document'], upperId: ['văn bản cấp trên', 'upper document'], upperIds: ['văn bản cấp trên', 'upper documents'], uppers: ['văn bản cấp trên', 'upper documents'], clauses: ['số mục', 'clauses'], itemId: ['mục', 'item'], upperClauseId: ['mục cấp trên', 'upper clause'],
  changes: ['thay đổi', 'changes'], fields: ['trường', 'fields'], version: ['bản', 'version'], kind: ['loại', 'kind'], type: ['loại', 'kind'], status: ['trạng thái', 'status'], counts: ['số lượng', 'counts'], heirs: ['đơn vị kế thừa', 'successors'], movedChildren: ['đơn vị trực thuộc chuyển theo', 'subordinates moved'], closedAbsent: ['kết thúc vì vắng trong bảng', 'ended, absent from the sheet'],
  findingsAccepted: ['chấp nhận lưu ý', 'findings accepted'], seq: ['diễn biến thứ', 'event no.'], decree: ['căn cứ', 'decree'], verdict: ['kết luận', 'verdict'], demo: ['trình diễn', 'demonstration'],
}
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** The facts of an act as one reads them: without what is empty, ids and seals by their ends, sizes and days as everywhere. */
export function sayDetail(detail: Readonly<Record<string, unknown>>, language: Language): string {
  const at = language === 'vi' ? 0 : 1
  const say = (value: unknown): string => {
    if (typeof value === 'boolean') return value ? ['có', 'yes'][at]! : ['không', 'no'][at]!
    if (typeof value === 'number') return formatNumber(value, language)
    if (typeof value !== 'string') return Array.isArray(value) ? value.map(say).join(', ') : Object.entries(value as object).filter(([, one]) => one !== null && one !== '').map(([name, one]) => `${nameOf(name)} ${say(one)}`).join(', ')
    if (uuid.test(value)) return `…${value.slice(-6)}`
    if (/^[0-9a-f]{64}$/.test(value)) return `${value.slice(0, 8)}…`
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return formatDay(value)
    if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value)) return formatInstant(value)
    return value
  }
  const nameOf = (name: string): string => (Object.hasOwn(facts, name) ? facts[name]![at] : name)
  return Object.entries(detail)
    .filter(([name, value]) => value !== null && value !== '' && value !== undefined && !(Array.isArray(value) && value.length === 0) && !(name === 'joinedFrom' && value === 0))
    .map(([name, value]) => (name === 'bytes' && typeof value === 'number' ? formatBytes(value, language) : name === 'sha256' ? `SHA-256 ${say(value)}` : name === 'number' || name === 'series' ? `${nameOf(name)} ${String(value)}` : `${nameOf(name)} ${say(value)}`))
    .join(' · ')
}
const named = (names: typeof acts, code: string, language: Language): string => (Object.hasOwn(names, code) ? names[code]![language === 'vi' ? 0 : 1] : code)
export const actName = (code: string, language: Language): string => named(acts, code, language)
export const subjectName = (kind: string, language: Language): string => named(subjects, kind, language)
export const subjectChoices = (language: Language): readonly (readonly [kind: string, name: string])[] => Object.keys(subjects).map((kind) => [kind, subjectName(kind, language)] as const)
/** Where the record itself can be opened. */
export function subjectHref(kind: string, id: string): string | undefined {
  switch (kind) {
    case 'account': return `/quan-tri/${id}`
    case 'organisation': return `/don-vi/${id}`
    case 'document': return `/van-ban/${id}`
    case 'obligation': return `/nhiem-vu/${id}`
    default: return undefined
  }
}
