import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { api, ApiRefusal, urlOf } from '../../../web/api.ts'
import { useKeys } from '../../../web/keys.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { useAddress, useAddressState } from '../../../web/navigate.ts'
import { Breadcrumb, FormRow, Kbd, Loaded, Note, Popover, RefusalNote, ScreenHeader } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { addClauseToDraft, decideCoverage, getCoverage, getDraft, getPaper, SigningCapacity, Urgency, type DraftContent, type DraftView, type Verdict } from '../../contract.ts'
import { CoverageMatrix } from '../coverage/CoverageMatrix.tsx'
import { Mark } from '../coverage/Mark.tsx'
import { coverageWords } from '../coverage/words.ts'
import { useNaming } from '../naming.ts'
import { ScreenOf } from '../ScreenOf.tsx'
import { Giving } from './Giving.tsx'
import { Issue } from './Issue.tsx'
import { PaperForm } from './PaperForm.tsx'
import { useDraftDesk } from './useDraftDesk.ts'
import { useGiving } from './useGiving.ts'
import { draftingWords } from './words.ts'
import css from './Drafting.module.css'

const tabs = ['soan', 'ma-tran', 'giao', 'pdf'] as const
const Address = z.object({ xem: z.enum(tabs).catch('soan') })

/** Soạn văn bản triển khai: what is ordered above on the left, our paper in its legal form on the right, and the matrix of one against the other. */
export default function Drafting() {
  const { id } = useAddress()
  const query = useQuery({ queryKey: ['directives', id, 'draft'], queryFn: ({ signal }) => api(getDraft, { params: { id: id! } }, { signal }), enabled: id !== undefined, retry: false })
  return <ScreenOf query={query}>{(view) => <Sheet key={view.id} view={view} />}</ScreenOf>
}

