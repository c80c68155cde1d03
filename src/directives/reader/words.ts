/** Động từ giao việc: what may follow an organ and begin its duty. Folded, longest first; a duty begins in lower case. */
const verbs = [
  'chu tri|chu dong|chu trong|chiu trach nhiem|co trach nhiem|phoi hop|chi dao|tap trung|tiep tuc|tang cuong|day manh|khan truong',
  'thuc hien|trien khai|ra soat|xay dung|huong dan|tham muu|theo doi|don doc|kiem tra|giam sat|can cu|bao cao|tong hop|cung cap',
  'bao dam|dam bao|phat huy|huy dong|bo tri|quan triet|lanh dao|nghiem tuc|nang cao|thuong xuyen|kip thoi|phai|can|se|tren co so',
  'nghien cuu|de xuat|ban hanh|phe duyet|duy tri|san sang|ung truc|van hanh|thong bao|tuyen truyen|van dong|xu ly|giai quyet',
  'hoan thanh|cap nhat|truc tiep|nam chac|nam bat|lam tot|phan cong|trinh|tham dinh|bam sat|tuyet doi|khong|chuan bi|danh gia',
  'chap hanh|kiem soat|siet chat|tuan thu|tao dieu kien|yeu cau|de nghi|vao cuoc|tham gia|tap huan|dieu tra|truy vet|tiem|lay mau',
  'khoanh vung|tam dung|di doi|so tan|gia co|khac phuc|cuu tro|ho tro|tham hoi|phan bo|mua sam|su dung|long ghep|uu tien',
  'theo chuc nang|theo nhiem vu|theo tham quyen|theo linh vuc duoc|trong pham vi|tich cuc|dong thoi|thanh lap|kien toan|thiet lap',
  'to giac|chuyen|gui|nop|cu|mo|lap|ky|dua|quan tam|cham lo|giu vung|ngan chan|phat hien|phong ngua|dau tranh|dieu tiet|dieu hanh',
  'dieu dong|dieu phoi|nghiem cam|quyet liet|than toc|kien quyet|xac dinh|xac minh|rut kinh nghiem|quyet dinh|tang|giam|luu y',
  'khuyen cao|hoan thien|som|cong bo|cong khai|dang ky|doi chieu|thong nhat|tu van|thuc day|hinh thanh|cam ket|guong mau|neu cao',
  'phat dong|keu goi|tiep nhan|to chuc|quan ly|giao|sap xep|bien soan|khai thac|van chuyen|tieu huy|tieu doc|phun|chat van|kich hoat',
  'truc|truc ban|tru|ghi nhan|thanh toan|quyet toan|lien he|xem xet|du bao|canh bao|dua tin|phat song|phan anh|phan anh|bien tap|ban',
  'can doi|ngung|cam|han che|rao|niem yet|phat thanh|tang thoi luong|keo dai|rut ngan|dinh ky|hang thang|hang tuan|hang ngay',
  'dao tao boi duong|boi duong|chi tra|giai ngan|thu hoach|tru van|tich tru|bom|tieu ung|nao vet|sua chua|tu bo|chang chong|cat tia',
  'kiem dem|keu|truyen tai|thong tin kip thoi|thong tin tuyen truyen|thong tin day du|ung pho|ung cuu|cuu ho|to chuc thuc hien|vao',
  'dieu chinh|co giai phap|co cac giai phap|co phuong an|co ke hoach|co bien phap|co van ban|lam ro|lam viec|tranh thu|chu y|bao ve',
  'giu gin|xuat cap|tra loi|thong ke|gop phan|dieu tri|thu dung|cach ly|kham|cham soc|cap cuu|ra quan|ra quyet dinh|cong nhan',
  'kiem diem|xu phat|tuan tra|chot chan|lap chot|giai thich|cung ung|binh on|du tru|phan luong|phan loai|phan cap|phan dinh|tap hop',
  'ket noi|so hoa|nhap|tich hop|trang bi|dau tu nang cap|quyet tam|thi hanh|chu trong|nhan thuc|dat|ap dung|doi moi|gan|xin y kien',
  'quan trac|tinh toan|cho hoc sinh|cho phep|cat dien|xuong co so|xuong dia ban|xet nghiem|theo linh vuc phu trach|dinh huong|khoi phuc|cung co|chan chinh|thao go|khoi thong|thu gom|giai toa|phong toa|trung dung|cat giam|ban giao|tham tra|khuyen khich|gioi thieu|chia se|bao tri|dan dau|hoan chinh|la dau moi|la co quan|huy|bao toan|cho|nghiem|di|giu|soat xet|chi|xin|cap|cap phat',
  'khao sat|du tru|danh thoi|danh thoi luong|giup|cuu nan|chua chay|hiep dong|tiep can|xuong ngay|xuong tan|len phuong an|ha tai|hot don|thong xe|dung lai|nhan tin|thu hoi|ghi chep|ban giao|tap huan|dien tap',
  'xac nhan|keo coi|bam coi|bao dong|khu khuan|khu trung|tay ue|chon lap|dinh chi|tich thu|tam giu|xet duyet|ky ket|hiep thuong|han khau|thao do|tieu thoat|van dong|don dep|don ve sinh|trong lai|tai dan|tiem vet|tiem bu',
  'lien lac|tuc truc|don tiep|hoan tra|thu nop|chi vien|tang vien|tiep te|tiep suc|ban bac|thao luan|tham du|dong vien|khen thuong|phe binh|nhac nho|cham dut|loai bo|de phong|phong tranh|tu giac|khan cap|nhanh chong|lap tuc|diem danh',
  'soan thao|quan sat|canh gac|niem phong|bao quan|dong goi|phan phoi|boc xep|nau an|van hanh|dieu xe|nhap kho|xuat kho|kiem ke|tham van|sang loc|hoi chan|chuyen tuyen|cap thuoc|cap phat|phan tuyen|dieu dong|biet phai|luan phien|truyen tai',
  'bao ngay|mat phuc|soi chieu|bao duong|xuat phat|tieu lien|khoi to|bat giu|xu ly nghiem|truy quet|truy tim|giai cuu|ho tong|dan giai|bao ve hien truong|giu gin trat tu|chong un tac|dieu tiet giao thong|giam thieu|triet tieu|cat tia|don ha|neo dau|neo buoc|keu goi|len ke hoach|bo sung',
].join('|').split('|')
const byFirst = new Map<string, string[]>()
for (const v of [...new Set(verbs)]) { const w = v.split(' ')[0]!; byFirst.set(w, [...(byFirst.get(w) ?? []), v]) }
for (const list of byFirst.values()) list.sort((a, b) => b.length - a.length)

