import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf } from '../platform/dates.ts'
import { compareDue, deadlineState, deadlineStates, decide, dueDay, dueMoment, foldEvents, handle, isFinal, isLaterDue, isUnacknowledgedLate, may, maySee, noDue, workStates, type Command } from './rules.ts'
import { after, anyBody, anyDue, anyStep, codeOf, context, facts, later, log, ministry, muongPhang, neighbour, person, run, start, tinhUy } from './test-support.ts'

const report: Command = { type: 'report', note: 'Đã xong 12 bản', figures: [], evidence: [] }

describe('the two axes', () => {
  test('a duty begins unacknowledged, and its deadline already runs', () => {
    const o = foldEvents(log(dueDay('2026-11-26')))
    expect(o.work).toBe('assigned')
    expect(deadlineStates(o, later(1), 3).current).toEqual({ kind: 'left', days: 2, soon: true })
  })
  test('a report sent on the due day is on time, one minute after midnight it is late', () => {
    expect(deadlineState(dueDay('2026-11-26'), { kind: 'finished', at: instantOf('2026-11-26', '23:59') }, later(0), 3).kind).toBe('on_time')
    expect(deadlineState(dueDay('2026-11-26'), { kind: 'finished', at: instantOf('2026-11-27', '00:01') }, later(0), 3)).toEqual({ kind: 'late', days: 1, hours: 0 })
  })
  test('a deadline at 16:00 today says so, and at 18:00 it is two hours overdue', () => {
    const due = dueMoment(instantOf('2026-11-24', '16:00'))
    expect(deadlineState(due, { kind: 'running' }, instantOf('2026-11-24', '09:00'), 3)).toEqual({ kind: 'today', until: '16:00' })
    expect(deadlineState(due, { kind: 'running' }, instantOf('2026-11-24', '18:00'), 3)).toEqual({ kind: 'overdue', days: 0, hours: 2 })
  })
  test('"không hạn" is never overdue', () => {
    expect(deadlineStates(foldEvents(log(noDue)), later(9000), 3).current).toEqual({ kind: 'none' })
  })
  test('a report on time that the giver accepts a week later is still on time', () => {
    const events = after(log(dueDay('2026-11-26')), [muongPhang, report, 20], [tinhUy, { type: 'accept' }, 200])
    expect(foldEvents(events).work).toBe('accepted')
    expect(deadlineStates(foldEvents(events), later(300), 3).current.kind).toBe('on_time')
  })
  test('an extension saves the current deadline, the baseline stays late', () => {
    const events = after(log(dueDay('2026-11-25')), [muongPhang, { type: 'acknowledge' }, 1], [tinhUy, { type: 'extend', due: dueDay('2026-11-28'), reason: 'mưa lũ' }, 2], [muongPhang, report, 80], [tinhUy, { type: 'accept' }, 81])
    const d = deadlineStates(foldEvents(events), later(100), 3)
    expect([d.current.kind, d.baseline.kind]).toEqual(['on_time', 'late'])
  })
  test('work sent back runs again against the same deadline', () => {
    const events = after(log(dueDay('2026-11-25')), [muongPhang, report, 2], [tinhUy, { type: 'send_back', reason: 'thiếu danh sách' }, 3])
    expect(foldEvents(events).work).toBe('redo')
    expect(deadlineStates(foldEvents(events), later(72), 3).current.kind).toBe('overdue')
  })
  test('while a duty is suspended its clock stands', () => {
    const events = after(log(dueDay('2026-11-25')), [muongPhang, { type: 'acknowledge' }], [tinhUy, { type: 'suspend', reason: 'chờ hướng dẫn' }, 2])
    expect(deadlineStates(foldEvents(events), later(500), 3).current.kind).toBe('stopped')
    const again = after(events, [tinhUy, { type: 'resume', reason: 'đã có hướng dẫn' }, 3])
    expect(foldEvents(again).work).toBe('doing')
  })
  test('silence shows: after 24 hours an unacknowledged duty is late to be received', () => {
    const o = foldEvents(log())
    expect(isUnacknowledgedLate(o, later(24))).toBe(false)
    expect(isUnacknowledgedLate(o, later(25))).toBe(true)
  })
})

