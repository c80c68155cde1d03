import { database } from '../platform/db/index.ts'
import { today } from '../platform/clock.ts'

/** An organisation moves to another place a few times in its life, but its area is asked by every request: kept for a minute. */
const keptFor = 60_000
const kept = new Map<string, { area: readonly string[]; until: number }>()

/** Địa bàn of an organisation today: unit ids, ['*'] for the whole province, empty when it has none (SQL `area_of`). */
export async function areaOf(provinceId: string, organisationId: string): Promise<readonly string[]> {
  const db = database()
  const now = performance.now()
  const key = `${JSON.stringify(db.where)} ${provinceId} ${organisationId}`
  const known = kept.get(key)
  if (known && known.until > now) return known.area
  const { rows } = await db.appPool.query<{ area: string[] }>({ name: 'area_of', text: 'select area_of($1, $2, $3) as area', values: [provinceId, organisationId, today()] })
  const area = rows[0]?.area ?? []
  // Thousands of organisations at most; emptied when it grows beyond that rather than kept for ever.
  if (kept.size > 20_000) kept.clear()
  kept.set(key, { area, until: now + keptFor })
  return area
}
