import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useAsOf } from '../../../web/as-of.ts'
import { api } from '../../../web/api.ts'
import { formatInstant, formatMoment, formatNumber } from '../../../web/format.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { Loaded, Note, TimeWord, TwoMarks } from '../../../web/parts/index.ts'
import { getObligation, type ObligationView } from '../../contract.ts'
import { sayDue, sayPeriod, sayRhythm } from '../time.ts'
import { dutyWords } from '../words.ts'
import type { StepType } from '../use-step.ts'
import { SplitForm } from './SplitForm.tsx'
import { Steps } from './Steps.tsx'
import { DutyStory } from './Story.tsx'
import css from './Duty.module.css'

export const useObligation = (id: string) => {
  const { asOf } = useAsOf()
  return useQuery({ queryKey: ['obligation', id, asOf], queryFn: ({ signal }) => api(getObligation, { params: { id }, query: asOf === null ? {} : { asOf } }, { signal }), staleTime: 15_000 })
}

/** Một nhiệm vụ beside its list or on its own page. `begin`: the step whose form opens at once. */
export function Duty({ id, begin = null, onBegun, page = false }: { id: string; begin?: StepType | null; onBegun?: () => void; page?: boolean }) {
  const query = useObligation(id)
  return <Loaded query={query}>{(view) => <DutyBody key={view.id} view={view} begin={begin} {...(onBegun ? { onBegun } : {})} page={page} />}</Loaded>
}

function DutyBody({ view, begin, onBegun, page }: { view: ObligationView; begin: StepType | null; onBegun?: () => void; page: boolean }) {
  const t = useWords(dutyWords)
  const language = useLanguage()
  const go = useGo()
  const [own, setOwn] = useState<StepType | null>(null)
  const [splitting, setSplitting] = useState(false)
  const open = begin ?? own
  const show = (step: StepType | null): void => { if (begin !== null) onBegun?.(); setOwn(step) }
  const openPeriods = view.periods.filter((p) => (view.may['accept'] ? p.state === 'reported' : p.state === 'due' || p.state === 'redo')).map((p) => p.key)
  const formDuty = {
    id: view.id, periodic: view.rhythm !== null, period: view.may['accept'] ? (openPeriods[0] ?? null) : view.period, slots: view.figures.map((f) => f.slot), query: view.openQueries[0] ?? null,
    obstacle: view.openObstacles[0]?.seq ?? null, outside: view.giverOutside, openPeriods,
  }
  const source = [view.directive.clause === null ? null : t.clause(view.directive.clause), view.directive.number ?? view.directive.title].filter(Boolean).join(', ')
  return (
    <article className={css.duty} data-page={page || undefined}>
      <p className={css.source}>
        <a href={`/van-ban/${view.directive.id}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/van-ban/${view.directive.id}`) } }}>{source}</a>
        {view.urgency !== 'none' && <span className={css.urgency}>{t.urgency[view.urgency]}</span>}
      </p>
      <h2 className={css.title}>{view.text}</h2>
      <p className={css.marks}><TwoMarks work={view.work} time={view.deadline} />{view.acknowledgeLate && <span className="late small">{t.ackLate}</span>}</p>
      {view.pendingExtension && <Note>{t.pendingExtension(sayDue(view.pendingExtension.due, t))}</Note>}
      {view.openObstacles.map((o) => <Note key={o.seq}><span className={o.late ? 'late' : undefined}>{o.late ? t.obstacleLate : t.openObstacle(formatMoment(o.answerBy, language))}</span>: {obstacleWords(view, o.seq)}</Note>)}
      {view.openQueries.map((q) => <Note key={q}>{t.openQuery}: {obstacleWords(view, q)}</Note>)}
      {splitting ? <SplitForm view={view} onDone={() => setSplitting(false)} /> : <Steps duty={formDuty} may={view.may} open={open} onOpen={show} pendingExtension={view.pendingExtension !== null} onSplit={() => setSplitting(true)} />}

      <dl className={css.facts}>
        <div><dt>{t.owner}</dt><dd><a href={`/phieu-ket-qua/${view.owner.id}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/phieu-ket-qua/${view.owner.id}`) } }}>{view.owner.name}</a>{view.ownerHead && <small>{[view.ownerHead.post, view.ownerHead.person].filter(Boolean).join(' · ')}</small>}</dd></div>
        <div><dt>{t.giver}</dt><dd>{view.giver.name}{view.giverOutside && <small>{t.outside}</small>}</dd></div>
        {view.coordinators.length > 0 && <div><dt>{t.coordinators}</dt><dd>{view.coordinators.map((c) => c.name).join(', ')}</dd></div>}
        <div><dt>{t.due}</dt><dd>{view.rhythm === null ? sayDue(view.due, t) : sayRhythm(view.rhythm, t)}{view.extensions > 0 && <small>{t.extendedTimes(view.extensions, view.maxExtensions)}</small>}</dd></div>
        {view.extensions > 0 && <div><dt>{t.baseline}</dt><dd>{sayDue(view.baselineDue, t)}<small><TimeWord time={view.baseline} /></small></dd></div>}
        <div><dt>{t.given}</dt><dd>{formatInstant(view.assignedAt)}</dd></div>
      </dl>

      {view.figures.length > 0 && <FiguresTable view={view} />}
      {view.parts.length > 0 && <Parts view={view} />}
      {view.periods.length > 0 && <Periods view={view} onReport={() => show('report')} />}

      <section className={css.section}><h3>{t.story}</h3><DutyStory view={view} /></section>
      {view.clauseText !== view.text && <details className={css.section}><summary>{t.order}</summary><p className="paper-text">{view.clauseText}</p></details>}
    </article>
  )
}

