import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, newId } from '../../../web/api.ts'
import { useDraft } from '../../../web/draft.ts'
import { formatMoment, formatNumber } from '../../../web/format.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { DateField, FormRow, Note, OrganisationPicker, RefusalNote, type Choice } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { listOrganisations } from '../../../units/contract.ts'
import { splitObligation, type ObligationView } from '../../contract.ts'
import { dayOfDue, type Due } from '../../rules/due.ts'
import { useMe } from '../../../web/session.ts'
import { dutyWords } from '../words.ts'
import css from './Duty.module.css'

type Row = { readonly unit: Choice; readonly takes: readonly string[]; readonly shares: Readonly<Record<string, string>>; readonly day: string | null }
type Typed = { readonly rows: readonly Row[]; readonly dropped: readonly string[] }

/**
 * Chia việc: units down, orders of the clause across, a tick where a unit takes an order, shares under each figure. What nobody has taken
 * is red in the head of its column; the same proof is asked again by the server.
 */
export function SplitForm({ view, onDone }: { view: ObligationView; onDone: () => void }) {
  const t = useWords(dutyWords)
  const language = useLanguage()
  const client = useQueryClient()
  const me = useMe()
  const own = me.posts.find((p) => p.id === me.acting)?.organisation.id
  const draft = useDraft<Typed>(`split:${view.id}`, { rows: [], dropped: [] })
  const key = useRef(newId())
  const texts = view.elements.filter((e) => e.kind === 'text')
  const figures = view.elements.filter((e) => e.kind === 'figure' && !draft.value.dropped.includes(e.id))
  const { rows } = draft.value
  const whole = dayOfDue(view.rhythm === null ? (view.due as Due) : { kind: 'none' })
  const setRow = (at: number, part: Partial<Row>): void => draft.set((v) => ({ ...v, rows: v.rows.map((r, i) => (i === at ? { ...r, ...part } : r)) }))
  const setUnits = (chosen: readonly Choice[]): void => draft.set((v) => ({ ...v, rows: chosen.map((unit) => v.rows.find((r) => r.unit.id === unit.id) ?? { unit, takes: texts.map((e) => e.id), shares: {}, day: whole }) }))
  const amount = (text: string | undefined): number => Number((text ?? '').trim().replace(/\.(?=\d{3}\b)/g, '').replace(',', '.')) || 0
  // Parts given earlier and still standing carry their share.
  const standing = view.parts.filter((p) => p.work !== 'waived' && p.work !== 'closed' && p.work !== 'returned')
  const shareOf = (figure: string): number => standing.reduce((n, p) => n + p.shares.filter((x) => x.element === figure).reduce((m, x) => m + x.amount, 0), 0)
  const uncovered = texts.filter((e) => !standing.some((p) => p.takes === 'whole' || p.takes.includes(e.id)) && !rows.some((r) => r.takes.includes(e.id)))
  const missing = figures.flatMap((f) => (f.kind === 'figure' && f.spread === 'sum' ? [{ f, left: f.amount - shareOf(f.id) - rows.reduce((n, r) => n + amount(r.shares[f.id]), 0) }] : [])).filter((m) => m.left > 1e-6)

  const send = useMutation({
    mutationFn: () => api(splitObligation, { params: { id: view.id }, body: {
      elements: view.elements.filter((e) => !draft.value.dropped.includes(e.id)),
      parts: rows.map((r) => ({
        owner: r.unit.id, takes: r.takes.length === texts.length ? ('whole' as const) : [...r.takes], due: r.day === null ? { kind: 'none' as const } : { kind: 'day' as const, day: r.day },
        shares: figures.filter((f) => (r.shares[f.id] ?? '').trim() !== '').map((f) => ({ element: f.id, amount: amount(r.shares[f.id]) })),
      })),
    } }, { idempotencyKey: key.current }),
    onSuccess: async ({ parts }) => {
      draft.clear()
      toast({ text: t.split.done(parts) })
      onDone()
      await Promise.all([client.invalidateQueries({ queryKey: ['obligation', view.id] }), client.invalidateQueries({ queryKey: ['obligation-board'] })])
    },
    // A refused split is corrected and sent as a new intent.
    onError: () => { key.current = newId() },
  })

  return (
    <section className={css.split} aria-label={t.split.title}>
      <h3>{t.split.title}</h3>
      <p className="small muted">{t.split.intro}</p>
      {draft.restoredFrom && <Note actions={<button type="button" className="button-plain" onClick={draft.clear}>{t.discard}</button>}>{t.restored(formatMoment(draft.restoredFrom, language))}</Note>}
      <FormRow label={t.split.units}>{(ids) => (
        <OrganisationPicker ids={ids} cacheKey={['below', own]} chosen={rows.map((r) => r.unit)} onChosen={setUnits}
          find={async (text, signal) => (await api(listOrganisations, { query: { q: text, limit: 20, ...(text === '' && own ? { parent: own } : {}) } }, { signal })).organisations.map((o) => ({ id: o.id, name: o.name, ...(o.parent ? { detail: o.parent.name } : {}) }))} />
      )}</FormRow>
      {rows.length > 0 && (
        <div className={css.frame} tabIndex={0} role="region" aria-label={t.split.takes}>
          <table>
            <thead><tr>
              <th scope="col">{t.unit}</th>
              {texts.map((e) => <th key={e.id} scope="col" data-open={uncovered.includes(e) || undefined}>{e.text}</th>)}
              {figures.map((f) => <th key={f.id} scope="col" data-open={missing.some((m) => m.f === f) || undefined}>{t.split.share(f.text)}<br /><button type="button" className="button-plain" onClick={() => draft.set((v) => ({ ...v, dropped: [...v.dropped, f.id] }))}>{t.split.notFigure}</button></th>)}
              <th scope="col">{t.split.due}</th>
            </tr></thead>
            <tbody>{rows.map((r, at) => (
              <tr key={r.unit.id}>
                <th scope="row">{r.unit.name}</th>
                {texts.map((e) => <td key={e.id}><input type="checkbox" aria-label={`${r.unit.name}: ${e.text}`} checked={r.takes.includes(e.id)} onChange={(event) => setRow(at, { takes: event.target.checked ? [...r.takes, e.id] : r.takes.filter((x) => x !== e.id) })} /></td>)}
                {figures.map((f) => <td key={f.id}><input className={`field number ${css.share}`} inputMode="decimal" aria-label={`${r.unit.name}: ${t.split.share(f.text)}`} value={r.shares[f.id] ?? ''} onChange={(event) => setRow(at, { shares: { ...r.shares, [f.id]: event.target.value } })} /></td>)}
                <td className={css.fieldDate}><DateField value={r.day} onChange={(day) => setRow(at, { day })} /></td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}
      {rows.length > 0 && <p className={uncovered.length + missing.length > 0 ? 'late small' : 'small'} role="status">{uncovered.length > 0 ? t.split.uncovered(uncovered.length) : missing.length > 0 ? missing.map((m) => t.split.short(m.f.text, formatNumber(m.left, language))).join('; ') : t.split.covered}</p>}
      <RefusalNote error={send.error} />
      <div className="actions">
        <button type="button" className="button" disabled={rows.length === 0 || uncovered.length > 0 || missing.length > 0 || send.isPending} onClick={() => send.mutate()}>{t.split.send(rows.length)}</button>
        <button type="button" className="button-quiet" onClick={onDone}>{t.cancel}</button>
      </div>
    </section>
  )
}
