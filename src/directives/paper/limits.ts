/** Giới hạn: the sizes a paper may have. They are stated to people in the refusals. */
export type PaperLimits = {
  /** Bytes of the file as it was sent. */
  readonly maxBytes: number
  readonly maxPages: number
  /** Width × height of one picture or one drawn page. */
  readonly maxPixels: number
  /** Bytes that the parts of a DOCX may have together after inflating. */
  readonly maxUnzipped: number
  /** Files inside a DOCX. */
  readonly maxEntries: number
  /** Characters of the whole text: far above any directive, low enough that no later step is slow. */
  readonly maxCharacters: number
  /** Seconds one step may take (opening, one page of text, one page of recognition). */
  readonly maxSeconds: number
  /** JavaScript heap of the reading thread, in megabytes. */
  readonly maxHeapMb: number
}

const MB = 1_048_576

export const paperLimits: PaperLimits = {
  maxBytes: 50 * MB,
  maxPages: 200,
  maxPixels: 80_000_000,
  maxUnzipped: 64 * MB,
  maxEntries: 5_000,
  maxCharacters: 4_000_000,
  maxSeconds: 60,
  maxHeapMb: 512,
}

/** Memory of the PDF engine (WebAssembly): 512 MB in pages of 64 kB. A page that needs more is refused, the server goes on. */
export const pdfMemoryPages = 8_192
