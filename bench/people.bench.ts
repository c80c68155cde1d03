/**
 * Nhận ra người: quality and speed of matching. Prints figures and ratios measured in one run; judges nothing.
 *
 *   node bench/people.bench.ts --quality            recall, precision, flagged share, all pairs of 40,000 people (no database)
 *   node bench/people.bench.ts [--people 200000]    duplicate search among that many and ten times as many, against one indexed lookup
 *   node bench/people.bench.ts --json               the figures as one line of JSON
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { swappedDay } from '../src/people/rules/birth.ts'
import { findPairs } from '../src/people/rules/blocks.ts'
import { matchPrepared, prepare } from '../src/people/rules/match.ts'
import { personFeatures, searchKeys, vietnam, type PersonFacts } from '../src/people/rules/person.ts'
import { chance, givenPeople, readFebrl, sharedFolder } from '../src/people/test-support.ts'

const { values } = parseArgs({ options: { quality: { type: 'boolean', default: false }, people: { type: 'string', default: '200000' }, searches: { type: 'string', default: '400' }, json: { type: 'boolean', default: false } } })
const figures: Record<string, number> = {}
const say = (text: string): void => { if (!values.json) console.log(text) }
const percent = (n: number): string => `${(100 * n).toFixed(3)} %`

/** Wall time and processor time of the fastest of several runs: the machine may be busy with other work. */
function fastest<T>(times: number, work: () => T): { value: T; wall: number; cpu: number } {
  let best: { value: T; wall: number; cpu: number } | undefined
  for (let i = 0; i < times; i++) {
    const c = process.cpuUsage(); const at = performance.now()
    const value = work()
    const wall = performance.now() - at; const used = process.cpuUsage(c)
    if (!best || wall < best.wall) best = { value, wall, cpu: (used.user + used.system) / 1000 }
  }
  return best!
}

function quality(): void {
  const shared = sharedFolder()
  if (!shared) console.warn('The folder with the FEBRL sets is absent: recall and precision on them were not measured.')
  else for (const file of ['febrl1', 'febrl2']) {
    const { records, profile, truth } = readFebrl(`${shared}/data/person-matching/${file}.csv`)
    const found = findPairs(profile, records).map((p) => `${p.a}-${p.b}`)
    const right = found.filter((p) => truth.has(p)).length
    figures[`${file} recall`] = right / truth.size; figures[`${file} precision`] = right / found.length
    say(`${file}: ${records.length} records, ${truth.size} true pairs, found ${found.length}; recall ${(right / truth.size).toFixed(4)}, precision ${(right / found.length).toFixed(4)}`)
  }
  for (const n of [10_000, 40_000, 100_000]) {
    const flagged = new Set(findPairs(vietnam, givenPeople(n, 21).map(personFeatures)).flatMap((p) => [p.a, p.b]))
    figures[`flagged of ${n}`] = flagged.size / n
    say(`${n} distinct people with Vietnamese names: ${flagged.size} flagged, ${percent(flagged.size / n)}`)
  }
  planted()
  const crowd = givenPeople(40_000, 7)
  const all = fastest(7, () => findPairs(vietnam, crowd.map(personFeatures)))
  figures['all pairs of 40000, seconds'] = all.wall / 1000
  say(`all pairs of 40,000 people, from raw records: ${(all.wall / 1000).toFixed(2)} s (processor ${(all.cpu / 1000).toFixed(2)} s), fastest of 7`)
}

