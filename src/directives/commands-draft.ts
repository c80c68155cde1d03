import { sql } from 'kysely'
import { audit } from '../platform/audit/index.ts'
import { asStaff, type StaffSession, type Writes } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { orRefuse, Refused } from '../platform/refusal.ts'
import { searchable } from '../platform/text.ts'
import { requireHeld } from './commands-delivery.ts'
import type { CoverageView, DocumentRef, DraftContent, DraftView, Verdict } from './contract.ts'
import { addressedTo, findType, proposeImplementing, symbolFor, unitBlank, type UpperForDrafting } from './drafting/index.ts'
import { addressedAs, coverageOf, papersOf, uppersOf } from './queries-coverage.ts'
import { findingsOfDraft, organOf } from './queries-draft.ts'
import { clausesOfDraft, comparable, draftOf, paperOf, receivingOrganOf } from './rules.ts'
import { announceDirective, dutiesUnder, notFound, nowInstant, refsOf, refuseWith, run } from './store.ts'

/** Soạn văn bản triển khai: a draft with the opening, the items that bind us, and the reporting line of the upper document. Without an upper one, an empty paper of ours. */
export const createDraft = (who: StaffSession, ask: { upperId: string | null; system?: 'state' | 'party' | undefined; type?: string | undefined }): Promise<{ id: string }> => asStaff(who, async (db) => {
  const now = nowInstant()
  const id = newId()
  const draft = ask.upperId === null ? await blankDraft(db, who, ask) : await implementingDraft(db, who, { ...ask, upperId: ask.upperId })
  await db.insertInto('document').values({
    province_id: who.provinceId, id, organisation_id: who.organisationId, origin: 'drafted', state: 'draft', draft: JSON.stringify(draft), version: 1, system: draft.system, type: draft.type, issuer: draft.issuer, title: draft.subject, urgency: draft.urgency,
    created_by: who.accountId, created_by_post: who.postId, created_at: now, search: searchOfDraft(draft),
  }).execute()
  if (ask.upperId !== null) await db.insertInto('document_upper').values({ province_id: who.provinceId, document_id: id, upper_id: ask.upperId, seq: 0 }).execute()
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'draft.created', kind: 'document', id, detail: { upperId: ask.upperId, type: draft.type, system: draft.system } })
  return { id }
})

const searchOfDraft = (d: DraftContent): string => searchable([d.type, d.issuer, d.subject, d.symbol, ...clausesOfDraft(d).map((c) => c.text)].join(' ')).slice(0, 20_000)

async function implementingDraft(db: Writes, who: StaffSession, ask: { upperId: string; system?: 'state' | 'party' | undefined; type?: string | undefined }): Promise<DraftContent> {
  await requireHeld(db, ask.upperId)
  const upper = (await papersOf(db, [ask.upperId])).get(ask.upperId)
  if (!upper?.value) return notFound(ask.upperId)
  const v = upper.value
  const named = await addressedAs(db, who.organisationId, upper)
  const organ = receivingOrganOf(await organOf(db, who.organisationId, named ?? { names: [], groups: [] }))
  const forDrafting: UpperForDrafting = { type: v.type ?? 'văn bản', number: v.number, date: v.date, issuer: v.issuer, subject: v.title, urgency: v.urgency, clauses: comparable(upper.clauses), reporting: v.reporting }
  const clauses = forDrafting.clauses
  // Clauses under which we owe are ours whatever they name; when no clause names us, every clause is.
  const owed = new Set((await dutiesUnder(db, [ask.upperId])).filter((d) => d.owner === who.organisationId).map((d) => d.clauseId))
  const bound = named === undefined ? clauses.map((c) => c.id) : owed.size > 0 ? clauses.filter((c) => owed.has(c.id) || ['named', 'group'].includes(addressedTo(c, named))).map((c) => c.id) : undefined
  const proposal = orRefuse(proposeImplementing(forDrafting, { ...organ, ...(ask.system ? { system: ask.system } : {}) }, dayOf(nowInstant()), ask.type ?? 'công văn', bound))
  return draftOf(proposal.draft, newId)
}

