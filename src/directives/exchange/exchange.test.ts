import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test, vi } from 'vitest'
import { addDays } from '../../platform/dates.ts'
import { documentIdOf, exchangeSentences, isOrganCode, priorityOf, readEdxml, readStatus, stateOf, statusCodes, statusOf, urgencyOf, writeEdxml, writeStatus, type EdxmlMessage, type EdxmlOrgan, type StatusMessage } from './index.ts'
import { isFiller, isFillerDue, readDay, readTime } from './rules.ts'

// A busy machine is slow, not wrong.
vi.setConfig({ testTimeout: 90_000 })

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const organ = (organId: string, name: string): EdxmlOrgan => ({ organId, inCharge: null, name, address: null, email: null, telephone: null, fax: null, website: null })
const message: EdxmlMessage = {
  from: { ...organ('H37.02', 'Sở Y tế tỉnh Sơn Hà'), inCharge: 'Ủy ban nhân dân tỉnh Sơn Hà', email: 'soyte@sonha.example' }, to: [organ('H37.02.11', 'Trung tâm Kiểm soát bệnh tật'), organ('000.01.12.H28', 'Bệnh viện Đa khoa <tỉnh> & thành phố')],
  code: { number: '214', notation: 'SYT-NVY' }, place: 'Sơn Hà', date: '2026-11-20', type: { number: null, name: 'Công văn', detail: null }, subject: 'Về việc giám sát ca bệnh "nghi ngờ" trong cộng đồng',
  content: null, signer: { competence: 'KT. GIÁM ĐỐC', position: 'Phó Giám đốc', fullName: 'Lò Thị Hạnh' }, due: '2026-12-05', toPlaces: ['Như trên', 'Lưu: VT, NVY'], priority: 3, sphere: null, typist: null, copies: 12, pages: 2,
  appendixes: ['Phụ lục I'], responseFor: [{ organId: 'H37', code: { number: '05', notation: 'CĐ-UBND' }, date: '2026-11-18', documentId: 'H37,2026/11/18,05/CĐ-UBND' }], steering: 2,
  traces: [{ organId: 'H37.02', at: '2026-11-20T02:15:09.000Z' }],
  business: { kind: 'new', reason: null, staff: { department: 'Văn phòng', name: 'Giàng A Tủa', mobile: null, email: null }, onPaper: false, replaces: [] },
  attachments: [{ name: 'công văn 214.pdf', contentType: 'application/pdf', description: null, bytes: new Uint8Array([37, 80, 68, 70, 0, 255]) }], doubtful: [],
}
const refusalOf = (bytes: Uint8Array): string => { const r = readEdxml(bytes); return r.ok ? 'taken' : r.refusal.code }

