import { formatDay } from '../../platform/dates.ts'
import type { AssignmentPlan } from '../contract.ts'

type Both = { readonly vi: string; readonly en: string }
type Row = AssignmentPlan['rows'][number]
export type Preview = {
  readonly organisations: number; readonly obligations: number; readonly already: number; readonly dated: number; readonly undated: number
  readonly rhythms: readonly { readonly sentence: Both; readonly n: number }[]; readonly informed: number; readonly sentence: Both
}

const weekdaysVi = ['thứ hai', 'thứ ba', 'thứ tư', 'thứ năm', 'thứ sáu', 'thứ bảy', 'chủ nhật']
const weekdaysEn = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Nhịp báo cáo in words: “hằng ngày 16:00”. */
export function rhythmWords(r: NonNullable<Row['rhythm']>): Both {
  const at = (time: string | null): string => (time ? ` ${time}` : '')
  switch (r.every) {
    case 'day': return { vi: `hằng ngày${r.times.length > 0 ? ` ${r.times.join(', ')}` : ''}`, en: `daily${r.times.length > 0 ? ` at ${r.times.join(', ')}` : ''}` }
    case 'week': return { vi: `hằng tuần, ${weekdaysVi[r.weekday - 1]}${at(r.time)}`, en: `weekly, ${weekdaysEn[r.weekday - 1]}${at(r.time)}` }
    case 'month': return { vi: `hằng tháng, ngày ${r.day}${at(r.time)}`, en: `monthly, on day ${r.day}${at(r.time)}` }
    case 'quarter': return { vi: `hằng quý, ngày ${r.day} tháng cuối quý${at(r.time)}`, en: `quarterly, day ${r.day} of its last month${at(r.time)}` }
  }
}

/** What will be sent, counted and said in words: “Giao 14 đơn vị, 31 nhiệm vụ; 3 có hạn; 2 báo cáo hằng ngày 16:00.” `given`: clause and owner pairs that exist already. */
export function previewOf(plan: AssignmentPlan, given: ReadonlySet<string>): Preview {
  const duties = plan.rows.flatMap((row) => [...new Set(row.ownerIds)].map((owner) => ({ row, owner })))
  const fresh = duties.filter((d) => !given.has(`${d.row.clauseId}|${d.owner}`))
  const organisations = new Set(fresh.map((d) => d.owner))
  const dated = fresh.filter((d) => d.row.rhythm === null && d.row.due.kind !== 'none').length
  const periodic = fresh.filter((d) => d.row.rhythm !== null)
  const byWords = new Map<string, { sentence: Both; n: number }>()
  for (const d of periodic) {
    const sentence = rhythmWords(d.row.rhythm!)
    const was = byWords.get(sentence.vi)
    byWords.set(sentence.vi, { sentence, n: (was?.n ?? 0) + 1 })
  }
  const rhythms = [...byWords.values()]
  const undated = fresh.length - dated - periodic.length
  const informed = [...new Set(plan.sendTo)].filter((id) => !organisations.has(id)).length
  const vi = [
    fresh.length > 0 ? `Giao ${organisations.size} đơn vị, ${fresh.length} nhiệm vụ` : 'Không giao nhiệm vụ',
    dated > 0 ? `${dated} có hạn` : null, ...rhythms.map((r) => `${r.n} báo cáo ${r.sentence.vi}`), undated > 0 ? `${undated} không hạn` : null,
    informed > 0 ? `gửi ${informed} đơn vị để biết` : null, duties.length > fresh.length ? `${duties.length - fresh.length} đã giao trước đó, giữ nguyên` : null,
  ].filter((t) => t !== null)
  const en = [
    fresh.length > 0 ? `${plural(organisations.size, 'organisation')}, ${plural(fresh.length, 'duty', 'duties')}` : 'No duty is given',
    dated > 0 ? `${dated} with a deadline` : null, ...rhythms.map((r) => `${plural(r.n, 'report')} ${r.sentence.en}`), undated > 0 ? `${undated} without a deadline` : null,
    informed > 0 ? `${plural(informed, 'organisation')} informed` : null, duties.length > fresh.length ? `${duties.length - fresh.length} given before stay as they are` : null,
  ].filter((t) => t !== null)
  return { organisations: organisations.size, obligations: fresh.length, already: duties.length - fresh.length, dated, undated, rhythms, informed, sentence: { vi: `${vi.join('; ')}.`, en: `${en.join('; ')}.` } }
}

const plural = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

export type PlanWarning = { readonly code: string; readonly clauseId: string | null; readonly sentence: Both }
type KnownClause = { readonly id: string; readonly label: string | null; readonly parentId: string | null }

/** What a leader should see before sending: clauses nobody answers for, several leads, a deadline already past. None of it stops the sending except the past deadline. */
export function planWarnings(plan: AssignmentPlan, clauses: readonly KnownClause[], today: string, nameOf: (id: string) => string): readonly PlanWarning[] {
  const out: PlanWarning[] = []
  const owned = new Set(plan.rows.filter((r) => r.ownerIds.length > 0).map((r) => r.clauseId))
  const parents = new Set(clauses.flatMap((c) => (c.parentId !== null ? [c.parentId] : [])))
  const label = (c: KnownClause): string => c.label ?? '—'
  for (const c of clauses) {
    const carriedByParts = parents.has(c.id) && clauses.some((s) => s.parentId === c.id && owned.has(s.id))
    const carriedByWhole = c.parentId !== null && owned.has(c.parentId)
    if (!owned.has(c.id) && !carriedByParts && !carriedByWhole)
      out.push({ code: 'nobody', clauseId: c.id, sentence: { vi: `Mục ${label(c)} chưa có đơn vị thực hiện.`, en: `Nobody answers for item ${label(c)}.` } })
  }
  for (const row of plan.rows) {
    const both = row.coordinatorIds.filter((id) => row.ownerIds.includes(id))
    for (const id of both) out.push({ code: 'lead_and_coordinator', clauseId: row.clauseId, sentence: { vi: `${nameOf(id)} vừa chủ trì vừa phối hợp cùng một nhiệm vụ; chỉ giữ vai chủ trì.`, en: `${nameOf(id)} both leads and coordinates one duty; only the lead is kept.` } })
    if (row.due.kind === 'day' && row.due.day < today) out.push({ code: 'past_due', clauseId: row.clauseId, sentence: { vi: `Hạn ${formatDay(row.due.day)} đã qua.`, en: `The deadline ${formatDay(row.due.day)} has passed.` } })
  }
  return out
}

/**
 * The id under which an order is kept with its giver. The issuer's own duties hang on the clause itself; a unit that received the
 * paper and gives work under the same clause gives an order of its own, so that the two never mix. Same inputs, same id.
 */
export function givenClauseId(clauseId: string, giver: string, issuer: string): string {
  if (giver === issuer) return clauseId
  const a = clauseId.replace(/-/gu, '')
  const b = giver.replace(/-/gu, '')
  let mixed = ''
  for (let i = 0; i < 32; i++) mixed += ((Number.parseInt(a[i]!, 16) ^ Number.parseInt(b[(i + 11) % 32]!, 16)) & 15).toString(16)
  // Version 8 of RFC 9562: made by the program's own rule.
  const v = `${mixed.slice(0, 12)}8${mixed.slice(13, 16)}${((Number.parseInt(mixed[16]!, 16) & 3) | 8).toString(16)}${mixed.slice(17)}`
  return `${v.slice(0, 8)}-${v.slice(8, 12)}-${v.slice(12, 16)}-${v.slice(16, 20)}-${v.slice(20)}`
}
