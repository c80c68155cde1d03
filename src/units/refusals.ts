import { formatDay, type PlainDate } from '../platform/dates.ts'
import type { Sentences } from '../platform/refusal.ts'

/** Refusals of units, organisations and posts. */
export type UnitsRefusal =
  | { code: 'unit.unknown'; id: string }
  | { code: 'unit.not_in_force'; name: string; on: PlainDate; from: PlainDate; to: PlainDate | null }
  | { code: 'unit.ends_already'; name: string; to: PlainDate }
  | { code: 'unit.not_neighbours'; names: string[] }
  | { code: 'unit.code_twice'; unitCode: string }
  | { code: 'unit.code_taken'; unitCode: string; name: string }
  | { code: 'unit.name_empty' }
  | { code: 'unit.merge_needs_two' }
  | { code: 'unit.split_needs_two' }
  | { code: 'unit.nothing_changed'; name: string }
  | { code: 'organisation.unknown'; id: string }
  | { code: 'organisation.closed'; name: string; to: PlainDate }
  | { code: 'organisation.not_yet'; name: string; from: PlainDate; on: PlainDate }
  | { code: 'organisation.same_name'; name: string }
  | { code: 'organisation.would_loop'; name: string; parent: string }
  | { code: 'organisation.change_in_past'; name: string; on: PlainDate; last: PlainDate }
  | { code: 'organisation.has_children'; name: string; children: number }
  | { code: 'organisation.heir_closed'; name: string }
  | { code: 'organisation.nothing_changed'; name: string }
  | { code: 'organisation.kind_unknown'; kind: string }
  | { code: 'post.unknown'; id: string }
  | { code: 'post.closed'; title: string; to: PlainDate }
  | { code: 'post.last_head'; title: string; organisation: string }
  | { code: 'import.unreadable'; detail: string }
  | { code: 'import.too_large'; rows: number; most: number }
  | { code: 'import.no_header'; looked: number }
  | { code: 'import.no_name_column'; headers: string[] }
  | { code: 'import.has_errors'; errors: number }
  | { code: 'import.changed_since_preview' }
  | { code: 'import.nothing_to_do' }

const from = (r: { from: PlainDate; to: PlainDate | null }) => `${formatDay(r.from)}${r.to ? ` – ${formatDay(r.to)}` : ''}`

