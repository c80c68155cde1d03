import type { PostKind } from '../sign-in/index.ts'

/** The offices of the demonstration province above the communes. Ids are made at the first start. */
export type DemoOffice = { readonly key: string; readonly name: string; readonly short: string | null; readonly line: string; readonly kind: string; readonly parent: string | null; readonly code: string | null }

const o = (key: string, name: string, line: string, kind: string, parent: string | null = null, short: string | null = null, code: string | null = null): DemoOffice => ({ key, name, short, line, kind, parent, code })

export const offices: readonly DemoOffice[] = [
  o('tinh_uy', 'Tỉnh ủy Tuyên Quang', 'party', 'tinh_uy'),
  o('vp_tinh_uy', 'Văn phòng Tỉnh ủy', 'party', 'van_phong_cap_uy', 'tinh_uy', 'VPTU'),
  o('ban_tuyen_giao', 'Ban Tuyên giáo và Dân vận Tỉnh ủy', 'party', 'ban_dang', 'tinh_uy'),
  o('ub_kiem_tra', 'Ủy ban Kiểm tra Tỉnh ủy', 'party', 'ban_dang', 'tinh_uy'),
  o('ubnd_tinh', 'Ủy ban nhân dân tỉnh Tuyên Quang', 'government', 'ubnd_tinh', null, 'UBND tỉnh', 'H60'),
  o('so_y_te', 'Sở Y tế', 'health', 'so_nganh', 'ubnd_tinh', 'SYT', 'H60.01'),
  o('so_tai_chinh', 'Sở Tài chính', 'government', 'so_nganh', 'ubnd_tinh', 'STC', 'H60.02'),
  o('so_giao_duc', 'Sở Giáo dục và Đào tạo', 'government', 'so_nganh', 'ubnd_tinh', 'SGDĐT', 'H60.03'),
  o('so_van_hoa', 'Sở Văn hóa, Thể thao và Du lịch', 'government', 'so_nganh', 'ubnd_tinh', 'SVHTTDL', 'H60.04'),
  o('so_nong_nghiep', 'Sở Nông nghiệp và Môi trường', 'government', 'so_nganh', 'ubnd_tinh', 'SNNMT', 'H60.05'),
  o('so_cong_thuong', 'Sở Công Thương', 'government', 'so_nganh', 'ubnd_tinh', 'SCT', 'H60.06'),
  o('so_noi_vu', 'Sở Nội vụ', 'government', 'so_nganh', 'ubnd_tinh', 'SNV', 'H60.07'),
  o('so_xay_dung', 'Sở Xây dựng', 'government', 'so_nganh', 'ubnd_tinh', 'SXD', 'H60.08'),
  o('so_khoa_hoc', 'Sở Khoa học và Công nghệ', 'government', 'so_nganh', 'ubnd_tinh', 'SKHCN', 'H60.09'),
  o('thanh_tra', 'Thanh tra tỉnh', 'government', 'ban_tinh', 'ubnd_tinh'),
  o('cong_an_tinh', 'Công an tỉnh', 'armed', 'cong_an_tinh'),
  o('quan_su_tinh', 'Bộ Chỉ huy Quân sự tỉnh', 'armed', 'quan_su_tinh', null, 'BCHQS tỉnh'),
  o('mttq_tinh', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh', 'front', 'mttq_tinh', null, 'MTTQ tỉnh'),
  o('bao_dai', 'Báo và Phát thanh, Truyền hình Tuyên Quang', 'media', 'bao_dai', 'tinh_uy'),
  o('cdc', 'Trung tâm Kiểm soát bệnh tật tỉnh', 'health', 'cdc', 'so_y_te', 'CDC'),
  o('benh_vien', 'Bệnh viện Đa khoa tỉnh', 'health', 'benh_vien', 'so_y_te', 'BVĐK tỉnh'),
]

/** Communes that also have their Party committee and health station in the demonstration. */
export const fullCommunes = ['Sơn Dương', 'Tân Trào', 'Minh Xuân', 'Hàm Yên', 'Chiêm Hóa', 'Na Hang', 'Đồng Văn', 'Mèo Vạc', 'Hà Giang 1', 'Yên Sơn']

export type DemoPost = { readonly email: string; readonly office: string; readonly kind: PostKind; readonly title: string; readonly person: string; readonly hint: { readonly vi: string; readonly en: string } }

/** Accounts of the demonstration; `office` is a key above, or `xa:<name>` for the People's Committee of a commune. */
export const demoPosts: readonly DemoPost[] = [
  { email: 'chanhvp@demo.taicho.vn', office: 'ubnd_tinh', kind: 'office', title: 'Chánh Văn phòng UBND tỉnh', person: 'Nguyễn Đức Khánh', hint: { vi: 'Giao việc, theo dõi toàn tỉnh, soạn văn bản', en: 'Assigns, follows the whole province, drafts' } },
  { email: 'chutich@demo.taicho.vn', office: 'ubnd_tinh', kind: 'head', title: 'Chủ tịch UBND tỉnh', person: 'Lương Quốc Sơn', hint: { vi: 'Bút phê, ký ban hành, xác nhận kết quả', en: 'Instructs, signs, accepts results' } },
  { email: 'vanthu@demo.taicho.vn', office: 'ubnd_tinh', kind: 'clerk', title: 'Văn thư UBND tỉnh', person: 'Ma Thị Hương', hint: { vi: 'Một văn bản quét đang chờ xác nhận và vào sổ', en: 'A scanned letter waits to be confirmed and registered' } },
  { email: 'soyte@demo.taicho.vn', office: 'so_y_te', kind: 'head', title: 'Giám đốc Sở Y tế', person: 'Triệu Minh Tâm', hint: { vi: 'Nhiệm vụ sắp đến hạn, báo cáo kết quả', en: 'Duties near their due date, reports' } },
  { email: 'sonduong@demo.taicho.vn', office: 'xa:Sơn Dương', kind: 'head', title: 'Chủ tịch UBND xã Sơn Dương', person: 'Hoàng Thị Mai', hint: { vi: 'Việc của một xã: tiếp nhận, báo cáo hằng ngày', en: 'A commune: acknowledge, report daily' } },
  { email: 'vanthu.sonduong@demo.taicho.vn', office: 'xa:Sơn Dương', kind: 'clerk', title: 'Văn thư UBND xã Sơn Dương', person: 'Chẩu Thị Ngọc Lan', hint: { vi: 'Văn bản của tỉnh đang chờ xã tiếp nhận', en: 'A document of the province waits to be received' } },
  { email: 'meovac@demo.taicho.vn', office: 'xa:Mèo Vạc', kind: 'head', title: 'Chủ tịch UBND xã Mèo Vạc', person: 'Vàng Văn Quyết', hint: { vi: 'Xã có việc quá hạn và một vướng mắc', en: 'A commune with overdue work and an obstacle' } },
  { email: 'kiemtra@demo.taicho.vn', office: 'ub_kiem_tra', kind: 'inspector', title: 'Cán bộ kiểm tra', person: 'Đặng Thị Thủy', hint: { vi: 'Chỉ xem và kiểm tra', en: 'Looks and inspects only' } },
  { email: 'quantri@demo.taicho.vn', office: 'ubnd_tinh', kind: 'admin', title: 'Quản trị hệ thống', person: 'Quan Văn Long', hint: { vi: 'Tài khoản, chức vụ, đơn vị, nhật ký', en: 'Accounts, posts, organisations, audit trail' } },
]
