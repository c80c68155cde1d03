import { nowInstant, today } from '../platform/clock.ts'
import { sql, type Writes } from '../platform/db/index.ts'
import type { Instant, PlainDate } from '../platform/dates.ts'
import { newId } from '../platform/ids.ts'
import { Refused } from '../platform/refusal.ts'
import { nfc } from '../platform/text.ts'
import { findDisease, getCatalogues, type Catalogue, type Facts } from '../protocols/index.ts'
import { tellCasesChanged } from './changed.ts'
import type { CasesRefusal } from './refusals.ts'
import { countChange, decide, wrongDates, type Classification, type ClassifiedBy, type ClassLine, type Counted, type DayCount, type Decided } from './rules.ts'

export const refuse = (refusal: CasesRefusal): never => { throw new Refused(refusal) }

/** Lập ca bệnh: what a room knows when it opens a case. Only the disease and the person are needed. */
export type NewCase = {
  readonly disease: string
  readonly personId: string
  readonly reportedOn?: PlainDate
  readonly facts?: Facts
  readonly symptomatic?: boolean | null
  readonly onsetOn?: PlainDate | null
  readonly firstPositiveOn?: PlainDate | null
  readonly probableExposureOn?: PlainDate | null
  readonly isolatedAt?: Instant | null
  readonly setting?: string | null
  readonly code?: string | null
  readonly externalRef?: string | null
  /** A person's decision, with its reason; without one the definition in force decides or leaves it open. */
  readonly decision?: { readonly classification: Exclude<Classification, 'discarded'>; readonly reason: string } | null
}
export type Opened = { readonly id: string; readonly created: boolean; readonly classification: Classification; readonly by: ClassifiedBy }

export type CaseRow = {
  id: string; disease: string; personId: string; unitId: string | null; code: string | null; classification: Classification; classifiedBy: ClassifiedBy; classifiedOn: PlainDate; ruleId: string | null; explanation: ClassLine[]
  symptomatic: boolean | null; onsetOn: PlainDate | null; firstPositiveOn: PlainDate | null; probableExposureOn: PlainDate | null; reportedOn: PlainDate; isolatedAt: Instant | null; isolatedWhere: string | null
  setting: string | null; cluster: string | null; severity: string | null; outcome: 'recovered' | 'died' | 'moved' | null; outcomeOn: PlainDate | null; facts: Record<string, boolean | number | string | null>; form: Record<string, unknown>; version: number
}
export const caseColumns = sql.raw(`c.id, c.disease, c.person_id as "personId", c.unit_id as "unitId", c.code, c.classification, c.classified_by as "classifiedBy", c.classified_on as "classifiedOn", c.rule_id as "ruleId", c.explanation,
  c.symptomatic, c.onset_on as "onsetOn", c.first_positive_on as "firstPositiveOn", c.probable_exposure_on as "probableExposureOn", c.reported_on as "reportedOn", c.isolated_at as "isolatedAt", c.isolated_where as "isolatedWhere",
  c.setting, c.cluster, c.severity, c.outcome, c.outcome_on as "outcomeOn", c.facts, c.form, c.version`)
export const countedOf = (c: Pick<CaseRow, 'disease' | 'unitId' | 'reportedOn' | 'classification' | 'setting'>): Counted => c

export type CatalogueAt = (on: PlainDate) => Catalogue
export async function catalogueOf(db: Pick<Writes, 'getExecutor'>, provinceId: string, disease: string): Promise<CatalogueAt> {
  if (!findDisease(disease)) refuse({ code: 'case.disease_unknown', disease })
  return getCatalogues(db as Writes, provinceId, disease)
}

/** Facts as the definitions ask for them: what the case's columns say goes with what was answered. An unanswered question stays unknown. */
export function factsOfCase(c: { readonly facts: Facts; readonly symptomatic: boolean | null; readonly onsetOn: PlainDate | null; readonly setting: string | null }): Facts {
  const answered = Object.fromEntries(Object.entries(c.facts).filter(([, v]) => v !== null && v !== undefined)) as Record<string, boolean | number | string>
  const symptomatic = c.symptomatic ?? (c.onsetOn ? true : null)
  return { ...answered, ...(answered['symptom.any'] === undefined && symptomatic !== null ? { 'symptom.any': symptomatic } : {}), ...(c.setting ? { 'case.setting': c.setting } : {}) }
}

