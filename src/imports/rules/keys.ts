/** Khóa nhận biết dòng: an id out of what a row says, so that the same file read twice is the same rows. */
import { searchable } from '../../platform/text.ts'

const rotate = (x: number, n: number): number => (x << n) | (x >>> (32 - n))
const w = new Int32Array(80)
const h = new Int32Array(5)

function utf8(text: string): number[] {
  const out: number[] = []
  for (let i = 0; i < text.length; i++) {
    const c = text.codePointAt(i)!
    if (c < 0x80) out.push(c)
    else if (c < 0x800) out.push(0xc0 | (c >> 6), 0x80 | (c & 63))
    else if (c < 0x10000) out.push(0xe0 | (c >> 12), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63))
    else { out.push(0xf0 | (c >> 18), 0x80 | ((c >> 12) & 63), 0x80 | ((c >> 6) & 63), 0x80 | (c & 63)); i++ }
  }
  return out
}

/** SHA-1 (FIPS 180-4) as 20 bytes. For naming rows (RFC 9562, version 5), never for secrets. */
export function sha1(bytes: ArrayLike<number>): Uint8Array {
  const length = bytes.length
  const size = ((length + 8) >> 6) + 1
  h[0] = 0x67452301; h[1] = 0xefcdab89; h[2] = 0x98badcfe; h[3] = 0x10325476; h[4] = 0xc3d2e1f0
  const byte = (i: number): number => (i < length ? bytes[i]! : i === length ? 0x80 : 0)
  for (let block = 0; block < size; block++) {
    for (let i = 0; i < 16; i++) {
      const p = block * 64 + i * 4
      w[i] = (byte(p) << 24) | (byte(p + 1) << 16) | (byte(p + 2) << 8) | byte(p + 3)
    }
    if (block === size - 1) { w[14] = Math.floor(length / 0x20000000); w[15] = length << 3 }
    for (let i = 16; i < 80; i++) w[i] = rotate(w[i - 3]! ^ w[i - 8]! ^ w[i - 14]! ^ w[i - 16]!, 1)
    let a = h[0]!, b = h[1]!, c = h[2]!, d = h[3]!, e = h[4]!
    for (let i = 0; i < 80; i++) {
      const f = i < 20 ? (b & c) | (~b & d) : i < 40 || i >= 60 ? b ^ c ^ d : (b & c) | (b & d) | (c & d)
      const k = i < 20 ? 0x5a827999 : i < 40 ? 0x6ed9eba1 : i < 60 ? 0x8f1bbcdc : 0xca62c1d6
      const t = (rotate(a, 5) + f + e + k + w[i]!) | 0
      e = d; d = c; c = rotate(b, 30); b = a; a = t
    }
    h[0]! += a; h[1]! += b; h[2]! += c; h[3]! += d; h[4]! += e
  }
  const out = new Uint8Array(20)
  for (let i = 0; i < 20; i++) out[i] = h[i >> 2]! >>> (24 - 8 * (i & 3))
  return out
}

/** Names of rows are made under this name space, chosen once for this program. */
const rows = [0x7a, 0x1c, 0x40, 0x02, 0x0b, 0x5d, 0x4f, 0x6e, 0x9c, 0x3a, 0x21, 0xd7, 0x58, 0xe4, 0x90, 0x13]
const hex = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** UUID version 5 of a text. */
export function nameId(name: string): string {
  const hash = sha1([...rows, ...utf8(name)])
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  let out = ''
  for (let i = 0; i < 16; i++) out += i === 4 || i === 6 || i === 8 || i === 10 ? `-${hex[hash[i]!]}` : hex[hash[i]!]
  return out
}

export type RowKey = {
  /** Same for the same row of the same giver, in any file and any order. */
  readonly id: string
  /** By the id the giver uses, or by everything the row says. */
  readonly by: 'id' | 'content'
  /** For rows without an id that say exactly the same: which of them this is (1 = first). More than one: proposed as duplicates. */
  readonly nth: number
}

/**
 * Keys of the rows of one file, in order. `scope` names who gave the list (a hospital, a district): BN1 of two givers are two persons. Two rows
 * with the same id have the same key, the later is the newer state; rows without id are told apart by counting equal ones.
 */
export function rowKeys(entity: string, scope: string): (record: Readonly<Record<string, unknown>>, id: string | null) => RowKey {
  const seen = new Map<string, number>()
  const under = `${entity}\u001f${searchable(scope)}`
  return (record, id) => {
    if (id !== null && id.trim() !== '') return { id: nameId(`${under}\u001fid\u001f${id.trim().normalize('NFC').toUpperCase()}`), by: 'id', nth: 1 }
    const said = Object.keys(record).filter((k) => record[k] !== null && record[k] !== undefined).sort().map((k) => `${k}=${JSON.stringify(record[k])}`).join('\u001e')
    const content = nameId(`${under}\u001fcontent\u001f${said}`)
    const nth = (seen.get(content) ?? 0) + 1
    seen.set(content, nth)
    return { id: nth === 1 ? content : nameId(`${content}\u001f${nth}`), by: 'content', nth }
  }
}