describe('who may do what', () => {
  test('a commune cannot accept, extend, waive or close its own duty', () => {
    for (const c of [{ type: 'accept' }, { type: 'extend', due: dueDay('2026-12-30'), reason: 'thêm' }, { type: 'waive', reason: 'miễn' }, { type: 'close', reason: 'xong' }] as Command[])
      expect(codeOf(decide(facts(), log(dueDay('2026-11-26')), c, context(muongPhang)))).toBe('obligation.not_giver')
  })
  test('the giver cannot acknowledge or report for the commune', () => {
    for (const c of [{ type: 'acknowledge' }, report] as Command[]) expect(codeOf(decide(facts(), log(), c, context(tinhUy)))).toBe('obligation.not_owner')
  })
  test('a neighbouring commune is told nothing', () => {
    expect(codeOf(decide(facts(), log(), { type: 'acknowledge' }, context(neighbour)))).toBe('obligation.not_yours_to_see')
    expect(maySee(facts(), foldEvents(log()), person(neighbour))).toBe(false)
  })
  test('a giver two levels up may remind and answer an obstacle, but not accept', () => {
    const f = facts({ giver: 'org-xa', upperGivers: [tinhUy] })
    expect(codeOf(decide(f, log(), { type: 'remind' }, context(tinhUy)))).toBe('accepted')
    expect(codeOf(decide(f, after(log(), [muongPhang, report]), { type: 'accept' }, context(tinhUy)))).toBe('obligation.not_giver')
  })
  test('the decision of a ministry outside the program is recorded by the owner with the document that holds it', () => {
    const f = facts({ giver: ministry, giverOutside: true })
    const events = after(log(), [muongPhang, report])
    expect(codeOf(decide(f, events, { type: 'accept' }, context(muongPhang, 2)))).toBe('obligation.record_document_needed')
    expect(codeOf(decide(f, events, { type: 'accept', document: 'Công văn 100/BYT-DP ngày 25/11/2026' }, context(muongPhang, 2)))).toBe('accepted')
  })
  test('what the screen offers is what the rule allows', () => fc.assert(fc.property(fc.array(anyStep, { maxLength: 14 }), fc.constantFrom(tinhUy, muongPhang), (steps, by) => {
    const { events, now } = run(log(dueDay('2026-11-30')), steps)
    const o = foldEvents(events)
    const x = { ...context(by), now }
    const offered = may(facts(), o, x.who, x.settings.maxExtensions)
    const tries: [boolean, Command][] = [
      [offered.acknowledge, { type: 'acknowledge' }], [offered.report, report], [offered.accept, { type: 'accept' }], [offered.sendBack, { type: 'send_back', reason: 'thiếu' }],
      [offered.return, { type: 'return', reason: 'unclear', note: 'không rõ' }], [offered.suspend, { type: 'suspend', reason: 'chờ' }], [offered.close, { type: 'close', reason: 'xong việc' }],
      [offered.waive, { type: 'waive', reason: 'miễn' }], [offered.resume, { type: 'resume', reason: 'tiếp' }], [offered.requestExtension, { type: 'request_extension', due: dueDay('2027-12-01'), reason: 'thêm ngày' }],
      [offered.extend, { type: 'extend', due: dueDay('2027-12-01'), reason: 'thêm ngày' }], [offered.raiseObstacle, { type: 'raise_obstacle', obstacle: 'thiếu kit', need: '' }],
      [offered.reassign, { type: 'reassign', owner: neighbour, ownerPost: null }],
    ]
    for (const [says, c] of tries) {
      // A unit that has split its work may be offered a return; only the parts still open stop it, which the record carries separately.
      if (c.type === 'return' && o.parts.length > 0) continue
      if (c.type === 'reassign' && o.owner === neighbour && o.work !== 'returned') continue
      expect([c.type, codeOf(decide(facts(), events, c, x)) === 'accepted']).toEqual([c.type, says])
    }
  }), { numRuns: 300 }))
})

