import { detectLegacy, decodeLegacy, fromTcvn3, fromVni, type LegacyEncoding } from './legacy.ts'
import { syllableShare } from './syllables.ts'
import type { PaperWarning } from './types.ts'

/** Bytes of a text file → text, or undefined when they are not text in any encoding used in Viet Nam. */
export function decodePlain(bytes: Uint8Array): { text: string; legacy: LegacyEncoding | null; warnings: PaperWarning[] } | undefined {
  const warnings: PaperWarning[] = []
  const raw = decodeBytes(bytes, warnings)
  if (raw === undefined) return undefined
  const legacy = raw.legacy ?? detectLegacy(raw.text)
  const text = raw.legacy === null && legacy !== null ? decodeLegacy(raw.text, legacy) : raw.text
  if (legacy !== null) warnings.push('legacy_encoding_converted')
  return { text: cleanText(text, warnings), legacy, warnings }
}

function decodeBytes(bytes: Uint8Array, warnings: PaperWarning[]): { text: string; legacy: LegacyEncoding | null } | undefined {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return utf8(bytes.subarray(3), warnings)
  if (a === 0xff && b === 0xfe && c === 0 && d === 0) return undefined
  if (a === 0xff && b === 0xfe) return utf16(bytes.subarray(2), 'utf-16le', warnings)
  if (a === 0xfe && b === 0xff) return utf16(bytes.subarray(2), 'utf-16be', warnings)
  const head = bytes.subarray(0, 65_536)
  const zeroes = [0, 0]
  head.forEach((byte, i) => { if (byte === 0) zeroes[i % 2] = (zeroes[i % 2] ?? 0) + 1 })
  const [even = 0, odd = 0] = zeroes
  if (even + odd > 0) {
    // UTF-16 without a mark: Latin letters put a zero in every other place, always the same one.
    if (odd > head.length / 8 && even < odd / 50) return utf16(bytes, 'utf-16le', warnings)
    if (even > head.length / 8 && odd < even / 50) return utf16(bytes, 'utf-16be', warnings)
    return undefined
  }
  let controls = 0
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) controls++
  if (controls > head.length / 100) return undefined
  return utf8(bytes, warnings)
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', warnings: PaperWarning[]): { text: string; legacy: null } | undefined {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, bytes.length - (bytes.length % 2)))
  const broken = count(text, '\ufffd')
  if (broken > Math.max(8, text.length / 50)) return undefined
  if (broken > 0 || bytes.length % 2 === 1) warnings.push('invalid_bytes_replaced')
  return { text, legacy: null }
}

function utf8(bytes: Uint8Array, warnings: PaperWarning[]): { text: string; legacy: LegacyEncoding | null } | undefined {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), legacy: null }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  // Not UTF-8 throughout: a damaged UTF-8 file, or one byte per letter in one of three old code pages.
  const lenient = new TextDecoder('utf-8').decode(bytes)
  const broken = count(lenient, '\ufffd')
  const western = new TextDecoder('windows-1252').decode(bytes)
  const asUtf8 = { text: lenient, legacy: null, share: syllableShare(lenient).share - Math.min(1, (20 * broken) / Math.max(1, lenient.length)) }
  const vietnamese = new TextDecoder('windows-1258').decode(bytes).normalize('NFC')
  const candidates: { text: string; legacy: LegacyEncoding | null; share: number }[] = [
    asUtf8,
    { text: vietnamese, legacy: null, share: weigh(vietnamese) },
    { text: fromTcvn3(western), legacy: 'tcvn3', share: weigh(fromTcvn3(western)) },
    { text: fromVni(western), legacy: 'vni', share: weigh(fromVni(western)) },
  ]
  const best = candidates.reduce((x, y) => (y.share > x.share ? y : x))
  if (best.share < 0.3) return undefined
  if (best === asUtf8) warnings.push('invalid_bytes_replaced')
  return { text: best.text, legacy: best.legacy }
}

const weigh = (text: string): number => { const s = syllableShare(text); return s.share * (s.marked > 0.15 ? 1 : 0.7) }
const count = (text: string, ch: string): number => { let n = 0; for (let i = text.indexOf(ch); i >= 0; i = text.indexOf(ch, i + 1)) n++; return n }

/** NFC, LF, no control or zero-width characters, no lone surrogates, ordinary spaces. */
export function cleanText(text: string, warnings: PaperWarning[]): string {
  let out = text.isWellFormed() ? text : text.toWellFormed()
  if (out !== text && !warnings.includes('invalid_bytes_replaced')) warnings.push('invalid_bytes_replaced')
  out = out.replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n').replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu, ' ')
  const plain = out.replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/gu, '')
  if (plain.length !== out.length && !warnings.includes('control_characters_removed')) warnings.push('control_characters_removed')
  return plain.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu, '').normalize('NFC')
}
