import { createStore, useStore } from '../../web/store.ts'

/** Mục đích: asked once per task and kept in this window for an hour, so that a tracer on the phone is not asked for every contact. */
type Kept = { readonly purpose: string; readonly at: number }
const hour = 3_600_000
const store = createStore<Kept | null>(null, {
  key: 'taicho.purpose', in: () => sessionStorage,
  read: (text) => { try { const k = JSON.parse(text) as Kept; return typeof k.purpose === 'string' && typeof k.at === 'number' ? k : null } catch { return null } },
  write: (value) => (value === null ? null : JSON.stringify(value)),
})
export const setPurpose = (purpose: string | null): void => store.set(purpose === null ? null : { purpose, at: Date.now() })
const stillHolds = (kept: Kept | null): string | null => (kept !== null && Date.now() - kept.at < hour ? kept.purpose : null)
export const usePurpose = (): string | null => stillHolds(useStore(store))
