import { describe, expect, test } from 'vitest'
import { readUnits } from './actors.ts'
import { findDeadlines } from './deadlines.ts'
import { readDuties } from './duties.ts'
import { readDirective } from './index.ts'
import { makeText, type Text } from './text.ts'

const T = (s: string): Text => makeText(s, [...s].map((_, i) => i))
const who = (s: string): string[] => readUnits(T(s), 0, false)?.units.map((u) => u.value) ?? []
const duties = (s: string): string[] => readDuties(T(s), false, [], '2024').assignees.map((u) => u.value)
const due = (s: string): string[] => findDeadlines(T(s), '2024').map((d) => d.at.text)

describe('a name ends where the duty begins, whatever verb the duty opens with', () => {
  test.each([
    ['Sở Tài nguyên và Môi trường khảo sát địa chất', ['Sở Tài nguyên và Môi trường']],
    ['Báo Gia Lai dành thời lượng thích hợp', ['Báo Gia Lai']],
    ['UBND huyện Tân Lạc cứu nạn, giữ gìn trật tự', ['UBND huyện Tân Lạc']],
    ['Bộ đội Biên phòng thành phố bắn pháo hiệu', ['Bộ đội Biên phòng thành phố']],
    ['Đội 2 rà soát công dân', ['Đội 2']],
    ['Trung đoàn 996: Tổ chức 02 đội', ['Trung đoàn 996']],
    ['Khoa Dược dự trữ thuốc', ['Khoa Dược']],
    ['Phòng Kế hoạch tổng hợp phân công các đội', ['Phòng Kế hoạch tổng hợp']],
    ['Phòng Vật tư - Thiết bị y tế kiểm tra máy thở', ['Phòng Vật tư - Thiết bị y tế']],
    ['Công ty TNHH MTV Khai thác công trình thủy lợi tỉnh nạo vét kênh', ['Công ty TNHH MTV Khai thác công trình thủy lợi tỉnh']],
    ['Vụ Quản lý, bảo trì đường bộ tổng hợp thiệt hại', ['Vụ Quản lý, bảo trì đường bộ']],
    ['Văn phòng HĐND và UBND xã tổng hợp tình hình', ['Văn phòng HĐND và UBND xã']],
    ['Các cơ sở khám bệnh, chữa bệnh ngoài công lập báo cáo ca bệnh', ['Các cơ sở khám bệnh, chữa bệnh ngoài công lập']],
    ['Hiệu trưởng các trường tư thục, dân lập có nội trú bố trí phòng', ['Hiệu trưởng các trường tư thục, dân lập có nội trú']],
    ['Mặt trận Tổ quốc và các tổ chức chính trị - xã hội huyện vận động', ['Mặt trận Tổ quốc', 'các tổ chức chính trị - xã hội huyện']],
    ['Bí thư các chi bộ khu vực phân công đảng viên', ['Bí thư các chi bộ khu vực']],
  ])('%s', (text, names) => expect(who(text)).toEqual(names))

  test('a clause of time or condition may stand before the actor', () => expect(duties('Sau khi nước rút, các huyện ủy, thị ủy chỉ đạo dọn vệ sinh.')).toEqual(['các huyện ủy, thị ủy']))
  test('"đăng ký" orders, "đang" tells', () => {
    expect(duties('Đoàn Thanh niên Công an tỉnh đăng ký số lượng tham gia.')).toEqual(['Đoàn Thanh niên Công an tỉnh'])
    expect(duties('Đoàn Thanh niên Công an tỉnh đang huy động lực lượng.')).toEqual([])
  })
  test('sharing work out among its own members names nobody new', () => expect(duties('Phân công từng đồng chí phụ trách địa bàn.')).toEqual([]))
  test('a Roman degree ends a sentence like any word', () =>
    expect(duties('Các đơn vị chủ rừng trực gác những ngày cấp IV, cấp V. Thủ trưởng đơn vị chủ rừng phải chịu trách nhiệm cá nhân.')).toEqual(['Các đơn vị chủ rừng', 'Thủ trưởng đơn vị chủ rừng']))
  test('what an actor asks of a third party is no order of the issuer', () =>
    expect(duties('Sở Y tế điều động 60 nhân viên; đồng thời đề nghị Bệnh viện Bạch Mai bố trí 50 giường.')).toEqual(['Sở Y tế']))
})

