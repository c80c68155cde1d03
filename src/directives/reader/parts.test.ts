import { describe, expect, test } from 'vitest'
import { findDeadlines } from './deadlines.ts'
import { readDuties } from './duties.ts'
import { decodeLegacy, readDirective } from './index.ts'
import { findReferences } from './references.ts'
import { makeText, type Text } from './text.ts'

const T = (s: string): Text => makeText(s, [...s].map((_, i) => i))
const deadlines = (s: string): unknown[] => findDeadlines(T(s), '2021').map((d) => [d.at.text, d.norm])
const duties = (s: string): { a: string[]; c: string[]; d: string[] } => { const x = readDuties(T(s), false, [], '2021'); return { a: x.assignees.map((u) => u.value), c: x.coordinators.map((u) => u.value), d: x.directed.map((u) => u.value) } }

describe('deadlines an officer would enter in the register', () => {
  test.each([
    ['báo cáo trước ngày 05/9/2021', 'trước ngày 05/9/2021', { by: '2021-09-05' }],
    ['hoàn thành trước ngày 05 tháng 9 năm 2021', 'hoàn thành trước ngày 05 tháng 9 năm 2021', { by: '2021-09-05' }],
    ['báo cáo trước 16 giờ 00 ngày 12/8/2021', 'trước 16 giờ 00 ngày 12/8/2021', { by: '2021-08-12T16:00' }],
    ['xong trước 15h30 ngày 12/8/2021', 'xong trước 15h30 ngày 12/8/2021', { by: '2021-08-12T15:30' }],
    ['hoàn thành ngay trong ngày 11 tháng 9 năm 2021', 'hoàn thành ngay trong ngày 11 tháng 9 năm 2021', { on: '2021-09-11' }],
    ['báo cáo vào ngày 25 hàng tháng', 'vào ngày 25 hàng tháng', { every: 'month', day: 25 }],
    ['gửi về Sở trước 11 giờ hằng ngày', 'trước 11 giờ hằng ngày', { every: 'day', time: '11:00' }],
    ['gửi trước 16:00 ngày thứ Năm hàng tuần', 'trước 16:00 ngày thứ Năm hàng tuần', { every: 'week', weekday: 4, time: '16:00' }],
    ['hoàn thành trong quý IV/2021', 'trong quý IV/2021', { within_quarter: '2021-Q4' }],
    ['xử lý ổ dịch trong vòng 24 giờ kể từ khi phát hiện', 'trong vòng 24 giờ kể từ khi phát hiện', { within_hours: 24, after: 'ke tu khi phat hien' }],
    ['từ nay đến ngày 30/9/2021 tiêm đủ mũi 2', 'từ nay đến ngày 30/9/2021', { until: '2021-09-30' }],
    ['gửi danh sách trước ngày 15/8', 'trước ngày 15/8', { by: '2021-08-15' }],
  ])('%s', (text, phrase, norm) => expect(deadlines(text)).toEqual([[phrase, norm]]))

  test.each([
    'thực hiện giãn cách từ 0 giờ ngày 19/7/2021 đến hết ngày 01/8/2021', 'nhất là trong thời gian nghỉ lễ 02/9/2021', 'có hiệu lực kể từ ngày 01/7/2025', 'kết quả công tác thanh tra, kiểm tra hàng tháng vào ứng dụng',
    'cách ly tập trung trong thời gian 14 ngày', 'giai đoạn 2021-2025', 'triển khai ngay, kịp thời, khẩn trương', 'cho phép hoạt động đến 22 giờ hàng ngày', 'chuẩn bị trước khi thực hiện thanh tra', 'các nhiệm vụ trọng tâm trong năm 2024',
  ])('no deadline: %s', (text) => expect(deadlines(text)).toEqual([]))
})

