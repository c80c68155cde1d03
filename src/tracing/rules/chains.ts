/**
 * Chuỗi lây đang hoạt động: chains as an outbreak meeting looks at them. Cases and events hang together by every relation between them; the
 * dates of all relations count, also of a second exposure of the same pair; contacts are counted beside a chain and do not join two chains.
 */
import { addDays, daysBetween, type PlainDate } from '../../platform/dates.ts'
import { componentsOf, text } from './links.ts'

export type ChainNode = { readonly id: string; readonly kind: 'case' | 'event' | 'contact' }
export type Relation = { readonly a: string; readonly b: string; readonly on: PlainDate | null }

export type Chain = {
  /** Cases and events, in text order; the first one names the chain. */
  readonly members: readonly string[]
  readonly cases: number; readonly events: number
  readonly contacts: number
  readonly first: PlainDate | null; readonly last: PlainDate | null
  /** Days from the first to the last relation; null without any date. */
  readonly days: number | null
  /** A relation lies within the follow-up length before the day asked for. */
  readonly active: boolean
}

/**
 * Chains of at least two members, largest first. Active on day D with length P: some relation has its date on D − P or later.
 * A person who is in the list both as a contact and as a case is a case.
 */
export function chainsOf(nodes: readonly ChainNode[], relations: readonly Relation[], asOf: PlainDate, followUpDays: number): Chain[] {
  const kind = new Map<string, ChainNode['kind']>()
  for (const n of nodes) if (!kind.has(n.id) || kind.get(n.id) === 'contact') kind.set(n.id, n.kind)
  const joins = (id: string): boolean => { const k = kind.get(id); return k === 'case' || k === 'event' }
  const ids = [...kind.keys()].filter(joins).sort(text)
  const indexOf = new Map(ids.map((id, i) => [id, i]))
  const inside = relations.filter((r) => r.a !== r.b && joins(r.a) && joins(r.b))
  const component = componentsOf(ids.length, Int32Array.from(inside, (r) => indexOf.get(r.a)!), Int32Array.from(inside, (r) => indexOf.get(r.b)!))

  type Open = { members: string[]; contacts: Set<string>; first: PlainDate | null; last: PlainDate | null }
  const open = new Map<number, Open>()
  ids.forEach((id, i) => {
    const c = open.get(component[i]!) ?? { members: [], contacts: new Set<string>(), first: null, last: null }
    c.members.push(id)
    open.set(component[i]!, c)
  })
  for (const r of inside) {
    if (r.on === null) continue
    const c = open.get(component[indexOf.get(r.a)!]!)!
    if (c.first === null || r.on < c.first) c.first = r.on
    if (c.last === null || r.on > c.last) c.last = r.on
  }
  for (const r of relations) {
    const a = indexOf.get(r.a), b = indexOf.get(r.b)
    if (a !== undefined && b === undefined) open.get(component[a]!)!.contacts.add(r.b)
    if (b !== undefined && a === undefined) open.get(component[b]!)!.contacts.add(r.a)
  }
  const edge = addDays(asOf, -followUpDays)
  return [...open.values()].filter((c) => c.members.length > 1).map((c): Chain => {
    const events = c.members.filter((id) => kind.get(id) === 'event').length
    return {
      members: c.members, cases: c.members.length - events, events, contacts: c.contacts.size, first: c.first, last: c.last,
      days: c.first && c.last ? daysBetween(c.first, c.last) : null, active: c.last !== null && c.last >= edge,
    }
  }).sort((x, y) => y.members.length - x.members.length || text(x.members[0]!, y.members[0]!))
}

/** Chains of numbered cases: how many there are, their sizes and last dates, for outbreaks of hundreds of thousands of relations. */
export function chainColumns(nodes: number, a: Int32Array, b: Int32Array, on: Int32Array): { component: Int32Array; size: Int32Array; last: Int32Array } {
  const component = componentsOf(nodes, a, b)
  const size = new Int32Array(nodes), last = new Int32Array(nodes).fill(-0x7fffffff)
  for (let i = 0; i < nodes; i++) size[component[i]!]!++
  for (let i = 0; i < a.length; i++) { const c = component[a[i]!]!; if (on[i]! > last[c]!) last[c] = on[i]! }
  return { component, size, last }
}
