import { daysBetween, type PlainDate } from '../../../platform/dates.ts'
import { fold, searchable } from '../../../platform/text.ts'
import { abolishedUnits, districtsEnded } from './check.ts'
import { assigneesOf, deadlinesOf, unitsOf, type Clause, type ClauseReference, type ClauseReporting } from './clauses.ts'
import { normalised, orders, statementsOf, type Span, type Statement } from './statements.ts'

/** Văn bản cấp trên, as far as coverage needs it. */
export type UpperDocument = { readonly number: string | null; readonly date: PlainDate | null; readonly issuer: string | null; readonly clauses: readonly Clause[]; readonly reporting?: readonly ClauseReporting[] }
/** Văn bản triển khai of one unit; several are compared together. */
export type LowerDocument = {
  readonly id: string
  readonly date: PlainDate | null
  readonly issuer: string | null
  readonly clauses: readonly Clause[]
  readonly reporting?: readonly ClauseReporting[]
  readonly references?: readonly ClauseReference[]
  /** Units of the lead-in sentence, which answer for items without an actor. */
  readonly defaultAssignees?: readonly string[]
  /** The day of the ĐẾN stamp below. */
  readonly arrivedOn?: PlainDate | null
}
/** The unit whose coverage is asked, by its names and the groups it belongs to. Without it every item counts as addressed. */
export type AddressedUnit = { readonly names: readonly string[]; readonly groups: readonly string[] }

/** Why a carried item is weaker below than above. */
export type Weakness =
  | { readonly kind: 'later_deadline'; readonly upper: string; readonly lower: string }
  | { readonly kind: 'deadline_dropped'; readonly upper: string }
  | { readonly kind: 'rarer'; readonly upper: string; readonly lower: string }
  | { readonly kind: 'fewer_units'; readonly missing: readonly string[] }
  | { readonly kind: 'softer_verb'; readonly upper: Span; readonly lower: Span }
  | { readonly kind: 'figure_changed'; readonly upper: string; readonly lower: string }
  | { readonly kind: 'figure_missing'; readonly upper: string }
  | { readonly kind: 'named_missing'; readonly name: string }
  | { readonly kind: 'part_missing'; readonly parts: readonly Span[] }
export type ItemState = 'carried' | 'weakened' | 'contradicted' | 'not_found' | 'out_of_scope'
/** One statement above beside the one that carries it below; offsets into the clauses' texts. */
export type Evidence = { readonly upper: Span; readonly document: string; readonly clause: string; readonly lower: Span; readonly score: number; readonly contradicts: boolean }

export type ItemCoverage = {
  readonly id: string
  readonly label: string | null
  readonly addressed: 'named' | 'group' | 'lead_in' | 'no'
  readonly state: ItemState
  /** Share of the item's content found below, 0 to 1. */
  readonly score: number
  readonly weaknesses: readonly Weakness[]
  readonly evidence: readonly Evidence[]
  /** Is a responsible unit named below? Null for what is not carried. */
  readonly named: boolean | null
  /** Neither above nor below is a day set: reported, not hidden. */
  readonly undated: boolean
  /** The lower deadline falls on the upper one: no day is left to report upward. */
  readonly noMargin: boolean
}

export type DocumentFinding =
  | { readonly kind: 'nothing_issued' }
  | { readonly kind: 'not_cited'; readonly document: string }
  | { readonly kind: 'number_differs'; readonly document: string; readonly cited: string }
  | { readonly kind: 'date_differs'; readonly document: string; readonly cited: string }
  | { readonly kind: 'issuer_differs'; readonly document: string; readonly cited: string }
  | { readonly kind: 'reporting_missing' }
  | { readonly kind: 'reporting_later'; readonly upper: string; readonly lower: string }
  | { readonly kind: 'unit_abolished'; readonly clause: string; readonly unit: string }
  | { readonly kind: 'before_upper'; readonly document: string }

