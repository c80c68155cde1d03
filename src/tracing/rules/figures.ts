/** Chỉ số theo dõi: every figure has its own definition and its denominator beside it; nothing is rounded away and nothing is a constant. */
import type { PlainDate } from '../../platform/dates.ts'
import { isSeen, isRunning, type FollowUp, type FollowUpState, type Visit } from './follow-up.ts'

/** A share with what it is a share of; null when there is nothing to divide by. `percent` has one decimal. */
export type Share = { readonly of: number; readonly count: number; readonly percent: number | null }
export const share = (count: number, of: number): Share => ({ of, count, percent: of === 0 ? null : Math.round((1000 * count) / of) / 10 })

/** Change against an earlier period; from nothing there is no percentage, it is new. */
export type Growth = { readonly kind: 'percent'; readonly percent: number } | { readonly kind: 'new' } | { readonly kind: 'none' }
export const growth = (before: number, now: number): Growth =>
  (before === 0 ? { kind: now === 0 ? 'none' : 'new' } : { kind: 'percent', percent: Math.round((1000 * (now - before)) / before) / 10 })

export type ListedContact = { readonly id: string; readonly followUp: FollowUp; readonly visits: readonly Visit[] }

export type FollowUpFigures = {
  readonly registered: number
  /** Every contact in exactly one column; the columns add up to `registered`. */
  readonly byState: Readonly<Record<FollowUpState, number>>
  /** Due today or seen today among contacts under follow-up: seen / due. Who has no row counts too. */
  readonly seenToday: Share
  /** Of contacts whose follow-up has begun: seen on every closed due day. */
  readonly seenEveryDay: Share
  readonly lost: Share
  readonly neverSeen: number
  /** Closed due days without a sighting, summed over running contacts; two visits on one day do not make up for another day. */
  readonly missedDays: number
}

const states: readonly FollowUpState[] = ['before', 'under', 'reopened', 'lost', 'completed', 'ended_incomplete', 'converted', 'withdrawn', 'died', 'transferred']

/** The figures of one day over the contacts of a place or of everybody. */
export function followUpFigures(contacts: readonly ListedContact[], today: PlainDate): FollowUpFigures {
  const byState = Object.fromEntries(states.map((s) => [s, contacts.filter((c) => c.followUp.state === s).length])) as Record<FollowUpState, number>
  const running = contacts.filter((c) => isRunning(c.followUp.state))
  const due = running.filter((c) => c.followUp.days.some((d) => d.on === today))
  const begun = contacts.filter((c) => c.followUp.closed > 0)
  return {
    registered: contacts.length, byState,
    seenToday: share(due.filter((c) => c.followUp.days.some((d) => d.on === today && (d.state === 'well' || d.state === 'ill'))).length, due.length),
    seenEveryDay: share(begun.filter((c) => c.followUp.seen === c.followUp.closed).length, begun.length),
    lost: share(running.filter((c) => c.followUp.state === 'lost').length, running.length),
    neverSeen: running.filter((c) => !c.followUp.everSeen && c.followUp.closed > 0).length,
    missedDays: running.reduce((n, c) => n + c.followUp.closed - c.followUp.seen, 0),
  }
}

/** Of new cases, how many were on a list as contacts before they fell ill. Refuted cases are in neither number. */
export const casesFromContacts = (cases: readonly { readonly wasContact: boolean; readonly refuted: boolean }[]): Share => {
  const real = cases.filter((c) => !c.refuted)
  return share(real.filter((c) => c.wasContact).length, real.length)
}

/** Cases a day, by the date of the case itself; every day of the period stands there, a day without a case with 0. */
export function byDay(dates: readonly PlainDate[], days: readonly PlainDate[]): { on: PlainDate; cases: number }[] {
  const counts = new Map(days.map((d) => [d, 0]))
  for (const d of dates) if (counts.has(d)) counts.set(d, counts.get(d)! + 1)
  return [...counts].map(([on, cases]) => ({ on, cases }))
}

/** Persons listed and seen on a day from rows as another system exports them. */
export function listedAndSeen(rows: readonly { readonly person: string; readonly on: PlainDate; readonly seen: boolean }[], on?: PlainDate): { listed: number; seen: number } {
  const here = on === undefined ? rows : rows.filter((r) => r.on === on)
  return { listed: new Set(here.map((r) => r.person)).size, seen: new Set(here.filter((r) => r.seen).map((r) => r.person)).size }
}

/** Visits that were sightings, one a day. */
export const sightings = (visits: readonly Visit[]): number => new Set(visits.filter((v) => isSeen(v.result)).map((v) => v.on)).size
