import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { api, urlOf } from '../../../web/api.ts'
import { useAsOf } from '../../../web/as-of.ts'
import { useKeys } from '../../../web/keys.ts'
import { useWords } from '../../../web/language.ts'
import { useAddressState, useGo } from '../../../web/navigate.ts'
import { ConfirmDialog, Empty, Loaded, Note, ScreenHeader } from '../../../web/parts/index.ts'
import { useMay } from '../../../web/session.ts'
import { toast } from '../../../web/toasts.tsx'
import { exportBoard, getBoard, listDirectivesGiven, remindSilent, type Board as BoardView } from '../../contract.ts'
import { dutyWords } from '../words.ts'
import { ByDeadline } from './ByDeadline.tsx'
import { Cells } from './Cells.tsx'
import { Columns } from './Columns.tsx'
import { Filters } from './Filters.tsx'
import css from './Board.module.css'

export const boardAddress = z.object({
  vb: z.uuid().optional().catch(undefined), chi: z.enum(['all', 'late', 'unacknowledged', 'reported', 'returned', 'open']).catch('all'), xem: z.enum(['table', 'columns', 'deadline']).catch('table'),
  tim: z.string().max(100).catch(''), xep: z.enum(['late', 'unacknowledged']).catch('late'),
})
export type BoardAddress = z.output<typeof boardAddress>

/** Bảng theo dõi của cơ quan giao việc: units × clauses, by column, or by deadline. One sentence first; one press reminds. */
export default function Board() {
  const t = useWords(dutyWords)
  const go = useGo()
  const client = useQueryClient()
  const { asOf } = useAsOf()
  const past = asOf !== null
  const gives = useMay('obligation.give')
  const [address, setAddress] = useAddressState(boardAddress)
  const [asking, setAsking] = useState(false)
  const directives = useQuery({ queryKey: ['obligation-board', 'directives', asOf], queryFn: ({ signal }) => api(listDirectivesGiven, { query: { asOf: asOf ?? undefined } }, { signal }), staleTime: 30_000 })
  // Where one document has given all the work, its clauses are the columns at once: a column for the only document would say nothing.
  const only = directives.data?.length === 1 ? directives.data[0]!.id : undefined
  const filter = { directiveId: address.vb ?? only, only: address.chi, q: address.tim, asOf: asOf ?? undefined }
  const query = useInfiniteQuery({
    queryKey: ['obligation-board', 'rows', filter, address.xep], initialPageParam: undefined as string | undefined, placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => api(getBoard, { query: { ...filter, sort: address.xep, after: pageParam } }, { signal }), getNextPageParam: (page) => page.next ?? undefined,
    enabled: address.vb !== undefined || !directives.isPending,
  })
  const first = query.data?.pages[0]
  const remind = useMutation({
    mutationFn: () => api(remindSilent, { body: { directiveId: filter.directiveId, onlyLate: true } }),
    onSuccess: async (done) => {
      toast({ text: done.reminded > 0 ? t.reminded(done.reminded, done.organisations) : t.remindedNone })
      await client.invalidateQueries({ queryKey: ['obligation-board'] })
    },
    onError: () => {},
  })
  useKeys([
    { key: '1', does: { vi: 'Ma trận', en: 'Matrix' }, run: () => setAddress({ xem: 'table' }) },
    { key: '2', does: { vi: 'Theo cột', en: 'Columns' }, run: () => setAddress({ xem: 'columns' }) },
    { key: '3', does: { vi: 'Theo hạn', en: 'By deadline' }, run: () => setAddress({ xem: 'deadline' }) },
  ])
  const silent = first?.summary.unacknowledgedLate ?? 0
  const done = first ? first.summary.accepted + first.summary.aside : 0
  const page: BoardView | undefined = first && { ...first, rows: query.data!.pages.flatMap((p) => p.rows) }
  return (
    <div className="screen">
      <ScreenHeader
        title={first?.directive ? `${t.board} · ${first.directive.number ?? first.directive.title ?? ''}` : t.board} {...(first ? { cutOff: first.asOf } : {})}
        answer={first && (first.summary.total === 0 ? t.boardNone : t.boardAnswer(first.summary.total, done, first.summary.total - done - first.summary.overdue - first.summary.returned, first.summary.overdue, silent))}
        actions={first && first.summary.total > 0 && (
          <>
            {first.awaiting > 0 && <button type="button" className="button-quiet" onClick={() => go('/viec-cua-toi?danh=confirm')}>{t.awaiting(first.awaiting)}</button>}
            {gives && silent > 0 && !past && <button type="button" className="button" onClick={() => setAsking(true)}>{t.remindAll(silent)}</button>}
          </>
        )}
        papers={first && first.summary.total > 0 && (
          <>
            <a className="button-quiet" href={urlOf(exportBoard, { query: { ...filter, form: 'pdf' } })} target="_blank" rel="noreferrer">{t.print}</a>
            <a className="button-quiet" href={urlOf(exportBoard, { query: { ...filter, form: 'xlsx' } })} title={t.exportLimit}>{t.export}</a>
          </>
        )}
      />
      {past && <Note>{t.past}</Note>}
      <Loaded query={{ data: page, error: query.error, isPending: query.isPending, refetch: query.refetch }}>{(board) => (board.summary.total === 0 && address.chi === 'all' && address.tim === ''
        ? <Empty title={t.boardNone} action={<button type="button" className="button" onClick={() => go('/van-ban')}>{t.toDocuments}</button>}>{t.boardFirst}</Empty>
        : (
          <>
            <Filters address={{ ...address, vb: filter.directiveId }} set={setAddress} directives={directives.data ?? []} />
            <div className={css.body} data-stale={query.isPlaceholderData || undefined}>
              {address.xem === 'deadline' ? <ByDeadline filter={filter} /> : address.xem === 'columns' ? <Columns filter={filter} summary={board.summary} />
                : <Cells board={board} sort={address.xep} onSort={(xep) => setAddress({ xep })} onDirective={(vb) => setAddress({ vb })} more={{ has: query.hasNextPage, load: query.fetchNextPage, loading: query.isFetchingNextPage }} />}
            </div>
          </>
        ))}</Loaded>
      {asking && <ConfirmDialog title={t.remindAll(silent)} act={t.remindAll(silent)} onConfirm={() => remind.mutateAsync()} onClose={() => setAsking(false)}><p>{t.remindAsk(silent)}</p></ConfirmDialog>}
    </div>
  )
}
