import { useQueries } from '@tanstack/react-query'
import { api } from '../../../web/api.ts'
import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { Loaded, TimeWord, WorkGlyph } from '../../../web/parts/index.ts'
import { listByDeadline, type Line, type Tally } from '../../contract.ts'
import type { BoardFilter } from './ByDeadline.tsx'
import { dutyWords } from '../words.ts'
import css from './Board.module.css'

const columns = ['assigned', 'doing', 'reported', 'returned'] as const
const columnOf = (l: Line): (typeof columns)[number] | null => (l.work === 'assigned' ? 'assigned' : l.work === 'doing' || l.work === 'redo' || l.work === 'suspended' ? 'doing' : l.work === 'reported' ? 'reported' : l.work === 'returned' ? 'returned' : null)

/** Work as it stands, in columns; the nearest deadlines on top. Nothing is dragged: a state changes by an act that is recorded. */
export function Columns({ filter, summary }: { filter: BoardFilter; summary: Tally }) {
  const t = useWords(dutyWords)
  const go = useGo()
  // Each column asks for its own work: one list cut at its end would leave the later columns short. Where a filter is chosen, one list serves all.
  const whole = filter.only === 'all' || filter.only === 'open'
  const onlyOf = { assigned: 'unacknowledged', doing: filter.only, reported: 'reported', returned: 'returned' } as const
  const query = useQueries({
    queries: columns.map((c) => {
      const asked = { ...filter, only: whole ? onlyOf[c] : filter.only }
      return { queryKey: ['obligation-board', 'columns', asked], queryFn: ({ signal }: { signal: AbortSignal }) => api(listByDeadline, { query: { ...asked, limit: 200 } }, { signal }) }
    }),
    combine: (answers) => ({
      data: answers.every((a) => a.data !== undefined) ? answers.map((a) => a.data!.lines) : undefined, error: answers.find((a) => a.error !== null)?.error ?? null,
      isPending: answers.some((a) => a.isPending), refetch: () => { for (const a of answers) void a.refetch() },
    }),
  })
  const sums = { assigned: summary.unacknowledged, doing: summary.total - summary.unacknowledged - summary.reported - summary.accepted - summary.returned - summary.aside, reported: summary.reported, returned: summary.returned }
  return (
    <Loaded query={query}>{(data) => (
      <div className={css.columns}>{columns.map((c, at) => {
        const mine = data[at]!.filter((l) => columnOf(l) === c)
        return (
          <section key={c} aria-label={t.columns[c]}>
            <h2><WorkGlyph work={c} /> {t.columns[c]} <span className="figures muted">{mine.length < sums[c] && filter.only === 'all' && filter.q === '' ? `${mine.length} ${t.of} ${sums[c]}` : mine.length}</span></h2>
            <ul role="list">{mine.map((l) => (
              <li key={l.id}>
                <a href={`/nhiem-vu/${l.id}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/nhiem-vu/${l.id}`) } }}>
                  <strong>{l.owner.name}</strong><span className={css.text}>{l.text}</span><small><TimeWord time={l.deadline} /></small>
                </a>
              </li>
            ))}</ul>
          </section>
        )
      })}</div>
    )}</Loaded>
  )
}
