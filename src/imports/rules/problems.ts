/** Lỗi của từng dòng: what is wrong with a cell or a row, said so that whoever typed the list can put it right. */
import { formatDay, type PlainDate } from '../../platform/dates.ts'
import type { Sentences } from '../../platform/refusal.ts'

type InCell = { readonly line: number; readonly header: string; readonly field: string; readonly text: string }
type Said =
  | ({ readonly code: 'cell.date_unreadable' } & InCell)
  | ({ readonly code: 'cell.date_impossible' } & InCell)
  | ({ readonly code: 'cell.date_no_year' } & InCell)
  | ({ readonly code: 'cell.date_no_day' } & InCell)
  | ({ readonly code: 'cell.date_order'; readonly order: 'dmy' | 'mdy' } & InCell)
  | ({ readonly code: 'cell.date_future'; readonly on: PlainDate } & InCell)
  | ({ readonly code: 'cell.yesno_unknown' } & InCell)
  | ({ readonly code: 'cell.sex_unknown' } & InCell)
  | ({ readonly code: 'cell.age_unreadable' } & InCell)
  | ({ readonly code: 'cell.number_unreadable' } & InCell)
  | ({ readonly code: 'cell.phone_unreadable' } & InCell)
  | ({ readonly code: 'cell.citizen_lost' } & InCell)
  | ({ readonly code: 'cell.citizen_length' } & InCell)
  | ({ readonly code: 'cell.citizen_zero' } & InCell)
  | ({ readonly code: 'cell.value_unknown'; readonly known: readonly string[] } & InCell)
  | { readonly code: 'row.required'; readonly line: number; readonly fields: readonly string[] }
  | { readonly code: 'row.longer'; readonly line: number; readonly cells: number; readonly columns: number }
  | { readonly code: 'row.dates_order'; readonly line: number; readonly earlier: string; readonly earlierOn: PlainDate; readonly later: string; readonly laterOn: PlainDate }
  | { readonly code: 'row.sex_twice'; readonly line: number }

/** `error`: the row is set aside until somebody puts it right or leaves the cell out. `warning`: taken, and shown. */
export type Problem = Said & { readonly severity: 'error' | 'warning' }

const severities: Readonly<Record<Said['code'], Problem['severity']>> = {
  'cell.date_unreadable': 'error', 'cell.date_impossible': 'error', 'cell.date_no_year': 'error', 'cell.date_no_day': 'error', 'cell.date_order': 'error', 'cell.date_future': 'error',
  'cell.yesno_unknown': 'error', 'cell.sex_unknown': 'error', 'cell.age_unreadable': 'error', 'cell.number_unreadable': 'error', 'cell.phone_unreadable': 'warning',
  'cell.citizen_lost': 'error', 'cell.citizen_length': 'warning', 'cell.citizen_zero': 'warning', 'cell.value_unknown': 'error',
  'row.required': 'error', 'row.longer': 'error', 'row.dates_order': 'warning', 'row.sex_twice': 'error',
}
export const problem = (said: Said): Problem => ({ ...said, severity: severities[said.code] })

const at = (p: InCell): string => `Dòng ${p.line}, cột “${p.header}”`
const en = (p: InCell): string => `Line ${p.line}, column “${p.header}”`

