import { useId, useState, type ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '../../../web/api.ts'
import { useDraft } from '../../../web/draft.ts'
import { formatMoment, formatShare } from '../../../web/format.ts'
import { useKeys } from '../../../web/keys.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { DateField, FileDrop, FormLine, FormRow, Kbd, Note, OrganisationPicker, RefusalNote, TimeField, type Choice } from '../../../web/parts/index.ts'
import { instantOf } from '../../../platform/dates.ts'
import { listOrganisations } from '../../../units/contract.ts'
import { inspectionResults, returnReasons, type InspectionResult, type ReturnReason } from '../../rules/types.ts'
import type { Due } from '../../rules/due.ts'
import { useStep, type Step, type StepType } from '../use-step.ts'
import { sayPeriod } from '../time.ts'
import { dutyWords } from '../words.ts'
import css from './Duty.module.css'

type Slot = { readonly indicator: string; readonly name: string; readonly unit: string }
/** What the form needs to know of the duty. */
export type FormDuty = { readonly id: string; readonly periodic: boolean; readonly period: string | null; readonly slots: readonly Slot[]; readonly query: number | null; readonly obstacle: number | null; readonly outside: boolean; readonly openPeriods: readonly string[] }

type Typed = { note: string; need: string; document: string; day: string | null; time: string | null; reason: ReturnReason; result: InspectionResult; figures: Record<string, string>; period: string; owner: Choice | null }
const empty: Typed = { note: '', need: '', document: '', day: null, time: null, reason: 'not_our_competence', result: 'good', figures: {}, period: '', owner: null }

/** A figure as people type it: `1.200`, `12,5`, `1200`. Empty is "no figure", which is not zero. */
function numberOf(text: string): number | null {
  const plain = text.trim().replace(/\s/g, '')
  if (plain === '') return null
  const value = Number(/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain) ? plain.replace(/\./g, '').replace(',', '.') : plain.replace(',', '.'))
  return Number.isFinite(value) ? value : null
}

const dueOf = (v: Typed): Due => (v.day === null ? { kind: 'none' } : v.time === null ? { kind: 'day', day: v.day } : { kind: 'moment', at: instantOf(v.day, v.time) })

/** The command that this form stands for, from what was typed; null while something is missing. */
function stepOf(type: StepType, v: Typed, d: FormDuty): Step | null {
  const note = v.note.trim()
  const period = d.periodic ? (v.period || d.period || undefined) : undefined
  const document = v.document.trim() || undefined
  switch (type) {
    case 'acknowledge': return { type, note: note || undefined }
    case 'report': return note === '' ? null : { type, note, period, figures: d.slots.map((s) => ({ indicator: s.indicator, value: numberOf(v.figures[s.indicator] ?? '') })).filter((f) => f.value !== null) }
    case 'accept': return { type, period, note: note || undefined, document }
    case 'send_back': return note === '' ? null : { type, period, reason: note }
    case 'query': return note === '' ? null : { type, question: note }
    case 'answer': return note === '' || d.query === null ? null : { type, query: d.query, answer: note }
    case 'return': return note === '' ? null : { type, reason: v.reason, note }
    case 'reassign': return v.owner === null ? null : { type, owner: v.owner.id, note: note || undefined }
    case 'request_extension': case 'extend': return note === '' || v.day === null ? null : { type, due: dueOf(v), reason: note }
    case 'refuse_extension': case 'suspend': case 'resume': case 'close': return note === '' ? null : { type, reason: note }
    case 'waive': return note === '' ? null : { type, reason: note, document }
    case 'raise_obstacle': return note === '' ? null : { type, obstacle: note, need: v.need.trim() }
    case 'answer_obstacle': return note === '' || d.obstacle === null ? null : { type, obstacle: d.obstacle, answer: note }
    case 'remind': return { type, note: note || undefined }
    case 'inspect': return note === '' ? null : { type, result: v.result, finding: note }
    case 'commend': case 'sanction': return note === '' ? null : { type, note, document }
    case 'correct': return null
  }
}

