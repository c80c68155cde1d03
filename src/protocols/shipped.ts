import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { programRoot } from '../platform/config.ts'
import { CommonFile, DiseaseFile, RowsFile, type Disease, type Row } from './rules.ts'

/**
 * The diseases that ship, and those an office adds itself: one folder a disease, `disease.json` and any number of files of rows.
 * A new disease is a new folder; nothing here knows a name.
 */
export const protocolsDataFolder = (): string => process.env['TAICHO_PROTOCOLS_DATA'] ?? path.join(programRoot(), 'src', 'protocols', 'data')

const json = (file: string): unknown => {
  try { return JSON.parse(readFileSync(file, 'utf8')) } catch (e) { throw new Error(`${file}: ${(e as Error).message}`, { cause: e }) }
}
const read = <T>(file: string, shape: { safeParse: (v: unknown) => { success: true; data: T } | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } } }): T => {
  const made = shape.safeParse(json(file))
  if (made.success) return made.data
  throw new Error(`${file}: ${made.error.issues.slice(0, 5).map((i) => `${i.path.join('.')}: ${i.message}`).join('; ')}`)
}

/** One disease of a folder, checked whole: shape, unique ids, and that every fact and code it names has its words. */
export function readDisease(folder: string, common: CommonFile): Disease {
  const about = read(path.join(folder, 'disease.json'), DiseaseFile)
  const rows: Row[] = readdirSync(folder).filter((f) => f.endsWith('.json') && f !== 'disease.json').sort().flatMap((f) => read(path.join(folder, f), RowsFile).rows)
  const twice = rows.find((r, at) => rows.findIndex((o) => o.id === r.id) !== at)
  if (twice) throw new Error(`${folder}: two rows with the id ${twice.id}`)
  const lost = rows.flatMap((r) => (r.over ?? []).filter((o) => !rows.some((x) => x.id === o)).map((o) => `${r.id} goes before ${o}, which is not there`))
  if (lost.length > 0) throw new Error(`${folder}: ${lost.join('; ')}`)
  return { ...about, facts: { ...common.facts, ...about.facts }, codes: { ...common.codes, ...about.codes }, rows }
}

export function readDiseases(...folders: string[]): Disease[] {
  const common = read(path.join(protocolsDataFolder(), 'common.json'), CommonFile)
  const found = new Map<string, Disease>()
  for (const folder of folders) {
    if (!existsSync(folder)) continue
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (!entry.isDirectory() || !existsSync(path.join(folder, entry.name, 'disease.json'))) continue
      const disease = readDisease(path.join(folder, entry.name), common)
      // A folder of the office goes before what ships: it may be newer.
      found.set(disease.disease, disease)
    }
  }
  return [...found.values()].sort((a, b) => a.order - b.order || (a.disease < b.disease ? -1 : 1))
}

let kept: readonly Disease[] | undefined
let ownFolder: string | undefined
/** A folder of the office's own diseases (below its data folder); read at the next asking. */
export function useOwnDiseases(folder: string | undefined): void {
  ownFolder = folder
  kept = undefined
}
/** Every disease the program knows; read once. */
export const listDiseases = (): readonly Disease[] => (kept ??= readDiseases(protocolsDataFolder(), ...(ownFolder === undefined ? [] : [ownFolder])))
export const findDisease = (disease: string): Disease | undefined => listDiseases().find((d) => d.disease === disease)
