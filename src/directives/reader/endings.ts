import { fieldAt } from './fields.ts'
import { findProvince } from './organs.ts'
import { fold, isUpper, type Text } from './text.ts'

/** Lower-case words that may still follow a name which could end: what area it serves, whose it is, what level. */
const further = [
  'tỉnh|huyện|xã|phường|quận|thị (?:xã|trấn|ủy|uỷ|đội|đoàn)|thành (?:phố|ủy|uỷ|đoàn|niên)|đặc khu|thôn|bản|ấp|khóm|khu|vùng|miền|cấp|cùng cấp|cùng(?= (?:với|cấp))|cụm|tuyến',
  'trung ương|quốc gia|nhà nước|nhân dân|việt nam|tối cao|liên ngành|thuộc|trực thuộc|trên|trực tiếp quản lý|ngoài|nội|cơ sở|đóng trên|đóng chân|khu vực',
  'liên quan|có liên quan|hai|ba|bốn|phía|địa phương|số \\d|sở tại|tại chỗ|và|hoặc|các|mỗi|mọi|những|theo(?= (?:địa bàn|lĩnh vực))|dân tộc|bán trú|nội trú',
  'ngành|quân sự|biên phòng|chuyên (?:trách|môn|ngành)|đường (?:bộ|thủy|sắt|dây)|đa khoa|dân(?! vận)|chính quyền|ở(?= (?:cơ sở|địa phương))|nông thôn|đô thị|y tế',
  'quản lý(?= (?:chuyên|nhà nước|thị trường))|chủ quản|chủ rừng|chủ tàu|sản xuất|kinh doanh|sử dụng|trường học|phụ trách|được giao|được phân công|công lập|nhỏ|quy mô|trong(?= (?:và|tỉnh|huyện|nước|ngành))',
  'cửa khẩu|sân bay|cảng|quốc tế|liên (?:huyện|xã|tỉnh|khu vực)|cơ động|đặc nhiệm|phản ứng nhanh|lưu động|xung kích|tình nguyện|tự vệ|dân phố|chính phủ|nêu trên|nói trên|trên đây|sau đây|dưới đây|có tên|ven (?:biển|sông|hồ)|biên giới|miền núi|trung du|đồng bằng|trọng điểm|xung yếu|bị (?:ảnh hưởng|thiệt hại)|giáp|cao tuổi|tỉnh|chấp hành|thường vụ|thường trực',
].join('|')
const goesFurther = new RegExp(`^(?:${further})(?!\\p{L})`, 'u')
const goesFurtherBare = new RegExp(`^(?:${fold(further)})(?![a-z])`, 'u')
/** The marks decide ("bản" goes on, "bắn" does not) unless the word has none. */
const isFurther = (t: Text, at: number): boolean => {
  // "từ Quảng Ninh đến Quảng Bình" is a range of places
  if (/^(?:từ|đến|tới|tu|den) \p{Lu}/u.test(t.text.slice(at, at + 8))) return true
  const said = t.text.slice(at, at + 30).toLowerCase()
  const word = /^[\p{L}]+/u.exec(said)?.[0] ?? ''
  return goesFurther.test(said) || (word === fold(word) && goesFurtherBare.test(t.fold.slice(at, at + 30)))
}

/** A word of an area that closes a name when nothing capital follows ("Công an tỉnh khảo sát …"). */
const areaWord = /^(?:tỉnh|huyện|xã|phường|quận|phố|trấn|thôn|ương|ủy|uỷ)$/u
/** Words before the name of a place: "huyện Tân Lạc", "Huyện ủy Ba Tơ", "Báo Gia Lai", "Quân khu 4". */
const placeLead =
  /(?:^|\s)(?:tinh|huyen|xa|phuong|quan|thi xa|thi tran|thanh pho|tp|tx|tt|dac khu|thon|ban|ap|khom|khu pho|tinh uy|huyen uy|thanh uy|thi uy|quan uy|dang uy|bao|dai|tinh doan|huyen doan|thanh doan|song|ho|cang|cua khau|khu kinh te|vuon quoc gia)$/u

