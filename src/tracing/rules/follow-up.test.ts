import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../platform/dates.ts'
import { readCsv } from '../../imports/rules/csv.ts'
import { byDay, casesFromContacts, clockOf, clocksOf, dueDays, episodesOf, followUpFigures, followUpOn, growth, isDueOn, listedAndSeen, notSeenFor, planVisits, releasesOf, share, usualClocks, usualFollowUp, worklistOrder } from '../rules.ts'
import type { Ending, FollowUp, FollowUpRule, ListedContact, Schedule, Team, Visit, VisitResult } from '../rules.ts'

const rule: FollowUpRule = { followUpDays: 14, ...usualFollowUp }
const d = (monthDay: string): string => `2021-${monthDay}`
const visits = (result: VisitResult, ...days: string[]): Visit[] => days.map((x) => ({ on: d(x), result }))
const range = (from: string, to: string): string[] => { const out: string[] = []; for (let x = d(from); x <= d(to); x = addDays(x, 1)) out.push(x.slice(5)); return out }
const on = (today: string, contacts: string[], seen: Visit[] = [], endings: Ending[] = [], r = rule): FollowUp => followUpOn(contacts.map(d), seen, endings, r, d(today))!
const episode = (...contacts: string[]) => episodesOf(contacts.map(d), 14)
const daysOf = (schedule: Partial<Schedule>, ...contacts: string[]) => episode(...contacts).flatMap((e) => dueDays(e, { everyDays: 1, days: null, ...schedule })).map((x) => x.slice(5))

describe('episodes and due days', () => {
  test('follow-up begins the day after the last contact and lasts 14 days', () => {
    expect(episode('07-01')).toEqual([{ exposures: [d('07-01')], from: d('07-02'), to: d('07-15') }])
    expect(daysOf({}, '07-01')).toEqual(range('07-02', '07-15'))
  })
  test('a contact inside the episode moves its end, a contact on its last day too, a contact the day after opens a new one', () => {
    expect(episode('07-10', '07-01')).toMatchObject([{ from: d('07-02'), to: d('07-24') }])
    expect(episode('07-01', '07-15')).toMatchObject([{ from: d('07-02'), to: d('07-29') }])
    expect(episode('07-01', '07-16')).toMatchObject([{ to: d('07-15') }, { from: d('07-17'), to: d('07-30') }])
  })
  test('T04: every third day means the same days whoever asks and whenever', () => {
    expect(daysOf({ everyDays: 3 }, '07-01')).toEqual(['07-02', '07-05', '07-08', '07-11', '07-14'])
    for (const today of ['07-02', '07-03', '07-09']) expect(on(today, ['07-01'], [], [], { ...rule, schedule: { everyDays: 3, days: null } }).days.map((x) => x.on.slice(5))).toEqual(['07-02', '07-05', '07-08', '07-11', '07-14'])
  })
  test('T05: a list of days wins over an interval', () => {
    expect(daysOf({ everyDays: 3, days: [1, 3, 7, 14] }, '07-01')).toEqual(['07-02', '07-04', '07-08', '07-15'])
  })
  test('after a second contact the list of days counts anew, and the days due before it stay due', () => {
    expect(daysOf({ days: [1, 7, 14] }, '07-01', '07-05')).toEqual(['07-02', '07-06', '07-12', '07-19'])
  })
  test('T19: a place says the earliest and the latest release and how many on each day', () => {
    expect(releasesOf([d('07-20'), d('07-10'), d('07-20')])).toEqual({ earliest: d('07-10'), latest: d('07-20'), byDay: [{ on: d('07-10'), contacts: 1 }, { on: d('07-20'), contacts: 2 }] })
    expect(releasesOf([])).toBeNull()
  })
  test('the order of contacts and repeated days change nothing; every episode has its due days inside it', () => {
    const days = fc.array(fc.integer({ min: 0, max: 90 }).map((x) => addDays('2021-07-01', x)), { minLength: 1, maxLength: 8 })
    fc.assert(fc.property(days, fc.integer({ min: 1, max: 21 }), (contacts, p) => {
      const list = episodesOf(contacts, p)
      expect(episodesOf([...contacts].reverse().concat(contacts), p)).toEqual(list)
      for (const e of list) {
        const due = dueDays(e, { everyDays: 1, days: null })
        expect([due[0], due.at(-1)]).toEqual([e.from, e.to])
        expect(due.length).toBe(new Set(due).size)
      }
      // Nobody falls out: every contact has follow-up until P days after it, and episodes do not overlap.
      for (const c of contacts) expect(list.some((e) => e.exposures.includes(c) && e.to >= addDays(c, p))).toBe(true)
      for (let i = 1; i < list.length; i++) expect(list[i]!.from > list[i - 1]!.to).toBe(true)
    }))
  })
})

