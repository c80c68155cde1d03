import { useState } from 'react'
import { instantOf, timeOf, dayOf } from '../../../platform/dates.ts'
import { today } from '../../../web/format.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { DateField, FormRow, OrganisationPicker, Popover } from '../../../web/parts/index.ts'
import { dueWords, type Due, type Rhythm } from '../due.ts'
import { findOrganisations } from '../findOrganisations.ts'
import { toggled, type RowPlan, type Suggestions } from './plan.ts'
import { assignWords } from './words.ts'
import css from './Assign.module.css'

type Suggestion = Suggestions['clauses'][number]
type Phrase = Suggestion['phrases'][number]

/** One clause: its words, the units the words mean (to be ticked), the deadline and the rhythm. */
export function ClauseRow({ suggestion, row, onRow, onWrong }: { suggestion: Suggestion; row: RowPlan; onRow: (change: (row: RowPlan) => RowPlan) => void; onWrong: (wrong: boolean) => void }) {
  const t = useWords(assignWords)
  const { clause } = suggestion
  const [whole, setWhole] = useState(false)
  const chosen = row.owners.length + row.extra.length
  return (
    <li className={css.row} data-sub={clause.parentId !== null || undefined} data-idle={chosen === 0 || undefined}>
      <span className={css.label}>{clause.label ?? '–'}</span>
      <button type="button" className={css.text} data-whole={whole || undefined} aria-expanded={whole} onClick={() => setWhole(!whole)}>{clause.text}</button>
      <div className={css.who}>
        {suggestion.given.length > 0 && <p className="small muted" title={suggestion.given.map((one) => one.organisation.name).join(', ')}>{t.already(suggestion.given.length)}</p>}
        {suggestion.phrases.map((phrase, at) => <PhraseTicks key={`${phrase.text}${at}`} phrase={phrase} row={row} onRow={onRow} />)}
        <div className={css.adding}>
          <Popover trigger={chosen === 0 ? `${t.nobody} · ${t.addOwner}` : t.addOwner} label={t.addOwner} className={chosen === 0 ? css.addFirst : css.add} width="24rem">
            <FormRow label={t.addOwner}>{(ids) => <OrganisationPicker ids={ids} chosen={row.extra} onChosen={(extra) => onRow((before) => ({ ...before, extra }))} find={findOrganisations} cacheKey={['organisations']} />}</FormRow>
          </Popover>
          <Popover trigger={t.addCoordinator} label={t.addCoordinator} className={css.add} width="24rem">
            <FormRow label={t.addCoordinator}>{(ids) => <OrganisationPicker ids={ids} chosen={row.extraCoordinators} onChosen={(extraCoordinators) => onRow((before) => ({ ...before, extraCoordinators }))} find={findOrganisations} cacheKey={['organisations']} />}</FormRow>
          </Popover>
        </div>
        {row.extra.length > 0 && <p className={css.extra}>{row.extra.map((one) => one.name).join(', ')}</p>}
        {row.extraCoordinators.length > 0 && <p className={css.extra}><span className="muted">{t.coordinator}:</span> {row.extraCoordinators.map((one) => one.name).join(', ')}</p>}
      </div>
      <div className={css.when}>
        <DueEditor due={row.due} onDue={(due) => onRow((before) => ({ ...before, due }))} onWrong={onWrong} />
        <RhythmEditor rhythm={row.rhythm} onRhythm={(rhythm) => onRow((before) => ({ ...before, rhythm }))} />
        {suggestion.assumed.length > 0 && (row.due.kind !== 'none' || row.rhythm) && <p className={css.assumed}>{t.assumed}</p>}
        {(suggestion.event ?? (clause.deadlines.length > 0 ? clause.deadlines.map((one) => one.text).join('; ') : null)) && <p className={css.said}>{t.event(suggestion.event ?? clause.deadlines.map((one) => one.text).join('; '))}</p>}
      </div>
    </li>
  )
}

