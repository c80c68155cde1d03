/**
 * Chuỗi lây (chains of transmission): cases and the links from a source to a case. Blank ends, a case linked to itself and repeated links are
 * set aside and counted; an id that is missing from the case list is kept with a flag, never dropped. Row order changes nothing.
 */
import type { PlainDate } from '../../platform/dates.ts'

export type ListedCase = { readonly id: string; /** Onset, or the report date where onset is not kept. */ readonly on: PlainDate | null }
export type LinkRow = { readonly source: string | null; readonly target: string | null }
export type Link = { readonly source: string; readonly target: string }

export type CleanLinks = { readonly links: readonly Link[]; readonly blank: number; readonly selfLoops: number; readonly duplicates: number }

/** Links fit for counting, in the order of their ids. */
export function cleanLinks(rows: readonly LinkRow[]): CleanLinks {
  let blank = 0, selfLoops = 0, duplicates = 0
  const kept = new Map<string, Link>()
  for (const { source, target } of rows) {
    if (!source || !target) { blank++; continue }
    if (source === target) { selfLoops++; continue }
    const key = `${source}\u0000${target}`
    if (kept.has(key)) { duplicates++; continue }
    kept.set(key, { source, target })
  }
  return { links: [...kept.values()].sort((a, b) => text(a.source, b.source) || text(a.target, b.target)), blank, selfLoops, duplicates }
}

/** Plain text order of ids; no locale, so that every machine agrees. */
export const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Cases and links by number: ids in text order, so that "the smallest id" is the smallest number. */
export type LinkGraph = {
  readonly ids: readonly string[]
  readonly indexOf: ReadonlyMap<string, number>
  /** 1 = in the case list, 0 = known only from a link. */
  readonly listed: Uint8Array
  readonly on: readonly (PlainDate | null)[]
  readonly source: Int32Array
  readonly target: Int32Array
  readonly inDegree: Int32Array
  readonly outDegree: Int32Array
}

export function linkGraph(cases: readonly ListedCase[], links: readonly Link[]): LinkGraph {
  const on = new Map<string, PlainDate | null>()
  for (const c of cases) if (!on.has(c.id) || on.get(c.id) === null) on.set(c.id, c.on)
  const all = new Set(on.keys())
  for (const l of links) { all.add(l.source); all.add(l.target) }
  const ids = [...all].sort(text)
  const indexOf = new Map(ids.map((id, i) => [id, i]))
  const source = Int32Array.from(links, (l) => indexOf.get(l.source)!), target = Int32Array.from(links, (l) => indexOf.get(l.target)!)
  const inDegree = new Int32Array(ids.length), outDegree = new Int32Array(ids.length)
  for (let i = 0; i < source.length; i++) { outDegree[source[i]!]!++; inDegree[target[i]!]!++ }
  return { ids, indexOf, listed: Uint8Array.from(ids, (id) => (on.has(id) ? 1 : 0)), on: ids.map((id) => on.get(id) ?? null), source, target, inDegree, outDegree }
}

/** For every node the smallest node of its weakly connected component. Union by smallest root, so the answer needs no second pass over names. */
export function componentsOf(nodes: number, a: Int32Array, b: Int32Array): Int32Array {
  const parent = Int32Array.from({ length: nodes }, (_, i) => i)
  const find = (x: number): number => {
    while (parent[x] !== x) { parent[x] = parent[parent[x]!]!; x = parent[x]! }
    return x
  }
  for (let i = 0; i < a.length; i++) {
    const x = find(a[i]!), y = find(b[i]!)
    if (x < y) parent[y] = x
    else if (y < x) parent[x] = y
  }
  for (let i = 0; i < nodes; i++) parent[i] = find(i)
  return parent
}

export type Generations = {
  /** Thế hệ: shortest distance from any case without a source; -1 where no such case leads here (a ring of links). */
  readonly shortest: Int32Array
  /** Longest path from a case without a source; null when some links run in a ring. */
  readonly longest: Int32Array | null
}

export function generationsOf(g: LinkGraph): Generations {
  const n = g.ids.length
  const at = new Int32Array(n + 1)
  for (const s of g.source) at[s + 1]!++
  for (let i = 0; i < n; i++) at[i + 1]! += at[i]!
  const next = at.slice(0, n), out = new Int32Array(g.source.length)
  for (let i = 0; i < g.source.length; i++) out[next[g.source[i]!]!++] = g.target[i]!
  const shortest = new Int32Array(n).fill(-1)
  const queue: number[] = []
  for (let i = 0; i < n; i++) if (g.inDegree[i] === 0) { shortest[i] = 0; queue.push(i) }
  for (let q = 0; q < queue.length; q++) {
    const p = queue[q]!
    for (let i = at[p]!; i < at[p + 1]!; i++) if (shortest[out[i]!] === -1) { shortest[out[i]!] = shortest[p]! + 1; queue.push(out[i]!) }
  }
  const longest = new Int32Array(n), open = g.inDegree.slice()
  const order: number[] = []
  for (let i = 0; i < n; i++) if (open[i] === 0) order.push(i)
  for (let q = 0; q < order.length; q++) {
    const p = order[q]!
    for (let i = at[p]!; i < at[p + 1]!; i++) {
      const c = out[i]!
      if (longest[p]! + 1 > longest[c]!) longest[c] = longest[p]! + 1
      if (--open[c]! === 0) order.push(c)
    }
  }
  return { shortest, longest: order.length === n ? longest : null }
}
