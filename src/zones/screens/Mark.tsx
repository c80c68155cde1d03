import { dayOf, formatDay, type Instant } from '../../platform/dates.ts'
import { useWords } from '../../web/language.ts'
import type { ZoneLine } from '../contract.ts'
import { zoneWords } from '../words.ts'
import css from './Zones.module.css'

/** The last day on which it holds: an order up to midnight holds to the end of the day before. */
export const lastDay = (until: Instant): string => formatDay(dayOf(new Date(Date.parse(until) - 1).toISOString()))

export function LevelMark({ level }: { level: ZoneLine['level'] }) {
  const t = useWords(zoneWords)
  return <span className={css.level} data-level={level ?? 0}>{level === null ? t.none : t.level(level)}</span>
}
