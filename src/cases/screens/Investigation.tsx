import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { dayOf, instantOf, timeOf, type PlainDate } from '../../platform/dates.ts'
import { api, newId } from '../../web/api.ts'
import { useDraft } from '../../web/draft.ts'
import { formatMoment } from '../../web/format.ts'
import { useKeys } from '../../web/keys.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useAddress, useGo } from '../../web/navigate.ts'
import { Breadcrumb, DateField, FormLine, FormRow, Loaded, Note, RefusalNote, TimeField } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { changeCase, classifyCase, getCase, getCaseForm, keepDraft, openForm, type CaseForm, type CaseView, type FormView, type InvestigationForm } from '../contract.ts'
import { today } from '../../web/format.ts'
import { caseWords } from '../words.ts'
import { ClassMark, Explanation, Questions, type Answers } from './Explanation.tsx'
import { casesWords } from './words.ts'
import css from './Cases.module.css'

/** Phiếu điều tra: opened with a look on record, kept as one types on this device and on the server, recorded once. */
export default function Investigation() {
  const { id = '' } = useAddress()
  const view = useQuery({ queryKey: ['cases', `cases:${id}`], queryFn: ({ signal }) => api(getCase, { params: { id } }, { signal }) })
  // Asked once: every opening is a line in the audit trail.
  const opened = useQuery({ queryKey: ['investigation', id], queryFn: ({ signal }) => api(openForm, { params: { id }, body: {} }, { signal }), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false })
  const disease = view.data?.disease
  const form = useQuery({ queryKey: ['cases', 'form', disease], queryFn: ({ signal }) => api(getCaseForm, { params: { disease: disease! }, query: {} }, { signal }), enabled: disease !== undefined })
  return (
    <div className="screen">
      <Loaded query={view}>{(v) => <Loaded query={opened}>{(o) => <Loaded query={form}>{(f) => <Sheet key={`${v.id}:${o.version}`} view={v} opened={o} form={f} />}</Loaded>}</Loaded>}</Loaded>
    </div>
  )
}

type Typed = Pick<CaseView, 'symptomatic' | 'onsetOn' | 'firstPositiveOn' | 'probableExposureOn' | 'isolatedWhere' | 'setting' | 'cluster' | 'severity' | 'code' | 'reportedOn' | 'outcome' | 'outcomeOn'> & { isolatedDay: PlainDate | null; isolatedTime: string | null; facts: Answers; form: InvestigationForm }
const typedOf = (v: CaseView, o: FormView): Typed => ({
  symptomatic: v.symptomatic, onsetOn: v.onsetOn, firstPositiveOn: v.firstPositiveOn, probableExposureOn: v.probableExposureOn, isolatedWhere: v.isolatedWhere, setting: v.setting, cluster: v.cluster, severity: v.severity, code: v.code, reportedOn: v.reportedOn, outcome: v.outcome, outcomeOn: v.outcomeOn,
  isolatedDay: v.isolatedAt ? dayOf(v.isolatedAt) : null, isolatedTime: v.isolatedAt ? timeOf(v.isolatedAt) : null, facts: v.facts, form: o.form,
})
type TextField = { [K in keyof InvestigationForm]: InvestigationForm[K] extends string ? K : never }[keyof InvestigationForm]

