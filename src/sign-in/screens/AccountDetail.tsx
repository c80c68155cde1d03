import { useState } from 'react'
import { api, newId } from '../../web/api.ts'
import { formatNumber } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { ConfirmDialog, DataTable, FormRow, OrganisationPicker, type Choice } from '../../web/parts/index.ts'
import { sayRefusal, toast } from '../../web/toasts.tsx'
import { disableAccount, handOverPost, listAccounts, setAccountPassword } from '../contract.ts'
import { signsIn, type AccountRow } from './account-row.ts'
import { adminWords } from './admin-words.ts'
import { GivePost } from './GivePost.tsx'
import { PasswordField } from './PasswordField.tsx'
import css from './Accounts.module.css'

type Sheet = { readonly kind: 'reset' | 'disable' | 'give' } | { readonly kind: 'handover'; readonly post: AccountRow['posts'][number] }

/** One account: its posts and their handover, its password, its lock. */
export function AccountDetail({ account, onChanged }: { account: AccountRow; onChanged: () => unknown }) {
  const t = useWords(adminWords)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [intent, setIntent] = useState(newId)
  const [password, setPassword] = useState('')
  const [receiver, setReceiver] = useState<readonly Choice[]>([])
  const [note, setNote] = useState('')
  const open = (next: Sheet): void => {
    setIntent(newId())
    setSheet(next)
  }
  const close = (): void => {
    setSheet(null)
    setPassword('')
    setReceiver([])
  }
  const params = { id: account.id }
  const disabled = account.disabledAt !== null
  const setDisabled = async (next: boolean): Promise<void> => {
    await api(disableAccount, { params, body: { disabled: next } }, { idempotencyKey: intent })
    toast({ text: next ? t.disabledDone : t.enabledDone })
    setIntent(newId())
    await onChanged()
  }
  const reset = async (): Promise<void> => {
    await api(setAccountPassword, { params, body: { password } }, { idempotencyKey: intent })
    toast({ text: t.resetDone })
  }
  const handOver = async (postId: string): Promise<void> => {
    const to = receiver[0]
    if (!to) return
    const { openObligations } = await api(handOverPost, { params: { id: postId }, body: { fromAccountId: account.id, toAccountId: to.id, ...(note.trim() ? { note } : {}) } }, { idempotencyKey: intent })
    toast({ text: t.handedOver(formatNumber(openObligations)) })
    setNote('')
    await onChanged()
  }
  const people = async (text: string, signal: AbortSignal): Promise<Choice[]> =>
    (await api(listAccounts, { query: { ...(text ? { q: text } : {}), limit: 12 } }, { signal })).accounts.filter((one) => one.disabledAt === null && one.id !== account.id).map((one) => ({ id: one.id, name: one.name, detail: signsIn(one.email) ? one.email : t.noSignIn }))
  return (
    <div className={css.detail}>
      <h2>{account.name}</h2>
      <p className="muted">{[signsIn(account.email) ? account.email : t.noSignIn, account.phone].filter(Boolean).join(' · ')}{disabled && <> · <strong>{t.disabled}</strong></>}</p>
      <section className={css.part}>
        <h3>{t.posts}</h3>
        <DataTable
          caption={t.posts} rows={account.posts} keyOf={(post) => post.id} empty={<p className="muted">{t.noPost}</p>}
          columns={[
            { key: 'post', head: t.post, isName: true, cell: (post) => post.title }, { key: 'organisation', head: t.organisation, cell: (post) => post.organisation },
            { key: 'act', head: '', align: 'number', cell: (post) => <button type="button" className="button-plain" onClick={() => open({ kind: 'handover', post })}>{t.handOver}</button> },
          ]}
        />
      </section>
      <div className={`actions ${css.part}`} style={{ display: 'flex' }}>
        <button type="button" className="button-quiet" onClick={() => open({ kind: 'give' })}>{t.give}</button>
        <button type="button" className="button-quiet" onClick={() => open({ kind: 'reset' })}>{t.reset}</button>
        {disabled ? <button type="button" className="button-quiet" onClick={() => setDisabled(false).catch(sayRefusal)}>{t.enable}</button> : <button type="button" className="button-danger" onClick={() => open({ kind: 'disable' })}>{t.disable}</button>}
      </div>
      {sheet?.kind === 'reset' && (
        <ConfirmDialog title={t.reset} act={t.reset} onConfirm={reset} onClose={close}>
          <p>{t.resetText(account.name)}</p>
          <PasswordField label={t.newPassword} hint={t.passwordHint} value={password} onChange={setPassword} autoComplete="new-password" minLength={12} />
        </ConfirmDialog>
      )}
      {sheet?.kind === 'disable' && <ConfirmDialog title={t.disable} act={t.disable} danger onConfirm={() => setDisabled(true)} onClose={close}><p>{t.disableText(account.name)}</p></ConfirmDialog>}
      {sheet?.kind === 'give' && <GivePost account={account} onClose={close} onGiven={onChanged} />}
      {sheet?.kind === 'handover' && (
        <ConfirmDialog title={t.handOverTitle(sheet.post.title)} act={t.handOver} ready={receiver.length === 1} onConfirm={() => handOver(sheet.post.id)} onClose={close}>
          <p>{t.handOverText}</p>
          <FormRow label={t.to}>{(ids) => <OrganisationPicker ids={ids} one chosen={receiver} onChosen={setReceiver} find={people} cacheKey={['accounts', account.id]} placeholder={t.filter} />}</FormRow>
          <FormRow label={t.note} optional={t.optional}>{(ids) => <textarea {...ids} className="field" maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />}</FormRow>
        </ConfirmDialog>
      )}
    </div>
  )
}
