import { fold, nfc } from '../../platform/text.ts'
import type { PlainDate } from '../../platform/dates.ts'
import { agencyKey, catalogueCores, successorCores } from './agencies.ts'
import { isPlural, namesHeads, readGroup, type Group, type Term } from './groups.ts'
import type { OrganisationLevel } from './kinds.ts'
import { describe, type Described } from './names.ts'
import { heirsOf, withDescendants, type KnownOrganisation, type OrganisationIndex } from './organisations.ts'
import { findPlaces, isInRange, looseKey, readProvinceRange } from './places.ts'
import { dayBefore, findVersionOn, parentChain, successorsOn, type Unit } from './units.ts'

/** Why an organisation is proposed; shown to the person who confirms. */
export type Why =
  | { readonly code: 'name' }
  | { readonly code: 'short_name' }
  | { readonly code: 'former_name'; readonly formerly: string }
  | { readonly code: 'successor'; readonly formerly: string }
  | { readonly code: 'merged_into'; readonly basis: string; readonly from: PlainDate }
  | { readonly code: 'group'; readonly term: string }
  | { readonly code: 'district_ended' }
  | { readonly code: 'unit_successor'; readonly unit: string; readonly part: 'full' | 'partial' }
  | { readonly code: 'each' }
  | { readonly code: 'range'; readonly from: string; readonly to: string }
  | { readonly code: 'nearly'; readonly name: string }

export type OrganisationMatch = { readonly organisationId: string; /** 0 to 1; from 0.8 on it may be ticked beforehand. */ readonly confidence: number; readonly why: Why }
export type PhraseMatch = {
  readonly matches: readonly OrganisationMatch[]
  /** The phrase means several. */
  readonly group: boolean
  /** Nothing (or not everything) in it could be given a body of this province: ask a person. */
  readonly unknown: boolean
  /** Bodies that the open phrase may mean (“các đơn vị liên quan”): to choose from, never ticked. */
  readonly candidates: readonly string[]
  /** It names the head, not the body: the duty is the head's in person. */
  readonly head: boolean
  /** A body outside the province's own organisations: a ministry, another province. */
  readonly outside: boolean
  /** Parts that were not understood. */
  readonly rest: readonly string[]
}
export type MatchContext = {
  /** The organisation whose document it is: “Công an xã” in a commune's document is its own. */
  readonly issuerId?: string
  /** Name(s) of the province: “tỉnh Tuyên Quang” is this one. */
  readonly provinceName?: string
  /** Unit id of the province, to look up areas named in the phrase. */
  readonly provinceUnitId?: string
}

type Found = { matches: OrganisationMatch[]; group: boolean; outside?: boolean; candidates?: string[]; open?: boolean }
type Issuer = { readonly level: OrganisationLevel; readonly known: KnownOrganisation | undefined; readonly unit: Unit | undefined }

/** The organisations of the province that a phrase of a directive means. Proposals with reasons; nothing is assigned by it. */
export function matchOrganisations(phrase: string, index: OrganisationIndex, context: MatchContext = {}): PhraseMatch {
  const text = nfc(phrase).replace(/\((?:b\/c|để b\/c|để báo cáo|để thực hiện|báo cáo|t\/h)\)/giu, ' ').replace(/,?\s+theo (?:lĩnh vực|chức năng|nhiệm vụ|thẩm quyền|quy định)(?=[\s,.;]|$).*$/iu, '').replace(/[();:.]+\s*$/u, '').replace(/\s+/g, ' ').trim()
  const issuer = issuerOf(index, context)
  const head = namesHeads(text) || describe(text).head
  const none: PhraseMatch = { matches: [], group: false, unknown: true, candidates: [], head, outside: false, rest: text === '' ? [] : [text] }
  if (text === '') return none

  const range = readProvinceRange(text)
  if (range) {
    const ours = context.provinceName !== undefined && isInRange(range, context.provinceName)
    const ids = ours ? [...index.current.values()].filter((o) => o.level === 'province' && o.family === 'committee').map((o) => o.version.id) : []
    return { ...none, group: true, unknown: ours && ids.length === 0, outside: !ours, rest: [], matches: ids.map((organisationId) => ({ organisationId, confidence: 0.85, why: { code: 'range', from: range.from, to: range.to } })) }
  }

  const whole = asOne(text, index, context, issuer, false)
  const parts = whole ? [{ text, found: whole }] : inParts(text, index, context, issuer)
  const best = new Map<string, OrganisationMatch>()
  for (const p of parts) for (const m of p.found?.matches ?? []) if ((best.get(m.organisationId)?.confidence ?? 0) < m.confidence) best.set(m.organisationId, m)
  const rest = parts.filter((p) => !p.found).map((p) => p.text)
  const outside = parts.some((p) => p.found?.outside)
  const open = parts.some((p) => p.found?.open)
  const candidates = [...new Set(parts.flatMap((p) => p.found?.candidates ?? []))].filter((id) => !best.has(id))
  const empty = parts.some((p) => p.found && p.found.matches.length === 0 && !p.found.outside)
  return {
    matches: [...best.values()].sort((a, b) => b.confidence - a.confidence || (a.organisationId < b.organisationId ? -1 : 1)),
    group: parts.length > 1 || parts.some((p) => p.found?.group), unknown: open || rest.length > 0 || empty || parts.length === 0, candidates, head, outside, rest,
  }
}

