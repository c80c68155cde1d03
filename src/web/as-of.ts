import type { Instant } from '../platform/dates.ts'
import { createStore, useStore } from './store.ts'

const store = createStore<Instant | null>(null, {
  key: 'taicho.as-of',
  in: () => sessionStorage,
  read: (text) => (Number.isNaN(Date.parse(text)) ? undefined : new Date(text).toISOString()),
  write: (value) => value,
})

/**
 * Tính đến: the moment the screens look at; null is now. One for all open screens of this tab.
 * Put it in the query key and hand it to the route: `useQuery({ queryKey: ['units', asOf], queryFn: () => api(listUnits, { query: { asOf } }) })`.
 * While it is set the screens are for reading: a command that would change the present must ask `useReadingThePast()` first.
 */
export const useAsOf = (): { asOf: Instant | null; setAsOf: (next: Instant | null) => void } => ({ asOf: useStore(store), setAsOf: store.set })
export const useReadingThePast = (): boolean => useStore(store) !== null
