import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchOrganisations, type MatchContext } from './matching.ts'
import { organisationIndex, type OrganisationSuccession, type OrganisationVersion } from './organisations.ts'
import { findKind } from './kinds.ts'
import { unitIndex, type Succession, type Unit } from './units.ts'

const unit = (id: string, level: Unit['level'], type: string, name: string, fullName: string, parentId: string | null, validFrom: string, validTo: string | null): Unit =>
  ({ id, code: id.split(':')[1] ?? id, level, type, name, fullName, nameEn: null, fullNameEn: null, parentId, provinceUnitId: level === 'country' ? null : validFrom < '2025' ? '2021:08' : '2025:08', areaKm2: null, population: null, populationSuspect: false, decree: null, lon: null, lat: null, validFrom, validTo })
const old = ['2021-01-01', '2025-06-30'] as const, fresh = ['2025-07-01', null] as const
const units = unitIndex([
  unit('VN', 'country', 'country', 'Việt Nam', 'Việt Nam', null, '2021-01-01', null),
  unit('2021:08', 'province', 'province', 'Tuyên Quang', 'Tỉnh Tuyên Quang', 'VN', ...old),
  unit('2021:22', 'province', 'province', 'Quảng Ninh', 'Tỉnh Quảng Ninh', 'VN', '2021-01-01', null),
  unit('2021:076', 'district', 'rural_district', 'Sơn Dương', 'Huyện Sơn Dương', '2021:08', ...old),
  unit('2021:070', 'district', 'city', 'Tuyên Quang', 'Thành phố Tuyên Quang', '2021:08', ...old),
  unit('2021:02566', 'commune', 'commune', 'Tân Trào', 'Xã Tân Trào', '2021:076', ...old),
  unit('2025:08', 'province', 'province', 'Tuyên Quang', 'Tỉnh Tuyên Quang', 'VN', ...fresh),
  unit('2025:02536', 'commune', 'commune', 'Sơn Dương', 'Xã Sơn Dương', '2025:08', ...fresh),
  unit('2025:02566', 'commune', 'commune', 'Tân Trào', 'Xã Tân Trào', '2025:08', ...fresh),
  unit('2025:02203', 'commune', 'ward', 'Minh Xuân', 'Phường Minh Xuân', '2025:08', ...fresh),
], [
  { fromId: '2021:08', toId: '2025:08', effectiveOn: '2025-07-01', part: 'full', legalBasis: null },
  ...['2025:02536', '2025:02566'].map((toId): Succession => ({ fromId: '2021:076', toId, effectiveOn: '2025-07-01', part: 'partial', legalBasis: null })),
  { fromId: '2021:070', toId: '2025:02203', effectiveOn: '2025-07-01', part: 'partial', legalBasis: null },
  { fromId: '2021:02566', toId: '2025:02566', effectiveOn: '2025-07-01', part: 'full', legalBasis: null },
])

const org = (id: string, kind: string, name: string, unitId: string, more: Partial<OrganisationVersion> = {}): OrganisationVersion =>
  ({ id, line: findKind(kind)?.line ?? 'other', kind, name, shortName: null, parentId: null, unitId, validFrom: '2020-01-01', validTo: null, ...more })
