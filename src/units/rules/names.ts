import { fold, nfc } from '../../platform/text.ts'
import type { Family, OrganisationLevel } from './kinds.ts'
import { looseKey } from './places.ts'

/** Short forms in the heads, addressee lists and clauses of State and Party documents. Keys are folded, joined. */
const shortForms: Readonly<Record<string, string>> = {
  ubnd: 'ủy ban nhân dân', hdnd: 'hội đồng nhân dân', mttq: 'mặt trận tổ quốc', mttqvn: 'mặt trận tổ quốc', ubmttq: 'mặt trận tổ quốc', ubmttqvn: 'mặt trận tổ quốc', bcsd: 'ban cán sự đảng', bcsdub: 'ban cán sự đảng',
  btv: 'ban thường vụ', bch: 'ban chỉ huy', bchqs: 'bộ chỉ huy quân sự', chqs: 'chỉ huy quân sự', chbdbp: 'chỉ huy bộ đội biên phòng', bcd: 'ban chỉ đạo', bdbp: 'bộ đội biên phòng', dbp: 'đồn biên phòng', dutt: 'đảng ủy trực thuộc tỉnh ủy', ubkt: 'ủy ban kiểm tra',
  vpub: 'văn phòng ủy ban nhân dân', vpubnd: 'văn phòng ủy ban nhân dân', vptu: 'văn phòng tỉnh ủy', vphu: 'văn phòng huyện ủy', vptinhuy: 'văn phòng tỉnh ủy', btg: 'ban tuyên giáo', btgdv: 'ban tuyên giáo và dân vận',
  ldtbxh: 'lao động thương binh và xã hội', ldtbvxh: 'lao động thương binh và xã hội', gddt: 'giáo dục và đào tạo', gdvdt: 'giáo dục và đào tạo', nnptnt: 'nông nghiệp và phát triển nông thôn', nnvptnt: 'nông nghiệp và phát triển nông thôn',
  nnmt: 'nông nghiệp và môi trường', nnvmt: 'nông nghiệp và môi trường', tnmt: 'tài nguyên và môi trường', tnvmt: 'tài nguyên và môi trường', tttt: 'thông tin và truyền thông', ttvtt: 'thông tin và truyền thông',
  khcn: 'khoa học và công nghệ', khvcn: 'khoa học và công nghệ', khdt: 'kế hoạch và đầu tư', khvdt: 'kế hoạch và đầu tư', gtvt: 'giao thông vận tải', vhttdl: 'văn hóa thể thao và du lịch', vhttvdl: 'văn hóa thể thao và du lịch',
  vhtt: 'văn hóa thông tin', bhxh: 'bảo hiểm xã hội', ldld: 'liên đoàn lao động', lhpn: 'liên hiệp phụ nữ', hlhpn: 'hội liên hiệp phụ nữ', hnd: 'hội nông dân', ccb: 'cựu chiến binh', hccb: 'hội cựu chiến binh',
  tncshcm: 'thanh niên cộng sản hồ chí minh', tncs: 'thanh niên cộng sản', ctd: 'chữ thập đỏ', hctd: 'hội chữ thập đỏ', ttyt: 'trung tâm y tế', bvdk: 'bệnh viện đa khoa', vhtttt: 'văn hóa truyền thông và thể thao', tyt: 'trạm y tế', ksbt: 'kiểm soát bệnh tật', ttksbt: 'trung tâm kiểm soát bệnh tật', cdc: 'trung tâm kiểm soát bệnh tật',
  ptth: 'phát thanh và truyền hình', pttvh: 'phát thanh và truyền hình', kcn: 'khu công nghiệp', ccn: 'cụm công nghiệp', kkt: 'khu kinh tế', tdp: 'tổ dân phố', dtts: 'dân tộc thiểu số', dttg: 'dân tộc và tôn giáo', ctxh: 'chính trị xã hội', tand: 'tòa án nhân dân', vksnd: 'viện kiểm sát nhân dân', qlkkt: 'quản lý khu kinh tế',
}
/** Two letters or words that also exist as syllables: read as short forms only in capitals. */
const shortInCapitals: Readonly<Record<string, string>> = {
  hu: 'huyện ủy', tu: 'tỉnh ủy', ca: 'công an', qs: 'quân sự', bv: 'bệnh viện', vp: 'văn phòng', ub: 'ủy ban nhân dân', du: 'đảng ủy', nv: 'nội vụ', xd: 'xây dựng', yt: 'y tế', ct: 'công thương', tc: 'tài chính', tp: 'thành phố', tx: 'thị xã', tt: 'thị trấn', tw: 'trung ương', mt: 'mặt trận', gd: 'giáo dục', dn: 'doanh nghiệp', bp: 'biên phòng', td: 'thị đội',
}

