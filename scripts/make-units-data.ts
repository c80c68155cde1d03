/**
 * Makes the shipped lists and maps of `src/units/data/` from the shared source lists. Run by hand when the sources change:
 *
 *   node scripts/make-units-data.ts [FOLDER]      (default ../shared/data/admin, or TAICHO_SHARED/data/admin)
 *
 * Written files: units.tsv.gz, links.tsv.gz (PostgreSQL COPY text), version.json, map/*.topo.json.gz. The output depends on the
 * input only: same input, same bytes. Sources and licences: src/units/data/NOTICE.md. The folder `tests-only-gpl` is never read.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { addDays } from '../src/platform/dates.ts'
import { fold, nfc, searchable } from '../src/platform/text.ts'
import { subsetTopology, type Topology } from './units-topology.ts'

const root = path.resolve(import.meta.dirname, '..')
const source = path.resolve(process.argv[2] ?? path.join(process.env['TAICHO_SHARED'] ?? path.join(root, '../shared'), 'data/admin'))
const target = path.join(root, 'src/units/data')

/** The day the lists begin. They were taken in November 2021; the units of that year existed before, since when the lists do not say. */
const firstDay = '2021-01-01'
/** The second list: what differs from 2021 changed on a day between the two lists. */
const secondDay = '2025-03-01'
/** Resolution 202/2025/QH15 and resolutions 1654–1687/NQ-UBTVQH15: the new units work from this day; districts end. */
const reformDay = '2025-07-01'
/** Resolution 175/2024/QH15: Thừa Thiên Huế became the city of Huế. */
const hueDay = '2025-01-01'

