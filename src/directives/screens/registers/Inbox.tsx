import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../../web/api.ts'
import { formatMoment } from '../../../web/format.ts'
import { useWords } from '../../../web/language.ts'
import { useGo } from '../../../web/navigate.ts'
import { ConfirmDialog, Empty, FormRow, RefusalNote } from '../../../web/parts/index.ts'
import { useMay } from '../../../web/session.ts'
import { toast } from '../../../web/toasts.tsx'
import { listInbox, receiveDelivery, refuseDelivery } from '../../contract.ts'
import { useNaming } from '../naming.ts'
import { directivesWords } from '../words.ts'
import { registerWords } from './words.ts'
import css from './Registers.module.css'

/** Gửi đến ta: what other units sent within the system; received with one press, or refused with a reason. */
export function Inbox({ only }: { only: 'waiting' | 'all' }) {
  const t = useWords(registerWords)
  const w = useWords(directivesWords)
  const naming = useNaming()
  const go = useGo()
  const client = useQueryClient()
  const mayReceive = useMay('document.register')
  const [refusing, setRefusing] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const query = useQuery({ queryKey: ['directives', 'inbox', only], queryFn: ({ signal }) => api(listInbox, { query: { only } }, { signal }) })
  const changed = (): Promise<void> => client.invalidateQueries({ queryKey: ['directives'] })
  const receive = useMutation({
    mutationFn: (id: string) => api(receiveDelivery, { params: { id }, body: {} }),
    onSuccess: async (answer) => { toast({ text: t.received(answer.entry.number), action: { label: t.read, run: () => go(`/van-ban/${answer.id}`) } }); await changed() },
  })
  if (query.error) return <RefusalNote error={query.error} retry={query.refetch} />
  if (!query.data) return null
  if (query.data.lines.length === 0) return only === 'all' ? <Empty title={t.emptyInbox}>{t.emptyInboxText}</Empty> : null
  return (
    <section className={only === 'waiting' ? css.desk : css.rows} aria-label={t.tabs['hop-thu']}>
      {only === 'waiting' && <h2>{t.tabs['hop-thu']} <small>{w.delivery['01']}</small></h2>}
      <ul role="list">
        {query.data.lines.map((line) => (
          <li key={line.document.id} className={css.withActs}>
            <a data-row={line.document.id} href={`/van-ban/${line.document.id}`} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(`/van-ban/${line.document.id}`) } }}>
              <span className={css.what}><b>{naming.full(line.document)}</b><span className={css.title}>{line.document.title}</span></span>
              <span className={css.facts}>
                {line.urgency && <b className={css.urgency}>{w.urgency[line.urgency]}</b>}
                {line.state !== '01' && <span>{w.delivery[line.state]}</span>}
                {line.obligations > 0 && <span>{t.dutiesOf(line.obligations)}</span>}
                <span className="muted">{t.fromUs(line.from.name, formatMoment(line.sentAt))}</span>
                {line.reason && <span>{line.reason}</span>}
                {line.act && <span className="late">{t.actOf[line.act.kind]}: {line.act.reason}</span>}
              </span>
            </a>
            {line.act && mayReceive && <span className="actions"><button type="button" className="button-quiet" onClick={() => go(`/van-ban/${line.document.id}`)}>{t.actOpen}</button></span>}
            {!line.act && line.state === '01' && mayReceive && (
              <span className="actions">
                <button type="button" className="button-quiet" disabled={receive.isPending} onClick={() => receive.mutate(line.document.id)}>{t.receive}</button>
                <button type="button" className="button-plain" onClick={() => { setReason(''); setRefusing(line.document.id) }}>{t.refuse}</button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {refusing && (
        <ConfirmDialog
          title={t.refuseTitle} act={t.refuse} danger ready={reason.trim().length >= 3} onClose={() => setRefusing(null)}
          onConfirm={async () => { await api(refuseDelivery, { params: { id: refusing }, body: { reason } }); toast({ text: t.refused }); await changed() }}
        >
          <FormRow label={w.reason} hint={t.refuseHint}>{(ids) => <textarea className="field" {...ids} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormRow>
        </ConfirmDialog>
      )}
    </section>
  )
}
