/**
 * How often a word stands as family, middle or given name in Viet Nam, in parts per 100,000 people. Counted over 8,757 people;
 * words seen fewer than five times are not listed. From vietnamese-namedb by Duyet Le (MIT licence), re-arranged.
 */

export const familyNames = `
Nguyễn:31372 Trần:9711 Lê:9026 Phạm:6409 Võ:3279 Huỳnh:2948 Phan:2650 Bùi:2570 Hoàng:2536 Vũ:2228 Trương:2045 Đỗ:2011 Đặng:1931 Hồ:1668 Ngô:1508
Dương:1257 Đoàn:1177 Đinh:1028 Trịnh:960 Cao:937 Đào:823 Mai:823 Lương:697 Lưu:651 Lâm:628 Hà:480 Thái:434 Phùng:423 Tạ:377 Lý:366 Văn:286 Tô:274
Vương:274 Châu:251 Chu:194 Từ:194 Quách:194 Lã:194 Tôn:171 Tống:160 Đồng:160 Hứa:137 Tăng:137 Đậu:126 Diệp:114 Đàm:114 Kiều:114 Triệu:103 La:103
Lại:103 Thạch:91 Y:80 Chung:68 Lữ:68 Nông:68 Buøi:68 Dư:68 Bạch:57 Hồng:57 Trang:57 Âu:57 Giang:57 Nhan:57
`

export const middleNames = `
Văn:10483 Minh:5305 Thanh:4034 Hoàng:3699 Ngọc:3514 Quốc:2739 Đức:2728 Quang:2473 Thị:2231 Hữu:2127 Xuân:2023 Thành:1965 Đình:1896 Anh:1861 Duy:1849
Trung:1780 Tấn:1410 Tuấn:1398 Công:1352 Thế:1190 Hồng:1190 Trọng:1179 Tiến:1075 Mạnh:867 Nhật:786 Việt:751 Huy:717 Chí:670 Hải:624 Thái:624 Hoài:624
Phước:601 Kim:590 Đăng:578 Bá:532 Bảo:485 Thị_Thu:474 Viết:462 Thị_Thanh:451 Khánh:439 Khắc:439 Lê:439 Thị_Ngọc:439 Trường:428 Thị_Kim:428 Vũ:416
Phương:416 Nguyên:416 Vĩnh:370 Phú:358 Cao:335 Phúc:324 Trần:312 Thiên:300 Thiện:289 Phi:289 Gia:289 Đại:254 Trí:254 Thị_Mỹ:243 Sơn:231 Huỳnh:231
Nhựt:197 Nam:173 Long:173 Như:173 Thị_Minh:162 Thị_Bích:162 Hùng:162 Thị_Phương:150 Thị_Hồng:150 Sĩ:139 Tất:127 Thị_Thùy:127 Quý:127 Tùng:127 Vinh:116
Thị_Như:104 Hà:104 Lê_Minh:104 An:92 Sỹ:92 Thị_Thúy:92 Đắc:92 Nguyễn_Hoàng:92 Phan:92 Thị_Diễm:92 Thị_Kiều:92 Trần_Minh:92 Bình:92 Hiếu:92 Kỳ:92
Nguyễn:81 Thu:81 Chánh:81 Ngọc_Minh:81 Thất:81 Toàn:81 Thị_Xuân:81 Thị_Lệ:81 Đạt:81 Thị_Cẩm:81 Thùy:81 Thị_Tuyết:81 Thị_Anh:81 Vương:69 Thị_Lan:69
Khương:69 Dương:69 Phát:69 Đặng:69 Thị_Yến:69 Thị_Thảo:69 Ngọc_Bảo:69 Yến:69 Thị_Diệu:69 Thị_Quỳnh:69 Nguyễn_Anh:69 Linh:58 Cảnh:58 Hưng:58 Thuận:58
Lâm:58 Lê_Thanh:58 Chấn:58 Thị_Hải:58 Nguyễn_Ngọc:58 Tiểu:58 Sinh:58 Giang:58 Huỳnh_Minh:58 Vieät:58 Hoàn:58 Thúy:58 Nguyễn_Duy:58 Trần_Hoàng:58
Hoàng_Ngọc:58
`

