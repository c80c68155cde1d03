import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOf, instantOf, weekdayOf } from '../../platform/dates.ts'
import { anyDue, anyRhythm, later, start } from '../test-support.ts'
import { checkRhythm, compareFigure, compareRanked, countLines, defaultSettings, dueDay, dueMoment, findConflicts, findPeriod, groupOf, groups, lastInstant, nextOpenPeriod, noDue, onTimeRate, periodsBetween, proveSplit, readDeadline,
  readDeadlines, readElements, totalOf, urgencyOf, weekKey, type CountLine, type Duty, type Part } from '../rules.ts'

describe('periodic duties', () => {
  test('daily at 16:00 goes through Saturday, Sunday and the New Year', () => {
    const days = periodsBetween({ every: 'day', times: ['16:00'], from: '2026-12-31', until: null }, '2026-12-31', '2027-01-03')
    expect(days.map((p) => p.key)).toEqual(['2026-12-31T16:00', '2027-01-01T16:00', '2027-01-02T16:00', '2027-01-03T16:00'])
    expect(days[0]!.due).toEqual(dueMoment(instantOf('2026-12-31', '16:00')))
  })
  test('weekly on Friday falls on Fridays, in the week it belongs to', () => {
    const weeks = periodsBetween({ every: 'week', weekday: 5, time: null, from: '2026-11-24', until: null }, '2026-11-24', '2026-12-20')
    expect(weeks.map((p) => p.key)).toEqual(['2026-W48', '2026-W49', '2026-W50', '2026-W51'])
    for (const w of weeks) expect(weekdayOf(dayOf(lastInstant(w.due)!))).toBe(5)
  })
  test('ISO weeks at the turn of the year', () => expect(['2026-12-31', '2027-01-01', '2027-01-04', '2021-01-03'].map(weekKey)).toEqual(['2026-W53', '2026-W53', '2027-W01', '2020-W53']))
  test('monthly on day 31 is the last day where there is none', () =>
    expect(periodsBetween({ every: 'month', day: 31, time: null, from: '2027-01-01', until: null }, '2027-01-01', '2027-03-31').map((p) => p.due)).toEqual([dueDay('2027-01-31'), dueDay('2027-02-28'), dueDay('2027-03-31')]))
  test('a period is the same whenever and over whatever span it is asked for', () => fc.assert(fc.property(anyRhythm, fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 200 }), (rhythm, skip, span) => {
    const from = addDays('2026-11-01', skip)
    const wide = periodsBetween(rhythm, '2026-11-01', addDays(from, span))
    const narrow = periodsBetween(rhythm, from, addDays(from, span))
    expect(wide.filter((p) => dayOf(lastInstant(p.due)!) >= from)).toEqual(narrow)
    for (const p of narrow) expect(findPeriod(rhythm, p.key)).toEqual(p)
    expect(new Set(narrow.map((p) => p.key)).size).toBe(narrow.length)
  })))
  test('the next open period is the earliest not settled, and there is always one without an end', () => fc.assert(fc.property(anyRhythm, fc.integer({ min: 0, max: 6 }), (rhythm, n) => {
    const settled = new Set<string>()
    for (let i = 0; i < n; i++) settled.add(nextOpenPeriod(rhythm, start, settled)!.key)
    const next = nextOpenPeriod(rhythm, start, settled)!
    expect(settled.has(next.key)).toBe(false)
    expect(lastInstant(next.due)! >= start).toBe(true)
  })))
  test('a rhythm that ended owes nothing more', () => expect(nextOpenPeriod({ every: 'day', times: ['16:00'], from: '2026-11-24', until: '2026-11-25' }, start, new Set(['2026-11-24T16:00', '2026-11-25T16:00']))).toBeUndefined())
  test('a typed rhythm with hour 25 or weekday 8 is refused', () => {
    expect(checkRhythm({ every: 'day', times: ['25:00'], from: '2026-11-24', until: null }).ok).toBe(false)
    expect(checkRhythm({ every: 'week', weekday: 8, time: null, from: '2026-11-24', until: null }).ok).toBe(false)
  })
})

