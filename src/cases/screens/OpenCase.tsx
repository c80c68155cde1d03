import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlainDate } from '../../platform/dates.ts'
import { findPersons, getPerson } from '../../people/contract.ts'
import { NewPerson } from '../../people/screens/NewPerson.tsx'
import { api, newId } from '../../web/api.ts'
import { today } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { DateField, Dialog, FormLine, FormRow, OrganisationPicker, RefusalNote, type Choice } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { classifyCase, getCaseForm, openCaseRoute } from '../contract.ts'
import { caseWords } from '../words.ts'
import { ClassMark, Explanation, Questions, type Answers } from './Explanation.tsx'
import { casesWords } from './words.ts'
import css from './Cases.module.css'

export const findChoices = async (text: string, signal: AbortSignal): Promise<readonly Choice[]> => (text.length < 2 ? [] : (await api(findPersons, { body: { q: text, limit: 12 } }, { signal })).people.map((p) => ({ id: p.id, name: p.name, detail: [p.birthYear, p.unit?.name, p.number ?? p.phone].filter(Boolean).join(' · ') })))

/** Lập ca bệnh: who, what is known, and what the definition in force makes of it before anything is written. */
export function OpenCase({ disease: asked, onClose, onDone }: { disease: string; onClose: () => void; onDone: (id: string) => void }) {
  const t = useWords(casesWords)
  const words = useWords(caseWords)
  const language = useLanguage()
  const client = useQueryClient()
  const [command] = useState(newId)
  const [disease, setDisease] = useState(asked)
  const [person, setPerson] = useState<Choice | null>(null)
  const [making, setMaking] = useState(false)
  const [reportedOn, setReportedOn] = useState<PlainDate | null>(today())
  const [onsetOn, setOnsetOn] = useState<PlainDate | null>(null)
  const [firstPositiveOn, setFirstPositiveOn] = useState<PlainDate | null>(null)
  const [setting, setSetting] = useState('')
  const [facts, setFacts] = useState<Answers>({})
  const [byPerson, setByPerson] = useState<'' | 'confirmed' | 'probable' | 'suspect'>('')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const form = useQuery({ queryKey: ['cases', 'form', disease], queryFn: ({ signal }) => api(getCaseForm, { params: { disease }, query: {} }, { signal }) })
  const known = { ...(onsetOn ? { 'symptom.any': true } : {}), ...facts }
  const says = useQuery({ queryKey: ['cases', 'classify', disease, known], queryFn: ({ signal }) => api(classifyCase, { body: { disease, on: today(), facts: known } }, { signal }), placeholderData: (before) => before })
  const ready = person !== null && reportedOn !== null && (byPerson === '' || reason.trim().length >= 3)
  const save = async (): Promise<void> => {
    if (!person || !reportedOn) return
    setBusy(true); setError(null)
    try {
      const made = await api(openCaseRoute, { body: { disease, personId: person.id, reportedOn, facts, onsetOn, firstPositiveOn, setting: setting || null, decision: byPerson === '' ? null : { classification: byPerson, reason } } }, { idempotencyKey: command })
      await client.invalidateQueries({ queryKey: ['cases'] })
      toast({ text: made.created ? t.opened : t.addedTo })
      onDone(made.id)
    } catch (e) { setError(e) } finally { setBusy(false) }
  }
  return (
    <Dialog title={t.open} onClose={onClose} wide>
      <form className="stack" onSubmit={(e) => { e.preventDefault(); void save() }}>
        <h2>{t.open}</h2>
        <FormRow label={t.person}>{(ids) => <OrganisationPicker ids={ids} one chosen={person ? [person] : []} onChosen={(c) => setPerson(c.at(-1) ?? null)} find={findChoices} cacheKey={['persons']} placeholder={t.personHint} />}</FormRow>
        <div className="actions"><button type="button" className="button-quiet" onClick={() => setMaking(true)}>{t.newPerson}</button></div>
        <FormLine>
          <FormRow label={t.disease}>{(ids) => <select className="field" {...ids} value={disease} onChange={(e) => setDisease(e.target.value)}>{Object.entries(t.diseases).map(([code, name]) => <option key={code} value={code}>{name}</option>)}</select>}</FormRow>
          <FormRow label={t.reportedOn}>{(ids) => <DateField ids={ids} value={reportedOn} onChange={setReportedOn} />}</FormRow>
          <FormRow label={t.onset} optional={t.optional}>{(ids) => <DateField ids={ids} value={onsetOn} onChange={setOnsetOn} />}</FormRow>
          <FormRow label={t.firstPositive} optional={t.optional}>{(ids) => <DateField ids={ids} value={firstPositiveOn} onChange={setFirstPositiveOn} />}</FormRow>
        </FormLine>
        {form.data && (
          <>
            {form.data.settings.length > 0 && <FormRow label={t.setting} optional={t.optional}>{(ids) => <select className="field" {...ids} value={setting} onChange={(e) => setSetting(e.target.value)}><option value="">{t.notKnownYet}</option>{form.data.settings.map((s) => <option key={s.code} value={s.code}>{s[language]}</option>)}</select>}</FormRow>}
            <h3>{t.questions}</h3>
            <Questions questions={form.data.questions} facts={facts} onChange={setFacts} />
          </>
        )}
        {says.data && (
          <section aria-live="polite">
            <h3 className={css.line}>{t.machineSays}: <ClassMark of={{ classification: says.data.classification, classifiedBy: says.data.by }} /></h3>
            <details><summary className="small">{t.why}</summary><Explanation lines={says.data.explanation} words={form.data?.facts ?? {}} /></details>
          </section>
        )}
        <FormLine>
          <FormRow label={words.className}>{(ids) => <select className="field" {...ids} value={byPerson} onChange={(e) => setByPerson(e.target.value as typeof byPerson)}><option value="">{t.leaveOpen}</option>{(['confirmed', 'probable', 'suspect'] as const).map((c) => <option key={c} value={c}>{words.classification[c]}, {words.by.person}</option>)}</select>}</FormRow>
          {byPerson !== '' && <FormRow label={t.reason} hint={t.reasonHint} grow>{(ids) => <input className="field" {...ids} value={reason} onChange={(e) => setReason(e.target.value)} />}</FormRow>}
        </FormLine>
        <RefusalNote error={error ?? form.error ?? says.error} />
        <div className="actions"><button type="submit" className="button" disabled={busy || !ready}>{t.openAct}</button><button type="button" className="button-quiet" onClick={onClose}>{t.cancel}</button></div>
      </form>
      {making && <NewPerson card={undefined} typed="" onClose={() => setMaking(false)} onDone={(id) => { setMaking(false); void api(getPerson, { params: { id } }).then((v) => setPerson({ id, name: v.person.name })).catch(setError) }} />}
    </Dialog>
  )
}
