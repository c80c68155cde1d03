import { fold, nfc } from '../../platform/text.ts'
import type { PlainDate } from '../../platform/dates.ts'
import { existsOn, knownDay, parentChain, type Unit, type UnitIndex, type UnitLevel } from './units.ts'

/** Tên địa danh as people write it: “Phường 1”, “P.01”, “TP. Hồ Chí Minh”, “TPHCM”, “xã Hoà Bình”, “hoa binh”. */
export type PlaceText = { readonly types: readonly string[]; readonly key: string; readonly written: string }

/** What is written before a name → the unit types it can mean. “Thành phố” is a province-level or a district-level city. */
const prefixes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^(?:tinh|t)\b\.?\s*/, ['province']],
  [/^(?:thanh pho|t\.\s?p\b|tp)\.?\s*/, ['municipality', 'city']],
  [/^(?:thi xa|tx)\b\.?\s*/, ['town']],
  [/^(?:thi tran|tt)\b\.?\s*/, ['township']],
  [/^(?:dac khu|dk)\b\.?\s*/, ['special_zone']],
  [/^(?:quan|q)\b\.?\s*|^q\.?(?=\d)/, ['urban_district']],
  [/^(?:huyen|h)\b\.?\s*/, ['rural_district']],
  [/^(?:phuong|p|f)\b\.?\s*|^[pf]\.?(?=\d)/, ['ward']],
  [/^(?:xa|x)\b\.?\s*/, ['commune']],
]
/** Short and former names that people still write. */
const otherNames: Readonly<Record<string, string>> = {
  hcm: 'ho chi minh', 'sai gon': 'ho chi minh', 'ba ria vt': 'ba ria vung tau', brvt: 'ba ria vung tau', vt: 'vung tau', 'thua thien - hue': 'thua thien hue', tth: 'thua thien hue', hn: 'ha noi', hp: 'hai phong',
}

/** Letters written in two ways in the same name: Quý/Quí, Mỹ/Mĩ, Đắk/Đắc/Dak, and numbers with or without a zero. */
export const looseKey = (key: string): string =>
  key.split(' ').map((w) => w.replace(/^(da|la)[kc]$/, '$1k').replace(/^quy$/, 'qui').replace(/(?<=[bcdghklmnprstvx])y$/, 'i').replace(/^0+(?=\d)/, '')).join(' ')

const plain = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ').replace(/\b0+(?=\d)/g, '').trim()

export function readPlace(text: string): PlaceText {
  const written = nfc(text).trim()
  let rest = fold(written).replace(/\s+/g, ' ').trim()
  let types: readonly string[] = []
  for (const [pattern, meant] of prefixes) {
    const m = pattern.exec(rest)
    const after = m ? rest.slice(m[0].length) : ''
    if (m && after.length > 0 && !/^[^\p{L}\p{N}]*$/u.test(after)) { types = meant; rest = after; break }
  }
  const key = plain(rest)
  return { types, key: otherNames[key] ?? key, written }
}

/** “Phường 1, Quận 5, TP.HCM” → from the smallest to the largest. */
export const readAddress = (text: string, dashes = false): PlaceText[] => text.split(dashes ? /[,;/]| - |–/ : /[,;]/).map((s) => s.trim()).filter((s) => s.length > 0).map(readPlace).filter((p) => p.key.length > 0)

export type PlaceMatch = { readonly unitId: string; readonly confidence: number; readonly why: 'name' | 'name_without_marks' | 'spelling' | 'nearly' }

type PlaceIndex = { readonly byKey: ReadonlyMap<string, readonly Unit[]>; readonly byLoose: ReadonlyMap<string, readonly Unit[]>; readonly keys: readonly string[] }
const placeIndexes = new WeakMap<UnitIndex, PlaceIndex>()
function placeIndex(index: UnitIndex): PlaceIndex {
  const made = placeIndexes.get(index)
  if (made) return made
  const byKey = new Map<string, Unit[]>(), byLoose = new Map<string, Unit[]>()
  const put = (map: Map<string, Unit[]>, key: string, u: Unit) => { const l = map.get(key); if (l) l.push(u); else map.set(key, [u]) }
  for (const u of index.byId.values()) { const key = plain(u.name); put(byKey, key, u); put(byLoose, looseKey(key), u) }
  const answer = { byKey, byLoose, keys: [...byKey.keys()] }
  placeIndexes.set(index, answer)
  return answer
}

/**
 * Units of a day that a written name can mean, best first. With an address (“xã, huyện, tỉnh”) the larger parts decide between
 * units of one name. `within`: only units in that province (a unit id of any day).
 */
export function findPlaces(index: UnitIndex, text: string, on: PlainDate, options: { readonly within?: string; readonly level?: UnitLevel } = {}): PlaceMatch[] {
  // A dash can belong to the name (Bà Rịa - Vũng Tàu, Chân Mây - Lăng Cô); only when that is no name does it part an address.
  const found = placesOf(index, readAddress(text), on, options)
  return found.length > 0 ? found : placesOf(index, readAddress(text, true), on, options)
}

