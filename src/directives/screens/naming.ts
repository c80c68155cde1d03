import { formatDay } from '../../platform/dates.ts'
import { useWords } from '../../web/language.ts'
import { directivesWords } from './words.ts'

type Known = { readonly type: string | null; readonly number: string | null; readonly date?: string | null; readonly issuer?: string | null; readonly title?: string | null }

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** `Công văn 632-CV/HU`, with the day and the issuer where they are wanted: how a document is called in a sentence. */
export function useNaming(): { short: (document: Known) => string; full: (document: Known) => string } {
  const t = useWords(directivesWords)
  const short = (document: Known): string => upperFirst([document.type, document.number ?? `(${t.unnumbered})`].filter(Boolean).join(' '))
  const full = (document: Known): string => [short(document), document.date ? formatDay(document.date) : null, document.issuer ?? null].filter(Boolean).join(' · ')
  return { short, full }
}