export type Coverage = {
  readonly items: readonly ItemCoverage[]
  /** Items below that answer to none above. */
  readonly added: readonly { readonly document: string; readonly clause: string; readonly label: string | null; readonly score: number }[]
  readonly findings: readonly DocumentFinding[]
  /** Days from the upper date to each lower date, and to the stamp below it. */
  readonly delays: readonly { readonly document: string; readonly days: number | null; readonly toArrival: number | null }[]
}

/**
 * Shares of content, set on the four source papers and the planted changes of the tests. Items on the same topic in two independent
 * papers share 0.25–0.48 and items on different ones at most 0.2; an order reworded for the next level shares 0.38 and more.
 */
const matched = 0.38
/** A statement that shares this much is shown beside the one above, and is still missing in part. */
const related = 0.25
/** … and so much content in all that it is more than the common words of every order: one rare pair of words and another word. */
const least = 1.5
/** Only a statement that shares this much with the one above, by itself, can contradict it. */
const same = 0.35
/** An item is carried when at least this share of its content is matched, and lacks a part otherwise. */
const whole = 0.75
const barely = 0.22
/** A lower item that reaches less than this of any item above was added. */
const added = 0.18

type Placed = { readonly statement: Statement; readonly document: string; readonly clause: Clause; readonly around: ReadonlyMap<string, number> }
/** An order spread over several statements of one item below counts a little less than one said in one breath. */
const spread = 0.9

/** Weight of a term: rare ones tell orders apart. The document frequency is counted over both papers, statement by statement. */
function weigher(statements: readonly Statement[]): (term: string, kind: number) => number {
  const df = new Map<string, number>()
  for (const s of statements) for (const term of s.terms.keys()) df.set(term, (df.get(term) ?? 0) + 1)
  return (term, kind) => kind * Math.log(1 + statements.length / (df.get(term) ?? 1))
}

/** Share of the upper statement's content that stands in the lower one. A set with everything in it has 1. */
function share(upper: Statement, lower: ReadonlyMap<string, number>, weight: (term: string, kind: number) => number): number {
  let all = 0
  let found = 0
  for (const [term, kind] of upper.terms) {
    const w = weight(term, kind)
    all += w
    if (lower.has(term)) found += w
  }
  return all === 0 ? 0 : found / all
}
const mass = (s: Statement, weight: (term: string, kind: number) => number): number => [...s.terms].reduce((sum, [term, kind]) => sum + weight(term, kind), 0)

/** A ban above that stands as an order below, or the other way round. */
function contradicts(upper: Statement, lower: Statement): boolean {
  const reversed = (bans: ReadonlySet<string>, other: Statement): boolean => [...bans].some((pair) => !other.forbidden.has(pair) && orders(other, pair))
  return reversed(upper.forbidden, lower) || reversed(lower.forbidden, upper)
}

/**
 * Kiểm tra độ phủ: what of the upper paper one unit's papers carry out. It compares content words, named programmes, figures, deadlines
 * and units, not sentences; the last word is a person's, so every finding shows the two texts.
 */
export function coverage(upper: UpperDocument, lower: readonly LowerDocument[], unit?: AddressedUnit): Coverage {
  const upperStatements = new Map(upper.clauses.map((c) => [c.id, statementsOf(c.text)]))
  const placed: Placed[] = lower.flatMap((d) => d.clauses.flatMap((clause) => {
    const statements = statementsOf(clause.text)
    const around = new Map(statements.flatMap((s) => [...s.terms]))
    return statements.map((statement) => ({ statement, document: d.id, clause, around }))
  }))
  const weight = weigher([...[...upperStatements.values()].flat(), ...placed.map((p) => p.statement)])
  const floor = least * Math.log(1 + placed.length + [...upperStatements.values()].flat().length)
  const items = upper.clauses.map((clause) => coverItem(clause, upperStatements.get(clause.id)!, placed, lower, unit, weight, floor))
  return { items, added: addedBelow(upperStatements, lower, weight), findings: documentFindings(upper, lower), delays: delays(upper, lower) }
}

