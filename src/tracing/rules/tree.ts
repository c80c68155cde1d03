/** Cây lây truyền theo thời gian: every case under one source, in the order in which a person would draw it. */
import type { PlainDate } from '../../platform/dates.ts'
import { generationsOf, text, type LinkGraph } from './links.ts'

export type TreeRow = {
  readonly id: string
  /** The source under which the case is drawn; null for the first of a tree. */
  readonly parent: string | null
  /** Further possible sources, drawn as thin lines. */
  readonly otherSources: readonly string[]
  readonly depth: number
  readonly on: PlainDate | null
  readonly secondary: number
  readonly listed: boolean
  /** First of a ring of links in which nobody is without a source: drawn as a root, and to be looked at. */
  readonly ring: boolean
}

/**
 * One row per linked case, trees one after the other. A case with several possible sources is drawn under the one of the earliest generation,
 * then the latest before it in time, then the smallest id; siblings by date, then id.
 */
export function transmissionTree(g: LinkGraph): TreeRow[] {
  const { shortest } = generationsOf(g)
  const sources: number[][] = g.ids.map(() => [])
  const children: number[][] = g.ids.map(() => [])
  for (let i = 0; i < g.source.length; i++) sources[g.target[i]!]!.push(g.source[i]!)
  const dated = (i: number): string => g.on[i] ?? '9999-12-31'
  const byDate = (a: number, b: number): number => text(dated(a), dated(b)) || a - b
  const parent = new Int32Array(g.ids.length).fill(-1)
  for (let i = 0; i < g.ids.length; i++) {
    if (shortest[i]! <= 0) continue
    const fit = sources[i]!.filter((s) => shortest[s] === shortest[i]! - 1)
    const before = (s: number): number => (dated(s) <= dated(i) ? 0 : 1)
    fit.sort((a, b) => before(a) - before(b) || (before(a) === 0 ? byDate(b, a) : byDate(a, b)))
    // Among equal dates the smallest id: byDate reversed would take the largest.
    const best = fit[0]!
    parent[i] = fit.filter((s) => dated(s) === dated(best)).reduce((a, b) => Math.min(a, b), best)
    children[parent[i]!]!.push(i)
  }
  const out: TreeRow[] = []
  const done = new Uint8Array(g.ids.length)
  const draw = (root: number, ring: boolean): void => {
    const stack: { i: number; from: number; depth: number }[] = [{ i: root, from: -1, depth: 0 }]
    while (stack.length > 0) {
      const { i, from, depth } = stack.pop()!
      if (done[i]) continue
      done[i] = 1
      const others = sources[i]!.filter((s) => s !== from).sort((a, b) => a - b)
      out.push({ id: g.ids[i]!, parent: from === -1 ? null : g.ids[from]!, otherSources: others.map((s) => g.ids[s]!), depth, on: g.on[i] ?? null, secondary: g.outDegree[i]!, listed: g.listed[i] === 1, ring: ring && from === -1 })
      const below = ring ? targetsOf(i) : children[i]!
      for (const c of [...below].sort(byDate).reverse()) if (!done[c]) stack.push({ i: c, from: i, depth: depth + 1 })
    }
  }
  const targets: number[][] = g.ids.map(() => [])
  for (let i = 0; i < g.source.length; i++) targets[g.source[i]!]!.push(g.target[i]!)
  const targetsOf = (i: number): number[] => targets[i]!.filter((t) => shortest[t] === -1)
  const linked = g.ids.flatMap((_, i) => (g.inDegree[i]! + g.outDegree[i]! > 0 ? [i] : []))
  for (const i of linked.filter((x) => shortest[x] === 0).sort(byDate)) draw(i, false)
  for (const i of linked.filter((x) => shortest[x] === -1).sort(byDate)) if (!done[i]) draw(i, true)
  return out
}
