import type { PlainDate } from '../../../platform/dates.ts'
import { accept, refuse, type Decision } from '../../../platform/refusal.ts'
import { nfc } from '../../../platform/text.ts'
import type { DraftingRefusal } from '../refusals.ts'
import type { DraftSigner } from './draft.ts'
import type { LayoutRules } from './layout.ts'
import type { IssuingSystem } from './types.ts'

/** Blank for a number and for a day that are not there yet. */
const blankNumber = ' '.repeat(6)
const blankDay = ' '.repeat(5)

/** Dưới 10 thêm số 0 phía trước. */
const padded = (n: number): string => String(n).padStart(2, '0')

/** `15/CĐ-UBND`, `07-CĐ/TU`, or the blank form `      /UBND-VX`. */
export function numberAndSymbol(number: number | null, symbol: string, layout: LayoutRules): string {
  const digits = number === null ? blankNumber : layout.words.padNumber.value ? padded(number) : String(number)
  return `${digits}${layout.words.numberJoin.value}${nfc(symbol)}`
}

/** The whole line: `Số: 15/CĐ-UBND`, `Số 07-CĐ/TU`. */
export const numberLine = (number: number | null, symbol: string, layout: LayoutRules): string => layout.words.number.value + numberAndSymbol(number, symbol, layout)

/** `ngày 05 tháng 3 năm 2020`: days below 10 and months 1 and 2 carry a zero, so that nobody can write a digit before them; months 3 to 9 do not. */
export function longDate(date: PlainDate): string {
  const month = Number(date.slice(5, 7))
  return `ngày ${date.slice(8, 10)} tháng ${month < 3 ? padded(month) : month} năm ${date.slice(0, 4)}`
}

/** The date line: `Sơn Dương, ngày 31 tháng 8 năm 2021`, with the day blank while there is none. */
export function dateLine(place: string, date: PlainDate | null, drawnOn: PlainDate): string {
  return `${nfc(place)}, ${date ? longDate(date) : longDate(drawnOn).replace(/^ngày \d\d/u, `ngày ${blankDay}`).replace(/ {6}tháng/u, `${blankDay}tháng`)}`
}

/** Symbol of a paper: State `KH-UBND`, công văn `UBND-VX` (organ - drafting unit); Party `CV/TU`. */
export function symbolFor(system: IssuingSystem, code: string | null, organ: string, unit: string | null): string {
  if (system === 'party') return `${code ?? 'CV'}/${organ}`
  return code === null ? `${organ}${unit ? `-${unit}` : ''}` : `${code}-${organ}`
}

/** `24/8/2021`, `05/3/2020`, `09/02/2021`: the short form in running text, padded like the long one. */
export const shortDate = (date: PlainDate): string => `${date.slice(8, 10)}/${Number(date.slice(5, 7)) < 3 ? date.slice(5, 7) : Number(date.slice(5, 7))}/${date.slice(0, 4)}`

/** How a paper is cited: `Công văn số 635-CV/TU, ngày 24/8/2021 của …` (Party: comma before ngày), without the parts that are not known. */
export function citation(cited: { type: string; number: string | null; date: PlainDate | null; issuer: string | null; subject: string | null }, layout: LayoutRules): string {
  const type = cited.type.charAt(0).toUpperCase() + cited.type.slice(1)
  return nfc([
    type,
    cited.number ? ` số ${cited.number}` : '',
    cited.date ? `${layout.words.citationDate.value}${shortDate(cited.date)}` : '',
    cited.issuer ? ` của ${cited.issuer}` : '',
    cited.subject ? ` ${/^(về|v\/v)(?=\s)/iu.test(cited.subject) ? lowerFirst(cited.subject.replace(/^v\/v/iu, 'về việc')) : `về việc ${lowerFirst(cited.subject)}`}` : '',
  ].join(''))
}

const lowerFirst = (text: string): string => (/^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))

/** Lines of the sign-off in capitals: those of authority, then the position (empty when the authority line is the position). */
export type SignOff = { readonly authority: readonly string[]; readonly position: string; readonly name: string | null }

export function signOff(signer: DraftSigner, system: IssuingSystem): Decision<SignOff, DraftingRefusal> {
  const up = (text: string): string => nfc(text).trim().toUpperCase()
  const position = up(signer.position)
  const of = up(signer.onBehalfOf ?? '')
  const name = signer.name === null ? null : nfc(signer.name).trim()
  const mark = system === 'state' ? { collective: 'TM.', deputy: 'KT.', order: 'TL.' } : { collective: 'T/M', deputy: 'K/T', order: 'T/L' }
  const unknown = refuse({ code: 'drafting.signing_unknown', capacity: signer.capacity, system } as const)
  switch (signer.capacity) {
    case 'collective': return of ? accept({ authority: [`${mark.collective} ${of}`], position, name }) : unknown
    case 'collective_deputy':
      if (!of) return unknown
      // A committee of the Party has no K/T: its deputy secretary signs T/M.
      if (system === 'party') return accept({ authority: [`${mark.collective} ${of}`], position, name })
      return signer.headPosition ? accept({ authority: [`${mark.collective} ${of}`, `${mark.deputy} ${up(signer.headPosition)}`], position, name }) : unknown
    case 'head': return accept(system === 'party' ? { authority: [position], position: '', name } : { authority: [], position, name })
    case 'deputy':
      if (!of) return unknown
      if (system === 'party' && /BÍ THƯ|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|ỦY$/u.test(of)) return refuse({ code: 'drafting.deputy_for_committee', body: signer.onBehalfOf ?? '' })
      return accept({ authority: [`${mark.deputy} ${of}`], position, name })
    case 'acting': return accept(system === 'party' ? { authority: [`Q. ${position}`], position: '', name } : { authority: [], position: `Q. ${position}`, name })
    case 'by_order': return of ? accept({ authority: [`${mark.order} ${of}`], position, name }) : unknown
    case 'by_authorisation': return of && system === 'state' ? accept({ authority: [`TUQ. ${of}`], position, name }) : unknown
  }
}