describe('who is ordered, with whom, and whom they direct', () => {
  test('names with commas and "và" stay whole, lists are split', () => {
    expect(duties('Sở Lao động, Thương binh và Xã hội, Sở Nông nghiệp và Phát triển nông thôn, Công an tỉnh và các sở, ngành liên quan thực hiện tốt công tác này.').a)
      .toEqual(['Sở Lao động, Thương binh và Xã hội', 'Sở Nông nghiệp và Phát triển nông thôn', 'Công an tỉnh', 'các sở, ngành liên quan'])
  })
  test('distributive lists are unfolded', () => {
    expect(duties('Bộ trưởng các Bộ: Công an, Quốc phòng, Thông tin và Truyền thông chỉ đạo các lực lượng.').a).toEqual(['Bộ trưởng Bộ Công an', 'Bộ trưởng Bộ Quốc phòng', 'Bộ trưởng Bộ Thông tin và Truyền thông'])
    expect(duties('Các Sở: Y tế, Công Thương; Ban Quản lý Khu kinh tế theo dõi chặt chẽ.').a).toEqual(['Sở Y tế', 'Sở Công Thương', 'Ban Quản lý Khu kinh tế'])
    expect(duties('Giám đốc các Sở: Tài chính, Kế hoạch và Đầu tư tham mưu bố trí kinh phí.').a).toEqual(['Giám đốc Sở Tài chính', 'Giám đốc Sở Kế hoạch và Đầu tư'])
  })
  test('coordinators stand after "phối hợp với", directed units after "chỉ đạo"', () => {
    expect(duties('Ban Tuyên giáo Huyện ủy chủ trì phối hợp với UBND huyện, tập trung chỉ đạo Phòng Văn hóa và thông tin làm tốt công tác tuyên truyền.'))
      .toEqual({ a: ['Ban Tuyên giáo Huyện ủy'], c: ['UBND huyện'], d: ['Phòng Văn hóa và thông tin'] })
    expect(duties('trong việc phối hợp với Bộ Tài chính triển khai').c).toEqual([])
  })
  test('general groups stay one entry, persons keep their office', () => {
    expect(duties('Các cấp, các ngành, địa phương tiếp tục quán triệt.').a).toEqual(['Các cấp, các ngành, địa phương'])
    expect(duties('Cấp ủy, tổ chức đảng, chính quyền các cấp tập trung lãnh đạo.').a).toEqual(['Cấp ủy, tổ chức đảng, chính quyền các cấp'])
    expect(duties('Giao đồng chí Nguyễn Văn An, Phó Chủ tịch UBND tỉnh trực tiếp chỉ đạo việc thực hiện.').a).toEqual(['Nguyễn Văn An, Phó Chủ tịch UBND tỉnh'])
    expect(duties('Các Tập đoàn: Điện lực Việt Nam, Bưu chính Viễn thông Việt Nam bảo đảm thông tin liên lạc.').a).toEqual(['Các Tập đoàn Điện lực Việt Nam', 'Các Tập đoàn Bưu chính Viễn thông Việt Nam'].map((x) => x.slice(4)))
  })
  test('names that hold a verb are not cut there', () => {
    expect(duties('Bộ trưởng Bộ Quốc phòng chỉ đạo các lực lượng.').a).toEqual(['Bộ trưởng Bộ Quốc phòng'])
    expect(duties('Bộ Ngoại giao, Bộ Công an phối hợp chặt chẽ với Bộ Y tế.')).toEqual({ a: ['Bộ Ngoại giao', 'Bộ Công an'], c: ['Bộ Y tế'], d: [] })
    expect(duties('Đề nghị Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh vận động Nhân dân.').a).toEqual(['Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh'])
    expect(duties('Cục Quản lý đê điều và Phòng, chống thiên tai theo dõi sát tình hình.').a).toEqual(['Cục Quản lý đê điều và Phòng, chống thiên tai'])
  })
  test('what was done is no order, nor what the Government agreed to', () => {
    expect(duties('Bộ Y tế đã có văn bản hướng dẫn.').a).toEqual([])
    expect(duties('Tiếp tục rà soát. Chính phủ thống nhất chủ trương.').a).toEqual([])
  })
  test('a range of provinces and a relative clause belong to the unit', () => {
    expect(duties('Yêu cầu Chủ tịch Ủy ban nhân dân các tỉnh ven biển từ Quảng Ninh đến Quảng Bình quyết định việc cấm biển.').a).toEqual(['Chủ tịch Ủy ban nhân dân các tỉnh ven biển từ Quảng Ninh đến Quảng Bình'])
    expect(duties('Các địa phương có dịch tổ chức truy vết.').a).toEqual(['Các địa phương có dịch'])
  })
  test('verbs that look like organs are verbs', () => {
    for (const s of ['Phòng, chống dịch hiệu quả.', 'Tổ chức trực ban 24/24 giờ.', 'Báo cáo kịp thời.', 'Thanh tra, kiểm tra việc chấp hành.', 'Ban hành kế hoạch.', 'Bảo đảm an toàn.', 'Các trường hợp vi phạm phải bị xử lý.', 'Hội nghị thống nhất.', 'Yêu cầu người nộp thuế cung cấp thông tin.']) expect(duties(s).a, s).toEqual([])
  })
  test('the unit responsible may stand in a later sentence', () => {
    expect(duties('Nâng cao trách nhiệm trong chỉ đạo. Người đứng đầu các cơ quan, đơn vị chịu trách nhiệm về kết quả.').a).toEqual(['Người đứng đầu các cơ quan, đơn vị'])
    expect(duties('Thường xuyên kiểm tra, giao trách nhiệm cho người đứng đầu cấp ủy, chính quyền các cấp chịu trách nhiệm.').a).toEqual(['người đứng đầu cấp ủy, chính quyền các cấp'])
  })
})

