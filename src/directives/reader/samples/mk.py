import json
D={}
def doc(name,text,**g):
    base=dict(type=None,number=None,issuer=None,place=None,date=None,title=None,urgency=None,recipients=[],references=[],tasks=[],reporting=[],distribution=[],signer=None,signer_title=None)
    base.update(g); open(name+'.txt','w').write(text.strip('\n')+'\n'); json.dump(base,open(name+'.json','w'),ensure_ascii=False,indent=1)
def T(label,start,a=[],c=[],d=[],subs=[],end=None,**k):
    t=dict(label=label,text_start=start,assignees=a,coordinators=c,deadlines=d,subtasks=[S(*x) if isinstance(x,tuple) else x for x in subs],**k)
    if end: t['text_end']=end
    return t
def S(label,start,a=[],c=[],d=[]): return dict(label=label,text_start=start,assignees=a,coordinators=c,deadlines=d)
def R(type,number,date=None,issuer=None): return dict(type=type,number=number,date=date,issuer=issuer)
def P(frm,to,when=None,what=None,**k): return dict({'from':frm,'to':to,'when':when,'what':what},**k)

doc('nq_cp','''
CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 38/NQ-CP
Hà Nội, ngày 17 tháng 3 năm 2022

NGHỊ QUYẾT
Ban hành Chương trình phòng, chống dịch bệnh

CHÍNH PHỦ

Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Căn cứ Nghị quyết số 30/2021/QH15 ngày 28 tháng 7 năm 2021 của Quốc hội;
Theo đề nghị của Bộ trưởng Bộ Y tế.

QUYẾT NGHỊ:

I. QUAN ĐIỂM, MỤC TIÊU
1. Quan điểm
Thích ứng an toàn, linh hoạt.
2. Mục tiêu
Bảo đảm kiểm soát dịch trên phạm vi toàn quốc.

II. NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU
1. Về bao phủ vắc xin
a) Hoàn thành tiêm mũi 3 cho người từ 18 tuổi trở lên trong quý I năm 2022.
b) Theo dõi hiệu quả của vắc xin.
2. Tăng cường năng lực giám sát, cảnh báo sớm.

III. TỔ CHỨC THỰC HIỆN
1. Bộ Y tế:
a) Chủ trì, phối hợp với các bộ, ngành, địa phương hướng dẫn thực hiện Nghị quyết này.
b) Báo cáo Chính phủ kết quả thực hiện hằng quý.
2. Bộ Ngoại giao, Bộ Công an phối hợp chặt chẽ với Bộ Y tế hướng dẫn việc nhập cảnh.
3. Các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương xây dựng kế hoạch thực hiện trong tháng 4 năm 2022.
4. Đề nghị Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam giám sát việc thực hiện Nghị quyết.

Nơi nhận:
- Ban Bí thư Trung ương Đảng;
- Thủ tướng, các Phó Thủ tướng Chính phủ;
- Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ;
- Lưu: VT, KGVX (2b).

TM. CHÍNH PHỦ
KT. THỦ TƯỚNG
PHÓ THỦ TƯỚNG

Vũ Đức Đam
''',type='nghị quyết',number='38/NQ-CP',issuer='Chính phủ',place='Hà Nội',date='2022-03-17',title='Ban hành Chương trình phòng, chống dịch bệnh',
references=[R('nghị quyết','30/2021/QH15','2021-07-28','Quốc hội')],
tasks=[T('II.1','Về bao phủ vắc xin a) Hoàn thành tiêm',subs=[('a','Hoàn thành tiêm mũi 3 cho người từ',[],[],['trong quý I năm 2022']),('b','Theo dõi hiệu quả của vắc xin.')]),
T('II.2','Tăng cường năng lực giám sát, cảnh báo sớm.'),
T('III.1','Bộ Y tế: a) Chủ trì, phối hợp với',['Bộ Y tế'],subs=[('a','Chủ trì, phối hợp với các bộ, ngành',[],['các bộ, ngành, địa phương']),('b','Báo cáo Chính phủ kết quả thực hiện hằng',[],[],['hằng quý'])]),
T('III.2','Bộ Ngoại giao, Bộ Công an phối hợp chặt',['Bộ Ngoại giao','Bộ Công an'],['Bộ Y tế']),
T('III.3','Các bộ, cơ quan ngang bộ, Ủy ban nhân',['Các bộ, cơ quan ngang bộ','Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương'],[],['trong tháng 4 năm 2022']),
T('III.4','Đề nghị Ủy ban Trung ương Mặt trận Tổ',['Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam'])],
reporting=[P('Bộ Y tế',['Chính phủ'],'hằng quý','kết quả thực hiện')],
distribution=['Ban Bí thư Trung ương Đảng','Thủ tướng, các Phó Thủ tướng Chính phủ','Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ','Lưu: VT, KGVX (2b)'],signer='Vũ Đức Đam',signer_title='TM. CHÍNH PHỦ / KT. THỦ TƯỚNG / PHÓ THỦ TƯỚNG')

