import { beforeAll, expect, test } from 'vitest'
import { givenOrganisation, ownDatabase, refused, type GivenOrganisation } from '../../test/support/given.ts'
import { asSystem, type StaffSession } from '../platform/db/index.ts'
import type { Download, Upload } from '../platform/http/index.ts'
import { getEdxml, getStatusMessage, importEdxml, importStatus } from './commands-exchange.ts'
import { sendDirective } from './commands-delivery.ts'
import { readEdxml, writeEdxml } from './exchange/index.ts'
import { getDirective } from './queries.ts'
import { confirmed, file, partyLetter, registered } from './test-support.ts'

const db = ownDatabase()
const asFile = (d: Download, name: string): Upload => ({ name, mediaType: 'application/xml', field: 'files', bytes: Buffer.from(d.bytes as Uint8Array) })

let sender: GivenOrganisation, receiver: GivenOrganisation
let clerk: StaffSession, reader: StaffSession
beforeAll(async () => {
  sender = await givenOrganisation('Sở Y tế tỉnh Tuyên Quang'); receiver = await givenOrganisation('UBND tỉnh Điện Biên', { provinceId: '11' });
  [clerk, reader] = [await sender.post('clerk'), await receiver.post('clerk')]
})
const withCode = (o: GivenOrganisation, code: string): Promise<unknown> => asSystem(o.provinceId, (t) => t.updateTable('organisation').set({ code }).where('id', '=', o.id).execute())

test('a document cannot be packed while the organ has no identification code, and the refusal names the organ', async () => {
  const id = await registered(clerk, partyLetter({ number: '801-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG' }))
  await refused(getEdxml(clerk, id, undefined), 'exchange.no_code')
  await withCode(sender, 'H60.11')
})

test('a packed document arrives in another province as the same paper, and its header is compared with what is printed', async () => {
  const id = await registered(clerk, partyLetter({ number: '802-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG' }))
  const pack = asFile(await getEdxml(clerk, id, undefined), 'gói.edxml')
  const sent = readEdxml(pack.bytes)
  if (!sent.ok) throw new Error(sent.refusal.code)
  const changed = { ...sent.value, subject: 'Một trích yếu khác hẳn', signer: { ...sent.value.signer, fullName: 'Trần Văn Bình' } }
  const { files: [f] } = await importEdxml(reader, [{ ...pack, bytes: Buffer.from(writeEdxml(changed)) }])
  expect(f).toMatchObject({ state: 'to_confirm', refusal: null })
  const view = await getDirective(reader, f!.id!)
  expect(view).toMatchObject({ origin: 'exchanged', working: { value: { number: '802-CV/TU' } } })
  expect(view.warnings.map((w) => [w.code, w.path])).toContainEqual(['exchange.differs', 'title'])
  expect(view.working!.value.title).not.toBe('Một trích yếu khác hẳn')
  await confirmed(reader, f!.id!)
  await withCode(receiver, 'H18')
  expect(Buffer.from((await getStatusMessage(reader, f!.id!, undefined)).bytes as Uint8Array).toString()).toContain('03')
})

test('a status message moves the delivery of its sender forward, and never back', async () => {
  const commune = await givenOrganisation('UBND xã Yên Sơn')
  await withCode(commune, 'H60.33.07')
  const below = await commune.post('clerk')
  const id = await registered(clerk, partyLetter({ number: '803-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG' }))
  await sendDirective(clerk, id, [commune.id])
  const status = (state: '03' | '05'): Promise<Upload> => getStatusMessage(below, id, state).then((d) => asFile(d, `${state}.xml`))
  const [five, three] = [await status('05'), await status('03')]
  expect((await importStatus(clerk, [five])).files[0]).toMatchObject({ state: '05', document: { id } })
  expect((await importStatus(clerk, [three])).files[0]!.refusal!.code).toBe('delivery.backwards')
  expect((await getDirective(clerk, id)).deliveries[0]!.state).toBe('05')
  const stray = await registered(clerk, partyLetter({ number: '804-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG' }))
  await sendDirective(clerk, stray, [commune.id])
  const unknown = Buffer.from(three.bytes.toString('utf8').replaceAll('803', '999'))
  expect((await importStatus(clerk, [{ ...three, bytes: unknown }])).files[0]!.refusal!.code).toBe('exchange.document_unknown')
  void db
})

test('a hostile or empty package is refused, and the good one beside it is taken', async () => {
  const id = await registered(clerk, partyLetter({ number: '805-CV/TU', issuer: 'TỈNH ỦY TUYÊN QUANG' }))
  const good = asFile(await getEdxml(clerk, id, undefined), 'tốt.edxml')
  const { files } = await importEdxml(reader, [file('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><edXML>&a;</edXML>', 'xxe.edxml'), file('', 'trống.edxml'), good])
  expect(files.map((f) => f.refusal?.code ?? f.state)).toEqual(['exchange.document_type_declared', 'exchange.empty', 'to_confirm'])
})
