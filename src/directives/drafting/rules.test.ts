import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { checkDraft, dateLine, draftingSentences, layoutFor, layouts, longDate, mayIssue, numberLine, partyTypes, signOff, stateTypes, symbolFor, withSettings, abolishedUnits, type DraftDocument } from './index.ts'
import { orRefuse } from '../../platform/refusal.ts'
import { addDays } from '../../platform/dates.ts'
import { breakHeading, widthOf } from './rules/measure.ts'
import { samples } from './testing/samples.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 })

const state = orRefuse(layoutFor('state', '2026-11-24'))
const party18 = orRefuse(layoutFor('party', '2021-08-31'))
const party26 = orRefuse(layoutFor('party', '2026-11-24'))
const codes = (draft: DraftDocument): string[] => checkDraft(draft).map((f) => f.refusal.code)
const letter = samples.stateLetter!
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('2000-01-01', n))

describe('bộ quy tắc theo ngày', () => {
  test('a Party paper of August 2021 follows 36-HD/VPTW, one of today 05-HD/VPTW', () => {
    expect(party18.id).toBe('party@2018-04-03')
    expect(party26.id).toBe('party@2026-05-27')
    expect(orRefuse(layoutFor('party', '2026-05-26')).id).toBe('party@2018-04-03')
    expect(orRefuse(layoutFor('party', '2026-05-27')).id).toBe('party@2026-05-27')
  })
  test('a State paper older than Nghị định 30 is refused, not drawn by a rule that did not hold', () => {
    expect(layoutFor('state', '2020-03-04')).toMatchObject({ ok: false, refusal: { code: 'drafting.no_layout' } })
  })
  test('on any day at most one rule-set of a system holds', () => fc.assert(fc.property(anyDay, fc.constantFrom('state' as const, 'party' as const), (day, system) => {
    expect(layouts.filter((l) => l.system === system && l.from <= day && (l.until === null || day < l.until)).length).toBeLessThanOrEqual(1)
  })))
  test('every value lies in the range its source allows, and says where it is written', () => {
    for (const l of layouts) {
      for (const [part, rule] of Object.entries(l.parts)) {
        expect(rule.value.size, part).toBeGreaterThanOrEqual(rule.value.sizes[0])
        expect(rule.value.size, part).toBeLessThanOrEqual(rule.value.sizes[1])
        expect(rule.source.length).toBeGreaterThan(5)
      }
      for (const m of ['top', 'bottom', 'left', 'right'] as const) {
        const rule = l.page[m]
        if (rule.range) { expect(rule.value).toBeGreaterThanOrEqual(rule.range[0]); expect(rule.value).toBeLessThanOrEqual(rule.range[1]) }
      }
    }
  })
  test('what is disputed is marked unverified and may be set; a setting outside the rules is refused', () => {
    expect(party26.parts.position.verified).toBe(false)
    expect(orRefuse(withSettings(party26, { positionBold: true, linePitch: 20 })).parts.position.value.bold).toBe(true)
    expect(withSettings(party26, { linePitch: 26 })).toMatchObject({ ok: false, refusal: { code: 'drafting.setting_outside' } })
    expect(orRefuse(withSettings(party18, { endMark: './.', letterSubject: 'Về ' })).body.end.value).toBe('./.')
  })
  test('what the rules fix cannot be set: a State position is bold and ends ./., a Party heading is not 13 / 14', () => {
    for (const [rules, setting] of [[state, { positionBold: false }], [state, { endMark: '.' }], [state, { distributionHeadingSize: 14 }], [party18, { positionBold: true }], [party26, { headerSizes: 'large' }], [party26, { endMark: './.' }]] as const)
      expect(withSettings(rules, setting), JSON.stringify(setting)).toMatchObject({ ok: false, refusal: { code: 'drafting.setting_fixed' } })
    expect(withSettings(state, { margins: { left: 20 } })).toMatchObject({ refusal: { code: 'drafting.setting_outside', setting: 'margins.left' } })
    expect(withSettings(state, { positionBold: true })).toMatchObject({ ok: true })
  })
  test('whatever an office may set stays inside the rules', () => fc.assert(fc.property(fc.constantFrom(...layouts), fc.record({
    linePitch: fc.double({ min: 10, max: 30, noNaN: true }), firstLine: fc.double({ min: 5, max: 20, noNaN: true }), bodySize: fc.constantFrom(12, 13, 14, 15), margins: fc.record({ left: fc.double({ min: 25, max: 40, noNaN: true }) }),
  }, { requiredKeys: [] }), (rules, given) => {
    const set = withSettings(rules, given as Parameters<typeof withSettings>[1])
    if (!set.ok) return
    const { body, page, parts } = set.value
    for (const [value, rule] of [[body.pitch.value.points, body.pitch], [body.firstLine.value, body.firstLine], [page.left.value, page.left]] as const)
      if (rule.range) expect(value >= rule.range[0] && value <= rule.range[1]).toBe(true)
    expect(parts.body.value.size).toBeGreaterThanOrEqual(parts.body.value.sizes[0])
    expect(parts.body.value.size).toBeLessThanOrEqual(parts.body.value.sizes[1])
  })))
})

