import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { given, givenSwitch, shipped } from '../protocols/test-support.ts'
import { countChange, decide, questionsOf, wrongDates, type Counted } from './rules.ts'

const catalogue = given(shipped())
const fact = fc.constantFrom(...questionsOf(catalogue, '2026-11-20'))
const facts = fc.dictionary(fact, fc.oneof(fc.boolean(), fc.constantFrom('POS', 'NEG', 'INCONCLUSIVE'), fc.integer({ min: 0, max: 20 })))
const counted: fc.Arbitrary<Counted> = fc.record({ disease: fc.constant('covid-19'), unitId: fc.constantFrom('a', 'b', null), reportedOn: fc.constantFrom('2026-11-01', '2026-11-02'), classification: fc.constantFrom('suspect', 'probable', 'confirmed', 'discarded'), setting: fc.constantFrom('COMMUNITY', null) })

describe('classification', () => {
  it('no answers at all never confirm anybody, on any day', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 2_500 }), (n) => {
      const on = new Date(Date.parse('2020-01-01') + n * 86_400_000).toISOString().slice(0, 10)
      expect(decide(catalogue, {}, on)).toMatchObject({ classification: 'suspect', by: 'open' })
    }))
  })
  it('a definition that is switched off confirms nobody, whatever is answered; switched on, it does', () => {
    fc.assert(fc.property(facts, (f) => { expect(decide(catalogue, f, '2021-08-10').classification).not.toBe('confirmed') }))
    const on = given(shipped(), { switches: [givenSwitch('def-2022-04-f0', 'off')] })
    expect(decide(on, { 'test.pcr': 'POS' }, '2026-11-20')).toMatchObject({ classification: 'suspect', by: 'open' })
    expect(decide(catalogue, { 'test.pcr': 'POS' }, '2026-11-20')).toMatchObject({ classification: 'confirmed', by: 'rule', ruleId: 'def-2022-04-f0' })
  })
  it('whoever is confirmed by the machine meets the definition that is named', () => {
    fc.assert(fc.property(facts, (f) => {
      const d = decide(catalogue, f, '2026-11-20')
      if (d.by === 'rule') expect(d.explanation.find((l) => l.ruleId === d.ruleId)?.answer).toBe('yes')
      else expect(d.ruleId).toBeNull()
    }))
  })
})

describe('counts of days', () => {
  it('any chain of changes leaves exactly the last state counted, once', () => {
    fc.assert(fc.property(fc.array(counted, { minLength: 1, maxLength: 8 }), (states) => {
      const sums = new Map<string, number>()
      states.forEach((s, i) => { for (const { n, ...line } of countChange(states[i - 1] ?? null, s)) { const key = JSON.stringify(line); sums.set(key, (sums.get(key) ?? 0) + n) } })
      const left = [...sums].filter(([, n]) => n !== 0)
      expect(left).toEqual([[JSON.stringify((({ n: _, ...l }) => l)(countChange(null, states.at(-1)!)[0]!)), 1]])
    }))
  })
})

describe('dates', () => {
  const dates = { onsetOn: '2026-11-10', firstPositiveOn: null, probableExposureOn: null, reportedOn: '2026-11-12', outcomeOn: null }
  it('exposure comes before onset, onset before the outcome, nothing lies in the future', () => {
    expect(wrongDates(dates, '2026-11-20')).toBeNull()
    expect(wrongDates({ ...dates, probableExposureOn: '2026-11-11' }, '2026-11-20')).toMatchObject({ code: 'case.dates_cross' })
    expect(wrongDates({ ...dates, outcomeOn: '2026-11-09' }, '2026-11-20')).toMatchObject({ code: 'case.dates_cross' })
    expect(wrongDates({ ...dates, reportedOn: '2026-11-21' }, '2026-11-20')).toMatchObject({ code: 'case.in_future' })
  })
})
