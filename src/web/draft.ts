import { useCallback, useEffect, useRef, useState } from 'react'
import { keep, readKept } from './store.ts'

const prefix = 'taicho.draft.'
const storage = (): Storage => localStorage

export type Draft<T> = {
  readonly value: T
  readonly set: (next: T | ((before: T) => T)) => void
  /** Something typed earlier was brought back; when it was typed (ISO instant). */
  readonly restoredFrom: string | null
  /** The browser refused to keep the draft (storage full or forbidden): say so beside the form. */
  readonly notKept: boolean
  /** After the command was accepted, or when the person throws the draft away. */
  readonly clear: () => void
}

/**
 * Bản nháp: what a person types is kept on this device from the first letter, and is there again after a reload, a refusal or a lost network.
 * The key names the thing, e.g. `report:${obligationId}`; one key is one form.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const [state, setState] = useState(() => open(key, initial))
  const openedKey = useRef(key)
  if (openedKey.current !== key) {
    openedKey.current = key
    const next = open(key, initial)
    setState(next)
  }
  const [notKept, setNotKept] = useState(false)
  const first = useRef(initial)
  const set = useCallback((next: T | ((before: T) => T)) => {
    setState((before) => ({ ...before, touched: true, value: typeof next === 'function' ? (next as (before: T) => T)(before.value) : next }))
  }, [])
  useEffect(() => {
    if (!state.touched) return
    setNotKept(!keep(storage, prefix + key, JSON.stringify({ at: new Date().toISOString(), value: state.value })))
  }, [key, state])
  const clear = useCallback(() => {
    keep(storage, prefix + key, null)
    setState({ value: first.current, touched: false, restoredFrom: null })
  }, [key])
  return { value: state.value, set, restoredFrom: state.restoredFrom, notKept, clear }
}

function open<T>(key: string, initial: T): { value: T; touched: boolean; restoredFrom: string | null } {
  const text = readKept(storage, prefix + key)
  if (text === null) return { value: initial, touched: false, restoredFrom: null }
  try {
    const kept = JSON.parse(text) as { at: string; value: T }
    return { value: kept.value, touched: false, restoredFrom: kept.at }
  } catch {
    // A draft written by an older version of the form, or cut off: it cannot be shown, so the form starts empty.
    return { value: initial, touched: false, restoredFrom: null }
  }
}

/** Signing out on a shared machine takes the drafts with it. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // Storage is forbidden: nothing was kept either.
  }
}
