import { useLanguage, useWords } from '../../web/language.ts'
import type { CaseLine, ClassLineShape, Question } from '../contract.ts'
import { caseWords } from '../words.ts'
import { casesWords } from './words.ts'
import css from './Cases.module.css'

/** A name inside a sentence: only its first word is lowered, and not when it is an abbreviation (PCR, SARI). */
const inSentence = (name: string): string => (/^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLocaleLowerCase('vi') + name.slice(1))

export function ClassMark({ of: c }: { of: Pick<CaseLine, 'classification' | 'classifiedBy'> }) {
  const t = useWords(caseWords)
  return <span className={css.mark} data-class={c.classification} data-open={c.classifiedBy === 'open' || undefined}>{t.classification[c.classification]}{c.classifiedBy === 'open' ? `, ${t.by.open}` : ''}</span>
}

/** Vì sao: what each definition of the day says of the facts, with its document. */
export function Explanation({ lines, words }: { lines: readonly ClassLineShape[]; words: Readonly<Record<string, { vi: string; en: string }>> }) {
  const t = useWords(casesWords)
  const language = useLanguage()
  return (
    <ul role="list" className={css.lines}>{lines.map((l) => (
      <li key={l.class}>
        <div className={css.line}><strong>{t.classes[l.class]}</strong><span>{t.says[l.answer]}</span>{l.document && <span className="small muted">{t.document(l.document)}{l.verified ? '' : `, ${t.unverified}`}</span>}</div>
        {l.text && <div className="small">{l.text[language]}</div>}
        {l.answer === 'unknown' && l.missing.length > 0 && <div className="small muted">{t.lacks(l.missing.map((f) => inSentence(words[f]?.[language] ?? f)).join('; '))}</div>}
      </li>
    ))}</ul>
  )
}

export type Answers = Readonly<Record<string, boolean | number | string | null>>
/** The questions of the definitions in force; an unanswered one stays unknown. */
export function Questions({ questions, facts, onChange }: { questions: readonly Question[]; facts: Answers; onChange: (facts: Answers) => void }) {
  const t = useWords(casesWords)
  const language = useLanguage()
  const set = (fact: string, value: boolean | number | string | null): void => onChange({ ...facts, [fact]: value })
  return (
    <div className={css.questions}>{questions.map((q) => {
      const value = facts[q.fact] ?? null
      const label = `${q.words[language]}${q.unit ? ` (${q.unit[language]})` : ''}`
      return (
        <label key={q.fact} className="stack"><span className="small">{label}</span>
          {q.type === 'number' ? <input className="field" inputMode="decimal" value={value === null ? '' : String(value)} onChange={(e) => { const n = Number(e.target.value.replace(',', '.')); set(q.fact, e.target.value.trim() === '' || Number.isNaN(n) ? null : n) }} />
            : q.type === 'yes_no' || q.type === 'choice' ? (
              <select className="field" value={value === null ? '' : String(value)} onChange={(e) => set(q.fact, e.target.value === '' ? null : q.type === 'yes_no' ? e.target.value === 'true' : e.target.value)}>
                <option value="">{t.unknown}</option>
                {q.type === 'yes_no' ? <><option value="true">{t.yes}</option><option value="false">{t.no}</option></> : q.choices.map((c) => <option key={c.code} value={c.code}>{c.words[language]}</option>)}
              </select>
            ) : <input className="field" value={value === null ? '' : String(value)} onChange={(e) => set(q.fact, e.target.value || null)} />}
        </label>
      )
    })}</div>
  )
}