describe('deadlines as read', () => {
  const read = (norm: Parameters<typeof readDeadline>[0], s = defaultSettings) => readDeadline(norm, start, '2026-11-24', s)
  test('"trước ngày 05/12" counts the 5th, unless the province says it ends with the 4th', () => {
    expect(read({ by: '2026-12-05' }).due).toEqual(dueDay('2026-12-05'))
    expect(read({ by: '2026-12-05' }, { ...defaultSettings, beforeMeans: 'before' }).due).toEqual(dueDay('2026-12-04'))
  })
  test('"trước 16 giờ ngày …" is a moment in Viet Nam time', () => expect(read({ by: '2026-11-25T16:00' }).due).toEqual(dueMoment('2026-11-25T09:00:00.000Z')))
  test('"hằng ngày, trước 16 giờ" is a daily rhythm', () => expect(read({ every: 'day', time: '16:00' })).toMatchObject({ rhythm: { every: 'day', times: ['16:00'] }, assumed: [] }))
  test('"hằng tuần" without a weekday is assumed and says so', () => expect(read({ every: 'week' })).toMatchObject({ rhythm: { weekday: 5 }, assumed: ['weekday'] }))
  test('"trong vòng 24 giờ kể từ khi nhận" runs from the giving; from a positive test no date is invented', () => {
    expect(read({ within_hours: 24, after: 'khi nhận được Công điện' }).due).toEqual(dueMoment(later(24)))
    expect(read({ within_hours: 24, after: 'khi có ca F0' })).toMatchObject({ due: noDue, event: 'khi có ca F0' })
  })
  test('a month without a year is the coming one', () => {
    expect(read({ within_month: 12 }).due).toEqual(dueDay('2026-12-31'))
    expect(read({ within_month: '2' }).due).toEqual(dueDay('2027-02-28'))
  })
  test('nonsense dates give no deadline', () => { for (const by of ['2026-02-31', 'sớm nhất', '2026-11-24T99:00']) expect(read({ by }).due).toEqual(noDue) })
  test('two phrases on one task: the earlier date and the rhythm', () =>
    expect(readDeadlines([{ by: '2026-12-10' }, { by: '2026-12-01' }, { every: 'day', time: '16:00' }], start, null, defaultSettings)).toMatchObject({ due: dueDay('2026-12-01'), rhythm: { every: 'day' } }))
  test('the mark on the paper gives the urgency', () => expect(['khẩn', 'HỎA TỐC', 'hoả tốc', null, 'mật'].map(urgencyOf)).toEqual(['urgent', 'immediate', 'immediate', 'none', 'none']))
})

