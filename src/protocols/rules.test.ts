import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, instantOf } from '../platform/dates.ts'
import {
  activityMeasures, areaMeasures, caseDefinition, catalogueAt, choose, classify, contactFollowUp, dateOfDay, dayNumber, differences, dischargeRule, distancingRule, factsOf, firedLeaves, freeze, homeCare, incubation, infectiousWindow, listOf,
  meetsDefinition, missingFacts, ops, patientRisk, planOf, poolSizes, quarantinePlan, resultValidity, rowsOf, screeningRule, standingOf, standingOn, testDays, weigh, withValues, zoneLevel, type Condition, type Facts,
} from './rules.ts'
import { given, givenSwitch, shipped } from './test-support.ts'

const covid = shipped()
const measles = shipped('measles')
const asShipped = given(covid)
const allOn = given(covid, { allOn: true })
const chosen = (c: { outcome: string; row?: { id: string } }): string => (c.outcome === 'chosen' ? c.row!.id : c.outcome)

describe('a condition has three answers', () => {
  const leaf = (fact: string, op: 'eq' | 'lte' | 'gte' | 'in' | 'between' | 'within' | 'lt' | 'gt', value: never): Condition => ({ fact, op, value })
  test('an unknown fact makes its clause unknown, never false', () => {
    expect(weigh(leaf('a.b', 'eq', true as never), {}).truth).toBe('unknown')
    expect(weigh({ not: leaf('a.b', 'eq', true as never) }, {}).truth).toBe('unknown')
    expect(weigh(leaf('a.b', 'eq', true as never), { 'a.b': null }).truth).toBe('unknown')
  })
  test('one clause that fails settles an "all", one that holds settles an "any", whatever is unknown beside it', () => {
    const fails = leaf('a.b', 'eq', true as never)
    const unknown = leaf('a.c', 'eq', true as never)
    expect(weigh({ all: [unknown, fails] }, { 'a.b': false }).truth).toBe('no')
    expect(weigh({ any: [unknown, fails] }, { 'a.b': true }).truth).toBe('yes')
    expect(weigh({ any: [unknown, fails] }, { 'a.b': false }).truth).toBe('unknown')
  })
  test('between counts both ends, within holds a whole span, in asks for one of a list', () => {
    const between = leaf('v.spo2', 'between', [93, 94] as never)
    expect([92, 93, 94, 95].map((v) => weigh(between, { 'v.spo2': v }).truth)).toEqual(['no', 'yes', 'yes', 'no'])
    const within = leaf('s.period', 'within', ['2021-05-01', '2021-12-31'] as never)
    expect(weigh(within, { 's.period': ['2021-05-01', '2021-12-31'] }).truth).toBe('yes')
    expect(weigh(within, { 's.period': ['2021-04-30', '2021-06-01'] }).truth).toBe('no')
    expect(weigh(leaf('a.b', 'in', ['X', 'Y'] as never), { 'a.b': 'Y' }).truth).toBe('yes')
  })
  test('a value with a dot names another fact; while that one is unknown nobody is judged by it', () => {
    const c = leaf('journey.destination_level', 'lte', 'journey.origin_level' as never)
    expect(weigh(c, { 'journey.destination_level': 2, 'journey.origin_level': 3 }).truth).toBe('yes')
    expect(weigh(c, { 'journey.destination_level': 4, 'journey.origin_level': 3 }).truth).toBe('no')
    expect(weigh(c, { 'journey.destination_level': 4 }).truth).toBe('unknown')
    expect(missingFacts(weigh(c, { 'journey.destination_level': 4 }), { 'journey.destination_level': 4 })).toEqual(['journey.origin_level'])
    expect(factsOf(c)).toEqual(['journey.destination_level', 'journey.origin_level'])
  })
  test('a moment and a day compare by the day in Viet Nam', () => {
    const c = leaf('contact.time', 'lte', '2021-08-01' as never)
    expect(weigh(c, { 'contact.time': '2021-08-01T16:59:00.000Z' }).truth).toBe('yes')
    expect(weigh(c, { 'contact.time': '2021-08-01T17:00:00.000Z' }).truth).toBe('no')
  })
  test('a word where a number belongs is as good as not knowing', () => {
    expect(weigh(leaf('a.b', 'gte', 2 as never), { 'a.b': 'nhiều' }).truth).toBe('unknown')
    expect(weigh(leaf('a.b', 'eq', 2 as never), { 'a.b': 'nhiều' }).truth).toBe('unknown')
  })

  const paths = ['a.x', 'a.y', 'a.z']
  const anyLeaf = fc.record({ fact: fc.constantFrom(...paths), op: fc.constantFrom('eq', 'lt', 'lte', 'gt', 'gte'), value: fc.integer({ min: 0, max: 3 }) }) as fc.Arbitrary<Condition>
  const anyCondition: fc.Arbitrary<Condition> = fc.letrec<{ c: Condition }>((tie) => ({
    c: fc.oneof({ depthSize: 'small' }, anyLeaf, fc.record({ all: fc.array(tie('c'), { minLength: 1, maxLength: 3 }) }), fc.record({ any: fc.array(tie('c'), { minLength: 1, maxLength: 3 }) }), fc.record({ not: tie('c') })) as fc.Arbitrary<Condition>,
  })).c
  const anyFacts = fc.record(Object.fromEntries(paths.map((p) => [p, fc.option(fc.integer({ min: 0, max: 3 }))]))) as fc.Arbitrary<Facts>
  test('what is decided with few facts stays decided when more become known', () => fc.assert(fc.property(anyCondition, anyFacts, fc.tuple(...paths.map(() => fc.integer({ min: 0, max: 3 }))), (c, few, rest) => {
    const all: Facts = Object.fromEntries(paths.map((p, at) => [p, few[p] ?? rest[at]!]))
    const early = weigh(c, few).truth
    if (early !== 'unknown') expect(weigh(c, all).truth).toBe(early)
    expect(weigh(c, all).truth).not.toBe('unknown')
  })))
  test('an unknown answer always names a fact that is really missing', () => fc.assert(fc.property(anyCondition, anyFacts, (c, facts) => {
    const reason = weigh(c, facts)
    const missing = missingFacts(reason, facts)
    expect(missing.length > 0).toBe(reason.truth === 'unknown')
    for (const m of missing) expect(facts[m] ?? null).toBeNull()
  })))
  test('the clauses told as the reason all bear the answer', () => fc.assert(fc.property(anyCondition, anyFacts, (c, facts) => { expect(firedLeaves(weigh(c, facts)).length).toBeGreaterThan(0) })))
  test('every operation is one of those the documents use', () => expect(ops).toEqual(['eq', 'lt', 'lte', 'gt', 'gte', 'in', 'between', 'within']))
})

