import { isPlainDate, type PlainDate } from '../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import type { DirectivesRefusal } from '../refusals.ts'

/** Nhiệm kỳ đại hội: Party numbers run through a term. Dates are those of the provincial congresses; a province sets its own. */
export type Term = { readonly name: string; readonly from: PlainDate }
export type RegisterSettings = {
  readonly terms: readonly Term[]
  /** Văn bản hành chính: `one` series for all, or one `by_type`; the head of the organ decides (NĐ 30/2020, Điều 15). */
  readonly stateSeries: 'one' | 'by_type'
  /** Hours within which an incoming document must be put before the leader. “At once” of Điều 23 as hours; null: the end of the next working day. */
  readonly presentHours: { readonly 'khẩn': number; readonly 'thượng khẩn': number; readonly 'hỏa tốc': number }
}

export const defaultRegisterSettings: RegisterSettings = {
  terms: [{ name: '2010-2015', from: '2010-10-01' }, { name: '2015-2020', from: '2015-10-01' }, { name: '2020-2025', from: '2020-10-01' }, { name: '2025-2030', from: '2025-07-01' }],
  stateSeries: 'one',
  presentHours: { 'khẩn': 8, 'thượng khẩn': 4, 'hỏa tốc': 1 },
}

/** Sổ đến: one series a year, paper and electronic together (NĐ 30/2020, Điều 22). */
export const incomingSeries = (arrivedOn: PlainDate): string => arrivedOn.slice(0, 4)

/** Sổ đi. State: per year. Party: per type and congress term (36-HD/VPTW); before the first known term, per type and year. */
export function outgoingSeries(system: 'state' | 'party', type: string, on: PlainDate, settings: RegisterSettings): string {
  if (system === 'party') return `${type}|${[...settings.terms].reverse().find((t) => t.from <= on)?.name ?? on.slice(0, 4)}`
  return settings.stateSeries === 'one' ? on.slice(0, 4) : `${type}|${on.slice(0, 4)}`
}

/** A word for the sub-register as people read it: `2026`, `công văn, 2020-2025`. */
export const seriesName = (series: string): string => series.split('|').join(', ')

/** Terms in order of their first day, each with a name of its own; hours are more than none. */
export function checkProvinceRegisters(s: RegisterSettings): Decision<RegisterSettings, DirectivesRefusal> {
  const wrong = s.terms.find((t, i) => !isPlainDate(t.from) || t.name.trim() === '' || s.terms.some((o, k) => k !== i && (o.name.trim() === t.name.trim() || o.from === t.from)))
  if (wrong) return refuse({ code: 'register.terms_unclear', name: wrong.name, from: wrong.from })
  return accept({ ...s, terms: s.terms.map((t) => ({ name: t.name.normalize('NFC').trim(), from: t.from })).sort((a, b) => (a.from < b.from ? -1 : 1)) })
}