/** Later knowledge over earlier: what is not said again stays. */
const merged = (c: CaseRow, n: NewCase): CaseRow => ({
  ...c, facts: { ...c.facts, ...Object.fromEntries(Object.entries(n.facts ?? {}).filter(([, v]) => v !== null)) } as CaseRow['facts'], symptomatic: n.symptomatic ?? c.symptomatic, onsetOn: c.onsetOn ?? n.onsetOn ?? null, firstPositiveOn: [c.firstPositiveOn, n.firstPositiveOn ?? null].filter((d): d is string => d !== null).sort()[0] ?? null,
  probableExposureOn: c.probableExposureOn ?? n.probableExposureOn ?? null, isolatedAt: c.isolatedAt ?? n.isolatedAt ?? null, setting: c.setting ?? n.setting ?? null, code: c.code ?? n.code ?? null,
})

/** The class of a row as it now stands: a person's decision stays, everything else follows the definition of the day. */
export function classified(c: CaseRow, at: CatalogueAt, on: PlainDate, decision?: NewCase['decision']): CaseRow & { reason: string | null } {
  const made: Decided = decide(at(on), factsOfCase(c), on)
  if (decision) return { ...c, classification: decision.classification, classifiedBy: 'person', classifiedOn: on, ruleId: made.ruleId, explanation: [...made.explanation], reason: nfc(decision.reason) }
  if (c.classifiedBy === 'person') return { ...c, explanation: [...made.explanation], reason: null }
  const same = made.classification === c.classification && made.by === c.classifiedBy
  return { ...c, classification: made.classification, classifiedBy: made.by, classifiedOn: same ? c.classifiedOn : on, ruleId: made.ruleId, explanation: [...made.explanation], reason: null }
}

export async function refuseTaken(db: Writes, disease: string, codes: readonly { id: string; code: string | null }[]): Promise<void> {
  const asked = codes.filter((c): c is { id: string; code: string } => c.code !== null)
  if (asked.length === 0) return
  const { rows } = await sql<{ code: string }>`select a.code from unnest(${asked.map((c) => c.id)}::uuid[], ${asked.map((c) => c.code)}::text[]) as a(id, code) where case_code_taken(${disease}, a.code, a.id)`.execute(db)
  if (rows[0]) refuse({ code: 'case.code_taken', number: rows[0].code })
}

