import { sql, type RawBuilder } from 'kysely'
import type { Reads, StaffSession } from '../platform/db/index.ts'
import type { PlainDate } from '../platform/dates.ts'
import { searchable } from '../platform/text.ts'
import type { NamedMatch, OrganisationLine, OrganisationList, OrganisationView, Post } from './contract.ts'
import { dayAsked, organisationsOf, refusal, run } from './directory.ts'
import { matchOrganisations, type Line, type MatchContext, type PhraseMatch } from './rules.ts'

export { getUnit, listUnitChildren, listUnits } from './unit-queries.ts'

type Ask = { q?: string | undefined; parent?: string | undefined; line?: Line | undefined; unit?: string | undefined; ended: 'with' | 'without'; asOf?: string | undefined; offset: number; limit: number }
type Row = Omit<OrganisationLine, 'parent' | 'unit' | 'head'> & { parentId: string | null; parentName: string | null; unitId: string | null; unitName: string | null; headTitle: string | null; headNames: string[] | null }

/** Versions in force on a day; with `ended`, also the last version of organisations that are no more. */
const onDay = (day: PlainDate, ended: boolean): RawBuilder<unknown> => ended
  ? sql`(select distinct on (organisation_id) * from organisation_version where province_id = current_province() and valid_from <= ${day}::date order by organisation_id, valid_from desc)`
  : sql`(select * from organisation_version where province_id = current_province() and valid_from <= ${day}::date and (valid_to is null or valid_to >= ${day}::date))`

const line = (r: Row): OrganisationLine => ({
  id: r.id, name: r.name, shortName: r.shortName, line: r.line, kind: r.kind, parent: r.parentId === null ? null : { id: r.parentId, name: r.parentName ?? '' }, unit: r.unitId === null ? null : { id: r.unitId, name: r.unitName ?? '' },
  children: r.children, posts: r.posts, head: r.headTitle === null ? null : { title: r.headTitle, names: r.headNames ?? [] }, validFrom: r.validFrom, validTo: r.validTo,
})

const columns = (day: PlainDate): RawBuilder<Row> => sql`o.id, v.name, v.short_name as "shortName", o.line, o.kind, o.valid_from as "validFrom", o.valid_to as "validTo", v.parent_id as "parentId", v.unit_id as "unitId",
  (select name from organisation_version p where p.province_id = v.province_id and p.organisation_id = v.parent_id and p.valid_from <= ${day}::date order by p.valid_from desc limit 1) as "parentName", (select full_name from unit where id = v.unit_id) as "unitName",
  (select count(*)::int from organisation_version c where c.province_id = v.province_id and c.parent_id = o.id and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to >= ${day}::date)) as children,
  (select count(*)::int from post p where p.province_id = v.province_id and p.organisation_id = o.id and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to >= ${day}::date)) as posts, h.title as "headTitle", h.names as "headNames"`
const head = (day: PlainDate): RawBuilder<unknown> => sql`left join lateral (
  select p.title, (select array_agg(a.name order by g.from_at) from post_holding g join account a on a.province_id = g.province_id and a.id = g.account_id
                   where g.province_id = p.province_id and g.post_id = p.id and g.from_at < ((${day}::date + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh') and (g.until_at is null or g.until_at >= (${day}::date::timestamp at time zone 'Asia/Ho_Chi_Minh'))) as names
  from post p where p.province_id = v.province_id and p.organisation_id = o.id and p.kind = 'head' and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to >= ${day}::date) order by p.rank, p.title limit 1) h on true`

