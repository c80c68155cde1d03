import { sql } from 'kysely'
import { asSystem, readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { bytesOf, getFile, keepBytes, streamOf } from '../platform/files/index.ts'
import type { Download } from '../platform/http/index.ts'
import type { AnyRefusal } from '../platform/refusal.ts'
import { searchable } from '../platform/text.ts'
import { ReadingValue, WorkingCopy, type Clause, type DocumentRef, type DocumentView } from './contract.ts'
import { arrivalStamp } from './drafting/index.ts'
import { renderPage } from './paper/index.ts'
import { dutiesOf } from './queries-duties.ts'
import { actsOf, attachmentsOf, copiesOf } from './queries-parts.ts'
import type { StoredWarning } from './read-paper.ts'
import { bestMatch, incomingSeries, isSameDocument, mayDocument, numberKey } from './rules.ts'
import { asEntry, asRef, asRefusal, byNumbers, duplicatesOf, entryColumns, nameOf, namesOf, notFound, nowInstant, refColumns, refJoin, refsOf, refuseWith, run, type EntryRow, type RefRow } from './store.ts'
import { paperSentenceOf, warningSentence } from './words.ts'

export type JoinedReference = DocumentView['references'][number]

/** Beside each cited document: the one in the register, or none yet. */
export const matchReferences = (value: ReadingValue, known: readonly DocumentRef[], self: string): JoinedReference[] =>
  value.references.map((r, index) => ({ index, implemented: value.implements.includes(index), document: bestMatch(r, known.filter((d) => d.id !== self)) ?? null }))

type Row = {
  id: string; origin: DocumentView['origin']; state: DocumentView['state']; organisationId: string; organisationName: string | null; createdAt: string; confirmedAt: string | null; sha256: string | null; fileName: string | null; fileKind: string | null
  text: string | null; reading: { evidence: unknown[]; warnings: StoredWarning[] } | null; working: unknown; confirmed: unknown; version: number; paperWarnings: string[]; refusal: AnyRefusal | null
  number: string | null; issuer: string | null; date: string | null; secrecy: DocumentView['secrecy']; bytes: number | null; mediaType: string | null
}

export const getDirective = (who: StaffSession, id: string): Promise<DocumentView> => readAs(who, (db) => viewOf(db, who, id))

/** One consistent view of a document, in a fixed number of questions however long it is. */
async function viewOf(db: Reads, who: StaffSession, id: string): Promise<DocumentView> {
  const [d] = await run<Row>(db, sql`select d.id, d.origin, d.state, d.organisation_id as "organisationId", ${nameOf(sql`d.province_id`, sql`d.organisation_id`)} as "organisationName", d.created_at as "createdAt", d.confirmed_at as "confirmedAt",
      d.file_sha256 as sha256, d.file_name as "fileName", d.file_kind as "fileKind", d.text, d.reading, d.working, d.confirmed, d.version, d.paper_warnings as "paperWarnings", d.refusal, d.number, d.issuer, d.issued_on as date, d.secrecy, f.bytes, f.media_type as "mediaType"
    from document d left join stored_file f on f.province_id = d.province_id and f.sha256 = d.file_sha256 where d.province_id = current_province() and d.id = ${id}::uuid`)
  if (!d) return notFound(id)
  const mine = d.organisationId === who.organisationId
  const open = d.state === 'to_confirm' || d.state === 'unreadable' || d.state === 'reading'
  const working = d.working === null || !mine ? null : WorkingCopy.parse(d.working)
  const confirmed = d.confirmed === null ? null : ReadingValue.parse(d.confirmed)
  const value = confirmed ?? working?.value ?? null
  const pages = await run<DocumentView['pages'][number]>(db, sql`select number, width, height, source, text_start as start, text_end as "end", ${d.fileKind === 'pdf' || d.fileKind === 'image'}::boolean as image from document_page where province_id = current_province() and document_id = ${id}::uuid order by number`)
  const clauses = await clausesIn(db, [id])
  const registered = (await run<EntryRow>(db, sql`select ${entryColumns} from register_entry e where e.province_id = current_province() and e.organisation_id = current_organisation() and e.document_id = ${id}::uuid order by e.at`)).map(asEntry)
  const deliveries = await run<{ organisationId: string; name: string | null; sentAt: string; state: '01'; stateAt: string; reason: string | null; actWaits: boolean }>(db, sql`select v.organisation_id as "organisationId", ${nameOf(sql`v.province_id`, sql`v.organisation_id`)} as name, v.sent_at as "sentAt", v.state, v.state_at as "stateAt", v.reason, (v.act_seq is not null and v.act_seen_at is null) as "actWaits"
    from delivery v where v.province_id = current_province() and v.document_id = ${id}::uuid order by v.sent_at, name limit 5000`)
  const asDelivery = (v: (typeof deliveries)[number]): NonNullable<DocumentView['delivery']> => ({ organisation: { id: v.organisationId, name: v.name ?? '' }, sentAt: v.sentAt, state: v.state, stateAt: v.stateAt, reason: v.reason })
  const own = deliveries.find((v) => v.organisationId === who.organisationId)
  const references = await referencesOf(db, d.id, value, confirmed !== null && mine)
  const below = await run<RefRow>(db, sql`select ${refColumns} from document_upper u join document d on d.province_id = u.province_id and d.id = u.document_id ${refJoin}
    where u.province_id = current_province() and u.upper_id = ${id}::uuid and d.state in ('registered', 'issued', 'draft') order by d.issued_on nulls last, d.created_at limit 500`)
  const { given, duties } = await dutiesOf(db, who, id, d.organisationId)
  const [next] = open && mine ? await run<{ n: number }>(db, sql`select coalesce((select last_number from register_series where province_id = current_province() and organisation_id = current_organisation() and direction = 'in' and series = ${incomingSeries(dayOf(nowInstant()))}), 0) + 1 as n`) : []
  const arrival = registered.find((e) => e.direction === 'in' && e.voided === null)
  return {
    id: d.id, origin: d.origin, state: d.state, organisation: { id: d.organisationId, name: d.organisationName ?? '' }, mine, createdAt: d.createdAt, confirmedAt: d.confirmedAt,
    file: d.sha256 === null || d.bytes === null ? null : { name: d.fileName ?? '', kind: d.fileKind as 'pdf' | null, bytes: d.bytes, mediaType: d.mediaType ?? '' },
    pages, text: d.text ?? '', refusal: d.refusal === null ? null : asRefusal(d.refusal),
    warnings: mine ? (d.reading?.warnings ?? []).map((w) => ({ ...w, sentence: warningSentence(w) })) : [],
    paperWarnings: d.paperWarnings.map((code) => ({ code, sentence: paperSentenceOf(code) })),
    working: open ? working : null, workingVersion: d.version, confirmed, evidence: working?.evidence ?? [], clauses: clauses.get(id) ?? [], references, implementedBy: below.map(asRef),
    duplicates: open && mine ? await duplicatesOf(db, { id, sha256: d.sha256, value }) : [], registered, next: next ? { series: incomingSeries(dayOf(nowInstant())), number: next.n } : null,
    handleBy: arrival?.handleBy ?? null, delivery: own ? asDelivery(own) : null, deliveries: deliveries.filter((v) => v.organisationId !== who.organisationId).map(asDelivery),
    instructions: await instructionsOf(db, id), corrections: await correctionsOf(db, id), given, duties, secrecy: d.secrecy, attachments: await attachmentsOf(db, id), acts: await actsOf(db, id), copies: await copiesOf(db, id),
    may: mayDocument({ state: d.state, mine, delivery: own?.state ?? null, inMyRegister: arrival !== undefined, secret: d.secrecy !== null, actWaits: own?.actWaits ?? false, hasPages: d.sha256 !== null && (d.fileKind === 'pdf' || d.fileKind === 'image') }, (p) => who.permissions.has(p)),
  }
}

async function referencesOf(db: Reads, id: string, value: ReadingValue | null, stored: boolean): Promise<JoinedReference[]> {
  if (value === null || value.references.length === 0) return []
  if (!stored) return matchReferences(value, await byNumbers(db, value.references.map((r) => r.number)), id)
  const rows = await run<{ index: number; implemented: boolean; target: string | null }>(db, sql`select seq as index, is_implemented as implemented, target_id as target from document_reference where province_id = current_province() and document_id = ${id}::uuid order by seq`)
  const refs = await refsOf(db, rows.flatMap((r) => (r.target === null ? [] : [r.target])))
  return rows.map((r) => ({ index: r.index, implemented: r.implemented, document: r.target === null ? null : refs.get(r.target) ?? null }))
}

/** Clauses of several documents in one question, in order. */
export async function clausesIn(db: Reads, ids: readonly string[]): Promise<ReadonlyMap<string, Clause[]>> {
  if (ids.length === 0) return new Map()
  const rows = await run<Omit<Clause, 'place'> & { documentId: string; start: number | null; end: number | null }>(db, sql`select document_id as "documentId", id, parent_id as "parentId", seq, label, text, assignees, coordinators, deadlines, text_start as start, text_end as "end"
    from clause where province_id = current_province() and document_id = any(${[...ids]}::uuid[]) order by document_id, seq`)
  return Map.groupBy(rows.map(({ start, end, ...c }) => ({ ...c, place: start === null || end === null ? null : { start, end } })), (c) => c.documentId)
}


export async function instructionsOf(db: Reads, id: string): Promise<DocumentView['instructions']> {
  const rows = await run<{ seq: number; at: string; person: string | null; post: string | null; text: string; leadId: string | null; coordinatorIds: string[]; dueOn: string | null }>(db, sql`select i.seq, i.at, a.name as person, p.title as post, i.text, i.lead_id as "leadId", i.coordinator_ids as "coordinatorIds", i.due_on as "dueOn"
    from instruction i left join account a on a.province_id = i.province_id and a.id = i.by_account left join post p on p.province_id = i.province_id and p.id = i.by_post
    where i.province_id = current_province() and i.document_id = ${id}::uuid and i.organisation_id = current_organisation() order by i.seq`)
  const names = await namesOf(db, rows.flatMap((r) => [...(r.leadId === null ? [] : [r.leadId]), ...r.coordinatorIds]))
  const named = (o: string): { id: string; name: string } => ({ id: o, name: names.get(o) ?? '' })
  return rows.map((r) => ({ seq: r.seq, at: r.at, by: { person: r.person, post: r.post }, text: r.text, lead: r.leadId === null ? null : named(r.leadId), coordinators: r.coordinatorIds.map(named), dueOn: r.dueOn }))
}

const correctionsOf = (db: Reads, id: string): Promise<DocumentView['corrections']> => run<{ seq: number; at: string; by: { person: string | null; post: string | null }; reason: string; before: Record<string, unknown>; after: Record<string, unknown> }>(db, sql`
  select c.seq, c.at, jsonb_build_object('person', a.name, 'post', p.title) as by, c.reason, c.before, c.after from document_correction c
  left join account a on a.province_id = c.province_id and a.id = c.by_account left join post p on p.province_id = c.province_id and p.id = c.by_post
  where c.province_id = current_province() and c.document_id = ${id}::uuid order by c.seq`)

/** Sees the document, or it is not found: every part of a document is asked for through this. */
export async function seen(db: Reads, id: string): Promise<{ sha256: string | null; name: string | null; kind: string | null; state: string; organisationId: string }> {
  const [d] = await run<{ sha256: string | null; name: string | null; kind: string | null; state: string; organisationId: string }>(db, sql`select file_sha256 as sha256, file_name as name, file_kind as kind, state, organisation_id as "organisationId" from document where province_id = current_province() and id = ${id}::uuid`)
  return d ?? notFound(id)
}

export const getPageWords = (who: StaffSession, id: string, page: number) => readAs(who, async (db) => {
  await seen(db, id)
  const [row] = await run<{ words: { text: string; x0: number; y0: number; x1: number; y1: number; start: number; end: number; confidence: number }[] | null }>(db, sql`select words from document_page where province_id = current_province() and document_id = ${id}::uuid and number = ${page}`)
  if (!row) return notFound(id)
  return { words: row.words ?? [] }
})

/** Pixels across a page: sharp at double the width of half a large screen. */
const pageWidth = 1654

/** Ảnh một trang: drawn once and kept in the file store by its content. */
export async function getPageImage(who: StaffSession, id: string, page: number): Promise<Download> {
  const found = await readAs(who, async (db) => {
    const d = await seen(db, id)
    if (d.sha256 === null) return notFound(id)
    await getFile(db, d.sha256)
    const [p] = await run<{ image: string | null; last: number }>(db, sql`select image_sha256 as image, (select max(number) from document_page where province_id = current_province() and document_id = ${id}::uuid) as last from document_page where province_id = current_province() and document_id = ${id}::uuid and number = ${page}`)
    return { ...d, sha256: d.sha256, page: p }
  })
  if (found.page?.image) return { bytes: streamOf(found.page.image), mediaType: 'image/png', name: `${id}-${page}.png`, inline: true, maxAgeSeconds: 86_400 }
  const png = await renderPage(await bytesOf(found.sha256), found.name ?? 'văn bản', page, { width: pageWidth })
  const sha256 = await keepBytes(png)
  // Derived from the paper, so the program writes it down for whoever may see the paper.
  if (found.page) await asSystem(who.provinceId, (db) => run(db, sql`update document_page set image_sha256 = ${sha256} where province_id = ${who.provinceId} and document_id = ${id}::uuid and number = ${page}`))
  return { bytes: png, mediaType: 'image/png', name: `${id}-${page}.png`, inline: true, maxAgeSeconds: 86_400 }
}

export const getDirectiveFile = (who: StaffSession, id: string): Promise<Download> => readAs(who, async (db) => {
  const d = await seen(db, id)
  if (d.sha256 === null) return notFound(id)
  const file = await getFile(db, d.sha256)
  return { bytes: streamOf(file.sha256), mediaType: file.mediaType, name: d.name ?? file.name, inline: file.mediaType === 'application/pdf' || file.mediaType.startsWith('image/') }
})

export const findRegistered = (who: StaffSession, q: { number: string; date?: string | undefined; issuer?: string | undefined }): Promise<DocumentRef[]> => readAs(who, async (db) =>
  (await byNumbers(db, [q.number])).filter((d) => isSameDocument({ number: q.number, date: q.date ?? null, issuer: q.issuer ?? null }, d)))

/** Dấu ĐẾN of our own register. The time stands in it for papers with an urgency mark. */
export const getStamp = (who: StaffSession, id: string): Promise<Download> => readAs(who, async (db) => {
  await seen(db, id)
  const [e] = await run<{ number: number; arrivedAt: string; forwardedTo: string | null; urgency: string | null }>(db, sql`select e.number, coalesce(e.arrived_at, e.at) as "arrivedAt", e.forwarded_to as "forwardedTo", d.urgency from register_entry e join document d on d.province_id = e.province_id and d.id = e.document_id
    where e.province_id = current_province() and e.organisation_id = current_organisation() and e.document_id = ${id}::uuid and e.direction = 'in' and e.voided_at is null order by e.at desc limit 1`)
  if (!e) return refuseWith({ code: 'document.not_registered', state: 'to_confirm' })
  const svg = arrivalStamp({ organ: who.organisationName, number: e.number, date: dayOf(e.arrivedAt), ...(e.urgency === null ? {} : { time: new Date(Date.parse(e.arrivedAt) + 7 * 3_600_000).toISOString().slice(11, 16) }), forwardTo: e.forwardedTo, file: null })
  return { bytes: Buffer.from(svg, 'utf8'), mediaType: 'image/svg+xml', name: `dau-den-${e.number}.svg`, inline: true }
})

export type FoundDirective = { readonly id: string; readonly title: string; readonly detail: string; readonly href: string }
/** For the one search box: number with or without its marks, issuer, type, title, signer, words of the clauses; accents do not matter. Only what one may see. */
export const searchDirectives = (who: StaffSession, q: string, limit = 8): Promise<FoundDirective[]> => readAs(who, async (db) => {
  const words = searchable(q).split(' ').filter((w) => w !== '').slice(0, 8)
  if (words.length === 0 || !who.permissions.has('document.read')) return []
  const key = numberKey(q)
  const rows = await run<RefRow>(db, sql`select ${refColumns} from document d ${refJoin} where d.province_id = current_province() and d.state <> 'cancelled'
    and (d.search like all (${words.map((w) => `%${w.replace(/[\\%_]/g, (c) => `\\${c}`)}%`)}::text[]) or d.number_key = ${key})
    order by (d.number_key is not distinct from ${key}) desc, coalesce(d.issued_on, d.created_at::date) desc, d.id limit ${limit}`)
  return rows.map((r) => ({ id: r.id, title: [r.type, r.number].filter((t) => t !== null).join(' ') || (r.title ?? '—'), detail: [r.issuer, r.title].filter((t) => t !== null).join(' · '), href: `/van-ban/${r.id}` }))
})

