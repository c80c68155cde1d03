import { Link } from '@tanstack/react-router'
import { useLanguage, useWords } from '../language.ts'
import { Kbd } from '../parts/Kbd.tsx'
import { actingPost, useMe } from '../session.ts'
import { shellWords } from '../words.ts'
import { AsOfControl } from './AsOfControl.tsx'
import { Notices } from './Notices.tsx'
import { PostMenu } from './PostMenu.tsx'
import { postInk } from './post-ink.ts'
import css from './TopBar.module.css'

/** Tại Chỗ · province · search · as of · notices · the post one acts for, with the post's own hairline below. */
export function TopBar({ onSearch, onKeys, onTour }: { onSearch: () => void; onKeys: () => void; onTour: () => void }) {
  const t = useWords(shellWords)
  const language = useLanguage()
  const me = useMe()
  const post = actingPost(me)
  const ink = postInk(me.posts, post?.id)
  return (
    <header className={css.bar} data-ink={ink}>
      <div className={css.name}>
        <Link to="/" className={css.product}>{t.product}</Link>
        <span className={`${css.province} clip`}>{me.province.name}</span>
        {me.demo && <span className={css.demo} title={t.demo}>{language === 'vi' ? 'trình diễn' : 'demo'}</span>}
      </div>
      <button type="button" className={css.search} onClick={onSearch} data-tour="search" aria-keyshortcuts="Control+K">
        <span className={css.searchLong}>{t.search}</span><span className={css.searchShort}>{t.searchShort}</span><Kbd of="mod+k" />
      </button>
      <div className={css.right}>
        <AsOfControl />
        <Notices />
        <PostMenu onKeys={onKeys} onTour={onTour} />
      </div>
    </header>
  )
}
