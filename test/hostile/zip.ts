import { crc32, deflateRawSync } from 'node:zlib'

/** One entry of a ZIP made by hand, so that it can lie. */
export type Entry = {
  readonly name: string; readonly data: Uint8Array
  readonly stored?: boolean
  /** Written instead of the true values. */
  readonly claimedSize?: number; readonly claimedMethod?: number; readonly flags?: number
}

export function zip(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [], directory: Buffer[] = []
  let at = 0
  for (const entry of entries) {
    const name = Buffer.from(entry.name), data = Buffer.from(entry.data)
    const packed = entry.stored === true ? data : deflateRawSync(data, { level: 9 })
    const method = entry.claimedMethod ?? (entry.stored === true ? 0 : 8), size = entry.claimedSize ?? data.length, flags = entry.flags ?? 0x800
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0); common.writeUInt16LE(flags, 2); common.writeUInt16LE(method, 4)
    common.writeUInt32LE(crc32(data), 10); common.writeUInt32LE(packed.length, 14); common.writeUInt32LE(size, 18); common.writeUInt16LE(name.length, 22)
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), common, name, packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name)
    at += 30 + name.length + packed.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(Math.min(entries.length, 0xffff), 8); end.writeUInt16LE(Math.min(entries.length, 0xffff), 10)
  end.writeUInt32LE(list.length, 12); end.writeUInt32LE(at, 16)
  if (entries.length < 0xffff) return Buffer.concat([...parts, list, end])
  const zip64 = Buffer.alloc(56), locator = Buffer.alloc(20)
  zip64.write('PK\x06\x06', 0, 'latin1'); zip64.writeBigUInt64LE(44n, 4); zip64.writeUInt16LE(45, 12); zip64.writeUInt16LE(45, 14)
  zip64.writeBigUInt64LE(BigInt(entries.length), 24); zip64.writeBigUInt64LE(BigInt(entries.length), 32); zip64.writeBigUInt64LE(BigInt(list.length), 40); zip64.writeBigUInt64LE(BigInt(at), 48)
  locator.write('PK\x06\x07', 0, 'latin1'); locator.writeBigUInt64LE(BigInt(at + list.length), 8); locator.writeUInt32LE(1, 16)
  return Buffer.concat([...parts, list, zip64, locator, end])
}

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
export const documentXml = (body: string): string => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document ${w}><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
export const paragraph = (text: string, properties = ''): string => `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`
export const wordNamespaces = w

/** A DOCX of a given document part and any further parts. */
export function docx(document: string, more: readonly Entry[] = [], changes: Partial<Entry> = {}): Buffer {
  return zip([
    { name: '[Content_Types].xml', data: Buffer.from('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>') },
    { name: '_rels/.rels', data: Buffer.from('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>') },
    { name: 'word/document.xml', data: Buffer.from(document), ...changes },
    ...more,
  ])
}