describe('choosing a row', () => {
  const order = rowsOf(allOn, 'order')
  const span = fc.integer({ min: 0, max: 1100 }).map((n) => addDays('2020-01-01', n))
  const anyFacts = fc.record({
    'vaccination.full': fc.option(fc.boolean()), 'vaccination.doses': fc.option(fc.integer({ min: 0, max: 3 })), 'vaccination.days_since_last_dose': fc.option(fc.integer({ min: 0, max: 400 })), 'vaccination.months_since_last_dose': fc.option(fc.integer({ min: 0, max: 14 })),
    'recovered.months_since': fc.option(fc.integer({ min: 0, max: 14 })), 'contact.shared_vehicle': fc.option(fc.boolean()), 'contact.close_to_f0': fc.option(fc.boolean()), 'journey.transit_without_stop': fc.option(fc.boolean()),
  }) as fc.Arbitrary<Facts>
  const province = fc.constantFrom('08', '79')
  test('the order in which rows are given does not matter', () => fc.assert(fc.property(fc.shuffledSubarray(order, { minLength: order.length }), span, anyFacts, province, (shuffled, on, facts, provinceId) => {
    expect(choose({ provinceId }, shuffled, facts, on)).toEqual(choose({ provinceId }, order, facts, on))
  })))
  test('more facts never take back a row that was surely chosen', () => fc.assert(fc.property(span, anyFacts, anyFacts, province, fc.constantFrom('F1', 'ENTRANT', 'FROM_OUTBREAK_AREA'), (on, few, more, provinceId, subject) => {
    const rows = order.filter((r) => r.subjects.includes(subject))
    const before = choose({ provinceId }, rows, few, on)
    const known = Object.fromEntries(Object.entries(few).filter(([, v]) => v !== null))
    const after = choose({ provinceId }, rows, { ...more, ...known }, on)
    if (before.outcome === 'chosen' && after.outcome !== 'uncertain') expect(chosen(after)).toBe(before.row.id)
    if (before.outcome === 'none') expect(after.outcome).toBe('none')
  })))
  test('a rule of the province goes before the national one, with its close contacts first', () => {
    const hcm = given(covid, { province: '79' })
    const plan = (facts: Facts, catalogue = hcm) => quarantinePlan(catalogue, { subjects: ['F1'], facts, starts: {} }, '2021-06-01')
    expect(chosen(plan({ 'contact.shared_vehicle': false, 'contact.close_to_f0': false }))).toBe('q-2021-05-hcm')
    expect(chosen(plan({ 'contact.shared_vehicle': true }))).toBe('q-2021-05-hcm-close')
    expect(plan({})).toMatchObject({ outcome: 'uncertain', missing: ['contact.close_to_f0', 'contact.shared_vehicle'] })
    expect(chosen(plan({}, asShipped))).toBe('q-2021-05')
  })
  test('the answer tells which clause fired, what is missing and what was passed over', () => {
    const hcm = given(covid, { province: '79' })
    const plan = quarantinePlan(hcm, { subjects: ['F1'], facts: { 'contact.shared_vehicle': true }, starts: {} }, '2021-06-01')
    const said = Object.fromEntries(plan.because.considered.map((c) => [c.id, c.verdict]))
    expect(said).toMatchObject({ 'q-2021-05-hcm-close': 'chosen', 'q-2021-05-hcm': 'outranked', 'q-2021-05': 'outranked', 'q-2021-07': 'not_in_force' })
    expect(plan.because.considered.find((c) => c.id === 'q-2021-05')!.outrankedBy).not.toBeNull()
    expect(firedLeaves(plan.because.considered.find((c) => c.id === 'q-2021-05-hcm-close')!.reason!).map((l) => l.leaf.fact)).toEqual(['contact.shared_vehicle'])
    expect(plan.because.assumed).toEqual({ 'quarantine.centralised_days_done': 0, 'person.class': ['F1'] })
  })
  test('a rule that nobody has verified decides nothing by itself, and is named as waiting', () => {
    const choice = caseDefinition(asShipped, 'F1', '2021-08-01')
    expect(choice).toMatchObject({ outcome: 'none', because: { warnings: [{ code: 'newer_switched_off', id: 'def-2021-07-f1' }] } })
    expect(meetsDefinition(asShipped, 'F1', { 'contact.in_infectious_period': true, 'contact.distance_m': 1 }, '2021-08-01').truth).toBe('unknown')
    const on = given(covid, { switches: [givenSwitch('def-2021-07', 'on', { targetKind: 'set', checked: true })] })
    expect(meetsDefinition(on, 'F1', { 'contact.in_infectious_period': true, 'contact.distance_m': 1 }, '2021-08-01').truth).toBe('yes')
    expect(standingOf(rowsOf(on, 'definition').find((r) => r.id === 'def-2021-07-f1')!)).toBe('checked')
  })
  test('while the decision of April 2021 has not been read, that of July 2020 discharges, with a word of warning', () => {
    const choice = dischargeRule(asShipped, 'FACILITY', {}, '2021-05-01')
    expect(chosen(choice)).toBe('dis-2020-07')
    expect(choice.because.warnings).toContainEqual({ code: 'newer_switched_off', id: 'dis-2021-04' })
  })
  test('a document whose end nobody has seen says so', () => {
    expect(dischargeRule(asShipped, 'HOME', {}, '2026-11-24').because.warnings).toContainEqual({ code: 'end_unknown', since: '2022-01-31' })
  })
  test('two rows of the same rank are left to a person', () => {
    const twin = order.find((r) => r.id === 'q-2022-04')!
    const tie = choose({ provinceId: '08' }, [twin, { ...twin, id: 'q-2022-04-again' }], {}, '2022-05-01')
    expect(tie).toMatchObject({ outcome: 'tie', candidates: [{ id: 'q-2022-04' }, { id: 'q-2022-04-again' }] })
  })
})

