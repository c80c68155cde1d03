import { audit } from '../platform/audit/index.ts'
import { announce } from '../platform/live/index.ts'
import { addDays, dayOf, type Instant, type PlainDate } from '../platform/dates.ts'
import { sql, type Writes } from '../platform/db/index.ts'
import { newId } from '../platform/ids.ts'
import { orRefuse, Refused } from '../platform/refusal.ts'
import { nfc } from '../platform/text.ts'
import { addNotices } from './notices.ts'
import { checkRhythm, firstPeriodDay, foldEvents, horizonDays, hoursAfter, lastInstant, periodsBetween, prepare, readElements, tallyClassOf, type Due, type EventBody, type FigureSlot, type Rhythm, type Urgency } from './rules.ts'
import { getSettings } from './settings.ts'
import { addTallies, nowInstant, refreshBoardRows, type TallyLine } from './store.ts'
import { writePeriods } from './calendar.ts'

/** What the directives room hands over when a leader assigns: the order as it stands, and who owes it. */
export type GivenClause = {
  readonly id: string
  readonly seq: number
  readonly label: string | null
  readonly text: string
  readonly figures?: readonly FigureSlot[] | undefined
  readonly due: Due
  readonly rhythm: Rhythm | null
  /** Lead organisations: each owes the whole clause. */
  readonly owners: readonly string[]
  readonly coordinators: readonly string[]
}
export type GivenDirective = {
  readonly id: string; readonly number: string | null; readonly title: string | null; readonly issuer: string | null; readonly date: PlainDate | null; readonly urgency: Urgency
  /** The organisation that gives; another than the acting one only when it is outside the program and the acting one owns. */
  readonly giver: string
  readonly giverOutside: boolean
  /** Givers above, nearest first (the giver's own giver under the upper document, and so on). */
  readonly upperGivers: readonly string[]
}

type NewObligation = { id: string; clause: GivenClause | null; clauseId: string; owner: string; ownerPost: string | null; parent: string | null; ownText: string | null; due: Due; rhythm: Rhythm | null; coordinators: readonly string[] }

/** Post of the head of each organisation: obligations belong to it. An organisation without a head owes all the same. */
async function headPosts(db: Writes, organisations: readonly string[], today: PlainDate): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ organisation_id: string; id: string }>`
    select distinct on (organisation_id) organisation_id, id from post where province_id = ${db.who.provinceId} and organisation_id = any(${organisations as string[]}::uuid[]) and kind = 'head'
      and valid_from <= ${today} and (valid_to is null or valid_to >= ${today}) order by organisation_id, rank, id`.execute(db)
  return new Map(rows.map((r) => [r.organisation_id, r.id]))
}

