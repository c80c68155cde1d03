/** A run of text that both sides share, or that only one of them has. */
export type Piece = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string }

const split = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []

/** Beyond this product of lengths the comparison of what is left is not worth its time: the middle is then shown as replaced whole. */
const largest = 4_000_000

/** Differences by word (longest common subsequence). `same`+`removed` is the left text, `same`+`added` the right one. */
export function wordDifferences(left: string, right: string): Piece[] {
  const a = split(left)
  const b = split(right)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const pieces: Piece[] = []
  const put = (kind: Piece['kind'], text: string): void => {
    if (text === '') return
    const last = pieces.at(-1)
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text }
    else pieces.push({ kind, text })
  }
  for (let i = 0; i < head; i++) put('same', a[i]!)
  const [n, m] = [a.length - head - tail, b.length - head - tail]
  if (n * m > largest) {
    put('removed', a.slice(head, head + n).join(''))
    put('added', b.slice(head, head + m).join(''))
  } else {
    const width = m + 1
    const common = new Uint16Array((n + 1) * width)
    for (let i = n - 1; i >= 0; i--) {
      for (let j = m - 1; j >= 0; j--) {
        common[i * width + j] = a[head + i] === b[head + j] ? common[(i + 1) * width + j + 1]! + 1 : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
      }
    }
    let [i, j] = [0, 0]
    while (i < n || j < m) {
      if (i < n && j < m && a[head + i] === b[head + j]) { put('same', a[head + i]!); i++; j++ }
      else if (i < n && (j >= m || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) put('removed', a[head + i++]!)
      else put('added', b[head + j++]!)
    }
  }
  for (let i = a.length - tail; i < a.length; i++) put('same', a[i]!)
  return pieces
}
