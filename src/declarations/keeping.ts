import { sql, type Reads } from '../platform/db/index.ts'
import { formatDay } from '../platform/dates.ts'
import type { PeopleWriter, StorySource } from '../people/index.ts'

/** Declarations in a person's story. Row-level security decides which of them the reader sees. */
export const storyOfDeclarations: StorySource['read'] = async (db, personIds) => {
  const { rows } = await sql<{ id: string; declarationId: string; at: string; unit: string; arrivedOn: string }>`select p.id, d.id as "declarationId", d.submitted_at as at, u.full_name as unit, d.arrived_on as "arrivedOn"
    from declaration_person p join declaration d on d.province_id = p.province_id and d.id = p.declaration_id join unit u on u.id = d.unit_id
    where p.province_id = current_province() and p.person_id = any(${[...personIds]}::uuid[]) and p.ended_at is null order by d.submitted_at desc limit 50`.execute(db as Reads)
  return rows.map((r) => ({ id: r.id, at: r.at, vi: `Khai báo y tế: đến ${r.unit} ngày ${formatDay(r.arrivedOn)}`, en: `Health declaration: arriving in ${r.unit} on ${formatDay(r.arrivedOn)}`, who: null, href: `/to-khai/${r.declarationId}` }))
}

/** With the person goes what names them here; which commune, when, and what the rules asked stays for the figures. */
export async function eraseFromDeclarations(db: PeopleWriter, personIds: readonly string[]): Promise<void> {
  await sql`update declaration d set address = null, phone = null, vehicle_number = null, seat = null, route = null from declaration_person p
    where d.province_id = current_province() and p.province_id = d.province_id and p.declaration_id = d.id and p.person_id = any(${[...personIds]}::uuid[])`.execute(db)
  await sql`update declaration_person set said = said - 'name' - 'number' - 'birth', who_key = '' where province_id = current_province() and person_id = any(${[...personIds]}::uuid[])`.execute(db)
}
