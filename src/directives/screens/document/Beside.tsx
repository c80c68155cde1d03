import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { api, newId, upload, urlOf } from '../../../web/api.ts'
import { formatBytes, formatMoment } from '../../../web/format.ts'
import { useLanguage, useWords } from '../../../web/language.ts'
import { Note, RefusalNote } from '../../../web/parts/index.ts'
import { toast } from '../../../web/toasts.tsx'
import { acknowledgeAct, attachFiles, getAttachment, getCopy, removeAttachment, type DocumentView } from '../../contract.ts'
import { useNaming } from '../naming.ts'
import { actWords } from './act-words.ts'
import css from './Document.module.css'

/** Above everything else: that the paper no longer stands, why, and what stands in its place. */
export function ActNotes({ document, onChanged }: { document: DocumentView; onChanged: () => Promise<void> }) {
  const t = useWords(actWords)
  const naming = useNaming()
  const answer = useMutation({ mutationFn: () => api(acknowledgeAct, { params: { id: document.id }, body: {} }), onSuccess: async () => { toast({ text: t.acknowledged }); await onChanged() }, onError: () => {} })
  return (
    <>
      {document.secrecy && <Note>{t.secret(document.secrecy)}</Note>}
      {document.acts.map((act, at) => (
        <Note key={act.seq} actions={document.may.acknowledgeAct && at === document.acts.length - 1 ? <button type="button" className="button" disabled={answer.isPending} onClick={() => answer.mutate()}>{t.acknowledge}</button> : undefined}>
          <b>{t.saidOf[act.kind]}</b>{act.byDocument && <> {t.by} <a href={`/van-ban/${act.byDocument.id}`}>{naming.full(act.byDocument)}</a></>}{act.notice && `, ${act.notice}`}: {act.reason}
          <br /><span className="small muted">{[act.by.person, act.by.post, formatMoment(act.at)].filter(Boolean).join(', ')}. {document.mine ? t.told(act.acknowledged, act.told) : act.kind === 'corrected' ? '' : t.copyGone}</span>
        </Note>
      ))}
      <RefusalNote error={answer.error} />
    </>
  )
}

/** Phụ lục and copies: what lies beside the paper. */
export function Beside({ document, onChanged }: { document: DocumentView; onChanged: () => Promise<void> }) {
  const t = useWords(actWords)
  const language = useLanguage()
  const input = useRef<HTMLInputElement>(null)
  const add = useMutation({
    mutationFn: (files: readonly File[]) => upload(attachFiles, { params: { id: document.id } }, files, { idempotencyKey: newId() }), onError: () => {},
    onSuccess: async ({ refused }) => { for (const one of refused) toast({ text: t.fileRefused(one.name, one.refusal.sentence[language]) }); await onChanged() },
  })
  const remove = useMutation({ mutationFn: (seq: number) => api(removeAttachment, { params: { id: document.id, seq } }), onSuccess: onChanged, onError: () => {} })
  const removable = document.may.attach && document.state !== 'registered'
  return (
    <>
      {(document.attachments.length > 0 || document.may.attach) && (
        <section className={css.section}>
          <h2>{t.files}</h2>
          {document.attachments.length === 0 && <p className="small muted">{t.noFiles}</p>}
          <ul role="list" className="small">
            {document.attachments.map((one) => (
              <li key={one.seq}><a href={urlOf(getAttachment, { params: { id: document.id, seq: one.seq } })} target="_blank" rel="noopener">{one.name}</a> <span className="muted">{formatBytes(one.bytes)}</span>
                {removable && <button type="button" className="button-plain" aria-label={t.removeFile(one.name)} disabled={remove.isPending} onClick={() => remove.mutate(one.seq)}>×</button>}
              </li>
            ))}
          </ul>
          <RefusalNote error={add.error ?? remove.error} />
          {document.may.attach && <p><button type="button" className="button-plain" disabled={add.isPending} onClick={() => input.current?.click()}>{t.addFiles}</button><input ref={input} type="file" multiple hidden aria-label={t.addFiles} onChange={(event) => { const files = [...(event.target.files ?? [])]; event.target.value = ''; if (files.length > 0) add.mutate(files) }} /></p>}
        </section>
      )}
      {document.copies.length > 0 && (
        <section className={css.section}>
          <h2>{t.copiesMade}</h2>
          <ul role="list" className="small">{document.copies.map((one) => <li key={one.id}><a href={urlOf(getCopy, { params: { id: document.id, copyId: one.id } })} target="_blank" rel="noopener">{one.symbol}</a> <span className="muted">{t.forms[one.form]}{one.pages.length > 0 && `, ${one.pages.join(', ')}`}</span></li>)}</ul>
        </section>
      )}
    </>
  )
}
