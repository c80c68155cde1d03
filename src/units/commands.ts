import { today } from '../platform/clock.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import { audit } from '../platform/audit/index.ts'
import { asStaff, requirePermission, type StaffSession, type Writes } from '../platform/db/index.ts'
import type { PlainDate } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { orRefuse } from '../platform/refusal.ts'
import { nfc, searchable } from '../platform/text.ts'
import type { changeOrganisation as ChangeRoute, closeOrganisation as CloseRoute, createOrganisation as CreateRoute, createPost as PostRoute, UnitChangeBody, UnitChangeView } from './contract.ts'
import { refusal, run, unitsOf } from './directory.ts'
import { dayBefore, findByCode, findKind, mergeUnits, reviseUnit, splitUnit, type NewUnit, type Unit, type UnitChange, type UnitIndex } from './rules.ts'
import { typePrefix } from './rules/words.ts'

type Body<R extends { body?: z.ZodType }> = z.output<NonNullable<R['body']>>

// --- organisations --------------------------------------------------------------------------------------------------

export type VersionRow = { id: string; kind: string; line: string; validFrom: PlainDate; validTo: PlainDate | null; organisationFrom: PlainDate; organisationTo: PlainDate | null; name: string; shortName: string | null; parentId: string | null; unitId: string | null; email: string | null; phone: string | null; lastFrom: PlainDate }
export type VersionValues = Pick<VersionRow, 'name' | 'shortName' | 'parentId' | 'unitId' | 'email' | 'phone'>

/** The version in force on a day, its organisation locked until the end of the transaction. */
async function lockOrganisation(db: Writes, id: string, on: PlainDate): Promise<VersionRow> {
  const [locked] = await run<{ from: PlainDate; to: PlainDate | null }>(db, sql`select valid_from as "from", valid_to as "to" from organisation where province_id = ${db.who.provinceId} and id = ${id}::uuid for update`)
  if (!locked) throw refusal({ code: 'organisation.unknown', id })
  const [row] = await run<VersionRow>(db, sql`select o.id, o.kind, o.line, o.valid_from as "organisationFrom", o.valid_to as "organisationTo", v.valid_from as "validFrom", v.valid_to as "validTo", v.name, v.short_name as "shortName", v.parent_id as "parentId", v.unit_id as "unitId", v.email, v.phone,
      (select max(valid_from) from organisation_version where province_id = o.province_id and organisation_id = o.id) as "lastFrom"
    from organisation o join organisation_version v on v.province_id = o.province_id and v.organisation_id = o.id
    where o.province_id = ${db.who.provinceId} and o.id = ${id}::uuid order by (v.valid_from <= ${on}::date) desc, case when v.valid_from <= ${on}::date then v.valid_from end desc, v.valid_from limit 1`)
  if (!row) throw refusal({ code: 'organisation.unknown', id })
  if (row.organisationTo !== null && row.organisationTo < on) throw refusal({ code: 'organisation.closed', name: row.name, to: row.organisationTo })
  if (row.organisationFrom > on) throw refusal({ code: 'organisation.not_yet', name: row.name, from: row.organisationFrom, on })
  return row
}

async function requireUnit(db: Writes, id: string | null | undefined): Promise<void> {
  if (id === null || id === undefined) return
  if (!(await unitsOf(db)).byId.has(id)) throw refusal({ code: 'unit.unknown', id })
}

/** A parent exists on the day and is not below the organisation itself. */
async function requireParent(db: Writes, parentId: string | null | undefined, on: PlainDate, child?: { id: string; name: string }): Promise<void> {
  if (parentId === null || parentId === undefined) return
  const parent = await lockOrganisation(db, parentId, on)
  if (!child) return
  const up = await run<{ id: string }>(db, sql`with recursive up as (select ${parentId}::uuid as id, 0 as depth
      union all select v.parent_id, up.depth + 1 from up join organisation_version v on v.province_id = ${db.who.provinceId} and v.organisation_id = up.id and v.valid_from <= ${on}::date and (v.valid_to is null or v.valid_to >= ${on}::date) where v.parent_id is not null and up.depth < 50)
    select id from up`)
  if (up.some((u) => u.id === child.id)) throw refusal({ code: 'organisation.would_loop', name: child.name, parent: parent.name })
}

