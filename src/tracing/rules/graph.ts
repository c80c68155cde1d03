/**
 * Đồ thị tiếp xúc (the graph of exposures): persons, meetings between two persons, and places, vehicles, classes or shifts at which many
 * persons stayed. A place is one node with its stays, never a line for every pair. Built for a neighbourhood or for a whole outbreak alike.
 */
import { always, never, type Minute, type Span } from './time.ts'

/** What the rules must know of one person. Whoever is not an active case leaves `window` out. */
export type PersonFacts = {
  readonly id: string
  /** Infectious window of an active F0; null for everybody else, also for a refuted case. */
  readonly window: Span | null
  /** From here on the person passes nothing on (recovered, died); default: never. */
  readonly until?: Minute
  /** Spans in isolation: hospital, quarantine place, home under order. Meetings inside them pass nothing on. */
  readonly isolations?: readonly Span[]
  /** Sampling instant of the latest negative result that the protocol lets end earlier exposures (see LevelRule.releaseOnNegative). */
  readonly clearedAt?: Minute | null
}

/** Tiếp xúc: two persons met in this span. Either may have infected the other. */
export type Meeting = { readonly a: string; readonly b: string } & Span
/** Có mặt: one person stayed at a place, vehicle, class, shift or dormitory in this span. */
export type Stay = { readonly person: string; readonly place: string } & Span

/** Columns instead of objects: rows of a database copy arrive like this. `place` and `person` are indexes. */
export type GraphColumns = {
  readonly persons: number
  readonly places: number
  readonly meetA: Int32Array; readonly meetB: Int32Array; readonly meetFrom: Int32Array; readonly meetTo: Int32Array
  readonly stayPerson: Int32Array; readonly stayPlace: Int32Array; readonly stayFrom: Int32Array; readonly stayTo: Int32Array
}

/** The graph in typed arrays. Facts may be changed in place; meetings and stays may not. */
export type ExposureGraph = {
  readonly persons: number
  readonly places: number
  /** Names of persons and places by index; empty when the graph was built of columns. */
  readonly ids: readonly string[]
  readonly placeIds: readonly string[]
  readonly indexOf: ReadonlyMap<string, number>
  readonly placeIndexOf: ReadonlyMap<string, number>
  /** Start of the infectious window of an F0, `never` for others. */
  readonly caseFrom: Int32Array
  /** Last minute at which the person passes anything on. */
  readonly until: Int32Array
  readonly clearedAt: Int32Array
  readonly isolations: Map<number, readonly Span[]>
  /** Meetings of person p: entries meetAt[p] … meetAt[p + 1] - 1 of the three columns. */
  readonly meetAt: Int32Array; readonly meetOther: Int32Array; readonly meetFrom: Int32Array; readonly meetTo: Int32Array
  /** Stays at place e: entries stayAt[e] … of the three columns. */
  readonly stayAt: Int32Array; readonly stayPerson: Int32Array; readonly stayFrom: Int32Array; readonly stayTo: Int32Array
  /** Stays of person p: entries placeAt[p] … with the place and the entry in the stay columns; so nobody is looked for in a crowded place. */
  readonly placeAt: Int32Array; readonly placeOf: Int32Array; readonly placeStay: Int32Array
}

/** Counting sort of entries by key: offsets and the entry numbers in order. */
function byKey(keys: Int32Array, buckets: number): { at: Int32Array; order: Int32Array } {
  const at = new Int32Array(buckets + 1)
  for (let i = 0; i < keys.length; i++) at[keys[i]! + 1]!++
  for (let b = 0; b < buckets; b++) at[b + 1]! += at[b]!
  const next = at.slice(0, buckets)
  const order = new Int32Array(keys.length)
  for (let i = 0; i < keys.length; i++) order[next[keys[i]!]!++] = i
  return { at, order }
}

