import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDay, formatInstant, instantOf, type PlainDate } from '../../platform/dates.ts'
import { findCommunes } from '../../people/screens/PersonFields.tsx'
import { api, newId } from '../../web/api.ts'
import { formatNumber, today } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useGo } from '../../web/navigate.ts'
import { ConfirmDialog, DateField, Dialog, FormLine, FormRow, Loaded, OrganisationPicker, RefusalNote, Story, TimeField, type Choice } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { addMilestone, decideCase, getCase, getCaseForm, listPlaces, voidMilestone, type CaseEventLine, type CaseView, type MilestoneLine } from '../contract.ts'
import { caseWords } from '../words.ts'
import { ClassMark, Explanation } from './Explanation.tsx'
import { casesWords } from './words.ts'
import css from './Cases.module.css'

export function CasePage({ id }: { id: string }) {
  const query = useQuery({ queryKey: ['cases', `cases:${id}`], queryFn: ({ signal }) => api(getCase, { params: { id } }, { signal }) })
  return <Loaded query={query}>{(view) => <Case view={view} />}</Loaded>
}

function Case({ view: v }: { view: CaseView }) {
  const t = useWords(casesWords)
  const words = useWords(caseWords)
  const language = useLanguage()
  const go = useGo()
  const [deciding, setDeciding] = useState(false)
  const [adding, setAdding] = useState(false)
  const [voiding, setVoiding] = useState<MilestoneLine | undefined>()
  const form = useQuery({ queryKey: ['cases', 'form', v.disease], queryFn: ({ signal }) => api(getCaseForm, { params: { disease: v.disease }, query: {} }, { signal }) })
  const p = v.person
  const setting = form.data?.settings.find((s) => s.code === v.setting)?.[language] ?? v.setting
  const link = (to: string, label: string) => <a href={to} onClick={(e) => { e.preventDefault(); go(to) }}>{label}</a>
  return (
    <article aria-labelledby="case-name">
      <h2 id="case-name" className={css.title}>{p.erased ? <em>{t.noName}</em> : p.name} <ClassMark of={v} /></h2>
      <p className="muted">{[v.code, form.data?.name[language], p.birthYear === null ? '' : t.born(p.birthYear), p.sex === null ? '' : t[p.sex], v.unit?.name ?? t.noUnit].filter(Boolean).join(' · ')} · {link(`/nguoi/${p.id}`, t.toPerson)}</p>
      {v.may.write && (
        <div className="actions no-print">
          {v.classification !== 'discarded' && <button type="button" className="button" onClick={() => go(`/phieu-dieu-tra/${v.id}`)}>{t.openForm}</button>}
          <button type="button" className="button-quiet" onClick={() => go(`/tiep-xuc-cua-ca/${v.id}`)}>{t.contacts}</button>
          <button type="button" className="button-quiet" onClick={() => setDeciding(true)}>{t.decide}</button>
        </div>
      )}
      <dl className={css.facts}>
        <dt>{t.reported}</dt><dd className="figures">{formatDay(v.reportedOn)}</dd>
        <dt>{t.onset}</dt><dd className="figures">{v.onsetOn ? formatDay(v.onsetOn) : v.symptomatic === false ? `${t.symptomatic}: ${t.no.toLowerCase()}` : t.notKnownYet}</dd>
        {v.firstPositiveOn && <><dt>{t.firstPositive}</dt><dd className="figures">{formatDay(v.firstPositiveOn)}</dd></>}
        {v.probableExposureOn && <><dt>{t.exposure}</dt><dd className="figures">{formatDay(v.probableExposureOn)}</dd></>}
        <dt>{t.window}</dt><dd>{v.window === null || v.window.from === null ? t.windowUnknown : `${t.windowFrom(formatDay(v.window.from))} ${v.window.until === null ? t.windowOpen : t.windowUntil(formatDay(v.window.until))}`}{v.window && <div className="small muted">{v.window.text[language]} {v.window.document ? `${t.document(v.window.document)}.` : ''}</div>}</dd>
        <dt>{t.isolated}</dt><dd>{v.isolatedAt ? <span className="figures">{formatInstant(v.isolatedAt)}</span> : t.notKnownYet}{v.isolatedWhere && `, ${v.isolatedWhere}`}</dd>
        <dt>{t.setting}</dt><dd>{setting ?? t.notKnownYet}</dd>
        {v.cluster && <><dt>{t.cluster}</dt><dd>{v.cluster}</dd></>}
        {v.severity && <><dt>{t.severity}</dt><dd>{v.severity}</dd></>}
        <dt>{t.outcome}</dt><dd>{v.outcome ? `${words.outcome[v.outcome]}, ${formatDay(v.outcomeOn!)}` : t.notYet}</dd>
      </dl>
      <section className={css.section}><h3>{t.whyClass}</h3><Explanation lines={v.explanation} words={form.data?.facts ?? {}} /></section>
      <section className={css.section}><h3>{t.milestones}</h3>
        {v.milestones.length === 0 ? <p className="muted">{t.noMilestones}</p> : (
          <ul role="list" className={css.lines}>{v.milestones.map((m) => (
            <li key={m.id}>
              <div className={css.line}><strong className={css.grow}>{m.place.name}</strong><span className="figures small">{formatInstant(m.fromAt)} – {formatInstant(m.toAt)}</span></div>
              <div className={`small muted ${css.line}`}>
                <span className={css.grow}>{[m.place.unit, m.risk ? `${t.risk.toLowerCase()} ${t.risks[m.risk]}` : '', m.cases > 1 ? t.casesHere(formatNumber(m.cases)) : '', m.note].filter(Boolean).join(' · ')}</span>
                {v.may.write && <button type="button" className="button-plain no-print" aria-label={`${t.void}: ${m.place.name}`} onClick={() => setVoiding(m)}>{t.void}</button>}
              </div>
            </li>
          ))}</ul>
        )}
        {v.may.write && v.classification !== 'discarded' && <div className="actions no-print"><button type="button" className="button-quiet" onClick={() => setAdding(true)}>{t.addMilestone}</button></div>}
      </section>
      <section className={css.section}><h3>{t.story}</h3><Story label={t.story} lines={v.events.map((e) => ({ id: e.id, at: e.at, who: e.who, ...eventLine(e, language) }))} /></section>
      {deciding && <DecideDialog view={v} onClose={() => setDeciding(false)} />}
      {adding && <MilestoneDialog id={v.id} unit={v.unit} onClose={() => setAdding(false)} />}
      {voiding && <VoidDialog id={v.id} milestone={voiding} onClose={() => setVoiding(undefined)} />}
    </article>
  )
}

