import type { Line } from './clean.ts'
import { bodyOpeners, type Header } from './header-fields.ts'
import { afterKinhGui } from './letterhead.ts'
import { cut, isUpper, join, letterCount, type Text } from './text.ts'

const dash = /^[^\p{L}\d(]*[-~+•·]+[^\p{L}\d(]*/u
const mend = (s: string): string =>
  s
    .replace(/^\S{0,8}ưởng (?=các Bộ(?!\p{L}))/u, 'Bộ trưởng ')
    .replace(/^B\p{Ll} (trưởng|truong)(?= )/u, 'Bộ trưởng')
    .replace(/^Các ch[ỉìị] bộ(?!\p{L})/u, 'Các chi bộ')
    .replace(/\s+[lI1|]$/u, '')
    .replace(/^[lI|]\s+/u, '')
    .replace(/(?<=,) [lI|] (?=\p{Lu})/gu, ' ')

/** Nơi gửi tới: one entry per line of Kính gửi or "… điện:"; a line broken in two is one entry. */
export function readRecipients(lines: readonly Line[], h: Header): { items: { text: string; at: Text }[]; end: number } {
  const items: { text: string; at: Text }[] = []
  if (h.addressees < 0) return { items, end: h.end }
  let current: Text[] | null = null
  let dashed = false
  const finish = (): void => {
    if (!current) return
    const t = join(current)
    const text = mend(t.text.replace(/[\s,;.:]+$/u, ''))
      .replace(/[\s,;.]+$/u, '')
      .trim()
    if (letterCount(text) > 2) items.push({ text, at: t })
    current = null
  }
  let i = h.addressees
  for (; i < lines.length; i++) {
    const line = lines[i]!
    let t = line.text
    const first = i === h.addressees
    if (first) {
      const at = t.at.findIndex((x) => x >= h.addresseesFrom)
      t = at < 0 ? cut(t, t.text.length) : cut(t, at)
      if (letterCount(t.text) < 2) continue
    } else if (h.stampLines.includes(i)) continue
    const again = afterKinhGui(t.fold)
    if (again > 0 && !first) {
      t = cut(t, again)
      if (letterCount(t.text) < 2) continue
    }
    const m = dash.exec(t.text)
    const body = m ? cut(t, m[0].length) : t
    const last: Text | undefined = (current as Text[] | null)?.at(-1)
    const ended = last ? /[;,.]$/u.test(last.text) : false
    if (!first && !m) {
      const begun = items.length > 0 || current !== null
      if (begun && line.gap && !(last && !/[;.]$/u.test(last.text) && !isUpper(body.text[0]) && letterCount(body.text) > 2)) {
        // a gap ends the list, unless lines without dashes go on being addressees
        if (dashed || !ended || !/[;,]$/u.test(last?.text ?? '') || bodyOpeners.test(t.fold) || t.text.length > 110) break
      }
      if (begun && !line.gap && last && /[.]$/u.test(last.text) && (bodyOpeners.test(t.fold) || t.text.length > 60)) break
      if (
        begun &&
        bodyOpeners.test(t.fold) &&
        /^(can cu|thuc hien|hien nay|thoi gian|trong (may|nhung|thoi)|ngay|xet|de |nham|trien khai|tiep theo|truoc)/u.test(t.fold) &&
        isUpper(t.text[0]) &&
        (line.gap || t.text.length > 40)
      )
        break
      // without blank lines the body follows at once: a long line after a short addressee is not its second half
      if (
        begun &&
        !line.gap &&
        !dashed &&
        last &&
        isUpper(t.text[0]) &&
        t.text.length > 70 &&
        last.text.length < 66 &&
        !/[,;]$/u.test(last.text)
      )
        break
      if (!begun && t.text.length > 200) break
    }
    if (m) dashed = true
    if (m || !current || (!dashed && ended)) {
      finish()
      current = [body]
    } else if (letterCount(body.text) > 1) current.push(body)
  }
  finish()
  return { items: items.flatMap((x) => inline(x)), end: i }
}

/** `Kính gửi: - A; - B.` printed on one line. */
function inline(x: { text: string; at: Text }): { text: string; at: Text }[] {
  const parts = x.text.split(/[;,.]\s+-\s+(?=\p{Lu})/u)
  return parts.length < 2 ? [x] : parts.map((p) => ({ text: p.replace(/^-\s*/u, '').replace(/[\s,;.]+$/u, ''), at: x.at }))
}
