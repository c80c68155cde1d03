import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { api, urlOf } from '../../web/api.ts'
import { useAsOf } from '../../web/as-of.ts'
import { formatMoment } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { Empty, ListDetail, Loaded, ScreenHeader, TimeWord, WorkGlyph } from '../../web/parts/index.ts'
import { markWords } from '../../web/parts/TwoMarks.tsx'
import { useMay } from '../../web/session.ts'
import { toast } from '../../web/toasts.tsx'
import { actOnObligation, exportMyWork, getMyWork, type WorkLine } from '../contract.ts'
import { Duty } from './duty/Duty.tsx'
import type { StepType } from './use-step.ts'
import { sayPeriod, sayShortDue } from './time.ts'
import { dutyWords } from './words.ts'
import css from './MyWork.module.css'

const views = ['todo', 'confirm', 'waiting', 'done'] as const
const Address = z.object({ danh: z.enum(views).optional().catch(undefined) })

/** Việc của tôi: one ranked list for the organisation acted for; the report is written beside it and the list never leaves. */
export default function MyWork() {
  const t = useWords(dutyWords)
  const { id } = useAddress()
  const go = useGo()
  const { asOf } = useAsOf()
  const past = asOf !== null
  const gives = useMay('obligation.give')
  const [{ danh }, setAddress] = useAddressState(Address)
  const view = danh ?? 'todo'
  const [begin, setBegin] = useState<{ id: string; step: StepType } | null>(null)
  const query = useInfiniteQuery({
    queryKey: ['my-work', view, asOf], initialPageParam: undefined as string | undefined, placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => api(getMyWork, { query: { view, after: pageParam, asOf: asOf ?? undefined } }, { signal }), getNextPageParam: (page) => page.next ?? undefined,
  })
  const at = (key: string | undefined): string => `/viec-cua-toi${key ? `/${key}` : ''}${view === 'todo' ? '' : `?danh=${view}`}`
  const counts = query.data?.pages[0]?.counts
  const todo = counts ? counts.overdue + counts.today + counts.week + counts.later + counts.undated : 0
  const groupCounts = new Map(counts ? (['overdue', 'today', 'week', 'later', 'undated'] as const).map((g) => [t.groups[g], counts[g]]) : [])
  const numberOf = { todo: counts ? todo : null, confirm: counts?.toConfirm ?? null, waiting: counts?.waiting ?? null, done: null }
  // Who owes nothing but has answers to give (a giver) is met by those; a press on the first list stays there.
  const onlyAnswers = danh === undefined && id === undefined && gives && counts !== undefined && todo === 0 && counts.toConfirm > 0
  useEffect(() => { if (onlyAnswers) setAddress({ danh: 'confirm' }) }, [onlyAnswers, setAddress])
  const client = useQueryClient()
  const receive = useMutation({
    mutationFn: (key: string) => api(actOnObligation, { params: { id: key }, body: { type: 'acknowledge' } }),
    onSuccess: () => toast({ text: t.acked }),
    onSettled: async (_done, _error, key) => { await Promise.all([client.invalidateQueries({ queryKey: ['my-work'] }), client.invalidateQueries({ queryKey: ['obligation', key] })]) },
  })
  /** `e`: the main act of the row. Receiving happens at once; a form opens beside the list. */
  const confirm = (line: WorkLine): void => {
    if (past) return
    const step: StepType | null = line.may['accept'] ? 'accept' : line.may['acknowledge'] ? 'acknowledge' : line.may['report'] ? 'report' : null
    if (step === 'acknowledge') { receive.mutate(line.id); return }
    if (line.id !== id) go(at(line.id))
    if (step !== null) setBegin({ id: line.id, step })
  }
  return (
    <div className="screen">
      <ScreenHeader
        title={t.myWork} answer={counts && t.answer(counts.overdue, counts.today, counts.unacknowledged, counts.toConfirm)}
        {...(query.data ? { cutOff: query.data.pages[0]!.asOf } : {})}
        papers={<><a className="button-quiet" href={urlOf(exportMyWork, { query: { form: 'pdf' } })} target="_blank" rel="noreferrer">{t.print}</a><a className="button-quiet" href={urlOf(exportMyWork, { query: { form: 'xlsx' } })}>{t.export}</a></>}
      />
      <nav className={css.views} aria-label={t.views}>
        {views.filter((v) => v !== 'confirm' || gives).map((v) => (
          <button key={v} type="button" aria-current={v === view ? 'true' : undefined} onClick={() => setAddress({ danh: v })}>{t[v]}{numberOf[v] !== null && <span className="figures"> {numberOf[v]}</span>}</button>
        ))}
      </nav>
      <Loaded query={{ data: query.data, error: query.error, isPending: query.isPending, refetch: query.refetch }}>{(data) => (
        <ListDetail
          label={t[view]} items={data.pages.flatMap((p) => p.lines)} keyOf={(l) => l.id} hrefOf={(l) => at(l.id)} open={id} onOpen={(key) => { setBegin(null); go(at(key), { replace: id !== undefined && key !== undefined }) }}
          {...(view === 'todo' ? { groupOf: (l: WorkLine) => t.groups[l.group], countOf: (group: string) => groupCounts.get(group) } : {})} onConfirm={confirm}
          row={(l) => <Row line={l} view={view} />}
          detail={id && <Duty id={id} begin={begin?.id === id ? begin.step : null} onBegun={() => setBegin(null)} />}
          empty={<Empty title={t.none}>{view === 'todo' ? t.noneTodo : view === 'confirm' ? t.noneConfirm : view === 'waiting' ? t.noneWaiting : t.noneDone}</Empty>}
          more={{ has: query.hasNextPage, load: query.fetchNextPage, loading: query.isFetchingNextPage }}
        />
      )}</Loaded>
    </div>
  )
}

