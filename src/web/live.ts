import type { QueryClient } from '@tanstack/react-query'
import { createStore, useStore } from './store.ts'

/** Whether this screen hears of changes at once. `lost` is said in words in the top bar. */
const state = createStore<'connecting' | 'live' | 'lost'>('connecting')
export const useLive = () => useStore(state)

/**
 * Follows `/api/live`: each event names topics, and every query whose key begins with one of them is asked again.
 * `*` means everything. A topic may be narrow (`directives:42`): then keys `['directives', …]` containing `'42'` are asked again.
 */
export function followLive(client: QueryClient): () => void {
  let source: EventSource | null = null
  let closed = false
  let wait = 1_000
  let timer: ReturnType<typeof setTimeout> | undefined
  let wasLost = false
  let openedAt = 0

  const open = (): void => {
    source = new EventSource('/api/live')
    source.onopen = () => {
      openedAt = Date.now()
      state.set('live')
      // What changed while nobody listened is unknown: ask for everything that is on screen.
      if (wasLost) void client.invalidateQueries()
      wasLost = false
    }
    source.onmessage = (event: MessageEvent<string>) => hear(event.data)
    source.addEventListener('changed', (event) => hear((event as MessageEvent<string>).data))
    source.onerror = () => {
      source?.close()
      if (closed) return
      // A connection that some proxy cuts at once must not become a storm of reconnecting and asking again.
      if (state.get() === 'live' && Date.now() - openedAt > 10_000) wait = 1_000
      if (state.get() === 'live') wasLost = true
      // One dropped connection is mended in a second; only when that fails too is it worth a word.
      if (wait > 1_000) state.set('lost')
      timer = setTimeout(open, wait)
      wait = Math.min(wait * 2, 30_000)
    }
  }
  const hear = (text: string): void => {
    const { topics } = JSON.parse(text) as { topics?: string[] }
    for (const topic of topics ?? []) {
      if (topic === '*') {
        void client.invalidateQueries()
        continue
      }
      const [head, narrow] = topic.split(':')
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === head && (narrow === undefined || queryKey.length === 1 || JSON.stringify(queryKey).includes(narrow)) })
    }
  }
  open()
  return () => {
    closed = true
    clearTimeout(timer)
    source?.close()
  }
}