/** 100,000 people and 1 % second records of six kinds: how many are found, and how long the review list grows. */
function planted(): void {
  const base = givenPeople(100_000, 3)
  const r = chance(17)
  const plain = (t: string): string => t.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D')
  const lost = (v: string): string => { const at = Math.floor(r() * v.length); return v.slice(0, at) + v.slice(at + 1) }
  const kinds: [string, (p: PersonFacts) => PersonFacts | undefined][] = [
    ['marks lost, no number', (p) => ({ ...p, name: plain(p.name), identifiers: [] })], ['decomposed letters', (p) => ({ ...p, name: p.name.normalize('NFD') })],
    ['words of the name reordered', (p) => ({ ...p, name: [...p.name.split(' ').slice(1), p.name.split(' ')[0]!].join(' '), identifiers: [] })],
    ['number with a digit lost', (p) => (p.identifiers ? { ...p, identifiers: [{ kind: 'citizen', value: lost(p.identifiers[0]!.value) }] } : undefined)],
    ['day and month exchanged', (p) => { const d = p.birth?.precision === 'day' ? swappedDay(p.birth.date) : undefined; return d ? { ...p, birth: { date: d, precision: 'day' } } : undefined }],
    ['another phone and address, no number', (p) => ({ ...p, phones: ['+84999999999'], address: 'Tổ 1', identifiers: [] })],
  ]
  const planted: { of: number; kind: string; p: PersonFacts }[] = []
  base.forEach((p, of) => { if (r() < 0.01) { const [kind, change] = kinds[Math.floor(r() * kinds.length)]!; const made = change(p); if (made) planted.push({ of, kind, p: made }) } })
  const pairs = findPairs(vietnam, [...base, ...planted.map((x) => x.p)].map(personFeatures))
  const found = new Set(pairs.map((p) => `${p.a}-${p.b}`))
  const hits = planted.filter((x, i) => found.has(`${x.of}-${base.length + i}`))
  figures['planted recall'] = hits.length / planted.length
  figures['planted wrong pairs'] = pairs.length - hits.length
  say(`100,000 people with ${planted.length} planted second records: ${percent(hits.length / planted.length)} found; ${pairs.length - hits.length} pairs beside them on the list`)
  for (const [kind] of kinds) { const of = planted.filter((x) => x.kind === kind).length; say(`  ${kind}: ${hits.filter((x) => x.kind === kind).length} of ${of}`) }
}

