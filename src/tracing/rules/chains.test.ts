import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseFigures, chainColumns, chainFigures, chainsOf, cleanLinks, linkGraph, offspring, secondaryAttack, serialIntervals, spreadOf, suspiciousDates, topSpreaders, transmissionTree } from '../rules.ts'
import type { ChainNode, Relation } from '../rules.ts'
import koreaFile from './fixtures/mers-korea-2015.json' with { type: 'json' }
import singaporeFile from './fixtures/singapore-2020.json' with { type: 'json' }
import vietNamFile from './fixtures/viet-nam-2020.json' with { type: 'json' }

type Fixture = { cases: (string | null)[][]; links: string[][] }
const graphOf = (f: Fixture) => linkGraph(f.cases.map(([id, on]) => ({ id: id!, on: on ?? null })), cleanLinks(f.links.map(([source, target]) => ({ source: source!, target: target! }))).links)
const vietNam = graphOf(vietNamFile), korea = graphOf(koreaFile), singapore = graphOf(singaporeFile)

const d = (monthDay: string): string => `2021-${monthDay}`
const rel = (a: string, b: string, on: string): Relation => ({ a, b, on: d(on) })
const nodes = (ids: string): ChainNode[] => ids.split(' ').map((id) => ({ id, kind: id.startsWith('k') ? 'contact' : id === 'X' ? 'event' : 'case' }))
const chains = (ids: string, relations: Relation[]) => chainsOf(nodes(ids), relations, d('08-01'), 14).map((c) => ({ size: c.members.length, active: c.active, days: c.days, contacts: c.contacts }))
const permutations = <T>(list: T[]): T[][] => (list.length < 2 ? [list] : list.flatMap((x, i) => permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [x, ...rest])))

describe('active chains', () => {
  test('a chain is active when its last relation lies within 14 days: 18/7 is, 17/7 is not, asked on 1/8', () => {
    expect(chains('A B', [rel('A', 'B', '07-17')])).toEqual([{ size: 2, active: false, days: 0, contacts: 0 }])
    expect(chains('D F', [rel('D', 'F', '07-18')])).toEqual([{ size: 2, active: true, days: 0, contacts: 0 }])
  })
  test('two chains joined later are one of 49 days', () => {
    expect(chains('A B D F', [rel('A', 'B', '06-01'), rel('D', 'F', '07-20'), rel('B', 'D', '06-10')])).toEqual([{ size: 4, active: true, days: 49, contacts: 0 }])
  })
  test('an event belongs to the chain of its cases', () => {
    expect(chains('X A B', [rel('X', 'A', '07-20'), rel('X', 'B', '07-20')])).toEqual([{ size: 3, active: true, days: 0, contacts: 0 }])
  })
  test('a contact of two cases counts once and joins no chains; a case with contacts only is no chain', () => {
    expect(chains('A B G k1 k2', [rel('A', 'B', '07-20'), rel('A', 'k1', '07-20'), rel('B', 'k1', '07-20'), rel('B', 'k2', '07-20'), rel('G', 'k2', '07-20')])).toEqual([{ size: 2, active: true, days: 0, contacts: 2 }])
  })
  test('T16: a ring of three relations is one active chain of 59 days in every order of rows', () => {
    for (const rows of permutations([rel('A', 'B', '06-01'), rel('B', 'C', '06-02'), rel('A', 'C', '07-30')])) expect(chains('A B C', rows)).toEqual([{ size: 3, active: true, days: 59, contacts: 0 }])
  })
  test('T17: a second exposure of the same pair keeps the chain active, in both orders', () => {
    for (const rows of permutations([rel('A', 'B', '06-01'), rel('A', 'B', '07-30')])) expect(chains('A B', rows)).toEqual([{ size: 2, active: true, days: 59, contacts: 0 }])
  })
  test('a person listed as a contact and as a case is a case', () => {
    const listed: ChainNode[] = [{ id: 'A', kind: 'case' }, { id: 'B', kind: 'contact' }, { id: 'B', kind: 'case' }]
    for (const order of permutations(listed)) expect(chainsOf(order, [rel('A', 'B', '07-20')], d('08-01'), 14)).toMatchObject([{ cases: 2, contacts: 0 }])
  })
  test('chains never depend on the order of rows, and every case stands in at most one', () => {
    const id = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'X', 'k1', 'k2')
    const relation = fc.record({ a: id, b: id, on: fc.integer({ min: 1, max: 28 }).map((x) => d(`07-${String(x).padStart(2, '0')}`)) })
    fc.assert(fc.property(fc.array(relation, { maxLength: 12 }), fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (rows, dice) => {
      const all = nodes('A B C D E X k1 k2')
      const list = chainsOf(all, rows, d('08-01'), 14)
      const shuffled = rows.map((r, i) => [dice[i]!, r] as const).sort((x, y) => x[0] - y[0]).map((x) => x[1])
      expect(chainsOf([...all].reverse(), shuffled.map((r) => ({ ...r, a: r.b, b: r.a })), d('08-01'), 14)).toEqual(list)
      const members = list.flatMap((c) => c.members)
      expect(new Set(members).size).toBe(members.length)
      // The numbered form says the same sizes.
      const names = ['A', 'B', 'C', 'D', 'E', 'X']
      const inside = rows.filter((r) => names.includes(r.a) && names.includes(r.b))
      const c = chainColumns(6, Int32Array.from(inside, (r) => names.indexOf(r.a)), Int32Array.from(inside, (r) => names.indexOf(r.b)), Int32Array.from(inside, () => 0))
      expect([...c.size].filter((s) => s > 1).sort()).toEqual(list.map((x) => x.members.length).sort())
    }))
  })
})

