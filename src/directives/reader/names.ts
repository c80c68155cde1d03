import { halfOfNoun, nameIsWhole } from './endings.ts'
import { fieldAt } from './fields.ts'
import { headAt } from './heads.ts'
import { nationalOrgans } from './organs.ts'
import { fold, isLetter, isUpper, type Text } from './text.ts'
import { verbAt } from './words.ts'

const nationalFolds = nationalOrgans.map((n) => fold(n)).sort((x, y) => y.length - x.length)
const nameStop = new RegExp(
  String.raw`^(?:[,;.:()]|\s(?:${[
    String.raw`va|ve|v\/v|quy dinh|phe duyet|ban hanh|huong dan|ngay|tai|phien|sua doi|trien khai|giao|yeu cau|thong qua|cong bo|trong|gay`,
    String.raw`tiep tuc|tang cuong|cho|khong|duoc|co|la|den|va|cung|dong thoi|chi dao|nam \d+|khoa|lan thu|hop|de|xem|truoc|theo|kem|qua`,
    String.raw`nhung|bang|tong hop|khi|neu|dinh ky|hang|tham muu|thong qua|gui|lam|vao|sau|tu|bo sung|cap|chap thuan|da|dang|vua|cu|se`,
    String.raw`tinh hinh|ket qua|\d{1,2} (?:gio|ngay|tuan|thang|lan)`,
  ].join('|')})(?![a-z]))`,
  'u',
)

/** The organ after "của": an organ of the centre, or head and name up to a comma, "và", "về" or a verb. */
export function readOrganName(t: Text, at: number): { name: string; end: number } | null {
  for (const n of nationalFolds) {
    if (!t.fold.startsWith(n, at) || isLetter(t.text[at + n.length]) || !isUpper(t.text[at])) continue
    // "Bộ Y tế" yes; "Ban Bí thư Trung ương Đảng" goes on
    const more = /^ (?:Trung ương Đảng|Trung ương Đoàn|Trung ương|Đảng)(?: khóa [IVX]+)?/u.exec(t.text.slice(at + n.length))
    const end = at + n.length + (more?.[0].length ?? 0)
    return { name: t.text.slice(at, end), end }
  }
  const head = headAt(t, at)
  if (!head) {
    // "báo cáo Sở", "gửi về Bộ": the organ of the document, by its kind alone
    const kind = /^(?:Sở|Bộ|Ban|Cục|Tổng cục|Phòng|Chi cục|Trung tâm|Văn phòng|Viện|Trường)(?=\s+(?![\p{Lu}])|[,.;:]|$)/u.exec(
      t.text.slice(at),
    )
    return kind && !/^(phong|truong|ban) (chong|hop|ngua|hanh)/u.test(t.fold.slice(at)) ? { name: kind[0], end: at + kind[0].length } : null
  }
  if (head.group || !isUpper(t.text[at])) return null
  if (head.position) {
    const under = /^ +/u.exec(t.text.slice(head.end))
    const inner = under && isUpper(t.text[head.end + under[0].length]) ? readOrganName(t, head.end + under[0].length) : null
    if (inner && headAt(t, head.end + under![0].length)) return { name: t.text.slice(at, inner.end), end: inner.end }
  }
  let end = head.end
  const lead = /^\s*-?\s*/u.exec(t.text.slice(end))![0].length
  const field = fieldAt(t, end + lead)
  if (field) end += lead + field
  while (end < t.text.length && ((isUpper(t.text[end + 1]) && t.text[end] === ' ') || !nameStop.test(t.fold.slice(end, end + 24)) || /\bban chi (?:dao|huy)/u.test(t.fold.slice(Math.max(0, end - 4), end + 9)))) {
    const w = /^\s*[^\s,;.:()]+/u.exec(t.text.slice(end))
    if (!w) break
    const word = w[0].trimStart()
    const from = end + w[0].length - word.length
    // names run on in capitals or with the words that belong to names; a verb ends them
    const said = t.fold.slice(at, from).trimEnd()
    const nominal =
      /^(phong|chong|nhan dan)/u.test(t.fold.slice(from, from + 9)) ||
      halfOfNoun(`${said} `, /^[a-z]+/u.exec(t.fold.slice(from))?.[0] ?? '') ||
      (/\b(ban|uy ban)$/u.test(said) && /^(chi dao|chi huy|quan ly|to chuc|kiem tra|tuyen giao)/u.test(t.fold.slice(from, from + 11)))
    if (!isUpper(word[0]) && verbAt(t.text, t.fold, from) >= 0 && !nominal) break
    if (!isUpper(word[0]) && !nominal && nameIsWhole(t, at, from)) break
    end += w[0].length
    if (end - at > 110) break
    // "Ban Chỉ đạo quốc gia về phòng, chống thiên tai"
    const of = /^\s+ve\s+(?=phong,? chong)/u.exec(t.fold.slice(end, end + 20))
    if (of && /^ban chi (dao|huy)/u.test(t.fold.slice(at))) end += of[0].length - 1
    // "phòng, chống", "tỉnh, thành phố" belong to the name
    const on =
      /^,\s*(?:chong|(?:huyen|thi xa|thanh (?:pho|uy)|xa|phuong|dac khu)(?= )|(?:huyen|thi xa|thanh pho|xa|phuong|dac khu)$)/u.exec(
        t.fold.slice(end, end + 14),
      )
    if (on && (/chong/u.test(on[0]) || /(tinh|huyen|thi xa|xa|phuong)$/u.test(t.fold.slice(0, end)))) end += on[0].length
  }
  const name = t.text.slice(at, end).replace(/[\s-]+$/u, '')
  return name.length < 3 ? null : { name, end }
}

/** Organs one after another ("Thường trực Huyện ủy, Ban Thường vụ Huyện ủy"): those a report goes to. */
export function readOrganNames(t: Text, at: number): { names: { name: string; start: number; end: number }[]; end: number } | null {
  const names: { name: string; start: number; end: number }[] = []
  let from = at
  while (t.text[from] === ' ') from++
  for (;;) {
    const one = readOrganName(t, from)
    if (!one) break
    names.push({ name: one.name, start: from, end: one.end })
    const link = /^(?:\s*\([^)]*\))?\s*(?:,|;|và)\s*(?:và\s+)?/u.exec(t.text.slice(one.end))
    if (!link) break
    from = one.end + link[0].length
  }
  return names.length ? { names, end: names.at(-1)!.end } : null
}
