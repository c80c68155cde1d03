import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { formatDay } from '../../../platform/dates.ts'
import { api } from '../../../web/api.ts'
import { useWords } from '../../../web/language.ts'
import { Popover, RefusalNote } from '../../../web/parts/index.ts'
import { sayRefusal, toast } from '../../../web/toasts.tsx'
import { dropFilter, listFilters, saveFilter, type SavedFilter } from '../../contract.ts'
import { dutyWords } from '../words.ts'
import type { BoardAddress } from './Board.tsx'
import css from './Board.module.css'

type Directive = { readonly id: string; readonly number: string | null; readonly title: string | null; readonly date: string | null }
const only = ['all', 'late', 'unacknowledged', 'reported', 'returned', 'open'] as const
const views = [['table', 'viewTable'], ['columns', 'viewColumns'], ['deadline', 'viewDeadline']] as const

/** Filters live in the address; a saved one is an address with a name. */
export function Filters({ address, set, directives }: { address: BoardAddress; set: (next: Partial<BoardAddress>) => void; directives: readonly Directive[] }) {
  const t = useWords(dutyWords)
  const [words, setWords] = useState(address.tim)
  useEffect(() => { setWords(address.tim) }, [address.tim])
  useEffect(() => {
    if (words === address.tim) return
    const timer = setTimeout(() => set({ tim: words }), 250)
    return () => clearTimeout(timer)
  }, [words, address.tim, set])
  return (
    <div className={`${css.filters} no-print`}>
      <select className="field" aria-label={t.directive} value={address.vb ?? ''} onChange={(event) => set({ vb: event.target.value || undefined })}>
        {directives.length !== 1 && <option value="">{t.allDirectives}</option>}
        {directives.map((d) => <option key={d.id} value={d.id}>{[d.number, d.date && formatDay(d.date), d.title].filter(Boolean).join(' · ').slice(0, 90)}</option>)}
      </select>
      <div className={css.only} role="group" aria-label={t.saved}>
        {only.map((o) => <button key={o} type="button" aria-pressed={address.chi === o} onClick={() => set({ chi: o })}>{t.only[o]}</button>)}
      </div>
      <input className="field" type="search" data-filter aria-label={t.filterUnit} placeholder={t.filterUnit} value={words} onChange={(event) => setWords(event.target.value)} />
      <SavedFilters address={address} set={set} />
      <div className={`${css.only} ${css.views}`} role="group" aria-label={t.viewTable}>
        {views.map(([key, label]) => <button key={key} type="button" aria-pressed={address.xem === key} onClick={() => set({ xem: key })}>{t[label]}</button>)}
      </div>
    </div>
  )
}

function SavedFilters({ address, set }: { address: BoardAddress; set: (next: Partial<BoardAddress>) => void }) {
  const t = useWords(dutyWords)
  const client = useQueryClient()
  const [name, setName] = useState('')
  const saved = useQuery({ queryKey: ['obligation-filters'], queryFn: ({ signal }) => api(listFilters, {}, { signal }) })
  const again = () => client.invalidateQueries({ queryKey: ['obligation-filters'] })
  const save = useMutation({
    mutationFn: () => api(saveFilter, { body: { name, filter: { directiveId: address.vb, q: address.tim, only: address.chi, view: address.xem, sort: address.xep } } }), onSuccess: async () => { setName(''); await again() }, onError: () => {},
  })
  const drop = useMutation({
    mutationFn: (gone: SavedFilter) => api(dropFilter, { params: { name: gone.name } }),
    onSuccess: async (_done, gone) => {
      toast({ text: t.dropped(gone.name), undo: () => { api(saveFilter, { body: gone }).then(again).catch(sayRefusal) } })
      await again()
    },
  })
  const use = (f: { directiveId?: string | undefined; q?: string | undefined; only?: string | undefined; view?: string | undefined; sort?: string | undefined }): void =>
    set({ vb: f.directiveId, tim: f.q ?? '', chi: (f.only ?? 'all') as BoardAddress['chi'], xem: (f.view ?? 'table') as BoardAddress['xem'], xep: (f.sort ?? 'late') as BoardAddress['xep'] })
  return (
    <Popover trigger={t.saved} label={t.saved} className="button-quiet" align="end">{(close) => (
      <div className={css.saved}>
        {saved.data?.length === 0 && <p className="small muted">{t.noSaved}</p>}
        <ul role="list">{saved.data?.map((f) => (
          <li key={f.name}><button type="button" className="button-plain" onClick={() => { use(f.filter); close() }}>{f.name}</button><button type="button" className="button-plain" aria-label={t.drop(f.name)} onClick={() => drop.mutate(f)}>×</button></li>
        ))}</ul>
        <form onSubmit={(event) => { event.preventDefault(); if (name.trim()) save.mutate() }}>
          <input className="field" aria-label={t.saveName} placeholder={t.saveName} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
          <button type="submit" className="button-quiet" disabled={name.trim() === ''}>{t.save}</button>
        </form>
        <RefusalNote error={save.error} />
      </div>
    )}</Popover>
  )
}
