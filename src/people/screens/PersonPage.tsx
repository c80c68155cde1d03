import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { api, newId } from '../../web/api.ts'
import { formatMoment, formatNumber } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useGo } from '../../web/navigate.ts'
import { ConfirmDialog, Dialog, FormRow, Loaded, Note, RefusalNote, Story } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { getPerson, issueReceipt, listLooks, revealPerson, undoMerge, type FullPerson, type PersonView } from '../contract.ts'
import { PersonRow } from './PersonRow.tsx'
import { RevealedPerson } from './RevealedPerson.tsx'
import { setPurpose, usePurpose } from './purpose.ts'
import { peopleWords } from './words.ts'
import css from './People.module.css'

/** One person: masked until somebody says what for; then the story in time, who has looked, what was merged. */
export function PersonPage({ id }: { id: string }) {
  const query = useQuery({ queryKey: ['people', id], queryFn: ({ signal }) => api(getPerson, { params: { id } }, { signal }) })
  return <Loaded query={query}>{(view) => <Person key={view.person.id} view={view} />}</Loaded>
}

type Asking = { readonly for: 'look' | 'change' }
function Person({ view }: { view: PersonView }) {
  const t = useWords(peopleWords)
  const language = useLanguage()
  const go = useGo()
  const client = useQueryClient()
  const purpose = usePurpose()
  const [asking, setAsking] = useState<Asking | undefined>()
  const [full, setFull] = useState<FullPerson | undefined>()
  const [error, setError] = useState<unknown>(null)
  const [undoing, setUndoing] = useState<PersonView['merges'][number] | undefined>()
  const [receipt, setReceipt] = useState<{ code: string; until: string } | undefined>()
  const { person: p } = view
  const look = async (why: string): Promise<void> => {
    setError(null)
    try {
      setFull(await api(revealPerson, { params: { id: p.id }, body: { purpose: why } }))
      await client.invalidateQueries({ queryKey: ['people', p.id, 'looks'] })
    } catch (caught) { setError(caught) }
  }
  const again = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: ['people'] })
    if (full && purpose) await look(purpose)
  }
  const giveReceipt = async (): Promise<void> => { setError(null); try { setReceipt(await api(issueReceipt, { params: { id: p.id }, body: {} })) } catch (caught) { setError(caught) } }
  return (
    <article aria-labelledby="person-name">
      <h2 id="person-name" className={css.title}>{p.erased ? <em>{t.unnamed}</em> : (full?.name ?? p.name)}</h2>
      <p className="muted">{[p.birthYear === null ? '' : t.born(p.birthYear), p.sex === null ? '' : t[p.sex], p.unit?.name ?? t.noUnit].filter(Boolean).join(' · ')}</p>
      {view.mergedFrom !== null && <Note>{t.mergedNote}</Note>}
      {p.erased && <Note>{t.erased}</Note>}
      <div className={`actions no-print ${css.acts}`}>
        {view.may.reveal && (full
          ? <button type="button" className="button-quiet" onClick={() => setFull(undefined)}>{t.hide}</button>
          : <button type="button" className="button" onClick={() => (purpose ? void look(purpose) : setAsking({ for: 'look' }))}>{t.reveal}</button>)}
        {view.may.reveal && purpose && <span className="small muted">{t.purposeNow(purpose)} <button type="button" className="button-plain" onClick={() => setAsking({ for: 'change' })}>{t.purposeChange}</button></span>}
        {view.may.change && <button type="button" className="button-quiet" onClick={() => void giveReceipt()}>{t.receipt}</button>}
      </div>
      <RefusalNote error={error} />
      {full ? <RevealedPerson full={full} mayChange={view.may.change} onChanged={again} /> : (
        <dl className={css.facts}>
          {p.number !== null && <><dt>{t.number}</dt><dd className="figures">{p.number}{view.numbers > 1 && <small className="muted"> · {t.numbersCount(formatNumber(view.numbers))}</small>}</dd></>}
          {p.phone !== null && <><dt>{t.phone}</dt><dd className="figures">{p.phone}{view.phones > 1 && <small className="muted"> · {t.phonesCount(formatNumber(view.phones))}</small>}</dd></>}
        </dl>
      )}
      {view.alike > 0 && view.may.merge && <Note actions={<button type="button" className="button-quiet" onClick={() => go('/nghi-trung')}>{t.toPairs}</button>}>{t.alike(formatNumber(view.alike))}</Note>}

      <section className={css.section}>
        <h3>{t.story}</h3>
        <Story label={t.story} lines={view.story.map((l) => ({ id: l.id, at: l.at, title: l.href ? <a href={l.href} onClick={(e) => { e.preventDefault(); go(l.href!) }}>{l[language]}</a> : l[language], who: l.who }))} />
        {!p.erased && <p className="small muted">{t.retain(formatDay(view.retainUntil))}</p>}
      </section>
      {view.household.length > 0 && (
        <section className={css.section}>
          <h3>{t.household}</h3>
          <ul role="list" className={css.lines}>{view.household.map((m) => <li key={m.id}><a href={`/nguoi/${m.id}`} onClick={(e) => { e.preventDefault(); go(`/nguoi/${m.id}`) }}><PersonRow person={m} /></a></li>)}</ul>
        </section>
      )}
      {view.merges.length > 0 && (
        <section className={css.section}>
          <h3>{t.merges}</h3>
          <ul role="list" className={css.lines}>{view.merges.map((m) => (
            <li key={m.id}>
              <div className={css.value}><span>{m.gone}</span><small className="muted">{formatMoment(m.at)}</small>{m.undone ? <small className="muted">{t.undone}</small> : view.may.merge && <button type="button" className="button-plain" onClick={() => setUndoing(m)}>{t.undo}</button>}</div>
              <small className="muted">{m.reason}</small>
            </li>
          ))}</ul>
        </section>
      )}
      {view.may.reveal && <Looks id={p.id} />}
      {asking && <PurposeDialog onClose={() => setAsking(undefined)} onPurpose={(why) => { setPurpose(why); setAsking(undefined); if (asking.for === 'look') void look(why) }} />}
      {undoing && <UndoDialog merge={undoing} onClose={() => setUndoing(undefined)} />}
      {receipt && (
        <Dialog title={t.receiptTitle} onClose={() => setReceipt(undefined)}>
          <div className="stack">
            <h2>{t.receiptTitle}</h2>
            <p className={css.code}>{receipt.code}</p>
            <p>{t.receiptText}</p>
            <div className="actions"><button type="button" className="button" onClick={() => setReceipt(undefined)}>{t.done}</button></div>
          </div>
        </Dialog>
      )}
    </article>
  )
}

