import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { formatNumber } from '../../../web/format.ts'
import { useWords } from '../../../web/language.ts'
import { Breadcrumb, DataTable, DateField, FormLine, FormRow, Note, RefusalNote, ScreenHeader } from '../../../web/parts/index.ts'
import { useMay } from '../../../web/session.ts'
import { toast } from '../../../web/toasts.tsx'
import { getRegisterSettings, setProvinceRegisters, setRegisterBook, Urgency, type ProvinceRegisters, type RegisterSettingsView } from '../../contract.ts'
import { ScreenOf } from '../ScreenOf.tsx'
import { directivesWords } from '../words.ts'
import { bookWords } from './words.ts'
import css from './Books.module.css'

/** Thiết lập sổ: what our registers are called, how they number, who keeps them; and, for the administrator, what holds for all offices. */
export default function Books() {
  const query = useQuery({ queryKey: ['directives', 'register-settings'], queryFn: ({ signal }) => api(getRegisterSettings, {}, { signal }) })
  return <ScreenOf query={query}>{(view) => <Page view={view} />}</ScreenOf>
}

function Page({ view }: { view: RegisterSettingsView }) {
  const t = useWords(bookWords)
  const mayRead = useMay('document.read')
  return (
    <div className="screen">
      <ScreenHeader title={t.title} answer={mayRead ? t.answer(view.books.length) : t.answerProvince(view.province.terms.length)} above={mayRead ? <Breadcrumb steps={[{ label: t.back, to: '/van-ban' }]} /> : undefined} />
      {!view.may.books && !view.may.province && <Note>{t.mayNot}</Note>}
      <div className={css.parts}>
        {mayRead && (['in', 'out'] as const).map((direction) => <Book key={direction} view={view} direction={direction} />)}
        {mayRead && <Runs view={view} />}
        {view.may.province && <Province first={view.province} />}
      </div>
    </div>
  )
}

function Book({ view, direction }: { view: RegisterSettingsView; direction: 'in' | 'out' }) {
  const t = useWords(bookWords)
  const client = useQueryClient()
  const was = view.books.find((one) => one.direction === direction)
  const [name, setName] = useState(was?.name ?? t[direction])
  const [numbering, setNumbering] = useState(was?.numbering ?? null)
  const [keeper, setKeeper] = useState(was?.keeper?.postId ?? null)
  const save = useMutation({
    mutationFn: () => api(setRegisterBook, { params: { direction }, body: { name, numbering, keeperPostId: keeper } }), onError: () => {},
    onSuccess: async () => { toast({ text: t.saved }); await client.invalidateQueries({ queryKey: ['directives'] }) },
  })
  const provinceWay = view.province.stateSeries === 'one' ? t.one : t.byType
  return (
    <section className={css.part} aria-label={t[direction]}>
      <h2>{t[direction]}</h2>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
        <fieldset disabled={!view.may.books} className={css.plain}>
          <FormRow label={t.name}>{(ids) => <input className="field" {...ids} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />}</FormRow>
          {direction === 'in' ? <p className="small muted">{t.yearly}</p> : (
            <FormRow label={t.numbering} hint={t.numberingHint}>{(ids) => (
              <select className="field" {...ids} value={numbering ?? ''} onChange={(event) => { const way = event.target.value; setNumbering(way === 'one' || way === 'by_type' ? way : null) }}>
                <option value="">{t.byProvince(provinceWay)}</option><option value="one">{t.one}</option><option value="by_type">{t.byType}</option>
              </select>
            )}</FormRow>
          )}
          <FormRow label={t.keeper}>{(ids) => (
            <select className="field" {...ids} value={keeper ?? ''} onChange={(event) => setKeeper(event.target.value === '' ? null : event.target.value)}>
              <option value="">{t.nobody}</option>{view.keepers.map((one) => <option key={one.postId} value={one.postId}>{[one.title, one.person].filter(Boolean).join(', ')}</option>)}
            </select>
          )}</FormRow>
          <RefusalNote error={save.error} />
          {view.may.books && <p className="actions"><button type="submit" className="button-quiet" disabled={save.isPending || name.trim().length < 2}>{t.save}</button></p>}
        </fieldset>
      </form>
    </section>
  )
}

