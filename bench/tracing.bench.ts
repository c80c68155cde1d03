/**
 * Truy vết ở quy mô lớn: levels F0–F3, one flipped result, and chains over 50,000 cases with 540,000 exposures, then ten times as much. For
 * comparison the published measurement of Go.Data's chain worker on the same numbers of cases and relations (two cores, no database): 11.9 s,
 * and 158 s when contacts are counted. Prints and judges nothing.
 *
 *   node bench/tracing.bench.ts [--cases 50000] [--exposures 540000] [--times 10]
 */
import { parseArgs } from 'node:util'
import { buildGraph, chainColumns, chainsOf, graphOfColumns, levels, never, relevel, setFacts, type ChainNode, type ExposureGraph, type GraphColumns, type LevelRule, type LevelState, type Meeting, type PersonFacts, type Relation } from '../src/tracing/rules.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '50000' }, exposures: { type: 'string', default: '540000' }, times: { type: 'string', default: '10' } } })
const rule: LevelRule = { maxLevel: 3, releaseOnNegative: true }
const day = 1440
const start = 27_000_000

/** Repeatable numbers: mulberry32. */
function dice(seed: number): () => number {
  let s = seed
  return () => { s = (s + 0x6d2b79f5) | 0; let t = Math.imul(s ^ (s >>> 15), 1 | s); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32 }
}

/**
 * An outbreak of half a year: every case meets about eleven persons around its onset, one in ten of them another case, one in five somebody
 * whom another case met too; a tenth of the exposures are stays at 500 workplaces, classes and vehicles of up to several hundred persons.
 */
function outbreak(cases: number, exposures: number): { columns: GraphColumns; onset: Int32Array } {
  const random = dice(7)
  const places = Math.max(1, Math.round(cases / 100))
  const stays = Math.round(exposures / 10), meetings = exposures - stays
  const persons = cases + Math.round(meetings * 0.7)
  const onset = Int32Array.from({ length: cases }, () => start + Math.floor(random() * 180) * day)
  const meetA = new Int32Array(meetings), meetB = new Int32Array(meetings), meetFrom = new Int32Array(meetings), meetTo = new Int32Array(meetings)
  for (let i = 0; i < meetings; i++) {
    const a = i % cases
    const at = onset[a]! + Math.floor(random() * 10 - 4) * day
    meetA[i] = a
    meetB[i] = random() < 0.1 ? Math.floor(random() * cases) : cases + Math.floor(random() * (persons - cases))
    meetFrom[i] = at; meetTo[i] = at + day - 1
  }
  const stayPerson = new Int32Array(stays), stayPlace = new Int32Array(stays), stayFrom = new Int32Array(stays), stayTo = new Int32Array(stays)
  for (let i = 0; i < stays; i++) {
    const a = Math.floor(random() * persons)
    const at = (a < cases ? onset[a]! : start + Math.floor(random() * 180) * day) + Math.floor(random() * 3) * day + 7 * 60
    stayPerson[i] = a; stayPlace[i] = Math.floor(random() * places); stayFrom[i] = at; stayTo[i] = at + 8 * 60
  }
  return { columns: { persons, places, meetA, meetB, meetFrom, meetTo, stayPerson, stayPlace, stayFrom, stayTo }, onset }
}

const asCases = (graph: ExposureGraph, onset: Int32Array): void => {
  for (let p = 0; p < onset.length; p++) { graph.caseFrom[p] = onset[p]! - 3 * day; graph.until[p] = onset[p]! + 4 * day }
}
/** Fastest of several runs by the clock, and the processor time of that run: on a busy machine the two differ. */
type Timed<T> = { ms: number; cpu: number; value: T }
const best = <T>(times: number, run: () => T): Timed<T> => {
  let ms = Infinity, cpu = 0, value!: T
  for (let i = 0; i < times; i++) {
    const used = process.cpuUsage(), at = performance.now()
    value = run()
    const took = performance.now() - at
    if (took < ms) { ms = took; const u = process.cpuUsage(used); cpu = (u.user + u.system) / 1000 }
  }
  return { ms, cpu, value }
}
const say = (what: string, ms: number, note = ''): void => console.log(`  ${what.padEnd(52)} ${(ms < 10 ? ms.toFixed(3) : ms.toFixed(0)).padStart(8)} ms  ${note}`)
const sayTimed = (what: string, t: Timed<unknown>, note = ''): void => say(what, t.ms, `(processor ${t.cpu.toFixed(0)} ms)  ${note}`)

