import type { Birth } from './birth.ts'

/**
 * Giấy tờ (identifiers). `citizen`: số định danh cá nhân / CCCD, 12 digits (137/2015/NĐ-CP, Điều 13) · `cmnd`: số chứng minh nhân dân, 9 digits ·
 * `insurance`: mã số bảo hiểm xã hội, 10 digits (the last ten of a BHYT card) · `passport` · `other`: as written.
 * A number that breaks a pattern is a warning; nothing here refuses to keep what was written.
 */
export type IdentifierKind = 'citizen' | 'cmnd' | 'insurance' | 'passport' | 'other'
export const identifierKinds: readonly IdentifierKind[] = ['citizen', 'cmnd', 'insurance', 'passport', 'other']
export type Sex = 'male' | 'female'

export type Identifier = { readonly kind: IdentifierKind; readonly value: string }

/** Letters and digits only, capitals: spaces, dots and dashes are how people write, not what the number is. */
export const bareNumber = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** The kind a number most likely is. A number one digit short keeps the kind it was given for. */
export function readIdentifier(text: string, saidKind?: IdentifierKind): Identifier | undefined {
  const value = bareNumber(text)
  if (value === '') return undefined
  if (/^[A-Z]{2}\d{13}$/.test(value)) return { kind: 'insurance', value: value.slice(-10) }
  if (saidKind !== undefined) return { kind: saidKind, value }
  if (/^\d{12}$/.test(value)) return { kind: 'citizen', value }
  if (/^\d{9}$/.test(value)) return { kind: 'cmnd', value }
  if (/^\d{10}$/.test(value)) return { kind: 'insurance', value }
  if (/^\d{11}$|^\d{13}$/.test(value)) return { kind: 'citizen', value }
  if (/^[A-Z]\d{7,8}$/.test(value)) return { kind: 'passport', value }
  return { kind: 'other', value }
}

/** What a number says that the record does not, or what is odd in it. Warnings only: an old province code stays in an old number for life. */
export type IdentifierWarning =
  | { readonly code: 'length'; readonly kind: IdentifierKind; readonly digits: number; readonly expected: number }
  | { readonly code: 'form'; readonly kind: IdentifierKind }
  | { readonly code: 'province'; readonly found: string }
  | { readonly code: 'sex'; readonly found: Sex }
  | { readonly code: 'century'; readonly found: number }
  | { readonly code: 'year'; readonly found: number }

const lengths: Partial<Record<IdentifierKind, number>> = { citizen: 12, cmnd: 9, insurance: 10 }

/** What the twelve digits say: province or country of registration, sex, birth year. */
export function citizenParts(value: string): { province: string; sex: Sex; birthYear: number } | undefined {
  const m = /^(\d{3})(\d)(\d{2})\d{6}$/.exec(value)
  if (!m) return undefined
  const century = +m[2]!
  return { province: m[1]!, sex: century % 2 === 0 ? 'male' : 'female', birthYear: 1900 + 100 * Math.floor(century / 2) + +m[3]! }
}

/** Checks a number against itself and, for the twelve digits, against sex and year of birth of the record. */
export function identifierWarnings(id: Identifier, record: { sex?: Sex | undefined; birth?: Birth | undefined }): IdentifierWarning[] {
  const out: IdentifierWarning[] = []
  const expected = lengths[id.kind]
  if (expected !== undefined && !/^\d+$/.test(id.value)) out.push({ code: 'form', kind: id.kind })
  else if (expected !== undefined && id.value.length !== expected) out.push({ code: 'length', kind: id.kind, digits: id.value.length, expected })
  if (id.kind === 'passport' && !/^[A-Z]\d{7,8}$/.test(id.value)) out.push({ code: 'form', kind: 'passport' })
  const parts = id.kind === 'citizen' ? citizenParts(id.value) : undefined
  if (!parts) return out
  // Provinces had 001–096; codes above are countries of birth registration.
  if (parts.province === '000') out.push({ code: 'province', found: parts.province })
  if (record.sex && parts.sex !== record.sex) out.push({ code: 'sex', found: parts.sex })
  const year = record.birth ? +record.birth.date.slice(0, 4) : undefined
  if (year !== undefined && year % 100 === parts.birthYear % 100 && year !== parts.birthYear) out.push({ code: 'century', found: Math.floor(parts.birthYear / 100) * 100 })
  else if (year !== undefined && year !== parts.birthYear) out.push({ code: 'year', found: parts.birthYear })
  return out
}

export type NumberLevel = 'same' | /** one digit missing, or two neighbours swapped */ 'near' | /** one digit differs */ 'one_off' | 'differs'

/** How two numbers of one kind compare. */
export function compareNumbers(a: string, b: string): NumberLevel {
  if (a === b) return 'same'
  if (a.length < 6 || b.length < 6 || Math.abs(a.length - b.length) > 1) return 'differs'
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  if (a.length !== b.length) {
    const [s, l] = a.length < b.length ? [a, b] : [b, a]
    return s.slice(i) === l.slice(i + 1) ? 'near' : 'differs'
  }
  if (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2)) return 'near'
  return a.slice(i + 1) === b.slice(i + 1) ? 'one_off' : 'differs'
}

/**
 * Every number that is *near* this one and may stand in a record: one digit dropped, neighbours swapped; for a number that is one short of its length
 * also one digit added. Bounded: 23 for twelve digits, at most 120 for eleven.
 */
export function nearNumbers(id: Identifier): string[] {
  const v = id.value
  if (v.length < 8 || v.length > 15) return []
  const out = new Set<string>()
  for (let i = 0; i < v.length; i++) {
    out.add(v.slice(0, i) + v.slice(i + 1))
    if (i + 1 < v.length && v[i] !== v[i + 1]) out.add(v.slice(0, i) + v[i + 1]! + v[i]! + v.slice(i + 2))
  }
  if (lengths[id.kind] === v.length + 1) for (let i = 0; i <= v.length; i++) for (let d = 0; d <= 9; d++) out.add(v.slice(0, i) + d + v.slice(i))
  out.delete(v)
  return [...out]
}

/** The last three digits and dots before them: enough to tell two cards of one family apart, not enough to use. */
export const maskedNumber = (value: string): string => `•••${value.slice(-3)}`