/** The graph of columns, every person without window, isolation or negative result. A meeting of a person with themself is not one. */
export function graphOfColumns(c: GraphColumns): ExposureGraph {
  const m = c.meetA.length
  const meetAt = new Int32Array(c.persons + 1)
  for (let i = 0; i < m; i++) if (c.meetA[i] !== c.meetB[i]) { meetAt[c.meetA[i]! + 1]!++; meetAt[c.meetB[i]! + 1]!++ }
  for (let p = 0; p < c.persons; p++) meetAt[p + 1]! += meetAt[p]!
  const next = meetAt.slice(0, c.persons)
  const total = meetAt[c.persons]!
  const meetOther = new Int32Array(total), meetFrom = new Int32Array(total), meetTo = new Int32Array(total)
  for (let i = 0; i < m; i++) {
    const a = c.meetA[i]!, b = c.meetB[i]!
    if (a === b) continue
    const x = next[a]!++, y = next[b]!++
    meetOther[x] = b; meetOther[y] = a
    meetFrom[x] = meetFrom[y] = c.meetFrom[i]!
    meetTo[x] = meetTo[y] = c.meetTo[i]!
  }
  const s = c.stayPerson.length
  const stays = byKey(c.stayPlace, c.places)
  const stayPerson = new Int32Array(s), stayFrom = new Int32Array(s), stayTo = new Int32Array(s)
  for (let i = 0; i < s; i++) {
    const row = stays.order[i]!
    stayPerson[i] = c.stayPerson[row]!; stayFrom[i] = c.stayFrom[row]!; stayTo[i] = c.stayTo[row]!
  }
  const entryOf = new Int32Array(s)
  for (let i = 0; i < s; i++) entryOf[stays.order[i]!] = i
  const placesOf = byKey(c.stayPerson, c.persons)
  const placeOf = new Int32Array(s), placeStay = new Int32Array(s)
  for (let i = 0; i < s; i++) { const row = placesOf.order[i]!; placeOf[i] = c.stayPlace[row]!; placeStay[i] = entryOf[row]! }
  return {
    persons: c.persons, places: c.places, ids: [], placeIds: [], indexOf: new Map(), placeIndexOf: new Map(),
    caseFrom: new Int32Array(c.persons).fill(never), until: new Int32Array(c.persons).fill(never),
    clearedAt: new Int32Array(c.persons).fill(always), isolations: new Map(),
    meetAt, meetOther, meetFrom, meetTo, stayAt: stays.at, stayPerson, stayFrom, stayTo, placeAt: placesOf.at, placeOf, placeStay,
  }
}

/** Writes what is now known of one person into the graph; then `relevel` says whose level changes by it. */
export function setFacts(graph: ExposureGraph, index: number, facts: Omit<PersonFacts, 'id'>): void {
  const until = facts.until ?? never
  graph.caseFrom[index] = facts.window ? facts.window.from : never
  graph.until[index] = facts.window ? Math.min(until, facts.window.to) : until
  graph.clearedAt[index] = facts.clearedAt ?? always
  const spans = facts.isolations ?? []
  if (spans.length > 0) graph.isolations.set(index, [...spans].sort((x, y) => x.from - y.from))
  else graph.isolations.delete(index)
}

/**
 * The graph of rows. Somebody who only occurs in a meeting or a stay is a person without facts: an id that is missing from the list is kept,
 * never dropped. The order of rows does not matter to any result.
 */
export function buildGraph(persons: readonly PersonFacts[], meetings: readonly Meeting[], stays: readonly Stay[]): ExposureGraph {
  const ids: string[] = [], placeIds: string[] = []
  const indexOf = new Map<string, number>(), placeIndexOf = new Map<string, number>()
  const number = (map: Map<string, number>, list: string[], id: string): number => {
    let i = map.get(id)
    if (i === undefined) { i = list.length; map.set(id, i); list.push(id) }
    return i
  }
  for (const p of persons) number(indexOf, ids, p.id)
  const n = meetings.length
  const meetA = new Int32Array(n), meetB = new Int32Array(n), meetFrom = new Int32Array(n), meetTo = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const m = meetings[i]!
    meetA[i] = number(indexOf, ids, m.a); meetB[i] = number(indexOf, ids, m.b); meetFrom[i] = m.from; meetTo[i] = m.to
  }
  const s = stays.length
  const stayPerson = new Int32Array(s), stayPlace = new Int32Array(s), stayFrom = new Int32Array(s), stayTo = new Int32Array(s)
  for (let i = 0; i < s; i++) {
    const st = stays[i]!
    stayPerson[i] = number(indexOf, ids, st.person); stayPlace[i] = number(placeIndexOf, placeIds, st.place); stayFrom[i] = st.from; stayTo[i] = st.to
  }
  const graph = { ...graphOfColumns({ persons: ids.length, places: placeIds.length, meetA, meetB, meetFrom, meetTo, stayPerson, stayPlace, stayFrom, stayTo }), ids, placeIds, indexOf, placeIndexOf }
  for (const p of persons) setFacts(graph, indexOf.get(p.id)!, p)
  return graph
}
