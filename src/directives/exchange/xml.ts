import { SaxesParser } from 'saxes'
import { accept, refuse, type Decision } from '../../platform/refusal.ts'
import type { ExchangeRefusal } from './refusals.ts'

/** An element by its local name: which prefix a sender used does not matter to us. */
export type Element = { readonly name: string; readonly attributes: { readonly [name: string]: string }; readonly children: Element[]; text: string }

export type Limits = { readonly maxBytes: number; readonly maxDepth: number; readonly maxElements: number }

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** UTF-8, or UTF-16 with a byte order mark; anything else, or bytes that are not what they say, is refused. */
function decode(bytes: Uint8Array): Decision<string, ExchangeRefusal> {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    const declared = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/u.exec(text.slice(0, 200))?.[1]?.toLowerCase()
    if (declared && !(encoding === 'utf-8' ? /^utf-?8$/u : /^utf-?16/u).test(declared)) return refuse({ code: 'exchange.encoding', encoding: declared })
    return accept(text)
  } catch (error) {
    if (error instanceof TypeError) return refuse({ code: 'exchange.encoding', encoding })
    throw error
  }
}

class Stop extends Error {
  readonly refusal: ExchangeRefusal
  constructor(refusal: ExchangeRefusal) { super(refusal.code); this.refusal = refusal }
}

/**
 * Reads XML into a tree. A document type declaration is refused before anything in it is looked at, so there are no entities, no
 * external files and no expansion; size, depth and number of elements are bounded.
 */
export function readXml(bytes: Uint8Array, limits: Limits): Decision<Element, ExchangeRefusal> {
  if (bytes.length === 0) return refuse({ code: 'exchange.empty' })
  if (bytes.length > limits.maxBytes) return refuse({ code: 'exchange.too_large', bytes: bytes.length, maxBytes: limits.maxBytes })
  const text = decode(bytes)
  if (!text.ok) return text
  const parser = new SaxesParser({ position: true })
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const open: Element[] = [root]
  const pieces: string[][] = [[]]
  let count = 0
  parser.on('doctype', () => { throw new Stop({ code: 'exchange.document_type_declared' }) })
  parser.on('error', (error) => { throw new Stop({ code: 'exchange.not_xml', line: parser.line, detail: error.message.replace(/^\d+:\d+:\s*/u, '').slice(0, 120) }) })
  parser.on('opentag', (tag) => {
    if (++count > limits.maxElements) throw new Stop({ code: 'exchange.too_complex', what: 'elements', limit: limits.maxElements })
    if (open.length > limits.maxDepth) throw new Stop({ code: 'exchange.too_complex', what: 'depth', limit: limits.maxDepth })
    const attributes: { [name: string]: string } = Object.create(null) as { [name: string]: string }
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = value
    const element: Element = { name: local(tag.name), attributes, children: [], text: '' }
    open.at(-1)!.children.push(element)
    open.push(element)
    pieces.push([])
  })
  const hear = (piece: string): void => { pieces.at(-1)!.push(piece) }
  parser.on('text', hear)
  parser.on('cdata', hear)
  parser.on('closetag', () => { open.pop()!.text = pieces.pop()!.join('') })
  try {
    parser.write(text.value.replace(/^\ufeff/u, '')).close()
  } catch (error) {
    if (error instanceof Stop) return refuse(error.refusal)
    throw error
  }
  return accept(root.children[0]!)
}

export const find = (element: Element | undefined, name: string): Element | undefined => element?.children.find((c) => c.name === name)
export const list = (element: Element | undefined, name: string): Element[] => element?.children.filter((c) => c.name === name) ?? []
/** The first element of that name at any depth. */
export function findDeep(element: Element, name: string): Element | undefined {
  if (element.name === name) return element
  for (const child of element.children) {
    const found = findDeep(child, name)
    if (found) return found
  }
  return undefined
}

const escapes: { readonly [c: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }
/** Text for XML; characters XML cannot carry at all are dropped. */
export const escapeXml = (text: string): string =>
  text.normalize('NFC').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '').replace(/[&<>"\r]/gu, (c) => escapes[c]!)
