import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addDays, dayOf, instantOf, timeOf, type PlainDate } from '../../platform/dates.ts'
import { api, newId } from '../../web/api.ts'
import { formatNumber, today } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { DateField, Dialog, FormLine, FormRow, RefusalNote, TimeField } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { shellWords } from '../../web/words.ts'
import { decideZones, previewZoneDecision, type ZoneDecisionView, type ZoneLine } from '../contract.ts'
import { zoneWords } from '../words.ts'
import { LevelMark } from './Mark.tsx'
import { zonesWords } from './words.ts'
import css from './Zones.module.css'

type Props = { unit: { id: string; name: string }; disease: string; zone: ZoneLine; correct?: ZoneDecisionView | undefined; lift?: string | undefined; onClose: () => void }

/** One decision of an area or a part of it: what it orders, from when, by what paper; what it changes is shown before it is recorded. */
export function DecisionDialog({ unit, disease, zone, correct, lift, onClose }: Props) {
  const t = useWords(zonesWords)
  const words = useWords(zoneWords)
  const shell = useWords(shellWords)
  const client = useQueryClient()
  const [command] = useState(newId)
  const start = correct ?? (lift === undefined ? { level: zone.levelFrom ? null : zone.level, distancing: zone.distancingFrom ? null : zone.distancing, lockdown: zone.lockdown } : { level: null, distancing: null, lockdown: false })
  const [part, setPart] = useState<string | null>(correct?.partName ?? lift ?? null)
  const [level, setLevel] = useState<ZoneLine['level']>(start.level)
  const [distancing, setDistancing] = useState<ZoneLine['distancing']>(start.distancing)
  const [lockdown, setLockdown] = useState(start.lockdown)
  const [day, setDay] = useState<PlainDate | null>(correct ? dayOf(correct.validFrom) : today())
  const [time, setTime] = useState<string | null>(correct ? timeOf(correct.validFrom) : '00:00')
  const [until, setUntil] = useState<PlainDate | null>(correct?.validTo ? dayOf(new Date(Date.parse(correct.validTo) - 1).toISOString()) : null)
  const [basis, setBasis] = useState(correct?.basis ?? '')
  const [reason, setReason] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const fixed = correct !== undefined || lift !== undefined
  const ready = day !== null && time !== null && basis.trim().length >= 3 && (part === null || part.trim() !== '')
  const body = ready ? { disease, unitIds: [unit.id], partName: part === null ? null : part.trim(), level, distancing, lockdown, validFrom: instantOf(day, time), validTo: until === null ? null : instantOf(addDays(until, 1)), basis: basis.trim(), reason: reason.trim(), correctsId: correct?.id ?? null } : undefined
  // Reason and basis change nothing about what will hold.
  const preview = useQuery({ queryKey: ['zones', 'preview', unit.id, { ...body, basis: undefined, reason: undefined }], queryFn: ({ signal }) => api(previewZoneDecision, { body: body! }, { signal }), enabled: body !== undefined, retry: false })
  const act = async (): Promise<void> => {
    if (!body) return
    setBusy(true); setError(null)
    try {
      await api(decideZones, { body }, { idempotencyKey: command })
      await client.invalidateQueries({ queryKey: ['zones'] })
      toast({ text: t.saved(part ? `${part}, ${unit.name}` : unit.name) })
      onClose()
    } catch (e) { setError(e) } finally { setBusy(false) }
  }
  const title = correct ? t.correctTitle(unit.name) : t.decideTitle(unit.name)
  const change = preview.data?.units[0]
  return (
    <Dialog title={title} onClose={onClose} wide>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void act() }}>
        <h2>{title}</h2>
        {!fixed && (
          <fieldset className={css.levels}><legend className="label">{t.scope}</legend>
            <label><input type="radio" name="scope" checked={part === null} onChange={() => setPart(null)} /> {t.scopeWhole}</label>
            <label><input type="radio" name="scope" checked={part !== null} onChange={() => setPart('')} /> {t.scopePart}</label>
          </fieldset>
        )}
        {part !== null && <FormRow label={t.partName} hint={t.partHint}>{(ids) => <input className="field" {...ids} value={part} readOnly={fixed} onChange={(e) => setPart(e.target.value)} />}</FormRow>}
        <fieldset className={css.levels}><legend className="label">{t.level}</legend>
          {([null, 1, 2, 3, 4] as const).map((n) => <label key={n ?? 0}><input type="radio" name="level" checked={level === n} onChange={() => setLevel(n)} /> {n === null ? t.noLevel : <><LevelMark level={n} /> <span className="small muted">{words.levelName[n]}</span></>}</label>)}
        </fieldset>
        <FormLine>
          <FormRow label={t.distancing}>{(ids) => (
            <select className="field" {...ids} value={distancing ?? ''} onChange={(e) => setDistancing((e.target.value || null) as ZoneLine['distancing'])}>
              <option value="">{t.noDistancing}</option>
              {(['ct19', 'ct15', 'ct16'] as const).map((d) => <option key={d} value={d}>{words.distancing[d]}</option>)}
            </select>
          )}</FormRow>
          <label className={css.check}><input type="checkbox" checked={lockdown} onChange={(e) => setLockdown(e.target.checked)} /> {t.lockdown}</label>
        </FormLine>
        <FormLine>
          <FormRow label={t.validFrom}>{(ids) => <DateField ids={ids} value={day} onChange={setDay} />}</FormRow>
          <FormRow label={t.time}>{(ids) => <TimeField ids={ids} value={time} onChange={setTime} />}</FormRow>
          <FormRow label={t.validTo} optional={t.optional}>{(ids) => <DateField ids={ids} value={until} onChange={setUntil} />}</FormRow>
        </FormLine>
        <FormRow label={t.basis} hint={t.basisHint}>{(ids) => <input className="field" {...ids} value={basis} onChange={(e) => setBasis(e.target.value)} />}</FormRow>
        <FormRow label={t.reason} optional={correct ? undefined : t.optional}>{(ids) => <textarea className="field" rows={2} {...ids} value={reason} onChange={(e) => setReason(e.target.value)} />}</FormRow>
        {change && (
          <section className={css.plan} aria-live="polite">
            <h3>{t.preview}: {t[change.direction].toLowerCase()}</h3>
            <div className={css.what}><LevelMark level={change.before.level} /> {change.before.distancing ? words.distancing[change.before.distancing] : ''} {change.before.lockdown ? words.lockdown : ''} → <LevelMark level={change.after.level} /> {change.after.distancing ? words.distancing[change.after.distancing] : ''} {change.after.lockdown ? words.lockdown : ''}</div>
            <h3>{t.dependents}</h3>
            {preview.data!.dependents.length === 0 ? <p className="small muted">{t.noDependents}</p> : <Dependents list={preview.data!.dependents} />}
          </section>
        )}
        <RefusalNote error={error ?? preview.error} />
        <div className="actions"><button type="submit" className="button" disabled={busy || !ready || preview.isError}>{t.act}</button><button type="button" className="button-quiet" onClick={onClose}>{shell.cancel}</button></div>
      </form>
    </Dialog>
  )
}

function Dependents({ list }: { list: readonly { what: { vi: string; en: string }; count: number }[] }) {
  const language = useLanguage()
  return <ul>{list.map((d) => <li key={d.what.vi}><span className="figures">{formatNumber(d.count)}</span> {d.what[language]}</li>)}</ul>
}