/** Search, or those below one organisation, or the roots. Accents do not matter; a name that begins with the words comes first. */
export async function listOrganisations(db: Reads, who: StaffSession, ask: Ask): Promise<OrganisationList> {
  const day = dayAsked(ask.asOf)
  const q = searchable(ask.q ?? '')
  const from = onDay(day, ask.ended === 'with')
  const ended = ask.ended === 'with' ? sql`true` : sql`(o.valid_to is null or o.valid_to >= ${day}::date)`
  // Short forms are written out and long forms shortened, so that “ubnd xa tan trao” finds the committee however it was entered.
  const written = searchable(writtenOut(ask.q ?? '')), shortened = searchable(shortenedIn(ask.q ?? ''))
  const searchText = q === '' ? sql`true` : sql`(v.search like ${`%${escapeLike(q)}%`} or v.search like ${`%${escapeLike(written)}%`} or v.search like ${`%${escapeLike(shortened)}%`} or v.search like all (${q.split(' ').map((w) => `%${escapeLike(w)}%`)}::text[]) or o.code = ${ask.q ?? ''})`
  const parent = ask.parent === undefined ? sql`true` : ask.parent === 'none' ? sql`v.parent_id is null` : sql`v.parent_id = ${ask.parent}::uuid`
  const unit = ask.unit === undefined ? sql`true` : sql`v.unit_id in (select b.id from unit a join unit b on b.code = a.code and b.level = a.level where a.id = ${ask.unit})`
  const filter = sql`v.province_id = current_province() and ${ended} and ${searchText} and ${parent} and ${unit}`
  const byLine = ask.line === undefined ? sql`true` : sql`o.line = ${ask.line}`
  const counts = await run<{ line: Line; n: number }>(db, sql`select o.line, count(*)::int as n from ${from} v join organisation o on o.province_id = v.province_id and o.id = v.organisation_id where ${filter} group by 1`)
  // The page is chosen first; heads, children and parents are looked up for its rows only.
  const rows = await run<Row>(db, sql`with page as materialized (
      select v.*, row_number() over (order by ${q === '' ? sql`0` : sql`case when v.search in (${q}, ${written}, ${shortened}) then 0 when v.search like ${`${escapeLike(written)}%`} or v.search like ${`${escapeLike(shortened)}%`} then 1 when v.search like ${`%${escapeLike(written)}%`} then 2 else 3 end`},
        array_position(array['party','council','government','front','mass','armed','health','education','media','field','enterprise','other'], o.line), length(v.search), v.search, o.id) as place
      from ${from} v join organisation o on o.province_id = v.province_id and o.id = v.organisation_id where ${filter} and ${byLine} order by place limit ${ask.limit} offset ${ask.offset})
    select ${columns(day)} from page v join organisation o on o.province_id = v.province_id and o.id = v.organisation_id ${head(day)} order by v.place`)
  const sum = counts.filter((c) => ask.line === undefined || c.line === ask.line).reduce((n, c) => n + c.n, 0)
  const zero = { party: 0, government: 0, council: 0, front: 0, mass: 0, armed: 0, health: 0, education: 0, enterprise: 0, media: 0, field: 0, other: 0 }
  return { day, total: sum, organisations: rows.map(line), counts: { ...zero, ...Object.fromEntries(counts.map((c) => [c.line, c.n])) }, may: { manage: who.permissions.has('units.manage') } }
}
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (c) => `\\${c}`)
const writtenOut = (text: string): string => text.replace(/\bubnd\b/giu, 'Ủy ban nhân dân').replace(/\bhđnd\b|\bhdnd\b/giu, 'Hội đồng nhân dân').replace(/\bmttq\b/giu, 'MTTQ').replace(/\bcdc\b/giu, 'Kiểm soát bệnh tật').replace(/\bkcn\b/giu, 'khu công nghiệp')

const shortenedIn = (text: string): string => searchable(text).replace(/\buy ban nhan dan\b/g, 'ubnd').replace(/\bhoi dong nhan dan\b/g, 'hdnd').replace(/\b(?:uy ban )?mat tran to quoc(?: viet nam)?\b/g, 'mttq').replace(/\btrung tam kiem soat benh tat\b/g, 'cdc')

const named = sql`(select name from organisation_version n where n.province_id = s.province_id and n.organisation_id = other order by n.valid_from desc limit 1)`