describe('who is F0, F1, F2 under which version', () => {
  test('an antigen test alone made nobody F0 before 29/12/2021; then it could', () => {
    const f1 = { 'person.is_f1': true, 'test.antigen': 'POS', 'test.pcr': 'NEG' }
    expect(meetsDefinition(allOn, 'F0', f1, '2021-12-28').truth).toBe('no')
    expect(meetsDefinition(allOn, 'F0', f1, '2021-12-29')).toMatchObject({ truth: 'yes', paths: [1] })
  })
  test('two antigen tests count when the second is within 8 hours of the first result', () => {
    const facts = { 'person.is_f1': false, 'test.pcr': 'NEG', 'symptom.any': false, 'epi.factor': true, 'test.antigen': 'POS', 'test.antigen_second': 'POS' }
    const at = (hours: number) => meetsDefinition(asShipped, 'F0', { ...facts, 'test.antigen_second_hours_after_first': hours }, '2022-01-10')
    expect([7.9, 8, 8.1].map((h) => at(h).truth)).toEqual(['yes', 'yes', 'no'])
    expect(at(8).paths).toEqual([3])
  })
  test('15 masked minutes within 2 m made an F1 until 14/4/2022, within 1 m since', () => {
    const facts = { 'contact.in_infectious_period': true, 'contact.direct_physical': false, 'contact.health_care_without_full_ppe': false, 'contact.masked': true, 'contact.same_closed_space': false }
    const f1 = (metres: number, minutes: number, on: string) => meetsDefinition(asShipped, 'F1', { ...facts, 'contact.distance_m': metres, 'contact.minutes': minutes }, on).truth
    expect([f1(2, 15, '2022-04-14'), f1(2, 14, '2022-04-14'), f1(2.1, 60, '2022-04-14')]).toEqual(['yes', 'no', 'no'])
    expect([f1(2, 15, '2022-04-15'), f1(1, 15, '2022-04-15')]).toEqual(['no', 'yes'])
  })
  test('F2 ends with the definition of 29/12/2021', () => {
    const facts = { 'contact.index_class': 'F1', 'contact.distance_m': 1, 'contact.time': '2021-12-20T01:00:00Z', 'f1.earliest_possible_infection': '2021-12-18T01:00:00Z', 'f1.isolated_at': '2021-12-20T01:00:00Z' }
    expect(['2021-12-28', '2021-12-29'].map((on) => meetsDefinition(asShipped, 'F2', facts, on).truth)).toEqual(['yes', 'no'])
    expect(meetsDefinition(asShipped, 'F2', { ...facts, 'contact.time': '2021-12-20T01:00:01Z' }, '2021-12-28').truth).toBe('no')
  })
  test('the wording of F2 of 2020 was never seen: a person decides', () => expect(meetsDefinition(allOn, 'F2', { 'contact.index_class': 'F1' }, '2021-01-01').truth).toBe('unknown'))
  test('the strongest class is given, and an open question above it is told', () => {
    expect(classify(asShipped, { 'test.pcr': 'POS' }, '2022-06-01')).toMatchObject({ class: 'F0', certain: true })
    const open = classify(asShipped, { 'epi.factor': true, 'symptom.fever': true, 'symptom.cough': true, 'symptom.any': true }, '2022-06-01')
    expect(open).toMatchObject({ class: 'suspect', certain: false })
    expect(open.all[0]).toMatchObject({ class: 'F0', truth: 'unknown', missing: ['test.pcr', 'test.antigen'] })
  })
})

