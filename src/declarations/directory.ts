import { today } from '../platform/clock.ts'
import { asSystem, database } from '../platform/db/index.ts'
import { Refused } from '../platform/refusal.ts'
import { vietnameseOrder } from '../platform/text.ts'
import { existsOn, unitsBelow, unitsOf, type Unit, type UnitIndex } from '../units/index.ts'
import type { FormContext } from './rules.ts'

/** The places the form offers: communes of the provinces this program serves as destinations, every province and its communes as origins. */
export type Directory = {
  readonly index: UnitIndex
  /** Province of the program (code) by commune. */
  readonly destinations: ReadonlyMap<string, string>
  readonly provinces: readonly Unit[]
  readonly communesOf: (provinceUnitId: string) => readonly Unit[]
  readonly served: readonly string[]
  readonly context: FormContext
}

let kept: { index: UnitIndex; day: string; served: string; directory: Directory } | undefined
export async function directory(): Promise<Directory> {
  const day = today()
  const served = (await database().systemPool.query<{ id: string }>('select id from province order by id')).rows.map((r) => r.id)
  if (served.length === 0) throw new Refused({ code: 'database.unavailable' } as never)
  const index = await asSystem(served[0]!, (db) => unitsOf(db))
  if (kept?.index === index && kept.day === day && kept.served === served.join()) return kept.directory
  const byName = (a: Unit, b: Unit): number => vietnameseOrder(a.name, b.name)
  const provinces = [...index.byId.values()].filter((u) => u.level === 'province' && existsOn(u, day)).sort(byName)
  const communes = new Map<string, readonly Unit[]>()
  const communesOf = (id: string): readonly Unit[] => {
    const found = communes.get(id) ?? unitsBelow(index, id, day).filter((u) => u.level === 'commune' && existsOn(u, day)).sort(byName)
    communes.set(id, found)
    return found
  }
  const destinations = new Map<string, string>()
  for (const p of provinces) if (served.includes(p.code)) for (const c of communesOf(p.id)) destinations.set(c.id, p.code)
  const provinceIds = new Set(provinces.map((p) => p.id))
  const context: FormContext = { today: day, isDestination: (id) => destinations.has(id), isProvince: (id) => provinceIds.has(id), isCommuneOf: (id, province) => communesOf(province).some((c) => c.id === id) }
  kept = { index, day, served: served.join(), directory: { index, destinations, provinces, communesOf, served, context } }
  return kept.directory
}
