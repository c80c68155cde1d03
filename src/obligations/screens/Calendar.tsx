import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answer } from '../../platform/http/route.ts'
import { addDays, dayOf, timeOf, weekdayOf } from '../../platform/dates.ts'
import { api } from '../../web/api.ts'
import { formatDay, today } from '../../web/format.ts'
import { useKeys } from '../../web/keys.ts'
import { useWords } from '../../web/language.ts'
import { useGo } from '../../web/navigate.ts'
import { Empty, Loaded, ScreenHeader, useNarrow, WorkGlyph, type WorkMark } from '../../web/parts/index.ts'
import { listCalendar } from '../contract.ts'
import { dutyWords } from './words.ts'
import css from './Calendar.module.css'

type Period = Answer<typeof listCalendar>['periods'][number]
const dayOfPeriod = (p: Period): string => (p.due.kind === 'moment' ? dayOf(p.due.at) : p.due.kind === 'day' ? p.due.day : '')
const timeOfPeriod = (p: Period): string => (p.due.kind === 'moment' ? timeOf(p.due.at) : '')
const isLost = (p: Period): boolean => p.late && p.state === 'due'
const markOf: Record<Period['state'], WorkMark> = { due: 'assigned', reported: 'reported', accepted: 'accepted', redo: 'redo', waived: 'waived' }

/** Lịch báo cáo: two weeks as a sheet, a duty a row, a day a column, so that one sees at once what is to be sent when; what was missed is red. On a phone the days follow each other. */
export default function Calendar() {
  const t = useWords(dutyWords)
  const narrow = useNarrow()
  const [weeks, setWeeks] = useState(0)
  const first = addDays(today(), 1 - weekdayOf(today()) + 7 * weeks)
  const days = Array.from({ length: 14 }, (_, i) => addDays(first, i))
  const query = useQuery({ queryKey: ['my-work', 'calendar', first], queryFn: ({ signal }) => api(listCalendar, { query: { from: first, to: days[13]! } }, { signal }), placeholderData: keepPreviousData })
  const missed = query.data?.periods.filter(isLost).length ?? 0
  useKeys([
    { key: 'ArrowLeft', does: { vi: 'Tuần trước', en: 'The week before' }, run: () => setWeeks(weeks - 1) },
    { key: 'ArrowRight', does: { vi: 'Tuần sau', en: 'The week after' }, run: () => setWeeks(weeks + 1) },
  ])
  return (
    <div className="screen">
      <ScreenHeader
        title={t.calendar} answer={query.data && t.calendarAnswer(query.data.periods.length, missed)} {...(query.data ? { cutOff: query.data.asOf } : {})}
        actions={(
          <>
            <button type="button" className="button-quiet" onClick={() => setWeeks(weeks - 1)}>← {t.earlier}</button>
            {(!narrow || weeks !== 0) && <button type="button" className="button-quiet" disabled={weeks === 0} onClick={() => setWeeks(0)}>{t.thisWeek}</button>}
            <button type="button" className="button-quiet" onClick={() => setWeeks(weeks + 1)}>{t.laterWeek} →</button>
          </>
        )}
        papers={<button type="button" className="button-quiet" onClick={() => window.print()}>{t.print}</button>}
      />
      <Loaded query={query}>{(data) => (data.periods.length === 0
        ? <div className={css.none}><Empty title={t.calendarNone}>{t.calendarFirst}</Empty></div>
        : narrow ? <ByDay days={days} periods={data.periods} /> : <Sheet days={days} periods={data.periods} />)}</Loaded>
    </div>
  )
}

function Sheet({ days, periods }: { days: readonly string[]; periods: readonly Period[] }) {
  const t = useWords(dutyWords)
  const shown = (['reported', 'accepted', 'redo', 'waived'] as const).filter((state) => periods.some((p) => p.state === state))
  const duties = [...new Map(periods.map((p) => [p.obligationId, p])).values()]
  return (
    <>
    <table className={`${css.sheet} print-wide`}>
      <caption className="visually-hidden">{t.calendar}</caption>
      <thead><tr>
        <th scope="col">{t.duty}</th>
        {days.map((day) => <th key={day} scope="col" data-today={day === today() || undefined} data-week={weekdayOf(day) === 1 || undefined} data-rest={weekdayOf(day) > 5 || undefined}><span>{t.shortDays[weekdayOf(day) - 1]}</span><b className="figures">{formatDay(day).slice(0, 5)}</b></th>)}
      </tr></thead>
      <tbody>{duties.map((duty) => (
        <tr key={duty.obligationId}>
          <th scope="row"><DutyLink id={duty.obligationId}>{duty.text}</DutyLink><small>{t.from} {duty.giver.name}</small></th>
          {days.map((day) => (
            <td key={day} data-today={day === today() || undefined} data-week={weekdayOf(day) === 1 || undefined} data-rest={weekdayOf(day) > 5 || undefined}>
              {periods.filter((p) => p.obligationId === duty.obligationId && dayOfPeriod(p) === day).map((p) => <Mark key={p.key} period={p} short />)}
            </td>
          ))}
        </tr>
      ))}</tbody>
    </table>
    {shown.length > 0 && <p className={css.legend}>{shown.map((state) => <span key={state}><WorkGlyph work={markOf[state]} /> {t.periodState[state]}</span>)}</p>}
    </>
  )
}

function ByDay({ days, periods }: { days: readonly string[]; periods: readonly Period[] }) {
  const t = useWords(dutyWords)
  return (
    <div className={css.days}>{days.map((day) => {
      const mine = periods.filter((p) => dayOfPeriod(p) === day)
      return (
        <section key={day} className={css.day} data-today={day === today() || undefined}>
          <h2>{t.weekdays[weekdayOf(day) - 1]} <span className="figures">{formatDay(day).slice(0, 5)}</span></h2>
          <ul role="list">{mine.map((p) => <li key={`${p.obligationId}${p.key}`}><Mark period={p} /><DutyLink id={p.obligationId}>{p.text}</DutyLink></li>)}</ul>
        </section>
      )
    })}</div>
  )
}

/** One period: when, and where it stands. In the sheet the shape and the hour, with the words in the tooltip and read aloud. */
function Mark({ period, short = false }: { period: Period; short?: boolean }) {
  const t = useWords(dutyWords)
  const lost = isLost(period)
  const words = `${lost ? t.missed : period.state === 'due' ? t.notYet : t.periodState[period.state]}${period.late && !lost && period.state !== 'waived' ? `, ${t.sentLate}` : ''}`
  const time = timeOfPeriod(period)
  if (!short) return <span className={css.mark}><span className="figures">{time}</span><span className={lost ? 'late' : 'muted'}><WorkGlyph work={markOf[period.state]} /> {words}</span></span>
  return (
    <span className={css.cell} title={`${time} ${words}`.trim()} data-ahead={(period.state === 'due' && !lost) || undefined}>
      {!(period.state === 'due' && !lost) && <WorkGlyph work={markOf[period.state]} />}
      <span className={lost ? 'late figures' : 'figures'} aria-hidden="true">{time || '•'}</span>
      {lost && <span className="late" aria-hidden="true">{t.late.toLowerCase()}</span>}
      <span className="visually-hidden">{`${time} ${words}`}</span>
    </span>
  )
}

function DutyLink({ id, children }: { id: string; children: string }) {
  const go = useGo()
  return <a href={`/nhiem-vu/${id}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/nhiem-vu/${id}`) } }}>{children}</a>
}