export type Token = { readonly raw: string; readonly key: string; /** A comma, semicolon or dash stood before it. */ readonly afterBreak: boolean; /** A comma stood before it; a dash can belong to a name (Chân Mây - Lăng Cô). */ readonly afterComma: boolean; /** Written with a capital, in a text that is not all capitals. */ readonly capital: boolean; /** The whole text was typed without marks, so that marks cannot decide. */ readonly bare: boolean }

/** Words with their folded forms; short forms written out; full stops and dashes inside short forms (NN&PTNT, LĐ-TB&XH, VH-TT) joined. */
export function tokens(text: string): Token[] {
  const words: { raw: string; key: string; afterBreak: boolean; afterComma: boolean; joins: boolean }[] = []
  let broken = false, comma = false, joins = false
  for (const m of nfc(text).matchAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu)) {
    const w = m[0]
    if (/^[\p{L}\p{N}]/u.test(w)) { words.push({ raw: w, key: fold(w), afterBreak: broken, afterComma: comma, joins }); broken = false; comma = false; joins = false }
    else { broken = /[,;:()/–—-]/.test(w); comma = /[,;:()]/.test(w); joins = /^(?:&|\.|-| - | & |\. ?)$/.test(w) }
  }
  const isCapital = (raw: string): boolean => raw === raw.toUpperCase() && raw !== raw.toLowerCase()
  const out: Token[] = []
  const shouted = words.every((w) => w.raw === w.raw.toUpperCase())
  const bare = words.every((w) => w.raw.toLowerCase() === w.key || isCapital(w.raw) && w.raw === w.key.toUpperCase())
  for (let i = 0; i < words.length;) {
    let used = 0, written: string | undefined
    for (let n = Math.min(5, words.length - i); n >= 1 && !written; n--) {
      const span = words.slice(i, i + n)
      // Joined letters count as one short form only where they are capitals, with marks of joining or nothing but spaces between.
      if (n > 1 && !span.every((s) => isCapital(s.raw) && s.raw.length <= 5)) continue
      const joined = span.map((s) => s.key).join('')
      written = shortForms[joined] ?? (n === 1 && isCapital(span[0]!.raw) ? shortInCapitals[joined] : undefined)
      if (written) used = n
    }
    const first = words[i]!
    if (written) { written.split(' ').forEach((raw, j) => out.push({ raw, key: fold(raw), afterBreak: j === 0 && first.afterBreak, afterComma: j === 0 && first.afterComma, capital: false, bare })); i += used } else { out.push({ raw: first.raw.toLowerCase(), key: first.key, afterBreak: first.afterBreak, afterComma: first.afterComma, capital: !shouted && first.raw[0] !== first.raw[0]!.toLowerCase(), bare }); i++ }
  }
  return out
}

export type Described = {
  /** What kind of body it is, without level, place and joining words: `so y te`, `cap uy`, `ban tuyen giao`. */
  readonly core: string
  readonly family: Family
  readonly level: OrganisationLevel | null
  /** Folded name of the area it names; null when it names none. */
  readonly place: string | null
  /** The phrase named its head, not the body: “Giám đốc Sở …”, “Chủ tịch UBND …”, “người đứng đầu …”. */
  readonly head: boolean
}

/** Folded “tại” would also drop the “tài” of Sở Tài chính. */
const joining = new Set(['va', 'cua', 'cung'])
const levelWords: readonly (readonly [readonly string[], OrganisationLevel, string])[] = [
  [['thành', 'phố', 'trực', 'thuộc', 'trung', 'ương'], 'province', ''],
  [['tỉnh'], 'province', ''], [['thành', 'phố'], 'district', 'thanh pho'], [['thị', 'xã'], 'district', ''], [['huyện'], 'district', ''], [['quận'], 'district', ''],
  [['phường'], 'commune', ''], [['thị', 'trấn'], 'commune', ''], [['đặc', 'khu'], 'commune', ''], [['xã'], 'commune', ''],
  [['thôn'], 'hamlet', ''], [['bản'], 'hamlet', ''], [['tổ', 'dân', 'phố'], 'hamlet', ''], [['khu', 'phố'], 'hamlet', ''],
]
const partyLevels: readonly (readonly [readonly string[], OrganisationLevel])[] = [[['tỉnh', 'ủy'], 'province'], [['thành', 'ủy'], 'district'], [['huyện', 'ủy'], 'district'], [['quận', 'ủy'], 'district'], [['thị', 'ủy'], 'district']]

