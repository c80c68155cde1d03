import type { PlainDate } from '../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import { searchable } from '../../platform/text.ts'
import type { UnitsRefusal } from '../refusals.ts'
import { dayBefore, existsOn, type Succession, type Unit } from './units.ts'

/** What a unit is after a change: a new version, from a day on. Codes come from the decree and are typed in. */
export type NewUnit = { readonly code: string; readonly type: string; readonly name: string; readonly fullName: string; readonly areaKm2: number | null; readonly population: number | null }
/** Days on which old versions end, new versions, and what became what. Nothing already written is overwritten but the open end of the old version. */
export type UnitChange = { readonly close: readonly { readonly id: string; readonly validTo: PlainDate }[]; readonly create: readonly Unit[]; readonly successions: readonly Succession[] }
export type ChangeFacts = { readonly on: PlainDate; readonly decree: string }

/** `2026-12-01:02608`: a version made by a change carries the day instead of the year of a list. */
export const newUnitId = (code: string, on: PlainDate): string => `${on}:${code}`

/** `inForce`: all units in force on the day of the change, to see that a code is free. */
export type UnitsInForce = { readonly byCode: (code: string) => Unit | undefined }

function checkOld(olds: readonly Unit[], on: PlainDate): UnitsRefusal | undefined {
  for (const u of olds) {
    if (u.validTo !== null) return { code: 'unit.ends_already', name: u.fullName, to: u.validTo }
    if (!existsOn(u, on) || u.validFrom >= on) return { code: 'unit.not_in_force', name: u.fullName, on, from: u.validFrom, to: u.validTo }
    if (u.level !== olds[0]!.level || u.parentId !== olds[0]!.parentId) return { code: 'unit.not_neighbours', names: olds.map((o) => o.fullName) }
  }
  return undefined
}
function checkNew(fresh: readonly NewUnit[], olds: readonly Unit[], inForce: UnitsInForce): UnitsRefusal | undefined {
  const codes = new Set<string>()
  for (const n of fresh) {
    if (codes.has(n.code)) return { code: 'unit.code_twice', unitCode: n.code }
    codes.add(n.code)
    const holder = inForce.byCode(n.code)
    if (holder && !olds.some((o) => o.id === holder.id)) return { code: 'unit.code_taken', unitCode: n.code, name: holder.fullName }
    if (searchable(n.name) === '') return { code: 'unit.name_empty' }
  }
  return undefined
}
const made = (n: NewUnit, like: Unit, facts: ChangeFacts): Unit => ({
  ...like, id: newUnitId(n.code, facts.on), code: n.code, type: n.type, name: n.name, fullName: n.fullName, nameEn: null, fullNameEn: null,
  areaKm2: n.areaKm2, population: n.population, populationSuspect: false, decree: facts.decree, validFrom: facts.on, validTo: null,
})
const closing = (olds: readonly Unit[], on: PlainDate) => olds.map((o) => ({ id: o.id, validTo: dayBefore(on) }))

/** Sáp nhập: two or more neighbouring units become one. */
export function mergeUnits(olds: readonly Unit[], into: NewUnit, facts: ChangeFacts, inForce: UnitsInForce): Decision<UnitChange, UnitsRefusal> {
  if (olds.length < 2) return refuse({ code: 'unit.merge_needs_two' })
  const wrong = checkOld(olds, facts.on) ?? checkNew([into], olds, inForce)
  if (wrong) return refuse(wrong)
  const unit = made(into, olds[0]!, facts)
  return accept({ close: closing(olds, facts.on), create: [unit], successions: olds.map((o): Succession => ({ fromId: o.id, toId: unit.id, effectiveOn: facts.on, part: 'full', legalBasis: facts.decree })) })
}

/** Chia tách: one unit becomes two or more; each takes a part. */
export function splitUnit(old: Unit, into: readonly NewUnit[], facts: ChangeFacts, inForce: UnitsInForce): Decision<UnitChange, UnitsRefusal> {
  if (into.length < 2) return refuse({ code: 'unit.split_needs_two' })
  const wrong = checkOld([old], facts.on) ?? checkNew(into, [old], inForce)
  if (wrong) return refuse(wrong)
  const units = into.map((n) => made(n, old, facts))
  return accept({ close: closing([old], facts.on), create: units, successions: units.map((u): Succession => ({ fromId: old.id, toId: u.id, effectiveOn: facts.on, part: 'partial', legalBasis: facts.decree })) })
}

/** Đổi tên, đổi loại, cập nhật số liệu from a day on: the unit goes on as a new version; records of before keep the old one. */
export function reviseUnit(old: Unit, change: NewUnit, facts: ChangeFacts, inForce: UnitsInForce): Decision<UnitChange, UnitsRefusal> {
  const wrong = checkOld([old], facts.on) ?? checkNew([change], [old], inForce)
  if (wrong) return refuse(wrong)
  if (change.name === old.name && change.type === old.type && change.code === old.code && change.areaKm2 === old.areaKm2 && change.population === old.population) return refuse({ code: 'unit.nothing_changed', name: old.fullName })
  const unit: Unit = { ...made(change, old, facts), ...(change.name === old.name ? { nameEn: old.nameEn, fullNameEn: old.fullNameEn } : {}) }
  return accept({ close: closing([old], facts.on), create: [unit], successions: [{ fromId: old.id, toId: unit.id, effectiveOn: facts.on, part: 'full', legalBasis: facts.decree }] })
}