describe('deadlines by the moon, the feasts and the hours', () => {
  test.each([
    ['hoàn thành gia cố trước con nước rằm tháng 10 âm lịch;', 'trước con nước rằm tháng 10 âm lịch'],
    ['ký cam kết, hoàn thành trước ngày 15 tháng Chạp.', 'hoàn thành trước ngày 15 tháng Chạp'],
    ['báo cáo nhanh trước 14 giờ ngày mùng 5 Tết (26/01/2023), gửi', 'trước 14 giờ ngày mùng 5 Tết (26/01/2023)'],
    ['xử lý nghiêm vi phạm; duy trì từ nay đến hết Tết Nguyên đán.', 'từ nay đến hết Tết Nguyên đán'],
    ['báo cáo ngày hai lần, vào 11 giờ và 17 giờ.', 'ngày hai lần, vào 11 giờ và 17 giờ'],
    ['báo cáo Thường trực 2 giờ một lần.', '2 giờ một lần'],
    ['ra quân vào sáng Chủ nhật (14/9/2025).', 'vào sáng Chủ nhật (14/9/2025)'],
    ['Hằng ngày, trước 16 giờ 30, báo cáo số liệu.', 'Hằng ngày, trước 16 giờ 30'],
    ['xác định nguyên nhân gây bệnh trong quý II-2012;', 'trong quý II-2012'],
    ['cập nhật thông tin, cung cấp cho các địa phương hằng tuần.', 'hằng tuần'],
  ])('%s', (text, phrase) => expect(due(text)).toEqual([phrase]))
  test.each(['dịch tăng nhanh, ghi nhận 20 ca trong tháng 6/2022.', 'phục vụ nhu cầu hằng ngày.', 'sản lượng của địa phương hằng tháng.'])('no deadline: %s', (text) => expect(due(text)).toEqual([]))
})

const head = 'ỦY BAN NHÂN DÂN\nTỈNH NINH GIANG\nSố: 211/UBND-KT\nV/v phòng, chống sạt lở\nNinh Giang, ngày 14 tháng 5 năm 2024\n\nKính gửi: Các sở, ngành\n\nUBND tỉnh giao các đơn vị thực hiện các nhiệm vụ sau:\n\n'
const foot = '\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nHuỳnh Minh Tuấn\n'

describe('tables that give work out', () => {
  test.each([['\t'], [' | ']])('rows are tasks with the units and dates of their columns, empty cells kept (%j)', (bar) => {
    const row = (...cells: string[]): string => cells.join(bar)
    const text = `${head}${row('STT', 'Nội dung công việc', 'Đơn vị chủ trì', 'Đơn vị phối hợp', 'Thời hạn')}\n${row('1', 'Cắm biển cảnh báo', 'UBND các huyện', 'Sở Xây dựng', '31/5/2024')}\n${row('2', 'Bố trí ngân sách', 'Sở Tài chính', '', 'Thường xuyên')}\n${foot}`
    const { tasks } = readDirective(text).contract
    expect(tasks.map((t) => [t.label, t.text, t.assignees, t.coordinators, t.deadlines])).toEqual([
      ['1', 'Cắm biển cảnh báo', ['UBND các huyện'], ['Sở Xây dựng'], ['31/5/2024']],
      ['2', 'Bố trí ngân sách', ['Sở Tài chính'], [], []],
    ])
    expect(tasks[0]!.deadlines_norm).toEqual([{ by: '2024-05-31' }])
  })
  test('a table of figures gives nobody work', () =>
    expect(readDirective(`${head}1. Sở Y tế tổng hợp số liệu.\n\nTT\tHuyện\tSố ca\tTử vong\n1\tNinh Sơn\t12\t0\n2\tBác Ái\t7\t1\n${foot}`).contract.tasks).toHaveLength(1))
})

describe('heads and stamps as scans leave them', () => {
  const letter = (left: string): string => `${left}\nSố 12-CV/BTG\n\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Bình, ngày 05 tháng 9 năm 2025\n\nKính gửi: Các đảng ủy trực thuộc\n\n`
  test('the rest of a name may be one short word on the next line', () =>
    expect(readDirective(letter('TỈNH ỦY HÀ BÌNH\nBAN TUYÊN GIÁO VÀ DÂN\nVẬN\n*')).contract.issuer).toBe('Ban Tuyên giáo và Dân vận'))
  test('several ĐẾN stamps are all kept out of the head, the first is told', () => {
    const r = readDirective(`${letter('TỈNH ỦY HÀ BÌNH\n*')}`.replace('Kính gửi', 'VĂN PHÒNG HĐND-UBND HUYỆN\nĐẾN Số: 1172\nNgày: 06/9/2025\n\nVĂN PHÒNG UBND\nĐẾN Số: 2417\nNgày: 08/9/2025\n\nKính gửi'))
    expect(r.stamp).toMatchObject({ number: '1172', date: '2025-09-06', organ: 'Văn phòng HĐND-UBND huyện' })
    expect([r.contract.number, r.contract.date, r.contract.issuer]).toEqual(['12-CV/BTG', '2025-09-05', 'Tỉnh ủy Hà Bình'])
  })
  test('"KTTH, CN;" at the head of a line is no authority', () =>
    expect(readDirective(`${head}1. Sở Y tế báo cáo.\n\nNơi nhận:\n- VPCP: các Vụ: TH,\nKTTH, CN;\n- Lưu: VT.\n\nKT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\nTrịnh Quốc Hùng\n`).contract.signer_title).toBe('KT. THỦ TƯỚNG / PHÓ THỦ TƯỚNG'))
  test('a note\'s mark that begins a wrapped line opens no item', () => {
    const { tasks } = readDirective(`${head}1. UBND các xã cấp phiếu cho tổ đi chợ thay\n(2) theo từng khu dân cư, hỗ trợ hộ khó khăn.\n${foot}`).contract
    expect(tasks).toHaveLength(1)
    expect(tasks[0]!.subtasks).toEqual([])
  })
})