describe('quarantine under the version of the day of the order', () => {
  const vaccinated = { 'vaccination.full': true, 'vaccination.doses': 2, 'vaccination.days_since_last_dose': 60, 'vaccination.months_since_last_dose': 2, 'recovered.months_since': 99 }
  const not = { ...vaccinated, 'vaccination.full': false, 'vaccination.doses': 0 }
  const plan = (facts: Facts, on: string, starts: Record<string, string> = { ISOLATION_START: on, PLACE_ENTRY: on, LAST_CONTACT: on }) => quarantinePlan(asShipped, { subjects: ['F1'], facts, starts }, on)
  test.each([
    ['2021-05-04', 'q-2020', 'q-2020'], ['2021-05-05', 'q-2021-05', 'q-2021-05'], ['2021-07-13', 'q-2021-05', 'q-2021-05'], ['2021-07-14', 'q-2021-07', 'q-2021-07'], ['2021-12-15', 'q-2021-07', 'q-2021-07'],
    ['2021-12-16', 'q-2021-12-vax', 'q-2021-12-novax'], ['2022-02-20', 'q-2021-12-vax', 'q-2021-12-novax'], ['2022-02-21', 'q-2022-02-vax', 'q-2022-02-novax'], ['2022-04-14', 'q-2022-02-vax', 'q-2022-02-novax'], ['2022-04-15', 'q-2022-04', 'q-2022-04'],
  ])('an F1 of %s is under %s when vaccinated, %s when not', (on, vax, novax) => expect([chosen(plan(vaccinated, on)), chosen(plan(not, on))]).toEqual([vax, novax]))
  test('14 days from 14/7/2021 end on 27/7, tests on 14, 20 and 27/7, monitoring to 10/8', () => {
    expect(plan({}, '2021-07-14').plan).toMatchObject({
      start: { anchor: 'ISOLATION_START', on: '2021-07-14' }, endsOn: '2021-07-27', tests: [{ day: 1, on: '2021-07-14' }, { day: 7, on: '2021-07-20' }, { day: 14, on: '2021-07-27' }], after: { from: '2021-07-28', until: '2021-08-10' },
    })
  })
  test('where the first day counts as day 0, everything is one day later', () => {
    const p = quarantinePlan(asShipped, { subjects: ['F1'], facts: {}, starts: { ISOLATION_START: '2021-07-14' }, startDayIs: 0 }, '2021-07-14').plan!
    expect([p.endsOn, p.tests.map((t) => t.on)]).toEqual(['2021-07-28', ['2021-07-15', '2021-07-21', '2021-07-28']])
    expect([dateOfDay('2021-07-14', 14), dateOfDay('2021-07-14', 14, 0), dayNumber('2021-07-14', '2021-07-27'), dayNumber('2021-07-14', '2021-07-28', 0)]).toEqual(['2021-07-27', '2021-07-28', 14, 14])
  })
  test('21 days in May 2021 count from the later of entry and last contact, with a test on day 7 after leaving', () => {
    const p = plan({}, '2021-05-10', { PLACE_ENTRY: '2021-05-12', LAST_CONTACT: '2021-05-10' }).plan!
    expect(p).toMatchObject({ start: { anchor: 'PLACE_ENTRY' }, endsOn: '2021-06-01' })
    expect(testDays(p)).toEqual([{ day: 1, on: '2021-05-12', phase: 'quarantine' }, { day: 14, on: '2021-05-25', phase: 'quarantine' }, { day: 20, on: '2021-05-31', phase: 'quarantine' }, { day: 7, on: '2021-06-08', phase: 'after' }])
  })
  test('a rule that changes in the middle leaves a running order as it is; a new order gets the new rule', () => {
    const ordered = plan({}, '2021-07-10')
    if (ordered.outcome !== 'chosen') throw new Error('no row')
    const frozen = freeze(asShipped, ordered.row, '2021-07-10')
    const later = catalogueAt(covid, [givenSwitch('q-2021-05', 'values', { values: { days: 14 }, effectiveFrom: instantOf('2021-07-12') })], '08', '2021-07-20')
    expect(planOf(frozen.row, { PLACE_ENTRY: '2021-07-10' }, '2021-07-20').endsOn).toBe('2021-07-30')
    expect(frozen).toMatchObject({ ruleId: 'q-2021-05', chosenOn: '2021-07-10', row: { days: 21, testDays: [1, 14, 20] } })
    expect(quarantinePlan(later, { subjects: ['F1'], facts: {}, starts: { ISOLATION_START: '2021-07-20' } }, '2021-07-20')).toMatchObject({ outcome: 'chosen', row: { id: 'q-2021-07' } })
  })
  test('a new exposure moves the end of a running order under its own rule', () => {
    const ordered = plan({}, '2021-05-10', { LAST_CONTACT: '2021-05-10' })
    expect(ordered.plan!.endsOn).toBe('2021-05-30')
    expect(planOf(ordered.plan!.row, { LAST_CONTACT: '2021-05-15' }, '2021-05-15').endsOn).toBe('2021-06-04')
  })
  test('after 7 days centralised and a negative PCR an F1 of July 2021 goes home for 7 days', () => {
    const p = quarantinePlan(asShipped, { subjects: ['F1'], facts: { 'quarantine.centralised_days_done': 7, 'test.pcr_day7': 'NEG' }, starts: { HOME_ARRIVAL: '2021-07-21' } }, '2021-07-21')
    expect([chosen(p), p.plan!.endsOn, p.plan!.after!.until]).toEqual(['q-2021-07-mixed', '2021-07-27', '2021-08-10'])
  })
  test.each([[13, 2, 'q-2021-12-novax'], [14, 0, 'q-2021-12-vax'], [180, 6, 'q-2021-12-vax'], [210, 7, 'q-2021-12-novax']])('a last dose %i days (%i months) ago in January 2022 is under %s', (days, months, id) => {
    expect(chosen(plan({ ...vaccinated, 'vaccination.days_since_last_dose': days, 'vaccination.months_since_last_dose': months }, '2022-01-10'))).toBe(id)
  })
  test('somebody from an outbreak area in August 2021 whose vaccination is not known is not decided by machine', () => {
    const p = quarantinePlan(asShipped, { subjects: ['FROM_OUTBREAK_AREA'], facts: { 'journey.transit_without_stop': false }, starts: {} }, '2021-08-10')
    expect(p).toMatchObject({ outcome: 'uncertain', plan: null, candidates: [{ id: 'q-2021-08-area-novax' }, { id: 'q-2021-08-area-vax' }] })
    expect(chosen(quarantinePlan(asShipped, { subjects: ['FROM_OUTBREAK_AREA'], facts: { 'journey.transit_without_stop': true }, starts: {} }, '2021-08-10'))).toBe('q-2021-08-transit')
  })
  test('an F1 of April 2022 is not quarantined and takes care for 10 days from the last contact', () => {
    expect(plan({}, '2022-05-01').plan).toMatchObject({ endsOn: null, tests: [], after: { from: '2022-05-01', until: '2022-05-10' } })
  })
  test('an entrant who stays under 14 days is outside the rule of July 2021, an F1 is never', () => {
    expect(quarantinePlan(asShipped, { subjects: ['ENTRANT'], facts: { 'entry.planned_stay_days': 10 }, starts: {} }, '2021-07-20').outcome).toBe('none')
    expect(chosen(plan({}, '2021-07-20'))).toBe('q-2021-07')
  })
})

