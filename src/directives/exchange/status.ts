import { strToU8 } from 'fflate'
import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import { exchangeLimits, organXml, readOrgan, readReference, readStaff, referenceXml, said, staffXml, type ReadOptions } from './edxml.ts'
import type { ExchangeRefusal } from './refusals.ts'
import { edxmlNamespace, edxmlTime, readTime, statusCodes, type StatusCode, type StatusMessage } from './rules.ts'
import { escapeXml, find, findDeep, readXml, type Element } from './xml.ts'

const el = (name: string, value: string | null): string => (value === null || value === '' ? '' : `<edXML:${name}>${escapeXml(value)}</edXML:${name}>`)

/** A status message as UTF-8 XML, dates as yyyy/MM/dd. */
export const writeStatus = (s: StatusMessage): Uint8Array => strToU8([
  '<?xml version="1.0" encoding="UTF-8"?>',
  `<edXML xmlns="${edxmlNamespace}"><edXML:edXMLEnvelope xmlns:edXML="${edxmlNamespace}"><edXML:edXMLHeader><edXML:Status>`,
  referenceXml('ResponseFor', s.responseFor), organXml('From', s.from), el('StatusCode', s.status), el('Description', s.description), el('Timestamp', edxmlTime(s.at)), staffXml(s.staff),
  '</edXML:Status></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>',
].join(''))

/** The element that has a StatusCode among its children. */
function statusElement(element: Element): Element | undefined {
  if (find(element, 'StatusCode')) return element
  for (const child of element.children) {
    const found = statusElement(child)
    if (found) return found
  }
  return undefined
}

/** The longest text that is base64 of XML: one provincial bus wraps its status messages so, in a SOAP envelope. */
function wrapped(element: Element): Uint8Array | undefined {
  let longest = ''
  const look = (e: Element): void => {
    const text = e.text.replace(/\s+/gu, '')
    if (text.length > longest.length && text.length >= 40 && /^[A-Za-z0-9+/]+={0,2}$/u.test(text)) longest = text
    e.children.forEach(look)
  }
  look(element)
  if (!longest) return undefined
  const bytes = new Uint8Array(Buffer.from(longest, 'base64'))
  return /^(?:\ufeff)?\s*</u.test(new TextDecoder('utf-8', { fatal: false }).decode(bytes.subarray(0, 40))) ? bytes : undefined
}

/** A status message: bare, or base64 in a SOAP envelope; with dates in either order, any prefix, any order of elements. */
export function readStatus(bytes: Uint8Array, options: ReadOptions = {}): Decision<StatusMessage, ExchangeRefusal> {
  return readAt(bytes, { ...exchangeLimits, maxBytes: 4 * 1_048_576, ...options }, 0)
}

function readAt(bytes: Uint8Array, limits: { maxBytes: number; maxDepth: number; maxElements: number }, depth: number): Decision<StatusMessage, ExchangeRefusal> {
  const xml = readXml(bytes, limits)
  if (!xml.ok) return xml
  const status = statusElement(xml.value)
  if (!status) {
    const inner = depth < 2 ? wrapped(xml.value) : undefined
    return inner ? readAt(inner, limits, depth + 1) : refuse({ code: 'exchange.not_edxml', root: xml.value.name })
  }
  const code = (said(status, 'StatusCode') ?? '').padStart(2, '0')
  if (!(statusCodes as readonly string[]).includes(code)) return refuse({ code: 'exchange.status_unknown', status: code })
  const from = readOrgan(find(status, 'From'))
  if (!from) return refuse({ code: 'exchange.field_missing', field: 'From' })
  const answered = find(status, 'ResponseFor') ?? findDeep(xml.value, 'ResponseFor')
  if (!answered) return refuse({ code: 'exchange.field_missing', field: 'ResponseFor' })
  const time = said(status, 'Timestamp')
  const at = time === null ? null : readTime(time)
  if (!at) return time === null ? refuse({ code: 'exchange.field_missing', field: 'Timestamp' }) : refuse({ code: 'exchange.field_wrong', field: 'Timestamp', value: time })
  return accept({ responseFor: readReference(answered), from, status: code as StatusCode, description: said(status, 'Description'), at, staff: readStaff(find(status, 'StaffInfo')) })
}
