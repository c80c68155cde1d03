import { useMemo, useState } from 'react'
import { formatDay, type PlainDate } from '../../platform/dates.ts'
import { useWords } from '../../web/language.ts'
import { DateField, FormRow } from '../../web/parts/index.ts'
import {
  classify, covers, dischargeRule, factsOf, homeCare, patientRisk, quarantinePlan, rowsOf, schemesOn, testDays, zoneLevel, type Anchors, type Catalogue, type Choice, type Facts, type FactValue, type Reason, type Row, type StandingRow, type Warning,
} from '../rules.ts'
import { Mark } from './Mark.tsx'
import { ReasonWords } from './Reason.tsx'
import { spanOf, type Say } from './say.ts'
import { protocolWords } from './words.ts'
import css from './Protocols.module.css'

type Topic = { readonly key: string; readonly label: string }

/** Thử một trường hợp: what is known of somebody, which rule follows, and why; the same rules that decide in the other rooms. Nothing is kept. */
export function TryIt({ catalogue, on, say, topic, onTopic }: { catalogue: Catalogue; on: PlainDate; say: Say; topic: string | undefined; onTopic: (topic: string) => void }) {
  const t = useWords(protocolWords)
  const [facts, setFacts] = useState<Record<string, FactValue | null>>({})
  const [starts, setStarts] = useState<Anchors>({})
  const topics = useMemo((): Topic[] => [
    ...(rowsOf(catalogue, 'definition').length > 0 ? [{ key: 'classify', label: t.topic.classify }] : []),
    ...[...new Set(rowsOf(catalogue, 'order').flatMap((r) => r.subjects))].map((s) => ({ key: `order:${s}`, label: t.topic.order(say.code(s)) })),
    ...[...new Set([...rowsOf(catalogue, 'discharge'), ...rowsOf(catalogue, 'home_end')].map((r) => r.setting))].map((s) => ({ key: `discharge:${s}`, label: t.topic.discharge(t.setting[s]) })),
    ...(rowsOf(catalogue, 'risk').length > 0 ? [{ key: 'risk', label: t.topic.risk }] : []), ...(rowsOf(catalogue, 'home_eligibility').length > 0 ? [{ key: 'homeCare', label: t.topic.homeCare }] : []),
    ...[...new Set([...rowsOf(catalogue, 'area_criterion').flatMap((r) => r.unitLevels), ...(rowsOf(catalogue, 'area_step').length > 0 ? ['COMMUNE'] : [])])].map((l) => ({ key: `zone:${l}`, label: t.topic.zone(say.code(l)) })),
  ], [catalogue, t, say])
  const chosen = topics.find((x) => x.key === topic)?.key ?? topics[0]?.key ?? ''
  const asked = useMemo(() => factsAsked(catalogue, chosen, on), [catalogue, chosen, on])
  const known: Facts = Object.fromEntries(Object.entries(facts).filter(([path, v]) => v !== null && asked.includes(path)))
  const set = (path: string, value: FactValue | null): void => setFacts({ ...facts, [path]: value })
  const clocks = chosen.startsWith('order:') ? [...new Set(rowsOf(catalogue, 'order').filter((r) => r.subjects.includes(chosen.slice(6)) && covers(r, on)).flatMap((r) => r.clockStart ?? []))] : []
  return (
    <div className={css.try}>
      <section className={css.form} aria-label={t.tryFacts}>
        <FormRow label={t.tryWhat}>{(ids) => <select {...ids} className="field" value={chosen} onChange={(event) => onTopic(event.target.value)}>{topics.map((x) => <option key={x.key} value={x.key}>{x.label}</option>)}</select>}</FormRow>
        <h2 className={css.formHead}>{t.tryFacts} <button type="button" className="button-plain" onClick={() => { setFacts({}); setStarts({}) }}>{t.clear}</button></h2>
        <p className="small muted">{asked.length > 0 ? t.tryHint : t.noFacts}</p>
        {asked.map((path) => <Fact key={`${chosen}${path}`} path={path} value={facts[path] ?? null} say={say} onChange={(v) => set(path, v)} />)}
        {clocks.map((clock) => <FormRow key={clock} label={`${t.startDay}: ${say.code(clock)}`}>{(ids) => <DateField ids={ids} value={starts[clock] ?? null} onChange={(day) => setStarts({ ...starts, [clock]: day })} />}</FormRow>)}
      </section>
      <section className={css.result} aria-live="polite"><Result catalogue={catalogue} topic={chosen} facts={known} starts={starts} on={on} say={say} /></section>
    </div>
  )
}

