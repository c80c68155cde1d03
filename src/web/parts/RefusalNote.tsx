import type { ReactNode } from 'react'
import { sentenceOf } from '../api.ts'
import { useWords } from '../language.ts'
import { shellWords } from '../words.ts'
import css from './RefusalNote.module.css'

/** Lời từ chối beside the place where it happened: what is wrong and what to do, in words. Shows nothing while `error` is empty. */
export function RefusalNote({ error, retry, children }: { error: unknown; retry?: (() => unknown) | undefined; children?: ReactNode }) {
  const t = useWords(shellWords)
  const sentence = useWords(sentenceOf(error))
  if (error === null || error === undefined) return null
  return (
    <div className={css.note} role="alert">
      <p>{sentence}</p>
      {(retry || children) && <div className="actions">{retry && <button type="button" className="button-quiet" onClick={() => retry()}>{t.retry}</button>}{children}</div>}
    </div>
  )
}

/** A remark the person should see, without alarm: what was restored, what cannot be undone. */
export function Note({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return <div className={css.note} data-tone="plain"><div>{children}</div>{actions && <div className="actions">{actions}</div>}</div>
}
