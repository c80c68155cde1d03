import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDay } from '../../platform/dates.ts'
import { api, newId } from '../../web/api.ts'
import { formatNumber, today } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { useGo } from '../../web/navigate.ts'
import { DateField, Dialog, FormLine, FormRow, OrganisationPicker, RefusalNote, type Choice } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { shellWords } from '../../web/words.ts'
import type { Call } from '../../platform/http/route.ts'
import { changeUnits, listUnitChildren, previewUnitChange, type UnitChangeView, type UnitLine } from '../contract.ts'
import { typeWords } from '../rules/words.ts'
import { areasWords } from './words.ts'
import css from './Areas.module.css'

type Kind = 'merge' | 'split' | 'revise'
type Body = Call<typeof changeUnits>['body']
type Fresh = { key: number; code: string; type: string; name: string; area: string; population: string }

/** Types that a unit of a level can have today. */
const typesOf = (level: UnitLine['level']): readonly string[] => (level === 'province' ? ['province', 'municipality'] : level === 'commune' ? ['commune', 'ward', 'special_zone'] : ['rural_district', 'urban_district', 'town', 'city'])

/** Sáp nhập, chia tách, đổi tên: from a day on; what was before stays as it was. */
export function UnitChangeDialogs({ unit }: { unit: UnitLine }) {
  const t = useWords(areasWords)
  const [kind, setKind] = useState<Kind | undefined>()
  return (
    <div className="actions no-print">
      <button type="button" className="button-quiet" onClick={() => setKind('revise')}>{t.revise}</button>
      <button type="button" className="button-quiet" onClick={() => setKind('merge')}>{t.merge}</button>
      <button type="button" className="button-quiet" onClick={() => setKind('split')}>{t.split}</button>
      {kind && <UnitChangeDialog unit={unit} kind={kind} onClose={() => setKind(undefined)} />}
    </div>
  )
}

const fresh = (unit: UnitLine, key: number, code = '', name = ''): Fresh => ({ key, code, type: unit.type, name, area: '', population: '' })
const count = (text: string): number | null => { const n = Number(text.replace(/\s/g, '').replace(',', '.')); return text.trim() === '' || !Number.isFinite(n) ? null : n }

