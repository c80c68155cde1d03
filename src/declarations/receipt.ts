import { createHash, randomBytes } from 'node:crypto'

/** Biên nhận (receipt): the key is made with the form and known only to its holder; the program keeps its hash, and a reference that may be told to anybody. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
export const newReceiptKey = (): string => Array.from(randomBytes(26), (b) => letters[b & 31]).join('')
export const hashOf = (key: string): string => createHash('sha256').update(`declaration ${key}`).digest('hex')
/** `KB-7F3K0-92QDM`: from the hash, so that sending twice gives one reference. 50 bits. */
export function referenceOf(key: string): string {
  const bytes = createHash('sha256').update(`reference ${key}`).digest()
  const ten = Array.from(bytes.subarray(0, 10), (b) => letters[b & 31]!.toUpperCase()).join('')
  return `KB-${ten.slice(0, 5)}-${ten.slice(5)}`
}
/** What somebody typed or scanned: a key in capitals, with spaces or hyphens, letters that look like digits. */
export const readKey = (text: string): string => text.toLowerCase().replace(/[^0-9a-z]/g, '').replace(/o/g, '0').replace(/[il]/g, '1').replace(/u/g, 'v')
/** In groups that can be copied by hand. */
export const showKey = (key: string): string => key.toUpperCase().replace(/(.{4})(?=.)/g, '$1-')
export const whoKey = (parts: readonly string[]): string => createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 32)
