import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { useWords } from '../../../web/language.ts'
import { ConfirmDialog, FormRow } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { CopyForm, endDirective, listRegister, makeCopy, type DocumentView } from '../../contract.ts'
import { useNaming } from '../naming.ts'
import { actWords } from './act-words.ts'
import { pagesOf } from './pages.ts'
import css from './Document.module.css'

type Kind = 'recalled' | 'replaced' | 'corrected'
type Duties = 'close' | 'keep' | 'carry'

/** Thu hồi, thay thế, đính chính: which, why, by what, and what becomes of the duties, said before it is done. */
export function EndDialog({ document, onDone, onClose }: { document: DocumentView; onDone: () => Promise<void>; onClose: () => void }) {
  const t = useWords(actWords)
  const naming = useNaming()
  const [kind, setKind] = useState<Kind>('replaced')
  const [duties, setDuties] = useState<Duties>('carry')
  const [reason, setReason] = useState('')
  const [notice, setNotice] = useState('')
  const [by, setBy] = useState('')
  const open = document.duties.total - document.duties.done
  const later = useQuery({
    queryKey: ['directives', 'register', 'out', 'later'], queryFn: ({ signal }) => api(listRegister, { params: { register: 'out' }, query: { limit: 100 } }, { signal }),
    select: (answer) => answer.lines.map((line) => line.document).filter((one) => one.state === 'issued' && one.id !== document.id && (!one.date || !document.confirmed?.date || one.date >= document.confirmed.date)),
  })
  const choose = (next: Kind): void => { setKind(next); setDuties(next === 'replaced' ? 'carry' : next === 'recalled' ? 'close' : 'keep') }
  const choices: readonly Duties[] = kind === 'replaced' ? ['carry', 'close', 'keep'] : kind === 'recalled' ? ['close', 'keep'] : ['keep']
  const ready = reason.trim().length >= 3 && (kind === 'recalled' || (kind === 'replaced' ? by !== '' : by !== '' || notice.trim() !== ''))
  const end = async (): Promise<void> => {
    const done = await api(endDirective, { params: { id: document.id }, body: { kind, reason, notice: notice.trim() === '' ? null : notice, byDocumentId: by === '' ? null : by, duties } })
    toast({ text: t.done[kind](done.told, done.closed + done.carried, done.left) })
    await onDone()
  }
  return (
    <ConfirmDialog title={t.title} act={t.kinds[kind]} danger={kind !== 'corrected'} ready={ready} onConfirm={end} onClose={onClose}>
      <div className="stack">
      <fieldset className={css.choices}>
        <legend className="label">{t.which}</legend>
        {(['replaced', 'recalled', 'corrected'] as const).map((one) => <label key={one}><input type="radio" name="kind" checked={kind === one} onChange={() => choose(one)} /><span><b>{t.kinds[one]}</b><br /><small className="muted">{t.when[one]}</small></span></label>)}
      </fieldset>
      {kind !== 'recalled' && (
        <FormRow label={kind === 'replaced' ? t.byReplacing : t.byLetter} hint={kind === 'replaced' ? t.byHint : undefined}>{(ids) => (
          <select className="field" {...ids} value={by} onChange={(event) => setBy(event.target.value)}><option value="">{kind === 'replaced' ? t.choose : t.notHere}</option>{(later.data ?? []).map((one) => <option key={one.id} value={one.id}>{[naming.full(one), one.title].filter(Boolean).join(' · ')}</option>)}</select>
        )}</FormRow>
      )}
      {(kind === 'recalled' || (kind === 'corrected' && by === '')) && <FormRow label={t.notice} optional={kind === 'recalled' ? t.optional : undefined}>{(ids) => <input className="field" {...ids} value={notice} onChange={(event) => setNotice(event.target.value)} />}</FormRow>}
      <FormRow label={t.reason} hint={t.reasonHint}>{(ids) => <textarea className="field" {...ids} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormRow>
      {open > 0 && (
        <fieldset className={css.choices}>
          <legend className="label">{t.duties(open)}</legend>
          {choices.map((one) => <label key={one}><input type="radio" name="duties" checked={duties === one} onChange={() => setDuties(one)} /><span>{t.dutiesChoice[one]}</span></label>)}
        </fieldset>
      )}
      </div>
    </ConfirmDialog>
  )
}

/** Sao y, trích sao, sao lục: takes the next number of the register of copies and makes the sheet to be signed and stamped. */
export function CopyDialog({ document, onDone, onClose }: { document: DocumentView; onDone: () => Promise<void>; onClose: () => void }) {
  const t = useWords(actWords)
  const [form, setForm] = useState<CopyForm>('sao_y')
  const [typed, setTyped] = useState('')
  const [recipients, setRecipients] = useState('')
  const [copies, setCopies] = useState('')
  const pages = pagesOf(typed)
  const wrong = form === 'trich_sao' && typed !== '' && (pages === null || pages.some((page) => page > document.pages.length))
  const make = async (): Promise<void> => {
    const made = await api(makeCopy, { params: { id: document.id }, body: { form, pages: form === 'trich_sao' ? pages ?? [] : [], recipients: recipients.split(/\s*[;\n]\s*/u).filter((one) => one !== ''), copies: copies === '' ? null : Number(copies) } })
    toast({ text: t.copied(made.symbol) })
    await onDone()
  }
  return (
    <ConfirmDialog title={t.copyTitle} act={t.copyAct} ready={form !== 'trich_sao' || (pages !== null && pages.length > 0 && !wrong)} onConfirm={make} onClose={onClose}>
      <div className="stack">
      <fieldset className={css.choices}>
        <legend className="label">{t.form}</legend>
        {CopyForm.options.map((one) => <label key={one}><input type="radio" name="form" checked={form === one} onChange={() => setForm(one)} /><span><b>{t.forms[one]}</b><br /><small className="muted">{t.formHint[one]}</small></span></label>)}
      </fieldset>
      {form === 'trich_sao' && <FormRow label={t.pages} hint={t.pagesHint(document.pages.length)} problem={wrong ? t.pagesWrong : undefined}>{(ids) => <input className="field" {...ids} value={typed} onChange={(event) => setTyped(event.target.value)} />}</FormRow>}
      <FormRow label={t.recipients} optional={t.optional} hint={t.recipientsHint}>{(ids) => <textarea className="field" {...ids} value={recipients} onChange={(event) => setRecipients(event.target.value)} />}</FormRow>
      <FormRow label={t.copies} optional={t.optional}>{(ids) => <input className="field" {...ids} inputMode="numeric" value={copies} onChange={(event) => setCopies(event.target.value.replace(/\D/gu, ''))} />}</FormRow>
      <p className="small muted">{t.copyAfter}</p>
      </div>
    </ConfirmDialog>
  )
}
