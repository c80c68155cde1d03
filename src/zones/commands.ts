import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { nowInstant } from '../platform/clock.ts'
import { asStaff, readAs, requirePermission, type Reads, type StaffSession } from '../platform/db/index.ts'
import { dayOf, type Instant } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { Refused } from '../platform/refusal.ts'
import { nfc } from '../platform/text.ts'
import { existsOn, parentChain, unitsOf, unitsBelow, type Unit, type UnitIndex } from '../units/index.ts'
import type { ZoneDecisionBody, ZonePreview } from './contract.ts'
import { countDependents, tellZonesChanged } from './dependents.ts'
import { decisionsAt, lineOf } from './queries.ts'
import type { ZonesRefusal } from './refusals.ts'
import { direction, standing, type Decision } from './rules.ts'

const refusal = (r: ZonesRefusal): Refused => new Refused(r)
type Planned = { readonly index: UnitIndex; readonly units: readonly Unit[]; readonly at: Instant; readonly before: readonly Decision[]; readonly after: readonly Decision[]; readonly rows: readonly (Decision & { unitName: string })[] }

/** Checks a decision and works out what would stand before and after it, at the moment it takes effect. */
async function plan(db: Reads, who: StaffSession, body: ZoneDecisionBody, now: Instant): Promise<Planned> {
  requirePermission(who, 'zone.decide')
  const index = await unitsOf(db)
  const day = dayOf(body.validFrom)
  if (body.validTo !== null && body.validTo <= body.validFrom) throw refusal({ code: 'zone.ends_before_it_begins', from: body.validFrom, to: body.validTo })
  const units = body.unitIds.map((id) => {
    const unit = index.byId.get(id)
    if (!unit) throw new Refused({ code: 'unit.unknown', id } as never)
    if (who.area[0] !== '*' && !who.area.includes(id)) throw refusal({ code: 'zone.outside_area', unit: unit.fullName })
    if (!existsOn(unit, day)) throw refusal({ code: 'zone.not_in_force', unit: unit.fullName })
    return unit
  })
  const corrected = body.correctsId === null ? [] : (await sql<{ unitId: string; partName: string | null; done: boolean }>`
    select d.unit_id as "unitId", d.part_name as "partName", exists (select 1 from zone_decision c where c.province_id = d.province_id and c.corrects_id = d.id) as done
    from zone_decision d where d.province_id = current_province() and d.id = ${body.correctsId}::uuid`.execute(db as never)).rows
  if (body.correctsId !== null) {
    const [c] = corrected
    if (!c) throw new Refused({ code: 'record.not_found', kind: 'zone_decision', id: body.correctsId } as never)
    if (c.done) throw refusal({ code: 'zone.corrected_already' })
    const part = body.partName === null ? null : nfc(body.partName)
    if (body.unitIds.length !== 1 || c.unitId !== body.unitIds[0] || c.partName !== part) throw refusal({ code: 'zone.corrects_another_area', unit: index.byId.get(c.unitId)?.fullName ?? c.unitId })
  }
  // What is known at the moment of deciding; a decision that begins later is compared with what will hold then.
  const at = body.validFrom
  const known = await decisionsAt(db, body.disease, at, now)
  const before = standing(known, at, now)
  const rows = units.map((unit): Decision & { unitName: string } => ({
    id: newId(), unitId: unit.id, unitName: unit.fullName, partName: body.partName === null ? null : nfc(body.partName), level: body.level, distancing: body.distancing, lockdown: body.lockdown, validFrom: body.validFrom, validTo: body.validTo, decidedAt: now, correctsId: body.correctsId,
  }))
  const after = standing([...known, ...rows], at, now)
  for (const row of rows) {
    const same = before.find((d) => d.unitId === row.unitId && d.partName === row.partName)
    const nothing = row.level === null && row.distancing === null && !row.lockdown
    if (body.correctsId === null && (same ? same.level === row.level && same.distancing === row.distancing && same.lockdown === row.lockdown && same.validTo === row.validTo : nothing)) throw refusal({ code: 'zone.nothing_changed', unit: row.unitName, part: row.partName })
  }
  return { index, units, at, before, after, rows }
}

/** The units whose people are touched: those named and everything below them. */
const touched = (p: Planned): string[] => [...new Set(p.units.flatMap((u) => unitsBelow(p.index, u.id, dayOf(p.at)).map((d) => d.id)))]

export const previewZoneDecision = (who: StaffSession, body: ZoneDecisionBody): Promise<ZonePreview> => readAs(who, async (db) => {
  const p = await plan(db, who, body, nowInstant())
  return {
    units: p.units.map((u) => { const before = lineOf(p.index, u, p.at, p.before), after = lineOf(p.index, u, p.at, p.after); return { unit: { id: u.id, name: u.fullName }, before, after, direction: direction(before, after) } }),
    dependents: await countDependents(db, { disease: body.disease, unitIds: touched(p), from: p.at }),
  }
})

export const decideZones = (who: StaffSession, body: ZoneDecisionBody): Promise<{ decisions: { id: string; unitId: string }[] }> => asStaff(who, async (db) => {
  const now = nowInstant()
  // Two decisions about one area at once: the second sees the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`zone ${who.provinceId} ${body.disease}`}, 0))`.execute(db)
  const p = await plan(db, who, body, now)
  await db.insertInto('zone_decision').values(p.rows.map((r) => ({
    province_id: who.provinceId, id: r.id, disease: body.disease, unit_id: r.unitId, part_name: r.partName, level: r.level, distancing: r.distancing, lockdown: r.lockdown, valid_from: r.validFrom, valid_to: r.validTo,
    basis: nfc(body.basis), reason: nfc(body.reason), document_id: body.documentId, rule_id: null, corrects_id: r.correctsId, organisation_id: who.organisationId, post_id: who.postId, account_id: who.accountId, decided_at: now,
  }))).execute()
  await tellZonesChanged(db, { disease: body.disease, unitIds: touched(p), from: body.validFrom })
  const concerned = [...new Set([...touched(p), ...p.units.flatMap((u) => parentChain(p.index, u, dayOf(p.at)).map((a) => a.id))])]
  const { rows: placed } = await sql<{ id: string }>`select distinct organisation_id as id from organisation_version where province_id = current_province() and unit_id = any(${concerned}) and valid_to is null`.execute(db)
  await announce(db, ['zones', ...p.units.map((u) => `zones:${u.id}`)], [...new Set([...placed.map((o) => o.id), who.organisationId])])
  for (const r of p.rows) await audit(db, { action: 'zone.decided', kind: 'zone_decision', id: r.id, detail: { disease: body.disease, unit: r.unitId, part: r.partName, level: r.level, distancing: r.distancing, lockdown: r.lockdown, from: r.validFrom, to: r.validTo, corrects: r.correctsId } })
  return { decisions: p.rows.map((r) => ({ id: r.id, unitId: r.unitId })) }
})
