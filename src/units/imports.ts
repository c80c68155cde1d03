import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { audit } from '../platform/audit/index.ts'
import { asStaff, readAs, requirePermission, type Reads, type StaffSession } from '../platform/db/index.ts'
import type { PlainDate } from '../platform/dates.ts'
import { bytesOf, getFile, keepBytes, recordFile } from '../platform/files/index.ts'
import type { Download, Upload } from '../platform/http/index.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { orRefuse, Refused } from '../platform/refusal.ts'
import { endOrganisation, insertOrganisations, writeVersion, type VersionRow } from './commands.ts'
import type { ImportPreview } from './contract.ts'
import { dayAsked, refusal, run, unitsOf } from './directory.ts'
import { dayBefore, existsOn, planImport, type Existing, type ImportContext, type ImportPlan, type Line, type Planned, type RowPlan, type Sheet } from './rules.ts'
import { kindChoices, kindWord, sayIssue, sayNote } from './rules/words.ts'
import { readSheet, writeSheet, type ExportRow } from './sheets.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Stored = Existing & { organisationFrom: PlainDate; lastFrom: PlainDate; organisationTo: PlainDate | null }
async function storedOrganisations(db: Reads): Promise<Stored[]> {
  const rows = await run<Stored>(db, sql`select o.id, o.line, o.kind, o.code, o.valid_from as "organisationFrom", o.valid_to as "organisationTo", v.name, v.short_name as "shortName", v.parent_id as "parentId", v.unit_id as "unitId", v.email, v.phone, v.valid_from as "validFrom", least(v.valid_to, o.valid_to) as "validTo",
      max(v.valid_from) over (partition by o.id) as "lastFrom"
    from organisation o join organisation_version v on v.province_id = o.province_id and v.organisation_id = o.id where o.province_id = current_province() order by o.id, v.valid_from`)
  return rows.map((r) => ({ ...r, line: r.line as Line }))
}

/** Changes when any organisation of the province changes: a plan holds for the list it was made on. */
const fingerprintOf = (stored: readonly Stored[], on: PlainDate): string => createHash('sha256').update(on).update(JSON.stringify(stored)).digest('hex').slice(0, 32)

async function contextOf(db: Reads, on: PlainDate): Promise<{ context: ImportContext; stored: Stored[] }> {
  const units = await unitsOf(db)
  const stored = await storedOrganisations(db)
  const [province] = await run<{ id: string; unitId: string | null }>(db, sql`select id, unit_id as "unitId" from province where id = current_province()`)
  const provinceUnitId = province?.unitId ?? units.byCode.get(province?.id ?? '')?.find((u) => existsOn(u, on))?.id ?? 'VN'
  // Of each organisation the version of that day, else the latest: a change that lies ahead must be seen.
  const at = new Map<string, Stored>()
  for (const s of stored) { const known = at.get(s.id); if (!known || existsOn(s, on) || !existsOn(known, on)) at.set(s.id, s) }
  return { context: { on, existing: [...at.values()], units, provinceUnitId }, stored }
}

/** Reads the sheet, says what would change. The file is kept, so that applying needs no second upload. */
export async function previewImport(who: StaffSession, on: PlainDate, files: readonly Upload[]): Promise<ImportPreview> {
  requirePermission(who, 'units.manage')
  const [file] = files
  if (!file) throw new Refused({ code: 'request.invalid', issues: [{ path: 'file', message: '—' }] } as never)
  const sheet = await readSheet(file)
  const preview = await readAs(who, async (db) => {
    const { context, stored } = await contextOf(db, on)
    return view(orRefuse(planImport(sheet, context)), { sheet, context, fingerprint: fingerprintOf(stored, on) })
  })
  const sha256 = await keepBytes(file.bytes)
  await asStaff({ ...who, step: { value: 90 } }, (db) => recordFile(db, { sha256, bytes: file.bytes.length, mediaType: file.mediaType, name: file.name, recordKind: 'organisation_import', recordId: sha256 }))
  return { ...preview, file: sha256, name: file.name }
}

