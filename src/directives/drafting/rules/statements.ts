import { fold, nfc, searchable } from '../../../platform/text.ts'

/** A stretch of a clause's text, in UTF-16 offsets of its NFC form. */
export type Span = { readonly start: number; readonly end: number }

/** Một ý: a sentence, or a part of one between semicolons, with what is compared of it. */
export type Statement = Span & {
  readonly text: string
  /** Content terms: folded syllables and pairs of neighbouring ones. */
  readonly terms: ReadonlyMap<string, number>
  readonly figures: readonly Figure[]
  readonly named: readonly Named[]
  readonly strength: Strength
  /** The first two syllables of what a negation or a ban forbids: `le hoi` in “tạm dừng các lễ hội”. */
  readonly forbidden: ReadonlySet<string>
}
export type Figure = { readonly value: number; readonly of: string; readonly text: string }

/** Syllables that carry no content of their own in an order; folded. */
const stops = new Set(('va hoac cua cac nhung mot cho trong ve theo den tu voi duoc la co o tai tren duoi do de thi ma nay do khi nhu cung con da dang se phai can bang boi vi nen neu tung moi ' +
  'cac moi nhat hon rat qua lai ra vao len xuong nua sau truoc giua ngoai nhieu it thuoc doi gom nham bao va/hoac').split(' '))
/** Formula words found in every directive: they say that something is ordered, not what. */
const formula = new Set('thuc hien to chuc trien khai tiep tuc tang cuong chi dao nghiem tuc hieu qua kip thoi khan truong chu dong cong tac viec bien phap noi dung nhiem vu quy dinh lien quan don vi co quan dia phuong day manh tap trung bao dam dam'.split(' '))

/** Words of organs, posts and levels: they change from one level to the next while the order stays the same. */
const organs = new Set('ubnd hdnd mttq chu tich giam doc truong pho thu truong nguoi dung dau so phong tinh huyen xa phuong thon ban to dan pho dac khu tram trung tam van'.split(' '))

/** Numbers written as words where orders use them as names, and abbreviations that mean the same as their long form. */
const rewrites: readonly (readonly [RegExp, string])[] = [
  [/\bbon tai cho\b/gu, '4 tai cho'], [/\buy ban nhan dan\b/gu, 'ubnd'], [/\bhoi dong nhan dan\b/gu, 'hdnd'], [/\bmat tran to quoc\b/gu, 'mttq'],
  [/\bvac[- ]?xin\b/gu, 'vacxin'], [/\bvat tu\b/gu, 'vat tu'], [/\bdam bao\b/gu, 'bao dam'], [/\bhang (ngay|tuan|thang)\b/gu, 'hang $1'], [/\bo[- ]xy\b/gu, 'oxy'],
  [/\b(?:nguoi )?tiep xuc gan\b/gu, 'f1'], [/\bnhan dan\b/gu, 'nguoi dan'], [/\b(?:ca duong tinh|ca mac)\b/gu, 'ca benh'],
]

/** How bindingly something is said: 4 strict, 3 an order, 2 a general exhortation, 1 left to the reader. */
export type Strength = 1 | 2 | 3 | 4
const strict = /\b(nghiem cam|tuyet doi|bat buoc|phai|kien quyet|chiu trach nhiem|nhat thiet|khong co ngoai le|100 ?%)/u
const hedged = /\b(khuyen khich|van dong|nghien cuu|xem xet|co the|luu y|co gang|phan dau|quan tam|tuy tinh hinh|tuy dieu kien|neu can|neu co the|khi can thiet|khi co dieu kien|trong kha nang|du kien|de xuat)\b/u
const soft = /\b(tang cuong|day manh|chu trong|tiep tuc|nang cao|huong ung)\b/u
const firm = /\b(thuc hien|to chuc|trien khai|hoan thanh|bao dam|xay dung|bao cao|ban hanh|lap|bo tri|giao|yeu cau|kiem tra|xu ly|cung ung|mua sam|ra soat|chi dao)\b/u
const strengthOf = (folded: string): Strength => (strict.test(folded) ? 4 : hedged.test(folded) ? 1 : soft.test(folded) && !firm.test(folded) ? 2 : 3)