// A person's text: composed, trimmed, nothing XML cannot carry, and not one of the words that mean "nothing".
const words = fc.string({ unit: 'grapheme', maxLength: 30 }).map((s) => s.normalize('NFC').replace(/[\u0000-\u001f\u007f\ufffe\uffff\ud800-\udfff]/gu, '').trim().normalize('NFC')).filter((s) => !isFiller(s) && s.trim() === s && s.normalize('NFC') === s)
const maybe = <T>(a: fc.Arbitrary<T>) => fc.option(a, { nil: null })
const organCode = fc.array(fc.constantFrom('H37', '02', '000', 'G12', '11'), { minLength: 1, maxLength: 5 }).map((g) => g.join('.'))
const anyOrgan = fc.record({ organId: organCode, inCharge: maybe(words), name: words, address: maybe(words), email: maybe(words), telephone: maybe(words), fax: maybe(words), website: maybe(words) })
const day = fc.integer({ min: 0, max: 9000 }).map((n) => addDays('2005-01-01', n))
const moment = fc.integer({ min: 1_200_000_000, max: 1_900_000_000 }).map((s) => new Date(s * 1000).toISOString())
const staff = fc.record({ department: maybe(words), name: maybe(words), mobile: maybe(words), email: maybe(words) })
const reference = fc.record({ organId: organCode.map((x) => x as string | null), code: fc.record({ number: maybe(words), notation: maybe(words) }), date: fc.constant(null), documentId: maybe(words) })
const name = fc.constantFrom('a.pdf', 'công văn.docx', 'bảng.xlsx', 'ảnh 1.jpg')
const anyMessage: fc.Arbitrary<EdxmlMessage> = fc.record({
  from: anyOrgan, to: fc.array(anyOrgan, { maxLength: 3 }), code: fc.record({ number: maybe(words), notation: maybe(words) }), place: maybe(words), date: maybe(day),
  type: fc.record({ number: maybe(words), name: words, detail: maybe(words) }), subject: words, content: maybe(words), signer: fc.record({ competence: maybe(words), position: maybe(words), fullName: maybe(words) }),
  due: maybe(day), toPlaces: fc.array(words, { maxLength: 3 }), priority: fc.constantFrom(0, 1, 2, 3, 4), sphere: maybe(words), typist: maybe(words), copies: maybe(fc.nat({ max: 9999 })), pages: maybe(fc.nat({ max: 999 })),
  appendixes: fc.array(words, { maxLength: 2 }), responseFor: fc.array(reference, { maxLength: 2 }), steering: maybe(fc.constantFrom(1, 2, 3)), traces: fc.array(fc.record({ organId: organCode, at: moment }), { minLength: 1, maxLength: 3 }),
  business: fc.record({ kind: fc.constantFrom('new', 'recall', 'update', 'replace'), reason: maybe(words), staff, onPaper: maybe(fc.boolean()), replaces: fc.array(reference, { maxLength: 2 }) }),
  attachments: fc.array(fc.record({ name, contentType: maybe(words), description: maybe(words), bytes: fc.uint8Array({ maxLength: 200 }) }), { maxLength: 3 }), doubtful: fc.constant([]),
}).filter((m) => !m.due || !isFillerDue(m.due, readDay(text(strToU8(new Date(Date.parse(m.traces[0]!.at) + 7 * 3_600_000).toISOString().slice(0, 10))))!)) as fc.Arbitrary<EdxmlMessage>

