import { expect, test } from 'vitest'
import { readDirective } from './index.ts'

const head = (number: string, type: string, addressed: boolean): string =>
  `ỦY BAN NHÂN DÂN\nTỈNH PHÚ THỌ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: ${number}\nPhú Thọ, ngày 9 tháng 9 năm 2024\n\n${type}\n\n${addressed ? 'Kính gửi:\n- Các sở, ban, ngành;\n- UBND các huyện, thành, thị.\n\n' : ''}`
const foot = '\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nBùi Văn Quang\n'
const tasks = (number: string, type: string, addressed: boolean, body: string): [string | null, string[], string[], number][] =>
  readDirective(head(number, type, addressed) + body + foot).contract.tasks.map((t) => [t.label, t.assignees, t.deadlines, t.subtasks.length])

test('dash items after a lead-in are tasks without a label', () => {
  expect(tasks('11/CĐ-UBND', 'CÔNG ĐIỆN\nVề việc ứng phó mưa lũ', true, 'Chủ tịch UBND tỉnh yêu cầu:\n\n- Các sở, ban, ngành chủ động triển khai phương án.\n- UBND các huyện sơ tán dân, hoàn thành trước 18 giờ ngày 09/9/2024.')).toEqual([
    [null, ['Các sở, ban, ngành'], [], 0], [null, ['UBND các huyện'], ['hoàn thành trước 18 giờ ngày 09/9/2024'], 0]])
})

test('the list of an older document quoted in the preamble gives no task here', () => {
  expect(tasks('14/UBND-VX', 'V/v phòng bệnh', true, 'Ngày 01/9/2024, Bộ Y tế có Công văn số 500/BYT-DP, trong đó yêu cầu các địa phương:\n\n1. Tăng cường giám sát.\n\n2. Tiêm vắc xin trước ngày 30/9/2024.\n\nĐể triển khai nội dung trên, UBND tỉnh yêu cầu:\n\n1. Sở Y tế giám sát ca bệnh.\n\n2. UBND các huyện phối hợp thực hiện.')).toEqual([
    ['1', ['Sở Y tế'], [], 0], ['2', ['UBND các huyện'], [], 0]])
})

test('duties under a heading item stay inside it, the monitoring order after the list stands alone', () => {
  expect(tasks('13/UBND-VX', 'V/v phòng bệnh', true, 'UBND tỉnh có ý kiến như sau:\n\n1. Giao Sở Y tế:\n- Chủ trì, phối hợp với Sở Tài chính tham mưu kinh phí.\n- Hướng dẫn các địa phương.\n\n2. Về công tác tuyên truyền:\nSở Thông tin và Truyền thông chỉ đạo các cơ quan báo chí đưa tin.\nUBND các huyện tăng cường phát thanh.\n\nGiao Văn phòng UBND tỉnh theo dõi, đôn đốc, báo cáo UBND tỉnh./.')).toEqual([
    ['1', ['Sở Y tế'], [], 2], ['2', ['Sở Thông tin và Truyền thông', 'UBND các huyện'], [], 0], [null, ['Văn phòng UBND tỉnh'], [], 0]])
})

test('a document that only passes another on, a report and an invitation give no task', () => {
  expect(tasks('20/UBND-VX', 'V/v thực hiện Công điện', true, 'UBND tỉnh nhận được Công điện số 88/CĐ-TTg ngày 08/9/2024 của Thủ tướng Chính phủ (gửi kèm theo).\n\nVề việc này, UBND tỉnh yêu cầu các sở, ban, ngành, UBND các huyện căn cứ chức năng, nhiệm vụ nghiêm túc triển khai thực hiện./.')).toEqual([])
  expect(tasks('16/BC-UBND', 'BÁO CÁO\nKết quả phòng, chống dịch', false, 'I. TÌNH HÌNH\n1. Sở Y tế đã triển khai tiêm.\nII. NHIỆM VỤ THỜI GIAN TỚI\n1. Tiếp tục giám sát.')).toEqual([])
  expect(tasks('15/GM-UBND', 'GIẤY MỜI\nHọp bàn phương án', true, 'UBND tỉnh trân trọng kính mời dự họp:\n\n1. Thời gian: 8 giờ 00 ngày 12/9/2024.\n2. Thành phần: Lãnh đạo Sở Y tế.')).toEqual([])
})

