import { sql, type DB } from '../platform/db/index.ts'
import type { Transaction } from 'kysely'
import { Draft, type PersonDraft, type Why, type Action } from './rules.ts'

/** A declaration as it lies in the database, with the lines of its people that count. */
export type KeptPerson = { personId: string; ord: number; said: PersonDraft; recognised: 'same' | 'review' | 'different'; action: Action; disease: string | null; ruleId: string | null; endsOn: string | null; triage: { why: Why[]; priority: number; from: string | null; days: number | null; tests: { day: number; on: string }[] } }
export type Kept = {
  id: string; reference: string; receiptHash: string; unitId: string; unitName: string; language: 'vi' | 'en'; channel: 'resident' | 'officer'; address: string | null; phone: string | null; origin: 'viet_nam' | 'abroad' | 'unknown'; originUnitId: string | null; originProvinceId: string | null; originName: string | null; originText: string | null
  leftOn: string | null; leftAt: string | null; arrivedOn: string; vehicle: string | null; vehicleNumber: string | null; seat: string | null; route: string | null; transit: boolean | null; priority: number; state: 'new' | 'visited' | 'withdrawn'; submittedAt: string; changedAt: string; version: number; people: KeptPerson[]
}

export const keptColumns = sql.raw(`d.id, d.reference, d.receipt_hash as "receiptHash", d.unit_id as "unitId", u.full_name as "unitName", d.language, d.channel, d.address, d.phone, d.origin, d.origin_unit_id as "originUnitId",
  case when o.level = 'province' then o.id else coalesce(o.province_unit_id, o.id) end as "originProvinceId", concat_ws(', ', o.full_name, case when o.level <> 'province' then op.full_name end) as "originName", d.origin_text as "originText",
  d.left_on as "leftOn", d.left_at as "leftAt", d.arrived_on as "arrivedOn", d.vehicle, d.vehicle_number as "vehicleNumber", d.seat, d.route, d.transit, d.priority, d.state, d.submitted_at as "submittedAt", d.changed_at as "changedAt", d.version,
  (select coalesce(jsonb_agg(jsonb_build_object('personId', p.person_id, 'ord', p.ord, 'said', p.said, 'recognised', p.recognised, 'action', p.action, 'disease', p.disease, 'ruleId', p.rule_id, 'endsOn', p.ends_on, 'triage', p.triage) order by p.ord), '[]')
    from declaration_person p where p.province_id = d.province_id and p.declaration_id = d.id and (p.ended_at is null or d.state = 'withdrawn' and p.ended_at = d.changed_at)) as people`)
export const keptFrom = sql.raw(`declaration d join unit u on u.id = d.unit_id left join unit o on o.id = d.origin_unit_id left join unit op on op.id = o.province_unit_id`)

/** Declarations by the hash of their receipt; `lock` holds them to the end of the transaction. */
export async function findByHashes(db: Transaction<DB>, hashes: readonly string[], lock = false): Promise<Kept[]> {
  return (await sql<Kept>`select ${keptColumns} from ${keptFrom} where d.province_id = current_province() and d.receipt_hash = any(${[...hashes]}::text[]) ${lock ? sql`order by d.id for update of d` : sql``}`.execute(db)).rows
}

/** The answers of a declaration as its form has them. */
export const draftOf = (k: Kept, key: string): Draft => Draft.parse({
  v: 1, key, lang: k.language, version: k.version, review: true, unit: k.unitId, address: k.address ?? '', origin: k.origin,
  ...(k.origin === 'viet_nam' && k.originProvinceId !== null ? { originProvince: k.originProvinceId, originUnit: k.originUnitId === k.originProvinceId ? 'unknown' : k.originUnitId } : {}),
  ...(k.origin === 'abroad' ? { originText: k.originText ?? '' } : {}),
  leftOn: k.leftOn ?? 'unknown', leftAt: k.leftAt ?? '', arrivedOn: k.arrivedOn, vehicle: k.vehicle ?? 'unknown', vehicleNumber: k.vehicleNumber ?? '', seat: k.seat ?? '', route: k.route ?? '', transit: k.transit === null ? 'unknown' : k.transit ? 'yes' : 'no', phone: k.phone ?? '',
  people: k.people.map((p) => p.said),
})
