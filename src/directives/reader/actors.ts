import { fieldAt } from './fields.ts'
import { groupLead, groupWordAt, headAt } from './heads.ts'
import { listEnd, type Stop } from './list-end.ts'
import { isFamilyName } from './organs.ts'
import { cut, isUpper, type Text } from './text.ts'

/** Đơn vị trong câu: one unit of a list, with the text it stands in; `value` differs from it when a distributive list was unfolded. */
export type Unit = { value: string; at: Text; group: boolean }
/** Units one after another, and where and why their list ended. */
export type UnitList = { units: Unit[]; start: number; end: number; stop: Stop }

/** Lower-case words that go on with a name after a comma or "và" ("phòng, chống dịch", "Lao động, thương binh và xã hội"). */
const nameGoesOn = new RegExp(
  String.raw`^(${[
    String.raw`chong|thuong binh|the thao|du lich|xa hoi|truyen thong|phat trien|moi truong|ha tang|dao tao|cong nghe|dau tu|kiem|cuu`,
    String.raw`tim kiem|chua chay|van hoa|thong tin|tre em|dich|benh|do thi|khoa hoc|buu chinh|vien thong|ung pho|bao chi|phong|giam nhe`,
    String.raw`tai tro|huy dong|kinh te|gia dinh|nong|lam nghiep|thuy san|thuy loi|bao ve|tin dung|ton giao|viec lam|an toan|khu|phat thanh`,
    String.raw`truyen hinh|hanh|chuyen|dan|y te|giao duc|cong|tu phap|ve sinh|chinh tri|quan|huyen|thi|thanh|tinh|xa|thuc pham|tai nguyen`,
    String.raw`nang|xuat|nhap|so \d`,
  ].join('|')})`,
  'u',
)
const adminWord =
  /(tinh|thanh pho|huyen|thi xa|xa|phuong|thi tran|quan|dac khu|nganh|so|ban|doan the|thon|ban|cap|dia phuong|don vi|co quan)$/u
const isField = (t: Text): boolean => fieldAt(t, 0) >= t.text.replace(/[\s,;.]+$/u, '').length && t.text.length > 0

/** Splits the text of a list into units: a comma or "và" begins a new unit only before the head of one. */
export function splitUnits(list: Text): Unit[] {
  const edges: { at: number; len: number; mark: string }[] = []
  let depth = 0
  for (let i = 0; i < list.text.length; i++) {
    const c = list.text[i]!
    // commas and "và" inside a known field of work part nothing: "Vụ Quản lý, bảo trì đường bộ"
    const field = isUpper(c) && list.text[i - 1] === ' ' ? fieldAt(list, i) : 0
    if (field > 1) {
      i += field - 1
      continue
    }
    if (c === '(') depth++
    else if (c === ')') depth--
    else if (depth <= 0 && (c === ',' || c === ';')) edges.push({ at: i, len: 1, mark: c })
    else if (depth <= 0 && c === ' ') {
      const m = /^ (và|va|cùng(?! cấp)|hoặc|&) /u.exec(list.text.slice(i))
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
      /^((?:.{0,30}?\s)?)(các|Các)\s+(Bộ|Sở|Ban|Phòng|Cục|Chi cục|Tổng cục|Vụ|Viện|Tập đoàn|Tổng công ty|Công ty|tập đoàn|tổng công ty|bộ|sở)\s*:?\s+(?=\p{Lu})/u.exec(
        list.text.slice(start, c.to),
      )
    const bare = m ? null : /^()()(Bộ|Sở|Phòng)\s+(?=\p{Lu})/u.exec(list.text.slice(start, c.to))
    if (m && (fieldAt(list, start + m[0].length) > 0 || /:\s*$/u.test(m[0]) || (/^t/u.test(m[3]!) && real[k + 1] !== undefined))) {
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
      else if (c.mark === 'và' && jointOffice.test(here.replace(/[\s,]*(?:và)?\s*$/u, '')) && /^(ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan)/u.test(list.fold.slice(start))) fresh = false
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

/** "Văn phòng HĐND và UBND xã" is one office of two organs. */
const jointOffice = /Văn phòng (?:Đoàn (?:ĐBQH|đại biểu Quốc hội)(?:,? HĐND)?|HĐND|Hội đồng nhân dân)$/u

const cleanUnit = (s: string): string =>
  s
    .replace(/\s*\([^)]*\)?\s*$/u, '')
    .replace(/^(?:đồng chí|các đồng chí|đ\/c|Đồng chí|Đ\/c)\s+(?=\p{Lu}|bí thư|phó bí thư|chủ tịch|phó chủ tịch|trưởng|giám đốc|người đứng đầu)/u, '')
    .replace(/\s+theo (?:địa bàn|lĩnh vực)(?: và lĩnh vực| và địa bàn)? (?:được (?:giao|phân công)(?: phụ trách)?|phụ trách|phân công)$/u, '')
    // an apposition says what else the unit is: "Công an thành phố - Cơ quan thường trực Ban An toàn giao thông"
    .replace(/\s+[-–]\s+(?:là )?[Cc](?:ơ|o) quan (?:thường trực|thuong truc|đầu mối).*$/u, '')
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