async function requireFreeName(db: Writes, name: string, parentId: string | null, on: PlainDate, self?: string): Promise<void> {
  const same = await run<{ id: string }>(db, sql`select v.organisation_id as id from organisation_version v join organisation o on o.province_id = v.province_id and o.id = v.organisation_id
    where v.province_id = ${db.who.provinceId} and v.search like ${`${searchable(name)}%`} and lower(v.name) = lower(${nfc(name)}) and v.parent_id is not distinct from ${parentId}::uuid and (v.valid_to is null or v.valid_to >= ${on}::date) and (o.valid_to is null or o.valid_to >= ${on}::date)
      and v.organisation_id is distinct from ${self ?? null}::uuid limit 1`)
  if (same.length > 0) throw refusal({ code: 'organisation.same_name', name })
}

const searchOf = (v: Pick<VersionValues, 'name' | 'shortName'>): string => searchable(`${v.name} ${v.shortName ?? ''}`)
const orNull = (text: string | null | undefined): string | null => (text === null || text === undefined || text.trim() === '' ? null : nfc(text.trim()))

export async function insertOrganisations(db: Writes, rows: readonly ({ id: string; line: string; kind: string; code: string | null; from: PlainDate; to: PlainDate | null; headTitle: string | null } & VersionValues)[]): Promise<void> {
  const province_id = db.who.provinceId
  for (let i = 0; i < rows.length; i += 500) {
    const part = rows.slice(i, i + 500)
    await db.insertInto('organisation').values(part.map((r) => ({ province_id, id: r.id, line: r.line, kind: r.kind, code: r.code, valid_from: r.from, valid_to: r.to }))).execute()
  }
  for (let i = 0; i < rows.length; i += 500) {
    const part = rows.slice(i, i + 500)
    await db.insertInto('organisation_version').values(part.map((r) => ({ province_id, organisation_id: r.id, valid_from: r.from, valid_to: r.to, name: r.name, short_name: r.shortName, parent_id: r.parentId, unit_id: r.unitId, email: r.email, phone: r.phone, search: searchOf(r) }))).execute()
    await db.insertInto('post').values(part.map((r) => ({ province_id, id: newId(), organisation_id: r.id, kind: 'head', title: r.headTitle ?? findKind(r.kind)?.head ?? 'Thủ trưởng', rank: 10, valid_from: r.from, valid_to: r.to }))).execute()
  }
}

/**
 * A change from a day on: the version in force ends the day before, a new one begins. A second change on the same day, while that day is
 * not past, replaces the first: nothing has been decided under it yet; the audit line keeps both.
 */
export async function writeVersion(db: Writes, now: VersionRow, next: VersionValues, on: PlainDate): Promise<void> {
  if (on < now.validFrom || now.lastFrom > now.validFrom || on === now.validFrom && on < today()) throw refusal({ code: 'organisation.change_in_past', name: now.name, on, last: now.lastFrom })
  const values = { name: next.name, short_name: next.shortName, parent_id: next.parentId, unit_id: next.unitId, email: next.email, phone: next.phone, search: searchOf(next) }
  const version = db.updateTable('organisation_version').where('province_id', '=', db.who.provinceId).where('organisation_id', '=', now.id).where('valid_from', '=', now.validFrom as never)
  if (on === now.validFrom) { await version.set(values).execute(); return }
  await version.set({ valid_to: dayBefore(on) }).execute()
  await db.insertInto('organisation_version').values({ province_id: db.who.provinceId, organisation_id: now.id, valid_from: on, valid_to: now.organisationTo, ...values }).execute()
}

