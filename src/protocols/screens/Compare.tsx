import { addDays, formatDay, type PlainDate } from '../../platform/dates.ts'
import { useWords } from '../../web/language.ts'
import { DateField, Diff, FormRow } from '../../web/parts/index.ts'
import { changeDays, differences, matterOf, matters, questionOf, standingOn, type Catalogue, type StandingRow } from '../rules.ts'
import { Mark } from './Mark.tsx'
import { spanOf, type Say } from './say.ts'
import { protocolWords } from './words.ts'
import css from './Protocols.module.css'

/** So sánh hai ngày: question by question, what was said then and what is said now, with the words that differ. */
export function Compare({ at, on, against, onAgainst, say }: { at: (day: PlainDate) => Catalogue; on: PlainDate; against: PlainDate | null; onAgainst: (day: PlainDate | null) => void; say: Say }) {
  const t = useWords(protocolWords)
  const here = at(on)
  // Without a choice: the day before the last change, so that the last change is what one sees.
  const lastChange = changeDays(here.rows.filter((r) => r.on && (r.province === null || r.province === here.provinceId))).filter((d) => d <= on).at(-1)
  const other = against ?? (lastChange ? addDays(lastChange, -1) : addDays(on, -1))
  const [early, late] = other <= on ? [other, on] : [on, other]
  const before = standingOn(at(early), early)
  const after = standingOn(at(late), late)
  const changed = differences(before, after)
  const ids = new Set(changed.map((c) => c.id))
  const pairs = new Map<string, { key: string; before: StandingRow[]; after: StandingRow[] }>()
  const put = (side: 'before' | 'after', row: StandingRow): void => {
    const key = questionOf(row)
    const pair = pairs.get(key) ?? { key, before: [], after: [] }
    pair[side].push(row)
    pairs.set(key, pair)
  }
  for (const row of before) if (ids.has(row.id)) put('before', row)
  for (const row of after) if (ids.has(row.id)) put('after', row)
  const groups = matters.map((matter) => ({ matter, pairs: [...pairs.values()].filter((p) => matterOf((p.before[0] ?? p.after[0])!) === matter) })).filter((g) => g.pairs.length > 0)
  const words = (rows: readonly StandingRow[]): string => rows.map((r) => [say.figures(r).join(' · '), say.of(r.text)].filter(Boolean).join('. ')).join('\n')
  const head = (day: PlainDate, rows: readonly StandingRow[]) => (
    <span className={css.side}>{t.onDay(formatDay(day))}{rows.map((r) => <span key={r.id} className={css.sideDocument}>{say.document(r)} <span className="muted">{spanOf(r, t)}</span> <Mark row={r} /></span>)}</span>
  )
  return (
    <>
      <div className={css.compareBar}>
        <FormRow label={t.against}>{(ids) => <DateField ids={ids} value={other} onChange={onAgainst} />}</FormRow>
        <p className={css.compareAnswer} role="status">{t.compareAnswer(formatDay(early), formatDay(late), changed.length)} <span className="muted">{t.same(after.filter((r) => !ids.has(r.id)).length)}</span></p>
      </div>
      {groups.map((g) => (
        <section key={g.matter} className={css.matter}>
          <h2>{t.matters[g.matter]}</h2>
          {g.pairs.map((p) => (
            <div key={p.key} className={css.pair}>
              <h3>{say.question(p.key, [...p.before, ...p.after])} <span className="small muted">{[...new Set(changed.filter((c) => [...p.before, ...p.after].some((r) => r.id === c.id)).map((c) => t.what[c.what]))].join(', ')}</span></h3>
              <Diff left={words(p.before) || t.none} right={words(p.after) || t.none} leftHead={head(early, p.before)} rightHead={head(late, p.after)} />
            </div>
          ))}
        </section>
      ))}
    </>
  )
}
