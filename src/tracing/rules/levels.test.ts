import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { because, buildGraph, infectiousWindow, instantOfMinute, levels, minuteOf, neighbourhoodOf, never, pathOf, relevel, setFacts, spanOfDay, spanOfDays, stateOf, storedOf } from '../rules.ts'
import type { CaseFacts, LevelRule, LevelState, Meeting, PersonFacts, Span, Stay, WindowRule } from '../rules.ts'

const rule2021: LevelRule = { maxLevel: 3, releaseOnNegative: true }
const windows: WindowRule = { daysBeforeOnset: 3, daysBeforePositive: 14, daysAfter: null }
const aCase = (facts: Partial<CaseFacts>): CaseFacts => ({ onsetOn: null, firstPositiveOn: null, probableExposureOn: null, reportedOn: '2021-08-10', isolatedAt: null, ...facts })
const f0 = (id: string, facts: Partial<CaseFacts> = { onsetOn: '2021-08-08' }): PersonFacts => ({ id, window: infectiousWindow(aCase(facts), windows) })
const person = (id: string, facts: Partial<PersonFacts> = {}): PersonFacts => ({ id, window: null, ...facts })
const met = (a: string, b: string, day: string, last = day): Meeting => ({ a, b, ...spanOfDays(day, last) })
const stayed = (who: string, place: string, from: string, to: string): Stay => ({ person: who, place, from: minuteOf(from), to: minuteOf(to) })

function levelOf(persons: PersonFacts[], meetings: Meeting[], stays: Stay[] = [], rule = rule2021) {
  const graph = buildGraph(persons, meetings, stays)
  const state = levels(graph, rule)
  return (id: string): number | null => { const l = state.level[graph.indexOf.get(id)!]!; return l === -1 ? null : l }
}

describe('the infectious window', () => {
  test('begins three days before onset and lasts until the case is isolated', () => {
    const w = infectiousWindow(aCase({ onsetOn: '2021-08-08', isolatedAt: '2021-08-10T02:30:00.000Z' }), windows)
    expect([instantOfMinute(w.from), instantOfMinute(w.to), w.because]).toEqual(['2021-08-04T17:00:00.000Z', '2021-08-10T02:30:00.000Z', 'onset'])
  })
  test('without symptoms begins at the probable exposure, else 14 days before the first positive sample, else before the report', () => {
    expect(infectiousWindow(aCase({ probableExposureOn: '2021-08-01', firstPositiveOn: '2021-08-09' }), windows)).toMatchObject({ from: spanOfDay('2021-08-01').from, because: 'exposure', to: never })
    expect(infectiousWindow(aCase({ firstPositiveOn: '2021-08-09' }), windows)).toMatchObject({ from: spanOfDay('2021-07-26').from, because: 'positive' })
    expect(infectiousWindow(aCase({}), windows)).toMatchObject({ from: spanOfDay('2021-07-27').from, because: 'report' })
  })
  test('is empty for a case that was isolated before it began', () => {
    const w = infectiousWindow(aCase({ onsetOn: '2021-08-08', isolatedAt: '2021-07-30T00:00:00.000Z' }), windows)
    expect(w.to).toBeLessThan(w.from)
    expect(levelOf([{ id: 'Lan', window: w }], [met('Lan', 'Bình', '2021-08-08')])('Bình')).toBeNull()
  })
})

