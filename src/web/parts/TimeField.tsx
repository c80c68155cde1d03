import { useEffect, useState } from 'react'
import { defineWords } from '../../words/words.ts'
import { useWords } from '../language.ts'
import css from './DateField.module.css'
import type { FieldIds } from './FormRow.tsx'
import { parseTypedTime } from './typed-time.ts'

const words = defineWords({
  vi: { wrong: 'Chưa hiểu giờ này. Gõ như 16:00, 16h30 hoặc 1630.' },
  en: { wrong: 'This time is not understood. Type 16:00, 16h30 or 1630.' },
})

/** Giờ, on the 24-hour clock, typed as Vietnamese write it (`16h30`). The browser's own field shows AM and PM wherever the machine was set up in English. Speaks `HH:MM`. */
export function TimeField({ value, onChange, ids }: { value: string | null; onChange: (time: string | null) => void; ids?: FieldIds | undefined }) {
  const t = useWords(words)
  const [text, setText] = useState(value ?? '')
  const [wrong, setWrong] = useState(false)
  useEffect(() => {
    setText((typed) => (parseTypedTime(typed) === value ? typed : (value ?? '')))
  }, [value])
  return (
    <span className={css.both}>
      <input
        {...ids} className={`field ${css.time}`} inputMode="numeric" autoComplete="off" placeholder="16:00" value={text} aria-invalid={wrong || ids?.['aria-invalid'] || undefined}
        onChange={(event) => { setText(event.target.value); const time = parseTypedTime(event.target.value); if (time) { setWrong(false); onChange(time) } }}
        onBlur={() => { const time = parseTypedTime(text); const isWrong = text.trim() !== '' && time === null; setWrong(isWrong); if (!isWrong) { onChange(time); setText(time ?? '') } }}
      />
      {wrong && <span className={css.wrong} role="alert">{t.wrong}</span>}
    </span>
  )
}
