import { expect, test } from 'vitest'
import { fold } from '../../platform/text.ts'
import { readShippedUnits } from '../data.ts'
import { describe } from './names.ts'
import { looseKey } from './places.ts'

const { units } = readShippedUnits()
const bodies: readonly (readonly [string, string])[] = [['UBND', 'committee'], ['Đảng ủy', 'party_committee'], ['Công an', 'police'], ['Trạm Y tế', 'health_station'], ['Ủy ban MTTQ Việt Nam', 'front'], ['Hội đồng nhân dân', 'council']]

// Bản Máy, Nội Bài, An Tường, Hội Hoan, Các Sơn, Văn Miếu - Quốc Tử Giám: names that look like other words were all once misread.
test('the bodies of each of the 3,321 communes are read as of that commune', () => {
  const wrong: string[] = []
  for (const u of units) {
    if (u.level !== 'commune' || u.validTo !== null) continue
    const place = looseKey(fold(u.name).replace(/[^\p{L}\p{N}]+/gu, ' ').trim())
    for (const [body, family] of bodies) for (const fullName of [u.fullName, u.fullName.replace(/^./u, (c) => c.toLowerCase())]) {
      const said = describe(`${body} ${fullName}`)
      if (said.level !== 'commune' || said.family !== family || said.place !== place) wrong.push(`${body} ${fullName}: ${JSON.stringify(said)}`)
    }
  }
  expect(wrong).toEqual([])
}, 60_000)
test('“xã hội” is no commune, “xã Hội Hoan” is', () => {
  expect(describe('Bảo hiểm xã hội tỉnh')).toMatchObject({ core: 'bao hiem xa hoi', level: 'province' })
  expect(describe('SỞ LAO ĐỘNG, THƯƠNG BINH VÀ XÃ HỘI')).toMatchObject({ core: 'so lao dong thuong binh xa hoi', level: 'province' })
  expect(describe('UBND xã Hội Hoan')).toMatchObject({ core: 'uy ban nhan dan', level: 'commune', place: 'hoi hoan' })
})
test('an address after the name gives its smallest area', () => { expect(describe('Trạm Y tế xã Tân Trào, huyện Sơn Dương, tỉnh Tuyên Quang')).toMatchObject({ level: 'commune', place: 'tan trao' }); expect(describe('UBND xã Tân Trào huyện Sơn Dương')).toMatchObject({ place: 'tan trao' }) })
test('the head named instead of the body is told apart', () => { expect(describe('Giám đốc Sở Y tế')).toMatchObject({ core: 'so y te', head: true }); expect(describe('Trưởng ban Tuyên giáo Tỉnh ủy')).toMatchObject({ core: 'ban tuyen giao', level: 'province', head: true }); expect(describe('Cục trưởng Cục Thuế')).toMatchObject({ core: 'cuc thue', head: true }) })
