import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { onSignedOut } from '../api.ts'
import { setLanguage } from '../language.ts'
import { Loaded } from '../parts/States.tsx'
import { loadMe, meKey, type Me } from '../session.ts'
import css from './Gate.module.css'

const SignIn = lazy(() => import('../../sign-in/screens/SignIn.tsx'))

/**
 * Lets in who is signed in; asks everyone else to sign in, at the address they came to. When a session ends in the middle of work
 * the page stays mounted under the sign-in sheet, so that nothing typed is lost.
 */
export function Gate({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const [ended, setEnded] = useState(false)
  const query = useQuery({ queryKey: meKey, queryFn: loadMe, staleTime: 60_000 })
  const [inside, setInside] = useState<Me | null>(null)
  const me = query.data ?? null
  // Whose page lies here: the first who entered, until the page is loaded anew.
  if (me !== null && inside === null) setInside(me)
  useEffect(() => { onSignedOut(() => setEnded(true)) }, [])
  useEffect(() => {
    if (me && localStorage.getItem('taicho.language') === null) setLanguage(me.account.language)
  }, [me])
  if (query.data === undefined) return <div className={css.first}><Loaded query={query}>{() => null}</Loaded></div>
  const entered = async (): Promise<void> => {
    const next = await client.fetchQuery({ queryKey: meKey, queryFn: loadMe, staleTime: 0 })
    // Another person signed in over the page of the first: nothing of the first may stay.
    if (inside && next && next.account.id !== inside.account.id) return location.reload()
    setEnded(false)
    await client.invalidateQueries()
  }
  // One place in the tree whether the session lives or has ended: moving the page would mount it anew and lose what is typed.
  return (
    <>
      {inside !== null && me !== null && <div className={ended ? css.under : css.plain} inert={ended} aria-hidden={ended || undefined}>{children}</div>}
      {(me === null || ended) && <Suspense><SignIn onEntered={entered} over={ended && inside !== null} /></Suspense>}
    </>
  )
}