/** The ends that close a general group: "chính quyền cùng cấp", "các đơn vị liên quan", "lực lượng kiểm lâm". */
const groupClosed =
  /(?:cung cap|lien quan|tren dia ban(?: (?:tinh|huyen|xa|phuong|thanh pho))?|cac cap|ngoai cong lap|truc thuoc|luc luong (?:kiem lam|cong an|quan doi|dan quan(?: tu ve)?|bien phong|xung kich|y te|thu y|vu trang|chuc nang)|nganh (?:y te|thu y|cong an|giao duc|dien|nong nghiep|quan su)|co quan (?:thu y|y te|cong an|quan su|bao chi))$/u

/**
 * Whether the name that runs from `from` to `at` could be whole, so that a lower-case word after it begins the duty, whatever verb it is.
 * Vietnamese names close in a few ways: with a known field of work, with a word of an area, with the name of a place, or with a number.
 */
export function nameIsWhole(t: Text, from: number, at: number, group = false): boolean {
  if (isFurther(t, at)) return false
  const said = t.text.slice(from, at)
  if (!/\s$/u.test(said) || /[,;:/-]\s*$/u.test(said)) return false
  const words = said.trim().split(/\s+/u)
  const last = words.at(-1)!
  if (/^(?:các|và|mỗi|của|với|hoặc|cùng)$/iu.test(last)) return false
  // a number: "Đội 2", "Trung đoàn 996", "Tổ 5"
  if (/^\d{1,3}$/u.test(last) && words.length >= 2) return true
  const tail = t.fold.slice(from, at).trimEnd()
  if (group) return groupClosed.test(tail)
  if (!isUpper(last[0])) {
    if (areaWord.test(last) && !/(?:^|\s)(?:cac|moi|toan|chu tich|bi thu)(?:\s(?:huyen|tinh|xa|phuong|thi xa|thanh pho|,|va))*$/u.test(tail)) return true
    return closesWithField(t, from, at)
  }
  // a place: a run of capital words after the word for what it is, or a province by its name
  let first = words.length - 1
  while (first > 0 && isUpper(words[first - 1]![0]) && !/[,;]$/u.test(words[first - 1]!)) first--
  const run = words.slice(first)
  const before = words.slice(0, first).join(' ')
  if (run.length >= 2 && (findProvince(run.slice(-2).join(' ')) !== undefined || findProvince(run.slice(-3).join(' ')) !== undefined)) return true
  const leadAt = t.fold.slice(from, from + before.length)
  if (before && placeLead.test(leadAt.trimEnd()) && (run.length >= 2 || /^(?:[\p{Lu}\d]+)$/u.test(last))) return true
  // the short name of a company: "VNPT nhắn tin …"
  if (/^\p{Lu}{3,}$/u.test(last) && !/^(?:UBND|HĐND|MTTQ|UBMTTQ|TNHH|MTV|BCĐ|BCH|BQL|CHQS|PCTT|ĐBQH|TNCS|BHXH|KBNN)$/u.test(last)) return true
  if (run.length >= 3 && /^(?:bao|dai)$/u.test(t.fold.slice(from, from + words[0]!.length))) return true
  return closesWithField(t, from, at)
}

/** "Sở Tài nguyên và Môi trường", "Phòng Kế hoạch tổng hợp": the name closes with a field of work of the dictionary that stands right after its head. */
function closesWithField(t: Text, from: number, at: number): boolean {
  const end = t.text.slice(0, at).trimEnd().length
  for (let i = from; i < end; i++) {
    if ((i > from && t.text[i - 1] !== ' ') || !isUpper(t.text[i])) continue
    const n = fieldAt(t, i)
    if (n > 0 && i + n === end && i > from) return true
  }
  return false
}

/** "công trình", "công lập", "chương trình": a syllable that alone would be a verb is the second half of a noun. */
export const halfOfNoun = (before: string, word: string): boolean =>
  word === 'trinh'
    ? /(?:^|\s)(?:cong|chuong|quy|qua|lo|giao|tien|phong)\s$/u.test(before)
    : word === 'lap'
      ? /(?:^|\s)(?:cong|doc|dan|doi)\s$/u.test(before)
      : word === 'truc'
        ? /(?:^|\s)thuong\s$/u.test(before)
        : word === 'bao' && /(?:^|\s)cong\s$/u.test(before)
