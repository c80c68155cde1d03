import type { DraftDocument } from '../rules/draft.ts'

/** Papers of an invented province in every form, for the tests that measure the page. Our own words. */
const empty = { parent: null, number: null, registerEntry: null, urgency: null, addressees: [], grounds: [], preamble: [], leadIn: null, items: [], closing: [], date: null } as const

export const stateTelegram: DraftDocument = {
  ...empty, system: 'state', type: 'công điện', issuer: 'Ủy ban nhân dân tỉnh Sơn Hà', number: 5, registerEntry: 'so-di-2026-5', symbol: 'CĐ-UBND',
  place: 'Sơn Hà', date: '2026-03-05', drawnOn: '2026-03-05', subject: 'tập trung khoanh vùng, xử lý dứt điểm ổ dịch cúm A(H5N1) tại xã Mường Lống và các xã giáp ranh', urgency: 'hỏa tốc',
  telegraphedBy: 'Chủ tịch Ủy ban nhân dân tỉnh Sơn Hà',
  addressees: ['Giám đốc các Sở: Y tế, Nông nghiệp và Môi trường, Công Thương, Tài chính', 'Giám đốc Công an tỉnh', 'Chủ tịch Ủy ban nhân dân các xã, phường'],
  preamble: ['Từ ngày 01 đến ngày 04 tháng 3 năm 2026, tại bản Huồi Cọ và bản Pà Khốm, xã Mường Lống đã có 03 người mắc bệnh đường hô hấp nặng sau khi giết mổ gia cầm chết; kết quả xét nghiệm của Viện Vệ sinh dịch tễ Trung ương dương tính với vi rút cúm A(H5N1). Nguy cơ lây lan ra các xã lân cận là rất lớn.'],
  leadIn: 'Để chặn đứng nguồn lây, bảo vệ tính mạng và sức khỏe Nhân dân, Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:',
  items: [
    { label: '1.', text: 'Giám đốc Sở Y tế chủ trì, phối hợp với Chủ tịch Ủy ban nhân dân xã Mường Lống truy vết toàn bộ người tiếp xúc gần trong vòng 24 giờ kể từ khi có kết quả xét nghiệm; bố trí khu cách ly, thuốc kháng vi rút và phương tiện bảo hộ cho ít nhất 200 người.' },
    { label: '2.', text: 'Giám đốc Sở Nông nghiệp và Môi trường tổ chức tiêu hủy đàn gia cầm mắc bệnh, phun khử khuẩn tiêu độc hai lần mỗi ngày, hoàn thành trước 17 giờ ngày 07 tháng 3 năm 2026.', items: [
      { label: 'a)', text: 'Lập chốt kiểm dịch tạm thời trên quốc lộ 16 và đường tỉnh 543.' },
      { label: 'b)', text: 'Hỗ trợ người chăn nuôi có gia cầm bị tiêu hủy theo đúng định mức.' }] },
    { label: '3.', text: 'Giám đốc Công an tỉnh chỉ đạo kiểm soát vận chuyển gia cầm ra, vào vùng dịch; xử lý nghiêm hành vi giấu dịch, bán chạy gia cầm ốm.' },
    { label: '4.', text: 'Chủ tịch Ủy ban nhân dân các xã, phường kiện toàn tổ phản ứng nhanh, trực 24/24 giờ; báo cáo kết quả về Sở Y tế trước 16 giờ hằng ngày để tổng hợp, báo cáo Chủ tịch Ủy ban nhân dân tỉnh.' },
  ],
  closing: ['Giao Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện Công điện này'],
  recipients: ['Như trên', 'Thủ tướng Chính phủ (để báo cáo)', 'Bộ Y tế, Bộ Nông nghiệp và Môi trường', 'Thường trực Tỉnh ủy, Thường trực HĐND tỉnh', 'Chủ tịch, các Phó Chủ tịch UBND tỉnh', 'Trung tâm Kiểm soát bệnh tật tỉnh'],
  filing: 'VT, KGVX',
  signer: { capacity: 'deputy', onBehalfOf: 'Chủ tịch', position: 'Phó Chủ tịch', name: 'Lò Thị Hạnh' },
}