describe('gói tin văn bản', () => {
  test('what is written is read back, whatever the message', () => fc.assert(fc.property(anyMessage, (m) => {
    expect(readEdxml(writeEdxml(m))).toEqual({ ok: true, value: m })
  }), { numRuns: 150 }))

  test('the envelope has the form readers insist on: default namespace at the root, prefix inside, attachments outside', () => {
    const xml = text(writeEdxml(message))
    expect(xml).toContain('<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"')
    expect(xml).toContain('<edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType>')
    expect(xml).toContain('<edXML:PromulgationDate>2026/11/20</edXML:PromulgationDate>')
    expect(xml).toContain('<edXML:DocumentId>H37.02,2026/11/20,214/SYT-NVY</edXML:DocumentId>')
    expect(xml).toContain('xlink:href="cid:attachment-1"')
    expect(xml).toMatch(/<\/edXML:edXMLEnvelope><AttachmentEncoded><Attachment>/u)
    const envelope = xml.slice(xml.indexOf('<edXML:edXMLEnvelope'), xml.indexOf('</edXML:edXMLEnvelope'))
    expect(envelope.match(/<(?!\/?edXML:)/gu)).toBeNull()
    expect(xml).toContain('<edXML:Timestamp>2026/11/20 09:15:09</edXML:Timestamp>')
  })
  test('nothing unknown is filled in', () => {
    const bare = text(writeEdxml({ ...message, date: null, due: null, place: null, code: { number: null, notation: null }, responseFor: [], steering: null }))
    expect(bare).not.toMatch(/N\/A|DueDate|SteeringType|DocumentId/u)
    expect(bare).toContain('<edXML:PromulgationDate/>')
  })
  test('N/A, an invented time limit and the year 1 are read as absent and shown as doubtful', () => {
    const xml = text(writeEdxml({ ...message, due: '2026-11-22' })).replace('>Sơn Hà<', '>N/A<').replace('2026/11/20</edXML:PromulgationDate>', '0001/01/01</edXML:PromulgationDate>')
    const read = readEdxml(strToU8(xml))
    expect(read).toMatchObject({ ok: true, value: { place: null, date: null, due: null, doubtful: [{ field: 'DueDate', value: '2026/11/22' }] } })
  })
  test('another prefix, no prefix, another order and dd/MM/yyyy are all read', () => {
    const xml = text(writeEdxml(message))
    const expected = readEdxml(writeEdxml(message))
    expect(readEdxml(strToU8(xml.replace(/edXML:(?=\w)/gu, (_m, at: number) => (xml.slice(at - 6, at) === 'xmlns:' ? 'edXML:' : 'ed:')).replace('xmlns:edXML', 'xmlns:ed')))).toEqual(expected)
    expect(readEdxml(strToU8(xml.replace(/(<\/?)edXML:/gu, '$1')))).toEqual(expected)
    expect(readEdxml(strToU8(xml.replace(/(\d{4})\/(\d\d)\/(\d\d)(?=<| \d\d:)/gu, '$3/$2/$1')))).toEqual(expected)
    const subject = /<edXML:Subject>.*?<\/edXML:Subject>/u.exec(xml)![0]
    expect(readEdxml(strToU8(xml.replace(subject, '').replace('<edXML:MessageHeader>', `<edXML:MessageHeader>${subject}`)))).toEqual(expected)
    expect(readEdxml(strToU8(`\ufeff${xml.replace(/Bussiness/gu, 'Business')}`))).toEqual(expected)
  })
  test('a decomposed subject is read composed', () => {
    const read = readEdxml(strToU8(text(writeEdxml(message)).normalize('NFD')))
    expect(read).toMatchObject({ ok: true, value: { subject: message.subject } })
  })
  test('cid: may stand on one side only', () => {
    const xml = text(writeEdxml(message))
    expect(readEdxml(strToU8(xml.replace('<ContentId>attachment-1', '<ContentId>cid:attachment-1')))).toEqual(readEdxml(writeEdxml(message)))
    expect(readEdxml(strToU8(xml.replace('ContentId>cid:attachment-1', 'ContentId>attachment-1')))).toEqual(readEdxml(writeEdxml(message)))
  })
  test('an attachment packed in a zip of one is unpacked; an office file, a real zip and a zip bomb are not', () => {
    const pdf = new Uint8Array([37, 80, 68, 70])
    const carried = (fileName: string, bytes: Uint8Array) => readEdxml(writeEdxml({ ...message, attachments: [{ name: fileName, contentType: null, description: null, bytes }] }), { maxAttachmentBytes: 2_000_000 })
    expect(carried('a.pdf', zipSync({ 'a.pdf': pdf }))).toMatchObject({ value: { attachments: [{ bytes: pdf }] } })
    const docx = zipSync({ '[Content_Types].xml': strToU8('<x/>'), 'word/document.xml': strToU8('<x/>') })
    expect(carried('a.docx', docx)).toMatchObject({ value: { attachments: [{ bytes: docx }] } })
    expect(carried('a.docx', zipSync({ 'a.docx': docx }))).toMatchObject({ value: { attachments: [{ bytes: docx }] } })
    const zip = zipSync({ 'a.pdf': pdf })
    expect(carried('a.zip', zip)).toMatchObject({ value: { attachments: [{ bytes: zip }] } })
    expect(carried('a.pdf', zipSync({ 'a.pdf': new Uint8Array(5_000_000) }))).toMatchObject({ refusal: { code: 'exchange.too_complex', what: 'attachment_bytes' } })
  })
  test('a large attachment goes through whole', () => {
    const bytes = new Uint8Array(12_000_000).map((_, i) => i * 7)
    const read = readEdxml(writeEdxml({ ...message, attachments: [{ ...message.attachments[0]!, bytes }] }))
    expect(read.ok && Buffer.from(read.value.attachments[0]!.bytes).equals(Buffer.from(bytes))).toBe(true)
  })
  test('a path in the name of an attachment is dropped', () => {
    expect(readEdxml(writeEdxml({ ...message, attachments: [{ ...message.attachments[0]!, name: '../../etc/cron.d/x.pdf' }, { ...message.attachments[0]!, name: 'C:\\a\\..\\b.pdf' }] })))
      .toMatchObject({ value: { attachments: [{ name: 'x.pdf' }, { name: 'b.pdf' }] } })
  })
})