describe('what must stay true', () => {
  test('the baseline never changes, whatever happens', () => fc.assert(fc.property(anyDue, fc.array(anyStep, { maxLength: 25 }), (due, steps) => {
    expect(foldEvents(run(log(due), steps).events).baseline).toEqual(due)
  })))
  test('an accepted extension always moves the deadline later, and no more often than the setting allows', () => fc.assert(fc.property(anyDue, fc.array(anyStep, { maxLength: 25 }), (due, steps) => {
    const { events } = run(log(due), steps)
    let now = due
    let n = 0
    for (const e of events) if (e.body.type === 'extended') { expect(isLaterDue(e.body.due, now)).toBe(true); now = e.body.due; n++ }
    expect(n).toBeLessThanOrEqual(context(tinhUy).settings.maxExtensions)
    expect(compareDue(foldEvents(events).due, now)).toBe(0)
  })))
  test('a command sent twice is one act: the log and the state do not change', () => fc.assert(fc.property(fc.array(anyStep, { maxLength: 15 }), fc.nat(), (steps, at) => {
    const { events, now } = run(log(dueDay('2026-11-30')), steps)
    const again = events[at % events.length]!
    expect(handle(facts(), events, { type: 'acknowledge' }, again.commandId, { ...context(muongPhang), now })).toEqual({ ok: true, value: null })
    const doubled = [...events, { ...again, seq: events.length + 1 }]
    expect(foldEvents(doubled)).toEqual(foldEvents(events))
  })))
  test('every event has a meaning in every state', () => fc.assert(fc.property(fc.array(anyBody, { maxLength: 20 }), (bodies) => {
    const events = bodies.map((body, i) => ({ seq: i + 2, at: later(i), by: { organisation: muongPhang, post: null, account: null }, commandId: `b${i}`, body }))
    const o = foldEvents([...log(dueDay('2026-11-30')), ...events])
    expect(workStates).toContain(o.work)
    expect(o.seq).toBe(bodies.length + 1)
    expect(o.baseline).toEqual(dueDay('2026-11-30'))
    deadlineStates(o, later(50), 3)
  })))
  test('finished work refuses everything but looking back on it', () => fc.assert(fc.property(fc.array(anyStep, { maxLength: 25 }), anyStep, (steps, step) => {
    const { events, now } = run(log(dueDay('2026-11-30')), steps)
    if (!isFinal(foldEvents(events).work)) return
    const d = decide(facts(), events, step.command, { ...context(step.by), now })
    if (d.ok) expect(['inspected', 'commended', 'sanctioned', 'corrected']).toContain(d.value.type)
  }), { numRuns: 500 }))
  test('the order in which rows arrive from the store does not matter', () => fc.assert(fc.property(fc.array(anyStep, { maxLength: 15 }), (steps) => {
    const { events } = run(log(), steps)
    expect(foldEvents([...events].reverse())).toEqual(foldEvents(events))
  })))
})