function Runs({ view }: { view: RegisterSettingsView }) {
  const t = useWords(bookWords)
  const named = (series: string): string => series.split('|').map((part) => (part === 'sao' ? t.copiesRun : part === 'mật' ? t.secretRun : part)).join(', ')
  return (
    <section className={css.part} aria-label={t.year}>
      <h2>{t.year}</h2>
      <DataTable caption={t.year} rows={view.series} keyOf={(one) => `${one.direction}|${one.series}`} empty={<p className="muted">{t.noRuns}</p>} columns={[
        { key: 'run', head: t.run, isName: true, cell: (one) => `${one.direction === 'in' ? t.incoming : t.outgoing}, ${named(one.series)}` }, { key: 'last', head: t.last, align: 'number', width: '6rem', cell: (one) => formatNumber(one.last) },
      ]} />
    </section>
  )
}

function Province({ first }: { first: ProvinceRegisters }) {
  const t = useWords(bookWords)
  const w = useWords(directivesWords)
  const client = useQueryClient()
  const [set, setSet] = useState(first)
  const [wrong, setWrong] = useState<ReadonlySet<number>>(new Set())
  const save = useMutation({ mutationFn: () => api(setProvinceRegisters, { body: set }), onError: () => {}, onSuccess: async () => { toast({ text: t.saved }); await client.invalidateQueries({ queryKey: ['directives'] }) } })
  const term = (at: number, change: Partial<ProvinceRegisters['terms'][number]>): void => setSet((before) => ({ ...before, terms: before.terms.map((one, i) => (i === at ? { ...one, ...change } : one)) }))
  const mark = (at: number, isWrong: boolean): void => setWrong((before) => { const next = new Set(before); if (isWrong) next.add(at); else next.delete(at); return next })
  return (
    <section className={css.part} aria-label={t.province}>
      <h2>{t.province}</h2>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); save.mutate() }}>
        <FormRow label={t.numbering} hint={t.numberingHint}>{(ids) => <select className="field" {...ids} value={set.stateSeries} onChange={(event) => { const stateSeries = event.target.value === 'by_type' ? 'by_type' : 'one'; setSet((before) => ({ ...before, stateSeries })) }}><option value="one">{t.one}</option><option value="by_type">{t.byType}</option></select>}</FormRow>
        <fieldset className={css.plain}>
          <legend className="label">{t.hours}</legend><p className="small muted">{t.hoursHint}</p>
          <FormLine>{Urgency.options.map((one) => <FormRow key={one} label={w.urgency[one]}>{(ids) => <input className="field" type="number" min={0.25} step={0.25} {...ids} value={set.presentHours[one]} onChange={(event) => { const hours = Number(event.target.value); if (hours > 0) setSet((before) => ({ ...before, presentHours: { ...before.presentHours, [one]: hours } })) }} />}</FormRow>)}</FormLine>
        </fieldset>
        <fieldset className={css.plain}>
          <legend className="label">{t.terms}</legend><p className="small muted">{t.termsHint}</p>
          {set.terms.map((one, at) => (
            <div key={at} className={css.term}>
              <FormRow label={t.termName}>{(ids) => <input className="field" {...ids} value={one.name} onChange={(event) => term(at, { name: event.target.value })} />}</FormRow>
              <FormRow label={t.termFrom}>{(ids) => <DateField ids={ids} value={one.from} onChange={(from) => { if (from) term(at, { from }) }} onWrong={(isWrong) => mark(at, isWrong)} />}</FormRow>
              <button type="button" className="button-plain" aria-label={t.dropTerm(one.name)} onClick={() => setSet((before) => ({ ...before, terms: before.terms.filter((_, i) => i !== at) }))}>×</button>
            </div>
          ))}
          <button type="button" className="button-plain" onClick={() => setSet((before) => ({ ...before, terms: [...before.terms, { name: '', from: '2030-07-01' }] }))}>{t.addTerm}</button>
        </fieldset>
        <RefusalNote error={save.error} />
        <p className="actions"><button type="submit" className="button-quiet" disabled={save.isPending || wrong.size > 0 || set.terms.some((one) => one.name.trim() === '')}>{t.save}</button></p>
      </form>
    </section>
  )
}