describe('levels', () => {
  test('the day before the window does not count, its first and last day do, the day after does not', () => {
    const lan = f0('Lan', { onsetOn: '2021-08-08', isolatedAt: '2021-08-10T05:00:00.000Z' })
    const at = levelOf([lan], [met('Lan', 'trước', '2021-08-04'), met('Lan', 'đầu', '2021-08-05'), met('Lan', 'cuối', '2021-08-10'), met('Lan', 'sau', '2021-08-11')])
    expect(['trước', 'đầu', 'cuối', 'sau'].map(at)).toEqual([null, 1, 1, null])
  })
  test('an F2 met the F1 after the F1 could have been infected and before the F1 was isolated', () => {
    const binh = person('Bình', { isolations: [{ from: minuteOf('2021-08-09T01:00:00.000Z'), to: never }] })
    const at = levelOf([f0('Lan'), binh], [met('Lan', 'Bình', '2021-08-07'), met('Bình', 'sớm', '2021-08-06'), met('Bình', 'đúng', '2021-08-08'), met('Bình', 'muộn', '2021-08-10')])
    expect(['sớm', 'đúng', 'muộn'].map(at)).toEqual([null, 2, null])
  })
  test('F1 positive becomes F0, its F2 become F1, their F3 become F2', () => {
    const meetings = [met('Lan', 'Bình', '2021-08-07'), met('Bình', 'Cúc', '2021-08-08'), met('Cúc', 'Dũng', '2021-08-09'), met('Dũng', 'Em', '2021-08-10')]
    const before = levelOf([f0('Lan')], meetings)
    expect(['Lan', 'Bình', 'Cúc', 'Dũng', 'Em'].map(before)).toEqual([0, 1, 2, 3, null])
    const after = levelOf([f0('Lan'), f0('Bình', { firstPositiveOn: '2021-08-10', probableExposureOn: '2021-08-07' })], meetings)
    expect(['Lan', 'Bình', 'Cúc', 'Dũng', 'Em'].map(after)).toEqual([0, 0, 1, 2, 3])
  })
  test('a contact whose F1 turned positive later stays F2 for meetings before the infectious window', () => {
    const meetings = [met('Lan', 'Bình', '2021-08-05'), met('Bình', 'Cúc', '2021-08-06')]
    expect(levelOf([f0('Lan'), f0('Bình', { onsetOn: '2021-08-15' })], meetings)('Cúc')).toBe(2)
  })
  test('an F2 is released when all its F1 are negative, and only then', () => {
    const negative = (id: string) => person(id, { clearedAt: minuteOf('2021-08-10T03:00:00.000Z') })
    const meetings = [met('Lan', 'Bình', '2021-08-07'), met('Lan', 'Hoa', '2021-08-07'), met('Bình', 'Cúc', '2021-08-08'), met('Hoa', 'Cúc', '2021-08-08')]
    expect(levelOf([f0('Lan'), negative('Bình'), person('Hoa')], meetings)('Cúc')).toBe(2)
    const all = levelOf([f0('Lan'), negative('Bình'), negative('Hoa')], meetings)
    expect(['Bình', 'Hoa', 'Cúc'].map(all)).toEqual([1, 1, null])
  })
  test('under a protocol that does not release on a negative source the F2 stays', () => {
    const meetings = [met('Lan', 'Bình', '2021-08-07'), met('Bình', 'Cúc', '2021-08-08')]
    const binh = person('Bình', { clearedAt: minuteOf('2021-08-10T03:00:00.000Z') })
    expect(levelOf([f0('Lan'), binh], meetings, [], { maxLevel: 3, releaseOnNegative: false })('Cúc')).toBe(2)
  })
  test('after a negative sample a new exposure to an F0 is passed on again', () => {
    const binh = person('Bình', { clearedAt: minuteOf('2021-08-08T03:00:00.000Z') })
    const at = levelOf([f0('Lan')].concat(binh), [met('Lan', 'Bình', '2021-08-06'), met('Lan', 'Bình', '2021-08-12'), met('Bình', 'Cúc', '2021-08-07'), met('Bình', 'Dũng', '2021-08-13')])
    expect(['Cúc', 'Dũng'].map(at)).toEqual([null, 2])
  })
  test('since 29/12/2021 there is no F2', () => {
    const at = levelOf([f0('Lan')], [met('Lan', 'Bình', '2021-08-07'), met('Bình', 'Cúc', '2021-08-08')], [], { maxLevel: 1, releaseOnNegative: false })
    expect(['Bình', 'Cúc'].map(at)).toEqual([1, null])
  })
  test('a refuted case takes its contacts out, unless another F0 keeps them', () => {
    const meetings = [met('Lan', 'Bình', '2021-08-07'), met('Mai', 'Hoa', '2021-08-07'), met('Lan', 'Hoa', '2021-08-06')]
    const at = levelOf([person('Lan'), f0('Mai')], meetings)
    expect(['Lan', 'Bình', 'Hoa'].map(at)).toEqual([null, null, 1])
  })
  test('passengers are exposed only while their ride overlaps the ride of the F0', () => {
    const bus = [
      stayed('Lan', '20B-004.15', '2021-08-07T01:00:00.000Z', '2021-08-07T03:00:00.000Z'),
      stayed('cùng chặng', '20B-004.15', '2021-08-07T02:59:00.000Z', '2021-08-07T05:00:00.000Z'),
      stayed('xuống trước', '20B-004.15', '2021-08-07T00:00:00.000Z', '2021-08-07T00:59:00.000Z'),
      stayed('hôm sau', '20B-004.15', '2021-08-08T01:00:00.000Z', '2021-08-08T03:00:00.000Z'),
    ]
    const at = levelOf([f0('Lan')], [], bus)
    expect(['cùng chặng', 'xuống trước', 'hôm sau'].map(at)).toEqual([1, null, null])
  })
  test('whoever stood in the room only in the minute between two cases was not exposed', () => {
    const at = (who: string, from: number, to: number): Stay => ({ person: who, place: 'phòng khám', from, to })
    const cases = ['Lan', 'Mai'].map((id): PersonFacts => ({ id, window: { from: 0, to: never } }))
    const level = levelOf(cases, [], [at('Lan', 0, 9), at('Mai', 11, 20), at('giữa', 10, 10), at('chạm', 9, 9)])
    expect(['giữa', 'chạm'].map(level)).toEqual([null, 1])
  })
  test('a second exposure moves the last day and never the first', () => {
    const graph = buildGraph([f0('Lan'), f0('Mai')], [met('Mai', 'Bình', '2021-08-12'), met('Lan', 'Bình', '2021-08-06')], [])
    const state = levels(graph, rule2021)
    const b = graph.indexOf.get('Bình')!
    expect([state.first[b], state.last[b]]).toEqual([spanOfDay('2021-08-06').from, spanOfDay('2021-08-12').to])
  })
  test('a level is explained by its exposures and by a path back to the F0 with dates', () => {
    const class5a = [stayed('Lan', 'lớp 5A', '2021-08-06T00:00:00.000Z', '2021-08-06T04:00:00.000Z'), stayed('Bình', 'lớp 5A', '2021-08-06T01:00:00.000Z', '2021-08-06T09:00:00.000Z')]
    const graph = buildGraph([f0('Lan')], [met('Bình', 'Cúc', '2021-08-07')], class5a)
    const state = levels(graph, rule2021)
    const name = (i: number) => graph.ids[i]!
    const path = pathOf(graph, state, graph.indexOf.get('Cúc')!)
    expect(path.map((s) => [name(s.person), name(s.source), s.place === null ? null : graph.placeIds[s.place], instantOfMinute(s.from)])).toEqual([
      ['Cúc', 'Bình', null, '2021-08-06T17:00:00.000Z'], ['Bình', 'Lan', 'lớp 5A', '2021-08-06T01:00:00.000Z'],
    ])
    expect(because(graph, state, graph.indexOf.get('Bình')!).map((e) => [instantOfMinute(e.from), instantOfMinute(e.to)])).toEqual([['2021-08-06T01:00:00.000Z', '2021-08-06T04:00:00.000Z']])
    expect(pathOf(graph, state, graph.indexOf.get('Lan')!)).toEqual([])
  })
})

