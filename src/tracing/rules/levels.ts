/**
 * Cấp tiếp xúc F0, F1, F2, F3. The level of a person is the length of the shortest path of exposures from an active F0 that is possible in
 * time: an F0 passes on inside its infectious window; a contact passes on from the moment it could have been infected itself until it is
 * isolated (3638/QĐ-BYT, wording of F2). Nobody types a level; the order of rows and of events does not matter.
 *
 * One round per level. `pass[k][p]` is the earliest minute from which p may pass on when at most k steps are counted; a later round may find
 * an earlier minute by a longer path, which is why the minutes of every round are kept and a level is fixed by the first round that reaches p.
 */
import type { ExposureGraph } from './graph.ts'
import { always, never, type Minute } from './time.ts'
import type { LevelRule } from './window.ts'

export type LevelState = {
  readonly rule: LevelRule
  /** 0 = F0, 1 = F1, 2 = F2, 3 = F3, -1 = none. */
  readonly level: Int8Array
  /** First and last minute of the exposures that make the level; `never` and `always` for F0 and for none. */
  readonly first: Int32Array
  readonly last: Int32Array
  readonly pass: readonly Int32Array[]
}

/** Windows of everybody who passes on at one place in one round, merged and sorted. */
export type Exposing = { readonly from: Int32Array; readonly to: Int32Array; readonly count: number }

/** The parts of [from, to] in which a person is free to meet others. */
export function freeParts(graph: ExposureGraph, person: number, from: Minute, to: Minute, each: (from: Minute, to: Minute) => void): void {
  const spans = graph.isolations.get(person)
  if (from > to) return
  if (!spans) { each(from, to); return }
  let start = from
  for (const s of spans) {
    if (s.from > to) break
    if (s.to < start) continue
    if (s.from > start) each(start, s.from - 1)
    start = s.to + 1
    if (start > to) return
  }
  if (start <= to) each(start, to)
}

/** Who exposes whom at a place: the union of the free windows of the stays of persons for whom `counts` holds. */
export function exposingAt(graph: ExposureGraph, place: number, pass: Int32Array, counts: ((person: number) => boolean) | null): Exposing {
  const windows: [Minute, Minute][] = []
  for (let i = graph.stayAt[place]!; i < graph.stayAt[place + 1]!; i++) {
    const p = graph.stayPerson[i]!
    if (pass[p] === never || (counts && !counts(p))) continue
    freeParts(graph, p, Math.max(pass[p]!, graph.stayFrom[i]!), Math.min(graph.until[p]!, graph.stayTo[i]!), (from, to) => windows.push([from, to]))
  }
  windows.sort((x, y) => x[0] - y[0])
  const from = new Int32Array(windows.length), to = new Int32Array(windows.length)
  let count = 0
  for (const [f, t] of windows) {
    // Touching minutes belong together: [8:00, 9:59] and [10:00, …] leave no gap.
    if (count > 0 && f <= to[count - 1]! + 1) { if (t > to[count - 1]!) to[count - 1] = t }
    else { from[count] = f; to[count] = t; count++ }
  }
  return { from, to, count }
}

/** First window of a place that ends at or after `at`; `count` when there is none. */
function firstEndingFrom(e: Exposing, at: Minute): number {
  let low = 0, high = e.count
  while (low < high) { const mid = (low + high) >> 1; if (e.to[mid]! < at) low = mid + 1; else high = mid }
  return low
}

/** What one round did to a person: first and last minute of exposure and the earliest from which it passes on. */
export type Reached = { first: Minute; last: Minute; pass: Minute }
const untouched = (): Reached => ({ first: never, last: always, pass: never })

/** Adds an exposure in [from, to] to what a person has had. After a negative sample only what lies later is passed on. */
function add(r: Reached, from: Minute, to: Minute, cleared: Minute): void {
  if (from < r.first) r.first = from
  if (to > r.last) r.last = to
  if (to > cleared) { const at = from > cleared ? from : cleared + 1; if (at < r.pass) r.pass = at }
}

/** Adds what a stay in [from, to] has had of the windows of its place. */
function addStay(r: Reached, e: Exposing, from: Minute, to: Minute, cleared: Minute): void {
  const i = firstEndingFrom(e, from)
  if (i === e.count || e.from[i]! > to) return
  let j = i, high = e.count - 1
  while (j < high) { const mid = (j + high + 1) >> 1; if (e.from[mid]! <= to) j = mid; else high = mid - 1 }
  const first = Math.max(from, e.from[i]!), last = Math.min(to, e.to[j]!)
  if (first < r.first) r.first = first
  if (last > r.last) r.last = last
  if (last <= cleared) return
  const after = Math.max(from, cleared + 1)
  const at = Math.max(after, e.from[firstEndingFrom(e, after)]!)
  if (at < r.pass) r.pass = at
}

