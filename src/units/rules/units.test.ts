import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readShippedUnits } from '../data.ts'
import { findPlaces, isInRange, readPlace, readProvinceRange } from './places.ts'
import { existsOn, findByCode, findVersionOn, firstKnownDay, isDayExact, knownDay, parentChain, predecessorsOn, successorsOn, unitIndex, type Unit } from './units.ts'
import { mergeUnits, reviseUnit, splitUnit, type NewUnit } from './changes.ts'

const { units, successions } = readShippedUnits()
const index = unitIndex(units, successions)
const on = (day: string, level: Unit['level']): Unit[] => units.filter((u) => u.level === level && existsOn(u, day))
const named = (id: string): string => index.byId.get(id)!.fullName
const anyUnit = fc.constantFrom(...units)
const anyDay = fc.date({ min: new Date('2021-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10))

describe('the lists that are shipped', () => {
  test('on each of three days there are as many units as the law says', () => {
    expect(['2021-11-30', '2025-03-31', '2025-07-01'].map((d) => [on(d, 'province').length, on(d, 'district').length, on(d, 'commune').length])).toEqual([[63, 705, 10599], [63, 696, 10035], [34, 0, 3321]])
  })
  test('on any day a code belongs to one unit', () => {
    for (const day of ['2021-01-01', '2024-12-31', '2025-01-01', '2025-02-28', '2025-03-01', '2025-06-30', '2025-07-01', '2026-11-24']) {
      const codes = units.filter((u) => existsOn(u, day)).map((u) => u.code)
      expect(new Set(codes).size, day).toBe(codes.length)
    }
  })
  test('every unit that ended on 30/6/2025 has a successor of 1/7/2025', () => {
    const lost = units.filter((u) => u.validTo === '2025-06-30' && successorsOn(index, u.id, '2025-07-01').units.length === 0)
    expect(lost.map((u) => u.fullName)).toEqual([])
  })
  test('every unit in force since 1/7/2025 has a predecessor, and every new unit names its resolution', () => {
    for (const u of on('2025-07-01', 'commune')) expect(predecessorsOn(index, u.id, '2025-06-30').length, u.fullName).toBeGreaterThan(0)
    expect(on('2025-07-01', 'commune').filter((u) => u.decree === null).length).toBeLessThan(10)
  })
  test('every unit has its parents on every day of its life: commune → district → province until 30/6/2025, commune → province since', () => {
    for (const u of units) for (const day of [u.validFrom, u.validTo ?? '2026-11-24']) {
      const levels = parentChain(index, u, day).map((p) => p.level)
      expect(levels, `${u.id} ${day}`).toEqual(u.level === 'country' ? [] : u.level === 'province' ? ['country'] : u.level === 'district' || day >= '2025-07-01' ? ['province', 'country'] : ['district', 'province', 'country'])
    }
  })
  test('a population that lost its final digits is marked', () => { expect(units.find((u) => u.id === '2025:00706')).toMatchObject({ fullName: 'Xã Phú Linh', populationSuspect: true }) })
})

describe('as of a day', () => {
  test('00004 is phường Trúc Bạch until 30/6/2025 and phường Ba Đình since', () => {
    expect(findByCode(index, '00004', '2025-06-30')?.fullName).toBe('Phường Trúc Bạch')
    expect(findByCode(index, '00004', '2025-07-01')?.fullName).toBe('Phường Ba Đình')
  })
  test('Thừa Thiên Huế became the city of Huế on 1/1/2025', () => {
    expect(findByCode(index, '46', '2024-12-31')?.fullName).toBe('Tỉnh Thừa Thiên Huế')
    expect(findByCode(index, '46', '2025-01-01')?.fullName).toBe('Thành phố Huế')
  })
  test('Điện Biên was not merged: one row through the reform', () => { expect(findByCode(index, '11', '2021-05-10')).toBe(findByCode(index, '11', '2026-11-24')) })
  test('a record of a commune of 2021 keeps its district and province', () => {
    const u = findByCode(index, '02566', '2021-08-31')!
    expect(parentChain(index, u, '2021-08-31').map((p) => p.fullName)).toEqual(['Huyện Sơn Dương', 'Tỉnh Tuyên Quang', 'Việt Nam'])
  })
  test('a day before the lists is answered with their first day, and said so', () => {
    expect(knownDay('2020-03-17')).toEqual({ day: firstKnownDay, moved: true })
    expect(isDayExact('2025-07-01')).toBe(true)
    expect(isDayExact('2025-03-01')).toBe(false)
  })
  test('on any day the unit asked for, or the one with its code, is in force or there is none', () => {
    fc.assert(fc.property(anyUnit, anyDay, (u, day) => { const v = findVersionOn(index, u.id, day); expect(v === undefined || existsOn(v, day) && v.code === u.code && v.level === u.level).toBe(true) }))
  })
})

describe('what became of a unit', () => {
  test('Hà Giang is the whole of it in Tuyên Quang, Thái Bình in Hưng Yên', () => {
    expect(successorsOn(index, '2021:02', '2026-01-01')).toEqual({ units: [{ unitId: '2025:08', part: 'full' }], unknown: false })
    expect(successorsOn(index, '2021:34', '2026-01-01').units.map((u) => named(u.unitId))).toEqual(['Tỉnh Hưng Yên'])
    expect(predecessorsOn(index, '2025:33', '2021-08-01').map((p) => named(p.unitId)).sort()).toEqual(['Tỉnh Hưng Yên', 'Tỉnh Thái Bình'])
  })
  test('huyện Sơn Dương lives on in its communes', () => {
    const heirs = successorsOn(index, '2021:076', '2026-01-01')
    expect(heirs.units.map((u) => named(u.unitId))).toEqual(expect.arrayContaining(['Xã Sơn Dương', 'Xã Tân Trào', 'Xã Hồng Sơn']))
    expect(heirs.units.every((u) => u.part === 'partial')).toBe(true)
  })
  test('a commune renamed before the reform is followed through two changes', () => { expect(successorsOn(index, '2021:02608', '2026-01-01').units.map((u) => u.unitId)).toEqual(['2025:02608']) })
  test('a commune that the lists lose sight of is unknown, not guessed', () => {
    const gone = units.find((u) => u.fullName === 'Xã Vân Sơn' && parentChain(index, u, '2021-11-30')[0]?.name === 'Sơn Dương')!
    expect(successorsOn(index, gone.id, '2026-01-01')).toEqual({ units: [], unknown: true })
  })
  // Found by the property below.
  test('thành phố Bắc Giang, which took in huyện Yên Dũng and went on, has it as a predecessor beside itself', () => { expect(predecessorsOn(index, '2021:213', '2021-11-30').map((p) => named(p.unitId)).sort()).toEqual(['Huyện Yên Dũng', 'Thành phố Bắc Giang']) })
  test('going forward and back always comes home, and nothing leads to a unit not in force', () => {
    fc.assert(fc.property(anyUnit, anyDay, (u, day) => {
      if (day < u.validFrom) return
      for (const s of successorsOn(index, u.id, day).units) {
        const v = index.byId.get(s.unitId)!
        expect(existsOn(v, day)).toBe(true)
        expect(predecessorsOn(index, v.id, u.validFrom).map((p) => p.unitId)).toContain(u.id)
      }
    }), { numRuns: 300 })
  })
  test('a full step keeps the whole; parts that end in one unit are the whole again', () => {
    const u = (id: string, from: string, to: string | null): Unit => ({ ...units[0]!, id, code: id, level: 'commune', validFrom: from, validTo: to })
    const step = (fromId: string, toId: string, effectiveOn: string, part: 'full' | 'partial') => ({ fromId, toId, effectiveOn, part, legalBasis: null })
    const i = unitIndex([u('a', '2021-01-01', '2021-12-31'), u('b', '2022-01-01', '2022-12-31'), u('c', '2022-01-01', '2022-12-31'), u('d', '2023-01-01', null)],
      [step('a', 'b', '2022-01-01', 'partial'), step('a', 'c', '2022-01-01', 'partial'), step('b', 'd', '2023-01-01', 'full'), step('c', 'd', '2023-01-01', 'full')])
    expect(successorsOn(i, 'a', '2022-06-01').units).toEqual([{ unitId: 'b', part: 'partial' }, { unitId: 'c', part: 'partial' }])
    expect(successorsOn(i, 'a', '2024-01-01').units).toEqual([{ unitId: 'd', part: 'full' }])
  })
})

describe('names as people write them', () => {
  const first = (text: string, day = '2021-08-01', level?: Unit['level']): string => { const m = findPlaces(index, text, day, level ? { level } : {})[0]; return m ? named(m.unitId) : '–' }
  test.each([
    ['TP. Hồ Chí Minh', 'Thành phố Hồ Chí Minh'], ['TPHCM', 'Thành phố Hồ Chí Minh'], ['TP.HCM', 'Thành phố Hồ Chí Minh'], ['tỉnh Hoà Bình', 'Tỉnh Hoà Bình'], ['tinh hoa binh', 'Tỉnh Hoà Bình'], ['Tỉnh Hòa Bình', 'Tỉnh Hoà Bình'],
    ['Phường 1, Quận 5, TP.HCM', 'Phường 1'], ['P.01, Q5', 'Phường 1'], ['xã Mường Phăng', 'Xã Mường Phăng'], ['huyện Sơn Dương', 'Huyện Sơn Dương'], ['H. Sơn Dương', 'Huyện Sơn Dương'], ['Bà Rịa - Vũng Tàu', 'Tỉnh Bà Rịa - Vũng Tàu'], ['Đăk Lăk', 'Tỉnh Đắk Lắk'], ['tỉnh Đắc Lắc', 'Tỉnh Đắk Lắk'],
  ])('“%s” is %s', (text, name) => { expect(first(text, '2021-08-01', /Bà Rịa/.test(text) ? 'province' : undefined)).toBe(name) })
  test('the larger parts of an address decide between communes of one name', () => {
    const [best] = findPlaces(index, 'xã Tân Lập, huyện Bắc Quang, tỉnh Hà Giang', '2021-08-01')
    expect(parentChain(index, index.byId.get(best!.unitId)!, '2021-08-01').map((p) => p.name).slice(0, 2)).toEqual(['Bắc Quang', 'Hà Giang'])
  })
  test('a dash can belong to a name or part an address', () => { expect(first('xã Chân Mây - Lăng Cô', '2026-01-01')).toBe('Xã Chân Mây - Lăng Cô'); expect(first('Phường 1 - Quận 5 - TP.HCM')).toBe('Phường 1') })
  test('the marks that were typed count', () => {
    const ms = findPlaces(index, 'xã Hồng Sơn', '2026-01-01')
    expect(named(ms[0]!.unitId)).toBe('Xã Hồng Sơn')
  })
  test('every unit in force is found by its full name within its province', () => {
    fc.assert(fc.property(fc.constantFrom(...on('2025-07-01', 'commune')), (u) => {
      expect(findPlaces(index, u.fullName, '2025-07-01', { within: u.provinceUnitId! }).slice(0, 3).map((m) => m.unitId)).toContain(u.id)
    }), { numRuns: 200 })
  })
  test('a prefix is not taken from a name that only begins with it', () => { expect(readPlace('Tân Phú').key).toBe('tan phu'); expect(readPlace('Phú Thọ').types).toEqual([]); expect(readPlace('Quảng Ninh').types).toEqual([]); expect(readPlace('Thanh Hóa').types).toEqual([]) })
  test('“từ Quảng Bình đến Bình Định” are seven coastal provinces, Gia Lai among them today, Kon Tum not', () => {
    const range = readProvinceRange('UBND các tỉnh, thành phố từ Quảng Bình đến Bình Định')!
    expect(range.names).toEqual(['Quảng Bình', 'Quảng Trị', 'Thừa Thiên Huế', 'Đà Nẵng', 'Quảng Nam', 'Quảng Ngãi', 'Bình Định'])
    expect(['Tỉnh Gia Lai', 'Thành phố Huế', 'Tỉnh Kon Tum', 'Tỉnh Phú Yên'].map((n) => isInRange(range, n))).toEqual([true, true, false, false])
    expect(readProvinceRange('từ ngày 01/8 đến ngày 15/8')).toBeUndefined()
  })
})

describe('merging, splitting, renaming', () => {
  const sonDuong = findByCode(index, '02536', '2026-01-01')!, tanTrao = on('2026-01-01', 'commune').find((u) => u.name === 'Tân Trào' && u.provinceUnitId === '2025:08')!
  const facts = { on: '2027-01-01', decree: '01/NQ-UBTVQH16' }
  const inForce = { byCode: (code: string) => findByCode(index, code, facts.on) }
  const fresh = (code: string, name: string): NewUnit => ({ code, type: 'commune', name, fullName: `Xã ${name}`, areaKm2: null, population: null })
  test('a merger ends the old units the day before and leaves every row of history as it was', () => {
    const d = mergeUnits([sonDuong, tanTrao], fresh(sonDuong.code, 'Sơn Dương Mới'), facts, inForce)
    if (!d.ok) throw new Error(d.refusal.code)
    expect(d.value.close).toEqual([sonDuong, tanTrao].map((u) => ({ id: u.id, validTo: '2026-12-31' })))
    const after = unitIndex([...units.map((u) => ({ ...u, validTo: d.value.close.find((c) => c.id === u.id)?.validTo ?? u.validTo })), ...d.value.create], [...successions, ...d.value.successions])
    expect(successorsOn(after, tanTrao.id, '2027-06-01').units).toEqual([{ unitId: `2027-01-01:${sonDuong.code}`, part: 'full' }])
    expect(findByCode(after, sonDuong.code, '2026-12-31')?.id).toBe(sonDuong.id)
    expect(predecessorsOn(after, `2027-01-01:${sonDuong.code}`, '2021-08-01').length).toBeGreaterThan(2)
  })
  test('what cannot be merged or split is refused with the reason', () => {
    expect(mergeUnits([sonDuong], fresh('99999', 'X'), facts, inForce)).toMatchObject({ refusal: { code: 'unit.merge_needs_two' } })
    expect(mergeUnits([sonDuong, on('2026-01-01', 'commune').find((u) => u.provinceUnitId !== '2025:08')!], fresh('99999', 'X'), facts, inForce)).toMatchObject({ refusal: { code: 'unit.not_neighbours' } })
    expect(mergeUnits([sonDuong, tanTrao], fresh('00004', 'X'), facts, inForce)).toMatchObject({ refusal: { code: 'unit.code_taken', name: 'Phường Ba Đình' } })
    expect(mergeUnits([sonDuong, tanTrao], fresh('99999', ' '), facts, inForce)).toMatchObject({ refusal: { code: 'unit.name_empty' } })
    expect(splitUnit(sonDuong, [fresh('99998', 'A')], facts, inForce)).toMatchObject({ refusal: { code: 'unit.split_needs_two' } })
    expect(splitUnit(sonDuong, [fresh('99998', 'A'), fresh('99998', 'B')], facts, inForce)).toMatchObject({ refusal: { code: 'unit.code_twice' } })
    expect(splitUnit(findByCode(index, '00004', '2021-01-01')!, [fresh('99998', 'A'), fresh('99999', 'B')], facts, inForce)).toMatchObject({ refusal: { code: 'unit.ends_already' } })
    expect(splitUnit(sonDuong, [fresh('99998', 'A'), fresh('99999', 'B')], { ...facts, on: '2025-07-01' }, inForce)).toMatchObject({ refusal: { code: 'unit.not_in_force' } })
    expect(reviseUnit(sonDuong, { ...fresh(sonDuong.code, sonDuong.name), areaKm2: sonDuong.areaKm2, population: sonDuong.population }, facts, inForce)).toMatchObject({ refusal: { code: 'unit.nothing_changed' } })
  })
  test('a split gives each new unit a part of the old', () => {
    const d = splitUnit(sonDuong, [fresh(sonDuong.code, 'Sơn Dương Đông'), fresh('99999', 'Sơn Dương Tây')], facts, inForce)
    if (!d.ok) throw new Error(d.refusal.code)
    expect(d.value.successions.map((s) => s.part)).toEqual(['partial', 'partial'])
    expect(d.value.create.map((u) => u.validFrom)).toEqual(['2027-01-01', '2027-01-01'])
  })
})
