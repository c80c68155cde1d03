import { sql } from 'kysely'
import { readAs, type Reads, type StaffSession } from '../platform/db/index.ts'
import { dayOf } from '../platform/dates.ts'
import { matchPhrases, organisationsOf, withDescendants } from '../units/index.ts'
import { DraftContent, ReadingValue, type CascadeNode, type Clause, type CoverageView, type DocumentRef } from './contract.ts'
import { coverage, type AddressedUnit, type Coverage, type DocumentFinding, type LowerDocument, type UpperDocument } from './drafting/index.ts'
import { clausesIn } from './queries.ts'
import { cascadeBelow, clausesOfDraft, comparable, matrixOf, silentUnits, summaryOf, type CascadeRow, type CascadeTree, type Decided, type Matrix } from './rules.ts'
import { dutiesUnder, namesOf, notFound, nowInstant, refsOf, refuseWith, run } from './store.ts'

type Paper = { id: string; organisationId: string; state: string; number: string | null; date: string | null; issuer: string | null; value: ReadingValue | null; draft: DraftContent | null; arrivedOn: string | null; clauses: Clause[] }

/** Several documents with their clauses in two questions; a draft's clauses are those being written. */
export async function papersOf(db: Reads, ids: readonly string[]): Promise<ReadonlyMap<string, Paper>> {
  if (ids.length === 0) return new Map()
  const rows = await run<{ id: string; organisationId: string; state: string; number: string | null; date: string | null; issuer: string | null; confirmed: unknown; draft: unknown; arrivedAt: string | null }>(db, sql`select d.id, d.organisation_id as "organisationId", d.state, d.number, d.issued_on as date, d.issuer, d.confirmed, d.draft,
      (select e.arrived_at from register_entry e where e.province_id = d.province_id and e.document_id = d.id and e.direction = 'in' and e.organisation_id = current_organisation() and e.voided_at is null limit 1) as "arrivedAt"
    from document d where d.province_id = current_province() and d.id = any(${[...new Set(ids)]}::uuid[])`)
  const clauses = await clausesIn(db, rows.map((r) => r.id))
  return new Map(rows.map((r): [string, Paper] => {
    const draft = r.draft === null ? null : DraftContent.parse(r.draft)
    const writing = r.state === 'draft' && draft !== null
    return [r.id, { id: r.id, organisationId: r.organisationId, state: r.state, number: r.number, date: r.date, issuer: r.issuer ?? draft?.issuer ?? null, value: r.confirmed === null ? null : ReadingValue.parse(r.confirmed), draft, arrivedOn: r.arrivedAt === null ? null : dayOf(r.arrivedAt), clauses: writing ? clausesOfDraft(draft) : clauses.get(r.id) ?? [] }]
  }))
}

const upperOf = (p: Paper): UpperDocument => ({ number: p.number, date: p.date, issuer: p.issuer, clauses: comparable(p.clauses), reporting: p.value?.reporting ?? [] })
const lowerOf = (p: Paper, uppers: readonly Paper[]): LowerDocument => ({
  id: p.id, date: p.draft?.date ?? p.date, issuer: p.issuer, clauses: comparable(p.clauses), reporting: p.value?.reporting ?? (p.draft?.closing ?? []).filter((t) => /báo cáo/iu.test(t)).map((what) => ({ from: null, to: [p.issuer ?? ''], when: null, what })),
  // A draft cites what it is drawn up for: its citation is made from the register when it is issued.
  references: p.value?.references ?? uppers.map((u) => ({ type: u.value?.type ?? null, number: u.number, date: u.date, issuer: u.issuer })), defaultAssignees: p.value?.default_assignees ?? p.draft?.addressees ?? [], arrivedOn: p.arrivedOn,
})

/**
 * What binds an organisation in an upper paper: clauses that name it or a body below it, clauses of a group it belongs to, and clauses
 * under which it owes. Undefined when none of that is found: then every clause binds.
 */
export async function addressedAs(db: Reads, organisationId: string, upper: Paper): Promise<AddressedUnit | undefined> {
  const phrases = [...new Set(upper.clauses.flatMap((c) => [...c.assignees, ...c.coordinators]))]
  if (phrases.length === 0) return undefined
  const day = dayOf(nowInstant())
  const matches = await matchPhrases(db, phrases, { day, issuerId: upper.organisationId })
  const ours = new Set(withDescendants(await organisationsOf(db, day), organisationId))
  const mine = phrases.flatMap((phrase, i) => (matches[i]!.matches.some((m) => ours.has(m.organisationId)) ? [{ phrase, group: matches[i]!.group }] : []))
  const owed = new Set((await dutiesUnder(db, [upper.id])).filter((d) => d.owner === organisationId).map((d) => d.clauseId))
  const owedPhrases = upper.clauses.filter((c) => owed.has(c.id)).flatMap((c) => [...c.assignees, ...c.coordinators])
  const names = [...new Set([...mine.filter((m) => !m.group).map((m) => m.phrase), ...owedPhrases])]
  return names.length === 0 && mine.length === 0 ? undefined : { names, groups: mine.filter((m) => m.group).map((m) => m.phrase) }
}

