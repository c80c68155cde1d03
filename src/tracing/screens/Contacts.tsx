import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { dayOf, formatDay, formatInstant, timeOf } from '../../platform/dates.ts'
import { api, newId } from '../../web/api.ts'
import { formatNumber } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { ConfirmDialog, Empty, FormRow, ListDetail, Loaded, ScreenHeader, Story } from '../../web/parts/index.ts'
import { useMay } from '../../web/session.ts'
import { toast } from '../../web/toasts.tsx'
import { listWork, reachContact, whyLevel, type WhyView, type WorkLine } from '../contract.ts'
import { tracingWords } from './words.ts'
import css from './Tracing.module.css'

const views = ['unreached', 'watched', 'all'] as const
const Address = z.object({ benh: z.string().regex(/^[a-z0-9-]{2,40}$/).optional().catch(undefined), xem: z.enum(views).optional().catch(undefined) })

export function LevelMark({ level }: { level: number | null }) {
  return <span className={css.level} data-level={level ?? -1}>{level === null ? '–' : `F${level}`}</span>
}

/** Người tiếp xúc: who is still to be reached, the clock running; why somebody is F1. */
export default function Contacts() {
  const t = useWords(tracingWords)
  const { id } = useAddress()
  const go = useGo()
  const [{ benh, xem }, setAddress] = useAddressState(Address)
  const disease = benh ?? 'covid-19', view = xem ?? 'unreached'
  const query = useInfiniteQuery({
    queryKey: ['contacts', 'work', disease, view], initialPageParam: null as string | null, queryFn: ({ signal, pageParam }) => api(listWork, { query: { disease, view, ...(pageParam ? { cursor: pageParam } : {}) } }, { signal }),
    getNextPageParam: (page) => page.next, placeholderData: keepPreviousData,
  })
  const lines = query.data?.pages.flatMap((p) => p.contacts)
  const kept = [benh ? `benh=${benh}` : '', xem ? `xem=${xem}` : ''].filter(Boolean).join('&')
  const to = (key?: string): string => `/tiep-xuc${key ? `/${key}` : ''}${kept ? `?${kept}` : ''}`
  return (
    <div className="screen">
      <ScreenHeader title={t.title} answer={lines && t.answer[view](formatNumber(lines.length), query.hasNextPage)} />
      <Loaded query={{ ...query, data: lines }}>{(rows) => (
        <ListDetail
          label={t.list} items={rows} keyOf={(c) => c.person.id} hrefOf={(c) => to(c.person.id)} open={id} onOpen={(key) => go(to(key))} groupOf={(c) => `F${c.level}`}
          head={(
            <div className={css.head}>
              <select className="field" aria-label={t.view} value={view} onChange={(e) => setAddress({ xem: e.target.value === 'unreached' ? undefined : (e.target.value as (typeof views)[number]) })}>{views.map((v) => <option key={v} value={v}>{t.views[v]}</option>)}</select>
              <select className="field" aria-label={t.disease} value={disease} onChange={(e) => setAddress({ benh: e.target.value === 'covid-19' ? undefined : e.target.value })}>{Object.entries(t.diseases).map(([code, name]) => <option key={code} value={code}>{name}</option>)}</select>
            </div>
          )}
          row={(c) => <Line line={c} />} detail={id && <ContactPage key={`${disease}:${id}`} id={id} disease={disease} line={rows.find((c) => c.person.id === id)} />}
          more={{ has: query.hasNextPage, load: query.fetchNextPage, loading: query.isFetchingNextPage }} empty={<Empty title={t.none}>{t.noneText}</Empty>}
        />
      )}</Loaded>
    </div>
  )
}

function Line({ line: c }: { line: WorkLine }) {
  const t = useWords(tracingWords)
  return (
    <span className={css.row}>
      <strong>{c.person.erased ? <em>{t.noName}</em> : c.person.name}</strong><LevelMark level={c.level} />
      <span className="small muted">{[c.person.birthYear === null ? '' : t.born(c.person.birthYear), c.person.unit?.name ?? t.noUnit, c.person.phone].filter(Boolean).join(' · ')}</span>
      <span className={`small ${c.clock.state === 'late' ? 'late' : 'muted'}`}>{t.clock[c.clock.state](t.span(c.clock.minutes))}</span>
    </span>
  )
}

