import type { ReactNode } from 'react'
import { useLanguage, useWords } from '../language.ts'
import { sentenceOf } from '../api.ts'
import { shellWords } from '../words.ts'

/** A page that is only a sentence: not found, may not enter, welcome. */
export function Message({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="screen stack">
      <h1>{title}</h1>
      <p className="prose">{children}</p>
      {action && <div className="actions">{action}</div>}
    </div>
  )
}

/** A screen that threw. What was typed is in its draft; the way on is to load again. */
export function Crashed({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useWords(shellWords)
  const language = useLanguage()
  return (
    <Message title={t.crashedTitle} action={<button type="button" className="button" onClick={() => (reset ? reset() : location.reload())}>{t.retry}</button>}>
      {sentenceOf(error)[language]}
    </Message>
  )
}