export const uppersOf = (db: Reads, id: string): Promise<{ id: string }[]> => run(db, sql`select upper_id as id from document_upper where province_id = current_province() and document_id = ${id}::uuid order by seq, upper_id`)

async function decidedOf(db: Reads, lowerIds: readonly string[]): Promise<(Decided & { lowerId: string; upperId: string })[]> {
  if (lowerIds.length === 0) return []
  return run(db, sql`select l.lower_document_id as "lowerId", l.upper_document_id as "upperId", l.upper_clause_id as "upperClauseId", l.lower_clause_id as "lowerClauseId", l.verdict, a.name as by, l.decided_at as at from coverage_link l
    left join account a on a.province_id = l.province_id and a.id = l.decided_by where l.province_id = current_province() and l.lower_document_id = any(${[...lowerIds]}::uuid[]) and l.decided_at is not null`)
}

const texts = (upper: Paper, lower: readonly Paper[]): { upper: Map<string, string>; lower: Map<string, string> } => ({ upper: new Map(upper.clauses.map((c) => [c.id, c.text])), lower: new Map(lower.flatMap((p) => p.clauses).map((c) => [c.id, c.text])) })

export const getCoverage = (who: StaffSession, id: string): Promise<CoverageView> => readAs(who, (db) => coverageOf(db, id))

/** Ma trận of one document against the documents it carries out. */
export async function coverageOf(db: Reads, id: string): Promise<CoverageView> {
  const upperIds = (await uppersOf(db, id)).map((u) => u.id)
  const papers = await papersOf(db, [id, ...upperIds])
  const lower = papers.get(id)
  if (!lower) return notFound(id)
  const uppers = upperIds.flatMap((u) => papers.get(u) ?? [])
  if (uppers.length === 0) return refuseWith({ code: 'coverage.no_upper' })
  const refs = await refsOf(db, [id, ...upperIds])
  const decided = await decidedOf(db, [id])
  const lowerDoc = lowerOf(lower, uppers)
  const found: { upper: Paper; coverage: Coverage; matrix: Matrix }[] = []
  for (const upper of uppers) {
    const c = coverage(upperOf(upper), [lowerDoc], await addressedAs(db, lower.organisationId, upper))
    found.push({ upper, coverage: c, matrix: matrixOf(c, decided.filter((d) => d.upperId === upper.id), texts(upper, [lower])) })
  }
  const cells = found.flatMap((f) => f.matrix.cells)
  const carrying = new Set(cells.filter((c) => c.verdict !== 'not_this').map((c) => c.lowerClauseId))
  return {
    uppers: found.map(({ upper, coverage: c, matrix }) => ({
      document: refs.get(upper.id)!,
      clauses: upper.clauses.filter((k) => k.parentId === null).map((k) => {
        const how = c.items.find((i) => i.id === k.id)?.addressed ?? 'lead_in'
        return { ...k, verdict: matrix.rows.get(k.id) ?? 'none' as const, addressed: how === 'no' ? 'other' as const : how }
      }),
    })),
    lower: { document: refs.get(id)!, clauses: lower.clauses.filter((k) => k.parentId === null) }, cells, addedBelow: lower.clauses.filter((k) => k.parentId === null && !carrying.has(k.id)).map((k) => k.id),
    findings: found.flatMap((f) => findingsOf(f.coverage, f.upper)), summary: summaryOf(found.flatMap((f) => [...f.matrix.rows.values()])),
  }
}

