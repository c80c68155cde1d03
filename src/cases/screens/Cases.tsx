import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { formatDay } from '../../platform/dates.ts'
import { api, urlOf } from '../../web/api.ts'
import { formatNumber } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { Empty, ListDetail, Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { exportCases, findCases, type CaseLine } from '../contract.ts'
import { caseWords } from '../words.ts'
import { CasePage } from './CasePage.tsx'
import { ClassMark } from './Explanation.tsx'
import { OpenCase } from './OpenCase.tsx'
import { casesWords } from './words.ts'
import css from './Cases.module.css'

const classes = ['confirmed', 'probable', 'suspect', 'discarded'] as const
const Address = z.object({ benh: z.string().regex(/^[a-z0-9-]{2,40}$/).optional().catch(undefined), loai: z.enum(classes).optional().catch(undefined), cho: z.literal('1').optional().catch(undefined) })

/** Ca bệnh: the list with its filters; what was typed stays out of the address, it names people. */
export default function Cases() {
  const t = useWords(casesWords)
  const words = useWords(caseWords)
  const language = useLanguage()
  const { id } = useAddress()
  const go = useGo()
  const [{ benh, loai, cho }, setAddress] = useAddressState(Address)
  const [text, setText] = useState('')
  const [q, setQ] = useState('')
  const [opening, setOpening] = useState(false)
  useEffect(() => { const timer = setTimeout(() => setQ(text.trim()), 250); return () => clearTimeout(timer) }, [text])
  const disease = benh ?? 'covid-19'
  const query = useInfiniteQuery({
    queryKey: ['cases', 'list', disease, loai ?? null, cho ?? null, q], initialPageParam: null as string | null, queryFn: ({ signal, pageParam }) => api(findCases, { body: { disease, q, classification: loai ?? null, open: cho === '1', cursor: pageParam } }, { signal }),
    getNextPageParam: (page) => page.next, placeholderData: keepPreviousData,
  })
  const first = query.data?.pages[0]
  const cases = query.data?.pages.flatMap((p) => p.cases)
  const kept = [benh ? `benh=${benh}` : '', loai ? `loai=${loai}` : '', cho ? 'cho=1' : ''].filter(Boolean).join('&')
  const to = (key?: string): string => `/ca-benh${key ? `/${key}` : ''}${kept ? `?${kept}` : ''}`
  const filtered = q !== '' || loai !== undefined || cho !== undefined
  return (
    <div className="screen">
      <ScreenHeader
        title={t.title} answer={first && t.answer(formatNumber(first.figures.today), formatNumber(first.figures.week), formatNumber(first.figures.all))}
        actions={first?.may.write && <button type="button" className="button" onClick={() => setOpening(true)}>{t.open}</button>}
        papers={<a className="button-quiet no-print" href={urlOf(exportCases, { query: { disease, language, ...(loai ? { classification: loai } : {}), ...(cho ? { open: '1' as const } : {}) } })} download>{t.export}</a>}
      />
      <Loaded query={{ ...query, data: cases }}>{(rows) => (
        <ListDetail
          label={t.list} items={rows} keyOf={(c) => c.id} hrefOf={(c) => to(c.id)} open={id} onOpen={(key) => go(to(key))} groupOf={(c) => formatDay(c.reportedOn)}
          head={(
            <div className={css.head}>
              <input className="field" data-filter type="search" autoComplete="off" aria-label={t.search} placeholder={t.search} value={text} onChange={(e) => setText(e.target.value)} />
              <select className="field" aria-label={t.disease} value={disease} onChange={(e) => setAddress({ benh: e.target.value === 'covid-19' ? undefined : e.target.value })}>{Object.entries(t.diseases).map(([code, name]) => <option key={code} value={code}>{name}</option>)}</select>
              <select className="field" aria-label={words.className} value={cho ? 'open' : loai ?? ''} onChange={(e) => { const v = e.target.value; setAddress({ cho: v === 'open' ? '1' : undefined, loai: v === '' || v === 'open' ? undefined : (v as (typeof classes)[number]) }) }}>
                <option value="">{t.allClasses}</option><option value="open">{t.waiting}</option>{classes.map((c) => <option key={c} value={c}>{words.classification[c]}</option>)}
              </select>
            </div>
          )}
          row={(c) => <CaseRow line={c} />} detail={id && <CasePage key={id} id={id} />} more={{ has: query.hasNextPage, load: query.fetchNextPage, loading: query.isFetchingNextPage }}
          empty={filtered ? <Empty title={t.noneFound}>{t.noneFoundText}</Empty> : <Empty title={t.none}>{t.noneText}</Empty>}
        />
      )}</Loaded>
      {opening && <OpenCase disease={disease} onClose={() => setOpening(false)} onDone={(made) => { setOpening(false); go(to(made)) }} />}
    </div>
  )
}

function CaseRow({ line: c }: { line: CaseLine }) {
  const t = useWords(casesWords)
  const words = useWords(caseWords)
  const p = c.person
  return (
    <span className={css.row}>
      <strong>{p.erased ? <em>{t.noName}</em> : p.name}{c.code && <span className="muted"> {c.code}</span>}</strong><ClassMark of={c} />
      <span className="small muted">{[p.birthYear === null ? '' : t.born(p.birthYear), p.sex === null ? '' : t[p.sex], c.unit?.name ?? t.noUnit].filter(Boolean).join(' · ')}</span>
      <span className="small muted">{c.outcome ? words.outcome[c.outcome] : c.cluster ?? ''}</span>
    </span>
  )
}
