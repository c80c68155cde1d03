import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef, useState } from 'react'
import { api, newId } from '../../../web/api.ts'
import { useReadingThePast } from '../../../web/as-of.ts'
import { useDraft } from '../../../web/draft.ts'
import { formatNumber } from '../../../web/format.ts'
import { useKeys } from '../../../web/keys.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { useAddress, useGo } from '../../../web/navigate.ts'
import { Breadcrumb, ConfirmDialog, DateField, FormLine, FormRow, Kbd, Note, OrganisationPicker, RefusalNote, ScreenHeader } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { assignDirective, getAssignment, previewAssignment } from '../../contract.ts'
import { ScreenOf } from '../ScreenOf.tsx'
import { findOrganisations } from '../findOrganisations.ts'
import { useNaming } from '../naming.ts'
import { ClauseRows, SendTo } from './ClauseRows.tsx'
import { planOf, wireOf, type RowPlan, type Suggestions } from './plan.ts'
import { useSettled } from './useSettled.ts'
import { assignWords } from './words.ts'
import css from './Assign.module.css'

/** Giao việc: each clause becomes who · what · by when · reports how often, shown in words before it is sent. */
export default function Assign() {
  const { id } = useAddress()
  const query = useQuery({ queryKey: ['directives', id, 'assignment'], queryFn: ({ signal }) => api(getAssignment, { params: { id: id! } }, { signal }), enabled: id !== undefined, staleTime: Infinity })
  return <ScreenOf query={query}>{(suggestions) => <Sheet key={id} suggestions={suggestions} />}</ScreenOf>
}

function Sheet({ suggestions }: { suggestions: Suggestions }) {
  const t = useWords(assignWords)
  const language = useLanguage()
  const naming = useNaming()
  const go = useGo()
  const client = useQueryClient()
  const past = useReadingThePast()
  const { id } = suggestions.document
  const first = useMemo(() => planOf(suggestions), [suggestions])
  const { value: plan, set, restoredFrom, clear } = useDraft(`assign:${id}`, first)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const wire = useMemo(() => wireOf(plan), [plan])
  const settled = useSettled(wire, 350)
  const anything = wire.rows.length > 0 || wire.instruction !== null || wire.sendTo.length > 0
  const preview = useQuery({
    queryKey: ['assignment-preview', id, settled], enabled: anything, placeholderData: keepPreviousData, retry: false,
    queryFn: ({ signal }) => api(previewAssignment, { params: { id }, body: settled }, { signal }),
  })
  const command = useRef(newId())
  const send = useMutation({
    mutationFn: () => api(assignDirective, { params: { id }, body: wire }, { idempotencyKey: command.current }),
    onSuccess: (answer) => {
      clear()
      toast({ text: t.sent(answer.obligations, answer.organisations) })
      void client.invalidateQueries({ queryKey: ['directives'] })
      void client.invalidateQueries({ queryKey: ['obligations'] })
      go(`/van-ban/${id}`)
    },
    onError: () => { command.current = newId() },
  })
  const setRow = (clauseId: string, change: (row: RowPlan) => RowPlan): void => set((before) => ({ ...before, rows: before.rows.map((row) => (row.clauseId === clauseId ? change(row) : row)) }))
  const mark = (clauseId: string, isWrong: boolean): void => setWrong((before) => { const next = new Set(before); if (isWrong) next.add(clauseId); else next.delete(clauseId); return next })
  const ready = anything && wrong.size === 0 && !past
  useKeys([{ key: 'mod+Enter', does: { vi: 'Giao việc', en: 'Assign' }, run: () => { if (ready) setAsking(true) }, whileTyping: true }])
  const sentence = anything ? preview.data?.sentence[language] ?? (preview.error ? '' : t.thinking) : t.answerEmpty
  return (
    <div className={`screen ${css.screen}`}>
      <ScreenHeader title={`${t.title} · ${naming.full(suggestions.document)}`} answer={t.answer(wire.rows.length, suggestions.clauses.length)} above={<Breadcrumb steps={[{ label: t.back, to: '/van-ban' }, { label: naming.short(suggestions.document), to: `/van-ban/${id}` }]} />} />
      {restoredFrom && <Note actions={<button type="button" className="button-quiet" onClick={clear}>{t.fresh}</button>}>{t.restored}</Note>}
      {past && <Note>{t.mayNotNow}</Note>}
      <section className={css.instruction} aria-label={t.instruction}>
        <FormRow label={t.instruction} hint={t.instructionHint} grow>{(ids) => <textarea className={`field ${css.hand}`} rows={2} {...ids} value={plan.text} onChange={(event) => { const text = event.target.value; set((before) => ({ ...before, text })) }} />}</FormRow>
        <FormLine>
          <FormRow label={t.lead} optional={t.optional}>{(ids) => <OrganisationPicker ids={ids} one chosen={plan.lead} onChosen={(lead) => set((before) => ({ ...before, lead }))} find={findOrganisations} cacheKey={['organisations']} />}</FormRow>
          <FormRow label={t.together} optional={t.optional}>{(ids) => <OrganisationPicker ids={ids} chosen={plan.together} onChosen={(together) => set((before) => ({ ...before, together }))} find={findOrganisations} cacheKey={['organisations']} />}</FormRow>
          <FormRow label={t.dueOn} optional={t.optional}>{(ids) => <DateField ids={ids} value={plan.dueOn} onChange={(dueOn) => set((before) => ({ ...before, dueOn }))} onWrong={(isWrong) => mark('instruction', isWrong)} />}</FormRow>
        </FormLine>
      </section>
      <ClauseRows suggestions={suggestions} rows={plan.rows} onRow={setRow} onWrong={mark} />
      <SendTo suggestions={suggestions} sendTo={plan.sendTo} onSendTo={(change) => set((before) => ({ ...before, sendTo: change(before.sendTo) }))} />
      <div className={css.close}>
        {preview.data && preview.data.warnings.length > 0 && anything && (
          <details className={css.warnings}><summary>{t.warnings} ({formatNumber(preview.data.warnings.length)})</summary><ul>{preview.data.warnings.map((one, at) => <li key={`${one.code}${at}`}>{one.sentence[language]}</li>)}</ul></details>
        )}
        <RefusalNote error={send.error ?? (anything ? preview.error : null)} />
        <p className={css.preview} role="status">{sentence}</p>
        <div className="actions">
          {wrong.size > 0 && <span className="late small">{t.badDue}</span>}
          <span className="small muted">{t.acknowledge(formatNumber(suggestions.acknowledgeHours))}</span>
          <button type="button" className="button" disabled={!ready || send.isPending} onClick={() => setAsking(true)}>{send.isPending ? t.sending : t.send} <Kbd of="mod+Enter" /></button>
        </div>
      </div>
      {asking && (
        <ConfirmDialog title={t.confirmTitle} act={t.send} onConfirm={() => send.mutateAsync()} onClose={() => setAsking(false)}>
          <p>{sentence}</p>
          <p className="muted">{t.confirmText}</p>
        </ConfirmDialog>
      )}
    </div>
  )
}