export const givenNames = `
Anh:2296 Huy:2159 Tuấn:1999 Duy:1702 Hoàng:1565 Nam:1565 Minh:1428 Dũng:1394 Hiếu:1394 Đạt:1360 Cường:1337 Hùng:1314 Tùng:1302 Sơn:1291 Thành:1245
Trung:1234 Hải:1222 Long:1188 Vũ:1120 Linh:1108 Nguyên:1085 Đức:1074 Tâm:1062 Tiến:1051 Phương:1028 Phúc:1028 Thắng:1005 Thịnh:982 Khoa:971 Vinh:891
Hưng:868 Khánh:857 Quân:845 Tài:845 Trí:834 An:811 Bảo:788 Phong:788 Toàn:788 Quang:754 Nghĩa:754 Nhân:754 Việt:743 Thanh:720 Bình:708 Lâm:697 Tú:686
Trường:651 Dương:651 Tân:640 Lộc:640 Thái:606 Phú:606 Thảo:594 Tín:594 Thiện:583 Phát:583 Sang:571 Ngọc:571 Thông:526 Hà:503 Luân:503 Phước:491
Mạnh:446 Thuận:434 Vương:434 Giang:423 Danh:411 Hiệp:411 Ngân:411 Công:400 Đại:400 Đăng:400 Hòa:388 Hiền:377 Trang:377 Quốc:354 Thi:354 Nhật:354
Hậu:354 Khang:343 Dung:320 Kiên:308 Quý:297 Kha:297 Thương:297 Châu:286 Phi:286 Ân:274 Lợi:274 Kiệt:263 Khải:263 Thọ:251 Hạnh:251 Hiển:251 Văn:240
Chương:228 Khôi:228 Trọng:228 Nga:228 Định:217 Hương:217 Đông:206 Loan:206 Nhựt:206 Huyền:206 Yến:206 Nhi:206 Mai:194 Chung:194 Thiên:194 Cảnh:194
Hằng:194 Chiến:183 Khương:183 Vân:183 Triều:183 Quyền:171 Tấn:171 Hoàn:171 Hoài:171 Quỳnh:160 Khiêm:160 Chinh:160 Mẫn:160 Quyết:160 Tiên:160 Thư:148
Bằng:148 Lập:148 Khanh:148 Thủy:148 Ánh:148 Xuân:148 Thức:137 Hân:137 Hào:137 Liêm:137 Mỹ:137 Như:137 Tính:137 Trực:137 Tường:137 Tuân:137 Trâm:137
Luận:137 Duyên:126 Nhã:126 Chính:126 Thúy:126 Vượng:126 Lực:126 My:126 Thạch:126 Phụng:126 Sinh:114 Cương:114 Hữu:114 Lân:114 Lý:114 Trình:114 Vĩ:114
Chi:103 Hoa:103 Huân:103 Lưu:103 Thùy:103 Trúc:103 Sỹ:103 Tuyên:103 Trinh:103 Ly:103 Thu:91 Chánh:91 Điền:91 Điệp:91 Duyệt:91 Kim:91 Đồng:91 Ninh:91
Toản:91 Triết:91 Hảo:91 Viễn:91 Nhung:91 Tuyền:91 Uyên:91 Huấn:91 Hồng:91 Quyên:80 Sĩ:80 Thưởng:80 Đoàn:80 Lê:80 Hoà:80 Hường:80 Luật:80 Nhơn:80
Viên:80 Tịnh:80 Vy:80 Giáp:80 Du:80 Oanh:80 Tiệp:80 Ái:80 Vĩnh:80 Thân:68 Thuần:68 Hiến:68 Hiệu:68 Kiều:68 Nghi:68 Nghị:68 Nhàn:68 Huỳnh:68 Lan:68 Ý:68
Em:68 Hoan:68 Tuyển:68 Trân:68 Uy:68 Diệu:68 Thoa:68 Khuê:68 Diệp:68 Kỳ:68 Thống:68 Sáng:68 Tuyến:68 Nhất:68 Tuyết:68 Phượng:57 Hóa:57 Huệ:57 Nghiệp:57
Nhẫn:57 Trà:57 Tưởng:57 Thơ:57 Đạo:57 Khaùnh:57 Quí:57 Tự:57 Hưởng:57 Thoại:57 Bắc:57
`
