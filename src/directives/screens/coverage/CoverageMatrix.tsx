import { useRef, useState, type KeyboardEvent } from 'react'
import { formatMoment } from '../../../web/format.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { Diff } from '../../../web/parts/index.ts'
import type { Clause, CoverageCell, CoverageView, Verdict } from '../../contract.ts'
import { useNaming } from '../naming.ts'
import { Mark } from './Mark.tsx'
import { coverageWords } from './words.ts'
import css from './Coverage.module.css'

type UpperClause = CoverageView['uppers'][number]['clauses'][number]

/**
 * Ma trận: rows are the upper document's clauses, columns ours. Arrow keys walk the cells; a cell opens both texts side by side with the
 * words that differ, the reason, and the decision, which is a person's. An uncovered clause says so in red words with the way to mend it.
 */
export function CoverageMatrix({ view, onDecide, onAdd, busy }: {
  view: CoverageView
  /** Absent: for reading only. */
  onDecide?: ((upperClauseId: string, lowerClauseId: string, verdict: Verdict | null) => void) | undefined
  onAdd?: ((upperClauseId: string) => void) | undefined
  busy?: boolean
}) {
  const t = useWords(coverageWords)
  const language = useLanguage()
  const naming = useNaming()
  const [open, setOpen] = useState<{ upper: string; lower: string } | null>(null)
  const table = useRef<HTMLTableElement>(null)
  const lower = [...view.lower.clauses].sort((a, b) => a.seq - b.seq)
  const uppers = view.uppers.flatMap((one) => one.clauses)
  const cells = new Map(view.cells.map((cell) => [`${cell.upperClauseId} ${cell.lowerClauseId}`, cell]))
  const labelOf = (clause: Clause | undefined): string => clause?.label?.replace(/[.)/-]+$/u, '') ?? t.unlabelled
  const walk = (event: KeyboardEvent, row: number, column: number): void => {
    const step = ({ ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] } as Record<string, readonly [number, number]>)[event.key]
    if (!step) return
    event.preventDefault()
    table.current?.querySelector<HTMLElement>(`[data-cell="${row + step[0]}:${column + step[1]}"]`)?.focus()
  }
  const reasonsOf = (clause: UpperClause): string => {
    const found = view.cells.filter((cell) => cell.upperClauseId === clause.id && cell.verdict === clause.verdict).flatMap((cell) => cell.reasons.map((reason) => reason.sentence[language]))
    return [...new Set(found)].slice(0, 2).join(' ')
  }
  /** Which of our items carry it: said in words too, for a narrow screen shows few columns at once. */
  const itemsOf = (clause: UpperClause): string => lower.filter((mine) => { const cell = cells.get(`${clause.id} ${mine.id}`); return cell !== undefined && cell.verdict !== 'not_this' }).map((mine) => labelOf(mine)).join(', ')
  let row = -1
  return (
    <div className={css.coverage}>
      <div className={css.frame} tabIndex={0} role="region" aria-label={t.title}>
        <table className={`${css.matrix} print-wide`} ref={table}>
          <caption className="visually-hidden">{t.title}</caption>
          <thead>
            <tr><th scope="col" className={css.corner}>{t.corner}</th><th scope="col" className={css.resultHead}>{t.row}</th>{lower.map((clause) => <th key={clause.id} scope="col" title={clause.text} data-sub={clause.parentId !== null || undefined}>{labelOf(clause)}</th>)}</tr>
          </thead>
          {view.uppers.map((upper) => (
            <tbody key={upper.document.id}>
              {view.uppers.length > 1 && <tr className={css.source}><th scope="rowgroup" colSpan={lower.length + 2}>{naming.full(upper.document)}</th></tr>}
              {upper.clauses.map((clause) => {
                row += 1
                const at = row
                return (
                  <tr key={clause.id} data-verdict={clause.verdict} data-sub={clause.parentId !== null || undefined}>
                    <th scope="row"><span className={css.head}><b>{clause.label?.replace(/[.)/-]+$/u, '') ?? '–'}</b><span className={css.text} title={clause.text}>{clause.text}</span></span></th>
                    <td className={css.result}>
                      <span className={clause.verdict === 'none' || clause.verdict === 'contradicted' ? 'late' : clause.verdict === 'aside' ? 'muted' : undefined}>{t.verdict[clause.verdict]}</span>
                      {itemsOf(clause) !== '' && <small>{t.byItems(itemsOf(clause))}</small>}
                      {clause.verdict !== 'carried' && <small>{reasonsOf(clause)}</small>}
                      {clause.verdict === 'none' && onAdd && <button type="button" className="button-quiet" disabled={busy} onClick={() => onAdd(clause.id)}>{t.add}</button>}
                    </td>
                    {lower.map((mine, column) => {
                      const cell = cells.get(`${clause.id} ${mine.id}`)
                      const words = cell ? t.verdict[cell.verdict] : t.emptyCell
                      const isOpen = open?.upper === clause.id && open.lower === mine.id
                      return (
                        <td key={mine.id}>
                          <button
                            type="button" className={css.cell} data-cell={`${at}:${column}`} aria-pressed={isOpen} aria-label={t.cellName(labelOf(clause), labelOf(mine), words)} title={words}
                            onKeyDown={(event) => walk(event, at, column)} onClick={() => setOpen(isOpen ? null : { upper: clause.id, lower: mine.id })}
                          >{cell && cell.verdict !== 'not_this' ? <Mark verdict={cell.verdict} decided={cell.decided !== null} /> : cell?.decided ? <Mark verdict="not_this" /> : null}</button>
                        </td>
                      )
                    })}
                  </tr>
                )
              })}
            </tbody>
          ))}
          {view.addedBelow.length > 0 && (
            <tfoot><tr><th scope="row" colSpan={2}>{t.addedBelow}</th>{lower.map((mine) => <td key={mine.id}>{view.addedBelow.includes(mine.id) ? <span title={t.addedBelow}>+</span> : null}</td>)}</tr></tfoot>
          )}
        </table>
      </div>
      <p className={css.legend}>{(['carried', 'weakened', 'contradicted'] as const).map((one) => <span key={one}><Mark verdict={one} /> {t.verdict[one]}</span>)}</p>
      <div className={css.beside} aria-live="polite">
        {open ? <Pair upper={uppers.find((one) => one.id === open.upper)} lower={lower.find((one) => one.id === open.lower)} cell={cells.get(`${open.upper} ${open.lower}`)} labelOf={labelOf} onDecide={onDecide} busy={busy} /> : <p className="muted small">{t.choose}</p>}
      </div>
      {view.findings.length > 0 && (
        <section className={css.findings}>
          <h2>{t.findings}</h2>
          <ul>{view.findings.map((one, at) => <li key={`${one.code}${at}`}>{one.sentence[language]}</li>)}</ul>
        </section>
      )}
    </div>
  )
}

