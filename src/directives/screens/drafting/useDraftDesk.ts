import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { api, ApiRefusal } from '../../../web/api.ts'
import { keep, readKept } from '../../../web/store.ts'
import { getDraft, saveDraft, type DraftContent, type DraftView } from '../../contract.ts'
import { historyOf, redone, stepped, undone, type History } from '../reading/history.ts'
import type { Saving } from '../reading/useDesk.ts'

type Step = { readonly do: 'set'; readonly change: (before: DraftContent) => DraftContent } | { readonly do: 'undo' } | { readonly do: 'redo' } | { readonly do: 'open'; readonly draft: DraftContent }
function step(history: History<DraftContent>, what: Step): History<DraftContent> {
  switch (what.do) {
    case 'set': return stepped(history, what.change(history.now))
    case 'undo': return undone(history)
    case 'redo': return redone(history)
    case 'open': return historyOf(what.draft)
  }
}

const storage = (): Storage => localStorage
const keptKey = (id: string): string => `taicho.draft.drafting:${id}`
function keptOf(id: string): { version: number; draft: DraftContent } | null {
  const text = readKept(storage, keptKey(id))
  if (text === null) return null
  try {
    return JSON.parse(text) as { version: number; draft: DraftContent }
  } catch {
    // Cut off while it was written: the server has the last saved copy.
    return null
  }
}
const same = (a: DraftContent, b: DraftContent): boolean => JSON.stringify(a) === JSON.stringify(b)
const pauseMs = 800
const retryMs = 5_000

/** The draft with its history; kept on this device at once and on the server a moment later, never over somebody else's save. */
export function useDraftDesk(view: DraftView) {
  const client = useQueryClient()
  const { id } = view
  const version = useRef(view.version)
  const saved = useRef(view.draft)
  const sending = useRef<Promise<void> | null>(null)
  const [saving, setSaving] = useState<Saving>('saved')
  const [conflict, setConflict] = useState<DraftContent | null>(null)
  const [findings, setFindings] = useState(view.findings)
  const [restored, setRestored] = useState(() => { const kept = keptOf(id); return kept !== null && kept.version === view.version && !same(kept.draft, view.draft) })
  const [history, dispatch] = useReducer(step, null, () => {
    const kept = keptOf(id)
    return kept && kept.version === view.version && !same(kept.draft, view.draft) ? stepped(historyOf(view.draft), kept.draft) : historyOf(view.draft)
  })
  const now = useRef(history.now)
  now.current = history.now

  const save = useCallback(async (): Promise<void> => {
    while (sending.current) await sending.current
    const sent = now.current
    if (sent === saved.current) return
    setSaving('saving')
    const request = (async () => {
      try {
        const got = await api(saveDraft, { params: { id }, body: { version: version.current, draft: sent } })
        version.current = got.version
        saved.current = sent
        setFindings(got.findings)
        if (now.current === sent) keep(storage, keptKey(id), null)
        setSaving(now.current === sent ? 'saved' : 'waiting')
        void client.invalidateQueries({ queryKey: ['directives', id, 'coverage'] })
      } catch (error) {
        if (error instanceof ApiRefusal && error.refusal.code === 'document.changed') setConflict(now.current)
        setSaving('failed')
        if (!(error instanceof ApiRefusal)) throw error
      }
    })()
    sending.current = request
    try {
      await request
    } finally {
      sending.current = null
    }
  }, [client, id])

  useEffect(() => {
    if (conflict || history.now === saved.current) return
    keep(storage, keptKey(id), JSON.stringify({ version: version.current, draft: history.now }))
    setSaving((state) => (state === 'failed' ? 'failed' : 'waiting'))
    const timer = setTimeout(() => void save(), pauseMs)
    return () => clearTimeout(timer)
  }, [history.now, conflict, id, save])
  useEffect(() => {
    if (saving !== 'failed' || conflict) return
    const timer = setInterval(() => void save(), retryMs)
    return () => clearInterval(timer)
  }, [saving, conflict, save])
  useEffect(() => () => { if (now.current !== saved.current) void save() }, [save])

  // Somebody else saved, or a clause was added by the matrix: shown at once when nothing waits here.
  useEffect(() => {
    if (sending.current || view.version <= version.current || now.current !== saved.current) return
    version.current = view.version
    saved.current = view.draft
    setFindings(view.findings)
    dispatch({ do: 'open', draft: view.draft })
  }, [view])

  const settle = useCallback(async (whose: 'mine' | 'theirs') => {
    const fresh = await api(getDraft, { params: { id } })
    version.current = fresh.version
    saved.current = fresh.draft
    setFindings(fresh.findings)
    if (whose === 'theirs') {
      keep(storage, keptKey(id), null)
      setSaving('saved')
      dispatch({ do: 'open', draft: fresh.draft })
    } else if (conflict) dispatch({ do: 'set', change: () => ({ ...conflict }) })
    setConflict(null)
  }, [conflict, id])

  return {
    draft: history.now, findings, saving, restored, conflict: conflict !== null, settle, mayUndo: history.past.length > 0, mayRedo: history.future.length > 0,
    set: useCallback((change: (before: DraftContent) => DraftContent) => dispatch({ do: 'set', change }), []),
    undo: useCallback(() => dispatch({ do: 'undo' }), []), redo: useCallback(() => dispatch({ do: 'redo' }), []),
    forgetRestored: () => { setRestored(false); keep(storage, keptKey(id), null); dispatch({ do: 'open', draft: saved.current }) },
    /** All that was written is on the server; answers its version. Throws the refusal where it could not be saved. */
    settled: useCallback(async (): Promise<number> => {
      while (now.current !== saved.current) {
        const before = saved.current
        await save()
        if (saved.current === before) throw new ApiRefusal({ code: 'network.unreachable' }, { vi: 'Phần vừa viết chưa lưu được lên máy chủ. Hãy kiểm tra mạng rồi thử lại.', en: 'What you wrote could not be saved on the server. Check the network and try again.' }, 0)
      }
      return version.current
    }, [save]),
    /** The server changed the draft at our wish (a clause added): its copy and version take over. */
    took: useCallback((next: DraftContent, at: number) => {
      version.current = at
      saved.current = next
      dispatch({ do: 'set', change: () => next })
    }, []),
  }
}
export type DraftDesk = ReturnType<typeof useDraftDesk>
