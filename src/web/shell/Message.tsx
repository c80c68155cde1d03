import { useEffect, useRef, type ReactNode } from 'react'
import { useLanguage, useWords } from '../language.ts'
import { sentenceOf } from '../api.ts'
import { useLive } from '../live.ts'
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

/** What browsers say when a piece of the program could not be fetched (Chromium, Firefox, Safari, and the builder's own for style sheets). */
const notFetched = /dynamically imported module|importing a module script failed|unable to preload css/i

/**
 * A screen that threw. What was typed is in its draft; the way on is to load again. A piece of the program that could not be fetched is no fault of
 * the screen: the server is away or has a newer version, and the page loads again by itself when the server is back.
 */
export function Crashed({ error, reset }: { error: unknown; reset?: () => void }) {
  const t = useWords(shellWords)
  const language = useLanguage()
  const live = useLive()
  const away = error instanceof Error && notFetched.test(error.message)
  const wasAway = useRef(false)
  useEffect(() => {
    if (!away) return
    if (live !== 'live') wasAway.current = true
    else if (wasAway.current) location.reload()
  }, [away, live])
  return (
    <Message title={away ? t.awayTitle : t.crashedTitle} action={<button type="button" className="button" onClick={() => (reset && !away ? reset() : location.reload())}>{t.retry}</button>}>
      {away ? t.away : sentenceOf(error)[language]}
    </Message>
  )
}
