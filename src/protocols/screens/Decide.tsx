import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { formatDay, instantOf, timeOf, type PlainDate } from '../../platform/dates.ts'
import { api, newId } from '../../web/api.ts'
import { now, today } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { DateField, Dialog, FormLine, FormRow, RefusalNote, TimeField } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { previewSwitch, switchProtocol, type ProtocolsView, type SwitchPreview } from '../contract.ts'
import { plainRow, type Catalogue, type StandingRow } from '../rules.ts'
import type { Say } from './say.ts'
import { protocolWords } from './words.ts'
import css from './Protocols.module.css'

type Effect = 'on' | 'off' | 'values' | 'default'

/** Fields of a row that a form can change: numbers, lists of numbers, the wording. Conditions are changed by a rule of the province's own. */
const kept = new Set(['id', 'kind', 'set', 'nature', 'province', 'ships', 'source', 'verified', 'validFrom', 'validTo', 'order', 'number', 'score', 'strictness', 'criterion', 'step'])
const numbersOf = (row: StandingRow): { name: string; value: number | readonly number[] | null }[] =>
  Object.entries(plainRow(row)).flatMap(([name, value]) => (kept.has(name) ? [] : typeof value === 'number' || (Array.isArray(value) && value.length > 0 && value.every((v) => typeof v === 'number')) ? [{ name, value: value as number | number[] }] : []))

/** Bật, tắt, sửa một quy định: what is decided, from when, why; and, before it is, what would change. */
export function Decide({ row, view, catalogue, say, onClose }: { row: StandingRow; view: ProtocolsView; catalogue: Catalogue; say: Say; onClose: () => void }) {
  const t = useWords(protocolWords)
  const client = useQueryClient()
  const [commandId] = useState(newId)
  const [effect, setEffect] = useState<Effect>(row.on ? 'off' : 'on')
  const [scope, setScope] = useState<'row' | 'set'>('row')
  const [day, setDay] = useState<PlainDate | null>(today())
  const [time, setTime] = useState<string | null>(timeOf(now()))
  const [reason, setReason] = useState('')
  const [decision, setDecision] = useState('')
  const [checked, setChecked] = useState(false)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const fields = useMemo(() => numbersOf(row), [row])
  const siblings = catalogue.rows.filter((r) => r.set === row.set)
  const values = useMemo(() => {
    const changed: Record<string, unknown> = {}
    for (const f of fields) {
      const text = typed[f.name]
      if (text === undefined) continue
      const numbers = text.split(/[,;\s]+/).filter(Boolean).map((n) => Number(n.replace(',', '.')))
      const next = Array.isArray(f.value) ? numbers : text.trim() === '' ? null : Number(text.trim().replace(',', '.'))
      if (JSON.stringify(next) !== JSON.stringify(f.value)) changed[f.name] = next
    }
    const text = { vi: typed['text.vi'] ?? row.text.vi, en: typed['text.en'] ?? row.text.en }
    if (text.vi !== row.text.vi || text.en !== row.text.en) changed['text'] = text
    return changed
  }, [typed, fields, row])
  const target = effect === 'values' || scope === 'row' ? { targetKind: 'row' as const, target: row.id } : { targetKind: 'set' as const, target: row.set }
  const ready = day !== null && time !== null && (effect !== 'values' || Object.keys(values).length > 0)
  const body = ready ? { ...target, effect, values: effect === 'values' ? values : null, effectiveFrom: instantOf(day, time), reason: reason.trim().length >= 3 ? reason.trim() : '(…)', checked, decision: decision.trim() || null } : null
  const preview = useQuery({ queryKey: ['protocols-preview', view.disease.disease, JSON.stringify({ ...body, reason: null, decision: null })], enabled: body !== null, queryFn: ({ signal }) => api(previewSwitch, { params: { disease: view.disease.disease }, body: body! }, { signal }), retry: false, staleTime: 0 })
  const record = useMutation({
    mutationFn: () => api(switchProtocol, { params: { disease: view.disease.disease }, body: { ...body!, reason: reason.trim() } }, { idempotencyKey: commandId }), onError: () => {},
    onSuccess: async () => { await client.invalidateQueries({ queryKey: ['protocols'] }); toast({ text: t.done }); onClose() },
  })
  return (
    <Dialog title={t.switchTitle} onClose={onClose} wide>
      <form className={css.decide} onSubmit={(event) => { event.preventDefault(); if (body && reason.trim().length >= 3) record.mutate() }}>
        <header><h2>{say.label(row)} · {say.document(row)}</h2><p className="small muted">{say.of(row.text)}</p></header>
        <fieldset className={css.choices}>
          <legend>{t.effect}</legend>
          {(['on', 'off', 'values', 'default'] as const).filter((e) => (e === 'on' ? !row.on || !row.checked : e === 'off' ? row.on : e === 'values' ? true : row.by.length > 0)).map((e) => (
            <label key={e}><input type="radio" name="effect" checked={effect === e} onChange={() => setEffect(e)} /> <span><b>{t.effects[e]}</b><span className="small muted"> {t.effectHint[e]}</span></span></label>
          ))}
        </fieldset>
        {effect === 'values' ? (
          <div className={css.values}>
            <p className="small muted">{t.valuesHint}</p>
            <FormLine>{fields.map((f) => <FormRow key={f.name} label={say.field(f.name)} hint={Array.isArray(f.value) ? t.listOfNumbers : undefined}>{(ids) => <input {...ids} className={`field ${css.short}`} inputMode={Array.isArray(f.value) ? 'text' : 'decimal'} value={typed[f.name] ?? (Array.isArray(f.value) ? f.value.join(', ') : String(f.value ?? ''))} onChange={(event) => setTyped({ ...typed, [f.name]: event.target.value })} />}</FormRow>)}</FormLine>
            <FormRow label={t.textVi} grow>{(ids) => <textarea {...ids} className="field" value={typed['text.vi'] ?? row.text.vi} onChange={(event) => setTyped({ ...typed, 'text.vi': event.target.value })} />}</FormRow>
            <FormRow label={t.textEn} grow>{(ids) => <textarea {...ids} className="field" value={typed['text.en'] ?? row.text.en} onChange={(event) => setTyped({ ...typed, 'text.en': event.target.value })} />}</FormRow>
          </div>
        ) : siblings.length > 1 && (
          <fieldset className={css.choices}>
            <legend>{t.scope}</legend>
            <label><input type="radio" name="scope" checked={scope === 'row'} onChange={() => setScope('row')} /> {t.scopeRow}</label>
            <label><input type="radio" name="scope" checked={scope === 'set'} onChange={() => setScope('set')} /> {t.scopeSet(siblings.length)}</label>
          </fieldset>
        )}
        <FormLine>
          <FormRow label={t.from}>{(ids) => <DateField ids={ids} value={day} onChange={setDay} />}</FormRow>
          <FormRow label={t.time}>{(ids) => <TimeField ids={ids} value={time} onChange={setTime} />}</FormRow>
        </FormLine>
        <div className="actions">
          {row.validFrom && <button type="button" className="button-plain" onClick={() => { setDay(row.validFrom); setTime('00:00') }}>{t.fromOwn(formatDay(row.validFrom))}</button>}
          <button type="button" className="button-plain" onClick={() => { setDay(today()); setTime(timeOf(now())) }}>{t.fromNow}</button>
        </div>
        <FormRow label={t.reason} hint={t.reasonHint} grow>{(ids) => <textarea {...ids} required minLength={3} className="field" value={reason} onChange={(event) => setReason(event.target.value)} />}</FormRow>
        <FormRow label={t.decision} optional={t.optional}>{(ids) => <input {...ids} className="field" value={decision} onChange={(event) => setDecision(event.target.value)} />}</FormRow>
        {effect !== 'default' && effect !== 'off' && <label className={css.check}><input type="checkbox" checked={checked} onChange={(event) => setChecked(event.target.checked)} /> {t.checked}</label>}
        <section className={css.preview} aria-live="polite">
          <h3>{t.previewTitle}</h3>
          {preview.error !== null && body !== null ? <RefusalNote error={preview.error} /> : preview.data && body !== null ? <Preview preview={preview.data} catalogue={catalogue} say={say} /> : <p className="muted">…</p>}
        </section>
        <RefusalNote error={record.error} />
        <div className="actions">
          <button type="submit" className="button" disabled={body === null || reason.trim().length < 3 || record.isPending || preview.data === undefined || preview.data.rows.length === 0}>{t.act[effect]}</button>
          <button type="button" className="button-quiet" onClick={onClose}>{t.cancel}</button>
        </div>
      </form>
    </Dialog>
  )
}

