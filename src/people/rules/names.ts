/**
 * Họ tên (name): kept as written (NFC) in one field, compared by keys. Two rules and no third:
 * the *exact* key keeps every letter and mark, the *plain* key has none. Neither depends on the Unicode form, on capitals,
 * on where the tone sits in the syllable (Hoà = Hòa) or on punctuation. Names of every people are words in an order, not three fields.
 */
export type NameKeys = {
  /** As written: NFC, spaces squeezed. */
  readonly written: string
  /** Words with their marks, tone at the end of the word: `nguyên4 văn an`. */
  readonly exact: readonly string[]
  /** Words without marks, đ → d: `nguyen van an`. */
  readonly plain: readonly string[]
  /** The same words sorted, so that a name split or ordered another way has the same key. */
  readonly bagExact: string
  readonly bag: string
  /** All letters run together: `H'Hen Niê` and `HHen Niê`. */
  readonly joined: string
  /** The name carries at least one mark. One that carries none may have lost them. */
  readonly marked: boolean
  /** Tên gọi: the last word, without marks. */
  readonly given: string
}

/** A letter taken apart: its base without marks, the letter with its quality (ă â đ ê ô ơ ư) and no tone, the tone 0–5. */
type Letter = { readonly plain: string; readonly letter: string; readonly tone: number; readonly marked: boolean; readonly joins: boolean }
const tones: Readonly<Record<string, number>> = { '\u0300': 1, '\u0301': 2, '\u0309': 3, '\u0303': 4, '\u0323': 5 }
const none: Letter = { plain: '', letter: '', tone: 0, marked: false, joins: false }
const known = new Map<string, Letter>()

function letterOf(ch: string): Letter {
  const before = known.get(ch)
  if (before) return before
  const low = ch.toLowerCase()
  let made: Letter = none
  if (/\p{M}/u.test(low)) made = { plain: '', letter: tones[low] === undefined ? low : '', tone: tones[low] ?? 0, marked: true, joins: true }
  else if (/[\p{L}\p{N}]/u.test(low)) {
    const parts = [...low.normalize('NFD')]
    const base = parts[0] === 'đ' || parts[0] === 'ð' || parts[0] === 'ɖ' ? 'd' : parts[0]!
    const quality = parts.slice(1).filter((p) => tones[p] === undefined)
    made = { plain: base, letter: (parts[0] === base ? base : 'đ') + quality.join(''), tone: parts.reduce((t, p) => tones[p] ?? t, 0), marked: parts.length > 1 || base !== parts[0], joins: true }
  }
  known.set(ch, made)
  return made
}

type Word = { readonly exact: readonly string[]; readonly plain: readonly string[]; readonly marked: boolean }
/** Names are made of few words: each is taken apart once. Emptied when full, so that hostile input cannot fill the memory. */
const words = new Map<string, Word>()
const mostWords = 50_000

function wordOf(text: string): Word {
  const before = words.get(text)
  if (before) return before
  const exact: string[] = []; const plain: string[] = []
  let word = ''; let bare = ''; let tone = 0; let marked = false
  const end = (): void => {
    if (bare !== '') { exact.push(tone === 0 ? word.normalize('NFC') : `${word.normalize('NFC')}${tone}`); plain.push(bare) }
    word = ''; bare = ''; tone = 0
  }
  for (const ch of text.normalize('NFKC')) {
    const l = letterOf(ch)
    if (!l.joins) { end(); continue }
    // A mark that NFC could not join to its letter (typed in another order) still belongs to it.
    word += l.letter
    bare += l.plain
    if (l.tone > 0) tone = l.tone
    marked ||= l.marked
  }
  end()
  if (words.size >= mostWords) words.clear()
  const made = { exact, plain, marked }
  words.set(text, made)
  return made
}

/** Keys of a name. An empty name has empty keys. */
export function nameKeys(name: string): NameKeys {
  const parts = name.normalize('NFC').split(/\s+/).filter((w) => w !== '')
  const exact: string[] = []; const plain: string[] = []
  let marked = false
  for (const part of parts) {
    const w = wordOf(part)
    exact.push(...w.exact)
    plain.push(...w.plain)
    marked ||= w.marked
  }
  return {
    written: parts.join(' '), exact, plain, marked, given: plain.at(-1) ?? '', joined: plain.join(''),
    bagExact: exact.length < 2 ? exact.join(' ') : [...exact].sort().join(' '), bag: plain.length < 2 ? plain.join(' ') : [...plain].sort().join(' '),
  }
}

/** How two names compare; from strongest to none. */
export type NameLevel =
  /** every word with its marks */ | 'same'
  /** the same words in another order */ | 'reordered'
  /** the same words, one side is written without marks */ | 'no_marks'
  /** one word mistyped into something that is no name */ | 'typo'
  /** words of one are missing in the other */ | 'part'
  /** family and given name agree, a middle word does not */ | 'middle_differs'
  /** another given name (Dung and Dũng are two names where both are written with marks) */ | 'different'

/** True when one edit (add, drop, change, swap neighbours) turns one word into the other. */
export function oneEditApart(a: string, b: string): boolean {
  if (a === b) return false
  const [s, l] = a.length <= b.length ? [a, b] : [b, a]
  if (l.length - s.length > 1) return false
  let i = 0
  while (i < s.length && s[i] === l[i]) i++
  if (s.length !== l.length) return s.slice(i) === l.slice(i + 1)
  if (s.slice(i + 1) === l.slice(i + 1)) return true
  return s[i] === l[i + 1] && s[i + 1] === l[i] && s.slice(i + 2) === l.slice(i + 2)
}

/** Words of two names set against each other: what both have, what each has alone. */
export function alignWords(a: readonly string[], b: readonly string[]): { both: string[]; onlyA: string[]; onlyB: string[] } {
  const onlyB = [...b]; const both: string[] = []; const onlyA: string[] = []
  for (const w of a) {
    const at = onlyB.indexOf(w)
    if (at < 0) onlyA.push(w)
    else { both.push(w); onlyB.splice(at, 1) }
  }
  return { both, onlyA, onlyB }
}

/** Initials and no more: `N. V. An` becomes `N. V. A.` on a screen that may not show the name. */
export const maskedName = (name: string): string => name.normalize('NFC').split(/\s+/).filter((w) => w !== '').map((w) => `${[...w][0]!.toUpperCase()}.`).join(' ')
