import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { api } from '../../web/api.ts'
import { formatNumber } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { useAddress, useAddressState, useGo } from '../../web/navigate.ts'
import { Empty, ListDetail, Loaded, ScreenHeader } from '../../web/parts/index.ts'
import { useMay } from '../../web/session.ts'
import { findPersons, listRepairs, type MaskedPerson } from '../contract.ts'
import type { Card } from '../rules.ts'
import { NewPerson } from './NewPerson.tsx'
import { PersonPage } from './PersonPage.tsx'
import { PersonRow } from './PersonRow.tsx'
import { ScanCard } from './ScanCard.tsx'
import { peopleWords } from './words.ts'
import css from './People.module.css'

const Address = z.object({ xem: z.literal('chua-ro').optional().catch(undefined) })

/** Tìm người: by name without marks, number, phone or card. What was typed stays out of the address: it names people. */
export default function People() {
  const t = useWords(peopleWords)
  const { id } = useAddress()
  const go = useGo()
  const [{ xem }, setAddress] = useAddressState(Address)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [dialog, setDialog] = useState<'scan' | 'create' | undefined>()
  const [card, setCard] = useState<Card | undefined>()
  const writes = useMay('person.write')
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => { const timer = setTimeout(() => setAsked(text.trim()), 250); return () => clearTimeout(timer) }, [text])
  const searching = asked.length >= 2
  const found = useQuery({ queryKey: ['people', 'found', asked], queryFn: ({ signal }) => api(findPersons, { body: { q: asked } }, { signal }), enabled: searching && !xem, placeholderData: keepPreviousData })
  const repairs = useQuery({ queryKey: ['people', 'repairs'], queryFn: ({ signal }) => api(listRepairs, { query: { limit: 100 } }, { signal }), enabled: writes })
  const people = xem ? repairs.data?.people : searching ? found.data?.people : []
  const answer = xem ? repairs.data && t.repairsAnswer(formatNumber(repairs.data.total)) : !searching ? t.ask : found.data && (found.data.people.length === 0 ? t.foundNone : t.found(formatNumber(found.data.people.length), found.data.more))
  const to = (key?: string): string => `/nguoi${key ? `/${key}` : ''}${xem ? '?xem=chua-ro' : ''}`
  const nothing = { data: [] as MaskedPerson[], error: null, isPending: false, refetch: () => undefined }
  return (
    <div className="screen">
      <ScreenHeader
        title={xem ? t.repairsTitle : t.title} answer={answer}
        actions={<>
          {writes && !xem && (repairs.data?.total ?? 0) > 0 && <button type="button" className="button-quiet" onClick={() => { go('/nguoi'); setAddress({ xem: 'chua-ro' }) }}>{t.repairs(formatNumber(repairs.data!.total))}</button>}
          {xem && <button type="button" className="button-quiet" onClick={() => go('/nguoi')}>{t.backToSearch}</button>}
          <button type="button" className="button-quiet" onClick={() => setDialog('scan')}>{t.scan}</button>
          {writes && <button type="button" className="button" onClick={() => { setCard(undefined); setDialog('create') }}>{t.create}</button>}
        </>}
      />
      <Loaded query={xem ? { ...repairs, data: people } : searching ? { ...found, data: people } : nothing}>{(rows) => (
        <ListDetail
          label={t.list} items={rows} keyOf={(p) => p.id} hrefOf={(p) => to(p.id)} open={id} onOpen={(key) => go(to(key))}
          head={xem ? undefined : <input ref={field} className={`field ${css.search}`} data-filter type="search" autoComplete="off" enterKeyHint="search" aria-label={t.search} placeholder={t.search} value={text} onChange={(event) => setText(event.target.value)} />}
          row={(p) => <PersonRow person={p} />}
          detail={id && <PersonPage key={id} id={id} />}
          empty={searching && !xem ? <Empty title={t.noneFound}>{t.noneFoundText}</Empty> : <Empty title={t.none}><p>{t.noneText}</p><p className="small">{t.searchHint}</p></Empty>}
        />
      )}</Loaded>
      {dialog === 'scan' && <ScanCard onClose={() => setDialog(undefined)} onCard={(c) => { setDialog(undefined); setCard(c); setText(c.citizen ?? c.name ?? ''); field.current?.focus() }} />}
      {dialog === 'create' && <NewPerson card={card} typed={/\d/.test(text) ? '' : text} onClose={() => setDialog(undefined)} onDone={(made) => { setDialog(undefined); go(to(made)) }} />}
    </div>
  )
}
