import { sql } from 'kysely'
import { readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import { dayOf, type PlainDate } from '../platform/dates.ts'
import { bytesOf, getFile } from '../platform/files/index.ts'
import type { Download } from '../platform/http/index.ts'
import { DraftContent, type DraftView } from './contract.ts'
import { checkDraft, draftingSentences, layoutFor, numberAndSymbol, typesOf, writeDocx, writePdf, type DraftDocument, type DraftingRefusal } from './drafting/index.ts'
import { mayDocument, outgoingSeries, paperOf, splitNumber, type Organ } from './rules.ts'
import { notFound, nowInstant, refsOf, refuseWith, registerSettings, run } from './store.ts'
import { uppersOf } from './queries-coverage.ts'

const sayDrafting = (r: DraftingRefusal): { vi: string; en: string } => {
  const of = (language: 'vi' | 'en'): string => (draftingSentences[language] as unknown as Record<string, (r: DraftingRefusal) => string>)[r.code]!(r)
  return { vi: of('vi'), en: of('en') }
}

/** Điều cần sửa: `must` keeps the paper from being issued, `look` asks a person. */
export const findingsOfDraft = (paper: DraftDocument): DraftView['findings'] => checkDraft(paper).map((f) => ({ code: f.refusal.code, level: f.severity === 'refuse' ? 'must' as const : 'look' as const, itemId: null, sentence: sayDrafting(f.refusal) }))

export type StoredDraft = { id: string; state: DraftView['state']; version: number; draft: DraftContent; organisationId: string; number: string | null; date: PlainDate | null; sha256: string | null; name: string | null; entryId: string | null; createdAt: string }
export async function loadDraft(db: Reads, id: string): Promise<StoredDraft> {
  const [d] = await run<Omit<StoredDraft, 'draft'> & { draft: unknown }>(db, sql`select d.id, d.state, d.version, d.draft, d.organisation_id as "organisationId", d.number, d.issued_on as date, d.file_sha256 as sha256, d.file_name as name, d.created_at as "createdAt",
      (select e.id from register_entry e where e.province_id = d.province_id and e.document_id = d.id and e.direction = 'out' and e.voided_at is null limit 1) as "entryId"
    from document d where d.province_id = current_province() and d.id = ${id}::uuid`)
  if (!d) return notFound(id)
  if (d.draft === null) return refuseWith({ code: 'document.not_draft', state: d.state })
  return { ...d, draft: DraftContent.parse(d.draft) }
}

/** The number a draft would get if it were issued on this day. Nothing is taken by looking. */
async function nextOf(db: Reads, draft: DraftContent, on: PlainDate): Promise<DraftView['next']> {
  const series = outgoingSeries(draft.system, draft.type, on, await registerSettings(db))
  const [row] = await run<{ n: number }>(db, sql`select coalesce((select last_number from register_series where province_id = current_province() and organisation_id = current_organisation() and direction = 'out' and series = ${series}), 0) + 1 as n`)
  const layout = layoutFor(draft.system, on)
  return { series, number: row!.n, text: layout.ok ? numberAndSymbol(row!.n, draft.symbol, layout.value) : `${row!.n}/${draft.symbol}` }
}

export const getDraft = (who: StaffSession, id: string): Promise<DraftView> => readAs(who, async (db) => {
  const d = await loadDraft(db, id)
  const today = dayOf(nowInstant())
  const uppers = await refsOf(db, (await uppersOf(db, id)).map((u) => u.id))
  const mine = d.organisationId === who.organisationId
  return {
    id, state: d.state, version: d.version, draft: d.draft, uppers: [...uppers.values()], findings: findingsOfDraft(paperOf(d.draft, today, null, null)),
    types: (['state', 'party'] as const).flatMap((system) => typesOf(system).map((t) => ({ system, name: t.name, code: t.code }))), next: await nextOf(db, d.draft, d.draft.date ?? today),
    may: mayDocument({ state: d.state, mine, delivery: null, inMyRegister: false }, (p) => who.permissions.has(p)),
  }
})

/** The paper drawn in its form: without a number while it is a draft, as it went out once issued. */
export const getPaper = (who: StaffSession, id: string, q: { form: 'docx' | 'pdf'; inline: 'yes' | 'no' }): Promise<Download> => readAs(who, async (db) => {
  const d = await loadDraft(db, id)
  const issued = d.state === 'issued'
  const name = (d.number ?? d.draft.subject).replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/gu, '').slice(0, 80) || 'van-ban'
  if (issued && q.form === 'pdf' && d.sha256 !== null) {
    await getFile(db, d.sha256)
    return { bytes: await bytesOf(d.sha256), mediaType: 'application/pdf', name: `${name}.pdf`, inline: q.inline === 'yes' }
  }
  const paper = paperOf(d.draft, dayOf(nowInstant()), issued ? splitNumber(d.number)?.ordinal ?? null : null, d.entryId)
  return q.form === 'docx'
    ? { bytes: await writeDocx(paper), mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', name: `${name}.docx` }
    : { bytes: writePdf(paper), mediaType: 'application/pdf', name: `${name}.pdf`, inline: q.inline === 'yes' }
})

/** The acting organisation as the issuer of a paper: names, head, units below. */
export async function organOf(db: Reads, organisationId: string, addressed: { names: readonly string[]; groups: readonly string[] }): Promise<Organ> {
  const [o] = await run<{ name: string; shortName: string | null; kind: string; line: string; parent: string | null; unitName: string | null; unitLevel: string | null; provinceName: string; headTitle: string | null; headName: string | null; below: string[] | null }>(db, sql`
    select v.name, v.short_name as "shortName", o.kind, o.line, (select p.name from organisation_version p where p.province_id = v.province_id and p.organisation_id = v.parent_id order by p.valid_from desc limit 1) as parent, u.full_name as "unitName", u.level as "unitLevel", pr.name as "provinceName",
      h.title as "headTitle", (select a.name from post_holding g join account a on a.province_id = g.province_id and a.id = g.account_id where g.province_id = o.province_id and g.post_id = h.id and g.until_at is null order by g.from_at desc limit 1) as "headName",
      (select array_agg(c.name order by c.name) from organisation_version c where c.province_id = o.province_id and c.parent_id = o.id and c.valid_to is null) as below
    from organisation o join province pr on pr.id = o.province_id join lateral (select * from organisation_version x where x.province_id = o.province_id and x.organisation_id = o.id order by x.valid_from desc limit 1) v on true left join unit u on u.id = v.unit_id
    left join lateral (select p.id, p.title from post p where p.province_id = o.province_id and p.organisation_id = o.id and p.kind = 'head' and p.valid_to is null order by p.rank limit 1) h on true
    where o.province_id = current_province() and o.id = ${organisationId}::uuid`)
  if (!o) return notFound(organisationId)
  return { ...o, below: o.below ?? [], names: addressed.names, groups: addressed.groups }
}

