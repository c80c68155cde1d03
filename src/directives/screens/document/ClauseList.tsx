import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { RefusalNote, TwoMarks } from '../../../web/parts/index.ts'
import { listDuties, type Clause, type DocumentView } from '../../contract.ts'
import { documentWords } from './words.ts'
import css from './Document.module.css'

/** The clauses in the order of the paper; beside each, who was given it and the two marks. */
export function ClauseList({ document }: { document: DocumentView }) {
  const t = useWords(documentWords)
  if (document.clauses.length === 0) return <p className="muted">{t.noClauses}</p>
  const clauses = [...document.clauses].sort((a, b) => a.seq - b.seq)
  return (
    <section aria-label={t.clauses}>
      <h2 className={css.title}>{t.tasks(clauses.filter((clause) => clause.parentId === null).length)}</h2>
      <ol role="list" className={css.clauses} data-given={document.duties.total > 0 || undefined}>
        {clauses.map((clause) => <Row key={clause.id} clause={clause} document={document} />)}
      </ol>
    </section>
  )
}

function Row({ clause, document }: { clause: Clause; document: DocumentView }) {
  const t = useWords(documentWords)
  const go = useGo()
  const [all, setAll] = useState(false)
  const given = document.given.filter((one) => one.clauseId === clause.id)
  const counted = document.duties.clauses.find((one) => one.clauseId === clause.id) ?? { total: 0, done: 0, late: 0 }
  const rest = useInfiniteQuery({
    queryKey: ['directives', document.id, 'duties', clause.id], enabled: all,
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) => api(listDuties, { params: { id: document.id }, query: { clauseId: clause.id, ...(pageParam === undefined ? {} : { after: pageParam }) } }, { signal }),
    initialPageParam: undefined as string | undefined, getNextPageParam: (page) => page.next ?? undefined,
  })
  const shown = rest.data?.pages.flatMap((page) => page.lines) ?? given
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
        {counted.total === 0 && document.duties.total > 0 && <span className="muted small">{t.notGiven}</span>}
        {counted.total > given.length && <p className="small">{t.countedOf(counted.total, counted.done)}{counted.late > 0 && <span className="late"> · {t.answer.late(counted.late)}</span>}</p>}
        {shown.map((one) => (
          <a key={one.obligationId} href={`/nhiem-vu/${one.obligationId}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/nhiem-vu/${one.obligationId}`) } }}>
            <span>{one.owner.name}</span>
            <TwoMarks work={one.work} time={one.deadline} />
          </a>
        ))}
        <RefusalNote error={rest.error} />
        {counted.total > shown.length && (!all || rest.hasNextPage) && (
          <button type="button" className="button-plain" disabled={rest.isFetching} onClick={() => (all ? void rest.fetchNextPage() : setAll(true))}>{all ? t.showMore(counted.total - shown.length) : t.showAll(counted.total)}</button>
        )}
      </div>
    </li>
  )
}