/** With its marks, because without them “dừng” (stop) and “đúng” (right) are one word. */
const ban = /(?<!\p{L})(không được|không tổ chức|không cho phép|tuyệt đối không|nghiêm cấm|tạm dừng|dừng|ngừng|ngưng|cấm|không)(?!\p{L})/gu
/** “not only”, “as little as possible” and the like are no bans. */
const noBan = /^không (chỉ|những|ngừng|ngoài|kịp|đúng|thiếu|ít|thể)(?!\p{L})/u

/** “If it spreads because somebody did not …” tells a cause and forbids nothing. */
const condition = /(?<!\p{L})(nếu|do|vì)(?!\p{L})[^.;]*$/u

/** Between the ban and what is banned. */
const skipped = new Set('cac nhung moi bat ky viec hoat dong to chuc de cho phep tham gia'.split(' '))

/** What stands under a ban. “Không cản trở lưu thông” bans the hindering, so only the first pair counts. */
function forbiddenIn(text: string): Set<string> {
  const lower = text.toLowerCase()
  const out = new Set<string>()
  for (const m of lower.matchAll(ban)) {
    if (noBan.test(lower.slice(m.index)) || condition.test(lower.slice(0, m.index))) continue
    const words = fold(lower.slice(m.index + m[0].length).split(/[,;.:]/u)[0]!).split(/[^a-z0-9]+/u).filter((s) => s !== '')
    const at = words.findIndex((w) => !skipped.has(w))
    if (at >= 0 && at + 1 < words.length) out.add(`${words[at]} ${words[at + 1]}`)
  }
  return out
}

/** Does a text order what is banned elsewhere: the pair stands in it, with no ban and no prevention in the five syllables before. */
export function orders(statement: Statement, pair: string): boolean {
  const at = new RegExp(`(?<![a-z0-9])${pair.replace(' ', '[^a-z0-9]+')}(?![a-z0-9])`, 'u').exec(fold(statement.text))
  if (!at) return false
  const before = statement.text.toLowerCase().slice(0, at.index).split(/[^\p{L}\p{N}]+/u).filter((s) => s !== '').slice(-5).join(' ')
  return before.search(ban) < 0 && !/(?<!\p{L})(tránh|hạn chế|phòng ngừa|ngăn chặn|ngăn ngừa|chống)(?!\p{L})/u.test(before)
}

/** A number with what it counts: `200 người`, `24 giờ`, `100%`. Dates and numbers of papers are not figures. */
function figuresIn(text: string): Figure[] {
  const plain = fold(text).replace(/\b\d{1,2}[/-]\d{1,2}([/-]\d{4})?\b|\b\d+(\/\d{4})?[/-]\p{L}[\p{L}\d/&-]*|\bngay \d{1,2}\b( thang \d{1,2}( nam \d{4})?)?|\bnam \d{4}\b/gu, (m) => ' '.repeat(m.length))
  const out: Figure[] = []
  for (const m of plain.matchAll(/(?<![\p{L}\d/.,-])(\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)\s*(%|[a-z]+(?: [a-z]+)?)/gu)) {
    const value = Number(m[1]!.replace(/\./gu, '').replace(',', '.'))
    const of = m[2]!.split(' ')[0]!
    // `5K` and `F1` are names; `4 tại chỗ` is one too; a clock time is part of a deadline.
    if (/^(k|tai)$/u.test(of) || of === 'gio' && (/^\d+ gio( \d+)? ?ngay|^\d+ gio( \d| hang)/u.test(plain.slice(m.index)) || /\b(truoc|luc|vao|den) *$/u.test(plain.slice(0, m.index)))) continue
    const width = m[0].length - (m[2]!.length - of.length)
    out.push({ value, of, text: text.slice(m.index, m.index + width).trim() })
  }
  return out
}

/** A named thing: as it is compared, and as it was written. */
export type Named = { readonly key: string; readonly said: string }

