import { toDate } from './numbers.ts'
import { cut, type Text } from './text.ts'
import type { DeadlineNorm } from './types.ts'
import { verbAt } from './words.ts'

/** Thời hạn: one deadline phrase with its normal form when it has one. */
export type Deadline = { at: Text; norm: DeadlineNorm | null; periodic: boolean }

const D = String.raw`(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s*[/-]\s*\d{1,2}(?![\d/-])|\d{1,2}\s+thang\s+\d{1,2}(?:\s+nam\s+\d{4}|\s*,\s*\d{4}|/\d{4})?|\d{1,2}/\d{4})`
// "12.00 ngày …" is how the army prints an hour
const H = String.raw`(?:\d{1,2}\.[0-5]\d(?=\s*,?\s*(?:ngay|hang|thu\s))|\d{1,2}\s*(?:gio|h(?![a-z])|g(?![a-z])|:(?=\d))\s*(?:\d{2})?(?:\s*phut)?(?:\s*(?:sang|chieu|toi))?)`
const every = String.raw`(?:hang|moi|cuoi|dau)\s+(?:ngay|tuan|thang|quy|nam)`
const weekday = String.raw`(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)`

// the moon and the feasts: "ngày 15 tháng Chạp", "mùng 5 Tết", "rằm tháng 10 âm lịch"
const lunar = String.raw`(?:(?:con nuoc\s+)?(?:ngay\s+)?ram\s+thang\s+(?:\d{1,2}|gieng|chap)(?:\s+am lich)?|(?:ngay\s+)?(?:mung\s+)?\d{1,2}\s+(?:thang\s+)?(?:chap|gieng|tet)(?![a-z])(?:\s+am lich)?|(?:ngay\s+)?(?:mung\s+)?\d{1,2}(?:\s+thang\s+|[/-])\d{1,2}(?:[/-]\d{4})?\s+am lich)(?:\s*\([^()]{0,4}\d[^()]{3,24}\))?`
const feast = String.raw`(?:(?:ky\s+nghi\s+|dip\s+|thoi diem\s+|dem\s+|gio\s+)?(?:le,?\s+)?(?:tet|giao thua|quoc khanh|le quoc khanh|noel|giang sinh)(?![a-z])(?:\s+(?:nguyen dan|duong lich|trung thu|doan ngo|thanh minh))?|(?:ky\s+nghi\s+|dip\s+)(?:le|nghi le)\s+\d{1,2}/\d{1,2}(?:\s*(?:,|va)\s*\d{1,2}/\d{1,2})?|(?:ngay\s+)?(?:bau cu|khai giang|khai mac[a-z ]{0,24}|dai hoi[a-z ]{0,24}|nam hoc(?: moi)?|ky thi[a-z ]{0,24}|tuu truong)|mua\s+(?:mua|bao|lu|kho|dong|vu|ret|hanh kho|chay)(?:(?:,\s*|\s+va\s+|\s+)(?:bao|lu|lut|kho|chay))*|vu\s+(?:dong xuan|he thu|mua))(?:\s+(?:nam\s+)?(?:\d{4}(?:\s*-\s*\d{4})?|(?:giap|at|binh|dinh|mau|ky|canh|tan|nham|quy)\s+(?:ty|suu|dan|mao|thin|ngo|mui|than|dau|tuat|hoi)(?:\s+\d{4})?))?`

