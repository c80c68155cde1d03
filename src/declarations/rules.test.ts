import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findDisease, catalogueAt } from '../protocols/index.ts'
import { answerPage, emptyDraft, firstMissing, isWhole, mostPeople, nextPlace, placeBefore, placesOf, sameAnswers, triagePerson, withoutPerson, type Draft, type Fields, type FormContext, type PersonDraft, type Place, type Zones } from './rules.ts'
import { sayMust, sayWhy } from './words.ts'

const context: FormContext = { today: '2026-11-24', isDestination: (id) => id === 'xa', isProvince: (id) => id === 'tinh', isCommuneOf: (id, p) => id === 'xa-xa' && p === 'tinh' }
const good: { readonly [step: string]: Fields } = {
  commune: { unit: ['xa'] }, address: { address: ['Thôn 3'] }, origin: { origin: ['viet_nam'], province: ['tinh'] }, origin_unit: { unit: ['xa-xa'] }, left: { day: ['23/11/2026'], time: ['06:30'] }, arrived: { day: ['2026-11-24'] }, vehicle: { vehicle: ['coach'], number: ['22B-001.23'], seat: ['12'] },
  route: { route: ['Bến xe Mỹ Đình'], transit: ['no'] }, phone: { phone: ['0912 345 678'] }, name: { name: [' Giàng  A  Páo '] }, birth: { day: ['2'], month: ['9'], year: ['1990'] }, sex: { sex: ['male'] }, number: { number: ['008090001234'] }, symptoms: { symptom: ['none'] }, contact: { contact: ['no'] },
  vaccination: { doses: ['2'], day: ['01/10/2026'] }, recovered: { recovered: ['no'] }, more: { more: ['no'] },
}
const key = '0123456789abcdefghjkmnpqrs'
function fill(d: Draft, until?: Place['step']): Draft {
  let here: Place = placesOf(d)[0]!
  let now = d
  while (here.step !== 'check' && here.step !== until) {
    const said = answerPage(now, here, good[here.step]!, context)
    expect([here.step, said.problem]).toEqual([here.step, undefined])
    now = said.draft
    here = nextPlace(now, here)
  }
  return now
}
const answer = (step: Place['step'], fields: Fields, d = fill(emptyDraft(key, 'vi'), step)) => answerPage(d, { step, at: 0 }, fields, context)

