import { useWords } from '../../web/language.ts'
import { standingOf, type StandingRow } from '../rules.ts'
import { protocolWords } from './words.ts'
import css from './Protocols.module.css'

/** How sure one may be of a row: a square that is full, half or empty, with its word; struck through when switched off. */
export function Mark({ row }: { row: StandingRow }) {
  const t = useWords(protocolWords)
  const standing = standingOf(row)
  return (
    <span className={css.marks}>
      <span className={css.mark} data-standing={standing}>
        <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true"><rect x="0.75" y="0.75" width="8.5" height="8.5" className={css.frame} />{standing !== 'unverified' && <rect x="0.75" y="0.75" width={standing === 'partly' ? 4.25 : 8.5} height="8.5" className={css.fill} />}{standing === 'checked' && <path d="M2.4 5.2 4.3 7 7.6 3" className={css.tick} />}</svg>
        {t.standing[standing]}
      </span>
      {!row.on && <span className={css.off}>{t.off}</span>}
      {row.province !== null && <span className={css.own}>{t.ofProvince}</span>}
    </span>
  )
}
