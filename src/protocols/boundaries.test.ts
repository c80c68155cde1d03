import { describe, expect, test } from 'vitest'
import { addDays, formatDay, type PlainDate } from '../platform/dates.ts'
import { choose, questionOf, quarantinePlan, caseDefinition, dischargeRule, infectiousWindow, screeningRule, standingOn, type Choice, type Row, type StandingRow } from './rules.ts'
import { factsFor, given, shipped } from './test-support.ts'

/** Every row of every disease at its edges: the day before, the day of, the day after. The tests are made from the data, so a row cannot be added without them. */
describe.each(['covid-19', 'measles'])('edges of every row of %s', (name) => {
  const disease = shipped(name)
  const edges = disease.rows.flatMap((row) => {
    const title = `${row.id}${row.legal.number ? ` (${row.legal.number})` : ''}`
    return [
      ...(row.validFrom ? [[`${title} begins on ${formatDay(row.validFrom)}: not on the day before, in force on the day and on the day after`, row, row.validFrom, [false, true, row.validTo === null || row.validTo > row.validFrom]] as const] : []),
      ...(row.validTo ? [[`${title} ends on ${formatDay(row.validTo)}: in force on the day before and on its last day, not on the day after`, row, row.validTo, [row.validFrom === null || row.validFrom < row.validTo, true, false]] as const] : []),
    ]
  })
  test('rows with a first or a last day were found', () => expect(edges.length).toBeGreaterThan(name === 'covid-19' ? 150 : 1))
  test.each(edges)('%s', (_title, row, edge, expected) => {
    // Everything switched on, in the province whose rule it is, with facts under which its condition holds.
    const catalogue = given(disease, { allOn: true, province: row.province ?? '08' })
    const rows = catalogue.rows.map((r) => (r.id === row.id ? { ...r, on: true } : r))
    const alike = rows.filter((r) => questionOf(r) === questionOf(catalogue.rows.find((x) => x.id === row.id)!))
    const facts = factsFor(row.when)
    const days = [addDays(edge, -1), edge, addDays(edge, 1)]
    expect(days.map((day) => standingOn({ ...catalogue, rows }, day).some((r) => r.id === row.id))).toEqual(expected)
    const verdicts = days.map((day) => choose(catalogue, alike as StandingRow[], facts, day).because.considered.find((c) => c.id === row.id)!.verdict)
    expect(verdicts.map((v) => v !== 'not_in_force')).toEqual(expected)
    // In force and with its condition met, a row is never called failing, foreign or off.
    for (const v of verdicts) expect(['chosen', 'candidate', 'outranked', 'not_in_force']).toContain(v)
  })
})