doc('tb_vpcp','''
VĂN PHÒNG CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 412/TB-VPCP
Hà Nội, ngày 20 tháng 9 năm 2024

THÔNG BÁO
KẾT LUẬN CỦA PHÓ THỦ TƯỚNG HỒ ĐỨC PHỚC TẠI CUỘC HỌP VỀ KHẮC PHỤC HẬU QUẢ MƯA LŨ

Ngày 18 tháng 9 năm 2024, tại trụ sở Chính phủ, Phó Thủ tướng Hồ Đức Phớc chủ trì cuộc họp về khắc phục hậu quả mưa lũ. Tham dự cuộc họp có đại diện lãnh đạo các Bộ: Nông nghiệp và Phát triển nông thôn, Tài chính, Kế hoạch và Đầu tư.

Sau khi nghe báo cáo của Bộ Nông nghiệp và Phát triển nông thôn, ý kiến của các đại biểu, Phó Thủ tướng kết luận như sau:

1. Về tình hình: Mưa lũ sau bão đã gây thiệt hại rất lớn về người và tài sản.

2. Bộ Nông nghiệp và Phát triển nông thôn khẩn trương tổng hợp nhu cầu giống cây trồng, vật nuôi của các địa phương, đề xuất xuất cấp từ nguồn dự trữ quốc gia trước ngày 25 tháng 9 năm 2024.

3. Bộ Tài chính:
a) Chủ trì, phối hợp với Bộ Kế hoạch và Đầu tư đề xuất hỗ trợ kinh phí từ dự phòng ngân sách trung ương;
b) Chỉ đạo các doanh nghiệp bảo hiểm chi trả kịp thời.

4. Ngân hàng Nhà nước Việt Nam chỉ đạo các tổ chức tín dụng cơ cấu lại thời hạn trả nợ.

Văn phòng Chính phủ thông báo để các Bộ, cơ quan, địa phương liên quan biết, thực hiện./.

Nơi nhận:
- Thủ tướng, các PTTg CP (để b/c);
- Các Bộ: NN&PTNT, TC, KH&ĐT;
- Ngân hàng Nhà nước Việt Nam;
- Lưu: VT, NN (3).
KT. BỘ TRƯỞNG, CHỦ NHIỆM
PHÓ CHỦ NHIỆM
Nguyễn Xuân Thành
''',type='thông báo',number='412/TB-VPCP',issuer='Văn phòng Chính phủ',place='Hà Nội',date='2024-09-20',title='KẾT LUẬN CỦA PHÓ THỦ TƯỚNG HỒ ĐỨC PHỚC TẠI CUỘC HỌP VỀ KHẮC PHỤC HẬU QUẢ MƯA LŨ',
tasks=[T('1','Về tình hình: Mưa lũ sau bão đã gây',optional=True),T('2','Bộ Nông nghiệp và Phát triển nông thôn khẩn trương',['Bộ Nông nghiệp và Phát triển nông thôn'],[],['trước ngày 25 tháng 9 năm 2024']),
T('3','Bộ Tài chính: a) Chủ trì, phối hợp với',['Bộ Tài chính'],[],[],[('a','Chủ trì, phối hợp với Bộ Kế hoạch',[],['Bộ Kế hoạch và Đầu tư']),('b','Chỉ đạo các doanh nghiệp bảo hiểm chi trả')]),
T('4','Ngân hàng Nhà nước Việt Nam chỉ đạo các tổ',['Ngân hàng Nhà nước Việt Nam'])],
distribution=['Thủ tướng, các PTTg CP (để b/c)','Các Bộ: NN&PTNT, TC, KH&ĐT','Ngân hàng Nhà nước Việt Nam','Lưu: VT, NN (3)'],signer='Nguyễn Xuân Thành',signer_title='KT. BỘ TRƯỞNG, CHỦ NHIỆM / PHÓ CHỦ NHIỆM')

