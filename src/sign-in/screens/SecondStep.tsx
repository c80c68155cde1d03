import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../web/language.ts'
import { FormRow } from '../../web/parts/FormRow.tsx'
import { RefusalNote } from '../../web/parts/RefusalNote.tsx'
import { toast } from '../../web/toasts.tsx'
import { accountWords } from './account-words.ts'
import { auth } from './auth.ts'
import { PasswordField } from './PasswordField.tsx'
import { QrCode } from './QrCode.tsx'
import css from './Account.module.css'

type Step = { readonly at: 'rest' } | { readonly at: 'password' } | { readonly at: 'scan'; readonly totpURI: string; readonly backupCodes: readonly string[] } | { readonly at: 'keep'; readonly backupCodes: readonly string[] }

/** TOTP: password, scan, prove, keep the backup codes. */
export function SecondStep({ enabled, onChanged }: { enabled: boolean; onChanged: () => unknown }) {
  const t = useWords(accountWords)
  const [step, setStep] = useState<Step>({ at: 'rest' })
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const start = useMutation({
    mutationFn: async () => {
      if (enabled) return void (await auth('POST', '/two-factor/disable', { password }))
      const made = await auth<{ totpURI: string; backupCodes: string[] }>('POST', '/two-factor/enable', { password })
      setStep({ at: 'scan', ...made })
    },
    onSuccess: async () => {
      setPassword('')
      if (!enabled) return
      setStep({ at: 'rest' })
      toast({ text: t.turnedOff })
      await onChanged()
    },
    onError: () => {},
  })
  const prove = useMutation({
    mutationFn: (codes: readonly string[]) => auth('POST', '/two-factor/verify-totp', { code: code.replace(/\s/g, '') }).then(() => codes),
    onSuccess: async (backupCodes) => {
      setCode('')
      setStep({ at: 'keep', backupCodes })
      toast({ text: t.turnedOn })
      await onChanged()
    },
    onError: () => {},
  })
  return (
    <section className={css.part}>
      <h2>{t.code}</h2>
      {step.at === 'rest' && (
        <>
          <p>{enabled ? t.codeOn : t.codeOff}</p>
          <div className="actions"><button type="button" className={enabled ? 'button-danger' : 'button-quiet'} onClick={() => setStep({ at: 'password' })}>{enabled ? t.codeStop : t.codeStart}</button></div>
        </>
      )}
      {step.at === 'password' && (
        <form className="stack" onSubmit={(event) => { event.preventDefault(); start.mutate() }}>
          <PasswordField label={t.codePassword} value={password} onChange={setPassword} autoComplete="current-password" />
          <RefusalNote error={start.error} />
          <div className="actions"><button type="submit" className={enabled ? 'button-danger' : 'button'} disabled={start.isPending}>{enabled ? t.codeStop : t.goOn}</button></div>
        </form>
      )}
      {step.at === 'scan' && (
        <form className={css.scan} onSubmit={(event) => { event.preventDefault(); prove.mutate(step.backupCodes) }}>
          <QrCode text={step.totpURI} label={t.scan} />
          <div className="stack">
            <p><strong>{t.scan}.</strong> {t.scanHint}</p>
            <code className={css.secret}>{(new URL(step.totpURI).searchParams.get('secret') ?? '').replace(/(.{4})/g, '$1 ').trim()}</code>
            <FormRow label={t.typeCode}>{(ids) => <input {...ids} className="field" inputMode="numeric" autoComplete="one-time-code" required value={code} onChange={(event) => setCode(event.target.value)} />}</FormRow>
            <RefusalNote error={prove.error} />
            <div className="actions"><button type="submit" className="button" disabled={prove.isPending}>{t.turnOn}</button></div>
          </div>
        </form>
      )}
      {step.at === 'keep' && (
        <>
          <h3>{t.backupTitle}</h3>
          <p>{t.backupLead}</p>
          <ol role="list" className={css.codes}>{step.backupCodes.map((one) => <li key={one}>{one}</li>)}</ol>
          <div className="actions no-print"><button type="button" className="button-quiet" onClick={() => print()}>{t.backupPrint}</button><button type="button" className="button" onClick={() => setStep({ at: 'rest' })}>{t.backupDone}</button></div>
        </>
      )}
    </section>
  )
}