/** For each question, day by day from 2020 to 2022: one row, or a gap that is known and written down here. A hole or a tie that nobody meant fails. */
describe('one row for every day, or a gap that is named', () => {
  const allOn = given(shipped(), { allOn: true })
  const common = { 'recovered.months_since': 99, 'recovered.months_since_positive_pcr': 99, 'recovered.paper': false, 'test.pcr_or_rtlamp': 'NEG', 'test.pcr_or_rtlamp_hours_before_departure': 48, 'entry.planned_stay_days': 60, 'entry.special_group': false, 'journey.transit_without_stop': false, 'journey.origin_level': 4, 'journey.destination_level': 2, 'test.pcr_day7': 'NEG' }
  const vaccinated = { ...common, 'vaccination.full': true, 'vaccination.doses': 2, 'vaccination.days_since_last_dose': 30, 'vaccination.months_since_last_dose': 1 }
  const not = { ...common, 'vaccination.full': false, 'vaccination.doses': 0, 'vaccination.days_since_last_dose': 0, 'vaccination.months_since_last_dose': 0 }
  const order = (subject: string, facts: object) => (on: PlainDate) => quarantinePlan(allOn, { subjects: [subject], facts: facts as never, starts: {} }, on)
  const discharge = (symptoms: boolean) => (on: PlainDate) => dischargeRule(allOn, 'FACILITY', { 'symptom.any': symptoms, 'symptom.any_within_10_days_of_first_positive': symptoms, 'case.days_since_first_positive': 9, 'test.repeatedly_ct_lt': 0 }, on)
  const questions: Record<string, [(on: PlainDate) => Choice<Row> | Choice<never>, string[]]> = {
    'who is suspect': [(on) => caseDefinition(allOn, 'suspect', on), ['2020-01-01 none', '2020-08-07 def-2020-08-suspect', '2021-07-30 def-2021-07-suspect', '2021-12-29 def-2021-12-suspect', '2022-04-15 def-2022-04-suspect']],
    'who is F0': [(on) => caseDefinition(allOn, 'F0', on), ['2020-01-01 none', '2020-08-07 def-2020-08-f0', '2021-07-30 def-2021-07-f0', '2021-12-29 def-2021-12-f0', '2022-04-15 def-2022-04-f0']],
    'who is F1': [(on) => caseDefinition(allOn, 'F1', on), ['2020-01-01 none', '2020-08-07 def-2020-08-f1', '2021-07-30 def-2021-07-f1', '2021-12-29 def-2021-12-f1', '2022-04-15 def-2022-04-f1']],
    'who is F2': [(on) => caseDefinition(allOn, 'F2', on), ['2020-01-01 none', '2020-08-07 def-2020-08-f2', '2021-07-30 def-2021-07-f2', '2021-12-29 def-2021-12-f2', '2022-04-15 def-2022-04-f2']],
    'who is F3': [(on) => caseDefinition(allOn, 'F3', on), ['2020-01-01 none', '2021-05-10 def-f3-practice', '2021-12-29 none']],
    'order for a vaccinated F1': [order('F1', vaccinated), ['2020-01-01 q-2020', '2021-05-05 q-2021-05', '2021-07-14 q-2021-07', '2021-12-16 q-2021-12-vax', '2022-02-21 q-2022-02-vax', '2022-04-15 q-2022-04']],
    'order for an F1 not vaccinated': [order('F1', not), ['2020-01-01 q-2020', '2021-05-05 q-2021-05', '2021-07-14 q-2021-07', '2021-12-16 q-2021-12-novax', '2022-02-21 q-2022-02-novax', '2022-04-15 q-2022-04']],
    'order for a vaccinated entrant': [order('ENTRANT', vaccinated), ['2020-01-01 q-2020', '2021-05-05 q-2021-05', '2021-07-14 q-2021-07', '2021-08-04 q-2021-08-entry']],
    'order for an entrant not vaccinated': [order('ENTRANT', not), ['2020-01-01 q-2020', '2021-05-05 q-2021-05', '2021-07-14 q-2021-07', '2021-12-16 none']],
    'order for a vaccinated person from an outbreak area': [order('FROM_OUTBREAK_AREA', vaccinated), ['2020-01-01 none', '2021-08-06 q-2021-08-area-vax', '2021-10-03 none']],
    'order for a person from an outbreak area not vaccinated': [order('FROM_OUTBREAK_AREA', not), ['2020-01-01 none', '2021-08-06 q-2021-08-area-novax', '2021-10-03 none']],
    'order for a vaccinated person from a high-risk area': [order('FROM_HIGH_OR_VERY_HIGH_AREA', vaccinated), ['2020-01-01 none', '2021-10-03 q-2021-10-area-vax']],
    'order for a person from a high-risk area not vaccinated': [order('FROM_HIGH_OR_VERY_HIGH_AREA', not), ['2020-01-01 none', '2021-10-03 q-2021-10-area-novax']],
    'discharge with symptoms': [discharge(true), ['2020-01-01 none', '2020-03-25 dis-2020-03', '2020-07-29 dis-2020-07', '2021-04-26 dis-2021-04', '2021-07-14 none', '2021-10-06 dis-2021-10-b', '2022-01-28 dis-2022-01']],
    'discharge without symptoms': [discharge(false), ['2020-01-01 none', '2020-03-25 dis-2020-03', '2020-07-29 dis-2020-07', '2021-04-26 dis-2021-04', '2021-07-14 dis-2021-07', '2021-10-06 dis-2021-10-a', '2022-01-28 dis-2022-01']],
    'end of isolation at home': [(on) => dischargeRule(allOn, 'HOME', {}, on), ['2020-01-01 home-2021', '2022-01-31 home-2022']],
    'screening of everybody in a red zone': [(on) => screeningRule(allOn, { zone: 'VERY_HIGH', group: 'population' }, on), ['2020-01-01 none', '2021-08-01 test-2021-08-red-orange', '2021-09-14 test-2021-09-high', '2021-10-12 none']],
    'screening of households elsewhere': [(on) => screeningRule(allOn, { zone: 'OTHER', group: 'household' }, on), ['2020-01-01 none', '2021-08-01 test-2021-08-other', '2021-09-14 test-2021-09-other', '2021-10-12 none']],
    'infectious window with symptoms': [(on) => { const w = infectiousWindow(allOn, { symptoms: true, anchors: {} }, on); return (w ? { outcome: 'chosen', row: w.row } : { outcome: 'none' }) as Choice<Row> }, ['2020-01-01 none', '2020-12-03 trace-window-symptomatic']],
  }
  test.each(Object.entries(questions))('%s', (_question, [ask, expected]) => {
    const spans: string[] = []
    let last = ''
    for (let day = '2020-01-01'; day <= '2022-12-31'; day = addDays(day, 1)) {
      const choice = ask(day)
      const now = choice.outcome === 'chosen' ? choice.row.id : choice.outcome
      if (now !== last) spans.push(`${day} ${now}`)
      last = now
    }
    expect(spans).toEqual(expected)
  })
})