const partyCommittee: Token[] = [{ raw: 'cấp', key: 'cap', afterBreak: false, afterComma: false, capital: false, bare: false }, { raw: 'ủy', key: 'uy', afterBreak: false, afterComma: false, capital: false, bare: false }]

const words = (ts: readonly Token[]): string => ts.map((t) => t.key).join(' ')
/** Folded words of the patterns, folded once. */
const keys = new Map<string, string>()
export const keyOf = (word: string): string => { let k = keys.get(word); if (k === undefined) { k = fold(word); keys.set(word, k) } return k }
/** Whether the tokens at `i` are these words; where the text carries marks, the marks must agree (quận is not quân). */
function wordsAt(ts: readonly Token[], i: number, pattern: readonly string[]): boolean {
  return pattern.every((w, j) => {
    const t = ts[i + j]
    return t !== undefined && t.key === keyOf(w) && (t.bare || t.raw === w || t.raw === oldTone(w))
  })
}
/** The older place of the tone: ủy is also written uỷ. */
const oldTone = (w: string): string => (w === 'ủy' ? 'uỷ' : w)
/**
 * Words that look like a level and are none: xã of xã hội (but not of xã Hội Hoan) and hợp tác xã; without marks also quân sự, phương tiện,
 * nông thôn, ban.
 */
function isPartOfWord(ts: readonly Token[], i: number): boolean {
  const { key, raw, bare } = ts[i]!, next = ts[i + 1], before = ts[i - 1]
  if (key === 'xa') return next?.key === 'hoi' && !next.capital || before?.key === 'tac'
  if (['huyen', 'tinh', 'quan'].includes(key) && next?.key === 'uy') return true
  if (key === 'ban') return raw !== 'bản'
  if (key === 'thon') return before?.key === 'nong'
  if (!bare) return false
  return key === 'quan' && ['su', 'ly', 'he', 'doi', 'nhan', 'khu', 'dan', 'chung'].includes(next?.key ?? '') || key === 'phuong' && ['tien', 'an', 'phap'].includes(next?.key ?? '')
}

const persons = /^(?:dong chi |cac dong chi |ong |ba )?(?:(?:nguoi dung dau|thu truong|lanh dao|pho truong ban|pho giam doc|pho chu tich|chanh van phong|chu tich|giam doc|bi thu|pho bi thu|cuc truong|chi cuc truong|truong phong|hieu truong|vien truong|chanh an|chi huy truong|truong tram|truong ban)(?: cac)? )(?=\p{L})/u
/** Heads whose own word belongs to a name: “Trưởng ban Tuyên giáo”, “Chánh Văn phòng …”, put back after reading. */
const restored: Readonly<Record<string, string>> = { 'truong ban': 'ban', 'pho truong ban': 'ban', 'chanh van phong': 'van phong', 'truong phong': 'phong', 'truong tram': 'tram', 'cuc truong': 'cuc', 'chi cuc truong': 'chi cuc' }

/** What a written name of an organisation says. Used on both sides: on names of the province's organisations and on phrases of directives. */
export function describe(text: string): Described {
  // The same ten thousand names are described at every change of the directory; a name always says the same.
  const known = described.get(text)
  if (known) return known
  const answer = describeAfresh(text)
  if (described.size >= 40_000) described.clear()
  described.set(text, answer)
  return answer
}
const described = new Map<string, Described>()

