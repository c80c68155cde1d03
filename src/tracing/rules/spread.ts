/** Mức độ lây lan: how many secondary cases, how unevenly, how many days apart, and what looks wrong in the dates. */
import { daysBetween, type PlainDate } from '../../platform/dates.ts'
import { componentsOf, generationsOf, text, type LinkGraph } from './links.ts'

/** Numbers of secondary cases fitted by a negative binomial; a small k means that few cases cause most others. */
export type Offspring = { readonly n: number; readonly mean: number; readonly variance: number | null; readonly k: number | null; readonly negativeLogLikelihood: number; readonly max: number; readonly none: number }

/**
 * Maximum likelihood of the negative binomial. The mean is the sample mean; k solves the one remaining equation by bisection. k is null when
 * the counts are no more uneven than chance (the likelihood grows for ever with k): a Poisson distribution.
 */
export function offspring(counts: readonly number[]): Offspring {
  const n = counts.length
  const histogram = new Map<number, number>()
  let sum = 0
  for (const x of counts) { sum += x; histogram.set(x, (histogram.get(x) ?? 0) + 1) }
  const mean = n === 0 ? 0 : sum / n
  const squares = counts.reduce((s, x) => s + (x - mean) ** 2, 0)
  const slope = (k: number): number => {
    let s = n * Math.log(k / (k + mean))
    for (const [x, times] of histogram) for (let j = 0; j < x; j++) s += times / (k + j)
    return s
  }
  const fits = n > 0 && mean > 0 && squares / n > mean
  let low = Math.log(1e-8), high = Math.log(1e8)
  if (fits) for (let i = 0; i < 200; i++) { const mid = (low + high) / 2; if (slope(Math.exp(mid)) > 0) low = mid; else high = mid }
  const k = fits ? Math.exp((low + high) / 2) : null
  let nll = 0
  for (const [x, times] of histogram) {
    let l = mean === 0 ? 0 : k === null ? x * Math.log(mean) - mean : k * Math.log(k / (k + mean)) + x * Math.log(mean / (k + mean))
    for (let j = 0; j < x; j++) l += (k === null ? 0 : Math.log(k + j)) - Math.log(j + 1)
    nll -= times * l
  }
  return { n, mean, variance: n > 1 ? squares / (n - 1) : null, k, negativeLogLikelihood: nll, max: counts.reduce((a, b) => Math.max(a, b), 0), none: histogram.get(0) ?? 0 }
}

export type Spread = { readonly n: number; readonly mean: number | null; readonly sd: number | null; readonly median: number | null; readonly min: number | null; readonly max: number | null; readonly negative: number; readonly zero: number }

/** Mean, standard deviation (n − 1), median and extremes of whole days. */
export function spreadOf(days: readonly number[]): Spread {
  const n = days.length
  if (n === 0) return { n: 0, mean: null, sd: null, median: null, min: null, max: null, negative: 0, zero: 0 }
  const sorted = [...days].sort((a, b) => a - b)
  const mean = days.reduce((a, b) => a + b, 0) / n
  const half = n >> 1
  return {
    n, mean, sd: n > 1 ? Math.sqrt(sorted.reduce((s, x) => s + (x - mean) ** 2, 0) / (n - 1)) : null,
    median: n % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2, min: sorted[0]!, max: sorted[n - 1]!,
    negative: sorted.filter((x) => x < 0).length, zero: sorted.filter((x) => x === 0).length,
  }
}

export type SerialInterval = { readonly source: string; readonly target: string; readonly days: number }
/** Khoảng thời gian nối tiếp (serial interval): days from the date of the source to the date of the case, for links with both dates. */
export function serialIntervals(g: LinkGraph): SerialInterval[] {
  const out: SerialInterval[] = []
  for (let i = 0; i < g.source.length; i++) {
    const a = g.on[g.source[i]!], b = g.on[g.target[i]!]
    if (a && b) out.push({ source: g.ids[g.source[i]!]!, target: g.ids[g.target[i]!]!, days: daysBetween(a, b) })
  }
  return out
}

export type Counts = { readonly [value: number]: number }
const countsOf = (list: Iterable<number>): Counts => {
  const out: Record<number, number> = {}
  for (const x of list) out[x] = (out[x] ?? 0) + 1
  return out
}

export type ChainFigures = {
  readonly links: number
  /** Cases with at least one link; of these, ids missing from the list (kept as contacts with a flag). */
  readonly linked: number; readonly absent: number
  readonly listed: number; readonly isolated: number
  readonly components: number; readonly componentsWithIsolated: number; readonly sizes: Counts; readonly largest: number
  readonly roots: number; readonly severalSources: number; readonly ring: boolean
  readonly inDegrees: Counts; readonly outDegrees: Counts; readonly outDegreesWithIsolated: Counts
  readonly offspring: Offspring; readonly offspringWithIsolated: Offspring
  /** The smallest number of cases that caused at least 80 % of the links. */
  readonly for80Percent: number
  readonly generations: Counts; readonly maxGeneration: number; readonly longest: Counts | null; readonly maxLongest: number | null
  readonly serialInterval: Spread
}
export type CaseFigures = { readonly id: string; readonly listed: boolean; readonly inDegree: number; readonly outDegree: number; readonly size: number; readonly root: string; readonly generation: number | null; readonly longest: number | null }

