import { useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAsOf } from '../as-of.ts'
import { formatMoment } from '../format.ts'
import { useKeys, type KeyBinding } from '../keys.ts'
import { useWords } from '../language.ts'
import { followLive, useLive } from '../live.ts'
import { useGo, usePath } from '../navigate.ts'
import { placesOf } from '../places.ts'
import { useMe } from '../session.ts'
import { shellWords } from '../words.ts'
import { Foot, Navigation } from './Navigation.tsx'
import { KeysDialog } from './KeysDialog.tsx'
import { SearchDialog } from './SearchDialog.tsx'
import { TopBar } from './TopBar.tsx'
import { Tour, useTour } from './Tour.tsx'
import css from './Shell.module.css'

/** The frame around every signed-in screen. */
export function Shell() {
  const t = useWords(shellWords)
  const me = useMe()
  const client = useQueryClient()
  const go = useGo()
  const path = usePath()
  const places = placesOf(me)
  const live = useLive()
  const { asOf, setAsOf } = useAsOf()
  const [sheet, setSheet] = useState<'search' | 'keys' | null>(null)
  const tour = useTour()
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
        {asOf && <p className={css.banner} data-past=""><span>{t.asOfBanner(formatMoment(asOf))}</span> <button type="button" className="button-quiet" onClick={() => setAsOf(null)}>{t.asOfBack}</button></p>}
        <Outlet />
      </main>
      <Foot places={places} path={path} />
      {sheet === 'search' && <SearchDialog places={places} onClose={() => setSheet(null)} />}
      {sheet === 'keys' && <KeysDialog onClose={() => setSheet(null)} />}
      {tour.running && <Tour onEnd={tour.end} />}
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
