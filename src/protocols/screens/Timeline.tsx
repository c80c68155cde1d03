import { useMemo, useState } from 'react'
import { addDays, daysBetween, formatDay, type PlainDate } from '../../platform/dates.ts'
import { useWords } from '../../web/language.ts'
import { changeDays, matterOf, questionOf, type Catalogue, type StandingRow } from '../rules.ts'
import { spanOf, type Say } from './say.ts'
import { protocolWords } from './words.ts'
import css from './Timeline.module.css'

/** Kinds of rows whose versions follow each other; lists and single steps have no history worth a strip. */
const dated = new Set<StandingRow['kind']>(['definition', 'order', 'discharge', 'home_end', 'infectious_window', 'screening', 'incubation', 'follow_up', 'area_criterion', 'area_step', 'area_threshold', 'distancing', 'post_exposure', 'diagnostic_test', 'risk'])
type Span = { readonly from: PlainDate | null; readonly to: PlainDate | null; readonly rows: readonly StandingRow[] }
type Lane = { readonly key: string; readonly spans: readonly Span[] }

/** Versions of one question next to each other: rows of one document and the same days are one span. */
function lanesOf(catalogue: Catalogue): Lane[] {
  const lanes = new Map<string, Map<string, StandingRow[]>>()
  for (const row of catalogue.rows) {
    if (!dated.has(row.kind) || (row.province !== null && row.province !== catalogue.provinceId) || row.nature === 'example') continue
    const key = row.kind === 'distancing' ? 'distancing' : row.kind === 'order' && row.subjects.length > 1 ? `order:${row.subjects[0]}` : questionOf(row).startsWith('area:') ? 'areas' : questionOf(row)
    // Directives that an area may have side by side are not versions of each other.
    if (key === 'distancing') continue
    const span = key === 'areas' && 'scheme' in row ? `${row.scheme}` : `${row.validFrom}|${row.validTo}|${row.legal.number}`
    const lane = lanes.get(key) ?? new Map<string, StandingRow[]>()
    lane.set(span, [...(lane.get(span) ?? []), row])
    lanes.set(key, lane)
  }
  const order = (key: string): number => { const row = [...lanes.get(key)!.values()][0]![0]!; return ['who', 'tracing', 'quarantine', 'testing', 'treatment', 'areas'].indexOf(matterOf(row)) }
  return [...lanes].map(([key, spans]) => ({ key, spans: [...spans.values()].map((rows) => ({
    rows, from: rows.some((r) => r.validFrom === null) ? null : rows.map((r) => r.validFrom!).sort()[0]!, to: rows.some((r) => r.validTo === null) ? null : rows.map((r) => r.validTo!).sort().at(-1)!,
  })).sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1)) })).filter((l) => l.spans.some((s) => s.from !== null || s.to !== null)).sort((a, b) => order(a.key) - order(b.key) || (a.key < b.key ? -1 : 1))
}

/** What an officer asks first; the other lanes open by a press. */
const main = new Set(['definition:F0', 'definition:F1', 'definition:F2', 'infectious_window:with', 'infectious_window:any', 'order:F1', 'discharge:FACILITY', 'discharge:HOME', 'areas'])

/** Dải thời gian: one lane a question, one span a version. The line is the day looked at; a press on a span goes to it. */
export function Timeline({ catalogue, on, now, say, onPick, open: opened }: { catalogue: Catalogue; on: PlainDate; now: PlainDate; say: Say; onPick: (day: PlainDate) => void; open: boolean }) {
  const t = useWords(protocolWords)
  const [all, setAll] = useState(false)
  const every = useMemo(() => lanesOf(catalogue), [catalogue])
  const short = every.filter((l) => main.has(l.key))
  const lanes = all || short.length === 0 ? every : short
  const edges = useMemo(() => changeDays(every.flatMap((l) => l.spans.flatMap((s) => s.rows))), [every])
  if (lanes.length === 0 || edges.length === 0) return null
  const first = addDays(edges[0]! > '2019-06-01' ? edges[0]! : edges.find((e) => e > '2019-06-01') ?? edges[0]!, -30)
  const last = addDays(edges.at(-1)!, 45)
  const total = daysBetween(first, last)
  // The time after the last change is one narrow field: years without news need no room.
  const open = 10
  const place = (day: PlainDate): number => (day >= last ? 100 - open + Math.min(open, (daysBetween(last, day) / Math.max(1, daysBetween(last, now > last ? now : last))) * open) : Math.max(0, (daysBetween(first, day) / total) * (100 - open)))
  const months = ['01-01', '07-01'].flatMap((md) => Array.from({ length: Number(last.slice(0, 4)) - Number(first.slice(0, 4)) + 1 }, (_, y) => `${Number(first.slice(0, 4)) + y}-${md}`)).filter((d) => d >= first && d < last).sort()
  return (
    <details className={css.strip} open={opened}>
      <summary>{t.timeline} <span className="small muted">{t.timelineHint}</span></summary>
      <div className={css.plot}>
        <div className={css.axis} aria-hidden="true"><span />
          <div className={css.scale}>{months.map((m) => <span key={m} style={{ insetInlineStart: `${place(m)}%` }} data-year={m.endsWith('01-01') || undefined}>{m.endsWith('01-01') ? m.slice(0, 4) : `7/${m.slice(2, 4)}`}</span>)}<span className={css.now} style={{ insetInlineStart: `${100 - open}%` }}>{t.toNow}</span></div>
        </div>
        {lanes.map((lane) => (
          <div key={lane.key} className={css.lane}>
            <div className={css.name}>{lane.key === 'areas' ? t.matters.areas : say.question(lane.key, lane.spans.flatMap((s) => s.rows))}</div>
            <div className={css.track}>
              {lane.spans.map((span) => {
                const from = span.from === null ? 0 : place(span.from)
                const to = span.to === null ? 100 : place(addDays(span.to, 1))
                const row = span.rows[0]!
                const here = (span.from === null || span.from <= on) && (span.to === null || on <= span.to)
                const off = span.rows.every((r) => !r.on)
                const words = `${say.question(lane.key === 'areas' ? questionOf(row) : lane.key, span.rows)}: ${say.document(row)}, ${spanOf({ validFrom: span.from, validTo: span.to }, t)}${off ? `, ${t.off}` : ''}`
                return (
                  <button
                    key={row.id} type="button" className={css.span} style={{ insetInlineStart: `${from}%`, width: `${Math.max(0.8, to - from)}%` }} data-here={here || undefined} data-off={off || undefined} data-doubt={!row.verified && !row.checked ? true : undefined}
                    aria-label={words} aria-pressed={here} title={words} onClick={() => onPick(here ? on : (span.from ?? span.to ?? on))}
                  ><span>{row.legal.number?.split('/')[0] ?? ''}</span></button>
                )
              })}
            </div>
          </div>
        ))}
        <div className={css.line} aria-hidden="true"><span /><div><i style={{ insetInlineStart: `${place(on < first ? first : on)}%` }} data-edge={place(on) > 90 ? 'end' : place(on) < 8 ? 'start' : undefined}><b>{formatDay(on)}</b></i></div></div>
      </div>
      {every.length > lanes.length && <button type="button" className="button-plain no-print" onClick={() => setAll(true)}>{t.moreLanes(every.length - lanes.length)}</button>}
    </details>
  )
}