// ——— properties: small outbreaks of a few persons, meetings of a few "minutes", everything may change ———
const span = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 8 })).map(([from, length]): Span => ({ from, to: from + length }))
const facts = fc.record({
  window: fc.option(span, { freq: 2 }), until: fc.option(fc.integer({ min: 0, max: 40 }), { freq: 3, nil: undefined }),
  isolations: fc.array(span, { maxLength: 2 }), clearedAt: fc.option(fc.integer({ min: 0, max: 35 }), { freq: 2 }),
}).map(({ until, ...rest }): Omit<PersonFacts, 'id'> => ({ ...rest, ...(until === undefined ? {} : { until }) }))
const who = fc.integer({ min: 0, max: 9 }).map(String)
const meeting = fc.record({ a: who, b: who, at: span }).map(({ a, b, at }): Meeting => ({ a, b, ...at }))
const stay = fc.record({ person: who, place: fc.constantFrom('xe', 'lớp', 'xưởng'), at: span }).map(({ person: p, place, at }): Stay => ({ person: p, place, ...at }))
const outbreak = fc.record({ facts: fc.array(facts, { minLength: 10, maxLength: 10 }), meetings: fc.array(meeting, { maxLength: 18 }), stays: fc.array(stay, { maxLength: 14 }) })
const anyRule = fc.record({ maxLevel: fc.constantFrom(1 as const, 2 as const, 3 as const), releaseOnNegative: fc.boolean() })
const named = (list: readonly Omit<PersonFacts, 'id'>[]): PersonFacts[] => list.map((f, i) => ({ id: String(i), ...f }))
const lines = (graph: ReturnType<typeof buildGraph>, state: LevelState) => graph.ids.map((_, i) => storedOf(graph, state, i)).sort((x, y) => (x.id < y.id ? -1 : 1))

