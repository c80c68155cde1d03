import { searchable } from '../../platform/text.ts'

/** What of a document a line of the register is found by. */
export type RegisterWords = { readonly number: string | null; readonly issuer: string | null; readonly type: string | null; readonly title: string | null; readonly signer: string | null }

/** Lexemes that do not fit the database's limit are found by their beginning. */
const most = 200
const wordsOf = (text: string | null): string[] => searchable(text ?? '').split(' ').filter((w) => w !== '').map((w) => w.slice(0, most))
const organisationWord = (organisationId: string): string => `o${organisationId.replaceAll('-', '')}`

/**
 * Từ khóa của một dòng sổ, as the database's text-search vector: folded words with a weight each (A number, B issuer, C the rest). The number also
 * stands in one piece, the arrival number and the organisation as words of their own.
 */
export function registerWords(organisationId: string, arrival: number, d: RegisterWords): string {
  const joined = searchable(d.number ?? '').replaceAll(' ', '')
  const weighted: [string, 'A' | 'B' | 'C'][] = [
    [organisationWord(organisationId), 'A'], [String(arrival), 'A'], ...[...wordsOf(d.number), ...(joined === '' ? [] : [joined.slice(0, most)])].map((w): [string, 'A'] => [w, 'A']),
    ...wordsOf(d.issuer).map((w): [string, 'B'] => [w, 'B']), ...[...wordsOf(d.type), ...wordsOf(d.title), ...wordsOf(d.signer)].slice(0, 400).map((w): [string, 'C'] => [w, 'C']),
  ]
  const places = new Map<string, string[]>()
  weighted.forEach(([word, weight], at) => places.set(word, [...(places.get(word) ?? []), `${at + 1}${weight}`]))
  return [...places].map(([word, at]) => `'${word}':${at.join(',')}`).join(' ')
}

/** What somebody looks for, as a query over those vectors: every word, each by its beginning; words of an issuer only in the issuer. Null when nothing is asked. */
export function registerQuery(organisationId: string, q: string | undefined, issuer: string | undefined): string | null {
  const words = wordsOf(q ?? null).slice(0, 8)
  const issued = wordsOf(issuer ?? null).slice(0, 8)
  if (words.length === 0 && issued.length === 0) return null
  return [`'${organisationWord(organisationId)}'`, ...words.map((w) => `'${w}':*`), ...issued.map((w) => `'${w}':*B`)].join(' & ')
}
