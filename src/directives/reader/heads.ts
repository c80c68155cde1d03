import { organHeads, positionHeads } from './organs.ts'
import { isLetter, isUpper, type Text } from './text.ts'

// heads whose letters alone would mislead: the marks must be these (or be lost altogether)
const headMarks: Record<string, RegExp> = {
  bo: /^bộ/iu,
  so: /^sở/iu,
  ban: /^ban/iu,
  phong: /^phòng/iu,
  cuc: /^cục/iu,
  vu: /^vụ/iu,
  vien: /^viện/iu,
  dai: /^đài/iu,
  bao: /^báo/iu,
  hoi: /^hội/iu,
  truong: /^trường|^trưởng/iu,
  tram: /^trạm/iu,
  to: /^tổ/iu,
  doi: /^đội/iu,
  khoi: /^khối/iu,
  quy: /^quỹ/iu,
  vp: /^vp/iu,
  khoa: /^khoa/iu,
  doan: /^đoàn/iu,
  cum: /^cụm/iu,
  hat: /^hạt/iu,
  cang: /^cảng/iu,
}
const notHeads = new RegExp(
  String.raw`^(${[
    String.raw`(?:don vi|co quan) (?:chu tri|phoi hop|thuc hien|chiu trach nhiem)(?: thuc hien)?\s*:|ban hanh|ban than`,
    String.raw`phong (ngua|tranh|benh|trao|cach)|phong,? chong|bao (cao|dam|chi|ve|toan)|hoi (nghi|thao|nhap|hop|phu)`,
    String.raw`doi (ngu|tuong|voi|moi)|truong hop|vu viec|vu an|so (huu|lieu)|khoi luong|bo phan|cuc bo`,
    String.raw`quy (dinh|trinh|hoach|che|mo|i|ii|iii|iv)|to chuc|thanh tra,|quan (triet|tam|ly)|so voi|van phong pham`,
    String.raw`thuong truc (?!cac (?:huyen|tinh|thanh|dang|thi)|tinh|thanh|huyen|quan|thi|dang|ban|hdnd|hoi|uy|bo|xa|bi)|trung tam cua`,
    String.raw`don vi (tinh|san)|khoa (hoc|hop)|doan (ket|vien|duong)|bo (sung|tri|tieu)|vien (chuc|dan)|trien|xa hoi|chinh phu ban hanh`,
  ].join('|')})`,
  'u',
)
export const groupLead = /^((?:tất cả |toàn thể )?(?:các|mỗi|toàn|những|từng|cả|mọi|toàn bộ)|(?:tat ca )?(?:cac|moi|toan|nhung|tung))\s+/iu
// prettier-ignore
const groupMarks = [
  'sở', 'ban', 'ngành', 'bộ', 'đoàn thể', 'địa phương', 'cơ quan', 'đơn vị', 'cấp', 'huyện', 'thị xã', 'thành phố', 'tỉnh', 'xã',
  'phường', 'thị trấn', 'đặc khu', 'quận', 'tổ chức', 'hội', 'huyện ủy', 'thành ủy', 'thị ủy', 'đảng ủy', 'quận ủy', 'tỉnh ủy',
  'đảng đoàn', 'ban cán sự', 'cấp ủy', 'chính quyền', 'chi bộ', 'đảng bộ', 'chi', 'doanh nghiệp', 'trường', 'nhà trường', 'bệnh viện',
  'cơ sở', 'lực lượng', 'phòng', 'trung tâm', 'công ty', 'tập đoàn', 'tổng công ty', 'thôn', 'tổ dân phố', 'ubnd', 'hđnd', 'văn phòng',
  'vụ', 'cục', 'viện',
  'hiệp hội', 'chủ đầu tư', 'chủ rừng', 'ban quản lý', 'báo', 'đài', 'hệ thống', 'mặt trận', 'công an', 'quân đội', 'khu phố', 'ấp',
  'bản', 'liên đoàn', 'thành viên', 'bộ phận', 'nhà thầu', 'ban đảng', 'tổ công tác', 'tổ', 'tiểu ban', 'đảng', 'bí thư', 'chủ tịch',
  'giám đốc', 'thủ trưởng', 'tổ trưởng', 'trưởng thôn', 'ủy ban', 'uỷ ban', 'cục thuế', 'đồng chí', 'phòng ban', 'chủ hồ', 'đội',
  'trạm', 'hạt', 'binh đoàn', 'quân khu', 'đồn', 'đồn biên phòng', 'khoa', 'tiểu đoàn', 'trung đoàn', 'phân xưởng', 'hợp tác xã', 'nhà máy', 'xí nghiệp', 'bến xe',
  'ban chỉ huy', 'ban chỉ đạo', 'hạt kiểm lâm', 'trung tâm y tế', 'trạm y tế', 'phòng khám', 'nông trường', 'lâm trường', 'đại đội',
  'ban, ngành', 'mttq', 'sở ngành', 'người đứng đầu', 'cán bộ lãnh đạo', 'chi cục', 'kho bạc', 'ngân hàng', 'tổng cục', 'vụ, cục',
  'trường học', 'khối', 'cơ quan chuyên môn', 'khu công nghiệp', 'khu kinh tế', 'phân hiệu', 'học viện', 'đại học',
].sort((a, b) => b.length - a.length)
const toned = (s: string): string => s.replace(/uỷ/gu, 'ủy').replace(/oà/gu, 'òa').replace(/oá/gu, 'óa')
const groupFolds = groupMarks.map((g) => ({ proper: toned(g), plain: g.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd') }))

/** Length of the group word that stands at `at`, or 0. */
export function groupWordAt(t: Text, at: number): number {
  for (const g of groupFolds) {
    if (!t.fold.startsWith(g.plain, at) || isLetter(t.text[at + g.plain.length])) continue
    const said = toned(t.text.slice(at, at + g.plain.length).toLowerCase())
    if (said === g.proper || said === g.plain) {
      if (
        /^(truong hop|so lieu|to chuc (thuc|trien|cac)|don vi tinh|cap (do|phat|nuoc|cuu)|ban (hanh|than)|co so (vat|du|phap|do|ha|nay)|doi (tuong|ngu)|chi (phi|tieu|thi|tiet)|phong(?: trao| chong|,)|vien chuc|vu viec|vu (an|chay)|bo (sung|luat)|ho (so|tro)|ban do|tinh hinh)/u.test(
          t.fold.slice(at, at + 20),
        )
      )
        continue
      return g.plain.length
    }
  }
  return 0
}

const personName = /^(?:\s+\p{Lu}\p{Ll}+){2,4}/u
export type Head = { end: number; group: boolean; position: boolean }

/** The organ or group that begins at `at`: end of its opening words, or null. */
export function headAt(t: Text, at: number): Head | null {
  const s = t.text
  const f = t.fold
  const lead = groupLead.exec(s.slice(at, at + 24))
  if (lead) {
    const n = groupWordAt(t, at + lead[0].length)
    if (n) return { end: at + lead[0].length + n, group: true, position: false }
    const inner = headAt(t, at + lead[0].length)
    if (inner && (isUpper(s[at + lead[0].length]) || inner.position)) return { ...inner, group: true }
    if (/^he thong chinh tri/u.test(f.slice(at + lead[0].length)) && /^(toan|moi)\b/u.test(f.slice(at)))
      return { end: at + lead[0].length + 18, group: true, position: false }
    return null
  }
  // "Phòng Chống buôn lậu" is an office, "phòng, chống" what all of them do
  if (notHeads.test(f.slice(at, at + 44)) && !/^Phòng Chống /u.test(s.slice(at, at + 12))) return null
  for (const p of positionHeads) {
    if (!f.startsWith(p, at) || isLetter(s[at + p.length])) continue
    if (p === 'truong' && !/^trưởng/iu.test(s.slice(at, at + 6))) continue
    const rest = s.slice(at + p.length)
    if (/^(dong chi|d\/c|cac dong chi|cac d\/c)$/u.test(p)) {
      const inner = headAt(t, at + p.length + 1)
      if (inner?.position) return inner
    }
    if (
      /^(?:\s+(?:các|cấp ủy|chính quyền|thường trực|thôn|ủy ban|uỷ ban|tổ|cơ quan|đơn vị|doanh nghiệp|phòng|ban)\s?|\s+\p{Lu})/u.test(
        rest,
      ) ||
      /^(bi thu|to truong|truong thon)$/u.test(p)
    ) {
      if (/^(dong chi|d\/c|cac dong chi|cac d\/c)$/u.test(p)) {
        const inner = headAt(t, at + p.length + 1)
        return inner ?? (personName.test(rest) ? { end: at + p.length, group: false, position: true } : null)
      }
      return { end: at + p.length, group: !isUpper(s[at]), position: true }
    }
    if (
      isUpper(s[at]) &&
      /^(tong giam doc|giam doc|chu tich|bo truong|cuc truong|tong cuc truong|pho thu tuong|bi thu|truong ban|chanh van phong|thong doc|chanh thanh tra|chi huy truong|vien truong|hieu truong)$/u.test(
        p,
      )
    )
      return { end: at + p.length, group: false, position: true }
  }
  if (!isUpper(s[at]) && !/^(ubnd|hdnd|mttq)\b/u.test(f.slice(at, at + 6))) {
    // a lower-case organ ("công an xã", "cơ quan quân sự huyện") only where the kind itself is unmistakable
    const m =
      /^(cong an|co quan quan su|uy ban nhan dan|ban chi huy|ban chi dao|benh vien|trung tam|tram y te|huyen uy|thanh uy|dang uy|van phong|mat tran to quoc|doan thanh nien|hoi phu nu|hoi nong dan|hoi cuu chien binh|bo doi bien phong|co quan thue|nguoi dung dau|thu truong|phong|so) /u.exec(
        f.slice(at, at + 30),
      )
    if (m && (!headMarks[m[1]!] || (headMarks[m[1]!]!.test(s.slice(at)) && isUpper(s[at + m[0].length]))))
      return { end: at + m[1]!.length, group: true, position: false }
    return null
  }
  // "Cấp ủy, chính quyền các cấp" at the head of a sentence is a group without "các"
  const plainGroup =
    /^(Cấp ủy|Cấp uỷ|Chính quyền|Ngành [Yy] tế|Lực lượng (?:công an|quân đội|vũ trang))(?!\p{L})/u.exec(
      s.slice(at, at + 34),
    )
  if (plainGroup) return { end: at + plainGroup[0].length, group: true, position: false }
  for (const h of organHeads) {
    if (!f.startsWith(h, at) || isLetter(s[at + h.length])) continue
    const marks = headMarks[h]
    if (marks) {
      const said = s.slice(at, at + h.length)
      if (!marks.test(said) && said.toLowerCase() !== h) continue
      const rest = /^\s+-?\s*(\S+)/u.exec(s.slice(at + h.length))
      if (!rest) continue
      if (
        !isUpper(rest[1]![0]) &&
        !(/^(doi|to|tram|khoi|phong|ban|vu|khoa)$/u.test(h) && /^\d{1,3}$/u.test(rest[1]!) && !/^\s+\d+\s+(nguoi|dong chi|thanh vien|can bo)/u.test(f.slice(at + h.length))) &&
        !/^\s+(chi dao|chi huy|quan ly|cong tac|giup|covid|can su|dan van|thuong vu|chap hanh|nganh)/u.test(f.slice(at + h.length))
      )
        continue
      if (h === 'bao' && !marks.test(said)) continue
    } else if (/^(to chuc|don vi|thanh tra|chinh phu|quoc hoi|co quan)$/u.test(h)) {
      const next = f.slice(at + h.length).trim()
      if (h === 'to chuc' || (h === 'thanh tra' && !/^(tinh|huyen|so|bo|chinh phu|nha nuoc|thanh pho|cac|giao thong)/u.test(next))) continue
    }
    return { end: at + h.length, group: false, position: false }
  }
  return null
}
