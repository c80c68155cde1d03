import { halfOfNoun, nameIsWhole } from './endings.ts'
import { fieldAt } from './fields.ts'
import { headAt, groupWordAt, type Head } from './heads.ts'
import { fold, isLetter, isUpper, type Text } from './text.ts'
import { verbAt } from './words.ts'

/** Where a list of units ended: at a verb, a colon, the end of the sentence, or another word. */
export type Stop = 'verb' | 'colon' | 'end' | 'word'

const stops = new Set(
  'để nhằm trong tại về khi nếu từ với bằng qua mà thì là do có đã đang được bị cho đến tới trước sau như ra theo vì gồm nhưng này vào chưa hay kèm làm lên xuống ở'.split(
    ' ',
  ),
)
const bareStops = new Set([...stops].map((w) => fold(w)))
/** A preposition or conjunction that ends a list of units; its marks count unless the text lost them. */
const stopsHere = (word: string, damaged: boolean): boolean => {
  const w = word.toLowerCase()
  return (
    stops.has(w) ||
    (damaged && fold(w) === 'de' && !/^(đề|đê|dễ|dê|đẻ)$/u.test(w)) ||
    (damaged && w === fold(w) && bareStops.has(w) && w.length > 1 && w !== 'vi' && w !== 'tu' && w !== 'tai')
  )
}
const goesOn = new RegExp(
  String.raw`^(${[
    String.raw`trong (tinh|toan|huyen|xa|ca nuoc|pham vi toan|nganh|khu vuc|thanh pho|vung|he thong|diem)`,
    String.raw`tai (dia phuong|cac|co so|khu vuc|dia ban|viet nam|tinh|huyen|thanh pho|xa|phuong)`,
    String.raw`co (lien quan|bien|de|rung|dich|nguy co|ca benh|tau|dan|dong bao|chuc nang|ket noi|tham quyen|cua khau|duong bien)`,
    String.raw`duoc (giao|phan cong|uy quyen)|theo (linh vuc(?! phu trach)|dia ban)|bi (anh huong|thiet hai)`,
    String.raw`lam (?:cong tac|nhiem vu)(?: [a-z,]+){1,5}?(?= (?:o|trong|tai|tang|khan|chu dong|tiep|phai) |[,;])|lam (cong tac|nhiem vu)`,
    String.raw`o (co so|dia phuong|cac|khu|thon|co quan|tuyen|vung)|den cap xa`,
  ].join('|')})(?![a-z])`,
  'u',
)
const bannedBefore = /^(ban|phong|vien|tram)$/u
const nounVerb = /^(quan ly|chi dao|chi huy|kiem tra|to chuc|tuyen giao|dieu hanh|giam sat|xay dung|tiep dan|tuyen truyen)(?![a-z])/u

/** "cơ sở khám bệnh", "cơ sở giết mổ": what premises are for belongs to their name. */
const premises =
  /^(kham (?:benh|chua benh)|chua benh|dieu tri|cach ly|thu dung|tiem chung|xet nghiem|san xuat|kinh doanh|giet mo|chan nuoi|giao duc|luu tru|nuoi|che bien|dich vu|cung (?:cap|ung) dich vu|dao tao|bao tro|bao quan|thu gom|cai nghien)(?![a-z])/u

const adminEnd = /^(tinh|pho|huyen|xa|phuong|quan|khu|tran|nganh|vi)$/u
/** A verb of two syllables with a capital at the head of a line: "Tăng cường", "Vận động", not "Kiểm tra" or "Tổ chức" that names are made of. */
const capitalDuty = (t: Text, at: number): boolean =>
  verbAt(t.text, t.fold, at) > at + 6 &&
  !/^(kiem|to chuc|xay dung|chi huy|chi dao|quan ly|thanh|giao|bao|dieu hanh|giam sat|phong|tuyen truyen|chat)/u.test(t.fold.slice(at, at + 14)) &&
  /^\p{Lu}\p{Ll}+ \p{Ll}/u.test(t.text.slice(at, at + 24))

