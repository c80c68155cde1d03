import { child, childrenOf, elements, valueOf, type XmlNode } from './xml.ts'

/** Word's automatic lists: the label exists only as a rule, so it is counted out here ("1.", "a)", "II."). */
export type Numbering = { label(numId: string, level: number): string }

type Level = { start: number; format: string; text: string; restartAfter: number | undefined; legal: boolean }

export function readNumbering(root: XmlNode | undefined): Numbering {
  const numbering = child(root, 'numbering')
  const abstracts = new Map(childrenOf(numbering, 'abstractNum').map((a) => [a.attributes['abstractNumId'] ?? '', levelsOf(a)]))
  const lists = new Map<string, { key: string; levels: Map<number, Level>; starts: Map<number, number> }>()
  for (const num of childrenOf(numbering, 'num')) {
    const key = valueOf(num, 'abstractNumId') ?? ''
    const levels = new Map(abstracts.get(key) ?? [])
    const starts = new Map<number, number>()
    for (const change of childrenOf(num, 'lvlOverride')) {
      const at = Number(change.attributes['ilvl'])
      const own = child(change, 'lvl')
      if (own !== undefined) levels.set(at, levelOf(own))
      const start = valueOf(change, 'startOverride')
      if (start !== undefined) starts.set(at, Number(start))
    }
    lists.set(num.attributes['numId'] ?? '', { key, levels, starts })
  }

  // Lists made from one abstract definition count on together; a startOverride begins anew the first time its list is used.
  const counters = new Map<string, (number | undefined)[]>()
  const begun = new Set<string>()

  return {
    label(numId, level) {
      const list = lists.get(numId)
      const rule = list?.levels.get(level)
      if (list === undefined || rule === undefined) return ''
      const counts = counters.get(list.key) ?? []
      counters.set(list.key, counts)
      const override = list.starts.get(level)
      const first = `${numId}/${level}`
      if (override !== undefined && !begun.has(first)) { begun.add(first); counts[level] = override } else {
        counts[level] = counts[level] === undefined ? rule.start : counts[level] + 1
      }
      for (let deeper = level + 1; deeper < 9; deeper++) {
        const restart = list.levels.get(deeper)?.restartAfter
        if (restart === undefined || (restart !== 0 && level < restart)) counts[deeper] = undefined
      }
      if (rule.format === 'bullet') return bullet(rule.text)
      return rule.text.replace(/%([1-9])/gu, (_, digit: string) => {
        const at = Number(digit) - 1
        const of = list.levels.get(at)
        const value = counts[at] ?? of?.start ?? 1
        return formatNumber(value, rule.legal ? 'decimal' : (of?.format ?? 'decimal'))
      })
    },
  }
}

function levelsOf(abstract: XmlNode): Map<number, Level> {
  return new Map(childrenOf(abstract, 'lvl').map((l) => [Number(l.attributes['ilvl']), levelOf(l)]))
}

function levelOf(node: XmlNode): Level {
  const restart = valueOf(node, 'lvlRestart')
  const format = valueOf(node, 'numFmt') ?? elements(node).flatMap((e) => childrenOf(e, 'numFmt')).at(0)?.attributes['val'] ?? 'decimal'
  return {
    start: Number(valueOf(node, 'start') ?? '1'), format, text: valueOf(node, 'lvlText') ?? '',
    restartAfter: restart === undefined ? undefined : Number(restart), legal: child(node, 'isLgl') !== undefined,
  }
}

/** Bullets come from symbol fonts as private-use characters; on paper they are dashes, crosses and dots. */
const bullet = (text: string): string => (/^[-+*•–—]$/u.test(text) ? text : '-')

export function formatNumber(n: number, format: string): string {
  switch (format) {
    case 'upperRoman': return roman(n)
    case 'lowerRoman': return roman(n).toLowerCase()
    case 'upperLetter': return letters(n)
    case 'lowerLetter': return letters(n).toLowerCase()
    case 'decimalZero': return String(n).padStart(2, '0')
    case 'none': return ''
    default: return String(n)
  }
}

function roman(n: number): string {
  if (n < 1 || n > 3999) return String(n)
  const parts: readonly [number, string][] = [[1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']]
  let out = '', rest = n
  for (const [value, sign] of parts) while (rest >= value) { out += sign; rest -= value }
  return out
}

/** A … Z, AA, BB … as Word does it. */
const letters = (n: number): string => (n < 1 || n > 780 ? String(n) : String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.floor((n - 1) / 26) + 1))
