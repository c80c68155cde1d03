import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { givenOrganisation, ownDatabase, refused, type GivenOrganisation } from '../../test/support/given.ts'
import { asSystem, type StaffSession } from '../platform/db/index.ts'
import { bytesOf } from '../platform/files/index.ts'
import { listForDirective } from '../obligations/index.ts'
import { assignDirective } from './commands-assign.ts'
import { receiveDelivery, refuseDelivery, setDeliveryState } from './commands-delivery.ts'
import { addClauseToDraft, createDraft, decideCoverage, saveDraft } from './commands-draft.ts'
import { directivesTasks } from './tasks.ts'
import { issueDirective } from './commands-issue.ts'
import type { DraftContent } from './contract.ts'
import { getAssignment, previewAssignment } from './queries-assign.ts'
import { getCascade, getCoverage, getUnitCoverage } from './queries-coverage.ts'
import { getDraft, getPaper } from './queries-draft.ts'
import { listInbox, listRegister } from './queries-register.ts'
import { getDirective } from './queries.ts'
import { partyLetter, registered } from './test-support.ts'

ownDatabase()

// The days named below are days of this week.
beforeAll(() => { vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-24T03:00:00Z') }) })
afterAll(() => { vi.useRealTimers() })

const orders = ['Ủy ban nhân dân xã Hồng Thái rà soát, lập danh sách người đến từ vùng có dịch, báo cáo trước ngày 05/12/2026.', 'Trạm Y tế xã Hồng Thái tổ chức lấy mẫu xét nghiệm cho toàn bộ trường hợp nguy cơ cao.', 'Công an xã Hồng Thái kiểm soát người ra, vào khu cách ly tập trung.']

let province: GivenOrganisation, commune: GivenOrganisation, station: GivenOrganisation, other: GivenOrganisation
let clerk: StaffSession, chief: StaffSession, communeClerk: StaffSession, chairman: StaffSession, stationClerk: StaffSession, stranger: StaffSession
let upperId: string

beforeAll(async () => {
  province = await givenOrganisation('Ủy ban nhân dân tỉnh Tuyên Quang', { kind: 'ubnd_tinh' })
  commune = await givenOrganisation('Ủy ban nhân dân xã Hồng Thái', { kind: 'ubnd_xa', parentId: province.id })
  station = await givenOrganisation('Trạm Y tế xã Hồng Thái', { line: 'health', kind: 'tram_y_te', parentId: commune.id })
  other = await givenOrganisation('Ủy ban nhân dân xã Sơn Thủy', { kind: 'ubnd_xa', parentId: province.id });
  [clerk, chief, communeClerk, chairman, stationClerk, stranger] = await Promise.all([province.post('clerk'), province.post('head', 'Nguyễn Văn Sơn'), commune.post('clerk'), commune.post('head', 'Lò Văn Tiến'), station.post('clerk'), other.post('clerk')])
  upperId = await registered(clerk, partyLetter({ number: '900-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG', day: '2026-11-20', tasks: orders }))
})

const rowsFor = async (who: StaffSession, id: string, owner: string): Promise<{ clauseId: string; ownerIds: string[]; coordinatorIds: string[]; due: { kind: 'none' }; rhythm: null; figures: [] }[]> =>
  (await getAssignment(who, id)).clauses.map((c) => ({ clauseId: c.clause.id, ownerIds: [owner], coordinatorIds: [], due: { kind: 'none' as const }, rhythm: null, figures: [] }))

test('suggestions name the real organisation with a reason, and the date the text says', async () => {
  const s = await getAssignment(chief, upperId)
  expect(s.clauses).toHaveLength(3)
  const first = s.clauses[0]!
  expect(first.phrases.find((p) => p.role === 'assignee')?.matches.map((m) => m.organisation.name)).toContain('Ủy ban nhân dân xã Hồng Thái')
  expect(first.due).toEqual({ kind: 'day', day: '2026-12-05' })
  expect(s.clauses[1]!.due).toEqual({ kind: 'none' })
})

test('the preview says in words what will be sent, and giving the same again changes nothing', async () => {
  const rows = (await rowsFor(chief, upperId, commune.id)).map((r, i) => (i === 0 ? { ...r, due: { kind: 'day' as const, day: '2026-12-05' } } : i === 1 ? { ...r, rhythm: { every: 'day' as const, times: ['16:00'], from: '2026-11-25', until: null } } : r))
  const plan = { instruction: { text: 'Giao UBND xã Hồng Thái thực hiện, Văn phòng theo dõi.', leadId: commune.id, coordinatorIds: [], dueOn: null }, rows, sendTo: [station.id] }
  expect((await previewAssignment(chief, upperId, plan)).sentence.vi).toBe('Giao 1 đơn vị, 3 nhiệm vụ; 1 có hạn; 1 báo cáo hằng ngày 16:00; 1 không hạn; gửi 1 đơn vị để biết.')
  expect(await assignDirective(chief, upperId, plan)).toEqual({ obligations: 3, organisations: 1, sent: 2, instruction: 1 })
  const again = await previewAssignment(chief, upperId, plan)
  expect(again).toMatchObject({ obligations: 0, already: 3 })
  expect((await assignDirective(chief, upperId, { ...plan, instruction: null })).obligations).toBe(0)
  expect(await listForDirective(chairman, upperId)).toHaveLength(3)
  const view = await getDirective(chief, upperId)
  expect(view.instructions[0]).toMatchObject({ text: plan.instruction.text, lead: { name: commune.name } })
  expect(view.given).toHaveLength(3)
  expect(view.duties).toMatchObject({ total: 3, units: 1, done: 0, late: 0 })
})

test('a deadline in the past is not given', async () => {
  const [row] = await rowsFor(chief, upperId, other.id)
  await refused(assignDirective(chief, upperId, { instruction: null, rows: [{ ...row!, due: { kind: 'day' as const, day: '2021-01-05' } as never }], sendTo: [] }), 'assignment.past_due')
})

test('the commune finds it in its inbox, receives it into its own register, and the province sees 03', async () => {
  const inbox = await listInbox(communeClerk, { only: 'waiting', limit: 10 })
  expect(inbox.lines.map((l) => [l.document.id, l.from.name, l.obligations])).toEqual([[upperId, province.name, 3]])
  const { entry } = await receiveDelivery(communeClerk, upperId, { forwardedTo: 'Chủ tịch', note: null })
  expect(entry.number).toBe(1)
  await refused(receiveDelivery(communeClerk, upperId, { forwardedTo: null, note: null }), 'delivery.settled')
  expect((await getDirective(clerk, upperId)).deliveries.find((d) => d.organisation.id === commune.id)?.state).toBe('03')
  expect((await getDirective(communeClerk, upperId)).registered).toHaveLength(1)
})

test('the health station refuses with a reason, and the sender reads it', async () => {
  await refuseDelivery(stationClerk, upperId, 'Không đúng thẩm quyền của Trạm Y tế')
  expect((await getDirective(clerk, upperId)).deliveries.find((d) => d.organisation.id === station.id)).toMatchObject({ state: '02', reason: 'Không đúng thẩm quyền của Trạm Y tế' })
  await refused(setDeliveryState(stationClerk, upperId, '05'), 'delivery.not_received')
})

let draftId: string
const filled = (d: DraftContent, drop: number | null): DraftContent => ({
  ...d, addressees: ['Trạm Y tế xã', 'Công an xã'], recipients: ['Như trên', 'Ủy ban nhân dân tỉnh (để báo cáo)'], closing: ['Các đơn vị báo cáo kết quả về Ủy ban nhân dân xã trước 16 giờ hằng ngày để tổng hợp.'],
  items: d.items.filter((_, i) => i !== drop).map((it, i) => ({ ...it, label: `${i + 1}.`, text: it.text.replace('[tên đơn vị]', i === 0 ? 'Công chức Văn hóa xã hội' : 'Trạm Y tế xã'), assignees: ['Trạm Y tế xã'] })),
})

test('a draft made from the upper document cites it and carries its clauses; what is taken out shows as uncovered', async () => {
  draftId = (await createDraft(chairman, { upperId })).id
  const view = await getDraft(chairman, draftId)
  expect(view.draft.leadIn).toContain('900-CV/TU')
  expect(view.draft.items).toHaveLength(3)
  expect(view.next).toMatchObject({ number: 1 })
  expect(view.findings.some((f) => f.level === 'must')).toBe(true)
  await saveDraft(chairman, draftId, view.version, filled(view.draft, 2))
  await refused(saveDraft(chairman, draftId, view.version, view.draft), 'document.changed')
  const matrix = await getCoverage(chairman, draftId)
  expect(matrix.uppers[0]!.clauses.map((c) => c.verdict)).toEqual(['carried', 'carried', 'none'])
  expect(matrix.summary).toMatchObject({ bound: 3, uncovered: 1 })
  await refused(issueDirective(chairman, draftId, { version: view.version + 1, date: '2026-11-24', sendTo: [station.id], rows: [], copies: null, acceptFindings: false }), 'document.findings_open')
})

test('"thêm vào dự thảo" carries the clause over, and a person has the last word on a cell', async () => {
  const before = await getDraft(chairman, draftId)
  const upperClause = (await getCoverage(chairman, draftId)).uppers[0]!.clauses[2]!
  const added = await addClauseToDraft(chairman, draftId, before.version, upperClause.id)
  expect((await getCoverage(chairman, draftId)).summary.uncovered).toBe(0)
  const back = await decideCoverage(chairman, draftId, { upperClauseId: upperClause.id, lowerClauseId: added.itemId, verdict: 'not_this' })
  expect(back.uppers[0]!.clauses[2]!.verdict).toBe('none')
  await decideCoverage(chairman, draftId, { upperClauseId: upperClause.id, lowerClauseId: added.itemId, verdict: 'carried' })
  await saveDraft(chairman, draftId, added.version, { ...added.draft, items: added.draft.items.map((i) => ({ ...i, text: i.text.replace('[tên đơn vị]', 'Công an xã') })) })
})

test('signing takes the number from the register, draws the paper, and sends it with its duties', async () => {
  const { version, draft } = await getDraft(chairman, draftId)
  const row = { clauseId: draft.items[1]!.id, ownerIds: [station.id], coordinatorIds: [], due: { kind: 'day' as const, day: '2026-12-04' }, rhythm: null, figures: [] }
  const issued = await issueDirective(chairman, draftId, { version, date: '2026-11-24', sendTo: [], rows: [row], copies: 3, acceptFindings: true })
  expect(issued).toMatchObject({ obligations: 1, sent: 1, entry: { number: 1, direction: 'out', series: '2026', copies: 3 } })
  expect(issued.number).toMatch(/^01\/UBND/)
  const pdf = await getPaper(chairman, draftId, { form: 'pdf', inline: 'no' })
  expect(Buffer.from(pdf.bytes as Uint8Array).subarray(0, 5).toString()).toBe('%PDF-')
  expect(Buffer.from((await getPaper(stationClerk, draftId, { form: 'docx', inline: 'no' })).bytes as Uint8Array).subarray(0, 2).toString()).toBe('PK')
  const out = await listRegister(chairman, 'out', { limit: 5 })
  expect(out.lines[0]).toMatchObject({ document: { number: issued.number }, signer: 'Lò Văn Tiến', entry: { copies: 3 } })
  expect((await listInbox(stationClerk, { only: 'waiting', limit: 5 })).lines[0]).toMatchObject({ document: { id: draftId }, obligations: 1 })
  expect((await getDirective(communeClerk, upperId)).delivery?.state).toBe('05')
  await refused(saveDraft(chairman, draftId, version + 1, draft), 'document.not_draft')
})

test('the next number cannot carry an earlier day', async () => {
  const { id } = await createDraft(chairman, { upperId })
  const { version, draft } = await getDraft(chairman, id)
  await saveDraft(chairman, id, version, filled(draft, null))
  await refused(issueDirective(chairman, id, { version: version + 1, date: '2026-11-23', sendTo: [], rows: [], copies: null, acceptFindings: true }), 'document.date_before_last')
})

test('the pages of an issued paper are read back, so that its clauses light up at the receiver', async () => {
  await directivesTasks['directives.pages']!({ provinceId: '08', documentId: draftId }, { attempt: 1, lastAttempt: false, log: () => undefined })
  const view = await getDirective(stationClerk, draftId)
  expect(view.pages.length).toBeGreaterThan(0)
  const placed = view.clauses.filter((c) => c.place !== null)
  expect(placed).toHaveLength(3)
  expect(view.text.slice(placed[1]!.place!.start, placed[1]!.place!.end)).toContain('Trạm Y tế xã')
  expect((await bytesOf((await asSystem('08', (db) => db.selectFrom('document').select('file_sha256').where('id', '=', draftId).executeTakeFirstOrThrow())).file_sha256!)).length).toBeGreaterThan(1000)
})

test('the province sees the commune\'s document under its own, what it carries, and who issued nothing', async () => {
  const cascade = await getCascade(chief, upperId)
  const below = cascade.root.below.find((b) => b.document?.id === draftId)
  expect(below).toMatchObject({ unit: { name: commune.name }, days: 4 })
  expect(below!.verdicts!.none).toBe(0)
  const matrix = await getUnitCoverage(chief, upperId)
  expect(matrix.units.map((u) => u.name)).toContain(commune.name)
  expect(matrix.cells.filter((c) => c.unitId === commune.id).map((c) => c.verdict)).not.toContain('none')
  const seenFromBelow = await getCascade(stationClerk, draftId)
  expect(seenFromBelow.root.document?.id).toBe(draftId)
})

test('a commune that was sent nothing sees neither document, nor finds them in any list', async () => {
  for (const id of [upperId, draftId]) {
    await refused(getDirective(stranger, id), 'record.not_found')
    await refused(getCoverage(stranger, id), 'record.not_found')
    await refused(getCascade(stranger, id), 'record.not_found')
    await refused(getPaper(stranger, id, { form: 'pdf', inline: 'no' }), 'record.not_found')
  }
  expect((await listInbox(stranger, { only: 'all', limit: 10 })).lines).toEqual([])
  expect((await listRegister(stranger, 'in', { limit: 10 })).total).toBe(0)
})
