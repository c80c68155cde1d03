import type { ReactNode } from 'react'
import { dayOf, timeOf } from '../../platform/dates.ts'
import { formatNearDay } from '../format.ts'
import { useLanguage } from '../language.ts'
import css from './Story.module.css'

export type StoryLine = {
  readonly id: string
  readonly at: string
  readonly title: ReactNode
  /** Who, in which post. */
  readonly who?: ReactNode
  readonly body?: ReactNode
  readonly tone?: 'late' | 'next' | undefined
}

/** Diễn biến: what happened, by day, the newest below as one reads. `tone: 'next'` is what is still to come. */
export function Story({ lines, label }: { lines: readonly StoryLine[]; label: string }) {
  const language = useLanguage()
  let day = ''
  return (
    <ol className={css.story} role="list" aria-label={label}>
      {lines.map((line) => {
        const own = dayOf(line.at)
        const fresh = own !== day
        day = own
        return (
          <li key={line.id} className={css.line} data-tone={line.tone} data-fresh={fresh || undefined}>
            <div className={css.day}>{fresh ? formatNearDay(own, language) : ''}</div>
            <time className={css.time} dateTime={line.at}>{timeOf(line.at)}</time>
            <div className={css.what}>
              <div className={css.title}>{line.title}</div>
              {line.who && <div className="small muted">{line.who}</div>}
              {line.body && <div className={css.body}>{line.body}</div>}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
