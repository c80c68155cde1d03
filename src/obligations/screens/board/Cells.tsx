import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { Matrix, SeeMore, TwoMarks, useNarrow, WorkGlyph, type MatrixLine, type More, type WorkMark } from '../../../web/parts/index.ts'
import { markWords } from '../../../web/parts/TwoMarks.tsx'
import type { Board } from '../../contract.ts'
import { dutyWords } from '../words.ts'
import css from './Board.module.css'

const legend: readonly WorkMark[] = ['assigned', 'doing', 'reported', 'accepted', 'returned', 'redo']

/** The matrix: a unit a row, a clause a column, two marks in the cell. A row opens the head's page, a cell the duty. */
export function Cells({ board, sort, onSort, onDirective, more }: { board: Board; sort: 'late' | 'unacknowledged'; onSort: (sort: 'late' | 'unacknowledged') => void; onDirective: (id: string) => void; more: More }) {
  const t = useWords(dutyWords)
  const marks = useWords(markWords)
  const go = useGo()
  const narrow = useNarrow()
  const byRow = new Map(board.rows.map((r) => [r.owner.id, r]))
  if (board.rows.length === 0) return <p className="muted">{t.noneMatch}</p>
  const cellOf = (row: string, column: string) => byRow.get(row)?.cells.find((c) => c.column === column)
  // A few clauses have room for their first words; more stand by number, with the words below and in the tooltip.
  const telling = board.columns.length <= 8
  // Over all directives a unit's sums stand before its directives; among clauses only what is late, by which the rows are sorted.
  const sums = { '#total': ['total', t.total], '#owed': ['owed', t.stillOwed], '#overdue': ['overdue', t.late], '#reported': ['reported', t.toAccept], '#accepted': ['accepted', t.worksDone] } as const
  const lines: MatrixLine[] = [...Object.entries(sums).filter(([key]) => board.by === 'directive' || key === '#overdue').map(([key, [, head]]) => ({ key, head })), ...board.columns.map((c) => ({
    key: c.id, head: board.by === 'clause' ? <>{c.label === null ? '–' : t.clause(c.label)}{telling && <em className={css.columnText}>{c.text}</em>}</> : (c.label ?? '–'), title: c.text, note: <span className={css.columnNote}>{t.columnDone(c.tally.accepted, c.tally.total)}<b className="late">{c.tally.overdue > 0 ? t.lateCount(c.tally.overdue) : '\u00a0'}</b></span>,
  }))]
  const signs = (
    <>
      {legend.map((w) => <span key={w}><WorkGlyph work={w} /> {marks.work[w]}</span>)}
      {board.by === 'clause' && <><span><b className="late figures">+2</b> {marks.overdue(2)}</span><span><span className="figures">2</span> {marks.left(2)}</span><span><span className="figures">0</span> {marks.today('')}</span></>}
    </>
  )
  return (
    <>
      <p className={`${css.legend} no-print`}>
        {!narrow && signs}
        <span className={css.sorts}><span>{t.sortBy}</span>
          <button type="button" className="button-plain" aria-pressed={sort === 'late'} onClick={() => onSort('late')}>{t.late}</button>
          <button type="button" className="button-plain" aria-pressed={sort === 'unacknowledged'} onClick={() => onSort('unacknowledged')}>{t.only.unacknowledged}</button>
        </span>
      </p>
      <Matrix
        caption={t.board} corner={board.by === 'clause' ? `${t.unit} × ${t.clauses}` : `${t.unit} × ${t.directive.toLowerCase()}`} columns={lines}
        rows={board.rows.map((r) => ({ key: r.owner.id, head: r.owner.name, ...(r.unacknowledged > 0 && board.by === 'directive' ? { note: t.silentCount(r.unacknowledged) } : {}) }))}
        cell={(row, column) => {
          const sum = sums[column as keyof typeof sums]
          if (sum) { const n = byRow.get(row)?.[sum[0]] ?? 0; return <span className={n > 0 && sum[0] === 'overdue' ? 'late figures' : 'figures'}>{n}</span> }
          const c = cellOf(row, column)
          if (!c) return null
          if (board.by === 'clause') return <TwoMarks compact work={c.work} time={c.deadline} />
          return <span className={css.count} title={`${marks.work[c.work]}, ${c.n}`}><WorkGlyph work={c.work} /><span className="figures">{c.n}</span>{c.late > 0 && <b className="late figures">{t.lateCount(c.late)}</b>}</span>
        }}
        onOpen={(row, column) => {
          const c = cellOf(row, column)
          if (column.startsWith('#')) go(`/phieu-ket-qua/${row}`)
          else if (c?.id) go(`/nhiem-vu/${c.id}`)
          else if (c) onDirective(column)
        }}
        onOpenRow={(row) => go(`/phieu-ket-qua/${row}`)}
      />
      {narrow && <p className={css.legend}>{signs}</p>}
      <SeeMore {...more} />
      {board.by === 'clause' && (
        <ol className={css.clauses} role="list">{board.columns.map((c) => <li key={c.id}><span className="figures">{c.label ?? '–'}</span><span>{c.text}</span></li>)}</ol>
      )}
      <p className="no-print"><button type="button" className="button-plain" onClick={() => go('/chong-cheo')}>{t.conflicts}</button></p>
    </>
  )
}
