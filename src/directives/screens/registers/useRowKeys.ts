import type { RefObject } from 'react'
import { useKeys } from '../../../web/keys.ts'

/** `j` and `k` walk the rows of everything in the frame; `Enter` on a row is the link's own. */
export function useRowKeys(frame: RefObject<HTMLElement | null>): void {
  const move = (by: 1 | -1): void => {
    const rows = [...(frame.current?.querySelectorAll<HTMLElement>('[data-row], tbody th :is(a, button)') ?? [])]
    const at = rows.findIndex((row) => row === document.activeElement)
    const next = rows[at < 0 ? (by === 1 ? 0 : rows.length - 1) : at + by]
    next?.focus({ preventScroll: true })
    next?.scrollIntoView({ block: 'nearest' })
  }
  useKeys([
    { key: 'j', does: { vi: 'Xuống dòng sau', en: 'Next row' }, run: () => move(1) },
    { key: 'k', does: { vi: 'Lên dòng trước', en: 'Previous row' }, run: () => move(-1) },
  ])
}
