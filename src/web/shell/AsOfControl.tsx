import { useState } from 'react'
import { addDays, dayOf, instantOf, timeOf } from '../../platform/dates.ts'
import { useMoment } from '../as-of.ts'
import { formatMoment, now, today } from '../format.ts'
import { useLanguage, useWords } from '../language.ts'
import { DateField } from '../parts/DateField.tsx'
import { FormLine, FormRow } from '../parts/FormRow.tsx'
import { Popover } from '../parts/Popover.tsx'
import { TimeField } from '../parts/TimeField.tsx'
import { shellWords } from '../words.ts'
import bar from './BarItem.module.css'

/** "tính đến: bây giờ": the moment all screens look at. On a phone it stands in the sheet of the post (`PostMenu`). */
export function AsOfControl() {
  const t = useWords(shellWords)
  const language = useLanguage()
  const { asOf } = useMoment()
  return (
    <Popover
      label={t.asOfTitle} align="end" width="23rem" className={`${bar.item} ${bar.asOf}`}
      trigger={<span data-tour="as-of"><span className={bar.quiet}>{t.asOf} </span><b className={asOf ? bar.past : undefined}>{asOf ? formatMoment(asOf, language) : t.asOfNow}</b></span>}
    >{(close) => <AsOfForm key={asOf} close={close} />}</Popover>
  )
}

export function AsOfForm({ close }: { close: () => void }) {
  const t = useWords(shellWords)
  const { asOf, setAsOf } = useMoment()
  const [day, setDay] = useState<string | null>(asOf ? dayOf(asOf) : today())
  const [time, setTime] = useState<string | null>(asOf ? timeOf(asOf) : timeOf(now()))
  const [future, setFuture] = useState(false)
  const look = (at: string | null): void => {
    if (at !== null && at > now()) return setFuture(true)
    setFuture(false)
    setAsOf(at)
    close()
  }
  const yesterday = addDays(today(), -1)
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); if (day && time) look(instantOf(day, time)) }}>
      <h2>{t.asOfTitle}</h2>
      <p className="muted">{t.asOfExplain}</p>
      <div className="actions">
        {/* The last minute of the day: "hết hôm qua" is before midnight, so that today's first entry is not in it. */}
        <button type="button" className="button-quiet" onClick={() => look(instantOf(yesterday, '23:59'))}>{t.asOfQuick.yesterday}</button>
        <button type="button" className="button-quiet" onClick={() => look(instantOf(yesterday, '16:00'))}>{t.asOfQuick.noon}</button>
        <button type="button" className="button-quiet" onClick={() => look(instantOf(addDays(today(), -7), timeOf(now())))}>{t.asOfQuick.week}</button>
      </div>
      <FormLine>
        <FormRow label={t.asOfDay} {...(future ? { problem: t.asOfFuture } : {})}>{(ids) => <DateField ids={ids} value={day} onChange={setDay} max={today()} />}</FormRow>
        <FormRow label={t.asOfTime}>{(ids) => <TimeField ids={ids} value={time} onChange={setTime} />}</FormRow>
      </FormLine>
      <div className="actions">
        <button type="submit" className="button" disabled={day === null || time === null}>{t.asOfApply}</button>
        {asOf && <button type="button" className="button-quiet" onClick={() => look(null)}>{t.asOfBack}</button>}
      </div>
    </form>
  )
}
