import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { formatDay } from '../../../platform/dates.ts'
import { api, urlOf } from '../../../web/api.ts'
import { useWords } from '../../../web/language.ts'
import { useAddress, useGo } from '../../../web/navigate.ts'
import { Breadcrumb, ConfirmDialog, FormRow, OrganisationPicker, Popover, ScreenHeader, type Choice } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { cancelRegistration, createDraft, getDirective, getEdxml, getPaper, getStamp, getStatusMessage, receiveDelivery, refuseDelivery, sendDirective, type DocumentView } from '../../contract.ts'
import { ScreenOf } from '../ScreenOf.tsx'
import { findOrganisations } from '../findOrganisations.ts'
import { useNaming } from '../naming.ts'
import { registerWords } from '../registers/words.ts'
import { directivesWords } from '../words.ts'
import { actWords } from './act-words.ts'
import { CopyDialog, EndDialog } from './Acts.tsx'
import { ActNotes } from './Beside.tsx'
import { ClauseList } from './ClauseList.tsx'
import { Side } from './Side.tsx'
import { documentWords } from './words.ts'
import css from './Document.module.css'

/** Một văn bản: what it orders, what has become of it, and where it stands among its papers. */
export default function Document() {
  const { id } = useAddress()
  const query = useQuery({ queryKey: ['directives', id], queryFn: ({ signal }) => api(getDirective, { params: { id: id! } }, { signal }), enabled: id !== undefined })
  return <ScreenOf query={query}>{(document) => <Page document={document} />}</ScreenOf>
}

