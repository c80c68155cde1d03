import type { Reads } from '../platform/db/index.ts'
import type { Bi } from './rules.ts'

/** Đếm những gì đang chạy theo một quy định: registered by the rooms that keep orders, dossiers, samples. Counted under the row-level security of who asks. */
export type ProtocolCounter = {
  readonly name: string
  /** What is counted: “quyết định cách ly đang thực hiện”. */
  readonly label: Bi
  readonly count: (db: Reads, asked: { readonly provinceId: string; readonly disease: string; readonly ruleIds: readonly string[] }) => Promise<number>
}
const counters = new Map<string, ProtocolCounter>()
/** Called once when the rooms are plugged together. The same name again replaces. */
export const registerProtocolCounter = (counter: ProtocolCounter): void => { counters.set(counter.name, counter) }

export async function countRunning(db: Reads, asked: Parameters<ProtocolCounter['count']>[1]): Promise<{ name: string; label: Bi; n: number }[]> {
  const found: { name: string; label: Bi; n: number }[] = []
  for (const counter of counters.values()) found.push({ name: counter.name, label: counter.label, n: await counter.count(db, asked) })
  return found
}
