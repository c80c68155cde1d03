import { readAs, sql, type Reads, type StaffSession } from '../../platform/db/index.ts'
import { addDays, dayOf, type Instant } from '../../platform/dates.ts'
import { Refused } from '../../platform/refusal.ts'
import type { ObligationView, StoryLine } from '../contract.ts'
import { accountNames, findHead, organisationNames, postTitles } from '../names.ts'
import {
  bodyNow, clockOf, compareFigure, deadlineStates, dueNow, eventsUntil, firstPeriodDay, foldEvents, isOverdue, lastInstant, may, maySee, openPeriodOf, periodsBetween, prepare, readElements,
  type Element, type FigureValue, type ObligationEvent, type ObligationFacts, type ObligationState,
} from '../rules.ts'
import { getSettings } from '../settings.ts'
import { getLoaded, nowInstant } from '../store.ts'
import { lineColumns, lineTables, linesOf, type LineRow } from './lines.ts'

type Head = { directive_number: string | null; directive_title: string | null; directive_issuer: string | null; directive_date: string | null; label: string | null; clause_text: string; own_text: string | null }

/** One duty and its story, as of now or of an earlier moment: the log folded up to then. */
export const getObligation = (who: StaffSession, id: string, asOf: Instant | undefined): Promise<ObligationView> => readAs(who, async (db) => {
  const { provinceId } = who
  const now = asOf ?? nowInstant()
  const loaded = await getLoaded(db, provinceId, id)
  const settings = await getSettings(db, provinceId)
  const events = asOf === undefined ? loaded.events : eventsUntil(loaded.events, asOf)
  // Before it was given there was no duty.
  if (events.length === 0) throw new Refused({ code: 'record.not_found', kind: 'obligation', id } as never)
  const o = foldEvents(events)
  const f = loaded.facts
  const { rows: [head] } = await sql<Head>`select c.directive_number, c.directive_title, c.directive_issuer, c.directive_date, c.label, c.text as clause_text, o.own_text from ${lineTables} where o.province_id = ${provinceId} and o.id = ${id}::uuid`.execute(db as never)
  const h = head!
  const parts = await partsOf(db, provinceId, id, now, settings.soonDays)
  const story = await storyOf(db, provinceId, id, events)
  const names = await organisationNames(db, provinceId, [o.owner, f.giver, ...f.coordinators, ...f.upperGivers])
  const named = (org: string) => ({ id: org, name: names.get(org) ?? '' })
  const due = dueNow(o)
  const { current, baseline } = deadlineStates(o, now, settings.soonDays)
  const asker = { organisation: who.organisationId, post: who.postId, account: who.accountId, holds: (p: string) => who.permissions.has(p) }
  const allowed = may(f, o, asker, settings.maxExtensions)
  return {
    id, asOf: now, text: loaded.text, owner: named(o.owner), giver: named(f.giver), urgency: f.urgency, work: o.work, due, deadline: current, baseline, baselineDue: o.baseline,
    directive: { id: loaded.directiveId, number: h.directive_number, title: h.directive_title, clause: h.label }, directiveDate: h.directive_date, directiveIssuer: h.directive_issuer, clauseText: h.clause_text,
    period: openPeriodOf(o)?.key ?? null, assignedAt: o.assignedAt, acknowledgeBy: o.acknowledgeBy, acknowledgeLate: o.work === 'assigned' && now > o.acknowledgeBy, reportedAt: o.reportedAt, lastEventAt: o.lastEventAt, waits: [...prepare(o).waits], seq: o.seq,
    ownerHead: await findHead(db, provinceId, o.owner, now), coordinators: f.coordinators.map(named), upperGivers: f.upperGivers.map(named), giverOutside: f.giverOutside, extensions: o.extensions, maxExtensions: settings.maxExtensions,
    rhythm: o.rhythm === null ? null : o.rhythm.every === 'day' ? { ...o.rhythm, times: [...o.rhythm.times] } : o.rhythm, parent: f.parent, parts, elements: (loaded.facts.parent === null && h.own_text === null ? (loaded.elements as Element[]) : [...readElements(loaded.text)]),
    periods: periodsOf(o, now), openQueries: [...o.openQueries], pendingExtension: o.pendingExtension, openObstacles: o.openObstacles.map((b) => ({ ...b, late: now > b.answerBy })),
    figures: figuresOf(f, o, events, now), story,
    // The past is for reading: nothing can be done in it.
    may: asOf === undefined && maySee(f, o, asker) ? { ...allowed } : Object.fromEntries(Object.keys(allowed).map((k) => [k, false])),
  }
})

/** The periods around now: what is missed, what comes next, and the last ones settled. */
function periodsOf(o: ObligationState, now: Instant): ObligationView['periods'] {
  if (o.rhythm === null) return []
  const today = dayOf(now)
  const from = addDays(today, -60)
  const first = firstPeriodDay(o.rhythm, o.assignedAt)
  return periodsBetween(o.rhythm, first > from ? first : from, addDays(today, 14)).filter((p) => lastInstant(p.due)! >= o.assignedAt).map((p) => {
    const s = o.periods[p.key]
    const last = lastInstant(p.due)!
    return { key: p.key, due: p.due, state: s?.state ?? ('due' as const), reportedAt: s?.reportedAt ?? null, late: s?.state === 'waived' ? false : (s?.reportedAt ?? now) > last }
  })
}

