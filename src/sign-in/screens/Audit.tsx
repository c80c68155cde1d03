import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { z } from 'zod'
import { formatInstant } from '../../platform/dates.ts'
import { api } from '../../web/api.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useAddressState } from '../../web/navigate.ts'
import { DataTable, Empty, FormRow, Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { listAudit } from '../contract.ts'
import { adminWords } from './admin-words.ts'
import { actName, sayDetail, subjectChoices, subjectHref, subjectName } from './audit-words.ts'

const Address = z.object({ kind: z.string().max(60).optional().catch(undefined) })

/** Nhật ký: who did what, under which post, newest first. */
export default function Audit() {
  const t = useWords(adminWords)
  const language = useLanguage()
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
        <FormRow label={t.kind}>{(ids) => (
          <select {...ids} className="field" value={kind ?? ''} onChange={(event) => setAddress({ kind: event.target.value || undefined })}>
            <option value="">{t.kindAll}</option>
            {subjectChoices(language).map(([value, name]) => <option key={value} value={value}>{name}</option>)}
          </select>
        )}</FormRow>
      </div>
      <Loaded query={{ ...query, data: events }}>{(rows) => (
        <DataTable
          caption={t.audit} rows={rows} keyOf={(event) => `${event.chainId}:${event.seq}`} wide empty={<Empty title={t.auditNone}>{t.auditNoneText}</Empty>}
          more={{ has: query.hasNextPage, load: query.fetchNextPage, loading: query.isFetchingNextPage }}
          columns={[
            { key: 'seq', head: t.seq, align: 'number', width: '4.5rem', cell: (event) => event.seq },
            { key: 'at', head: t.at, width: '10.5rem', cell: (event) => <time dateTime={event.at}>{formatInstant(event.at)}</time> },
            { key: 'did', head: t.did, width: '13rem', isName: true, cell: (event) => actName(event.action, language) },
            { key: 'who', head: t.who, width: '17rem', cell: (event) => <>{event.account ?? t.system}{event.post && <span className="muted"> · {[event.post, event.organisation].filter(Boolean).join(', ')}</span>}</> },
            { key: 'what', head: t.what, width: '11rem', cell: (event) => <Subject kind={event.kind} id={event.id} /> },
            { key: 'detail', head: t.detail, width: '19rem', cell: (event) => <Detail detail={event.detail} /> },
          ]}
        />
      )}</Loaded>
    </div>
  )
}

/** The facts of the act in words; the trail's own form, which the seal covers, is in the tooltip. */
function Detail({ detail }: { detail: Readonly<Record<string, unknown>> }) {
  const language = useLanguage()
  return <span style={{ overflowWrap: 'anywhere' }} title={Object.entries(detail).map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('\n')}>{sayDetail(detail, language)}</span>
}

function Subject({ kind, id }: { kind: string; id: string }) {
  const language = useLanguage()
  const href = subjectHref(kind, id)
  // The end of an id tells records apart; the whole of it is in the tooltip.
  const name = <>{subjectName(kind, language)} <span className="figures" title={id}>{id.slice(-6)}</span></>
  return href ? <Link to={href as never}>{name}</Link> : <span>{name}</span>
}
