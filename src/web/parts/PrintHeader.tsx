import { formatMoment, now } from '../format.ts'
import { useWords } from '../language.ts'
import { useActingPost, useMe } from '../session.ts'
import { shellWords } from '../words.ts'
import { formatInstant } from '../../platform/dates.ts'
import css from './PrintHeader.module.css'

/** Head of a printed page: the organisation on the left, the moment and the person on the right, the title below. Invisible on screen. `ScreenHeader` brings it. */
export function PrintHeader({ title, cutOff }: { title: string; cutOff?: string | undefined }) {
  const t = useWords(shellWords)
  const me = useMe()
  const post = useActingPost()
  return (
    <div className={`print-only ${css.head}`} aria-hidden="true">
      <div className={css.line}>
        <div>
          <div>{me.province.name}</div>
          <strong>{post?.organisation.name}</strong>
        </div>
        <div className={css.right}>
          <div>{t.printed(formatInstant(now()), me.account.name)}</div>
          <div>{t.cutOff(cutOff ? formatMoment(cutOff) : formatInstant(now()))}</div>
        </div>
      </div>
      <div className={css.title}>{title}</div>
    </div>
  )
}
