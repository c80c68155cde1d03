import { fields } from './fields.ts'
import { distance, fold } from './text.ts'

/** Từ điển cơ quan: kinds of organs, their fields of work, positions, and the symbols that name an issuer. All folded unless said otherwise. */

/** Words that open the name of one organ. Longest first when matched. */
export const organHeads = [
  'uy ban nhan dan', 'ubnd', 'hoi dong nhan dan', 'hdnd', 'uy ban mttq', 'uy ban mat tran to quoc', 'uy ban kiem tra',
  'uy ban dan toc', 'uy ban', 'ubmttq', 'ubkt',
  'tinh uy', 'thanh uy', 'huyen uy', 'quan uy', 'thi uy', 'dang uy', 'dang bo', 'chi bo', 'dang doan', 'ban can su dang', 'ban can su',
  'bcsd', 'bcs dang',
  'ban thuong vu', 'thuong truc', 'ban chap hanh', 'bo chinh tri', 'ban bi thu', 'ban chi dao', 'ban chi huy', 'bcd', 'bch',
  'ban quan ly', 'to cong tac', 'to giup viec',
  'bo chi huy quan su', 'bo chi huy', 'bo doi bien phong', 'bo tu lenh', 'bo tham muu', 'ban chqs', 'bo chqs', 'bch quan su',
  'quan khu', 'quan chung', 'binh chung', 'bo', 'so', 'ban', 'phong',
  'tong cuc', 'cuc', 'chi cuc', 'vu', 'vien kiem sat', 'vksnd', 'vien', 'trung tam', 'van phong', 'vp', 'dai', 'bao', 'hoi',
  'lien doan', 'lien minh', 'lien hiep', 'cong ty', 'tap doan',
  'tong cong ty', 'ngan hang', 'kho bac', 'benh vien', 'truong', 'tram', 'hoc vien', 'thanh tra', 'co quan', 'toa an', 'tand',
  'cong an', 'bao hiem xa hoi', 'bhxh',
  'mat tran to quoc', 'mttq', 'tinh doan', 'huyen doan', 'thanh doan', 'doan thanh nien', 'doan tncs', 'hai quan', 'buu dien',
  'thong tan xa', 'ttxvn', 'vtv', 'vov', 'chinh phu', 'quoc hoi', 'to',
  'dai hoc', 'hop tac xa', 'nha may', 'xi nghiep', 'chi nhanh', 'vuon quoc gia', 'lu doan', 'tieu doan', 'cang hang khong',
  'kiem toan nha nuoc', 'don vi', 'trung doan', 'su doan', 'hat kiem lam', 'doi', 'to chuc', 'khoi', 'quan doi', 'khoa', 'doan', 'chi doan', 'phan xuong', 'nong truong', 'lam truong', 'trai giam', 'benh xa', 'phong kham', 'nha van hoa',
  'ben xe', 'cang', 'hat', 'don bien phong', 'hai doi', 'hai doan', 'dai doi', 'lien doi', 'cum', 'nha hat', 'thu vien', 'bao tang', 'ban tri su', 'giao hoi', 'vnpt', 'viettel',
  'evn', 'dien luc', 'so ban nganh', 'tcty', 'quy', 'cang vu', 'doan dbqh', 'doan dai bieu', 'btv', 'ttyt', 'ttkstt', 'cdc', 'bqp',
  'bca', 'hiep hoi', 'nha xuat ban', 'thi doan', 'tong dai', 'thu tuong chinh phu', 'van phong chinh phu', 'vpcp', 'thu tuong',
].sort((a, b) => b.length - a.length)

