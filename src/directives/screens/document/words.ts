import { defineWords } from '../../../words/words.ts'

export const documentWords = defineWords({
  vi: {
    back: 'Văn bản',
    answer: {
      given: (units: number, duties: number) => `Đã giao ${duties} việc cho ${units} đơn vị.`, late: (n: number) => `${n} việc quá hạn`, done: (n: number, of: number) => `${n}/${of} việc đã xác nhận xong`,
      registered: (n: number) => `Đã vào sổ, số đến ${n}; chưa giao việc.`, noTasks: (n: number) => `Đã vào sổ, số đến ${n}; văn bản không giao nhiệm vụ.`, issued: (sent: number, received: number) => (sent === 0 ? 'Đã ban hành; chưa gửi đơn vị nào.' : `Đã gửi ${sent} đơn vị, ${received} đơn vị đã tiếp nhận.`),
      waiting: 'Gửi đến đơn vị ta, chưa tiếp nhận.', received: 'Đã tiếp nhận.', refused: 'Đã từ chối tiếp nhận.', cancelled: 'Đã hủy đăng ký.', recalled: 'Văn bản đã bị thu hồi.', replaced: 'Văn bản đã được thay thế.', secret: (n: number) => `Văn bản mật, số đến ${n}; chỉ có dòng sổ.`, draft: 'Dự thảo, chưa ký.', toConfirm: 'Chờ xác nhận.',
    },
    paper: 'Xem tờ giấy', assign: 'Giao việc', assignMore: 'Giao thêm', implement: 'Soạn văn bản triển khai', cascade: 'Triển khai ở cấp dưới', receive: 'Tiếp nhận, vào sổ', refuse: 'Từ chối', more: 'Việc khác', send: 'Gửi cho đơn vị',
    stamp: 'In dấu đến', edxml: 'Tải gói edXML', status: 'Thông điệp trạng thái', docx: 'Tải DOCX', pdf: 'Tải PDF', cancel: 'Hủy đăng ký', cancelTitle: 'Hủy đăng ký văn bản', cancelHint: 'Số đến này không dùng lại; sổ vẫn ghi dòng đã hủy và lý do.', cancelled: 'Đã hủy đăng ký.',
    clauses: 'Nhiệm vụ', noClauses: 'Văn bản không giao nhiệm vụ.', notGiven: 'chưa giao', withOthers: (units: string) => `phối hợp: ${units}`, leadIn: 'theo câu dẫn', showAll: (n: number) => `Xem cả ${n} đơn vị`, showMore: (n: number) => `Xem tiếp, còn ${n} đơn vị`, countedOf: (n: number, done: number) => `${n} đơn vị, ${done} đã xác nhận xong`,
    facts: 'Đăng ký', number: 'Số đến', outNumber: 'Số đi', series: (s: string) => `sổ ${s}`, at: 'Lúc', forwardedTo: 'Chuyển', note: 'Ghi chú', handleBy: 'Xử lý trước', copies: 'Số bản', paperStamp: 'Dấu đã có trên giấy', voided: 'Đã hủy',
    signer: 'Người ký', recipients: 'Kính gửi', distribution: 'Nơi nhận', urgency: 'Độ khẩn', issuer: 'Cơ quan',
    above: 'Thực hiện văn bản', cites: 'Viện dẫn', below: 'Được triển khai bởi', notHere: 'chưa có trong sổ', inRegister: 'có trong sổ ✓',
    instructions: 'Bút phê', lead: 'chủ trì', together: 'phối hợp', due: 'hạn',
    deliveries: 'Đã gửi', deliveredOf: (received: number, waiting: number, refused: number) => [`${received} đã tiếp nhận`, waiting > 0 ? `${waiting} chưa tiếp nhận` : '', refused > 0 ? `${refused} từ chối` : ''].filter(Boolean).join(', '), sentTo: (n: number) => `${n} đơn vị`, fromDelivery: 'Gửi đến ta', setState: 'Báo nơi gửi', states: { '04': 'đã phân công', '05': 'đang xử lý', '06': 'hoàn thành' },
    corrections: 'Đính chính', correctionOf: (fields: string) => `sửa ${fields}`, file: 'Tệp', readAgainst: 'Xem bản đọc bên tờ giấy',
    tasks: (n: number) => `${n} nhiệm vụ`, sentToast: (n: number) => `Đã gửi ${n} đơn vị.`, chooseUnits: 'Gửi cho', sendTitle: 'Gửi văn bản cho đơn vị',
    fieldNames: { type: 'loại', number: 'số', issuer: 'cơ quan', place: 'nơi ban hành', date: 'ngày', title: 'trích yếu', urgency: 'độ khẩn', recipients: 'kính gửi', references: 'viện dẫn', tasks: 'nhiệm vụ', reporting: 'báo cáo', distribution: 'nơi nhận', signer: 'người ký', signer_title: 'chức vụ ký' },
  },
  en: {
    back: 'Documents',
    answer: {
      given: (units: number, duties: number) => `${duties} ${duties === 1 ? 'duty' : 'duties'} given to ${units} ${units === 1 ? 'unit' : 'units'}.`, late: (n: number) => `${n} late`, done: (n: number, of: number) => `${n}/${of} accepted`,
      registered: (n: number) => `Registered, arrival number ${n}; not assigned yet.`, noTasks: (n: number) => `Registered, arrival number ${n}; the document gives no tasks.`, issued: (sent: number, received: number) => (sent === 0 ? 'Issued; sent to nobody yet.' : `Sent to ${sent} ${sent === 1 ? 'unit' : 'units'}, ${received} received it.`),
      waiting: 'Sent to us, not received yet.', received: 'Received.', refused: 'Refused.', cancelled: 'The registration is void.', recalled: 'The document is recalled.', replaced: 'The document is replaced.', secret: (n: number) => `A secret paper, arrival number ${n}; the line alone is here.`, draft: 'A draft, not signed.', toConfirm: 'Waits for confirmation.',
    },
    paper: 'See the paper', assign: 'Assign', assignMore: 'Assign more', implement: 'Draft an implementing document', cascade: 'What became of it below', receive: 'Receive and register', refuse: 'Refuse', more: 'More', send: 'Send to units',
    stamp: 'Print the stamp', edxml: 'Download edXML', status: 'Status message', docx: 'Download DOCX', pdf: 'Download PDF', cancel: 'Void the registration', cancelTitle: 'Void the registration', cancelHint: 'The number is not used again; the register keeps the line with the reason.', cancelled: 'The registration is void.',
    clauses: 'Tasks', noClauses: 'The document gives no tasks.', notGiven: 'not given', withOthers: (units: string) => `with: ${units}`, leadIn: 'by the lead-in', showAll: (n: number) => `Show all ${n} units`, showMore: (n: number) => `Show more, ${n} left`, countedOf: (n: number, done: number) => `${n} units, ${done} accepted`,
    facts: 'Registration', number: 'Arrival no.', outNumber: 'Out no.', series: (s: string) => `series ${s}`, at: 'At', forwardedTo: 'Passed to', note: 'Remarks', handleBy: 'Handle by', copies: 'Copies', paperStamp: 'Stamp on the paper', voided: 'Void',
    signer: 'Signed by', recipients: 'Addressed to', distribution: 'Distribution', urgency: 'Urgency', issuer: 'Issuer',
    above: 'Carries out', cites: 'Cites', below: 'Carried out by', notHere: 'not in the register', inRegister: 'in the register ✓',
    instructions: 'Instruction of the leader', lead: 'lead', together: 'with', due: 'by',
    deliveries: 'Sent', deliveredOf: (received: number, waiting: number, refused: number) => [`${received} received`, waiting > 0 ? `${waiting} not yet` : '', refused > 0 ? `${refused} refused` : ''].filter(Boolean).join(', '), sentTo: (n: number) => (n === 1 ? '1 unit' : `${n} units`), fromDelivery: 'Sent to us', setState: 'Tell the sender', states: { '04': 'assigned', '05': 'in progress', '06': 'done' },
    corrections: 'Corrections', correctionOf: (fields: string) => `changed ${fields}`, file: 'File', readAgainst: 'See the reading beside the paper',
    tasks: (n: number) => (n === 1 ? '1 task' : `${n} tasks`), sentToast: (n: number) => (n === 1 ? 'Sent to 1 unit.' : `Sent to ${n} units.`), chooseUnits: 'Send to', sendTitle: 'Send the document to units',
    fieldNames: { type: 'type', number: 'number', issuer: 'issuer', place: 'place', date: 'date', title: 'subject', urgency: 'urgency', recipients: 'addressees', references: 'citations', tasks: 'tasks', reporting: 'reporting', distribution: 'distribution', signer: 'signer', signer_title: 'position' },
  },
})