describe('cited documents', () => {
  const refs = (s: string): unknown[] => findReferences(T(s)).map(({ ref }) => [ref.type, ref.number, ref.date, ref.issuer])
  test('a list shares type and issuer, the date belongs to the last', () => {
    expect(refs('Thực hiện các Công điện số 1063/CĐ-TTg, số 1102/CĐ-TTg và 1108/CĐ-TTg ngày 23/8/2021 của Thủ tướng Chính phủ')).toEqual([
      ['công điện', '1063/CĐ-TTg', null, 'Thủ tướng Chính phủ'], ['công điện', '1102/CĐ-TTg', null, 'Thủ tướng Chính phủ'], ['công điện', '1108/CĐ-TTg', '2021-08-23', 'Thủ tướng Chính phủ']])
  })
  test('date and issuer may come first', () => {
    expect(refs('Ngày 04/3/2020, Thủ tướng Chính phủ ban hành Chỉ thị số 11/CT-TTg về các nhiệm vụ')).toEqual([['chỉ thị', '11/CT-TTg', '2020-03-04', 'Thủ tướng Chính phủ']])
  })
  test('a number broken over a line, Đ read as D, the issuer from the symbol', () => {
    expect(refs('Quyết định số 2503/QD- BTC ngày 29/11/2019 về giao dự toán')).toEqual([['quyết định', '2503/QĐ-BTC', '2019-11-29', 'Bộ Tài chính']])
  })
  test('rates, storms, roads and telephones are no references', () => expect(refs('Bão số 4, trực 24/24 giờ, Quốc lộ 1A, 15/20 ca, đến 31/10/2021, số 0912-345-678, Khoản 1 Điều 88')).toEqual([]))
})

describe('heads of documents', () => {
  const body = '\n\nThực hiện Công văn số 12/UBND-VX ngày 03/02/2020 của UBND tỉnh, Sở yêu cầu:\n\n1. Phòng Y tế rà soát.\n\n2. Thanh tra huyện kiểm tra.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nNguyễn Văn An\n'
  const mark = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n'
  test('a blank number and a blank day are null, what is printed of them is kept', () => {
    const { contract: c, warnings } = readDirective(`UBND TỈNH SƠN LA\nSỞ Y TẾ\n\n${mark}\nSố:        /SYT-NVY\nV/v tăng cường giám sát\n\nSơn La, ngày     tháng 9 năm 2021\n\nKính gửi: Trung tâm Y tế các huyện.${body}`)
    expect([c.number, c.number_symbol, c.date, c.date_partial, c.place]).toEqual([null, 'SYT-NVY', null, '2021-09', 'Sơn La'])
    expect(warnings.map((w) => w.code)).toEqual(expect.arrayContaining(['number.blank', 'date.partial']))
  })
  test('the ĐẾN stamp of the receiver is no number or date of the document', () => {
    const r = readDirective(`UBND TỈNH YÊN BÁI\nSỞ GIÁO DỤC VÀ ĐÀO TẠO\nSố: 915/SGDĐT-CTTT\nV/v cho học sinh nghỉ học\nTRƯỜNG THPT NGUYỄN HUỆ\nĐẾN\nSố: 331\nNgày: 10/9/2024\nChuyển: BGH\n${mark}Yên Bái, ngày 09 tháng 9 năm 2024\n\nKính gửi: Các đơn vị trực thuộc${body}`)
    expect([r.contract.number, r.contract.date, r.contract.issuer, r.contract.title]).toEqual(['915/SGDĐT-CTTT', '2024-09-09', 'Sở Giáo dục và Đào tạo', 'cho học sinh nghỉ học'])
    expect(r.stamp).toMatchObject({ number: '331', date: '2024-09-10', forwarded_to: 'BGH' })
  })
  test('urgency is a mark, not a word of the subject', () => {
    const doc = (type: string): string | null => readDirective(`ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\n${mark}Số: 03/CĐ-UBND\nLào Cai, ngày 9 tháng 9 năm 2024\n\n${type}\n\nChủ tịch Ủy ban nhân dân tỉnh điện:\n- Các sở, ban, ngành tỉnh.${body}`).contract.urgency
    expect(doc('CÔNG ĐIỆN\nVề việc khẩn trương ứng phó khẩn cấp bão')).toBeNull()
    expect(doc('CÔNG ĐIỆN KHẨN\nVề việc ứng phó bão')).toBe('khẩn')
    expect(doc('CÔNG ĐIỆN HỎA TỐC\nVề việc ứng phó bão')).toBe('hỏa tốc')
    expect(doc('CÔNG ĐIỆN\n(Hỏa tốc)\nVề việc ứng phó bão')).toBe('hỏa tốc')
  })
  test('columns printed side by side and damaged marks are read', () => {
    const c = readDirective(`UY BAN NHÂN DÁN CONG HOA XÁ HOI CHỦ NGHĨA VIET NAM\nTÍNH HÀ GIANG Dộc lập - Tự do - Hạnh phủc\n\nSó: 2456/UBND-KTTH Hà Giang, ngây 11 tháng 9 năm 2024\nV/v khắc phục hậu quả mưa lũ\n\nKinh giri: Các sở, ban, ngành.${body}`).contract
    expect([c.type, c.number, c.issuer, c.place, c.date, c.title, c.recipients]).toEqual(['công văn', '2456/UBND-KTTH', 'Ủy ban nhân dân tỉnh Hà Giang', 'Hà Giang', '2024-09-11', 'khắc phục hậu quả mưa lũ', ['Các sở, ban, ngành']])
  })
  test('a unit that no longer exists at the date of the document is reported', () => {
    const r = readDirective(`ỦY BAN NHÂN DÂN\nTỈNH GIA LAI\n${mark}Số: 7/UBND-VX\nGia Lai, ngày 09 tháng 9 năm 2025\n\nV/v phòng bệnh\n\nKính gửi: UBND các huyện.${body}`)
    expect(r.warnings.some((w) => w.code === 'unit.abolished')).toBe(true)
  })
})