/** Positions that stand before an organ or a person. */
export const positionHeads = [
  'bo truong', 'thu truong', 'thu truong cac', 'pho thu tuong', 'giam doc', 'pho giam doc', 'tong giam doc', 'pho tong giam doc',
  'chu tich', 'pho chu tich', 'bi thu', 'pho bi thu', 'chanh van phong', 'pho chanh van phong', 'chanh thanh tra', 'chanh',
  'truong ban', 'pho truong ban', 'pho truong', 'truong', 'cuc truong', 'tong cuc truong', 'chi cuc truong', 'vien truong',
  'hieu truong', 'chi huy truong', 'chinh uy', 'tu lenh', 'thong doc', 'tong thanh tra', 'tong bien tap', 'tong kiem toan',
  'nguoi dung dau', 'lanh dao', 'vu truong', 'truong phong', 'doi truong', 'tram truong', 'hat truong', 'truong cong an',
  'truong tram', 'thu truong co quan', 'cac dong chi', 'dong chi', 'd/c', 'cac d/c', 'truong thon', 'to truong', 'chu nhiem',
  'uy vien',
].sort((a, b) => b.length - a.length)

/** Lower-case words that open or continue a general group ("các sở, ban, ngành, đoàn thể"). */
export const groupWords = [
  'so', 'ban', 'nganh', 'bo', 'doan the', 'dia phuong', 'co quan', 'don vi', 'cap', 'huyen', 'thi xa', 'thanh pho', 'tinh', 'xa',
  'phuong', 'thi tran', 'dac khu', 'quan', 'to chuc', 'hoi', 'huyen uy', 'thanh uy', 'thi uy', 'dang uy', 'quan uy', 'tinh uy',
  'dang doan', 'ban can su', 'cap uy', 'chinh quyen', 'chi bo', 'dang bo', 'chi', 'doanh nghiep', 'truong', 'truong hoc', 'benh vien',
  'co so', 'luc luong', 'phong', 'trung tam', 'cong ty', 'tap doan', 'tong cong ty', 'thon', 'to dan pho', 'ubnd', 'hdnd', 'van phong',
  'vu', 'cuc', 'vien', 'hiep hoi', 'chu dau tu', 'chu rung', 'chu ho', 'ban quan ly', 'co quan bao chi', 'bao', 'dai', 'he thong',
  'tinh', 'mat tran', 'mttq', 'cong an', 'quan doi', 'bo doi', 'khu pho', 'ap', 'ban lang', 'lien doan', 'dong chi', 'thanh vien',
  'bo phan', 'nha truong', 'nha thau', 'cong dong', 'luc luong vu trang', 'ban dang', 'hoi quan chung', 'tieu ban', 'to cong tac',
].sort((a, b) => b.length - a.length)

/** Ký hiệu → cơ quan: issuers that a symbol names by itself. */
const bySymbol: Record<string, string> = {
  TTG: 'Thủ tướng Chính phủ', CP: 'Chính phủ', UBTVQH: 'Ủy ban Thường vụ Quốc hội', QH: 'Quốc hội', CTN: 'Chủ tịch nước',
  VPTW: 'Văn phòng Trung ương Đảng', VPCP: 'Văn phòng Chính phủ', BYT: 'Bộ Y tế', BTC: 'Bộ Tài chính', BCT: 'Bộ Công Thương',
  BCA: 'Bộ Công an', BQP: 'Bộ Quốc phòng', BNG: 'Bộ Ngoại giao', BTP: 'Bộ Tư pháp', BNV: 'Bộ Nội vụ', BXD: 'Bộ Xây dựng',
  BGTVT: 'Bộ Giao thông vận tải', BNNPTNT: 'Bộ Nông nghiệp và Phát triển nông thôn', BNN: 'Bộ Nông nghiệp và Phát triển nông thôn',
  BNNMT: 'Bộ Nông nghiệp và Môi trường', BTNMT: 'Bộ Tài nguyên và Môi trường', BKHĐT: 'Bộ Kế hoạch và Đầu tư',
  BKHDT: 'Bộ Kế hoạch và Đầu tư', BLĐTBXH: 'Bộ Lao động - Thương binh và Xã hội', BLDTBXH: 'Bộ Lao động - Thương binh và Xã hội',
  BGDĐT: 'Bộ Giáo dục và Đào tạo', BGDDT: 'Bộ Giáo dục và Đào tạo', BVHTTDL: 'Bộ Văn hóa, Thể thao và Du lịch',
  BTTTT: 'Bộ Thông tin và Truyền thông', BKHCN: 'Bộ Khoa học và Công nghệ', BDTTG: 'Bộ Dân tộc và Tôn giáo', UBDT: 'Ủy ban Dân tộc',
  TTCP: 'Thanh tra Chính phủ', NHNN: 'Ngân hàng Nhà nước Việt Nam', TCT: 'Tổng cục Thuế', TCHQ: 'Tổng cục Hải quan',
  BHXH: 'Bảo hiểm xã hội Việt Nam', TANDTC: 'Tòa án nhân dân tối cao', VKSNDTC: 'Viện kiểm sát nhân dân tối cao',
  KTNN: 'Kiểm toán Nhà nước',
}
/** The issuer a symbol names; null when the symbol (UBND, TU, HU, TW …) is shared by many organs. */
export function issuerOfSymbol(number: string): string | null {
  const [, ...groups] = number.toUpperCase().split(/[/-]/u)
  const last = groups[groups.length - 1] ?? ''
  const named = bySymbol[last.replace(/\d+$/u, '')]
  if (named) return named
  // a công văn or a joint text puts the organ first: 4102/BYT-DP
  const first = groups.find((g) => !/^\d+$/u.test(g)) ?? ''
  return groups.length >= 2 && !symbolTypes[first] ? bySymbol[first] ?? null : null
}

