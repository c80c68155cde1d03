import { fold } from '../../platform/text.ts'
import type { Family, OrganisationLevel } from './kinds.ts'
import { keyOf, tokens, type Token } from './names.ts'

/** A part of a group: which families, at which level, of which types of area. `below`: the levels under the issuer. */
export type Term = { readonly said: string; readonly families: readonly Family[]; readonly level: OrganisationLevel | 'below' | null; readonly unitTypes: readonly string[] }
export type Group = {
  readonly terms: readonly Term[]
  /** “tỉnh”, “huyện”, “xã” at the end, for the terms that carry no level of their own. */
  readonly scope: OrganisationLevel | null
  /** “liên quan”, “được giao nhiệm vụ”: the writer left open which; a person must say. */
  readonly open: boolean
  readonly everyLevel: boolean
}

type Entry = { readonly pattern: readonly string[]; readonly families: readonly Family[]; readonly level: Term['level'] }
const e = (phrase: string, families: readonly Family[], level: Term['level'] = null): Entry => ({ pattern: phrase.split(' '), families, level })

const agencies: readonly Family[] = ['department', 'board', 'branch', 'committee_office', 'police', 'military', 'border_guard', 'court', 'procuracy']
const forces: readonly Family[] = ['police', 'military', 'border_guard']
/** What a group word means. Longest first at reading; “ngành” takes in the central branches and the armed forces, as the lists of addressees do. */
const lexicon: readonly Entry[] = [
  e('sở', ['department']), e('ban', ['board']), e('ngành', ['branch', 'police', 'military', 'border_guard', 'court', 'procuracy', 'department', 'board']),
  e('ban ngành', ['board', 'branch', 'police', 'military', 'border_guard', 'court', 'procuracy']),
  e('đoàn thể', ['mass']), e('tổ chức đoàn thể', ['mass']), e('tổ chức chính trị xã hội', ['mass']), e('các hội đoàn thể', ['mass', 'association']), e('hội', ['association']), e('tổ chức xã hội', ['association']), e('tổ chức chính trị xã hội nghề nghiệp', ['association']),
  e('mặt trận tổ quốc', ['front']), e('ủy ban mặt trận tổ quốc', ['front']), e('mặt trận', ['front']),
  e('đảng đoàn', ['party_caucus']), e('ban cán sự đảng', ['party_affairs']), e('ban cán sự', ['party_affairs']),
  e('ban đảng', ['party_commission']), e('ban của đảng', ['party_commission']), e('ban xây dựng đảng', ['party_commission']), e('ban tham mưu', ['party_commission']), e('cơ quan tham mưu giúp việc', ['party_commission', 'party_office']), e('cơ quan đảng', ['party_commission', 'party_office']), e('văn phòng cấp ủy', ['party_office']),
  e('cấp ủy', ['party_committee', 'party_direct'], 'below'), e('cấp ủy đảng', ['party_committee', 'party_direct'], 'below'), e('tổ chức đảng', ['party_committee', 'party_direct'], 'below'), e('cấp ủy tổ chức đảng', ['party_committee', 'party_direct'], 'below'),
  e('huyện ủy', ['party_committee'], 'district'), e('thị ủy', ['party_committee'], 'district'), e('thành ủy', ['party_committee'], 'district'), e('quận ủy', ['party_committee'], 'district'),
  e('huyện thị thành ủy', ['party_committee'], 'district'), e('huyện thành ủy', ['party_committee'], 'district'), e('huyện thị ủy', ['party_committee'], 'district'),
  e('đảng ủy trực thuộc tỉnh ủy', ['party_direct'], 'province'), e('đảng ủy trực thuộc', ['party_direct'], 'province'), e('đảng bộ trực thuộc tỉnh ủy', ['party_direct'], 'province'), e('đảng bộ trực thuộc', ['party_direct'], 'province'), e('đảng ủy', ['party_committee', 'party_direct'], 'below'),
  e('chi bộ', ['party_base']), e('chi đảng bộ cơ sở', ['party_base']), e('chi đảng bộ', ['party_base']), e('tổ chức cơ sở đảng', ['party_base']), e('đảng bộ cơ sở', ['party_base']),
  e('chính quyền', ['committee'], 'below'), e('chính quyền địa phương', ['committee'], 'below'), e('địa phương', ['committee'], 'below'), e('cấp', ['committee'], 'below'), e('cấp chính quyền', ['committee'], 'below'),
  e('ủy ban nhân dân', ['committee'], 'below'), e('hội đồng nhân dân', ['council'], 'below'), e('cơ quan', agencies), e('đơn vị', ['public_unit', 'hospital', 'health_centre', 'cdc', 'school', 'media']), e('cơ quan đơn vị', [...agencies, 'public_unit', 'hospital', 'health_centre', 'cdc', 'media']),
  e('đơn vị sự nghiệp', ['public_unit', 'hospital', 'health_centre', 'cdc', 'school', 'media']), e('cơ quan chuyên môn', ['department', 'division']), e('phòng', ['division']), e('phòng ban', ['division', 'board']),
  e('hệ thống chính trị', [...agencies, 'front', 'mass', 'party_commission', 'party_office', 'committee', 'party_committee'], null),
  e('công an', ['police'], 'below'), e('quân sự', ['military'], 'below'), e('ban chỉ huy quân sự', ['military'], 'below'), e('lực lượng vũ trang', forces), e('lực lượng chức năng', forces), e('lực lượng công an quân đội', forces), e('đồn biên phòng', ['border_guard']),
  e('ban chỉ đạo', ['steering'], 'below'), e('bệnh viện', ['hospital']), e('trung tâm y tế', ['health_centre']), e('trạm y tế', ['health_station'], 'commune'), e('cơ sở y tế', ['hospital', 'health_centre', 'health_station', 'cdc'], null), e('cơ sở khám bệnh chữa bệnh', ['hospital', 'health_centre', 'health_station']), e('cơ sở khám chữa bệnh', ['hospital', 'health_centre', 'health_station']),
  e('trường', ['school']), e('trường học', ['school']), e('nhà trường', ['school']), e('cơ sở giáo dục', ['school']), e('doanh nghiệp', ['enterprise']), e('cơ sở sản xuất kinh doanh', ['enterprise']), e('hợp tác xã', ['enterprise']), e('khu công nghiệp', ['industrial_zone']), e('cụm công nghiệp', ['industrial_zone']), e('khu cụm công nghiệp', ['industrial_zone']),
  e('báo đài', ['media']), e('cơ quan báo chí', ['media']), e('cơ quan thông tấn báo chí', ['media']), e('cơ quan truyền thông', ['media']),
  e('chốt kiểm soát', ['checkpoint']), e('chốt kiểm soát dịch', ['checkpoint']), e('chốt kiểm dịch', ['checkpoint']), e('điểm chốt', ['checkpoint']), e('chốt', ['checkpoint']), e('tổ covid cộng đồng', ['community_team'], 'hamlet'), e('tổ covid', ['community_team'], 'hamlet'), e('tổ an toàn covid', ['community_team'], 'hamlet'),
  e('khu cách ly', ['quarantine_place']), e('cơ sở cách ly', ['quarantine_place']), e('khu cách ly tập trung', ['quarantine_place']), e('cơ sở cách ly tập trung', ['quarantine_place']),
  e('thôn', ['hamlet'], 'hamlet'), e('bản', ['hamlet'], 'hamlet'), e('xóm', ['hamlet'], 'hamlet'), e('ấp', ['hamlet'], 'hamlet'), e('tổ dân phố', ['hamlet'], 'hamlet'), e('khu phố', ['hamlet'], 'hamlet'), e('khu dân cư', ['hamlet'], 'hamlet'),
  e('trưởng thôn', ['hamlet'], 'hamlet'), e('trưởng bản', ['hamlet'], 'hamlet'), e('trưởng khu phố', ['hamlet'], 'hamlet'), e('tổ trưởng tổ dân phố', ['hamlet'], 'hamlet'), e('tổ trưởng dân phố', ['hamlet'], 'hamlet'), e('bí thư chi bộ', ['party_base'], null), e('bí thư', ['party_base'], null),
  e('bộ', ['central'], 'central'), e('cơ quan ngang bộ', ['central'], 'central'), e('cơ quan thuộc chính phủ', ['central'], 'central'), e('cơ quan trung ương', ['central'], 'central'), e('bộ ngành', ['central'], 'central'),
  e('cục thuế', ['branch'], 'province'), e('bảo hiểm xã hội', ['branch'], null), e('kho bạc nhà nước', ['branch'], null), e('sở y tế', ['department'], 'province'),
].map((x) => x).sort((a, b) => b.pattern.length - a.pattern.length)