function coverItem(clause: Clause, statements: readonly Statement[], placed: readonly Placed[], documents: readonly LowerDocument[], unit: AddressedUnit | undefined, weight: (term: string, kind: number) => number, floor: number): ItemCoverage {
  const addressed = addressedTo(clause, unit)
  const base = { id: clause.id, label: clause.label, addressed, weaknesses: [], evidence: [], named: null, undated: false, noMargin: false } as const
  if (addressed === 'no') return { ...base, state: 'out_of_scope', score: 0 }
  const evidence: Evidence[] = []
  const missing: Span[] = []
  const pairs: { upper: Statement; lower: Placed }[] = []
  const carriers = new Set<Clause>()
  let all = 0
  let found = 0
  for (const statement of statements) {
    const own = mass(statement, weight)
    all += own
    const best = placed.reduce<{ at: Placed; score: number; own: number } | undefined>((top, at) => {
      const own = share(statement, at.statement.terms, weight)
      const score = Math.max(own, spread * share(statement, at.around, weight))
      return !top || score > top.score || (score === top.score && own > top.own) ? { at, score, own } : top
    }, undefined)
    /** A short statement found whole counts however few its words are. */
    const enough = best !== undefined && (best.score > 0.9 || own * best.score >= floor)
    if (!best || !enough || best.score < matched) missing.push({ start: statement.start, end: statement.end })
    if (!best) continue
    found += own * best.score
    if (best.score < related || !enough) continue
    if (best.score >= matched) pairs.push({ upper: statement, lower: best.at })
    carriers.add(best.at.clause)
    evidence.push({
      upper: { start: statement.start, end: statement.end }, document: best.at.document, clause: best.at.clause.id, lower: { start: best.at.statement.start, end: best.at.statement.end },
      score: best.score, contradicts: best.own >= same && contradicts(statement, best.at.statement),
    })
  }
  const score = all === 0 ? 0 : found / all
  if (carriers.size === 0 || score < barely) return { ...base, state: 'not_found', score, evidence }
  const carrying = [...carriers]
  const weaknesses = [...deadlineWeakness(clause, carrying), ...unitWeakness(clause, carrying), ...statementWeakness(pairs, carrying, placed.filter((p) => carriers.has(p.clause)).map((p) => p.statement))]
  if (missing.length > 0 && score < whole) weaknesses.push({ kind: 'part_missing', parts: missing })
  const defaults = new Map(documents.flatMap((d) => d.clauses.map((c) => [c, d.defaultAssignees ?? []] as const)))
  const uppers = deadlinesOf(clause).flatMap((d) => d.by ?? [])
  const lowers = carrying.flatMap((c) => deadlinesOf(c).flatMap((d) => d.by ?? []))
  return {
    ...base, score, weaknesses, evidence,
    state: evidence.some((e) => e.contradicts) ? 'contradicted' : weaknesses.length > 0 ? 'weakened' : 'carried',
    named: carrying.some((c) => assigneesOf(c).length > 0 || (defaults.get(c) ?? []).length > 0),
    undated: uppers.length === 0 && lowers.length === 0,
    noMargin: uppers.length > 0 && lowers.length > 0 && latest(lowers).slice(0, 10) === latest(uppers).slice(0, 10),
  }
}

const latest = (days: readonly string[]): string => days.reduce((a, b) => (b > a ? b : a))
/** A day without a time lasts until it ends. */
const endOf = (by: string): string => (by.length <= 10 ? `${by}T24:00` : by)
const rhythms = ['hang ngay', 'hang tuan', 'hang thang', 'hang quy'] as const
const rhythmOf = (texts: readonly string[]): number => Math.min(...texts.map((t) => { const i = rhythms.findIndex((r) => normalised(t).includes(r)); return i < 0 ? Infinity : i }), Infinity)