const commune = (key: string, unitId: string, name: string): OrganisationVersion[] => [
  org(`dang-uy-${key}`, 'dang_uy_xa', `Đảng ủy ${name}`, unitId, { parentId: 'tinh-uy' }), org(`ubnd-${key}`, 'ubnd_xa', `Ủy ban nhân dân ${name}`, unitId, { parentId: 'ubnd' }),
  org(`ca-${key}`, 'cong_an_xa', `Công an ${name}`, unitId, { parentId: 'ca' }), org(`tyt-${key}`, 'tram_y_te', `Trạm Y tế ${name}`, unitId, { parentId: `ubnd-${key}` }), org(`mttq-${key}`, 'mttq_xa', `Ủy ban MTTQ Việt Nam ${name}`, unitId),
  org(`vhxh-${key}`, 'phong', `Phòng Văn hóa - Xã hội ${name}`, unitId, { parentId: `ubnd-${key}` }), org(`phu-nu-${key}`, 'doan_the', `Hội Liên hiệp Phụ nữ ${name}`, unitId),
]
const P = '2025:08'
/** Today's two-level province. */
const today = [
  org('tinh-uy', 'tinh_uy', 'Tỉnh ủy Tuyên Quang', P), org('vptu', 'van_phong_cap_uy', 'Văn phòng Tỉnh ủy', P, { parentId: 'tinh-uy' }), org('btgdv', 'ban_dang', 'Ban Tuyên giáo và Dân vận Tỉnh ủy', P, { parentId: 'tinh-uy' }), org('btc', 'ban_dang', 'Ban Tổ chức Tỉnh ủy', P, { parentId: 'tinh-uy' }),
  org('du-ubnd', 'dang_uy_truc_thuoc', 'Đảng ủy Ủy ban nhân dân tỉnh', P, { parentId: 'tinh-uy' }), org('du-dang', 'dang_uy_truc_thuoc', 'Đảng ủy các cơ quan Đảng tỉnh', P, { parentId: 'tinh-uy' }),
  org('hdnd', 'hdnd_tinh', 'Hội đồng nhân dân tỉnh', P), org('ubnd', 'ubnd_tinh', 'Ủy ban nhân dân tỉnh Tuyên Quang', P), org('vpub', 'van_phong_ubnd', 'Văn phòng Ủy ban nhân dân tỉnh', P, { parentId: 'ubnd' }),
  ...([['yt', 'Y tế'], ['tc', 'Tài chính'], ['xd', 'Xây dựng'], ['nnmt', 'Nông nghiệp và Môi trường'], ['nv', 'Nội vụ'], ['khcn', 'Khoa học và Công nghệ'], ['gddt', 'Giáo dục và Đào tạo'], ['ct', 'Công Thương'], ['vhttdl', 'Văn hóa, Thể thao và Du lịch'], ['dttg', 'Dân tộc và Tôn giáo']] as const).map(([id, n]) => org(`so-${id}`, 'so_nganh', `Sở ${n}`, P, { parentId: 'ubnd' })),
  org('bqlkkt', 'ban_tinh', 'Ban Quản lý các khu công nghiệp tỉnh', P, { parentId: 'ubnd' }), org('bhxh', 'nganh_doc', 'Bảo hiểm xã hội tỉnh', P), org('thue', 'nganh_doc', 'Thuế tỉnh Tuyên Quang', P),
  org('ca', 'cong_an_tinh', 'Công an tỉnh', P), org('qs', 'quan_su_tinh', 'Bộ Chỉ huy Quân sự tỉnh', P), org('bp', 'bien_phong', 'Ban Chỉ huy Bộ đội Biên phòng tỉnh', P, { parentId: 'qs' }),
  org('mttq', 'mttq_tinh', 'Ủy ban MTTQ Việt Nam tỉnh', P), org('phu-nu', 'doan_the', 'Hội Liên hiệp Phụ nữ tỉnh', P), org('nong-dan', 'doan_the', 'Hội Nông dân tỉnh', P), org('doan', 'doan_the', 'Đoàn TNCS Hồ Chí Minh tỉnh', P),
  org('cdc', 'cdc', 'Trung tâm Kiểm soát bệnh tật tỉnh', P, { parentId: 'so-yt', shortName: 'CDC tỉnh' }), org('bvdk', 'benh_vien', 'Bệnh viện Đa khoa tỉnh', P, { parentId: 'so-yt' }), org('bao', 'bao_dai', 'Báo và phát thanh, truyền hình tỉnh', P, { parentId: 'tinh-uy' }),
  org('bcd', 'ban_chi_dao', 'Ban Chỉ đạo phòng, chống dịch bệnh tỉnh', P, { parentId: 'ubnd' }),
  ...commune('son-duong', '2025:02536', 'xã Sơn Dương'), ...commune('tan-trao', '2025:02566', 'xã Tân Trào'), ...commune('minh-xuan', '2025:02203', 'phường Minh Xuân'),
]
const index = organisationIndex(today, '2026-11-24', { units })
const context: MatchContext = { provinceName: 'Tỉnh Tuyên Quang', provinceUnitId: P }
const ids = (phrase: string, c: MatchContext = context, i = index): string[] => matchOrganisations(phrase, i, c).matches.map((m) => m.organisationId).sort()
const communes = (key: string) => ['minh-xuan', 'son-duong', 'tan-trao'].map((c) => `${key}-${c}`)
const departments = today.filter((o) => o.kind === 'so_nganh').map((o) => o.id)

