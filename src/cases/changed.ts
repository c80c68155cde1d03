import type { Writes } from '../platform/db/index.ts'

/** Cases that are new, refuted, or say something else than before about when and where their persons could pass the disease on. */
export type CasesChange = { readonly disease: string; readonly personIds: readonly string[] }
const handlers: ((db: Writes, change: CasesChange) => Promise<void>)[] = []
/** Runs in the transaction that changed the cases, in the order of connecting. */
export const onCasesChanged = (handler: (db: Writes, change: CasesChange) => Promise<void>): void => { if (!handlers.includes(handler)) handlers.push(handler) }
export async function tellCasesChanged(db: Writes, change: CasesChange): Promise<void> {
  if (change.personIds.length === 0) return
  for (const h of handlers) await h(db, change)
}