function Preview({ preview, catalogue, say }: { preview: SwitchPreview; catalogue: Catalogue; say: Say }) {
  const t = useWords(protocolWords)
  const name = (id: string): string => { const row = catalogue.rows.find((r) => r.id === id); return row ? `${say.document(row)} · ${say.label(row)}` : id }
  const answer = (a: { outcome: 'chosen' | 'uncertain' | 'tie' | 'none'; rows: readonly string[] }): string => (a.rows.length === 0 ? t.outcome.none : a.rows.length > 3 ? `${a.rows.length}` : a.rows.map(name).join(' / '))
  if (preview.rows.length === 0) return <p>{t.previewNone}</p>
  return (
    <>
      <p>{t.previewRows(new Set(preview.rows.map((r) => r.id)).size)}: {preview.rows.slice(0, 8).map((r) => `${name(r.id)} ${t.what[r.what]}`).join('; ')}{preview.rows.length > 8 ? '…' : ''}.</p>
      {preview.answers.length > 0 && <><h4>{t.previewAnswers}</h4><ul className={css.list}>{preview.answers.map((a) => <li key={`${a.question}${a.on}`}><b>{say.question(a.question, catalogue.rows)}</b>, {t.fromDay(formatDay(a.on))}: <del>{answer(a.before)}</del> → <ins>{answer(a.after)}</ins></li>)}</ul></>}
      {preview.counts.length > 0 && <><h4>{t.previewCounts}</h4><ul className={css.list}>{preview.counts.map((c) => <li key={c.name}><span className="figures">{c.n}</span> {say.of(c.label)}</li>)}</ul></>}
      <p className="small muted">{t.runningKeep}</p>
    </>
  )
}
