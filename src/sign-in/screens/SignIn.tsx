import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { api } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { FormRow } from '../../web/parts/FormRow.tsx'
import { Note, RefusalNote } from '../../web/parts/RefusalNote.tsx'
import { Loaded } from '../../web/parts/States.tsx'
import { Settings } from '../../web/shell/PostMenu.tsx'
import { getWelcome } from '../contract.ts'
import { auth, refusedAs, returnedWith, signInByPasskey } from './auth.ts'
import { DemoAccounts } from './DemoAccounts.tsx'
import { PasswordField } from './PasswordField.tsx'
import { SetUp } from './SetUp.tsx'
import { signInWords } from './words.ts'
import css from './SignIn.module.css'

/** Đăng nhập: the only screen without an account. Also the cover laid over a page whose session ended (`over`). */
export default function SignIn({ onEntered, over }: { onEntered: () => void | Promise<void>; over: boolean }) {
  const t = useWords(signInWords)
  const welcome = useQuery({ queryKey: ['welcome'], queryFn: ({ signal }) => api(getWelcome, {}, { signal }), staleTime: 0 })
  const [codeAsked, setCodeAsked] = useState(false)
  useEffect(() => { document.title = `${t.title} · Tại Chỗ` }, [t.title])
  return (
    <main className={css.cover} data-over={over || undefined}>
      <header className={css.name}>
        <p className={css.product}>Tại Chỗ</p>
        {welcome.data?.province && <p className={css.province}>{welcome.data.province}</p>}
        <p className={css.lead}>{t.lead}</p>
      </header>
      <div className={css.work}>
        <Loaded query={welcome}>{(data) => data.needsSetup ? <SetUp onDone={onEntered} /> : codeAsked ? <Code onEntered={onEntered} onStartAgain={() => setCodeAsked(false)} /> : (
          <>
            {over && <Note>{t.over}</Note>}
            {data.demo && !over ? <DemoAccounts onEntered={onEntered} /> : <ByPassword oidc={data.oidc} onEntered={onEntered} onCode={() => setCodeAsked(true)} title={t.title} second={false} />}
          </>
        )}</Loaded>
      </div>
      {welcome.data?.demo && !welcome.data.needsSetup && !over && !codeAsked && (
        <div className={css.own}><ByPassword oidc={welcome.data.oidc} onEntered={onEntered} onCode={() => setCodeAsked(true)} title={t.title} second /></div>
      )}
      <footer className={css.foot}><Settings signedIn={false} /></footer>
    </main>
  )
}

/** Where to come back to: this page, without the reason of a refused return. */
const here = (): string => { const at = new URL(location.href); at.searchParams.delete('error'); at.searchParams.delete('error_description'); return at.pathname + at.search }

function ByPassword({ oidc, onEntered, onCode, title, second }: { oidc: string | null; onEntered: () => void | Promise<void>; onCode: () => void; title: string; second: boolean }) {
  const t = useWords(signInWords)
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const enter = useMutation({
    mutationFn: () => auth<{ twoFactorRedirect?: boolean }>('POST', '/sign-in/email', { email: email.trim(), password }),
    onSuccess: (answer) => (answer.twoFactorRedirect ? onCode() : onEntered()),
    onError: () => {},
  })
  // The provider sent the person back, and the program did not let them in: `?error=` says why.
  const [returned] = useState(() => returnedWith(new URLSearchParams(location.search).get('error')))
  const byKey = useMutation({ mutationFn: signInByPasskey, onSuccess: () => onEntered(), onError: () => {} })
  const byOidc = useMutation({
    mutationFn: async () => {
      const { url } = await auth<{ url?: string }>('POST', '/sign-in/social', { provider: 'oidc', callbackURL: here() })
      if (!url) throw refusedAs('oidc')
      location.assign(url)
    },
    onError: () => {},
  })
  return (
    <section className={css.form}>
      {second ? <h2>{title}</h2> : <h1>{title}</h1>}
      <form onSubmit={(event) => { event.preventDefault(); enter.mutate() }}>
        <FormRow label={t.email}>{(ids) => <input {...ids} className="field" type="email" required autoComplete="username webauthn" autoFocus={!second} spellCheck={false} value={email} onChange={(event) => setEmail(event.target.value)} />}</FormRow>
        <PasswordField label={t.password} value={password} onChange={setPassword} autoComplete="current-password" />
        <RefusalNote error={enter.error ?? byKey.error ?? byOidc.error ?? (enter.isIdle && byKey.isIdle && byOidc.isIdle && oidc ? returned : null)} />
        <div className={css.enter}><button type="submit" className="button" disabled={enter.isPending}>{enter.isPending ? t.entering : t.enter}</button></div>
      </form>
      <div className={css.other}>
        <button type="button" className="button-plain" disabled={byKey.isPending} onClick={() => { enter.reset(); byKey.mutate() }}>{t.passkey}</button>
        {oidc && <button type="button" className="button-plain" disabled={byOidc.isPending} onClick={() => byOidc.mutate()}>{t.oidc(oidc)}</button>}
        <p className="small muted">{t.forgot}</p>
      </div>
    </section>
  )
}

function Code({ onEntered, onStartAgain }: { onEntered: () => void | Promise<void>; onStartAgain: () => void }) {
  const t = useWords(signInWords)
  const [backup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const verify = useMutation({ mutationFn: () => auth('POST', backup ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', { code: code.replace(/\s/g, ''), trustDevice: trust }), onSuccess: () => onEntered(), onError: () => {} })
  useEffect(() => { field.current?.focus() }, [backup])
  const more: ReactNode = (
    <>
      <button type="button" className="button-plain" onClick={() => { setBackup(!backup); setCode(''); verify.reset() }}>{backup ? t.useCode : t.useBackup}</button>
      <button type="button" className="button-plain" onClick={onStartAgain}>{t.startAgain}</button>
    </>
  )
  return (
    <section className={css.form}>
      <h1>{t.codeTitle}</h1>
      {!backup && <p className="muted">{t.codeLead}</p>}
      <form onSubmit={(event) => { event.preventDefault(); verify.mutate() }}>
        <FormRow label={backup ? t.backup : t.code}>{(ids) => <input {...ids} ref={field} className={`field ${css.code}`} required inputMode={backup ? 'text' : 'numeric'} autoComplete="one-time-code" value={code} onChange={(event) => setCode(event.target.value)} />}</FormRow>
        <label className={css.check}><input type="checkbox" checked={trust} onChange={(event) => setTrust(event.target.checked)} />{t.trust}</label>
        <RefusalNote error={verify.error} />
        <div className={css.enter}><button type="submit" className="button" disabled={verify.isPending}>{t.confirm}</button></div>
      </form>
      <div className={css.other}>{more}</div>
    </section>
  )
}
