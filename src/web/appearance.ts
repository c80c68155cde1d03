import { createStore, useStore } from './store.ts'

/** Giao diện: `system` follows the machine. */
export type Appearance = 'system' | 'light' | 'dark'
const dark = matchMedia('(prefers-color-scheme: dark)')
const store = createStore<Appearance>('system', {
  key: 'taicho.theme',
  in: () => localStorage,
  read: (text) => (text === 'light' || text === 'dark' ? text : undefined),
  write: (value) => (value === 'system' ? null : value),
})

const shown = (): 'light' | 'dark' => {
  const chosen = store.get()
  return chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen
}
function paint(): void {
  const root = document.documentElement
  root.setAttribute('data-theme', shown())
  root.setAttribute('data-mantine-color-scheme', shown())
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', shown() === 'dark' ? '#171613' : '#fbfaf6')
}
store.subscribe(paint)
dark.addEventListener('change', paint)
paint()

export const useAppearance = (): [Appearance, (next: Appearance) => void] => [useStore(store), store.set]
