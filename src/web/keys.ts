import { useEffect, useRef } from 'react'
import type { Label } from './room.ts'
import { createStore, useStore } from './store.ts'

/** `j`, `Enter`, `Escape`, `?`, `mod+k` (Ctrl, ⌘ on a Mac), `shift+Tab`, or two in a row: `g v`. */
export type KeyBinding = {
  readonly key: string
  /** What it does, shown under `?`. */
  readonly does: Label
  readonly run: (event: KeyboardEvent) => void
  /** Also while the person types in a field; only for combinations and Escape. */
  readonly whileTyping?: boolean
  readonly when?: boolean
}
type Layer = { bindings: readonly KeyBinding[] }

/** Bindings mounted last win, so a dialog or a detail covers the list below it. */
const layers = createStore<readonly Layer[]>([])
let pending: { key: string; until: number } | null = null

/** Phím tắt: the only way a screen listens to the keyboard. Active while the component is mounted; listed under `?`. */
export function useKeys(bindings: readonly KeyBinding[]): void {
  const layer = useRef<Layer>({ bindings })
  layer.current.bindings = bindings
  useEffect(() => {
    const mine = layer.current
    layers.set([...layers.get(), mine])
    return () => layers.set(layers.get().filter((one) => one !== mine))
  }, [])
}

/** What `?` shows: each key once, the topmost meaning. */
export function useKeysInForce(): readonly KeyBinding[] {
  const all = useStore(layers)
  const seen = new Map<string, KeyBinding>()
  for (const layer of [...all].reverse()) for (const binding of layer.bindings) if (binding.when !== false && !seen.has(binding.key)) seen.set(binding.key, binding)
  return [...seen.values()]
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement ||
    (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type)))

const pressable = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('a[href], button, summary, [role="button"]') !== null

const nameOf = (event: KeyboardEvent): string => {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toLowerCase() : event.key
  const shift = event.shiftKey && event.key.length > 1 ? 'shift+' : ''
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift}${key}`
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const name = nameOf(event)
  const inField = typing(event.target)
  // Enter and Space on a link or button press it; a screen's own Enter is for when nothing is focused.
  if ((name === 'Enter' || name === 'Space') && pressable(event.target)) return
  // While a dialog is open only its own keys count.
  const dialog = document.querySelector('dialog[open]')
  const sequence = pending && pending.until > Date.now() && !inField ? `${pending.key} ${name}` : null
  pending = null
  for (const wanted of sequence ? [sequence, name] : [name]) {
    for (const layer of [...layers.get()].reverse()) {
      const binding = layer.bindings.find((one) => one.key === wanted && one.when !== false && (!inField || one.whileTyping === true))
      if (!binding || (dialog && !binding.whileTyping)) continue
      event.preventDefault()
      binding.run(event)
      return
    }
  }
  if (!inField && layers.get().some((layer) => layer.bindings.some((one) => one.key.startsWith(`${name} `)))) pending = { key: name, until: Date.now() + 1_200 }
}
if (typeof document !== 'undefined') document.addEventListener('keydown', onKeyDown)

const mac = typeof navigator !== 'undefined' && /Mac|iP/.test(navigator.platform)
/** How a key is written on the machine at hand: `Ctrl K`, `⌘K`. */
export const keyName = (key: string): string =>
  key.split(' ').map((part) => part.split('+').map((one) => one === 'mod' ? (mac ? '⌘' : 'Ctrl') : one === 'Enter' ? '↵' : one === 'Escape' ? 'Esc' : one === 'ArrowLeft' ? '←' : one === 'ArrowRight' ? '→' : one.length === 1 ? one.toUpperCase() : one).join(mac ? '' : ' ')).join(' · ')
