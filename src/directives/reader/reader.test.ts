import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDirective, type DirectiveContract } from './index.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const samples = join(here, 'samples')
const names = readdirSync(samples).filter((f) => f.endsWith('.txt')).map((f) => f.slice(0, -4)).sort()
const textOf = (name: string): string => readFileSync(join(samples, `${name}.txt`), 'utf8')

type GoldItem = { label: string | null; text_start: string; assignees?: string[]; assignees_expanded?: string[]; assignees_optional?: string[]; coordinators?: string[]; coordinators_optional?: string[]; deadlines?: string[]; deadlines_optional?: string[]; subtasks?: GoldItem[]; optional?: boolean; text_end?: string }
type Gold = Omit<Partial<DirectiveContract>, 'tasks' | 'reporting'> & { tasks: GoldItem[]; reporting: { from: string | null; to: string[]; when: string | null; optional?: boolean }[]; also_accept?: Record<string, string[]>; ocr?: boolean }
const goldOf = (name: string): Gold => JSON.parse(readFileSync(join(samples, `${name}.json`), 'utf8')) as Gold

const plain = (s: string | null | undefined, ocr = false): string => {
  const low = (s ?? '').normalize('NFC').toLowerCase().replace(/uỷ/gu, 'ủy').replace(/^(v\/v|về việc|về)\s+/u, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
  return ocr ? low.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd') : low
}
/** The units a gold item asks for, those it leaves free taken out of both sides; printed or unfolded, whichever was read. */
const units = (read: readonly string[], wanted: readonly string[], free: readonly string[] = [], unfolded?: readonly string[]): [string[], string[]] => {
  const left = read.filter((x) => !free.some((f) => plain(f) === plain(x))).map((x) => plain(x))
  const whole = wanted.map((x) => plain(x))
  // how a general group is cut is a matter of taste: "các địa phương và cơ quan liên quan" is one entry or two
  const words = (list: readonly string[]): string => list.join(' ').replace(/(?<!\p{L})(?:và|các) /gu, '')
  if (words(left) === words(whole) && (left.length < whole.length ? left : whole).some((x) => !/^(sở|bộ|ban|ubnd|ủy ban|công an) /u.test(x))) return [left, left]
  return [left, unfolded && left.join('|') !== whole.join('|') ? unfolded.map((x) => plain(x)) : whole]
}
const scalars = ['type', 'number', 'issuer', 'place', 'date', 'title', 'urgency', 'signer', 'signer_title'] as const

describe('documents of many kinds are read as an officer would', () => {
  test.each(names)('%s', (name) => {
    const gold = goldOf(name)
    const { contract } = readDirective(textOf(name))
    const ocr = gold.ocr === true
    for (const f of scalars) {
      const right = [gold[f], ...(gold.also_accept?.[f] ?? [])].map((x) => plain(x, ocr))
      expect(right, `${f}: ${contract[f]}`).toContain(plain(contract[f], ocr))
    }
    for (const f of ['recipients', 'distribution'] as const) expect(contract[f].map((x) => plain(x, true)), f).toEqual((gold[f] ?? []).map((x) => plain(x, true)))
    expect(contract.references.filter((r) => r.number).map(({ type, number, date, issuer }) => ({ type, number, date, issuer })), 'references').toEqual(gold.references)

    const read = contract.tasks
    const wanted = gold.tasks.filter((g) => !g.optional || read.some((t) => plain(t.text).startsWith(plain(g.text_start))))
    expect(read.map((t) => plain(t.text).split(' ').slice(0, 5).join(' ')), 'tasks').toEqual(wanted.map((g) => plain(g.text_start).split(' ').slice(0, 5).join(' ')))
    wanted.forEach((g, i) => {
      const t = read[i]!
      if (g.optional) return
      expect(plain(t.label), g.text_start).toBe(plain(g.label))
      const [who, wantedWho] = units(t.assignees, g.assignees ?? [], g.assignees_optional, g.assignees_expanded)
      expect(who, `${g.text_start}: assignees`).toEqual(wantedWho)
      const [withWhom, wantedWith] = units(t.coordinators, g.coordinators ?? [], g.coordinators_optional)
      expect(withWhom, `${g.text_start}: coordinators`).toEqual(wantedWith)
      expect(t.subtasks.map((s) => plain(s.text).startsWith(plain(g.subtasks?.find((x) => plain(s.text).startsWith(plain(x.text_start)))?.text_start ?? '—'))), `${g.text_start}: sub-items`).toEqual((g.subtasks ?? []).map(() => true))
      expect([t, ...t.subtasks].flatMap((x) => x.deadlines).map((d) => (g.deadlines ?? []).concat(g.deadlines_optional ?? [], ...(g.subtasks ?? []).map((s) => [...(s.deadlines ?? []), ...((s as { deadlines_optional?: string[] }).deadlines_optional ?? [])])).some((w) => plain(d).includes(plain(w)) || plain(w).includes(plain(d)))), `${g.text_start}: deadlines`)
        .toEqual([t, ...t.subtasks].flatMap((x) => x.deadlines).map(() => true))
      if (g.text_end) expect(plain(t.text).endsWith(plain(g.text_end)), `${g.text_start} ends “${t.text.slice(-60)}”`).toBe(true)
    })
    for (const g of gold.reporting.filter((r) => !r.optional)) expect(contract.reporting.some((r) => r.to.some((x) => g.to.some((y) => plain(x).includes(plain(y)) || plain(y).includes(plain(x))))), `reporting to ${g.to.join()}`).toBe(true)
  })
})

describe('the way a text is stored does not change what is read', () => {
  const essence = (c: DirectiveContract): unknown => ({ ...Object.fromEntries(scalars.map((f) => [f, c[f]])), recipients: c.recipients, references: c.references, distribution: c.distribution, tasks: c.tasks.map((t) => [t.label, plain(t.text), t.assignees, t.coordinators, t.deadlines_norm]) })
  // in the old code pages a soft hyphen is a letter, and nothing else may be slipped in
  test.each(names.filter((n) => !/^(tcvn3|vni)_/u.test(n)))('%s: decomposed marks, hard spaces, long dashes, CRLF', (name) => {
    const base = essence(readDirective(textOf(name)).contract)
    expect(essence(readDirective(textOf(name).normalize('NFD')).contract)).toEqual(base)
    expect(essence(readDirective(textOf(name).replace(/\n/gu, '\r\n')).contract)).toEqual(base)
    expect(essence(readDirective(textOf(name).replace(/(?<=\p{L}) (?=\p{L})/gu, '\u00A0').replace(/^- /gmu, '– ')).contract)).toEqual(base)
    expect(essence(readDirective(textOf(name).replace(/(?<=\p{L})(?=\p{L}{3})/u, '\u00AD').replace(/^/u, '\uFEFF')).contract)).toEqual(base)
  })
})

test('any text is read without an exception, and every quotation lies inside the text', () => {
  const words = fc.constantFrom('Số:', '1.', 'a)', '- ', 'Kính gửi:', 'Nơi nhận:', 'CÔNG ĐIỆN', 'UBND tỉnh', 'yêu cầu:', 'trước ngày 05/9/2021', 'TM. ỦY BAN NHÂN DÂN', 'ĐẾN', 'I.', 'Điều 1.', '\n', '\n\n', '632-CV/HU', 'phối hợp với', '(', ')', 'Nguyễn Văn An', '\f', 'ngày tháng năm 2021', '\u00AD', 'các Bộ: A, B')
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 400 }), fc.array(words, { maxLength: 60 }).map((w) => w.join(' '))), (text) => {
    const r = readDirective(text)
    for (const e of r.evidence) {
      expect(e.start).toBeGreaterThanOrEqual(0)
      expect(e.end).toBeLessThanOrEqual(r.text.length)
      expect(e.start).toBeLessThan(e.end)
      expect(e.lines[0]).toBeLessThanOrEqual(e.lines[1])
    }
  }), { numRuns: 150 })
})

