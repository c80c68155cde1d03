import type { ReactNode } from 'react'
import { Loaded } from '../../web/parts/index.ts'

/** A screen that stands on one answer: while it is awaited or refused, that is said inside the screen's own margins. */
export function ScreenOf<T>({ query, children }: {
  query: { readonly data: T | undefined; readonly error: unknown; readonly isPending: boolean; readonly refetch: () => unknown }
  children: (data: T) => ReactNode
}) {
  return query.data === undefined ? <div className="screen"><Loaded query={query}>{children}</Loaded></div> : <Loaded query={query}>{children}</Loaded>
}