/** Words whose marks must not be ignored: 'cho' the preposition is no verb, 'phải' is. */
const proper: Record<string, RegExp> = {
  cho: /^chờ/iu, can: /^cần|^căn cứ|^cân đối/iu, cu: /^cử/iu, mo: /^mở/iu, lap: /^lập|^lắp/iu, ky: /^ký/iu, ban: /^bán/iu,
  cam: /^cấm|^cắm/iu, bom: /^bơm/iu, tru: /^trừ|^trữ/iu, giam: /^giảm|^giám sát/iu, tang: /^tăng/iu, rao: /^rào/iu,
  dat: /^đặt|^đạt/iu, gan: /^gắn/iu, huy: /^huy động|^hủy|^huỷ/iu, di: /^di |^đi/iu, chi: /^chỉ đạo|^chi trả|^chi /iu, se: /^sẽ/iu,
  som: /^sớm/iu, phai: /^phải/iu, vao: /^vào cuộc/iu, giao: /^giao(?! thông| dịch)/iu, keu: /^kêu/iu, nghiem: /^nghiêm/iu,
  cong: /^công bố|^công khai|^công nhận/iu, giu: /^giữ/iu, dua: /^đưa/iu, gui: /^gửi/iu, nop: /^nộp/iu, kham: /^khám/iu,
  nhap: /^nhập(?! cảnh| khẩu)/iu, tiem: /^tiêm/iu, trinh: /^trình/iu,
  cap: /^cấp (?!ủy|uỷ|huyện|xã|tỉnh|trên|dưới|thôn|bách|độ|cao|có|phường|thành|quốc|trung|bộ|sở|mình|ngành|cơ)|^cập nhật|^cấp phát|^cấp cứu/iu,
  truc: /^trực(?! thuộc)/iu, trien: /^triển/iu, to: /^tổ chức|^tố giác/iu, thanh: /^thành lập|^thanh toán/iu, phat: /^phát|^phạt/iu,
  xay: /^xây/iu, dinh: /^định kỳ/iu, bao: /^bảo |^báo /iu, thong: /^thông (?:báo|nhất|kê|tin)|^thống (?:nhất|kê)/iu, tieu: /^tiêu/iu,
  tinh: /^tính/iu, chuyen: /^chuyển/iu, tap: /^tập/iu, so: /^sơ tán|^số hóa|^số hoá/iu, khai: /^khai/iu,
}
/** Offset after the ordering verb that stands at `at`, or -1. Marks are compared only where the letters alone would mislead. */
export function verbAt(text: string, folded: string, at: number): number {
  const w = /^[a-z]+/u.exec(folded.slice(at, at + 16))?.[0]
  if (!w) return -1
  const list = byFirst.get(w)
  if (!list) return -1
  for (const v of list) {
    if (!folded.startsWith(v, at) || /[a-z]/u.test(folded[at + v.length] ?? '')) continue
    if (v.startsWith('cung ') && /^cùng/iu.test(text.slice(at, at + 4))) continue
    if (v.startsWith('phan ') && /^phần/iu.test(text.slice(at, at + 4))) continue
    // two syllables tell a verb whatever a scan did to the marks; one alone must carry its own
    const p = v.includes(' ') && v !== 'cong nhan' ? undefined : proper[w]
    if (p && !p.test(text.slice(at, at + 24))) continue
    return at + v.length
  }
  return -1
}
