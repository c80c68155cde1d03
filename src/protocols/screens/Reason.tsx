import { useWords } from '../../web/language.ts'
import type { Condition, FactValue, Leaf, Reason, Truth } from '../rules.ts'
import type { Say } from './say.ts'
import { protocolWords } from './words.ts'
import css from './Protocols.module.css'

const signs: Record<Truth, string> = { yes: '✓', no: '✗', unknown: '?' }

function leafWords(leaf: Leaf, say: Say, t: (typeof protocolWords)['vi']): string {
  const name = say.fact(leaf.fact)
  const value = leaf.value
  if (typeof value === 'boolean') return value ? name : `${t.not}: ${name.charAt(0).toLowerCase()}${name.slice(1)}`
  const words = (v: unknown): string => say.value(leaf.fact, v as FactValue)
  if (leaf.op === 'between' || leaf.op === 'within') { const [a, b] = value as [FactValue, FactValue]; return `${name}: ${words(a)} – ${words(b)}` }
  if (leaf.op === 'in') return `${name} ${t.op.in}: ${(value as FactValue[]).map(words).join(', ')}`
  return `${name} ${t.op[leaf.op]} ${words(value)}`
}

/** A condition in words, as a tree. */
export function ConditionWords({ condition, say }: { condition: Condition; say: Say }) {
  const t = useWords(protocolWords)
  if ('fact' in condition) return <>{leafWords(condition, say, t)}</>
  const [by, parts] = 'all' in condition ? ['all', condition.all] as const : 'any' in condition ? ['any', condition.any] as const : ['not', [condition.not]] as const
  return <><span className={css.by}>{t[by]}</span><ul className={css.tree}>{parts.map((part, at) => <li key={at}><ConditionWords condition={part} say={say} /></li>)}</ul></>
}

/** The same tree with what was known at each clause and how it came out: mark and word, not colour. */
export function ReasonWords({ reason, say }: { reason: Reason; say: Say }) {
  const t = useWords(protocolWords)
  const sign = <span className={css.sign} data-truth={reason.truth}><span aria-hidden="true">{signs[reason.truth]}</span><span className="visually-hidden">{t.truth[reason.truth]}: </span></span>
  if ('leaf' in reason) return <span className={css.leaf} data-truth={reason.truth}>{sign} {leafWords(reason.leaf, say, t)}{reason.actual !== null && <span className="muted"> ({t.known(say.value(reason.leaf.fact, reason.actual))})</span>}</span>
  return <>{sign} <span className={css.by}>{t[reason.by]}</span><ul className={css.tree}>{reason.parts.map((part, at) => <li key={at}><ReasonWords reason={part} say={say} /></li>)}</ul></>
}