type Finding = CoverageView['findings'][number]
function findingsOf(c: Coverage, upper: Paper): Finding[] {
  const one = (code: string, vi: string, en: string, upperClauseId: string | null = null, lowerClauseId: string | null = null): Finding => ({ code, upperClauseId, lowerClauseId, sentence: { vi, en } })
  const number = upper.number ?? '—'
  const documents = c.findings.map((f: DocumentFinding): Finding => {
    switch (f.kind) {
      case 'nothing_issued': return one(f.kind, 'Chưa ban hành văn bản triển khai.', 'Nothing has been issued.')
      case 'not_cited': return one(f.kind, `Văn bản không viện dẫn ${number}.`, `The document does not cite ${number}.`)
      case 'number_differs': return one(f.kind, `Viện dẫn “${f.cited}” khác số trong sổ ${number}.`, `It cites "${f.cited}"; the register has ${number}.`)
      case 'date_differs': return one(f.kind, `Ngày viện dẫn ${f.cited} khác ngày trong sổ ${upper.date ?? '—'}.`, `It cites the date ${f.cited}; the register has ${upper.date ?? '—'}.`)
      case 'issuer_differs': return one(f.kind, `Cơ quan viện dẫn “${f.cited}” khác với sổ: ${upper.issuer ?? '—'}.`, `It cites "${f.cited}"; the register has ${upper.issuer ?? '—'}.`)
      case 'reporting_missing': return one(f.kind, 'Cấp trên yêu cầu báo cáo, văn bản của ta chưa yêu cầu đơn vị báo cáo.', 'A report is due above; our document asks nobody to report.')
      case 'reporting_later': return one(f.kind, `Hạn báo cáo của ta (${f.lower}) không kịp hạn báo cáo lên trên (${f.upper}).`, `Our reports come in (${f.lower}) too late for the report above (${f.upper}).`)
      case 'unit_abolished': return one(f.kind, `“${f.unit}” không còn từ 01/7/2025.`, `"${f.unit}" has not existed since 1/7/2025.`, null, f.clause)
      case 'before_upper': return one(f.kind, 'Ngày văn bản của ta trước ngày văn bản cấp trên.', 'Our date is before the upper document\'s.')
    }
  })
  const items = c.items.flatMap((i): Finding[] => [
    ...(i.state !== 'out_of_scope' && i.state !== 'not_found' && i.named === false ? [one('nobody_named', `Mục ${i.label ?? '—'} của cấp trên đã có nhưng chưa nêu đơn vị thực hiện.`, `Upper item ${i.label ?? '—'} is there, but nobody is named for it.`, i.id)] : []),
    ...(i.noMargin ? [one('no_margin', `Mục ${i.label ?? '—'}: hạn của ta trùng hạn cấp trên, không còn thời gian tổng hợp.`, `Item ${i.label ?? '—'}: our deadline is the upper one; no time is left to gather reports.`, i.id)] : []),
  ])
  return [...documents, ...items]
}

/** Documents that carry out others, level by level below a document. */
async function below(db: Reads, rootId: string): Promise<CascadeRow[]> {
  const rows: CascadeRow[] = []
  const seen = new Set([rootId])
  let level = [rootId]
  for (let depth = 0; depth < 8 && level.length > 0; depth++) {
    const found = await run<CascadeRow>(db, sql`select d.id, u.upper_id as "upperId", d.organisation_id as "organisationId", d.issued_on as date from document_upper u join document d on d.province_id = u.province_id and d.id = u.document_id
      where u.province_id = current_province() and u.upper_id = any(${level}::uuid[]) and d.state in ('registered', 'issued') limit 5000`)
    rows.push(...found)
    level = [...new Set(found.map((f) => f.id))].filter((i) => !seen.has(i))
    for (const i of level) seen.add(i)
  }
  return rows
}

/** Cây triển khai: what was issued under a document, and which addressed units issued nothing. */
export const getCascade = (who: StaffSession, id: string) => readAs(who, async (db) => {
  const [root] = await run<{ id: string; organisationId: string; date: string | null }>(db, sql`select id, organisation_id as "organisationId", issued_on as date from document where province_id = current_province() and id = ${id}::uuid`)
  if (!root) return notFound(id)
  const rows = await below(db, id)
  const tree = cascadeBelow(root, rows)
  const papers = await papersOf(db, [id, ...rows.map((r) => r.id)])
  const decided = await decidedOf(db, rows.map((r) => r.id))
  const addressed = await addressedUnits(db, id)
  const silent = silentUnits(addressed, tree)
  const aboveIds: string[] = []
  for (let level = [id], depth = 0; depth < 8 && level.length > 0; depth++) {
    const up = await run<{ id: string }>(db, sql`select distinct upper_id as id from document_upper where province_id = current_province() and document_id = any(${level}::uuid[])`)
    level = up.map((u) => u.id).filter((u) => u !== id && !aboveIds.includes(u))
    aboveIds.push(...level)
  }
  const refs = await refsOf(db, [id, ...aboveIds, ...rows.map((r) => r.id)])
  const names = await namesOf(db, [...silent, ...rows.map((r) => r.organisationId), root.organisationId])
  const named = (o: string): { id: string; name: string } => ({ id: o, name: names.get(o) ?? '' })
  const node = (t: CascadeTree, upperId: string | null): CascadeNode => {
    const upper = upperId === null ? undefined : papers.get(upperId)
    const lower = papers.get(t.id)
    const counts = upper && lower ? countRows(matrixOf(coverage(upperOf(upper), [lowerOf(lower, [upper])]), decided.filter((d) => d.lowerId === t.id && d.upperId === upper.id), texts(upper, [lower]))) : null
    return { unit: named(t.organisationId), document: refs.get(t.id) ?? null, days: t.days, verdicts: counts, below: t.below.map((b) => node(b, t.id)) }
  }
  const top = node(tree, null)
  return {
    above: aboveIds.flatMap((a) => refs.get(a) ?? []), root: { ...top, below: [...top.below, ...silent.map((s): CascadeNode => ({ unit: named(s), document: null, days: null, verdicts: null, below: [] }))] },
    silent: silent.map(named), issued: tree.below.length, addressed: addressed.length,
  }
})

