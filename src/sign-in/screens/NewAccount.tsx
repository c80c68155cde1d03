import { useState } from 'react'
import { api, newId } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { ConfirmDialog, FormRow } from '../../web/parts/index.ts'
import { toast } from '../../web/toasts.tsx'
import { createAccount } from '../contract.ts'
import { adminWords } from './admin-words.ts'
import { PasswordField } from './PasswordField.tsx'

export function NewAccount({ onClose, onCreated }: { onClose: () => void; onCreated: (id: string, email: string) => void }) {
  const t = useWords(adminWords)
  const [form, setForm] = useState({ name: '', email: '', phone: '', password: '' })
  const [intent] = useState(newId)
  const set = (part: Partial<typeof form>): void => setForm((before) => ({ ...before, ...part }))
  const create = async (): Promise<void> => {
    const { phone, ...rest } = form
    const { id } = await api(createAccount, { body: { ...rest, ...(phone.trim() ? { phone } : {}) } }, { idempotencyKey: intent })
    toast({ text: t.created(form.name) })
    onCreated(id, form.email.trim())
  }
  return (
    <ConfirmDialog title={t.create} act={t.create} onConfirm={create} onClose={onClose}>
      <FormRow label={t.name}>{(ids) => <input {...ids} className="field" required minLength={2} maxLength={100} autoFocus value={form.name} onChange={(event) => set({ name: event.target.value })} />}</FormRow>
      <FormRow label={t.email} hint={t.emailHint}>{(ids) => <input {...ids} className="field" type="email" required maxLength={200} value={form.email} onChange={(event) => set({ email: event.target.value })} />}</FormRow>
      <FormRow label={t.phone} optional={t.optional}>{(ids) => <input {...ids} className="field" type="tel" maxLength={30} value={form.phone} onChange={(event) => set({ phone: event.target.value })} />}</FormRow>
      <PasswordField label={t.password} hint={t.passwordHint} value={form.password} onChange={(password) => set({ password })} autoComplete="new-password" minLength={12} />
    </ConfirmDialog>
  )
}