/** Ký hiệu tên loại → tên loại. Codes as printed, capitals; D stands for Đ in scans. */
export const symbolTypes: Record<string, string> = {
  NQ: 'nghị quyết', QĐ: 'quyết định', QD: 'quyết định', CT: 'chỉ thị', QC: 'quy chế', QYĐ: 'quy định', TC: 'thông cáo',
  TB: 'thông báo', HD: 'hướng dẫn', CTR: 'chương trình', KH: 'kế hoạch', PA: 'phương án', ĐA: 'đề án', BC: 'báo cáo', BB: 'biên bản',
  TTR: 'tờ trình', CĐ: 'công điện', CD: 'công điện', KL: 'kết luận', CV: 'công văn', NĐ: 'nghị định', ND: 'nghị định',
  TT: 'thông tư', TTLT: 'thông tư liên tịch', GM: 'giấy mời', L: 'lệnh',
}
export function typeOfSymbol(symbol: string): string | null {
  // the type stands first; "SNN-KL" is the forest rangers' desk, not a kết luận
  const first = symbol.toUpperCase().split(/[/-]/u).find((g) => !/^\d+$/u.test(g)) ?? ''
  return symbolTypes[first] ?? (/^QH\d+$/u.test(first) ? 'luật' : null)
}

/** Tỉnh, thành phố: 63 until 30/6/2025 and 34 since, proper spelling. */
export const provinces = [
  'An Giang', 'Bà Rịa - Vũng Tàu', 'Bắc Giang', 'Bắc Kạn', 'Bạc Liêu', 'Bắc Ninh', 'Bến Tre', 'Bình Định', 'Bình Dương', 'Bình Phước',
  'Bình Thuận', 'Cà Mau', 'Cần Thơ', 'Cao Bằng', 'Đà Nẵng', 'Đắk Lắk', 'Đắk Nông', 'Điện Biên', 'Đồng Nai', 'Đồng Tháp', 'Gia Lai',
  'Hà Giang', 'Hà Nam', 'Hà Nội', 'Hà Tĩnh', 'Hải Dương', 'Hải Phòng', 'Hậu Giang', 'Hòa Bình', 'Hưng Yên', 'Khánh Hòa', 'Kiên Giang',
  'Kon Tum', 'Lai Châu', 'Lâm Đồng', 'Lạng Sơn', 'Lào Cai', 'Long An', 'Nam Định', 'Nghệ An', 'Ninh Bình', 'Ninh Thuận', 'Phú Thọ',
  'Phú Yên', 'Quảng Bình', 'Quảng Nam', 'Quảng Ngãi', 'Quảng Ninh', 'Quảng Trị', 'Sóc Trăng', 'Sơn La', 'Tây Ninh', 'Thái Bình',
  'Thái Nguyên', 'Thanh Hóa', 'Thừa Thiên Huế', 'Huế', 'Tiền Giang', 'Hồ Chí Minh', 'Trà Vinh', 'Tuyên Quang', 'Vĩnh Long',
  'Vĩnh Phúc', 'Yên Bái',
]
const provinceByFold = new Map(provinces.map((p) => [fold(p), p]))
/** The province whose name this is, marks or not; undefined when none. */
export const findProvince = (name: string): string | undefined => provinceByFold.get(fold(name).replace(/\s+/gu, ' ').trim())

