import css from './Coverage.module.css'

export type CoverageMark = 'carried' | 'weakened' | 'contradicted' | 'not_this' | 'none' | 'aside'

/** The mark of a cell: full, half, crossed, empty. `alarm`: what is missing is red, because somebody has answered without it; who has not answered yet is no alarm. Drawn so that they align and print; the word always stands beside it or is read aloud. */
export function Mark({ verdict, decided, alarm }: { verdict: CoverageMark; decided?: boolean; alarm?: boolean | undefined }) {
  return (
    <svg className={css.mark} viewBox="0 0 18 18" aria-hidden="true" data-verdict={verdict} data-alarm={alarm || undefined}>
      {verdict === 'carried' && <rect className={css.fill} x="2" y="2" width="14" height="14" />}
      {verdict === 'weakened' && <><rect x="2.75" y="2.75" width="12.5" height="12.5" /><path className={css.fill} d="M2 16V2L16 16Z" /></>}
      {verdict === 'contradicted' && <><rect x="2.75" y="2.75" width="12.5" height="12.5" /><path d="M4.5 4.5l9 9M13.5 4.5l-9 9" /></>}
      {verdict === 'none' && <rect x="2.75" y="2.75" width="12.5" height="12.5" strokeDasharray="2.5 2" />}
      {verdict === 'not_this' && <path d="M5 9h8" />}
      {verdict === 'aside' && <circle className={css.fill} cx="9" cy="9" r="1.25" />}
      {decided && <path className={css.decided} d="M1 17.5h16" />}
    </svg>
  )
}
