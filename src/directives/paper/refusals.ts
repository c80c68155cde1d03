import type { Sentences } from '../../platform/refusal.ts'

/** What a file turned out to be when it is none of the kinds that can be read. */
export type OtherKind =
  | 'doc' | 'xls' | 'xlsx' | 'ppt' | 'pptx' | 'odt' | 'rtf' | 'html' | 'xml' | 'zip' | 'archive' | 'heic' | 'gif' | 'bmp' | 'svg' | 'ole' | 'program' | 'binary'

/** Why a paper cannot be read. `name` is the file's name as it was sent. */
export type PaperRefusal =
  | { code: 'paper.empty'; name: string }
  | { code: 'paper.no_text'; name: string }
  | { code: 'paper.unknown_kind'; name: string; kind: OtherKind }
  | { code: 'paper.two_kinds'; name: string }
  | { code: 'paper.too_large'; name: string; bytes: number; maxBytes: number }
  | { code: 'paper.too_many_pages'; name: string; pages: number; maxPages: number }
  | { code: 'paper.too_long'; name: string; maxCharacters: number }
  | { code: 'paper.picture_too_large'; name: string; width: number; height: number; maxPixels: number }
  | { code: 'paper.unpacks_too_large'; name: string; maxUnzipped: number }
  | { code: 'paper.unsafe_package'; name: string; reason: 'entries' | 'path' | 'doctype' | 'depth' }
  | { code: 'paper.encrypted'; name: string }
  | { code: 'paper.damaged'; name: string; kind: 'docx' | 'pdf' | 'image' }
  | { code: 'paper.too_slow'; name: string; maxSeconds: number }
  | { code: 'paper.too_heavy'; name: string }
  | { code: 'paper.cancelled'; name: string }
  | { code: 'paper.no_such_page'; name: string; page: number; pages: number }
  | { code: 'paper.no_page_image'; name: string }

const mb = (bytes: number): number => Math.floor(bytes / 1_048_576)
const upMb = (bytes: number): number => Math.ceil(bytes / 1_048_576)

const otherVi: { readonly [K in OtherKind]: string } = {
  doc: 'là tệp Word đời cũ (.doc). Mở bằng Word hoặc LibreOffice rồi lưu thành .docx hay .pdf',
  xls: 'là bảng tính Excel đời cũ. Nếu cần đọc nội dung, hãy xuất ra .pdf',
  xlsx: 'là bảng tính Excel. Nếu cần đọc nội dung, hãy xuất ra .pdf',
  ppt: 'là tệp trình chiếu. Hãy xuất ra .pdf',
  pptx: 'là tệp trình chiếu. Hãy xuất ra .pdf',
  odt: 'là văn bản OpenDocument (.odt). Lưu thành .docx hay .pdf',
  rtf: 'là tệp RTF. Lưu thành .docx hay .pdf',
  html: 'là trang web (HTML). In trang đó ra .pdf',
  xml: 'là tệp XML, không phải văn bản',
  zip: 'là tệp nén ZIP. Giải nén rồi gửi từng văn bản',
  archive: 'là tệp nén. Giải nén rồi gửi từng văn bản',
  heic: 'là ảnh HEIC của điện thoại. Đổi sang JPEG (trong cài đặt máy ảnh chọn “Tương thích nhất”) hoặc chụp lại',
  gif: 'là ảnh GIF. Lưu thành PNG hay JPEG',
  bmp: 'là ảnh BMP. Lưu thành PNG hay JPEG',
  svg: 'là hình vẽ SVG. Lưu thành PDF hay PNG',
  ole: 'là tệp của một chương trình văn phòng đời cũ. Lưu thành .docx hay .pdf',
  program: 'là chương trình máy tính, không phải văn bản. Không mở tệp này và báo cho người phụ trách an toàn thông tin',
  binary: 'không phải TXT, DOCX, PDF hay ảnh (JPEG, PNG, TIFF, WebP)',
}