describe('times', () => {
  test('an F0 with symptoms infects from 3 days before onset until isolated', () => {
    const w = infectiousWindow(asShipped, { symptoms: true, anchors: { onset: '2021-08-10', isolated: '2021-08-12' } }, '2021-08-12')!
    expect([w.from, w.until, w.open, w.row.id]).toEqual(['2021-08-07', '2021-08-12', false, 'trace-window-symptomatic'])
    expect(infectiousWindow(asShipped, { symptoms: null, anchors: { onset: '2021-08-10' } }, '2021-08-12')).toMatchObject({ from: '2021-08-07', until: null, open: true, missing: ['isolated'] })
  })
  test('without symptoms from the probable exposure, else 14 days before the first positive, marked unverified', () => {
    const at = (anchors: Record<string, string>) => infectiousWindow(asShipped, { symptoms: false, anchors }, '2021-08-20')!
    expect(at({ probable_exposure: '2021-08-09', first_positive_sample: '2021-08-15' }).from).toBe('2021-08-09')
    expect(at({ first_positive_sample: '2021-08-15' })).toMatchObject({ from: '2021-08-01', warnings: [{ code: 'unverified' }] })
  })
  test('when it is not known whether there were symptoms, the rules do not choose', () => expect(infectiousWindow(asShipped, { symptoms: null, anchors: { first_positive_sample: '2021-08-15' } }, '2021-08-20')).toBeNull())
  test('contacts are watched as long as the order of the day says', () => {
    const days = ['2021-05-05', '2021-07-14', '2022-04-15'].map((on) => contactFollowUp(asShipped, {}, on)!)
    expect(days.map((d) => [d.days, d.ruleId, d.lostAfterDays, d.coverage])).toEqual([[21, 'q-2021-05', 3, 0.8], [14, 'q-2021-07', 3, 0.8], [10, 'q-2022-04', 3, 0.8]])
  })
  test('a negative paper is valid for 72 hours', () => expect(resultValidity(asShipped, '2021-08-01')).toMatchObject({ hours: 72, clockOptions: ['RESULT_TIME', 'SAMPLE_TIME'], ruleId: 'method-paper-validity' }))
  test('pools are of 5 or 10 for PCR, 3 to 5 for antigen; lists have their words', () => {
    expect(poolSizes(asShipped, '2021-08-01')).toEqual({ PCR: [5, 10], AG: [3, 4, 5] })
    expect(listOf(asShipped, 'case_setting', '2021-08-01').map((v) => v.vi)).toEqual(['Sàng lọc bệnh viện', 'Cộng đồng', 'Cách ly', 'Phong tỏa', 'Nhập cảnh'])
    expect(listOf(asShipped, 'result_codes', '2021-08-01').map((v) => v.code)).toContain('POOL_POS_RETEST')
    expect(listOf(asShipped, 'area_colours', '2021-08-01').map((v) => v.hex)).toEqual(['#0FA57F', '#F1BA15', '#F28E12', '#DA4711'])
  })
  test('red zones were screened every 2 to 3 days in August, 3 times a week from 14/9, and no longer by the calendar from 12/10/2021', () => {
    const at = (on: string) => screeningRule(asShipped, { zone: 'VERY_HIGH', group: 'population' }, on)
    expect(at('2021-09-13')).toMatchObject({ row: { everyMin: 2, everyMax: 3 } })
    expect(at('2021-09-14')).toMatchObject({ row: { timesPerWeek: 3 } })
    expect(at('2021-10-12').outcome).toBe('none')
    expect(screeningRule(asShipped, { zone: 'OTHER', group: 'vaccinated_or_travellers' }, '2021-10-12')).toMatchObject({ row: { periodic: false } })
  })
})

describe('treatment', () => {
  test('SpO2 of 93 and of 92 are both very high under 3646; 94 alone is not', () => {
    const risk = (spo2: number) => patientRisk(asShipped, { 'vital.spo2': spo2, 'person.age': 30, 'vital.consciousness_disturbed': false, 'vital.dyspnoea': false, 'vital.respiratory_rate': 18, 'vital.heart_rate': 80, 'vital.bp_systolic': 120, 'vital.bp_diastolic': 80, 'vital.other_emergency_sign': false, 'care.mechanical_ventilation': false, 'care.tracheostomy': false, 'care.tetraplegia': false, 'care.chemotherapy': false, 'care.radiotherapy': false }, [], '2021-08-10')
    expect([92, 93, 94].map((s) => risk(s).row?.level ?? null)).toEqual(['VERY_HIGH', 'VERY_HIGH', null])
    expect(risk(94).certain).toBe(true)
  })
  test('65 years with a disease of the list is very high; without, only what is unverified speaks', () => {
    const at = (diseases: string[], catalogue = asShipped) => patientRisk(catalogue, { 'person.age': 65, 'vital.spo2': 98, 'vital.consciousness_disturbed': false, 'vital.dyspnoea': false, 'vital.respiratory_rate': 18, 'vital.heart_rate': 80, 'vital.bp_systolic': 120, 'vital.bp_diastolic': 80, 'vital.other_emergency_sign': false, 'care.mechanical_ventilation': false, 'care.tracheostomy': false, 'care.tetraplegia': false, 'care.chemotherapy': false, 'care.radiotherapy': false }, diseases, '2021-08-10')
    expect(at(['DIABETES']).row?.id).toBe('risk-2021-07-vh-1')
    expect(at([]).row).toBeNull()
    expect(at([], allOn).row).toMatchObject({ level: 'HIGH' })
  })
  test('the colours of December 2021 have no criteria that anybody has seen: a person classifies', () => expect(patientRisk(asShipped, {}, null, '2022-01-01')).toMatchObject({ row: null, certain: false }))
  test('leaving by version: day 10 with two samples, day 9 with one, 21 days when Ct stays low, then one negative', () => {
    const at = (facts: Facts, on: string) => dischargeRule(asShipped, 'FACILITY', facts, on)
    expect(at({ 'symptom.any_within_10_days_of_first_positive': false }, '2021-10-05')).toMatchObject({ row: { id: 'dis-2021-07', leaveOnDay: 10, tests: { count: 2, hoursBetween: 24, ctMin: 30 } } })
    const steady = { 'symptom.any': false, 'case.days_since_first_positive': 9, 'test.repeatedly_ct_lt': 0 }
    expect(at(steady, '2021-10-06')).toMatchObject({ row: { id: 'dis-2021-10-a', testOnDay: 9 } })
    expect(at({ ...steady, 'symptom.any': true }, '2022-01-27')).toMatchObject({ row: { id: 'dis-2021-10-b', minDays: 14, symptomFreeDays: 3 } })
    expect(at({ 'symptom.any': true, 'case.days_since_first_positive': 11, 'test.repeatedly_ct_lt': 30 }, '2021-11-01')).toMatchObject({ row: { id: 'dis-2021-10-c', minDays: 21, minDaysFrom: 'FIRST_POSITIVE' } })
    expect(at({}, '2022-01-28')).toMatchObject({ row: { id: 'dis-2022-01' } })
  })
  test('isolation at home ends after 10 days until 30/1/2022, after 7 from 31/1', () => expect(['2022-01-30', '2022-01-31'].map((on) => dischargeRule(asShipped, 'HOME', {}, on)).map((c) => (c.outcome === 'chosen' ? c.row.minDays : null))).toEqual([10, 7]))
  test('96 % is not enough to stay at home, 97 % is', () => {
    const at = (spo2: number) => homeCare(asShipped, { 'symptom.severity': 'MILD', 'vital.respiratory_rate': 19, 'vital.spo2': spo2, 'comorbidity.state': 'STABLE' }, '2022-03-01').truth
    expect([at(96), at(97)]).toEqual(['no', 'yes'])
  })
})

