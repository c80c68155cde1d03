import { audit } from '../platform/audit/index.ts'
import { asStaff, requirePermission, sql, type StaffSession, type Writes } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { grantFile, keepBytes, recordFile } from '../platform/files/index.ts'
import type { Upload } from '../platform/http/index.ts'
import { newId } from '../platform/ids.ts'
import { announce } from '../platform/live/index.ts'
import { orRefuse, Refused } from '../platform/refusal.ts'
import type { CommandBody, SavedFilter } from './contract.ts'
import { createParts } from './give.ts'
import { addNotices } from './notices.ts'
import { organisationNames } from './names.ts'
import { decide, handle, permissionFor, proveSplit, readElements, type Command, type Due, type Element, type Part as SplitPart } from './rules.ts'
import { contextOf, lineOf, noticesOf, stepInGroup, topicsOf, type Step } from './steps.ts'
import { append, dueOfRow, getHeld, getLoaded, listeners, nowInstant, type Loaded } from './store.ts'

/** The head post of an organisation in force that day; a unit outside the directory is refused. */
async function ownerOf(db: Writes, organisation: string, now: string): Promise<{ owner: string; ownerPost: string | null }> {
  const today = dayOf(now)
  const { rows } = await sql<{ id: string; post: string | null }>`
    select o.id, (select p.id from post p where p.province_id = o.province_id and p.organisation_id = o.id and p.kind = 'head' and p.valid_from <= ${today} and (p.valid_to is null or p.valid_to >= ${today}) order by p.rank, p.id limit 1) as post
    from organisation o where o.province_id = ${db.who.provinceId} and o.id = ${organisation}::uuid and o.valid_from <= ${today} and (o.valid_to is null or o.valid_to >= ${today})`.execute(db)
  if (!rows[0]) throw new Refused({ code: 'obligation.owner_unknown', organisation } as never)
  return { owner: rows[0].id, ownerPost: rows[0].post }
}

async function commandOf(db: Writes, body: CommandBody, now: string): Promise<Command> {
  return body.type === 'reassign' ? { ...body, ...(await ownerOf(db, body.owner, now)) } : body
}

/** One step of a person on one obligation: permission, rule, event, prepared figures, notices, audit line, all or none. */
export async function actOnObligation(who: StaffSession, id: string, body: CommandBody): Promise<Step> {
  requirePermission(who, permissionFor(body.type))
  const evidence = evidenceOf(body)
  if (body.type !== 'reassign' && evidence.length === 0) return stepInGroup(who, { id, command: body, now: nowInstant() })
  // What needs more of the database than the duty itself takes a transaction of its own.
  return asStaff(who, async (db) => {
    const now = nowInstant()
    const { loaded, openParts, settings } = await getHeld(db, id)
    const command = await commandOf(db, body, now)
    await requireEvidence(db, id, evidence)
    const event = orRefuse(handle(loaded.facts, loaded.events, command, who.commandId ?? newId(), contextOf(who, now, settings, openParts)))
    if (!event) return { id, seq: loaded.state.seq, work: loaded.state.work }
    const after = await append(db, loaded, event)
    await linkEvidence(db, loaded, event.seq, evidence, after.owner)
    await addNotices(db, noticesOf(who, loaded, event.body, event.seq), now)
    await audit(db, lineOf(id, event.body, event.seq))
    await announce(db, topicsOf(id), listeners(loaded, after))
    return { id, seq: event.seq, work: after.work }
  })
}

const evidenceOf = (body: CommandBody): readonly string[] => (body.type === 'report' ? body.evidence : body.type === 'correct' && body.replacement?.type === 'reported' ? body.replacement.evidence : [])

