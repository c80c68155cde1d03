import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { direction, standing, stateOf, weeklyRate, type Decision } from './rules.ts'

const on = (day: string, time = '00:00'): string => `2021-08-${day}T${time}:00.000Z`
let n = 0
const decision = (d: Partial<Decision>): Decision => ({ id: String(n++).padStart(4, '0'), unitId: 'xa', partName: null, level: null, distancing: null, lockdown: false, validFrom: on('01'), validTo: null, decidedAt: d.validFrom ?? on('01'), correctsId: null, ...d })

describe('what holds in an area', () => {
  it('the later decision of a unit replaces the earlier one, and not a moment sooner', () => {
    const first = decision({ level: 2 }), second = decision({ level: 4, distancing: 'ct16', validFrom: on('10') })
    expect(stateOf(['xa'], standing([second, first], on('09', '23:59')))).toMatchObject({ level: 2, distancing: null })
    expect(stateOf(['xa'], standing([second, first], on('10')))).toMatchObject({ level: 4, distancing: 'ct16' })
  })
  it('an order that ran out leaves nothing behind: the one before it does not come back', () => {
    const before = decision({ distancing: 'ct15' }), short = decision({ distancing: 'ct16', validFrom: on('05'), validTo: on('19') })
    expect(stateOf(['xa'], standing([before, short], on('18', '23:59'))).distancing).toBe('ct16')
    expect(stateOf(['xa'], standing([before, short], on('19'))).distancing).toBeNull()
  })
  it('a commune has its own level; distancing ordered for the province holds in it unless its own is stricter', () => {
    const province = decision({ unitId: 'tinh', level: 3, distancing: 'ct15' }), commune = decision({ level: 1, distancing: 'ct16' })
    expect(stateOf(['xa', 'tinh'], standing([province, commune], on('02')))).toMatchObject({ level: 1, distancing: 'ct16' })
    expect(stateOf(['xa', 'tinh'], standing([province, decision({ level: 1, distancing: 'ct19' })], on('02')))).toMatchObject({ level: 1, distancing: 'ct15' })
    expect(stateOf(['xa khác', 'tinh'], standing([province, commune], on('02')))).toMatchObject({ level: 3, distancing: 'ct15' })
  })
  it('a locked-down hamlet does not lock the commune; it is listed under it', () => {
    const hamlet = decision({ partName: 'Thôn Bản Cáp', lockdown: true, level: 4 }), commune = decision({ level: 2 })
    const state = stateOf(['xa'], standing([hamlet, commune], on('02')))
    expect(state).toMatchObject({ level: 2, lockdown: false })
    expect(state.parts.map((p) => p.partName)).toEqual(['Thôn Bản Cáp'])
    expect(stateOf(['xa'], standing([hamlet, commune, decision({ partName: 'Thôn Bản Cáp', validFrom: on('15') })], on('16'))).parts).toEqual([])
  })
  it('a decision entered wrongly does not count once corrected, and still counted in what was known before', () => {
    const wrong = decision({ level: 4, validFrom: on('03') }), right = decision({ level: 3, validFrom: on('03'), decidedAt: on('04'), correctsId: wrong.id })
    expect(stateOf(['xa'], standing([wrong, right], on('05'))).level).toBe(3)
    expect(stateOf(['xa'], standing([wrong, right], on('03', '12:00'), on('03', '12:00'))).level).toBe(4)
    expect(stateOf(['xa'], standing([wrong, right], on('03', '12:00'), on('05'))).level).toBe(3)
  })
  it('the order in which decisions are read changes nothing', () => {
    const any = fc.record({ unitId: fc.constantFrom('xa', 'tinh'), partName: fc.constantFrom(null, 'Thôn 1'), level: fc.constantFrom(null, 1 as const, 4 as const), distancing: fc.constantFrom(null, 'ct15' as const, 'ct16' as const), day: fc.integer({ min: 1, max: 9 }), known: fc.integer({ min: 1, max: 9 }), lasts: fc.option(fc.integer({ min: 1, max: 9 })) })
    fc.assert(fc.property(fc.array(any, { maxLength: 8 }).chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list.map((_, i) => i), { minLength: list.length, maxLength: list.length }))), fc.integer({ min: 1, max: 19 }), ([list, order], day) => {
      const made = list.map((x, i) => decision({ id: `d${i}`, unitId: x.unitId, partName: x.partName, level: x.level, distancing: x.distancing, validFrom: on(`0${x.day}`), decidedAt: on(`0${x.known}`), validTo: x.lasts === null ? null : on(String(x.day + x.lasts).padStart(2, '0')) }))
      const at = on(String(day).padStart(2, '0'))
      expect(stateOf(['xa', 'tinh'], standing(order.map((i) => made[i]!), at))).toEqual(stateOf(['xa', 'tinh'], standing(made, at)))
    }))
  })
})

describe('a change says which way it goes', () => {
  it('stricter in one and looser in another is called mixed', () => {
    const s = (level: 1 | 2 | 3 | 4 | null, distancing: 'ct15' | 'ct16' | 'ct19' | null = null, lockdown = false) => ({ level, distancing, lockdown })
    expect(direction(s(2), s(3))).toBe('tighter')
    expect(direction(s(2, 'ct16'), s(2, 'ct15'))).toBe('looser')
    expect(direction(s(2, 'ct16'), s(3, 'ct19'))).toBe('mixed')
    expect(direction(s(2), s(2))).toBe('same')
  })
})

describe('cases per 100,000 people a week', () => {
  it('are not guessed without a population', () => {
    expect(weeklyRate(12, 24_000)).toBe(50)
    expect(weeklyRate(3, null)).toBeNull()
    expect(weeklyRate(0, 24_000)).toBe(0)
  })
})