describe('gói tin hỏng hoặc độc hại', () => {
  const xml = text(writeEdxml(message))
  const withDtd = (dtd: string, use = '&x;') => strToU8(xml.replace('?>', `?>${dtd}`).replace('Sơn Hà</edXML:Place>', `${use}</edXML:Place>`))
  test('a document type declaration is refused: external entities, bombs of entities, parameter entities', () => {
    expect(refusalOf(withDtd('<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>'))).toBe('exchange.document_type_declared')
    expect(refusalOf(withDtd('<!DOCTYPE edXML [<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;">]>'))).toBe('exchange.document_type_declared')
    expect(refusalOf(withDtd('<!DOCTYPE edXML SYSTEM "http://example.invalid/x.dtd">', ''))).toBe('exchange.document_type_declared')
    expect(refusalOf(strToU8(xml.replace('Sơn Hà</edXML:Place>', '&x;</edXML:Place>')))).toBe('exchange.not_xml')
  })
  test('empty, truncated, not XML, another root, another encoding: each has its own refusal', () => {
    expect(refusalOf(new Uint8Array())).toBe('exchange.empty')
    expect(refusalOf(strToU8(xml.slice(0, 900)))).toBe('exchange.not_xml')
    expect(refusalOf(strToU8('%PDF-1.7'))).toBe('exchange.not_xml')
    expect(refusalOf(strToU8('<html><body/></html>'))).toBe('exchange.not_edxml')
    expect(refusalOf(strToU8(xml.replace('UTF-8', 'windows-1258')))).toBe('exchange.encoding')
    expect(refusalOf(new Uint8Array([60, 97, 62, 0xff, 0xfe, 60]))).toBe('exchange.encoding')
  })
  test('depth, number of elements and size are bounded', () => {
    expect(refusalOf(strToU8('<a>'.repeat(100)))).toBe('exchange.too_complex')
    expect(refusalOf(strToU8(`<a>${'<b/>'.repeat(60_000)}</a>`))).toBe('exchange.too_complex')
    expect(readEdxml(strToU8(xml), { maxBytes: 100 })).toMatchObject({ refusal: { code: 'exchange.too_large' } })
    expect(readEdxml(strToU8(xml), { maxAttachments: 0 })).toMatchObject({ refusal: { code: 'exchange.too_complex', what: 'attachments' } })
  })
  test('a lost or damaged attachment is named', () => {
    expect(readEdxml(strToU8(xml.replace(/<Attachment>.*<\/Attachment>/u, '')))).toMatchObject({ refusal: { code: 'exchange.attachment_missing', name: 'công văn 214.pdf' } })
    expect(readEdxml(strToU8(xml.replace('JVBERgD/', 'JVBERgD!')))).toMatchObject({ refusal: { code: 'exchange.attachment_damaged', detail: 'base64' } })
  })
  test('a message without sender, subject or type is returned, not guessed', () => {
    for (const field of ['From', 'Subject', 'DocumentType']) expect(refusalOf(strToU8(xml.replace(new RegExp(`<edXML:${field}>.*?</edXML:${field}>`, 'u'), '')))).toBe('exchange.field_missing')
    expect(refusalOf(strToU8(xml.replace('<edXML:Priority>3', '<edXML:Priority>9')))).toBe('exchange.field_wrong')
  })
  test('no bytes whatsoever make the reader throw', () => fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.tuple(fc.nat({ max: xml.length - 1 }), fc.string({ maxLength: 6 })).map(([at, s]) => strToU8(xml.slice(0, at) + s + xml.slice(at + s.length)))), (bytes) => {
    const read = readEdxml(bytes)
    if (!read.ok) expect((exchangeSentences.vi[read.refusal.code] as (r: unknown) => string)(read.refusal).length).toBeGreaterThan(10)
  }), { numRuns: 300 }))
})