/** The figures last reported beside the measured ones. The measuring catalogue of the province is not connected to this room: its side says so. */
function figuresOf(f: ObligationFacts, o: ObligationState, events: readonly ObligationEvent[], now: Instant): ObligationView['figures'] {
  const last = events.toReversed().find((e) => e.body.type === 'reported' && bodyNow(events, e.seq) !== null)
  const body = last ? bodyNow(events, last.seq) : null
  return f.figures.map((slot) => {
    const value = body?.type === 'reported' ? body.figures.find((x) => x.indicator === slot.indicator)?.value : undefined
    const reported: FigureValue = value !== undefined && value !== null ? { kind: 'given', value, cutOff: last!.at } : last ? { kind: 'missing' } : isOverdue(dueNow(o), now) || clockOf(o).kind === 'finished' ? { kind: 'missing' } : { kind: 'not_due' }
    return compareFigure(slot, reported, { kind: 'no_source' })
  })
}

async function partsOf(db: Reads, provinceId: string, id: string, now: Instant, soonDays: number): Promise<ObligationView['parts']> {
  const { rows } = await sql<LineRow & { takes: 'whole' | string[]; shares: { element: string; amount: number }[] }>`
    select ${lineColumns}, p.takes, p.shares from ${lineTables} join obligation_part p on p.province_id = o.province_id and p.part_id = o.id
    where o.province_id = ${provinceId} and o.parent_id = ${id}::uuid order by coalesce(o.due_at, 'infinity'), o.id`.execute(db as never)
  const lines = await linesOf(db, provinceId, rows, now, soonDays)
  return lines.map((line, i) => ({ ...line, takes: rows[i]!.takes, shares: rows[i]!.shares }))
}

async function storyOf(db: Reads, provinceId: string, id: string, events: readonly ObligationEvent[]): Promise<StoryLine[]> {
  const { rows: files } = await sql<{ seq: number; sha256: string; name: string; media_type: string; bytes: number }>`select seq, sha256, name, media_type, bytes from obligation_evidence where province_id = ${provinceId} and obligation_id = ${id}::uuid order by seq, name`.execute(db as never)
  const organisations = await organisationNames(db, provinceId, events.flatMap((e) => [e.by.organisation, ...mentioned(e)]))
  const posts = await postTitles(db, provinceId, events.flatMap((e) => (e.by.post === null ? [] : [e.by.post])))
  const people = await accountNames(db, provinceId, events.flatMap((e) => [...(e.by.account === null ? [] : [e.by.account]), ...(e.body.type === 'handed_over' ? [e.body.toAccount, ...(e.body.fromAccount === null ? [] : [e.body.fromAccount])] : [])]))
  return events.filter((e) => e.body.type !== 'corrected').map((e) => {
    const correction = events.toReversed().find((c) => c.body.type === 'corrected' && c.body.of === e.seq)
    const body = bodyNow(events, e.seq)
    const evidence = files.filter((f) => f.seq === e.seq || f.seq === correction?.seq)
    return {
      seq: e.seq, at: e.at, by: { organisation: { id: e.by.organisation, name: organisations.get(e.by.organisation) ?? '' }, post: e.by.post === null ? null : (posts.get(e.by.post) ?? null), person: e.by.account === null ? null : (people.get(e.by.account) ?? null) },
      type: e.body.type, body: body === null ? null : shown(body, organisations, people),
      corrected: correction && correction.body.type === 'corrected' ? { at: correction.at, reason: correction.body.reason, before: { ...e.body } } : null,
      evidence: evidence.map((f) => ({ sha256: f.sha256, name: f.name, mediaType: f.media_type, bytes: f.bytes })),
    }
  })
}

/** Organisations that an event names beside its author. */
function mentioned(e: ObligationEvent): string[] {
  switch (e.body.type) {
    case 'assigned': case 'reassigned': return [e.body.owner]
    case 'returned': return e.body.suggestedOwner === null ? [] : [e.body.suggestedOwner]
    case 'split': return e.body.parts.map((p) => p.owner)
    default: return []
  }
}

function shown(body: NonNullable<ReturnType<typeof bodyNow>>, organisations: ReadonlyMap<string, string>, people: ReadonlyMap<string, string>): Record<string, unknown> {
  const name = (id: string | null): string | null => (id === null ? null : (organisations.get(id) ?? ''))
  switch (body.type) {
    case 'assigned': case 'reassigned': return { ...body, ownerName: name(body.owner) }
    case 'returned': return { ...body, suggestedOwnerName: name(body.suggestedOwner) }
    case 'split': return { ...body, parts: body.parts.map((p) => ({ ...p, ownerName: name(p.owner) })) }
    case 'handed_over': return { ...body, toName: people.get(body.toAccount) ?? '', fromName: body.fromAccount === null ? null : (people.get(body.fromAccount) ?? '') }
    default: return { ...body }
  }
}

/** The evidence file as this obligation lets it be opened. */
export const findEvidence = (who: StaffSession, id: string, sha256: string): Promise<{ name: string; mediaType: string }> => readAs(who, async (db) => {
  const { rows } = await sql<{ name: string; media_type: string }>`select name, media_type from obligation_evidence where province_id = ${who.provinceId} and obligation_id = ${id}::uuid and sha256 = ${sha256} limit 1`.execute(db as never)
  if (!rows[0]) throw new Refused({ code: 'record.not_found', kind: 'file', id: sha256 } as never)
  return { name: rows[0].name, mediaType: rows[0].media_type }
})
