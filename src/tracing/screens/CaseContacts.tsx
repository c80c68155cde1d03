import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import { dayOf, formatDay, type PlainDate } from '../../platform/dates.ts'
import { getCase } from '../../cases/contract.ts'
import { evidenceWords } from '../../people/words.ts'
import { findCommunes } from '../../people/screens/PersonFields.tsx'
import { api, newId } from '../../web/api.ts'
import { formatNumber, today } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { useAddress, useGo } from '../../web/navigate.ts'
import { ConfirmDialog, DateField, FormRow, Loaded, OrganisationPicker, RefusalNote, ScreenHeader, type Choice } from '../../web/parts/index.ts'
import { addContacts, listContacts, voidExposure, type AddedContact, type Contact, type ContactLine } from '../contract.ts'
import { LevelMark } from './Contacts.tsx'
import { tracingWords } from './words.ts'
import css from './Tracing.module.css'

/** One line on its way: recorded under its own command id, so that trying again never writes it twice. */
type Sent = { readonly command: string; readonly line: ContactLine; readonly state: 'saving' | 'saved' | 'failed'; readonly answer?: AddedContact; readonly error?: unknown }
const blank = { name: '', birth: '', phone: '', number: '', relation: '' }

/** Nhập nhanh: one line a contact, Enter for the next; the person is recognised as the line is recorded. */
export default function CaseContacts() {
  const t = useWords(tracingWords)
  const say = useWords(evidenceWords)
  const { id = '' } = useAddress()
  const go = useGo()
  const client = useQueryClient()
  const view = useQuery({ queryKey: ['cases', `cases:${id}`], queryFn: ({ signal }) => api(getCase, { params: { id } }, { signal }) })
  const list = useQuery({ queryKey: ['contacts', `contacts:${id}`], queryFn: ({ signal }) => api(listContacts, { params: { id } }, { signal }) })
  const [typed, setTyped] = useState(blank)
  const [days, setDays] = useState<{ first: PlainDate | null; last: PlainDate | null }>({ first: today(), last: null })
  const [commune, setCommune] = useState<Choice | null>()
  const [sent, setSent] = useState<readonly Sent[]>([])
  const [voiding, setVoiding] = useState<Contact | undefined>()
  const name = useRef<HTMLInputElement>(null)
  const unit = commune === undefined ? (view.data?.unit ?? null) : commune
  const send = async (entry: Sent): Promise<void> => {
    const put = (next: Partial<Sent>): void => setSent((before) => before.map((s) => (s.command === entry.command ? { ...s, ...next } : s)))
    put({ state: 'saving' })
    try {
      const { added } = await api(addContacts, { params: { id }, body: { lines: [entry.line] } }, { idempotencyKey: entry.command })
      put({ state: 'saved', answer: added[0]! })
      await client.invalidateQueries({ queryKey: ['contacts'] })
    } catch (error) { put({ state: 'failed', error }) }
  }
  const next = (): void => {
    if (typed.name.trim() === '' || days.first === null) { name.current?.focus(); return }
    const entry: Sent = { command: newId(), state: 'saving', line: { ...typed, sex: null, unitId: unit?.id ?? null, address: '', firstOn: days.first, lastOn: days.last ?? days.first, certainty: 'sure', note: '' } }
    setSent((before) => [entry, ...before])
    setTyped(blank)
    name.current?.focus()
    void send(entry)
  }
  const onKey = (e: KeyboardEvent): void => { if (e.key === 'Enter' && !e.nativeEvent.isComposing && !(e.target as HTMLElement).matches('[role=combobox], button')) { e.preventDefault(); next() } }
  const field = (k: keyof typeof blank, mode?: 'numeric' | 'tel') => <label>{t[k]}<input ref={k === 'name' ? name : undefined} className="field" autoComplete="off" inputMode={mode} value={typed[k]} onChange={(e) => setTyped({ ...typed, [k]: e.target.value })} /></label>
  const open = sent.filter((s) => s.state !== 'saved' || s.answer?.match.answer !== 'different')
  return (
    <div className="screen">
      <ScreenHeader title={t.caseTitle} answer={list.data && view.data && t.caseAnswer(formatNumber(list.data.contacts.length + list.data.hidden), view.data.person.name)} actions={<button type="button" className="button-quiet" onClick={() => go(`/ca-benh/${id}`)}>{t.back}</button>} />
      <RefusalNote error={view.error} />
      {list.data?.may.write && (
        <form className="stack" onSubmit={(e) => { e.preventDefault(); next() }} onKeyDown={onKey}>
          <h2 className="small">{t.entry}</h2>
          <div className={css.entry}>
            {field('name')}{field('birth', 'numeric')}{field('phone', 'tel')}{field('number', 'numeric')}{field('relation')}
            <FormRow label={t.firstOn}>{(ids) => <DateField ids={ids} value={days.first} onChange={(first) => setDays({ ...days, first })} />}</FormRow>
            <FormRow label={t.lastOn}>{(ids) => <DateField ids={ids} value={days.last} onChange={(last) => setDays({ ...days, last })} />}</FormRow>
            <button type="submit" className="button">{t.add}</button>
          </div>
          <FormRow label={t.commune}>{(ids) => <OrganisationPicker ids={ids} one chosen={unit ? [unit] : []} onChosen={(c) => setCommune(c.at(-1) ?? null)} find={findCommunes} cacheKey={['communes']} placeholder={t.communePlaceholder} />}</FormRow>
          <p className="small muted">{t.entryHint}</p>
        </form>
      )}
      <ul role="list" className={css.lines} aria-live="polite">{open.map((s) => (
        <li key={s.command}>
          <div className={css.line}>
            <strong>{s.line.name}</strong><span className="small muted">{s.state === 'saving' ? t.saving : s.state === 'failed' ? t.failed : s.answer!.created ? (s.answer!.match.answer === 'review' ? t.alike : t.saved) : t.known}</span>
            {s.answer && s.answer.match.evidence.length > 0 && <span className="small muted">{t.evidence}: {[...s.answer.match.evidence].filter((e) => e.bits > 0).sort((x, y) => y.bits - x.bits).slice(0, 3).map((e) => say[e.field]?.[e.level] ?? e.level).join('; ')}</span>}
            {s.state === 'failed' && <button type="button" className="button-plain" onClick={() => void send(s)}>{t.retry}</button>}
          </div>
          {s.state === 'failed' && <RefusalNote error={s.error} />}
        </li>
      ))}</ul>
      <Loaded query={list}>{(data) => (
        <section className={css.section} aria-label={t.caseTitle}>
          <ul role="list" className={css.lines}>{[...data.contacts].reverse().map((c) => (
            <li key={c.exposureId}>
              <div className={css.line}>
                <LevelMark level={c.level} />
                <a className={css.grow} href={`/tiep-xuc/${c.person.id}?xem=all`} onClick={(e) => { e.preventDefault(); go(`/tiep-xuc/${c.person.id}?xem=all`) }}>{c.person.erased ? t.noName : c.person.name}</a>
                <span className="small muted">{[c.person.birthYear === null ? '' : t.born(c.person.birthYear), c.person.unit?.name ?? t.noUnit, c.relation, dayOf(c.fromAt) === dayOf(c.toAt) ? formatDay(dayOf(c.fromAt)) : `${formatDay(dayOf(c.fromAt))} – ${formatDay(dayOf(c.toAt))}`].filter(Boolean).join(' · ')}</span>
                {data.may.write && <button type="button" className="button-plain no-print" aria-label={`${t.void}: ${c.person.name}`} onClick={() => setVoiding(c)}>{t.void}</button>}
              </div>
              {c.level === null && <div className="small muted">{t.pending}</div>}
            </li>
          ))}</ul>
          {data.hidden > 0 && <p className="small muted">{t.hidden(formatNumber(data.hidden))}</p>}
        </section>
      )}</Loaded>
      {voiding && <VoidDialog contact={voiding} onClose={() => setVoiding(undefined)} />}
    </div>
  )
}

function VoidDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useWords(tracingWords)
  const client = useQueryClient()
  const [command] = useState(newId)
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog title={t.voidTitle} act={t.void} danger ready={reason.trim().length >= 3} onClose={onClose} onConfirm={async () => { await api(voidExposure, { params: { id: contact.exposureId }, body: { reason } }, { idempotencyKey: command }); await client.invalidateQueries({ queryKey: ['contacts'] }) }}>
      <p><strong>{contact.person.name}</strong></p><p>{t.voidText}</p>
      <FormRow label={t.reason}>{(ids) => <textarea className="field" rows={2} {...ids} value={reason} onChange={(e) => setReason(e.target.value)} />}</FormRow>
    </ConfirmDialog>
  )
}
