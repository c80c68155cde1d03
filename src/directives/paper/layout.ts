/**
 * Bố cục trang: where a page has two columns side by side. Vietnamese official papers have them in two places: the head
 * (organ | national or Party title) and the foot (Nơi nhận | signer). Everything else runs over the whole width.
 */
export type InkRow = {
  readonly y0: number; readonly y1: number
  /** Inked stretches from left to right, already joined over ordinary gaps inside a word. */
  readonly inks: readonly (readonly [number, number])[]
}
/** A horizontal band of the page; with `gutter` it is read left column first, then right. */
export type Band = { readonly y0: number; readonly y1: number; readonly gutter?: number }

/** `em` is the height of an ordinary line of ink; `first`: the page that may carry a letterhead. */
export type PageShape = { readonly width: number; readonly height: number; readonly em: number; readonly first: boolean }

type Side = 'none' | 'left' | 'right' | 'both' | 'across'
type Run = { from: number; to: number; x: number; score: number; clear: number }

/** Rows must be sorted from top to bottom. */
export function bandsOf(rows: readonly InkRow[], page: PageShape): Band[] {
  if (rows.length === 0) return []
  const best = bestRun(rows, page)
  if (best === undefined) return [whole(rows)]
  const run = settle(rows, best, page)
  const inside = rows.slice(run.from, run.to + 1)
  const above = rows.slice(0, run.from), below = rows.slice(run.to + 1)
  return [
    ...bandsOf(above, page),
    { y0: inside[0]?.y0 ?? 0, y1: Math.max(...inside.map((r) => r.y1)), gutter: run.x },
    ...bandsOf(below, page),
  ]
}

const whole = (rows: readonly InkRow[]): Band => ({ y0: rows[0]?.y0 ?? 0, y1: Math.max(...rows.map((r) => r.y1)) })

/** The white lane at x must be this wide (in ems) before two pieces of a line count as two columns. */
const laneEms = 1.3

/**
 * Where the ink of a row lies. Only a row with ink on both sides needs a wide lane: a subject line under the number may
 * reach almost to the other column.
 */
function sideOf(row: InkRow, x: number, lane: number): Side {
  let left = -Infinity, right = Infinity
  for (const [x0, x1] of row.inks) {
    if (x1 <= x) left = Math.max(left, x1)
    else if (x0 >= x) right = Math.min(right, x0)
    else return 'across'
  }
  if (left > -Infinity && right < Infinity) return right - left >= lane ? 'both' : 'across'
  return left > -Infinity ? 'left' : right < Infinity ? 'right' : 'none'
}

function bestRun(rows: readonly InkRow[], page: PageShape): Run | undefined {
  let best: Run | undefined
  const wide = laneEms * page.em
  for (let part = 56; part <= 144; part++) {
    const x = (part / 200) * page.width
    const sides = rows.map((row) => sideOf(row, x, wide))
    for (let from = 0; from < rows.length; from++) {
      if (sides[from] === 'across') continue
      let to = from
      while (to + 1 < rows.length && sides[to + 1] !== 'across') to++
      const both = rows.slice(from, to + 1).filter((_, i) => sides[from + i] === 'both')
      const score = both.reduce((sum, row) => sum + (row.y1 - row.y0), 0)
      // One ordinary line with a wide gap is a line, not two columns.
      if ((both.length > 1 || score > 1.8 * page.em) && !isTable(both, page.em)) {
        const clear = lane(rows.slice(from, to + 1), x)
        if (best === undefined || better({ from, to, score, clear }, best)) best = { from, to, x, score, clear }
      }
      from = to
    }
  }
  return best
}

/** More rows with both columns; then the run that takes in more rows; then the wider lane. */
function better(a: Omit<Run, 'x'>, b: Run): boolean {
  if (Math.abs(a.score - b.score) > 0.02 * b.score) return a.score > b.score
  return a.to - a.from !== b.to - b.from ? a.to - a.from > b.to - b.from : a.clear > b.clear
}

/** Three or more parts in most rows: a table, to be read row by row. */
const isTable = (rows: readonly InkRow[], em: number): boolean => rows.length >= 3 && rows.filter((row) => row.inks.length > 0 && parts(row, em * 1.2) >= 3).length > rows.length * 0.4
const parts = (row: InkRow, gap: number): number => row.inks.reduce((n, [x0], i) => (i > 0 && x0 - (row.inks[i - 1]?.[1] ?? 0) > gap ? n + 1 : n), 1)