function describeAfresh(text: string): Described {
  let ts = tokens(text)
  let head = false
  const person = persons.exec(words(ts) + ' ')
  if (person) {
    const said = person[0].trim().replace(/ cac$/, '').replace(/^(?:dong chi|cac dong chi|ong|ba) /, '')
    const rest = ts.slice(person[0].trim().split(' ').length)
    const own = restored[said]
    // “Trưởng ban Tuyên giáo” keeps “ban” unless the body's own word follows (“Cục trưởng Cục Thuế”).
    const put = own && rest[0]?.key !== own.split(' ')[0] ? own.split(' ').map((w): Token => ({ raw: w, key: w, afterBreak: false, afterComma: false, capital: false, bare: true })) : []
    if (rest.length > 0) { ts = [...put, ...rest]; head = true }
  }
  ts = ts.filter((t, i) => !(t.key === 'viet' && ts[i + 1]?.key === 'nam') && !(t.key === 'nam' && ts[i - 1]?.key === 'viet'))
  let level: OrganisationLevel | null = null
  let place: string | null = null
  // Standing organs of a Party committee speak for it.
  const organ = /^(?:ban thuong vu|thuong truc|ban chap hanh(?: dang bo)?|tap the ban thuong vu) (?=(?:tinh|huyen|thanh|quan|thi|dang) uy|dang bo)/.exec(words(ts))
  if (organ) ts = ts.slice(organ[0].trim().split(' ').length)
  // The committee itself, or a body of it: the two words may open or close the name.
  for (let i = 0; i + 1 < ts.length; i++) {
    const found = partyLevels.find(([pattern]) => wordsAt(ts, i, pattern))?.[1]
    if (!found || level) continue
    level = found
    const after = ts.slice(i + 2)
    if (i === 0) { place = after.length > 0 ? placeOf(after, found) : null; ts = partyCommittee } else { place = after.length > 0 ? placeOf(after, found) : null; ts = ts.slice(0, i) }
  }
  if (!level && (wordsAt(ts, 0, ['đảng', 'ủy']) || wordsAt(ts, 0, ['đảng', 'bộ']))) {
    const after = ts.slice(2)
    const at = levelAt(after, 0)
    if (at) {
      level = at.level; place = placeOf(after.slice(at.length), at.level)
      ts = partyCommittee
    }
  }
  if (!place) {
    for (let i = 1; i < ts.length; i++) {
      const at = levelAt(ts, i)
      if (!at || (level !== null && at.level !== level && ts.length - i - at.length === 0)) continue
      const before = ts.slice(0, i), after = ts.slice(i + at.length)
      // “trên địa bàn tỉnh”, “toàn tỉnh”, “trong huyện”: the words before the level go with it.
      let end = before.length
      while (end > 0 && ['tren', 'dia', 'ban', 'toan', 'trong', 'o', 'tai', 'cua', 'thuoc', 'cap', 'cac'].includes(before[end - 1]!.key) && !(before[end - 1]!.key === 'ban' && before[end - 2]?.key !== 'dia')) end--
      if (end === 0) continue
      level ??= at.level
      if (at.level === level || after.length > 0) place ??= after.length > 0 ? placeOf(after, at.level) : null
      ts = before.slice(0, end)
      break
    }
  }
  const core = ts.filter((t) => !joining.has(t.key)).map((t) => t.key).join(' ').replace(/^uy ban mat tran to quoc/, 'mat tran to quoc').replace(/^cac /, '')
  // Bản (hamlet) and ban (board) differ by their marks only.
  const family = ts[0]?.raw === 'bản' ? 'hamlet' : familyOf(core)
  return { core, family, level: level ?? levelOf(family, core), place: place === '' ? null : place, head }
}

function levelAt(ts: readonly Token[], i: number): { level: OrganisationLevel; length: number } | undefined {
  if (ts[i] === undefined || isPartOfWord(ts, i)) return undefined
  for (const [pattern, level] of levelWords) if (wordsAt(ts, i, pattern)) return { level, length: pattern.length }
  return undefined
}
const depth: Readonly<Record<OrganisationLevel, number>> = { central: 0, province: 1, district: 2, commune: 3, hamlet: 4 }
/**
 * Folded place name of what stands after a level word, up to a larger area (“xã Sơn Dương, tỉnh Tuyên Quang”). Smaller words can be part of the
 * name itself: xã Bản Máy, phường Xã Đàn.
 */
function placeOf(ts: readonly Token[], level: OrganisationLevel): string | null {
  const first = levelAt(ts, 0)
  if (first && (ts[0]!.afterComma || first.length === ts.length)) return null
  let end = ts.length
  for (let i = 1; i < ts.length; i++) {
    const at = levelAt(ts, i)
    if (ts[i]!.afterComma || at && depth[at.level] < depth[level]) { end = i; break }
  }
  const text = looseKey(words(ts.slice(0, end)))
  return text === '' || text.split(' ').length > 6 || !ts[0]!.capital && /^(?:cac|va) /.test(text) || / cac /.test(text) || /^(?:lien quan|truc thuoc|noi co |co lien quan|duoc giao)/.test(text) ? null : text
}

