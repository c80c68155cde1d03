/**
 * The part of an address after `?`, as people write it: every value is text (`?q=632` is the text 632, never a number), a repeated name is a list,
 * what is empty is left out. The router's own way would write `?q=%22632%22`.
 */
export function parseAddress(search: string): Record<string, string | string[]> {
  const out: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(search)) {
    const before = Object.hasOwn(out, name) ? out[name] : undefined
    // defineProperty, so that a name such as __proto__ stays a name.
    Object.defineProperty(out, name, { value: before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value], enumerable: true, configurable: true, writable: true })
  }
  return out
}

export function writeAddress(state: Record<string, unknown>): string {
  const out = new URLSearchParams()
  for (const [name, value] of Object.entries(state)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null && one !== '') out.append(name, String(one))
  }
  const text = out.toString()
  return text === '' ? '' : `?${text}`
}
