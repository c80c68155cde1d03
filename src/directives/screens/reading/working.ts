import type { PlainDate } from '../../../platform/dates.ts'
import type { DeadlineNorm } from '../../contract/reading.ts'

/**
 * Bản đang đọc: what the clerk sees and corrects beside the paper. Every value keeps the place it was read from and how sure the reader was,
 * so that a correction never loses its place and a clause that moves takes its places along.
 */

/** A place in the text of the paper (UTF-16 offsets, end exclusive). */
export type Spot = { readonly start: number; readonly end: number }

export type Value = {
  readonly id: string
  /** Empty: the paper does not say. */
  readonly text: string
  readonly spot: Spot | null
  /** 0..1 as the reader said; 1 for what a person typed, chose or confirmed. */
  readonly sure: number
  readonly alternatives: readonly string[]
  /** A person has typed it or said that it is right. */
  readonly settled: boolean
  /** Of a deadline: its normal form as read; gone once the words are changed, for the words are what binds. */
  readonly norm?: DeadlineNorm | null
  /** The reader found something odd here (a warning speaks of it): a doubt however sure the letters are. */
  readonly odd?: boolean
}

/** The head of the document, its foot, and (`stamp.…`) the receiver's stamp that already is on the paper. Names are the paths of the contract. */
export const fieldNames = [
  'type', 'number', 'issuer', 'parent_issuer', 'place', 'date', 'title', 'urgency', 'signer', 'signer_title', 'system',
  'stamp.organ', 'stamp.number', 'stamp.date', 'stamp.time', 'stamp.forwarded_to',
] as const
export type FieldName = (typeof fieldNames)[number]

export type Reference = Value & { readonly type: string; readonly number: string; readonly date: PlainDate | ''; readonly issuer: string; /** Thực hiện: this document carries it out. */ readonly implemented: boolean }
export type Reporting = Value & { readonly from: string; readonly to: readonly string[]; readonly when: string }

export const actorLists = ['assignees', 'coordinators', 'deadlines'] as const
export type ActorList = (typeof actorLists)[number]

export type Clause = Value & {
  readonly label: string
  readonly assignees: readonly Value[]
  readonly coordinators: readonly Value[]
  readonly deadlines: readonly Value[]
  /** Units that the assignee is told to direct; not corrected here, taken along. */
  readonly directed: readonly string[]
  /** One level only: the contract knows items and sub-items. */
  readonly subtasks: readonly Clause[]
}

export type Working = {
  readonly fields: Readonly<Record<FieldName, Value>>
  readonly recipients: readonly Value[]
  readonly distribution: readonly Value[]
  readonly references: readonly Reference[]
  readonly reporting: readonly Reporting[]
  /** Units of the lead-in sentence: they answer for clauses that name nobody. */
  readonly defaultAssignees: readonly Value[]
  readonly clauses: readonly Clause[]
  /** What the reader adds and nobody corrects here; the expansion holds only while the addressees are those it was made of. */
  readonly beside: { readonly numberSymbol: string | null; readonly datePartial: string | null; readonly expanded: readonly string[]; readonly expandedOf: string }
  /** Counter of ids given to things made by hand; ids are never used twice, so undo and redo keep them. */
  readonly made: number
}

/** Below this the reader's word is marked as a doubt. */
export const doubtBelow = 0.8

export type PlainList = 'recipients' | 'distribution' | 'defaultAssignees'

export type Edit =
  | { readonly do: 'field'; readonly name: FieldName; readonly text: string; readonly spot?: Spot | null }
  | { readonly do: 'text'; readonly id: string; readonly text: string; readonly spot?: Spot | null }
  | { readonly do: 'label'; readonly id: string; readonly label: string }
  | { readonly do: 'add'; readonly list: PlainList; readonly text: string; readonly spot?: Spot | null }
  | { readonly do: 'addTo'; readonly clause: string; readonly list: ActorList; readonly text: string; readonly spot?: Spot | null }
  | { readonly do: 'clause'; readonly label: string; readonly text: string; readonly spot: Spot | null; readonly after: string | null }
  | { readonly do: 'reference'; readonly id: string | null; readonly type: string; readonly number: string; readonly date: PlainDate | ''; readonly issuer: string; readonly implemented: boolean; readonly spot?: Spot | null }
  | { readonly do: 'reporting'; readonly id: string | null; readonly from: string; readonly to: readonly string[]; readonly when: string; readonly text: string; readonly spot?: Spot | null }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'settle'; readonly id: string }
  | { readonly do: 'lower'; readonly id: string }
  | { readonly do: 'raise'; readonly id: string }
  | { readonly do: 'join'; readonly id: string }