describe('the questions of the form', () => {
  it('are answered one by one, in order, and then the declaration is whole', () => {
    const d = fill(emptyDraft(key, 'vi'))
    expect(firstMissing(d)).toBeUndefined()
    expect(isWhole(d)).toBe(true)
    expect(d).toMatchObject({ unit: 'xa', leftOn: '2026-11-23', arrivedOn: '2026-11-24', phone: '+84912345678', people: [{ name: 'Giàng A Páo', birth: '1990-09-02', symptoms: [], doses: 2, lastDose: '2026-10-01' }] })
  })
  it('"không biết" is an answer wherever a person may not know', () => {
    for (const [step, fields] of [['origin', { origin: ['unknown'] }], ['origin_unit', { unit: ['unknown'] }], ['left', { unknown: ['1'] }], ['vehicle', { vehicle: ['unknown'] }], ['route', { transit: ['unknown'] }], ['birth', { unknown: ['1'] }], ['sex', { sex: ['unknown'] }], ['number', { number: [''] }], ['symptoms', { symptom: ['unknown'] }], ['contact', { contact: ['unknown'] }], ['vaccination', { doses: ['unknown'] }], ['recovered', { recovered: ['unknown'] }]] as const)
      expect([step, answer(step, fields).problem]).toEqual([step, undefined])
  })
  it('a wrong answer says what is wrong and loses nothing', () => {
    for (const [step, fields, problem] of [
      ['commune', { unit: ['nowhere'] }, 'commune_unknown'], ['commune', {}, 'choose'], ['arrived', { day: ['22/11/2026'] }, 'arrived_before_left'], ['arrived', { day: ['24/12/2026'] }, 'arrived_too_far'], ['left', { day: ['31/02/2026'] }, 'day_unreadable'], ['left', { day: ['25/11/2026'] }, 'day_in_future'],
      ['left', { day: ['01/01/2026'] }, 'day_too_old'], ['birth', { year: ['2030'] }, 'birth_in_future'], ['birth', { day: ['31'], month: ['2'], year: ['1990'] }, 'birth_unreadable'], ['phone', { phone: ['12'] }, 'phone_unreadable'], ['name', { name: ['123'] }, 'name_missing'], ['symptoms', {}, 'choose'], ['origin', { origin: ['abroad'] }, 'country_missing'],
    ] as const) {
      const before = fill(emptyDraft(key, 'vi'), step)
      const said = answerPage(before, { step, at: 0 }, fields, context)
      expect([step, said.problem]).toEqual([step, problem])
      expect(said.draft.people).toEqual(before.people)
    }
  })
  it('the year of birth alone is enough', () => { expect(answer('birth', { year: ['1955'] }).draft.people[0]!.birth).toBe('1955') })
  it('another origin asks for its commune again', () => {
    const whole = fill(emptyDraft(key, 'vi'))
    expect(firstMissing(answerPage(whole, { step: 'origin', at: 0 }, { origin: ['abroad'], country: ['Lào'] }, context).draft)).toBeUndefined()
    expect(firstMissing(answerPage(answerPage(whole, { step: 'origin', at: 0 }, { origin: ['unknown'] }, context).draft, { step: 'origin', at: 0 }, good['origin']!, context).draft)).toEqual({ step: 'origin_unit', at: 0 })
  })
  it('a family is declared together, one person is taken out again, and twenty is the most', () => {
    let d = fill(emptyDraft(key, 'vi'))
    d = answerPage(d, { step: 'more', at: 0 }, { more: ['yes'] }, context).draft
    expect(firstMissing(d)).toEqual({ step: 'name', at: 1 })
    expect(withoutPerson(d, 1).people).toHaveLength(1)
    expect(withoutPerson(withoutPerson(d, 1), 0).people).toHaveLength(1)
    const full = { ...d, people: Array.from({ length: mostPeople }, () => d.people[0]!) }
    expect(answerPage(full, { step: 'more', at: mostPeople - 1 }, { more: ['yes'] }, context).problem).toBe('people_too_many')
  })
  it('whatever is sent, the form answers and never throws; going on and back returns to the same page', () => {
    const whole = fill(emptyDraft(key, 'vi'))
    fc.assert(fc.property(fc.constantFrom(...placesOf(whole)), fc.dictionary(fc.constantFrom('unit', 'origin', 'province', 'day', 'time', 'vehicle', 'phone', 'name', 'year', 'month', 'symptom', 'doses', 'transit', 'more'), fc.array(fc.string(), { maxLength: 2 })), (here, fields) => {
      const said = answerPage(whole, here, fields, context)
      expect(said.draft.key).toBe(key)
      if (here.step !== 'check') { const back = placeBefore(whole, nextPlace(whole, here)); expect(back).toEqual(here) }
    }))
  })
  it('two sendings of one declaration are equal whatever the language and the order of its fields', () => {
    const d = fill(emptyDraft(key, 'vi'))
    expect(sameAnswers(d, { ...(JSON.parse(JSON.stringify({ ...d, people: d.people, v: 1 })) as Draft), lang: 'en', review: true })).toBe(true)
    expect(sameAnswers(d, { ...d, seat: '13' })).toBe(false)
  })
})

