import { isBareNumber } from './letterhead.ts'
import { readNumber, readSymbol } from './numbers.ts'
import type { Text } from './text.ts'

const numberLead = /^[^a-z0-9]{0,3}(?:s[oe0-9ao]|8o|so hieu|§o|5o)\s*[:.;]?\s*/u

/** Dòng số, ký hiệu: blank or unreadable numbers keep their symbol. */
export type NumberLine = { number: string | null; symbol: string; unreadable: string | null; end: number }
export function readNumberLine(t: Text): NumberLine | null {
  const lead = numberLead.exec(t.fold)
  if (!lead) {
    if (isBareNumber(t)) {
      const n = readNumber(t, 0)!
      return { number: n.value, symbol: n.symbol, unreadable: null, end: n.end }
    }
    return null
  }
  let at = lead[0].length
  const n = readNumber(t, at)
  if (n) return { number: n.value, symbol: n.symbol, unreadable: null, end: n.end }
  // the stroke may be lost in a scan: "58UBND-VX"
  const joined = /^(\d{1,5})\s?(\p{Lu}{2,}[\p{L}&]*-\p{Lu}[\p{L}\d&]*)\s*$/u.exec(t.text.slice(at))
  if (joined) return { number: `${joined[1]}/${joined[2]}`, symbol: joined[2]!, unreadable: null, end: t.text.length }
  const blank = /^[\s.…_:-]*(?=[/-]\s*\p{Lu})/u.exec(t.text.slice(at))
  if (blank) {
    at += blank[0].length
    const s = readSymbol(t, at, true)
    if (s) return { number: null, symbol: s.symbol, unreadable: null, end: s.end }
  }
  const dirty = /^([^\s/]{1,7})\s*(?=\/)/u.exec(t.text.slice(at)) ?? /^([^\s/-]{1,6})\s*(?=-\s*\p{Lu}{2,}\/)/u.exec(t.text.slice(at))
  if (dirty) {
    const s = readSymbol(t, at + dirty[0].length, true)
    if (s) return { number: null, symbol: s.symbol, unreadable: dirty[1]!, end: s.end }
  }
  return null
}
