import { sql } from 'kysely'
import { readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import type { RegisterBook, RegisterSettingsView } from './contract.ts'
import { provinceRegisters, run } from './store.ts'

type Row = { direction: 'in' | 'out'; name: string; numbering: 'one' | 'by_type' | null; keeperId: string | null; keeper: string | null; person: string | null }
const rowsOf = (db: Reads, direction: 'in' | 'out' | null): Promise<Row[]> => run<Row>(db, sql`select b.direction, b.name, b.numbering, b.keeper_post_id as "keeperId", p.title as keeper,
    (select a.name from post_holding h join account a on a.province_id = h.province_id and a.id = h.account_id where h.province_id = b.province_id and h.post_id = b.keeper_post_id and h.until_at is null order by h.from_at desc limit 1) as person
  from register_book b left join post p on p.province_id = b.province_id and p.id = b.keeper_post_id
  where b.province_id = current_province() and b.organisation_id = current_organisation() and (${direction}::text is null or b.direction = ${direction})`)
const asBook = (r: Row): RegisterBook => ({ direction: r.direction, name: r.name, numbering: r.numbering, keeper: r.keeperId === null ? null : { postId: r.keeperId, title: r.keeper ?? '', person: r.person } })

/** Sổ của cơ quan tôi: its own name and keeper, or null where nobody has set them. */
export const bookOf = async (db: Reads, direction: 'in' | 'out'): Promise<RegisterBook | null> => { const [row] = await rowsOf(db, direction); return row ? asBook(row) : null }

/** Thiết lập sổ: both books of the acting organisation, who may keep them, the counters of this day, and what the province has set for all. */
export const getRegisterSettings = (who: StaffSession): Promise<RegisterSettingsView> => readAs(who, async (db) => {
  const books = (await rowsOf(db, null)).map(asBook)
  const keepers = await run<{ postId: string; title: string; person: string | null }>(db, sql`select p.id as "postId", p.title, (select a.name from post_holding h join account a on a.province_id = h.province_id and a.id = h.account_id where h.province_id = p.province_id and h.post_id = p.id and h.until_at is null order by h.from_at desc limit 1) as person
    from post p where p.province_id = current_province() and p.organisation_id = current_organisation() and p.kind in ('clerk', 'office', 'staff') and p.valid_to is null order by p.rank, p.title`)
  const series = await run<{ direction: 'in' | 'out'; series: string; last: number }>(db, sql`select direction, series, last_number as last from register_series where province_id = current_province() and organisation_id = current_organisation() order by direction, series desc limit 200`)
  const province = await provinceRegisters(db)
  return { books, keepers, series, province: { terms: province.terms.map((t) => ({ ...t })), stateSeries: province.stateSeries, presentHours: { ...province.presentHours } }, may: { books: who.permissions.has('document.register'), province: who.permissions.has('settings.manage') } }
})
