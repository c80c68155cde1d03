import { formatInstant } from '../../platform/dates.ts'
import { useWords } from '../../web/language.ts'
import { Empty, Story } from '../../web/parts/index.ts'
import type { ProtocolsView } from '../contract.ts'
import type { Row, StandingRow } from '../rules.ts'
import type { Say } from './say.ts'
import { protocolWords } from './words.ts'
import css from './Protocols.module.css'

/** Quyết định của tỉnh: every switch, newest first, with who decided and why. */
export function History({ view, say }: { view: ProtocolsView; say: Say }) {
  const t = useWords(protocolWords)
  if (view.switches.length === 0) return <Empty title={t.historyAnswer(0)}>{t.historyNone}</Empty>
  const nameOf = (target: string, kind: 'row' | 'set' | 'new'): string => {
    const rows = view.rows.filter((r) => (kind === 'set' ? r.set === target : r.id === target)) as Row[]
    const row = rows[0]
    if (!row) return target
    return kind === 'set' ? `${say.document(row)} (${rows.length})` : `${say.label(row as StandingRow)}, ${say.document(row)}`
  }
  return (
    <section className={css.matter}>
      <h2>{t.historyAnswer(view.switches.length)}</h2>
      <Story label={t.decisions} lines={view.switches.toReversed().map((s) => ({
        id: s.id, at: s.decidedAt, title: `${t.historyEffect[s.effect]}: ${nameOf(s.target, s.targetKind)}`, who: `${s.by.person}, ${s.by.post}, ${s.by.organisation}`,
        body: <>{t.fromDay(formatInstant(s.effectiveFrom))}. {s.reason}{s.decision && ` (${s.decision})`}{s.document && <> <a href={`/van-ban/${s.document.id}`}>{s.document.number ?? t.nature.law}</a></>}{s.checked && ` ${t.standing.checked}.`}{s.values && s.effect === 'values' && <span className="small muted"> {Object.entries(s.values).map(([k, v]) => `${say.field(k)}: ${typeof v === 'object' ? JSON.stringify(v) : String(v)}`).join('; ')}</span>}</>,
      }))} />
    </section>
  )
}
