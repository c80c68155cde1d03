import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from '../../../web/api.ts'
import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { DataTable, Loaded, TwoMarks } from '../../../web/parts/index.ts'
import { listByDeadline, type Line } from '../../contract.ts'
import { sayDue } from '../time.ts'
import { dutyWords } from '../words.ts'
import css from './Board.module.css'

export type BoardFilter = { readonly directiveId: string | undefined; readonly only: 'all' | 'late' | 'unacknowledged' | 'reported' | 'returned' | 'open'; readonly q: string; readonly asOf: string | undefined }

/** Open duties of all units in the order of their deadlines; those without one stand last, in their own right. */
export function ByDeadline({ filter }: { filter: BoardFilter }) {
  const t = useWords(dutyWords)
  const go = useGo()
  const query = useInfiniteQuery({
    queryKey: ['obligation-board', 'deadline', filter], initialPageParam: undefined as string | undefined, placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => api(listByDeadline, { query: { ...filter, after: pageParam } }, { signal }), getNextPageParam: (page) => page.next ?? undefined,
  })
  return (
    <Loaded query={query}>{(data) => (
      <DataTable<Line>
        caption={t.viewDeadline} wide rows={data.pages.flatMap((p) => p.lines)} keyOf={(l) => l.id} hrefOf={(l) => `/nhiem-vu/${l.id}`} onOpen={(l) => go(`/nhiem-vu/${l.id}`)}
        columns={[
          { key: 'due', head: t.due, width: '9.5rem', cell: (l) => <span className="figures">{sayDue(l.due, t)}</span> },
          { key: 'unit', head: t.unit, isName: true, width: '15rem', cell: (l) => l.owner.name },
          { key: 'text', head: t.text, cell: (l) => <span className={css.text}>{l.text}</span> },
          { key: 'from', head: t.directive, width: '11rem', cell: (l) => [l.directive.number ?? l.directive.title, l.directive.clause === null ? null : t.clause(l.directive.clause)].filter(Boolean).join(', ') },
          { key: 'marks', head: '', width: '15.5rem', cell: (l) => <TwoMarks work={l.work} time={l.deadline} /> },
        ]}
        empty={<p className="muted">{filter.q !== '' || filter.only !== 'all' ? t.noneMatch : t.byDeadlineNone}</p>} more={{ has: query.hasNextPage, load: query.fetchNextPage, loading: query.isFetchingNextPage }}
      />
    )}</Loaded>
  )
}