describe('state of follow-up', () => {
  test('T01: a completed contact who is exposed again is due again on 14 new days', () => {
    const seen = visits('well', ...range('07-02', '07-15'))
    expect(on('07-20', ['07-01'], seen).state).toBe('completed')
    const f = on('08-11', ['07-01', '08-10'], seen)
    expect([f.state, f.dueToday, f.days.length, f.episode.from, f.episode.to]).toEqual(['under', true, 14, d('08-11'), d('08-24')])
  })
  test('T02: a lost contact who is exposed again is due again on 14 new days', () => {
    expect(on('07-10', ['07-01']).state).toBe('lost')
    const f = on('08-11', ['07-01', '08-10'])
    expect([f.state, f.days.map((x) => x.on)[0], f.days.map((x) => x.on)[13], f.days.length]).toEqual(['under', d('08-11'), d('08-24'), 14])
  })
  test('T03: seen on 14 of 14 days is completed on the day after the last', () => {
    const f = on('07-16', ['07-01'], visits('well', ...range('07-02', '07-15')))
    expect([f.state, f.since, f.seen, f.due]).toEqual(['completed', d('07-16'), 14, 14])
    expect(on('07-15', ['07-01'], visits('well', ...range('07-02', '07-15'))).state).toBe('under')
  })
  test('T07: a contact absent only on the last day ends on it, with 13 of 14 shown', () => {
    const f = on('07-16', ['07-01'], [...visits('well', ...range('07-02', '07-14')), ...visits('not_found', '07-15')])
    expect([f.state, f.seen, f.due, f.episode.to]).toEqual(['completed', 13, 14, d('07-15')])
  })
  test('T08: one visit on the last day does not complete two weeks', () => {
    const f = on('07-16', ['07-01'], visits('well', '07-15'))
    expect([f.state, f.seen, f.due]).toEqual(['ended_incomplete', 1, 14])
  })
  test('T09: an absent contact does not push its own end away; it is lost after three days and stands above the others', () => {
    const absent = visits('not_found', ...range('07-15', '07-20'))
    expect(on('07-20', ['07-01'], [...visits('well', ...range('07-02', '07-14')), ...absent]).episode.to).toBe(d('07-15'))
    const f = on('07-09', ['07-01'], [...visits('well', ...range('07-02', '07-05')), ...visits('not_found', ...range('07-06', '07-08'))])
    expect([f.state, f.since, f.unseenRun]).toEqual(['lost', d('07-09'), 3])
    expect(worklistOrder([{ id: 'a', followUp: on('07-09', ['07-01'], visits('well', ...range('07-02', '07-08'))) }, { id: 'b', followUp: f }]).map((x) => x.id)).toEqual(['b', 'a'])
  })
  test('T10: a lost contact who is seen is reopened, with the day', () => {
    const f = on('07-08', ['07-01'], visits('well', '07-07'))
    expect([f.state, f.since]).toEqual(['reopened', d('07-07')])
  })
  test.each([
    ['T11: seen three days, today open', visits('well', '07-07', '07-08', '07-09'), false],
    ['T12: seen three days ago, missed twice, today open', visits('well', '07-07'), false],
    ['T13: missed three days, seen today', [...visits('well', '07-06'), ...visits('well', '07-10')], false],
    ['T14: missed three days, today open', visits('well', ...range('07-02', '07-06')), true],
  ] as const)('not seen for three days: %s', (_, seen, expected) => {
    expect(notSeenFor(on('07-10', ['07-01'], [...seen]), 3)).toBe(expected)
  })
  test('T15: never seen in ten days counts as not seen and stands at the top of the list', () => {
    const never = on('07-12', ['07-01'])
    const seenOnce = on('07-12', ['07-01'], visits('well', '07-04'))
    expect(notSeenFor(never, 3)).toBe(true)
    expect([never.unseenRun, never.everSeen]).toEqual([10, false])
    expect(worklistOrder([{ id: 'a', followUp: seenOnce }, { id: 'z', followUp: never }]).map((x) => x.id)).toEqual(['z', 'a'])
  })
  test('T20: two visits on one day do not make up for a missed day, and today is not yet missed', () => {
    const f = on('07-05', ['07-01'], visits('well', '07-02', '07-03', '07-03'))
    expect([f.closed, f.seen, f.closed - f.seen, f.unseenRun]).toEqual([3, 2, 1, 1])
  })
  test('T23: a contact never seen for nine days is lost', () => {
    expect(on('07-11', ['07-01']).state).toBe('lost')
  })
  test('a contact who became a case, died, was handed over or whose source was refuted leaves with its day', () => {
    for (const kind of ['converted', 'died', 'transferred', 'withdrawn'] as const) {
      const f = on('07-08', ['07-01'], visits('well', '07-02', '07-03', '07-04'), [{ kind, on: d('07-05') }])
      expect([f.state, f.since, f.dueToday, f.closed]).toEqual([kind, d('07-05'), false, 3])
    }
  })
  test('a recovered case who is exposed again is followed again; a dead one is not', () => {
    expect(on('09-02', ['07-01', '09-01'], [], [{ kind: 'converted', on: d('07-05') }]).state).toBe('under')
    expect(on('09-02', ['07-01', '09-01'], [], [{ kind: 'died', on: d('07-05') }]).state).toBe('died')
  })
  test('a contact released because its source was refuted is due again after a contact with another case', () => {
    const withdrawn: Ending[] = [{ kind: 'withdrawn', on: d('07-03') }]
    expect(on('07-04', ['07-01'], [], withdrawn).state).toBe('withdrawn')
    expect(on('07-06', ['07-05'], [], withdrawn)).toMatchObject({ state: 'under', dueToday: true, unseenRun: 0 })
  })
  test('symptoms on the latest sighting stand above lost contacts and below those nobody has ever seen', () => {
    const ill = on('07-04', ['07-01'], [...visits('well', '07-02'), ...visits('ill', '07-03')])
    expect(ill.illOn).toBe(d('07-03'))
    const lost = on('07-12', ['07-01'], visits('well', '07-04'))
    expect(worklistOrder([{ id: 'a', followUp: lost }, { id: 'b', followUp: ill }, { id: 'c', followUp: on('07-12', ['07-01']) }]).map((x) => x.id)).toEqual(['c', 'b', 'a'])
  })
  test('on the day of the contact nobody is due yet', () => {
    expect(on('07-01', ['07-01'])).toMatchObject({ state: 'before', dueToday: false })
    expect(isDueOn(on('07-02', ['07-01']), d('07-15'))).toBe(true)
  })
  test('every day has exactly one state, and asking later never changes a past day', () => {
    const anyVisit = fc.record({ on: fc.integer({ min: 0, max: 30 }).map((x) => addDays('2021-07-01', x)), result: fc.constantFrom<VisitResult>('well', 'ill', 'refused', 'not_found', 'not_tried') })
    fc.assert(fc.property(fc.array(anyVisit, { maxLength: 20 }), fc.integer({ min: 1, max: 25 }), fc.integer({ min: 0, max: 10 }), (list, today, later) => {
      const now = followUpOn([d('07-01')], list, [], rule, addDays('2021-07-01', today))!
      expect(followUpOn([d('07-01')], [...list].reverse(), [], rule, addDays('2021-07-01', today))).toEqual(now)
      const known = list.filter((v) => v.on <= addDays('2021-07-01', today))
      const then = followUpOn([d('07-01')], known, [], rule, addDays('2021-07-01', today + later))!
      now.days.forEach((x, i) => { if (x.on < addDays('2021-07-01', today)) expect(then.days[i]).toEqual(x) })
      expect(now.seen).toBeLessThanOrEqual(now.closed)
      if (now.state === 'lost') expect(now.unseenRun).toBeGreaterThanOrEqual(3)
      if (today > 15) expect(['completed', 'ended_incomplete']).toContain(now.state)
    }))
  })
})