export const unitsSentences: Sentences<UnitsRefusal> = {
  vi: {
    'unit.unknown': () => 'Không có đơn vị hành chính này. Tìm lại theo tên hoặc mã.',
    'unit.not_in_force': (r) => `${r.name} không thay đổi được từ ngày ${formatDay(r.on)}: đơn vị này có hiệu lực ${from(r)}. Chọn ngày sau ngày bắt đầu.`,
    'unit.ends_already': (r) => `${r.name} đã kết thúc ngày ${formatDay(r.to)}. Mở đơn vị kế tục để sửa.`,
    'unit.not_neighbours': (r) => `Các đơn vị ${r.names.join(', ')} không cùng cấp hoặc không cùng đơn vị cấp trên. Chỉ sáp nhập đơn vị cùng cấp, cùng cấp trên.`,
    'unit.code_twice': (r) => `Mã ${r.unitCode} được ghi cho hai đơn vị. Mỗi đơn vị mới có một mã.`,
    'unit.code_taken': (r) => `Mã ${r.unitCode} đang là mã của ${r.name}. Ghi đúng mã theo nghị quyết.`,
    'unit.name_empty': () => 'Chưa có tên đơn vị mới.',
    'unit.merge_needs_two': () => 'Chọn ít nhất hai đơn vị để sáp nhập.',
    'unit.split_needs_two': () => 'Ghi ít nhất hai đơn vị mới khi chia tách.',
    'unit.nothing_changed': (r) => `Chưa có gì khác so với ${r.name} hiện nay.`,
    'organisation.unknown': () => 'Không có cơ quan, đơn vị này trong tỉnh. Tìm lại theo tên.',
    'organisation.closed': (r) => `${r.name} đã kết thúc hoạt động ngày ${formatDay(r.to)}. Mở cơ quan kế tục để sửa.`,
    'organisation.not_yet': (r) => `${r.name} chỉ bắt đầu từ ngày ${formatDay(r.from)}; ngày ${formatDay(r.on)} chưa có.`,
    'organisation.same_name': (r) => `Đã có “${r.name}” thuộc cùng cơ quan cấp trên. Kiểm tra xem có trùng không, hoặc ghi tên phân biệt.`,
    'organisation.would_loop': (r) => `Không đặt ${r.name} dưới ${r.parent} được vì ${r.parent} đang thuộc ${r.name}.`,
    'organisation.change_in_past': (r) => `${r.name} đã có thay đổi từ ngày ${formatDay(r.last)}. Thay đổi mới phải có hiệu lực sau ngày đó, không phải ${formatDay(r.on)}.`,
    'organisation.has_children': (r) => `${r.name} còn ${r.children} đơn vị trực thuộc. Chuyển các đơn vị đó sang cơ quan khác trước, hoặc chọn cơ quan tiếp nhận.`,
    'organisation.heir_closed': (r) => `Cơ quan tiếp nhận ${r.name} không còn hoạt động vào ngày đó. Chọn cơ quan khác.`,
    'organisation.nothing_changed': (r) => `Chưa có gì khác so với ${r.name} hiện nay.`,
    'organisation.kind_unknown': (r) => `Không có loại cơ quan “${r.kind}”. Chọn trong danh mục.`,
    'post.unknown': () => 'Không có chức vụ này trong tỉnh.',
    'post.closed': (r) => `Chức vụ ${r.title} đã kết thúc ngày ${formatDay(r.to)}.`,
    'post.last_head': (r) => `${r.title} là chức vụ người đứng đầu duy nhất của ${r.organisation}. Lập chức vụ người đứng đầu khác trước khi kết thúc chức vụ này.`,
    'import.unreadable': (r) => `Không đọc được tệp: ${r.detail}. Lưu lại dạng XLSX hoặc CSV (UTF-8) rồi tải lên.`,
    'import.too_large': (r) => `Tệp có ${r.rows} dòng; mỗi lần nhập tối đa ${r.most}. Chia tệp làm nhiều phần.`,
    'import.no_header': (r) => `Không thấy dòng tiêu đề trong ${r.looked} dòng đầu. Cần ít nhất cột “Tên cơ quan, đơn vị”.`,
    'import.no_name_column': (r) => `Không có cột tên cơ quan. Các cột đọc được: ${r.headers.join(', ')}. Đổi một tiêu đề thành “Tên cơ quan, đơn vị”.`,
    'import.has_errors': (r) => `Còn ${r.errors} dòng có lỗi. Sửa trong tệp rồi tải lại; chưa có gì được ghi.`,
    'import.changed_since_preview': () => 'Danh sách cơ quan vừa thay đổi sau khi xem trước. Xem trước lại rồi áp dụng; tệp vẫn còn.',
    'import.nothing_to_do': () => 'Tệp giống hệt dữ liệu hiện có; không có gì để ghi.',
  },
  en: {
    'unit.unknown': () => 'There is no such administrative unit. Search by name or code.',
    'unit.not_in_force': (r) => `${r.name} cannot change on ${formatDay(r.on)}: it is in force ${from(r)}. Choose a day after its first.`,
    'unit.ends_already': (r) => `${r.name} ended on ${formatDay(r.to)}. Open its successor to edit.`,
    'unit.not_neighbours': (r) => `${r.names.join(', ')} are not of one level under one parent. Only such units can be merged.`,
    'unit.code_twice': (r) => `Code ${r.unitCode} is given to two units. Each new unit has its own.`,
    'unit.code_taken': (r) => `Code ${r.unitCode} belongs to ${r.name}. Enter the code of the resolution.`,
    'unit.name_empty': () => 'The new unit has no name yet.',
    'unit.merge_needs_two': () => 'Choose at least two units to merge.',
    'unit.split_needs_two': () => 'Enter at least two new units for a split.',
    'unit.nothing_changed': (r) => `Nothing differs from ${r.name} as it is.`,
    'organisation.unknown': () => 'There is no such organisation in the province. Search by name.',
    'organisation.closed': (r) => `${r.name} ended on ${formatDay(r.to)}. Open its successor to edit.`,
    'organisation.not_yet': (r) => `${r.name} begins on ${formatDay(r.from)}; on ${formatDay(r.on)} it does not exist yet.`,
    'organisation.same_name': (r) => `There is already a “${r.name}” under the same parent. Check for a duplicate, or give a distinct name.`,
    'organisation.would_loop': (r) => `${r.name} cannot stand under ${r.parent}, which is below ${r.name} itself.`,
    'organisation.change_in_past': (r) => `${r.name} already changed on ${formatDay(r.last)}. A new change must take effect after that day, not on ${formatDay(r.on)}.`,
    'organisation.has_children': (r) => `${r.name} still has ${r.children} bodies below it. Move them first, or choose a receiving organisation.`,
    'organisation.heir_closed': (r) => `The receiving organisation ${r.name} does not exist on that day. Choose another.`,
    'organisation.nothing_changed': (r) => `Nothing differs from ${r.name} as it is.`,
    'organisation.kind_unknown': (r) => `There is no kind “${r.kind}”. Choose one of the catalogue.`,
    'post.unknown': () => 'There is no such post in the province.',
    'post.closed': (r) => `The post ${r.title} ended on ${formatDay(r.to)}.`,
    'post.last_head': (r) => `${r.title} is the only head's post of ${r.organisation}. Create another head's post before ending this one.`,
    'import.unreadable': (r) => `The file cannot be read: ${r.detail}. Save it as XLSX or CSV (UTF-8) and upload again.`,
    'import.too_large': (r) => `The file has ${r.rows} rows; at most ${r.most} at a time. Split the file.`,
    'import.no_header': (r) => `No header row in the first ${r.looked} rows. At least a column with the organisation's name is needed.`,
    'import.no_name_column': (r) => `No column holds the name. Columns found: ${r.headers.join(', ')}. Rename one to “Tên cơ quan, đơn vị”.`,
    'import.has_errors': (r) => `${r.errors} row(s) have errors. Mend them in the file and upload again; nothing has been written.`,
    'import.changed_since_preview': () => 'The organisations changed after the preview. Preview again, then apply; the file is kept.',
    'import.nothing_to_do': () => 'The file says what is already there; nothing to write.',
  },
}
