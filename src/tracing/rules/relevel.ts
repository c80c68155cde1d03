/**
 * Cập nhật cấp tiếp xúc: one result is flipped, one exposure is added, one isolation begins. Recomputes only the persons whose level, first or
 * last exposure may change by it, and answers exactly those for whom it did. Equal to a full computation (tested on random graphs).
 */
import type { ExposureGraph } from './graph.ts'
import { exposingAt, reachedIn, type Exposing, type LevelState } from './levels.ts'
import { always, never } from './time.ts'
import type { LevelRule } from './window.ts'

/** What changed, after the graph already says so: persons with new facts, both ends of a changed meeting, places with changed stays. */
export type Change = { readonly persons: readonly number[]; readonly places?: readonly number[] }

/** One person whose level or exposure dates are now different. */
export type Releveled = { readonly person: number; readonly from: number; readonly to: number }

/** Everybody who shares a meeting or a place with a person. */
function neighbours(graph: ExposureGraph, p: number, each: (q: number) => void, placesDone: Uint8Array): void {
  for (let i = graph.meetAt[p]!; i < graph.meetAt[p + 1]!; i++) each(graph.meetOther[i]!)
  for (let i = graph.placeAt[p]!; i < graph.placeAt[p + 1]!; i++) {
    const place = graph.placeOf[i]!
    if (placesDone[place]) continue
    placesDone[place] = 1
    for (let j = graph.stayAt[place]!; j < graph.stayAt[place + 1]!; j++) each(graph.stayPerson[j]!)
  }
}

/**
 * Brings `state` up to date in place and returns the persons who are affected. The state must be that of the same persons before the change;
 * for a neighbourhood loaded from the database see `neighbourhoodOf` and `stateOf`.
 */
export function relevel(graph: ExposureGraph, state: LevelState, change: Change): Releveled[] {
  const { rule, pass, level, first, last } = state
  const own = new Set<number>(change.persons)
  // Looked at in every round: whoever changed, everybody at a changed place, and (later) whoever is no longer reached as before.
  const again = new Set<number>(change.persons)
  for (const place of change.places ?? []) for (let j = graph.stayAt[place]!; j < graph.stayAt[place + 1]!; j++) again.add(graph.stayPerson[j]!)

  const seen = new Set<number>()
  const found = new Map<number, { level: number; first: number; last: number }>()
  const lost = new Set<number>()
  let changed = new Set<number>()
  for (const p of own) {
    seen.add(p)
    if (graph.caseFrom[p] !== pass[0]![p]) { pass[0]![p] = graph.caseFrom[p]!; changed.add(p) }
    if (graph.caseFrom[p] !== never) found.set(p, { level: 0, first: never, last: always })
    else if (level[p] === 0) lost.add(p)
  }
  const placesDone = new Uint8Array(graph.places)
  for (let k = 1; k <= rule.maxLevel; k++) {
    const before = pass[k - 1]!, now = pass[k]!
    const due = new Set<number>(again)
    const add = (q: number): void => { due.add(q) }
    placesDone.fill(0)
    for (const p of own) neighbours(graph, p, add, placesDone)
    for (const p of changed) { due.add(p); if (!own.has(p)) neighbours(graph, p, add, placesDone) }
    const unions = new Map<number, Exposing>()
    const exposing = (place: number): Exposing => {
      let e = unions.get(place)
      if (!e) { e = exposingAt(graph, place, before, null); unions.set(place, e) }
      return e
    }
    const next = new Set<number>()
    for (const q of due) {
      seen.add(q)
      const r = reachedIn(graph, rule, before, q, exposing)
      const was = level[q]!
      if (r.first !== never) {
        if (!found.has(q) && (was === -1 || k <= was || lost.has(q))) found.set(q, { level: k, first: r.first, last: r.last })
      } else if (was === k && !found.has(q)) { lost.add(q); again.add(q) }
      const minute = Math.min(before[q]!, r.pass)
      if (minute !== now[q]) { now[q] = minute; next.add(q) }
    }
    changed = next
  }

  const affected: Releveled[] = []
  for (const p of seen) {
    // Found in no round and lost in none: what stood before was not touched.
    const is = found.get(p) ?? (lost.has(p) ? { level: -1, first: never, last: always } : null)
    if (!is || (is.level === level[p] && is.first === first[p] && is.last === last[p])) continue
    affected.push({ person: p, from: level[p]!, to: is.level })
    level[p] = is.level; first[p] = is.first; last[p] = is.last
  }
  return affected.sort((x, y) => x.person - y.person)
}

/**
 * Vùng cần xét: everybody whose meetings and stays must be complete in the graph for `relevel` to be exact: the changed persons, those at changed
 * places, and whoever is within `maxLevel` exposures of them. Their counterparts beyond need only their stored minutes.
 */
export function neighbourhoodOf(graph: ExposureGraph, change: Change, maxLevel: number): number[] {
  const within = new Set<number>(change.persons)
  for (const place of change.places ?? []) for (let j = graph.stayAt[place]!; j < graph.stayAt[place + 1]!; j++) within.add(graph.stayPerson[j]!)
  const placesDone = new Uint8Array(graph.places)
  let edge = [...within]
  for (let step = 0; step < maxLevel; step++) {
    const next: number[] = []
    for (const p of edge) neighbours(graph, p, (q) => { if (!within.has(q)) { within.add(q); next.push(q) } }, placesDone)
    edge = next
  }
  return [...within].sort((a, b) => a - b)
}

/** What the database keeps of one person between two changes. */
export type StoredLevel = { readonly id: string; readonly level: number | null; readonly first: number | null; readonly last: number | null; readonly pass: readonly (number | null)[] }

/** The state of a neighbourhood as it was stored; persons without a stored line have never been reached. */
export function stateOf(graph: ExposureGraph, rule: LevelRule, stored: readonly StoredLevel[]): LevelState {
  const n = graph.persons
  const state: LevelState = {
    rule, level: new Int8Array(n).fill(-1), first: new Int32Array(n).fill(never), last: new Int32Array(n).fill(always),
    pass: Array.from({ length: rule.maxLevel + 1 }, () => new Int32Array(n).fill(never)),
  }
  for (const s of stored) {
    const p = graph.indexOf.get(s.id)
    if (p === undefined) continue
    state.level[p] = s.level ?? -1
    state.first[p] = s.first ?? never
    state.last[p] = s.last ?? always
    for (let k = 0; k <= rule.maxLevel; k++) state.pass[k]![p] = s.pass[k] ?? never
  }
  return state
}

/** One person's line for the database. Only whoever has a level or passes something on needs one. */
export function storedOf(graph: ExposureGraph, state: LevelState, person: number): StoredLevel {
  const known = (x: number): number | null => (x === never || x === always ? null : x)
  return {
    id: graph.ids[person]!, level: state.level[person] === -1 ? null : state.level[person]!, first: known(state.first[person]!), last: known(state.last[person]!),
    pass: state.pass.map((minutes) => known(minutes[person]!)),
  }
}