function issuerOf(index: OrganisationIndex, context: MatchContext): Issuer {
  const known = context.issuerId === undefined ? undefined : index.current.get(context.issuerId)
  const unitId = known?.version.unitId ?? null
  return { known, level: known?.level ?? 'province', unit: unitId === null ? undefined : index.units?.byId.get(unitId) }
}

/** The phrase as one group or one name; undefined when it is neither. */
function asOne(text: string, index: OrganisationIndex, context: MatchContext, issuer: Issuer, fuzzy: boolean): Found | undefined {
  // “Bảo hiểm xã hội Việt Nam” is the central body, “Ủy ban MTTQ Việt Nam tỉnh” is not.
  if (/\sviệt nam$/iu.test(text) && !isPlural(text) && !['front', 'mass', 'association'].includes(describe(text).family)) return { matches: [], group: false, outside: true }
  const plural = isPlural(text)
  // “Ban Quản lý các khu công nghiệp tỉnh”: the plural stands inside a name.
  if (!plural || describe(text).core.includes(' cac ') && index.byCore.has(agencyKey(describe(text).core))) {
    const one = specific(text, index, context, issuer, fuzzy)
    if (one) return one
  }
  if (leadsWithName(text, index, context, issuer)) return undefined
  const group = readGroup(text)
  if (group) return expand(group, index, issuer)
  return /^các /iu.test(text) && !/,/.test(text) ? specific(text.slice(4), index, context, issuer, fuzzy) : undefined
}

/** “Công an tỉnh và các sở liên quan”: a definite body first, then a group; the group's openness must not take in the body. */
function leadsWithName(text: string, index: OrganisationIndex, context: MatchContext, issuer: Issuer): boolean {
  const m = /^(.+?)(?:,\s*|\s+và\s+|\s+cùng\s+)(?:các|mỗi|toàn)\s/iu.exec(text)
  return m !== null && !isPlural(m[1]!) && !/,/.test(m[1]!) && (specific(m[1]!, index, context, issuer, false)?.matches.length ?? 0) > 0
}

/** “Ban Tuyên giáo Tỉnh ủy, Sở Y tế và các huyện ủy”: the longest runs that are understood, from the left. */
function inParts(text: string, index: OrganisationIndex, context: MatchContext, issuer: Issuer): { text: string; found: Found | undefined }[] {
  const cuts = [0, ...[...text.matchAll(/,\s*|;\s*|\s+và\s+|\s+cùng\s+|\s+-\s+/giu)].map((m) => m.index), text.length]
  const out: { text: string; found: Found | undefined }[] = []
  const piece = (i: number, j: number): string => text.slice(cuts[i], cuts[j]).replace(/^(?:\s*[,;-]\s*|\s*và\s+|\s*cùng\s+)+/iu, '').trim()
  for (let i = 0; i < cuts.length - 1;) {
    let step = 0, found: Found | undefined, said = piece(i, i + 1)
    for (const fuzzy of [false, true]) {
      for (let j = cuts.length - 1; j > i && !found; j--) {
        const t = piece(i, j)
        if (t === '' || (i === 0 && j === cuts.length - 1 && !fuzzy)) continue
        found = asOne(t, index, context, issuer, fuzzy)
        if (found) { step = j - i; said = t }
      }
      if (found) break
    }
    if (said !== '') out.push({ text: said, found })
    i += Math.max(step, 1)
  }
  return out
}

