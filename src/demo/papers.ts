import { addDays, formatDay, type PlainDate } from '../platform/dates.ts'

/** Papers of the demonstration, written for it in the official forms; the events are invented. Dates follow the day the demonstration is first opened. */
const inWords = (day: PlainDate): string => {
  const [y, m, d] = day.split('-') as [string, string, string]
  return `ngày ${d} tháng ${Number(m) < 3 ? m : Number(m)} năm ${y}`
}

export const telegramNumber = '12-CĐ/TU'

/** Công điện of the Standing Committee of the provincial Party committee; comes on paper and is scanned. */
export const partyTelegram = (day: PlainDate): string => `TỈNH ỦY TUYÊN QUANG

ĐẢNG CỘNG SẢN VIỆT NAM

*
Số ${telegramNumber}

Tuyên Quang, ${inWords(day)}

CÔNG ĐIỆN KHẨN
CỦA BAN THƯỜNG VỤ TỈNH ỦY
về việc chủ động phòng, chống dịch bệnh đường hô hấp
trên địa bàn tỉnh

Kính gửi:

- Đảng ủy Ủy ban nhân dân tỉnh,
- Các đảng ủy xã, phường,
- Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh.

Trong hai tuần qua, số người mắc bệnh đường hô hấp cấp ở một số địa phương tăng nhanh; trong tỉnh đã ghi nhận 06 chùm ca bệnh tại trường học. Để bảo vệ sức khỏe của Nhân dân, Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, chính quyền, Mặt trận Tổ quốc và các đoàn thể thực hiện ngay một số nhiệm vụ sau:

1. Cấp ủy, chính quyền các xã, phường kiện toàn Ban Chỉ đạo và các tổ cộng đồng phòng, chống dịch; phân công từng đồng chí phụ trách thôn, tổ dân phố, hoàn thành trước ngày ${formatDay(addDays(day, 4))}. Người đứng đầu chịu trách nhiệm trước Ban Thường vụ Tỉnh ủy về kết quả phòng, chống dịch trên địa bàn.

2. Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo Ủy ban nhân dân tỉnh chỉ đạo rà soát phương án “4 tại chỗ”, bảo đảm thuốc, vật tư, giường bệnh cho tình huống 500 ca bệnh; báo cáo Ban Thường vụ Tỉnh ủy trước ngày ${formatDay(addDays(day, 9))}.

3. Truy vết, lấy mẫu trong vòng 24 giờ đối với mọi trường hợp tiếp xúc gần; không để sót người cần cách ly.

4. Ban Tuyên giáo và Dân vận Tỉnh ủy chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch, Báo và Phát thanh, Truyền hình Tuyên Quang thông tin chính xác, kịp thời về tình hình dịch bệnh; cải chính ngay thông tin sai sự thật.

5. Ủy ban Mặt trận Tổ quốc tỉnh và các tổ chức chính trị - xã hội vận động hộ gia đình ký cam kết phòng, chống dịch, giám sát việc chi trả chính sách hỗ trợ.

Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Công điện này, hằng tuần báo cáo Thường trực Tỉnh ủy.

Nơi nhận:

- Như trên,
- Các đồng chí Tỉnh ủy viên,
- Lưu Văn phòng Tỉnh ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ



Hoàng Quốc Lâm
`

/** A letter that waits on the clerk's desk as a scan, for the first visit of the reading screen. */
export const propagandaLetter = (day: PlainDate): string => `TỈNH ỦY TUYÊN QUANG
BAN TUYÊN GIÁO VÀ DÂN VẬN

ĐẢNG CỘNG SẢN VIỆT NAM

*
Số 318-CV/BTGDVTU

Tuyên Quang, ${inWords(day)}

về việc định hướng tuyên truyền
phòng, chống dịch bệnh đường hô hấp

Kính gửi:

- Ủy ban nhân dân tỉnh,
- Sở Văn hóa, Thể thao và Du lịch,
- Báo và Phát thanh, Truyền hình Tuyên Quang.

Thực hiện Công điện số ${telegramNumber}, ngày ${formatDay(addDays(day, -5))} của Ban Thường vụ Tỉnh ủy về việc chủ động phòng, chống dịch bệnh đường hô hấp trên địa bàn tỉnh, Ban Tuyên giáo và Dân vận Tỉnh ủy đề nghị các cơ quan, đơn vị thực hiện một số nội dung sau:

1. Sở Văn hóa, Thể thao và Du lịch chủ trì, phối hợp với Sở Y tế cung cấp thông tin về tình hình dịch bệnh cho báo chí trước 16 giờ hằng ngày.

2. Báo và Phát thanh, Truyền hình Tuyên Quang mở chuyên mục phòng, chống dịch, phát bằng tiếng Việt, tiếng Tày, tiếng Mông, tiếng Dao từ tuần này; gửi kế hoạch phát sóng trước ngày ${formatDay(addDays(day, 3))}.

3. Các xã, phường sử dụng hệ thống truyền thanh cơ sở mỗi ngày ít nhất hai lần; tiếp nhận và trả lời phản ánh của người dân trong ngày.

Các cơ quan, đơn vị báo cáo kết quả về Ban Tuyên giáo và Dân vận Tỉnh ủy trước ngày 25 hằng tháng.

Nơi nhận:

- Như kính gửi,
- Thường trực Tỉnh ủy (để báo cáo),
- Lưu Ban Tuyên giáo và Dân vận.

K/T TRƯỞNG BAN
PHÓ TRƯỞNG BAN



Nguyễn Thị Hồng Vân
`

