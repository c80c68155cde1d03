import { strToU8, unzipSync } from 'fflate'
import { dayOf, type PlainDate } from '../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import { nfc } from '../../platform/text.ts'
import type { ExchangeRefusal } from './refusals.ts'
import {
  businessKinds, documentIdOf, edxmlDate, edxmlNamespace, edxmlTime, isFiller, isFillerDue, readDay, readTime,
  type EdxmlAttachment, type EdxmlCode, type EdxmlMessage, type EdxmlOrgan, type EdxmlReference, type EdxmlStaff, type Priority, type Steering,
} from './rules.ts'
import { escapeXml, find, findDeep, list, readXml, type Element } from './xml.ts'

export type ReadOptions = {
  /** Largest message taken, in bytes. */
  readonly maxBytes?: number
  /** Largest sum of decoded attachments, in bytes. */
  readonly maxAttachmentBytes?: number
  readonly maxAttachments?: number
}
export const exchangeLimits = { maxBytes: 60 * 1_048_576, maxAttachmentBytes: 200 * 1_048_576, maxAttachments: 200, maxDepth: 40, maxElements: 50_000 } as const

// ── writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** An element with the prefix .NET readers insist on; left out when there is nothing to say. */
const el = (name: string, value: string | number | null): string => (value === null || value === '' ? '' : `<edXML:${name}>${escapeXml(String(value))}</edXML:${name}>`)
/** An element the standard always has, empty when unknown. */
const always = (name: string, value: string | null): string => el(name, value) || `<edXML:${name}/>`
const group = (name: string, ...inner: readonly string[]): string => `<edXML:${name}>${inner.join('')}</edXML:${name}>`

