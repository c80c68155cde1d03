import { fold, nfc, searchable } from '../../platform/text.ts'
import type { PlainDate } from '../../platform/dates.ts'

/** Số và ký hiệu, folded for comparing: `632 - CV/HU` → `632-CV/HU`, `11/QĐ-UBND` → `11/QD-UBND`. Leading zeros of the number do not count. */
export const numberKey = (number: string | null): string | null => {
  if (number === null) return null
  const key = fold(number).toUpperCase().replace(/[\s.]+/gu, '').replace(/[–—−]/gu, '-').replace(/^0+(?=\d)/u, '')
  return key === '' ? null : key
}

/** The running number and the symbol of `632-CV/HU` or `15/CĐ-UBND`; null where it is not of that form. */
export function splitNumber(number: string | null): { readonly ordinal: number; readonly symbol: string } | null {
  const m = /^\s*0*(\d{1,6})\s*[-–/]\s*(\S.*?)\s*$/u.exec(number ?? '')
  return m ? { ordinal: Number(m[1]), symbol: nfc(m[2]!) } : null
}

/** Hệ thống: Party numbers read `632-CV/HU` (hyphen first, organ after a stroke), State ones `15/CĐ-UBND`. Without a number the issuer's name says it, or nothing does. */
export function systemOf(number: string | null, issuer: string | null): 'state' | 'party' | null {
  const text = number ?? ''
  if (/^\s*\d*\s*[-–]\s*\p{Lu}[\p{L}]*\s*\/\s*\p{Lu}/u.test(text)) return 'party'
  if (/^\s*\d*\s*\/\s*(?:\d{4}\/)?\p{Lu}/u.test(text)) return 'state'
  const who = ` ${searchable(issuer ?? '')} `
  if (/ (tinh uy|huyen uy|thanh uy|thi uy|quan uy|dang uy|dang bo|trung uong dang|ban chap hanh|ban thuong vu|thuong truc|bo chinh tri|ban bi thu|ban can su dang|ban to chuc|ban tuyen giao|uy ban kiem tra) /u.test(who)) return 'party'
  if (/ (ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|bo|so|thu tuong|chinh phu|cuc|chi cuc|tong cuc|cong an|benh vien) /u.test(who)) return 'state'
  return null
}

const shortForms: readonly (readonly [RegExp, string])[] = [
  [/\bubnd\b/gu, 'uy ban nhan dan'], [/\bhdnd\b/gu, 'hoi dong nhan dan'], [/\bmttq\b/gu, 'mat tran to quoc'], [/\btw\b/gu, 'trung uong'], [/\bttg\b/gu, 'thu tuong chinh phu'], [/\btp\b/gu, 'thanh pho'],
]
/** Words that name the level of decision or an honorific rather than the organ: “Ban Thường vụ Tỉnh ủy” and “Tỉnh ủy” send the same letters. */
const notTheOrgan = new Set(['ban', 'thuong', 'vu', 'truc', 'cua', 'chu', 'tich'])

const issuerWords = (issuer: string): ReadonlySet<string> => {
  const spelled = shortForms.reduce((text, [from, to]) => text.replace(from, to), searchable(issuer))
  const words = spelled.split(' ').filter((w) => w !== '')
  const organ = words.filter((w) => !notTheOrgan.has(w))
  return new Set(organ.length > 0 ? organ : words)
}

/** Could both names mean the same organ? True when one is not known, or one is contained in the other (“Tỉnh ủy” in “Tỉnh ủy Tuyên Quang”). */
export function mayBeSameIssuer(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return true
  const x = issuerWords(a)
  const y = issuerWords(b)
  const [small, large] = x.size <= y.size ? [x, y] : [y, x]
  return small.size > 0 && [...small].every((w) => large.has(w))
}

export type Cited = { readonly number: string | null; readonly date: PlainDate | null; readonly issuer: string | null }

/**
 * Cùng một văn bản: số, ký hiệu and issuer; the date too where both are known (numbers begin again every year or term).
 * A document without a number is never taken for another.
 */
export function isSameDocument(a: Cited, b: Cited): boolean {
  const key = numberKey(a.number)
  return key !== null && key === numberKey(b.number) && (a.date === null || b.date === null || a.date === b.date) && mayBeSameIssuer(a.issuer, b.issuer)
}

/** Best of several that may be meant: the one whose date and issuer are both known and agree first. */
export function bestMatch<T extends Cited>(cited: Cited, among: readonly T[]): T | undefined {
  const score = (d: T): number => (cited.date !== null && d.date === cited.date ? 2 : 0) + (cited.issuer !== null && d.issuer !== null && mayBeSameIssuer(cited.issuer, d.issuer) ? 1 : 0)
  return among.filter((d) => isSameDocument(cited, d)).sort((x, y) => score(y) - score(x))[0]
}
