import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { givenOrganisation, ownDatabase, refused, type GivenOrganisation } from '../../test/support/given.ts'
import { asSystem, sql, type StaffSession } from '../platform/db/index.ts'
import { bytesOf, hashOf } from '../platform/files/index.ts'
import { actOnObligation } from '../obligations/index.ts'
import { acknowledgeAct, endDirective } from './commands-acts.ts'
import { attachFiles, removeAttachment } from './commands-attachments.ts'
import { setRegisterBook } from './commands-books.ts'
import { makeCopy } from './commands-copies.ts'
import { receiveDelivery, sendDirective } from './commands-delivery.ts'
import { createDraft, saveDraft } from './commands-draft.ts'
import { uploadDirectives } from './commands-intake.ts'
import { directivesTasks } from './tasks.ts'
import { issueDirective } from './commands-issue.ts'
import { enterSecretLine } from './commands-secret.ts'
import { writePdf } from './drafting/index.ts'
import { stateLetter } from './drafting/testing/samples.ts'
import { getRegisterSettings } from './queries-books.ts'
import { getDraft } from './queries-draft.ts'
import { getAttachment, getCopy } from './queries-parts.ts'
import { listInbox, listRegister } from './queries-register.ts'
import { getDirective, searchDirectives } from './queries.ts'
import { file, given, partyLetter, registered } from './test-support.ts'