function Sheet({ view }: { view: DraftView }) {
  const t = useWords(draftingWords)
  const c = useWords(coverageWords)
  const language = useLanguage()
  const naming = useNaming()
  const client = useQueryClient()
  const [{ xem }, setAddress] = useAddressState(Address)
  const [issuing, setIssuing] = useState(false)
  const desk = useDraftDesk(view)
  const { draft, set, findings } = desk
  const giving = useGiving(view.id, desk.settled, xem === 'giao' || issuing)
  const coverageKey = ['directives', view.id, 'coverage']
  const coverage = useQuery({ queryKey: coverageKey, queryFn: ({ signal }) => api(getCoverage, { params: { id: view.id } }, { signal }), enabled: view.uppers.length > 0, retry: false })
  const decide = useMutation({
    mutationFn: (cell: { upperClauseId: string; lowerClauseId: string; verdict: Verdict | null }) => api(decideCoverage, { params: { id: view.id }, body: cell }),
    onSuccess: (answer) => client.setQueryData(coverageKey, answer),
  })
  const add = useMutation({
    mutationFn: async (upperClauseId: string) => api(addClauseToDraft, { params: { id: view.id }, body: { version: await desk.settled(), upperClauseId } }),
    onSuccess: (answer) => {
      desk.took(answer.draft, answer.version)
      toast({ text: t.added, action: { label: t.tabs.soan, run: () => { setAddress({ xem: 'soan' }); setTimeout(() => document.getElementById(`item-${answer.itemId}`)?.scrollIntoView({ block: 'center' }), 50) } } })
      void client.invalidateQueries({ queryKey: coverageKey })
    },
  })
  useKeys([
    { key: 'mod+z', does: { vi: 'Hoàn tác', en: 'Undo' }, run: desk.undo, when: desk.mayUndo },
    { key: 'mod+y', does: { vi: 'Làm lại', en: 'Redo' }, run: desk.redo, when: desk.mayRedo },
    { key: 'mod+Enter', does: { vi: 'Ký, ban hành', en: 'Sign and issue' }, run: () => setIssuing(true), whileTyping: true, when: view.may.issue },
  ])
  const must = findings.filter((one) => one.level === 'must')
  const answer = coverage.data?.summary.sentence[language] ?? (must.length > 0 ? t.answer.open(must.length) : findings.length > 0 ? t.answer.look(findings.length) : t.answer.ready)
  return (
    <div className={`screen ${css.screen}`}>
      <ScreenHeader
        title={[t.title, draft.type, view.uppers[0] ? `${c.above.toLowerCase()} ${naming.short(view.uppers[0])}` : ''].filter((one) => one !== '').join(' · ')} answer={answer} above={<Breadcrumb steps={[{ label: t.back, to: '/van-ban?so=du-thao' }]} />}
        actions={
          <>
            <span className="small muted" role="status">{desk.saving === 'saved' ? t.saved : desk.saving === 'failed' ? t.notSaved : t.saving}</span>
            <button type="button" className="button-plain" disabled={!desk.mayUndo} onClick={desk.undo}>{t.undo}</button>
            <a className="button-quiet" href={urlOf(getPaper, { params: { id: view.id }, query: { form: 'docx' } })} download>{t.docx}</a>
            <a className="button-quiet" href={urlOf(getPaper, { params: { id: view.id }, query: { form: 'pdf' } })} download>{t.pdf}</a>
            {!view.may.issue && <span className="small muted">{t.mayNotSign}</span>}
            <button type="button" className="button" disabled={!view.may.issue} title={view.may.issue ? undefined : t.mayNotSign} onClick={() => setIssuing(true)}>{t.issue} <Kbd of="mod+Enter" /></button>
          </>
        }
      />
      {desk.restored && <Note actions={<button type="button" className="button-quiet" onClick={desk.forgetRestored}>{t.dropRestored}</button>}>{t.restored}</Note>}
      {desk.conflict && <Note actions={<><button type="button" className="button-quiet" onClick={() => void desk.settle('theirs')}>{t.theirs}</button><button type="button" className="button-quiet" onClick={() => void desk.settle('mine')}>{t.mine}</button></>}>{t.changed}</Note>}
      <nav className={css.tabs} aria-label={t.title}>
        {tabs.filter((tab) => tab !== 'ma-tran' || view.uppers.length > 0).map((tab) => <a key={tab} href={`?xem=${tab}`} aria-current={tab === xem ? 'page' : undefined} onClick={(event) => { event.preventDefault(); setAddress({ xem: tab }) }}>{t.tabs[tab]}</a>)}
      </nav>
      {xem === 'soan' && (
        <div className={css.both} data-alone={view.uppers.length === 0 || undefined}>
          {view.uppers.length > 0 && (
            <aside className={css.outline} aria-label={t.outlineOf}>
              <Loaded query={coverage}>{(matrix) => (
                <>
                  {matrix.uppers.map((upper) => (
                    <section key={upper.document.id}>
                      <h2>{t.outline}: <a href={`/van-ban/${upper.document.id}`}>{naming.short(upper.document)}</a></h2>
                      <ol role="list">
                        {upper.clauses.map((clause) => {
                          const mine = matrix.cells.find((cell) => cell.upperClauseId === clause.id && cell.verdict !== 'not_this')
                          return (
                            <li key={clause.id} data-sub={clause.parentId !== null || undefined} data-verdict={clause.verdict}>
                              <button type="button" onClick={() => { if (mine) document.getElementById(`item-${mine.lowerClauseId}`)?.scrollIntoView({ block: 'center', behavior: 'smooth' }) }} title={clause.text}>
                                <b>{clause.label?.replace(/[.)/-]+$/u, '') ?? '–'}</b><span>{clause.text}</span>
                              </button>
                              <p><Mark verdict={clause.verdict} decided={mine?.decided !== null && mine !== undefined} /> <span className={clause.verdict === 'none' || clause.verdict === 'contradicted' ? 'late' : 'muted'}>{c.verdict[clause.verdict]}</span>
                                {clause.verdict === 'none' && <button type="button" className="button-plain" disabled={add.isPending} onClick={() => add.mutate(clause.id)}>{t.add}</button>}
                              </p>
                            </li>
                          )
                        })}
                      </ol>
                    </section>
                  ))}
                </>
              )}</Loaded>
            </aside>
          )}
          <div className={css.desk}>
            <Settings draft={draft} set={set} view={view} />
            <PaperForm draft={draft} set={set} />
            <p className={css.will}>{t.willBe(view.next.text)}</p>
            {findings.length > 0 && (
              <section className={css.findings}>
                <h2>{t.findings}</h2>
                <ul>
                  {findings.map((one, at) => (
                    <li key={`${one.code}${at}`}>{one.level === 'must' && <b className="late">{t.must}: </b>}{one.itemId ? <button type="button" onClick={() => { const field = document.getElementById(`draft-${one.itemId}`); field?.scrollIntoView({ block: 'center' }); field?.focus() }}>{one.sentence[language]}</button> : one.sentence[language]}</li>
                  ))}
                </ul>
              </section>
            )}
          </div>
        </div>
      )}
      {xem === 'ma-tran' && (
        <>
          <RefusalNote error={decide.error instanceof ApiRefusal ? decide.error : null} />
          <Loaded query={coverage}>{(matrix) => <CoverageMatrix view={matrix} busy={decide.isPending || add.isPending} onAdd={(clause) => add.mutate(clause)} onDecide={(upperClauseId, lowerClauseId, verdict) => decide.mutate({ upperClauseId, lowerClauseId, verdict })} />}</Loaded>
        </>
      )}
      {xem === 'giao' && <Giving giving={giving} />}
      {xem === 'pdf' && <iframe key={`${desk.saving}`} className={css.pdf} title={t.openPdf} src={urlOf(getPaper, { params: { id: view.id }, query: { form: 'pdf', inline: 'yes' } })} />}
      {issuing && <Issue view={view} findings={findings} uncovered={coverage.data?.summary.uncovered ?? 0} draft={draft} giving={giving} settled={desk.settled} onReview={() => { setIssuing(false); setAddress({ xem: 'giao' }) }} onClose={() => setIssuing(false)} />}
    </div>
  )
}

