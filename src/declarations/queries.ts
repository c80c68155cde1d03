import { audit } from '../platform/audit/index.ts'
import { nowInstant } from '../platform/clock.ts'
import { asStaff, readAs, requirePermission, sql, type Reads, type StaffSession } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { Refused } from '../platform/refusal.ts'
import { getPersonsMasked } from '../people/index.ts'
import type { DeclarationLine, DeclarationView } from './contract.ts'
import { keptColumns, keptFrom, type Kept } from './read.ts'
import type { DeclarationsRefusal } from './refusals.ts'
import type { Action } from './rules.ts'
import { sayMust, sayWhy } from './words.ts'

const refuse = (r: DeclarationsRefusal): never => { throw new Refused(r) }
const run = <T>(db: Reads, query: ReturnType<typeof sql<T>>): Promise<T[]> => query.execute(db as never).then((r) => r.rows)
const latest = (days: readonly (string | null)[]): string | null => days.reduce<string | null>((a, b) => (b !== null && (a === null || b > a) ? b : a), null)

const lineOf = (k: Kept, first: string | null): DeclarationLine => ({
  id: k.id, reference: k.reference, unit: { id: k.unitId, name: k.unitName }, origin: k.origin, originName: k.origin === 'abroad' ? k.originText : k.originName || null, arrivedOn: k.arrivedOn, submittedAt: k.submittedAt, state: k.state, priority: k.priority, people: k.people.length,
  first, actions: [...new Set(k.people.map((p) => p.action))], endsOn: latest(k.people.map((p) => p.endsOn)),
})

/** The inbox: what is most urgent first, then the newest. Row-level security answers for the area. */
export const listDeclarations = (who: StaffSession, q: { state: 'new' | 'visited' | 'withdrawn' | 'all'; unitId?: string | undefined; action?: Action | undefined; reference?: string | undefined; limit: number }): Promise<{ declarations: DeclarationLine[]; more: boolean }> => readAs(who, async (db) => {
  const reference = q.reference ? q.reference.toUpperCase().replace(/[^0-9A-Z]/g, '').replace(/^KB/, '') : ''
  const found = await run<Kept>(db, sql`select ${keptColumns} from ${keptFrom} where d.province_id = current_province()
    and (${q.state} = 'all' or d.state = ${q.state}) and (${q.unitId ?? null}::text is null or d.unit_id = ${q.unitId ?? null})
    and (${reference} = '' or replace(substr(d.reference, 4), '-', '') like ${`${reference}%`})
    and (${q.action ?? null}::text is null or exists (select 1 from declaration_person p where p.province_id = d.province_id and p.declaration_id = d.id and p.ended_at is null and p.action = ${q.action ?? null}))
    order by d.priority desc, d.submitted_at desc, d.id desc limit ${q.limit + 1}`)
  const shown = found.slice(0, q.limit)
  const names = await maskedBy(db, shown.flatMap((k) => k.people.slice(0, 1).map((p) => p.personId)))
  return { declarations: shown.map((k) => lineOf(k, k.people[0] ? names.get(k.people[0].personId)?.name ?? null : null)), more: found.length > q.limit }
})

/** Masked people by the id that was asked for, also where it was merged into another since. */
async function maskedBy(db: Reads, ids: readonly string[]): Promise<Map<string, Awaited<ReturnType<typeof getPersonsMasked>>[number]>> {
  if (ids.length === 0) return new Map()
  const people = new Map((await getPersonsMasked(db, [...new Set(ids)])).map((p) => [p.id, p]))
  const merged = await run<{ id: string; into: string }>(db, sql`select id, merged_into as into from person where province_id = current_province() and id = any(${[...ids]}::uuid[]) and merged_into is not null`)
  for (const m of merged) { const p = people.get(m.into); if (p) people.set(m.id, p) }
  return people
}