describe('a lightly damaged scan is still read', () => {
  const bare = (c: string): string => (c === 'đ' ? 'd' : c === 'Đ' ? 'D' : c.normalize('NFD').replace(/\p{M}/gu, ''))
  /** Every `step`-th letter with marks loses them, every 250th plain letter is misread; the same damage each time. */
  const damage = (text: string, step: number): string => {
    let marked = 0
    let plainLetters = 0
    return [...text.normalize('NFC')].map((c) => {
      if (bare(c) !== c) return ++marked % step === 0 ? bare(c) : c
      return /[a-z]/u.test(c) && ++plainLetters % 250 === 0 ? 'v' : c
    }).join('')
  }
  test.each([23, 29, 37])('every %ith marked letter lost', (step) => {
    let wanted = 0
    let found = 0
    let given = 0
    for (const name of names) {
      const gold = goldOf(name)
      const { contract } = readDirective(damage(textOf(name), step))
      const sure = gold.tasks.filter((g) => !g.optional)
      wanted += sure.length
      given += Math.max(0, contract.tasks.length - (gold.tasks.length - sure.length))
      found += Math.min(sure.length, contract.tasks.length)
      expect(contract.tasks.length, `${name}: no order is invented`).toBeLessThanOrEqual(gold.tasks.length + 2)
      expect(contract.type, name).toBe(gold.type)
    }
    expect(found / wanted).toBeGreaterThan(0.96)
    expect(given / wanted).toBeLessThan(1.04)
  })
})