const typeWords: readonly (readonly [readonly string[], string, OrganisationLevel])[] = [
  [['thành', 'phố'], 'city', 'district'], [['thị', 'xã'], 'town', 'district'], [['thị', 'trấn'], 'township', 'commune'], [['đặc', 'khu'], 'special_zone', 'commune'],
  [['huyện'], 'rural_district', 'district'], [['quận'], 'urban_district', 'district'], [['xã'], 'commune', 'commune'], [['phường'], 'ward', 'commune'], [['tỉnh'], 'province', 'province'],
]
const filler: readonly (readonly string[])[] = [['các'], ['và'], ['cùng'], ['mỗi'], ['từng'], ['mọi'], ['toàn'], ['tất', 'cả'], ['những'], ['trên', 'địa', 'bàn'], ['trong'], ['của'], ['thuộc'], ['trực', 'thuộc'], ['cấp'], ['theo', 'lĩnh', 'vực'], ['tại'], ['ở'], ['địa', 'bàn'], ['khác'],
  ['người', 'đứng', 'đầu'], ['thủ', 'trưởng'], ['lãnh', 'đạo'], ['giám', 'đốc'], ['chủ', 'tịch'], ['bí', 'thư'], ['trung', 'ương'], ['trực', 'thuộc', 'trung', 'ương'], ['nhà', 'nước'], ['việt', 'nam']]
