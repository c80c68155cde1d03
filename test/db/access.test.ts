import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/platform/ids.ts'
import { allRooms } from '../../src/server/rooms.ts'
import type { PostKind } from '../../src/sign-in/index.ts'
import { database } from '../../src/platform/db/index.ts'
import { givenOrganisation, ownDatabase } from '../support/given.ts'
import { openOffice, type Caller, type Office } from '../support/office.ts'

/**
 * The oracle: who may call what, said by duty and not by the program's own tables. A route that nobody wrote down here fails the test,
 * so that nobody opens a door without saying for whom.
 */
const everyone: PostKind[] = ['head', 'deputy', 'office', 'clerk', 'staff', 'inspector', 'field', 'admin']
const readsDocuments: PostKind[] = ['head', 'deputy', 'office', 'clerk', 'staff', 'inspector']
const keepsRegisters: PostKind[] = ['office', 'clerk']
const assigns: PostKind[] = ['head', 'deputy', 'office']
const drafts: PostKind[] = ['head', 'deputy', 'office', 'clerk', 'staff']
const signs: PostKind[] = ['head', 'deputy']
const readsDuties: PostKind[] = ['head', 'deputy', 'office', 'clerk', 'staff', 'inspector', 'field']
const worksOnDuties: PostKind[] = ['head', 'deputy', 'office', 'staff', 'field']
const givesDuties: PostKind[] = ['head', 'deputy', 'office']
const admin: PostKind[] = ['admin']
const worksWithPeople: PostKind[] = ['head', 'deputy', 'staff', 'field']
const seesPeople: PostKind[] = ['head', 'deputy', 'office', 'staff', 'inspector', 'field']
const mergesPeople: PostKind[] = ['head', 'deputy', 'staff']
const readsAudit: PostKind[] = ['head', 'deputy', 'office', 'inspector', 'admin']