/** Facts that the rows in force ask for, switched off ones too: somebody may want to see what they would say. */
function factsAsked(catalogue: Catalogue, topic: string, on: PlainDate): string[] {
  const [kind, what = ''] = topic.split(':')
  const here = (r: StandingRow): boolean => covers(r, on) && (r.province === null || r.province === catalogue.provinceId)
  const of = (rows: readonly StandingRow[]): string[] => [...new Set(rows.filter(here).flatMap((r) => factsOf(r.when)))]
  switch (kind) {
    case 'classify': return of(rowsOf(catalogue, 'definition'))
    case 'order': return of(rowsOf(catalogue, 'order').filter((r) => r.subjects.includes(what))).filter((f) => f !== 'person.class')
    case 'discharge': return of([...rowsOf(catalogue, 'discharge'), ...rowsOf(catalogue, 'home_end')].filter((r) => r.setting === what))
    case 'risk': return of(rowsOf(catalogue, 'risk'))
    case 'homeCare': return of(rowsOf(catalogue, 'home_eligibility'))
    case 'zone': {
      const [scheme] = schemesOn(catalogue, what, on)
      const steps = rowsOf(catalogue, 'area_step').filter((r) => r.scheme === scheme && here(r)).map((r) => r.metric)
      const thresholds = rowsOf(catalogue, 'area_threshold').filter((r) => r.scheme === scheme && here(r)).flatMap((r) => r.thresholds.map((x) => x.metric))
      return [...new Set([...of(rowsOf(catalogue, 'area_criterion').filter((r) => r.scheme === scheme && r.unitLevels.includes(what))), ...steps, ...thresholds, ...(thresholds.length > 0 ? ['area.previous_level', 'area.treatment_capacity_ready'] : [])])]
    }
    default: return []
  }
}

function Fact({ path, value, say, onChange }: { path: string; value: FactValue | null; say: Say; onChange: (v: FactValue | null) => void }) {
  const t = useWords(protocolWords)
  const words = say.factOf(path)
  const [text, setText] = useState(value === null ? '' : String(value))
  const label = say.fact(path)
  if (words?.type === 'yes_no') {
    return (
      <fieldset className={css.three}>
        <legend>{label}</legend>
        {([[true, t.yes], [false, t.no], [null, t.unknown]] as const).map(([v, name]) => <label key={name}><input type="radio" name={path} checked={value === v} onChange={() => onChange(v)} /> {name}</label>)}
      </fieldset>
    )
  }
  if (words?.type === 'choice' && (words.choices ?? []).length > 0) {
    return <FormRow label={label}>{(ids) => <select {...ids} className="field" value={value === null ? '' : String(value)} onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}><option value="">{t.unknown}</option>{words.choices!.map((c) => <option key={c} value={c}>{say.code(c)}</option>)}</select>}</FormRow>
  }
  if (words?.type === 'moment' || words?.type === 'day') return <FormRow label={label}>{(ids) => <DateField ids={ids} value={typeof value === 'string' ? value : null} onChange={onChange} />}</FormRow>
  return (
    <FormRow label={`${label}${words?.unit ? ` (${say.of(words.unit)})` : ''}`}>{(ids) => <input {...ids} className={`field ${css.short}`} inputMode="decimal" autoComplete="off" placeholder={t.unknown} value={text} onChange={(event) => {
      setText(event.target.value)
      const typed = event.target.value.trim().replace(',', '.')
      const number = Number(typed)
      onChange(typed === '' ? null : words?.type === 'number' ? (Number.isNaN(number) ? null : number) : event.target.value.trim())
    }} />}</FormRow>
  )
}