const heads = /^(?:nguoi dung dau|thu truong|lanh dao|giam doc|chu tich|bi thu|truong )/
const openWords: readonly (readonly string[])[] = [['có', 'liên', 'quan'], ['liên', 'quan'], ['được', 'giao', 'nhiệm', 'vụ'], ['được', 'giao'], ['chức', 'năng'], ['có', 'thẩm', 'quyền'], ['phù', 'hợp']]

/** The next words at `i`, with their marks unless the text has none; a short phrase may also be in the older tone (uỷ). */
const at = (ts: readonly Token[], i: number, pattern: readonly string[]): boolean =>
  pattern.every((w, j) => { const t = ts[i + j]; return t !== undefined && t.key === keyOf(w) && (t.bare || t.raw === w || t.raw.normalize('NFD').length === w.normalize('NFD').length && sameLetters(t.raw, w)) })
const sameLetters = (a: string, b: string): boolean => [...a.normalize('NFD')].sort().join('') === [...b.normalize('NFD')].sort().join('')

/** Whether the phrase speaks of many: “các …”, “mỗi …”, “toàn …”, or a run of kinds. */
export const isPlural = (phrase: string): boolean => /(?:^|[\s,(])(?:các|mỗi|từng|mọi|toàn|tất cả|những)\s/iu.test(phrase) || /(?:^|[\s,(])(?:cac|moi|tat ca)\s/iu.test(phrase)

/**
 * Reads a group phrase as a whole: “các sở, ban, ngành, đoàn thể tỉnh”, “UBND các huyện, thành phố”, “các huyện ủy, thành ủy, đảng ủy
 * trực thuộc Tỉnh ủy”. Undefined when a word in it is not understood: then it is not only a group.
 */
export function readGroup(phrase: string): Group | undefined {
  const ts = tokens(phrase)
  if (ts.length === 0) return undefined
  const terms: { said: string; families: readonly Family[]; level: Term['level']; unitTypes: string[] }[] = []
  let scope: OrganisationLevel | null = null, open = false, everyLevel = false
  const plural = isPlural(phrase)
  for (let i = 0; i < ts.length;) {
    const opened = openWords.find((w) => at(ts, i, w))
    if (opened) { open = true; i += opened.length; continue }
    if (at(ts, i, ['các', 'cấp']) && (i > 0 || i + 2 === ts.length)) { everyLevel = true; i += 2; continue }
    // “trên địa bàn tỉnh”, “toàn tỉnh”, “trong huyện”, “cấp xã”, “trực thuộc Tỉnh ủy”
    const where = [['trên', 'địa', 'bàn'], ['toàn'], ['trong'], ['cấp'], ['của'], ['thuộc']].find((w) => at(ts, i, w) && typeWords.some(([t]) => at(ts, i + w.length, t)))
    if (where && terms.length > 0) {
      const [pattern, , level] = typeWords.find(([t]) => at(ts, i + where.length, t))!
      scope ??= level
      i += where.length + pattern.length
      continue
    }
    if (terms.length > 0 && (at(ts, i, ['trực', 'thuộc', 'tỉnh', 'ủy']) || at(ts, i, ['của', 'tỉnh', 'ủy']))) { scope ??= 'province'; i += 4; continue }
    if (terms.length > 0 && (at(ts, i, ['tỉnh', 'ủy'])) && i + 2 === ts.length) { scope ??= 'province'; i += 2; continue }
    const entry = lexicon.find((x) => at(ts, i, x.pattern) && standsAlone(ts, i, x.pattern.length))
    if (entry && !(entry.pattern.length === 2 && entry.pattern[0] === 'bí' && terms.length === 0 && i + 2 < ts.length && !ts[i + 2]!.afterBreak)) {
      terms.push({ said: ts.slice(i, i + entry.pattern.length).map((t) => t.raw).join(' '), families: entry.families, level: entry.level, unitTypes: [] })
      i += entry.pattern.length
      continue
    }
    const type = typeWords.find(([t]) => at(ts, i, t))
    if (type) {
      const [pattern, unitType, level] = type
      const last = terms.at(-1)
      const alone = i + pattern.length === ts.length && !ts[i]!.afterBreak && ts[i - 1]?.key !== 'cac' && ts[i - 1]?.key !== 'va'
      if (alone && terms.length > 0 && last!.unitTypes.length === 0 && plural) scope = level
      else if (unitType === 'province' || (unitType === 'city' && last?.level === 'province')) { if (last) last.level = 'province'; else terms.push({ said: pattern.join(' '), families: ['committee'], level: 'province', unitTypes: [] }) }
      else if (last && (last.unitTypes.length > 0 || !ts[i]!.afterBreak || ts[i - 1]?.key === 'cac') && isLocal(last.families) && !(last.said === 'địa phương')) { last.unitTypes.push(unitType); if (last.level === 'below' || last.level === null || last.level === 'district') last.level = last.unitTypes.length === 1 ? level : last.level } else terms.push({ said: pattern.join(' '), families: ['committee'], level, unitTypes: [unitType] })
      i += pattern.length
      continue
    }
    const skip = filler.find((w) => at(ts, i, w))
    if (!skip) return undefined
    i += skip.length
  }
  return terms.length === 0 ? undefined : { terms, scope, open, everyLevel }
}
/** Terms that a list of area types can follow: “UBND các huyện, thành phố”, “trạm y tế xã, phường”. */
const isLocal = (families: readonly Family[]): boolean => families.some((f) => ['committee', 'council', 'police', 'military', 'health_station', 'health_centre', 'front', 'steering', 'party_committee', 'mass', 'hamlet', 'branch', 'division'].includes(f))

/** “sở” in “các sở, ban, ngành” is a kind; in “Sở Y tế” it opens a name. */
function standsAlone(ts: readonly Token[], i: number, length: number): boolean {
  const next = ts[i + length]
  if (next === undefined || next.afterBreak) return true
  const j = i + length
  return ['va', 'cung', 'cac'].includes(next.key) || filler.some((w) => at(ts, j, w)) || openWords.some((w) => at(ts, j, w)) || typeWords.some(([t]) => at(ts, j, t)) || lexicon.some((x) => at(ts, j, x.pattern)) || at(ts, j, ['tỉnh', 'ủy'])
}
/** The phrase names heads (“người đứng đầu các cơ quan”, “Chủ tịch UBND các xã”). */
export const namesHeads = (phrase: string): boolean => heads.test(fold(phrase).trim())
