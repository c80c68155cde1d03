import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { catalogueAt, contactFollowUp, factsOf, incubation, infectiousWindow, meetsDefinition, quarantinePlan, Row, zoneLevel, type Disease } from './rules.ts'
import { listDiseases, readDiseases } from './shipped.ts'

const place = mkdtempSync(path.join(tmpdir(), 'taicho-diseases-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

describe.each(listDiseases().map((d) => [d.name.vi, d] as const))('the file of %s', (_name, disease: Disease) => {
  test('every fact a condition asks for has its words in both languages', () => {
    const asked = new Set(disease.rows.flatMap((r) => factsOf(r.when)))
    expect([...asked].filter((f) => !disease.facts[f] && !disease.facts[f.split(':')[0]!])).toEqual([])
  })
  test('every code a person will read has its words in both languages', () => {
    const shown = disease.rows.flatMap((r): (string | null)[] => {
      switch (r.kind) {
        case 'order': return [...r.subjects, ...r.place, ...(r.clockStart ?? []), ...(r.testMethods ?? []), ...(r.testPlan ?? []).map((p) => p.method), r.after?.place ?? null, r.after?.kind ?? null, r.effect, r.endsOn]
        case 'discharge': case 'home_end': return [...(r.tests?.accept ?? []), ...(r.tests?.methods ?? []), r.after?.kind ?? null, r.after?.place ?? null]
        case 'screening': return [...r.zones, ...(r.methods ?? []), ...(r.exceptions ?? [])]
        case 'method': return r.clockOptions ?? []
        case 'infectious_window': return [r.from.anchor, r.until.anchor, r.from.otherwise?.anchor ?? null]
        case 'area_criterion': return [r.level, r.colour, ...r.unitLevels]
        case 'area_level': return [r.level, r.colour]
        case 'activity_measure': return Object.values(r.byScore)
        case 'risk': return [r.level, r.colour]
        case 'event_rule': return r.appliesTo ?? []
        case 'post_exposure': return [r.measure]
        case 'diagnostic_test': return [r.method]
        default: return []
      }
    }).filter((c): c is string => c !== null)
    const choices = Object.values(disease.facts).flatMap((f) => f.choices ?? [])
    expect([...new Set([...shown, ...choices])].filter((c) => !disease.codes[c])).toEqual([])
  })
  test('every rule of law names its document, every row its source', () => {
    expect(disease.rows.filter((r) => r.nature === 'law' && r.legal.number === null && !r.legal.issuer && !['q-2020', 'method-pooling', 'method-ag-confirm', 'method-paper-validity'].includes(r.id)).map((r) => r.id)).toEqual([])
    expect(disease.rows.filter((r) => r.source.trim() === '').map((r) => r.id)).toEqual([])
  })
  test('what nobody has verified decides nothing by machine when it is law, and an example of elsewhere never does', () => {
    expect(disease.rows.filter((r) => r.nature === 'example' && r.ships === 'on')).toEqual([])
    expect(disease.rows.filter((r) => !r.verified && r.nature === 'law' && r.ships === 'on').map((r) => r.kind).filter((k) => !['home_requirement', 'place_rule', 'tracing_form'].includes(k))).toEqual([])
  })
  test('a sentence is said in Vietnamese and in English, and they differ', () => {
    expect(disease.rows.filter((r) => r.text.vi === r.text.en).map((r) => r.id)).toEqual([])
  })
})

test('no field of a row bears the name of what a province adds to it', () => {
  // Found: a row's own `by` was overwritten by the list of switches, and a level was never raised.
  const added = Object.keys(catalogueAt(listDiseases()[0]!, [], '08', '2026-01-01').rows[0]!).filter((k) => ['on', 'by', 'checked', 'changed'].includes(k))
  expect(added).toHaveLength(4)
  expect(listDiseases().flatMap((d) => d.rows).filter((r) => added.some((k) => k in r)).map((r) => r.id)).toEqual([])
})

test('the counts of the shipped files', () => {
  const [covid, measles] = listDiseases() as [Disease, Disease]
  expect([covid.disease, covid.rows.length, measles.disease, measles.rows.length]).toEqual(['covid-19', 187, 'measles', 19])
})

describe('a slip of the pen is found before it decides over anybody', () => {
  const row = listDiseases()[0]!.rows.find((r) => r.id === 'q-2021-07')! as Record<string, unknown>
  test.each([
    ['an unknown field', { dyas: 14 }], ['a day that does not exist', { validFrom: '2021-02-30' }], ['an end before the beginning', { validTo: '2021-01-01' }], ['an end without a basis', { validToBasis: 'open' }], ['a kind that nobody knows', { kind: 'ordre' }],
    ['one language only', { text: { vi: 'Chỉ tiếng Việt' } }], ['unverified law that ships on', { verified: false }], ['an unknown operation', { when: { fact: 'a.b', op: 'like', value: 'x' } }], ['a list where one value belongs', { when: { fact: 'a.b', op: 'eq', value: [1] } }], ['one end of two', { when: { fact: 'a.b', op: 'between', value: [1] } }],
    ['a branch without clauses', { when: { all: [] } }], ['days in words', { days: 'mười bốn' }],
  ])('%s', (_what, change) => { expect(Row.safeParse(row).success).toBe(true); expect(Row.safeParse({ ...row, ...change }).success).toBe(false) })
})

describe('a third disease is a folder and nothing else', () => {
  const write = (name: string, files: Record<string, unknown>): string => {
    const folder = path.join(place, name)
    mkdirSync(path.join(folder, 'mountain-fever'), { recursive: true })
    for (const [file, content] of Object.entries(files)) writeFileSync(path.join(folder, 'mountain-fever', file), JSON.stringify(content))
    return folder
  }
  const about = { disease: 'mountain-fever', name: { vi: 'Sốt núi', en: 'Mountain fever' }, pathogen: { vi: 'chưa rõ', en: 'not known' }, release: '2026-11-01', order: 9, about: { vi: 'Bệnh giả định.', en: 'An invented disease.' }, facts: { 'bite.tick': { vi: 'Bị ve đốt', en: 'Tick bite', type: 'yes_no' } }, codes: {} }
  const base = { nature: 'practice', province: null, legal: { number: null, date: null }, validFrom: '2026-11-01', validTo: null, validToBasis: 'open', verified: true, source: 'invented', ships: 'on', when: null }
  const text = { vi: 'Câu giả định.', en: 'An invented sentence.' }
  const rows = [
    { ...base, id: 'mf-f0', set: 'mf', kind: 'definition', text, class: 'F0', version: 'mf', inUse: true, when: { all: [{ fact: 'symptom.fever', op: 'eq', value: true }, { fact: 'bite.tick', op: 'eq', value: true }] } },
    { ...base, id: 'mf-incubation', set: 'mf', kind: 'incubation', text, daysMin: 3, daysMax: 9, onset: 'onset' },
    { ...base, id: 'mf-window', set: 'mf', kind: 'infectious_window', text, symptoms: 'any', from: { anchor: 'onset', days: -1 }, until: { anchor: 'onset', days: 10 } },
    { ...base, id: 'mf-follow', set: 'mf', kind: 'follow_up', text, days: 9, checksPerDay: 2 },
    { ...base, id: 'mf-order', set: 'mf', kind: 'order', text, subjects: ['F1'], place: ['HOME'], days: 9, daysAre: 'exact', clockStart: ['LAST_CONTACT'], testDays: [1, 9], minTests: null, testPlan: null, testMethods: null, preTestHours: null, after: null, endsOn: null, effect: null, provinceDecides: false },
    { ...base, id: 'mf-red', set: 'mf', kind: 'area_criterion', text, scheme: 'MF', level: 'HIGH', score: 2, colour: 'RED', unitLevels: ['COMMUNE'], windowDays: null, otherwise: false, when: { fact: 'area.f0_unknown_source_count', op: 'gte', value: 2 } },
    { ...base, id: 'mf-green', set: 'mf', kind: 'area_criterion', text, scheme: 'MF', level: 'NEW_NORMAL', score: 1, colour: 'GREEN', unitLevels: ['COMMUNE'], windowDays: null, otherwise: true },
  ]
  test('its definitions, windows, orders, tests and levels are decided like those that ship', () => {
    const [disease] = readDiseases(write('good', { 'disease.json': about, 'rows.json': { rows } }))
    const c = catalogueAt(disease!, [], '08', '2026-11-20')
    const on = '2026-11-20'
    expect(meetsDefinition(c, 'F0', { 'symptom.fever': true, 'bite.tick': true }, on).truth).toBe('yes')
    expect(incubation(c, on)).toMatchObject({ row: { daysMin: 3, daysMax: 9 } })
    expect(infectiousWindow(c, { symptoms: null, anchors: { onset: '2026-11-10' } }, on)).toMatchObject({ from: '2026-11-09', until: '2026-11-20' })
    expect(contactFollowUp(c, {}, on)).toMatchObject({ days: 9, checksPerDay: 2 })
    expect(quarantinePlan(c, { subjects: ['F1'], facts: {}, starts: { LAST_CONTACT: '2026-11-12' } }, on).plan).toMatchObject({ endsOn: '2026-11-20', tests: [{ on: '2026-11-12' }, { on: '2026-11-20' }] })
    expect([1, 2].map((n) => zoneLevel(c, 'COMMUNE', { 'area.f0_unknown_source_count': n }, on)!.level)).toEqual(['NEW_NORMAL', 'HIGH'])
    expect(catalogueAt(disease!, [], '08', '2026-10-31').rows.length).toBe(7)
    expect(quarantinePlan(c, { subjects: ['F1'], facts: {}, starts: {} }, '2026-10-31').outcome).toBe('none')
  })
  test('a folder of the office goes before the same disease that ships', () => {
    const folder = path.join(place, 'own'); mkdirSync(path.join(folder, 'measles'), { recursive: true })
    writeFileSync(path.join(folder, 'measles', 'disease.json'), JSON.stringify({ ...about, disease: 'measles', name: { vi: 'Sởi của tỉnh', en: 'Measles here' } }))
    writeFileSync(path.join(folder, 'measles', 'rows.json'), JSON.stringify({ rows: rows.slice(0, 1) }))
    const shippedFolder = path.join(import.meta.dirname, 'data')
    expect(readDiseases(shippedFolder, folder).find((d) => d.disease === 'measles')).toMatchObject({ name: { vi: 'Sởi của tỉnh' } })
  })
  test('a broken file is named with its place, and nothing is half loaded', () => {
    expect(() => readDiseases(write('bad', { 'disease.json': about, 'rows.json': { rows: [{ ...rows[1], daysMin: 'ba' }] } }))).toThrow(/rows\.json.*daysMin/)
    expect(() => readDiseases(write('twice', { 'disease.json': about, 'rows.json': { rows: [rows[1], rows[1]] } }))).toThrow(/two rows with the id mf-incubation/)
    expect(() => readDiseases(write('lost', { 'disease.json': about, 'rows.json': { rows: [{ ...rows[1], over: ['nobody'] }] } }))).toThrow(/mf-incubation goes before nobody/)
  })
})