doc('cv_paragraphs','''
 ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   TỈNH BẮC GIANG               Độc lập - Tự do - Hạnh phúc

 Số: 2260/UBND-KGVX           Bắc Giang, ngày 18 tháng 5 năm 2021
 V/v khẩn trương khoanh vùng, dập dịch
 tại các khu công nghiệp
        KHẨN

              Kính gửi: - Sở Y tế, Công an tỉnh;
                        - Ban Quản lý các khu công nghiệp tỉnh;
                        - UBND các huyện: Việt Yên, Yên Dũng.

  Xét đề nghị của Sở Y tế tại Công văn số 1287/SYT-NVY ngày 17/5/2021, Chủ tịch UBND
tỉnh có ý kiến chỉ đạo như sau:

  Sở Y tế khẩn trương truy vết, lấy mẫu xét nghiệm toàn bộ công nhân, hoàn thành trước
ngày 22/5/2021; hằng ngày báo cáo kết quả về Chủ tịch UBND tỉnh.

  Giao Công an tỉnh chủ trì, phối hợp với UBND các huyện Việt Yên, Yên Dũng lập chốt
kiểm soát người ra, vào khu cách ly.

  Ban Quản lý các khu công nghiệp tỉnh cung cấp danh sách công nhân cho Sở Y tế trước
12 giờ ngày 19/5/2021.

  Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.

 Nơi nhận:                                       KT. CHỦ TỊCH
 - Như trên;                                     PHÓ CHỦ TỊCH
 - TT Tỉnh ủy, TT HĐND tỉnh (b/c);
 - Chủ tịch, các PCT UBND tỉnh;
 - VP UBND tỉnh: LĐVP, TH;
 - Lưu: VT, KGVX Bình.
                                                 Mai Sơn
''',type='công văn',number='2260/UBND-KGVX',issuer='Ủy ban nhân dân tỉnh Bắc Giang',place='Bắc Giang',date='2021-05-18',title='khẩn trương khoanh vùng, dập dịch tại các khu công nghiệp',urgency='khẩn',
recipients=['Sở Y tế, Công an tỉnh','Ban Quản lý các khu công nghiệp tỉnh','UBND các huyện: Việt Yên, Yên Dũng'],references=[R('công văn','1287/SYT-NVY','2021-05-17','Sở Y tế')],
tasks=[T(None,'Sở Y tế khẩn trương truy vết, lấy mẫu',['Sở Y tế'],[],['trước ngày 22/5/2021','hằng ngày']),T(None,'Giao Công an tỉnh chủ trì, phối hợp với',['Công an tỉnh'],['UBND các huyện Việt Yên, Yên Dũng']),T(None,'Ban Quản lý các khu công nghiệp tỉnh cung cấp',['Ban Quản lý các khu công nghiệp tỉnh'],[],['trước 12 giờ ngày 19/5/2021'])],
reporting=[P('Sở Y tế',['Chủ tịch UBND tỉnh'],'hằng ngày','kết quả')],
distribution=['Như trên','TT Tỉnh ủy, TT HĐND tỉnh (b/c)','Chủ tịch, các PCT UBND tỉnh','VP UBND tỉnh: LĐVP, TH','Lưu: VT, KGVX Bình'],signer='Mai Sơn',signer_title='KT. CHỦ TỊCH / PHÓ CHỦ TỊCH')