describe('splitting', () => {
  const clause = 'Rà soát người về từ vùng dịch; lấy mẫu xét nghiệm 1.200 người; bảo đảm tỷ lệ tiêm đạt 95%.'
  const elements = readElements(clause)
  const part = (owner: string, takes: Part['takes'], shares: Part['shares'] = [], due: Part['due'] = noDue): Part => ({ owner, ownerName: owner, takes, shares, due })
  test('a clause is read into its orders and figures', () => {
    expect(elements.filter((e) => e.kind === 'text').map((e) => e.text)).toEqual(['Rà soát người về từ vùng dịch;', 'lấy mẫu xét nghiệm 1.200 người;', 'bảo đảm tỷ lệ tiêm đạt 95%.'])
    expect(elements.filter((e) => e.kind === 'figure')).toMatchObject([{ amount: 1200, measure: 'người', spread: 'sum' }, { amount: 95, measure: '%', spread: 'each' }])
    for (const e of elements) if (e.kind === 'text') expect(clause.slice(e.start, e.end)).toBe(e.text)
  })
  test('an order left out of every part is named', () =>
    expect(proveSplit(elements, [part('bản A', ['t1', 't2'], [{ element: 'f1', amount: 1200 }])], { owner: 'xã', due: noDue })).toMatchObject({ ok: false, refusal: { code: 'split.uncovered', missing: ['bảo đảm tỷ lệ tiêm đạt 95%.'] } }))
  test('1,200 samples divided into 500 and 600 are short', () =>
    expect(proveSplit(elements, [part('A', 'whole', [{ element: 'f1', amount: 500 }]), part('B', 'whole', [{ element: 'f1', amount: 600 }])], { owner: 'xã', due: noDue })).toMatchObject({ ok: false, refusal: { code: 'split.sum_short', parts: 1100 } }))
  test('a part may not lower the common rate', () =>
    expect(proveSplit(elements, [part('A', 'whole', [{ element: 'f1', amount: 1200 }, { element: 'f2', amount: 90 }])], { owner: 'xã', due: noDue })).toMatchObject({ ok: false, refusal: { code: 'split.ratio_low' } }))
  test('a part due after the whole, or not at all, is refused', () => {
    const due = dueDay('2026-12-01')
    const shares = [{ element: 'f1', amount: 1200 }]
    expect(proveSplit(elements, [part('A', 'whole', shares, dueDay('2026-12-02'))], { owner: 'xã', due })).toMatchObject({ refusal: { code: 'split.part_later' } })
    expect(proveSplit(elements, [part('A', 'whole', shares)], { owner: 'xã', due })).toMatchObject({ refusal: { code: 'split.part_undated' } })
  })
  test('parts cover the whole exactly when the union of what they take is everything', () => {
    const texts = elements.filter((e) => e.kind === 'text').map((e) => e.id)
    fc.assert(fc.property(fc.array(fc.subarray(texts), { minLength: 1, maxLength: 4 }), (takes) => {
      const onlyText = elements.filter((e) => e.kind === 'text')
      const parts = takes.map((t, i) => part(`bản ${i}`, t))
      expect(proveSplit(onlyText, parts, { owner: 'xã', due: noDue }).ok).toBe(texts.every((t) => takes.some((x) => x.includes(t))))
    }))
  })
  test('figures that add up are accepted, short ones refused, at any division', () => fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 6 }), (amounts) => {
    const figure = elements.filter((e) => e.kind === 'figure' && e.spread === 'sum')
    const parts = amounts.map((amount, i) => part(`bản ${i}`, 'whole', [{ element: 'f1', amount }]))
    expect(proveSplit(figure, parts, { owner: 'xã', due: noDue }).ok).toBe(amounts.reduce((a, b) => a + b, 0) >= 1200)
  })))
})

describe('what does not go together', () => {
  const duty = (id: string, directive: string, text: string, due = noDue as Duty['due'], owner = 'xã'): Duty => ({ id, directive, owner, text, due, rhythm: null })
  test('the same list asked for on two dates by two directives', () =>
    expect(findConflicts([duty('a', 'd1', 'Lập danh sách người về từ vùng dịch gửi Trung tâm Y tế', dueDay('2026-11-26')), duty('b', 'd2', 'Khẩn trương lập danh sách người về từ vùng dịch, gửi Trung tâm Y tế', dueDay('2026-11-28'))], 9)).toMatchObject([{ kind: 'two_deadlines', a: 'a', b: 'b' }]))
  test('one forbids what another allows', () =>
    expect(findConflicts([duty('a', 'd1', 'Tạm dừng chợ phiên, quán karaoke, phòng tập'), duty('b', 'd2', 'Cho phép chợ phiên, quán karaoke, phòng tập hoạt động với 50% công suất')], 9)).toMatchObject([{ kind: 'contradiction', words: ['tạm dừng', 'cho phép'] }]))
  test('the same report asked twice', () =>
    expect(findConflicts([duty('a', 'd1', 'Báo cáo số ca mắc, số F1, số người cách ly'), duty('b', 'd2', 'Tổng hợp, báo cáo số ca mắc, số F1 và số người cách ly trước 16 giờ')], 9)).toMatchObject([{ kind: 'same_report' }]))
  test('clauses of one directive, other units and other content do not clash', () => {
    expect(findConflicts([duty('a', 'd1', 'Lập danh sách người về từ vùng dịch', dueDay('2026-11-26')), duty('b', 'd1', 'Lập danh sách người về từ vùng dịch', dueDay('2026-11-27'))], 9)).toEqual([])
    expect(findConflicts([duty('a', 'd1', 'Lập danh sách người về từ vùng dịch', dueDay('2026-11-26')), duty('b', 'd2', 'Lập danh sách người về từ vùng dịch', dueDay('2026-11-27'), 'xã khác')], 9)).toEqual([])
    expect(findConflicts([duty('a', 'd1', 'Tiêm vắc xin cho người trên 65 tuổi'), duty('b', 'd2', 'Dừng hoạt động vận tải hành khách liên tỉnh')], 9)).toEqual([])
  })
  test('"sử dụng" is not an order to stop', () =>
    expect(findConflicts([duty('a', 'd1', 'Sử dụng hiệu quả bộ kit xét nghiệm nhanh tại trạm y tế'), duty('b', 'd2', 'Cho phép trạm y tế mua bộ kit xét nghiệm nhanh')], 9)).toEqual([]))
  test('six duties on one day are too many when five is the limit', () =>
    expect(findConflicts(Array.from({ length: 6 }, (_, i) => duty(`d${i}`, 'one', `việc ${i}`, dueDay('2026-11-30'))), 5)).toMatchObject([{ kind: 'overload', day: '2026-11-30', limit: 5 }]))
})

