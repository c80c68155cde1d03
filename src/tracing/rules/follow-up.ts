/**
 * Trạng thái theo dõi hằng ngày (state of a contact's follow-up), derived from exposures, visits and what ended it. Nobody types "completed" or
 * "lost"; nothing sticks: a lost contact who is seen is under follow-up again, a completed one who is exposed again is due again.
 */
import { addDays, daysBetween, type PlainDate } from '../../platform/dates.ts'
import { dueDays, episodesOf, type Episode, type Schedule } from './episodes.ts'

/** Kết quả một lượt thăm: seen well, seen with symptoms, refused to be seen, not found, nobody went. */
export type VisitResult = 'well' | 'ill' | 'refused' | 'not_found' | 'not_tried'
export type Visit = { readonly on: PlainDate; readonly result: VisitResult }
export const isSeen = (result: VisitResult): boolean => result === 'well' || result === 'ill'

/** What a due day came to; `open` = today and nothing yet, `ahead` = still to come, `untried` = passed and nobody reported. */
export type DayState = VisitResult | 'untried' | 'open' | 'ahead'

/** What ends follow-up from outside, with its day. */
export type Ending = { readonly kind: 'converted' | 'withdrawn' | 'died' | 'transferred'; readonly on: PlainDate }

export type FollowUpRule = {
  readonly followUpDays: number
  readonly schedule: Schedule
  /** Mất dấu: so many closed due days in a row unseen. */
  readonly lostAfter: number
  /** Share of due days seen from which an ended episode counts as completed. */
  readonly completeFrom: number
}

/** Proposals of the product where the protocol is silent: every day, lost after three days in a row, complete from four days in five. */
export const usualFollowUp: Omit<FollowUpRule, 'followUpDays'> = { schedule: { everyDays: 1, days: null }, lostAfter: 3, completeFrom: 0.8 }

export type FollowUpState = 'before' | 'under' | 'reopened' | 'lost' | 'completed' | 'ended_incomplete' | Ending['kind']

export type FollowUp = {
  readonly state: FollowUpState
  /** The day from which the state holds. */
  readonly since: PlainDate
  readonly episode: Episode
  readonly days: readonly { readonly on: PlainDate; readonly state: DayState }[]
  /** Due days seen, of due days that are closed (before today, and not after an ending). */
  readonly seen: number; readonly closed: number
  /** All due days of the episode. */
  readonly due: number
  /** Closed due days missed since the last sighting (or since the start when never seen); 0 when seen today. */
  readonly unseenRun: number
  readonly everSeen: boolean
  readonly lastSeenOn: PlainDate | null
  /** Symptoms on the latest sighting of this episode. */
  readonly illOn: PlainDate | null
  readonly dueToday: boolean
}

/** The best of a day's visits: one sighting counts once however often somebody called. */
const order: readonly VisitResult[] = ['ill', 'well', 'refused', 'not_found', 'not_tried']

/**
 * The follow-up of one contact on a day. `lastContacts` are the days of the exposures that still count; when the sources of all were refuted,
 * the refuted ones with a `withdrawn` ending. Null without any. Visits may come in any order; what lies after `today` does not exist yet.
 * A due day is closed when it has passed; today's is open until midnight, so nobody is late for a day that is not over.
 */