export const stateLetter: DraftDocument = {
  ...empty, system: 'state', type: 'công văn', parent: 'Ủy ban nhân dân tỉnh Sơn Hà', issuer: 'Sở Y tế', symbol: 'SYT-NVY', place: 'Sơn Hà', drawnOn: '2026-09-11',
  subject: 'triển khai giám sát, xét nghiệm và báo cáo ca bệnh nghi ngờ trong cộng đồng',
  addressees: ['Trung tâm Kiểm soát bệnh tật tỉnh', 'Các bệnh viện trong tỉnh', 'Trạm y tế các xã, phường'],
  leadIn: 'Thực hiện Công điện số 05/CĐ-UBND ngày 05/3/2026 của Chủ tịch Ủy ban nhân dân tỉnh về việc tập trung khoanh vùng, xử lý dứt điểm ổ dịch; Sở Y tế yêu cầu các đơn vị thực hiện các nội dung sau:',
  items: [
    { label: '1.', text: 'Trung tâm Kiểm soát bệnh tật tỉnh cử đội đáp ứng nhanh đến thôn, bản có ca nghi ngờ ngay khi nhận tin báo; lấy mẫu và gửi về phòng xét nghiệm trong ngày.' },
    { label: '2.', text: 'Các bệnh viện phân luồng người bệnh từ cổng, bố trí buồng cách ly và báo cáo số giường trống, số máy thở, lượng ô-xy còn lại trước 16 giờ hằng ngày.' },
    { label: '3.', text: 'Trạm y tế các xã, phường lập danh sách người tiếp xúc gần, đo thân nhiệt hai lần mỗi ngày trong 14 ngày, cập nhật đầy đủ trên hệ thống.' },
  ],
  closing: ['Đề nghị các đơn vị khẩn trương triển khai; vướng mắc phản ánh về Sở Y tế (qua Phòng Nghiệp vụ Y) để kịp thời giải quyết'],
  recipients: ['Như trên', 'UBND tỉnh (để báo cáo)', 'Lãnh đạo Sở', 'Cổng thông tin điện tử của Sở'],
  filing: 'VT, NVY',
  signer: { capacity: 'head', onBehalfOf: null, position: 'Giám đốc', name: 'Vàng A Páo' },
}

export const statePlan: DraftDocument = {
  ...empty, system: 'state', type: 'kế hoạch', issuer: 'Ủy ban nhân dân xã Mường Lống', number: 127, registerEntry: 'so-di-2026-127', symbol: 'KH-UBND', place: 'Mường Lống', date: '2026-11-24', drawnOn: '2026-11-24',
  subject: 'Ứng phó với dịch bệnh truyền nhiễm nhóm A theo phương châm “bốn tại chỗ” trên địa bàn xã',
  preamble: ['Thực hiện Kế hoạch số 310/KH-UBND ngày 18/11/2026 của Ủy ban nhân dân tỉnh về việc ứng phó dịch bệnh truyền nhiễm nhóm A; Ủy ban nhân dân xã xây dựng Kế hoạch như sau:'],
  items: [
    { label: 'I.', text: 'MỤC ĐÍCH, YÊU CẦU', heading: true, items: [
      { label: '1.', text: 'Bảo đảm mọi thôn, bản có lực lượng, vật tư, phương tiện và người chỉ huy tại chỗ trước khi dịch đến.' },
      { label: '2.', text: 'Không để người dân thiếu lương thực, thuốc men, nước sạch khi phải cách ly; mỗi hộ đều có người phụ trách được phân công.' }] },
    { label: 'II.', text: 'NỘI DUNG', heading: true, items: [
      { label: '1.', text: 'Kịch bản', heading: true, items: [
        { label: 'a)', text: 'Dưới 10 ca: cách ly tại nhà và tại trạm y tế; truy vết xong trong 24 giờ.' },
        { label: 'b)', text: 'Từ 10 đến 100 ca: mở khu cách ly tại Trường Tiểu học Mường Lống 1 (120 chỗ), huy động 06 tổ cộng đồng.' },
        { label: 'c)', text: 'Từ 100 đến 500 ca: đề nghị tỉnh chi viện nhân lực, lập 02 khu điều trị tạm thời, dự trữ 15 tấn gạo.' }] },
      { label: '2.', text: 'Vật tư, hậu cần', heading: true, items: [
        { label: '-', text: 'Khẩu trang y tế: 20.000 chiếc; bộ bảo hộ: 300 bộ; sinh phẩm xét nghiệm nhanh: 2.000 bộ.' },
        { label: '-', text: 'Bình ô-xy 40 lít: 20 bình; máy đo nồng độ ô-xy trong máu: 60 chiếc, giao đến từng tổ.' }] }] },
    { label: 'III.', text: 'TỔ CHỨC THỰC HIỆN', heading: true, items: [
      { label: '1.', text: 'Trạm Y tế xã là cơ quan thường trực; lập danh sách người nguy cơ cao, hoàn thành trước ngày 30/11/2026.' },
      { label: '2.', text: 'Công an xã kiểm soát người ra, vào; phối hợp với trưởng các bản rà soát đến từng hộ, từng người.' },
      { label: '3.', text: 'Phòng Kinh tế xã cân đối, trình bổ sung kinh phí dự phòng; báo cáo tồn kho vào ngày thứ Sáu hằng tuần.' },
      { label: '4.', text: 'Phòng Văn hóa - Xã hội tuyên truyền bằng tiếng Việt, tiếng Mông, tiếng Thái trên loa truyền thanh; công khai đường dây nóng.' },
      { label: '5.', text: 'Đề nghị Ủy ban Mặt trận Tổ quốc xã và các đoàn thể vận động hội viên tham gia tổ cộng đồng, giám sát việc hỗ trợ người dân.' }] },
  ],
  closing: ['Trên đây là Kế hoạch ứng phó dịch bệnh của xã. Trong quá trình thực hiện, có khó khăn, vướng mắc, các đơn vị báo cáo Ủy ban nhân dân xã (qua Trạm Y tế) để xem xét, giải quyết.'],
  recipients: ['UBND tỉnh (để báo cáo)', 'Sở Y tế', 'Thường trực Đảng ủy, HĐND xã', 'Chủ tịch, các Phó Chủ tịch UBND xã', 'Các phòng, trung tâm, trạm y tế xã', 'Trưởng các bản'],
  filing: 'VT, YT',
  signer: { capacity: 'collective', onBehalfOf: 'Ủy ban nhân dân', position: 'Chủ tịch', name: 'Giàng A Tủa' },
}

