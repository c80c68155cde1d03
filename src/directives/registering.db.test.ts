import { expect, test } from 'vitest'
import { givenOrganisation, ownDatabase, refused } from '../../test/support/given.ts'
import { confirmDirective, saveWorking } from './commands-confirm.ts'
import { uploadDirectives } from './commands-intake.ts'
import { getDirective } from './queries.ts'
import { listDesk, listRegister } from './queries-register.ts'
import { doubtsOf } from './rules.ts'
import { confirmed, file, given, partyLetter, registered } from './test-support.ts'

ownDatabase()

test('a letter is read in the request, confirmed, and enters the register with its number and its clauses', async () => {
  const office = await givenOrganisation('Văn phòng Tỉnh ủy Tuyên Quang', { line: 'party' })
  const clerk = await office.post('clerk')
  const { id, state } = await given(clerk, partyLetter())
  expect(state).toBe('to_confirm')
  const before = await getDirective(clerk, id)
  expect(before.working?.value).toMatchObject({ type: 'công văn', number: '632-CV/HU', date: '2021-08-31', system: 'party' })
  expect(before.working?.value.tasks).toHaveLength(2)
  expect(before.next).toMatchObject({ number: 1 })
  expect((await listDesk(clerk, { view: 'incoming', limit: 5 })).lines[0]).toMatchObject({ id, tasks: 2, doubts: doubtsOf(before.working!, before.warnings).length })
  expect(before.may).toMatchObject({ confirm: true, correct: false })
  const { entry } = await confirmed(clerk, id)
  expect(entry).toMatchObject({ number: 1, direction: 'in', paperNumber: null })
  const after = await getDirective(clerk, id)
  expect(after.state).toBe('registered')
  expect(after.working).toBeNull()
  expect(after.clauses.map((c) => c.label)).toEqual(['1', '2'].map((l) => expect.stringMatching(new RegExp(`^${l}`))))
  expect(after.clauses[0]!.place).not.toBeNull()
  expect(after.may).toMatchObject({ confirm: false, correct: true, assign: false })
})

