import { nowInstant } from '../platform/clock.ts'
import { sql } from 'kysely'
import type { Kysely, RawBuilder, Transaction } from 'kysely'
import type { DB, Reads, Writes } from '../platform/db/index.ts'
import { announce } from '../platform/live/index.ts'
import { Refused, type AnyRefusal } from '../platform/refusal.ts'
import { sentenceOf } from '../words/refusals.ts'
import type { DocumentRef, Duplicate, ReadingValue, RegisterEntry } from './contract.ts'
import type { DirectivesRefusal } from './refusals.ts'
import { defaultRegisterSettings, isSameDocument, numberKey, type RegisterSettings } from './rules.ts'

/** What more than one command or query of the room needs. */
export const run = <T>(db: Pick<Kysely<DB>, 'getExecutor'>, query: RawBuilder<T>): Promise<T[]> => query.execute(db as Kysely<DB>).then((r) => r.rows)
export const refuseWith = (refusal: DirectivesRefusal): never => { throw new Refused(refusal) }
export const notFound = (id: string): never => { throw new Refused({ code: 'record.not_found', kind: 'document', id } as never) }
export { nowInstant }

/** Tells open screens that a document changed. */
export const announceDirective = (db: Writes | Transaction<DB>, id: string, organisations: readonly string[]): Promise<void> =>
  announce(db as Writes, ['directives', `directives:${id}`], organisations)

/** Names of organisations as they are now. */
export async function namesOf(db: Reads, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await run<{ id: string; name: string }>(db, sql`select distinct on (organisation_id) organisation_id as id, name from organisation_version where province_id = current_province() and organisation_id = any(${[...new Set(ids)]}::uuid[]) order by organisation_id, valid_from desc`)
  return new Map(rows.map((r) => [r.id, r.name]))
}

/** Name of an organisation in force now; its last name when it has ended. */
export const nameOf = (province: RawBuilder<unknown>, id: RawBuilder<unknown>): RawBuilder<string> =>
  sql`(select n.name from organisation_version n where n.province_id = ${province} and n.organisation_id = ${id} order by n.valid_from desc limit 1)`

type RefRow = {
  id: string; state: DocumentRef['state']; type: string | null; number: string | null; issuer: string | null; date: string | null; title: string | null; organisationId: string; organisationName: string | null
  arrivalNumber: number | null; arrivalSeries: string | null; arrivalAt: string | null
}
/** Columns of a document as another record names it; `d` is the document. The arrival is that of the acting organisation's own register. */
export const refColumns = sql`d.id, d.state, d.type, d.number, d.issuer, d.issued_on as date, d.title, d.organisation_id as "organisationId", ${nameOf(sql`d.province_id`, sql`d.organisation_id`)} as "organisationName",
  a.number as "arrivalNumber", a.series as "arrivalSeries", a.at as "arrivalAt"`
export const refJoin = sql`left join lateral (select e.number, e.series, e.at from register_entry e where e.province_id = d.province_id and e.document_id = d.id and e.direction = 'in' and e.organisation_id = current_organisation() and e.voided_at is null order by e.at desc limit 1) a on true`
export const asRef = (r: RefRow): DocumentRef => ({
  id: r.id, state: r.state, type: r.type, number: r.number, issuer: r.issuer, date: r.date, title: r.title, organisation: { id: r.organisationId, name: r.organisationName ?? '' },
  arrival: r.arrivalNumber === null ? null : { number: r.arrivalNumber, series: r.arrivalSeries ?? '', at: r.arrivalAt ?? '' },
})
export type { RefRow }

