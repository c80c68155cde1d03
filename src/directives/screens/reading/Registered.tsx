import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { api } from '../../../web/api.ts'
import { formatMoment } from '../../../web/format.ts'
import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { listDesk, type DocumentView, type RegisterEntry } from '../../contract.ts'
import { readingWords } from './words.ts'
import css from './Reading.module.css'

/** After confirming: the arrival number as large as the stamp on the table, and what comes next. */
export function Registered({ document, entry }: { document: DocumentView; entry: RegisterEntry }) {
  const t = useWords(readingWords)
  const go = useGo()
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => next.current?.focus(), [])
  const waiting = useQuery({
    queryKey: ['directives', 'desk', 'incoming', 'next'], queryFn: ({ signal }) => api(listDesk, { query: { view: 'incoming', limit: 50 } }, { signal }),
    select: (desk) => desk.lines.filter((line) => line.state === 'to_confirm' && line.id !== document.id),
  })
  const other = waiting.data?.[0]
  return (
    <section className={css.registered} aria-label={t.registered}>
      <div className={css.bigStamp} role="status">
        <small>{document.organisation.name}</small>
        <em>{t.arrived}</em>
        <b>{entry.number}</b>
        <span>{formatMoment(entry.arrivedAt ?? entry.at)}</span>
      </div>
      <p>{t.registered}. {waiting.data && (other ? t.waiting(waiting.data.length) : t.noneWaiting)}</p>
      <div className="actions">
        {document.may.assign || document.may.confirm
          ? <button ref={next} type="button" className="button" onClick={() => go(document.may.assign ? `/van-ban/${document.id}/giao` : `/van-ban/${document.id}`)}>{document.may.assign ? t.assign : t.open}</button>
          : null}
        {document.may.assign && <button type="button" className="button-quiet" onClick={() => go(`/van-ban/${document.id}`)}>{t.open}</button>}
        {other && <button type="button" className="button-quiet" onClick={() => go(`/van-ban/${other.id}/doc`)}>{t.readNext}</button>}
      </div>
    </section>
  )
}
