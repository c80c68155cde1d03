import { useSyncExternalStore } from 'react'

const query = matchMedia('screen and (width < 56rem)')
const subscribe = (heard: () => void): (() => void) => {
  query.addEventListener('change', heard)
  return () => query.removeEventListener('change', heard)
}
/** A phone, or a window as narrow as one (below 56rem, the same limit as in the style sheets). Paper is never one. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => query.matches)
