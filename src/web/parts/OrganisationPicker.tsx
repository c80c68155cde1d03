import { useQuery } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { fold } from '../../platform/text.ts'
import { defineWords } from '../../words/words.ts'
import { sentenceOf } from '../api.ts'
import { useWords } from '../language.ts'
import type { FieldIds } from './FormRow.tsx'
import css from './OrganisationPicker.module.css'

export type Choice = { readonly id: string; readonly name: string; /** Line, place, parent: what tells two of the same name apart. */ readonly detail?: string | undefined }

const words = defineWords({
  vi: { placeholder: 'Gõ tên đơn vị, có dấu hay không', none: (text: string) => `Không có đơn vị nào tên “${text}”.`, looking: 'Đang tìm…', remove: (name: string) => `Bỏ ${name}`, found: (n: number) => `${n} đơn vị` },
  en: { placeholder: 'Type the name of a unit, with or without accents', none: (text: string) => `No unit is called “${text}”.`, looking: 'Looking…', remove: (name: string) => `Remove ${name}`, found: (n: number) => (n === 1 ? '1 unit' : `${n} units`) },
})

/**
 * Chọn đơn vị: type a few letters, arrows and Enter choose; Backspace in the empty field takes the last one back. `find` asks the server
 * (the units room), which ranks; it should answer a few likely ones for an empty text. Works for people and posts too: anything with a name.
 */
export function OrganisationPicker({ chosen, onChosen, find, cacheKey, ids, one, placeholder }: {
  chosen: readonly Choice[]
  onChosen: (chosen: readonly Choice[]) => void
  find: (text: string, signal: AbortSignal) => Promise<readonly Choice[]>
  /** Part of the query key that tells this search from others. */
  cacheKey: readonly unknown[]
  ids?: FieldIds | undefined
  one?: boolean | undefined
  placeholder?: string | undefined
}) {
  const t = useWords(words)
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const asked = fold(text.trim())
  const { data, error, isFetching } = useQuery({ queryKey: ['pick', ...cacheKey, asked], queryFn: ({ signal }) => find(text.trim(), signal), enabled: open, staleTime: 60_000, placeholderData: (before) => before })
  const problem = useWords(sentenceOf(error))
  const offered = (data ?? []).filter((choice) => !chosen.some((one) => one.id === choice.id))
  const current = Math.min(at, offered.length - 1)
  const choose = (choice: Choice): void => {
    onChosen(one ? [choice] : [...chosen, choice])
    setText('')
    setAt(0)
    setOpen(!one)
    input.current?.focus()
  }
  return (
    <div className={css.picker} onBlur={(event) => { if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false) }}>
      <div className={css.box} onClick={() => input.current?.focus()}>
        {chosen.map((choice) => (
          <span key={choice.id} className={css.chosen}>
            {choice.name}
            <button type="button" aria-label={t.remove(choice.name)} onClick={() => onChosen(chosen.filter((other) => other.id !== choice.id))}>×</button>
          </span>
        ))}
        <input
          {...ids} ref={input} className={css.input} role="combobox" aria-expanded={open} aria-controls={list} aria-autocomplete="list" autoComplete="off"
          aria-activedescendant={open && offered[current] ? `${list}-${offered[current].id}` : undefined}
          placeholder={chosen.length === 0 ? (placeholder ?? t.placeholder) : undefined} value={text}
          onFocus={() => setOpen(true)} onChange={(event) => { setText(event.target.value); setAt(0); setOpen(true) }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'ArrowDown') { event.preventDefault(); setOpen(true); setAt(Math.min(current + 1, offered.length - 1)) }
            else if (event.key === 'ArrowUp') { event.preventDefault(); setAt(Math.max(current - 1, 0)) }
            else if (event.key === 'Enter' && open && offered[current]) { event.preventDefault(); choose(offered[current]) }
            else if (event.key === 'Escape' && open) { event.preventDefault(); event.stopPropagation(); setOpen(false) }
            else if (event.key === 'Backspace' && text === '' && chosen.length > 0) onChosen(chosen.slice(0, -1))
          }}
        />
      </div>
      {open && (
        <div className={css.sheet}>
          <ul id={list} role="listbox" aria-label={t.found(offered.length)}>
            {offered.map((choice, row) => (
              <li key={choice.id} id={`${list}-${choice.id}`} role="option" aria-selected={row === current} className={css.option} onPointerDown={(event) => { event.preventDefault(); choose(choice) }} onPointerEnter={() => setAt(row)}>
                <span>{choice.name}</span>{choice.detail && <small className="muted">{choice.detail}</small>}
              </li>
            ))}
          </ul>
          {offered.length === 0 && <p className={css.say} role="status">{error ? problem : isFetching ? t.looking : t.none(text)}</p>}
        </div>
      )}
    </div>
  )
}
