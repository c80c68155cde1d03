import { today } from '../platform/clock.ts'
import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { DB, Reads } from '../platform/db/index.ts'
import { dayOf, type PlainDate } from '../platform/dates.ts'
import { Refused } from '../platform/refusal.ts'
import type { UnitsRefusal } from './refusals.ts'
import { organisationIndex, unitIndex, type Line, type OrganisationIndex, type OrganisationSuccession, type OrganisationVersion, type Succession, type Unit, type UnitIndex, type UnitLevel } from './rules.ts'

/** The units of the database in memory, and the organisations of a province: read again when a count shows that they changed. */
const run = <T>(db: Reads, query: ReturnType<typeof sql<T>>): Promise<T[]> => query.execute(db as Kysely<DB>).then((r) => r.rows)

let units: { key: string; index: UnitIndex } | undefined
/** All units with their successions; about 15,000 rows, kept between requests. */
export async function unitsOf(db: Reads): Promise<UnitIndex> {
  const [now] = await run<{ key: string }>(db, sql`select concat_ws('|', (select oid from pg_database where datname = current_database()), (select concat_ws(',', count(*), count(valid_to), max(valid_from), max(valid_to)) from unit), (select count(*) from unit_succession)) as key`)
  if (units?.key === now!.key) return units.index
  const rows = await run<Unit>(db, sql`select id, code, level, type, name, full_name as "fullName", name_en as "nameEn", full_name_en as "fullNameEn", parent_id as "parentId", province_unit_id as "provinceUnitId",
    area_km2 as "areaKm2", population, population_suspect as "populationSuspect", decree, lon, lat, valid_from as "validFrom", valid_to as "validTo" from unit`)
  const successions = await run<Succession>(db, sql`select from_id as "fromId", to_id as "toId", effective_on as "effectiveOn", part, legal_basis as "legalBasis" from unit_succession`)
  units = { key: now!.key, index: unitIndex(rows.map((u) => ({ ...u, level: u.level as UnitLevel })), successions) }
  return units.index
}

const kept = new Map<string, { key: string; index: OrganisationIndex }>()
/** The organisations of the caller's province as of a day, ready for matching. */
export async function organisationsOf(db: Reads, day: PlainDate): Promise<OrganisationIndex> {
  const [now] = await run<{ key: string; province: string }>(db, sql`select current_province() as province, concat_ws('|', (select oid from pg_database where datname = current_database()),
    (select concat_ws(',', count(*), count(valid_to), sum(hashtext(concat_ws('/', organisation_id, name, short_name, parent_id, unit_id, valid_from, valid_to))::bigint)) from organisation_version where province_id = current_province()),
    (select count(*) from organisation_succession where province_id = current_province())) as key`)
  const { province } = now!
  const index = await unitsOf(db)
  const key = `${now!.key}|${day}|${units!.key}`
  const found = kept.get(province)
  if (found?.key === key) return found.index
  const versions = await run<OrganisationVersion & { closedOn: string | null }>(db, sql`select v.organisation_id as id, o.line, o.kind, v.name, v.short_name as "shortName", v.parent_id as "parentId", v.unit_id as "unitId",
    v.valid_from as "validFrom", least(v.valid_to, o.valid_to) as "validTo" from organisation_version v join organisation o on o.province_id = v.province_id and o.id = v.organisation_id where v.province_id = current_province()`)
  const successions = await run<OrganisationSuccession>(db, sql`select from_id as "fromId", to_id as "toId", effective_on as "effectiveOn" from organisation_succession where province_id = current_province()`)
  const made = organisationIndex(versions.map((v) => ({ ...v, line: v.line as Line })), day, { successions, units: index })
  kept.set(province, { key, index: made })
  // One province is served as a rule; a handful in tests and drills.
  if (kept.size > 8) kept.delete(kept.keys().next().value!)
  return made
}

/** The day a reader asks for: a day, an instant, or today. */
export const dayAsked = (asOf: string | undefined): PlainDate => (asOf === undefined ? today() : asOf.length === 10 ? asOf : dayOf(asOf))
/** A refusal of this room, to throw: the type sees that its facts are there. */
export const refusal = (r: UnitsRefusal): Refused => new Refused(r)
export { run }
