import { sql, type Kysely } from 'kysely'
import { nowInstant } from '../platform/clock.ts'
import { readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import type { DB } from '../platform/db/schema.ts'
import { addDays, dayOf, instantOf, type Instant } from '../platform/dates.ts'
import { Refused } from '../platform/refusal.ts'
import { vietnameseOrder } from '../platform/text.ts'
import { existsOn, findByCode, parentChain, unitsOf, unitsBelow, type Unit, type UnitIndex } from '../units/index.ts'
import type { ZoneDecisionView, ZoneLine, ZoneList, ZoneView } from './contract.ts'
import { standing, stateOf, type Decision } from './rules.ts'

const run = <T>(db: Reads, query: ReturnType<typeof sql<T>>): Promise<T[]> => query.execute(db as Kysely<DB>).then((r) => r.rows)

/** The moment asked for: an instant, the end of a day in Viet Nam, or now. Never later than now: what will be known tomorrow is not known. */
export function momentAsked(asOf: string | undefined): Instant {
  const now = nowInstant()
  if (asOf === undefined) return now
  const at = asOf.length === 10 ? instantOf(addDays(asOf, 1)) : new Date(asOf).toISOString()
  return at < now ? at : now
}

/**
 * Of every scope the last decision that had begun at `at` as known at `knownAt`: one row per area that ever had one, however long the history.
 * Decisions still to begin do not count yet.
 */
export const decisionsAt = (db: Reads, disease: string, at: Instant, knownAt: Instant): Promise<Decision[]> => run<Decision>(db, sql`
  select distinct on (d.unit_id, d.part_name) d.id, d.unit_id as "unitId", d.part_name as "partName", d.level, d.distancing, d.lockdown, d.valid_from as "validFrom", d.valid_to as "validTo", d.decided_at as "decidedAt", d.corrects_id as "correctsId"
  from zone_decision d
  where d.province_id = current_province() and d.disease = ${disease} and d.valid_from <= ${at}::timestamptz and d.decided_at <= ${knownAt}::timestamptz
    and not exists (select 1 from zone_decision c where c.province_id = d.province_id and c.corrects_id = d.id and c.decided_at <= ${knownAt}::timestamptz)
  order by d.unit_id, d.part_name, d.valid_from desc, d.decided_at desc, d.id desc`)

export function lineOf(index: UnitIndex, unit: Unit, at: Instant, inForce: readonly Decision[]): ZoneLine {
  const day = dayOf(at)
  const chain = [unit, ...parentChain(index, unit, day)]
  const state = stateOf(chain.map((u) => u.id), inForce)
  const named = (d: Decision | null) => (d === null || d.unitId === unit.id ? null : { id: d.unitId, name: index.byId.get(d.unitId)?.fullName ?? d.unitId })
  const by = state.levelBy ?? state.distancingBy
  return {
    unit: { id: unit.id, code: unit.code, name: unit.fullName, population: unit.populationSuspect ? null : unit.population }, level: state.level, distancing: state.distancing, lockdown: state.lockdown,
    since: by?.validFrom ?? null, until: by?.validTo ?? null, levelFrom: named(state.levelBy), distancingFrom: named(state.distancingBy),
    parts: state.parts.map((p) => ({ name: p.partName!, level: p.level, distancing: p.distancing, lockdown: p.lockdown, since: p.validFrom, until: p.validTo })),
  }
}

/** The province's own unit on a day. */
export function provinceUnit(index: UnitIndex, provinceId: string, at: Instant): Unit {
  const unit = findByCode(index, provinceId, dayOf(at))
  if (!unit) throw new Refused({ code: 'unit.unknown', id: provinceId } as never)
  return unit
}

export const listZones = (who: StaffSession, q: { disease: string; asOf?: string | undefined }): Promise<ZoneList> => readAs(who, async (db) => {
  const at = momentAsked(q.asOf)
  const index = await unitsOf(db)
  const inForce = standing(await decisionsAt(db, q.disease, at, at), at)
  const province = provinceUnit(index, who.provinceId, at)
  const units = unitsBelow(index, province.id, dayOf(at)).filter((u) => u.level === 'commune' && existsOn(u, dayOf(at))).sort((a, b) => vietnameseOrder(a.name, b.name)).map((u) => lineOf(index, u, at, inForce))
  const counts = { 1: 0, 2: 0, 3: 0, 4: 0, none: 0, distancing: 0, lockdown: 0 }
  for (const u of units) { counts[u.level ?? 'none']++; if (u.distancing) counts.distancing++; if (u.lockdown || u.parts.some((p) => p.lockdown)) counts.lockdown++ }
  const changes = await run<{ at: Instant }>(db, sql`select at from (select valid_from as at from zone_decision where province_id = current_province() and disease = ${q.disease} and valid_from <= ${nowInstant()}::timestamptz
    union select valid_to from zone_decision where province_id = current_province() and disease = ${q.disease} and valid_to <= ${nowInstant()}::timestamptz) x order by at desc limit 400`)
  return { at, disease: q.disease, province: lineOf(index, province, at, inForce), units, counts, changes: changes.map((c) => c.at).reverse(), may: { decide: who.permissions.has('zone.decide') } }
})

export const getZone = (who: StaffSession, unitId: string, q: { disease: string; asOf?: string | undefined }): Promise<ZoneView> => readAs(who, async (db) => {
  const at = momentAsked(q.asOf)
  const index = await unitsOf(db)
  const unit = index.byId.get(unitId)
  if (!unit) throw new Refused({ code: 'unit.unknown', id: unitId } as never)
  const inForce = standing(await decisionsAt(db, q.disease, at, at), at)
  const chain = [unit.id, ...parentChain(index, unit, dayOf(at)).map((u) => u.id)]
  const rows = await run<Omit<ZoneDecisionView, 'unit' | 'inForce' | 'decidedBy'> & { unitId: string; post: string; organisation: string }>(db, sql`
    select d.id, d.unit_id as "unitId", d.part_name as "partName", d.level, d.distancing, d.lockdown, d.valid_from as "validFrom", d.valid_to as "validTo", d.basis, d.reason, d.document_id as "documentId",
      d.corrects_id as "correctsId", (select c.id from zone_decision c where c.province_id = d.province_id and c.corrects_id = d.id and c.decided_at <= ${at}::timestamptz order by c.decided_at limit 1) as "correctedById",
      d.decided_at as "decidedAt", p.title as post, coalesce(v.name, '') as organisation
    from zone_decision d join post p on p.province_id = d.province_id and p.id = d.post_id
    left join lateral (select name from organisation_version v where v.province_id = d.province_id and v.organisation_id = d.organisation_id and v.valid_from <= (d.decided_at at time zone 'Asia/Ho_Chi_Minh')::date order by v.valid_from desc limit 1) v on true
    where d.province_id = current_province() and d.disease = ${q.disease} and d.unit_id = any(${chain}) and (d.part_name is null or d.unit_id = ${unit.id}) and d.decided_at <= ${at}::timestamptz
    order by d.valid_from desc, d.decided_at desc, d.id desc limit 200`)
  const standingIds = new Set(inForce.map((d) => d.id))
  return {
    at, zone: lineOf(index, unit, at, inForce), may: { decide: who.permissions.has('zone.decide') && (who.area[0] === '*' || who.area.includes(unit.id)) },
    history: rows.map(({ unitId: id, post, organisation, ...r }) => ({ ...r, unit: { id, name: index.byId.get(id)?.fullName ?? id }, decidedBy: { post, organisation }, inForce: standingIds.has(r.id) })),
  }
})
