import { memo } from 'react'
import { useWords } from '../../../web/language.ts'
import { Line, useTools } from './Line.tsx'
import { Fact, Field, Choice, Values } from './Head.tsx'
import { readingWords } from './words.ts'
import type { Clause, Value, Working } from './working.ts'
import css from './Reading.module.css'

/** Who · what · by when, clause by clause as the paper orders them. */
export function Clauses({ working, active }: { working: Working; active: string | null }) {
  const t = useWords(readingWords)
  const tools = useTools()
  const leadIn = working.defaultAssignees
  return (
    <section className={css.clauses} aria-label={t.clauses}>
      <h2 className={css.title}>{t.clausesCount(working.clauses.length)}</h2>
      {leadIn.length > 0 && <div className={css.leadIn}><span className="label">{t.defaultAssignees}</span><Values values={leadIn} label={t.defaultAssignees} inline /></div>}
      {working.clauses.length === 0 && <p className="muted small">{t.noClauses}</p>}
      <ol role="list">
        {working.clauses.map((clause, at) => (
          <li key={clause.id}>
            <Row clause={clause} level={1} first={at === 0} active={active === clause.id} leadIn={leadIn} />
            {clause.subtasks.length > 0 && (
              <ol role="list" className={css.subtasks}>
                {clause.subtasks.map((sub, of) => <li key={sub.id}><Row clause={sub} level={2} first={of === 0} active={active === sub.id} leadIn={none} /></li>)}
              </ol>
            )}
          </li>
        ))}
      </ol>
      {!tools.readOnly && <button type="button" data-line="" className={css.add} onClick={() => tools.edit({ do: 'clause', label: '', text: '', spot: null, after: tools.focus })}>{t.addClause}</button>}
    </section>
  )
}
const none: readonly Value[] = []
/** Named where the names are short; they stand in full above the list. */
const byLeadIn = (leadIn: readonly Value[], t: (typeof readingWords)['vi']): string => { const names = leadIn.map((one) => one.text).join(', '); return names.length <= 40 ? t.byLeadIn(names) : t.leadIn }

const Row = memo(function Row({ clause, level, first, active, leadIn }: { clause: Clause; level: 1 | 2; first: boolean; active: boolean; leadIn: readonly Value[] }) {
  const t = useWords(readingWords)
  const tools = useTools()
  const remove = (value: Value) => () => tools.edit({ do: 'remove', id: value.id })
  const lists: readonly { readonly key: 'assignees' | 'coordinators' | 'deadlines'; readonly label: string; readonly add: string }[] = [
    { key: 'assignees', label: t.assignees, add: t.addAssignee }, { key: 'coordinators', label: t.coordinators, add: t.addCoordinator }, { key: 'deadlines', label: t.deadlines, add: t.addDeadline },
  ]
  return (
    <article className={css.clause} data-active={active || undefined} data-level={level} aria-label={t.clause(clause.label)}>
      <div className={css.clauseLabel}>
        <Line value={{ ...clause, id: `${clause.id}:label`, text: clause.label, sure: 1, settled: true }} label={t.label} placeholder={level === 1 ? '–' : '·'} onText={(label) => tools.edit({ do: 'label', id: clause.id, label })} />
      </div>
      <div className={css.clauseText}>
        <Line value={clause} label={`${t.clause(clause.label)}: ${t.clauseText}`} long onRemove={remove(clause)} />
      </div>
      <div className={css.who}>
        {clause.assignees.length === 0 && (leadIn.length > 0
          ? <span className={css.inherited} title={leadIn.map((one) => one.text).join(', ')}>→ {byLeadIn(leadIn, t)}</span>
          : level === 1 && clause.subtasks.every((sub) => sub.assignees.length === 0) && <span className={css.inherited}>→ {t.noAssignee}</span>)}
        {clause.assignees.length > 0 && <div className={css.actors}><span aria-hidden="true">→</span><Values values={clause.assignees} label={t.assignees} /></div>}
        {clause.coordinators.length > 0 && <div className={css.actors}><span className="muted">{t.together}</span><Values values={clause.coordinators} label={t.coordinators} /></div>}
        {clause.deadlines.length > 0
          ? <div className={css.due}><Values values={clause.deadlines} label={t.deadlines} /></div>
          : level === 1 && clause.subtasks.every((sub) => sub.deadlines.length === 0) && <span className={css.noDue}>{t.noDeadline}</span>}
      </div>
      {active && !tools.readOnly && (
        <div className={css.acts} role="group" aria-label={t.clauseActs}>
          {lists.map(({ key, add }) => <button key={key} type="button" data-line="" onClick={() => tools.edit({ do: 'addTo', clause: clause.id, list: key, text: '' })}>{add}</button>)}
          {!first && <button type="button" onClick={() => tools.edit({ do: 'join', id: clause.id })}>{t.join}</button>}
          {level === 1 && !first && <button type="button" title="Alt →" onClick={() => tools.edit({ do: 'lower', id: clause.id })}>{t.lower}</button>}
          {level === 2 && <button type="button" title="Alt ←" onClick={() => tools.edit({ do: 'raise', id: clause.id })}>{t.raise}</button>}
          <button type="button" onClick={() => tools.edit({ do: 'remove', id: clause.id })}>{t.removeClause}</button>
        </div>
      )}
    </article>
  )
})

