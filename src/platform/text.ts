/** Vietnamese text: NFC on the way in, a folded copy for comparing, the original for quoting. */

export const nfc = (text: string): string => text.normalize('NFC')

/**
 * A copy for comparing: lower case, marks stripped, đ → d. Same length as its NFC input in UTF-16 units
 * for Vietnamese letters, so offsets in the folded copy are offsets in the original.
 */
export function fold(text: string): string {
  let out = ''
  for (const ch of text.normalize('NFC')) {
    if (ch === 'đ' || ch === 'Đ') { out += 'd'; continue }
    const low = ch.toLowerCase()
    const base = low.length === ch.length ? low.normalize('NFD').replace(/\p{M}+/gu, '') : ch
    out += base.length === ch.length ? base : ch
  }
  return out
}

/** Folded, punctuation to spaces, spaces squeezed: the form search compares. */
export const searchable = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Vietnamese alphabetical order (a ă â b c d đ e ê …), with numbers by value. */
export const vietnameseOrder = new Intl.Collator('vi', { numeric: true }).compare
