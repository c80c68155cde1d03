import { findSystemMark, opensOrgan, properCase, readTypeLine, type Piece } from './letterhead.ts'
import { toDate } from './numbers.ts'
import { bareEnd, capitalShare, isCapitals } from './text.ts'
import type { IncomingStamp } from './types.ts'

/** Dấu ĐẾN: the receiver's stamp among the pieces of the head, and which of them it takes up. */
export function findStamp(p: readonly Piece[]): { from: number; to: number; stamp: IncomingStamp } | null {
  const bareNo = /^[^a-z0-9]{0,3}so\s*(?:den)?\s*[:.]?\s*(\d{1,6})\s*$/u
  const bareDay = /^[^a-z0-9]{0,3}ngay\s*(?:den)?\s*[:.]?\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/u
  for (let i = 0; i < p.length; i++) {
    const t = p[i]!.t
    const den = /^[^a-z0-9]{0,3}(?:(?:cong van|van ban)\s+)?den\b\s*[:.]?\s*/u.exec(t.fold)
    const marked =
      den !== null && capitalShare(t.text.slice(0, den[0].length)) > 0.7 && /^(|(so|gio|ngay)\b.*)$/u.test(t.fold.slice(den[0].length))
    const bare = bareNo.test(t.fold) && p[i + 1] !== undefined && bareDay.test(p[i + 1]!.t.fold)
    if (!marked && !bare) continue
    let from = i
    const before = p[i - 1]
    let organ: string | null = null
    if (
      before &&
      !t.text.startsWith('Số') &&
      isCapitals(before.t.text) &&
      !p[i]!.gap &&
      !readTypeLine(before.t) &&
      !findSystemMark(before.t)
    ) {
      from = i - 1
      organ = properCase(bareEnd(before.t.text))
      // the receiver's name may fill two lines of a narrow stamp
      const above = p[i - 2]
      if (above && !before.gap && isCapitals(above.t.text) && !findSystemMark(above.t) && !readTypeLine(above.t) && before.t.text.length < 24 && !opensOrgan(before.t.fold) && opensOrgan(above.t.fold)) {
        from = i - 2
        organ = properCase(`${bareEnd(above.t.text)} ${bareEnd(before.t.text)}`)
      }
    }
    let to = i
    const stamp: IncomingStamp = { organ, number: null, date: null, time: null, forwarded_to: null }
    for (let j = i; j < Math.min(p.length, i + 8); j++) {
      const f = p[j]!.t.fold
      const part = j === i && den ? f.slice(den[0].length) : f
      if (
        j > i &&
        !/^[^a-z0-9]{0,3}(so\s*(den)?\s*[:.]?\s*\d{1,6}\s*$|so va ky hieu|ngay\s*(den)?\s*[:.]?\s*\d{1,2}\s*[/.-]|gio|chuyen|luu ho so|ho so|hs|kinh chuyen|den\b)/u.test(
          part,
        )
      )
        break
      to = j
      const no = /\bso\s*(?:den)?\s*[:.]?\s*(\d{1,6})\b/u.exec(part)
      if (no && !stamp.number) stamp.number = no[1]!
      const day = /ngay\s*(?:den)?\s*[:.]?\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/u.exec(part)
      if (day) stamp.date = toDate(day[1], day[2], day[3])
      const time = /gio\s*[:.]?\s*(\d{1,2})\s*(?:[:hg]|gio)\s*(\d{2})?/u.exec(part)
      if (time) stamp.time = `${time[1]!.padStart(2, '0')}:${time[2] ?? '00'}`
      const to1 = /chuyen\s*[:.]?\s*(.+)$/u.exec(part)
      if (to1) stamp.forwarded_to = bareEnd(p[j]!.t.text.slice(p[j]!.t.text.length - to1[1]!.length)) || null
    }
    if (stamp.number || stamp.date || marked) return { from, to, stamp }
  }
  return null
}
