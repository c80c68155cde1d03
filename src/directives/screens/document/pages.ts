/** `2, 4-6` as typed, to pages. */
export function pagesOf(text: string): number[] | null {
  const out: number[] = []
  for (const part of text.split(/[,;\s]+/u).filter((one) => one !== '')) {
    const found = /^(\d{1,4})(?:[-–](\d{1,4}))?$/u.exec(part)
    if (!found) return null
    const [from, to] = [Number(found[1]), Number(found[2] ?? found[1])]
    if (from < 1 || to < from || to - from > 200) return null
    for (let page = from; page <= to; page++) out.push(page)
  }
  return [...new Set(out)].sort((a, b) => a - b)
}