test('reading is a function of the text alone', () => {
  for (const name of names) expect(readDirective(textOf(name))).toEqual(readDirective(textOf(name)))
})

test('an empty text and a text that is no directive give nothing', () => {
  for (const text of ['', '\n\n', 'Hôm nay trời đẹp. Chúng tôi đi chợ lúc 7 giờ ngày 05/9/2021 và mua 12/15 quả trứng.']) {
    const c = readDirective(text).contract
    expect([c.number, c.issuer, c.place, c.date, c.urgency, c.signer, c.signer_title]).toEqual([null, null, null, null, null, null, null])
    expect([c.recipients, c.references, c.tasks, c.reporting, c.distribution]).toEqual([[], [], [], [], []])
  }
})

describe('each value can be shown in the text', () => {
  test.each(names)('%s', (name) => {
    const r = readDirective(textOf(name))
    const quoted = (path: string): string => { const e = r.evidence.find((x) => x.path === path); return e ? r.text.slice(e.start, e.end) : '' }
    // a scan prints l for 1: the value is mended, the quotation shows what is printed
    if (r.contract.number) expect(quoted('number').replace(/\s/gu, '').replace(/(?<=\d)l(?=\d)/gu, '1')).toContain(r.contract.number)
    r.contract.tasks.forEach((t, i) => {
      expect(quoted(`tasks.${i}`).length).toBeGreaterThan(0)
      // a quotation over a page edge holds the page's number
      t.deadlines.forEach((d, k) => expect(plain(quoted(`tasks.${i}.deadlines.${k}`).replace(/\n\s*\d{1,3}\s*\n/gu, '\n'))).toBe(plain(d)))
      t.assignees.forEach((_, k) => expect(r.evidence.some((e) => e.path === `tasks.${i}.assignees.${k}` && e.confidence > 0 && e.confidence <= 1)).toBe(true))
    })
  })
})

const shared = join(process.env['TAICHO_SHARED'] ?? join(here, '../../../../shared'), 'directives')
test('the annotated public documents are read well', () => {
  if (!existsSync(join(shared, 'score.mjs'))) { console.warn(`SKIPPED: ${shared} is not here, the public documents were not measured`); return }
  const folder = mkdtempSync(join(tmpdir(), 'reader-test-'))
  mkdirSync(join(folder, 'gold'))
  mkdirSync(join(folder, 'pred'))
  for (const [texts, golds] of [['source', 'gold'], ['dev', 'dev']] as const) for (const f of readdirSync(join(shared, texts)).filter((x) => x.endsWith('.txt'))) {
    const json = f.replace(/txt$/u, 'json')
    copyFileSync(join(shared, golds, json), join(folder, 'gold', json))
    writeFileSync(join(folder, 'pred', json), JSON.stringify(readDirective(readFileSync(join(shared, texts, f), 'utf8')).contract))
  }
  const run = spawnSync(process.execPath, [join(shared, 'score.mjs'), '--gold', join(folder, 'gold'), '--pred', join(folder, 'pred'), '--json'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true, force: true })
  const score = JSON.parse(run.stdout) as { overall: number; fields: Record<string, { f1: number }> }
  expect(score.overall).toBeGreaterThanOrEqual(0.97)
  expect(score.fields['tasks']!.f1).toBeGreaterThanOrEqual(0.98)
  expect(score.fields['assignees']!.f1).toBeGreaterThanOrEqual(0.93)
}, 60_000)
