import { useEffect, useState, type ReactNode } from 'react'
import { useWords } from '../language.ts'
import { shellWords } from '../words.ts'
import { RefusalNote } from './RefusalNote.tsx'
import css from './States.module.css'

/** Lines of a page not yet there. Appears only after 300 ms, so that a fast answer never flickers. */
export function Waiting({ lines = 6 }: { lines?: number | undefined }) {
  const t = useWords(shellWords)
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div className={css.waiting} role="status" aria-label={t.loading}>
      {Array.from({ length: lines }, (_, line) => <div key={line} style={{ width: `${92 - ((line * 17) % 40)}%` }} />)}
    </div>
  )
}

/** Empty is a welcome: what will be here, and the first step. */
export function Empty({ title, children, action }: { title: ReactNode; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <h2>{title}</h2>
      {children && <div className="prose muted">{children}</div>}
      {action && <div className="actions">{action}</div>}
    </div>
  )
}

/** What a query gives, or its waiting, or its reason: `<Loaded query={q}>{(data) => …}</Loaded>`. Old data stays on screen while it is asked again; a failed refresh says so above it. */
export function Loaded<T>({ query, children, lines }: {
  query: { readonly data: T | undefined; readonly error: unknown; readonly isPending: boolean; readonly refetch: () => unknown }
  children: (data: T) => ReactNode
  lines?: number | undefined
}) {
  if (query.data !== undefined) {
    return (
      <>
        {query.error !== null && <RefusalNote error={query.error} retry={query.refetch} />}
        {children(query.data)}
      </>
    )
  }
  if (query.error !== null && query.error !== undefined) return <RefusalNote error={query.error} retry={query.refetch} />
  return <Waiting {...(lines === undefined ? {} : { lines })} />
}
