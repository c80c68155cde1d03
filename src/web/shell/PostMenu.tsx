import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { setLanguage as tellLanguage } from '../../sign-in/contract.ts'
import type { Language } from '../../words/words.ts'
import { api, request } from '../api.ts'
import { useMoment } from '../as-of.ts'
import { useAppearance, type Appearance } from '../appearance.ts'
import { forgetDrafts } from '../draft.ts'
import { formatMoment } from '../format.ts'
import { setLanguage, useLanguage, useWords } from '../language.ts'
import { Popover } from '../parts/Popover.tsx'
import { actingPost, switchPost, useMe } from '../session.ts'
import { sayRefusal, toast } from '../toasts.tsx'
import { shellWords } from '../words.ts'
import { AsOfForm } from './AsOfControl.tsx'
import bar from './BarItem.module.css'

/** The post acted for, always in sight; one press on another post switches. Below it: the account, language, light and dark, keys. */
export function PostMenu({ onKeys, onTour }: { onKeys: () => void; onTour: () => void }) {
  const t = useWords(shellWords)
  const me = useMe()
  const client = useQueryClient()
  const acting = actingPost(me)
  const { asOf } = useMoment()
  const change = useMutation({ mutationFn: (postId: string) => switchPost(client, postId), onSuccess: (_, postId) => toast({ text: t.switched(me.posts.find((post) => post.id === postId)?.title ?? '') }) })
  const leave = async (): Promise<void> => {
    await request('POST', '/api/auth/sign-out', {})
    forgetDrafts()
    location.assign('/')
  }
  return (
    <Popover
      label={t.actingFor} align="end" width="22rem" className={`${bar.item} ${bar.post}`}
      trigger={<span data-tour="post"><span className={`${bar.title} clip`}>{acting?.title ?? t.noPost}</span><span className={`${bar.org} clip`}><span className={bar.person}>{me.account.name}{acting && ' · '}</span>{acting?.organisation.name}</span></span>}
    >{(close) => (
      <div className={bar.menu}>
        <div>
          <p className="label">{me.province.name} · {me.posts.length > 1 ? t.switchTo : t.actingFor}</p>
          {me.posts.length === 0 && <p>{t.noPosts}</p>}
          {me.posts.map((post) => (
            <button key={post.id} type="button" className={bar.choice} aria-pressed={post.id === me.acting} disabled={change.isPending} onClick={() => { close(); if (post.id !== me.acting) change.mutate(post.id) }}>
              <span>{post.title}</span><small>{post.organisation.name}</small>
            </button>
          ))}
        </div>
        <details className={bar.narrow}>
          <summary className={bar.choice}>{t.asOf}: {asOf ? formatMoment(asOf) : t.asOfNow}</summary>
          <AsOfForm key={asOf} close={close} />
        </details>
        <Settings />
        <div>
          <Link to={'/tai-khoan' as never} className={bar.choice} onClick={close}><span>{me.account.name}</span><small>{me.account.email} · {t.accountHint}</small></Link>
          <button type="button" className={bar.choice} onClick={() => { close(); onKeys() }}>{t.keys}</button>
          <button type="button" className={bar.choice} onClick={() => { close(); onTour() }}>{t.tour}</button>
          <button type="button" className={bar.choice} onClick={() => leave().catch(sayRefusal)}>{t.signOut}</button>
        </div>
      </div>
    )}</Popover>
  )
}

/** Language and light or dark, wherever they are offered. `signedIn` also tells the server, which writes e-mails in it. */
export function Settings({ signedIn = true }: { signedIn?: boolean }) {
  const t = useWords(shellWords)
  const language = useLanguage()
  const [appearance, setAppearance] = useAppearance()
  const tell = useMutation({ mutationFn: (next: Language) => api(tellLanguage, { body: { language: next } }) })
  const choose = (next: Language): void => {
    setLanguage(next)
    if (signedIn) tell.mutate(next)
  }
  return (
    <div className={bar.settings}>
      <div className={bar.setting}>
        <span className="label">{t.language}</span>
        <div className={bar.switch} role="group" aria-label={t.language}>
          <button type="button" lang="vi" aria-pressed={language === 'vi'} onClick={() => choose('vi')}>Tiếng Việt</button>
          <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => choose('en')}>English</button>
        </div>
      </div>
      <div className={bar.setting}>
        <span className="label">{t.appearance}</span>
        <div className={bar.switch} role="group" aria-label={t.appearance}>
          {(['system', 'light', 'dark'] satisfies Appearance[]).map((one) => <button key={one} type="button" aria-pressed={appearance === one} onClick={() => setAppearance(one)}>{t.appearances[one]}</button>)}
        </div>
      </div>
    </div>
  )
}
