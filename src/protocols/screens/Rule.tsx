import { useState } from 'react'
import { formatDay, formatInstant } from '../../platform/dates.ts'
import { useWords } from '../../web/language.ts'
import type { SwitchView } from '../contract.ts'
import type { Catalogue, StandingRow } from '../rules.ts'
import { Mark } from './Mark.tsx'
import { ConditionWords } from './Reason.tsx'
import { spanOf, type Say } from './say.ts'
import { protocolWords } from './words.ts'
import css from './Protocols.module.css'

/** One rule as a line of a page: what it is about, what it says, its document in the margin. Opened: condition, source, doubts, decisions. */
export function Rule({ row, catalogue, say, switches, onDecide, folded }: { row: StandingRow; catalogue: Catalogue; say: Say; switches: readonly SwitchView[]; onDecide: ((row: StandingRow) => void) | null; folded: boolean }) {
  const t = useWords(protocolWords)
  const [open, setOpen] = useState(false)
  const figures = say.figures(row)
  const values = 'values' in row && Array.isArray(row.values) ? (row.values as { code: string; vi: string; en: string }[]) : 'papers' in row && row.papers ? row.papers : null
  const measures = row.kind === 'area_measure' ? row.measures : null
  const mine = switches.filter((s) => row.by.includes(s.id))
  return (
    <article className={css.rule} data-off={!row.on || undefined} data-doubt={!row.verified && !row.checked ? true : undefined} data-folded={folded || undefined} id={`q-${row.id}`}>
      <h3 className={css.label}>{say.label(row)}</h3>
      <div className={css.body}>
        {figures.length > 0 && <p className={css.figures}>{figures.join(' · ')}</p>}
        <p className={css.text}>{say.of(row.text)}</p>
        {row.kind === 'home_requirement' && row.wording && <p className={css.wording}>“{row.wording}”</p>}
        {values && <p className="small muted">{values.map((v) => v[say.language]).join(' · ')}</p>}
        {measures && <ul className={css.list}>{measures.map((m) => <li key={m.code}>{m[say.language]}</li>)}</ul>}
        {row.changed.length > 0 && <p className={css.changed}>{t.changedBy(row.changed.map(say.field).join(', '))}</p>}
        <div className={`actions no-print ${css.tools}`}>
          <button type="button" className="button-plain" aria-expanded={open} aria-label={`${t.show}: ${say.label(row)} (${row.id})`} onClick={() => setOpen(!open)}>{t.show}</button>
          {onDecide && <button type="button" className="button-plain" aria-label={`${t.change} ${say.label(row)} (${row.id})`} onClick={() => onDecide(row)}>{t.change}</button>}
        </div>
        {open && (
          <dl className={css.detail}>
            <div><dt>{t.detail.condition}</dt><dd>{row.when ? <ConditionWords condition={row.when} say={say} /> : row.kind === 'definition' || row.kind === 'risk' ? t.unknownCondition : t.noCondition}</dd></div>
            {row.kind === 'definition' && row.note && <div><dt>{t.detail.note}</dt><dd>{say.of(row.note)}</dd></div>}
            {row.over && <div><dt>{t.detail.over}</dt><dd>{row.over.map((id) => { const other = catalogue.rows.find((r) => r.id === id); return other ? `${say.label(other)}, ${say.document(other)}` : id }).join('; ')}</dd></div>}
            <div><dt>{t.detail.validity}</dt><dd>{spanOf(row, t)}{row.validToBasis !== 'none' && ` (${t.basis[row.validToBasis]})`}{row.validFromPrecision === 'month' && `, ${t.month}`}</dd></div>
            {row.unverifiedFields && <div><dt>{t.detail.unverified}</dt><dd>{row.unverifiedFields.map(say.field).join(', ')}</dd></div>}
            {!row.on && <div><dt>{t.off}</dt><dd>{t.offWhy}</dd></div>}
            <div><dt>{t.detail.source}</dt><dd>{row.source} · {t.nature[row.nature]} · <code>{row.id}</code></dd></div>
            {mine.length > 0 && <div><dt>{t.detail.history}</dt><dd><ul className={css.list}>{mine.map((s) => <li key={s.id}>{t.historyEffect[s.effect]} {t.fromDay(formatInstant(s.effectiveFrom))}: {s.reason} ({s.by.person}, {s.by.post})</li>)}</ul></dd></div>}
          </dl>
        )}
      </div>
      <div className={css.margin}>
        <span className={css.document}>{say.document(row)}</span>
        {row.legal.number && <span className="small muted">{row.legal.date ? formatDay(row.legal.date) : t.dateUnknown}{row.legal.note && `, ${say.of(row.legal.note)}`}</span>}
        {!row.legal.number && row.nature === 'practice' && row.verified && <span className="small muted">{row.source}</span>}
        <time className={`small muted ${css.span}`}>{spanOf(row, t)}</time>
        <Mark row={row} />
      </div>
    </article>
  )
}
