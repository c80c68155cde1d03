import { sql, type Reads } from '../../platform/db/index.ts'
import { dayOf, type Instant } from '../../platform/dates.ts'
import type { Line } from '../contract.ts'
import { organisationNames } from '../names.ts'
import { deadlineState, lastInstant, periodsBetween, type Clock, type Due, type Rhythm, type Urgency, type Wait, type WorkState } from '../rules.ts'
import { dueOfRow } from '../store.ts'

/** A row of `obligation` with its clause, as every list reads it. */
export type LineRow = {
  id: string; text: string; owner_org: string; giver_org: string; urgency: Urgency; work: WorkState; due_kind: string; due_at: string | null; baseline_kind: string; baseline_at: string | null
  directive_id: string; clause_id: string; directive_number: string | null; directive_title: string | null; label: string | null; rhythm: Rhythm | null; assigned_at: string; acknowledge_by: string
  reported_at: string | null; finished_at: string | null; last_event_at: string; waits: Wait[]; seq: number
}
export const lineColumns = sql.raw(`o.id, coalesce(o.own_text, c.text) as text, o.owner_org, o.giver_org, o.urgency, o.work, o.due_kind, o.due_at, o.baseline_kind, o.baseline_at, o.directive_id, o.clause_id,
  c.directive_number, c.directive_title, c.label, o.rhythm, o.assigned_at, o.acknowledge_by, o.reported_at, o.finished_at, o.last_event_at, o.waits, o.seq`)
export const lineTables = sql.raw('obligation o join obligation_clause c on c.province_id = o.province_id and c.id = o.clause_id')

export function clockOfRow(r: { work: WorkState; reported_at: string | null; finished_at: string | null; last_event_at: string }): Clock {
  switch (r.work) {
    case 'assigned': case 'doing': case 'redo': return { kind: 'running' }
    case 'reported': return { kind: 'finished', at: r.reported_at ?? r.last_event_at }
    case 'accepted': return { kind: 'finished', at: r.finished_at ?? r.last_event_at }
    case 'closed': return r.finished_at === null ? { kind: 'stopped' } : { kind: 'finished', at: r.finished_at }
    case 'returned': case 'suspended': case 'waived': return { kind: 'stopped' }
  }
}

/** The period that a periodic duty's deadline belongs to. */
export function periodOf(rhythm: Rhythm | null, due: Due): string | null {
  const last = lastInstant(due)
  if (rhythm === null || last === null) return null
  return periodsBetween(rhythm, dayOf(last), dayOf(last)).find((p) => lastInstant(p.due) === last)?.key ?? null
}

export function lineOf(r: LineRow, names: ReadonlyMap<string, string>, now: Instant, soonDays: number): Line {
  const due = dueOfRow(r.due_kind, r.due_at)
  const clock = clockOfRow(r)
  const deadline = deadlineState(due, clock, now, soonDays)
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  return {
    id: r.id, text: r.text, owner: named(r.owner_org), giver: named(r.giver_org), urgency: r.urgency, work: r.work, due, deadline,
    baseline: r.rhythm === null ? deadlineState(dueOfRow(r.baseline_kind, r.baseline_at), clock, now, soonDays) : deadline,
    directive: { id: r.directive_id, number: r.directive_number, title: r.directive_title, clause: r.label }, period: periodOf(r.rhythm, due), assignedAt: r.assigned_at, acknowledgeBy: r.acknowledge_by,
    acknowledgeLate: r.work === 'assigned' && now > r.acknowledge_by, reportedAt: r.reported_at, lastEventAt: r.last_event_at, waits: r.waits, seq: r.seq,
  }
}

export async function linesOf(db: Reads, provinceId: string, rows: readonly LineRow[], now: Instant, soonDays: number): Promise<Line[]> {
  const names = await organisationNames(db, provinceId, rows.flatMap((r) => [r.owner_org, r.giver_org]), dayOf(now))
  return rows.map((r) => lineOf(r, names, now, soonDays))
}

/** Place in an ordered list: opaque to the caller, refused when it is not one of ours. */
export const cursorOf = (parts: readonly (string | number)[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url')
export function readCursor(text: string | undefined, length: number): (string | number)[] | null {
  if (text === undefined) return null
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts.length === length && parts.every((p) => typeof p === 'string' || typeof p === 'number')) return parts as (string | number)[]
  } catch { /* answered below: a damaged cursor begins the list again */ }
  return null
}