describe('figures, scorecard, ranking', () => {
  const slot = { indicator: 'f1', name: 'F1', unit: 'người', target: 10, wanted: 'at_least' as const }
  test('zero, missing and not due are three things', () => {
    const measured = { kind: 'given', value: 0, cutOff: null } as const
    expect(compareFigure(slot, { kind: 'given', value: 0, cutOff: null }, measured)).toMatchObject({ verdict: 'agree', metByReport: false })
    expect(compareFigure(slot, { kind: 'missing' }, measured)).toMatchObject({ verdict: 'not_reported', metByReport: null, metByMeasure: false })
    expect(compareFigure(slot, { kind: 'not_due' }, measured)).toMatchObject({ verdict: 'not_due' })
    expect(compareFigure(slot, { kind: 'given', value: 12, cutOff: null }, { kind: 'no_source' })).toMatchObject({ verdict: 'not_measured', difference: null, metByReport: true })
  })
  test('the scorecard loses no obligation and counts none twice', () => {
    const line = fc.record({ owned: fc.constantFrom('open', 'done', 'aside'), deadline: fc.constantFrom('none', 'in_term', 'overdue', 'on_time', 'late'), n: fc.nat(50) }) as fc.Arbitrary<CountLine>
    fc.assert(fc.property(fc.array(line), (lines) => { expect(totalOf(countLines(lines))).toBe(lines.reduce((a, l) => a + l.n, 0)) }))
  })
  test('work without a deadline changes nobody\'s rate', () => {
    const some: CountLine[] = [{ owned: 'done', deadline: 'on_time', n: 3 }, { owned: 'open', deadline: 'overdue', n: 1 }]
    expect(onTimeRate(countLines(some))).toBe(0.75)
    expect(onTimeRate(countLines([...some, { owned: 'done', deadline: 'none', n: 40 }, { owned: 'open', deadline: 'none', n: 9 }]))).toBe(0.75)
    expect(onTimeRate(countLines([]))).toBeNull()
  })
  test('the ranked list is one order, grouped overdue · today · week · later · undated', () => {
    const ranked = fc.record({ id: fc.uuid(), due: anyDue, work: fc.constantFrom('assigned', 'doing', 'redo', 'reported'), urgency: fc.constantFrom('none', 'urgent', 'immediate'), assignedAt: fc.constant(start) }) as fc.Arbitrary<Parameters<ReturnType<typeof compareRanked>>[0]>
    fc.assert(fc.property(fc.array(ranked), (list) => {
      const at = list.toSorted(compareRanked(start)).map((r) => groups.indexOf(groupOf(r.due, start)))
      expect(at).toEqual([...at].sort((a, b) => a - b))
      expect(list.toReversed().toSorted(compareRanked(start)).map((r) => r.id)).toEqual(list.toSorted(compareRanked(start)).map((r) => r.id))
    }))
  })
  test('this week ends on Sunday', () => expect([groupOf(dueDay('2026-11-29'), start), groupOf(dueDay('2026-11-30'), start), groupOf(dueDay('2026-11-24'), start)]).toEqual(['week', 'later', 'today']))
})
