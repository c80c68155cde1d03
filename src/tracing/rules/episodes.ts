/**
 * Đợt theo dõi (episodes of follow-up) and the days on which a contact is due. An exposure opens an episode from the day after it, P days long;
 * an exposure inside the episode moves its end; one after it opens a new episode. Due days follow from the exposures alone, never from the day
 * on which somebody asked for a list. P and the schedule come from the protocol in force.
 */
import { addDays, daysBetween, type PlainDate } from '../../platform/dates.ts'

export type Episode = {
  /** Days of last contact that belong to this episode, in order, each once. */
  readonly exposures: readonly PlainDate[]
  /** First and last day of follow-up, both inclusive. */
  readonly from: PlainDate
  readonly to: PlainDate
}

/** `days` counts from the day after the last contact (1 = that day). A list of days wins over an interval; null = every day. */
export type Schedule = { readonly everyDays: number | null; readonly days: readonly number[] | null }

/** Episodes of one contact, in order. Days may come in any order and more than once. */
export function episodesOf(lastContacts: readonly PlainDate[], followUpDays: number): Episode[] {
  const out: { exposures: PlainDate[]; from: PlainDate; to: PlainDate }[] = []
  for (const day of [...new Set(lastContacts)].sort()) {
    const open = out.at(-1)
    const to = addDays(day, followUpDays)
    if (open && day <= open.to) { open.exposures.push(day); open.to = to } else out.push({ exposures: [day], from: addDays(day, 1), to })
  }
  return out
}

/**
 * Due days of an episode. Counting begins anew at every exposure: after a second contact day 1 is the day after it again, and the days due
 * before it stay due, for they have been asked for.
 */
export function dueDays(episode: Episode, schedule: Schedule): PlainDate[] {
  const out = new Set<PlainDate>()
  episode.exposures.forEach((exposure, i) => {
    const until = episode.exposures[i + 1] ?? episode.to
    const length = daysBetween(exposure, until)
    for (let index = 1; index <= length; index++) {
      const due = schedule.days ? schedule.days.includes(index) : (index - 1) % (schedule.everyDays ?? 1) === 0
      if (due) out.add(addDays(exposure, index))
    }
  })
  return [...out].sort()
}

/** Ngày ra khỏi theo dõi of a place: earliest, latest and the number of contacts whose follow-up ends on each day; null without contacts. */
export function releasesOf(ends: readonly PlainDate[]): { earliest: PlainDate; latest: PlainDate; byDay: { on: PlainDate; contacts: number }[] } | null {
  if (ends.length === 0) return null
  const counts = new Map<PlainDate, number>()
  for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1)
  const byDay = [...counts].map(([on, contacts]) => ({ on, contacts })).sort((a, b) => (a.on < b.on ? -1 : 1))
  return { earliest: byDay[0]!.on, latest: byDay.at(-1)!.on, byDay }
}
