import { defineWords } from '../../../words/words.ts'

export const coverageWords = defineWords({
  vi: {
    title: 'Ma trận triển khai', corner: 'Cấp trên giao', row: 'Kết quả', ours: 'Văn bản của ta, theo mục',
    verdict: { carried: 'thực hiện đủ', weakened: 'yếu đi', contradicted: 'trái', not_this: 'không phải', none: 'chưa có', aside: 'không giao cho ta' },
    byItems: (items: string) => `ở mục ${items}`, add: 'Thêm vào dự thảo', added: 'Đã thêm vào dự thảo.', addedBelow: 'Ta thêm, cấp trên không giao',
    upper: (label: string) => `Cấp trên, mục ${label}`, lower: (label: string) => `Của ta, mục ${label}`, unlabelled: 'không số',
    proposal: 'Máy đề xuất', decidedBy: (who: string, when: string) => `${who} kết luận, ${when}`, decide: 'Kết luận', takeBack: 'Bỏ kết luận', nothing: 'Máy không thấy hai mục này nói cùng một việc.',
    choose: 'Chọn một ô để xem hai đoạn chữ cạnh nhau.', likeness: (percent: number) => `giống nhau ${percent}%`,
    findings: 'Điều cần xem', legend: 'Ký hiệu', cellName: (upper: string, lower: string, verdict: string) => `mục ${upper} – mục ${lower}: ${verdict}`, emptyCell: 'chưa gắn',
    noUpper: 'Dự thảo này không thực hiện văn bản nào của cấp trên.', print: 'In ma trận',
    cascade: 'Triển khai ở cấp dưới', cascadeAnswer: (issued: number, addressed: number) => (addressed === 0 ? 'Chưa gửi cho đơn vị nào để triển khai.' : `${issued}/${addressed} đơn vị đã ban hành văn bản triển khai.`), silent: 'Chưa ban hành', days: (n: number) => (n === 0 ? 'cùng ngày' : `sau ${n} ngày`), above: 'Thực hiện',
    tabs: { tree: 'Cây triển khai', units: 'Nhiệm vụ × đơn vị', ours: 'Đối chiếu với cấp trên' }, verdictsOf: (carried: number, weakened: number, none: number) => [`${carried} đủ`, weakened > 0 ? `${weakened} yếu` : '', none > 0 ? `${none} chưa có` : ''].filter((one) => one !== '').join(', '),
    noUnits: 'Chưa có đơn vị nào được giao theo văn bản này.', unit: 'Đơn vị', issuedNothing: 'chưa ban hành', back: 'Văn bản', openRow: 'Xem cả mục',
  },
  en: {
    title: 'Coverage', corner: 'Ordered from above', row: 'Result', ours: 'Our document, by item',
    verdict: { carried: 'carried out', weakened: 'weakened', contradicted: 'contradicted', not_this: 'not this', none: 'not covered', aside: 'not addressed to us' },
    byItems: (items: string) => `in item ${items}`, add: 'Add to the draft', added: 'Added to the draft.', addedBelow: 'Ours, not ordered from above',
    upper: (label: string) => `From above, item ${label}`, lower: (label: string) => `Ours, item ${label}`, unlabelled: 'unnumbered',
    proposal: 'Proposed by the program', decidedBy: (who: string, when: string) => `Decided by ${who}, ${when}`, decide: 'Decide', takeBack: 'Take the decision back', nothing: 'The program does not see these two items speak of the same thing.',
    choose: 'Choose a cell to see both texts side by side.', likeness: (percent: number) => `${percent}% alike`,
    findings: 'To look at', legend: 'Marks', cellName: (upper: string, lower: string, verdict: string) => `item ${upper} – item ${lower}: ${verdict}`, emptyCell: 'not linked',
    noUpper: 'This draft carries out no upper document.', print: 'Print the matrix',
    cascade: 'What became of it below', cascadeAnswer: (issued: number, addressed: number) => (addressed === 0 ? 'Sent to no unit yet.' : `${issued} of ${addressed} units have issued an implementing document.`), silent: 'Issued nothing', days: (n: number) => (n === 0 ? 'the same day' : n === 1 ? '1 day later' : `${n} days later`), above: 'Carries out',
    tabs: { tree: 'The cascade', units: 'Tasks × units', ours: 'Against the upper document' }, verdictsOf: (carried: number, weakened: number, none: number) => [`${carried} carried`, weakened > 0 ? `${weakened} weakened` : '', none > 0 ? `${none} uncovered` : ''].filter((one) => one !== '').join(', '),
    noUnits: 'No unit has been given anything under this document yet.', unit: 'Unit', issuedNothing: 'nothing issued', back: 'Documents', openRow: 'See the whole item',
  },
})