test('twenty clerks confirming at once get the numbers 1 to 20 without a gap', async () => {
  const office = await givenOrganisation('Văn phòng UBND tỉnh')
  const clerk = await office.post('clerk')
  const ids: string[] = []
  for (let i = 1; i <= 20; i++) ids.push((await given(clerk, partyLetter({ number: `${100 + i}-CV/HU` }))).id)
  const done = await Promise.all(ids.map((id) => confirmed(clerk, id)))
  expect(done.map((d) => d.entry.number).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
})

test('a confirmation that is refused gives its number back', async () => {
  const office = await givenOrganisation('Sở Nội vụ')
  const clerk = await office.post('clerk')
  await registered(clerk, partyLetter({ number: '11-CV/HU' }))
  const twin = await given(clerk, partyLetter({ number: '11-CV/HU', tasks: ['Các đơn vị báo cáo.'] }))
  await refused(confirmed(clerk, twin.id), 'document.duplicate')
  const { entry } = await confirmed(clerk, (await given(clerk, partyLetter({ number: '12-CV/HU' }))).id)
  expect(entry.number).toBe(2)
})

test('the same letter is announced as a duplicate, by its file and by its number; a clerk may register it all the same', async () => {
  const office = await givenOrganisation('Sở Tư pháp')
  const clerk = await office.post('clerk')
  const first = await registered(clerk, partyLetter({ number: '77-CV/HU' }))
  const { files: [again] } = await uploadDirectives(clerk, [file(partyLetter({ number: '77-CV/HU' }))])
  expect(again!.duplicates.map((d) => [d.id, d.why])).toEqual([[first, 'file']])
  const retyped = await given(clerk, `${partyLetter({ number: '77-CV/HU' })}\n `)
  expect(retyped.duplicates.map((d) => [d.id, d.why, d.arrival?.number])).toContainEqual([first, 'number', 1])
  await refused(confirmed(clerk, retyped.id), 'document.duplicate')
  expect((await confirmed(clerk, retyped.id, { evenIfDuplicate: true })).entry.number).toBe(2)
})

test('the stamp that is on the paper stays apart from our own number, and from the number of the letter', async () => {
  const office = await givenOrganisation('Văn phòng Tỉnh ủy')
  const clerk = await office.post('clerk')
  const { id } = await given(clerk, partyLetter({ stamp: { number: '1172', day: '06/9/2021' } }))
  const view = await getDirective(clerk, id)
  expect(view.working?.value).toMatchObject({ number: '632-CV/HU', date: '2021-08-31', stamp: { number: '1172', date: '2021-09-06' } })
  const { entry } = await confirmed(clerk, id)
  expect(entry).toMatchObject({ number: 1, paperNumber: '1172', paperArrivedOn: '2021-09-06' })
})

test.each(['before', 'after'] as const)('a letter is joined to the one it carries out when that one was registered %s it', async (when) => {
  const office = await givenOrganisation(`Huyện ủy ${when}`)
  const clerk = await office.post('clerk')
  const upper = partyLetter({ number: '635-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG', day: '2021-08-24' })
  const lower = partyLetter({ implements: '635-CV/TU, ngày 24/8/2021 của Tỉnh ủy' })
  const upperFirst = when === 'before' ? await registered(clerk, upper) : null
  const { id } = await given(clerk, lower)
  const reading = await getDirective(clerk, id)
  expect(reading.references[0]?.implemented).toBe(true)
  expect(reading.references[0]?.document?.id ?? null).toBe(upperFirst)
  await confirmed(clerk, id)
  const upperId = upperFirst ?? await registered(clerk, upper)
  const view = await getDirective(clerk, id)
  expect(view.references[0]?.document).toMatchObject({ id: upperId, number: '635-CV/TU', arrival: { number: when === 'before' ? 1 : 2 } })
  expect((await getDirective(clerk, upperId)).implementedBy.map((d) => d.id)).toEqual([id])
})

test('two people editing one letter: the second save is refused and told which version stands', async () => {
  const office = await givenOrganisation('Sở Y tế')
  const [first, second] = [await office.post('clerk'), await office.post('clerk', 'Lò Thị Mai')]
  const { id } = await given(first, partyLetter({ number: '5-CV/HU' }))
  const { working, workingVersion } = await getDirective(first, id)
  const edited = { ...working!, value: { ...working!.value, title: 'Sửa của người thứ nhất' } }
  const saved = await saveWorking(first, id, workingVersion, edited)
  const lost = await saveWorking(second, id, workingVersion, working!).catch((e: unknown) => e)
  expect(lost).toMatchObject({ refusal: { code: 'document.changed', version: saved.version } })
  await refused(confirmDirective(second, id, { version: workingVersion, forwardedTo: null, note: null, evenIfDuplicate: false }), 'document.changed')
  expect((await getDirective(second, id)).working?.value.title).toBe('Sửa của người thứ nhất')
})

test('the register lists what was entered, newest first, and finds it without accents', async () => {
  const office = await givenOrganisation('Sở Tài chính')
  const clerk = await office.post('clerk')
  for (const number of ['21-CV/HU', '22-CV/HU', '23-CV/HU']) await registered(clerk, partyLetter({ number }))
  const page = await listRegister(clerk, 'in', { limit: 2 })
  expect(page.lines.map((l) => l.document.number)).toEqual(['23-CV/HU', '22-CV/HU'])
  expect(page.total).toBe(3)
  const rest = await listRegister(clerk, 'in', { limit: 2, after: page.next! })
  expect(rest.lines.map((l) => l.document.number)).toEqual(['21-CV/HU'])
  expect(rest.next).toBeNull()
  expect((await listRegister(clerk, 'in', { q: 'huyen uy hong quang', limit: 10 })).total).toBe(3)
  expect((await listRegister(clerk, 'in', { q: '22 cv', limit: 10 })).lines.map((l) => l.document.number)).toEqual(['22-CV/HU'])
  expect(page.summary).toMatchObject({ registered: 3, today: 3 })
})
