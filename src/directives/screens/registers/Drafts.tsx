import { useQuery } from '@tanstack/react-query'
import { api } from '../../../web/api.ts'
import { formatMoment } from '../../../web/format.ts'
import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { Empty, Loaded } from '../../../web/parts/index.ts'
import { listDesk } from '../../contract.ts'
import { registerWords } from './words.ts'
import css from './Registers.module.css'

/** Dự thảo: what is being written and not signed yet. */
export function Drafts() {
  const t = useWords(registerWords)
  const go = useGo()
  const query = useQuery({ queryKey: ['directives', 'desk', 'drafts'], queryFn: ({ signal }) => api(listDesk, { query: { view: 'drafts' } }, { signal }) })
  return (
    <Loaded query={query}>{({ lines }) => lines.length === 0 ? <Empty title={t.emptyDrafts}>{t.emptyDraftsText}</Empty> : (
      <ul role="list" className={css.rows}>
        {lines.map((line) => (
          <li key={line.id}>
            <a data-row={line.id} href={`/van-ban/${line.id}/soan`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/van-ban/${line.id}/soan`) } }}>
              <span className={css.what}><b className={css.type}>{line.type ?? line.name}</b><span className={css.title}>{line.title}</span></span>
              <span className={css.facts}>{line.implements && <span>{t.implements(line.implements)}</span>}<span>{t.tasks(line.tasks)}</span><span className="muted">{line.by ? t.by(line.by, formatMoment(line.createdAt)) : formatMoment(line.createdAt)}</span></span>
            </a>
          </li>
        ))}
      </ul>
    )}</Loaded>
  )
}
