import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import { ApiRefusal } from '../../web/api.ts'
import { keep, readKept } from '../../web/store.ts'
import { historyOf, redone, stepped, undone, type History } from './reading/history.ts'

export type Saving = 'saved' | 'waiting' | 'saving' | 'failed'
export type AtServer<S> = { readonly version: number; readonly state: S }
type Step<S> = { readonly do: 'set'; readonly change: (before: S) => S } | { readonly do: 'undo' } | { readonly do: 'redo' } | { readonly do: 'open'; readonly state: S }

function step<S>(history: History<S>, what: Step<S>): History<S> {
  switch (what.do) {
    case 'set': return stepped(history, what.change(history.now))
    case 'undo': return undone(history)
    case 'redo': return redone(history)
    case 'open': return historyOf(what.state)
  }
}

const storage = (): Storage => localStorage
const retryMs = 5_000
const keyOf = (name: string): string => `taicho.draft.${name}`
function keptOf<K>(name: string): { readonly version: number; readonly copy: K } | null {
  const text = readKept(storage, keyOf(name))
  if (text === null) return null
  try {
    const kept = JSON.parse(text) as { version: number; copy?: K }
    return kept.copy === undefined ? null : { version: kept.version, copy: kept.copy }
  } catch {
    // Cut off while it was written: nothing in it can be used, and the server has the last saved copy.
    return null
  }
}

/**
 * A copy somebody works on, with its history: every change is kept on this device at once and on the server a moment later. Somebody else's save is
 * never overwritten in silence: `conflict` then holds what was typed here, and a person chooses. `K` is the form kept and sent, `A` what the server answers a save.
 */
export function useSavedCopy<S, K, A>(options: {
  /** Names the thing on this device, e.g. `reading:<id>`. */
  readonly name: string
  readonly enabled: boolean
  readonly server: AtServer<S>
  readonly toKept: (state: S) => K
  readonly fromKept: (copy: K) => S
  readonly same: (a: K, b: K) => boolean
  readonly send: (version: number, state: S) => Promise<{ readonly version: number; readonly answer: A }>
  readonly load: () => Promise<AtServer<S>>
  readonly pauseMs: number
}) {
  const { name, enabled, server, pauseMs } = options
  const ask = useRef(options)
  ask.current = options
  const [restored, setRestored] = useState(false)
  const [conflict, setConflict] = useState<K | null>(null)
  const [saving, setSaving] = useState<Saving>('saved')
  const [answer, setAnswer] = useState<A | null>(null)
  const version = useRef(server.version)
  const saved = useRef(server.state)
  const sending = useRef<Promise<void> | null>(null)
  const [history, dispatch] = useReducer(step<S>, null, () => {
    const kept = enabled ? keptOf<K>(name) : null
    return kept && kept.version === server.version && !options.same(kept.copy, options.toKept(server.state)) ? stepped(historyOf(server.state), options.fromKept(kept.copy)) : historyOf(server.state)
  })
  const now = useRef(history.now)
  now.current = history.now

  // Once, when the thing is opened: later copies on this device are made by this very screen.
  const opened = useRef<string | null>(null)
  useEffect(() => {
    if (!enabled || opened.current === name) return
    opened.current = name
    const kept = keptOf<K>(name)
    if (!kept) return
    if (ask.current.same(kept.copy, ask.current.toKept(saved.current))) keep(storage, keyOf(name), null)
    else if (kept.version === version.current) setRestored(true)
    else setConflict(kept.copy)
  }, [enabled, name])

  const save = useCallback(async (): Promise<void> => {
    while (sending.current) await sending.current
    const sent = now.current
    if (sent === saved.current) return
    setSaving('saving')
    const request = (async () => {
      try {
        const got = await ask.current.send(version.current, sent)
        version.current = got.version
        saved.current = sent
        setAnswer(got.answer)
        if (now.current === sent) keep(storage, keyOf(name), null)
        setSaving(now.current === sent ? 'saved' : 'waiting')
      } catch (error) {
        if (error instanceof ApiRefusal && error.refusal.code === 'document.changed') setConflict(ask.current.toKept(now.current))
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
  }, [name])

  useEffect(() => {
    if (!enabled || conflict !== null || history.now === saved.current) return
    keep(storage, keyOf(name), JSON.stringify({ version: version.current, copy: ask.current.toKept(history.now) }))
    setSaving((state) => (state === 'failed' ? 'failed' : 'waiting'))
    const timer = setTimeout(() => void save(), pauseMs)
    return () => clearTimeout(timer)
  }, [history.now, enabled, conflict, name, pauseMs, save])
  useEffect(() => {
    if (saving !== 'failed' || conflict !== null) return
    const timer = setInterval(() => void save(), retryMs)
    return () => clearInterval(timer)
  }, [saving, conflict, save])
  // Leaving the screen sends what still waits; should that fail, the copy on this device is there when it is opened again.
  useEffect(() => () => { if (enabled && now.current !== saved.current) void save() }, [enabled, save])
  // A newer copy from the server (somebody else's): shown at once when nothing waits here.
  useEffect(() => {
    if (!enabled || sending.current || server.version <= version.current || now.current !== saved.current) return
    version.current = server.version
    saved.current = server.state
    dispatch({ do: 'open', state: server.state })
  }, [enabled, server.version, server.state])

  const settle = useCallback(async (whose: 'mine' | 'theirs') => {
    const fresh = await ask.current.load()
    version.current = fresh.version
    saved.current = fresh.state
    if (whose === 'theirs') {
      keep(storage, keyOf(name), null)
      setSaving('saved')
      dispatch({ do: 'open', state: fresh.state })
    } else {
      const mine = conflict
      if (mine !== null) dispatch({ do: 'set', change: () => ask.current.fromKept(mine) })
      setSaving('waiting')
    }
    setConflict(null)
  }, [conflict, name])

  return {
    now: history.now, mayUndo: history.past.length > 0, mayRedo: history.future.length > 0, saving, restored, conflict: conflict !== null, answer, settle,
    set: useCallback((change: (before: S) => S) => dispatch({ do: 'set', change }), []),
    undo: useCallback(() => dispatch({ do: 'undo' }), []), redo: useCallback(() => dispatch({ do: 'redo' }), []),
    forgetRestored: useCallback(() => { setRestored(false); keep(storage, keyOf(name), null); dispatch({ do: 'open', state: saved.current }) }, [name]),
    /** The state as it stands and the version it was made from; waits for a save under way. For an act that carries the state itself. */
    latest: useCallback(async (): Promise<AtServer<S>> => {
      while (sending.current) await sending.current
      return { version: version.current, state: now.current }
    }, []),
    /** All that was written is on the server; answers its version. Throws where it could not be saved. */
    settled: useCallback(async (): Promise<number> => {
      while (now.current !== saved.current) {
        const before = saved.current
        await save()
        if (saved.current === before) throw new ApiRefusal({ code: 'network.unreachable' }, { vi: 'Phần vừa viết chưa lưu được lên máy chủ. Hãy kiểm tra mạng rồi thử lại.', en: 'What you wrote could not be saved on the server. Check the network and try again.' }, 0)
      }
      return version.current
    }, [save]),
    /** The server changed the copy at our wish: its state and version take over, as one step to undo. */
    took: useCallback((state: S, at: number) => { version.current = at; saved.current = state; dispatch({ do: 'set', change: () => state }) }, []),
    /** An act carried the state with it: nothing waits here any more. */
    forget: useCallback(() => { saved.current = now.current; keep(storage, keyOf(name), null) }, [name]),
  }
}