doc('pctt_cd','''
ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ
BAN CHỈ HUY PHÒNG CHỐNG THIÊN TAI
VÀ TÌM KIẾM CỨU NẠN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 24/CĐ-PCTT
Thừa Thiên Huế, ngày 26 tháng 9 năm 2022

CÔNG ĐIỆN
Về việc triển khai ứng phó với bão số 4 (Noru)

BAN CHỈ HUY PHÒNG CHỐNG THIÊN TAI VÀ TÌM KIẾM CỨU NẠN TỈNH điện:

- Bộ Chỉ huy Quân sự, Bộ Chỉ huy Bộ đội Biên phòng, Công an tỉnh;
- Các sở, ban, ngành cấp tỉnh;
- Chủ tịch UBND, Trưởng Ban Chỉ huy PCTT và TKCN các huyện, thị xã, thành phố Huế.

Hồi 7 giờ ngày 26/9, vị trí tâm bão ở vào khoảng 15,8 độ Vĩ Bắc. Thực hiện Công điện số 855/CĐ-TTg ngày 25/9/2022 của Thủ tướng Chính phủ, Ban Chỉ huy yêu cầu:

1. Cấm tàu thuyền ra khơi từ 11 giờ ngày 26/9/2022.

2. Bộ Chỉ huy Bộ đội Biên phòng tỉnh phối hợp với Sở Nông nghiệp và PTNT, UBND các huyện, thị xã ven biển kiểm đếm, hướng dẫn tàu thuyền neo đậu, hoàn thành trước 10 giờ ngày 27/9/2022.

3. UBND các huyện, thị xã, thành phố Huế tổ chức sơ tán dân, xong trước 15h00 ngày 27/9/2022; báo cáo Ban Chỉ huy tỉnh trước 17 giờ hằng ngày.

4. Giám đốc Sở Giáo dục và Đào tạo quyết định cho học sinh nghỉ học.

5. Các chủ hồ thủy điện, thủy lợi vận hành theo quy trình.

Giao Văn phòng Ban Chỉ huy tỉnh tổng hợp tình hình, báo cáo Trưởng ban./.

Nơi nhận:
- Như trên;
- Ban Chỉ đạo QG về PCTT (b/c);
- Lưu: VP, PCTT.

TRƯỞNG BAN
PHÓ CHỦ TỊCH UBND TỈNH
Hoàng Hải Minh
''',type='công điện',number='24/CĐ-PCTT',issuer='Ban Chỉ huy phòng chống thiên tai và tìm kiếm cứu nạn',parent_issuer='Ủy ban nhân dân tỉnh Thừa Thiên Huế',place='Thừa Thiên Huế',date='2022-09-26',title='Về việc triển khai ứng phó với bão số 4 (Noru)',
recipients=['Bộ Chỉ huy Quân sự, Bộ Chỉ huy Bộ đội Biên phòng, Công an tỉnh','Các sở, ban, ngành cấp tỉnh','Chủ tịch UBND, Trưởng Ban Chỉ huy PCTT và TKCN các huyện, thị xã, thành phố Huế'],
references=[R('công điện','855/CĐ-TTg','2022-09-25','Thủ tướng Chính phủ')],
tasks=[T('1','Cấm tàu thuyền ra khơi từ 11 giờ ngày'),T('2','Bộ Chỉ huy Bộ đội Biên phòng tỉnh phối',['Bộ Chỉ huy Bộ đội Biên phòng tỉnh'],['Sở Nông nghiệp và PTNT','UBND các huyện, thị xã ven biển'],['trước 10 giờ ngày 27/9/2022']),
T('3','UBND các huyện, thị xã, thành phố Huế tổ',['UBND các huyện, thị xã, thành phố Huế'],[],['trước 15h00 ngày 27/9/2022','trước 17 giờ hằng ngày']),T('4','Giám đốc Sở Giáo dục và Đào tạo quyết',['Giám đốc Sở Giáo dục và Đào tạo']),T('5','Các chủ hồ thủy điện, thủy lợi vận hành',['Các chủ hồ thủy điện, thủy lợi']),
T(None,'Giao Văn phòng Ban Chỉ huy tỉnh tổng hợp',['Văn phòng Ban Chỉ huy tỉnh'])],
reporting=[P('UBND các huyện, thị xã, thành phố Huế',['Ban Chỉ huy tỉnh'],'trước 17 giờ hằng ngày'),P('Văn phòng Ban Chỉ huy tỉnh',['Trưởng ban'],None,'tình hình')],
distribution=['Như trên','Ban Chỉ đạo QG về PCTT (b/c)','Lưu: VP, PCTT'],signer='Hoàng Hải Minh',signer_title='TRƯỞNG BAN / PHÓ CHỦ TỊCH UBND TỈNH')