function placesOf(index: UnitIndex, address: readonly PlaceText[], on: PlainDate, options: { readonly within?: string; readonly level?: UnitLevel }): PlaceMatch[] {
  const [smallest, ...larger] = address
  if (!smallest) return []
  const { day } = knownDay(on)
  const places = placeIndex(index)
  const withinCode = options.within === undefined ? undefined : index.byId.get(options.within)?.code
  const tonesWritten = fold(smallest.written) !== smallest.written.toLowerCase()
  const matches: PlaceMatch[] = []
  const consider = (candidates: readonly Unit[], base: number, why: PlaceMatch['why']): void => {
    for (const u of candidates) {
      if (!existsOn(u, day) || matches.some((m) => m.unitId === u.id)) continue
      if (options.level !== undefined && u.level !== options.level) continue
      const chain = parentChain(index, u, day)
      if (withinCode !== undefined && u.level !== 'country' && ![u, ...chain].some((c) => c.level === 'province' && c.code === withinCode)) continue
      let confidence = base
      if (smallest.types.length > 0) confidence *= smallest.types.includes(u.type) ? 1 : 0.75
      else confidence *= 0.97
      const sameMarks = toneless(u.name) === toneless(smallest.written.slice(-u.name.length))
      if (tonesWritten && why === 'name') confidence *= sameMarks ? 1 : 0.9
      for (const part of larger) {
        const hit = chain.some((c) => looseKey(plain(c.name)) === looseKey(part.key) && (part.types.length === 0 || part.types.includes(c.type)))
        if (!hit) confidence *= chain.some((c) => looseKey(plain(c.name)) === looseKey(part.key)) ? 0.95 : 0.5
      }
      matches.push({ unitId: u.id, confidence: Math.round(confidence * 1000) / 1000, why: why === 'name' && !sameMarks ? 'name_without_marks' : why })
    }
  }
  consider(places.byKey.get(smallest.key) ?? [], 1, 'name')
  consider(places.byLoose.get(looseKey(smallest.key)) ?? [], 0.92, 'spelling')
  if (matches.length === 0 && smallest.key.length >= 5)
    for (const key of places.keys) if (Math.abs(key.length - smallest.key.length) <= 1 && nearly(key, smallest.key)) consider(places.byKey.get(key)!, 0.7, 'nearly')
  return matches.sort((a, b) => b.confidence - a.confidence || (a.unitId < b.unitId ? -1 : 1))
}

/** Compares with marks but without the place of the tone: “Hoà” and “Hòa” are one spelling, “Hoa” another. */
const toneless = (text: string): string =>
  [...nfc(text).toLowerCase().replace(/\s+/g, ' ').normalize('NFD')].filter((c) => !/[̣̀́̃̉]/.test(c)).join('') + [...text.normalize('NFD')].filter((c) => /[̣̀́̃̉]/.test(c)).join('')

/** One letter more, less or other. */
function nearly(a: string, b: string): boolean {
  if (a === b) return true
  let i = 0
  while (i < a.length && i < b.length && a[i] === b[i]) i++
  if (a.length === b.length) return a.slice(i + 1) === b.slice(i + 1)
  return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1)
}

/** Provinces on the coast from north to south, by their names of before 1/7/2025: “từ Quảng Bình đến Bình Định” means those between. */
const coast = ['Quảng Ninh', 'Hải Phòng', 'Thái Bình', 'Nam Định', 'Ninh Bình', 'Thanh Hóa', 'Nghệ An', 'Hà Tĩnh', 'Quảng Bình', 'Quảng Trị', 'Thừa Thiên Huế', 'Đà Nẵng', 'Quảng Nam',
  'Quảng Ngãi', 'Bình Định', 'Phú Yên', 'Khánh Hòa', 'Ninh Thuận', 'Bình Thuận', 'Bà Rịa - Vũng Tàu', 'Hồ Chí Minh', 'Tiền Giang', 'Bến Tre', 'Trà Vinh', 'Sóc Trăng', 'Bạc Liêu', 'Cà Mau', 'Kiên Giang'] as const
/** Names the coast has carried since: a province that took in a coastal one lies on the coast. */
const coastalSince: Readonly<Record<string, string>> = { hue: 'thua thien hue', 'hung yen': 'thai binh', 'gia lai': 'binh dinh', 'dak lak': 'phu yen', 'lam dong': 'binh thuan', 'dong thap': 'tien giang', 'vinh long': 'ben tre', 'can tho': 'soc trang', 'an giang': 'kien giang' }

export type ProvinceRange = { readonly from: string; readonly to: string; readonly names: readonly string[] }
/** Reads “(các tỉnh) từ A đến B”; undefined when the phrase holds no range or a name is not on the coast. `names` are names of before 1/7/2025. */
export function readProvinceRange(phrase: string): ProvinceRange | undefined {
  const m = /(?:^|\s)tu\s+((?:(?:tinh|tp\.?|thanh pho)\s+)?\p{L}[\p{L} -]*?)\s+(?:den|toi|vao|tro vao den|tro ra den)\s+((?:(?:tinh|tp\.?|thanh pho)\s+)?\p{L}[\p{L} -]*?)(?=\s*(?:[,.;()]|va cac|va tp|va thanh pho|$))/u.exec(fold(phrase))
  if (!m) return undefined
  const order = coast.map(plain)
  const at = (written: string) => { const { key } = readPlace(written); const i = order.indexOf(key); return i >= 0 ? i : order.indexOf(coastalSince[key] ?? '') }
  const [a, b] = [at(m[1]!), at(m[2]!)]
  if (a < 0 || b < 0) return undefined
  const [from, to] = a <= b ? [a, b] : [b, a]
  return { from: coast[from]!, to: coast[to]!, names: coast.slice(from, to + 1) }
}
/** Whether a province (by any of its names, old or new) lies in a range. */
export const isInRange = (range: ProvinceRange, provinceName: string): boolean => {
  const { key } = readPlace(provinceName)
  const names = range.names.map(plain)
  return names.includes(key) || names.includes(coastalSince[key] ?? '')
}
