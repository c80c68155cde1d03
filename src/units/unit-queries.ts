import { sql } from 'kysely'
import type { Reads, StaffSession } from '../platform/db/index.ts'
import type { PlainDate } from '../platform/dates.ts'
import { searchable } from '../platform/text.ts'
import type { Kin, UnitLine, UnitList, UnitView } from './contract.ts'
import { dayAsked, refusal, run, unitsOf } from './directory.ts'
import { childrenOn, existsOn, findVersionOn, isDayExact, knownDay, looseKey, parentChain, readPlace, successorsOn, type Succession, type Unit, type UnitIndex } from './rules.ts'

/** Organisations by the code of the unit they are placed in, so that one of 2021 is found at today's version too. */
async function organisationCounts(db: Reads, index: UnitIndex, units: readonly Unit[], day: PlainDate): Promise<Map<string, number>> {
  const ids = units.flatMap((u) => (index.byCode.get(u.code) ?? []).filter((v) => v.level === u.level).map((v) => v.id))
  if (ids.length === 0) return new Map()
  const rows = await run<{ unitId: string; n: number }>(db, sql`select unit_id as "unitId", count(*)::int as n from organisation_version where province_id = current_province() and unit_id = any(${ids}) and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date) group by 1`)
  const byCode = new Map<string, number>()
  for (const r of rows) { const u = index.byId.get(r.unitId); if (u) byCode.set(u.code, (byCode.get(u.code) ?? 0) + r.n) }
  return byCode
}

const lineOf = (index: UnitIndex, u: Unit, day: PlainDate, organisations: ReadonlyMap<string, number>): UnitLine => {
  // A unit that is no more is placed where it stood on its last day.
  const then = existsOn(u, day) ? day : u.validTo !== null && u.validTo < day ? u.validTo : u.validFrom
  return {
    id: u.id, code: u.code, level: u.level, type: u.type, name: u.name, fullName: u.fullName, fullNameEn: u.fullNameEn, path: parentChain(index, u, then).filter((p) => p.level !== 'country').map((p) => ({ id: p.id, name: p.fullName })),
    validFrom: u.validFrom, validTo: u.validTo, inForce: existsOn(u, day), population: u.population, populationSuspect: u.populationSuspect, areaKm2: u.areaKm2, children: childrenOn(index, then).get(u.id)?.length ?? 0, organisations: organisations.get(u.code) ?? 0,
  }
}

const levelRank = { province: 0, district: 1, commune: 2, country: 3 } as const
type Keys = { readonly full: string; readonly name: string; readonly loose: string }
const keysOf = new WeakMap<Unit, Keys>()
const keys = (u: Unit): Keys => {
  let k = keysOf.get(u)
  if (!k) { const name = searchable(u.name); k = { full: searchable(u.fullName), name, loose: looseKey(name) }; keysOf.set(u, k) }
  return k
}
/** 0 is best; undefined is no match. With marks typed, a name with the same marks comes first. */
function rank(u: Unit, asked: { q: string; raw: string; key: string; types: readonly string[] }): number | undefined {
  if (/^\d{2,5}$/.test(asked.q)) return u.code === asked.q ? 0 : u.code.startsWith(asked.q) ? 4 : undefined
  const k = keys(u)
  const marks = u.fullName.toLowerCase().includes(asked.raw) || u.name.toLowerCase() === asked.raw ? 0 : 0.5
  const typed = asked.types.length === 0 || asked.types.includes(u.type) ? 0 : 1
  if (k.full === asked.q) return marks
  if (k.name === asked.key || k.name === asked.q) return 1 + marks + typed * 2
  if (k.loose === looseKey(asked.key)) return 1.6 + typed * 2
  if (k.name.startsWith(asked.key) || k.name.startsWith(asked.q) || k.full.startsWith(asked.q)) return 2 + marks + typed * 2
  if (` ${k.full}`.includes(` ${asked.key}`)) return 4 + marks + typed * 2
  return k.full.includes(asked.q) ? 6 + typed : undefined
}

export async function listUnits(db: Reads, who: StaffSession, ask: { q?: string | undefined; asOf?: string | undefined; level?: Unit['level'] | undefined; within?: string | undefined; offset: number; limit: number }): Promise<UnitList> {
  const index = await unitsOf(db)
  const { day, moved } = knownDay(dayAsked(ask.asOf))
  const withinCode = ask.within === undefined ? undefined : index.byId.get(ask.within)?.code
  const place = readPlace(ask.q ?? '')
  const asked = { q: searchable(ask.q ?? ''), raw: (ask.q ?? '').normalize('NFC').toLowerCase().trim(), key: place.key, types: place.types }
  const found: { u: Unit; score: number; own: boolean }[] = []
  for (const u of index.byId.values()) {
    if (u.level === 'country' || !existsOn(u, day) || (ask.level !== undefined && u.level !== ask.level)) continue
    const score = asked.q === '' ? 0 : rank(u, asked)
    if (score === undefined) continue
    const chain = [u, ...parentChain(index, u, day)]
    if (withinCode !== undefined && !chain.some((c) => c.code === withinCode)) continue
    found.push({ u, score, own: chain.some((c) => c.level === 'province' && c.code === who.provinceId) })
  }
  found.sort((a, b) => a.score - b.score || Number(b.own) - Number(a.own) || levelRank[a.u.level] - levelRank[b.u.level] || a.u.name.localeCompare(b.u.name, 'vi', { numeric: true }) || (a.u.id < b.u.id ? -1 : 1))
  const page = found.slice(ask.offset, ask.offset + ask.limit).map((f) => f.u)
  const organisations = await organisationCounts(db, index, page, day)
  const count = (level: Unit['level']) => found.reduce((n, f) => n + (f.u.level === level ? 1 : 0), 0)
  return { day, moved, total: found.length, units: page.map((u) => lineOf(index, u, day, organisations)), counts: { province: count('province'), district: count('district'), commune: count('commune') } }
}