const families: readonly (readonly [RegExp, Family])[] = [
  [/^cap uy$/, 'party_committee'], [/^dang uy (?:khoi|cac co quan|uy ban|quan su|cong an|bo doi|doanh nghiep|truong|cong ty|benh vien)|^dang uy truc thuoc|^dang uy /, 'party_direct'],
  [/^(?:van phong cap uy|van phong tinh uy)/, 'party_office'], [/^dang doan/, 'party_caucus'], [/^ban can su/, 'party_affairs'], [/^(?:chi bo|chi uy|dang bo|chi dang bo)/, 'party_base'],
  [/^(?:uy ban kiem tra|ban to chuc|ban tuyen giao|ban dan van|ban noi chinh|ban xay dung dang|truong chinh tri|co quan uy ban kiem tra|co quan to chuc|ban bao ve.*can bo)/, 'party_commission'],
  [/^van phong.*(?:uy ban nhan dan|hoi dong nhan dan|doan dai bieu)/, 'committee_office'], [/^van phong$/, 'party_office'],
  [/^(?:thuong truc )?hoi dong nhan dan/, 'council'], [/^uy ban nhan dan/, 'committee'],
  [/^(?:ban chi dao|so chi huy|trung tam chi huy|ban chi huy phong chong|uy ban phong chong)/, 'steering'],
  [/^so /, 'department'], [/^phong /, 'division'],
  [/^(?:doan dac nhiem|cong an)/, 'police'], [/^(?:bo|ban) chi huy (?:bo doi )?bien phong|^bo doi bien phong|^(?:don )?bien phong/, 'border_guard'], [/^(?:bo|ban) chi huy quan su|^quan su|^ban chi huy phong thu/, 'military'],
  [/^mat tran to quoc|^mat tran$/, 'front'],
  [/^(?:lien doan lao dong|hoi nong dan|hoi lien hiep phu nu|hoi phu nu|lien hiep phu nu|hoi cuu chien binh|cuu chien binh|(?:tinh |huyen |thanh |xa )?doan thanh nien|tinh doan|huyen doan|thanh doan|doan tncs)/, 'mass'],
  [/^(?:hoi |lien minh hop tac xa|lien hiep|lien minh)/, 'association'],
  [/^trung tam kiem soat benh tat/, 'cdc'], [/^(?:benh vien|trung tam cap cuu)/, 'hospital'], [/^trung tam y te/, 'health_centre'], [/^tram y te/, 'health_station'],
  [/^(?:truong|dai hoc|cao dang|co so giao duc)/, 'school'], [/^(?:bao(?= |$)(?! hiem| ve| tang| tro)|dai phat thanh|dai truyen thanh|trung tam truyen thong)/, 'media'],
  [/^ban quan ly (?:cac )?(?:khu|cum)|^ban quan ly kkt/, 'board'], [/^(?:khu|cum) (?:cong nghiep|kinh te|che xuat)/, 'industrial_zone'],
  [/^(?:tong )?cong ty|^doanh nghiep|^hop tac xa|^tap doan|^ngan hang tmcp|^chi nhanh/, 'enterprise'],
  [/^(?:cuc|chi cuc|kho bac|bao hiem xa hoi|hai quan|thue|ngan hang|dai khi tuong|thong ke|buu dien|thi hanh an|quan ly thi truong)/, 'branch'],
  [/^toa an/, 'court'], [/^vien kiem sat/, 'procuracy'],
  [/^(?:chot|tram kiem soat|to chot)/, 'checkpoint'], [/^to (?:covid|an toan covid|giam sat|ung cuu|phong chong)/, 'community_team'], [/^khu cach ly|^co so cach ly/, 'quarantine_place'],
  [/^(?:thon|to dan pho|khu pho|xom|ap|khu dan cu)(?: |$)/, 'hamlet'],
  [/^(?:bo|bo truong|thu truong|tong cuc|tong giam doc|van phong chinh phu|chinh phu|thu tuong|pho thu tuong|quoc hoi|ban bi thu|bo chinh tri)(?: |$)/, 'central'],
  [/^ban /, 'board'], [/^thanh tra/, 'board'], [/^trung tam /, 'public_unit'],
]
export function familyOf(core: string): Family {
  for (const [pattern, family] of families) if (pattern.test(core)) return family
  return 'other'
}
function levelOf(family: Family, core: string): OrganisationLevel | null {
  switch (family) {
    case 'department': case 'cdc': return 'province'
    case 'health_station': return 'commune'
    case 'hamlet': case 'community_team': return 'hamlet'
    case 'central': return 'central'
    case 'military': return core.startsWith('bo chi huy') ? 'province' : null
    case 'border_guard': return core.startsWith('don') ? null : 'province'
    case 'mass': return core.startsWith('tinh doan') ? 'province' : core.startsWith('huyen doan') || core.startsWith('thanh doan') ? 'district' : null
    case 'party_committee': case 'party_direct': case 'party_commission': case 'party_office': case 'party_caucus': case 'party_affairs': case 'party_base':
    case 'council': case 'committee': case 'committee_office': case 'board': case 'branch': case 'division': case 'steering': case 'public_unit': case 'court': case 'procuracy':
    case 'front': case 'association': case 'police': case 'hospital': case 'health_centre': case 'school': case 'enterprise': case 'industrial_zone': case 'media':
    case 'checkpoint': case 'quarantine_place': case 'other': return null
  }
}