doc('party_ct','''
ĐẢNG BỘ TỈNH KIÊN GIANG
HUYỆN ỦY HÒN ĐẤT
*
Số 12-CT/HU

ĐẢNG CỘNG SẢN VIỆT NAM

Hòn Đất, ngày 03 tháng 4 năm 2019

CHỈ THỊ
CỦA BAN THƯỜNG VỤ HUYỆN ỦY
về tăng cường lãnh đạo công tác bảo đảm trật tự, an toàn giao thông
-----

Trong những năm qua, tình hình tai nạn giao thông trên địa bàn huyện còn diễn biến phức tạp. Để khắc phục những hạn chế nêu trên và thực hiện Chỉ thị số 23-CT/TW, ngày 25/5/2023 của Ban Bí thư, Ban Thường vụ Huyện ủy yêu cầu các cấp ủy, chính quyền, Mặt trận Tổ quốc và các đoàn thể thực hiện tốt các nhiệm vụ sau:

1. Các cấp ủy, chính quyền xác định công tác bảo đảm trật tự, an toàn giao thông là nhiệm vụ thường xuyên; người đứng đầu chịu trách nhiệm khi để xảy ra vi phạm.

2. Ban Tuyên giáo Huyện ủy chủ trì, phối hợp với Phòng Văn hóa và Thông tin, Đài Truyền thanh huyện đẩy mạnh tuyên truyền; phấn đấu hoàn thành trong quý III/2019.

3. Công an huyện:
- Tăng cường tuần tra, kiểm soát, xử lý vi phạm nồng độ cồn.
- Tham mưu Ủy ban nhân dân huyện kiện toàn Ban An toàn giao thông.

4. Tổ chức thực hiện

- Ban cán sự đảng, Ủy ban nhân dân huyện xây dựng kế hoạch thực hiện.
- Ủy ban Kiểm tra Huyện ủy giám sát việc thực hiện Chỉ thị này.
- Các chi, đảng bộ cơ sở quán triệt, báo cáo kết quả về Ban Thường vụ Huyện ủy trước ngày 30/4/2019.

Chỉ thị này phổ biến đến chi bộ.

Nơi nhận:
- Ban Thường vụ Tỉnh ủy (báo cáo),
- Các đồng chí Huyện ủy viên,
- Các chi, đảng bộ cơ sở,
- Lưu Văn phòng Huyện ủy.

T/M BAN THƯỜNG VỤ
BÍ THƯ

Lê Quốc Anh
''',type='chỉ thị',number='12-CT/HU',issuer='Huyện ủy Hòn Đất',parent_issuer='Đảng bộ tỉnh Kiên Giang',place='Hòn Đất',date='2019-04-03',title='về tăng cường lãnh đạo công tác bảo đảm trật tự, an toàn giao thông',
references=[R('chỉ thị','23-CT/TW','2023-05-25','Ban Bí thư')],
tasks=[T('1','Các cấp ủy, chính quyền xác định công tác',['Các cấp ủy, chính quyền'],assignees_optional=['người đứng đầu']),T('2','Ban Tuyên giáo Huyện ủy chủ trì, phối hợp',['Ban Tuyên giáo Huyện ủy'],['Phòng Văn hóa và Thông tin','Đài Truyền thanh huyện'],['trong quý III/2019']),
T('3','Công an huyện: - Tăng cường tuần tra, kiểm',['Công an huyện'],[],[],[('-','Tăng cường tuần tra, kiểm soát, xử lý vi'),('-','Tham mưu Ủy ban nhân dân huyện kiện toàn')]),
T('4','Tổ chức thực hiện - Ban cán sự đảng',[],[],[],[('-','Ban cán sự đảng, Ủy ban nhân dân huyện',['Ban cán sự đảng','Ủy ban nhân dân huyện']),('-','Ủy ban Kiểm tra Huyện ủy giám sát việc',['Ủy ban Kiểm tra Huyện ủy']),('-','Các chi, đảng bộ cơ sở quán triệt, báo',['Các chi, đảng bộ cơ sở'],[],['trước ngày 30/4/2019'])])],
reporting=[P('Các chi, đảng bộ cơ sở',['Ban Thường vụ Huyện ủy'],'trước ngày 30/4/2019','kết quả')],
distribution=['Ban Thường vụ Tỉnh ủy (báo cáo)','Các đồng chí Huyện ủy viên','Các chi, đảng bộ cơ sở','Lưu Văn phòng Huyện ủy'],signer='Lê Quốc Anh',signer_title='T/M BAN THƯỜNG VỤ / BÍ THƯ')

