import type { Client } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { shippedFile, shippedVersion, successionColumns, unitColumns } from './data.ts'

const mark = (version: string): string => `Kế tục: what became of a unit. Shipped list ${version}.`

/**
 * Brings the shipped units into the reference tables, as the owner of the database. Does nothing when this version is there already. Rows that
 * the province added are kept; a unit that it ended stays ended.
 */
export async function loadUnits(owner: Client): Promise<{ loaded: boolean; units: number; version: string }> {
  const { version, units } = shippedVersion()
  const { rows } = await owner.query<{ note: string | null }>(`select obj_description('unit_succession'::regclass, 'pg_class') as note`)
  if (rows[0]?.note === mark(version)) return { loaded: false, units, version }
  await owner.query('begin')
  try {
    // Two starters at once: the second finds the mark.
    await owner.query('lock table unit_succession in share row exclusive mode')
    const again = await owner.query<{ note: string | null }>(`select obj_description('unit_succession'::regclass, 'pg_class') as note`)
    if (again.rows[0]?.note !== mark(version)) {
      await copy(owner, 'unit', unitColumns, 'units.tsv.gz')
      await copy(owner, 'unit_succession', successionColumns, 'links.tsv.gz')
      const set = unitColumns.filter((c) => c !== 'id' && c !== 'valid_to').map((c) => `${c} = excluded.${c}`).join(', ')
      await owner.query(`insert into unit (${unitColumns.join(', ')}) select ${unitColumns.join(', ')} from incoming_unit
        on conflict (id) do update set ${set}, valid_to = coalesce(excluded.valid_to, unit.valid_to)`)
      await owner.query(`insert into unit_succession (${successionColumns.join(', ')}) select ${successionColumns.join(', ')} from incoming_unit_succession
        on conflict (from_id, to_id) do update set effective_on = excluded.effective_on, part = excluded.part, legal_basis = excluded.legal_basis`)
      await owner.query(`comment on table unit_succession is '${mark(version)}'`)
      await owner.query('drop table incoming_unit, incoming_unit_succession')
    }
    await owner.query('commit')
  } catch (e) { await owner.query('rollback'); throw e }
  await owner.query('analyze unit, unit_succession')
  return { loaded: true, units, version }
}

async function copy(owner: Client, table: string, columns: readonly string[], file: string): Promise<void> {
  await owner.query(`create temp table incoming_${table} (like ${table} including defaults) on commit drop`)
  await pipeline(Readable.from([shippedFile(file)]), createGunzip(), owner.query(copyFrom(`copy incoming_${table} (${columns.join(', ')}) from stdin`)))
}
