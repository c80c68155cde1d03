import { useQuery } from '@tanstack/react-query'
import { api } from '../../web/api.ts'
import { useAsOf } from '../../web/as-of.ts'
import { formatNumber, formatShare } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useAddress, useGo } from '../../web/navigate.ts'
import { Breadcrumb, DataTable, Loaded, ScreenHeader, TwoMarks } from '../../web/parts/index.ts'
import { formatDay } from '../../platform/dates.ts'
import { getScorecard, type Line, type ScorecardView } from '../contract.ts'
import { sayDue } from './time.ts'
import { dutyWords } from './words.ts'
import css from './Scorecard.module.css'

const classes = ['doneOnTime', 'doneLate', 'openInTerm', 'openOverdue', 'doneUndated', 'openUndated', 'setAside'] as const

/** Phiếu kết quả: how a unit and its head stand, counted the national way, against both deadlines. */
export default function Scorecard() {
  const t = useWords(dutyWords)
  const language = useLanguage()
  const go = useGo()
  const { id } = useAddress()
  const { asOf } = useAsOf()
  const query = useQuery({ queryKey: ['obligation-board', 'scorecard', id, asOf], queryFn: ({ signal }) => api(getScorecard, { params: { id: id! }, query: { asOf: asOf ?? undefined } }, { signal }) })
  const card = query.data
  return (
    <div className="screen">
      <ScreenHeader
        above={<Breadcrumb steps={[{ label: t.board, to: '/nhiem-vu' }]} />} title={card ? `${t.scorecard} · ${card.organisation.name}` : t.scorecard} {...(card ? { cutOff: card.asOf } : {})}
        answer={card && (card.onTime === null ? t.scoreNone : t.scoreAnswer(formatShare(card.onTime, language), card.current.openOverdue))}
        papers={<button type="button" className="button-quiet" onClick={() => window.print()}>{t.print}</button>}
      />
      <Loaded query={query}>{(view) => (
        <>
          <p className={css.head}>{view.head ? <><strong>{view.head.person ?? '–'}</strong> · {view.head.post}{view.head.since && <span className="muted"> · {t.since(formatDay(view.head.since.slice(0, 10)))}</span>}</> : <span className="muted">{t.noHead}</span>}</p>
          <Counts view={view} />
          <dl className={css.small}>
            {([['silent', view.unacknowledgedLate], ['sentBack', view.sentBack], ['obstacles', view.openObstacles], ['commended', view.commended], ['sanctioned', view.sanctioned]] as const).map(([key, n]) => <div key={key}><dt>{t[key]}</dt><dd className="figures">{formatNumber(n, language)}</dd></div>)}
          </dl>
          {view.late.length > 0 && (
            <section className={css.section}>
              <h2>{t.lateList}</h2>
              <DataTable<Line> caption={t.lateList} rows={view.late} keyOf={(l) => l.id} hrefOf={(l) => `/nhiem-vu/${l.id}`} onOpen={(l) => go(`/nhiem-vu/${l.id}`)} columns={[
                { key: 'due', head: t.due, width: '9.5rem', cell: (l) => <span className="figures">{sayDue(l.due, t)}</span> },
                { key: 'text', head: t.text, isName: true, cell: (l) => l.text },
                { key: 'giver', head: t.giver, width: '14rem', cell: (l) => l.giver.name },
                { key: 'marks', head: '', width: '15.5rem', cell: (l) => <TwoMarks work={l.work} time={l.deadline} /> },
              ]} />
            </section>
          )}
          {view.byDirective.length > 0 && (
            <section className={css.section}>
              <h2>{t.byDirective}</h2>
              <DataTable caption={t.byDirective} rows={view.byDirective} keyOf={(d) => d.id} columns={[
                { key: 'd', head: t.directive, isName: true, cell: (d) => [d.number, d.title].filter(Boolean).join(' · ') },
                ...classes.slice(0, 4).map((c) => ({ key: c, head: t.counts[c], align: 'number' as const, width: '8rem', cell: (d: ScorecardView['byDirective'][number]) => <span className={c === 'openOverdue' && d.counts[c] > 0 ? 'late' : undefined}>{formatNumber(d.counts[c], language)}</span> })),
              ]} />
            </section>
          )}
        </>
      )}</Loaded>
    </div>
  )
}

function Counts({ view }: { view: ScorecardView }) {
  const t = useWords(dutyWords)
  const language = useLanguage()
  const moved = view.current.doneLate !== view.baseline.doneLate || view.current.openOverdue !== view.baseline.openOverdue || view.current.doneOnTime !== view.baseline.doneOnTime
  return (
    <table className={css.counts}>
      <caption className="visually-hidden">{t.scorecard}</caption>
      <thead><tr><th scope="col"><span className="visually-hidden">{t.scorecard}</span></th>{classes.map((c) => <th key={c} scope="col">{t.counts[c]}</th>)}<th scope="col" title={t.rateHow}>{t.rate}</th></tr></thead>
      <tbody>
        {([['againstCurrent', view.current, view.onTime], ['againstBaseline', view.baseline, view.onTimeBaseline]] as const).filter(([key]) => key === 'againstCurrent' || moved).map(([key, counts, rate]) => (
          <tr key={key}><th scope="row">{t[key]}</th>{classes.map((c) => <td key={c} data-label={t.counts[c]} className={c === 'openOverdue' && counts[c] > 0 ? 'late' : undefined}>{formatNumber(counts[c], language)}</td>)}<td data-label={t.rate}><strong>{formatShare(rate, language)}</strong></td></tr>
        ))}
      </tbody>
      <tfoot><tr><td colSpan={classes.length + 2} className="small muted">{t.rateHow}</td></tr></tfoot>
    </table>
  )
}
