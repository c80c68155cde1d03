import type { ReactNode } from 'react'
import { formatDay, isPlainDate } from '../../../platform/dates.ts'
import { useWords } from '../../../web/language.ts'
import { parseTypedDay } from '../../../web/parts/typed-day.ts'
import { today } from '../../../web/format.ts'
import type { DocumentView } from '../../contract.ts'
import { fieldId, Line, useTools } from './Line.tsx'
import { readingWords } from './words.ts'
import { isDoubt, type FieldName, type Value, type Working } from './working.ts'
import css from './Reading.module.css'

/** The head as one reads it aloud: type, number, issuer, date, subject; then what it carries out, and to whom it speaks. */
export function Head({ working, references }: { working: Working; references: DocumentView['references'] }) {
  const t = useWords(readingWords)
  const tools = useTools()
  const carried = working.references.filter((one) => one.implemented)
  const cited = working.references.filter((one) => !one.implemented)
  return (
    <section className={css.head} aria-label={t.head}>
      <div className={css.masthead}>
        <div className={css.names}>
          <div className={css.name}>
            <TypeField working={working} />
            <Field name="number" working={working} strong placeholder={t.noNumber} normalise={(text) => text.replace(/\s+/gu, '')} />
            <Choice name="urgency" working={working} options={[['', t.urgencies.none], ['khẩn', t.urgencies.khan], ['thượng khẩn', t.urgencies.thuongKhan], ['hỏa tốc', t.urgencies.hoaToc]]} />
          </div>
          <Field name="title" working={working} className={css.subject} />
        </div>
        <Stamp working={working} />
      </div>
      <dl className={css.facts}>
        <Fact label={t.fields.issuer}>
          <span className={css.run}><Field name="issuer" working={working} />{(working.fields.parent_issuer.text !== '' || isDoubt(working.fields.parent_issuer)) && <><span className="muted">·</span><Field name="parent_issuer" working={working} /></>}</span>
        </Fact>
        <Fact label={t.fields.date}><span className={css.run}><Field name="place" working={working} placeholder={t.placeless} /><span className="muted">·</span><DayField working={working} name="date" /></span></Fact>
        {carried.length > 0 && <Fact label={t.implements}><ul role="list">{carried.map((one) => <li key={one.id}><ReferenceLine one={one} working={working} references={references} /></li>)}</ul></Fact>}
        <Fact label={t.recipients}><Values values={working.recipients} label={t.recipients} /></Fact>
        {cited.length > 0 && <Fact label={t.references}><ul role="list">{cited.map((one) => <li key={one.id}><ReferenceLine one={one} working={working} references={references} /></li>)}</ul></Fact>}
        {!tools.readOnly && (
          <Fact label="">
            <button type="button" data-line="" className={css.add} onClick={() => tools.edit({ do: 'add', list: 'recipients', text: '' })}>{t.addRecipient}</button>
            <button type="button" data-line="" className={css.add} onClick={() => tools.edit({ do: 'reference', id: null, type: '', number: '', date: '', issuer: '', implemented: false })}>{t.addReference}</button>
          </Fact>
        )}
      </dl>
    </section>
  )
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return <div className={css.fact}><dt>{label}</dt><dd>{children}</dd></div>
}

/** The name of the type stands first and large; the contract keeps it in lower case. */
function TypeField({ working }: { working: Working }) {
  const t = useWords(readingWords)
  const tools = useTools()
  const value = working.fields.type
  return <Line value={{ ...value, text: value.text.charAt(0).toUpperCase() + value.text.slice(1) }} label={t.fields.type} strong onText={(text) => tools.edit({ do: 'field', name: 'type', text: text.charAt(0).toLowerCase() + text.slice(1) })} />
}

type FieldOf = { name: FieldName; working: Working; strong?: boolean; className?: string | undefined; placeholder?: string; normalise?: (typed: string) => string | null }
export function Field({ name, working, normalise, ...rest }: FieldOf) {
  const t = useWords(readingWords)
  const tools = useTools()
  return <Line value={working.fields[name]} label={t.fields[name]} onText={(text) => tools.edit({ do: 'field', name, text })} {...(normalise ? { normalise } : {})} {...rest} />
}

/** A day as Vietnamese write it; what is no day is not taken, and the field gives back what was there. */
function DayField({ name, working }: { name: 'date' | 'stamp.date'; working: Working }) {
  const t = useWords(readingWords)
  const tools = useTools()
  const value = working.fields[name]
  const shown: Value = { ...value, text: isPlainDate(value.text) ? formatDay(value.text) : value.text }
  return (
    <Line
      value={shown} label={t.fields[name]} placeholder={t.noDate}
      normalise={(text) => { if (text === '') return ''; const day = parseTypedDay(text, today()); return day === null ? null : formatDay(day) }}
      onText={(text) => tools.edit({ do: 'field', name, text: text === '' ? '' : parseTypedDay(text, today()) ?? value.text })}
    />
  )
}

