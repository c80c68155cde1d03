import { defineWords } from '../../words/words.ts'

/** Words of the two axes and of events, used by refusals, screens, print and export alike. */
export const workWords = defineWords({
  vi: { assigned: 'chưa tiếp nhận', doing: 'đang thực hiện', reported: 'đã báo cáo, chờ xác nhận', accepted: 'đã xác nhận hoàn thành', returned: 'trả lại', redo: 'làm lại', suspended: 'tạm dừng', waived: 'được miễn', closed: 'đã đóng' },
  en: { assigned: 'not acknowledged', doing: 'in progress', reported: 'reported, awaiting acceptance', accepted: 'accepted', returned: 'returned', redo: 'to be redone', suspended: 'suspended', waived: 'waived', closed: 'closed' },
})
