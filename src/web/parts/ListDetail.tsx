import { useLayoutEffect, useRef, type ReactNode } from 'react'
import { useKeys } from '../keys.ts'
import { useWords } from '../language.ts'
import { shellWords } from '../words.ts'
import { SeeMore, type More } from './SeeMore.tsx'
import { useNarrow } from './useNarrow.ts'
import css from './ListDetail.module.css'

/**
 * One list, one detail. Opening never loses the list: beside it on a wide screen, below a way back on a phone.
 * `j`/`k` move, `Enter` opens, `e` confirms (where `onConfirm` is given), `Escape` closes. Every row is a real link.
 * The route should be one screen with an optional parameter (`/van-ban/{-$id}`), so the list stays mounted.
 */
export function ListDetail<T>({ label, items, keyOf, hrefOf, open, onOpen, row, groupOf, countOf, head, detail, empty, more, onConfirm, wideList }: {
  /** What the list is, for those who hear the screen. */
  label: string
  items: readonly T[]
  keyOf: (item: T) => string
  hrefOf: (item: T) => string
  /** Key of the opened item. */
  open: string | undefined
  onOpen: (key: string | undefined) => void
  row: (item: T, shown: { open: boolean }) => ReactNode
  /** Heading over runs of items: "Quá hạn", "Hôm nay". Items must come in that order. */
  groupOf?: ((item: T) => string) | undefined
  /** How many a heading covers in all, also beyond what is loaded. */
  countOf?: ((group: string) => number | undefined) | undefined
  /** Filters and the like, above the list, staying in place. */
  head?: ReactNode
  detail: ReactNode
  empty: ReactNode
  more?: More | undefined
  onConfirm?: ((item: T) => void) | undefined
  /** The list takes the greater part (dense lists); the detail is a column. */
  wideList?: boolean | undefined
}) {
  const t = useWords(shellWords)
  const narrow = useNarrow()
  const list = useRef<HTMLDivElement>(null)
  const pane = useRef<HTMLDivElement>(null)
  const links = (): HTMLAnchorElement[] => [...(list.current?.querySelectorAll<HTMLAnchorElement>('a[data-row]') ?? [])]
  const here = (): number => {
    const all = links()
    const focused = all.findIndex((link) => link === document.activeElement)
    return focused >= 0 ? focused : all.findIndex((link) => link.dataset['row'] === open)
  }
  const move = (by: 1 | -1): void => {
    const all = links()
    const at = here()
    const next = all[at < 0 ? (by === 1 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]
    if (!next) return
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: 'nearest' })
    if (open !== undefined && !narrow) onOpen(next.dataset['row'])
  }
  const current = (): T | undefined => {
    const key = links()[here()]?.dataset['row']
    return items.find((item) => keyOf(item) === key)
  }
  useKeys([
    { key: 'j', does: { vi: 'Xuống dòng sau', en: 'Next row' }, run: () => move(1) },
    { key: 'k', does: { vi: 'Lên dòng trước', en: 'Previous row' }, run: () => move(-1) },
    { key: 'Enter', does: { vi: 'Mở dòng đang chọn', en: 'Open the row' }, run: () => { const item = current(); if (item) onOpen(keyOf(item)) } },
    { key: 'Escape', does: { vi: 'Đóng, về danh sách', en: 'Close, back to the list' }, run: () => onOpen(undefined), when: open !== undefined },
    { key: 'e', does: { vi: 'Xác nhận dòng đang chọn', en: 'Confirm the row' }, run: () => { const item = current(); if (item) onConfirm?.(item) }, when: onConfirm !== undefined },
  ])
  const before = useRef(open)
  useLayoutEffect(() => {
    if (pane.current && open !== before.current) pane.current.scrollTop = 0
    if (open === undefined && before.current !== undefined) links().find((link) => link.dataset['row'] === before.current)?.focus({ preventScroll: true })
    before.current = open
  }, [open])

  let group: string | undefined
  return (
    <div className={css.both} data-open={open !== undefined || undefined} data-wide={wideList || undefined}>
      <section className={css.list} ref={list} aria-label={label} inert={narrow && open !== undefined}>
        {head && <div className={css.head}>{head}</div>}
        {items.length === 0 ? <div className={css.empty}>{empty}</div> : (
          <ol role="list">
            {items.map((item) => {
              const key = keyOf(item)
              const heading = groupOf?.(item)
              const fresh = heading !== undefined && heading !== group
              group = heading
              return (
                <li key={key}>
                  {fresh && <h2 className={css.group}>{heading}{countOf?.(heading) !== undefined && <span className="figures"> {countOf(heading)}</span>}</h2>}
                  <a
                    className={css.row} href={hrefOf(item)} data-row={key} aria-current={key === open ? 'true' : undefined}
                    onClick={(event) => {
                      if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
                      event.preventDefault()
                      onOpen(key)
                    }}
                  >{row(item, { open: key === open })}</a>
                </li>
              )
            })}
          </ol>
        )}
        {more && <SeeMore {...more} />}
      </section>
      {open !== undefined && (
        <section className={css.detail} ref={pane} tabIndex={-1}>
          <button type="button" className={`button-plain ${css.back}`} onClick={() => onOpen(undefined)}>{narrow ? `← ${t.backToList}` : t.close}</button>
          {detail}
        </section>
      )}
    </div>
  )
}