function measure(cases: number, exposures: number, scale: number): { all: number; one: number } {
  console.log(`\n${cases.toLocaleString('en')} cases, ${exposures.toLocaleString('en')} exposures`)
  const { columns, onset } = outbreak(cases, exposures)
  // The first run is cold: what a freshly started program sees.
  const cold = best(1, () => { const g = graphOfColumns(columns); asCases(g, onset); return levels(g, rule) })
  sayTimed('graph and levels from columns, first run', cold)
  const build = best(5, () => { const g = graphOfColumns(columns); asCases(g, onset); return g })
  const graph = build.value
  const all = best(5, () => levels(graph, rule))
  const state: LevelState = all.value
  const count = [0, 1, 2, 3].map((l) => state.level.reduce((n, x) => n + (x === l ? 1 : 0), 0))
  sayTimed('graph from columns', build)
  sayTimed('levels of everybody', all, `F0 ${count[0]}, F1 ${count[1]}, F2 ${count[2]}, F3 ${count[3]}`)
  say('both', build.ms + all.ms, `Go.Data, chains only, same numbers: ${(11_900 * scale).toLocaleString('en')} ms${scale > 1 ? ' (scaled)' : ''} → ${((11_900 * scale) / (build.ms + all.ms)).toFixed(0)} times`)

  // One flipped result after another, every one checked against a full computation at the end.
  const random = dice(3)
  const times: number[] = []
  let touched = 0
  for (let i = 0; i < 400; i++) {
    const p = Math.floor(random() * (i % 2 ? columns.persons : cases))
    const at = performance.now()
    setFacts(graph, p, graph.caseFrom[p] === never ? { window: { from: start + 60 * day, to: start + 70 * day } } : { window: null })
    touched += relevel(graph, state, { persons: [p] }).length
    times.push(performance.now() - at)
  }
  times.sort((a, b) => a - b)
  const again = levels(graph, rule)
  if (again.level.some((l, i) => l !== state.level[i] || again.first[i] !== state.first[i] || again.last[i] !== state.last[i])) throw new Error('one flipped result at a time is not equal to the full computation')
  say('one flipped result: median', times[200]!, `${(touched / 400).toFixed(1)} persons change each`)
  say('one flipped result: 95th of 100', times[380]!, `full computation / median: ${(all.ms / times[200]!).toFixed(0)} times`)

  const c = best(5, () => chainColumns(columns.persons, columns.meetA, columns.meetB, columns.meetFrom))
  sayTimed('chains over all meetings, columns', c, `Go.Data: ${(11_900 * scale).toLocaleString('en')} ms → ${((11_900 * scale) / c.ms).toFixed(0)} times`)
  return { all: build.ms + all.ms, one: times[200]! }
}

function measureObjects(cases: number, exposures: number): void {
  console.log(`\nthe same from objects with text ids (${cases.toLocaleString('en')} cases)`)
  const { columns, onset } = outbreak(cases, exposures)
  const id = (p: number): string => `0190f3a0-7c7e-7000-8000-${String(p).padStart(12, '0')}`
  const persons = Array.from({ length: columns.persons }, (_, p): PersonFacts => ({ id: id(p), window: p < cases ? { from: onset[p]! - 3 * day, to: onset[p]! + 4 * day } : null }))
  const meetings = Array.from(columns.meetA, (a, i): Meeting => ({ a: id(a), b: id(columns.meetB[i]!), from: columns.meetFrom[i]!, to: columns.meetTo[i]! }))
  const g = best(3, () => levels(buildGraph(persons, meetings, []), rule))
  sayTimed('graph and levels', g)
  const nodes = persons.map((p): ChainNode => ({ id: p.id, kind: p.window ? 'case' : 'contact' }))
  const relations = meetings.map((m): Relation => ({ a: m.a, b: m.b, on: new Date(m.from * 60_000).toISOString().slice(0, 10) }))
  const c = best(3, () => chainsOf(nodes, relations, '2021-06-30', 14))
  sayTimed('chains with their contacts counted', c, `${c.value.length} chains, largest ${c.value[0]!.members.length}; Go.Data counting contacts: 158,000 ms → ${(158_000 / c.ms).toFixed(0)} times`)
}

/** One shift of a factory: 5,000 persons at one place, no pair written down; one of them turns positive. */
function measureFactory(workers: number): void {
  console.log(`\none workshop of ${workers.toLocaleString('en')} persons (${((workers * (workers - 1)) / 2).toLocaleString('en')} pairs, none of them stored)`)
  const none = new Int32Array(0)
  const from = Int32Array.from({ length: workers }, (_, i) => start + (i % 60))
  const graph = graphOfColumns({ persons: workers, places: 1, meetA: none, meetB: none, meetFrom: none, meetTo: none, stayPerson: Int32Array.from({ length: workers }, (_, i) => i), stayPlace: new Int32Array(workers), stayFrom: from, stayTo: from.map((f) => f + 480) })
  const state = levels(graph, rule)
  let changed = 0
  const t = best(4, () => { setFacts(graph, 0, { window: graph.caseFrom[0] === never ? { from: start, to: start + day } : null }); changed = relevel(graph, state, { persons: [0] }).length })
  sayTimed('one positive or one refuted', t, `${changed.toLocaleString('en')} persons change`)
}

const cases = Number(values.cases), exposures = Number(values.exposures), times = Number(values.times)
const small = measure(cases, exposures, 1)
measureObjects(cases, exposures)
measureFactory(5000)
const large = measure(cases * times, exposures * times, times)
console.log(`\n${times} × the data costs ${(large.all / small.all).toFixed(1)} × the time for everybody, ${(large.one / small.one).toFixed(1)} × for one result`)
