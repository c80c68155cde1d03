import type { Reads, Writes } from '../platform/db/index.ts'
import type { Instant } from '../platform/dates.ts'

/** What changed: the units whose state is another from `from` on. */
export type ZoneChange = { readonly disease: string; readonly unitIds: readonly string[]; readonly from: Instant }
export type ZoneDependent = { readonly what: { readonly vi: string; readonly en: string }; readonly count: (db: Reads, change: ZoneChange) => Promise<number> }

const dependents: ZoneDependent[] = []
const handlers: ((db: Writes, change: ZoneChange) => Promise<void>)[] = []

/** A room whose records hang on the level of an area says here how many a change would touch; shown before the decision is made. */
export const registerZoneDependent = (d: ZoneDependent): void => { dependents.push(d) }
/** Runs in the transaction of the decision. */
export const onZonesChanged = (handler: (db: Writes, change: ZoneChange) => Promise<void>): void => { handlers.push(handler) }

export async function countDependents(db: Reads, change: ZoneChange): Promise<{ what: { vi: string; en: string }; count: number }[]> {
  const out = []
  for (const d of dependents) out.push({ what: d.what, count: await d.count(db, change) })
  return out
}
export async function tellZonesChanged(db: Writes, change: ZoneChange): Promise<void> { for (const h of handlers) await h(db, change) }
