import { searchable } from '../../platform/text.ts'
import type { ReadingValue, Reference, WorkingCopy } from '../contract/reading.ts'
import type { EdxmlMessage, EdxmlOrgan, EdxmlCode } from '../exchange/rules.ts'
import { isSameDocument, mayBeSameIssuer, numberKey } from './numbers.ts'

/** What the header of an exchange message says, in the shape of the reading. */
export type MessageSays = Pick<ReadingValue, 'type' | 'number' | 'issuer' | 'place' | 'date' | 'title' | 'urgency' | 'signer'> & { readonly references: readonly Reference[] }
/** Kept with a document that came as a message. */
export type FromMessage = { readonly from: EdxmlOrgan; readonly code: EdxmlCode; readonly date: string | null; readonly documentId: string | null; readonly business: string; readonly says: MessageSays }

/** `15` and `CĐ-UBND` → `15/CĐ-UBND`; a Party symbol `CV/TU` → `635-CV/TU`. */
export const joinedNumber = (code: EdxmlCode): string | null =>
  code.number === null ? null : code.notation === null ? code.number : /^\p{Lu}[\p{L}]*\/\p{Lu}/u.test(code.notation) && !code.notation.includes('-') ? `${code.number}-${code.notation}` : `${code.number}/${code.notation}`

export function saysOf(m: EdxmlMessage): MessageSays {
  const urgencies = [null, 'khẩn', 'thượng khẩn', 'hỏa tốc', 'hỏa tốc'] as const
  return {
    type: m.type.name.toLowerCase(), number: joinedNumber(m.code), issuer: m.from.name, place: m.place, date: m.date, title: m.subject.replace(/^(v\/v|về việc)\s+/iu, ''), urgency: urgencies[m.priority] ?? null, signer: m.signer.fullName,
    references: m.responseFor.map((r) => ({ type: null, number: joinedNumber(r.code), date: r.date, issuer: null })).filter((r) => r.number !== null),
  }
}

type Warning = { readonly code: string; readonly path: string | null; readonly facts: Record<string, unknown> }
const fields = ['type', 'number', 'issuer', 'place', 'date', 'title', 'urgency', 'signer'] as const

/**
 * The message beside the paper: what the paper does not say is taken from the message and marked; where the two differ the paper stands
 * and a person is told. The paper is what was signed.
 */
export function withMessage(working: WorkingCopy, warnings: readonly Warning[], says: MessageSays): { working: WorkingCopy; warnings: Warning[] } {
  const out: Warning[] = [...warnings]
  const value: Record<string, unknown> = { ...working.value }
  for (const field of fields) {
    const message = says[field]
    const paper = working.value[field]
    if (message === null || message === '') continue
    if (paper === null) {
      value[field] = message
      out.push({ code: 'exchange.filled', path: field, facts: { field, message } })
    } else if (differs(field, message, paper)) out.push({ code: 'exchange.differs', path: field, facts: { field, message, paper } })
  }
  const more = says.references.filter((r) => !working.value.references.some((known) => isSameDocument(r, known)))
  return { working: { ...working, value: { ...(value as ReadingValue), references: [...working.value.references, ...more] } }, warnings: out }
}

const differs = (field: (typeof fields)[number], a: string, b: string): boolean => (field === 'number' ? numberKey(a) !== numberKey(b) : field === 'date' ? a !== b : field === 'issuer' ? !mayBeSameIssuer(a, b) : !sameWords(a, b))
const sameWords = (a: string, b: string): boolean => { const [x, y] = [searchable(a), searchable(b)]; return x === y || x.includes(y) || y.includes(x) }