export const createOrganisation = (who: StaffSession, body: Body<typeof CreateRoute>): Promise<{ id: string }> => asStaff(who, async (db) => {
  requirePermission(who, 'units.manage')
  const kind = findKind(body.kind)
  if (!kind) throw refusal({ code: 'organisation.kind_unknown', kind: body.kind })
  await requireParent(db, body.parentId, body.from)
  await requireUnit(db, body.unitId)
  await requireFreeName(db, body.name, body.parentId, body.from)
  const id = newId()
  const values: VersionValues = { name: nfc(body.name), shortName: orNull(body.shortName), parentId: body.parentId, unitId: body.unitId, email: orNull(body.email), phone: orNull(body.phone) }
  await insertOrganisations(db, [{ id, line: body.line ?? kind.line, kind: kind.kind, code: orNull(body.code), from: body.from, to: null, headTitle: orNull(body.headTitle), ...values }])
  await announce(db, ['units'], [who.organisationId, id])
  await audit(db, { action: 'organisation.created', kind: 'organisation', id, detail: { ...values, kind: kind.kind, from: body.from } })
  return { id }
})

export const changeOrganisation = (who: StaffSession, id: string, body: Body<typeof ChangeRoute>): Promise<{ id: string }> => asStaff(who, async (db) => {
  requirePermission(who, 'units.manage')
  const now = await lockOrganisation(db, id, body.on)
  const next: VersionValues = {
    name: body.name === undefined ? now.name : nfc(body.name), shortName: body.shortName === undefined ? now.shortName : orNull(body.shortName), parentId: body.parentId === undefined ? now.parentId : body.parentId,
    unitId: body.unitId === undefined ? now.unitId : body.unitId, email: body.email === undefined ? now.email : orNull(body.email), phone: body.phone === undefined ? now.phone : orNull(body.phone),
  }
  const changed = (Object.keys(next) as (keyof VersionValues)[]).filter((k) => next[k] !== now[k])
  if (changed.length === 0) throw refusal({ code: 'organisation.nothing_changed', name: now.name })
  if (changed.includes('parentId')) await requireParent(db, next.parentId, body.on, { id, name: now.name })
  if (changed.includes('unitId')) await requireUnit(db, next.unitId)
  if (changed.includes('name') || changed.includes('parentId')) await requireFreeName(db, next.name, next.parentId, body.on, id)
  await writeVersion(db, now, next, body.on)
  await announce(db, ['units', `units:${id}`], [who.organisationId, id])
  await audit(db, { action: 'organisation.changed', kind: 'organisation', id, detail: { on: body.on, before: Object.fromEntries(changed.map((k) => [k, now[k]])), after: Object.fromEntries(changed.map((k) => [k, next[k]])) } })
  return { id }
})

/** Ends the organisation's rows on a day: itself, its version, its posts. */
export async function endOrganisation(db: Writes, now: VersionRow, lastDay: PlainDate): Promise<void> {
  if (lastDay < now.validFrom || now.lastFrom > now.validFrom) throw refusal({ code: 'organisation.change_in_past', name: now.name, on: lastDay, last: now.lastFrom })
  const province = db.who.provinceId
  await db.updateTable('organisation').set({ valid_to: lastDay }).where('province_id', '=', province).where('id', '=', now.id).execute()
  await db.updateTable('organisation_version').set({ valid_to: lastDay }).where('province_id', '=', province).where('organisation_id', '=', now.id).where('valid_from', '=', now.validFrom as never).execute()
  await sql`update post set valid_to = greatest(valid_from, ${lastDay}::date) where province_id = ${province} and organisation_id = ${now.id}::uuid and (valid_to is null or valid_to > ${lastDay}::date)`.execute(db)
}