describe('old encodings', () => {
  test('TCVN3 and VNI are decoded, Unicode is left alone', () => {
    expect(decodeLegacy('Uû ban nh©n d©n huyÖn B¶o Th¾ng').text).toBe('Uỷ ban nhân dân huyện Bảo Thắng')
    expect(decodeLegacy('Uûy ban nhaân daân tænh, ñieän khaån').text).toBe('Ủy ban nhân dân tỉnh, điện khẩn')
    const modern = 'Ủy ban nhân dân xã Ñ ôn ã được giao nhiệm vụ'
    expect(decodeLegacy(modern)).toEqual({ text: modern, encoding: null })
  })
})

describe('how often something is due', () => {
  test.each([
    ['theo dõi, báo cáo Tổng Giám đốc 02 giờ/lần', '02 giờ/lần'],
    ['giám sát côn trùng mỗi tháng 01 lần', 'mỗi tháng 01 lần'],
    ['định kỳ 6 tháng báo cáo Ban Thường vụ', 'định kỳ 6 tháng'],
    ['chỉ đạo các trường học tổ chức diệt lăng quăng hằng tuần', 'hằng tuần'],
    ['chằng chống nhà cửa xong trước 12.00 ngày 26/10/2021', 'xong trước 12.00 ngày 26/10/2021'],
  ])('%s', (text, phrase) => expect(deadlines(text).map((d) => (d as [string])[0])).toEqual([phrase]))
  test.each(['uống thuốc 2 lần/ngày', 'công khai kết quả thanh tra, kiểm tra hàng tháng', 'tổ chức hội nghị giao ban hằng tuần', 'giá nước 10.50 ngày càng tăng'])('no deadline: %s', (text) => expect(deadlines(text)).toEqual([]))
})

describe('names that hold the letters of a verb', () => {
  test.each([
    ['Công ty Cổ phần Cấp nước Cà Mau có kế hoạch cấp nước luân phiên', 'Công ty Cổ phần Cấp nước Cà Mau'],
    ['Phòng Quản lý xuất nhập cảnh rà soát người nước ngoài', 'Phòng Quản lý xuất nhập cảnh'],
    ['Phòng Hậu cần - Kỹ thuật bảo đảm xăng dầu', 'Phòng Hậu cần - Kỹ thuật'],
    ['Trung tâm Dịch vụ hỗ trợ phát triển nông nghiệp huyện cung ứng vắc xin', 'Trung tâm Dịch vụ hỗ trợ phát triển nông nghiệp huyện'],
    ['Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao xử lý tin sai sự thật', 'Phòng An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao'],
    ['Công an tỉnh Tăng cường tuần tra', 'Công an tỉnh'],
    ['Ủy ban Kiểm tra Tỉnh ủy giám sát việc thực hiện', 'Ủy ban Kiểm tra Tỉnh ủy'],
    ['Về kinh phí: Sở Tài chính tham mưu bố trí', 'Sở Tài chính'],
  ])('%s', (text, unit) => expect(duties(text).a).toEqual([unit]))
})