describe('one named body', () => {
  test.each([
    ['Công an tỉnh', 'ca'], ['Bộ Chỉ huy Quân sự tỉnh', 'qs'], ['Bộ CHQS tỉnh', 'qs'], ['BCH QS tỉnh', 'qs'], ['Sở Y tế', 'so-yt'], ['SỞ Y TẾ', 'so-yt'], ['So Y te', 'so-yt'], ['Sở Y tế tỉnh Tuyên Quang', 'so-yt'], ['Giám đốc Sở Y tế', 'so-yt'],
    ['Văn phòng Tỉnh ủy', 'vptu'], ['VPTU', 'vptu'], ['Thường trực Tỉnh ủy', 'tinh-uy'], ['Ban Thường vụ Tỉnh ủy', 'tinh-uy'], ['Tỉnh uỷ', 'tinh-uy'], ['UBND tỉnh', 'ubnd'], ['Ủy ban nhân dân tỉnh', 'ubnd'], ['Chủ tịch UBND tỉnh', 'ubnd'], ['Lãnh đạo UBND tỉnh theo lĩnh vực', 'ubnd'], ['UBND tỉnh theo chức năng, nhiệm vụ được giao', 'ubnd'], ['HĐND tỉnh', 'hdnd'], ['Văn phòng UBND tỉnh', 'vpub'], ['VPUBND tỉnh', 'vpub'],
    ['Ủy ban MTTQ tỉnh', 'mttq'], ['Mặt trận Tổ quốc tỉnh', 'mttq'], ['CDC tỉnh', 'cdc'], ['Trung tâm KSBT tỉnh', 'cdc'], ['Sở GDĐT', 'so-gddt'], ['Sở VH,TT&DL', 'so-vhttdl'], ['Sở Văn hóa, Thể thao và Du lịch', 'so-vhttdl'], ['BHXH tỉnh', 'bhxh'], ['Hội LHPN tỉnh', 'phu-nu'], ['Tỉnh đoàn', 'doan'],
    ['Ban Chỉ đạo phòng, chống dịch bệnh tỉnh', 'bcd'], ['UBND xã Sơn Dương', 'ubnd-son-duong'], ['UBND xã Tân Trào', 'ubnd-tan-trao'], ['Đảng ủy phường Minh Xuân', 'dang-uy-minh-xuan'], ['Chủ tịch UBND phường Minh Xuân', 'ubnd-minh-xuan'], ['Trạm Y tế xã Tân Trào', 'tyt-tan-trao'],
  ])('“%s” is that body', (phrase, id) => { expect(ids(phrase)).toEqual([id]) })

  test.each([
    ['Ban Tuyên giáo Tỉnh ủy', 'btgdv'], ['Ban Tuyên giáo', 'btgdv'], ['Ban Dân vận Tỉnh ủy', 'btgdv'], ['Sở Giao thông vận tải', 'so-xd'], ['Sở Nông nghiệp và Phát triển nông thôn', 'so-nnmt'], ['Sở NN&PTNT', 'so-nnmt'], ['Sở TN&MT', 'so-nnmt'], ['Sở Lao động, Thương binh và Xã hội', 'so-nv'], ['Sở LĐTBXH', 'so-nv'], ['Sở LĐ-TB&XH', 'so-nv'],
    ['Sở Thông tin và Truyền thông', 'so-khcn'], ['Sở Kế hoạch và Đầu tư', 'so-tc'], ['Sở KH&ĐT', 'so-tc'], ['Ban cán sự đảng UBND tỉnh', 'du-ubnd'], ['BCSĐ UBND tỉnh', 'du-ubnd'], ['Bộ đội Biên phòng tỉnh', 'bp'], ['BĐBP tỉnh', 'bp'], ['Đài Phát thanh và Truyền hình tỉnh', 'bao'], ['Ban Dân tộc', 'so-dttg'],
  ])('“%s” of 2021 is today’s successor, with the reason', (phrase, id) => {
    const m = matchOrganisations(phrase, index, context)
    expect(m.matches.map((x) => x.organisationId)).toEqual([id])
    expect(m.matches[0]!.why.code).toBe('merged_into')
    expect(m.unknown).toBe(false)
  })

  test('before the merger the old department itself is meant', () => {
    const then = organisationIndex([...today, org('so-gtvt', 'so_nganh', 'Sở Giao thông vận tải', P, { validTo: '2025-02-28' })], '2021-08-31', { units })
    expect(ids('Sở Giao thông vận tải', context, then)).toEqual(['so-gtvt'])
  })
  test('a recorded successor wins over the general list', () => {
    const successions: OrganisationSuccession[] = [{ fromId: 'so-gtvt', toId: 'so-ct', effectiveOn: '2025-03-01' }]
    const now = organisationIndex([...today, org('so-gtvt', 'so_nganh', 'Sở Giao thông vận tải', P, { validTo: '2025-02-28' })], '2026-11-24', { units, successions })
    expect(ids('Sở Giao thông vận tải', context, now)).toEqual(['so-ct'])
  })
  test('a renamed organisation is found by its former name', () => {
    const now = organisationIndex([...today, org('cdc', 'cdc', 'Trung tâm Bảo vệ sức khỏe tỉnh', P, { validFrom: '2018-01-01', validTo: '2019-12-31' })], '2026-11-24', { units })
    const m = matchOrganisations('Trung tâm Bảo vệ sức khỏe tỉnh', now, context)
    expect(m.matches).toEqual([{ organisationId: 'cdc', confidence: 0.93, why: { code: 'former_name', formerly: 'Trung tâm Bảo vệ sức khỏe tỉnh' } }])
  })
  test('UBND huyện Sơn Dương, ended in 2025, is the committees of the communes made from it', () => {
    const m = matchOrganisations('UBND huyện Sơn Dương', index, context)
    expect(m.matches.map((x) => x.organisationId).sort()).toEqual(['ubnd-son-duong', 'ubnd-tan-trao'])
    expect(m.matches[0]!.why).toEqual({ code: 'unit_successor', unit: 'Huyện Sơn Dương', part: 'partial' })
    expect(ids('Huyện ủy Sơn Dương')).toEqual(['dang-uy-son-duong', 'dang-uy-tan-trao'])
  })
  test('a name damaged by a scan is proposed with less confidence', () => {
    const m = matchOrganisations('Sở Thông và Truyền thông', index, context)
    expect(m.matches.map((x) => x.organisationId)).toEqual(['so-khcn'])
    expect(m.matches[0]!.confidence).toBeLessThan(0.8)
  })
  test('another province and the ministries are outside, not unknown', () => {
    for (const p of ['UBND tỉnh Quảng Ninh', 'Bộ Y tế', 'Bộ trưởng Bộ Công an', 'BHXH Việt Nam', 'Tổng cục Thuế', 'Các Bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ']) expect(matchOrganisations(p, index, context)).toMatchObject({ matches: [], outside: true, unknown: false })
  })
})

