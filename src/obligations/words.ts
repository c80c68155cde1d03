import { defineWords } from '../words/words.ts'

/** Words of printed and exported tables. */
export const tableTexts = defineWords({
  vi: {
    board: 'BẢNG THEO DÕI THỰC HIỆN NHIỆM VỤ', myWork: 'DANH SÁCH NHIỆM VỤ CỦA ĐƠN VỊ', no: 'TT', unit: 'Đơn vị', duty: 'Nội dung nhiệm vụ', directive: 'Văn bản giao', clause: 'Mục', given: 'Ngày giao', due: 'Hạn', baseline: 'Hạn gốc', work: 'Trạng thái', deadline: 'Thời hạn',
    reported: 'Ngày báo cáo', giver: 'Cơ quan giao', none: 'không hạn', left: (n: number) => `còn ${n} ngày`, today: 'hôm nay', overdue: (n: number) => `quá hạn ${n} ngày`, overdueHours: (n: number) => `quá hạn ${n} giờ`, onTime: 'đúng hạn', late: (n: number) => `muộn ${n} ngày`, lateHours: (n: number) => `muộn ${n} giờ`, stopped: 'dừng tính hạn', file: 'bang-theo-doi', fileMine: 'viec-cua-don-vi',
  },
  en: {
    board: 'BOARD OF OBLIGATIONS', myWork: 'OBLIGATIONS OF THE UNIT', no: 'No.', unit: 'Unit', duty: 'Obligation', directive: 'Directive', clause: 'Item', given: 'Given on', due: 'Due', baseline: 'First due', work: 'State', deadline: 'Deadline',
    reported: 'Reported on', giver: 'Giver', none: 'no deadline', left: (n: number) => `${n} day(s) left`, today: 'today', overdue: (n: number) => `overdue ${n} day(s)`, overdueHours: (n: number) => `overdue ${n} hour(s)`, onTime: 'on time', late: (n: number) => `late ${n} day(s)`, lateHours: (n: number) => `late ${n} hour(s)`, stopped: 'clock stopped', file: 'board', fileMine: 'my-work',
  },
})