describe('teams', () => {
  const team = (id: string, covers: string[], capacity: number | null = null): Team => ({ id, covers, capacity })
  const visit = (id: string, unitPath: string[], lastTeam: string | null = null) => ({ id, unitPath, lastTeam })
  test('three contacts of one place go to two teams in turn', () => {
    const { planned } = planVisits(['c1', 'c2', 'c3'].map((c) => visit(c, ['xã A'])), [team('T1', ['xã A']), team('T2', ['xã A'])])
    expect(planned.map((p) => p.team)).toEqual(['T1', 'T2', 'T1'])
  })
  test('the nearest area goes before a team of the whole district', () => {
    const teams = [team('huyện', ['huyện']), team('thôn', ['thôn 3'])]
    expect(planVisits([visit('c1', ['thôn 3', 'xã A', 'huyện']), visit('c2', ['thôn 4', 'xã A', 'huyện'])], teams).planned.map((p) => p.team)).toEqual(['thôn', 'huyện'])
  })
  test('T06: load is the number of visits, not the length of the follow-up', () => {
    const due = dueDays(episode('07-01')[0]!, { everyDays: null, days: [1] })
    let load: ReadonlyMap<string, number> = new Map()
    for (const day of due) ({ load } = planVisits([visit(`c1 ${day}`, ['xã A'])], [team('T1', ['xã A']), team('T2', ['xã A'])], load))
    expect([load.get('T1'), load.get('T2')]).toEqual([1, 0])
  })
  test('a place that no team covers and a day on which all are full are shown, not hidden', () => {
    const { planned } = planVisits([visit('a', ['xã A']), visit('b', ['xã A']), visit('c', ['xã B'])], [team('T1', ['xã A'], 1)])
    expect(planned).toEqual([{ visit: 'a', team: 'T1', why: 'nearest' }, { visit: 'b', team: null, why: 'all_full' }, { visit: 'c', team: null, why: 'none_covers' }])
  })
  test('a contact keeps the team that knows it', () => {
    expect(planVisits([visit('a', ['xã A'], 'T2')], [team('T1', ['xã A']), team('T2', ['xã A'])]).planned[0]).toMatchObject({ team: 'T2', why: 'kept' })
  })
  test('no visit is lost, and teams of one place differ by at most one visit', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 5 }), (n, t) => {
      const { planned, load } = planVisits(Array.from({ length: n }, (_, i) => visit(String(i), ['xã A'])), Array.from({ length: t }, (_, i) => team(`T${i}`, ['xã A'])))
      expect(planned.length).toBe(n)
      const loads = [...load.values()]
      expect(loads.reduce((a, b) => a + b, 0)).toBe(n)
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1)
    }))
  })
})