export async function getOrganisation(db: Reads, who: StaffSession, id: string, asOf: string | undefined): Promise<OrganisationView> {
  const day = dayAsked(asOf)
  const [row] = await run<Row & { code: string | null; email: string | null; phone: string | null; inForce: boolean }>(db, sql`select ${columns(day)}, o.code, v.email, v.phone,
      (v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to >= ${day}::date) and (o.valid_to is null or o.valid_to >= ${day}::date)) as "inForce"
    from organisation o join lateral (select * from organisation_version x where x.province_id = o.province_id and x.organisation_id = o.id order by (x.valid_from <= ${day}::date) desc, case when x.valid_from <= ${day}::date then x.valid_from end desc, x.valid_from limit 1) v on true ${head(day)}
    where o.province_id = current_province() and o.id = ${id}::uuid`)
  if (!row) throw refusal({ code: 'organisation.unknown', id })
  const path = await run<{ id: string; name: string }>(db, sql`with recursive up as (
      select v.parent_id as id, 1 as depth from organisation_version v where v.province_id = current_province() and v.organisation_id = ${id}::uuid and v.valid_from = (select max(valid_from) from organisation_version where province_id = current_province() and organisation_id = ${id}::uuid and valid_from <= ${day}::date)
      union all select p.parent_id, up.depth + 1 from up join organisation_version p on p.province_id = current_province() and p.organisation_id = up.id and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to >= ${day}::date) where up.id is not null and up.depth < 20)
    select up.id, (select name from organisation_version n where n.province_id = current_province() and n.organisation_id = up.id and n.valid_from <= ${day}::date order by n.valid_from desc limit 1) as name from up where up.id is not null order by depth desc`)
  const children = await listOrganisations(db, who, { parent: id, ended: 'without', asOf: day, offset: 0, limit: 200 })
  const posts = await run<Post>(db, sql`select p.id, p.kind, p.title, p.rank, p.valid_from as "validFrom", p.valid_to as "validTo",
      coalesce((select jsonb_agg(jsonb_build_object('accountId', a.id, 'name', a.name, 'fromAt', to_char(h.from_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'untilAt', to_char(h.until_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by h.from_at desc)
        from post_holding h join account a on a.province_id = h.province_id and a.id = h.account_id where h.province_id = p.province_id and h.post_id = p.id), '[]') as holders
    from post p where p.province_id = current_province() and p.organisation_id = ${id}::uuid order by (p.valid_to is not null and p.valid_to < ${day}::date), p.rank, p.title`)
  const versions = await run<{ validFrom: string; validTo: string | null; name: string; shortName: string | null; parentId: string | null; parentName: string | null; unitId: string | null; unitName: string | null; email: string | null; phone: string | null }>(db, sql`select v.valid_from as "validFrom", v.valid_to as "validTo", v.name, v.short_name as "shortName", v.parent_id as "parentId",
      (select name from organisation_version p where p.province_id = v.province_id and p.organisation_id = v.parent_id and p.valid_from <= coalesce(v.valid_to, ${day}::date) order by p.valid_from desc limit 1) as "parentName", v.unit_id as "unitId", u.full_name as "unitName", v.email, v.phone
    from organisation_version v left join unit u on u.id = v.unit_id where v.province_id = current_province() and v.organisation_id = ${id}::uuid order by v.valid_from desc`)
  const kin = (mine: 'from_id' | 'to_id', theirs: 'from_id' | 'to_id') => run<{ id: string; name: string; on: string; note: string | null }>(db, sql`select other as id, ${named} as name, s.effective_on as "on", s.note
    from (select *, ${sql.ref(theirs)} as other from organisation_succession where province_id = current_province() and ${sql.ref(mine)} = ${id}::uuid) s order by s.effective_on, name`)
  const manage = who.permissions.has('units.manage')
  return {
    day, organisation: line(row), code: row.code, email: row.email, phone: row.phone, path, inForce: row.inForce, children: children.organisations, posts, before: await kin('to_id', 'from_id'), after: await kin('from_id', 'to_id'),
    versions: versions.map((v) => ({ validFrom: v.validFrom, validTo: v.validTo, name: v.name, shortName: v.shortName, parent: v.parentId === null ? null : { id: v.parentId, name: v.parentName ?? '' }, unit: v.unitId === null ? null : { id: v.unitId, name: v.unitName ?? '' }, email: v.email, phone: v.phone })),
    may: { change: manage && row.validTo === null, close: manage && row.validTo === null, posts: manage && row.validTo === null, holders: who.permissions.has('accounts.manage') },
  }
}

/** Phrases of a directive → organisations of the caller's province, for the reading screen and other rooms. */
export async function matchPhrases(db: Reads, phrases: readonly string[], ask: { day: PlainDate; issuerId?: string }): Promise<PhraseMatch[]> {
  const index = await organisationsOf(db, ask.day)
  const [province] = await run<{ name: string; unitId: string | null }>(db, sql`select name, unit_id as "unitId" from province where id = current_province()`)
  const context: MatchContext = { ...(province ? { provinceName: province.name } : {}), ...(province?.unitId ? { provinceUnitId: province.unitId } : {}), ...(ask.issuerId ? { issuerId: ask.issuerId } : {}) }
  return phrases.map((p) => matchOrganisations(p, index, context))
}
/** The same with names, for a screen. */
export async function matchPhrasesNamed(db: Reads, phrases: readonly string[], ask: { asOf?: string | undefined; issuerId?: string | undefined }): Promise<{ day: PlainDate; phrases: NamedMatch[] }> {
  const day = dayAsked(ask.asOf)
  const found = await matchPhrases(db, phrases, { day, ...(ask.issuerId ? { issuerId: ask.issuerId } : {}) })
  const index = await organisationsOf(db, day)
  const name = (id: string) => ({ id, name: index.current.get(id)?.version.name ?? id })
  return { day, phrases: found.map((m, i): NamedMatch => ({ ...m, phrase: phrases[i]!, matches: m.matches.map((x) => ({ organisation: name(x.organisationId), confidence: x.confidence, why: x.why })), candidates: m.candidates.map(name), rest: [...m.rest] })) }
}