/** Organs of the centre, proper spelling: damaged letterheads are mended against them. */
export const nationalOrgans = [
  'Chính phủ', 'Thủ tướng Chính phủ', 'Văn phòng Chính phủ', 'Quốc hội', 'Ủy ban Thường vụ Quốc hội', 'Bảo hiểm xã hội Việt Nam',
  'Tổng cục Thuế', 'Tổng cục Hải quan', 'Kho bạc Nhà nước', 'Thanh tra Chính phủ', 'Ngân hàng Nhà nước Việt Nam', 'Ủy ban Dân tộc',
  'Ban Chấp hành Trung ương', 'Bộ Chính trị', 'Ban Bí thư', 'Văn phòng Trung ương Đảng', 'Tòa án nhân dân tối cao',
  'Viện kiểm sát nhân dân tối cao', 'Cục Thuế', 'Cục Hải quan', 'Cục Y tế dự phòng', 'Cục Phòng bệnh', 'Cục Thú y', 'Cục Kiểm lâm',
  'Cục Chăn nuôi và Thú y',
  ...fields.filter((f) => !/&|PTNT|LĐ/u.test(f) && f !== 'Công thương' && f !== 'Giao thông Vận tải').map((f) => `Bộ ${f}`),
]
const nationalFolded = nationalOrgans.map((n) => ({ name: n, key: fold(n).replace(/[^a-z]/gu, '') }))
/** The organ of the centre that a damaged name must mean: nearly equal letters, spaces ignored. */
export function mendOrgan(name: string): string | undefined {
  const key = fold(name).replace(/[^a-z]/gu, '')
  if (key.length < 5) return undefined
  let best: string | undefined
  let least = Math.floor(key.length / 9) + 1
  for (const n of nationalFolded) {
    if (n.key[0] !== key[0] || (n.key.startsWith('bo') !== key.startsWith('bo'))) continue
    const d = distance(key, n.key, least)
    if (d < least || (d === 0 && best === undefined)) { best = n.name; least = d; if (d === 0) break }
  }
  return best
}