const obstacleWords = (view: ObligationView, seq: number): string => {
  const body = view.story.find((l) => l.seq === seq)?.body
  return String(body?.['obstacle'] ?? body?.['question'] ?? '')
}

/** Reported beside measured: zero, missing and not due are three different things. */
function FiguresTable({ view }: { view: ObligationView }) {
  const t = useWords(dutyWords)
  const language = useLanguage()
  const say = (v: ObligationView['figures'][number]['reported']): string => (v.kind === 'given' ? formatNumber(v.value, language) : v.kind === 'no_source' ? t.noSource : v.kind === 'not_due' ? t.notDue : t.missing)
  return (
    <section className={css.section}>
      <h3>{t.figures}</h3>
      <table className={css.figures}>
        <thead><tr><th scope="col"><span className="visually-hidden">{t.figures}</span></th><th scope="col">{t.reported}</th><th scope="col">{t.measured}</th></tr></thead>
        <tbody>{view.figures.map((f) => (
          <tr key={f.slot.indicator}>
            <th scope="row">{f.slot.name}{f.slot.target !== null && <small>{t.target(f.slot.wanted === 'at_most' ? '≤' : '≥', `${formatNumber(f.slot.target, language)} ${f.slot.unit}`)}</small>}</th>
            <td className={f.reported.kind === 'given' ? css.value : 'muted small'}>{say(f.reported)}{f.metByReport === false && <small className="late">{'<'} {formatNumber(f.slot.target, language)}</small>}</td>
            <td className={f.measured.kind === 'given' ? css.value : 'muted small'}>{say(f.measured)}{f.verdict === 'differ' && <small className="late">{t.differ(formatNumber(f.difference, language))}</small>}</td>
          </tr>
        ))}</tbody>
      </table>
    </section>
  )
}

function Parts({ view }: { view: ObligationView }) {
  const t = useWords(dutyWords)
  const go = useGo()
  return (
    <section className={css.section}>
      <h3>{t.parts}<span className="muted small"> {t.partsDone(view.parts.filter((p) => p.work === 'accepted').length, view.parts.length)}</span></h3>
      <ul role="list" className={css.parts}>{view.parts.map((p) => (
        <li key={p.id}>
          <a href={`/nhiem-vu/${p.id}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/nhiem-vu/${p.id}`) } }}>{p.owner.name}</a>
          <TwoMarks work={p.work} time={p.deadline} />
        </li>
      ))}</ul>
    </section>
  )
}

function Periods({ view, onReport }: { view: ObligationView; onReport: () => void }) {
  const t = useWords(dutyWords)
  const now = view.asOf
  const lastOf = (p: ObligationView['periods'][number]): string => (p.due.kind === 'moment' ? p.due.at : p.due.kind === 'day' ? `${p.due.day}T16:59:59.999Z` : '')
  const shown = view.periods.filter((p) => lastOf(p) <= now || p.state !== 'due').slice(-9)
  const next = view.periods.find((p) => lastOf(p) > now && p.state === 'due')
  return (
    <section className={css.section}>
      <h3>{t.periods}</h3>
      <ol role="list" className={css.periods}>{[...shown, ...(next ? [next] : [])].map((p) => {
        const ahead = p.state === 'due' && lastOf(p) > now
        const missed = p.state === 'due' && !ahead
        return (
          <li key={p.key} data-state={missed ? 'missed' : ahead ? 'ahead' : p.state}>
            <span className="figures">{sayPeriod(p.key, t)}</span>
            <span className={missed ? 'late' : 'muted'}>{missed ? t.missed : ahead ? t.notYet : t.periodState[p.state]}{p.late && !missed && p.state !== 'waived' && `, ${t.sentLate}`}</span>
            {(missed || ahead) && view.may['report'] && <button type="button" className="button-plain no-print" onClick={onReport}>{t.reportPeriod}</button>}
          </li>
        )
      })}</ol>
    </section>
  )
}