const fits = (o: KnownOrganisation, said: Described, provinceKey: string | null): boolean => {
  if (said.level !== null && o.level !== null && o.level !== said.level) return false
  if (said.place === null) return true
  if (o.place === said.place) return true
  return o.level === 'province' && said.place === provinceKey
}

/** One named body. */
function specific(text: string, index: OrganisationIndex, context: MatchContext, issuer: Issuer, fuzzy: boolean): Found | undefined {
  const said = describe(text)
  const core = agencyKey(said.core)
  const provinceKey = context.provinceName === undefined ? null : looseKey(fold(context.provinceName).replace(/^(?:tinh|thanh pho) /, ''))
  if (said.family === 'central') return { matches: [], group: false, outside: true }
  const match = (ids: readonly string[], confidence: number, why: Why): OrganisationMatch[] => ids.map((organisationId) => ({ organisationId, confidence, why }))
  const named = (index.byCore.get(core) ?? []).map((id) => index.current.get(id)!).filter((o) => fits(o, said, provinceKey))
  if (named.length > 0) return choose(named, said, index, issuer)
  // “tỉnh Quảng Ninh” where this is another province.
  if (said.place !== null && said.level === 'province' && provinceKey !== null && said.place !== provinceKey && isProvince(said.place, index)) return { matches: [], group: false, outside: true }

  const former = (index.formerly.get(core) ?? []).filter((f) => fits(f.known, said, provinceKey))
  const byFormer = former.flatMap((f) => f.why === 'short_name' ? match([f.id], 0.95, { code: 'short_name' })
    : f.why === 'former_name' ? match([f.id], 0.93, { code: 'former_name', formerly: f.known.version.name })
      : match(heirsOf(index, f.id), 0.9, { code: 'successor', formerly: f.known.version.name }))
  if (byFormer.length > 0) return { matches: byFormer, group: byFormer.length > 1 }

  const changed = successorCores(said.core, index.day) ?? successorCores(core, index.day)
  for (const next of changed?.cores ?? []) {
    const heirs = (index.byCore.get(agencyKey(next)) ?? []).map((id) => index.current.get(id)!).filter((o) => fits(o, said, provinceKey))
    if (heirs.length > 0) {
      const chosen = choose(heirs, said, index, issuer)
      return { ...chosen, matches: chosen.matches.map((m) => ({ ...m, confidence: 0.88, why: { code: 'merged_into', basis: changed!.change.basis, from: changed!.change.from } })) }
    }
  }
  const areas = byArea(said, index, context, core)
  if (areas) return areas
  return fuzzy ? nearest(said, core, index, issuer, provinceKey) : undefined
}

/** Whether the words are the name of a province, of today or of 2021. */
const isProvince = (place: string, index: OrganisationIndex): boolean =>
  index.units === undefined || [index.day, '2021-11-30'].some((day) => (findPlaces(index.units!, place, day, { level: 'province' })[0]?.confidence ?? 0) >= 0.8)

/** Several bodies of one name: those of the issuer's own area, else of its level, else each. */
function choose(named: readonly KnownOrganisation[], said: Described, index: OrganisationIndex, issuer: Issuer): Found {
  const sure = (o: KnownOrganisation): OrganisationMatch => ({ organisationId: o.version.id, confidence: said.level !== null && o.level === null ? 0.9 : 1, why: { code: 'name' } })
  if (named.length === 1) return { matches: [sure(named[0]!)], group: false }
  const own = named.filter((o) => inOwnArea(o, index, issuer))
  if (own.length === 1) return { matches: [sure(own[0]!)], group: false }
  const level = said.level ?? issuer.level
  const atLevel = (own.length > 0 ? own : named).filter((o) => o.level === level)
  if (atLevel.length === 1) return { matches: [sure(atLevel[0]!)], group: false }
  const many = atLevel.length > 0 ? atLevel : own.length > 0 ? own : named
  return { matches: many.map((o) => ({ organisationId: o.version.id, confidence: said.place === null ? 0.7 : 0.6, why: { code: 'each' } })), group: true }
}

