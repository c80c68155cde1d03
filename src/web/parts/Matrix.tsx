import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import css from './Matrix.module.css'

export type MatrixLine = { readonly key: string; readonly head: ReactNode; /** Full words for the tooltip and the screen reader when `head` is a number. */ readonly title?: string | undefined; readonly note?: ReactNode }

/**
 * Ma trận: rows × columns with a mark in each cell; both heads stay in sight. Arrow keys walk the cells, Enter opens one.
 * A cell that returns null stays empty ("not concerned"), which is not the same as a mark for "nothing yet".
 */
export function Matrix({ caption, corner, rows, columns, cell, onOpen, onOpenRow, wideHead }: {
  caption: string
  corner?: ReactNode
  rows: readonly MatrixLine[]
  columns: readonly MatrixLine[]
  cell: (rowKey: string, columnKey: string) => ReactNode
  onOpen?: ((rowKey: string, columnKey: string) => void) | undefined
  onOpenRow?: ((rowKey: string) => void) | undefined
  /** Columns carry text instead of short numbers. */
  wideHead?: boolean | undefined
}) {
  const table = useRef<HTMLTableElement>(null)
  const walk = (event: KeyboardEvent<HTMLElement>, row: number, column: number): void => {
    const step = ({ ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] } as Record<string, readonly [number, number]>)[event.key]
    if (!step) return
    event.preventDefault()
    let [r, c] = [row + step[0], column + step[1]]
    while (r >= 0 && r < rows.length && c >= 0 && c < columns.length) {
      const next = table.current?.querySelector<HTMLElement>(`[data-cell="${r}:${c}"]`)
      if (next) return next.focus()
      r += step[0]
      c += step[1]
    }
  }
  return (
    <div className={css.frame} tabIndex={0} role="region" aria-label={caption}>
      <table className={`${css.matrix} print-wide`} ref={table} data-wide={wideHead || undefined}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className={css.corner}>{corner}</th>
            {columns.map((column) => <th key={column.key} scope="col" title={column.title}><span>{column.head}</span>{column.note && <small>{column.note}</small>}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={row.key}>
              <th scope="row" title={row.title}>
                {onOpenRow ? <button type="button" className={css.rowOpener} onClick={() => onOpenRow(row.key)}>{row.head}</button> : row.head}
                {row.note && <small>{row.note}</small>}
              </th>
              {columns.map((column, c) => {
                const content = cell(row.key, column.key)
                return (
                  <td key={column.key}>
                    {content === null || content === undefined ? null : onOpen
                      ? <button type="button" className={css.cell} data-cell={`${r}:${c}`} onKeyDown={(event) => walk(event, r, c)} onClick={() => onOpen(row.key, column.key)}>{content}</button>
                      : <span className={css.cell}>{content}</span>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
