/** Text that remembers where it came from: every operation keeps, for each character, its offset in the source. */

const folded = new Map<string, string>()
function foldUnit(c: string): string {
  const known = folded.get(c)
  if (known !== undefined) return known
  let base: string
  if (c === 'đ' || c === 'Đ' || c === 'ð' || c === 'Ð') base = 'd'
  else {
    base = c
      .toLowerCase()
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
    if (base.length !== 1) base = c
  }
  folded.set(c, base)
  return base
}

/** A copy for comparing, same length: lower case, marks stripped, đ → d. The cache makes it cheap enough for whole documents. */
export function fold(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code < 128) out += code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : text[i]
    else out += foldUnit(text[i]!)
  }
  return out
}

export type Text = { readonly text: string; readonly fold: string; readonly at: readonly number[] }

export const emptyText: Text = { text: '', fold: '', at: [] }
export const makeText = (text: string, at: readonly number[]): Text => ({ text, fold: fold(text), at })

export function cut(t: Text, from: number, to = t.text.length): Text {
  let a = Math.max(0, from)
  let b = Math.min(t.text.length, to)
  while (a < b && t.text[a] === ' ') a++
  while (b > a && t.text[b - 1] === ' ') b--
  return { text: t.text.slice(a, b), fold: t.fold.slice(a, b), at: t.at.slice(a, b) }
}

/** Joins with one space (or a line end, which keeps paragraphs apart); it takes the place of the character before it. */
export function join(parts: readonly Text[], mark: ' ' | '\n' = ' '): Text {
  let text = ''
  let f = ''
  const at: number[] = []
  for (const p of parts) {
    if (!p.text) continue
    if (text) {
      text += mark
      f += mark
      at.push(at[at.length - 1]!)
    }
    text += p.text
    f += p.fold
    for (const x of p.at) at.push(x)
  }
  return { text, fold: f, at }
}

/** Source offsets [start, end) of a piece. */
export const sourceSpan = (t: Text, from = 0, to = t.text.length): [number, number] | null => {
  if (to <= from || !t.at.length) return null
  return [t.at[Math.min(from, t.at.length - 1)]!, t.at[Math.min(to, t.at.length) - 1]! + 1]
}

export function isUpper(c: string | undefined): boolean {
  if (c === undefined) return false
  const code = c.charCodeAt(0)
  return code < 128 && c.length === 1 ? code >= 65 && code <= 90 : c !== c.toLowerCase()
}
export function isLetter(c: string | undefined): boolean {
  if (c === undefined) return false
  const code = c.charCodeAt(0)
  return code < 128 && c.length === 1 ? (code | 32) >= 97 && (code | 32) <= 122 : c.toLowerCase() !== c.toUpperCase()
}

/** Share of capital letters among letters; 0 without letters. */
export function capitalShare(text: string): number {
  let letters = 0
  let capitals = 0
  for (const c of text)
    if (isLetter(c)) {
      letters++
      if (isUpper(c)) capitals++
    }
  return letters ? capitals / letters : 0
}
export const letterCount = (text: string): number => {
  let n = 0
  for (const c of text) if (isLetter(c)) n++
  return n
}
/** A heading line: at least three letters, nearly all capitals (scans lower a few). */
export const isCapitals = (text: string): boolean => letterCount(text) >= 3 && capitalShare(text) >= 0.75

/** Removes dust and final punctuation of a list entry. */
export const bareEnd = (text: string): string => text.replace(/[\s,;.:/]+$/u, '').trim()

/** Approximate search (Sellers): the best place of `pattern` in `text` with at most `most` edits, both already folded. */
export function findFuzzy(text: string, pattern: string, most: number): { start: number; end: number; edits: number } | null {
  const m = pattern.length
  let cost = new Int16Array(m + 1)
  let from = new Int16Array(m + 1)
  let nextCost = new Int16Array(m + 1)
  let nextFrom = new Int16Array(m + 1)
  for (let i = 0; i <= m; i++) cost[i] = i
  let best: { start: number; end: number; edits: number } | null = null
  for (let j = 1; j <= text.length; j++) {
    nextCost[0] = 0
    nextFrom[0] = j
    for (let i = 1; i <= m; i++) {
      const sub = cost[i - 1]! + (pattern[i - 1] === text[j - 1] ? 0 : 1)
      const del = cost[i]! + 1
      const ins = nextCost[i - 1]! + 1
      if (sub <= del && sub <= ins) {
        nextCost[i] = sub
        nextFrom[i] = from[i - 1]!
      } else if (del <= ins) {
        nextCost[i] = del
        nextFrom[i] = from[i]!
      } else {
        nextCost[i] = ins
        nextFrom[i] = nextFrom[i - 1]!
      }
    }
    ;[cost, nextCost] = [nextCost, cost]
    ;[from, nextFrom] = [nextFrom, from]
    if (cost[m]! <= most && (!best || cost[m]! < best.edits)) best = { start: from[m]!, end: j, edits: cost[m]! }
  }
  return best
}

/** Edit distance, given up (returns `most + 1`) as soon as it exceeds `most`. */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const v = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
      next.push(v)
      if (v < least) least = v
    }
    if (least > most) return most + 1
    row = next
  }
  return row[b.length]!
}
