import type { PlainDate } from '../../platform/dates.ts'
import { addDays } from '../../platform/dates.ts'
import { inForceHere } from './accessors.ts'
import type { Catalogue, StandingRow } from './catalogue.ts'
import type { Kind } from './shape.ts'

/** Vấn đề: what a rule is about, in the order an officer asks. */
export const matters = ['who', 'tracing', 'quarantine', 'home', 'testing', 'treatment', 'areas', 'lists'] as const
export type Matter = (typeof matters)[number]
const matterOfKind: { readonly [K in Kind]: Matter } = {
  definition: 'who', incubation: 'who', transition: 'tracing', infectious_window: 'tracing', follow_up: 'tracing', follow_up_limits: 'tracing', tracing_step: 'tracing', tracing_target: 'tracing', tracing_form: 'tracing', post_exposure: 'tracing',
  order: 'quarantine', place_rule: 'quarantine', authority: 'quarantine', paper: 'quarantine', engine: 'quarantine', home_requirement: 'home', screening: 'testing', method: 'testing', diagnostic_test: 'testing',
  discharge: 'treatment', home_end: 'treatment', home_eligibility: 'treatment', risk: 'treatment', disease_list: 'treatment',
  area_criterion: 'areas', area_level: 'areas', area_step: 'areas', area_threshold: 'areas', area_matrix: 'areas', area_raise: 'areas', area_measure: 'areas', activity_measure: 'areas', distancing: 'areas', zone_task: 'areas', event_rule: 'areas', list: 'lists',
}
export const matterOf = (row: { readonly kind: Kind }): Matter => matterOfKind[row.kind]

/** What one row answers, so that rows of different documents about the same question stand in one line of the timeline. */
export function questionOf(row: StandingRow): string {
  switch (row.kind) {
    case 'definition': return `definition:${row.class}`
    case 'order': return `order:${[...row.subjects].sort().join('+')}`
    case 'discharge': case 'home_end': return `discharge:${row.setting}`
    case 'infectious_window': return `infectious_window:${row.symptoms}`
    case 'screening': return `screening:${row.group}`
    case 'method': return `method:${row.topic}`
    case 'list': return `list:${row.list}`
    case 'area_criterion': case 'area_level': case 'area_step': case 'area_threshold': case 'area_matrix': case 'area_raise': case 'area_measure': case 'activity_measure': return `area:${row.scheme}`
    case 'distancing': return `distancing:${row.code}`
    default: return row.kind
  }
}

/** The rules of a province in force on a day, switched off ones too (they are shown as such). */
export const standingOn = (catalogue: Catalogue, on: PlainDate): StandingRow[] => catalogue.rows.filter((r) => inForceHere(catalogue, r, on))

export type Difference = { readonly id: string; readonly what: 'begins' | 'ends' | 'on' | 'off' | 'values'; readonly fields: readonly string[] }
/** Values of a row that say something, for comparing. */
const contentOf = (row: StandingRow): Record<string, string> => Object.fromEntries(Object.entries(row).filter(([k]) => !['on', 'by', 'checked', 'changed', 'ships'].includes(k)).map(([k, v]) => [k, JSON.stringify(v)]))

/** Khác nhau: from one state of the rules to another (two days, or before and after a switch). */
export function differences(before: readonly StandingRow[], after: readonly StandingRow[]): Difference[] {
  const old = new Map(before.map((r) => [r.id, r]))
  const now = new Map(after.map((r) => [r.id, r]))
  const found: Difference[] = []
  for (const [id, row] of now) {
    const was = old.get(id)
    if (!was) { if (row.on) found.push({ id, what: 'begins', fields: [] }); continue }
    if (was.on !== row.on) found.push({ id, what: row.on ? 'on' : 'off', fields: [] })
    const [a, b] = [contentOf(was), contentOf(row)]
    const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((k) => a[k] !== b[k]).sort()
    if (fields.length > 0) found.push({ id, what: 'values', fields })
  }
  for (const [id, row] of old) if (!now.has(id) && row.on) found.push({ id, what: 'ends', fields: [] })
  return found.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.what < b.what ? -1 : 1))
}

/** Days on which something begins, and the day after something ends: between two of them nothing changes. */
export function changeDays(rows: readonly StandingRow[]): PlainDate[] {
  const days = rows.flatMap((r) => [r.validFrom, r.validTo === null ? null : addDays(r.validTo, 1)])
  return [...new Set(days.filter((d): d is PlainDate => d !== null))].sort()
}
