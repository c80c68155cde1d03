import type { PlainDate } from '../../platform/dates.ts'
import { describe } from './names.ts'

/**
 * Cơ quan cấp tỉnh under all the names it is written by, and what it became. A province that enters only today's organisations
 * can still read a directive of 2021. `from` is the first day of the successor; an organisation of the old name that is still in force wins over the successor.
 */
export type Change = { readonly from: PlainDate; readonly into: readonly string[]; readonly basis: string }
type Agency = { readonly names: readonly string[]; readonly change?: Change }

/** Sắp xếp cơ quan chuyên môn thuộc UBND. */
const departments: Omit<Change, 'into'> = { from: '2025-03-01', basis: 'Nghị định 45/2025/NĐ-CP' }
/** Sắp xếp cơ quan Đảng theo Nghị quyết 18-NQ/TW. */
const partyBodies: Omit<Change, 'into'> = { from: '2025-02-01', basis: 'Nghị quyết 18-NQ/TW (sắp xếp đầu năm 2025)' }
const sinceJuly: Omit<Change, 'into'> = { from: '2025-07-01', basis: 'sắp xếp từ ngày 01/7/2025' }

const agencies: readonly Agency[] = [
  { names: ['Sở Nông nghiệp và Phát triển nông thôn', 'Sở Nông nghiệp'], change: { ...departments, into: ['Sở Nông nghiệp và Môi trường'] } },
  { names: ['Sở Tài nguyên và Môi trường'], change: { ...departments, into: ['Sở Nông nghiệp và Môi trường'] } },
  { names: ['Sở Lao động, Thương binh và Xã hội', 'Sở Lao động Thương binh Xã hội', 'Sở Lao động'], change: { ...departments, into: ['Sở Nội vụ'] } },
  { names: ['Sở Giao thông vận tải'], change: { ...departments, into: ['Sở Xây dựng'] } },
  { names: ['Sở Kế hoạch và Đầu tư'], change: { ...departments, into: ['Sở Tài chính'] } },
  { names: ['Sở Thông tin và Truyền thông'], change: { ...departments, into: ['Sở Khoa học và Công nghệ'] } },
  { names: ['Ban Dân tộc'], change: { ...departments, into: ['Sở Dân tộc và Tôn giáo', 'Sở Nội vụ'] } },
  { names: ['Sở Ngoại vụ'], change: { ...departments, into: ['Văn phòng Ủy ban nhân dân', 'Sở Nội vụ'] } },
  { names: ['Sở Văn hóa, Thể thao và Du lịch', 'Sở Văn hóa Thể thao'] },
  { names: ['Sở Giáo dục và Đào tạo'] },
  { names: ['Ban Tuyên giáo'], change: { ...partyBodies, into: ['Ban Tuyên giáo và Dân vận'] } },
  { names: ['Ban Dân vận'], change: { ...partyBodies, into: ['Ban Tuyên giáo và Dân vận'] } },
  { names: ['Ban cán sự đảng Ủy ban nhân dân', 'Ban cán sự đảng UBND'], change: { ...partyBodies, into: ['Đảng ủy Ủy ban nhân dân', 'Đảng ủy UBND'] } },
  { names: ['Đảng đoàn Hội đồng nhân dân', 'Đảng đoàn Mặt trận Tổ quốc'], change: { ...partyBodies, into: ['Đảng ủy các cơ quan Đảng'] } },
  { names: ['Đảng ủy Khối các cơ quan', 'Đảng ủy Khối các cơ quan và doanh nghiệp'], change: { ...partyBodies, into: ['Đảng ủy các cơ quan Đảng'] } },
  { names: ['Bộ đội Biên phòng', 'Bộ Chỉ huy Bộ đội Biên phòng', 'Biên phòng'], change: { ...sinceJuly, into: ['Ban Chỉ huy Bộ đội Biên phòng', 'Bộ Chỉ huy Quân sự'] } },
  { names: ['Đài Phát thanh và Truyền hình', 'Đài Phát thanh - Truyền hình', 'Báo'], change: { ...partyBodies, into: ['Báo và phát thanh, truyền hình', 'Báo và Đài Phát thanh, Truyền hình'] } },
  { names: ['Cục Thuế'], change: { from: '2025-03-01', basis: 'Nghị định 29/2025/NĐ-CP', into: ['Thuế', 'Chi cục Thuế khu vực'] } },
  { names: ['Trung tâm Kiểm soát bệnh tật', 'Trung tâm Y tế dự phòng', 'CDC'] },
  { names: ['Bộ Chỉ huy Quân sự', 'Quân sự'] },
  { names: ['Hội Liên hiệp Phụ nữ', 'Hội Phụ nữ'] },
  { names: ['Đoàn Thanh niên Cộng sản Hồ Chí Minh', 'Đoàn Thanh niên', 'Đoàn TNCS Hồ Chí Minh', 'Tỉnh đoàn'] },
  { names: ['Hội Cựu chiến binh', 'Cựu chiến binh'] },
  { names: ['Thanh tra', 'Thanh tra nhà nước'] },
  { names: ['Văn phòng Ủy ban nhân dân', 'Văn phòng HĐND và UBND', 'Văn phòng HĐND-UBND', 'Văn phòng Đoàn đại biểu Quốc hội và HĐND'] },
  { names: ['Phòng Văn hóa - Thông tin', 'Phòng Văn hóa và Thông tin'], change: { ...sinceJuly, into: ['Phòng Văn hóa - Xã hội'] } },
  { names: ['Phòng Y tế'], change: { ...sinceJuly, into: ['Phòng Văn hóa - Xã hội'] } },
  { names: ['Phòng Lao động - Thương binh và Xã hội', 'Phòng Giáo dục và Đào tạo', 'Phòng Nội vụ'], change: { ...sinceJuly, into: ['Phòng Văn hóa - Xã hội'] } },
  { names: ['Phòng Kinh tế và Hạ tầng', 'Phòng Tài chính - Kế hoạch', 'Phòng Nông nghiệp và Phát triển nông thôn'], change: { ...sinceJuly, into: ['Phòng Kinh tế', 'Phòng Kinh tế, Hạ tầng và Đô thị'] } },
]

const coreOf = (name: string): string => describe(name).core
/** Every written form → the first one. */
const sameAs = new Map<string, string>()
const changes = new Map<string, Change>()
for (const { names, change } of agencies) {
  const [first] = names
  for (const name of names) {
    sameAs.set(coreOf(name), coreOf(first!))
    if (change) changes.set(coreOf(name), change)
  }
}
/** The form by which two names of one agency compare equal. */
export const agencyKey = (core: string): string => sameAs.get(core) ?? core
/** Cores of what an agency became by a day; empty when nothing is known to have changed. */
export function successorCores(core: string, day: PlainDate): { readonly cores: readonly string[]; readonly change: Change } | undefined {
  const change = changes.get(core)
  return change && change.from <= day ? { cores: change.into.map(coreOf), change } : undefined
}
/** Every written form of the catalogue, for names damaged by a scan. */
export const catalogueCores: readonly string[] = [...sameAs.keys()]