export const partyLetter2018: DraftDocument = {
  ...empty, system: 'party', type: 'công văn', parent: 'Đảng bộ tỉnh Sơn Hà', issuer: 'Huyện ủy Bản Lác', number: 214, registerEntry: 'so-di-2021-214', symbol: 'CV/HU', place: 'Bản Lác', date: '2021-08-31', drawnOn: '2021-08-31',
  subject: 'tăng cường các biện pháp phòng, chống dịch trong tình hình mới',
  addressees: ['Ủy ban nhân dân huyện', 'Các ban đảng, Văn phòng Huyện ủy', 'Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội huyện', 'Các chi bộ, đảng bộ cơ sở'],
  leadIn: 'Thực hiện Công văn số 411-CV/TU, ngày 24/8/2021 của Thường trực Tỉnh ủy về việc triển khai các biện pháp cấp bách; căn cứ tình hình trên địa bàn huyện, Ban Thường vụ Huyện ủy yêu cầu các cơ quan, đơn vị thực hiện tốt các nội dung sau:',
  items: [
    { label: '1-', text: 'Quán triệt sâu sắc tinh thần “chống dịch như chống giặc”; người đứng đầu cấp ủy, chính quyền chịu trách nhiệm trực tiếp trước Ban Thường vụ Huyện ủy nếu để dịch lây lan do chủ quan, lơ là.' },
    { label: '2-', text: 'Ủy ban nhân dân huyện chỉ đạo rà soát, bổ sung phương án “bốn tại chỗ” của từng xã; chuẩn bị khu cách ly cho 300 người, hoàn thành trước ngày 05/9/2021.' },
    { label: '3-', text: 'Ban Tuyên giáo Huyện ủy chủ trì, phối hợp với Trung tâm Văn hóa, Truyền thông và Thể thao huyện thông tin kịp thời, chính xác; không để tin sai sự thật gây hoang mang trong Nhân dân.' },
  ],
  closing: ['Văn phòng Huyện ủy theo dõi, đôn đốc, định kỳ báo cáo Ban Thường vụ Huyện ủy.'],
  recipients: ['Như kính gửi', 'Thường trực Tỉnh ủy (để báo cáo)', 'Các đồng chí Huyện ủy viên'],
  filing: 'Văn phòng Huyện ủy',
  signer: { capacity: 'collective', onBehalfOf: 'Ban Thường vụ', position: 'Phó Bí thư', name: 'Hà Văn Lược' },
}

