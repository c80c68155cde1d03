import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { api, newId } from '../../web/api.ts'
import { formatDay, formatInstant, formatMoment } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { ConfirmDialog, FormRow, Loaded } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { getDeclaration, markVisited, type DeclarationView } from '../contract.ts'
import { declarationWords } from '../words.ts'
import { screenWords } from './words.ts'
import css from './Declarations.module.css'

const priorityOf = { emergency: 3, call: 2, quarantine: 2, monitor: 1, look: 1, none: 0 } as const

/** One declaration: who, what is asked of each and why, the journey, what was done. */
export function DeclarationPage({ id }: { id: string }) {
  const declaration = useQuery({ queryKey: ['declarations', id], queryFn: ({ signal }) => api(getDeclaration, { params: { id } }, { signal }) })
  return <Loaded query={declaration}>{(d) => <Shown declaration={d} />}</Loaded>
}

function Shown({ declaration: d }: { declaration: DeclarationView }) {
  const t = useWords(screenWords)
  const w = useWords(declarationWords)
  const [visiting, setVisiting] = useState(false)
  const vehicle = [d.vehicle ? w.vehicle[d.vehicle as 'car'] : '', d.vehicleNumber, d.seat].filter(Boolean).join(', ')
  const fact = (label: string, value: ReactNode): ReactNode => value ? <><dt>{label}</dt><dd>{value}</dd></> : null
  return (
    <article aria-labelledby="declaration-name">
      <h2 id="declaration-name" className={css.title}>{d.reference}</h2>
      <p className="muted small">{w.state[d.state]} · {t.sent} {formatMoment(d.submittedAt)} · {d.channel === 'resident' ? t.resident : t.officer}</p>
      {d.may.visit && <div className="actions no-print"><button type="button" className="button" onClick={() => setVisiting(true)}>{t.visit}</button></div>}
      <section className={css.section} aria-labelledby="declaration-people"><h3 id="declaration-people">{t.persons}</h3>{d.persons.map((p) => <Person key={p.personId} person={p} />)}</section>
      <section className={css.section} aria-labelledby="declaration-journey">
        <h3 id="declaration-journey">{t.journey}</h3>
        <dl className={css.facts}>
          {fact(t.to, d.unit.name)}{fact(t.address, d.address)}{fact(t.origin, d.originName ?? (d.origin === 'abroad' ? w.origin.abroad : w.origin.unknown))}{fact(t.left, d.leftOn ? `${formatDay(d.leftOn)}${d.leftAt ? ` ${d.leftAt}` : ''}` : w.unknown)}{fact(t.arrived, formatDay(d.arrivedOn))}
          {fact(t.vehicle, vehicle)}{fact(t.route, d.route)}{fact(t.transit, d.transit === null ? w.unknown : d.transit ? w.known.yes : w.known.no)}
        </dl>
      </section>
      <section className={css.section} aria-labelledby="declaration-history">
        <h3 id="declaration-history">{t.history}</h3>
        <ul className={css.events}>{d.events.map((e) => <li key={e.id}><time dateTime={e.at} className="muted small">{formatInstant(e.at)}</time> {t.event[e.kind]}{e.organisation ? `, ${e.organisation}` : ''}{e.note && <p className="small">{e.note}</p>}</li>)}</ul>
      </section>
      {visiting && <VisitDialog declaration={d} onClose={() => setVisiting(false)} />}
    </article>
  )
}

function Person({ person: p }: { person: DeclarationView['persons'][number] }) {
  const t = useWords(screenWords)
  const w = useWords(declarationWords)
  const language = useLanguage()
  const said: [string, string][] = [
    [t.symptoms, p.symptoms === null ? w.unknown : p.symptoms.map((s) => w.symptom[s as 'fever']).join(', ') || w.noSymptoms], [t.contact, w.known[p.contact]],
    [t.doses, p.doses === null ? w.unknown : `${w.doses(String(p.doses))}${p.lastDose ? `, ${formatDay(p.lastDose)}` : ''}`], [t.recovered, w.known[p.recovered]],
  ]
  return (
    <div className={css.person}>
      <h4>
        <span>{p.name ?? t.outside}</span>
        <span className="muted small">{[p.sex ? w.sex[p.sex] : '', p.birthYear, p.number, p.phone].filter(Boolean).join(' · ')}</span>
        {p.name && <a className="small no-print" href={`/nguoi/${p.personId}`}>{t.openPerson}</a>}
      </h4>
      {p.recognised !== 'different' && <p className="muted small">{p.recognised === 'same' ? t.same : t.review}</p>}
      <div className={css.must} data-priority={priorityOf[p.action]}>
        <p><strong>{w.action[p.action]}</strong>{p.endsOn && `, ${t.until(formatDay(p.endsOn))}`}</p>
        {p.must[language].map((s) => <p key={s} className="small">{s}</p>)}
        {p.why[language] && <p className="muted small">{t.because}: {p.why[language]}</p>}
      </div>
      <dl className={css.facts}>{said.map(([label, value]) => <div key={label} style={{ display: 'contents' }}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </div>
  )
}

function VisitDialog({ declaration, onClose }: { declaration: DeclarationView; onClose: () => void }) {
  const t = useWords(screenWords)
  const client = useQueryClient()
  const [command] = useState(newId)
  const [note, setNote] = useState('')
  return (
    <ConfirmDialog
      title={t.visitTitle} act={t.visit} onClose={onClose}
      onConfirm={async () => {
        await api(markVisited, { params: { id: declaration.id }, body: { version: declaration.version, note } }, { idempotencyKey: command })
        await client.invalidateQueries({ queryKey: ['declarations'] })
        toast({ text: t.saved })
      }}
    >
      <FormRow label={t.note} hint={t.noteHint}>{(ids) => <textarea {...ids} className="field" maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />}</FormRow>
    </ConfirmDialog>
  )
}