const oracle: Record<string, PostKind[] | 'anybody'> = {
  'GET /me': 'anybody', 'GET /welcome': 'anybody', 'GET /demo/accounts': 'anybody', 'POST /setup': 'anybody',
  'POST /me/acting': everyone, 'POST /me/language': everyone, 'GET /notifications': everyone, 'POST /notifications/read': everyone, 'GET /search': everyone,
  'GET /accounts': admin, 'POST /accounts': admin, 'POST /accounts/{id}/disable': admin, 'POST /accounts/{id}/password': admin, 'POST /posts/{id}/holders': admin, 'POST /posts/{id}/handovers': admin,
  'GET /audit': readsAudit,

  'GET /organisations': everyone, 'GET /organisations/{id}': everyone, 'GET /organisations/export': everyone, 'GET /units': everyone, 'GET /units/{id}': everyone, 'GET /units/{id}/children': everyone,
  'GET /unit-maps/{name}': everyone, 'POST /organisations/match': everyone,
  'POST /organisations': admin, 'POST /organisations/{id}/changes': admin, 'POST /organisations/{id}/close': admin, 'POST /organisations/{id}/posts': admin, 'POST /posts/{id}/close': admin,
  'POST /unit-changes': admin, 'POST /unit-changes/preview': admin, 'GET /organisation-imports/template': admin, 'POST /organisation-imports': admin, 'POST /organisation-imports/{file}/apply': admin,

  'GET /my-work': readsDuties, 'GET /my-work/export': readsDuties, 'GET /obligation-board': readsDuties, 'GET /obligation-board/export': readsDuties, 'GET /obligation-board/by-deadline': readsDuties,
  'GET /obligation-board/directives': readsDuties, 'GET /obligations/{id}': readsDuties, 'GET /obligations/{id}/evidence/{sha256}': readsDuties, 'GET /scorecards/{id}': readsDuties,
  'GET /duty-calendar': readsDuties, 'GET /obligation-conflicts': readsDuties, 'GET /obligation-filters': readsDuties, 'POST /obligation-filters': readsDuties, 'DELETE /obligation-filters/{name}': readsDuties,
  'POST /obligations/{id}/steps': readsDuties, 'POST /obligations/{id}/parts': worksOnDuties, 'POST /obligations/{id}/evidence': worksOnDuties, 'POST /obligation-board/remind': givesDuties,

  'GET /directives/{id}': readsDocuments, 'GET /directives/{id}/duties': readsDocuments, 'GET /directives/{id}/file': readsDocuments, 'GET /directives/{id}/paper': readsDocuments, 'GET /directives/{id}/pages/{page}/image': readsDocuments, 'GET /directives/{id}/pages/{page}/words': readsDocuments,
  'GET /directives/{id}/stamp': readsDocuments, 'GET /directives/{id}/edxml': readsDocuments, 'GET /directives/{id}/status-message': readsDocuments, 'GET /directives/{id}/cascade': readsDocuments, 'GET /directives/{id}/coverage': readsDocuments,
  'GET /directives/{id}/coverage-by-unit': readsDocuments, 'GET /directives/registers/{register}': readsDocuments, 'GET /directives/registers/{register}/export': readsDocuments, 'GET /directives/desk': readsDocuments, 'GET /directives/inbox': readsDocuments,
  'GET /directives/{id}/attachments/{seq}': readsDocuments, 'GET /directives/{id}/copies/{copyId}': readsDocuments, 'POST /directives/{id}/attachments': drafts, 'DELETE /directives/{id}/attachments/{seq}': drafts, 'POST /directives/secret-lines': keepsRegisters,
  'POST /directives/{id}/acts': signs, 'POST /directives/{id}/acts/acknowledge': keepsRegisters, 'POST /directives/{id}/copies': keepsRegisters,
  'GET /directives/match': readsDocuments, 'GET /directives/register-settings': everyone, 'PUT /directives/register-settings/books/{direction}': keepsRegisters, 'PUT /directives/register-settings/province': admin, 'POST /directives/{id}/delivery-state': readsDocuments,
  'POST /directives': keepsRegisters, 'PUT /directives/{id}/working': keepsRegisters, 'POST /directives/{id}/confirm': keepsRegisters, 'POST /directives/{id}/corrections': keepsRegisters, 'POST /directives/{id}/cancel': keepsRegisters,
  'POST /directives/{id}/discard': keepsRegisters, 'POST /directives/{id}/reread': keepsRegisters, 'POST /directives/{id}/receive': keepsRegisters, 'POST /directives/{id}/refuse': keepsRegisters, 'POST /directives/{id}/send': keepsRegisters,
  'POST /directives/entries/{entryId}': keepsRegisters, 'POST /directives/exchange': keepsRegisters, 'POST /directives/exchange/status': keepsRegisters,
  'GET /directives/{id}/assignment': assigns, 'POST /directives/{id}/assignment': assigns, 'POST /directives/{id}/assignment/preview': assigns,
  'GET /directives/{id}/draft': drafts, 'PUT /directives/{id}/draft': drafts, 'POST /directives/{id}/draft/items': drafts, 'POST /directives/drafts': drafts, 'POST /directives/{id}/coverage': drafts, 'PUT /directives/{id}/uppers': drafts,
  'POST /directives/{id}/issue': signs,

  'POST /persons/find': ['head', 'deputy', 'office', 'staff', 'inspector', 'field'], 'GET /persons/{id}': ['head', 'deputy', 'office', 'staff', 'inspector', 'field'], 'POST /persons/{id}/reveal': ['head', 'deputy', 'office', 'staff', 'field'], 'GET /persons/{id}/looks': ['head', 'deputy', 'office', 'staff', 'field'], 'POST /looks': 'anybody',
  'POST /persons': worksWithPeople, 'POST /persons/{id}/receipts': worksWithPeople, 'POST /persons/{id}/changes': worksWithPeople, 'POST /persons/{id}/numbers': worksWithPeople, 'POST /persons/{id}/numbers/end': worksWithPeople, 'POST /persons/{id}/phones': worksWithPeople, 'POST /persons/{id}/phones/end': worksWithPeople, 'GET /person-repairs': worksWithPeople,
  'GET /person-pairs': mergesPeople, 'POST /person-pairs/compare': mergesPeople, 'POST /person-pairs/decide': mergesPeople, 'POST /person-merges': mergesPeople, 'POST /person-merges/{id}/undo': mergesPeople,

  // A rule is switched for the whole province only: nobody of a commune.
  'GET /protocols': everyone, 'GET /protocols/{disease}': everyone, 'POST /protocols/{disease}/switches': [], 'POST /protocols/{disease}/switches/preview': [],
  'GET /declarations': ['head', 'deputy', 'office', 'staff', 'field'], 'GET /declarations/{id}': ['head', 'deputy', 'office', 'staff', 'field'], 'POST /declarations/{id}/visits': ['head', 'deputy', 'office', 'staff', 'field'],
  'GET /zones': everyone, 'GET /zones.xlsx': everyone, 'GET /zones/{unitId}': everyone, 'POST /zone-decisions': signs, 'POST /zone-decisions/preview': signs,
  'GET /contacts': seesPeople, 'GET /cases/{id}/contacts': seesPeople, 'GET /contacts/{id}/why': worksWithPeople, 'POST /cases/{id}/contacts': worksWithPeople, 'POST /exposures/{id}/void': worksWithPeople, 'POST /contacts/{id}/reached': worksWithPeople,
  'POST /cases/find': seesPeople, 'GET /cases.xlsx': seesPeople, 'GET /cases/{id}': seesPeople, 'GET /case-forms/{disease}': seesPeople, 'GET /places': seesPeople,
  'POST /cases': mergesPeople, 'POST /cases/classify': mergesPeople, 'POST /cases/{id}/form': mergesPeople, 'PUT /cases/{id}/draft': mergesPeople, 'POST /cases/{id}/changes': mergesPeople, 'POST /cases/{id}/classification': mergesPeople, 'POST /cases/{id}/milestones': mergesPeople, 'POST /cases/{id}/milestones/{milestoneId}/void': mergesPeople,
}

