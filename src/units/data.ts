import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { programRoot } from '../platform/config.ts'
import type { Succession, Unit, UnitLevel } from './rules/units.ts'

/** Folder of the shipped lists and maps: below the program's root, from sources and from the bundle alike. */
export const unitsDataFolder = (): string => process.env['TAICHO_UNITS_DATA'] ?? path.join(programRoot(), 'src', 'units', 'data')

/** The columns of units.tsv.gz, in order; the file is PostgreSQL COPY text. */
export const unitColumns = ['id', 'code', 'level', 'type', 'name', 'full_name', 'name_en', 'full_name_en', 'parent_id', 'province_unit_id', 'area_km2', 'population', 'population_suspect', 'decree', 'lon', 'lat', 'valid_from', 'valid_to', 'search'] as const
export const successionColumns = ['from_id', 'to_id', 'effective_on', 'part', 'legal_basis'] as const

export const shippedFile = (name: string): Buffer => readFileSync(path.join(unitsDataFolder(), name))
export type ShippedVersion = { readonly version: string; readonly units: number; readonly links: number }
export const shippedVersion = (): ShippedVersion => JSON.parse(shippedFile('version.json').toString('utf8')) as ShippedVersion

const rows = (name: string): (string | null)[][] =>
  gunzipSync(shippedFile(name)).toString('utf8').trimEnd().split('\n').map((line) => line.split('\t').map((v) => (v === '\\N' ? null : v.replace(/\\\\/g, '\\'))))
const num = (v: string | null | undefined): number | null => (v === null || v === undefined ? null : Number(v))

/** The shipped lists without a database: for tests, the command line, and to look names up while reading a directive. */
export function readShippedUnits(): { units: Unit[]; successions: Succession[] } {
  const units = rows('units.tsv.gz').map((r): Unit => ({
    id: r[0]!, code: r[1]!, level: r[2] as UnitLevel, type: r[3]!, name: r[4]!, fullName: r[5]!, nameEn: r[6] ?? null, fullNameEn: r[7] ?? null, parentId: r[8] ?? null, provinceUnitId: r[9] ?? null,
    areaKm2: num(r[10]), population: num(r[11]), populationSuspect: r[12] === 't', decree: r[13] ?? null, lon: num(r[14]), lat: num(r[15]), validFrom: r[16]!, validTo: r[17] ?? null,
  }))
  const successions = rows('links.tsv.gz').map((r): Succession => ({ fromId: r[0]!, toId: r[1]!, effectiveOn: r[2]!, part: r[3] as 'full' | 'partial', legalBasis: r[4] ?? null }))
  return { units, successions }
}
