import type { ReactNode } from 'react'
import { SeeMore, type More } from './SeeMore.tsx'
import css from './DataTable.module.css'

export type Column<T> = {
  readonly key: string
  /** `''` for a column of buttons. */
  readonly head: ReactNode
  readonly cell: (row: T) => ReactNode
  readonly align?: 'start' | 'number' | 'centre' | undefined
  /** CSS width, e.g. `8rem`; the rest is shared. */
  readonly width?: string | undefined
  /** The row's name: a row heading, first on a phone, and the link where `hrefOf` is given. Exactly one column has it. */
  readonly isName?: boolean
}

/**
 * Bảng: dense, one hairline per row, the head stays. On a phone each row becomes a small form with its labels: nothing is left out.
 * Prints with the head repeated on every page; `wide` prints on A4 lying down.
 */
export function DataTable<T>({ caption, columns, rows, keyOf, hrefOf, onOpen, openKey, empty, more, total, wide }: {
  caption: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  hrefOf?: ((row: T) => string) | undefined
  onOpen?: ((row: T) => void) | undefined
  openKey?: string | undefined
  empty?: ReactNode
  more?: More | undefined
  /** Last row of sums. */
  total?: readonly ReactNode[] | undefined
  wide?: boolean | undefined
}) {
  if (rows.length === 0 && empty) return <div className={css.empty}>{empty}</div>
  return (
    <>
      <table className={`${css.table} ${wide ? 'print-wide' : ''}`}>
        <caption className="visually-hidden">{caption}</caption>
        <colgroup>{columns.map((column) => <col key={column.key} style={column.width ? { width: column.width } : undefined} />)}</colgroup>
        <thead>
          <tr>{columns.map((column) => (column.head === '' ? <td key={column.key} className={css.noHead} /> : <th key={column.key} scope="col" data-align={column.align}>{column.head}</th>))}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} data-open={openKey === keyOf(row) || undefined} data-opens={hrefOf || onOpen ? true : undefined}>
              {columns.map((column) => {
                const Cell = column.isName ? 'th' : 'td'
                const content = column.cell(row)
                return (
                  <Cell key={column.key} {...(column.isName ? { scope: 'row' } : {})} data-align={column.align} data-label={typeof column.head === 'string' ? column.head : undefined}>
                    {column.isName && hrefOf
                      ? <a href={hrefOf(row)} onClick={(event) => { if (onOpen && !event.metaKey && !event.ctrlKey && !event.shiftKey) { event.preventDefault(); onOpen(row) } }}>{content}</a>
                      : column.isName && onOpen ? <button type="button" className={css.opener} onClick={() => onOpen(row)}>{content}</button> : <div>{content}</div>}
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
        {total && <tfoot><tr>{columns.map((column, at) => <td key={column.key} data-align={column.align} data-label={typeof column.head === 'string' ? column.head : undefined}>{total[at]}</td>)}</tr></tfoot>}
      </table>
      {more && <SeeMore {...more} />}
    </>
  )
}
