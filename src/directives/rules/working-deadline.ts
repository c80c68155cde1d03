import { addDays, type PlainDate } from '../../platform/dates.ts'
import { addWorkingDays, restsOnGuess } from '../../platform/holidays.ts'
import { fold } from '../../platform/text.ts'
import type { DeadlineNorm } from '../contract/reading.ts'

export type WorkingDeadline = { readonly norm: DeadlineNorm; /** A holiday on the way was worked out, not announced: a person should look. */ readonly guessed: boolean }

const receipt = /nhan|ban hanh|ky|van ban nay/u
const other = /f0|ca benh|duong tinh|mau|ket qua|phat hien|ket thuc/u

/**
 * “Trong 03 ngày làm việc kể từ ngày nhận được văn bản”, “trong 05 ngày”: the day on which it ends, working days counted over weekends and holidays,
 * from the day the duty is given (or from the paper's own date where it says “ban hành”, “ký”). Null where the phrase counts no days, or counts
 * from an event that has no day yet.
 */
export function workingDeadline(text: string, norm: DeadlineNorm | null, givenOn: PlainDate, documentDate: PlainDate | null): WorkingDeadline | null {
  const said = fold(text)
  const working = /ngay lam viec/u.test(said)
  const read = norm !== null && 'within_days' in norm ? norm : null
  if (!working && read === null) return null
  const days = read?.within_days ?? Number(/(\d{1,3})\s*(?:\([^)]*\)\s*)?ngay lam viec/u.exec(said)?.[1] ?? 0)
  if (!Number.isInteger(days) || days < 1 || days > 250) return null
  const after = read?.after !== undefined ? fold(read.after) : /(?:ke tu|tu khi|tu ngay|sau khi)\s+(.*)$/u.exec(said)?.[1] ?? ''
  if (after !== '' && (other.test(after) || !receipt.test(after))) return null
  const start = /ban hanh|ky/u.test(after) && documentDate !== null ? documentDate : givenOn
  const end = working ? addWorkingDays(start, days) : addDays(start, days)
  return { norm: { on: end }, guessed: working && restsOnGuess(start, end) }
}