function deadlineWeakness(clause: Clause, carriers: readonly Clause[]): Weakness[] {
  const out: Weakness[] = []
  const above = deadlinesOf(clause)
  const below = carriers.flatMap(deadlinesOf)
  const upper = above.flatMap((d) => d.by ?? [])
  const lower = below.flatMap((d) => d.by ?? [])
  if (upper.length > 0 && lower.length > 0) {
    const [u, l] = [latest(upper.map(endOf)), latest(lower.map(endOf))]
    if (l > u) out.push({ kind: 'later_deadline', upper: above.find((d) => d.by && endOf(d.by) === u)!.by!, lower: below.find((d) => d.by && endOf(d.by) === l)!.by! })
  } else if (upper.length > 0 && !above.some((d) => carriers.some((c) => fold(c.text).includes(fold(d.text.trim()))))) {
    out.push({ kind: 'deadline_dropped', upper: above.find((d) => d.by)!.text })
  }
  const [often, seldom] = [rhythmOf(above.map((d) => d.text)), rhythmOf(below.map((d) => d.text))]
  if (often !== Infinity && seldom !== Infinity && seldom > often) out.push({ kind: 'rarer', upper: rhythms[often]!, lower: rhythms[seldom]! })
  return out
}

/** A unit's name without the words of its level, so that Công an tỉnh and Công an xã are the same kind. */
const kindOf = (name: string): string => searchable(normalised(name)).replace(/\b(cac|bo|dong chi|giam doc|chu tich|truong|pho|so|phong|ban|tinh|huyen|xa|phuong|thanh pho|thi xa|thi tran|dac khu|trung tam|co quan|don vi|cap)\b/gu, ' ').replace(/\s+/gu, ' ').trim()

/** Units that are named above and nowhere in what carries the item, while others of them are: somebody was left out on the way. */
function unitWeakness(clause: Clause, carriers: readonly Clause[]): Weakness[] {
  const above = unitsOf(clause).map((name) => ({ name, kind: kindOf(name) })).filter((u) => u.kind !== '')
  if (above.length < 2) return []
  const texts = carriers.map((c) => kindOf(`${unitsOf(c).join(' | ')} | ${c.text}`)).join(' | ')
  const missing = above.filter((u) => !texts.includes(u.kind))
  return missing.length > 0 && missing.length < above.length ? [{ kind: 'fewer_units', missing: missing.map((m) => m.name) }] : []
}

function statementWeakness(pairs: readonly { upper: Statement; lower: Placed }[], carriers: readonly Clause[], below: readonly Statement[]): Weakness[] {
  const out: Weakness[] = []
  const plain = searchable(carriers.map((c) => normalised(c.text)).join(' '))
  for (const { upper, lower } of pairs) {
    if (lower.statement.strength < upper.strength && lower.statement.strength <= 2) out.push({ kind: 'softer_verb', upper: { start: upper.start, end: upper.end }, lower: { start: lower.statement.start, end: lower.statement.end } })
    for (const figure of upper.figures) {
      const here = lower.statement.figures.filter((f) => f.of === figure.of)
      const anywhere = below.flatMap((s) => s.figures).filter((f) => f.of === figure.of)
      if (anywhere.some((f) => f.value === figure.value)) continue
      const other = here[0] ?? anywhere[0]
      out.push(other ? { kind: 'figure_changed', upper: figure.text, lower: other.text } : { kind: 'figure_missing', upper: figure.text })
    }
    for (const { key, said } of upper.named) if (!` ${plain} `.includes(` ${key} `)) out.push({ kind: 'named_missing', name: said })
  }
  return out
}

const sameName = (a: string, b: string): boolean => searchable(normalised(a)) === searchable(normalised(b))
/** Does the item bind the unit: by name, through a group it belongs to, or because it names nobody. */
export function addressedTo(clause: Clause, unit: AddressedUnit | undefined): ItemCoverage['addressed'] {
  const named = unitsOf(clause)
  if (!unit || named.length === 0) return 'lead_in'
  if (named.some((n) => unit.names.some((u) => sameName(n, u)))) return 'named'
  if (named.some((n) => unit.groups.some((g) => sameName(n, g)))) return 'group'
  return 'no'
}