/** Chức vụ: positions of a sign-off, proper capitals. */
export const positions = [
  'THỦ TƯỚNG', 'PHÓ THỦ TƯỚNG', 'CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'BỘ TRƯỞNG', 'THỨ TRƯỞNG', 'BÍ THƯ', 'PHÓ BÍ THƯ',
  'PHÓ BÍ THƯ THƯỜNG TRỰC', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC', 'TỔNG GIÁM ĐỐC', 'PHÓ TỔNG GIÁM ĐỐC', 'CỤC TRƯỞNG', 'PHÓ CỤC TRƯỞNG',
  'TỔNG CỤC TRƯỞNG', 'PHÓ TỔNG CỤC TRƯỞNG', 'CHI CỤC TRƯỞNG', 'PHÓ CHI CỤC TRƯỞNG', 'CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG',
  'BỘ TRƯỞNG, CHỦ NHIỆM', 'PHÓ CHỦ NHIỆM',
  'TRƯỞNG BAN', 'PHÓ TRƯỞNG BAN', 'PHÓ TRƯỞNG BAN THƯỜNG TRỰC', 'PHÓ CHỦ TỊCH THƯỜNG TRỰC', 'TRƯỞNG PHÒNG', 'PHÓ TRƯỞNG PHÒNG',
  'VIỆN TRƯỞNG', 'PHÓ VIỆN TRƯỞNG', 'HIỆU TRƯỞNG', 'PHÓ HIỆU TRƯỞNG', 'CHỦ NHIỆM', 'TỔNG THANH TRA', 'PHÓ TỔNG THANH TRA',
  'CHÁNH THANH TRA', 'PHÓ CHÁNH THANH TRA', 'THỐNG ĐỐC', 'PHÓ THỐNG ĐỐC', 'CHỈ HUY TRƯỞNG', 'PHÓ CHỈ HUY TRƯỞNG', 'CHÍNH ỦY',
  'VỤ TRƯỞNG', 'PHÓ VỤ TRƯỞNG', 'TỔNG BÍ THƯ', 'THƯỜNG TRỰC BAN BÍ THƯ', 'ỦY VIÊN', 'ỦY VIÊN BAN THƯỜNG VỤ', 'CHÁNH ÁN', 'ĐỘI TRƯỞNG',
  'TRẠM TRƯỞNG', 'HẠT TRƯỞNG', 'CHÁNH VĂN PHÒNG BAN CHỈ HUY', 'TƯ LỆNH', 'CỤC PHÓ',
]
export const foldedPositions = positions.map((p) => ({ name: p, fold: fold(p) })).sort((a, b) => b.fold.length - a.fold.length)