describe('tên loại, số và ngày', () => {
  test('there are 29 State types with distinct codes, and công văn has none', () => {
    expect(stateTypes).toHaveLength(29)
    const withCode = stateTypes.map((t) => t.code).filter((c) => c !== null)
    expect(new Set(withCode).size).toBe(withCode.length)
    expect(stateTypes.find((t) => t.name === 'công văn')!.code).toBeNull()
    expect(partyTypes.find((t) => t.name === 'công văn')!.code).toBe('CV')
  })
  test('numbers below ten carry a zero; State puts a slash, Party a hyphen and no colon', () => {
    expect(numberLine(15, 'CĐ-UBND', state)).toBe('Số: 15/CĐ-UBND')
    expect(numberLine(5, 'BNV-VP', state)).toBe('Số: 05/BNV-VP')
    expect(numberLine(7, 'CĐ/TU', party26)).toBe('Số 07-CĐ/TU')
    expect(numberLine(632, 'CV/HU', party18)).toBe('Số 632-CV/HU')
    expect(numberLine(null, 'UBND-VX', state)).toBe('Số:       /UBND-VX')
  })
  test('the symbol of a công văn is organ and drafting unit in the State, CV in the Party', () => {
    expect(symbolFor('state', null, 'BNV', 'VP')).toBe('BNV-VP')
    expect(symbolFor('state', 'CĐ', 'UBND', null)).toBe('CĐ-UBND')
    expect(symbolFor('party', 'CV', 'TU', null)).toBe('CV/TU')
  })
  test('days below ten and months one and two are padded, months three to nine are not', () => {
    expect(longDate('2020-03-05')).toBe('ngày 05 tháng 3 năm 2020')
    expect(longDate('2026-02-28')).toBe('ngày 28 tháng 02 năm 2026')
    expect(longDate('2026-11-24')).toBe('ngày 24 tháng 11 năm 2026')
    expect(dateLine('Sơn Hà', null, '2026-09-11')).toBe('Sơn Hà, ngày      tháng 9 năm 2026')
  })
  test('a long date can always be read back', () => fc.assert(fc.property(anyDay, (day) => {
    const m = /^ngày (\d\d) tháng (\d{1,2}) năm (\d{4})$/u.exec(longDate(day))!
    expect(`${m[3]}-${m[2]!.padStart(2, '0')}-${m[1]}`).toBe(day)
  })))
})

