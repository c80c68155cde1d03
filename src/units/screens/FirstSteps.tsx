import { useQuery } from '@tanstack/react-query'
import { importTemplate } from '../contract.ts'
import { listAccounts } from '../../sign-in/contract.ts'
import { api, urlOf } from '../../web/api.ts'
import { useWords } from '../../web/language.ts'
import { useGo } from '../../web/navigate.ts'
import { WorkGlyph } from '../../web/parts/index.ts'
import { useMay } from '../../web/session.ts'
import { firstStepsWords } from './words.ts'
import css from './FirstSteps.module.css'

/**
 * Bốn bước đầu: what the first administrator of an empty office does next, with what is done already marked. It goes away by itself once the
 * province has its organisations and a second person can sign in.
 */
export function FirstSteps({ organisations }: { organisations: number }) {
  const t = useWords(firstStepsWords)
  const go = useGo()
  const mayAccounts = useMay('accounts.manage')
  const people = useQuery({ queryKey: ['accounts', 'first-steps'], queryFn: ({ signal }) => api(listAccounts, { query: { limit: 2 } }, { signal }), enabled: mayAccounts, staleTime: 60_000 })
  if (!people.data) return null
  const listed = organisations > 1
  const invited = people.data.accounts.length > 1
  if (listed && invited) return null
  const link = (to: string, words: string) => <a className="button-quiet" href={to} onClick={(event) => { if (!event.metaKey && !event.ctrlKey) { event.preventDefault(); go(to) } }}>{words}</a>
  const steps = [
    { done: listed, title: t.list, text: t.listText, acts: <>{link('/nhap-don-vi', t.import)}<a className="button-plain" href={urlOf(importTemplate, {})} download>{t.template}</a></> },
    { done: false, title: t.posts, text: t.postsText, acts: null },
    { done: invited, title: t.people, text: t.peopleText, acts: link('/quan-tri', t.accounts) },
    { done: false, title: t.document, text: t.documentText, acts: null },
  ]
  return (
    <section className={css.steps} aria-labelledby="first-steps">
      <h2 id="first-steps">{t.title}</h2>
      <ol role="list">{steps.map((step, at) => (
        <li key={step.title} data-done={step.done || undefined}>
          <span className={`figures ${css.number}`}>{at + 1}</span>
          <div><h3>{step.title}{step.done && <span className={css.done}><WorkGlyph work="accepted" /> {t.done}</span>}</h3><p>{step.text}</p></div>
          {step.acts && !step.done && <div className="actions">{step.acts}</div>}
        </li>
      ))}</ol>
    </section>
  )
}
