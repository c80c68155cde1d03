import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { pdfMemoryPages } from './limits.ts'

/** The functions of the PDF engine that are used here, as compiled (C signatures; pointers are numbers). */
export type RawPdfium = {
  readonly HEAPU8: Uint8Array
  readonly wasmExports: { malloc(size: number): number; free(pointer: number): void }
  _FPDF_LoadMemDocument(data: number, size: number, password: number): number
  _FPDF_CloseDocument(document: number): void
  _FPDF_GetLastError(): number
  _FPDF_GetPageCount(document: number): number
  _FPDF_LoadPage(document: number, index: number): number
  _FPDF_ClosePage(page: number): void
  _FPDF_GetPageWidthF(page: number): number
  _FPDF_GetPageHeightF(page: number): number
  _FPDF_PageToDevice(page: number, x: number, y: number, width: number, height: number, rotate: number, pageX: number, pageY: number, outX: number, outY: number): number
  _FPDFText_LoadPage(page: number): number
  _FPDFText_ClosePage(textPage: number): void
  _FPDFText_CountChars(textPage: number): number
  _FPDFText_GetUnicode(textPage: number, index: number): number
  _FPDFText_GetLooseCharBox(textPage: number, index: number, rect: number): number
  _FPDFText_GetCharBox(textPage: number, index: number, left: number, right: number, bottom: number, top: number): number
  _FPDFText_IsGenerated(textPage: number, index: number): number
  _FPDFText_HasUnicodeMapError(textPage: number, index: number): number
  _FPDFBitmap_Create(width: number, height: number, alpha: number): number
  _FPDFBitmap_FillRect(bitmap: number, left: number, top: number, width: number, height: number, colour: number): void
  _FPDFBitmap_GetBuffer(bitmap: number): number
  _FPDFBitmap_GetStride(bitmap: number): number
  _FPDFBitmap_Destroy(bitmap: number): void
  _FPDF_RenderPageBitmap(bitmap: number, page: number, x: number, y: number, width: number, height: number, rotate: number, flags: number): void
}

let engine: Promise<RawPdfium> | undefined

/** The engine, started once per reading thread. It has no file system, no network and no scripting; its memory is capped. */
export function pdfEngine(): Promise<RawPdfium> {
  engine ??= start()
  return engine
}

async function start(): Promise<RawPdfium> {
  const wasm = capMemory(new Uint8Array(await readFile(createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm'))), pdfMemoryPages)
  const library = await PDFiumLibrary.init({ wasmBinary: wasm.buffer })
  // The package keeps the compiled module to itself, but only the module has character boxes.
  return (library as unknown as { module: RawPdfium }).module
}

/**
 * Rewrites the memory section of a WebAssembly binary so that the memory cannot grow beyond `maxPages` (64 kB each).
 * A thread's heap limit does not cover WebAssembly memory, and a small PDF can ask for gigabytes.
 */
export function capMemory(wasm: Uint8Array, maxPages: number): Uint8Array<ArrayBuffer> {
  let at = 8
  const unsigned = (): number => {
    let value = 0, shift = 0
    for (;;) {
      const byte = wasm[at++]
      if (byte === undefined) throw new Error('WebAssembly binary ends inside a number')
      value += (byte & 0x7f) * 2 ** shift
      if ((byte & 0x80) === 0) return value
      shift += 7
    }
  }
  while (at < wasm.length) {
    const sectionStart = at
    const id = wasm[at++]
    const size = unsigned()
    const bodyStart = at
    if (id === 5) {
      unsigned()
      const flags = wasm[at++] ?? 0
      const min = unsigned()
      if (min > maxPages) throw new Error(`the PDF engine needs ${min} memory pages, the cap is ${maxPages}`)
      const body = [1, flags | 1, ...leb(min), ...leb(maxPages)]
      const section = [5, ...leb(body.length), ...body]
      const out = new Uint8Array(wasm.length - (bodyStart + size - sectionStart) + section.length)
      out.set(wasm.subarray(0, sectionStart), 0)
      out.set(section, sectionStart)
      out.set(wasm.subarray(bodyStart + size), sectionStart + section.length)
      return out
    }
    at = bodyStart + size
  }
  throw new Error('WebAssembly binary without a memory section')
}

function leb(value: number): number[] {
  const out: number[] = []
  let rest = value
  do { const byte = rest & 0x7f; rest >>>= 7; out.push(rest > 0 ? byte | 0x80 : byte) } while (rest > 0)
  return out
}