async function blankDraft(db: Writes, who: StaffSession, ask: { system?: 'state' | 'party' | undefined; type?: string | undefined }): Promise<DraftContent> {
  const organ = receivingOrganOf(await organOf(db, who.organisationId, { names: [], groups: [] }))
  const system = ask.system ?? organ.system
  const type = ask.type ?? 'công văn'
  const kind = findType(system, type)
  if (!kind) throw new Refused({ code: 'drafting.type_unknown', type, system } as never)
  return {
    system, type, organKind: organ.organKind ?? 'any', parent: organ.parent, issuer: organ.name, byline: null, symbol: symbolFor(system, kind.code, organ.abbreviation, organ.unit), place: organ.place, date: null, subject: '', urgency: null,
    addressees: type === 'công văn' || type === 'công điện' ? [...organ.addressees] : [], telegraphedBy: system === 'state' && type === 'công điện' ? organ.orderedBy : null, grounds: [], enacting: null, preamble: [], leadIn: `${organ.orderedBy} yêu cầu các cơ quan, đơn vị thực hiện các nội dung sau:`,
    items: [], closing: [], recipients: type === 'công văn' || type === 'công điện' ? ['Như trên'] : [...organ.addressees], filing: organ.filing, signer: { ...organ.signer, headPosition: organ.signer.headPosition ?? null },
  }
}

/** Locks a draft of the acting organisation at the version the writer last saw. */
export async function lockDraft(db: Writes, id: string, version: number | null): Promise<{ version: number; draft: unknown; state: string }> {
  const [d] = await run<{ version: number; draft: unknown; state: string }>(db, sql`select version, draft, state from document where province_id = current_province() and id = ${id}::uuid and organisation_id = current_organisation() for update`)
  if (!d) return notFound(id)
  if (d.state !== 'draft' || d.draft === null) return refuseWith({ code: 'document.not_draft', state: d.state })
  if (version !== null && d.version !== version) return refuseWith({ code: 'document.changed', version: d.version })
  return d
}

const writeDraft = (db: Writes, id: string, draft: DraftContent): Promise<unknown> => run(db, sql`update document set draft = ${JSON.stringify(draft)}::jsonb, version = version + 1, system = ${draft.system}, type = ${draft.type}, issuer = ${draft.issuer}, title = ${draft.subject}, urgency = ${draft.urgency},
  issued_on = ${draft.date}::date, search = ${searchOfDraft(draft)} where province_id = ${db.who.provinceId} and id = ${id}::uuid`)

export const saveDraft = (who: StaffSession, id: string, version: number, draft: DraftContent): Promise<{ version: number; findings: DraftView['findings'] }> => asStaff(who, async (db) => {
  const d = await lockDraft(db, id, version)
  await writeDraft(db, id, draft)
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'draft.saved', kind: 'document', id, detail: { version: d.version + 1 } })
  return { version: d.version + 1, findings: findingsOfDraft(paperOf(draft, dayOf(nowInstant()), null, null)) }
})

/** Thêm vào dự thảo: an uncovered clause of an upper document becomes our next item; a person still names who does it. */
export const addClauseToDraft = (who: StaffSession, id: string, version: number, upperClauseId: string): Promise<{ version: number; itemId: string; draft: DraftContent }> => asStaff(who, async (db) => {
  const d = await lockDraft(db, id, version)
  const draft = (await papersOf(db, [id])).get(id)!.draft!
  const upperIds = (await uppersOf(db, id)).map((u) => u.id)
  const papers = await papersOf(db, upperIds)
  const upper = upperIds.flatMap((u) => papers.get(u) ?? []).find((p) => p.clauses.some((c) => c.id === upperClauseId))
  const clause = upper?.clauses.find((c) => c.id === upperClauseId)
  if (!upper || !clause) return refuseWith({ code: 'coverage.clause_unknown', id: upperClauseId })
  const itemId = newId()
  const labels = draft.items.filter((i) => !i.heading).map((i) => Number.parseInt(i.label ?? '', 10)).filter((n) => Number.isFinite(n))
  const text = `${unitBlank} ${clause.text.charAt(0).toLowerCase()}${clause.text.slice(1)}`
  const item = { id: itemId, label: `${Math.max(0, ...labels) + 1}.`, text, assignees: [], coordinators: [], deadlines: clause.deadlines.map((x) => x.text), deadlines_norm: clause.deadlines.map((x) => x.norm as DraftContent['items'][number]['deadlines_norm'][number]), heading: false, items: [] }
  const sections = draft.items.findIndex((i) => i.heading && /nội dung|nhiệm vụ/iu.test(i.text))
  const next: DraftContent = sections < 0 ? { ...draft, items: [...draft.items, item] } : { ...draft, items: draft.items.map((s, i) => (i === sections ? { ...s, items: [...s.items, { ...item, label: `${s.items.length + 1}.` }] } : s)) }
  await writeDraft(db, id, next)
  await writeLink(db, { lowerId: id, upperId: upper.id, upperClauseId: topOf(upper.clauses, upperClauseId), lowerClauseId: itemId, verdict: 'carried' })
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'draft.clause_added', kind: 'document', id, detail: { upperClauseId, itemId } })
  return { version: d.version + 1, itemId, draft: next }
})