describe('thông báo trạng thái', () => {
  const status: StatusMessage = { responseFor: message.responseFor[0]!, from: message.to[0]!, status: '03', description: 'Đã vào sổ số 1172', at: '2026-11-20T09:00:00.000Z', staff: message.business.staff }
  test('every status is written and read back', () => {
    for (const code of statusCodes) expect(readStatus(writeStatus({ ...status, status: code }))).toEqual({ ok: true, value: { ...status, status: code } })
  })
  test('any status message is read back', () => fc.assert(fc.property(fc.record({ responseFor: fc.record({ organId: maybe(organCode), code: fc.record({ number: maybe(words), notation: maybe(words) }), date: maybe(day), documentId: maybe(words) }), from: anyOrgan, status: fc.constantFrom(...statusCodes), description: maybe(words), at: moment, staff }), (s) => {
    expect(readStatus(writeStatus(s))).toEqual({ ok: true, value: s })
  }), { numRuns: 100 }))
  test('a provincial bus sends it as base64 in a SOAP envelope, with its own namespace and the day first', () => {
    const inner = text(writeStatus(status)).replace(/(\d{4})\/(\d\d)\/(\d\d)(?=<| \d\d:)/gu, '$3/$2/$1').replace(/QCVN_102_2016/gu, 'khac')
    const soap = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><t:send xmlns:t="urn:truc"><t:data>${Buffer.from(inner).toString('base64')}</t:data></t:send></s:Body></s:Envelope>`
    expect(readStatus(strToU8(soap))).toEqual({ ok: true, value: status })
  })
  test('an unknown code, a DTD and a document message are refused', () => {
    expect(readStatus(strToU8(text(writeStatus(status)).replace('>03<', '>77<')))).toMatchObject({ refusal: { code: 'exchange.status_unknown' } })
    expect(readStatus(strToU8('<!DOCTYPE a [<!ENTITY b "c">]><a><StatusCode>03</StatusCode></a>'))).toMatchObject({ refusal: { code: 'exchange.document_type_declared' } })
    expect(readStatus(writeEdxml(message))).toMatchObject({ refusal: { code: 'exchange.not_edxml' } })
  })
  test('“done” of the receiver is a report, and 02 and 03 answer a recall when that is what they respond to', () => {
    expect(stateOf('06')).toBe('done')
    expect(stateOf('02')).toBe('returned')
    expect(stateOf('02', 'recall')).toBe('recall_refused')
    expect(stateOf('03', 'recall')).toBe('recall_agreed')
    for (const code of statusCodes) expect(statusOf(stateOf(code))).toBe(code)
  })
})

test('dates are read in both orders and never invented', () => {
  expect(readDay('2026/11/24')).toBe('2026-11-24')
  expect(readDay('24/11/2026 08:00:00')).toBe('2026-11-24')
  for (const wrong of ['31/02/2026', '2026/13/01', '0001/01/01', '1900/01/01', 'hôm nay', '']) expect(readDay(wrong)).toBeNull()
  expect(readTime('24/11/2026 08:05:01')).toBe('2026-11-24T01:05:01.000Z')
  expect(readTime('2026/11/24 25:00:00')).toBeNull()
})
test('a mark of urgency survives the exchange', () => {
  for (const mark of [null, 'khẩn', 'thượng khẩn', 'hỏa tốc'] as const) expect(urgencyOf(priorityOf(mark))).toBe(mark)
  expect(urgencyOf(4)).toBe('hỏa tốc')
})
test('organ codes of both generations are codes; small letters and long ones are not', () => {
  for (const code of ['H37.02.02', '000.01.12.H28', 'G12']) expect(isOrganCode(code)).toBe(true)
  for (const code of ['h37', 'H37..02', 'H37.', '', 'A'.repeat(36)]) expect(isOrganCode(code)).toBe(false)
  expect(documentIdOf({ ...message, date: null })).toBeNull()
})