describe('steps', () => {
  test('a unit that reports has plainly received the duty', () => expect(foldEvents(after(log(), [muongPhang, report])).acknowledgedAt).toBe(later(1)))
  test('acknowledging twice is refused with the time of the first', () =>
    expect(decide(facts(), after(log(), [muongPhang, { type: 'acknowledge' }, 2]), { type: 'acknowledge' }, context(muongPhang, 3))).toEqual({ ok: false, refusal: { code: 'obligation.already_acknowledged', at: later(2) } }))
  test('a returned duty waits for the giver, who may give it to another unit with a fresh clock', () => {
    const events = after(log(), [muongPhang, { type: 'return', reason: 'not_our_competence', note: 'việc của Sở Y tế' }, 1], [tinhUy, { type: 'reassign', owner: neighbour, ownerPost: null }, 5])
    const o = foldEvents(events)
    expect([o.work, o.owner, o.acknowledgeBy]).toEqual(['assigned', neighbour, later(29)])
    expect(codeOf(decide(facts(), events, { type: 'acknowledge' }, context(muongPhang, 6)))).toBe('obligation.not_yours_to_see')
  })
  test('a duty split to hamlets is not reported whole while a part is open', () =>
    expect(decide(facts(), log(), report, context(muongPhang, 1, { openParts: 2 }))).toEqual({ ok: false, refusal: { code: 'report.parts_open', open: 2 } }))
  test('a second request for extension waits for the first', () => {
    const events = after(log(dueDay('2026-11-26')), [muongPhang, { type: 'request_extension', due: dueDay('2026-11-29'), reason: 'đường sạt lở' }])
    expect(codeOf(decide(facts(), events, { type: 'request_extension', due: dueDay('2026-11-30'), reason: 'thêm' }, context(muongPhang, 2)))).toBe('extension.pending')
    const refused = after(events, [tinhUy, { type: 'refuse_extension', reason: 'phải kịp' }, 3])
    expect(foldEvents(refused).pendingExtension).toBeNull()
    expect(codeOf(decide(facts(), refused, { type: 'request_extension', due: dueDay('2026-11-30'), reason: 'thêm' }, context(muongPhang, 4)))).toBe('accepted')
  })
  test('a reminder within the hour is not repeated', () => {
    const events = after(log(), [tinhUy, { type: 'remind' }, 1])
    expect(codeOf(decide(facts(), events, { type: 'remind' }, context(tinhUy, 1.5)))).toBe('obligation.reminded_just_now')
    expect(codeOf(decide(facts(), events, { type: 'remind' }, context(tinhUy, 2)))).toBe('accepted')
  })
  test('an obstacle has its own clock and ends when it is answered', () => {
    const events = after(log(), [muongPhang, { type: 'raise_obstacle', obstacle: 'thiếu 500 kit', need: 'cấp thêm' }, 1])
    expect(foldEvents(events).openObstacles).toEqual([{ seq: 2, raisedAt: later(1), answerBy: later(49) }])
    expect(foldEvents(after(events, [tinhUy, { type: 'answer_obstacle', obstacle: 2, answer: 'đã cấp' }, 5])).openObstacles).toEqual([])
  })
  test('a figure in a sent report can be corrected by its author, and the first figure stays in the record', () => {
    const f = facts({ figures: [{ indicator: 'f1_traced', name: 'F1 truy vết', unit: 'người', target: 10, wanted: 'at_least' }] })
    const first = handle(f, log(), { type: 'report', note: 'đủ số', figures: [{ indicator: 'f1_traced', value: 21 }], evidence: [] }, 'r1', context(muongPhang))
    if (!first.ok || !first.value) throw new Error('refused')
    const events = [...log(), first.value]
    const correct: Command = { type: 'correct', of: 2, reason: 'gõ nhầm', replacement: { type: 'reported', period: null, note: 'đủ số', figures: [{ indicator: 'f1_traced', value: 12 }], evidence: [] } }
    expect(codeOf(decide(f, events, correct, context(tinhUy, 2)))).toBe('correction.not_author')
    const done = handle(f, events, correct, 'r2', context(muongPhang, 2))
    expect(done.ok && done.value?.body.type).toBe('corrected')
    expect(foldEvents(done.ok && done.value ? [...events, done.value] : []).work).toBe('reported')
    expect(first.value.body).toMatchObject({ figures: [{ value: 21 }] })
  })
  test('a report that was accepted cannot be taken back', () => {
    const events = after(log(), [muongPhang, report, 1], [tinhUy, { type: 'accept' }, 2])
    expect(codeOf(decide(facts(), events, { type: 'correct', of: 2, reason: 'rút lại', replacement: null }, context(muongPhang, 3)))).toBe('correction.already_decided')
  })
  test('a figure of a foreign indicator is refused', () =>
    expect(codeOf(decide(facts(), log(), { ...report, figures: [{ indicator: 'beds', value: 3 }] } as Command, context(muongPhang)))).toBe('report.figure_unknown'))
  test('a daily report is given period by period; a missed day stays owed', () => {
    const rhythm = { every: 'day' as const, times: ['16:00'], from: '2026-11-24', until: null }
    const events = log(noDue, rhythm)
    expect(codeOf(decide(facts(), events, report, context(muongPhang)))).toBe('report.period_needed')
    expect(codeOf(decide(facts(), events, { ...report, period: '2026-11-24T10:00' } as Command, context(muongPhang)))).toBe('report.period_unknown')
    const one = after(events, [muongPhang, { ...report, period: '2026-11-25T16:00' } as Command, 26])
    expect(deadlineStates(foldEvents(one), later(30), 3).current).toMatchObject({ kind: 'overdue', days: 1 })
    const both = after(one, [muongPhang, { ...report, period: '2026-11-24T16:00' } as Command, 31])
    expect(deadlineStates(foldEvents(both), later(31), 3).current).toMatchObject({ kind: 'left', days: 1 })
    expect(codeOf(decide(facts(), both, { ...report, period: '2026-11-25T16:00' } as Command, context(muongPhang, 32)))).toBe('report.period_settled')
    expect(foldEvents(after(both, [tinhUy, { type: 'accept', period: '2026-11-24T16:00' }, 33])).periods['2026-11-24T16:00']?.state).toBe('accepted')
  })
  test('an extension that keeps the day but adds hours is later', () => expect(isLaterDue(dueDay('2026-11-26'), dueMoment(instantOf('2026-11-26', '16:00')))).toBe(true))
  test('start is the moment of assignment', () => expect(foldEvents(log()).assignedAt).toBe(start))
})
