/**
 * Bảng chữ (a table of text): rows of cells out of CSV text, fed in pieces of any size so that a million rows never stand in memory at once.
 * Comma, semicolon or tab; quotes with doubled quotes inside; line ends of any system, also inside quotes; byte order mark.
 */
export type Separator = ',' | ';' | '\t'

/** One row with the number of the line on which it begins (1 = first), as a person sees it in an editor. */
export type TextRow = { readonly line: number; readonly cells: string[] }

/** The separator of the first lines: the one that occurs most outside quotes in the first line that is no comment. */
export function separatorOf(head: string): Separator {
  const counts: Record<Separator, number> = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false, lineStart = true, comment = false
  for (let i = head.charCodeAt(0) === 0xfeff ? 1 : 0; i < head.length; i++) {
    const c = head[i]!
    if (lineStart) { comment = head.startsWith('##', i); lineStart = false }
    if (c === '"' && !comment) quoted = !quoted
    else if (c === '\n' && !quoted) {
      if (!comment && counts[','] + counts[';'] + counts['\t'] > 0) break
      lineStart = true
    } else if (!quoted && !comment && (c === ',' || c === ';' || c === '\t')) counts[c]++
  }
  return counts['\t'] > counts[','] && counts['\t'] >= counts[';'] ? '\t' : counts[';'] > counts[','] ? ';' : ','
}

export type CsvReader = { readonly push: (chunk: string) => TextRow[]; readonly end: () => TextRow[] }

/** Reads rows as text arrives. A quote that never closes is ended by `end`, its text kept. */
export function csvReader(separator: Separator): CsvReader {
  let cell = '', cells: string[] = [], quoted = false, afterQuote = false, line = 1, rowLine = 1, begun = false, started = false, lastCr = false
  const endCell = (): void => { cells.push(cell); cell = ''; afterQuote = false }
  const rows: TextRow[] = []
  const endRow = (): void => {
    endCell()
    if (cells.length > 1 || cells[0] !== '' ) rows.push({ line: rowLine, cells })
    cells = []; begun = false
  }
  const push = (chunk: string): TextRow[] => {
    let i = 0
    if (!started && chunk.length > 0) { started = true; if (chunk.charCodeAt(0) === 0xfeff) i = 1 }
    while (i < chunk.length) {
      const c = chunk[i]!
      if (lastCr && c === '\n' && !quoted) { lastCr = false; i++; continue }
      lastCr = false
      if (!begun) { begun = true; rowLine = line }
      if (quoted) {
        const close = chunk.indexOf('"', i)
        const end = close === -1 ? chunk.length : close
        if (end > i) { const part = chunk.slice(i, end); cell += part; for (let j = part.indexOf('\n'); j !== -1; j = part.indexOf('\n', j + 1)) line++ }
        i = end
        if (close !== -1) { quoted = false; afterQuote = true; i++ }
      } else if (c === '"') {
        // A doubled quote inside quotes is one quote; a quote that opens a cell begins quoting; any other is a letter.
        if (afterQuote) { cell += '"'; quoted = true; afterQuote = false } else if (cell === '') quoted = true
        else cell += c
        i++
      } else if (c === separator) { endCell(); i++ } else if (c === '\n' || c === '\r') {
        endRow(); line++; lastCr = c === '\r'; i++
      } else {
        let end = i + 1
        while (end < chunk.length) { const d = chunk[end]!; if (d === separator || d === '\n' || d === '\r' || d === '"') break; end++ }
        cell += chunk.slice(i, end); afterQuote = false; i = end
      }
    }
    return rows.splice(0)
  }
  const end = (): TextRow[] => {
    if (begun || cells.length > 0 || cell !== '') endRow()
    return rows.splice(0)
  }
  return { push, end }
}

/** All rows of a text that fits in memory. */
export function readCsv(text: string, separator: Separator = separatorOf(text)): TextRow[] {
  const reader = csvReader(separator)
  return [...reader.push(text), ...reader.end()]
}