/** The definition, written as slowly and plainly as it reads: every path of at most maxLevel exposures, minute by minute. */
function bySearch(persons: PersonFacts[], meetings: Meeting[], stays: Stay[], rule: LevelRule): Map<string, number> {
  const all: Meeting[] = meetings.filter((m) => m.a !== m.b)
  for (const x of stays) for (const y of stays) if (x.place === y.place && x.person < y.person && x.from <= y.to && y.from <= x.to) all.push({ a: x.person, b: y.person, from: Math.max(x.from, y.from), to: Math.min(x.to, y.to) })
  const of = new Map(persons.map((p) => [p.id, p]))
  const free = (id: string, minute: number): boolean => {
    const p = of.get(id)!
    const until = Math.min(p.until ?? never, p.window ? p.window.to : never)
    return minute <= until && !(p.isolations ?? []).some((s) => s.from <= minute && minute <= s.to)
  }
  let carrying = new Map<string, Set<number>>() // who passes on, at which minutes, after this many steps
  const minutes = Array.from({ length: 60 }, (_, i) => i)
  const level = new Map<string, number>()
  for (const p of persons) if (p.window) { level.set(p.id, 0); carrying.set(p.id, new Set(minutes.filter((m) => m >= p.window!.from && free(p.id, m)))) }
  for (let k = 1; k <= rule.maxLevel; k++) {
    const next = new Map([...carrying].map(([id, set]) => [id, new Set(set)]))
    for (const m of all) for (const [o, q] of [[m.a, m.b], [m.b, m.a]] as const) for (let at = m.from; at <= m.to; at++) {
      if (!carrying.get(o)?.has(at)) continue
      if (!level.has(q)) level.set(q, k)
      const cleared = rule.releaseOnNegative ? (of.get(q)!.clearedAt ?? -1) : -1
      if (at > cleared) { const set = next.get(q) ?? new Set<number>(); for (const later of minutes) if (later >= at && free(q, later)) set.add(later); next.set(q, set) }
    }
    carrying = next
  }
  return level
}