function view(plan: ImportPlan, of: { sheet: Sheet; context: ImportContext; fingerprint: string }): Omit<ImportPreview, 'file' | 'name'> {
  const names = new Map(of.context.existing.map((e) => [e.id, e.name]))
  const rowNames = new Map(plan.rows.map((r) => [r.row, r.name]))
  const parentName = (p: Planned['parent']): string | null => (p === null ? null : 'id' in p ? names.get(p.id) ?? null : rowNames.get(p.row) ?? null)
  const unitName = (id: string | null): string | null => (id === null ? null : of.context.units.byId.get(id)?.fullName ?? null)
  const row = (r: RowPlan): ImportPreview['rows'][number] => {
    const planned = r.action === 'new' || r.action === 'changed' || r.action === 'closed' ? r.planned : undefined
    return {
      row: r.row, action: r.action, name: r.name, kind: planned?.kind ?? null, line: planned?.line ?? null, parent: planned ? parentName(planned.parent) : null, unit: planned ? unitName(planned.unitId) : null,
      changes: r.action === 'changed' || r.action === 'closed' ? r.changes.map((c) => ({ field: c.field, before: c.field === 'unit' ? unitName(c.before) : c.before, after: c.field === 'unit' ? unitName(c.after) : c.after })) : [],
      issues: r.action === 'error' ? r.issues.map((i) => ({ code: i.code, sentence: sayIssue(i) })) : [], notes: 'notes' in r ? r.notes.map((n) => ({ code: n.code, sentence: sayNote(n) })) : [],
    }
  }
  return {
    sheet: of.sheet.name, on: of.context.on, fingerprint: of.fingerprint, unused: [...plan.mapping.unused], counts: plan.counts, rows: plan.rows.map(row), absent: plan.absent.map((a) => ({ ...a })),
    columns: Object.entries(plan.mapping.columns).map(([field, at]) => ({ field, header: plan.mapping.found[at as number] ?? '' })),
  }
}