function eventLine(e: CaseEventLine, language: 'vi' | 'en'): { title: string; body?: string } {
  const w = caseWords[language], t = casesWords[language]
  const detail = e.detail as { classification?: keyof typeof w.classification; by?: keyof typeof w.by; reason?: string | null; fields?: string[] }
  const cls = detail.classification ? `${w.classification[detail.classification]}${detail.by ? `, ${w.by[detail.by]}` : ''}` : ''
  const title = e.kind === 'opened' ? w.opened(cls) : e.kind === 'classified' ? w.classified(cls) : e.kind === 'outcome' ? w.outcomeSet : w[e.kind]
  const fields = [...new Set((detail.fields ?? []).map((f) => t.fields[f.startsWith('form.') ? 'form' : f] ?? f))]
  const body = detail.reason ?? (fields.length > 0 ? t.changedFields(fields.join(', ')) : undefined)
  return body === undefined ? { title } : { title, body }
}

function DecideDialog({ view: v, onClose }: { view: CaseView; onClose: () => void }) {
  const t = useWords(casesWords)
  const words = useWords(caseWords)
  const client = useQueryClient()
  const [command] = useState(newId)
  const [classification, setClassification] = useState<CaseView['classification']>(v.classifiedBy === 'open' ? 'confirmed' : v.classification)
  const [reason, setReason] = useState('')
  const refutes = classification === 'discarded'
  return (
    <ConfirmDialog title={t.decide} act={refutes ? t.refuteAct : t.decideAct} danger={refutes} ready={reason.trim().length >= 3} onClose={onClose} onConfirm={async () => { await api(decideCase, { params: { id: v.id }, body: { version: v.version, classification, reason } }, { idempotencyKey: command }); await client.invalidateQueries({ queryKey: ['cases'] }); toast({ text: t.decided }) }}>
      <FormRow label={words.className}>{(ids) => <select className="field" {...ids} value={classification} onChange={(e) => setClassification(e.target.value as typeof classification)}>{(['confirmed', 'probable', 'suspect', 'discarded'] as const).map((c) => <option key={c} value={c}>{words.classification[c]}</option>)}</select>}</FormRow>
      {refutes && <p>{t.refuteText}</p>}
      <FormRow label={t.reason} hint={t.reasonHint}>{(ids) => <textarea className="field" rows={3} {...ids} value={reason} onChange={(e) => setReason(e.target.value)} />}</FormRow>
    </ConfirmDialog>
  )
}

function VoidDialog({ id, milestone, onClose }: { id: string; milestone: MilestoneLine; onClose: () => void }) {
  const t = useWords(casesWords)
  const client = useQueryClient()
  const [command] = useState(newId)
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog title={t.voidTitle} act={t.void} danger ready={reason.trim().length >= 3} onClose={onClose} onConfirm={async () => { await api(voidMilestone, { params: { id, milestoneId: milestone.id }, body: { reason } }, { idempotencyKey: command }); await client.invalidateQueries({ queryKey: ['cases'] }) }}>
      <p><strong>{milestone.place.name}</strong>, {formatInstant(milestone.fromAt)}</p>
      <p>{t.voidText}</p>
      <FormRow label={t.reason}>{(ids) => <textarea className="field" rows={2} {...ids} value={reason} onChange={(e) => setReason(e.target.value)} />}</FormRow>
    </ConfirmDialog>
  )
}