doc('tax_ocr','''
Ký bởi: Cục Thuế
Ngày ký: 12-06-2017 15:21:09

TONG CỤC THUẾ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
CỤC THUE TỈNH ĐỒNG NAI Độc lập - Tự do - Hạnh phúc
Số: 4512/CT-TTHT Đồng Nai, ngay 12 thang 6 năm 2017
V/v đôn đốc nộp hồ sơ khai thuế
điện tử

Kính gui: Các Chỉ cục Thuế trực thuộc.

Thực hiện Kê hoạch số 35/KH-TCT ngày 15/02/2017 của Tổng cục Thuế về triển khai
nộp thuế điện tử, Cục Thuế tỉnh Đồng Nai yêu cầu các Chi cục Thuế thực hiện các
nội dung sau:

1. Rà soát toàn bộ doanh nghiệp đang hoạt động trên địa bàn, phân loại theo nguyên
nhân chưa nộp hồ sơ điện tử; lập danh sách gửi về Cục Thuế (Phòng Tuyên truyền hỗ
trợ) trước ngày 20/6/2017.

2. Tô chức tập huấn cho người nộp thuế, hướng dẫn trực tiếp tại bộ phận một cửa,
bảo đảm 100% doanh nghiệp nộp hồ sơ điện tử.

3. Phòng Tin học chủ trì, phối hợp với Phòng Kê khai hỗ trợ các Chi cục Thuế xử lý
lỗi hệ thống trong vòng 24 giờ kể từ khi nhận được phản ánh.

Trong quá trình thực hiện nếu có vướng mắc, đề nghị các Chi cục Thuế báo cáo về Cục
Thuế để được hướng dẫn./.

Noi nhan: KT. CỤC TRƯỞNG
- Như trên; PHÓ CỤC TRƯỞNG
- Tổng cục Thuế (b/c);
- Lưu: VT, TTHT (5).

Nguyễn Văn Công
''',ocr=True,type='công văn',number='4512/CT-TTHT',issuer='Cục Thuế tỉnh Đồng Nai',parent_issuer='Tổng cục Thuế',place='Đồng Nai',date='2017-06-12',title='đôn đốc nộp hồ sơ khai thuế điện tử',
recipients=['Các Chi cục Thuế trực thuộc'],references=[R('kế hoạch','35/KH-TCT','2017-02-15','Tổng cục Thuế')],
tasks=[T('1','Rà soát toàn bộ doanh nghiệp đang hoạt động',[],[],['trước ngày 20/6/2017']),T('2','Tô chức tập huấn cho người nộp thuế'),T('3','Phòng Tin học chủ trì, phối hợp với Phòng',['Phòng Tin học'],['Phòng Kê khai'],['trong vòng 24 giờ kể từ khi nhận được phản ánh'])],
reporting=[P('các Chi cục Thuế',['Cục Thuế'],'trước ngày 20/6/2017','danh sách'),P('các Chi cục Thuế',['Cục Thuế'],None,'vướng mắc')],
distribution=['Như trên','Tổng cục Thuế (b/c)','Lưu: VT, TTHT (5)'],signer='Nguyễn Văn Công',signer_title='KT. CỤC TRƯỞNG / PHÓ CỤC TRƯỞNG')

