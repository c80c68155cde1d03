import { today } from '../platform/clock.ts'
import { readAs, sql, type Reads, type StaffSession } from '../platform/db/index.ts'
import { addDays, dayOf, type Instant, type PlainDate } from '../platform/dates.ts'

import { searchable } from '../platform/text.ts'
import { getPersonsMasked } from '../people/index.ts'
import { findDisease, getCatalogue, listOf } from '../protocols/index.ts'
import type { CaseEventLine, CaseFilters, CaseForm, CaseLine, CaseView, MilestoneLine, PlaceLine, Question } from './contract.ts'
import { caseColumns, catalogueOf, factsOfCase, refuse, type CaseRow } from './open.ts'
import { decide, questionsOf, windowOf, type Classification, type ClassLine, type ClassifiedBy } from './rules.ts'

type Db = Pick<Reads, 'getExecutor'>
type Line = Pick<CaseRow, 'id' | 'disease' | 'personId' | 'code' | 'classification' | 'classifiedBy' | 'reportedOn' | 'onsetOn' | 'setting' | 'cluster' | 'outcome'> & { unit: { id: string; name: string } | null }
const lineColumns = sql.raw(`c.id, c.disease, c.person_id as "personId", c.code, c.classification, c.classified_by as "classifiedBy", c.reported_on as "reportedOn", c.onset_on as "onsetOn", c.setting, c.cluster, c.outcome,
  (select jsonb_build_object('id', u.id, 'name', u.full_name) from unit u where u.id = c.unit_id) as unit`)

async function withPersons(db: Db, rows: readonly Line[]): Promise<CaseLine[]> {
  const ids = [...new Set(rows.map((r) => r.personId))]
  const people = new Map((await getPersonsMasked(db, ids)).map((p) => [p.id, p]))
  return rows.flatMap(({ personId, ...r }) => { const person = people.get(personId); return person ? [{ ...r, person }] : [] })
}

/** Sums of the prepared counts by day of report. A post with an area counts its area. */
export async function figuresOf(db: Db, q: { disease: string; unitId: string | null }): Promise<{ today: number; week: number; all: number; suspects: number }> {
  const day = today()
  const { rows: [f] } = await sql<{ today: number; week: number; all: number; suspects: number }>`select coalesce(sum(n) filter (where classification = 'confirmed' and day = ${day}::date), 0)::int as today, coalesce(sum(n) filter (where classification = 'confirmed' and day > ${addDays(day, -7)}::date), 0)::int as week,
      coalesce(sum(n) filter (where classification = 'confirmed'), 0)::int as all, coalesce(sum(n) filter (where classification in ('suspect', 'probable')), 0)::int as suspects
    from case_day where province_id = current_province() and disease = ${q.disease} and (${q.unitId}::text is null or unit_id = ${q.unitId}) and ((select whole_province()) or unit_id = any((select area_units())::text[]))`.execute(db as Reads)
  return f!
}

export async function findCases(db: Db, q: CaseFilters): Promise<{ cases: CaseLine[]; next: string | null }> {
  const words = searchable(q.q)
  const [day, id] = q.cursor?.split('_') ?? []
  const named = words === '' ? sql`true` : sql`(lower(c.code) like ${`${q.q.toLowerCase()}%`} or exists (select 1 from person p where p.province_id = c.province_id and p.id = c.person_id and p.name_plain like ${`%${words.replace(/[%_\\]/g, '')}%`}))`
  const after = day && id && /^\d{4}-\d{2}-\d{2}$/.test(day) && /^[0-9a-f-]{36}$/.test(id) ? sql`(c.reported_on, c.id) < (${day}::date, ${id}::uuid)` : sql`true`
  const { rows } = await sql<Line>`select ${lineColumns} from outbreak_case c where c.province_id = current_province() and c.disease = ${q.disease} and (${q.classification}::text is null or c.classification = ${q.classification}) and (not ${q.open}::boolean or c.classified_by = 'open')
      and (${q.setting}::text is null or c.setting = ${q.setting}) and (${q.unitId}::text is null or c.unit_id = ${q.unitId}) and (${q.from}::date is null or c.reported_on >= ${q.from}::date) and (${q.to}::date is null or c.reported_on <= ${q.to}::date) and ${named} and ${after}
    order by c.reported_on desc, c.id desc limit ${q.limit + 1}`.execute(db as Reads)
  const shown = rows.slice(0, q.limit)
  const last = shown.at(-1)
  return { cases: await withPersons(db, shown), next: rows.length > q.limit && last ? `${last.reportedOn}_${last.id}` : null }
}

export const listCases = (who: StaffSession, q: CaseFilters) => readAs(who, async (db) => ({ ...(await findCases(db, q)), figures: await figuresOf(db, q), may: { write: who.permissions.has('case.write') } }))

