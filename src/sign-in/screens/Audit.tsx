import { useInfiniteQuery } from '@tanstack/react-query'
import { z } from 'zod'
import { formatInstant } from '../../platform/dates.ts'
import { api } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { useAddressState } from '../../web/navigate.ts'
import { DataTable, Empty, FormRow, Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { listAudit } from '../contract.ts'
import { adminWords } from './admin-words.ts'

const Address = z.object({ kind: z.string().max(60).optional().catch(undefined) })

/** Nhật ký: who did what, under which post, newest first. */
export default function Audit() {
  const t = useWords(adminWords)
  const [{ kind }, setAddress] = useAddressState(Address)
  const query = useInfiniteQuery({
    queryKey: ['audit', kind ?? ''], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => api(listAudit, { query: { ...(pageParam ? { before: pageParam } : {}), ...(kind ? { kind } : {}) } }, { signal }),
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const events = query.data?.pages.flatMap((page) => page.events)
  return (
    <div className="screen">
      <ScreenHeader title={t.audit} answer={t.auditAnswer} />
      <div className="no-print" style={{ maxWidth: '20rem', marginBottom: 'var(--gap-4)' }}>
        <FormRow label={t.kind}>{(ids) => <input {...ids} className="field" data-filter defaultValue={kind ?? ''} onBlur={(event) => setAddress({ kind: event.target.value.trim() || undefined })} onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur() }} />}</FormRow>
      </div>
      <Loaded query={{ ...query, data: events }}>{(rows) => (
        <DataTable
          caption={t.audit} rows={rows} keyOf={(event) => `${event.chainId}:${event.seq}`} wide empty={<Empty title={t.auditNone}>{t.auditNoneText}</Empty>}
          more={{ has: query.hasNextPage, load: query.fetchNextPage, loading: query.isFetchingNextPage }}
          columns={[
            { key: 'seq', head: t.seq, align: 'number', width: '4.5rem', cell: (event) => event.seq },
            { key: 'at', head: t.at, width: '9.5rem', cell: (event) => <time dateTime={event.at}>{formatInstant(event.at)}</time> },
            { key: 'did', head: t.did, width: '14rem', isName: true, cell: (event) => event.action },
            { key: 'who', head: t.who, width: '16rem', cell: (event) => <>{event.account ?? t.system}{event.post && <span className="muted"> · {[event.post, event.organisation].filter(Boolean).join(', ')}</span>}</> },
            { key: 'what', head: t.what, width: '12rem', cell: (event) => <>{event.kind} <span className="muted">{event.id}</span></> },
            { key: 'detail', head: t.detail, cell: (event) => Object.entries(event.detail).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('; ') },
          ]}
        />
      )}</Loaded>
    </div>
  )
}