doc('kl_party','''
BAN CHẤP HÀNH ĐẢNG BỘ THÀNH PHỐ
THÀNH ỦY HẢI PHÒNG
*
Số 45-KL/TU
ĐẢNG CỘNG SẢN VIỆT NAM
Hải Phòng, ngày 09 tháng 9 năm 2026

KẾT LUẬN
của Ban Thường vụ Thành ủy
về công tác phòng, chống lũ, ngập úng

Qua giám sát việc thực hiện Nghị quyết số 11-NQ/TU, ngày 15/5/2024 của Ban Thường vụ Thành ủy, Ban Thường vụ Thành ủy kết luận:

I- ĐÁNH GIÁ TÌNH HÌNH
1. Ưu điểm
Công tác chỉ đạo được tăng cường.
2. Hạn chế
Một số trạm bơm xuống cấp.

II- NHIỆM VỤ, GIẢI PHÁP THỜI GIAN TỚI
1. Đảng ủy Ủy ban nhân dân thành phố lãnh đạo Ủy ban nhân dân thành phố khắc phục ngay các điểm ngập úng; hoàn thành trước mùa mưa bão năm 2027.
2. Đảng ủy các xã, phường, đặc khu lãnh đạo kiểm tra đê điều, cống dưới đê.
3. Đảng ủy Công an thành phố, Đảng ủy Quân sự thành phố chỉ đạo xây dựng phương án cứu hộ, cứu nạn.

III- TỔ CHỨC THỰC HIỆN
1. Đảng ủy Ủy ban nhân dân thành phố báo cáo Ban Thường vụ Thành ủy kết quả thực hiện trước ngày 31/12/2026.
2. Văn phòng Thành ủy theo dõi, đôn đốc việc thực hiện Kết luận này.

Nơi nhận:
- Ban Bí thư Trung ương Đảng (để báo cáo);
- Các đảng ủy trực thuộc Thành ủy;
- Lưu Thành ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC

Đỗ Mạnh Hiến
''',type='kết luận',number='45-KL/TU',issuer='Thành ủy Hải Phòng',place='Hải Phòng',date='2026-09-09',title='của Ban Thường vụ Thành ủy về công tác phòng, chống lũ, ngập úng',also_accept={'title':['về công tác phòng, chống lũ, ngập úng']},
references=[R('nghị quyết','11-NQ/TU','2024-05-15','Ban Thường vụ Thành ủy')],
tasks=[T('II.1','Đảng ủy Ủy ban nhân dân thành phố lãnh đạo',['Đảng ủy Ủy ban nhân dân thành phố'],[],['trước mùa mưa bão năm 2027']),T('II.2','Đảng ủy các xã, phường, đặc khu lãnh đạo',['Đảng ủy các xã, phường, đặc khu']),T('II.3','Đảng ủy Công an thành phố, Đảng ủy Quân sự',['Đảng ủy Công an thành phố','Đảng ủy Quân sự thành phố']),
T('III.1','Đảng ủy Ủy ban nhân dân thành phố báo cáo',['Đảng ủy Ủy ban nhân dân thành phố'],[],['trước ngày 31/12/2026']),T('III.2','Văn phòng Thành ủy theo dõi, đôn đốc việc',['Văn phòng Thành ủy'])],
reporting=[P('Đảng ủy Ủy ban nhân dân thành phố',['Ban Thường vụ Thành ủy'],'trước ngày 31/12/2026','kết quả thực hiện')],
distribution=['Ban Bí thư Trung ương Đảng (để báo cáo)','Các đảng ủy trực thuộc Thành ủy','Lưu Thành ủy'],signer='Đỗ Mạnh Hiến',signer_title='T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ THƯỜNG TRỰC')

