import { useQuery } from '@tanstack/react-query'
import { api } from '../../../web/api.ts'
import { formatMoment } from '../../../web/format.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { RefusalNote } from '../../../web/parts/index.ts'
import { listDesk } from '../../contract.ts'
import { useNaming } from '../naming.ts'
import { directivesWords } from '../words.ts'
import { registerWords } from './words.ts'
import css from './Registers.module.css'

/** Trên bàn: papers taken in that have no number yet. */
export function Desk() {
  const t = useWords(registerWords)
  const w = useWords(directivesWords)
  const language = useLanguage()
  const naming = useNaming()
  const go = useGo()
  const query = useQuery({
    queryKey: ['directives', 'desk', 'incoming'], queryFn: ({ signal }) => api(listDesk, { query: { view: 'incoming' } }, { signal }),
    refetchInterval: ({ state }) => (state.data?.lines.some((line) => line.state === 'reading') ? 2_500 : false),
  })
  if (query.error) return <RefusalNote error={query.error} retry={query.refetch} />
  if (!query.data || query.data.lines.length === 0) return null
  return (
    <section className={css.desk} aria-labelledby="on-desk">
      <h2 id="on-desk">{t.desk} <small>{t.deskHint}</small></h2>
      <ul role="list">
        {query.data.lines.map((line) => (
          <li key={line.id}>
            <a data-row={line.id} href={`/van-ban/${line.id}/doc`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/van-ban/${line.id}/doc`) } }}>
              <span className={css.what}>
                <b>{line.number || line.type ? naming.full(line) : line.name}</b>
                <span className={css.title}>{line.refusal ? line.refusal.sentence[language] : line.title ?? (line.state === 'reading' ? '' : line.name)}</span>
              </span>
              <span className={css.facts}>
                {line.urgency && <b className={css.urgency}>{w.urgency[line.urgency]}</b>}
                {line.state === 'to_confirm' ? <span className={line.doubts > 0 ? css.doubts : undefined}>{t.doubts(line.doubts)}</span> : <span className={line.state === 'unreadable' ? 'late' : undefined}>{w.states[line.state]}</span>}
                {line.state === 'to_confirm' && <span>{t.tasks(line.tasks)}</span>}
                {line.implements && <span>{t.implements(line.implements)}</span>}
                {line.duplicate && <span className={css.doubts}>{t.duplicate}</span>}
                <span className="muted">{line.by ? t.by(line.by, formatMoment(line.createdAt)) : formatMoment(line.createdAt)}</span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
