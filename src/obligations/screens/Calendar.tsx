import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../web/api.ts'
import { addDays, dayOf, timeOf, weekdayOf } from '../../platform/dates.ts'
import { formatDay, today } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { useGo } from '../../web/navigate.ts'
import { Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { listCalendar } from '../contract.ts'
import { dutyWords } from './words.ts'
import css from './Scorecard.module.css'

/** Lịch báo cáo: two weeks of periodic duties, day by day; what was missed is red. */
export default function Calendar() {
  const t = useWords(dutyWords)
  const go = useGo()
  const [weeks, setWeeks] = useState(0)
  const first = addDays(today(), 1 - weekdayOf(today()) + 7 * weeks)
  const last = addDays(first, 13)
  const query = useQuery({ queryKey: ['my-work', 'calendar', first], queryFn: ({ signal }) => api(listCalendar, { query: { from: first, to: last } }, { signal }), placeholderData: keepPreviousData })
  const missed = query.data?.periods.filter((p) => p.late && p.state === 'due').length ?? 0
  return (
    <div className="screen">
      <ScreenHeader
        title={t.calendar} answer={query.data && t.calendarAnswer(query.data.periods.length, missed)} {...(query.data ? { cutOff: query.data.asOf } : {})}
        actions={<><button type="button" className="button-quiet" onClick={() => setWeeks(weeks - 1)}>← {t.earlier}</button><button type="button" className="button-quiet" onClick={() => setWeeks(weeks + 1)}>{t.laterWeek} →</button></>}
      />
      <Loaded query={query}>{(data) => (
        <div className={css.days}>{Array.from({ length: 14 }, (_, i) => addDays(first, i)).map((day) => {
          const mine = data.periods.filter((p) => (p.due.kind === 'moment' ? dayOf(p.due.at) : p.due.kind === 'day' ? p.due.day : '') === day)
          return (
            <section key={day} className={css.day} data-today={day === today() || undefined}>
              <h2>{t.weekdays[weekdayOf(day) - 1]} <span className="figures">{formatDay(day).slice(0, 5)}</span></h2>
              <ul role="list">{mine.map((p) => {
                const lost = p.late && p.state === 'due'
                const ahead = !p.late && p.state === 'due'
                return (
                  <li key={`${p.obligationId}${p.key}`}>
                    <span className="figures">{p.due.kind === 'moment' ? timeOf(p.due.at) : ''}</span>
                    <a href={`/nhiem-vu/${p.obligationId}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/nhiem-vu/${p.obligationId}`) } }}>{p.text}</a>
                    <span className={lost ? 'late' : 'muted'}>{lost ? t.missed : ahead ? t.notYet : t.periodState[p.state]}{p.late && !lost && p.state !== 'waived' && `, ${t.sentLate}`}</span>
                  </li>
                )
              })}</ul>
            </section>
          )
        })}</div>
      )}</Loaded>
    </div>
  )
}