async function requireEvidence(db: Writes, id: string, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return
  const { rows } = await sql<{ sha256: string }>`select distinct sha256 from file_access where province_id = ${db.who.provinceId} and organisation_id = ${db.who.organisationId}::uuid and record_kind = 'obligation' and record_id = ${id} and sha256 = any(${hashes as string[]})`.execute(db)
  const known = new Set(rows.map((r) => r.sha256))
  const unknown = hashes.find((h) => !known.has(h))
  if (unknown !== undefined) throw new Refused({ code: 'evidence.unknown', sha256: unknown } as never)
}

/** The evidence goes where the report goes: giver, givers above and coordinators may open it. */
async function linkEvidence(db: Writes, loaded: Loaded, seq: number, hashes: readonly string[], owner: string): Promise<void> {
  for (const sha256 of new Set(hashes)) {
    await sql`insert into obligation_evidence (province_id, obligation_id, seq, sha256, name, media_type, bytes)
      select a.province_id, ${loaded.facts.id}::uuid, ${seq}, a.sha256, a.name, f.media_type, f.bytes from file_access a join stored_file f on f.province_id = a.province_id and f.sha256 = a.sha256
      where a.province_id = ${db.who.provinceId} and a.organisation_id = ${db.who.organisationId}::uuid and a.record_kind = 'obligation' and a.record_id = ${loaded.facts.id} and a.sha256 = ${sha256} order by a.granted_at desc limit 1`.execute(db)
    const { rows } = await sql<{ name: string }>`select name from obligation_evidence where province_id = ${db.who.provinceId} and obligation_id = ${loaded.facts.id}::uuid and seq = ${seq} and sha256 = ${sha256}`.execute(db)
    for (const organisationId of new Set([loaded.facts.giver, ...loaded.facts.upperGivers, ...loaded.facts.coordinators, owner]))
      if (organisationId !== db.who.organisationId) await grantFile(db, { sha256, organisationId, recordKind: 'obligation', recordId: loaded.facts.id, name: rows[0]!.name })
  }
}

/** Keeps files of evidence before the report that will name them. Only the unit that owes may add. */
export async function keepEvidence(who: StaffSession, id: string, files: readonly Upload[]): Promise<{ sha256: string; name: string; bytes: number }[]> {
  requirePermission(who, 'obligation.act')
  const kept = await Promise.all(files.map(async (f) => ({ sha256: await keepBytes(f.bytes), name: f.name, bytes: f.bytes.length, mediaType: f.mediaType })))
  return asStaff(who, async (db) => {
    const loaded = await getLoaded(db, who.provinceId, id)
    if (loaded.state.owner !== who.organisationId) throw new Refused({ code: 'obligation.not_owner' } as never)
    for (const f of kept) await recordFile(db, { ...f, recordKind: 'obligation', recordId: id })
    await audit(db, { action: 'obligation.evidence_kept', kind: 'obligation', id, detail: { files: kept.map((f) => f.sha256) } })
    return kept.map(({ sha256, name, bytes }) => ({ sha256, name, bytes }))
  })
}

export type SplitBody = { note?: string | undefined; elements: readonly Element[]; parts: readonly { owner: string; takes: 'whole' | readonly string[]; shares: readonly { element: string; amount: number }[]; due: Due; text?: string | undefined }[] }