export function Choice({ name, working, options }: { name: 'urgency' | 'system'; working: Working; options: readonly (readonly [string, string])[] }) {
  const t = useWords(readingWords)
  const tools = useTools()
  const value = working.fields[name]
  return (
    <select
      id={fieldId(value.id)} data-line="" className={css.choice} aria-label={t.fields[name]} value={value.text} disabled={tools.readOnly} data-lit={tools.focus === value.id || tools.hover === value.id || undefined}
      data-doubt={isDoubt(value) || undefined} data-set={value.text !== '' || undefined}
      onFocus={() => tools.onFocus(value.id)} onPointerEnter={() => tools.onHover(value.id)} onPointerLeave={() => tools.onHover(null)}
      onChange={(event) => tools.edit({ do: 'field', name, text: event.target.value })}
      onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); tools.edit({ do: 'settle', id: value.id }); tools.onward(value.id) } }}
    >
      {options.map(([key, label]) => <option key={key} value={key}>{label}</option>)}
    </select>
  )
}

/** A list of short values, one a line, and a way to add one. */
export function Values({ values, label, add, onAdd, inline }: { values: readonly Value[]; label: string; add?: string; onAdd?: () => void; inline?: boolean }) {
  const tools = useTools()
  return (
    <>
      {values.length > 0 && (
        <ul role="list" data-inline={inline || undefined} className={css.values}>
          {values.map((value) => <li key={value.id}><Line value={value} label={label} onRemove={() => tools.edit({ do: 'remove', id: value.id })} /></li>)}
        </ul>
      )}
      {add && onAdd && !tools.readOnly && <button type="button" data-line="" className={css.add} onClick={onAdd}>{add}</button>}
    </>
  )
}

function ReferenceLine({ one, working, references }: { one: Working['references'][number]; working: Working; references: DocumentView['references'] }) {
  const t = useWords(readingWords)
  const tools = useTools()
  const at = working.references.indexOf(one)
  const known = references.find((reference) => reference.index === at)?.document
  const set = (changes: Partial<{ type: string; number: string; date: string; issuer: string; implemented: boolean }>): void =>
    tools.edit({ do: 'reference', id: one.id, type: one.type, number: one.number, date: one.date, issuer: one.issuer, implemented: one.implemented, ...changes })
  const part = (name: string, text: string): Value => ({ ...one, id: name === 'number' ? one.id : `${one.id}:${name}`, text, ...(name === 'number' ? {} : { sure: 1, settled: true }) })
  return (
    <span className={css.reference} onPointerEnter={() => tools.onHover(one.id)} onPointerLeave={() => tools.onHover(null)}>
      <Line value={part('type', one.type)} label={t.refType} placeholder={t.refType} onText={(type) => set({ type })} />
      <Line value={part('number', one.number)} label={t.refNumber} placeholder={t.refNumber} strong onText={(number) => set({ number: number.replace(/\s+/gu, '') })} />
      <Line
        value={part('date', one.date === '' ? '' : formatDay(one.date))} label={t.refDate} placeholder={t.refDate}
        normalise={(text) => { if (text === '') return ''; const day = parseTypedDay(text, today()); return day === null ? null : formatDay(day) }}
        onText={(text) => set({ date: text === '' ? '' : parseTypedDay(text, today()) ?? one.date })}
      />
      <Line value={part('issuer', one.issuer)} label={t.refIssuer} placeholder={t.refIssuer} onText={(issuer) => set({ issuer })} />
      <span className={css.match}>
        {known ? <a href={`/van-ban/${known.id}`}>{t.inRegister}</a> : one.number !== '' && <span className="muted">{t.notInRegister}</span>}
        {!tools.readOnly && (
          <label className={css.carries}><input type="checkbox" checked={one.implemented} onChange={(event) => set({ implemented: event.target.checked })} />{t.implements}</label>
        )}
        {!tools.readOnly && <button type="button" className={css.drop} aria-label={t.remove(one.number || t.references)} onClick={() => tools.edit({ do: 'remove', id: one.id })}>×</button>}
      </span>
    </span>
  )
}

/** The receiver's stamp that was on the paper already: drawn apart, so that nobody takes it for the document's own number. */
function Stamp({ working }: { working: Working }) {
  const t = useWords(readingWords)
  const fields = working.fields
  if (!(['stamp.organ', 'stamp.number', 'stamp.date', 'stamp.time', 'stamp.forwarded_to'] as const).some((name) => fields[name].text !== '')) return null
  return (
    <figure className={css.stamp}>
      <div className={css.stampBox}>
        <Field name="stamp.organ" working={working} />
        <strong>{t.arrived}</strong>
        <span><span className={css.stampLabel}>{t.fields['stamp.number']}</span><Field name="stamp.number" working={working} strong /></span>
        <span><span className={css.stampLabel}>{t.fields['stamp.date']}</span><DayField name="stamp.date" working={working} /></span>
        {fields['stamp.time'].text !== '' && <span><span className={css.stampLabel}>{t.fields['stamp.time']}</span><Field name="stamp.time" working={working} /></span>}
        {fields['stamp.forwarded_to'].text !== '' && <span><span className={css.stampLabel}>{t.fields['stamp.forwarded_to']}</span><Field name="stamp.forwarded_to" working={working} /></span>}
      </div>
      <figcaption title={t.stampHint}>{t.stamp}</figcaption>
    </figure>
  )
}
