import { crc32, deflateSync, gzipSync } from 'node:zlib'
import type { PaperRefusal } from '../../src/directives/paper/refusals.ts'
import { manyPages, onePage, pdf, stream, textDrawing } from './pdf.ts'
import { documentXml, docx, paragraph, wordNamespaces, zip } from './zip.ts'

/** A broken or hostile file and what must come of it: one of these refusals, or (`reads`) a safe reading. */
export type HostileFile = {
  readonly name: string
  readonly why: string
  readonly make: () => Uint8Array
  readonly refused?: readonly PaperRefusal['code'][]
  /** Allowed (or, without `refused`, required) to be read; the text must then hold this. */
  readonly reads?: string
  /** Must not occur in the text or in the refusal. */
  readonly never?: string
}

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
const sentence = 'Ủy ban nhân dân xã yêu cầu các thôn thực hiện nghiêm việc khai báo y tế.'
const body = paragraph(sentence)
const good = (): Buffer => docx(documentXml(body))
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const oleHead = latin('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')
const noise = (length: number, seed = 7): Buffer => {
  const out = Buffer.alloc(length)
  let state = seed
  for (let i = 0; i < length; i++) { state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0; out[i] = state >>> 24 }
  return out
}

function chunk(type: string, data: Buffer): Buffer {
  const name = latin(type), head = Buffer.alloc(4), tail = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  tail.writeUInt32BE(crc32(Buffer.concat([name, data])))
  return Buffer.concat([head, name, data, tail])
}
/** A grey PNG of any claimed size; `rows` of image data really there. */
function png(width: number, height: number, rows: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0); header.writeUInt32BE(height, 4); header[8] = 8
  const data = Buffer.alloc((width + 1) * rows, 255)
  for (let y = 0; y < rows; y++) data[y * (width + 1)] = 0
  return Buffer.concat([latin('\x89PNG\r\n\x1a\n'), chunk('IHDR', header), chunk('IDAT', deflateSync(data, { level: 1 })), chunk('IEND', Buffer.alloc(0))])
}
/** A TIFF whose directory points to itself. */
function circularTiff(): Buffer {
  const out = Buffer.alloc(200)
  out.write('II*\0', 0, 'latin1'); out.writeUInt32LE(8, 4)
  const tags: [number, number, number][] = [[256, 4, 8], [257, 4, 8], [258, 3, 8], [259, 3, 1], [262, 3, 1], [273, 4, 130], [277, 3, 1], [278, 4, 8], [279, 4, 64]]
  out.writeUInt16LE(tags.length, 8)
  tags.forEach(([tag, type, value], i) => { const at = 10 + i * 12; out.writeUInt16LE(tag, at); out.writeUInt16LE(type, at + 2); out.writeUInt32LE(1, at + 4); out.writeUInt32LE(value, at + 8) })
  out.writeUInt32LE(8, 10 + tags.length * 12)
  return out
}
const laughs = ['<!ENTITY l0 "ha">', ...Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)].join('')

