import { useEffect, type ReactNode } from 'react'
import { PrintHeader } from './PrintHeader.tsx'
import css from './ScreenHeader.module.css'

/**
 * The head of every screen: a small title (the question) and, large, the answer in one sentence.
 * `answer` may be missing only while it is loading; the height is kept so that nothing jumps.
 */
export function ScreenHeader({ title, answer, actions, papers, above, cutOff }: {
  title: string
  answer?: ReactNode
  actions?: ReactNode
  /** What leaves the screen as paper or a file: print, export. After the actions; on a phone in the line of the title, where they take no room from the work. */
  papers?: ReactNode
  /** A `Breadcrumb`, where the screen lies below another. */
  above?: ReactNode
  /** The moment the figures of this screen belong to; printed on paper. */
  cutOff?: string | undefined
}) {
  useEffect(() => {
    document.title = `${title} · Tại Chỗ`
  }, [title])
  return (
    <header className={css.header}>
      <PrintHeader title={title} {...(cutOff === undefined ? {} : { cutOff })} />
      {above && <div className="no-print">{above}</div>}
      <div className={css.line}>
        <div className={css.words}>
          <h1 className={css.title}>{title}</h1>
          <p className={css.answer}>{answer ?? ' '}</p>
        </div>
        {(actions || papers) && <div className={`actions no-print ${css.actions}`}>{actions}{papers && <div className={`actions ${css.papers}`}>{papers}</div>}</div>}
      </div>
    </header>
  )
}
