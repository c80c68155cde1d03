import { randomBytes } from 'node:crypto'

/** UUID version 7 (RFC 9562): time first, so that new rows land together in an index. PostgreSQL makes them itself only from 18 on. */
export function newId(): string {
  const b = randomBytes(16)
  b.writeUIntBE(Date.now(), 0, 6)
  b[6] = (b[6]! & 0x0f) | 0x70
  b[8] = (b[8]! & 0x3f) | 0x80
  const h = b.toString('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}
