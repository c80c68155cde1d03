import { describe, expect, test, vi } from 'vitest'
import { arrivalStamp, handlingRegister, incomingRegister, outgoingRegister, type RegisterHeader } from './index.ts'
import { writeTablePdf } from '../../platform/print/index.ts'
import { measurePdf } from './testing/page-boxes.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 })

const header: RegisterHeader = { organisation: { parent: 'Ủy ban nhân dân tỉnh Sơn Hà', name: 'Sở Y tế' }, cutoff: '2026-11-24T09:00:00.000Z', from: '2026-11-01', to: '2026-11-24' }
const entry = (i: number) => ({
  arrivedOn: '2026-11-06', arrivalNumber: 1100 + i, author: 'Ủy ban nhân dân tỉnh Sơn Hà', numberAndSymbol: `${i}/UBND`, date: '2026-11-04', typeAndSubject: 'Công văn về việc giám sát ca bệnh nghi ngờ trong cộng đồng',
  receiver: 'Phòng Nghiệp vụ Y', forwardedOn: '2026-11-06', signature: null, note: null,
})

describe('sổ của văn thư', () => {
  test('the three registers have the columns of the decree, in order', () => {
    expect(incomingRegister(header, []).columns.map((c) => c.header)).toEqual(['Ngày đến', 'Số đến', 'Tác giả', 'Số, ký hiệu', 'Ngày tháng', 'Tên loại và trích yếu nội dung', 'Đơn vị hoặc người nhận', 'Ngày chuyển', 'Ký nhận', 'Ghi chú'])
    expect(outgoingRegister(header, []).columns).toHaveLength(10)
    expect(handlingRegister(header, []).columns).toHaveLength(7)
    for (const spec of [incomingRegister(header, []), outgoingRegister(header, []), handlingRegister(header, [])]) expect(spec.columns.reduce((sum, c) => sum + c.width, 0)).toBeCloseTo(267, 0)
  })
  test('a printed register is A4 landscape, with its head once and its column heads, cut-off and page number on every page', async () => {
    const m = await measurePdf(writeTablePdf(incomingRegister(header, Array.from({ length: 40 }, (_, i) => entry(i)))))
    expect(m.pages.length).toBeGreaterThan(1)
    for (const [i, page] of m.pages.entries()) {
      expect(page.width).toBeCloseTo(297, 0)
      expect(page.height).toBeCloseTo(210, 0)
      const on = m.boxes.filter((b) => b.page === i + 1).map((b) => b.text).join(' | ')
      expect(on).toContain('Số đến')
      expect(on).toContain(`Trang ${i + 1}/${m.pages.length}`)
      expect(on).toContain('Số liệu đến 16:00 24/11/2026')
    }
    expect(m.boxes.filter((b) => b.text === 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN')).toHaveLength(1)
    for (let i = 0; i < 40; i++) expect(m.boxes.flatMap((b) => b.text.split(/\s+/u)).filter((word) => word === String(1100 + i))).toHaveLength(1)
  })
})

describe('dấu ĐẾN', () => {
  test('is 35 × 50 mm and carries organ, number and date', () => {
    const svg = arrivalStamp({ organ: 'Văn phòng HĐND-UBND huyện Sơn Dương', number: 1172, date: '2021-09-06', forwardTo: null, file: null })
    expect(svg).toContain('width="50mm" height="35mm"')
    for (const text of ['VĂN PHÒNG HĐND-UBND', 'HUYỆN SƠN DƯƠNG', 'ĐẾN', 'Số: 1172', 'Ngày: 06/09/2021', 'Chuyển: ....']) expect(svg).toContain(text)
  })
  test('what people type cannot become markup', () => {
    const svg = arrivalStamp({ organ: '<script>', number: 3, date: null, forwardTo: 'a & "b" <c>', file: '\u0001' })
    expect(svg).not.toMatch(/<script|<c>|\u0001/u)
    expect(svg).toContain('Chuyển: a &amp; &quot;b&quot; &lt;c&gt;')
    expect(svg).toContain('Số: 03')
  })
})