describe('groups', () => {
  test('“các sở, ban, ngành, đoàn thể tỉnh” opens to the real list of the province and to no commune', () => {
    const found = ids('Các sở, ban, ngành, đoàn thể tỉnh')
    for (const id of [...departments, 'bqlkkt', 'bhxh', 'thue', 'ca', 'qs', 'phu-nu', 'nong-dan', 'doan']) expect(found).toContain(id)
    expect(found.filter((id) => /son-duong|tan-trao|minh-xuan|tinh-uy|ubnd$/.test(id))).toEqual([])
  })
  test('“Các sở, ban, ngành, Mặt trận Tổ quốc, đoàn thể tỉnh” has the Front too', () => { expect(ids('Các sở, ban, ngành, Mặt trận Tổ quốc, đoàn thể tỉnh')).toEqual(expect.arrayContaining(['mttq', 'so-yt', 'phu-nu'])) })
  test.each(['UBND các xã, phường', 'Ủy ban nhân dân các xã, phường, đặc khu', 'Chủ tịch UBND các xã, phường', 'UBND cấp xã', 'Các địa phương', 'chính quyền địa phương'])('“%s” is every commune committee', (p) => { expect(ids(p)).toEqual(communes('ubnd')) })
  test.each(['Ủy ban nhân dân các huyện, thành phố', 'UBND các huyện, thị xã, thành phố'])('“%s” of 2021 is proposed as the communes, with the reason that districts ended', (p) => {
    const m = matchOrganisations(p, index, context)
    expect(m.matches.map((x) => x.organisationId).sort()).toEqual(communes('ubnd'))
    expect(m.matches.every((x) => x.why.code === 'district_ended' && x.confidence < 0.8)).toBe(true)
  })
  test('“các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy”', () => { expect(ids('Các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy')).toEqual([...communes('dang-uy'), 'du-dang', 'du-ubnd'].sort()) })
  test('“Các huyện, thị, thành ủy, ĐUTT”', () => { expect(ids('Các huyện, thị, thành ủy, ĐUTT')).toEqual([...communes('dang-uy'), 'du-dang', 'du-ubnd'].sort()) })
  test('while districts existed, “UBND các huyện, thành phố” was the districts', () => {
    const then = organisationIndex([...today.filter((o) => !o.kind.endsWith('xa')), org('u1', 'ubnd_huyen', 'UBND huyện Sơn Dương', '2021:076'), org('u2', 'ubnd_huyen', 'UBND thành phố Tuyên Quang', '2021:070')], '2021-08-01', { units })
    expect(ids('UBND các huyện, thành phố', context, then)).toEqual(['u1', 'u2'])
    expect(ids('UBND các huyện', context, then)).toEqual(['u1'])
  })
  test('“các xã” are not the wards', () => { expect(ids('UBND các xã')).toEqual(['ubnd-son-duong', 'ubnd-tan-trao']) })
  test('“Trạm Y tế các xã, phường” and “Công an các xã, phường”', () => {
    expect(ids('Trạm Y tế các xã, phường')).toEqual(communes('tyt'))
    expect(ids('Công an các xã, phường')).toEqual(communes('ca'))
  })
  test('“các cơ quan, đơn vị liên quan” is not guessed: nothing is proposed, a choice is offered', () => {
    for (const p of ['các cơ quan, đơn vị liên quan', 'các đơn vị liên quan', 'các sở, ngành, địa phương liên quan', 'Các cơ quan được giao nhiệm vụ', 'các ngành, địa phương, cơ quan liên quan']) {
      const m = matchOrganisations(p, index, context)
      expect(m, p).toMatchObject({ matches: [], unknown: true, group: true })
      expect(m.candidates.length, p).toBeGreaterThan(0)
    }
  })
  test('a list with named bodies and a group is taken apart', () => {
    const m = matchOrganisations('Sở Giao thông vận tải, Sở Công Thương, Sở Nông nghiệp và Phát triển nông thôn, Công an tỉnh và các sở, ngành, địa phương liên quan', index, context)
    expect(m.matches.map((x) => x.organisationId).sort()).toEqual(['ca', 'so-ct', 'so-nnmt', 'so-xd'])
    expect(m).toMatchObject({ unknown: true, group: true, rest: [] })
    expect(ids('Ban Tuyên giáo Tỉnh ủy, Sở Y tế')).toEqual(['btgdv', 'so-yt'])
  })
  test('a definite body is not made doubtful by the open group behind it', () => { expect(matchOrganisations('Công an tỉnh và các sở liên quan', index, context)).toMatchObject({ matches: [{ organisationId: 'ca' }], unknown: true }) })
  test('“người đứng đầu các cơ quan, đơn vị trên địa bàn tỉnh” is the heads', () => { expect(matchOrganisations('Người đứng đầu các cơ quan, đơn vị trên địa bàn tỉnh', index, context)).toMatchObject({ head: true, group: true, unknown: false }) })
  test('hamlet heads that the province has not entered are asked for', () => { expect(matchOrganisations('bí thư, tổ trưởng tổ dân phố, trưởng thôn', index, context)).toMatchObject({ matches: [], unknown: true }) })
  test('a range of coastal provinces takes in ours only when we lie in it', () => {
    const dongNai = { provinceName: 'Tỉnh Gia Lai' }
    expect(ids('UBND các tỉnh từ Quảng Bình đến Bình Định', dongNai)).toEqual(['ubnd'])
    expect(matchOrganisations('UBND các tỉnh từ Quảng Bình đến Bình Định', index, context)).toMatchObject({ matches: [], outside: true })
  })
  test('“UBND các tỉnh, thành phố trực thuộc Trung ương” is our provincial committee', () => { expect(ids('Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương')).toEqual(['ubnd']) })
})