export function followUpOn(lastContacts: readonly PlainDate[], visits: readonly Visit[], endings: readonly Ending[], rule: FollowUpRule, today: PlainDate): FollowUp | null {
  const episode = episodesOf(lastContacts.filter((on) => on <= today), rule.followUpDays).at(-1)
  if (!episode) return null
  const [firstContact, lastContact] = [episode.exposures[0]!, episode.exposures.at(-1)!]
  // An ending of an earlier episode does not end this one: released, handed over or recovered, then exposed again, is due again.
  const ends = (e: Ending): boolean => {
    switch (e.kind) {
      case 'died': return true
      case 'converted': return e.on >= firstContact
      case 'withdrawn': case 'transferred': return e.on >= lastContact
    }
  }
  const ending = endings.filter((e) => e.on <= today && ends(e)).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0] ?? null

  const byDay = new Map<PlainDate, VisitResult>()
  for (const v of visits) {
    if (v.on > today || v.on < episode.from) continue
    const had = byDay.get(v.on)
    if (had === undefined || order.indexOf(v.result) < order.indexOf(had)) byDay.set(v.on, v.result)
  }
  const due = dueDays(episode, rule.schedule)
  const days = due.map((on) => {
    const had = byDay.get(on)
    const state: DayState = on > today ? 'ahead' : had ?? (on === today ? 'open' : 'untried')
    return { on, state }
  })
  const closedDays = days.filter((d) => d.on < today && (!ending || d.on < ending.on))
  const isSeenState = (s: DayState): boolean => s === 'well' || s === 'ill'
  const sightings = [...byDay].filter(([, r]) => isSeen(r)).map(([on]) => on).sort()
  const lastSeenOn = sightings.at(-1) ?? null
  const run = closedDays.filter((d) => (lastSeenOn === null || d.on > lastSeenOn) && !isSeenState(d.state))

  const seen = closedDays.filter((d) => isSeenState(d.state)).length + (days.some((d) => d.on === today && isSeenState(d.state)) ? 1 : 0)
  const closed = closedDays.length + (days.some((d) => d.on === today && isSeenState(d.state)) ? 1 : 0)
  const base = {
    episode, days, seen, closed, due: due.length, unseenRun: run.length, everSeen: lastSeenOn !== null, lastSeenOn,
    illOn: lastSeenOn !== null && byDay.get(lastSeenOn) === 'ill' ? lastSeenOn : null, dueToday: !ending && days.some((d) => d.on === today && d.state === 'open'),
  }
  if (ending) return { ...base, state: ending.kind, since: ending.on, dueToday: false }
  if (today < episode.from) return { ...base, state: 'before', since: firstContact }
  if (today > episode.to) {
    const share = due.length === 0 ? 1 : base.seen / due.length
    return { ...base, state: share >= rule.completeFrom ? 'completed' : 'ended_incomplete', since: addDays(episode.to, 1) }
  }
  if (run.length >= rule.lostAfter) return { ...base, state: 'lost', since: addDays(run[rule.lostAfter - 1]!.on, 1) }
  const reopened = reopenedOn(closedDays.map((d) => d.on), sightings, rule.lostAfter)
  return reopened ? { ...base, state: 'reopened', since: reopened } : { ...base, state: 'under', since: episode.from }
}

/** The day on which a contact was last found again after having been lost; null when it never was. */
function reopenedOn(closed: readonly PlainDate[], sightings: readonly PlainDate[], lostAfter: number): PlainDate | null {
  let found: PlainDate | null = null
  let before: PlainDate | null = null
  for (const s of sightings) {
    const missed = closed.filter((d) => d < s && (before === null || d > before)).length
    if (missed >= lostAfter) found = s
    before = s
  }
  return found
}

/** Chưa gặp X ngày: unseen on at least X closed due days up to yesterday and not seen today. */
export const notSeenFor = (f: FollowUp, days: number): boolean => isRunning(f.state) && f.unseenRun >= days
export const isRunning = (state: FollowUpState): boolean => state === 'under' || state === 'reopened' || state === 'lost'

/**
 * Order of the day's worklist: never seen first (longest first: nobody knows how they are), then symptoms, lost, due today; within each the
 * longest unseen, then the end of follow-up, then the id. Whoever is not due and not lost stands below.
 */
export function worklistOrder<T extends { readonly id: string; readonly followUp: FollowUp }>(list: readonly T[]): T[] {
  const rank = (f: FollowUp): number => (!isRunning(f.state) ? 5 : !f.everSeen && f.unseenRun > 0 ? 0 : f.illOn !== null ? 1 : f.state === 'lost' ? 2 : f.dueToday ? 3 : 4)
  return [...list].sort((a, b) => rank(a.followUp) - rank(b.followUp) || b.followUp.unseenRun - a.followUp.unseenRun
    || (a.followUp.episode.to < b.followUp.episode.to ? -1 : a.followUp.episode.to > b.followUp.episode.to ? 1 : 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

/** Due days of a contact that are still to be planned on one day: due then, running, nothing reported yet. */
export const isDueOn = (f: FollowUp, day: PlainDate): boolean => isRunning(f.state) && f.days.some((d) => d.on === day && (d.state === 'open' || d.state === 'ahead'))

/** Whole days since the last sighting, counted from the start of follow-up when never seen. */
export const daysUnseen = (f: FollowUp, today: PlainDate): number => Math.max(0, daysBetween(f.lastSeenOn ?? addDays(f.episode.from, -1), today))