/** What is chosen rather than written: system, type, urgency, who signs in which capacity. */
function Settings({ draft, set, view }: { draft: DraftContent; set: (change: (before: DraftContent) => DraftContent) => void; view: DraftView }) {
  const t = useWords(draftingWords)
  const types = view.types.filter((one) => one.system === draft.system)
  const signer = (change: Partial<DraftContent['signer']>): void => set((before) => ({ ...before, signer: { ...before.signer, ...change } }))
  return (
    <div className={css.settings}>
      <label>{t.type}<select className="field" value={draft.type} onChange={(event) => { const type = event.target.value; set((before) => ({ ...before, type })) }}>{[...new Set([draft.type, ...types.map((one) => one.name)])].map((name) => <option key={name} value={name}>{name}</option>)}</select></label>
      <label>{t.system}<select className="field" value={draft.system} onChange={(event) => { const system = event.target.value === 'party' ? 'party' : 'state'; set((before) => ({ ...before, system })) }}><option value="state">{t.systems.state}</option><option value="party">{t.systems.party}</option></select></label>
      <label>{t.urgency}<select className="field" value={draft.urgency ?? ''} onChange={(event) => { const parsed = Urgency.safeParse(event.target.value); set((before) => ({ ...before, urgency: parsed.success ? parsed.data : null })) }}><option value="">{t.urgencies.none}</option><option value="khẩn">{t.urgencies.khan}</option><option value="thượng khẩn">{t.urgencies.thuongKhan}</option><option value="hỏa tốc">{t.urgencies.hoaToc}</option></select></label>
      <Popover trigger={`${t.signer}: ${t.capacities[draft.signer.capacity]} ▾`} label={t.signer} className="button-quiet" align="end">
        <div className="stack">
          <FormRow label={t.capacity}>{(ids) => <select className="field" {...ids} value={draft.signer.capacity} onChange={(event) => { const parsed = SigningCapacity.safeParse(event.target.value); if (parsed.success) signer({ capacity: parsed.data }) }}>{SigningCapacity.options.map((one) => <option key={one} value={one}>{t.capacities[one]}</option>)}</select>}</FormRow>
          <FormRow label={t.onBehalfOf}>{(ids) => <input className="field" {...ids} value={draft.signer.onBehalfOf ?? ''} onChange={(event) => signer({ onBehalfOf: event.target.value === '' ? null : event.target.value })} />}</FormRow>
          {draft.signer.capacity === 'collective_deputy' && <FormRow label={t.headPosition}>{(ids) => <input className="field" {...ids} value={draft.signer.headPosition ?? ''} onChange={(event) => signer({ headPosition: event.target.value === '' ? null : event.target.value })} />}</FormRow>}
          <FormRow label={t.position}>{(ids) => <input className="field" {...ids} value={draft.signer.position} onChange={(event) => signer({ position: event.target.value })} />}</FormRow>
        </div>
      </Popover>
    </div>
  )
}