const getUnitOf = (index: UnitIndex, id: string): Unit => {
  const unit = index.byId.get(id)
  if (!unit) throw refusal({ code: 'unit.unknown', id })
  return unit
}

export async function listUnitChildren(db: Reads, id: string, asOf: string | undefined): Promise<UnitList> {
  const index = await unitsOf(db)
  const { day, moved } = knownDay(dayAsked(asOf))
  const unit = getUnitOf(index, id)
  // A unit that has ended shows what it had on its last day; one that had not begun, what carried its code then.
  const now = unit.validFrom > day ? findVersionOn(index, unit.id, day) ?? unit : unit
  const then = existsOn(now, day) ? day : now.validTo !== null && now.validTo < day ? now.validTo : now.validFrom
  const below = [...(childrenOn(index, then).get(now.id) ?? [])].sort((a, b) => a.name.localeCompare(b.name, 'vi', { numeric: true }) || (a.id < b.id ? -1 : 1))
  const organisations = await organisationCounts(db, index, below, day)
  const count = (level: Unit['level']) => below.filter((u) => u.level === level).length
  return { day, moved, total: below.length, units: below.map((u) => lineOf(index, u, then, organisations)), counts: { province: count('province'), district: count('district'), commune: count('commune') } }
}

export async function getUnit(db: Reads, who: StaffSession, id: string, asOf: string | undefined): Promise<UnitView> {
  const index = await unitsOf(db)
  const { day, moved } = knownDay(dayAsked(asOf))
  const unit = getUnitOf(index, id)
  const steps = (list: readonly Succession[] | undefined, end: 'fromId' | 'toId'): Succession[] => [...(list ?? [])].filter((s) => index.byId.has(s[end]))
  const previous = steps(index.previous.get(id), 'fromId'), next = steps(index.next.get(id), 'toId')
  const whereabouts = existsOn(unit, day) || unit.validFrom > day ? { units: [], unknown: false } : successorsOn(index, id, day)
  const shown = [unit, ...previous.map((s) => index.byId.get(s.fromId)!), ...next.map((s) => index.byId.get(s.toId)!), ...whereabouts.units.map((w) => index.byId.get(w.unitId)!)]
  const counts = await organisationCounts(db, index, shown, day)
  const line = (u: Unit): UnitLine => lineOf(index, u, day, counts)
  const kin = (s: Succession, at: string): Kin => ({ unit: line(index.byId.get(at)!), part: s.part, on: s.effectiveOn, exact: isDayExact(s.effectiveOn), legalBasis: s.legalBasis })
  const byName = (a: Kin, b: Kin): number => Number(b.part === 'full') - Number(a.part === 'full') || a.unit.name.localeCompare(b.unit.name, 'vi', { numeric: true })
  const ids = (index.byCode.get(unit.code) ?? []).filter((v) => v.level === unit.level).map((v) => v.id)
  const organisations = await run<{ id: string; name: string; line: UnitView['organisations'][number]['line'] }>(db, sql`select o.id, v.name, o.line from organisation_version v join organisation o on o.province_id = v.province_id and o.id = v.organisation_id
    where v.province_id = current_province() and v.unit_id = any(${ids}) and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to >= ${day}::date) and (o.valid_to is null or o.valid_to >= ${day}::date) order by array_position(array['party','council','government','front','mass','armed','health','education','media','field','enterprise','other'], o.line), v.name limit 200`)
  return {
    day, moved, unit: line(unit), fromExact: isDayExact(unit.validFrom), toExact: unit.validTo === null || isDayExact(unit.validTo), decree: unit.decree, lon: unit.lon, lat: unit.lat,
    before: previous.map((s) => kin(s, s.fromId)).sort(byName), after: next.map((s) => kin(s, s.toId)).sort(byName),
    now: { units: whereabouts.units.map((w) => ({ unit: line(index.byId.get(w.unitId)!), part: w.part })), unknown: whereabouts.unknown },
    onDay: unit.validFrom > day ? namedOn(index, id, day) : null, organisations, may: { change: who.permissions.has('units.manage') && unit.validTo === null && unit.level !== 'country' },
  }
}
const namedOn = (index: UnitIndex, id: string, day: PlainDate): { id: string; name: string } | null => {
  const found = findVersionOn(index, id, day)
  return found && existsOn(found, day) ? { id: found.id, name: found.fullName } : null
}
