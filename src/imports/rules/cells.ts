/** Ô dữ liệu: what one cell means. Every reader answers a value, "missing", or says that it cannot be read; none turns an unknown word into "no". */
import { fold, nfc } from '../../platform/text.ts'

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false }
const got = <T>(value: T): Reading<T> => ({ ok: true, value })
const unread: { readonly ok: false } = { ok: false }

/** Folded words of a cell without punctuation at its ends. */
export function plain(cell: string): string {
  const text = (/^[\x20-\x7e]*$/.test(cell) ? cell.toLowerCase() : fold(cell)).trim()
  return /\s\s|[^\S ]|[.!:;]$/.test(text) ? text.replace(/\s+/g, ' ').replace(/[.!:;]+$/, '') : text
}

const missingWords = new Set(['', '-', '--', '—', '–', '/', '?', '...', '…', 'na', 'n/a', '#n/a', 'null', 'nan', 'none', 'nil', 'khong ro', 'chua ro', 'khong biet', 'kxd', 'khong xac dinh', 'chua xac dinh', 'k ro', 'kro', 'kcd', 'khong co thong tin', 'chua co thong tin', 'unknown', 'unk', 'not known', 'missing', 'not available', 'not applicable', 'not_applicable', 'khong ap dung'])
/** Nothing known: empty, NA, "không rõ", a dash. */
export const isMissing = (cell: string): boolean => cell === '' || (cell.length <= longestMissing && (missingWords.has(plain(cell)) || /^[.\-–—_\s]*$/.test(cell)))
/** Longer cells say something; combining marks of a decomposed text are allowed for. */
const longestMissing = 60

const yes = new Set(['co', 'yes', 'y', 'true', 't', '1', 'x', '+', 'v', '✓', '✔', '☑', 'roi', 'da', 'da co', 'dung', 'phai', 'co roi', 'oui', 'si', 'ja'])
const no = new Set(['khong', 'ko', 'k', 'kg', 'khg', 'no', 'n', 'false', 'f', '0', 'chua', 'chua co', 'sai', 'khong co', 'khong phai', '☐', 'non', 'nein'])
/** Có/không in Vietnamese and English. A word that is neither cannot be read; it is never "no". */
export function readYesNo(cell: string): Reading<boolean> {
  const word = plain(cell)
  if (yes.has(word)) return got(true)
  if (no.has(word)) return got(false)
  // Codes of other systems for the same question: NOT_PREGNANT, YES_FIRST_TRIMESTER.
  const code = word.replace(/^lng_reference_data_category_[a-z]+_status_/, '')
  return /^yes(?:_[a-z]+)+$/.test(code) ? got(true) : /^(?:not|no)(?:_[a-z]+)+$/.test(code) ? got(false) : unread
}

export type Sex = 'male' | 'female' | 'other'
const sexes: Readonly<Record<string, Sex>> = {
  nam: 'male', 'nam gioi': 'male', trai: 'male', male: 'male', m: 'male', man: 'male', boy: 'male', mannlich: 'male', masculin: 'male',
  nu: 'female', 'nu gioi': 'female', gai: 'female', female: 'female', f: 'female', w: 'female', woman: 'female', girl: 'female', weiblich: 'female', feminin: 'female',
  khac: 'other', other: 'other', lgbt: 'other',
}
export function readSex(cell: string): Reading<Sex> {
  const word = plain(cell).replace(/^lng_reference_data_category_gender_/, '')
  const sex = sexes[word]
  return sex ? got(sex) : unread
}

/** Tuổi in years; months and days become parts of a year. */
export type Age = { readonly value: number; readonly unit: 'years' | 'months' | 'days' }
const ageUnits: readonly [RegExp, Age['unit']][] = [[/^(?:t|tuoi|nam tuoi|nam|y|yr|yrs|year|years|years old|yo|a)$/, 'years'], [/^(?:th|thang|thang tuoi|m|mo|month|months|months old)$/, 'months'], [/^(?:ngay|ngay tuoi|d|day|days|days old)$/, 'days']]
/** "34", "34 tuổi", "8 tháng", "2 ngày tuổi"; −1 is the usual mark for unknown and reads as missing (null). */
export function readAge(cell: string): Reading<Age | null> {
  const m = /^(-?\d{1,3})(?:[.,]\d+)?\s*(.*)$/.exec(plain(cell))
  if (!m) return unread
  const value = Number(plain(cell).match(/^-?\d+(?:[.,]\d+)?/)![0].replace(',', '.'))
  if (value === -1) return got(null)
  const unit = m[2] === '' ? 'years' : ageUnits.find(([words]) => words.test(m[2]!))?.[1]
  if (!unit || value < 0 || (unit === 'years' && value > 125) || (unit === 'months' && value > 400) || (unit === 'days' && value > 999)) return unread
  return got({ value, unit })
}

/** Numbers with a comma or a point as decimal sign; a thousands separator only in groups of three. */
export function readNumber(cell: string): Reading<number> {
  const text = cell.trim().replace(/\s/g, '')
  if (/^[-+]?\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) return got(Number(text.replaceAll('.', '').replace(',', '.')))
  if (/^[-+]?\d{1,3}(?:,\d{3})+\.\d+$/.test(text)) return got(Number(text.replaceAll(',', '')))
  if (/^[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?$/.test(text)) return got(Number(text.replace(',', '.')))
  return unread
}

/** A phone of Viet Nam as ten digits (or a landline of eleven), a foreign one with its +. What a spreadsheet cut off (the first 0) is put back. */
export function readPhone(cell: string): Reading<string> {
  const text = nfc(cell).trim().replace(/^'/, '').split(/[;/]|\s-\s|,/)[0]!.replace(/[\s.\-()]/g, '')
  if (/^(?:\+84|0084|84)\d{9,10}$/.test(text)) return got(`0${text.replace(/^(?:\+84|0084|84)/, '')}`)
  if (/^0\d{9,10}$/.test(text)) return got(text)
  if (/^[35789]\d{8}$/.test(text)) return got(`0${text}`)
  if (/^\+\d{7,15}$/.test(text)) return got(text)
  return unread
}

/** What is wrong with a citizen number; the number is kept as written, a person looks at it. */
export type CitizenNumber = { readonly number: string; readonly doubt: null | 'zero_restored' | 'length' }
/** Số định danh 12 digits or old 9-digit number. `1.23457E+11` has lost its digits and cannot be read. */
export function readCitizenNumber(cell: string): Reading<CitizenNumber> {
  const text = cell.trim().replace(/^'/, '').replace(/[\s.-]/g, '')
  if (!/^\d+$/.test(text)) return unread
  if (text.length === 12 || text.length === 9) return got({ number: text, doubt: null })
  // Provinces 001–096: a spreadsheet drops the leading zeros, one or two.
  if (text.length === 11 || text.length === 10) return got({ number: text.padStart(12, '0'), doubt: 'zero_restored' })
  return text.length >= 6 && text.length <= 13 ? got({ number: text, doubt: 'length' }) : unread
}

/** Text as it will be kept: NFC, single spaces. */
export function readText(cell: string): string {
  const text = (/^[\x20-\x7e]*$/.test(cell) ? cell : nfc(cell)).replace(/^'(?=\+)/, '')
  return (/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text).trim()
}

/** A list in one cell ("2,3", "BN91; BN124", "1 và 5"). */
export const readList = (cell: string): string[] => readText(cell).split(/\s*(?:[,;|\n]|\s(?:và|va|and)\s)\s*/u).map((x) => x.trim()).filter((x) => x !== '' && !isMissing(x))