function Pair({ upper, lower, cell, labelOf, onDecide, busy }: {
  upper: UpperClause | undefined
  lower: Clause | undefined
  cell: CoverageCell | undefined
  labelOf: (clause: Clause | undefined) => string
  onDecide?: ((upperClauseId: string, lowerClauseId: string, verdict: Verdict | null) => void) | undefined
  busy?: boolean | undefined
}) {
  const t = useWords(coverageWords)
  const language = useLanguage()
  if (!upper || !lower) return null
  return (
    <article className={css.pair}>
      <header>
        <p>
          {cell ? <><Mark verdict={cell.verdict} /> <b>{t.verdict[cell.verdict]}</b> <span className="muted">{cell.decided ? t.decidedBy(cell.decided.by ?? '–', formatMoment(cell.decided.at)) : t.proposal}{cell.score !== null && ` · ${t.likeness(Math.round(cell.score * 100))}`}</span></> : <span className="muted">{t.nothing}</span>}
        </p>
        {onDecide && (
          <div className="actions" role="group" aria-label={t.decide}>
            <span className="small muted">{t.decide}:</span>
            {(['carried', 'weakened', 'contradicted', 'not_this'] as const).map((one) => <button key={one} type="button" className="button-quiet" disabled={busy} aria-pressed={cell?.decided !== null && cell?.verdict === one} onClick={() => onDecide(upper.id, lower.id, one)}><Mark verdict={one} />{t.verdict[one]}</button>)}
            {cell?.decided && <button type="button" className="button-plain" disabled={busy} onClick={() => onDecide(upper.id, lower.id, null)}>{t.takeBack}</button>}
          </div>
        )}
      </header>
      {cell && cell.reasons.length > 0 && <ul className={css.reasons}>{cell.reasons.map((reason, at) => <li key={`${reason.code}${at}`}>{reason.sentence[language]}</li>)}</ul>}
      <Diff left={upper.text} right={lower.text} leftHead={t.upper(labelOf(upper))} rightHead={t.lower(labelOf(lower))} />
    </article>
  )
}