/** The figures of one linked case, in text order of ids. */
export function caseFigures(g: LinkGraph): CaseFigures[] {
  const component = componentsOf(g.ids.length, g.source, g.target)
  const size = countsOf(component)
  const { shortest, longest } = generationsOf(g)
  return g.ids.flatMap((id, i) => ((g.inDegree[i]! + g.outDegree[i]!) === 0 ? [] : [{
    id, listed: g.listed[i] === 1, inDegree: g.inDegree[i]!, outDegree: g.outDegree[i]!, size: size[component[i]!]!, root: g.ids[component[i]!]!,
    generation: shortest[i] === -1 ? null : shortest[i]!, longest: longest ? longest[i]! : null,
  }]))
}

/** Everything one says about the chains of a list of cases. */
export function chainFigures(g: LinkGraph): ChainFigures {
  const cases = caseFigures(g)
  const out = cases.map((c) => c.outDegree)
  const isolated = g.ids.length - cases.length
  const sizes = new Map<string, number>(cases.map((c) => [c.root, c.size]))
  const links = g.source.length
  let sum = 0, for80Percent = 0
  for (const x of [...out].sort((a, b) => b - a)) { if (sum >= 0.8 * links) break; sum += x; for80Percent++ }
  const generations = cases.flatMap((c) => c.generation ?? [])
  const longest = cases.every((c) => c.longest !== null) ? cases.map((c) => c.longest!) : null
  const max = (list: readonly number[]): number => list.reduce((a, b) => Math.max(a, b), 0)
  const all = [...out, ...Array.from({ length: isolated }, () => 0)]
  return {
    links, linked: cases.length, absent: cases.filter((c) => !c.listed).length, listed: g.listed.reduce((a, b) => a + b, 0), isolated,
    components: sizes.size, componentsWithIsolated: sizes.size + isolated, sizes: countsOf(sizes.values()), largest: max([...sizes.values()]),
    roots: cases.filter((c) => c.inDegree === 0).length, severalSources: cases.filter((c) => c.inDegree > 1).length, ring: longest === null,
    inDegrees: countsOf(cases.map((c) => c.inDegree)), outDegrees: countsOf(out), outDegreesWithIsolated: countsOf(all),
    offspring: offspring(out), offspringWithIsolated: offspring(all), for80Percent,
    generations: countsOf(generations), maxGeneration: max(generations), longest: longest && countsOf(longest), maxLongest: longest && max(longest),
    serialInterval: spreadOf(serialIntervals(g).map((s) => s.days)),
  }
}

/** The cases with most secondary cases, ties in text order. */
export const topSpreaders = (g: LinkGraph, n: number): { id: string; secondary: number }[] =>
  g.ids.map((id, i) => ({ id, secondary: g.outDegree[i]! })).filter((x) => x.secondary > 0).sort((a, b) => b.secondary - a.secondary || text(a.id, b.id)).slice(0, n)

export type Suspicion =
  | { readonly code: 'before_source'; readonly source: string; readonly target: string; readonly days: number }
  | { readonly code: 'long_gap'; readonly source: string; readonly target: string; readonly days: number }
  | { readonly code: 'same_day'; readonly source: string; readonly target: string; readonly days: 0 }

/** Ngày đáng ngờ: a case ill before its source, a gap too long for the disease, and same-day pairs. Each link is named once, worst first. */
export function suspiciousDates(g: LinkGraph, longGapDays: number): Suspicion[] {
  return serialIntervals(g).flatMap(({ source, target, days }): Suspicion[] =>
    (days < 0 ? [{ code: 'before_source', source, target, days }] : days > longGapDays ? [{ code: 'long_gap', source, target, days }]
      : days === 0 ? [{ code: 'same_day', source, target, days: 0 }] : []))
    .sort((a, b) => rank[a.code] - rank[b.code] || Math.abs(b.days) - Math.abs(a.days) || text(a.target, b.target) || text(a.source, b.source))
}
const rank: Record<Suspicion['code'], number> = { before_source: 0, long_gap: 1, same_day: 2 }

export type Attack = { readonly setting: string; readonly exposed: number; readonly cases: number; /** null when nobody was exposed. */ readonly rate: number | null }
export type ExposedContact = { readonly contact: string; readonly setting: string | null; readonly becameCase: boolean }

/** Tỷ lệ tấn công thứ phát by setting: distinct contacts who became cases over distinct contacts exposed there. Most exposed first. */
export function secondaryAttack(exposures: readonly ExposedContact[], unknownSetting: string): { rows: Attack[]; total: Attack } {
  const bySetting = new Map<string, Map<string, boolean>>(), everybody = new Map<string, boolean>()
  for (const e of exposures) {
    const setting = e.setting ?? unknownSetting
    const people = bySetting.get(setting) ?? new Map<string, boolean>()
    bySetting.set(setting, people)
    for (const map of [people, everybody]) map.set(e.contact, (map.get(e.contact) ?? false) || e.becameCase)
  }
  const row = (setting: string, people: Map<string, boolean>): Attack => {
    const cases = [...people.values()].filter(Boolean).length
    return { setting, exposed: people.size, cases, rate: people.size === 0 ? null : cases / people.size }
  }
  return { rows: [...bySetting].map(([s, p]) => row(s, p)).sort((a, b) => b.exposed - a.exposed || text(a.setting, b.setting)), total: row('', everybody) }
}

/** Days between two dates of the same person (onset → report, onset → isolation), where both are known. */
export const delays = (pairs: readonly (readonly [PlainDate | null, PlainDate | null])[]): Spread => spreadOf(pairs.flatMap(([a, b]) => (a && b ? [daysBetween(a, b)] : [])))
