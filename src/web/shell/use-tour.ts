import { useState } from 'react'
import { useMe } from '../session.ts'
import { keep, readKept } from '../store.ts'

/** The tour starts once for an account on this device, and again when asked for. */
export function useTour(): { running: boolean; start: () => void; end: () => void } {
  const me = useMe()
  const key = `taicho.tour.${me.account.id}`
  const [running, setRunning] = useState(() => readKept(() => localStorage, key) === null)
  return {
    running, start: () => setRunning(true),
    end: () => { keep(() => localStorage, key, 'seen'); setRunning(false) },
  }
}