/** Whether a body lies in the area of the issuer (province: everything). */
function inOwnArea(o: KnownOrganisation, index: OrganisationIndex, issuer: Issuer): boolean {
  if (issuer.level === 'province' || issuer.level === 'central' || !issuer.known) return issuer.level === 'province' && o.level === 'province'
  if (o.version.id === issuer.known.version.id || withDescendants(index, issuer.known.version.id).has(o.version.id)) return true
  if (o.version.parentId !== null && o.version.parentId === issuer.known.version.id) return true
  if (!issuer.unit || !index.units) return false
  for (let at: KnownOrganisation | undefined = o, steps = 0; at && steps < 12; at = at.version.parentId === null ? undefined : index.current.get(at.version.parentId), steps++) {
    const unit = at.version.unitId === null ? undefined : index.units.byId.get(at.version.unitId)
    if (!unit) continue
    return [unit, ...parentChain(index.units, unit, index.day)].some((u) => u.code === issuer.unit!.code && u.level === issuer.unit!.level)
  }
  return false
}

/** “UBND huyện Sơn Dương” after the districts ended: the bodies of the same family in the units that took it over. */
function byArea(said: Described, index: OrganisationIndex, context: MatchContext, core: string): Found | undefined {
  if (!index.units || said.place === null || said.level === null || said.level === 'hamlet' || said.level === 'central') return undefined
  const level = said.level
  const within = context.provinceUnitId === undefined ? {} : { within: context.provinceUnitId }
  const days = [index.day, dayBefore('2025-07-01'), '2021-11-30']
  for (const day of days) {
    const place = findPlaces(index.units, said.place, day, { level, ...within })[0]
    if (!place || place.confidence < 0.8) continue
    const unit = index.units.byId.get(place.unitId)!
    const now = successorsOn(index.units, unit.id, index.day)
    const codes = new Map(now.units.map((u) => [index.units!.byId.get(u.unitId)!.code, u.part]))
    const matches = [...index.current.values()].flatMap((o): OrganisationMatch[] => {
      if (o.version.unitId === null || agencyKey(o.core) !== core && o.family !== said.family) return []
      const current = findVersionOn(index.units!, o.version.unitId, index.day)
      const part = current === undefined ? undefined : codes.get(current.code)
      return part === undefined || !sameSort(o, said) ? [] : [{ organisationId: o.version.id, confidence: part === 'full' ? 0.8 : 0.65, why: { code: 'unit_successor', unit: unit.fullName, part } }]
    })
    if (matches.length > 0) return { matches, group: matches.length > 1 }
  }
  return undefined
}
const sameSort = (o: KnownOrganisation, said: Described): boolean => o.family === said.family && (o.core === agencyKey(said.core) || ['committee', 'party_committee', 'council', 'front', 'police', 'military'].includes(o.family))

/** Damaged or shortened names: most words agree. */
function nearest(said: Described, core: string, index: OrganisationIndex, issuer: Issuer, provinceKey: string | null): Found | undefined {
  const words = core.split(' ')
  if (words.length < 2) return undefined
  let best = 0, bestCore = ''
  for (const other of [...index.byCore.keys(), ...catalogueCores]) {
    const score = similarity(words, other.split(' '))
    if (score > best) { best = score; bestCore = other }
  }
  if (best < 0.75) return undefined
  const here = index.byCore.get(agencyKey(bestCore)) ?? successorCores(bestCore, index.day)?.cores.map((c) => index.byCore.get(agencyKey(c))).find((ids) => ids !== undefined) ?? []
  const named = here.map((id) => index.current.get(id)!).filter((o) => fits(o, said, provinceKey))
  if (named.length === 0) return undefined
  const chosen = choose(named, said, index, issuer)
  return { ...chosen, matches: chosen.matches.map((m) => ({ ...m, confidence: Math.round(best * 0.85 * 100) / 100, why: { code: 'nearly', name: index.current.get(m.organisationId)!.version.name } })) }
}
/** Share of words in common, in order of neither; one letter may differ in a word of four or more. */
function similarity(a: readonly string[], b: readonly string[]): number {
  if (a[0] !== b[0] && !(a[0]!.length >= 3 && oneOff(a[0]!, b[0]!))) return 0
  const left = [...b]
  let same = 0
  for (const w of a) {
    let i = left.indexOf(w)
    if (i < 0 && w.length >= 4) i = left.findIndex((x) => oneOff(w, x))
    if (i >= 0) { same++; left.splice(i, 1) }
  }
  return (2 * same) / (a.length + b.length)
}
const oneOff = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i)
}