function Page({ document }: { document: DocumentView }) {
  const t = useWords(documentWords)
  const w = useWords(directivesWords)
  const r = useWords(registerWords)
  const a = useWords(actWords)
  const naming = useNaming()
  const go = useGo()
  const client = useQueryClient()
  const [asking, setAsking] = useState<'refuse' | 'cancel' | 'send' | 'end' | 'copy' | null>(null)
  const [reason, setReason] = useState('')
  const [units, setUnits] = useState<readonly Choice[]>([])
  const changed = (): Promise<void> => client.invalidateQueries({ queryKey: ['directives'] })
  const receive = useMutation({ mutationFn: () => api(receiveDelivery, { params: { id: document.id }, body: {} }), onSuccess: async (answer) => { toast({ text: r.received(answer.entry.number) }); await changed() } })
  const implement = useMutation({ mutationFn: () => api(createDraft, { body: { upperId: document.id } }), onSuccess: (answer) => go(`/van-ban/${answer.id}/soan`) })
  const value = document.confirmed
  const named = { type: value?.type ?? document.working?.value.type ?? null, number: value?.number ?? document.working?.value.number ?? null, date: value?.date ?? document.working?.value.date ?? null }
  const { may } = document
  const open = document.state === 'to_confirm' || document.state === 'reading' || document.state === 'unreadable'
  const primary = may.receive ? 'receive' : open ? 'read' : document.state === 'draft' ? 'draft' : may.assign && document.duties.total === 0 && document.clauses.length > 0 ? 'assign' : may.implement && document.implementedBy.length === 0 ? 'implement' : null
  const look = (name: typeof primary): string => (name === primary ? 'button' : 'button-quiet')
  return (
    <div className="screen">
      <ScreenHeader
        title={[naming.short(named), value?.issuer].filter(Boolean).join(' · ')} answer={answerOf(document, t)} above={<Breadcrumb steps={[{ label: t.back, to: '/van-ban' }]} />}
        actions={
          <>
            {may.receive && <button type="button" className={look('receive')} disabled={receive.isPending} onClick={() => receive.mutate()}>{t.receive}</button>}
            {may.refuse && <button type="button" className="button-quiet" onClick={() => { setReason(''); setAsking('refuse') }}>{t.refuse}</button>}
            {document.state === 'draft' && <button type="button" className={look('draft')} onClick={() => go(`/van-ban/${document.id}/soan`)}>{w.states.draft}</button>}
            {may.assign && <button type="button" className={look('assign')} onClick={() => go(`/van-ban/${document.id}/giao`)}>{document.duties.total > 0 ? t.assignMore : t.assign}</button>}
            {may.implement && <button type="button" className={look('implement')} disabled={implement.isPending} onClick={() => implement.mutate()}>{t.implement}</button>}
            <button type="button" className={look('read')} onClick={() => go(`/van-ban/${document.id}/doc`)}>{t.paper}</button>
            {!open && <button type="button" className="button-quiet" onClick={() => go(`/van-ban/${document.id}/trien-khai`)}>{t.cascade}</button>}
            <Popover trigger={`${t.more} ▾`} label={t.more} className="button-quiet" align="end" width="16rem">{(close) => (
              <ul role="list" className={css.menu}>
                {document.registered.some((entry) => entry.direction === 'in') && <li><a href={urlOf(getStamp, { params: { id: document.id } })} target="_blank" rel="noopener">{t.stamp}</a></li>}
                {document.origin === 'drafted' && <li><a href={urlOf(getPaper, { params: { id: document.id }, query: { form: 'docx' } })} download>{t.docx}</a></li>}
                {document.origin === 'drafted' && <li><a href={urlOf(getPaper, { params: { id: document.id }, query: { form: 'pdf' } })} download>{t.pdf}</a></li>}
                {may.exportEdxml && <li><a href={urlOf(getEdxml, { params: { id: document.id }, query: {} })} download>{t.edxml}</a></li>}
                {document.delivery && <li><a href={urlOf(getStatusMessage, { params: { id: document.id }, query: {} })} download>{t.status}</a></li>}
                {may.send && <li><button type="button" onClick={() => { close(); setUnits([]); setAsking('send') }}>{t.send}</button></li>}
                {may.correct && <li><button type="button" onClick={() => go(`/van-ban/${document.id}/doc?sua=1`)}>{w.correct}</button></li>}
                {may.copy && <li><button type="button" onClick={() => { close(); setAsking('copy') }}>{a.copyMenu}</button></li>}
                {may.end && <li><button type="button" onClick={() => { close(); setAsking('end') }}>{a.menu}</button></li>}
                {may.cancel && <li><button type="button" onClick={() => { close(); setReason(''); setAsking('cancel') }}>{t.cancel}</button></li>}
                <li><button type="button" onClick={() => { close(); window.print() }}>{w.print}</button></li>
              </ul>
            )}</Popover>
          </>
        }
      />
      <ActNotes document={document} onChanged={changed} />
      <div className={css.page}>
        <article className={css.main}>
          <p className={css.subject}>
            {value?.urgency && <b className={css.urgency}>{w.urgency[value.urgency]}</b>}
            {value?.title ?? document.working?.value.title ?? document.file?.name ?? w.untitled}
          </p>
          {value && (
            <dl className={css.head}>
              <div><dt>{t.issuer}</dt><dd>{[value.issuer, value.parent_issuer].filter(Boolean).join(' · ')}{value.date && <>, {[value.place, formatDay(value.date)].filter(Boolean).join(' ')}</>}</dd></div>
              {value.recipients.length > 0 && <div><dt>{t.recipients}</dt><dd>{value.recipients.join('; ')}</dd></div>}
              {value.signer && <div><dt>{t.signer}</dt><dd>{[value.signer, value.signer_title].filter(Boolean).join(', ')}</dd></div>}
            </dl>
          )}
          <ClauseList document={document} />
        </article>
        <Side document={document} onChanged={changed} />
      </div>
      {asking === 'end' && <EndDialog document={document} onDone={changed} onClose={() => setAsking(null)} />}
      {asking === 'copy' && <CopyDialog document={document} onDone={changed} onClose={() => setAsking(null)} />}
      {asking === 'refuse' && (
        <ConfirmDialog title={r.refuseTitle} act={t.refuse} danger ready={reason.trim().length >= 3} onClose={() => setAsking(null)} onConfirm={async () => { await api(refuseDelivery, { params: { id: document.id }, body: { reason } }); toast({ text: r.refused }); await changed() }}>
          <FormRow label={w.reason} hint={r.refuseHint}>{(ids) => <textarea className="field" {...ids} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormRow>
        </ConfirmDialog>
      )}
      {asking === 'cancel' && (
        <ConfirmDialog title={t.cancelTitle} act={t.cancel} danger ready={reason.trim().length >= 3} onClose={() => setAsking(null)} onConfirm={async () => { await api(cancelRegistration, { params: { id: document.id }, body: { reason } }); toast({ text: t.cancelled }); await changed() }}>
          <FormRow label={w.reason} hint={t.cancelHint}>{(ids) => <textarea className="field" {...ids} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormRow>
        </ConfirmDialog>
      )}
      {asking === 'send' && (
        <ConfirmDialog title={t.sendTitle} act={t.send} ready={units.length > 0} onClose={() => setAsking(null)} onConfirm={async () => { const { sent } = await api(sendDirective, { params: { id: document.id }, body: { organisationIds: units.map((one) => one.id) } }); toast({ text: t.sentToast(sent) }); await changed() }}>
          <FormRow label={t.chooseUnits}>{(ids) => <OrganisationPicker ids={ids} chosen={units} onChosen={setUnits} find={findOrganisations} cacheKey={['organisations']} />}</FormRow>
        </ConfirmDialog>
      )}
    </div>
  )
}

function answerOf(document: DocumentView, t: (typeof documentWords)['vi']): string {
  const a = t.answer
  const entry = document.registered.find((one) => one.direction === 'in' && !one.voided)
  if (document.state === 'cancelled') return a.cancelled
  if (document.state === 'recalled') return a.recalled
  if (document.state === 'replaced') return a.replaced
  if (document.secrecy !== null) return entry ? a.secret(entry.number) : a.cancelled
  if (document.state === 'draft') return a.draft
  if (document.state === 'to_confirm' || document.state === 'reading' || document.state === 'unreadable') return a.toConfirm
  const { total, units, done, late } = document.duties
  if (total > 0) return [a.given(units, total), late > 0 || done > 0 ? `${[late > 0 ? a.late(late) : '', done > 0 ? a.done(done, total) : ''].filter(Boolean).join(', ')}.` : ''].filter(Boolean).join(' ')
  if (document.delivery && !entry) return document.delivery.state === '02' ? a.refused : document.delivery.state === '01' ? a.waiting : a.received
  if (document.state === 'issued') return a.issued(document.deliveries.length, document.deliveries.filter((one) => one.state !== '01' && one.state !== '02').length)
  return entry ? (document.clauses.length === 0 ? a.noTasks(entry.number) : a.registered(entry.number)) : a.received
}
