import { useMutation, useQuery } from '@tanstack/react-query'
import { api } from '../../web/api.ts'
import { useLanguage, useWords } from '../../web/language.ts'
import { RefusalNote } from '../../web/parts/RefusalNote.tsx'
import { Loaded } from '../../web/parts/States.tsx'
import { listDemoAccounts } from '../contract.ts'
import { auth } from './auth.ts'
import { signInWords } from './words.ts'
import css from './SignIn.module.css'

/** In the demonstration: one press on a post enters. */
export function DemoAccounts({ onEntered }: { onEntered: () => void | Promise<void> }) {
  const t = useWords(signInWords)
  const language = useLanguage()
  const query = useQuery({ queryKey: ['demo-accounts'], queryFn: ({ signal }) => api(listDemoAccounts, {}, { signal }) })
  const enter = useMutation({ mutationFn: ({ email, password }: { email: string; password: string }) => auth('POST', '/sign-in/email', { email, password }), onSuccess: () => onEntered(), onError: () => {} })
  return (
    <section className={css.demo}>
      <h1>{t.demoTitle}</h1>
      <p className="muted">{t.demoLead}</p>
      <RefusalNote error={enter.error} />
      <Loaded query={query}>{(accounts) => (
        <ol role="list" className={css.accounts}>
          {accounts.map((account) => (
            <li key={account.email}>
              <button type="button" disabled={enter.isPending} onClick={() => enter.mutate(account)}>
                <span className={css.post}>{account.post}</span>
                <span className={css.where}>{account.organisation} · {account.name}</span>
                <span className={css.hint}>{account.hint[language]}</span>
              </button>
            </li>
          ))}
        </ol>
      )}</Loaded>
    </section>
  )
}