export const partyLetter2026: DraftDocument = {
  ...empty, system: 'party', type: 'công văn', parent: 'Đảng bộ tỉnh Sơn Hà', issuer: 'Đảng ủy xã Mường Lống', symbol: 'CV/ĐU', place: 'Mường Lống', drawnOn: '2026-11-24',
  subject: 'lãnh đạo công tác phòng, chống dịch bệnh truyền nhiễm dịp cuối năm',
  addressees: ['Ủy ban nhân dân xã', 'Ủy ban Mặt trận Tổ quốc Việt Nam xã', 'Các chi bộ trực thuộc'],
  leadIn: 'Thực hiện Công văn số 88-CV/TU, ngày 18/11/2026 của Thường trực Tỉnh ủy về việc chủ động ứng phó dịch bệnh truyền nhiễm; Ban Thường vụ Đảng ủy yêu cầu:',
  items: [
    { label: '1.', text: 'Ủy ban nhân dân xã hoàn thiện kế hoạch “bốn tại chỗ” trước ngày 30/11/2026; báo cáo Ban Thường vụ Đảng ủy kết quả.' },
    { label: '2.', text: 'Các chi bộ phân công đảng viên phụ trách từng nhóm hộ; mỗi đảng viên nắm chắc số người đi, đến, về và sức khỏe của các hộ được giao.' },
    { label: '3.', text: 'Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát việc hỗ trợ người dân phải cách ly, không để sót đối tượng.' },
  ],
  closing: ['Giao Văn phòng Đảng ủy theo dõi, tổng hợp, báo cáo hằng tuần'],
  recipients: ['Như trên', 'Thường trực Tỉnh ủy (để báo cáo)', 'Các đồng chí Đảng ủy viên'],
  filing: 'Đảng ủy',
  signer: { capacity: 'collective', onBehalfOf: 'Ban Thường vụ', position: 'Phó Bí thư', name: 'Và Bá Dính' },
}

export const partyTelegram: DraftDocument = {
  ...empty, system: 'party', type: 'công điện', parent: 'Đảng bộ tỉnh Sơn Hà', issuer: 'Tỉnh ủy Sơn Hà', byline: 'của Ban Thường vụ Tỉnh ủy', number: 7, registerEntry: 'so-di-2021-7', symbol: 'CĐ/TU', place: 'Sơn Hà', date: '2021-02-09', drawnOn: '2021-02-09',
  subject: 'về việc tăng cường phòng, chống dịch trong dịp Tết Nguyên đán', urgency: 'khẩn',
  addressees: ['Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy', 'Các ban, sở, ngành, Mặt trận Tổ quốc và các đoàn thể tỉnh'],
  preamble: ['Dịch bệnh đang lan rộng ở nhiều tỉnh giáp ranh; lượng người về quê đón Tết rất lớn, nguy cơ dịch xâm nhập vào địa bàn tỉnh là hiện hữu.'],
  leadIn: 'Ban Thường vụ Tỉnh ủy yêu cầu các cấp ủy, tổ chức đảng khẩn trương thực hiện các nhiệm vụ sau:',
  items: [
    { label: '1.', text: 'Bí thư cấp ủy trực tiếp chỉ đạo, phân công trực 24/24 giờ trong suốt kỳ nghỉ.' },
    { label: '2.', text: 'Ban cán sự đảng Ủy ban nhân dân tỉnh lãnh đạo kiểm soát chặt chẽ người về từ vùng dịch, tổ chức khai báo y tế, cách ly đúng quy định; không “ngăn sông cấm chợ” trái thẩm quyền.' },
    { label: '3.', text: 'Ban Tuyên giáo Tỉnh ủy chủ trì, phối hợp với Sở Thông tin và Truyền thông hướng dẫn người dân đón Tết an toàn, tiết kiệm.' },
  ],
  closing: ['Văn phòng Tỉnh ủy theo dõi, báo cáo Ban Thường vụ Tỉnh ủy trước 16 giờ hằng ngày.'],
  recipients: ['Ban Bí thư Trung ương Đảng (để báo cáo)', 'Như trên', 'Các đồng chí Tỉnh ủy viên'],
  filing: 'Văn phòng Tỉnh ủy',
  signer: { capacity: 'collective', onBehalfOf: 'Ban Thường vụ', position: 'Bí thư', name: 'Nguyễn Thị Thanh Mai' },
}

export const samples: { readonly [name: string]: DraftDocument } = { stateTelegram, stateLetter, statePlan, partyLetter2018, partyLetter2026, partyTelegram }