/** Vietnamese and English, complete by type. `fields` and `known` arrive as names for people. */
export const problemSentences: Sentences<Said> = {
  vi: {
    'cell.date_unreadable': (p) => `${at(p)}: “${p.text}” không đọc được thành ngày. Ghi dạng 03/8/2021.`,
    'cell.date_impossible': (p) => `${at(p)}: không có ngày “${p.text}” trong lịch. Sửa lại ngày.`,
    'cell.date_no_year': (p) => `${at(p)}: “${p.text}” thiếu năm. Ghi đủ ngày, tháng, năm.`,
    'cell.date_no_day': (p) => `${at(p)}: “${p.text}” chưa có ngày cụ thể. Ghi đủ ngày, tháng, năm hoặc để trống.`,
    'cell.date_order': (p) => `${at(p)}: “${p.text}” không theo thứ tự ${p.order === 'dmy' ? 'ngày/tháng/năm' : 'tháng/ngày/năm'} của cả cột. Sửa ô này hoặc chọn lại thứ tự của cột.`,
    'cell.date_future': (p) => `${at(p)}: ngày ${formatDay(p.on)} ở tương lai. Kiểm tra lại ngày hoặc thứ tự ngày tháng của cột.`,
    'cell.yesno_unknown': (p) => `${at(p)}: “${p.text}” không rõ là có hay không. Ghi Có, Không hoặc để trống.`,
    'cell.sex_unknown': (p) => `${at(p)}: “${p.text}” không phải giới tính. Ghi Nam, Nữ, Khác hoặc để trống.`,
    'cell.age_unreadable': (p) => `${at(p)}: “${p.text}” không phải tuổi. Ghi số tuổi, ví dụ 34 hoặc 8 tháng.`,
    'cell.number_unreadable': (p) => `${at(p)}: “${p.text}” không phải số. Ghi bằng chữ số.`,
    'cell.phone_unreadable': (p) => `${at(p)}: “${p.text}” không giống số điện thoại; giữ nguyên như đã ghi, cần kiểm tra.`,
    'cell.citizen_lost': (p) => `${at(p)}: “${p.text}” đã mất chữ số (bảng tính rút gọn). Đặt cột ở dạng chữ rồi nhập lại số.`,
    'cell.citizen_length': (p) => `${at(p)}: “${p.text}” không đủ 12 hoặc 9 chữ số; giữ nguyên như đã ghi, cần kiểm tra.`,
    'cell.citizen_zero': (p) => `${at(p)}: “${p.text}” thiếu số 0 ở đầu; đã thêm lại, cần kiểm tra.`,
    'cell.value_unknown': (p) => `${at(p)}: chưa biết “${p.text}” nghĩa là gì. Chọn một trong: ${p.known.join(', ')}; hoặc ghép từ này một lần cho cả danh sách.`,
    'row.required': (p) => `Dòng ${p.line}: phải có ${p.fields.join(' hoặc ')}.`,
    'row.longer': (p) => `Dòng ${p.line}: có ${p.cells} ô, tiêu đề chỉ có ${p.columns} cột. Kiểm tra dấu ngăn cách hoặc dấu ngoặc kép trong dòng.`,
    'row.dates_order': (p) => `Dòng ${p.line}: “${p.later}” (${formatDay(p.laterOn)}) trước “${p.earlier}” (${formatDay(p.earlierOn)}); vẫn nhận, cần kiểm tra.`,
    'row.sex_twice': (p) => `Dòng ${p.line}: năm sinh ghi ở cả cột Nam và cột Nữ. Chỉ giữ một cột.`,
  },
  en: {
    'cell.date_unreadable': (p) => `${en(p)}: “${p.text}” cannot be read as a date. Write it like 03/8/2021.`,
    'cell.date_impossible': (p) => `${en(p)}: there is no day “${p.text}” in the calendar. Correct the date.`,
    'cell.date_no_year': (p) => `${en(p)}: “${p.text}” has no year. Write day, month and year.`,
    'cell.date_no_day': (p) => `${en(p)}: “${p.text}” names no day. Write day, month and year, or leave it empty.`,
    'cell.date_order': (p) => `${en(p)}: “${p.text}” does not follow the ${p.order === 'dmy' ? 'day/month/year' : 'month/day/year'} order of the column. Correct the cell, or choose the order of the column again.`,
    'cell.date_future': (p) => `${en(p)}: ${formatDay(p.on)} lies in the future. Check the date, or the order of day and month in the column.`,
    'cell.yesno_unknown': (p) => `${en(p)}: “${p.text}” is neither yes nor no. Write Yes, No, or leave it empty.`,
    'cell.sex_unknown': (p) => `${en(p)}: “${p.text}” is not a sex. Write Male, Female, Other, or leave it empty.`,
    'cell.age_unreadable': (p) => `${en(p)}: “${p.text}” is not an age. Write a number, like 34 or 8 months.`,
    'cell.number_unreadable': (p) => `${en(p)}: “${p.text}” is not a number. Write it in digits.`,
    'cell.phone_unreadable': (p) => `${en(p)}: “${p.text}” does not look like a phone number; kept as written, please check.`,
    'cell.citizen_lost': (p) => `${en(p)}: “${p.text}” has lost its digits (shortened by a spreadsheet). Format the column as text and enter the number again.`,
    'cell.citizen_length': (p) => `${en(p)}: “${p.text}” has neither 12 nor 9 digits; kept as written, please check.`,
    'cell.citizen_zero': (p) => `${en(p)}: “${p.text}” lacks its leading 0; put back, please check.`,
    'cell.value_unknown': (p) => `${en(p)}: it is not known what “${p.text}” means. Choose one of: ${p.known.join(', ')}; or give the word a meaning once for the whole list.`,
    'row.required': (p) => `Line ${p.line}: needs ${p.fields.join(' or ')}.`,
    'row.longer': (p) => `Line ${p.line}: has ${p.cells} cells, the head only ${p.columns} columns. Check separators and quotes in the line.`,
    'row.dates_order': (p) => `Line ${p.line}: “${p.later}” (${formatDay(p.laterOn)}) before “${p.earlier}” (${formatDay(p.earlierOn)}); taken, please check.`,
    'row.sex_twice': (p) => `Line ${p.line}: a year of birth stands both under men and under women. Keep one.`,
  },
}

/** The sentence of one problem. */
export const sayProblem = (p: Problem, language: 'vi' | 'en'): string => (problemSentences[language][p.code] as (x: Problem) => string)(p)