function Sheet({ view: v, opened, form }: { view: CaseView; opened: FormView; form: CaseForm }) {
  const t = useWords(casesWords)
  const words = useWords(caseWords)
  const language = useLanguage()
  const go = useGo()
  const client = useQueryClient()
  const [command] = useState(newId)
  const draft = useDraft<Typed>(`investigation:${v.id}:${opened.version}`, typedOf(v, opened))
  const value = draft.value
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [keptAt, setKeptAt] = useState<string | null>(null)
  const [serverDraft, setServerDraft] = useState(opened.draft)
  const touched = useRef(false)
  const set = (next: Partial<Typed>): void => { touched.current = true; draft.set((before) => ({ ...before, ...next })) }
  const setForm = (next: Partial<InvestigationForm>): void => { touched.current = true; draft.set((before) => ({ ...before, form: { ...before.form, ...next } })) }
  useEffect(() => {
    if (!touched.current) return
    const timer = setTimeout(() => { void api(keepDraft, { params: { id: v.id }, body: { body: { version: opened.version, value } } }).then((r) => setKeptAt(r.at), () => setKeptAt(null)) }, 2_500)
    return () => clearTimeout(timer)
  }, [value, v.id, opened.version])
  const known: Record<string, boolean | number | string | null> = { ...(value.symptomatic === null ? (value.onsetOn ? { 'symptom.any': true } : {}) : { 'symptom.any': value.symptomatic }), ...value.facts }
  const says = useQuery({ queryKey: ['cases', 'classify', v.disease, known], queryFn: ({ signal }) => api(classifyCase, { body: { disease: v.disease, on: today(), facts: known } }, { signal }), placeholderData: (before) => before })
  const save = async (): Promise<void> => {
    setBusy(true); setError(null)
    try {
      const { isolatedDay, isolatedTime, facts, ...rest } = value
      await api(changeCase, { params: { id: v.id }, body: { ...rest, facts: { ...facts }, version: opened.version, isolatedAt: isolatedDay === null ? null : instantOf(isolatedDay, isolatedTime ?? '00:00') } }, { idempotencyKey: command })
      draft.clear()
      await client.invalidateQueries({ queryKey: ['cases'] })
      toast({ text: t.saved })
      go(`/ca-benh/${v.id}`)
    } catch (e) { setError(e) } finally { setBusy(false) }
  }
  useKeys([{ key: 'mod+Enter', does: { vi: 'Ghi phiếu điều tra', en: 'Record the investigation' }, run: () => void save(), whileTyping: true }])
  const other = serverDraft && draft.restoredFrom === null && !touched.current && (serverDraft.body as { version?: number }).version === opened.version ? serverDraft : null
  const text = (k: TextField, rows?: number): ReactNode => <FormRow label={t.f[k as keyof typeof t.f]} grow>{(ids) => (rows ? <textarea className="field" rows={rows} {...ids} value={value.form[k]} onChange={(e) => setForm({ [k]: e.target.value })} /> : <input className="field" autoComplete="off" {...ids} value={value.form[k]} onChange={(e) => setForm({ [k]: e.target.value })} />)}</FormRow>
  const yesNo = (label: string, is: boolean | null, on: (v: boolean | null) => void): ReactNode => <FormRow label={label}>{(ids) => <select className="field" {...ids} value={is === null ? '' : String(is)} onChange={(e) => on(e.target.value === '' ? null : e.target.value === 'true')}><option value="">{t.unknown}</option><option value="true">{t.yes}</option><option value="false">{t.no}</option></select>}</FormRow>
  const day = (label: string, is: PlainDate | null, on: (d: PlainDate | null) => void, hint?: string): ReactNode => <FormRow label={label} hint={hint}>{(ids) => <DateField ids={ids} value={is} onChange={on} />}</FormRow>
  return (
    <>
      <Breadcrumb steps={[{ label: t.title, to: '/ca-benh' }, { label: opened.name, to: `/ca-benh/${v.id}` }, { label: t.form, to: `/phieu-dieu-tra/${v.id}` }]} />
      <h1 className={css.title}>{t.form}: {opened.name} <ClassMark of={v} /></h1>
      <p className="small muted">{t.look}</p>
      {draft.restoredFrom && <Note actions={<button type="button" className="button-plain" onClick={draft.clear}>{t.drop}</button>}>{t.draftBack(formatMoment(draft.restoredFrom))}</Note>}
      {other && <Note actions={<><button type="button" className="button-quiet" onClick={() => { touched.current = true; draft.set((other.body as { value: Typed }).value); setServerDraft(null) }}>{t.useOther}</button><button type="button" className="button-plain" onClick={() => setServerDraft(null)}>{t.cancel}</button></>}>{t.draftOther(formatMoment(other.at))}</Note>}
      {draft.notKept && <Note>{t.notKept}</Note>}
      <form className={css.form} onSubmit={(e) => { e.preventDefault(); void save() }}>
        <fieldset><legend>{t.sections.reporter}</legend>
          <FormLine>{text('reporterName')}{text('reporterUnit')}</FormLine><FormLine>{text('reporterPhone')}{text('reporterEmail')}{day(t.reportedOn, value.reportedOn, (d) => { if (d) set({ reportedOn: d }) })}</FormLine>
        </fieldset>
        <fieldset><legend>{t.sections.patient}</legend>
          <FormLine><FormRow label={t.code}>{(ids) => <input className="field" {...ids} autoComplete="off" value={value.code ?? ''} onChange={(e) => set({ code: e.target.value || null })} />}</FormRow>{text('pregnantWeeks')}</FormLine>
        </fieldset>
        <fieldset><legend>{t.sections.addresses}</legend>{text('workAddress')}{text('permanentAddress')}</fieldset>
        <fieldset><legend>{t.sections.onset}</legend>
          <FormLine>{yesNo(t.symptomatic, value.symptomatic, (symptomatic) => set({ symptomatic }))}{day(t.onset, value.onsetOn, (onsetOn) => set({ onsetOn }), t.onsetHint)}</FormLine>
          <FormLine>{day(t.f.firstHealthContactOn, value.form.firstHealthContactOn, (d) => setForm({ firstHealthContactOn: d }))}{text('onsetAddress')}</FormLine>
          {text('symptoms', 2)}
        </fieldset>
        <fieldset><legend>{t.sections.course}</legend>
          <FormLine>{text('facility')}{day(t.f.admittedOn, value.form.admittedOn, (d) => setForm({ admittedOn: d }))}</FormLine>
          <FormLine>
            {day(t.isolated, value.isolatedDay, (isolatedDay) => set({ isolatedDay }))}
            <FormRow label={t.isolatedTime}>{(ids) => <TimeField ids={ids} value={value.isolatedTime} onChange={(isolatedTime) => set({ isolatedTime })} />}</FormRow>
            <FormRow label={t.isolatedWhere} grow>{(ids) => <input className="field" {...ids} value={value.isolatedWhere ?? ''} onChange={(e) => set({ isolatedWhere: e.target.value || null })} />}</FormRow>
          </FormLine>
          <FormLine>
            <FormRow label={t.severity}>{(ids) => <input className="field" {...ids} value={value.severity ?? ''} maxLength={40} onChange={(e) => set({ severity: e.target.value || null })} />}</FormRow>
            <FormRow label={t.outcome}>{(ids) => <select className="field" {...ids} value={value.outcome ?? ''} onChange={(e) => set({ outcome: (e.target.value || null) as Typed['outcome'], ...(e.target.value === '' ? { outcomeOn: null } : {}) })}><option value="">{t.notYet}</option>{(['recovered', 'died', 'moved'] as const).map((o) => <option key={o} value={o}>{words.outcome[o]}</option>)}</select>}</FormRow>
            {value.outcome !== null && day(t.outcomeOn, value.outcomeOn, (outcomeOn) => set({ outcomeOn }))}
          </FormLine>
          {text('condition', 2)}{text('complications', 2)}
        </fieldset>
        <fieldset><legend>{t.sections.history}</legend>
          <FormLine>{day(t.exposure, value.probableExposureOn, (probableExposureOn) => set({ probableExposureOn }))}{yesNo(t.sourceKnown, value.form.sourceKnown, (sourceKnown) => setForm({ sourceKnown }))}{text('source')}</FormLine>
          {text('history', 3)}{text('contactsKnown', 2)}{text('vaccinations', 2)}
        </fieldset>
        <fieldset><legend>{t.sections.tests}</legend>
          {day(t.firstPositive, value.firstPositiveOn, (firstPositiveOn) => set({ firstPositiveOn }))}
          {value.form.tests.map((test, i) => {
            const put = (next: Partial<typeof test>): void => setForm({ tests: value.form.tests.map((o, n) => (n === i ? { ...o, ...next } : o)) })
            return (
              <div key={i} className={css.test}>
                {(['sample', 'method', 'laboratory', 'result', 'ct'] as const).map((k) => <FormRow key={k} label={t.test[k]}>{(ids) => <input className="field" {...ids} value={test[k]} onChange={(e) => put({ [k]: e.target.value })} />}</FormRow>)}
                {day(t.test.takenOn, test.takenOn, (takenOn) => put({ takenOn }))}
                <button type="button" className="button-plain" onClick={() => setForm({ tests: value.form.tests.filter((_, n) => n !== i) })}>{t.removeTest}</button>
              </div>
            )
          })}
          <div className="actions"><button type="button" className="button-quiet" onClick={() => setForm({ tests: [...value.form.tests, { sample: '', takenOn: null, laboratory: '', method: '', result: '', ct: '' }] })}>{t.addTest}</button></div>
        </fieldset>
        <fieldset><legend>{t.sections.conclusion}</legend>
          <FormLine>
            <FormRow label={t.setting}>{(ids) => <select className="field" {...ids} value={value.setting ?? ''} onChange={(e) => set({ setting: e.target.value || null })}><option value="">{t.notKnownYet}</option>{form.settings.map((s) => <option key={s.code} value={s.code}>{s[language]}</option>)}</select>}</FormRow>
            <FormRow label={t.cluster} grow>{(ids) => <input className="field" {...ids} value={value.cluster ?? ''} onChange={(e) => set({ cluster: e.target.value || null })} />}</FormRow>
          </FormLine>
          <h2 className="small">{t.questions}</h2>
          <Questions questions={form.questions} facts={value.facts} onChange={(facts) => set({ facts })} />
          {says.data && <section aria-live="polite"><h2 className={css.line}>{t.machineSays}: <ClassMark of={{ classification: says.data.classification, classifiedBy: says.data.by }} /></h2><Explanation lines={says.data.explanation} words={form.facts} /></section>}
          {text('conclusion', 2)}
        </fieldset>
        <div className={css.foot}>
          <RefusalNote error={error ?? says.error} />
          <div className="actions"><button type="submit" className="button" disabled={busy}>{t.save}</button><button type="button" className="button-quiet" onClick={() => go(`/ca-benh/${v.id}`)}>{t.back}</button>{keptAt && <span className="small muted">{t.kept(formatMoment(keptAt))}</span>}</div>
        </div>
      </form>
    </>
  )
}
