import { addDays, type PlainDate } from '../../platform/dates.ts'

/** Cấp của đơn vị hành chính. Districts (huyện, quận, thị xã, thành phố thuộc tỉnh) end on 30/6/2025. */
export type UnitLevel = 'country' | 'province' | 'district' | 'commune'

/**
 * Đơn vị hành chính, as it was for a span of days. A code is used again for another unit (00004 is phường Trúc Bạch until
 * 30/6/2025 and phường Ba Đình since), so the id carries the list it first stands in: `2021:00004`, `2025:00004`.
 */
export type Unit = {
  readonly id: string
  readonly code: string
  readonly level: UnitLevel
  readonly type: string
  /** Without its type: `Ba Đình`. */
  readonly name: string
  /** With its type: `Phường Ba Đình`. */
  readonly fullName: string
  readonly nameEn: string | null
  readonly fullNameEn: string | null
  /** The unit above on `validFrom`; on a later day the unit above is the version of that one then in force. */
  readonly parentId: string | null
  readonly provinceUnitId: string | null
  readonly areaKm2: number | null
  readonly population: number | null
  /** The source lost final digits here: shown with a mark, never used for a rate. */
  readonly populationSuspect: boolean
  readonly decree: string | null
  readonly lon: number | null
  readonly lat: number | null
  readonly validFrom: PlainDate
  /** Last day, inclusive; null while in force. */
  readonly validTo: PlainDate | null
}

/** Kế tục: what became of a unit. `full`: the whole of it went to the other; `partial`: a part. */
export type Succession = { readonly fromId: string; readonly toId: string; readonly effectiveOn: PlainDate; readonly part: 'full' | 'partial'; readonly legalBasis: string | null }

/** The lists begin in 2021; an earlier day is answered with the units of this day, and said to be so. */
export const firstKnownDay: PlainDate = '2021-01-01'
/** Days that only mark where one list ends and the next begins; the change itself lay somewhere between them. */
const listDays: readonly PlainDate[] = ['2021-01-01', '2025-02-28', '2025-03-01']
/** True where the day is the day of the law, false where it is only known from comparing two lists. */
export const isDayExact = (day: PlainDate): boolean => !listDays.includes(day)
/** The day to ask the lists for, and whether it had to be moved into what they know. */
export const knownDay = (day: PlainDate): { day: PlainDate; moved: boolean } => (day < firstKnownDay ? { day: firstKnownDay, moved: true } : { day, moved: false })

type Dated = { readonly validFrom: PlainDate; readonly validTo: PlainDate | null }
/** In force on that day, both ends included. */
export const existsOn = (x: Dated, day: PlainDate): boolean => x.validFrom <= day && (x.validTo === null || x.validTo >= day)

export type UnitIndex = {
  readonly byId: ReadonlyMap<string, Unit>
  /** All versions that ever carried a code, oldest first. */
  readonly byCode: ReadonlyMap<string, readonly Unit[]>
  readonly next: ReadonlyMap<string, readonly Succession[]>
  readonly previous: ReadonlyMap<string, readonly Succession[]>
}

const group = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const out = new Map<string, T[]>()
  for (const item of items) { const k = key(item); const list = out.get(k); if (list) list.push(item); else out.set(k, [item]) }
  return out
}

export function unitIndex(units: readonly Unit[], successions: readonly Succession[]): UnitIndex {
  const byCode = group(units, (u) => u.code)
  for (const list of byCode.values()) list.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  return { byId: new Map(units.map((u) => [u.id, u])), byCode, next: group(successions, (s) => s.fromId), previous: group(successions, (s) => s.toId) }
}

/** The unit with this code in force on a day: at most one. */
export const findByCode = (index: UnitIndex, code: string, day: PlainDate): Unit | undefined => index.byCode.get(code)?.find((u) => existsOn(u, day))

/** The version of a unit in force on a day: itself, or the one with its code and level. */
export function findVersionOn(index: UnitIndex, id: string, day: PlainDate): Unit | undefined {
  const unit = index.byId.get(id)
  if (!unit || existsOn(unit, day)) return unit
  const found = findByCode(index, unit.code, day)
  return found?.level === unit.level ? found : undefined
}

/** The units above on a day, nearest first: commune → district (until 30/6/2025) → province → country. */
export function parentChain(index: UnitIndex, unit: Unit, day: PlainDate): Unit[] {
  const chain: Unit[] = []
  for (let above = unit.parentId; above !== null;) {
    const parent = findVersionOn(index, above, day)
    if (!parent || chain.includes(parent)) break
    chain.push(parent)
    above = parent.parentId
  }
  return chain
}