const countRows = (m: Matrix): { carried: number; weakened: number; contradicted: number; none: number } => {
  const n = (s: string): number => [...m.rows.values()].filter((r) => r === s).length
  return { carried: n('carried'), weakened: n('weakened'), contradicted: n('contradicted'), none: n('none') }
}

/** Whom a document binds: those it was sent to and those who owe under it. */
async function addressedUnits(db: Reads, id: string): Promise<string[]> {
  const rows = await run<{ id: string }>(db, sql`select organisation_id as id from delivery where province_id = current_province() and document_id = ${id}::uuid and state <> '02'
    union select owner_org from obligation where province_id = current_province() and directive_id = ${id}::uuid and parent_id is null`)
  return rows.map((r) => r.id)
}

/** Rows: clauses of this document; columns: the units it binds; cells: what came of each there. */
export const getUnitCoverage = (who: StaffSession, id: string) => readAs(who, async (db) => {
  const direct = await run<{ id: string; organisationId: string }>(db, sql`select d.id, d.organisation_id as "organisationId" from document_upper u join document d on d.province_id = u.province_id and d.id = u.document_id
    where u.province_id = current_province() and u.upper_id = ${id}::uuid and d.state in ('registered', 'issued') order by d.issued_on limit 5000`)
  const papers = await papersOf(db, [id, ...direct.map((d) => d.id)])
  const upper = papers.get(id)
  if (!upper) return notFound(id)
  const decided = await decidedOf(db, direct.map((d) => d.id))
  const duties = await dutiesUnder(db, [id])
  const units = [...new Set([...await addressedUnits(db, id), ...direct.map((d) => d.organisationId)])]
  const refs = await refsOf(db, [id, ...direct.map((d) => d.id)])
  const names = await namesOf(db, units)
  const tops = upper.clauses.filter((c) => c.parentId === null)
  const topOf = new Map(upper.clauses.map((c) => [c.id, c.parentId ?? c.id]))
  const cells = units.flatMap((unitId) => {
    const own = direct.filter((d) => d.organisationId === unitId).flatMap((d) => papers.get(d.id) ?? [])
    // What binds a unit is what it was given; a unit that was only sent the paper is bound by all of it.
    const owed = new Set(duties.filter((d) => d.owner === unitId).map((d) => topOf.get(d.clauseId) ?? d.clauseId))
    const m = own.length === 0 ? null : matrixOf(coverage(upperOf(upper), own.map((p) => lowerOf(p, [upper]))), decided.filter((d) => own.some((p) => p.id === d.lowerId)), texts(upper, own))
    return tops.map((c) => {
      const bound = owed.size === 0 || owed.has(c.id)
      const row = m?.rows.get(c.id) ?? 'none'
      return { clauseId: c.id, unitId, verdict: bound || row !== 'none' ? row : 'aside' as const, lowerClauseId: m?.cells.find((k) => k.upperClauseId === c.id && k.verdict !== 'not_this')?.lowerClauseId ?? null }
    })
  })
  const documentOf = (unitId: string): DocumentRef | null => { const d = direct.find((x) => x.organisationId === unitId); return d ? refs.get(d.id) ?? null : null }
  return { document: refs.get(id)!, clauses: tops, units: units.map((u) => ({ id: u, name: names.get(u) ?? '', document: documentOf(u) })).sort((a, b) => a.name.localeCompare(b.name, 'vi')), cells }
})
