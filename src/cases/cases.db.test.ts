import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { atMoment } from '../platform/clock.ts'
import { asStaff, asSystem, database, readAs, type StaffSession } from '../platform/db/index.ts'
import { findOrCreatePerson, getPersonsMasked, mergePersons } from '../people/index.ts'
import '../server/rooms.ts'
import { givenOrganisation, ownDatabase, refused } from '../../test/support/given.ts'
import { addMilestone, changeCase, decideCase, keepDraft, openForm, openOne, voidMilestone } from './commands.ts'
import { CaseChange, CaseFilters, InvestigationForm, MilestoneBody, OpenBody, type CaseView } from './contract.ts'
import { onCasesChanged, openCases, refuteCase, caseFactsOf } from './index.ts'
import { classifyCase, getCase, getCaseForm, listCases, listPlaces } from './queries.ts'

ownDatabase()
let province: StaffSession, a: StaffSession, b: StaffSession, party: StaffSession
const told: string[][] = []
onCasesChanged(async (_db, change) => { told.push([change.disease, ...change.personIds]) })

beforeAll(async () => {
  const unit = (id: string, level: string, name: string, parent: string | null) => ({ id, code: id.split(':')[1]!, level, type: level, name, full_name: level === 'commune' ? `Xã ${name}` : name, parent_id: parent, province_unit_id: level === 'commune' ? 't:08' : null, population: null, valid_from: '2025-07-01', search: name.toLowerCase() })
  await asSystem('08', (db) => db.insertInto('unit').values([unit('t:08', 'province', 'Tuyên Quang', null), unit('t:00691', 'commune', 'Lũng Cú', 't:08'), unit('t:00700', 'commune', 'Mèo Vạc', 't:08')]).execute())
  province = await (await givenOrganisation('Trung tâm Kiểm soát bệnh tật', { line: 'health', kind: 'cdc' })).post('staff')
  a = await (await givenOrganisation('Trạm Y tế xã Lũng Cú', { line: 'health', kind: 'tram_y_te', unitId: 't:00691' })).post('staff')
  b = await (await givenOrganisation('Trạm Y tế xã Mèo Vạc', { line: 'health', kind: 'tram_y_te', unitId: 't:00700' })).post('staff')
  party = await (await givenOrganisation('Đảng ủy xã Lũng Cú', { line: 'party', kind: 'dang_uy_xa', unitId: 't:00691' })).post('head')
})
beforeEach(() => { told.length = 0 })

let n = 0
const person = async (who: StaffSession, unitId: string, name = `Vàng Thị Mỷ ${++n}`): Promise<string> => (await asStaff(who, (db) => findOrCreatePerson(db, { name, unitId, identifiers: [{ kind: 'citizen', value: `0080${String(++n).padStart(8, '0')}` }] }))).personId
const at = '2026-11-20T03:00:00.000Z'
const open = (who: StaffSession, personId: string, more: Partial<OpenBody> = {}, moment = at) => atMoment(moment, () => openOne(who, OpenBody.parse({ disease: 'covid-19', personId, reportedOn: '2026-11-20', ...more })))
const view = (who: StaffSession, id: string): Promise<CaseView> => readAs(who, (db) => getCase(db, who, id))
const changeOf = (v: CaseView, over: Partial<CaseChange>): CaseChange => CaseChange.parse({ version: v.version, symptomatic: v.symptomatic, onsetOn: v.onsetOn, firstPositiveOn: v.firstPositiveOn, probableExposureOn: v.probableExposureOn, isolatedAt: v.isolatedAt, isolatedWhere: v.isolatedWhere, setting: v.setting, cluster: v.cluster, severity: v.severity, code: v.code, reportedOn: v.reportedOn, outcome: v.outcome, outcomeOn: v.outcomeOn, facts: v.facts, form: InvestigationForm.parse({}), ...over })

/** The counts of days, and the same counted anew from the cases. */
async function counted(): Promise<{ prepared: unknown[]; anew: unknown[] }> {
  const { rows: prepared } = await database().systemPool.query(`select disease, unit_id, day::text, classification, setting, n from case_day where n <> 0 order by 1, 2, 3, 4, 5`)
  const { rows: anew } = await database().systemPool.query(`select disease, coalesce(unit_id, '') as unit_id, reported_on::text as day, classification, coalesce(setting, '') as setting, count(*)::int as n from outbreak_case group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`)
  return { prepared, anew }
}

