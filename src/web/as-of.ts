import type { Instant } from '../platform/dates.ts'
import { useEffect } from 'react'
import { createStore, useStore } from './store.ts'

const store = createStore<Instant | null>(null, {
  key: 'taicho.as-of',
  in: () => sessionStorage,
  read: (text) => (Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString()),
  write: (value) => value,
})

/** How many mounted screens answer for the chosen moment. */
const answering = createStore<number>(0)

/**
 * Tính đến: the moment the screens look at; null is now. One for all open screens of this tab.
 * Put it in the query key and hand it to the route: `useQuery({ queryKey: ['units', asOf], queryFn: () => api(listUnits, { query: { asOf } }) })`.
 * While it is set the screens are for reading: a command that would change the present must ask `useReadingThePast()` first.
 */
export function useAsOf(): { asOf: Instant | null; setAsOf: (next: Instant | null) => void } {
  // A screen that takes the moment into its question is known by this: the frame says so, and says the contrary of every other screen.
  useEffect(() => {
    answering.set(answering.get() + 1)
    return () => answering.set(answering.get() - 1)
  }, [])
  return useMoment()
}
/** The same for the frame around the screens, which asks no question of its own. */
export const useMoment = (): { asOf: Instant | null; setAsOf: (next: Instant | null) => void } => ({ asOf: useStore(store), setAsOf: store.set })
/** Whether anything on screen answers for the chosen moment; what does not shows the present, and must not pass for the past. */
export const useLooksBack = (): boolean => useStore(answering) > 0
export const useReadingThePast = (): boolean => useStore(store) !== null
