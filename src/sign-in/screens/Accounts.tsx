import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { api } from '../../web/api.ts'
import { formatNumber } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { Empty, ListDetail, Loaded, ScreenHeader, Waiting } from '../../web/parts/index.ts'
import { listAccounts } from '../contract.ts'
import { adminWords } from './admin-words.ts'
import { signsIn } from './account-row.ts'
import { AccountDetail } from './AccountDetail.tsx'
import { NewAccount } from './NewAccount.tsx'
import css from './Accounts.module.css'

const Address = z.object({ q: z.string().max(200).optional().catch(undefined) })

/** Tài khoản, chức vụ: who may sign in, and which posts they hold. */
export default function Accounts() {
  const t = useWords(adminWords)
  const { id } = useAddress()
  const go = useGo()
  const [{ q }, setAddress] = useAddressState(Address)
  const [creating, setCreating] = useState(false)
  const query = useInfiniteQuery({
    queryKey: ['accounts', q ?? ''], initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => api(listAccounts, { query: { ...(pageParam ? { after: pageParam } : {}), ...(q ? { q } : {}) } }, { signal }),
    getNextPageParam: (page) => page.next ?? undefined, placeholderData: (before) => before,
  })
  const accounts = query.data?.pages.flatMap((page) => page.accounts)
  const keptSearch = q ? `?q=${encodeURIComponent(q)}` : ''
  const opened = accounts?.find((account) => account.id === id)
  // An account opened by its address (from the audit trail, a bookmark) may lie beyond the first page.
  const { hasNextPage, isFetching, fetchNextPage } = query
  const seeking = id !== undefined && opened === undefined && accounts !== undefined && accounts.length < 2000 && hasNextPage
  useEffect(() => { if (seeking && !isFetching) void fetchNextPage() }, [seeking, isFetching, fetchNextPage])
  return (
    <div className="screen">
      <ScreenHeader
        title={t.title} answer={accounts && (q ? t.answerFound(formatNumber(accounts.length)) : t.answer(formatNumber(accounts.length), query.hasNextPage))}
        actions={<button type="button" className="button" onClick={() => setCreating(true)}>{t.create}</button>}
      />
      <Loaded query={{ ...query, data: accounts }}>{(rows) => (
        <ListDetail
          label={t.list} items={rows} keyOf={(account) => account.id} hrefOf={(account) => `/quan-tri/${account.id}${keptSearch}`}
          open={id} onOpen={(key) => go(key ? `/quan-tri/${key}${keptSearch}` : `/quan-tri${keptSearch}`)}
          head={<input className={`field ${css.filter}`} data-filter type="search" aria-label={t.filter} placeholder={t.filter} value={q ?? ''} onChange={(event) => setAddress({ q: event.target.value || undefined })} />}
          row={(account) => (
            <span className={css.row}>
              <strong>{account.name}</strong>
              <span className="small muted">{signsIn(account.email) ? account.email : <em>{t.noSignIn}</em>}</span>
              <span className="small">{account.disabledAt ? <em>{t.disabled}</em> : account.posts.length === 0 ? <em className="muted">{t.noPost}</em> : account.posts.map((post) => `${post.title}, ${post.organisation}`).join(' · ')}</span>
            </span>
          )}
          detail={opened ? <AccountDetail key={opened.id} account={opened} onChanged={query.refetch} /> : seeking ? <Waiting lines={3} /> : <p className="muted">{t.unknown}</p>}
          empty={<Empty title={t.none}>{t.noneText}</Empty>}
          more={{ has: query.hasNextPage, load: query.fetchNextPage, loading: query.isFetchingNextPage }}
        />
      )}</Loaded>
      {creating && <NewAccount onClose={() => setCreating(false)} onCreated={(made, email) => { void query.refetch(); go(`/quan-tri/${made}?q=${encodeURIComponent(email)}`) }} />}
    </div>
  )
}