describe('classification by the definition in force', () => {
  it('a positive PCR is a confirmed case by the definition of that day, which is kept with its words', async () => {
    const made = await open(a, await person(a, 't:00691'), { facts: { 'test.pcr': 'POS' } })
    expect(made).toMatchObject({ created: true, classification: 'confirmed', by: 'rule' })
    const v = await view(a, made.id)
    expect(v.explanation[0]).toMatchObject({ class: 'F0', answer: 'yes', ruleId: 'def-2022-04-f0', document: '1909/BYT-DP' })
    expect(told).toEqual([['covid-19', v.person.id]])
  })
  it('a definition that is switched off decides nothing: the case waits for a person, with the reason, and is not confirmed in silence', async () => {
    const made = await atMoment('2021-08-10T03:00:00.000Z', async () => openOne(a, OpenBody.parse({ disease: 'covid-19', personId: await person(a, 't:00691'), reportedOn: '2021-08-10', facts: { 'test.pcr': 'POS' } })))
    expect(made).toMatchObject({ classification: 'suspect', by: 'open' })
    const v = await view(a, made.id)
    expect(v.explanation[0]).toMatchObject({ class: 'F0', answer: 'off', verified: false })
    await refused(decideCase(a, made.id, { version: v.version, classification: 'confirmed', reason: ' ' }), 'case.reason_missing')
    await decideCase(a, made.id, { version: v.version, classification: 'confirmed', reason: 'PCR dương tính, phòng xét nghiệm được phép khẳng định' })
    expect(await view(a, made.id)).toMatchObject({ classification: 'confirmed', classifiedBy: 'person' })
  })
  it('without answers nothing is confirmed; the first answer settles it; a person\'s decision stays when facts change later', async () => {
    const made = await open(a, await person(a, 't:00691'))
    expect(made).toMatchObject({ classification: 'suspect', by: 'open' })
    const v = await view(a, made.id)
    expect(v.explanation[0]!.missing).toContain('test.pcr')
    expect(await changeCase(a, made.id, changeOf(v, { facts: { 'test.pcr': 'POS' } }))).toMatchObject({ classification: 'confirmed', by: 'rule' })
    const w = await view(a, made.id)
    await decideCase(a, made.id, { version: w.version, classification: 'probable', reason: 'Mẫu nghi nhầm người' })
    const x = await view(a, made.id)
    expect(await changeCase(a, made.id, changeOf(x, { facts: { 'test.pcr': 'POS', 'symptom.any': true } }))).toMatchObject({ classification: 'probable', by: 'person' })
  })
  it('trying facts writes nothing', async () => {
    const before = await counted()
    expect(await classifyCase(a, { disease: 'covid-19', on: '2026-11-20', facts: { 'test.antigen': 'POS', 'epi.factor': true, 'test.pcr': 'NEG' } })).toMatchObject({ classification: 'confirmed', by: 'rule' })
    expect(await counted()).toEqual(before)
    await refused(classifyCase(a, { disease: 'smallpox', on: '2026-11-20', facts: {} }), 'case.disease_unknown')
  })
  it('measles is the same program with other data: other questions, other definition', async () => {
    const form = await getCaseForm(a, 'measles', '2026-11-20')
    expect(form.questions.map((q) => q.fact)).toContain('symptom.rash')
    expect((await getCaseForm(a, 'covid-19', '2026-11-20')).questions.map((q) => q.fact)).not.toContain('symptom.rash')
    const made = await open(a, await person(a, 't:00691'), { disease: 'measles', facts: { 'test.measles_pcr': 'POS' }, onsetOn: '2026-11-15' })
    const v = await view(a, made.id)
    expect(v.window).toMatchObject({ from: '2026-11-11', until: '2026-11-19', open: false })
  })
})