const organXml = (name: string, o: EdxmlOrgan): string => group(name, el('OrganId', o.organId), el('OrganizationInCharge', o.inCharge), el('OrganName', o.name), el('OrganAdd', o.address), el('Email', o.email), el('Telephone', o.telephone), el('Fax', o.fax), el('Website', o.website))
const codeXml = (c: EdxmlCode): string => group('Code', always('CodeNumber', c.number), always('CodeNotation', c.notation))
export const referenceXml = (name: string, r: EdxmlReference): string => group(name, el('OrganId', r.organId), codeXml(r.code), el('PromulgationDate', r.date && edxmlDate(r.date)), el('DocumentId', r.documentId))
export const staffXml = (s: EdxmlStaff): string => group('StaffInfo', el('Department', s.department), el('Staff', s.name), el('Mobile', s.mobile), el('Email', s.email))
export { organXml }

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** The message as UTF-8 XML. Nothing unknown is filled in: no N/A, no today, no invented time limit. */
export function writeEdxml(m: EdxmlMessage): Uint8Array {
  const header = group('MessageHeader',
    organXml('From', m.from), ...m.to.map((o) => organXml('To', o)), codeXml(m.code),
    group('PromulgationInfo', always('Place', m.place), always('PromulgationDate', m.date && edxmlDate(m.date))),
    group('DocumentType', el('Type', m.type.number), always('TypeName', m.type.name), el('TypeDetail', m.type.detail)),
    always('Subject', m.subject), always('Content', m.content),
    group('SignerInfo', always('Competence', m.signer.competence), always('Position', m.signer.position), always('FullName', m.signer.fullName)),
    el('DueDate', m.due && edxmlDate(m.due)),
    m.toPlaces.length ? group('ToPlaces', ...m.toPlaces.map((p) => el('Place', p))) : '',
    group('OtherInfo', el('Priority', m.priority), el('SphereOfPromulgation', m.sphere), el('TyperNotation', m.typist), el('PromulgationAmount', m.copies), el('PageAmount', m.pages),
      m.appendixes.length ? group('Appendixes', ...m.appendixes.map((a) => el('Appendix', a))) : ''),
    ...m.responseFor.map((r) => referenceXml('ResponseFor', r)),
    el('SteeringType', m.steering), el('DocumentId', documentIdOf(m)))
  const traces = `<edXML:TraceHeaderList edXML:id="TraceHeaderList" edXML:version="1.0" edXML:mustUnderstand="1" edXML:actor="edXML">${
    m.traces.map((t) => group('TraceHeader', el('OrganId', t.organId), el('Timestamp', edxmlTime(t.at)))).join('')
  }${group('Bussiness', el('BussinessDocType', businessKinds.indexOf(m.business.kind)), el('BussinessDocReason', m.business.reason), staffXml(m.business.staff),
    el('Paper', m.business.onPaper === null ? null : m.business.onPaper ? 1 : 0),
    m.business.replaces.length ? group('ReplacementInfoList', ...m.business.replaces.map((r) => referenceXml('ReplacementInfo', r))) : '')}</edXML:TraceHeaderList>`
  const manifest = m.attachments.map((a, i) => `<edXML:Reference xlink:href="cid:attachment-${i + 1}">${el('Description', a.description)}${el('AttachmentName', a.name)}${el('ContentType', a.contentType)}${el('ContentId', `cid:attachment-${i + 1}`)}</edXML:Reference>`)
  const plain = (name: string, value: string | null): string => (value === null || value === '' ? '' : `<${name}>${escapeXml(value)}</${name}>`)
  const encoded = m.attachments.map((a, i) => `<Attachment>${plain('ContentType', a.contentType)}<ContentId>attachment-${i + 1}</ContentId>${plain('Description', a.description)}<ContentTransferEncoded>${base64(a.bytes)}</ContentTransferEncoded>${plain('AttachmentName', a.name)}</Attachment>`)
  return strToU8([
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<edXML xmlns="${edxmlNamespace}"><edXML:edXMLEnvelope xmlns:edXML="${edxmlNamespace}" xmlns:xlink="http://www.w3.org/1999/xlink">`,
    `<edXML:edXMLHeader>${header}${traces}<edXML:DigitalSignature/></edXML:edXMLHeader>`,
    `<edXML:edXMLBody><edXML:edXMLManifest edXML:version="1.0">${manifest.join('')}</edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope>`,
    `<AttachmentEncoded>${encoded.join('')}</AttachmentEncoded></edXML>`,
  ].join(''))
}

// ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Text of a child, composed and squeezed at the ends; null for nothing and for a builder's filler. */
export function said(parent: Element | undefined, name: string): string | null {
  const text = find(parent, name)?.text.trim() ?? ''
  return isFiller(text) ? null : nfc(text)
}

const amount = (text: string | null): number | null => (text !== null && /^\d{1,9}$/u.test(text) ? Number(text) : null)

export function readOrgan(e: Element | undefined): EdxmlOrgan | undefined {
  const organId = said(e, 'OrganId')
  const name = said(e, 'OrganName')
  // A receiver without a code is still a receiver when it has a name; one with neither is a filler.
  if (organId === null && name === null) return undefined
  return {
    organId: organId ?? '', inCharge: said(e, 'OrganizationInCharge'), name: name ?? organId!, address: said(e, 'OrganAdd'), email: said(e, 'Email'),
    telephone: said(e, 'Telephone'), fax: said(e, 'Fax'), website: said(e, 'Website'),
  }
}
export function readReference(e: Element | undefined): EdxmlReference {
  const date = said(e, 'PromulgationDate')
  const code = find(e, 'Code')
  return { organId: said(e, 'OrganId'), code: { number: said(code, 'CodeNumber'), notation: said(code, 'CodeNotation') }, date: date && readDay(date), documentId: said(e, 'DocumentId') }
}
export const readStaff = (e: Element | undefined): EdxmlStaff => ({ department: said(e, 'Department'), name: said(e, 'Staff'), mobile: said(e, 'Mobile'), email: said(e, 'Email') })

/** cid: stands in the Reference and not always in the Attachment. */
const contentId = (text: string | null): string => (text ?? '').replace(/^cid:/iu, '').replace(/^<|>$/gu, '')
/** A name of a file, not a path: what stands before the last slash is dropped. */
const fileName = (text: string): string => nfc(text).replace(/[\u0000-\u001f\u007f]/gu, '').replace(/^.*[\\/]/su, '').replace(/^\.+/u, '').slice(0, 200)

/** A message of documents. Elements may come in any order and with any prefix; the misspelt `Bussiness` is the standard's, the other is forgiven. */
export function readEdxml(bytes: Uint8Array, options: ReadOptions = {}): Decision<EdxmlMessage, ExchangeRefusal> {
  const limits = { ...exchangeLimits, ...options }
  const xml = readXml(bytes, limits)
  if (!xml.ok) return xml
  const header = findDeep(xml.value, 'MessageHeader')
  if (!header) return refuse({ code: 'exchange.not_edxml', root: xml.value.name })
  const from = readOrgan(find(header, 'From'))
  if (!from) return refuse({ code: 'exchange.field_missing', field: 'From' })
  const subject = said(header, 'Subject')
  if (!subject) return refuse({ code: 'exchange.field_missing', field: 'Subject' })
  const kind = find(header, 'DocumentType')
  const typeName = said(kind, 'TypeName')
  if (!typeName) return refuse({ code: 'exchange.field_missing', field: 'TypeName' })

  const traceList = findDeep(xml.value, 'TraceHeaderList')
  const traces = list(traceList, 'TraceHeader').flatMap((t) => {
    const organId = said(t, 'OrganId')
    const at = readTime(said(t, 'Timestamp') ?? '')
    return organId && at ? [{ organId, at }] : []
  })
  /** The day the message was built, which fillers are made from. */
  const builtOn: PlainDate | null = traces[0] ? dayOf(traces[0].at) : null
  const doubtful: { field: string; value: string }[] = []

  const info = find(header, 'PromulgationInfo')
  const printed = said(info, 'PromulgationDate')
  const date = printed === null ? null : readDay(printed)
  if (printed !== null && date === null && !/^(0001|1900)[/-]|[/-](0001|1900)(\D|$)/u.test(printed)) return refuse({ code: 'exchange.field_wrong', field: 'PromulgationDate', value: printed })
  const dueText = said(header, 'DueDate')
  let due = dueText === null ? null : readDay(dueText)
  if (due && builtOn && isFillerDue(due, builtOn)) {
    doubtful.push({ field: 'DueDate', value: dueText! })
    due = null
  }
  const responseFor = list(header, 'ResponseFor').map(readReference).flatMap((r, i) => {
    if (r.organId === null && r.code.number === null && r.code.notation === null && r.documentId === null) return []
    // An answered document dated the day the answer was built, with nothing that confirms it, is a filler.
    if (r.date && builtOn && r.date === builtOn && !(r.documentId ?? '').includes(edxmlDate(r.date))) {
      doubtful.push({ field: `ResponseFor[${i}].PromulgationDate`, value: edxmlDate(r.date) })
      return [{ ...r, date: null }]
    }
    return [r]
  })
  const other = find(header, 'OtherInfo')
  const priorityText = said(other, 'Priority') ?? '0'
  if (!/^[0-4]$/u.test(priorityText)) return refuse({ code: 'exchange.field_wrong', field: 'Priority', value: priorityText })
  // Two implementers write 0 for “not steering”.
  const steeringText = said(header, 'SteeringType')
  const steering = steeringText === null ? null : steeringText === '0' ? 1 : /^[123]$/u.test(steeringText) ? (Number(steeringText) as Steering) : undefined
  if (steering === undefined) return refuse({ code: 'exchange.field_wrong', field: 'SteeringType', value: steeringText! })

  const business = find(traceList, 'Bussiness') ?? find(traceList, 'Business') ?? findDeep(xml.value, 'Bussiness')
  const kindText = said(business, 'BussinessDocType') ?? said(business, 'BusinessDocType') ?? '0'
  const businessKind = /^[0-3]$/u.test(kindText) ? businessKinds[Number(kindText)] : undefined
  if (!businessKind) return refuse({ code: 'exchange.field_wrong', field: 'BussinessDocType', value: kindText })
  const paper = said(business, 'Paper')
  const attachments = readAttachments(xml.value, limits)
  if (!attachments.ok) return attachments
  const code = find(header, 'Code')
  return accept({
    from, to: list(header, 'To').flatMap((t) => readOrgan(t) ?? []), code: { number: said(code, 'CodeNumber'), notation: said(code, 'CodeNotation') },
    place: said(info, 'Place'), date, type: { number: said(kind, 'Type'), name: typeName, detail: said(kind, 'TypeDetail') }, subject, content: said(header, 'Content'),
    signer: { competence: said(find(header, 'SignerInfo'), 'Competence'), position: said(find(header, 'SignerInfo'), 'Position'), fullName: said(find(header, 'SignerInfo'), 'FullName') },
    due, toPlaces: texts(find(header, 'ToPlaces'), 'Place'), priority: Number(priorityText) as Priority, sphere: said(other, 'SphereOfPromulgation'), typist: said(other, 'TyperNotation'),
    copies: amount(said(other, 'PromulgationAmount')), pages: amount(said(other, 'PageAmount')), appendixes: texts(find(other, 'Appendixes'), 'Appendix'), responseFor, steering, traces,
    business: {
      kind: businessKind, reason: said(business, 'BussinessDocReason') ?? said(business, 'BusinessDocReason'), staff: readStaff(find(business, 'StaffInfo')),
      onPaper: paper === null ? null : /^(1|true)$/iu.test(paper), replaces: list(find(business, 'ReplacementInfoList'), 'ReplacementInfo').map(readReference),
    },
    attachments: attachments.value, doubtful,
  })
}

const texts = (parent: Element | undefined, name: string): string[] => list(parent, name).flatMap((e) => (isFiller(e.text) ? [] : [nfc(e.text.trim())]))

function readAttachments(root: Element, limits: { maxAttachments: number; maxAttachmentBytes: number }): Decision<EdxmlAttachment[], ExchangeRefusal> {
  const references = list(findDeep(root, 'edXMLManifest'), 'Reference').map((r) => ({
    id: contentId(said(r, 'ContentId') ?? r.attributes['href'] ?? null), name: said(r, 'AttachmentName'), contentType: said(r, 'ContentType'), description: said(r, 'Description'),
  }))
  const encoded = list(findDeep(root, 'AttachmentEncoded'), 'Attachment')
  if (Math.max(encoded.length, references.length) > limits.maxAttachments) return refuse({ code: 'exchange.too_complex', what: 'attachments', limit: limits.maxAttachments })
  const out: EdxmlAttachment[] = []
  const seen = new Set<string>()
  let room = limits.maxAttachmentBytes
  for (const [i, e] of encoded.entries()) {
    const id = contentId(said(e, 'ContentId'))
    const reference = references.find((r) => r.id === id && id !== '') ?? (id === '' ? references[i] : undefined)
    if (reference) seen.add(reference.id)
    const name = fileName(said(e, 'AttachmentName') ?? reference?.name ?? '') || `tep-${i + 1}`
    const text = (find(e, 'ContentTransferEncoded')?.text ?? '').replace(/\s+/gu, '')
    if (!isBase64(text)) return refuse({ code: 'exchange.attachment_damaged', name, detail: 'base64' })
    if (text.length * 0.75 > room + 3) return refuse({ code: 'exchange.too_complex', what: 'attachment_bytes', limit: limits.maxAttachmentBytes })
    const unpacked = unwrap(new Uint8Array(Buffer.from(text, 'base64')), name, room)
    if (!unpacked.ok) return unpacked
    room -= unpacked.value.length
    out.push({ name, contentType: said(e, 'ContentType') ?? reference?.contentType ?? null, description: said(e, 'Description') ?? reference?.description ?? null, bytes: unpacked.value })
  }
  const lost = references.find((r) => !seen.has(r.id))
  if (lost) return refuse({ code: 'exchange.attachment_missing', name: lost.name ?? lost.id })
  return accept(out)
}

/** Tested without a repeated group: on 50 MB of text such an expression overflows the stack. */
const isBase64 = (text: string): boolean => text.length % 4 === 0 && !/[^A-Za-z0-9+/=]/u.test(text) && !/=(?!=?$)/u.test(text)

/**
 * One implementer packs every attachment in a zip of one file. A file that is itself a zip (DOCX, ODT, ZIP) is left alone: it is
 * unpacked only when the name is not that of a zip and the archive holds exactly one file that is not a part of an office document.
 */
function unwrap(bytes: Uint8Array, name: string, room: number): Decision<Uint8Array, ExchangeRefusal> {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4) || /\.(zip|jar|epub)$/iu.test(name)) return accept(bytes)
  try {
    const entries: { name: string; size: number }[] = []
    unzipSync(bytes, { filter: (f) => { entries.push({ name: f.name, size: f.originalSize }); return false } })
    const only = entries.length === 1 ? entries[0]! : undefined
    if (!only || only.name.endsWith('/') || /^(mimetype|\[Content_Types\]\.xml)$/u.test(only.name)) return accept(bytes)
    if (only.size > room) return refuse({ code: 'exchange.too_complex', what: 'attachment_bytes', limit: room })
    return accept(Object.values(unzipSync(bytes))[0]!)
  } catch (error) {
    // An office file that fflate cannot open is somebody else's to judge; a wrapped file that is broken is ours to refuse.
    if (/\.(docx|xlsx|pptx|odt|ods|odp)$/iu.test(name)) return accept(bytes)
    if (error instanceof Error) return refuse({ code: 'exchange.attachment_damaged', name, detail: 'zip' })
    throw error
  }
}