describe('levels of areas', () => {
  const quiet = { 'area.cluster_f0_unknown_source': false, 'area.f0_known_source_place': 'OTHER', 'area.f0_unknown_source_count': 0, 'area.source_is_crowded_place_of_red_situation': false, 'area.adjacent_to': 'NEW_NORMAL', 'area.community_case_known_source': 0, 'area.direct_contacts_of_cases': 0, 'area.many_illegal_entrants': false, 'area.many_in_quarantine_places': false, 'area.f0_known_source_14d_per_100k': 0 }
  const commune = (facts: Facts, on = '2021-08-01') => zoneLevel(asShipped, 'COMMUNE', { ...quiet, ...facts }, on)!
  test('any one factor is enough and the highest level wins (2686)', () => {
    expect(commune({})).toMatchObject({ level: 'NEW_NORMAL', score: 1, certain: true })
    expect(commune({ 'area.community_case_known_source': 1 })).toMatchObject({ level: 'RISK' })
    expect(commune({ 'area.community_case_known_source': 1, 'area.f0_unknown_source_count': 1 })).toMatchObject({ level: 'HIGH' })
    expect(commune({ 'area.cluster_f0_unknown_source': true, 'area.f0_unknown_source_count': 1 })).toMatchObject({ level: 'VERY_HIGH', colour: 'RED' })
    expect([1, 1.01].map((r) => commune({ 'area.f0_known_source_14d_per_100k': r }).level)).toEqual(['NEW_NORMAL', 'RISK'])
  })
  test('what is not known above the level found keeps the answer open', () => {
    expect(commune({ 'area.community_case_known_source': 1, 'area.cluster_f0_unknown_source': null })).toMatchObject({ level: 'RISK', certain: false, missing: ['area.cluster_f0_unknown_source'], possible: [{ level: 'VERY_HIGH' }] })
  })
  test('a district turns by the share of its communes', () => {
    const at = (facts: Facts) => zoneLevel(asShipped, 'DISTRICT', { ...quiet, 'area.share_children:VERY_HIGH': 0, 'area.share_children:HIGH': 0, 'area.share_children:RISK': 0, 'area.count_children:VERY_HIGH': 0, 'area.children_scattered': false, 'area.hard_to_control_source': false, 'area.protected_industry_adjoins_uncontrolled_area': false, ...facts }, '2021-08-01')!.level
    expect([at({}), at({ 'area.share_children:HIGH': 0.5 }), at({ 'area.share_children:VERY_HIGH': 0.3, 'area.children_scattered': true, 'area.count_children:VERY_HIGH': 3 }), at({ 'area.share_children:VERY_HIGH': 0.1, 'area.count_children:VERY_HIGH': 1 }), at({ 'area.share_children:RISK': 0.5 })]).toEqual(['NEW_NORMAL', 'VERY_HIGH', 'VERY_HIGH', 'HIGH', 'HIGH'])
  })
  test('2686 ends on 10/10/2021; 128 and 4800 follow', () => {
    expect(['2021-10-10', '2021-10-12', '2022-01-27'].map((on) => zoneLevel(asShipped, 'COMMUNE', quiet, on)?.scheme)).toEqual(['2686', '4800', '218'])
  })
  const matrixOn = given(covid, { switches: [givenSwitch('al4800-matrix', 'on', { targetKind: 'set', checked: true })] })
  const at4800 = (facts: Facts, on: string, catalogue = matrixOn) => zoneLevel(catalogue, 'PROVINCE', facts, on)!
  test('golden: TP. Hồ Chí Minh on 24/10/2021, 73,5 per 100,000 with over 99 % covered, is level 2', () => {
    const facts = { 'area.new_cases_per_100k_week': 73.5, 'area.share_18plus_one_dose': 0.99, 'area.share_65plus_full': 0.91 }
    expect(at4800(facts, '2021-10-24')).toMatchObject({ level: '2', colour: 'YELLOW', certain: true })
    expect(at4800(facts, '2021-10-24').steps).toContainEqual({ step: 'rate', id: 'al4800-c1-step-3', rate: 73.5, at: 3 })
  })
  test('golden: Hà Nội in December 2021, 44 per 100,000 with over 70 %, is level 2, which the unsettled cell leaves to a person', () => {
    const z = at4800({ 'area.new_cases_per_100k_week': 44, 'area.share_18plus_one_dose': 0.9, 'area.share_50plus_full': 0.85 }, '2021-12-10')
    expect(z).toMatchObject({ level: null, certain: false, possible: [{ level: '1' }, { level: '2' }] })
    const settled = given(covid, { switches: [givenSwitch('al4800-matrix', 'on', { targetKind: 'set' }), givenSwitch('al4800-matrix-gte70-2', 'values', { values: { levels: ['2'] } })] })
    expect(at4800({ 'area.new_cases_per_100k_week': 44, 'area.share_18plus_one_dose': 0.9, 'area.share_50plus_full': 0.85 }, '2021-12-10', settled)).toMatchObject({ level: '2', certain: true })
  })
  test.each([[0, 1], [19.99, 1], [20, 2], [49.99, 2], [50, 3], [149.99, 3], [150, 4]])('%f new cases per 100,000 a week are step %i', (rate, step) => {
    expect(at4800({ 'area.new_cases_per_100k_week': rate, 'area.share_18plus_one_dose': 0.5, 'area.share_65plus_full': 0.9 }, '2021-10-20')).toMatchObject({ score: step })
  })
  test('a missed target for older people raises the level by one, but not above 4 and not without cases', () => {
    const at = (rate: number) => at4800({ 'area.new_cases_per_100k_week': rate, 'area.share_18plus_one_dose': 0.5, 'area.share_65plus_full': 0.79 }, '2021-10-20').score
    expect([at(0), at(10), at(60), at(200)]).toEqual([1, 2, 4, 4])
  })
  test('the target is of people of 65 and over in October, of 50 and over from November', () => {
    const facts = { 'area.new_cases_per_100k_week': 10, 'area.share_18plus_one_dose': 0.5, 'area.share_65plus_full': 0.9, 'area.share_50plus_full': 0.5 }
    expect(['2021-10-31', '2021-11-01'].map((on) => at4800(facts, on).score)).toEqual([1, 2])
  })
  test('without treatment capacity a level may not be lowered', () => {
    const facts = { 'area.new_cases_per_100k_week': 10, 'area.share_18plus_one_dose': 0.5, 'area.share_65plus_full': 0.9, 'area.previous_level': 3 }
    expect([true, false].map((ready) => at4800({ ...facts, 'area.treatment_capacity_ready': ready }, '2021-10-20').score)).toEqual([1, 3])
    expect(at4800(facts, '2021-10-20')).toMatchObject({ certain: false, missing: ['area.treatment_capacity_ready'] })
  })
  test('the table of levels is unverified: as it ships, a person decides', () => {
    expect(at4800({ 'area.new_cases_per_100k_week': 73.5, 'area.share_18plus_one_dose': 0.99, 'area.share_65plus_full': 0.91 }, '2021-10-24', asShipped)).toMatchObject({ level: null, certain: false, possible: [{ level: '2' }], missing: ['protocol.matrix_verified'] })
  })
  test('HCMC colours residential groups by households of the last 7 days; other provinces have no such rule', () => {
    const hcm = given(covid, { province: '79' })
    const at = (households: number, contact: boolean, days: number, catalogue = hcm) => zoneLevel(catalogue, 'RESIDENTIAL_GROUP', { 'group.households_with_new_f0_7d': households, 'group.f0_household_contact_with_others': contact, 'group.days_without_new_f0': days }, '2021-09-01')
    expect([at(3, false, 0), at(2, false, 0), at(1, true, 0), at(1, false, 0), at(0, false, 14), at(0, false, 15)].map((z) => z!.level)).toEqual(['RED', 'ORANGE', 'ORANGE', 'YELLOW', 'NEAR_GREEN', 'GREEN'])
    expect(at(3, false, 0, asShipped)).toBeNull()
  })
  test('measures of 2686 add up from green to red; 128 says per activity what stays open', () => {
    expect(areaMeasures(asShipped, '2686', 4, '2021-08-01').map((m) => m.colour)).toEqual(['GREEN', 'YELLOW', 'ORANGE', 'RED'])
    expect(activityMeasures(asShipped, '4800', 3, '2021-10-20').find((a) => a.row.id === 'al128-high-risk-services')?.code).toBe('STOP')
    expect(distancingRule(asShipped, 'CT16', '2021-08-01')).toMatchObject({ groupMax: 2, distanceM: 2 })
    expect(distancingRule(asShipped, 'CT15', '2021-08-01')).toMatchObject({ indoorMax: 20, groupMax: 9 })
  })
})

