import { fold, isLetter, type Text } from './text.ts'

/** Fields of work as they stand after Bộ, Sở, Phòng, … in their proper spelling: used to split "các Sở: A, B và C" and to keep names with commas whole. */
export const fields = [
  'Y tế', 'Công Thương', 'Công an', 'Tài chính', 'Quốc phòng', 'Thông tin và Truyền thông', 'Kế hoạch và Đầu tư', 'Giao thông vận tải',
  'Giao thông Vận tải', 'Nông nghiệp và Phát triển nông thôn', 'Nông nghiệp và PTNT', 'Nông nghiệp & PTNT', 'NN&PTNT', 'NN và PTNT',
  'Nông nghiệp và Môi trường', 'Tài nguyên và Môi trường', 'Lao động, Thương binh và Xã hội', 'Lao động - Thương binh và Xã hội',
  'Lao động Thương binh và Xã hội', 'Lao động-Thương binh và Xã hội', 'LĐTBXH', 'LĐ-TB&XH', 'Giáo dục và Đào tạo', 'GD&ĐT',
  'Khoa học và Công nghệ', 'KH&CN',
  'Văn hóa, Thể thao và Du lịch', 'Văn hóa và Thể thao', 'Văn hóa - Thể thao', 'VHTT&DL', 'Du lịch', 'Xây dựng', 'Nội vụ', 'Tư pháp',
  'Ngoại giao', 'Ngoại vụ', 'Dân tộc và Tôn giáo', 'Dân tộc', 'Thanh tra', 'Công thương', 'TT&TT', 'TN&MT', 'KH&ĐT', 'GTVT',
  'Kinh tế', 'Kinh tế và Hạ tầng', 'Kinh tế - Hạ tầng', 'Kinh tế, Hạ tầng và Đô thị', 'Văn hóa và Thông tin', 'Văn hóa - Thông tin',
  'Văn hóa - Xã hội', 'Tài chính - Kế hoạch', 'Quản lý đô thị', 'Tuyên giáo', 'Dân vận', 'Tuyên giáo và Dân vận', 'Tổ chức',
  'Nội chính', 'Kiểm tra',
  'Quy hoạch - Kiến trúc', 'An toàn thực phẩm', 'Hải quan', 'Thuế', 'Thống kê', 'Kiểm lâm', 'Thủy lợi', 'Chăn nuôi và Thú y',
  'Trồng trọt và Bảo vệ thực vật', 'Quản lý thị trường',
].sort((a, b) => b.length - a.length)