function ContactPage({ id, disease, line }: { id: string; disease: string; line: WorkLine | undefined }) {
  const t = useWords(tracingWords)
  const go = useGo()
  const client = useQueryClient()
  const writes = useMay('trace.write')
  const [reaching, setReaching] = useState(false)
  const [note, setNote] = useState('')
  const [command] = useState(newId)
  const why = useQuery({ queryKey: ['contacts', 'why', disease, id], queryFn: ({ signal }) => api(whyLevel, { params: { id }, query: { disease } }, { signal }), enabled: writes })
  return (
    <article aria-labelledby="contact-name">
      <h2 id="contact-name" className={css.title}>{line?.person.name ?? why.data?.path[0]?.person} <LevelMark level={line?.level ?? why.data?.level ?? null} /></h2>
      <p className="muted">{[line?.person.unit?.name, line?.lastExposureOn ? t.last(formatDay(line.lastExposureOn)) : '', line?.followTo ? t.until(formatDay(line.followTo)) : ''].filter(Boolean).join(' · ')} <a href={`/nguoi/${id}`} onClick={(e) => { e.preventDefault(); go(`/nguoi/${id}`) }}>{t.toPerson}</a></p>
      {writes && line && line.reachedAt === null && <div className="actions no-print"><button type="button" className="button" onClick={() => setReaching(true)}>{t.reach}</button></div>}
      {writes && <Loaded query={why}>{(w) => <Why why={w} />}</Loaded>}
      {reaching && (
        <ConfirmDialog title={t.reachTitle} act={t.reach} onClose={() => setReaching(false)} onConfirm={async () => { await api(reachContact, { params: { id }, body: { disease, note } }, { idempotencyKey: command }); await client.invalidateQueries({ queryKey: ['contacts'] }); toast({ text: t.reached }) }}>
          <FormRow label={t.note} hint={t.noteHint} optional={t.optional}>{(ids) => <textarea className="field" rows={2} {...ids} value={note} onChange={(e) => setNote(e.target.value)} />}</FormRow>
        </ConfirmDialog>
      )}
    </article>
  )
}

/** A contact entered by the day lasts from its first to its last minute; the hours say nothing then. */
function span(from: string, to: string): string {
  const wholeDays = timeOf(from) === '00:00' && timeOf(to) === '23:59'
  const say = wholeDays ? (at: string) => formatDay(dayOf(at)) : formatInstant
  return dayOf(from) === dayOf(to) ? (wholeDays ? say(from) : `${timeOf(from)} – ${timeOf(to)} ${formatDay(dayOf(from))}`) : `${say(from)} – ${say(to)}`
}

/** Vì sao là F1: the way back to the case, step by step, and how the level came to be. */
export function Why({ why }: { why: WhyView }) {
  const t = useWords(tracingWords)
  const name = (l: number | null): string => (l === null ? t.noneLevel : `F${l}`)
  return (
    <>
      <section className={css.section}><h3>{why.level === null ? t.noLevel : t.why(`F${why.level}`)}</h3>
        {why.level !== null && (
          <ol className={css.lines}>{why.path.map((s, i) => {
            const next = why.path[i + 1]
            return (
              <li key={s.personId} className={css.line}>
                <LevelMark level={s.level} /><strong>{s.person}</strong><span className="small muted">{s.unit}</span>
                {next && <span className={css.grow}>{s.place ? t.atPlace(s.place, next.person) : t.whyStep(next.person, '')}{s.fromAt && s.toAt ? <span className="small muted figures"> {span(s.fromAt, s.toAt)}</span> : null}</span>}
              </li>
            )
          })}</ol>
        )}
        {why.exposures > 1 && <p className="small muted">{t.exposures(formatNumber(why.exposures))}{why.followRule ? `; ${t.rule(why.followRule)}` : ''}</p>}
      </section>
      <section className={css.section}><h3>{t.history}</h3>
        <Story label={t.history} lines={[...why.history].reverse().map((h) => ({ id: h.id, at: h.at, title: h.kind === 'reached' ? t.reachedLine : h.kind === 'exposed_again' ? t.again(h.lastExposureOn ? formatDay(h.lastExposureOn) : '') : t.becomes(name(h.from), name(h.to)), ...(h.note ? { body: h.note } : {}) }))} />
      </section>
    </>
  )
}
