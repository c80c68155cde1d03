import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { actFor, getMe, type Me } from '../sign-in/contract.ts'
import { api } from './api.ts'

export type { Me }
export type PostHeld = Me['posts'][number]

export const meKey = ['me'] as const
/** Null: nobody is signed in. */
export const loadMe = (): Promise<Me | null> => api(getMe)

export const useMe = (): Me => {
  const { data } = useQuery({ queryKey: meKey, queryFn: loadMe, staleTime: 60_000 })
  if (!data) throw new Error('useMe is for screens inside the shell, which loads it first')
  return data
}
export const actingPost = (me: Me): PostHeld | undefined => me.posts.find((post) => post.id === me.acting)
export const useActingPost = (): PostHeld | undefined => actingPost(useMe())
/** Whether the post acted for holds a permission. For a record, show the `may` that travels with it instead. */
export const useMay = (permission: string): boolean => useMe().permissions.includes(permission)

/** Switches the post acted for. Everything on screen belonged to the former post, so all of it is asked again. */
export async function switchPost(client: QueryClient, postId: string): Promise<void> {
  await api(actFor, { body: { postId } })
  const me = await loadMe()
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'me' && query.getObserversCount() === 0 })
  client.setQueryData(meKey, me)
  await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'me' })
}
export const useSwitchPost = (): ((postId: string) => Promise<void>) => {
  const client = useQueryClient()
  return (postId) => switchPost(client, postId)
}