const patterns: { re: RegExp; kind: string }[] = [
  // with a weekday or a day of the month, repeated
  {
    kind: 'every',
    re: new RegExp(
      String.raw`(?:dinh ky\s*,?\s*)?(?:(?:cham nhat|muon nhat)\s+)?(?:la\s+)?(?:truoc|vao|xong truoc)\s+(?:${H}\s*,?\s*)?(?:(?:ngay\s+)?(?:${weekday}|\d{1,2})\s+(?:cua\s+)?)?${every}(?:\s+\(?(?:tu|ke tu)[^.;)]{0,0})?`,
      'gu',
    ),
  },
  {
    kind: 'every',
    re: new RegExp(
      String.raw`(?:dinh ky\s*,?\s*)(?:vao\s+)?(?:${H}\s*,?\s*)?(?:${every}|\d+\s+(?:ngay|tuan|thang)(?:/lan|\s+mot lan)|${weekday}\s+${every}|(?:0?\d|\d\d)\s+lan/(?:ngay|tuan|thang))`,
      'gu',
    ),
  },
  // how often: "định kỳ 6 tháng", "báo cáo 02 giờ/lần", "kiểm tra mỗi tháng 01 lần"
  { kind: 'every', re: /dinh ky\s+(?:hang\s+)?\d{1,2}\s+(?:gio|ngay|tuan|thang)(?![a-z])(?:\s*(?:\/|mot|0?1)\s*lan)?/gu },
  {
    kind: 'often',
    re: /(?:(?:hang|moi)\s+(?:ngay|tuan|thang|quy|nam)\s+(?:it nhat\s+)?\d{1,2}\s+lan|\d{1,2}\s*(?:gio|ngay|tuan|thang)(?:\s*\/\s*(?:0?1\s*)?|\s+(?:mot|0?1)\s+)lan|(?:mot|hai|ba|bon|\d{1,2})\s+lan\s+(?:mot|moi|trong)\s+(?:ngay|tuan|thang)(?:,?\s+(?:vao|truoc|luc)\s+\d{1,2}\s*(?:gio|h)(?:\s*\d{2})?(?:\s+(?:va|,)\s*(?:truoc\s+)?\d{1,2}\s*(?:gio|h)(?:\s*\d{2})?)*)?|\d{1,2}\s+lan\s*\/\s*(?:0?1\s*)?(?:ngay|tuan|thang|quy|nam))(?![a-z])/gu,
  },
  { kind: 'every', re: new RegExp(String.raw`(?:vao\s+)?(?:${H}\s+)?(?:ngay\s+)?(?:${weekday}|ngay \d{1,2})\s+${every}`, 'gu') },
  {
    kind: 'every',
    re: new RegExp(
      String.raw`(?:dinh ky\s*,?\s*)?(?:truoc|vao)\s+(?:${H}|ngay\s+\d{1,2})(?:\s*(?:,|va|;)\s*(?:truoc\s+)?(?:${H}|ngay\s+\d{1,2}))+\s+${every}`,
      'gu',
    ),
  },
  {
    kind: 'every',
    re: /(?:dinh ky\s*,?\s*)?(?:truoc|vao)\s+ngay\s+\d{1,2}\s+(?:cua\s+)?thang\s+(?:cuoi|dau)\s+(?:cua\s+)?(?:moi\s+)?(?:quy|ky)/gu,
  },
  {
    kind: 'every',
    re: new RegExp(String.raw`(?:truoc|cham nhat(?: vao)?|vao)\s+(?:ngay\s+)?\d{1,2}\s*(?:/|thang)\s*\d{1,2}\s+hang\s+nam`, 'gu'),
  },
  {
    kind: 'stated',
    re: /thoi (?:gian|han)(?: hoan thanh| thuc hien| bao cao)?\s*:\s*[^.;\n]{0,60}?\d[^.;\n]{0,40}|han cuoi(?: la| :)?\s+(?:ngay\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/gu,
  },
  {
    kind: 'until',
    re: new RegExp(String.raw`den\s+(?:het\s+)?(?:ngay\s+)?${D}(?=\s*,?\s*(?:phai\s+)?(?:hoan thanh|phai|co ban hoan thanh))`, 'gu'),
  },
  // "Hằng ngày, trước 16 giờ 30", "ngày hai lần, vào 11 giờ và 17 giờ"
  {
    kind: 'every',
    re: new RegExp(String.raw`(?:dinh ky\s+)?(?:hang|moi)\s+(?:ngay|tuan|thang)\s*,?\s*\(?(?:vao|truoc|cham nhat|luc)\s+(?:truoc\s+|luc\s+)?(?:${H}|(?:ngay\s+)?(?:thu\s+(?:hai|ba|tu|nam|sau|bay|[2-7])(?![a-z])|\d{1,2})(?!\d|\s*[/.]))(?:\s*(?:,|va)\s*(?:truoc\s+)?${H})*\)?`, 'gu'),
  },
  {
    kind: 'often',
    re: new RegExp(String.raw`(?:moi\s+)?(?:ngay|tuan|thang)\s+(?:mot|hai|ba|bon|\d{1,2})\s+lan(?:\s*[,(]?\s*(?:vao|truoc|luc)\s+(?:luc\s+)?${H}(?:\s*(?:,|va)\s*(?:truoc\s+)?${H})*\)?)?`, 'gu'),
  },
  // the moon, the feasts, the seasons
  {
    kind: 'event',
    re: new RegExp(String.raw`(?:(?:cham nhat|hoan thanh|xong)\s+)?(?:den\s+)?truoc\s+(?:${H}\s*,?\s*)?(?:ngay\s+)?${lunar}(?:\s+${feast})?`, 'gu'),
  },
  { kind: 'event', re: new RegExp(String.raw`(?:(?:cham nhat|hoan thanh|xong)\s+)?truoc\s+(?:them\s+)?${feast}`, 'gu') },
  { kind: 'event', re: new RegExp(String.raw`(?:tu\s+nay|keo dai|duy tri)\s*,?\s*(?:cho\s+)?(?:den|toi)\s+(?:het\s+|sau\s+)?(?:${lunar}|${feast})`, 'gu') },
  // this day, this week: "trong hôm nay", "trước 12 giờ trưa mai", "trong tuần này"
  {
    kind: 'event',
    re: new RegExp(String.raw`(?:ngay\s+)?(?:xong\s+)?(?:trong|truoc|cham nhat(?: la)?)\s+(?:${H}\s*)?(?:ngay\s+|sang\s+|trua\s+|chieu\s+|toi\s+|dem\s+|tuan\s+|thang\s+)?(?:hom nay|ngay mai|hom sau|ngay mai|mai|nay)(?![a-z])(?:\s*\(?(?:ngay\s+)?\d{1,2}/\d{1,2}(?:/\d{4})?\)?)?`, 'gu'),
  },
  // "vào sáng Chủ nhật (14/9/2025)", "vào thứ Hai, ngày 15/9/2025"
  {
    kind: 'on',
    re: new RegExp(String.raw`vao\s+(?:sang\s+|chieu\s+|toi\s+|${H}\s*,?\s*)?${weekday}\s*,?\s*\(?(?:ngay\s+)?${D}\)?`, 'gu'),
  },
  // "vào cuối tháng 9/2024", "đầu quý IV năm 2024"
  { kind: 'month', re: /(?:truoc|vao|trong|cham nhat(?: la)?(?: den)?)\s+(?:dau|giua|cuoi|het)\s+(?:thang|quy)\s+(?:\d{1,2}|[ivx]{1,3})(?:\s*(?:\/|nam|,|-)\s*\d{4})?/gu },
  // by a date, possibly with an hour
  {
    kind: 'by',
    re: new RegExp(
      String.raw`(?:(?:phai\s+)?hoan thanh\s+(?:xong\s+)?|xong\s+)?(?:(?:cham nhat|muon nhat|tre nhat)\s*(?:la\s+)?,?\s*)?(?:truoc|den truoc)\s+(?:${H}\s*,?\s*(?:cua\s+)?(?:ngay\s+)?|ngay\s+)?${D}`,
      'gu',
    ),
  },
  {
    kind: 'by',
    re: new RegExp(
      String.raw`(?:cham nhat|muon nhat|tre nhat)\s*(?:la\s+)?(?:vao\s+|den\s+|trong\s+)?(?:het\s+)?(?:${H}\s*,?\s*)?(?:ngay\s+)?${D}`,
      'gu',
    ),
  },
  {
    kind: 'byhour',
    re: new RegExp(String.raw`(?:(?:cham nhat|muon nhat)\s+(?:la\s+)?)?truoc\s+${H}\s*(?:ngay\s+)?(?:hom nay|cung ngay|${every})`, 'gu'),
  },
  { kind: 'on', re: new RegExp(String.raw`(?:hoan thanh\s+)?(?:xong\s+)?(?:ngay\s+)?trong\s+ngay\s+${D}`, 'gu') },
  { kind: 'on', re: new RegExp(String.raw`(?:hoan thanh|xong|bao cao(?: ket qua)?|gui(?: ve)?)\s+(?:vao\s+)?ngay\s+${D}`, 'gu') },
  {
    kind: 'until',
    re: new RegExp(
      String.raw`(?:hoan thanh|xong|tu nay|tu nay cho)\s*(?:,\s*)?(?:den|toi)\s+(?:het\s+)?(?:ngay\s+)?(?:thang\s+\d{1,2}/\d{4}|${D})`,
      'gu',
    ),
  },
  {
    kind: 'month',
    re: /(?:hoan thanh|xong|trien khai|thuc hien|ban hanh|trinh|bao cao|phe duyet)?[^.;:,]{0,60}?\btrong\s+(?:thang|quy|nam)\s+(?:\d{4}|\d{1,2}|[ivx]{1,3})(?:\s*(?:\/|nam|,|-)\s*\d{4})?/gu,
  },
  {
    kind: 'month',
    re: /(?:truoc|cham nhat|truoc khi het)\s+(?:trong\s+|het\s+)?(?:thang|quy)\s+(?:\d{1,2}|[ivx]{1,3})(?:\s*(?:\/|nam|-)\s*\d{4})?/gu,
  },
  {
    kind: 'hours',
    re: /(?:cham nhat\s+(?:la\s+)?(?:sau\s+)?)?(?:trong\s+(?:vong|thoi (?:han|gian))|trong|khong qua|cham nhat(?:\s+(?:la|sau|trong))?)\s+(?:toi da\s+|khong qua\s+)?\d{1,3}(?:\s*(?:-|den)\s*\d{1,3})?\s*(?:gio|h|ngay(?: lam viec)?|phut|tuan|thang)(?![a-z/])(?:\s*,?\s*(?:ke tu|tinh tu|sau|tu)\s+(?:khi|ngay|thoi diem|luc)[^.;,)]{0,90})?/gu,
  },
  {
    kind: 'event',
    re: /(?:(?:hoan thanh|xong|cham nhat)\s+)?truoc\s+(?:tet nguyen dan|tet|mua (?:mua|bao|lu|kho|dong|vu)|khai giang|ngay khai giang|nam hoc)(?:\s*,?\s*(?:mua|bao|lu|nguyen dan|lut|ret))*(?:\s+(?:nam\s+)?(?:\d{4}(?:\s*-\s*\d{4})?|nham thin|canh ty|tan suu|nham dan|quy mao|giap thin|at ty|binh ngo))?/gu,
  },
  { kind: 'event', re: /truoc khi\s+(?:bao|ap thap|lu ve|mua lu|nghi (?:he|tet|le)|vao (?:nam hoc|vu|mua)|buoc vao|ket thuc|khai giang|bat dau (?:nam hoc|mua|vu))[^.;,]{0,30}(?=[.;,]|$|\n)/gu },
  { kind: 'event', re: /(?:hoan thanh|xong)[^.;:]{0,50}?truoc khi\s+(?:bao|mua|lu|ap thap|buoc|nuoc)[^.;,]{0,30}/gu },
  {
    kind: 'adverb',
    re: /(?:dinh ky\s+)?(?:hang|moi)\s+(?:ngay|tuan|thang|quy|nam)(?![a-z])(?:(?:,| va)\s+hang\s+(?:ngay|tuan|thang|quy|nam)(?![a-z]))*(?:\s*\((?:truoc|vao)[^)]{3,50}\))?/gu,
  },
]

