import type { PlainDate } from '../../../platform/dates.ts'

/** Mốc thời hạn: `by` is a day, or a day with time `2021-08-27T10:00`. Null or absent when the phrase names no date. */
export type ClauseDeadline = { readonly text: string; readonly by?: string | null }

/** Một mục giao việc, as the reader gives it: `text` holds the whole item, sub-items included. */
export type Clause = {
  readonly id: string
  readonly label: string | null
  readonly text: string
  readonly assignees: readonly string[]
  readonly coordinators: readonly string[]
  readonly deadlines: readonly ClauseDeadline[]
  readonly subtasks: readonly SubClause[]
}
export type SubClause = { readonly label: string | null; readonly text: string; readonly assignees: readonly string[]; readonly coordinators?: readonly string[]; readonly deadlines: readonly ClauseDeadline[] }

/** Chế độ báo cáo: who reports what to whom and when. */
export type ClauseReporting = { readonly from: string | null; readonly to: readonly string[]; readonly when: string | null; readonly by?: string | null; readonly what: string | null }
export type ClauseReference = { readonly type: string | null; readonly number: string | null; readonly date: PlainDate | null; readonly issuer: string | null }

export const assigneesOf = (c: Clause): string[] => [...new Set([...c.assignees, ...c.subtasks.flatMap((s) => s.assignees)])]
export const unitsOf = (c: Clause): string[] => [...new Set([...assigneesOf(c), ...c.coordinators, ...c.subtasks.flatMap((s) => s.coordinators ?? [])])]
export const deadlinesOf = (c: Clause): ClauseDeadline[] => [...c.deadlines, ...c.subtasks.flatMap((s) => s.deadlines)]
