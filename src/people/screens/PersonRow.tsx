import { useWords } from '../../web/language.ts'
import type { MaskedPerson } from '../contract.ts'
import { peopleWords } from './words.ts'
import css from './People.module.css'

/** One line: initials, year, commune, last digits. */
export function PersonRow({ person: p }: { person: MaskedPerson }) {
  const t = useWords(peopleWords)
  return (
    <span className={css.row}>
      <strong>{p.erased ? <em>{t.unnamed}</em> : p.name}</strong>
      <span className="small">{[p.birthYear === null ? '' : t.born(p.birthYear), p.sex === null ? '' : t[p.sex]].filter(Boolean).join(', ')}</span>
      <span className="small muted">{p.unit?.name ?? <em>{t.noUnit}</em>}</span>
      <span className={`small muted ${css.digits}`}>{[p.number, p.phone].filter(Boolean).join(' · ')}</span>
    </span>
  )
}
