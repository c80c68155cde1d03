import { formatDay, formatInstant } from '../../platform/dates.ts'
import { defineWords } from '../../words/words.ts'
import type { AssignmentPlan } from '../contract.ts'

/** Deadlines and rhythms, in words. */
export type Due = AssignmentPlan['rows'][number]['due']
export type Rhythm = NonNullable<AssignmentPlan['rows'][number]['rhythm']>

export const dueWords = defineWords({
  vi: {
    none: 'không hạn', before: (when: string) => `trước ${when}`, daily: (times: string) => `hằng ngày ${times}`, weekly: (day: string, time: string) => `hằng tuần, ${day} ${time}`, monthly: (day: number, time: string) => `hằng tháng, ngày ${day} ${time}`,
    quarterly: (day: number, time: string) => `hằng quý, ngày ${day} ${time}`, weekdays: { 1: 'thứ Hai', 2: 'thứ Ba', 3: 'thứ Tư', 4: 'thứ Năm', 5: 'thứ Sáu', 6: 'thứ Bảy', 7: 'Chủ nhật' },
  },
  en: {
    none: 'no deadline', before: (when: string) => `by ${when}`, daily: (times: string) => `daily ${times}`, weekly: (day: string, time: string) => `weekly, ${day} ${time}`, monthly: (day: number, time: string) => `monthly, on day ${day} ${time}`,
    quarterly: (day: number, time: string) => `quarterly, on day ${day} ${time}`, weekdays: { 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday', 7: 'Sunday' },
  },
})
type Words = (typeof dueWords)['vi']

export const sayDue = (due: Due, t: Words): string => (due.kind === 'none' ? t.none : t.before(due.kind === 'day' ? formatDay(due.day) : formatInstant(due.at)))

export function sayRhythm(rhythm: Rhythm, t: Words): string {
  switch (rhythm.every) {
    case 'day': return t.daily(rhythm.times.join(', ')).trim()
    case 'week': return t.weekly(t.weekdays[rhythm.weekday as 1], rhythm.time ?? '').trim()
    case 'month': return t.monthly(rhythm.day, rhythm.time ?? '').trim()
    case 'quarter': return t.quarterly(rhythm.day, rhythm.time ?? '').trim()
  }
}
