import { useEffect, useState } from 'react'
import { formatDay, isPlainDate, type PlainDate } from '../../platform/dates.ts'
import { defineWords } from '../../words/words.ts'
import { today } from '../format.ts'
import { useWords } from '../language.ts'
import type { FieldIds } from './FormRow.tsx'
import { parseTypedDay } from './typed-day.ts'
import css from './DateField.module.css'

export const dateWords = defineWords({
  vi: { hint: 'ngày/tháng/năm', wrong: 'Chưa hiểu ngày này. Gõ như 05/9/2026 hoặc 5-9-26.', calendar: 'Chọn trên lịch' },
  en: { hint: 'day/month/year', wrong: 'This day is not understood. Type 05/9/2026 or 5-9-26.', calendar: 'Choose from a calendar' },
})

/** Ngày, typed as Vietnamese write it (dd/mm/yyyy; `5/9` is this year, `hn` today, `+3` in three days), or picked from the machine's calendar. Speaks `YYYY-MM-DD`. */
export function DateField({ value, onChange, ids, min, max, onWrong }: {
  value: PlainDate | null
  onChange: (day: PlainDate | null) => void
  ids?: FieldIds | undefined
  min?: PlainDate | undefined
  max?: PlainDate | undefined
  /** Told when what is typed is not a day (so that the form can refuse to send), and when it is again. */
  onWrong?: ((wrong: boolean) => void) | undefined
}) {
  const t = useWords(dateWords)
  const [text, setText] = useState(value ? formatDay(value) : '')
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    setText((typed) => (value !== parseTypedDay(typed, today()) ? (value ? formatDay(value) : '') : typed))
  }, [value])
  const settle = (): void => {
    const day = parseTypedDay(text, today())
    const isWrong = text.trim() !== '' && day === null
    setWrong(isWrong)
    onWrong?.(isWrong)
    if (!isWrong) {
      onChange(day)
      setText(day ? formatDay(day) : '')
    }
  }
  return (
    <span className={css.both}>
      <span className={css.line}>
        <input
          {...ids} className={`field ${css.typed}`} inputMode="numeric" autoComplete="off" placeholder={t.hint} value={text} aria-invalid={wrong || ids?.['aria-invalid'] || undefined}
          onChange={(event) => {
            setText(event.target.value)
            const day = parseTypedDay(event.target.value, today())
            if (day) { setWrong(false); onWrong?.(false); onChange(day) }
          }}
          onBlur={settle}
        />
        <span className={css.pick}>
          <span aria-hidden="true">{t.calendar}</span>
          <input type="date" aria-label={t.calendar} tabIndex={-1} value={value ?? ''} min={min} max={max} onClick={(event) => event.currentTarget.showPicker?.()} onChange={(event) => { const day = event.target.value; if (isPlainDate(day)) onChange(day) }} />
        </span>
      </span>
      {wrong && <span className={css.wrong} role="alert">{t.wrong}</span>}
    </span>
  )
}