export type StateItem = { readonly text: string; readonly assignees: readonly string[]; readonly deadlines: readonly string[]; readonly to: 'communes' | readonly string[]; readonly due: 'none' | number; readonly daily?: string }

/** Công điện of the chairman of the provincial People's Committee, which carries the telegram out. `to` and `due` (days after issue) are what the leader assigns. */
export const stateItems = (day: PlainDate): StateItem[] => [
  { text: `Chủ tịch Ủy ban nhân dân các xã, phường kiện toàn Ban Chỉ đạo và các tổ cộng đồng phòng, chống dịch, phân công cán bộ phụ trách từng thôn, tổ dân phố; hoàn thành trước ngày ${formatDay(addDays(day, 2))}.`, assignees: ['Chủ tịch Ủy ban nhân dân các xã, phường'], deadlines: [`trước ngày ${formatDay(addDays(day, 2))}`], to: 'communes', due: 1 },
  { text: 'Ủy ban nhân dân các xã, phường truy vết, lập danh sách và lấy mẫu mọi trường hợp tiếp xúc gần trong vòng 24 giờ kể từ khi có thông báo ca bệnh; báo cáo số liệu trước 16 giờ hằng ngày về Sở Y tế.', assignees: ['Ủy ban nhân dân các xã, phường'], deadlines: ['trong vòng 24 giờ', 'trước 16 giờ hằng ngày'], to: 'communes', due: 'none', daily: '16:00' },
  { text: `Ủy ban nhân dân các xã, phường rà soát phương án “4 tại chỗ”, bố trí ít nhất 01 điểm cách ly tạm thời; gửi phương án về Ủy ban nhân dân tỉnh trước ngày ${formatDay(addDays(day, 6))}.`, assignees: ['Ủy ban nhân dân các xã, phường'], deadlines: [`trước ngày ${formatDay(addDays(day, 6))}`], to: 'communes', due: 5 },
  { text: `Sở Y tế chủ trì, phối hợp với Sở Tài chính bảo đảm thuốc, vật tư, giường bệnh cho tình huống 500 ca bệnh; trình Ủy ban nhân dân tỉnh phương án trước ngày ${formatDay(addDays(day, 5))}.`, assignees: ['Sở Y tế'], deadlines: [`trước ngày ${formatDay(addDays(day, 5))}`], to: ['Sở Y tế'], due: 4 },
  { text: 'Sở Giáo dục và Đào tạo chỉ đạo các trường học theo dõi sức khỏe học sinh, thông báo ngay cho trạm y tế khi có từ 02 học sinh cùng lớp nghỉ học vì sốt, ho.', assignees: ['Sở Giáo dục và Đào tạo'], deadlines: [], to: ['Sở Giáo dục và Đào tạo'], due: 'none' },
  { text: `Sở Văn hóa, Thể thao và Du lịch, Báo và Phát thanh, Truyền hình Tuyên Quang thông tin chính xác, kịp thời; cải chính thông tin sai sự thật trong ngày; báo cáo kết quả trước ngày ${formatDay(addDays(day, 8))}.`, assignees: ['Sở Văn hóa, Thể thao và Du lịch', 'Báo và Phát thanh, Truyền hình Tuyên Quang'], deadlines: [`trước ngày ${formatDay(addDays(day, 8))}`], to: ['Sở Văn hóa, Thể thao và Du lịch', 'Báo và Phát thanh, Truyền hình Tuyên Quang'], due: 7 },
  { text: 'Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh sẵn sàng lực lượng bảo đảm an ninh, trật tự tại khu cách ly, điểm tiêm chủng; không để bị động, bất ngờ.', assignees: ['Công an tỉnh', 'Bộ Chỉ huy Quân sự tỉnh'], deadlines: [], to: ['Công an tỉnh', 'Bộ Chỉ huy Quân sự tỉnh'], due: 'none' },
]

/** Báo cáo of a department: a document that orders nothing, which a reader must be able to say. */
export const healthReport = (day: PlainDate): string => `UBND TỈNH TUYÊN QUANG
SỞ Y TẾ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 412/BC-SYT

Tuyên Quang, ${inWords(day)}

BÁO CÁO
Tình hình bệnh đường hô hấp cấp trên địa bàn tỉnh trong tuần

Trong tuần, toàn tỉnh ghi nhận 214 người mắc bệnh đường hô hấp cấp, tăng 38 người so với tuần trước; 06 chùm ca bệnh tại trường học đã được điều tra. Thuốc, vật tư hiện có đáp ứng tình huống 200 ca bệnh trong 14 ngày.

Sở Y tế trân trọng báo cáo./.

Nơi nhận:
- Ủy ban nhân dân tỉnh;
- Trung tâm Kiểm soát bệnh tật tỉnh;
- Lưu: VT, NVY.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC



Chẩu Thị Ngọc Duyên
`
