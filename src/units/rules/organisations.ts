import type { PlainDate } from '../../platform/dates.ts'
import { agencyKey } from './agencies.ts'
import { findKind, type Family, type Line, type OrganisationLevel } from './kinds.ts'
import { describe } from './names.ts'
import { looseKey } from './places.ts'
import { fold } from '../../platform/text.ts'
import { existsOn, type UnitIndex } from './units.ts'

/**
 * Cơ quan, đơn vị as it was for a span of days: one row a version. A rename or a move is a further row with the same `id`;
 * the last row tells whether it still exists.
 */
export type OrganisationVersion = {
  readonly id: string
  readonly line: Line
  readonly kind: string
  readonly name: string
  readonly shortName: string | null
  readonly parentId: string | null
  readonly unitId: string | null
  readonly validFrom: PlainDate
  readonly validTo: PlainDate | null
}
/** What an organisation was merged into, split into or replaced by. */
export type OrganisationSuccession = { readonly fromId: string; readonly toId: string; readonly effectiveOn: PlainDate }

/** An organisation of a day with what its name says. */
export type KnownOrganisation = {
  readonly version: OrganisationVersion
  readonly family: Family
  readonly level: OrganisationLevel | null
  readonly core: string
  /** Folded name of its area: from its name, else from its administrative unit. */
  readonly place: string | null
  /** Type of its administrative unit: ward, commune, rural_district … */
  readonly unitType: string | null
}

export type OrganisationIndex = {
  readonly day: PlainDate
  readonly current: ReadonlyMap<string, KnownOrganisation>
  /** core → ids, of today's names. */
  readonly byCore: ReadonlyMap<string, readonly string[]>
  /** Former and short names, and names of organisations that have ended: core → what it was. */
  readonly formerly: ReadonlyMap<string, readonly { readonly id: string; readonly known: KnownOrganisation; readonly why: 'short_name' | 'former_name' | 'ended' }[]>
  readonly successions: ReadonlyMap<string, readonly OrganisationSuccession[]>
  readonly children: ReadonlyMap<string, readonly string[]>
  readonly units: UnitIndex | undefined
}

/** Versions in force on a day. */
export const organisationsOn = (versions: readonly OrganisationVersion[], day: PlainDate): OrganisationVersion[] => versions.filter((v) => existsOn(v, day))

export function know(version: OrganisationVersion, units: UnitIndex | undefined, written = version.name): KnownOrganisation {
  const said = describe(written)
  const kind = findKind(version.kind)
  const unit = version.unitId === null ? undefined : units?.byId.get(version.unitId)
  const ofUnit = unit && unit.level !== 'country' ? unit.level : null
  return {
    version, core: agencyKey(said.core), family: kind && kind.family !== 'other' ? kind.family : said.family,
    level: kind?.level ?? said.level ?? ofUnit, place: said.place ?? (unit ? looseKey(fold(unit.name)) : null), unitType: unit?.type ?? null,
  }
}

export function organisationIndex(versions: readonly OrganisationVersion[], day: PlainDate, options: { readonly successions?: readonly OrganisationSuccession[]; readonly units?: UnitIndex } = {}): OrganisationIndex {
  const current = new Map<string, KnownOrganisation>()
  const byCore = new Map<string, string[]>()
  const formerly = new Map<string, { id: string; known: KnownOrganisation; why: 'short_name' | 'former_name' | 'ended' }[]>()
  const children = new Map<string, string[]>()
  const put = <V>(map: Map<string, V[]>, key: string, value: V) => { const l = map.get(key); if (l) l.push(value); else map.set(key, [value]) }
  for (const v of versions) {
    if (!existsOn(v, day)) continue
    const known = know(v, options.units)
    current.set(v.id, known)
    put(byCore, known.core, v.id)
    if (v.parentId !== null) put(children, v.parentId, v.id)
    if (v.shortName !== null) { const short = know(v, options.units, v.shortName); if (short.core !== known.core) put(formerly, short.core, { id: v.id, known: short, why: 'short_name' }) }
  }
  for (const v of versions) {
    if (existsOn(v, day)) continue
    const known = know(v, options.units)
    const now = current.get(v.id)
    if (now && now.core === known.core && now.place === known.place) continue
    put(formerly, known.core, { id: v.id, known, why: now ? 'former_name' : 'ended' })
  }
  const successions = new Map<string, OrganisationSuccession[]>()
  for (const s of options.successions ?? []) put(successions, s.fromId, s)
  return { day, current, byCore, formerly, successions, children, units: options.units }
}

/** Organisations in force that an ended one became, over any number of steps. */
export function heirsOf(index: OrganisationIndex, id: string): string[] {
  const found = new Set<string>(), seen = new Set<string>()
  const follow = (at: string): void => {
    if (seen.has(at)) return
    seen.add(at)
    if (index.current.has(at)) { found.add(at); return }
    for (const s of index.successions.get(at) ?? []) if (s.effectiveOn <= index.day) follow(s.toId)
  }
  follow(id)
  return [...found].sort()
}

/** Everything below an organisation in the tree, itself included. A loop in the data ends the walk, it does not hang it. */
export function withDescendants(index: OrganisationIndex, id: string): Set<string> {
  const out = new Set<string>()
  const queue = [id]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (out.has(at)) continue
    out.add(at)
    queue.push(...(index.children.get(at) ?? []))
  }
  return out
}

/** Whether moving `id` under `parentId` would make a loop. */
export const wouldLoop = (index: OrganisationIndex, id: string, parentId: string): boolean => withDescendants(index, id).has(parentId)