export const hostileFiles: readonly HostileFile[] = [
  // Nothing there
  { name: 'trống.pdf', why: 'zero bytes', make: () => Buffer.alloc(0), refused: ['paper.empty'] },
  { name: 'chỉ-BOM.txt', why: 'only a byte order mark', make: () => latin('\xef\xbb\xbf'), refused: ['paper.no_text'] },
  { name: 'khoảng-trắng.txt', why: 'only white space', make: () => bytes(' \n\t\r\n \u00a0\u200b\n'), refused: ['paper.no_text'] },
  { name: 'trang-trắng.docx', why: 'a DOCX without a word', make: () => docx(documentXml('<w:p/>')), refused: ['paper.no_text'] },
  { name: 'trang-trắng.pdf', why: 'a PDF page without content', make: () => onePage({ contents: stream('') }), refused: ['paper.no_text'] },
  // Not a document
  { name: 'ngẫu-nhiên.pdf', why: 'random bytes', make: () => noise(100_000), refused: ['paper.unknown_kind'] },
  { name: 'byte-0.txt', why: 'zero bytes inside', make: () => Buffer.concat([bytes('Công văn'), Buffer.alloc(500), bytes('số 1')]), refused: ['paper.unknown_kind'] },
  { name: 'cong-van.pdf', why: 'a Windows program under the name of a PDF', make: () => Buffer.concat([latin('MZ\x90\0\x03\0\0\0'), noise(5_000)]), refused: ['paper.unknown_kind'] },
  { name: 'cong-van.docx', why: 'a Linux program', make: () => Buffer.concat([latin('\x7fELF\x02\x01\x01\0'), noise(5_000)]), refused: ['paper.unknown_kind'] },
  { name: 'chạy.txt', why: 'a shell script', make: () => bytes('#!/bin/sh\nrm -rf ~\n'), refused: ['paper.unknown_kind'] },
  { name: 'trang-web.docx', why: 'HTML under the name of a DOCX', make: () => bytes('<!DOCTYPE html><html><script>alert(1)</script><p>Công điện</p></html>'), refused: ['paper.unknown_kind'] },
  { name: 'van-ban.doc', why: 'RTF with an embedded object', make: () => latin('{\\rtf1\\ansi{\\object\\objemb{\\*\\objdata 0105}}}'), refused: ['paper.unknown_kind'] },
  { name: 'cu.doc', why: 'Word 97 (OLE)', make: () => Buffer.concat([oleHead, noise(2_000), utf16('WordDocument'), noise(500)]), refused: ['paper.unknown_kind'] },
  { name: 'bang.docx', why: 'an Excel workbook under the name of a DOCX', make: () => zip([{ name: '[Content_Types].xml', data: bytes('<Types/>') }, { name: 'xl/workbook.xml', data: bytes('<workbook/>') }]), refused: ['paper.unknown_kind'] },
  { name: 'nen.docx', why: 'an ordinary ZIP', make: () => zip([{ name: 'a.txt', data: bytes('a') }]), refused: ['paper.unknown_kind'] },
  { name: 'mo.odt', why: 'OpenDocument', make: () => zip([{ name: 'mimetype', data: bytes('application/vnd.oasis.opendocument.text'), stored: true }, { name: 'content.xml', data: bytes('<a/>') }]), refused: ['paper.unknown_kind'] },
  { name: 'goi.gz', why: 'gzip', make: () => gzipSync(bytes(sentence)), refused: ['paper.unknown_kind'] },
  { name: 'goi.rar', why: 'RAR', make: () => Buffer.concat([latin('Rar!\x1a\x07\x00'), noise(200)]), refused: ['paper.unknown_kind'] },
  { name: 'anh.heic', why: 'a phone photo in HEIC', make: () => Buffer.concat([latin('\0\0\0\x18ftypheic\0\0\0\0mif1heic'), noise(2_000)]), refused: ['paper.unknown_kind'] },
  { name: 'hinh.svg', why: 'SVG that pulls in a file', make: () => bytes('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'), refused: ['paper.unknown_kind'], never: 'root:' },
  { name: 'thong-diep.xml', why: 'XML with an external entity', make: () => bytes('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'), refused: ['paper.unknown_kind'], never: 'root:' },
  { name: 'utf32.txt', why: 'UTF-32', make: () => { const out = [0xff, 0xfe, 0, 0]; for (const c of sentence) { const n = c.codePointAt(0) ?? 0; out.push(n & 255, n >> 8, 0, 0) } return Uint8Array.from(out) }, refused: ['paper.unknown_kind'] },
  // Two things at once
  { name: 'hai-mat.zip.pdf', why: 'ZIP and PDF in one', make: () => { const inner = onePage(); return zip([{ name: 'a.pdf', data: inner, stored: true }, { name: 'word/document.xml', data: bytes(documentXml(body)) }]) }, refused: ['paper.two_kinds'] },
  { name: 'hai-mat.jpg', why: 'JPEG with a DOCX behind it', make: () => Buffer.concat([latin('\xff\xd8\xff\xe0'), noise(1_000), latin('\xff\xd9'), good()]), refused: ['paper.two_kinds'] },
  { name: 'hai-mat.png', why: 'PNG with a PDF behind it', make: () => Buffer.concat([png(40, 40, 40), onePage({ header: '%PDF-1.4\n' })]), refused: ['paper.two_kinds'] },
  // Too much
  { name: 'nang.pdf', why: '60 MB', make: () => Buffer.concat([latin('%PDF-1.7\n'), Buffer.alloc(60 * 1_048_576)]), refused: ['paper.too_large'] },
  { name: '600-trang.pdf', why: '600 pages', make: () => manyPages(600), refused: ['paper.too_many_pages'] },
  { name: 'dai.txt', why: '20 MB of one letter', make: () => Buffer.alloc(20_000_000, 97), refused: ['paper.too_long'] },
  { name: 'dai.docx', why: 'one paragraph of five million letters', make: () => docx(documentXml(paragraph('a'.repeat(5_000_000)))), refused: ['paper.too_long'] },
  { name: 'bom.docx', why: 'zip bomb: 120 MB of spaces in 120 kB', make: () => docx(documentXml(`<w:p><w:r><w:t>${' '.repeat(120_000_000)}</w:t></w:r></w:p>`)), refused: ['paper.unpacks_too_large', 'paper.too_long'] },
  { name: 'bom-noi-doi.docx', why: 'zip bomb that claims to be small', make: () => docx(documentXml(' '.repeat(100_000_000)), [], { claimedSize: 2_000 }), refused: ['paper.damaged', 'paper.unpacks_too_large'] },
  { name: 'bom-trong-anh.docx', why: 'a bomb in a picture that nobody needs', make: () => docx(documentXml(body), [{ name: 'word/media/image1.png', data: Buffer.alloc(200_000_000) }]), reads: 'khai báo y tế' },
  { name: '100000-tep.docx', why: 'a hundred thousand entries', make: () => docx(documentXml(body), Array.from({ length: 100_000 }, (_, i) => ({ name: `word/x/${i}`, data: Buffer.alloc(0), stored: true }))), refused: ['paper.unsafe_package'] },
  { name: 'anh-khong-lo.png', why: 'a PNG that claims 60,000 × 60,000 pixels', make: () => png(60_000, 60_000, 1), refused: ['paper.picture_too_large'] },
  { name: 'anh-trang-lon.png', why: 'a white picture of 63 million pixels', make: () => png(9_000, 7_000, 7_000), refused: ['paper.no_text'] },
  { name: 'bom-noi-dung.pdf', why: 'a content stream that unpacks to 300 MB', make: () => onePage({ contents: stream(deflateSync(Buffer.alloc(300_000_000, 'q Q '), { level: 9 }), '/Filter /FlateDecode') }), refused: ['paper.too_slow', 'paper.too_heavy', 'paper.damaged', 'paper.no_text'] },
  { name: 'bom-kep.pdf', why: 'a stream packed twice', make: () => onePage({ contents: stream(deflateSync(deflateSync(Buffer.alloc(300_000_000, ' '))), '/Filter [/FlateDecode /FlateDecode]') }), refused: ['paper.too_slow', 'paper.too_heavy', 'paper.damaged', 'paper.no_text'] },
  { name: 'giay-khong-lo.pdf', why: 'a page of a million points', make: () => onePage({ page: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1000000 1000000] /Contents 4 0 R >>', contents: stream('0 0 900000 900000 re f') }), refused: ['paper.no_text', 'paper.too_heavy', 'paper.damaged', 'paper.too_slow'] },
  { name: 'anh-noi-doi.pdf', why: 'a PDF picture that claims 100,000 × 100,000 pixels', make: () => onePage({ page: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /P 6 0 R >> >> /Contents 4 0 R >>', contents: stream('q 595 0 0 842 0 0 cm /P Do Q'), more: [stream(deflateSync(Buffer.alloc(1_000)), '/Type /XObject /Subtype /Image /Width 100000 /Height 100000 /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode')] }), refused: ['paper.no_text', 'paper.too_heavy', 'paper.damaged'] },
  { name: 'vong-lap-hinh.pdf', why: 'forms that draw each other twenty deep, ten times each', make: () => onePage({ page: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >> /Contents 4 0 R >>', contents: stream('/X Do '.repeat(10)), more: Array.from({ length: 20 }, (_, i) => stream('/X Do '.repeat(10), `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X ${i < 19 ? 7 + i : 6} 0 R >> >>`)) }), refused: ['paper.no_text', 'paper.too_slow', 'paper.too_heavy', 'paper.damaged'] },
  // Locked
  { name: 'khoa.pdf', why: 'a PDF with a password', make: () => onePage({ more: [`<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`], trailer: '/Encrypt 6 0 R /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]' }), refused: ['paper.encrypted'] },
  { name: 'khoa-la.pdf', why: 'a PDF locked by an unknown security handler', make: () => onePage({ more: ['<< /Filter /Adobe.PubSec /V 4 >>'], trailer: '/Encrypt 6 0 R' }), refused: ['paper.encrypted'] },
  { name: 'khoa.docx', why: 'a DOCX with a password (OLE container)', make: () => Buffer.concat([oleHead, noise(1_000), utf16('EncryptionInfo'), noise(100), utf16('EncryptedPackage'), noise(4_000)]), refused: ['paper.encrypted'] },
  { name: 'khoa-phan.docx', why: 'a DOCX whose part is marked encrypted', make: () => docx(documentXml(body), [], { flags: 0x801 }), refused: ['paper.encrypted'] },
  // XML tricks
  { name: 'xxe.docx', why: 'external entity in the document', make: () => docx(documentXml(paragraph('&x;')).replace('?>', '?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')), refused: ['paper.unsafe_package'], never: 'root:' },
  { name: 'xxe-so.docx', why: 'external entity in the numbering', make: () => docx(documentXml(body), [{ name: 'word/numbering.xml', data: bytes('<?xml version="1.0"?><!DOCTYPE n SYSTEM "http://127.0.0.1:9/x.dtd"><w:numbering/>') }]), refused: ['paper.unsafe_package'] },
  { name: 'xxe-tham-so.docx', why: 'parameter entity in the relationships', make: () => zip([{ name: '_rels/.rels', data: bytes('<!DOCTYPE r [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><Relationships/>') }, { name: 'word/document.xml', data: bytes(documentXml(body)) }]), refused: ['paper.unsafe_package'], never: 'root:' },
  { name: 'ty-tieng-cuoi.docx', why: 'billion laughs', make: () => docx(documentXml(paragraph('&l12;')).replace('?>', `?><!DOCTYPE w [${laughs}]>`)), refused: ['paper.unsafe_package'] },
  { name: 'long-nhau.docx', why: 'fifty thousand elements inside each other', make: () => docx(documentXml(`${'<w:sdt><w:sdtContent>'.repeat(50_000)}${body}${'</w:sdtContent></w:sdt>'.repeat(50_000)}`)), refused: ['paper.unsafe_package'] },
  { name: 'bang-long-nhau.docx', why: 'tables a hundred deep', make: () => docx(documentXml(`${'<w:tbl><w:tr><w:tc>'.repeat(60)}${body}${'</w:tc></w:tr></w:tbl>'.repeat(60)}`)), reads: 'khai báo y tế' },
  { name: 'vo-xml.docx', why: 'XML cut off', make: () => docx(documentXml(body).slice(0, -40)), refused: ['paper.damaged'] },
  { name: 'khong-than.docx', why: 'no document part inside', make: () => docx('<?xml version="1.0"?><x/>'), refused: ['paper.damaged'] },
  { name: 'kieu-vong.docx', why: 'styles based on each other in a circle', make: () => docx(documentXml(paragraph(sentence, '<w:pStyle w:val="A"/>')), [{ name: 'word/styles.xml', data: bytes(`<w:styles ${wordNamespaces}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`) }]), reads: 'khai báo y tế' },
  { name: 'mau-tu-mang.docx', why: 'a template and a picture on the network', make: () => docx(documentXml(body), [{ name: 'word/_rels/document.xml.rels', data: bytes('<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/a.dotm" TargetMode="External"/></Relationships>') }]), reads: 'khai báo y tế' },
  // Packages out of order
  { name: 'duong-dan.docx', why: 'an entry that climbs out of the folder', make: () => docx(documentXml(body), [{ name: '../../etc/cron.d/x', data: bytes('x') }]), refused: ['paper.unsafe_package'] },
  { name: 'trung.docx', why: 'the document part twice', make: () => docx(documentXml(body), [{ name: 'word/document.xml', data: bytes(documentXml(paragraph('khác'))) }]), refused: ['paper.damaged'] },
  { name: 'kieu-nen.docx', why: 'a compression method that does not exist', make: () => docx(documentXml(body), [], { claimedMethod: 99 }), refused: ['paper.damaged'] },
  { name: 'cut.docx', why: 'a DOCX cut in half', make: () => { const all = good(); return all.subarray(0, all.length >> 1) }, refused: ['paper.damaged'] },
  { name: 'hong-giua.docx', why: 'damaged in the middle', make: () => { const all = Buffer.from(good()); noise(200).copy(all, all.length >> 1); return all }, refused: ['paper.damaged', 'paper.unknown_kind', 'paper.unsafe_package', 'paper.encrypted'] },
  // PDFs out of order
  { name: 'dau.pdf', why: 'a header and nothing else', make: () => latin('%PDF-1.7\n'), refused: ['paper.damaged'] },
  { name: 'cut.pdf', why: 'a PDF cut before its tables', make: () => { const all = onePage(); return all.subarray(0, all.indexOf('xref')) }, refused: ['paper.damaged', 'paper.no_text'], reads: 'Thuc hien nghiem' },
  { name: 'cay-vong.pdf', why: 'a page tree that is its own child', make: () => onePage({ pages: '<< /Type /Pages /Kids [2 0 R] /Count 1 >>' }), refused: ['paper.damaged', 'paper.no_text'] },
  { name: 'dem-doi.pdf', why: 'claims a thousand million pages', make: () => onePage({ pages: '<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>' }), refused: ['paper.too_many_pages', 'paper.damaged'], reads: 'Thuc hien nghiem' },
  { name: 'dem-am.pdf', why: 'claims minus five pages', make: () => onePage({ pages: '<< /Type /Pages /Kids [3 0 R] /Count -5 >>' }), refused: ['paper.damaged', 'paper.no_text'], reads: 'Thuc hien nghiem' },
  { name: 'do-dai-doi.pdf', why: 'a stream that lies about its length', make: () => onePage({ contents: stream(textDrawing(), '', 99_999_999) }), refused: ['paper.damaged', 'paper.no_text'], reads: 'Thuc hien nghiem' },
  { name: 'long-nhau.pdf', why: 'arrays a hundred thousand deep', make: () => onePage({ more: [`${'['.repeat(100_000)}${']'.repeat(100_000)}`], page: '<< /Type /Page /Parent 2 0 R /MediaBox 6 0 R /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>' }), refused: ['paper.damaged', 'paper.no_text', 'paper.too_heavy'], reads: 'Thuc hien nghiem' },
  { name: 'javascript.pdf', why: 'JavaScript on opening', make: () => onePage({ catalog: '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (while\\(true\\){}) >> >>' }), reads: 'Thuc hien nghiem' },
  { name: 'chay-lenh.pdf', why: 'a command on opening', make: () => onePage({ catalog: '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (/bin/sh) >> >>' }), reads: 'Thuc hien nghiem' },
  { name: 'tu-tro.pdf', why: 'an object that is a reference to itself', make: () => pdf(['1 0 R']), refused: ['paper.damaged'] },
  { name: 'xref-rac.pdf', why: 'a cross-reference table of noise', make: () => { const all = Buffer.from(onePage()); noise(60).copy(all, all.indexOf('xref') + 8); return all }, refused: ['paper.damaged', 'paper.no_text'], reads: 'Thuc hien nghiem' },
  // Pictures out of order
  { name: 'cut.png', why: 'a PNG cut off', make: () => png(400, 400, 400).subarray(0, 120), refused: ['paper.damaged'] },
  { name: 'rac.jpg', why: 'a JPEG head before noise', make: () => Buffer.concat([latin('\xff\xd8\xff\xe0\0\x10JFIF\0'), noise(3_000)]), refused: ['paper.damaged'] },
  { name: 'vong.tif', why: 'a TIFF whose pages go round in a circle', make: circularTiff, refused: ['paper.damaged', 'paper.no_text'] },
  { name: 'hong.webp', why: 'a WebP of noise', make: () => Buffer.concat([latin('RIFF\xff\0\0\0WEBPVP8 '), noise(300)]), refused: ['paper.damaged'] },
  { name: 'mot-diem.png', why: 'one pixel', make: () => png(1, 1, 1), refused: ['paper.no_text', 'paper.damaged'] },
  // Odd but honest
  { name: 'utf8-hong.txt', why: 'broken UTF-8 in one place', make: () => Buffer.concat([bytes(`${sentence} ${sentence}\n`), latin('\xe1\xbb'), bytes(` ${sentence}`)]), reads: 'khai báo y tế' },
  { name: 'le-doi.txt', why: 'lone surrogates in UTF-16', make: () => Buffer.concat([latin('\xff\xfe'), utf16(sentence), latin('\x00\xd8'), utf16(sentence)]), reads: 'khai báo y tế' },
  { name: 'utf16-khong-dau.txt', why: 'UTF-16 without a mark', make: () => utf16(sentence), reads: 'khai báo y tế' },
  { name: 'dao-chieu.txt', why: 'direction overrides and zero-width characters', make: () => bytes(`${sentence.slice(0, 20)}\u202e\u200b\u2066${sentence.slice(20)}`), reads: 'khai báo y tế', never: '\u202e' },
  { name: 'dieu-khien.txt', why: 'terminal escapes', make: () => bytes(`${sentence.repeat(4)}\u001b[31m\u0007`), reads: 'khai báo y tế', never: '\u001b' },
  { name: 'nguyen-am.txt', why: 'three million vowels: patterns must not stall', make: () => Buffer.alloc(3_000_000, 'aeùøo '), refused: ['paper.unknown_kind'], reads: 'a' },
  { name: 'that-ra-docx.pdf', why: 'a DOCX under the name of a PDF', make: good, reads: 'khai báo y tế' },
  { name: 'that-ra-pdf.txt', why: 'a PDF under the name of a text', make: () => onePage(), reads: 'Thuc hien nghiem' },
  { name: 'thu-rac-truoc.pdf', why: 'a mail header before the PDF', make: () => Buffer.concat([latin('Content-Type: application/pdf\r\n\r\n'), onePage()]), reads: 'Thuc hien nghiem' },
]