async function requireOrganisations(db: Writes, ids: readonly string[], today: PlainDate): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from organisation where province_id = ${db.who.provinceId} and id = any(${ids as string[]}::uuid[]) and valid_from <= ${today} and (valid_to is null or valid_to >= ${today})`.execute(db)
  const known = new Set(rows.map((r) => r.id))
  const unknown = ids.find((id) => !known.has(id))
  if (unknown !== undefined) throw new Refused({ code: 'obligation.owner_unknown', organisation: unknown } as never)
}

/**
 * Giao việc: obligations of named units and their heads from the clauses of a directive, in the caller's transaction. Giving the same clause
 * to the same unit again changes nothing. Answers the new obligations.
 */
export async function createObligations(db: Writes, directive: GivenDirective, clauses: readonly GivenClause[]): Promise<{ id: string; clauseId: string; owner: string }[]> {
  const at = nowInstant()
  const today = dayOf(at)
  const owners = [...new Set(clauses.flatMap((c) => c.owners))]
  if (owners.length === 0) throw new Refused({ code: 'obligation.nothing_to_give' } as never)
  await requireOrganisations(db, [...new Set([...owners, ...clauses.flatMap((c) => c.coordinators), directive.giver])], today)
  for (const c of clauses) if (c.rhythm !== null) orRefuse(checkRhythm(c.rhythm))

  const rows = clauses.map((c) => ({ id: c.id, seq: c.seq, label: c.label, text: nfc(c.text), elements: readElements(c.text), figures: c.figures ?? [] }))
  await sql`insert into obligation_clause (province_id, id, directive_id, giver_org, seq, label, text, directive_number, directive_title, directive_issuer, directive_date, elements, figures, created_at)
    select ${db.who.provinceId}, id, ${directive.id}, ${directive.giver}, seq, label, text, ${directive.number}, ${directive.title}, ${directive.issuer}, ${directive.date}::date, elements, figures, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, seq int, label text, text text, elements jsonb, figures jsonb) on conflict do nothing`.execute(db)

  const { rows: already } = await sql<{ clause_id: string; owner_org: string }>`
    select clause_id, owner_org from obligation where province_id = ${db.who.provinceId} and clause_id = any(${clauses.map((c) => c.id)}::uuid[]) and parent_id is null`.execute(db)
  const given = new Set(already.map((a) => `${a.clause_id}|${a.owner_org}`))
  const heads = await headPosts(db, owners, today)
  const fresh: NewObligation[] = clauses.flatMap((clause) => [...new Set(clause.owners)].filter((owner) => !given.has(`${clause.id}|${owner}`)).map((owner) => ({
    id: newId(), clause, clauseId: clause.id, owner, ownerPost: heads.get(owner) ?? null, parent: null, ownText: null, due: clause.due, rhythm: clause.rhythm, coordinators: clause.coordinators.filter((c) => c !== owner),
  })))
  await insertObligations(db, directive, fresh, at)
  await audit(db, { action: 'obligation.given', kind: 'document', id: directive.id, detail: { obligations: fresh.length, clauses: clauses.length, organisations: owners.length } })
  return fresh.map((o) => ({ id: o.id, clauseId: o.clauseId, owner: o.owner }))
}

/** Parts of a duty, given by its owner to lower units. */
export async function createParts(db: Writes, upper: GivenDirective, clauseId: string, parent: string, parts: readonly { owner: string; text: string | null; due: Due }[], at: Instant): Promise<{ id: string; owner: string }[]> {
  const today = dayOf(at)
  await requireOrganisations(db, [...new Set(parts.map((p) => p.owner))], today)
  const heads = await headPosts(db, parts.map((p) => p.owner), today)
  const fresh = parts.map((p): NewObligation => ({ id: newId(), clause: null, clauseId, owner: p.owner, ownerPost: heads.get(p.owner) ?? null, parent, ownText: p.text, due: p.due, rhythm: null, coordinators: [] }))
  await insertObligations(db, upper, fresh, at)
  return fresh.map((o) => ({ id: o.id, owner: o.owner }))
}

async function insertObligations(db: Writes, d: GivenDirective, fresh: readonly NewObligation[], at: Instant): Promise<void> {
  if (fresh.length === 0) return
  const { provinceId, organisationId, postId, accountId } = db.who
  const settings = await getSettings(db, provinceId)
  const acknowledgeBy = hoursAfter(at, settings.acknowledgeHours[d.urgency])
  const made = fresh.map((o) => {
    const body: EventBody = { type: 'assigned', owner: o.owner, ownerPost: o.ownerPost, due: o.due, rhythm: o.rhythm, acknowledgeBy }
    const event = { seq: 1, at, by: { organisation: organisationId, post: postId, account: accountId }, commandId: newId(), body }
    return { o, event, p: prepare(foldEvents([event])) }
  })
  // In parts: a directive to ten thousand units is a few statements, none of them larger than some megabytes.
  for (let i = 0; i < made.length; i += 2000) {
    const part = made.slice(i, i + 2000).map(({ o, event, p }) => ({
      id: o.id, clause: o.clauseId, parent: o.parent, own_text: o.ownText, coordinators: o.coordinators, bkind: o.due.kind, bat: lastInstant(o.due), rhythm: o.rhythm, owner: p.owner, post: p.ownerPost, due_kind: p.due.kind, due_at: p.dueAt,
      finish: p.finish, base: p.finishBaseline, command: event.commandId, body: event.body,
    }))
    await sql`insert into obligation (province_id, id, clause_id, directive_id, giver_org, giver_outside, upper_givers, coordinators, parent_id, urgency, own_text, baseline_kind, baseline_at, rhythm, assigned_at, assigned_by,
        owner_org, owner_post, work, due_kind, due_at, acknowledge_by, finish, finish_baseline, last_event_at, seq)
      select ${provinceId}, id, clause, ${d.id}, ${d.giver}, ${d.giverOutside}, ${d.upperGivers as string[]}::uuid[], coordinators, parent, ${d.urgency}, own_text, bkind, bat, nullif(rhythm, 'null'::jsonb), ${at}::timestamptz, ${postId}::uuid,
        owner, post, 'assigned', due_kind, due_at, ${acknowledgeBy}::timestamptz, finish, base, ${at}::timestamptz, 1
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(id uuid, clause uuid, parent uuid, own_text text, coordinators uuid[], bkind text, bat timestamptz, rhythm jsonb, owner uuid, post uuid, due_kind text, due_at timestamptz, finish text, base text)`.execute(db)
    await sql`insert into obligation_event (province_id, obligation_id, seq, at, by_org, by_post, by_account, command_id, type, body)
      select ${provinceId}, id, 1, ${at}::timestamptz, ${organisationId}::uuid, ${postId}::uuid, ${accountId}::uuid, command, 'assigned', body
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(id uuid, command uuid, body jsonb)`.execute(db)
  }
  const lines = new Map<string, TallyLine>()
  for (const { o, p } of made) {
    const c = tallyClassOf(p)
    const key = `${o.clauseId}|${c.dueAt}|${c.work}`
    const was = lines.get(key)
    lines.set(key, { ...c, giver: d.giver, directive: d.id, clause: o.clauseId, n: (was?.n ?? 0) + 1 })
  }
  await addTallies(db, provinceId, [...lines.values()])
  await refreshBoardRows(db, provinceId, d.giver, d.id, [...new Set(fresh.map((o) => o.owner))])
  await writePeriods(db, provinceId, made.filter((m) => m.o.rhythm !== null).flatMap(({ o }) => {
    const from = firstPeriodDay(o.rhythm!, at)
    return periodsBetween(o.rhythm!, from, addDays(from, horizonDays(o.rhythm!))).filter((q) => lastInstant(q.due)! >= at).map((q) => ({ obligation: o.id, owner: o.owner, giver: d.giver, period: q }))
  }))
  const byOwner = Map.groupBy(fresh, (o) => o.owner)
  await addNotices(db, [...byOwner].map(([organisation, mine]) => ({
    organisation, post: null, kind: 'assigned', obligation: mine.length === 1 ? mine[0]!.id : null, directive: d.id, dedupe: `assigned:${mine[0]!.id}`,
    facts: { number: d.number, title: d.title, n: mine.length, urgency: d.urgency, giver: d.giver },
  })), at)
  await announce(db, ['my-work', 'obligation-board', 'notifications', `document:${d.id}`], [...byOwner.keys(), d.giver])
}
