/** HTML as text in which nothing of a person is ever markup: every value put in is escaped, unless it was made here. */
export type Html = { readonly html: string }
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
export type Part = string | number | Html | readonly Part[] | false | null | undefined
const sayPart = (p: Part): string => (p === false || p === null || p === undefined ? '' : typeof p === 'string' || typeof p === 'number' ? escaped(String(p)) : 'html' in p ? p.html : p.map(sayPart).join(''))
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html => ({ html: strings.reduce((out, s, i) => out + s + (i < parts.length ? sayPart(parts[i]) : ''), '') })
/** Only for markup that the program made itself. */
export const trusted = (text: string): Html => ({ html: text })
