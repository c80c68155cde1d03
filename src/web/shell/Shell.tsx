import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useLooksBack, useMoment } from '../as-of.ts'
import { formatMoment } from '../format.ts'
import { useKeys, type KeyBinding } from '../keys.ts'
import { useWords } from '../language.ts'
import { followLive, useLive } from '../live.ts'
import { useGo, usePath } from '../navigate.ts'
import { placesOf } from '../places.ts'
import { useMe } from '../session.ts'
import { shellWords } from '../words.ts'
import { Foot, Navigation } from './Navigation.tsx'
import { TopBar } from './TopBar.tsx'
import { useTour } from './use-tour.ts'
import css from './Shell.module.css'

// Seen once, or seldom: they do not weigh on the first page.
const Tour = lazy(() => import('./Tour.tsx'))
const KeysDialog = lazy(() => import('./KeysDialog.tsx'))
const loadSearch = () => import('./SearchDialog.tsx')
const SearchDialog = lazy(loadSearch)

/** The frame around every signed-in screen. */
export function Shell() {
  const t = useWords(shellWords)
  const me = useMe()
  const client = useQueryClient()
  const go = useGo()
  const path = usePath()
  const places = placesOf(me)
  const live = useLive()
  const { asOf, setAsOf } = useMoment()
  const looksBack = useLooksBack()
  const [sheet, setSheet] = useState<'search' | 'keys' | null>(null)
  const tour = useTour()
  // Off the first page, and there before the first Ctrl-K. Where this fails, the press itself asks again and says what is wrong.
  useEffect(() => {
    const timer = setTimeout(() => { loadSearch().catch(() => undefined) }, 3_000)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => (me.acting === null ? undefined : followLive(client)), [client, me.acting])
  // The start of a new screen is where reading goes on after a press in the navigation.
  useEffect(() => {
    if (document.activeElement?.closest('nav')) document.getElementById('content')?.focus({ preventScroll: true })
  }, [path])
  useKeys([
    { key: 'mod+k', does: { vi: 'Tìm khắp nơi', en: 'Find anywhere' }, run: () => setSheet('search'), whileTyping: true },
    { key: '/', does: { vi: 'Lọc trong danh sách, hoặc tìm', en: 'Filter the list, or find' }, run: () => focusFilter() || setSheet('search') },
    { key: '?', does: { vi: 'Xem các phím', en: 'Show the keys' }, run: () => setSheet('keys') },
    ...places.flatMap((place): KeyBinding[] => (place.key ? [{ key: `g ${place.key}`, does: { vi: `Tới ${place.label.vi}`, en: `Go to ${place.label.en}` }, run: () => go(place.to) }] : [])),
  ])
  return (
    <div className={css.shell}>
      <a href="#content" className={css.skip}>{t.skip}</a>
      <TopBar onSearch={() => setSheet('search')} onKeys={() => setSheet('keys')} onTour={tour.start} />
      <Navigation places={places} path={path} />
      <main id="content" className={css.main} tabIndex={-1}>
        {live === 'lost' && <p className={css.banner} role="status">{t.lost}</p>}
        {asOf && <p className={css.banner} data-past=""><span>{looksBack ? t.asOfBanner(formatMoment(asOf)) : t.asOfPresent(formatMoment(asOf))}</span> <button type="button" className="button-quiet" onClick={() => setAsOf(null)}>{t.asOfBack}</button></p>}
        <Outlet />
      </main>
      <Foot places={places} path={path} />
      <Suspense>
        {sheet === 'search' && <SearchDialog places={places} onClose={() => setSheet(null)} />}
        {sheet === 'keys' && <KeysDialog onClose={() => setSheet(null)} />}
        {tour.running && <Tour onEnd={tour.end} />}
      </Suspense>
    </div>
  )
}

/** A screen marks its own filter field with `data-filter`. */
function focusFilter(): boolean {
  const field = document.querySelector<HTMLInputElement>('main [data-filter]')
  field?.focus()
  field?.select()
  return field !== null
}
