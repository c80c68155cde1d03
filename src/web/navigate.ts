import { useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { z } from 'zod'
import { parseAddress } from './address-text.ts'

/** Goes to an address written in words of the program (`/van-ban/7`), by hand: menus, search results, notices, `onOpen` of a list. */
export function useGo(): (to: string, options?: { readonly replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback((to, options) => {
    const url = new URL(to, location.origin)
    void navigate({ to: url.pathname, search: parseAddress(url.search), hash: url.hash.slice(1), replace: options?.replace ?? false } as never)
  }, [navigate])
}

/** The parameters of the address: `const { id } = useAddress()` under `/van-ban/{-$id}`. */
export const useAddress = (): Readonly<Record<string, string | undefined>> => useParams({ strict: false }) as Record<string, string | undefined>

/**
 * The part of a screen's state that belongs in its address (filters, tab, search words), so that it can be shared, bookmarked and printed.
 * Everything in an address is text: a number or a switch needs `z.coerce` or a literal. What does not fit the schema is dropped. Setting replaces the entry: the back key leaves the screen, it does not undo filters.
 */
export function useAddressState<S extends z.ZodType<Record<string, unknown>>>(schema: S): [z.output<S>, (next: Partial<z.input<S>>) => void] {
  const raw = useSearch({ strict: false }) as Record<string, unknown>
  const parsed = schema.safeParse(raw)
  const state = parsed.success ? parsed.data : schema.parse({})
  const navigate = useNavigate()
  const set = useCallback((next: Partial<z.input<S>>) => {
    void navigate({ search: ((before: Record<string, unknown>) => clean({ ...before, ...next })) as never, replace: true, resetScroll: false } as never)
  }, [navigate])
  return [state, set]
}
const clean = (state: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined && value !== null && value !== ''))

export const usePath = (): string => useRouterState({ select: (state) => state.location.pathname })
