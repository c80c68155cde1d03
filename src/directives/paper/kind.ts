import type { OtherKind } from './refusals.ts'

/** What the bytes are, by their content; the name is only compared afterwards. `zip` and `ole` need a look inside. */
export type Sniffed =
  | { readonly is: 'pdf'; readonly offset: number }
  | { readonly is: 'zip' }
  | { readonly is: 'image'; readonly format: 'png' | 'jpeg' | 'tiff' | 'webp' }
  | { readonly is: 'maybe_text' }
  | { readonly is: 'two_kinds' }
  | { readonly is: 'encrypted' }
  | { readonly is: 'other'; readonly kind: OtherKind }

const starts = (bytes: Uint8Array, ...head: number[]): boolean => head.every((byte, i) => bytes[i] === byte)
const latin = (bytes: Uint8Array, from: number, to: number): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)

export function sniff(bytes: Uint8Array): Sniffed {
  const head = latin(bytes, 0, 1024)
  const pdfAt = head.indexOf('%PDF-')
  const first = firstKind(bytes, head)
  // A PDF may have a few bytes before its header (mail gateways), but not another file's signature.
  if (pdfAt > 0 && first !== undefined) return { is: 'two_kinds' }
  if (first !== undefined) {
    // A picture that carries a whole document after its end is one thing to the eye and another to a program.
    if (first.is === 'image' && hidesDocument(bytes)) return { is: 'two_kinds' }
    return first
  }
  if (pdfAt >= 0) return { is: 'pdf', offset: pdfAt }
  const text = head.replace(/^\xef\xbb\xbf/u, '').trimStart().toLowerCase()
  if (/^(<!doctype html|<html|<head|<body|<script)/u.test(text)) return { is: 'other', kind: 'html' }
  if (/^(<\?xml|<svg)/u.test(text)) return { is: 'other', kind: text.includes('<svg') ? 'svg' : text.includes('<html') ? 'html' : 'xml' }
  return { is: 'maybe_text' }
}

function firstKind(bytes: Uint8Array, head: string): Exclude<Sniffed, { is: 'maybe_text' | 'two_kinds' }> | undefined {
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04) || starts(bytes, 0x50, 0x4b, 0x05, 0x06)) return { is: 'zip' }
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47)) return { is: 'image', format: 'png' }
  if (starts(bytes, 0xff, 0xd8, 0xff)) return { is: 'image', format: 'jpeg' }
  if (head.startsWith('II*\0') || head.startsWith('MM\0*') || head.startsWith('II+\0') || head.startsWith('MM\0+')) return { is: 'image', format: 'tiff' }
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { is: 'image', format: 'webp' }
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return ole(bytes)
  if (head.startsWith('{\\rtf')) return { is: 'other', kind: 'rtf' }
  if (/^GIF8[79]a/u.test(head)) return { is: 'other', kind: 'gif' }
  if (head.startsWith('BM') && bytes.length > 26 && starts(bytes.subarray(6), 0, 0, 0, 0)) return { is: 'other', kind: 'bmp' }
  if (head.slice(4, 8) === 'ftyp') return { is: 'other', kind: /^(heic|heix|hevc|heim|heis|mif1|msf1|avif|avis)/u.test(head.slice(8, 12)) ? 'heic' : 'binary' }
  if (head.startsWith('MZ') && bytes.length > 64 && /\0/u.test(head)) return { is: 'other', kind: 'program' }
  if (head.startsWith('\x7fELF') || starts(bytes, 0xcf, 0xfa, 0xed, 0xfe) || starts(bytes, 0xca, 0xfe, 0xba, 0xbe)) return { is: 'other', kind: 'program' }
  if (/^#!\s*\//u.test(head)) return { is: 'other', kind: 'program' }
  if (starts(bytes, 0x1f, 0x8b) || head.startsWith('BZh') || head.startsWith('Rar!\x1a') || starts(bytes, 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c) || starts(bytes, 0xfd, 0x37, 0x7a, 0x58, 0x5a)) return { is: 'other', kind: 'archive' }
  return undefined
}

/** An OLE container: an encrypted DOCX keeps its ciphertext in a stream "EncryptedPackage"; the old formats have telling stream names. */
function ole(bytes: Uint8Array): Exclude<Sniffed, { is: 'maybe_text' | 'two_kinds' }> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8_388_608))
  const has = (name: string): boolean => all.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage')) return { is: 'encrypted' }
  if (has('WordDocument')) return { is: 'other', kind: 'doc' }
  if (has('Workbook') || has('Book')) return { is: 'other', kind: 'xls' }
  if (has('PowerPoint Document')) return { is: 'other', kind: 'ppt' }
  return { is: 'other', kind: 'ole' }
}

function hidesDocument(bytes: Uint8Array): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tail = all.subarray(Math.max(0, all.length - 65_557))
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end >= 0 && end + 22 <= tail.length && tail.readUInt16LE(end + 10) > 0 && all.includes(Buffer.from([0x50, 0x4b, 0x01, 0x02]))) return true
  return all.includes('%PDF-1.') && tail.includes('%%EOF')
}

/** What is inside a ZIP, by the names of its parts. */
export function packageKind(names: readonly string[]): 'docx' | OtherKind {
  if (names.includes('word/document.xml') || names.some((n) => /^word\/document\d*\.xml$/u.test(n))) return 'docx'
  if (names.some((n) => n.startsWith('xl/'))) return 'xlsx'
  if (names.some((n) => n.startsWith('ppt/'))) return 'pptx'
  if (names.includes('content.xml') && names.includes('mimetype')) return 'odt'
  return 'zip'
}

const expected: Readonly<Record<string, readonly string[]>> = {
  txt: ['txt', 'text', 'md', 'log'], docx: ['docx', 'docm', 'dotx'], pdf: ['pdf'], png: ['png'], jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'], tiff: ['tif', 'tiff'], webp: ['webp'],
}

/** The name says one known kind and the bytes say another: worth a warning, never a reason to trust the name. */
export function nameDiffers(name: string, found: string): boolean {
  const extension = /\.([a-z0-9]{1,5})$/iu.exec(name)?.[1]?.toLowerCase()
  return extension !== undefined && !(expected[found]?.includes(extension) ?? false)
}