/** What is to be reported upward, and the foot: who gets it, who signed. */
export function Foot({ working }: { working: Working }) {
  const t = useWords(readingWords)
  const tools = useTools()
  return (
    <section className={css.foot} aria-label={t.foot}>
      <dl className={css.facts}>
        <Fact label={t.reporting}>
          <ul role="list">{working.reporting.map((one) => <li key={one.id}><ReportingLine one={one} /></li>)}</ul>
          {!tools.readOnly && <button type="button" data-line="" className={css.add} onClick={() => tools.edit({ do: 'reporting', id: null, from: '', to: [], when: '', text: '' })}>{t.addReporting}</button>}
        </Fact>
        <Fact label={t.fields.signer}><Field name="signer" working={working} strong /></Fact>
        <Fact label={t.fields.signer_title}><Field name="signer_title" working={working} /></Fact>
        <Fact label={t.distribution}><Values values={working.distribution} label={t.distribution} add={t.addDistribution} onAdd={() => tools.edit({ do: 'add', list: 'distribution', text: '' })} /></Fact>
        <Fact label={t.fields.system}><Choice name="system" working={working} options={[['', '–'], ['state', t.systems.state], ['party', t.systems.party]]} /></Fact>
      </dl>
    </section>
  )
}

function ReportingLine({ one }: { one: Working['reporting'][number] }) {
  const t = useWords(readingWords)
  const tools = useTools()
  const set = (changes: Partial<{ from: string; to: readonly string[]; when: string; text: string }>): void => tools.edit({ do: 'reporting', id: one.id, from: one.from, to: one.to, when: one.when, text: one.text, ...changes })
  const part = (name: string, text: string): Value => ({ ...one, id: `${one.id}:${name}`, text, sure: 1, settled: true })
  return (
    <span className={css.reference} onPointerEnter={() => tools.onHover(one.id)} onPointerLeave={() => tools.onHover(null)}>
      <Line value={part('from', one.from)} label={t.reportFrom} placeholder={t.allReporters} onText={(from) => set({ from })} />
      <span aria-hidden="true">→</span>
      <Line value={part('to', one.to.join('; '))} label={t.reportTo} placeholder={t.reportTo} strong onText={(to) => set({ to: to.split(/\s*;\s*/u).filter((each) => each !== '') })} />
      <Line value={part('when', one.when)} label={t.reportWhen} placeholder={t.reportWhen} onText={(when) => set({ when })} />
      <Line value={one} label={t.reportWhat} placeholder={t.reportWhat} onText={(text) => set({ text })} />
      {!tools.readOnly && <button type="button" className={css.drop} aria-label={t.remove(t.reporting)} onClick={() => tools.edit({ do: 'remove', id: one.id })}>×</button>}
    </span>
  )
}