/** Phòng, khoa, ban, cục, hội: what the desks of departments, hospitals, headquarters, Party committees and companies are called. */
const desks = [
  'Kế hoạch tổng hợp', 'Kế hoạch - Tổng hợp', 'Kế hoạch - Nghiệp vụ', 'Kế hoạch - Tài chính', 'Kế hoạch - Kỹ thuật', 'Tài chính kế toán',
  'Tài chính - Kế toán', 'Hành chính quản trị', 'Hành chính - Quản trị', 'Hành chính - Tổng hợp', 'Tổ chức cán bộ', 'Tổ chức - Hành chính',
  'Tổ chức hành chính', 'Tổ chức - Cán bộ', 'Tổ chức - Nội vụ', 'Vật tư - Thiết bị y tế', 'Vật tư, thiết bị y tế', 'Trang thiết bị', 'Điều dưỡng', 'Công tác xã hội', 'Công tác chính trị',
  'Quản lý chất lượng', 'Chỉ đạo tuyến', 'Dược', 'Cấp cứu', 'Hồi sức tích cực', 'Hồi sức tích cực - Chống độc', 'Truyền nhiễm',
  'Bệnh nhiệt đới', 'Kiểm soát nhiễm khuẩn', 'Xét nghiệm', 'Nghiệp vụ Y', 'Nghiệp vụ Dược', 'Nghiệp vụ y dược', 'Nghiệp vụ', 'Kiểm soát bệnh tật',
  'Chính trị', 'Tham mưu', 'Hậu cần - Kỹ thuật', 'Hậu cần', 'Kỹ thuật', 'Tác chiến', 'Quân sự', 'Trinh sát', 'Công binh', 'Thông tin',
  'Cảnh sát giao thông', 'Cảnh sát hình sự', 'Cảnh sát cơ động', 'An ninh chính trị nội bộ', 'Quản lý xuất nhập cảnh', 'An ninh mạng',
  'Phòng cháy, chữa cháy và Cứu nạn, cứu hộ', 'Thanh tra giao thông', 'Quản lý đường bộ', 'Thú y', 'Bảo vệ thực vật', 'Khuyến nông',
  'Kinh tế tập thể', 'Phát triển nông thôn', 'Thủy sản', 'Đê điều', 'Đê điều và Phòng, chống thiên tai', 'Khí tượng thủy văn', 'Dự trữ Nhà nước',
  'Dự báo khí tượng thủy văn quốc gia', 'Đăng kiểm', 'Hàng hải', 'Đường thủy nội địa', 'Hàng không', 'Lãnh sự', 'Đối ngoại', 'Thi đua - Khen thưởng', 'Văn phòng - Thống kê',
  'Địa chính - Xây dựng', 'Tư pháp - Hộ tịch', 'Văn hóa, Khoa học và Thông tin', 'Văn hóa - Thể thao và Du lịch',
  'Văn hóa, Thông tin và Thể thao', 'Văn hóa, Thể thao và Truyền thanh', 'Giáo dục chính trị', 'Công tác học sinh, sinh viên', 'Đào tạo',
  'Nông nghiệp', 'Môi trường', 'Đất đai', 'Việc làm', 'Tiếp công dân', 'Xây dựng Đảng', 'Dân vận - Mặt trận', 'Tuyên huấn', 'Dân quân tự vệ',
  'Phụ nữ', 'Nông dân', 'Cựu chiến binh', 'Chữ thập đỏ', 'Người cao tuổi', 'Khuyến học', 'Liên hiệp Phụ nữ', 'Cứu hộ, cứu nạn',
  'Bảo vệ', 'Vận tải', 'Điều độ', 'Kỹ thuật an toàn', 'Kinh doanh', 'Thanh niên', 'Phục vụ hành chính công', 'Truyền thông', 'Quản lý, bảo trì đường bộ', 'Quản lý bảo trì đường bộ', 'Quản lý đê điều và Phòng, chống thiên tai', 'Vận hành', 'Chống buôn lậu và xử lý vi phạm', 'Chống buôn lậu', 'Kiểm soát Hải quan', 'Quản lý bảo vệ rừng', 'Sử dụng và phát triển rừng', 'Gia đình - Xã hội', 'Tuyên giáo - Nữ công', 'Chính sách pháp luật', 'Thanh tra, pháp chế', 'Quản lý rủi ro', 'Phong trào', 'Thanh thiếu nhi', 'Khám bệnh', 'Y học cổ truyền', 'Nghiên cứu tổng hợp', 'Tổng hợp', 'Lễ tân', 'Pháp chế', 'Thi đua, Khen thưởng', 'Quản lý doanh nghiệp', 'Quản lý công sản', 'Ngân sách', 'Bảo trợ xã hội', 'Người có công', 'Trẻ em', 'Báo chí', 'Thông tin cơ sở', 'Thông tin đối ngoại', 'Tín ngưỡng, tôn giáo', 'Bảo hiểm xã hội', 'Quản lý khám, chữa bệnh', 'Y tế dự phòng', 'Quản lý dược', 'Sức khỏe bà mẹ và trẻ em', 'Nội khoa', 'Ngoại khoa', 'Nhi', 'Sản',
]
export const foldedFields = [...new Set([...fields, ...desks])].sort((a, b) => b.length - a.length).map((f) => ({ name: f, fold: fold(f), initial: fold(f[0]!) }))

/** Length of the field of work that stands at `at`, or 0: a whole one of the dictionary. */
export const fieldAt = (t: Text, at: number): number => {
  for (const x of foldedFields)
    if (t.fold[at] === x.initial && t.fold.startsWith(x.fold, at) && !isLetter(t.text[at + x.fold.length]) && !/\d/u.test(t.text[at + x.fold.length] ?? '')) return x.fold.length
  return 0
}
