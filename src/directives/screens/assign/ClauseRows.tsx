import { useWords } from '../../../web/language.ts'
import { Empty } from '../../../web/parts/index.ts'
import { ClauseRow } from './ClauseRow.tsx'
import type { RowPlan, Suggestions } from './plan.ts'
import { assignWords } from './words.ts'
import css from './Assign.module.css'

/** Who does what by when, clause by clause: for a paper in the register and for a draft about to be signed. */
export function ClauseRows({ suggestions, rows, onRow, onWrong }: {
  suggestions: Suggestions
  rows: readonly RowPlan[]
  onRow: (clauseId: string, change: (row: RowPlan) => RowPlan) => void
  onWrong: (clauseId: string, wrong: boolean) => void
}) {
  const t = useWords(assignWords)
  return (
    <section aria-label={t.clauses}>
      <div className={css.heads} aria-hidden="true"><span /><span>{t.what}</span><span>{t.who}</span><span>{t.when}</span></div>
      {suggestions.clauses.length === 0 && <Empty title={t.noClauses}>{t.noClausesText}</Empty>}
      <ol role="list" className={css.rows}>
        {suggestions.clauses.map((suggestion) => {
          const row = rows.find((one) => one.clauseId === suggestion.clause.id)
          return row && <ClauseRow key={suggestion.clause.id} suggestion={suggestion} row={row} onRow={(change) => onRow(suggestion.clause.id, change)} onWrong={(wrong) => onWrong(suggestion.clause.id, wrong)} />
        })}
      </ol>
    </section>
  )
}

/** Addressees of the paper that get it without a duty. */
export function SendTo({ suggestions, sendTo, onSendTo }: { suggestions: Suggestions; sendTo: readonly string[]; onSendTo: (change: (before: readonly string[]) => readonly string[]) => void }) {
  const t = useWords(assignWords)
  if (suggestions.sendTo.length === 0) return null
  return (
    <section className={css.sendTo}>
      <h2>{t.sendTo} <small>{t.sendHint}</small></h2>
      <ul role="list">
        {suggestions.sendTo.map(({ organisation }) => (
          <li key={organisation.id}><label><input type="checkbox" checked={sendTo.includes(organisation.id)} onChange={(event) => { const on = event.target.checked; onSendTo((before) => (on ? [...before, organisation.id] : before.filter((one) => one !== organisation.id))) }} />{organisation.name}</label></li>
        ))}
      </ul>
    </section>
  )
}