/** One correction applied. What it does not concern stays the same object, so that rows that did not change are not drawn again. */
export function edited(before: Working, edit: Edit): Working {
  switch (edit.do) {
    case 'field': {
      const old = before.fields[edit.name]
      if (old.text === edit.text && old.settled && edit.spot === undefined) return before
      return { ...before, fields: { ...before.fields, [edit.name]: typed(old, edit.text, edit.spot) } }
    }
    case 'text': return everyValue(before, (value) => (value.id === edit.id ? typed(value, edit.text, edit.spot) : value))
    case 'settle': return everyValue(before, (value) => (value.id === edit.id && !value.settled ? { ...value, settled: true, sure: 1 } : value))
    case 'label': return withClauses(before, (clause) => (clause.id === edit.id ? { ...clause, label: edit.label, settled: true, sure: 1 } : clause))
    case 'add': {
      const [made, id] = nextId(before)
      return { ...made, [edit.list]: [...made[edit.list], fresh(id, edit.text, edit.spot ?? null)] }
    }
    case 'addTo': {
      const [made, id] = nextId(before)
      return withClauses(made, (clause) => (clause.id === edit.clause ? { ...clause, [edit.list]: [...clause[edit.list], fresh(id, edit.text, edit.spot ?? null)] } : clause))
    }
    case 'clause': {
      const [made, id] = nextId(before)
      const clause: Clause = { ...fresh(id, edit.text, edit.spot), label: edit.label, assignees: [], coordinators: [], deadlines: [], directed: [], subtasks: [] }
      return { ...made, clauses: placed(made.clauses, clause, edit.after) }
    }
    case 'reference': {
      const facts = { type: edit.type, number: edit.number, date: edit.date, issuer: edit.issuer, implemented: edit.implemented, text: edit.number }
      if (edit.id !== null) return { ...before, references: before.references.map((one) => (one.id === edit.id ? { ...one, ...facts, settled: true, sure: 1, ...(edit.spot === undefined ? {} : { spot: edit.spot }) } : one)) }
      const [made, id] = nextId(before)
      return { ...made, references: [...made.references, { ...fresh(id, edit.number, edit.spot ?? null), ...facts }] }
    }
    case 'reporting': {
      const facts = { from: edit.from, to: edit.to, when: edit.when, text: edit.text }
      if (edit.id !== null) return { ...before, reporting: before.reporting.map((one) => (one.id === edit.id ? { ...one, ...facts, settled: true, sure: 1, ...(edit.spot === undefined ? {} : { spot: edit.spot }) } : one)) }
      const [made, id] = nextId(before)
      return { ...made, reporting: [...made.reporting, { ...fresh(id, edit.text, edit.spot ?? null), ...facts }] }
    }
    case 'remove': return removed(before, edit.id)
    case 'lower': return lowered(before, edit.id)
    case 'raise': return raised(before, edit.id)
    case 'join': return joined(before, edit.id)
  }
}

function typed(value: Value, text: string, spot: Spot | null | undefined): Value {
  const { norm, ...rest } = value
  return { ...rest, ...(norm !== undefined && text === value.text ? { norm } : {}), text, settled: true, sure: 1, ...(spot === undefined ? {} : { spot }) }
}
const fresh = (id: string, text: string, spot: Spot | null): Value => ({ id, text, spot, sure: 1, alternatives: [], settled: true })
const nextId = (before: Working): [Working, string] => [{ ...before, made: before.made + 1 }, `hand-${before.made + 1}`]

function mapped<T>(list: readonly T[], change: (one: T) => T): readonly T[] {
  let differs = false
  const next = list.map((one) => {
    const other = change(one)
    if (other !== one) differs = true
    return other
  })
  return differs ? next : list
}

