import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { client, firstAdministrator, programOf, setUp, type Client, type Program } from '../support/program.ts'

/** The built command, as an administrator types it beside the running program. */
let program: Program
let admin: Client
const papers = mkdtempSync(path.join(tmpdir(), 'taicho-sheets-'))
const sheet = (name: string, ...rows: string[]): string => {
  const file = path.join(papers, name)
  writeFileSync(file, ['Tên cơ quan,Thuộc cơ quan,Thư điện tử', ...rows].join('\n'))
  return file
}
type Organisation = { id: string; name: string }
const organisations = async (): Promise<string[]> => ((await (await admin('GET', '/api/organisations?limit=200')).json()) as { organisations: Organisation[] }).organisations.map((o) => o.name)
type Imported = { written: boolean; counts: Record<'new' | 'changed' | 'closed' | 'unchanged' | 'error' | 'absent', number>; rows: { row: number; action: string; issues: { code: string }[] }[] }

beforeAll(async () => {
  program = await programOf('empty')
  await program.start()
  admin = await setUp(program)
}, 150_000)
afterAll(async () => { await program?.remove(); rmSync(papers, { recursive: true, force: true }) })

const health = () => sheet('y-te.csv', 'Sở Y tế,,syt@example.vn', 'Trung tâm Kiểm soát bệnh tật tỉnh,Sở Y tế,cdc@example.vn', 'Bệnh viện đa khoa tỉnh,Sở Y tế,')

test('the help of every command stands in Vietnamese and in English', () => {
  for (const command of ['start', 'read', 'import', 'user', 'backup', 'restore', 'audit', 'doctor']) {
    const { code, out } = program.run(command, '--help')
    expect([command, code]).toEqual([command, 0])
    // "Vietnamese · English", whatever the width of the terminal breaks it into.
    expect(out.replace(/\s+/g, ' '), command).toMatch(/[À-ỹ][^·]* · [A-Za-z]/)
  }
})

test('a dry run says what an import would change and changes nothing', async () => {
  const { code, out } = program.run('import', health(), '--dry-run', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ written: false, dryRun: true, counts: { new: 3, error: 0 } })
  expect(await organisations()).toEqual(['Văn phòng UBND tỉnh'])
})

test('an import appears in the running program, is done by the named person, and done again changes nothing', async () => {
  const first = program.run('import', health())
  expect([first.code, first.err]).toEqual([0, ''])
  expect(first.out).toContain('3 mới')
  expect(await organisations()).toEqual(expect.arrayContaining(['Sở Y tế', 'Trung tâm Kiểm soát bệnh tật tỉnh', 'Bệnh viện đa khoa tỉnh']))
  const audit = (await (await admin('GET', '/api/audit?kind=organisation_import')).json()) as { events: { account: string; action: string }[] }
  expect(audit.events).toMatchObject([{ account: firstAdministrator.name, action: 'organisation.imported' }])

  const again = program.run('import', health(), '--json')
  expect(again.code).toBe(0)
  expect(JSON.parse(again.out)).toMatchObject({ written: false, counts: { new: 0, changed: 0, unchanged: 3, absent: 1 } } satisfies { written: boolean; counts: Partial<Imported['counts']> })
})

test('a wrong row is told by its number in both languages, nothing of its file is written, and the other files go on', async () => {
  const wrong = sheet('sai.csv', 'Sở Công Thương,,khong-phai-thu', 'Chi cục Quản lý thị trường,Sở Không Có,', 'Sở Xây dựng,,')
  const good = sheet('tot.csv', 'Sở Nội vụ,,')
  const { code, out, err } = program.run('import', wrong, path.join(papers, 'khong-co.csv'), good)
  expect(code).toBe(1)
  expect(out).toMatch(/row 2: Sở Công Thương[\s\S]*không phải địa chỉ thư[\s\S]*is not an e-mail address/)
  expect(out).toMatch(/row 3: Chi cục Quản lý thị trường[\s\S]*Sở Không Có/)
  expect(err).toMatch(/khong-co\.csv: Không tìm thấy/)
  const now = await organisations()
  expect(now).toContain('Sở Nội vụ')
  expect(now).not.toContain('Sở Xây dựng')

  const asJson = program.run('import', wrong, good, '--json')
  expect(asJson.code).toBe(1)
  const [a, b] = asJson.out.trim().split('\n').map((line) => JSON.parse(line) as Imported)
  expect(a!.rows.filter((r) => r.action === 'error').map((r) => [r.row, r.issues.map((i) => i.code)])).toEqual([[2, ['row.email_wrong']], [3, ['row.parent_unknown']]])
  expect(b!.counts).toMatchObject({ error: 0, unchanged: 1 })
})

test('organisations that a sheet does not name are closed only when that is asked for', async () => {
  const rest = sheet('con-lai.csv', 'Văn phòng UBND tỉnh,,', 'Sở Y tế,,syt@example.vn', 'Trung tâm Kiểm soát bệnh tật tỉnh,Sở Y tế,cdc@example.vn', 'Bệnh viện đa khoa tỉnh,Sở Y tế,')
  expect(JSON.parse(program.run('import', rest, '--json', '--on', '2030-01-01').out)).toMatchObject({ written: false, counts: { absent: 1 } })
  const { code, out } = program.run('import', rest, '--on', '2030-01-01', '--close-absent')
  expect(code).toBe(0)
  expect(out).toContain('Sở Nội vụ: không có trong bảng')
  const later = ((await (await admin('GET', '/api/organisations?limit=200&asOf=2030-02-01')).json()) as { organisations: Organisation[] }).organisations.map((o) => o.name)
  expect(later).not.toContain('Sở Nội vụ')
  expect(later).toContain('Sở Y tế')
})

test('an import is done as somebody who may: others are refused by name', () => {
  const { code, err } = program.run('import', health(), '--as', 'nguoi-la@example.vn', '--json')
  expect(code).toBe(1)
  expect(JSON.parse(err)).toMatchObject({ refusal: { code: 'account.may_not', email: 'nguoi-la@example.vn' } })
})

test('doctor finds nothing wrong beside a running program, and the same commands work when it is stopped', async () => {
  const beside = program.run('doctor', '--json')
  const found = JSON.parse(beside.out) as { what: string; state: string; vi: string; en: string }[]
  expect(found.filter((f) => f.state === 'wrong')).toEqual([])
  expect(beside.code).toBe(0)
  expect(await program.stop()).toBe(0)
  const users = JSON.parse(program.run('user', 'list', '--json').out) as { email: string }[]
  expect(users.map((u) => u.email)).toEqual([firstAdministrator.email])
  expect(JSON.parse(program.run('audit', 'verify', '--json').out)).toMatchObject({ broken: [] })
})

test('what is not a spreadsheet of organisations is refused with the reason', async () => {
  const file = path.join(papers, 'thu.csv')
  writeFileSync(file, 'Kính gửi các đồng chí')
  const { code, err } = program.run('import', file)
  expect(code).toBe(1)
  expect(err.split('\n').filter(Boolean)).toHaveLength(2)
  await program.start()
  expect((await client(program.base)('GET', '/health')).status).toBe(200)
})