/** Named things that must survive a rewording: quoted mottos, numbers of papers, 5K, Bluezone. */
function namedIn(text: string): Named[] {
  const out = new Map<string, string>()
  const add = (key: string, said: string): void => { if (!out.has(key)) out.set(key, said) }
  for (const m of text.matchAll(/[“"]([^”"]{2,60})[”"]/gu)) add(searchable(normalised(m[1]!)), m[1]!.trim())
  for (const m of text.matchAll(/(?<![\p{L}\d])(\d{1,5}(?:\/\d{4})?[/-]\p{Lu}[\p{L}\d]*(?:[-/&]\p{Lu}[\p{L}\d]*)*)/gu)) add(searchable(m[1]!), m[1]!)
  for (const m of text.matchAll(/(?<![\p{L}\d])(\d\p{Lu}|\p{Lu}\d|Bluezone|PC-Covid|VNeID)(?![\p{L}\d])/gu)) add(searchable(m[1]!), m[1]!)
  return [...out].filter(([key]) => key.length > 1).map(([key, said]) => ({ key, said }))
}

/** Days and clock times are compared as deadlines, not as words. */
const times = /\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?\b|\bngay \d{1,2} thang \d{1,2}(?: nam \d{4})?|\b(?:truoc|luc|vao|sau) \d{1,2}(?: gio|h|:)(?: ?\d{2})?/gu

export function normalised(text: string): string {
  let out = fold(text)
  for (const [from, to] of rewrites) out = out.replace(from, to)
  return out
}
const plainTerms = (text: string): string[] => normalised(text).split(/[^a-z0-9]+/u).filter((s) => s !== '' && !stops.has(s))

/** Terms of a text with the weight of their kind: a pair says more than its syllables, a formula word almost nothing. */
function termsOf(text: string): Map<string, number> {
  const out = new Map<string, number>()
  const kind = (word: string): number => (formula.has(word) || organs.has(word) ? 0.15 : 1)
  // Pairs are of true neighbours: none reaches over a comma or a word that was left out.
  for (const run of normalised(text).replace(times, ' , ').split(/[^a-z0-9 ]+/u)) {
    let before: string | undefined
    for (const word of run.split(' ').filter((s) => s !== '')) {
      if (stops.has(word)) { before = undefined; continue }
      out.set(word, kind(word))
      if (before !== undefined) out.set(`${before} ${word}`, kind(before) * kind(word) < 0.1 ? 0.1 : Math.min(kind(before), kind(word)) < 1 ? 0.4 : 1.2)
      before = word
    }
  }
  return out
}

/** Fewest content terms a statement of its own has; a shorter one joins the one before. */
const shortest = 3

/** The statements of a text: cut at full stops and semicolons, never inside a number or after an initial. */
export function statementsOf(given: string): Statement[] {
  const text = nfc(given)
  const cuts: Span[] = []
  let start = 0
  for (const m of text.matchAll(/[.;!?…]+(?=\s|$)|\n+/gu)) {
    if (m[0] === '.' && /(?:^|[\s(])(?:\p{Lu}|TP|TT|v\.v|Đ\/c)$/u.test(text.slice(0, m.index))) continue
    cuts.push({ start, end: m.index + m[0].length })
    start = m.index + m[0].length
  }
  if (start < text.length) cuts.push({ start, end: text.length })
  const joined: { start: number; end: number }[] = []
  for (const cut of cuts) {
    const size = plainTerms(text.slice(cut.start, cut.end)).length
    const before = joined.at(-1)
    if (before && (size < shortest || plainTerms(text.slice(before.start, before.end)).length < shortest)) before.end = cut.end
    else joined.push({ ...cut })
  }
  return joined.flatMap(({ start: from, end }) => {
    const raw = text.slice(from, end)
    const lead = raw.length - raw.trimStart().length
    const body = raw.trim()
    if (body === '') return []
    const folded = normalised(body)
    return [{ start: from + lead, end: from + lead + body.length, text: body, terms: termsOf(body), figures: figuresIn(body), named: namedIn(body), strength: strengthOf(folded), forbidden: forbiddenIn(body) }]
  })
}
