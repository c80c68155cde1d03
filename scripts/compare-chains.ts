/**
 * Đối chiếu chuỗi lây: our figures of chains beside published reference results, for every data set in several random orders of its rows.
 * Exits with an error when one figure differs. The data lie beside the repository (or in TAICHO_SHARED) and are not part of it.
 *
 *   node scripts/compare-chains.ts [--orders 5]
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readCsv } from '../src/imports/rules/csv.ts'
import { caseFigures, chainFigures, chainsOf, cleanLinks, delays, linkGraph, offspring, secondaryAttack, serialIntervals, spreadOf, suspiciousDates, topSpreaders, type ChainNode, type LinkGraph, type LinkRow, type ListedCase } from '../src/tracing/rules.ts'

const { values: options } = parseArgs({ options: { orders: { type: 'string', default: '5' } } })
const shared = process.env['TAICHO_SHARED'] ?? path.join(import.meta.dirname, '../../shared')
const data = path.join(shared, 'data')
if (!existsSync(data)) {
  console.warn(`SKIPPED: the reference data are not here (${data}). Nothing was compared.`)
  process.exit(0)
}

type Row = Record<string, string>
function table(file: string): Row[] {
  const [head, ...rows] = readCsv(readFileSync(path.join(data, file), 'utf8'))
  return rows.map((r) => Object.fromEntries(head!.cells.map((name, i) => [name.trim(), r.cells[i] ?? ''])))
}
const json = (file: string): Record<string, unknown> => JSON.parse(readFileSync(path.join(data, file), 'utf8')) as Record<string, unknown>
const known = (text: string | undefined): string | null => (text === undefined || text === '' || text === 'NA' ? null : text.slice(0, 10))

/** A shuffle that can be repeated: mulberry32. */
function shuffler(seed: number): <T>(list: readonly T[]) => T[] {
  let s = seed
  const random = (): number => { s = (s + 0x6d2b79f5) | 0; let t = Math.imul(s ^ (s >>> 15), 1 | s); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32 }
  return (list) => {
    const out = [...list]
    for (let i = out.length - 1; i > 0; i--) { const j = Math.floor(random() * (i + 1)); [out[i], out[j]] = [out[j]!, out[i]!] }
    return out
  }
}

let differences = 0, compared = 0
/** Equal to the digit; `digits` only where the reference itself comes out of an optimiser. */
function same(name: string, ours: unknown, theirs: unknown, print: boolean, digits = 12): void {
  const shape = (x: unknown): unknown => (typeof x === 'number' ? Number(x.toPrecision(digits)) : Array.isArray(x) ? x.map(shape)
    : x !== null && typeof x === 'object' ? Object.fromEntries(Object.entries(x).sort(([a], [b]) => Number(a) - Number(b) || (a < b ? -1 : 1)).map(([k, v]) => [k, shape(v)])) : x)
  const a = JSON.stringify(shape(ours)), b = JSON.stringify(shape(theirs))
  compared++
  if (a !== b) differences++
  const short = (s: string): string => (s.length > 44 ? `${s.slice(0, 41)}…` : s)
  if (print || a !== b) console.log(`  ${a === b ? '=' : '≠'} ${name.padEnd(46)} ${short(a ?? '').padEnd(46)} ${short(b ?? '')}`)
}

