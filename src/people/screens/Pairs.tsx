import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { api, newId } from '../../web/api.ts'
import { formatNumber } from '../../web/format.ts'
import { useKeys } from '../../web/keys.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { ConfirmDialog, Empty, FormRow, Kbd, ListDetail, Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { sayRefusal, toast } from '../../web/toasts.tsx'
import { comparePersons, decidePair, listPairs, mergeTwo, type EvidenceShape, type FullPerson, type PairLine, type PairView } from '../contract.ts'
import { showPhone } from '../rules.ts'
import { evidenceWords } from '../words.ts'
import { PersonRow } from './PersonRow.tsx'
import { writtenBirth } from './PersonFields.tsx'
import { pairsWords, peopleWords } from './words.ts'
import css from './People.module.css'

const Address = z.object({ loai: z.literal('de-sau').optional().catch(undefined) })
const keyOf = (p: PairLine): string => `${p.a.id}.${p.b.id}`

/** Nghi trùng: a pair at a time, side by side with the reasons; the same, two people, or later. By keyboard alone if one likes. */
export default function Pairs() {
  const t = useWords(pairsWords)
  const { pair } = useAddress()
  const go = useGo()
  const [{ loai }, setAddress] = useAddressState(Address)
  const state = loai ? 'later' : 'open'
  const query = useQuery({ queryKey: ['people', 'pairs', state], queryFn: ({ signal }) => api(listPairs, { query: { state, limit: 100 } }, { signal }) })
  const to = (key?: string): string => `/nghi-trung${key ? `/${key}` : ''}${loai ? '?loai=de-sau' : ''}`
  const pairs = query.data?.pairs ?? []
  const next = (): void => { const at = pairs.findIndex((p) => keyOf(p) === pair); const after = pairs[at + 1] ?? pairs[at - 1]; go(to(after && keyOf(after) !== pair ? keyOf(after) : undefined)) }
  const [aId, bId] = (pair ?? '').split('.')
  return (
    <div className="screen">
      <ScreenHeader title={t.title} answer={query.data && (query.data.open === 0 ? t.answerNone : query.data.atMost ? t.atMost(formatNumber(query.data.open)) : t.answer(formatNumber(query.data.open)))} />
      <Loaded query={query}>{(data) => (
        <ListDetail
          label={t.list} items={data.pairs} keyOf={keyOf} hrefOf={(p) => to(keyOf(p))} open={pair} onOpen={(key) => go(to(key))}
          head={<div className={css.tabs}>
            <button type="button" className="button-quiet" aria-pressed={state === 'open'} onClick={() => setAddress({ loai: undefined })}>{t.open(formatNumber(data.open))}</button>
            <button type="button" className="button-quiet" aria-pressed={state === 'later'} onClick={() => setAddress({ loai: 'de-sau' })}>{t.later(formatNumber(data.later))}</button>
          </div>}
          row={(p) => <span className={css.pairRow}><PersonRow person={p.a} /><PersonRow person={p.b} /><Reasons evidence={p.evidence} /></span>}
          detail={aId && bId ? <Compare key={pair} aId={aId} bId={bId} state={state} onDone={next} /> : null}
          empty={<Empty title={t.none}>{t.noneText}</Empty>}
        />
      )}</Loaded>
    </div>
  )
}

/** The reasons in a line, strongest first. */
function Reasons({ evidence }: { evidence: readonly EvidenceShape[] }) {
  const say = useWords(evidenceWords)
  return <small className="muted">{[...evidence].filter((e) => e.bits > 0).sort((x, y) => y.bits - x.bits).slice(0, 3).map((e) => say[e.field]?.[e.level] ?? e.level).join('; ')}</small>
}

