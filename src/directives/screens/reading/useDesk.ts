import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { api, ApiRefusal } from '../../../web/api.ts'
import { keep, readKept } from '../../../web/store.ts'
import { getDirective, saveWorking, type DocumentView, type WorkingCopy } from '../../contract.ts'
import { copyOf, workingOf } from './copy.ts'
import { historyOf, redone, stepped, undone, type History } from './history.ts'
import { edited, type Edit, type Working } from './working.ts'

type Step = { readonly do: 'edit'; readonly edit: Edit } | { readonly do: 'undo' } | { readonly do: 'redo' } | { readonly do: 'open'; readonly working: Working }
function step(history: History<Working>, what: Step): History<Working> {
  switch (what.do) {
    case 'edit': return stepped(history, edited(history.now, what.edit))
    case 'undo': return undone(history)
    case 'redo': return redone(history)
    case 'open': return historyOf(what.working)
  }
}

type Kept = { readonly version: number; readonly working: WorkingCopy }
const keptKey = (id: string): string => `taicho.draft.reading:${id}`
const storage = (): Storage => localStorage
const same = (a: WorkingCopy, b: WorkingCopy): boolean => JSON.stringify(a.value) === JSON.stringify(b.value) && JSON.stringify(a.checked) === JSON.stringify(b.checked)

function keptOf(id: string): Kept | null {
  const text = readKept(storage, keptKey(id))
  if (text === null) return null
  try {
    return JSON.parse(text) as Kept
  } catch {
    // Cut off while it was written: nothing in it can be used, and the server has the last saved copy.
    return null
  }
}

export type Saving = 'saved' | 'waiting' | 'saving' | 'failed'
const pauseMs = 700
const retryMs = 5_000

/**
 * The desk: the working copy with its history. Every correction is kept on this device at once and on the server a moment later.
 * Somebody else's save is never overwritten in silence: `conflict` then holds what was typed here, and a person chooses.
 */
export function useDesk(document: DocumentView, copy: WorkingCopy, autosave: boolean) {
  const client = useQueryClient()
  const odd = useMemo(() => document.warnings.flatMap((one) => (one.path === null ? [] : [one.path])), [document.warnings])
  const [restored, setRestored] = useState(false)
  const [conflict, setConflict] = useState<WorkingCopy | null>(null)
  const [saving, setSaving] = useState<Saving>('saved')
  const [answer, setAnswer] = useState<{ references: DocumentView['references']; duplicates: DocumentView['duplicates'] } | null>(null)
  const version = useRef(document.workingVersion)
  const saved = useRef<Working | null>(null)
  const sending = useRef<Promise<void> | null>(null)
  const [history, dispatch] = useReducer(step, null, () => {
    const kept = autosave ? keptOf(document.id) : null
    const server = workingOf(copy, odd)
    saved.current = server
    return kept && kept.version === document.workingVersion && !same(kept.working, copy) ? stepped(historyOf(server), workingOf(kept.working, odd)) : historyOf(server)
  })
  const now = useRef(history.now)
  now.current = history.now

  useEffect(() => {
    if (!autosave) return
    const kept = keptOf(document.id)
    if (!kept) return
    if (same(kept.working, copy)) keep(storage, keptKey(document.id), null)
    else if (kept.version === document.workingVersion) setRestored(true)
    else setConflict(kept.working)
    // Only when the document is opened: later copies on this device are made by this very screen.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [document.id])

  const save = useCallback(async (): Promise<void> => {
    while (sending.current) await sending.current
    const sent = now.current
    if (sent === saved.current) return
    setSaving('saving')
    const request = (async () => {
      try {
        const got = await api(saveWorking, { params: { id: document.id }, body: { version: version.current, working: copyOf(sent) } })
        version.current = got.version
        saved.current = sent
        setAnswer({ references: got.references, duplicates: got.duplicates })
        if (now.current === sent) keep(storage, keptKey(document.id), null)
        setSaving(now.current === sent ? 'saved' : 'waiting')
      } catch (error) {
        if (error instanceof ApiRefusal && error.refusal.code === 'document.changed') setConflict(copyOf(now.current))
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
  }, [document.id])

  useEffect(() => {
    if (!autosave || conflict || history.now === saved.current) return
    const copied: Kept = { version: version.current, working: copyOf(history.now) }
    keep(storage, keptKey(document.id), JSON.stringify(copied))
    setSaving((state) => (state === 'failed' ? 'failed' : 'waiting'))
    const timer = setTimeout(() => void save(), pauseMs)
    return () => clearTimeout(timer)
  }, [history.now, autosave, conflict, document.id, save])

  useEffect(() => {
    if (saving !== 'failed' || conflict) return
    const timer = setInterval(() => void save(), retryMs)
    return () => clearInterval(timer)
  }, [saving, conflict, save])

  // Leaving the screen sends what still waits; should that fail, the copy on this device is there when it is opened again.
  useEffect(() => () => { if (autosave && now.current !== saved.current) void save() }, [autosave, save])

  // A newer copy from the server (another clerk): shown at once when nothing is waiting here.
  useEffect(() => {
    if (!autosave || sending.current || document.workingVersion <= version.current) return
    if (now.current !== saved.current) return
    version.current = document.workingVersion
    const working = workingOf(copy, odd)
    saved.current = working
    dispatch({ do: 'open', working })
  }, [document.workingVersion, copy, autosave, odd])

  const settle = useCallback(async (whose: 'mine' | 'theirs') => {
    const fresh = await api(getDirective, { params: { id: document.id } })
    client.setQueryData(['directives', document.id], fresh)
    version.current = fresh.workingVersion
    const theirs = fresh.working ? workingOf(fresh.working, odd) : null
    if (whose === 'theirs' && theirs) {
      keep(storage, keptKey(document.id), null)
      saved.current = theirs
      dispatch({ do: 'open', working: theirs })
      setSaving('saved')
    } else {
      saved.current = theirs
      if (conflict) dispatch({ do: 'open', working: workingOf(conflict, odd) })
      setSaving('waiting')
    }
    setConflict(null)
  }, [client, conflict, document.id, odd])

  return {
    working: history.now, mayUndo: history.past.length > 0, mayRedo: history.future.length > 0,
    edit: useCallback((edit: Edit) => dispatch({ do: 'edit', edit }), []),
    undo: useCallback(() => dispatch({ do: 'undo' }), []),
    redo: useCallback(() => dispatch({ do: 'redo' }), []),
    saving, save, restored, forgetRestored: () => { setRestored(false); if (saved.current) dispatch({ do: 'open', working: saved.current }); keep(storage, keptKey(document.id), null) },
    conflict: conflict !== null, settle,
    references: answer?.references ?? document.references, duplicates: answer?.duplicates ?? document.duplicates,
    /** The latest copy and its version, for confirming: waits for a save under way. */
    latest: useCallback(async () => {
      while (sending.current) await sending.current
      return { version: version.current, working: copyOf(now.current) }
    }, []),
    forget: useCallback(() => { saved.current = now.current; keep(storage, keptKey(document.id), null) }, [document.id]),
  }
}
export type Desk = ReturnType<typeof useDesk>
