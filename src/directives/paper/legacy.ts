import { syllableShare } from './syllables.ts'

/**
 * Mã chữ cũ: TCVN3 (ABC, fonts ".Vn…") and VNI (fonts "VNI-…"), as they show when taken for Western text
 * (`Uû ban nh©n d©n`, `UÛy ban nhaân daân`). Never applied to text that is already Vietnamese Unicode.
 */
export type LegacyEncoding = 'tcvn3' | 'vni'

/** TCVN 5712:1993 from byte A1 to byte FE, in order; B0–B4 are the free-standing tone marks. */
const tcvn = [
  ...'ĂÂÊÔƠƯĐăâêôơưđẰ', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323',
  ...'àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ',
]

/** `upper`: the font's name ended in H (".VnTimeH"), which draws capitals for small letters. */
export function fromTcvn3(text: string, upper = false): string {
  let out = ''
  for (const ch of text) {
    const code = ch.codePointAt(0) ?? 0
    // Word stores symbol-font characters at F000 + byte; pre-Unicode converters wrote a soft hyphen for AD (ư).
    const byte = code >= 0xf0a1 && code <= 0xf0fe ? code - 0xf000 : code
    out += tcvn[byte - 0xa1] ?? ch
  }
  out = out.normalize('NFC')
  return upper ? out.toUpperCase() : out
}

/** Mark letter after the vowel → combining marks it stands for. */
const vniMarks: Readonly<Record<string, string>> = {
  'ù': '\u0301', 'ø': '\u0300', 'û': '\u0309', 'õ': '\u0303', 'ï': '\u0323',
  'â': '\u0302', 'á': '\u0302\u0301', 'à': '\u0302\u0300', 'å': '\u0302\u0309', 'ã': '\u0302\u0303', 'ä': '\u0302\u0323',
  'ê': '\u0306', 'é': '\u0306\u0301', 'è': '\u0306\u0300', 'ú': '\u0306\u0309', 'ü': '\u0306\u0303', 'ë': '\u0306\u0323',
}
/** Letters that are whole by themselves. */
const vniWhole: Readonly<Record<string, string>> = { 'ñ': 'đ', 'ö': 'ư', 'ô': 'ơ', 'ì': 'ì', 'í': 'í', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ' }

export function fromVni(text: string): string {
  return text.normalize('NFC').replace(/([aeouyôö])([ùøûõïâáàåãäêéèúüë])|[ñöôìíæóòî]/giu, (all, base: string | undefined, mark: string | undefined) => {
    if (base === undefined || mark === undefined) return sameCase(all, vniWhole[all.toLowerCase()] ?? all)
    const marks = vniMarks[mark.toLowerCase()]
    if (marks === undefined) return all
    return (sameCase(base, vniWhole[base.toLowerCase()] ?? base) + marks).normalize('NFC')
  })
}

const sameCase = (like: string, out: string): string => (like !== like.toLowerCase() ? out.toUpperCase() : out)

/** Font name → how its letters are stored; undefined for Unicode fonts. */
export function encodingOfFont(font: string): { encoding: LegacyEncoding; upper: boolean } | undefined {
  if (/^\.?vn[a-z0-9 ]/iu.test(font) && font.startsWith('.')) return { encoding: 'tcvn3', upper: /h( bold| italic)*$/iu.test(font) }
  if (/^vni[- ]/iu.test(font)) return { encoding: 'vni', upper: false }
  return undefined
}

/** Letters that occur in converted text and hardly in Vietnamese Unicode text. */
const hints = /[¡-¯µ¶·¸¹»¼½¾ÆÇËÐÑÕÖ×ÜÞßåæçëîïñö÷ø©®]|[aeouy][ùøûïåäêüë]/iu

/**
 * The encoding a text was typed in, from the text alone. A conversion is taken only when it makes clearly more
 * Vietnamese syllables with marks than the text has as it stands.
 */
export function detectLegacy(text: string): LegacyEncoding | null {
  const sample = text.slice(0, 60_000)
  if (!hints.test(sample)) return null
  const asIs = syllableShare(sample)
  if (asIs.words < 3) return null
  if (asIs.share >= 0.85 && asIs.marked >= 0.2) return null
  const tcvn3 = syllableShare(fromTcvn3(sample)), vni = syllableShare(fromVni(sample))
  const best = tcvn3.share >= vni.share ? { encoding: 'tcvn3' as const, is: tcvn3 } : { encoding: 'vni' as const, is: vni }
  return best.is.share >= asIs.share + 0.15 && best.is.share >= 0.7 && best.is.marked > asIs.marked + 0.1 ? best.encoding : null
}

export const decodeLegacy = (text: string, encoding: LegacyEncoding): string => (encoding === 'tcvn3' ? fromTcvn3(text) : fromVni(text))