type DataSet = { name: string; cases: ListedCase[]; links: LinkRow[]; chains: string; nodes: string; intervals: string }
const linkRows = (rows: Row[], source: string, target: string): LinkRow[] => rows.map((r) => ({ source: known(r[source]), target: known(r[target]) }))
const caseRows = (rows: Row[], id: string, on: string): ListedCase[] => rows.map((r) => ({ id: r[id]!, on: known(r[on]) }))
const reference = (name: string): Pick<DataSet, 'chains' | 'nodes' | 'intervals'> => ({ chains: `reference-results/chains/${name}_chains.json`, nodes: `reference-results/chains/${name}_node_metrics.csv`, intervals: `reference-results/chains/${name}_serial_intervals.csv` })
const sets: DataSet[] = [
  { name: 'Việt Nam BN1–288 (report dates)', cases: caseRows(table('line-lists/vietnam-2020/vietnam_2020_linelist_BN1-288.csv'), 'case_id', 'date_reported'), links: linkRows(table('line-lists/vietnam-2020/vietnam_2020_links_BN1-288.csv'), 'from_case', 'to_case'), ...reference('vietnam2020_vncovid19_BN1-288_reportdate') },
  { name: 'MERS, Korea 2015', cases: caseRows(table('line-lists/mers-korea-2015/mers_korea_2015_linelist.csv'), 'id', 'dt_onset'), links: linkRows(table('line-lists/mers-korea-2015/mers_korea_2015_contacts.csv'), 'from', 'to'), ...reference('mers_korea_2015') },
  { name: 'Ebola, simulated', cases: caseRows(table('line-lists/ebola-simulated/ebola_sim_clean_linelist.csv'), 'case_id', 'date_of_onset'), links: linkRows(table('line-lists/ebola-simulated/ebola_sim_clean_contacts.csv'), 'infector', 'case_id'), ...reference('ebola_sim_clean') },
  { name: 'Singapore 2020 (links in rings)', cases: caseRows(table('line-lists/singapore-2020/singapore_linelist.csv'), 'CaseID', 'date_onset_symptoms'), links: linkRows(table('line-lists/singapore-2020/singapore_edges.csv'), 'from', 'to'), ...reference('singapore2020') },
]

function compareSet(set: DataSet, cases: ListedCase[], links: LinkRow[], print: boolean): void {
  const ref = json(set.chains)
  const clean = cleanLinks(links)
  const g: LinkGraph = linkGraph(cases, clean.links)
  const f = chainFigures(g)
  const say = (name: string, ours: unknown, key: string, digits?: number): void => same(name, ours, key.split('.').reduce<unknown>((o, k) => (o as Record<string, unknown> | null)?.[k], ref), print, digits)
  say('link rows', links.length, 'edges_raw'); say('blank ends', clean.blank, 'edges_blank'); say('self-loops', clean.selfLoops, 'self_loops'); say('repeated links', clean.duplicates, 'duplicate_edges')
  say('links', f.links, 'edges_used'); say('cases with a link', f.linked, 'nodes_in_edges'); say('cases in the list', f.listed, 'linelist_nodes')
  say('linked ids absent from the list, kept', f.absent, 'nodes_in_edges_not_in_linelist'); say('cases without a link', f.isolated, 'isolated_linelist_nodes')
  say('no ring of links', !f.ring, 'is_dag'); say('components', f.components, 'components'); say('component sizes', f.sizes, 'component_sizes'); say('largest component', f.largest, 'largest_component')
  say('components with single cases', f.componentsWithIsolated, 'components_incl_isolated'); say('cases without a source', f.roots, 'roots'); say('cases with several sources', f.severalSources, 'nodes_with_multiple_infectors')
  say('number of sources', f.inDegrees, 'indegree_distribution'); say('secondary cases', f.outDegrees, 'outdegree_distribution'); say('secondary cases, all listed', f.outDegreesWithIsolated, 'outdegree_distribution_incl_isolated')
  say('mean of secondary cases', f.offspring.mean, 'mean_outdegree'); say('mean of secondary cases, all listed', f.offspringWithIsolated.mean, 'mean_outdegree_incl_isolated'); say('most secondary cases', f.offspring.max, 'max_outdegree')
  // Ties of the last place are listed by the reference in the order of its rows: compared by number, and every named case must have that number.
  const top = ref['top_spreaders'] as [string, number][]
  same('most secondary cases, five largest', topSpreaders(g, 5).map((t) => t.secondary), top.map(([, n]) => n), print)
  same('the cases named there', top.map(([id]) => g.outDegree[g.indexOf.get(id)!]), top.map(([, n]) => n), print)
  say('cases behind 80 % of links', f.for80Percent, 'smallest_number_of_cases_causing_80pct_of_edges')
  say('dispersion k, linked', f.offspring.k, 'nb_fit_edge_nodes.k', 4); say('dispersion k, all listed', f.offspringWithIsolated.k, 'nb_fit_incl_isolated.k', 4)
  say('−log likelihood, linked', f.offspring.negativeLogLikelihood, 'nb_fit_edge_nodes.nll', 9); say('−log likelihood, all listed', f.offspringWithIsolated.negativeLogLikelihood, 'nb_fit_incl_isolated.nll', 9)
  say('generations', f.generations, 'generation_shortest_distribution'); say('greatest generation', f.maxGeneration, 'generation_max_shortest')
  say('generations, longest path', f.longest, 'generation_longest_distribution'); say('greatest, longest path', f.maxLongest, 'generation_longest_path_max')
  const s = f.serialInterval
  for (const [ours, key] of [[s.n, 'n_pairs_with_both_onsets'], [s.mean, 'mean'], [s.sd, 'sd'], [s.median, 'median'], [s.min, 'min'], [s.max, 'max'], [s.negative, 'n_negative'], [s.zero, 'n_zero']] as const) say(`interval: ${key}`, ours, `serial_interval.${key}`)
  const lines = (rows: string[]): string[] => [...rows].sort()
  same('every case: degrees, chain, generations', lines(caseFigures(g).map((c) => [c.id, c.inDegree, c.outDegree, c.size, c.root, c.generation ?? '', c.longest ?? ''].join())), lines(table(set.nodes).map((r) => [r['node'], r['in_degree'], r['out_degree'], r['component_size'], r['component_root_min_id'], whole(r['generation_shortest']), whole(r['generation_longest'])].join())), print)
  same('every link: interval', lines(serialIntervals(g).map((x) => [x.source, x.target, x.days].join())), lines(table(set.intervals).map((r) => [r['from'], r['to'], r['si_days']].join())), print)
}
/** The reference writes some whole numbers as 2.0. */
const whole = (text: string | undefined): string => (text === undefined || text === '' ? '' : String(Number(text)))

