import { useEffect } from 'react'
import { sentenceOf } from './api.ts'
import { inLanguage, useWords } from './language.ts'
import { createStore, useStore } from './store.ts'
import { shellWords } from './words.ts'
import css from './toasts.module.css'

/** One line at the foot of the screen that says what happened, with the way back where there is one. */
export type Toast = {
  readonly text: string
  readonly tone?: 'done' | 'refused'
  /** Takes the act back; shown as "Hoàn tác" for as long as the line stands. */
  readonly undo?: () => void
  /** A further step: "Mở". */
  readonly action?: { readonly label: string; readonly run: () => void }
}
const store = createStore<readonly (Toast & { id: number })[]>([])
let next = 1

/** Says it. A line with a way back stands 10 s, others 5 s; a refusal stands until it is closed. */
export function toast(message: Toast): void {
  const id = next++
  store.set([...store.get().slice(-2), { ...message, id }])
}
/** For an act without a form of its own: `act().catch(sayRefusal)`. */
export const sayRefusal = (error: unknown): void => toast({ text: inLanguage(sentenceOf(error)), tone: 'refused' })

const close = (id: number): void => store.set(store.get().filter((one) => one.id !== id))

export function Toasts() {
  const toasts = useStore(store)
  return (
    <div className={css.shelf} role="status" aria-live="polite">
      {toasts.map((one) => <Line key={one.id} toast={one} />)}
    </div>
  )
}

function Line({ toast: { id, text, tone, undo, action } }: { toast: Toast & { id: number } }) {
  const t = useWords(shellWords)
  useEffect(() => {
    if (tone === 'refused') return
    const timer = setTimeout(() => close(id), undo || action ? 10_000 : 5_000)
    return () => clearTimeout(timer)
  }, [id, tone, undo, action])
  return (
    <div className={css.line} data-tone={tone ?? 'done'}>
      <span>{text}</span>
      {undo && <button type="button" onClick={() => { close(id); undo() }}>{t.undo}</button>}
      {action && <button type="button" onClick={() => { close(id); action.run() }}>{action.label}</button>}
      <button type="button" className={css.close} onClick={() => close(id)}>{t.close}</button>
    </div>
  )
}