/** Writes a previewed sheet in one transaction. Refused whole when a row has an error, or when the organisations changed since the preview. */
export async function applyImport(who: StaffSession, file: string, body: { on: PlainDate; fingerprint: string; closeAbsent: readonly string[] }): Promise<{ new: number; changed: number; closed: number; unchanged: number; error: number }> {
  requirePermission(who, 'units.manage')
  const kept = await readAs(who, (db) => getFile(db, file))
  const sheet = await readSheet({ name: kept.name, bytes: await bytesOf(file) })
  return asStaff(who, async (db) => {
    // One import at a time in a province; the other then finds the list changed.
    await sql`select pg_advisory_xact_lock(hashtext(${`units import ${who.provinceId}`}))`.execute(db)
    const { context, stored } = await contextOf(db, body.on)
    if (fingerprintOf(stored, body.on) !== body.fingerprint) throw refusal({ code: 'import.changed_since_preview' })
    const plan = orRefuse(planImport(sheet, context))
    if (plan.counts.error > 0) throw refusal({ code: 'import.has_errors', errors: plan.counts.error })
    const absent = plan.absent.filter((a) => body.closeAbsent.includes(a.id))
    if (plan.counts.new + plan.counts.changed + plan.counts.closed + absent.length === 0) throw refusal({ code: 'import.nothing_to_do' })
    const ids = new Map<number, string>()
    for (const r of plan.rows) if (r.action === 'new') ids.set(r.row, newId()); else if ('id' in r) ids.set(r.row, r.id)
    const parentId = (p: Planned['parent']): string | null => (p === null ? null : 'id' in p ? p.id : ids.get(p.row) ?? null)
    await insertOrganisations(db, plan.rows.flatMap((r) => (r.action !== 'new' ? [] : [{ ...r.planned, id: ids.get(r.row)!, parentId: parentId(r.planned.parent), headTitle: r.planned.head }])))
    const byId = new Map(context.existing.map((e) => [e.id, e as Stored]))
    const rowOf = (id: string): VersionRow => { const s = byId.get(id)!; return { ...s } }
    for (const r of plan.rows) {
      if (r.action !== 'changed' && r.action !== 'closed') continue
      const now = rowOf(r.id), fields = new Set(r.changes.map((c) => c.field))
      const take = <T>(field: (typeof r.changes)[number]['field'], next: T, old: T): T => (fields.has(field) ? next : old)
      if (fields.has('code')) await db.updateTable('organisation').set({ code: r.planned.code }).where('province_id', '=', who.provinceId).where('id', '=', r.id).execute()
      if ([...fields].some((f) => f !== 'code' && f !== 'to')) {
        const next = { name: take('name', r.planned.name, now.name), shortName: take('shortName', r.planned.shortName, now.shortName), parentId: take('parent', parentId(r.planned.parent), now.parentId), unitId: take('unit', r.planned.unitId, now.unitId), email: take('email', r.planned.email, now.email), phone: take('phone', r.planned.phone, now.phone) }
        await writeVersion(db, now, next, body.on)
        byId.set(r.id, { ...byId.get(r.id)!, ...next, validFrom: body.on, lastFrom: body.on })
      }
      if (fields.has('to')) await endOrganisation(db, rowOf(r.id), r.planned.to!)
    }
    for (const a of absent) await endOrganisation(db, rowOf(a.id), dayBefore(body.on))
    await announce(db, ['units'], [who.organisationId])
    await audit(db, { action: 'organisation.imported', kind: 'organisation_import', id: file, detail: { on: body.on, file: kept.name, counts: plan.counts, closedAbsent: absent, new: [...plan.rows].filter((r) => r.action === 'new').length, changes: plan.rows.flatMap((r) => (r.action === 'changed' || r.action === 'closed' ? [{ id: r.id, changes: r.changes }] : [])).slice(0, 2_000) } })
    return { new: plan.counts.new, changed: plan.counts.changed, closed: plan.counts.closed + absent.length, unchanged: plan.counts.unchanged, error: 0 }
  })
}

const kindNames = kindChoices.map((k) => k.vi)
export const importTemplate = async (): Promise<Download> => ({
  mediaType: xlsx, name: 'mau-nhap-to-chuc.xlsx',
  bytes: await writeSheet([{ name: 'Trung tâm Kiểm soát bệnh tật tỉnh', shortName: 'CDC tỉnh', kind: kindWord('cdc', 'vi'), parent: 'Sở Y tế', unit: null, code: null, email: null, phone: null, head: 'Giám đốc', from: '2025-07-01', to: null }], kindNames),
})
export const exportOrganisations = (who: StaffSession, asOf: string | undefined): Promise<Download> => readAs(who, async (db) => {
  const day = dayAsked(asOf)
  const rows = await run<ExportRow>(db, sql`select v.name, v.short_name as "shortName", o.kind, (select name from organisation_version p where p.province_id = v.province_id and p.organisation_id = v.parent_id and p.valid_from <= ${day}::date order by p.valid_from desc limit 1) as parent,
      (select code from unit where id = v.unit_id) as unit, o.code, v.email, v.phone, (select title from post p where p.province_id = v.province_id and p.organisation_id = o.id and p.kind = 'head' and p.valid_from <= ${day}::date and (p.valid_to is null or p.valid_to >= ${day}::date) order by rank limit 1) as head, o.valid_from as "from", o.valid_to as "to"
    from organisation_version v join organisation o on o.province_id = v.province_id and o.id = v.organisation_id where v.province_id = current_province() and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to >= ${day}::date)
    order by array_position(array['party','council','government','front','mass','armed','health','education','media','field','enterprise','other'], o.line), v.name`)
  return { mediaType: xlsx, name: `to-chuc-${day}.xlsx`, bytes: await writeSheet(rows.map((r) => ({ ...r, kind: kindWord(r.kind, 'vi') })), kindNames) }
})