function withClauses(before: Working, change: (clause: Clause) => Clause): Working {
  const clauses = mapped(before.clauses, (clause) => {
    const changed = change(clause)
    const subtasks = mapped(changed.subtasks, change)
    return subtasks === changed.subtasks ? changed : { ...changed, subtasks }
  })
  return clauses === before.clauses ? before : { ...before, clauses }
}

function everyValue(before: Working, change: (value: Value) => Value): Working {
  // `change` hands back the same kind of thing it was given, with other words in it.
  const same = change as <V extends Value>(value: V) => V
  let fields = before.fields
  for (const name of fieldNames) {
    const next = same(before.fields[name])
    if (next !== before.fields[name]) fields = { ...fields, [name]: next }
  }
  const inClause = (clause: Clause): Clause => {
    const own = same(clause)
    const lists = { assignees: mapped(own.assignees, same), coordinators: mapped(own.coordinators, same), deadlines: mapped(own.deadlines, same) }
    const changed = lists.assignees !== own.assignees || lists.coordinators !== own.coordinators || lists.deadlines !== own.deadlines
    return changed ? { ...own, ...lists } : own
  }
  const rest = {
    fields,
    recipients: mapped(before.recipients, same), distribution: mapped(before.distribution, same), defaultAssignees: mapped(before.defaultAssignees, same),
    references: mapped(before.references, same), reporting: mapped(before.reporting, same),
  }
  const next = withClauses(before, inClause)
  const changed = (Object.keys(rest) as (keyof typeof rest)[]).some((key) => rest[key] !== before[key])
  return changed ? { ...next, ...rest } : next
}

/** Where the paper says it: by place when it has one, else after the clause that has the focus, else at the end. */
function placed(clauses: readonly Clause[], clause: Clause, after: string | null): readonly Clause[] {
  const { spot } = clause
  if (spot) {
    const at = clauses.findIndex((other) => other.spot !== null && other.spot.start > spot.start)
    return at < 0 ? [...clauses, clause] : [...clauses.slice(0, at), clause, ...clauses.slice(at)]
  }
  const at = after === null ? -1 : clauses.findIndex((other) => other.id === after || other.subtasks.some((sub) => sub.id === after))
  return at < 0 ? [...clauses, clause] : [...clauses.slice(0, at + 1), clause, ...clauses.slice(at + 1)]
}

function removed(before: Working, id: string): Working {
  const without = <V extends Value>(list: readonly V[]): readonly V[] => (list.some((one) => one.id === id) ? list.filter((one) => one.id !== id) : list)
  for (const name of fieldNames) {
    if (before.fields[name].id === id) return edited(before, { do: 'field', name, text: '', spot: null })
  }
  const clauses = without(before.clauses)
  const next = withClauses(clauses === before.clauses ? before : { ...before, clauses }, (clause) => {
    const lists = { assignees: without(clause.assignees), coordinators: without(clause.coordinators), deadlines: without(clause.deadlines), subtasks: without(clause.subtasks) }
    const changed = (Object.keys(lists) as (keyof typeof lists)[]).some((key) => lists[key] !== clause[key])
    return changed ? { ...clause, ...lists } : clause
  })
  return { ...next, recipients: without(next.recipients), distribution: without(next.distribution), references: without(next.references), reporting: without(next.reporting), defaultAssignees: without(next.defaultAssignees) }
}

/** A clause becomes the last sub-item of the clause above it; its own sub-items go along as its sisters. */
function lowered(before: Working, id: string): Working {
  const at = before.clauses.findIndex((clause) => clause.id === id)
  const above = before.clauses[at - 1]
  const own = before.clauses[at]
  if (!above || !own) return before
  const parent: Clause = { ...above, subtasks: [...above.subtasks, { ...own, subtasks: [] }, ...own.subtasks] }
  return { ...before, clauses: [...before.clauses.slice(0, at - 1), parent, ...before.clauses.slice(at + 1)] }
}

