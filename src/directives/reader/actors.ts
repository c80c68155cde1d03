import { groupLead, groupWordAt, headAt, type Head } from './heads.ts'
import { foldedFields, isFamilyName } from './organs.ts'
import { cut, fold, isLetter, isUpper, type Text } from './text.ts'
import { verbAt } from './words.ts'

/** Đơn vị trong câu: one unit of a list, with the text it stands in; `value` differs from it when a distributive list was unfolded. */
export type Unit = { value: string; at: Text; group: boolean }
/** Where a list of units ended: at a verb, a colon, the end of the sentence, or another word. */
export type UnitList = { units: Unit[]; start: number; end: number; stop: 'verb' | 'colon' | 'end' | 'word' }

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

const adminEnd = /^(tinh|pho|huyen|xa|phuong|quan|khu|tran|nganh|vi)$/u
/** A verb of two syllables with a capital at the head of a line: "Tăng cường", "Vận động", not "Kiểm tra" or "Tổ chức" that names are made of. */
const capitalDuty = (t: Text, at: number): boolean =>
  verbAt(t.text, t.fold, at) > at + 6 &&
  !/^(kiem|to chuc|xay dung|chi huy|chi dao|quan ly|thanh|giao|bao|dieu hanh|giam sat|phong|tuyen truyen|chat)/u.test(t.fold.slice(at, at + 14)) &&
  /^\p{Lu}\p{Ll}+ \p{Ll}/u.test(t.text.slice(at, at + 24))

/** End of the list of units that starts at `from`: the first verb, colon, stop word or sentence end after it. */
function listEnd(t: Text, from: number, head: Head, damaged: boolean): { end: number; stop: UnitList['stop'] } {
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
        (prev === 'vu' && prev2 === 'dich' && /^ho tro/u.test(tail)) ||
        (prev === 'pham' && /^su dung cong nghe/u.test(tail)) ||
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
      if (stopsHere(w, damaged) && !(/^(tu|den) /u.test(tail) && isUpper(s[at + w.length + 1]))) return { end: at, stop: 'word' }
    }
    at += w.length
    prev2 = prev
    prev = f.slice(at - w.length, at)
    if (++words > 90) return { end: at, stop: 'word' }
  }
  return { end: s.length, stop: 'end' }
}

/** Lower-case words that go on with a name after a comma or "và" ("phòng, chống dịch", "Lao động, thương binh và xã hội"). */
const nameGoesOn = new RegExp(
  String.raw`^(${[
    String.raw`chong|thuong binh|the thao|du lich|xa hoi|truyen thong|phat trien|moi truong|ha tang|dao tao|cong nghe|dau tu|kiem|cuu`,
    String.raw`tim kiem|chua chay|van hoa|thong tin|tre em|dich|benh|do thi|khoa hoc|buu chinh|vien thong|ung pho|bao chi|phong|giam nhe`,
    String.raw`tai tro|huy dong|kinh te|gia dinh|nong|lam nghiep|thuy san|thuy loi|bao ve|tin dung|ton giao|viec lam|an toan|khu|phat thanh`,
    String.raw`truyen hinh|hanh|chuyen|dan|y te|giao duc|cong|tu phap|ve sinh|chinh tri|quan|huyen|thi|thanh|tinh|xa|thuc pham|tai nguyen`,
    String.raw`nang|xuat|nhap`,
  ].join('|')})`,
  'u',
)
const adminWord =
  /(tinh|thanh pho|huyen|thi xa|xa|phuong|thi tran|quan|dac khu|nganh|so|ban|doan the|thon|ban|cap|dia phuong|don vi|co quan)$/u
export const fieldAt = (t: Text, at: number): number => {
  for (const x of foldedFields)
    if (t.fold.startsWith(x.fold, at) && !isLetter(t.text[at + x.fold.length]) && !/\d/u.test(t.text[at + x.fold.length] ?? ''))
      return x.fold.length
  return 0
}
const isField = (t: Text): boolean => fieldAt(t, 0) >= t.text.replace(/[\s,;.]+$/u, '').length && t.text.length > 0