/** Chia việc xuống dưới: proof first, then the parts as obligations of their own, whose giver is this unit. */
export const splitObligation = (who: StaffSession, id: string, body: SplitBody): Promise<{ id: string; parts: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'obligation.act')
  const now = nowInstant()
  const { loaded, settings } = await getHeld(db, id)
  const context = contextOf(who, now, settings, 0)
  orRefuse(decide(loaded.facts, loaded.events, { type: 'split', parts: body.parts.map((p) => ({ obligation: id, owner: p.owner })), note: body.note }, context))

  const names = await organisationNames(db, who.provinceId, body.parts.map((p) => p.owner))
  // A person may drop a figure or add units; the text is all there whatever the sender listed.
  const texts = readElements(loaded.text).filter((e) => e.kind === 'text')
  const elements: Element[] = [...texts, ...body.elements.filter((e) => e.kind !== 'text')]
  const due: Due = loaded.state.rhythm === null ? loaded.state.due : { kind: 'none' }
  const parts: SplitPart[] = body.parts.map((p) => ({ owner: p.owner, ownerName: names.get(p.owner) ?? p.owner, takes: p.takes, shares: p.shares, due: p.due }))
  // Parts given earlier and still standing carry their share of the whole.
  const { rows: standing } = await sql<{ owner: string; takes: 'whole' | string[]; shares: { element: string; amount: number }[]; due_kind: string; due_at: string | null }>`
    select o.owner_org as owner, p.takes, p.shares, o.due_kind, o.due_at from obligation_part p join obligation o on o.province_id = p.province_id and o.id = p.part_id
    where p.province_id = ${who.provinceId} and p.parent_id = ${id}::uuid and o.work not in ('waived', 'closed', 'returned')`.execute(db)
  const before: SplitPart[] = standing.map((p) => ({ owner: p.owner, ownerName: names.get(p.owner) ?? '', takes: p.takes, shares: p.shares, due: dueOfRow(p.due_kind, p.due_at) }))
  orRefuse(proveSplit(elements, [...before, ...parts], { owner: loaded.state.owner, due }))

  const textOf = (p: SplitBody['parts'][number]): string | null =>
    p.text?.trim() ? p.text.trim() : p.takes === 'whole' ? (loaded.facts.parent === null ? null : loaded.text) : texts.filter((e) => p.takes.includes(e.id)).map((e) => e.text).join(' ')
  const made = await createParts(db, {
    id: loaded.directiveId, number: null, title: null, issuer: null, date: null, urgency: loaded.facts.urgency, giver: who.organisationId, giverOutside: false, upperGivers: [loaded.facts.giver, ...loaded.facts.upperGivers].filter((g) => g !== who.organisationId),
  }, loaded.clauseId, id, body.parts.map((p) => ({ owner: p.owner, text: textOf(p), due: p.due })), now)
  await sql`insert into obligation_part (province_id, parent_id, part_id, takes, shares) select ${who.provinceId}, ${id}::uuid, part, takes, shares
    from jsonb_to_recordset(${JSON.stringify(made.map((m, i) => ({ part: m.id, takes: body.parts[i]!.takes, shares: body.parts[i]!.shares })))}::jsonb) as r(part uuid, takes jsonb, shares jsonb)`.execute(db)
  const event = orRefuse(handle(loaded.facts, loaded.events, { type: 'split', parts: made.map((m) => ({ obligation: m.id, owner: m.owner })), note: body.note }, who.commandId ?? newId(), context))
  if (event) {
    const after = await append(db, loaded, event)
    await audit(db, { action: 'obligation.split', kind: 'obligation', id, detail: { parts: made.map((m) => m.id) } })
    await announce(db, ['my-work', 'obligation-board', `obligation:${id}`], listeners(loaded, after))
  }
  return { id, parts: made.length }
})

/**
 * One press reminds all that have not acknowledged. The same rule as a single reminder (own or given duty, not within the hour), as one statement:
 * a directive may have gone to ten thousand units.
 */