doc('cv_letters','''
BỘ Y TẾ

Số: 6212/BYT-MT
V/v tăng cường phòng, chống dịch
bệnh mùa đông xuân

CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nội, ngày 01 tháng 12 năm 2016

Kính gửi: Sở Y tế các tỉnh, thành phố trực thuộc Trung ương

Thời gian qua, dịch cúm gia cầm diễn biến phức tạp tại nhiều quốc gia. Bộ Y tế đề nghị Sở Y tế các tỉnh, thành phố chỉ đạo thực hiện các nội dung sau:

a) Tham mưu Uỷ ban nhân dân tỉnh, thành phố chỉ đạo các sở, ban, ngành phối hợp với ngành y tế triển khai các biện pháp phòng, chống dịch.

b) Chỉ đạo Trung tâm Y tế dự phòng giám sát chặt chẽ tại cửa khẩu; báo cáo ngay các trường hợp nghi ngờ về Bộ Y tế (Cục Y tế dự phòng).

c) Bảo đảm đủ thuốc, vật tư, hoá chất.

Đề nghị Sở Y tế các tỉnh, thành phố khẩn trương triển khai thực hiện và báo cáo kết quả về Bộ Y tế trước ngày 20/12/2016./.

Nơi nhận:
- Như trên;
- Bộ trưởng (để báo cáo);
- UBND tỉnh, thành phố (để phối hợp chỉ đạo);
- Lưu: VT, DP.

KT. BỘ TRƯỞNG
THỨ TRƯỞNG

Nguyễn Thanh Long
''',type='công văn',number='6212/BYT-MT',issuer='Bộ Y tế',place='Hà Nội',date='2016-12-01',title='tăng cường phòng, chống dịch bệnh mùa đông xuân',recipients=['Sở Y tế các tỉnh, thành phố trực thuộc Trung ương'],
tasks=[T('a)','Tham mưu Uỷ ban nhân dân tỉnh, thành phố',coordinators_optional=['ngành y tế']),T('b)','Chỉ đạo Trung tâm Y tế dự phòng giám'),T('c)','Bảo đảm đủ thuốc, vật tư, hoá chất.'),T(None,'Đề nghị Sở Y tế các tỉnh, thành phố',['Sở Y tế các tỉnh, thành phố'],[],['trước ngày 20/12/2016'],optional=True)],
reporting=[P('Sở Y tế các tỉnh, thành phố',['Bộ Y tế'],None,'các trường hợp nghi ngờ'),P('Sở Y tế các tỉnh, thành phố',['Bộ Y tế'],'trước ngày 20/12/2016','kết quả')],
distribution=['Như trên','Bộ trưởng (để báo cáo)','UBND tỉnh, thành phố (để phối hợp chỉ đạo)','Lưu: VT, DP'],signer='Nguyễn Thanh Long',signer_title='KT. BỘ TRƯỞNG / THỨ TRƯỞNG')