describe('properties of levels', () => {
  test('are what the definition says, for any outbreak', () => {
    fc.assert(fc.property(outbreak, anyRule, (o, rule) => {
      const graph = buildGraph(named(o.facts), o.meetings, o.stays)
      const state = levels(graph, rule)
      const expected = bySearch(named(o.facts), o.meetings, o.stays, rule)
      for (const id of graph.ids) expect(state.level[graph.indexOf.get(id)!]).toBe(expected.get(id) ?? -1)
    }), { numRuns: 600 })
  })
  test('do not depend on the order of persons, meetings and stays', () => {
    fc.assert(fc.property(outbreak, anyRule, fc.infiniteStream(fc.nat()), (o, rule, dice) => {
      const shuffled = <T>(list: readonly T[]): T[] => list.map((x) => [dice.next().value!, x] as const).sort((x, y) => x[0] - y[0]).map((x) => x[1])
      const one = buildGraph(named(o.facts), o.meetings, o.stays), two = buildGraph(shuffled(named(o.facts)), shuffled(o.meetings), shuffled(o.stays))
      expect(lines(two, levels(two, rule))).toEqual(lines(one, levels(one, rule)))
      const path = (graph: typeof one, id: string) => pathOf(graph, levels(graph, rule), graph.indexOf.get(id)!).map((s) => [graph.ids[s.person], graph.ids[s.source], s.from])
      for (const id of one.ids) expect(path(two, id)).toEqual(path(one, id))
    }))
  })
  test('every F1, F2 and F3 has a path of exactly that many steps back to an F0', () => {
    fc.assert(fc.property(outbreak, anyRule, (o, rule) => {
      const graph = buildGraph(named(o.facts), o.meetings, o.stays)
      const state = levels(graph, rule)
      for (let p = 0; p < graph.persons; p++) {
        const path = pathOf(graph, state, p)
        expect(path.length).toBe(Math.max(0, state.level[p]!))
        if (path.length > 0) { expect(state.level[path.at(-1)!.source]).toBe(0); expect(path[0]!.from).toBe(state.first[p]); expect(Math.max(...because(graph, state, p).map((e) => e.to))).toBe(state.last[p]) }
      }
    }), { numRuns: 400 })
  })
  test('are what the definition says where a few persons with negative samples come and go at one place', () => {
    const few = fc.integer({ min: 0, max: 3 }).map(String)
    const at = fc.record({ person: few, place: fc.constant('xưởng'), at: span }).map(({ person: p, place, at: when }): Stay => ({ person: p, place, ...when }))
    const between = fc.record({ a: few, b: few, at: span }).map(({ a, b, at: when }): Meeting => ({ a, b, ...when }))
    const sampled = fc.record({ window: fc.option(span, { freq: 1 }), clearedAt: fc.integer({ min: 0, max: 30 }) })
    fc.assert(fc.property(fc.array(sampled, { minLength: 4, maxLength: 4 }), fc.array(at, { minLength: 3, maxLength: 9 }), fc.array(between, { maxLength: 4 }), fc.nat({ max: 3 }), (list, stays, meetings, who2) => {
      const persons = named(list)
      const graph = buildGraph(persons, meetings, stays)
      const state = levels(graph, rule2021)
      const expected = bySearch(persons, meetings, stays, rule2021)
      for (const id of graph.ids) expect(state.level[graph.indexOf.get(id)!]).toBe(expected.get(id) ?? -1)
      setFacts(graph, who2, { ...persons[who2]!, window: persons[who2]!.window ? null : { from: 3, to: 12 } })
      relevel(graph, state, { persons: [who2] })
      expect(lines(graph, state)).toEqual(lines(graph, levels(graph, rule2021)))
    }), { numRuns: 1500 })
  })
  test('a contact with a negative sample whose F1 falls back to F2 becomes F3, not nothing', () => {
    const meetings = [met('Mai', 'Yến', '2021-08-06'), met('Yến', 'Oanh', '2021-08-06'), met('Lan', 'Oanh', '2021-08-06'), met('Oanh', 'Quý', '2021-08-07')]
    const graph = buildGraph([f0('Mai'), f0('Lan'), person('Quý', { clearedAt: minuteOf('2021-08-20T00:00:00.000Z') })], meetings, [])
    const state = levels(graph, rule2021)
    const index = (id: string) => graph.indexOf.get(id)!
    expect([state.level[index('Oanh')], state.level[index('Quý')]]).toEqual([1, 2])
    setFacts(graph, index('Lan'), { window: null })
    relevel(graph, state, { persons: [index('Lan')] })
    expect([state.level[index('Oanh')], state.level[index('Quý')]]).toEqual([2, 3])
    expect(lines(graph, state)).toEqual(lines(graph, levels(graph, rule2021)))
  })
  test('updating after any sequence of changed facts equals computing everything anew, and names exactly those whose level or dates changed', () => {
    fc.assert(fc.property(outbreak, anyRule, fc.array(fc.tuple(who, facts), { minLength: 1, maxLength: 8 }), (o, rule, changes) => {
      const persons = named(o.facts)
      const graph = buildGraph(persons, o.meetings, o.stays)
      const state = levels(graph, rule)
      for (const [id, now] of changes) {
        const old = [...state.level].map((l, i) => [l, state.first[i], state.last[i]].join())
        setFacts(graph, graph.indexOf.get(id)!, now)
        persons[Number(id)] = { id, ...now }
        const affected = relevel(graph, state, { persons: [graph.indexOf.get(id)!] })
        const fresh = levels(graph, rule)
        expect(lines(graph, state)).toEqual(lines(graph, fresh))
        const changed = old.flatMap((was, i) => (was === [fresh.level[i], fresh.first[i], fresh.last[i]].join() ? [] : [i]))
        expect(affected.map((a) => a.person)).toEqual(changed)
      }
    }), { numRuns: 500 })
  })
  test('adding or removing meetings and stays, with the state kept by person as the database keeps it, equals computing everything anew', () => {
    fc.assert(fc.property(outbreak, fc.array(meeting, { maxLength: 3 }), fc.array(stay, { maxLength: 3 }), anyRule, fc.integer({ min: 0, max: 3 }), (o, moreMeetings, moreStays, rule, drop) => {
      const before = buildGraph(named(o.facts), o.meetings, o.stays)
      const stored = lines(before, levels(before, rule))
      const meetings = [...o.meetings.slice(drop), ...moreMeetings], stays = [...o.stays.slice(drop), ...moreStays]
      const graph = buildGraph(named(o.facts), meetings, stays)
      const state = stateOf(graph, rule, stored)
      const touched = [...o.meetings.slice(0, drop), ...moreMeetings].flatMap((m) => [m.a, m.b])
      const stayed2 = [...o.stays.slice(0, drop), ...moreStays]
      relevel(graph, state, {
        persons: [...new Set([...touched, ...stayed2.map((s) => s.person)])].map((id) => graph.indexOf.get(id)!),
        places: [...new Set(stayed2.map((s) => s.place))].flatMap((p) => graph.placeIndexOf.get(p) ?? []),
      })
      expect(lines(graph, state)).toEqual(lines(graph, levels(graph, rule)))
    }), { numRuns: 500 })
  })
  test('a neighbourhood loaded around the change, with stored minutes beyond its edge, gives the same as the whole outbreak', () => {
    fc.assert(fc.property(outbreak, anyRule, who, facts, (o, rule, id, now) => {
      const whole = buildGraph(named(o.facts), o.meetings, o.stays)
      const before = levels(whole, rule)
      const stored = lines(whole, before)
      const old = new Map(stored.map((s) => [s.id, JSON.stringify([s.level, s.first, s.last])]))
      const core = new Set(neighbourhoodOf(whole, { persons: [whole.indexOf.get(id)!] }, rule.maxLevel).map((i) => whole.ids[i]!))

      const changed = named(o.facts).map((p) => (p.id === id ? { id, ...now } : p))
      const meetings = o.meetings.filter((m) => core.has(m.a) || core.has(m.b))
      const places = new Set(o.stays.filter((s) => core.has(s.person)).map((s) => s.place))
      const near = new Set([...core, ...meetings.flatMap((m) => [m.a, m.b]), ...o.stays.filter((s) => places.has(s.place)).map((s) => s.person)])
      const graph = buildGraph(changed.filter((p) => near.has(p.id)), meetings, o.stays.filter((s) => places.has(s.place)))
      const affected = relevel(graph, stateOf(graph, rule, stored), { persons: [graph.indexOf.get(id)!] })

      const fresh = buildGraph(changed, o.meetings, o.stays)
      const expected = lines(fresh, levels(fresh, rule)).filter((s) => old.get(s.id) !== JSON.stringify([s.level, s.first, s.last])).map((s) => s.id)
      expect(affected.map((a) => graph.ids[a.person]!).sort()).toEqual(expected.sort())
    }), { numRuns: 500 })
  })
})

