import { birthOf, readBirth, type Birth } from './birth.ts'
import type { Sex } from './identifiers.ts'

/** What the QR code on a citizen card says. Anything may be missing but the number or the name. */
export type Card = {
  readonly citizen?: string; readonly cmnd?: string; readonly name?: string; readonly birth?: Birth; readonly sex?: Sex
  readonly address?: string; readonly issuedOn?: string
  /** What could not be understood, as it stood. */
  readonly odd: readonly string[]
}

export function readSex(text: string): Sex | undefined {
  const t = text.normalize('NFC').trim().toLowerCase()
  if (['nam', 'male', 'm', 'trai'].includes(t)) return 'male'
  if (['nữ', 'nu', 'female', 'f', 'gái', 'gai'].includes(t)) return 'female'
  return undefined
}

/**
 * Đọc mã QR thẻ căn cước: `number|old number|NAME|ddmmyyyy|sex|address|ddmmyyyy`, more fields may follow. Tolerant: fields may be empty, padded,
 * in decomposed letters, with other separators of scanners; dates are checked, not trusted. Undefined when it is no such code.
 */
export function readCard(text: string): Card | undefined {
  const fields = text.normalize('NFC').replace(/^\uFEFF/, '').replace(/[\r\n]+/g, '').split(/[|¦‖]/).map((f) => f.replace(/\s+/g, ' ').trim())
  if (fields.length < 3) return undefined
  const odd: string[] = []
  const number = fields[0]!.replace(/\D+/g, '')
  const old = (fields[1] ?? '').replace(/\D+/g, '')
  const name = fields[2] ?? ''
  if (number.length !== 12 && !/\p{L}{2}/u.test(name)) return undefined
  if (number.length !== 12) { if (number.length < 8) return undefined; odd.push(fields[0]!) }
  const birthText = fields[3] ?? ''
  const birth = /^\d{4}$/.test(birthText) ? birthOf(+birthText) : readBirth(birthText)
  if (birthText !== '' && !birth) odd.push(birthText)
  const sex = readSex(fields[4] ?? '')
  if ((fields[4] ?? '') !== '' && !sex) odd.push(fields[4]!)
  const issued = readBirth(fields[6] ?? '')
  return {
    ...(number === '' ? {} : { citizen: number }), ...(old === '' ? {} : { cmnd: old }), ...(name === '' ? {} : { name }),
    ...(birth ? { birth } : {}), ...(sex ? { sex } : {}), ...((fields[5] ?? '') === '' ? {} : { address: fields[5]! }),
    ...(issued?.precision === 'day' ? { issuedOn: issued.date } : {}), odd,
  }
}