function UnitChangeDialog({ unit, kind, onClose }: { unit: UnitLine; kind: Kind; onClose: () => void }) {
  const t = useWords(areasWords)
  const types = useWords(typeWords) as Record<string, string>
  const shell = useWords(shellWords)
  const client = useQueryClient()
  const go = useGo()
  const [command] = useState(newId)
  const [on, setOn] = useState<string | null>(null)
  const [decree, setDecree] = useState('')
  const [others, setOthers] = useState<readonly Choice[]>([])
  const [units, setUnits] = useState<readonly Fresh[]>(() => (kind === 'split' ? [fresh(unit, 1, unit.code, unit.name), fresh(unit, 2)] : [{ ...fresh(unit, 1, unit.code, unit.name), ...(kind === 'revise' ? { area: unit.areaKm2 === null ? '' : String(unit.areaKm2), population: unit.population === null ? '' : String(unit.population) } : {}) }]))
  const [plan, setPlan] = useState<UnitChangeView | undefined>()
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const edit = (key: number, next: Partial<Fresh>): void => { setUnits(units.map((u) => (u.key === key ? { ...u, ...next } : u))); setPlan(undefined) }
  const body = (): Body => {
    const into = units.map((u) => ({ code: u.code.trim(), type: u.type as never, name: u.name.trim(), areaKm2: count(u.area), population: count(u.population) === null ? null : Math.round(count(u.population)!) }))
    const common = { on: on ?? today(), decree: decree.trim() }
    return kind === 'merge' ? { kind, ...common, from: [unit.id, ...others.map((o) => o.id)], into: into[0]! } : kind === 'split' ? { kind, ...common, from: unit.id, into } : { kind, ...common, from: unit.id, into: into[0]! }
  }
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true); setError(null)
    try { await work() } catch (e) { setError(e) } finally { setBusy(false) }
  }
  const preview = () => run(async () => setPlan(await api(previewUnitChange, { body: body() })))
  const act = () => run(async () => {
    const done = await api(changeUnits, { body: body() }, { idempotencyKey: command })
    await client.invalidateQueries({ queryKey: ['units'] })
    toast({ text: t.done(done.begins.map((b) => b.fullName).join(', ')) })
    onClose()
    go(`/dia-ban/${done.begins[0]!.id}`)
  })
  const title = kind === 'merge' ? t.mergeTitle(unit.fullName) : kind === 'split' ? t.splitTitle(unit.fullName) : t.reviseTitle(unit.fullName)
  const parent = unit.path[0]?.id ?? 'VN'
  const ready = on !== null && decree.trim().length >= 3 && units.every((u) => u.name.trim() !== '' && /^\d{2,5}$/.test(u.code.trim())) && (kind !== 'merge' || others.length > 0)
  return (
    <Dialog title={title} onClose={onClose} wide>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); void (plan ? act() : preview()) }}>
        <h2>{title}</h2>
        <FormLine>
          <FormRow label={t.on}>{(ids) => <DateField ids={ids} value={on} onChange={(day) => { setOn(day); setPlan(undefined) }} />}</FormRow>
          <FormRow label={t.decreeField} hint={t.decreeHint} grow>{(ids) => <input className="field" {...ids} value={decree} onChange={(e) => { setDecree(e.target.value); setPlan(undefined) }} />}</FormRow>
        </FormLine>
        {kind === 'merge' && (
          <FormRow label={t.with} hint={t.withHint}>{(ids) => (
            <OrganisationPicker ids={ids} chosen={others} onChosen={(chosen) => { setOthers(chosen); setPlan(undefined) }} cacheKey={['units-near', parent]} find={async (text, signal) => {
              const near = await api(listUnitChildren, { params: { id: parent }, query: {} }, { signal })
              const wanted = foldName(text)
              return near.units.filter((u) => u.id !== unit.id && foldName(u.fullName).includes(wanted)).slice(0, 12).map((u) => ({ id: u.id, name: u.fullName, detail: u.code }))
            }} />
          )}</FormRow>
        )}
        {units.map((u, i) => (
          <fieldset key={u.key} className={kind === 'split' ? `stack ${css.fresh}` : 'stack'}>
            {kind === 'split' && <legend className="label">{t.unit(i + 1)}</legend>}
            <FormLine>
              <FormRow label={t.newType}>{(ids) => <select className="field" {...ids} value={u.type} onChange={(e) => edit(u.key, { type: e.target.value })}>{typesOf(unit.level).map((x) => <option key={x} value={x}>{types[x]}</option>)}</select>}</FormRow>
              <FormRow label={t.newName} grow>{(ids) => <input className="field" {...ids} value={u.name} onChange={(e) => edit(u.key, { name: e.target.value })} />}</FormRow>
              <FormRow label={t.newCode}>{(ids) => <input className="field" inputMode="numeric" {...ids} value={u.code} onChange={(e) => edit(u.key, { code: e.target.value })} />}</FormRow>
            </FormLine>
            <FormLine>
              <FormRow label={t.newArea} optional={t.optional}>{(ids) => <input className="field" inputMode="decimal" {...ids} value={u.area} onChange={(e) => edit(u.key, { area: e.target.value })} />}</FormRow>
              <FormRow label={t.newPopulation} optional={t.optional}>{(ids) => <input className="field" inputMode="numeric" {...ids} value={u.population} onChange={(e) => edit(u.key, { population: e.target.value })} />}</FormRow>
              {kind === 'split' && units.length > 2 && <button type="button" className="button-plain" onClick={() => { setUnits(units.filter((x) => x.key !== u.key)); setPlan(undefined) }}>{t.remove}</button>}
            </FormLine>
          </fieldset>
        ))}
        {kind === 'split' && <button type="button" className="button-quiet" onClick={() => { setUnits([...units, fresh(unit, Math.max(...units.map((u) => u.key)) + 1)]); setPlan(undefined) }}>{t.add}</button>}
        {plan && (
          <section className={css.plan} aria-live="polite">
            <h3>{t.will}</h3>
            <ul>
              {plan.ends.map((x) => <li key={x.id}>{t.ends(x.fullName, formatDay(x.lastDay))}</li>)}
              {plan.begins.map((x) => <li key={x.id}>{t.begins(x.fullName, x.code, formatDay(plan.on))}</li>)}
              {plan.organisationCount > 0 && <li>{t.stay(formatNumber(plan.organisationCount))}</li>}
            </ul>
          </section>
        )}
        <RefusalNote error={error} />
        <div className="actions"><button type="submit" className="button" disabled={busy || !ready}>{plan ? t.act : t.preview}</button><button type="button" className="button-quiet" onClick={onClose}>{shell.cancel}</button></div>
      </form>
    </Dialog>
  )
}
const foldName = (text: string): string => text.normalize('NFD').replace(/\p{M}+/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