/** A phrase of the text and the real units it means; a group opens to its list. */
function PhraseTicks({ phrase, row, onRow }: { phrase: Phrase; row: RowPlan; onRow: (change: (row: RowPlan) => RowPlan) => void }) {
  const t = useWords(assignWords)
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const set = phrase.role === 'assignee' ? row.owners : row.coordinators
  const ids = phrase.matches.map((match) => match.organisation.id)
  const on = ids.filter((id) => set.includes(id)).length
  const toggle = (which: readonly string[], checked: boolean): void => onRow((before) => toggled(before, phrase.role, which, checked))
  const note = [phrase.role === 'coordinator' ? t.coordinator : '', phrase.fromLeadIn ? t.leadIn : '', phrase.outside ? t.outside : '', phrase.matches.length === 0 && !phrase.outside ? t.unknown : ''].filter((one) => one !== '').join(', ')
  const single = ids.length === 1 ? phrase.matches[0] : undefined
  return (
    <div className={css.phrase} data-open={open || undefined} data-none={phrase.matches.length === 0 || undefined}>
      <div className={css.phraseHead}>
        {ids.length > 0
          ? <label><input type="checkbox" checked={on > 0} ref={(box) => { if (box) box.indeterminate = on > 0 && on < ids.length }} onChange={(event) => toggle(ids, event.target.checked)} /><span>{single ? single.organisation.name : phrase.text}</span></label>
          : <span className={css.phraseText}>“{phrase.text}”</span>}
        {ids.length > 1 && <button type="button" className={css.open} aria-expanded={open} onClick={() => setOpen(!open)}>{t.of(on, ids.length)} {open ? '▴' : '▾'}<span className="visually-hidden">{open ? t.shut : t.open}</span></button>}
      </div>
      {(note !== '' || (single && single.organisation.name !== phrase.text)) && <p className={css.note}>{[single && single.organisation.name !== phrase.text ? `“${phrase.text}”` : '', note, single && single.why !== 'name' ? single.sentence[language] : ''].filter((one) => one !== '').join(' · ')}</p>}
      {phrase.rest.length > 0 && <p className={css.note}>{t.rest(phrase.rest.join(', '))}</p>}
      {phrase.matches.length === 0 && phrase.candidates.length > 0 && (
        <p className={css.candidates}>{phrase.candidates.map((one) => <label key={one.id}><input type="checkbox" checked={set.includes(one.id)} onChange={(event) => toggle([one.id], event.target.checked)} />{one.name}</label>)}</p>
      )}
      {open && (
        <ul role="list" className={css.list}>
          <li className={css.allNone}><button type="button" className="button-plain" onClick={() => toggle(ids, true)}>{t.all}</button><button type="button" className="button-plain" onClick={() => toggle(ids, false)}>{t.none}</button></li>
          {phrase.matches.map((match) => <li key={match.organisation.id}><label title={match.sentence[language]}><input type="checkbox" checked={set.includes(match.organisation.id)} onChange={(event) => toggle([match.organisation.id], event.target.checked)} />{match.organisation.name}</label></li>)}
        </ul>
      )}
    </div>
  )
}

function DueEditor({ due, onDue, onWrong }: { due: Due; onDue: (due: Due) => void; onWrong: (wrong: boolean) => void }) {
  const t = useWords(assignWords)
  const day = due.kind === 'day' ? due.day : due.kind === 'moment' ? dayOf(due.at) : null
  const time = due.kind === 'moment' ? timeOf(due.at) : '17:00'
  return (
    <div className={css.due}>
      <select className="field" aria-label={t.when} value={due.kind} onChange={(event) => { onWrong(false); onDue(event.target.value === 'none' ? { kind: 'none' } : event.target.value === 'day' ? { kind: 'day', day: day ?? today() } : { kind: 'moment', at: instantOf(day ?? today(), time) }) }}>
        <option value="none">{t.dueNone}</option><option value="day">{t.dueDay}</option><option value="moment">{t.dueMoment}</option>
      </select>
      {due.kind === 'moment' && <input className="field" type="time" aria-label={t.time} value={time} onChange={(event) => { if (event.target.value !== '') onDue({ kind: 'moment', at: instantOf(day ?? today(), event.target.value) }) }} />}
      {due.kind !== 'none' && <DateField value={day} onChange={(next) => { if (next) onDue(due.kind === 'day' ? { kind: 'day', day: next } : { kind: 'moment', at: instantOf(next, time) }) }} onWrong={onWrong} />}
    </div>
  )
}

function RhythmEditor({ rhythm, onRhythm }: { rhythm: Rhythm | null; onRhythm: (rhythm: Rhythm | null) => void }) {
  const t = useWords(assignWords)
  const d = useWords(dueWords)
  const every = rhythm?.every ?? 'none'
  const from = rhythm?.from ?? today()
  const until = rhythm?.until ?? null
  const time = rhythm === null ? '16:00' : rhythm.every === 'day' ? rhythm.times[0] ?? '16:00' : rhythm.time ?? ''
  const make = (next: string): Rhythm | null =>
    next === 'day' ? { every: 'day', times: [time === '' ? '16:00' : time], from, until } : next === 'week' ? { every: 'week', weekday: 5, time: time === '' ? null : time, from, until }
      : next === 'month' || next === 'quarter' ? { every: next, day: 5, time: null, from, until } : null
  return (
    <div className={css.due}>
      <select className="field" aria-label={t.rhythm} value={every} onChange={(event) => onRhythm(make(event.target.value))}>
        {(['none', 'day', 'week', 'month', 'quarter'] as const).map((one) => <option key={one} value={one}>{t.rhythms[one]}</option>)}
      </select>
      {rhythm?.every === 'week' && <select className="field" aria-label={t.onWeekday} value={rhythm.weekday} onChange={(event) => onRhythm({ ...rhythm, weekday: Number(event.target.value) })}>{([1, 2, 3, 4, 5, 6, 7] as const).map((one) => <option key={one} value={one}>{d.weekdays[one]}</option>)}</select>}
      {(rhythm?.every === 'month' || rhythm?.every === 'quarter') && <input className="field" type="number" min={1} max={31} aria-label={t.onDay} value={rhythm.day} onChange={(event) => { const n = Number(event.target.value); if (n >= 1 && n <= 31) onRhythm({ ...rhythm, day: n }) }} />}
      {rhythm && <input className="field" type="time" aria-label={t.time} value={time} onChange={(event) => { const next = event.target.value; if (rhythm.every === 'day') { if (next !== '') onRhythm({ ...rhythm, times: [next, ...rhythm.times.slice(1)] }) } else onRhythm({ ...rhythm, time: next === '' ? null : next }) }} />}
    </div>
  )
}