const orders = Number(options.orders)
function inOrders(name: string, once: (shuffle: <T>(list: readonly T[]) => T[], print: boolean) => void): void {
  console.log(`\n${name}   (ours | reference; rows as they are and in ${orders} random orders)`)
  const at = performance.now()
  for (let i = 0; i <= orders; i++) once(i === 0 ? (list) => [...list] : shuffler(i), i === 0)
  console.log(`  ${((performance.now() - at) / (orders + 1)).toFixed(0)} ms an order`)
}
for (const set of sets) inOrders(set.name, (shuffle, print) => compareSet(set, shuffle(set.cases), shuffle(set.links), print))

// ——— the synthetic epidemic of SORMAS-data-generator ———
const folder = 'import-templates/sormas-synthetic-epidemic'
const persons = table(`${folder}/persons_df.csv`), contacts = table(`${folder}/contacts_df.csv`)
inOrders('SORMAS data generator', (shuffle, print) => {
  const ref = json('reference-results/chains/sormas_synthetic_epidemic.json')
  const say = (name: string, ours: unknown, key: string): void => same(name, ours, ref[key], print)
  const people = shuffle(persons), met = shuffle(contacts)
  const cases = people.filter((p) => p['is_case'] === 'TRUE')
  const tree = linkGraph(cases.map((p) => ({ id: p['id']!, on: known(p['onset_date']) })), cleanLinks(cases.map((p) => ({ source: known(p['infected_by']), target: p['id']! }))).links)
  const f = chainFigures(tree)
  say('persons', people.length, 'persons'); say('cases', cases.length, 'cases'); say('contacts', met.length, 'contacts'); say('infections', f.links, 'infection_edges')
  say('contacts that were infections', met.filter((c) => c['is_infection'] === 'TRUE').length, 'contacts_is_infection')
  say('cases in trees', f.linked, 'tree_nodes'); say('trees', f.components, 'tree_components'); say('largest tree', f.largest, 'tree_largest'); say('no ring of links', !f.ring, 'tree_is_dag')
  const graph = linkGraph([], cleanLinks(met.map((c) => ({ source: c['id_index']!, target: c['id_contact']! }))).links)
  const g = chainFigures(graph)
  say('persons in the contact graph', g.linked, 'contact_graph_nodes'); say('its links', g.links, 'contact_graph_edges'); say('its components', g.components, 'contact_graph_components')
  say('its largest components', [...new Map(caseFigures(graph).map((c) => [c.root, c.size])).values()].sort((a, b) => b - a).slice(0, 10), 'contact_graph_top_sizes')
  const s = f.serialInterval
  say('onset interval: n', s.n, 'onset_si_n'); say('onset interval: mean', s.mean, 'onset_si_mean'); say('onset interval: sd', s.sd, 'onset_si_sd'); say('onset interval: median', s.median, 'onset_si_median'); say('onset interval: min', s.min, 'onset_si_min'); say('onset interval: max', s.max, 'onset_si_max')
  say('secondary cases', f.outDegrees, 'outdegree_distribution')
  const perIndex = new Map<string, number>()
  for (const c of met) perIndex.set(c['id_index']!, (perIndex.get(c['id_index']!) ?? 0) + 1)
  const index = spreadOf([...perIndex.values()])
  say('persons with contacts', index.n, 'index_persons'); say('contacts each', index.mean, 'mean_contacts_per_index')
  const attack = secondaryAttack(met.map((c) => ({ contact: c['id']!, setting: null, becameCase: c['is_infection'] === 'TRUE' })), 'unknown')
  say('secondary attack', attack.total.rate, 'crude_secondary_attack_rate')
  const late = delays(cases.map((p) => [known(p['onset_date']), known(p['reporting_date'])]))
  say('onset to report: n', late.n, 'onset_to_report_n'); say('onset to report: mean', late.mean, 'onset_to_report_mean_days'); say('onset to report: median', late.median, 'onset_to_report_median_days')
  // Golden numbers that the reference file does not hold; rounded as they were published.
  const o = offspring(Array.from(tree.ids, (_, i) => tree.outDegree[i]!))
  same('secondary cases of all cases: mean, variance, max, none', [o.mean.toFixed(3), o.variance!.toFixed(3), o.max, o.none], ['0.739', '1.157', 7, 784], print)
  same('negative and zero intervals', [s.negative, s.zero], [210, 77], print); same('trees of 2, 3, 4', [f.sizes[2], f.sizes[3], f.sizes[4]], [42, 39, 32], print); same('contacts each: median, max', [index.median, index.max], [8, 20], print)
})