/** References to many documents in one query. Only those the acting organisation may see come back. */
export async function refsOf(db: Reads, ids: readonly string[]): Promise<ReadonlyMap<string, DocumentRef>> {
  if (ids.length === 0) return new Map()
  const rows = await run<RefRow>(db, sql`select ${refColumns} from document d ${refJoin} where d.province_id = current_province() and d.id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(rows.map((r) => [r.id, asRef(r)]))
}

/** Documents in sight whose number is one of these, in one query; the caller matches date and issuer by rule. */
export async function byNumbers(db: Reads, numbers: readonly (string | null)[]): Promise<DocumentRef[]> {
  const keys = [...new Set(numbers.map(numberKey).filter((k) => k !== null))]
  if (keys.length === 0) return []
  const rows = await run<RefRow>(db, sql`select ${refColumns} from document d ${refJoin} where d.province_id = current_province() and d.number_key = any(${keys}::text[]) and d.state in ('registered', 'issued')`)
  return rows.map(asRef)
}

/** Trùng: the same bytes, or the same số + ký hiệu + tên cơ quan (NĐ 30/2020, Phụ lục VI), among what the organisation holds or was sent. */
export async function duplicatesOf(db: Reads, document: { id: string | null; sha256: string | null; value: Pick<ReadingValue, 'number' | 'issuer' | 'date'> | null }): Promise<Duplicate[]> {
  const key = numberKey(document.value?.number ?? null)
  if (document.sha256 === null && key === null) return []
  const rows = await run<RefRow & { sameFile: boolean }>(db, sql`select ${refColumns}, (d.file_sha256 is not null and d.file_sha256 = ${document.sha256}) as "sameFile" from document d ${refJoin}
    where d.province_id = current_province() and d.id is distinct from ${document.id}::uuid and d.state <> 'cancelled' and (d.file_sha256 = ${document.sha256} or (d.number_key = ${key} and d.state in ('registered', 'issued', 'to_confirm')))
    order by d.created_at limit 20`)
  return rows.flatMap((r): Duplicate[] => {
    if (r.sameFile) return [{ ...asRef(r), why: 'file' }]
    return document.value !== null && isSameDocument(document.value, r) ? [{ ...asRef(r), why: 'number' }] : []
  })
}

/** What the province has set for the registers of all its offices. */
export async function provinceRegisters(db: Reads): Promise<RegisterSettings> {
  const [row] = await run<{ value: Partial<RegisterSettings> }>(db, sql`select value from setting where province_id = current_province() and key = 'directives.registers'`)
  return { ...defaultRegisterSettings, ...row?.value }
}

/** What holds in the acting organisation: the province's settings, with its own way of numbering where it has one. */
export async function registerSettings(db: Reads): Promise<RegisterSettings> {
  const province = await provinceRegisters(db)
  const [own] = await run<{ numbering: RegisterSettings['stateSeries'] | null }>(db, sql`select numbering from register_book where province_id = current_province() and organisation_id = current_organisation() and direction = 'out'`)
  return own?.numbering ? { ...province, stateSeries: own.numbering } : province
}

/** The next number of a series, in the transaction of the act: a rolled back act gives its number back, so the series has no gap. */
export async function nextNumber(db: Writes, direction: 'in' | 'out', series: string): Promise<number> {
  const [row] = await run<{ n: number }>(db, sql`insert into register_series as s (province_id, organisation_id, direction, series, last_number) values (${db.who.provinceId}, ${db.who.organisationId}, ${direction}, ${series}, 1)
    on conflict (province_id, organisation_id, direction, series) do update set last_number = s.last_number + 1 returning last_number as n`)
  return row!.n
}

type EntryRow = Omit<RegisterEntry, 'voided'> & { voidedAt: string | null; voidReason: string | null }
export const entryColumns = sql`e.id, e.direction, e.series, e.number, e.at, e.arrived_at as "arrivedAt", e.paper_number as "paperNumber", e.paper_arrived_on as "paperArrivedOn", e.forwarded_to as "forwardedTo", e.forwarded_at as "forwardedAt", e.handle_by as "handleBy", e.copies, e.note, e.voided_at as "voidedAt", e.void_reason as "voidReason"`
export const asEntry = (r: EntryRow): RegisterEntry => {
  const { voidedAt, voidReason, ...entry } = r
  return { ...entry, voided: voidedAt === null ? null : { at: voidedAt, reason: voidReason ?? '' } }
}
export type { EntryRow }

/** Which of these organisations exist today; refuses with the first that does not. */
export async function requireOrganisations(db: Reads, ids: readonly string[], today: string): Promise<void> {
  if (ids.length === 0) return
  const rows = await run<{ id: string }>(db, sql`select id from organisation where province_id = current_province() and id = any(${[...new Set(ids)]}::uuid[]) and valid_from <= ${today}::date and (valid_to is null or valid_to >= ${today}::date)`)
  const known = new Set(rows.map((r) => r.id))
  const unknown = ids.find((id) => !known.has(id))
  if (unknown !== undefined) refuseWith({ code: 'organisation.unknown', id: unknown })
}

/** Organisations that hold the paper or were sent it: whom a change is announced to. */
export async function holdersOf(db: Reads, id: string): Promise<string[]> {
  const rows = await run<{ id: string }>(db, sql`select organisation_id as id from document where province_id = current_province() and id = ${id}::uuid union select organisation_id from delivery where province_id = current_province() and document_id = ${id}::uuid`)
  return rows.map((r) => r.id)
}

/** Duties given under a document as the acting organisation sees them: which clause, who owes, who gave, how it stands. */
export type Duty = { id: string; clauseId: string; owner: string; giver: string; work: string; dueAt: string | null }
export const dutiesUnder = (db: Reads, documentIds: readonly string[]): Promise<(Duty & { documentId: string })[]> => documentIds.length === 0 ? Promise.resolve([]) :
  run(db, sql`select o.id, o.clause_id as "clauseId", o.owner_org as owner, o.giver_org as giver, o.work, o.due_at as "dueAt", o.directive_id as "documentId" from obligation o
    where o.province_id = current_province() and o.directive_id = any(${[...documentIds]}::uuid[]) and o.parent_id is null
      and o.clause_id = any(array(select c.id from obligation_clause c where c.province_id = current_province() and c.directive_id = any(${[...documentIds]}::uuid[])))`)

/** A refusal as part of an answer: its code, its facts and what to say. */
export type SaidRefusal = { code: string; facts: Record<string, unknown>; sentence: { vi: string; en: string } }
export const asRefusal = (refusal: AnyRefusal): SaidRefusal => {
  const { code, ...facts } = refusal as AnyRefusal & Record<string, unknown>
  return { code, facts, sentence: sentenceOf(refusal) }
}