describe('thẩm quyền', () => {
  test('the deputy of a People’s Committee signs TM. / KT., a Party deputy secretary T/M', () => {
    expect(signOff({ capacity: 'collective_deputy', onBehalfOf: 'Ủy ban nhân dân', headPosition: 'Chủ tịch', position: 'Phó Chủ tịch', name: null }, 'state'))
      .toEqual({ ok: true, value: { authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], position: 'PHÓ CHỦ TỊCH', name: null } })
    expect(signOff({ capacity: 'collective', onBehalfOf: 'Ban Thường vụ', position: 'Phó Bí thư', name: null }, 'party'))
      .toEqual({ ok: true, value: { authority: ['T/M BAN THƯỜNG VỤ'], position: 'PHÓ BÍ THƯ', name: null } })
  })
  test('K/T is refused for a committee of the Party but not for the head of an office', () => {
    expect(signOff({ capacity: 'deputy', onBehalfOf: 'Bí thư', position: 'Phó Bí thư', name: null }, 'party')).toMatchObject({ refusal: { code: 'drafting.deputy_for_committee' } })
    expect(signOff({ capacity: 'deputy', onBehalfOf: 'Chánh Văn phòng', position: 'Phó Chánh Văn phòng', name: null }, 'party')).toMatchObject({ ok: true })
  })
  test('since 2026 a Party committee of a commune issues no chỉ thị, and only its standing board a hướng dẫn', () => {
    expect(mayIssue('party', 'commune_committee', 'chỉ thị', '2026-11-24').ok).toBe(false)
    expect(mayIssue('party', 'commune_committee', 'chỉ thị', '2025-11-24').ok).toBe(true)
    expect(mayIssue('party', 'commune_standing_board', 'hướng dẫn', '2026-11-24').ok).toBe(true)
    expect(mayIssue('party', 'commune_committee', 'hướng dẫn', '2026-11-24').ok).toBe(false)
    expect(mayIssue('party', 'party_cell', 'quy định', '2026-11-24').ok).toBe(false)
    expect(mayIssue('state', 'any', 'kết luận', '2026-11-24')).toMatchObject({ refusal: { code: 'drafting.type_unknown' } })
  })
})

