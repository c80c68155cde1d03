import { expect, test } from 'vitest'
import { givenOrganisation, ownDatabase, refused } from '../../test/support/given.ts'
import { writePdf } from './drafting/index.ts'
import { stateLetter } from './drafting/testing/samples.ts'
import { assignDirective } from './commands-assign.ts'
import { cancelRegistration, correctDirective, updateEntry } from './commands-confirm.ts'
import { sendDirective } from './commands-delivery.ts'
import { discardDirective, rereadDirective, uploadDirectives } from './commands-intake.ts'
import { directivesTasks } from './tasks.ts'
import type { Download } from '../platform/http/index.ts'
import { exportRegister, listDesk, listRegister } from './queries-register.ts'
import { findRegistered, getDirective, getDirectiveFile, getPageImage, getPageWords, getStamp, searchDirectives } from './queries.ts'
import { confirmed, file, given, partyLetter, registered } from './test-support.ts'

ownDatabase()

const bytes = async (d: Download): Promise<Buffer> => {
  if (d.bytes instanceof Uint8Array) return Buffer.from(d.bytes)
  const parts: Buffer[] = []
  for await (const part of d.bytes as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}
const job = (documentId: string): Promise<void> => directivesTasks['directives.read']!({ provinceId: '08', documentId }, { attempt: 1, lastAttempt: false, log: () => undefined })

test('a PDF is read by the job; its page is a picture with words on it, and the picture is drawn once', async () => {
  const clerk = await (await givenOrganisation('Sở Xây dựng')).post('clerk')
  const { files: [f] } = await uploadDirectives(clerk, [file(writePdf(stateLetter), 'công văn.pdf')])
  expect(f!.state).toBe('reading')
  await job(f!.id!)
  const view = await getDirective(clerk, f!.id!)
  expect(view.state).toBe('to_confirm')
  expect(view.pages[0]).toMatchObject({ image: true, source: 'text' })
  const { words } = await getPageWords(clerk, f!.id!, 1)
  expect(words.length).toBeGreaterThan(50)
  expect(view.text.slice(words[10]!.start, words[10]!.end)).toBe(words[10]!.text)
  const first = await bytes(await getPageImage(clerk, f!.id!, 1))
  expect(first.subarray(1, 4).toString()).toBe('PNG')
  expect((await bytes(await getPageImage(clerk, f!.id!, 1))).equals(first)).toBe(true)
  await refused(getPageImage(clerk, f!.id!, 99), 'paper.no_such_page')
})

test('a file that is no document is refused at the door, and keeps none of the others out', async () => {
  const clerk = await (await givenOrganisation('Sở Công Thương')).post('clerk')
  const { files } = await uploadDirectives(clerk, [file(new Uint8Array(0), 'trống.pdf'), file(partyLetter(), 'đúng.txt'), file(Buffer.from('MZ\x90\x00 chương trình'), 'lạ.exe')])
  expect(files.map((f) => f.refusal?.code ?? f.state)).toEqual(['paper.empty', 'to_confirm', expect.stringMatching(/^paper\./)])
  expect(files[0]!.refusal!.sentence.vi).toContain('trống')
})

test('a PDF that is damaged is kept as unreadable with the reason, can be typed in, and can be thrown out', async () => {
  const clerk = await (await givenOrganisation('Sở Khoa học và Công nghệ')).post('clerk')
  const { files: [f] } = await uploadDirectives(clerk, [file(Buffer.from('%PDF-1.7\nhỏng'), 'hỏng.pdf')])
  await job(f!.id!)
  const view = await getDirective(clerk, f!.id!)
  expect(view).toMatchObject({ state: 'unreadable', refusal: { code: expect.stringMatching(/^paper\./) }, may: { edit: true } })
  expect((await listDesk(clerk, { view: 'incoming', limit: 10 })).lines[0]).toMatchObject({ state: 'unreadable' })
  await rereadDirective(clerk, f!.id!)
  await job(f!.id!)
  await discardDirective(clerk, f!.id!, 'Tải nhầm tệp')
  expect((await listDesk(clerk, { view: 'incoming', limit: 10 })).lines).toEqual([])
})

test('a correction keeps what stood before with its reason, moves what was joined, and keeps the clauses work was given under', async () => {
  const office = await givenOrganisation('Văn phòng Tỉnh ủy')
  const [clerk, chief] = [await office.post('clerk'), await office.post('head')]
  const below = await givenOrganisation('Ban Dân vận Tỉnh ủy', { line: 'party' })
  const upperId = await registered(clerk, partyLetter({ number: '637-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG', day: '2021-08-24' }))
  const lowerId = await registered(clerk, partyLetter({ number: '700-CV/HU', implements: '635-CV/TU, ngày 24/8/2021 của Tỉnh ủy' }))
  const before = await getDirective(clerk, upperId)
  expect((await getDirective(clerk, lowerId)).references[0]?.document).toBeNull()
  await assignDirective(chief, upperId, { instruction: null, rows: [{ clauseId: before.clauses[0]!.id, ownerIds: [below.id], coordinatorIds: [], due: { kind: 'none' }, rhythm: null, figures: [] }], sendTo: [] })
  const value = { ...before.confirmed!, number: '635-CV/TU', title: 'Tăng cường phòng, chống dịch (đã sửa)' }
  await refused(correctDirective(clerk, upperId, { version: before.workingVersion, reason: 'Không có gì', value: before.confirmed! }), 'document.nothing_changed')
  await correctDirective(clerk, upperId, { version: before.workingVersion, reason: 'Đọc nhầm số 635 thành 637', value })
  const after = await getDirective(clerk, upperId)
  expect(after.corrections[0]).toMatchObject({ reason: 'Đọc nhầm số 635 thành 637', before: { number: '637-CV/TU' }, after: { number: '635-CV/TU' } })
  expect(after.clauses.map((c) => c.id)).toEqual(before.clauses.map((c) => c.id))
  expect((await getDirective(clerk, lowerId)).references[0]?.document?.id).toBe(upperId)
  await refused(correctDirective(clerk, upperId, { version: after.workingVersion, reason: 'Bỏ mục 1', value: { ...value, tasks: value.tasks.slice(1) } }), 'document.clause_given')
  await refused(correctDirective(clerk, upperId, { version: before.workingVersion, reason: 'Bản cũ', value }), 'document.changed')
  await refused(cancelRegistration(clerk, upperId, 'Đăng ký nhầm'), 'document.has_obligations')
})

test('a struck-out line stays in the register with its reason; its number is not used again', async () => {
  const clerk = await (await givenOrganisation('Sở Ngoại vụ')).post('clerk')
  const id = await registered(clerk, partyLetter({ number: '31-CV/HU' }))
  await cancelRegistration(clerk, id, 'Văn bản gửi nhầm cơ quan')
  const { entry } = await confirmed(clerk, (await given(clerk, partyLetter({ number: '32-CV/HU' }))).id)
  expect(entry.number).toBe(2)
  const lines = (await listRegister(clerk, 'in', { limit: 10 })).lines
  expect(lines.map((l) => [l.entry.number, l.entry.voided?.reason ?? null])).toEqual([[2, null], [1, 'Văn bản gửi nhầm cơ quan']])
  expect(lines[1]!.document.state).toBe('cancelled')
})

test('the clock of an urgent letter runs from its arrival and stops when it is passed on', async () => {
  const clerk = await (await givenOrganisation('Văn phòng UBND tỉnh')).post('clerk')
  const { id } = await given(clerk, `HỎA TỐC\n${partyLetter({ number: '41-CV/HU' })}`)
  const { entry } = await confirmed(clerk, id)
  expect((await getDirective(clerk, id)).confirmed?.urgency).toBe('hỏa tốc')
  expect(Date.parse(entry.handleBy!) - Date.parse(entry.arrivedAt!)).toBe(3_600_000)
  const clock = async (): Promise<string | undefined> => (await listRegister(clerk, 'in', { urgency: 'hỏa tốc', limit: 5 })).lines[0]?.clock
  expect(await clock()).toBe('soon')
  await updateEntry(clerk, entry.id, { forwardedTo: 'Chủ tịch UBND tỉnh', note: null, copies: null })
  expect(await clock()).toBe('done')
})

test('the registers come out as XLSX and PDF, the stamp as a drawing', async () => {
  const clerk = await (await givenOrganisation('Sở Giáo dục và Đào tạo')).post('clerk')
  const id = await registered(clerk, partyLetter({ number: '51-CV/HU' }))
  for (const register of ['in', 'out', 'handling'] as const) {
    expect((await bytes(await exportRegister(clerk, register, { form: 'xlsx' }))).subarray(0, 2).toString()).toBe('PK')
    expect((await bytes(await exportRegister(clerk, register, { form: 'pdf' }))).subarray(0, 5).toString()).toBe('%PDF-')
  }
  expect((await bytes(await getStamp(clerk, id))).toString()).toMatch(/^<svg[\s\S]*>Số: 01</)
})

test('a clerk of commune A never sees the documents of B: not by address, list, search, page, file, export or match', async () => {
  const [a, b] = [await givenOrganisation('UBND xã Tân Trào'), await givenOrganisation('UBND xã Minh Thanh')]
  const [clerkA, clerkB] = [await a.post('clerk'), await b.post('clerk')]
  const id = await registered(clerkB, partyLetter({ number: '9001-CV/HU' }))
  const desk = await given(clerkB, partyLetter({ number: '9002-CV/HU' }))
  const looks: ((one: string) => Promise<unknown>)[] = [(one) => getDirective(clerkA, one), (one) => getPageWords(clerkA, one, 1), (one) => getPageImage(clerkA, one, 1), (one) => getDirectiveFile(clerkA, one), (one) => getStamp(clerkA, one)]
  for (const one of [id, desk.id]) for (const look of looks) await refused(look(one), 'record.not_found')
  expect((await listRegister(clerkA, 'in', { limit: 50 })).lines).toEqual([])
  expect((await listDesk(clerkA, { view: 'incoming', limit: 50 })).lines).toEqual([])
  expect(await searchDirectives(clerkA, '9001')).toEqual([])
  expect(await findRegistered(clerkA, { number: '9001-CV/HU' })).toEqual([])
  expect((await bytes(await exportRegister(clerkA, 'in', { form: 'pdf' }))).length).toBeGreaterThan(1000)
  expect((await uploadDirectives(clerkA, [file(partyLetter({ number: '9001-CV/HU' }))])).files[0]!.duplicates).toEqual([])
  await refused(sendDirective(clerkA, id, [a.id]), 'record.not_found')
  expect((await searchDirectives(clerkB, '9001 huyen uy')).map((f) => f.id)).toEqual([id])
  expect((await searchDirectives(clerkB, '9002cv')).map((f) => f.id)).toEqual([desk.id])
  await sendDirective(clerkB, id, [a.id])
  expect((await getDirective(clerkA, id)).may).toMatchObject({ receive: true, refuse: true, edit: false, correct: false })
  expect((await bytes(await getDirectiveFile(clerkA, id))).toString('utf8')).toContain('9001-CV/HU')
  await refused(cancelRegistration(clerkA, id, 'Không phải của mình'), 'record.not_found')
})

test('an administrator keeps accounts and sees no document, even by their address', async () => {
  const office = await givenOrganisation('Sở Dân tộc và Tôn giáo')
  const id = await registered(await office.post('clerk'), partyLetter({ number: '61-CV/HU' }))
  await refused(getDirective(await office.post('admin'), id), 'record.not_found')
})