describe('figures of chains', () => {
  test('Viet Nam BN1–288: 85 links, 20 components, largest 17, greatest generation 4 by report dates', () => {
    const f = chainFigures(vietNam)
    expect([f.links, f.components, f.largest, f.maxGeneration, f.linked, f.isolated, f.roots, f.severalSources]).toEqual([85, 20, 17, 4, 95, 193, 21, 10])
    expect(f.sizes).toEqual({ 2: 8, 3: 6, 5: 1, 7: 2, 12: 1, 13: 1, 17: 1 })
    expect(f.serialInterval).toMatchObject({ n: 85, median: 3, min: 0, max: 17, negative: 0, zero: 9 })
    expect(f.serialInterval.mean).toBeCloseTo(4.447058823529412, 12)
    expect(topSpreaders(vietNam, 3)).toEqual([{ id: 'BN243', secondary: 10 }, { id: 'BN91', secondary: 9 }, { id: 'BN34', secondary: 8 }])
  })
  test('MERS in Korea 2015: 98 links, 2 components, three cases behind 80 percent of the links', () => {
    const f = chainFigures(korea)
    expect([f.links, f.components, f.largest, f.for80Percent, f.maxGeneration]).toEqual([98, 2, 94, 3, 3])
    expect(f.offspring.k).toBeCloseTo(0.034996, 5)
    expect(f.offspringWithIsolated.k).toBeCloseTo(0.020401, 5)
    expect(f.serialInterval.sd).toBeCloseTo(5.199532258171502, 12)
  })
  test('Singapore 2020: links in rings have generations where a first case is known and no longest path', () => {
    const f = chainFigures(singapore)
    expect([f.links, f.ring, f.maxGeneration, f.longest]).toEqual([70, true, 3, null])
    expect(f.serialInterval).toMatchObject({ n: 61, negative: 26, zero: 3 })
  })
  test('an id that is missing from the list is kept and flagged', () => {
    const g = linkGraph([{ id: 'b', on: null }], cleanLinks([{ source: 'a', target: 'b' }]).links)
    expect(caseFigures(g).map((c) => [c.id, c.listed])).toEqual([['a', false], ['b', true]])
    expect(chainFigures(g)).toMatchObject({ absent: 1, linked: 2 })
  })
  test('blank ends, self-loops and repeated links are set aside and counted', () => {
    expect(cleanLinks([{ source: 'a', target: 'b' }, { source: 'a', target: 'b' }, { source: 'c', target: 'c' }, { source: null, target: 'b' }, { source: 'b', target: '' }])).toEqual({ links: [{ source: 'a', target: 'b' }], blank: 2, selfLoops: 1, duplicates: 1 })
  })
  test('secondary cases no more uneven than chance have no dispersion k', () => {
    expect(offspring([1, 1, 1, 1])).toMatchObject({ mean: 1, variance: 0, k: null })
    expect(offspring([])).toMatchObject({ n: 0, mean: 0, variance: null, k: null, max: 0 })
    expect(offspring([0, 0])).toMatchObject({ none: 2, k: null, negativeLogLikelihood: 0 })
  })
  test('no other k makes the observed numbers likelier', () => {
    const nll = (counts: number[], k: number): number => {
      const m = counts.reduce((a, b) => a + b, 0) / counts.length
      return -counts.reduce((s, x) => { let l = k * Math.log(k / (k + m)) + x * Math.log(m / (k + m)); for (let j = 0; j < x; j++) l += Math.log(k + j) - Math.log(j + 1); return s + l }, 0)
    }
    fc.assert(fc.property(fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 15 }) }), { minLength: 5, maxLength: 40 }), (counts) => {
      const o = offspring(counts)
      if (o.k === null) return
      expect(o.negativeLogLikelihood).toBeCloseTo(nll(counts, o.k), 8)
      for (const factor of [0.5, 0.9, 1.1, 2]) expect(nll(counts, o.k * factor)).toBeGreaterThanOrEqual(o.negativeLogLikelihood - 1e-9)
    }))
  })
  test('a median of an even number of days lies between the middle two; one day has no standard deviation', () => {
    expect(spreadOf([4, 1, 2, 3])).toMatchObject({ median: 2.5, mean: 2.5 })
    expect(spreadOf([5])).toMatchObject({ sd: null, median: 5 })
    expect(spreadOf([])).toMatchObject({ n: 0, mean: null })
  })
  test('a case ill before its source comes first among suspicious dates, then gaps too long, then same days', () => {
    const on: Record<string, string> = { a: d('07-10'), b: d('07-05'), c: d('08-20'), e: d('07-10'), f: d('07-12') }
    const g = linkGraph(Object.entries(on).map(([id, x]) => ({ id, on: x })), cleanLinks(['b', 'c', 'e', 'f'].map((target) => ({ source: 'a', target }))).links)
    expect(suspiciousDates(g, 20)).toEqual([
      { code: 'before_source', source: 'a', target: 'b', days: -5 }, { code: 'long_gap', source: 'a', target: 'c', days: 41 }, { code: 'same_day', source: 'a', target: 'e', days: 0 },
    ])
    expect(serialIntervals(g)).toHaveLength(4)
  })
  test('a contact exposed twice in one setting counts once; the total counts every person once', () => {
    const rows = [{ contact: 'k1', setting: 'nhà', becameCase: true }, { contact: 'k1', setting: 'nhà', becameCase: false }, { contact: 'k1', setting: 'chợ', becameCase: true }, { contact: 'k2', setting: null, becameCase: false }]
    expect(secondaryAttack(rows, 'chưa rõ')).toEqual({
      rows: [{ setting: 'chưa rõ', exposed: 1, cases: 0, rate: 0 }, { setting: 'chợ', exposed: 1, cases: 1, rate: 1 }, { setting: 'nhà', exposed: 1, cases: 1, rate: 1 }],
      total: { setting: '', exposed: 2, cases: 1, rate: 0.5 },
    })
  })
})