ownDatabase()
let office: Office
const callers = new Map<PostKind, Caller>()
beforeAll(async () => {
  office = await openOffice()
  const commune = await givenOrganisation('UBND xã Hồng Sơn')
  for (const kind of everyone) callers.set(kind, await office.signIn(await commune.post(kind)))
})
afterAll(() => office.close())

const urlOf = (route: string): string => `/api${route.replace(/\{(\w+)\}/g, (_m, name: string) => (name === 'sha256' ? 'a'.repeat(64) : name === 'page' ? '1' : name === 'register' ? 'in' : name === 'name' ? 'provinces' : name === 'file' ? 'b'.repeat(64) : newId()))}`
const codeOf = (body: never): string | undefined => (body as { refusal?: { code?: string } } | undefined)?.refusal?.code

describe('every route, asked by every post', () => {
  test('the oracle names every route of the program and no other', () => {
    const served = allRooms(office.config, office.auth).map(({ route }) => `${route.method} ${route.path}`)
    expect(served.toSorted()).toEqual(Object.keys(oracle).toSorted())
  })

  test.each(Object.entries(oracle))('%s', async (route, who) => {
    const [method, where] = route.split(' ') as ['GET' | 'POST', string]
    const ask = (c: Pick<Caller, 'get' | 'send'>) => (method === 'GET' ? c.get(urlOf(where)) : c.send(method, urlOf(where), {}))
    const stranger = await ask(office.anonymous)
    if (who === 'anybody') { expect(stranger.status).not.toBe(401); return }
    expect(['nobody', stranger.status, codeOf(stranger.body)]).toEqual(['nobody', 401, 'session.missing'])
    for (const kind of everyone) {
      const r = await ask(callers.get(kind)!)
      const barred = r.status === 403 && codeOf(r.body) === 'permission.missing'
      expect([kind, barred ? 'barred' : 'let in', r.status < 500]).toEqual([kind, who.includes(kind) ? 'let in' : 'barred', true])
    }
  })
})

/**
 * Commune A has a letter of its own and duties under a directive of the province; commune B has nothing to do with either. Every address of the
 * program is asked by B's people with A's ids, and no answer, whatever its kind, may hold a word of A's.
 */
