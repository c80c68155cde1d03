import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatMoment } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { ConfirmDialog } from '../../web/parts/ConfirmDialog.tsx'
import { FormRow } from '../../web/parts/FormRow.tsx'
import { RefusalNote } from '../../web/parts/RefusalNote.tsx'
import { Loaded } from '../../web/parts/States.tsx'
import { toast } from '../../web/toasts.tsx'
import { accountWords } from './account-words.ts'
import { addPasskey, auth } from './auth.ts'
import css from './Account.module.css'

export type Passkey = { readonly id: string; readonly name?: string | null; readonly createdAt?: string | null }
export const passkeysKey = ['account', 'passkeys'] as const
export const loadPasskeys = () => auth<Passkey[]>('GET', '/passkey/list-user-passkeys')

export function Passkeys() {
  const t = useWords(accountWords)
  const query = useQuery({ queryKey: passkeysKey, queryFn: loadPasskeys })
  const [name, setName] = useState<string>(t.keyNameDefault)
  const [removing, setRemoving] = useState<Passkey | null>(null)
  const add = useMutation({ mutationFn: () => addPasskey(name.trim()), onSuccess: () => { toast({ text: t.keyAdded }); return query.refetch() }, onError: () => {} })
  return (
    <section className={css.part}>
      <h2>{t.keys}</h2>
      <p>{t.keysLead}</p>
      <Loaded query={query} lines={2}>{(keys) => keys.length === 0 ? <p className="muted">{t.keysNone}</p> : (
        <ul role="list" className={css.lines}>
          {keys.map((key) => (
            <li key={key.id}>
              <span><strong>{key.name || t.unnamed}</strong> {key.createdAt && <span className="muted small">{t.since(formatMoment(key.createdAt))}</span>}</span>
              <button type="button" className="button-plain" aria-label={t.keyRemoveAsk(key.name || t.unnamed)} onClick={() => setRemoving(key)}>{t.keyRemove}</button>
            </li>
          ))}
        </ul>
      )}</Loaded>
      <form className={css.inline} onSubmit={(event) => { event.preventDefault(); add.mutate() }}>
        <FormRow label={t.keyName}>{(ids) => <input {...ids} className="field" required maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />}</FormRow>
        <button type="submit" className="button-quiet" disabled={add.isPending}>{t.keyAdd}</button>
      </form>
      <RefusalNote error={add.error} />
      {removing && (
        <ConfirmDialog title={t.keyRemoveAsk(removing.name || t.unnamed)} act={t.keyRemove} danger onClose={() => setRemoving(null)} onConfirm={async () => { await auth('POST', '/passkey/delete-passkey', { id: removing.id }); toast({ text: t.keyRemoved }); await query.refetch() }}>
          <p>{t.keyRemoveText}</p>
        </ConfirmDialog>
      )}
    </section>
  )
}
