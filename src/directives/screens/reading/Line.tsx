import { createContext, useContext, useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useWords } from '../../../web/language.ts'
import { readingWords } from './words.ts'
import { doubtBelow, isDoubt, type Edit, type Value } from './working.ts'
import css from './Line.module.css'

/** What every line of the reading shares. */
export type DeskTools = {
  readonly readOnly: boolean
  readonly focus: string | null
  readonly hover: string | null
  readonly edit: (edit: Edit) => void
  readonly onFocus: (id: string) => void
  readonly onHover: (id: string | null) => void
  /** To the doubt after this value; to the next line where there is none. */
  readonly onward: (from: string) => void
}
export const DeskContext = createContext<DeskTools | null>(null)
export function useTools(): DeskTools {
  const tools = useContext(DeskContext)
  if (!tools) throw new Error('a line of the reading stands outside the desk')
  return tools
}

/** Parts of one value (the number and the date of a reference) are named `id:part`; they share one place on the paper. */
export const baseOf = (id: string): string => id.split(':')[0]!

/** The id of the field of a value on the page. */
export const fieldId = (id: string): string => `read-${id}`

/** Moves to the next or previous line of the reading: everything that carries `data-line`, in the order of the page. */
export function moveLine(from: HTMLElement, by: 1 | -1): boolean {
  const all = [...document.querySelectorAll<HTMLElement>('[data-desk] [data-line]')].filter((one) => one.offsetParent !== null)
  const next = all[all.indexOf(from) + by]
  next?.focus()
  return next !== undefined
}

/**
 * One value, corrected where it stands. Enter keeps it (and says that a doubt is right), Escape gives back what was there, up and down walk the lines.
 * What is typed is committed when the field is left or after a pause, each time as one step to undo.
 */
export function Line({ value, label, onText, onRemove, strong, long, className, placeholder, normalise }: {
  value: Value
  label: string
  /** Default: changes the text of the value. */
  onText?: (text: string) => void
  /** An emptied line of a list is taken out. */
  onRemove?: () => void
  strong?: boolean
  /** Clipped to two lines until it has the focus. */
  long?: boolean
  className?: string | undefined
  placeholder?: string
  normalise?: (typed: string) => string | null
}) {
  const t = useWords(readingWords)
  const tools = useTools()
  const [draft, setDraft] = useState(value.text)
  const field = useRef<HTMLTextAreaElement>(null)
  const doubt = isDoubt(value)
  const shown = useRef(value.text)
  useEffect(() => {
    // Undo, another clerk or a choice changed the value under the field.
    if (value.text !== shown.current) setDraft(value.text)
    shown.current = value.text
  }, [value.text])
  const commit = (): boolean => {
    // Looked at and left as it was: a line break or an old spelling in it is no correction.
    if (draft === value.text) return true
    const text = draft.replace(/\s*\n\s*/gu, ' ').trim()
    if (text === value.text) { if (draft !== text) setDraft(text); return true }
    if (text === '' && onRemove) { onRemove(); return true }
    const right = normalise ? normalise(text) : text
    if (right === null) return false
    shown.current = right
    setDraft(right)
    if (onText) onText(right)
    else tools.edit({ do: 'text', id: value.id, text: right })
    return true
  }
  useEffect(() => {
    if (draft === value.text || normalise) return
    const timer = setTimeout(commit, 1_500)
    return () => clearTimeout(timer)
  })
  const keyed = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      if (!commit()) return
      if (doubt && draft.trim() === value.text) tools.edit({ do: 'settle', id: value.id })
      tools.onward(value.id)
    } else if (event.key === 'Escape') {
      if (draft !== value.text) { event.preventDefault(); event.stopPropagation(); setDraft(value.text) }
    } else if (event.key === 'Backspace' && draft === '' && onRemove) {
      event.preventDefault()
      if (field.current && !moveLine(field.current, -1)) field.current.blur()
      onRemove()
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && !event.altKey && !event.shiftKey && field.current) {
      const { selectionStart, selectionEnd, value: text } = field.current
      const atEdge = event.key === 'ArrowUp' ? selectionStart === 0 || text.length < 40 : selectionEnd === text.length || text.length < 40
      if (atEdge && moveLine(field.current, event.key === 'ArrowUp' ? -1 : 1)) event.preventDefault()
    }
  }
  const own = baseOf(value.id)
  const lit = tools.hover === own || (tools.focus !== null && baseOf(tools.focus) === own)
  return (
    <span className={`${css.line} ${className ?? ''}`} data-strong={strong || undefined} data-long={long || undefined} onPointerEnter={() => tools.onHover(own)} onPointerLeave={() => tools.onHover(null)}>
      <span className={css.grow} data-text={`${draft === '' ? (placeholder ?? t.notRead) : draft}\u200b`} data-doubt={doubt || undefined} data-lit={lit || undefined} data-empty={draft === '' || undefined}>
        <textarea
          ref={field} id={fieldId(value.id)} data-line="" rows={1} value={draft} aria-label={label} placeholder={placeholder ?? t.notRead} readOnly={tools.readOnly} spellCheck={false}
          aria-describedby={doubt ? `${fieldId(value.id)}-doubt` : undefined}
          onChange={(event) => setDraft(event.target.value)} onKeyDown={keyed} onFocus={() => tools.onFocus(value.id)}
          onBlur={() => { if (!commit()) setDraft(value.text) }}
        />
      </span>
      {doubt && <DoubtNote value={value} onText={(text) => { shown.current = text; setDraft(text); if (onText) onText(text); else tools.edit({ do: 'text', id: value.id, text }); tools.onward(value.id) }} />}
    </span>
  )
}

/** Under a doubt that has the focus: how sure the reader was, the other readings, and the word that it is right. */
function DoubtNote({ value, onText }: { value: Value; onText: (text: string) => void }) {
  const t = useWords(readingWords)
  const tools = useTools()
  const open = tools.focus === value.id
  return (
    <span className={css.doubt} id={`${fieldId(value.id)}-doubt`} data-open={open || undefined}>
      {value.sure < doubtBelow && <span>{t.unsure(Math.round(value.sure * 100))}</span>}
      {open && !tools.readOnly && (
        <>
          {value.alternatives.map((other) => (
            <button key={other} type="button" tabIndex={-1} className="button-plain" onPointerDown={(event) => event.preventDefault()} onClick={() => onText(other)}>{t.or} “{other}”</button>
          ))}
          <button type="button" tabIndex={-1} className="button-plain" title={t.rightHint} onPointerDown={(event) => event.preventDefault()} onClick={() => { tools.edit({ do: 'settle', id: value.id }); tools.onward(value.id) }}>{t.rightAsIs} ↵</button>
        </>
      )}
    </span>
  )
}
