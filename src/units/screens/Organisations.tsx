import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { dayOf, formatDay } from '../../platform/dates.ts'
import { api, urlOf } from '../../web/api.ts'
import { useAsOf, useReadingThePast } from '../../web/as-of.ts'
import { formatNumber } from '../../web/format.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { Empty, ListDetail, Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { useMay } from '../../web/session.ts'
import { exportOrganisations, getOrganisation, LineShape, listOrganisations, type OrganisationLine } from '../contract.ts'
import { lineWords } from '../rules/words.ts'
import { FirstSteps } from './FirstSteps.tsx'
import { OrganisationDialog } from './OrganisationDialogs.tsx'
import { OrganisationPage } from './OrganisationPage.tsx'
import { organisationsWords } from './words.ts'
import css from './Organisations.module.css'

const Address = z.object({ q: z.string().max(200).optional().catch(undefined), line: LineShape.optional().catch(undefined) })
type Node = { readonly organisation: OrganisationLine; readonly depth: number }

/** Đơn vị: the tree of the province. Opening a body opens what stands below it; a search shows the hits flat. */
export default function Organisations() {
  const t = useWords(organisationsWords)
  const linesOf = useWords(lineWords)
  const { id } = useAddress()
  const go = useGo()
  const { asOf } = useAsOf()
  const past = useReadingThePast()
  const manages = useMay('units.manage')
  const [{ q, line }, setAddress] = useAddressState(Address)
  const [creating, setCreating] = useState(false)
  const at = asOf ? { asOf } : {}
  const searching = !!q || line !== undefined
  const opened = useQuery({ queryKey: ['units', 'organisation', id, asOf], queryFn: ({ signal }) => api(getOrganisation, { params: { id: id! }, query: at }, { signal }), enabled: id !== undefined, placeholderData: keepPreviousData })
  const roots = useQuery({ queryKey: ['units', 'organisations', 'roots', asOf], queryFn: ({ signal }) => api(listOrganisations, { query: { ...at, parent: 'none', limit: 200 } }, { signal }) })
  const all = useQuery({ queryKey: ['units', 'organisations', 'count', asOf], queryFn: ({ signal }) => api(listOrganisations, { query: { ...at, limit: 1 } }, { signal }) })
  const found = useQuery({ queryKey: ['units', 'organisations', 'found', q, line, asOf], queryFn: ({ signal }) => api(listOrganisations, { query: { ...at, ...(q ? { q } : {}), ...(line ? { line } : {}), limit: 200 } }, { signal }), enabled: searching, placeholderData: keepPreviousData })
  // The way down to the opened one is open, and the opened one itself.
  const open = id === undefined ? [] : [...(opened.data?.path.map((p) => p.id) ?? []), ...(opened.data?.organisation.id === id ? [id] : [])]
  const levels = useQueries({ queries: open.map((parent) => ({ queryKey: ['units', 'organisations', 'below', parent, asOf], queryFn: ({ signal }: { signal: AbortSignal }) => api(listOrganisations, { query: { ...at, parent, limit: 200 } }, { signal }) })) })
  const nodes = (): Node[] => {
    if (searching) return (found.data?.organisations ?? []).map((organisation) => ({ organisation, depth: 0 }))
    const below = new Map(open.map((parent, i) => [parent, levels[i]?.data?.organisations ?? []]))
    const walk = (list: readonly OrganisationLine[], depth: number): Node[] => list.flatMap((organisation) => [{ organisation, depth }, ...(depth < 12 ? walk(below.get(organisation.id) ?? [], depth + 1) : [])])
    return walk(roots.data?.organisations ?? [], 0)
  }
  const source = searching ? found : roots
  const total = all.data?.total
  const answer = searching ? found.data && t.answerFound(formatNumber(found.data.total), [q, line && linesOf[line]].filter(Boolean).join(', '))
    : total === undefined ? undefined : asOf ? t.answerThen(formatNumber(total), formatDay(dayOf(asOf))) : t.answer(formatNumber(total))
  const kept = [q ? `q=${encodeURIComponent(q)}` : '', line ? `line=${line}` : ''].filter(Boolean).join('&')
  const to = (key?: string): string => `/don-vi${key ? `/${key}` : ''}${kept ? `?${kept}` : ''}`
  return (
    <div className="screen">
      <ScreenHeader
        title={t.title} answer={answer}
        actions={<>
          {manages && !past && <><a className="button-quiet" href="/nhap-don-vi" onClick={(e) => { e.preventDefault(); go('/nhap-don-vi') }}>{t.import}</a><button type="button" className="button" onClick={() => setCreating(true)}>{t.create}</button></>}
        </>}
        papers={<a className="button-quiet" href={urlOf(exportOrganisations, { query: at })} download>{t.export}</a>}
      />
      {manages && !past && id === undefined && !searching && total !== undefined && total < 200 && <FirstSteps organisations={total} />}
      <Loaded query={{ ...source, data: source.data }}>{() => (
        <ListDetail
          label={t.list} items={nodes()} keyOf={(n) => n.organisation.id} hrefOf={(n) => to(n.organisation.id)} open={id} onOpen={(key) => go(to(key))}
          head={(
            <div className={css.head}>
              <input className="field" data-filter type="search" aria-label={t.search} placeholder={t.search} value={q ?? ''} onChange={(event) => setAddress({ q: event.target.value || undefined })} />
              <select className="field" aria-label={t.line} value={line ?? ''} onChange={(event) => setAddress({ line: event.target.value === '' ? undefined : event.target.value as never })}>
                <option value="">{t.allLines}</option>
                {LineShape.options.filter((l) => (all.data?.counts[l] ?? 0) > 0 || l === line).map((l) => <option key={l} value={l}>{linesOf[l]} ({formatNumber(all.data?.counts[l] ?? 0)})</option>)}
              </select>
            </div>
          )}
          row={(n) => <Row node={n} searching={searching} />}
          detail={<Loaded query={opened}>{(view) => view.organisation.id === id ? <OrganisationPage key={id} view={view} /> : null}</Loaded>}
          empty={searching ? <Empty title={t.noneFound}>{t.noneFoundText}</Empty> : <Empty title={t.none}>{t.noneText}</Empty>}
        />
      )}</Loaded>
      {creating && <OrganisationDialog parent={opened.data && opened.data.organisation.id === id && opened.data.inForce ? { id, name: opened.data.organisation.name } : undefined} onClose={() => setCreating(false)} onDone={(made) => go(`/don-vi/${made}`)} />}
    </div>
  )
}

function Row({ node: { organisation: o, depth }, searching }: { node: Node; searching: boolean }) {
  const t = useWords(organisationsWords)
  const language = useLanguage()
  const linesOf = useWords(lineWords)
  const head = o.head === null ? <em className={css.vacant}>{t.noHeadPost}</em> : o.head.names.length === 0 ? <>{o.head.title}: <em className={css.vacant}>{t.noHead}</em></> : `${o.head.title}: ${o.head.names.join(', ')}`
  return (
    <span className={css.row} data-root={depth === 0 || undefined} style={{ '--depth': Math.min(depth, 5) } as never} lang={language}>
      <strong>{o.name}</strong>
      <span className="small muted nowrap">{o.children > 0 ? t.below(formatNumber(o.children)) : ''}</span>
      <small className="muted">{searching ? [linesOf[o.line], o.parent?.name].filter(Boolean).join(' · ') : depth === 0 || o.posts > 0 ? head : ''}</small>
    </span>
  )
}
