import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatMoment } from '../../web/format.ts'
import { useWords } from '../../web/language.ts'
import { DataTable, Loaded, RefusalNote, ScreenHeader } from '../../web/parts/index.ts'
import { useMe } from '../../web/session.ts'
import { Settings } from '../../web/shell/PostMenu.tsx'
import { toast } from '../../web/toasts.tsx'
import { accountWords } from './account-words.ts'
import { auth } from './auth.ts'
import { deviceOf } from './device.ts'
import { loadPasskeys, Passkeys, passkeysKey } from './Passkeys.tsx'
import { PasswordField } from './PasswordField.tsx'
import { SecondStep } from './SecondStep.tsx'
import css from './Account.module.css'

type Session = { readonly id: string; readonly token: string; readonly createdAt: string; readonly updatedAt: string; readonly ipAddress?: string | null; readonly userAgent?: string | null }

/** Tài khoản: is my account well protected, and where is it signed in? */
export default function Account() {
  const t = useWords(accountWords)
  const me = useMe()
  const own = useQuery({ queryKey: ['account', 'session'], queryFn: () => auth<{ session: { token: string }; user: { twoFactorEnabled?: boolean | null } }>('GET', '/get-session') })
  const keys = useQuery({ queryKey: passkeysKey, queryFn: loadPasskeys })
  const twoFactor = own.data?.user.twoFactorEnabled === true
  const protection = twoFactor ? t.withCode : (keys.data?.length ?? 0) > 0 ? t.withKey : t.onlyPassword
  return (
    <div className="screen">
      <ScreenHeader title={t.title} answer={own.data && keys.data ? t.answer(me.account.name, protection) : undefined} />
      <div className={css.columns}>
        <div>
          <Sessions current={own.data?.session.token} />
          <section className={css.part}>
            <h2>{t.posts}</h2>
            <DataTable caption={t.posts} rows={me.posts} keyOf={(post) => post.id} empty={<p className="muted">{t.noPosts}</p>} columns={[{ key: 'post', head: t.post, isName: true, cell: (post) => post.title }, { key: 'organisation', head: t.organisation, cell: (post) => post.organisation.name }]} />
          </section>
          <section className={css.part}><h2>{t.look}</h2><Settings /></section>
        </div>
        <div>
          <Loaded query={own} lines={3}>{(data) => <SecondStep enabled={data.user.twoFactorEnabled === true} onChanged={own.refetch} />}</Loaded>
          <Passkeys />
          <ChangePassword />
        </div>
      </div>
    </div>
  )
}

function Sessions({ current }: { current: string | undefined }) {
  const t = useWords(accountWords)
  const query = useQuery({ queryKey: ['account', 'sessions'], queryFn: () => auth<Session[]>('GET', '/list-sessions') })
  const end = useMutation({ mutationFn: (token: string) => auth('POST', '/revoke-session', { token }), onSuccess: () => { toast({ text: t.ended }); return query.refetch() }, onError: () => {} })
  const endOthers = useMutation({ mutationFn: () => auth('POST', '/revoke-other-sessions'), onSuccess: () => { toast({ text: t.endedOthers }); return query.refetch() }, onError: () => {} })
  return (
    <section className={css.part}>
      <h2>{t.sessions}</h2>
      <p>{t.sessionsLead}</p>
      <RefusalNote error={end.error ?? endOthers.error} />
      <Loaded query={query} lines={3}>{(sessions) => (
        <>
          <DataTable
            caption={t.sessions} rows={[...sessions].sort((a, b) => Number(b.token === current) - Number(a.token === current) || b.updatedAt.localeCompare(a.updatedAt))} keyOf={(session) => session.id}
            columns={[
              { key: 'device', head: t.device, isName: true, cell: (session) => <>{deviceOf(session.userAgent) ?? t.unknownDevice}{session.token === current && <span className="muted"> · {t.here}</span>}</> },
              { key: 'address', head: t.address, cell: (session) => session.ipAddress || '–' },
              { key: 'started', head: t.started, cell: (session) => formatMoment(session.createdAt) },
              { key: 'active', head: t.active, cell: (session) => formatMoment(session.updatedAt) },
              { key: 'end', head: '', align: 'number', cell: (session) => session.token === current ? null : <button type="button" className="button-plain" disabled={end.isPending} onClick={() => end.mutate(session.token)}>{t.end}</button> },
            ]}
          />
          {sessions.length > 1 && <div className="actions"><button type="button" className="button-danger" disabled={endOthers.isPending} onClick={() => endOthers.mutate()}>{t.endOthers}</button></div>}
        </>
      )}</Loaded>
    </section>
  )
}

function ChangePassword() {
  const t = useWords(accountWords)
  const [current, setCurrent] = useState('')
  const [fresh, setFresh] = useState('')
  const [others, setOthers] = useState(true)
  const change = useMutation({
    mutationFn: () => auth('POST', '/change-password', { currentPassword: current, newPassword: fresh, revokeOtherSessions: others }),
    onSuccess: () => { setCurrent(''); setFresh(''); toast({ text: t.changed }) },
    onError: () => {},
  })
  return (
    <section className={css.part}>
      <h2>{t.password}</h2>
      <form onSubmit={(event) => { event.preventDefault(); change.mutate() }}>
        <PasswordField label={t.current} value={current} onChange={setCurrent} autoComplete="current-password" />
        <PasswordField label={t.fresh} hint={t.freshHint} value={fresh} onChange={setFresh} autoComplete="new-password" minLength={12} />
        <label className={css.check}><input type="checkbox" checked={others} onChange={(event) => setOthers(event.target.checked)} />{t.others}</label>
        <RefusalNote error={change.error} />
        <div className="actions"><button type="submit" className="button-quiet" disabled={change.isPending}>{t.change}</button></div>
      </form>
    </section>
  )
}
