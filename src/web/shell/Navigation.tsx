import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useLanguage, useWords } from '../language.ts'
import { Dialog } from '../parts/ConfirmDialog.tsx'
import { footPlaces, lines, placeOf } from '../places.ts'
import type { Place } from '../room.ts'
import { shellWords } from '../words.ts'
import css from './Navigation.module.css'

function PlaceLink({ place, current }: { place: Place; current: Place | undefined }) {
  const language = useLanguage()
  return <Link to={place.to} className={css.place} aria-current={place === current ? 'page' : undefined} activeProps={{}}>{place.label[language]}</Link>
}

/** The three lines and what of each the post may enter. */
function Lines({ places, path }: { places: readonly Place[]; path: string }) {
  const t = useWords(shellWords)
  const current = placeOf(places, path)
  return lines.map((line) => {
    const own = places.filter((place) => place.line === line)
    if (own.length === 0) return null
    return (
      <div key={line} className={css.line} data-line={line}>
        {line !== 'own' && <h2 className="caps">{t.lines[line]}</h2>}
        <ul role="list">{own.map((place) => <li key={place.to}><PlaceLink place={place} current={current} /></li>)}</ul>
      </div>
    )
  })
}

export function Navigation(props: { places: readonly Place[]; path: string }) {
  const t = useWords(shellWords)
  return <nav className={css.side} aria-label={t.navigation} data-tour="navigation"><Lines {...props} /></nav>
}

/** The foot of a phone: five places in words. */
export function Foot({ places, path }: { places: readonly Place[]; path: string }) {
  const t = useWords(shellWords)
  const [open, setOpen] = useState(false)
  useEffect(() => setOpen(false), [path])
  const { shown, rest } = footPlaces(places)
  const current = placeOf(places, path)
  if (shown.length < 2) return null
  return (
    <nav className={css.foot} aria-label={t.navigation}>
      {shown.map((place) => <PlaceLink key={place.to} place={place} current={current} />)}
      {rest.length > 0 && <button type="button" className={css.place} aria-haspopup="dialog" data-current={(current && rest.includes(current)) || undefined} onClick={() => setOpen(true)}>{t.more}</button>}
      {open && (
        <Dialog title={t.moreTitle} onClose={() => setOpen(false)}>
          <div className={css.rest}><Lines places={rest} path={path} /></div>
          <div className="actions"><button type="button" className="button-quiet" onClick={() => setOpen(false)}>{t.close}</button></div>
        </Dialog>
      )}
    </nav>
  )
}