const two = (s: string): string => s.padStart(2, '0')
function dateIn(f: string, year: string | null): string | null {
  let m = /(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/u.exec(f)
  if (m) return toDate(m[1], m[2], m[3])
  m = /(\d{1,2})\s+thang\s+(\d{1,2})(?:\s+nam\s+|\s*,\s*|\/)(\d{4})/u.exec(f)
  if (m) return toDate(m[1], m[2], m[3])
  m = /(\d{1,2})\s+thang\s+(\d{1,2})/u.exec(f) ?? /(\d{1,2})\s*[/-]\s*(\d{1,2})\s*$/u.exec(f)
  return m && year ? toDate(m[1], m[2], year) : null
}
function timeIn(f: string): string | null {
  const m = /(\d{1,2})\s*(?:gio|h(?![a-z])|g(?![a-z])|:(?=\d)|\.(?=[0-5]\d\s*,?\s*(?:ngay|hang|thu)))\s*(\d{2})?/u.exec(f)
  if (!m || +m[1]! > 24) return null
  const hour = /chieu|toi/u.test(f) && +m[1]! < 12 ? +m[1]! + 12 : +m[1]!
  return `${two(String(hour))}:${m[2] ?? '00'}`
}
const weekdays: Record<string, number> = {
  'hai': 1,
  '2': 1,
  'ba': 2,
  '3': 2,
  'tu': 3,
  '4': 3,
  'nam': 4,
  '5': 4,
  'sau': 5,
  '6': 5,
  'bay': 6,
  '7': 6,
}
const quarterOf: Record<string, string> = { 'i': '1', 'ii': '2', 'iii': '3', 'iv': '4', '1': '1', '2': '2', '3': '3', '4': '4' }

function normal(kind: string, f: string, year: string | null): DeadlineNorm | null {
  if (kind === 'stated') {
    const day = dateIn(f, year)
    if (day) return { by: day }
    return /thang\s+\d|quy\s+(?:[ivx]|\d)|nam\s+\d{4}/u.test(f) ? normal('month', f, year) : null
  }
  if (kind === 'every' || kind === 'often' || kind === 'adverb' || (kind === 'byhour' && /hang|moi/u.test(f))) {
    if (/thang\s+(?:cuoi|dau)/u.test(f)) return { every: 'quarter' }
    const unit = /(?:hang|moi|cuoi|dau)\s+(ngay|tuan|thang|quy|nam)/u.exec(f)?.[1]
    const period =
      unit === 'ngay'
        ? 'day'
        : unit === 'tuan'
          ? 'week'
          : unit === 'quy'
            ? 'quarter'
            : unit === 'nam'
              ? 'year'
              : unit === 'thang'
                ? 'month'
                : null
    if (!period) return null
    const time = timeIn(f)
    const w = /thu\s+(hai|ba|tu|nam|sau|bay|[2-7])/u.exec(f)
    const day = period === 'month' ? /ngay\s+(\d{1,2})\s+(?:cua\s+)?hang|thang\s*,?\s*\(?(?:vao|truoc)\s+(?:ngay\s+)?(\d{1,2})\b/u.exec(f) : null
    return {
      every: period,
      ...(w ? { weekday: weekdays[w[1]!]! } : /chu nhat/u.test(f) ? { weekday: 7 } : {}),
      ...(day ? { day: +(day[1] ?? day[2])! } : {}),
      ...(time ? { time } : {}),
    }
  }
  if (kind === 'by' || kind === 'on' || kind === 'until') {
    if (kind === 'until') {
      const m = /thang\s+(\d{1,2})\/(\d{4})/u.exec(f)
      if (m) return { until: `${m[2]}-${two(m[1]!)}` }
    }
    const date = dateIn(f, year)
    if (!date) return null
    const hour = /\d{1,2}\s*(?:gio|h\b|h\d|g\d|:\d|\.[0-5]\d\s*,?\s*ngay)/u.test(f) ? timeIn(f) : null
    const value = hour ? `${date}T${hour}` : date
    return kind === 'by' ? { by: value } : kind === 'on' ? { on: value } : { until: value }
  }
  if (kind === 'month') {
    let m = /thang\s+(\d{1,2})(?:\s*(?:\/|nam|,|-)\s*(\d{4}))?/u.exec(f)
    if (m) {
      const y = m[2] ?? year
      return y ? { within_month: `${y}-${two(m[1]!)}` } : null
    }
    m = /quy\s+([ivx]+|\d)(?:\s*(?:\/|nam|,|-)\s*(\d{4}))?/u.exec(f)
    if (m) {
      const y = m[2] ?? year
      return y && quarterOf[m[1]!] ? { within_quarter: `${y}-Q${quarterOf[m[1]!]}` } : null
    }
    m = /nam\s+(\d{4})/u.exec(f)
    return m ? { within_year: m[1]! } : null
  }
  if (kind === 'hours') {
    const m = /(\d{1,3})(?:\s*(?:-|den)\s*(\d{1,3}))?\s*(gio|h|ngay|phut|tuan|thang)/u.exec(f)
    if (!m) return null
    const after = /(?:ke tu|tinh tu|sau|tu)\s+(?:khi|ngay|thoi diem|luc)/u.exec(f)
    const tail = after ? { after: f.slice(after.index) } : {}
    if (m[3] === 'gio' || m[3] === 'h') return { within_hours: m[2] ? `${m[1]}-${m[2]}` : +m[1]!, ...tail }
    if (m[3] === 'ngay') return { within_days: +m[1]!, ...tail }
    if (m[3] === 'tuan') return { within_days: +m[1]! * 7, ...tail }
    return null
  }
  return { by_event: f.replace(/^(hoan thanh|xong|cham nhat)\s+/u, '') }
}

/** The date, month or quarter that a table's cell of time names. */
export const normOfCell = (f: string, year: string | null): DeadlineNorm | null => {
  const day = dateIn(f, year)
  return day ? { by: day } : /thang\s+\d|quy\s+(?:[ivx]|\d)|nam\s+\d{4}/u.test(f) ? normal('month', f, year) : null
}

const orderVerb =
  /^(?:,\s*)?(?:tong hop|bao cao|cap nhat|don doc|kiem tra|ra soat|gui|hop|giao ban|thong ke|danh gia|theo doi|cong bo|thong bao|cung cap|so ket|to chuc|thuc hien|nam|ra|giam sat|phan tich|doi chieu|phun|tong|thong tin|bo tri|tham muu|kiem)/u

/** "tổ chức diệt lăng quăng hằng tuần": the adverb closes a clause that orders; after "kiểm tra", "giao ban" … it is their adjective. */
const orderedBefore = (before: string): boolean => {
  const clause = before.split(/[.;:,]/u).pop()!
  if (/\b(thanh tra|kiem tra|giao ban|bao cao|sinh hoat|hop|ky|luong|ke hoach|giam sat|nhiem vu|chi tieu|cong tac|nhu cau|doi song|san luong|so lieu|ket qua|thoi su|thu nhap|tieu dung|an|uong|lam viec|lao dong)\s*$/u.test(clause)) return false
  if (/\d\s*(?:gio|h)\s*$|^\s*(?:cho phep|duoc phep)\b/u.test(clause)) return false
  const start = /^\s*/u.exec(clause)![0].length
  if (clause.length > 8 && verbAt(clause, clause, start) > start + 4) return true
  return (
    /(?:^|\s)(to chuc|thuc hien|cap nhat|duy tri|tong ve sinh|phun|giam sat chat che)\s[a-z ]{6,}$/u.test(clause) ||
    /(?:^|\s)(?:lay mau|xet nghiem|cong bo|cong khai|thong tin|thong bao|phat (?:thanh|song|tin)|tuyen truyen|ve sinh|khu (?:khuan|trung)|tong hop|tuan tra|quan trac|do|dem|kiem dem|theo doi|giam sat|ra quan|tiem|tiem phong)[a-z ]{0,40}$/u.test(clause)
  )
}

/**
 * Finds the deadline phrases of a text. Not deadlines: ranges ("từ ngày A đến ngày B"), the start of effect, terms of a policy,
 * open urgency ("ngay", "kịp thời") and adjectives ("kiểm tra hàng tháng").
 * @param year the year of the document, for a day and month printed without one
 */
export function findDeadlines(t: Text, year: string | null): Deadline[] {
  const hits: { start: number; end: number; kind: string }[] = []
  for (const { re, kind } of patterns) {
    if (kind === 'often' && !t.fold.includes('lan')) continue
    re.lastIndex = 0
    for (let m = re.exec(t.fold); m; m = re.exec(t.fold)) {
      let start = m.index
      const end = m.index + m[0].length
      if (kind !== 'month' && /[a-z\d]/u.test(t.fold[start - 1] ?? '')) continue
      const before = t.fold.slice(Math.max(0, start - 60), start)
      if (kind === 'month') {
        const at = /\btrong\s+(?:thang|quy|nam)\s|(?:truoc|cham nhat|truoc khi het)\s+(?:trong\s+|het\s+)?(?:thang|quy)|(?:truoc|vao|trong|cham nhat)[a-z ]*\s(?:dau|giua|cuoi|het)\s+(?:thang|quy)/u.exec(m[0])!
        const lead = m[0].slice(0, at.index) + (at.index === 0 ? before : '')
        const near = `${before.slice(-50)}${lead}`.split(/[.;:]/u).pop()!
        const ends = /^\s*(?:[.;,)]|$|\n)/u.test(t.fold.slice(end))
        const due = /(hoan thanh|xong|ban hanh|phe duyet|truoc|bao cao|trinh|gui)[^.;:]{0,45}$/u.test(near)
        // "trong quý II" may close any order; what already happened in it is told, not asked
        const told = /\b(da|dat|tang|giam|xay ra|ghi nhan|phat sinh|xuat hien|phat hien|so voi|cung ky|ket qua|tinh hinh|thieu|nguy co|du bao|dien ra)\b[^.;]*$/u.test(near)
        if (/^trong/u.test(at[0]) && !due && (!ends || told)) continue
        if (/^trong\s+nam/u.test(at[0]) && !/(hoan thanh|xong)[^.;:]{0,45}$/u.test(near)) continue
        start = m.index + at.index
      }
      if (
        kind === 'often' &&
        !/(bao cao|giam sat|kiem tra|giao ban|ra soat|tong hop|cap nhat|thong ke|hop|khu khuan|ve sinh|ghi chep|theo doi|tuan tra|quan trac|lay mau|xet nghiem|phun|do muc nuoc|thong bao|phat tin|diem danh)[^.;]{0,80}$/u.test(before) &&
        !orderVerb.test(t.fold.slice(end).trimStart())
      )
        continue
      if (kind === 'adverb') {
        const after = t.fold.slice(end).trimStart()
        const periodicReport =
          /bao cao(?: [a-z]+){0,9}\s*$/u.test(before) &&
          !/(dang|vao|ket qua cong tac|thanh tra|kiem tra|giam sat)[^,;.]*$/u.test(before.slice(-18))
        const free = /(?:^|[.;:,(]|\bva|\bdong thoi,?|dinh ky|\d)\s*$/u.test(before)
        if (
          !(
            /^dinh ky/u.test(m[0]) ||
            (free && orderVerb.test(after)) ||
            (/^(?:[.;]|$|\n)/u.test(after) && orderedBefore(before)) ||
            (periodicReport && /^(?:[.;,(]|ve |cho |gui |truoc |$|theo )/u.test(after))
          )
        )
          continue
      }
      if (
        kind === 'hours' &&
        /^trong\s+\d/u.test(m[0]) &&
        !/(hoan thanh|bao cao|xu ly|tra loi|co ket qua|giai quyet|ket qua|thong bao|gui)[^.;]{0,40}$/u.test(before) &&
        !/ke tu|sau khi|tinh tu/u.test(m[0])
      )
        continue
      if (
        kind === 'hours' &&
        /(cach ly|theo doi suc khoe|bao quan|nghi|dieu tri|luu tru|ngung|uong|it nhat|toi thieu|tam dung|gian cach)[^.;]{0,30}$/u.test(
          before,
        )
      )
        continue
      if (kind === 'by' || kind === 'on' || kind === 'until') {
        if (/\b(?:tu|ke tu|co hieu luc)\s+(?:ngay\s+)?$/u.test(before)) continue
        if (
          /(ban hanh|phat sinh|nop|khoi cong|ky ket|phe duyet|sinh|duoc cap|trung tuyen|ton tai|xay ra|thanh lap|hop dong|da|nhap canh|ve tu|co mat)\s*$/u.test(
            before,
          ) &&
          !/hoan thanh|cham nhat/u.test(m[0]) &&
          !/(phai|can|can phai)[^.;]{0,30}$/u.test(before)
        ) {
          if (
            !/(trinh|gui)[^.;,]{0,25}ban hanh\s*$/u.test(before) &&
            /\b(da|duoc|phat sinh|sinh|xay ra|co mat|nhap canh|khoi cong|ky ket)\b[^.;,]{0,20}$/u.test(before)
          )
            continue
        }
      }
      hits.push({ start, end, kind })
    }
  }
  hits.sort((a, b) => (a.kind === 'stated' ? 1 : 0) - (b.kind === 'stated' ? 1 : 0) || b.end - b.start - (a.end - a.start))
  const kept: typeof hits = []
  for (const h of hits) if (!kept.some((k) => h.start < k.end && k.start < h.end)) kept.push(h)
  kept.sort((a, b) => a.start - b.start)
  return kept.map((k) => {
    const at = cut(t, k.start, k.end)
    const plain = trimLead(at)
    return { at: plain, norm: normal(k.kind, at.fold, year), periodic: k.kind === 'every' || k.kind === 'often' || k.kind === 'adverb' }
  })
}
/** A phrase is quoted from its preposition on; "hoàn thành" before it belongs to the duty. */
function trimLead(t: Text): Text {
  const stated = /^thoi (?:gian|han)[a-z ]*:\s*/u.exec(t.fold)
  if (stated) return cut(t, stated[0].length, t.text.replace(/[\s,;.]+$/u, '').length)
  const m = /^(?:phai\s+)?(?:bao cao(?: ket qua)?|gui(?: ve)?)\s+/u.exec(t.fold)
  return m ? cut(t, m[0].length) : cut(t, 0, t.text.replace(/[\s,;.]+$/u, '').length)
}
