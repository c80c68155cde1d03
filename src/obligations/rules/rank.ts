import { addDays, dayOf, weekdayOf, type Instant } from '../../platform/dates.ts'
import { compareDue, dayOfDue, isOverdue, type Due } from './due.ts'
import { urgencies, type Urgency } from './settings.ts'
import type { WorkState } from './types.ts'

/** Việc của tôi: the groups of the ranked list, in the order they are shown. */
export type Group = 'overdue' | 'today' | 'week' | 'later' | 'undated'
export const groups: readonly Group[] = ['overdue', 'today', 'week', 'later', 'undated']

/** "Tuần này" ends on Sunday of the present week. */
export function groupOf(due: Due, now: Instant): Group {
  const day = dayOfDue(due)
  if (day === null) return 'undated'
  if (isOverdue(due, now)) return 'overdue'
  const today = dayOf(now)
  if (day <= today) return 'today'
  return day <= addDays(today, 7 - weekdayOf(today)) ? 'week' : 'later'
}

export type Ranked = { readonly id: string; readonly due: Due; readonly work: WorkState; readonly urgency: Urgency; readonly assignedAt: Instant }

/** Sent back first, then not acknowledged, then the rest: what somebody waits for comes before what merely runs. */
const workRank = (w: WorkState): number => {
  switch (w) {
    case 'redo': return 0
    case 'assigned': return 1
    case 'doing': return 2
    case 'suspended': case 'returned': return 3
    case 'reported': return 4
    case 'accepted': case 'waived': case 'closed': return 5
  }
}

/** Total order of the list: group, deadline, urgency, what is waited for, age, id. */
export function compareRanked(now: Instant): (a: Ranked, b: Ranked) => number {
  return (a, b) =>
    groups.indexOf(groupOf(a.due, now)) - groups.indexOf(groupOf(b.due, now))
    || compareDue(a.due, b.due)
    || urgencies.indexOf(b.urgency) - urgencies.indexOf(a.urgency)
    || workRank(a.work) - workRank(b.work)
    || (a.assignedAt < b.assignedAt ? -1 : a.assignedAt > b.assignedAt ? 1 : 0)
    || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
