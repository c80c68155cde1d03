import { sql, type RawBuilder } from 'kysely'
import type { Reads, StaffSession } from '../platform/db/index.ts'
import type { Instant, PlainDate } from '../platform/dates.ts'
import { Refused } from '../platform/refusal.ts'
import type { DiseaseLine, ProtocolsView, SwitchView } from './contract.ts'
import type { ProtocolsRefusal } from './refusals.ts'
import { catalogueAt, type Catalogue, type Disease, type Switch } from './rules.ts'
import { findDisease, listDiseases } from './shipped.ts'

const run = async <T>(db: Reads, query: RawBuilder<T>): Promise<T[]> => (await query.execute(db as never)).rows as T[]
export const refusal = (r: ProtocolsRefusal): Refused => new Refused(r)

export function diseaseOf(disease: string): Disease {
  const found = findDisease(disease)
  if (!found) throw refusal({ code: 'protocol.disease_unknown', disease })
  return found
}

export const listProtocols = (who: StaffSession): { diseases: DiseaseLine[]; may: { switch: boolean } } => ({
  diseases: listDiseases().map((d) => ({ disease: d.disease, name: d.name, pathogen: d.pathogen, release: d.release, rows: d.rows.length })), may: { switch: who.permissions.has('protocol.switch') },
})

/** Every decision of the province about a disease, oldest first. Row-level security answers for the province. */
export const listSwitches = (db: Reads, disease: string): Promise<SwitchView[]> => run(db, sql<SwitchView>`
  select s.id, s.disease, s.target_kind as "targetKind", s.target, s.effect, s.values, s.effective_from as "effectiveFrom", s.decided_at as "decidedAt", s.checked, s.reason, s.decision,
    jsonb_build_object('person', a.name, 'post', p.title, 'organisation', coalesce(v.name, '')) as by,
    case when s.document_id is null then null else jsonb_build_object('id', s.document_id, 'number', d.number) end as document
  from protocol_switch s
  join account a on a.province_id = s.province_id and a.id = s.decided_by
  join post p on p.province_id = s.province_id and p.id = s.decided_post
  left join document d on d.province_id = s.province_id and d.id = s.document_id
  left join lateral (select name from organisation_version v where v.province_id = s.province_id and v.organisation_id = s.decided_org and v.valid_from <= (s.decided_at at time zone 'Asia/Ho_Chi_Minh')::date order by v.valid_from desc limit 1) v on true
  where s.disease = ${disease} order by s.effective_from, s.decided_at, s.id`)

export async function getProtocols(db: Reads, who: StaffSession, name: string): Promise<ProtocolsView> {
  const { rows, ...disease } = diseaseOf(name)
  return { disease, provinceId: who.provinceId, rows: [...rows], switches: await listSwitches(db, name), may: { switch: who.permissions.has('protocol.switch') } }
}

/**
 * Danh mục quy định: the rules of a province for a matter of that moment. Rooms call this inside their own transaction and decide with the pure
 * accessors. `at`: the day or instant of the order or dossier.
 */
export async function getCatalogue(db: Reads, provinceId: string, disease: string, at: Instant | PlainDate, knownAt?: Instant): Promise<Catalogue> {
  const found = diseaseOf(disease)
  const switches = await run(db, sql<Switch>`select id, disease, target_kind as "targetKind", target, effect, values, effective_from as "effectiveFrom", decided_at as "decidedAt", checked
    from protocol_switch where province_id = ${provinceId} and disease = ${disease}`)
  return catalogueAt(found, switches, provinceId, at, knownAt)
}
/** The same for many moments at once: the switches are read once. */
export async function getCatalogues(db: Reads, provinceId: string, disease: string): Promise<(at: Instant | PlainDate) => Catalogue> {
  const found = diseaseOf(disease)
  const switches = await run(db, sql<Switch>`select id, disease, target_kind as "targetKind", target, effect, values, effective_from as "effectiveFrom", decided_at as "decidedAt", checked
    from protocol_switch where province_id = ${provinceId} and disease = ${disease}`)
  const kept = new Map<string, Catalogue>()
  return (at) => {
    const known = kept.get(at)
    if (known) return known
    const made = catalogueAt(found, switches, provinceId, at)
    kept.set(at, made)
    return made
  }
}
