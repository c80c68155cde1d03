import type { Writes } from '../platform/db/index.ts'
import type { PlainDate } from '../platform/dates.ts'

/** One person whose level or last exposure is another than before. */
export type LevelChange = { readonly disease: string; readonly personId: string; readonly unitId: string | null; readonly from: number | null; readonly to: number | null; readonly lastExposureOn: PlainDate | null; readonly followTo: PlainDate | null }
const handlers: ((db: Writes, changes: readonly LevelChange[]) => Promise<void>)[] = []
/** Runs in the transaction that changed the levels, in the order of connecting, with all changes at once. */
export const onLevelsChanged = (handler: (db: Writes, changes: readonly LevelChange[]) => Promise<void>): void => { if (!handlers.includes(handler)) handlers.push(handler) }
export async function tellLevelsChanged(db: Writes, changes: readonly LevelChange[]): Promise<void> {
  if (changes.length === 0) return
  for (const h of handlers) await h(db, changes)
}