/** Splits the text of a list into units: a comma or "và" begins a new unit only before the head of one. */
export function splitUnits(list: Text): Unit[] {
  const edges: { at: number; len: number; mark: string }[] = []
  let depth = 0
  for (let i = 0; i < list.text.length; i++) {
    const c = list.text[i]!
    if (c === '(') depth++
    else if (c === ')') depth--
    else if (depth <= 0 && (c === ',' || c === ';')) edges.push({ at: i, len: 1, mark: c })
    else if (depth <= 0 && c === ' ') {
      const m = /^ (và|va|cùng|hoặc|&) /u.exec(list.text.slice(i))
      if (m) edges.push({ at: i, len: m[0].length - 1, mark: 'và' })
    }
  }
  type Chunk = { from: number; to: number; mark: string }
  const chunks: Chunk[] = []
  let from = 0
  let mark = ''
  for (const e of edges) {
    chunks.push({ from, to: e.at, mark })
    from = e.at + e.len
    mark = e.mark
  }
  chunks.push({ from, to: list.text.length, mark })
  const real = chunks.map((c) => ({ ...c, t: cut(list, c.from, c.to) })).filter((c) => /\p{L}/u.test(c.t.text))

  const out: Unit[] = []
  let cur: { from: number; to: number } | null = null
  let spread: { head: string } | null = null
  const close = (): void => {
    if (!cur) return
    const at = cut(list, cur.from, cur.to)
    const value = cleanUnit(at.text)
    if (value) out.push({ value, at, group: groupLead.test(value) || !isUpper(value[0]) })
    cur = null
  }
  for (let k = 0; k < real.length; k++) {
    const c = real[k]!
    let start = c.from
    while (list.text[start] === ' ') start++
    const here = cur === null ? '' : list.text.slice((cur as { from: number }).from, c.from)
    const curText = cur ? cut(list, (cur as { from: number }).from, (cur as { to: number }).to) : null
    // a spread list: "Bộ trưởng các Bộ: Công Thương, Công an", "các Sở Y tế, Tài chính"
    if (spread) {
      const n = fieldAt(list, start)
      const whole = n > 0 && start + n >= c.to
      const h = headAt(list, start)
      const company =
        /(Tập đoàn|ông ty)$/u.test(spread.head) &&
        h !== null &&
        !h.position &&
        !/^(bo|so|ubnd|uy ban|cong an|ban|ngan hang|cac|tap doan|tong cong ty|cong ty) /u.test(list.fold.slice(start))
      if (
        whole ||
        ((company || !h) && c.mark !== ';' && isUpper(list.text[start])) ||
        (!h && isUpper(list.text[start]) && c.mark !== ';') ||
        (n > 0 && c.mark !== ';' && !h)
      ) {
        const stop = n > 0 ? Math.max(start + n, c.to) : c.to
        const later = real.findIndex((x, j) => j > k && x.from >= start + n - 1)
        const at = cut(list, start, n > 0 && !whole && start + n > c.to ? start + n : stop)
        out.push({ value: `${spread.head} ${at.text.replace(/[\s,;.]+$/u, '')}`, at, group: false })
        if (n > 0 && start + n > c.to) {
          const skip = (later < 0 ? real.length : later) - k - 1
          k += Math.max(0, skip)
        }
        continue
      }
      if (!h && !isUpper(list.text[start]) && out.length && c.mark !== ';' && !groupWordAt(list, start)) {
        const last = out[out.length - 1]!
        out[out.length - 1] = { ...last, value: `${last.value}${c.mark === 'và' ? ' và' : c.mark} ${c.t.text}` }
        continue
      }
      spread = null
    }
    const head = headAt(list, start)
    const m =
      /^((?:.{0,30}?\s)?)(các|Các)\s+(Bộ|Sở|Ban|Phòng|Cục|Chi cục|Tổng cục|Vụ|Viện|Tập đoàn|Tổng công ty|Công ty|bộ|sở)\s*:?\s+(?=\p{Lu})/u.exec(
        list.text.slice(start, c.to),
      )
    const bare = m ? null : /^()()(Bộ|Sở|Phòng)\s+(?=\p{Lu})/u.exec(list.text.slice(start, c.to))
    if (m && (fieldAt(list, start + m[0].length) > 0 || /:\s*$/u.test(m[0]))) {
      close()
      const kind = m[3]![0]!.toUpperCase() + m[3]!.slice(1)
      spread = { head: `${m[1]}${kind}`.trim() }
      real[k] = { from: start + m[0].length, to: c.to, mark: '', t: cut(list, start + m[0].length, c.to) }
      k--
      continue
    }
    if (!cur) {
      if (bare) {
        // "Sở Y tế, Tài chính, Công Thương": whole fields one after another share the head
        const at = start + bare[0].length
        const n = fieldAt(list, at)
        const next = real[k + 1]
        if (
          n > 0 &&
          at + n >= c.to &&
          next &&
          next.mark !== ';' &&
          isField(next.t) &&
          !headAt(list, next.from + (list.text[next.from] === ' ' ? 1 : 0))
        ) {
          spread = { head: bare[3]! }
          real[k] = { from: at, to: c.to, mark: '', t: cut(list, at, c.to) }
          k--
          continue
        }
      }
      cur = { from: start, to: c.to }
      continue
    }
    const low = !isUpper(list.text[start])
    const curGroup =
      groupLead.test(here.trim()) ||
      /^(Cấp [ủu]y|Chính quyền|Lực lượng|Ngành)(?!\p{L})/u.test(here.trim()) ||
      (low && !isUpper(here.trim()[0])) ||
      / (các|mỗi|toàn) /u.test(` ${here}`)
    const simple = /^(các|mỗi|toàn)\s+\S+$/iu
    let fresh: boolean
    if (
      head &&
      head.position &&
      curText &&
      /^(?:\p{Lu}\p{Ll}+ ){1,4}\p{Lu}\p{Ll}+$/u.test(cleanUnit(curText.text)) &&
      isFamilyName(cleanUnit(curText.text).split(' ')[0]!)
    )
      fresh = false
    else if (head) {
      const opensGroup = groupLead.test(list.text.slice(start))
      const front = /^(mat tran|mttq|uy ban mttq|ubmttq|uy ban mat tran)/u.test(list.fold.slice(start))
      const after = real[k + 1]
      if (c.mark === ';') fresh = true
      else if (opensGroup && curText && simple.test(curText.text.trim()) && simple.test(c.t.text.trim().split(/[,;]/u)[0]!)) fresh = false
      else if (
        front &&
        curGroup &&
        groupLead.test(here.trim()) &&
        after &&
        !isUpper(after.t.text[0]) &&
        groupWordAt(list, after.from + (list.text[after.from] === ' ' ? 1 : 0)) > 0
      )
        fresh = false
      else if (low && !opensGroup && curGroup) fresh = false
      else if (
        low &&
        !opensGroup &&
        curText &&
        adminWord.test(curText.fold.trim()) &&
        /^(huyen|thanh pho|xa|phuong|thi)/u.test(list.fold.slice(start))
      )
        fresh = false
      else fresh = true
    } else if (c.mark === ';') fresh = true
    else if (low && groupWordAt(list, start) > 0)
      fresh =
        !curGroup &&
        !(curText && adminWord.test(curText.fold.trim())) &&
        !(curText && /(dong chi|nguoi dung dau|thu truong|lanh dao|bi thu|chu tich|trach nhiem) /u.test(`${curText.fold} `))
    else {
      // a clause, not a part of a name: the list is over
      if (low && !curGroup && !nameGoesOn.test(list.fold.slice(start))) break
      fresh = false
    }
    if (fresh) {
      close()
      cur = { from: start, to: c.to }
    } else cur = { from: (cur as { from: number }).from, to: c.to }
  }
  close()
  return out
}