function Result({ catalogue, topic, facts, starts, on, say }: { catalogue: Catalogue; topic: string; facts: Facts; starts: Anchors; on: PlainDate; say: Say }) {
  const t = useWords(protocolWords)
  const [kind, what = ''] = topic.split(':')
  const name = (id: string): string => { const row = catalogue.rows.find((r) => r.id === id); return row ? [`${say.label(row)}, ${say.document(row)}`, say.figures(row)[0]].filter(Boolean).join(': ') : id }
  if (kind === 'order') {
    const plan = quarantinePlan(catalogue, { subjects: [what], facts, starts }, on)
    const dates = plan.plan && [plan.plan.endsOn ? t.planEnds(formatDay(plan.plan.endsOn)) : '', testDays(plan.plan).length > 0 ? t.planTests(testDays(plan.plan).map((d) => formatDay(d.on)).join(', ')) : '', plan.plan.after ? t.planAfter(formatDay(plan.plan.after.from), formatDay(plan.plan.after.until)) : ''].filter(Boolean).join('; ')
    return <Chosen choice={plan} say={say} name={name} extra={dates ? <p className={css.dates}>{upper(dates)}.</p> : null} warnings={plan.plan?.warnings ?? []} />
  }
  if (kind === 'discharge') return <Chosen choice={dischargeRule(catalogue, what as never, facts, on)} say={say} name={name} />
  if (kind === 'classify') {
    const said = classify(catalogue, facts, on)
    const open = said.all.filter((c, at) => c.truth === 'unknown' && (said.class === null || at < said.all.findIndex((x) => x.class === said.class)))
    return (
      <>
        <p className={css.outcome}>{said.class ? t.outcome.is(lower(t.class[said.class])) : open.length > 0 ? t.outcome.uncertain : t.outcome.isNot}{said.class && open.length > 0 && <span className="muted">. {t.outcome.may(open.map((c) => t.class[c.class]).join(', '))}</span>}</p>
        <Missing paths={[...new Set(open.flatMap((c) => c.missing))]} say={say} />
        <h3 className={css.why}>{t.why}</h3>
        {said.all.map((c) => (
          <details key={c.class} className={css.considered} open={c.class === said.class || undefined}>
            <summary><b>{t.class[c.class]}</b> · {t.truth[c.truth]}{c.definition.outcome === 'chosen' && <> · {say.document(c.definition.row)} <Mark row={c.definition.row} /></>}</summary>
            <Warnings warnings={c.warnings} say={say} name={name} />
            {c.definition.outcome === 'chosen' && <p className="small">{say.of(c.definition.row.text)}</p>}
            {c.reason && <div className="small"><ReasonWords reason={c.reason} say={say} /></div>}
          </details>
        ))}
      </>
    )
  }
  if (kind === 'homeCare') {
    const said = homeCare(catalogue, facts, on)
    return <><p className={css.outcome}>{said.truth === 'yes' ? t.outcome.eligible : said.truth === 'no' ? t.outcome.notEligible : t.outcome.uncertain}</p><Missing paths={said.missing} say={say} />{said.row && <p className="small">{say.of(said.row.text)} <Mark row={said.row} /></p>}{said.reason && <div className="small"><ReasonWords reason={said.reason} say={say} /></div>}</>
  }
  if (kind === 'risk') {
    const said = patientRisk(catalogue, facts, null, on)
    return <Level level={said.row ? say.code(said.row.level) : null} certain={said.certain} possible={[...new Set(said.possible.map((r) => say.code(r.level)))]} missing={said.missing} reasons={said.reasons} say={say} name={name} warnings={said.warnings} />
  }
  const said = zoneLevel(catalogue, what, facts, on)
  if (!said) return <p className={css.outcome}>{t.outcome.none}</p>
  const reasons = said.steps.flatMap((s) => (s.step === 'criterion' ? [{ id: s.id, truth: s.truth, reason: null }] : [{ id: s.id, truth: 'met' in s ? (s.met === null ? 'unknown' : s.met ? 'yes' : 'no') : 'yes', reason: null } as const]))
  return <Level level={said.level ? say.code(said.level) : null} certain={said.certain} possible={said.possible.map((p) => say.code(p.level))} missing={said.missing} reasons={reasons} say={say} name={name} warnings={said.warnings} />
}

