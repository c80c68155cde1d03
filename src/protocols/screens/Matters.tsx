import { useState } from 'react'
import { useWords } from '../../web/language.ts'
import type { SwitchView } from '../contract.ts'
import { matterOf, matters, type Catalogue, type Matter, type StandingRow } from '../rules.ts'
import { Rule } from './Rule.tsx'
import type { Say } from './say.ts'
import { protocolWords } from './words.ts'
import css from './Protocols.module.css'

/** Long lists of like rows (areas, lists of a home) show their head first; print shows all. */
const shownAtFirst: Partial<Record<Matter, number>> = { areas: 6, lists: 2 }
const order = ['definition', 'incubation', 'infectious_window', 'follow_up', 'follow_up_limits', 'tracing_target', 'tracing_step', 'transition', 'post_exposure', 'tracing_form', 'order', 'authority', 'place_rule', 'paper', 'engine', 'home_requirement', 'screening', 'diagnostic_test', 'method', 'discharge', 'home_end', 'home_eligibility', 'risk', 'disease_list']

/** Quy định theo việc: what applies on the day, matter by matter, each with its document beside it. */
export function Matters({ rows, catalogue, say, switches, onDecide }: { rows: readonly StandingRow[]; catalogue: Catalogue; say: Say; switches: readonly SwitchView[]; onDecide: ((row: StandingRow) => void) | null }) {
  const t = useWords(protocolWords)
  const [open, setOpen] = useState<ReadonlySet<Matter>>(new Set())
  const rank = (r: StandingRow): number => { const at = order.indexOf(r.kind); return at < 0 ? order.length : at }
  const groups = matters.map((matter) => ({ matter, rows: rows.filter((r) => matterOf(r) === matter).sort((a, b) => rank(a) - rank(b) || Number(b.on) - Number(a.on)) })).filter((g) => g.rows.length > 0)
  return (
    <div className={css.page}>
      <nav className={`${css.contents} no-print`} aria-label={t.contents}>
        <ol role="list">{groups.map((g) => <li key={g.matter}><a href={`#${g.matter}`}>{t.matters[g.matter]} <span className="figures">{g.rows.length}</span></a></li>)}</ol>
      </nav>
      <div>
        {groups.map(({ matter, rows: all }) => {
          const first = shownAtFirst[matter]
          const hidden = first !== undefined && !open.has(matter) ? all.length - first : 0
          return (
            <section key={matter} id={matter} className={css.matter} aria-labelledby={`${matter}-h`}>
              <h2 id={`${matter}-h`}>{t.matters[matter]}</h2>
              <div>{all.map((row, at) => <Rule key={row.id} row={row} catalogue={catalogue} say={say} switches={switches} onDecide={onDecide} folded={hidden > 0 && at >= first!} />)}</div>
              {hidden > 0 && <button type="button" className="button-plain no-print" onClick={() => setOpen(new Set([...open, matter]))}>{t.more(hidden)}</button>}
            </section>
          )
        })}
      </div>
    </div>
  )
}
