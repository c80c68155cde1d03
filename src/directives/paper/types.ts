/** Một từ trên trang: where one word stands on its page and in the whole text. */
export type PaperWord = {
  readonly text: string
  /** Left, top, right, bottom as fractions 0..1 of the page, origin top left. */
  readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number
  /** Offsets of the word in `Paper.text` (UTF-16 units, end exclusive). */
  readonly start: number; readonly end: number
  /** 0..1; 1 for words that were typed rather than recognised. */
  readonly confidence: number
}

/** Trang. Width and height are points (1/72 inch) for DOCX and PDF, pixels for a photo, 0 for plain text. */
export type PaperPage = {
  readonly number: number
  readonly width: number
  readonly height: number
  /** The page's share of `Paper.text`. */
  readonly text: string
  readonly source: 'text' | 'ocr'
  readonly words?: readonly PaperWord[]
  /** Mean confidence of the recognised words, 0..1. */
  readonly ocrConfidence?: number
  /** Degrees the picture was turned clockwise before reading (quarter turns and skew together); boxes lie on the page as it was handed in. */
  readonly turnedDegrees?: number
}

export type PaperKind = 'txt' | 'docx' | 'pdf' | 'image'

/** What was unusual about a paper that could nevertheless be read. */
export type PaperWarning =
  | 'name_differs' | 'bytes_before_header' | 'bytes_after_end' | 'invalid_bytes_replaced' | 'control_characters_removed'
  | 'legacy_encoding_converted' | 'tracked_changes' | 'text_layer_unreadable' | 'page_unreadable' | 'low_confidence' | 'turned'
  | 'only_first_frame' | 'file_repaired'

/** Văn bản đã đọc được chữ: the text of a paper with positions. `text` is NFC, pages are separated by a blank line, lines are kept. */
export type Paper = {
  readonly kind: PaperKind
  readonly text: string
  readonly pages: readonly PaperPage[]
  readonly legacyEncoding: null | 'tcvn3' | 'vni'
  readonly warnings: readonly PaperWarning[]
}

/** How far a reading is: for a progress line. */
export type PaperProgress = { readonly stage: 'opening' | 'text' | 'ocr'; readonly page: number; readonly pages: number }