/** Width of the lane that stays white over all the rows around x. */
function lane(rows: readonly InkRow[], x: number): number {
  const [left, right] = laneEdges(rows, x)
  return right - left
}
function laneEdges(rows: readonly InkRow[], x: number): [number, number] {
  let left = -Infinity, right = Infinity
  for (const row of rows) for (const [x0, x1] of row.inks) { if (x1 <= x) left = Math.max(left, x1); else if (x0 >= x) right = Math.min(right, x0) }
  return [left, right]
}

/** Cuts off rows that only happen to leave the lane white, takes in rows whose lane is narrow, and centres the gutter. */
function settle(rows: readonly InkRow[], run: Run, page: PageShape): Run {
  const wide = laneEms * page.em
  const side = (i: number): Side => { const row = rows[i]; return row === undefined ? 'across' : sideOf(row, run.x, wide) }
  let { from, to } = run
  while (from < to && side(from) !== 'both') {
    const gap = (rows[from + 1]?.y0 ?? 0) - (rows[from]?.y1 ?? 0)
    if (side(from) === 'right' && gap <= 1.2 * page.em) break
    // A left row just above is Nơi nhận standing higher than the signer; farther up it is the end of the body.
    if (side(from) === 'left' && gap <= 0.6 * page.em && (rows[from]?.y0 ?? 0) > page.height * 0.35) break
    from++
  }
  let lastBoth = to
  while (lastBoth > from && side(lastBoth) !== 'both') lastBoth--
  const head = page.first && (rows[from]?.y0 ?? 0) < page.height * 0.3
  let end = lastBoth
  for (let i = lastBoth + 1; i <= to; i++) {
    const gap = (rows[i]?.y0 ?? 0) - (rows[i - 1]?.y1 ?? 0)
    if (side(i) === 'none') { end = i; continue }
    if (head ? side(i) === 'left' && gap < 1.3 * page.em : gap < 14 * page.em) end = i
    else break
  }
  to = end
  // A long organ name beside the national title leaves less than the usual lane.
  const [leftCentre, rightCentre] = centres(rows.slice(from, to + 1), run.x)
  while (from > 0 && narrowSplit(rows[from - 1], run.x, page, leftCentre, rightCentre)) from--
  const [left, right] = laneEdges(rows.slice(from, to + 1).filter((row) => sideOf(row, run.x, 0) !== 'across'), run.x)
  const x = Number.isFinite(left) && Number.isFinite(right) ? (left + right) / 2 : run.x
  return { ...run, from, to, x }
}

function centres(rows: readonly InkRow[], x: number): [number, number] {
  const box = { l0: Infinity, l1: -Infinity, r0: Infinity, r1: -Infinity }
  for (const row of rows) for (const [x0, x1] of row.inks) {
    if (x1 <= x) { box.l0 = Math.min(box.l0, x0); box.l1 = Math.max(box.l1, x1) } else if (x0 >= x) { box.r0 = Math.min(box.r0, x0); box.r1 = Math.max(box.r1, x1) }
  }
  return [(box.l0 + box.l1) / 2, (box.r0 + box.r1) / 2]
}

/** True when the row falls into two parts near x that are centred on the two columns. */
function narrowSplit(row: InkRow | undefined, x: number, page: PageShape, leftCentre: number, rightCentre: number): boolean {
  if (row === undefined) return false
  for (let i = 1; i < row.inks.length; i++) {
    const before = row.inks[i - 1], after = row.inks[i], first = row.inks[0], last = row.inks.at(-1)
    if (before === undefined || after === undefined || first === undefined || last === undefined) continue
    const gap = after[0] - before[1]
    const near = before[1] <= x && after[0] >= x
    if (!near || gap < 0.4 * page.em) continue
    const l = (first[0] + before[1]) / 2, r = (after[0] + last[1]) / 2
    if (Math.abs(l - leftCentre) < 0.06 * page.width && Math.abs(r - rightCentre) < 0.06 * page.width) return true
  }
  return false
}