const otherEn: { readonly [K in OtherKind]: string } = {
  doc: 'is an old Word file (.doc). Open it in Word or LibreOffice and save it as .docx or .pdf',
  xls: 'is an old Excel workbook. Export it to .pdf if its content is to be read',
  xlsx: 'is an Excel workbook. Export it to .pdf if its content is to be read',
  ppt: 'is a slide show. Export it to .pdf',
  pptx: 'is a slide show. Export it to .pdf',
  odt: 'is an OpenDocument text (.odt). Save it as .docx or .pdf',
  rtf: 'is an RTF file. Save it as .docx or .pdf',
  html: 'is a web page (HTML). Print it to .pdf',
  xml: 'is an XML file, not a document',
  zip: 'is a ZIP archive. Unpack it and send the documents one by one',
  archive: 'is an archive. Unpack it and send the documents one by one',
  heic: 'is a HEIC photo from a phone. Convert it to JPEG (camera setting "Most compatible") or take it again',
  gif: 'is a GIF picture. Save it as PNG or JPEG',
  bmp: 'is a BMP picture. Save it as PNG or JPEG',
  svg: 'is an SVG drawing. Save it as PDF or PNG',
  ole: 'is a file of an old office program. Save it as .docx or .pdf',
  program: 'is a computer program, not a document. Do not open it, and tell the person in charge of information security',
  binary: 'is not TXT, DOCX, PDF or a picture (JPEG, PNG, TIFF, WebP)',
}

const unsafeVi = {
  entries: 'có quá nhiều tệp con', path: 'có tệp con mang đường dẫn không hợp lệ', doctype: 'chứa khai báo DTD, thứ không có trong văn bản Word thật', depth: 'lồng nhau quá sâu',
} as const
const unsafeEn = {
  entries: 'holds too many inner files', path: 'holds an inner file with an unlawful path', doctype: 'holds a DTD, which no real Word document has', depth: 'is nested too deeply',
} as const

