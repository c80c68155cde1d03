import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useId, useRef, useState } from 'react'
import { searchable } from '../../platform/text.ts'
import { request } from '../api.ts'
import { useLanguage, useWords } from '../language.ts'
import { useGo } from '../navigate.ts'
import { Dialog } from '../parts/ConfirmDialog.tsx'
import { RefusalNote } from '../parts/RefusalNote.tsx'
import type { Place } from '../room.ts'
import { shellWords } from '../words.ts'
import css from './SearchDialog.module.css'

type Found = { readonly groups: readonly { readonly kind: string; readonly items: readonly { readonly id: string; readonly title: string; readonly detail?: string | null; readonly href: string }[] }[] }
type Line = { readonly key: string; readonly title: string; readonly detail?: string; readonly href: string }

/** Tìm khắp nơi: places at once, records as the server answers; arrows and Enter. */
export default function SearchDialog({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  const t = useWords(shellWords)
  const language = useLanguage()
  const go = useGo()
  const list = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const asked = usePaused(useDeferredValue(text.trim()), 140)
  const query = useQuery({ queryKey: ['search', asked], queryFn: async ({ signal }) => (await request('GET', `/api/search?q=${encodeURIComponent(asked)}`, undefined, { signal })) as Found, enabled: asked.length >= 2, staleTime: 10_000, placeholderData: (before) => before })
  useEffect(() => { input.current?.focus() }, [])

  const wanted = searchable(text)
  const groups: { head: string; lines: Line[] }[] = []
  const here = places.filter((place) => wanted === '' || searchable(place.label[language]).includes(wanted)).map((place): Line => ({ key: place.to, title: place.label[language], href: place.to }))
  if (here.length > 0) groups.push({ head: t.searchGo, lines: here })
  if (text.trim().length >= 2) for (const group of query.data?.groups ?? []) groups.push({ head: (t.kinds as Record<string, string>)[group.kind] ?? group.kind, lines: group.items.map((item): Line => ({ key: `${group.kind}:${item.id}`, title: item.title, ...(item.detail ? { detail: item.detail } : {}), href: item.href })) })
  const lines = groups.flatMap((group) => group.lines)
  const current = Math.min(at, lines.length - 1)
  const open = (line: Line | undefined): void => {
    if (!line) return
    onClose()
    go(line.href)
  }
  // In braces: newer browsers answer a promise here, which an effect must not return.
  useEffect(() => { void document.getElementById(`${list}-${current}`)?.scrollIntoView({ block: 'nearest' }) }, [current, list])
  let row = -1
  return (
    <Dialog title={t.searchTitle} onClose={onClose} top>
      <div className={css.search}>
        <input
          ref={input} className={css.field} role="combobox" aria-expanded="true" aria-controls={list} aria-label={t.searchTitle} aria-activedescendant={current >= 0 ? `${list}-${current}` : undefined}
          placeholder={t.search} value={text} autoComplete="off" spellCheck={false} onChange={(event) => { setText(event.target.value); setAt(0) }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'ArrowDown') { event.preventDefault(); setAt(Math.min(current + 1, lines.length - 1)) }
            else if (event.key === 'ArrowUp') { event.preventDefault(); setAt(Math.max(current - 1, 0)) }
            else if (event.key === 'Enter') { event.preventDefault(); open(lines[current]) }
          }}
        />
        <button type="button" className="button-plain" onClick={onClose}>{t.close}</button>
      </div>
      <div id={list} role="listbox" aria-label={t.searchCount(lines.length)} className={css.list}>
        {groups.map((group) => (
          <div key={group.head} role="group" aria-label={group.head}>
            <div className={`caps ${css.head}`} aria-hidden="true">{group.head}</div>
            {group.lines.map((line) => {
              row++
              const own = row
              return (
                <div key={line.key} id={`${list}-${own}`} role="option" aria-selected={own === current} className={css.line} onPointerEnter={() => setAt(own)} onClick={() => open(line)}>
                  <span>{line.title}</span>{line.detail && <small>{line.detail}</small>}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      <div className={css.foot} role="status">
        {query.error !== null && text.trim().length >= 2 ? <RefusalNote error={query.error} retry={query.refetch} />
          : lines.length === 0 ? (query.isFetching || asked !== text.trim() ? t.searching : t.searchNothing(text.trim())) : t.searchHint}
      </div>
    </Dialog>
  )
}

function usePaused<T>(value: T, ms: number): T {
  const [held, setHeld] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setHeld(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return held
}