/** Items below whose content stands nowhere above. */
function addedBelow(upper: ReadonlyMap<string, readonly Statement[]>, lower: readonly LowerDocument[], weight: (term: string, kind: number) => number): Coverage['added'] {
  const above = [...upper.values()].flat()
  return lower.flatMap((d) => d.clauses.flatMap((clause) => {
    const statements = statementsOf(clause.text)
    const total = statements.reduce((sum, s) => sum + mass(s, weight), 0)
    if (total === 0) return []
    const score = statements.reduce((sum, s) => sum + mass(s, weight) * Math.max(0, ...above.map((a) => share(s, a.terms, weight))), 0) / total
    return score < added ? [{ document: d.id, clause: clause.id, label: clause.label, score }] : []
  }))
}

/** Citations, reporting and dead units: what concerns the papers as a whole. */
function documentFindings(upper: UpperDocument, lower: readonly LowerDocument[]): DocumentFinding[] {
  if (lower.length === 0) return [{ kind: 'nothing_issued' }]
  const out: DocumentFinding[] = []
  for (const d of lower) {
    out.push(...citationFindings(upper, d))
    if (upper.date && d.date && d.date < upper.date) out.push({ kind: 'before_upper', document: d.id })
    if (d.date && d.date >= districtsEnded) for (const c of d.clauses) for (const unit of abolishedUnits(c.text)) out.push({ kind: 'unit_abolished', clause: c.id, unit })
  }
  const up = upper.reporting ?? []
  const down = lower.flatMap((d) => d.reporting ?? [])
  if (up.length > 0 && down.length === 0) out.push({ kind: 'reporting_missing' })
  const [u, l] = [up.flatMap((r) => r.by ?? []), down.flatMap((r) => r.by ?? [])]
  if (u.length > 0 && l.length > 0 && endOf(latest(l)) >= endOf(latest(u))) out.push({ kind: 'reporting_later', upper: latest(u), lower: latest(l) })
  return out
}

const bareNumber = (number: string): string => fold(number).replace(/\s+/gu, '').replace(/[–−]/gu, '-').toUpperCase()

/** One sign more, less or other: a slip of the hand or of the reading, not another paper. */
function nearlySame(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const [restA, restB] = [a.slice(i), b.slice(i)]
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB
}

function citationFindings(upper: UpperDocument, d: LowerDocument): DocumentFinding[] {
  if (!upper.number) return []
  const own = bareNumber(upper.number)
  const cited = (d.references ?? []).filter((r) => r.number !== null)
  const exact = cited.find((r) => bareNumber(r.number!) === own)
  if (!exact) {
    const near = cited.find((r) => nearlySame(bareNumber(r.number!), own) || (r.date !== null && r.date === upper.date && bareNumber(r.number!).replace(/^\d+/u, '') === own.replace(/^\d+/u, '')))
    return [near ? { kind: 'number_differs', document: d.id, cited: near.number! } : { kind: 'not_cited', document: d.id }]
  }
  return [
    ...(exact.date && upper.date && exact.date !== upper.date ? [{ kind: 'date_differs', document: d.id, cited: exact.date } as const] : []),
    ...(exact.issuer && upper.issuer && !sameOrgan(exact.issuer, upper.issuer) ? [{ kind: 'issuer_differs', document: d.id, cited: exact.issuer } as const] : []),
  ]
}
/** Tỉnh ủy and Thường trực Tỉnh ủy are the organ and its board: one name within the other is no difference. */
function sameOrgan(a: string, b: string): boolean {
  const [x, y] = [searchable(normalised(a)), searchable(normalised(b))]
  return x.includes(y) || y.includes(x)
}

const delays = (upper: UpperDocument, lower: readonly LowerDocument[]): Coverage['delays'] => lower.map((d) => ({
  document: d.id, days: upper.date && d.date ? daysBetween(upper.date, d.date) : null, toArrival: upper.date && d.arrivedOn ? daysBetween(upper.date, d.arrivedOn) : null,
}))