type Row = Record<string, string>
const readCsv = (name: string): Row[] => {
  const text = nfc(readFileSync(path.join(source, name), 'utf8'))
  const rows: string[][] = []
  let row: string[] = [], cell = '', quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!
    if (quoted) {
      if (c !== '"') cell += c
      else if (text[i + 1] === '"') { cell += '"'; i++ } else quoted = false
    } else if (c === '"') quoted = true
    else if (c === ',') { row.push(cell); cell = '' }
    else if (c === '\n') { row.push(cell); rows.push(row); row = []; cell = '' }
    else if (c !== '\r') cell += c
  }
  if (cell || row.length) { row.push(cell); rows.push(row) }
  const [head, ...body] = rows
  return body.filter((r) => r.length > 1).map((r) => Object.fromEntries(head!.map((h, i) => [h, squeeze(r[i] ?? '')])))
}
const squeeze = (s: string) => s.replace(/\s+/g, ' ').trim().replace(/[’`´]/g, "'")

/** `validTo` is the last day the unit existed. `parentCode` is the code of the unit above; its id is looked up at the end, as of the first day. */
type Unit = {
  id: string; code: string; level: 'country' | 'province' | 'district' | 'commune'; type: string; name: string; fullName: string; nameEn: string; fullNameEn: string
  parentCode: string | null; provinceCode: string; validFrom: string; validTo: string | null
  areaKm2: string | null; population: string | null; populationSuspect: boolean; lon: string | null; lat: string | null; decree: string | null
}
/** `basis` is the resolution; null where the lists only show it (the code was kept, or the communes of a district went there). */
type Link = { from: string; to: string; on: string; part: 'full' | 'partial'; basis: string | null }

const typeOf = (fullName: string, level: Unit['level']): string => {
  const f = fold(fullName)
  const pairs: [string, string][] = level === 'province' ? [['tinh ', 'province'], ['thanh pho ', 'municipality']]
    : [['quan ', 'urban_district'], ['huyen ', 'rural_district'], ['thi xa ', 'town'], ['thanh pho ', 'city'], ['phuong ', 'ward'], ['xa ', 'commune'], ['thi tran ', 'township'], ['dac khu ', 'special_zone']]
  const hit = pairs.find(([p]) => f.startsWith(p))
  if (!hit) throw new Error(`No type in the name “${fullName}”`)
  return hit[1]
}
const bareEn = (en: string) => en.replace(/ (Province|City|District|Town|Ward|Commune|Township|Special Zone|Special Administrative Region)$/i, '').replace(/^(Ward|Commune|District|Town|City|Special Zone) (?=\D)/i, '')
const unit = (u: Pick<Unit, 'code' | 'level' | 'provinceCode' | 'parentCode' | 'validFrom'> & { list: string; row: Row }): Unit => ({
  id: `${u.list}:${u.code}`, code: u.code, level: u.level, type: typeOf(u.row['full_name']!, u.level), name: u.row['name']!, fullName: u.row['full_name']!,
  nameEn: u.row['name_en'] || bareEn(u.row['full_name_en'] ?? ''), fullNameEn: u.row['full_name_en'] ?? '', parentCode: u.parentCode, provinceCode: u.provinceCode,
  validFrom: u.validFrom, validTo: null,
  areaKm2: number(u.row['area_km2']), population: number(u.row['population']), populationSuspect: u.row['population_suspect'] === '1',
  lon: number(u.row['lon']), lat: number(u.row['lat']), decree: decree(u.row['decree']),
})
const number = (s: string | undefined) => (s && Number.isFinite(Number(s)) && Number(s) !== 0 ? String(Number(s)) : null)
/** `Số: 1656/NQ-UBTVQH15; Ngày: 16/06/2025` → `1656/NQ-UBTVQH15, 16/06/2025`. */
const decree = (s: string | undefined) => { const m = /Số:\s*(\S+?);\s*Ngày:\s*(\S+)/.exec(s ?? ''); return m ? `${m[1]}, ${m[2]}` : null }

/** One name in two lists: spelling (Hoà/Hòa, “Phường 06”/“Phường 6”, doubled spaces) does not make a new unit. */
const sameName = (a: string, b: string) => bareName(a) === bareName(b)
const bareName = (s: string) => fold(s).replace(/[^\p{L}\p{N}]+/gu, ' ').replace(/\b0+(?=\d)/g, '').trim()

const units: Unit[] = []
const links: Link[] = []
/** Ends a unit the day before its successor begins. */
const close = (u: Unit, successorBegins: string) => { u.validTo = addDays(successorBegins, -1) }

// --- 2021-11, then what the list of 2025-03 says of the same codes ---------------------------------------------------------
const at2021 = new Map<string, Unit>()
const at2025March = new Map<string, Unit>()
const levels = [['province', 'provinces'], ['district', 'districts'], ['commune', 'communes']] as const
const parentOf = (level: Unit['level'], row: Row) => (level === 'province' ? null : level === 'district' ? row['province_code']! : row['district_code']!)
for (const [level, file] of levels) {
  for (const row of readCsv(`pre2025.${file}.2021-11.csv`)) {
    const u = unit({ list: '2021', row, level, code: row['code']!, parentCode: parentOf(level, row), provinceCode: row['province_code'] ?? row['code']!, validFrom: firstDay })
    units.push(u); at2021.set(u.code, u)
  }
  for (const row of readCsv(`pre2025.${file}.2025-03.csv`)) {
    const before = at2021.get(row['code']!)
    const hue = level === 'province' && row['code'] === '46'
    const now = unit({ list: '2025-03', row, level, code: row['code']!, parentCode: parentOf(level, row), provinceCode: row['province_code'] ?? row['code']!, validFrom: hue ? hueDay : secondDay })
    if (before && before.type === now.type && sameName(before.fullName, now.fullName) && before.parentCode === now.parentCode) {
      before.name = now.name; before.fullName = now.fullName
      at2025March.set(now.code, before)
    } else {
      units.push(now); at2025March.set(now.code, now)
      if (before) close(before, now.validFrom)
    }
  }
}
for (const [code, u] of at2021) if (!at2025March.has(code)) close(u, secondDay)
const at = (u: Unit, list: Map<string, Unit>) => { const found = list.get(u.code); return found?.id === u.id ? undefined : found }
for (const u of at2021.values()) {
  if (u.level === 'district') continue
  const next = at(u, at2025March)
  if (next) links.push({ from: u.id, to: next.id, on: next.validFrom, part: 'full', basis: u.code === '46' ? '175/2024/QH15, 30/11/2024' : null })
}
// Districts that changed between the lists: where their communes went, counted by the codes found in both lists.
for (const u of at2021.values()) {
  if (u.level !== 'district' || at2025March.get(u.code)?.id === u.id) continue
  const heirs = new Set<string>()
  for (const c of at2021.values()) if (c.level === 'commune' && c.parentCode === u.code) { const now = at2025March.get(c.code); if (now?.parentCode) heirs.add(now.parentCode) }
  if (heirs.size === 0) throw new Error(`Where did ${u.fullName} go?`)
  for (const code of [...heirs].sort()) links.push({ from: u.id, to: at2025March.get(code)!.id, on: secondDay, part: heirs.size === 1 ? 'full' : 'partial', basis: null })
}

// --- since 1 July 2025 ------------------------------------------------------------------------------------------------------
const now = new Map<string, Unit>()
const provinceMap = readCsv('map.old-to-new.provinces.csv')
const parts = new Map<string, string[]>()
for (const r of provinceMap) parts.set(r['new_code']!, [...(parts.get(r['new_code']!) ?? []), r['old_code']!])
for (const row of readCsv('post2025.provinces.csv')) {
  const code = row['code']!, from = parts.get(code) ?? []
  const old = at2025March.get(code)
  const fresh = unit({ list: '2025', row, level: 'province', code, parentCode: null, provinceCode: code, validFrom: reformDay })
  if (old && from.length === 1 && from[0] === code && old.fullName === fresh.fullName) {
    Object.assign(old, { areaKm2: fresh.areaKm2, population: fresh.population, lon: fresh.lon, lat: fresh.lat, nameEn: fresh.nameEn, fullNameEn: fresh.fullNameEn })
    now.set(code, old)
    continue
  }
  fresh.decree = '202/2025/QH15, 12/06/2025'
  units.push(fresh); now.set(code, fresh)
  for (const o of from) { const u = at2025March.get(o)!; close(u, reformDay); links.push({ from: u.id, to: fresh.id, on: reformDay, part: 'full', basis: fresh.decree }) }
}
for (const row of readCsv('post2025.communes.csv')) {
  const u = unit({ list: '2025', row, level: 'commune', code: row['code']!, parentCode: row['province_code']!, provinceCode: row['province_code']!, validFrom: reformDay })
  units.push(u); now.set(u.code, u)
}
for (const u of at2025March.values()) if (u.level !== 'province' && u.validTo === null) close(u, reformDay)

/** Two new units stand in the current list under another code than in the table of mergers. */
const recoded: Record<string, string> = { '06970': '06978', '23737': '23938' }
let unknownOld = 0
const districtHeirs = new Map<string, Set<string>>()
for (const r of readCsv('map.old-to-new.communes.csv')) {
  const fresh = now.get(recoded[r['new_code']!] ?? r['new_code']!)
  if (!fresh) throw new Error(`No new unit ${r['new_code']} ${r['new_name']}`)
  const old = at2025March.get(r['old_code']!)
  if (!old) { unknownOld++; continue }
  links.push({ from: old.id, to: fresh.id, on: reformDay, part: r['part'] as 'full' | 'partial', basis: fresh.decree })
  if (old.parentCode && old.level === 'commune') { const set = districtHeirs.get(old.parentCode) ?? new Set(); set.add(fresh.id); districtHeirs.set(old.parentCode, set) }
}
for (const [code, heirs] of [...districtHeirs].sort()) {
  const old = at2025March.get(code)!
  for (const to of [...heirs].sort()) links.push({ from: old.id, to, on: reformDay, part: 'partial', basis: null })
}

// --- write --------------------------------------------------------------------------------------------------------------------
const copyValue = (v: string | boolean | null) => (v === null || v === '' ? '\\N' : v === true ? 't' : v === false ? 'f' : v.replace(/\\/g, '\\\\'))
const table = (rows: (string | boolean | null)[][]) => rows.map((r) => r.map(copyValue).join('\t')).join('\n') + '\n'
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
units.sort(byId)
links.sort((a, b) => (a.from + a.to < b.from + b.to ? -1 : 1))
/** Units of the list by code, for the one in force on a day. */
const versions = new Map<string, Unit[]>()
for (const u of units) versions.set(u.code, [...(versions.get(u.code) ?? []), u])
const idOn = (code: string, day: string): string => {
  const found = versions.get(code)?.filter((u) => u.validFrom <= day && (u.validTo === null || u.validTo >= day)) ?? []
  if (found.length !== 1) throw new Error(`${found.length} units with code ${code} on ${day}`)
  return found[0]!.id
}
const country = 'VN'
const unitTable = table([
  [country, country, 'country', 'country', 'Việt Nam', 'Việt Nam', 'Viet Nam', 'Viet Nam', null, null, null, null, false, null, null, null, firstDay, null, 'viet nam'],
  ...units.map((u) => [u.id, u.code, u.level, u.type, u.name, u.fullName, u.nameEn, u.fullNameEn, u.parentCode ? idOn(u.parentCode, u.validFrom) : country,
    u.level === 'province' ? u.id : idOn(u.provinceCode, u.validFrom), u.areaKm2, u.population, u.populationSuspect, u.decree, u.lon, u.lat, u.validFrom, u.validTo, searchable(u.fullName)]),
])
const linkTable = table(links.map((l) => [l.from, l.to, l.on, l.part, l.basis]))
mkdirSync(target, { recursive: true })
rmSync(path.join(target, 'map'), { recursive: true, force: true })
mkdirSync(path.join(target, 'map'))
const sizes: Record<string, number> = {}
/** The first ten bytes of gzip carry a time and the operating system; fixed, so that the same input gives the same file. */
const write = (name: string, text: string) => {
  const bytes = gzipSync(text, { level: 9 })
  bytes.fill(0, 4, 8); bytes[9] = 255
  writeFileSync(path.join(target, name), bytes)
  sizes[name] = bytes.length
}
write('units.tsv.gz', unitTable)
write('links.tsv.gz', linkTable)

const topology = (name: string): Topology => JSON.parse(readFileSync(path.join(source, name), 'utf8')) as Topology
const keep = (p: Record<string, unknown>) => ({ code: String(p['code']), ...(p['old_district_code'] ? { oldDistrictCode: String(p['old_district_code']) } : {}) })
write('map/provinces.topo.json.gz', JSON.stringify(subsetTopology(topology('post2025.provinces.topo.json'), 'units', () => true, keep)))
write('map/provinces-2021.topo.json.gz', JSON.stringify(subsetTopology(topology('pre2025.provinces63.topo.json'), 'units', () => true, keep)))
const all = topology('post2025.communes.all.topo.json')
/** Provinces with a finer outline in the sources. */
const finer = new Set(['08', '11', '12', '33'])
for (const p of now.values()) {
  if (p.level !== 'province') continue
  const t = finer.has(p.code) ? subsetTopology(topology(`post2025.communes.${p.code}.topo.json`), 'units', () => true, keep)
    : subsetTopology(all, 'units', (g) => g['province_code'] === p.code, keep)
  write(`map/${p.code}.topo.json.gz`, JSON.stringify(t))
}
const version = createHash('sha256').update(unitTable).update(linkTable).digest('hex').slice(0, 16)
const count = (f: (u: Unit) => boolean) => units.filter(f).length
const on = (day: string, level: Unit['level']) => count((u) => u.level === level && u.validFrom <= day && (u.validTo === null || u.validTo >= day))
const summary = {
  version, firstDay, secondDay, reformDay, units: units.length, links: links.length,
  on: Object.fromEntries(['2021-11-30', '2025-03-31', '2025-07-01'].map((d) => [d, { province: on(d, 'province'), district: on(d, 'district'), commune: on(d, 'commune') }])),
}
writeFileSync(path.join(target, 'version.json'), JSON.stringify(summary, null, 2) + '\n')
console.log(JSON.stringify(summary, null, 2))
console.log(`${unknownOld} rows of the table of mergers name a code in neither list; they are left out.`)
console.log(`${Object.keys(sizes).length} files, ${Object.values(sizes).reduce((a, b) => a + b, 0)} bytes`)
