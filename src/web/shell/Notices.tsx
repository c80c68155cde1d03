import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Notice } from '../../obligations/contract.ts'
import type { z } from 'zod'
import { request } from '../api.ts'
import { formatMoment } from '../format.ts'
import { useLanguage, useWords } from '../language.ts'
import { useGo } from '../navigate.ts'
import { Popover } from '../parts/Popover.tsx'
import { Loaded } from '../parts/States.tsx'
import { sayRefusal } from '../toasts.tsx'
import { shellWords } from '../words.ts'
import bar from './BarItem.module.css'

// Only the type of the contract: its schemas would weigh on the first page.
type Notices = { readonly unread: number; readonly notices: readonly z.infer<typeof Notice>[] }

/** Thông báo: how many are new, and the latest. */
export function Notices() {
  const t = useWords(shellWords)
  const language = useLanguage()
  const go = useGo()
  const client = useQueryClient()
  const query = useQuery({ queryKey: ['notifications'], queryFn: async ({ signal }) => (await request('GET', '/api/notifications', undefined, { signal })) as Notices, staleTime: 30_000 })
  const unread = query.data?.unread ?? 0
  const read = async (): Promise<void> => {
    const newest = query.data?.notices[0]
    if (!newest) return
    await request('POST', '/api/notifications/read', { until: newest.at })
    await client.invalidateQueries({ queryKey: ['notifications'] })
  }
  return (
    <Popover
      label={t.notifications} align="end" width="26rem" className={bar.item}
      trigger={<span data-tour="notices" title={t.notificationsCount(unread)}>{t.notifications}{unread > 0 && <> <b className={bar.count}>{unread > 99 ? '99+' : unread}</b></>}</span>}
    >{(close) => (
      <>
        <div className={bar.head}><h2>{t.notifications}</h2>{unread > 0 && <button type="button" className="button-plain" onClick={() => read().catch(sayRefusal)}>{t.notificationsRead}</button>}</div>
        <Loaded query={query} lines={3}>{({ notices }) => (notices.length === 0
          ? <p className="muted">{t.notificationsNone}</p>
          : <ul role="list" className={bar.list}>{notices.map((notice) => (
              <li key={notice.id}>
                <button type="button" className={bar.choice} data-unread={notice.unread || undefined} onClick={() => { close(); if (notice.href) go(notice.href) }}>
                  <span>{notice.text[language]}</span>
                  <small>{formatMoment(notice.at, language)}{notice.unread && ` · ${t.notificationsNew}`}</small>
                </button>
              </li>
            ))}</ul>)}
        </Loaded>
      </>
    )}</Popover>
  )
}