/** A sub-item becomes a clause of its own, after its parent; the sub-items that followed it become its own. */
function raised(before: Working, id: string): Working {
  const at = before.clauses.findIndex((clause) => clause.subtasks.some((sub) => sub.id === id))
  const parent = before.clauses[at]
  if (!parent) return before
  const sub = parent.subtasks.findIndex((one) => one.id === id)
  const own = parent.subtasks[sub]!
  return {
    ...before,
    clauses: [...before.clauses.slice(0, at), { ...parent, subtasks: parent.subtasks.slice(0, sub) }, { ...own, subtasks: parent.subtasks.slice(sub + 1) }, ...before.clauses.slice(at + 1)],
  }
}

/** A clause that was no clause of its own (a paragraph that goes on) is joined to the one above it. */
function joined(before: Working, id: string): Working {
  const join = (list: readonly Clause[]): readonly Clause[] => {
    const at = list.findIndex((clause) => clause.id === id)
    const above = list[at - 1]
    const own = list[at]
    if (!above || !own) return list
    const spot = above.spot && own.spot ? { start: Math.min(above.spot.start, own.spot.start), end: Math.max(above.spot.end, own.spot.end) } : above.spot ?? own.spot
    const one: Clause = {
      ...above, spot, settled: true, sure: 1,
      text: [above.text, own.label, own.text].filter((part) => part !== '').join(' '),
      assignees: [...above.assignees, ...own.assignees], coordinators: [...above.coordinators, ...own.coordinators],
      deadlines: [...above.deadlines, ...own.deadlines], directed: [...above.directed, ...own.directed], subtasks: [...above.subtasks, ...own.subtasks],
    }
    return [...list.slice(0, at - 1), one, ...list.slice(at + 1)]
  }
  const clauses = join(before.clauses)
  if (clauses !== before.clauses) return { ...before, clauses }
  return withClauses(before, (clause) => {
    const subtasks = join(clause.subtasks)
    return subtasks === clause.subtasks ? clause : { ...clause, subtasks }
  })
}

/** Every value with its place in the reading order of the screen: the head, the lists, the clauses, the reporting. */
export function valuesOf(working: Working): readonly Value[] {
  const inClause = (clause: Clause): readonly Value[] => [clause, ...clause.assignees, ...clause.coordinators, ...clause.deadlines, ...clause.subtasks.flatMap(inClause)]
  return [
    ...fieldNames.map((name) => working.fields[name]), ...working.references, ...working.recipients, ...working.defaultAssignees,
    ...working.clauses.flatMap(inClause), ...working.reporting, ...working.distribution,
  ]
}

/** Chỗ cần xem lại: what the reader was not sure of and nobody has looked at yet. */
export const isDoubt = (value: Value): boolean => !value.settled && (value.sure < doubtBelow || value.odd === true)

/** The doubts in the order of the paper's head, then clauses: `Tab` walks them. */
export const doubtsOf = (working: Working): readonly Value[] => valuesOf(working).filter(isDoubt)

export const findValue = (working: Working, id: string): Value | undefined => valuesOf(working).find((value) => value.id === id)

/** The innermost value whose place holds the offset: where a press on the paper goes. */
export function valueAt(working: Working, offset: number): Value | undefined {
  let best: Value | undefined
  for (const value of valuesOf(working)) {
    if (!value.spot || offset < value.spot.start || offset >= value.spot.end) continue
    if (!best?.spot || value.spot.end - value.spot.start <= best.spot.end - best.spot.start) best = value
  }
  return best
}

/** The clause (or sub-item) that a value belongs to, or the clause itself. */
export function clauseOf(working: Working, id: string): Clause | undefined {
  for (const clause of working.clauses) {
    for (const one of [clause, ...clause.subtasks]) {
      if (one.id === id || actorLists.some((list) => one[list].some((value) => value.id === id))) return one
    }
  }
  return undefined
}

/** The innermost clause whose place holds the offset. */
export function clauseAt(working: Working, offset: number): Clause | undefined {
  const holds = (clause: Clause): boolean => clause.spot !== null && offset >= clause.spot.start && offset < clause.spot.end
  const clause = working.clauses.find(holds)
  return clause?.subtasks.find(holds) ?? clause
}
