import type { Instant } from '../platform/dates.ts'

/** Cấp độ dịch 1–4 (NQ 128/NQ-CP, QĐ 4800/QĐ-BYT; bốn mức nguy cơ của QĐ 2686/QĐ-BCĐQG: xanh, vàng, cam, đỏ). */
export type Level = 1 | 2 | 3 | 4
/** Giãn cách theo Chỉ thị 15, 16, 19 của Thủ tướng. */
export type Distancing = 'ct15' | 'ct16' | 'ct19'

export type Decision = {
  readonly id: string
  readonly unitId: string
  /** A hamlet, a lane, a building: a part of the unit by name; null is the whole unit. */
  readonly partName: string | null
  readonly level: Level | null
  readonly distancing: Distancing | null
  readonly lockdown: boolean
  readonly validFrom: Instant
  /** First instant at which it no longer holds. */
  readonly validTo: Instant | null
  readonly decidedAt: Instant
  readonly correctsId: string | null
}

/** From mild to strict. Directive 19 loosens after 15 and 16: crowds and services are limited, no staying at home. */
const strictness: Readonly<Record<Distancing, number>> = { ct19: 1, ct15: 2, ct16: 3 }
export const stricter = (a: Distancing | null, b: Distancing | null): Distancing | null => (a === null ? b : b === null ? a : strictness[a] >= strictness[b] ? a : b)

const scopeOf = (d: Decision): string => `${d.unitId}\n${d.partName ?? ''}`
const later = (a: Decision, b: Decision): Decision => (a.validFrom !== b.validFrom ? (a.validFrom > b.validFrom ? a : b) : a.decidedAt !== b.decidedAt ? (a.decidedAt > b.decidedAt ? a : b) : a.id > b.id ? a : b)

/**
 * Of every scope the decision that counts at `at`, as it was known at `knownAt`: the latest that has begun, unless it was corrected or has run out.
 * A decision that ran out does not bring back the one before it: whoever wants that says so.
 */
export function standing(decisions: readonly Decision[], at: Instant, knownAt: Instant = at): Decision[] {
  const known = decisions.filter((d) => d.decidedAt <= knownAt)
  const wrong = new Set(known.map((d) => d.correctsId))
  const latest = new Map<string, Decision>()
  for (const d of known) {
    if (wrong.has(d.id) || d.validFrom > at) continue
    const scope = scopeOf(d)
    const other = latest.get(scope)
    latest.set(scope, other ? later(d, other) : d)
  }
  return [...latest.values()].filter((d) => d.validTo === null || d.validTo > at)
}

export type ZoneState = {
  readonly level: Level | null
  /** The decision the level comes from; of the unit itself or of one above it. */
  readonly levelBy: Decision | null
  readonly distancing: Distancing | null
  readonly distancingBy: Decision | null
  readonly lockdown: boolean
  readonly parts: readonly Decision[]
}

/**
 * What holds in a unit. `chain`: the unit and those above it, nearest first. The level is that of the nearest unit that has one (a commune is
 * assessed by itself, NQ 128 II.3); distancing and lock-down are orders of whoever may give them, so the strictest of the chain holds.
 */
export function stateOf(chain: readonly string[], inForce: readonly Decision[]): ZoneState {
  const whole = new Map(inForce.filter((d) => d.partName === null).map((d) => [d.unitId, d]))
  let levelBy: Decision | null = null
  let distancingBy: Decision | null = null
  let lockdown = false
  for (const id of chain) {
    const d = whole.get(id)
    if (!d) continue
    if (levelBy === null && d.level !== null) levelBy = d
    if (d.distancing !== null && (distancingBy === null || strictness[d.distancing] > strictness[distancingBy.distancing!])) distancingBy = d
    lockdown ||= d.lockdown
  }
  const parts = inForce.filter((d) => d.partName !== null && d.unitId === chain[0] && (d.level !== null || d.distancing !== null || d.lockdown))
  return { level: levelBy?.level ?? null, levelBy, distancing: distancingBy?.distancing ?? null, distancingBy, lockdown, parts: [...parts].sort((a, b) => (a.partName! < b.partName! ? -1 : 1)) }
}

/** Is the second state a tightening, a loosening, both (stricter in one, looser in another), or neither? */
export function direction(before: Pick<ZoneState, 'level' | 'distancing' | 'lockdown'>, after: Pick<ZoneState, 'level' | 'distancing' | 'lockdown'>): 'tighter' | 'looser' | 'mixed' | 'same' {
  const steps = [(after.level ?? 0) - (before.level ?? 0), (after.distancing ? strictness[after.distancing] : 0) - (before.distancing ? strictness[before.distancing] : 0), Number(after.lockdown) - Number(before.lockdown)]
  const up = steps.some((s) => s > 0), down = steps.some((s) => s < 0)
  return up && down ? 'mixed' : up ? 'tighter' : down ? 'looser' : 'same'
}

/** New community cases per 100,000 people a week, as the criteria count them (QĐ 4800/QĐ-BYT, tiêu chí 1). Null when the population is not known: no level is guessed. */
export const weeklyRate = (cases: number, population: number | null): number | null => (population === null || population <= 0 ? null : Math.round((cases / population) * 100_000 * 10) / 10)
