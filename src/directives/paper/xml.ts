import { SaxesParser } from 'saxes'
import type { PaperLimits } from './limits.ts'
import { Unreadable } from './package.ts'

/** An element of an office part, by local name; text only where the caller asks for it. */
export type XmlNode = { readonly tag: string; readonly attributes: Readonly<Record<string, string>>; readonly children: (XmlNode | string)[] }

const maxDepth = 256

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/**
 * XML → tree. Office parts never carry a DTD, so the first DOCTYPE ends the reading: no entity is declared, none is fetched,
 * none is expanded. Elements named in `skip` are passed over with all they hold.
 */
export function readXml(bytes: Uint8Array, name: string, limits: PaperLimits, skip: ReadonlySet<string> = new Set()): XmlNode {
  const damaged = new Unreadable({ code: 'paper.damaged', name, kind: 'docx' })
  const root: XmlNode = { tag: '', attributes: {}, children: [] }
  const stack: XmlNode[] = [root]
  let skipping = 0
  let failure: Unreadable | undefined
  let characters = 0
  const parser = new SaxesParser({ xmlns: false })
  parser.on('doctype', () => { failure ??= new Unreadable({ code: 'paper.unsafe_package', name, reason: 'doctype' }) })
  parser.on('error', () => { failure ??= damaged })
  parser.on('opentag', (tag) => {
    const tagName = local(tag.name)
    if (skipping > 0 || skip.has(tagName)) { skipping++; return }
    if (stack.length > maxDepth) { failure ??= new Unreadable({ code: 'paper.unsafe_package', name, reason: 'depth' }); return }
    const attributes: Record<string, string> = {}
    for (const [key, value] of Object.entries(tag.attributes)) attributes[local(key)] = String(value)
    const node: XmlNode = { tag: tagName, attributes, children: [] }
    stack.at(-1)?.children.push(node)
    stack.push(node)
  })
  parser.on('closetag', () => { if (skipping > 0) skipping--; else stack.pop() })
  const text = (value: string): void => {
    if (skipping > 0) return
    const parent = stack.at(-1)
    if (parent === undefined || parent.tag !== 't') return
    characters += value.length
    if (characters > limits.maxCharacters) failure ??= new Unreadable({ code: 'paper.too_long', name, maxCharacters: limits.maxCharacters })
    parent.children.push(value)
  }
  parser.on('text', text)
  parser.on('cdata', text)

  const source = decodeXml(bytes)
  const step = 65_536
  for (let at = 0; at < source.length && failure === undefined; at += step) parser.write(source.slice(at, at + step))
  if (failure === undefined) parser.close()
  if (failure !== undefined) throw failure
  return root
}

function decodeXml(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

export const elements = (node: XmlNode | undefined): XmlNode[] => (node?.children ?? []).filter((c): c is XmlNode => typeof c !== 'string')
export const child = (node: XmlNode | undefined, tag: string): XmlNode | undefined => elements(node).find((c) => c.tag === tag)
export const childrenOf = (node: XmlNode | undefined, tag: string): XmlNode[] => elements(node).filter((c) => c.tag === tag)
/** The `w:val` of a child, e.g. of `<w:jc w:val="center"/>`. */
export const valueOf = (node: XmlNode | undefined, tag: string): string | undefined => child(node, tag)?.attributes['val']
/** A switch such as `<w:caps/>`: on unless it says 0, false, off or none. */
export const isOn = (node: XmlNode | undefined, tag: string): boolean | undefined => {
  const found = child(node, tag)
  return found === undefined ? undefined : !/^(0|false|off|none)$/u.test(found.attributes['val'] ?? '1')
}