/**
 * One line as in a timetable: when, then the duty in the unit's own words and from which clause, then where it stands and who waits for it.
 * Among the answers to give, what is asked stands in the place of the time.
 */
function Row({ line, view }: { line: WorkLine; view: (typeof views)[number] }) {
  const t = useWords(dutyWords)
  const marks = useWords(markWords)
  const language = useLanguage()
  const answering = view === 'confirm'
  const waits = line.waits.map((w) => (answering ? t.asks[w] : t.waits[w])).join(', ')
  const source = [line.directive.number ?? line.directive.title, line.directive.clause === null ? null : t.clause(line.directive.clause)].filter(Boolean).join(', ')
  return (
    <span className={css.shell}><span className={css.row}>
      <span className={css.time}>
        {answering
          ? <><b>{waits}</b><small>{t.sinceMoment(formatMoment(line.lastEventAt, language))}</small></>
          : <><TimeWord time={line.deadline} />{line.due.kind !== 'none' && !(line.deadline.kind === 'today' && line.due.kind === 'moment') && <small>{sayShortDue(line.due)}</small>}</>}
      </span>
      <span className={css.what}>
        {answering && <b className={css.who}>{line.owner.name}</b>}
        <span className={css.text}>{line.text}</span>
        <span className={css.from}>
          {line.urgency !== 'none' && <b className={css.urgency}>{t.urgency[line.urgency]}</b>}
          <span>{source}</span>
          {!answering && <span>{t.from} {line.giver.name}</span>}
          {line.period && !answering && <span>{t.period(sayPeriod(line.period, t))}</span>}
        </span>
      </span>
      <span className={css.state}>
        <span className={css.mark}><WorkGlyph work={line.work} />{marks.work[line.work]}</span>
        {!answering && waits !== '' && <small>{waits}</small>}
        {line.work === 'assigned' && !answering && <small className={line.acknowledgeLate ? 'late' : undefined}>{line.acknowledgeLate ? t.ackLate : t.ackBy(formatMoment(line.acknowledgeBy, language))}</small>}
      </span>
    </span></span>
  )
}