const on = '2021-08-20'
const covid = (day: string) => catalogueAt(findDisease('covid-19')!, [], '08', day)
const zones = (level: 1 | 2 | 3 | 4 | null, distancing: 'ct15' | 'ct16' | null = null): Zones => ({ origin: { level, distancing, lockdown: false }, destination: { level: 1 } })
const well: PersonDraft = { name: 'A', symptoms: [], contact: 'no', doses: 0, recovered: 'no' }
const from = (z: Zones, p: PersonDraft = well, day = on, origin: Draft['origin'] = 'viet_nam') => triagePerson(covid(day), { origin, arrivedOn: day, transit: 'no' }, p, z, day)

describe('what is asked of somebody who arrives', () => {
  it('from an outbreak area, not vaccinated, in August 2021: 14 days at home with tests on days 1, 7 and 14', () => {
    const t = from(zones(4))
    expect(t).toMatchObject({ action: 'quarantine', priority: 2, days: 14, from: on, endsOn: '2021-09-02', tests: [{ day: 1, on: '2021-08-20' }, { day: 7, on: '2021-08-26' }, { day: 14, on: '2021-09-02' }], rule: { ruleId: 'q-2021-08-area-novax' } })
    expect(sayWhy(t, 'vi')).toMatch(/^Đến từ nơi có dịch cấp 4; theo /)
    expect(sayMust(t, 'vi').join(' ')).toContain('đến hết ngày 02/09/2021')
  })
  it('fully vaccinated for fourteen days: seven days of watching at home instead', () => {
    expect(from(zones(null, 'ct16'), { ...well, doses: 2, lastDose: '2021-07-01' })).toMatchObject({ action: 'monitor', days: 7, rule: { ruleId: 'q-2021-08-area-vax' } })
  })
  it('a fact that is not known leaves the answer to a person', () => {
    const t = from(zones(4), { ...well, doses: 'unknown' })
    expect(t).toMatchObject({ action: 'look', priority: 1, rule: null })
    expect(t.why.at(-1)!.code).toBe('rule_uncertain')
    expect(from({ origin: null, destination: null })).toMatchObject({ action: 'look', why: [{ code: 'origin_unknown' }] })
    expect(from(zones(null))).toMatchObject({ action: 'look', why: [{ code: 'origin_unassessed' }] })
  })
  it('from a quiet place nothing is asked beyond looking after oneself', () => { expect(from(zones(1))).toMatchObject({ action: 'none', priority: 0, rule: null }) })
  it('symptoms, contact and difficulty breathing come first, wherever one comes from', () => {
    expect(from(zones(1), { ...well, symptoms: ['cough'] })).toMatchObject({ action: 'call', priority: 2 })
    expect(from(zones(1), { ...well, contact: 'yes' })).toMatchObject({ action: 'call' })
    const t = from(zones(4), { ...well, symptoms: ['dyspnoea'] })
    expect(t).toMatchObject({ action: 'emergency', priority: 3, days: 14 })
    expect(sayMust(t, 'vi')).toHaveLength(3)
  })
  it('today, from a place of level 3 and not vaccinated, the rule of October 2021 still asks for 14 days', () => { expect(from(zones(3), well, '2026-11-24')).toMatchObject({ action: 'quarantine', days: 14, rule: { ruleId: 'q-2021-10-area-novax' } }) })
  it('never asks less of somebody because he also says that he is ill', () => {
    const rank = ['none', 'look', 'monitor', 'quarantine', 'call', 'emergency']
    fc.assert(fc.property(fc.constantFrom(null, 1, 2, 3, 4), fc.constantFrom(0, 1, 2, 'unknown'), fc.constantFrom('yes', 'no', 'unknown'), fc.subarray(['fever', 'cough', 'dyspnoea'] as const), (level, doses, recovered, symptoms) => {
      const p = { ...well, doses, recovered } as PersonDraft
      const healthy = from(zones(level as 1), p); const ill = from(zones(level as 1), { ...p, symptoms })
      expect(rank.indexOf(ill.action)).toBeGreaterThanOrEqual(rank.indexOf(healthy.action))
      expect(ill.rule).toEqual(healthy.rule)
    }))
  })
})
