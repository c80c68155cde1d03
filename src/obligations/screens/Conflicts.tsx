import { useQuery } from '@tanstack/react-query'
import { api } from '../../web/api.ts'
import { formatDay } from '../../platform/dates.ts'
import { useWords } from '../../web/language.ts'
import { useGo } from '../../web/navigate.ts'
import { Breadcrumb, Empty, Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { listConflicts } from '../contract.ts'
import { sayDue } from './time.ts'
import { dutyWords } from './words.ts'
import css from './Scorecard.module.css'

/** Chồng chéo, quá tải: what different directives ask of one unit that does not go together, with both texts side by side. */
export default function Conflicts() {
  const t = useWords(dutyWords)
  const go = useGo()
  const query = useQuery({ queryKey: ['obligation-board', 'conflicts'], queryFn: ({ signal }) => api(listConflicts, { query: {} }, { signal }) })
  return (
    <div className="screen">
      <ScreenHeader above={<Breadcrumb steps={[{ label: t.board, to: '/nhiem-vu' }]} />} title={t.conflictTitle} answer={query.data && t.conflictAnswer(query.data.conflicts.length, query.data.looked)} {...(query.data ? { cutOff: query.data.asOf } : {})} />
      <Loaded query={query}>{(data) => (
        <>
          {data.conflicts.length > 0 && <p className="small muted">{t.machine}</p>}
          {data.conflicts.length === 0 && <Empty title={t.conflictsNone}><p>{t.conflictsSought}</p><ul>{Object.values(t.kinds).map((kind) => <li key={kind}>{kind}</li>)}</ul><p>{t.machine}</p></Empty>}
          <div className={css.days} hidden={data.conflicts.length === 0}>{data.conflicts.map((c, at) => (
            <section key={at} className={css.conflict}>
              <h2>{c.owner.name}: {t.kinds[c.kind].toLowerCase()}</h2>
              {c.kind === 'overload' && <p>{t.overloadWords(c.duties.length, c.day === null ? '' : formatDay(c.day), c.limit ?? 0)}</p>}
              {c.kind === 'contradiction' && <p className="late">{t.against(c.words[0] ?? '', c.words[1] ?? '')}</p>}
              <div className={css.pair}>{c.duties.map((d) => (
                <div key={d.id}>
                  <p><a href={`/nhiem-vu/${d.id}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/nhiem-vu/${d.id}`) } }}>{[d.directive, d.clause === null ? null : t.clause(d.clause)].filter(Boolean).join(', ')}</a> · <span className="figures">{sayDue(d.due, t)}</span></p>
                  <p>{d.text}</p>
                </div>
              ))}</div>
            </section>
          ))}</div>
        </>
      )}</Loaded>
    </div>
  )
}
