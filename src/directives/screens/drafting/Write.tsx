import { useEffect, useRef, useState } from 'react'
import css from './Drafting.module.css'

/** A place on the paper to write in: looks like the set text, grows with it. Commits when left, or after a pause. */
export function Write({ text, label, onText, placeholder, id, className, many }: {
  text: string
  label: string
  onText: (text: string) => void
  placeholder?: string
  id?: string
  className?: string | undefined
  /** Enter makes a new line (paragraphs, lists of lines). */
  many?: boolean
}) {
  const [draft, setDraft] = useState(text)
  const shown = useRef(text)
  useEffect(() => {
    if (text !== shown.current) setDraft(text)
    shown.current = text
  }, [text])
  const commit = (): void => {
    if (draft === shown.current) return
    shown.current = draft
    onText(draft)
  }
  useEffect(() => {
    if (draft === shown.current) return
    const timer = setTimeout(commit, 700)
    return () => clearTimeout(timer)
  })
  return (
    <span className={`${css.write} ${className ?? ''}`} data-text={`${draft === '' ? (placeholder ?? label) : draft}\u200b`} data-empty={draft === '' || undefined}>
      <textarea
        rows={1} id={id} aria-label={label} placeholder={placeholder ?? label} value={draft} spellCheck={false} onChange={(event) => setDraft(event.target.value)} onBlur={commit}
        onKeyDown={(event) => { if (event.key === 'Enter' && !many && !event.nativeEvent.isComposing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); commit() } }}
      />
    </span>
  )
}