function PurposeDialog({ onPurpose, onClose }: { onPurpose: (purpose: string) => void; onClose: () => void }) {
  const t = useWords(peopleWords)
  const [other, setOther] = useState('')
  return (
    <Dialog title={t.purposeTitle} onClose={onClose}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (other.trim().length >= 3) onPurpose(other.trim()) }}>
        <h2>{t.purposeTitle}</h2>
        <p className="small">{t.purposeText}</p>
        <div className={css.choices}>{t.purposes.map((p, i) => <button key={p} type="button" className="button-quiet" autoFocus={i === 0} onClick={() => onPurpose(p)}>{p}</button>)}</div>
        <FormRow label={t.purposeOther} optional={t.optional}>{(ids) => <input className="field" {...ids} value={other} onChange={(e) => setOther(e.target.value)} />}</FormRow>
        <div className="actions">
          <button type="submit" className="button" disabled={other.trim().length < 3}>{t.look}</button>
          <button type="button" className="button-quiet" onClick={onClose}>{t.cancel}</button>
        </div>
      </form>
    </Dialog>
  )
}

function UndoDialog({ merge, onClose }: { merge: PersonView['merges'][number]; onClose: () => void }) {
  const t = useWords(peopleWords)
  const client = useQueryClient()
  const [command] = useState(newId)
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog title={t.undoTitle} act={t.undo} danger ready={reason.trim().length > 1} onClose={onClose} onConfirm={async () => { await api(undoMerge, { params: { id: merge.id }, body: { reason } }, { idempotencyKey: command }); await client.invalidateQueries({ queryKey: ['people'] }); toast({ text: t.undone }) }}>
      <p>{t.undoText}</p>
      <FormRow label={t.reason}>{(ids) => <textarea className="field" {...ids} rows={2} value={reason} onChange={(e) => setReason(e.target.value)} />}</FormRow>
    </ConfirmDialog>
  )
}

/** Who has looked: asked for by a press, because the list itself is about colleagues. */
function Looks({ id }: { id: string }): ReactNode {
  const t = useWords(peopleWords)
  const [open, setOpen] = useState(false)
  const query = useQuery({ queryKey: ['people', id, 'looks'], queryFn: ({ signal }) => api(listLooks, { params: { id } }, { signal }), enabled: open })
  return (
    <section className={css.section}>
      <h3>{t.looks}</h3>
      {!open ? <button type="button" className="button-plain" onClick={() => setOpen(true)}>{t.looksOpen}</button> : (
        <Loaded query={query} lines={2}>{({ looks }) => looks.length === 0 ? <p className="small muted">{t.noLooks}</p> : (
          <ul role="list" className={css.lines}>{looks.map((l, i) => <li key={`${l.at}-${i}`}><div className={css.value}><span>{l.purpose}</span><small className="muted">{formatMoment(l.at)}</small></div><small className="muted">{t.looked(l.organisation ?? '', l.post ?? '')}</small></li>)}</ul>
        )}</Loaded>
      )}
    </section>
  )
}