export async function addEvents(db: Writes, events: readonly { caseId: string; kind: string; detail: unknown; correctsId?: string | null }[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((e) => ({ id: newId(), case_id: e.caseId, kind: e.kind, detail: e.detail, corrects_id: e.correctsId ?? null }))
  await sql`insert into case_event (province_id, id, case_id, kind, at, account_id, organisation_id, detail, corrects_id) select current_province(), r.id, r.case_id, r.kind, ${nowInstant()}::timestamptz, current_account(), current_organisation(), r.detail, r.corrects_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, case_id uuid, kind text, detail jsonb, corrects_id uuid)`.execute(db)
}
export async function count(db: Writes, rows: readonly DayCount[]): Promise<void> {
  if (rows.length > 0) await sql`select case_day_add(${JSON.stringify(rows)}::jsonb)`.execute(db)
}
const stored = (c: CaseRow) => ({
  id: c.id, disease: c.disease, person_id: c.personId, unit_id: c.unitId, code: c.code, classification: c.classification, classified_by: c.classifiedBy, classified_on: c.classifiedOn, rule_id: c.ruleId, explanation: c.explanation, symptomatic: c.symptomatic, onset_on: c.onsetOn,
  first_positive_on: c.firstPositiveOn, probable_exposure_on: c.probableExposureOn, reported_on: c.reportedOn, isolated_at: c.isolatedAt, isolated_where: c.isolatedWhere, setting: c.setting, cluster: c.cluster, severity: c.severity, outcome: c.outcome, outcome_on: c.outcomeOn, facts: c.facts, form: c.form,
})
const shape = sql.raw(`r(id uuid, disease text, person_id uuid, unit_id text, code text, classification text, classified_by text, classified_on date, rule_id text, explanation jsonb, symptomatic boolean, onset_on date, first_positive_on date, probable_exposure_on date, reported_on date,
  isolated_at timestamptz, isolated_where text, setting text, cluster text, severity text, outcome text, outcome_on date, facts jsonb, form jsonb, external_ref text)`)
const columns = ['code', 'classification', 'classified_by', 'classified_on', 'rule_id', 'explanation', 'symptomatic', 'onset_on', 'first_positive_on', 'probable_exposure_on', 'reported_on', 'isolated_at', 'isolated_where', 'setting', 'cluster', 'severity', 'outcome', 'outcome_on', 'facts', 'form']
/** Writes rows that are there as they now stand. */
export async function update(db: Writes, rows: readonly CaseRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`update outbreak_case c set ${sql.raw(columns.map((k) => `${k} = r.${k}`).join(', '))}, changed_at = ${nowInstant()}::timestamptz, version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows.map(stored))}::jsonb) as ${shape} where c.province_id = current_province() and c.id = r.id`.execute(db)
}

/**
 * Opens cases in the caller's transaction, set-based. Somebody who has an episode under way gets no second one: what is new is added to it. After
 * an episode has ended (outcome) or was refuted, the next is a case of its own. Answers in the order asked.
 */
export async function openCases(db: Writes, items: readonly NewCase[]): Promise<Opened[]> {
  if (items.length === 0) return []
  const out = new Map<NewCase, Opened>()
  for (const disease of [...new Set(items.map((i) => i.disease))]) {
    const mine = items.filter((i) => i.disease === disease)
    const at = await catalogueOf(db, db.who.provinceId, disease)
    const day = today()
    const ids = [...new Set(mine.map((i) => i.personId))].sort()
    // Two results of one person at once open one case: the second waits for the first.
    await sql`select pg_advisory_xact_lock(k) from (select hashtextextended('case ' || current_province() || ${disease} || p::text, 0) as k from unnest(${ids}::uuid[]) p order by 1) x`.execute(db)
    const { rows: people } = await sql<{ id: string; unitId: string | null }>`select id, unit_id as "unitId" from person where province_id = current_province() and id = any(${ids}::uuid[]) and merged_into is null and erased_at is null`.execute(db)
    const units = new Map(people.map((p) => [p.id, p.unitId]))
    // While nobody knows where the person lives, the case counts for the commune whose organisation wrote it down.
    const own = people.some((p) => p.unitId === null) ? (await sql<{ unitId: string }>`select v.unit_id as "unitId" from organisation_version v join unit u on u.id = v.unit_id where v.province_id = current_province() and v.organisation_id = current_organisation() and u.level = 'commune' and v.valid_to is null limit 1`.execute(db)).rows[0]?.unitId ?? null : null
    if (ids.some((id) => !units.has(id))) throw new Refused({ code: 'person.unknown' })
    const { rows: there } = await sql<CaseRow & { externalRef: string | null }>`select ${caseColumns}, c.external_ref as "externalRef" from outbreak_case c where c.province_id = current_province() and c.disease = ${disease} and c.person_id = any(${ids}::uuid[])
      and ((c.outcome is null and c.classification <> 'discarded') or c.external_ref = any(${mine.flatMap((i) => (i.externalRef ? [i.externalRef] : []))}::text[])) order by c.reported_on for update`.execute(db)
    const live = new Map(there.map((c) => [c.personId, c as CaseRow]))
    const made = new Map<string, CaseRow & { reason: string | null; externalRef: string | null }>(), touched = new Map<string, CaseRow>()
    const events: Parameters<typeof addEvents>[1][number][] = [], counts: DayCount[] = []
    for (const item of mine) {
      if (item.decision && item.decision.reason.trim().length < 3) refuse({ code: 'case.reason_missing' })
      const known = touched.get(item.personId) ?? live.get(item.personId)
      const fresh = made.get(item.personId)
      if (known && there.some((c) => c.externalRef !== null && c.externalRef === item.externalRef)) { out.set(item, { id: known.id, created: false, classification: known.classification, by: known.classifiedBy }); continue }
      const base: CaseRow = fresh ?? known ?? {
        id: newId(), disease, personId: item.personId, unitId: units.get(item.personId) ?? own, code: null, classification: 'suspect', classifiedBy: 'open', classifiedOn: day, ruleId: null, explanation: [], symptomatic: null, onsetOn: null, firstPositiveOn: null, probableExposureOn: null,
        reportedOn: item.reportedOn ?? day, isolatedAt: null, isolatedWhere: null, setting: null, cluster: null, severity: null, outcome: null, outcomeOn: null, facts: {}, form: {}, version: 1,
      }
      const now = classified(merged(base, item), at, day, item.decision)
      const wrong = wrongDates(now, day)
      if (wrong) refuse(wrong)
      if (!known) made.set(item.personId, { ...now, externalRef: fresh?.externalRef ?? item.externalRef ?? null })
      else {
        touched.set(item.personId, now)
        counts.push(...countChange(countedOf(known), countedOf(now)))
        events.push({ caseId: now.id, kind: now.classification !== known.classification || now.classifiedBy !== known.classifiedBy ? 'classified' : 'changed', detail: { before: { classification: known.classification, by: known.classifiedBy }, classification: now.classification, by: now.classifiedBy, ruleId: now.ruleId, reason: now.reason, facts: item.facts ?? {} } })
      }
      out.set(item, { id: now.id, created: !known && !fresh, classification: now.classification, by: now.classifiedBy })
    }
    await refuseTaken(db, disease, [...made.values(), ...touched.values()])
    if (made.size > 0) {
      const rows = [...made.values()]
      await sql`insert into outbreak_case (province_id, disease, id, person_id, unit_id, organisation_id, account_id, ${sql.raw(columns.join(', '))}, external_ref, opened_at, changed_at)
        select current_province(), r.disease, r.id, r.person_id, r.unit_id, current_organisation(), current_account(), ${sql.raw(columns.map((k) => `r.${k}`).join(', '))}, r.external_ref, ${nowInstant()}::timestamptz, ${nowInstant()}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows.map((r) => ({ ...stored(r), external_ref: r.externalRef })))}::jsonb) as ${shape}`.execute(db)
      for (const r of rows) { counts.push(...countChange(null, countedOf(r))); events.push({ caseId: r.id, kind: 'opened', detail: { classification: r.classification, by: r.classifiedBy, ruleId: r.ruleId, reason: r.reason, explanation: r.explanation } }) }
    }
    await update(db, [...touched.values()])
    await addEvents(db, events)
    await count(db, counts)
    await tellCasesChanged(db, { disease, personIds: ids })
  }
  return items.map((i) => out.get(i)!)
}
/** One case. */
export const openCase = async (db: Writes, item: NewCase): Promise<Opened> => (await openCases(db, [item]))[0]!

/** Loại trừ ca bệnh: it was none. In the caller's transaction (a corrected result); nothing where no episode is under way. */
export async function refuteCase(db: Writes, item: { readonly disease: string; readonly personId: string; readonly reason: string }): Promise<void> {
  if (item.reason.trim().length < 3) refuse({ code: 'case.reason_missing' })
  const { rows } = await sql<CaseRow>`select ${caseColumns} from outbreak_case c where c.province_id = current_province() and c.disease = ${item.disease} and c.person_id = ${item.personId}::uuid and c.outcome is null and c.classification <> 'discarded' for update`.execute(db)
  for (const c of rows) await reclassify(db, c, 'discarded', item.reason)
  if (rows.length > 0) await tellCasesChanged(db, { disease: item.disease, personIds: [item.personId] })
}

/** Writes a person's decision about one case, its event and its counts. */
export async function reclassify(db: Writes, c: CaseRow, classification: Classification, reason: string): Promise<void> {
  const now: CaseRow = { ...c, classification, classifiedBy: 'person', classifiedOn: today() }
  await update(db, [now])
  await addEvents(db, [{ caseId: c.id, kind: classification === 'discarded' ? 'refuted' : 'classified', detail: { before: { classification: c.classification, by: c.classifiedBy }, classification, by: 'person', ruleId: c.ruleId, reason: nfc(reason).trim() } }])
  await count(db, countChange(countedOf(c), countedOf(now)))
}