test('one sentence may hold the whole order', () => {
  expect(tasks('19/UBND-VX', 'V/v phòng bệnh', true, 'Xét đề nghị của Sở Y tế tại Văn bản số 99/SYT-NV ngày 5/9/2024, Chủ tịch UBND tỉnh giao Sở Y tế chủ trì, phối hợp với Sở Tài chính tham mưu, đề xuất; báo cáo trước ngày 25/9/2024./.')).toEqual([[null, ['Sở Y tế'], ['trước ngày 25/9/2024'], 0]])
})

test('the articles of a decision that order units are tasks, its effect and approval are not', () => {
  expect(tasks('17/QĐ-UBND', 'QUYẾT ĐỊNH\nVề việc phê duyệt phương án', false, 'ỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt Phương án với các nội dung sau:\n1. Mục tiêu: giảm thiệt hại.\n2. Nhiệm vụ: chuẩn bị lực lượng.\n\nĐiều 2. Tổ chức thực hiện\n1. Sở Nông nghiệp và PTNT báo cáo UBND tỉnh trước ngày 30/11 hằng năm.\n2. Sở Tài chính bố trí kinh phí.\n\nĐiều 3. Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng UBND tỉnh chịu trách nhiệm thi hành Quyết định này./.')).toEqual([
    ['Điều 2.1', ['Sở Nông nghiệp và PTNT'], ['trước ngày 30/11 hằng năm'], 0], ['Điều 2.2', ['Sở Tài chính'], [], 0]])
})

test('a plan gives its tasks whether its sections carry Roman or Arabic numbers; aims and money are no tasks', () => {
  expect(tasks('22/KH-UBND', 'KẾ HOẠCH\nPhòng, chống bệnh dại', false, '1. MỤC ĐÍCH, YÊU CẦU\n1.1. Giảm số ca tử vong.\n\n2. NHIỆM VỤ\n2.1. Tiêm phòng cho đàn chó, mèo trước ngày 30/6/2024.\n2.2. Sở Y tế bảo đảm vắc xin.\n\n3. TỔ CHỨC THỰC HIỆN\n3.1. Sở Nông nghiệp và PTNT chủ trì thực hiện.')).toEqual([
    ['2.1', [], ['trước ngày 30/6/2024'], 0], ['2.2', ['Sở Y tế'], [], 0], ['3.1', ['Sở Nông nghiệp và PTNT'], [], 0]])
  expect(tasks('21/KH-UBND', 'KẾ HOẠCH\nPhòng cháy rừng', false, 'I. MỤC ĐÍCH\nBảo vệ rừng.\nII. NHIỆM VỤ\n1. Tuyên truyền pháp luật\n- Đơn vị chủ trì: Chi cục Kiểm lâm.\n- Đơn vị phối hợp: UBND các xã.\n- Thời gian hoàn thành: Tháng 10/2024.\nIII. KINH PHÍ\n1. Ngân sách tỉnh.\nIV. TỔ CHỨC THỰC HIỆN\n- Công an tỉnh tăng cường tuần tra.')).toEqual([
    ['II.1', ['Chi cục Kiểm lâm'], ['Tháng 10/2024'], 0], [null, ['Công an tỉnh'], [], 0]])
})

test('items counted in words are items', () => {
  expect(tasks('18/UBND-VX', 'V/v phòng bệnh', true, 'UBND tỉnh yêu cầu các đơn vị tập trung thực hiện các nhiệm vụ:\n\nMột là, tăng cường giám sát ca bệnh.\n\nHai là, Sở Y tế bảo đảm thuốc trước ngày 15/9/2024.')).toEqual([['Một là', [], [], 0], ['Hai là', ['Sở Y tế'], ['trước ngày 15/9/2024'], 0]])
})

test('a number inside a wrapped sentence is no label, a label that lost its dot is one when it is the next', () => {
  expect(tasks('24/UBND-VX', 'V/v phòng bệnh', true, 'UBND tỉnh yêu cầu:\n\n1. Thực hiện quy định tại các khoản 1, 2 và 3 Điều\n16 Nghị định số 115/2015/NĐ-CP ngày 11/11/2015 của Chính phủ.\n\n2 Sở Y tế giám sát ca bệnh.\n\n3.UBND các huyện tổ chức tiêm.')).toEqual([['1', [], [], 0], ['2', ['Sở Y tế'], [], 0], ['3', ['UBND các huyện'], [], 0]])
})
