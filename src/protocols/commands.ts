import { audit } from '../platform/audit/index.ts'
import { nowInstant, today } from '../platform/clock.ts'
import { asStaff, requirePermission, type Reads, type StaffSession } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { orRefuse } from '../platform/refusal.ts'
import { countRunning } from './counters.ts'
import type { SwitchBody, SwitchPreview } from './contract.ts'
import { diseaseOf, listSwitches, refusal } from './queries.ts'
import { answerChanges, catalogueAt, differences, inForceHere, Row, withValues, type Catalogue, type Disease, type StandingRow, type Switch } from './rules.ts'

/** A rule that says nothing cannot decide anything: its values must be entered first. */
const saysNothing = (r: StandingRow): boolean =>
  (r.kind === 'discharge' || r.kind === 'home_end') && r.tests === null && r.minDays === null && r.leaveOnDay === null && r.after === null && r.source.includes('not seen')

type Drafted = { readonly disease: Disease; readonly draft: Switch; readonly before: Catalogue; readonly after: Catalogue; readonly changes: SwitchPreview['rows'] }

/** The rules before and after a decision that is only being considered. Refuses what cannot be decided. */
async function drafted(db: Reads, who: StaffSession, name: string, body: SwitchBody): Promise<Drafted> {
  const disease = diseaseOf(name)
  const switches = await listSwitches(db, name)
  const effectiveFrom = new Date(body.effectiveFrom).toISOString()
  const before = catalogueAt(disease, switches, who.provinceId, effectiveFrom)
  const targets = before.rows.filter((r) => (body.targetKind === 'set' ? r.set === body.target : r.id === body.target))
  let values = body.values
  if (body.targetKind === 'new') {
    if (body.effect !== 'row' || disease.rows.some((r) => r.id === body.target)) throw refusal({ code: 'protocol.own_row_taken', id: body.target })
    // A rule of the province is the province's, whatever it was copied from; whether it counts as verified is for who decides to say.
    const made = Row.safeParse({ ...values, id: body.target, province: who.provinceId, nature: 'practice', verified: body.checked, ships: 'on' })
    if (!made.success) throw refusal({ code: 'protocol.own_row_wrong', field: made.error.issues[0]?.path.join('.') ?? '', detail: made.error.issues[0]?.message ?? '' })
    values = made.data
  } else {
    if (body.effect === 'row') throw refusal({ code: 'protocol.own_row_taken', id: body.target })
    if (targets.length === 0) throw refusal(disease.rows.length > 0 ? { code: 'protocol.target_unknown', target: body.target } : { code: 'protocol.nothing_to_switch', target: body.target })
    if (body.effect === 'values') for (const row of targets) orRefuse(withValues(row, values ?? {}))
    else values = null
    const empty = body.effect === 'on' ? targets.find(saysNothing) : undefined
    if (empty) throw refusal({ code: 'protocol.empty_rule', id: empty.id })
  }
  const draft: Switch = { id: newId(), disease: name, targetKind: body.targetKind, target: body.target, effect: body.effect, values, effectiveFrom, decidedAt: nowInstant(), checked: body.checked }
  const after = catalogueAt(disease, [...switches, draft], who.provinceId, effectiveFrom)
  const now = new Map(after.rows.map((r) => [r.id, r]))
  const old = new Map(before.rows.map((r) => [r.id, r]))
  const newlyChecked = after.rows.filter((r) => r.checked !== (old.get(r.id)?.checked ?? false)).map((r) => ({ id: r.id, what: 'checked' as const, fields: [] as string[] }))
  const changes = [...differences(before.rows, after.rows), ...newlyChecked].map((d) => {
    const row = now.get(d.id) ?? old.get(d.id)!
    return { id: d.id, what: d.what, fields: [...d.fields], validFrom: row.validFrom, validTo: row.validTo, inForceToday: inForceHere(after, row, today()) }
  })
  return { disease, draft, before, after, changes }
}

/** Nếu quyết định thì điều gì thay đổi: rows, answers of the machine by day, and what runs under these rules in the other rooms. */
export async function whatWouldChange(db: Reads, who: StaffSession, name: string, body: SwitchBody): Promise<SwitchPreview> {
  const d = await drafted(db, who, name, body)
  const ids = [...new Set(d.changes.map((c) => c.id))]
  const answers = answerChanges(d.before, d.after, ids, dayOf(d.draft.effectiveFrom)).map((a) => ({ on: a.on, question: a.question, before: { outcome: a.before.outcome, rows: [...a.before.rows] }, after: { outcome: a.after.outcome, rows: [...a.after.rows] } }))
  return { rows: d.changes, answers, counts: ids.length === 0 ? [] : await countRunning(db, { provinceId: who.provinceId, disease: name, ruleIds: ids }) }
}

/** Bật, tắt, sửa một quy định từ một thời điểm. Running orders keep the rule they were made under. */
export const switchProtocol = (who: StaffSession, name: string, body: SwitchBody): Promise<{ id: string }> => asStaff(who, async (db) => {
  requirePermission(who, 'protocol.switch')
  const { draft, changes } = await drafted(db, who, name, body)
  if (changes.length === 0) throw refusal({ code: 'protocol.already_so', target: body.target })
  await db.insertInto('protocol_switch').values({
    province_id: who.provinceId, id: draft.id, disease: name, target_kind: draft.targetKind, target: draft.target, effect: draft.effect, values: draft.values === null ? null : JSON.stringify(draft.values),
    effective_from: draft.effectiveFrom, decided_at: draft.decidedAt, decided_by: who.accountId, decided_post: who.postId, decided_org: who.organisationId, reason: body.reason, checked: body.checked, decision: body.decision, document_id: body.documentId,
  }).execute()
  const offices = await db.selectFrom('organisation').select('id').where('province_id', '=', who.provinceId).where('valid_to', 'is', null).execute()
  await announce(db, ['protocols', `protocols:${name}`], offices.map((o) => o.id))
  await audit(db, { action: 'protocol.switched', kind: 'protocol', id: `${name}/${body.target}`, detail: { effect: body.effect, targetKind: body.targetKind, effectiveFrom: draft.effectiveFrom, values: draft.values, checked: body.checked, reason: body.reason, decision: body.decision, documentId: body.documentId, rows: changes.map((c) => `${c.what} ${c.id}`) } })
  return { id: draft.id }
})