describe('one episode, its corrections and its end', () => {
  it('a second report of a person under way adds to the case; after recovery it opens a new one', async () => {
    const p = await person(a, 't:00691')
    const first = await open(a, p, { facts: { 'test.antigen': 'POS' } })
    const again = await open(a, p, { facts: { 'test.pcr': 'POS' }, onsetOn: '2026-11-18' })
    expect(again).toMatchObject({ id: first.id, created: false, classification: 'confirmed' })
    const v = await view(a, first.id)
    await changeCase(a, first.id, changeOf(v, { outcome: 'recovered', outcomeOn: '2026-11-24' }))
    const second = await open(a, p, { facts: { 'test.pcr': 'POS' } })
    expect(second.created).toBe(true)
    expect(await readAs(a, (db) => caseFactsOf(db, 'covid-19', [p]))).toHaveLength(2)
  })
  it('two results of one person at the same moment open one case', async () => {
    const p = await person(a, 't:00691')
    const both = await Promise.all([1, 2].map(() => open(a, p, { facts: { 'test.pcr': 'POS' } })))
    expect(new Set(both.map((o) => o.id)).size).toBe(1)
  })
  it('a change is recorded with what stood before; the second of two writers is told; a refuted case takes no more changes', async () => {
    const made = await open(a, await person(a, 't:00691'), { facts: { 'test.pcr': 'POS' } })
    const v = await view(a, made.id)
    await changeCase(a, made.id, changeOf(v, { onsetOn: '2026-11-17', form: InvestigationForm.parse({ workAddress: 'Chợ Đồng Văn' }) }))
    await refused(changeCase(a, made.id, changeOf(v, { onsetOn: '2026-11-16' })), 'case.changed_meanwhile')
    const w = await view(a, made.id)
    await refused(changeCase(a, made.id, changeOf(w, { form: InvestigationForm.parse({ workAddress: 'Chợ Đồng Văn' }) })), 'case.nothing_changed')
    expect(w.events.map((e) => e.kind)).toEqual(['opened', 'changed'])
    expect(w.events[1]!.detail).toMatchObject({ fields: ['onsetOn', 'form.workAddress'], before: { onsetOn: null } })
    expect(JSON.stringify(w)).not.toContain('Chợ Đồng Văn')
    await asStaff(a, (db) => refuteCase(db, { disease: 'covid-19', personId: w.person.id, reason: 'Kết quả xét nghiệm đã đính chính' }))
    const x = await view(a, made.id)
    expect(x).toMatchObject({ classification: 'discarded', classifiedBy: 'person' })
    await refused(changeCase(a, made.id, changeOf(x, { onsetOn: null })), 'case.refuted')
  })
  it('dates that cannot be are refused; so is a code of another case', async () => {
    const one = await open(a, await person(a, 't:00691'), { code: 'BN12345' })
    await refused(open(a, await person(a, 't:00691'), { code: 'BN12345' }), 'case.code_taken')
    const v = await view(a, one.id)
    await refused(changeCase(a, one.id, changeOf(v, { onsetOn: '2099-01-01' })), 'case.in_future')
    await refused(changeCase(a, one.id, changeOf(v, { onsetOn: '2026-11-10', probableExposureOn: '2026-11-12' })), 'case.dates_cross')
    await refused(changeCase(a, one.id, changeOf(v, { outcome: 'died' })), 'case.outcome_undated')
  })
  it('a line that another system brings twice is one case', async () => {
    const p = await person(province, 't:00700')
    const bring = () => asStaff(province, (db) => openCases(db, [{ disease: 'covid-19', personId: p, externalRef: 'ncov/77', facts: { 'test.pcr': 'POS' } }]))
    const [first] = await bring(); const [again] = await bring()
    expect(again).toMatchObject({ id: first!.id, created: false })
  })
  it('after all of this the counts of days equal the cases counted anew', async () => {
    const { prepared, anew } = await counted()
    expect(prepared).toEqual(anew)
    expect(prepared.length).toBeGreaterThan(2)
  })
})

describe('places and stays', () => {
  it('the same place written twice, with or without accents, is one record; a voided stay is gone from the case and stays in the story', async () => {
    const one = await open(a, await person(a, 't:00691')), two = await open(a, await person(a, 't:00691'))
    const stay = (name: string) => MilestoneBody.parse({ place: { name, unitId: 't:00691' }, fromAt: '2026-11-18T01:00:00.000Z', toAt: '2026-11-18T03:00:00.000Z', risk: 'high' })
    const first = await addMilestone(a, one.id, stay('Chợ phiên Lũng Cú'))
    await addMilestone(a, two.id, stay('Cho phien Lung Cu'))
    expect((await view(a, one.id)).milestones).toMatchObject([{ place: { name: 'Chợ phiên Lũng Cú' }, cases: 2 }])
    expect(await readAs(b, (db) => listPlaces(db, 'cho phien'))).toHaveLength(1)
    await refused(addMilestone(a, one.id, { ...stay('X quán'), toAt: '2026-11-17T00:00:00.000Z' }), 'milestone.ends_before_it_begins')
    await voidMilestone(a, one.id, first.id, 'Nhầm ngày')
    const v = await view(a, one.id)
    expect([v.milestones, v.events.map((e) => e.kind)]).toEqual([[], ['opened', 'milestone_added', 'milestone_voided']])
    await refused(voidMilestone(a, one.id, first.id, 'Nhầm ngày'), 'milestone.unknown')
  })
})