function Compare({ aId, bId, state, onDone }: { aId: string; bId: string; state: 'open' | 'later'; onDone: () => void }) {
  const t = useWords(pairsWords)
  // Both looks are written down each time the pair is opened, so it is asked once and not refreshed behind the person's back.
  const query = useQuery({ queryKey: ['person-compare', aId, bId], queryFn: () => api(comparePersons, { body: { aId, bId, purpose: t.purpose } }), staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, retry: false })
  return <Loaded query={query}>{(view) => <SideBySide view={view} state={state} onDone={onDone} />}</Loaded>
}

function SideBySide({ view, state, onDone }: { view: PairView; state: 'open' | 'later'; onDone: () => void }) {
  const t = useWords(pairsWords)
  const say = useWords(evidenceWords)
  const client = useQueryClient()
  // The record that knows more is kept unless somebody says otherwise.
  const [keep, setKeep] = useState<'a' | 'b'>(() => (weight(view.b) > weight(view.a) ? 'b' : 'a'))
  const [merging, setMerging] = useState(false)
  const decide = async (answer: 'not_same' | 'later' | 'open'): Promise<void> => {
    const pair = { aId: view.a.id, bId: view.b.id }
    await api(decidePair, { body: { ...pair, answer } }, { idempotencyKey: newId() })
    onDone()
    await client.invalidateQueries({ queryKey: ['people'] })
    toast({ text: answer === 'not_same' ? t.marked : answer === 'later' ? t.putOff : t.back, ...(answer === 'open' ? {} : { undo: () => void api(decidePair, { body: { ...pair, answer: 'open' } }).then(() => client.invalidateQueries({ queryKey: ['people'] })) }) })
  }
  const act = (answer: 'not_same' | 'later' | 'open') => (): void => { decide(answer).catch(sayRefusal) }
  useKeys([
    { key: 't', does: { vi: 'Trùng: gộp', en: 'The same: merge' }, run: () => setMerging(true) },
    { key: 'n', does: { vi: 'Hai người khác nhau', en: 'Two people' }, run: act('not_same') },
    { key: 's', does: { vi: 'Để sau', en: 'Later' }, run: act('later'), when: state === 'open' },
    { key: '1', does: { vi: 'Giữ hồ sơ bên trái', en: 'Keep the left record' }, run: () => setKeep('a') },
    { key: '2', does: { vi: 'Giữ hồ sơ bên phải', en: 'Keep the right record' }, run: () => setKeep('b') },
  ])
  return (
    <article aria-labelledby="pair-names">
      <h2 id="pair-names" className={css.title}>{view.a.name === view.b.name ? view.a.name : `${view.a.name} · ${view.b.name}`}</h2>
      <div className={`actions no-print ${css.pairActs}`}>
        <button type="button" className="button" onClick={() => setMerging(true)}>{t.same} <Kbd of="t" /></button>
        <button type="button" className="button-quiet" onClick={act('not_same')}>{t.notSame} <Kbd of="n" /></button>
        {state === 'open' ? <button type="button" className="button-quiet" onClick={act('later')}>{t.laterAct} <Kbd of="s" /></button> : <button type="button" className="button-quiet" onClick={act('open')}>{t.back}</button>}
      </div>
      <Two view={view} />
      <section className={css.section}>
        <h3>{t.evidence}</h3>
        <dl className={css.evidence}>
          {[...view.evidence].sort((x, y) => Math.abs(y.bits) - Math.abs(x.bits)).map((e) => <Line key={e.field} what={say[e.field]?.[e.level] ?? `${e.field} ${e.level}`} bits={e.bits} />)}
          <Line what={t.total} bits={view.bits} sum />
        </dl>
      </section>
      {merging && <MergeDialog view={view} keep={keep} setKeep={setKeep} onClose={() => setMerging(false)} onMerged={onDone} />}
    </article>
  )
}
const weight = (p: FullPerson): number => p.numbers.length * 3 + p.phones.length + [p.birth, p.sex, p.unit, p.address, p.ethnicity, p.occupation].filter((v) => v !== null).length
const signed = (bits: number): string => `${bits > 0 ? '+' : bits < 0 ? '−' : ''}${formatNumber(Math.abs(bits))}`
const Line = ({ what, bits, sum }: { what: string; bits: number; sum?: boolean }) => <><dt data-sum={sum}>{what}</dt><dd data-sum={sum}>{signed(bits)}</dd></>