describe('seen from a commune', () => {
  const own: MatchContext = { ...context, issuerId: 'ubnd-son-duong' }
  test.each([['Công an xã', 'ca-son-duong'], ['Trạm Y tế', 'tyt-son-duong'], ['Trạm Y tế xã', 'tyt-son-duong'], ['Ủy ban MTTQ xã', 'mttq-son-duong'], ['UBND xã', 'ubnd-son-duong'], ['Đảng ủy xã', 'dang-uy-son-duong'], ['Phòng Văn hóa - Xã hội', 'vhxh-son-duong'], ['Hội Phụ nữ xã', 'phu-nu-son-duong']])('“%s” is its own', (p, id) => { expect(ids(p, own)).toEqual([id]) })
  test('“các ban, ngành, đoàn thể xã” stay within the commune', () => { expect(ids('các ban, ngành, đoàn thể xã', own)).toEqual(['ca-son-duong', 'phu-nu-son-duong']) })
  test('“Công an tỉnh” is still the province’s', () => { expect(ids('Công an tỉnh', own)).toEqual(['ca']) })
})

describe('properties', () => {
  const words = ['các', 'sở', 'ban', 'ngành', 'UBND', 'xã', 'phường', 'tỉnh', 'Tỉnh ủy', 'Ban Tuyên giáo', 'liên quan', ',', 'và', 'Sơn Dương', 'Công an', 'Sở Y tế', 'huyện', 'thành phố', 'Bộ', '(b/c)', '-', '.', 'từ', 'đến', 'Quảng Bình', '']
  test('any text gives an answer: known organisations, each once, with confidence between 0 and 1', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 12 }), (parts) => {
      const m = matchOrganisations(parts.join(' '), index, context)
      const found = m.matches.map((x) => x.organisationId)
      expect(new Set(found).size).toBe(found.length)
      for (const x of m.matches) { expect(index.current.has(x.organisationId)).toBe(true); expect(x.confidence).toBeGreaterThan(0); expect(x.confidence).toBeLessThanOrEqual(1) }
      if (found.length === 0) expect(m.unknown || m.outside).toBe(true)
    }), { numRuns: 300 })
  })
  test('every organisation is found by its own full name, in any case and in decomposed Unicode', () => {
    for (const o of today) for (const written of [o.name, o.name.toUpperCase(), o.name.normalize('NFD')]) expect(ids(written), written).toContain(o.id)
  })
})
