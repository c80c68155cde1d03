import type { Answer } from '../../../platform/http/route.ts'
import type { Choice } from '../../../web/parts/index.ts'
import type { AssignmentPlan, getAssignment } from '../../contract.ts'
import type { Due, Rhythm } from '../due.ts'

/** What is ticked on the screen of assigning, before it becomes duties. Pure. */
export type Suggestions = Answer<typeof getAssignment>
type Suggestion = Suggestions['clauses'][number]

export type RowPlan = {
  readonly clauseId: string
  readonly owners: readonly string[]
  readonly coordinators: readonly string[]
  /** Chosen by hand beside the suggestions: their names, to be shown. */
  readonly extra: readonly Choice[]
  readonly extraCoordinators: readonly Choice[]
  readonly due: Due
  readonly rhythm: Rhythm | null
}
export type Plan = {
  readonly text: string
  readonly lead: readonly Choice[]
  readonly together: readonly Choice[]
  readonly dueOn: string | null
  readonly rows: readonly RowPlan[]
  readonly sendTo: readonly string[]
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)]

function rowOf(suggestion: Suggestion): RowPlan {
  const ticked = (role: 'assignee' | 'coordinator'): string[] =>
    unique(suggestion.phrases.filter((phrase) => phrase.role === role).flatMap((phrase) => phrase.matches.filter((match) => match.ticked).map((match) => match.organisation.id)))
  const given = new Set(suggestion.given.map((one) => one.organisation.id))
  const owners = ticked('assignee').filter((id) => !given.has(id))
  return { clauseId: suggestion.clause.id, owners, coordinators: ticked('coordinator').filter((id) => !owners.includes(id)), extra: [], extraCoordinators: [], due: suggestion.due, rhythm: suggestion.rhythm }
}

/**
 * The first plan: what the text names is ticked. A clause whose sub-items name their own units is carried by those, so that nobody is given the
 * same words twice; and the lead-in's units are not ticked again on the sub-items.
 */
export function planOf(suggestions: Suggestions): Plan {
  const own = (suggestion: Suggestion): boolean => suggestion.phrases.some((phrase) => phrase.role === 'assignee' && !phrase.fromLeadIn)
  const rows = suggestions.clauses.map((suggestion) => {
    const row = rowOf(suggestion)
    const below = suggestions.clauses.filter((other) => other.clause.parentId === suggestion.clause.id)
    if (below.length > 0 && below.some(own) && !own(suggestion)) return { ...row, owners: [], coordinators: [] }
    if (suggestion.clause.parentId !== null && !own(suggestion)) return { ...row, owners: [], coordinators: [] }
    return row
  })
  return { text: '', lead: [], together: [], dueOn: null, rows, sendTo: suggestions.sendTo.filter((one) => one.ticked).map((one) => one.organisation.id) }
}

export function toggled(row: RowPlan, role: 'assignee' | 'coordinator', ids: readonly string[], on: boolean): RowPlan {
  const key = role === 'assignee' ? 'owners' : 'coordinators'
  const other = role === 'assignee' ? 'coordinators' : 'owners'
  const set = new Set(row[key])
  for (const id of ids) if (on) set.add(id); else set.delete(id)
  // One unit is either responsible or coordinates, never both under one clause.
  return { ...row, [key]: [...set], ...(on ? { [other]: row[other].filter((id) => !ids.includes(id)) } : {}) }
}

/** What is sent: rows that somebody owes, instruction only when something was written. */
export function wireOf(plan: Plan): AssignmentPlan {
  const rows = plan.rows.map((row) => ({
    clauseId: row.clauseId, ownerIds: unique([...row.owners, ...row.extra.map((one) => one.id)]),
    coordinatorIds: unique([...row.coordinators, ...row.extraCoordinators.map((one) => one.id)]), due: row.due, rhythm: row.rhythm, figures: [],
  })).filter((row) => row.ownerIds.length > 0)
  const owners = new Set(rows.flatMap((row) => row.ownerIds))
  const written = plan.text.trim() !== '' || plan.lead.length > 0 || plan.together.length > 0 || plan.dueOn !== null
  return {
    instruction: written ? { text: plan.text.trim(), leadId: plan.lead[0]?.id ?? null, coordinatorIds: plan.together.map((one) => one.id), dueOn: plan.dueOn } : null,
    rows, sendTo: plan.sendTo.filter((id) => !owners.has(id)),
  }
}

/** What a person changed of the proposal while the paper is still a draft; what was not touched follows the text as it is written. */
export type Touched = { readonly give: boolean; readonly rows: Readonly<Record<string, RowPlan>>; readonly sendTo: readonly string[] | null; readonly also: readonly Choice[] }
export const untouched: Touched = { give: true, rows: {}, sendTo: null, also: [] }

/** The plan for a draft as it stands now: touched rows as they were left, the others as the text proposes, rows of items taken out dropped. */
export function plannedNow(suggestions: Suggestions, touched: Touched): Plan {
  const first = planOf(suggestions)
  const given = first.rows.map((row) => touched.rows[row.clauseId] ?? row)
  return { ...first, rows: touched.give ? given : [], sendTo: [...new Set([...(touched.sendTo ?? first.sendTo), ...touched.also.map((one) => one.id)])] }
}