function Chosen({ choice, say, name, extra, warnings = [] }: { choice: Choice<Row>; say: Say; name: (id: string) => string; extra?: React.ReactNode; warnings?: readonly Warning[] }) {
  const t = useWords(protocolWords)
  const considered = choice.because.considered.filter((c) => c.verdict !== 'not_in_force' && c.verdict !== 'other_province')
  return (
    <>
      <p className={css.outcome}>{choice.outcome === 'chosen' ? t.outcome.chosen(say.document(choice.row)) : t.outcome[choice.outcome]}</p>
      {choice.outcome === 'chosen' && <><p className={css.figures}>{say.figures(choice.row).join(' · ')}</p><p className={css.text}>{say.of(choice.row.text)}</p><p className="small muted">{spanOf(choice.row, t)} <Mark row={choice.row} /></p>{extra}</>}
      {choice.outcome === 'uncertain' && <Missing paths={choice.missing} say={say} />}
      {(choice.outcome === 'uncertain' || choice.outcome === 'tie') && <><h3 className={css.why}>{t.candidates}</h3><ul className={css.list}>{choice.candidates.map((r) => <li key={r.id}>{say.figures(r).join(' · ')} <span className="muted">{say.document(r)}</span></li>)}</ul></>}
      <Warnings warnings={[...warnings, ...choice.because.warnings]} say={say} name={name} />
      {considered.length > 0 && <h3 className={css.why}>{t.passedOver}</h3>}
      {considered.map((c) => (
        <details key={c.id} className={css.considered} open={c.verdict === 'chosen' || c.verdict === 'candidate' || undefined}>
          <summary><b>{name(c.id)}</b> · {t.verdict[c.verdict]}{c.outrankedBy && <span className="muted"> ({name(c.outrankedBy)})</span>}</summary>
          {c.reason ? <div className="small"><ReasonWords reason={c.reason} say={say} /></div> : <p className="small muted">{t.noCondition}</p>}
        </details>
      ))}
    </>
  )
}

function Level({ level, certain, possible, missing, reasons, say, name, warnings }: { level: string | null; certain: boolean; possible: readonly string[]; missing: readonly string[]; reasons: readonly { id: string; truth: 'yes' | 'no' | 'unknown'; reason: Reason | null }[]; say: Say; name: (id: string) => string; warnings: readonly Warning[] }) {
  const t = useWords(protocolWords)
  return (
    <>
      <p className={css.outcome}>{level === null ? (possible.length > 0 ? t.outcome.uncertain : t.outcome.none) : certain ? t.outcome.level(level) : t.outcome.atLeast(level)}{!certain && possible.length > 0 && <span className="muted">. {t.candidates}: {possible.join(', ')}</span>}</p>
      <Missing paths={missing} say={say} />
      <Warnings warnings={warnings} say={say} name={name} />
      <h3 className={css.why}>{t.why}</h3>
      {reasons.map((r, at) => <details key={`${r.id}${at}`} className={css.considered} open={r.truth === 'yes' || undefined}><summary><b>{name(r.id)}</b> · {t.truth[r.truth]}</summary>{r.reason ? <div className="small"><ReasonWords reason={r.reason} say={say} /></div> : <RowText id={r.id} name={name} />}</details>)}
    </>
  )
}
const RowText = ({ id, name }: { id: string; name: (id: string) => string }) => <p className="small muted">{name(id)} · <code>{id}</code></p>

function Missing({ paths, say }: { paths: readonly string[]; say: Say }) {
  const t = useWords(protocolWords)
  return paths.length === 0 ? null : <p><b>{t.missing}:</b> {paths.map((p) => { const unit = say.factOf(p)?.unit; return `${lower(say.fact(p))}${unit ? ` (${say.of(unit)})` : ''}` }).join('; ')}.</p>
}
function Warnings({ warnings, say, name }: { warnings: readonly Warning[]; say: Say; name: (id: string) => string }) {
  const t = useWords(protocolWords)
  const words = (w: Warning): string => {
    switch (w.code) {
      case 'partly': return t.warning.partly(w.fields.map(say.field).join(', '))
      case 'newer_switched_off': return t.warning.newer_switched_off(name(w.id))
      default: return t.warning[w.code]
    }
  }
  return warnings.length === 0 ? null : <ul className={css.warnings}>{warnings.map((w, at) => <li key={at}>{words(w)}</li>)}</ul>
}
/** Lower case at the head of a phrase, but not of an abbreviation. */
const lower = (text: string): string => (/^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
