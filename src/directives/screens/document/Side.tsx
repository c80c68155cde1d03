import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { formatDay, formatInstant } from '../../../platform/dates.ts'
import { api, urlOf } from '../../../web/api.ts'
import { formatBytes, formatMoment } from '../../../web/format.ts'
import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { getDirectiveFile, setDeliveryState, type DocumentRef, type DocumentView } from '../../contract.ts'
import { useNaming } from '../naming.ts'
import { directivesWords } from '../words.ts'
import { Beside } from './Beside.tsx'
import { documentWords } from './words.ts'
import css from './Document.module.css'

/** Beside the clauses: the registration, the papers above and below, who received it, what was written on it. */
export function Side({ document, onChanged }: { document: DocumentView; onChanged: () => Promise<void> }) {
  const t = useWords(documentWords)
  const w = useWords(directivesWords)
  const naming = useNaming()
  const state = useMutation({ mutationFn: (next: '04' | '05' | '06') => api(setDeliveryState, { params: { id: document.id }, body: { state: next } }), onSuccess: onChanged })
  const value = document.confirmed
  const carried = document.references.filter((one) => one.implemented)
  const cited = document.references.filter((one) => !one.implemented && (one.document || value?.references[one.index]?.number))
  const nameOf = (index: number): string => { const one = value?.references[index]; return one ? naming.full({ type: one.type, number: one.number, date: one.date, issuer: one.issuer }) : '' }
  return (
    <aside className={css.side}>
      {document.registered.map((entry) => (
        <section key={entry.id} className={css.entry} data-void={entry.voided ? '' : undefined}>
          <div className={css.stamp}><small>{document.organisation.name}</small><b>{entry.number}</b><span>{entry.direction === 'in' ? t.number : t.outNumber}, {t.series(entry.series)}</span></div>
          <dl className={css.pairs}>
            <Pair label={t.at}>{formatInstant(entry.arrivedAt ?? entry.at)}</Pair>
            {entry.forwardedTo && <Pair label={t.forwardedTo}>{entry.forwardedTo}</Pair>}
            {entry.handleBy && <Pair label={t.handleBy}>{formatMoment(entry.handleBy)}</Pair>}
            {entry.copies !== null && <Pair label={t.copies}>{entry.copies}</Pair>}
            {entry.paperNumber && <Pair label={t.paperStamp}>{entry.paperNumber}{entry.paperArrivedOn && `, ${formatDay(entry.paperArrivedOn)}`}</Pair>}
            {entry.note && <Pair label={t.note}>{entry.note}</Pair>}
            {entry.voided && <Pair label={t.voided}><span className="late">{entry.voided.reason}</span></Pair>}
          </dl>
        </section>
      ))}
      {document.delivery && (
        <Section title={t.fromDelivery}>
          <p className="small">{w.delivery[document.delivery.state]}, {formatMoment(document.delivery.stateAt)}{document.delivery.reason && `: ${document.delivery.reason}`}</p>
          {['03', '04', '05'].includes(document.delivery.state) && (
            <p className="actions"><span className="small muted">{t.setState}</span>
              {(['04', '05', '06'] as const).filter((next) => next > document.delivery!.state).map((next) => <button key={next} type="button" className="button-quiet" disabled={state.isPending} onClick={() => state.mutate(next)}>{t.states[next]}</button>)}
            </p>
          )}
        </Section>
      )}
      {document.instructions.length > 0 && (
        <Section title={t.instructions}>
          {document.instructions.map((one) => (
            <blockquote key={one.seq} className={css.instruction}>
              <p>{one.text}</p>
              <footer>
                {one.lead && <span>{t.lead}: {one.lead.name}</span>}{one.coordinators.length > 0 && <span>{t.together}: {one.coordinators.map((each) => each.name).join(', ')}</span>}{one.dueOn && <span>{t.due} {formatDay(one.dueOn)}</span>}
                <span className="muted">{[one.by.person, one.by.post, formatMoment(one.at)].filter(Boolean).join(', ')}</span>
              </footer>
            </blockquote>
          ))}
        </Section>
      )}
      {carried.length > 0 && <Section title={t.above}><ul role="list">{carried.map((one) => <li key={one.index}><Paper document={one.document} name={nameOf(one.index)} missing={t.notHere} /></li>)}</ul></Section>}
      {document.implementedBy.length > 0 && <Section title={t.below}><ul role="list">{document.implementedBy.map((one) => <li key={one.id}><Paper document={one} name="" missing="" /></li>)}</ul></Section>}
      {cited.length > 0 && <Section title={t.cites}><ul role="list">{cited.map((one) => <li key={one.index}><Paper document={one.document} name={nameOf(one.index)} missing={t.notHere} /></li>)}</ul></Section>}
      {document.deliveries.length > 0 && (
        <Section title={`${t.deliveries}: ${t.sentTo(document.deliveries.length)}`}>
          <Deliveries all={document.deliveries} />
        </Section>
      )}
      {document.corrections.length > 0 && (
        <Section title={t.corrections}>
          <ol role="list">
            {document.corrections.map((one) => (
              <li key={one.seq} className="small">
                <b>{t.correctionOf(Object.keys(one.after).map((key) => t.fieldNames[key as keyof typeof t.fieldNames] ?? key).join(', '))}</b>: {one.reason}
                <br /><span className="muted">{[one.by.person, one.by.post, formatMoment(one.at)].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ol>
        </Section>
      )}
      {value && value.distribution.length > 0 && <Section title={t.distribution}><ul role="list" className="small">{value.distribution.map((one) => <li key={one}>{one}</li>)}</ul></Section>}
      <Beside document={document} onChanged={onChanged} />
      {document.file && <Section title={t.file}><p className="small"><a href={urlOf(getDirectiveFile, { params: { id: document.id } })} download>{document.file.name}</a> <span className="muted">{formatBytes(document.file.bytes)}</span></p></Section>}
    </aside>
  )
}

/** How many have it, then who has not: refused first, then those that have not received it; the rest on request. */
function Deliveries({ all }: { all: DocumentView['deliveries'] }) {
  const t = useWords(documentWords)
  const w = useWords(directivesWords)
  const [whole, setWhole] = useState(false)
  const refused = all.filter((one) => one.state === '02')
  const waiting = all.filter((one) => one.state === '01')
  const received = all.length - refused.length - waiting.length
  const first = [...refused, ...waiting, ...all.filter((one) => one.state !== '01' && one.state !== '02')]
  const shown = whole ? first : first.slice(0, Math.max(8, refused.length))
  return (
    <>
      {all.length > 1 && <p className="small">{t.deliveredOf(received, waiting.length, refused.length)}</p>}
      <ul role="list" className={css.deliveries}>
        {shown.map((one) => <li key={one.organisation.id}><span>{one.organisation.name}</span><span className={one.state === '02' ? 'late' : 'muted'}>{w.delivery[one.state]}{one.reason && `: ${one.reason}`}</span></li>)}
      </ul>
      {shown.length < all.length && <p><button type="button" className="button-plain" onClick={() => setWhole(true)}>{t.showAll(all.length)}</button></p>}
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return <section className={css.section}><h2>{title}</h2>{children}</section>
}
function Pair({ label, children }: { label: string; children: ReactNode }) {
  return <div><dt>{label}</dt><dd>{children}</dd></div>
}
function Paper({ document, name, missing }: { document: DocumentRef | null; name: string; missing: string }) {
  const w = useWords(directivesWords)
  const naming = useNaming()
  const go = useGo()
  if (!document) return <span className="small">{name} <span className="muted">({missing})</span></span>
  return (
    <a href={`/van-ban/${document.id}`} className="small" onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/van-ban/${document.id}`) } }}>
      {naming.full(document)}{document.arrival && ` (${w.arrival(document.arrival.number)})`}{document.state === 'draft' && ` (${w.states.draft})`}
    </a>
  )
}
