import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { FormRow } from '../../web/parts/FormRow.tsx'
import { RefusalNote } from '../../web/parts/RefusalNote.tsx'
import { setUp } from '../contract.ts'
import { auth } from './auth.ts'
import { PasswordField } from './PasswordField.tsx'
import { provinces } from './provinces.ts'
import { signInWords } from './words.ts'
import css from './SignIn.module.css'

/** The first administrator, who proves to stand at the machine by the code it shows. */
export function SetUp({ onDone }: { onDone: () => void | Promise<void> }) {
  const t = useWords(signInWords)
  const [form, setForm] = useState({ code: '', provinceCode: '', organisation: '', name: '', email: '', password: '' })
  const set = (part: Partial<typeof form>): void => setForm((before) => ({ ...before, ...part }))
  const create = useMutation({
    mutationFn: async () => {
      const { email } = await api(setUp, { body: form })
      await auth('POST', '/sign-in/email', { email, password: form.password })
    },
    onSuccess: () => onDone(),
    onError: () => {},
  })
  const text = (name: 'code' | 'organisation' | 'name' | 'email', more: { type?: string; autoComplete?: string; minLength?: number; placeholder?: string } = {}) =>
    (ids: object) => <input {...ids} className="field" required value={form[name]} onChange={(event) => set({ [name]: event.target.value })} {...more} />
  return (
    <section className={css.form}>
      <h1>{t.setupTitle}</h1>
      <p className="muted">{t.setupLead}</p>
      <form onSubmit={(event) => { event.preventDefault(); create.mutate() }}>
        <FormRow label={t.setupCode} hint={t.setupCodeHint}>{text('code', { autoComplete: 'off' })}</FormRow>
        <FormRow label={t.province}>{(ids) => (
          <select {...ids} className="field" required value={form.provinceCode} onChange={(event) => set({ provinceCode: event.target.value })}>
            <option value="" disabled>{t.provinceChoose}</option>
            {provinces.map(([code, name]) => <option key={code} value={code}>{name}</option>)}
          </select>
        )}</FormRow>
        <FormRow label={t.organisation} hint={t.organisationHint}>{text('organisation', { autoComplete: 'organization', minLength: 2 })}</FormRow>
        <FormRow label={t.name}>{text('name', { autoComplete: 'name', minLength: 2 })}</FormRow>
        <FormRow label={t.email}>{text('email', { type: 'email', autoComplete: 'username' })}</FormRow>
        <PasswordField label={t.newPassword} hint={t.newPasswordHint} value={form.password} onChange={(password) => set({ password })} autoComplete="new-password" minLength={12} />
        <RefusalNote error={create.error} />
        <div className={css.enter}><button type="submit" className="button" disabled={create.isPending}>{t.setupEnter}</button></div>
      </form>
    </section>
  )
}