const childrenKept = new WeakMap<UnitIndex, { day: PlainDate; children: ReadonlyMap<string, readonly Unit[]> }>()
/** Units below each unit on a day, by id of the version then in force. The answer for the last day asked is kept with the index. */
export function childrenOn(index: UnitIndex, day: PlainDate): ReadonlyMap<string, readonly Unit[]> {
  const kept = childrenKept.get(index)
  if (kept?.day === day) return kept.children
  const children = new Map<string, Unit[]>()
  for (const u of index.byId.values()) {
    if (u.parentId === null || !existsOn(u, day)) continue
    const parent = findVersionOn(index, u.parentId, day)
    if (!parent) continue
    const list = children.get(parent.id)
    if (list) list.push(u); else children.set(parent.id, [u])
  }
  childrenKept.set(index, { day, children })
  return children
}

/** A unit and everything below it on a day; empty for an id that is not known. */
export function unitsBelow(index: UnitIndex, id: string, day: PlainDate): Unit[] {
  const start = index.byId.get(id)
  if (!start) return []
  const children = childrenOn(index, day)
  const out: Unit[] = [start]
  for (let i = 0; i < out.length; i++) out.push(...(children.get(out[i]!.id) ?? []))
  return out
}

/** Where a unit's territory is on a day. `unknown` is true where the lists do not say what became of it (or of a part of it). */
export type Whereabouts = { readonly units: readonly { readonly unitId: string; readonly part: 'full' | 'partial' }[]; readonly unknown: boolean }

/**
 * Successors of a unit on a later day, over any number of changes. `full` when the whole of it lies in that one unit: a full step
 * keeps what follows, parts stay parts, and parts that all end in one unit make it whole again.
 */
export function successorsOn(index: UnitIndex, id: string, day: PlainDate): Whereabouts {
  const seen = new Map<string, Whereabouts>()
  const follow = (at: string): Whereabouts => {
    const known = seen.get(at)
    if (known) return known
    seen.set(at, { units: [], unknown: true })
    const unit = index.byId.get(at)
    const answer = unit && existsOn(unit, day) ? { units: [{ unitId: at, part: 'full' as const }], unknown: false }
      : joined((index.next.get(at) ?? []).filter((s) => s.effectiveOn <= day).map((s) => ({ part: s.part, after: follow(s.toId) })))
    seen.set(at, answer)
    return answer
  }
  return follow(id)
}

function joined(steps: readonly { part: 'full' | 'partial'; after: Whereabouts }[]): Whereabouts {
  const unknown = steps.length === 0 || steps.some((s) => s.after.unknown)
  const parts = new Map<string, 'full' | 'partial'>()
  for (const { part, after } of steps) for (const u of after.units) parts.set(u.unitId, part === 'full' && u.part === 'full' && steps.length === 1 ? 'full' : 'partial')
  const [only] = parts.keys()
  // Several parts, all of them whole in one and the same unit: nothing of the old unit lies elsewhere.
  if (only !== undefined && parts.size === 1 && steps.length > 1 && !unknown && steps.every((s) => s.after.units.every((u) => u.part === 'full'))) parts.set(only, 'full')
  return { units: [...parts].map(([unitId, part]) => ({ unitId, part })).sort((a, b) => (a.unitId < b.unitId ? -1 : 1)), unknown }
}

/** Units of an earlier day whose territory (whole or a part) lies in this one. */
export function predecessorsOn(index: UnitIndex, id: string, day: PlainDate): { unitId: string; part: 'full' | 'partial' }[] {
  const found = new Map<string, 'full' | 'partial'>()
  const walk = (at: string, part: 'full' | 'partial', trail: readonly string[]): void => {
    const unit = index.byId.get(at)
    if (!unit || trail.includes(at)) return
    if (existsOn(unit, day) && found.get(at) !== 'full') found.set(at, part)
    // A unit that went on and took in others since (thành phố Bắc Giang took in huyện Yên Dũng) has them as predecessors beside itself.
    for (const s of index.previous.get(at) ?? []) if (s.effectiveOn > day) walk(s.fromId, part === 'full' ? s.part : 'partial', [...trail, at])
  }
  walk(id, 'full', [])
  return [...found].map(([unitId, part]) => ({ unitId, part })).sort((a, b) => (a.unitId < b.unitId ? -1 : 1))
}

/** The last day before a change that takes effect on `day`. */
export const dayBefore = (day: PlainDate): PlainDate => addDays(day, -1)