export const remindSilent = (who: StaffSession, body: { directiveId?: string | undefined; onlyLate: boolean; note?: string | undefined }): Promise<{ reminded: number; organisations: number; skipped: number }> => asStaff(who, async (db) => {
  requirePermission(who, 'obligation.give')
  const now = nowInstant()
  const note = body.note?.trim() || null
  const pause = new Date(Date.parse(now) - 3_600_000).toISOString()
  const commandId = who.commandId ?? newId()
  const { rows } = await sql<{ owner_org: string; n: number; id: string; skipped: number }>`
    with silent as (
      select id, seq, owner_org, coalesce(reminded_at > ${pause}::timestamptz, false) as just from obligation
      where province_id = ${who.provinceId} and giver_org = ${who.organisationId}::uuid and work = 'assigned' and (${body.directiveId ?? null}::uuid is null or directive_id = ${body.directiveId ?? null}::uuid)
        and (not ${body.onlyLate} or acknowledge_by < ${now}::timestamptz) order by id for update),
    told as (
      insert into obligation_event (province_id, obligation_id, seq, at, by_org, by_post, by_account, command_id, type, body)
      select ${who.provinceId}, id, seq + 1, ${now}::timestamptz, ${who.organisationId}::uuid, ${who.postId}::uuid, ${who.accountId}::uuid, ${commandId}::uuid, 'reminded', jsonb_build_object('type', 'reminded', 'note', ${note}::text)
      from silent where not just),
    moved as (
      update obligation o set seq = s.seq + 1, reminded_at = ${now}::timestamptz, last_event_at = ${now}::timestamptz from silent s where o.province_id = ${who.provinceId} and o.id = s.id and not s.just)
    select owner_org, (count(*) filter (where not just))::int as n, (min(id::text))::uuid as id, (count(*) filter (where just))::int as skipped from silent group by owner_org`.execute(db)
  const told = rows.filter((r) => r.n > 0)
  await addNotices(db, told.map((r) => ({ organisation: r.owner_org, post: null, kind: 'reminded', obligation: r.n === 1 ? r.id : null, directive: body.directiveId ?? null, dedupe: `reminded:${commandId}`, facts: { n: r.n, says: note, owner: who.organisationName } })), now)
  const reminded = told.reduce((n, r) => n + r.n, 0)
  await audit(db, { action: 'obligation.reminded_all', kind: 'organisation', id: who.organisationId, detail: { directiveId: body.directiveId ?? null, onlyLate: body.onlyLate, reminded } })
  if (told.length > 0) await announce(db, ['my-work', 'obligation-board', 'notifications'], [who.organisationId, ...told.map((r) => r.owner_org)])
  return { reminded, organisations: told.length, skipped: rows.reduce((n, r) => n + r.skipped, 0) }
})

/** Ghi bàn giao vào từng nhiệm vụ còn mở: the handover of a post appears in the story of every open duty of that post. Called with the handover, in its transaction. */
export async function recordHandover(db: Writes, h: { post: string; fromAccount: string | null; toAccount: string; note?: string | undefined }): Promise<number> {
  const now = nowInstant()
  const { rows } = await sql<{ n: number }>`select record_handover(${db.who.provinceId}, ${h.post}::uuid, ${h.fromAccount}::uuid, ${h.toAccount}::uuid, ${h.note ?? null}, ${now}::timestamptz) as n`.execute(db)
  return rows[0]!.n
}

export const saveFilter = (who: StaffSession, f: SavedFilter): Promise<SavedFilter> => asStaff(who, async (db) => {
  const done = await sql`insert into obligation_filter (province_id, account_id, post_id, name, filter) values (${who.provinceId}, ${who.accountId}, ${who.postId}, ${f.name.normalize('NFC')}, ${JSON.stringify(f.filter)}::jsonb) on conflict do nothing`.execute(db)
  if (!done.numAffectedRows) throw new Refused({ code: 'filter.name_taken', name: f.name } as never)
  return f
})
export const dropFilter = (who: StaffSession, name: string): Promise<{ name: string }> => asStaff(who, async (db) => {
  await sql`delete from obligation_filter where province_id = ${who.provinceId} and account_id = ${who.accountId} and post_id = ${who.postId} and name = ${name.normalize('NFC')}`.execute(db)
  return { name }
})
export const markNoticesRead = (who: StaffSession, until: string): Promise<{ until: string }> => asStaff(who, async (db) => {
  await sql`insert into obligation_notice_read as r (province_id, account_id, post_id, read_until) values (${who.provinceId}, ${who.accountId}, ${who.postId}, ${until})
    on conflict (province_id, account_id, post_id) do update set read_until = greatest(r.read_until, excluded.read_until)`.execute(db)
  return { until }
})