describe('kiểm tra bản thảo', () => {
  test('the sample papers are clean', () => {
    for (const [name, draft] of Object.entries(samples)) expect([name, codes(draft)]).toEqual([name, []])
  })
  test('a number that is not from the register is refused', () => {
    expect(codes({ ...letter, number: 41, date: '2026-09-11' })).toContain('drafting.number_invented')
    expect(codes({ ...letter, number: 41, registerEntry: 'so-di-41', date: '2026-09-11' })).toEqual([])
  })
  test('V/v is the form’s, not the writer’s', () => {
    expect(codes({ ...letter, subject: 'V/v phòng, chống dịch' })).toContain('drafting.subject_mark')
    expect(codes({ ...samples.partyTelegram!, subject: 'về việc phòng, chống dịch' })).toEqual([])
  })
  test('blanks left in the text are refused, an honest ellipsis is not', () => {
    expect(codes({ ...letter, closing: ['Báo cáo trước ngày ……… về Sở'] })).toContain('drafting.placeholder')
    expect(codes({ ...letter, closing: ['Giao [tên đơn vị] tổng hợp'] })).toContain('drafting.placeholder')
    expect(codes({ ...letter, closing: ['nhất là tại cơ sở y tế, doanh nghiệp, trường học... và chợ'] })).toEqual([])
  })
  test('an organ of the abolished district level is pointed at after 1/7/2025 and not before', () => {
    const text = 'Giao UBND huyện Bản Lác, các huyện ủy và Phòng GDĐT thực hiện'
    expect(abolishedUnits(text)).toEqual(['UBND huyện Bản Lác', 'Phòng GDĐT', 'các huyện ủy'])
    expect(codes({ ...letter, closing: [text] })).toEqual(['drafting.abolished_unit', 'drafting.abolished_unit', 'drafting.abolished_unit'])
    expect(codes({ ...samples.partyLetter2018!, closing: [text] })).toEqual([])
  })
  test('a typed ./. is the other system’s in a Party paper of 2026', () => {
    expect(codes({ ...samples.partyLetter2026!, closing: ['Giao Văn phòng theo dõi./.'] })).toEqual(['drafting.end_mark'])
    expect(codes({ ...letter, closing: ['Đề nghị các đơn vị thực hiện./.'] })).toEqual([])
  })
  test('labels count up, đ follows d, and a skipped number is shown', () => {
    const items = ['a)', 'b)', 'c)', 'd)', 'đ)', 'e)', 'g)'].map((label) => ({ label, text: 'Việc.' }))
    expect(codes({ ...letter, items: [{ label: '1.', text: 'Một.', items }, { label: '2.', text: 'Hai.' }] })).toEqual([])
    expect(codes({ ...letter, items: [{ label: '1.', text: 'Một.' }, { label: '3.', text: 'Ba.' }] })).toEqual(['drafting.label_order'])
  })
  test('typed punctuation in Nơi nhận, a title before the name and a lead-in without colon are warnings', () => {
    expect(codes({ ...letter, recipients: ['Như trên;'] })).toContain('drafting.list_punctuation')
    expect(codes({ ...letter, signer: { ...letter.signer, name: 'TS. Vàng A Páo' } })).toContain('drafting.name_with_title')
    expect(codes({ ...letter, leadIn: 'Sở Y tế yêu cầu.' })).toContain('drafting.lead_in_colon')
  })
  test('a normative text, an empty body and a công điện without its sender are refused', () => {
    expect(codes({ ...letter, normative: true })).toContain('drafting.normative')
    expect(codes({ ...letter, leadIn: null, items: [], closing: [], preamble: [] })).toContain('drafting.field_missing')
    const { telegraphedBy: _none, ...telegram } = samples.stateTelegram!
    expect(codes(telegram)).toEqual(['drafting.field_missing'])
  })
  test('every finding has a sentence in both languages', () => {
    const bad: DraftDocument = { ...letter, number: 4, subject: 'V/v x', closing: ['{{x}} UBND huyện Bản Lác./.'], recipients: ['a;'], symbol: 'SYT/NVY', signer: { ...letter.signer, name: 'TS. A' }, leadIn: 'x' }
    const findings = checkDraft(bad)
    expect(findings.length).toBeGreaterThan(6)
    for (const { refusal } of findings) {
      for (const language of ['vi', 'en'] as const) {
        const say = draftingSentences[language][refusal.code] as (r: typeof refusal) => string
        expect(say(refusal).length).toBeGreaterThan(10)
      }
    }
  })
})

describe('đo chữ', () => {
  test('a heading breaks before the name of the place and never inside “phòng, chống”', () => {
    expect(breakHeading('ỦY BAN NHÂN DÂN TỈNH LAI CHÂU', 190, 12, { bold: true, italic: false })).toEqual(['ỦY BAN NHÂN DÂN', 'TỈNH LAI CHÂU'])
    expect(breakHeading('ỦY BAN NHÂN DÂN THÀNH PHỐ HUẾ', 190, 12, { bold: true, italic: false })).toEqual(['ỦY BAN NHÂN DÂN', 'THÀNH PHỐ HUẾ'])
    expect(breakHeading('về việc tăng cường phòng, chống dịch trong dịp Tết', 300, 15, { bold: true, italic: false }).join('|')).not.toMatch(/phòng,\|chống/u)
  })
  test('breaking loses no word and no line is wider than the column, unless one word is', () => fc.assert(fc.property(
    fc.array(fc.constantFrom('phòng,', 'chống', 'dịch', 'TỈNH', 'Ủy', 'ban', 'nhân', 'dân', 'trong', 'Covid-19', 'nghiêng'), { minLength: 1, maxLength: 30 }), fc.integer({ min: 80, max: 400 }),
    (words, limit) => {
      const face = { bold: false, italic: false }
      const lines = breakHeading(words.join(' '), limit, 12, face)
      expect(lines.join(' ')).toBe(words.join(' '))
      for (const line of lines) if (!/phòng, chống/u.test(line)) expect(widthOf(line, 12, face) <= limit || !line.includes(' ')).toBe(true)
    })))
})
