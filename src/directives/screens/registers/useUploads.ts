import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import type { Answer } from '../../../platform/http/route.ts'
import { ApiRefusal, newId, upload } from '../../../web/api.ts'
import { importEdxml, uploadDirectives } from '../../contract.ts'

export type Sent = Answer<typeof uploadDirectives>['files'][number]
export type Upload = {
  readonly key: string
  readonly file: File
  readonly state: 'queued' | 'sending' | 'done' | 'failed'
  /** 0..1 */
  readonly progress: number
  readonly answer: Sent | null
  readonly error: unknown
}
type Step =
  | { readonly do: 'add'; readonly uploads: readonly Upload[] }
  | { readonly do: 'set'; readonly key: string; readonly change: Partial<Upload> }
  | { readonly do: 'drop'; readonly key: string }

const step = (uploads: readonly Upload[], what: Step): readonly Upload[] => {
  switch (what.do) {
    case 'add': return [...uploads, ...what.uploads]
    case 'set': return uploads.map((one) => (one.key === what.key ? { ...one, ...what.change } : one))
    case 'drop': return uploads.filter((one) => one.key !== what.key)
  }
}
const atOnce = 2

/** Files on their way in: each is one command with its own id, so that a retry after a lost answer is not taken in twice. */
export function useUploads() {
  const client = useQueryClient()
  const [uploads, dispatch] = useReducer(step, [])
  const busy = useRef(new Set<string>())
  useEffect(() => {
    for (const one of uploads) {
      if (one.state !== 'queued' || busy.current.size >= atOnce || busy.current.has(one.key)) continue
      busy.current.add(one.key)
      dispatch({ do: 'set', key: one.key, change: { state: 'sending', progress: 0, error: null } })
      const route = /\.(edxml|xml)$/iu.test(one.file.name) ? importEdxml : uploadDirectives
      upload(route, {}, [one.file], { idempotencyKey: one.key, onProgress: (progress) => dispatch({ do: 'set', key: one.key, change: { progress } }) })
        .then((answer) => {
          const sent = answer.files[0] ?? null
          dispatch({ do: 'set', key: one.key, change: { state: 'done', progress: 1, answer: sent, error: sent?.refusal ? new ApiRefusal(sent.refusal, sent.refusal.sentence, 422) : null } })
          void client.invalidateQueries({ queryKey: ['directives'] })
        })
        .catch((error: unknown) => dispatch({ do: 'set', key: one.key, change: { state: 'failed', error } }))
        .finally(() => {
          busy.current.delete(one.key)
          // A place is free: look at the queue again.
          dispatch({ do: 'add', uploads: [] })
        })
    }
  }, [uploads, client])
  return {
    uploads,
    add: useCallback((files: Iterable<File>) => dispatch({ do: 'add', uploads: [...files].map((file) => ({ key: newId(), file, state: 'queued', progress: 0, answer: null, error: null })) }), []),
    again: useCallback((key: string) => dispatch({ do: 'set', key, change: { state: 'queued', error: null } }), []),
    drop: useCallback((key: string) => dispatch({ do: 'drop', key }), []),
  }
}