describe('commune B never sees what is commune A\'s', () => {
  const secret = 'Nà Lùng Kín Đáo'
  const letter = (number: string, words: string): Buffer => Buffer.from(`UBND TỈNH TUYÊN QUANG\nSỞ Y TẾ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nSố: ${number}/SYT-NVY\nTuyên Quang, ngày 10 tháng 11 năm 2026\n\nV/v phòng bệnh tại thôn ${words}\n\nKính gửi: Ủy ban nhân dân xã.\n\nSở Y tế đề nghị Ủy ban nhân dân xã thực hiện các nhiệm vụ sau:\n\n1. Ủy ban nhân dân xã phun khử khuẩn thôn ${words}, hoàn thành trước ngày 30/12/2026.\n\n2. Ủy ban nhân dân xã báo cáo kết quả về Sở Y tế.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\n\nTrần Văn An\n`)
  const ids: Record<string, string> = {}
  let b: Caller[]
  let a: Caller

  beforeAll(async () => {
    const communeA = await givenOrganisation('UBND xã Nà Hang A')
    const communeB = await givenOrganisation('UBND xã Nà Hang B')
    const province = await givenOrganisation('Sở Y tế tỉnh', { kind: 'so_nganh' })
    a = await office.signIn(await communeA.post('office'))
    const aHead = await office.signIn(await communeA.post('head'))
    const health = await office.signIn(await province.post('office'))
    b = []
    for (const kind of ['head', 'office', 'clerk', 'staff', 'inspector', 'field'] as const) b.push(await office.signIn(await communeB.post(kind)))
    const take = async (c: Caller, number: string): Promise<string> => {
      const up = await c.upload('/api/directives', [{ name: `thư ${number} ${secret}.txt`, bytes: letter(number, secret), mediaType: 'text/plain' }])
      const id = (up.body as { files: { id: string }[] }).files[0]!.id
      const view = (await c.get(`/api/directives/${id}`)).body as { workingVersion: number }
      expect((await c.send('POST', `/api/directives/${id}/confirm`, { version: view.workingVersion })).status).toBe(200)
      return id
    }
    ids['own'] = await take(a, '101')
    ids['given'] = await take(health, '102')
    const clauses = ((await health.get(`/api/directives/${ids['given']}`)).body as { clauses: { id: string }[] }).clauses
    const given = await health.send('POST', `/api/directives/${ids['given']}/assignment`, { instruction: null, rows: [{ clauseId: clauses[0]!.id, ownerIds: [communeA.id], due: { kind: 'day', day: '2026-12-30' } }] })
    expect([given.status, given.body]).toMatchObject([200, { obligations: 1 }])
    ids['obligation'] = (await database().systemPool.query<{ id: string }>('select id from obligation where owner_org = $1', [communeA.id])).rows[0]!.id
    const evidence = await aHead.upload(`/api/obligations/${ids['obligation']}/evidence`, [{ name: `ảnh ${secret}.txt`, bytes: Buffer.from(`minh chứng ${secret}`), mediaType: 'text/plain' }])
    ids['sha256'] = (evidence.body as { sha256: string }[])[0]!.sha256
    const reported = await aHead.send('POST', `/api/obligations/${ids['obligation']}/steps`, { type: 'report', note: `Đã phun xong thôn ${secret}.`, evidence: [ids['sha256']] })
    expect(reported.status).toBe(200)
    ids['organisation'] = communeA.id
  })

  /** All text of an answer: JSON and text as they are, spreadsheets and documents unpacked. */
  const textOf = (raw: Buffer): string => {
    if (raw.subarray(0, 2).toString('latin1') !== 'PK') return raw.toString('utf8')
    return Object.values(unzipSync(raw)).map((f) => Buffer.from(f).toString('utf8')).join('\n')
  }

  test('commune A itself sees its letter, its duty and its evidence, so that the next test can find something', async () => {
    expect(textOf((await a.get(`/api/directives/${ids['own']}`)).raw)).toContain(secret)
    expect(textOf((await a.get('/api/directives/registers/in/export?form=xlsx')).raw)).toContain(secret)
    expect(textOf((await a.get(`/api/obligations/${ids['obligation']}`)).raw)).toContain(secret)
    expect(textOf((await a.get(`/api/obligations/${ids['obligation']}/evidence/${ids['sha256']}`)).raw)).toContain(secret)
    expect(textOf((await a.get('/api/my-work?view=waiting')).raw)).toContain(secret)
    expect(textOf((await a.get(`/api/search?q=${encodeURIComponent('Nà Lùng')}`)).raw)).toContain(secret)
  })

  test('every address, with every id of commune A, answers commune B without a word of it', async () => {
    const reads = allRooms(office.config, office.auth).map((r) => r.route).filter((r) => r.method === 'GET' && r.access !== 'public')
    let asked = 0
    for (const caller of b) for (const route of reads) for (const id of Object.values(ids).filter((x) => x.includes('-'))) {
      const base = `/api${route.path.replace('{sha256}', ids['sha256']!).replace('{page}', '1').replace('{name}', 'provinces').replace('{file}', ids['sha256']!).replace(/\{\w+\}/g, (m) => (m === '{register}' ? 'in' : id))}`
      for (const query of route.path === '/search' ? [`?q=${encodeURIComponent('Nà Lùng')}`] : route.path.includes('registers') ? ['', '?form=xlsx', '?q=na+lung'] : route.path === '/directives/match' ? [`?number=${encodeURIComponent('101/SYT-NVY')}`] : ['', `?organisationId=${ids['organisation']}`]) {
        const r = await caller.get(base + query)
        asked++
        // The directory of offices is open to every officer of the province; what is A's are its papers and its work.
        expect([caller.who.postTitle, base + query, r.status, textOf(r.raw).includes(secret)]).toEqual([caller.who.postTitle, base + query, r.status, false])
        if (route.path.includes('{id}') && !/units|organisations|scorecards/.test(route.path)) expect([base, r.status >= 400]).toEqual([base, true])
      }
      if (!route.path.includes('{')) break
    }
    expect(asked).toBeGreaterThan(300)
  }, 120_000)

  test('no act of commune B touches commune A\'s records', async () => {
    const [head, clerkOffice] = [b[0]!, b[1]!]
    const before = (await database().systemPool.query('select count(*)::int as n from obligation_event')).rows[0].n
    for (const step of [{ type: 'acknowledge' }, { type: 'report', note: 'Báo cáo thay.' }, { type: 'accept' }, { type: 'remind' }, { type: 'close', reason: 'Đóng hộ.' }])
      expect((await head.send('POST', `/api/obligations/${ids['obligation']}/steps`, step)).status).toBe(404)
    for (const [method, url, body] of [
      ['PUT', `/api/directives/${ids['own']}/working`, { version: 1, working: {} }], ['POST', `/api/directives/${ids['own']}/cancel`, { reason: 'Hủy hộ' }], ['POST', `/api/directives/${ids['own']}/discard`, { reason: 'Bỏ hộ' }],
      ['POST', `/api/directives/${ids['given']}/receive`, {}], ['POST', `/api/directives/${ids['own']}/send`, { organisationIds: [clerkOffice.who.organisationId] }],
    ] as const) expect([url, (await clerkOffice.send(method, url, body)).status >= 400]).toEqual([url, true])
    expect((await database().systemPool.query('select count(*)::int as n from obligation_event')).rows[0].n).toBe(before)
  })

  test('live updates of commune A\'s work reach commune A and not commune B', async () => {
    const address = await office.app.listen({ port: 0, host: '127.0.0.1' })
    const stop = new AbortController()
    const heard = { a: '', b: '' }
    const listen = async (who: 'a' | 'b', cookie: string): Promise<void> => {
      const r = await fetch(`${address}/api/live`, { headers: { cookie }, signal: stop.signal })
      expect(r.headers.get('content-type')).toContain('text/event-stream')
      void (async () => { for await (const chunk of r.body!) heard[who] += Buffer.from(chunk).toString() })().catch(() => undefined)
    }
    await Promise.all([listen('a', a.cookie), listen('b', b[0]!.cookie)])
    expect((await fetch(`${address}/api/live`)).status).toBe(401)
    const noted = await a.send('POST', `/api/obligations/${ids['obligation']}/steps`, { type: 'raise_obstacle', obstacle: `Thiếu hóa chất ở thôn ${secret}.` })
    expect(noted.status).toBe(200)
    for (let i = 0; i < 60 && !heard.a.includes(ids['obligation']!); i++) await new Promise((r) => setTimeout(r, 50))
    stop.abort()
    expect(heard.a).toContain(`obligation:${ids['obligation']}`)
    expect(heard.b).not.toContain('data:')
  })
})