export const paperSentences: Sentences<PaperRefusal> = {
  vi: {
    'paper.empty': (r) => `Tệp “${r.name}” trống (0 byte). Kiểm tra lại tệp gốc rồi gửi lại.`,
    'paper.no_text': (r) => `Tệp “${r.name}” mở được nhưng không có chữ nào đọc được. Nếu là bản quét, hãy quét lại rõ hơn (từ 200 dpi).`,
    'paper.unknown_kind': (r) => `Tệp “${r.name}” ${otherVi[r.kind]}.`,
    'paper.two_kinds': (r) => `Tệp “${r.name}” vừa là loại này vừa là loại khác, nên không đọc vì không an toàn. Lưu lại văn bản thành .pdf mới rồi gửi.`,
    'paper.too_large': (r) => `Tệp “${r.name}” nặng ${upMb(r.bytes)} MB, quá mức ${mb(r.maxBytes)} MB. Quét ở 200–300 dpi hoặc chia nhỏ.`,
    'paper.too_many_pages': (r) => `Tệp “${r.name}” có ${r.pages} trang, quá mức ${r.maxPages} trang. Tách văn bản chính khỏi phụ lục.`,
    'paper.too_long': (r) => `Chữ trong tệp “${r.name}” dài quá ${Math.round(r.maxCharacters / 1_000_000)} triệu ký tự. Tách văn bản chính khỏi phụ lục.`,
    'paper.picture_too_large': (r) => `Ảnh “${r.name}” rộng ${r.width} × ${r.height} điểm, quá mức ${Math.round(r.maxPixels / 1_000_000)} triệu điểm. Quét ở 200–300 dpi.`,
    'paper.unpacks_too_large': (r) => `Tệp “${r.name}” bung ra quá ${mb(r.maxUnzipped)} MB nên không đọc. Mở bằng Word, lưu lại bản mới rồi gửi.`,
    'paper.unsafe_package': (r) => `Tệp “${r.name}” ${unsafeVi[r.reason]} nên không đọc. Mở bằng Word, lưu lại bản mới rồi gửi.`,
    'paper.encrypted': (r) => `Tệp “${r.name}” có mật khẩu. Gỡ mật khẩu rồi gửi lại.`,
    'paper.damaged': (r) => `Tệp “${r.name}” bị hỏng hoặc thiếu một phần. Lấy lại bản gốc rồi gửi lại.`,
    'paper.too_slow': (r) => `Đọc tệp “${r.name}” quá ${r.maxSeconds} giây cho một bước nên đã dừng. Lưu lại thành .pdf mới hoặc quét lại rồi gửi.`,
    'paper.too_heavy': (r) => `Tệp “${r.name}” cần quá nhiều bộ nhớ nên đã dừng. Lưu lại thành .pdf mới hoặc quét lại rồi gửi.`,
    'paper.cancelled': (r) => `Đã dừng đọc tệp “${r.name}” theo yêu cầu.`,
    'paper.no_such_page': (r) => `Tệp “${r.name}” không có trang ${r.page} (có ${r.pages} trang).`,
    'paper.no_page_image': (r) => `Tệp “${r.name}” là văn bản chữ, không có ảnh trang. Xem phần chữ.`,
  },
  en: {
    'paper.empty': (r) => `The file "${r.name}" is empty (0 bytes). Check the original and send it again.`,
    'paper.no_text': (r) => `The file "${r.name}" opens but holds no text that can be read. If it is a scan, scan it again more clearly (200 dpi or more).`,
    'paper.unknown_kind': (r) => `The file "${r.name}" ${otherEn[r.kind]}.`,
    'paper.two_kinds': (r) => `The file "${r.name}" is two kinds of file at once and is not read because that is not safe. Save the document as a new .pdf and send that.`,
    'paper.too_large': (r) => `The file "${r.name}" has ${upMb(r.bytes)} MB, more than the ${mb(r.maxBytes)} MB allowed. Scan at 200–300 dpi or split it.`,
    'paper.too_many_pages': (r) => `The file "${r.name}" has ${r.pages} pages, more than the ${r.maxPages} allowed. Separate the document from its annexes.`,
    'paper.too_long': (r) => `The text of "${r.name}" is longer than ${Math.round(r.maxCharacters / 1_000_000)} million characters. Separate the document from its annexes.`,
    'paper.picture_too_large': (r) => `The picture "${r.name}" has ${r.width} × ${r.height} pixels, more than the ${Math.round(r.maxPixels / 1_000_000)} million allowed. Scan at 200–300 dpi.`,
    'paper.unpacks_too_large': (r) => `The file "${r.name}" unpacks to more than ${mb(r.maxUnzipped)} MB and is not read. Open it in Word, save a new copy and send that.`,
    'paper.unsafe_package': (r) => `The file "${r.name}" ${unsafeEn[r.reason]} and is not read. Open it in Word, save a new copy and send that.`,
    'paper.encrypted': (r) => `The file "${r.name}" has a password. Remove the password and send it again.`,
    'paper.damaged': (r) => `The file "${r.name}" is damaged or a part is missing. Get the original and send it again.`,
    'paper.too_slow': (r) => `Reading "${r.name}" took more than ${r.maxSeconds} seconds for one step and was stopped. Save it as a new .pdf or scan it again.`,
    'paper.too_heavy': (r) => `The file "${r.name}" needs too much memory and was stopped. Save it as a new .pdf or scan it again.`,
    'paper.cancelled': (r) => `Reading "${r.name}" was stopped as asked.`,
    'paper.no_such_page': (r) => `The file "${r.name}" has no page ${r.page} (it has ${r.pages}).`,
    'paper.no_page_image': (r) => `The file "${r.name}" is text and has no page image. See its text.`,
  },
}
