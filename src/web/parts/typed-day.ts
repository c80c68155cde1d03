import { addDays, isPlainDate, type PlainDate } from '../../platform/dates.ts'

/** What a person types for a day: `5/9/2026`, `05-09-26`, `5.9` (this year), `05092026`, `hn`/`nay`, `mai`, `+3`, `-1`. Null when it is not a day. */
export function parseTypedDay(text: string, today: PlainDate): PlainDate | null {
  const typed = text.trim().toLowerCase().normalize('NFC')
  if (typed === '') return null
  if (['hn', 'nay', 'hôm nay', 'today'].includes(typed)) return today
  if (['mai', 'ngày mai', 'tomorrow'].includes(typed)) return addDays(today, 1)
  const shift = /^([+-])\s*(\d{1,3})$/.exec(typed)
  if (shift) return addDays(today, shift[1] === '-' ? -Number(shift[2]) : Number(shift[2]))
  if (isPlainDate(typed)) return typed
  const parts = /^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})(?:\s*[/.\-\s]\s*(\d{2}|\d{4}))?$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{4}|\d{2})?$/.exec(typed)
  if (!parts) return null
  const year = parts[3] === undefined ? today.slice(0, 4) : parts[3].length === 2 ? `20${parts[3]}` : parts[3]
  const day = `${year}-${parts[2]!.padStart(2, '0')}-${parts[1]!.padStart(2, '0')}`
  return isPlainDate(day) ? day : null
}
