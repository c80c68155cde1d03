import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, type StaffSession } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { orRefuse } from '../platform/refusal.ts'
import type { ProvinceRegisters, RegisterBook } from './contract.ts'
import { bookOf } from './queries-books.ts'
import { checkProvinceRegisters, type RegisterSettings } from './rules.ts'
import { announceDirective, nowInstant, refuseWith, run } from './store.ts'

/** Đặt tên sổ, cách đánh số và người giữ sổ. A change of numbering holds from the next paper on; numbers given stay. */
export const setRegisterBook = (who: StaffSession, direction: 'in' | 'out', b: { name: string; numbering: 'one' | 'by_type' | null; keeperPostId: string | null }): Promise<RegisterBook> => asStaff(who, async (db) => {
  const now = nowInstant()
  if (b.keeperPostId !== null) {
    const known = await run(db, sql`select 1 from post where province_id = ${who.provinceId} and organisation_id = ${who.organisationId} and id = ${b.keeperPostId}::uuid and valid_from <= ${dayOf(now)}::date and (valid_to is null or valid_to >= ${dayOf(now)}::date)`)
    if (known.length === 0) refuseWith({ code: 'register.keeper_unknown' })
  }
  const numbering = direction === 'out' ? b.numbering : null
  await run(db, sql`insert into register_book (province_id, organisation_id, direction, name, numbering, keeper_post_id, changed_at, changed_by) values (${who.provinceId}, ${who.organisationId}, ${direction}, ${b.name.normalize('NFC')}, ${numbering}, ${b.keeperPostId}::uuid, ${now}::timestamptz, ${who.accountId})
    on conflict (province_id, organisation_id, direction) do update set name = excluded.name, numbering = excluded.numbering, keeper_post_id = excluded.keeper_post_id, changed_at = excluded.changed_at, changed_by = excluded.changed_by`)
  await announceDirective(db, who.organisationId, [who.organisationId])
  await audit(db, { action: 'register.book_set', kind: 'organisation', id: who.organisationId, detail: { direction, ...b, numbering } })
  return (await bookOf(db, direction))!
})

/** What holds for every office of the province that has not set its own: terms of the Party congress, numbering, hours to put an urgent paper before the leader. */
export const setProvinceRegisters = (who: StaffSession, s: ProvinceRegisters): Promise<ProvinceRegisters> => asStaff(who, async (db) => {
  const settings: RegisterSettings = orRefuse(checkProvinceRegisters(s))
  await run(db, sql`insert into setting (province_id, key, value) values (${who.provinceId}, 'directives.registers', ${JSON.stringify(settings)}::jsonb) on conflict (province_id, key) do update set value = excluded.value, changed_at = now()`)
  await audit(db, { action: 'register.province_set', kind: 'setting', id: 'directives.registers', detail: { ...settings } })
  return s
})
