import { useState } from 'react'
import { useWords } from '../../../web/language.ts'
import { DateField, FormRow, Popover, TimeField } from '../../../web/parts/index.ts'
import { formatMoment } from '../../../web/format.ts'
import { arrivalOf, type ArrivalNote } from './arrival-note.ts'
import { readingWords } from './words.ts'
import css from './Reading.module.css'

export function Arrival({ arrival, onArrival, onWrong }: { arrival: ArrivalNote; onArrival: (next: ArrivalNote) => void; onWrong: (wrong: boolean) => void }) {
  const t = useWords(readingWords)
  const set = (change: Partial<ArrivalNote>): void => onArrival({ ...arrival, ...change })
  // For the words on the button only; what is sent is reckoned at the press.
  const [opened] = useState(() => new Date().toISOString())
  const sent = arrivalOf(arrival, opened)
  const said = [sent.arrivedAt ? formatMoment(sent.arrivedAt) : t.arrivedNow, sent.forwardedTo ? t.toWhom(sent.forwardedTo) : '', sent.note ?? ''].filter((one) => one !== '').join(' · ')
  return (
    <Popover trigger={<>{t.arrival}: {said} ▾</>} label={t.arrival} className={`button-plain ${css.arrival}`} width="24rem">
      <div className="stack">
        <FormRow label={t.arrivalDay} hint={t.arrivalHint}>{(ids) => <DateField ids={ids} value={arrival.day} onChange={(day) => set({ day })} onWrong={onWrong} />}</FormRow>
        <FormRow label={t.arrivalTime}>{(ids) => <TimeField ids={ids} value={arrival.time} onChange={(time) => set({ time })} />}</FormRow>
        <FormRow label={t.forwardedTo} hint={t.forwardedHint}>{(ids) => <input className="field" {...ids} maxLength={300} value={arrival.forwardedTo} onChange={(event) => set({ forwardedTo: event.target.value })} />}</FormRow>
        <FormRow label={t.entryNote}>{(ids) => <input className="field" {...ids} maxLength={1000} value={arrival.note} onChange={(event) => set({ note: event.target.value })} />}</FormRow>
      </div>
    </Popover>
  )
}