export const closeOrganisation = (who: StaffSession, id: string, body: Body<typeof CloseRoute>): Promise<{ id: string; movedChildren: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'units.manage')
  const now = await lockOrganisation(db, id, body.lastDay)
  if (now.organisationTo !== null) throw refusal({ code: 'organisation.closed', name: now.name, to: now.organisationTo })
  const [next] = await run<{ day: PlainDate }>(db, sql`select ${body.lastDay}::date + 1 as day`)
  const on = next!.day
  for (const heir of body.heirs) {
    const h = await lockOrganisation(db, heir, on)
    if (heir === id || h.organisationTo !== null) throw refusal({ code: 'organisation.heir_closed', name: h.name })
  }
  const children = await run<{ id: string }>(db, sql`select distinct v.organisation_id as id from organisation_version v join organisation o on o.province_id = v.province_id and o.id = v.organisation_id
    where v.province_id = ${who.provinceId} and v.parent_id = ${id}::uuid and (v.valid_to is null or v.valid_to >= ${on}::date) and (o.valid_to is null or o.valid_to >= ${on}::date)`)
  const [receiver] = body.heirs
  if (children.length > 0 && !(body.moveChildren && receiver)) throw refusal({ code: 'organisation.has_children', name: now.name, children: children.length })
  for (const child of children) {
    const c = await lockOrganisation(db, child.id, on)
    if (child.id === receiver) throw refusal({ code: 'organisation.would_loop', name: c.name, parent: c.name })
    await requireParent(db, receiver!, on, { id: c.id, name: c.name })
    await writeVersion(db, c, { ...c, parentId: receiver! }, on)
  }
  await endOrganisation(db, now, body.lastDay)
  for (const heir of body.heirs) await db.insertInto('organisation_succession').values({ province_id: who.provinceId, from_id: id, to_id: heir, effective_on: on, note: orNull(body.note) }).execute()
  await announce(db, ['units', `units:${id}`], [who.organisationId, id, ...body.heirs])
  await audit(db, { action: 'organisation.closed', kind: 'organisation', id, detail: { name: now.name, lastDay: body.lastDay, heirs: body.heirs, movedChildren: children.map((c) => c.id), note: body.note ?? null } })
  return { id, movedChildren: children.length }
})

// --- posts ---------------------------------------------------------------------------------------------------------------

export const createPost = (who: StaffSession, organisationId: string, body: Body<typeof PostRoute>): Promise<{ id: string }> => asStaff(who, async (db) => {
  requirePermission(who, 'units.manage')
  const now = await lockOrganisation(db, organisationId, body.from)
  const id = newId()
  await db.insertInto('post').values({ province_id: who.provinceId, id, organisation_id: organisationId, kind: body.kind, title: nfc(body.title), rank: body.rank, valid_from: body.from, valid_to: now.organisationTo }).execute()
  await announce(db, ['units', `units:${organisationId}`], [who.organisationId, organisationId])
  await audit(db, { action: 'post.created', kind: 'post', id, detail: { organisationId, ...body } })
  return { id }
})

export const closePost = (who: StaffSession, id: string, lastDay: PlainDate): Promise<{ id: string }> => asStaff(who, async (db) => {
  requirePermission(who, 'units.manage')
  const [post] = await run<{ title: string; kind: string; organisationId: string; from: PlainDate; to: PlainDate | null }>(db, sql`select title, kind, organisation_id as "organisationId", valid_from as "from", valid_to as "to" from post where province_id = ${who.provinceId} and id = ${id}::uuid for update`)
  if (!post) throw refusal({ code: 'post.unknown', id })
  if (post.to !== null) throw refusal({ code: 'post.closed', title: post.title, to: post.to })
  const organisation = await lockOrganisation(db, post.organisationId, today())
  if (post.kind === 'head') {
    const others = await run<{ id: string }>(db, sql`select id from post where province_id = ${who.provinceId} and organisation_id = ${post.organisationId}::uuid and kind = 'head' and id <> ${id}::uuid and (valid_to is null or valid_to > ${lastDay}::date)`)
    if (others.length === 0) throw refusal({ code: 'post.last_head', title: post.title, organisation: organisation.name })
  }
  await sql`update post set valid_to = greatest(valid_from, ${lastDay}::date) where province_id = ${who.provinceId} and id = ${id}::uuid`.execute(db)
  await announce(db, ['units', `units:${post.organisationId}`], [who.organisationId, post.organisationId])
  await audit(db, { action: 'post.closed', kind: 'post', id, detail: { lastDay, title: post.title } })
  return { id }
})

// --- administrative units ----------------------------------------------------------------------------------------------

const fullNameOf = (type: string, name: string): string => `${typePrefix[type] ?? ''} ${name}`.trim()
const asNew = (n: { code: string; type: string; name: string; areaKm2: number | null; population: number | null }): NewUnit => ({ ...n, name: nfc(n.name), fullName: fullNameOf(n.type, nfc(n.name)) })

