import { platformSentences, type PlatformRefusal } from '../platform/refusals.ts'
import type { AnyRefusal, SentencesOf } from '../platform/refusal.ts'
import { directivesSentences, type DirectivesRefusal } from '../directives/refusals.ts'
import { draftingSentences, type DraftingRefusal } from '../directives/drafting/refusals.ts'
import { exchangeSentences, type ExchangeRefusal } from '../directives/exchange/refusals.ts'
import { paperSentences, type PaperRefusal } from '../directives/paper/refusals.ts'
import { obligationsSentences, type ObligationsRefusal } from '../obligations/refusals.ts'
import { peopleSentences, type PeopleRefusal } from '../people/refusals.ts'
import { signInSentences, type SignInRefusal } from '../sign-in/refusals.ts'
import { unitsSentences, type UnitsRefusal } from '../units/refusals.ts'
import { protocolsSentences, type ProtocolsRefusal } from '../protocols/refusals.ts'
import { casesSentences, type CasesRefusal } from '../cases/refusals.ts'
import { tracingSentences, type TracingRefusal } from '../tracing/refusals.ts'
import { zonesSentences, type ZonesRefusal } from '../zones/refusals.ts'
import { declarationsSentences, type DeclarationsRefusal } from '../declarations/refusals.ts'
import type { Language } from './words.ts'

/** Every refusal of the program. A room adds its union and its sentences here; a missing code or language does not compile. */
export type Refusal = PlatformRefusal | SignInRefusal | ObligationsRefusal | UnitsRefusal | DirectivesRefusal | PaperRefusal | DraftingRefusal | ExchangeRefusal | ZonesRefusal | CasesRefusal | TracingRefusal | PeopleRefusal | ProtocolsRefusal | DeclarationsRefusal

export const sentences: { readonly [L in Language]: SentencesOf<Refusal> } = {
  vi: { ...platformSentences.vi, ...signInSentences.vi, ...obligationsSentences.vi, ...unitsSentences.vi, ...directivesSentences.vi, ...paperSentences.vi, ...draftingSentences.vi, ...exchangeSentences.vi, ...zonesSentences.vi, ...casesSentences.vi, ...tracingSentences.vi, ...protocolsSentences.vi, ...peopleSentences.vi, ...declarationsSentences.vi },
  en: { ...platformSentences.en, ...signInSentences.en, ...obligationsSentences.en, ...unitsSentences.en, ...directivesSentences.en, ...paperSentences.en, ...draftingSentences.en, ...exchangeSentences.en, ...zonesSentences.en, ...casesSentences.en, ...tracingSentences.en, ...protocolsSentences.en, ...peopleSentences.en, ...declarationsSentences.en },
}

/** The sentence of a refusal in both languages. A code without one is a bug and is named as such. */
export function sentenceOf(refusal: AnyRefusal): { vi: string; en: string } {
  const say = (language: Language): string => (sentences[language] as unknown as Record<string, ((r: AnyRefusal) => string) | undefined>)[refusal.code]?.(refusal) ?? refusal.code
  return { vi: say('vi'), en: say('en') }
}