describe('a decision of the province', () => {
  test('takes effect at its instant, not before; one with effect in the course of a day counts for orders after it', () => {
    const off = givenSwitch('q-2022-04', 'off', { effectiveFrom: '2026-12-01T09:00:00.000Z' })
    const at = (when: string) => catalogueAt(covid, [off], '08', when).rows.find((r) => r.id === 'q-2022-04')!.on
    expect([at('2026-12-01T08:59:59.999Z'), at('2026-12-01T09:00:00.000Z'), at('2026-11-30'), at('2026-12-01')]).toEqual([true, false, true, false])
  })
  test('the newest in force wins, and "as it ships" takes all of it back', () => {
    const s = [givenSwitch('q-2022-04', 'off', { effectiveFrom: instantOf('2026-01-01') }), givenSwitch('q-2022-04', 'on', { effectiveFrom: instantOf('2026-02-01') }), givenSwitch('q-2022-04', 'values', { values: { after: null }, effectiveFrom: instantOf('2026-03-01') }), givenSwitch('q-2022-04', 'default', { effectiveFrom: instantOf('2026-04-01') })]
    const at = (day: string) => { const r = rowsOf(catalogueAt(covid, s, '08', day), 'order').find((x) => x.id === 'q-2022-04')!; return [r.on, r.after?.days ?? null, r.changed] }
    expect(['2025-12-31', '2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01'].map(at)).toEqual([[true, 10, []], [false, 10, []], [true, 10, []], [true, null, ['after']], [true, 10, []]])
  })
  test('looking back, a decision not yet taken then is not seen', () => {
    const s = [givenSwitch('q-2022-04', 'off', { effectiveFrom: instantOf('2026-01-01'), decidedAt: instantOf('2026-06-01') })]
    expect([instantOf('2026-05-31'), instantOf('2026-06-01')].map((known) => catalogueAt(covid, s, '08', '2026-02-01', known).rows.find((r) => r.id === 'q-2022-04')!.on)).toEqual([true, false])
  })
  test('in whatever order decisions are read, the rules are the same', () => fc.assert(fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (orderOf) => {
    const s = [givenSwitch('def-2021-07', 'on', { id: 'a', targetKind: 'set' }), givenSwitch('def-2021-07-f1', 'off', { id: 'b', effectiveFrom: instantOf('2020-02-01') }), givenSwitch('q-2022-04', 'values', { id: 'c', values: { days: 3 } }), givenSwitch('q-2022-04', 'off', { id: 'd', effectiveFrom: instantOf('2020-03-01') })]
    expect(catalogueAt(covid, orderOf.map((n) => s[n]!), '08', '2026-01-01')).toEqual(catalogueAt(covid, s, '08', '2026-01-01'))
  })))
  test('may change values of a rule, but not who the rule is, nor give it a shape it cannot have', () => {
    const row = covid.rows.find((r) => r.id === 'q-2021-07')!
    expect(withValues(row, { days: 10 })).toMatchObject({ ok: true, value: { days: 10 } })
    expect(withValues(row, { id: 'x' })).toMatchObject({ ok: false, refusal: { code: 'protocol.field_fixed' } })
    expect(withValues(row, { dyas: 10 })).toMatchObject({ ok: false, refusal: { code: 'protocol.field_unknown' } })
    expect(withValues(row, { days: 'mười' })).toMatchObject({ ok: false, refusal: { code: 'protocol.values_wrong', field: 'days' } })
  })
  test('may add a rule of its own, which goes before the national one', () => {
    const national = covid.rows.find((r) => r.id === 'q-2022-04')!
    const own = { ...national, id: 'p-08-f1', set: 'p-08', province: '08', days: 3, validFrom: '2026-01-01', text: { vi: 'F1 tự cách ly 3 ngày.', en: 'F1 stays in for 3 days.' } }
    const c = catalogueAt(covid, [givenSwitch('p-08-f1', 'row', { targetKind: 'new', values: own })], '08', '2026-06-01')
    expect(chosen(quarantinePlan(c, { subjects: ['F1'], facts: {}, starts: {} }, '2026-06-01'))).toBe('p-08-f1')
    expect(chosen(quarantinePlan(c, { subjects: ['F1'], facts: {}, starts: {} }, '2025-12-31'))).toBe('q-2022-04')
  })
  test('two days or two states compare row by row', () => {
    expect(differences(standingOn(asShipped, '2021-07-13'), standingOn(asShipped, '2021-07-14')).map((d) => `${d.what} ${d.id}`)).toEqual(expect.arrayContaining(['ends q-2021-05', 'begins q-2021-07', 'ends dis-2020-07', 'begins dis-2021-07', 'begins q-home-sign']))
    const after = given(covid, { switches: [givenSwitch('q-2022-04', 'values', { values: { days: 3 } })] })
    expect(differences(standingOn(asShipped, '2026-01-01'), standingOn(after, '2026-01-01'))).toEqual([{ id: 'q-2022-04', what: 'values', fields: ['days'] }])
    expect(differences(standingOn(asShipped, '2026-01-01'), standingOn(asShipped, '2026-01-01'))).toEqual([])
  })
})