/** End of the list of units that starts at `from`: the first verb, colon, stop word or sentence end after it. */
export function listEnd(t: Text, from: number, head: Head, damaged: boolean): { end: number; stop: Stop } {
  const s = t.text
  const f = t.fold
  let at = head.end
  let words = 0
  let depth = 0
  let prev = ''
  let prev2 = ''
  let bracket = false
  while (at < s.length) {
    const c = s[at]!
    if (c === '\n') return { end: at, stop: 'end' }
    if (c === '(') depth++
    if (c === ')') {
      depth = Math.max(0, depth - 1)
      at++
      continue
    }
    if (depth > 0) {
      at++
      continue
    }
    if (c === ':') {
      if (
        /(^|\s)(cac|nhung)\s+(bo|so|ban|nganh|phong|cuc|vu|vien|tap doan|cong ty|dong chi|tinh|huyen|xa|phuong|dia phuong|tinh, thanh pho|tap doan, tong cong ty|tong cong ty|don vi|co quan|huyen, thanh pho|xa, phuong)\s*$/u.test(
          f.slice(from, at),
        ) &&
        /^:\s*\p{Lu}/u.test(s.slice(at)) &&
        !bracket
      ) {
        // "các Bộ: A, B và C": names follow, unless a duty does
        if (verbAt(s, f, at + 1 + (/^\s*/u.exec(s.slice(at + 1))?.[0].length ?? 0)) < 0) {
          bracket = true
          at++
          continue
        }
      }
      return { end: at, stop: 'colon' }
    }
    if (
      /[.!?…]/u.test(c) &&
      !/^(\.\p{L}|\.[\s-]*\p{Lu}\p{L}* (Hồ Chí Minh|HCM))/u.test(s.slice(at)) &&
      !/\b(TP|TT|Tp|TX)$/u.test(s.slice(0, at))
    )
      return { end: at, stop: 'end' }
    if (!isLetter(c) && !/\d/u.test(c)) {
      at++
      continue
    }
    const w = /^[\p{L}\d&\-/'’]+/u.exec(s.slice(at))![0]
    const low = !isUpper(c)
    // a field of work known whole is taken whole: "Phòng Kế hoạch tổng hợp phân công …"
    const known = low ? 0 : fieldAt(t, at)
    if (known > w.length) {
      at += known
      prev2 = ''
      prev = /[a-z]+$/u.exec(f.slice(0, at))?.[0] ?? ''
      words++
      continue
    }
    // "… các tổ chức chính trị - xã hội tỉnh ⏎ Vận động hội viên": a duty on the line below its unit
    if (!low && at > head.end && adminEnd.test(prev) && isUpper(c) && !isUpper(w[1]) && capitalDuty(t, at)) return { end: at, stop: 'verb' }
    if (low && at > head.end) {
      const tail = f.slice(at, at + 40)
      if (goesOn.test(tail)) {
        at += goesOn.exec(tail)![0].length
        prev = ''
        words++
        continue
      }
      const groupHere = groupWordAt(t, at)
      const nounToChuc =
        /^to chuc/u.test(tail) &&
        ((/[,;]\s*$/u.test(s.slice(0, at)) && !/^to chuc (thuc|trien|quan|tot|cac|ra|kiem|hop|truc|luc|theo)/u.test(tail)) ||
          (/^(cac|va|moi|nhung)$/u.test(prev) && !/^to chuc (thuc|trien)/u.test(tail)))
      const nounQuanLy =
        (prev === 'thuong' && /^truc /u.test(tail)) ||
        (prev === 'hau' && /^can(?![a-z])/u.test(tail)) ||
        (/^tong hop (?:tinh|huyen|xa|phuong|quan|thanh pho|dac khu)(?![a-z])/u.test(tail) && prev !== '') ||
        (prev === 'vu' && prev2 === 'dich' && /^ho tro/u.test(tail)) ||
        (prev === 'pham' && /^su dung cong nghe/u.test(tail)) ||
        halfOfNoun(f.slice(from, at), /^[a-z]+/u.exec(tail)?.[0] ?? '') ||
        (/\bco so\s$/u.test(f.slice(from, at)) && premises.test(tail)) ||
        (/^chua benh/u.test(tail) && /kham benh(?:,| va|)\s$/u.test(f.slice(from, at))) ||
        (bannedBefore.test(prev) && !/^(quoc|bien|du|phu)$/u.test(prev2) && nounVerb.test(tail)) ||
        (/^(don vi|co quan)$/u.test(f.slice(Math.max(0, at - 8), at).trim()) && /^quan ly/u.test(tail)) ||
        (/^phat trien/u.test(tail) && prev === 'va') ||
        (/^giao(?![a-z])/u.test(tail) && prev === 'ngoai') ||
        /^(truyen thong|dao tao|du lich|the thao|xa hoi)/u.test(tail)
      const verbEnd = nounToChuc || nounQuanLy ? -1 : verbAt(s, f, at)
      if (
        verbEnd >= 0 &&
        !(
          groupHere > 0 &&
          at + groupHere >= verbEnd &&
          !/^to chuc/u.test(tail) &&
          !(/^cap /u.test(tail) && !/^(cac|moi|cung|,)$/u.test(prev))
        ) &&
        !(/^cap /u.test(tail) && prev === 'cung') &&
        !(
          /^chong /u.test(tail) ||
          /^phong,? chong/u.test(tail) ||
          /^bao ve thuc vat/u.test(tail) ||
          /^bao hiem/u.test(tail) ||
          /^kiem (dich|lam)/u.test(tail) ||
          (/^cuu (nan|ho)/u.test(tail) && /^(kiem|va|-)$/u.test(prev))
        )
      )
        return { end: at, stop: 'verb' }
      if (groupHere > 0) {
        prev2 = prev
        at += groupHere
        prev = f.slice(at - groupHere, at)
        words++
        continue
      }
      // "từ Quảng Bình đến Bình Định" is a range of places
      const compound = w === 'bị' && /^(thiet|trang|chuan)$/u.test(prev)
      // "các trường có nội trú bố trí …": what the group has tells which of them are meant
      const having = w === 'có' && (head.group || /\b(?:cac|moi|nhung) /u.test(f.slice(from, at))) ? /^co (?:[a-z]+ ){1,4}(?=[a-z])/u.exec(f.slice(at, at + 34)) : null
      if (having) {
        let next = at + 3
        for (let n = 0; n < 5; n++) {
          next += (/^[^ ]+ /u.exec(f.slice(next))?.[0].length ?? 0) || 99
          if (next >= s.length || /[,.;:]/u.test(s.slice(at, next))) break
          if (verbAt(s, f, next) > next + 5) return { end: next, stop: 'verb' }
        }
      }
      if (!compound && stopsHere(w, damaged) && !(/^(tu|den) /u.test(tail) && isUpper(s[at + w.length + 1]))) return { end: at, stop: 'word' }
      // the name is whole, a lower-case word follows: the duty begins, whatever verb it opens with
      if (!bracket && isLetter(c)) {
        const unit = lastUnit(t, from, at)
        if (nameIsWhole(t, unit, at, unit === from ? head.group : (headAt(t, unit)?.group ?? head.group))) return { end: at, stop: 'verb' }
      }
    }
    at += w.length
    prev2 = prev
    prev = f.slice(at - w.length, at)
    if (++words > 90) return { end: at, stop: 'word' }
  }
  return { end: s.length, stop: 'end' }
}

/** Where the unit that is being read began: after the last comma or "và" that stands before the head of one. */
function lastUnit(t: Text, from: number, at: number): number {
  for (let i = at - 1; i > from; i--) {
    const mark = t.text[i] === ' ' ? /^ (?:và|cùng|hoặc) /u.exec(t.text.slice(i, i + 6)) : /^[,;] /u.exec(t.text.slice(i, i + 2))
    if (mark && headAt(t, i + mark[0].length)) return i + mark[0].length
  }
  return from
}
