import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { api, newId } from '../../../web/api.ts'
import { today } from '../../../web/format.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { ConfirmDialog, DateField, FormRow, OrganisationPicker, RefusalNote, Waiting } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { issueDirective, type DraftContent, type DraftView } from '../../contract.ts'
import { assignWords } from '../assign/words.ts'
import { findOrganisations } from '../findOrganisations.ts'
import type { GivingDesk } from './useGiving.ts'
import { draftingWords } from './words.ts'
import css from './Drafting.module.css'

/** Ký, cấp số, ban hành: the last look before a paper that cannot be changed any more. */
export function Issue({ view, findings, uncovered, draft, giving, settled, onReview, onClose }: {
  view: DraftView
  findings: DraftView['findings']
  uncovered: number
  draft: DraftContent
  giving: GivingDesk
  settled: () => Promise<number>
  /** To the sheet where the duties are settled. */
  onReview: () => void
  onClose: () => void
}) {
  const t = useWords(draftingWords)
  const language = useLanguage()
  const go = useGo()
  const client = useQueryClient()
  const [date, setDate] = useState<string | null>(draft.date ?? today())
  const a = useWords(assignWords)
  const { touched, set, wire, preview } = giving
  const [copies, setCopies] = useState('')
  const [accepted, setAccepted] = useState(false)
  const command = useRef(newId())
  const open = findings.length > 0 || uncovered > 0
  // What the law demands of the form cannot be signed away; the rest a signer may take upon themselves.
  const must = findings.filter((one) => one.level === 'must')
  const issue = async (): Promise<void> => {
    try {
      const version = await settled()
      const done = await api(issueDirective, { params: { id: view.id }, body: { version, date: date!, rows: wire.rows, sendTo: giving.may ? wire.sendTo : touched.also.map((one) => one.id), copies: copies === '' ? null : Number(copies), acceptFindings: accepted } }, { idempotencyKey: command.current })
      giving.clear()
      toast({ text: done.obligations > 0 ? t.issuedGiven(done.number, done.sent, done.obligations) : t.issued(done.number, done.sent) })
      void client.invalidateQueries({ queryKey: ['obligations'] })
      await client.invalidateQueries({ queryKey: ['directives'] })
      go(`/van-ban/${done.id}`)
    } catch (error) {
      command.current = newId()
      throw error
    }
  }
  return (
    <ConfirmDialog title={t.issueTitle} act={t.issue} onConfirm={issue} onClose={onClose} ready={date !== null && giving.ready && !giving.wrong && !(giving.anything && preview.isError) && must.length === 0 && (!open || accepted)}>
      <p>{t.issueText(view.next.text)}</p>
      <div className={`stack ${css.issueForm}`}>
        <FormRow label={t.date}>{(ids) => <DateField ids={ids} value={date} onChange={setDate} onWrong={(wrong) => { if (wrong) setDate(null) }} />}</FormRow>
        {giving.may && (
          <div className={css.issueGiving}>
            <label><input type="checkbox" checked={touched.give} onChange={(event) => { const give = event.target.checked; set((before) => ({ ...before, give })) }} /><span>{t.giveWith}</span></label>
            {giving.ready ? <p role="status">{giving.anything ? preview.data?.sentence[language] ?? a.thinking : t.giveNothing}</p> : <Waiting />}
            {giving.wrong && <p className="late small">{a.badDue}</p>}
            <RefusalNote error={giving.suggestions.error ?? (giving.anything ? preview.error : null)} />
            <button type="button" className="button-plain" onClick={onReview}>{t.giveReview}</button>
          </div>
        )}
        <FormRow label={t.sendTo} hint={t.sendHint}>{(ids) => <OrganisationPicker ids={ids} chosen={touched.also} onChosen={(also) => set((before) => ({ ...before, also }))} find={findOrganisations} cacheKey={['organisations']} />}</FormRow>
        <FormRow label={t.copies}>{(ids) => <input className="field" {...ids} inputMode="numeric" value={copies} onChange={(event) => setCopies(event.target.value.replace(/\D/gu, ''))} />}</FormRow>
        {open && (
          <div className={css.openFindings}>
            {uncovered > 0 && <p>{t.uncovered(uncovered)}</p>}
            <ul>{(must.length > 0 ? must : findings).slice(0, 8).map((one, at) => <li key={`${one.code}${at}`}>{one.level === 'must' && <b className="late">{t.must}: </b>}{one.sentence[language]}</li>)}</ul>
            {must.length > 0 ? <p className="late">{t.mustFirst(must.length)}</p> : <label><input type="checkbox" checked={accepted} onChange={(event) => setAccepted(event.target.checked)} /><span>{t.accept}<br /><small className="muted">{t.acceptHint}</small></span></label>}
          </div>
        )}
      </div>
    </ConfirmDialog>
  )
}
