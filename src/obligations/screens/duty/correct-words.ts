import { defineWords } from '../../../words/words.ts'

export const correctWords = defineWords({
  vi: {
    open: 'Đính chính', title: 'Đính chính', of: (what: string, when: string) => `Đính chính: ${what}, ${when}`, text: 'Nội dung đúng', figures: 'Số liệu đúng', why: 'Lý do đính chính', hint: 'Nội dung cũ không mất: vẫn đọc được ở diễn biến, kèm người sửa, lúc sửa và lý do.', act: 'Ghi đính chính', withdraw: 'Rút lại', withdrawHint: 'Rút được khi chưa ai xử lý.',
    done: 'Đã ghi đính chính.', withdrawn: 'Đã rút lại.', wrongFigure: 'Chưa hiểu số này. Gõ như 1200 hoặc 12,5.',
  },
  en: {
    open: 'Correct', title: 'Correct', of: (what: string, when: string) => `Correct: ${what}, ${when}`, text: 'What is right', figures: 'The right figures', why: 'Why it is corrected', hint: 'What stood before is not lost: it stays in the story with who corrected it, when and why.', act: 'Record the correction', withdraw: 'Take it back', withdrawHint: 'Possible while nobody has acted on it.',
    done: 'The correction is recorded.', withdrawn: 'It is taken back.', wrongFigure: 'This figure is not understood. Type 1200 or 12.5.',
  },
})