async function search(): Promise<void> {
  const { asSystem, connect, migrate, startEmbedded, superuser, useDatabase } = await import('../src/platform/db/index.ts')
  const { rowsOf, tidy } = await import('../src/people/facts.ts')
  const { factsOf, findOrCreatePersons } = await import('../src/people/recognise.ts')
  const small = Number(values.people); const searches = Number(values.searches)
  const folder = mkdtempSync(path.join(tmpdir(), 'taicho-bench-'))
  const server = await startEmbedded(folder, () => undefined)
  try {
    const owner = { host: server.socketFolder, port: server.port, user: superuser, database: 'postgres' }
    await migrate(owner, path.join(import.meta.dirname, '../migrations'))
    const db = connect(owner)
    useDatabase(db)
    await db.systemPool.query(`insert into province (id, name) values ('08', 'Tỉnh mẫu')`)
    await db.systemPool.query(`insert into unit (id, code, level, type, name, full_name, valid_from, search) select '2025:' || lpad(i::text, 5, '0'), i::text, 'commune', 'commune', 'Xã ' || i, 'Xã ' || i, '2025-07-01', 'xa ' || i from generate_series(0, 123) i`)
    const client = await db.ownerClient()
    await client.query(`set taicho.province = '08'; set synchronous_commit = off; set session_replication_role = replica; set max_parallel_workers_per_gather = 0`)
    let there = 0
    const known: { id: string; facts: PersonFacts }[] = []
    // Loading is not what is measured: no checks of foreign keys, no indexes that a search does not use.
    const side = ['person_unit', 'person_given', 'person_household', 'person_merged', 'person_retained', 'person_without_unit', 'person_block_person']
    for (const index of side) await client.query(`drop index ${index}`)
    const fill = async (to: number): Promise<void> => {
      for (let seed = 1000; there < to; seed++) {
        const made = givenPeople(Math.min(10_000, to - there), seed + there).map((p) => { const tidied = tidy(p); return { facts: tidied, rows: rowsOf(tidied, '2027-01-01') } })
        await client.query(`insert into person (province_id, id, name, name_plain, name_masked, given_plain, sex, birth_date, birth_precision, unit_id, address, numbers, phones, number_masked, phone_masked, retain_until)
          select '08', r.id, r.name, r.name_plain, r.name_masked, r.given_plain, r.sex, r.birth_date, r.birth_precision, r.unit_id, r.address, r.numbers, r.phones, r.number_masked, r.phone_masked, r.retain_until
          from jsonb_to_recordset($1::jsonb) as r(id uuid, name text, name_plain text, name_masked text, given_plain text, sex text, birth_date date, birth_precision text, unit_id text, address text, numbers text[], phones text[], number_masked text, phone_masked text, retain_until date)`, [JSON.stringify(made.map((m) => m.rows.person))])
        const ids = made.flatMap((m) => m.rows.keys.map(() => m.rows.person.id)); const keys = made.flatMap((m) => m.rows.keys)
        await client.query(`insert into person_block (province_id, key, person_id) select '08', k.key, k.id from unnest($1::uuid[], $2::bigint[]) as k (id, key) on conflict do nothing`, [ids, keys])
        there += made.length
        for (let i = 0; i < made.length; i += 97) known.push({ id: made[i]!.rows.person.id, facts: made[i]!.facts })
      }
      await client.query('vacuum analyze person')
      await client.query('vacuum analyze person_block')
    }
    /** The whole of a search: keys made, candidates fetched, each one scored. */
    const one = async (facts: PersonFacts): Promise<string> => {
      const keys = searchKeys(facts)
      const { rows } = await client.query({ name: 'candidates', text: 'select at, id, name, sex, birth_date as "birthDate", birth_precision as "birthPrecision", unit_id as "unitId", address, numbers, phones from person_candidates($1::int[], $2::bigint[], 24)', values: [keys.map(() => 0), keys] })
      const mine = prepare(vietnam, personFeatures(facts))
      let best = ''; let bits = -Infinity
      for (const c of rows) { const m = matchPrepared(vietnam, mine, prepare(vietnam, personFeatures(factsOf(c)))); if (m.answer !== 'different' && m.bits > bits) { bits = m.bits; best = c.id as string } }
      return best
    }
    const lookup = (id: string) => client.query({ name: 'lookup', text: 'select id, name, sex, birth_date, unit_id, address, numbers, phones from person where province_id = $1 and id = $2', values: ['08', id] })
    const median = (list: number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!
    for (const n of [small, small * 10]) {
      await fill(n)
      const r = chance(n)
      const wanted = Array.from({ length: searches }, () => known[Math.floor(r() * known.length)]!)
      for (const w of wanted) { await one(w.facts); await lookup(w.id) }
      const times = { search: [] as number[], lookup: [] as number[] }
      let hits = 0
      // In turns, so that both meet the same weather.
      for (const w of wanted) {
        let at = performance.now(); await lookup(w.id); times.lookup.push(performance.now() - at)
        at = performance.now(); if (await one(w.facts) === w.id) hits++; times.search.push(performance.now() - at)
      }
      // The same in the server alone, without the way there and back: many of each in one statement.
      const many = wanted.flatMap((w, i) => searchKeys(w.facts).map((key) => ({ i, key })))
      const inServer = async (text: string, values: unknown[]): Promise<number> => { let best = Infinity; for (let k = 0; k < 5; k++) { const at = performance.now(); await client.query(text, values); best = Math.min(best, performance.now() - at) } return best / wanted.length }
      const found = await inServer('select count(*) from person_candidates($1::int[], $2::bigint[], 24)', [many.map((m) => m.i), many.map((m) => m.key)])
      const looked = await inServer('select count(p.numbers) from unnest($1::uuid[]) as w (id) cross join lateral (select numbers from person p where p.province_id = \'08\' and p.id = w.id limit 1) p', [wanted.map((w) => w.id)])
      figures[`search among ${n}, ms in the server`] = found
      say(`  in the server alone: candidates of one search ${(found * 1000).toFixed(0)} µs (${(many.length / wanted.length).toFixed(0)} keys), one lookup ${(looked * 1000).toFixed(0)} µs`)
      const ratio = median(times.search) / median(times.lookup)
      figures[`search among ${n}, ratio`] = ratio
      figures[`search among ${n}, ms`] = median(times.search)
      say(`duplicate search among ${n.toLocaleString('en')} people: ${median(times.search).toFixed(3)} ms, one indexed lookup ${median(times.lookup).toFixed(3)} ms, ratio ${ratio.toFixed(2)}; ${hits} of ${searches} found themselves`)
    }
    const crowd = givenPeople(5_000, 4242)
    const at = performance.now()
    await asSystem('08', (t) => findOrCreatePersons(t, crowd))
    const rate = crowd.length / ((performance.now() - at) / 1000)
    figures['people recognised or written down per second, in one list'] = rate
    say(`a list of ${crowd.length.toLocaleString('en')} people recognised or written down in one transaction: ${Math.round(rate).toLocaleString('en')} people a second`)
    const growth = figures[`search among ${small * 10}, ms`]! / figures[`search among ${small}, ms`]!
    figures['search at ten times the data'] = growth
    say(`at ten times the data: ${growth.toFixed(2)} ×`)
    await client.end()
    await db.close()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (values.quality) quality()
else await search()
if (values.json) console.log(JSON.stringify(figures))