const levelOrder: readonly OrganisationLevel[] = ['central', 'province', 'district', 'commune', 'hamlet']
const wholeLevel: Readonly<Record<string, OrganisationLevel>> = { rural_district: 'district', urban_district: 'district', city: 'district', town: 'district', commune: 'commune', ward: 'commune', township: 'commune', special_zone: 'commune' }

function expand(group: Group, index: OrganisationIndex, issuer: Issuer): Found {
  const matches = new Map<string, OrganisationMatch>()
  let outside = false, missing = false
  for (const term of group.terms) {
    if (term.level === 'central') { outside = true; continue }
    const found = ofTerm(term, group, index, issuer)
    if (found.length === 0) missing = true
    for (const m of found) if ((matches.get(m.organisationId)?.confidence ?? 0) < m.confidence) matches.set(m.organisationId, m)
  }
  const all = [...matches.values()]
  if (group.open) return { matches: [], group: true, open: true, candidates: all.map((m) => m.organisationId), outside }
  return { matches: all, group: true, outside: outside && all.length === 0, ...(missing && all.length === 0 && !outside ? { open: true } : {}) }
}

function ofTerm(term: Term, group: Group, index: OrganisationIndex, issuer: Issuer): OrganisationMatch[] {
  const all = [...index.current.values()].filter((o) => term.families.includes(o.family) && (issuer.level === 'province' || inOwnArea(o, index, issuer)))
  const has = (level: OrganisationLevel): boolean => [...index.current.values()].some((o) => o.level === level && (o.family === 'committee' || o.family === 'party_committee'))
  const confidence = term.families.length > 6 || term.level === 'below' && term.unitTypes.length === 0 ? 0.75 : 0.92
  const why: Why = { code: 'group', term: term.said }
  const pick = (levels: readonly (OrganisationLevel | null)[], types: readonly string[]): KnownOrganisation[] =>
    all.filter((o) => levels.includes(o.level) && (types.length === 0 || o.unitType === null || types.includes(o.unitType)))
  const answer = (os: readonly KnownOrganisation[], c = confidence, w: Why = why): OrganisationMatch[] => os.map((o) => ({ organisationId: o.version.id, confidence: c, why: w }))

  if (group.everyLevel) return answer(all.filter((o) => o.version.id !== issuer.known?.version.id))
  if (term.unitTypes.length > 0) {
    const levels = [...new Set(term.unitTypes.map((t) => wholeLevel[t]!))]
    // A list of several types means the whole level, whatever the newer types are called.
    const types = term.unitTypes.length > 1 ? [] : term.unitTypes
    const found = pick(levels, types)
    if (found.length > 0 || !levels.includes('district') || has('district')) return answer(found)
    return answer(pick(['commune'], []), 0.6, { code: 'district_ended' })
  }
  if (term.level === 'below') {
    if (group.scope !== null) return answer(pick([group.scope], []))
    const from = levelOrder.indexOf(issuer.level)
    const lower = levelOrder.slice(from + 1).find((l) => l === 'hamlet' || has(l)) ?? 'commune'
    const direct = term.families.includes('party_direct') ? pick([issuer.level], []).filter((o) => o.family === 'party_direct') : []
    return answer([...pick([lower], []), ...direct])
  }
  if (term.level === 'district') {
    const found = pick(['district'], [])
    return found.length > 0 || has('district') ? answer(found) : answer(pick(['commune'], []), 0.6, { code: 'district_ended' })
  }
  if (term.level !== null) return answer(pick([term.level, null], []))
  const level = group.scope ?? (issuer.level === 'central' ? 'province' : issuer.level)
  const found = pick([level, null], [])
  return answer(found.length > 0 ? found : group.scope === null ? all : [])
}