function Two({ view }: { view: PairView }) {
  const t = useWords(pairsWords)
  const p = useWords(peopleWords)
  const of = (x: FullPerson): Record<string, string> => ({
    name: x.name, sex: x.sex === null ? '' : p[x.sex], birth: writtenBirth(x.birth), numbers: x.numbers.map((n) => `${n.value}${n.former ? ` (${p.former})` : ''}`).sort().join('\n'), phones: x.phones.map((f) => showPhone(f.number)).sort().join('\n'),
    unit: x.unit?.name ?? '', address: x.address ?? '', ethnicity: x.ethnicity ?? '', occupation: x.occupation ?? '',
  })
  const [a, b] = [of(view.a), of(view.b)]
  const rows = Object.keys(t.fields).filter((f) => (a[f] ?? '') !== '' || (b[f] ?? '') !== '')
  const cell = (text: string, differs: boolean) => <span role="cell" data-differs={differs || undefined} style={{ whiteSpace: 'pre-line' }}>{text === '' ? <em className="muted">{t.missing}</em> : text}{differs && <span className="visually-hidden"> ({t.differs})</span>}</span>
  return (
    <div className={css.two} role="table" aria-label={t.evidence}>
      <div role="row" style={{ display: 'contents' }}><span role="columnheader" data-head="corner">{t.field}</span><span role="columnheader" data-head="person">{t.left}</span><span role="columnheader" data-head="person">{t.right}</span></div>
      {rows.map((f) => {
        const differs = a[f] !== b[f] && a[f] !== '' && b[f] !== ''
        return <div role="row" key={f} style={{ display: 'contents' }}><span role="rowheader" data-head="field">{t.fields[f]}</span>{cell(a[f] ?? '', differs)}{cell(b[f] ?? '', differs)}</div>
      })}
    </div>
  )
}

function MergeDialog({ view, keep, setKeep, onClose, onMerged }: { view: PairView; keep: 'a' | 'b'; setKeep: (keep: 'a' | 'b') => void; onClose: () => void; onMerged: () => void }) {
  const t = useWords(pairsWords)
  const language = useLanguage()
  const client = useQueryClient()
  const [command] = useState(newId)
  const [reason, setReason] = useState('')
  const [kept, gone] = keep === 'a' ? [view.a, view.b] : [view.b, view.a]
  const moving = view.counts.map((c) => ({ what: c[language], n: keep === 'a' ? c.gone : c.kept })).filter((c) => c.n > 0)
  return (
    <ConfirmDialog title={t.mergeTitle} act={t.mergeAct} ready={reason.trim().length > 1} onClose={onClose} onConfirm={async () => {
      await api(mergeTwo, { body: { keptId: kept.id, goneId: gone.id, reason } }, { idempotencyKey: command })
      await client.invalidateQueries({ queryKey: ['people'] })
      toast({ text: t.merged })
      onMerged()
    }}>
      <p>{t.mergeText}</p>
      <fieldset className="stack">
        <legend className="label">{t.keep}</legend>
        {(['a', 'b'] as const).map((side) => <label key={side} className={css.choice}><input type="radio" name="keep" checked={keep === side} onChange={() => setKeep(side)} /> {side === 'a' ? t.left : t.right}: {view[side].name}, {writtenBirth(view[side].birth) || t.missing}</label>)}
      </fieldset>
      {moving.length === 0 ? <p className="small muted">{t.nothingMoves}</p> : <ul>{moving.map((c) => <li key={c.what}>{t.moves(formatNumber(c.n), c.what)}</li>)}</ul>}
      <FormRow label={t.reason} hint={t.reasonHint}>{(ids) => <input className="field" {...ids} autoFocus value={reason} onChange={(e) => setReason(e.target.value)} />}</FormRow>
    </ConfirmDialog>
  )
}