export async function getCase(db: Db, who: StaffSession, id: string): Promise<CaseView> {
  const { rows: [c] } = await sql<CaseRow & { unit: { id: string; name: string } | null }>`select ${caseColumns}, (select jsonb_build_object('id', u.id, 'name', u.full_name) from unit u where u.id = c.unit_id) as unit from outbreak_case c where c.province_id = current_province() and c.id = ${id}::uuid`.execute(db as Reads)
  if (!c) return refuse({ code: 'case.unknown' })
  const [person] = await getPersonsMasked(db, [c.personId])
  if (!person) return refuse({ code: 'case.unknown' })
  const { rows: milestones } = await sql<MilestoneLine>`select m.id, jsonb_build_object('id', p.id, 'kind', p.kind, 'name', p.name, 'unit', u.full_name) as place, m.from_at as "fromAt", m.to_at as "toAt", m.risk, m.note,
      (select count(distinct o.case_id)::int from case_milestone o where o.province_id = m.province_id and o.place_id = m.place_id and o.voided_at is null) as cases
    from case_milestone m join place p on p.province_id = m.province_id and p.id = m.place_id left join unit u on u.id = p.unit_id
    where m.province_id = current_province() and m.case_id = ${id}::uuid and m.voided_at is null order by m.from_at, m.id`.execute(db as Reads)
  const { rows: events } = await sql<CaseEventLine>`select e.id, e.kind, e.at, v.name as who, e.detail from case_event e
    left join lateral (select v.name from organisation_version v where v.province_id = e.province_id and v.organisation_id = e.organisation_id order by v.valid_from desc limit 1) v on true
    where e.province_id = current_province() and e.case_id = ${id}::uuid order by e.id`.execute(db as Reads)
  const day = today()
  const w = windowOf(await getCatalogue(db as Reads, who.provinceId, c.disease, day), { symptomatic: c.symptomatic, onsetOn: c.onsetOn, firstPositiveOn: c.firstPositiveOn, probableExposureOn: c.probableExposureOn, isolatedOn: c.isolatedAt ? dayOf(c.isolatedAt) : null }, day)
  const reads = who.permissions.has('case.write')
  // What the form says of a person stays behind the look that is on record: the story names its fields, not their words.
  const plain = events.map((e) => ({ ...e, detail: Object.fromEntries(Object.entries(e.detail).filter(([k]) => ['classification', 'by', 'before', 'reason', 'fields', 'ruleId', 'fromAt', 'toAt'].includes(k)).map(([k, v]) => [k, k === 'before' && 'fields' in e.detail ? Object.fromEntries(Object.entries(v as object).filter(([f]) => !f.startsWith('form.'))) : v])) }))
  const { personId: _, unitId: __, form: ___, ruleId: ____, ...rest } = c
  return {
    ...rest, person, milestones, events: plain, may: { write: reads },
    window: w && { from: w.from, until: w.until, open: w.open, missing: [...w.missing], text: w.row.text, document: w.row.legal.number, verified: w.row.verified },
  }
}

/** What the definitions of a day ask: questions with their words, and where a case may have been found. */
export const getCaseForm = (who: StaffSession, disease: string, on: PlainDate): Promise<CaseForm> => readAs(who, async (db) => {
  const found = findDisease(disease) ?? refuse({ code: 'case.disease_unknown', disease })
  const catalogue = (await catalogueOf(db as never, who.provinceId, disease))(on)
  const words = (fact: string): { vi: string; en: string } => { const f = found.facts[fact]; return f ? { vi: f.vi, en: f.en } : { vi: fact, en: fact } }
  const results: Record<string, { vi: string; en: string }> = { POS: { vi: 'Dương tính', en: 'Positive' }, NEG: { vi: 'Âm tính', en: 'Negative' }, INCONCLUSIVE: { vi: 'Không xác định', en: 'Inconclusive' } }
  const asked = questionsOf(catalogue, on)
  const questions = asked.map((fact): Question => {
    const f = found.facts[fact]
    return { fact, words: words(fact), type: f?.type ?? 'yes_no', unit: f?.unit ?? null, choices: (f?.choices ?? []).map((code) => ({ code, words: results[code] ?? found.codes[code] ?? { vi: code, en: code } })) }
  }).filter((q) => q.fact !== 'case.setting')
  return { disease, name: found.name, on, questions, settings: listOf(catalogue, 'case_setting', on).map(({ code, vi, en }) => ({ code, vi, en })), facts: Object.fromEntries([...asked, 'onset', 'isolated', 'first_positive_sample', 'probable_exposure', 'rash_onset'].map((f) => [f, words(f)])) }
})

export const classifyCase = (who: StaffSession, body: { disease: string; on: PlainDate; facts: Record<string, boolean | number | string | null> }): Promise<{ classification: Classification; by: ClassifiedBy; explanation: ClassLine[] }> => readAs(who, async (db) => {
  const made = decide((await catalogueOf(db as never, who.provinceId, body.disease))(body.on), factsOfCase({ facts: body.facts as never, symptomatic: null, onsetOn: null, setting: null }), body.on)
  return { classification: made.classification, by: made.by, explanation: [...made.explanation] }
})

export async function listPlaces(db: Db, q: string): Promise<PlaceLine[]> {
  const words = searchable(q).replace(/[%_\\]/g, '')
  return (await sql<PlaceLine>`select p.id, p.kind, p.name, u.full_name as unit, p.address from place p left join unit u on u.id = p.unit_id where p.province_id = current_province() and p.name_plain like ${`%${words}%`} order by (p.name_plain like ${`${words}%`}) desc, p.created_at desc limit 12`.execute(db as Reads)).rows
}

/** What tracing must know of the cases of persons, wherever they live. */
export type CaseFacts = { readonly personId: string; readonly caseId: string; readonly classification: Classification; readonly symptomatic: boolean | null; readonly onsetOn: PlainDate | null; readonly firstPositiveOn: PlainDate | null; readonly probableExposureOn: PlainDate | null; readonly reportedOn: PlainDate; readonly isolatedAt: Instant | null; readonly outcome: string | null; readonly outcomeOn: PlainDate | null }
export async function caseFactsOf(db: Db, disease: string, personIds: readonly string[]): Promise<CaseFacts[]> {
  return (await sql<CaseFacts>`select person_id as "personId", case_id as "caseId", classification, symptomatic, onset_on as "onsetOn", first_positive_on as "firstPositiveOn", probable_exposure_on as "probableExposureOn", reported_on as "reportedOn", isolated_at as "isolatedAt", outcome, outcome_on as "outcomeOn"
    from case_facts(${disease}, ${[...personIds]}::uuid[])`.execute(db as Reads)).rows
}