const fresh = 'new:'
function MilestoneDialog({ id, unit, onClose }: { id: string; unit: { id: string; name: string } | null; onClose: () => void }) {
  const t = useWords(casesWords)
  const client = useQueryClient()
  const [command] = useState(newId)
  const [place, setPlace] = useState<Choice | null>(null)
  const [kind, setKind] = useState<'place' | 'vehicle' | 'gathering'>('place')
  const [commune, setCommune] = useState<Choice | null>(unit)
  const [days, setDays] = useState<{ from: PlainDate | null; to: PlainDate | null }>({ from: today(), to: null })
  const [times, setTimes] = useState<{ from: string | null; to: string | null }>({ from: null, to: null })
  const [risk, setRisk] = useState<'' | 'low' | 'medium' | 'high'>('')
  const [note, setNote] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const isNew = place?.id.startsWith(fresh) ?? false
  const find = async (text: string, signal: AbortSignal): Promise<readonly Choice[]> => {
    const { places } = await api(listPlaces, { query: { q: text } }, { signal })
    return [...places.map((p) => ({ id: p.id, name: p.name, detail: [t.kinds[p.kind], p.unit, p.address].filter(Boolean).join(' · ') })), ...(text.trim().length < 2 ? [] : [{ id: `${fresh}${text.trim()}`, name: t.newPlace(text.trim()) }])]
  }
  const save = async (): Promise<void> => {
    if (!place || !days.from) return
    setBusy(true); setError(null)
    try {
      // Without hours the whole day counts: a contact at any hour of it is one.
      const until = days.to ?? days.from
      const toAt = times.to ? instantOf(until, times.to) : new Date(Math.min(Date.parse(instantOf(until, '23:59')), Date.now())).toISOString()
      await api(addMilestone, { params: { id }, body: { place: isNew ? { kind, name: place.id.slice(fresh.length), unitId: commune?.id ?? null } : { id: place.id }, fromAt: instantOf(days.from, times.from ?? '00:00'), toAt, risk: risk || null, note: note || null } }, { idempotencyKey: command })
      await client.invalidateQueries({ queryKey: ['cases'] })
      toast({ text: t.milestoneSaved })
      onClose()
    } catch (e) { setError(e) } finally { setBusy(false) }
  }
  return (
    <Dialog title={t.addMilestone} onClose={onClose} wide>
      <form className="stack" onSubmit={(e) => { e.preventDefault(); void save() }}>
        <h2>{t.addMilestone}</h2>
        <FormRow label={t.place} hint={t.placeHint}>{(ids) => <OrganisationPicker ids={ids} one chosen={place ? [isNew ? { id: place.id, name: place.id.slice(fresh.length) } : place] : []} onChosen={(c) => setPlace(c.at(-1) ?? null)} find={find} cacheKey={['places']} placeholder={t.place} />}</FormRow>
        {isNew && (
          <FormLine>
            <FormRow label={t.kind}>{(ids) => <select className="field" {...ids} value={kind} onChange={(e) => setKind(e.target.value as typeof kind)}>{(['place', 'vehicle', 'gathering'] as const).map((k) => <option key={k} value={k}>{t.kinds[k]}</option>)}</select>}</FormRow>
            <FormRow label={t.commune} optional={t.optional} grow>{(ids) => <OrganisationPicker ids={ids} one chosen={commune ? [commune] : []} onChosen={(c) => setCommune(c.at(-1) ?? null)} find={findCommunes} cacheKey={['communes']} placeholder={t.communePlaceholder} />}</FormRow>
          </FormLine>
        )}
        <FormLine>
          <FormRow label={t.fromDay}>{(ids) => <DateField ids={ids} value={days.from} onChange={(from) => setDays({ ...days, from })} />}</FormRow>
          <FormRow label={t.time} optional={t.optional}>{(ids) => <TimeField ids={ids} value={times.from} onChange={(from) => setTimes({ ...times, from })} />}</FormRow>
          <FormRow label={t.toDay} optional={t.optional}>{(ids) => <DateField ids={ids} value={days.to} onChange={(to) => setDays({ ...days, to })} />}</FormRow>
          <FormRow label={t.time} optional={t.optional}>{(ids) => <TimeField ids={ids} value={times.to} onChange={(to) => setTimes({ ...times, to })} />}</FormRow>
        </FormLine>
        <FormLine>
          <FormRow label={t.risk} optional={t.optional}>{(ids) => <select className="field" {...ids} value={risk} onChange={(e) => setRisk(e.target.value as typeof risk)}><option value="">{t.notKnownYet}</option>{(['low', 'medium', 'high'] as const).map((r) => <option key={r} value={r}>{t.risks[r]}</option>)}</select>}</FormRow>
          <FormRow label={t.note} optional={t.optional} grow>{(ids) => <input className="field" {...ids} value={note} onChange={(e) => setNote(e.target.value)} />}</FormRow>
        </FormLine>
        <RefusalNote error={error} />
        <div className="actions"><button type="submit" className="button" disabled={busy || !place || !days.from}>{t.addMilestone}</button><button type="button" className="button-quiet" onClick={onClose}>{t.cancel}</button></div>
      </form>
    </Dialog>
  )
}
