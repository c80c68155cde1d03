import { useState } from 'react'
import type { Line } from '../../../obligations/contract.ts'
import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { TwoMarks } from '../../../web/parts/index.ts'
import type { Clause, DocumentView } from '../../contract.ts'
import { documentWords } from './words.ts'
import css from './Document.module.css'

const shownAtOnce = 4

/** The clauses in the order of the paper; beside each, who was given it and the two marks. */
export function ClauseList({ document, duties }: { document: DocumentView; duties: readonly Line[] }) {
  const t = useWords(documentWords)
  if (document.clauses.length === 0) return <p className="muted">{t.noClauses}</p>
  const clauses = [...document.clauses].sort((a, b) => a.seq - b.seq)
  const byId = new Map(duties.map((line) => [line.id, line]))
  return (
    <section aria-label={t.clauses}>
      <h2 className={css.title}>{t.tasks(clauses.filter((clause) => clause.parentId === null).length)}</h2>
      <ol role="list" className={css.clauses} data-given={document.given.length > 0 || undefined}>
        {clauses.map((clause) => <Row key={clause.id} clause={clause} document={document} byId={byId} />)}
      </ol>
    </section>
  )
}

function Row({ clause, document, byId }: { clause: Clause; document: DocumentView; byId: ReadonlyMap<string, Line> }) {
  const t = useWords(documentWords)
  const go = useGo()
  const [all, setAll] = useState(false)
  const given = document.given.filter((one) => one.clauseId === clause.id)
  const shown = all ? given : given.slice(0, shownAtOnce)
  const deadlines = clause.deadlines.map((one) => one.text).join('; ')
  return (
    <li className={css.clause} data-sub={clause.parentId !== null || undefined} id={`clause-${clause.id}`}>
      <span className={css.label}>{clause.label ?? '–'}</span>
      <div className={css.text}>
        <p>{clause.text}</p>
        {(clause.assignees.length > 0 || clause.coordinators.length > 0 || deadlines !== '') && (
          <p className={css.terms}>
            {clause.assignees.length > 0 && <span>→ {clause.assignees.join(', ')}</span>}
            {clause.coordinators.length > 0 && <span>{t.withOthers(clause.coordinators.join(', '))}</span>}
            {deadlines !== '' && <b>{deadlines}</b>}
          </p>
        )}
      </div>
      <div className={css.duties}>
        {given.length === 0 && document.given.length > 0 && <span className="muted small">{t.notGiven}</span>}
        {shown.map((one) => {
          const line = byId.get(one.obligationId)
          return (
            <a key={one.obligationId} href={`/nhiem-vu/${one.obligationId}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/nhiem-vu/${one.obligationId}`) } }}>
              <span>{one.owner.name}</span>
              {line && <TwoMarks work={line.work} time={line.deadline} />}
            </a>
          )
        })}
        {given.length > shown.length && <button type="button" className="button-plain" onClick={() => setAll(true)}>{t.showAll(given.length)}</button>}
      </div>
    </li>
  )
}