const topOf = (clauses: readonly { id: string; parentId: string | null }[], id: string): string => clauses.find((c) => c.id === id)?.parentId ?? id

type Link = { lowerId: string; upperId: string; upperClauseId: string; lowerClauseId: string; verdict: Verdict }
const writeLink = (db: Writes, l: Link): Promise<unknown> => run(db, sql`insert into coverage_link (province_id, upper_document_id, upper_clause_id, lower_document_id, lower_clause_id, organisation_id, verdict, decided_by, decided_at)
  values (${db.who.provinceId}, ${l.upperId}, ${l.upperClauseId}, ${l.lowerId}, ${l.lowerClauseId}, ${db.who.organisationId}, ${l.verdict}, ${db.who.accountId}, ${nowInstant()}::timestamptz)
  on conflict (province_id, lower_document_id, upper_clause_id, lower_clause_id) do update set verdict = excluded.verdict, decided_by = excluded.decided_by, decided_at = excluded.decided_at`)

export const setUppers = (who: StaffSession, id: string, upperIds: readonly string[]): Promise<{ uppers: DocumentRef[] }> => asStaff(who, async (db) => {
  await lockDraft(db, id, null)
  const wanted = [...new Set(upperIds)].filter((u) => u !== id)
  for (const upperId of wanted) await requireHeld(db, upperId)
  await run(db, sql`delete from document_upper where province_id = ${who.provinceId} and document_id = ${id}::uuid`)
  if (wanted.length > 0) await run(db, sql`insert into document_upper (province_id, document_id, upper_id, seq) select ${who.provinceId}, ${id}::uuid, u, n - 1 from unnest(${wanted}::uuid[]) with ordinality as t(u, n)`)
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'draft.uppers_set', kind: 'document', id, detail: { upperIds: wanted } })
  const refs = await refsOf(db, wanted)
  return { uppers: wanted.flatMap((u) => refs.get(u) ?? []) }
})

/** Kết luận về một ô: a person's word replaces the proposal; taking it back shows the proposal again. */
export const decideCoverage = (who: StaffSession, id: string, cell: { upperClauseId: string; lowerClauseId: string; verdict: Verdict | null }): Promise<CoverageView> => asStaff(who, async (db) => {
  const papers = await papersOf(db, [id, ...(await uppersOf(db, id)).map((u) => u.id)])
  const lower = papers.get(id)
  if (!lower || lower.organisationId !== who.organisationId) return notFound(id)
  if (papers.size < 2) return refuseWith({ code: 'coverage.no_upper' })
  const upper = [...papers.values()].find((p) => p.id !== id && p.clauses.some((c) => c.id === cell.upperClauseId && c.parentId === null))
  if (!upper) return refuseWith({ code: 'coverage.clause_unknown', id: cell.upperClauseId })
  if (!lower.clauses.some((c) => c.id === cell.lowerClauseId && c.parentId === null)) return refuseWith({ code: 'coverage.clause_unknown', id: cell.lowerClauseId })
  if (cell.verdict === null) await run(db, sql`delete from coverage_link where province_id = ${who.provinceId} and lower_document_id = ${id}::uuid and upper_clause_id = ${cell.upperClauseId}::uuid and lower_clause_id = ${cell.lowerClauseId}::uuid`)
  else await writeLink(db, { lowerId: id, upperId: upper.id, upperClauseId: cell.upperClauseId, lowerClauseId: cell.lowerClauseId, verdict: cell.verdict })
  await announceDirective(db, id, [who.organisationId])
  await audit(db, { action: 'coverage.decided', kind: 'document', id, detail: cell })
  return coverageOf(db, id)
})
