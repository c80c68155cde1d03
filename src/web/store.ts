import { useSyncExternalStore } from 'react'

/** A value outside React that screens follow; kept in the browser when it has a key. */
export type Store<T> = { get: () => T; set: (next: T) => void; subscribe: (heard: () => void) => () => void }

export type Keeping<T> = { readonly key: string; readonly in: () => Storage; readonly read: (text: string) => T | undefined; readonly write: (value: T) => string | null }

export function createStore<T>(initial: T, keeping?: Keeping<T>): Store<T> {
  let value = initial
  if (keeping) {
    const text = readKept(keeping.in, keeping.key)
    if (text !== null) value = keeping.read(text) ?? initial
  }
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return
      value = next
      if (keeping) keep(keeping.in, keeping.key, keeping.write(next))
      for (const heard of listeners) heard()
    },
    subscribe: (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get, store.get)

/** Browsers may forbid storage (private windows, policies): reading then finds nothing. */
export function readKept(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key)
  } catch {
    return null
  }
}

/** Keeps a text, or removes it when null. Answers whether the browser really kept it, so the caller can say so. */
export function keep(storage: () => Storage, key: string, text: string | null): boolean {
  try {
    if (text === null) storage().removeItem(key)
    else storage().setItem(key, text)
    return true
  } catch {
    return false
  }
}