describe('clocks', () => {
  const known = '2021-08-08T02:00:00.000Z'
  test('the list of F1 is due 24 hours and the chain 48 hours after the case is known, to the minute', () => {
    const at = (now: string) => clocksOf(known, null, null, usualClocks, now)
    expect(at('2021-08-09T02:00:00.000Z')).toMatchObject({ f1: { state: 'running', minutes: 0, dueAt: '2021-08-09T02:00:00.000Z' }, chain: { state: 'running', minutes: 1440 } })
    expect(at('2021-08-09T02:01:00.000Z').f1).toMatchObject({ state: 'late', minutes: 1 })
  })
  test('done in time stays in time, done late stays late', () => {
    expect(clockOf(known, '2021-08-09T02:00:59.000Z', 24, '2021-09-01T00:00:00.000Z')).toMatchObject({ state: 'met', minutes: 1440 })
    expect(clockOf(known, '2021-08-09T02:01:00.000Z', 24, '2021-09-01T00:00:00.000Z')).toMatchObject({ state: 'met_late', minutes: 1441 })
  })
})

describe('figures', () => {
  const contact = (id: string, f: FollowUp): ListedContact => ({ id, followUp: f, visits: [] })
  const all = [
    contact('1', on('07-09', ['07-01'], visits('well', ...range('07-02', '07-09')))), contact('2', on('07-09', ['07-01'])),
    contact('3', on('07-09', ['06-01'], visits('well', ...range('06-02', '06-15')))), contact('4', on('07-09', ['07-01'], [], [{ kind: 'died', on: d('07-05') }])),
    contact('5', on('07-09', ['07-01'], [], [{ kind: 'converted', on: d('07-05') }])),
  ]
  test('T21, T22: complete, running, lost, dead and new cases stand apart and add up to the registered', () => {
    const f = followUpFigures(all, d('07-09'))
    expect(f.byState).toMatchObject({ under: 1, lost: 1, completed: 1, died: 1, converted: 1, ended_incomplete: 0 })
    expect(Object.values(f.byState).reduce((a, b) => a + b, 0)).toBe(f.registered)
  })
  test('T23: followed today, seen every day and lost are figures of their own', () => {
    const f = followUpFigures(all, d('07-09'))
    expect(f.seenToday).toEqual({ of: 2, count: 1, percent: 50 })
    expect(f.lost).toEqual({ of: 2, count: 1, percent: 50 })
    expect([f.neverSeen, f.missedDays]).toEqual([1, 7])
  })
  test('T24: the same input gives the same figures', () => {
    expect(followUpFigures(all, d('07-09'))).toEqual(followUpFigures(all, d('07-09')))
  })
  test('T25: two of three is 66.7 percent, and growth from nothing is new, not a percentage', () => {
    expect(share(2, 3).percent).toBe(66.7)
    expect(share(0, 0).percent).toBeNull()
    expect([growth(0, 5), growth(0, 0), growth(4, 5)]).toEqual([{ kind: 'new' }, { kind: 'none' }, { kind: 'percent', percent: 25 }])
  })
  test('T18: a case of 3 June is counted on 3 June whenever one asks, and a day without cases is a zero', () => {
    const days = range('06-01', '06-10').map(d)
    expect(byDay([d('06-03')], days).filter((x) => x.cases > 0)).toEqual([{ on: d('06-03'), cases: 1 }])
    expect(byDay([d('06-03')], days)).toHaveLength(10)
  })
  test('refuted cases are in neither number of cases from contacts', () => {
    expect(casesFromContacts([{ wasContact: true, refuted: false }, { wasContact: true, refuted: true }, { wasContact: false, refuted: false }])).toEqual({ of: 2, count: 1, percent: 50 })
  })

  const file = path.join(process.env['TAICHO_SHARED'] ?? path.join(import.meta.dirname, '../../../../shared'), 'data/import-templates/godata-demo-trainingland/followups_clean.csv')
  const here = existsSync(file)
  if (!here) console.warn(`SKIPPED: the training outbreak of Go.Data is not here (${file})`)
  test.skipIf(!here)('the training outbreak of Go.Data: 42 contacts listed, 38 ever seen; 29 and 21 on 1 June, 22 and 18 on 2 June', () => {
    const [head, ...rows] = readCsv(readFileSync(file, 'utf8'))
    const at = (name: string): number => head!.cells.indexOf(name)
    const list = rows.map((r) => ({ person: r.cells[at('contact_uuid')]!, on: r.cells[at('date_of_followup')]!, seen: r.cells[at('followup_status')]!.startsWith('SEEN_') }))
    expect(list).toHaveLength(437)
    expect(list.filter((r) => r.seen)).toHaveLength(96)
    expect(new Set(list.map((r) => r.on)).size).toBe(48)
    const all2 = listedAndSeen(list)
    expect([all2, share(all2.seen, all2.listed).percent]).toEqual([{ listed: 42, seen: 38 }, 90.5])
    expect([listedAndSeen(list, '2020-06-01'), listedAndSeen(list, '2020-06-02')]).toEqual([{ listed: 29, seen: 21 }, { listed: 22, seen: 18 }])
  })
})
