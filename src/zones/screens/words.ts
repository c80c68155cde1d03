import { defineWords } from '../../words/words.ts'

export const zonesWords = defineWords({
  vi: {
    title: 'Cấp độ dịch', list: 'Các xã, phường', search: 'Tìm xã, phường', disease: 'Bệnh', diseases: { 'covid-19': 'COVID-19', measles: 'Sởi' },
    answer: (n4: string, n3: string, d: string, l: string) => [`${n4} xã, phường cấp 4, ${n3} cấp 3.`, d === '0' ? '' : `${d} nơi đang giãn cách.`, l === '0' ? '' : `${l} nơi có khu phong tỏa.`].filter(Boolean).join(' '),
    answerNone: 'Chưa địa bàn nào được xác định cấp độ dịch.', none: 'Không có xã, phường nào', noneText: 'Thử gõ ngắn hơn, có dấu hoặc không dấu đều được.',
    map: (name: string) => `Cấp độ dịch của ${name}`, legend: 'Cấp độ', unset: 'chưa xác định', history: 'Diễn biến', now: 'Hiện nay', earlier: 'Lùi một mốc', laterOn: 'Tiến một mốc', at: (moment: string) => `Tại ${moment}`,
    applies: 'Đang áp dụng', level: 'Cấp độ dịch', distancing: 'Giãn cách xã hội', lockdown: 'Phong tỏa', yes: 'Có', no: 'Không', since: 'Từ', until: 'Đến hết', open: 'chưa định', from: (name: string) => `theo quyết định cho ${name}`, parts: 'Khu vực riêng trong địa bàn',
    decisions: 'Các quyết định', noDecisions: 'Chưa có quyết định nào cho địa bàn này.', corrected: 'đã đính chính', correction: 'bản đính chính', inForce: 'đang có hiệu lực', by: (post: string, org: string, at: string) => `${post}, ${org}, ${at}`, nothing: 'Bãi bỏ các biện pháp',
    decide: 'Ghi quyết định', correct: 'Đính chính', lift: 'Bãi bỏ', decideTitle: (name: string) => `Quyết định cho ${name}`, correctTitle: (name: string) => `Đính chính quyết định cho ${name}`,
    scope: 'Phạm vi', scopeWhole: 'Toàn địa bàn', scopePart: 'Một khu vực', partName: 'Tên khu vực', partHint: 'Thôn, tổ dân phố, ngõ, tòa nhà như ghi trong quyết định', noLevel: 'Không xếp cấp', noDistancing: 'Không giãn cách',
    validFrom: 'Có hiệu lực từ ngày', time: 'giờ', validTo: 'Đến hết ngày', optional: 'không bắt buộc', basis: 'Căn cứ', basisHint: 'Số, ngày của quyết định hoặc chỉ thị', reason: 'Lý do', preview: 'Sẽ thay đổi', tighter: 'Siết chặt', looser: 'Nới lỏng', mixed: 'Vừa siết vừa nới', same: 'Không đổi',
    dependents: 'Những gì chịu tác động', noDependents: 'Chưa có hồ sơ nào phụ thuộc vào cấp độ của địa bàn này.', act: 'Ghi quyết định', saved: (name: string) => `Đã ghi quyết định cho ${name}.`, export: 'Tải XLSX', measures: 'Biện pháp theo cấp độ xem ở “Quy định đang áp dụng”.', population: (n: string) => `${n} dân`,
  },
  en: {
    title: 'Epidemic levels', list: 'Communes', search: 'Find a commune', disease: 'Disease', diseases: { 'covid-19': 'COVID-19', measles: 'Measles' },
    answer: (n4: string, n3: string, d: string, l: string) => [`${n4} communes at level 4, ${n3} at level 3.`, d === '0' ? '' : `${d} under distancing.`, l === '0' ? '' : `${l} with a lock-down.`].filter(Boolean).join(' '),
    answerNone: 'No area has been assessed yet.', none: 'No commune', noneText: 'Try fewer letters; accents do not matter.',
    map: (name: string) => `Epidemic levels of ${name}`, legend: 'Level', unset: 'not assessed', history: 'Course', now: 'Now', earlier: 'One change back', laterOn: 'One change on', at: (moment: string) => `At ${moment}`,
    applies: 'In force', level: 'Epidemic level', distancing: 'Distancing', lockdown: 'Lock-down', yes: 'Yes', no: 'No', since: 'From', until: 'Until the end of', open: 'open', from: (name: string) => `ordered for ${name}`, parts: 'Parts of the area on their own',
    decisions: 'Decisions', noDecisions: 'There is no decision for this area.', corrected: 'corrected', correction: 'correction', inForce: 'in force', by: (post: string, org: string, at: string) => `${post}, ${org}, ${at}`, nothing: 'Measures lifted',
    decide: 'Record a decision', correct: 'Correct', lift: 'Lift', decideTitle: (name: string) => `Decision for ${name}`, correctTitle: (name: string) => `Correct a decision for ${name}`,
    scope: 'Scope', scopeWhole: 'The whole area', scopePart: 'A part of it', partName: 'Name of the part', partHint: 'Hamlet, residential group, lane, building as the decision names it', noLevel: 'No level', noDistancing: 'No distancing',
    validFrom: 'In force from', time: 'time', validTo: 'Until the end of', optional: 'optional', basis: 'Legal basis', basisHint: 'Number and date of the decision or directive', reason: 'Reason', preview: 'What changes', tighter: 'Tighter', looser: 'Looser', mixed: 'Tighter in part, looser in part', same: 'No change',
    dependents: 'What is touched', noDependents: 'No record hangs on the level of this area yet.', act: 'Record the decision', saved: (name: string) => `Decision recorded for ${name}.`, export: 'Download XLSX', measures: 'Measures by level: see “Rules in force”.', population: (n: string) => `${n} people`,
  },
})