describe('who sees a case', () => {
  it('the commune of the person and the province; not another commune, not the Party office', async () => {
    const made = await open(a, await person(a, 't:00691', 'Sùng Mí Già'), { facts: { 'test.pcr': 'POS' } })
    expect((await listCases(province, CaseFilters.parse({ q: 'sung mi gia' }))).cases.map((c) => c.id)).toEqual([made.id])
    expect((await listCases(a, CaseFilters.parse({ q: 'SÙNG' }))).cases.map((c) => c.id)).toEqual([made.id])
    for (const who of [b, party]) {
      expect((await listCases(who, CaseFilters.parse({}))).cases.filter((c) => c.unit?.id === 't:00691')).toEqual([])
      await refused(view(who, made.id), 'case.unknown')
    }
    await refused(decideCase(b, made.id, { version: 1, classification: 'discarded', reason: 'Thử xem' }), 'case.unknown')
    await refused(decideCase(party, made.id, { version: 1, classification: 'discarded', reason: 'Thử xem' }), 'permission.missing')
    await refused(keepDraft(b, made.id, {}), 'case.unknown')
  })
  it('opening the form is a look on record; what is typed is kept for this person alone until it is recorded', async () => {
    const made = await open(a, await person(a, 't:00691', 'Giàng Thị Súa'))
    await keepDraft(a, made.id, { workAddress: 'đang gõ' })
    const form = await openForm(a, made.id)
    expect(form).toMatchObject({ name: 'Giàng Thị Súa', draft: { body: { workAddress: 'đang gõ' } } })
    expect((await openForm(province, made.id)).draft).toBeNull()
    const { rows } = await database().systemPool.query(`select purpose from audit_event where action = 'person.looked' and subject_id = $1`, [(await view(a, made.id)).person.id])
    expect(rows.length).toBe(2)
    const v = await view(a, made.id)
    await changeCase(a, made.id, changeOf(v, { form: InvestigationForm.parse({ workAddress: 'xong' }) }))
    expect((await openForm(a, made.id)).draft).toBeNull()
  })
  it('while nobody knows where the person lives, the case counts for the commune that wrote it down', async () => {
    const before = (await listCases(b, CaseFilters.parse({}))).figures.all
    const p = (await asStaff(b, (db) => findOrCreatePerson(db, { name: 'Người chưa rõ nơi ở' }))).personId
    await open(b, p, { facts: { 'test.pcr': 'POS' } })
    expect((await listCases(b, CaseFilters.parse({}))).figures.all).toBe(before + 1)
    expect(await counted()).toMatchObject({ prepared: (await counted()).anew })
  })
  it('a list goes on by key without a line twice or left out; figures are of the own area', async () => {
    const all = new Set<string>()
    for (let cursor: string | null = null, first = true; first || cursor; first = false) { const page = await listCases(province, CaseFilters.parse({ limit: 3, cursor })); for (const c of page.cases) { expect(all.has(c.id)).toBe(false); all.add(c.id) } cursor = page.next }
    const { rows: [total] } = await database().systemPool.query(`select count(*)::int as n, count(*) filter (where classification = 'confirmed' and unit_id = 't:00691')::int as a from outbreak_case where disease = 'covid-19'`)
    expect(all.size).toBe(total.n)
    expect((await listCases(a, CaseFilters.parse({}))).figures.all).toBe(total.a)
  })
  it('a merge of two records of one person takes the case along', async () => {
    const kept = await person(province, 't:00691', 'Ly Thị Dế'), gone = await person(province, 't:00691', 'Lý Thị Dế')
    const made = await open(province, gone)
    await asStaff(province, (db) => mergePersons(db, { keptId: kept, goneId: gone, reason: 'Cùng một người' } as never))
    const v = await view(province, made.id)
    expect(v.person.id).toBe(kept)
    expect((await readAs(province, (db) => getPersonsMasked(db, [gone])))[0]!.id).toBe(kept)
  })
})