/** The form of one step: what is typed is kept on this device until the server has taken it. */
export function StepForm({ type, duty, onDone, autoFocus = true }: { type: StepType; duty: FormDuty; onDone: () => void; autoFocus?: boolean }) {
  const t = useWords(dutyWords)
  const language = useLanguage()
  const client = useQueryClient()
  const draft = useDraft<Typed>(`step:${type}:${duty.id}`, empty)
  const v = { ...empty, ...draft.value }
  const set = (part: Partial<Typed>): void => draft.set((before) => ({ ...empty, ...before, ...part }))
  const [files, setFiles] = useState<readonly File[]>([])
  const [sent, setSent] = useState<number | null>(null)
  const [wrongDay, setWrongDay] = useState(false)
  const step = useStep(duty.id)
  const ready = stepOf(type, v, duty)
  const send = (): void => {
    if (!ready || step.isPending || wrongDay) return
    step.mutate({ step: ready, files, onProgress: setSent }, { onSuccess: () => { draft.clear(); onDone() }, onSettled: () => setSent(null) })
  }
  useKeys([
    { key: 'mod+Enter', does: { vi: 'Gửi', en: 'Send' }, run: send, whileTyping: true },
    { key: 'Escape', does: { vi: 'Thôi', en: 'Cancel' }, run: onDone, whileTyping: true },
  ])
  const noteLabel = type === 'report' ? t.fields.reportNote : type === 'query' ? t.fields.question : type === 'answer' || type === 'answer_obstacle' ? t.fields.answer : type === 'raise_obstacle' ? t.fields.obstacle : type === 'inspect' ? t.fields.finding
    : ['send_back', 'return', 'request_extension', 'extend', 'refuse_extension', 'suspend', 'resume', 'waive', 'close'].includes(type) ? t.fields.reason : t.fields.note
  const noteOptional = type === 'acknowledge' || type === 'accept' || type === 'remind' || type === 'reassign'
  const wantsDocument = type === 'commend' || type === 'sanction' || type === 'waive' || (type === 'accept' && duty.outside)
  return (
    <form className={css.form} onSubmit={(event) => { event.preventDefault(); send() }} aria-label={t.steps[type]}>
      {draft.restoredFrom && <Note actions={<button type="button" className="button-plain" onClick={draft.clear}>{t.discard}</button>}>{t.restored(formatMoment(draft.restoredFrom, language))}</Note>}
      {draft.notKept && <Note>{t.notKept}</Note>}
      {duty.periodic && (type === 'report' || type === 'accept' || type === 'send_back') && duty.openPeriods.length > 0 && (
        <FormRow label={t.fields.period}>{(ids) => (
          <select className="field" {...ids} value={v.period || duty.period || duty.openPeriods[0]} onChange={(event) => set({ period: event.target.value })}>
            {duty.openPeriods.map((p) => <option key={p} value={p}>{sayPeriod(p, t)}</option>)}
          </select>
        )}</FormRow>
      )}
      {type === 'return' && (
        <Choose label={t.fields.why} options={returnReasons.map((r) => [r, t.reasons[r]] as const)} value={v.reason} onValue={(reason) => set({ reason })} />
      )}
      {type === 'inspect' && (
        <Choose label={t.fields.result} options={inspectionResults.map((r) => [r, t.results[r]] as const)} value={v.result} onValue={(result) => set({ result })} />
      )}
      {type === 'reassign' && (
        <FormRow label={t.fields.newOwner}>{(ids) => (
          <OrganisationPicker
            one ids={ids} cacheKey={['organisations']} chosen={v.owner ? [v.owner] : []} onChosen={(chosen) => set({ owner: chosen[0] ?? null })}
            find={async (text, signal) => (await client.fetchQuery({ queryKey: ['organisations', 'pick', text], queryFn: () => api(listOrganisations, { query: { q: text, limit: 12 } }, { signal }) })).organisations.map((o) => ({ id: o.id, name: o.name, ...(o.parent ? { detail: o.parent.name } : {}) }))}
          />
        )}</FormRow>
      )}
      {(type === 'request_extension' || type === 'extend') && (
        <FormLine>
          <FormRow label={t.fields.newDue}>{(ids) => <DateField ids={ids} value={v.day} onChange={(day) => set({ day })} onWrong={setWrongDay} />}</FormRow>
          <FormRow label="hh:mm" optional={t.fields.optional}>{(ids) => <TimeField ids={ids} value={v.time} onChange={(time) => set({ time })} />}</FormRow>
        </FormLine>
      )}
      {type === 'report' && duty.slots.length > 0 && (
        <FormLine>{duty.slots.map((s) => (
          <FormRow key={s.indicator} label={t.fields.figure(s.name, s.unit)} optional={t.fields.optional}>{(ids) => (
            <input className={`field number ${css.figureField}`} inputMode="decimal" {...ids} value={v.figures[s.indicator] ?? ''} onChange={(event) => set({ figures: { ...v.figures, [s.indicator]: event.target.value } })} />
          )}</FormRow>
        ))}</FormLine>
      )}
      <FormRow label={noteLabel} {...(noteOptional ? { optional: t.fields.optional } : {})}>{(ids) => (
        <textarea className="field" {...ids} rows={3} value={v.note} autoFocus={autoFocus} onChange={(event) => set({ note: event.target.value })} />
      )}</FormRow>
      {type === 'raise_obstacle' && <FormRow label={t.fields.need} optional={t.fields.optional}>{(ids) => <input className="field" {...ids} value={v.need} onChange={(event) => set({ need: event.target.value })} />}</FormRow>}
      {wantsDocument && <FormRow label={t.fields.document} {...(duty.outside && type !== 'commend' && type !== 'sanction' ? {} : { optional: t.fields.optional })}>{(ids) => <input className="field" {...ids} value={v.document} onChange={(event) => set({ document: event.target.value })} />}</FormRow>}
      {type === 'report' && <FileDrop files={files} onFiles={setFiles} hint={t.fields.evidence} photo />}
      {(type === 'close' || type === 'waive') && <p className="small">{t.askConfirm[type]}</p>}
      <RefusalNote error={step.error} {...((step.error as { status?: number } | null)?.status === 0 ? { retry: send } : {})} />
      <div className="actions">
        <button type="submit" className={type === 'close' || type === 'sanction' ? 'button-danger' : 'button'} disabled={!ready || step.isPending}>{sent !== null && sent < 1 ? t.sending(formatShare(sent, language)) : t.send[type]}</button>
        <button type="button" className="button-quiet" onClick={onDone}>{t.cancel}</button>
        <span className={`small muted ${css.keyHint}`}><Kbd of="mod+Enter" /></span>
      </div>
    </form>
  )
}

/** One of a few, all in sight. */
function Choose<T extends string>({ label, options, value, onValue }: { label: ReactNode; options: readonly (readonly [T, string])[]; value: T; onValue: (value: T) => void }) {
  const name = useId()
  return (
    <fieldset className={css.choose}>
      <legend className="label">{label}</legend>
      {options.map(([key, words]) => <label key={key}><input type="radio" name={name} checked={value === key} onChange={() => onValue(key)} /> {words}</label>)}
    </fieldset>
  )
}