/** Họ: family names, folded, with the spelling used to mend a scan. */
const familyNames = [
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng Mai Tô Hà Cao',
  'Chu Châu Tạ Thái Tống Triệu Quách Lương Lưu Lò Lường Giàng Vàng Sùng Mùa Cầm Quàng Tòng Lầu Hạng Thào Vừ Ma Hứa Nông Bế La Lục',
  'Điểu Ksor Rơ Siu Nay Rmah Kpă Kso Y Thạch Sơn Danh Kim Từ Ông Tăng Diệp Doãn Khuất Khương Kiều Lã Lại Mạc Nghiêm Ninh Nhâm Phí',
  'Quản Tiêu Tôn Tôi Trang Trà Văn Viên Vi Xa Yên Âu Bạch Bàn Cái Cấn Chử Chung Cù Cung Đàm Đậu Điền Đồng Đổng Đường Giáp Hàn Hầu',
  'Hán Khổng Liêu Lỗ Lữ Mã Mẫn Mâu Mông Ngụy Ngọ Nhữ Nguỵ Ôn Phó Phương Quan Sầm Sử Tào Thân Thẩm Thang Thi Tiền Tiết Trác Trầm',
  'Tri Tưởng Ung Uông Vạn Vòng Lộc Quảng Hờ Và Cứ Tráng Tẩn Chẻo Phàn Lù Ly Vùi Hoà Hòa Đèo Điêu Bạc Lèo Cà Khoàng Pờ Chảo Kray Bờ',
  'Cil Ka Liêng Đàng Đổ A Blong Alăng Pơ Bríu Zơ Coor Rah Tổng',
].join(' ').split(' ')
// the commoner spelling stands first: Phan before Phàn
const familyByFold = new Map([...familyNames].reverse().map((n) => [fold(n), n]))
const familySpellings = new Set(familyNames)
export const isFamilyName = (word: string): boolean => familyByFold.has(fold(word)) || /^H['’]/u.test(word)
const commonFamilies = new Map(
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Đào Đoàn Vương Trịnh Trương Đinh Lâm Phùng Lương Quách Hoàng'.split(' ').map((n) => [fold(n), n]),
)
/** The family name a scan meant: bare letters get the commoner spelling; a spelling that no family has gets that of the common family with its letters. */
export const mendFamilyName = (word: string): string => {
  if (familySpellings.has(word)) return word
  if ((word === fold(word) || /^[A-Z][a-z]*$/u.test(word)) && !['Ma', 'La', 'Kim', 'Mai', 'Cao', 'Chu', 'Vi', 'Thi', 'Ly', 'Ka', 'Y', 'A', 'Danh', 'Xa'].includes(word)) return familyByFold.get(fold(word)) ?? word
  return commonFamilies.get(fold(word)) ?? word
}

const organPhrases = [
  'Ủy ban nhân dân', 'Hội đồng nhân dân', 'Tỉnh ủy', 'Thành ủy', 'Huyện ủy', 'Quận ủy', 'Thị ủy', 'Đảng ủy', 'Đảng bộ',
  'Ban Cán sự đảng', 'Ban Chấp hành', 'Ban Thường vụ', 'Thường trực', 'Ban Chỉ đạo', 'Ban Chỉ huy', 'phòng chống thiên tai',
  'phòng, chống thiên tai', 'tìm kiếm cứu nạn', 'Bộ Chỉ huy Quân sự', 'Bộ đội Biên phòng',
  'Văn phòng', 'Tổng cục', 'Chi cục', 'Bảo hiểm xã hội', 'Trung tâm', 'Kiểm soát bệnh tật', 'Bệnh viện', 'Công an', 'Mặt trận Tổ quốc',
  'Việt Nam', 'Kho bạc Nhà nước', 'thành phố', 'thị trấn', 'thị xã', 'đặc khu', 'Ban Tổ chức', 'Ban Tuyên giáo', 'Ban Dân vận',
  'Ủy ban Kiểm tra',
  ...fields.filter((f) => f.length > 5 && !/&/u.test(f)),
].map((p) => ({ proper: p, fold: fold(p), letters: fold(p).replace(/ /gu, '') })).sort((a, b) => b.fold.length - a.fold.length)
/** Where the letters of a phrase stand in a folded name as whole words, spaces lost or not. */
function findLoose(folded: string, phrase: string, letters: string): { index: number; length: number } | null {
  for (let at = folded.indexOf(letters[0]!); at >= 0; at = folded.indexOf(letters[0]!, at + 1)) {
    if (/[a-z]/.test(folded[at - 1] ?? '')) continue
    let i = at
    let k = 0
    while (k < phrase.length && i <= folded.length) {
      if (phrase[k] === folded[i]) { k++; i++ } else if (phrase[k] === ' ') k++
      else break
    }
    if (k === phrase.length && !/[a-z]/.test(folded[i] ?? '')) return { index: at, length: i - at }
  }
  return null
}
const adminFix: Record<string, string> = { tinh: 'tỉnh', huyen: 'huyện', xa: 'xã', phuong: 'phường' }
/** Gives a letterhead the marks it lost in a scan: phrases that every organ name is made of ("UY BAN NHÂN DÁN" → "Ủy ban nhân dân"). Case is kept as it comes. */
export function mendWords(name: string): string {
  let out = name
  for (const p of organPhrases) {
    const m = findLoose(fold(out), p.fold, p.letters)
    if (!m) continue
    const said = out.slice(m.index, m.index + m.length)
    const plain = said.toLowerCase().replace(/uỷ/gu, 'ủy').replace(/oà/gu, 'òa')
    if (plain === p.proper.toLowerCase()) continue
    const shout = said === said.toUpperCase()
    const quiet = said[0] === said[0]!.toLowerCase()
    const mended = shout ? p.proper.toLocaleUpperCase('vi') : quiet ? p.proper[0]!.toLocaleLowerCase('vi') + p.proper.slice(1) : p.proper
    out = out.slice(0, m.index) + mended + out.slice(m.index + m.length)
  }
  return out.replace(/(?<=(?:dân|an|ủy|UBND|tế|trường|sự|bộ) )(tính|tinh|tình|tĩnh|huyên|huyen|xa|xả|phuong|phương)(?= \p{Lu})/gu, (w) => adminFix[fold(w)] ?? w)
}