ownDatabase()
beforeAll(() => { vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T03:00:00Z') }) })
afterAll(() => { vi.useRealTimers() })

let province: GivenOrganisation, communes: GivenOrganisation[]
let clerk: StaffSession, chairman: StaffSession, communeClerk: StaffSession, communeHead: StaffSession, stranger: StaffSession

beforeAll(async () => {
  province = await givenOrganisation('Ủy ban nhân dân tỉnh Tuyên Quang', { kind: 'ubnd_tinh' })
  communes = [await givenOrganisation('Ủy ban nhân dân xã Hồng Thái', { parentId: province.id }), await givenOrganisation('Ủy ban nhân dân xã Sơn Thủy', { parentId: province.id }), await givenOrganisation('Ủy ban nhân dân xã Yên Hoa', { parentId: province.id })];
  [clerk, chairman, communeClerk, communeHead, stranger] = await Promise.all([province.post('clerk'), province.post('head', 'Nguyễn Văn Sơn'), communes[0]!.post('clerk'), communes[0]!.post('head'), communes[2]!.post('clerk')])
})

const orders = ['rà soát người đến từ vùng có dịch, lập danh sách theo từng thôn', 'chuẩn bị khu cách ly tập trung đủ điều kiện về điện, nước sạch']
/** A paper of the province with two orders, given to two communes. */
async function issued(texts: readonly string[] = orders, owners: readonly GivenOrganisation[] = communes.slice(0, 2)): Promise<string> {
  const { id } = await createDraft(chairman, { upperId: null })
  const { draft, version } = await getDraft(chairman, id)
  const items = texts.map((text, i) => ({ id: crypto.randomUUID(), label: `${i + 1}.`, text: `UBND các xã ${text}.`, assignees: [], coordinators: [], deadlines: [], deadlines_norm: [], heading: false, items: [] }))
  await saveDraft(chairman, id, version, { ...draft, subject: 'tăng cường phòng, chống dịch trên địa bàn', addressees: ['Ủy ban nhân dân các xã'], items, signer: { ...draft.signer, name: 'Nguyễn Văn Sơn' } })
  await issueDirective(chairman, id, {
    version: version + 1, date: '2026-11-24', sendTo: [], copies: null, acceptFindings: true,
    rows: items.map((i) => ({ clauseId: i.id, ownerIds: owners.map((o) => o.id), coordinatorIds: [], due: { kind: 'day' as const, day: '2026-12-10' }, rhythm: null, figures: [] })),
  })
  return id
}
const workUnder = (id: string) => asSystem('08', async (db) => (await sql<{ work: string; due: string | null }>`select work, due_at as due from obligation where directive_id = ${id}::uuid order by id`.execute(db)).rows)
const runEnding = (documentId: string, seq: number): Promise<void> => directivesTasks['directives.end-duties']!({ provinceId: '08', documentId, seq }, { attempt: 1, lastAttempt: false, log: () => undefined })

test('a paper that is called back closes the duties given under it, and everybody who had it is told until they answer', async () => {
  const id = await issued()
  await receiveDelivery(communeClerk, id, { forwardedTo: null, note: null })
  const done = await endDirective(chairman, id, { kind: 'recalled', reason: 'Gửi nhầm bản chưa thẩm định', notice: '12/TB-UBND ngày 24/11/2026', byDocumentId: null, duties: 'close' })
  expect(done).toMatchObject({ seq: 1, told: 2, closed: 4, carried: 0 })
  await runEnding(id, 1)
  await runEnding(id, 1)
  expect((await workUnder(id)).map((o) => o.work)).toEqual(['closed', 'closed', 'closed', 'closed'])
  const view = await getDirective(communeClerk, id)
  expect(view).toMatchObject({ state: 'recalled', acts: [{ kind: 'recalled', reason: 'Gửi nhầm bản chưa thẩm định', acknowledged: 0 }], may: { assign: false, acknowledgeAct: true } })
  expect((await listInbox(communeClerk, { only: 'waiting', limit: 10 })).lines.find((l) => l.document.id === id)?.act).toMatchObject({ kind: 'recalled' })
  await acknowledgeAct(communeClerk, id)
  await refused(acknowledgeAct(communeClerk, id), 'act.none_waiting')
  expect((await getDirective(chairman, id)).acts[0]).toMatchObject({ told: 2, acknowledged: 1 })
  expect((await listInbox(communeClerk, { only: 'waiting', limit: 10 })).lines.find((l) => l.document.id === id)).toBeUndefined()
  await refused(sendDirective(clerk, id, [communes[2]!.id]), 'document.not_registered')
})

test('a commune that has not received it yet cannot put a recalled paper into its register any more', async () => {
  const id = await issued()
  await endDirective(chairman, id, { kind: 'recalled', reason: 'Sai thẩm quyền', notice: null, byDocumentId: null, duties: 'keep' })
  await refused(receiveDelivery(communeClerk, id, { forwardedTo: null, note: null }), 'document.not_registered')
})

test('duties are carried over to the paper that takes the place of the old one, with owner and deadline; what it no longer orders is left running', async () => {
  const old = await issued()
  const fresh = await issued([`${orders[1]!}, bổ sung người phục vụ`, 'tổ chức tiêm vắc xin cho người từ 12 tuổi trở lên'], [communes[2]!])
  const done = await endDirective(chairman, old, { kind: 'replaced', reason: 'Bổ sung nhân lực khu cách ly', notice: null, byDocumentId: fresh, duties: 'carry' })
  expect(done).toMatchObject({ carried: 2, left: 2, closed: 0 })
  await runEnding(old, done.seq)
  expect((await workUnder(old)).map((o) => o.work).sort()).toEqual(['assigned', 'assigned', 'closed', 'closed'])
  const moved = await workUnder(fresh)
  expect(moved).toHaveLength(4)
  expect(new Set(moved.map((o) => o.due))).toEqual(new Set(['2026-12-10T16:59:59.999Z']))
  expect((await getDirective(communeClerk, old)).acts[0]!.byDocument?.id).toBe(fresh)
})

test('a duty finished before the paper was recalled stays accepted', async () => {
  const id = await issued(orders.slice(0, 1), [communes[0]!])
  const [duty] = await asSystem('08', async (db) => (await sql<{ id: string }>`select id from obligation where directive_id = ${id}::uuid`.execute(db)).rows)
  const done = await endDirective(chairman, id, { kind: 'recalled', reason: 'Không còn phù hợp', notice: null, byDocumentId: null, duties: 'close' })
  await actOnObligation(communeHead, duty!.id, { type: 'report', note: 'Đã rà soát xong', figures: [], evidence: [] })
  await actOnObligation(chairman, duty!.id, { type: 'accept' })
  await runEnding(id, done.seq)
  expect((await workUnder(id)).map((o) => o.work)).toEqual(['accepted'])
})

test('only the issuer ends its paper; a wrong form is corrected by letter and leaves the duties as they are', async () => {
  const id = await issued()
  await refused(endDirective(communeHead, id, { kind: 'recalled', reason: 'Không đồng ý', notice: null, byDocumentId: null, duties: 'keep' }), 'document.not_issued')
  await refused(endDirective(chairman, id, { kind: 'corrected', reason: 'Sai ngày tháng', notice: null, byDocumentId: null, duties: 'keep' }), 'act.no_letter')
  await refused(endDirective(chairman, id, { kind: 'corrected', reason: 'Sai ngày tháng', notice: '15/UBND-VP', byDocumentId: null, duties: 'close' }), 'act.correction_keeps_duties')
  await endDirective(chairman, id, { kind: 'corrected', reason: 'Sai ngày tháng', notice: '15/UBND-VP ngày 24/11/2026', byDocumentId: null, duties: 'keep' })
  expect((await getDirective(chairman, id)).state).toBe('issued')
  expect((await workUnder(id)).map((o) => o.work)).toEqual(['assigned', 'assigned', 'assigned', 'assigned'])
})

test('a text with a secrecy mark is refused at the door, with the law and the way out, and nothing of it is kept', async () => {
  const secret = partyLetter({ number: '99-CV/HU' }).replace('*', '*\nTỐI MẬT')
  const { files: [answer] } = await uploadDirectives(clerk, [file(secret)])
  expect(answer).toMatchObject({ id: null, refusal: { code: 'document.secret', facts: { mark: 'tối mật', law: 'Luật Bảo vệ bí mật nhà nước số 117/2025/QH15' } } })
  await expect(bytesOf(hashOf(Buffer.from(secret, 'utf8')))).rejects.toThrow()
})

test('a mark found only by reading takes the file away again: no text, no page, no bytes on the disk', async () => {
  const draft = stateLetter
  const pdf = Buffer.from(writePdf({ ...draft, grounds: ['MẬT', ...draft.grounds] }))
  const { files: [up] } = await uploadDirectives(clerk, [{ name: 'mật.pdf', mediaType: 'application/pdf', field: 'files', bytes: pdf }])
  await directivesTasks['directives.read']!({ provinceId: '08', documentId: up!.id! }, { attempt: 1, lastAttempt: false, log: () => undefined })
  const view = await getDirective(clerk, up!.id!)
  expect(view).toMatchObject({ state: 'unreadable', refusal: { code: 'document.secret' }, file: null, text: '', pages: [], working: null })
  await expect(bytesOf(hashOf(pdf))).rejects.toThrow()
})

test('of a secret paper the line alone is registered, in a run of numbers of its own, and the table refuses content', async () => {
  const { id, entry } = await enterSecretLine(clerk, { secrecy: 'mật', number: '07-CV/TU', issuer: 'Tỉnh ủy Tuyên Quang', date: '2026-11-20', forwardedTo: 'Chủ tịch' })
  expect(entry).toMatchObject({ series: 'mật|2026', number: 1, forwardedTo: 'Chủ tịch' })
  expect(await getDirective(clerk, id)).toMatchObject({ secrecy: 'mật', text: '', file: null, may: { assign: false, implement: false, send: false, correct: false, attach: false } })
  await expect(asSystem('08', (db) => sql`update document set title = 'nội dung' where id = ${id}::uuid`.execute(db))).rejects.toThrow(/document_secret_without_content/)
  await refused(sendDirective(clerk, id, [communes[0]!.id]), 'document.secret')
  expect((await listRegister(clerk, 'in', { q: '07 tinh uy', limit: 5 })).lines.map((l) => l.document.id)).toEqual([id])
})

test('files beside a paper go where the paper goes, and nowhere else', async () => {
  const { id } = await given(clerk, partyLetter({ number: '640-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG', day: '2026-11-20' }))
  const first = await attachFiles(clerk, id, [file('Phụ lục 1: danh sách khu cách ly.', 'phu-luc-1.txt'), file('', 'trong.txt'), file('Phụ lục 2.', 'phu-luc-2.txt')])
  expect(first.attachments.map((a) => a.name)).toEqual(['phu-luc-1.txt', 'phu-luc-2.txt'])
  expect(first.refused).toMatchObject([{ name: 'trong.txt', refusal: { code: 'paper.empty' } }])
  expect((await removeAttachment(clerk, id, 2)).attachments).toHaveLength(1)
  const view = await getDirective(clerk, id)
  const { confirmDirective } = await import('./commands-confirm.ts')
  await confirmDirective(clerk, id, { version: view.workingVersion, forwardedTo: null, note: null, evenIfDuplicate: false })
  await refused(removeAttachment(clerk, id, 1), 'attachment.not_removable')
  await sendDirective(clerk, id, [communes[0]!.id])
  expect((await getDirective(communeClerk, id)).attachments.map((a) => a.name)).toEqual(['phu-luc-1.txt'])
  expect((await getAttachment(communeClerk, id, 1)).name).toBe('phu-luc-1.txt')
  await refused(getAttachment(stranger, id, 1), 'record.not_found')
  await refused(attachFiles(stranger, id, [file('x', 'x.txt')]), 'record.not_found')
})

test('copies carry the next number of the register of copies, whichever form they have, and the pages that were asked for', async () => {
  const id = await issued(Array.from({ length: 13 }, (_, i) => `${orders[0]!} đợt ${i + 1}, ${orders[1]!}`), [communes[0]!])
  await directivesTasks['directives.pages']!({ provinceId: '08', documentId: id }, { attempt: 1, lastAttempt: false, log: () => undefined })
  const pages = (await getDirective(clerk, id)).pages.length
  expect(pages).toBeGreaterThan(1)
  const whole = await makeCopy(clerk, id, { form: 'sao_y', pages: [], recipients: ['Sở Y tế'], copies: 2 })
  const part = await makeCopy(clerk, id, { form: 'trich_sao', pages: [2, 2], recipients: [], copies: null })
  expect([whole.symbol, part.symbol]).toEqual(['01/SY-UBND', '02/TrS-UBND'])
  expect(part.pages).toEqual([2])
  await refused(makeCopy(clerk, id, { form: 'trich_sao', pages: [pages + 1], recipients: [], copies: null }), 'copy.page_unknown')
  const { openPaper } = await import('./paper/index.ts')
  const read = await openPaper(await bytesOf(whole.sha256), 'ban-sao.pdf')
  const text = read.ok ? read.value.text : ''
  for (const part of [/SAO Y/, /01\/SY-UBND/, /Sở Y tế/, /Nguyễn Văn Sơn/]) expect(text).toMatch(part)
  expect((await getCopy(clerk, id, whole.id)).mediaType).toBe('application/pdf')
  await refused(getCopy(stranger, id, whole.id), 'record.not_found')
  expect((await getDirective(clerk, id)).copies.map((c) => c.symbol)).toEqual(['01/SY-UBND', '02/TrS-UBND'])
}, 150_000)

test('an office names its register and its keeper, and numbers its papers by type from then on', async () => {
  const office = await givenOrganisation('Sở Nội vụ tỉnh Tuyên Quang', { kind: 'so_nganh', parentId: province.id })
  const [keeper, head] = [await office.post('clerk', 'Lò Thị Mai'), await office.post('head', 'Trần Văn Bình')]
  await setRegisterBook(keeper, 'in', { name: 'Sổ công văn đến của Sở', numbering: null, keeperPostId: keeper.postId })
  await setRegisterBook(keeper, 'out', { name: 'Sổ công văn đi của Sở', numbering: 'by_type', keeperPostId: null })
  await refused(setRegisterBook(keeper, 'in', { name: 'Sổ', numbering: null, keeperPostId: clerk.postId }), 'register.keeper_unknown')
  expect((await listRegister(keeper, 'in', { limit: 5 })).book).toMatchObject({ name: 'Sổ công văn đến của Sở', keeper: { person: 'Lò Thị Mai' } })
  const { id } = await createDraft(head, { upperId: null })
  expect((await getDraft(head, id)).next.series).toBe('công văn|2026')
  expect((await getRegisterSettings(clerk)).books).toEqual([])
})

test('the register is found by number, issuer and words without accents, its marks aside; another office finds nothing', async () => {
  await registered(clerk, partyLetter({ number: '777-CV/HU', issuer: 'HUYỆN ỦY CHIÊM HÓA', day: '2026-11-02' }))
  const find = async (q: string, issuer?: string): Promise<(string | null)[]> => (await listRegister(clerk, 'in', { q, limit: 20, ...(issuer === undefined ? {} : { issuer }) })).lines.map((l) => l.document.number)
  for (const q of ['777', '777-CV/HU', '777cv', 'chiem hoa', 'Chiêm Hóa 777', 'tang cuong phong chong 777']) expect([q, await find(q)]).toEqual([q, ['777-CV/HU']])
  expect(await find('777', 'chiem hoa')).toEqual(['777-CV/HU'])
  expect(await find('777', 'son duong')).toEqual([])
  expect((await listRegister(stranger, 'in', { q: '777', limit: 20 })).total).toBe(0)
  expect((await searchDirectives(clerk, '777')).length).toBeGreaterThan(0)
})