const cleanUnit = (s: string): string =>
  s
    .replace(/\s*\([^)]*\)?\s*$/u, '')
    .replace(/^(?:đồng chí|các đồng chí|đ\/c|Đồng chí|Đ\/c)\s+(?=\p{Lu})/u, '')
    .replace(/\s+theo (?:địa bàn|lĩnh vực)(?: và lĩnh vực| và địa bàn)? (?:được (?:giao|phân công)(?: phụ trách)?|phụ trách|phân công)$/u, '')
    .replace(/^(Bộ|Sở) -\s*/u, '$1 ')
    .replace(/[\s,;:.-]+$/u, '')
    .replace(/\s+/gu, ' ')
    .trim()

/** Reads a list of units at `from`, or null when no unit stands there. `loose` takes a plain kind ("đơn vị liên quan", "ngành y tế") for one. */
export function readUnits(t: Text, from: number, damaged: boolean, loose = false): UnitList | null {
  let start = from
  while (start < t.text.length && /[\s"“]/u.test(t.text[start]!)) start++
  const plain = loose ? groupWordAt(t, start) : 0
  const head = headAt(t, start) ?? (plain > 0 ? { end: start + plain, group: true, position: false } : null)
  if (!head) return null
  const { end, stop } = listEnd(t, start, head, damaged)
  const list = cut(t, start, end)
  const units = splitUnits(list)
  if (!units.length) return null
  return { units, start, end, stop }
}

/** A person in a high office ("Phó Thủ tướng Bùi Thanh Sơn") counts as an actor; ordinary people do not. */
export const opensWithUnit = (t: Text, damaged: boolean): UnitList | null => readUnits(t, openerLength(t), damaged)

/** Length of "Giao", "Đề nghị", "Yêu cầu", "Đối với" … before the actor of an item. */
export function openerLength(t: Text): number {
  const m =
    /^["“(]?\s*(?:(?:giao nhiem vu(?: cho)?|giao trach nhiem(?: cho)?|giao cho|giao|de nghi|kinh de nghi|yeu cau|phan cong|doi voi|uy quyen cho|truoc mat,?|dong thoi,?|trong do,?|trach nhiem (?:cua )?)\s+)+/u.exec(
      t.fold,
    )
  if (m) return m[0].length
  const told = /^(?:nhan duoc|can cu)[^,;.]{0,110},\s*(?:de nghi|yeu cau)\s+/u.exec(t.fold)
  return told ? told[0].length : 0
}