describe('measles is only data', () => {
  const c = given(measles)
  test('incubation 7 to 21 days, infectious from 4 days before to 4 days after the rash, contacts 21 days', () => {
    expect(incubation(c, '2026-11-24')).toMatchObject({ row: { daysMin: 7, daysMax: 21 } })
    expect(infectiousWindow(c, { symptoms: null, anchors: { rash_onset: '2026-11-10' } }, '2026-11-24')).toMatchObject({ from: '2026-11-06', until: '2026-11-14', open: false })
    expect(contactFollowUp(c, {}, '2026-11-24')).toMatchObject({ days: 21, from: 'follow_up' })
  })
  test('fever, rash and coryza make a suspect; IgM confirms unless a vaccine was just given; F2 is not followed', () => {
    const signs = { 'symptom.fever': true, 'symptom.rash': true, 'symptom.coryza': true }
    expect(meetsDefinition(c, 'suspect', signs, '2026-11-24').truth).toBe('yes')
    expect(meetsDefinition(c, 'F0', { ...signs, 'test.measles_igm': 'POS', 'vaccination.measles_recent_days': 400 }, '2026-11-24')).toMatchObject({ truth: 'yes', paths: [0] })
    expect(meetsDefinition(c, 'F0', { ...signs, 'test.measles_igm': 'POS', 'vaccination.measles_recent_days': 20, 'test.measles_pcr': 'NEG', 'epi.link_confirmed_case': false }, '2026-11-24').truth).toBe('no')
    expect(meetsDefinition(c, 'F2', {}, '2026-11-24').truth).toBe('no')
  })
  test('a classroom entered 2 hours after the case left counts, later does not', () => {
    const at = (minutes: number) => meetsDefinition(c, 'F1', { 'contact.in_infectious_period': true, 'contact.same_closed_space': false, 'contact.direct_physical': false, 'contact.minutes_after_case_left': minutes }, '2026-11-24').truth
    expect([at(120), at(121)]).toEqual(['yes', 'no'])
  })
  test('an F1 without immunity is kept from school for 21 days from the last contact', () => {
    const plan = (immune: boolean | null) => quarantinePlan(c, { subjects: ['F1'], facts: { 'immunity.measles_evidence': immune }, starts: { LAST_CONTACT: '2026-11-01' } }, '2026-11-03')
    expect([plan(false).plan!.endsOn, chosen(plan(true)), plan(null).outcome]).toEqual(['2026-11-21', 'measles-order-f1-immune', 'uncertain'])
  })
})