describe('the tree of transmission', () => {
  test('draws every linked case once, below a source of the generation before', () => {
    for (const g of [vietNam, korea]) {
      const rows = transmissionTree(g)
      const figures = new Map(caseFigures(g).map((c) => [c.id, c]))
      expect(new Set(rows.map((r) => r.id))).toEqual(new Set(figures.keys()))
      expect(rows).toHaveLength(figures.size)
      for (const r of rows) {
        expect(r.depth).toBe(figures.get(r.id)!.generation)
        if (r.parent !== null) expect(figures.get(r.parent)!.generation).toBe(r.depth - 1)
        expect(r.otherSources.length + (r.parent === null ? 0 : 1)).toBe(figures.get(r.id)!.inDegree)
      }
    }
  })
  test('rings of links are drawn too, from their earliest case, and marked', () => {
    const g = linkGraph([{ id: 'a', on: d('07-02') }, { id: 'b', on: d('07-01') }, { id: 'c', on: d('07-03') }], cleanLinks([{ source: 'a', target: 'b' }, { source: 'b', target: 'c' }, { source: 'c', target: 'a' }]).links)
    expect(transmissionTree(g).map((r) => [r.id, r.parent, r.depth, r.ring])).toEqual([['b', null, 0, true], ['c', 'b', 1, false], ['a', 'c', 2, false]])
    expect(transmissionTree(singapore)).toHaveLength(64)
  })
  test('a case with two possible sources is drawn under the latest before it, whatever the order of rows', () => {
    const dates: [string, string][] = [['a', '07-01'], ['b', '07-05'], ['c', '07-09'], ['e', '07-07']]
    for (const rows of permutations([{ source: 'a', target: 'e' }, { source: 'b', target: 'e' }, { source: 'c', target: 'e' }])) {
      const g = linkGraph(dates.map(([id, on]) => ({ id, on: d(on) })), cleanLinks(rows).links)
      expect(transmissionTree(g).find((r) => r.id === 'e')).toMatchObject({ parent: 'b', otherSources: ['a', 'c'] })
    }
  })
})