async function viewOf(db: Reads, who: StaffSession, id: string): Promise<DeclarationView> {
  const k = (await run<Kept>(db, sql`select ${keptColumns} from ${keptFrom} where d.province_id = current_province() and d.id = ${id}::uuid`))[0] ?? refuse({ code: 'declaration.unknown' })
  const people = await maskedBy(db, k.people.map((p) => p.personId))
  const events = await run<DeclarationView['events'][number]>(db, sql`select e.id, e.kind, e.at, (select v.name from organisation_version v where v.province_id = e.province_id and v.organisation_id = e.organisation_id order by v.valid_from desc limit 1) as organisation, e.detail ->> 'note' as note
    from declaration_event e where e.province_id = current_province() and e.declaration_id = ${id}::uuid order by e.id desc limit 100`)
  return {
    ...lineOf(k, k.people[0] ? people.get(k.people[0].personId)?.name ?? null : null), version: k.version, channel: k.channel, address: k.address, originText: k.originText, leftOn: k.leftOn, leftAt: k.leftAt, vehicle: k.vehicle, vehicleNumber: k.vehicleNumber, seat: k.seat, route: k.route, transit: k.transit,
    persons: k.people.map((p) => {
      const m = people.get(p.personId)
      const said = { ...p.triage, action: p.action, endsOn: p.endsOn }
      return {
        personId: m?.id ?? p.personId, name: m?.name ?? null, sex: m?.sex ?? null, birthYear: m?.birthYear ?? null, number: m?.number ?? null, phone: m?.phone ?? null, recognised: p.recognised,
        symptoms: Array.isArray(p.said.symptoms) ? p.said.symptoms : null, contact: p.said.contact ?? 'unknown', doses: typeof p.said.doses === 'number' ? p.said.doses : null, lastDose: p.said.lastDose === 'unknown' ? null : p.said.lastDose ?? null, recovered: p.said.recovered ?? 'unknown',
        action: p.action, why: { vi: sayWhy(said, 'vi'), en: sayWhy(said, 'en') }, must: { vi: sayMust(said, 'vi'), en: sayMust(said, 'en') }, ruleId: p.ruleId, disease: p.disease, endsOn: p.endsOn,
      }
    }),
    events, may: { visit: k.state === 'new' && who.permissions.has('declaration.handle') && (who.area[0] === '*' || who.area.includes(k.unitId)) },
  }
}
export const getDeclaration = (who: StaffSession, id: string): Promise<DeclarationView> => readAs(who, (db) => viewOf(db, who, id))

/** Đã thăm: somebody has been there or has called; with a note of what came of it. */
export const markVisited = (who: StaffSession, id: string, body: { version: number; note: string }): Promise<{ version: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'declaration.handle')
  const d = (await sql<{ state: string; version: number; unitId: string }>`select state, version, unit_id as "unitId" from declaration where province_id = current_province() and id = ${id}::uuid for update`.execute(db)).rows[0] ?? refuse({ code: 'declaration.unknown' })
  if (d.state === 'withdrawn') refuse({ code: 'declaration.withdrawn' })
  if (d.state === 'visited') refuse({ code: 'declaration.visited_already' })
  if (d.version !== body.version) refuse({ code: 'declaration.changed_meanwhile' })
  // The state is the commune's own mark; the version counts what the resident changes.
  await sql`update declaration set state = 'visited' where province_id = current_province() and id = ${id}::uuid`.execute(db)
  await sql`insert into declaration_event (province_id, id, declaration_id, kind, at, organisation_id, account_id, detail) values (current_province(), ${newId()}::uuid, ${id}::uuid, 'visited', ${nowInstant()}::timestamptz, current_organisation(), current_account(), ${JSON.stringify(body.note === '' ? {} : { note: body.note })}::jsonb)`.execute(db)
  await announce(db, ['declarations', `declarations:${id}`], [who.organisationId])
  await audit(db, { action: 'declaration.visited', kind: 'declaration', id })
  return { version: d.version }
})
