import { isPlainDate, type PlainDate } from '../../../platform/dates.ts'
import { nfc } from '../../../platform/text.ts'
import { clauseAt, clauseOf, type Edit, type FieldName, type Spot, type Working } from './working.ts'

/** What a selection on the paper can become, and the letter that makes it so. Letters are those of the Vietnamese words where they are free. */
export const takes = [
  { key: 'c', as: 'clause' }, { key: 'a', as: 'assignees' }, { key: 'p', as: 'coordinators' }, { key: 'd', as: 'deadlines' }, { key: 'r', as: 'recipients' },
  { key: 'n', as: 'number' }, { key: 'g', as: 'date' }, { key: 't', as: 'title' }, { key: 'i', as: 'issuer' }, { key: 's', as: 'signer' },
] as const
export type Take = (typeof takes)[number]['as']

/** A selection trimmed to its words: a drag often takes the blank before and the comma after. */
export function trimmed(text: string, spot: Spot): Spot {
  let { start, end } = spot
  while (start < end && /\s/u.test(text[start]!)) start += 1
  while (end > start && /[\s,;:]/u.test(text[end - 1]!)) end -= 1
  return { start, end }
}

/** The words of a place as one string: line breaks inside it are those of the paper, not of the sentence. */
export const wordsAt = (text: string, spot: Spot): string => nfc(text.slice(spot.start, spot.end)).replace(/\s+/gu, ' ').trim()

/** `ngày 31 tháng 8 năm 2021`, `31/8/2021`, `31.8.2021`; empty when the words hold no whole date. */
export function dayIn(words: string): PlainDate | '' {
  const found = /(\d{1,2})\s*(?:tháng|[/.-])\s*(\d{1,2})\s*(?:năm|[/.-])\s*(\d{4})/iu.exec(words)
  if (!found) return ''
  const day = `${found[3]}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}`
  return isPlainDate(day) ? day : ''
}

/** `1.`, `2-`, `3/`, `a)`, `IV.1`, `Điều 5.` at the head of an item, and the rest. */
export function labelAndText(words: string): { readonly label: string; readonly text: string } {
  const found = /^((?:điều\s+)?(?:[ivxlc]+|\d{1,2}|[a-zđ])(?:\.\d{1,2})*)\s?[.)/-](?:\s+|(?=\p{L}))(.*)$/isu.exec(words)
  if (found && found[2]!.trim() !== '') return { label: found[1]!, text: found[2]!.trim() }
  const dash = /^[-–+•]\s+(.*)$/su.exec(words)
  return dash ? { label: '', text: dash[1]!.trim() } : { label: '', text: words }
}

/** The correction that a selection and a letter make; null when the letter has no meaning there (no clause to give the unit to, no date in the words). */
export function editOf(take: Take, text: string, selected: Spot, working: Working, focused: string | null): Edit | null {
  const spot = trimmed(text, selected)
  const words = wordsAt(text, spot)
  if (words === '') return null
  switch (take) {
    case 'clause': return { do: 'clause', ...labelAndText(words), spot, after: focused }
    case 'assignees': case 'coordinators': case 'deadlines': {
      const clause = clauseAt(working, spot.start) ?? (focused === null ? undefined : clauseOf(working, focused))
      return clause ? { do: 'addTo', clause: clause.id, list: take, text: words, spot } : null
    }
    case 'recipients': return { do: 'add', list: 'recipients', text: words.replace(/^[-–•]\s*/u, ''), spot }
    case 'date': {
      const day = dayIn(words)
      return day === '' ? null : { do: 'field', name: 'date', text: day, spot }
    }
    case 'number': return { do: 'field', name: 'number', text: words.replace(/^số\s*:?/iu, '').replace(/\s+/gu, ''), spot }
    case 'title': return { do: 'field', name: 'title', text: words.replace(/^v\/v\s*/iu, ''), spot }
    case 'issuer': case 'signer': return { do: 'field', name: take satisfies FieldName, text: words, spot }
  }
}