// ——— Go.Data's training outbreak: chains of cases and events ———
const demo = 'import-templates/godata-demo-trainingland'
const relations = table(`${demo}/relationships_clean.csv`), demoCases = table(`${demo}/cases_clean.csv`), demoContacts = table(`${demo}/contacts_clean.csv`), demoEvents = table(`${demo}/events_clean.csv`)
inOrders('Go.Data training outbreak', (shuffle, print) => {
  const nodes: ChainNode[] = shuffle([...demoContacts.map((r): ChainNode => ({ id: r['uuid']!, kind: 'contact' })), ...demoCases.map((r): ChainNode => ({ id: r['uuid']!, kind: 'case' })), ...demoEvents.map((r): ChainNode => ({ id: r['uuid']!, kind: 'event' }))])
  const kind = new Map<string, string>()
  for (const n of nodes) if (kind.get(n.id) !== 'case') kind.set(n.id, n.kind)
  const rows = shuffle(relations).map((r) => ({ a: r['source_uuid']!, b: r['target_uuid']!, on: known(r['date_of_last_contact']) }))
  const pairs: Record<string, number> = {}
  for (const r of rows) { const key = `${kind.get(r.a)}→${kind.get(r.b)}`; pairs[key] = (pairs[key] ?? 0) + 1 }
  same('relations by kind', [rows.length, pairs['case→contact'], pairs['case→case'], pairs['event→case'], pairs['case→event']], [100, 65, 21, 13, 1], print)
  const chains = chainsOf(nodes, rows, '2020-07-01', 14)
  same('chains: sizes', chains.map((c) => c.members.length), [19, 8, 7, 3, 2], print); same('chains: contacts', chains.map((c) => c.contacts), [34, 0, 14, 6, 3], print); same('chains: days', chains.map((c) => c.days), [125, 1, 53, 2, 0], print)
  same('active on 1/7, 15/8, 10/9/2020', ['2020-07-01', '2020-08-15', '2020-09-10'].map((d) => chainsOf(nodes, rows, d, 14).filter((c) => c.active).length), [5, 3, 1], print)
  const g = linkGraph(demoCases.map((r) => ({ id: r['uuid']!, on: known(r['date_of_onset']) })), cleanLinks(rows.filter((r) => kind.get(r.a) === 'case' && kind.get(r.b) === 'case').map((r) => ({ source: r.a, target: r.b }))).links)
  const bad = suspiciousDates(g, 20)
  const both = serialIntervals(g)
  same('pairs with both onsets, negative, over 20 days', [both.length, bad.filter((x) => x.code === 'before_source').length, both.filter((x) => Math.abs(x.days) > 20).length], [19, 4, 8], print)
})

console.log(`\n${compared} comparisons, ${differences} differences`)
process.exitCode = differences === 0 ? 0 : 1