/** Everything that reaches person q in the round after `pass`; asked person by person when only a few may have changed. */
export function reachedIn(graph: ExposureGraph, rule: LevelRule, pass: Int32Array, q: number, exposing: (place: number) => Exposing): Reached {
  const r = untouched()
  const cleared = rule.releaseOnNegative ? graph.clearedAt[q]! : always
  for (let i = graph.meetAt[q]!; i < graph.meetAt[q + 1]!; i++) {
    const o = graph.meetOther[i]!
    if (pass[o] === never) continue
    freeParts(graph, o, Math.max(pass[o]!, graph.meetFrom[i]!), Math.min(graph.until[o]!, graph.meetTo[i]!), (from, to) => add(r, from, to, cleared))
  }
  for (let i = graph.placeAt[q]!; i < graph.placeAt[q + 1]!; i++) {
    const e = exposing(graph.placeOf[i]!)
    const stay = graph.placeStay[i]!
    if (e.count > 0) addStay(r, e, graph.stayFrom[stay]!, graph.stayTo[stay]!, cleared)
  }
  return r
}

/** Levels of everybody in the graph. */
export function levels(graph: ExposureGraph, rule: LevelRule): LevelState {
  const n = graph.persons
  const { meetAt, meetOther, meetFrom, meetTo, placeAt, placeOf, stayAt, stayPerson, stayFrom, stayTo, until, clearedAt, isolations } = graph
  // Everything a round changes of one person lies side by side, in one line of the processor's cache: first and last exposure, the minute of
  // passing on, and the level with the round in which the person was last queued (level + 1 + 8 × round).
  const w = new Int32Array(4 * n)
  const pass: Int32Array[] = [graph.caseFrom.slice()]
  let frontier = new Int32Array(n), next = new Int32Array(n)
  let size = 0, anyCleared = false
  for (let p = 0; p < n; p++) {
    const x = 4 * p
    w[x] = never; w[x + 1] = always; w[x + 2] = graph.caseFrom[p]!
    if (graph.caseFrom[p] !== never) { w[x + 3] = 1; frontier[size++] = p }
    if (clearedAt[p] !== always) anyCleared = true
  }
  const release = rule.releaseOnNegative && anyCleared, anyIsolated = isolations.size > 0
  const inFrontier = new Uint8Array(n), placeSeen = new Uint8Array(graph.places)
  const isInFrontier = (p: number): boolean => inFrontier[p] === 1
  const one = untouched()
  let count = 0
  /** Person q was exposed in round k from `f` to `t` and passes on from `at` (`never`: a negative sample ended it). */
  const reach = (q: number, k: number, f: number, t: number, at: number): void => {
    const x = 4 * q
    const mark = w[x + 3]!, level = (mark & 7) - 1
    if (level === -1) { w[x + 3] = mark + k + 1; w[x] = f; w[x + 1] = t } else if (level === k) {
      if (f < w[x]!) w[x] = f
      if (t > w[x + 1]!) w[x + 1] = t
    }
    if (at < w[x + 2]!) { w[x + 2] = at; if (mark >> 3 !== k) { w[x + 3] = (w[x + 3]! & 7) + 8 * k; next[count++] = q } }
  }
  for (let k = 1; k <= rule.maxLevel; k++) {
    const before = pass[k - 1]!
    count = 0
    const places: number[] = []
    for (let y = 0; y < size; y++) {
      const o = frontier[y]!
      inFrontier[o] = 1
      const start = before[o]!, end = until[o]!
      const isolated = anyIsolated && isolations.has(o)
      for (let i = meetAt[o]!, stop = meetAt[o + 1]!; i < stop; i++) {
        const f = meetFrom[i]! > start ? meetFrom[i]! : start
        const t = meetTo[i]! < end ? meetTo[i]! : end
        if (f > t) continue
        const q = meetOther[i]!
        const cleared = release ? clearedAt[q]! : always
        if (isolated) {
          one.first = never; one.last = always; one.pass = never
          freeParts(graph, o, f, t, (from, to) => add(one, from, to, cleared))
          if (one.first !== never) reach(q, k, one.first, one.last, one.pass)
        } else reach(q, k, f, t, t <= cleared ? never : f > cleared ? f : cleared + 1)
      }
      for (let i = placeAt[o]!, stop = placeAt[o + 1]!; i < stop; i++) {
        const place = placeOf[i]!
        if (placeSeen[place] === 0) { placeSeen[place] = 1; places.push(place) }
      }
    }
    for (const place of places) {
      placeSeen[place] = 0
      const e = exposingAt(graph, place, before, isInFrontier)
      if (e.count === 0) continue
      for (let j = stayAt[place]!, stop = stayAt[place + 1]!; j < stop; j++) {
        const q = stayPerson[j]!
        one.first = never; one.last = always; one.pass = never
        addStay(one, e, stayFrom[j]!, stayTo[j]!, release ? clearedAt[q]! : always)
        if (one.first !== never) reach(q, k, one.first, one.last, one.pass)
      }
    }
    for (let y = 0; y < size; y++) inFrontier[frontier[y]!] = 0
    const now = before.slice()
    for (let y = 0; y < count; y++) now[next[y]!] = w[4 * next[y]! + 2]!
    pass.push(now)
    ;[frontier, next, size] = [next, frontier, count]
  }
  const level = new Int8Array(n), first = new Int32Array(n), last = new Int32Array(n)
  for (let p = 0; p < n; p++) { const x = 4 * p; first[p] = w[x]!; last[p] = w[x + 1]!; level[p] = (w[x + 3]! & 7) - 1 }
  return { rule, level, first, last, pass }
}
