import { useState, type ReactNode } from 'react'
import { formatMoment } from '../../../web/format.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { Dialog, FormRow, RefusalNote } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { CommandShape, type ObligationView, type StoryLine } from '../../contract.ts'
import { useStep } from '../use-step.ts'
import { correctWords } from './correct-words.ts'

/** Where the words of each kind of event that may be corrected stand. */
const wordsAt: Readonly<Record<string, string>> = { queried: 'question', reported: 'note', obstacle_raised: 'obstacle', inspected: 'finding', commended: 'note', sanctioned: 'note', extension_requested: 'reason' }
/** Whether this line of the story is one that its author may still mend. Whose it is the screen knows; the server asks again. */
export const mayCorrect = (line: StoryLine, organisationId: string | undefined): boolean => line.type in wordsAt && line.body !== null && line.by.organisation.id === organisationId

const numberOf = (text: string): number | null | undefined => {
  const plain = text.trim().replace(/\s/gu, '')
  if (plain === '') return null
  const value = Number(/^\d{1,3}(\.\d{3})+(,\d+)?$/u.test(plain) ? plain.replace(/\./gu, '').replace(',', '.') : plain.replace(',', '.'))
  return Number.isFinite(value) ? value : undefined
}
type Figure = { readonly indicator: string; readonly value: number | null }

/** Đính chính một bước: what it should have said, and why; or taking it back. The step as it was stays in the story. */
export function CorrectForm({ view, line, title, onClose }: { view: ObligationView; line: StoryLine; title: ReactNode; onClose: () => void }) {
  const t = useWords(correctWords)
  const language = useLanguage()
  const body = line.body ?? {}
  const key = wordsAt[line.type] ?? 'note'
  const figures = (body['figures'] as readonly Figure[] | undefined) ?? []
  const [text, setText] = useState(String(body[key] ?? ''))
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>(Object.fromEntries(figures.map((f) => [f.indicator, f.value === null ? '' : String(f.value).replace('.', ',')])))
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const step = useStep(view.id)
  const right = figures.map((f) => ({ indicator: f.indicator, value: numberOf(typed[f.indicator] ?? '') }))
  const ready = text.trim() !== '' && reason.trim().length >= 3 && right.every((f) => f.value !== undefined)
  const send = (withdraw: boolean): void => {
    setProblem(null)
    const asked = CommandShape.safeParse({ type: 'correct', of: line.seq, reason: reason.trim(), replacement: withdraw ? null : { ...body, type: line.type, [key]: text.trim(), ...(figures.length > 0 ? { figures: right } : {}) } })
    if (!asked.success) { setProblem(asked.error); return }
    step.mutate({ step: asked.data }, { onSuccess: () => { toast({ text: withdraw ? t.withdrawn : t.done }); onClose() }, onError: setProblem })
  }
  return (
    <Dialog title={t.title} onClose={onClose}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (ready) send(false) }}>
        <h2>{t.open}: {title}, {formatMoment(line.at, language)}</h2>
        <p className="small muted">{t.hint}</p>
        <FormRow label={t.text}>{(ids) => <textarea className="field" {...ids} rows={4} value={text} onChange={(event) => setText(event.target.value)} />}</FormRow>
        {figures.map((f) => {
          const slot = view.figures.find((one) => one.slot.indicator === f.indicator)?.slot
          return <FormRow key={f.indicator} label={slot ? `${slot.name} (${slot.unit})` : f.indicator} problem={numberOf(typed[f.indicator] ?? '') === undefined ? t.wrongFigure : undefined}>{(ids) => <input className="field number" inputMode="decimal" {...ids} value={typed[f.indicator] ?? ''} onChange={(event) => { const value = event.target.value; setTyped((before) => ({ ...before, [f.indicator]: value })) }} />}</FormRow>
        })}
        <FormRow label={t.why}>{(ids) => <textarea className="field" {...ids} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormRow>
        <RefusalNote error={problem} />
        <div className="actions">
          <button type="submit" className="button" disabled={!ready || step.isPending}>{t.act}</button>
          <button type="button" className="button-quiet" disabled={reason.trim().length < 3 || step.isPending} title={t.withdrawHint} onClick={() => send(true)}>{t.withdraw}</button>
        </div>
      </form>
    </Dialog>
  )
}
