import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PDFiumLibrary } from '@hyzyla/pdfium'

/** A run of text on one baseline in one face, as it stands on the drawn page. Millimetres from the top left corner; size in points. */
export type Box = { readonly text: string; readonly page: number; readonly left: number; readonly right: number; readonly baseline: number; readonly size: number; readonly bold: boolean; readonly italic: boolean; readonly font: string; readonly colour: string }
export type MeasuredPdf = { readonly pages: readonly { readonly width: number; readonly height: number }[]; readonly boxes: readonly Box[] }

/** The parts of PDFium that the package ships but does not type. */
type Raw = {
  _malloc: (bytes: number) => number; _free: (at: number) => void; HEAPU8: Uint8Array
  _FPDFText_LoadPage: (page: number) => number; _FPDFText_ClosePage: (text: number) => void; _FPDFText_CountChars: (text: number) => number
  _FPDFText_GetUnicode: (text: number, i: number) => number; _FPDFText_GetFontSize: (text: number, i: number) => number
  _FPDFText_GetCharOrigin: (text: number, i: number, x: number, y: number) => number
  _FPDFText_GetLooseCharBox: (text: number, i: number, rect: number) => number
  _FPDFText_GetMatrix: (text: number, i: number, matrix: number) => number
  _FPDFText_GetFontInfo: (text: number, i: number, buffer: number, length: number, flags: number) => number
  _FPDFText_GetFillColor: (text: number, i: number, r: number, g: number, b: number, a: number) => number
}

const millimetres = (points: number): number => (points / 72) * 25.4

/** Every piece of text of a PDF with its place, face and size. */
export async function measurePdf(bytes: Uint8Array): Promise<MeasuredPdf> {
  const library = await PDFiumLibrary.init()
  const raw = (library as unknown as { module: Raw }).module
  const document = await library.loadDocument(bytes)
  const at = raw._malloc(512)
  const view = () => new DataView(raw.HEAPU8.buffer)
  const boxes: Box[] = []
  const pages: { width: number; height: number }[] = []
  try {
    for (const page of document.pages()) {
      const { originalWidth, originalHeight } = page.getOriginalSize()
      pages.push({ width: millimetres(originalWidth), height: millimetres(originalHeight) })
      const text = raw._FPDFText_LoadPage((page as unknown as { pageIdx: number }).pageIdx)
      let open: { text: string; x0: number; x1: number; y: number; size: number; font: string; colour: string } | undefined
      const close = () => {
        if (open && open.text.trim()) {
          boxes.push({
            text: open.text.normalize('NFC').trim(), page: page.number + 1, left: millimetres(open.x0), right: millimetres(open.x1), baseline: millimetres(originalHeight - open.y),
            size: Math.round(open.size * 10) / 10, bold: /bold/iu.test(open.font), italic: /italic/iu.test(open.font), font: open.font, colour: open.colour,
          })
        }
        open = undefined
      }
      const count = raw._FPDFText_CountChars(text)
      for (let i = 0; i < count; i++) {
        const letter = String.fromCodePoint(raw._FPDFText_GetUnicode(text, i))
        if (/[\r\n]/u.test(letter)) { close(); continue }
        raw._FPDFText_GetCharOrigin(text, i, at, at + 8)
        const y = view().getFloat64(at + 8, true)
        raw._FPDFText_GetLooseCharBox(text, i, at)
        const [x0, x1] = [view().getFloat32(at, true), view().getFloat32(at + 8, true)]
        raw._FPDFText_GetMatrix(text, i, at)
        const scale = Math.abs(view().getFloat32(at + 12, true))
        const size = raw._FPDFText_GetFontSize(text, i) * scale
        const length = raw._FPDFText_GetFontInfo(text, i, at + 32, 400, at)
        const font = new TextDecoder().decode(raw.HEAPU8.slice(at + 32, at + 32 + Math.max(0, length - 1)))
        raw._FPDFText_GetFillColor(text, i, at, at + 4, at + 8, at + 12)
        const colour = [0, 4, 8].map((o) => view().getUint32(at + o, true).toString(16).padStart(2, '0')).join('')
        const blank = letter.trim() === ''
        if (open && (Math.abs(open.y - y) > 1.5 || (!blank && (open.font !== font || Math.abs(open.size - size) > 0.2)) || x0 - open.x1 > size * 2 || x0 < open.x0 - 1)) close()
        if (!open) {
          if (!blank) open = { text: letter, x0, x1, y, size, font, colour }
        } else {
          open.text += letter
          if (!blank) open.x1 = x1
        }
      }
      close()
      raw._FPDFText_ClosePage(text)
    }
  } finally {
    raw._free(at)
    document.destroy()
    library.destroy()
  }
  return { pages, boxes }
}

/** LibreOffice, or undefined where it is not installed. */
export function findSoffice(): string | undefined {
  for (const name of ['soffice', 'libreoffice']) {
    try { return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() } catch (error) {
      if ((error as { status?: number }).status !== 127 && (error as { status?: number }).status !== 1) throw error
    }
  }
  return undefined
}

/** Turns Word files into PDF by LibreOffice in one call, with Tinos standing for Times New Roman so that every machine measures the same. */
export function convertByLibreOffice(soffice: string, files: ReadonlyMap<string, Uint8Array>): Map<string, Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'taicho-docx-'))
  try {
    const fonts = dirname(dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf')))
    mkdirSync(join(folder, 'out'))
    writeFileSync(join(folder, 'fonts.conf'), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'cache')}</cachedir>
<match target="pattern"><test name="family"><string>Times New Roman</string></test><edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match></fontconfig>`)
    for (const [name, bytes] of files) writeFileSync(join(folder, `${name}.docx`), bytes)
    execFileSync(soffice, [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', 'pdf', '--outdir', join(folder, 'out'), ...[...files.keys()].map((n) => join(folder, `${n}.docx`))],
      { env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf'), HOME: folder }, stdio: ['ignore', 'ignore', 'pipe'], timeout: 240_000 })
    return new Map([...files.keys()].map((name) => [name, new Uint8Array(readFileSync(join(folder, 'out', `${name}.pdf`)))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