function decide(index: UnitIndex, body: z.output<typeof UnitChangeBody>): UnitChange {
  const get = (id: string): Unit => { const u = index.byId.get(id); if (!u) throw refusal({ code: 'unit.unknown', id }); return u }
  const facts = { on: body.on, decree: nfc(body.decree) }
  const inForce = { byCode: (code: string) => findByCode(index, code, body.on) }
  switch (body.kind) {
    case 'merge': return orRefuse(mergeUnits(body.from.map(get), asNew(body.into), facts, inForce))
    case 'split': return orRefuse(splitUnit(get(body.from), body.into.map(asNew), facts, inForce))
    case 'revise': return orRefuse(reviseUnit(get(body.from), asNew(body.into), facts, inForce))
  }
}

async function viewOf(db: Writes | Parameters<typeof unitsOf>[0], index: UnitIndex, change: UnitChange, on: PlainDate): Promise<UnitChangeView> {
  const ids = change.close.map((c) => c.id)
  const organisations = await run<{ id: string; name: string; n: number }>(db, sql`select v.organisation_id as id, v.name, (count(*) over ())::int as n from organisation_version v where v.province_id = current_province() and v.unit_id = any(${ids}) and v.valid_from <= ${on}::date and (v.valid_to is null or v.valid_to >= ${on}::date) order by v.name limit 50`)
  return {
    on, ends: change.close.map((c) => ({ id: c.id, fullName: index.byId.get(c.id)!.fullName, lastDay: c.validTo })), begins: change.create.map((u) => ({ id: u.id, code: u.code, fullName: u.fullName })),
    organisations: organisations.map(({ id, name }) => ({ id, name })), organisationCount: organisations[0]?.n ?? 0,
  }
}

/** What a change of units would do; the same decision as the change itself. */
export async function previewUnitChange(db: Parameters<typeof unitsOf>[0], who: StaffSession, body: z.output<typeof UnitChangeBody>): Promise<UnitChangeView> {
  requirePermission(who, 'units.manage')
  const index = await unitsOf(db)
  return viewOf(db, index, decide(index, body), body.on)
}

export const changeUnits = (who: StaffSession, body: z.output<typeof UnitChangeBody>): Promise<UnitChangeView> => asStaff(who, async (db) => {
  requirePermission(who, 'units.manage')
  const ids = body.kind === 'merge' ? body.from : [body.from]
  // Whoever changes the same units waits here, and then decides on what is there.
  await sql`select id from unit where id = any(${ids}) order by id for update`.execute(db)
  const index = await unitsOf(db)
  const change = decide(index, body)
  for (const c of change.close) await db.updateTable('unit').set({ valid_to: c.validTo }).where('id', '=', c.id).execute()
  for (const u of change.create) {
    if (index.byId.has(u.id)) throw refusal({ code: 'unit.code_taken', unitCode: u.code, name: index.byId.get(u.id)!.fullName })
    const id = u.level === 'province' ? u.id : u.provinceUnitId
    await db.insertInto('unit').values({ id: u.id, code: u.code, level: u.level, type: u.type, name: u.name, full_name: u.fullName, name_en: u.nameEn, full_name_en: u.fullNameEn, parent_id: u.parentId, province_unit_id: id, area_km2: u.areaKm2, population: u.population, population_suspect: false, decree: u.decree, lon: u.lon, lat: u.lat, valid_from: u.validFrom, valid_to: null, search: searchable(u.fullName) }).execute()
  }
  for (const s of change.successions) await db.insertInto('unit_succession').values({ from_id: s.fromId, to_id: s.toId, effective_on: s.effectiveOn, part: s.part, legal_basis: s.legalBasis }).execute()
  const view = await viewOf(db, index, change, body.on)
  await announce(db, ['units'], [who.organisationId])
  await audit(db, { action: `unit.${body.kind}`, kind: 'unit', id: ids.join(','), detail: { on: body.on, decree: body.decree, ends: change.close, begins: change.create.map((u) => ({ id: u.id, name: u.fullName })) } })
  return view
})
