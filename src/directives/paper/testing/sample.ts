/** A directive in our own words, flat as the reader takes it: letterhead, addressees, three tasks, foot. */
export const sampleDirective = `ỦY BAN NHÂN DÂN
HUYỆN ĐỒNG XANH

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 417/UBND-VX
V/v chuẩn bị khu cách ly tập trung
trước mùa mưa bão

Đồng Xanh, ngày 12 tháng 8 năm 2021

Kính gửi:

- Phòng Y tế huyện;
- Ủy ban nhân dân các xã, thị trấn.

Thực hiện Kế hoạch số 88/KH-UBND ngày 05/8/2021 của Ủy ban nhân dân tỉnh về việc bảo đảm chỗ ở cho người cách ly khi có bão, Ủy ban nhân dân huyện yêu cầu:

1. Phòng Y tế huyện chủ trì, phối hợp với Công an huyện kiểm tra các trường học được chọn làm khu cách ly, báo cáo kết quả trước ngày 20/8/2021.

2. Ủy ban nhân dân các xã, thị trấn lập danh sách hộ dân phải di dời, chuẩn bị đủ nước sạch, lương thực và thuốc men cho ít nhất bảy ngày.

3. Đài Truyền thanh huyện phát bản tin hằng ngày lúc 06 giờ và 17 giờ để người dân biết mà thực hiện.

Nơi nhận:

- Như trên;
- Thường trực Huyện ủy (để báo cáo);
- Lưu: VT, VX.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Lò Thị Hạnh`
