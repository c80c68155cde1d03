import { readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { getObligationSettings, readDeadlines, urgencyOf, type DeadlineNorm } from '../obligations/index.ts'
import { matchPhrases, organisationsOf, sayWhy, type PhraseMatch } from '../units/index.ts'
import type { AssignmentPlan, Clause, ClauseSuggestion, DeadlineNorm as WireNorm, ReadingValue } from './contract.ts'
import { papersOf } from './queries-coverage.ts'
import { instructionsOf } from './queries.ts'
import { givenClauseId, planWarnings, previewOf, valueOfDraft, workingDeadline, type Preview, type PlanWarning } from './rules.ts'
import { dutiesUnder, namesOf, notFound, nowInstant, refsOf, refuseWith } from './store.ts'

/** From here on a match is ticked before a person looks; below, it is only offered. */
const tickFrom = 0.8

type Held = { owner: string; value: ReadingValue; urgency: ReadingValue['urgency']; clauses: Clause[] }
/** A document that stands, or a draft of ours about to be signed: its values and clauses, for giving work under it. */
export async function heldForGiving(db: Reads, who: StaffSession, id: string): Promise<Held> {
  const d = (await papersOf(db, [id])).get(id)
  if (!d) return notFound(id)
  if (d.state === 'draft' && d.draft !== null && d.organisationId === who.organisationId) {
    const value = valueOfDraft(d.draft, d.draft.symbol, d.draft.date ?? dayOf(nowInstant()), [])
    return { owner: d.organisationId, value, urgency: value.urgency, clauses: d.clauses }
  }
  if ((d.state !== 'registered' && d.state !== 'issued') || d.value === null) return refuseWith({ code: 'document.not_registered', state: d.state })
  return { owner: d.organisationId, value: d.value, urgency: d.value.urgency, clauses: d.clauses }
}

type Phrase = { text: string; role: 'assignee' | 'coordinator'; fromLeadIn: boolean }
/** Whom a clause names; a sub-item without an actor is its item's, an item without one the lead-in's. */
function phrasesOf(c: Clause, parent: Clause | undefined, leadIn: readonly string[]): Phrase[] {
  const own = c.assignees.map((text): Phrase => ({ text, role: 'assignee', fromLeadIn: false }))
  const inherited = own.length > 0 ? [] : parent && parent.assignees.length > 0 ? parent.assignees.map((text): Phrase => ({ text, role: 'assignee', fromLeadIn: false })) : leadIn.map((text): Phrase => ({ text, role: 'assignee', fromLeadIn: true }))
  return [...own, ...inherited, ...c.coordinators.map((text): Phrase => ({ text, role: 'coordinator', fromLeadIn: false }))]
}

type Suggested = ClauseSuggestion['phrases'][number]
const candidatesOf = (m: PhraseMatch, name: (id: string) => string): Suggested['matches'] => m.matches.map((x) => ({
  organisation: { id: x.organisationId, name: name(x.organisationId) }, confidence: x.confidence, ticked: x.confidence >= tickFrom, why: x.why.code, sentence: { vi: sayWhy(x.why).vi, en: sayWhy(x.why).en },
}))

/** Gợi ý giao việc: per clause, the real organisations its words mean, and the deadline its words say. Nothing is given by looking. */
export const getAssignment = (who: StaffSession, id: string) => readAs(who, async (db) => {
  const now = nowInstant()
  const d = await heldForGiving(db, who, id)
  const { clauses } = d
  const byId = new Map(clauses.map((c) => [c.id, c]))
  const phrases = new Map(clauses.map((c) => [c.id, phrasesOf(c, c.parentId === null ? undefined : byId.get(c.parentId), d.value.default_assignees)]))
  const recipients = [...(d.value.recipients_expanded.length > 0 ? d.value.recipients_expanded : d.value.recipients), ...d.value.distribution.filter((t) => !/^\s*lưu\b/iu.test(t))]
  const texts = [...new Set([...[...phrases.values()].flat().map((p) => p.text), ...recipients])]
  const day = dayOf(now)
  const matched = texts.length === 0 ? [] : await matchPhrases(db, texts, { day, issuerId: d.owner })
  const matchOf = new Map(texts.map((t, i) => [t, matched[i]!]))
  const index = await organisationsOf(db, day)
  const name = (o: string): string => index.current.get(o)?.version.name ?? ''
  const settings = await getObligationSettings(db, who.provinceId)
  const duties = await dutiesUnder(db, [id])
  const owners = await namesOf(db, duties.map((x) => x.owner))
  const suggestions = clauses.map((c): ClauseSuggestion => {
    const worked = c.deadlines.map((x) => workingDeadline(x.text, x.norm as WireNorm | null, day, d.value.date))
    // Forms that the other room does not read yet are left to a person.
    const norms = c.deadlines.flatMap((x, i) => { const norm = worked[i]?.norm ?? x.norm; return norm === null || 'within_days' in norm ? [] : [norm as DeadlineNorm] })
    const read = readDeadlines(norms, now, d.value.date, settings)
    const assumed = worked.some((w) => w?.guessed) ? [...new Set([...read.assumed, 'day'])] : read.assumed
    return {
      clause: c, due: read.due, rhythm: read.rhythm === null ? null : { ...read.rhythm, ...('times' in read.rhythm ? { times: [...read.rhythm.times] } : {}) } as ClauseSuggestion['rhythm'], assumed: [...assumed], event: read.event,
      phrases: (phrases.get(c.id) ?? []).map((p): Suggested => {
        const m = matchOf.get(p.text)!
        return { text: p.text, role: p.role, fromLeadIn: p.fromLeadIn, group: m.group, unknown: m.unknown, outside: m.outside, head: m.head, matches: candidatesOf(m, name), candidates: m.candidates.map((o) => ({ id: o, name: name(o) })), rest: [...m.rest] }
      }),
      given: duties.filter((x) => x.giver === who.organisationId && (x.clauseId === c.id || x.clauseId === givenClauseId(c.id, who.organisationId, d.owner))).map((x) => ({ obligationId: x.id, organisation: { id: x.owner, name: owners.get(x.owner) ?? '' } })),
    }
  })
  const sendTo = new Map<string, Suggested['matches'][number]>()
  for (const r of recipients) for (const m of candidatesOf(matchOf.get(r)!, name)) if (m.organisation.id !== who.organisationId && !sendTo.has(m.organisation.id)) sendTo.set(m.organisation.id, m)
  return { document: (await refsOf(db, [id])).get(id)!, urgency: d.urgency, clauses: suggestions, acknowledgeHours: settings.acknowledgeHours[urgencyOf(d.urgency)], instructions: await instructionsOf(db, id), sendTo: [...sendTo.values()] }
})

export type Checked = { readonly owner: string; readonly value: ReadingValue; readonly clauses: readonly Clause[]; readonly preview: Preview; readonly warnings: readonly PlanWarning[] }
/** The same look at a plan for the preview and for the act: what would be given, what is refused, what should be seen first. */
export async function checkPlan(db: Reads, who: StaffSession, id: string, plan: AssignmentPlan): Promise<Checked> {
  const today = dayOf(nowInstant())
  const d = await heldForGiving(db, who, id)
  const { clauses } = d
  const known = new Map(clauses.map((c) => [c.id, c]))
  for (const row of plan.rows) {
    const clause = known.get(row.clauseId)
    if (!clause) return refuseWith({ code: 'assignment.clause_unknown', id: row.clauseId })
    if (row.due.kind === 'day' && row.due.day < today && row.ownerIds.length > 0) refuseWith({ code: 'assignment.past_due', label: clause.label, day: row.due.day })
    if (row.due.kind === 'moment' && dayOf(row.due.at) < today && row.ownerIds.length > 0) refuseWith({ code: 'assignment.past_due', label: clause.label, day: dayOf(row.due.at) })
  }
  const given = new Set((await dutiesUnder(db, [id])).filter((x) => x.giver === who.organisationId).map((x) => `${x.clauseId}|${x.owner}`))
  // The plan names clauses of the document; duties hang on the order as this giver gave it.
  const own = { ...plan, rows: plan.rows.map((r) => ({ ...r, clauseId: givenClauseId(r.clauseId, who.organisationId, d.owner) })) }
  const names = await namesOf(db, plan.rows.flatMap((r) => [...r.ownerIds, ...r.coordinatorIds]))
  return { owner: d.owner, value: d.value, clauses, preview: previewOf(own, given), warnings: planWarnings(plan, clauses, today, (o) => names.get(o) ?? '') }
}

export const previewAssignment = (who: StaffSession, id: string, plan: AssignmentPlan) => readAs(who, async (db) => {
  const { preview, warnings } = await checkPlan(db, who, id, plan)
  return { ...preview, rhythms: [...preview.rhythms], warnings: [...warnings] }
})