describe('measured contact networks', () => {
  const folder = path.join(process.env['TAICHO_SHARED'] ?? path.join(import.meta.dirname, '../../../../shared'), 'data')
  const here = existsSync(path.join(folder, 'contacts/sociopatterns'))
  if (!here) console.warn(`SKIPPED: the measured contact networks are not here (${folder})`)
  test.skipIf(!here)('F1, F2 and F3 of three persons in a high school and a primary school are as many as the published networks say', () => {
    type Reference = Record<string, { tracing: { seed: string; static_BFS_by_depth: Record<string, number>; static_BFS_by_depth_ge15min?: Record<string, number> }[] }>
    const reference = JSON.parse(readFileSync(path.join(folder, 'reference-results/contact-networks/contact_networks_reference.json'), 'utf8')) as Reference
    for (const [name, file] of [['highschool2013', 'highschool-2013-proximity.csv'], ['primaryschool', 'primary-school-proximity.csv']] as const) {
      const seconds = new Map<string, number>()
      for (const line of readFileSync(path.join(folder, 'contacts/sociopatterns', file), 'utf8').trimEnd().split('\n').slice(1)) {
        const [, i, j] = line.split(',') as [string, string, string]
        const pair = i < j ? `${i} ${j}` : `${j} ${i}`
        seconds.set(pair, (seconds.get(pair) ?? 0) + 20)
      }
      for (const seed of reference[name]!.tracing) for (const [least, depths] of [[0, seed.static_BFS_by_depth], [900, seed.static_BFS_by_depth_ge15min]] as const) {
        if (!depths) continue
        const meetings = [...seconds].filter(([, s]) => s >= least).map(([pair]): Meeting => ({ a: pair.split(' ')[0]!, b: pair.split(' ')[1]!, from: 0, to: 1 }))
        const state = levels(buildGraph([{ id: seed.seed, window: { from: 0, to: 1 } }], meetings, []), { maxLevel: 3, releaseOnNegative: false })
        for (const level of [0, 1, 2, 3]) expect(state.level.filter((l) => l === level).length).toBe(depths[level] ?? 0)
      }
    }
  })
})
